"""Which period a figure is told for: by its own words, by the words around it, or by the sentences before."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from extraction.context import Context
from extraction.dates import Period, month_of
from extraction.families.figures import Rows, period_of
from extraction.families.lifetimes import Lifetimes
from extraction.lexicon import words_of
from extraction.mentions import Mention

_POINTS = frozenset(("day", "days", "occasion", "same", "finish"))
"""Kinds of period that a later sentence does not take over."""
_GLUE = frozenset(("OTHER", "PASSIVE", "AT", "FILL", "CAPS", "THEM", "ENTER"))
_REVIEW = re.compile(r"sơ kết|tổng kết|nhìn lại|khép lại|kết quả|đánh giá|xếp loại|phân loại")
"""Words that make the period after them the period of the figures that are told then."""
_REVIEWING = re.compile(r"(?:sơ kết|tổng kết)\s+$")
"""A review right before the years it is of."""
_PLANS = re.compile(r"phương hướng|bàn |giải pháp|triển khai|kế hoạch")
"""Words after which a period is one to come: "đánh giá 9 tháng, bàn giải pháp quý IV"."""
_REPORT = re.compile(r"báo cáo[^.,;:\n]{0,40}$")
"""A report right before the period it is on."""
_SAME_TIME = re.compile(r"thời gian (?:trên|này|đó|qua)")
_REPORTED = 48
"""Letters before a period in which a report on it may be named."""
REPORTS = frozenset(
    (
        "months",
        "half",
        "quarter",
        "first_quarter",
        "this_quarter",
        "year",
        "relative",
        "whole",
        "last_half",
        "last_months",
    )
)
"""Kinds of period that regular reports are on."""
_TERMS = frozenset(("term_now", "term_past"))
_YEARS_OF_TERM = range(4, 7)
"""First and last year of a term are so many years apart, as it is looked back on."""
_BEGINS = frozenset(("COMMA", "COLON", "SEMI", "DOT", "DASH", "AT", "RPAR"))
"""What stands before the first of two times told together."""
_MEANWHILE = re.compile(r"\s*(?:Cũng )?(?:[Tt]rong )?[Cc]ùng (?:thời gian|thời điểm|giai đoạn)(?: này| đó| ấy| trên)?,")
_ASIDE = re.compile(r"\s*(?:Con số (?:này|ấy|đó|trên) (?:của|ở|trong|vào)? ?(?:năm|cùng kỳ|quý|tháng)|[“\"])")
_SIGNS = frozenset(("LPAR", "RPAR", "DASH"))
_LONGEST_WORD = 16
"""Letters that a word for a review may begin before a place, at most."""
_LEAD = 5
"""Sentences at the beginning of an article that may tell the period of its figures."""
_OPENS = 2
"""Words before a period that opens a sentence."""
_OPENING = 24
"""Mentions of a sentence among which a time stands within which all of it happened."""
_NUMBERED = re.compile(r"(?:[IVX]+|[A-Z]|\d{1,2})\s?[-–./)]")
_TITLE, _HEADING, _STOPS = 2, 160, (".", ";", ",", "!", "?", "”", '"', "")
"""Sentences at the top that are no heading of a part, letters of the longest one, signs that none ends with."""
_BRACKET = 8
"""Words between a bracket and the time in it that is compared with."""
_BACK = 6
"""Sentences of a paragraph before the figure that may tell its period, and mentions each may begin with before it."""


class Spell(NamedTuple):
    """First and last day, None where nobody can know; where the sentence of the figure tells them, if it does."""

    first: dt.date | None
    last: dt.date | None
    start: int | None = None


class Spells:
    """Settles the periods of one article, sentence after sentence."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context = context
        self.rows = rows
        self.lifetimes = Lifetimes(context.article)
        self._carried = Spell(None, None)
        self._recent: Spell | None = None
        """A time before the one that holds, told last: "năm 2018, con số ấy là 109" in a story of 2019."""
        self._apart: tuple[int, Spell] | None = None
        """Paragraph and time of which a clause of its own told last: "Riêng năm 2010, kết nạp 158 đảng viên"."""
        self._nearest: dict[int, Mention | None] = {}
        """The period reviewed before a sentence in its paragraph."""
        self._headings: list[Mention | None] = []
        """The period that the heading over each sentence reviews, as far as it was asked for."""
        self._leading: dict[int, Spell] = {}
        """What the article's beginning tells for one of its sentences, or for those after it."""
        self._dated: tuple[Sequence[Mention], list[int]] = ((), [])
        """The row looked at last, and where its periods stand."""

    def of(self, n: int, first: int, last: int, told: int | None, *, near: bool) -> Spell:
        """The period of what sentence `n` tells in `row[first:last]`.

        `told` is the sentence that told the figure before, `near` says whether its period may still hold.
        """
        row, paragraph = self.rows.row(n), self.context.sentences[n].paragraph
        mention = next(self.beside(row, first, last), None) or self._meanwhile(n) or self._paragraph(n, told)
        if mention is None:
            if self._recent is not None and near and self._goes_on(row):
                return self._recent
            if self._apart is not None and self._apart[0] == paragraph and self._shows(row[:last]):
                return self._apart[1]
            if not near or self._carried.last is None:
                self._carried = self._reviewed(n)
            if self._carried.last is None:
                return self._of_target(row, last)
            return self._carried
        period = period_of(mention)
        start = period.start if row[0].start <= period.start < row[-1].end else None
        if period.kind == "same":
            return self._shifted(period)._replace(start=start)
        if period.kind in _TERMS and period.first is None and period.last is None:
            return self._term(n)._replace(start=start)
        spell = self._joined(row, mention) or self._by_now(period)
        if near and self._again(period):
            return self._carried._replace(start=start)
        alive = self.lifetimes.of(period)
        if alive is not None:
            self._carried = Spell(*alive)
            return Spell(*alive, start)
        if spell.first is None and spell.last is not None and period.kind != "finish":
            spell = self._within(row, mention, period) or self._told.get(spell.last, spell)
        aside = self._aside(row, mention)
        if period.kind not in _POINTS and aside is not None and self._of_itself(aside, row):
            self._apart = paragraph, spell
        if period.kind not in _POINTS and aside is None and not self._one_of_parts(row, period):
            self._apart = None
            ended, held = spell.last, self._carried.first
            back = near and ended is not None and held is not None and ended < held
            self._recent = spell if back else None
            self._carried = self._carried if self._recent is not None else spell
        return spell._replace(start=start)

    def _by_now(self, period: Period) -> Spell:
        """The period, of a term or plan that still runs as far as the article can know: "nhiệm kỳ 2020 - 2025"."""
        published, first, last = self.context.article.published, period.first, period.last
        runs = published is not None and first is not None and first < published
        return Spell(first, published if runs and last and published and last.year > published.year else last)

    def _joined(self, row: Sequence[Mention], mention: Mention) -> Spell | None:
        """ "Năm 2021 và 5 tháng đầu năm 2022, …": both, where one follows on the other and no figure stands between."""
        at = next((i for i, m in enumerate(row) if m is mention), 0)
        opens = at == 2 or (at > 2 and row[at - 3].kind in _BEGINS)
        if not opens or [m.kind for m in row[at - 2 : at]] != ["PERIOD", "AND"]:
            return None
        one, two = period_of(row[at - 2]), period_of(mention)
        if one.kind not in REPORTS or two.kind not in REPORTS or one.last is None or two.first is None:
            return None
        return Spell(one.first, two.last) if one.last + dt.timedelta(1) == two.first else None

    def _term(self, n: int) -> Spell:
        """ "trong nhiệm kỳ", whose years nobody tells: those that the paragraph looks back on ("5 năm qua")."""
        for k in range(n, self.context.paragraph_start(n) - 1, -1):
            for i in self._periods(self.rows.row(k)):
                first, last = period_of(self.rows.row(k)[i]).first, period_of(self.rows.row(k)[i]).last
                if first is not None and last is not None and last.year - first.year in _YEARS_OF_TERM:
                    return Spell(first, last)
        return Spell(None, None)

    def _meanwhile(self, n: int) -> Mention | None:
        """ "Cùng thời gian này, …": the time that the sentence before tells last, an aside left out."""
        span = self.context.sentences[n].span
        if _MEANWHILE.match(self.context.article.text, span.start, span.end) is None:
            return None
        for k in range(n - 1, self.context.paragraph_start(n) - 1, -1):
            row = self.rows.row(k)
            told = (row[i] for i in reversed(self._periods(row)) if self.usable(row, i))
            found = next((m for m in told if period_of(m).kind in REPORTS), None)
            if found is not None and not self._beside_the_story(k):
                return found
        return None

    def _beside_the_story(self, n: int) -> bool:
        """Whether a sentence only compares, or is somebody's words: "Con số này của năm 2021 là 9"."""
        span = self.context.sentences[n].span
        return _ASIDE.match(self.context.article.text, span.start, span.end) is not None

    def _within(self, row: Sequence[Mention], mention: Mention, period: Period) -> Spell | None:
        """ "Nhiệm kỳ 2015 - 2020, tính đến hết tháng 5/2019": up to a day in the time told right before it."""
        at = next((i for i, m in enumerate(row) if m is mention), 0)
        between = [m.kind for m in row[max(0, at - _OPENS - 2) : at]]
        back = next((k for k, kind in enumerate(reversed(between), 1) if kind == "PERIOD"), None)
        since = between[len(between) - back + 1 :] if back is not None else []
        if back is None or any(kind not in ("COMMA", "LPAR", "OTHER", "AT") for kind in since):
            return None
        outer = period_of(row[at - back])
        if outer.first is None or outer.last is None or period.last is None or outer.compared:
            return None
        return Spell(outer.first, period.last) if outer.first <= period.last <= outer.last else None

    def _again(self, period: Period) -> bool:
        """ "(cũng) trong ba tháng, …": as many months as were told before are those."""
        held, words = self._carried, self.context.article.text[period.start : period.end].casefold()
        if period.kind != "months" or not words.startswith(("trong", "qua")) or held.first is None or held.last is None:
            return False
        if period.first is None or period.last is None or not _is_end(held.last) or held.first.day != 1:
            return False
        return _months(held.first, held.last) == _months(period.first, period.last)

    def _of_target(self, row: Sequence[Mention], last: int) -> Spell:
        """The year whose target a figure is measured by, where nothing else is told: "đạt 105% kế hoạch năm 2024"."""
        for i in range(last, len(row)):
            period = period_of(row[i]) if row[i].kind == "PERIOD" and row[i - 1].kind == "TARGET" else None
            if period is not None and period.kind == "year":
                return Spell(period.first, period.last)
        return self._carried

    def _goes_on(self, row: Sequence[Mention]) -> bool:
        """ "Trong đó, …": parts of what was told last."""
        return bool(row) and self._says(row[0]) in words_of("figures", "parts")

    @staticmethod
    def _shows(row: Sequence[Mention]) -> bool:
        """ "Dẫn đầu là xã A với 14": examples of what was told last."""
        return any(m.kind in ("LEAD", "MOST") for m in row)

    def _aside(self, row: Sequence[Mention], mention: Mention) -> int | None:
        """ "riêng quý I kết nạp 36 đảng viên": where the aside begins whose end leads back to the whole period."""
        at = next((i for i, m in enumerate(row) if m is mention), 0)
        if own_time(row, at):
            return at
        before = [i for i in range(at) if row[i].kind not in ("AT", "FILL")][-1:]
        return next((i for i in before if self._says(row[i]) == "riêng"), None)

    @staticmethod
    def _of_itself(at: int, row: Sequence[Mention]) -> bool:
        """Whether an aside is a sentence or a clause of its own: "kết nạp 742 đảng viên; riêng năm 2010, …"."""
        return row[at].kind != "PERIOD" and (at == 0 or row[at - 1].kind in ("SEMI", "DOT"))

    def _one_of_parts(self, row: Sequence[Mention], period: Period) -> bool:
        """ "Năm 2021 kết nạp 128, quý I 19, quý II 41": what comes after is told of the whole year again."""
        held = self._carried
        if held.first is None or held.last is None or period.first is None or period.last is None:
            return False
        inside = {
            (p.first, p.last)
            for p in map(period_of, (row[i] for i in self._periods(row)))
            if p.first is not None and p.last is not None and held.first <= p.first <= p.last <= held.last
        }
        inside.discard((held.first, held.last))
        return len(inside) > 1 and (period.first, period.last) in inside

    @cached_property
    def _told(self) -> dict[dt.date | None, Spell]:
        """Of all periods of the article with both ends that end on a day, the one that begins first."""
        periods = (
            period_of(m) for n in range(len(self.context.sentences)) for m in self.rows.row(n) if m.kind == "PERIOD"
        )
        told = (p for p in periods if p.first is not None and not p.compared and p.kind not in _POINTS)
        out: dict[dt.date | None, Spell] = {}
        for spell in (Spell(p.first, p.last) for p in told):
            out[spell.last] = min(out.get(spell.last, spell), spell)
        return out

    def _reviewed(self, n: int) -> Spell:
        """The period that the paragraph or the article's beginning says is reviewed: "sơ kết 6 tháng đầu năm 2024"."""
        mention = self._reviewed_before(n) if n > _LEAD and not self._same_time(n) else None
        mention = mention or self._headed(n)
        if mention is not None:
            return Spell(period_of(mention).first, period_of(mention).last)
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

    def _lead(self, n: int) -> Spell:
        lead = range(min(_LEAD, len(self.context.sentences)))
        told = [m for k in lead for m in self._reviews(k)] + [m for k in lead if k <= n for m in self._opening(k)]
        for period in map(period_of, told):
            if period.first is not None and period.last is not None:
                return Spell(period.first, period.last)
        return Spell(None, None)

    def _same_time(self, n: int) -> bool:
        """ "cũng trong thời gian trên": not the time of what was told right before."""
        span = self.context.sentences[n].span
        return bool(_SAME_TIME.search(self.context.article.text[span.start : span.end].casefold()))

    def _reviews(self, n: int) -> Iterator[Mention]:
        """Periods of a sentence after a word for a review."""
        row, start = self.rows.row(n), self.context.sentences[n].span.start
        text, at, told = self.context.article.text, start, False
        for i in self._periods(row):
            mention = row[i]
            if period_of(mention).kind in _POINTS or not self.usable(row, i) or own_time(row, i):
                continue
            planned = bool(_PLANS.search(text[at : mention.start].casefold()))
            told = told or bool(_REVIEW.search(text[max(start, at - _LONGEST_WORD) : mention.start].casefold()))
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
            if mention.kind != "PERIOD" or period_of(mention).kind in (*_POINTS, "until") or not self.usable(row, i):
                continue
            before = self.context.article.text[row[0].start : mention.start].casefold()
            if opens or (n == 0 and not _PLANS.search(before)):
                yield mention

    def beside(self, row: Sequence[Mention], first: int, last: int) -> Iterator[Mention]:
        """Periods told with a figure: in its own words, right after it, before it."""
        dated = self._periods(row)
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

    @staticmethod
    def _in_brackets(row: Sequence[Mention], i: int, first: int) -> bool:
        """ "kỷ luật 19 đảng viên (cùng kỳ năm 2017 là 24), gồm khiển trách 11": another time, told in passing."""
        return first > i and own_time(row, i) and any(m.kind == "RPAR" for m in row[i:first])

    @staticmethod
    def _set_beside(row: Sequence[Mention], i: int) -> bool:
        """ "30 tổ chức đảng (tăng 5% so cùng kỳ) và 70 đảng viên": a time in brackets that is compared with."""
        kinds = [m.kind for m in row[max(0, i - _BRACKET) : i]]
        bracket = max((k for k, kind in enumerate(kinds) if kind == "LPAR"), default=len(kinds))
        return "OTHERWISE" in kinds[bracket:] and "RPAR" not in kinds[bracket:]

    def turns(self, mention: Mention) -> bool:
        """ "thì" leads to what is compared: "nếu năm 2020 kết nạp 96 đảng viên thì năm 2022 …"."""
        return self._says(mention) == "thì"

    def _periods(self, row: Sequence[Mention]) -> list[int]:
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
        if i and row[i - 1].kind in ("TARGET", "AIM", "PERCENT"):
            return self._done(row[i - 1], period)  # not "chỉ tiêu cả năm"
        if period.kind in ("day", "days", "occasion", "month"):
            dated = any(m.kind == "DOCNO" for m in row[max(0, i - 3) : i])
            return not dated and (i + 1 == len(row) or row[i + 1].kind != "OF")
        return not self._one_of_its_acts(row, i)

    def _one_of_its_acts(self, row: Sequence[Mention], i: int) -> bool:
        """ "9 tháng qua, Huyện ủy sơ kết 2 năm thực hiện Chỉ thị A": reviewed within the time told before it."""
        start = row[i].start
        if not _REVIEWING.search(self.context.article.text[max(0, start - _LONGEST_WORD) : start].casefold()):
            return False
        return any(
            m.kind == "PERIOD" and period_of(m).kind in REPORTS and after.kind == "COMMA"
            for m, after in pairwise(row[: min(i, _OPENING)])
        )

    def _done(self, target: Mention, period: Period) -> bool:
        """ "đánh giá thực hiện nhiệm vụ 9 tháng": tasks of a time that is over."""
        published = self.context.article.published
        over = published is not None and period.last is not None and period.last <= published
        return over and period.kind in REPORTS and self._says(target) == "nhiệm vụ"

    def _says(self, mention: Mention) -> str:
        return self.context.article.text[mention.start : mention.end].casefold()

    def _paragraph(self, n: int, told: int | None) -> Mention | None:
        """The period that an earlier sentence of the paragraph begins with, if nothing was told since."""
        sentences = self.context.sentences
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if (told is not None and k <= told) or sentences[k].paragraph != sentences[n].paragraph:
                return None
            if self._beside_the_story(k):
                continue
            for mention in (*self._begins(self.rows.row(k)), *self._alone(self.rows.row(k))):
                if mention.kind == "PERIOD":
                    period = period_of(mention)
                    if period.kind not in _POINTS and not period.compared:
                        return mention
        return None

    def _begins(self, row: Sequence[Mention]) -> Iterator[Mention]:
        """What a sentence begins with, and what it says after "nêu rõ:"."""
        yield from row[:_BACK]
        colon = next((i for i, m in enumerate(row) if m.kind == "COLON"), len(row))
        yield from row[max(_BACK, colon + 1) : colon + 2]

    def _alone(self, row: Sequence[Mention]) -> Sequence[Mention]:
        """The only period of a sentence, if reports are on such: "Theo Ban Tổ chức, 11 tháng năm 2011 toàn tỉnh …"."""
        told = [i for i in self._periods(row) if not self._one_of_its_acts(row, i)]
        usable = [row[i] for i in told if self.usable(row, i) and period_of(row[i]).kind in REPORTS]
        return usable if len(told) == 1 else ()

    def _shifted(self, period: Period) -> Spell:
        """The same months as the period told before, in another year: "cùng kỳ năm trước"."""
        first, last, _ = self._carried
        if last is None:
            return Spell(None, None)
        first = first or last.replace(month=1, day=1)  # "Đến ngày 31/7 kết nạp 70, cùng kỳ năm ngoái 59"
        year = period.first.year if period.first is not None else first.year - 1  # "bằng 63% cùng kỳ (30 đồng chí)"
        until = year + last.year - first.year
        day = calendar.monthrange(until, last.month)[1] if _is_end(last) else min(last.day, 28)
        return Spell(first.replace(year=year, day=min(first.day, 28)), last.replace(year=until, day=day))


def own_time(row: Sequence[Mention], i: int) -> bool:
    """ "bằng 67,2% (năm 2016 là 59,1%)": whether `row[i]`, in brackets, is the time of a figure that stands there."""
    opened = [m.kind for m in row[max(0, i - 2) : i]]
    if opened[-1:] != ["LPAR"] and opened not in (["LPAR", "TARGET"], ["LPAR", "PAPER"], ["LPAR", "AIM"]):
        return False
    closed = next((k for k in range(i, len(row)) if row[k].kind == "RPAR"), i)
    return any(m.kind in ("NUMBER", "FRACTION") for m in row[i:closed])


def _months(first: dt.date, last: dt.date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _is_end(day: dt.date) -> bool:
    return day == month_of(day)[1]
