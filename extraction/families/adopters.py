"""Who may do something with a named model, and what speaks for it: what a tagger weighs where no rule has read a name.

Those who may adopt a model are the units that its sentence or the sentences before it name, and the one that the
article is about. Of each the tagger says what it does with the model, or that it does nothing: a maximum entropy model
of `underthesea_core`, learned from the articles in `training/` by `tools/train.py`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from extraction.context import Context
from extraction.facts import AdoptionAction, Organization
from extraction.families.adopter_signs import UNITS, Signs
from extraction.families.figures import Rows
from extraction.families.owners import earlier, points, sort_of, to_home
from extraction.families.programme_names import Named, names
from extraction.families.programme_units import abbreviates, counted, union_of
from extraction.families.second_opinion import marginals, tagger
from extraction.families.units import Unit, Units
from extraction.lexicon import words_of
from extraction.mentions import Mention

NOTHING = "none"
MODEL = "adopters"
ACTIONS: tuple[AdoptionAction, ...] = ("run", "launch", "pilot", "replicate")
SURE = {True: 0.6, False: 0.7}
"""Probability from which on an adoption is believed, by whether a word tells that what is named is a model."""
_HARDLY = 0.2
"""Probability below which a unit that a rule has found gives way to one that is sure."""
QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the name is quoted."""
_BACK = 4
"""Sentences before the name's whose units may be meant."""
_TITLE = 2
"""Sentences at the beginning that tell what an article is about."""
_UNITS_BESIDE = 10
"""Units on either side of a name, or in a sentence before it, that are looked at."""


class Ran:
    """The units that rules have found, by their keys and the names that they adopt."""

    def __init__(self) -> None:
        self._by_name: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._all: Counter[str] = Counter()

    def add(self, name: str, key: str) -> None:
        """Notes that a unit adopts a name."""
        self._by_name[name.casefold()][key] += 1
        self._all[key] += 1

    def elsewhere(self, key: str, but: Mapping[str, int]) -> bool:
        """Whether a unit adopts something besides what is told here: `but` counts that."""
        return self._all[key] > but.get(key, 0)

    def adopting(self, names: Iterable[str], but: Mapping[str, int]) -> set[str]:
        """The units that adopt one of the names elsewhere."""
        told = (self._by_name.get(name.casefold(), Counter[str]()) for name in names)
        return {key for units in told for key, n in units.items() if n > but.get(key, 0)}


