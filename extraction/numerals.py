"""Numbers that tell which one of a row: the fourth as "4", "IV" or "tư"."""

from __future__ import annotations

ORDINALS = tuple("nhất hai ba tư năm sáu bảy tám chín mười".split())
"""Words that after "thứ" tell the first ten."""
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def ordinal(said: str) -> int | None:
    """What Arabic figures, Roman letters or one of `ORDINALS` tell; None for what is no number.

    >>> ordinal("12"), ordinal("XII"), ordinal("tư"), ordinal("IIX")
    (12, 12, 4, None)
    """
    if said.isdecimal():
        return int(said)
    small = said.casefold()
    if small in ORDINALS:
        return ORDINALS.index(small) + 1
    if not set(small) <= _ROMAN.keys():
        return None
    values = [_ROMAN[letter] for letter in small]
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    return total if _roman(total) == small else None


def _roman(number: int) -> str:
    signs = (("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
    out = ""
    for sign, value in signs:
        out += sign * (number // value)
        number %= value
    return out
