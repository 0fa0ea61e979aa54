"""Which files a list of paths means: files, folders (all below them, sorted), globs, and `-` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from extraction.reading.records import Refused, shown

Kind = Literal["text", "lines", "table", "page", "archive", "stdin"]

ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".jsonl": "lines",
    ".jsonl.gz": "lines",
    ".jsonl.zst": "lines",
    ".parquet": "table",
    ".html": "page",
    ".htm": "page",
    ".warc": "archive",
    ".warc.gz": "archive",
    ".warc.zst": "archive",
}
_KNOWN = ".txt, .jsonl (.gz, .zst), .parquet, .html and .warc (.gz, .zst)"


class Source(NamedTuple):
    """One file to read, and how to name it to a person."""

    path: Path
    where: str
    kind: Kind


def find_sources(paths: Iterable[str | Path], skip: Collection[Path] = ()) -> Iterator[Source | Refused]:
    """The files behind these paths, in order; a path that leads to none is refused."""
    skipped = {folder.resolve() for folder in skip}
    stdin_taken = False
    for given in paths:
        if str(given) == "-":
            yield Refused("-", "standard input was read before") if stdin_taken else Source(Path("-"), "stdin", "stdin")
            stdin_taken = True
            continue
        path = Path(given)
        if not _exists(path):
            if glob.has_magic(str(given)):
                yield from _globbed(str(given), skipped)
            else:
                yield Refused(shown(path), "no such file or folder")
        elif path.is_dir():
            yield from _walked(path, skipped)
        else:
            yield _named(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL
        return False


def _named(path: Path) -> Source | Refused:
    """A file that the user named itself."""
    where, kind = shown(path), _kind(path)
    if kind is None:
        return Refused(where, f"{_KNOWN} files are read, not this ending")
    if not path.is_file():
        return Refused(where, "no regular file")
    return Source(path, where, kind)


def _globbed(pattern: str, skipped: set[Path]) -> Iterator[Source | Refused]:
    found = False
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 (absolute patterns, too)
        path = Path(name)
        if path.is_file() and (kind := _kind(path)) is not None:
            found = True
            yield Source(path, shown(path), kind)
        elif path.is_dir() and "**" not in pattern:
            found = True
            yield from _walked(path, skipped)
    if not found:
        yield Refused(pattern, f"no {_KNOWN} file matches")


def _walked(folder: Path, skipped: set[Path]) -> Iterator[Source | Refused]:
    found = False
    failures: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=failures.append):
        here = Path(root)
        if here.resolve() in skipped:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = here / name
            kind = None if name.startswith(".") else _kind(path)
            if kind is not None:
                found = True
                yield Source(path, shown(path), kind) if path.is_file() else Refused(shown(path), "no regular file")
    for failure in failures:
        yield Refused(shown(failure.filename), f"cannot be opened: {failure.strerror}")
    if not found and not failures:
        yield Refused(shown(folder), f"holds no {_KNOWN} file")


def _kind(path: Path) -> Kind | None:
    name = path.name.casefold()
    return next((kind for ending, kind in ENDINGS.items() if name.endswith(ending)), None)
