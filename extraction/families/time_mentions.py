"""Which times of a sentence a figure can be told for, and which of them stand with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.context import Context
from extraction.dates import Period
from extraction.families.figures import period_of
from extraction.mentions import Mention

_GLUE = frozenset(("OTHER", "PASSIVE", "AT", "FILL", "CAPS", "THEM", "ENTER"))
_REVIEWING = re.compile(r"(?:sơ kết|tổng kết)\s+$")
"""A review right before the years it is of."""
POINTS = frozenset(("day", "days", "occasion", "same", "finish"))
"""Kinds of period that a later sentence does not take over."""
REPORTS = frozenset("months half quarter first_quarter this_quarter year relative whole last_half last_months".split())
"""Kinds of period that regular reports are on."""
LONGEST_WORD = 16
"""Letters that a word for a review may begin before a place, at most."""
_OPENING = 24
"""Mentions of a sentence among which a time stands within which all of it happened."""
_AIMED = frozenset(("OF", "WHOLE", "MEMBERS", "NEW", "THEM", "NUMBER", "ABOUT", "OVER", "UPTO", "ADMIT", "IS"))
"""What stands between a target and its time."""
_BRACKET = 8
"""Words between a bracket and the time in it that is compared with."""


class TimeMentions:
    """Judges the periods that the rows of one article tell."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._dated: tuple[Sequence[Mention], list[int]] = ((), [])
        """The row looked at last, and where its periods stand."""

    def periods(self, row: Sequence[Mention]) -> list[int]:
        """Where the periods of a row stand."""
        if self._dated[0] is not row:
            self._dated = (row, [i for i, m in enumerate(row) if m.kind == "PERIOD"])
        return self._dated[1]

    def usable(self, row: Sequence[Mention], i: int) -> bool:
        """Not a comparison, not the date of a document, not a time to come, not the time of a target."""
        period = period_of(row[i])
        published = self.context.article.published
        told = [m.kind for m in row[i + 1 : i + 3]]  # "so với năm 2020 (kết nạp 88 đảng viên)"
        compared = period.compared and "ADMIT" not in (told if told[:1] == ["LPAR"] else told[:1])
        if compared or (published is not None and period.first is not None and period.first > published):
            return False
        if any(m.kind == "OTHERWISE" for m in row[max(0, i - 5) : i]) and i and row[i - 1].kind == "OF":
            return False  # "so với 198 đảng viên của năm 2010"
        if i and row[i - 1].kind == "PAPER" and period.kind == "whole":
            return False  # "đến ngày 20/11 đã đạt 91% kế hoạch cả năm"
        if self._aimed_at(row, i):
            return False
        of = i - 1 - (i > 1 and row[i - 1].kind in ("AT", "OF") and row[i - 2].kind == "TARGET")
        if i and row[of].kind in ("TARGET", "AIM", "PERCENT"):
            return self._done(row[of], period)  # not "chỉ tiêu cả năm", "kế hoạch đề ra trong năm 2014"
        if period.kind in ("day", "days", "occasion", "month"):
            dated = any(m.kind == "DOCNO" for m in row[max(0, i - 3) : i])
            return not dated and (i + 1 == len(row) or row[i + 1].kind != "OF")
        return not self.one_of_its_acts(row, i)

    def reported(self, row: Sequence[Mention], i: int) -> bool:
        """Whether it is a time that is reported on, and not told in brackets: "(năm 2016 là 127)"."""
        return period_of(row[i]).kind in REPORTS and self.usable(row, i) and not own_time(row, i)

    def beside(self, row: Sequence[Mention], first: int, last: int) -> Iterator[Mention]:
        """Periods told with a figure: in its own words, right after it, before it."""
        dated = self.periods(row)
        before = bisect_left(dated, first)
        within = reversed(dated[before : bisect_left(dated, last)])
        inside = [row[i] for i in within if not self._set_beside(row, i) and not self._in_brackets(row, i, last - 1)]
        yield from sorted(inside, key=lambda m: period_of(m).compared)
        for i in range(last, min(last + 5, len(row))):
            if row[i].kind == "PERIOD" and self.usable(row, i):
                yield row[i]
            if row[i].kind not in _GLUE or self.turns(row[i]):
                break
        told = (dated[k] for k in range(before - 1, -1, -1))
        yield from (row[i] for i in told if self.usable(row, i) and not self._in_brackets(row, i, first))

    def _in_brackets(self, row: Sequence[Mention], i: int, first: int) -> bool:
        """ "kỷ luật 19 đảng viên (cùng kỳ năm 2017 là 24), gồm khiển trách 11": another time, told in passing.

        So is what brackets say of a figure before: "(tính cả 6 tháng đầu năm khi chưa hợp nhất), công nhận 29".
        """
        if first <= i or not any(m.kind == "RPAR" for m in row[i:first]):
            return False
        opened = next((k for k in range(i - 1, -1, -1) if row[k].kind in ("LPAR", "RPAR")), i)
        own = own_time(row, i)
        if own or row[opened].kind != "LPAR":
            return own
        return row[opened - 1].kind != "PERIOD" and any(self.usable(row, k) for k in self.periods(row) if k < opened)

    @staticmethod
    def _set_beside(row: Sequence[Mention], i: int) -> bool:
        """ "30 tổ chức đảng (tăng 5% so cùng kỳ) và 70 đảng viên": a time in brackets that is compared with."""
        kinds = [m.kind for m in row[max(0, i - _BRACKET) : i]]
        bracket = max((k for k, kind in enumerate(kinds) if kind == "LPAR"), default=len(kinds))
        return "OTHERWISE" in kinds[bracket:] and "RPAR" not in kinds[bracket:]

    def turns(self, mention: Mention) -> bool:
        """ "thì" leads to what is compared: "nếu năm 2020 kết nạp 96 đảng viên thì năm 2022 …"."""
        return self.says(mention) == "thì"

    @staticmethod
    def _aimed_at(row: Sequence[Mention], i: int) -> bool:
        """ "so với chỉ tiêu 90 đảng viên của cả năm 2021": the time of a target told with its figure."""
        if i == 0 or row[i - (row[i - 1].kind == "WHOLE") - 1].kind != "OF":
            return False
        k = i - 1
        while k > 0 and row[k].kind in _AIMED:
            k -= 1
        return row[k].kind in ("TARGET", "AIM") and any(m.kind == "NUMBER" for m in row[k:i])

    def one_of_its_acts(self, row: Sequence[Mention], i: int) -> bool:
        """ "9 tháng qua, Huyện ủy sơ kết 2 năm thực hiện Chỉ thị A": reviewed within the time told before it."""
        start = row[i].start
        if not _REVIEWING.search(self.context.article.text[max(0, start - LONGEST_WORD) : start].casefold()):
            return False
        return any(
            m.kind == "PERIOD" and period_of(m).kind in REPORTS and after.kind == "COMMA"
            for m, after in pairwise(row[: min(i, _OPENING)])
        )

    def _done(self, target: Mention, period: Period) -> bool:
        """ "đánh giá thực hiện nhiệm vụ 9 tháng": tasks of a time that is over."""
        published = self.context.article.published
        over = published is not None and period.last is not None and period.last <= published
        return over and period.kind in REPORTS and self.says(target) == "nhiệm vụ"

    def says(self, mention: Mention) -> str:
        """The words of a mention."""
        return self.context.article.text[mention.start : mention.end].casefold()


def own_time(row: Sequence[Mention], i: int) -> bool:
    """ "bằng 67,2% (năm 2016 là 59,1%)": whether `row[i]`, in brackets, is the time of a figure that stands there."""
    opened = [m.kind for m in row[max(0, i - 2) : i]]
    if opened[-1:] != ["LPAR"] and opened not in (["LPAR", "TARGET"], ["LPAR", "PAPER"], ["LPAR", "AIM"]):
        return False
    if period_of(row[i]).kind == "same":
        return True  # "(cùng kỳ không có)"
    closed = next((k for k in range(i, len(row)) if row[k].kind == "RPAR"), i)
    return any(m.kind in ("NUMBER", "FRACTION") for m in row[i:closed])
