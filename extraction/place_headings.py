"""Lists under the name of a place: "Phường Bồ Đề", and below it "- Bí thư: …", "- Chủ tịch UBND: …"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from extraction.facts import Area
from extraction.mentions import AreaRef, Mention, Sentence

_SIGNS = frozenset(("DASH", "NUMBER", "DOT", "COLON", "SLASH", "RPAR", "SEMI"))
_ITEM = frozenset(("POSTS", "HOLDER", "HON"))
"""What an item of such a list begins with, if not with a bullet."""
_ITEMS = 12
"""Lines of a list."""


class PlaceHeadings:
    """The places under which lines of one article stand."""

    def __init__(self, sentences: Sequence[Sentence], area: Callable[[AreaRef], Area | None]) -> None:
        self._sentences = sentences
        self._area = area

    @cached_property
    def _lines(self) -> dict[int, list[Mention]]:
        """The row of each paragraph's first sentence, by its number."""
        out: dict[int, list[Mention]] = {}
        for sentence in self._sentences:
            out.setdefault(sentence.paragraph, sentence.row)
        return out

    @cached_property
    def _heads(self) -> dict[int, Mention]:
        """The places that head lists, by the paragraph that is nothing else."""
        alone = ((p, [m for m in row if m.kind not in _SIGNS]) for p, row in self._lines.items() if row)
        heads = {p: row[0] for p, row in alone if len(row) == 1 and row[0].kind == "AREA"}
        return {p: area for p, area in heads.items() if self._lines[p][-1].kind != "DOT"}

    def over(self, n: int) -> Area | None:
        """The place under which the line of sentence `n` stands, or with which and a colon it begins."""
        paragraph = self._sentences[n].paragraph
        line = _past_signs(self._lines[paragraph])
        if len(line) > 1 and line[0].kind == "AREA" and line[1].kind == "COLON":
            return self._of(line[0])
        if not self._heads:
            return None
        for p in range(paragraph, max(-1, paragraph - _ITEMS), -1):
            if p in self._heads:
                return self._of(self._heads[p]) if p != paragraph else None
            row = self._lines.get(p, [])
            if not row or row[0].kind not in _ITEM | _SIGNS:
                return None
        return None

    def heads(self, n: int) -> bool:
        """Whether the line of sentence `n` is nothing but the name of a place."""
        return self._sentences[n].paragraph in self._heads

    def _of(self, mention: Mention) -> Area | None:
        return self._area(mention.value) if isinstance(mention.value, AreaRef) else None


def _past_signs(row: Sequence[Mention]) -> Sequence[Mention]:
    """A row without its bullet."""
    return row[next((i for i, m in enumerate(row) if m.kind not in _SIGNS), len(row)) :]
