"""Who stands beside somebody in a list and tells of which place the posts of both are."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.families.post_hints import PostHints
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PostPhrase


def placed_by(mention: Mention, row: Sequence[Mention]) -> HolderPhrase | None:
    """ "ông A, Phó Bí thư Tỉnh ủy, và ông B, Phó Chủ tịch UBND tỉnh Sơn La": B, who tells the place; else None."""
    at = next(i for i, m in enumerate(row) if m is mention)
    joined = [m.kind for m in row[at + 1 : at + 4]]
    to = at + 2 if joined[:2] == ["AND", "HOLDER"] else at + 3 if joined == ["COMMA", "AND", "HOLDER"] else at
    one, other = mention.value, row[to].value
    if to == at or any(m.kind in ("AREA", "PLACE") for m in row[:at]):
        return None
    assert isinstance(one, HolderPhrase)
    assert isinstance(other, HolderPhrase)
    if not (one.rule.startswith("title-after") and other.rule.startswith("title-after")):
        return None
    open_ = all(p.org is not None and not PostHints.named(p) for p in _phrases(one))
    return other if open_ and any(PostHints.named(p) for p in _phrases(other)) else None


def _phrases(holder: HolderPhrase) -> list[PostPhrase]:
    return [m.value for m in holder.posts if isinstance(m.value, PostPhrase)]
