"""N-Triples: one triple a line, for bulk loaders and for `sort`, `diff` and `grep`."""

from __future__ import annotations

from typing import IO

import pyoxigraph as ox

from exports.counted import Counted
from exports.source import Counts, Source


def write(source: Source, to: IO[bytes]) -> Counts:
    """In the order of the Turtle."""
    triples = Counted(quad.triple for quad in source.quads())
    ox.serialize(triples, to, ox.RdfFormat.N_TRIPLES)
    return {"triples": triples.count}
