"""Which period a figure is told for: by its own words, by the words around it, or by the sentences before."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from extraction.context import Context
from extraction.dates import Period, month_of
from extraction.families.figures import Rows, period_of
from extraction.families.lifetimes import Lifetimes
from extraction.families.reviews import Reviews
from extraction.families.time_mentions import POINTS, REPORTS, TimeMentions, own_time
from extraction.lexicon import words_of
from extraction.mentions import Mention

_TERMS = frozenset(("term_now", "term_past"))
_YEARS_OF_TERM = range(4, 7)
"""First and last year of a term are so many years apart, as it is looked back on."""
_BEGINS = frozenset(("COMMA", "COLON", "SEMI", "DOT", "DASH", "AT", "RPAR"))
"""What stands before the first of two times told together."""
_MEANWHILE = re.compile(
    r"\s*(?:(?:Cũng )?(?:[Tt]rong )?[Cc]ùng (?:thời gian|thời điểm|giai đoạn)(?: này| đó| ấy| trên)?"
    r"|(?:Cũng|[Cc]ùng) (?:trong )?(?:(?:từng|chừng) ấy )?(?:(?:khoảng )?thời gian|giai đoạn)(?: này| đó| ấy| trên)?),"
)
_THAT = re.compile(
    r"(?<!\w)(?:(?P<months>\d+) tháng|quý|nửa năm|giai đoạn|(?:khoảng )?thời gian) (?:ấy|đó|nói trên|kể trên)(?!\w)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*(?:Con số (?:này|ấy|đó|trên) (?:của|ở|trong|vào)? ?(?:năm|cùng kỳ|quý|tháng)|[“\"])")
_ASIDES = frozenset(("riêng", "trong đó"))
"""Before the time of a part of what is told."""
_OPENS = 2
"""Words before a period that opens a sentence."""
_SOURCE = 10
"""Words and signs of whom it is told by: "Theo báo cáo của Ban Thường vụ,"."""
_LATELY = dt.timedelta(62)
"""How long before the article the time ended that it reports on."""
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
        self.times = TimeMentions(context)
        self.reviews = Reviews(context, rows, self.times)
        self.lifetimes = Lifetimes(context.article)
        self._carried = Spell(None, None)
        self._recent: Spell | None = None
        """A time before the one that holds, told last: "năm 2018, con số ấy là 109" in a story of 2019."""
        self._inner: tuple[int, Spell] | None = None
        """Paragraph and time of a stretch within the year that holds: "Từ tháng 7 đến cuối năm kết nạp 17"."""
        self._apart: tuple[int, Spell] | None = None
        """Paragraph and time of which a clause of its own told last: "Riêng năm 2010, kết nạp 158 đảng viên"."""

    def of(self, n: int, first: int, last: int, told: int | None, *, near: bool) -> Spell:
        """The period of what sentence `n` tells in `row[first:last]`.

        `told` is the sentence that told the figure before, `near` says whether its period may still hold.
        """
        row, paragraph = self.rows.row(n), self.context.sentences[n].paragraph
        mention = (
            next(self.times.beside(row, first, last), None) or self._meanwhile(n, told) or self._paragraph(n, told)
        )
        if mention is None:
            if self._recent is not None and near and self.goes_on(row):
                return self._recent
            if self._apart is not None and self._apart[0] == paragraph and self._shows(row[:last]):
                return self._apart[1]
            if not near or self._carried.last is None:
                reviewed = self.reviews.of(n)
                self._carried = Spell(reviewed.first, reviewed.last) if reviewed is not None else Spell(None, None)
            if self._carried.last is None:
                return self._of_target(row, last)
            return self._held(paragraph)
        period = period_of(mention)
        start = period.start if row[0].start <= period.start < row[-1].end else None
        if period.kind == "same":
            return self._shifted(period, self._held(paragraph))._replace(start=start)
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
        if period.kind not in POINTS and aside is not None and self._of_itself(aside, row):
            self._apart = paragraph, spell
        if period.kind not in POINTS and aside is None and not self._one_of_parts(row, period):
            self._apart = None
            if near and self._within_year(spell) and not self._opens(n, mention):
                self._inner = paragraph, spell
                return spell._replace(start=start)
            self._inner = None
            until = self._carried.last
            ended, held = spell.last, self._carried.first or (until and until.replace(month=1, day=1))
            back = near and ended is not None and held is not None and ended < held
            if period.kind == "school" and ended and until and ended < until:
                back = near  # "năm học 2017-2018 …; năm học 2016-2017 …": they overlap
            self._recent = spell if back else None
            self._carried = self._carried if self._recent is not None else spell
        return spell._replace(start=start)

    def _held(self, paragraph: int) -> Spell:
        """What holds in a paragraph for figures that no time is told with."""
        return self._inner[1] if self._inner is not None and self._inner[0] == paragraph else self._carried

    def _within_year(self, spell: Spell) -> bool:
        """Whether a time is a part of the one that holds, and that no longer than a year."""
        held = self._carried
        if held.first is None or held.last is None or spell.first is None or spell.last is None:
            return False
        inside = held.first <= spell.first <= spell.last <= held.last
        return inside and spell[:2] != held[:2] and held.first.year == held.last.year

    def _opens(self, n: int, mention: Mention) -> bool:
        """Whether a time stands at the beginning of its paragraph."""
        opening = self.rows.row(n)[: _OPENS + 1] if self.context.paragraph_start(n) == n else ()
        return any(m is mention for m in opening)

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
            for i in self.times.periods(self.rows.row(k)):
                first, last = period_of(self.rows.row(k)[i]).first, period_of(self.rows.row(k)[i]).last
                if first is not None and last is not None and last.year - first.year in _YEARS_OF_TERM:
                    return Spell(first, last)
        return Spell(None, None)

    def _meanwhile(self, n: int, told: int | None) -> Mention | None:
        """ "Cùng thời gian này, …", "Kết quả 6 tháng ấy …": the time told last before, asides left out.

        It is pointed to by sentence `n`, or one before it in its paragraph since a figure was told.
        """
        text, sentences, start = self.context.article.text, self.context.sentences, self.context.paragraph_start(n)
        for at in range(n, max(start, n if told is None else told + 1) - 1, -1):
            span = sentences[at].span
            if at == n and _MEANWHILE.match(text, span.start, span.end) is not None:
                return self._reported(range(start, n), None)
            that = _THAT.search(text, span.start, span.end)
            if that is not None:
                return self._reported(range(max(0, at - _BACK), at), that["months"])
        return None

    def _reported(self, before: range, months: str | None) -> Mention | None:
        """The time that reports are on told last in some sentences, of so many months where their number is told."""
        for k in reversed(before):
            row = self.rows.row(k)
            for mention in (row[i] for i in reversed(self.times.periods(row)) if self.times.usable(row, i)):
                first, last, kind = period_of(mention).first, period_of(mention).last, period_of(mention).kind
                if kind not in REPORTS or self._beside_the_story(k):
                    continue
                if months is None or (first and last and str(_months(first, last)) == months):
                    return mention
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

    def goes_on(self, row: Sequence[Mention]) -> bool:
        """ "Trong đó, …": parts of what was told last."""
        return bool(row) and self.times.says(row[0]) in words_of("figures", "parts")

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
        return next((i for i in before if self.times.says(row[i]) in _ASIDES), None)

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
            for p in map(period_of, (row[i] for i in self.times.periods(row)))
            if p.first is not None and p.last is not None and held.first <= p.first <= p.last <= held.last
        }
        inside.discard((held.first, held.last))
        years, published = held.first.year < held.last.year, self.context.article.published
        if years and published is not None and published - period.last < _LATELY:
            return False  # "Năm 2015 kết nạp 168, còn 10 tháng năm nay 121. Một số xã làm tốt như A (19)"
        return len(inside) > 1 and (period.first, period.last) in inside

    @cached_property
    def _told(self) -> dict[dt.date | None, Spell]:
        """Of all periods of the article with both ends that end on a day, the one that begins first."""
        periods = (
            period_of(m) for n in range(len(self.context.sentences)) for m in self.rows.row(n) if m.kind == "PERIOD"
        )
        told = (p for p in periods if p.first is not None and not p.compared and p.kind not in POINTS)
        out: dict[dt.date | None, Spell] = {}
        for spell in (Spell(p.first, p.last) for p in told):
            out[spell.last] = min(out.get(spell.last, spell), spell)
        return out

    def _paragraph(self, n: int, told: int | None) -> Mention | None:
        """The period that an earlier sentence of the paragraph, or the question it answers, begins with.

        None if anything was told since.
        """
        sentences = self.context.sentences
        for k in range(n - 1, max(-1, n - _BACK), -1):
            if (told is not None and k <= told) or not (
                sentences[k].paragraph == sentences[n].paragraph or self._asked(k, n)
            ):
                return None
            if self._beside_the_story(k):
                continue
            for mention in (*self._begins(self.rows.row(k)), *self._alone(self.rows.row(k))):
                if mention.kind == "PERIOD" and not self._till_now(k, mention):
                    period = period_of(mention)
                    year = period.kind == "finish" and self._asked(k, n)  # "kết quả xếp loại cuối năm vừa qua?"
                    if (year or period.kind not in POINTS) and not period.compared:
                        return mention
        return None

    def _till_now(self, k: int, mention: Mention) -> bool:
        """ "Năm 2005 còn 7 ấp trắng đảng viên, đến nay không còn": whether a time is only set against now."""
        later = (m for m in self.rows.row(k) if m.kind == "PERIOD" and m.start > mention.start)
        return any(period_of(m).kind == "until" and self.times.says(m).endswith(" nay") for m in later)

    def _asked(self, k: int, n: int) -> bool:
        """Whether sentence `k` is a question right before the paragraph of sentence `n`: "PV: … năm 2023 ra sao?"."""
        before, span = self.context.sentences[k].paragraph + 1, self.context.sentences[k].span
        answers = before == self.context.sentences[n].paragraph
        return answers and self.context.article.text[span.start : span.end].rstrip(' ”"\n').endswith("?")

    def _begins(self, row: Sequence[Mention]) -> Iterator[Mention]:
        """What a sentence begins with, and what it says after "nêu rõ:" or "Theo báo cáo chính trị,"."""
        yield from row[:_BACK]
        comma = next((i for i, m in enumerate(row[:_SOURCE]) if m.kind == "COMMA"), len(row))
        yield from row[max(_BACK, comma + 1) : comma + 2]
        colon = next((i for i, m in enumerate(row) if m.kind == "COLON"), len(row))
        yield from row[max(_BACK, colon + 1) : colon + 2]

    def _alone(self, row: Sequence[Mention]) -> Sequence[Mention]:
        """The only period of a sentence, if reports are on such: "Theo Ban Tổ chức, 11 tháng năm 2011 toàn tỉnh …"."""
        told = [i for i in self.times.periods(row) if not self.times.one_of_its_acts(row, i)]
        usable = [row[i] for i in told if self.times.reported(row, i)]
        return usable if len(told) == 1 else ()

    @staticmethod
    def _shifted(period: Period, held: Spell) -> Spell:
        """The same months as the period told before, in another year: "cùng kỳ năm trước"."""
        first, last, _ = held
        if last is None:
            return Spell(None, None)
        first = first or last.replace(month=1, day=1)  # "Đến ngày 31/7 kết nạp 70, cùng kỳ năm ngoái 59"
        year = period.first.year if period.first is not None else first.year - 1  # "bằng 63% cùng kỳ (30 đồng chí)"
        until = year + last.year - first.year
        day = calendar.monthrange(until, last.month)[1] if _is_end(last) else min(last.day, 28)
        return Spell(first.replace(year=year, day=min(first.day, 28)), last.replace(year=until, day=day))


def _months(first: dt.date, last: dt.date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month + 1


def _is_end(day: dt.date) -> bool:
    return day == month_of(day)[1]
