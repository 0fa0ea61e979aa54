"""For which period a count is told: what there is has a day, what was done a span, badges a year."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import NamedTuple

from extraction.families.count_figures import Figure
from extraction.families.figures import Rows, period_of
from extraction.families.spells import Spell, Spells
from extraction.families.story import Story

STANDING = frozenset(("members", "organizations", "cells"))
"""What there is on a day."""
_TERMS = frozenset(("term", "term_past", "term_now", "term_start", "school"))
_DAYS = frozenset(("day", "days", "day_alone"))
_RIGHT_AFTER = 3
"""Words after a figure that may tell its own period."""
_TOP, _DATELINE = 4, 8
"""Sentences at the top of a page that may be its date line, and words and signs of the longest one."""


class Prior(NamedTuple):
    """A figure told before in the same sentence, and its period."""

    figure: Figure
    spell: Spell


class Times:
    """Settles the periods of the counts of one article."""

    def __init__(self, story: Story) -> None:
        self.spells: Spells = story.spells
        self.rows: Rows = story.rows
        self.story = story

    def of(self, figure: Figure, n: int, told: int | None, prior: Prior | None) -> Spell:
        """First and last day of a figure of sentence `n`; `prior` is the figure before it there.

        `told` is the sentence that told a figure before.
        """
        first, last = figure.first, figure.last
        if figure.measure in STANDING:
            return self._standing(n, first, last)
        if figure.measure == "badges":
            return self._awarded(n, first, last, told, prior)
        if figure.measure == "attendees":
            return self._met(n, first, last, told, prior)
        return self._told(n, first, last, told, prior)

    def _met(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """The day of the meeting, else the period of the dialogues or classes told with it."""
        beside = map(period_of, self.spells.beside(self.rows.row(n), first, last))
        day = next((p for p in beside if p.kind in _DAYS), None)
        if day is not None:
            return Spell(day.first, day.last, day.start)
        if prior is not None and prior.spell.last is not None and prior.figure.measure not in STANDING:
            return prior.spell
        if any(m.kind in ("CONGRESS", "REPRESENT") for m in self.rows.row(n)):
            return self._day(n) or self._told(n, first, last, told, prior)
        spell = self._told(n, first, last, told, prior)
        return spell if spell.last is not None else self._day(n) or spell

    def _standing(self, n: int, first: int, last: int) -> Spell:
        row = self.rows.row(n)
        words = self.story.text[row[max(0, first - 3)].start : row[last - 1].end].casefold()
        if "hiện" not in words.split():
            told = [p for p in map(period_of, self.spells.beside(row, first, last)) if p.kind not in _TERMS]
            days = [(p.last, p.start) for p in told if p.last is not None]
            if days and not any(p.last is None for p in told[:1]):
                return Spell(None, *max(days))
        return Spell(None, self._today)

    @cached_property
    def _today(self) -> dt.date | None:
        """The article's day: as known, else the day of a short line at its beginning ("Báo Quảng Trị, 05/9/2018")."""
        context = self.story.context
        for n in range(min(_TOP, len(context.sentences))) if context.article.published is None else ():
            row = self.rows.row(n)
            days = [period_of(m) for m in row if m.kind == "PERIOD"]
            if len(row) <= _DATELINE and days and days[0].kind in _DAYS:
                return days[0].last
        return context.article.published

    def _awarded(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """The year of an occasion ("đợt 2-9"), else the period told."""
        for k in (n, *range(n - 1, -1, -1)):
            for mention in reversed(self.rows.row(k)):
                if mention.kind == "PERIOD" and period_of(mention).kind == "occasion":
                    year = period_of(mention).last
                    if year is not None:
                        return Spell(dt.date(year.year, 1, 1), dt.date(year.year, 12, 31))
        spell = self._told(n, first, last, told, prior)
        return spell if spell.last is not None else self._day(n) or spell

    def _told(self, n: int, first: int, last: int, told: int | None, prior: Prior | None) -> Spell:
        """The period of the sentence, wherever it stands; else what the sentences before leave."""
        row = self.rows.row(n)
        if prior is not None and prior.figure.measure not in STANDING:
            between = row[min(prior.figure.at, first) : last]
            if not any(m.kind == "PERIOD" for m in (*between, *row[last : last + _RIGHT_AFTER])):
                return prior.spell
        if any(m.kind == "SAMEDAY" for m in row[:first]):
            day = self._day(n - 1)
            if day is not None:
                return day
        spell = self.spells.of(n, first, last, told, near=self.story.near(n, 2))
        if spell.start is None:
            for i in range(last, len(row)):
                if row[i].kind == "PERIOD" and self.spells.usable(row, i):
                    period = period_of(row[i])
                    if period.kind not in _TERMS and not any(m.kind == "SEMI" for m in row[last:i]):
                        return Spell(period.first, period.last, period.start)
        return spell

    def _day(self, n: int) -> Spell | None:
        """The day of the meeting that the article reports on: told in its lead, else last before a sentence."""
        for k in range(min(_TOP, n + 1)):
            row = self.rows.row(k)
            for i, mention in enumerate(row if len(row) > _DATELINE else ()):
                if mention.kind == "PERIOD" and period_of(mention).kind in _DAYS and self.spells.usable(row, i):
                    return Spell(period_of(mention).first, period_of(mention).last)
        for k in range(n, -1, -1):
            row = self.rows.row(k)
            for mention in reversed(row if len(row) > _DATELINE else ()):
                if mention.kind == "PERIOD" and period_of(mention).kind in _DAYS:
                    period = period_of(mention)
                    return Spell(period.first, period.last)
        return None
