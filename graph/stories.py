"""Which articles print one story: five papers that bring one report are one source, not five."""

from __future__ import annotations

import base64
import datetime as dt
import struct
from array import array
from collections.abc import Iterable

from extraction.signature import VALUES
from graph.entities import Source
from graph.identity import Groups

ALIKE = 0.65
"""Part of the signature from which on two articles are one story. Of the pairs in 5,000 newspaper articles that share
anything, those above printed one text; below begin new texts on a matter told before."""
_APART = 31
"""Days between two articles: a text that comes back later tells something else (the report of another month)."""
_BAND = 8
"""Bytes of a signature that two must share to be compared at all: four values."""
_BYTES = 2 * VALUES
"""Of a whole signature."""
_LATER = dt.date.max.toordinal()


class Stories:
    """`add` all articles, then ask which of them print one story. Of each, only signature and day are kept."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._days = array("L")
        """Ordinals, 0 where the day is not known."""
        self._signatures = bytearray()
        """One behind the other."""

    def add(self, article: Source) -> None:
        """Take in an article; one without a signature is like no other."""
        if article.signature:
            self._ids.append(article.id)
            self._days.append(article.published.toordinal() if article.published else 0)
            self._signatures += base64.b64decode(article.signature)

    def found(self) -> dict[str, str]:
        """For every article that is not the first of its story, the one that is: both by id.

        First is what came out first, and of one day or without a date, what comes first by id.
        """
        order = sorted(range(len(self._ids)), key=lambda one: (self._days[one] or _LATER, self._ids[one]))
        groups: Groups[int] = Groups()
        for sharing in self._bands(order):
            self._join(sharing, groups)
        first: dict[int, int] = {}
        for article in order:
            first.setdefault(groups.find(article), article)
        heads = ((article, first[groups.find(article)]) for article in order)
        return {self._ids[article]: self._ids[head] for article, head in heads if head != article}

    def _bands(self, order: list[int]) -> list[array[int]]:
        """Articles that share a band, those first that come first; the bands by their first article, then by place."""
        found: list[tuple[int, int, array[int]]] = []
        for at in range(0, _BYTES, _BAND):
            first: dict[bytes, int] = {}
            shared: dict[bytes, array[int]] = {}
            for rank, article in enumerate(order):
                start = article * _BYTES + at
                values = bytes(self._signatures[start : start + _BAND])
                if values in shared:
                    shared[values].append(article)
                elif (before := first.setdefault(values, rank)) != rank:
                    shared[values] = array("I", (order[before], article))
            found += ((first[values], at, articles) for values, articles in shared.items())
        return [articles for *_, articles in sorted(found, key=lambda one: one[:2])]

    def _join(self, sharing: Iterable[int], groups: Groups[int]) -> None:
        """Join those of a band that are alike, each with the first of a group that it is like."""
        heads: list[int] = []
        for article in sharing:
            known = {groups.find(head) for head in heads}
            if groups.find(article) in known:
                continue
            like = next((head for head in heads if self._alike(head, article)), None)
            if like is None:
                heads.append(article)
            else:
                groups.join(like, article)

    def _alike(self, one: int, other: int) -> bool:
        day, other_day = self._days[one], self._days[other]
        if day and other_day and abs(day - other_day) > _APART:
            return False
        values, others = (self._signatures[at * _BYTES : (at + 1) * _BYTES] for at in (one, other))
        pairs = zip(struct.iter_unpack("<H", values), struct.iter_unpack("<H", others), strict=True)
        return sum(value == its for value, its in pairs) >= ALIKE * VALUES
