"""Figures on Party organisation work other than admissions."""

from __future__ import annotations

from extraction.context import Context
from extraction.facts import Count


def extract(context: Context) -> list[Count]:
    """The counts of one article."""
    return []
