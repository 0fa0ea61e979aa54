"""The days that a sentence tells: its dates and months, "sáng nay", "phiên bế mạc", with the year the article means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from msgspec.structs import replace

from extraction.context import Context
from extraction.dates import Period, month_of, periods
from extraction.datewords import A_YEAR, TO_TEN, numbers
from extraction.families.anchor import NUMBERED, anchor
from extraction.lexicon import read
from extraction.text import fold
from extraction.vocabulary import asked

Span = tuple[dt.date, dt.date]
"""First and last day something can have happened."""

DAYS = frozenset(("day", "days"))
_POINTS = DAYS | frozenset(("month", "year", "relative", "since"))
FRESH = dt.timedelta(45)
"""Before the article's own day: within it a day told with its year may be the day of what is reported."""
_MEETING = dt.timedelta(10)
"""What lasts longer is no meeting."""
_BACK = 12
"""Sentences before one that may tell the days of the meeting it goes on with."""
_LETTER = re.compile(r"\bđơn(?: xin)?(?: [^\W\d]+){0,5}? (?:đề|ghi|viết|ký|gửi|nộp)(?: ngày)?\s*$", re.I)
"""Before the day of somebody's own letter, not of what came of it."""
_CONTEST = re.compile(
    r"\b(?:kỳ thi|cuộc thi|hội thi|hội đồng thi|thi THPT|giải|(?<!kỷ )luật|năm học)\b[^,;.]{0,50}(?:\d{4},\s)?$", re.I
)
"""Before the year that something is called by: "Chủ tịch Hội đồng thi quốc gia năm 2018"."""
_BORN = re.compile(r"\b(?:sinh|SN)\s*$", re.I)
_UNTIL_THEN = re.compile(r"\(\s*trước (?:ngày )?\Z", re.I)
"""Before the day in brackets up to which somebody held a post of old: "nguyên Bí thư Thành ủy (trước ngày 1/7)"."""
_DATE_WORDS = re.compile(r"\d|tháng|năm|ngày|quý")
_ARRIVED = re.compile(r"(?:đến|tới)\b", re.I)
_BEFOREHAND = re.compile(r"\btrước đó,?\s+(?:vào\s+)?(?:sáng|chiều|tối)?\s*(?:ngày\s*)?$", re.I)
"""Before a day earlier than the one of what is reported."""
_BALLOT = re.compile(r"\bbầu cử (?:vào )?(?:ngày )?$", re.I)
"""Before the day of a general election, of which the council's own elections come later."""
_BY = re.compile(r"\b(?:trước|chậm nhất|hạn|sau|từ)\s*(?:ngày\s*)?$", re.I)
HOLDS = re.compile(r"\bhiệu lực\b[^.;]{0,30}$", re.I)
"""Before the day from which a decision holds, not the one on which it is told."""
_PART_OF_YEAR = re.compile(r"\b(?:đầu|giữa|cuối) (?:năm )?((?:19|20)\d\d)(?!\d|\s?[-–/]\s?\d)", re.I)
_NTH = ("nhất", "hai", "ba", "tư")
_CLOSING = re.compile(
    rf"\b(?:ngày|sáng|trưa|chiều|tối|phiên|lễ) bế mạc\b|\bngày (?:làm việc|họp) thứ (?P<nth>{'|'.join(_NTH)})\b"
    rf"|\bngày thứ (?P<of>{'|'.join(_NTH)}) của (?:kỳ họp|đại hội|hội nghị)\b",
    re.I,
)
"""A day of a meeting: its last one, or the one told by its number."""
_SAME_MONTH = re.compile(r"\b(?:(?:cùng|cũng) tháng(?: (?:đó|ấy))?|trong tháng (?:đó|ấy))(?=\s*,)", re.I)
_SOON = 3
"""Sentences before one that may tell the month it goes on with."""
STAMP = 30
"""Letters beside a date that a line may have and still only say when the article appeared."""
_COUNT = rf"\d{{1,2}}|{TO_TEN}"
_LATER = re.compile(
    rf"\W*(?:trước đó (?P<days>{_COUNT}) ngày\b|(?P<later>{_COUNT}) (?P<unit>tháng|năm) sau(?: đó)?\b)", re.I
)
_STILL_LATER = re.compile(
    rf"[,;]\s(?:và )?(?:sau đó (?P<after>{_COUNT}) (?P<of>tháng|năm)"
    rf"|(?P<later>{_COUNT}) (?P<unit>tháng|năm) sau(?: đó)?)\b",
    re.I,
)
"""Where a clause goes on with what came some months or years after what the clause before tells."""
_BARE_MONTH = re.compile(r"\btừ\s+(?:0?[1-9]|1[0-2])[/.-](?:19|20)\d\d$", re.I)
_BARE_YEAR = re.compile(r"\b(?:từ|kể từ|từ năm)\s+(?:19|20)\d\d$", re.I)


