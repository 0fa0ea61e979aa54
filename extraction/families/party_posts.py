"""Who lost all posts in the Party by a measure of discipline, or was expelled, has left those told as held."""

from __future__ import annotations

import re

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Person
from extraction.families.measures import Measure, Measures
from extraction.families.tenures import Act, Claim, post_of

_PARTY_POSTS = re.compile(
    r"\b(?:cách|cắt)(?: chức)?(?: hết| tất cả| mọi| toàn bộ)?(?: các)? chức(?: vụ| danh)? (?:trong|về(?: mặt)?) Đảng\b",
    re.I,
)
"""A measure that takes every post in the Party from somebody."""
_EXPELLED = re.compile(r"khai trừ", re.I)
_OF_PARTY = (
    "military-party-committee",
    "party-committee",
    "standing-committee",
    "executive-committee",
    "inspection-committee",
    "party-organization",
    "party-cell",
    "party-caucus",
)
_SAID = ("trong đảng", "về đảng", "về mặt đảng", "khai trừ")
"""How it ends, or how an expulsion begins."""
_TAIL = 16
"""Letters of such a measure that may stand after the word it is found by."""
_NOW = re.compile(r"\b(?:hiện|nay)\b", re.I)


def without_party_posts(context: Context, told: list[Claim]) -> list[Claim]:
    """Of whom all posts in the Party were taken: those that the article tells as held are left, by that measure.

    Whoever was expelled has left them as well, without an act of its own.
    """
    text = context.article.text
    if not any(words in context.folded for words in _SAID):
        return told
    if not _PARTY_POSTS.search(text) and not _EXPELLED.search(text):
        return told
    stripped: dict[Person, Measure] = {}
    expelled: set[Person] = set()
    for told_of in Measures(context).read():
        if _PARTY_POSTS.search(text, told_of.start, told_of.end + _TAIL):
            stripped.setdefault(told_of.person, told_of)
        elif _EXPELLED.match(text, told_of.act[0]):
            expelled.add(told_of.person)
    out: list[Claim] = []
    taken: set[tuple[str, str, str]] = set()
    for c in told:
        measure = stripped.get(c.person)
        held = c.status == "current" and c.organization.kind in _OF_PARTY
        begun = context.sentences[c.sentence].span.start
        lost = measure is not None or c.person in expelled
        if not lost or not held or _NOW.search(text, begun, c.end):
            out.append(c)
            continue
        out.append(replace(c, status="former", act=None))
        if measure is not None and post_of(c) not in taken:
            taken.add(post_of(c))
            start, end = measure.start, measure.end
            act = Act(*measure.act, "DISMISS")
            out.append(
                replace(out[-1], start=start, end=end, sentence=measure.sentence, rule="all-party-posts", act=act)
            )
    return out
