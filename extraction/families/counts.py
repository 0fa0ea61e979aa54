"""Figures on Party organisation work other than admissions: "kiểm tra 21 tổ chức đảng và 47 đảng viên"."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from operator import attrgetter

from extraction.context import Context
from extraction.facts import Count
from extraction.families.acts import without_brackets
from extraction.families.admission_course import counts
from extraction.families.admission_sentences import Claim as Admitted
from extraction.families.admissions import repeats, rounds
from extraction.families.count_figure import Figure
from extraction.families.count_measures import MEASURES
from extraction.families.count_periods import Prior, Times
from extraction.families.count_sentences import Claim, Sentence
from extraction.families.count_tables import SIGN, header
from extraction.families.evidence import evidence
from extraction.families.figures import speaks
from extraction.families.owners import Chain
from extraction.families.second_opinion import RULE, opinions_of
from extraction.families.story import Story
from extraction.lexicon import read
from extraction.mentions import Mention
from extraction.vocabulary import asked

_at = attrgetter("at")
_NUMBER = re.compile(r"\d")
_SEATS = re.compile(r"\d/\d+ đại biểu")
"""How many deputies of a council sat, which articles tell that speak of nothing else of the Party."""
_PARTY = re.compile(
    r"đảng viên|đảng bộ|chi bộ|cấp [uủ]|(?:tỉnh|huyện|thành|quận|thị|đảng) [uủ]|tổ chức (?:cơ sở )?đảng"
)
_TAUGHT = re.compile(r"(?:nhận thức về|cảm tình|đối tượng(?: kết nạp)?|tìm hiểu về) đảng")
"""What is taught to those who are to join."""
_PUT_OUT = re.compile(r"\bra (?:\w+ )?\d")
"""How many papers a body has put out."""
_NOUNS = ("MEMBERS", "ORGS", "CELLS")
_DEEDS = (
    "EXEMPLARY STRONG EXCELLENT GOOD COMPLETED FAILED WEAK EVALUATE INSPECT SUPERVISE DISCIPLINE PUNISH LEAVE RESIGN"
    " CONFIRM BADGE DIALOGUE CLASS TRAIN GATHERING ISSUE SPECIFY PEOPLE CADRES"
).split()
"""Kinds of words one of which stands in every sentence that tells a count."""
_PARTED = 2
"""Signs between the cells of a row of a table, at least."""
_ENOUGH = 3
"""Words for Party bodies and members in an article about Party work, at least."""
_NO_MEASURES = frozenset(("NUMBER", "TIMES", "BY", "MEMBERS", "OUT_OF", "AWARD"))
"""Words of no one measure."""
_FURTHER = 2
"""Sentences after a figure in which its parts may be told."""
_BRIEF = 400
"""Letters of an item of news for each of which but the first it tells one of them."""


def extract(context: Context, admitted: Sequence[Admitted]) -> list[Count]:
    """The counts of one article, the same unit, measure, figure and period once."""
    text = context.article.text
    known = context.told & asked("counts", "MEMBERS", "CELLS", "ORGS", "BADGE", "DIALOGUE", "CENTRE", "RESIGN")
    brief = len(text) < _BRIEF * _ENOUGH and _PARTY.search(context.folded) is not None
    if not known and not brief and not _seats(text) and not _taught(context.folded):
        return []
    claims = list(_claims(context))
    again = repeats(context, [(c.start, c.unit.key, f"{c.measure} {c.value}") for c in claims])
    told = _apart([claim for n, claim in enumerate(claims) if n not in again])
    return list(_counts(context, _settled(_reached(context, told, admitted))))


def _seats(text: str) -> bool:
    return "đại biểu" in text and _SEATS.search(text) is not None


def _taught(plain: str) -> bool:
    return " đảng" in plain and _TAUGHT.search(plain) is not None


def _claims(context: Context) -> Iterator[Claim]:
    """All claims of an article, sentence by sentence; the head of a table holds for the rows after it."""
    text = context.article.text
    political = len(_PARTY.findall(context.folded)) >= min(_ENOUGH, 1 + len(text) // _BRIEF)
    story = Story(context, opinions_of(context).rows)
    times = Times(story)
    chain = Chain(context)
    columns: dict[int, str] = {}
    last: Prior | None = None
    for n, sentence in enumerate(context.sentences):
        words = text[sentence.span.start : sentence.span.end]
        if words.count(SIGN) < _PARTED:
            columns = {}
        elif not columns:
            columns = header(story.rows.row(n), text)
        tells = bool(columns) or _tells(words, context.words(n).told, political=political)
        if not tells and (last is None or not _goes_on(words, last.figure)):
            continue
        told = last if last is not None and story.told == n - 1 and story.near(n, 0) else None
        parted = last if last is not None and _parts(story, last.figure, n) else None
        if tells or told or parted:
            reader = Sentence(story, times, n, chain, political=political, columns=columns, told=told, parted=parted)
            yield from reader.claims()
            last = reader.prior or last


def _tells(words: str, told: int, *, political: bool) -> bool:
    """Whether a sentence can tell a count: it has a number and a word for what is counted or done, of those `told`."""
    if political and ("%" in words or _PUT_OUT.search(words)):
        return True
    nouns = told & asked("counts", *_NOUNS)
    deeds = told & asked("counts", *(_DEEDS if political else ("BADGE", "PUNISH", "DIALOGUE", "CLASS", "RESIGN")))
    if _NUMBER.search(words):
        return nouns != 0 or deeds != 0 or _seats(words)
    return nouns != 0 and _spelled().search(words.casefold()) is not None


def _parts(story: Story, figure: Figure, n: int) -> bool:
    """Whether sentence `n` may tell parts of a figure told before: nothing else has been counted since."""
    at, sentences = story.told, story.context.sentences
    if at is None or n - at > _FURTHER or sentences[n].paragraph - sentences[at].paragraph > 1:
        return False
    rows = [story.rows.row(k)[figure.last :] if k == at else story.rows.row(k) for k in range(at, n)]
    if [m.kind for m in story.rows.row(n)[:1]] == ["LEAD"] and all(_of_measure(row, figure) for row in rows[1:]):
        return True  # "Khiển trách 39, cảnh cáo 17. Nhiều nhất là …": parts of all, whatever its parts were
    return not counts(without_brackets([m for row in rows for m in row]), story.text)


def _of_measure(row: Sequence[Mention], figure: Figure) -> bool:
    """Whether a sentence tells no figures but of what was measured before."""
    told = {MEASURES[m.kind] for m in row if m.kind in MEASURES and m.kind not in _NO_MEASURES}
    return told == {figure.measure} or not (told or any(m.kind == "NUMBER" for m in row))


def _goes_on(words: str, told: Figure) -> bool:
    """Whether a sentence can tell parts of the figure that the one before it told last."""
    again = told.measure == "badges" or (told.measure in ("dialogues", "attendees") and "cuộc" in words)
    return bool(_NUMBER.search(words)) and (again or speaks(words, "figures", "LEAD", "THAT"))


@cache
def _spelled() -> re.Pattern[str]:
    """Numbers in letters."""
    words = [word for word in read("dates")["number"] if len(word) > 2]
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


# ---- one article, one story ------------------------------------------------------------------------------------


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """ "cấp ủy các cấp kiểm tra 31 tổ chức đảng, UBKT Huyện ủy kiểm tra 2": one unit's, told of several who inspect."""
    actors: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    whole = {(claim.unit.key, claim.measure, claim.value) for claim in claims if claim.actor is None}
    for claim in claims:
        actors[claim.unit.key, claim.measure].add(claim.actor.key if claim.actor is not None else "")
    several = {unit for (unit, _), keys in actors.items() if len(keys) > 1}
    return [
        replace(claim, unit=claim.actor)
        if claim.actor is not None
        and claim.unit.key in several
        and (claim.unit.key, claim.measure, claim.value) not in whole
        else claim
        for claim in claims
    ]


