"""What a page knows: nodes and edges in vis-network's words, and the evidence behind them, each quote once."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exports.explorer.layout import positions
from exports.explorer.selection import Selection

Record = dict[str, Any]

QUOTES = 20
"""Quotes kept per fact, the latest first; a page that holds every repetition of one fact cannot be opened by mail."""
LINE = 19
"""Characters of a label line."""
LINES = 3
"""Lines of a label."""
FAR = 2.5
"""Length of an edge to a document: what a hundred bodies carry out must not pull them together."""
CHARACTER = 6.7
"""Mean width of a character of a 12.5 px label."""
LEADING = 15.0
"""Height of a label line."""

_GLUE = "\x1f"
_WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Payload:
    """Everything a page embeds; `nodes` and `edges` are those of `pyvis.network.Network`."""

    nodes: list[Record]
    edges: list[Record]
    articles: list[Record]
    evidence: list[Record]
    quotes_left_out: int


class _Evidence:
    """Numbers articles and quotes as they are met, so that each is embedded once."""

    def __init__(self) -> None:
        self.articles: list[Record] = []
        self.items: list[Record] = []
        self.left_out = 0
        self._article: dict[tuple[str, ...], int] = {}
        self._item: dict[tuple[int, int, str], int] = {}

    def refer(self, evidence: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
        """Pairs of evidence number and status, the latest article first."""
        ordered = sorted(evidence, key=lambda e: (_text(e, "article"), int(e.get("start") or 0), _text(e, "quote")))
        ordered.sort(key=lambda e: _text(e, "date"), reverse=True)
        self.left_out += max(0, len(ordered) - QUOTES)
        return [[self._number(item), _text(item, "status")] for item in ordered[:QUOTES]]

    def _number(self, item: Mapping[str, Any]) -> int:
        fields = ("article", "title", "date", "publisher")
        about = {name: _text(item, name) for name in fields} | {"source": _link(_text(item, "source"))}
        article = self._article.setdefault(tuple(about.values()), len(self.articles))
        if article == len(self.articles):
            self.articles.append(about)
        quote = _text(item, "quote")
        number = self._item.setdefault((article, int(item.get("start") or 0), quote), len(self.items))
        if number == len(self.items):
            self.items.append({"article": article, "quote": quote})
        return number


def payload(selection: Selection) -> Payload:
    """Nodes with their places, edges with their curves, and the evidence they point to."""
    evidence = _Evidence()
    edges = _edges(selection, evidence)
    nodes = _nodes(selection, evidence)
    return Payload(nodes, edges, evidence.articles, evidence.items, evidence.left_out)


def lines(label: str) -> list[str]:
    """A label as the canvas shows it: lines of about equal length, broken before a capital where possible.

    >>> lines("Ban Thường vụ Huyện ủy Châu Thành")
    ['Ban Thường vụ', 'Huyện ủy Châu Thành']
    """
    plain = " ".join(label.split())
    if len(plain) <= LINE:
        return [plain]
    words = plain.split(" ")
    held = words[0] + "".join((_GLUE if word[0].islower() else " ") + word for word in words[1:])
    for count in range(-(-len(plain) // LINE), LINES + 1):
        for text in (held, plain):
            shortest = max(-(-len(plain) // count), *map(len, text.split(" ")))
            for width in range(shortest, LINE + 1):
                found = textwrap.wrap(text, width=width, break_on_hyphens=False)
                if len(found) <= count:
                    return [line.replace(_GLUE, " ") for line in found]
    return textwrap.wrap(plain, width=LINE, max_lines=LINES, placeholder="…", break_on_hyphens=False)


def _nodes(selection: Selection, evidence: _Evidence) -> list[Record]:
    degree = dict.fromkeys(selection.nodes, 0)
    for u, v, _ in selection.edges:
        degree[u] += 1
        degree[v] += u != v
    nodes: list[Record] = []
    boxes: dict[str, tuple[float, float]] = {}
    for node in selection.nodes:
        data = selection.network.nodes[node]
        label = _text(data, "label") or node
        size = round(min(20.0, 7.0 + 1.9 * degree[node] ** 0.5), 1)
        wrapped = lines(label)
        boxes[node] = (
            max(2 * size, max(map(len, wrapped)) * CHARACTER) + 10,
            2 * size + LEADING * len(wrapped) + 12,
        )
        nodes.append(
            {
                "id": node,
                "label": label,
                "lines": wrapped,
                "group": _text(data, "kind"),
                "pref_label": _text(data, "pref_label") or label,
                "detail": _text(data, "detail"),
                "search_key": _text(data, "search_key"),
                "iri": _text(data, "iri"),
                "evidence": evidence.refer(data.get("evidence") or ()),
                "shape": "dot",
                "size": size,
            }
        )
    families = ((u, v, selection.network.edges[u, v, key].get("family")) for u, v, key in selection.edges)
    places = positions(boxes, [(u, v, FAR if family == "implementation" else 1.0) for u, v, family in families])
    for record in nodes:
        record["x"], record["y"] = places[record["id"]]
    return nodes


def _edges(selection: Selection, evidence: _Evidence) -> list[Record]:
    pairs: dict[tuple[str, str], int] = {}
    for u, v, _ in selection.edges:
        pairs[min(u, v), max(u, v)] = pairs.get((min(u, v), max(u, v)), 0) + 1
    drawn: dict[tuple[str, str], int] = {}
    edges: list[Record] = []
    for u, v, key in selection.edges:
        data = selection.network.edges[u, v, key]
        pair = (min(u, v), max(u, v))
        nth = drawn.get(pair, 0)
        drawn[pair] = nth + 1
        label = _text(data, "label")
        referred = evidence.refer(data.get("evidence") or ())
        edges.append(
            {
                "id": f"{u}/{v}/{key}",
                "from": u,
                "to": v,
                "family": _text(data, "family"),
                "name": label,
                "name_en": _text(data, "label_en") or label,
                "status": referred[0][1] if referred else "",
                "evidence": referred,
                "smooth": _curve((nth - (pairs[pair] - 1) / 2) * (1 if u <= v else -1)),
            }
        )
    return edges


def _curve(turn: float) -> Record:
    """Parallel edges fan out: the second Bí thư of a pair is to be seen, too."""
    if not turn:
        return {"enabled": False}
    return {"enabled": True, "type": "curvedCW" if turn > 0 else "curvedCCW", "roundness": round(abs(turn) * 0.2, 2)}


def _text(data: Mapping[str, Any], name: str) -> str:
    """A string that is valid UTF-8, whatever came in."""
    return str(data.get(name) or "").encode("utf-8", "replace").decode("utf-8")


def _link(address: str) -> str:
    return address if _WEB.fullmatch(address) else ""
