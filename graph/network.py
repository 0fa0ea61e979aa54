"""The NetworkX view of a graph: persons, bodies, places, documents and figures, joined by facts with their quotes.

It is read from the RDF by SPARQL and from nothing else. The edges of facts are drawn, then what lies around their ends.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, NamedTuple

import networkx as nx

from extraction.text import search_key
from graph.store import GraphStore
from ontology import terms

Kind = Literal["person", "organization", "place", "document", "figure"]
Family = Literal["position", "implementation", "admission", "within"]

_CLASSES: dict[str, Kind] = {
    terms.Person: "person",
    terms.Organization: "organization",
    terms.Place: "place",
    terms.Document: "document",
}
_APPROXIMATE = {"exact": "", "about": "khoảng ", "atLeast": "ít nhất ", "atMost": "nhiều nhất "}

_NODES = """SELECT ?node ?class ?label ?preferred WHERE {
  VALUES ?class { dang:Person dang:Organization dang:Place dang:Document }
  ?node a ?class ; rdfs:label ?label OPTIONAL { ?node skos:prefLabel ?preferred } }"""
_OTHER_NAMES = "SELECT ?node ?name WHERE { ?node skos:altLabel ?name }"
_POSTS = """SELECT ?person ?name ?last WHERE { ?fact a dang:Tenure ; org:member ?person ; dang:post/rdfs:label ?name
  OPTIONAL { ?fact dang:lastAttested ?last } }"""
_BODIES = """SELECT ?node ?province ?possible WHERE { ?node a dang:Organization
  OPTIONAL { ?node dang:jurisdiction/dang:province/rdfs:label ?province }
  OPTIONAL { ?node dang:possibleJurisdiction ?possible } }"""
_PLACES = """SELECT ?node ?province WHERE { ?node a dang:Place ; dang:province ?p . ?p rdfs:label ?province
  FILTER(?p != ?node) }"""
_DOCUMENTS = """SELECT ?node ?type ?issuer WHERE { ?node a dang:Document ; dang:documentType/rdfs:label ?type
  FILTER(LANGMATCHES(LANG(?type), "vi")) OPTIONAL { ?node dang:issuer/rdfs:label ?issuer } }"""
_POSITIONS = """SELECT ?from ?to ?fact ?vi ?en WHERE {
  ?fact a dang:Tenure ; org:member ?from ; org:organization ?to ; org:role ?kind .
  ?kind rdfs:label ?vi, ?en FILTER(LANGMATCHES(LANG(?vi), "vi") && LANGMATCHES(LANG(?en), "en")) }"""
_IMPLEMENTATIONS = """SELECT ?from ?to ?fact ?vi ?en WHERE {
  ?fact a dang:Implementation ; dang:organization ?from ; dang:document ?to ; dang:action ?kind .
  ?kind rdfs:label ?vi, ?en FILTER(LANGMATCHES(LANG(?vi), "vi") && LANGMATCHES(LANG(?en), "en")) }"""
_ADMISSIONS = """SELECT ?unit ?name ?fact ?value ?approximate ?from ?to WHERE {
  ?fact a dang:Admission ; dang:unit ?unit ; dang:value ?value ; dang:approximate/skos:notation ?approximate .
  ?unit rdfs:label ?name OPTIONAL { ?fact dang:from ?from } OPTIONAL { ?fact dang:to ?to } }"""
_AROUND = """SELECT ?node ?outer ?how WHERE {
  { ?node org:subOrganizationOf ?outer BIND("parent" AS ?how) }
  UNION { ?node dang:jurisdiction ?outer BIND("area" AS ?how) }
  UNION { ?node a dang:Place ; dang:within ?outer BIND("within" AS ?how) } }"""
_EVIDENCE = """SELECT ?fact ?quote ?article ?title ?date ?source ?publisher ?status ?start ?end ?rule WHERE {
  ?fact dang:evidence ?e .
  ?e dang:article ?a ; dang:quote ?quote ; dang:start ?start ; dang:end ?end ; dang:rule ?rule .
  ?a dcterms:identifier ?article
  OPTIONAL { ?a dcterms:title ?title } OPTIONAL { ?a dcterms:issued ?date }
  OPTIONAL { ?a dcterms:source ?source FILTER(ISIRI(?source)) }
  OPTIONAL { ?a dcterms:publisher ?publisher } OPTIONAL { ?e dang:status/skos:notation ?status } }"""

_WITHIN = {"parent": ("trực thuộc", "part of"), "area": ("địa bàn", "area"), "within": ("thuộc", "within")}


class _Edge(NamedTuple):
    start: str
    end: str
    key: str
    family: Family
    vi: str
    en: str


def view(store: GraphStore) -> nx.MultiDiGraph[str]:
    """Draw the graph of a store. Nodes and edges come in sorted order, with the attributes that exports show."""
    evidence = _evidence(store)
    figures, edges = _admissions(store, evidence)
    families: tuple[tuple[Family, str], ...] = (("position", _POSITIONS), ("implementation", _IMPLEMENTATIONS))
    for family, query in families:
        for start, end, fact, vi, en in store.query(query).values():
            edges.append(_Edge(start, end, fact, family, vi, en))
    wanted = {end for edge in edges for end in (edge.start, edge.end)}
    edges += _surroundings(store, wanted)

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = {**_nodes(store), **figures}
    for node in sorted(wanted, key=_local):
        network.add_node(_local(node), **nodes[node])
    for edge in sorted(edges, key=lambda e: (_local(e.start), _local(e.end), e.key)):
        attributes = {"family": edge.family, "label": edge.vi, "label_en": edge.en}
        found = [dict(piece) for piece in evidence.get(edge.key, ())]
        network.add_edge(_local(edge.start), _local(edge.end), _local(edge.key), **attributes, evidence=found)
    return network


def _local(iri: str) -> str:
    """The local name of a node: what stands behind the last slash or hash."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def _nodes(store: GraphStore) -> dict[str, dict[str, Any]]:
    others: dict[str, list[str]] = {}
    for node, name in store.query(_OTHER_NAMES).values():
        others.setdefault(node, []).append(name)
    details = _details(store)
    found = {}
    for node, kind, label, preferred in store.query(_NODES).values():
        names = dict.fromkeys((label, preferred or label, *sorted(others.get(node, ()))))
        found[node] = _attributes(
            node, _CLASSES[kind], label, preferred or label, detail=details.get(node, ""), names=list(names)
        )
    return found


