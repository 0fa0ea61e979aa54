"""What is told of a person's birth, home town and people: what it tells of who is who, and what all of it comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from graph import circles
from graph.circles import Circle
from graph.places import Places

Born = tuple[dt.date, dt.date]
"""First and last day that a birth can have been on."""
Years = tuple[int, int]
"""First and last year that a birth can have been in."""
APART = 2
"""Years between two births from which on they are two people's: one may be a slip, or reckoned otherwise."""


@dataclass
class Details:
    """What articles tell of somebody."""

    births: set[Born] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)
    """Ids of places."""
    peoples: set[str] = field(default_factory=set)

    def add(self, other: Details) -> None:
        """Take in what else is told."""
        self.births |= other.births
        self.homes |= other.homes
        self.peoples |= other.peoples


def gathered(told: Iterable[Details]) -> Details:
    """All that is told."""
    out = Details()
    for one in told:
        out.add(one)
    return out


def years(births: Iterable[Born]) -> frozenset[Years]:
    """The years of some births."""
    return frozenset((first.year, last.year) for first, last in births)


def gap(ones: Collection[Years], others: Collection[Years]) -> int:
    """How many years the two that are furthest apart are from each other; 0 where all can be one.

    >>> gap({(1965, 1965)}, {(1965, 1966), (1968, 1968)}), gap({(1965, 1966)}, {(1966, 1966)}), gap({(1965, 1965)}, ())
    (3, 0, 0)
    """
    between = (max(here[0] - there[1], there[0] - here[1], 0) for here in ones for there in others)
    return max(between, default=0)


def born(details: Details) -> Born | None:
    """The days that all that is told of the birth leaves; None where nothing is told, or nothing is left."""
    first = max((one for one, _ in details.births), default=None)
    last = min((one for _, one in details.births), default=None)
    return (first, last) if first is not None and last is not None and first <= last else None


def home(details: Details, places: Places) -> str | None:
    """The smallest of the places told, where it lies in all the others; else None."""
    chains = {place: list(_outwards(place, places)) for place in details.homes}
    smallest = max(sorted(chains), key=lambda place: len(chains[place]), default=None)
    return smallest if smallest is not None and details.homes <= set(chains[smallest]) else None


def people(details: Details) -> str:
    """The people that all articles tell of; "" where they differ."""
    return min(details.peoples) if len(details.peoples) == 1 else ""


def circles_of(details: Details, worlds: Iterable[str], places: Places) -> Iterator[Circle]:
    """The circles of whoever was born in that year, or comes from there; `worlds` are the provinces of the posts."""
    told = home(details, places)
    around = list(_outwards(told, places)) if told is not None else []
    yield from (circles.of_origin("", place, places) for place in around)
    days = born(details)
    if days is None:
        return
    if days[0] == days[1]:
        yield circles.of_origin(days[0].isoformat(), None, places)
    for year in map(str, range(days[0].year, days[1].year + 1)):
        yield from (circles.of_origin(year, place, places) for place in (None, *around))
        yield from (circles.of_year(year, world) for world in sorted(worlds))


def _outwards(place: str, places: Places) -> Iterator[str]:
    at: str | None = place
    while at is not None:
        yield at
        at = places.around(at)
