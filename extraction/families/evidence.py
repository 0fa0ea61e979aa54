"""The quotes of one fact: each stretch of the text that tells it, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from extraction.article import Article
from extraction.facts import Evidence, Status


class Told(Protocol):
    """One stretch of the text that tells a fact, and the rule that read it."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def rule(self) -> str: ...


T = TypeVar("T", bound=Told)


def evidence(
    article: Article,
    told: Iterable[T],
    confidence: Callable[[T], float] = lambda _: 0.9,
    status: Status | None = None,
) -> tuple[Evidence, ...]:
    """The evidence of one fact in the order of the text; of two claims to one stretch the later one counts."""
    spans = {(claim.start, claim.end): claim for claim in told}
    return tuple(
        Evidence(
            article=article.id,
            start=start,
            end=end,
            quote=article.text[start:end],
            rule=claim.rule,
            confidence=confidence(claim),
            status=status,
        )
        for (start, end), claim in sorted(spans.items())
    )
