"""What is too much for memory while it is decided who is who: rows in an SQLite database that is of use only once.

SQLite and no other engine, because what is done with a group of rows is Python: they go in and come out one by one, and
all that is asked of the engine is to sort, to join by a number and to look up, in little memory. It is in the standard
library, and its order of texts is that of Python. What it sorts it keeps in temporary files (`SQLITE_TMPDIR`).
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

_PAGES_KB = 16_000
"""Kilobytes of the database that are in memory, and as many of what is being sorted."""

_AT_ONCE = 1_000
"""Rows that a pile inserts together: three times as fast as one by one."""
_REASONS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
}
"""What the system would say of the errors that are not ours."""

Rows = sqlite3.Connection


class Pile:
    """Rows on their way into a table of so many columns, which is made for them."""

    def __init__(self, rows: Rows, table: str, *columns: str) -> None:
        marks = ", ".join("?" * len(columns))
        rows.execute(f"CREATE TABLE {table}({', '.join(columns)})")
        self._rows, self._insert = rows, f"INSERT INTO {table} VALUES ({marks})"
        self._waiting: list[tuple[str | int | None, ...]] = []

    def add(self, *row: str | int | None) -> None:
        """Put one down."""
        self._waiting.append(row)
        if len(self._waiting) == _AT_ONCE:
            self.close()

    def close(self) -> None:
        """All that were put down are in the table."""
        self._rows.executemany(self._insert, self._waiting)
        self._waiting.clear()


def grouped(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Rows that come in the order of their first column: each value of it, and the rest of the rows that have it."""
    for first, same in groupby(rows, key=itemgetter(0)):
        yield first, [row[1:] for row in same]


@contextmanager
def opened(path: Path | None = None) -> Iterator[Rows]:
    """An empty database: in a file that does not exist yet, or in a temporary one that nobody sees.

    Where the disk is full or cannot be written to, the block ends with an `OSError`.
    """
    with system_errors(), closing(sqlite3.connect(path or "", isolation_level=None)) as rows:
        rows.executescript(f"""
            PRAGMA journal_mode = OFF;
            PRAGMA synchronous = OFF;
            PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA temp_store = FILE;
            PRAGMA cache_size = -{_PAGES_KB};
            BEGIN;
        """)
        yield rows


@contextmanager
def system_errors() -> Iterator[None]:
    """Where the disk is full or cannot be written to, the block ends with an `OSError`."""
    try:
        yield
    except sqlite3.OperationalError as error:
        number = _REASONS.get(error.sqlite_errorcode & 0xFF)
        if number is None:
            raise
        raise OSError(number, os.strerror(number)) from error
