"""Dates and periods as the article means them: "quý I", "từ năm 2018 đến nay", "nhiệm kỳ 2015 - 2020".

>>> [(p.kind, str(p.first), str(p.last)) for p in periods("Quý I năm 2013, huyện kết nạp 42 đảng viên.", 0, 40, None)]
[('quarter', '2013-01-01', '2013-03-31')]
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

import msgspec
from msgspec.structs import replace

from extraction.datewords import YEAR, Atom, Line, atoms, leads
from extraction.eras import REFORM
from extraction.text import fold

_YEARLESS = re.compile(
    rf"({YEAR})(?:(?<![\d/.,-]\d{{4}})|(?<=th\S\S\S\S\s\d[/-]\d{{4}})|(?<=th\S\S\S\S\s\d\d[/-]\d{{4}})|(?<=th\S\S\S\s\d[/-]\d{{4}})|(?<=th\S\S\S\s\d\d[/-]\d{{4}}))(?![\d/.]*\d|\s*[-–/]\s*\d|\s*[-–/]\s*[A-ZĐ])"
)
_TERMS = re.compile(rf"({YEAR})\s*[-–]\s*({YEAR})")
_ITS_YEAR = re.compile(rf"năm {YEAR}[^.;\n]*$", re.IGNORECASE)
"""A year told in the same part of the sentence as what follows it."""
_GOALS = re.compile(rf"(?:đến năm (?<!tính đến năm )(?<!hết đến năm )(?<!\d đến năm )|phấn đấu năm )({YEAR})")
"""Years that are aimed at: "quy hoạch đến năm 2020", not "từ năm 2015 đến năm 2018"."""
_DAYS = re.compile(rf"\d(?:\d?\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?({YEAR})(?!\d)|\s+n\S{{1,3}}m\s+({YEAR}))")


_OF_DOCUMENT = re.compile(r"\d[/-][A-ZĐ][\w/-]*,?\s(?:\w+\s)?ngày [^.,;]*$")
"""Before the day of a document: "Quyết định số 217-QĐ/TW ngày 12-12-2013"."""
_NUMBERED = 48
"""Characters before it that its number and its day without the year take at most."""
_COMPARED = re.compile(
    r"(?i:so)\s+v\S{1,3}i[\w\s\u0300-\u036f]*$|[-–]\s*$|\bc\S{1,2}ng\s+k\S{1,3}(?:\s+(?:c\S{1,2}a\s+)?n\S{1,3}m)?\s*$"
)
_ASIDE = re.compile(r"[;,(]\s*(?:còn\s+)?n\S{1,3}m$", re.IGNORECASE)
_VALUE = re.compile(r"\s+(?:là|chỉ|chỉ có|chỉ là|đạt)\s+\d[\d.]*\s*[;.,)]")
"""Around a year of which a figure is told only to compare: "…; năm 2020 là 1.310."."""
_TOP_DAY = re.compile(rf"(?<![\d/.-])\d{{1,2}}[/.-](0?[1-9]|1[0-2])[/.-]{YEAR}(?!\d)")
_TOP, _BEGUN, _ENDING = 160, 2, 11
"""Characters at the top of an article that may tell its day; months in which "cả năm" is the year before, or nearly
over."""
_AFTER_YEAR = 80
"""Characters from a year on that can say that it is none after all."""
_POINTS = frozenset(("day", "days", "month", "occasion"))
_REVIEWED = re.compile(r"\b(?:sơ kết|tổng kết) (\d{1,2}) năm\b|\b(\d{1,2}) năm (?:vừa )?qua\b")
"""How many years a review or a look back spans."""
_CARRIED_OUT = re.compile(r"\b(\d{1,2}) năm (?:thực hiện|triển khai)\b")
"""How many years something was carried out."""
_FROM_TO = re.compile(rf"\b[Tt]ừ [^.;\n]{{0,12}}({YEAR}) đến [^.;\n]{{0,14}}({YEAR})")
_ONGOING = frozenset(("start", "finish", "last_months", "last_half"))
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
_DAY_BEFORE = re.compile(r"(?:(?<!\d)(\d{1,2})[/.-])?(?<!\d)(\d{1,2})(?:[/.-]|\s+n\S{1,3}m\s+)$")
_LONGEST_DAY = 14
"""What stands before the year of a day or a month, and the letters it takes at most."""
_SO_WITH = re.compile(r"(?i:so)\s+v\S{1,3}i[\w\s\u0300-\u036f]*$")
_REVIEWING = ("trong", "cả", "toàn", "suốt", "nhiệm kỳ này")
"""What a term that is looked back on is told again with."""
_COMPARED_WITH = 24
"""Letters from there to the year, at most."""
_THOSE = (" ấy", " đó")
"""What makes some years those told before."""
_RECENT = 24
"""Years told before some that are called those, at most."""
_PAST_QUARTER = 45
"""Days back from the article that are in the quarter just over."""
_AHEAD, _NEARLY, _LONG_AGO = 62, 25, 150
"""Days: how far ahead an article names a date without a year; how long before its end half a year is summed up;
after how many the same months of another year, told just before, are the likelier ones."""


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
    return tuple(_joined(line, list(atoms(line)), _years(text, published))) if line.hot() else ()


# ---- which year ----------------------------------------------------------------------------------------------


class _Years:
    """Settles the years that an article leaves out."""

    def __init__(self, text: str, published: dt.date | None) -> None:
        self.text = text
        self.published = published

    def told(self, at: int) -> int | None:
        """The last year the paragraph has told before an offset."""
        first = self._lines[bisect_right(self._lines, at) - 1]
        for k in range(bisect_left(self._figures, at) - 1, -1, -1):
            start = self._figures[k]
            if start < first:
                return None
            if at - start > _AFTER_YEAR:  # what follows it before the offset is all that follows it
                known = self._accepted[k]
                return int(self.text[known : known + 4]) if known >= first else None
            if self._tells(start, first, at):
                return int(self.text[start : start + 4])
        return None

    def _tells(self, start: int, first: int, end: int) -> bool:
        """Whether four digits are a year told for itself: nothing is compared with it, nor does a span end with it."""
        before = self.text[max(first, start - 24) : start]
        if _VALUE.match(self.text, start + 4) is not None and _ASIDE.search(before.rstrip()) is not None:
            return False
        return _YEARLESS.match(self.text, start, end) is not None and _COMPARED.search(before) is None

    @cached_property
    def _lines(self) -> list[int]:
        """Where the paragraphs begin."""
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    @cached_property
    def _figures(self) -> list[int]:
        """Where four digits stand that may be a year."""
        return [m.start() for m in re.finditer(rf"(?={YEAR})", self.text)]

    @cached_property
    def _accepted(self) -> list[int]:
        """For each of them the last one up to it that is a year told for itself; -1 where there is none."""
        out: list[int] = []
        last = -1
        for start in self._figures:
            if self._tells(start, self._lines[bisect_right(self._lines, start) - 1], len(self.text)):
                last = start
            out.append(last)
        return out

    @cached_property
    def now(self) -> int | None:
        """The article's own year: of its day, of the first full date that is no document's, else the last one it tells
        that is no goal."""
        if self.published is not None:
            return self.published.year
        days = list(_DAYS.finditer(self.text))
        own = (m for m in days if not _OF_DOCUMENT.search(self.text, max(0, m.start() - _NUMBERED), m.start()))
        day = next(own, None)
        if day is not None:
            return int(day.group(1) or day.group(2))
        told = {m.start(1): int(m[1]) for m in _YEARLESS.finditer(self.text)}
        goals = {m.start(1) for m in _GOALS.finditer(self.text)}
        years = [year for at, year in told.items() if at not in goals]
        begun = [low for _, low, _ in self._told_terms]  # a term that had begun, where other years are told
        if not years and days:
            return int(days[0].group(1) or days[0].group(2))
        return max([*years, *begun]) if years else max(told.values(), default=None)

    def of(self, atom: Atom) -> int | None:
        """The year of an expression that does not tell it."""
        if atom.year is not None:
            return atom.year
        now = self.now
        if atom.shift is not None:
            late = atom.shift < 0 and self.published is not None and self.published.month >= 11
            recent = late and self.text[atom.start : atom.end].casefold().rstrip().endswith(("qua", "rồi"))
            return None if now is None else now if recent else now + atom.shift
        told = self.told(atom.start)
        if atom.kind == "whole" and now is not None:
            return told or (now - 1 if self._month <= _BEGUN else now)
        if self.published is None:
            return told or self._of_months(atom) or now
        return self._past(atom, told)

    def _of_months(self, atom: Atom) -> int | None:
        """ "9 tháng năm 2020 … Trong 9 tháng": the year with which so many months were told last before."""
        if atom.kind != "months":
            return None
        told = re.findall(rf"\b0?{atom.count} tháng (?:đầu |cuối )?(?:của )?năm ({YEAR})", self.text[: atom.start])
        return int(told[-1]) if told else None

    @cached_property
    def _month(self) -> int:
        """The month of the article's own day, as known or told at its top; December where it is not."""
        if self.published is not None:
            return self.published.month
        day = _TOP_DAY.search(self.text, 0, _TOP)
        return int(day.group(1)) if day is not None else 12

    @property
    def turning(self) -> int:
        """1 at the end of a year, -1 at the beginning of the next: "một năm qua" is that year; else 0."""
        return (self._month >= _ENDING) - (self._month <= _BEGUN)

    def _past(self, atom: Atom, told: int | None) -> int:
        """The last such stretch that was over, or nearly so, on the article's day; one long over is the told year's."""
        assert self.published is not None
        year = self.published.year
        over = (self.published - _date(year, *atom.high)).days
        if (
            atom.kind == "occasion"
            and told is not None
            and _ITS_YEAR.search(self.text, max(0, atom.start - _AFTER_YEAR), atom.start)
        ):
            return told  # "Năm 2018, huyện trao Huy hiệu Đảng đợt 19-5"
        if atom.kind in _POINTS:
            return year if over >= -_AHEAD else year - 1
        if atom.kind in _ONGOING:
            begun = self.published >= _date(year, *atom.low)
            return told if not begun and told is not None and told < year and atom.low > (1, 1) else year
        if over < -_NEARLY:
            return told if told is not None and told < year else year - 1
        return told if told is not None and over > _LONG_AGO else year

    def recent(self, at: int, count: int) -> tuple[int, int] | None:
        """The years that the paragraph has told last before an offset, where they are so many in a row."""
        first = self._lines[bisect_right(self._lines, at) - 1]
        figures = self._figures[bisect_left(self._figures, first) : bisect_left(self._figures, at)][-_RECENT:]
        told = list(dict.fromkeys(int(self.text[k : k + 4]) for k in reversed(figures) if self._tells(k, first, at)))
        low, high = min(told[:count], default=0), max(told[:count], default=0)
        return (low, high) if len(told) >= count and high - low == count - 1 else None

    def day_told(self, at: int) -> dt.date | None:
        """The first day of the time that the paragraph has told last before an offset: "ra đời tháng 3/2012. Từ đó"."""
        found = self._last_figure(at)
        if found is None:
            return None
        first, year = found
        told = _DAY_BEFORE.search(self.text, max(first, year - _LONGEST_DAY), year)
        if told is None and not self._tells(year, first, at):
            return None
        day, month = (int(part or 1) for part in told.groups()) if told is not None else (1, 1)
        return _date(int(self.text[year : year + 4]), month, day) if 1 <= month <= 12 and day else None

    def last_year(self, at: int) -> int | None:
        """The last year that the paragraph has told before an offset, be it the end of a span."""
        found = self._last_figure(at)
        if found is None:
            return None
        first, year = found
        return None if self._set_beside(year, first) else int(self.text[year : year + 4])

    def _set_beside(self, year: int, first: int = 0) -> bool:
        """ "tăng 30 so với nhiệm kỳ 2010 - 2015": whether a year is one that is only compared with."""
        return _SO_WITH.search(self.text, max(first, year - _COMPARED_WITH), year) is not None

    def _last_figure(self, at: int) -> tuple[int, int] | None:
        """Where the paragraph around an offset begins, and where the last four digits before it stand, if any do."""
        first = self._lines[bisect_right(self._lines, at) - 1]
        before = bisect_left(self._figures, at)
        return (first, self._figures[before - 1]) if before and self._figures[before - 1] >= first else None

    def term(self, at: int, *, over: bool) -> tuple[int, int] | None:
        """The term told nearest before an offset (else anywhere) that is over, or not over, by the article's year."""
        pairs = self._over if over else self._running
        after = bisect_right(pairs, at, key=lambda p: p[0])
        start = pairs[after - 1][0] if after else pairs[0][0] if pairs else 0
        near = bisect_left(pairs, start, key=lambda p: p[0])
        return pairs[near][1:] if pairs else None

    def reviewed_term(self, at: int) -> tuple[int, int] | None:
        """The term told last before an offset, where it is over: "Nhìn lại nhiệm kỳ 2015 - 2020 … Trong nhiệm kỳ"."""
        before = bisect_left(self._told_terms, (at,))
        word = self.text[at : at + 12].casefold()
        if not before or self.now is None or not word.startswith(_REVIEWING):
            return None
        for start, low, high in reversed(self._told_terms[:before]):
            if "nhiệm kỳ" in self.text[max(0, start - 12) : start].casefold() and not self._set_beside(start):
                return (low, high) if high <= self.now else None
        return None

    @cached_property
    def _told_terms(self) -> list[tuple[int, int, int]]:
        return [(start, low, high) for start, low, high in self._spans if 3 <= high - low <= 6]

    @cached_property
    def _over(self) -> list[tuple[int, int, int]]:
        return self._terms(over=True)

    @cached_property
    def _running(self) -> list[tuple[int, int, int]]:
        return self._terms(over=False)

    def _terms(self, *, over: bool) -> list[tuple[int, int, int]]:
        """Where a term is told that is over, or not over, by the article's year, and its first and last year."""
        now = self.now
        pairs = self._told_terms
        if now is not None and over:  # the term before the one that runs is over as well
            pairs = pairs + [(start, 2 * low - high, low) for start, low, high in pairs if low <= now < high]
            pairs = [p for p in pairs if p[2] <= now]
        elif now is not None:
            pairs = [p for p in pairs if p[1] <= now <= p[2]]
        return sorted(pairs, key=lambda p: p[0])

    @cached_property
    def _spans(self) -> list[tuple[int, int, int]]:
        """Where two years with a dash between them stand, and the years."""
        return [(m.start(), int(m.group(1)), int(m.group(2))) for m in _TERMS.finditer(self.text)]

    def stretch(self, at: int, years: int) -> tuple[int, int] | None:
        """The span of so many years that the text tells nearest before an offset."""
        ends, spans = self._lasting.get(years, ([], []))
        before = bisect_right(ends, at)
        return spans[before - 1] if before else None

    def reviews(self, count: int) -> bool:
        """Whether the text looks back on so many years: "hội nghị sơ kết 5 năm", "5 năm qua"."""
        return count in self._reviewed

    @cached_property
    def _reviewed(self) -> frozenset[int]:
        text = self.text.casefold()
        told = {int(m[2]) - int(m[1]) for m in _FROM_TO.finditer(self.text)}  # those years are told themselves
        done = {int(n) for n in _CARRIED_OUT.findall(text)} - told
        return frozenset(int(n) for pair in _REVIEWED.findall(text) for n in pair if n) | done

    @cached_property
    def _lasting(self) -> dict[int, tuple[list[int], list[tuple[int, int]]]]:
        """Where the spans of so many years end in the text, and their years."""
        out: dict[int, tuple[list[int], list[tuple[int, int]]]] = {}
        for match in _TERMS.finditer(self.text):
            low, high = int(match.group(1)), int(match.group(2))
            if (self.published is not None and low >= self.published.year) or self._set_beside(match.start()):
                continue  # a term to come
            for years in (high - low, high - low + 1):
                ends, spans = out.setdefault(years, ([], []))
                ends.append(match.end())
                spans.append((low, high))
        return out


