"""GraphML: what the page draws, for yEd, Gephi, igraph, Cytoscape and NetworkX."""

from __future__ import annotations

from typing import IO

import networkx as nx

from exports.drawn import plain
from exports.source import Counts, Source


def write(source: Source, to: IO[bytes]) -> Counts:
    """Nodes and edges in sorted order."""
    network = plain(source.network())
    # not write_graphml: that writes other bytes where lxml is installed
    nx.write_graphml_xml(network, to, named_key_ids=True)
    return {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}
