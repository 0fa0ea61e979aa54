"""The places an article names, and the units of the gazetteer that each of the names may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import cast

from extraction.article import Article
from extraction.eras import Eras
from extraction.facts import LEVELS, Area
from extraction.lexicon import Lexicon
from extraction.mentions import AreaRef, BodyPhrase, Mention, Sentence, walk
from extraction.text import classic, fold, search_key, tokens
from ontology.places import Place, gazetteer

_TITLE, _LEAD = 200, 3
"""Letters after the title, and sentences, that may tell at the beginning what an article is about."""
_LED = re.compile(r"\s*(?:về|đến|tới|tại|ở|lên|sang|thăm|trở lại|về với|đến với|có mặt (?:tại|ở))\s+", re.I)
"""What leads to the place that a paragraph is about."""
_LEADS_TO = re.compile(
    r"(?:^|[\s,])(?:tại|ở|lên|về|đến|tới|sang|vào|xuống|qua|rời|ghé|thăm|chỉ có|riêng|còn|cả|như|nhất là)\s+$", re.I
)
"""Before the bare name of a commune: "lên Tú Lệ", "chỉ có Tú Lệ là"."""
_IS_COMMUNE = re.compile(r"\s+(?:vốn\s+|hiện\s+)?là\s+(?:một\s+|một trong những\s+)?(?:xã|phường|thị trấn)\b", re.I)
_HOME_TOWN = re.compile(r"(?:quê|nguyên quán|trú tại|trú ở|sinh tại|sinh ở|sinh ra)(?:\s+\S+){0,3}\s*[,(]?\s*$", re.I)
"""Before a place that tells where somebody comes from, not where the article is."""
_ORIGIN = 30
"""Letters before a place in which "quê", "nguyên quán" stand."""
_GREW: dict[str, tuple[str, ...]] = {
    "thành phố": ("thị xã",),
    "thị xã": ("huyện",),
    "phường": ("thị trấn", "xã"),
    "thị trấn": ("xã",),
}
"""What a place may have been before it grew to what it is in the gazetteer."""


def _was(place: Place, type_word: str) -> bool:
    """Whether a place is or may have been of a type."""
    return type_word in place.types or type_word in _GREW.get(place.type, ())


@dataclass(slots=True)
class Seen:
    """A place named somewhere in the article; its level is the one of the body before it where that tells."""

    start: int
    ref: AreaRef
    sentence: int
    level: str
    title: bool


Witness = tuple[Seen, tuple[Place, ...]]
"""A place named, and the units it may be."""


class NamedPlaces:
    """The names of places in one article, in order."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], lexicon: Lexicon, eras: Eras) -> None:
        self._article = article
        self._sentences = sentences
        self._lexicon = lexicon
        self._eras = eras
        self._places = gazetteer()
        self.seen: list[Seen] = []
        self._written: dict[str, str] = {}
        """How the article spells a unit, by gazetteer id."""
        self._types: dict[str, set[str]] = {}
        """The type words that the article gives a unit, by gazetteer id."""
        self._known: dict[tuple[object, ...], tuple[Place, ...]] = {}
        """The units that a name may be, once asked for."""
        self._collect()

    @cached_property
    def witnesses(self) -> list[Witness]:
        """Each of them with the units that it may be."""
        return [(seen, self.options(seen.ref, seen.level)) for seen in self.seen]

    @cached_property
    def sentences_of(self) -> dict[int, list[int]]:
        """The sentences that each reference stands in, by its identity."""
        told: dict[int, list[int]] = {}
        for seen in self.seen:
            told.setdefault(id(seen.ref), []).append(seen.sentence)
        return told

    @cached_property
    def provinces_in(self) -> dict[int, set[str]]:
        """The provinces that each sentence names, by gazetteer id."""
        told: dict[int, set[str]] = {}
        for seen in self.seen:
            if seen.level == "province":
                told.setdefault(seen.sentence, set()).update(p.id for p in self.options(seen.ref, "province"))
        return told

    # ---- where they stand -----------------------------------------------------------------------------------

    def _collect(self) -> None:
        for n, sentence in enumerate(self._sentences):
            done: set[int] = set()
            rich = [m for m in sentence.row if m.value is not None or m.parts]
            found = [m for m in walk(rich) if isinstance(m.value, (AreaRef, BodyPhrase))]
            for mention in found:
                if isinstance(mention.value, AreaRef) and not mention.parts:
                    mention.value.told = self._eras.beside(mention.start, mention.end, sentence.span.start)
            for mention in found:
                body = mention.value
                if isinstance(body, BodyPhrase) and body.of is not None and isinstance(body.of.value, AreaRef):
                    self._call(body.of.value, body.entry.of_type or ("thành phố" if body.entry.city else ""))
                    self._note(n, body.of, "city" if body.entry.city else body.entry.level, done)
            for mention in found:
                if isinstance(mention.value, AreaRef) and mention.kind in ("AREA", "PLACE", "HAMLET"):
                    self._note(n, mention, "", done)
        self.seen += self._opening_communes()
        self._collect_again()
        self.seen.sort(key=lambda s: s.start)
        for seen in self.seen:
            self._call(seen.ref, seen.ref.type)
            for place in seen.ref.candidates:
                self.spell(place, seen.ref)

    def _opening_communes(self) -> list[Seen]:
        """Communes named without their type where a paragraph begins, of a district or province that the article names:
        "Về Tú Lệ, …", "Tú Lệ là xã …"."""
        named = {p.id for s in self.seen for p in s.ref.candidates if p.level != "commune"}
        found = []
        for n, sentence in enumerate(self._sentences if named else ()):
            if n and self._sentences[n - 1].paragraph == sentence.paragraph:
                continue
            text, end = self._article.text, sentence.span.end
            led = _LED.match(text, sentence.span.start, end)
            row = tokens(text, led.end() if led else sentence.span.start, end)
            place = self._lexicon.places.longest(row, 0) if row and row[0].shape == "a" else None
            if place is None or not (led or _IS_COMMUNE.match(text, row[place[0] - 1].end, end)):
                continue
            longer = place[0] < len(row) and row[place[0]].shape in "aA"
            inside = tuple(p for p in place[1] if named & {p.within, p.province})
            if inside and not longer and all(p.level == "commune" for p in inside):
                name = classic(text[row[0].start : row[place[0] - 1].end])
                found.append(Seen(row[0].start, AreaRef(name, "", "commune", inside), n, "commune", False))
        return found

    def _collect_again(self) -> None:
        """Communes named without their type: once they were told with it, or of a district that the article names:
        "Ở Thanh Quân, …"."""
        told = {fold(s.ref.name): s.ref for s in self.seen if s.level == "commune"}
        others = self._communes_of_districts() if self.seen else {}
        bare: dict[str, AreaRef] = {}
        for n, sentence in enumerate(self._sentences if told or others else ()):
            for mention in sentence.row:
                if mention.kind == "CAPS":
                    name = fold(" ".join(self._article.text[mention.start : mention.end].split()))
                    ref = told.get(name)
                    if ref is None and name in others and self._led_to(mention, sentence):
                        ref = bare.setdefault(name, AreaRef(others[name][0].name, "", "commune", others[name]))
                    if ref is not None:
                        self.seen.append(Seen(mention.start, ref, n, "commune", self._in_lead(mention, n)))

    def _led_to(self, mention: Mention, sentence: Sentence) -> bool:
        """ "Tôi lên Tú Lệ", "chỉ có Tú Lệ là": not the name of a dam, an estate or a home town."""
        text, at = self._article.text, mention.start
        return _LEADS_TO.search(text, sentence.span.start, at) is not None and not is_origin(text, at)

    def _communes_of_districts(self) -> dict[str, tuple[Place, ...]]:
        """The communes of the districts that the article names, by their names of several syllables."""
        districts = {
            p.id for s in self.seen if s.level == "district" for p in s.ref.candidates if p.level == "district"
        }
        found: dict[str, tuple[Place, ...]] = {}
        for name, place in (told for district in sorted(districts) for told in _communes_of(district)):
            found[name] = (*found.get(name, ()), place)
        return found

    def _note(self, n: int, mention: Mention, level: str, done: set[int]) -> None:
        ref = cast(AreaRef, mention.value)
        at: AreaRef | None = ref
        while at is not None:
            if id(at) not in done and at.name:
                done.add(id(at))
                told = level if at is ref and level in (*LEVELS, "city") else at.level
                self.seen.append(Seen(mention.start, at, n, told, self._in_lead(mention, n)))
            at = at.within

    def _in_lead(self, mention: Mention, n: int) -> bool:
        """Whether a mention of sentence `n` stands in the title or where the article begins."""
        return n < _LEAD and mention.start < len(self._article.title or "") + _TITLE

    # ---- what they are called -------------------------------------------------------------------------------

    def _call(self, ref: AreaRef, type_word: str) -> None:
        """Remember by which type word the article calls a unit: "Huyện ủy Phong Điền" of what is a thị xã by now."""
        of_type = [p for p in ref.candidates if type_word in p.types]
        for place in of_type or [p for p in ref.candidates if _was(p, type_word)]:
            self._types.setdefault(place.id, set()).add(type_word)

    def called(self, place: Place) -> bool:
        """Whether the article calls a unit by a type word, its own or that of its body."""
        return place.id in self._types

    def spell(self, place: Place, ref: AreaRef) -> None:
        """Remember how the article spells a unit: Đăk Glei for Đắk Glei, Krông Pắk for Krông Pắc, but not "BMT"."""
        if place.id in self._written or ref.name.isupper():
            return
        syllables, own = ref.name.split(), place.name.split()
        short = len(syllables) != len(own) or any(one.isupper() and len(one) > 1 for one in syllables)
        if (place.level != "province" and not short) or search_key(ref.name) == search_key(place.name):
            self._written[place.id] = ref.name

    def known(self, place: Place, type_word: str = "") -> Area:
        """A unit of the gazetteer, under the type word and the spelling the article uses."""
        told = self._types.get(place.id, ())
        if not type_word and len(told) == 1:
            (type_word,) = told
        kind = type_word if _was(place, type_word) else place.type
        return Area(name=self._written.get(place.id, place.name), type=kind, level=place.level, place=place.id)

    # ---- which units they may be ----------------------------------------------------------------------------

    def options(self, ref: AreaRef, level: str, within: Area | None = None) -> tuple[Place, ...]:
        """The units a name may be: of that level, inside what is told around it, of its type, and of its time."""
        if within is not None and within.place:
            return self._units_of(ref, level, within.place)
        key = (level, ref.name, ref.type, ref.told, *map(id, ref.candidates))  # the gazetteer's own places
        if key not in self._known:
            self._known[key] = self._units_of(ref, level, "")
        return self._known[key]

    def _units_of(self, ref: AreaRef, level: str, around: str) -> tuple[Place, ...]:
        """The units a name may be, in a unit that is told `around` it, if one is."""
        fit = [p for p in ref.candidates if _fits(p, level)]
        found: tuple[Place, ...] = ()
        for pool in ([p for p in fit if ref.type in p.types], fit):
            if not found:
                inside = self._inside(pool, around, ref) if around else pool
                found = self._eras.of(inside, ref.told)
        new = bool(found) and found[0].id.endswith("-new")
        if self._eras.reformed and not new and not ref.type and level not in ("province", "city"):
            return self._new_communes.get(fold(ref.name)) or found
        return found

    def _inside(self, places: list[Place], around: str, ref: AreaRef) -> list[Place]:
        """Those that lie in a unit; what took their place where the unit is called a former one."""
        lie = [p for p in places if self._places.lies_in(p.id, around)]
        if lie and not (ref.within is not None and ref.within.told == "former"):
            return lie
        lay = (p for p in places if any(self._places.lies_in(q, around) for q in self._places.predecessors_of(p.id)))
        return [*lay] or lie or [p for p in places if self._places.same_ground(p.province, around)]

    @cached_property
    def _new_communes(self) -> dict[str, tuple[Place, ...]]:
        """Communes of after the reform that the article tells with their type, by name: "Phổ Yên" alone is the ward."""
        told = [s.ref for s in self.seen if s.ref.level == "commune" and s.ref.type]
        return {fold(r.name): new for r in told if (new := tuple(p for p in r.candidates if p.id.endswith("-new")))}


@cache
def _communes_of(district: str) -> tuple[tuple[str, Place], ...]:
    """The communes of a district that have names of several syllables, each with its folded name."""
    return tuple((fold(place.name), place) for place in gazetteer().children_of(district) if " " in place.name)


def is_origin(text: str, at: int) -> bool:
    """Whether a place at a text offset tells where somebody comes from, not where the article is."""
    return _HOME_TOWN.search(text, max(0, at - _ORIGIN), at) is not None


def _fits(place: Place, level: str) -> bool:
    if level == "city":
        return place.level in ("province", "district") and "thành phố" in place.types
    return place.level == level
