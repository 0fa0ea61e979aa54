"""Turns a payload into one HTML file: pyvis holds the network and renders it, under a template of our own."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.explorer import packing
from exports.explorer.payload import Payload

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from pyvis.network import Network

_HERE = Path(__file__).parent / "page"
_SCRIPTS = (
    *("words.js", "elements.js", "model.js", "details.js", "view.js", "labels.js", "drawing.js", "pointer.js"),
    *(
        "search.js",
        "quotes.js",
        "charts.js",
        "panel.js",
        "filters.js",
        "paths.js",
        "overview.js",
        "turtle.js",
        "saving.js",
    ),
    "main.js",
)
_OPTIONS: dict[str, Any] = {"physics": {"enabled": False}, "layout": {"improvedLayout": False}}


def network_of(payload: Payload, title: str, counts: dict[str, int]) -> Network:
    """The payload as pyvis holds it; `generate_html()` gives the page of what `nodes` and `edges` are by then."""
    from pyvis.network import Network  # noqa: PLC0415  (brings IPython: half a second)

    net = Network(directed=True, heading=title)
    net.nodes, net.edges = payload.nodes, payload.edges  # add_node and add_edge are quadratic
    net.node_ids = [node["id"] for node in payload.nodes]
    net.node_map = {node["id"]: node for node in payload.nodes}
    net.options = _OPTIONS
    net.templateEnv = _environment(net.templateEnv.loader)
    script = _script(net.templateEnv)
    theme, style = (_asset(net.templateEnv, name) for name in ("theme.js", "page.css"))
    net.templateEnv.globals["page"] = {
        "core": lambda nodes, edges: packing.core(nodes, edges, payload.islands, counts),
        "shards": packing.shards,
        "theme": theme,
        "script": script,
        "style": style,
        "policy": _policy(scripts=(theme, script), styles=(style,)),
    }
    net.path = "page.html"
    return net


def render(payload: Payload, title: str, counts: dict[str, int]) -> str:
    """The page as text; equal input gives equal bytes."""
    return str(network_of(payload, title, counts).generate_html())


def _environment(pyvis: BaseLoader | None) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader  # noqa: PLC0415

    ours = FileSystemLoader(_HERE)
    return Environment(
        loader=ChoiceLoader([ours, pyvis] if pyvis else [ours]), autoescape=True, keep_trailing_newline=True
    )


def _asset(env: Environment, name: str) -> str:
    """A script or style sheet as it stands, never read as a template."""
    from markupsafe import Markup  # noqa: PLC0415

    assert env.loader is not None
    text = env.loader.get_source(env, name)[0].replace("\r\n", "\n").strip("\ufeff")
    if "</script" in text.lower() or "</style" in text.lower() or "<!--" in text:
        raise ValueError(f"{name} cannot be embedded: it would end the element that holds it")
    return Markup(text)


def _script(env: Environment) -> str:
    """Our scripts in one scope of their own."""
    from markupsafe import Markup  # noqa: PLC0415

    whole = Markup("(async () => {\n'use strict';\n%s})();\n")
    return whole % Markup("\n").join(_asset(env, name) for name in _SCRIPTS)


def _policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """Only what we embed runs (by its hash), and nothing is fetched."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src " + " ".join(map(_digest, scripts)),
            "style-src " + " ".join(map(_digest, styles)),
            "img-src data:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
