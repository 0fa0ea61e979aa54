"""When: the day that an article's place names are of, and the words that say otherwise beside one of them.

"Xã Ba Tơ" of an article of 2025 is the commune of after the reform, "tỉnh Vĩnh Long cũ" in it the province of before.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal

from extraction.article import Article
from ontology.places import Place

REFORM = dt.date(2025, 7, 1)
"""The day the districts ended and the provinces and communes were redrawn."""
_PLANNED = dt.date(2025, 4, 12)
"""The day of Nghị quyết 60-NQ/TW, which named the provinces to come: from then on the press speaks of them."""

_PRESS = dt.date(2005, 1, 1)
"""What had ended by then is meant by an undated article of the net only where nothing later bears the name."""

Told = dt.date | Literal["former", "new"] | None
"""What words beside a place name say: of a day, of before a merger, of after it; None where they say nothing."""

_MERGER = r"(?:khi\s+)?(?:thực\s+hiện\s+)?(?:việc\s+)?(?:sáp\s+nhập|sát\s+nhập|hợp\s+nhất|sắp\s+xếp|nhập\s+tỉnh)"
_REFORM_DAY = r"(?:ngày\s+)?0?1\s?[-/.]\s?0?7\s?[-/.]\s?2025"
_AFTER_NAME = re.compile(
    rf"""\s*[(,\[]?\s*(?:(?:tỉnh|huyện|xã)\s+)?(?:
        (?P<former>cũ\b|trước\s+(?:đây|kia)\b|trước\s+{_MERGER}|trước\s+{_REFORM_DAY})
      | (?P<new>mới(?=\s*(?:[).,;:]|$|\s(?:gồm|có|là|sau|hiện|được\s+thành\s+lập)\b))|sau\s+{_MERGER})
      | (?:(?:nhiệm\s+kỳ|giai\s+đoạn|khóa|từ)\s+)*(?:năm\s+)?(?P<first>(?:19|20)\d\d)
        \s*(?:[-–]|đến)\s*(?:năm\s+)?(?P<last>(?:19|20)\d\d)\b
    )""",
    re.I | re.X,
)
"""What may follow a name: "cũ", "(mới)", "trước khi sáp nhập", "nhiệm kỳ 2015-2020"."""
_HEAD = re.compile(
    rf"""\s*["“(]?(?:(?P<former>trước\s+{_MERGER}|trước\s+{_REFORM_DAY})
      | (?P<new>sau\s+{_MERGER}|(?:từ|kể\s+từ|sau)\s+{_REFORM_DAY})
      | (?:(?:vào|từ|trong|tại|hồi|đầu|giữa|cuối|sáng|chiều|tối|ngày|tháng|năm|giai\s+đoạn|nhiệm\s+kỳ)\s+){{0,4}}
        (?:(?:(?P<day>\d{{1,2}})\s?[-/.]\s?)?(?P<month>\d{{1,2}})\s?(?:[-/.]|\s?năm)\s?)?
        (?P<first>(?:19|20)\d\d)(?:\s*(?:[-–]|đến\s+năm)\s*(?P<last>(?:19|20)\d\d))?\b(?!\s*[-/])
    )""",
    re.I | re.X,
)
"""With what a sentence may begin: "Năm 2022, …", "Trước khi sáp nhập, …", "Từ ngày 1/7/2025, …"."""
_LATE = re.compile(r"20(?:2[5-9]|[3-9]\d)")
"""A year that is the reform's or a later one."""
_DATE = re.compile(r"(\d(?<![\d/-].)\d?)\s?[-/.]\s?(?:(\d{1,2})\s?[-/.]\s?)?(20\d\d)\b(?!\s*[-–/]\s*\w)")
"""Day, month and year, or month and year; it begins with a figure, so that `re` passes over all else by itself."""
_LONG_DATE = re.compile(r"(?:ngày\s+(\d{1,2})\s+)?tháng\s+(\d{1,2})\s+năm\s+(20\d\d)", re.I)
_AHEAD = re.compile(r"(?:đến|tới|trước|hạn|nhất|dự kiến|sẽ)(?:\s+(?:là|vào|hết))?(?:\s+(?:ngày|tháng))?\s*$", re.I)
"""Before a day to come."""
_YEAR = re.compile(r"năm(?<!đến năm)(?<!tới năm)\s+(20\d\d)\b(?!\s*[-–]\s*\d)")
_GONE = re.compile(r"\b(?:nguyên|cựu|từng|trước đây)\b[^,.;()]*$", re.I)
"""Before a body of before, as long as nothing stops the phrase."""
_FORMER = re.compile(r"[^,.;()]{0,30}\b(?:cũ|trước đây)\b")
"""After a word for a district of before."""
_DISTRICT = re.compile(r"\b(?:huyện|quận|thị xã|thị trấn|thị ủy)\b(?!\s+đoàn\s+viên)", re.I)


class Eras:
    """The time that the place names of one article are of."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self.day = article.published or self._dated()
        """The article's day; None where neither its record nor its text tells it."""

    @cached_property
    def _may_be_new(self) -> bool:
        return self.day is None and not self._of_before()

    @property
    def reformed(self) -> bool:
        """Whether the article is of after the reform."""
        return self.day is not None and self.day >= REFORM

    def of(self, places: Sequence[Place], told: Told) -> tuple[Place, ...]:
        """Those of some units that a name means by its time: those there were on the day, else those that had ended
        by then, the latest ones; those to come only once they were planned."""
        if told == "former":
            gone = [p for p in places if (last := _last(p)) is not None and last < (self.day or REFORM)]
            if gone:
                return _latest(gone)
        if told == "new" and self._speaks_of_new():
            fresh = tuple(p for p in places if p.id.endswith("-new"))
            if fresh:
                return fresh
        day = self.day
        if isinstance(told, dt.date) and (day is None or told < day):
            day = told
        if day is None:
            before = tuple(p for p in places if not p.id.endswith("-new"))
            before = tuple(p for p in before if (_last(p) or REFORM) >= _PRESS) or before
            return before or (tuple(places) if self._may_be_new else ())
        alive = tuple(p for p in places if p.existed(day))
        gone = [p for p in places if (last := _last(p)) is not None and last < day]
        return alive or _latest(gone) or (tuple(places) if day >= _PLANNED else ())

    def _speaks_of_new(self) -> bool:
        return self._may_be_new if self.day is None else self.day >= _PLANNED

    def beside(self, start: int, end: int, sentence: int) -> Told:
        """What the words after a name at [start, end), or else at the head of its sentence (which begins at text
        offset `sentence`), say of its time."""
        found = _AFTER_NAME.match(self._text, end, end + 60)
        if found is None:
            found = _HEAD.match(self._text, sentence, start)
        if found is None:
            return None
        if found["former"]:
            return "former"
        if found["new"]:
            return "new"
        parts = found.groupdict()
        first = _bounds(parts["first"], parts.get("month"), parts.get("day"))
        last = _bounds(parts["last"] or parts["first"], parts.get("month"), parts.get("day"))
        if first is None or last is None:
            return None
        if last[1] < REFORM:
            return last[1]
        return first[0] if first[0] >= REFORM else None

    def _dated(self) -> dt.date | None:
        """The latest day of after the reform that an undated text tells, unless it speaks of districts more often."""
        if _LATE.search(self._text) is None:
            return None
        days = []
        told = [(m, m[2] or m[1], m[1] if m[2] else None) for m in _DATE.finditer(self._text)]
        told += [(m, m[2], m[1]) for m in _LONG_DATE.finditer(self._text)]
        for found, month, day in told:
            bounds = _bounds(found[3], month, day)
            if bounds is not None and not _AHEAD.search(self._text, max(0, found.start() - 20), found.start()):
                days.append(bounds[1])
        after = [day for day in days if day >= REFORM]
        return max(after) if after and len(after) > sum(1 for _ in self._districts()) else None

    def _of_before(self) -> bool:
        """Whether an undated text is of before the reform: it tells earlier years only, or speaks of districts."""
        if _LATE.search(self._text) is None and (_YEAR.search(self._text) or _DATE.search(self._text)):
            return True
        years = [found[3] for found in _DATE.finditer(self._text)] or _YEAR.findall(self._text)
        return max(map(int, years), default=REFORM.year) < REFORM.year or any(self._districts())

    def _districts(self) -> Iterator[str]:
        """The words of the text for districts and towns as there were, not for former ones."""
        for found in _DISTRICT.finditer(self._text):
            start, end = found.span()
            called = _AFTER_NAME.match(self._text, end) or _FORMER.match(self._text[end : end + 45])
            if not called and not _GONE.search(self._text, max(0, start - 60), start):
                yield found[0]


def _last(place: Place) -> dt.date | None:
    return place.valid_to or place.not_after


def _latest(places: Iterable[Place]) -> tuple[Place, ...]:
    """Of units that have ended: those of the state before the reform, else the earlier ones."""
    found = tuple(places)
    return tuple(p for p in found if p.id.endswith("-old")) or found


def _bounds(year: str, month: str | None, day: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of what is written; None where there is no such day."""
    try:
        if month is None:
            return dt.date(int(year), 1, 1), dt.date(int(year), 12, 31)
        first = dt.date(int(year), int(month), int(day or 1))
    except ValueError:
        return None
    return first, first if day else first.replace(day=calendar.monthrange(first.year, first.month)[1])
