"""Articles read in other processes: the same bytes, whatever becomes of a worker or of the build."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import msgspec
import pytest

import dangbo
from dangbo import pipeline
from dangbo.engines import local
from dangbo.engines.cluster import ClusterError, Dask
from dangbo.engines.inline import Inline
from dangbo.engines.processes import Processes, WorkersError
from dangbo.engines.spool import Batch, Spool
from dangbo.errors import UsageError, WorkerDefectError
from extraction.article import Article
from extraction.reading import Record
from tests.test_bounded import resolved
from tests.test_pipeline import NAMES, ROOT, contents, names
from tests.test_workspace import TEXTS

PATIENCE = 120.0
"""Seconds to wait for what takes one or two."""


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve articles, each of the four texts three times."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in TEXTS.items():
        for number in range(3):
            padded = text + "\n" * (9000 + number)  # so that each is a batch
            (folder / f"{name}-{number}.txt").write_text(padded, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def expected(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What one process makes of them."""
    out = tmp_path_factory.mktemp("expected") / "out"
    dangbo.build(articles, out, workers=1)
    return contents(out)


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What workers run at their start, for the test to write: its `fault(article)` is called before each article."""
    folder = tmp_path / "faulty"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import functools, os, signal, sys, time\nfrom pathlib import Path\nsys.path.insert(0, os.environ['ROOT'])\n"
        "from dangbo import readings\nreal = readings.extract\n"
        "def extract(article):\n    fault(article)\n    return real(article)\n"
        "readings.extract = extract\n"
        "exec(Path(__file__).with_name('fault.py').read_text())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setenv("ROOT", str(ROOT))
    return folder / "fault.py"


# ---- the spool


def test_batches_hold_every_record_once(tmp_path: Path) -> None:
    records = [Record(Article(id=f"a{n}", text="Dòng một\r\ndòng hai\u2028" * n), f"here:{n}") for n in range(1, 60)]
    with Spool(tmp_path / "spool") as spool:
        for record in records:
            spool.add(record)
        spool.close()
        for workers, largest in ((1, 1 << 20), (2, 1 << 20), (3, 1), (7, 900)):
            batches = list(spool.batches(workers, largest))
            assert [record for batch in batches for record in batch.records()] == records
            assert [batch.first for batch in batches] == [
                sum(b.count for b in batches[:n]) for n in range(len(batches))
            ]
            assert sum(batch.size for batch in batches) == spool.size
        assert len(list(spool.batches(3, 1))) == len(records)
        batch = next(spool.batches(1))
        assert list(batch.after(7).records()) == records[7 : batch.count]
        assert batch.after(7).first == 7
        assert list(batch.after(batch.count).records()) == []
        assert [record for one in batch.singly() for record in one.records()] == records[: batch.count]
        assert [one.first for one in batch.singly()] == list(range(batch.count))
        assert msgspec.json.decode(msgspec.json.encode(batch), type=Batch) == batch
    assert not spool.path.exists()


def test_few_articles_are_not_worth_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangbo.engines.cores", lambda: 8)
    with Spool(tmp_path / "spool") as spool:
        spool.add(Record(Article(id="a", text="x"), "here"))
        assert isinstance(local(None, spool), Inline)
        assert isinstance(local(2, spool), Processes)
        spool.size = 1_200_000
        chosen = local(None, spool)
        assert isinstance(chosen, Processes)
        assert chosen._count == 3


# ---- the same bytes


@pytest.mark.parametrize(("workers", "largest"), [(2, 1 << 19), (3, 1)])
def test_any_number_of_workers_and_any_batches(
    articles: Path, expected: dict[str, bytes], tmp_path: Path, workers: int, largest: int
) -> None:
    built = pipeline.build([articles], tmp_path / "out", engine=Processes(workers, largest))
    assert contents(tmp_path / "out") == expected
    assert names(tmp_path / "out") == {*NAMES, "store", ".dangbo"}
    assert list(built.memory) == ["", *(f"worker {n + 1}" for n in range(workers))]
    assert all(peak > 10_000_000 for peak in built.memory.values())


# ---- workers that die


def test_a_worker_that_is_killed_once_costs_nothing(
    articles: Path, expected: dict[str, bytes], tmp_path: Path, faulty: Path
) -> None:
    faulty.write_text(
        f"marks = Path({str(tmp_path)!r})\n"
        "def fault(article):\n"
        "    mark = marks / f'died-on-{article.id}'\n"
        "    if article.id in ('mo-cay-1', 'tam-nong-2') and not mark.exists():\n"
        "        mark.touch()\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    pipeline.build([articles], tmp_path / "out", engine=Processes(2))
    assert (tmp_path / "died-on-mo-cay-1").exists()
    assert (tmp_path / "died-on-tam-nong-2").exists()
    assert contents(tmp_path / "out") == expected


def test_an_article_that_ends_two_workers_is_named_and_refused(articles: Path, tmp_path: Path, faulty: Path) -> None:
    out = tmp_path / "out"
    dangbo.build([articles / "mo-cay-1.txt"], out)
    faulty.write_text("def fault(article):\n    if article.id == 'mo-cay-1':\n        os.abort()\n")
    others = [path for path in sorted(articles.iterdir()) if path.stem != "mo-cay-1"]
    changed = tmp_path / "mo-cay-1.txt"
    changed.write_text(TEXTS["mo-cay"] + "\n" * 9, encoding="utf-8")
    built = pipeline.build([*others, changed], tmp_path / "fresh", engine=Processes(2))
    assert [row.where for row in built.report.refused] == [str(changed)]
    assert built.report.refused[0].reason.startswith("reading article 'mo-cay-1' has ended two processes (signal 6")
    assert [row.id for row in built.workspace.articles()] == [path.stem for path in others]
    pipeline.build([changed, others[0]], out, add=True, engine=Processes(2))  # what was held of it stays
    assert [row.id for row in dangbo.open(out).articles()] == [others[0].stem, "mo-cay-1"]


def test_a_bug_in_a_worker_is_told_whole(articles: Path, tmp_path: Path, faulty: Path) -> None:
    faulty.write_text("def fault(article):\n    raise RuntimeError('a bug')\n")
    with pytest.raises(WorkerDefectError, match=r"(?s)Traceback.*RuntimeError: a bug.*while reading article '"):
        dangbo.build(articles, tmp_path / "out", workers=2)


def test_workers_that_cannot_start(articles: Path, tmp_path: Path, faulty: Path) -> None:
    faulty.write_text("def fault(article): pass\nos._exit(5)\n")
    with pytest.raises(WorkersError, match="end before they have begun"):
        dangbo.build(articles, tmp_path / "out", workers=2)


# ---- builds that die


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_the_end_of_a_build_ends_its_workers(
    articles: Path, expected: dict[str, bytes], tmp_path: Path, faulty: Path, how: signal.Signals
) -> None:
    """Whatever they are at; and what they had read is kept."""
    faulty.write_text(  # whichever worker is the faster one, each has two articles before it is given more
        "begun = []\n"
        "def fault(article):\n"
        "    begun.append(article.id)\n"
        "    if len(begun) > 1:\n"
        f"        Path({str(tmp_path)!r}, f'busy-{{os.getpid()}}').touch()\n"
        "        time.sleep(600)\n"
    )
    out, journal = tmp_path / "out", tmp_path / "out" / ".journal"
    # where the tests run in the background, Ctrl-C is ignored, and so it would be by what they start
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from dangbo.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "build", str(articles), "-o", str(out), "--workers", "2"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        try:
            _wait(lambda: len(list(tmp_path.glob("busy-*"))) == 2, process)
            _wait(lambda: journal.exists() and journal.read_bytes().count(b"\n") > 2, process)
            process.send_signal(how)
            assert process.wait(PATIENCE) == (130 if how == signal.SIGINT else -signal.SIGKILL)
        finally:
            process.kill()
    workers = [int(path.name.removeprefix("busy-")) for path in tmp_path.glob("busy-*")]
    _wait(lambda: not any(_runs(pid) for pid in workers))
    known = {line["article"]["id"] for line in map(json.loads, journal.read_bytes().splitlines()[1:])}
    assert known
    faulty.write_text(f"def fault(article):\n    assert article.id not in {known!r}\n")
    pipeline.build([articles], out, engine=Processes(2))
    assert contents(out) == expected
    assert names(out) == {*NAMES, "store", ".dangbo"}


# ---- a cluster


@pytest.fixture
def scheduler(faulty: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a Dask scheduler with two workers; a batch that ends one of them is not tried again whole.

    A worker dies over an article while there is a file that says so, and over its third batch of other work.
    """
    faulty.write_text(
        f"folder = Path({str(tmp_path)!r})\n"
        "def fault(article):\n"
        "    once, ever = folder / 'dies-once', folder / 'dies'\n"
        "    if article.id == 'mo-cay-1' and (once.exists() or ever.exists()):\n"
        "        once.unlink(missing_ok=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "def watched(work):\n"
        "    done = []\n"
        "    @functools.wraps(work)\n"  # so that it is known by its name, as what it stands for
        "    def watching(batch):\n"
        "        done.append(len(batch))\n"
        "        (folder / f'{work.__name__}-{os.getpid()}').write_text(str(len(done)))\n"
        "        if len(done) == 3 and (folder / f'dies-once-{work.__name__}').exists():\n"
        "            (folder / f'dies-once-{work.__name__}').unlink(missing_ok=True)\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return work(batch)\n"
        "    return watching\n"
        "from graph import merging, persons\n"
        "persons.settle, merging.merge = watched(persons.settle), watched(merging.merge)\n"
    )
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    where, log = tmp_path / "scheduler.json", (tmp_path / "cluster.log").open("wb")
    options = ["--scheduler-file", str(where), "--no-dashboard", "--host", "127.0.0.1"]
    programs = [
        ["-m", "distributed.cli.dask_scheduler", "--port", "0", *options],
        *(
            [
                "-m",
                "distributed.cli.dask_worker",
                "--nthreads",
                "1",
                "--local-directory",
                str(tmp_path / name),
                *options,
            ]
            for name in ("one", "two")
        ),
    ]
    with log, ExitStack() as processes:
        for program in programs:
            process = processes.enter_context(
                subprocess.Popen(
                    [sys.executable, *program], cwd=ROOT, env=environment, stdout=log, stderr=log, process_group=0
                )
            )
            processes.callback(os.killpg, process.pid, signal.SIGKILL)
            _wait(where.exists, process)
        address = str(json.loads(where.read_text())["address"])
        _wait(lambda: (tmp_path / "cluster.log").read_bytes().count(b"Registered to") >= 2, process)
        yield address


