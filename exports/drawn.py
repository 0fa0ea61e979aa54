"""The NetworkX view with plain attributes, as formats for drawing programs carry them: words and numbers, no lists.

GraphML and GEXF hold what the page draws: entities and figures joined by facts. Programs that open them hold all of it
in memory, and so does this; the RDF formats and tables are those for graphs too large to draw.
"""

from __future__ import annotations

import re
from typing import Any

import networkx as nx

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""


def plain(network: nx.MultiDiGraph[Any]) -> nx.MultiDiGraph[Any]:
    """A copy with a key for each edge and attributes that any program reads; what XML cannot carry becomes U+FFFD."""
    drawn: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        kept = {name: data[name] for name in ("label", "pref_label", "kind", "detail", "search_key", "iri")}
        drawn.add_node(node, **_clean({**kept, **_told(data["evidence"])}))
    for number, (start, end, key, data) in enumerate(network.edges(keys=True, data=True)):
        kept = {name: data[name] for name in ("label", "label_en", "family")}
        fact = "" if data["family"] == "within" else key
        said = _clean({**kept, "fact": fact, **_told(data["evidence"])})
        drawn.add_edge(start, end, f"e{number}", **said)
    return drawn


def _told(evidence: list[dict[str, Any]]) -> dict[str, Any]:
    """The quotes of a fact, and the articles they are from, in the same order, one a line."""
    return {
        "quotes": "\n".join(piece["quote"] for piece in evidence),
        "articles": "\n".join(piece["article"] for piece in evidence),
        "first_date": min((piece["date"] for piece in evidence if piece["date"]), default=""),
        "last_date": max((piece["date"] for piece in evidence), default=""),
        "evidence_count": len(evidence),
    }


def _clean(attributes: dict[str, Any]) -> dict[str, Any]:
    return {k: _NOT_XML.sub("\ufffd", v) if isinstance(v, str) else v for k, v in attributes.items()}
