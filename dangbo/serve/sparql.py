"""The SPARQL 1.1 Protocol, for queries: by GET, by POST of a form, by POST of the query itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from dangbo.serve import requests
from graph import results
from graph.store import Answer, GraphStore

if TYPE_CHECKING:
    from dangbo.serve.app import Graph

_PARAMETERS = ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "using-named-graph-uri")
_FORM, _QUERY, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_DESCRIPTION = """
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

<{endpoint}> a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML ;
    sd:defaultDataset <{endpoint}#dataset> .
<{endpoint}#dataset> a sd:Dataset ;
    sd:defaultGraph <{endpoint}#graph> .
<{endpoint}#graph> a sd:Graph, void:Dataset ;
    void:triples {triples} ;
    void:vocabulary <https://w3id.org/dangbo/ontology#>, <http://www.w3.org/ns/org#>, <http://www.w3.org/ns/prov#> .
"""


def routes(graph: Graph) -> list[BaseRoute]:
    """The endpoint."""

    async def endpoint(request: Request) -> Response:
        query = await _query(request, graph.settings.body)
        accepted = requests.accepted(request)
        if query is not None:
            media, body = await graph.call(results.answered, query, accepted, graph.settings.rows)
            return Response(body, media_type=media, headers={"Vary": "Accept"})
        if request.method == "POST":
            raise HTTPException(400, "no query: send one as the field 'query', or as application/sparql-query")
        if accepted[0] == "text/html":
            return RedirectResponse("/", 303, headers={"Vary": "Accept"})
        return await _description(graph, str(request.url.replace(query=None, fragment=None)), accepted)

    return [Route("/sparql", endpoint, methods=["GET", "POST"])]


async def _query(request: Request, most: int) -> str | None:
    pairs = requests.pairs(request.url.query)
    query: str | None = None
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await requests.body(request, most)
        if kind == _FORM:
            pairs += requests.fields(body)
        elif kind == _QUERY:
            try:
                query = body.decode("utf-8")
            except UnicodeDecodeError:
                raise HTTPException(400, "the query is not UTF-8") from None
        elif kind == _UPDATE:
            raise HTTPException(403, "this graph is for reading: no update is taken")
        else:
            raise HTTPException(415, f"expected {_FORM} or {_QUERY}")
    known = [pair for pair in pairs if pair[0] in _PARAMETERS]  # clients send others: format, output, results …
    given = requests.single(known, _PARAMETERS)
    if "update" in given:
        raise HTTPException(403, "this graph is for reading: no update is taken")
    if given.keys() - {"query"}:
        raise HTTPException(400, "there is one graph, and no other can be named")
    if query is not None and "query" in given:
        raise HTTPException(400, "the query is given twice")
    return query if query is not None else given.get("query")


async def _description(graph: Graph, endpoint: str, accepted: list[str]) -> Response:
    try:
        ox.NamedNode(endpoint)
    except ValueError:
        raise HTTPException(400, "the Host header makes no address") from None
    media, body = await graph.call(described, endpoint, accepted)
    return Response(body, media_type=media, headers={"Vary": "Accept"})


def described(store: GraphStore, endpoint: str, accepted: list[str]) -> tuple[str, bytes]:
    """The service description, in the first of the accepted media types that can."""
    text = _DESCRIPTION.format(endpoint=endpoint, triples=len(store))
    answer = Answer(kind="triples", triples=tuple(quad.triple for quad in ox.parse(text, ox.RdfFormat.TURTLE)))
    media = results.chosen(accepted, results.media_types(answer))
    return media, results.written(answer, media).encode()
