"""What a page knows, as pyvis holds it: nodes with their places on the map, edges with the facts they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports.explorer.homes import CENTRAL, homes
from exports.explorer.layout import Disc, drawing
from exports.explorer.packing import Record, text
from exports.explorer.selection import Selection
from graph.network import repetitions, support
from graph.parts import years
from graph.quotes import latest_first

QUOTES = 200
"""Quotes kept per fact, the latest first."""
SMALLEST, LARGEST, GROWTH = 6.0, 26.0, 1.9
"""Radius of a node in canvas units: the least, the most, and its growth with the root of its support."""
SHAPES = {
    "person": "dot",
    "organization": "square",
    "place": "triangleDown",
    "document": "box",
    "figure": "diamond",
    "event": "hexagon",
    "programme": "star",
    "trait": "triangle",
}
"""The outlines of vis-network that are nearest to those of the page."""
COLOURS = {
    "person": "#3a74b4",
    "organization": "#b3463c",
    "place": "#4c8a5c",
    "document": "#b9811a",
    "figure": "#7b60ab",
    "event": "#2b8794",
    "programme": "#b25590",
    "trait": "#8a6b4f",
}
DAYS = (
    *("first_attested", "last_attested", "start_earliest", "start_latest", "end_earliest", "end_latest"),
    *("earliest", "latest", "born_earliest", "born_latest"),
)
WORDS = ("end_cause", "term", "people")
ABOUT = ("names", "detail", "level", "classification", "possible", "possibly", "subject")
FIGURE = ("value", "total", "approximate", "measure", "measure_en", "population")

_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything a page embeds; `nodes` and `edges` are those of `pyvis.network.Network`."""

    nodes: list[Record]
    edges: list[Record]
    islands: list[Record]
    quotes_left_out: int


def payload(selection: Selection) -> Payload:
    """Nodes with their places, edges with their facts, and the islands they stand on."""
    supports = _support(selection)
    home = homes(selection, supports)
    sizes = _sizes(selection, supports, home.parent)
    discs, islands = drawing(sizes, home.parent, home.island, [CENTRAL])
    edges, left_out = _edges(selection)
    nodes = [
        _node(selection, node, round(sizes[node], 1), discs[node], home.parent.get(node, ""), home.island[node])
        for node in selection.nodes
    ]
    shores = [
        {"id": name, "x": round(disc.x), "y": round(disc.y), "radius": round(disc.radius)}
        for name, disc in sorted(islands.items())
    ]
    return Payload(nodes, edges, shores, left_out)


def _support(selection: Selection) -> dict[str, int]:
    """How many stories tell each thing of a node, all things together."""
    found = {node: support(selection.network.nodes[node]) for node in selection.nodes}
    for u, v, key in selection.edges:
        told = support(selection.network.edges[u, v, key])
        for node in {u, v}:
            found[node] += told
    return found


def _sizes(selection: Selection, support: Mapping[str, int], parent: Mapping[str, str]) -> dict[str, float]:
    """Radii; a place grows with what is at home there, everything else with what is said of it."""
    below = dict.fromkeys(selection.nodes, 0)
    for node in selection.nodes:
        up = parent.get(node)
        while up is not None:
            below[up] += 1
            up = parent.get(up)
    found = {}
    for node in selection.nodes:
        is_place = selection.network.nodes[node].get("kind") == "place"
        counted = below[node] / 8 if is_place else support[node]
        found[node] = min(LARGEST, SMALLEST + GROWTH * max(0.0, counted) ** 0.5)
    return found


def _node(selection: Selection, node: str, size: float, disc: Disc, home: str, island: str) -> Record:
    data = selection.network.nodes[node]
    label = text(data.get("label")) or node
    kind = text(data.get("kind"))
    record: Record = {
        "id": node,
        "label": label,
        "group": kind,
        "shape": SHAPES.get(kind, "dot"),
        "color": COLOURS.get(kind, "#7a7f88"),
        "size": size,
        "x": round(disc.x),
        "y": round(disc.y),
        "area": [round(disc.middle[0]), round(disc.middle[1]), round(disc.radius)],
        "home": home,
        "island": island,
        "pref_label": text(data.get("pref_label")) or label,
        "iri": text(data.get("iri")),
    }
    about = {name: data[name] for name in ABOUT if data.get(name)}
    figure = {name: text(data[name]) for name in FIGURE if data.get(name)}
    for name, value in about.items():
        record[name] = [text(one) for one in value] if isinstance(value, list) else text(value)
    record |= _days(data, ("earliest", "latest"))
    if figure:
        record["figure"] = figure
    return record


def _edges(selection: Selection) -> tuple[list[Record], int]:
    edges: list[Record] = []
    left_out = 0
    for u, v, key in selection.edges:
        data = selection.network.edges[u, v, key]
        label = text(data.get("label"))
        evidence = latest_first(data.get("evidence") or ())[:QUOTES]
        left_out += repetitions(data) - len(evidence)
        times = _days(data, DAYS) | {name: text(data[name]) for name in WORDS if data.get(name)}
        event = selection.network.nodes[v] if data.get("family") == "participation" else {}
        edges.append(
            {
                "id": text(key),
                "from": u,
                "to": v,
                "family": text(data.get("family")),
                "label": label,
                "label_en": text(data.get("label_en")) or label,
                "concept": text(data.get("concept")),
                "role": text(data.get("role")),
                "times": times,
                "years": years(data, event) or (0, 0),
                "evidence": evidence,
            }
        )
    return edges, left_out


def _days(data: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    """The times of a fact that are days: a drawing has no place for others."""
    return {name: text(data[name]) for name in names if _DAY.fullmatch(text(data.get(name)))}
