"""Clients that are not ours ask the server: SPARQLWrapper, rdflib's SPARQLStore, curl, sparql-http-client from npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, POSTDIRECTLY, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from dangbo import workspace
from tests.conftest import Served

CLIENTS = Path(__file__).parent / "clients"
PEOPLE = "SELECT ?name WHERE { ?p a dang:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def people(examples_built: Path) -> list[str]:
    return [name for (name,) in workspace.Workspace(examples_built).ask(PEOPLE).values()]


@pytest.fixture
def wrapper(served: Served) -> SPARQLWrapper:
    made = SPARQLWrapper(f"{served.address}/sparql")
    made.setTimeout(120)
    made.setQuery(PEOPLE)
    return made


@pytest.mark.parametrize(("method", "way"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper(wrapper: SPARQLWrapper, people: list[str], method: str, way: str) -> None:
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    wrapper.setReturnFormat(JSON)
    found = wrapper.queryAndConvert()
    assert [row["name"]["value"] for row in found["results"]["bindings"]] == people
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert().getElementsByTagName("result")) == len(people)
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().splitlines() == ["name", *people]


def test_sparqlwrapper_gets_triples_and_refusals(wrapper: SPARQLWrapper, people: list[str]) -> None:
    wrapper.setQuery("CONSTRUCT { ?p a dang:Person } WHERE { ?p a dang:Person }")
    wrapper.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == len(people)
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="not SPARQL"):
        wrapper.query()


def test_rdflib_as_a_client(served: Served, people: list[str]) -> None:
    graph = rdflib.Graph(
        SPARQLStore(f"{served.address}/sparql", returnFormat="xml"), identifier="urn:x-arq:DefaultGraph"
    )
    query = """
        PREFIX dang: <https://w3id.org/dangbo/ontology#>
        SELECT ?name WHERE { ?p a dang:Person ; rdfs:label ?name } ORDER BY ?name"""
    store = graph.store
    assert isinstance(store, SPARQLStore)
    assert [str(row[0]) for row in store.query(query, queryGraph="__UNION__")] == people  # type: ignore[index]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed (Debian: curl)")
def test_curl(served: Served, people: list[str]) -> None:
    command = ["curl", "-sS", "--fail", "-H", "Accept: text/csv", "--data-urlencode", f"query={PEOPLE}"]
    done = subprocess.run([*command, f"{served.address}/sparql"], capture_output=True, check=True, timeout=120)
    assert done.stdout.decode().splitlines() == ["name", *people]


@pytest.mark.skipif(
    shutil.which("node") is None or not (CLIENTS / "node_modules").is_dir(),
    reason="sparql-http-client is not installed (npm ci in tests/clients)",
)
def test_sparql_http_client(served: Served, people: list[str]) -> None:
    command = ["node", str(CLIENTS / "ask.js"), f"{served.address}/sparql"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["names"] == people
    assert (answer["posted"], answer["direct"], answer["triples"]) == (len(people),) * 3
    assert answer["yes"] is True
    assert "400" in answer["refused"] or "Bad Request" in answer["refused"]
