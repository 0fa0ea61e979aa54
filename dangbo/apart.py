"""Work in a process of its own: what it takes of memory goes back to the system with it, as Python gives back little.

The process is a program of its own, neither forked nor given the main module of whoever builds, and ends where its
input ends: it does not outlive the build.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from dangbo.engines.memory import peak
from dangbo.errors import DangboError, WorkerDefectError
from dangbo.progress import Run

Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")

OUT_OF_MEMORY = 77
"""Exit code of a process in which Python itself ran out of memory."""
_OFTEN = 0.1
"""Seconds between two words on how far a step is."""


class EndedError(DangboError):
    """The process was ended before it was done; the message says how."""


class Program:
    """A process that runs `main()` of a module of ours, which talks on its standard input and output."""

    def __init__(self, module: str, inherited: Sequence[int] = ()) -> None:
        # a group of its own: Ctrl-C is for the build, which ends what it has started
        self._process = subprocess.Popen(
            [sys.executable, "-c", _started(module), json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            process_group=0,
            pass_fds=inherited,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self.results = Connection(os.dup(self._process.stdout.fileno()), writable=False)
        self.requests = Connection(os.dup(self._process.stdin.fileno()), readable=False)
        self._process.stdin.close()
        self._process.stdout.close()

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self) -> str:
        """Make sure that it is gone, and say how it went."""
        if not self.requests.closed:
            self.requests.close()
            self.results.close()
            self._process.kill()
            self._process.wait()
        code = self._process.returncode
        if code == OUT_OF_MEMORY:
            return "out of memory"
        return f"signal {-code}: {signal.strsignal(-code)}" if code < 0 else f"exit code {code}"


def _started(module: str) -> str:
    return f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); from {module} import main; main()"


def call(
    work: Callable[[list[Item], Task, Run], Result],
    items: Iterable[Sequence[Item]],
    task: Task,
    run: Run,
    inherited: Sequence[int] = (),
) -> tuple[Result, int]:
    """What a function of some module gives for these items, sent some at a time, and a task; all can be pickled.

    Returns the bytes, too, that the process had in memory at most. The steps of the function are those of the `run`.
    A `DangboError` or an `OSError` of it is raised here, any other error is a `WorkerDefectError`, and an `EndedError`
    tells that the process was ended. `inherited` are handles of files that stay open as long as it lives.
    """
    program = Program(__name__, inherited)
    try:
        with suppress(BrokenPipeError, ConnectionResetError):  # that it is dead is seen below
            program.requests.send((work, task))
            for some in items:
                program.requests.send(some)
            program.requests.send(None)
        while True:
            kind, *said = program.results.recv()
            if kind == "progress":
                run.progress(*said)
            elif kind == "result":
                result, seconds, memory = said
                run.seconds.update(seconds)
                return result, memory
            elif kind == "error":
                raise said[0]
            else:
                raise WorkerDefectError(said[0])
    except (EOFError, ConnectionResetError):
        raise EndedError(program.end()) from None
    finally:
        program.end()


def pipes() -> tuple[Connection, Connection]:
    """In a process that a `Program` has started: where requests come in, and where results go out."""
    requests = Connection(os.dup(0), writable=False)
    results = Connection(os.dup(1), readable=False)
    os.dup2(2, 1)  # what a library prints is no result
    return requests, results


def main() -> None:
    """In the process: the work, and what came of it."""
    requests, results = pipes()
    try:
        work, task = requests.recv()
        items: list[Any] = []
        while (some := requests.recv()) is not None:
            items.extend(some)
        threading.Thread(target=_listen, args=(requests,), daemon=True).start()
        results.send(_done(work, items, task, Run(_Telling(results))))
    except (EOFError, BrokenPipeError):  # nobody waits for it any more
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    os._exit(0)


def _listen(requests: Connection) -> None:
    """End as soon as the process that asked has ended, whatever the other thread is at."""
    with suppress(EOFError, OSError):
        requests.recv_bytes()
    os._exit(0)


def _done(work: Callable[[list[Any], Any, Run], Any], items: list[Any], task: Any, run: Run) -> tuple[Any, ...]:
    """What came of it, as a message."""
    try:
        return "result", work(items, task, run), run.seconds, peak()
    except (BrokenPipeError, MemoryError):
        raise
    except (DangboError, OSError) as error:
        return "error", error
    except Exception:  # a bug, told whole to the process that shows it
        return "defect", traceback.format_exc()


class _Telling:
    """A `dangbo.progress.Progress` for the other side: each step, and now and then how far it is."""

    def __init__(self, results: Connection) -> None:
        self._results, self._step, self._last = results, "", 0.0

    def __call__(self, step: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if step != self._step or now - self._last >= _OFTEN:
            self._step, self._last = step, now
            self._results.send(("progress", step, done, total))
