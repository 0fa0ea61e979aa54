"""The place that a bare "huyện", "tỉnh", "xã" means: the nearest told, the one its part is about, the article's own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain, takewhile

import msgspec

from extraction.article import Article
from extraction.facts import Area
from extraction.governing import Governing
from extraction.mentions import Sentence
from extraction.named_places import Seen, is_origin
from extraction.where import Where
from ontology.places import gazetteer

_TOWARDS = re.compile(r"\b(?:sang|ra|tới|khỏi)\s+(?:\w+\s+){0,2}$")
"""Before a place that something goes to from another."""
_REACH = 60
"""Place names looked at around a bare "huyện"; a paragraph of the corpus has at most some thirty."""


class BarePlaces:
    """What type words without a name mean in one article."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], where: Where) -> None:
        self._text = article.text
        self._sentences = sentences
        self._where = where
        self._seen = where.named.seen
        self._places = gazetteer()
        self._governs = Governing(article.text, sentences, self._seen)

    @cached_property
    def _starts(self) -> list[int]:
        return [seen.start for seen in self._seen]

    def area(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        """The place a bare "huyện", "tỉnh", "xã" means at a text offset: the nearest told, else the article's own."""
        area = self._found(type_word, level, at, sentence)
        renamed = area is not None and area.place != "" and type_word != area.type and level != "province"
        if area is not None and renamed and type_word in self._places.get(area.place).types:
            return msgspec.structs.replace(area, type=type_word)  # what was a thị xã when the article was written
        return area

    def _found(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        if level == "province":
            own = self._section(level, "", sentence) or self._where.home_area("province")
            home = own if own is not None and self._typed(own, type_word) else None
            before = self._province_before(at, sentence)
            if before is not None and home is not None and home.place == self._places.successor(before.place):
                before = home  # "nguyên Bí thư Tỉnh ủy Bến Tre, được bầu làm Phó Bí thư Tỉnh ủy": of what it is now
            return before or home or self._nearest(type_word, ("province",), at, sentence)
        if level == "city":
            city = self._section("province", "thành phố", sentence) or self._home_city()
            return city or self._nearest(type_word, ("district", "province"), at, sentence)
        governing = self.governing(type_word, level, at, sentence)
        if governing is not None:
            return governing
        if level == "commune":
            commune = self._title_commune(type_word, at, sentence)
            if commune is not None:
                return commune
        if level == "district":
            own = self._section(level, type_word, sentence) or self._titled(type_word)
            if own is not None and not any(seen.level == level for seen in self._before(at, sentence)):
                return own
        near = self._nearest(type_word, (level,), at, sentence)
        home = self._where.home_area(level) if near is None else None
        return near or (home if home is not None and self._typed(home, type_word) else None)

    def governing(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        """The place that the list, the sentence or its part is about, where the last told is where somebody was."""
        seen = self._governs.over(level, self._preceding(at), at, sentence)
        area = self._where.area(seen.ref, level) if seen is not None else None
        fits = area is not None and area.level == level and self._typed(area, type_word)
        return area if fits else None

    def _home_city(self) -> Area | None:
        """The city of the article: the one in its province, unless the province is a city told at least as often."""
        own = [self._where.home_area(level) for level in ("district", "province")]
        cities = [area for area in own if area is not None and area.type == "thành phố"]
        if len(cities) < 2:
            return cities[0] if cities else None
        of_district, of_province = (
            sum(
                any(p.id == city.place or self._places.successor(p.id) == city.place for p in places)
                for seen, places in self._where.named.witnesses
                if city is cities[1] or seen.level == "city" or seen.ref.type == "thành phố"
            )
            for city in cities
        )
        return cities[of_district <= of_province]

    def _section(self, level: str, type_word: str, sentence: int) -> Area | None:
        """The province or district whose name opened the part of the article that a sentence stands in."""
        units = [p for p in self._where.parts.units(level, sentence) if not type_word or type_word in p.types]
        return self._where.named.known(units[0], type_word) if len(units) == 1 else None

    def _titled(self, type_word: str) -> Area | None:
        """The district that the headline is about, where it is of that type."""
        home = self._where.home_area("district")
        titles = (o for s, o in self._where.named.witnesses if s.title)
        named = [{p.id for p in places if p.level == "district"} for places in titles]
        told = home is not None and any(home.place in ids for ids in named)
        others = home is not None and any(ids and home.place not in ids for ids in named)  # "Vũ Thư, Thái Thụy …"
        return home if home is not None and told and not others and self._called(home, type_word) else None

    def _called(self, area: Area, type_word: str) -> bool:
        """Whether a place is of that type, or the article calls what it was before by it."""
        if not type_word or area.type == type_word:
            return True
        called = (o for s, o in self._where.named.witnesses if s.ref.type == type_word)
        return any(area.place in {p.id for p in places} for places in called)

    def _title_commune(self, type_word: str, at: int, sentence: int) -> Area | None:
        """The commune that the headline is about, unless the sentence has named another before."""
        commune = self._where.home_area("commune")
        if commune is None or not self._typed(commune, type_word):
            return None
        parts = self._where.parts.units("district", sentence)
        if parts and commune.place and self._places.get(commune.place).within not in {p.id for p in parts}:
            return None  # an item on another district
        told = any(s.level == "commune" for s in self._before(at, sentence)) or self._moved(commune, at, sentence)
        return commune if not told and commune.name.casefold() in self._text[:200].casefold() else None

    def _moved(self, home: Area, at: int, sentence: int) -> bool:
        """ "Cùng ngày, đoàn đến thăm Đảng ủy xã B. Đảng bộ xã có 19 chi bộ": elsewhere than where the lead was, unless
        the headline is about that one."""
        if home.name.casefold() in self._text[: self._sentences[0].span.end].casefold():
            return False
        _, seen = next(self._said_before(("commune",), at, sentence), (False, None))
        return seen is not None and seen.sentence < sentence and seen.ref.name.casefold() != home.name.casefold()

    def _before(self, at: int, sentence: int) -> Iterator[Seen]:
        """Place names of the sentence before a text offset, the nearest first."""
        return takewhile(lambda seen: seen.sentence == sentence, self._preceding(at))

    def _preceding(self, at: int) -> list[Seen]:
        """Place names before a text offset, the nearest first."""
        middle = bisect_left(self._starts, at)
        return self._seen[max(0, middle - _REACH) : middle][::-1]

    def _province_before(self, at: int, sentence: int) -> Area | None:
        """ "Tại Hà Giang, ông A, Phó Chủ tịch UBND tỉnh, …": the one province that the sentence has named before."""
        before = self._before(at, sentence)
        refs = [s.ref for s in before if s.level == "province" and not is_origin(self._text, s.start)]
        told = (self._where.area(ref, "province") for ref in refs)
        areas = {area.place: area for area in told if area is not None and area.place and area.level == "province"}
        return next(iter(areas.values())) if len(areas) == 1 else None

    def _typed(self, area: Area, type_word: str) -> bool:
        typed = not type_word or area.type == type_word
        return typed or (bool(area.place) and type_word in self._places.get(area.place).types)

    def _around(self, at: int, sentence: int) -> Iterator[tuple[bool, Seen]]:
        """Place names by nearness: before it in its sentence, after it, before, far after; and whether near."""
        before, middle = self._preceding(at), bisect_left(self._starts, at)
        after = self._seen[middle : middle + _REACH]
        paragraph = self._sentences[sentence].paragraph
        yield from ((True, seen) for seen in self._of_item(before, after, at, sentence))
        for seen in before:
            if seen.sentence == sentence:
                yield True, seen
        same = [seen for seen in after if seen.sentence == sentence]
        starts = ((i, seen.start) for i, seen in enumerate(same))
        towards = (i for i, start in starts if _TOWARDS.search(self._text, max(at, start - 12), start))
        reached = next(towards, len(same))
        yield from ((True, seen) for seen in same[:reached])
        for seen in before:
            if seen.sentence != sentence:
                yield self._sentences[seen.sentence].paragraph == paragraph, seen
        yield from ((True, seen) for seen in same[reached:])  # "Thị ủy thí điểm, nay nhân rộng sang thị xã B": not it
        for seen in after:
            if seen.sentence != sentence:
                yield False, seen

    def _of_item(self, before: Sequence[Seen], after: Sequence[Seen], at: int, sentence: int) -> Iterator[Seen]:
        """Place names of the line that is one item of a list, before an offset and after it."""
        line = self._text.rfind("\n", self._sentences[sentence].span.start, at) + 1
        if not line:
            return
        end = self._text.find("\n", at)
        yield from takewhile(lambda seen: seen.start >= line, before)
        yield from takewhile(lambda seen: end < 0 or seen.start < end, after)

    def _nearest(self, type_word: str, levels: Sequence[str], at: int, sentence: int) -> Area | None:
        home = self._where.home_area(levels[0])
        for near, seen in chain(self._said_before(levels, at, sentence), self._around(at, sentence)):
            if not near and home is not None and self._typed(home, type_word):
                return home
            if seen.level not in (*levels, "city"):
                continue
            area = self._where.area(seen.ref, seen.level if seen.level in levels else "")
            if area is not None and area.level in levels and self._typed(area, type_word):
                return area
        return None

    def _said_before(self, levels: Sequence[str], at: int, sentence: int) -> Iterator[tuple[bool, Seen]]:
        """The last place of a commune's level told up to the sentence before, in the same paragraph: what is told
        of "xã" after it is told of that one, not of the next that is named."""
        if "commune" not in levels:
            return
        paragraph = self._sentences[sentence].paragraph
        for seen in self._preceding(at):
            if seen.sentence < sentence - 1 or self._sentences[seen.sentence].paragraph != paragraph:
                return
            if seen.level == "commune":
                yield True, seen
                return
