"""Places in an article: which Châu Thành it is, in which era, and how the article spells it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extraction import extract, read
from extraction.article import Article
from extraction.facts import Admission, Area, Organization, Tenure
from ontology.places import gazetteer

BEFORE, AFTER = dt.date(2019, 6, 3), dt.date(2025, 9, 1)
SECRETARY = "Ông Lê Văn Hùng, Bí thư Huyện ủy Châu Thành, dự hội nghị."


def bodies(text: str, **told: Any) -> list[Organization]:
    """The bodies of the tenures of an article, in the order of the text."""
    facts = [f for f in extract(Article(id="x", text=text, **told)) if isinstance(f, Tenure)]
    return [fact.organization for fact in sorted(facts, key=lambda fact: fact.evidence[0].start)]


def areas(text: str, **told: Any) -> list[Area]:
    found = [body.area for body in bodies(text, **told)]
    return [area for area in found if area is not None]


def where(area: Area) -> str:
    """The unit of the gazetteer with its province, whatever its era; "" while it is open."""
    return gazetteer().pref_label(area.place).removesuffix(" (trước 1/7/2025)") if area.place else ""


# ---- which Châu Thành ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told", "province"),
    [
        (f"Xã Tiên Thủy đạt chuẩn nông thôn mới. {SECRETARY}", {}, "Bến Tre"),
        (f"{SECRETARY} Bà con xã Tiên Thủy và xã Tam Phước phấn khởi.", {}, "Bến Tre"),
        (f"Xã Tiên Thuỷ đạt chuẩn. {SECRETARY}", {}, "Bến Tre"),
        (f"(ĐTO) - {SECRETARY}", {}, "Đồng Tháp"),
        (f"AGO - {SECRETARY}", {}, "An Giang"),
        (f"Huyện ủy họp\n\n(ĐTO) – {SECRETARY}", {}, "Đồng Tháp"),
        (SECRETARY, {"publisher": "Báo Đồng Tháp"}, "Đồng Tháp"),
        (SECRETARY, {"source": "https://baodongthap.vn/chinh-tri/a-1.aspx"}, "Đồng Tháp"),
        (SECRETARY, {"source": "https://www.angiang.gov.vn/vi/a"}, "An Giang"),
        (SECRETARY.replace(", dự", " (Bến Tre), dự"), {}, "Bến Tre"),
        (SECRETARY.replace(", dự", " (tỉnh Kiên Giang), dự"), {}, "Kiên Giang"),
        (SECRETARY.replace(", dự", ", tỉnh Sóc Trăng, dự"), {}, "Sóc Trăng"),
        (SECRETARY.replace(", dự", ", Tây Ninh, dự"), {}, "Tây Ninh"),
        (f"Tỉnh ủy Trà Vinh làm việc với các huyện. {SECRETARY}", {}, "Trà Vinh"),
        (f"Tiền Giang: Tăng cường kiểm tra, giám sát\n{SECRETARY}", {}, "Tiền Giang"),
        (f"{SECRETARY} Sau đó đoàn đến huyện Ba Tri và huyện Giồng Trôm.", {}, "Bến Tre"),
    ],
)
def test_which_chau_thanh(text: str, told: dict[str, Any], province: str) -> None:
    """A commune, a dateline, a publisher, an address, brackets, a neighbour: each tells the ten of them apart."""
    (area,) = areas(text, **told)
    assert where(area) == f"huyện Châu Thành, tỉnh {province}"
    assert not area.candidates


def test_stays_open_without_evidence() -> None:
    """Nobody says which: the ten that are possible, none of them chosen, and no province for the article."""
    (area,) = areas(SECRETARY)
    assert (area.name, area.type, area.level, area.place, area.within) == ("Châu Thành", "huyện", "district", "", None)
    assert len(area.candidates) == 10
    assert {gazetteer().get(c).label for c in area.candidates} == {"huyện Châu Thành"}
    assert read(Article(id="x", text=SECRETARY)).home == {}


def test_contradicting_evidence_leaves_it_open() -> None:
    """Two provinces of equal weight say nothing."""
    (area,) = areas(f"Đoàn tỉnh Bến Tre và đoàn tỉnh Đồng Tháp gặp nhau. {SECRETARY}")
    assert not area.place
    assert area.candidates


BESIDE = [
    "Bí thư Huyện ủy Châu Thành ({})",
    "Bí thư Huyện ủy Châu Thành (tỉnh {})",
    "Chủ tịch UBND huyện Châu Thành, tỉnh {}",
    "Chủ tịch UBND huyện Châu Thành, {}",
    "Chủ tịch UBND huyện Châu Thành tỉnh {}",
    "Bí thư Huyện ủy Châu Thành, tỉnh {}",
    "Bí thư Huyện ủy Châu Thành tỉnh {}",
    "Bí thư Huyện ủy Châu Thành, {}",
]


@pytest.mark.parametrize("title", BESIDE)
def test_two_of_them_in_one_article(title: str) -> None:
    """Each keeps the province told beside it."""
    first, second = title.format("Bến Tre"), title.format("Đồng Tháp")
    found = areas(f"Ông Lê Văn Hùng, {first}, và ông Ngô An Bình, {second}, ký kết.")
    assert [where(a) for a in found] == ["huyện Châu Thành, tỉnh Bến Tre", "huyện Châu Thành, tỉnh Đồng Tháp"]


@pytest.mark.parametrize("title", BESIDE)
def test_what_stands_beside_it_beats_the_publisher(title: str) -> None:
    """A paper tells of other provinces too."""
    (area,) = areas(f"Ông Lê Văn Hùng, {title.format('Hậu Giang')}, dự.", publisher="Báo Đồng Tháp")
    assert where(area) == "huyện Châu Thành, tỉnh Hậu Giang"


def test_unknown_place_lies_in_the_article_s_province() -> None:
    """A commune the gazetteer does not know is named as it stands, within the province of the article."""
    (area,) = areas("(ĐTO) - Ông Lê Văn Hùng, Bí thư Đảng ủy xã Sao Biếc, dự.")
    assert (area.name, area.type, area.place, area.candidates) == ("Sao Biếc", "xã", "", ())
    assert area.within is not None
    assert area.within.name == "Đồng Tháp"


# ---- bare "huyện", "tỉnh", "xã" ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "Huyện ủy Ba Tri (Bến Tre) họp. Ông Lê Văn Hùng, Phó Chủ tịch UBND huyện, dự.",
            ["Ủy ban nhân dân huyện Ba Tri"],
        ),
        ("Tỉnh Bến Tre họp. Ông Lê Văn Hùng, Phó Chủ tịch UBND tỉnh, dự.", ["Ủy ban nhân dân tỉnh Bến Tre"]),
        (
            "Xã Tiên Thủy, huyện Châu Thành, Bến Tre họp. Ông Lê Văn Hùng, Chủ tịch UBND xã, và bà Trần Thị Lan, "
            "Chủ tịch UBND huyện, dự.",
            ["Ủy ban nhân dân xã Tiên Thủy", "Ủy ban nhân dân huyện Châu Thành"],
        ),
        (
            "Thành phố Mỹ Tho họp. Ông Lê Văn Hùng, Phó Chủ tịch UBND thành phố, dự.",
            ["Ủy ban nhân dân thành phố Mỹ Tho"],
        ),
        (
            "Huyện Ba Tri và huyện Giồng Trôm (Bến Tre) ký kết.\nTại huyện Giồng Trôm, ông Lê Văn Hùng, Chủ tịch UBND "
            "huyện, nói.",
            ["Ủy ban nhân dân huyện Giồng Trôm"],
        ),
    ],
)
def test_bare_words(text: str, labels: list[str]) -> None:
    """A bare level is the place of that level told last, or the article's own."""
    assert [body.label for body in bodies(text)] == labels


