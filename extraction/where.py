"""Where an article is: its province, district and commune, and which unit each place name in it means.

Decided once per article by weighing everything it offers; with no evidence for one of its units a name stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, cast

import msgspec

from extraction.article import Article
from extraction.eras import Eras
from extraction.facts import LEVELS, Area
from extraction.homes import Weighing
from extraction.lexicon import Lexicon
from extraction.mentions import AreaRef, Sentence
from extraction.named_places import NamedPlaces, Seen
from extraction.parts import Parts
from extraction.text import fold
from ontology.places import Place, gazetteer

_FAR_MORE = 3.0
"""How much more must speak for the article's province than for any other, where nothing tells of another."""


class Where:
    """The places of one article."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self._places = gazetteer()
        self.eras = Eras(article)
        self.named = NamedPlaces(article, sentences, lexicon, self.eras)
        weighing = Weighing(article, sentences, self.eras, lexicon)
        told = [w for w in weighing.told(self.named.witnesses) if not self._of_commune(*w)]
        listed = [(seen, self.named.options(seen.ref, "commune")) for seen in weighing.listed()]
        witnesses = [*told, *listed]
        self._asked: set[str] = set()
        """Names asked for: "xã A, B" and "xã B, A" lie in each other."""
        self._listed = {fold(seen.ref.name) for seen, _ in listed}
        """Names told in lists of communes."""
        self._scores = weighing.scores(witnesses)
        self.home = weighing.home(self._scores, witnesses)
        """Gazetteer ids of the province, district and commune the article is about, by level."""
        self._province = self.home.get("province", "")
        self.parts = Parts(article, sentences, self.named, self._province)

    def area(self, ref: AreaRef, level: str = "") -> Area | None:
        """A named place as the article means it; `level` where the body before it tells."""
        level = level if level in (*LEVELS, "city") else ref.level
        if level == "hamlet" or not ref.name:
            return None
        within = self.area(ref.within) if ref.within is not None else None
        options = self.named.options(ref, level, within)
        if not ref.type and ref.within is None and level != "commune":
            commune = self._commune_instead(ref, options)
            if commune is not None:
                return commune
        options = self._narrow(self._of_part(ref, options) if within is None and len(options) > 1 else options)
        if len(options) > 1:
            options = self._of_sentence(ref, options)
        if len(options) == 1 and within is None and (self._unheard_of(options[0]) or self._strange(ref, options[0])):
            options = ()  # another of that name, which the gazetteer lacks
        if len(options) == 1:
            self.named.spell(options[0], ref)
            return self.named.known(options[0], ref.type)
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
        options = self.named.options(ref, ref.level, within) if ref.name else ()
        return self.named.known(options[0], ref.type) if len(options) == 1 else None

    def _commune_instead(self, ref: AreaRef, options: tuple[Place, ...]) -> Area | None:
        """ "Các xã Đông Hưng, Trần Thới", "Đông Hưng kết nạp 12" in an article about huyện Cái Nước: the commune there,
        not the district or province of its name elsewhere, where the article tells nothing else of that."""
        name = fold(ref.name)
        typed = self._typed_communes.get(name)
        home = self.home.get("district") or (self._province if name in self._listed else "")
        if not (home or typed) or name in self._asked or any(self._told(place, ref) for place in options):
            return None
        if typed is not None:  # "xã Đông Hưng" elsewhere in the article
            self._asked.add(name)
            area = self.area(typed)
            self._asked.remove(name)
            return area
        named = [p for p in self._places.named(ref.name) if p.level == "commune" and self._places.lies_in(p.id, home)]
        communes = self.eras.of(named, ref.told)
        return self.named.known(communes[0]) if len(communes) == 1 else None

    def _of_commune(self, seen: Seen, places: Sequence[Place]) -> bool:
        """Whether a bare name stands for a commune that the article tells by its type, or may be no commune at all:
        it speaks for no province."""
        typed = self._typed_communes.get(fold(seen.ref.name))
        if not seen.ref.type and seen.level == "commune":  # and nothing else is told that lies near: it may be a firm
            return not any(self._others_in(p.province, seen.ref.name) for p in places)
        if typed is None or seen.ref.type or seen.ref.within is not None or seen.level not in ("district", "province"):
            return False
        around = (self._places.lies_in(c.id, p.id) for c in typed.candidates for p in places)  # the town of a district
        return not any(map(self.named.called, places)) and not any(around)

    @cached_property
    def _typed_communes(self) -> dict[str, AreaRef]:
        """The communes that the article names with their type, by name."""
        return {fold(s.ref.name): s.ref for s in reversed(self.named.seen) if s.ref.level == "commune" and s.ref.type}

    def _told(self, place: Place, ref: AreaRef) -> bool:
        """Whether the article tells of a unit by its type, of its province by another name, or is of that one."""
        if self.named.called(place) or self._places.same_ground(place.province, self._province):
            return True
        return self._others_in(place.province, ref.name)

    def _others_in(self, province: str, name: str) -> bool:
        """Whether the article names anything else that can only be in a province."""
        return bool(self._names_in.get(province, set()) - {fold(name)})

    @cached_property
    def _names_in(self) -> dict[str, set[str]]:
        """The names that can only be those of a province, or of units in it, by province."""
        out: dict[str, set[str]] = {}
        for seen, places in self.named.witnesses:
            if len({p.province for p in places}) == 1:
                out.setdefault(places[0].province, set()).add(fold(seen.ref.name))
        return out

    def _narrow(self, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """Those units the article's own places and its neighbours leave."""
        places = self._places
        for level in ("district", "province"):
            home = self.home.get(level)
            if len(options) > 1 and home:
                lies = (p for p in options if places.lies_in(p.id, home) or places.same_ground(p.province, home))
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
        at = next(iter(self.named.sentences_of.get(id(ref), ())), None) if self.parts.several else None
        if at is None:
            return options
        for level in ("district", "province"):
            units = self.parts.units(level, at)
            inside = tuple(p for p in options if any(p.id != u.id and self._places.lies_in(p.id, u.id) for u in units))
            if inside:
                return inside
        return options

    def _of_sentence(self, ref: AreaRef, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """ "Tại Bến Tre, ông A, …, huyện Châu Thành": those in the one province that its sentence names."""
        sentences = self.named.sentences_of.get(id(ref), ())
        provinces = {place for n in sentences for place in self.named.provinces_in.get(n, ())}
        inside = tuple(p for p in options if p.province in provinces)
        return inside if len({p.province for p in inside}) == 1 else options

    @staticmethod
    def typed(ref: AreaRef, of_type: str) -> AreaRef:
        """ "Huyện ủy Cai Lậy" and "Thị ủy Cai Lậy": the body's name tells the type of place."""
        fit = tuple(p for p in ref.candidates if of_type in p.types)
        return msgspec.structs.replace(ref, type=of_type, candidates=fit) if fit and not ref.type else ref

    def province(self, name: str) -> Area | None:
        """The province of a name on the article's day; None for any other name."""
        found = self.eras.of([p for p in self._places.named(name) if p.level == "province"], None) if name else ()
        return self.named.known(found[0]) if len(found) == 1 else None

    def at_home(self, area: Area) -> bool:
        """Whether nothing says that an area lies in another province than the article's."""
        return not (self._province and area.place) or self._places.get(area.place).province == self._province

    @cached_property
    def alone(self) -> bool:
        """Whether the article speaks of its own province far more than of any other."""
        home = self._province
        others = (v for p, v in self._scores.items() if p != home and not self._places.same_ground(p, home))
        return bool(home) and self._scores.get(home, 0.0) >= _FAR_MORE * max(others, default=0.0)

    def _unheard_of(self, place: Place) -> bool:
        """Whether a commune lies in another province than the article's, and nothing wider of that one is told."""
        province = place.province
        if place.level != "commune" or province == self._province or not self.alone:
            return False
        return not self._places.same_ground(province, self._province) and province not in self._told_provinces

    def _strange(self, ref: AreaRef, place: Place) -> bool:
        """ "Đảng bộ Hòa Phát": what may be a firm is a commune's only where the article is about its district."""
        if ref.type or place.level != "commune" or any(p.level != "commune" for p in ref.candidates):
            return False
        home = self.home.get("district") or self._province
        return not home or not self._places.lies_in(place.id, home)

    @cached_property
    def _told_provinces(self) -> set[str]:
        """The provinces of which the article names a district, by its type or a body of it, or themselves."""
        told = (
            p
            for seen, places in self.named.witnesses
            if seen.ref.type or seen.level in ("province", "district", "city")
            for p in places
        )
        return {p.province for p in told if p.level != "commune"}

    def home_area(self, level: str) -> Area | None:
        """The province, district or commune the article is about."""
        home = self.home.get(level)
        return self.named.known(self._places.get(home)) if home else None


def _wider(around: Area | None, level: str) -> Area | None:
    """What is told around a place of this level, as far as it can hold one.

    A city that nobody knows counts as a district; one with districts of its own (of another country) does not.
    """
    if around is not None and level == around.level == "district" and around.type == "thành phố" and not around.place:
        return msgspec.structs.replace(around, level="province", candidates=(), within=None)
    while around is not None and LEVELS.index(around.level) >= LEVELS.index(level):
        around = around.within
    return around
