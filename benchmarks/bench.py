"""How fast dangbo is and what memory it takes, beside underthesea over the same articles in the same run: `make bench`.

    python benchmarks/bench.py
    python benchmarks/bench.py --corpus articles.jsonl.gz --sizes 1000,5000 --growth 10000,20000,40000

Every size is a process of its own, which reads, resolves and writes in one process (`--workers` for more), so that its
memory is its own; sizes beyond the corpus are made of it with other names (benchmarks/many.py). `--growth` does only
what comes after extraction, of readings multiplied in the same way. Seconds are those of the processor, which a busy
machine disturbs least, where one process works; where several do, those of the clock. Models are loaded before, and the
slow ones run on fewer articles, spread evenly over all of them.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.many import Renamer  # noqa: E402 (so that it runs from anywhere)
from extraction.article import Article  # noqa: E402
from extraction.reading import Record, read  # noqa: E402

WORD_SAMPLE, NER_SAMPLE = 100, 20


class Timing(NamedTuple):
    """One line of the table."""

    what: str
    articles: int
    seconds: float
    memory: int = 0
    """Megabytes at most; 0 where it was not measured."""

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def main() -> int:
    """Measure and print."""
    wanted = _arguments()
    if wanted.measure:
        print(json.dumps(_measured(wanted)))
        return 0
    articles = [item.article for item in islice(read([wanted.corpus]), wanted.limit) if isinstance(item, Record)]
    if not articles:
        print(f"{wanted.corpus}: no article could be read", file=sys.stderr)
        return 1
    characters = sum(len(article.text) for article in articles)
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    mean = characters / len(articles)
    print(f"{len(articles):,} articles, {mean:,.0f} characters each; load of the machine {load}\n")
    with tempfile.TemporaryDirectory() as folder:
        sizes = [len(articles)] if wanted.limit or not wanted.sizes else _numbers(wanted.sizes)
        whole = {size: _build(articles, size, Path(folder), wanted.workers) for size in sizes}
        growth = {size: _rest(Path(folder), size) for size in _numbers(wanted.growth)}
        two = [_extraction(articles, Path(folder), workers) for workers in (1, 2)]
    timings = [
        *(line for lines in whole.values() for line in lines),
        *two,
        *(beside := _underthesea(articles, wanted.words, wanted.ner)).values(),
    ]
    _table(timings, next(line.rate for line in timings if line.what == "extraction"))
    print(f"\nextraction with two workers: {two[1].rate / two[0].rate:.2f} × one")
    print("extraction, warm, and underthesea, over the same articles in turns:")
    for extraction, line in beside.items():
        print(f"{extraction.rate / line.rate:,.2f} × {line.what} ({line.articles:,} articles)")
    if len(whole) > 1:
        _growth(whole)
    if growth:
        _growth(growth)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast dangbo is, beside underthesea over the same articles.")
    parser.add_argument("--corpus", default=str(ROOT / "examples" / "articles"), help="what dangbo build reads")
    parser.add_argument("--limit", type=int, default=None, help="only so many articles of it, and that size alone")
    parser.add_argument("--sizes", default="", help="how many articles to build: 1000,5000 (the corpus)")
    parser.add_argument("--growth", default="", help="how many for what comes after extraction: 10000,20000 (none)")
    parser.add_argument("--workers", type=int, default=1, help="of the builds (1)")
    parser.add_argument("--words", type=int, default=WORD_SAMPLE, help=f"articles for word_tokenize ({WORD_SAMPLE})")
    parser.add_argument("--ner", type=int, default=NER_SAMPLE, help=f"articles for ner ({NER_SAMPLE})")
    parser.add_argument("--measure", default="", help=argparse.SUPPRESS)
    parser.add_argument("--given", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _numbers(given: str) -> list[int]:
    return sorted({int(one) for one in given.split(",") if one})


# ---- in processes of their own


def _build(articles: Sequence[Article], size: int, folder: Path, workers: int) -> list[Timing]:
    """The whole build of so many articles, and its steps."""
    import msgspec

    renamer = Renamer(article.text for article in articles)
    lines = folder / "articles.jsonl"
    with lines.open("wb") as to:
        to.writelines(msgspec.json.encode(article) + b"\n" for article in renamer.articles(articles, size))
    steps = _in_process(lines, folder / f"out-{size}", workers)
    return _timings(steps, size, "whole build")


def _rest(folder: Path, size: int) -> list[Timing]:
    """What comes after extraction: a folder that holds the largest build so many times over, built again."""
    import msgspec

    from dangbo import workspace
    from dangbo.readings import Earlier, Reading, fingerprint, sha256
    from ontology import terms

    built = max(folder.glob("out-*"), key=lambda path: int(path.name.removeprefix("out-")))
    readings = [msgspec.json.encode(Reading(one.article, one.facts())) for one in Earlier(built).held.values()]
    renamer = Renamer(line.decode() for line in readings)
    out = folder / f"rest-{size}"
    out.mkdir()
    with (out / workspace.ARTICLES).open("wb") as articles, (out / workspace.FACTS).open("wb") as facts:
        for line in renamer.readings(readings, size):
            reading = msgspec.json.decode(line, type=Reading)
            articles.write(msgspec.json.encode(reading.article) + b"\n")
            facts.writelines(msgspec.json.encode(fact) + b"\n" for fact in reading.facts)
    files = {name: sha256(out / name) for name in (workspace.ARTICLES, workspace.FACTS)}
    (out / workspace.MANIFEST).write_bytes(
        msgspec.json.encode(
            workspace.Manifest(dangbo="", workspace=workspace.FORMAT, base=terms.ID, reader=fingerprint(), files=files)
        )
    )
    return _timings(_in_process(None, out, 1), size, "all after extraction")


def _in_process(given: Path | None, out: Path, workers: int) -> dict[str, tuple[float, int]]:
    command = [sys.executable, __file__, "--measure", str(out), f"--workers={workers}"]
    told = subprocess.run([*command, *(["--given", str(given)] if given else [])], check=True, stdout=subprocess.PIPE)
    return {step: (seconds, memory) for step, (seconds, memory) in json.loads(told.stdout).items()}


def _timings(steps: dict[str, tuple[float, int]], size: int, all_of_it: str) -> list[Timing]:
    total = Timing(
        all_of_it, size, sum(seconds for seconds, _ in steps.values()), max(memory for _, memory in steps.values())
    )
    names = {"extracting": "extraction", "resolving": "resolution", "writing the graph": "Turtle"}
    return [
        *(Timing(names.get(step, step), size, max(seconds, 1e-9), memory) for step, (seconds, memory) in steps.items()),
        total,
    ]


def _measured(wanted: argparse.Namespace) -> dict[str, tuple[float, int]]:
    """In a process of its own: seconds and megabytes at most of every step, those of all processes together."""
    from dangbo import pipeline

    watch = _Watch()
    built = pipeline.build(
        [wanted.given] if wanted.given else [],
        wanted.measure,
        workers=wanted.workers,
        progress=lambda step, *_: watch.begin(step),
    )
    watch.begin("")
    return {
        step: (seconds if wanted.workers > 1 else watch.seconds[step], watch.memory[step] // 1_000_000)
        for step, seconds in built.seconds.items()
    }


class _Watch:
    """Looks what this process and those that it has started take, step by step."""

    def __init__(self) -> None:
        self.memory: dict[str, int] = {}
        """Bytes at most, looked at every 20 ms; what processes share is counted for each (Linux)."""
        self.seconds: dict[str, float] = {}
        """Of processors."""
        self._step, self._began = "", _processor_seconds()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, step: str) -> None:
        """The step before it is over."""
        if step != self._step:
            self._see()
            now = _processor_seconds()
            self.seconds[self._step] = now - self._began
            self._step, self._began = step, now

    def _look(self) -> None:
        while True:
            self._see()
            time.sleep(0.02)

    def _see(self) -> None:
        step, size = self._step, sum(map(_resident, _family(os.getpid())))
        self.memory[step] = max(size, self.memory.get(step, 0))


def _family(pid: int) -> Iterator[int]:
    """A process and all that it has started, and so on (Linux)."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _family(int(child))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _processor_seconds() -> float:
    """Of this process, and of what it has started, whether that has ended or not (Linux)."""
    ended, found = os.times(), time.process_time()
    for pid in _family(os.getpid()):
        if pid != os.getpid():
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                found += sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return found + ended.children_user + ended.children_system


