"""One name before and after 1 July 2025: the unit that was there on the article's day, or that its words tell."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Tenure
from graph import entities as known
from graph.resolve import resolve
from ontology.places import gazetteer

_HOLDER = "Ông Lê Văn Hùng, {}, dự hội nghị."


def place(text: str, published: str | None) -> str:
    """The unit of the first body that somebody holds a post in, with what lies around it; "" while it is open."""
    day = dt.date.fromisoformat(published) if published else None
    tenures = [f for f in extract(Article(id="x", text=text, published=day)) if isinstance(f, Tenure)]
    first = min(tenures, key=lambda f: f.evidence[0].start)
    area = first.organization.area
    assert area is not None, first.organization.label
    return gazetteer().pref_label(area.place) if area.place else ""


@pytest.mark.parametrize(
    ("post", "published", "expected"),
    [
        # communes that took the name of a district or of its town
        ("Bí thư Huyện ủy Châu Thành, tỉnh Tiền Giang", "2023-05-04", "huyện Châu Thành, tỉnh Tiền Giang"),
        ("Bí thư Đảng ủy xã Châu Thành, tỉnh Đồng Tháp", "2025-09-03", "xã Châu Thành, tỉnh Đồng Tháp"),
        ("Bí thư Đảng ủy thị trấn Ba Tơ", "2024-02-02", "thị trấn Ba Tơ, huyện Ba Tơ, tỉnh Quảng Ngãi"),
        ("Bí thư Đảng ủy xã Ba Tơ", "2025-08-02", "xã Ba Tơ, tỉnh Quảng Ngãi"),
        ("Bí thư Huyện ủy Ba Tơ", "2019-08-02", "huyện Ba Tơ, tỉnh Quảng Ngãi"),
        ("nguyên Bí thư Huyện ủy Ba Tơ", "2025-08-02", "huyện Ba Tơ, tỉnh Quảng Ngãi"),
        ("Chủ tịch UBND thị trấn Di Linh", "2021-03-09", "thị trấn Di Linh, huyện Di Linh, tỉnh Lâm Đồng"),
        ("Chủ tịch UBND xã Di Linh", "2025-11-09", "xã Di Linh, tỉnh Lâm Đồng"),
        ("Bí thư Đảng ủy xã Mù Cang Chải", "2025-10-01", "xã Mù Cang Chải, tỉnh Lào Cai"),
        ("Bí thư Huyện ủy Mù Cang Chải", "2020-10-01", "huyện Mù Cang Chải, tỉnh Yên Bái"),
        ("Bí thư Đảng ủy xã Đồng Văn, tỉnh Tuyên Quang", "2025-10-01", "xã Đồng Văn, tỉnh Tuyên Quang"),
        ("Bí thư Huyện ủy Đồng Văn", "2018-10-01", "huyện Đồng Văn, tỉnh Hà Giang"),
        ("Bí thư Đảng ủy xã Bảo Lâm 1", "2025-10-01", "xã Bảo Lâm 1, tỉnh Lâm Đồng"),
        ("Chủ tịch UBND xã Tiên Thủy", "2016-10-01", "thị trấn Tiên Thủy, huyện Châu Thành, tỉnh Bến Tre"),
        ("Chủ tịch UBND xã Tiên Thủy", "2025-12-01", "xã Tiên Thủy, tỉnh Vĩnh Long"),
        # towns and cities that became wards
        ("Bí thư Thị ủy Gò Công", "2022-04-05", "thành phố Gò Công, tỉnh Tiền Giang"),
        ("Bí thư Đảng ủy phường Gò Công", "2025-08-05", "phường Gò Công, tỉnh Đồng Tháp"),
        ("Bí thư Thành ủy Sa Đéc", "2022-04-05", "thành phố Sa Đéc, tỉnh Đồng Tháp"),
        ("Bí thư Đảng ủy phường Sa Đéc", "2025-08-05", "phường Sa Đéc, tỉnh Đồng Tháp"),
        ("Chủ tịch UBND phường Sa Pa", "2021-08-05", "phường Sa Pa, thị xã Sa Pa, tỉnh Lào Cai"),
        ("Chủ tịch UBND thị xã Sa Pa", "2021-08-05", "thị xã Sa Pa, tỉnh Lào Cai"),
        ("Bí thư Quận ủy Hoàn Kiếm", "2020-01-15", "quận Hoàn Kiếm, thành phố Hà Nội"),
        ("Bí thư Đảng ủy phường Hoàn Kiếm", "2025-09-15", "phường Hoàn Kiếm, thành phố Hà Nội"),
        ("Bí thư Đảng ủy phường Hội An", "2025-09-15", "phường Hội An, thành phố Đà Nẵng"),
        ("nguyên Bí thư Thành ủy Hội An", "2025-09-15", "thành phố Hội An, tỉnh Quảng Nam"),
        # the islands
        ("Bí thư Đảng ủy đặc khu Phú Quốc", "2025-09-15", "đặc khu Phú Quốc, tỉnh An Giang"),
        ("Bí thư Thành ủy Phú Quốc", "2023-09-15", "thành phố Phú Quốc, tỉnh Kiên Giang"),
        ("Bí thư Huyện ủy Côn Đảo", "2023-09-15", "huyện Côn Đảo, tỉnh Bà Rịa - Vũng Tàu"),
        ("Bí thư Đảng ủy đặc khu Côn Đảo", "2025-09-15", "đặc khu Côn Đảo, thành phố Hồ Chí Minh"),
        # provinces: merged, kept, gone
        ("Bí thư Tỉnh ủy Vĩnh Long", "2025-06-30", "tỉnh Vĩnh Long (trước 1/7/2025)"),
        ("Bí thư Tỉnh ủy Vĩnh Long", "2025-07-01", "tỉnh Vĩnh Long"),
        ("Bí thư Tỉnh ủy Cao Bằng", "2021-07-01", "tỉnh Cao Bằng (trước 1/7/2025)"),
        ("Bí thư Tỉnh ủy Cao Bằng", "2025-08-01", "tỉnh Cao Bằng"),
        ("nguyên Bí thư Tỉnh ủy Bến Tre", "2025-08-01", "tỉnh Bến Tre"),
        ("nguyên Chủ tịch UBND tỉnh Hà Tây", "2019-08-01", "tỉnh Hà Tây"),
        ("Bí thư Thành ủy Hải Phòng", "2022-08-01", "thành phố Hải Phòng (trước 1/7/2025)"),
        ("Bí thư Thành ủy Hải Phòng", "2025-08-01", "thành phố Hải Phòng"),
        ("Bí thư Tỉnh ủy Hậu Giang", "2019-08-01", "tỉnh Hậu Giang"),
        ("Bí thư Tỉnh ủy Hậu Giang", None, "tỉnh Hậu Giang"),
        ("nguyên Bí thư Tỉnh ủy Cần Thơ", "2019-08-01", "tỉnh Cần Thơ"),
        ("Bí thư Thành ủy Cần Thơ", None, "thành phố Cần Thơ (trước 1/7/2025)"),
        ("Bí thư Tỉnh ủy Lai Châu", None, "tỉnh Lai Châu (trước 1/7/2025)"),
        # Huế, a city of its province until 31 December 2024
        ("Bí thư Thành ủy Huế", "2019-03-06", "thành phố Huế, tỉnh Thừa Thiên Huế"),
        ("Bí thư Thành ủy Huế", "2025-01-01", "thành phố Huế"),
        ("Bí thư Thành ủy Huế", "2025-08-06", "thành phố Huế"),
        ("Bí thư Tỉnh ủy Thừa Thiên Huế", "2022-08-06", "tỉnh Thừa Thiên Huế"),
        ("nguyên Bí thư Tỉnh ủy Thừa Thiên Huế", "2025-08-06", "tỉnh Thừa Thiên Huế"),
        ("Bí thư Quận ủy Thuận Hóa", "2025-03-06", "quận Thuận Hóa, tỉnh Thừa Thiên Huế"),
        # Thủ Đức and the districts that it was made of
        ("Bí thư Thành ủy Thủ Đức", "2023-01-06", "thành phố Thủ Đức, thành phố Hồ Chí Minh"),
        ("nguyên Bí thư Thành ủy Thủ Đức", "2025-10-06", "thành phố Thủ Đức, thành phố Hồ Chí Minh"),
        ("Bí thư Đảng ủy phường Thủ Đức", "2025-10-06", "phường Thủ Đức, thành phố Hồ Chí Minh"),
        ("Bí thư Quận ủy Quận 9", "2018-10-06", "quận 9, thành phố Hồ Chí Minh"),
        ("Bí thư Huyện ủy Từ Liêm", "2012-10-06", "huyện Từ Liêm, thành phố Hà Nội"),
        # said beside the name
        ("Chủ tịch UBND tỉnh Vĩnh Long cũ", "2025-09-01", "tỉnh Vĩnh Long (trước 1/7/2025)"),
        ("nguyên Phó Chủ tịch UBND tỉnh Lào Cai (cũ)", "2025-09-01", "tỉnh Lào Cai (trước 1/7/2025)"),
        ("Phó Chủ tịch UBND tỉnh Lào Cai (trước khi sáp nhập)", "2025-09-01", "tỉnh Lào Cai (trước 1/7/2025)"),
        ("Bí thư Tỉnh ủy Lào Cai nhiệm kỳ 2015-2020", "2025-09-01", "tỉnh Lào Cai (trước 1/7/2025)"),
        ("Bí thư Tỉnh ủy Lào Cai, nhiệm kỳ 2025-2030", "2025-09-01", "tỉnh Lào Cai"),
        ("Chủ tịch UBND tỉnh Lào Cai (mới)", "2025-06-20", "tỉnh Lào Cai"),
        ("Bí thư Đảng ủy xã Di Linh (mới)", "2025-06-20", "xã Di Linh, tỉnh Lâm Đồng"),
        (
            "nguyên Chủ tịch UBND xã Đông Sơn (huyện Chương Mỹ cũ)",
            "2025-09-01",
            "xã Đông Sơn, huyện Chương Mỹ, thành phố Hà Nội",
        ),
        (
            "Chủ tịch UBND xã Phú Túc, huyện Châu Thành, tỉnh Bến Tre",
            "2025-09-01",
            "xã Phú Túc, huyện Châu Thành, tỉnh Bến Tre",
        ),
        ("Chủ tịch UBND xã Phú Túc (huyện Châu Thành cũ, tỉnh Bến Tre)", "2025-09-01", "xã Phú Túc, tỉnh Vĩnh Long"),
        ("Chủ tịch UBND xã Phú Túc, tỉnh Bến Tre cũ", "2025-09-01", "xã Phú Túc, tỉnh Vĩnh Long"),
        # undated: the type word before the age, the state of before otherwise
        ("Bí thư Đảng ủy xã Ba Tơ", None, "xã Ba Tơ, tỉnh Quảng Ngãi"),
        ("Bí thư Đảng ủy thị trấn Ba Tơ", None, "thị trấn Ba Tơ, huyện Ba Tơ, tỉnh Quảng Ngãi"),
        ("Bí thư Đảng ủy xã Di Linh, tỉnh Lâm Đồng", None, "xã Di Linh, tỉnh Lâm Đồng"),
        ("Chủ tịch UBND đặc khu Lý Sơn", None, "đặc khu Lý Sơn, tỉnh Quảng Ngãi"),
        ("Bí thư Tỉnh ủy Vĩnh Long", None, "tỉnh Vĩnh Long (trước 1/7/2025)"),
        # told years before there was such a commune
        ("Bí thư Đảng ủy xã Bảo Lâm 1", "2018-10-01", ""),
    ],
)
def test_unit_of_its_day(post: str, published: str | None, expected: str) -> None:
    """By the article's date, and by what is said beside the name."""
    assert place(_HOLDER.format(post), published) == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Năm 2022, ông Lê Văn Hùng là Bí thư Tỉnh ủy Lào Cai.", "2025-09-01", "tỉnh Lào Cai (trước 1/7/2025)"),
        (
            "Trước khi sáp nhập, ông Lê Văn Hùng là Bí thư Tỉnh ủy Lào Cai.",
            "2025-09-01",
            "tỉnh Lào Cai (trước 1/7/2025)",
        ),
        ("Tháng 5/2024, ông Lê Văn Hùng là Bí thư Tỉnh ủy Lào Cai.", "2025-09-01", "tỉnh Lào Cai (trước 1/7/2025)"),
        ("Năm 1990, ông Lê Văn Hùng là Bí thư Tỉnh ủy Hậu Giang.", "2019-08-01", "tỉnh Hậu Giang (đến 1991)"),
        ("Tháng 8/2025, ông Lê Văn Hùng là Bí thư Tỉnh ủy Lào Cai.", "2025-09-01", "tỉnh Lào Cai"),
        ("Ngày 12/3/2024, ông Lê Văn Hùng là Bí thư Thành ủy Huế.", "2025-09-01", "thành phố Huế, tỉnh Thừa Thiên Huế"),
        ("Từ ngày 1/7/2025, ông Lê Văn Hùng là Bí thư Đảng ủy xã Ba Tơ.", "2025-06-28", "xã Ba Tơ, tỉnh Quảng Ngãi"),
        (
            "Ông Lê Văn Hùng, sinh năm 1970, Bí thư Tỉnh ủy Lào Cai, dự.",
            "2025-09-01",
            "tỉnh Lào Cai",
        ),  # the year of a birth says nothing of the province
        (
            "Sáng 15/8/2025, Đảng ủy xã Lũng Cú họp. Ông Lê Văn Hùng, Bí thư Đảng ủy xã Lũng Cú, chủ trì.",
            None,
            "xã Lũng Cú, tỉnh Tuyên Quang",
        ),
        (
            "Sáng 15/8/2018, Đảng ủy xã Lũng Cú họp. Ông Lê Văn Hùng, Bí thư Đảng ủy xã Lũng Cú, chủ trì.",
            None,
            "xã Lũng Cú, huyện Đồng Văn, tỉnh Hà Giang",
        ),
        (
            "Huyện ủy Ba Tơ họp sáng 5/4. Ông Lê Văn Hùng, Bí thư Đảng ủy xã Ba Tơ, dự.",
            None,
            "thị trấn Ba Tơ, huyện Ba Tơ, tỉnh Quảng Ngãi",
        ),
        (
            "Mục tiêu đến ngày 31/12/2025 là xong. Ông Lê Văn Hùng, Bí thư Tỉnh ủy Lào Cai, dự.",
            None,
            "tỉnh Lào Cai (trước 1/7/2025)",
        ),
    ],
)
def test_day_told_in_the_text(text: str, published: str | None, expected: str) -> None:
    """By a day at the head of the sentence, and by the days of an undated text."""
    assert place(text, published) == expected


