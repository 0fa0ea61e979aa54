"""Who goes on to another post where he hands his work over: the one who gives it, not the one who gets it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.grammar import Found
from extraction.mentions import Mention

_IN_ORDER_TO = re.compile(r"\s*,?\s*để (?:đi |đến |về |sang |chuyển sang )?$", re.I)
_HANDS_OVER = re.compile(
    r"\b(?:giao|nhường|trao)(?: lại)?\b[^;.]*\bcho(?: (?:ông|bà|anh|chị|đồng chí|các ông))? $", re.I
)


def giver(text: str, row: Sequence[Mention], found: Found) -> Mention | None:
    """ "Bộ trưởng A bàn giao công việc cho Thứ trưởng B để nhận nhiệm vụ Bí thư …": A; else None."""
    first, act = found["people"][0], found["act"][0]
    if _IN_ORDER_TO.search(text, found["people"][-1].end, act.start) is None:
        return None
    before = next((m for m in reversed(row[: found.first]) if m.kind == "HOLDER"), None)
    if before is None or _HANDS_OVER.search(text, before.end, first.start) is None:
        return None
    return before
