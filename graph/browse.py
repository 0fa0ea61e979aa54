"""Entities and facts one at a time, as records: what the JSON interface and the pages of a server show."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import pyoxigraph as ox

from extraction.text import search_key
from graph.results import shown
from graph.store import Answer, GraphStore, Term
from ontology import terms

CLASSES = {
    "Person": terms.Person,
    "Organization": terms.Organization,
    "Place": terms.Place,
    "Document": terms.Document,
    "Event": terms.Event,
    "Programme": terms.Programme,
}
"""Kinds of entities that can be looked for by name."""
FAMILIES = {
    "position": terms.Tenure,
    "change": terms.Change,
    "implementation": terms.Implementation,
    "relation": terms.DocumentRelation,
    "admission": terms.Admission,
    "count": terms.Count,
    "participation": terms.Participation,
    "programme": terms.Adoption,
    "origin": terms.Origin,
}
_ENOUGH = 10_000
"""Statements of one node that are shown: nothing in a graph of news comes near it."""


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that is said of a node: another node with its label, or a literal with its language or datatype."""

    value: str
    iri: bool = False
    label: str = ""
    language: str = ""
    datatype: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An entity in a list."""

    id: str
    iri: str
    kind: str
    label: str


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An entity or a fact with all that the graph says of it, by the short name of the property."""

    id: str
    iri: str
    label: str
    says: dict[str, list[Value]]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """The words of an article that state a fact."""

    article: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float
    status: str = ""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact with its evidence."""

    id: str
    iri: str
    family: str
    says: dict[str, list[Value]]
    evidence: list[Evidence]


class Entities(msgspec.Struct, frozen=True, kw_only=True):
    """A page of entities."""

    total: int
    items: list[Found]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A page of facts."""

    total: int
    items: list[Fact]


def find(store: GraphStore, text: str, kind: str, limit: int, offset: int) -> Entities:
    """Entities whose name holds the text, diacritics or not; of one kind, or "" for all."""
    classes = " ".join(f"<{iri}>" for name, iri in CLASSES.items() if kind in ("", name))
    key = ox.Literal(search_key(" ".join(text.split())))
    where = (
        f"VALUES ?class {{ {classes} }} ?node a ?class ; rdfs:label ?name "
        f"FILTER EXISTS {{ ?node dang:searchKey ?key FILTER(CONTAINS(?key, {key})) }}"
    )
    rows = store.query(
        f"SELECT ?node ?class (COALESCE(?full, ?name) AS ?label) WHERE {{ {where} "
        "OPTIONAL { ?node skos:prefLabel ?full } } "
        f"ORDER BY STR(?label) STR(?node) LIMIT {limit:d} OFFSET {offset:d}"
    ).rows
    total = store.query(f"SELECT (COUNT(DISTINCT ?node) AS ?n) WHERE {{ {where} }}").rows[0][0]
    kinds = {iri: name for name, iri in CLASSES.items()}
    items = [
        Found(id=_local(store, node), iri=shown(node), kind=kinds[shown(of)], label=shown(label))
        for node, of, label in rows
    ]
    return Entities(total=int(shown(total)), items=items)


def node(store: GraphStore, name: str) -> Node | None:
    """What the graph says of a node, by its local name; None where it says nothing."""
    iri = _node(store, name)
    if iri is None or not store.knows(iri):
        return None
    says = _says(store, iri)
    labels = says.get("skos:prefLabel") or says.get("rdfs:label") or says.get("dcterms:title")
    return Node(id=name, iri=iri.value, label=labels[0].value if labels else name, says=says)


def facts_about(store: GraphStore, name: str, limit: int, offset: int) -> Facts | None:
    """The facts that speak of a node, or that an article tells; None where the graph does not know it."""
    iri = _node(store, name)
    if iri is None or not store.knows(iri):
        return None
    return _facts(store, f"{{ ?fact ?about {iri} }} UNION {{ ?fact dang:evidence/dang:article {iri} }}", limit, offset)


def facts(store: GraphStore, family: str, article: str, limit: int, offset: int) -> Facts:
    """Facts of a family and of an article (by its identifier), either "" for all."""
    where = f"?fact a <{FAMILIES[family]}> ." if family else ""
    if family == "count":
        where += " FILTER NOT EXISTS { ?fact a dang:Admission }"
    if article:
        where += f" ?fact dang:evidence/dang:article/dcterms:identifier {ox.Literal(article)} ."
    return _facts(store, where, limit, offset)


