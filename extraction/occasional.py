"""Committees that are there for one occasion: of a funeral, a congress, a vote; to have a part in one is no post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extraction.lexicon import words_of
from extraction.mentions import BodyPhrase, Mention, Sentence
from extraction.phrases import PostPhrase
from extraction.text import Span, either

_GOES_ON = re.compile(
    r"\s*(?:[-–+*•·]|\d{1,2}\s?[.)/-]|[a-zđ]\)|(?:các )?(?:đồng chí|đ/c|ông|bà)\b|(?:các )?ủy viên\b)", re.I
)
"""How a line begins that goes on with the list of a committee's members."""
_LISTS = re.compile(
    r"(?P<list>[^.;:,\n]{0,60}?(?:\b(?:gồm|như sau)\b|:)|[^.;:,\n]{0,60}\Z)|[^.;:,\n]{0,60}?\b(?:do|là)\b", re.I
)
"""What follows the name of such a committee where it is told who is in it, in a list or in words."""
_SPEAKS = re.compile(r"\b(?:báo tin|kính báo|thông báo|cảm tạ|cảm ơn|thương tiếc)\b", re.I)
"""What it does itself."""
_LINES = 40
"""Sentences of such a list, at most."""
_PARTS = frozenset(("Trưởng ban", "Phó Trưởng ban", "Phó Trưởng ban Thường trực", "Ủy viên", "Thành viên", "Thư ký"))
"""What members of such a committee are in it."""


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either(words_of('names', 'occasional'))})\b", re.I)


def occasional(text: str, sentences: Sequence[Sentence]) -> list[Span]:
    """The stretches of an article that tell who is who in such committees, in order."""
    return list(_stretches(text, sentences))


def _stretches(text: str, sentences: Sequence[Sentence]) -> Iterator[Span]:
    if _named().search(text) is None:
        return
    for n, sentence in enumerate(sentences):
        told = _named().search(text, *sentence.span)
        if told is None:
            continue
        end = sentence.span.end
        tells = _LISTS.match(text[told.end() : end].rstrip())
        if tells is None or _SPEAKS.search(tells.group()):
            continue
        if tells["list"] is not None and not text[told.end() : end].rstrip().endswith("."):
            for after in sentences[n + 1 : n + 1 + _LINES]:
                if _GOES_ON.match(text, after.span.start) is None:
                    break
                end = after.span.end
        yield Span(told.end(), end)


def _is_part(phrase: PostPhrase) -> bool:
    """Whether a post tells no body of its own, and is what members of a committee are in it: "Trưởng ban"."""
    value = phrase.org.value if phrase.org is not None else None
    if phrase.org is None:
        return phrase.label in _PARTS and not phrase.entry.alone
    if not isinstance(value, BodyPhrase) or value.name or value.of is not None:
        return False
    return phrase.label in _PARTS and value.entry.label.casefold() == value.entry.noun.casefold()


def part_in(stretches: Sequence[Span], mention: Mention, phrase: PostPhrase) -> bool:
    """Whether a post is a part in a committee of one occasion."""
    return bool(stretches) and _is_part(phrase) and any(s.start <= mention.start < s.end for s in stretches)
