"""How far a build is, and how long each of its steps took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

Progress = Callable[[str, int, int | None], None]
"""Told the name of a step, how much of it is done, and how much there is (None while unknown)."""


def quiet(step: str, done: int, total: int | None) -> None:
    """Progress for those who do not watch."""


@dataclass
class Run:
    """Tells the progress and keeps the time of each step."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """A step of so many parts; what it gives is to be told how many are done."""
        started = time.perf_counter()
        self.progress(name, 0, total)
        yield lambda done: self.progress(name, done, total)
        self.seconds[name] = time.perf_counter() - started
