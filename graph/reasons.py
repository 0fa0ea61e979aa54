"""Why two mentions are one person, or may be, in a reader's words."""

from __future__ import annotations

from collections.abc import Callable

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
        case "country":
            return f"the name is rare (among about {COUNTRY:,} people whom news name)"


def _place(place: str, places: Places) -> str:
    return ", ".join(" ".join(pair).strip() for pair in places.names(place))


def _number(expected: float) -> str:
    return f"{expected:.2f}" if expected >= 0.01 else "less than 0.01"
