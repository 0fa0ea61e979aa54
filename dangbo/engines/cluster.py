"""Works on a Dask cluster: the spool lies where all its workers see it, all else goes as bytes; needs `dangbo[dask]`.

The workers need the same dangbo installed, which is checked. Dask gives the batches of a worker that dies to another;
a batch that it gives up is read in the end, article by article, and the one that ends workers still is refused. Where
it gives up other work, that is done in this process.
"""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from dangbo.engines.memory import peak
from dangbo.engines.spool import Batch, Spool
from dangbo.errors import DangboError
from dangbo.readings import decider, fingerprint, read_record
from extraction.reading import Refused
from graph.work import Work

_IN_HAND = 3
"""Batches that each thread of the cluster is given at a time."""
_PATIENCE = 30
"""Seconds to wait for the scheduler, and for a first worker."""


class ClusterError(DangboError):
    """The cluster cannot be used."""


class Dask:
    """An engine on the cluster of a scheduler ("tcp://host:8786").

    `shared` is a folder that all workers see, as fsspec has addresses ("s3://bucket/folder"); None is the folder that
    is built into, which then is one on a file system that they share.
    """

    def __init__(self, scheduler: str, shared: str | None = None) -> None:
        self.memory: dict[str, int] = {}
        self._scheduler, self._shared = scheduler, shared

    def read(self, spool: Spool) -> Generator[bytes | Refused, None, None]:
        """As `dangbo.engines.Engine` says."""
        if not len(spool):
            return
        with self._client() as client, self._placed(spool) as where:
            threads = sum(client.nthreads().values())
            yield from self._through(client, spool.batches(threads, where=where), threads * _IN_HAND)

    def map(self, work: Work, batches: Iterable[bytes]) -> Iterator[bytes]:
        """As `dangbo.engines.Engine` says; only a few batches for each thread are under way at a time."""
        with self._client() as client:
            at_once = sum(client.nthreads().values()) * _IN_HAND
            under_way: deque[tuple[bytes, Any]] = deque()
            for batch in batches:
                if len(under_way) >= at_once:
                    yield self._done(work, *under_way.popleft())
                under_way.append((batch, client.submit(_do, work, batch, decider(), pure=False)))
            while under_way:
                yield self._done(work, *under_way.popleft())

    def _done(self, work: Work, batch: bytes, future: Any) -> bytes:
        """What came of a batch."""
        from distributed import KilledWorker

        try:
            worker, most, answer = future.result()
        except KilledWorker:  # it, or another that waited beside it
            return work(batch)
        finally:
            future.release()
        self._had(worker, most)
        return bytes(answer)

    def _had(self, worker: str, memory: int) -> None:
        self.memory[worker] = max(memory, self.memory.get(worker, 0))

    def _through(self, client: Any, batches: Iterator[Batch], at_once: int) -> Generator[bytes | Refused, None, None]:
        from distributed import KilledWorker, as_completed

        under_way = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]
        of: dict[str, Batch] = {}
        suspects: list[Batch] = []

        def submit(batch: Batch) -> None:
            future = client.submit(_read_batch, batch, fingerprint(), pure=False)
            of[future.key] = batch
            under_way.add(future)  # type: ignore[no-untyped-call]

        for batch in islice(batches, at_once):
            submit(batch)
        for future in under_way:
            batch = of.pop(future.key)
            try:
                yield from self._readings(future, batch)
            except KilledWorker:  # it, or another that waited beside it
                suspects.extend(batch.singly())
            if (following := next(batches, None)) is not None:
                submit(following)
        for one in suspects:  # alone, so that it is known which one it was
            try:
                yield from self._readings(client.submit(_read_batch, one, fingerprint(), pure=False), one)
            except KilledWorker as error:
                record = next(one.records())
                reason = f"reading article {record.article.id!r} has ended workers of the cluster ({error})"
                yield Refused(record.where, reason)

    def _readings(self, future: Any, batch: Batch) -> Iterator[bytes]:
        try:
            worker, most, readings = future.result()
        except FileNotFoundError:
            told = f"a worker of {self._scheduler} does not see {batch.spool}"
            raise ClusterError(f"{told}: name a place that all workers see with --shared") from None
        finally:
            future.release()
        self._had(worker, most)
        yield from readings

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            from distributed import Client
        except ImportError:
            raise ClusterError("needs dask.distributed, which is not installed: pip install 'dangbo[dask]'") from None
        try:
            client = Client(self._scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ClusterError(f"no Dask scheduler at {self._scheduler}: {error}") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=_PATIENCE)
            except TimeoutError:
                raise ClusterError(f"the cluster of {self._scheduler} has no workers") from None
            yield client

    @contextmanager
    def _placed(self, spool: Spool) -> Iterator[str]:
        """Where the workers find the spool."""
        if self._shared is None:
            yield str(Path(spool.path).resolve())
            return
        import fsspec

        files, folder = fsspec.core.url_to_fs(self._shared)
        name = f"{folder.rstrip('/')}/dangbo-{uuid.uuid4()}.spool"
        files.makedirs(folder, exist_ok=True)
        try:
            files.put_file(str(spool.path), name)
            yield files.unstrip_protocol(name)
        finally:
            if files.exists(name):
                files.rm_file(name)


def _read_batch(batch: Batch, reader: str) -> tuple[str, int, list[bytes]]:
    """On a worker: its address, its memory at most, and the readings of a batch."""
    worker = _checked(fingerprint(), reader, "another dangbo, underthesea or Python, and would read otherwise")
    readings = [read_record(record) for record in batch.records()]
    return worker, peak(), readings


def _do(work: Work, batch: bytes, code: str) -> tuple[str, int, bytes]:
    """On a worker: its address, its memory at most, and what comes of a batch."""
    worker = _checked(decider(), code, "another dangbo or rapidfuzz, and would decide otherwise")
    answer = work(batch)
    return worker, peak(), answer


def _checked(own: str, wanted: str, other: str) -> str:
    """The address of this worker; a `ClusterError` that it has something other, where it has not the wanted code."""
    from distributed import get_worker

    address = str(get_worker().address)
    if own != wanted:
        raise ClusterError(f"{address} has {other}")
    return address
