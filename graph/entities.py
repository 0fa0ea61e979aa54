"""What facts are about once resolved across articles, and facts that point to them: what `assemble` turns into triples.

`id` is always a flat local name (`person-…`, `place-…`): no slash, no hash. Everything is frozen and compares by value.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Protocol

import msgspec

from extraction.facts import (
    Action,
    AdoptionAction,
    Approximate,
    ChangeKind,
    EventType,
    Evidence,
    Level,
    Measure,
    Part,
    Population,
    Relation,
)


class Source(Protocol):
    """What the graph says of an article: all but its text."""

    @property
    def id(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def signature(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def published(self) -> dt.date | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def publisher(self) -> str | None: ...
    @property
    def creator(self) -> str | None: ...


Window = tuple[dt.date | None, dt.date | None]
"""The first and the last day on which something can have happened; None where nothing bounds it on that side."""

EndCause = Literal["dismissed", "moved-on", "resigned", "retired"]
"""Why a tenure ended, as far as articles tell it."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    alt_labels: tuple[str, ...] = ()
    possibly: tuple[str, ...] = ()
    """Ids of persons who may be this one: where that stays open, they stay two."""
    born: Window = (None, None)
    """The days that all that is told of the birth leaves."""
    home: str | None = None
    """Id of the place that the family comes from, the smallest one told."""
    people: str = ""
    """Which of the peoples of Việt Nam the person is of."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    name: str
    """ "Châu Thành" """
    label: str
    """ "huyện Châu Thành" """
    pref_label: str
    """ "huyện Châu Thành, tỉnh Bến Tre": unique """
    level: str
    alt_labels: tuple[str, ...] = ()
    province: str | None = None
    """Id of the province it lies in (its own for a province)."""
    within: str | None = None
    gso_code: str | None = None
    iso_code: str | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaced_by: tuple[str, ...] = ()


class Organization(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    """ "Huyện ủy Châu Thành" """
    pref_label: str
    """ "Huyện ủy Châu Thành, tỉnh Bến Tre": unique """
    kind: str
    level: Level = ""
    alt_labels: tuple[str, ...] = ()
    parent: str | None = None
    jurisdiction: str | None = None
    candidates: tuple[str, ...] = ()
    """Places it may be of, where that stays open."""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaced_by: tuple[str, ...] = ()
    completed: bool = False
    """Whether no article names it: it stands above one that is named."""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    vi: str
    en: str


class Post(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    role: str
    organization: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    type: str
    number: str | None = None
    year: int | None = None
    issuer: str | None = None
    subject: str | None = None
    issued: dt.date | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    type: EventType
    earliest: dt.date | None = None
    latest: dt.date | None = None
    place: str | None = None


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    label: str
    alt_labels: tuple[str, ...] = ()


class Tenure(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    person: str
    role: str
    organization: str
    post: str
    term: str = ""
    first_attested: dt.date | None = None
    last_attested: dt.date | None = None
    start: Window = (None, None)
    end: Window = (None, None)
    end_cause: EndCause | None = None
    predecessor: str | None = None
    """The tenure of whom an article says that the person took the place of."""
    evidence: tuple[Evidence, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    person: str
    kind: ChangeKind
    role: str | None = None
    organization: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None
    tenure: str | None = None
    """The tenure it began or ended, where only one can be meant."""
    evidence: tuple[Evidence, ...]


class Implementation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    organization: str
    """Id of an organisation or of a place."""
    document: str
    action: Action
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class DocumentRelation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    document: str
    relation: Relation
    related: str
    evidence: tuple[Evidence, ...]


class Admission(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    unit: str
    """Id of an organisation or of a place."""
    value: int
    approximate: Approximate
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class Count(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    unit: str
    """Id of an organisation or of a place."""
    measure: Measure
    population: Population | None
    value: int | float
    total: int | None
    approximate: Approximate
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class Participation(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    agent: str
    """Id of a person, an organisation or a place."""
    part: Part
    event: str
    evidence: tuple[Evidence, ...]


class Adoption(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    unit: str
    """Id of an organisation or of a place."""
    programme: str
    action: AdoptionAction
    evidence: tuple[Evidence, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True, array_like=True, tag=True):
    id: str
    person: str
    born: Window = (None, None)
    home: str | None = None
    """Id of a place."""
    people: str = ""
    evidence: tuple[Evidence, ...]


class Link(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Two mentions of persons (article, name), and what makes them one, or may."""

    one: tuple[str, str]
    other: tuple[str, str]
    because: str


class Doubt(msgspec.Struct, frozen=True, kw_only=True, order=True, tag="undecided", tag_field="type"):
    """Two persons who may be one."""

    one: str
    other: str
    """Their ids, in order."""
    label: str
    mentions: tuple[tuple[str, str], tuple[str, str]]
    """One of each: article and name."""
    because: str


class Identity(msgspec.Struct, frozen=True, kw_only=True, tag="person", tag_field="type"):
    """Why mentions are one person."""

    id: str
    label: str
    mentions: tuple[tuple[str, str], ...]
    """Article and name, sorted."""
    links: tuple[Link, ...] = ()
    """One less than there are mentions: they lead from any mention to any other."""
    apart: tuple[Link, ...] = ()
    """Others of the name who would be this one, and what speaks against it."""


Entity = Person | Place | Organization | Role | Post | Document | Event | Programme
ResolvedFact = (
    Tenure | Change | Implementation | DocumentRelation | Admission | Count | Participation | Adoption | Origin
)


def is_told(entity: Entity) -> bool:
    """Whether articles tell of it: not so a body that only stands above those named."""
    return not (isinstance(entity, Organization) and entity.completed)
