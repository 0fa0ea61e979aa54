"""Where: areas of facts become places, those of the gazetteer or nodes of their own, never a guess between two."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec

from extraction.facts import Area
from graph.entities import Place
from graph.identity import folded, local_id, main_label, tidy
from ontology.places import Place as Unit
from ontology.places import gazetteer

_PREFIX = "place-"


def is_place(node: str) -> bool:
    """Whether the id of an actor or unit is that of a place, not of a body."""
    return node.startswith(_PREFIX)


class OwnPlace(msgspec.Struct, array_like=True):
    """A place the gazetteer cannot settle, and how the articles write it."""

    level: str
    within: str | None
    province: str | None
    names: dict[str, int] = {}
    """How often articles write each."""
    labels: dict[str, int] = {}


class Places:
    """Every place that facts speak of, and what lies around it: units of the gazetteer, and `own` ones."""

    def __init__(self, own: Mapping[str, OwnPlace] | None = None) -> None:
        self._known = gazetteer()
        self._went_on = _went_on()
        """Of units that the reform left as they were, the id of before and that of today: one place."""
        self._used: set[str] = set()
        self._told: dict[str, Counter[str]] = {}
        """How often articles call a unit by each of the type words that it ever had."""
        self._spelled: dict[str, Counter[str]] = {}
        """How often they write its name in each way: "Đăk Tô" for the huyện Đắk Tô."""
        self._own: dict[str, OwnPlace] = dict(own or {})

    def node(self, area: Area, article: str) -> str:
        """Id of the place an area of an article is; the place is in the graph from now on."""
        if area.place:
            self._told.setdefault(area.place, Counter())[area.type] += 1
            self._spelled.setdefault(area.place, Counter())[tidy(area.name)] += 1
            return self.known(area.place)
        within = self._around(area, article)
        setting = (article, *area.candidates) if within is None or area.candidates else ()
        label = tidy(f"{area.type} {area.name}")
        key = (area.level, folded(area.type), folded(area.name), within or "", *setting)
        place = local_id("place", folded(label), *key)
        own = self._own.setdefault(place, OwnPlace(area.level, within, self._province(area, within)))
        name = tidy(area.name)
        own.names[name] = own.names.get(name, 0) + 1
        own.labels[label] = own.labels.get(label, 0) + 1
        return place

    def known(self, gazetteer_id: str) -> str:
        """Id of a place of the gazetteer; the place is in the graph from now on."""
        place = self._node(gazetteer_id)
        self._used.add(place.removeprefix(_PREFIX))
        return place

    def _node(self, gazetteer_id: str) -> str:
        """Id of a place of the gazetteer."""
        self._known.get(gazetteer_id)
        return _PREFIX + self._went_on.get(gazetteer_id, gazetteer_id)

    def own(self, places: Iterable[str]) -> dict[str, OwnPlace]:
        """Those of some places that are none of the gazetteer, and such places around them; by id."""
        found: dict[str, OwnPlace] = {}
        for place in places:
            at: str | None = place
            while at in self._own and at not in found:
                found[at] = self._own[at]
                at = found[at].within
        return found

    def shared(self, area: Area) -> bool:
        """Whether other articles that speak of this area mean the same place for certain."""
        if area.place:
            return True
        return not area.candidates and area.within is not None and self.shared(area.within)

    def has_province(self, area: Area) -> bool:
        """Whether the province of an area is known, even where the area itself is not."""
        if area.place or len(self._provinces(area)) == 1:
            return True
        return area.within is not None and self.has_province(area.within)

    def province(self, place: str | None) -> str | None:
        """Id of the province a place lies in, None where that is not known."""
        if place is None:
            return None
        if place in self._own:
            return self._own[place].province
        return self._node(self._known.get(place.removeprefix(_PREFIX)).province)

    def level(self, place: str) -> str:
        """Its level."""
        return self._own[place].level if place in self._own else self._known.get(place.removeprefix(_PREFIX)).level

    def lifetime(self, place: str) -> tuple[dt.date | None, dt.date | None]:
        """First and last day of a unit, as far as they are known."""
        unit = self._unit(place)
        return (self._first(unit).valid_from, unit.valid_to) if unit is not None else (None, None)

    def _first(self, unit: Unit) -> Unit:
        """The unit as it was before the reform, where that left it as it was."""
        before = (one for one in self._known.predecessors_of(unit.id) if one in self._went_on)
        return self._known.get(next(before, unit.id))

    def _unit(self, place: str) -> Unit | None:
        """The unit of the gazetteer that a place is; None for one that only articles tell."""
        return None if place in self._own else self._known.get(place.removeprefix(_PREFIX))

    def area(self, place: str) -> Area | None:
        """A place of the gazetteer as facts name one; None for any other."""
        unit = self._unit(place)
        if unit is None:
            return None
        return Area(name=unit.name, type=self._type(unit), level=unit.level, place=unit.id)

    def around(self, place: str) -> str | None:
        """Id of the unit around a place of the gazetteer; the place is in the graph from now on."""
        unit = self._unit(place)
        return self.known(unit.within) if unit is not None and unit.within is not None else None

    def successors(self, place: str) -> tuple[str, ...]:
        """Ids of the units that took the place of one, the largest part first."""
        unit = self._unit(place)
        return tuple(map(self._node, unit.replaced_by)) if unit is not None else ()

    def sphere(self, place: str | None) -> str | None:
        """Id of the place whose leading people know one another by name: the province for its own bodies, the district
        for its own and those of its communes, a commune where there is no district."""
        if place is None:
            return None
        if place in self._own:
            own = self._own[place]
            return own.within if own.level == "commune" and own.within is not None else place
        found = self._known.get(place.removeprefix(_PREFIX))
        district = found.level == "commune" and found.within is not None and found.within != found.province
        return self._node(found.within) if district and found.within is not None else place

    def names(self, place: str) -> list[tuple[str, str]]:
        """Type word and name of a place and of all that lie around it, from the inside out."""
        out: list[tuple[str, str]] = []
        for unit in self._outwards(place):
            if isinstance(unit, OwnPlace):
                name = main_label(unit.names)
                out.append((main_label(unit.labels).removesuffix(name).strip(), name))
            else:
                out.append((self._type(unit), self._name(unit)))
        return out

    def _name(self, unit: Unit) -> str:
        """The name of a unit as the articles write it most, of a province as it is."""
        spelled = self._spelled.get(unit.id)
        return main_label(spelled) if spelled and unit.level != "province" else unit.name

    def _type(self, unit: Unit) -> str:
        """What the articles call a unit most: the huyện that it was in their time, though it ended as a thị xã.

        What it was last, where they call it nothing or another unit around there has the name that it would have.
        """
        told = self._told.get(unit.id)
        if not told or not unit.former_types:
            return unit.type
        called = max(unit.types, key=lambda word: told[word])
        others = (one for one in self._known.named(unit.name) if one.id != unit.id and one.province == unit.province)
        return unit.type if any(called in one.types for one in others) else called

    def spellings(self, place: str) -> list[tuple[str, ...]]:
        """All ways to write the names of a place and of all that lie around it, from the inside out."""
        return [
            tuple(sorted(unit.names)) if isinstance(unit, OwnPlace) else unit.spellings
            for unit in self._outwards(place)
        ]

    def _outwards(self, place: str) -> Iterator[OwnPlace | Unit]:
        at: str | None = place
        while at is not None and at in self._own:
            yield (own := self._own[at])
            at = own.within
        if at is not None:
            yield from self._surroundings(self._known.get(at.removeprefix(_PREFIX)))

    def _surroundings(self, unit: Unit) -> Iterator[Unit]:
        """A unit of the gazetteer and those around it, from the inside out."""
        yield unit
        while unit.within is not None:
            yield (unit := self._known.get(unit.within))

    def era(self, place: str) -> str:
        """Remark that tells places of one name apart by time ("trước 1/7/2025"), "" for those of today."""
        if place in self._own:
            return ""
        return _ERAS.get(place.rpartition("-")[2], "")

    def entities(self) -> list[Place]:
        """All places of the graph: those used, what lies around them, and what took their place; ordered by id."""
        wanted: set[str] = set()
        for gazetteer_id in self._used:
            self._with_surroundings(gazetteer_id, wanted)
        for gazetteer_id in tuple(wanted):
            for successor in self._known.get(gazetteer_id).replaced_by:
                self._with_surroundings(self._went_on.get(successor, successor), wanted)
        places = [self._of_gazetteer(gazetteer_id, wanted) for gazetteer_id in wanted]
        places += [self._of_article(place) for place in self._own]
        return sorted(places, key=lambda place: place.id)

    def _around(self, area: Area, article: str) -> str | None:
        if area.within is not None:
            return self.node(area.within, article)
        around = {self._known.get(candidate).within or "" for candidate in area.candidates}
        around = {self._went_on.get(one, one) for one in around}
        return self.known(only) if len(around) == 1 and (only := next(iter(around))) else None

    def _province(self, area: Area, within: str | None) -> str | None:
        around, provinces = self.province(within), self._provinces(area)
        if around is None and len(provinces) == 1:
            return self.known(next(iter(provinces)))
        return around

    def _provinces(self, area: Area) -> set[str]:
        """Gazetteer ids of the provinces that an open area may lie in."""
        provinces = (self._known.get(one).province for one in area.candidates)
        return {self._went_on.get(one, one) for one in provinces}

    def _with_surroundings(self, gazetteer_id: str, into: set[str]) -> None:
        at: str | None = gazetteer_id
        while at is not None and at not in into:
            into.add(at)
            outer = self._known.get(at).within
            at = self._went_on.get(outer, outer) if outer is not None else None

    def _of_gazetteer(self, gazetteer_id: str, wanted: set[str]) -> Place:
        found = self._known.get(gazetteer_id)
        unchanged = ", ".join(unit.label for unit in self._surroundings(found))
        remark = self._known.pref_label(found.id).removeprefix(unchanged)
        label, *around = (" ".join(pair) for pair in self.names(_PREFIX + found.id))
        after = (self._went_on.get(one, one) for one in found.replaced_by)
        return Place(
            id=_PREFIX + found.id,
            name=found.name,
            label=label,
            pref_label=", ".join((label, *around)) + remark,
            alt_labels=(found.label,) if label != found.label else (),
            level=found.level,
            province=self._node(found.province),
            within=self._node(found.within) if found.within else None,
            gso_code=found.gso_code or None,
            iso_code=self._first(found).iso_code or None,
            valid_from=self._first(found).valid_from,
            valid_to=found.valid_to,
            replaced_by=tuple(sorted(_PREFIX + one for one in after if one in wanted)),
        )

    def _of_article(self, place: str) -> Place:
        own = self._own[place]
        words = [" ".join(pair).strip() for pair in self.names(place)]
        mark = place.rsplit("-", 1)[1]
        return Place(
            id=place,
            name=main_label(own.names),
            label=main_label(own.labels),
            pref_label=", ".join(words) + f" [{mark}]",
            level=own.level,
            province=own.province,
            within=own.within,
        )


@cache
def _went_on() -> dict[str, str]:
    """The provinces that the reform of 2025 left as they were, name and type too: ids of before and of today."""
    known, found = gazetteer(), {}
    for unit in known:
        if unit.level != "province" or len(unit.replaced_by) != 1:
            continue
        after = known.get(unit.replaced_by[0])
        if (after.name, after.type) == (unit.name, unit.type) and known.predecessors_of(after.id) == (unit.id,):
            found[unit.id] = after.id
    return found


_ERAS = {"old": "trước 1/7/2025", "pre": "trước 2025"}
