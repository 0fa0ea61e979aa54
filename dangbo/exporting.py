"""Exports of a workspace: where they go, and which entity a name means."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo.errors import UsageError, listed

if TYPE_CHECKING:
    from dangbo.workspace import Workspace
    from exports.formats import Format
    from exports.source import Counts, Source
    from graph.descriptions import Description

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote. `path` is None for standard output."""

    path: Path | None
    counts: Counts


def export(workspace: Workspace, format: str, to: str | Path | None = None, entity: str | None = None) -> Exported:
    """Write the graph, or the dossier of one entity, in a format.

    `to` is a file or, for formats of several files, a folder; "-" is standard output; None is a name in the current
    folder made of the workspace's or the entity's. `entity` is an IRI, the local name of a node, or a name.
    """
    from exports import formats
    from exports.source import ExportError, Source

    try:
        chosen = formats.format_named(format)
        source = Source(workspace.turtle, workspace.network)
        node = _node(chosen, source, entity)
        target = Path(to) if to is not None else _default(chosen, workspace, node)
        if str(target) == STDOUT:
            if not chosen.ending:
                raise UsageError(f"{format} is several files: name a folder for them")
            return Exported(None, formats.write_stream(chosen, source, sys.stdout.buffer, node))
        _refuse_own(workspace, target)
        if not chosen.ending:
            return Exported(target, formats.write_folder(chosen, source, target))
        return Exported(target, formats.write_file(chosen, source, target, node))
    except ExportError as error:
        raise UsageError(str(error)) from None
    except sqlite3.OperationalError as error:
        raise UsageError(f"the temporary folder {tempfile.gettempdir()} does not do: {error}") from error
    except OSError as error:
        raise UsageError(f"{error.filename or to}: cannot be written: {error.strerror}") from error


def _default(format: Format, workspace: Workspace, node: str) -> Path:
    from graph.descriptions import local_name

    if node:
        return Path(f"{local_name(node)}{format.ending}")
    stem = workspace.path.absolute().name or "graph"
    return Path(f"{stem}{format.ending}" if format.ending else f"{stem}-{format.name}")


def _refuse_own(workspace: Workspace, target: Path) -> None:
    """An export never lands on what the build wrote."""
    own, there = workspace.path.resolve(), target.resolve()
    if there == own or own in there.parents:
        raise UsageError(f"{target}: lies in the folder of the build; export to a place of its own")


def _node(format: Format, source: Source, entity: str | None) -> str:
    if format.of == "graph":
        if entity:
            raise UsageError(f"{format.name} is of the whole graph: --entity is for markdown and html")
        return ""
    if not entity:
        raise UsageError(f"{format.name} is the dossier of one entity: name it with --entity")
    return _named(source, entity)


def _named(source: Source, entity: str) -> str:
    """The IRI of an entity by IRI, local name or name; accents are not needed."""
    from exports.dossier import KINDS
    from extraction.text import search_key
    from ontology import terms

    for iri in (entity, f"{source.base}{entity}"):
        if iri in source.descriptions:
            return iri
    key = " ".join(search_key(entity).split())
    found: list[Description] = []
    for class_ in KINDS:
        for one in source.descriptions.of_class(class_):
            names = one.all(terms.searchKey) or [search_key(one.full_label)]
            if key in names:
                found.append(one)
    if len(found) == 1:
        return found[0].iri
    if not found:
        raise UsageError(f"{entity!r}: no entity of this name; dangbo ask finds names, and takes a node's as well")
    choice = listed([(one.id, one.full_label) for one in found])
    raise UsageError(f"{entity!r} names {len(found)} entities; say which one:{choice}")
