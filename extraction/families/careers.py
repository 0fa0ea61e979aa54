"""Lines of a career: "Từ tháng 8/2005 đến tháng 5/2010: Phó Trưởng phòng …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.facts import Status
from extraction.mentions import Mention

_DAY = (
    r"(?:(?:đầu|giữa|cuối)\s+)?(?:(?:ngày|tháng|năm)\s+)?"
    r"(?:(?:\d{1,2}\s?[-/.]\s?){0,2}|(?:\d{1,2}\s+tháng\s+)?\d{1,2}\s+năm\s+)\d{4}"
)
_YEARS = re.compile(
    rf"\W*(?:(?:từ|giai đoạn|thời kỳ)\s+)?{_DAY}\s*(?:đến|tới|[-–—])\s*(?P<end>{_DAY}|nay)"
    r"\s*[:,]?\s*(?:là|làm|giữ chức(?: vụ)?)?\s*",
    re.I,
)
"""What stands before the posts of a line."""
_NAMED = re.compile(rf"\W*(?:(?:từ|đến)\s+)?{_DAY}\s*,\s*(?:được\s+)?\Z", re.I)
"""What stands before an act of a line: "Tháng 3/2019, được điều động giữ chức …"."""
_JOINED = ("COMMA", "SEMI", "AND", "ALSO")


def line(text: str, start: int, row: Sequence[Mention]) -> tuple[list[Mention], Status] | None:
    """The posts of a sentence that begins with the years of them, at an offset, and whether they are held "đến nay"."""
    at = next((i for i, m in enumerate(row) if m.kind == "POSTS"), None)
    years = _YEARS.fullmatch(text, start, row[at].start) if at is not None else None
    if at is None or years is None:
        return None
    posts = list(row[at].parts)
    while at + 2 < len(row) and row[at + 1].kind in _JOINED and row[at + 2].kind == "POSTS":
        at += 2
        posts.extend(row[at].parts)
    return posts, "current" if years["end"].casefold() == "nay" else "former"


def act(text: str, start: int, row: Sequence[Mention]) -> tuple[list[Mention], Mention] | None:
    """The posts of a sentence that begins with a day and an act without saying of whom, and the act."""
    at = next((i for i, m in enumerate(row) if m.kind == "APPOINT"), None)
    if at is None or _NAMED.fullmatch(text, start, row[at].start) is None:
        return None
    posts = at + 1
    while posts < len(row) and row[posts].kind in ("APPOINT", "COMMA", "AND", "BECOME", "COP"):
        posts += 1
    told = posts < len(row) and row[posts].kind == "POSTS" and row[posts - 1].kind != "COMMA"
    return (list(row[posts].parts), row[at]) if told else None
