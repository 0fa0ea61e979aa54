"""Tables in the running text: "Nội dung | Tổ chức cơ sở đảng | Đảng viên", one measure per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extraction.families.count_measures import MEASURES
from extraction.mentions import Mention

_NOUNS = frozenset(("ORGS", "CELLS", "MEMBERS"))
_CLASSES = frozenset(("EVALUATE", "EXEMPLARY", "STRONG", "EXCELLENT", "GOOD", "COMPLETED", "FAILED"))
SIGN = "|"
"""What parts the cells of a row."""


class Cell(NamedTuple):
    """A figure of a table: where its class and its number stand in the row, and what its column counts."""

    act: int
    at: int
    noun: str


def cells(row: Sequence[Mention], text: str) -> list[list[int]]:
    """The mentions of a row of a table by cell, as indices."""
    out: list[list[int]] = [[]]
    for i, mention in enumerate(row):
        if text[mention.start : mention.end] == SIGN:
            out.append([])
        else:
            out[-1].append(i)
    return out


def header(row: Sequence[Mention], text: str) -> dict[int, str]:
    """What the columns of a table count, where a row says so; empty where it does not."""
    out = {}
    for column, inside in enumerate(cells(row, text)):
        kinds = [row[i].kind for i in inside]
        if "NUMBER" in kinds:
            return {}
        noun = next((kind for kind in kinds if kind in _NOUNS), None)
        if noun is not None:
            out[column] = noun
    return out


def figures(row: Sequence[Mention], text: str, columns: dict[int, str]) -> Iterator[Cell]:
    """The figures of one row under those columns."""
    parted = cells(row, text)
    act = next((i for inside in parted for i in inside if row[i].kind in _CLASSES and row[i].kind in MEASURES), None)
    if act is None:
        return
    for column, noun in sorted(columns.items()):
        inside = parted[column] if column < len(parted) else []
        numbers = [i for i in inside if row[i].kind == "NUMBER"]
        if len(numbers) == 1 and act < numbers[0]:
            yield Cell(act, numbers[0], noun)
