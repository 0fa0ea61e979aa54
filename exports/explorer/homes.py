"""Where every node belongs: a person to a body, a body to its area, an area to its province; each to one and no more.

The map of a page follows this: what is at home in one province stands on one island.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.explorer.selection import Selection
from graph.network import repetitions

CENTRAL = "central"
"""The island of the central bodies."""
ELSEWHERE = "elsewhere"
"""The island of what no article places."""

_PLACED_BY = {"change": 0, "position": 0, "admission": 0, "count": 0, "participation": 1, "adoption": 1}
"""Families whose other end a node may be at home with, the better ones first."""
_PART_ORDER = {"part-organizer": 0, "part-host": 1, "part-chair": 2}
_AGENT_ORDER = {"organization": 0, "place": 1, "person": 2}


@dataclass(frozen=True, slots=True)
class Homes:
    """A forest: `parent` of every node that has one, and the island of every node."""

    parent: Mapping[str, str]
    island: Mapping[str, str]
    """A province's place, `CENTRAL` or `ELSEWHERE`."""


def homes(selection: Selection, support: Mapping[str, int]) -> Homes:
    """Find the home of every node of a page; `support` decides where several would do."""
    wanted = _wishes(selection, support)
    parent: dict[str, str] = {}
    for node in sorted(wanted, key=lambda one: (-support[one], one)):
        for _, home in sorted(wanted[node]):
            if not _leads_to(parent, home, node):
                parent[node] = home
                break
    return Homes(parent, _islands(selection, parent))


def _wishes(selection: Selection, support: Mapping[str, int]) -> dict[str, list[tuple[tuple[int, ...], str]]]:
    """For every node the homes it may have, with a rank: the lowest is taken that closes no circle."""
    nodes, kept = selection.network.nodes, set(selection.nodes)
    wanted: dict[str, list[tuple[tuple[int, ...], str]]] = {node: [] for node in selection.nodes}
    for u, v, key in selection.edges:
        data = selection.network.edges[u, v, key]
        if u == v or (data.get("family") == "origin" and nodes[v].get("kind") == "place"):
            continue  # people are at home on the map where they work, not where they come from
        family, told = data.get("family"), -repetitions(data)
        kind = nodes[v].get("kind")
        if family == "within":
            wanted[u].append(((-1,), v))
        elif family == "relation":  # a document nobody is told to deal with stands beside the other one
            wanted[u].append(((7, told, -support[v]), v))
            wanted[v].append(((8, told, -support[u]), u))
        elif kind == "event" and family == "participation":
            agent = _AGENT_ORDER.get(nodes[u].get("kind"), 3)
            wanted[v].append(((1, agent, _PART_ORDER.get(data.get("concept"), 3), -support[u]), u))
            if nodes[u].get("kind") == "person":
                wanted[u].append(((2, told, -support[v]), v))
        elif kind in {"figure", "event", "programme", "trait"}:
            wanted[v].append(((_PLACED_BY.get(family, 2), told, -support[u]), u))
        elif kind == "document":
            wanted[v].append(((3, told, -support[u]), u))
        else:
            wanted[u].append(((_PLACED_BY.get(family, 2), told, -support[v]), v))
    for node in selection.nodes:
        for rank, name in enumerate(("issuer", "place", "province")):
            home = nodes[node].get(name)
            if home in kept and home != node:
                wanted[node].append(((0 if name != "province" else 9, rank), str(home)))
    return wanted


def _leads_to(parent: Mapping[str, str], start: str, goal: str) -> bool:
    node: str | None = start
    while node is not None:
        if node == goal:
            return True
        node = parent.get(node)
    return False


def _islands(selection: Selection, parent: Mapping[str, str]) -> dict[str, str]:
    nodes = selection.network.nodes
    found: dict[str, str] = {}
    for node in selection.nodes:
        way = [node]
        while way[-1] in parent and way[-1] not in found:
            way.append(parent[way[-1]])
        root = way[-1]
        if root not in found:
            about = nodes[root]
            if about.get("kind") == "place":
                found[root] = root
            else:
                found[root] = CENTRAL if about.get("level") == "central" else ELSEWHERE
        for one in way:
            found[one] = found[root]
    return found
