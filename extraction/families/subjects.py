"""Where the subject of an act on a document stands in its row, and what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.grammar import Found
from extraction.mentions import Mention

BODIES = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "GENERIC", "THEM"))
"""Kinds of mentions that can act."""
REACH = 14
"""Mentions after the documents within which the subject of a fronted clause comes: "Thực hiện …, Huyện ủy đã"."""
_SPEAKER = 5
"""Mentions between a speaker and the verb."""


def inspected(row: Sequence[Mention], i: int, act: int) -> bool:
    """The act is what is inspected: "kiểm tra việc thực hiện", "kiểm tra … đối với Huyện ủy về việc thực hiện"."""
    if any(m.kind == "SEMI" for m in row[i:act]):
        return False
    if row[i].kind == "CHECK":
        return i + 1 < act and row[i + 1].kind not in ("COMMA", "AND", "SEMI")
    if row[i].kind not in BODIES or row[i + 1].kind != "ABOUT":
        return False
    cues = [m.kind for m in row[:i] if m.kind in ("CHECK", "WORKED")]  # a team that inspects may only talk with it
    return cues[-1:] == ["CHECK"]


def acts_itself(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "ngành … trong tỉnh Đồng Tháp đã thực hiện": the place stands right before its act."""
    return row[i].kind != "ORG" and act > i + 1 and all(m.kind in ("FILL", "EACH", "CONTENT") for m in row[i + 1 : act])


def chain(row: Sequence[Mention], i: int) -> list[int]:
    """Indexes of a body and of those joined to it before it, from the last to the first."""
    out = [i]
    k = i
    while k >= 2:
        step = k - 1
        if row[step].kind in ("FILL", "EACH"):
            step -= 1
        if row[step].kind not in ("AND", "COMMA") or step < 1:
            break
        if row[step - 1].kind not in BODIES:
            break
        k = step - 1
        out.append(k)
    joined = any(row[k].kind == "AND" for k in range(out[-1], i))
    return out if joined else [i]  # "tại …, Huyện ủy đã": a comma alone joins no subjects


def resumed(row: Sequence[Mention], comma: int) -> Mention | None:
    """The subject after all that the document is about: "…, vi phạm quy định của Đảng, thành phố đã xử lý"."""
    for i in range(comma + REACH, len(row) - 1):
        if row[i].kind in ("SEMI", "DOT", "HOLDER", "QUOTE"):
            return None
        if row[i].kind in BODIES and row[i - 1].kind == "COMMA" and row[i + 1].kind == "FILL":
            return row[i]
    return None


def presented(row: Sequence[Mention], found: Found) -> bool:
    """Whether a speaker does it: "đồng chí A truyền đạt", not "Huyện ủy truyền đạt"."""
    act = found.match.start("acts")
    for i in range(act - 1, max(-1, act - _SPEAKER), -1):
        if row[i].kind in ("HOLDER", "POSTS"):
            return True
        if row[i].kind not in ("FILL", "EACH", "COMMA", "OTHER", "CAPS"):
            return False
    return False
