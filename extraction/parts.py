"""The parts of an article that are about a province or district each: news in brief, a round of several places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from extraction.article import Article
from extraction.mentions import AreaRef, Mention, Sentence, owner_of
from extraction.named_places import NamedPlaces
from ontology.places import Place, gazetteer

_BULLETS = ("", "*", "-", "+", "•", "–")
_OPENING = 12
"""Mentions from the start of a paragraph within which it names the place it is about."""
_DATED = re.compile(
    r"\W*(?:\([^()\n]{2,30}\)\W*)?(?:cũng |cùng )?(?:trong )?(?:sáng|chiều|tối|ngày|hôm)\b[^,.;\n]{0,24},? ",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"(?: \([^()\n]{2,30}\))?(?: cũng)?(?: đã| vừa)?"
    r" (?:(?:tổ chức|tiến hành|khai mạc) (?:hội nghị|đại hội|lễ)|tổng kết|sơ kết)\b"
)
"""What a body does that opens an item: "Ngày 17-1, Huyện ủy A tổ chức …"."""
_LOCATIVE = re.compile(r"(?:^|[\s,])(?:tại|ở|sang|đến|về|với|riêng|còn|thăm)$", re.I)


class Parts:
    """Where the parts of one article begin, if it has several."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], named: NamedPlaces, province: str) -> None:
        self._article = article
        self._sentences = sentences
        self._named = named
        self._province = province
        """Gazetteer id of the province that the whole article is about; "" where there is none."""
        self._places = gazetteer()

    @property
    def several(self) -> bool:
        """Whether there are any."""
        return bool(self._openings)

    def number(self, sentence: int) -> int:
        """How many parts have begun by a sentence; 0 where the article has none."""
        return max(
            (bisect_right(rows, sentence, key=lambda row: row[0]) for rows in self._openings.values()), default=0
        )

    def units(self, level: str, sentence: int) -> tuple[Place, ...]:
        """The provinces or districts that may have opened the part of the article that a sentence stands in."""
        openings = self._openings.get(level, ())
        n = bisect_right(openings, sentence, key=lambda opening: opening[0])
        return openings[n - 1][1] if n else ()

    @cached_property
    def _openings(self) -> dict[str, list[tuple[int, tuple[Place, ...]]]]:
        """Sentences that open a part about a province or district, by level, where there are several such parts."""
        out: dict[str, list[tuple[int, tuple[Place, ...]]]] = {"province": [], "district": []}
        for n, sentence in enumerate(self._sentences):
            ref = self._opened(n) if n == 0 or self._sentences[n - 1].paragraph != sentence.paragraph else None
            while ref is not None:
                for level, openings in out.items():
                    units = self._meant(ref, level)
                    if units and (not openings or openings[-1][0] != n):
                        openings.append((n, units))
                ref = ref.within
        return {level: rows for level, rows in out.items() if len({units for _, units in rows}) > 1}

    def _opened(self, n: int) -> AreaRef | None:
        """The place that opens a sentence: "Hà Giang.", "Tại xã Lợi Hải (Thuận Bắc), …", "Sang Duyên Hải, …"."""
        sentence = self._sentences[n]
        row = sentence.row[: len(sentence.row) - (bool(sentence.row) and sentence.row[-1].kind in ("DOT", "COLON"))]
        for i, mention in enumerate(row[:_OPENING]):
            if mention.kind in ("AREA", "PLACE") and isinstance(mention.value, AreaRef):
                before = self._article.text[sentence.span.start : mention.start].rstrip()
                if before in _BULLETS and self._heads_item(mention, row[i + 1 : i + 2], n):
                    return mention.value
                led = i > 0 and _LOCATIVE.search(before) is not None and row[i + 1 : i + 2] != []
                return mention.value if len(row) == 1 or (led and row[i + 1].kind == "COMMA") else None
            if mention.kind == "ORG" and self._reports(mention, n):
                return self._of_body(mention)
            if mention.kind in ("HOLDER", "POSTS", "ORG"):
                return None
            if i == 0 and mention.kind == "CAPS" and row[1:2] and row[1].kind == "COMMA":
                to, _, name = " ".join(self._article.text[mention.start : mention.end].split()).partition(" ")
                if _LOCATIVE.match(to):
                    return AreaRef(name, "", "", tuple(self._places.named(name)))  # "Sang Mộc Châu, …"
        return None

    def _reports(self, body: Mention, n: int) -> bool:
        """ "Cùng ngày, Huyện ủy A tổ chức hội nghị tổng kết": whether a body opens an item of news on its own day."""
        text, sentence = self._article.text, self._sentences[n]
        goes_on = n + 1 < len(self._sentences) and self._sentences[n + 1].paragraph == sentence.paragraph
        dated = _DATED.fullmatch(text, sentence.span.start, body.start) is not None
        return goes_on and dated and _HOLDS.match(text, body.end) is not None

    @staticmethod
    def _of_body(body: Mention) -> AreaRef | None:
        of = owner_of(body)
        ref = of.value if of is not None else None
        return ref if isinstance(ref, AreaRef) and ref.name else None

    def _heads_item(self, mention: Mention, after: Sequence[Mention], n: int) -> bool:
        """ "* TAM NÔNG - Ngày 12-9, …": the place of an item of news in brief, not of a list of figures."""
        if [m.kind for m in after] not in (["DASH"], ["COLON"]):
            return False
        if self._article.text[mention.start : mention.end].rsplit(maxsplit=1)[-1].isupper():
            return True
        bullet = mention.start > self._sentences[n].span.start
        goes_on = n + 1 < len(self._sentences) and self._sentences[n + 1].paragraph == self._sentences[n].paragraph
        return bullet and goes_on

    def _meant(self, ref: AreaRef, level: str) -> tuple[Place, ...]:
        """The units of a level that a name may be, or that hold the commune it may be, in the article's province."""
        units = self._named.options(ref, level)
        if not units and level == "district":
            within = [p.within for p in self._named.options(ref, "commune") if p.within is not None]
            units = tuple(self._places.get(w) for w in dict.fromkeys(within))
        if level == "district" and self._province:
            units = tuple(p for p in units if p.province == self._province) or units
        return units
