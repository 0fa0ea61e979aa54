"""The NetworkX view of a graph: persons, bodies, places, documents, events, figures, joined by facts with quotes.

It is read from the Turtle and from nothing else. The edges of facts are drawn, then what lies around their ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cache
from itertools import chain
from typing import Any

import networkx as nx

from extraction.text import search_key
from graph.descriptions import Description, Descriptions, local_name
from graph.drawing import Drawing, Drawn, Edge, Kind, Node, period
from graph.quotes import Quotes, latest_first
from graph.selection import each_at_most, fitting, ranked
from ontology import terms

_TYPE = terms.RDF + "type"
_CLASSES: dict[str, Kind] = {
    terms.Person: "person",
    terms.Organization: "organization",
    terms.Place: "place",
    terms.Document: "document",
    terms.Event: "event",
    terms.Programme: "programme",
}
_TIMES = (
    (terms.earliest, "earliest"),
    (terms.latest, "latest"),
    (terms.firstAttested, "first_attested"),
    (terms.lastAttested, "last_attested"),
    (terms.startEarliest, "start_earliest"),
    (terms.startLatest, "start_latest"),
    (terms.endEarliest, "end_earliest"),
    (terms.endLatest, "end_latest"),
    (terms.endCause, "end_cause"),
    (terms.term, "term"),
    (terms.from_, "earliest"),
    (terms.to, "latest"),
    (terms.bornEarliest, "born_earliest"),
    (terms.bornLatest, "born_latest"),
    (terms.ethnicGroup, "people"),
)
"""What an edge or a node calls its times: `earliest` and `latest` are the ends of the span that a fact tells."""

_WITHIN = {"parent": ("trực thuộc", "part of"), "area": ("địa bàn", "area"), "within": ("thuộc", "within")}


def view(
    graph: Descriptions, nodes: int | None = None, edges: int | None = None, quotes: int | None = None
) -> nx.MultiDiGraph[str]:
    """Draw a graph. Nodes and edges come in sorted order, with the attributes that exports show.

    A node has `label`, `pref_label`, `names` (other spellings), `kind`, `detail`, `province` (the local name of its
    place), `search_key`, `iri` and `evidence`; where known `level`, `classification`, `issuer`, `place`, `subject`,
    `possible` (areas of which it is one), `possibly` (persons who may be this one, by local name), `earliest`,
    `latest`, and what a figure counts. An edge has `family`, `label`, `label_en` and `evidence`; where known `concept`
    and `role` (local names), its times (xsd:date), `term`, `end_cause` and `people`.

    Of more than so many `nodes`, or `edges`, the best supported nodes are drawn alone, and `nodes_left_out` and
    `edges_left_out` of the network say what is not. Where all evidence would be more than so many `quotes`, facts
    keep as many each as will do, the latest; such a fact says how many `quotes` and `stories` there are, and the day
    of the first of its articles as `first_told`. Memory is that of what is drawn.
    """
    drawing, around, told = Drawing(graph), _around(graph), Quotes(graph)
    supports, joins = _ends(drawing, around)
    kept: Collection[str] = supports
    if (nodes is not None and len(supports) > nodes) or (edges is not None and joins > edges):
        for one in drawing:
            stories = told.stories(one.fact)
            for end in {one.edge.start, one.edge.end}:
                supports[end] += stories if one.node is None or end != one.node.iri else 2 * stories
        order = ranked(supports, {node: (edge.end,) for node, edge in around.items()})[:nodes]
        if edges is not None:
            drawn = chain((one.edge for one in drawing), around.values())
            order = order[: fitting(order, ((edge.start, edge.end) for edge in drawn), edges)]
        kept = frozenset(order)
    painter = _Painter(graph, told, kept, _each(drawing, kept, quotes))
    network = painter.network(drawing, [edge for node, edge in around.items() if node in kept and edge.end in kept])
    if len(kept) < len(supports):
        network.graph["nodes_left_out"] = len(supports) - len(kept)
        network.graph["edges_left_out"] = joins - network.number_of_edges()
    return network


def support(data: Mapping[str, Any]) -> int:
    """How many stories tell a node or an edge: articles, those aside that print another one again."""
    if "stories" in data:
        return int(data["stories"])
    pieces = data.get("evidence") or ()  # one without a story (of a network made elsewhere) counts by itself
    told = {piece["story"] for piece in pieces if "story" in piece}
    return len(told) + sum("story" not in piece for piece in pieces)


def repetitions(data: Mapping[str, Any]) -> int:
    """How many quotes tell a node or an edge, those that it does not hold included."""
    return int(data["quotes"]) if "quotes" in data else len(data.get("evidence") or ())


def _around(graph: Descriptions) -> dict[str, Edge]:
    """Of each body and place the edge to what it lies in: the body above, its area, the place around."""
    found = {}
    for body in graph.of_class(terms.Organization):
        own = body.all(terms.jurisdiction)
        parents = (graph[iri] for iri in body.all(terms.org_subOrganizationOf))
        above = [
            parent.iri
            for parent in parents
            if parent.one(terms.completed) != "true" and (not own or set(own) & set(parent.all(terms.jurisdiction)))
        ]
        if above or own:
            found[body.iri] = _within(body.iri, (above or own)[0], "parent" if above else "area")
    for place in graph.of_class(terms.Place):
        if outer := place.one(terms.within):
            found[place.iri] = _within(place.iri, outer, "within")
    return found


def _within(node: str, outer: str, how: str) -> Edge:
    return Edge(node, outer, "within", "within", *_WITHIN[how])


def _ends(drawing: Drawing, around: Mapping[str, Edge]) -> tuple[dict[str, int], int]:
    """All nodes that are drawn, each with nothing counted for it yet, and how many edges there are."""
    found: dict[str, int] = {}
    edges = 0
    for one in drawing:
        edges += 1
        found[one.edge.start] = found[one.edge.end] = 0
    pending = list(found)
    while pending:
        edge = around.get(pending.pop())
        if edge is not None:
            edges += 1
            if edge.end not in found:
                found[edge.end] = 0
                pending.append(edge.end)
    return found, edges


def _each(drawing: Drawing, kept: Collection[str], quotes: int | None) -> int | None:
    """How many quotes each fact may have, None for all."""
    if quotes is None:
        return None
    drawn = (one for one in drawing if one.edge.start in kept and one.edge.end in kept)
    sizes = Counter(len(one.fact.all(terms.evidence)) for one in drawn)
    return each_at_most(sizes, quotes)


class _Painter:
    """Makes nodes and edges of what is kept; `most` is how many quotes each may have."""

    def __init__(self, graph: Descriptions, told: Quotes, kept: Collection[str], most: int | None) -> None:
        self._graph, self._told, self._kept, self._most = graph, told, kept, most
        self._posts: dict[str, tuple[tuple[bool, str, str, str], str]] = {}
        """Of each person the post to stand beside the name, behind what it is chosen by."""
        self._noted = cache(lambda concept: graph[concept].one(terms.skos_notation))
        self._called = cache(lambda iri: graph[iri].label)
        self._local = cache(local_name)
        """One string for all who say it, as the names of concepts are said by every fact."""

    def network(self, drawing: Drawing, around: list[Edge]) -> nx.MultiDiGraph[str]:
        """All of it, sorted."""
        names = {node: local_name(node) for node in self._kept}
        edges = [(names[e.start], names[e.end], e.key, self._about(e, {}) | {"evidence": []}) for e in around]
        own: dict[str, dict[str, Any]] = {}
        for one in drawing:
            start, end = names.get(one.edge.start), names.get(one.edge.end)
            if start is not None and one.edge.family == "position":
                self._see_post(one)
            if end is None or (start is None and one.node is None):
                continue
            times, evidence = _times(one.fact), self._evidence(one.fact)
            if one.node is not None:
                own[one.node.iri] = _of_fact(one.node) | evidence | times
            if start is not None:
                edges.append((start, end, local_name(one.edge.key), self._about(one.edge, times) | evidence))
        network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in sorted(names, key=names.__getitem__):
            network.add_node(names[node], **(own.pop(node, None) or self._entity(self._graph[node])))
        for start, end, key, about in sorted(edges, key=lambda edge: edge[:3]):
            network.add_edge(start, end, key, **about)
        return network

    def _about(self, edge: Edge, times: dict[str, str]) -> dict[str, Any]:
        about: dict[str, Any] = {"family": edge.family, "label": edge.vi, "label_en": edge.en}
        about |= {name: self._local(iri) for name, iri in (("concept", edge.concept), ("role", edge.role)) if iri}
        return about | times

    def _evidence(self, fact: Description) -> dict[str, Any]:
        quotes = self._told.of(fact)
        if self._most is None or len(quotes) <= self._most:
            return {"evidence": quotes}
        days = [quote["date"] for quote in quotes if quote["date"] and quote["status"] != "former"]
        counted = {"quotes": len(quotes), "stories": support({"evidence": quotes}), "first_told": min(days, default="")}
        return {"evidence": latest_first(quotes)[: self._most], **counted}

    def _see_post(self, one: Drawn) -> None:
        """The latest post stands beside a name, one that was left only where no other is known."""
        fact, name = one.fact, self._called(one.fact.one(terms.post))
        rank = (not self._told.is_former(fact), fact.one(terms.lastAttested), fact.one(terms.startEarliest), name)
        known = self._posts.get(one.edge.start)
        if name and (known is None or known[0] <= rank):
            self._posts[one.edge.start] = rank, name

    def _entity(self, one: Description) -> dict[str, Any]:
        kind = next(_CLASSES[iri] for iri in one.all(_TYPE) if iri in _CLASSES)
        detail, about = _DETAILS[kind](self, one) if kind in _DETAILS else ("", {})
        names = list(dict.fromkeys((one.label, one.full_label, *one.all(terms.skos_altLabel))))
        found = _attributes(one.iri, kind, one.label, one.full_label, detail=detail, names=names)
        found |= {name: value for name, value in about.items() if value}
        found["province"] = found.get("province", "")
        if subject := one.one(terms.subject):
            found["subject"] = subject
        return found | _times(one)

    def _person(self, one: Description) -> tuple[str, dict[str, Any]]:
        others = [local_name(other) for other in one.all(terms.possiblySame)]
        return self._posts[one.iri][1] if one.iri in self._posts else "", {"possibly": others}

    def _organization(self, one: Description) -> tuple[str, dict[str, Any]]:
        possible = sorted(self._graph[iri].full_label for iri in one.all(terms.possibleJurisdiction))
        province = self._province(one.one(terms.jurisdiction))
        about = {
            "level": self._noted(one.one(terms.level)),
            "classification": self._noted(one.one(terms.org_classification)),
            "possible": possible,
            "province": local_name(province),
        }
        return self._called(province) or ("chưa rõ địa bàn" if possible else ""), about

    def _place(self, one: Description) -> tuple[str, dict[str, Any]]:
        province = one.one(terms.province)
        about = {"level": self._noted(one.one(terms.level)), "province": local_name(province)}
        return self._called(province) if province != one.iri else "", about

    def _document(self, one: Description) -> tuple[str, dict[str, Any]]:
        kind, issuer = self._called(one.one(terms.documentType)), one.one(terms.issuer)
        province = self._province(self._graph[issuer].one(terms.jurisdiction))
        named = self._called(issuer)
        return f"{kind} · {named}" if named else kind, {"issuer": local_name(issuer), "province": local_name(province)}

    def _event(self, one: Description) -> tuple[str, dict[str, Any]]:
        kind, first, last = self._called(one.one(terms.eventType)), one.one(terms.earliest), one.one(terms.latest)
        when, place = period(first, last) if first and last else "", one.one(terms.place)
        about = {"place": local_name(place), "province": local_name(self._province(place))}
        return f"{kind}, {when}" if kind and when else kind, about

    def _province(self, place: str) -> str:
        return self._graph[place].one(terms.province)


_DETAILS: dict[Kind, Callable[[_Painter, Description], tuple[str, dict[str, Any]]]] = {
    "person": _Painter._person,
    "organization": _Painter._organization,
    "place": _Painter._place,
    "document": _Painter._document,
    "event": _Painter._event,
}
"""By kind: what stands beside the name, and what else is known."""


def _attributes(iri: str, kind: Kind, label: str, pref_label: str, *, detail: str, names: list[str]) -> dict[str, Any]:
    return {
        "label": label,
        "pref_label": pref_label,
        "names": [name for name in names if name not in {label, pref_label}],
        "kind": kind,
        "detail": detail,
        "province": "",
        "search_key": search_key(" ".join(names)),
        "iri": iri,
        "evidence": [],
    }


def _of_fact(one: Node) -> dict[str, Any]:
    found = _attributes(one.iri, one.kind, one.label, one.pref_label, detail=one.detail, names=[one.label, one.detail])
    return found | {"names": [], **one.figure}


def _times(one: Description) -> dict[str, str]:
    """When a fact or event was: days as xsd:date, the mandate and the cause of an end as words."""
    found = {}
    for path, name in _TIMES:
        if values := one.all(path):
            found[name] = local_name(values[-1]).removeprefix("endCause-") if path == terms.endCause else values[-1]
    return found
