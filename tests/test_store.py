"""The store: asked in SPARQL, never written, and never a word to the network."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assemble import triples
from graph.resolve import resolve
from graph.results import JSON, N_TRIPLES, written
from graph.sparql import QueryError, refuse_outside
from graph.store import GraphStore
from graph.turtle import turtle
from tests.small_graph import small

PEOPLE = "SELECT ?name WHERE { ?p a dang:Person ; rdfs:label ?name } ORDER BY ?name"
ELSEWHERE = "<http://127.0.0.1:65000/sparql>"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return list(triples(resolve(*small())))


@pytest.fixture(scope="module")
def store(lines: list[str]) -> GraphStore:
    return GraphStore.of_triples(lines)


def test_on_disk_as_in_memory(lines: list[str], store: GraphStore, tmp_path: Path) -> None:
    source = tmp_path / "graph.ttl"
    source.write_bytes(turtle(lines))
    created = GraphStore.create(tmp_path / "store", source)
    again = GraphStore.create(tmp_path / "store", source)  # while the first still reads
    opened = GraphStore.open(tmp_path / "store")
    loaded = GraphStore.load(source)
    expected = sorted(store.query("SELECT * { ?s ?p ?o }").values())
    for one in (created, again, opened, loaded):
        assert len(one) == len(lines)
        assert sorted(one.query("SELECT * { ?s ?p ?o }").values()) == expected
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["store"]


def test_there_must_be_a_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no graph store"):
        GraphStore.open(tmp_path / "nothing")
    with pytest.raises(ValueError, match=r"\.ttl or \.nt"):
        GraphStore.load(tmp_path / "graph.xml")


def test_rows(store: GraphStore) -> None:
    answer = store.query(PEOPLE)
    assert (answer.kind, answer.variables) == ("rows", ("name",))
    assert answer.values() == [("Trần Ngọc Tam",), ("Trần Ngọc Tam",)]
    bindings = json.loads(written(answer, JSON))["results"]["bindings"]
    assert bindings[0] == {"name": {"type": "literal", "value": "Trần Ngọc Tam", "xml:lang": "vi"}}


def test_unbound_and_typed_values(store: GraphStore) -> None:
    answer = store.query(
        "SELECT ?value ?none { ?f a dang:Admission ; dang:value ?value OPTIONAL { ?f dang:total ?none } }"
    )
    assert answer.values() == [("118", "")]
    (binding,) = json.loads(written(answer, JSON))["results"]["bindings"]
    assert binding["value"]["datatype"].endswith("integer")
    assert "none" not in binding


def test_yes_or_no(store: GraphStore) -> None:
    assert store.query("ASK { ?p a dang:Person }").boolean
    assert json.loads(written(store.query("ASK { ?p a dang:Programme }"), JSON))["boolean"] is False


def test_triples(store: GraphStore) -> None:
    answer = store.query("CONSTRUCT { ?a dang:issuer ?b } WHERE { ?a dang:issuer ?b }")
    assert answer.kind == "triples"
    assert written(answer, N_TRIPLES).count(" .\n") == 2
    assert store.query("DESCRIBE <https://w3id.org/dangbo/id/place-p83-old>").triples


def test_own_prefixes_are_kept(store: GraphStore) -> None:
    asked = PEOPLE.replace("dang:", "d:").replace("SELECT", "PREFIX d: <https://w3id.org/dangbo/ontology#>\nSELECT", 1)
    assert store.query(asked).values() == store.query(PEOPLE).values()


@pytest.mark.parametrize(
    ("sparql", "where"),
    [("SELECT * WHERE { ?s ?p }", "1:25"), ("SELECT *\nWHERE {\n  ?s dang:name ;; }", "3:"), ("", "1:1")],
)
def test_a_mistake_is_told_with_its_place(store: GraphStore, sparql: str, where: str) -> None:
    with pytest.raises(QueryError, match=where):
        store.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE{ELSEWHERE}{{?s?p?o}} }}",
        f"SELECT * {{ service silent {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND({ELSEWHERE} AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ # a comment\nSERVICE # another\n{ELSEWHERE} {{ ?s ?p ?o }} }}",
        f'SELECT * {{ FILTER("\\"" != \'#\') SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}',
        f'SELECT * {{ FILTER("""a"b""c\\"""" != "") SERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}',
        f"SELECT * {{ ?s ?p 1e5SERVICE{ELSEWHERE}{{?s?p?o}} }}",
        f"SELECT * {{ \\u0053ERVICE {ELSEWHERE} {{ ?s ?p ?o }} }}",
        f"SELECT * FROM {ELSEWHERE} {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED {ELSEWHERE} {{ ?s ?p ?o }}",
        f"LOAD {ELSEWHERE}",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "PREFIX a: <http://a/> DROP ALL",
        "CLEAR ALL",
    ],
)
def test_nothing_leaves_and_nothing_changes(store: GraphStore, sparql: str) -> None:
    before = len(store)
    with pytest.raises(QueryError, match="only queries on this graph"):
        store.query(sparql)
    assert len(store) == before


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?from ?service { ?f dang:from ?from OPTIONAL { ?f dang:service $service } }",
        'SELECT * { ?s rdfs:label "SERVICE <http://a/> { }" }  # SERVICE FROM LOAD',
        "SELECT * { ?s rdfs:label '''it's FROM \" here''' }",
        "SELECT * { <http://a.example/SERVICE#FROM> ?p ?o }",
        "PREFIX from: <http://a.example/> SELECT * { ?s from:service.from ?o FILTER(?o<5 && ?s>?o) }",
    ],
)
def test_the_words_themselves_are_free(store: GraphStore, sparql: str) -> None:
    store.query(sparql)


@cache
def empty() -> GraphStore:
    return GraphStore.of_triples([])


@given(st.text(max_size=60))
def test_any_text_is_answered_or_refused(text: str) -> None:
    try:
        empty().query(text)
    except QueryError:
        return


@given(st.text(alphabet="\"'\\#<>{}?: \n.aE5", max_size=30), st.text(alphabet="\"'\\#<>{}?: \n.aE5", max_size=10))
def test_service_is_seen_wherever_an_engine_sees_it(before: str, after: str) -> None:
    """Whatever stands around it: if the engine takes the query, either there is no SERVICE in it or it was refused."""
    asked = f"SELECT * {{ {before} SERVICE <http://127.0.0.1:9/> {{ ?s ?p ?o }} {after} }}"
    try:
        refuse_outside(asked)
    except QueryError:
        return
    try:
        empty().query(asked)
    except QueryError:
        return


def test_rdflib_gets_the_same_graph(lines: list[str], store: GraphStore) -> None:
    graph = store.to_rdflib()
    assert len(graph) == len(lines)
    names = json.loads(graph.query(PEOPLE).serialize(format="json") or b"")["results"]["bindings"]
    assert [row["name"]["value"] for row in names] == [name for (name,) in store.query(PEOPLE).values()]
