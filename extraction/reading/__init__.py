"""Readers: files, folders, globs and standard input come in; articles, or the reason for each refusal, go out.

>>> from extraction.reading import read
>>> next(read(["no/such/file.txt"]))
Refused(where='no/such/file.txt', reason='no such file or folder')
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from extraction.reading.metadata import complete
from extraction.reading.records import (
    FIELDS,
    MAX_CHARS,
    Columns,
    Record,
    Refused,
    read_archive,
    read_lines,
    read_page_file,
    read_standard_input,
    read_table,
    read_text_file,
)
from extraction.reading.sources import Source, find_sources

__all__ = ["FIELDS", "MAX_CHARS", "Columns", "Duplicate", "Record", "Refused", "read"]


class Duplicate(msgspec.Struct, frozen=True):
    """The same article once more, same id and same text: counted, not read again."""

    where: str
    id: str
    first: str
    """Where it was read the first time."""


def read(
    paths: Iterable[str | Path],
    *,
    max_chars: int = MAX_CHARS,
    skip: Collection[Path] = (),
    stdin: BinaryIO | None = None,
    columns: Columns | None = None,
) -> Iterator[Record | Refused | Duplicate]:
    """Every article of these paths in order, one at a time; what cannot be read is refused with its reason.

    `skip` names folders not to walk into (the one that a build writes to). `-` among the paths reads `stdin`.
    `columns` tells what lines of JSON and rows of tables call a field where it is not its own name: {"text": "body"}.
    """
    seen: dict[str, tuple[str, str]] = {}
    for source in find_sources(paths, skip):
        if isinstance(source, Refused):
            yield source
            continue
        for record in _read_source(source, max_chars, stdin, columns):
            if isinstance(record, Refused):
                yield record
                continue
            article = record.article
            before = seen.get(article.id)
            if before is None:
                seen[article.id] = (article.sha256, record.where)
                yield msgspec.structs.replace(record, article=complete(article))
            elif before[0] == article.sha256:
                yield Duplicate(record.where, article.id, before[1])
            else:
                yield Refused(record.where, f"id {article.id!r} was read with another text before, from {before[1]}")


def _read_source(
    source: Source, max_chars: int, stdin: BinaryIO | None, columns: Columns | None
) -> Iterator[Record | Refused]:
    match source.kind:
        case "stdin":
            return read_standard_input(stdin or sys.stdin.buffer, max_chars, columns)
        case "text":
            return iter((read_text_file(source.path, source.where, max_chars),))
        case "page":
            return iter((read_page_file(source.path, source.where, max_chars),))
        case "table":
            return read_table(source.path, source.where, max_chars, columns)
        case "archive":
            return read_archive(source.path, source.where, max_chars)
        case "lines":
            return read_lines(source.path, source.where, max_chars, columns)
