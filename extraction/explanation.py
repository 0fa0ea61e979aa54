"""Why a fact was found: the article sentence by sentence, its tape, the rules that fired, the facts.

>>> from extraction.article import Article
>>> from extraction import explain
>>> sentence, = explain(Article(id="a", text="Ông Lò Văn Thử, Bí thư Huyện ủy Tuần Giáo, phát biểu."))
>>> sentence.rules
('title-after',)
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from extraction.context import Context
from extraction.facts import Fact
from extraction.grammar import spell


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence: where it is, what was read in it, which rules fired and what they found."""

    start: int
    end: int
    text: str
    tape: str
    """The row of kinds with their surfaces, phrases put together."""
    rules: tuple[str, ...]
    facts: tuple[Fact, ...]


def explained(context: Context, facts: Iterable[Fact]) -> list[Explained]:
    """Every sentence of the article with the facts whose evidence begins in it."""
    facts = list(facts)
    text = context.article.text
    out = []
    for sentence in context.sentences:
        span = sentence.span
        here = [f for f in facts if any(span.start <= e.start < span.end for e in f.evidence)]
        fired = {e.rule: None for f in here for e in f.evidence if span.start <= e.start < span.end}
        out.append(
            Explained(
                start=span.start,
                end=span.end,
                text=text[span.start : span.end],
                tape=spell(sentence.row, text),
                rules=tuple(fired),
                facts=tuple(here),
            )
        )
    return out
