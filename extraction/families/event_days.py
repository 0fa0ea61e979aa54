"""The days of an event: told with it, or as far as the article fixes them."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extraction.context import Context
from extraction.dates import Period, month_of
from extraction.datewords import A_YEAR
from extraction.families.anchor import anchor
from extraction.families.event_names import after_quotes
from extraction.families.event_rules import TYPES
from extraction.families.figures import period_of
from extraction.mentions import Mention

_DIGITS = re.compile(r"\d+")
_DAYS = frozenset(("day", "days", "range", "month"))
_DAY_AND_MONTH = 2
"""Numbers of a day without its year."""
_NO_OPENING = ("MEETING", "CONFERENCE", "INSPECTION", "VISIT", "DIALOGUE", "PRESS", "PAPER")
"""Between a day and a congress: what the day is of instead."""
_TURNS = frozenset("HOLDER SPEAK SAY TELL REPORT QUOTE COLON".split())
"""Kinds after which days are told of something else."""
_BESIDE = 5
"""Mentions between the number of a document, or what is remembered, and its day."""
_BESIDE_TODAY = frozenset(("LPAR", "COMMA"))
"""Kinds between "sáng nay" and its date."""
LONG = dt.timedelta(days=10)
"""What lasts longer is a period of work, no event."""
_TIME_OF_DAY = re.compile(r"(?:sáng|trưa|chiều|tối)\s*$", re.I)
"""Right before the day of what is told."""
_NUMBERED = re.compile(r"số\b", re.I)
_DECEMBER = 12
_PLANNED_IN = (_DECEMBER, 1)
"""Months in which the work of a year is dealt out."""
_WORK_AHEAD = re.compile(
    r"(?<!việc )\b(?:triển khai|phương hướng,?|giao)\s(?:thực hiện )?(?:nhiệm vụ|kế hoạch|công tác|dự toán)\b"
    r"[^.;,]{0,90}?\bnăm ((?:19|20)\d\d)(?!\s?[-–]|\d)",
    re.I,
)
"""The work of a year as one that begins."""
_LOOKED_BACK_ON = re.compile(r"\b(?:tổng kết|sơ kết|kết quả|đánh giá|tình hình)\b[^,;.]*$", re.I)
"""Before the work of a year that is over: "tổng kết triển khai nhiệm vụ năm 2018"."""
_REVIEWED_BEFORE, _REVIEWED_AFTER = dt.timedelta(45), dt.timedelta(75)
"""How long before and after the end of a period it is reviewed."""
_MONTH_LONG, _YEAR_LONG = dt.timedelta(26), dt.timedelta(366)
"""How long a period is that is reviewed: between a month and a year."""
_FRESH = dt.timedelta(7)
"""How old the news of a day told somewhere in the lead may be."""
_OPENING = 5
"""Mentions within which the lead tells its day: "(LĐO) - Sáng 14-7, …"."""
_AFTER = 14
"""Mentions after an event's noun within which its date may stand."""
_LONGEST = 50
"""Mentions of the longest name that a day closes."""
_DIVIDES = frozenset("COMMA SEMI DOT COLON HOLDER SPEAK SAY TELL REPORT PLANNED SINCE".split())
"""Kinds after which a day is none of the event before."""
_OTHERS = frozenset((*TYPES, "CITED"))
"""Kinds of nouns for other events, before whose month or year none is told for the first."""


