"""When a tenure began and ended: as far as articles tell, and never narrower.

What bounds it: the acts that began or ended it, the term it is told with, an article that knows its holder as a former
one, and one that has as its holder who was on the way before. That somebody else holds the post later bounds nothing.
Where articles contradict each other the bounds stay open, and the contradiction is told (`Bounds.dispute`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from extraction.facts import Evidence, Organization
from graph.entities import EndCause, Window
from graph.identity import evidence_key
from graph.tenures import Holding, Mandate, Told, Years, last_year

Held = tuple[str, str, str]
"""Person, role and organisation of a post somebody holds, by id."""
OPEN: Window = (None, None)
_CAUSES: dict[str, EndCause] = {"dismissed": "dismissed", "resigned": "resigned", "retired": "retired"}
_PARTY = frozenset(
    "party-committee party-organization inspection-committee standing-committee central-committee politburo"
    " secretariat".split()
)
"""Kinds of Party bodies whose terms are those between congresses. Associations and companies call theirs alike, but
often begin late."""
_LEVELS = frozenset(("central", "province", "district", "commune"))
"""Levels of such bodies: cells elect when they like."""
_PARTY_YEARS = 5
"""Years between two congresses: of years that end in 0 or 5, and of the next one for the whole country."""
_STATE = frozenset(
    "people-council people-committee council-committee national-assembly national-assembly-committee"
    " national-assembly-delegation".split()
)
"""Kinds of bodies that are elected, or made by those elected."""
_ELECTIONS = frozenset(
    [(1997, 2002), (1999, 2004), (2002, 2007), (2004, 2009), (2004, 2011), (2007, 2011)]
    + [(year, year + 5) for year in range(2011, 2031, 5)]
)
"""Terms between elections to the National Assembly and to the councils."""


class Dispute(NamedTuple):
    """Two statements that cannot both be true of one tenure: that it was over, and that it was not.

    Of one article they are a story: who left the post, and came back to it.
    """

    over: Evidence
    by: dt.date
    """The last day on which it was over."""
    later: Evidence
    on: dt.date
    """The day on which it began or went on."""


class Bounds(NamedTuple):
    """When a tenure began and ended, and why it ended, as far as told."""

    start: Window
    end: Window
    cause: EndCause | None
    dispute: Dispute | None = None


class _Said(NamedTuple):
    """A window that something told gives, and the words that tell it."""

    days: Window
    evidence: Evidence


def mandate_of(told: Told, mandates: Sequence[Mandate]) -> Mandate | None:
    """The mandate that a change of the post began or ended: the one its own article speaks of, if that is one."""
    own = [
        (one, piece)
        for one in mandates
        for piece in one.pieces
        if piece.evidence.article in told.articles and (one.years is None or told.may_fall_into(one.years))
    ]
    fitting = [one for one, piece in own if (piece.evidence.status == "former") == told.ends] or [one for one, _ in own]
    found = {one.key: one for one in fitting}
    return next(iter(found.values())) if len(found) == 1 else None


def predecessors(
    held: Iterable[tuple[Held, Sequence[Mandate]]], name: Callable[[Held, Mandate], str]
) -> dict[str, str]:
    """Of each tenure the one before, where an article tells whose place a person takes: both by `name`.

    Left out where the article has several persons come to the post, or articles tell different predecessors.
    """
    replaced: list[tuple[tuple[str, str, str], str, str]] = []
    coming: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    for key, mandates in held:
        person, role, organization = key
        for mandate in mandates:
            tenure = name(key, mandate)
            articles = {piece.evidence.article for piece in mandate.pieces if piece.replaced}
            replaced += [((article, role, organization), person, tenure) for article in articles]
            for article in {p.evidence.article for p in mandate.pieces if p.evidence.status != "former"}:
                coming.setdefault((article, role, organization), []).append((person, tenure))
    told: dict[str, set[str]] = {}
    for told_of, person, tenure in replaced:
        others = [later for other, later in coming.get(told_of, ()) if other != person]
        if len(others) == 1:
            told.setdefault(others[0], set()).add(tenure)
    return {tenure: next(iter(before)) for tenure, before in told.items() if len(before) == 1}


def bounds(mandate: Mandate, told: Sequence[Told], moves: Set[str] = frozenset()) -> Bounds:
    """What the changes that are a mandate's own, and the articles that speak of it, tell of its time.

    `moves` are the articles that tell of the person coming to a post or leaving one: whom they call a former holder may
    leave only some days later.
    """
    begun, over = _begun(mandate, told), _over(mandate, told) or _left_by(mandate, moves)
    dispute = _dispute(mandate, begun, over)
    start, end = begun.days if begun else OPEN, over.days if over else OPEN
    if dispute is not None:
        start, end = (OPEN if begun and dispute.later == begun.evidence else start), OPEN
    term = _term(mandate)
    start = common(start, _confirmed(mandate))
    start, end = common(start, (term[0], None)), common(end, (None, term[1]))
    if start[0] and end[1] and start[0] > end[1]:
        start = end = OPEN
    causes = sorted(_CAUSES[change.kind] for change in told if change.ends)
    return Bounds(start, end, causes[0] if causes else None, dispute)


def common(one: Window, other: Window) -> Window:
    """The days that both windows have; the first one where there are none.

    >>> common((dt.date(2015, 1, 1), None), (None, dt.date(2016, 1, 1)))
    (datetime.date(2015, 1, 1), datetime.date(2016, 1, 1))
    """
    first = max((day for day in (one[0], other[0]) if day), default=None)
    last = min((day for day in (one[1], other[1]) if day), default=None)
    return one if first and last and first > last else (first, last)


def _together(said: Iterable[_Said]) -> _Said | None:
    """The days that all windows have; where they contradict each other, all days from the first to the last.

    The words are those of the first one.
    """
    ordered = sorted(said, key=lambda one: (str(one.days), evidence_key(one.evidence)))
    if not ordered:
        return None
    firsts = [day for one in ordered if (day := one.days[0])]
    lasts = [day for one in ordered if (day := one.days[1])]
    inner = max(firsts, default=None), min(lasts, default=None)
    agree = not inner[0] or not inner[1] or inner[0] <= inner[1]
    days = inner if agree else (min(firsts), max(lasts))
    return _Said(days, ordered[0].evidence)


def _begun(mandate: Mandate, told: Sequence[Told]) -> _Said | None:
    """The act that began it. Who is told to have held the post before did not come to it then."""
    held = [piece for piece in mandate.pieces if piece.evidence.status == "current"]
    acts = [one for one in told if one.begins and one.days != OPEN]
    said = [_Said(one.days, min(one.evidence, key=evidence_key)) for one in acts]
    begun = _together([*_outright((one.fact.start, one) for one in mandate.holdings), *said])
    first = begun.days[0] if begun is not None else None
    if first is not None and any(piece.published and piece.published < first for piece in held):
        return None
    return begun


def _over(mandate: Mandate, told: Sequence[Told]) -> _Said | None:
    """The act that ended it."""
    acts = [_Said(one.days, min(one.evidence, key=evidence_key)) for one in told if one.ends and one.days != OPEN]
    return _together([*_outright((one.fact.end, one) for one in mandate.holdings), *acts])


def _outright(windows: Iterable[tuple[Window | None, Holding]]) -> Iterator[_Said]:
    """What facts tell of the time of a post without an act."""
    for days, holding in windows:
        if days is not None:
            yield _Said(days, min(holding.fact.evidence, key=evidence_key))


def _left_by(mandate: Mandate, moves: Set[str]) -> _Said | None:
    """The first article that knows the holder as a former one, and not by the news of it."""
    said = [
        _Said((None, piece.published), piece.evidence)
        for piece in mandate.pieces
        if piece.evidence.status == "former"
        and piece.published is not None
        and piece.evidence.article not in moves
        and not piece.replaced
    ]
    return min(said, key=lambda one: (one.days[1] or dt.date.max, evidence_key(one.evidence)), default=None)


def _dispute(mandate: Mandate, begun: _Said | None, over: _Said | None) -> Dispute | None:
    """What tells that the tenure went on, or only began, after it was over."""
    last = over.days[1] if over is not None else None
    if over is None or last is None:
        return None
    if begun is not None and begun.days[0] is not None and begun.days[0] > last:
        return Dispute(over.evidence, last, begun.evidence, begun.days[0])
    after = [
        (piece.published, piece.evidence)
        for piece in mandate.pieces
        if piece.evidence.status != "former" and piece.published is not None and piece.published > last
    ]
    if not after:
        return None
    day, piece = min(after, key=lambda one: (one[0], evidence_key(one[1])))
    return Dispute(over.evidence, last, piece, day)


def _confirmed(mandate: Mandate) -> Window:
    """Who was on the way on one day and is the holder on a later one came to the post in between at the latest."""
    dated = [(piece.published, piece.evidence.status) for piece in mandate.pieces if piece.published is not None]
    coming = min((day for day, status in dated if status == "incoming"), default=None)
    held = sorted(day for day, status in dated if status == "current")
    if coming is None or not held or held[0] <= coming:
        return OPEN
    return None, held[0]


def _term(mandate: Mandate) -> Window:
    """The first and the last day of the term, where bodies of that kind and level have such terms."""
    bodies = [one.fact.organization for one in mandate.holdings]
    if mandate.years is None or not all(_has_terms(one, mandate.years) for one in bodies):
        return OPEN
    return dt.date(mandate.years[0], 1, 1), dt.date(last_year(mandate.years), 12, 31)


def _has_terms(body: Organization, years: Years) -> bool:
    """Whether the terms of a body begin and end in such years; others are slips, or told of another body."""
    if body.kind in _STATE:
        return years in _ELECTIONS
    if body.kind not in _PARTY or body.level not in _LEVELS:
        return False
    return years[1] - years[0] == _PARTY_YEARS and years[0] % _PARTY_YEARS == (body.level == "central")
