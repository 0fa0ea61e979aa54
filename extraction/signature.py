"""What a text is like, in few bytes: two texts that share most of their words have much of their signature in common.

>>> text = "Sáng 3/2, Huyện ủy tổ chức hội nghị tổng kết công tác xây dựng Đảng năm qua ở hội trường lớn của trung tâm"
>>> signature(text) == signature(text.upper()) != ""
True
>>> signature("quá ngắn")
''
"""

from __future__ import annotations

import base64
import re
import struct

from extraction.text import search_key

VALUES = 128
"""Of a signature: the part of them that two have in common is off by 0.04 or so from what the texts share."""
_WIDTH = 4
"""Syllables in a row that are compared."""
_LEAST = 20
"""Different such rows: a text with fewer is like any other."""
_SEED = 20250701
"""Any number, as long as it stays."""
_SYLLABLE = re.compile(r"[^\W_]+")


def signature(text: str) -> str:
    """MinHash of a text's rows of syllables, diacritics aside: 128 numbers of 16 bits in base64, "" if too short."""
    from rensa import RMinHash

    syllables = _SYLLABLE.findall(search_key(text))
    rows = {" ".join(syllables[at : at + _WIDTH]) for at in range(len(syllables) - _WIDTH + 1)}
    if len(rows) < _LEAST:
        return ""
    found = RMinHash(VALUES, _SEED)
    found.update(sorted(rows))
    return base64.b64encode(struct.pack(f"<{VALUES}H", *(value & 0xFFFF for value in found.digest()))).decode()
