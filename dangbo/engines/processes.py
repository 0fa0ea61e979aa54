"""Reads in processes of their own, one a core.

A worker takes the next batch when it is through with one, and has one more in hand so that it never waits. Where a
worker dies (the kernel out of memory, a crash), the rest of its batch goes to another, beginning with the article it
died on; where that one dies on the same article, the article is refused and the others go on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait

import msgspec

from dangbo.apart import Program
from dangbo.engines import worker as theirs
from dangbo.engines.spool import LARGEST, Batch, Spool
from dangbo.errors import DangboError, WorkerDefectError
from extraction.reading import Refused
from graph.work import Work

_IN_HAND = 2
"""Batches that a worker has been given at a time."""
_STARTS = 8
"""Workers that may end, one after the other, before they have said a word."""


class WorkersError(DangboError):
    """Processes cannot be started here."""


class Processes:
    """An engine with this many workers."""

    def __init__(self, count: int, largest: int = LARGEST) -> None:
        self.memory: dict[str, int] = {}
        self._count, self._largest = count, largest
        self._died_on: set[tuple[str, int]] = set()
        """Spool and number of the records that a worker died on."""
        self._false_starts = 0

    def read(self, spool: Spool) -> Generator[bytes | Refused, None, None]:
        """As `dangbo.engines.Engine` says. Close the iterator to end the workers at once."""
        todo = _Todo(spool.batches(self._count, self._largest))
        workers: list[_Worker] = []
        try:
            while True:
                workers = [one for one in workers if not one.gone]
                while len(workers) < self._count and not todo.empty:
                    workers.append(_Worker(f"worker {1 + len(self.memory)}"))
                    self.memory.setdefault(workers[-1].name, 0)
                for one in workers:
                    while len(one.in_hand) < _IN_HAND and not todo.empty:
                        one.give(todo.next())
                busy = {one.results: one for one in workers if one.in_hand}
                if not busy:
                    return
                for ready in wait(list(busy)):
                    yield from self._heard(busy[ready], todo)  # type: ignore[index]
        finally:
            for one in workers:
                one.end()

    def map(self, work: Work, batches: Iterable[bytes]) -> Iterator[bytes]:
        """As `dangbo.engines.Engine` says: in this process, since it takes less than others take to start."""
        return map(work, batches)

    def _heard(self, one: _Worker, todo: _Todo) -> Iterator[bytes | Refused]:
        """What a worker has to say."""
        try:
            message = one.results.recv_bytes()
        except (EOFError, OSError):
            yield from self._buried(one, todo)
            return
        kind, content = message[:1], message[1:]
        if kind == theirs.READ:
            one.done += 1
            yield content
        elif kind == theirs.DONE:
            one.in_hand.popleft()
            one.done = 0
            self.memory[one.name] = int(content)
        elif kind == theirs.READY:
            one.is_ready = True
            self._false_starts = 0
        else:
            raise WorkerDefectError(content.decode())

    def _buried(self, one: _Worker, todo: _Todo) -> Iterator[Refused]:
        """A worker has died: its work goes back, but for an article that has now ended two."""
        how = one.end()
        if not one.is_ready:
            self._false_starts += 1
            if self._false_starts >= _STARTS:
                raise WorkersError(f"worker processes end before they have begun ({how}): try --workers 1")
            todo.back(one.in_hand)
            return
        batch, *others = one.in_hand
        todo.back(others)
        rest = batch.after(one.done)
        if rest.count and (rest.spool, rest.first) in self._died_on:
            record = next(rest.records())
            yield Refused(record.where, f"reading article {record.article.id!r} has ended two processes ({how})")
            rest = rest.after(1)
        elif rest.count:
            self._died_on.add((rest.spool, rest.first))
        if rest.count:
            todo.back([rest])


class _Todo:
    """Batches to give out; what comes back goes first."""

    def __init__(self, batches: Iterable[Batch]) -> None:
        self._batches = iter(batches)
        self._returned: deque[Batch] = deque()
        self._fetch()

    @property
    def empty(self) -> bool:
        return not self._returned

    def next(self) -> Batch:
        batch = self._returned.popleft()
        if not self._returned:
            self._fetch()
        return batch

    def back(self, batches: Iterable[Batch]) -> None:
        self._returned.extendleft(reversed(list(batches)))

    def _fetch(self) -> None:
        self._returned.extend(batch for batch in [next(self._batches, None)] if batch is not None)


class _Worker:
    """One process, and what it has been given."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.in_hand: deque[Batch] = deque()
        self.done = 0
        """Articles of its first batch that it has read."""
        self.is_ready = self.gone = False
        self._program = Program(theirs.__name__)
        self.results = self._program.results

    @property
    def pid(self) -> int:
        return self._program.pid

    def give(self, batch: Batch) -> None:
        """Hand over a batch; that the worker is dead is seen where its results are read."""
        self.in_hand.append(batch)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._program.requests.send_bytes(msgspec.json.encode(batch))

    def end(self) -> str:
        """Make sure that it is gone, and say how it went."""
        self.gone = True
        return self._program.end()
