"""Which period a figure is told for: by its own words, by the words around it, or by the sentences before."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extraction.context import Context
from extraction.dates import Period
from extraction.families.figures import Rows, period_of
from extraction.mentions import Mention

_POINTS = frozenset(("day", "days", "occasion", "until", "same"))
"""Kinds of period that a later sentence does not take over."""
_GLUE = frozenset(("OTHER", "PASSIVE", "AT", "FILL", "CAPS", "THEM"))
_BACK = 6
"""Sentences of a paragraph before the figure that may tell its period, and mentions each may begin with before it."""


class Spell(NamedTuple):
    """First and last day, None where nobody can know; where the sentence of the figure tells them, if it does."""

    first: dt.date | None
    last: dt.date | None
    start: int | None = None


class Spells:
    """Settles the periods of one article, sentence after sentence."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context = context
        self.rows = rows
        self._carried = Spell(None, None)

    def of(self, n: int, first: int, last: int, told: int | None, *, near: bool) -> Spell:
        """The period of what sentence `n` tells in `row[first:last]`.

        `told` is the sentence that told the figure before, `near` says whether its period may still hold.
        """
        row = self.rows.row(n)
        mention = next(self._beside(row, first, last), None) or self._paragraph(n, told)
        if mention is None:
            if not near:
                self._carried = Spell(None, None)
            return self._carried
        period = period_of(mention)
        start = period.start if row[0].start <= period.start < row[-1].end else None
        if period.kind == "same":
            return self._shifted(period)._replace(start=start)
        spell = Spell(period.first, period.last)
        if period.kind not in _POINTS:
            self._carried = spell
        return spell._replace(start=start)

    def _beside(self, row: Sequence[Mention], first: int, last: int) -> Iterator[Mention]:
        """Periods told with a figure: in its own words, right after it, before it."""
        yield from (m for m in reversed(row[first:last]) if m.kind == "PERIOD")
        for i in range(last, min(last + 5, len(row))):
            if row[i].kind == "PERIOD" and self._usable(row, i):
                yield row[i]
            if row[i].kind not in _GLUE:
                break
        yield from (row[i] for i in range(first - 1, -1, -1) if row[i].kind == "PERIOD" and self._usable(row, i))

    def _usable(self, row: Sequence[Mention], i: int) -> bool:
        """Not a comparison, not the date of a document, not a time to come, not the time of a target."""
        period = period_of(row[i])
        published = self.context.article.published
        if period.compared or (published is not None and period.first is not None and period.first > published):
            return False
        if i and row[i - 1].kind in ("TARGET", "AIM", "PERCENT"):
            return False  # "chỉ tiêu cả năm"
        if period.kind in ("day", "days", "occasion", "month"):
            dated = any(m.kind == "DOCNO" for m in row[max(0, i - 3) : i])
            return not dated and (i + 1 == len(row) or row[i + 1].kind != "OF")
        return True

    def _paragraph(self, n: int, told: int | None) -> Mention | None:
        """The period that an earlier sentence of the paragraph begins with, if nothing was told since."""
        sentences = self.context.sentences
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if (told is not None and k <= told) or sentences[k].paragraph != sentences[n].paragraph:
                return None
            for mention in self.rows.row(k)[:_BACK]:
                if mention.kind == "PERIOD":
                    period = period_of(mention)
                    if period.kind not in _POINTS and not period.compared:
                        return mention
        return None

    def _shifted(self, period: Period) -> Spell:
        """The same months as the period told before, in another year: "cùng kỳ năm trước"."""
        first, last, _ = self._carried
        if first is None or last is None or period.first is None:
            return Spell(None, None)
        year = period.first.year
        until = year + last.year - first.year
        day = calendar.monthrange(until, last.month)[1] if _is_end(last) else min(last.day, 28)
        return Spell(first.replace(year=year, day=min(first.day, 28)), last.replace(year=until, day=day))


def _is_end(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]
