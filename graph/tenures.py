"""Which mandate: what articles say of one person in one post, told apart where one of them tells it apart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from extraction.facts import Evidence, Tenure
from graph.identity import folded, main_label, merged_evidence, tidy

Days = tuple[dt.date, dt.date]
"""Earliest and latest day of something."""
Phase = Literal["", "earlier", "later"]
"""Which of two mandates in one post, where one article has the person as former and as present or incoming holder."""


@dataclass(frozen=True)
class Holding:
    """A tenure as one article has it."""

    fact: Tenure
    article: str
    published: dt.date | None


@dataclass(frozen=True)
class Mandate:
    """Holdings that are one tenure."""

    key: str
    term: str
    start: Days | None
    end: Days | None
    evidence: tuple[Evidence, ...]

    def first_attested(self, dates: Mapping[str, dt.date | None]) -> dt.date | None:
        """Day of the first article that speaks of it."""
        return min(self._days(dates), default=None)

    def last_attested(self, dates: Mapping[str, dt.date | None]) -> dt.date | None:
        """Day of the last article that speaks of it."""
        return max(self._days(dates), default=None)

    def _days(self, dates: Mapping[str, dt.date | None]) -> list[dt.date]:
        return [day for piece in self.evidence if (day := dates.get(piece.article)) is not None]


def mandates(holdings: list[Holding]) -> list[Mandate]:
    """The tenures behind holdings of one person in one post: by the mandate they name, then by time."""
    by_term: dict[str, list[Holding]] = {}
    for holding in holdings:
        by_term.setdefault(folded(holding.fact.term), []).append(holding)
    stated = [term for term in by_term if term]
    if len(stated) == 1 and "" in by_term:
        by_term[stated[0]] += by_term.pop("")
    out = []
    for term, group in sorted(by_term.items()):
        out += [_mandate(term, phase, pieces) for phase, pieces in _phases(group).items()]
    return out


Piece = tuple[Holding, Evidence]


def _phases(group: list[Holding]) -> dict[Phase, list[Piece]]:
    """One phase, or two where an article has the post both left behind and held or coming."""
    pieces = [(holding, piece) for holding in group for piece in holding.fact.evidence]
    former = {holding.article for holding, piece in pieces if piece.status == "former"}
    present = {holding.article for holding, piece in pieces if piece.status != "former"}
    both = former & present
    if not both:
        return {"": pieces}
    turn = min(
        (holding.published for holding, _ in pieces if holding.article in both and holding.published), default=None
    )
    out: dict[Phase, list[Piece]] = {"earlier": [], "later": []}
    for holding, piece in pieces:
        before = holding.article not in both and turn and holding.published and holding.published < turn
        out["earlier" if piece.status == "former" or before else "later"].append((holding, piece))
    return out


def _mandate(term: str, phase: Phase, pieces: list[Piece]) -> Mandate:
    facts = [holding.fact for holding, _ in pieces]
    spellings = Counter(tidy(fact.term) for fact in facts if fact.term)
    return Mandate(
        key=f"{term} {phase}",
        term=main_label(spellings) if spellings else "",
        start=combined(fact.start for fact in facts),
        end=combined(fact.end for fact in facts),
        evidence=merged_evidence(piece for _, piece in pieces),
    )


def combined(spans: Iterable[Days | None]) -> Days | None:
    """The days all spans share; where they contradict each other, all days from the first to the last."""
    told = [span for span in spans if span is not None]
    if not told:
        return None
    shared = (max(first for first, _ in told), min(last for _, last in told))
    if shared[0] <= shared[1]:
        return shared
    return (min(first for first, _ in told), max(last for _, last in told))
