"""Parts of a network: what lies around an entity, what belongs to a province, what held in a span of years."""

from __future__ import annotations

from typing import Any

import networkx as nx

from extraction.text import search_key
from graph.network import repetitions

_SURE = ("start_latest", "end_earliest", "earliest", "latest")


def find(network: nx.MultiDiGraph[str], text: str) -> list[str]:
    """Entities by local name, by IRI or by words of their names (without diacritics), the best supported first.

    Where some are named just so, these alone: "Lê Văn An" does not mean "Lê Văn Anh", too.
    """
    given = text.strip()
    if given in network:
        return [given]
    wanted = search_key(given)
    if not wanted:
        return []
    exact, within = [], []
    for node, data in network.nodes(data=True):
        if given == data.get("iri"):
            return [node]
        if wanted in {search_key(data["label"]), search_key(data["pref_label"])}:
            exact.append(node)
        elif all(f" {word}" in f" {data['search_key']}" for word in wanted.split()):
            within.append(node)
    named = [node for node in within if network.nodes[node]["kind"] != "figure"]  # a figure has the name of its unit
    return sorted(exact or named or within, key=lambda node: (-_told(network, node), node))


def around(network: nx.MultiDiGraph[str], node: str, steps: int = 2) -> nx.MultiDiGraph[str]:
    """A node with what facts lead to in so many steps, and the places all that lies in."""
    kept = edge = {node}
    for _ in range(steps):
        edge = {far for one in edge for far in _neighbours(network, one, "facts")} - kept
        kept = kept | edge
    return _with_homes(network, kept | set(_neighbours(network, node, "all")))


def in_province(network: nx.MultiDiGraph[str], province: str) -> nx.MultiDiGraph[str]:
    """What a province's bodies and places say and do: what lies in it, and everything a fact joins to that."""
    inside = {one for one, data in network.nodes(data=True) if one == province or data.get("province") == province}
    joined = {far for one in inside for far in _neighbours(network, one, "facts")}
    return _with_homes(network, inside | joined)


def between(network: nx.MultiDiGraph[str], first: int | None, last: int | None) -> nx.MultiDiGraph[str]:
    """The facts known to hold in one of these years, and what they join; what has no time is left out."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    kept: set[str] = set()
    told = []
    for u, v, key, data in network.edges(keys=True, data=True):
        if data["family"] == "within":
            continue
        span = years(data, network.nodes[v] if data["family"] == "participation" else {})
        if span is not None and (last is None or span[0] <= last) and (first is None or span[1] >= first):
            told.append((u, v, key, data))
            kept |= {u, v}
    homes = _with_homes(network, kept)
    found.add_nodes_from((node, network.nodes[node]) for node in network if node in homes)
    found.add_edges_from(told)
    found.add_edges_from((u, v, k, d) for u, v, k, d in homes.edges(keys=True, data=True) if d["family"] == "within")
    return found


def years(fact: dict[str, Any], event: dict[str, Any]) -> tuple[int, int] | None:
    """First and last year in which a fact of a network is known to hold, None where nobody says.

    A post counts for the years between the days on which somebody is known to hold it; that somebody held it once
    ("nguyên") says of no year. What is told without a time of its own counts for the year of its articles.

    >>> told = [{"date": "2019-05-01", "status": "current"}, {"date": "2021-01-01", "status": "former"}]
    >>> years({"evidence": told}, {})
    (2019, 2019)
    """
    own = {name: fact.get(name) or event.get(name) for name in _SURE}
    days = [str(day) for day in own.values() if day]
    if not (own["earliest"] or own["latest"]):
        days += [str(e["date"]) for e in fact.get("evidence", ()) if e.get("date") and e.get("status") != "former"]
        days.append(str(fact.get("first_told") or ""))  # of a fact that does not hold all of its evidence
    found = sorted(int(day[:4]) for day in days if day[:4].isdigit())
    return (found[0], found[-1]) if found else None


def _neighbours(network: nx.MultiDiGraph[str], node: str, which: str) -> set[str]:
    ends = [*((v, d) for _, v, d in network.out_edges(node, data=True))]
    ends += [(u, d) for u, _, d in network.in_edges(node, data=True)]
    return {far for far, data in ends if which == "all" or data["family"] != "within"}


def _with_homes(network: nx.MultiDiGraph[str], nodes: set[str]) -> nx.MultiDiGraph[str]:
    """These nodes, and the bodies and places around them, in the order of the network."""
    kept, pending = set(nodes), list(nodes)
    while pending:
        for _, above, data in network.out_edges(pending.pop(), data=True):
            if data["family"] == "within" and above not in kept:
                kept.add(above)
                pending.append(above)
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_nodes_from((node, network.nodes[node]) for node in network if node in kept)
    inside = network.edges(keys=True, data=True)
    part.add_edges_from((u, v, key, data) for u, v, key, data in inside if u in kept and v in kept)
    return part


def _told(network: nx.MultiDiGraph[str], node: str) -> int:
    edges = (*network.out_edges(node, data=True), *network.in_edges(node, data=True))
    return sum(repetitions(data) for *_, data in edges)
