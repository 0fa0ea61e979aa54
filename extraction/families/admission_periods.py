"""Which time an admission is told for, and whether that time is over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from extraction.families.admission_rules import BY_YEAR, FIGURE, ITEM, OF_WHICH, SHARED, THEN_BY_YEAR
from extraction.families.figures import period_of
from extraction.families.spells import Spell
from extraction.families.story import Story
from extraction.grammar import Found, tape
from extraction.lexicon import read
from extraction.mentions import Mention

_LONGEST_WORDS = 20
"""Letters that words for the same day have at most."""
_LONGER = re.compile(
    r"l[ũu][yỹ] kế|nhiệm kỳ|thành lập(?! (?:mới|được|thêm|\d))|ra đời|từ (?:khi|trước|sau|năm|tháng|đó|đại hội)"
    r"|(?:sau|qua)(?: hơn| gần)? \w+ năm|(?:trong|qua|hơn) (?:\d+|hai|ba|bốn|sáu|bảy|tám|chín|mười) năm",
    re.IGNORECASE,
)
"""Words by which a count up to a day may reach back before its year."""
_UNTIL_NOW = re.compile(
    r"\b[Tt]ừ (?:khi|ngày|lúc) (?:được |mới )?(?:thành lập|ra đời|sáp nhập|hợp nhất|hoạt động)[^.;]{0,30}"
    r" (?:đến|tới)(?: nay| (?:ngày|khi|lúc|trước)[^.;,]{0,16} đại hội)"
)
_CEREMONY = re.compile(
    r"(?:Cũng )?(?:tại|trong|ở|ngay tại) (?:buổi |chương trình )?lễ(?: kết nạp| trao)?(?: này| trên)?(?=[ ,])"
    r"(?!(?s:.)*(?:báo cáo|qua|nhiệm kỳ|năm))",
    re.IGNORECASE,
)
"""What is done there, and not what is reviewed: "Tại buổi lễ, đồng chí A báo cáo, …"."""
_OCCASION = re.compile(r"(?:Cũng )?(?:(?:trong|nhân|cùng|vào) )?(?:dịp|đợt) này(?!\w)", re.IGNORECASE)
_DAY_BEFORE = 8
"""Sentences at the beginning in which "cùng ngày" may have its day."""
_LATELY = 60
"""Days within which something has just been done."""
_LEAD = 4
"""Sentences at the beginning that may tell the day of the ceremony."""
_WHO_THEY_ARE = frozenset(("IS", "THEM", "MEMBERS", "CAPS", "OTHER", "AT", "FILL", "PERIOD", "OF", "AREAREF"))
"""What may stand between new members and the time at the end of their clause."""
_BEGUN = 3
"""Months in which what is told for the whole year is a plan."""
_THIS_YEAR = 8
"""Letters of "năm nay", and one more."""
_CALENDAR = range(1930, 2100)
"""Years in which the Party can have admitted somebody."""


class Periods:
    """The times of the admissions of sentence `n`."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.n = n
        self.row = story.rows.row(n)
        self.text = story.text

    def told(self, found: Found) -> Spell:
        """The time that a figure is told for."""
        near = self.story.near(self.n, 2)
        spell = self.story.spells.of(self.n, found.first, found.last, self.story.told, near=near)
        alive = self._since_then(found) if spell.first is None or spell.start is None else None
        if spell.start is not None:
            return alive or spell
        own = (
            self._of_plan(found.first)
            or self._after(found.last)
            or self._shared(found)
            or self._same_day()
            or self._same_occasion()
            or alive
        )
        return own or self._at_ceremony(found) or self._just_now(found, spell) or spell

    def _just_now(self, found: Found, spell: Spell) -> Spell | None:
        """ "Năm học 2021 - 2022 kết nạp 4. Chi bộ B cũng vừa kết nạp 5": not in the years told before."""
        act = found.match.start("act") if found.has("act") else found.first
        before = self.row[act - 1] if act else None
        if before is None or not self.text[before.start : before.end].casefold().startswith("vừa"):
            return None
        published = self.story.context.article.published
        since = published is not None and spell.last is not None and (published - spell.last).days > _LATELY
        return Spell(None, published) if since else None

    def _of_plan(self, first: int) -> Spell | None:
        """ "kế hoạch năm 2016 là 160, kết quả đạt 187": the year that was planned for is that of what was reached."""
        done = next((i for i in range(first - 1, -1, -1) if self.row[i].kind == "DONE"), 0)
        for i in range(done - 1, 0, -1):
            if self.row[i].kind == "PERIOD" and self.row[i - 1].kind == "TARGET":
                period = period_of(self.row[i])
                return Spell(period.first, period.last, period.start) if period.kind == "year" else None
        return None

    def _at_ceremony(self, found: Found) -> Spell | None:
        """ "Cũng tại buổi lễ, 9 quần chúng được kết nạp": the day of the ceremony that the beginning tells of."""
        if _CEREMONY.match(self.text, self.row[0].start, self.row[found.first].start) is None:
            return None
        for n in range(min(_LEAD, self.n)):
            row = self.story.rows.row(n)
            at = next((i for i, m in enumerate(row) if m.kind == "PERIOD" and period_of(m).kind == "day"), len(row))
            if any(m.kind == "ORG" for m in row[at:]):
                return Spell(period_of(row[at]).first, period_of(row[at]).last)
        return None

    def _shared(self, found: Found) -> Spell | None:
        """ "xã A kết nạp 8 đảng viên, xã B kết nạp 7 đảng viên trong 7 tháng": the time told after the last of them."""
        m = SHARED.regex.match(tape(self.row), found.last) if found.rule.name in ("admits", ITEM.name) else None
        at = m.start("when") if m is not None else 0
        if m is None or not self._spans(at):
            return None
        period = period_of(self.row[at])
        return Spell(period.first, period.last, period.start)

    def _since_then(self, found: Found) -> Spell | None:
        """ "Từ khi thành lập đến ngày đại hội": from the day it was founded, and not from what was told before."""
        if _UNTIL_NOW.search(self.text, self.row[0].start, self.row[found.first].start) is None:
            return None
        life = self.story.spells.lifetimes
        return Spell(life.founded, life.today) if life.today is not None else None

    def _same_day(self) -> Spell | None:
        """ "Chiều cùng ngày, Chi bộ B kết nạp 5": the day told before it, in a new paragraph that of the news."""
        if not self.n:
            return None
        opening = self.text[self.row[0].start : self.row[0].start + _LONGEST_WORDS].casefold()
        if not opening.startswith(tuple(read("events")["SAMEDAY"]["words"])):
            return None
        begins = self.story.context.paragraph_start(self.n) == self.n
        for n in range(min(self.n, _DAY_BEFORE)) if begins else (self.n - 1,):
            days = [period_of(m) for m in self.story.rows.row(n) if m.kind == "PERIOD"]
            told = next((Spell(p.first, p.last) for p in days if p.kind == "day"), None)
            if told is not None:
                return told
        return None

    def _same_occasion(self) -> Spell | None:
        """ "Nhân dịp này, kết nạp 9 đảng viên": the occasion told last, "đợt 19/5"."""
        if _OCCASION.match(self.text, self.row[0].start) is None:
            return None
        for n in range(self.n - 1, -1, -1):
            for period in (period_of(m) for m in reversed(self.story.rows.row(n)) if m.kind == "PERIOD"):
                if period.kind == "occasion":
                    return Spell(period.first, period.last)
        return None

    def days(self, found: Found, spell: Spell) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of a figure told for that time."""
        return spell.first or self._begun(spell.last) or self._that_year(found, spell.last), self._ended(spell)

    def is_plan(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether those days are still to come, or have only begun."""
        return self._ahead(first, last) or self._hoped(first, last)

    def in_turn(self, found: Found) -> list[tuple[Spell, Mention]]:
        """Each of several times with its figure; nothing where they are not as many."""
        values = [
            m
            for m in found["values"]
            if m.kind == "NUMBER" and not (found.rule in (BY_YEAR, THEN_BY_YEAR) and self._year(m))
        ]
        times = [spell for m in found["times"] if m.kind in ("PERIOD", "NUMBER") for spell in self._years(m)]
        return list(zip(times, values, strict=True)) if len(times) == len(values) else []

    def of_year(self, found: Found) -> Spell | None:
        """ "2020: 22; 2021: 16": the year right before a figure and a colon."""
        at = found.match.start("value")
        if [m.kind for m in self.row[max(0, at - 2) : at]] != ["NUMBER", "COLON"]:
            return None
        year = self._year(self.row[at - 2])
        return Spell(dt.date(year, 1, 1), dt.date(year, 12, 31), self.row[at - 2].start) if year else None

    def _year(self, mention: Mention) -> int:
        """The year that four digits are, 0 for any other figure: "1.946" counts people."""
        digits = self.text[mention.start : mention.end]
        return int(digits) if digits.isdigit() and int(digits) in _CALENDAR else 0

    def _years(self, mention: Mention) -> Iterator[Spell]:
        """The years of "hai năm 2019, 2020", each; any other time as it is."""
        if mention.kind == "NUMBER":
            year = self._year(mention)
            if year:
                yield Spell(dt.date(year, 1, 1), dt.date(year, 12, 31), mention.start)
            return
        first, last = period_of(mention).first, period_of(mention).last
        if first is None or last is None or (first.month, last.month) != (1, 12):
            yield Spell(first, last, mention.start)
            return
        for year in range(first.year, last.year + 1):
            yield Spell(dt.date(year, 1, 1), dt.date(year, 12, 31), mention.start)

    def _after(self, last: int) -> Spell | None:
        """ "xã A có thêm 9 đảng viên là người Hà Nhì trong năm 2009": the time at the end of its clause."""
        for i in range(last, len(self.row)):
            if self.row[i].kind not in _WHO_THEY_ARE:
                break
            if self.row[i].kind == "PERIOD":
                period = period_of(self.row[i])
                return Spell(period.first, period.last, period.start) if self._spans(i) else None
        return None

    def _spans(self, i: int) -> bool:
        """Whether `row[i]` tells a span that a figure can be told for."""
        period = period_of(self.row[i])
        return period.first is not None and period.last is not None and self.story.spells.times.usable(self.row, i)

    def _ended(self, spell: Spell) -> dt.date | None:
        """The last day; of a year that is not over, told as this one, the article's day."""
        published, last = self.story.context.article.published, spell.last
        if published is None or spell.start is None or last != dt.date(published.year, 12, 31) or published.month == 12:
            return last
        words = self.text[spell.start : spell.start + _THIS_YEAR].casefold()
        return published if words.startswith("năm nay") else last

    def _that_year(self, found: Found, last: dt.date | None) -> dt.date | None:
        """ "năm 2008 kết nạp 49, đến năm 2009 là 63": of that year, where one before it was told."""
        if found.rule not in (OF_WHICH, FIGURE) or last is None or (last.month, last.day) != (12, 31):
            return None
        year = last.replace(month=1, day=1)
        told = (period_of(m) for m in self.row[: found.first] if m.kind == "PERIOD")
        before = [p.last for p in told if p.kind == "year" and p.last is not None and p.last < year]
        beside = found.rule is FIGURE or any(self.story.spells.times.turns(m) for m in self.row[: found.first + 1])
        return year if year - dt.timedelta(1) in before or (beside and before) else None

    def _begun(self, last: dt.date | None) -> dt.date | None:
        """What was counted up to a day of the article's year is counted from its beginning: plans are a year's."""
        published = self.story.context.article.published
        if last is None or published is None or last.year != published.year or (last.month, last.day) == (12, 31):
            return None
        sentence = self.story.context.sentences[self.n].span
        longer = _LONGER.search(self.story.text, sentence.start, sentence.end)
        return None if longer else last.replace(month=1, day=1)

    def _ahead(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether it is told for a time after the article's year: "đến năm 2030 kết nạp 150 đảng viên" is a plan."""
        published = self.story.context.article.published
        if published is None or last is None or last.year <= published.year:
            return False
        return first is None or first.year >= published.year

    def _hoped(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether a whole year is told that has only begun: "Năm 2026, kết nạp ít nhất 100 đảng viên"."""
        published = self.story.context.article.published
        if published is None or published.month > _BEGUN or first is None:
            return False
        year = first, last
        return year == (dt.date(published.year, 1, 1), dt.date(published.year, 12, 31))
