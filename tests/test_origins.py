"""Where persons are from: what articles tell of it, what it tells of who is who, and what the graph says."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extraction import extract
from extraction.article import Article
from extraction.facts import Area, Evidence, Fact, Origin, Person
from extraction.lexicon import read
from extraction.text import fold
from graph import assemble, entities, origins
from ontology import terms
from ontology.places import gazetteer
from tests.small_graph import BEN_TRE, district_committee
from tests.test_persons import COMMON, ONE, TWO, graph, persons, says
from tests.test_sentences import cases, differences, facts_of


def told(fact: Origin) -> tuple[str, str]:
    """Whose it is and what it is, as the table has it."""
    if fact.born is not None:
        first, last = fact.born
        years = dict.fromkeys((str(first.year), str(last.year)))
        return fact.person.name, first.isoformat() if first == last else " ".join(years)
    if fact.home is not None:
        return fact.person.name, f"quê {gazetteer().pref_label(fact.home.place).removesuffix(' (trước 1/7/2025)')}"
    return fact.person.name, fact.people


@pytest.mark.parametrize("case", cases("origins"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the details of the table: none missing, none besides."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, Origin)]
    assert differences(case, found, lambda one, wanted: list(one) == wanted) == ([], []), "(missing, too many)"


def test_all_54_peoples_are_told() -> None:
    """Every way to write a people's name leads to the people, and no way to two."""
    rows = read("origins")["group"]
    assert len({row["name"] for row in rows}) == 54
    ways = [way for row in rows for way in {fold(way) for way in (row["name"], *row.get("variants", ()))}]
    assert len(ways) == len(set(ways))
    for row in rows:
        for way in (row["name"], *row.get("variants", ())):
            text = f"Bí thư Huyện ủy Ba Tri Lê Quốc Bảo (sinh năm 1970; dân tộc {way}) phát biểu."
            (found,) = [f.people for f in extract(Article(id="a", text=text)) if isinstance(f, Origin) and f.people]
            assert found == row["name"]


# ---- who is who -----------------------------------------------------------------------------------------------------

BA_TRI = Area(name="Ba Tri", type="huyện", level="district", place="d836-old")
CAO_LANH = Area(name="Cao Lãnh", type="huyện", level="district", place="d873-old")
HERE, THERE = district_committee(BA_TRI), district_committee(CAO_LANH)


def born(source: str, first: int, last: int = 0, name: str = COMMON) -> Origin:
    """An article has somebody born in a year, or in one of two."""
    piece = Evidence(article=source, start=first, end=first + 4, quote=str(first), rule="test")
    days = (dt.date(first, 1, 1), dt.date(last or first, 12, 31))
    return Origin(person=Person(name=name), born=days, evidence=(piece,))


def home(source: str, place: Area, name: str = COMMON) -> Origin:
    piece = Evidence(article=source, start=7, end=10, quote="quê", rule="test")
    return Origin(person=Person(name=name), home=place, evidence=(piece,))


def test_births_of_two_people_keep_apart_whom_their_post_would_join() -> None:
    facts = [says("a", COMMON, HERE), says("b", COMMON, HERE)]
    assert persons(graph(*facts)) == ONE
    apart = graph(*facts, born("a", 1965), born("b", 1980))
    assert persons(apart) == TWO
    assert apart.doubts == ()
    (link,) = min(apart.identities, key=lambda one: one.mentions).apart
    assert link.because == "the one born in 1965 and the other one born in 1980"
    assert persons(graph(*facts, born("a", 1965), born("b", 1965, 1966))) == ONE  # an age leaves two years
    rarer = "Phạm Quốc Bảo"
    facts = [says("a", rarer, HERE), says("b", rarer, HERE)]
    slip = graph(*facts, born("a", 1965, name=rarer), born("b", 1966, name=rarer))  # one of the two is a slip
    assert persons(slip) == ONE
    (person,) = [one for one in slip.entities if isinstance(one, entities.Person)]
    assert person.born == (None, None)
    (reported,) = slip.conflicts
    assert (reported.kind, reported.about) == ("births", person.id)
    assert {told.says for told in (*reported.one, *reported.other)} == {"born in 1965", "born in 1966"}


def test_who_may_be_either_stays_open() -> None:
    told = [says(one, COMMON, HERE) for one in "abc"]
    either = graph(*told, born("b", 1985), born("c", 1965))
    assert persons(either) == [["a"], ["b"], ["c"]]
    assert len(either.doubts) == 2
    assert persons(graph(*told, born("b", 1985), born("c", 1965), born("a", 1965))) == [["a", "c"], ["b"]]
    name = "Phạm Quốc Bảo"
    told = [*(says(one, name, HERE) for one in "abc"), born("b", 1985, name=name), born("c", 1965, name=name)]
    of_home = [home("a", BA_TRI, name), home("c", BA_TRI, name), home("b", CAO_LANH, name)]
    assert persons(graph(*told, *of_home)) == [["a", "c"], ["b"]]


