"""No quote that is not in its article: checked while the text is at hand, before a fact goes anywhere."""

from __future__ import annotations

from collections.abc import Iterable

from extraction.article import Article
from extraction.facts import Evidence, Fact


class GroundingError(ValueError):
    """A piece of evidence whose quote is not in its article at its offsets: the graph refuses it."""


def check(article: Article, facts: Iterable[Fact]) -> None:
    """Find the quotes of these facts in the article they were read from; a `GroundingError` at the first that fails."""
    for fact in facts:
        if not fact.evidence:
            raise GroundingError(f"article {article.id!r}: a fact without evidence does not exist: {fact!r}")
        for piece in fact.evidence:
            wrong = flaw(piece, article)
            if wrong:
                where = f"article {piece.article!r} [{piece.start}:{piece.end}], rule {piece.rule!r}"
                raise GroundingError(f"{where}: {wrong}")


def flaw(piece: Evidence, article: Article) -> str:
    """What is wrong with a piece of evidence; "" where `article.text[start:end]` is its quote."""
    if piece.article != article.id:
        return f"it was read from {article.id!r}"
    wrong = flaw_of_quote(article.text, piece.start, piece.end, piece.quote)
    if not wrong and any("\ud800" <= char <= "\udfff" for char in piece.quote):
        return f"the quote {piece.quote!r} holds half a character, which RDF cannot carry"
    return wrong


def flaw_of_quote(text: str, start: int, end: int, quote: str) -> str:
    """What is wrong with a quote and its offsets (code points) in a text; "" where nothing is."""
    if not 0 <= start < end <= len(text):
        return f"offsets outside of a text of {len(text)} characters, or empty"
    there = text[start:end]
    return "" if there == quote else f"the quote is {quote!r}, the article has {there!r}"
