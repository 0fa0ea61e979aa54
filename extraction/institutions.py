"""Which province a school, hospital or institute is in: as its name tells, or the article; none for national ones."""

from __future__ import annotations

import re
from functools import cache

from extraction.facts import Area
from extraction.lexicon import read
from extraction.where import Where
from ontology.places import gazetteer

SEATED = ("school", "hospital", "centre", "institute")
_UNIVERSITY = re.compile(r"(?:trường )?(?:đại học|đh|học viện|phân hiệu)\b", re.I)
_NATIONAL = re.compile(r"(?<!đại học )quốc gia\b|trung ương\b|việt nam$", re.I)
"""What the names of institutes and academies of the country hold; a Đại học Quốc gia is a city's."""
_LOCAL = re.compile(r"(?:nghiên cứu phát triển|quy hoạch|kiểm nghiệm)\b", re.I)
"""What the names of institutes hold that provinces have."""


@cache
def _abroad() -> tuple[str, ...]:
    """How the names of bodies of other countries end: "Đại học Quốc gia Singapore"."""
    words = read("words")["FOREIGN"]
    return tuple(f" {word}" for word in words["words"] if word not in words["cased"])


def province_named(where: Where, head: str) -> Area | None:
    """ "Trường ĐH Bách khoa Hà Nội": the province that a body's own name ends with."""
    words = head.split()
    for size in (3, 2):
        area = where.province(" ".join(words[-size:])) if len(words) > size else None
        if area is not None:
            return area
    return None


def seat(where: Where, kind: str, head: str) -> Area | None:
    """The province that such a body is in; None for those of the country and of other countries."""
    name = head.casefold()
    university = _UNIVERSITY.match(head) is not None
    if (kind == "institute" or university) and _NATIONAL.search(head):
        return None
    told = province_named(where, head) or (_of_city(where, head) if university else None)
    if told is not None:
        return told
    known = not name.endswith(_abroad()) and (kind != "institute" or _LOCAL.search(head) is not None)
    return where.home_area("province") if known and (where.alone or not university) else None


def _of_city(where: Where, head: str) -> Area | None:
    """ "Trường Đại học Vinh", "Trường Đại học Quy Nhơn": the province of the city that the name ends with."""
    places = gazetteer()
    words = head.split()
    for size in (2, 1):
        cities = [p for p in places.named(" ".join(words[-size:])) if p.level == "district" and p.type == "thành phố"]
        if len(cities) == 1:
            return where.province(places.province_of(cities[0].id).name)
    return None
