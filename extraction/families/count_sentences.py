"""One sentence and the figures on Party work it tells: each with its unit, its measure and its period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.facts import Approximate, Measure, Organization, Population
from extraction.families.count_periods import Times
from extraction.families.count_rules import ITEM, MEASURES, RULES, STOCKS, population
from extraction.families.cues import blocked
from extraction.families.story import Story
from extraction.families.units import Unit
from extraction.grammar import Found, tape

_APPROXIMATE: dict[str, Approximate] = {"ABOUT": "about", "OVER": "atLeast", "UPTO": "atMost"}
_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the figure is quoted."""
_FOREIGN = frozenset(
    (
        "people-committee",
        "people-council",
        "fatherland-front",
        "mass-organization",
        "court",
        "procuracy",
        "ministry",
        "press",
        "national-assembly",
        "government",
    )
)
"""Bodies whose own figures are none of the Party's."""
_RATES = frozenset(
    ("evaluated", "rated_exemplary", "rated_strong", "rated_excellent", "rated_good", "rated_completed", "rated_failed")
)
_CASE = 6
"""Words and signs between a figure and the first of the names it stands for."""
_SURE = frozenset(("MEMBERS", "ORGS", "CELLS"))
"""What is counted only in the Party."""
_PARTY = re.compile(r"đảng|cấp ủy|cấp uỷ|chi bộ|(?:tỉnh|huyện|thành|quận|thị) [uủ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One unit and one figure, as one stretch of the text has it."""

    unit: Unit
    measure: Measure
    population: Population | None
    value: int | float
    total: int | None
    approximate: Approximate
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    rule: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a statement before its unit and period are settled: indices into the row."""

    found: Found
    act: int
    measure: Measure
    noun: str
    at: int
    total: int | None
    about: str
    end: int


class Sentence:
    """The counts of one sentence."""

    def __init__(self, story: Story, times: Times, n: int, party: bool) -> None:
        self.story = story
        self.times = times
        self.text = story.text
        self.n = n
        self.party = party
        """Whether the article is about Party work at all."""
        self.row = story.rows.row(n)
        self.tape = tape(self.row)
        self.done: list[tuple[int, int]] = []
        self.first_unit: Unit | None = None
        self.before = story.told
        self.noun = ""
        """What the last figure with a noun counted: "13/46 hoàn thành tốt" are organisations as well."""

    def claims(self) -> Iterator[Claim]:
        """All claims, from left to right."""
        last: Claim | None = None
        for figure in sorted(self._figures(), key=lambda f: f.at):
            claim = self._claim(figure, last)
            if claim is not None:
                last = claim
                self.story.told = self.n
                self.done.append((figure.found.first, figure.found.last))
                yield claim

    # ---- which figures ---------------------------------------------------------------------------------------------

    def _figures(self) -> Iterator[Figure]:
        taken: set[int] = set()
        for rule in RULES:
            for m in rule.regex.finditer(self.tape):
                found = Found(rule, self.row, m)
                act = self._act(found)
                if self._idle(found, act):
                    continue
                for figure in self._listed(found, act):
                    if figure.at not in taken and not self._difference(figure.at):
                        taken.add(figure.at)
                        yield figure

    def _act(self, found: Found) -> int:
        for group in ("act", "have", "stock"):
            if group in found.rule.regex.groupindex and found.has(group):
                return found.match.start(group)
        return found.first

    def _idle(self, found: Found, act: int) -> bool:
        """Whether a statement is no result, or none of the Party's."""
        first = min(act, found.first)
        name = found.rule.name
        weak = self.row[act].kind in ("STRENGTHEN", "WEAK")
        if not weak and (
            blocked(self.row, act, found.last, self.text) or (first < act and blocked(self.row, first, act, self.text))
        ):
            return True
        if name in ("has", "live-in", "represented") and self._parted(first):
            return True
        if name == "has":
            return not self._subject(found, act)
        if self.row[act].kind in ("DISCIPLINE", "PUNISH", "INSPECT") and self._named(found.last):
            return True
        if name.startswith("badge"):
            return not any(m.kind == "BADGE" for m in self.row)
        if name == "target-rate":
            return not any(m.kind == "ADMIT" for m in self.row[:first])
        if name in ("attended", "attended-by"):
            people = any(m.kind in ("PEOPLE", "MEMBERS", "LEARNER") for m in found["noun"])
            return not self._meeting(("TALK", "DIALOGUE", "CLASS") + (("GATHERING",) if people else ()))
        if name in ("acts-on-them", "measure-and-figure") or (name == "acted-on" and found["noun"][0].kind == "THEM"):
            return not self._of_members(found)
        if name == "delegates":
            return not self._meeting(("GATHERING",))
        if name in ("classes", "trained", "resigned", "documents", "documents-made", "dialogues", "dialogues-times"):
            return not self.party or (name in ("classes", "trained") and not self._speaks_of_party())
        return False

    def _of_members(self, found: Found) -> bool:
        """Whether people are disciplined or struck off as members of the Party."""
        inside = self.text[found.start : found.end].casefold()
        told = any(m.kind in _SURE for m in self.row) or (self.before is not None and self.story.near(self.n, 0))
        return told or "đảng" in inside

    def _named(self, last: int) -> bool:
        """ "kỷ luật 3 đảng viên gồm: ông A, bà B": a case, told person by person."""
        after = [m.kind for m in self.row[last : last + _CASE]]
        return "HOLDER" in after and any(kind in ("COLON", "HAVE", "IS") for kind in after[: after.index("HOLDER")])

    def _parted(self, first: int) -> bool:
        """ "trong đó có 12 đảng viên …": a part of what was told before."""
        return any(m.kind in ("LEAD", "OUT_OF", "GIVEN", "ADMIT", "OTHERWISE") for m in self.row[max(0, first - 2) : first])

    def _subject(self, found: Found, act: int) -> bool:
        """Whether a body or place that has members stands right before "có"."""
        before = [m.kind for m in self.row[max(0, act - 8) : act]]
        with_ = found["have"][0].kind == "AT"
        if with_ and self.text[found["have"][0].start : found["have"][0].end].casefold() != "với":
            return False
        for kind in reversed(before):
            if kind in ("ORG", "AREA", "AREAREF", "PLACE"):
                return True
            if kind not in ("FILL", "PERIOD", "COMMA", "LPAR", "RPAR", "HAVE", "WHOLE", "AT", "LIVE") or (with_ and kind in ("FILL",)):
                return False
        return False

    def _meeting(self, kinds: tuple[str, ...]) -> bool:
        """Whether this sentence or the one before in its paragraph tells of such a meeting."""
        rows = [self.row] + ([self.story.rows.row(self.n - 1)] if self.n and self.story.near(self.n, 0) else [])
        return self.party and any(m.kind in kinds for row in rows for m in row)

    def _speaks_of_party(self) -> bool:
        span = self.story.context.sentences[self.n].span
        return bool(_PARTY.search(self.text, span.start, span.end)) or self.story.near(self.n, 0)

    def _difference(self, at: int) -> bool:
        """ "tăng 12 đảng viên", "so với 40 trường hợp"."""
        before = [m.kind for m in self.row[max(0, at - 3) : at]]
        while before and before[-1] in ("ABOUT", "OVER", "UPTO", "PASSIVE", "FILL"):
            before.pop()
        return bool(before) and before[-1] in ("OTHERWISE", "POSTHUMOUS") and self.row[at].kind != "FRACTION"

    def _listed(self, found: Found, act: int) -> Iterator[Figure]:
        groups = found.rule.regex.groupindex
        for group in ("items", "stock"):
            if group in groups and found.has(group):
                yield from self._items(found, act, *found.match.span(group))
                return
        noun = found["noun"][0].kind if "noun" in groups and found.has("noun") else ""
        noun = "CLASS" if found.rule.name == "classes" else noun
        yield self._figure(found, act, found.match, noun, found.last)

    def _items(self, found: Found, act: int, first: int, last: int) -> Iterator[Figure]:
        for item in ITEM.regex.finditer(self.tape, first, last):
            at = item.start("noun")
            yield self._figure(found, act, item, self.row[at].kind if at >= 0 else "", item.end())

    def _figure(self, found: Found, act: int, m: re.Match[str], noun: str, end: int) -> Figure:
        total = m.start("total") if "total" in m.re.groupindex else -1
        about = m.start("about")
        return Figure(
            found=found,
            act=act,
            measure=self._measure(found, act, noun),
            noun=noun,
            at=m.start("value"),
            total=int(str(self.row[total].value)) if total >= 0 else None,
            about=self.row[about].kind if about >= 0 else "",
            end=end,
        )

    def _measure(self, found: Found, act: int, noun: str) -> Measure:
        name = found.rule.name
        if name == "target-rate":
            return "target_rate"
        if name in ("classes", "trained"):
            return "trained"
        if "stock" in found.rule.regex.groupindex:
            return STOCKS[noun]
        return MEASURES[self.row[act].kind]

    # ---- claims -----------------------------------------------------------------------------------------------------

    def _claim(self, figure: Figure, last: Claim | None) -> Claim | None:
        found, measure = figure.found, figure.measure
        value = self.row[figure.at].value
        assert isinstance(value, int | float)
        unit = self._unit(figure)
        if unit is None or value == 0 or (isinstance(unit.body, Organization) and unit.body.kind in _FOREIGN):
            return None
        if found.rule.name == "has" and (unit.start is None or unit.start < self.row[0].start):
            return None
        noun = figure.noun or self._carried(measure, last)
        if measure in _RATES and not noun:
            return None
        whom = population(measure, noun)
        total = figure.total if figure.total is not None else self._total(measure, whom, figure.at)
        self.first_unit = self.first_unit or unit
        self.story.main = unit
        span = self.times.of(figure.measure, self.n, found.first, found.last, self.before, last.first if last else None, last.last if last else None)
        start, end = self._quoted(figure, unit, span[2])
        return Claim(
            unit=unit,
            measure=measure,
            population=whom,
            value=value,
            total=total,
            approximate=_APPROXIMATE.get(figure.about, "exact"),
            first=span[0],
            last=span[1],
            start=start,
            end=end,
            rule=found.rule.name,
            sure=figure.noun in _SURE,
        )

    def _unit(self, figure: Figure) -> Unit | None:
        found = figure.found
        if "unit" in found.rule.regex.groupindex and found.has("unit"):
            unit = self.story.units.of_mention(self.row, found.match.start("unit"), self.n)
            if unit is not None:
                return unit
        at = min(figure.act, found.first)
        floor = max((last for _, last in self.done if last <= at), default=0)
        return self.story.unit(self.row, at, floor, self.n, self.first_unit)

    def _carried(self, measure: Measure, last: Claim | None) -> str:
        """What a figure without a noun counts: what the figure before it did."""
        if last is None:
            return ""
        return "MEMBERS" if last.population == "members" else "ORGS" if last.population == "organizations" else ""

    def _total(self, measure: Measure, whom: Population | None, at: int) -> int | None:
        """ "trong (số) 62 đơn vị có 47 …": out of how many."""
        if measure not in _RATES:
            return None
        for i in range(at - 3, -1, -1):
            if self.row[i].kind not in ("OUT_OF", "AT") or self.row[i + 1].kind != "NUMBER":
                continue
            word = self.text[self.row[i].start : self.row[i].end].casefold()
            counted = population(measure, self.row[i + 2].kind) == whom
            if (self.row[i].kind == "OUT_OF" or word == "trong") and counted:
                return int(str(self.row[i + 1].value))
        return None

    def _quoted(self, figure: Figure, unit: Unit, told: int | None) -> tuple[int, int]:
        start = min(self.row[figure.found.first].start, self.row[figure.at].start)
        end = max(self.row[figure.end - 1].end, self.row[figure.found.match.end("act") - 1].end if "act" in figure.found.rule.regex.groupindex and figure.found.has("act") else 0)
        lead = unit.start if unit.start is not None and unit.start >= self.row[0].start else told
        if lead is not None and end - _QUOTE_LIMIT <= lead < start:
            start = lead
        if end - start > _QUOTE_LIMIT:
            start = self.row[figure.at].start
        return start, end
