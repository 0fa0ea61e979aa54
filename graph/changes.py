"""How a tenure began and ended: the changes that articles tell of one person and post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from extraction.facts import ChangeKind
from graph.entities import EndCause
from graph.tenures import Days, Mandate, combined

_BEGIN = frozenset(("elected", "appointed", "transferred"))
_END: dict[str, EndCause] = {"dismissed": "dismissed", "resigned": "resigned", "retired": "retired"}


class Told(NamedTuple):
    """A change of a person and a post, and when it took effect, where told."""

    kind: ChangeKind
    days: Days | None


class Bounds(NamedTuple):
    """When a tenure began and ended, and why it ended, as far as told."""

    start: Days | None
    end: Days | None
    cause: EndCause | None


def days(earliest: dt.date | None, latest: dt.date | None) -> Days | None:
    """Both days, or nothing."""
    return (earliest, latest) if earliest is not None and latest is not None else None


def bounds(mandate: Mandate, told: Sequence[Told]) -> Bounds:
    """What the changes of a post tell of its only mandate, beside what tells it outright.

    A re-election begins no tenure: who is told to hold the post already when elected did not come to it that day.
    """
    new = any(piece.status != "current" for piece in mandate.evidence)
    began = [change.days for change in told if change.kind in _BEGIN] if new else []
    ended = [change for change in told if change.kind in _END]
    start = mandate.start or combined(began)
    end = mandate.end or combined(change.days for change in ended)
    if start and end and start[0] > end[1]:  # of different articles that contradict each other
        start = end = None
    return Bounds(start, end, _END[min(change.kind for change in ended)] if ended else None)
