"""Lists of models: whether a name in quotation marks is an item of one, by the owner told with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.lexicon import words_of
from extraction.mentions import BodyPhrase, Mention

OWNERS = frozenset(("ORG", "AREA", "AREAREF", "HAMLET"))
"""Whose a model can be."""
_AFTER = frozenset(("OF", "AT", "LPAR", "PASSIVE"))
"""What stands between a name and its owner."""
_BREAKS = frozenset(("COMMA", "SEMI", "AND"))
"""What stands between two items."""
_OPENS = frozenset((*_BREAKS, "COLON", "DASH", "BY"))
"""What stands before an item that begins with its owner."""
_BETWEEN = 4
"""Words that may stand between the kind of the models and whose they are."""
_REMARK = 6
"""Words of a remark between the owner and the name: ", nổi bật nhất là"."""
_OWNED = 4
"""Words within which the name before has told its owner."""
_ORDINAL = re.compile(
    r"(?:(?<=[.:\n])|(?<=[.:\n]\s)|\b(?:mô hình|cách làm|chuyện|phong trào|cuộc vận động)\s)"
    r"thứ (?:nhất|hai|ba|tư|năm) là\s$",
    re.IGNORECASE,
)
"""As in "Mô hình thứ hai là “…” của Chi bộ thôn A"."""


def capital(row: Sequence[Mention], i: int, text: str) -> bool:
    """Whether a capital letter follows the mark at `row[i]`."""
    return i < len(row) and text[row[i].end : row[i].end + 1].isupper()


def numbered(row: Sequence[Mention], i: int, text: str) -> bool:
    """Whether the name at `row[i]` is counted off: "Mô hình thứ hai là “…”"."""
    return _ORDINAL.search(text, row[0].start, row[i].start) is not None


def owned(row: Sequence[Mention], i: int, end: int, text: str, *, begun: bool) -> bool:
    """ "… “A” của xã X; “B” do Hội Y chủ trì; xã Z “C”": whether the name in `row[i:end]` is told with its owner.

    `begun`: a name before it in the sentence is a model's.
    """
    before = [m.kind for m in row[max(0, i - _OWNED) : i]]
    named = capital(row, i, text) or (begun and text[row[i].end : row[i].end + 1].isdigit())  # "xã A “5 không 3 sạch”"
    if named and _after_owner(row, i, text):
        return True
    after = [m.kind for m in row[end : end + 3]]
    several = after[1:] in (["MANY", "CAPS"], ["MANY", "PLACE"], ["MANY", "AREA"])  # "ở các xã A, B"
    if len(after) < 2 or after[0] not in _AFTER or (after[1] not in OWNERS and not several):
        return False
    goes_on = before[-1:] and before[-1] in _BREAKS and (begun or {"OF", "AT", "RPAR", "MANAGE"} & set(before))
    first = i == 0 or numbered(row, i, text)
    return bool(goes_on) or before[-1:] in (["BY"], ["COLON"]) or (first and after[0] == "OF") or _shown(row, i, text)


def _after_owner(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "; xã A “…”", "; rồi đến Chi bộ B với “…”", "; Hội C có “…”": whether the owner of the name stands before it."""
    at = i - 1
    if at > 0 and row[at].kind == "BY":
        return row[at - 1].kind in ("ORG", "AREA")
    if at > 0 and (row[at].kind == "COLON" or _has(row[at], text)):
        at -= 1
        while at > 0 and row[at].kind == "FILL":
            at -= 1
    if at >= 0 and row[at].kind == "RPAR":  # "; Đảng ủy xã A (huyện B) “…”"
        while at > 0 and row[at].kind != "LPAR":
            at -= 1
        at -= 1
    return at > 0 and _named(row[at]) and row[at - 1].kind in _OPENS


def _has(mention: Mention, text: str) -> bool:
    """Whether a verb tells that the one before it has what comes after it."""
    return mention.kind in ("RUN", "LAUNCH") and text[mention.start : mention.end].casefold() in words_of(
        "programmes", "has"
    )


def _named(mention: Mention) -> bool:
    """Whether a mention names a unit: a name that follows "Chi bộ" alone is the rest of its name."""
    if mention.kind == "AREA":
        return True
    body = mention.value
    if mention.kind != "ORG" or not isinstance(body, BodyPhrase):
        return False
    return bool(body.name or body.of) or body.entry.kind == "youth-union"  # "Huyện đoàn"


def _shown(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "đáng chú ý có “…” của xã A", "được nhắc nhiều nhất là “…” của Hội B": what comes first of a list."""
    if i < 2:
        return False
    word = text[row[i - 1].start : row[i - 1].end].casefold()
    return word in ("là", "có", "gồm", "gồm có") and row[i - 2].kind in ("OTHER", "FILL", "COMMA")


def of_kind(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "những mô hình hay từ tỉnh A như “…”": the kind and whose they are stand before the names."""
    kinds = [m.kind for m in row[:i]]
    last = text[row[i - 1].start : row[i - 1].end].casefold() if i else ""
    if kinds[-1:] not in (["BY"], ["COLON"]) and last != "là":
        return False
    owner = i - 2
    if (
        owner > 0 and kinds[owner] not in OWNERS and "COMMA" in kinds[max(0, i - _REMARK) : i - 1]
    ):  # "…, nổi bật là", "…, được nhắc nhiều là"
        while kinds[owner] != "COMMA":
            owner -= 1
        owner -= 1
    if owner < 1 or kinds[owner] not in OWNERS:
        return False
    whose = owner - 1
    if whose > 1 and kinds[whose] == "COMMA" and kinds[whose - 1] in OWNERS:
        whose -= 2
    return kinds[whose] in ("OF", "AT", "BY") and "MODEL" in kinds[max(0, whose - _BETWEEN) : max(0, whose)]
