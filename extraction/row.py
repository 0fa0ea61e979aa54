"""The tokens of one sentence and what the lexicon knows of them: the questions the scanner asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.lexicon import BodyEntry, Entry, Lexicon, RoleEntry, TypeEntry, WordEntry
from extraction.short_forms import without
from extraction.text import Token, classic, fold

_SYLLABLE = re.compile(r"(?:[bcdghklmnprstvx]|ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr)?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?")
"""How a Vietnamese syllable without a mark is spelt."""
_SHORT = 2
"""Letters of short forms that may be something else in a name."""


def is_cap(token: Token) -> bool:
    """Whether a token begins with a capital letter."""
    return token.shape in ("a", "A")


def titled(name: str) -> str:
    """NGUYỄN VĂN A as Nguyễn Văn A."""
    return " ".join(w[:1].upper() + w[1:].lower() for w in name.split())


class Row:
    """One sentence as a row of tokens."""

    def __init__(self, lexicon: Lexicon, text: str, tokens: Sequence[Token]) -> None:
        self.lexicon = lexicon
        self.text = text
        self.tokens = tokens
        self._found: dict[int, tuple[int, Entry] | None] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def cap(self, i: int) -> bool:
        """Whether there is a token at `i` and it is capitalised."""
        return 0 <= i < len(self.tokens) and is_cap(self.tokens[i])

    def small(self, i: int) -> bool:
        """Whether there is a token at `i` in small letters."""
        return i < len(self.tokens) and self.tokens[i].shape == "x"

    def proper(self, i: int) -> bool:
        """Whether the token at `i` is capitalised or a number."""
        return self.cap(i) or (i < len(self.tokens) and self.tokens[i].shape == "0")

    def entry(self, i: int) -> tuple[int, Entry] | None:
        """The longest lexicon entry that starts at token `i`: index after it, and the entry."""
        if i in self._found:
            return self._found[i]
        found = self.lexicon.words.longest(self.tokens, i)
        if found and found[0] - i > 1 and self._two_words(i, *found):
            found = self.lexicon.words.longest(self.tokens, i, i + 1)
        if found and isinstance(found[1], BodyEntry) and self._syllable(i, found[0], found[1]):
            found = None
        self._found[i] = found
        return found

    def _syllable(self, i: int, end: int, entry: BodyEntry) -> bool:
        """ "xã Tu Lý", "Than Hà Tu" is no "TU": letters that stand for a body are capitals, a syllable's are not."""
        if not entry.cased or end > i + 1:
            return False
        word = fold(entry.label).split()[0] == self.tokens[i].key  # "Ty Thủy lợi"
        return not word and self.tokens[i].shape == "a"

    def _two_words(self, i: int, end: int, entry: Entry) -> bool:
        """ "anh Hùng" is no "anh hùng", "giao Ban Tổ chức" no "giao ban"."""
        plain = isinstance(entry, WordEntry) and entry.kind == "PLAIN" and self.tokens[i].shape == "x"
        return plain and any(is_cap(token) for token in self.tokens[i + 1 : end])

    def surface(self, i: int, j: int) -> str:
        """The text of tokens i to j, spaces evened, tones placed the classic way."""
        return classic(" ".join(without(self.text[self.tokens[i].start : self.tokens[j - 1].end]).split()))

    def starts_entry(self, i: int) -> bool:
        """A role, body or place word of two syllables or more starts here, or a body in capitals: "Riêng UBKT"."""
        found = self.entry(i)
        if found is None or not isinstance(found[1], (RoleEntry, BodyEntry, TypeEntry)):
            return False
        if found[0] - i > 1 or not isinstance(found[1], BodyEntry):
            return found[0] - i > 1
        short = self.text[self.tokens[i].start : self.tokens[i].end]
        before = self.text[self.tokens[i - 1].start : self.tokens[i - 1].end] if i else ""
        alone = len(short) > _SHORT and short.isupper() and not before.isupper()  # but "TRẦN TIẾN KHOA"
        return alone or self.field(found[0], found[1])

    def field(self, i: int, entry: BodyEntry) -> bool:
        """The field of a Hội, Sở, Phòng … starts at token `i`."""
        table = "mass" if entry.kind == "mass-organization" else "state"
        return entry.follow == "domain" and self.lexicon.domains[table].longest(self.tokens, i) is not None

    def adjacent(self, j: int, start: int) -> bool:
        """Only a space lies between token `j` and the one before it (or it is the first)."""
        return j == start or self.text[self.tokens[j - 1].end : self.tokens[j].start] in (" ", "\xa0", "  ")

    def run(self, i: int) -> int:
        """End of the run of capitalised syllables that starts at token `i`."""
        j = i
        while self.cap(j) and self.adjacent(j, i):
            j += 1
        return j

    def surname(self, i: int) -> bool:
        """A family name stands at token `i`."""
        key = self.tokens[i].key
        if key in self.lexicon.surnames or (len(key) > 2 and key[1] == "'"):
            return True
        return i + 1 < len(self.tokens) and (key, self.tokens[i + 1].key) in self.lexicon.double_surnames

    def outlandish(self, i: int) -> bool:
        """A word that no syllable of ours is: "Alibaba", "MobiFone"."""
        key = self.tokens[i].key
        return len(key) > 3 and key.isascii() and key.isalpha() and _SYLLABLE.fullmatch(key) is None

    def weak(self, i: int) -> bool:
        """The family name at token `i` is a common word or place name too."""
        return self.tokens[i].key in self.lexicon.weak_surnames

    def word(self, i: int) -> str:
        """The kind of the word that starts at token `i`, "" where none does."""
        found = self.entry(i)
        return found[1].kind if found is not None and isinstance(found[1], WordEntry) else ""

    def place_before_name(self, i: int, j: int) -> bool:
        """ "Bí thư Hội An Lê Cư": token `i` begins the name of a place that ends after `j`, before somebody's name."""
        found = self.lexicon.places.longest(self.tokens, i)
        end = found[0] if found is not None else 0
        named = j < end < len(self.tokens) and self.surname(end) and self.run(end) - end > 1
        return named and self.tokens[end].key not in self.lexicon.middle_names

    def strong_name(self, i: int) -> bool:
        """Two or more capitalised syllables led by a family name that are nothing else."""
        if not self.cap(i) or not self.surname(i):
            return False
        run = self.run(i) - i
        middle = self.lexicon.middle_names
        later = (i + k for k in (1, 2) if run >= k + 3 and self.tokens[i + k].key not in middle)
        if self.weak(i) and any(map(self.strong_name, later)):
            return False  # "CHLB Đức | Nguyễn Minh Vũ", "xã Hà Ninh | Lê Văn Thanh"
        if self.starts_entry(i) or (run >= 2 and self.starts_entry(i + 1)):
            return False
        found = self.lexicon.places.longest(self.tokens, i)
        place = found is not None and found[0] >= i + run
        return run >= (3 if self.weak(i) else 2) and not place
