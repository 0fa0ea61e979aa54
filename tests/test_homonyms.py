"""Places of one name: each in its own province as soon as anything tells which, and openly undecided until then."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import extract
from extraction.article import Article
from extraction.facts import Area, Tenure
from extraction.text import search_key
from ontology.places import Place, fold, gazetteer

PLACES = gazetteer()
DAY = dt.date(2022, 5, 9)
OPENED = "Hội nghị sơ kết đã diễn ra."


def of_several() -> dict[str, list[Place]]:
    """Districts and their like of 2022 that share type word and name with another, by both."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in PLACES:
        if place.level == "district" and place.existed(DAY) and not place.name.isdigit():
            found[place.label].append(place)
    return {label: places for label, places in found.items() if len(places) > 1}


def communes_of_several() -> dict[str, list[Place]]:
    """Communes of 2022 that share type word and name with another, by both."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for place in PLACES:
        if place.level == "commune" and place.existed(DAY) and len(place.name.split()) > 1:
            found[fold(place.label)].append(place)
    return {label: places for label, places in found.items() if len(places) > 1}


DISTRICTS = of_several()
EACH = [place for places in DISTRICTS.values() for place in places]
COMMUNES = communes_of_several()


def area(text: str, **told: object) -> Area:
    """The place of the first body of an article of 2022 in which somebody holds a post."""
    article = Article(id="x", text=text, published=DAY, **told)  # type: ignore[arg-type]
    tenures = [fact for fact in extract(article) if isinstance(fact, Tenure)]
    found = min(tenures, key=lambda fact: fact.evidence[0].start).organization.area
    assert found is not None
    return found


def secretary(place: Place) -> str:
    """A sentence that says nothing of where the place lies."""
    return f"Ông Lê Văn Hùng, Bí thư Huyện ủy {place.name}, phát biểu."


def of_one_province(places: tuple[Place, ...], level: str) -> list[str]:
    """Those of some units whose name no unit of another province bears."""
    there = [p for p in places if p.level == level and p.existed(DAY) and len(p.name.split()) > 1]
    return [p.label for p in there if len({q.province for q in PLACES.as_of(p.name, DAY)}) == 1]


def by_province(place: Place) -> str:
    return PLACES.province_of(place.id).label


def by_communes(place: Place) -> str:
    one, other, *_ = of_one_province(PLACES.children_of(place.id), "commune")
    return f"{secretary(place)} Bà con {one} và {other} phấn khởi."


def by_listed_communes(place: Place) -> str:
    labels = of_one_province(PLACES.children_of(place.id), "commune")
    names = [label.removeprefix("xã ") for label in labels if label.startswith("xã ")]
    return f"{secretary(place)} Bà con các xã {', '.join(names[:3])} phấn khởi."


def by_neighbours(place: Place) -> str:
    one, other, *_ = of_one_province(PLACES.children_of(place.province), "district")
    return f"{secretary(place)} Các địa phương tham dự gồm {one}, {other}."


EVIDENCE: dict[str, Callable[[Place], str]] = {
    "beside": lambda p: secretary(p).replace(", phát", f", {by_province(p)}, phát"),
    "in brackets": lambda p: secretary(p).replace(", phát", f" ({PLACES.province_of(p.id).name}), phát"),
    "headline": lambda p: f"{PLACES.province_of(p.id).name}: Sơ kết công tác Đảng\n\n{secretary(p)}",
    "dateline": lambda p: f"{PLACES.province_of(p.id).name} - {secretary(p)}",
    "the body above": lambda p: f"{secretary(p)} Lãnh đạo UBND {by_province(p)} đến dự.",
    "communes": by_communes,
    "listed communes": by_listed_communes,
    "neighbours": by_neighbours,
}


def test_the_names_that_everybody_mixes_up_are_here() -> None:
    """What the tests below run through."""
    assert {
        "huyện Châu Thành",
        "huyện Vĩnh Thạnh",
        "huyện Phú Tân",
        "huyện Chợ Mới",
        "huyện Bảo Lâm",
        "huyện An Lão",
    } <= {*DISTRICTS}
    assert len(DISTRICTS["huyện Châu Thành"]) == 10


@pytest.mark.parametrize("evidence", EVIDENCE)
def test_each_in_its_own_province(evidence: str) -> None:
    """Whatever tells it, all bearers of all names are told apart."""
    wrong = {}
    for place in EACH:
        if "communes" in evidence and len(of_one_province(PLACES.children_of(place.id), "commune")) < 2:
            continue  # Vĩnh Thạnh of Bình Định: all its communes have namesakes
        found = area(EVIDENCE[evidence](place))
        if found.place != place.id:
            wrong[PLACES.pref_label(place.id)] = found
    assert wrong == {}


@pytest.mark.parametrize("host", ["bao{}.vn", "{}.gov.vn", "www.{}.dcs.vn", "{}online.vn", "huyen.{}.gov.vn"])
def test_by_the_address_of_the_page(host: str) -> None:
    """Papers and portals of a province, under their own names."""
    for place in EACH:
        slug = "".join(c for c in search_key(PLACES.province_of(place.id).name) if c.isalpha())
        slug = {"hochiminh": "tphcm"}.get(slug, slug)
        assert area(secretary(place), source=f"https://{host.format(slug)}/chinh-tri/a-1.html").place == place.id


def test_by_the_publisher() -> None:
    for place in EACH:
        province = PLACES.province_of(place.id).name
        assert area(secretary(place), publisher=f"Báo {province} điện tử").place == place.id


@pytest.mark.parametrize("source", ["https://tapchithue.vn/a", "https://vnexpress.net/chau-thanh.html", "khong-ro"])
def test_an_address_that_tells_no_province(source: str) -> None:
    """A name of a province inside another word is none."""
    for place in EACH:
        assert area(secretary(place), source=source).place == ""


@pytest.mark.parametrize("label", DISTRICTS)
def test_undecided_without_evidence(label: str) -> None:
    """All that it may be, none of them chosen."""
    found = area(f"{OPENED} {secretary(DISTRICTS[label][0])}")
    assert (found.place, found.within) == ("", None)
    assert {*found.candidates} == {place.id for place in DISTRICTS[label]}


@pytest.mark.parametrize("label", DISTRICTS)
def test_home_town_is_no_evidence(label: str) -> None:
    """Where somebody comes from does not tell where the article is."""
    place = DISTRICTS[label][0]
    province = PLACES.province_of(place.id).name
    assert area(f"{secretary(place)} Bà Trần Thị Lan, quê {province}, cũng phát biểu.").place == ""


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(COMMUNES)), st.sampled_from(["", OPENED, "Nhiều ý kiến được nêu ra."]))
def test_no_commune_is_guessed(label: str, before: str) -> None:
    """Without a word on where it lies, a commune of several is left open: between all of them."""
    bearers = COMMUNES[label]
    found = area(f"{before} Ông Lê Văn Hùng, Bí thư Đảng ủy {bearers[0].label}, phát biểu.".strip())
    assert found.place == ""
    assert {*found.candidates} >= {place.id for place in bearers}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(COMMUNES)), st.data())
def test_a_commune_with_its_district_is_that_one(label: str, data: st.DataObject) -> None:
    """District and province beside it leave one, or those that share them."""
    place = data.draw(st.sampled_from(COMMUNES[label]))
    around = PLACES.get(place.within or "")
    text = f"Ông Lê Văn Hùng, Bí thư Đảng ủy {place.label}, {around.label}, {by_province(place)}, phát biểu."
    found = area(text)
    chosen = {found.place} if found.place else {*found.candidates}
    assert place.id in chosen
    assert {PLACES.get(one).province for one in chosen} == {place.province}


def namesakes_of_a_province() -> dict[tuple[str, str], list[Place]]:
    """Communes of one type and name within one province, in 2022."""
    found: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in PLACES:
        if place.level == "commune" and place.existed(DAY):
            found[place.province, fold(place.label)].append(place)
    return {key: places for key, places in found.items() if len({p.within for p in places}) == len(places) > 1}


def test_namesakes_of_one_province() -> None:
    """The district that the article is about tells them apart; the province alone does not."""
    wrong = {}
    for (province, _), places in namesakes_of_a_province().items():
        name = PLACES.get(province).name
        for place in places:
            around = PLACES.get(place.within or "").label
            post = f"Ông Lê Văn Hùng, Bí thư Đảng ủy {place.label}, phát biểu."
            if area(f"{around[0].upper()}{around[1:]} ({name}) họp sơ kết. {post}").place != place.id:
                wrong[PLACES.pref_label(place.id)] = "with its district"
        alone = area(f"{name} - Ông Lê Văn Hùng, Bí thư Đảng ủy {places[0].label}, phát biểu.")
        if alone.place or not {p.id for p in places} <= {*alone.candidates}:
            wrong[PLACES.pref_label(places[0].id)] = "guessed"
    assert wrong == {}
