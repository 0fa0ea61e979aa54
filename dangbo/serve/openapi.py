"""The description of the JSON interface, in OpenAPI 3.1, made from the records that it answers with."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from dangbo import __version__
from dangbo.serve import api
from graph import browse, results
from ontology import Parameter, Query, queries

_SCHEMAS = "#/components/schemas/"
_RECORDS = (browse.Entities, browse.Node, browse.Facts, browse.Fact, api.QuerySaid, api.Failure)
_SCALARS: dict[str, dict[str, Any]] = {
    "date": {"type": "string", "format": "date"},
    "year": {"type": "string", "pattern": "^[12][0-9]{3}$"},
    "entity": {"type": "string"},
}


@cache
def description() -> dict[str, Any]:
    """The whole document."""
    paging = [
        _parameter("limit", "how many items", {"type": "integer", "minimum": 1, "maximum": api.MOST}),
        _parameter("offset", "how many to skip", {"type": "integer", "minimum": 0, "maximum": 1_000_000}),
    ]
    entity = _parameter("id", "local name, as in person-tran-van-thu-1a2b3c4d", {"type": "string"}, "path")
    words = {"type": "string", "maxLength": api.LONGEST}
    _, schemas = msgspec.json.schema_components(_RECORDS, ref_template=_SCHEMAS + "{name}")
    paths = {
        "/api/entities": _get(
            "Entities by name",
            "Entities",
            _parameter("q", "what the name holds; diacritics do not matter", words),
            _parameter("kind", "kind of entity", {"enum": list(browse.CLASSES)}),
            *paging,
        ),
        "/api/entities/{id}": _get("One entity", "Node", entity),
        "/api/entities/{id}/facts": _get("The facts about an entity, or from an article", "Facts", entity, *paging),
        "/api/facts": _get(
            "Facts",
            "Facts",
            _parameter("family", "family of facts", {"enum": list(browse.FAMILIES)}),
            _parameter("article", "identifier of an article", {"type": "string"}),
            *paging,
        ),
        "/api/facts/{id}": _get("One fact", "Fact", entity),
        "/api/queries": _answer(
            "The shipped queries", {"application/json": {"schema": {"type": "array", "items": _ref("QuerySaid")}}}
        ),
        **{f"/api/queries/{query.name}": _query(query) for query in queries().values()},
        **{f"/api/queries/{query.name}/sparql": _text(query) for query in queries().values()},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "dangbo",
            "version": __version__,
            "description": "Entities and facts of a graph built from Vietnamese news, each fact with its quotes.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _query(query: Query) -> dict[str, Any]:
    parameters = [_parameter(one.name, one.en, _schema(one)) for one in query.parameters]
    media = (results.JSON, results.XML, results.CSV, results.TSV)
    return _answer(f"{query.title_en} · {query.title_vi}", {one: {} for one in media}, *parameters)


def _text(query: Query) -> dict[str, Any]:
    parameters = [_parameter(one.name, one.en, _schema(one)) for one in query.parameters]
    schema = {"type": "object", "properties": {"sparql": {"type": "string"}}, "required": ["sparql"]}
    return _answer(f"{query.title_en}: its SPARQL", {"application/json": {"schema": schema}}, *parameters)


def _schema(parameter: Parameter) -> dict[str, Any]:
    return {"enum": list(parameter.choices)} if parameter.choices else _SCALARS[parameter.kind]


def _get(summary: str, record: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    return _answer(summary, {"application/json": {"schema": _ref(record)}}, *parameters)


def _answer(summary: str, content: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    failed = {"application/json": {"schema": _ref("Failure")}}
    failures = {
        "400": "a parameter that cannot be",
        "404": "the graph knows nothing by this name",
        "406": "no such media type",
        "503": "it took too long, or too many asked at once",
    }
    responses = {"200": {"description": "the answer", "content": content}}
    responses |= {status: {"description": why, "content": failed} for status, why in failures.items()}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def _parameter(name: str, about: str, schema: dict[str, Any], where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "description": about, "schema": schema}


def _ref(record: str) -> dict[str, str]:
    return {"$ref": _SCHEMAS + record}
