"""The interactive page: one HTML file that shows a network and the quote behind every fact, without a network."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.explorer.selection import EDGES_LIMIT, LIMIT, QUOTES_LIMIT

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

    from exports.explorer.payload import Payload

NOTEBOOK = 2_000
"""Nodes that a notebook shows: it keeps the page in its own file."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a page shows and what it leaves out."""

    nodes: int
    edges: int
    nodes_left_out: int
    edges_left_out: int
    quotes_left_out: int
    """Repetitions of facts that are shown."""

    def __str__(self) -> str:
        shown = f"{self.nodes:,} nodes, {self.edges:,} edges"
        left = {"nodes": self.nodes_left_out, "edges": self.edges_left_out, "quotes": self.quotes_left_out}
        missing = ", ".join(f"{count:,} {what}" for what, count in left.items() if count)
        return f"{shown}; left out: {missing}" if missing else shown


def view(turtle: Path, limit: int = LIMIT) -> nx.MultiDiGraph:
    """The network that a page of a graph shows: of a larger graph only this part is ever in memory."""
    from graph import network  # noqa: PLC0415
    from graph.descriptions import Descriptions  # noqa: PLC0415
    from graph.rows import system_errors  # noqa: PLC0415

    with system_errors(), Descriptions(turtle) as graph:
        return network.view(graph, limit, EDGES_LIMIT, QUOTES_LIMIT)


def write(network: nx.MultiDiGraph, path: Path, *, title: str = "dangbo", limit: int = LIMIT) -> PageReport:
    """Write the page whole or not at all; more than `limit` nodes are cut to the best supported ones."""
    text, report = _page(network, title, limit)
    path = Path(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return report


def html(network: nx.MultiDiGraph, *, title: str = "dangbo", limit: int = LIMIT) -> str:
    """The page as text."""
    return _page(network, title, limit)[0]


def pyvis_network(network: nx.MultiDiGraph, *, title: str = "dangbo", limit: int = LIMIT) -> Network:
    """The network as `pyvis.network.Network`, with positions, shapes and colours, physics off.

    Change `nodes` and `edges` as you like: `generate_html()` gives the page of what they are by then.
    """
    from exports.explorer.render import network_of  # noqa: PLC0415

    content, report = _content(network, limit)
    return network_of(content, title, _counts(report))


def frame(network: nx.MultiDiGraph, *, title: str = "dangbo", limit: int = NOTEBOOK, height: int = 640) -> str:
    """The page within another one, as notebooks show it: an `<iframe>` that holds it whole and may fetch nothing."""
    from html import escape  # noqa: PLC0415

    page = escape(html(network, title=title, limit=limit))
    allowed = "allow-scripts allow-downloads allow-popups"
    style = f"width:100%;height:{int(height)}px;border:0"
    return f'<iframe sandbox="{allowed}" style="{style}" title="{escape(title)}" srcdoc="{page}"></iframe>'


def _page(network: nx.MultiDiGraph, title: str, limit: int) -> tuple[str, PageReport]:
    from exports.explorer.render import render  # noqa: PLC0415

    content, report = _content(network, limit)
    return render(content, title.encode("utf-8", "replace").decode("utf-8"), _counts(report)), report


def _content(network: nx.MultiDiGraph, limit: int) -> tuple[Payload, PageReport]:
    from exports.explorer.payload import payload  # noqa: PLC0415
    from exports.explorer.selection import select  # noqa: PLC0415

    selection = select(network, limit)
    content = payload(selection)
    report = PageReport(
        nodes=len(selection.nodes),
        edges=len(selection.edges),
        nodes_left_out=selection.nodes_left_out,
        edges_left_out=selection.edges_left_out,
        quotes_left_out=content.quotes_left_out,
    )
    return content, report


def _counts(report: PageReport) -> dict[str, int]:
    return {name: getattr(report, name) for name in PageReport.__slots__}