# ---- in this process


def _extraction(articles: Sequence[Article], folder: Path, workers: int) -> Timing:
    """Extraction alone by so many workers, their start included; one of them is a process, too, for it to be fair."""
    from dangbo.engines.processes import Processes
    from dangbo.engines.spool import Spool

    with Spool(folder / "spool") as spool:
        for article in articles:
            spool.add(Record(article, "here"))
        spool.close()
        started = time.perf_counter()
        engine = Processes(workers)
        for _ in engine.read(spool):
            pass
        spent = time.perf_counter() - started
    many = "one worker" if workers == 1 else f"{workers} workers"
    return Timing(f"extraction, {many}", len(articles), spent, sum(engine.memory.values()) // 1_000_000)


def _underthesea(articles: Sequence[Article], words: int, ner: int) -> dict[Timing, Timing]:
    """Its functions over samples, each by the extraction of the same articles."""
    import underthesea

    return dict(
        (
            _in_turns("underthesea.sent_tokenize", _sample(articles, words), underthesea.sent_tokenize),
            _in_turns("underthesea.word_tokenize", _sample(articles, words), underthesea.word_tokenize),
            _in_turns("underthesea.ner", _sample(articles, ner), underthesea.ner),
        )
    )


def _sample(articles: Sequence[Article], size: int) -> Sequence[Article]:
    """Articles spread evenly over all of them."""
    return articles[:: max(len(articles) // size, 1)][:size]


def _in_turns(what: str, articles: Sequence[Article], work: Callable[[str], Any]) -> tuple[Timing, Timing]:
    """Extraction and other work on each of the articles in turn: what else the machine does disturbs both alike."""
    from extraction import extract

    seconds = [0.0, 0.0]
    for warm in _sample(articles, 20):  # models, lexicons, expressions
        extract(warm)
    work("Đồng chí Nguyễn Văn An, Bí thư Huyện ủy, phát biểu.")
    for article in articles:
        started = time.process_time()
        extract(article)
        between = time.process_time()
        work(article.text)
        seconds[0] += between - started
        seconds[1] += time.process_time() - between
    return Timing("extraction", len(articles), seconds[0]), Timing(what, len(articles), seconds[1])


# ---- what is printed


def _table(timings: Sequence[Timing], extraction: float) -> None:
    builds = [line.rate for line in timings if line.what == "whole build"]
    print("| what | articles | seconds | articles/s | memory | extraction is | the build is |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for line in timings:
        memory = f"{line.memory:,} MB" if line.memory else ""
        print(
            f"| {line.what} | {line.articles:,} | {line.seconds:.2f} | {line.rate:,.1f} | {memory} "
            f"| {extraction / line.rate:,.2f} × | {builds[-1] / line.rate:,.2f} × |"
        )


def _growth(by_size: dict[int, list[Timing]]) -> None:
    """How time and memory grow from size to size. An exponent of 1 is in proportion; doubling costs 2 to its power."""
    sizes = sorted(by_size)
    known = {size: {line.what: line for line in by_size[size]} for size in sizes}
    steps = [line.what for line in by_size[sizes[0]] if all(line.what in lines for lines in known.values())]
    print("\n| step | " + " | ".join(f"{size:,}" for size in sizes) + " | exponents |")
    print("| --- |" + " ---: |" * (len(sizes) + 1))
    for step in steps:
        lines = [known[size][step] for size in sizes]
        cells = [f"{line.seconds:.1f} s, {line.memory:,} MB" for line in lines]
        grown = [
            math.log(larger.seconds / smaller.seconds) / math.log(larger.articles / smaller.articles)
            for smaller, larger in pairwise(lines)
        ]
        print(f"| {step} | {' | '.join(cells)} | {', '.join(f'{one:.2f}' for one in grown)} |")


if __name__ == "__main__":
    sys.exit(main())