def test_a_cluster_whose_workers_die(
    articles: Path,
    expected: dict[str, bytes],
    tmp_path: Path,
    scheduler: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One worker dies over a batch, and it is read article by article; an article that ends another one is refused.

    Others die over names and over facts.
    """
    for module in ("graph.people", "graph.resolve"):  # each name and each subject goes alone
        monkeypatch.setattr(f"{module}._AT_ONCE", 1)
    _die_over_names_and_facts(tmp_path, scheduler)
    out, shared = tmp_path / "out", tmp_path / "shared"
    (tmp_path / "dies-once").touch()
    built = pipeline.build([articles], out, engine=Dask(scheduler, shared.as_uri()))
    assert not (tmp_path / "dies-once").exists()
    assert contents(out) == expected
    assert names(out) == {*NAMES, "store", ".dangbo"}
    assert list(shared.iterdir()) == []
    assert len(built.memory) >= 2
    (tmp_path / "dies").touch()
    dangbo.build(articles, tmp_path / "fresh", engine="dask", scheduler=scheduler)
    found = dangbo.open(tmp_path / "fresh")
    assert [row.where for row in found.report.refused] == [str(articles / "mo-cay-1.txt")]
    assert found.report.refused[0].reason.startswith("reading article 'mo-cay-1' has ended workers")
    assert found.report.articles == 11
    decided = tmp_path / "decisions.toml"
    mentions = [[f"chau-thanh-{number}", "Nguyễn Văn Mẫu"] for number in range(2)]
    decided.write_text(f"[[apart]]\nmentions = {json.dumps(mentions, ensure_ascii=False)}\n", encoding="utf-8")
    monkeypatch.setattr(pipeline, "_APART", 0)  # from a process of its own, as many articles are
    built = pipeline.build([], out, decisions=decided, engine=Dask(scheduler))
    assert {"", "graph"} < built.memory.keys()
    assert any(name.startswith("tcp://") for name in built.memory)
    dangbo.build(articles, tmp_path / "alone", decisions=decided, workers=1)
    assert contents(out) == contents(tmp_path / "alone") != expected


def _die_over_names_and_facts(folder: Path, scheduler: str) -> None:
    marks = [folder / f"dies-once-{work}" for work in ("settle", "merge")]
    for mark in marks:
        mark.touch()
    engine = Dask(scheduler)
    everything = range(60)
    assert list(map(repr, resolved(everything, engine.map))) == list(map(repr, resolved(everything)))
    assert not any(mark.exists() for mark in marks)
    for work in ("settle", "merge"):
        assert sum(int(path.read_text()) for path in folder.glob(f"{work}-*")) > len(everything) / 2
    assert len(engine.memory) >= 2


def test_clusters_that_cannot_be_used(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangbo.engines.cluster._PATIENCE", 1)
    with pytest.raises(ClusterError, match="no Dask scheduler at tcp://"):
        dangbo.build(articles, tmp_path / "out", engine="dask", scheduler="tcp://127.0.0.1:9")
    for wrong in ({"engine": "dask"}, {"scheduler": "tcp://127.0.0.1:9"}, {"engine": "spark", "scheduler": "x"}):
        with pytest.raises(UsageError, match="--engine dask and --scheduler ADDRESS"):
            dangbo.build(articles, tmp_path / "out", **wrong)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"pip install 'dangbo\[dask\]'"):
        dangbo.build(articles, tmp_path / "out", engine="dask", scheduler="tcp://127.0.0.1:9")


def _wait(until: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not until():
        assert process is None or process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(pid: int) -> bool:
    """Whether there is such a process, a dead one that nobody has asked after aside."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
