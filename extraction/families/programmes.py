"""Which unit runs which named model, movement or campaign."""

from __future__ import annotations

from extraction.context import Context
from extraction.facts import Adoption


def extract(context: Context) -> list[Adoption]:
    """The programmes of one article."""
    return []
