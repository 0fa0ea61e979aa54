"""Where an article is: its province, district and commune, and which unit each place name in it means.

Decided once per article by weighing everything it offers; with no evidence for one of its units a name stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Literal, cast

import msgspec

from extraction.article import Article
from extraction.eras import Eras
from extraction.facts import LEVELS, Area
from extraction.homes import HOME_TOWN, Seen, Weighing
from extraction.lexicon import Lexicon
from extraction.mentions import AreaRef, BodyPhrase, Mention, Sentence
from extraction.text import classic, fold, search_key, tokens
from ontology.places import Place, gazetteer

_LEAD = 3
"""Sentences that may tell at the beginning what an article is about."""
_BULLETS = ("", "*", "-", "+", "•", "–")
_OPENING = 12
"""Mentions from the start of a paragraph within which it names the place it is about."""
_TOWARDS = re.compile(r"\b(?:sang|ra|tới|khỏi)\s+(?:\w+\s+){0,2}$")
"""Before a place that something goes to from another."""
_LOCATIVE = re.compile(r"(?:^|[\s,])(?:tại|ở|sang|đến|về|với|riêng|còn|thăm)$", re.I)
_LED = re.compile(r"\s*(?:về|đến|tới|tại|ở|lên|sang|thăm|trở lại|về với|đến với|có mặt (?:tại|ở))\s+", re.I)
"""What leads to the place that a paragraph is about."""
_LEADS_TO = re.compile(
    r"(?:^|[\s,])(?:tại|ở|lên|về|đến|tới|sang|vào|xuống|qua|rời|ghé|thăm|chỉ có|riêng|còn|cả|như|nhất là)\s+$", re.I
)
"""Before the bare name of a commune: "lên Tú Lệ", "chỉ có Tú Lệ là"."""
_IS_COMMUNE = re.compile(r"\s+(?:vốn\s+|hiện\s+)?là\s+(?:một\s+|một trong những\s+)?(?:xã|phường|thị trấn)\b", re.I)
_FAR_MORE = 3.0
"""How much more must speak for the article's province than for any other, where nothing tells of another."""
_HOME = 30
"""Letters before a place in which "quê", "nguyên quán" stand."""
_REACH = 60
"""Place names looked at around a bare "huyện"; a paragraph of the corpus has at most some thirty."""


def walk(mentions: Iterable[Mention]) -> list[Mention]:
    """All mentions and what they are made of."""
    out: list[Mention] = []
    for mention in mentions:
        out.append(mention)
        if mention.parts:
            out += walk(mention.parts)
        value = mention.value
        if value is None or not isinstance(value, BodyPhrase):
            continue
        if value.of is not None and value.of not in mention.parts:
            out += walk((value.of,))
    return out


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


@cache
def _communes_of(district: str) -> tuple[tuple[str, Place], ...]:
    """The communes of a district that have names of several syllables, each with its folded name."""
    return tuple((fold(place.name), place) for place in gazetteer().children_of(district) if " " in place.name)


