"""Which day something happened: the day its sentence tells, the paragraph's, or the one the article begins with."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, cached_property

from extraction.context import Context
from extraction.dates import Period, month_of, periods
from extraction.families.anchor import Anchor
from extraction.families.figures import speaks
from extraction.lexicon import read
from extraction.mentions import AreaRef
from extraction.where import walk
from ontology.places import gazetteer

Span = tuple[dt.date, dt.date]
"""First and last day something can have happened."""

_POINTS = frozenset(("day", "days", "month", "year", "relative", "since"))
_DAYS = frozenset(("day", "days"))
_LEAD = 5
"""Sentences at the beginning that may tell the day of what an article reports."""
_AFTER = 50
"""Characters after a statement within which its own date may stand."""
_LIFE = 2
"""Sentences before one that may tell the days of a life."""
_NEAR = 4
"""Sentences before one that may tell the day of what happened in its province."""
_FRESH = 45
"""Days before the article's own within which a day told with its year may be the day of what it reports."""
_STAMP = 30
"""Letters beside a date that a line may have and still only say when the article appeared."""
_STAMPED = re.compile(
    r"\bGMT\b|\b(?:cập nhật|đăng|xuất bản)\b[\s,:-]*(?:lúc\s*)?\d|thứ \w+,[^.;]{0,24}\d{1,2}[:h]\d\d", re.I
)
"""Words of a line that says when the article appeared, however long it is."""
_LETTER = re.compile(r"\bđơn(?: xin)?(?: [^\W\d]+){0,5}? (?:đề|ghi|viết|ký|gửi|nộp)(?: ngày)?\s*$", re.I)
"""Before the day of somebody's own letter, not of what came of it."""
_NUMBERED = re.compile(r"(?:(?<!thứ )\b(?![\dhg:]*\s*(?:h|g|giờ|:))\S*\d\S*|[-/]\s?[A-ZĐ]{2,6})\s*,?\s*\(?$")
"""What stands before the date of a document ("102 ngày 15-11-2017"), not a time of day ("14h30") or "kỳ họp thứ 26"."""
_BORN = re.compile(r"\b(?:sinh|SN)\s*$", re.I)
_CLAUSE = re.compile(r"[;:]|\.\s")
_FORCE = re.compile(r"quyết định (?:trên|này|nêu trên|nói trên)?[^.\n]{0,20}hiệu lực", re.I)
_DATE_WORDS = re.compile(r"\d|tháng|năm|ngày|quý")
_RETIRES = re.compile(r"nghỉ (?:hưu|chế độ|công tác|hưởng)|hưu trí", re.I)
"""Words whose own day is none of the dismissal before them: "miễn nhiệm … đối với ông A để nghỉ hưu từ ngày 1/1"."""
_ARRIVED = re.compile(r"(?:đến|tới)\b", re.I)
_BEFOREHAND = re.compile(r"\btrước đó,?\s+(?:vào\s+)?(?:sáng|chiều|tối)?\s*(?:ngày\s*)?$", re.I)
"""Before a day earlier than the one of what is reported."""
_UNTIL = re.compile(r"\s(?:đến|tới)\s")
_OPENING = 12
"""Letters before the years that a sentence begins with."""
_WITH_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE_YEAR = re.compile(r"\b(?:từ|kể từ|từ năm)\s+(?:19|20)\d\d$", re.I)


