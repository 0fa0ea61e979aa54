"""Sorts more lines than memory should hold: sorted runs go to temporary files, and are merged on the way out."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import IO

RUN = 50_000
"""Lines of a run, about 15 MB of memory. Each is an open file while they are merged: 20 for a million lines."""


def in_order(lines: Iterable[str], run: int = RUN) -> Iterator[str]:
    """Every different line once, in order of code points. A line holds no end of line.

    >>> list(in_order(["b", "b", "c", "a", "b"], run=2))
    ['a', 'b', 'c']
    """
    remaining = iter(lines)
    with ExitStack() as files:
        runs: list[Iterable[str]] = []
        while batch := list(islice(remaining, run)):
            if len(batch) < run and not runs:
                yield from sorted(set(batch))
                return
            file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(f"{line}\n" for line in sorted(set(batch)))
            file.seek(0)
            runs.append(_lines(file))
        last = None
        for line in heapq.merge(*runs):
            if line != last:
                last = line
                yield line


def _lines(file: IO[str]) -> Iterator[str]:
    return (line[:-1] for line in file)
