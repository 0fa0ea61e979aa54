"""Which part of a network a page can show: the best supported nodes, and a count of what stays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.network import support

if TYPE_CHECKING:
    import networkx as nx

LIMIT = 50_000
"""Nodes for which a page is known to open, search and move at once (benchmarks/page.py)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The nodes (sorted) and edges (sorted) of a network that a page shows."""

    network: nx.MultiDiGraph
    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str, str], ...]
    """Source, target and key."""

    @property
    def nodes_left_out(self) -> int:
        return int(self.network.number_of_nodes()) - len(self.nodes)

    @property
    def edges_left_out(self) -> int:
        return int(self.network.number_of_edges()) - len(self.edges)


def select(network: nx.MultiDiGraph, limit: int = LIMIT) -> Selection:
    """The `limit` nodes with the most evidence.

    What lies within a body or a place counts for it too, so that the way up to the province is kept.
    """
    if limit < 1:
        raise ValueError(f"limit is {limit}: a page shows at least one node")
    nodes = sorted(network.nodes)
    if len(nodes) > limit:
        supports = _supports(network)
        nodes = sorted(sorted(nodes, key=lambda node: (-supports[node], node))[:limit])
    kept = set(nodes)
    inside = ((u, v, key) for u, v, key in network.edges(keys=True) if u in kept and v in kept)
    edges = sorted(inside, key=lambda edge: (edge[0], edge[1], str(edge[2])))
    return Selection(network, tuple(nodes), tuple(edges))


def _supports(network: nx.MultiDiGraph) -> dict[str, int]:
    own = {node: support(data.get("evidence", ())) for node, data in network.nodes(data=True)}
    above: dict[str, set[str]] = {}
    for u, v, data in network.edges(data=True):
        if data.get("family") == "within":
            above.setdefault(u, set()).add(v)
        for node in {u, v}:
            own[node] += support(data.get("evidence", ()))
    found = dict(own)
    for node, count in own.items():
        if not count:
            continue
        seen = {node}
        stack = [node]
        while stack:
            for parent in above.get(stack.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    stack.append(parent)
                    found[parent] += count
    return found