class Span(NamedTuple):
    """First and last day; `key` tells days apart whose year nobody can know."""

    first: dt.date | None
    last: dt.date | None
    key: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one day, of whatever year."""
        return self.first == self.last if self.first is not None else "-" in self.key or self.key.isupper()


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


class _Told:
    """A row, where it tells days, and what each of them is."""

    def __init__(self, row: Sequence[Mention]) -> None:
        self.row = row
        self.contest = next((i for i, m in enumerate(row) if m.kind == "CONTEST"), len(row))
        self.lasting = any(m.kind == "LASTING" for m in row)
        self.days: list[int] = []
        self.spans: dict[int, Span | None] = {}


class Days:
    """Reads the days of the events of one article; `same` is that of the event told last: "cùng ngày"."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._read = _Told(())
        self._anchor = anchor(context.article.text)

    def of(self, row: Sequence[Mention], i: int, same: Span | None) -> Span | None:
        """The day or days told for `row[i]`: the nearest before it, else one shortly after; None where none is told."""
        begin = after_quotes(row, i)
        end = min(begin + _AFTER - 1, len(row))
        end = next((k for k in range(begin, end) if row[k].kind in _TURNS), end)
        told = self._told(row)
        at = bisect_left(told.days, i)
        after = bisect_left(told.days, begin)
        near = (*reversed(told.days[:at]), *told.days[after : bisect_left(told.days, end)])
        near = near or tuple(k for k in told.days[after : after + 1] if self._closes(row, begin, k))
        for vague in (False, True):
            for k in near:
                if self._vague(row[k]) != vague or (vague and any(m.kind in _OTHERS for m in row[i + 1 : k])):
                    continue  # "hội nghị bầu đoàn dự Đại hội … vào tháng 9/2019"
                span = self._span_of(told, k, same)
                if span is not None:
                    return whole_month(span) if told.lasting else span
        return None

    @staticmethod
    def _closes(row: Sequence[Mention], begin: int, k: int) -> bool:
        """Whether a day closes the long name of an event: "hội nghị … do Huyện ủy A tổ chức sáng 8-11"."""
        between = {m.kind for m in row[begin:k]}
        named = row[k - 1].kind in ("NUMBER", "DOCNO")
        return k - begin < _LONGEST and not named and not between & _DIVIDES and not between & _OTHERS

    def _told(self, row: Sequence[Mention]) -> _Told:
        """The days of a row, read once."""
        if self._read.row is not row:
            self._read = _Told(row)
            self._read.days = [k for k in range(len(row)) if self._is_day(row, k)]
        return self._read

    def _span_of(self, told: _Told, k: int, same: Span | None) -> Span | None:
        if told.row[k].kind == "SAMEDAY":
            return same
        if k not in told.spans:
            told.spans[k] = self._span(told.row, k, same)
        return told.spans[k]

    @staticmethod
    def _vague(mention: Mention) -> bool:
        """Whether only the month or the year is told."""
        return mention.kind == "PERIOD" and period_of(mention).kind in ("month", "year")

    def _is_day(self, row: Sequence[Mention], k: int) -> bool:
        """Whether a day is told that is neither a document's nor one remembered."""
        if row[k].kind in ("TODAY", "YESTERDAY", "SAMEDAY"):
            return True
        if row[k].kind != "PERIOD" or self._of_another(row, k):
            return False
        period = period_of(row[k])
        if period.compared or (period.kind == "year" and self._contest(row) >= k):
            return False
        if period.kind == "range" and (
            period.first is None or period.last is None or period.last - period.first > LONG
        ):
            return False
        return period.kind in _DAYS or period.kind == "year"

    def _contest(self, row: Sequence[Mention]) -> int:
        """Where a row names its first contest."""
        return self._told(row).contest

    def _of_another(self, row: Sequence[Mention], k: int) -> bool:
        """ "Kế hoạch số 15-KH/TU ngày 3/2", "Ngày thành lập Đảng (3/2)": no comma parts it from what it dates."""
        if _TIME_OF_DAY.match(self.context.article.text, row[k - 1].start if k else 0, row[k].start):
            return False  # "… nhân ngày thành lập Đoàn sáng 26/3"
        if k > 1 and row[k - 1].kind == "NUMBER" and _NUMBERED.match(self.context.article.text, row[k - 2].start):
            return True  # "nghị quyết số 339 ngày 30/10"
        for mention in reversed(row[max(0, k - _BESIDE) : k]):
            if mention.kind in ("DOCNO", "SINCE"):
                return True
            if mention.kind in ("COMMA", "SEMI"):
                return False
        return False

    def _span(self, row: Sequence[Mention], k: int, same: Span | None) -> Span | None:
        mention = row[k]
        published = self.context.article.published
        text = self.context.article.text
        if mention.kind == "SAMEDAY":
            return same
        if mention.kind in ("TODAY", "YESTERDAY"):
            beside = next((j for j in range(k + 1, min(k + _BESIDE, len(row))) if row[j].kind not in _BESIDE_TODAY), k)
            if row[beside].kind == "PERIOD" and period_of(row[beside]).kind == "day":
                return self._span(row, beside, same)  # "sáng nay (2/12)"
            day = published - dt.timedelta(days=mention.kind == "YESTERDAY") if published is not None else None
            return Span(day, day, mention.kind if day is None else "")
        period = period_of(mention)
        yearless = published is None and not A_YEAR.search(text, mention.start, mention.end)
        if yearless or period.first is None or period.last is None:
            known = period.kind in ("day", "days", "month", "range")
            numbers = _DIGITS.findall(text[mention.start : mention.end])
            if not known:
                return None
            return self._of_term(row, k, numbers) or self._fixed(row, period) or Span(None, None, "-".join(numbers))
        span = Span(period.first, period.last)
        return whole_month(span) if period.kind in ("days", "range") and span.first != span.last else span

    def _of_term(self, row: Sequence[Mention], k: int, numbers: Sequence[str]) -> Span | None:
        """The day of a congress, or of a first session, that tells its term: "Sáng 28-6, … nhiệm kỳ 2019 - 2024"."""
        opens = [i for i, m in enumerate(row) if m.kind in ("CONGRESS", "FIRST")]
        if len(numbers) != _DAY_AND_MONTH or not opens:
            return None
        if any(row[i].kind in _NO_OPENING and i + 1 not in opens for i in range(k, opens[-1])):
            return None  # "Ngày 15/2, tại cuộc họp …, ông A nói, năm đầu tiên thực hiện nghị quyết đại hội …"
        terms = [period_of(m).first for m in row if m.kind == "PERIOD" and period_of(m).kind in ("term", "span")]
        year = terms[0].year if terms and terms[0] is not None else self._anchor.turn
        if year is None:
            return None
        try:
            day = dt.date(year, int(numbers[1]), int(numbers[0]))
        except ValueError:
            return None
        return Span(day, day)

    def _fixed(self, row: Sequence[Mention], period: Period) -> Span | None:
        """The days with the year that another date of the text gives them, or the period reviewed on them."""
        if period.kind not in ("day", "days", "range") or period.first is None or period.last is None:
            return None
        days = period.first, period.last
        fixed = self._planning(row, *days) or self._anchor.fixes(*days) or self._reviewing(row, *days)
        fixed = fixed or self._contending(row, *days)
        if fixed is None:
            return None
        return whole_month(Span(*fixed)) if period.kind != "day" and fixed[0] != fixed[1] else Span(*fixed)

    def _contending(self, row: Sequence[Mention], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """ "Sáng 22-4, khai mạc hội thi … năm 2018": a contest is in the year that its name tells."""
        named = [m for m in row[self._contest(row) + 1 :] if m.kind == "PERIOD" and period_of(m).kind == "year"]
        years = {told.year for m in named if (told := period_of(m).first) is not None}
        begun = in_year(first, years.pop()) if len(years) == 1 else None
        return (begun, begun + (last - first)) if begun is not None else None

    def _planning(self, row: Sequence[Mention], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """ "Sáng 2-1, … hội nghị triển khai kế hoạch năm 2018": dealt out around the beginning of the year."""
        text = self.context.article.text
        if first.month not in _PLANNED_IN or not any(m.kind == "CONFERENCE" for m in row):
            return None
        begin, end = row[0].start, row[-1].end
        told = _WORK_AHEAD.finditer(text, begin, end)
        years = {int(t[1]) for t in told if not _LOOKED_BACK_ON.search(text, begin, t.start())}
        if len(years) != 1:
            return None
        begun = in_year(first, years.pop() - (first.month == _DECEMBER))
        return (begun, begun + (last - first)) if begun is not None else None

    def _reviewing(self, row: Sequence[Mention], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """ "Sáng 16-1, … tổng kết công tác năm 2018": a year, half or quarter is reviewed around its end."""
        if not any(m.kind in ("REVIEW", "CONFERENCE") for m in row):
            return None
        for before, mention in pairwise(row):
            told = period_of(mention) if mention.kind == "PERIOD" and before.kind not in ("NUMBER", "DOCNO") else None
            over = told.last if told is not None else None
            if told is None or told.first is None or over is None or not _MONTH_LONG < over - told.first < _YEAR_LONG:
                continue
            if not A_YEAR.search(self.context.article.text, mention.start, mention.end):
                continue
            for year in (over.year, over.year + 1):
                begun = in_year(first, year)
                if begun is not None and over - _REVIEWED_BEFORE <= begun <= over + _REVIEWED_AFTER:
                    return begun, begun + (last - first)
        return None

    def ahead(self, span: Span | None) -> bool:
        """Whether a day is still to come when the article appears."""
        published = self.context.article.published
        first = span.first if span is not None else None
        return published is not None and first is not None and first > published

    def opening(self, row: Sequence[Mention], same: Span | None) -> Span | None:
        """The day that the lead begins with, or the only one it tells, shortly before the article appears."""
        day = next((k for k in range(min(_OPENING, len(row))) if self._is_day(row, k)), None)
        if day is not None:
            return self._span(row, day, same)
        days = [k for k in range(len(row)) if self._is_day(row, k)]
        span = self._span(row, days[0], same) if len(days) == 1 else None
        published = self.context.article.published
        if span is None or span.first is None or published is None:
            return None
        return span if dt.timedelta() <= published - span.first <= _FRESH else None
