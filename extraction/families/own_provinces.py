"""Whose "Tỉnh ủy" it is in an article on several provinces: of the one at which its holder is told to hold a post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from extraction.context import Context
from extraction.facts import Area, Organization
from extraction.families.tenures import Claim
from extraction.text import classic


def at_home(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """The claims, those to posts of a bare "Tỉnh ủy", "UBND tỉnh" set right by the province that others name.

    "Bà A, Trưởng đoàn đại biểu Quốc hội tỉnh Đồng Nai … Khi giữ cương vị Phó Chủ tịch UBND tỉnh, bà A …": of Đồng Nai,
    whatever other province the article is more about.
    """
    text = context.article.text
    if (
        len({c.organization.area.place for c in found if c.organization.area and c.organization.level == "province"})
        < 2
    ):
        return list(found)
    held: dict[str, dict[str, Area]] = defaultdict(dict)
    named: dict[str, set[str]] = defaultdict(set)
    for claim in found:
        area = claim.organization.area
        if area is None or area.level != "province" or not _told(area, text[claim.start : claim.end]):
            continue
        named[claim.person.name].add(area.place)
        if claim.status == "current":
            held[claim.person.name][area.place] = area
    return [_set_right(context, c, held[c.person.name], named[c.person.name]) for c in found]


def _set_right(context: Context, claim: Claim, held: dict[str, Area], named: set[str]) -> Claim:
    body, own = claim.organization, next(iter(held.values()), None)
    area = body.area if body.level == "province" else None
    if own is None or len(held) > 1 or area is None or area.level != "province":
        return claim
    appointed = claim.status == "incoming" or (claim.act is not None and claim.act.kind != "DISMISS")
    if area.place in named or appointed or area.type != own.type:
        return claim
    span = context.sentences[claim.sentence].span
    if _told(area, context.article.text[span.start : span.end]):
        return claim
    return structs.replace(claim, organization=_moved(body, area, own))


def _told(area: Area, words: str) -> bool:
    """Whether the words name a place."""
    return area.name.casefold() in classic(words).casefold()


def _moved(body: Organization, here: Area, there: Area) -> Organization:
    """The body of the same kind of another province."""
    if not body.label.endswith(here.name):
        return body
    label = body.label.removesuffix(here.name) + there.name
    parent = _moved(body.parent, here, there) if body.parent is not None else None
    return structs.replace(body, label=label, area=there, parent=parent)
