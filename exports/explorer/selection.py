"""Which part of a network a page can show: the best supported nodes, and a count of what stays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network import support
from graph.selection import ranked

if TYPE_CHECKING:
    import networkx as nx

LIMIT = 50_000
"""Nodes for which a page is known to open, search and move at once (benchmarks/page.py)."""
EDGES_LIMIT = 120_000
"""Edges of a page: of a graph with more between so many nodes, fewer nodes are shown. They take 2 kB of memory each."""
QUOTES_LIMIT = 250_000
"""Quotes of a page, some 15 MB; of a graph with more, facts keep as many each as will do."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The nodes (sorted) and edges (sorted) of a network that a page shows."""

    network: nx.MultiDiGraph
    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str, str], ...]
    """Source, target and key."""

    @property
    def nodes_left_out(self) -> int:
        return int(self.network.number_of_nodes()) - len(self.nodes) + int(self.network.graph.get("nodes_left_out", 0))

    @property
    def edges_left_out(self) -> int:
        return int(self.network.number_of_edges()) - len(self.edges) + int(self.network.graph.get("edges_left_out", 0))


def select(network: nx.MultiDiGraph, limit: int = LIMIT) -> Selection:
    """The `limit` nodes with the most evidence, what lies within a body or a place counted for it too."""
    if limit < 1:
        raise ValueError(f"limit is {limit}: a page shows at least one node")
    nodes = sorted(network.nodes)
    if len(nodes) > limit:
        nodes = sorted(ranked(*_supports(network))[:limit])
    kept = set(nodes)
    inside = ((u, v, key) for u, v, key in network.edges(keys=True) if u in kept and v in kept)
    edges = sorted(inside, key=lambda edge: (edge[0], edge[1], str(edge[2])))
    return Selection(network, tuple(nodes), tuple(edges))


def _supports(network: nx.MultiDiGraph) -> tuple[dict[str, int], dict[str, set[str]]]:
    """What is told of each node, and what each lies within."""
    own = {node: support(data) for node, data in network.nodes(data=True)}
    above: dict[str, set[str]] = {}
    for u, v, data in network.edges(data=True):
        if data.get("family") == "within":
            above.setdefault(u, set()).add(v)
        for node in {u, v}:
            own[node] += support(data)
    return own, above
