"""Sorts more lines than memory should hold: sorted runs go to temporary files, and are merged on the way out."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import IO

RUN = 100_000
"""Lines of a run, about 30 MB of memory."""
OPEN = 160
"""As many runs are merged into one when there are so many: each is an open file, of which systems allow from 256 on."""


def in_order(lines: Iterable[str], run: int = RUN) -> Iterator[str]:
    """Every different line once, in order of code points. A line holds no end of line.

    >>> list(in_order(["b", "b", "c", "a", "b"], run=2))
    ['a', 'b', 'c']
    """
    remaining = iter(lines)
    runs: list[list[IO[str]]] = [[]]
    """Those that were merged so many times: of sixteen million lines, no more than 160 were never merged."""
    with ExitStack() as files:
        while batch := list(islice(remaining, run)):
            if len(batch) < run and not any(runs):
                yield from sorted(set(batch))
                return
            _add(sorted(set(batch)), runs, 0, files)
        yield from _merged([file for level in runs for file in level])


def _add(lines: Iterable[str], runs: list[list[IO[str]]], level: int, files: ExitStack) -> None:
    """Write down a run; where it is one too many of its level, all of them become one of the next."""
    to = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115  the stack closes it
    file = files.enter_context(to)
    file.writelines(f"{line}\n" for line in lines)
    file.seek(0)
    runs[level].append(file)
    if len(runs[level]) == OPEN:
        if level + 1 == len(runs):
            runs.append([])
        _add(_merged(runs[level]), runs, level + 1, files)
        for read in runs[level]:
            read.close()
        runs[level].clear()


def _merged(files: Sequence[IO[str]]) -> Iterator[str]:
    last = None
    for line in heapq.merge(*(_lines(file) for file in files)):
        if line != last:
            last = line
            yield line


def _lines(file: IO[str]) -> Iterator[str]:
    return (line[:-1] for line in file)
