"""Names that one person can have are a block, which is settled alone: what is needed for that, and what comes of it.

Both are plain records, and go as bytes to wherever blocks are settled (`graph.persons.settle`).
"""

from __future__ import annotations

import datetime as dt

import msgspec

from graph.entities import Person
from graph.joining import Join, Mention
from graph.organizations import Body
from graph.origins import Details
from graph.places import OwnPlace


class Known(msgspec.Struct, array_like=True):
    """What one article says of one name at one body."""

    number: int
    """Which it is, over all articles."""
    spellings: dict[str, int] = {}
    roles: set[str] = set()
    leads: bool = False
    """Whether the person, by the full name, leads the body's area at present."""
    first: tuple[str, int, int, str, str] | None = None
    """The smallest evidence."""
    details: Details | None = None
    """Of birth, home town and people, where they are told."""


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """What an article puts its persons in."""

    day: dt.date | None
    """When it came out."""
    names: frozenset[str]
    """All that it names, folded; none where they are too many to tell who is with whom."""
    provinces: frozenset[str]
    """Ids of those that it speaks of; none where they are too many."""


class World(msgspec.Struct, frozen=True, array_like=True):
    """What is known of everything else, as far as some blocks need it: by id, or by folded name."""

    bodies: dict[str, Body]
    places: dict[str, OwnPlace]
    settings: dict[str, Setting]
    """By article."""
    stories: dict[str, str]
    """Of the articles that print a story that others print too, the one that did first."""
    articles: dict[str, int]
    """How many articles name each name."""


class Block(msgspec.Struct, frozen=True, array_like=True):
    """All that is said of some names, and what people have decided of it."""

    said: list[tuple[str, str, str, Known]]
    """Folded name, article and body ("" for none), and what the article says."""
    same: list[tuple[Mention, Mention]] = []
    apart: list[tuple[Mention, Mention]] = []


class Batch(msgspec.Struct, frozen=True, array_like=True):
    """Some blocks."""

    world: World
    blocks: list[Block]


class Decided(msgspec.Struct, frozen=True, array_like=True):
    """A person, and why."""

    person: Person
    said: list[int]
    """By number."""
    mentions: list[Mention]
    joins: list[Join]
    apart: list[tuple[Mention, Mention, str]]
    """One mention of each other person whom only the year of birth keeps from being this one, and both births."""


class Open(msgspec.Struct, frozen=True, array_like=True):
    """Two persons who may be one, by id."""

    one: str
    other: str
    label: str
    why: Join


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """What came of a block."""

    persons: list[Decided]
    open: list[Open]