@dataclass(slots=True)
class Candidate:
    """A unit that may adopt what is named, and what speaks for it or against it."""

    unit: Unit
    end: int | None = None
    """Where its words end, if the name's sentence names it."""
    signs: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A unit, what it does with a name, and the stretch of the text that tells both."""

    unit: Unit
    action: AdoptionAction
    start: int
    end: int


class Adopters:
    """The candidates for the names of one article."""

    def __init__(self, context: Context, rows: Rows, units: Units) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = rows
        self.units = units
        self._read: dict[int, Sequence[Mention]] = {}
        self._told: dict[int, list[tuple[int, Unit]]] = {}
        self._known: dict[tuple[int, int, int], Unit | None] = {}

    @cached_property
    def _home(self) -> Unit | None:
        home = self.units.bodies.home()
        return Unit(home) if home is not None else None

    @cached_property
    def _titled(self) -> frozenset[str]:
        """The keys of the units that the article begins with."""
        first = range(min(_TITLE, len(self.context.sentences)))
        return frozenset(unit.key for n in first for _, unit in self._earlier_units(n))

    def names(self, n: int, row: Sequence[Mention]) -> Iterator[Named]:
        """The names of a sentence, whose row is kept."""
        self._read[n] = row
        return names(self.text, n, row)

    # ---- units -------------------------------------------------------------------------------------------------

    def _earlier_units(self, n: int) -> list[tuple[int, Unit]]:
        """The units that sentence `n` names, with their places in its row."""
        if n not in self._told:
            self._told[n] = self._units(n, self._read.get(n) or self.rows.row(n))
        return self._told[n]

    def _units(self, n: int, row: Sequence[Mention]) -> list[tuple[int, Unit]]:
        told = (
            (i, self._unit(row, i, n)) for i, m in enumerate(row) if m.kind in UNITS and not points(row, i, self.text)
        )
        return [(i, unit) for i, unit in told if unit is not None]

    def _unit(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        """The unit that `row[i]` means, found once."""
        place = n, row[i].start, row[i].end
        if place not in self._known:
            self._known[place] = self._find(row, i, n)
        return self._known[place]

    def _find(self, row: Sequence[Mention], i: int, n: int) -> Unit | None:
        if row[i].kind == "HAMLET":
            return Unit(self.units.organizations.cell_of(row[i], n), row[i].start)
        unit = union_of(self.units, row, i, n) or self.units.of_mention(row, i, n)
        body = unit.body if unit is not None else None
        if isinstance(body, Organization):
            return None if body.label.casefold() in words_of("figures", "unnamed") else unit
        return None if body is not None and not body.place and row[i].kind == "CAPS" else unit

    # ---- candidates --------------------------------------------------------------------------------------------

    def candidates(self, named: Named, ran: Ran) -> list[Candidate]:
        """Who may adopt what is named there."""
        n, row = named.n, named.row
        found: dict[str, Candidate] = {}
        here = self._units(n, row)
        before = [(i, unit) for i, unit in reversed(here) if i < named.at and self._called(row, i)][:_UNITS_BESIDE]
        after = [(i, unit) for i, unit in here if i > named.at][:_UNITS_BESIDE]
        signs = Signs(self.text, named)
        for rank, (i, unit) in enumerate(before, 1):
            self._here(found, unit, row[i]).signs.update(signs.before(i, min(rank, 4)))
        for rank, (i, unit) in enumerate(after, 1):
            self._here(found, unit, row[i]).signs.update(signs.after(i, min(rank, 4)))
        for unit, placed in earlier(self.context, n, _BACK, self._outermost):
            self._away(found, unit).signs.update(placed)
        if self._home is not None:
            self._away(found, self._home).signs.add("home")
        around = f"{'b' if before else '-'}{'a' if after else '-'}"
        told, bare = {*signs.of_name(), f"first={n == 0}"}, set(signs.bare())
        same = ran.adopting(named.names, named.told)
        for candidate in found.values():
            where = "away" if candidate.end is None else "here"
            key, what = candidate.unit.key, sort_of(candidate.unit)
            candidate.signs.update(self._itself(candidate.unit, what, where, around))
            candidate.signs.update(f"{where}|{sign}" for sign in told)
            candidate.signs.update(f"{where}|{word}|{what}" for word in bare)
            candidate.signs.add(f"ran={'same' if key in same else 'another' if same else 'none'}:{where}")
            if ran.elsewhere(key, named.told):
                candidate.signs.add(f"runs:{where}")
        return list(found.values())

    def _called(self, row: Sequence[Mention], i: int) -> bool:
        """Whether a unit is told by its name, or as the one told of: not "5 huyện", "CCB xã A"."""
        return not (counted(row, i) or abbreviates(row, i, self.text))

    @staticmethod
    def _away(found: dict[str, Candidate], unit: Unit) -> Candidate:
        return found.setdefault(unit.key, Candidate(Unit(unit.body)))

    @staticmethod
    def _here(found: dict[str, Candidate], unit: Unit, words: Mention) -> Candidate:
        """The candidate that a unit is; the mention of it that is met first is the one that counts."""
        return found.setdefault(unit.key, Candidate(unit, words.end))

    def _outermost(self, n: int) -> Sequence[tuple[int, Unit]]:
        """The units of a sentence before, the first and the last of them where there are many."""
        told = self._earlier_units(n)
        return told if len(told) <= _UNITS_BESIDE else [*told[: _UNITS_BESIDE // 2], *told[-_UNITS_BESIDE // 2 :]]

    def _itself(self, unit: Unit, what: str, where: str, around: str) -> Iterator[str]:
        """Signs of what a unit is, to the article and to what is named."""
        yield f"{where}:{what}"
        yield where
        yield f"{where}:{around}"
        if unit.key in self._titled:
            yield f"titled:{where}"
        if self._home is not None:
            relation = to_home(unit, self._home)
            yield f"home:{relation}:{where}"
            yield f"home:{relation}:{where}:{around}"


def adopted(adopters: Adopters, named: Named, ran: Ran) -> Iterator[Opinion]:
    """Which units adopt what is named, as the tagger is sure of: those that its sentence names, else the likeliest."""
    told = [(c, chances) for c, chances in _judged(adopters, named, ran) if _chance(chances) >= SURE[named.called]]
    here = [one for one in told if one[0].end is not None]
    taken: list[Unit] = []
    for candidate, chances in here or told[:1]:
        if not any(_one(candidate.unit, unit) for unit in taken):
            taken.append(candidate.unit)
            yield _opinion(candidate, chances, named)


def likelier(adopters: Adopters, named: Named, ran: Ran) -> Opinion | None:
    """The unit that rather adopts what is named than those that rules have found."""
    judged = _judged(adopters, named, ran)
    if not judged or judged[0][0].unit.key in named.told or _chance(judged[0][1]) < SURE[False]:
        return None
    known = max((_chance(chances) for candidate, chances in judged if candidate.unit.key in named.told), default=0.0)
    return _opinion(*judged[0], named) if known < _HARDLY else None


Chances = Mapping[str, float]
"""How probable it is that a unit does this or that with a name, or nothing."""


def _judged(adopters: Adopters, named: Named, ran: Ran) -> list[tuple[Candidate, Chances]]:
    """The candidates, the likeliest first."""
    model, labels = tagger(MODEL)
    told = ((c, marginals(model, [sorted(c.signs)])[0]) for c in adopters.candidates(named, ran))
    judged = ((candidate, dict(zip(labels, chances, strict=True))) for candidate, chances in told)
    return sorted(judged, key=lambda one: -_chance(one[1]))


def _chance(chances: Chances) -> float:
    return 1 - chances[NOTHING]


def _opinion(candidate: Candidate, chances: Chances, named: Named) -> Opinion:
    start, end = named.start, named.row[named.end - 1].end
    if candidate.unit.start is not None and candidate.end is not None:
        start, end = min(start, candidate.unit.start), max(end, candidate.end)
    if end - start > QUOTE_LIMIT:
        start, end = named.start, named.row[named.end - 1].end
    return Opinion(candidate.unit, max(ACTIONS, key=lambda action: chances[action]), start, end)


def _one(unit: Unit, other: Unit) -> bool:
    """Whether one of two bodies is the Party in the other: "Đảng bộ Công an huyện A" and "Công an huyện A"."""
    one, two = unit.body, other.body
    parents = (body.parent if isinstance(body, Organization) else None for body in (one, two))
    return any(parent == body for parent, body in zip(parents, (two, one), strict=True) if parent is not None)
