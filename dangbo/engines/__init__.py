"""Where the work is done: in this process, in processes of their own, or on a cluster; all give the same bytes.

What is to be read stands in a spool, a file with one record a line. An engine cuts it into batches, and gives back the
encoded reading of every article in any order, or the reason why an article was lost. Then it is decided who is who and
what is told of whom, for some names or subjects at a time, which an engine may give to others, too.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from typing import Protocol

from dangbo.engines.spool import Spool
from dangbo.errors import UsageError
from extraction.reading import Refused
from graph.work import Work

_WORTH = 500_000
"""Bytes of a spool from which on one worker more is worth its start: about two seconds of reading."""


class Engine(Protocol):
    """What reads the articles of a spool, and has other work done: perhaps in another process, so it can be pickled."""

    memory: dict[str, int]
    """Bytes that each worker has had in memory at most, by its name, at the end; empty where there is none."""

    def read(self, spool: Spool) -> Generator[bytes | Refused, None, None]:
        """The reading of every article, as `dangbo.readings.read_record` encodes it. Close the iterator to stop."""
        ...

    def map(self, work: Work, batches: Iterable[bytes]) -> Iterator[bytes]:
        """What comes of each batch, in their order, as `graph.work.Each` says; here, or wherever articles are read."""
        ...


def local(workers: int | None, spool: Spool) -> Engine:
    """The engine for so many processes; None is as many as there are cores, fewer where there is little to read."""
    from dangbo.engines.inline import Inline
    from dangbo.engines.processes import Processes

    count = workers or min(cores(), 1 + spool.size // _WORTH)
    return Processes(count) if count > 1 else Inline()


def named(kind: str, scheduler: str | None, shared: str | None = None) -> Engine | None:
    """The engine that somebody has asked for by its name; None for the local one."""
    if kind == "local" and scheduler is None and shared is None:
        return None
    if kind != "dask" or scheduler is None:
        raise UsageError("a cluster is asked for by --engine dask and --scheduler ADDRESS, together")
    from dangbo.engines.cluster import Dask

    return Dask(scheduler, shared)


def can_move(engine: Engine) -> bool:
    """Whether it can do its work from another process of this machine.

    One of somebody else may hold what is of this process, or stand in a script that others cannot import.
    """
    return type(engine).__module__.startswith(f"{__name__}.")


def cores() -> int:
    """How many this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1
