"""Whether a graph is what it promises to be: each violation names the node, the property and what is wrong.

SHACL says what it says quickly (`ontology/shapes.ttl`, run by pyshacl without inference); `graph.guarantees` the rest.
`graph.checking` finds the same in a file that a build has just written, in a fraction of time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graph.guarantees import GUARANTEES
from graph.promises import Said, Violation
from graph.rows import Rows, opened
from graph.shapes import shapes as compiled_shapes
from graph.shapes import term
from ontology import path_shapes, terms

__all__ = ["Finding", "UnreadableError", "Violation", "examine", "load", "validate"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise, and where a graph breaks it."""

    name: str
    says: str
    violations: tuple[Violation, ...]


class UnreadableError(ValueError):
    """A file that is no Turtle of RDF 1.1: what is wrong, and where."""


def validate(turtle_or_graph: Path | Graph) -> list[Violation]:
    """Everything that is wrong with a graph (a Turtle file, or one in memory), sorted; empty if nothing is."""
    return sorted({violation for finding in examine(turtle_or_graph) for violation in finding.violations})


def examine(turtle_or_graph: Path | Graph) -> list[Finding]:
    """Promise by promise, what is wrong with a graph; what the shapes say counts for the promise that it belongs to."""
    with opened() as rows:
        return _findings(turtle_or_graph if isinstance(turtle_or_graph, Graph) else load(turtle_or_graph), rows)


def _findings(graph: Graph, rows: Rows) -> list[Finding]:
    shapes, rules = set(_against_shapes(graph)), compiled_shapes().of_class
    promises = [kind(rows) for kind in GUARANTEES]
    broken: list[set[Violation]] = [set() for _ in promises]
    for subject in graph.subjects(unique=True):
        said: Said = {}
        for predicate, value in graph.predicate_objects(subject):
            said.setdefault(str(predicate), []).append(term(value))
        classes = [kind.value for kind in said.get(terms.RDF + "type", ())]
        node = term(subject)
        for promise, violations in zip(promises, broken, strict=True):
            violations.update(promise.see(node, said, classes))
        for rule in (rule for kind in classes for rule in rules.get(kind, ())):
            shapes.update(rule.out_of_order(node, said))
    found = []
    for promise, violations in zip(promises, broken, strict=True):
        told = {violation for violation in shapes if violation.path in promise.paths}
        shapes -= told
        violations.update(told, promise.broken())
        found.append(Finding(promise.name, promise.says, tuple(sorted(violations))))
    return [*found, Finding("shapes", "the other SHACL shapes of the ontology hold", tuple(sorted(shapes)))]


def load(path: Path) -> Graph:
    """Read a Turtle file: parsed by Oxigraph, several times faster than rdflib does. Relative IRIs are the file's."""
    graph = Graph(bind_namespaces="none")
    iris: dict[str, URIRef] = {}

    def read(given: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        if isinstance(given, ox.NamedNode):
            known = iris.get(given.value)
            if known is None:
                known = iris[given.value] = URIRef(given.value)
            return known
        if isinstance(given, ox.Literal):
            if given.language is not None:
                return Literal(given.value, lang=given.language)
            datatype = given.datatype.value
            kind = None if datatype == terms.XSD + "string" else URIRef(datatype)
            return Literal(given.value, datatype=kind, normalize=False)  # as it is written, not as rdflib would
        if isinstance(given, ox.BlankNode):
            return BNode(given.value)
        raise UnreadableError(f"{path}: a triple stands as a term, which RDF 1.1 does not have")

    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            graph.add((read(quad.subject), read(quad.predicate), read(quad.object)))
    except SyntaxError as error:
        raise UnreadableError(f"{path}: not Turtle: {error.msg}") from None
    return graph


@cache
def _shapes() -> Graph:
    """The shapes for pyshacl: each property shape with the targets of its node shape, and no order of values.

    With targets of its own a property is visited once for all nodes instead of once for each. pyshacl stops at some
    values that it cannot compare and lets others pass, which SHACL calls wrong: `graph.shapes` has the word on them.
    """
    shapes = Graph().parse(path_shapes(), format="turtle")
    for constraint in (SH.lessThan, SH.lessThanOrEquals):
        shapes.remove((None, constraint, None))
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
        value = results.value(result, SH.value)
        yield Violation(
            focus=str(results.value(result, SH.focusNode)),
            path=str(results.value(result, SH.resultPath) or ""),
            message=str(results.value(result, SH.resultMessage)),
            value="" if value is None else str(value),  # a literal may be false
        )
