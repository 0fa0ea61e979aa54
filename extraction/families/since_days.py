"""Since when something holds: the day that a clause tells for it to begin, as of a decision or a spell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress

from extraction.context import Context
from extraction.dates import Period, month_of, periods
from extraction.families.told_days import HOLDS, Span, ToldDays

RETIRES = re.compile(
    r"nghỉ (?:hưu|chế độ|công tác|hưởng|chờ)|hưu trí"
    r"|\bthay (?:cho |thế )?(?:ông|bà|đồng chí) [^;]*?"
    r"\b(?:chuyển|nghỉ|qua đời|từ trần|mất|thôi|(?:được|bị) (?:điều|luân|bổ|phân|kỷ|cách|miễn|bắt|khởi))\b",
    re.I,
)
"""Words whose own day is none of the act before them: "miễn nhiệm … đối với ông A để nghỉ hưu từ ngày 1/1", "bầu ông A
… thay ông B chuyển công tác hồi tháng 5"."""
CAUSE = re.compile(
    r"\b(?:do|vì) (?:(?:ông|bà|anh|chị|đồng chí) )?(?:đã )?"
    r"(?:(?:được|nhận)\b[^;]{0,60}\b(?:bổ nhiệm|điều động)|bị kỷ luật)\b",
    re.I,
)
"""Words whose own day was before what they are the cause of: "miễn nhiệm …, do được điều động … từ tháng 11"."""
AFTER = 50
"""Characters after a statement within which its own date may stand."""
_INSTEAD = re.compile(r"\s*\bthay (?:cho |thế )?(?:(?:ông|bà|đồng chí) )?$", re.I)
"""Before the name of who held the post before, which parts no day from what it is told of."""
_CLAUSE = re.compile(r"[;:]|\.\s")
_OF_ALL = re.compile(r"(?![^;]*\b(?:thay|đã)\b)(?:[^;]*,\s*(?:kể )?|\s*(?:,|và)\s*(?:được )?nghỉ hưu\b[^,;]*)", re.I)
"""Between what is told and a day that is its own for all that is told of why: "miễn nhiệm … để nghỉ hưu, kể từ 1/1"."""
_AS_SIGNED = re.compile(r"\b(?:kể )?từ ngày ký\b", re.I)
"""A decision that holds from its own day on."""
_TO_NOW = re.compile(
    r"\s*(?:kể )?từ (?P<from>(?:(?:đầu|giữa|cuối) )?(?:(?:ngày |tháng |năm )[\d/.-]+(?: năm \d{4})?|\d{1,2}[/.-]\d{4}))"
    r" (?:cho )?(?:đến|tới) nay\b",
    re.I,
)
_SPELL = re.compile(
    r"\bthời (?:hạn|gian) (?:(?:giữ chức(?: vụ| danh)?|bổ nhiệm|chỉ định)\b"
    r"|(?:là )?(?:0?[1-9]|ba|bốn|năm) năm(?=,? (?:kể )?từ\b))",
    re.I,
)
"""Before the years for which somebody is appointed: "Thời hạn bổ nhiệm: năm năm, từ ngày 15/3"."""
_UNTIL = re.compile(r"\s(?:đến|tới)\s|\s?[-–—]\s?")
_STEP = re.compile(
    r"\W*(?P<from>(?:\d{1,2}\s?[-/.]\s?){0,2}(?:19|20)\d\d)\s?[-–—]\s?(?:\d{1,2}\s?[-/.]\s?){0,2}(?:19|20)\d\d\b"
)
"""The years that a line of a life begins with: "- 8/2015 - 5/2017: …"."""
_OPENING = 12
"""Letters before the years that a sentence begins with."""
_BRACKETS = re.compile(
    r"\s*\((?:từ\s+)?(?:(?:ngày|tháng|năm)\s+)?(?:(?:(?P<day>\d{1,2})\s?[-/.]\s?)?(?P<month>\d{1,2})\s?[-/.]\s?)?"
    r"(?P<year>(?:19|20)\d\d)\b(?:\s*(?:[-–—]|đến)\s*[^()\n]{1,20})?\)",
    re.I,
)
_ACT_ALONE = re.compile(r"\W*[^\W\d]+(?: [^\W\d]+){0,3},?\s")
"""An act, before since when it holds: "Điều động kể từ ngày 10/3/2016 đồng chí A"."""
_SINCE_FIRST = re.compile(r"[\W\d]*(?:kể )?", re.I)
_GOES = re.compile(r"\b(?:về|đến|sang|tới|lên|xuống)\b[^,;]{0,50}\Z", re.I)
_THEN_NAMED = re.compile(r"\s*,\s*(?:và )?(?:được )?(?:chỉ định|bổ nhiệm|phân công|giữ chức|làm)\b", re.I)
"""After since when somebody is moved, before to which post: "… về xã từ ngày 1/3, chỉ định giữ chức …"."""


