"""How fast graphs are exported, in how much memory, and how fast Turtle is written beside rdflib's writer.

    python benchmarks/bench_exports.py
    python benchmarks/bench_exports.py --small 100000 --large 1000000

The graphs are plausible ones (benchmarks/plausible.py). Each export runs in a process of its own over the graph's
Turtle; its peak memory is what Linux says of that process.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pyoxigraph as ox  # noqa: E402 (so that it runs from anywhere)

from benchmarks import plausible  # noqa: E402
from exports import formats  # noqa: E402
from graph import turtle  # noqa: E402

STREAMING = ("turtle", "ntriples", "nquads", "trig", "jsonld", "csv", "parquet", "neo4j", "followthemoney")


class Run(NamedTuple):
    """One export in a process of its own."""

    triples: int
    seconds: float
    peak: float
    """Megabytes."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=100_000, metavar="TRIPLES")
    parser.add_argument("--large", type=int, default=1_000_000, metavar="TRIPLES")
    parser.add_argument("--one", nargs=3, metavar=("FORMAT", "TURTLE", "TO"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        _export(*arguments.one)
        return 0
    with tempfile.TemporaryDirectory(prefix="dangbo-bench-") as made:
        folder = Path(made)
        small, large = folder / "small.ttl", folder / "large.ttl"
        sizes = [_make(path, size) for path, size in ((small, arguments.small), (large, arguments.large))]
        print(f"{'':15}{sizes[0]:>12,} triples{sizes[1]:>22,} triples{'memory':>20}")
        for name in STREAMING:
            few, many = (_run(name, path, folder, n) for path, n in zip((small, large), sizes, strict=True))
            print(f"{name:15}{_said(few)}   {_said(many)}{many.peak / few.peak:>12.2f} x")
        print()
        _writers(large, small)
    return 0


def _make(path: Path, size: int) -> int:
    with path.open("wb") as to:
        return turtle.write((line.rstrip("\n") for line in plausible.lines(size)), to)


def _export(name: str, source: str, to: str) -> None:
    from exports.source import Source

    chosen = formats.FORMATS[name]
    write = formats.write_file if chosen.ending else formats.write_folder
    write(chosen, Source(Path(source), lambda: None), Path(to))
    # not getrusage: what it tells of a child is at least what its parent had
    print(re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))[0])


def _run(name: str, source: Path, folder: Path, triples: int) -> Run:
    command = [sys.executable, __file__, "--one", name, str(source), str(folder / f"{source.stem}-{name}")]
    started = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return Run(triples, time.perf_counter() - started, int(done.stdout) / 1024)


def _said(run: Run) -> str:
    return f"{run.seconds:>8.1f} s {run.triples / run.seconds:>9,.0f}/s {run.peak:>5.0f} MB"


def _writers(large: Path, small: Path) -> None:
    """Turtle from triples in any order, in seconds of the processor, the best of three, beside rdflib's writer."""
    import rdflib

    def ours(lines: list[str]) -> None:
        with Path(os.devnull).open("wb") as to:
            turtle.write(lines, to)

    for path in (small, large):
        lines = [f"{quad.triple} ." for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
        random.Random(1).shuffle(lines)
        seconds = _best(lambda lines=lines: ours(lines))  # type: ignore[misc]
        print(f"Turtle by dangbo: {len(lines):,} triples in {seconds:.1f} s, {len(lines) / seconds:,.0f}/s")
        if path == small:
            graph = rdflib.Graph().parse(path)
            rdflibs = _best(lambda graph=graph: graph.serialize(os.devnull, format="turtle"))  # type: ignore[misc]
            print(
                f"Turtle by rdflib: {len(graph):,} triples in {rdflibs:.1f} s, {rdflibs / seconds:.1f} x dangbo's time"
            )


def _best(work: Callable[[], object]) -> float:
    found = []
    for _ in range(3):
        started = time.process_time()
        work()
        found.append(time.process_time() - started)
    return min(found)


if __name__ == "__main__":
    sys.exit(main())
