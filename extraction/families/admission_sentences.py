"""One sentence and the admissions it tells: by its verb, in a list after it, or as an afterthought."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extraction.facts import Approximate, Organization
from extraction.families.admission_afterthoughts import Afterthoughts
from extraction.families.admission_lists import Lists
from extraction.families.admission_opinions import Learned
from extraction.families.admission_periods import Periods
from extraction.families.admission_progress import Progress
from extraction.families.admission_rules import (
    ALSO,
    ASIDE,
    COMPARED,
    DATED,
    EACH_ITEM,
    FIGURE,
    IN_ALL,
    IN_TURN,
    LISTS,
    OF_LISTS,
    OF_ONE_AMONG,
    OF_TIMES,
    OF_WHICH,
    OPINION_BESIDE,
    OPINIONS,
    SO_MANY,
    THEN,
    THEN_BY_YEAR,
    THOSE,
    YEARS,
    YEARS_AFTER,
)
from extraction.families.admission_statements import Statements
from extraction.families.admission_units import Whose
from extraction.families.figures import APPROXIMATE, number
from extraction.families.owners import Chain
from extraction.families.second_opinion import ADMITTED
from extraction.families.spells import Spell
from extraction.families.story import Story
from extraction.families.unions import MASS
from extraction.families.units import Unit
from extraction.grammar import Found
from extraction.mentions import Mention

_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the figure is quoted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One unit and one figure, as one stretch of the text has it."""

    unit: Unit
    value: int
    approximate: Approximate
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    rule: str
    at: int
    """Where the figure stands."""


