"""The pages: one to write queries on, one for each node; and what they are made of. All of it from this machine."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from jinja2 import Environment, FileSystemLoader
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from dangbo.serve import api, requests
from graph import browse, results
from ontology import prologue, queries, terms

if TYPE_CHECKING:
    from dangbo.serve.app import Graph
    from graph.store import GraphStore

_HERE = Path(__file__).parent
_ASSETS = {
    "yasgui.min.js": "vendor/yasgui.min.js",
    "yasgui.min.css": "vendor/yasgui.min.css",
    "query.js": "query.js",
    "page.css": "page.css",
}
_TYPES = {".js": "text/javascript", ".css": "text/css"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HTML, _JSON = "text/html", "application/json"
_NODE_TYPES = (_HTML, results.TURTLE, results.N_TRIPLES, results.JSON_LD, results.RDF_XML, _JSON)
_SHOWN = 100
"""Facts on the page of a node; the JSON interface has them all."""


def routes(graph: Graph) -> list[BaseRoute]:
    """The query page, the pages of nodes, the explorer, and the files they need."""

    async def home(request: Request) -> Response:
        requests.parameters(request, ())
        return _page("query.html", config=_config())

    async def node(request: Request) -> Response:
        requests.parameters(request, ())
        name, accepted = request.path_params["id"], requests.accepted(request)
        media = results.chosen([_JSON if one == "application/*" else one for one in accepted], _NODE_TYPES)
        if media not in (_HTML, _JSON):
            body = await graph.call(triples_of, name, media, graph.settings.rows)
            if body is not None:
                return Response(body, media_type=media, headers={"Vary": "Accept"})
        found = await graph.call(described, name)
        if found is None:
            raise HTTPException(404, "the graph knows nothing by this name")
        about, facts = found
        if media == _JSON:
            return Response(msgspec.json.encode(about), media_type=_JSON, headers={"Vary": "Accept"})
        return _page("node.html", node=about, facts=facts, names=_names(about, facts))

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _ASSETS:
            raise HTTPException(404, "no such file")
        return FileResponse(_HERE / _ASSETS[name], media_type=_TYPES[Path(name).suffix])

    async def explorer(request: Request) -> Response:
        requests.parameters(request, ())
        if not graph.page.is_file():
            raise HTTPException(404, "the build left no page")
        # the page brings its own policy, in a tag; scripts are part of it
        return FileResponse(graph.page, media_type=_HTML, headers={"Content-Security-Policy": "frame-ancestors 'none'"})

    return [
        Route("/", home),
        Route("/id/{id}", node),
        Route("/assets/{name}", asset),
        Route("/graph", explorer),
    ]


def described(store: GraphStore, name: str) -> tuple[browse.Node, browse.Facts] | None:
    """What a page shows of a node: what is said of it, and the facts about it; None where it is not known."""
    node, facts = browse.node(store, name), browse.facts_about(store, name, _SHOWN, 0)
    if node is None or facts is None:
        return None
    own = browse.fact(store, name)
    return node, browse.Facts(total=1, items=[own]) if own is not None else facts


def triples_of(store: GraphStore, name: str, media: str, max_rows: int) -> bytes | None:
    """The triples around a node; None where the graph does not know it."""
    answer = browse.neighbourhood(store, name, max_rows)
    return None if answer is None else results.written(answer, media).encode()


def _config() -> dict[str, Any]:
    """What the query page has to know."""
    shipped = [msgspec.to_builtins(api.said(query)) for query in queries().values()]
    return {"queries": shipped, "prefixes": terms.PREFIXES, "prologue": prologue()}


def _names(node: browse.Node, facts: browse.Facts) -> dict[str, str]:
    """The local address of every node of the graph that a page speaks of, by its IRI."""
    base = node.iri.removesuffix(node.id)
    said = [node.says, *(fact.says for fact in facts.items)]
    iris = {value.value for says in said for values in says.values() for value in values if value.iri}
    iris |= {fact.iri for fact in facts.items}
    return {iri: f"/id/{iri.removeprefix(base)}" for iri in sorted(iris) if iri.startswith(base)}


def _page(template: str, **slots: Any) -> Response:
    text = _templates().get_template(template).render(**slots)
    return Response(text, media_type=_HTML, headers={"Content-Security-Policy": _POLICY, "Vary": "Accept"})


@cache
def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.policies["json.dumps_function"] = json.dumps
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return environment
