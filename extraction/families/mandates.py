"""When a mandate ends: of the years it is told with, or of its number where the body is a national one."""

from __future__ import annotations

import re

from extraction.datewords import A_YEAR
from extraction.facts import Organization
from extraction.lexicon import read

_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMBER = re.compile(r"\b[IVX]+\b|(?<=khóa )\d{1,2}\b|(?<=khoá )\d{1,2}\b", re.I)


def over(term: str, body: Organization | None, year: int | None) -> bool:
    """Whether a mandate ended before a year: "nhiệm kỳ 2010-2015" in 2017; of a body also "Quốc hội khóa VI"."""
    end = _end(term, body) if term and year is not None else None
    return end is not None and year is not None and end < year


def running(term: str, body: Organization | None, year: int | None) -> bool:
    """Whether a mandate that somebody came to was to last until a year, or longer."""
    end = _end(term, body) if term and year is not None else None
    return end is not None and year is not None and end >= year


def _end(term: str, body: Organization | None) -> int | None:
    """The last year of a mandate; None where nobody can know it."""
    years, numbers = A_YEAR.findall(term), _NUMBER.findall(term)
    if years or not numbers or body is None:
        return int(years[-1]) if years else None
    for mandates in read("mandates").values():
        if body.kind in mandates["kinds"] or body.label in mandates["labels"]:
            ends: dict[str, int] = mandates["ends"]
            number = numbers[-1].upper()
            return ends.get(
                list(ends)[int(number) - 1] if number.isdigit() and 0 < int(number) <= len(ends) else number
            )
    return None


def before(term: str, other: str) -> bool:
    """Whether a mandate ended by the year in which another began: "2010-2015" before "2015-2020".

    Where one of them is told without its years, the numbers tell: "khóa XI" before "khóa XII".
    """
    years, later = A_YEAR.findall(term), A_YEAR.findall(other)
    if years and later:
        return len(years) == len(later) == 2 and int(years[1]) <= int(later[0])
    numbers = [[_count(number) for number in _NUMBER.findall(told)] for told in (term, other)]
    return all(len(told) == 1 for told in numbers) and numbers[0][0] < numbers[1][0]


def _count(number: str) -> int:
    """What a number in figures or Roman letters says."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.upper()]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
