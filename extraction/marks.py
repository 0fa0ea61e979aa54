"""What is marked of a sentence so far: all that reads its persons, places and bodies looks at, and adds to."""

from __future__ import annotations

from extraction.lexicon import Entry
from extraction.mentions import Mention
from extraction.row import Row
from extraction.text import fold

COUNTRY = [fold(w) for w in ("việt", "nam")]


class Marks:
    """The mentions of one sentence, and the row of tokens in which they are found."""

    def __init__(self, row: Row, heading: bool) -> None:
        self.row = row
        self.heading = heading
        """Most of its letters are capitals, so that these tell nothing."""
        self.out: list[Mention] = []

    def emit(self, kind: str, i: int, j: int, entry: Entry | None = None, value: object = None) -> int:
        """Mark the tokens from `i` to before `j`; returns the token to go on with."""
        self.out.append(Mention(kind, self.row.tokens[i].start, self.row.tokens[j - 1].end, entry, value))
        return j

    def previous(self, *kinds: str) -> bool:
        """Whether the last mention is of one of these kinds."""
        return bool(self.out) and self.out[-1].kind in kinds
