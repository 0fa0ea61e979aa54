"""Lists of units, each with its part of a figure told before: "…, nhiều nhất là xã Hòa An 14 đồng chí, Bình Phú 13"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extraction.facts import Measure
from extraction.families.admission_course import ranks
from extraction.families.admission_units import Whose
from extraction.families.count_measures import MEASURES
from extraction.families.story import Story
from extraction.families.units import Unit
from extraction.grammar import Found, Rule
from extraction.lexicon import words_of
from extraction.text import either

_AFTER = "(?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )"
_UNIT = "(?P<unit> ORG | AREA | PLACE | CAPS ) ( LPAR ( AREA | AREAREF | PLACE ) RPAR )?"
PART = Rule(
    "part-of-list",
    f"{_UNIT} ( IS | HAVE | AT | FILL | PASSIVE | COLON | LPAR ){{0,2}} (?P<about> ABOUT | OVER | UPTO )?"
    f" (?P<value> NUMBER ) (?P<noun> MEMBERS | THEM | ORGS | CELLS )? (?P<same> AWARD )? {_AFTER}",
)
RATE = Rule(
    "rate-of-list",
    f"{_UNIT} ( IS | AT | FILL | PASSIVE | COLON | LPAR ){{0,2}} (?P<about> ABOUT | OVER | UPTO )?"
    f" (?P<value> NUMBER | FRACTION ) PERCENT {_AFTER}",
)
WITHOUT = frozenset(("members", "organizations", "cells", "documents", "attendees"))
"""What every unit has, of which no list tells parts."""
_JOINS = frozenset(("COMMA", "SEMI", "AND", "LPAR", "RPAR"))
_BESIDE = frozenset(("HAVE", "AWARD", "PASSIVE", "TARGET", "PERCENT", "PER", "ORGS", "CELLS", "THEM"))
"""Words that say no more of a list than what is counted."""


@cache
def _leads_rates() -> re.Pattern[str]:
    """What only says how units have done, between a share and the next unit: "; thấp nhất là ", " (4 đảng viên), "."""
    words = either({*words_of("figures", "ranks"), *words_of("figures", "rates")})
    return re.compile(rf"(?:[\s,:;.()%…–-]|\(\d+[^()]{{0,20}}\)|(?<!\w){words}(?!\w))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One unit of a list and its figure; places are indices into the row."""

    found: Found
    unit: Unit

    @property
    def at(self) -> int:
        """Its number."""
        return self.found.match.start("value")


class Lists:
    """The lists of one sentence."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.row = story.rows.row(n)
        self.whose = Whose(story, n)

    def parts(self, tape: str, measure: Measure, after: int, taken: Sequence[int]) -> Iterator[Part]:
        """What follows a figure of `measure` that ends at `after` (0: in the sentence before), as far as the list goes.

        It begins where words only rank units ("nhiều nhất là"), and ends where anything else is told.
        """
        if measure in WITHOUT:
            return
        rule = RATE if measure == "target_rate" else PART
        begun = False
        for m in rule.regex.finditer(tape):
            if m.start() < after:
                continue
            found = Found(rule, self.row, m)
            begun = begun or (rule is PART and found.has("same"))  # "xã A có 14 đảng viên được nhận, kế đến B 11"
            if m.start("value") in taken or not self._leads(after, m.start(), measure, begun=begun):
                return
            unit = self.whose.of_item(found)
            if unit is None:
                return
            yield Part(found, unit)
            begun, after = True, m.end()

    def _leads(self, first: int, last: int, measure: Measure, *, begun: bool) -> bool:
        words = self.row[first:last]
        if measure == "target_rate" and first < last:
            between = self.row[first].start, self.row[last].start
            return _leads_rates().fullmatch(self.story.text, *between) is not None
        said = [m for m in words if m.kind not in _BESIDE and (m.kind == "NUMBER" or MEASURES.get(m.kind) != measure)]
        if all(m.kind in _JOINS for m in said):
            return begun
        return ranks(self.story.text, said)
