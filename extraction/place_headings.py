"""Lists under the name of a place: "Phường Bồ Đề", and below it "- Bí thư: …", "- Chủ tịch UBND: …".

Lines that begin with one are such as well: "- Xã Bát Tràng: ông A làm Bí thư".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property

from extraction.facts import Area
from extraction.mentions import AreaRef, Mention, Sentence

_SIGNS = frozenset(("DASH", "NUMBER", "DOT", "COLON", "SLASH", "RPAR", "SEMI"))
_BULLETS = ("*", "•", "+")
_ITEM = frozenset(("POSTS", "HOLDER", "HON"))
"""What an item of such a list begins with, if not with a bullet."""
_SHORT = 8
"""Mentions of a line that may head a list, at most."""
_ITEMS = 12
"""Lines of a list."""


class PlaceHeadings:
    """The places under which the lines of one article stand."""

    def __init__(self, text: str, sentences: Sequence[Sentence], area: Callable[[AreaRef], Area | None]) -> None:
        self._text = text
        self._sentences = sentences
        self._area = area

    @cached_property
    def _starts(self) -> list[int]:
        """Where the lines that hold something begin."""
        starts, at = [], 0
        for line in self._text.splitlines(keepends=True):
            if line.strip():
                starts.append(at)
            at += len(line)
        return starts

    @cached_property
    def _lines(self) -> list[list[Mention]]:
        """What stands in each of them, up to where it can head no list."""
        out: list[list[Mention]] = [[] for _ in self._starts]
        ends = [*self._starts[1:], len(self._text)]
        n = 0
        for sentence in self._sentences:
            for mention in sentence.row:
                while mention.start >= ends[n]:
                    n += 1
                if len(out[n]) < _SHORT:
                    out[n].append(mention)
        return out

    def _line(self, at: int) -> int:
        return max(0, bisect_right(self._starts, at) - 1)

    @cached_property
    def _heads(self) -> dict[int, Mention]:
        """The places that head lists, by the line that is nothing else."""
        short = ((i, row) for i, row in enumerate(self._lines) if len(row) < _SHORT)
        alone = ((i, [m for m in row if m.kind not in _SIGNS]) for i, row in short)
        heads = {i: row[0] for i, row in alone if len(row) == 1 and row[0].kind == "AREA"}
        return {i: area for i, area in heads.items() if self._lines[i][-1].kind != "DOT"}

    def over(self, at: int) -> Area | None:
        """The place under which the line of a text offset stands, or with which and a colon it begins."""
        n = self._line(at)
        line = _past_signs(self._lines[n]) if n < len(self._lines) else ()
        if len(line) > 1 and line[0].kind == "AREA" and line[1].kind == "COLON" and line[0].end <= at:
            return self._of(line[0])
        for i in range(n, max(-1, n - _ITEMS), -1) if self._heads else ():
            if i in self._heads:
                return self._of(self._heads[i]) if i != n else None
            if not self._lines[i] or self._lines[i][0].kind not in _ITEM | _SIGNS:
                return None
        return None

    @cached_property
    def _bodies(self) -> dict[int, Mention]:
        """The bodies that head lists, by the line that is nothing else: "* Ủy ban nhân dân tỉnh:"."""
        short = ((i, row) for i, row in enumerate(self._lines) if 1 < len(row) < _SHORT and row[-1].kind == "COLON")
        alone = ((i, [m for m in row if not self._sign(m)]) for i, row in short)
        told = {i: row for i, row in alone if row and row[-1].kind == "ORG" and len(row) <= 1 + (row[0].kind == "ROLE")}
        return {i: row[-1] for i, row in told.items()}

    def _sign(self, mention: Mention) -> bool:
        return mention.kind in _SIGNS or self._text[mention.start : mention.end] in _BULLETS

    def body(self, at: int) -> Mention | None:
        """The body under which the line of a text offset stands."""
        n = self._line(at)
        for i in range(n - 1, max(-1, n - _ITEMS), -1) if self._bodies else ():
            if i in self._bodies:
                return self._bodies[i]
            row = self._lines[i]
            if not row or not (row[0].kind in _ITEM or self._sign(row[0])):
                return None
        return None

    def heads(self, at: int) -> bool:
        """Whether the line of a text offset is nothing but the name of a place."""
        return self._line(at) in self._heads

    def _of(self, mention: Mention) -> Area | None:
        return self._area(mention.value) if isinstance(mention.value, AreaRef) else None


def _past_signs(row: Sequence[Mention]) -> Sequence[Mention]:
    """A row without its bullet."""
    return row[next((i for i, m in enumerate(row) if m.kind not in _SIGNS), len(row)) :]
