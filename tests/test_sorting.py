"""Lines are sorted with few files open, however many there are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph import sorting


def _open_files() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_runs_of_runs_of_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "OPEN", 4)
    chance = random.Random(3)
    lines = [f"{chance.randrange(2000)} Đảng" for _ in range(1000)]
    before, most = _open_files(), 0
    found = []
    for line in sorting.in_order(iter(lines), run=3):
        most = max(most, _open_files() - before)
        found.append(line)
    assert found == sorted(set(lines))
    assert 4 <= most <= 4 * 5, "334 runs, merged by four: at most three wait at each of five levels"
    assert _open_files() == before


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 8, 16, 17])
def test_every_number_of_runs(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sorting, "OPEN", 2)
    lines = [f"{n % 7}" for n in range(number)]
    assert list(sorting.in_order(lines, run=1)) == sorted(set(lines))
