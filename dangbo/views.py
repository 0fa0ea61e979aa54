"""What `dangbo show` opens: the page of a build at one entity, or a smaller page of a part of its graph."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from dangbo.errors import UsageError, listed

if TYPE_CHECKING:
    import networkx as nx

    from dangbo.workspace import Workspace


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a graph, and where to look first."""

    entity: str | None = None
    province: str | None = None
    first: int | None = None
    last: int | None = None
    steps: int = 0
    """How far around the entity; 0 for no such limit."""

    @property
    def is_whole(self) -> bool:
        """Whether the page that the build made will do."""
        return self.province is None and self.first is None and self.last is None and not self.steps


def page_of(built: Workspace, view: View, target: Path | None = None) -> tuple[Path, str]:
    """The file to open and the fragment of its address; a part of the graph is written to `target` first."""
    if view.steps and view.entity is None:
        raise UsageError("--subgraph goes around an entity: name one behind the folder")
    if view.first is not None and view.last is not None and view.first > view.last:
        raise UsageError(f"--from {view.first} is after --to {view.last}")
    if view.is_whole and target is None and view.entity is None:
        return built.page, ""
    network = built.network()
    entity = _one(network, view.entity, "entity") if view.entity is not None else None
    fragment = f"#{quote(entity, safe='')}" if entity is not None else ""
    if view.is_whole and target is None:
        return built.page, fragment
    part = _part(network, view, entity)
    if entity is not None and entity not in part:
        raise UsageError(f"{view.entity}: not in the part of the graph that was asked for")
    return _written(part, target, built.path.resolve().name), fragment


def _part(network: nx.MultiDiGraph[str], view: View, entity: str | None) -> nx.MultiDiGraph[str]:
    from graph import parts

    if view.province is not None:
        provinces = network.subgraph([n for n, d in network.nodes(data=True) if d.get("level") == "province"])
        places = provinces.subgraph([n for n, d in provinces.nodes(data=True) if d["kind"] == "place"])
        network = parts.in_province(network, _one(places, view.province, "province"))
    if view.first is not None or view.last is not None:
        network = parts.between(network, view.first, view.last)
    if view.steps and entity is not None and entity in network:
        network = parts.around(network, entity, view.steps)
    if not network:
        raise UsageError("nothing in the graph is of that place and time")
    return network


def _one(network: nx.MultiDiGraph[str], text: str, what: str) -> str:
    from graph import parts

    found = parts.find(network, text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"{text}: no such {what} in this graph")
    choice = listed([(node, _described(network.nodes[node])) for node in found])
    raise UsageError(f"{text}: which one? Say it by its id or in more words:{choice}")


def _described(data: dict[str, Any]) -> str:
    name, detail = str(data["pref_label"]), str(data["detail"])
    return name if not detail or detail in name else f"{name} ({detail})"


def _written(part: nx.MultiDiGraph[str], target: Path | None, title: str) -> Path:
    from exports import explorer

    file = target or Path(tempfile.mkdtemp(prefix="dangbo-")) / "graph.html"
    try:
        explorer.write(part, file, title=title)
    except OSError as error:
        raise UsageError(f"{file}: cannot be written to: {error.strerror}") from None
    return file
