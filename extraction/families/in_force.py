"""The day from which all the decisions that an article announces hold, and whose decisions are excepted from it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.context import Context
from extraction.dates import Period
from extraction.families.told_days import Span, ToldDays

_FORCE = re.compile(
    r"(?:(?P<several>các|những|tất cả|toàn bộ|hai|ba|bốn|0?\d+) )?"
    r"quyết định(?: (?:này|trên|nêu trên|nói trên|còn lại|khác))?(?: \([^()\n]{0,80}\))?[^.\n]{0,20}\bhiệu lực"
    r"|\b(?P<those>các|những) quyết định\b[^.\n]{20,240}, (?:có )?hiệu lực(?: thi hành)?(?= (?:kể )?từ\b)"
    r"|\b(?P<below>có hiệu lực(?: thi hành)?)(?= (?:kể )?từ [^;:\n]{4,60}:\s*$)"
    r"|\bthời (?:gian|điểm) (?:thực hiện|thi hành|áp dụng)(?: của)? (?P<these>các|những) quyết định"
    r"(?: (?:trên|này|nêu trên|nói trên))?",
    re.I | re.M,
)
_NEEDED = ("hiệu lực", "các quyết định", "những quyết định")
"""Words of which it needs one."""
_OF_A_GIVER = re.compile(r"\bquyết định(?: (?:này|trên|nêu trên|nói trên))? của\b", re.I)
"""Decisions of one body alone."""
_GIVEN = 9
"""Sentences before one within which it has told them."""
_SOON = 40
"""Characters after those words within which the day stands."""
_OF_ONE = re.compile(r"\b(?:ông|bà|đồng chí)\b[^;]*[,;(]\s*$", re.I)
"""Before a decision that is of the one person of whom its sentence tells."""
_BUT = re.compile(r"\b(?:ngoại trừ|trừ|riêng)\b[^;)\n]*", re.I)
_BUT_ONE = re.compile(r"\W*riêng\b", re.I)
"""How a sentence begins that tells of who is excepted from what the one before tells."""
_ITEM = re.compile(r"\s*(?:[-–+*•]|\d{1,2}[.)/]|[a-zđ][.)])\s*\w")
"""How an item of a list begins."""
_REST = re.compile(r"\bnghỉ (?:hưu|chế độ|công tác)\b", re.I)
_ACTS = frozenset(("APPOINT", "DISMISS", "BECOME"))
_NUMBERED = frozenset(("DOCTYPE", "DOCNO"))


@dataclass(frozen=True, slots=True)
class InForce:
    """From when decisions hold, which sentence tells it, and for whom not: with the day of theirs, if it is told."""

    sentence: int
    days: Span
    but: tuple[tuple[str, Span | None], ...]
    below: bool = False
    """Whether it heads the list of what they are: "…, có hiệu lực từ ngày 1/7, cụ thể như sau:"."""
    here: bool = False
    """Whether it tells of the decisions of its paragraph alone: "Các quyết định của UBND huyện có hiệu lực …"."""

    def announced(self, context: Context, n: int) -> bool | None:
        """Whether what sentence `n` tells is one of the decisions; None where that is not told this way."""
        sentences, text = context.sentences, context.article.text
        same = sentences[n].paragraph == sentences[self.sentence].paragraph
        if same or self.here:
            return same
        if not self.below:
            return True if n <= self.sentence else None
        begun = text.rfind("\n", 0, sentences[n].span.start) + 1
        return n > self.sentence and _ITEM.match(text, begun) is not None

    def of(self, stretch: str) -> Span | None:
        """From when that holds which a stretch of the text tells."""
        other = (days for name, days in self.but if re.search(rf"\b{re.escape(name)}\b", stretch))
        return next(other, self.days)


def in_force(context: Context, told: ToldDays) -> InForce | None:
    """ "Các quyết định trên có hiệu lực từ ngày …": of all that the article has announced, but for those it excepts."""
    if not any(words in context.folded for words in _NEEDED):
        return None
    text, starts = context.article.text, [s.span.start for s in context.sentences]
    for found in _FORCE.finditer(text):
        n = bisect_right(starts, found.start()) - 1
        one = all(found[group] is None for group in ("several", "these", "those", "below"))
        if _OF_ONE.search(text, starts[n], found.start()) or (one and _of_a_paper(context, n)):
            continue
        days = next((span for p, span in _points(told, n, found.end())), None)
        if days is not None:
            here = _OF_A_GIVER.search(found[0]) is not None and _told_before(context, n)
            but = tuple(_excepted(context, told, n, found.start()))
            return InForce(n, days, but, found["below"] is not None, here)
    return None


def _told_before(context: Context, n: int) -> bool:
    """Whether the paragraph of sentence `n` tells of acts before it."""
    sentences = context.sentences
    return any(s.kinds & _ACTS for s in sentences[max(context.paragraph_start(n), n - _GIVEN) : n])


def _points(told: ToldDays, n: int, start: int) -> Iterator[tuple[Period, Span]]:
    """The days that sentence `n` tells soon after an offset."""
    return ((p, s) for p, s in told.of(n) if p.kind in ("since", "day") and 0 <= p.start - start < _SOON)


def _of_a_paper(context: Context, n: int) -> bool:
    """ "UBND tỉnh ban hành Quyết định số 15 quy định giá đất. Quyết định này có hiệu lực …": of nobody's post."""
    here = context.sentences[max(0, n - 1) : n + 1]
    return any(s.kinds & _NUMBERED for s in here) and not any(s.kinds & _ACTS for s in here)


def _excepted(context: Context, told: ToldDays, n: int, start: int) -> Iterator[tuple[str, Span | None]]:
    """ "… (trừ trường hợp ông A)", "…; riêng quyết định đối với ông A có hiệu lực từ ngày …"."""
    text, sentences = context.article.text, context.sentences
    stretches = [(n, m.span()) for m in _BUT.finditer(text, start, sentences[n].span.end)]
    if n + 1 < len(sentences) and _BUT_ONE.match(text, sentences[n + 1].span.start):
        stretches.append((n + 1, (sentences[n + 1].span.start, sentences[n + 1].span.end)))
    for k, (first, last) in stretches:
        days = next((s for p, s in told.of(k) if p.kind == "since" and first <= p.start < last), None)
        names = [text[m.start : m.end] for m in sentences[k].mentions if m.kind == "NAME" and first <= m.start < last]
        rest = _REST.search(text, first, last)
        for name in (*names, *([rest[0]] if rest is not None and not names else [])):
            yield name, days
