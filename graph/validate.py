"""Whether a graph is what the shapes say: each violation names the node, the property and what is wrong.

SHACL says what it says quickly (`ontology/shapes.ttl`, run by pyshacl without inference). What it would say slowly or
not at all is checked here: days of the calendar, offsets as far apart as their quote is long, unique names, posts that
fit their tenure, and no plain edge without its fact.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, SH, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import path_shapes, terms

__all__ = ["Violation", "validate"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong with a graph."""

    focus: str
    """IRI of the node that is wrong."""
    path: str
    """IRI of the property that is wrong, "" where it is the node itself."""
    message: str
    value: str = ""
    """The value at fault, "" where it is the number of values."""

    def __str__(self) -> str:
        found = f" (found: {_short(self.value)})" if self.value else ""
        return f"{_short(self.focus)}: {self.message}{found}"


def validate(turtle_or_graph: Path | Graph) -> list[Violation]:
    """Everything that is wrong with a graph (a Turtle file, or one in memory), sorted; empty if nothing is."""
    graph = turtle_or_graph if isinstance(turtle_or_graph, Graph) else _load(turtle_or_graph)
    found = set(_against_shapes(graph))
    for check in _CHECKS:
        found.update(check(graph))
    return sorted(found)


def _short(iri: str) -> str:
    """`dang:quote` for an IRI with a known prefix; anything else as it is, cut where it is long."""
    prefix, base = max(
        ((p, b) for p, b in terms.PREFIXES.items() if iri.startswith(b)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    text = f"{prefix}:{iri[len(base) :]}" if base else iri
    return text if len(text) <= 120 else f"{text[:117]}…"


def _load(path: Path) -> Graph:
    """Read a Turtle file: parsed by Oxigraph, several times faster than rdflib does."""
    graph = Graph(bind_namespaces="none")
    iris: dict[str, URIRef] = {}

    def term(given: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        if isinstance(given, ox.NamedNode):
            known = iris.get(given.value)
            if known is None:
                known = iris[given.value] = URIRef(given.value)
            return known
        if isinstance(given, ox.Literal):
            if given.language is not None:
                return Literal(given.value, lang=given.language)
            datatype = given.datatype.value
            return Literal(given.value, datatype=None if datatype == terms.XSD + "string" else URIRef(datatype))
        if isinstance(given, ox.BlankNode):
            return BNode(given.value)
        raise ValueError(f"{path}: a triple stands as a term, which RDF 1.1 does not have")

    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return graph


@cache
def _shapes() -> Graph:
    """The shapes, each property shape with the targets of its node shape.

    It means the same, and pyshacl then visits a property once for all nodes instead of once for each.
    """
    shapes = Graph().parse(path_shapes(), format="turtle")
    for shape in list(shapes.subjects(RDF.type, SH.NodeShape)):
        targets = [(p, o) for p in (SH.targetClass, SH.targetObjectsOf) for o in shapes.objects(shape, p)]
        for part in list(shapes.objects(shape, SH.property)):
            shapes.remove((shape, SH.property, part))
            shapes.add((part, RDF.type, SH.PropertyShape))
            for p, o in targets:
                shapes.add((part, p, o))
    return shapes


def _against_shapes(graph: Graph) -> Iterator[Violation]:
    import pyshacl  # noqa: PLC0415 - slow to import

    _, results, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none", advanced=False, inplace=True)
    if not isinstance(results, Graph):
        raise RuntimeError(f"pyshacl could not apply {path_shapes().name}: {results!r}")
    for result in results.subjects(RDF.type, SH.ValidationResult):
        yield Violation(
            focus=str(results.value(result, SH.focusNode)),
            path=str(results.value(result, SH.resultPath) or ""),
            message=str(results.value(result, SH.resultMessage)),
            value=str(results.value(result, SH.value) or ""),
        )


def _dates(graph: Graph) -> Iterator[Violation]:
    """rdflib lets 2021-13-01 pass as an xsd:date."""
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype == XSD.date and not _is_date(str(o)):
            yield Violation(str(s), str(p), "is not a day of the calendar (YYYY-MM-DD)", str(o))


@cache
def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _blank_nodes(graph: Graph) -> Iterator[Violation]:
    for s, p, o in graph:
        if isinstance(s, BNode) or isinstance(o, BNode):
            yield Violation(str(s), str(p), "a graph has no blank nodes", str(o))


def _lengths(graph: Graph) -> Iterator[Violation]:
    start, end = URIRef(terms.start), URIRef(terms.end)
    for evidence, quote in graph.subject_objects(URIRef(terms.quote)):
        first, last = graph.value(evidence, start), graph.value(evidence, end)
        if isinstance(first, Literal) and isinstance(last, Literal):
            length = len(str(quote))
            if str(first).isdecimal() and str(last).isdecimal() and int(last) - int(first) != length:
                message = f"dang:end is not dang:start and the {length} characters of the quote"
                yield Violation(str(evidence), terms.end, message, str(last))


def _unique_names(graph: Graph) -> Iterator[Violation]:
    identifying = {
        terms.Organization: SKOS.prefLabel,
        terms.Article: URIRef(terms.dcterms_identifier),
    }
    for kind, name in identifying.items():
        holders: defaultdict[Node, list[str]] = defaultdict(list)
        for node in graph.subjects(RDF.type, URIRef(kind)):
            for label in graph.objects(node, name):
                holders[label].append(str(node))
        for label, nodes in holders.items():
            for subject in sorted(nodes)[1:]:
                message = f"{_short(str(name))} is not unique: {_short(min(nodes))} has it too"
                yield Violation(subject, str(name), message, str(label))


def _posts(graph: Graph) -> Iterator[Violation]:
    """The post of a tenure is its role at its organisation."""
    parts = ((terms.org_role, terms.org_role), (terms.org_organization, terms.org_postIn))
    for tenure, post in graph.subject_objects(URIRef(terms.post)):
        for of_tenure, of_post in parts:
            if graph.value(tenure, URIRef(of_tenure)) != graph.value(post, URIRef(of_post)):
                message = f"the dang:post of a tenure has its {_short(of_tenure)} as {_short(of_post)}"
                yield Violation(str(tenure), terms.post, message, str(post))


def _shortcuts(graph: Graph) -> Iterator[Violation]:
    """A plain edge has at least one fact it is derived from."""
    sources = (
        (terms.holdsPosition, terms.Tenure, terms.org_member, terms.post),
        (terms.implements, terms.Implementation, terms.organization, terms.document),
    )
    for edge, fact, tail, head in sources:
        known = {
            (s, o)
            for node in graph.subjects(RDF.type, URIRef(fact))
            for s in graph.objects(node, URIRef(tail))
            for o in graph.objects(node, URIRef(head))
        }
        yield from _underived(graph, edge, fact, known)
    admissions = ((graph.value(a, URIRef(terms.unit)), a) for a in graph.subjects(RDF.type, URIRef(terms.Admission)))
    yield from _underived(graph, terms.admitted, terms.Admission, {(u, a) for u, a in admissions if u is not None})


def _underived(graph: Graph, edge: str, fact: str, known: set[tuple[Node, Node]]) -> Iterator[Violation]:
    for s, o in graph.subject_objects(URIRef(edge)):
        if (s, o) not in known:
            yield Violation(str(s), edge, f"{_short(edge)} without a {_short(fact)} that says so", str(o))


_CHECKS: tuple[Callable[[Graph], Iterator[Violation]], ...] = (
    _dates,
    _blank_nodes,
    _lengths,
    _unique_names,
    _posts,
    _shortcuts,
)
