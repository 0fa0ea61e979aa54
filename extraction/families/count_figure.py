"""One figure on Party work before its unit and period are settled."""

from __future__ import annotations

from dataclasses import dataclass

from extraction.facts import Measure
from extraction.families.units import Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure before its unit and period are settled; places are indices into the row of its sentence."""

    rule: str
    first: int
    last: int
    """Where its statement begins and ends."""
    act: int
    """The word that tells what it measures."""
    at: int
    end: int
    """The number, and where it ends with what it counts."""
    measure: Measure
    noun: str
    total: int | None = None
    about: str = ""
    unit: int = -1
    """A body told in the statement itself."""
    whose: Unit | None = None
    """Whose it is, where a list tells."""
