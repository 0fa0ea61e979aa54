"""What an article as a whole tells: its province, which Tỉnh ủy is "Tỉnh ủy", who "ông Quang" is.

Decided from everything the article offers, never guessed: a place with no evidence for one of its candidates stays open, with them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from extraction.article import Article
from extraction.facts import Area, Level, Person
from extraction.grammar import Mention
from extraction.lexicon import Lexicon
from extraction.mentions import AreaRef, BodyPhrase
from extraction.phrases import HolderPhrase
from extraction.text import Span, fold
from ontology.places import Place, gazetteer

REFORM = dt.date(2025, 7, 1)
_DATELINE = re.compile(r"^[\s(\[]*([A-ZĐ][\wĐđắ ]{1,9}?)\)?\s*[-–)]", re.M)
_YEAR = re.compile(r"(?<!đến )(?<!tới )năm\s+((?:19|20)\d\d)\b(?!\s*[-–]\s*\d)")
_DATED = re.compile(r"\d[-/.]\s?((?:19|20)\d\d)\b(?!\s*[-–/]\s*\w)")
_AREA_LEVELS = ("province", "district", "commune")


@dataclass(slots=True)
class Sentence:
    """One sentence of the article with its mentions before and after phrases were built."""

    span: Span
    mentions: list[Mention]
    row: list[Mention]
    paragraph: int = 0


@dataclass(slots=True)
class _Seen:
    """A place named somewhere in the article."""

    start: int
    ref: AreaRef
    sentence: int
    level: str
    title: bool = False
    implied: bool = False
    """The level comes from the body before it: "Huyện ủy Châu Thành"."""


def walk(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """All mentions and what they are made of."""
    for mention in mentions:
        yield mention
        yield from walk(mention.parts)
        if isinstance(mention.value, BodyPhrase) and mention.value.of is not None and mention.value.of not in mention.parts:
            yield from walk((mention.value.of,))


@dataclass
class Context:
    """The article read as a whole."""

    article: Article
    sentences: Sequence[Sentence]
    lexicon: Lexicon
    home: dict[str, str] = field(default_factory=dict)
    """Gazetteer ids of the province, district and commune the article is about, by level."""
    _seen: list[_Seen] = field(default_factory=list)
    _scores: Counter[str] = field(default_factory=Counter)
    _names: list[tuple[int, str]] = field(default_factory=list)
    _written: dict[str, str] = field(default_factory=dict)
    """How the article spells a unit of the gazetteer: Đăk Glei for Đắk Glei."""
    _genders: dict[str, str] = field(default_factory=dict)
    _year: int | None = None

    def __post_init__(self) -> None:
        self._places = gazetteer()
        self._collect()
        self._settle_home()

    @property
    def year(self) -> int | None:
        """The article's year: of its date, else the latest year its text names."""
        if self._year is None:
            on = self.article.published
            text = self.article.text
            told = [int(y) for y in _DATED.findall(text)] or [int(y) for y in _YEAR.findall(text)]
            self._year = on.year if on is not None else max(told, default=0)
        return self._year or None

    # ---- reading the article --------------------------------------------------------------------------

    def _collect(self) -> None:
        title_end = len(self.article.title or "") + 200
        for n, sentence in enumerate(self.sentences):
            previous = ""
            for mention in sentence.mentions:
                if mention.kind == "NAME":
                    self._names.append((mention.start, str(mention.value)))
                    word = previous.casefold()
                    if word in ("ông", "bà"):
                        self._genders.setdefault(fold(str(mention.value).split()[-1]), word)
                previous = self.article.text[mention.start : mention.end]
            done: set[int] = set()
            for mention in walk(sentence.row):
                ref = mention.value
                if isinstance(ref, BodyPhrase) and ref.of is not None and isinstance(ref.of.value, AreaRef):
                    self._note(n, ref.of, ref.of.value, ref.entry.level, title_end, done)
            for mention in walk(sentence.row):
                if isinstance(mention.value, AreaRef) and mention.kind in ("AREA", "PLACE", "HAMLET"):
                    self._note(n, mention, mention.value, "", title_end, done)
        self._seen.sort(key=lambda s: s.start)
        for seen in self._seen:
            for place in seen.ref.candidates:
                if _plain(seen.ref.name) == _plain(place.name) and not seen.ref.name.isupper():
                    self._written.setdefault(place.id, seen.ref.name)

    def _note(self, n: int, mention: Mention, ref: AreaRef, level: Level | str, title_end: int, done: set[int]) -> None:
        at: AreaRef | None = ref
        while at is not None:
            if id(at) not in done and at.name:
                done.add(id(at))
                implied = level if at is ref and level in _AREA_LEVELS else ""
                self._seen.append(_Seen(mention.start, at, n, implied or at.level, mention.start < title_end and n < 3, bool(implied)))
            at = at.within

    def alive(self, place: Place) -> bool:
        """Whether a unit can be meant in this article: it exists on its day, or existed before."""
        on = self.article.published
        if place.id.endswith("-new"):
            return on is not None and on >= REFORM
        return True

    def _options(self, ref: AreaRef, level: str) -> tuple[Place, ...]:
        """The units a name may be: of that level and type, the current era before the former one."""
        fit = [p for p in ref.candidates if self.alive(p) and _level_fits(p, level)]
        if ref.type:
            typed = [p for p in fit if ref.type in p.types or (ref.type == "thủ đô" and p.type == "thành phố")]
            fit = typed or fit
        on = self.article.published
        if on is not None and on >= REFORM:
            now = [p for p in fit if p.id.endswith("-new")]
            if now and (level != "city" or any(p.level == "province" for p in now)):
                fit = now
        else:
            fit = [p for p in fit if not p.id.endswith("-pre")] or fit
        return tuple(fit)

    def _settle_home(self) -> None:
        """Weigh every witness for a province; then the district and commune most spoken of inside it."""
        scores = self._scores
        for code in _DATELINE.findall(self.article.text[:4000]):
            name = self.lexicon.publishers.get(code.strip())
            if name:
                self._vote_name(name, 6.0)
        for name in self._publisher_names():
            self._vote_name(name, 5.0)
        options = {id(s): self._options(s.ref, s.level) for s in self._seen}
        districts = [(p, s) for s in self._seen for p in options[id(s)] if p.level == "district"]
        pairs = self._pairs(options)
        for seen in self._seen:
            places = options[id(seen)]
            if not places:
                continue
            weight = {"province": 3.0, "district": 2.0, "commune": 1.0}[places[0].level] * (2.0 if seen.title else 1.0)
            for place in places:
                bonus = 3.0 * pairs[place.id] if len(places) > 1 else 0.0
                scores[place.province] += weight / len(places) ** 1.5 + bonus / (1 + pairs[place.id])
        if not scores:
            return
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if len(ranked) > 1 and ranked[0][1] < 1.25 * ranked[1][1]:
            return
        if ranked[0][1] >= 1.0:
            self.home["province"] = ranked[0][0]
            self._settle_inner(districts, options)

    def _publisher_names(self) -> list[str]:
        text = f"{self.article.publisher or ''} {self.article.source or ''}".casefold().replace("đ", "d")
        if not text.strip():
            return []
        key = re.sub(r"[^a-z]", "", _plain(text))
        return [p.name for p in self._places if p.level == "province" and re.sub(r"[^a-z]", "", _plain(p.name)) in key]

    def _vote_name(self, name: str, weight: float) -> None:
        places = [p for p in self._places.named(name) if p.level == "province" and self.alive(p)]
        on = self.article.published
        current = [p for p in places if p.id.endswith("-new" if on is not None and on >= REFORM else "-old")]
        for place in (current or places)[:1]:
            self._scores[place.id] += weight

    def _pairs(self, options: dict[int, tuple[Place, ...]]) -> Counter[str]:
        """For each unit, how many other names of the article lie in it or around it."""
        pairs: Counter[str] = Counter()
        named = [(s.ref.name, options[id(s)]) for s in self._seen]
        by_container: defaultdict[str, set[str]] = defaultdict(set)
        for name, places in named:
            for place in places:
                for container in {place.within, place.province, *place.former_within} - {None, place.id}:
                    by_container[cast(str, container)].add(name)
        for _, places in named:
            for place in places:
                inside = len(by_container.get(place.id, ()))
                around = sum(1 for _, others in named for o in others if o.id != place.id and o.id in (place.within, place.province))
                pairs[place.id] = max(pairs[place.id], min(inside + around, 6))
        return pairs

    def _settle_inner(self, districts: list[tuple[Place, _Seen]], options: dict[int, tuple[Place, ...]]) -> None:
        home = self.home["province"]
        count: Counter[str] = Counter()
        for place, seen in districts:
            if place.province == home or self._successor(place.province) == home:
                count[place.id] += 3 if seen.title else 1
        for seen in self._seen:
            for place in options[id(seen)]:
                if place.level == "commune" and place.within in count:
                    count[cast(str, place.within)] += 1
        if count:
            ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
            if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                self.home["district"] = ranked[0][0]
        communes: Counter[str] = Counter()
        for seen in self._seen:
            for place in options[id(seen)]:
                if place.level == "commune" and home in (place.province, self._successor(place.province)):
                    communes[place.id] += 3 if seen.title else 1
        if communes:
            ranked = sorted(communes.items(), key=lambda item: (-item[1], item[0]))
            if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                self.home["commune"] = ranked[0][0]

    def _successor(self, province: str) -> str:
        after = self._places.get(province).replaced_by
        return after[0] if after else province

    # ---- places -------------------------------------------------------------------------------------------

    def area(self, ref: AreaRef, level: str = "", near: Area | None = None) -> Area | None:
        """A named place as the article means it; `level` where the body before it tells, `near` a place it must agree with."""
        level = level if level in _AREA_LEVELS else ref.level
        if level == "hamlet" or not ref.name:
            return None
        options = self._options(ref, level)
        within = self.area(ref.within) if ref.within is not None else None
        options = self._narrow(options, within, near)
        if level == "city":
            level = options[0].level if options else "district"
        if len(options) == 1:
            return self.known(options[0], ref)
        if options:
            levels = {p.level for p in options}
            if len(levels) == 1:
                level = options[0].level
        around = within or (self.home_area("province") if level != "province" and not options else None)
        return Area(
            name=ref.name,
            type=ref.type,
            level=cast("str", level) if level in _AREA_LEVELS else "district",  # type: ignore[arg-type]
            candidates=tuple(sorted(p.id for p in options)),
            within=around,
        )

    def _narrow(self, options: tuple[Place, ...], within: Area | None, near: Area | None) -> tuple[Place, ...]:
        if within is not None and within.place:
            inside = tuple(p for p in options if self._places.lies_in(p.id, within.place))
            if inside or not options:
                options = inside
        if len(options) > 1 and near is not None and near.place:
            options = tuple(p for p in options if self._places.lies_in(p.id, near.place) or p.province == near.place) or options
        for level in ("district", "province"):
            home = self.home.get(level)
            if len(options) > 1 and home:
                inside = tuple(p for p in options if p.id == home or self._places.lies_in(p.id, home) or self._successor(p.province) == home)
                options = inside or options
        if len(options) > 1:
            options = self._by_neighbours(options)
        if len(options) > 1 and len({p.province for p in options}) == 1 and len({p.level for p in options}) > 1:
            options = tuple(p for p in options if p.level == options[0].level)
        return options

    def _by_neighbours(self, options: tuple[Place, ...]) -> tuple[Place, ...]:
        """Prefer the unit of a province the article names beside it."""
        scores = {p.id: self._scores[p.province] for p in options}
        best = max(scores.values())
        rest = [v for v in scores.values() if v < best]
        winners = tuple(p for p in options if scores[p.id] == best)
        return winners if rest and best >= 1.5 * max(rest) and best >= 3.0 else options

    def known(self, place: Place, ref: AreaRef | None = None) -> Area:
        """A unit of the gazetteer, under the type word the article uses."""
        kind = ref.type if ref is not None and ref.type and (ref.type in place.types) else place.type
        if ref is not None and _plain(ref.name) == _plain(place.name) and not ref.name.isupper():
            self._written.setdefault(place.id, ref.name)
        name = self._written.get(place.id, place.name)
        return Area(name=name, type=kind, level=place.level, place=place.id)

    def home_area(self, level: str) -> Area | None:
        """The province, district or commune the article is about."""
        home = self.home.get(level)
        return self.known(self._places.get(home)) if home else None

    def province_of(self, area: Area) -> Area | None:
        """The province around an area, if it is known."""
        if area.place:
            return self.known(self._places.province_of(area.place))
        return self.province_of(area.within) if area.within is not None else None

    def bare(self, type_word: str, level: str, at: int, sentence: int) -> Area | None:
        """The place meant by a bare "huyện", "tỉnh", "xã" at a text offset: the nearest one told, else the article's own."""
        levels = ("district", "province") if level == "city" else (level,)
        if level in ("province", "city"):
            area = self._bare_city() if level == "city" else self.home_area("province")
            return area or self._nearest(type_word, levels, at, sentence)
        near = self._nearest(type_word, levels, at, sentence)
        if near is not None:
            return near
        home = self.home_area(level)
        return home if home is not None and (not type_word or self._typed(home, type_word)) else None

    def _bare_city(self) -> Area | None:
        for level in ("district", "province"):
            area = self.home_area(level)
            if area is not None and area.type == "thành phố":
                return area
        return None

    def _typed(self, area: Area, type_word: str) -> bool:
        return not type_word or area.type == type_word or (bool(area.place) and type_word in self._places.get(area.place).types)

    def _nearest(self, type_word: str, levels: Sequence[str], at: int, sentence: int) -> Area | None:
        """Nearest place of the level: before it in its sentence, after it, before it in its paragraph, before it in the article."""
        paragraph = self.sentences[sentence].paragraph
        ranked: list[tuple[int, int, _Seen]] = []
        for seen in self._seen:
            if seen.level not in (*levels, "city"):
                continue
            if seen.sentence == sentence:
                rank = 0 if seen.start < at else 1
            elif seen.start < at:
                rank = 2 if self.sentences[seen.sentence].paragraph == paragraph else 4
            else:
                rank = 6
            ranked.append((rank, abs(at - seen.start), seen))
        home = self.home_area(levels[0])
        for rank, _, seen in sorted(ranked, key=lambda item: item[:2]):
            if rank >= 4 and home is not None and self._typed(home, type_word):
                return home
            area = self.area(seen.ref, seen.level if seen.level in levels else "")
            if area is not None and area.level in levels and self._typed(area, type_word):
                return area
        return None

    # ---- persons -----------------------------------------------------------------------------------------------

    def person(self, name: str, at: int) -> Person | None:
        """Who a name at a text offset is: the fullest name of the article that ends in it; None for a lone given name nobody bears."""
        words = [fold(w) for w in name.split()]
        full = len(words) >= 3 or (len(words) == 2 and (words[0] in self.lexicon.surnames or "'" in words[0]))
        best: tuple[int, int, str] | None = None
        for start, other in self._names:
            theirs = [fold(w) for w in other.split()]
            if len(theirs) <= len(words) or theirs[-len(words) :] != words:
                continue
            if full and len(theirs) - len(words) > 2:
                continue
            rank = (0 if start <= at else 1, abs(at - start), other)
            if best is None or rank < best:
                best = rank
        if best is not None and (not full or len(words) < 3 and best[0] == 0):
            return Person(name=best[2])
        if full or "’" in name or (len(words) == 1 and "'" in words[0]):
            return Person(name=name)
        return Person(name=name) if len(words) == 2 else None

    def pronoun(self, at: int, sentence: int) -> Person | None:
        """Whom "ông", "bà", "đồng chí" alone means: the last person named before, in this sentence or the two before it."""
        female = self.article.text[at : at + 2].casefold() == "bà"
        male = self.article.text[at : at + 3].casefold() == "ông"
        for n in range(sentence, max(-1, sentence - 3), -1):
            span = self.sentences[n].span
            for start, name in self._names:
                if span.start <= start < min(at, span.end) and self._agrees(name, female=female, male=male):
                    person = self.person(name, start)
                    if person is not None:
                        return person
        return None

    def _agrees(self, name: str, *, female: bool, male: bool) -> bool:
        """Whether a name may be meant by "ông" or "bà": as the article addresses it, else by its middle name."""
        told = self._genders.get(fold(name.split()[-1]))
        if told is None:
            told = "bà" if " Thị " in name else ""
        return not (female and told == "ông") and not (male and told == "bà")

    def holder(self, holder: HolderPhrase, sentence: int) -> Person | None:
        """The person of a holder phrase."""
        name = holder.name
        if name.kind == "PRON":
            return self.pronoun(name.start, sentence)
        if name.kind == "CAPS":
            return Person(name=" ".join(self.article.text[name.start : name.end].split()))
        return self.person(str(name.value), name.start)


def _level_fits(place: Place, level: str) -> bool:
    return place.level == level or (level == "city" and place.level in ("province", "district") and "thành phố" in place.types)


def _plain(text: str) -> str:
    from extraction.text import search_key

    return search_key(text)
