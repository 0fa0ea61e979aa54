"""What a person means by a name: the node of the graph, or a refusal that lists the candidates.

A name that fits several nodes is never guessed: of two districts called Châu Thành, the answer is which ones there are.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from extraction.text import search_key
from graph.descriptions import local_name
from ontology import terms

if TYPE_CHECKING:
    from graph.store import GraphStore, Term
    from ontology.cookbook import Parameter, Query

_SHOWN = 12
"""Candidates that a refusal lists."""
_REMARK = re.compile(r"\s*(\([^)]*\)|\[[0-9a-f]+\])\s*$")
_LOCAL_NAME = re.compile(r"[a-z]+(-[a-z0-9]+)+")


class ParameterError(ValueError):
    """A parameter that a query does not have, or whose value names nothing, or several things."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A node that a name may mean."""

    node: ox.NamedNode
    label: str
    names: tuple[str, ...]
    valid: tuple[dt.date | None, dt.date | None] = (None, None)
    successors: frozenset[str] = frozenset()


def narrowed(store: GraphStore, query: Query, given: Mapping[str, str]) -> str:
    """The text of a shipped query with these parameters, every value checked and written by the RDF library."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise ParameterError(f"{query.name} has no parameter {name!r}; it takes: {takes}")
    day = _day("on", given["on"]) if "on" in given else None
    bound = {name: _terms(store, known[name], value.strip(), day) for name, value in given.items()}
    return query.narrowed({name: [str(term) for term in found] for name, found in bound.items()})


def _terms(store: GraphStore, parameter: Parameter, value: str, day: dt.date | None) -> list[ox.NamedNode | ox.Literal]:
    if not value:
        raise ParameterError(f"--{parameter.name} is empty; expected {parameter.en}, such as {parameter.example!r}")
    if parameter.kind == "date":
        return [ox.Literal(_day(parameter.name, value).isoformat(), datatype=ox.NamedNode(terms.XSD + "date"))]
    if parameter.kind == "year":
        if not re.fullmatch(r"[12][0-9]{3}", value, re.ASCII):
            raise ParameterError(f"--{parameter.name} {value!r}: expected a year, such as {parameter.example}")
        return [ox.Literal(int(value))]
    if parameter.kind == "choice":
        choices = parameter.choices or {}
        if value not in choices:
            raise ParameterError(f"--{parameter.name} {value!r}: expected one of {', '.join(choices)}")
        return [ox.NamedNode(choices[value])]
    return list(entity(store, parameter, value, day))


def _day(name: str, value: str) -> dt.date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip(), re.ASCII):
            raise ValueError
        return dt.date.fromisoformat(value.strip())
    except ValueError:
        raise ParameterError(f"--{name} {value!r}: expected a day, such as 2023-01-31") from None


def entity(store: GraphStore, parameter: Parameter, value: str, day: dt.date | None = None) -> list[ox.NamedNode]:
    """The nodes that a value means; a `ParameterError` where it means nothing, or several things."""
    if (node := _by_identifier(store, value)) is not None:
        return [node]
    if parameter.of == terms.Place:
        found, near = _places(store, value, day)
    else:
        found, near = _named(store, parameter, value)
    if _are_one(found) or (found and parameter.of == terms.skos_Concept):  # a role is what it is called
        return sorted((one.node for one in found), key=str)
    if found:
        raise ParameterError(f"--{parameter.name} {value!r} may be any of these; name one:\n{_listed(found)}")
    hint = f"; near it:\n{_listed(near)}" if near else ""
    raise ParameterError(f"--{parameter.name} {value!r}: the graph knows no such {parameter.name}{hint}")


def _by_identifier(store: GraphStore, value: str) -> ox.NamedNode | None:
    """A node given by its IRI or its local name."""
    iri = store.base + value if _LOCAL_NAME.fullmatch(value) else value
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return None
    return node if store.knows(node) else None


def _named(store: GraphStore, parameter: Parameter, value: str) -> tuple[list[Candidate], list[Candidate]]:
    """Nodes of a class that go by this name, and if there is none, some that come near."""
    if parameter.of == terms.Article:
        return _rows(store, "?node a dang:Article ; dcterms:identifier ?label . FILTER(?label = ?asked)", value), []
    if parameter.of == terms.skos_Concept:
        roles = _rows(store, "{ SELECT DISTINCT ?node { ?post org:role ?node } } ?node rdfs:label ?label", value)
        return [one for one in roles if search_key(value) in map(search_key, one.names)], []
    if parameter.of == terms.Fact:
        return [], []
    key, about = search_key(value), f"?node a <{parameter.of}> ; rdfs:label ?label"
    found = _rows(store, f"?node dang:searchKey ?asked . {about}", key)
    if not found and parameter.of == terms.Document:
        found = _rows(store, f"{about} ; dang:number ?asked", value)
        begins = 'STRSTARTS(REPLACE(?key, " so ", " "), ?asked)'  # "Chỉ thị 05-CT/TW" is "Chỉ thị số 05-CT/TW"
        found = found or _rows(store, f"{about} ; dang:searchKey ?key FILTER({begins})", key.replace(" so ", " "))
    if found:
        return _exact(found, value), []
    return [], _rows(store, f"{about} ; dang:searchKey ?key FILTER(CONTAINS(?key, ?asked))", key)


def _rows(store: GraphStore, pattern: str, asked: str) -> list[Candidate]:
    """Candidates from a pattern over ?node and ?label; `?asked` in it stands for the text."""
    where = pattern.replace("?asked", str(ox.Literal(asked)))
    rows = store.query(f"SELECT ?node ?label ?full WHERE {{ {where} OPTIONAL {{ ?node skos:prefLabel ?full }} }}").rows
    names: dict[ox.NamedNode, set[str]] = {}
    labels: dict[ox.NamedNode, str] = {}
    for node, label, full in rows:
        if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal):
            named = full if isinstance(full, ox.Literal) else label
            names.setdefault(node, set()).update((label.value, named.value))
            labels[node] = min(labels.get(node, named.value), named.value)
    return [Candidate(node, labels[node], tuple(sorted(names[node]))) for node in sorted(names, key=str)]


def _exact(found: list[Candidate], value: str) -> list[Candidate]:
    """Those written with these very diacritics, where there are any."""
    wanted = _folded(value)
    return [one for one in found if wanted in map(_folded, one.names)] or found


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


# ---- places


def _places(store: GraphStore, value: str, day: dt.date | None) -> tuple[list[Candidate], list[Candidate]]:
    """Places by "Châu Thành", "huyện Châu Thành", "Châu Thành, Hậu Giang", "huyện Châu Thành, tỉnh Hậu Giang"."""
    asked = [part for part in map(_folded, value.split(",")) if part]
    every = _all_places(store)
    for fold in (_folded, search_key):  # with diacritics first: Phú Tân is not Phù Tân
        wanted = [fold(part) for part in asked]
        found = [one for one in every if _fits(one, wanted, fold)]
        if found:
            return [one for one in found if day is None or _existed(one, day)] or found, []
    first = search_key(asked[0]) if asked else ""
    return [], [one for one in every if first and first in search_key(one.label)]


def _all_places(store: GraphStore) -> list[Candidate]:
    """Every place; `names` are its own name, its label, and the names of what lies around it."""
    rows = store.query(
        "SELECT ?node ?label ?name ?full ?from ?to ?next WHERE {"
        " ?node a dang:Place ; rdfs:label ?label ; dang:name ?name ; skos:prefLabel ?full"
        " OPTIONAL { ?node dang:validFrom ?from } OPTIONAL { ?node dang:validTo ?to }"
        " OPTIONAL { ?node dcterms:isReplacedBy ?next } }"
    ).rows
    found: dict[str, Candidate] = {}
    for node, label, name, full, first, last, following in rows:
        if not isinstance(node, ox.NamedNode) or label is None or name is None or full is None:
            continue
        before = found[node.value].successors if node.value in found else frozenset()
        successors = before | ({following.value} if isinstance(following, ox.NamedNode) else set())
        around = _REMARK.sub("", _text(full)).split(",")[1:]
        names = (_text(name), _text(label), *(part.strip() for part in around))
        valid = (_date(first), _date(last))
        found[node.value] = Candidate(node, _text(full), names, valid, successors)
    return [found[node] for node in sorted(found)]


def _fits(place: Candidate, wanted: list[str], fold: Callable[[str], str]) -> bool:
    name, label, *around = (fold(one) for one in place.names)
    if not wanted or wanted[0] not in (name, label, fold(place.label)):
        return False
    return all(any(one == part or one.endswith(f" {part}") for one in around) for part in wanted[1:])


def _existed(place: Candidate, day: dt.date) -> bool:
    first, last = place.valid
    return (first is None or first <= day) and (last is None or day <= last)


def _are_one(found: list[Candidate]) -> bool:
    """One node; or one place in two eras, which its name and `dcterms:isReplacedBy` tell."""
    if len(found) < 2:
        return bool(found)
    names = {_REMARK.sub("", one.label) for one in found}
    linked = {successor for one in found for successor in one.successors}
    return len(names) == 1 and sum(one.node.value not in linked for one in found) == 1


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _date(term: Term | None) -> dt.date | None:
    value = _text(term)
    return dt.date.fromisoformat(value) if value else None


def _listed(candidates: Iterable[Candidate]) -> str:
    shown = sorted(candidates, key=lambda one: (one.label, one.node.value))
    lines = [f"  {one.label}  ({local_name(one.node.value)})" for one in shown[:_SHOWN]]
    if len(shown) > _SHOWN:
        lines.append(f"  and {len(shown) - _SHOWN} more")
    return "\n".join(lines)