@lru_cache(maxsize=4)
def _years(text: str, published: dt.date | None) -> _Years:
    """The years of an article, kept while it is read."""
    return _Years(text, published)


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the month a day is in."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _date(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _bounds(atom: Atom, years: _Years) -> Bounds | None:
    """First and last day of an expression; None where it tells no time after all."""
    if atom.kind == "now":
        return years.published, years.published
    if atom.kind == "this_quarter":
        told_before = years.published is None and years.text[atom.start : atom.end].casefold().endswith("trong quý")
        return None if told_before else _quarter(atom, years)
    if atom.kind == "same":
        year = years.of(atom) if atom.year is not None or atom.shift is not None else None
        return (_date(year, 1, 1), _date(year, 12, 31)) if year is not None else (None, None)
    if atom.kind == "two_levels":
        return REFORM, REFORM
    if atom.kind == "that_year":
        year = years.told(atom.start)
        return (_date(year, 1, 1), _date(year, 12, 31)) if year is not None else None
    if atom.kind == "then":
        day = years.day_told(atom.start)
        return (day, None) if day is not None else None
    if atom.kind == "years_after":
        return _years_after(atom, years)
    if atom.kind == "year_before":
        told = years.last_year(atom.start)
        return (_date(told - 1, 1, 1), _date(told - 1, 12, 31)) if told is not None else (None, None)
    if atom.kind == "term_now" and (reviewed := years.reviewed_term(atom.start)):
        return _date(reviewed[0], 1, 1), _date(reviewed[1], 12, 31)
    if atom.kind == "term_now" and years.text[atom.start : atom.end].casefold().endswith("này"):
        term = years.term(atom.start, over=False)
        return (_date(term[0], 1, 1), years.published) if term else (None, None)
    if atom.kind in ("term_past", "term_now"):
        term = years.term(atom.start, over=True) if atom.kind == "term_past" else None
        return (_date(term[0], 1, 1), _date(term[1], 12, 31)) if term else (None, None)
    if atom.kind == "term_so_far":
        term = years.term(atom.start, over=False)
        return (_date(term[0], 1, 1), years.published) if term else (None, None)
    if atom.kind == "term_start":
        term = (atom.year, atom.year) if atom.year is not None else years.term(atom.start, over=False)
        return (_date(term[0], 1, 1), None) if term else (None, None)
    if atom.kind == "term_half":
        return (_date(atom.year, 1, 1), None) if atom.year is not None else None
    if atom.kind in ("years", "years_alone"):
        return _years_back(atom, years)
    year = years.of(atom)
    if year is None:
        return None, None
    if atom.kind == "months" and atom.shift is None and atom.year is None and (rolling := _rolling(atom, years, year)):
        return rolling
    if atom.kind == "start":
        return _date(year, 1, 1), None
    if atom.kind == "finish":
        return None, _date(year, 12, 31)
    return _date(year, *atom.low), _date(atom.year_to or year, *atom.high)


