"""The SHACL shapes as rules for one node at a time, so that a graph of any size is checked as it streams by.

Only what `ontology/shapes.ttl` uses is known; a constraint that is not is an error here and not passed over. pyshacl
says what it all means: tests/test_checking.py holds that both find the same violations. One constraint is checked here
for both: what can be compared, and how (`Rule.out_of_order`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from graph.promises import Said, Term, Violation
from ontology import path_shapes, terms

Test = Callable[[Term], bool]

_STRING = terms.XSD + "string"
_DESCRIBING = frozenset((RDF.type, SH.path, SH.message, SH.targetClass, SH.targetObjectsOf, SH.property))


@dataclass(frozen=True)
class Rule:
    """One property shape, or what a node shape says of the node itself (then `path` is "")."""

    path: str
    message: str
    least: int = 0
    most: int | None = None
    tests: tuple[Test, ...] = ()
    """Each value has to pass all of them."""
    any_of: frozenset[str] = frozenset()
    """Each value has to be of one of these classes; empty for no matter."""
    one_is: Term | None = None
    """A value that there must be."""
    before: tuple[str, bool] | None = None
    """A property whose values come after the values of this one, and whether they may be equal."""
    one_a_language: bool = False
    and_each: tuple[Rule, ...] = ()
    """What is to hold of each value as a node; only that a property is there."""

    def broken_by(self, node: Term, said: Said) -> Iterator[Violation]:
        """Where what is said of a node breaks it, as far as nothing else has to be known."""
        values = said.get(self.path, ()) if self.path else (node,)
        if len(values) < self.least or (self.most is not None and len(values) > self.most):
            yield self.violation(node)
        for value in values:
            for test in self.tests:
                if not test(value):
                    yield self.violation(node, value)
                    break
        if self.one_is is not None and self.one_is not in values:
            yield self.violation(node)
        yield from self.out_of_order(node, said)
        if self.one_a_language:
            languages = [value.language for value in values if isinstance(value, ox.Literal) and value.language]
            if len(set(languages)) < len(languages):
                yield self.violation(node)

    def out_of_order(self, node: Term, said: Said) -> Iterator[Violation]:
        """Values that do not come before those of the other property, or cannot be compared with them."""
        if self.before is not None:
            others, equal = said.get(self.before[0], ()), self.before[1]
            for value in said.get(self.path, ()):
                if any(not _precedes(value, other, equal) for other in others):
                    yield self.violation(node, value)

    def violation(self, node: Term, value: Term | None = None) -> Violation:
        """It is broken at this node, by this value."""
        return Violation(node.value, self.path, self.message, "" if value is None else value.value)


@dataclass(frozen=True)
class Shapes:
    """All rules, by what they are for."""

    of_class: dict[str, tuple[Rule, ...]]
    of_objects: dict[str, tuple[Rule, ...]]
    """By the property whose values they are for."""

    @cached_property
    def classes(self) -> frozenset[str]:
        """Those that a value has to be of somewhere."""
        return frozenset().union(*(rule.any_of for rules in self._all for rule in rules))

    @cached_property
    def properties(self) -> frozenset[str]:
        """Those that a value has to have somewhere."""
        return frozenset(part.path for rules in self._all for rule in rules for part in rule.and_each)

    @property
    def _all(self) -> tuple[tuple[Rule, ...], ...]:
        return (*self.of_class.values(), *self.of_objects.values())


@cache
def shapes() -> Shapes:
    """Those of `ontology/shapes.ttl`."""
    return compiled(Graph().parse(path_shapes(), format="turtle"))


def compiled(graph: Graph) -> Shapes:
    """Shapes as rules; a `ValueError` where they say more than these can."""
    of_class: dict[str, list[Rule]] = {}
    of_objects: dict[str, list[Rule]] = {}
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape), key=str):
        rules = [_rule(graph, part) for part in graph.objects(shape, SH.property)]
        if set(graph.predicates(shape)) - _DESCRIBING:
            rules.append(_rule(graph, shape))
        for one in graph.objects(shape, SH.targetClass):
            of_class.setdefault(str(one), []).extend(rules)
        for one in graph.objects(shape, SH.targetObjectsOf):
            of_objects.setdefault(str(one), []).extend(rules)
    return Shapes(
        {kind: tuple(rules) for kind, rules in of_class.items()},
        {path: tuple(rules) for path, rules in of_objects.items()},
    )


def _rule(graph: Graph, shape: Node) -> Rule:
    said = {p: o for p, o in graph.predicate_objects(shape) if p not in _DESCRIBING}
    tests: list[Test] = []
    any_of: frozenset[str] = frozenset()
    for constraint, value in said.items():
        if constraint == SH["class"]:
            any_of = frozenset((str(value),))
        elif constraint == SH["or"]:
            choices = list(Collection(graph, value))
            any_of = frozenset(str(one) for choice in choices for one in graph.objects(choice, SH["class"]))
            datatypes = [_test(graph, SH.datatype, one) for c in choices for one in graph.objects(c, SH.datatype)]
            if datatypes:
                tests.append(_either(datatypes))
            if len(any_of) + len(datatypes) != len(choices):
                raise ValueError(f"sh:or of {choices}: only of classes or of datatypes")
        elif constraint not in _OF_ALL_VALUES:
            tests.append(_test(graph, constraint, value))
    before = said.get(SH.lessThan) or said.get(SH.lessThanOrEquals)
    parts = tuple(_rule(graph, part) for part in graph.objects(shape, SH.property) if (shape, SH.path, None) in graph)
    if any(part != Rule(part.path, part.message, least=1) for part in parts):
        raise ValueError("of the values of a property only sh:minCount 1 is known")
    return Rule(
        path=str(graph.value(shape, SH.path) or ""),
        message=str(graph.value(shape, SH.message)),
        least=int(str(said.get(SH.minCount, 0))),
        most=int(str(said[SH.maxCount])) if SH.maxCount in said else None,
        tests=tuple(tests),
        any_of=any_of,
        one_is=term(said[SH.hasValue]) if SH.hasValue in said else None,
        before=(str(before), SH.lessThanOrEquals in said) if before is not None else None,
        one_a_language=SH.uniqueLang in said,
        and_each=parts,
    )


_OF_ALL_VALUES = frozenset((SH.minCount, SH.maxCount, SH.hasValue, SH.uniqueLang, SH.lessThan, SH.lessThanOrEquals))


def _test(graph: Graph, constraint: Node, value: Node) -> Test:
    """What a constraint asks of one value."""
    if constraint == SH.datatype:
        datatype = str(value)
        return lambda term: isinstance(term, ox.Literal) and term.datatype.value == datatype and _well_formed(term)
    if constraint == SH.nodeKind:
        kind = {SH.IRI: ox.NamedNode, SH.Literal: ox.Literal}[URIRef(str(value))]
        return lambda term: isinstance(term, kind)
    if constraint == SH["in"]:
        choices = frozenset(map(term, Collection(graph, value)))
        return lambda term: term in choices
    if constraint == SH.languageIn:
        languages = frozenset(map(str, Collection(graph, value)))
        return lambda term: isinstance(term, ox.Literal) and term.language in languages
    if constraint == SH.pattern:
        found = re.compile(str(value)).search
        return lambda term: not isinstance(term, ox.BlankNode) and found(term.value) is not None
    if constraint == SH.minLength:
        length = int(str(value))
        return lambda term: not isinstance(term, ox.BlankNode) and len(term.value) >= length
    if constraint in (SH.minInclusive, SH.maxInclusive):
        limit = term(value)
        if constraint == SH.minInclusive:
            return lambda term: _precedes(limit, term, equal=True)
        return lambda term: _precedes(term, limit, equal=True)
    raise ValueError(f"the shapes say {constraint}, which is not known here")


def _either(tests: Sequence[Test]) -> Test:
    return lambda term: any(test(term) for test in tests)


def term(node: Node) -> Term:
    """A term of rdflib as Oxigraph knows it."""
    if isinstance(node, URIRef):
        return ox.NamedNode(node)
    if isinstance(node, Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype or _STRING))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    raise TypeError(f"RDF 1.1 has no term like {node!r}")


_PLAIN = {
    terms.XSD + "integer": re.compile(r"-?\d{1,18}").fullmatch,
    terms.XSD + "decimal": re.compile(r"-?\d{1,12}\.\d{1,12}").fullmatch,
    terms.XSD + "date": re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])").fullmatch,
}
"""How nearly all values are written; rdflib has the word on all others."""
_NUMBERS = (terms.XSD + "integer", terms.XSD + "decimal")


def _well_formed(literal: ox.Literal) -> bool:
    datatype, text = literal.datatype.value, literal.value
    if datatype == _STRING or ((plain := _PLAIN.get(datatype)) and plain(text)):
        return True
    return not Literal(text, datatype=URIRef(datatype)).ill_typed


def _precedes(one: Term, other: Term, equal: bool) -> bool:
    """Whether a value comes before another, as SHACL compares them; what cannot be compared does not."""
    if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    left: Any = _comparable(one)
    right: Any = _comparable(other)
    try:
        return bool(left <= right if equal else left < right)
    except TypeError:
        return False


def _comparable(literal: ox.Literal) -> Any:
    datatype, text = literal.datatype.value, literal.value
    plain = _PLAIN.get(datatype)
    if plain and plain(text):
        return float(text) if datatype in _NUMBERS else dt.date.fromisoformat(text)
    return Literal(text, lang=literal.language, datatype=None if literal.language else URIRef(datatype)).toPython()
