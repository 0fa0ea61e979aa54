"""Which mandate: what articles say of one person in one post, told apart by the terms that they name.

Who is told to have left a post and to hold it in one article has seldom come back: it tells of before and after.

>>> Term.of("khoá IX, nhiệm kỳ 2016 – 2021", "people-council"), Term.of("khóa 12", "central-committee")
(Term(number=9, years=(2016, 2021)), Term(number=12, years=(2016, 2021)))
>>> Term.of("nhiệm kỳ 2016-2012", "party-committee") is None
True
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from extraction.facts import Change, ChangeKind, Effect, Evidence, Tenure
from extraction.numerals import ordinal
from graph.entities import Window
from graph.identity import main_label, merged_evidence, tidy

Years = tuple[int, int]
"""First and last year of a term."""

_YEARS = re.compile(r"((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)")
_ONE = r"(?:[IVXLC]+|\d{1,2})(?![\w-])"
_NUMBERS = re.compile(rf"(?:khóa|khoá|kỳ|thứ)\s+({_ONE}(?:\s*(?:,|và)\s*{_ONE})*)", re.IGNORECASE)
_NUMBER = re.compile(_ONE, re.IGNORECASE)
_LONGEST = 7
"""Years of a term; more is a slip of the pen, or no term."""
_CONGRESSES = {8: 1996, 9: 2001, 10: 2006, 11: 2011, 12: 2016, 13: 2021, 14: 2026, 15: 2031}
"""The years of the national congresses of the Party; the next one ends the term."""
_ASSEMBLIES = {9: 1992, 10: 1997, 11: 2002, 12: 2007, 13: 2011, 14: 2016, 15: 2021, 16: 2026, 17: 2031}
"""The years in which the National Assembly was elected."""
_NUMBERED: Mapping[str, Mapping[int, int]] = {
    "central-committee": _CONGRESSES,
    "politburo": _CONGRESSES,
    "secretariat": _CONGRESSES,
    "national-assembly": _ASSEMBLIES,
}
"""Kinds of bodies whose terms have numbers that mean the same years all over the country; provinces count their own."""
_PROLONGED = {(2004, 2009): 2011}
"""Terms that ended later than they are called by: that of the councils elected in 2004 was made longer (Resolution
25/2008/QH12 of the National Assembly)."""
_BEGIN = frozenset(("elected", "appointed", "transferred"))
_END = frozenset(("dismissed", "resigned", "retired"))
REPLACED = frozenset(("instead-of", "replaces"))
"""Rules that read whose place somebody takes: a term that is told there is that of who comes."""


class Term(NamedTuple):
    """A mandate as it is told: its number, its first and last year."""

    number: int | None
    years: Years | None

    def __str__(self) -> str:
        """As one writes it."""
        return f"khóa {self.number}" if self.number is not None else "nhiệm kỳ {}-{}".format(*self.years or ())

    @classmethod
    def all_of(cls, told: str, body: str) -> tuple[Term, ...]:
        """The terms of a body of this kind that the words name, none where they say nothing that can be one."""
        spans = _YEARS.findall(told)
        years = [(int(a), int(b)) for a, b in spans if 0 < int(b) - int(a) <= _LONGEST]
        found = _NUMBERS.search(tidy(told))
        numbers = [ordinal(one) for one in _NUMBER.findall(found[1])] if found is not None else []
        if len(years) < len(spans) or None in numbers or (len(numbers) != len(years) and numbers and years):
            return ()
        begins = _NUMBERED.get(body, {})
        terms = zip_longest(numbers, years)
        return tuple(cls(number, span or _years_of(number, begins)) for number, span in terms)

    @classmethod
    def of(cls, told: str, body: str) -> Term | None:
        """The one term that the words name, if they do."""
        found = cls.all_of(told, body)
        return found[0] if len(found) == 1 else None


def _years_of(number: int | None, begins: Mapping[int, int]) -> Years | None:
    """The years of a numbered term, by the year in which each begins."""
    if number is None or number not in begins or number + 1 not in begins:
        return None
    return begins[number], begins[number + 1]


def last_year(years: Years) -> int:
    """The year in which a term ended."""
    return _PROLONGED.get(years, years[1])


class Told(NamedTuple):
    """A change of a person and a post as one article tells it, and when it took effect, as far as told."""

    kind: ChangeKind
    effect: Effect
    days: Window
    evidence: tuple[Evidence, ...]

    @classmethod
    def by(cls, fact: Change) -> Told:
        """What a fact tells: its days only where they are those on which a post begins or ends."""
        days = (fact.earliest, fact.latest) if fact.effect == "dated" else (None, None)
        return cls(fact.change, fact.effect, days, fact.evidence)

    @property
    def begins(self) -> bool:
        """Whether it brings somebody to a post."""
        return self.kind in _BEGIN and self.effect != "none"

    @property
    def ends(self) -> bool:
        """Whether it takes somebody from a post."""
        return self.kind in _END and self.effect != "none"

    @property
    def articles(self) -> frozenset[str]:
        """Who tells it."""
        return frozenset(piece.article for piece in self.evidence)

    def may_fall_into(self, years: Years) -> bool:
        """Whether it can be of a term: one begins in its first year or later, and in its last one the next begins."""
        first, last = self.days
        if first is None or last is None:
            return True
        return years[0] <= first.year and (last.year < years[1] if self.begins else last.year <= last_year(years))


@dataclass(frozen=True)
class Holding:
    """A tenure as one article has it."""

    fact: Tenure
    published: dt.date | None
    told: tuple[Told, ...] = ()
    """The changes of the same person and post that the article tells."""


class Piece(NamedTuple):
    """One stretch that has the person in the post, and when it was published."""

    evidence: Evidence
    published: dt.date | None

    @property
    def replaced(self) -> bool:
        """Whether it tells that somebody took the person's place."""
        return self.evidence.rule in REPLACED


