"""Bodies that act on documents, and which of them count as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extraction.area_bodies import committee
from extraction.facts import Area, Organization
from extraction.mentions import BodyPhrase, Mention

ONE_UNIT = frozenset(("party-committee", "party-organization", "executive-committee"))
"""Kinds of bodies that are one with their place."""
COMMITTEES = ONE_UNIT | {"standing-committee"}
"""Kinds of bodies of a Party organisation that act for it."""
CENTRE = frozenset(("politburo", "secretariat", "central-committee"))
"""Kinds of bodies at the Party's centre."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that acts, and where the text says so (None where another sentence does)."""

    body: Organization | Area
    unit: str
    """Equal for a place, its Party organisation and its committee: they count as one unit."""
    start: int | None = None
    end: int | None = None


def unit_of(body: Organization | Area) -> str:
    """What a body counts as: a place, its Đảng bộ and its Huyện ủy are one."""
    if isinstance(body, Area):
        return f"unit {body.place or committee(body).label}"
    if body.kind in ONE_UNIT and body.area is not None and body.parent is None and body.level == body.area.level:
        label = body.label if body.kind == "party-committee" else committee(body.area).label
        return f"unit {body.area.place or label}"
    return f"{body.kind} {body.label}"


def directing(mention: Mention) -> Mention:
    """ "100% chi bộ trực thuộc Đảng ủy xã A", "các đảng ủy trực thuộc Tỉnh ủy B": nameless, they act as it."""
    phrase = mention.value
    of = phrase.of if isinstance(phrase, BodyPhrase) else None
    if of is None or of.kind != "ORG" or getattr(of.entry, "kind", "") not in ONE_UNIT:
        return mention
    assert isinstance(phrase, BodyPhrase)
    below = phrase.entry.kind in ("party-cell", "party-organization", "party-committee")
    return of if below and not phrase.name else mention


def whole(body: Organization, homes: Iterable[Organization]) -> Organization:
    """ "Đảng ủy Khối" where the lead names the Đảng ủy Khối các cơ quan tỉnh Lào Cai: that one."""
    if body.kind not in ONE_UNIT or body.area is not None or body.parent is not None:
        return body
    name = " ".join(body.label.split()[2:])
    alike = [home for home in homes if name and " ".join(home.label.split()[2:]).startswith(f"{name} ")]
    alike = [home for home in alike if home.kind in ONE_UNIT]
    return next((home for home in alike if home.kind == body.kind), alike[0] if alike else body)
