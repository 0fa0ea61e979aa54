"""What was read before, by a whole build or by one that was killed: an unchanged article is not read again."""

from __future__ import annotations

import hashlib
import shlex
import sys
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, NamedTuple, Protocol

import msgspec

from dangbo.errors import DefectError, UsageError
from dangbo.report import ArticleReport, report_on
from dangbo.workspace import ARTICLES, FACTS, GRAPH, DamagedError, Manifest, Workspace, located, manifest
from extraction import extract
from extraction.facts import Fact
from extraction.reading import Record
from graph import grounding

_READERS = ("extraction", "ontology.places")
_DECIDERS = (*_READERS, "graph")
_COMPILED = "__pycache__"


class Reading(msgspec.Struct, frozen=True):
    """One article that was read, and the facts in it: what an engine gives, encoded, and a line of the journal."""

    article: ArticleReport
    facts: tuple[Fact, ...]


class _Row(msgspec.Struct, frozen=True):
    """A reading without its facts."""

    article: ArticleReport


class _Named(msgspec.Struct, frozen=True):
    """The row of an article, of which only the id is asked for."""

    id: str


class _Of(msgspec.Struct, frozen=True):
    """A reading, of which only that is."""

    article: _Named


class _Quote(msgspec.Struct, frozen=True):
    article: str


class _Quoting(msgspec.Struct, frozen=True):
    """A fact, of which only the articles are asked for that tell it."""

    evidence: tuple[_Quote, ...]


Stretch = tuple[int, int]
"""Of a file: start and size in bytes."""


def read_record(record: Record) -> bytes:
    """Read one article: an encoded `Reading`, each quote of it looked up in the text."""
    try:
        found = extract(record.article)
        grounding.check(record.article, found)
        return msgspec.json.encode(Reading(report_on(record, found), tuple(found)))
    except grounding.GroundingError as error:
        raise DefectError(str(error)) from error
    except Exception as error:
        error.add_note(f"while reading article {record.article.id!r} from {record.where}")
        error.add_note(f"the next build leaves it out with --remove {shlex.quote(record.article.id)}")
        raise


class _Shelf(Protocol):
    """A file that holds facts; it goes from process to process, as a path does."""

    def article(self, row: Stretch) -> ArticleReport:
        """What is known of one article, its row standing in this stretch of bytes."""
        ...

    def facts(self, facts: Stretch) -> tuple[Fact, ...]:
        """Those of one article, which stand in this stretch."""
        ...


class Held(NamedTuple):
    """One article that was read; what is known of it is on disk until it is asked for, and so are its facts."""

    id: str
    shelf: _Shelf
    row: Stretch
    """Where its row stands."""
    stretch: Stretch
    """Where its facts stand."""
    given: tuple[str, tuple[str, ...]] | None = None
    """Where it was found this time, and what was passed over: None where that is as the row has it."""

    @property
    def article(self) -> ArticleReport:
        """What is known of it."""
        row = self.shelf.article(self.row)
        return row if self.given is None else msgspec.structs.replace(row, where=self.given[0], notes=self.given[1])

    def facts(self) -> tuple[Fact, ...]:
        """What was found in it."""
        return self.shelf.facts(self.stretch)

    def found(self, record: Record) -> Held | None:
        """This, as it was found again: None where reading the article would give something else.

        So the article must not have changed, and every quote be in it.
        """
        row, article = self.article, record.article
        if not row.is_of(article):
            return None
        if any(grounding.flaw(piece, article) for fact in self.facts() for piece in fact.evidence):
            return None
        is_there = (row.where, row.notes) == (record.where, record.notes)
        return self if is_there else self._replace(given=(record.where, record.notes))


@cache
def fingerprint() -> str:
    """Hex digest of all that decides what is read out of an article: code, lexicons, gazetteer, splitter, alphabet."""
    versions = ("underthesea", "underthesea_core", "rensa")
    return _digest(versions, _READERS, [("dangbo", resources.files("dangbo") / "report.py")])


@cache
def decider() -> str:
    """Hex digest of all that decides what facts come to."""
    return _digest(("rapidfuzz", "msgspec"), _DECIDERS)


