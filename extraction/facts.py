"""START HERE: what extraction says about one article. Facts speak of the text, not of the world.

A fact is a frozen record whose slots are what the article names, completed from that article alone ("Huyện ủy" in an
article on huyện Thanh Sơn is "Huyện ủy Thanh Sơn"). Who is who across articles is `graph.resolve`'s business.
Every fact carries at least one piece of evidence: a fact without evidence does not exist.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

Status = Literal["current", "former", "incoming"]
Action = Literal["implement", "study", "concretise", "review", "issue"]
Approximate = Literal["exact", "about", "atLeast", "atMost"]
ChangeKind = Literal["elected", "appointed", "transferred", "dismissed", "resigned", "retired", "disciplined"]
Effect = Literal["dated", "undated", "none"]
"""What an act means for a post: its days are those on which the post began or ended (`dated`), it began or ended then
but the days are not told with it (`undated`), or nothing, since the post had been left before (`none`)."""
Measure = Literal[
    "confirmed",
    "members",
    "organizations",
    "cells",
    "evaluated",
    "rated_exemplary",
    "rated_strong",
    "rated_excellent",
    "rated_good",
    "rated_completed",
    "rated_failed",
    "resigned",
    "left_party",
    "disciplined",
    "inspected",
    "supervised",
    "badges",
    "dialogues",
    "attendees",
    "documents",
    "trained",
    "weak",
    "target_rate",
    "other",
]
Population = Literal["organizations", "members", "cadres", "people", "documents", "events"]
Part = Literal["chair", "leader", "speaker", "attendee", "host", "organizer", "giver", "recipient"]
EventType = Literal[
    "meeting", "conference", "congress", "session", "ceremony", "visit", "contest", "inspection", "dialogue"
]
AdoptionAction = Literal["pilot", "launch", "run", "replicate"]
Relation = Literal["implements", "concretises", "basedOn", "amends", "repeals"]
LEVELS = ("province", "district", "commune")
"""Of places, from the widest to the narrowest."""
Level = Literal["central", "province", "district", "commune", "cell", ""]
"""Of a body: `cell` is below the commune (chi bộ, thôn, trường); "" is not an area body or not known."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """The words that say so: `article.text[start:end] == quote`, in Unicode code points."""

    article: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: float = 1.0
    """0 to 1: how sure the rule is of what it read (1.0: the form is unambiguous)."""
    status: Status | None = None
    """Only for tenures: how this article has it."""


class Area(msgspec.Struct, frozen=True, kw_only=True, tag="area", tag_field="is"):
    """A province, district or commune as the article means it."""

    name: str
    """Without its type word: "Châu Thành"."""
    type: str
    """Type word in lower case: "huyện", "xã", "thành phố" …; "" where neither the article nor the gazetteer tells."""
    level: Literal["province", "district", "commune"]
    place: str = ""
    """Id in the gazetteer (`ontology.places`), "" while more than one place (or none) is possible."""
    candidates: tuple[str, ...] = ()
    """Gazetteer ids still possible where `place` is ""; empty if the gazetteer knows no such place."""
    within: Area | None = None
    """The area around it as the article has it, where the gazetteer cannot tell."""


class Organization(msgspec.Struct, frozen=True, kw_only=True, tag="organization", tag_field="is"):
    """A body, written out: `label` is "Ban Tổ chức Huyện ủy Châu Thành"."""

    label: str
    kind: str
    """Id of its entry in lexicons/organizations.toml: "party-committee", "people-committee", "sector-department" …"""
    level: Level = ""
    area: Area | None = None
    """Its territory, if it has one."""
    parent: Organization | None = None
    """The body it belongs to by its own name: Huyện ủy Châu Thành for its Ban Tổ chức."""


class Person(msgspec.Struct, frozen=True, kw_only=True, tag="person", tag_field="is"):
    """A person by the fullest name of the article, without title, rank or degree."""

    name: str


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A role without organisation or place, in both languages: "Phó Bí thư", "Deputy Secretary"."""

    vi: str
    en: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A directing document. `title` is how to call it: "Chỉ thị số 05-CT/TW của Bộ Chính trị"."""

    type: str
    """Label of its type: "Chỉ thị"."""
    title: str
    number: str | None = None
    """As printed: "05-CT/TW", "02"."""
    year: int | None = None
    issuer: Organization | None = None
    subject: str | None = None
    """What it is about: the words after "về"."""
    issued: dt.date | None = None


class Tenure(msgspec.Struct, frozen=True, kw_only=True, tag="tenure"):
    """A person holds, held or is about to hold a role at an organisation."""

    person: Person
    role: Role
    organization: Organization
    term: str = ""
    """The mandate as the article tells it ("2016-2021", "khóa XIII"), "" where it does not."""
    start: tuple[dt.date, dt.date] | None = msgspec.field(default=None, name="began")
    """Earliest and latest day it can have begun, where the article tells. In JSON `began`: `start` is one day there."""
    end: tuple[dt.date, dt.date] | None = msgspec.field(default=None, name="ended")
    evidence: tuple[Evidence, ...]


class Implementation(msgspec.Struct, frozen=True, kw_only=True, tag="implementation"):
    """An organisation (or the place that stands for its Party organisation) carries out, studies … a document."""

    organization: Organization | Area
    document: Document
    action: Action
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class DocumentRelation(msgspec.Struct, frozen=True, kw_only=True, tag="relation"):
    """What one document does to another: a plan that carries out a resolution, a rule that replaces an older one."""

    document: Document
    """The one that does it."""
    relation: Relation
    related: Document
    """The one it is done to."""
    evidence: tuple[Evidence, ...]


class Admission(msgspec.Struct, frozen=True, kw_only=True, tag="admission"):
    """Party members admitted in a unit over a period."""

    unit: Organization | Area
    value: int
    approximate: Approximate = "exact"
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class Change(msgspec.Struct, frozen=True, kw_only=True, tag="change"):
    """An act that starts or ends a position, or disciplines a person."""

    person: Person
    change: ChangeKind
    role: Role | None = None
    """None only where the article does not name the post (a measure of discipline, a retirement)."""
    organization: Organization | None = None
    earliest: dt.date | None = None
    """First and last day it can have taken effect, where the article tells."""
    latest: dt.date | None = None
    effect: Effect = "dated"
    evidence: tuple[Evidence, ...]


class Count(msgspec.Struct, frozen=True, kw_only=True, tag="count"):
    """A figure on Party organisation work in a unit, other than members admitted."""

    unit: Organization | Area
    measure: Measure
    population: Population | None = None
    value: int | float
    """What is counted. A percentage for `target_rate`, and where it is a float: the share of those so rated."""
    total: int | None = None
    """The M of "N/M": out of how many."""
    approximate: Approximate = "exact"
    start: dt.date | None = None
    end: dt.date | None = None
    evidence: tuple[Evidence, ...]


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting, conference, congress … as one article has it."""

    type: EventType
    name: str
    """How to call it, in the article's words: "Hội nghị sơ kết công tác 6 tháng đầu năm"."""
    earliest: dt.date | None = None
    """First and last day it can have taken place, where the article tells."""
    latest: dt.date | None = None
    place: Area | None = None


class Participation(msgspec.Struct, frozen=True, kw_only=True, tag="participation"):
    """A person or body takes part in an event."""

    agent: Person | Organization | Area
    part: Part
    event: Event
    evidence: tuple[Evidence, ...]


class Adoption(msgspec.Struct, frozen=True, kw_only=True, tag="adoption"):
    """A unit pilots, launches, runs or replicates a named model, movement or campaign."""

    unit: Organization | Area
    programme: str
    """Its name, without the quotation marks."""
    action: AdoptionAction
    evidence: tuple[Evidence, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True, tag="origin"):
    """When a person was born, where the family comes from, of which people it is: one of the three at a time."""

    person: Person
    born: tuple[dt.date, dt.date] | None = None
    """First and last day that the birth can have been on: of a year, of the two that an age leaves, or one day."""
    home: Area | None = None
    """The home town ("quê"): not where the person was born, nor where the person lives."""
    people: str = ""
    """Which of the 54 peoples of Việt Nam: "Tày"."""
    evidence: tuple[Evidence, ...]


Fact = Tenure | Change | Implementation | DocumentRelation | Admission | Count | Participation | Adoption | Origin
"""Add a family: a record here, a module in `extraction/families`, a lexicon, and its triples in `graph/assemble`."""
