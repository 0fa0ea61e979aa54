"""The graph made in a process of its own: the same bytes, and the same errors, whatever becomes of it."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import dangbo
from dangbo import apart, pipeline, readings
from dangbo.engines.inline import Inline
from dangbo.errors import DangboError, DefectError, UsageError, WorkerDefectError
from dangbo.progress import Run, quiet
from extraction.article import Article
from extraction.facts import Fact
from tests.conftest import written
from tests.test_pipeline import NAMES, ROOT, contents, names
from tests.test_workspace import TEXTS

PATIENCE = 120.0
"""Seconds to wait for what takes one or two."""
STEPS = [
    *("reading", "extracting", "resolving", "writing the graph"),
    *("storing", "checking the graph", "drawing the page"),
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles", TEXTS)


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> list[apart.Program]:
    """However few articles there are; the processes that were started."""
    started: list[apart.Program] = []
    begin = apart.Program.__init__

    def beginning(program: apart.Program, *arguments: object) -> None:
        begin(program, *arguments)  # type: ignore[arg-type]
        started.append(program)

    monkeypatch.setattr(apart.Program, "__init__", beginning)
    monkeypatch.setattr(pipeline, "_APART", 0)
    monkeypatch.setattr(pipeline, "_AT_ONCE", 1)
    return started


def test_the_same_bytes(articles: Path, tmp_path: Path, always: list[apart.Program]) -> None:
    steps: list[str] = []
    built = pipeline.build([articles], tmp_path / "apart", progress=lambda step, *_: steps.append(step))
    assert len(always) == 2
    assert list(dict.fromkeys(steps)) == list(built.seconds) == STEPS
    assert list(built.memory) == ["", "graph", "store"]
    assert all(size > 10_000_000 for size in built.memory.values())
    assert names(tmp_path / "apart") == {*NAMES, "store", ".dangbo"}
    pipeline.build([], tmp_path / "apart")  # of what the folder holds, not of a journal
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pipeline, "_APART", sys.maxsize)
        within = pipeline.build([articles], tmp_path / "within")
    assert len(always) == 4
    assert within.report == built.report
    assert contents(tmp_path / "apart") == contents(tmp_path / "within")


def test_an_engine_of_somebody_else_stays_where_it_is(
    articles: Path, tmp_path: Path, always: list[apart.Program]
) -> None:
    class Own(Inline):
        """Not to be found by another process."""

    built = pipeline.build([articles], tmp_path / "out", engine=Own())
    assert list(built.memory) == ["", "store"]
    assert len(always) == 1


@pytest.mark.parametrize(("what", "last"), [("graph", "writing the graph"), ("store", "storing")])
def test_killed_on_its_way(
    articles: Path,
    tmp_path: Path,
    always: list[apart.Program],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
    last: str,
) -> None:
    def kill(step: str, *_: int | None) -> None:
        if step == last:
            os.kill(always[-1].pid, signal.SIGKILL)

    told = rf"the process that makes the {what} was ended \(signal 9: Killed\): the next build need not read again"
    with pytest.raises(DangboError, match=told):
        pipeline.build([articles], tmp_path / "out", progress=kill)
    _is_gone_on_with(articles, tmp_path, monkeypatch)


def test_interrupted(
    articles: Path, tmp_path: Path, always: list[apart.Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(step: str, *_: int | None) -> None:
        if step == "writing the graph":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.build([articles], tmp_path / "out", progress=interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(always[0].pid, 0)
    _is_gone_on_with(articles, tmp_path, monkeypatch)


def _is_gone_on_with(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is there but what was read, and nothing is read again."""
    out = tmp_path / "out"
    assert names(out) == {".dangbo", ".journal"}
    dangbo.build(articles, tmp_path / "fresh")

    def fail(article: Article) -> list[Fact]:
        raise AssertionError(f"{article.id} is read again")

    with monkeypatch.context() as patched:
        patched.setattr(readings, "extract", fail)
        dangbo.build(articles, out)
    assert contents(out) == contents(tmp_path / "fresh")


def test_it_does_not_outlive_the_build(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it keeps until then is the folder: the next build waits for a moment, and is not disturbed."""
    out, mark = tmp_path / "out", tmp_path / "mark"
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\nfrom pathlib import Path\nsys.path.insert(0, os.environ['ROOT'])\n"
        "from dangbo import pipeline\nfrom graph import checking\n"
        "def check(_):\n"
        "    Path(os.environ['MARK']).write_text(str(os.getpid()))\n"
        "    while True:\n"
        "        time.sleep(0.1)\n"
        "pipeline._APART, checking.check = 0, check\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "ROOT": str(ROOT), "MARK": f"{mark}.part"}
    command = [sys.executable, "-m", "dangbo", "build", str(articles), "-o", str(out)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            _wait_for(lambda: bool(_text(Path(f"{mark}.part"))))
            working = int(_text(Path(f"{mark}.part")))
            assert working != process.pid
        finally:
            process.send_signal(signal.SIGKILL)
    monkeypatch.setattr("dangbo.writing._PATIENCE", PATIENCE)
    dangbo.build(articles, out)
    assert not _is_alive(working)
    dangbo.build(articles, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _is_alive(pid: int) -> bool:
    """Whether it runs; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _wait_for(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_disk_that_is_full_halfway(articles: Path, tmp_path: Path, always: list[apart.Program]) -> None:
    dangbo.build(articles, tmp_path / "fresh")
    size = 2 * max(len(data) for name, data in contents(tmp_path / "fresh").items() if name != "graph.html") // 3
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        with pytest.raises(UsageError, match=r"cannot be written to: (File too large|Input/output error)"):
            dangbo.build(articles, tmp_path / "out")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(always) > 2
    assert names(tmp_path / "out") == {".dangbo", ".journal"}


# ---- what comes back


def test_what_comes_back() -> None:
    seen: list[tuple[str, int, int | None]] = []
    run = Run(lambda *told: seen.append(told))
    result, memory = apart.call(_sum, [[1, 2], [3]], "of them", run)
    assert result == ("of them", 6)
    assert memory > 10_000_000
    assert seen == [("summing", 0, 3)]
    assert list(run.seconds) == ["summing"]


def _sum(items: list[int], task: str, run: Run) -> tuple[str, int]:
    print("what a library prints is no result")
    with run.step("summing", len(items)):
        return task, sum(items)


@pytest.mark.parametrize(
    ("raised", "error", "told"),
    [
        (UsageError("not so"), UsageError, "^not so$"),
        (DefectError("it breaks"), DefectError, "^it breaks$"),
        (OSError(errno.ENOSPC, "No space left"), OSError, "No space left"),
        (ValueError("a bug"), WorkerDefectError, r"(?s)^Traceback .* in _fail\b.*ValueError: a bug"),
        (MemoryError(), apart.EndedError, "^out of memory$"),
    ],
)
def test_what_is_raised_there_is_raised_here(raised: BaseException, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        apart.call(_fail, [[raised]], None, Run(quiet))
    assert type(caught.value) is error
    if isinstance(raised, OSError):
        assert getattr(caught.value, "errno", None) == raised.errno


def _fail(items: list[BaseException], _task: None, _run: Run) -> None:
    raise items[0]