@dataclass(frozen=True)
class Mandate:
    """Holdings that are one tenure."""

    key: str
    term: str
    years: Years | None
    holdings: tuple[Holding, ...]
    pieces: tuple[Piece, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every stretch that tells of it, once, in order."""
        return merged_evidence(piece.evidence for piece in self.pieces)

    def attested(self) -> tuple[dt.date | None, dt.date | None]:
        """Days of the first and the last article that speak of it."""
        days = [piece.published for piece in self.pieces if piece.published is not None]
        return min(days, default=None), max(days, default=None)


def mandates(holdings: Sequence[Holding]) -> list[Mandate]:
    """The tenures behind holdings of one person in one post, ordered by key: one for each term that is told."""
    terms = [_terms(holding) for holding in holdings]
    known = _known_years([term for named in terms for term in named])
    groups: dict[str, list[tuple[Holding, Piece]]] = {}
    years: dict[str, Years | None] = {}
    labels: dict[str, Counter[str]] = {}
    loose = []
    for holding, named in zip(holdings, terms, strict=True):
        pieces = [(holding, Piece(evidence, holding.published)) for evidence in holding.fact.evidence]
        for term in named:
            spans = term.years or known.get(term.number)
            key = f"{spans[0]} {spans[1]}" if spans is not None else f"khóa {term.number}"
            years[key] = spans
            groups.setdefault(key, []).extend(pieces)
            label = tidy(holding.fact.term) if len(named) == 1 else str(term)
            labels.setdefault(key, Counter())[label] += 1
        loose += pieces if not named else []
    stated = {key: years[key] for key in sorted(groups)}
    for holding, piece in loose:
        groups.setdefault(_meant(holding, piece, stated), []).append((holding, piece))
    return [
        Mandate(
            key=key,
            term=main_label(labels[key]) if key in labels else "",
            years=years.get(key),
            holdings=tuple(dict.fromkeys(holding for holding, _ in group)),
            pieces=tuple(piece for _, piece in group),
        )
        for key, group in sorted(groups.items())
    ]


def _terms(holding: Holding) -> tuple[Term, ...]:
    if all(Piece(piece, None).replaced for piece in holding.fact.evidence):
        return ()
    return Term.all_of(holding.fact.term, holding.fact.organization.kind)


def _known_years(terms: Sequence[Term]) -> dict[int | None, Years]:
    """Of each number the years that some article tells beside it, where all tell the same."""
    told: dict[int | None, set[Years]] = {}
    for term in terms:
        if term.number is not None and term.years is not None:
            told.setdefault(term.number, set()).add(term.years)
    return {number: next(iter(years)) for number, years in told.items() if len(years) == 1}


def _meant(holding: Holding, piece: Piece, stated: Mapping[str, Years | None]) -> str:
    """The stated term that a piece without one tells of by its time, where it can be one only; else "": left open."""
    terms = {key: years for key, years in stated.items() if years is not None}
    acts = [told for told in holding.told if told.days != (None, None)]
    day = piece.published
    if acts:
        possible = [key for key, years in terms.items() if all(told.may_fall_into(years) for told in acts)]
    elif day is None:
        possible = []
    elif piece.evidence.status == "former":  # of the last one that had begun by then
        possible = sorted((key for key, years in terms.items() if years[0] < day.year), key=terms.__getitem__)[-1:]
    else:
        possible = [key for key, years in terms.items() if years[0] <= day.year <= last_year(years)]
    return possible[0] if len(possible) == 1 else ""
