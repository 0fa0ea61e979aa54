"""Rows on disk: what is not asked for is not in memory, and a full disk is told as the system tells it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from graph.rows import opened


def test_order_is_that_of_python() -> None:
    words = ["Ân", "an", "âN", "z", "\U0001f1fb", "\uffff", "", "a b", "a\x1fb"]
    with opened() as rows:
        rows.execute("CREATE TABLE word(word TEXT)")
        rows.executemany("INSERT INTO word VALUES (?)", ((word,) for word in words))
        assert [word for (word,) in rows.execute("SELECT word FROM word ORDER BY word")] == sorted(words)


def test_a_full_disk_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as full, opened(tmp_path / "rows") as rows:
        rows.execute("PRAGMA max_page_count = 8")
        rows.execute("CREATE TABLE word(word BLOB)")
        rows.execute("INSERT INTO word VALUES (?)", (bytes(1 << 20),))
    assert full.value.errno == errno.ENOSPC


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="ermission"), opened(tmp_path / "no folder" / "rows"):
        pass
