"""The day that figures of an article are told on, where nobody says when it came out: "đến nay", "hiện có".

>>> news_day(Article(id="", text="Ngày 12/6/2019, Chi bộ A họp. Từ năm 2015 đến nay, chi bộ kết nạp 6 đảng viên."))
datetime.date(2019, 6, 12)
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from functools import lru_cache

from extraction.article import Article
from extraction.dates import periods
from extraction.families.anchor import day_of

_BEGINNING = 700
"""Characters at the beginning of an article that tell what it reports."""
_OPENS = re.compile(
    r"(?:^|[\n.:–-]\s*)(?:Vào |Vừa qua, )?(?:Ngày|Sáng|Trưa|Chiều|Tối)(?:,? ngày)? "
    r"(\d{1,2})(?:\s?[-/.]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[-/.]\s?|\s+năm\s+)(20\d\d)(?!\d)"
)
"""The day with its year that a sentence opens with."""
_COUNTED = frozenset("until months half quarter first_quarter".split())
"""Times up to which is counted."""
_YEARS = frozenset(("year", "span", "whole"))
_TOLD = _COUNTED | _YEARS | {"month", "day", "range"}
_AHEAD = re.compile(
    r"(?:phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|dự kiến|nhiệm kỳ|hoàn thành|sẽ|trước|từ nay|định hướng|tầm nhìn)"
    r"[^.;\n]{0,60}$",
    re.IGNORECASE,
)
"""Before a time that is yet to come."""
_BEFORE = 80
"""Characters before a time that can say so."""
_SO_FAR = re.compile(r"\b[Tt]ừ đầu năm (20\d\d) (?:đến|tới) nay\b")


def news_day(article: Article) -> dt.date | None:
    """The article's day, as known or as its text fixes it, else that of what it reports."""
    return day_of(article) or _opened(article.text)


def last_day(article: Article) -> dt.date | None:
    """The same, else the last day up to which the article counts: the earliest that "đến nay" can mean."""
    return news_day(article) or _until(article.text)


def _opened(text: str) -> dt.date | None:
    found = _OPENS.search(text, 0, _BEGINNING)
    with suppress(ValueError):
        return dt.date(int(found[3]), int(found[2]), int(found[1])) if found is not None else None
    return None


@lru_cache(maxsize=4)
def _until(text: str) -> dt.date | None:
    """The last day up to which the article counts."""
    counted = _counted(text)
    so_far = max((int(told[1]) for told in _SO_FAR.finditer(text)), default=0)
    if counted is None or counted.year < so_far:
        return dt.date(so_far, 12, 31) if so_far else None
    return counted


def _counted(text: str) -> dt.date | None:
    """The last day up to which is counted, in the last year of which anything is told."""
    year, latest, counted = 0, dt.date.min, dt.date.min
    for period in periods(text, 0, len(text), None):
        if period.last is None or period.kind not in _TOLD or period.compared:
            continue
        if _AHEAD.search(text, max(0, period.start - _BEFORE), period.start):
            continue
        year = max(year, period.last.year)
        if period.kind not in _YEARS:
            latest = max(latest, period.last)
        if period.kind in _COUNTED and (period.last.month, period.last.day) != (12, 31):
            counted = max(counted, period.last)
    return counted if counted == latest and counted.year == year else None
