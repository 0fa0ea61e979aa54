"""The NetworkX view of a graph: persons, bodies, places, documents, events, figures, joined by facts with quotes.

It is read from the RDF by SPARQL and from nothing else. The edges of facts are drawn, then what lies around their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import networkx as nx

from extraction.text import search_key
from graph.descriptions import local_name
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
_POSTS = """SELECT ?person ?name ?last ?began ?fact WHERE {
  ?fact a dang:Tenure ; org:member ?person ; dang:post/rdfs:label ?name
  OPTIONAL { ?fact dang:lastAttested ?last } OPTIONAL { ?fact dang:startEarliest ?began } }"""
_LEFT = """SELECT DISTINCT ?fact WHERE {
  ?status skos:notation "former" . ?evidence dang:status ?status . ?fact dang:evidence ?evidence }"""
_BODIES = """SELECT ?node ?province ?possible WHERE { ?node a dang:Organization
  OPTIONAL { ?node dang:jurisdiction/dang:province/rdfs:label ?province }
  OPTIONAL { ?node dang:possibleJurisdiction/skos:prefLabel ?possible } }"""
_POSSIBLY = "SELECT ?node ?other WHERE { ?node dang:possiblySame ?other }"
_PROVINCES = """SELECT ?node ?province WHERE {
  { ?node a dang:Place ; dang:province ?province } UNION { ?node dang:jurisdiction/dang:province ?province }
  UNION { ?node a dang:Event ; dang:place/dang:province ?province }
  UNION { ?node dang:issuer/dang:jurisdiction/dang:province ?province } }"""
_ABOUT = """SELECT ?node ?what ?value WHERE {
  { ?node a dang:Place ; dang:level/skos:notation ?value BIND("level" AS ?what) }
  UNION { ?node a dang:Organization ; dang:level/skos:notation ?value BIND("level" AS ?what) }
  UNION { ?node a dang:Organization ; org:classification/skos:notation ?value BIND("classification" AS ?what) }
  UNION { ?node dang:issuer ?value BIND("issuer" AS ?what) }
  UNION { ?node a dang:Event ; dang:place ?value BIND("place" AS ?what) }
  UNION { ?node dang:subject ?value BIND("subject" AS ?what) } }"""
_PLACES = """SELECT ?node ?province WHERE { ?node a dang:Place ; dang:province ?p . ?p rdfs:label ?province
  FILTER(?p != ?node) }"""
_DOCUMENTS = """SELECT ?node ?type ?issuer WHERE { ?node a dang:Document ; dang:documentType/rdfs:label ?type
  FILTER(LANGMATCHES(LANG(?type), "vi")) OPTIONAL { ?node dang:issuer/rdfs:label ?issuer } }"""
_AROUND = """SELECT ?node ?outer ?how WHERE {
  { ?node org:subOrganizationOf ?outer FILTER NOT EXISTS { ?outer dang:completed true }
    OPTIONAL { ?node dang:jurisdiction ?own } OPTIONAL { ?outer dang:jurisdiction ?theirs }
    FILTER(!BOUND(?own) || (BOUND(?theirs) && ?own = ?theirs)) BIND("parent" AS ?how) }
  UNION { ?node dang:jurisdiction ?outer BIND("area" AS ?how) }
  UNION { ?node a dang:Place ; dang:within ?outer BIND("within" AS ?how) } }"""
_TIMES = """SELECT ?fact ?what ?value WHERE { VALUES ?what { dang:firstAttested dang:lastAttested
  dang:startEarliest dang:startLatest dang:endEarliest dang:endLatest dang:endCause dang:term
  dang:earliest dang:latest dang:from dang:to } ?fact ?what ?value }"""
_EVIDENCE = """SELECT ?fact ?quote ?article ?title ?date ?source ?publisher ?status ?start ?end ?rule ?confidence ?e ?a
  ?story WHERE { ?fact dang:evidence ?e . ?e dang:article ?a ; dang:quote ?quote ; dang:start ?start ; dang:end ?end ;
    dang:rule ?rule ; dang:confidence ?confidence .
  ?a dcterms:identifier ?article
  OPTIONAL { ?a dang:sameStory ?earlier } BIND(COALESCE(?earlier, ?a) AS ?story)
  OPTIONAL { ?a dcterms:title ?title } OPTIONAL { ?a dcterms:issued ?date }
  OPTIONAL { ?a dcterms:source ?source FILTER(ISIRI(?source)) }
  OPTIONAL { ?a dcterms:publisher ?publisher } OPTIONAL { ?e dang:status/skos:notation ?status } }"""

_EVENTS = """SELECT ?node ?type ?earliest ?latest WHERE { ?node a dang:Event ; dang:eventType/rdfs:label ?type
  FILTER(LANGMATCHES(LANG(?type), "vi")) OPTIONAL { ?node dang:earliest ?earliest ; dang:latest ?latest } }"""

_TIME_NAMES = {
    terms.firstAttested: "first_attested",
    terms.lastAttested: "last_attested",
    terms.startEarliest: "start_earliest",
    terms.startLatest: "start_latest",
    terms.endEarliest: "end_earliest",
    terms.endLatest: "end_latest",
    terms.endCause: "end_cause",
    terms.term: "term",
    terms.earliest: "earliest",
    terms.latest: "latest",
    terms.from_: "earliest",
    terms.to: "latest",
}
"""What an edge or a node calls its times: `earliest` and `latest` are the ends of the span that a fact tells."""

_WITHIN = {"parent": ("trực thuộc", "part of"), "area": ("địa bàn", "area"), "within": ("thuộc", "within")}


def view(store: GraphStore) -> nx.MultiDiGraph[str]:
    """Draw the graph of a store. Nodes and edges come in sorted order, with the attributes that exports show.

    A node has `label`, `pref_label`, `names` (other spellings), `kind`, `detail`, `province` (the local name of its
    place), `search_key`, `iri` and `evidence`; where known `level`, `classification`, `issuer`, `place`, `subject`,
    `possible` (areas of which it is one), `possibly` (persons who may be this one, by local name), `earliest`,
    `latest`, and what a figure counts. An edge has `family`, `label`, `label_en` and `evidence`; where known `concept`
    and `role` (local names), its times (xsd:date), `term` and `end_cause`.
    """
    evidence = _evidence(store)
    times = _times(store)
    edges, own = drawn(store)
    wanted = {end for edge in edges for end in (edge.start, edge.end)}
    edges += _surroundings(store, wanted)

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = _nodes(store)
    for one in own:
        attributes = _attributes(
            one.iri, one.kind, one.label, one.pref_label, detail=one.detail, names=[one.label, one.detail]
        )
        attributes["evidence"] = [dict(piece) for piece in evidence.get(one.iri, ())]
        nodes[one.iri] = attributes | {"names": [], **one.figure}
    for node in sorted(wanted, key=local_name):
        network.add_node(local_name(node), **nodes[node], **times.get(node, {}))
    for edge in sorted(edges, key=lambda e: (local_name(e.start), local_name(e.end), e.key)):
        about: dict[str, Any] = {"family": edge.family, "label": edge.vi, "label_en": edge.en}
        about |= {name: local_name(iri) for name, iri in (("concept", edge.concept), ("role", edge.role)) if iri}
        about |= times.get(edge.key, {})
        found = [dict(piece) for piece in evidence.get(edge.key, ())]
        network.add_edge(local_name(edge.start), local_name(edge.end), local_name(edge.key), **about, evidence=found)
    return network


def support(evidence: Iterable[Mapping[str, Any]]) -> int:
    """How many stories tell something: articles, those aside that print another one again."""
    pieces = list(evidence)  # one without a story (of a network made elsewhere) counts by itself
    told = {piece["story"] for piece in pieces if "story" in piece}
    return len(told) + sum("story" not in piece for piece in pieces)


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
    for node, province in sorted(store.query(_PROVINCES).values(), reverse=True):  # of several, the first
        if node in found:
            found[node]["province"] = local_name(province)
    for node, what, value in sorted(store.query(_ABOUT).values(), reverse=True):
        if node in found:
            found[node][what] = local_name(value) if what in {"issuer", "place"} else value
    for node, _province, possible in sorted(store.query(_BODIES).values()):
        if possible:
            found[node].setdefault("possible", []).append(possible)
    for node, other in sorted(store.query(_POSSIBLY).values()):
        found[node].setdefault("possibly", []).append(local_name(other))
    return found


def _attributes(iri: str, kind: Kind, label: str, preferred: str, *, detail: str, names: list[str]) -> dict[str, Any]:
    return {
        "label": label,
        "pref_label": preferred,
        "names": [name for name in names if name not in {label, preferred}],
        "kind": kind,
        "detail": detail,
        "province": "",
        "search_key": search_key(" ".join(names)),
        "iri": iri,
        "evidence": [],
    }


def _details(store: GraphStore) -> dict[str, str]:
    """What stands beside a node's name: the latest post of a person (one left only where no other is known), the
    province of a body, type and issuer."""
    found: dict[str, str] = {}
    left = {fact for (fact,) in store.query(_LEFT).values()}
    posts = store.query(_POSTS).values()
    for person, name, *_ in sorted(posts, key=lambda row: (row[4] not in left, row[2], row[3], row[1])):
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


def _times(store: GraphStore) -> dict[str, dict[str, str]]:
    """When facts and events were, by their node: days as xsd:date, the mandate and the cause of an end as words."""
    found: dict[str, dict[str, str]] = {}
    for fact, what, value in sorted(store.query(_TIMES).values()):
        name = _TIME_NAMES[what]
        found.setdefault(fact, {})[name] = local_name(value).removeprefix("endCause-") if name == "end_cause" else value
    return found


def _evidence(store: GraphStore) -> dict[str, list[dict[str, Any]]]:
    """The quotes of every fact, in the order of articles and places in them."""
    names = (
        *("quote", "article", "title", "date", "source", "publisher", "status", "start", "end", "rule"),
        *("confidence", "id", "article_id", "story"),
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for fact, *values in store.query(_EVIDENCE).values():
        piece: dict[str, Any] = dict(zip(names, values, strict=True))
        piece["start"], piece["end"] = int(piece["start"]), int(piece["end"])
        piece["confidence"] = float(piece["confidence"])
        for name in ("id", "article_id", "story"):
            piece[name] = local_name(piece[name])
        found.setdefault(fact, []).append(piece)
    for pieces in found.values():
        pieces.sort(key=lambda p: (p["date"], p["article"], p["start"], p["end"], p["rule"], p["status"]))
    return found
