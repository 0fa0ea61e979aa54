"""Where an article is from: everything that speaks for a province weighed once, then its district and commune."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import urlsplit

from extraction.article import Article
from extraction.eras import Eras
from extraction.lexicon import Lexicon, lexicon
from extraction.mentions import AreaRef, BodyPhrase, Sentence
from extraction.named_places import Seen, Witness, is_origin
from extraction.text import search_key, tokens
from ontology.places import gazetteer

_DATELINE = re.compile(r"^[\s(\[]*([A-ZĐ][\wĐđắ ]{1,9}?)\)?\s*[-–)]", re.M)
_WEIGHT = {"province": 3.0, "district": 2.0, "commune": 1.0}
"""How much one mention of a unit says of the article's province."""
_LISTS = re.compile(
    r"[cCnNhHbBsS\d](?<!\w.)(?i:(?<=c)ác|(?<=n)hững|(?<=h)ai|(?<=b)a|(?<=b)ốn|(?<=n)ăm|(?<=s)áu|(?<=\d)\d*)"
    r"\s+(?i:(?:xã|phường|thị trấn)(?:,\s*(?:xã|phường|thị trấn))*)\s*:?\s+"
)
"""Before the names of several communes: all begin with one set of letters, which is looked for first."""
_BARE = {
    kind: re.compile(rf"\b(?i:(?:đảng (?:bộ|ủy|uỷ)|toàn|của|ở|trong|cả) {kind})\b(?! [A-ZĐÂÁ])")
    for kind in ("xã", "phường", "thị trấn")
}
"""A commune without its name, as the article is about it."""
_SHORT, _FEW = 3, 5
"""Letters up to which the name of a province may begin ("hue") or end ("hanam") another word by chance."""


class Weighing:
    """The places of one article, and how much speaks for each province."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], eras: Eras, lexicon: Lexicon) -> None:
        self._article = article
        self._sentences = sentences
        self._eras = eras
        self._lexicon = lexicon
        self._places = gazetteer()

    def listed(self) -> Iterator[Seen]:
        """The communes of "các xã A, B và C", of which some look like names of persons."""
        text = self._article.text
        for n, sentence in enumerate(self._sentences):
            small = text[slice(*sentence.span)].lower()
            if not ("xã" in small or "phường" in small or "thị trấn" in small):
                continue  # the expression looks at every other letter
            for opening in _LISTS.finditer(text, *sentence.span):
                row = tokens(text, opening.end(), sentence.span.end)
                i = 0
                while i < len(row) and row[i].shape != "x" and (found := self._lexicon.places.longest(row, i)):
                    end, places = found
                    name = text[row[i].start : row[end - 1].end]
                    communes = tuple(p for p in places if p.level == "commune")
                    yield Seen(row[i].start, AreaRef(name, "", "commune", communes), n, "commune", False)
                    goes_on = end < len(row) and (row[end].key in (",", "và"))
                    i = end + 1 if goes_on else len(row)

    def told(self, witnesses: Iterable[Witness]) -> list[Witness]:
        """Those that say where the article is, not where somebody comes from."""
        text = self._article.text
        return [w for w in witnesses if not is_origin(text, w[0].start)]

    def scores(self, witnesses: Sequence[Witness]) -> defaultdict[str, float]:
        """How much speaks for each province, by id."""
        scores: defaultdict[str, float] = defaultdict(float)
        names = [
            *((self._lexicon.publishers.get(c.strip()), 6.0) for c in _DATELINE.findall(self._article.text[:4000])),
            *((name, 5.0) for name in self._publisher_names()),
            *((name, 1.5) for name in self._institution_names()),
        ]
        for name, weight in names:
            for province in self._provinces(name) if name else ():
                scores[province] += weight
        support = _support(witnesses)
        for seen, places in witnesses:
            for place in places:
                weight = _WEIGHT[places[0].level] * (2.0 if seen.title else 1.0)
                bonus = 3.0 * support[place.id] / (1 + support[place.id]) if len(places) > 1 else 0.0
                scores[place.province] += weight / len(places) ** 1.5 + bonus
        return scores

    def home(self, scores: Mapping[str, float], witnesses: Sequence[Witness]) -> dict[str, str]:
        """Gazetteer ids of the province, district and commune the article is about, by level, as far as they stand
        out; of the province that there is now."""
        if self._eras.reformed:  # a new province and those it was made of are one witness
            merged: defaultdict[str, float] = defaultdict(float)
            for place_id, score in scores.items():
                merged[self._places.successor(place_id)] += score
            scores = merged
        province = _leader(scores, 1.25)
        if province is None or scores[province] < 1.0:
            return {}
        return {"province": province, **dict(self._inside(province, witnesses))}

    def _inside(self, province: str, witnesses: Sequence[Witness]) -> Iterator[tuple[str, str]]:
        districts: Counter[str] = Counter()
        communes: Counter[str] = Counter()
        for seen, places in witnesses:
            for place in places:
                if province not in (place.province, self._places.successor(place.province)):
                    continue
                votes = 3 if seen.title else 1
                if place.level == "district":
                    districts[place.id] += votes
                elif place.level == "commune":
                    communes[place.id] += votes
        for _, places in witnesses:
            for place in places:
                if place.level == "commune" and place.within is not None and place.within in districts:
                    districts[place.within] += 1
        district = _leader(districts, 1.0)
        if district is not None:
            yield "district", district
        commune = _leader(communes, 1.0) or self._headed(district or province)
        if commune is not None:
            yield "commune", commune

    def _headed(self, around: str) -> str | None:
        """ "Phước Hà: khắc phục …" in an article that only says "xã": the commune by that name in the headline."""
        text = self._article.text
        named = [m for m in self._sentences[0].mentions if m.kind in ("CAPS", "NAME")] if self._sentences else []
        found: set[str] = set()
        for mention in named:
            name = text[mention.start : mention.end]
            places = [
                p for p in self._places.named(name) if p.level == "commune" and self._places.lies_in(p.id, around)
            ]
            if text.count(name) > 1 and any(
                _BARE[kind].search(text) for p in places for kind in p.types if kind in _BARE
            ):
                found.update(p.id for p in self._eras.of(places, None))
        return found.pop() if len(found) == 1 else None

    def _institution_names(self) -> Iterator[str]:
        """Provinces that stand in the names of schools, hospitals and firms: Đại học Thái Nguyên."""
        for sentence in self._sentences:
            for mention in sentence.mentions:
                body = mention.value
                if body is not None and isinstance(body, BodyPhrase) and body.name and body.entry.follow == "open":
                    yield from _provinces_in(body.name)

    def _publisher_names(self) -> list[str]:
        """Provinces that the publisher's name or the page's host tells: "Báo Đồng Tháp", soctrang.dcs.vn."""
        words = f" {' '.join(re.findall(r'[a-z]+', search_key(self._article.publisher or '')))} "
        host = (urlsplit(self._article.source or "").hostname or "").split(".")
        found = {self._lexicon.hosts[label] for label in host if label in self._lexicon.hosts}
        if words.strip() or any(host):
            for province, name in _province_names():
                if f" {' '.join(name)} " in words or any(_of_host("".join(name), label) for label in host):
                    found.add(province)
        return sorted(found)

    def _provinces(self, name: str) -> Iterator[str]:
        """Ids of the provinces of a name on the article's day; of what became of them after the reform."""
        for place in self._eras.of([p for p in self._places.named(name) if p.level == "province"], None):
            yield self._places.successor(place.id) if self._eras.reformed else place.id


