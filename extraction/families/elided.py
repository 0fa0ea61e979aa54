"""Posts told without a verb where the item before has it: "A giữ chức Giám đốc; B, Phó Giám đốc; C, Kế toán trưởng"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.families.tenures import Act
from extraction.grammar import Rule, tape
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_ASIDE = "( TERM | LPAR ( NUMBER | SLASH | PERCENT | OTHER | STOP | DATE | COMMA ){1,8} RPAR )*"
_OFFICE = "( COMMA ( OTHER | STOP | OF | CAPS | ORG ){1,6} COMMA POSTS )"
""" "B, cán bộ Đội An ninh, Trưởng Công an xã …": where somebody is, before the new post."""
_ITEM = Rule(
    "elided-item",
    f"(?P<act> APPOINT? BECOME | APPOINT COP? ) POSTS {_ASIDE}"
    f" ( (?P<semi> SEMI HOLDER {_OFFICE}? )+ | COMMA AND? HOLDER )"
    " (?= SEMI | DOT | $ )",
)
_ATTENDS = re.compile(r"\b(?:dự|có mặt|chủ trì|trao|tặng|thay mặt)\b", re.I)
_DASHED = re.compile(r"\s*[-–—:]\s*")


def elided(text: str, mention: Mention, row: Sequence[Mention]) -> Act | None:
    """The act of the item before, of which the posts beside a name are told as well; None where there is none."""
    at = next(i for i, m in enumerate(row) if m is mention)
    holder = mention.value
    assert isinstance(holder, HolderPhrase)
    if at < 3:
        return None
    for match in _ITEM.regex.finditer(tape(row)):
        if not match.start() < at < match.end():
            continue
        semi = match.start("semi") >= 0
        dashed = bool(holder.posts) and _DASHED.fullmatch(text, holder.name.end, holder.posts[0].start) is not None
        act = row[match.start("act")]
        if (semi or (dashed and at == match.end() - 1)) and not _ATTENDS.search(text, row[0].start, act.start):
            return Act(act.start, act.end, act.kind)
    return None
