"""TriG: the quads of `exports.nquads`, graph by graph, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

import pyoxigraph as ox

from exports import nquads
from exports.counted import Counted
from exports.source import Counts, Source
from graph.sorting import in_order
from graph.turtle import write_with_prefixes
from ontology import terms


def write(source: Source, to: IO[bytes]) -> Counts:
    """The default graph first, then the articles in the order of their IRIs."""
    lines = in_order(_line(quad) for quad in nquads.quads(source.descriptions))
    found = Counted(_quads(lines))
    write_with_prefixes(found, to, ox.RdfFormat.TRIG, source.base)
    return {"quads": found.count, "named graphs": sum(1 for _ in source.descriptions.of_class(terms.Article))}


def _line(quad: ox.Quad) -> str:
    """A quad with its graph in front, where sorting needs it; a type before all else that is said of a subject."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    rank = 0 if quad.predicate.value == terms.RDF + "type" else 1
    return f"{graph}\t{quad.subject}\t{rank}\t{quad.predicate} {quad.object}"


def _quads(lines: Iterator[str]) -> Iterator[ox.Quad]:
    for line in lines:
        graph, subject, _, said = line.split("\t", 3)
        yield from ox.parse(f"{subject} {said} {graph} .", ox.RdfFormat.N_QUADS)
