"""What several tests share: texts as a folder of articles, a graph built from the examples, and a server over it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Served:
    """A server that runs."""

    address: str
    """ "http://127.0.0.1:54321" """
    port: int
    out: Path
    """The folder whose graph it serves."""


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    """The folder, made anew: each text in a file named by its id."""
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def examples_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a build of examples/articles leaves."""
    out = tmp_path_factory.mktemp("examples") / "out"
    command = [sys.executable, "-m", "dangbo", "build", str(ROOT / "examples" / "articles"), "-o", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return out


@contextmanager
def serving(out: Path, *options: str) -> Iterator[Served]:
    """A server over a folder, on a port that the system chooses; ready when it has said where it is."""
    command = [sys.executable, "-m", "dangbo", "serve", str(out), "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)
    watchdog = threading.Timer(120, process.kill)  # a server that never says where it is ends the test, not the run
    watchdog.start()
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"is at (http://127\.0\.0\.1:(\d+))/$", said.strip())
        assert found, f"the server said {said!r}"
        watchdog.cancel()
        yield Served(found.group(1), int(found.group(2)), out)
    finally:
        watchdog.cancel()
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def served(examples_built: Path) -> Iterator[Served]:
    """A server over the examples, with the usual limits."""
    with serving(examples_built, "--timeout", "60") as running:
        yield running
