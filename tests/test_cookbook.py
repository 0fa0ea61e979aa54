"""The shipped queries: what they answer, alike in both engines; parameters are never guessed and never pasted."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.query import ResultRow

import ontology
from benchmarks.plausible import plausible
from graph.assemble import triples
from graph.lookup import ParameterError, narrowed
from graph.results import shown
from graph.sparql import QueryError
from graph.store import GraphStore
from ontology.cookbook import PARAMETERS

HERE = Path(__file__).parent
LAN, HUNG = "Đỗ Thị Lan", "Vũ Văn Hùng"
EAST, CT_EAST, CT_WEST = "Tỉnh ủy Đông", "Huyện ủy Châu Thành, tỉnh Đông", "Huyện ủy Châu Thành, tỉnh Tây"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    """The small graph written by hand, as dangbo asks it."""
    return GraphStore.load(HERE / "cookbook.ttl")


@pytest.fixture(scope="module")
def everything() -> GraphStore:
    """Graphs that together have a row for every query."""
    written = [str(quad.triple) + " ." for name in ("cookbook", "sample") for quad in _read(HERE / f"{name}.ttl")]
    return GraphStore.of_triples([*written, *triples(plausible(10))])


@pytest.fixture(scope="module")
def in_rdflib(everything: GraphStore) -> Graph:
    """The same, as rdflib holds it."""
    return everything.to_rdflib()


def _read(path: Path) -> list[ox.Quad]:
    return list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))


def ask(store: GraphStore, name: str, **given: str) -> list[tuple[str, ...]]:
    """The rows of a shipped query."""
    return store.query(narrowed(store, ontology.query(name), given)).values()


def _alike(store: GraphStore, graph: Graph, text: str) -> int:
    """Ask both engines; how many rows they agree on."""
    expected = [tuple("" if t is None else _plain(shown(t), t) for t in row) for row in store.query(text).rows]
    rows = (cast(ResultRow, row) for row in graph.query(ontology.prologue() + text))
    assert [tuple("" if cell is None else _plain(str(cell), cell) for cell in row) for row in rows] == expected
    return len(expected)


def _plain(text: str, term: object) -> str:
    """1.0 and 1 are one decimal: engines write it either way."""
    return str(float(text)) if str(getattr(term, "datatype", "")).strip("<>").endswith("#decimal") else text


def test_there_are_enough_of_them_and_all_are_explained() -> None:
    assert len(ontology.queries()) >= 25
    for query in ontology.queries().values():
        assert len({query.title_vi, query.title_en, query.about_vi, query.about_en}) == 4
        assert all(len(text) > 10 for text in (query.title_vi, query.title_en, query.about_vi, query.about_en))
        for parameter in query.parameters:
            assert parameter.vi
            assert parameter.en


def test_the_documentation_tells_of_all_of_them() -> None:
    told = (HERE.parent / "docs" / "queries.md").read_text(encoding="utf-8")
    for query in ontology.queries().values():
        names = " ".join(f"`--{parameter.name}`" for parameter in query.parameters) or "–"
        assert f"| `{query.name}` | **{query.title_en}.** {query.about_en} | **{query.title_vi}.**" in told
        assert f"{query.about_vi} | {names} |" in told
    for name, parameter in PARAMETERS.items():
        assert f"| `--{name}` | {parameter.en}" in told


@pytest.mark.parametrize("name", ontology.queries())
def test_both_engines_answer_alike(name: str, everything: GraphStore, in_rdflib: Graph) -> None:
    assert _alike(everything, in_rdflib, ontology.query(name).text) > 0


NARROWED = [
    ("holders", {"place": "Châu Thành, Đông", "on": "2019-01-01"}),
    ("holders", {"body": CT_WEST, "role": "Bí thư"}),
    ("holders", {"person": LAN}),
    ("province-leaders", {"on": "2021-01-01"}),
    ("province-leaders", {"place": "tỉnh Đông", "on": "2021-01-01"}),
    ("careers", {"person": LAN, "place": "tỉnh Đông"}),
    ("served-under", {"person": HUNG}),
    ("discipline", {"place": "Tây", "level": "district"}),
    ("admissions", {"place": "Đông", "level": "district", "year": "2019"}),
    ("admission-rates", {"place": "huyện Châu Thành, tỉnh Đông", "year": "2019"}),
    ("conflicting-figures", {"measure": "members", "place": "Đông"}),
    ("changes", {"kind": "appointed", "year": "2020", "person": LAN}),
    ("implementations", {"document": "99-CT/TW"}),
    ("document-relations", {"document": "99-CT/TW"}),
    ("implementations", {"place": "Mường Thử, Mẫu"}),
    ("district-documents", {"document": "document-2"}),
    ("events", {"person": "person-2", "year": "2020"}),
    ("event-types", {"year": "2020"}),
    ("evidence", {"fact": "tenure-lan-1"}),
    ("evidence", {"article": "bai-2"}),
    ("programmes", {"programme": "Chi bộ bốn tốt"}),
    ("two-provinces", {"place": "Tây"}),
    ("vacant-posts", {"place": "Tây", "level": "district"}),
    ("transfers", {"person": LAN, "year": "2020"}),
    ("successions", {"body": CT_EAST}),
    ("no-beginning", {"role": "Secretary", "place": "Tây"}),
    ("endings", {"year": "2020", "place": "Đông"}),
    ("bodies", {"place": "Châu Thành, tỉnh Tây"}),
    ("sources", {"year": "2022"}),
]


@pytest.mark.parametrize(("name", "given"), NARROWED, ids=[f"{name} {' '.join(given)}" for name, given in NARROWED])
def test_a_narrowed_query_answers_alike_too(
    name: str, given: dict[str, str], everything: GraphStore, in_rdflib: Graph
) -> None:
    text = narrowed(everything, ontology.query(name), given)
    found = _alike(everything, in_rdflib, text)
    assert 0 < found <= len(everything.query(ontology.query(name).text).rows)


def test_every_parameter_of_every_query_can_be_given(everything: GraphStore) -> None:
    nodes = {one: node.value for one, node in _examples(everything).items()}
    for query in ontology.queries().values():
        for parameter in query.parameters:
            value = nodes.get(parameter.name, parameter.example)
            everything.query(narrowed(everything, query, {parameter.name: value}))


def _examples(store: GraphStore) -> dict[str, ox.NamedNode]:
    found = {}
    for name, parameter in PARAMETERS.items():
        if parameter.kind == "entity":
            rows = store.query(f"SELECT ?x {{ ?x a <{parameter.of}> }} LIMIT 1").rows
            found[name] = rows[0][0] if rows else ox.NamedNode(store.base + "tenure-lan-1")
    return cast(dict[str, ox.NamedNode], found)


# ---- what they answer


def test_who_held_a_post_on_a_day(store: GraphStore) -> None:
    def held(day: str) -> list[tuple[str, ...]]:
        rows = ask(store, "holders", place="Châu Thành, Đông", role="Bí thư", on=day)
        return sorted({(row[0], row[-1]) for row in rows})

    assert held("2018-03-01") == [(HUNG, "possible"), (LAN, "certain")]  # nothing speaks against Hùng
    assert held("2020-05-15") == [(HUNG, "possible"), (LAN, "possible")]  # she left on some day of that month
    assert held("2021-01-01") == [(HUNG, "possible")]
    assert held("2022-09-01") == [(HUNG, "certain")]


def test_who_led_a_province_on_a_day(store: GraphStore) -> None:
    def led(day: str) -> list[tuple[str, ...]]:
        return [row[:5] for row in ask(store, "province-leaders", on=day)]

    expected = ("tỉnh Đông (trước 1/7/2025)", EAST, "Bí thư", LAN)
    assert led("2020-05-30") == []
    assert led("2020-05-31") == [(*expected, "certain")]
    assert led("2024-01-01") == [(*expected, "possible")]
    assert [row[:5] for row in ask(store, "province-leaders")] == [(*expected, "")]


def test_two_districts_of_one_name_do_not_mix(store: GraphStore) -> None:
    assert {row[2] for row in ask(store, "holders", place="Châu Thành, Đông")} == {CT_EAST}
    assert {row[2] for row in ask(store, "holders", place="huyện châu thành, tỉnh tây")} == {CT_WEST}
    assert {row[2] for row in ask(store, "holders", place="chau thanh, tay")} == {CT_WEST}
    with pytest.raises(ParameterError, match="may be any of these") as refused:
        ask(store, "holders", place="Châu Thành")
    assert "huyện Châu Thành, tỉnh Đông  (place-ct-east)" in str(refused.value)
    assert "huyện Châu Thành, tỉnh Tây  (place-ct-west)" in str(refused.value)
    with pytest.raises(ParameterError, match="may be any of these"):
        ask(store, "holders", body="Huyện ủy Châu Thành")
    with pytest.raises(ParameterError, match=r"(?s)may be any of these.*person-minh-1.*person-minh-2"):
        ask(store, "careers", person="Hồ Minh")
    assert len(ask(store, "careers", person="person-minh-1")) == 1
    assert len(ask(store, "careers", person="https://w3id.org/dangbo/id/person-minh-2")) == 2


def test_a_province_in_two_eras_is_one_place(store: GraphStore) -> None:
    both = ask(store, "leaders", place="tỉnh Đông")
    assert both == ask(store, "leaders", place="Đông") == ask(store, "leaders", place="place-east-old")
    assert {row[3] for row in both} == {LAN, HUNG}
    assert ask(store, "leaders", place="place-east-new") == []
    assert ask(store, "holders", place="Đông", on="2026-01-01") == []  # that province has nobody yet


def test_careers_and_who_followed_whom(store: GraphStore) -> None:
    assert [row[:3] for row in ask(store, "careers", person="do thi lan")] == [
        (LAN, "Bí thư", CT_EAST),
        (LAN, "Bí thư", EAST),
    ]
    assert [(row[2], row[-1]) for row in ask(store, "careers", person=HUNG)] == [(CT_EAST, ""), (CT_EAST, LAN)]
    assert ask(store, "served-under") == [(CT_EAST, HUNG, "Phó Bí thư", LAN, "Bí thư", "2018-03-01", "2018-03-01")]
    assert ask(store, "successions") == [("Bí thư", CT_EAST, LAN, "2020-06-01", HUNG, "2022-09-01")]
    assert [row[:5] for row in ask(store, "transfers")] == [(LAN, "Bí thư", CT_EAST, "appointed", "Bí thư")]
    assert [row[:3] for row in ask(store, "endings")] == [(LAN, "Bí thư", CT_EAST)]
    assert [(row[0], row[2], row[5]) for row in ask(store, "two-provinces")] == [("Hồ Minh", CT_EAST, CT_WEST)]
    assert [row[:2] for row in ask(store, "vacant-posts")] == [("Bí thư", CT_WEST), ("Bí thư", CT_WEST)]
    assert {row[0] for row in ask(store, "namesakes")} == {"Hồ Minh"}
    assert [row[0] for row in ask(store, "incoming")] == [LAN]


def test_figures(store: GraphStore) -> None:
    place = "huyện Châu Thành, tỉnh Đông"
    assert ask(store, "conflicting-figures") == [
        (place, "members", "members", "2019-01-01", "2019-12-31", "4000", "a", "4100", "b")
    ]
    assert [row[3:] for row in ask(store, "admission-rates")] == [
        ("100", "exact", "4000", "2.5", "97.5"),
        ("100", "exact", "4100", "2.44", "97.5"),
    ]
    assert [(row[0], row[1], row[5]) for row in ask(store, "discipline")] == [("district", CT_WEST, "Hồ Minh")]
    assert ask(store, "discipline", place="Đông") == []


# ---- parameters


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("holders", {"plac": "x"}, "holders has no parameter 'plac'; it takes: place, person, body, role, on"),
        ("namesakes", {"place": "x"}, "it takes: none"),
        ("holders", {"place": "Sao Hỏa"}, "the graph knows no such place"),
        ("holders", {"place": " "}, "--place is empty"),
        ("holders", {"place": "Châu Thành, Bắc"}, "the graph knows no such place; near it:"),
        ("holders", {"on": "2023-02-30"}, "expected a day, such as 2023-01-31"),
        ("holders", {"on": "20230201"}, "expected a day"),
        ("admissions", {"year": "19"}, "expected a year"),
        ("admissions", {"year": "２０２２"}, "expected a year"),
        ("admissions", {"level": "planet"}, "expected one of cell, central, commune, district, province"),
        ("careers", {"person": "Lan"}, r"near it:\n  Đỗ Thị Lan  \(person-lan\)"),
    ],
)
def test_what_cannot_be_meant_is_refused(store: GraphStore, name: str, given: dict[str, str], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        ask(store, name, **given)


@pytest.mark.parametrize(
    "hostile",
    [
        '" } SELECT * { ?s ?p ?o } #',
        "x> . ?s ?p ?o . <y",
        "https://a.example/> ?p ?o",
        "\\",
        '"""',
        "{}$place ?place",
        "a\nb\tc",
        "\u202e\x00",
    ],
)
def test_values_are_never_pasted(store: GraphStore, hostile: str) -> None:
    for query in ontology.queries().values():
        for parameter in query.parameters:
            with pytest.raises((ParameterError, QueryError)):
                ask(store, query.name, **{parameter.name: hostile})


def test_a_shipped_query_runs_as_it_stands() -> None:
    for query in ontology.queries().values():
        assert query.narrowed({}) == query.text
    with pytest.raises(KeyError):
        ontology.query("namesakes").narrowed({"place": ["<a:b>"]})
