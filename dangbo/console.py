"""What a build shows on a terminal while it goes on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console(stream: object) -> Console:
    """Where tables, colours and notices go."""
    from rich.console import Console

    # wide enough for tables where nobody's terminal says how wide it is
    tty = getattr(stream, "isatty", bool)()
    return Console(file=stream, highlight=False, width=None if tty or "COLUMNS" in os.environ else 120)  # type: ignore[arg-type]


class Bar:
    """The progress of a build, on a terminal; silent elsewhere."""

    def __init__(self, console: Console) -> None:
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description:<20}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._step = ""
        self._started = 0.0

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def update(self, step: str, done: int, total: int | None) -> None:
        """A `dangbo.progress.Progress`."""
        if step != self._step:
            self._step, self._started = step, time.monotonic()
            for task in self._progress.task_ids:
                self._progress.remove_task(task)
            self._progress.add_task(step, total=total, count="")
        count = told(done, total, time.monotonic() - self._started)
        self._progress.update(self._progress.task_ids[-1], completed=done, count=count)


def told(done: int, total: int | None, seconds: float) -> str:
    """How far a step is after so many seconds, how fast it goes, and how long it will take.

    >>> told(1200, 5000, 10.0)
    '1,200 of 5,000, 120 a second, 0:32 left'
    """
    if not done:
        return ""
    text = f"{done:,} of {total:,}" if total else f"{done:,}"
    if seconds < 1:
        return text
    rate = done / seconds
    text += f", {rate:,.0f} a second" if rate >= 10 else f", {rate:.1f} a second"
    if total and done < total:
        left = round((total - done) / rate)
        hours, minutes = left // 3600, left // 60 % 60
        text += f", {hours}:{minutes:02}:{left % 60:02} left" if hours else f", {minutes}:{left % 60:02} left"
    return text