@lru_cache(maxsize=1 << 10)
def _provinces_in(name: str) -> tuple[str, ...]:
    """The provinces whose names stand in the name of a body."""
    row, places = tokens(name), lexicon().places
    found = (places.longest(row, i) for i in range(len(row)))
    return tuple(n for told in found if told for n in sorted({p.name for p in told[1] if p.level == "province"}))


@cache
def _province_names() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The name of each province, and its words without diacritics."""
    provinces = (place for place in gazetteer() if place.level == "province" and not place.id.endswith("-pre"))
    return tuple((place.name, tuple(re.findall(r"[a-z]+", search_key(place.name)))) for place in provinces)


def _support(witnesses: Iterable[Witness]) -> Counter[str]:
    """For each unit, how many other names of the article lie in it or around it (six at most)."""
    inside: defaultdict[str, set[str]] = defaultdict(set)
    bearing: defaultdict[str, set[str]] = defaultdict(set)
    for seen, places in witnesses:
        for place in places:
            bearing[place.id].add(seen.ref.name)
            for container in (place.within, place.province, *place.former_within):
                if container is not None and container != place.id:
                    inside[container].add(seen.ref.name)
    support: Counter[str] = Counter()
    for _, places in witnesses:
        for place in places:
            around = {c for c in (place.within, place.province) if c is not None and c != place.id}
            names = len(inside[place.id]) + sum(len(bearing[c]) for c in sorted(around) if c in bearing)
            support[place.id] = min(names, 6)
    return support


def _of_host(slug: str, label: str) -> bool:
    """Whether a part of a host's name is a province's: "baoangiang", "angiangtv", not "tapchithue"."""
    bare = label.removeprefix("bao")
    return bare == slug or (
        len(slug) > _SHORT and (bare.startswith(slug) or (len(slug) > _FEW and label.endswith(slug)))
    )


def _leader(votes: Mapping[str, float], margin: float) -> str | None:
    """The key with most votes, if it has more than `margin` times the next one's (and not as many)."""
    ranked = sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:2]
    if not ranked:
        return None
    if len(ranked) > 1 and (ranked[0][1] < margin * ranked[1][1] or ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
