"""Every block of the README marked `<!-- runnable -->` runs, in one folder and in the README's order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
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


def test_what_the_readme_points_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", README):
        assert (ROOT / target).exists(), target