class SinceDays:
    """Settles since when what the sentences of one article tell holds."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._told = ToldDays(context)

    def began(self, n: int, start: int) -> Span | None:
        """The first day of the years that sentence `n` begins with: "Từ ngày 1/6/2011 đến ngày 30/4/2012, ông …"."""
        text, first = self.context.article.text, self.context.sentences[n].span.start
        line = max(first, text.rfind("\n", first, start) + 1)
        step = _STEP.match(text, line, start)
        if step is not None:
            return _told_day(step["from"])
        whole = next(iter(periods(text, first, start, self._told.published)), None)
        spell = whole is not None and whole.kind in ("range", "span")
        until = _UNTIL.search(text, whole.start, whole.end) if whole is not None and spell else None
        if whole is None or until is None or whole.start > first + _OPENING:
            return None
        begun = periods(text, self._told.past_lead(whole), until.start(), self._told.published)
        return (begun[0].first, begun[0].last) if begun and begun[0].first and begun[0].last else None

    def since(self, n: int, start: int, end: int) -> Span | None:
        """From when on `text[start:end]` holds: "từ ngày 1/3" soon after it, or at the beginning of its clause."""
        spans = [(period, span) for period, span in self._told.of(n) if period.kind == "since"]
        text = self.context.article.text
        after = [
            s
            for p, s in self._since_after(n, end)
            if not RETIRES.search(text, end, p.start) or _OF_ALL.fullmatch(text, end, p.start)
        ]
        after = after or self._holds_after(n, end) or self._spell_after(n, end)
        before = [
            s
            for p, s in spans
            if 0 <= start - p.end < AFTER and self._told.opens(n, p.start) and not self._apart(n, p.end, start)
        ]
        if any(_CLAUSE.search(text, start, p.start) for p, _ in self._told.of(n) if start < p.start < end):
            before = []  # "Từ năm 1968, đồng chí là …; năm 1977 được bầu làm …"
        inside = [
            s
            for p, s in spans
            if start < p.start < end and (_ACT_ALONE.fullmatch(text, start, p.start) or self._sent(start, p))
        ]
        return next(iter(after + before + inside), None) or self._since_of_all(n, spans)

    def _sent(self, start: int, period: Period) -> bool:
        """Whether it is since when somebody is moved somewhere, before to which post."""
        text = self.context.article.text
        return _GOES.search(text, start, period.start) is not None and _THEN_NAMED.match(text, period.end) is not None

    def _since_of_all(self, n: int, spans: Sequence[tuple[Period, Span]]) -> Span | None:
        """ "Từ 1/7, ông A được điều động …; ông B thay ông A …": the one day that a sentence begins with."""
        text, first = self.context.article.text, self.context.sentences[n].span.start
        alone = (
            len(self._told.of(n)) == 1 and len(spans) == 1 and ";" in text[first : self.context.sentences[n].span.end]
        )
        begins = alone and _SINCE_FIRST.fullmatch(text, first, spans[0][0].start) is not None
        return spans[0][1] if begins else None

    def since_within(self, n: int, start: int, end: int) -> Span | None:
        """From when on a post is left for another: "thôi giữ chức … từ 1/9, nhận nhiệm vụ …"."""
        return next((s for p, s in self._told.of(n) if p.kind == "since" and start <= p.start < end), None)

    def _since_after(self, n: int, end: int) -> list[tuple[Period, Span]]:
        """Since when, as the same clause of sentence `n` tells it soon after an offset."""
        text = self.context.article.text
        spans = ((p, s) for p, s in self._told.of(n) if p.kind == "since" and 0 <= p.start - end < 2 * AFTER)
        return [(p, s) for p, s in spans if not self._apart(n, end, p.start) and not CAUSE.search(text, end, p.start)]

    def _holds_after(self, n: int, end: int) -> list[Span]:
        """The day that sentence `n` gives soon after an offset for a decision to hold from: "từ ngày ký" its own."""
        text, last = self.context.article.text, self.context.sentences[n].span.end
        near = min(last, end + 2 * AFTER)
        signed = _AS_SIGNED.search(text, end, near)
        if signed is not None and not self._apart(n, end, signed.start()):
            return [days for period, days in self._told.documents(n) if period.end <= end][-1:]
        told = ((p, s) for p, s in self._told.of(n) if p.kind == "day" and end <= p.start < near)
        return [s for p, s in told if HOLDS.search(text, end, p.start) and not self._named(n, end, p.start)]

    def _spell_after(self, n: int, end: int) -> list[Span]:
        """The first day of the years for which somebody is appointed, as sentence `n` or the next one tells it."""
        text, sentences = self.context.article.text, self.context.sentences
        told = _SPELL.search(text, end, min(sentences[n].span.end, end + AFTER))
        if told is None and n + 1 < len(sentences) and sentences[n + 1].paragraph == sentences[n].paragraph:
            n, end = n + 1, sentences[n + 1].span.start
            told = _SPELL.search(text, end, end + AFTER)
        if told is None or self._names(n, end, told.start()):
            return []
        for whole in periods(text, told.end(), sentences[n].span.end, self._told.published):
            until = _UNTIL.search(text, whole.start, whole.end) if whole.kind == "range" else None
            if until is None and whole.kind != "since":
                continue
            end = until.start() if until is not None else whole.end
            begun = periods(text, self._told.past_lead(whole), end, self._told.published)
            if begun and begun[0].first and begun[0].last:
                return [(begun[0].first, begun[0].last)]
        return []

    def up_to_now(self, n: int, end: int) -> Span | None:
        """ "giữ chức Phó Giám đốc từ năm 2011 đến nay": when it began."""
        text, last = self.context.article.text, self.context.sentences[n].span.end
        told = _TO_NOW.match(text, end, last)
        begun = periods(text, told.start(), told.end("from"), self._told.published) if told is not None else ()
        return self._told.beginning(begun[0], begun[0].first) if begun and begun[0].first is not None else None

    def in_brackets(self, n: int, end: int) -> Span | None:
        """ "được bầu làm Chủ tịch UBND huyện (6/2004)", "… (1968 - 1973)": when it began."""
        told = _BRACKETS.match(self.context.article.text, end, self.context.sentences[n].span.end)
        if told is None:
            return None
        return _span(*(int(told[part] or 0) for part in ("year", "month", "day")))

    def _apart(self, n: int, start: int, end: int) -> bool:
        """Whether another clause begins between two offsets of sentence `n`, or somebody else is named."""
        return self._named(n, start, end) or bool(_CLAUSE.search(self.context.article.text, start, end))

    def _named(self, n: int, start: int, end: int) -> bool:
        """Whether sentence `n` names somebody else between two offsets, not only who held the post before."""
        text = self.context.article.text
        return any(not _INSTEAD.search(text, start, at) for at in self._names(n, start, end))

    def _names(self, n: int, start: int, end: int) -> list[int]:
        """Where sentence `n` names persons between two offsets."""
        return [m.start for m in self.context.sentences[n].mentions if m.kind == "NAME" and start <= m.start < end]


def _told_day(words: str) -> Span | None:
    """The day, the month or the year that "1/8/2015", "8/2015" or "2015" means."""
    return _span(*(int(number) for number in reversed(re.findall(r"\d+", words))))


def _span(year: int, month: int = 0, day: int = 0) -> Span | None:
    """First and last day of a day, a month or a year; None of one that no calendar has."""
    with suppress(ValueError):
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        return month_of(dt.date(year, month, 1)) if month else (dt.date(year, 1, 1), dt.date(year, 12, 31))
    return None
