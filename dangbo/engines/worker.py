"""A process that reads articles for another: batches come in on its standard input, readings go out on its output.

It is started as a program of its own, neither forked nor given the main module of whoever builds: a script, a notebook
and the command line have the same workers. It ends where its input ends, so it never outlives the build.
"""

from __future__ import annotations

import os
import threading
import traceback
from multiprocessing.connection import Connection
from queue import SimpleQueue

import msgspec

from dangbo.apart import OUT_OF_MEMORY, pipes
from dangbo.engines.memory import peak
from dangbo.engines.spool import Batch

READY, READ, DONE, DEFECT = b"!", b"=", b".", b"?"
"""The first byte of a message: I have started; an article's reading; a batch is over (and bytes of memory had at most);
a program error, with its traceback."""


def main() -> None:
    """The life of a worker."""
    batches: SimpleQueue[Batch] = SimpleQueue()
    requests, results = pipes()
    threading.Thread(target=_listen, args=(requests, batches), daemon=True).start()
    try:
        results.send_bytes(READY)
        while True:
            _read(batches.get(), results)
    except BrokenPipeError:
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _listen(requests: Connection, batches: SimpleQueue[Batch]) -> None:
    """Take batches as they come, whatever the other thread is at: the sender never waits; its end is seen at once."""
    decoder = msgspec.json.Decoder(Batch)
    while True:
        try:
            batches.put(decoder.decode(requests.recv_bytes()))
        except (EOFError, OSError):
            os._exit(0)


def _read(batch: Batch, results: Connection) -> None:
    from dangbo.readings import read_record

    for record in batch.records():
        try:
            reading = read_record(record)
        except MemoryError:
            raise
        except Exception:  # a bug, told whole to the process that shows it
            results.send_bytes(DEFECT + traceback.format_exc().encode("utf-8", "backslashreplace"))
            os._exit(1)
        results.send_bytes(READ + reading)
    results.send_bytes(DONE + str(peak()).encode())