def fact(store: GraphStore, name: str) -> Fact | None:
    """A fact by its local name."""
    iri = _node(store, name)
    found = None if iri is None else _facts(store, f"VALUES ?fact {{ {iri} }}", 1, 0)
    return found.items[0] if found and found.items else None


def neighbourhood(store: GraphStore, name: str, max_rows: int) -> Answer | None:
    """The triples of a node and those that point to it."""
    iri = _node(store, name)
    if iri is None or not store.knows(iri):
        return None
    return store.query(
        f"CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} WHERE {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} }}", max_rows
    )


def _facts(store: GraphStore, where: str, limit: int, offset: int) -> Facts:
    where = f"{where} ?fact dang:evidence ?piece ."
    total = store.query(f"SELECT (COUNT(DISTINCT ?fact) AS ?n) WHERE {{ {where} }}").rows[0][0]
    rows = store.query(
        f"SELECT DISTINCT ?fact WHERE {{ {where} }} ORDER BY STR(?fact) LIMIT {limit:d} OFFSET {offset:d}"
    ).rows
    nodes = [term for (term,) in rows if isinstance(term, ox.NamedNode)]
    evidence = _evidence(store, nodes)
    families = {iri: name for name, iri in FAMILIES.items() if name != "count"}
    items = []
    for iri in nodes:
        says = _says(store, iri)
        kinds = [families[one.value] for one in says.pop("rdf:type", []) if one.value in families]
        says.pop("dang:evidence", None)
        family = kinds[0] if kinds else "count"
        items.append(
            Fact(id=_local(store, iri), iri=iri.value, family=family, says=says, evidence=evidence.get(iri.value, []))
        )
    return Facts(total=int(shown(total)), items=items)


def _says(store: GraphStore, iri: ox.NamedNode) -> dict[str, list[Value]]:
    rows = store.query(
        f"SELECT ?p ?o ?label WHERE {{ {iri} ?p ?o"
        " OPTIONAL { ?o rdfs:label ?short FILTER(!LANGMATCHES(LANG(?short), 'en')) }"
        " OPTIONAL { ?o skos:prefLabel ?full FILTER(!LANGMATCHES(LANG(?full), 'en')) }"
        f" OPTIONAL {{ ?o dcterms:title ?title }} BIND(COALESCE(?full, ?short, ?title) AS ?label) }} LIMIT {_ENOUGH:d}"
    ).rows
    found: dict[str, set[Value]] = {}
    for predicate, term, label in rows:
        if term is not None:
            found.setdefault(short_name(shown(predicate)), set()).add(_value(term, shown(label)))
    return {name: sorted(found[name], key=lambda one: (one.label, one.value, one.language)) for name in sorted(found)}


def _value(term: Term, label: str) -> Value:
    if isinstance(term, ox.NamedNode):
        return Value(value=term.value, iri=True, label=label)
    if isinstance(term, ox.Literal):
        datatype = "" if term.language or term.datatype.value == terms.XSD + "string" else term.datatype.value
        return Value(value=term.value, language=term.language or "", datatype=short_name(datatype))
    return Value(value=str(term))


def _evidence(store: GraphStore, nodes: Iterable[ox.NamedNode]) -> dict[str, list[Evidence]]:
    rows = store.query(
        "SELECT ?fact ?article ?start ?end ?quote ?rule ?confidence ?status WHERE {"
        f" VALUES ?fact {{ {' '.join(map(str, nodes))} }}"
        " ?fact dang:evidence ?e . ?e dang:article/dcterms:identifier ?article ; dang:start ?start ; dang:end ?end ;"
        " dang:quote ?quote ; dang:rule ?rule ; dang:confidence ?confidence"
        " OPTIONAL { ?e dang:status/skos:notation ?status } }"
        " ORDER BY STR(?article) ?start ?end STR(?rule) STR(?status)"
    ).rows
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        of, article, start, end, quote, rule, confidence, status = map(shown, row)
        piece = Evidence(
            article=article,
            start=int(start),
            end=int(end),
            quote=quote,
            rule=rule,
            confidence=float(confidence),
            status=status,
        )
        found.setdefault(of, []).append(piece)
    return found


def short_name(iri: str) -> str:
    """An IRI of the vocabularies in use by its prefix: `org:member`."""
    for prefix, namespace in terms.PREFIXES.items():
        if iri.startswith(namespace) and prefix != "id":
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _node(store: GraphStore, name: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(store.base + name)
    except ValueError:
        return None


def _local(store: GraphStore, term: Term | None) -> str:
    return shown(term).removeprefix(store.base)