@pytest.mark.parametrize(
    ("lead", "unit"),
    [
        ("Huyện ủy Duy Tiên (Hà Nam) họp.", "huyện Duy Tiên"),  # a thị xã from 2019 on
        ("Thị ủy Duy Tiên (Hà Nam) họp.", "thị xã Duy Tiên"),
        ("Thị ủy Duy Tiên (Hà Nam) họp. Huyện Duy Tiên trước đây có 21 xã.", "thị xã Duy Tiên"),
        ("Tỉnh Hà Nam họp.", "thị xã Duy Tiên"),
    ],
)
def test_article_s_own_type_word(lead: str, unit: str) -> None:
    """A name alone is of the type that the article tells elsewhere, where it tells one only."""
    facts = extract(Article(id="x", text=f"{lead} Năm 2018, Duy Tiên kết nạp 95 đảng viên."))
    assert {f"{f.unit.type} {f.unit.name}" for f in facts if isinstance(f, Admission) and isinstance(f.unit, Area)} == {
        unit
    }


@pytest.mark.parametrize(
    ("posts", "labels"),
    [
        (
            "Phó Bí thư Tỉnh ủy, nguyên Trưởng Ban Tổ chức Tỉnh ủy Quảng Trị",
            ["Tỉnh ủy Ninh Thuận", "Ban Tổ chức Tỉnh ủy Quảng Trị"],
        ),
        (
            "Phó Bí thư Tỉnh ủy, Trưởng Ban Tổ chức Tỉnh ủy Ninh Thuận",
            ["Tỉnh ủy Ninh Thuận", "Ban Tổ chức Tỉnh ủy Ninh Thuận"],
        ),
    ],
)
def test_a_former_post_elsewhere_does_not_place_the_present_one(posts: str, labels: list[str]) -> None:
    """Who has come from another province holds the bare post in this one."""
    text = f"Ninh Thuận: Hội nghị sơ kết\n\nTỉnh Ninh Thuận họp. Ông Lê Văn Hùng, {posts}, dự."
    assert sorted(body.label for body in bodies(text)) == sorted(labels)


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("Về Tú Lệ, chúng tôi gặp ông Lê Văn Hùng, Bí thư Đảng ủy xã.", "Đảng ủy xã Tú Lệ"),
        ("Đến Tú Lệ những ngày này, ông Lê Văn Hùng, Bí thư Đảng ủy xã, rất bận.", "Đảng ủy xã Tú Lệ"),
        ("Tú Lệ là xã vùng cao. Ông Lê Văn Hùng là Bí thư Đảng ủy xã.", "Đảng ủy xã Tú Lệ"),
        ("Về Lê Lợi, ông Lê Văn Hùng, Bí thư Đảng ủy xã, nói nhiều.", "Đảng ủy xã Gia Hội"),  # not of that district
    ],
)
def test_commune_that_a_part_begins_with(part: str, label: str) -> None:
    """Without its type word, a commune of the article's own district is what "xã" means after it."""
    text = f"Huyện Văn Chấn (Yên Bái) có 31 xã. Xã Gia Hội có 3 chi bộ.\n\n{part}"
    assert [body.label for body in bodies(text)] == [label]


