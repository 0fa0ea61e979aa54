"""The days of an event, as far as the article fixes them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from extraction.dates import month_of


class Span(NamedTuple):
    """First and last day; `key` tells days apart whose year nobody can know."""

    first: dt.date | None
    last: dt.date | None
    key: str = ""


def in_year(day: dt.date, year: int) -> dt.date | None:
    """The same day of another year; None for 29 February."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None  # 29 February


def whole_month(span: Span) -> Span:
    """The month an event of several days falls in, or the year if it falls in two."""
    first, last, key = span
    if first is None or last is None:
        return span
    if (first.year, first.month) != (last.year, last.month):
        return Span(dt.date(first.year, 1, 1), dt.date(last.year, 12, 31), key)
    begins, ends = month_of(first)
    return Span(begins, ends, key)