def test_ward_and_city_of_one_name_in_one_article() -> None:
    """The ward that an article is about is not the city whose committee somebody led."""
    text = "Phường Bến Tre: Sơ kết\n\nÔng Lê Văn Hùng, nguyên Bí thư Thành ủy Bến Tre, dự. Phường Bến Tre có 9 chi bộ."
    assert place(text, "2025-09-06") == "thành phố Bến Tre, tỉnh Bến Tre"


@pytest.mark.parametrize(
    "posts",
    [
        "nguyên Bí thư Tỉnh ủy Bến Tre, nay giữ chức Phó Bí thư Tỉnh ủy",
        "Phó Bí thư Tỉnh ủy, nguyên Bí thư Tỉnh ủy Bến Tre",
    ],
)
def test_bare_province_is_the_one_of_today(posts: str) -> None:
    """After a body of before the merger, "Tỉnh ủy" alone is that of the province made of it."""
    text = f"Vĩnh Long: Sơ kết\n\nTỉnh Vĩnh Long họp. Ông Lê Văn Hùng, {posts}, dự."
    article = Article(id="x", text=text, published=dt.date(2025, 9, 6))
    told = {f.role.vi: f.organization.area for f in extract(article) if isinstance(f, Tenure)}
    found = {role: gazetteer().pref_label(area.place) for role, area in told.items() if area is not None}
    assert found == {"Bí thư": "tỉnh Bến Tre", "Phó Bí thư": "tỉnh Vĩnh Long"}


