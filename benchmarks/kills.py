"""Kills builds at random moments and looks what is left: `python benchmarks/kills.py --kills 200`.

Each build adds, changes and removes articles of a folder, and is killed (SIGKILL): half of them after a random time,
half at a random one of the files that it opens, renames or removes, so that the short moments get their share. After
each kill the folder has to be readable and hold one of two sets of articles whole: what it held before, or what was
being built. Every third time the build is then run to its end, and has to end in the bytes of one built at once in
a fresh folder.

With `--workers 2` (or more) articles are read in other processes, and every other kill is one of a worker at a random
time; the build has to come to its end all the same. With `--apart` graph and store are made in processes of their own,
as they are of many articles, and every other kill is one of these, or of a worker: the build may then end with an
error, and the folder is looked at as after any other kill.

    python benchmarks/kills.py --endure --corpus articles.jsonl.gz --articles 5000 --workers 2 --kills 30

builds the same articles again and again: whenever a random time is over, the process that builds or one that it has
started is killed; unless it was a worker, the build is then started anew in the same folder, until one comes to its
end, which has to be the bytes of one that nothing happened to. Of few articles it wants one worker: where two die on
the same article, that one is refused.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402 (so that it runs from anywhere)

import dangbo  # noqa: E402
from dangbo import apart, pipeline, readings, workspace  # noqa: E402
from dangbo.engines import worker  # noqa: E402
from dangbo.errors import DangboError, UsageError  # noqa: E402
from extraction import extract  # noqa: E402
from extraction.article import Article  # noqa: E402
from extraction.facts import Fact  # noqa: E402
from extraction.reading import Record, read  # noqa: E402

_CHILDREN = multiprocessing.get_context("forkserver")
"""Children begin with everything loaded: the moments of a build are hit, not those before it."""
_CHILDREN.set_forkserver_preload(["__main__", "pyshacl", "pyvis.network"])
if __name__ == "__mp_main__":  # the server that children are forked from
    extract(Article(id="warm", text="Đồng chí Nguyễn Văn An, Bí thư Huyện ủy, phát biểu."))
_WATCHED = frozenset(("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"))
_WORK = {worker.__name__: "workers", apart.__name__: "makers"}
"""What the processes that a build has started are, by the module that they run."""
STATES = 4
"""How many sets of articles are built in turn."""


class Way(NamedTuple):
    """Which processes take part in a build."""

    workers: int
    apart: bool
    """Whether graph and store are made in processes of their own, however few articles there are."""


class State(NamedTuple):
    """One set of articles as a folder, and what building it at once gives."""

    articles: Path
    ids: tuple[str, ...]
    files: dict[str, bytes]


class Trial:
    """One folder that is built into and killed, again and again."""

    def __init__(self, folder: Path, states: list[State], chance: random.Random, way: Way) -> None:
        self.out = folder / "out"
        self.way = way
        self.states, self.chance = states, chance
        first = _CHILDREN.Process(target=int)  # by its end all is loaded that children begin with
        first.start()
        first.join()
        started = time.perf_counter()
        self.moments = _moments(states[-1], folder / "measured", way.apart)
        self.seconds = time.perf_counter() - started
        self.held: State | None = None
        self.wrong: list[str] = []
        self.seen: Counter[str] = Counter()

    def kill_once(self, number: int) -> None:
        """Start a build, kill it, look, and now and then finish it."""
        target = self.chance.choice([state for state in self.states if state is not self.held])
        if (self.way.workers > 1 or self.way.apart) and number // 2 % 2:
            self._kill_child(number, target)
            return
        by_time = number % 2 == 0
        moment = 0 if by_time else self.chance.randrange(1, self.moments)
        process = _CHILDREN.Process(target=_build, args=(target.articles, self.out, moment, self.way))
        process.start()
        if by_time:
            process.join(self.chance.uniform(0, 1.1 * self.seconds))
            if process.pid is not None and process.is_alive():
                os.kill(process.pid, signal.SIGKILL)
        process.join()
        self.seen["killed" if process.exitcode == -signal.SIGKILL else "came to its end before"] += 1
        self._look(number, target)
        if number % 3 == 2:
            self._finish(number, target)

    def _kill_child(self, number: int, target: State) -> None:
        """Let a process die that the build has started: it goes on without a worker, and ends without a maker."""
        process, pids = _started(target.articles, self.out, self.way)
        pids.poll(60.0)
        time.sleep(self.chance.uniform(0, self.seconds / 2))  # by then most have ended
        children = dict(_told(pids))
        what = ""
        if alive := _alive(children, process):
            victim = self.chance.choice(alive)
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(victim, signal.SIGKILL)
                what = children[victim]
                self.seen[f"{what} killed"] += 1
        process.join()
        if process.exitcode != 0 and what == "makers":
            self._look(number, target)
            return
        if process.exitcode != 0 or _files(self.out) != target.files:
            self.wrong.append(f"kill {number}: of one of the {what}: the build ended otherwise")
        self.held = target

    def _look(self, number: int, target: State) -> None:
        try:
            found = dangbo.open(self.out)
        except UsageError as error:
            if self.held is not None:
                self.wrong.append(f"kill {number}: unreadable: {error}")
            self.seen["nothing held yet"] += 1
            return
        ids = tuple(row.id for row in found.articles())
        held = [
            state for state in (self.held, target) if state is not None and found.turtle.read_bytes() == _ttl(state)
        ]
        if not held or ids != held[-1].ids:
            self.wrong.append(f"kill {number}: holds {ids}")
            return
        asked = "SELECT ?id { ?a a dang:Article ; dcterms:identifier ?id }"
        if sorted(row[0] for row in found.ask(asked).values()) != list(ids):
            self.wrong.append(f"kill {number}: the store holds other articles")
        if found.page.read_bytes() != held[-1].files[workspace.PAGE] or not list(found.facts()):
            self.wrong.append(f"kill {number}: page or facts of another build")
        self.seen["held what was there before" if held[-1] is self.held else "held the new build"] += 1
        self.held = held[-1]

    def _finish(self, number: int, target: State) -> None:
        journal = self.out / ".journal"
        kept = max(journal.read_bytes().count(b"\n") - 1, 0) if journal.exists() else 0
        report, sender = _CHILDREN.Pipe(duplex=False)
        process = _CHILDREN.Process(target=_build, args=(target.articles, self.out, 0, Way(1, self.way.apart), sender))
        process.start()
        process.join()
        if process.exitcode != 0 or _files(self.out) != target.files:
            self.wrong.append(f"kill {number}: the build after it ended otherwise")
        leftovers = {path.name for path in self.out.iterdir() if path.name.startswith(".")} - {workspace.MARKER}
        if leftovers:
            self.wrong.append(f"kill {number}: left {leftovers}")
        self.seen["articles read by finishing builds"] += report.recv()
        self.seen["articles in the journals they found"] += kept
        self.held = target


def endure(given: str, kills: int, number: int, seed: int, way: Way, folder: Path) -> int:
    """Kill what builds, and what works for it, until it has been done so often; 0 if all builds gave the same bytes."""
    chance = random.Random(seed)
    articles = folder / "articles.jsonl"
    with articles.open("wb") as lines:
        for item in islice((item for item in read([given]) if isinstance(item, Record)), number):
            lines.write(msgspec.json.encode(item.article) + b"\n")
    started = time.perf_counter()
    process, pids = _started(articles, folder / "undisturbed", way)
    process.join()
    seconds, expected = time.perf_counter() - started, _files(folder / "undisturbed")
    killed: Counter[str] = Counter()
    builds = otherwise = 0
    while killed.total() < kills:
        out = folder / f"out-{builds}"
        process, pids = _started(articles, out, way)
        children: dict[int, str] = {}
        while process.is_alive():
            process.join(chance.uniform(0, seconds / 3))
            children.update(_told(pids))
            alive = _alive(children, process)
            if not process.is_alive() or killed.total() == kills:
                continue
            victim = chance.choice([process.pid, *alive])
            with suppress(ProcessLookupError):  # it has just ended
                os.kill(victim, signal.SIGKILL)
                killed[children.get(victim, "builders")] += 1
            if children.get(victim) != "workers":
                process.join()
                process, pids = _started(articles, out, way)
                children = {}
        builds += 1
        otherwise += process.exitcode != 0 or _files(out) != expected
        shutil.rmtree(out)
    print(
        f"{number} articles, {seconds:.0f} s undisturbed (seed {seed}): {builds} builds, {otherwise} ended otherwise, "
        + ", ".join(f"{n} {what} killed" for what, n in killed.items())
    )
    return min(otherwise, 1)


def _told(pids: Any) -> Iterator[tuple[int, str]]:
    """The processes that a build says it has started, and what they are."""
    with suppress(EOFError):  # it is over
        while pids.poll():
            yield pids.recv()


def _alive(children: dict[int, str], process: Any) -> Sequence[int]:
    """Those that still run for a process that builds."""
    return [pid for pid in children if _is_child(pid, process.pid)]


def _is_child(pid: int, parent: int) -> bool:
    """Whether it still runs (Linux)."""
    try:
        state, above = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return False
    return state != "Z" and int(above) == parent


def _started(articles: Path, out: Path, way: Way) -> tuple[Any, Any]:
    """A process that builds, and the pipe on which it tells the processes that it starts."""
    pids, sender = _CHILDREN.Pipe(duplex=False)
    process = _CHILDREN.Process(target=_build, args=(articles, out, 0, way, None, sender))
    process.start()
    sender.close()
    return process, pids


def _build(articles: Path, out: Path, moment: int, way: Way, sender: Any = None, pids: Any = None) -> None:
    """In a child: build, and be killed at the given one of its file operations inside the folder (0: never).

    `sender` is told what was counted, `pids` each process that was started, and what it is.
    """
    seen = 0
    inside = str(out)

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        if event in _WATCHED and any(str(one).startswith(inside) for one in arguments[:2] if one is not None):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    if moment:
        sys.addaudithook(count)
    read_now = Counter[str]()

    def noting(article: Article) -> list[Fact]:
        read_now["articles"] += 1
        return extract(article)

    start = apart.Program.__init__

    def telling(program: apart.Program, module: str, inherited: Sequence[int] = ()) -> None:
        start(program, module, inherited)
        if pids is not None:
            pids.send((program.pid, _WORK[module]))

    split = patch.multiple(pipeline, _APART=0, _AT_ONCE=1) if way.apart else nullcontext()
    with patch.object(readings, "extract", noting), patch.object(apart.Program, "__init__", telling), split:
        try:
            dangbo.build(articles, out, workers=way.workers)
        except DangboError as error:  # one that works for it was killed, and it says so
            sys.exit(str(error))
    if sender is not None:
        sender.send(read_now["articles"] if moment == 0 else seen)


def _moments(state: State, out: Path, apart: bool) -> int:
    """How many file operations a build over another one has."""
    report, sender = _CHILDREN.Pipe(duplex=False)
    process = _CHILDREN.Process(target=_build, args=(state.articles, out, sys.maxsize, Way(1, apart), sender))
    process.start()
    process.join()
    return int(report.recv())


def _files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file() and not path.name.startswith(".")}


def _ttl(state: State) -> bytes:
    return state.files[workspace.GRAPH]


def _states(given: str, number: int, folder: Path, chance: random.Random) -> list[State]:
    """Sets of articles that share some, lack some and have some in another version; each built at once."""
    texts: dict[str, str] = {}
    for item in read([given]):
        if isinstance(item, Record) and len(texts) < number:
            texts[item.article.id] = item.article.text
    states = []
    for n in range(STATES):
        articles = folder / f"articles-{n}"
        articles.mkdir()
        ids = sorted(chance.sample(sorted(texts), chance.randint(max(len(texts) // 2, 1), len(texts))))
        for one in ids:
            version = "\n" * chance.randint(0, 1) + texts[one]
            (articles / f"{one}.txt").write_bytes(version.encode())
        fresh = folder / f"fresh-{n}"
        dangbo.build(articles, fresh)
        states.append(State(articles, tuple(ids), _files(fresh)))
    return states


def run(given: str, kills: int, number: int, seed: int, way: Way, folder: Path) -> int:
    """Do it; 0 if nothing was wrong."""
    chance = random.Random(seed)
    states = _states(given, number, folder, chance)
    dangbo.build(states[0].articles, folder / "measured")
    trial = Trial(folder, states, chance, way)
    for kill in range(kills):
        trial.kill_once(kill)
    print(f"{kills} kills, {len(trial.wrong)} wrong (seed {seed}, {number} articles, {trial.moments} moments a build)")
    for what, times in sorted(trial.seen.items()):
        print(f"  {times:5,} {what}")
    print("".join(f"{line}\n" for line in trial.wrong), end="")
    return min(len(trial.wrong), 1)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Kills builds at random moments and looks what is left.")
    parser.add_argument("--kills", type=int, default=200, help="how many (200)")
    parser.add_argument("--articles", type=int, default=8, help="of how many articles the sets are made (8)")
    parser.add_argument("--corpus", default=str(ROOT / "examples" / "articles"), help="what dangbo build reads")
    parser.add_argument("--endure", action="store_true", help="kill builds of the same articles until they end")
    parser.add_argument("--seed", type=int, default=1, help="of chance (1)")
    parser.add_argument("--workers", type=int, default=1, help="processes that read; some of them are killed, too (1)")
    parser.add_argument(
        "--apart", action="store_true", help="make graph and store in processes of their own, and kill them"
    )
    parser.add_argument("--folder", type=Path, default=None, help="an empty folder to work in")
    wanted = parser.parse_args()
    work, way = (endure if wanted.endure else run), Way(wanted.workers, wanted.apart)
    if wanted.folder is not None:
        return work(wanted.corpus, wanted.kills, wanted.articles, wanted.seed, way, wanted.folder)
    with tempfile.TemporaryDirectory() as folder:
        return work(wanted.corpus, wanted.kills, wanted.articles, wanted.seed, way, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
