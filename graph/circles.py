"""The circles of people that a post puts somebody in: the smaller the circle, the less likely a namesake is in it.

The sizes are estimates of how many different people a circle holds over some ten years. They decide together with how
rare a name is (`graph.names.share`): a circle of `n` people is expected to hold `n * share` others of that name.
docs/identity.md has the table and what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from graph import names
from graph.identity import folded
from graph.organizations import Body
from graph.places import Places

Kind = Literal[
    "post",
    "leaders",
    "body",
    "area-leaders",
    "area",
    "country-leaders",
    "colleague",
    "like-post",
    "like-body",
    "story",
    "country",
    "origin",
    "origin-area",
]
Rank = Literal["head", "deputy", "member"]


class Circle(NamedTuple):
    """People that somebody is one of."""

    size: float
    """How many they are, over some ten years."""
    kind: Kind
    of: str
    """Id of the body or place, or a folded name; what it is one of is told by the kind."""
    role: str = ""
    """Words of the role, where the kind is "post" or "like-post"; the day or year of birth, where it is "origin"."""


_HEADS, _DEPUTIES, _LEADERS, _BODY = 5, 12, 20, 60
_LARGE_BODIES = {
    "people-council": 200,
    "executive-committee": 200,
    "central-committee": 600,
    "ministry": 600,
    "national-assembly": 1500,
}
"""People of a body, by its kind, where they are more than `_BODY`."""
_COMMUNE, _DISTRICT_LEADERS, _DISTRICT, _PROVINCE_LEADERS, _PROVINCE = 60, 30, 600, 40, 8_000
_COUNTRY_LEADERS = 1_500
COUNTRY = 100_000
"""People that news name at all."""
MOVED = 30
"""One in so many leaves one province for another: without a word of it, the circle counts so many times its size."""
COLLEAGUES_LEAST, COLLEAGUES_EACH = 40, 10
"""People around somebody whom one article names, and those whom each further one adds."""
LIKE_POST = {"central": 20, "province": 300, "district": 3_500, "commune": 50_000}
"""Posts of one kind in the whole country, by level, times the people who hold them one after another."""
_FROM = {"province": 2_000, "district": 200, "commune": 20}
"""People whom news name and who come from one province, district or commune: some 60, 700 and 10,000 share them."""
_BIRTHDAY, _ONE_YEAR = 8, 25
"""People whom news name and who were born on one day (they are of some forty years); one in so many of any circle was
born in one of the two years that an age leaves."""
LIKE_BODY = 100
"""People of bodies whose names are nearly the same."""

_LEADING = frozenset(
    {"party-committee", "people-committee", "people-council", "fatherland-front", "standing-committee"}
)
"""Kinds of bodies whose heads and deputies lead a whole area."""
_TOP = frozenset({"central-committee", "politburo", "secretariat", "government"})
"""Kinds of bodies whose members are known all over the country."""
_CENTRAL = frozenset(
    "ministry government-inspectorate state-bank state-audit party-department central-department inspection-committee "
    "fatherland-front party-committee national-assembly national-assembly-committee party-caucus youth-union court "
    "procuracy".split()
)
"""Kinds of bodies whose heads and deputies are, where the body is one of the whole country."""
_MEMBERS = ("ủy viên", "thành viên", "đại biểu", "cán bộ", "thường vụ", "thường trực", "người phát ngôn", "kế toán")
_DEPUTY = ("phó", "thứ trưởng", "hiệu phó")


@cache
def _starts(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{folded(one)} " for one in words)


def rank(role: str) -> Rank:
    """What a role is in its body.

    >>> rank("Phó Bí thư Thường trực"), rank("Ủy viên dự khuyết"), rank("Giám đốc")
    ('deputy', 'member', 'head')
    """
    words = f"{folded(role)} "
    if words.startswith(_starts(_MEMBERS)):
        return "member"
    return "deputy" if words.startswith(_starts(_DEPUTY)) else "head"


def leads_area(role: str, kind: str) -> bool:
    """Whether a role is that of somebody who leads an area: head or deputy of its committee, council or front."""
    return rank(role) != "member" and kind in _LEADING


def of_post(role: str, body: Body, places: Places) -> Iterator[Circle]:
    """The circles of somebody in a role ("" where it is not told) at a body that is known across articles."""
    standing = rank(role) if role else "member"
    size = float(_LARGE_BODIES.get(body.kind, _BODY))
    yield Circle(size, "body", body.id)
    if role:
        holders = {"head": _HEADS, "deputy": _DEPUTIES, "member": size}[standing]
        yield Circle(holders, "post", body.id, folded(role))
    if standing != "member":
        yield Circle(_LEADERS, "leaders", body.id)
    leads = bool(role) and leads_area(role, body.kind)
    top = body.level == "central" and (body.kind in _TOP or (standing != "member" and body.kind in _CENTRAL))
    if top or (body.level == "province" and leads):
        yield Circle(_COUNTRY_LEADERS, "country-leaders", "")
    place = body.jurisdiction
    if place is None:
        return
    yield from of_area(place, places)
    sphere, province = places.sphere(place), places.province(place)
    if leads and body.level == "district" and sphere is not None:
        yield Circle(_DISTRICT_LEADERS, "area-leaders", sphere)
    if leads and body.level == "province" and province is not None:
        yield Circle(_PROVINCE_LEADERS, "area-leaders", province)


def of_area(place: str, places: Places) -> Iterator[Circle]:
    """The circles of those whom news name in a place: commune, district and province."""
    province, sphere = places.province(place), places.sphere(place)
    if sphere is not None and sphere != province:
        if sphere != place:
            yield Circle(_COMMUNE, "area", place)
        yield Circle(_DISTRICT, "area", sphere)
    if province is not None:
        yield Circle(_PROVINCE, "area", province)


def around(colleague: str, articles: int) -> Circle:
    """The circle of those whom articles name together with somebody, of so many articles, or with a namesake."""
    size = max(COLLEAGUES_LEAST, COLLEAGUES_EACH * articles)
    return Circle(size * (1 + COUNTRY * names.share(colleague)), "colleague", colleague)


def of_story(story: str) -> Circle:
    """The circle of whoever is meant where one story is printed again: nobody else."""
    return Circle(1, "story", story)


def of_setting(province: str) -> Circle:
    """The circle of those whom articles on a province name."""
    return Circle(_PROVINCE, "area", province)


def of_origin(born: str, home: str | None, places: Places) -> Circle:
    """The circle of those who were born on a day or in a year ("" for any), or come from a place, or both."""
    if "-" in born:
        return Circle(_BIRTHDAY, "origin", "", born)
    size = _FROM[places.level(home)] if home is not None else COUNTRY
    return Circle(size / (_ONE_YEAR if born else 1), "origin", home or "", born)


def of_year(year: str, province: str) -> Circle:
    """The circle of those of a year of birth whom news name in a province."""
    return Circle(_PROVINCE / _ONE_YEAR, "origin-area", province, year)


def like_post(role: str, body: Body) -> Circle | None:
    """The circle of those who hold a post like this one, wherever; None where there are too many to say."""
    size = LIKE_POST.get(body.level)
    return Circle(size, "like-post", body.kind, folded(role)) if size is not None else None