def test_a_decision_overrides_births() -> None:
    told = [says("a", COMMON, HERE), says("b", COMMON, HERE), born("a", 1965), born("b", 1980)]
    decision = f'[[same]]\nmentions = [["a", "{COMMON}"], ["b", "{COMMON}"]]\n'
    assert persons(graph(*told, decisions=decision)) == ONE


def test_births_and_homes_join_across_provinces() -> None:
    """A name that a move between provinces leaves two is one where birth and home town agree."""
    name = "Phạm Quốc Bảo"
    told = [says("a", name, HERE), says("b", name, THERE)]
    assert persons(graph(*told)) == TWO
    assert persons(graph(*told, born("a", 1971, name=name), born("b", 1971, name=name))) == TWO
    agreeing = [born(one, 1971, name=name) for one in "ab"] + [home(one, BEN_TRE, name) for one in "ab"]
    agreed = graph(*told, *agreeing)
    assert persons(agreed) == ONE
    (identity,) = agreed.identities
    assert identity.links[0].because.startswith("both were born in 1971 and come from tỉnh Bến Tre (about 80 people)")


def test_an_article_that_tells_of_two_births_tells_nothing() -> None:
    told = [says("a", COMMON, HERE), says("b", COMMON, HERE), born("a", 1958), born("a", 1985), born("b", 1971)]
    assert persons(graph(*told)) == ONE


# ---- what the graph says --------------------------------------------------------------------------------------------


def test_what_all_articles_leave_is_said_of_the_person() -> None:
    told = [says("a", COMMON, HERE), says("b", COMMON, HERE), born("a", 1964, 1965), born("b", 1965)]
    whole = graph(*told, home("a", BEN_TRE), home("b", BA_TRI))
    (person,) = [one for one in whole.entities if isinstance(one, entities.Person)]
    assert (person.born, person.home) == ((dt.date(1965, 1, 1), dt.date(1965, 12, 31)), "place-d836-old")
    facts = [fact for fact in whole.facts if isinstance(fact, entities.Origin)]
    assert len(facts) == 4
    assert all(fact.person == person.id and len(fact.evidence) == 1 for fact in facts)
    lines = list(assemble.triples(whole))
    node = f"<{terms.ID}{person.id}>"
    assert f'{node} <{terms.bornEarliest}> "1965-01-01"^^<{terms.XSD}date> .' in lines
    assert f"{node} <{terms.homePlace}> <{terms.ID}place-d836-old> ." in lines
    assert sum(f"<{terms.Origin}>" in line for line in lines) == 4


def test_homes_that_do_not_agree_are_left_to_the_facts() -> None:
    told = [says("a", COMMON, HERE), says("b", COMMON, HERE), home("a", BA_TRI), home("b", CAO_LANH)]
    whole = graph(*told)
    (person,) = [one for one in whole.entities if isinstance(one, entities.Person)]
    assert person.home is None
    assert sum(isinstance(fact, entities.Origin) for fact in whole.facts) == 2


@st.composite
def told_facts(draw: st.DrawFn) -> list[Fact]:
    """Posts, births and home towns of one name, in a few articles."""
    ids = st.sampled_from("abcde")
    posts = st.builds(says, ids, st.just(COMMON), st.sampled_from([HERE, THERE]))
    births = st.builds(born, ids, st.sampled_from([1965, 1966, 1980]))
    homes = st.builds(home, ids, st.sampled_from([BA_TRI, CAO_LANH, BEN_TRE]))
    return draw(st.lists(st.one_of(posts, births, homes), min_size=1, max_size=12))


@settings(max_examples=60, deadline=None)
@given(told_facts(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same(facts: list[Fact], chance: random.Random) -> None:
    shuffled = [*facts, facts[0]]
    chance.shuffle(shuffled)
    one, other = graph(*facts), graph(*shuffled)
    assert one == other
    births: dict[str, set[origins.Born]] = {}
    for fact in one.facts:
        if isinstance(fact, entities.Origin) and fact.born[0] is not None and fact.born[1] is not None:
            births.setdefault(fact.person, set()).add((fact.born[0], fact.born[1]))
    by_article = {piece.article for fact in facts for piece in fact.evidence}
    if len(by_article) > 1 and all(
        len({f for f in facts if isinstance(f, Origin) and f.evidence[0].article == a}) < 2 for a in by_article
    ):
        assert all(origins.gap(origins.years(some), origins.years(some)) < origins.APART for some in births.values())
