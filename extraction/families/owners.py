"""Whose a figure is, as a tagger learned it: asked where a rule has found nobody, and where it has found another.

Those whom a figure may be told of are the units that its sentence or the sentences before it name, the one of the
figure before, and the one that the article is about. Of each the tagger says how probably it is the one: a maximum
entropy model of `underthesea_core`, learned from the articles in `training/` by `tools/train.py`.
"""

from __future__ import annotations

from bisect import bisect_left, insort_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from extraction.context import Context
from extraction.facts import Area, Organization
from extraction.families.admission_listed import Listed
from extraction.families.figure_signs import FIGURES
from extraction.families.second_opinion import marginals, opinions_of, tagger
from extraction.families.story import Story
from extraction.families.unit_rows import is_bare, made_of, several
from extraction.families.units import NAMED, Fits, Unit, anyone
from extraction.lexicon import words_of
from extraction.mentions import Mention

OWNER, STRANGER = "owner", "stranger"
MODEL = "owners"
_NAMES = NAMED | {"HAMLET", "SUBJECT"}
_BACK = 6
"""Sentences before the figure's whose units may be meant."""
_TITLE = 2
"""Sentences at the beginning that tell what an article is about."""
BEGINS = 2
"""Words before a unit that its sentence begins with."""
_BESIDE = 4
"""Words between a unit and a figure that are told one by one."""
_THIS = (" này", " ấy", " đó")
_BOUNDS = ("COMMA", "SEMI", "DOT")
_TOLD_BETWEEN = ("ADMIT", "AT", "OF", "COLON", "SEMI", "AND", "EACH", "PERIOD", "LEAD")
_LIKELY = 0.5
"""Probability from which on a candidate is believed at all."""
_FAR_MORE = 4.0
"""Odds of another unit over those of the one that a rule has found, from which on the other is believed."""
_start = itemgetter(0)
_GROUPS = {
    "admitted": "admitted",
    **dict.fromkeys(("members", "cells", "organizations"), "stock"),
    **dict.fromkeys(("inspected", "supervised", "disciplined"), "checks"),
}
"""Measures that are told of units alike; the others are one group."""


@dataclass(slots=True)
class Candidate:
    """A unit that a figure may be told of, and what speaks for it or against it."""

    unit: Unit
    signs: set[str] = field(default_factory=set)
    here: bool = False
    """Whether the figure's sentence names it."""


