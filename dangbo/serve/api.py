"""The JSON interface: entities, facts and shipped queries, described by OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from dangbo.serve import requests
from graph import browse, results
from graph.lookup import narrowed
from ontology import Query, queries, terms

if TYPE_CHECKING:
    from dangbo.serve.app import Graph
    from graph.store import GraphStore

MOST, USUAL = 500, 50
"""Items of one page: at most, and where nobody says."""
LONGEST = 200
"""Characters of a name that is looked for."""


class ParameterSaid(msgspec.Struct, frozen=True, kw_only=True):
    """What a shipped query can be narrowed by."""

    name: str
    kind: str
    vi: str
    en: str
    example: str
    choices: list[str]


class QuerySaid(msgspec.Struct, frozen=True, kw_only=True):
    """A shipped query."""

    name: str
    title_vi: str
    title_en: str
    about_vi: str
    about_en: str
    parameters: list[ParameterSaid]
    sparql: str


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    error: str


def routes(graph: Graph) -> list[BaseRoute]:
    """The addresses under /api."""
    from dangbo.serve.openapi import description

    async def entities(request: Request) -> Response:
        given = requests.parameters(request, ("q", "kind", "limit", "offset"))
        text = given.get("q", "")
        if len(text) > LONGEST:
            raise HTTPException(400, f"q: at most {LONGEST} characters")
        kind = requests.choice(given, "kind", tuple(browse.CLASSES))
        return _json(await graph.call(browse.find, text, kind, *_page(given)))

    async def entity(request: Request) -> Response:
        requests.parameters(request, ())
        return _found(await graph.call(browse.node, request.path_params["id"]))

    async def entity_facts(request: Request) -> Response:
        given = requests.parameters(request, ("limit", "offset"))
        return _found(await graph.call(browse.facts_about, request.path_params["id"], *_page(given)))

    async def facts(request: Request) -> Response:
        given = requests.parameters(request, ("family", "article", "limit", "offset"))
        family = requests.choice(given, "family", tuple(browse.FAMILIES))
        return _json(await graph.call(browse.facts, family, given.get("article", ""), *_page(given)))

    async def fact(request: Request) -> Response:
        requests.parameters(request, ())
        return _found(await graph.call(browse.fact, request.path_params["id"]))

    async def shipped(request: Request) -> Response:
        requests.parameters(request, ())
        return _json([said(query) for query in queries().values()])

    async def answer(request: Request) -> Response:
        query = _shipped(request)
        given = requests.parameters(request, [parameter.name for parameter in query.parameters])
        accepted = requests.accepted(request)
        media, body = await graph.call(answered, query, given, accepted, graph.settings.rows)
        return Response(body, media_type=media, headers={"Vary": "Accept"})

    async def text(request: Request) -> Response:
        query = _shipped(request)
        given = requests.parameters(request, [parameter.name for parameter in query.parameters])
        return _json({"sparql": _standing(await graph.call(narrowed, query, given))})

    async def openapi(request: Request) -> Response:
        requests.parameters(request, ())
        return _json(description())

    return [
        Route("/api/entities", entities),
        Route("/api/entities/{id}", entity),
        Route("/api/entities/{id}/facts", entity_facts),
        Route("/api/facts", facts),
        Route("/api/facts/{id}", fact),
        Route("/api/queries", shipped),
        Route("/api/queries/{name}", answer),
        Route("/api/queries/{name}/sparql", text),
        Route("/api/openapi.json", openapi),
    ]


def answered(
    store: GraphStore, query: Query, given: Mapping[str, str], accepted: list[str], rows: int
) -> tuple[str, bytes]:
    """The answer of a shipped query in the first of the accepted media types."""
    return results.answered(store, narrowed(store, query, given), accepted, rows)


def said(query: Query) -> QuerySaid:
    """A shipped query as it is listed; its SPARQL runs in any store."""
    return QuerySaid(
        name=query.name,
        title_vi=query.title_vi,
        title_en=query.title_en,
        about_vi=query.about_vi,
        about_en=query.about_en,
        parameters=[
            ParameterSaid(
                name=one.name, kind=one.kind, vi=one.vi, en=one.en, example=one.example, choices=list(one.choices or ())
            )
            for one in query.parameters
        ],
        sparql=_standing(query.text),
    )


def failure(status: int, why: str, headers: Mapping[str, str]) -> Response:
    """Why there is no answer, in JSON."""
    return Response(msgspec.json.encode(Failure(error=why)), status, headers, "application/json")


def _standing(sparql: str) -> str:
    """A query with the prefixes it uses, for any other store."""
    used = [f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in terms.PREFIXES.items() if f"{prefix}:" in sparql]
    return "".join(used) + sparql


def _shipped(request: Request) -> Query:
    try:
        return queries()[request.path_params["name"]]
    except KeyError:
        raise HTTPException(404, f"no query is called so; there are: {', '.join(queries())}") from None


def _page(given: Mapping[str, str]) -> tuple[int, int]:
    return requests.number(given, "limit", USUAL, 1, MOST), requests.number(given, "offset", 0, 0)


def _found(record: msgspec.Struct | None) -> Response:
    if record is None:
        raise HTTPException(404, "the graph knows nothing by this name")
    return _json(record)


def _json(record: Any) -> Response:
    return Response(msgspec.json.encode(record), media_type="application/json")