def _digest(needed: Iterable[str], packages: Iterable[str], files: Iterable[tuple[str, Traversable]] = ()) -> str:
    """Of the versions of what is needed, and of all files of some packages and these."""
    digest = hashlib.sha256()
    versions = (*map(metadata.version, needed), unicodedata.unidata_version, f"{sys.version_info[:2]}")
    digest.update("\n".join(versions).encode())
    of_packages = ((package, path) for package in packages for path in _files(resources.files(package)))
    for package, path in (*of_packages, *files):
        digest.update(f"\n{package} {path.name}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.is_dir() and path.name != _COMPILED:
            yield from _files(path)
        elif path.is_file():
            yield path


class Earlier:
    """What the folder holds from the build before; empty where there was none."""

    def __init__(self, out: Path) -> None:
        self.why_not = ""
        """Why none of it can be used without the articles; "" where it can."""
        self.manifest: Manifest | None = None
        """None where there was no build, or none that can be understood."""
        self.articles: dict[str, Held] = {}
        """By id, all that it was built from."""
        self.held: dict[str, Held] = {}
        """Those whose facts need not be read again."""
        try:
            self.manifest = manifest(out)
            if self.manifest is not None:
                self._load(Workspace(out), self.manifest)
            elif (out / GRAPH).is_file():
                self.why_not = f"{out} was written by an earlier dangbo"
        except DamagedError as error:
            self.why_not = str(error)
        except msgspec.DecodeError:
            self.why_not = f"{out} was written by a dangbo with other records"

    def _load(self, workspace: Workspace, known: Manifest) -> None:
        for name in (ARTICLES, FACTS):
            path = located(workspace.path, name)
            if not path.is_file() or sha256(path) != known.files.get(name):
                raise DamagedError(f"{workspace.path / name} is not as dangbo build wrote it")
        shelf = _Files(located(workspace.path, ARTICLES), located(workspace.path, FACTS))
        facts = dict(shelf.of_facts())
        self.articles = {one: Held(one, shelf, row, facts.get(one, (0, 0))) for one, row in shelf.of_rows()}
        if known.reader != fingerprint():
            self.why_not = f"{workspace.path} was built with other rules or lexicons"
            return
        self.held = self.articles

    @property
    def is_there(self) -> bool:
        """Whether a build left something."""
        return self.manifest is not None or bool(self.why_not)

    def kept(self, without: Collection[str]) -> list[Held]:
        """What is held of all articles but these; a `UsageError` where it cannot be used without their texts."""
        if self.why_not:
            raise UsageError(
                f"{self.why_not}, and the texts of its articles are not kept: build once from all of their paths"
            )
        return [held for one, held in self.held.items() if one not in without]


class _Files(NamedTuple):
    """`articles.jsonl`, and `facts.jsonl`, where the facts of an article stand together."""

    rows: Path
    told: Path

    def of_rows(self) -> Iterator[tuple[str, Stretch]]:
        """Each article, and where its row stands; a `DecodeError` where a row is of another dangbo."""
        decoder, start = _decoder(ArticleReport), 0
        with self.rows.open("rb") as lines:
            for line in lines:
                yield decoder.decode(line).id, (start, len(line))
                start += len(line)

    def of_facts(self) -> Iterator[tuple[str, Stretch]]:
        """Each article that has facts, and where they stand."""
        decoder, start, end = _decoder(_Quoting), 0, 0
        article = None
        with self.told.open("rb") as lines:
            for line in lines:
                told = decoder.decode(line).evidence[0].article
                if told != article:
                    if article is not None:
                        yield article, (start, end - start)
                    article, start = told, end
                end += len(line)
        if article is not None:
            yield article, (start, end - start)

    def article(self, row: Stretch) -> ArticleReport:
        found: ArticleReport = _decoder(ArticleReport).decode(_cut(self.rows, row))
        return found

    def facts(self, facts: Stretch) -> tuple[Fact, ...]:
        decoder: msgspec.json.Decoder[Fact] = _decoder(Fact)
        return tuple(decoder.decode(line) for line in _cut(self.told, facts).splitlines())


class _Lines(NamedTuple):
    """A journal, where a line has both the row and the facts of an article."""

    path: Path

    def article(self, row: Stretch) -> ArticleReport:
        found: _Row = _decoder(_Row).decode(_cut(self.path, row))
        return found.article

    def facts(self, facts: Stretch) -> tuple[Fact, ...]:
        found: Reading = _decoder(Reading).decode(_cut(self.path, facts))
        return found.facts


class Journal:
    """What an unfinished build has read so far, an article a line: `with` it, `add` to it, find in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._whole = 0
        self._shelf = _Lines(path)
        self.held: dict[str, Held] = {}
        """By id, what a build that did not come to its end had read."""

    def __enter__(self) -> Journal:
        if self._path.exists():
            self._load()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, reading: bytes) -> Held:
        """Write down an encoded `Reading`, so that no kill can take it away."""
        if self._file is None:
            self._file = self._path.open("r+b" if self._whole else "wb")
            self._file.seek(self._whole)
            self._file.truncate()
            if not self._whole:
                self._whole = self._file.write(_head())
        self._file.write(reading + b"\n")
        self._file.flush()
        line = (self._whole, len(reading) + 1)
        self._whole += line[1]
        return Held(_decoder(_Of).decode(reading).article.id, self._shelf, line, line)

    def forget(self) -> None:
        """The build has come to its end: all that was written down is in the folder."""
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _load(self) -> None:
        with self._path.open("rb") as lines:
            if lines.readline() != _head():
                return  # of other rules, or cut off at once
            self._whole = len(_head())
            for line in lines:
                try:
                    reading = _decoder(Reading).decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError):
                    return
                if not line.endswith(b"\n"):
                    return
                stretch = (self._whole, len(line))
                self.held[reading.article.id] = Held(reading.article.id, self._shelf, stretch, stretch)
                self._whole += len(line)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def _cut(path: Path, stretch: Stretch) -> bytes:
    with path.open("rb") as file:
        file.seek(stretch[0])
        return file.read(stretch[1])


def _head() -> bytes:
    return msgspec.json.encode({"reader": fingerprint()}) + b"\n"


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