class Where:
    """The places of one article."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.article = article
        self.sentences = sentences
        self._places = gazetteer()
        self._lexicon = lexicon
        self.eras = Eras(article)
        self._seen: list[Seen] = []
        self._written: dict[str, str] = {}
        self._types: dict[str, set[str]] = {}
        """The type words that the article gives a unit, by gazetteer id."""
        self._known: dict[tuple[object, ...], tuple[Place, ...]] = {}
        """The units that a name may be, once asked for."""
        self._collect()
        self._starts = [s.start for s in self._seen]
        self._options_of = [self._options(s.ref, s.level) for s in self._seen]
        weighing = Weighing(article, sentences, self.eras, lexicon)
        told = weighing.told(zip(self._seen, self._options_of, strict=True))
        listed = ((seen, self._options(seen.ref, "commune")) for seen in weighing.listed())
        witnesses = [*told, *listed]
        self._scores = weighing.scores(witnesses)
        self.home = weighing.home(self._scores, witnesses)
        """Gazetteer ids of the province, district and commune the article is about, by level."""

    # ---- the places named ---------------------------------------------------------------------------------

    def _collect(self) -> None:
        title_end = len(self.article.title or "") + 200
        for n, sentence in enumerate(self.sentences):
            done: set[int] = set()
            rich = [m for m in sentence.row if m.value is not None or m.parts]
            found = [m for m in walk(rich) if isinstance(m.value, (AreaRef, BodyPhrase))]
            for mention in found:
                if isinstance(mention.value, AreaRef) and not mention.parts:
                    mention.value.told = self.eras.beside(mention.start, mention.end, sentence.span.start)
            for mention in found:
                body = mention.value
                if isinstance(body, BodyPhrase) and body.of is not None and isinstance(body.of.value, AreaRef):
                    self._call(body.of.value, body.entry.of_type or ("thành phố" if body.entry.city else ""))
                    self._note(n, body.of, "city" if body.entry.city else body.entry.level, title_end, done)
            for mention in found:
                if isinstance(mention.value, AreaRef) and mention.kind in ("AREA", "PLACE", "HAMLET"):
                    self._note(n, mention, "", title_end, done)
        self._seen += self._opening_communes()
        self._collect_again(title_end)
        self._seen.sort(key=lambda s: s.start)
        for seen in self._seen:
            self._call(seen.ref, seen.ref.type)
            for place in seen.ref.candidates:
                self._spelled(place, seen.ref)

    def _opening_communes(self) -> list[Seen]:
        """Communes named without their type where a paragraph begins, of a district or province that the article names:
        "Về Tú Lệ, …", "Tú Lệ là xã …"."""
        named = {p.id for s in self._seen for p in s.ref.candidates if p.level != "commune"}
        found = []
        for n, sentence in enumerate(self.sentences if named else ()):
            if n and self.sentences[n - 1].paragraph == sentence.paragraph:
                continue
            text, end = self.article.text, sentence.span.end
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

    def _collect_again(self, title_end: int) -> None:
        """Communes named without their type: once they were told with it, or of a district that the article names:
        "Ở Thanh Quân, …"."""
        told = {fold(s.ref.name): s.ref for s in self._seen if s.level == "commune"}
        others = self._communes_of_districts() if self._seen else {}
        bare: dict[str, AreaRef] = {}
        for n, sentence in enumerate(self.sentences if told or others else ()):
            for mention in sentence.row:
                if mention.kind == "CAPS":
                    name = fold(" ".join(self.article.text[mention.start : mention.end].split()))
                    ref = told.get(name)
                    if ref is None and name in others and self._led_to(mention, sentence):
                        ref = bare.setdefault(name, AreaRef(others[name][0].name, "", "commune", others[name]))
                    if ref is not None:
                        title = mention.start < title_end and n < _LEAD
                        self._seen.append(Seen(mention.start, ref, n, "commune", title))

    def _led_to(self, mention: Mention, sentence: Sentence) -> bool:
        """ "Tôi lên Tú Lệ", "chỉ có Tú Lệ là": not the name of a dam, an estate or a home town."""
        text, at = self.article.text, mention.start
        return _LEADS_TO.search(text, sentence.span.start, at) is not None and not HOME_TOWN.search(
            text, max(0, at - _HOME), at
        )

    def _communes_of_districts(self) -> dict[str, tuple[Place, ...]]:
        """The communes of the districts that the article names, by their names of several syllables."""
        districts = {
            p.id for s in self._seen if s.level == "district" for p in s.ref.candidates if p.level == "district"
        }
        found: dict[str, tuple[Place, ...]] = {}
        for name, place in (told for district in sorted(districts) for told in _communes_of(district)):
            found[name] = (*found.get(name, ()), place)
        return found

    def _note(self, n: int, mention: Mention, level: str, title_end: int, done: set[int]) -> None:
        ref = cast(AreaRef, mention.value)
        at: AreaRef | None = ref
        while at is not None:
            if id(at) not in done and at.name:
                done.add(id(at))
                told = level if at is ref and level in (*LEVELS, "city") else at.level
                self._seen.append(Seen(mention.start, at, n, told, mention.start < title_end and n < _LEAD))
            at = at.within

    def _call(self, ref: AreaRef, type_word: str) -> None:
        """Remember by which type word the article calls a unit: "Huyện ủy Phong Điền" of what is a thị xã by now."""
        of_type = [p for p in ref.candidates if type_word in p.types]
        for place in of_type or [p for p in ref.candidates if _was(p, type_word)]:
            self._types.setdefault(place.id, set()).add(type_word)

    def _spelled(self, place: Place, ref: AreaRef) -> None:
        """Remember how the article spells a unit: Đăk Glei for Đắk Glei, Krông Pắk for Krông Pắc, but not "BMT"."""
        if place.id in self._written or ref.name.isupper():
            return
        syllables, own = ref.name.split(), place.name.split()
        short = len(syllables) != len(own) or any(one.isupper() and len(one) > 1 for one in syllables)
        if (place.level != "province" and not short) or search_key(ref.name) == search_key(place.name):
            self._written[place.id] = ref.name

    def _options(self, ref: AreaRef, level: str, within: Area | None = None) -> tuple[Place, ...]:
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
                found = self.eras.of(inside, ref.told)
        new = bool(found) and found[0].id.endswith("-new")
        if self.eras.reformed and not new and not ref.type and level not in ("province", "city"):
            return self._new_communes.get(fold(ref.name)) or found
        return found

    def _inside(self, places: list[Place], around: str, ref: AreaRef) -> list[Place]:
        """Those that lie in a unit; what took their place where the unit is called a former one."""
        lie = [p for p in places if self._places.lies_in(p.id, around)]
        if lie and not (ref.within is not None and ref.within.told == "former"):
            return lie
        lay = (p for p in places if any(self._places.lies_in(q, around) for q in self._places.predecessors_of(p.id)))
        return [*lay] or lie or [p for p in places if self._same_ground(p.province, around)]

    @cached_property
    def _new_communes(self) -> dict[str, tuple[Place, ...]]:
        """Communes of after the reform that the article tells with their type, by name: "Phổ Yên" alone is the ward."""
        told = [s.ref for s in self._seen if s.ref.level == "commune" and s.ref.type]
        return {fold(r.name): new for r in told if (new := tuple(p for p in r.candidates if p.id.endswith("-new")))}

    # ---- the article's own places -------------------------------------------------------------------------------

    def _same_ground(self, one: str, other: str) -> bool:
        """Whether one of two provinces was made of the other."""
        return other in (self._places.successor(one), *self._places.predecessors_of(one))

    # ---- what a name means ------------------------------------------------------------------------------------------

    def area(self, ref: AreaRef, level: str = "") -> Area | None:
        """A named place as the article means it; `level` where the body before it tells."""
        level = level if level in (*LEVELS, "city") else ref.level
        if level == "hamlet" or not ref.name:
            return None
        within = self.area(ref.within) if ref.within is not None else None
        options = self._options(ref, level, within)
        options = self._narrow(self._of_part(ref, options) if within is None and len(options) > 1 else options)
        if len(options) > 1:
            options = self._of_sentence(ref, options)
        if len(options) == 1 and within is None and self._unheard_of(options[0]):
            options = ()  # another of that name, which the gazetteer lacks
        if len(options) == 1:
            self._spelled(options[0], ref)
            return self.known(options[0], ref.type)
        if level == "city" or len({p.level for p in options}) == 1:
            level = options[0].level if options else "district"
        within = _wider(within, level)
        if within is None and level != "province" and not options:
            within = self.home_area("province")
        return Area(
            name=ref.name,
            type=ref.type,
            level=cast(Literal["province", "district", "commune"], level),
            candidates=tuple(sorted(p.id for p in options)),
            within=within,
        )

    def told_by_itself(self, ref: AreaRef) -> Area | None:
        """The unit that a name with the places told around it can only be, wherever the article is; else None."""
        within = self.told_by_itself(ref.within) if ref.within is not None else None
        options = self._options(ref, ref.level, within) if ref.name else ()
        return self.known(options[0], ref.type) if len(options) == 1 else None

    def _narrow(self, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """Those units the article's own places and its neighbours leave."""
        for level in ("district", "province"):
            home = self.home.get(level)
            if len(options) > 1 and home:
                lies = (p for p in options if self._places.lies_in(p.id, home) or self._same_ground(p.province, home))
                options = tuple(lies) or options
        if len(options) > 1:
            scores = {p.id: self._scores[p.province] for p in options}
            best = max(scores.values())
            rest = [v for v in scores.values() if v < best]
            if rest and best >= 3.0 and best >= 1.5 * max(rest):  # a province the article names beside it
                options = tuple(p for p in options if scores[p.id] == best)
        if len({p.province for p in options}) == 1 and len({p.level for p in options}) > 1:
            options = tuple(p for p in options if p.level == options[0].level)
        return options

    def _of_part(self, ref: AreaRef, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """ "TP. CAO LÃNH: … phường 2 …": those in the unit that opened the part of the article, in news in brief."""
        at = next((s.sentence for s in self._seen if s.ref is ref), None) if any(self._openings.values()) else None
        if at is None:
            return options
        for level in ("district", "province"):
            units = self._part_units(level, at)
            inside = tuple(p for p in options if any(p.id != u.id and self._places.lies_in(p.id, u.id) for u in units))
            if inside:
                return inside
        return options

    def _of_sentence(self, ref: AreaRef, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """ "Tại Bến Tre, ông A, …, huyện Châu Thành": those in the one province that its sentence names."""
        sentences = {s.sentence for s in self._seen if s.ref is ref}
        near = [s for s in self._seen if s.sentence in sentences and s.level == "province"]
        provinces = {p.id for s in near for p in self._options(s.ref, "province")}
        inside = tuple(p for p in options if p.province in provinces)
        return inside if len({p.province for p in inside}) == 1 else options

    def known(self, place: Place, type_word: str = "") -> Area:
        """A unit of the gazetteer, under the type word and the spelling the article uses."""
        told = self._types.get(place.id, ())
        if not type_word and len(told) == 1:
            (type_word,) = told
        kind = type_word if _was(place, type_word) else place.type
        return Area(name=self._written.get(place.id, place.name), type=kind, level=place.level, place=place.id)

    @staticmethod
    def typed(ref: AreaRef, of_type: str) -> AreaRef:
        """ "Huyện ủy Cai Lậy" and "Thị ủy Cai Lậy": the body's name tells the type of place."""
        fit = tuple(p for p in ref.candidates if of_type in p.types)
        return msgspec.structs.replace(ref, type=of_type, candidates=fit) if fit and not ref.type else ref

    def province(self, name: str) -> Area | None:
        """The province of a name on the article's day; None for any other name."""
        found = self.eras.of([p for p in self._places.named(name) if p.level == "province"], None) if name else ()
        return self.known(found[0]) if len(found) == 1 else None

    def at_home(self, area: Area) -> bool:
        """Whether nothing says that an area lies in another province than the article's."""
        home = self.home.get("province")
        return home is None or not area.place or self._places.get(area.place).province == home

    @cached_property
    def alone(self) -> bool:
        """Whether the article speaks of its own province far more than of any other."""
        home = self.home.get("province", "")
        others = (v for p, v in self._scores.items() if p != home and not self._same_ground(p, home))
        return bool(home) and self._scores.get(home, 0.0) >= _FAR_MORE * max(others, default=0.0)

    def _unheard_of(self, place: Place) -> bool:
        """Whether a commune lies in another province than the article's, and nothing wider of that one is told."""
        home = self.home.get("province")
        if place.level != "commune" or home is None or place.province == home or not self.alone:
            return False
        return not self._same_ground(place.province, home) and place.province not in self._told_provinces

    @cached_property
    def _told_provinces(self) -> set[str]:
        """The provinces of which the article names a district, by its type or a body of it, or themselves."""
        told = (
            p
            for seen, places in zip(self._seen, self._options_of, strict=True)
            if seen.ref.type or seen.level in ("province", "district", "city")
            for p in places
        )
        return {p.province for p in told if p.level != "commune"}

    def home_area(self, level: str) -> Area | None:
        """The province, district or commune the article is about."""
        home = self.home.get(level)
        return self.known(self._places.get(home)) if home else None

    def bare(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        """The place a bare "huyện", "tỉnh", "xã" means at a text offset: the nearest told, else the article's own."""
        area = self._bare(type_word, level, at, sentence)
        renamed = area is not None and area.place != "" and type_word != area.type and level != "province"
        if area is not None and renamed and type_word in self._places.get(area.place).types:
            return msgspec.structs.replace(area, type=type_word)  # what was a thị xã when the article was written
        return area

    def _bare(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        if level == "province":
            own = self._section(level, "", sentence) or self.home_area("province")
            home = own if own is not None and self._typed(own, type_word) else None
            before = self._province_before(at, sentence)
            if before is not None and home is not None and home.place == self._places.successor(before.place):
                before = home  # "nguyên Bí thư Tỉnh ủy Bến Tre, được bầu làm Phó Bí thư Tỉnh ủy": of what it is now
            return before or home or self._nearest(type_word, ("province",), at, sentence)
        if level == "city":
            city = self._section("province", "thành phố", sentence) or self._home_city()
            return city or self._nearest(type_word, ("district", "province"), at, sentence)
        if level == "commune":
            commune = self._title_commune(type_word, at, sentence)
            if commune is not None:
                return commune
        if level == "district":
            own = self._section(level, type_word, sentence) or self._titled(type_word)
            if own is not None and not any(seen.level == level for seen in self._before(at, sentence)):
                return own
        near = self._nearest(type_word, (level,), at, sentence)
        home = self.home_area(level) if near is None else None
        return near or (home if home is not None and self._typed(home, type_word) else None)

    def _home_city(self) -> Area | None:
        """The city of the article: the one in its province, unless the province is a city told at least as often."""
        own = [self.home_area(level) for level in ("district", "province")]
        cities = [area for area in own if area is not None and area.type == "thành phố"]
        if len(cities) < 2:
            return cities[0] if cities else None
        of_district, of_province = (
            sum(
                any(p.id == city.place or self._places.successor(p.id) == city.place for p in places)
                for seen, places in zip(self._seen, self._options_of, strict=True)
                if city is cities[1] or seen.level == "city" or seen.ref.type == "thành phố"
            )
            for city in cities
        )
        return cities[of_district <= of_province]

    def _section(self, level: str, type_word: str, sentence: int) -> Area | None:
        """The province or district whose name opened the part of the article that a sentence stands in."""
        units = [p for p in self._part_units(level, sentence) if not type_word or type_word in p.types]
        return self.known(units[0], type_word) if len(units) == 1 else None

    def _part_units(self, level: str, sentence: int) -> tuple[Place, ...]:
        """What may have opened the part of the article that a sentence stands in."""
        openings = self._openings.get(level, ())
        n = bisect_right(openings, sentence, key=lambda opening: opening[0])
        return openings[n - 1][1] if n else ()

    def part(self, sentence: int) -> int:
        """How many parts about a province or district have begun by a sentence; 0 where the article has none."""
        return max(
            (bisect_right(rows, sentence, key=lambda row: row[0]) for rows in self._openings.values()), default=0
        )

    @cached_property
    def _openings(self) -> dict[str, list[tuple[int, tuple[Place, ...]]]]:
        """Sentences that open a part about a province or district, by level, where there are several such parts."""
        out: dict[str, list[tuple[int, tuple[Place, ...]]]] = {"province": [], "district": []}
        for n, sentence in enumerate(self.sentences):
            ref = self._opened(n) if n == 0 or self.sentences[n - 1].paragraph != sentence.paragraph else None
            while ref is not None:
                for level, openings in out.items():
                    units = self._units(ref, level)
                    if units and (not openings or openings[-1][0] != n):
                        openings.append((n, units))
                ref = ref.within
        return {level: rows for level, rows in out.items() if len({units for _, units in rows}) > 1}

    def _opened(self, n: int) -> AreaRef | None:
        """The place that opens a sentence: "Hà Giang.", "Tại xã Lợi Hải (Thuận Bắc), …", "Sang Duyên Hải, …"."""
        sentence = self.sentences[n]
        row = sentence.row[: len(sentence.row) - (bool(sentence.row) and sentence.row[-1].kind in ("DOT", "COLON"))]
        for i, mention in enumerate(row[:_OPENING]):
            if mention.kind in ("AREA", "PLACE") and isinstance(mention.value, AreaRef):
                before = self.article.text[sentence.span.start : mention.start].rstrip()
                if before in _BULLETS and self._heads_item(mention, row[i + 1 : i + 2], n):
                    return mention.value
                led = i > 0 and _LOCATIVE.search(before) is not None and row[i + 1 : i + 2] != []
                return mention.value if len(row) == 1 or (led and row[i + 1].kind == "COMMA") else None
            if mention.kind in ("HOLDER", "POSTS", "ORG"):
                return None
            if i == 0 and mention.kind == "CAPS" and row[1:2] and row[1].kind == "COMMA":
                to, _, name = " ".join(self.article.text[mention.start : mention.end].split()).partition(" ")
                if _LOCATIVE.match(to):
                    return AreaRef(name, "", "", tuple(self._places.named(name)))  # "Sang Mộc Châu, …"
        return None

    def _heads_item(self, mention: Mention, after: Sequence[Mention], n: int) -> bool:
        """ "* TAM NÔNG - Ngày 12-9, …": the place of an item of news in brief, not of a list of figures."""
        if [m.kind for m in after] not in (["DASH"], ["COLON"]):
            return False
        if self.article.text[mention.start : mention.end].rsplit(maxsplit=1)[-1].isupper():
            return True
        bullet = mention.start > self.sentences[n].span.start
        goes_on = n + 1 < len(self.sentences) and self.sentences[n + 1].paragraph == self.sentences[n].paragraph
        return bullet and goes_on

    def _units(self, ref: AreaRef, level: str) -> tuple[Place, ...]:
        """The units of a level that a name may be, or that hold the commune it may be, in the article's province."""
        home = self.home.get("province")
        units = self._options(ref, level)
        if not units and level == "district":
            within = [p.within for p in self._options(ref, "commune") if p.within is not None]
            units = tuple(self._places.get(w) for w in dict.fromkeys(within))
        if level == "district" and home:
            units = tuple(p for p in units if p.province == home) or units
        return units

    def _titled(self, type_word: str) -> Area | None:
        """The district that the headline is about, where it is of that type."""
        home = self.home_area("district")
        titles = (o for s, o in zip(self._seen, self._options_of, strict=True) if s.title)
        named = [{p.id for p in places if p.level == "district"} for places in titles]
        told = home is not None and any(home.place in ids for ids in named)
        others = home is not None and any(ids and home.place not in ids for ids in named)  # "Vũ Thư, Thái Thụy …"
        return home if home is not None and told and not others and self._typed(home, type_word) else None

    def _title_commune(self, type_word: str, at: int, sentence: int) -> Area | None:
        """The commune that the headline is about, unless the sentence has named another before."""
        commune = self.home_area("commune")
        if commune is None or not self._typed(commune, type_word):
            return None
        parts = self._part_units("district", sentence)
        if parts and commune.place and self._places.get(commune.place).within not in {p.id for p in parts}:
            return None  # an item on another district
        told = any(s.level == "commune" for s in self._before(at, sentence))
        return commune if not told and commune.name.casefold() in self.article.text[:200].casefold() else None

    def _before(self, at: int, sentence: int) -> Iterator[Seen]:
        """Place names of the sentence before a text offset, the nearest first."""
        for seen in reversed(self._seen[max(0, (middle := bisect_left(self._starts, at)) - _REACH) : middle]):
            if seen.sentence != sentence:
                return
            yield seen

    def _province_before(self, at: int, sentence: int) -> Area | None:
        """ "Tại Hà Giang, ông A, Phó Chủ tịch UBND tỉnh, …": the one province that the sentence has named before."""
        text = self.article.text
        before = [
            s
            for s in self._before(at, sentence)
            if s.level == "province" and not HOME_TOWN.search(text, max(0, s.start - _HOME), s.start)
        ]
        areas = {area.place: area for s in before if (area := self.area(s.ref, "province")) is not None and area.place}
        return next(iter(areas.values())) if len(areas) == 1 else None

    def _typed(self, area: Area, type_word: str) -> bool:
        typed = not type_word or area.type == type_word
        return typed or (bool(area.place) and type_word in self._places.get(area.place).types)

    def _around(self, at: int, sentence: int) -> Iterator[tuple[bool, Seen]]:
        """Place names by nearness: before it in its sentence, after it, before, far after; and whether near."""
        middle = bisect_left(self._starts, at)
        before = self._seen[max(0, middle - _REACH) : middle][::-1]
        after = self._seen[middle : middle + _REACH]
        paragraph = self.sentences[sentence].paragraph
        for seen in before:
            if seen.sentence == sentence:
                yield True, seen
        same = [seen for seen in after if seen.sentence == sentence]
        text = self.article.text
        towards = (i for i, seen in enumerate(same) if _TOWARDS.search(text, max(at, seen.start - 12), seen.start))
        reached = next(towards, len(same))
        yield from ((True, seen) for seen in same[:reached])
        for seen in before:
            if seen.sentence != sentence:
                yield self.sentences[seen.sentence].paragraph == paragraph, seen
        yield from ((True, seen) for seen in same[reached:])  # "Thị ủy thí điểm, nay nhân rộng sang thị xã B": not it
        for seen in after:
            if seen.sentence != sentence:
                yield False, seen

    def _nearest(self, type_word: str, levels: Sequence[str], at: int, sentence: int) -> Area | None:
        home = self.home_area(levels[0])
        for near, seen in (*self._said_before(levels, at, sentence), *self._around(at, sentence)):
            if not near and home is not None and self._typed(home, type_word):
                return home
            if seen.level not in (*levels, "city"):
                continue
            area = self.area(seen.ref, seen.level if seen.level in levels else "")
            if area is not None and area.level in levels and self._typed(area, type_word):
                return area
        return None

    def _said_before(self, levels: Sequence[str], at: int, sentence: int) -> Iterator[tuple[bool, Seen]]:
        """The last place of a commune's level told up to the sentence before, in the same paragraph: what is told
        of "xã" after it is told of that one, not of the next that is named."""
        if "commune" not in levels:
            return
        paragraph = self.sentences[sentence].paragraph
        middle = bisect_left(self._starts, at)
        for seen in reversed(self._seen[max(0, middle - _REACH) : middle]):
            if seen.sentence < sentence - 1 or self.sentences[seen.sentence].paragraph != paragraph:
                return
            if seen.level == "commune":
                yield True, seen
                return


def _fits(place: Place, level: str) -> bool:
    if level == "city":
        return place.level in ("province", "district") and "thành phố" in place.types
    return place.level == level


def _wider(around: Area | None, level: str) -> Area | None:
    """What is told around a place of this level, as far as it can hold one.

    A city that nobody knows counts as a district; one with districts of its own (of another country) does not.
    """
    if around is not None and level == around.level == "district" and around.type == "thành phố" and not around.place:
        return msgspec.structs.replace(around, level="province", candidates=(), within=None)
    while around is not None and LEVELS.index(around.level) >= LEVELS.index(level):
        around = around.within
    return around
