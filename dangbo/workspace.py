"""The folder a build lives in: what it holds, how it is written whole or not at all, and how it is read again."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dangbo.errors import UsageError

if TYPE_CHECKING:
    import networkx
    import rdflib

    from dangbo.report import Report
    from extraction.facts import Fact
    from graph.store import Answer, GraphStore

MARKER = ".dangbo"
STORE = "store"
GRAPH = "graph.ttl"
PAGE = "graph.html"
FACTS = "facts.jsonl"
REPORT = "report.json"
CONTENTS = (STORE, GRAPH, FACTS, PAGE, REPORT)
"""In the order they are put in place: the report, which speaks of the others, is last."""
_BUILDING = ".building-"
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
_MARK = "This folder belongs to `dangbo build`, which replaces what it wrote here.\n"


class Workspace:
    """What a build left: facts, graph, page and report, each read when asked for."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise UsageError(f"{path}: no such folder (dangbo build PATH... -o {path} makes one)")
        if not _is_workspace(path):
            raise UsageError(f"{path}: not a folder that dangbo build wrote")
        if not (path / GRAPH).is_file():
            raise UsageError(f"{path}: holds no graph; no build into it has come to its end")
        self.path = path

    @property
    def page(self) -> Path:
        """The interactive page."""
        return self.path / PAGE

    @property
    def turtle(self) -> Path:
        """The graph in Turtle."""
        return self.path / GRAPH

    @property
    def source(self) -> Path:
        """What to ask: the store on disk, or the Turtle where a build was killed between putting two files in place."""
        store = self.path / STORE
        return store if store.is_dir() else self.turtle

    @cached_property
    def report(self) -> Report:
        """What happened to each article."""
        from dangbo.report import Report

        return msgspec.json.decode((self.path / REPORT).read_bytes(), type=Report)

    @cached_property
    def store(self) -> GraphStore:
        """The embedded Oxigraph store, opened for reading."""
        from graph.store import GraphStore

        return GraphStore.open(self.source) if self.source.is_dir() else GraphStore.load(self.source)

    @cached_property
    def graph(self) -> rdflib.Graph:
        """The whole graph in memory, as rdflib knows it. Questions are answered much faster by `ask`."""
        return self.store.to_rdflib()

    def ask(self, query: str | Path, **parameters: str) -> Answer:
        """Answer a question: SPARQL text, a `.rq` file, or the name of a shipped query with its parameters.

        `out.ask("holders", place="Đồng Tháp", on="2023-01-01")`; what a query takes is in `ontology.queries()`.
        """
        from dangbo import answers

        return answers.ask(self.store, query, parameters)

    def network(self) -> networkx.MultiDiGraph[Any]:
        """Entities and facts as a NetworkX graph, derived from the RDF."""
        from graph import network

        return network.view(self.store)

    def facts(self) -> Iterator[Fact]:
        """Every fact with its evidence, article by article."""
        from extraction.facts import Fact

        decoder = msgspec.json.Decoder(Fact)
        with (self.path / FACTS).open("rb") as lines:
            for line in lines:
                yield decoder.decode(line)


def refuse_foreign(out: Path) -> None:
    """Say so, before any work, where `out` cannot be built into."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out}: a file, not a folder to write to")
    if out.is_dir() and not _is_workspace(out) and any(_visible(out)):
        raise UsageError(f"{out}: holds other files and was not written by dangbo: choose a new or an empty folder")


@contextmanager
def writing(out: Path) -> Iterator[Path]:
    """A fresh folder inside `out` to write to; what it holds at the end replaces what `out` held, file by file.

    Where the block fails or is killed, what `out` held stays as it was; leftovers of a killed build are cleared.
    """
    refuse_foreign(out)
    made = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / MARKER).write_text(_MARK, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written to: {error.strerror}") from error
    with _locked(out):
        for leftover in out.glob(f"{_BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=out))
        try:
            yield building
            _put_in_place(building, out)
        except OSError as error:
            if error.errno not in _UNWRITABLE:
                raise
            raise UsageError(f"{out}: cannot be written to: {error.strerror}") from error
        finally:
            shutil.rmtree(building, ignore_errors=True)
            if made and not any((out / name).exists() for name in CONTENTS):
                (out / MARKER).unlink(missing_ok=True)
                with suppress(OSError):
                    out.rmdir()


def _put_in_place(building: Path, out: Path) -> None:
    for name in CONTENTS:
        new, old = building / name, out / name
        if not new.exists():
            continue
        if old.is_dir():  # a folder is not replaced in one step: the old one steps aside first
            old.replace(building / f"old-{name}")
        new.replace(old)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Two builds into one folder would mix; the lock ends with the process, however that ends."""
    try:
        import fcntl
    except ImportError:  # no POSIX: not worth a dependency
        yield
        return
    handle = os.open(out / MARKER, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise UsageError(f"{out}: another build is writing here; wait for it, or choose another folder") from None
    finally:
        os.close(handle)


def _is_workspace(folder: Path) -> bool:
    """By its mark; or by holding nothing but what a build writes (a copy without hidden files)."""
    if (folder / MARKER).is_file():
        return True
    names = {path.name for path in _visible(folder)}
    return bool(names) and names <= set(CONTENTS) and {GRAPH, REPORT} <= names


def _visible(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.name != ".DS_Store")
