"""Posts told by their bare names of whoever a congress or council elects: they are at the body that elects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.area_bodies import committee, owned
from extraction.facts import Organization
from extraction.families.unions import MASS, UNIONS
from extraction.mentions import Mention
from extraction.organizations import Organizations

_ELECTS = re.compile(r"\bbầu\b|\bcử\b", re.I)
_PARTY = frozenset(("party-organization", "party-committee", "executive-committee", "party-cell"))
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
    acts = (i for i, m in enumerate(row) if m.kind == "APPOINT" and m.end <= post.start)
    act = next((i for i in acts if _ELECTS.search(text, row[i].start, row[i].end)), None)
    if act is None:
        return None
    by = act - 1
    while by >= 0 and row[by].kind in _BETWEEN:
        by -= 1
    body = organizations.of_mention(row[by], n) if by >= 0 and row[by].kind == "ORG" else None
    if body is None:
        return None
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
