"""Since when a body that is only months old exists: "Sau 4 tháng vận hành, … Trong 4 tháng, Đảng ủy xã kết nạp 9"."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from extraction.article import Article
from extraction.dates import Period
from extraction.datewords import numbers
from extraction.eras import REFORM
from extraction.families.anchor import day_of

_BEGINS = r"(?:thành lập|hoạt động|vận hành|sáp nhập|hợp nhất|ra đời|sắp xếp)"
_ELAPSED = re.compile(r"\bsau (?:gần |hơn |tròn |đúng )?$", re.IGNORECASE)
_WITHIN = re.compile(r"(?:trong|qua)\b", re.IGNORECASE)
_AGE = re.compile(
    rf"\b(?:sau|qua) (?:gần |hơn |tròn |đúng )?(\w+) tháng (?:đi vào |chính thức |được |triển khai )*{_BEGINS}",
    re.IGNORECASE,
)
_FOUNDED = re.compile(
    r"\b(?:đảng bộ|đảng ủy|đảng uỷ|chi bộ|xã|phường|huyện|tỉnh|chính quyền)\b[^.;\n]{0,60}?"
    r"(?:(?<!ngày )thành lập(?! (?:đảng|đoàn|hội|ban|tổ|nước)\b)|sáp nhập"
    r"|(?<!các )(?:hoạt động|vận hành)(?= (?:chính thức|kể|từ|vào|ngày)\b)"
    r"|hợp nhất|ra đời|sắp xếp)[^.;\n]{0,40}?\b(?:ngày|từ) (\d\d?)[-/.](\d\d?)[-/.](20\d\d)",
    re.IGNORECASE,
)
"""What is founded or set to work, not the day of the Party's founding that it celebrates."""
_SINCE = re.compile(
    rf"\b(?:kể )?từ (?:khi|ngày|lúc) (?:đi vào |chính thức |được |mới |bắt đầu )*{_BEGINS}"
    r"(?: (?:xã|phường|đặc khu|huyện|tỉnh|đảng bộ)(?: mới)?| mô hình mới)?,? $",
    re.IGNORECASE,
)
"""Right before "đến cuối năm 2025"."""
_OWN = re.compile(r"[^.;\n]{0,12}, Chi bộ \w")
"""A cell by its name, which may be older than what the article is about."""
_REACH = 80
"""Letters before the end of a time within which its beginning is told."""
_LEAD = 12
"""Letters before months that say what they are counted from."""
_MONTH = 30.4


class Lifetimes:
    """How long the body that an article is about has existed."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text

    @cached_property
    def today(self) -> dt.date | None:
        """The article's day."""
        return day_of(self.article)

    @cached_property
    def _ages(self) -> frozenset[int]:
        """How many months ago something began, as the article tells."""
        told = _AGE.findall(self.text.casefold())
        return frozenset(int(n) if n.isdigit() else numbers().get(n, 0) for n in told)

    def of(self, period: Period) -> tuple[dt.date | None, dt.date | None] | None:
        """First and last day of a time that began with it, of months that are all since then; None where it did not."""
        if period.kind == "until" and _SINCE.search(self.text, max(0, period.start - _REACH), period.start):
            now = self.text[period.start : period.end].endswith("nay")
            last = self.today if now else period.last
            other = _OWN.match(self.text, period.end) or (self.founded and last and self.founded > last)
            return None if other else self.founded, last
        if period.kind != "months" or period.first is None or period.last is None:
            return None
        months = period.last.month - period.first.month + 1
        elapsed = _ELAPSED.search(self.text, max(0, period.start - _LEAD), period.start)
        if not elapsed and not (months in self._ages and _WITHIN.match(self.text, period.start)):
            return None
        began = next((day for day in (self.founded, REFORM) if self._back(day, months)), None)
        if elapsed and months not in self._ages and (began is None or began != self.founded):
            return None  # "sau 9 tháng đã kết nạp 131": nine months of the year
        return began, self.today

    @cached_property
    def founded(self) -> dt.date | None:
        """The one day on which the article tells that something was founded or set to work."""
        told = {tuple(int(part) for part in day) for day in _FOUNDED.findall(self.text)}
        try:
            days = {dt.date(year, month, day) for day, month, year in told}
        except ValueError:
            return None
        return days.pop() if len(days) == 1 else None

    def _back(self, day: dt.date | None, months: int) -> bool:
        """Whether a day lies about so many months back."""
        if day is None or self.today is None:
            return False
        return abs((self.today - day).days / _MONTH - months) <= 1
