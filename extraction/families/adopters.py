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
from extraction.facts import AdoptionAction, Area, Organization
from extraction.families.figures import Rows
from extraction.families.programme_models import CONTESTS
from extraction.families.programme_units import union_of
from extraction.families.second_opinion import tagger
from extraction.families.unit_rows import is_bare, several
from extraction.families.units import NAMED, Unit, Units
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import tokens

NOTHING = "none"
MODEL = "adopters"
ACTIONS: tuple[AdoptionAction, ...] = ("run", "launch", "pilot", "replicate")
SURE = {True: 0.6, False: 0.7}
"""Probability from which on an adoption is believed, by whether a word tells that what is named is a model."""
_HARDLY = 0.2
"""Probability below which a unit that a rule has found gives way to one that is sure."""
_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the name is quoted."""
_ACTS = frozenset("PILOT LAUNCH REPLICATE RUN FOLLOW EMERGE PRESUPPOSE BRING MANAGE SHARE".split())
_DOUBTS = ("ASK", "LEARN", "ENDED", "PAPER", "BY", "THAT", "MODEL")
_UNITS = NAMED | {"HAMLET", "SUBJECT"}
_OPENING = ("“", '"', "«")
_NAME = range(2, 13)
"""Words of a name that no word calls one."""
_QUOTED = 40
"""Words and signs between quotation marks, at most."""
_BACK = 4
"""Sentences before the name's whose units may be meant."""
_TITLE = 2
"""Sentences at the beginning that tell what an article is about."""
_BEGINS = 2
"""Words before a unit that its sentence begins with."""
_BESIDE = 5
"""Words between a unit and a name that are told one by one."""
_AROUND = 60
"""Words and signs looked at before a name and after it."""
_UNITS_BESIDE = 10
"""Units on either side of a name, or in a sentence before it, that are looked at."""
_WINDOW = 4
"""Words beside a name whose letters are signs."""
_THIS = (" này", " ấy", " đó")
_BOUNDS = ("SEMI", "DOT")


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
class Named:
    """A name in quotation marks in sentence `n`: from `row[at]` to before `row[end]`."""

    n: int
    row: Sequence[Mention]
    at: int
    end: int
    names: tuple[str, ...]
    called: bool
    """Whether a word tells that it is a model's."""
    told: Counter[str] = field(default_factory=Counter)
    """The keys of the units that rules have found to adopt it there."""
    denied: bool = False
    """Whether nobody adopts it, as rules say."""

    @property
    def read(self) -> bool:
        """Whether a rule has told who adopts it, or that nobody does."""
        return self.denied or bool(self.told)

    @property
    def start(self) -> int:
        """Where in the text it begins."""
        return self.row[self.at].start


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

    # ---- names -------------------------------------------------------------------------------------------------

    def names(self, n: int, row: Sequence[Mention]) -> Iterator[Named]:
        """The names of a sentence: of models, and others in quotation marks that may be one's. The row is kept."""
        self._read[n] = row
        inside = -1
        for i, mention in enumerate(row):
            if mention.kind == "MODEL" and isinstance(mention.value, list) and all(map(_begins, mention.value)):
                yield _named(n, row, i, i + 1, tuple(mention.value), called=True)
            elif i > inside and mention.kind in ("QUOTE", "OTHER") and self.text.startswith(_OPENING, mention.start):
                name, inside = self._quoted(row, i)
                if name and self._may_name(row, i):
                    yield _named(n, row, i, inside + 1, (name,), called=False)

    def _quoted(self, row: Sequence[Mention], i: int) -> tuple[str, int]:
        """The name in quotation marks at `row[i]`, and the index of its last mention."""
        start, end = row[i].start + 1, i
        if row[i].kind == "QUOTE":
            end = next((k for k in range(i + 1, min(i + _QUOTED, len(row))) if row[k].kind == "QUOTE"), i)
            if end == i:
                return "", i
        stop = row[end].start if end > i else row[i].end - 1
        name = " ".join(self.text[start:stop].split()).strip(" .,;…")
        other = name.casefold().startswith(CONTESTS) or any(m.kind == "MODEL" for m in row[i : end + 1])
        return (name, end) if _begins(name) and len(name.split()) in _NAME and not other else ("", i)

    def _may_name(self, row: Sequence[Mention], i: int) -> bool:
        """Whether no word tells that something else is named: "hội thi “…”", "phương châm “…”"."""
        before = self.text[row[max(0, i - _WINDOW)].start : row[i].start].casefold().rstrip(" :")
        return not before.endswith(words_of("programmes", "others"))

    # ---- units -------------------------------------------------------------------------------------------------

    def _earlier_units(self, n: int) -> list[tuple[int, Unit]]:
        """The units that sentence `n` names, with their places in its row."""
        if n not in self._told:
            self._told[n] = self._units(n, self._read.get(n) or self.rows.row(n))
        return self._told[n]

    def _units(self, n: int, row: Sequence[Mention]) -> list[tuple[int, Unit]]:
        told = ((i, self._unit(row, i, n)) for i, m in enumerate(row) if m.kind in _UNITS and not self._points(row, i))
        return [(i, unit) for i, unit in told if unit is not None]

    def _points(self, row: Sequence[Mention], i: int) -> bool:
        """ "địa phương này", "các xã, thị trấn": words that mean others than they say."""
        if row[i].kind not in ("AREAREF", "SUBJECT"):
            return False
        return self.text.startswith(_THIS, row[i].end) or (row[i].kind == "AREAREF" and several(row, i))

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
        before = [(i, unit) for i, unit in reversed(here) if i < named.at][:_UNITS_BESIDE]
        after = [(i, unit) for i, unit in here if i > named.at][:_UNITS_BESIDE]
        signs = Signs(self.text, named)
        for rank, (i, unit) in enumerate(before, 1):
            self._here(found, unit, row[i]).signs.update(signs.before(i, min(rank, 4)))
        for rank, (i, unit) in enumerate(after, 1):
            self._here(found, unit, row[i]).signs.update(signs.after(i, min(rank, 4)))
        self._earlier(found, n)
        if self._home is not None:
            self._away(found, self._home).signs.add("home")
        around = f"{'b' if before else '-'}{'a' if after else '-'}"
        told, bare = {*signs.of_name(), f"first={n == 0}"}, set(signs.bare())
        same = ran.adopting(named.names, named.told)
        for candidate in found.values():
            where = "away" if candidate.end is None else "here"
            key, what = candidate.unit.key, _what(candidate.unit)
            candidate.signs.update(self._itself(candidate.unit, what, where, around))
            candidate.signs.update(f"{where}|{sign}" for sign in told)
            candidate.signs.update(f"{where}|{word}|{what}" for word in bare)
            candidate.signs.add(f"ran={'same' if key in same else 'another' if same else 'none'}:{where}")
            if ran.elsewhere(key, named.told):
                candidate.signs.add(f"runs:{where}")
        return list(found.values())

    @staticmethod
    def _away(found: dict[str, Candidate], unit: Unit) -> Candidate:
        return found.setdefault(unit.key, Candidate(Unit(unit.body)))

    @staticmethod
    def _here(found: dict[str, Candidate], unit: Unit, words: Mention) -> Candidate:
        """The candidate that a unit is; the mention of it that is met first is the one that counts."""
        return found.setdefault(unit.key, Candidate(unit, words.end))

    def _earlier(self, found: dict[str, Candidate], n: int) -> None:
        """Adds the units of the sentences before, with signs of how far and where in them they stand."""
        opening, paragraph = self.context.paragraph_start(n), self.context.sentences[n].paragraph
        for k in range(n - 1, max(n - 1 - _BACK, -1), -1):
            far = f"s{min(n - k, 3)}"
            same = self.context.sentences[k].paragraph == paragraph
            told = self._earlier_units(k)
            told = told if len(told) <= _UNITS_BESIDE else [*told[: _UNITS_BESIDE // 2], *told[-_UNITS_BESIDE // 2 :]]
            for place, (i, unit) in enumerate(told):
                signs = self._away(found, unit).signs
                signs.add(f"{far}:{same}")
                if not place:
                    signs.add(f"{far}:first:{same}")
                if place == len(told) - 1:
                    signs.add(f"{far}:last:{same}")
                if i <= _BEGINS:
                    signs.add(f"{far}:begins:{same}")
                if k == opening:
                    signs.add("opening")

    def _itself(self, unit: Unit, what: str, where: str, around: str) -> Iterator[str]:
        """Signs of what a unit is, to the article and to what is named."""
        yield f"{where}:{what}"
        yield where
        yield f"{where}:{around}"
        if unit.key in self._titled:
            yield f"titled:{where}"
        if self._home is not None:
            relation = _to_home(unit, self._home)
            yield f"home:{relation}:{where}"
            yield f"home:{relation}:{where}:{around}"


def _begins(name: str) -> bool:
    """Whether a name begins as one does: "cách làm “mưa dầm thấm lâu”" is a saying."""
    return name[:1].isupper() or name[:1].isdigit()


def _named(n: int, row: Sequence[Mention], at: int, end: int, names: tuple[str, ...], *, called: bool) -> Named:
    """A name with as much of its row as is looked at."""
    first = max(0, at - _AROUND)
    return Named(n, row[first : end + _AROUND], at - first, end - first, names, called)


def _what(unit: Unit) -> str:
    body = unit.body
    return f"{body.level or '-'}:{'area' if isinstance(body, Area) else body.kind}"


def _to_home(unit: Unit, home: Unit) -> str:
    if unit.key == home.key:
        return "is"
    return "in" if unit.lies_in(home) else "around" if home.lies_in(unit) else "else"


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
    told = ((c, model.marginals([sorted(c.signs)])[0]) for c in adopters.candidates(named, ran))
    judged = ((candidate, dict(zip(labels, chances, strict=True))) for candidate, chances in told)
    return sorted(judged, key=lambda one: -_chance(one[1]))


def _chance(chances: Chances) -> float:
    return 1 - chances[NOTHING]


def _opinion(candidate: Candidate, chances: Chances, named: Named) -> Opinion:
    start, end = named.start, named.row[named.end - 1].end
    if candidate.unit.start is not None and candidate.end is not None:
        start, end = min(start, candidate.unit.start), max(end, candidate.end)
    if end - start > _QUOTE_LIMIT:
        start, end = named.start, named.row[named.end - 1].end
    return Opinion(candidate.unit, max(ACTIONS, key=lambda action: chances[action]), start, end)


def _one(unit: Unit, other: Unit) -> bool:
    """Whether one of two bodies is the Party in the other: "Đảng bộ Công an huyện A" and "Công an huyện A"."""
    one, two = unit.body, other.body
    parents = (body.parent if isinstance(body, Organization) else None for body in (one, two))
    return any(parent == body for parent, body in zip(parents, (two, one), strict=True) if parent is not None)


class Signs:
    """The signs of one name and of the units beside it in its sentence."""

    def __init__(self, text: str, named: Named) -> None:
        self.text = text
        self.row = named.row
        self.named = named
        self.kinds = [m.kind for m in named.row]
        self.acted = self._act(range(named.at - 1, -1, -1))
        """The nearest word before the name that tells what is done, in its clause."""
        self.acts = self._act(range(named.end, len(named.row)))
        """The nearest one after it."""

    def _act(self, places: Sequence[int]) -> int | None:
        for k in places:
            if self.kinds[k] in _ACTS:
                return k
            if self.kinds[k] in _BOUNDS:
                return None
        return None

    def _word(self, i: int) -> str:
        return " ".join(self.text[self.row[i].start : self.row[i].end].casefold().split())

    def _kind(self, i: int) -> str:
        return self.kinds[i] if 0 <= i < len(self.kinds) else "^"

    def of_name(self) -> Iterator[str]:
        """Signs of the name in its sentence."""
        at, end, kinds = self.named.at, self.named.end, self.kinds
        noun = self._word(at).split("“")[0].split('"')[0].split()[:2] if self.named.called else ["-"]
        yield f"noun={' '.join(noun)}"
        for step in range(1, 4):
            yield f"k-{step}={self._kind(at - step)}"
            yield f"k+{step}={self._kind(end - 1 + step)}"
        yield f"k-2,1={','.join(kinds[max(0, at - 2) : at])}"
        yield f"k+1,2={','.join(kinds[end : end + 2])}"
        yield from (f"w-={self._word(i)}" for i in range(max(0, at - _WINDOW), at) if kinds[i] not in _UNITS)
        yield from (f"w+={self._word(i)}" for i in range(end, min(end + _WINDOW, len(kinds))) if kinds[i] not in _UNITS)
        if at:
            yield f"w-1={self._word(at - 1)}" if kinds[at - 1] not in _UNITS else "w-1=unit"
        if end < len(kinds):
            yield f"w+1={self._word(end)}" if kinds[end] not in _UNITS else "w+1=unit"
        if self.acted is not None:
            yield f"vb={kinds[self.acted]}"
            yield f"vbw={self._word(self.acted)}"
            yield f"vb={kinds[self.acted]}:{min(at - self.acted, 4)}"
        if self.acts is not None:
            yield f"va={kinds[self.acts]}:{'PASSIVE' in kinds[end : self.acts]}"
            yield f"vaw={self._word(self.acts)}"
        begin = next((k + 1 for k in range(at - 1, -1, -1) if kinds[k] in _BOUNDS), 0)
        yield from (f"doubt={kind}" for kind in _DOUBTS if kind in kinds[begin:at])
        yield f"names={min(kinds.count('MODEL'), 4)}"
        if kinds[:at].count("LPAR") > kinds[:at].count("RPAR"):
            yield "in-brackets"

    def bare(self) -> Iterator[str]:
        """Words for bodies without a name beside what is done or named: "Hội", "đồn", "nhà trường"."""
        end, row = self.named.end, self.row
        if self.acted is not None:
            yield from self._nouns(row[max(0, self.acted - _WINDOW)].start, row[self.acted].start, "s")
        if end < len(row):
            yield from self._nouns(row[end].start, row[min(len(row) - 1, end + _WINDOW)].end, "o")

    def _nouns(self, start: int, end: int, side: str) -> Iterator[str]:
        words = (self.text[token.start : token.end].casefold() for token in tokens(self.text, start, end))
        yield from (f"{side}:{word}" for word in words if word in words_of("programmes", "bodies"))

    def before(self, i: int, rank: int) -> Iterator[str]:
        """Signs of a unit at `row[i]` before the name, the `rank`-th from there."""
        at, kinds, acted = self.named.at, self.kinds, self.acted
        between = kinds[i + 1 : at]
        bound = any(b in _BOUNDS for b in between)
        models = min(between.count("MODEL"), 2)
        then, prior = self._kind(i + 1), self._kind(i - 1)
        verb = "none" if acted is None else kinds[acted] if acted > i else "earlier"
        yield f"b{rank}"
        yield f"b{rank}:{self._unit_kind(i)}"
        yield f"b{rank}:prior={prior}"
        yield f"b{rank}:then={then}"
        yield f"b:prior={prior}:vb={verb}"
        yield f"b{rank}:vb={verb}"
        yield f"b{rank}:m{models}:bound={bound}"
        yield f"b:m{models}:bound={bound}:vb={verb}"
        yield f"b{rank}:comma={'COMMA' in between}:vb={verb}"
        if rank == 1:
            yield f"b1:next={self._kind(self.named.end)}"
        if len(between) <= _BESIDE:
            yield f"b:seq={','.join(between)}"
        if acted is not None and acted > i:
            yield f"b:to-verb={min(acted - i, 5)}:{verb}"
            yield f"b:verb={self._word(acted)}"
            if acted - i <= _BESIDE:
                yield f"b:seq-verb={','.join(kinds[i + 1 : acted])}"
        if prior in ("COMMA", "AND"):
            yield "b:listed"
        if then in ("COMMA", "AND") and self._kind(i + 2) in _UNITS:
            yield f"b:goes-on:{rank}"
        if i <= _BEGINS:
            yield f"b:begins:vb={verb}:m{models}"
        opened = between.count("LPAR") - between.count("RPAR")
        if opened:
            yield f"b:inside:{rank}" if opened < 0 else "b:name-inside"
        if not models and "PASSIVE" in between:
            yield f"b:passive:vb={verb}"

    def after(self, i: int, rank: int) -> Iterator[str]:
        """Signs of a unit at `row[i]` after the name, the `rank`-th from there."""
        end, kinds = self.named.end, self.kinds
        between = kinds[end:i]
        bound = any(b in _BOUNDS for b in between)
        models = min(between.count("MODEL"), 2)
        then, prior = self._kind(i + 1), self._kind(i - 1)
        verb = next((k for k in reversed(between) if k in _ACTS), "none")
        follows = next((k for k in kinds[i + 1 : i + 6] if k in _ACTS or k in (*_BOUNDS, "MODEL")), "none")
        yield f"a{rank}"
        yield f"a{rank}:{self._unit_kind(i)}"
        yield f"a{rank}:prior={prior}"
        yield f"a{rank}:then={then}"
        yield f"a{rank}:m{models}:bound={bound}"
        yield f"a:m{models}:prior={prior}"
        yield f"a{rank}:verb={verb}:follows={follows}"
        yield f"a:prior={prior}:verb={verb}:follows={follows}"
        yield f"a:prior={prior}:follows={follows}:m{models}"
        if prior in ("AT", "OF", "PASSIVE", "OTHER", "FILL"):
            yield f"a:word={self._word(i - 1)}:follows={follows}:m{models}"
        if len(between) <= _BESIDE:
            yield f"a:seq={','.join(between)}"
            yield f"a:seq={','.join(between)}:follows={follows}"
        if prior in ("COMMA", "AND") and i - 2 >= end and kinds[i - 2] in _UNITS:
            yield f"a:listed:{follows}"
        if between.count("LPAR") > between.count("RPAR"):
            yield f"a:inside:{rank}"

    def _unit_kind(self, i: int) -> str:
        """The kind of words that a unit is told by: BARE for a body without a name of its own."""
        return "BARE" if self.kinds[i] == "ORG" and is_bare(self.row[i]) else self.kinds[i]
