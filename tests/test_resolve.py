"""Who is who: one entity where the articles show it, and apart wherever they do not."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.article import Article
from extraction.facts import Admission, Area, Document, Fact, Implementation, Organization, Status
from graph import entities as known
from graph.documents import Signature, most_specific
from graph.merging import post_label
from graph.resolve import DuplicateArticleError, Resolved, resolve
from ontology.places import gazetteer
from tests.small_graph import (
    BEN_TRE,
    CHAU_THANH_BEN_TRE,
    CHAU_THANH_DONG_THAP,
    CHAU_THANH_OPEN,
    DEPUTY,
    DONG_THAP,
    POLITBURO,
    article,
    district_committee,
    evidence,
    provincial_committee,
    small,
    tenure,
)

WORDS = "Ông Nguyễn Văn An, Bí thư, thực hiện văn bản, kết nạp 12 đảng viên."


def sources(*days: dt.date | None) -> list[Article]:
    """Articles of the same words, one for each day."""
    return [article(f"bai-{i}", WORDS, day) for i, day in enumerate(days, 1)]


def holding(source: Article, organization: Organization, name: str = "Nguyễn Văn An", **more: str) -> Fact:
    status: Status = more.get("status", "current")  # type: ignore[assignment]
    return tenure(source, "Nguyễn Văn An, Bí thư", name, organization, status=status, term=more.get("term", ""))


def carrying_out(source: Article, document: Document, organization: Organization | Area) -> Fact:
    found = (evidence(source, "thực hiện văn bản"),)
    return Implementation(organization=organization, document=document, action="implement", evidence=found)


def only(resolved: Resolved, kind: type) -> list:  # type: ignore[type-arg]
    return [one for one in (*filter(known.is_told, resolved.entities), *resolved.facts) if type(one) is kind]


def test_same_name_in_two_provinces_stays_apart() -> None:
    a, b = sources(None, None)
    facts = [holding(a, provincial_committee(BEN_TRE)), holding(b, provincial_committee(DONG_THAP))]
    assert len(only(resolve([a, b], facts), known.Person)) == 2


def test_same_name_in_a_province_and_in_one_of_its_districts_stays_apart() -> None:
    """A province has a thousand posts and many a Nguyễn Văn An: without a post or a body in common they stay two."""
    a, b = sources(None, None)
    facts = [holding(a, provincial_committee(BEN_TRE)), holding(b, district_committee(CHAU_THANH_BEN_TRE))]
    assert len(only(resolve([a, b], facts), known.Person)) == 2


def test_same_name_at_two_bodies_of_one_district_is_one_person() -> None:
    a, b = sources(None, None)
    council = Organization(
        label="Hội đồng nhân dân huyện Châu Thành", kind="people-council", level="district", area=CHAU_THANH_BEN_TRE
    )
    facts = [holding(a, council), holding(b, district_committee(CHAU_THANH_BEN_TRE))]
    assert len(only(resolve([a, b], facts), known.Person)) == 1


@pytest.mark.parametrize(("name", "count"), [("Nguyễn Văn An", 2), ("Huỳnh Vĩnh Kha", 1)])
def test_same_name_at_two_central_bodies_is_one_person_where_the_name_is_rare(name: str, count: int) -> None:
    a, b = sources(None, None)
    assembly = Organization(label="Quốc hội", kind="national-assembly", level="central")
    assert len(only(resolve([a, b], [holding(a, POLITBURO, name), holding(b, assembly, name)]), known.Person)) == count


def test_a_third_article_can_join_two_persons() -> None:
    a, b, c = sources(None, None, None)
    facts = [holding(a, provincial_committee(BEN_TRE)), holding(b, provincial_committee(DONG_THAP))]
    facts += [holding(c, provincial_committee(BEN_TRE)), holding(c, provincial_committee(DONG_THAP))]
    assert len(only(resolve([a, b, c], facts), known.Person)) == 1


@pytest.mark.parametrize("spelling", ["NGUYỄN VĂN AN", "Nguyê\u0303n Văn An", "Nguyễn  Văn An"])
def test_a_name_is_one_however_it_is_written(spelling: str) -> None:
    a, b = sources(None, None)
    body = provincial_committee(BEN_TRE)
    (person,) = only(resolve([a, b], [holding(a, body), holding(b, body, spelling)]), known.Person)
    assert person.label == "Nguyễn Văn An"


def test_a_name_in_capitals_alone_is_shown_with_small_letters() -> None:
    (a,) = sources(None)
    (person,) = only(resolve([a], [holding(a, provincial_committee(BEN_TRE), "NGUYỄN VĂN AN")]), known.Person)
    assert (person.label, person.alt_labels) == ("Nguyễn Văn An", ("NGUYỄN VĂN AN",))


def test_a_firm_is_one_whether_its_kind_is_written_in_short_or_whole() -> None:
    """ "CP" is "cổ phần"; a firm of another name stays another."""
    articles = sources(None, None, None)
    labels = ("Công ty CP Thép Hòa Bình", "Công ty cổ phần Thép Hòa Bình", "Công ty TNHH Thép Hòa Bình")
    firms = [Organization(label=label, kind="enterprise") for label in labels]
    facts = [holding(source, firm) for source, firm in zip(articles, firms, strict=True)]
    bodies = only(resolve(articles, facts), known.Organization)
    assert len(bodies) == 2


def test_both_chau_thanh_are_two_bodies_with_names_of_their_own() -> None:
    a, b = sources(None, None)
    facts = [holding(a, district_committee(CHAU_THANH_BEN_TRE)), holding(b, district_committee(CHAU_THANH_DONG_THAP))]
    bodies = only(resolve([a, b], facts), known.Organization)
    assert {body.label for body in bodies} == {"Huyện ủy Châu Thành"}
    assert {body.pref_label for body in bodies} == {
        "Huyện ủy Châu Thành, tỉnh Bến Tre",
        "Huyện ủy Châu Thành, tỉnh Đồng Tháp",
    }


def test_an_open_area_is_never_guessed_nor_merged() -> None:
    a, b = sources(None, None)
    body = district_committee(CHAU_THANH_OPEN)
    resolved = resolve([a, b], [holding(a, body), holding(b, body), holding(a, district_committee(CHAU_THANH_BEN_TRE))])
    open_bodies = [body for body in only(resolved, known.Organization) if body.candidates]
    assert len(open_bodies) == 2
    assert all(body.jurisdiction is None for body in open_bodies)
    assert {body.pref_label for body in open_bodies} == {
        "Huyện ủy Châu Thành (chưa rõ địa bàn, bài bai-1)",
        "Huyện ủy Châu Thành (chưa rõ địa bàn, bài bai-2)",
    }
    assert len(only(resolved, known.Tenure)) == 3


def test_an_open_area_in_a_known_province_has_that_province() -> None:
    (a,) = sources(None)
    area = Area(name="Tân An", type="xã", level="commune", within=BEN_TRE)
    body = Organization(label="Đảng ủy xã Tân An", kind="party-committee", level="commune", area=area)
    resolved = resolve([a], [holding(a, body)])
    (found,) = only(resolved, known.Organization)
    place = next(place for place in only(resolved, known.Place) if place.id == found.jurisdiction)
    assert (place.label, place.province, found.pref_label) == (
        "xã Tân An",
        "place-p83-old",
        "Đảng ủy xã Tân An, tỉnh Bến Tre",
    )


def test_bodies_without_any_area_stay_with_their_article_unless_there_is_only_one() -> None:
    a, b = sources(None, None)
    council = Organization(label="Hội đồng nhân dân", kind="people-council")
    facts = [holding(source, body) for source in (a, b) for body in (council, POLITBURO)]
    labels = [body.label for body in only(resolve([a, b], facts), known.Organization)]
    assert sorted(labels) == ["Bộ Chính trị", "Hội đồng nhân dân", "Hội đồng nhân dân"]


def test_labels_that_differ_in_the_words_for_the_area_are_one_body() -> None:
    a, b, c = sources(None, None, None)
    long, short = (
        Organization(label=label, kind="people-committee", level="province", area=BEN_TRE)
        for label in ("Ủy ban nhân dân tỉnh Bến Tre", "Ủy ban nhân dân Bến Tre")
    )
    facts = [holding(a, long), holding(b, long), holding(c, short)]
    (body,) = only(resolve([a, b, c], facts), known.Organization)
    assert (body.label, body.alt_labels) == ("Ủy ban nhân dân tỉnh Bến Tre", ("Ủy ban nhân dân Bến Tre",))


@pytest.mark.parametrize("place", ["p67-old", "p66-old"])
def test_a_province_spelled_in_several_ways_is_one(place: str) -> None:
    """Its own bodies and what belongs to them, whose labels end in its name: "Tỉnh ủy Đăk Nông", "… Đắk Nông"."""
    unit = gazetteer().get(place)
    area = Area(name=unit.name, type="tỉnh", level="province", place=place)
    articles = sources(*[None for _ in unit.spellings])
    facts = []
    for source, name in zip(articles, unit.spellings, strict=True):
        kind, label = "provincial-party-committee", f"Tỉnh ủy {name}"
        committee = Organization(label=label, kind=kind, level="province", area=area)
        facts.append(holding(source, committee))
        board = Organization(label=f"Ban Tổ chức {label}", kind="party-department", parent=committee)
        facts.append(holding(source, board, name="Lê Thị Bình"))
    bodies = only(resolve(articles, facts), known.Organization)
    assert len(unit.spellings) > 2
    assert sorted(one.kind for one in bodies) == ["party-department", "provincial-party-committee"]


def test_a_province_before_and_after_the_reform_has_two_committees() -> None:
    a, b = sources(None, None)
    new = Area(name="Đồng Tháp", type="tỉnh", level="province", place="p82-new")
    facts = [holding(a, provincial_committee(DONG_THAP)), holding(b, provincial_committee(new))]
    names = {body.pref_label for body in only(resolve([a, b], facts), known.Organization)}
    assert names == {"Tỉnh ủy Đồng Tháp", "Tỉnh ủy Đồng Tháp (trước 1/7/2025)"}


def test_a_body_belongs_to_its_parent_and_serves_its_place() -> None:
    (a,) = sources(None)
    parent = provincial_committee(BEN_TRE)
    body = Organization(label="Ban Tổ chức Tỉnh ủy Bến Tre", kind="party-department", parent=parent)
    found = {one.label: one for one in only(resolve([a], [holding(a, body)]), known.Organization)}
    department = found["Ban Tổ chức Tỉnh ủy Bến Tre"]
    assert department.parent == found["Tỉnh ủy Bến Tre"].id
    assert department.jurisdiction == "place-p83-old"


def test_places_come_with_what_lies_around_them_and_what_followed() -> None:
    (a,) = sources(None)
    tien_thuy = Area(name="Tiên Thủy", type="xã", level="commune", place="c28861-old")
    unit = Admission(unit=tien_thuy, value=3, evidence=(evidence(a, "kết nạp 12 đảng viên"),))
    places = {place.id: place for place in only(resolve([a], [unit]), known.Place)}
    assert {"place-c28861-old", "place-d831-old", "place-p83-old", "place-p86-new"} <= set(places)
    for place in places.values():
        assert {place.within, place.province, *place.replaced_by} - {None} <= set(places)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (Document(type="Chỉ thị", number="05", title="Chỉ thị 05"), None, 1),
        (
            Document(type="Chỉ thị", number="05", title="Chỉ thị 05", issuer=POLITBURO),
            Document(type="Chỉ thị", number="05-CT/TW", title="Chỉ thị số 05-CT/TW", issuer=POLITBURO),
            1,
        ),
        (
            Document(type="Chỉ thị", number="05-CT/TW", title="Chỉ thị số 05-CT/TW"),
            Document(type="Chỉ thị", number="05-CT/T.Ư", title="Chỉ thị số 05", issuer=POLITBURO),
            1,
        ),
        (
            Document(type="Nghị quyết", number="02", title="Nghị quyết số 02"),
            Document(type="Nghị quyết", number="02", title="Nghị quyết số 02"),
            2,
        ),
        (
            Document(type="Nghị quyết", number="02", title="Nghị quyết số 02", issuer=provincial_committee(BEN_TRE)),
            Document(type="Nghị quyết", number="02", title="Nghị quyết số 02", issuer=provincial_committee(DONG_THAP)),
            2,
        ),
        (
            Document(type="Nghị quyết", number="18-NQ/TW", title="Nghị quyết 18", year=2017),
            Document(type="Nghị quyết", number="18-NQ/TW", title="Nghị quyết 18", year=2022),
            2,
        ),
        (
            Document(type="Luật", title="Luật Thực hiện dân chủ ở cơ sở", year=2022),
            Document(type="Luật", title="luật thực hiện dân chủ ở cơ sở"),
            1,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Đại hội Đảng bộ huyện"),
            Document(type="Nghị quyết", title="Nghị quyết Đại hội Đảng bộ huyện"),
            2,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Đại hội Đảng bộ thành phố lần thứ X"),
            Document(type="Nghị quyết", title="Nghị quyết Đại hội Đảng bộ Thành phố lần thứ X"),
            2,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 (khóa XII)"),
            Document(type="Nghị quyết", title="Nghị quyết Hội nghị lần thứ 4 Ban Chấp hành Trung ương khoá 12"),
            1,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 khóa XI"),
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 khóa XII"),
            2,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4"),
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 khóa XII"),
            1,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4"),
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 khóa XI"),
            2,
        ),
        (
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 4 khóa XII"),
            Document(type="Nghị quyết", title="Nghị quyết Trung ương 5 khóa XII"),
            2,
        ),
    ],
)
def test_documents(one: Document, other: Document | None, count: int) -> None:
    a, b = sources(dt.date(2017, 1, 1), dt.date(2018, 1, 1))
    body = provincial_committee(BEN_TRE)
    facts = [carrying_out(a, one, body), carrying_out(b, other, body) if other else carrying_out(a, one, body)]
    assert len(only(resolve([a, b], facts), known.Document)) == count


def test_numbers_of_a_province_begin_again_with_each_congress() -> None:
    a, b, c = sources(dt.date(2017, 5, 8), dt.date(2019, 5, 8), dt.date(2022, 5, 8))
    issuer = provincial_committee(BEN_TRE)
    document = Document(type="Nghị quyết", number="02", title="Nghị quyết số 02 của Tỉnh ủy", issuer=issuer)
    facts = [carrying_out(source, document, issuer) for source in (a, b, c)]
    assert len(only(resolve([a, b, c], facts), known.Document)) == 2


def test_nobody_speaks_of_a_document_before_its_year() -> None:
    early, late = sources(dt.date(2013, 5, 8), dt.date(2017, 5, 8))
    body = provincial_committee(BEN_TRE)
    vague = Document(type="Chỉ thị", number="05", title="Chỉ thị 05", issuer=POLITBURO)
    full = Document(type="Chỉ thị", number="05-CT/TW", title="Chỉ thị số 05-CT/TW", issuer=POLITBURO, year=2016)
    facts = [carrying_out(early, vague, body), carrying_out(late, vague, body), carrying_out(late, full, body)]
    assert len(only(resolve([early, late], facts), known.Document)) == 2


def test_a_vague_signature_joins_only_where_one_candidate_remains() -> None:
    vague, early, late = (Signature("ct tw", year, None, None) for year in (None, 2016, 2021))
    assert most_specific([vague, early]) == {vague: early, early: early}
    assert most_specific([vague, early, late]) == {vague: None, early: early, late: late}


def test_one_tenure_for_person_post_and_mandate() -> None:
    a, b, c = sources(dt.date(2017, 5, 8), None, dt.date(2019, 1, 2))
    body = provincial_committee(BEN_TRE)
    facts = [holding(a, body), holding(b, body), holding(c, body, status="former")]
    (found,) = only(resolve([a, b, c], facts), known.Tenure)
    assert [piece.status for piece in found.evidence] == ["current", "current", "former"]
    assert (found.first_attested, found.last_attested) == (dt.date(2017, 5, 8), dt.date(2019, 1, 2))


def test_mandates_told_apart_by_name() -> None:
    a, b = sources(dt.date(2017, 5, 8), dt.date(2021, 1, 2))
    body = provincial_committee(BEN_TRE)
    by_name = [holding(a, body, term="2015-2020"), holding(b, body, term="2020-2025")]
    assert len(only(resolve([a, b], by_name), known.Tenure)) == 2
    story = [holding(a, body), holding(b, body, status="former"), holding(b, body, status="current")]
    assert len(only(resolve([a, b], story), known.Tenure)) == 1  # who leaves it, and how he once came to it


def test_role_and_organisation_make_a_post() -> None:
    assert post_label("Chánh Văn phòng", "Văn phòng Huyện ủy Ba Tri") == "Chánh Văn phòng Huyện ủy Ba Tri"
    assert post_label("Trưởng Công an", "Công an huyện Ba Tri") == "Trưởng Công an huyện Ba Tri"
    assert post_label("Giám đốc", "Sở Nội vụ tỉnh Bến Tre") == "Giám đốc Sở Nội vụ tỉnh Bến Tre"


def test_two_articles_of_one_id_are_refused() -> None:
    with pytest.raises(DuplicateArticleError, match="'bai-1'"):
        resolve([article("bai-1", "một"), article("bai-1", "hai")], [])


def test_a_fact_without_evidence_is_refused() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        resolve([], [Admission(unit=BEN_TRE, value=1, evidence=())])


BODIES = (
    provincial_committee(BEN_TRE),
    provincial_committee(DONG_THAP),
    district_committee(CHAU_THANH_BEN_TRE),
    district_committee(CHAU_THANH_OPEN),
    POLITBURO,
    Organization(label="Ban Tổ chức Tỉnh ủy Bến Tre", kind="party-department", parent=provincial_committee(BEN_TRE)),
    Organization(label="Ban tổ chức Tỉnh uỷ Bến Tre", kind="party-department", parent=provincial_committee(BEN_TRE)),
    Organization(label="Hội đồng nhân dân", kind="people-council"),
    Organization(
        label="Đảng ủy xã Tân An",
        kind="party-committee",
        level="commune",
        area=Area(name="Tân An", type="xã", level="commune", within=BEN_TRE),
    ),
)
DAYS = (None, dt.date(2016, 3, 1), dt.date(2017, 1, 1), dt.date(2021, 6, 1))


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[Article], list[Fact]]:
    """A handful of articles and facts in which much could be the same."""
    articles = sources(*draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=5)))
    facts: list[Fact] = []
    for _ in range(draw(st.integers(1, 12))):
        source, body = draw(st.sampled_from(articles)), draw(st.sampled_from(BODIES))
        if draw(st.booleans()):
            name = draw(st.sampled_from(["Nguyễn Văn An", "NGUYỄN VĂN AN"]))
            status = draw(st.sampled_from(["current", "former", "incoming"]))
            facts.append(holding(source, body, name, status=status, term=draw(st.sampled_from(["", "2015-2020"]))))
        else:
            number = draw(st.sampled_from(["05", "05-CT/TW", None]))
            year = draw(st.sampled_from([None, 2016, 2021]))
            issuer = draw(st.sampled_from([None, *BODIES]))
            document = Document(type="Chỉ thị", number=number, title="Chỉ thị 05", year=year, issuer=issuer)
            facts.append(carrying_out(source, document, body))
    return articles, facts


@settings(max_examples=60, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(corpus: tuple[list[Article], list[Fact]], chance: random.Random) -> None:
    articles, facts = corpus
    shuffled = facts + facts[:1]
    chance.shuffle(shuffled)
    expected = resolve(articles, facts)
    assert resolve(reversed(articles), shuffled) == expected
    ids = [one.id for one in (*expected.entities, *expected.facts)]
    assert len(set(ids)) == len(ids)
    names = [one.pref_label for one in only(expected, known.Organization)]
    assert len(set(names)) == len(names)


def test_the_small_graph() -> None:
    resolved = resolve(*small())
    tenures = only(resolved, known.Tenure)
    deputy = next(one for one in tenures if DEPUTY.vi in {r.vi for r in only(resolved, known.Role) if r.id == one.role})
    assert [piece.article for piece in deputy.evidence] == ["bai-1", "bai-3"]
    assert len(only(resolved, known.Document)) == 2
    assert list(resolved.entities) == sorted(resolved.entities, key=lambda one: one.id)


@pytest.mark.parametrize(
    ("label", "kind", "bodies"),
    [
        ("Ban Chỉ đạo thi", "steering-committee", 2),
        ("Trường Tiểu học Kim Đồng", "school", 2),
        ("Ban Chỉ đạo Trung ương về phòng, chống tham nhũng", "steering-committee", 1),
        ("Học viện Chính trị quốc gia Hồ Chí Minh", "school", 1),
        ("Tập đoàn Dầu khí Việt Nam", "enterprise", 1),
    ],
)
def test_names_that_every_place_has(label: str, kind: str, bodies: int) -> None:
    """Where no article tells whose they are, two articles tell of two; national ones are one."""
    told = sources(None, None)
    facts = [holding(one, Organization(label=label, kind=kind)) for one in told]
    assert len(only(resolve(told, facts), known.Organization)) == bodies
