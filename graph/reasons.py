"""Why two mentions are one person, or may be, in a reader's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from graph.circles import COUNTRY, Circle
from graph.joining import Join
from graph.organizations import Organizations
from graph.places import Places


def reason(join: Join, spell: Callable[[str], str], organizations: Organizations, places: Places) -> str:
    """One sentence: what both are in, how many people that are, and how many others of the name to expect there.

    `spell` gives folded names, roles and labels as they are written.
    """
    circle = join.circle
    if circle is None:
        return "a decision says so"
    told = _shared(circle, spell, organizations, places)
    if join.likeness:
        told = f"two ways to write one name ({join.likeness}); {told}"
    return f"{told}; {_number(join.expected)} others of this name are to be expected there"


def _shared(circle: Circle, spell: Callable[[str], str], organizations: Organizations, places: Places) -> str:
    match circle.kind:
        case "post":
            return f"both are {spell(circle.role)} at {organizations.label(circle.of)}"
        case "leaders":
            return f"both lead {organizations.label(circle.of)} (about {circle.size:,.0f} people over the years)"
        case "body":
            return f"both are at {organizations.label(circle.of)} (about {circle.size:,.0f} people)"
        case "area-leaders":
            return f"both lead {_place(circle.of, places)} (about {circle.size:,.0f} people)"
        case "area":
            return f"both are named in {_place(circle.of, places)} (about {circle.size:,.0f} people)"
        case "country-leaders":
            return f"both lead a province or a central body (about {circle.size:,.0f} people)"
        case "colleague":
            return f"articles name both together with {spell(circle.of)} (about {circle.size:,.0f} people)"
        case "like-post":
            return (
                f"both are {spell(circle.role)} at a body of one kind (about {circle.size:,.0f} people in the country)"
            )
        case "like-body":
            return f"their bodies have nearly the same name: {' and '.join(map(spell, circle.of.split(' | ')))}"
        case "story":
            return "both articles print one story"
        case "origin" | "origin-area":
            born = f"were born {_when(circle.role)}" if circle.role else ""
            verb = "are named in" if circle.kind == "origin-area" else "come from"
            where = f"{verb} {_place(circle.of, places)}" if circle.of else ""
            return f"both {' and '.join(filter(None, (born, where)))} (about {circle.size:,.0f} people)"
        case "country":
            return f"the name is rare (among about {COUNTRY:,} people whom news name)"


def birth(births: Iterable[tuple[dt.date, dt.date]]) -> str:
    """When somebody was born, as articles tell it.

    >>> birth([(dt.date(1965, 1, 1), dt.date(1965, 12, 31)), (dt.date(1966, 3, 2), dt.date(1966, 3, 2))])
    'in 1965 or on 2/3/1966'
    """
    return " or ".join(
        _when(first.isoformat()) if first == last else _years(first, last) for first, last in sorted(births)
    )


def _years(first: dt.date, last: dt.date) -> str:
    return f"in {first.year}" if first.year == last.year else f"in {first.year} or {last.year}"


def _when(told: str) -> str:
    """ "1965" or a day, in words."""
    if "-" not in told:
        return f"in {told}"
    day = dt.date.fromisoformat(told)
    return f"on {day.day}/{day.month}/{day.year}"


def _place(place: str, places: Places) -> str:
    return ", ".join(" ".join(pair).strip() for pair in places.names(place))


def _number(expected: float) -> str:
    return f"{expected:.2f}" if expected >= 0.01 else "less than 0.01"