BRIEF = """{0} MỸ THO: Ngày 5/3, Đảng ủy phường 4 họp. Ông Lê Văn Hùng, Bí thư Đảng ủy phường 4, chủ trì.

{1} GÒ CÔNG: Bà Nguyễn Thị Lan, Bí thư Đảng ủy phường 2, phát biểu.

{0} SA ĐÉC: Ông Trần Văn Minh, Bí thư Đảng ủy phường 3, dự.
"""


@pytest.mark.parametrize("types", [("TP.", "THỊ XÃ"), ("* TP.", "* TX."), ("Thành phố", "Thị xã")])
def test_communes_of_news_in_brief_lie_where_their_item_is_from(types: tuple[str, str]) -> None:
    """A ward of a number is the one of the town that heads its item, in whichever province that is."""
    facts = extract(Article(id="brief", text=BRIEF.format(*types), published=dt.date(2022, 3, 6)))
    found = {f.person.name: f.organization.area for f in facts if isinstance(f, Tenure)}
    assert {name: area and area.place for name, area in found.items()} == {
        "Lê Văn Hùng": "c28252-old",
        "Nguyễn Thị Lan": "c28297-old",
        "Trần Văn Minh": "c29902-old",
    }


def test_bare_word_without_any_place_has_none() -> None:
    """ "UBND huyện" in an article that names no huyện is nobody's."""
    assert areas("Ông Lê Văn Hùng, Phó Chủ tịch UBND huyện, dự hội nghị.") == []


