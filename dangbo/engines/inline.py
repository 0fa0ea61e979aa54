"""Reads in this very process: for what is too little to share."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator

from dangbo.engines.spool import Spool
from dangbo.readings import read_record
from extraction.reading import Refused
from graph.work import Work


class Inline:
    """An engine without workers."""

    def __init__(self) -> None:
        self.memory: dict[str, int] = {}

    def read(self, spool: Spool) -> Generator[bytes | Refused, None, None]:
        """As `dangbo.engines.Engine` says."""
        for batch in spool.batches(1):
            for record in batch.records():
                yield read_record(record)

    def map(self, work: Work, batches: Iterable[bytes]) -> Iterator[bytes]:
        """As `dangbo.engines.Engine` says: in this process."""
        return map(work, batches)