class Owners:
    """The candidates of the figures of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.story = Story(context, opinions_of(context).rows)
        self._units: dict[int, list[tuple[int, Unit]]] = {}
        home = self.story.units.bodies.home()
        self.home = Unit(home) if home is not None else None
        self._titled = {unit.key for n in range(min(_TITLE, len(context.sentences))) for _, unit in self._named(n)}

    def _named(self, n: int) -> list[tuple[int, Unit]]:
        """The units that sentence `n` names, with their places in its row."""
        if n not in self._units:
            row = self.story.rows.row(n)
            text = self.context.article.text
            named = (i for i, m in enumerate(row) if m.kind in _NAMES and not points(row, i, text))
            told = ((i, self._unit(n, i)) for i in named)
            self._units[n] = [(i, unit) for i, unit in told if unit is not None]
        return self._units[n]

    def _unit(self, n: int, i: int) -> Unit | None:
        row, units = self.story.rows.row(n), self.story.units
        if row[i].kind == "HAMLET":
            return Unit(units.organizations.cell_of(row[i], n), row[i].start)
        kind = Listed(self.story, n).kind_of_name(i) if row[i].kind in ("CAPS", "PLACE") else None
        unit = units.of_mention(row, i, n, kind)
        body = unit.body if unit is not None else None
        if isinstance(body, Organization):
            unnamed = body.label.casefold() in words_of("figures", "unnamed")
            return None if unnamed else unit  # "Đảng bộ xã" in an article that names no commune
        return None if body is not None and not body.place and row[i].kind == "CAPS" else unit  # "Khmer có 7"

    def candidates(self, n: int, at: int, label: str, former: tuple[Unit, int] | None) -> list[Candidate]:
        """Whom the figure `at` of sentence `n` may be told of; `former`: the unit of the last one, and its sentence."""
        found: dict[str, Candidate] = {}
        before, after = self._nearest(n, at)
        row = self.story.rows.row(n)
        kinds = [m.kind for m in row]
        for rank, (i, unit) in enumerate(before, 1):
            kind = "BARE" if row[i].kind == "ORG" and is_bare(row[i]) else row[i].kind
            self._of(found, unit, here=True).signs.update(_before(kinds, at, i, kind, min(rank, 4)))
        for rank, (i, unit) in enumerate(after, 1):
            self._of(found, unit, here=True).signs.update(_after(kinds, at, i, min(rank, 3)))
        for unit, told in earlier(self.context, n, _BACK, self._named):
            self._of(found, unit).signs.update(told)
        if self.home is not None:
            self._of(found, self.home).signs.add("home")
        if former is not None:
            self._follow(self._of(found, former[0]), former[1], n, alone=not before)
        for candidate in found.values():
            candidate.signs.update(self._itself(candidate, kinds[:at], _GROUPS.get(label, "other"), len(before)))
        return list(found.values())

    @staticmethod
    def _of(found: dict[str, Candidate], unit: Unit, *, here: bool = False) -> Candidate:
        """The candidate that a unit is; the mention of it that is met first is the one that counts."""
        candidate = found.setdefault(unit.key, Candidate(unit if here else Unit(unit.body)))
        candidate.here = candidate.here or here
        return candidate

    def _nearest(self, n: int, at: int) -> tuple[list[tuple[int, Unit]], list[tuple[int, Unit]]]:
        """The units before a figure and those after it, the nearest first, each once on either side."""
        named = self._named(n)
        before = {unit.key: (i, unit) for i, unit in named if i < at}
        after = {unit.key: (i, unit) for i, unit in reversed(named) if i > at}
        return sorted(before.values(), key=lambda told: -told[0]), sorted(after.values(), key=lambda told: told[0])

    @staticmethod
    def _follow(candidate: Candidate, former: int, n: int, *, alone: bool) -> None:
        """Adds the signs of the unit of the figure before."""
        candidate.signs.add("former")
        candidate.signs.add(f"former:s{min(n - former, 3)}")
        if alone:
            candidate.signs.add("former:alone")
        elif "b1" not in candidate.signs:
            candidate.signs.add("former:another-nearer")

    def _itself(self, candidate: Candidate, kinds: Sequence[str], group: str, before: int) -> Iterator[str]:
        """Signs of what a unit is, to the article and to what is counted; `kinds` stand before the figure."""
        unit, where = candidate.unit, "here" if candidate.here else "away"
        what = sort_of(unit)
        yield what
        yield f"{group}:{what}"
        yield where
        yield f"figure:{kinds[-1] if kinds else '^'}:{'b1' in candidate.signs}"
        if unit.key in self._titled:
            yield "titled"
        if self.home is not None:
            relation = to_home(unit, self.home)
            yield f"home:{relation}"
            yield f"home:{relation}:{where}"
            if not before:
                yield f"home:{relation}:alone"
        if not before:
            yield "alone"
        if not candidate.here:
            yield f"away:of{min(before, 2)}"
        if "LEAD" in kinds:
            yield f"led:{where}"
        if len(kinds) <= BEGINS:
            yield f"figure-begins:{where}"


def earlier(
    context: Context, n: int, back: int, named: Callable[[int], Sequence[tuple[int, Unit]]]
) -> Iterator[tuple[Unit, list[str]]]:
    """The units that so many sentences before one name, with signs of how far and where in them they stand.

    `named` gives the units of a sentence with their places in its row.
    """
    opening, paragraph = context.paragraph_start(n), context.sentences[n].paragraph
    for k in range(n - 1, max(n - 1 - back, -1), -1):
        far, same = f"s{min(n - k, 3)}", context.sentences[k].paragraph == paragraph
        told = named(k)
        for place, (i, unit) in enumerate(told):
            signs = [f"{far}:{same}"]
            if not place:
                signs.append(f"{far}:first:{same}")
            if place == len(told) - 1:
                signs.append(f"{far}:last:{same}")
            if i <= BEGINS:
                signs += [f"{far}:begins", f"{far}:begins:{same}"]
            if k == opening:
                signs += ["opening", "opening:begins"] if i <= BEGINS else ["opening"]
            yield unit, signs


def points(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "địa phương này", "các xã, thị trấn": whether words mean other units than they say."""
    if row[i].kind not in ("AREAREF", "SUBJECT"):
        return False
    return text.startswith(_THIS, row[i].end) or (row[i].kind == "AREAREF" and several(row, i))


def sort_of(unit: Unit) -> str:
    """The level and kind of a unit."""
    body = unit.body
    return f"{body.level or '-'}:{'area' if isinstance(body, Area) else body.kind}"


def to_home(unit: Unit, home: Unit) -> str:
    """Where a unit lies, seen from the one that the article is about."""
    if unit.key == home.key:
        return "is"
    return "in" if unit.lies_in(home) else "around" if home.lies_in(unit) else "else"


