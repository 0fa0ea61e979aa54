"""The NetworkX view of a graph: persons, bodies, places, documents, events, figures, joined by facts with quotes.

It is read from the RDF by SPARQL and from nothing else. The edges of facts are drawn, then what lies around their ends.
"""

from __future__ import annotations

from typing import Any

import networkx as nx

from extraction.text import search_key
from graph.drawing import Edge, Kind, drawn, period
from graph.store import GraphStore
from ontology import terms

_CLASSES: dict[str, Kind] = {
    terms.Person: "person",
    terms.Organization: "organization",
    terms.Place: "place",
    terms.Document: "document",
    terms.Event: "event",
    terms.Programme: "programme",
}

_NODES = """SELECT ?node ?class ?label ?preferred WHERE {
  VALUES ?class { dang:Person dang:Organization dang:Place dang:Document dang:Event dang:Programme }
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

_EVENTS = """SELECT ?node ?type ?earliest ?latest WHERE { ?node a dang:Event ; dang:eventType/rdfs:label ?type
  FILTER(LANGMATCHES(LANG(?type), "vi")) OPTIONAL { ?node dang:earliest ?earliest ; dang:latest ?latest } }"""

_WITHIN = {"parent": ("trực thuộc", "part of"), "area": ("địa bàn", "area"), "within": ("thuộc", "within")}


def view(store: GraphStore) -> nx.MultiDiGraph[str]:
    """Draw the graph of a store. Nodes and edges come in sorted order, with the attributes that exports show."""
    evidence = _evidence(store)
    edges, own = drawn(store)
    wanted = {end for edge in edges for end in (edge.start, edge.end)}
    edges += _surroundings(store, wanted)

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = _nodes(store)
    for one in own:
        nodes[one.iri] = _attributes(
            one.iri, one.kind, one.label, one.pref_label, detail=one.detail, names=[one.label, one.detail]
        )
        nodes[one.iri]["evidence"] = [dict(piece) for piece in evidence.get(one.iri, ())]
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
    for node, kind, earliest, latest in store.query(_EVENTS).values():
        when = period(earliest, latest)
        found[node] = f"{kind}, {when}" if when else kind
    return found


def _surroundings(store: GraphStore, wanted: set[str]) -> list[Edge]:
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
        edges.append(Edge(node, outer, "within", "within", *_WITHIN[nearest]))
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