@pytest.mark.parametrize("published", ["2019-03-06", "2025-09-06"])
def test_just_now_is_not_new(published: str) -> None:
    """ "mới" before a verb is no word about the province."""
    text = "Ông Lê Văn Hùng, Bí thư Tỉnh ủy Vĩnh Long mới đây đã đi thăm các hộ nghèo."
    assert place(text, published).startswith("tỉnh Vĩnh Long")
    assert place(text, published).endswith("(trước 1/7/2025)") == published.startswith("2019")


@pytest.mark.parametrize(
    ("publisher", "source"),
    [("Báo Bến Tre", None), (None, "https://baobentre.vn/a-1.html"), ("Báo và Đài Vĩnh Long", None)],
)
def test_papers_of_provinces_that_were_merged(publisher: str | None, source: str | None) -> None:
    """What the paper of a merged province tells lies in the province of today."""
    text = _HOLDER.format("Bí thư Đảng ủy xã Phú Túc")
    article = Article(id="x", text=text, published=dt.date(2025, 9, 1), publisher=publisher, source=source)
    (tenure,) = (fact for fact in extract(article) if isinstance(fact, Tenure))
    assert tenure.organization.area is not None
    assert gazetteer().pref_label(tenure.organization.area.place) == "xã Phú Túc, tỉnh Vĩnh Long"


