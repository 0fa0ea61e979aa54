"""What every export reads from: the Turtle of a build, and the views on it that some formats need, made once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.descriptions import Descriptions
from ontology import terms

if TYPE_CHECKING:
    import networkx as nx

Counts = dict[str, int]
"""What was written, by kind: for the user to compare with what the other program reads."""


class ExportError(ValueError):
    """What keeps an export from being written: said in one line, for the user."""


@dataclass(frozen=True)
class Source:
    """A built graph. `network` makes the NetworkX view of it."""

    turtle: Path
    network: Callable[[], nx.MultiDiGraph[Any]]

    @cached_property
    def descriptions(self) -> Descriptions:
        """Every subject with what is said of it; memory does not grow with the graph."""
        return Descriptions(self.turtle)

    @cached_property
    def base(self) -> str:
        """The namespace of the nodes, from the prefixes at the head of the Turtle."""
        parsed = self.quads()
        next(parsed, None)
        return parsed.prefixes.get("id", terms.ID)

    def quads(self) -> ox.QuadParser:
        """The triples in the order of the file: sorted, subject by subject."""
        return ox.parse(path=str(self.turtle), format=ox.RdfFormat.TURTLE)
