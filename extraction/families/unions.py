"""Seats on the committees of unions, where the words do not say whose: "Ủy viên Ban Thường vụ, Phó Chủ tịch Hội …"."""

from __future__ import annotations

from extraction.area_bodies import owned
from extraction.facts import Organization
from extraction.mentions import BodyPhrase
from extraction.phrases import PostPhrase

MASS = ("mass-organization", "youth-union")
"""Bodies whose committees are no place's: "Ban Chấp hành Công đoàn Công ty A"."""
UNIONS = (*MASS, "fatherland-front")
_BUREAUS = {"standing-committee": "Ban Thường vụ", "executive-committee": "Ban Chấp hành"}


def bureau(phrase: PostPhrase) -> str:
    """The kind of committee that a seat is on whose words do not place it: "Ủy viên Ban Thường vụ"; else ""."""
    if phrase.org is None:
        kind = phrase.entry.body if phrase.entry.alone and not phrase.entry.level else ""
    else:
        value = phrase.org.value
        open_body = isinstance(value, BodyPhrase) and value.of is None and not value.name
        kind = value.entry.kind if isinstance(value, BodyPhrase) and open_body else ""
    return kind if kind in _BUREAUS else ""


def union_seat(seat: PostPhrase, other: PostPhrase, body: Organization | None) -> Organization | None:
    """ "Ủy viên Ban Thường vụ, Phó Chủ tịch Hội Nông dân tỉnh": the union's committee; its head may sit on the Party's.

    The front has a Ban Thường trực instead.
    """
    kind = bureau(seat)
    if body is None or other.org is None or not kind or seat.former != other.former:
        return None
    below = body.parent if body.parent is not None and body.parent.kind in UNIONS else None
    union = below or (body if other.label.startswith("Phó ") else None)
    if union is None or union.kind not in UNIONS or union.kind == "fatherland-front":
        return None
    return owned(_BUREAUS[kind], kind, union)
