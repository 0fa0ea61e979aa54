"""The gazetteer: Vietnam's provinces, districts and communes before and after 1 July 2025, by id and by name.

>>> places = gazetteer()
>>> places.pref_label("d831-old")
'huyện Châu Thành, tỉnh Bến Tre'
>>> [places.pref_label(place.id) for place in places.as_of("BR-VT", dt.date(2017, 5, 8))]
['tỉnh Bà Rịa - Vũng Tàu']
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib import resources
from typing import Literal

import msgspec

Level = Literal["province", "district", "commune"]
COLUMNS = (
    "id",
    "type",
    "name",
    "gso_code",
    "within",
    "valid_from",
    "valid_to",
    "not_before",
    "not_after",
    "replaced_by",
    "aliases",
    "former_types",
    "former_within",
    "iso_code",
)
"""Of `places.tsv`, in order; lists are separated by "|", dates are ISO, empty is None or no item."""

_LEVELS: dict[str, Level] = {"p": "province", "d": "district", "c": "commune"}
_STATE_KNOWN = 2023
"""The year of the earlier state of all communes: what ended before is known with its year."""
_REMARKS = {"-pre": "trước 2025", "-old": "trước 1/7/2025"}
_TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


class UnknownPlaceError(KeyError):
    """No place of the gazetteer has this id."""

    def __init__(self, place_id: str) -> None:
        super().__init__(place_id)
        self.place_id = place_id

    def __str__(self) -> str:
        return (
            f"no place with the id {self.place_id!r} in the gazetteer; "
            'ids look like "p83-old", "d831-old", "c28861-old", "p86-new", "c28810-new"'
        )


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """An administrative unit in one era.

    The era is the end of the id: `-new` from 1 July 2025 (provinces and communes only), `-old` for what existed until
    then, `-pre` for what had been merged or renamed before that.
    """

    id: str
    name: str
    """ "Châu Thành"; a number for numbered units: "1" """
    type: str
    """Type word of its last day, lower case: "huyện" """
    level: Level
    gso_code: str
    """Code of the statistics office; "" for provinces dissolved before the present codes."""
    within: str | None = None
    """Id of the unit around it; None for a province."""
    province: str
    """Id of its province; its own for a province."""
    valid_from: dt.date | None = None
    """First day, where known."""
    valid_to: dt.date | None = None
    """Last day, where known."""
    not_before: dt.date | None = None
    """Day it did not exist before, where the first day itself is not known."""
    not_after: dt.date | None = None
    """Day it did not exist after, where the last day itself is not known."""
    replaced_by: tuple[str, ...] = ()
    """Ids of its successors; the one that took most of it first."""
    aliases: tuple[str, ...] = ()
    """Other spellings and short forms, without type word."""
    former_types: tuple[str, ...] = ()
    """Type words it had earlier under the same name: "huyện" for the thị xã that it became."""
    former_within: tuple[str, ...] = ()
    """Units that lay around it earlier."""
    iso_code: str = ""
    """Of ISO 3166-2, for the provinces until 30 June 2025: "VN-50"."""

    @property
    def label(self) -> str:
        """As the press writes it: "huyện Châu Thành"."""
        return f"{self.type} {self.name}"

    @property
    def types(self) -> tuple[str, ...]:
        """Every type word it ever had, the last one first."""
        return (self.type, *self.former_types)

    @property
    def spellings(self) -> tuple[str, ...]:
        """Its name and its aliases."""
        return (self.name, *self.aliases)

    def existed(self, on: dt.date) -> bool:
        """Whether it existed that day, as far as is known: where nothing speaks against it, it did."""
        first = self.valid_from or self.not_before
        last = self.valid_to or self.not_after
        return (first is None or first <= on) and (last is None or on <= last)


class Gazetteer:
    """All places, by id and by name."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = {place.id: place for place in places}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places.values())

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._places

    def get(self, place_id: str) -> Place:
        """The place with this id; an `UnknownPlaceError` (a KeyError) if there is none."""
        try:
            return self._places[place_id]
        except KeyError:
            raise UnknownPlaceError(place_id) from None

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place of that name or alias (without type word), ordered by id; () if there is none.

        Case, Unicode form, placement of the tone (hoà, hòa), apostrophes, hyphens and runs of spaces do not matter.
        """
        return self._by_name.get(fold(name), ())

    def as_of(self, name: str, on: dt.date | None) -> tuple[Place, ...]:
        """Those of `named(name)` that existed that day; all of them where the day is not known (None)."""
        found = self.named(name)
        return found if on is None else tuple(place for place in found if place.existed(on))

    def province_of(self, place_id: str) -> Place:
        """The province a place lies in; a province itself."""
        return self.get(self.get(place_id).province)

    def lies_in(self, place_id: str, around: str) -> bool:
        """Whether a place is, lies in or once lay in `around`."""
        if place_id == around:
            return True
        place = self.get(place_id)
        nearest = place.former_within if place.within is None else (place.within, *place.former_within)
        return any(self.lies_in(outer, around) for outer in nearest)

    def children_of(self, place_id: str) -> tuple[Place, ...]:
        """Units directly within a place at their end, ordered by id."""
        return self._children.get(self.get(place_id).id, ())

    def successor(self, place_id: str) -> str:
        """Id of the unit that took most of a place; its own where none did."""
        after = self.get(place_id).replaced_by
        return after[0] if after else place_id

    def predecessors_of(self, place_id: str) -> tuple[str, ...]:
        """Ids of the units it took the place of, ordered by id."""
        return self._predecessors.get(self.get(place_id).id, ())

    def same_ground(self, one: str, other: str) -> bool:
        """Whether one of two units took the place of the other."""
        return other in (self.successor(one), *self.predecessors_of(one))

    def pref_label(self, place_id: str) -> str:
        """Its label with the units around it, unique: "xã Tiên Long, huyện Châu Thành, tỉnh Bến Tre"."""
        return self._pref_labels[self.get(place_id).id]

    @cached_property
    def _by_name(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, dict[str, Place]] = {}
        for place in self:
            for spelling in place.spellings:
                found.setdefault(fold(spelling), {})[place.id] = place
        return {key: tuple(places.values()) for key, places in found.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = {}
        for place in self:
            if place.within is not None:
                found.setdefault(place.within, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def _predecessors(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for place in self:
            for successor in place.replaced_by:
                found.setdefault(successor, []).append(place.id)
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    @cached_property
    def _pref_labels(self) -> dict[str, str]:
        labels = {place.id: self._chain(place) for place in self}
        for era in ("-pre", "-old"):
            count = Counter(labels.values())
            for place_id, label in labels.items():
                if place_id.endswith(era) and count[label] > 1:
                    labels[place_id] = f"{label} ({_remark(self._places[place_id])})"
        return labels

    def _chain(self, place: Place) -> str:
        return place.label if place.within is None else f"{place.label}, {self._chain(self._places[place.within])}"


def _remark(place: Place) -> str:
    """What tells a former unit from one of its name of today: "trước 1/7/2025", "đến 1991"."""
    last = place.valid_to or place.not_after
    long_gone = last is not None and last.year < _STATE_KNOWN
    return f"đến {last.year}" if last is not None and long_gone else _REMARKS[place.id[-4:]]


def fold(name: str) -> str:
    """A name as `named` compares it: small letters, one placement of the tone, no apostrophe, no hyphen, single spaces.

    >>> fold("THUỶ  HOÀ") == fold("Thủy Hòa")
    True
    >>> fold("Bà Rịa – Vũng Tàu"), fold("Ia H’Drai")
    ('bà rịa vũng tàu', 'ia hdrai')
    """
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    folded = " ".join(_apostrophe().sub("", name.lower()).translate(_SIGNS).split())
    return _tone_pairs().sub(lambda found: _tone_table()[found[0]], folded)


_SIGNS = {ord(sign): " " for sign in "-‐‑–—−"}


@cache
def _apostrophe() -> re.Pattern[str]:
    return re.compile(r"\s*['’‘`ʼ´]\s*")


@cache
def _tone_table() -> dict[str, str]:
    """From "oà" to "òa" and the like: the tone on the first of two vowels."""
    compose = unicodedata.normalize
    return {
        compose("NFC", pair + tone): compose("NFC", pair[0] + tone) + pair[1]
        for pair in ("oa", "oe", "uy")
        for tone in _TONE_MARKS
    }


@cache
def _tone_pairs() -> re.Pattern[str]:
    return re.compile("|".join(_tone_table()))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package, read once."""
    text = resources.files(__name__).joinpath("places.tsv").read_text(encoding="utf-8")
    return Gazetteer(_read(text))


def _read(text: str) -> Iterator[Place]:
    """Places of a file as `tools/build_places.py` writes it: after their containers, ordered by id within a level."""
    lines = text.split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise ValueError(f"places.tsv: expected the columns {COLUMNS}, found {lines[0]!r}")
    date = cache(_date)
    province: dict[str, str] = {}
    for line in lines[1:-1]:
        row = line.split("\t")
        place_id, kind, name, code, within, begin, end, after, before, successors, aliases, types, around, iso = row
        province[place_id] = province[within] if within else place_id
        yield Place(
            id=place_id,
            name=name,
            type=kind,
            level=_LEVELS[place_id[0]],
            gso_code=code,
            within=within or None,
            province=province[place_id],
            valid_from=date(begin),
            valid_to=date(end),
            not_before=date(after),
            not_after=date(before),
            replaced_by=_items(successors),
            aliases=_items(aliases),
            former_types=_items(types),
            former_within=_items(around),
            iso_code=iso,
        )


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()
