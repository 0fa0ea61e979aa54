"""CSV tables by family, one file each, and a Data Package that says what each column holds.

A spreadsheet runs a cell that begins with = + - or @ as a formula, and articles are not to be trusted with that. Such a
cell of words gets one apostrophe in front, and so does one that begins with an apostrophe: whoever takes one leading
apostrophe away has the words back to the letter, so nothing is lost and no two texts become one. Numbers, days and IRIs
are dangbo's own and stay as they are; the Parquet tables have no formulas and no guard.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from exports.source import Counts, Source
from exports.tables import FAMILIES, Family, Kind, rows

PACKAGE = "datapackage.json"
FILES = (*(f"{family.name}.csv" for family in FAMILIES), PACKAGE)
_GUARDED = "=+-@\t\r\n'＝＋－＠"
_TYPES: dict[Kind, str] = {"text": "string", "iri": "string", "date": "date", "integer": "integer", "decimal": "number"}
_GUARD_TOLD = (
    "Words that begin with = + - @, an apostrophe, a tab or an end of line have one apostrophe in front, so that no "
    "spreadsheet runs them; take one leading apostrophe of a text away to have them back."
)


def write(source: Source, folder: Path) -> Counts:
    """RFC 4180 in UTF-8; the counts are rows."""
    counts: Counts = {}
    for family in FAMILIES:
        with (folder / f"{family.name}.csv").open("w", encoding="utf-8", newline="") as to:
            counts[family.name] = _write_table(family, source, csv.writer(to, lineterminator="\r\n"))
    (folder / PACKAGE).write_text(_package(), encoding="utf-8", newline="\n")
    return counts


def _write_table(family: Family, source: Source, writer: csv._writer) -> int:  # type: ignore[name-defined]
    writer.writerow(column.name for column in family.columns)
    is_words = [column.kind == "text" for column in family.columns]
    count = 0
    for row in rows(family, source.descriptions):
        writer.writerow([guarded(cell) if words else cell for cell, words in zip(row, is_words, strict=True)])
        count += 1
    return count


def guarded(words: str) -> str:
    """Words that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("'tis"), guarded("Huyện ủy")
    ("'=1+1", "''tis", 'Huyện ủy')
    """
    return f"'{words}" if words.startswith(tuple(_GUARDED)) else words


def _package() -> str:
    """https://specs.frictionlessdata.io/tabular-data-package/"""
    resources = [
        {
            "name": family.name,
            "path": f"{family.name}.csv",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": {
                "fields": [{"name": c.name, "type": _TYPES[c.kind], "description": c.about} for c in family.columns],
                "missingValues": [""],
                "primaryKey": ["fact_iri", "evidence_iri"],
            },
        }
        for family in FAMILIES
    ]
    package = {"name": "dangbo", "profile": "tabular-data-package", "description": _GUARD_TOLD, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"
