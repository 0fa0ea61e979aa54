"""Parquet tables by family, one file each: the rows of the CSV tables with real types, words exactly as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from exports.source import Counts, Source
from exports.tables import FAMILIES, Family, Kind, rows

FILES = tuple(f"{family.name}.parquet" for family in FAMILIES)
_ROW_GROUP = 2_048
_PARSED: dict[Kind, Callable[[str], Any]] = {
    "text": str,
    "iri": str,
    "date": dt.date.fromisoformat,
    "integer": int,
    "decimal": float,
}


def write(source: Source, folder: Path) -> Counts:
    """Columns carry their explanation; the counts are rows."""
    return {family.name: _write_table(family, source, folder / f"{family.name}.parquet") for family in FAMILIES}


def _write_table(family: Family, source: Source, path: Path) -> int:
    import pyarrow as pa  # noqa: PLC0415  takes its time to import
    import pyarrow.parquet as pq  # noqa: PLC0415

    types = {
        "text": pa.string(),
        "iri": pa.string(),
        "date": pa.date32(),
        "integer": pa.int64(),
        "decimal": pa.float64(),
    }
    schema = pa.schema([pa.field(c.name, types[c.kind], metadata={"description": c.about}) for c in family.columns])
    count = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _groups(rows(family, source.descriptions)):
            cells = zip(*group, strict=True)
            columns = [
                pa.array([_PARSED[c.kind](cell) if cell else None for cell in column], types[c.kind])
                for c, column in zip(family.columns, cells, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))
            count += len(group)
    return count


def _groups(found: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    while group := list(islice(found, _ROW_GROUP)):
        yield group
