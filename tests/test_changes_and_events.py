"""Changes, figures, events and programmes in the graph: what they are tied to, and when two articles tell of one."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import msgspec
import pytest
from rdflib import RDF, Graph, URIRef

from extraction.article import Article
from extraction.facts import Adoption, Change, ChangeKind, Count, Event, Fact, Participation, Person
from graph import assemble, network, validate
from graph import entities as known
from graph.descriptions import Descriptions
from graph.drawing import period
from graph.resolve import Resolved, resolve
from graph.store import GraphStore
from graph.turtle import turtle
from ontology import terms
from tests.small_graph import (
    BEN_TRE,
    CHAU_THANH_BEN_TRE,
    SECRETARY,
    article,
    evidence,
    provincial_committee,
    tenure,
)

WORDS = "Ông Lê Văn Hòa được bầu giữ chức Bí thư tại hội nghị; tỉnh có 1.234 đảng viên, mô hình “Ba cùng”."
DAY = dt.date(2020, 10, 15)
COMMITTEE = provincial_committee(BEN_TRE)


def source(name: str, day: dt.date | None = DAY) -> Article:
    return article(name, WORDS, day)


def change(at: Article, kind: ChangeKind, day: dt.date | None = None, *, post: bool = True) -> Change:
    return Change(
        person=Person(name="Lê Văn Hòa"),
        change=kind,
        role=SECRETARY if post else None,
        organization=COMMITTEE if post else None,
        earliest=day,
        latest=day,
        evidence=(evidence(at, "Lê Văn Hòa được bầu giữ chức Bí thư"),),
    )


def holding(at: Article, status: str) -> Fact:
    return tenure(at, "Lê Văn Hòa được bầu giữ chức Bí thư", "Lê Văn Hòa", COMMITTEE, status=status)  # type: ignore[arg-type]


def attending(at: Article, name: str, day: dt.date | None) -> Participation:
    event = Event(type="conference", name=name, earliest=day, latest=day, place=BEN_TRE)
    agent = Person(name="Lê Văn Hòa")
    return Participation(agent=agent, part="attendee", event=event, evidence=(evidence(at, "tại hội nghị"),))


def count(at: Article, value: float, total: int | None = None) -> Count:
    return Count(
        unit=CHAU_THANH_BEN_TRE,
        measure="target_rate" if isinstance(value, float) else "members",
        population="members",
        value=value,
        total=total,
        end=DAY,
        evidence=(evidence(at, "1.234 đảng viên"),),
    )


def adoption(at: Article, name: str = "Ba cùng") -> Adoption:
    return Adoption(unit=BEN_TRE, programme=name, action="run", evidence=(evidence(at, "mô hình “Ba cùng”"),))


def only(resolved: Resolved, kind: type) -> list:  # type: ignore[type-arg]
    return [one for one in (*resolved.entities, *resolved.facts) if type(one) is kind]


def everything() -> tuple[list[Article], list[Fact]]:
    """Two articles with facts of all four families, and the tenure they speak of."""
    a, b = source("bai-1"), source("bai-2", dt.date(2021, 5, 1))
    name = "Hội nghị sơ kết công tác tổ chức xây dựng Đảng"
    return [a, b], [
        holding(a, "incoming"),
        change(a, "elected", DAY),
        change(b, "disciplined", post=False),
        attending(a, name, DAY),
        attending(b, name, DAY),
        count(a, 1234, 1500),
        count(b, 69.56),
        adoption(a),
        adoption(b, "ba  CÙNG"),
    ]


def test_a_change_is_tied_to_its_tenure_and_tells_when_it_began() -> None:
    a = source("bai-1")
    resolved = resolve([a], [holding(a, "incoming"), change(a, "elected", DAY)])
    (held,), (told,) = only(resolved, known.Tenure), only(resolved, known.Change)
    assert told.tenure == held.id
    assert held.start == (DAY, DAY)
    assert (held.end, held.end_cause) == ((None, None), None)


def test_a_re_election_begins_nothing() -> None:
    a = source("bai-1")
    again = msgspec.structs.replace(change(a, "elected", DAY), effect="none")
    (held,) = only(resolve([a], [holding(a, "current"), again]), known.Tenure)
    assert held.start == (None, None)


@pytest.mark.parametrize("kind", ["dismissed", "resigned"])
def test_a_dismissal_ends_the_tenure_and_says_why(kind: ChangeKind) -> None:
    a = source("bai-1")
    (held,) = only(resolve([a], [holding(a, "former"), change(a, kind, DAY)]), known.Tenure)
    assert (held.end, held.end_cause) == ((DAY, DAY), kind)


def test_a_measure_without_a_post_belongs_to_the_person_of_its_article() -> None:
    a = source("bai-1")
    resolved = resolve([a], [holding(a, "current"), change(a, "disciplined", post=False)])
    (told,) = only(resolved, known.Change)
    assert told.tenure is None
    assert told.person == only(resolved, known.Person)[0].id


def test_an_event_with_a_name_and_a_day_is_one_in_all_articles() -> None:
    a, b = source("bai-1"), source("bai-2")
    name = "Hội nghị sơ kết công tác tổ chức xây dựng Đảng"
    assert len(only(resolve([a, b], [attending(a, name, DAY), attending(b, name, DAY)]), known.Event)) == 1
    for other in (attending(b, name, None), attending(b, name, dt.date(2020, 10, 16))):
        assert len(only(resolve([a, b], [attending(a, name, DAY), other]), known.Event)) == 2


def test_a_conference_without_a_name_is_its_articles_own() -> None:
    a, b = source("bai-1"), source("bai-2")
    resolved = resolve([a, b], [attending(a, "Hội nghị", DAY), attending(b, "Hội nghị", DAY)])
    assert len(only(resolved, known.Event)) == 2


def test_a_programme_is_one_however_it_is_written() -> None:
    resolved = resolve(*everything())
    (programme,) = only(resolved, known.Programme)
    assert programme.label in ("Ba cùng", "ba CÙNG")
    (adopted,) = only(resolved, known.Adoption)
    assert len(adopted.evidence) == 2


def test_any_order_gives_the_same() -> None:
    articles, facts = everything()
    shuffled = random.Random(7).sample(facts, len(facts))
    assert resolve(reversed(articles), shuffled) == resolve(articles, facts)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    folder = tmp_path_factory.mktemp("graph")
    (folder / "graph.ttl").write_bytes(turtle(assemble.triples(resolve(*everything()))))
    assert not validate.validate(folder / "graph.ttl")
    return GraphStore.create(folder / "store", folder / "graph.ttl")


def test_figures_are_integers_and_rates_decimals(store: GraphStore, tmp_path: object) -> None:
    rows = store.query(
        "SELECT ?value ?total WHERE { ?f a dang:Count ; dang:value ?value OPTIONAL { ?f dang:total ?total } }"
    )
    assert sorted(rows.values()) == [("1234", "1500"), ("69.56", "")]


def test_the_turtle_has_every_class() -> None:
    graph = Graph()
    graph.parse(data="\n".join(assemble.triples(resolve(*everything()))), format="nt")
    for name in (terms.Change, terms.Count, terms.Participation, terms.Adoption, terms.Event, terms.Programme):
        assert list(graph.subjects(RDF.type, URIRef(name))), name
    values = {value.toPython() for value in graph.objects(None, URIRef(terms.value))}
    assert values == {1234, Decimal("69.56")}


def test_the_view_draws_them() -> None:
    view = network.view(Descriptions(turtle(assemble.triples(resolve(*everything())))))
    labels = {data["kind"]: data["label"] for _, data in view.nodes(data=True)}
    assert labels["event"] in ("Bị kỷ luật", "Hội nghị sơ kết công tác tổ chức xây dựng Đảng")
    assert {data["family"] for _, _, data in view.edges(data=True)} >= {
        "position",
        "change",
        "count",
        "participation",
        "adoption",
    }
    told = [data for _, _, data in view.edges(data=True) if data["family"] == "change"]
    assert {data["label"] for data in told} == {"được bầu: Bí thư (15/10/2020)", "bị kỷ luật"}
    assert all(data["evidence"] for data in told)
    figures = {data["label"] for _, data in view.nodes(data=True) if data["kind"] == "figure"}
    assert "69,56% · tỉ lệ đạt chỉ tiêu (đến 15/10/2020)" in figures


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2020-01-01", "2020-12-31", "2020"),
        ("2015-01-01", "2020-12-31", "2015–2020"),
        ("2021-05-01", "2021-05-31", "5/2021"),
        ("2021-01-01", "2021-06-30", "1–6/2021"),
        ("2021-02-03", "2021-05-19", "3/2/2021–19/5/2021"),
        ("2021-02-03", "2021-02-03", "3/2/2021"),
        ("", "2021-06-30", "đến 30/6/2021"),
        ("2021-06-30", "", "từ 30/6/2021"),
        ("", "", ""),
    ],
)
def test_periods_as_one_says_them(first: str, last: str, said: str) -> None:
    assert period(first, last) == said