def _quarter(atom: Atom, years: _Years) -> Bounds:
    """ "quý này", "quý vừa qua": the one that the article's day is in; at its beginning the one that is just over."""
    if years.published is None:
        return None, None
    day = years.published - dt.timedelta(_NEARLY)
    if not years.text[atom.start : atom.end].casefold().endswith("này"):
        day = years.published - dt.timedelta(_PAST_QUARTER)
    first = 3 * ((day.month - 1) // 3) + 1
    return _date(day.year, first, 1), _date(day.year, first + 2, 31)


def _rolling(atom: Atom, years: _Years, year: int) -> tuple[dt.date, dt.date] | None:
    """ "6 tháng qua" counts back from the article's day, except where that means the months of its year.

    In January it is the months of the year that is just over.
    """
    if years.published is None or not _LOOKS_BACK.search(years.text[atom.start : atom.end]):
        return None
    if abs((years.published - _date(year, *atom.high)).days) <= 45:
        return None
    month = years.published.month - atom.count + (years.published == month_of(years.published)[1])
    first = dt.date(years.published.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first, years.published if years.published.month > 1 else dt.date(years.published.year - 1, 12, 31)


def _years_after(atom: Atom, years: _Years) -> tuple[dt.date, dt.date] | None:
    """ "Nhiệm kỳ 2005 - 2010 kết nạp 21 đảng viên. Hai năm tiếp theo": the years after the one told last."""
    told = years.last_year(atom.start)
    last = told + max(1, atom.count) if told is not None else None
    if told is None or last is None or (years.now is not None and last > years.now):
        return None
    return _date(told + 1, 1, 1), _date(last, 12, 31)


def _years_back(atom: Atom, years: _Years) -> Bounds | None:
    span = years.stretch(atom.start, atom.count)
    if years.text[atom.start : atom.end].casefold().endswith(_THOSE):
        span = years.recent(atom.start, atom.count) or span
    if atom.kind == "years_alone" and (span or not years.reviews(atom.count)):
        return (_date(span[0], 1, 1), _date(span[1], 12, 31)) if span and atom.count > 1 else None
    if span is not None and years.published is None and atom.count > 1:  # of a text that tells no day of its own
        return _date(span[0], 1, 1), _date(span[1], 12, 31)
    now = years.now
    if atom.count == 1 and now is not None and years.turning:
        now -= years.turning < 0
        return _date(now, 1, 1), _date(now, 12, 31)
    return (_date(now - atom.count, 1, 1), _date(now, 12, 31)) if now is not None else (None, None)


# ---- from … to … --------------------------------------------------------------------------------------------


def _joined(line: Line, found: Sequence[Atom], years: _Years) -> Iterator[Period]:
    """Periods out of expressions: "từ A đến B" is one, "đến B" ends with B."""
    i = 0
    while i < len(found):
        first = found[i]
        if first.kind == "then" and years.day_told(first.start) is None:
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


def _range(line: Line, first: Atom, second: Atom, years: _Years) -> Iterator[Period]:
    """From one expression to another; the year told with one is the other's as well."""
    if not first.dated and second.year is not None and first.kind not in ("term_start", "then"):
        first = replace(first, year=second.year if first.low <= second.high else second.year - 1)
    elif not second.dated and first.year is not None and second.kind in ("month", "day", "quarter"):
        second = replace(second, year=first.year)
    low, high = _bounds(first, years), _bounds(second, years)
    if second.kind == "finish" and not second.dated and first.kind in ("month", "day", "quarter") and low and low[0]:
        high = None, _date(low[0].year, 12, 31)  # "từ tháng 7 đến cuối năm", read in January
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
