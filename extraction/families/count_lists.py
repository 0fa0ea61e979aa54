"""Lists of units, each with its part of a figure told before: "…, nhiều nhất là xã Hòa An 14 đồng chí, Bình Phú 13"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from extraction.facts import Measure
from extraction.families.acts import without_brackets
from extraction.families.admission_course import ranks
from extraction.families.admission_units import Whose
from extraction.families.count_measures import MEASURES
from extraction.families.story import Story
from extraction.families.units import Unit
from extraction.grammar import Found, Rule
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import either

_AFTER = "(?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )"
_UNIT = "(?P<unit> ORG | AREA | PLACE | CAPS ) ( LPAR ( AREA | AREAREF | PLACE ) RPAR )?"
_ABOUT = "(?P<about> ABOUT | OVER | UPTO )?"
_NOUN = "MEMBERS | THEM | ORGS | CELLS | LOOSE"
PART = Rule(
    "part-of-list",  # "xã A (14 đồng chí)", "UBKT Huyện ủy B 4 tổ chức, 27 đảng viên"
    f"{_UNIT} ( IS | HAVE | AT | FILL | PASSIVE | COLON | LPAR | AWARD ){{0,3}} {_ABOUT}"
    f" (?P<value> NUMBER ) (?P<noun> {_NOUN} )? (?P<same> AWARD )?"
    f" ( ( COMMA | AND ) (?P<second> NUMBER ) (?P<counted> {_NOUN} ) )? {_AFTER}",
)
RATE = Rule(
    "rate-of-list",  # "xã A đạt 82%", "xã B 12 đồng chí (đạt 80%)"
    f"{_UNIT} ( ( PASSIVE | FILL | HAVE | ADMIT | LPAR ){{0,4}} NUMBER ( MEMBERS | LEARNER | THEM )?"
    f" ( COMMA | LPAR ) )? ( IS | AT | FILL | PASSIVE | COLON | LPAR ){{0,2}} {_ABOUT}"
    f" (?P<value> NUMBER | FRACTION ) PERCENT {_AFTER}",
)
WITHOUT = frozenset(("members", "organizations", "cells", "documents", "attendees"))
"""What every unit has, of which no list tells parts."""
_JOINS = frozenset(("COMMA", "SEMI", "AND", "LPAR", "RPAR"))
_LEADS = frozenset(("COMMA", "SEMI", "AND", "LEAD"))
"""What stands before a unit that is told with its part."""
_ELSE = frozenset(("ADMIT", "OTHERWISE", "NUMBER", "FRACTION", "PERCENT"))
"""What between a figure and a unit with a number says that something else is told of it."""
_BESIDE = frozenset(("HAVE", "AWARD", "PASSIVE", "TARGET", "PERCENT", "PER", "ORGS", "CELLS", "THEM"))
"""Words that say no more of a list than what is counted."""


@cache
def _leads_rates() -> re.Pattern[str]:
    """What only says how units have done, between a share and the next unit: "; thấp nhất là ", " (4 đảng viên), "."""
    words = either({*words_of("figures", "ranks"), *words_of("figures", "rates")})
    return re.compile(rf"(?:[\s,:;.()%…–-]|\(\d+[^()]{{0,20}}\)|(?<!\w){words}(?!\w))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """The figure that a list parts."""

    measure: Measure
    end: int
    """Where its statement ends in the row, 0 where a sentence before tells it."""
    named: bool
    """Whether it is told of a unit that stands right before it: "xã A kỷ luật 5 đảng viên, xã B 3"."""
    near: bool
    """Whether this sentence, or the one before, tells it."""
    admitted: bool
    """Whether those may be parts of who was admitted."""


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a list and a figure of it; places are indices into the row."""

    found: Found
    unit: Unit
    value: str = "value"
    noun: str = "noun"

    @property
    def at(self) -> int:
        """Its number."""
        return self.found.match.start(self.value)

    @property
    def end(self) -> int:
        """Where it ends, with what it counts."""
        return max(self.found.match.end(self.value), self.found.match.end(self.noun) if self.counted else 0)

    @property
    def counted(self) -> str:
        """What it counts, "" where it does not say."""
        told = self.found.rule is PART and self.found.has(self.noun)
        return self.found[self.noun][0].kind if told else ""


class Lists:
    """The lists of one sentence."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.row = story.rows.row(n)
        self.whose = Whose(story, n)

    def parts(self, tape: str, whole: Whole, taken: Collection[int]) -> Iterator[Part]:
        """What follows a figure, up to the next one that is `taken`, as far as the list goes.

        It begins where words only rank units ("nhiều nhất là"), or where a unit follows as another one was told.
        """
        rule, after, begun = RATE if whole.measure == "target_rate" else PART, whole.end, False
        for m in rule.regex.finditer(tape):
            if m.start() < after:
                continue
            found = Found(rule, self.row, m)
            begun = begun or (rule is PART and found.has("same"))  # "xã A có 14 đảng viên được nhận, kế đến B 11"
            goes_on = self._leads(after, m.start(), whole, begun=begun) or self._joins(after, found, whole, begun=begun)
            unit = self.whose.of_item(found) if goes_on and m.start("value") not in taken else None
            if unit is None:
                return
            yield Part(found, unit)
            if rule is PART and found.has("second"):
                yield Part(found, unit, "second", "counted")
            begun, after = True, m.end()

    def _joins(self, first: int, found: Found, whole: Whole, *, begun: bool) -> bool:
        """ "…; phường Hưng Phú 21 người", "riêng xã Bàn Đạt có 4": another unit as one was told, or led to."""
        unit = found.match.start("unit")
        lead = unit - 1
        while lead > first and self.row[lead].kind in ("FILL", "MANY"):
            lead -= 1
        if not whole.near or found.rule is RATE or lead < 0 or self.row[lead].kind not in _LEADS:
            return False
        kinds = [m.kind for m in self.row[first:unit]]
        said = any(kind in _ELSE or kind in MEASURES for kind in kinds)
        return not said and (begun or whole.named or found.has("noun") or "LEAD" in kinds)

    def _leads(self, first: int, last: int, whole: Whole, *, begun: bool) -> bool:
        if whole.measure == "target_rate" and first < last:
            between = self.row[first].start, self.row[last].start
            return _leads_rates().fullmatch(self.story.text, *between) is not None
        words = without_brackets(self.row[first:last])
        said = [m for m in words if m.kind not in _BESIDE and (m.kind == "NUMBER" or self._other(m, whole.measure))]
        if all(m.kind in _JOINS for m in said):
            return begun
        return not whole.admitted and ranks(self.story.text, said)

    @staticmethod
    def _other(mention: Mention, measure: Measure) -> bool:
        """Whether a word is not one for what is measured."""
        return MEASURES.get(mention.kind) != measure