def _attributes(iri: str, kind: Kind, label: str, preferred: str, *, detail: str, names: list[str]) -> dict[str, Any]:
    return {
        "label": label,
        "pref_label": preferred,
        "kind": kind,
        "detail": detail,
        "search_key": search_key(" ".join(names)),
        "iri": iri,
        "evidence": [],
    }


def _details(store: GraphStore) -> dict[str, str]:
    """What stands beside a node's name: the latest post of a person, the province of a body, type and issuer."""
    found: dict[str, str] = {}
    for person, name, _last in sorted(store.query(_POSTS).values(), key=lambda row: (row[2], row[1])):
        found[person] = name
    for node, province, possible in store.query(_BODIES).values():
        found[node] = province or ("chưa rõ địa bàn" if possible else "")
    for node, province in store.query(_PLACES).values():
        found[node] = province
    for node, kind, issuer in store.query(_DOCUMENTS).values():
        found[node] = f"{kind} · {issuer}" if issuer else kind
    return found


def _admissions(store: GraphStore, evidence: dict[str, list[dict[str, Any]]]) -> tuple[dict[str, Any], list[_Edge]]:
    figures, edges = {}, []
    for unit, name, fact, value, approximate, first, last in store.query(_ADMISSIONS).values():
        period = _period(first, last)
        number = _APPROXIMATE.get(approximate, "") + f"{int(value):,}".replace(",", ".")
        label = f"{number} đảng viên kết nạp ({period})" if period else f"{number} đảng viên kết nạp"
        figures[fact] = _attributes(fact, "figure", label, f"{label}, {name}", detail=name, names=[label, name])
        figures[fact]["evidence"] = [dict(piece) for piece in evidence.get(fact, ())]
        edges.append(_Edge(unit, fact, fact, "admission", "kết nạp", "admit"))
    return figures, edges


def _surroundings(store: GraphStore, wanted: set[str]) -> list[_Edge]:
    """The edges from what is drawn to what lies around it; adds the outer ends to `wanted`."""
    around: dict[str, dict[str, str]] = {}
    for node, outer, how in store.query(_AROUND).values():
        known = around.setdefault(node, {})
        known[how] = min(outer, known.get(how, outer))
    edges = []
    pending = sorted(wanted)
    while pending:
        node = pending.pop()
        nearest = next((how for how in _WITHIN if how in around.get(node, {})), None)
        if nearest is None:
            continue
        outer = around[node][nearest]
        edges.append(_Edge(node, outer, "within", "within", *_WITHIN[nearest]))
        if outer not in wanted:
            wanted.add(outer)
            pending.append(outer)
    return edges


def _evidence(store: GraphStore) -> dict[str, list[dict[str, Any]]]:
    """The quotes of every fact, in the order of articles and places in them."""
    names = ("quote", "article", "title", "date", "source", "publisher", "status", "start", "end", "rule")
    found: dict[str, list[dict[str, Any]]] = {}
    for fact, *values in store.query(_EVIDENCE).values():
        piece: dict[str, Any] = dict(zip(names, values, strict=True))
        piece["start"], piece["end"] = int(piece["start"]), int(piece["end"])
        found.setdefault(fact, []).append(piece)
    for pieces in found.values():
        pieces.sort(key=lambda p: (p["date"], p["article"], p["start"], p["end"], p["rule"], p["status"]))
    return found


def _period(first: str, last: str) -> str:
    """A span as one says it: "2021", "2015–2020", "5/2021", "1/1/2021–30/6/2021", "đến 30/6/2021"; "" for none."""
    if not first and not last:
        return ""
    start = dt.date.fromisoformat(first) if first else None
    end = dt.date.fromisoformat(last) if last else None
    if start is None or end is None:
        return f"từ {_day(start)}" if start else f"đến {_day(end)}" if end else ""
    is_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    if is_months and start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if is_months and (start.year, start.month) == (end.year, end.month):
        return f"{start.month}/{start.year}"
    return _day(start) if start == end else f"{_day(start)}–{_day(end)}"


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
