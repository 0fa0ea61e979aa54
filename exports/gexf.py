"""GEXF 1.2: what the page draws, with its colours, for Gephi."""

from __future__ import annotations

from typing import IO

from networkx.readwrite.gexf import GEXFWriter

from exports.drawn import plain
from exports.source import Counts, Source

COLOURS = {
    "person": (0x3A, 0x74, 0xB4),
    "organization": (0xB3, 0x46, 0x3C),
    "place": (0x4C, 0x8A, 0x5C),
    "document": (0xB9, 0x81, 0x1A),
    "event": (0x2B, 0x87, 0x94),
    "figure": (0x7B, 0x60, 0xAB),
    "programme": (0xB2, 0x55, 0x90),
    "trait": (0x8A, 0x6B, 0x4F),
}
"""Those of the page, by day."""


def write(source: Source, to: IO[bytes]) -> Counts:
    """Nodes and edges in sorted order; no date of today, which NetworkX would put in."""
    network = plain(source.network())
    for _, data in network.nodes(data=True):
        red, green, blue = COLOURS[data["kind"]]
        data["viz"] = {"color": {"r": red, "g": green, "b": blue, "a": 1.0}}
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "dangbo"
    writer.add_graph(network)
    writer.write(to)
    return {"nodes": network.number_of_nodes(), "edges": network.number_of_edges()}
