"""Articles out of Parquet, some rows at a time; needs `dangbo[parquet]`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from extraction.reading.packed import FREE, RATIO, MissingExtraError, PackedError

_ROWS = 64
_AT_ONCE = 256 << 20
"""Bytes of rows at once."""


def rows(path: Path, columns: frozenset[str]) -> Iterator[tuple[int, dict[str, object]]]:
    """Each row by its number from 1, of these columns as far as there are; times as text in ISO 8601.

    Raises `MissingExtraError`, `PackedError` where the file is broken or unpacks to far more than it is, `OSError`.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("pyarrow", "parquet") from None
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            there = [name for name in file.schema_arrow.names if name in columns]
            number = 0
            for group in range(file.num_row_groups):
                size = _unpacked_size(file.metadata.row_group(group), set(there))
                at_once = max(1, min(_ROWS, _AT_ONCE // max(size, 1)))
                for batch in file.iter_batches(at_once, row_groups=[group], columns=there):
                    for row in batch.to_pylist():
                        number += 1
                        yield number, {name: _plain(value) for name, value in row.items()}
    except (pyarrow.ArrowException, UnicodeDecodeError) as error:
        raise PackedError(f"no Parquet that can be read here: {str(error).splitlines()[0]}") from None


def _unpacked_size(group: object, columns: set[str]) -> int:
    size = packed = 0
    for n in range(group.num_columns):  # type: ignore[attr-defined]
        column = group.column(n)  # type: ignore[attr-defined]
        if column.path_in_schema.partition(".")[0] in columns:
            size += column.total_uncompressed_size
            packed += column.total_compressed_size
    if size > FREE + RATIO * packed:
        raise PackedError(f"a part of it unpacks to {size:,} bytes from {packed:,}: refused from here on")
    return size


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else value
