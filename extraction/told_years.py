"""The years that a text tells: the last one before an offset, and those that stand together as terms and spans."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from extraction.datewords import YEAR

_YEARLESS = re.compile(
    rf"({YEAR})(?:(?<![\d/.,-]\d{{4}})|(?<=th\S\S\S\S\s\d[/-]\d{{4}})|(?<=th\S\S\S\S\s\d\d[/-]\d{{4}})|(?<=th\S\S\S\s\d[/-]\d{{4}})|(?<=th\S\S\S\s\d\d[/-]\d{{4}}))(?![\d/.]*\d|\s*[-–/]\s*\d|\s*[-–/]\s*[A-ZĐ])"
)
_SPANS = re.compile(rf"({YEAR})\s*[-–]\s*({YEAR})")
_SO_WITH = r"(?i:so)\s+v\S{1,3}i[\w\s\u0300-\u036f]*$"
_SET_BESIDE = re.compile(_SO_WITH)
_COMPARED = re.compile(rf"{_SO_WITH}|[-–]\s*$|\bc\S{{1,2}}ng\s+k\S{{1,3}}(?:\s+(?:c\S{{1,2}}a\s+)?n\S{{1,3}}m)?\s*$")
_COMPARED_WITH = 24
"""Letters from "so với" to the year, at most."""
_ASIDE = re.compile(r"[;,(]\s*(?:còn\s+)?n\S{1,3}m$", re.IGNORECASE)
_VALUE = re.compile(r"\s+(?:là|chỉ|chỉ có|chỉ là|đạt)\s+\d[\d.]*\s*[;.,)]")
"""Around a year of which a figure is told only to compare: "…; năm 2020 là 1.310."."""
AFTER_YEAR = 80
"""Characters from a year on that can say that it is none after all."""
_DAY_BEFORE = re.compile(r"(?:(?<!\d)(\d{1,2})[/.-])?(?<!\d)(\d{1,2})(?:[/.-]|\s+n\S{1,3}m\s+)$")
_FULL_DAY = re.compile(
    rf"(?<![\d/.-])(\d{{1,2}})(?:\s?[/.-]\s?|\s+tháng\s+)(\d{{1,2}})(?:\s?[/.-]\s?|\s+năm\s+)({YEAR})(?!\d)"
)
_SCHOOL_YEARS = re.compile(rf"n\S{{1,3}}m h\S{{1,3}}c ({YEAR})\s*[-–]\s*({YEAR})")
_LONGEST_DAY = 14
"""What stands before the year of a day or a month, and the letters it takes at most."""
_RECENT = 24
"""Years told before some that are called those ("những năm ấy"), at most."""
_REVIEWED = re.compile(r"\b(?:sơ kết|tổng kết) (\d{1,2}) năm\b|\b(\d{1,2}) năm (?:vừa )?qua\b")
"""How many years a review or a look back spans."""
_CARRIED_OUT = re.compile(r"\b(\d{1,2}) năm (?:thực hiện|triển khai)\b")
"""How many years something was carried out."""
_FROM_TO = re.compile(rf"\b[Tt]ừ [^.;\n]{{0,12}}({YEAR}) đến [^.;\n]{{0,14}}({YEAR})")


class ToldYears:
    """The years of one text, by their offsets."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where the paragraphs begin."""
        return [0, *(m.end() for m in re.finditer("\n", self._text))]

    @cached_property
    def _figures(self) -> list[int]:
        """Where four digits stand that may be a year."""
        return [m.start() for m in re.finditer(rf"(?={YEAR})", self._text)]

    @cached_property
    def _accepted(self) -> list[int]:
        """For each of them the last one up to it that is a year told for itself; -1 where there is none."""
        out: list[int] = []
        last = -1
        for start in self._figures:
            if self._tells(start, self._paragraph(start), len(self._text)):
                last = start
            out.append(last)
        return out

    def _paragraph(self, at: int) -> int:
        """Where the paragraph around an offset begins."""
        return self._paragraphs[bisect_right(self._paragraphs, at) - 1]

    def _year(self, start: int) -> int:
        return int(self._text[start : start + 4])

    def _tells(self, start: int, first: int, end: int) -> bool:
        """Whether four digits are a year told for itself: nothing is compared with it, nor does a span end with it."""
        before = self._text[max(first, start - 24) : start]
        if _VALUE.match(self._text, start + 4) is not None and _ASIDE.search(before.rstrip()) is not None:
            return False
        return _YEARLESS.match(self._text, start, end) is not None and _COMPARED.search(before) is None

    def by_offset(self) -> dict[int, int]:
        """All years that are no part of a day, a number or a span, where they stand."""
        return {m.start(): int(m[1]) for m in _YEARLESS.finditer(self._text)}

    # ---- in the paragraph, before an offset -----------------------------------------------------------------

    def last(self, at: int) -> int | None:
        """The last year the paragraph has told for itself before an offset."""
        first = self._paragraph(at)
        for k in range(bisect_left(self._figures, at) - 1, -1, -1):
            start = self._figures[k]
            if start < first:
                return None
            if at - start > AFTER_YEAR:  # what follows it before the offset is all that follows it
                known = self._accepted[k]
                return self._year(known) if known >= first else None
            if self._tells(start, first, at):
                return self._year(start)
        return None

    def last_or_end(self, at: int) -> int | None:
        """The last year that the paragraph has told before an offset, be it the end of a span."""
        first, year = self._last_figure(at)
        return None if year is None or self._set_beside(year, first) else self._year(year)

    def day(self, at: int) -> dt.date | None:
        """The first day of the time that the paragraph has told last before an offset: "ra đời tháng 3/2012. Từ đó"."""
        first, year = self._last_figure(at)
        if year is None:
            return None
        told = _DAY_BEFORE.search(self._text, max(first, year - _LONGEST_DAY), year)
        if told is None and not self._tells(year, first, at):
            return None
        day, month = (int(part or 1) for part in told.groups()) if told is not None else (1, 1)
        return day_in(self._year(year), month, day) if 1 <= month <= 12 and day else None

    @cached_property
    def school_year(self) -> tuple[int, int] | None:
        """The last school year that the text tells."""
        return max(((int(m[1]), int(m[2])) for m in _SCHOOL_YEARS.finditer(self._text)), default=None)

    def full_day(self, at: int) -> dt.date | None:
        """The last day with its month and year that the paragraph has told before an offset."""
        for told in reversed(list(_FULL_DAY.finditer(self._text, self._paragraph(at), at))):
            day, month, year = map(int, told.groups())
            if 1 <= month <= 12 and day:
                return day_in(year, month, day)
        return None

    def in_a_row(self, at: int, count: int) -> tuple[int, int] | None:
        """The years that the paragraph has told last before an offset, where they are so many in a row."""
        first = self._paragraph(at)
        figures = self._figures[bisect_left(self._figures, first) : bisect_left(self._figures, at)][-_RECENT:]
        told = list(dict.fromkeys(self._year(k) for k in reversed(figures) if self._tells(k, first, at)))
        low, high = min(told[:count], default=0), max(told[:count], default=0)
        return (low, high) if len(told) >= count and high - low == count - 1 else None

    def _last_figure(self, at: int) -> tuple[int, int | None]:
        """Where the paragraph around an offset begins, and where the last four digits before it stand, if any do."""
        first = self._paragraph(at)
        before = bisect_left(self._figures, at)
        return first, self._figures[before - 1] if before and self._figures[before - 1] >= first else None

    def _set_beside(self, year: int, first: int = 0) -> bool:
        """ "tăng 30 so với nhiệm kỳ 2010 - 2015": whether a year is one that is only compared with."""
        return _SET_BESIDE.search(self._text, max(first, year - _COMPARED_WITH), year) is not None

    # ---- several together ---------------------------------------------------------------------------------------

    @cached_property
    def _spans(self) -> list[tuple[int, int, int, int]]:
        """Where two years with a dash between them begin and end, and the years."""
        return [(*m.span(), int(m[1]), int(m[2])) for m in _SPANS.finditer(self._text)]

    @cached_property
    def terms(self) -> list[tuple[int, int, int]]:
        """The spans that are as long as a term: where each begins, and its years."""
        return [(start, low, high) for start, _, low, high in self._spans if 3 <= high - low <= 6]

    def reviewed_term(self, at: int) -> tuple[int, int] | None:
        """The last term that is told as one before an offset: "Nhìn lại nhiệm kỳ 2015 - 2020 … Trong nhiệm kỳ"."""
        for start, low, high in reversed(self.terms[: bisect_left(self.terms, (at,))]):
            if "nhiệm kỳ" in self._text[max(0, start - 12) : start].casefold() and not self._set_beside(start):
                return low, high
        return None

    def lasting(self, now: int | None) -> dict[int, tuple[list[int], list[tuple[int, int]]]]:
        """Of so many years where the spans end that last them, and their years; without those to come."""
        out: dict[int, tuple[list[int], list[tuple[int, int]]]] = {}
        for start, end, low, high in self._spans:
            if (now is not None and low >= now) or self._set_beside(start):
                continue
            for years in (high - low, high - low + 1):
                ends, spans = out.setdefault(years, ([], []))
                ends.append(end)
                spans.append((low, high))
        return out

    @cached_property
    def reviewed(self) -> frozenset[int]:
        """On how many years the text looks back: "hội nghị sơ kết 5 năm", "5 năm qua"."""
        text = self._text.casefold()
        told = {int(m[2]) - int(m[1]) for m in _FROM_TO.finditer(self._text)}  # those years are told themselves
        done = {int(n) for n in _CARRIED_OUT.findall(text)} - told
        return frozenset(int(n) for pair in _REVIEWED.findall(text) for n in pair if n) | done


def day_in(year: int, month: int, day: int) -> dt.date:
    """A day of a month, the last one where the month has fewer."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
