"""Dates and periods as the article means them: "quý I", "từ năm 2018 đến nay", "nhiệm kỳ 2015 - 2020".

>>> [(p.kind, str(p.first), str(p.last)) for p in periods("Quý I năm 2013, huyện kết nạp 42 đảng viên.", 0, 40, None)]
[('quarter', '2013-01-01', '2013-03-31')]
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from extraction.datewords import Atom, Line, atoms, leads
from extraction.eras import REFORM
from extraction.text import fold
from extraction.told_years import day_in
from extraction.years import NEARLY, Years, years_of

_OPEN = frozenset(("day", "month", "quarter", "year", "relative", "start", "term_start", "then"))
"""Expressions that "từ" before them makes the beginning of a time that lasts until the article's day."""
_SINCE_THEN = re.compile(
    rf"\b{fold('từ')} (?:{'|'.join(map(fold, ('khi', 'ngày', 'lúc', 'sau', 'đại hội', 'đầu nhiệm kỳ')))})"
    rf" [^.;()]*\((?:{fold('ngày')} )?\s*$"
)
"""What began with a day in brackets: "Từ khi xã mới hoạt động (ngày 1-7-2025) đến nay", "Từ sau đại hội (6/2015)"."""
_EVENT = 90
"""Characters before such a day among which its event is told."""
_LOOKS_BACK = re.compile(r"^qua\s|\squa$", re.IGNORECASE)
"""What makes some months those up to the article's day."""
_HALF = 4
"""Years from the first to the last one of the shortest term."""
_SCHOOL, _HOLIDAYS = 9, range(6, 9)
"""The month in which school begins, and those after its year."""
_THOSE = (" ấy", " đó")
"""What makes some years those told before."""
_ROLLING, _PAST_QUARTER = 45, 45
"""Days: how near to their end "6 tháng qua" are those of the year; back from the article, in the quarter just over."""

Bounds = tuple[dt.date | None, dt.date | None]
"""First and last day; None where nobody can know it."""


class Period(msgspec.Struct, frozen=True, gc=False):
    """A stretch of time as `text[start:end]` tells it; `first` or `last` is None where nobody can know it."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: str
    """Name of its pattern in lexicons/dates.toml, or "range" (from … to), "since", "until"."""
    compared: bool = False
    """It stands only for comparison: "so với năm 2020"."""


def periods(text: str, start: int, end: int, published: dt.date | None) -> list[Period]:
    """All dates and periods of `text[start:end]`, in order; a missing year is the one the article means there."""
    return list(_told_in(text, start, end, published))


@lru_cache(maxsize=256)
def _told_in(text: str, start: int, end: int, published: dt.date | None) -> tuple[Period, ...]:
    """Every family reads the periods of a sentence anew: they are kept while an article of usual length is read."""
    line = Line(text, start, end)
    return tuple(_joined(line, list(atoms(line)), years_of(text, published))) if line.hot() else ()


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month a day is in."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


# ---- first and last day of an expression ----------------------------------------------------------------------


def _whole(low: int, high: int | None = None) -> tuple[dt.date, dt.date]:
    """First and last day of a year, or of the years up to another."""
    return dt.date(low, 1, 1), dt.date(high or low, 12, 31)


def _bounds(atom: Atom, years: Years) -> Bounds | None:
    """First and last day of an expression; None where it tells no time after all."""
    kind = atom.kind
    if kind == "now":
        return years.published, years.published
    if kind == "this_quarter":
        return _quarter(atom, years)
    if kind == "same":
        year = years.of(atom) if atom.dated else None
        return _whole(year) if year is not None else (None, None)
    if kind == "two_levels":
        return REFORM, REFORM
    if kind == "that_year":
        year = years.told.last(atom.start)
        return _whole(year) if year is not None else None
    if kind == "then":
        day = years.told.day(atom.start)
        return (day, None) if day is not None else None
    if kind in ("school_now", "school_past"):
        return _school_year(atom, years)
    if kind == "that_day":
        day = years.told.full_day(atom.start)
        return (day, day) if day is not None else None
    if kind == "years_after":
        return _years_after(atom, years)
    if kind == "year_before":
        told = years.told.last_or_end(atom.start)
        return _whole(told - 1) if told is not None else (None, None)
    if kind.startswith("term_"):
        return _term(atom, years)
    if kind in ("years", "years_alone"):
        return _years_back(atom, years)
    year = years.of(atom)
    if year is None:
        return None, None
    if kind == "months" and not atom.dated and (rolling := _rolling(atom, years, year)):
        return rolling
    if kind == "start":
        return dt.date(year, 1, 1), None
    if kind == "finish":
        return None, dt.date(year, 12, 31)
    return day_in(year, *atom.low), day_in(atom.year_to or year, *atom.high)


def _school_year(atom: Atom, years: Years) -> Bounds:
    """ "trong năm học", "năm học trước": the years of the last one told, or of that one by the article's day."""
    told, day = years.told.school_year, years.published
    if atom.kind == "school_now" and told is not None:
        return _whole(*told)
    if day is None:
        return None, None
    first = day.year - (day.month < _SCHOOL)
    past = atom.kind == "school_past" and (day.month not in _HOLIDAYS or years.words(atom).endswith("trước"))
    return _whole(first - past, first - past + 1)


