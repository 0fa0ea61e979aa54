"""Sentences as rows of this family's words, those read by what stands beside them settled."""

from __future__ import annotations

from msgspec.structs import replace

from extraction.families.figures import Rows
from extraction.mentions import Mention

_TAKING_PART = frozenset(("ORGANIZE", "ATTEND", "ATTENDS", "HELD"))
"""Kinds after which a gathering is one event: "tổ chức sinh hoạt chi bộ", not "chất lượng sinh hoạt chi bộ"."""


class EventRows(Rows):
    """The rows of one article in the words for events."""

    def _read(self, n: int) -> list[Mention]:
        row = super()._read(n)
        for i, mention in enumerate(row):
            if mention.kind == "GATHERING":
                held = i > 0 and row[i - 1].kind in _TAKING_PART
                row[i] = replace(mention, kind="MEETING" if held else "OTHER")
        return row
