"""Nouns that mean one event, and how the article calls it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.families.event_rules import TYPES
from extraction.families.figures import period_of
from extraction.mentions import Mention
from extraction.text import classic

_NAME_ENDS = frozenset(
    "COMMA DOT SEMI COLON LPAR RPAR BY HOLDER ATTEND CHAIR SPEAK HAPPEN PRESENCE CHAIRED WITH TODAY HAVE AGAIN"
    " TELL POSTS ORGANIZE SAMEDAY LASTING".split()
)
_NO_LAST_WORD = frozenset("OF AT DASH FILL AND FOR QUOTE ON_SIDE EACH HON ACCORDING".split())
_SAID_ON = frozenset("PLANNED NOT SAY TELL SPEAK HOLDER POSTS QUOTE COLON ORGANIZE GIVE CHAIR".split())
"""Kinds at which what is said goes on behind the noun of an event."""
_PURPOSE = ("để", "nhằm", "nhưng")
"""Words behind which it is told what an event is for, or what came of it; inside quotation marks they are its name."""
_TRAILING = re.compile(
    r"\s+[-–]\s*(?:Ảnh|Video|Clip)\b.*$"
    r"|(?:\s+(?:vào|hôm|lúc|(?:rạng )?sáng|trưa|chiều|tối|đêm|bầu|giữa|sắp)(?: (?:nay|qua))?)+$"
)
"""What stands after the name of an event: the picture's author, the time of day, a verb of what was done."""
BARE = 2
"""Words of a name that only tells what kind of event it is."""
_LONGEST_NAME = 140
"""Letters of an event's name; longer ones are cut at a space."""


def is_noun(row: Sequence[Mention], i: int) -> bool:
    """Whether a noun that means one event stands at `i`."""
    if row[i].kind == "CONFERENCE" and i + 1 < len(row) and row[i + 1].kind == "DIALOGUE":
        return False  # "hội nghị trực tuyến đối thoại với thanh niên"
    return row[i].kind in TYPES and not (i and row[i - 1].kind in ("EACH", "NUMBER"))


def is_bare(row: Sequence[Mention], i: int) -> bool:
    """The noun alone, for an event told before: "tại hội nghị", "buổi lễ"."""
    after = row[i + 1].kind if i + 1 < len(row) else "DOT"
    if row[i].kind == "MEETING" and after == "WITH":
        return False  # "buổi làm việc với Tỉnh ủy"
    return after in _NAME_ENDS or after in ("HAVE", "AGAIN", "AND", "HON", "FILL", "POSTS", "ORG")


def unbracketed(row: Sequence[Mention]) -> list[Mention]:
    """A stretch of a row without what stands in brackets."""
    out, depth = [], 0
    for mention in row:
        depth += (mention.kind == "LPAR") - (mention.kind == "RPAR")
        if not depth:
            out.append(mention)
    return out


def rounds_off(row: Sequence[Mention], i: int) -> bool:
    """Whether the noun at `i` tells at the end of a sentence where it was said: "… , tại hội nghị A sáng 24-10"."""
    where = i > 0 and row[i - 1].kind in ("AT", "OPENS")
    return where and not any(m.kind in _SAID_ON for m in row[i + 1 :])


def after_quotes(row: Sequence[Mention], i: int) -> int:
    """Where it goes on behind the noun at `i` and the name in quotation marks that may follow it."""
    quoted = i + 1 < len(row) and row[i + 1].kind == "QUOTE"
    return max(i, _closing(row, i, i + 1) if quoted else i) + 1


def called(text: str, row: Sequence[Mention], i: int) -> str:
    """How the article calls it, up to a date, a person, what it is for or the end of the phrase."""
    last, closed = i, i
    for k in range(i + 1, len(row)):
        if k <= closed:
            continue
        mention = row[k]
        if mention.kind == "QUOTE":
            closed = max(closed, _closing(row, i, k))
        day = mention.kind == "PERIOD" and period_of(mention).kind in ("day", "days", "range")
        purpose = mention.kind == "OTHER" and text[mention.start : mention.end] in _PURPOSE
        where = mention.kind == "AT" and row[k - 1].kind == "QUOTE"
        if mention.kind in _NAME_ENDS or day or purpose or where or mention.end - row[i].start > _LONGEST_NAME:
            break
        last = max(k, closed)
    if row[last].kind == "STAFF" and last + 1 < len(row) and row[last + 1].kind == "HOLDER":
        last -= 1  # "… cán bộ Nguyễn Văn An"
    while last > closed and row[last].kind in _NO_LAST_WORD:
        last -= 1
    words = _TRAILING.sub("", classic(" ".join(text[row[i].start : row[last].end].split())))
    return words[:1].upper() + words[1:]


def _closing(row: Sequence[Mention], i: int, k: int) -> int:
    """Where the quotation marks opened at `k` close within a name of the event at `i`, 0 where they do not."""
    for j in range(k + 1, len(row)):
        if row[j].end - row[i].start > _LONGEST_NAME:
            break
        if row[j].kind == "QUOTE":
            return j
    return 0
