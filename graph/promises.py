"""What a promise of a graph is, and what is said where it is broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

import pyoxigraph as ox

from graph.rows import Rows
from ontology import terms

Term = ox.NamedNode | ox.BlankNode | ox.Literal
Said = dict[str, list[Term]]
"""All that a graph says of one node: the objects of each predicate."""


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
        found = f" (found: {short(self.value)})" if self.value else ""
        return f"{short(self.focus)}: {self.message}{found}"


class Guarantee:
    """A promise: its name for programs, its sentence for people, and what finds the places where it is broken.

    It is shown every node of a graph once, in any order, and keeps what it has to know of one when another comes: in
    rows on disk, where there may be many.
    """

    name: ClassVar[str]
    says: ClassVar[str]
    paths: ClassVar[frozenset[str]]
    """IRIs of the properties on which the shapes say a part of it."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        """A node, all that is said of it, and its classes: what is wrong with it by itself."""
        raise NotImplementedError

    def broken(self) -> Iterable[Violation]:
        """What is wrong between nodes, once all are seen."""
        return ()


def short(iri: str) -> str:
    """`dang:quote` for an IRI with a known prefix; anything else as it is, cut where it is long."""
    prefix, base = max(
        ((p, b) for p, b in terms.PREFIXES.items() if iri.startswith(b)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    text = f"{prefix}:{iri[len(base) :]}" if base else iri
    return text if len(text) <= 120 else f"{text[:117]}…"


def key(term: Term) -> str:
    """What to know a node by; no node has the key of a literal."""
    return term.value if isinstance(term, ox.NamedNode) else str(term)