def _term(atom: Atom, years: Years) -> Bounds | None:
    """ "nhiệm kỳ qua", "trong nhiệm kỳ", "nửa nhiệm kỳ", "đầu nhiệm kỳ 2020 - 2025"."""
    kind = atom.kind
    if kind == "term_half":
        if atom.year is None or atom.year_to is None:
            return None
        half = atom.year_to - atom.year < _HALF  # "nửa đầu nhiệm kỳ (2015 - 2018)": the half itself
        return _whole(atom.year, atom.year_to if half else (atom.year + atom.year_to + 1) // 2)
    if kind == "term_start" and atom.year is not None:
        return dt.date(atom.year, 1, 1), None
    if kind == "term_now" and (reviewed := years.reviewed_term(atom)):
        return _whole(*reviewed)
    if kind == "term_now" and not years.words(atom).endswith("này"):
        return None, None
    term = years.term(atom.start, over=kind == "term_past")
    if term is None:
        return None, None
    if kind == "term_past":
        return _whole(*term)
    return dt.date(term[0], 1, 1), None if kind == "term_start" else years.published


def _quarter(atom: Atom, years: Years) -> Bounds | None:
    """ "quý này", "quý vừa qua": the one that the article's day is in; at its beginning the one that is just over."""
    words = years.words(atom)
    if years.published is None:
        return None if words.endswith("trong quý") else (None, None)
    day = years.published - dt.timedelta(NEARLY if words.endswith("này") else _PAST_QUARTER)
    first = 3 * ((day.month - 1) // 3) + 1
    return day_in(day.year, first, 1), day_in(day.year, first + 2, 31)


def _rolling(atom: Atom, years: Years, year: int) -> tuple[dt.date, dt.date] | None:
    """ "6 tháng qua" counts back from the article's day, except where that means the months of its year.

    In January it is the months of the year that is just over.
    """
    day = years.published
    if day is None or not _LOOKS_BACK.search(years.text[atom.start : atom.end]):
        return None
    if abs((day - day_in(year, *atom.high)).days) <= _ROLLING:
        return None
    month = day.month - atom.count + (day == month_of(day)[1])
    first = dt.date(day.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first, day if day.month > 1 else dt.date(day.year - 1, 12, 31)


def _years_after(atom: Atom, years: Years) -> tuple[dt.date, dt.date] | None:
    """ "Nhiệm kỳ 2005 - 2010 kết nạp 21 đảng viên. Hai năm tiếp theo": the years after the one told last."""
    told = years.told.last_or_end(atom.start)
    if told is None:
        return None
    last = told + max(1, atom.count)
    return _whole(told + 1, last) if years.now is None or last <= years.now else None


def _years_back(atom: Atom, years: Years) -> Bounds | None:
    """ "5 năm qua", "5 năm ấy": the span of so many years told last, else those up to the article's own."""
    span = years.stretch(atom.start, atom.count)
    if years.words(atom).endswith(_THOSE):
        span = years.told.in_a_row(atom.start, atom.count) or span
    if atom.kind == "years_alone" and (span or atom.count not in years.told.reviewed):
        return _whole(*span) if span and atom.count > 1 else None
    if span is not None and years.published is None and atom.count > 1:  # of a text that tells no day of its own
        return _whole(*span)
    now = years.now
    if now is None:
        return None, None
    if atom.count == 1 and years.turning:
        return _whole(now - (years.turning < 0))
    return _whole(now - atom.count, now)


# ---- from … to … --------------------------------------------------------------------------------------------


def _joined(line: Line, found: Sequence[Atom], years: Years) -> Iterator[Period]:
    """Periods out of expressions: "từ A đến B" is one, "đến B" ends with B."""
    i = 0
    while i < len(found):
        first = found[i]
        if first.kind == "then" and years.told.day(first.start) is None:
            i += 1
            continue
        if i + 1 < len(found) and _leads_on(line, first, found[i + 1]):
            i += 2
            yield from _range(line, first, found[i - 1], years)
            continue
        i += 1
        bounds = _bounds(first, years)
        if bounds is None:
            continue
        low, high = bounds
        since, until = line.lead(first.at, "from"), line.lead(first.at, "to")
        if first.kind == "two_levels" or (since is not None and first.kind in _OPEN):
            now = years.published
            at = first.at if since is None else since
            yield _period(line, at, first.to, low, now if now and low and low <= now else None, "since")
        elif until is not None:
            yield _period(line, until, first.to, None, high, "until")
        elif first.kind not in ("start", "middle", "finish", "term_start", "now") or (
            first.kind == "finish" and first.dated
        ):
            yield _period(line, first.at, first.to, low, high, first.kind)


def _range(line: Line, first: Atom, second: Atom, years: Years) -> Iterator[Period]:
    """From one expression to another; the year told with one is the other's as well."""
    if not first.dated and second.year is not None and first.kind not in ("term_start", "then"):
        first = replace(first, year=second.year if first.low <= second.high else second.year - 1)
    elif not second.dated and first.year is not None and second.kind in ("month", "day", "quarter"):
        second = replace(second, year=first.year)
    low, high = _bounds(first, years), _bounds(second, years)
    if first.kind == "school" and low and low[0]:
        low = low[0].replace(month=_SCHOOL), None  # "từ đầu năm học 2022 - 2023 đến nay"
    if second.kind == "finish" and not second.dated and first.kind in ("month", "day", "quarter") and low and low[0]:
        high = None, dt.date(low[0].year, 12, 31)  # "từ tháng 7 đến cuối năm", read in January
    if _turned(low, high) and high and high[1] and not first.dated:  # "Từ đầu năm đến tháng 11", read in January
        low = _bounds(replace(first, year=high[1].year if first.low <= second.high else high[1].year - 1), years)
    if _turned(low, high) and high:
        yield _period(line, second.at, second.to, None, high[1], "until")
    elif low is not None and high is not None:
        lead = line.lead(first.at, "from")
        yield _period(line, first.at if lead is None else lead, second.to, low[0], high[1], "range")


def _turned(low: Bounds | None, high: Bounds | None) -> bool:
    """Whether the one ends before the other begins."""
    return bool(low and high and low[0] and high[1] and low[0] > high[1])


def _leads_on(line: Line, first: Atom, second: Atom) -> bool:
    """Whether nothing but "đến", "đến hết" … stands between two expressions."""
    between = line.keys[first.to : second.at].strip()
    if between.startswith(")") and between[1:].strip() in leads("to"):
        return _SINCE_THEN.search(line.keys[max(0, first.at - _EVENT) : first.at]) is not None
    return between in leads("to") or (between in ("-", "–") and line.lead(first.at, "from") is not None)


def _period(line: Line, at: int, to: int, first: dt.date | None, last: dt.date | None, kind: str) -> Period:
    start, end = line.span(at, to)
    return Period(start, end, first, last, kind, line.lead(at, "comparison") is not None)
