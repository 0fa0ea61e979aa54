"""The place that a list, a sentence or a body at its head is about, where the place told last is only one that somebody
comes from: "* Xã A: Ông X, nguyên Bí thư Đảng ủy xã B, giữ chức Chủ tịch UBND xã"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extraction.mentions import Mention, Sentence
from extraction.named_places import Seen

_ACTS = frozenset(("APPOINT", "BECOME", "COP", "IS"))
_OF_OLD = re.compile(r"\b(?:nguyên|cựu|(?:trước (?:đó|đây|khi)|từng|vốn)\b[^.;]{0,40})\b[^.;]*$", re.I)
"""Before a place of a post that somebody had."""
_OPENS = re.compile(r"\W*(?:(?:cũng |còn |riêng )?(?:tại|ở|về|đối với)\s+)?", re.I)
_BULLET = re.compile(r"\s*(?:[-*+•–]|\d{1,2}[.)]|[a-zđ][.)])\s?")
_HEADING = 80
"""Characters of a line that only heads a list."""
_FAR = 12
"""Paragraphs of a list."""


class Governing:
    """Which places of one article somebody only comes from, and what stands above them."""

    def __init__(self, text: str, sentences: Sequence[Sentence], seen: Sequence[Seen]) -> None:
        self._text = text
        self._sentences = sentences
        self._seen = seen

    def over(self, level: str, preceding: Sequence[Seen], at: int, sentence: int) -> Seen | None:
        """What governs a bare "huyện" or "xã" at an offset instead of the place told last; None where that does.

        `preceding` are the places named before it, the nearest first.
        """
        here = self._sentences[sentence].paragraph
        passed: list[Mention] = []
        for seen in preceding:
            paragraph = self._sentences[seen.sentence].paragraph
            if here - paragraph > _FAR:
                return None
            heads = self._heads(seen)
            if seen.level not in (level, "city") and not (heads and not seen.level):
                continue
            if heads and (paragraph == here or self._list(paragraph, here)):
                return seen if passed or paragraph != here else None
            holder = self._holder(seen)
            if holder is None:
                told = passed and paragraph == here and all(self._of_old(h) for h in passed) and not self._post(seen)
                return seen if told else None
            if not self._goes_on(holder, seen.sentence, at):
                return None
            passed.append(holder)
        return None

    def _holder(self, seen: Seen) -> Mention | None:
        """Who is told with a post at that place."""
        row = self._sentences[seen.sentence].row
        return next((m for m in row if m.kind == "HOLDER" and m.start <= seen.start < m.end), None)

    def _post(self, seen: Seen) -> bool:
        return any(m.kind == "POSTS" and m.start <= seen.start < m.end for m in self._sentences[seen.sentence].row)

    def _of_old(self, holder: Mention) -> bool:
        return _OF_OLD.search(self._text, holder.start, holder.end) is not None

    def _goes_on(self, holder: Mention, sentence: int, at: int) -> bool:
        """Whether a sentence goes on, before an offset, with what somebody has become."""
        row = self._sentences[sentence].row
        return any(m.kind in _ACTS and holder.end <= m.start < at for m in row)

    def _heads(self, seen: Seen) -> bool:
        """ "* Xã A: …", "Tại xã A, …": whether a sentence begins with it, and tells of it."""
        begin = self._sentences[seen.sentence].span.start
        opens = _OPENS.fullmatch(self._text, begin, seen.start)
        row = self._sentences[seen.sentence].row
        at = next((i for i, m in enumerate(row) if m.start <= seen.start < m.end), len(row))
        sign = row[at + 1].kind if at + 1 < len(row) else ""
        if opens is None or row[at].kind not in ("AREA", "PLACE"):
            return False
        return sign == "COLON" or (sign == "COMMA" and opens[0].strip(" *-+•–") != "")

    @cached_property
    def _paragraphs(self) -> dict[int, tuple[int, int]]:
        out: dict[int, tuple[int, int]] = {}
        for s in self._sentences:
            out[s.paragraph] = out.get(s.paragraph, s.span)[0], s.span.end
        return out

    def _list(self, heading: int, item: int) -> bool:
        """Whether one paragraph only heads the list in which the other is an item."""
        start, end = self._paragraphs[heading]
        line = self._text[start:end].rstrip()
        if not line.endswith(":") or len(line) > _HEADING:
            return False
        between = (self._paragraphs[p][0] for p in range(heading + 1, item + 1) if p in self._paragraphs)
        return all(_BULLET.match(self._text, begin) for begin in between)
