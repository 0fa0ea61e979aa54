"""Turns a payload into one HTML file: pyvis holds the network and renders it, under a template of our own."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.explorer.payload import Payload

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

_HERE = Path(__file__).parent / "page"
_VIS = "lib/vis-9.1.2/vis-network.min.js"
"""The build that pyvis brings along (vis-network, Apache-2.0 or MIT)."""
_SCRIPTS = ("words.js", "model.js", "drawing.js", "labels.js", "panel.js", "search.js", "main.js")

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "multiselect": False,
        "keyboard": {"enabled": False},
        "tooltipDelay": 3600000,
        "zoomSpeed": 0.8,
    },
    "edges": {"hoverWidth": 1.2, "selectionWidth": 1.2, "chosen": False, "arrows": {"to": {"enabled": False}}},
    "nodes": {"chosen": False, "borderWidth": 1.5},
}


def render(payload: Payload, title: str, counts: dict[str, int]) -> str:
    """The page as text; equal input gives equal bytes."""
    from pyvis.network import Network  # noqa: PLC0415  (brings IPython: half a second)

    net = Network(directed=True, heading=title)
    net.nodes, net.edges = payload.nodes, payload.edges  # add_node and add_edge are quadratic
    net.options = OPTIONS
    net.templateEnv = _environment(net.templateEnv.loader)
    script = _script(net.templateEnv)
    vis, theme, style = (_asset(net.templateEnv, name) for name in (_VIS, "theme.js", "page.css"))
    net.templateEnv.globals["page"] = {
        "counts": counts,
        "articles": payload.articles,
        "evidence": payload.evidence,
        "theme": theme,
        "vis": vis,
        "script": script,
        "style": style,
        "policy": _policy(scripts=(theme, vis, script), styles=(style,)),
    }
    net.path = "page.html"
    return str(net.generate_html())


def _environment(pyvis: BaseLoader | None) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader  # noqa: PLC0415

    ours = FileSystemLoader(_HERE)
    env = Environment(
        loader=ChoiceLoader([ours, pyvis] if pyvis else [ours]), autoescape=True, keep_trailing_newline=True
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    return env


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

    return Markup("(() => {\n'use strict';\n%s})();\n") % Markup("\n").join(_asset(env, name) for name in _SCRIPTS)


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


@cache
def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"