@pytest.mark.parametrize(
    ("told", "label", "inside"),
    [
        (
            ["Đảng bộ huyện Đức Phổ kết nạp 87 đảng viên."],
            "huyện Đức Phổ, tỉnh Quảng Ngãi",
            "xã Phổ Cường, huyện Đức Phổ, tỉnh Quảng Ngãi",
        ),
        (
            ["Đảng bộ thị xã Đức Phổ kết nạp 87 đảng viên."] * 2 + ["Đảng bộ huyện Đức Phổ kết nạp 61 đảng viên."],
            "thị xã Đức Phổ, tỉnh Quảng Ngãi",
            "xã Phổ Cường, thị xã Đức Phổ, tỉnh Quảng Ngãi",
        ),
    ],
)
def test_a_unit_is_called_what_the_articles_call_it(told: list[str], label: str, inside: str) -> None:
    """A huyện that became a thị xã is one place, with the name that it had when they wrote, and the other besides."""
    articles = [
        Article(id=f"bai-{k}", text=f"Quảng Ngãi: Kết nạp đảng viên\n\n{one} Đảng bộ xã Phổ Cường kết nạp 9 đảng viên.")
        for k, one in enumerate(told)
    ]
    places = {
        one.id: one
        for one in resolve(articles, [fact for one in articles for fact in extract(one)]).entities
        if isinstance(one, known.Place)
    }
    unit = next(one for one in places.values() if one.name == "Đức Phổ" and one.level == "district")
    assert (unit.pref_label, f"{unit.label}, tỉnh Quảng Ngãi") == (label, label)
    assert unit.alt_labels == (("thị xã Đức Phổ",) if label.startswith("huyện") else ())
    assert inside in {one.pref_label for one in places.values()}
