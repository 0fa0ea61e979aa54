"""A hamlet by its kind alone, "Xóm kết nạp được 2 đảng viên": the one that the article has named."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace

from extraction.context import Context
from extraction.families.unit_rows import these_days
from extraction.lexicon import TypeEntry
from extraction.mentions import AreaRef, Mention, walk
from extraction.organizations import organizations_of
from extraction.words import Words

_BEGINS = frozenset(("COMMA", "SEMI", "DOT", "COLON", "DASH", "PERIOD", "LEAD", "WHOLE"))
"""Kinds after which a clause begins with who acts."""
_NO_ACT = frozenset(
    (
        "OTHER CAPS COMMA AND OF AT LPAR DASH SLASH NUMBER DOCNO HAMLET AREAREF AREA ORG HOLDER POST NAME PLAN TARGET"
    ).split()
)
"""Kinds that tell no act of the word before them: "bản kế hoạch", "thôn, bản", "làng nghề"."""


@lru_cache(maxsize=1)
def _kinds(context: Context) -> frozenset[str]:
    """The kinds of the hamlets that an article names."""
    named = (m.value for s in context.sentences for m in walk(s.row) if m.kind == "HAMLET")
    return frozenset(ref.type for ref in named if isinstance(ref, AreaRef))


def _begins(before: Mention, text: str) -> bool:
    return before.kind in _BEGINS or these_days(before, text)


def named(context: Context, row: list[Mention], words: Words, n: int) -> list[Mention]:
    """A row of sentence `n` in which the word for a hamlet that opens a clause stands for the one named before."""
    if not _kinds(context):
        return row
    text = context.article.text
    for i, mention in enumerate(row):
        if mention.kind not in ("OTHER", "CAPS") or (i and not _begins(row[i - 1], text)):
            continue
        known = context.lexicon.words.longest(words.tokens, words.index(mention.start))
        if known is None or not isinstance(known[1], TypeEntry) or known[1].level != "hamlet":
            continue
        end = words.tokens[known[0] - 1].end
        after = next((k for k in range(i + 1, len(row)) if row[k].start >= end), len(row))
        if after == len(row) or (row[after].kind in _NO_ACT and not these_days(row[after], text)):
            continue
        told = organizations_of(context).told
        kind = text[mention.start : end].lower()
        hamlets = told.hamlet_before(n) or told.hamlet_in(n) or told.only_hamlet
        if hamlets and isinstance(hamlets[0].value, AreaRef) and hamlets[0].value.type == kind:
            bare = replace(hamlets[0], start=mention.start, end=end)
            return [*row[:i], bare, *row[after:]]
    return row
