"""Short forms in brackets, told once for what follows: the "(CCB)" of "Hội Cựu chiến binh (CCB) huyện A" is no word of
its own, and the body's name goes on behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.text import Token, fold

_MOST = 5
"""Tokens of a short form: "(VH-TT&DL)"."""
_LINKS = frozenset(map(fold, ("và", "-", "&", ",", "về", "của", "các")))
"""Between the words of a name, and not told in its short form."""
_TOLD = re.compile(r"\s*\((?=[^()]{2,14}\))[A-ZĐ][A-ZĐ0-9&,\s-]*\)")


def without(text: str) -> str:
    """A name without the short form that stands within it."""
    return _TOLD.sub("", text) if "(" in text else text


def skipped(row: Sequence[Token]) -> set[int]:
    """The tokens of short forms in brackets that the first letters of the words before them spell, brackets too."""
    out: set[int] = set()
    for i, token in enumerate(row):
        if token.key != "(":
            continue
        close = next((k for k in range(i + 2, min(i + 2 + _MOST, len(row))) if row[k].key == ")"), None)
        if close is not None and close + 1 < len(row) and _spelt(row, i, close):
            out.update(range(i, close + 1))
    return out


def _spelt(row: Sequence[Token], start: int, close: int) -> bool:
    """Whether what stands between the brackets is spelt by the words before them."""
    inside = row[start + 1 : close]
    if any(token.shape != "A" and token.key not in _LINKS for token in inside):
        return False
    letters = "".join(c for token in inside for c in token.key if c.isalpha())
    words = [token for token in row[max(0, start - 3 * len(letters)) : start] if token.key not in _LINKS]
    return len(letters) > 1 and "".join(token.key[0] for token in words[-len(letters) :]) == letters
