"""Who chaired, spoke at, attended, hosted or organised which event, and when."""

from __future__ import annotations

from extraction.context import Context
from extraction.facts import Participation


def extract(context: Context) -> list[Participation]:
    """The events of one article."""
    return []
