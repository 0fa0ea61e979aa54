"""How fast a graph is loaded, asked and written, beside rdflib's own store in the same run.

    python benchmarks/store.py --triples 1000000

The graph is a plausible one (benchmarks/plausible.py). Every shipped query is asked once in each engine; a query that
takes rdflib longer than --patience is stopped there, and its ratio is then a lower bound. Every answer that both give
is compared.
"""

from __future__ import annotations

import argparse
import gc
import io
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import ontology  # noqa: E402 (so that it runs from anywhere)
from benchmarks.plausible import lines  # noqa: E402
from graph import turtle  # noqa: E402
from graph.store import GraphStore  # noqa: E402

if TYPE_CHECKING:
    import rdflib

T = TypeVar("T")


class _StoppedError(Exception):
    """rdflib took longer than the patience."""


class Asked(NamedTuple):
    """One query in both engines."""

    name: str
    rows: int
    ours: float
    theirs: float
    is_whole: bool
    """Whether rdflib came to its end."""


def main() -> int:
    """Measure and print."""
    arguments = _arguments()
    written = lines(arguments.triples)
    print(f"{len(written):,} triples, one process\n")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "graph.nt"
        source.write_text("".join(written), encoding="utf-8")
        disk, store_seconds = _timed(lambda: GraphStore.create(Path(folder) / "store", source))
        memory, memory_seconds = _timed(lambda: GraphStore.load(source))
        graph, rdflib_seconds = _timed(lambda: _rdflib(source))
        print("| what | dangbo | rdflib | ratio |\n| --- | ---: | ---: | ---: |")
        gc.freeze()  # rdflib's millions of objects would be looked through again while either engine makes rows
        _line("load, store on disk", store_seconds, rdflib_seconds)
        _line("load, in memory", memory_seconds, rdflib_seconds)
        _, ours = _timed(lambda: turtle.write((line.rstrip("\n") for line in written), io.BytesIO()))
        if not arguments.no_turtle:
            _, theirs = _timed(lambda: graph.serialize(format="turtle"))
            _line(f"write Turtle ({len(written) / ours:,.0f} triples/s)", ours, theirs)
        where, store = ("on disk", disk) if arguments.disk else ("in memory", memory)
        _report(where, [_ask(store, graph, query, arguments.patience) for query in ontology.queries()])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Load, ask and write, beside rdflib's own store.")
    parser.add_argument("--triples", type=int, default=1_000_000, help="about how many (1,000,000)")
    parser.add_argument("--patience", type=int, default=60, help="seconds that rdflib has for one query (60)")
    parser.add_argument("--disk", action="store_true", help="ask the store on disk, not the one in memory")
    parser.add_argument("--no-turtle", action="store_true", help="leave rdflib's writer out")
    return parser.parse_args()


def _rdflib(source: Path) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(source, format="nt")


def _ask(store: GraphStore, graph: rdflib.Graph, name: str, patience: int) -> Asked:
    text = ontology.query(name).text
    answer, ours = _timed(lambda: store.query(text))
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(patience)
    started = time.perf_counter()
    try:
        rows = len(list(graph.query(ontology.prologue() + text)))
    except _StoppedError:
        return Asked(name, len(answer.rows), ours, time.perf_counter() - started, False)
    finally:
        signal.alarm(0)
    if rows != len(answer.rows):
        raise SystemExit(f"{name}: {len(answer.rows)} rows here, {rows} in rdflib")
    return Asked(name, rows, ours, time.perf_counter() - started, True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise _StoppedError


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _line(what: str, ours: float, theirs: float) -> None:
    print(f"| {what} | {ours:.2f} s | {theirs:.2f} s | {theirs / ours:,.1f} × |", flush=True)


def _report(where: str, asked: list[Asked]) -> None:
    print(f"\n| query, {where} | rows | dangbo | rdflib | ratio |\n| --- | ---: | ---: | ---: | ---: |")
    for one in asked:
        more = "" if one.is_whole else "> "
        ratio = one.theirs / one.ours
        print(f"| {one.name} | {one.rows:,} | {one.ours:.3f} s | {more}{one.theirs:.2f} s | {more}{ratio:,.0f} × |")
    ours, theirs = ([getattr(one, side) for one in asked] for side in ("ours", "theirs"))
    median, other = statistics.median(ours), statistics.median(theirs)
    print(f"| **median query** | | {median:.3f} s | {other:.2f} s | {other / median:,.0f} × |")
    print(f"| **median ratio** | | | | {statistics.median(one.theirs / one.ours for one in asked):,.0f} × |")


if __name__ == "__main__":
    sys.exit(main())
