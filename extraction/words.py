"""The words of a sentence before any family reads them: what all families start from, made once."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from extraction.lexicon import Lexicon
from extraction.mentions import PUNCTUATION, AreaRef, Mention
from extraction.text import Span, classic, tokens
from extraction.vocabulary import heard

FIGURE = "0"
"""The shape of any figure in digits."""
_ENDS = ("COLON", "SEMI", "COMMA", "DOT", "DASH")


class Words:
    """The tokens of one sentence, and what each of them is where no lexicon knows it."""

    def __init__(self, lexicon: Lexicon, text: str, span: Span) -> None:
        self.lexicon = lexicon
        self.text = text
        self.span = span
        self.tokens = tokens(text, *span)
        self.shapes = [t.shape for t in self.tokens]
        self.keys = [t.key for t in self.tokens]
        self.starts = [t.start for t in self.tokens]
        self.plain = [Mention(PUNCTUATION.get(t.key, "OTHER"), t.start, t.end) for t in self.tokens]
        """One mention for each token: the signs by their kinds, all else OTHER."""
        for i in self._bullets():
            self.plain[i] = Mention("SEMI", self.tokens[i].start, self.tokens[i].end)
        self.heard, self.told = heard(self.keys)
        """The words of the families in it, and the tables they stand in."""

    def _bullets(self) -> list[int]:
        """The dashes that begin a line of a list, where no sign ends the line before: what it tells goes no further."""
        return [
            i
            for i in range(1, len(self.plain))
            if self.plain[i].kind == "DASH"
            and self.plain[i - 1].kind not in _ENDS
            and "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start]
        ]

    def index(self, at: int) -> int:
        """The first token that begins at a text offset or after it."""
        return bisect_left(self.starts, at)

    @cached_property
    def figures(self) -> list[int]:
        """Where figures in digits stand."""
        return [i for i, shape in enumerate(self.shapes) if shape == FIGURE]

    @cached_property
    def bare_places(self) -> list[Mention]:
        """Places in lists whose first syllable is a word by itself: "Chợ Mới", "Sông Mã", "Tân Lạc"."""
        row, out = self.tokens, []
        for i in range(1, len(row)):
            if row[i].shape != "a" or row[i - 1].shape in "aA":
                continue
            found = self.lexicon.places.longest(row, i)
            end = found[0] if found else 0
            if end - i < 2 or any(t.shape != "a" for t in row[i:end]) or (end < len(row) and row[end].shape in "aA"):
                continue
            places = tuple(p for p in found[1] if p.level != "commune") if found else ()
            if places:
                name = classic(" ".join(self.text[row[i].start : row[end - 1].end].split()))
                ref = AreaRef(name, "", places[0].level, places)
                out.append(Mention("PLACE", row[i].start, row[end - 1].end, value=ref))
        return out