# ---- before and after 1 July 2025 ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "place"),
    [
        (None, "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang"),
        (BEFORE, "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang"),
        (dt.date(2025, 6, 30), "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang"),
        (dt.date(2025, 7, 1), "xã Lũng Cú, tỉnh Tuyên Quang"),
        (AFTER, "xã Lũng Cú, tỉnh Tuyên Quang"),
    ],
)
def test_commune_of_its_era(published: dt.date | None, place: str) -> None:
    """The same name before the reform and since: two units, in two provinces."""
    (area,) = areas("Ông Lê Văn Hùng, Bí thư Đảng ủy xã Lũng Cú, dự.", published=published)
    assert where(area) == place


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("Tỉnh ủy Vĩnh Long", "tỉnh Vĩnh Long"),
        ("Tỉnh ủy Bến Tre", "tỉnh Bến Tre"),
        ("Huyện ủy Ba Tri", "huyện Ba Tri, tỉnh Bến Tre"),
    ],
)
def test_units_that_are_no_more(body: str, place: str) -> None:
    """An article of today may speak of a province or a district that was merged: it means that one."""
    (area,) = areas(f"Ông Lê Văn Hùng, nguyên Bí thư {body}, dự.", published=AFTER)
    assert where(area) == place
    assert area.place.endswith("-new" if "Vĩnh Long" in body else "-old")


def test_province_that_kept_its_name_is_of_its_era() -> None:
    """Vĩnh Long before and after are two places."""
    text = "Ông Lê Văn Hùng, Bí thư Tỉnh ủy Vĩnh Long, dự."
    (old,), (new,) = areas(text, published=BEFORE), areas(text, published=AFTER)
    assert (old.place[-4:], new.place[-4:]) == ("-old", "-new")


# ---- how it is written ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        *("TP.HCM", "TP HCM", "TPHCM", "Tp.HCM", "Tp. HCM", "TP. HCM", "T.P HCM", "TP.Hồ Chí Minh", "TP Hồ Chí Minh"),
        *("TP. Hồ Chí Minh", "Tp. Hồ Chí Minh", "thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
    ],
)
@pytest.mark.parametrize("text", ["Phó Chủ tịch UBND {}", "Chủ tịch UBND quận 3, {}", "Chủ tịch UBND Quận 3 ({})"])
def test_forms_of_ho_chi_minh_city(text: str, written: str) -> None:
    """All the short forms are the one city, around a district too."""
    ((area,),) = [areas(f"Ông Lê Văn Hùng, {text.format(written)}, dự.")]
    city = "thành phố Hồ Chí Minh"
    assert where(area) == (f"quận 3, {city}" if "3" in text else city)