class ToldDays:
    """Reads the days of one article, sentence by sentence, once."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self._anchor = anchor(context.article.text)
        self._read: dict[int, list[tuple[Period, Span]]] = {}
        self._documents: dict[int, list[tuple[Period, Span]]] = {}

    @cached_property
    def published(self) -> dt.date | None:
        """The article's day, told or fixed by its text; else the last day of the year in which terms took turns."""
        if self.context.article.published is not None:
            return self.context.article.published
        if self._anchor.day is not None:
            return self._anchor.day
        turn = self._anchor.turn
        return dt.date(turn, 12, 31) if turn is not None else None

    def of(self, n: int) -> list[tuple[Period, Span]]:
        """What sentence `n` tells, each with its first and last day."""
        if n not in self._read:
            told = [*self._dates(n), *self._today(n)]
            more = (*self._parts_of_years(n), *self._same_month(n), *self._later(n), *self._still_later(n, told))
            self._read[n] = [*told, *self._closing(n, told), *more]
        return self._read[n]

    def documents(self, n: int) -> list[tuple[Period, Span]]:
        """The days of numbered documents that sentence `n` tells."""
        self.of(n)
        return self._documents.get(n, [])

    def news(self, n: int) -> list[Span]:
        """The days of the news that sentence `n` tells."""
        return [days for period, days in self.of(n) if self.fresh(period)]

    def fresh(self, period: Period) -> bool:
        """A day of the news: told without its year, or of the days before the article."""
        if period.kind not in DAYS or period.first is None:
            return False
        published = self.context.article.published
        if _ARRIVED.match(self.text, max(0, period.start - len("đến "))):
            return False  # "Đến ngày 10/6, toàn tỉnh đã xong": not the day of what the article reports
        before = max(0, period.start - 24), period.start
        if _BEFOREHAND.search(self.text, *before) or _BALLOT.search(self.text, *before):
            return False
        if HOLDS.search(self.text, max(0, period.start - 48), period.start):
            return False
        if not A_YEAR.search(self.text, period.start, period.end):
            return True
        return published is not None and dt.timedelta(0) <= published - period.first <= FRESH

    def over(self, period: Period) -> bool:
        """Whether it is not one still to come when the article appears, nor one by which something must be done."""
        published = self.context.article.published
        ahead = published is not None and period.first is not None and period.first > published
        return not ahead and not _BY.search(self.text, max(0, period.start - 16), period.start)

    def opens(self, n: int, start: int) -> bool:
        """Whether a clause begins at an offset of sentence `n`."""
        return self.text[self.context.sentences[n].span.start : start].rstrip()[-1:] in ("", *"*,;:")

    def past_lead(self, period: Period) -> int:
        """Where the date itself begins in "từ ngày 1/3", "đến tháng 5"."""
        skipped = _DATE_WORDS.search(self.text, period.start, period.end)
        return skipped.start() if skipped else period.start

    def _dates(self, n: int) -> Iterator[tuple[Period, Span]]:
        span = self.context.sentences[n].span
        lasting = None
        for told in periods(self.text, span.start, span.end, self.published):
            point = self._reached(n, told)
            period = self._dated(point) if point.kind in _POINTS and not point.compared else None
            if period is None or self._of_something(n, period):
                continue
            begun, over = self._bounds(period)
            if self._numbered(n, period):
                self._documents.setdefault(n, []).append((period, (begun, over)))
                continue
            if period.kind == "day" and lasting is None:
                lasting = self._lasting(n)
            yield period, month_of(begun) if period.kind == "day" and lasting else (begun, over)

    def _of_something(self, n: int, period: Period) -> bool:
        """Whether it is the year that a title or a contest is called by, the day of a birth or of a letter."""
        start = self.context.sentences[n].span.start
        if period.kind == "year":
            row = self.context.sentences[n].row
            titles = ((m.start, m.end) for m in row if m.kind in ("HOLDER", "POSTS", "ORG"))
            if any(s <= period.start < e for s, e in titles):
                return True  # "Trưởng ban Chỉ đạo kỳ thi quốc gia năm 2018"
        before = self.text[max(start, period.start - 60) : period.start]
        named = period.kind == "year" and _CONTEST.search(before)
        return bool(named or _BORN.search(before[-24:]) or _LETTER.search(before) or _UNTIL_THEN.search(before))

    def _numbered(self, n: int, period: Period) -> bool:
        start = max(self.context.sentences[n].span.start, period.start - 24)
        return period.kind in ("day", "month") and NUMBERED.search(self.text[start : period.start]) is not None

    def _reached(self, n: int, period: Period) -> Period:
        """ "Đến ngày 4/6/2012, bà được điều động …": the day itself, where a sentence begins with it."""
        begins = _ARRIVED.match(self.text, period.start) is not None
        if period.kind != "until" or not begins or not self.opens(n, period.start):
            return period
        return next(iter(periods(self.text, self.past_lead(period), period.end, self.published)), period)

    def _lasting(self, n: int) -> bool:
        """Whether sentence `n` tells of something that took some days."""
        return self.context.tells(n, asked("events", "LASTING"))

    def _today(self, n: int) -> Iterator[tuple[Period, Span]]:
        """ "sáng nay", "hôm qua": the article's own day and the one before; of what took some days, their month."""
        published = self.context.article.published
        if published is None:
            return
        start, end = self.context.sentences[n].span
        for found in _today_words().finditer(self.text, start, end):
            day = published - dt.timedelta(days=found["yesterday"] is not None)
            yield Period(found.start(), found.end(), day, day, "day"), month_of(day) if self._lasting(n) else (day, day)

    def _parts_of_years(self, n: int) -> Iterator[tuple[Period, Span]]:
        """ "cuối năm 2014": some day of that year."""
        for match in _PART_OF_YEAR.finditer(self.text, *self.context.sentences[n].span):
            first, last = dt.date(int(match[1]), 1, 1), dt.date(int(match[1]), 12, 31)
            yield Period(match.start(), match.end(), first, last, "year"), (first, last)

    def _closing(self, n: int, told: Sequence[tuple[Period, Span]]) -> Iterator[tuple[Period, Span]]:
        """ "Ngay phiên bế mạc", "Trong ngày làm việc thứ hai": of the meeting whose days a sentence before tells.

        Not after a day that the sentence itself has `told`.
        """
        span = self.context.sentences[n].span
        for found in _CLOSING.finditer(self.text, span.start, span.end):
            if any(period.end <= found.start() and period.kind in DAYS for period, _ in told):
                continue
            meeting = next((days for k in range(n - 1, max(-1, n - 1 - _BACK), -1) if (days := self._meeting(k))), None)
            if meeting is None:
                continue
            nth = found["nth"] or found["of"]
            day = meeting[0] + dt.timedelta(_NTH.index(nth.casefold())) if nth else meeting[1]
            if day <= meeting[1]:
                yield Period(found.start(), found.end(), day, day, "day"), (day, day)

    def _same_month(self, n: int) -> Iterator[tuple[Period, Span]]:
        """ "Cùng tháng, …": the month that the sentences before tell last."""
        sentences = self.context.sentences
        found = _SAME_MONTH.search(self.text, *sentences[n].span)
        for k in range(n - 1, max(-1, n - 1 - _SOON), -1) if found is not None else ():
            if sentences[k].paragraph != sentences[n].paragraph:
                return
            months = [month_of(first) for _, (first, last) in self.of(k) if month_of(first) == month_of(last)]
            if months and found is not None:
                yield Period(found.start(), found.end(), *months[-1], "month"), months[-1]
                return

    def _later(self, n: int) -> Iterator[tuple[Period, Span]]:
        """ "Trước đó một ngày, …", "Hai tháng sau, …": counted from the last day, month or year told before."""
        found = _LATER.match(self.text, *self.context.sentences[n].span)
        if found is None:
            return
        before = found["days"] is not None
        count = _number(found["days"] or found["later"])
        told = self._told_before(n, before=before)
        at = found.start("days" if before else "later")
        yield from _counted(told, -count if before else count, found["unit"] or "ngày", at, found.end())

    def _still_later(self, n: int, told: Sequence[tuple[Period, Span]]) -> Iterator[tuple[Period, Span]]:
        """ "Tháng 6/2014 …, sau đó một tháng …", "…, 5 năm sau …": counted from what the sentence has `told` last."""
        for found in _STILL_LATER.finditer(self.text, *self.context.sentences[n].span):
            before = [days for period, days in told if period.end <= found.start()]
            count, unit = _number(found["after"] or found["later"]), found["of"] or found["unit"]
            yield from _counted(before[-1] if before else None, count, unit, found.start() + 2, found.end())

    def _told_before(self, n: int, *, before: bool) -> Span | None:
        """What the sentences before tell last: a day of the news, or any point in time."""
        paragraph = self.context.sentences[n].paragraph
        for k in range(n - 1, max(-1, n - 1 - (_BACK if before else _SOON)), -1):
            if not before and self.context.sentences[k].paragraph != paragraph:
                return None
            told = [(p, days) for p, days in self.of(k) if not before or self._of_news(k, p)]
            if told:
                return told[-1][1]
        return None

    def _of_news(self, n: int, period: Period) -> bool:
        """Whether it is a day that sentence `n` tells news of, not one that stands alone above the article."""
        return period.kind == "day" and self.fresh(period) and self.beside(n, period) > STAMP

    def beside(self, n: int, period: Period) -> int:
        """How many letters sentence `n` has beside a date."""
        start, end = self.context.sentences[n].span
        return end - start - (period.end - period.start)

    def _meeting(self, n: int) -> Span | None:
        """The first and the last day of what sentence `n` says lasted some days."""
        span = self.context.sentences[n].span
        for told in periods(self.text, span.start, span.end, self.published):
            first, last = told.first, told.last
            if told.kind in ("days", "range") and first and last and dt.timedelta(0) < last - first <= _MEETING:
                return first, last
        return None

    def _dated(self, period: Period) -> Period | None:
        """A period with its year; None where nothing tells it, as other years of the text do not."""
        if period.first is None:
            return None
        if self.published is not None or A_YEAR.search(self.text, period.start, period.end):
            return period
        fixed = self._anchor.fixes(period.first, period.last or period.first) if period.kind in DAYS else None
        return replace(period, first=fixed[0], last=fixed[1]) if fixed is not None else None

    def _bounds(self, period: Period) -> Span:
        assert period.first is not None
        first, last = period.first, period.last or period.first
        if period.kind == "since":
            return self.beginning(period, first)
        if period.kind == "days":  # told to the month only: "trong hai ngày 5 và 6-8"
            return month_of(first)
        return first, last

    def beginning(self, period: Period, first: dt.date) -> Span:
        """ "từ ngày 1/3", "từ tháng 3", "từ năm 2013": the day, the month or the year it began."""
        inner = periods(self.text, self.past_lead(period), period.end, self.published)
        if inner and inner[0].first is not None and inner[0].last is not None:
            return inner[0].first, inner[0].last
        if _BARE_MONTH.search(self.text, period.start, period.end):
            return month_of(first)
        bare = _BARE_YEAR.search(self.text, period.start, period.end) is not None
        return first, dt.date(first.year, 12, 31) if bare else first


