"""The spool: articles that are still to be read, on disk, so that their texts are never in memory all at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType

import msgspec

from extraction.reading import Record

_SMALLEST, LARGEST = 1 << 14, 1 << 19
"""Bytes of a batch: about 4 and 120 articles, or a twentieth of a second and two seconds of work."""
_SHARES = 6
"""A batch is this part of what each worker still has before it: large first, small last, so that all end together."""


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a spool: whole lines, each one record."""

    spool: str
    """Path, or an address that fsspec opens."""
    start: int
    size: int
    """In bytes, as is `start`."""
    first: int
    """Number of its first record in the spool, from 0."""
    count: int

    def records(self) -> Iterator[Record]:
        """Its articles, in order."""
        decoder = msgspec.json.Decoder(Record)
        return (decoder.decode(line) for line in self._bytes().splitlines())

    def after(self, records: int) -> Batch:
        """What is left of it after so many records; may hold none."""
        passed = sum(len(line) + 1 for line in islice(self._bytes().splitlines(), records))
        return msgspec.structs.replace(
            self,
            start=self.start + passed,
            size=self.size - passed,
            first=self.first + records,
            count=self.count - records,
        )

    def singly(self) -> Iterator[Batch]:
        """Its records, each as a batch of its own."""
        rest = self
        for line in self._bytes().splitlines():
            size = len(line) + 1
            yield msgspec.structs.replace(rest, size=size, count=1)
            rest = msgspec.structs.replace(rest, start=rest.start + size, first=rest.first + 1)

    def _bytes(self) -> bytes:
        if "://" in self.spool:
            import fsspec

            files, path = fsspec.core.url_to_fs(self.spool)
            return bytes(files.cat_file(path, start=self.start, end=self.start + self.size))
        with open(self.spool, "rb") as file:  # noqa: PTH123  a path as text is what crosses processes
            file.seek(self.start)
            return file.read(self.size)


class Spool:
    """Add records, `close`, then cut it into batches. As a context, it takes its file away at the end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        """In bytes."""
        self._ends = array("Q")
        self._file = path.open("wb")

    def __len__(self) -> int:
        return len(self._ends)

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)

    def add(self, record: Record) -> None:
        """Write down an article that is to be read."""
        self.size += self._file.write(msgspec.json.encode(record) + b"\n")
        self._ends.append(self.size)

    def close(self) -> None:
        """No more are coming: everything is to be on disk, where others read it."""
        self._file.close()

    def batches(self, workers: int, largest: int = LARGEST, where: str = "") -> Iterator[Batch]:
        """All of it, in order. `where` is its address where that is not its path."""
        first = start = 0
        while first < len(self._ends):
            size = min(max((self.size - start) // (workers * _SHARES), _SMALLEST), largest)
            after = first + 1
            while after < len(self._ends) and self._ends[after] - start <= size:
                after += 1
            end = self._ends[after - 1]
            yield Batch(spool=where or str(self.path), start=start, size=end - start, first=first, count=after - first)
            first, start = after, end