@pytest.mark.parametrize(
    ("written", "place", "name"),
    [
        ("Huyện ủy Đăk Glei", "huyện Đắk Glei, tỉnh Kon Tum", "Đăk Glei"),
        ("Huyện ủy Đắk Glei", "huyện Đắk Glei, tỉnh Kon Tum", "Đắk Glei"),
        ("Tỉnh ủy Đăk Lăk", "tỉnh Đắk Lắk", "Đăk Lăk"),
        ("Tỉnh ủy Đắk Lắk", "tỉnh Đắk Lắk", "Đắk Lắk"),
        ("Tỉnh ủy Đắc Lắc", "tỉnh Đắk Lắk", "Đắk Lắk"),
        ("Tỉnh ủy Hoà Bình", "tỉnh Hòa Bình", "Hòa Bình"),
        ("UBND tỉnh Thừa Thiên - Huế", "tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("UBND tỉnh TT-Huế", "tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("UBND tỉnh T.T.Huế", "tỉnh Thừa Thiên Huế", "Thừa Thiên Huế"),
        ("UBND TP.Đ.Nẵng", "thành phố Đà Nẵng", "Đà Nẵng"),
        ("UBND TP. Sa Đéc", "thành phố Sa Đéc, tỉnh Đồng Tháp", "Sa Đéc"),
        ("UBND TX. Hồng Ngự", "thành phố Hồng Ngự, tỉnh Đồng Tháp", "Hồng Ngự"),
        ("UBND tỉnh BR-VT", "tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("UBND tỉnh Bà Rịa-Vũng Tàu", "tỉnh Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Thành ủy Quy Nhơn", "thành phố Quy Nhơn, tỉnh Bình Định", "Quy Nhơn"),
        ("Thành ủy Qui Nhơn", "thành phố Quy Nhơn, tỉnh Bình Định", "Qui Nhơn"),
        ("Huyện ủy Krông Pắk", "huyện Krông Pắc, tỉnh Đắk Lắk", "Krông Pắk"),
        ("Thành ủy BMT", "thành phố Buôn Ma Thuột, tỉnh Đắk Lắk", "Buôn Ma Thuột"),
    ],
)
def test_spelling_of_the_press(written: str, place: str, name: str) -> None:
    """Whatever the spelling, it is the one unit; other marks are kept as the article has them."""
    (area,) = areas(f"Ông Lê Văn Hùng, Phó Chủ tịch {written}, dự.")
    assert where(area) == place
    assert area.name == name


def test_one_spelling_in_one_article() -> None:
    """The first spelling of an article is the one its bodies have."""
    text = "Ông Lê Văn Hùng, Bí thư Huyện ủy Đăk Glei, và ông Ngô An Bình, Chủ tịch UBND huyện Đắk Glei, dự."
    assert {area.name for area in areas(text)} == {"Đăk Glei"}


def test_capitals_are_no_spelling() -> None:
    """A headline in capitals does not tell how a name is written."""
    text = "HUYỆN BA TRI SƠ KẾT\nÔng Lê Văn Hùng, Bí thư Huyện ủy Ba Tri, dự."
    assert [area.name for area in areas(text)] == ["Ba Tri"]


@pytest.mark.parametrize(
    "written",
    [
        "Quận ủy Quận 3",
        "Quận ủy quận 3",
        "Quận ủy 3",
    ],
)
def test_party_committee_of_a_numbered_district(written: str) -> None:
    """The number is the name of the quận."""
    (area,) = areas(f"Ông Lê Văn Hùng, Bí thư {written}, TP.HCM, dự.")
    assert where(area) == "quận 3, thành phố Hồ Chí Minh"


def test_communes_that_lie_in_each_other_are_read_once() -> None:
    """Names told as communes of each other, as a slip or to do harm, lead round in no circle."""
    text = (
        "Xã Hòa Bình, Thái Bình kết nạp 12 đảng viên. Xã Thái Bình, Hòa Bình kết nạp 9. Bí thư Đảng ủy Thái Bình họp."
    )
    facts = extract(Article(id="a", text=text))
    assert {fact.value for fact in facts if isinstance(fact, Admission)} == {12, 9}