class Sentence:
    """The admissions of one sentence."""

    def __init__(self, story: Story, n: int, chain: Chain) -> None:
        self.chain = chain
        self.progress = Progress(story, n)
        self.story = story
        self.text = story.text
        self.n = n
        self.row = self.progress.row
        self.whose = Whose(story, n)
        self.periods = Periods(story, n)
        self.statements = Statements(self.progress, self.periods)
        self.lists = Lists(self.progress, self.whose)
        self.afterthoughts = Afterthoughts(self.progress)
        self.learned = Learned(self.progress, self.whose)

    def claims(self) -> Iterator[Claim]:
        """All claims: those with a verb from left to right, then lists and afterthoughts."""
        for found in sorted(self.statements.found(), key=lambda f: f.first):
            self.progress.nobodys = found
            self.learned.pass_over(found)
            told = self.story.stated
            for claim in self._note(found, self._claims(found)):
                self.progress.nobodys = None
                yield claim
            if self.progress.nobodys is found and self.story.stated is told and found.rule.name not in LISTS:
                spell = self.periods.told(found)  # "Chi bộ A và Chi bộ B kết nạp 7 học sinh"
                self.story.stated = (self.n, spell._replace(start=None)) if spell.start is not None else told
        for found in self.afterthoughts.of(FIGURE):
            yield from self._note(found, self._further(found))
        for found in self.lists.items():
            self.learned.pass_over(found)
            yield from self._note(found, self._item(found))
        self._leads_to_next()
        for found in self.lists.lines():
            yield from self._note(found, self._item(found))
        for found in self.afterthoughts.of(OF_WHICH):
            yield from self._note(found, self._further(found))
        for rule in (ALSO, THEN, ASIDE, COMPARED, IN_ALL, YEARS, YEARS_AFTER, DATED, THEN_BY_YEAR):
            for found in self.afterthoughts.of(rule):
                yield from self._note(
                    found,
                    self._in_turn(found) if rule in (YEARS, YEARS_AFTER, DATED, THEN_BY_YEAR) else self._further(found),
                )

        for found in self.learned.found():
            yield from self._note(found, self._learned(found))

    def _learned(self, found: Found) -> Iterator[Claim]:
        """What a tagger tells: of the unit beside the figure, else of who acts."""
        several = self.learned.shared(found.match.start("value"), found.last)
        if several is not None:
            for each in several:
                yield self._claim(found, each, found["value"][0])
            return
        unit = self.whose.of_item(found) if found.rule is OPINION_BESIDE else None
        if self.learned.of_a_stranger(found) or (unit is None and self.learned.beside_a_name(found)):
            return
        if unit is None:
            at = found.match.start("value")
            unit = self.whose.acting(found, at, self.progress.floor(at), self.progress.first_unit)
        unit = self._owner(found, unit)
        if unit is not None and _admits(unit):
            self.progress.first_unit = self.progress.first_unit or unit
            yield self._claim(found, unit, found["value"][0], self.periods.of_year(found))

    def _leads_to_next(self) -> None:
        """Notes that a sentence without a figure tells of targets reached: "Cả 9 xã vượt chỉ tiêu kết nạp"."""
        if not self.progress.done and self.lists.to_targets():
            self.story.told, self.story.counted = self.n, (self.n, len(self.row))

    def _note(self, found: Found, claims: Iterable[Claim]) -> Iterator[Claim]:
        counted = self.story.counted
        ends = counted[1] if counted is not None and counted[0] == self.n else 0
        self.story.counted = self.n, max(found.last, ends)
        for claim in claims:
            if self.periods.is_plan(claim.first, claim.last):
                continue
            self.progress.done.append((found.first, found.last))
            self.progress.units[found.last] = claim.unit
            self.story.told = self.n
            self.story.named.append((self.n, claim.unit))
            yield claim

    def _claims(self, found: Found) -> Iterator[Claim]:
        if found.rule in OF_TIMES:
            yield from self._in_turn(found)
            return
        if found.rule.name in LISTS:
            yield from self._several(found)
            return
        at = min(found.match.start("act"), found.first)
        unit = self._owner(found, self.whose.acting(found, at, self.progress.floor(at), self.progress.first_unit))
        if unit is None:
            return
        part = self._part(found.first) or (found.rule.name in OF_ONE_AMONG and self.story.main is not None)
        part = part or (self.progress.first_unit is not None and unit.lies_in(self.progress.first_unit))
        if not part:
            value = number(found["value"][0])
            self.story.main = unit
            goes_on = self.story.near(self.n, 0) and self.story.whole is not None
            self.story.whole = max(value, self.story.whole or 0) if goes_on else value
        self.progress.first_unit = self.progress.first_unit or unit
        yield self._claim(found, unit, found["value"][0])

    def _several(self, found: Found) -> Iterator[Claim]:
        units = self.whose.pointed_to(found) if found.rule in (THOSE, SO_MANY) else list(self.whose.listed(found))
        if found.rule.name.split("-")[-1] in ("each", "after") or found.rule is EACH_ITEM:
            for unit in units:
                yield self._claim(found, unit, found["value"][0])
            return
        values = [m for m in found["values"] if m.kind == "NUMBER"]
        if len(values) == len(units):
            for unit, figure in zip(units, values, strict=True):
                yield self._claim(found, unit, figure)

    def _in_turn(self, found: Found) -> Iterator[Claim]:
        """One figure for each of several times: "hai năm 2019 và 2020, huyện kết nạp lần lượt 98 và 104"."""
        at = found.match.start("act" if found.rule is IN_TURN else "values")
        unit = self.whose.acting(found, at, self.progress.floor(at), self.progress.first_unit)
        for spell, figure in self.periods.in_turn(found):
            if unit is not None:
                yield self._claim(found, unit, figure, spell)

    def _item(self, found: Found) -> Iterator[Claim]:
        if found.rule is EACH_ITEM:
            yield from self._several(found)
            return
        unit = self._owner(found, self.whose.of_item(found))
        if unit is not None:
            yield self._claim(found, unit, found["value"][0])

    def _further(self, found: Found) -> Iterator[Claim]:
        """ "riêng năm ngoái có 2 người", "con số này của toàn huyện là 158"."""
        if found.rule is FIGURE:
            inside = [
                i
                for i in range(found.first, found.match.start("value"))
                if self.row[i].kind in ("ORG", "AREA", "AREAREF", "PLACE")
            ]
            unit = self.story.units.of_mention(self.row, inside[0], self.n) if inside else self.story.main
            self.progress.first_unit = self.progress.first_unit or (unit if inside else None)
        else:
            before = self.progress.units.get(found.first) if found.rule is ASIDE else None
            unit = before or self.progress.first_unit or (self.story.main if self.progress.done else None)
            unit = unit or self.story.unit(self.row, found.first, 0, self.n, None)
        unit = self._owner(found, unit)
        if unit is not None:
            yield self._claim(found, unit, found["value"][0])

    def _owner(self, found: Found, unit: Unit | None) -> Unit | None:
        """The unit of a figure, unless a tagger says that another is far more probable."""
        if unit is None and found.rule not in OPINIONS:
            return None
        return self.chain.better(self.n, found["value"][0].start, ADMITTED, unit, _admits)

    def _part(self, first: int) -> bool:
        """Whether a figure is part of one told before: after "trong đó", "riêng"."""
        return any(m.kind == "LEAD" for m in self.row[:first]) and self.story.told is not None

    def _claim(self, found: Found, unit: Unit, figure: Mention, told: Spell | None = None) -> Claim:
        spell = told or self.periods.told(found)
        if found.rule in OF_LISTS or found.rule in OPINIONS:
            spell = self._as_stated(spell)
        elif spell.last is not None:
            self.story.stated = self.n, spell._replace(start=None)
        self.chain.tell(figure.start, unit, self.n)
        start, end = found.start, max(found.end, figure.end)
        if found.rule in (ALSO, ASIDE, OF_WHICH, THEN):
            start = found["when"][0].start
        lead = unit.start if unit.start is not None and unit.start >= self.row[0].start else spell.start
        if lead is not None and end - _QUOTE_LIMIT <= lead < start:
            start = lead
        about = found["about"][0].kind if found.has("about") else ""
        approximate = "exact" if self._least(found) else APPROXIMATE.get(about, "exact")
        first, last = self.periods.days(found, spell)
        return Claim(unit, number(figure), approximate, first, last, start, end, found.rule.name, figure.start)

    def _as_stated(self, spell: Spell) -> Spell:
        """The time of the items of a list: that of what is stated before it, unless they tell one of their own."""
        n, stated = self.story.stated or (-1, spell)
        told = self.story.told
        late = spell.last is None or (told is not None and told < n)
        same = n == self.n or (late and n >= self.story.context.paragraph_start(self.n))
        return stated if same and spell.start is None else spell

    def _least(self, found: Found) -> bool:
        """ "xã A kết nạp nhiều nhất 39, xã B ít nhất 8": the smallest figure, no floor."""
        about = found["about"]
        words = self.text[about[0].start : about[0].end].casefold() if about else ""
        return words == "ít nhất" and any(m.kind == "MOST" for m in self.row[: found.first])


def _admits(unit: Unit) -> bool:
    """Whether a body can admit members of the Party: a union admits its own."""
    return not (isinstance(unit.body, Organization) and unit.body.kind in MASS)
