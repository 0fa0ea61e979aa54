"""The formats a graph is exported to: what they are called, and how each is put in place whole or not at all."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from exports.source import Counts, ExportError, Source


@dataclass(frozen=True, slots=True)
class Format:
    """A format; the module of `exports` that writes it has a function `write`."""

    name: str
    module: str
    ending: str
    """What a file's name ends in; "" for a folder of files, which the module names in `FILES`."""
    of: Literal["graph", "entity"] = "graph"
    needs: str = ""
    """A package that is not always installed, and comes with the extra of the format's name."""


FORMATS = {
    one.name: one
    for one in (
        Format("turtle", "exports.turtle", ".ttl"),
        Format("ntriples", "exports.ntriples", ".nt"),
        Format("nquads", "exports.nquads", ".nq"),
        Format("trig", "exports.trig", ".trig"),
        Format("jsonld", "exports.jsonld", ".jsonld"),
        Format("graphml", "exports.graphml", ".graphml"),
        Format("gexf", "exports.gexf", ".gexf"),
        Format("csv", "exports.csv_tables", ""),
        Format("parquet", "exports.parquet", "", needs="pyarrow"),
        Format("neo4j", "exports.neo4j", ""),
        Format("followthemoney", "exports.followthemoney", ".ftm.json", needs="followthemoney"),
        Format("markdown", "exports.markdown", ".md", of="entity"),
        Format("html", "exports.html", ".html", of="entity"),
    )
}


def format_named(name: str) -> Format:
    """The format of this name, with all it needs installed; else an `ExportError` that tells what there is."""
    found = FORMATS.get(name)
    if found is None:
        raise ExportError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    if found.needs and importlib.util.find_spec(found.needs) is None:
        raise ExportError(f"{name} needs the package {found.needs}: pip install 'dangbo[{name}]'")
    return found


def write_file(format: Format, source: Source, path: Path, entity: str = "") -> Counts:
    """Write a file; what was there is replaced when all is written. `entity` is the IRI that a dossier is of."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as to:
            counts = write_stream(format, source, to, entity)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return counts


def write_stream(format: Format, source: Source, to: IO[bytes], entity: str = "") -> Counts:
    """Write a format that is one file to an open one."""
    module = importlib.import_module(format.module)
    counts: Counts = module.write(source, to, entity) if format.of == "entity" else module.write(source, to)
    return counts


def write_folder(format: Format, source: Source, folder: Path) -> Counts:
    """Write a format of several files; a folder that holds anything else than an earlier export is refused."""
    module = importlib.import_module(format.module)
    if folder.exists() and (not folder.is_dir() or {path.name for path in folder.iterdir()} - set(module.FILES)):
        raise ExportError(
            f"{folder}: holds other files than an export to {format.name}: choose a new or an empty folder"
        )
    made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.absolute().parent))
    try:
        counts: Counts = module.write(source, made)
        made.chmod(0o777 & ~_umask())
        if folder.exists():
            shutil.rmtree(folder)
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return counts


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
