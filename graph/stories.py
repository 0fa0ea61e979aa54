"""Which articles print one story: five papers that bring one report are one source, not five."""

from __future__ import annotations

import base64
import datetime as dt
import struct
from collections.abc import Iterable

from extraction.signature import VALUES
from graph.entities import Source
from graph.identity import Groups

ALIKE = 0.65
"""Part of the signature from which on two articles are one story. Of the pairs in 5,000 newspaper articles that share
anything, those above printed one text; below begin new texts on a matter told before."""
_APART = dt.timedelta(days=31)
"""Between two articles: a text that comes back later tells something else (the report of another month)."""
_BAND = 8
"""Bytes of a signature that two must share to be compared at all: four values."""


def stories(articles: Iterable[Source]) -> dict[str, str]:
    """For every article that is not the first of its story, the one that is: both by id.

    First is what came out first, and of one day or without a date, what comes first by id.
    """
    signed = {one.id: (base64.b64decode(one.signature), one.published) for one in articles if one.signature}
    order = sorted(signed, key=lambda one: (signed[one][1] or dt.date.max, one))
    bands: dict[tuple[int, bytes], list[str]] = {}
    for article in order:
        values = signed[article][0]
        for at in range(0, len(values), _BAND):
            bands.setdefault((at, values[at : at + _BAND]), []).append(article)
    groups: Groups[str] = Groups()
    for sharing in bands.values():
        _join(sharing, signed, groups)
    first: dict[str, str] = {}
    for article in order:
        first.setdefault(groups.find(article), article)
    return {article: head for article in order if (head := first[groups.find(article)]) != article}


def _join(sharing: list[str], signed: dict[str, tuple[bytes, dt.date | None]], groups: Groups[str]) -> None:
    """Join those of a band that are alike, each with the first of a group that it is like."""
    heads: list[str] = []
    for article in sharing:
        known = {groups.find(head) for head in heads}
        if groups.find(article) in known:
            continue
        like = next((head for head in heads if _alike(signed[head], signed[article])), None)
        if like is None:
            heads.append(article)
        else:
            groups.join(like, article)


def _alike(one: tuple[bytes, dt.date | None], other: tuple[bytes, dt.date | None]) -> bool:
    if one[1] and other[1] and abs(one[1] - other[1]) > _APART:
        return False
    pairs = zip(struct.iter_unpack("<H", one[0]), struct.iter_unpack("<H", other[0]), strict=True)
    return sum(value == its for value, its in pairs) >= ALIKE * VALUES
