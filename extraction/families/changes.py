"""Who was elected, appointed, moved, dismissed or disciplined, and when."""

from __future__ import annotations

from extraction.context import Context
from extraction.facts import Change


def extract(context: Context) -> list[Change]:
    """The changes of one article."""
    return []
