"""Posts told by their bare names of whoever a congress or council elects: they are at the body that elects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.area_bodies import committee, owned
from extraction.facts import Organization
from extraction.families.unions import MASS, UNIONS
from extraction.mentions import Mention, Sentence
from extraction.organizations import Organizations

ELECTS = re.compile(r"\bbầu\b|\bcử\b", re.I)
_PARTY = frozenset(("party-organization", "party-committee", "executive-committee", "party-cell"))
_CONGRESS = re.compile(r"\bđại hội\b|\bban chấp hành\b|\bBCH\b", re.I)
"""What elects: a congress, and the committee that it has elected."""
_OTHER_ONE = re.compile(r"\b(?:dự|tiến tới|hướng tới|chào mừng|trước|nghị quyết)(?: thềm| tại)? \Z", re.I)
"""Before a congress that is another than the one reported."""
_BACK = 8
"""Sentences before an election that may tell of whose congress it is."""
_BETWEEN = frozenset(
    ("STOP", "OTHER", "TERM", "NUMBER", "DASH", "COMMA", "PERIOD", "DATE", "LPAR", "RPAR", "AND", "CAPS")
)
"""Kinds between the body and what it does: "nhiệm kỳ 2023 - 2028 đã nhất trí"."""


def electing(
    organizations: Organizations, row: Sequence[Mention], post: Mention, head: str, n: int, text: str
) -> Organization | None:
    """ "Đại hội Đảng bộ xã A bầu ông B giữ chức Bí thư": the committee of the body that elects in sentence `n`.

    `head` is the role without what tells a deputy: "Bí thư", "Chủ tịch".
    """
    act = _act(row, post, text)
    if act is None:
        return None
    by = act - 1
    while by >= 0 and row[by].kind in _BETWEEN:
        by -= 1
    body = organizations.of_mention(row[by], n) if by >= 0 and row[by].kind == "ORG" else None
    return _headed(body, head) if body is not None else None


def at_congress(
    organizations: Organizations, sentences: Sequence[Sentence], post: Mention, head: str, n: int, text: str
) -> Organization | None:
    """ "Đảng bộ xã A tổ chức Đại hội. Ông B được bầu làm Bí thư": of the body whose congress is told of before."""
    return (
        None if _act(sentences[n].row, post, text) is None else congress_before(organizations, sentences, head, n, text)
    )


def congress_before(
    organizations: Organizations, sentences: Sequence[Sentence], head: str, n: int, text: str
) -> Organization | None:
    """The committee, or the union, of whose congress the sentences before `n` tell last."""
    for k in range(n - 1, max(-1, n - 1 - _BACK), -1):
        start, end = sentences[k].span
        held = next(
            (m for m in _CONGRESS.finditer(text, start, end) if not _OTHER_ONE.search(text, start, m.start())), None
        )
        if held is None:
            continue
        near = sorted(
            (m for m in sentences[k].row if m.kind == "ORG"), key=lambda m: _apart(m, held.start(), held.end())
        )
        bodies = (organizations.of_mention(m, k) for m in near)
        body = next((b for b in bodies if b is not None and (b.kind in _PARTY or b.kind in UNIONS)), None)
        if body is not None:
            return _headed(body, head)
    return None


def _apart(mention: Mention, start: int, end: int) -> int:
    """Letters between a mention and a stretch."""
    return max(mention.start - end, start - mention.end, 0)


def _act(row: Sequence[Mention], post: Mention, text: str) -> int | None:
    """Index of the election that a post is told after."""
    acts = (i for i, m in enumerate(row) if m.kind == "APPOINT" and m.end <= post.start)
    return next((i for i in acts if ELECTS.search(text, row[i].start, row[i].end)), None)


def _headed(body: Organization, head: str) -> Organization | None:
    """Of what the head is whom a body elects: a congress of Đảng bộ A the Bí thư of Đảng ủy A."""
    whole = body.parent if body.kind == "executive-committee" and body.parent is not None else body
    if whole.kind in UNIONS:
        fits = head == ("Bí thư" if whole.kind == "youth-union" else "Chủ tịch")
        return whole if fits else None
    if body.kind not in _PARTY or head != "Bí thư" or whole.kind in MASS:
        return None
    if body.kind == "party-cell":
        return body
    if body.parent is not None and body.parent.kind not in _PARTY:
        return owned("Đảng ủy", "party-committee", body.parent)
    return committee(body.area) if body.area is not None else None
