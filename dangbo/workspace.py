"""The folder a build lives in: what it holds, which version wrote it, and how it is read again.

`dangbo.writing` puts it there. A reader needs no lock: it sees one build whole, also while the next one goes in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from dangbo.errors import UsageError

if TYPE_CHECKING:
    import networkx
    import rdflib

    from dangbo.exporting import Exported
    from dangbo.report import ArticleReport, Report
    from extraction.facts import Fact
    from graph.conflicts import Conflict
    from graph.store import Answer, GraphStore

FORMAT = 1
"""Raised when a folder written before can no longer be read by what is documented in docs/workspace.md."""
MARKER = ".dangbo"
FINISHED = ".finished"
"""A build that is done and whose files are going in place, one after the other; read in preference to what is there."""
STORE = "store"
GRAPH = "graph.ttl"
PAGE = "graph.html"
FACTS = "facts.jsonl"
ARTICLES = "articles.jsonl"
IDENTITY = "identity.jsonl"
UNDECIDED = "undecided.toml"
DECISIONS = "decisions.toml"
"""Belongs to the user: read by every build, written where `--decisions` names another file."""
CONFLICTS = "conflicts.jsonl"
REPORT = "report.json"
MANIFEST = "dangbo.json"

T = TypeVar("T")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`dangbo.json`: what wrote the folder, and what the other files were when it did."""

    dangbo: str
    """Version of the program."""
    workspace: int
    """Version of the folder's format."""
    base: str
    """Namespace of the graph's nodes."""
    reader: str
    """Fingerprint of the rules and lexicons that read the articles: other rules read them again."""
    files: dict[str, str]
    """Hex SHA-256 of each file."""
    decisions: str = ""
    """Hex SHA-256 of the decisions that it was built with, "" for none."""


class _Version(msgspec.Struct):
    dangbo: str
    workspace: int


class Workspace:
    """What a build left: facts, graph, page and report, each read when asked for."""

    def __init__(self, path: Path) -> None:
        if not path.is_dir():
            raise UsageError(f"{path}: no such folder (dangbo build PATH... -o {path} makes one)")
        found = manifest(path)
        if found is None and not (path / MARKER).is_file():
            raise UsageError(f"{path}: not a folder that dangbo build wrote")
        if found is None and located(path, GRAPH).is_file():
            raise UsageError(f"{path}: without {MANIFEST}, as an earlier dangbo wrote it: build it again")
        if found is None:
            raise UsageError(f"{path}: holds no graph; no build into it has come to its end")
        self.path = path
        self.manifest = found

    @property
    def page(self) -> Path:
        """The interactive page."""
        return located(self.path, PAGE)

    @property
    def turtle(self) -> Path:
        """The graph in Turtle."""
        return located(self.path, GRAPH)

    @property
    def source(self) -> Path:
        """What to ask: the store on disk."""
        return located(self.path, STORE)

    @cached_property
    def report(self) -> Report:
        """What the build made of all articles, and what it refused."""
        from dangbo.report import Report

        return msgspec.json.decode(opened(self.path, REPORT, Path.read_bytes), type=Report)

    @cached_property
    def store(self) -> GraphStore:
        """The embedded Oxigraph store, opened for reading."""
        from graph.store import GraphStore

        return opened(self.path, STORE, GraphStore.open)

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
        from graph.descriptions import Descriptions

        with Descriptions(self.turtle) as graph:
            return network.view(graph)

    def export(self, format: str, to: str | Path | None = None, *, entity: str | None = None) -> Exported:
        """Write the graph, or the dossier of one entity, in a format; see `dangbo.exporting.export`."""
        from dangbo import exporting

        return exporting.export(self, format, to, entity)

    def _repr_html_(self) -> str:
        """The page, as Jupyter shows it: the best supported part of the graph."""
        from exports import explorer

        return explorer.frame(explorer.view(self.turtle, explorer.NOTEBOOK), title=self.path.name)

    def facts(self) -> Iterator[Fact]:
        """Every fact with its evidence, article by article."""
        from extraction.facts import Fact

        return rows(self.path, FACTS, Fact)

    def conflicts(self) -> Iterator[Conflict]:
        """Where articles contradict each other, by kind and id."""
        from graph.conflicts import Conflict

        try:
            yield from rows(self.path, CONFLICTS, Conflict)
        except FileNotFoundError:
            told = f"{self.path}: without {CONFLICTS}, as an earlier dangbo wrote it: build it again"
            raise UsageError(told) from None

    def articles(self) -> Iterator[ArticleReport]:
        """What is known of every article, and what became of it; by id."""
        from dangbo.report import ArticleReport

        return rows(self.path, ARTICLES, ArticleReport)


def manifest(folder: Path) -> Manifest | None:
    """What a folder says of itself, None where no build wrote it; a `UsageError` where a newer dangbo did."""
    try:
        data = opened(folder, MANIFEST, Path.read_bytes)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{folder / MANIFEST}: cannot be read: {error.strerror}") from None
    try:
        version = msgspec.json.decode(data, type=_Version)
        if version.workspace > FORMAT:
            raise UsageError(
                f"{folder}: written by dangbo {version.dangbo} in format {version.workspace}; this version reads "
                f"format {FORMAT}: install a newer dangbo, or choose another folder"
            )
        return msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        if (folder / MARKER).is_file():
            raise DamagedError(f"{folder / MANIFEST}: not as dangbo build wrote it: build the folder again") from None
        return None


class DamagedError(UsageError):
    """A file of a workspace is not as it was written."""


def located(folder: Path, name: str) -> Path:
    """Where a file of the newest build is: in its place, or about to go there."""
    finished = folder / FINISHED / name
    return finished if finished.exists() else folder / name


def opened(folder: Path, name: str, how: Callable[[Path], T]) -> T:
    """Open a file of the newest build, again if it goes in place at this very moment."""
    while True:
        path = located(folder, name)
        try:
            return how(path)
        except OSError:
            if located(folder, name) == path:
                raise


def rows(folder: Path, name: str, kind: Any) -> Iterator[Any]:
    """The lines of a file of the newest build, each decoded as this type."""
    decoder = msgspec.json.Decoder(kind)
    with opened(folder, name, lambda path: path.open("rb")) as lines:
        for line in lines:
            yield decoder.decode(line)
