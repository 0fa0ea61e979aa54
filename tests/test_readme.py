"""Every block of the README marked `<!-- runnable -->` runs, in one folder and in the README's order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS: list[tuple[str, str]] = re.findall(r"<!-- runnable -->\n```(sh|python)\n(.*?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As a fresh clone looks to a person: the examples, and `dangbo` on the path."""
    made = tmp_path_factory.mktemp("readme")
    (made / "examples").symlink_to(ROOT / "examples")
    (made / "bin").mkdir()
    command = made / "bin" / "dangbo"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dangbo "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return made


def test_there_are_blocks_to_run() -> None:
    assert {language for language, _ in BLOCKS} == {"sh", "python"}
    for verb in ("build", "ask", "validate", "explain", "show", "queries"):
        assert any(f"dangbo {verb} " in f"{block} " or f"dangbo {verb}\n" in block for _, block in BLOCKS), verb


@pytest.mark.parametrize(("language", "block"), BLOCKS, ids=[block.splitlines()[0][:40] for _, block in BLOCKS])
def test_a_block_runs(folder: Path, language: str, block: str) -> None:
    command = ["sh", "-eu", "-c", block] if language == "sh" else [sys.executable, "-c", block]
    path = f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "BROWSER": "true"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_make_demo_says_what_the_readme_shows(tmp_path: Path) -> None:
    """But for the seconds and the memory, which are of the machine."""
    demo = re.search(r"\ndemo:.*?\n\n", (ROOT / "Makefile").read_text(encoding="utf-8"), re.DOTALL)
    assert demo is not None
    commands = re.findall(r"\$\(BIN\)/dangbo (.*)", demo.group())
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"}
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    said = []
    for command in commands:
        run = [sys.executable, "-m", "dangbo", *command.split()]
        done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        said += done.stdout.splitlines()
    shown = re.search(r"and says:\n\n```text\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    assert _lasting(said) == _lasting(line for line in shown.group(1).splitlines() if not line.startswith("$"))


def _lasting(lines: Iterable[str]) -> list[str]:
    """Lines by their words, without those that tell of the machine."""
    told = (" ".join(re.sub(r"in [\d.]+ s$", "", line.strip()).split()) for line in lines)
    return [line for line in told if line and not line.startswith("most ")]


def test_what_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (ROOT / target).exists(), target
