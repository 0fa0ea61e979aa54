"""Figures that no rule has read and that a learned tagger says measure Party work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import cast

from extraction.facts import Measure
from extraction.families.count_figure import Figure
from extraction.families.count_measures import MEASURES, STOCKS
from extraction.families.count_results import Results
from extraction.families.cues import blocked
from extraction.families.figure_signs import FIGURES
from extraction.families.figures import APPROXIMATE, number
from extraction.families.second_opinion import ADMITTED, RULE, Opinion, opinions_of
from extraction.vocabulary import asked

_OF_THE_PARTY = frozenset(
    "inspected supervised disciplined badges confirmed left_party resigned evaluated rated_exemplary rated_strong"
    " rated_excellent rated_good rated_completed rated_failed weak".split()
)
"""Measures believed, where they are firmly told, in articles that tell of no admission."""
_GUILTY = re.compile(r"[^,.;:()\d]{0,40}\bvi phạm\b")
"""After those who were found guilty, of whom some were disciplined: "kết luận 348 đảng viên có vi phạm"."""
_BESIDE = 4
"""Words after a figure within which stands what it counts."""
_COUNTED = frozenset(("MEMBERS", "ORGS", "CELLS", "LOOSE", "CADRES", "THEM", "CLASS", "LEARNER", "TIMES", "PEOPLE"))
_BETWEEN = frozenset(("FILL", "PERCENT", "SLASH", "NUMBER", "OF"))
"""What may stand between a figure and what it counts."""


def further(results: Results, taken: Collection[int]) -> Iterator[Figure]:
    """The figures left of a sentence, from left to right."""
    row = results.row
    left = [i for i, m in enumerate(row) if m.kind in FIGURES and i not in taken]
    if not left:
        return
    context = results.story.context
    opinions = opinions_of(context).of(results.n)
    party = context.told & asked("admissions", "ADMIT", "ENTER") != 0
    for at in left:
        opinion = opinions.get(row[at].start)
        if opinion is None or opinion.label == ADMITTED or results.counts_nothing(at):
            continue
        if not party and not (opinion.firm and opinion.label in _OF_THE_PARTY):
            continue
        if at and row[at - 1].kind == "SLASH":
            continue  # the total that a figure is of
        if opinion.label == "disciplined" and _GUILTY.match(results.text, row[at].end):
            continue
        figure = _figure(results, at, opinion)
        first = min(figure.act, at)
        if opinion.firm or not blocked(row, first, figure.end, results.text):
            yield figure


def _figure(results: Results, at: int, opinion: Opinion) -> Figure:
    """A figure with the word that tells its measure, what it counts and of how many it is."""
    row = results.row
    measure = cast(Measure, opinion.label)
    said = [i for i, m in enumerate(row) if m.kind in _words(measure)]
    before = [i for i in said if i < at]
    act = before[-1] if before else said[0] if said else at
    end = at + 1
    total = None
    if [m.kind for m in row[end : end + 2]] == ["SLASH", "NUMBER"]:
        total = number(row[end + 1])
        end += 2
    noun = ""
    for i in range(end, min(end + _BESIDE, len(row))):
        if row[i].kind in _COUNTED:
            noun, end = row[i].kind, i + 1
        if row[i].kind not in _BETWEEN:
            break
    about = row[at - 1].kind if at and row[at - 1].kind in APPROXIMATE else ""
    first = at - bool(about)
    return Figure(RULE, first, end, act, at, end, measure, noun, total, about)


@cache
def _words(measure: Measure) -> frozenset[str]:
    """Kinds of words that tell a measure, or count what it is of."""
    told = {kind for kind, tells in (*MEASURES.items(), *STOCKS.items()) if tells == measure}
    return frozenset(told | {"TARGET"} if measure == "target_rate" else told)
