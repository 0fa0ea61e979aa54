"""Which year is meant where an expression leaves it out: the one told before, else that of the article's own day."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import cached_property, lru_cache

from extraction.datewords import YEAR, Atom
from extraction.told_years import AFTER_YEAR, ToldYears, day_in

_ITS_YEAR = re.compile(rf"năm {YEAR}[^.;\n]*$", re.IGNORECASE)
"""A year told in the same part of the sentence as what follows it."""
_GOALS = re.compile(rf"(?:đến năm (?<!tính đến năm )(?<!hết đến năm )(?<!\d đến năm )|phấn đấu năm )({YEAR})")
"""Years that are aimed at: "quy hoạch đến năm 2020", not "từ năm 2015 đến năm 2018"."""
_DAYS = re.compile(rf"\d(?:\d?\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?({YEAR})(?!\d)|\s+n\S{{1,3}}m\s+({YEAR}))")
_OF_DOCUMENT = re.compile(r"\d[/-][A-ZĐ][\w/-]*,?\s(?:\w+\s)?ngày [^.,;]*$")
"""Before the day of a document: "Quyết định số 217-QĐ/TW ngày 12-12-2013"."""
_NUMBERED = 48
"""Characters before it that its number and its day without the year take at most."""
_TOP_DAY = re.compile(rf"(?<![\d/.-])\d{{1,2}}[/.-](0?[1-9]|1[0-2])[/.-]{YEAR}(?!\d)")
_TOP, _BEGUN, _ENDING = 160, 2, 11
"""Characters at the top of an article that may tell its day; months in which "cả năm" is the year before, or nearly
over."""
_POINTS = frozenset(("day", "days", "month", "occasion"))
_ONGOING = frozenset(("start", "finish", "last_months", "last_half"))
_REVIEWING = ("trong", "cả", "toàn", "suốt", "nhiệm kỳ này")
"""What a term that is looked back on is told again with."""
NEARLY = 25
"""Days before its end on which a stretch of a year is summed up."""
_AHEAD, _LONG_AGO = 62, 150
"""Days: how far ahead an article names a date without a year; after how many the same months of another year, told
just before, are the likelier ones."""


class Years:
    """Settles the years that an article leaves out."""

    def __init__(self, text: str, published: dt.date | None) -> None:
        self.text = text
        self.published = published
        self.told = ToldYears(text)

    def words(self, atom: Atom) -> str:
        """An expression in small letters."""
        return self.text[atom.start : atom.end].casefold()

    @cached_property
    def now(self) -> int | None:
        """The article's own year: of its day, of the first full date that is no document's, else the last one it tells
        that is no goal."""
        if self.published is not None:
            return self.published.year
        if self._of_day is not None:
            return self._of_day
        day = _DAYS.search(self.text) if not self._reached else None
        if day is not None:
            return int(day.group(1) or day.group(2))
        begun = [low for _, low, _ in self.told.terms]  # a term that had begun, where other years are told
        years = [*self._reached.values(), *begun] if self._reached else self.told.by_offset().values()
        return max(years, default=None)

    @cached_property
    def _of_day(self) -> int | None:
        """The year of the first full date that is no document's."""
        for day in _DAYS.finditer(self.text):
            if not _OF_DOCUMENT.search(self.text, max(0, day.start() - _NUMBERED), day.start()):
                return int(day.group(1) or day.group(2))
        return None

    @cached_property
    def _reached(self) -> dict[int, int]:
        """The years that are no goals, where they stand."""
        goals = {m.start(1) for m in _GOALS.finditer(self.text)}
        return {at: year for at, year in self.told.by_offset().items() if at not in goals}

    def _looked_back_on(self, at: int) -> int | None:
        """The last year told before "trong năm" in an article without a day: it may end with the year to come."""
        years = self._reached.items() if self.published is None and self._of_day is None else ()
        return max((year for k, year in years if k < at), default=None)

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

    # ---- of an expression -----------------------------------------------------------------------------------

    def of(self, atom: Atom) -> int | None:
        """The year of an expression that does not tell it."""
        if atom.year is not None:
            return atom.year
        now = self.now
        if atom.shift is not None:
            late = atom.shift < 0 and self.published is not None and self.published.month >= _ENDING
            recent = late and self.words(atom).rstrip().endswith(("qua", "rồi"))
            return None if now is None else now if recent else now + atom.shift
        told = self.told.last(atom.start)
        if atom.kind == "whole" and now is not None:
            return told or self._looked_back_on(atom.start) or (now - 1 if self._month <= _BEGUN else now)
        if self.published is None:
            return told or self._of_months(atom) or now
        return self._past(atom, told, self.published)

    def _of_months(self, atom: Atom) -> int | None:
        """ "9 tháng năm 2020 … Trong 9 tháng": the year with which so many months were told last before."""
        if atom.kind != "months":
            return None
        told = re.findall(rf"\b0?{atom.count} tháng (?:đầu |cuối )?(?:của )?năm ({YEAR})", self.text[: atom.start])
        return int(told[-1]) if told else None

    def _past(self, atom: Atom, told: int | None, published: dt.date) -> int:
        """The last such stretch that was over, or nearly so, on the article's day; one long over is the told year's."""
        year = published.year
        over = (published - day_in(year, *atom.high)).days
        before = max(0, atom.start - AFTER_YEAR), atom.start
        if atom.kind == "occasion" and told is not None and _ITS_YEAR.search(self.text, *before):
            return told  # "Năm 2018, huyện trao Huy hiệu Đảng đợt 19-5"
        if atom.kind == "finish" and over < -_AHEAD:  # "Đến cuối năm, Đảng bộ có …", read in January
            return told if told is not None and told < year else year - 1
        if atom.kind in _POINTS:
            return year if over >= -_AHEAD else year - 1
        if atom.kind in _ONGOING:
            begun = published >= day_in(year, *atom.low)
            if not begun and published.month <= _BEGUN:
                return year - 1  # "6 tháng cuối năm", read in January
            return told if not begun and told is not None and told < year and atom.low > (1, 1) else year
        if over < -NEARLY:
            return told if told is not None and told < year else year - 1
        return told if told is not None and over > _LONG_AGO else year

    # ---- terms and other spans ------------------------------------------------------------------------------

    def term(self, at: int, *, over: bool) -> tuple[int, int] | None:
        """The term told nearest before an offset (else anywhere) that is over, or not over, by the article's year."""
        terms = self._over if over else self._running
        n = bisect_right(terms, at, key=lambda term: term[0])
        return terms[max(0, n - 1)][1:] if terms else None

    @cached_property
    def _over(self) -> list[tuple[int, int, int]]:
        """The terms that are over; of one that runs the one before."""
        now, told = self.now, self.told.terms
        if now is None:
            return told
        ended = ((at, low, high) if high <= now else (at, 2 * low - high, low) for at, low, high in told)
        return [term for term in ended if term[2] <= now]

    @cached_property
    def _running(self) -> list[tuple[int, int, int]]:
        """The terms that are not over."""
        now = self.now
        return [term for term in self.told.terms if now is None or term[1] <= now <= term[2]]

    def reviewed_term(self, atom: Atom) -> tuple[int, int] | None:
        """The term told last before an expression, where it is over and that looks back on it: "Trong nhiệm kỳ"."""
        if self.now is None or not self.text[atom.start : atom.start + 12].casefold().startswith(_REVIEWING):
            return None
        term = self.told.reviewed_term(atom.start)
        return term if term is not None and term[1] <= self.now else None

    def stretch(self, at: int, years: int) -> tuple[int, int] | None:
        """The span of so many years that the text tells nearest before an offset."""
        ends, spans = self._lasting.get(years, ([], []))
        before = bisect_right(ends, at)
        return spans[before - 1] if before else None

    @cached_property
    def _lasting(self) -> dict[int, tuple[list[int], list[tuple[int, int]]]]:
        return self.told.lasting(self.published.year if self.published is not None else None)


@lru_cache(maxsize=4)
def years_of(text: str, published: dt.date | None) -> Years:
    """The years of an article, kept while it is read."""
    return Years(text, published)
