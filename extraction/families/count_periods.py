"""For which period a count is told: what there is has a day, what was done a span, badges a year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from extraction.dates import Bounds, Period, month_of
from extraction.families.count_figure import Figure
from extraction.families.count_measures import RATES
from extraction.families.count_rules import IN_PASSING
from extraction.families.figures import Rows, period_of
from extraction.families.news_day import last_day
from extraction.families.spells import Spell, Spells
from extraction.families.story import Story
from extraction.families.time_mentions import REPORTS, own_time
from extraction.families.unit_rows import these_days
from extraction.mentions import Mention

STANDING = frozenset(("members", "organizations", "cells"))
"""What there is on a day."""
_TERMS = frozenset(
    ("term", "term_past", "term_now", "term_so_far", "term_start", "school", "school_now", "school_past")
)
_DAYS = frozenset(("day", "days", "day_alone"))
_SEVERAL_DAYS = re.compile(r"ngày rưỡi|(?:hai|ba|[23]|[12],5) ngày (?:làm việc|diễn ra|khẩn trương|nghiêm túc)")
_NEWS_DAY = re.compile(r"\b(?:sáng|trưa|chiều|tối|hôm) (nay|qua)\b", re.IGNORECASE)
_BATCH = re.compile(r"(?<!\w)(?:đợt|dịp|lần) này(?!\w)", re.IGNORECASE)
_MONTH = re.compile(r"(?<!\w)tháng(?!\w)|\d{4}\s?[-–—]\s", re.IGNORECASE)
"""What makes the time of an occasion a month: the word, or an anniversary ("3/2/1930 - 3/2/2016")."""
_OF_MANY = frozenset(("dialogues", "trained"))
"""Meetings told by their number: whoever came to them came in their time."""
_MEETINGS = frozenset(("DIALOGUE", "TALK", "TIMES", "CLASS", "TRAIN"))
"""Words for meetings of which there are many."""
_RAISED = frozenset(("nâng", "đưa", "nâng lên"))
"""Before what there is in the end."""
_SUM = "total-raised-alone"
"""The rule for how many there are with those who have come: "kết nạp 3, nâng tổng số lên 31"."""
_TERM = "nhiệm kỳ"
_LAST = 12
"""The month at whose end the year is rated."""
_SINCE = 3
"""Words between "nay" and what there is now: "từ 12 đảng viên năm 2019, nay chi bộ có 20"."""
_LONG, _BEGUN = dt.timedelta(80), dt.timedelta(15)
"""How long a time is of which is reported, and how much of it is over when plans for it are told."""
_RIGHT_AFTER = 3
"""Words after a figure that may tell its own period."""
_OF_DATELINES = frozenset(
    ("PERIOD", "OTHER", "COMMA", "COLON", "DASH", "LPAR", "RPAR", "NUMBER", "CAPS", "YEARS", "DOT", "SLASH", "IS")
)
"""What a date line is made of."""
_READ = re.compile(r"lượt (?:xem|đọc|truy cập)", re.IGNORECASE)
_TOP, _DATELINE = 4, 8
"""Sentences at the top of a page that may be its date line, and words and signs of the longest one."""


class Prior(NamedTuple):
    """A figure told before in the same sentence, and its period."""

    figure: Figure
    spell: Spell


class Times:
    """Settles the periods of the counts of one article."""

    def __init__(self, story: Story) -> None:
        self.spells: Spells = story.spells
        self.rows: Rows = story.rows
        self.story = story
        self._occasions: dict[int, Period | None] = {}
        self._days: dict[int, Period | None] = {}
        """The last occasion, and the last day, told up to a sentence."""
        self._given: dict[int, Spell] = {}
        """The time of the last badges that a sentence tells."""
        self._rated: tuple[int, Spell] | None = None
        """The sentence that rated last, and its time."""
        self._acted: int | None = None
        """The last sentence with a figure of another kind than what there is."""
        self._risen: tuple[int, Spell] | None = None
        """The sentence that told last to how many their number has risen, and the day."""
        self._stood: tuple[int, Spell] | None = None
        """The sentence that told last how many there are on a day, and the day."""

    def of(self, figure: Figure, n: int, told: int | None, prior: Prior | None) -> Spell:
        """First and last day of a figure of sentence `n`; `prior` is the figure before it there.

        `told` is the sentence that told a figure before.
        """
        first, last = figure.first, figure.last
        if figure.measure in STANDING:
            raised = self._raised(n, max(first, figure.act), last, told, prior)
            spell = (raised if figure.rule == _SUM else None) or self._standing(n, first, last) or raised
            spell = spell or self._now(n, last)
            self._stood = n, spell
            return spell
        if figure.measure == "badges":
            self._given[n] = self._awarded(n, first, last, told, prior)
            return self._given[n]
        this = figure.measure == "trained" and any(m.kind == "THIS" for m in self.rows.row(n)[figure.act : figure.at])
        if figure.measure == "attendees" or this:  # "Lớp lần này có 118 học viên"
            return (self._day(n) if this else None) or self._met(n, first, last, told, prior)
        if self._stood is not None and told == self._stood[0] != self._acted and self._reports(told):
            told = self._acted  # "năm 2018, huyện có 3.912 đảng viên. Huyện ủy mở 7 lớp"
        rated = self._rated if figure.measure in RATES else None
        spell = self._till_now(self._told(n, first, last, told, prior))
        self._acted = n
        if rated is not None and rated[0] == told and spell.start is None and self._together(rated[0], n):
            spell = rated[1]  # "Cuối năm 2016, … 21 tổ chức …. Đối với đảng viên, 612 đồng chí …"
        if figure.measure in RATES:
            spell = self._rating(n, spell)
            self._rated = n, spell._replace(start=None)
        if figure.measure == "target_rate" and spell.first is None and spell.last is not None:
            return spell._replace(first=spell.last.replace(month=1, day=1))  # targets are a year's
        return spell

    def ahead(self, spell: Spell) -> bool:
        """Whether a time has hardly begun on the article's day: "Nhiệm vụ 6 tháng cuối năm: …; mở 2 lớp"."""
        published = self.story.context.article.published
        if published is None or spell.first is None or spell.last is None or spell.last - spell.first < _LONG:
            return False
        return spell.first + _BEGUN > published and spell.last > published

    def _reports(self, n: int) -> bool:
        """Whether the first time that a sentence tells is one that is reported on, not a day up to which is counted."""
        told = next((period_of(m) for m in self.rows.row(n) if m.kind == "PERIOD"), None)
        return told is not None and told.kind in REPORTS

    def _together(self, told: int, n: int) -> bool:
        """Whether two sentences stand in one paragraph."""
        sentences = self.story.context.sentences
        return sentences[told].paragraph == sentences[n].paragraph

    def _rating(self, n: int, spell: Spell) -> Spell:
        """The year that is rated, where a spell only tells its end, or nothing is told but what there was then."""
        if spell == (None, None, None):
            spell = self._year_ended(n)
        if spell.last is not None and spell.last.month == _LAST and (spell.first or spell.last).year == spell.last.year:
            return spell._replace(first=dt.date(spell.last.year, 1, 1))
        return spell

    def _till_now(self, spell: Spell) -> Spell:
        """ "từ đầu năm 2021 đến nay" in an article whose day only its text fixes."""
        if spell.first is None or spell.last is not None:
            return spell
        today = self._today
        return spell._replace(last=today) if today is not None and spell.first <= today else spell

    def _year_ended(self, n: int) -> Spell:
        """The year whose last day the paragraph has told before: "Cuối năm 2014, … có 32 chi bộ. Xếp loại: …"."""
        if self._stood is None:
            return Spell(None, None)
        at, stood = self._stood
        ended = stood.last is not None and (stood.last.month, stood.last.day) == (_LAST, 31)
        return stood._replace(start=None) if ended and self._together(at, n) else Spell(None, None)

    def _met(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """The day of the meeting, else the period of the dialogues or classes told with it."""
        if prior is not None and prior.figure.measure in _OF_MANY and prior.spell.first != prior.spell.last:
            return prior.spell
        beside = map(period_of, self.spells.times.beside(self.rows.row(n), first, last))
        day = next((p for p in beside if p.kind in _DAYS), None)
        if day is not None:
            return self._lasting(Spell(day.first, day.last, day.start), n)
        if prior is not None and prior.spell.last is not None and prior.figure.measure not in STANDING:
            return prior.spell
        if any(m.kind in ("CONGRESS", "REPRESENT") for m in self.rows.row(n)):
            held = self._day(n)
            if held is not None:
                return self._lasting(held, n)
            return self._no_term(self._told(n, first, last, told, prior))
        spell = self._no_term(self._told(n, first, last, told, prior))
        one = spell.start is None and not any(m.kind in _MEETINGS for m in self.rows.row(n))
        held = self._day(n) if one or spell.last is None else None  # of the meeting, not of the time it reviews
        return held or (spell if spell.last is not None else Spell(self._news_day, self._news_day))

    def _no_term(self, spell: Spell) -> Spell:
        """ "Đại hội Chi bộ khu phố 4, nhiệm kỳ 2017 - 2020, có 61 đảng viên dự": no day, but the term to come."""
        told = self.story.text[spell.start : spell.start + len(_TERM)] if spell.start is not None else ""
        return Spell(None, None) if told.casefold() == _TERM else spell

    def _lasting(self, day: Spell, n: int) -> Spell:
        """The month of a meeting of several days of which only the last is told."""
        sentences = self.story.context.sentences
        start = sentences[n - 1 if n and sentences[n - 1].paragraph == sentences[n].paragraph else n].span.start
        long = _SEVERAL_DAYS.search(self.story.text[start : sentences[n].span.end].casefold())
        if not long or day.last is None or day.first != day.last:
            return day
        return Spell(*month_of(day.last), day.start)

    def _raised(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell | None:
        """ "nâng tổng số đảng viên lên 2.216, ở 41 chi bộ": at the end of the time that has led to it."""
        row = self.rows.row(n)
        words = (self.story.text[m.start : m.end].casefold() for m in row[max(0, first - 2) : first + 1])
        if not any(word in _RAISED for word in words):
            goes_on = prior is not None and self._risen == (n, prior.spell)
            return prior.spell if prior is not None and goes_on and prior.figure.measure in STANDING else None
        until = self._told(n, first, last, told, None).last
        if until is None:
            return None
        self._risen = n, Spell(None, min(until, self._today or until))
        return self._risen[1]

    def _now(self, n: int, last: int) -> Spell:
        """How many there are as the article comes out."""
        return Spell(None, None if self._before_now(self.rows.row(n), last) else self._today)

    def _standing(self, n: int, first: int, last: int) -> Spell | None:
        """The day on which there were so many, where the sentence tells it."""
        row = self.rows.row(n)
        if self._at_first(row, first, last):
            return Spell(None, None)
        words = self.story.text[row[max(0, first - 3)].start : row[last - 1].end].casefold()
        now = any(m.kind == "NOW" for m in row[max(0, first - _SINCE) : last])
        now = now or any(m.kind == "HAVE" and self._says_now(m) for m in row[first:last])
        if "hiện" not in words.split() and not now:
            beside = map(period_of, self.spells.times.beside(row, first, last))
            told = [p for p in beside if p.kind not in _TERMS and p.kind != "occasion"]
            told = [p for p in told if p.start >= row[first].start] or told
            days = [(p.last, p.start) for p in told if p.last is not None]
            if days and not any(p.last is None for p in told[:1]):
                return Spell(None, *max(days))
            return None
        return self._now(n, last)

    def _at_first(self, row: Sequence[Mention], first: int, last: int) -> bool:
        """ "ngày mới thành lập có 5 đảng viên": how many there were at a time that is not told."""
        began = max((i for i in range(first) if row[i].kind == "BEGAN"), default=last)
        since = row[began:last]
        now = (self._says_now(m) for m in since if m.kind == "HAVE")
        closed = any(m.kind in ("NOW", "PERIOD", "RPAR") for m in since)  # "(trước đây là xã B)" is no time
        return began < first and not closed and not any(now)

    @staticmethod
    def _before_now(row: Sequence[Mention], last: int) -> bool:
        """ "có 3 đảng viên, nay đã tăng lên 16": how many there were before now."""
        return [m.kind for m in row[last : last + 2]] == ["COMMA", "NOW"]

    def _says_now(self, mention: Mention) -> bool:
        """ "nay đã có", "hiện có"."""
        return these_days(mention, self.story.text)

    @cached_property
    def _today(self) -> dt.date | None:
        """The article's day: as known, told by a short line at its top ("Báo Quảng Trị, 05/9/2018"), or fixed."""
        context = self.story.context
        for n in range(min(_TOP, len(context.sentences))) if context.article.published is None else ():
            row = self.rows.row(n)
            days = [period_of(m) for m in row if m.kind == "PERIOD"]
            if len(row) <= _DATELINE and days and days[0].kind in _DAYS:
                return days[0].last
        return last_day(context.article)

    def _awarded(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """A span that the sentence tells, the time of an occasion ("đợt 2-9"), else as told."""
        for period in map(period_of, self.spells.times.beside(self.rows.row(n), first, last)):
            in_all = period.kind in ("range", "until") and period.last is not None
            if period.kind != "occasion" and (period.first is not None or in_all):
                return Spell(period.first, period.last, period.start)
            break
        batch = self._same_batch(n)
        if batch is not None:
            return batch
        occasion = self._before(self._occasions, n, self._occasion_of)
        if occasion is not None:
            return self._occasion(occasion)
        spell = self._told(n, first, last, told, prior)
        if n and spell.last is None and self._today is not None and self._day(n) is None:
            return Spell(dt.date(self._today.year, 1, 1), dt.date(self._today.year, 12, 31))
        return spell if spell.last is not None else self._day(n) or spell

    def _same_batch(self, n: int) -> Spell | None:
        """ "Trong đó, 50 năm tuổi Đảng có 14", "đợt này": the time of the badges told last."""
        at = max((k for k in self._given if k < n), default=None)
        if at is None or self._given[at].last is None or any(self._occasion_of(k) for k in range(at + 1, n + 1)):
            return None
        span = self.story.context.sentences[n].span
        parts = self._together(at, n) and self.spells.goes_on(self.rows.row(n))
        goes_on = parts or _BATCH.search(self.story.text, span.start, span.end) is not None
        return self._given[at]._replace(start=None) if goes_on else None

    def _occasion(self, period: Period) -> Spell:
        """The year of an occasion: badges of "đợt 2-9" are given weeks before it, and to some at home after it.

        Its month where that is told: "đợt 3 tháng 2".
        """
        if period.last is None:
            return Spell(None, None)
        if (period.first, period.last) in self._months:
            return Spell(period.first, period.last)
        return Spell(dt.date(period.last.year, 1, 1), dt.date(period.last.year, 12, 31))

    @cached_property
    def _months(self) -> set[Bounds]:
        """The months of the occasions that the article tells by their month, or as an anniversary."""
        rows = map(self.rows.row, range(len(self.story.context.sentences)))
        told = (period_of(m) for row in rows for m in row if m.kind == "PERIOD")
        occasions = (p for p in told if p.kind == "occasion" and _MONTH.search(self.story.text, p.start, p.end))
        return {(p.first, p.last) for p in occasions}

    def _told(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """The period of the sentence, wherever it stands; else what the sentences before leave."""
        row = self.rows.row(n)
        if prior is not None and prior.figure.measure not in STANDING and prior.figure.rule != IN_PASSING.name:
            between = row[min(prior.figure.at, first) : last]
            if not any(m.kind == "PERIOD" for m in (*between, *row[last : last + _RIGHT_AFTER])):
                return prior.spell
        if any(m.kind == "SAMEDAY" for m in row[:first]):
            day = self._day(n - 1)
            if day is not None:
                return day
        spell = self.spells.of(n, first, last, told, near=self.story.near(n, 2))
        if spell.start is None:
            for i in range(last, len(row)):
                if row[i].kind == "PERIOD" and self.spells.times.usable(row, i):
                    period = period_of(row[i])
                    if own_time(row, i) or period.kind == "occasion":
                        continue  # "kỷ luật 19 đảng viên (cùng kỳ năm trước là 24)", "…, trao Huy hiệu Đảng đợt 3/2"
                    if period.kind not in _TERMS and not any(m.kind == "SEMI" for m in row[last:i]):
                        return Spell(period.first, period.last, period.start)
        return spell

    def _dateline(self, row: Sequence[Mention]) -> bool:
        """Whether a line tells when the article came out, and how often it was read, and nothing else."""
        if row and _READ.search(self.story.text, row[0].start, row[-1].end):
            return True
        if any(m.kind == "ORG" for m in row):
            return False
        return len(row) <= _DATELINE or (len(row) <= 3 * _DATELINE and all(m.kind in _OF_DATELINES for m in row))

    def _day(self, n: int) -> Spell | None:
        """The day of the meeting that the article reports on: told in its lead, else last before a sentence."""
        for k in range(min(_TOP, n + 1)):
            row = self.rows.row(k)
            for i, mention in enumerate(() if self._dateline(row) else row):
                if mention.kind == "PERIOD" and period_of(mention).kind in _DAYS and self.spells.times.usable(row, i):
                    return Spell(period_of(mention).first, period_of(mention).last)
        period = self._before(self._days, n, self._day_of)
        return Spell(period.first, period.last) if period is not None else None

    @cached_property
    def _news_day(self) -> dt.date | None:
        """The day that the article's beginning tells as its own: "Sáng nay, …", or as the one before it."""
        context = self.story.context
        end = context.sentences[min(_TOP, len(context.sentences)) - 1].span.end if context.sentences else 0
        told = _NEWS_DAY.search(self.story.text, 0, end)
        if told is None or self._today is None:
            return None
        return self._today - dt.timedelta(told[1].casefold() == "qua")

    def _occasion_of(self, n: int) -> Period | None:
        """The occasion that sentence `n` names last."""
        told = (period_of(m) for m in reversed(self.rows.row(n)) if m.kind == "PERIOD")
        return next((period for period in told if period.kind == "occasion"), None)

    def _day_of(self, n: int) -> Period | None:
        """The day that sentence `n` tells last, if it is no date line."""
        row = self.rows.row(n)
        told = (i for i in reversed(range(0 if self._dateline(row) else len(row))) if row[i].kind == "PERIOD")
        days = (period_of(row[i]) for i in told if self.spells.times.usable(row, i))
        return next((period for period in days if period.kind in _DAYS), None)

    @staticmethod
    def _before(known: dict[int, Period | None], n: int, of: Callable[[int], Period | None]) -> Period | None:
        """What sentence `n` tells, else the last one before it that tells such a thing; `known` remembers it."""
        found = None
        for k in range(n, -1, -1):
            found = known[k] if k in known else of(k)
            if k in known or found is not None:
                break
        known[n] = found
        return found
