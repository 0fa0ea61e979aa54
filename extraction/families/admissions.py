"""How many members a unit admitted, and when: "quý I năm 2013, huyện kết nạp được 42 đảng viên"."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extraction.context import Context
from extraction.facts import Admission, Area, Organization
from extraction.families.admission_course import goes_on
from extraction.families.admission_sentences import Claim, Sentence
from extraction.families.evidence import evidence
from extraction.families.figures import Rows
from extraction.families.owners import Chain
from extraction.families.second_opinion import ADMITTED, RULE, opinions_of
from extraction.families.story import Story
from extraction.vocabulary import asked

_VERBS = ("ADMIT", "ENTER")
_REACH = 2
"""Sentences after the last admission that may go on with its parts."""
_LEADS = 2
"""Words and signs within which a paragraph that goes on with them says so: "Dẫn đầu là huyện A với 128 đảng viên"."""


def extract(context: Context, told: Sequence[Claim]) -> list[Admission]:
    """The admissions of one article, the same unit, figure and period once."""
    return _admissions(context, told)


def claims(context: Context) -> list[Claim]:
    """What the sentences of one article tell of admissions."""
    gains = context.told & asked("admissions", "GAIN") and context.told & asked("admissions", "MEMBERS")
    if not context.told & asked("admissions", *_VERBS, "DEVELOP", "NEW") and not gains:
        return []
    story = Story(context, Rows(context, "admissions"))
    chain = Chain(context)
    sentences = (Sentence(story, n, chain) for n in range(len(context.sentences)) if _tells(story, n))
    told = _apart(context, [claim for sentence in sentences for claim in sentence.claims()])
    again = repeats(context, [(claim.start, claim.unit.key, str(claim.value)) for claim in told])
    return _settled(context, [claim for n, claim in enumerate(told) if n not in again])


def _tells(story: Story, n: int) -> bool:
    """Whether a sentence can tell of an admission: it has a word for it, or goes on after one that did."""
    told = story.context.words(n).told
    if told & asked("admissions", *_VERBS, "NEW"):
        return True
    if (story.listed is not None and story.listed == n - 1) or (
        story.aimed is not None and n - story.aimed[0] <= _REACH
    ):
        return True
    if story.told is not None and n - story.told <= _REACH and (story.near(n, 0) or _leads(story, n)):
        return True
    if goes_on(story, n) and any(m.kind == "NUMBER" for m in story.rows.row(n)):
        return True
    if told & asked("admissions", "DEVELOP", "GAIN") != 0 and told & asked("admissions", "MEMBERS") != 0:
        return True
    if not story.context.told & asked("admissions", *_VERBS, "NEW"):
        return False
    return any(opinion.label == ADMITTED for opinion in opinions_of(story.context).of(n).values())


def _leads(story: Story, n: int) -> bool:
    """Whether a sentence leads on, at the beginning of its paragraph, from an admission of the one before."""
    opens = story.context.paragraph_start(n) == n
    return opens and story.near(n) and any(m.kind == "LEAD" for m in story.rows.row(n)[:_LEADS])


# ---- one article, one story ------------------------------------------------------------------------------------


def repeats(context: Context, told: Sequence[tuple[int, str, str]]) -> frozenset[int]:
    """Figures of the headline that the text tells only of others: "Trà Vinh: Trao 45 Huy hiệu Đảng".

    Of each figure `told` has the offset, the unit's key and what it says.
    """
    end = context.sentences[0].span.end if context.sentences else 0
    units: defaultdict[str, set[str]] = defaultdict(set)
    for start, unit, figure in told:
        if start >= end:
            units[figure].add(unit)
    return frozenset(
        n for n, (start, unit, figure) in enumerate(told) if start < end and units[figure] and unit not in units[figure]
    )


def _apart(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """All but what a headline without a unit adds up: "Kết nạp 11 đảng viên", 6 by one cell and 5 by another."""
    headline = context.sentences[0].span.end if context.sentences else 0
    sums, units, total = set(), set(), 0
    for claim in claims:
        if claim.start >= headline:
            units.add(claim.unit.key)
            total += claim.value
            if len(units) > 1:
                sums.add(total)
    return [c for c in claims if c.start >= headline or c.unit.start is not None or c.value not in sums]


def _settled(context: Context, claims: Sequence[Claim]) -> list[Claim]:
    """A figure told again without its period, or rounded, is the one told whole; so is one of the headline."""
    headline = context.sentences[0].span.end if context.sentences else 0
    out = []
    keys = [claim.unit.key for claim in claims]
    dated: dict[tuple[str, int], Claim] = {}
    exact: defaultdict[tuple[str, dt.date | None, dt.date | None], set[int]] = defaultdict(set)
    for key, claim in sorted(zip(keys, claims, strict=True), key=lambda told: told[1].start < headline):
        if claim.first or claim.last:
            dated.setdefault((key, claim.value), claim)
        if claim.approximate == "exact":
            exact[key, claim.first, claim.last].add(claim.value)
    figures = {told: sorted(values) for told, values in exact.items()}
    for key, claim in zip(keys, claims, strict=True):
        whole = dated.get((key, claim.value))
        undated = (claim.first is None and claim.last is None) or claim.start < headline
        if undated and whole is not None and whole is not claim:
            out.append(replace(claim, first=whole.first, last=whole.last))
        elif claim.approximate == "exact" or not rounds(claim.value, figures.get((key, claim.first, claim.last), ())):
            out.append(claim)
    return out


def rounds(value: float, exact: Sequence[float]) -> bool:
    """Whether a figure is about as large as one of those, which are in order."""
    low, high = bisect_left(exact, 0.8 * value - 1), bisect_right(exact, 1.2 * value + 1)
    return any(0.9 < value / max(other, 1) < 1.1 for other in exact[low:high])


def _admissions(context: Context, claims: Sequence[Claim]) -> list[Admission]:
    grouped: dict[tuple[str, int, dt.date | None, dt.date | None], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.unit.key, claim.value, claim.first, claim.last), []).append(claim)
    return [_admission(context, group) for group in grouped.values()]


def _admission(context: Context, group: Sequence[Claim]) -> Admission:
    best = next((c for c in group if c.unit.start is not None), group[0])
    body: Organization | Area = best.unit.body
    return Admission(
        unit=body,
        value=best.value,
        approximate=best.approximate,
        start=best.first,
        end=best.last,
        evidence=evidence(context.article, group, _confidence),
    )


def _confidence(claim: Claim) -> float:
    learned, dated = claim.rule.startswith(RULE), claim.first or claim.last
    return (0.8 if dated else 0.6) if learned else (0.9 if dated else 0.7)
