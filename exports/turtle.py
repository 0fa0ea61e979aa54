"""Turtle: the whole graph, RDF 1.1, sorted, without blank nodes."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from exports.counted import Counted
from exports.source import Counts, Source
from graph.turtle import write_with_prefixes


def write(source: Source, to: IO[bytes]) -> Counts:
    """Triple by triple."""
    quads = Counted(source.quads())
    write_with_prefixes(quads, to, ox.RdfFormat.TURTLE, source.base)
    return {"triples": quads.count}
