"""What stands above a body and what took its place, completed from its kind and area where no article says so."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from functools import cache
from importlib import resources

import msgspec

from extraction.area_bodies import NATIONAL, area_label, of_kind
from extraction.facts import Area, Level
from extraction.facts import Organization as Named
from graph.identity import folded
from graph.organizations import Organizations
from graph.places import Places


class Above(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of `hierarchy.toml`: where the body above one of this kind is found."""

    kind: str
    heads: tuple[str, ...] = ()
    same: str = ""
    around: str = ""
    top: str = ""
    labels: dict[str, str] = {}
    told: bool = False


class National(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A body that the country has one of, as articles name it."""

    label: str
    kind: str
    level: Level = "central"


class Became(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"before": "from"}):
    """What bodies of one name became, whatever their area."""

    before: tuple[str, ...]
    to: str
    ended: dt.date | None = None


class _Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    above: tuple[Above, ...]
    national: tuple[National, ...]
    became: tuple[Became, ...]


@cache
def lines() -> _Lines:
    """The contents of `hierarchy.toml`."""
    text = resources.files("graph").joinpath("hierarchy.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Lines)


def complete(bodies: Organizations, places: Places) -> None:
    """Put every body under the one above it, up to the whole country, and point those that ended to what came after.

    A body that no article names is added, marked as completed, where a named one needs it above it.
    """
    hierarchy = _Hierarchy(bodies, places)
    hierarchy.put_under()
    hierarchy.succeed()


class _Hierarchy:
    def __init__(self, bodies: Organizations, places: Places) -> None:
        self._bodies = bodies
        self._places = places
        self._rules: defaultdict[str, list[Above]] = defaultdict(list)
        for rule in lines().above:
            self._rules[rule.kind].append(rule)
        self._index = self._indexed()

    def _indexed(self) -> dict[tuple[str, str, str | None], str]:
        """The bodies that are known by now, by kind, label before the area, and area."""
        known = (one for one in self._bodies.ids() if not self._bodies.is_open(one))
        return {(self._bodies.kind(one), self._bodies.stem(one), self._bodies.jurisdiction(one)): one for one in known}

    def put_under(self) -> None:
        pending = [one for one in self._bodies.ids() if not self._bodies.is_open(one)]
        seen = set(pending)
        for one in pending:  # those added while it runs come last
            above = self._above(one) if self._bodies.parent(one) is None else None
            if above is None or above == one:
                continue
            self._bodies.put_under(one, above)
            if above not in seen:
                seen.add(above)
                pending.append(above)

    def _above(self, one: str) -> str | None:
        for rule in self._rules[self._bodies.kind(one)]:
            if rule.heads and self._bodies.stem(one) not in {folded(head) for head in rule.heads}:
                continue
            level, place = self._bodies.level(one), self._bodies.jurisdiction(one)
            if rule.top and not rule.around and not rule.labels:
                return self._named(_national(rule.top))
            area = self._places.area(place) if place is not None else None
            if place is None or area is None or area.level != level:
                continue
            if rule.same:
                return self._of_kind(rule.same, place)
            around = self._places.around(place)
            if around is None:
                return self._named(_national(rule.top)) if rule.top else None
            if rule.labels:
                return self._named(_called(rule, self._places.area(around)))
            if rule.told:
                return self._index.get((rule.kind, self._bodies.stem(one), around))
            return self._of_kind(rule.around, around)
        return None

    def _of_kind(self, kind: str, place: str) -> str | None:
        area = self._places.area(place)
        return self._named(of_kind(kind, area)) if area is not None else None

    def _named(self, named: Named | None) -> str | None:
        return self._bodies.completed(named) if named is not None else None

    def succeed(self) -> None:
        """Point what ended to what came after: bodies of merged units, and those that were merged or renamed."""
        self._index = self._indexed()  # with those that were added above others
        for one in self._bodies.ids():
            place = self._bodies.jurisdiction(one)
            after = self._places.successors(place) if place is not None else ()
            kind = self._bodies.kind(one)
            for stem in self._alike(kind, self._bodies.stem(one)):
                for area in after:
                    if (found := self._index.get((kind, stem, area))) is not None:
                        self._bodies.replace(one, found)
            for became in lines().became:
                self._rename(one, became, (place, *after))

    def _alike(self, kind: str, stem: str) -> set[str]:
        """Labels of the same body in areas of other types: "Tỉnh ủy" and "Thành ủy"."""
        heads = ({folded(head) for head in rule.heads} for rule in self._rules[kind])
        return next((found for found in heads if stem in found), {stem})

    def _rename(self, one: str, became: Became, areas: tuple[str | None, ...]) -> None:
        stem, name = self._bodies.stem(one), folded(became.to)
        rest = next((stem.removeprefix(b) for b in map(folded, became.before) if f"{stem} ".startswith(f"{b} ")), None)
        if rest is None or f"{stem} ".startswith(f"{name} "):
            return
        if became.ended is not None and self._bodies.is_central(one):
            self._bodies.end(one, became.ended)
        for area in areas:
            if (found := self._by_name(name + rest, area)) is not None:
                self._bodies.replace(one, found)

    def _by_name(self, stem: str, place: str | None) -> str | None:
        kinds = ("party-department", "central-department", "ministry", "sector-department")
        return next((found for kind in kinds if (found := self._index.get((kind, stem, place))) is not None), None)


def _called(rule: Above, area: Area | None) -> Named | None:
    """The body of an area under the label that a rule has for it; None where it has none."""
    keys = (area.name, area.type, area.level, "any") if area is not None else ()
    label = next((rule.labels[key] for key in keys if key in rule.labels), None)
    if area is None or label is None:
        return None
    if "{" not in label:
        return _national(label)
    named = label.format(area=area_label(area), name=area.name)
    return Named(label=named, kind=rule.kind, level=area.level, area=area)


def _national(top: str) -> Named:
    """The body of which there is one, by its kind or its label."""
    one = next((one for one in lines().national if one.label == top), None)
    return Named(label=one.label, kind=one.kind, level=one.level) if one is not None else NATIONAL[top]
