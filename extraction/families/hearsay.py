"""What somebody tells of others: "ông A cho biết cấp phó bị cách chức", "ông A cho biết, hai nạn nhân tử vong"."""

from __future__ import annotations

import re
from functools import cache

from extraction.lexicon import words_of
from extraction.text import either


@cache
def _says() -> re.Pattern[str]:
    """A word for speech."""
    return re.compile(rf"[ ,–-]{either(words_of('names', 'says'))}\b", re.I)


@cache
def _himself() -> re.Pattern[str]:
    """What leaves it told of whoever speaks: "cho biết mình đã"."""
    return re.compile(rf"(?:[\s,]|{either(words_of('names', 'himself'))}\b)*", re.I)


def tells_of_others(text: str, start: int, end: int) -> bool:
    """Whether between a person, who ends at `start`, and an act at `end` he says it, and not of himself."""
    said = _says().search(text, start, end)
    return said is not None and _himself().fullmatch(text, said.end(), end) is None
