"""What was read before, by a whole build or by one that was killed: an unchanged article is not read again."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from dangbo.errors import UsageError
from dangbo.report import ArticleReport
from dangbo.workspace import ARTICLES, FACTS, GRAPH, DamagedError, Manifest, Workspace, located, manifest
from extraction.article import Article
from extraction.facts import Fact
from graph import grounding

_READERS = ("extraction", "ontology.places")
_COMPILED = "__pycache__"


class Reading(msgspec.Struct, frozen=True):
    """One article that was read, and the facts in it."""

    article: ArticleReport
    facts: tuple[Fact, ...]

    def holds(self, article: Article) -> bool:
        """Whether this is what reading the article would give: it has not changed, and every quote is in it."""
        if not self.article.is_of(article):
            return False
        return not any(grounding.flaw(piece, article) for fact in self.facts for piece in fact.evidence)


@cache
def fingerprint() -> str:
    """Hex digest of all that decides what is read out of an article: code, lexicons, gazetteer, splitter, alphabet."""
    digest = hashlib.sha256()
    versions = (metadata.version("underthesea"), unicodedata.unidata_version, f"{sys.version_info[:2]}")
    digest.update("\n".join(versions).encode())
    files = [(package, path) for package in _READERS for path in _files(resources.files(package))]
    files.append(("dangbo", resources.files("dangbo") / "report.py"))
    for package, path in files:
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
        self.articles: dict[str, ArticleReport] = {}
        self.readings: dict[str, Reading] = {}
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
        self.articles = {row.id: row for row in workspace.articles()}
        if known.reader != fingerprint():
            self.why_not = f"{workspace.path} was built with other rules or lexicons"
            return
        facts: dict[str, list[Fact]] = {}
        for fact in workspace.facts():
            facts.setdefault(fact.evidence[0].article, []).append(fact)
        self.readings = {one: Reading(row, tuple(facts.get(one, ()))) for one, row in self.articles.items()}

    @property
    def is_there(self) -> bool:
        """Whether a build left something."""
        return self.manifest is not None or bool(self.why_not)

    def kept(self, without: Iterable[str]) -> list[Reading]:
        """What is held of all articles but these; a `UsageError` where it cannot be used without their texts."""
        if self.why_not:
            raise UsageError(
                f"{self.why_not}, and the texts of its articles are not kept: build once from all of their paths"
            )
        left_out = set(without)
        return [reading for one, reading in self.readings.items() if one not in left_out]


class Journal:
    """What an unfinished build has read so far, an article a line: `with` it, `add` to it, find in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._whole = 0
        self.readings: dict[str, Reading] = {}
        """By id, what a build that did not come to its end had read."""

    def __enter__(self) -> Journal:
        if self._path.exists():
            self._load()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, reading: Reading) -> None:
        """Write down what was read, so that no kill can take it away."""
        if self._file is None:
            self._file = self._path.open("r+b" if self._whole else "wb")
            self._file.seek(self._whole)
            self._file.truncate()
            if not self._whole:
                self._file.write(_head())
        self._file.write(msgspec.json.encode(reading) + b"\n")
        self._file.flush()

    def forget(self) -> None:
        """The build has come to its end: all that was written down is in the folder."""
        if self._file is not None:
            self._file.close()
        self._path.unlink(missing_ok=True)

    def _load(self) -> None:
        decoder = msgspec.json.Decoder(Reading)
        with self._path.open("rb") as lines:
            if lines.readline() != _head():
                return  # of other rules, or cut off at once
            self._whole = len(_head())
            for line in lines:
                try:
                    reading = decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError):
                    return
                if not line.endswith(b"\n"):
                    return
                self.readings[reading.article.id] = reading
                self._whole += len(line)


def _head() -> bytes:
    return msgspec.json.encode({"reader": fingerprint()}) + b"\n"


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
