"""Of whom a sentence tells that he has died or retired: the person named before it, or somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extraction.families.hearsay import tells_of_others
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import either

_UNTIL = re.compile(r"\b(?:đến|tới) (?:khi|lúc|ngày|thời điểm)(?: đủ tuổi)? $", re.I)
_PROLONGED = re.compile(r"\bkéo dài thời gian\b", re.I)
_BOTH = re.compile(r"\b(?:được|đều|cùng)(?: đã)? $", re.I)


@cache
def _others() -> re.Pattern[str]:
    """Words for others of whom it is told: "ông A cho biết hai nạn nhân tử vong"."""
    return re.compile(rf"\b(?:{either(words_of('names', 'others'))}|người(?! (?:nghỉ|về|xin|được)))\b", re.I)


def of_both(text: str, act: Mention) -> bool:
    """ "A và B được nghỉ hưu", "đều đã …": not "A và B, đã nghỉ hưu", told of B alone."""
    return _BOTH.search(text, max(0, act.start - 12), act.start) is not None


def of_another(text: str, row: Sequence[Mention], holder: Mention, act: Mention) -> bool:
    """ "ông A cho biết mẹ ông qua đời", "ông A cho biết, hai nạn nhân tử vong": told of a relative, or of others."""
    if _UNTIL.search(text, holder.end, act.start) and _PROLONGED.search(text, row[0].start, holder.start):
        return True  # "kéo dài thời gian giữ chức vụ đối với ông A, … đến khi nghỉ hưu": he has not yet
    if any(m.kind == "SPOUSE" and holder.end <= m.start < act.start for m in row):
        return True
    others = _others().search(text, holder.end, act.start) is not None
    return others or tells_of_others(text, holder.end, act.start)