class Days:
    """Settles the days of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._anchor = Anchor(context)
        self._told: dict[int, list[tuple[Period, Span]]] = {}
        self._before: dict[int, Span | None] = {}
        self._places: dict[int, frozenset[str]] = {}

    def of(self, n: int, start: int, end: int, *, past: bool, province: str = "") -> Span | None:
        """When what `text[start:end]` of sentence `n` says came true; `past` where that is not what is reported.

        `province` is where it came true, as a gazetteer id: what begins the article may be told of another.
        """
        told = self._of_sentence(n)
        since = self.since(n, start, end)
        if since is not None:
            return since
        if not past and self._in_force is not None and self._announced(n):
            return self._in_force[1]
        points = [(period, span) for period, span in told if period.kind != "since"]
        inside = [span for period, span in points if start <= period.start < end]
        before = [span for period, span in points if period.end <= start]
        after = [s for p, s in points if 0 <= p.start - end < _AFTER and not self._apart(n, end, p.start)]
        for spans in (inside, before[::-1], after):
            if spans:
                return spans[0]
        if past or self._in_a_life(n):
            return None
        day = self._paragraph(n) or self._of_place(n, province) or self._lead_of(n, province)
        return day or next((span for _, span in self._since_after(n, end)), None)

    def began(self, n: int, start: int) -> Span | None:
        """The first day of the years that sentence `n` begins with: "Từ ngày 1/6/2011 đến ngày 30/4/2012, ông …"."""
        text, first = self.context.article.text, self.context.sentences[n].span.start
        whole = next(iter(periods(text, first, start, self._published)), None)
        until = _UNTIL.search(text, whole.start, whole.end) if whole is not None and whole.kind == "range" else None
        if whole is None or until is None or whole.start > first + _OPENING:
            return None
        begun = periods(text, self._past_lead(whole), until.start(), self._published)
        return (begun[0].first, begun[0].last) if begun and begun[0].first and begun[0].last else None

    def since(self, n: int, start: int, end: int) -> Span | None:
        """From when on `text[start:end]` holds: "từ ngày 1/3" soon after it, or at the beginning of its clause."""
        spans = [(period, span) for period, span in self._of_sentence(n) if period.kind == "since"]
        text = self.context.article.text
        after = [s for p, s in self._since_after(n, end) if not _RETIRES.search(text, end, p.start)]
        before = [
            s
            for p, s in spans
            if 0 <= start - p.end < _AFTER and self._opens(n, p.start) and not self._apart(n, p.end, start)
        ]
        return next(iter(after + before), None)

    def _since_after(self, n: int, end: int) -> list[tuple[Period, Span]]:
        """Since when, as the same clause of sentence `n` tells it soon after an offset."""
        spans = ((p, s) for p, s in self._of_sentence(n) if p.kind == "since" and 0 <= p.start - end < 2 * _AFTER)
        return [(p, s) for p, s in spans if not self._apart(n, end, p.start)]

    def _opens(self, n: int, start: int) -> bool:
        """Whether a clause begins at an offset of sentence `n`."""
        return self.context.article.text[self.context.sentences[n].span.start : start].rstrip()[-1:] in ("", *",;:")

    def _apart(self, n: int, start: int, end: int) -> bool:
        """Whether another clause begins between two offsets of sentence `n`, or somebody else is named."""
        others = (m for m in self.context.sentences[n].mentions if m.kind == "NAME")
        return any(start <= m.start < end for m in others) or bool(
            _CLAUSE.search(self.context.article.text, start, end)
        )

    @cached_property
    def _published(self) -> dt.date | None:
        """The article's day; without one the last day of the year in which the terms it tells of took turns."""
        if self.context.article.published is not None:
            return self.context.article.published
        turn = self._anchor.turn
        return dt.date(turn, 12, 31) if turn is not None else None

    def _of_sentence(self, n: int) -> list[tuple[Period, Span]]:
        if n not in self._told:
            self._told[n] = list(self._read(n))
        return self._told[n]

    def _read(self, n: int) -> Iterator[tuple[Period, Span]]:
        text, span = self.context.article.text, self.context.sentences[n].span
        titles = [(m.start, m.end) for m in self.context.sentences[n].row if m.kind in ("HOLDER", "POSTS", "ORG")]
        for told in periods(text, span.start, span.end, self._published):
            point = self._reached(n, told)
            if point.kind not in _POINTS or point.compared:
                continue
            period = self._dated(point)
            if period is None or (period.kind == "year" and any(s <= period.start < e for s, e in titles)):
                continue  # "Trưởng ban Chỉ đạo kỳ thi quốc gia năm 2018"
            before = text[max(span.start, period.start - 24) : period.start]
            if (period.kind in ("day", "month") and _NUMBERED.search(before)) or _BORN.search(before):
                continue
            if _LETTER.search(text, max(span.start, period.start - 60), period.start):
                continue
            begun, over = self._bounds(period)
            lasting = period.kind == "day" and speaks(text[span.start : span.end], "events", "LASTING")
            yield period, month_of(begun) if lasting else (begun, over)
        yield from self._today(span.start, span.end)

    def _reached(self, n: int, period: Period) -> Period:
        """ "Đến ngày 13/2/2015, ông được bổ nhiệm …": the day itself, where a sentence begins with it."""
        begins = _ARRIVED.match(self.context.article.text, period.start) is not None
        if period.kind != "until" or not begins or not self._opens(n, period.start):
            return period
        return next(
            iter(periods(self.context.article.text, self._past_lead(period), period.end, self._published)), period
        )

    def _past_lead(self, period: Period) -> int:
        """Where the date itself begins in "từ ngày 1/3", "đến tháng 5"."""
        skipped = _DATE_WORDS.search(self.context.article.text, period.start, period.end)
        return skipped.start() if skipped else period.start

    def _today(self, start: int, end: int) -> Iterator[tuple[Period, Span]]:
        """ "sáng nay", "hôm qua": the article's own day and the one before."""
        published = self.context.article.published
        if published is None:
            return
        for found in _today_words().finditer(self.context.article.text, start, end):
            day = published - dt.timedelta(days=found["yesterday"] is not None)
            yield Period(found.start(), found.end(), day, day, "day"), (day, day)

    def _dated(self, period: Period) -> Period | None:
        """A period with its year; None where nothing tells it, as other years of the text do not."""
        if period.first is None:
            return None
        if self._published is not None or _WITH_YEAR.search(self.context.article.text, period.start, period.end):
            return period
        fixed = self._anchor.fixes(period.first, period.last or period.first) if period.kind in _DAYS else None
        return replace(period, first=fixed[0], last=fixed[1]) if fixed is not None else None

    def _bounds(self, period: Period) -> Span:
        assert period.first is not None
        first, last = period.first, period.last or period.first
        if period.kind == "since":
            return self._beginning(period, first)
        if period.kind == "days":  # told to the month only: "trong hai ngày 5 và 6-8"
            return month_of(first)
        return first, last

    def _beginning(self, period: Period, first: dt.date) -> Span:
        """ "từ ngày 1/3", "từ tháng 3", "từ năm 2013": the day, the month or the year it began."""
        inner = periods(self.context.article.text, self._past_lead(period), period.end, self._published)
        if inner and inner[0].first is not None and inner[0].last is not None:
            return inner[0].first, inner[0].last
        bare = _BARE_YEAR.search(self.context.article.text, period.start, period.end) is not None
        return first, dt.date(first.year, 12, 31) if bare else first

    def _paragraph(self, n: int) -> Span | None:
        """The last day told in the paragraph before sentence `n`."""
        sentences = self.context.sentences
        found = None
        for k in range(n - 1, -1, -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                break
            days = [span for period, span in self._of_sentence(k) if self._fresh(period)]
            found = days[-1] if days else self._before.get(k)
            if days or k in self._before:
                break
        self._before[n] = found
        return found

    @cached_property
    def _lead(self) -> tuple[int, Span] | None:
        """The day that the beginning of the article tells of what it reports, and the sentence it stands in."""
        told = [(n, *pair) for n in range(min(_LEAD, len(self.context.sentences))) for pair in self._of_sentence(n)]
        days = ((n, span) for n, period, span in told if self._reports(n, period, span))
        months = ((n, span) for n, period, span in told if self._month(period))
        return next(days, None) or next(months, None)

    def _month(self, period: Period) -> bool:
        """The month of what is reported: told with its year, and the article's own or the one before."""
        published = self.context.article.published
        if published is None or period.kind != "month" or period.first is None:
            return False
        with_year = _WITH_YEAR.search(self.context.article.text, period.start, period.end) is not None
        return with_year and dt.timedelta(0) <= published - period.first <= dt.timedelta(_FRESH + 15)

    def _reports(self, n: int, period: Period, span: Span) -> bool:
        """Whether a day of sentence `n` is one of what the article reports, not when it appeared or one of old."""
        start, end = self.context.sentences[n].span
        rest = end - start - (period.end - period.start)
        if rest < _STAMP or (rest < 3 * _STAMP and _STAMPED.search(self.context.article.text, start, end)):
            return False
        undated = self.context.article.published is None and period.kind in _DAYS
        old = _WITH_YEAR.search(self.context.article.text, period.start, period.end) is not None
        return self._fresh(period) or (undated and not (old and span[1].year < (self.context.year or 0)))

    def _lead_of(self, n: int, province: str) -> Span | None:
        """The day the article begins with, unless a part about another place has begun, or it is told of one."""
        if self._lead is None or self.context.where.part(n) > 1:
            return None
        k, span = self._lead
        return None if province and self._provinces(k) and province not in self._provinces(k) else span

    def _of_place(self, n: int, province: str) -> Span | None:
        """The last day told shortly before of a place in that province, where no other province was named since."""
        for k in range(n - 1, max(-1, n - 1 - _NEAR), -1) if province else ():
            named = self._provinces(k)
            days = [span for period, span in self._of_sentence(k) if self._fresh(period)]
            if province in named and days:
                return days[-1]
            if named - {province}:
                return None
        return None

    def _provinces(self, n: int) -> frozenset[str]:
        """The provinces of the places that sentence `n` names."""
        if n not in self._places:
            refs = (m.value for m in walk(self.context.sentences[n].row))
            areas = (self.context.area(ref) for ref in refs if isinstance(ref, AreaRef) and ref.name)
            units = (gazetteer().get(area.place) for area in areas if area is not None and area.place)
            self._places[n] = frozenset(unit.province for unit in units)
        return self._places[n]

    def _in_a_life(self, n: int) -> bool:
        """Whether the sentences right before tell a day of a year before the article's: a life goes on with it."""
        now = self.context.year or 0
        for k in range(n - 1, max(-1, n - 1 - _LIFE), -1):
            points = [(p, span) for p, span in self._of_sentence(k) if p.kind != "since"]
            if points:
                return all(span[1].year < now for _, span in points) and any(p.kind in _DAYS for p, _ in points)
        return False

    @cached_property
    def _in_force(self) -> tuple[int, Span] | None:
        """The day from which all that the article has announced holds: "các quyết định trên có hiệu lực từ ngày …".

        With the number of the sentence that tells it.
        """
        found = _FORCE.search(self.context.article.text)
        if found is None:
            return None
        n = bisect_right([s.span.start for s in self.context.sentences], found.start()) - 1
        since = (span for period, span in self._of_sentence(n) if period.kind == "since" and period.end > found.start())
        span = next(since, None)
        return (n, span) if span is not None else None

    def _announced(self, n: int) -> bool:
        """Whether sentence `n` stands before the one that tells since when decisions hold, or in its paragraph."""
        if self._in_force is None:
            return False
        k = self._in_force[0]
        return n <= k or self.context.sentences[n].paragraph == self.context.sentences[k].paragraph

    def _fresh(self, period: Period) -> bool:
        """A day of the news: told without its year, or of the days before the article."""
        if period.kind not in _DAYS or period.first is None:
            return False
        published, text = self.context.article.published, self.context.article.text
        if _ARRIVED.match(text, max(0, period.start - len("đến "))):
            return False  # "Đến ngày 10/6, toàn tỉnh đã xong": not the day of what the article reports
        if _BEFOREHAND.search(text, max(0, period.start - 24), period.start):
            return False
        if not _WITH_YEAR.search(self.context.article.text, period.start, period.end):
            return True
        return published is not None and dt.timedelta(0) <= published - period.first <= dt.timedelta(_FRESH)


@cache
def _today_words() -> re.Pattern[str]:
    words = {kind: "|".join(map(re.escape, read("events")[kind]["words"])) for kind in ("TODAY", "YESTERDAY")}
    return re.compile(rf"\b(?:(?P<today>{words['TODAY']})|(?P<yesterday>{words['YESTERDAY']}))\b", re.I)
