"""The period that a paragraph, a heading or the article's beginning says is reviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.context import Context
from extraction.dates import Period
from extraction.families.figures import Rows, period_of
from extraction.families.time_mentions import LONGEST_WORD, POINTS, REPORTS, TimeMentions, own_time
from extraction.mentions import Mention

_REVIEW = re.compile(r"sơ kết|tổng kết|nhìn lại|khép lại|kết quả|đánh giá|xếp loại|phân loại")
"""Words that make the period after them the period of the figures that are told then."""
_PLANS = re.compile(r"phương hướng|bàn |giải pháp|triển khai|kế hoạch")
"""Words after which a period is one to come: "đánh giá 9 tháng, bàn giải pháp quý IV"."""
_REPORT = re.compile(r"báo cáo[^.,;:\n]{0,40}$")
"""A report right before the period it is on."""
_SAME_TIME = re.compile(r"thời gian (?:trên|này|đó|qua)")
_REPORTED = 48
"""Letters before a period in which a report on it may be named."""
_SIGNS = frozenset(("LPAR", "RPAR", "DASH"))
_LEAD = 5
"""Sentences at the beginning of an article that may tell the period of its figures."""
_OPENS = 2
"""Words before a period that opens a sentence."""
_NUMBERED = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2})\s?[-–./)]")
_TITLE, _HEADING, _STOPS = 2, 160, (".", ";", ",", "!", "?", "”", '"', "")
"""Sentences at the top that are no heading of a part, letters of the longest one, signs that none ends with."""


class Reviews:
    """What the sentences of one article review."""

    def __init__(self, context: Context, rows: Rows, times: TimeMentions) -> None:
        self.context = context
        self.rows = rows
        self.times = times
        self._nearest: dict[int, Mention | None] = {}
        """The period reviewed before a sentence in its paragraph."""
        self._headings: list[Mention | None] = []
        """The period that the heading over each sentence reviews, as far as it was asked for."""
        self._leading: dict[int, Period | None] = {}
        """What the article's beginning tells for one of its sentences, or for those after it."""

    def of(self, n: int) -> Period | None:
        """The period that the paragraph or the article's beginning says is reviewed: "sơ kết 6 tháng đầu năm 2024"."""
        mention = self._reviewed_before(n) if n > _LEAD and not self._same_time(n) else None
        mention = mention or self._headed(n)
        if mention is not None:
            return period_of(mention)
        if min(n, _LEAD) not in self._leading:
            self._leading[min(n, _LEAD)] = self._lead(n)
        return self._leading[min(n, _LEAD)]

    def _reviewed_before(self, n: int) -> Mention | None:
        """The period reviewed last before sentence `n` in its paragraph, after the article's beginning."""
        sentences = self.context.sentences
        k, found = n, None
        while k > _LEAD and sentences[k - 1].paragraph == sentences[n].paragraph:
            if k in self._nearest:
                found = self._nearest[k]
                break
            k -= 1
            found = next(self._reviews(k), None)
            if found is not None:
                break
        self._nearest[n] = found
        return found

    def _headed(self, n: int) -> Mention | None:
        """The period under whose heading sentence `n` stands: "III. Kết quả kiểm tra, giám sát 9 tháng đầu năm"."""
        while len(self._headings) <= n:  # in order: a heading holds until the next one
            k = len(self._headings)
            before = self._headings[-1] if self._headings else None
            self._headings.append(next(self._reviews(k), None) if self._is_heading(k) else before)
        return self._headings[n]

    def _is_heading(self, n: int) -> bool:
        """Whether a sentence is a line of its own that ends without a stop, with words for a review or a number."""
        sentences = self.context.sentences
        alone = all(
            not 0 <= k < len(sentences) or sentences[k].paragraph != sentences[n].paragraph for k in (n - 1, n + 1)
        )
        words = self.context.article.text[sentences[n].span.start : sentences[n].span.end].strip()
        if not alone or n < _TITLE or len(words) > _HEADING or words[-1:] in _STOPS:
            return False
        numbered = _NUMBERED.match(words) is not None and ":" not in words  # but "1. Xã A: 12 đảng viên"
        return numbered or _REVIEW.search(words.casefold()) is not None

    def _lead(self, n: int) -> Period | None:
        lead = range(min(_LEAD, len(self.context.sentences)))
        told = [m for k in lead for m in self._reviews(k)] + [m for k in lead if k <= n for m in self._opening(k)]
        for period in map(period_of, told):
            if period.first is not None and period.last is not None:
                return period
        return None

    def _same_time(self, n: int) -> bool:
        """ "cũng trong thời gian trên": not the time of what was told right before."""
        span = self.context.sentences[n].span
        return bool(_SAME_TIME.search(self.context.article.text[span.start : span.end].casefold()))

    def _reviews(self, n: int) -> Iterator[Mention]:
        """Periods of a sentence after a word for a review."""
        row, start = self.rows.row(n), self.context.sentences[n].span.start
        text, at, told = self.context.article.text, start, False
        for i in self.times.periods(row):
            mention = row[i]
            if period_of(mention).kind in POINTS or not self.times.usable(row, i) or own_time(row, i):
                continue
            planned = bool(_PLANS.search(text[at : mention.start].casefold()))
            told = told or bool(_REVIEW.search(text[max(start, at - LONGEST_WORD) : mention.start].casefold()))
            report = _REPORT.search(text[max(start, mention.start - _REPORTED) : mention.start].casefold())
            at = mention.start
            if (told and not planned) or (report and period_of(mention).kind in REPORTS):
                yield mention

    def _opening(self, n: int) -> Iterator[Mention]:
        """Periods of a headline without a figure of its own, and those a sentence opens with."""
        row = self.rows.row(n)
        signs = 0
        for i, mention in enumerate(row):
            opens = i <= _OPENS + signs
            signs += mention.kind in _SIGNS
            if (
                mention.kind != "PERIOD"
                or period_of(mention).kind in (*POINTS, "until")
                or not self.times.usable(row, i)
            ):
                continue
            before = self.context.article.text[row[0].start : mention.start].casefold()
            if opens or (n == 0 and not _PLANS.search(before)):
                yield mention
