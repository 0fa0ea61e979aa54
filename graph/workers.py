"""Questions under a limit of time and memory: each is answered in a process of its own, which is ended at the limit.

Oxigraph cannot be told to stop a query. So a worker opens the store for reading, answers one call after the other, and
is killed and replaced where a call takes too long, wants too much memory or brings the engine down.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from graph.lookup import ParameterError
from graph.results import NotAcceptableError
from graph.sparql import QueryError
from graph.store import GraphStore

P = ParamSpec("P")
T = TypeVar("T")

_SAID = (QueryError, ParameterError, NotAcceptableError)
"""What a call may raise that is the caller's to hear."""
_GRACE = 30.0
"""Seconds a new worker may take to open its store."""


class LimitError(Exception):
    """A question that took too long, wanted too much memory, or ended its worker."""


class BusyError(LimitError):
    """No worker came free in time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may take."""

    seconds: float = 60.0
    memory: int = 4 << 30
    """Bytes of a worker's data; 0 for no limit. Kept where the system can (Linux)."""


class Workers:
    """A few processes that read one store: a folder of Oxigraph, or a Turtle file. Use it as a context."""

    def __init__(self, source: Path, limits: Limits | None = None, count: int = 1) -> None:
        self.limits = limits or Limits()
        self._source, self._context = source, multiprocessing.get_context("spawn")
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(count):
            self._idle.put(None)  # started when first needed

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            workers, self._all = self._all, set()
        for worker in workers:
            worker.end()

    def call(self, function: Callable[Concatenate[GraphStore, P], T], /, *arguments: P.args, **named: P.kwargs) -> T:
        """What a function of some module gives for the store and these arguments, worked out in a worker.

        `QueryError`, `ParameterError` and `NotAcceptableError` come back as they are; a limit is a `LimitError`.
        """
        with self._worker() as worker:
            try:
                return worker.call(self.limits.seconds, function, arguments, named)  # type: ignore[no-any-return]
            except LimitError:
                with self._lock:
                    self._all.discard(worker)
                worker.end()
                raise

    @contextlib.contextmanager
    def _worker(self) -> Iterator[_Worker]:
        try:
            worker = self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise BusyError("too many questions at once: try again in a moment") from None
        try:
            if worker is None or not worker.alive:
                worker = _Worker(self._context, self._source, self.limits.memory)
                with self._lock:
                    closed = self._closed
                    if not closed:
                        self._all.add(worker)
                if closed:
                    worker.end()
                    raise BusyError("the workers have been ended")
            yield worker
        finally:
            self._idle.put(worker if worker is not None and worker.alive else None)


class _Worker:
    """One process, and the way to talk to it."""

    def __init__(self, context: multiprocessing.context.SpawnContext, source: Path, memory: int) -> None:
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, source, memory), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    @property
    def alive(self) -> bool:
        return self._process.is_alive() and not self._connection.closed

    def call(self, seconds: float, function: Any, arguments: Any, named: Any) -> Any:
        if not self._ready:
            self._receive(_GRACE + seconds)
            self._ready = True
        try:
            self._connection.send((function, arguments, named))
        except (BrokenPipeError, ConnectionResetError):
            raise LimitError(self._why()) from None
        return self._receive(seconds)

    def _receive(self, seconds: float) -> Any:
        try:
            if not self._connection.poll(seconds):
                raise LimitError(f"stopped after {seconds:g} seconds: ask for less, or allow more time")
            failed, result = self._connection.recv()
        except (EOFError, ConnectionResetError):
            raise LimitError(self._why()) from None
        if failed:
            raise result
        return result

    def _why(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        if code in (-signal.SIGABRT, -signal.SIGKILL, _OUT_OF_MEMORY):
            return "stopped: it needs more memory than it may have"
        return f"the engine broke down on it (exit code {code})"

    def end(self) -> None:
        """Kill it: it only reads."""
        self._process.kill()
        self._process.join()
        self._connection.close()


_OUT_OF_MEMORY = 77
"""Exit code of a worker that Python ran out of memory in."""


def _work(connection: Connection, source: Path, memory: int) -> None:
    """The life of a worker: open the store, then answer until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends its workers
    _quieten_engine()
    _limit(memory)
    store, stamp = _open(source), _stamp(source)
    connection.send((False, None))
    while True:
        try:
            function, arguments, named = connection.recv()
        except (EOFError, OSError):
            return
        if _stamp(source) != stamp:  # built anew in the meantime
            store, stamp = _open(source), _stamp(source)
        try:
            answer = (False, function(store, *arguments, **named))
        except _SAID as error:
            answer = (True, error)
        except MemoryError:
            raise SystemExit(_OUT_OF_MEMORY) from None
        try:
            connection.send(answer)
        except (BrokenPipeError, ConnectionResetError):
            return


def _quieten_engine() -> None:
    """What Oxigraph prints when it runs out of memory is nobody's to read; Python's own complaints are."""
    sys.stderr = os.fdopen(os.dup(2), "w")
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  a file descriptor is all that is wanted
        os.dup2(nowhere.fileno(), 2)


def _limit(memory: int) -> None:
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory:
        with contextlib.suppress(ValueError, OSError):  # a lower limit is set from outside
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _open(source: Path) -> GraphStore:
    """The store; while a build is putting a new one in its place, it may be missing for a moment."""
    deadline = time.monotonic() + 5
    while True:
        try:
            return GraphStore.open(source) if source.is_dir() else GraphStore.load(source)
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def _stamp(source: Path) -> tuple[int, int] | None:
    try:
        state = source.stat()
    except OSError:
        return None
    return (state.st_ino, 0 if source.is_dir() else state.st_mtime_ns)
