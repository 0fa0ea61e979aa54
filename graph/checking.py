"""Checks a Turtle file that `graph.turtle` wrote, in one go over it, without the graph in memory.

It finds what `graph.validate` finds, which knows any Turtle and takes rdflib and pyshacl for it; this one needs all
that is said of a node in one place. What others may ask of a node, and what they ask, are rows on disk (`graph.rows`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.guarantees import GUARANTEES
from graph.promises import Said, Term, Violation, key
from graph.rows import Pile, Rows, opened
from graph.shapes import Rule, shapes
from graph.store import GraphStore
from ontology import terms

_TYPE = terms.RDF + "type"
_WAYS = (
    "{} dang:evidence?/dang:article",
    "?fact ?is_about {} ; dang:evidence/dang:article",
    "?node ?has {} . ?fact ?is_about ?node ; dang:evidence/dang:article",
)
"""From a node to the articles that tell of it, the shortest first."""


def check(path: Path) -> list[Violation]:
    """Everything that is wrong with a graph, sorted; empty if nothing is. What is said of a node stands together."""
    with opened() as rows:
        return _violations(path, rows)


def told_by(store: GraphStore, violations: Iterable[Violation]) -> list[str]:
    """Ids of the articles that tell what is wrong, sorted: of the facts at fault, those about the nodes at fault, or
    those about what has such a node (the body that lies in a place).
    """
    found: set[str] = set()
    for node in sorted({one.focus for one in violations if "://" in one.focus}):
        for way in _WAYS:
            told = way.format(ox.NamedNode(node))
            articles = store.query(f"SELECT DISTINCT ?id WHERE {{ {told}/dcterms:identifier ?id }}")
            if articles.rows:
                found.update(id for (id,) in articles.values())
                break
    return sorted(found)


def _violations(path: Path, rows: Rows) -> list[Violation]:
    promises = [kind(rows) for kind in GUARANTEES]
    shapes_hold = _ShapesHold(path, rows)
    found: set[Violation] = set()
    for node, quads in groupby(_triples(path), key=attrgetter("subject")):
        said: Said = {}
        for quad in quads:
            said.setdefault(quad.predicate.value, []).append(quad.object)
        classes = [kind.value for kind in said.get(_TYPE, ())]
        for promise in promises:
            found.update(promise.see(node, said, classes))
        shapes_hold.see(node, said, classes)
    for promise in promises:
        found.update(promise.broken())
    return sorted(found | shapes_hold.broken())


def _triples(path: Path) -> Iterator[Any]:  # quads whose subjects and objects are terms of RDF 1.1
    return iter(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()))


class _ShapesHold:
    """What the shapes say, node by node; what they say of the values of a node is put off until those are known."""

    def __init__(self, path: Path, rows: Rows) -> None:
        self._path, self._rows = path, rows
        self._found: set[Violation] = set()
        self._shapes = shapes()
        classes, properties = sorted(self._shapes.classes), sorted(self._shapes.properties)
        self._class_bits = {kind: 1 << n for n, kind in enumerate(classes)}
        self._property_bits = {one: 1 << len(classes) + n for n, one in enumerate(properties)}
        self._has = Pile(rows, "has", "node", "bits")
        """Which classes and properties a node has, of those that others may ask for."""
        self._asked = Pile(rows, "asked", "value", "mask", "rule", "focus", "said")
        """What a value has to be or have, and the rule, node and value to name where it turns out that it does not."""
        self._rules: dict[int, Rule] = {}
        self._values: defaultdict[Term, set[str]] = defaultdict(set)
        """Values of properties whose values have rules of their own, and of which properties."""
        self._concepts: dict[Term, Said] = {}

    def see(self, node: Term, said: Said, classes: list[str]) -> None:
        """All that the graph says of a node."""
        bits = 0
        for kind in classes:
            bits |= self._class_bits.get(kind, 0)
        for path in self._property_bits.keys() & said.keys():
            bits |= self._property_bits[path]
        if bits:
            self._has.add(key(node), bits)
        if terms.skos_Concept in classes:
            self._concepts[node] = said
        for kind in classes:
            for rule in self._shapes.of_class.get(kind, ()):
                self._apply(rule, node, said)
        for path in self._shapes.of_objects.keys() & said.keys():
            for value in said[path]:
                self._values[value].add(path)

    def _apply(self, rule: Rule, node: Term, said: Said) -> None:
        self._found.update(rule.broken_by(node, said))
        if not rule.any_of and not rule.and_each:
            return
        for value in said.get(rule.path, ()) if rule.path else (node,):
            if rule.any_of:
                mask = 0
                for kind in rule.any_of:
                    mask |= self._class_bits[kind]
                self._ask(value, mask, rule, node)
            for part in rule.and_each:
                self._ask(value, self._property_bits[part.path], part, value)

    def _ask(self, value: Term, mask: int, rule: Rule, node: Term) -> None:
        self._rules[id(rule)] = rule
        self._asked.add(key(value), mask, id(rule), node.value, value.value if rule.any_of else None)

    def broken(self) -> set[Violation]:
        """All is seen: what is wrong."""
        self._look_at_values()
        self._has.close()
        self._asked.close()
        self._rows.execute("CREATE INDEX of_node ON has(node, bits)")
        broken = self._rows.execute("""
            SELECT DISTINCT rule, focus, said FROM asked
            WHERE NOT EXISTS (SELECT 1 FROM has WHERE node = value AND bits & mask)
            """)
        for number, focus, said in broken:
            rule = self._rules[number]
            self._found.add(Violation(focus, rule.path, rule.message, said or ""))
        return self._found

    def _look_at_values(self) -> None:
        """Apply the rules for values; one that is no concept is wrong by that, and is looked up in the file."""
        elsewhere: dict[Term, Said] = {value: {} for value in self._values if value not in self._concepts}
        for quad in _triples(self._path) if elsewhere else ():
            if quad.subject in elsewhere:
                elsewhere[quad.subject].setdefault(quad.predicate.value, []).append(quad.object)
        for value, paths in self._values.items():
            said = self._concepts[value] if value in self._concepts else elsewhere[value]
            for rule in dict.fromkeys(rule for path in sorted(paths) for rule in self._shapes.of_objects[path]):
                self._apply(rule, value, said)
