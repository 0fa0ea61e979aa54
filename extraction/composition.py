"""Letters as the lexicons write them, with the way back: a text is read composed and quoted as it came in.

Many papers send tones as marks of their own ("ô" + U+0323), Đ as the Icelandic Ð, and signs without width
between words, and some break their lines at a width. Everything after this module sees plain NFC letters and
whole paragraphs; `Composition` moves what was found back.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TypeVar

import msgspec

from extraction.article import Article
from extraction.facts import Fact
from extraction.text import unwrapped

_PIECE = re.compile(r"[^\W\d_][\u0300-\u036f]+|[\u00ad\u200b-\u200f\u2060\ufeff]+|[Ðð]")
_LOOSE = re.compile(r"[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeffÐð]")
"""One of these stands in every piece: most texts have none."""
_ETH = str.maketrans("Ðð", "Đđ")

F = TypeVar("F", bound=Fact)


class Composition:
    """An article in composed letters and the places of every letter in the original."""

    def __init__(self, article: Article) -> None:
        self.original = article
        self._at: list[int] = []
        self._pieces: list[tuple[int, int, int]] = []  # where a piece ends; where it began and ended in the original
        parts: list[str] = []
        length = end = 0
        for match in _PIECE.finditer(article.text) if _LOOSE.search(article.text) else ():
            plain = _plain(match.group())
            if plain == match.group():
                continue
            parts += (article.text[end : match.start()], plain)
            length += match.start() - end
            end = match.end()
            self._at.append(length)
            length += len(plain)
            self._pieces.append((length, match.start(), end))
        composed = "".join([*parts, article.text[end:]]) if parts else article.text
        text = unwrapped(composed)
        self.article = article if text is article.text else msgspec.structs.replace(article, text=text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that `start` to `end` of the composed text stands for."""
        return self._letter(start)[0], self._letter(end - 1)[1]

    def _letter(self, at: int) -> tuple[int, int]:
        n = bisect_right(self._at, at) - 1
        if n < 0:
            return at, at + 1
        stop, begun, ended = self._pieces[n]
        return (begun, ended) if at < stop else (at - stop + ended, at - stop + ended + 1)

    def back(self, fact: F) -> F:
        """The fact with its evidence in the original."""
        if self.article is self.original:
            return fact
        moved = []
        for evidence in fact.evidence:
            start, end = self.span(evidence.start, evidence.end)
            quote = self.original.text[start:end]
            moved.append(msgspec.structs.replace(evidence, start=start, end=end, quote=quote))
        return msgspec.structs.replace(fact, evidence=tuple(moved))


def _plain(piece: str) -> str:
    """One letter composed; nothing for signs without width."""
    return unicodedata.normalize("NFC", piece).translate(_ETH) if piece[0].isalpha() else ""