def _number(word: str) -> int:
    """A number in digits or in words."""
    return int(word) if word.isdecimal() else numbers()[fold(word)]


_UNITS = {"ngày": "day", "tháng": "month", "năm": "year"}


def _counted(told: Span | None, count: int, unit: str, start: int, end: int) -> Iterator[tuple[Period, Span]]:
    """So many days, months or years on from what was told; nothing where that was told less exactly."""
    kind = _UNITS[unit.casefold()]
    span = _moved(told, count, kind) if told is not None else None
    if span is not None:
        yield Period(start, end, *span, kind), span


def _moved(told: Span, count: int, kind: str) -> Span | None:
    first, last = told
    if kind == "year":
        year = first.year + count
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if first.year == last.year else None
    if kind == "month":
        year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
        return month_of(dt.date(year, month + 1, 1)) if month_of(first) == month_of(last) else None
    day = first + dt.timedelta(days=count)
    return (day, day) if first == last else None


@cache
def _today_words() -> re.Pattern[str]:
    words = {kind: "|".join(map(re.escape, read("events")[kind]["words"])) for kind in ("TODAY", "YESTERDAY")}
    return re.compile(rf"\b(?:(?P<today>{words['TODAY']})|(?P<yesterday>{words['YESTERDAY']}))\b", re.I)