def _reached(context: Context, claims: Sequence[Claim], admitted: Sequence[Admitted]) -> list[Claim]:
    """ "10 tháng kết nạp 208, đạt 139% kế hoạch năm 2019": reached in the time of what is told of it."""
    told = sorted(admitted, key=_at)
    return [_until(context, claim, told) if claim.measure == "target_rate" else claim for claim in claims]


def _until(context: Context, claim: Claim, told: Sequence[Admitted]) -> Claim:
    """A rate of a whole year, or of the part of it in which the unit has admitted so many, told right before."""
    n = bisect_left(told, claim.at, key=_at)
    last = told[n - 1] if n else None
    if last is None or last.unit.key != claim.unit.key or last.at < context.sentence_start(claim.at):
        return claim
    if claim.first is None or last.last is None or last.first != claim.first:
        return claim
    end = claim.first.replace(month=12, day=31)
    return replace(claim, last=min(last.last, end)) if claim.last == end else claim


def _settled(claims: Sequence[Claim]) -> list[Claim]:
    """A figure told again without its period, or rounded, is the one told whole."""
    out = []
    keys = [(claim.unit.key, claim.measure) for claim in claims]
    dated: dict[tuple[tuple[str, str], float], Claim] = {}
    exact: defaultdict[tuple[str, str], set[float]] = defaultdict(set)
    for key, claim in zip(keys, claims, strict=True):
        if claim.first or claim.last:
            dated.setdefault((key, claim.value), claim)
        if claim.approximate == "exact":
            exact[key].add(claim.value)
    figures = {key: sorted(values) for key, values in exact.items()}
    for key, claim in zip(keys, claims, strict=True):
        whole = dated.get((key, claim.value))
        if claim.first is None and claim.last is None and whole is not None:
            out.append(replace(claim, first=whole.first, last=whole.last))
        elif claim.approximate == "exact" or not rounds(claim.value, figures.get(key, ())):
            out.append(claim)
    return out


_Key = tuple[str, str, str, float, dt.date | None, dt.date | None]


def _counts(context: Context, claims: Sequence[Claim]) -> Iterator[Count]:
    grouped: dict[_Key, list[Claim]] = {}
    for c in claims:
        grouped.setdefault((c.unit.key, c.measure, c.population or "", c.value, c.first, c.last), []).append(c)
    return (_count(context, group) for group in grouped.values())


def _count(context: Context, group: Sequence[Claim]) -> Count:
    best = next((c for c in group if c.unit.start is not None), group[0])
    return Count(
        unit=best.unit.body,
        measure=best.measure,
        population=best.population,
        value=best.value,
        total=next((c.total for c in group if c.total is not None), None),
        approximate=best.approximate,
        start=best.first,
        end=best.last,
        evidence=evidence(context.article, group, _confidence),
    )


def _confidence(claim: Claim) -> float:
    if claim.rule == RULE:
        return 0.8 if claim.first or claim.last else 0.7
    return (0.9 if claim.sure else 0.75) - (0 if claim.first or claim.last else 0.1)
