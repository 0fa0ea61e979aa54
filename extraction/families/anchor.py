"""The year of a day told without one in an article without a date: a full date close to it, or a turn of terms."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from extraction.context import Context

_FULL = re.compile(
    r"(?<![\d/.-])(\d{1,2})(?:\s?[-/.]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[-/.]\s?|\s+năm\s+)((?:19|20)\d\d)(?!\d|[-/.]\d)"
)
_BORN = re.compile(r"\b(?:sinh|SN)\s*(?:ngày\s*)?[(:]?\s*$", re.I)
_LATER = re.compile(r"(?<![\d/.,-])(?<![-–] )(?:năm )?((?:19|20)\d\d)(?!\d|\s?[-–]\s?\d|/\d)")
_AHEAD = re.compile(r"(?:đến|tới|tầm nhìn|hết|trước)\s*$", re.I)
"""What makes a year one that is aimed at."""
_BEFORE, _AFTER = dt.timedelta(30), dt.timedelta(15)
"""How far before and after the latest full date of the text a day without its year falls in the same months."""
_TERMS = re.compile(r"\b((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\b")
_ELECTS = re.compile(r"bầu|đắc cử|trúng cử|tái cử|hiệp thương|thống nhất cử|ra mắt", re.I)
_CONGRESS = re.compile(r"đại hội", re.I)
"""A congress begins the term it is told with."""
_BEGINNING = 700
"""Characters at the beginning of an article that tell what it reports."""


class Anchor:
    """What the text of one article that tells no day of its own fixes the years of its days by."""

    def __init__(self, context: Context) -> None:
        self.text = context.article.text

    def fixes(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The days with the year that the latest full date of the text gives them; None where none is close."""
        latest = self._latest
        if latest is None:
            return None
        for year in (latest.year, latest.year + 1, latest.year - 1):
            try:
                begun = first.replace(year=year)
                over = last.replace(year=year + last.year - first.year)
            except ValueError:
                continue  # 29 February
            if latest - _BEFORE <= begun <= latest + _AFTER and not self._later_than(begun.year):
                return begun, over
        return None

    def _later_than(self, year: int) -> bool:
        """Whether the text tells a year after this one, as one that has come."""
        return any(
            int(m[1]) > year and not _AHEAD.search(self.text[max(0, m.start() - 12) : m.start()])
            for m in _LATER.finditer(self.text)
        )

    @cached_property
    def _latest(self) -> dt.date | None:
        """The latest full date of the text, births left out."""
        found = []
        for match in _FULL.finditer(self.text):
            if not _BORN.search(self.text[max(0, match.start() - 16) : match.start()]):
                try:
                    found.append(dt.date(int(match[3]), int(match[2]), int(match[1])))
                except ValueError:
                    continue
        return max(found, default=None)

    @cached_property
    def turn(self) -> int | None:
        """The year in which the terms that the text tells of took turns, where it begins with an election."""
        beginning = self.text[:_BEGINNING]
        if not _ELECTS.search(beginning):
            return None
        terms = {(int(a), int(b)) for a, b in _TERMS.findall(self.text) if 3 <= int(b) - int(a) <= 6}
        turns = [first for first, _ in terms for _, last in terms if first == last]
        if not turns and len(terms) == 1 and _CONGRESS.search(beginning):
            turns = [first for first, _ in terms]
        turn = max(turns, default=None)
        past = turn is not None and self._latest is not None and self._latest.year > turn
        return None if past else turn
