"""How articles tell a birth, a home town and an ethnic group: the words of the lexicon, compiled once."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.lexicon import read
from extraction.text import at_word, either, fold

_SIGNS = r"[\s,;:()\[\]–—-]"
"""Signs that may stand between a name and a detail."""


def _forms(words: Sequence[str]) -> set[str]:
    """The words in small letters, with a capital and in capitals."""
    return {form for word in words for form in (word, word[:1].upper() + word[1:], word.upper())}


def _any(words: Sequence[str]) -> str:
    """Any of the words, in any of these ways."""
    return either(_forms(words))


@cache
def _told() -> re.Pattern[str]:
    """Words that tell a birth, a home town or an ethnic group."""
    table = read("origins")
    words = {*table["born"]["year"], *table["born"]["day"], *table["home"]["words"], *table["people"]["words"]}
    least = [word for word in words if not any(f" {other} " in f" {word} " for other in words - {word})]
    return re.compile(either(_forms(least) | set(table["born"]["short"])))


@cache
def _aged() -> re.Pattern[str]:
    return re.compile(rf"\d\s+{_any(read('origins')['aged']['words'])}\b")


def speaks(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether a text has a word for where somebody is from at all."""
    return at_word(_told(), text, start, end) or _aged().search(text, start, end) is not None


@cache
def birth() -> re.Pattern[str]:
    table = read("origins")["born"]
    year = r"(?P<year>(?:18|19|20)\d\d)(?!\d|\s?[-–/]\s?\d)"
    numbers = r"(?:(?P<day>\d{1,2})\s?[/.\-]\s?)?(?P<month>\d{1,2})\s?[/.\-]\s?" + year
    month = r"(?:(?P<day2>\d{1,2})\s+)?[Tt]háng\s+(?P<month2>\d{1,2})\s*,?\s*"
    written = month + r"(?:năm\s+|[/\-])(?P<year2>(?:18|19|20)\d\d)"
    told = f"(?:{numbers}|{written})"
    only = r"(?P<alone>(?:18|19|20)\d\d)(?!\d)"
    by_day = rf"(?:{_any(table['day'])})\s*:?\s*(?:ngày\s+|tháng\s+)?{told}"
    by_year = rf"(?:(?:{_any(table['year'])})|{either(table['short'])}\.?)\s*:?\s*(?:năm\s+)?{only}"
    return re.compile(rf"\b(?:{by_day}|{by_year})\b")


@cache
def age() -> re.Pattern[str]:
    table = read("origins")["aged"]
    return re.compile(rf"(?<![\d.,/-])\b(?P<age>\d{{2,3}})\s+{_any(table['words'])}\b(?!\s+{_any(table['others'])}\b)")


@cache
def home() -> re.Pattern[str]:
    table = read("origins")["home"]
    at, hamlet = _any(table["at"]), _any(table["hamlets"])
    return re.compile(
        rf"\b{_any(table['words'])}\b(?:\s+{at})?\s*:?(?:\s*(?:{hamlet})\s+[^\s,]+(?:\s[^\s,]+)?\s*,)?\s*"
    )


def _ways() -> Iterator[tuple[str, str]]:
    """Each way to write the name of a people, with the name."""
    for row in read("origins")["group"]:
        for way in (row["name"], *row.get("variants", ())):
            yield way, row["name"]


@cache
def groups() -> dict[str, str]:
    """The peoples, by each way to write them, folded."""
    return {fold(way): name for way, name in _ways()}


@cache
def people() -> re.Pattern[str]:
    ways = either(way for way, _ in _ways())
    return re.compile(rf"\b{_any(read('origins')['people']['words'])}\s*:?\s*(?P<group>{ways})\b(?!\s+[A-ZĐ])")


@cache
def between() -> re.Pattern[str]:
    return re.compile(rf"(?:{_SIGNS}|\b{_any(read('origins')['between']['words'])}\b)*")


@cache
def kin() -> re.Pattern[str]:
    return re.compile(rf"\b{_any(read('origins')['kin']['words'])}\b")


@cache
def kin_before() -> re.Pattern[str]:
    table = read("origins")["kin"]
    return re.compile(rf"\b{_any(table['words'])}(?:\s+{_any(table['of'])})?\s*$")


@cache
def heading() -> re.Pattern[str]:
    table = read("origins")
    words = [*table["heads"]["words"], *table["between"]["words"]]
    return re.compile(rf"(?:[\s*+•\-–—.\d):(,]|\b{_any(words)}\b)*")