def _before(kinds: Sequence[str], at: int, i: int, kind: str, rank: int) -> Iterator[str]:
    """Signs of a unit at `i` before the figure; its `kind` tells whether it has no name of its own."""
    between = kinds[i + 1 : at]
    figures = min(sum(told in FIGURES for told in between), 3)
    clause = not any(told in _BOUNDS for told in between)
    part = not any(told in _BOUNDS[1:] for told in between)
    prior, then = kinds[i - 1] if i else "^", kinds[i + 1]
    yield f"b{rank}"
    yield f"b{rank}:n{figures}"
    yield f"b{rank}:{kind}"
    yield f"b{rank}:prior={prior}"
    yield f"b{rank}:then={then}"
    yield f"b{rank}:clause={clause}:part={part}"
    yield f"b:clause={clause}:n{figures}"
    yield f"b:part={part}:n{figures}"
    yield f"prior={prior}"
    yield f"then={then}"
    yield f"prior,then={prior},{then}"
    opened = between.count("LPAR") - between.count("RPAR")
    if opened < 0:
        yield "inside"
    elif opened:
        yield "figure-inside"
        yield f"figure-inside:b{rank}:n{figures}"
    if len(between) <= _BESIDE:
        yield f"between={','.join(between)}"
        yield f"between={kind}:{','.join(between)}"
    if i <= BEGINS:
        yield "begins"
        yield f"begins:n{figures}"
    if "LEAD" in kinds[max(0, i - BEGINS) : i]:
        yield "led"
    yield from (f"between:{told}" for told in _TOLD_BETWEEN if told in between)


def _after(kinds: Sequence[str], at: int, i: int, rank: int) -> Iterator[str]:
    """Signs of a unit at `i` after the figure."""
    between = kinds[at + 1 : i]
    clause = not any(kind in _BOUNDS for kind in between)
    yield f"a{rank}"
    yield f"a{rank}:n{min(sum(kind in FIGURES for kind in between), 2)}"
    yield f"a{rank}:prior={kinds[i - 1]}"
    yield f"a{rank}:clause={clause}"
    if len(between) <= _BESIDE:
        yield f"until={','.join(between)}"


class Chain:
    """The figures of one family in one article, each with its unit, from left to right."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._told: list[tuple[int, Unit, int]] = []

    def former(self, start: int) -> tuple[Unit, int] | None:
        """The unit of the last figure before an offset, and its sentence."""
        i = bisect_left(self._told, start, key=_start)
        return self._told[i - 1][1:] if i else None

    def tell(self, start: int, unit: Unit, n: int) -> None:
        """Notes whose the figure at an offset is."""
        insort_left(self._told, (start, unit, n), key=_start)

    def better(self, n: int, start: int, label: str, unit: Unit | None, fits: Fits = anyone) -> Unit | None:
        """The unit of the figure at an offset of sentence `n`: the one found, unless another is far more probable.

        The sentence must name the other one before the figure, and another figure between the one found and this one.
        """
        row = opinions_of(self.context).rows.row(n)
        at = next((i for i, m in enumerate(row) if m.start == start and m.kind in FIGURES), None)
        if at is None or (unit is not None and _beside(row, at, unit)):
            return unit
        candidates = [c for c in owners_of(self.context).candidates(n, at, label, self.former(start)) if fits(c.unit)]
        best, chance, found = _judged(candidates, unit)
        if best is None or chance < _LIKELY:
            return unit
        if unit is None:
            return None if owners_of(self.context).story.units.one_of_two(row, best.unit, n) else best.unit
        told = (i for i, m in enumerate(row[:at]) if m.start == best.unit.start)
        origin = made_of(row, 0, at, self.context.article.text)  # "phường A được lập từ phường B (320 đảng viên)"
        named = any(i not in origin and _may_own(row, i, at) for i in told)
        far_more = chance * (1 - found) >= _FAR_MORE * found * (1 - chance)
        return best.unit if named and far_more and best.unit.key != unit.key else unit


def _may_own(row: Sequence[Mention], i: int, at: int) -> bool:
    """Whether words that name a unit may say of whom a figure is.

    Not "các chi bộ", which names none; nor an item of a list before it: "xã A 4, xã B 3; khai trừ 2 đảng viên".
    """
    if i > 0 and row[i - 1].kind == "COUNT_OF" and is_bare(row[i]):
        return False
    between = [m.kind for m in row[i + 1 : at]]
    return FIGURES.isdisjoint(between) or _BOUNDS[1] not in between


def _beside(row: Sequence[Mention], at: int, unit: Unit) -> bool:
    """Whether a sentence names a unit after a figure, or before it with no other figure in between."""
    if unit.start is None or not row[0].start <= unit.start < row[-1].end:
        return False
    return not any(m.kind in FIGURES for m in row[:at] if m.start > unit.start)


def _judged(candidates: Sequence[Candidate], unit: Unit | None) -> tuple[Candidate | None, float, float]:
    """The most probable candidate, its probability, and that of the unit found."""
    model, labels = tagger(MODEL)
    yes = labels.index(OWNER)
    best, most, found = None, 0.0, 0.0
    for candidate in candidates:
        chance = marginals(model, [sorted(candidate.signs)])[0][yes]
        if chance > most:
            best, most = candidate, chance
        if unit is not None and candidate.unit.key == unit.key:
            found = chance
    return best, most, found


@lru_cache(maxsize=1)
def owners_of(context: Context) -> Owners:
    """The candidates of an article for all families that ask for them."""
    return Owners(context)
