"""Who acts after a fronted clause where the lexicons do not know the name: "Thực hiện …, năm nay Kon Chốt giảm …"."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.context import Context
from extraction.mentions import AreaRef, Mention, walk

_BEFORE = frozenset(("FILL", "CUT", "PERIOD", "EACH", "NUMBER", "COMMA"))
"""Kinds that may stand between the comma and who acts."""
_LEAST = 2
"""Words of an unknown name, at least: one capital letter may begin anything."""


def unread_name(row: Sequence[Mention], comma: int, text: str) -> tuple[int, int] | None:
    """Where the words of an unknown name stand with which the clause after a comma begins, as indexes of the row."""
    start = comma + 1
    while start < len(row) and row[start].kind in _BEFORE and not text[row[start].start].isupper():
        start += 1
    end = start
    while end < len(row) and row[end].kind in ("OTHER", "CAPS") and text[row[end].start].isupper():
        end += 1
    return (start, end) if end - start >= _LEAST else None


def hamlet_named(context: Context, name: str) -> Mention | None:
    """The hamlet that the article calls so with its kind: "thôn Kon Chốt" for "Kon Chốt"."""
    for sentence in context.sentences:
        for mention in walk(sentence.row):
            if mention.kind == "HAMLET" and isinstance(mention.value, AreaRef) and mention.value.name == name:
                return mention
    return None
