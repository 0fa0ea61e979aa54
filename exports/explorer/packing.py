"""The data of a page as compressed blocks: what the map needs at once, and the facts in shards that wait for a click.

A block is JSON, deflated, in base64: the browser inflates it itself. Columns instead of records, and numbers for what
repeats, keep 50,000 nodes with their facts within some megabytes.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

Record = dict[str, Any]

SHARD = 400
"""Facts in one block: some 20 kB, inflated in a few milliseconds."""
KINDS = ("person", "organization", "place", "document", "figure", "event", "programme", "trait", "other")
STATUSES = ("", "current", "incoming", "former")
_RARE = ("names", "possible", "possibly", "subject", "level", "classification", "figure", "earliest", "latest")
"""What few nodes have: by the number of the node."""


_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)


class _Numbers:
    """Numbers things as they are met, so that each is embedded once."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._known: dict[str, int] = {}

    def of(self, item: Any) -> int:
        key = json.dumps(item, ensure_ascii=False)
        number = self._known.setdefault(key, len(self.items))
        if number == len(self.items):
            self.items.append(item)
        return number


def core(nodes: Sequence[Record], edges: Sequence[Record], islands: Sequence[Record], counts: Record) -> str:
    """What the page reads when it opens: every node with its place, every edge with its ends and its time."""
    index = {node["id"]: k for k, node in enumerate(nodes)}
    base = _base(nodes)
    named = {island["id"]: k for k, island in enumerate(islands)}
    names, details = _Numbers(), _Numbers()
    said = [text(edge["evidence"][0].get("status")) if edge["evidence"] else "" for edge in edges]
    return block(
        {
            "base": base,
            "counts": counts,
            "kinds": KINDS,
            "statuses": STATUSES,
            "shard": SHARD,
            "islands": [[island["id"], island["x"], island["y"], island["radius"]] for island in islands],
            "nodes": {
                "id": [node["id"] for node in nodes],
                "label": [node["label"] for node in nodes],
                "pref": [node["pref_label"] if node["pref_label"] != node["label"] else 0 for node in nodes],
                "kind": [KINDS.index(node["group"]) if node["group"] in KINDS else len(KINDS) - 1 for node in nodes],
                "x": [node["x"] for node in nodes],
                "y": [node["y"] for node in nodes],
                "size": [node["size"] for node in nodes],
                "area": {k: node["area"] for k, node in enumerate(nodes) if node["group"] == "place"},
                "home": [index.get(node["home"], -1) for node in nodes],
                "island": [named.get(node["island"], -1) for node in nodes],
                "detail": [details.of(node.get("detail", "")) for node in nodes],
                "iri": {k: node["iri"] for k, node in enumerate(nodes) if node["iri"] != base + node["id"]},
                **{name: {k: node[name] for k, node in enumerate(nodes) if node.get(name)} for name in _RARE},
            },
            "edges": {
                "key": [edge["id"] for edge in edges],
                "from": [index[edge["from"]] for edge in edges],
                "to": [index[edge["to"]] for edge in edges],
                "name": [names.of(_name(edge)) for edge in edges],
                "status": [STATUSES.index(one) if one in STATUSES else 0 for one in said],
                "sure": [round(100 * max(map(_confidence, edge["evidence"]), default=1)) for edge in edges],
                "told": [len(edge["evidence"]) for edge in edges],
                "day": [_day(edge) for edge in edges],
                "first": [edge["years"][0] for edge in edges],
                "last": [edge["years"][1] for edge in edges],
            },
            "names": names.items,
            "details": details.items,
        }
    )


def shards(edges: Sequence[Record]) -> tuple[list[str], str]:
    """The facts of the edges in blocks of `SHARD`, and the block of the articles they quote."""
    articles = _Numbers()
    blocks = [block(list(_facts(edges[k : k + SHARD], articles))) for k in range(0, len(edges), SHARD)]
    return blocks, block(articles.items)


def _facts(edges: Sequence[Record], articles: _Numbers) -> Iterator[list[Any]]:
    for edge in edges:
        evidence = []
        for piece in edge["evidence"]:
            source = text(piece.get("source"))
            about = [text(piece.get(name)) for name in ("article", "title", "date", "publisher")]
            about += [source if _WEB.fullmatch(source) else "", text(piece.get("article_id"))]
            where = [int(piece.get("start") or 0), int(piece.get("end") or 0), text(piece.get("rule"))]
            said = [text(piece.get("status")), _confidence(piece), *where, text(piece.get("id"))]
            evidence.append([text(piece.get("quote")), articles.of(about), *said])
        yield [edge["times"] or 0, evidence]


def _name(edge: Record) -> list[str]:
    return [edge["family"], edge["label"], edge["label_en"], edge["concept"], edge["role"]]


def _day(edge: Record) -> int:
    """The day of the latest article, as a number that sorts: 20210519."""
    digits = text(edge["evidence"][0].get("date")).replace("-", "") if edge["evidence"] else ""
    return int(digits) if len(digits) == 8 and digits.isascii() and digits.isdigit() else 0


def _confidence(piece: Record) -> float:
    return float(piece.get("confidence") or 1.0)


def text(value: object) -> str:
    """A string that is valid UTF-8, whatever came in."""
    said = str(value or "")
    try:
        said.encode()
    except UnicodeEncodeError:
        return said.encode("utf-8", "replace").decode()
    return said


def _base(nodes: Sequence[Record]) -> str:
    for node in nodes:
        if node["iri"].endswith(node["id"]):
            return str(node["iri"])[: -len(node["id"])]
    return ""


def block(data: Any) -> str:
    """JSON, deflated, in base64; equal data gives equal text."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(zlib.compress(written.encode(), 9)).decode()


def unblock(text: str) -> Any:
    """What a block holds.

    >>> unblock(block({"a": [1, "ở"]}))
    {'a': [1, 'ở']}
    """
    return json.loads(zlib.decompress(base64.b64decode(text)))
