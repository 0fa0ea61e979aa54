"""Names of models that stand without quotation marks: "mô hình Chi bộ kiểu mẫu ở 3 chi bộ"."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.lexicon import words_of
from extraction.mentions import Mention

_INSIDE = frozenset(("OTHER", "CAPS", "ORG", "KNOWN", "NUMBER", "DASH", "FILL"))
"""Kinds that the words of a name may have."""
_ENDS = frozenset(
    "OF AT COMMA SEMI DOT LPAR RPAR PASSIVE PERIOD BY AND RUN LAUNCH PILOT REPLICATE FOLLOW FILL PRESUPPOSE".split()
)
"""Kinds after which no word of a name comes."""
_WORDS = range(3, 11)
"""Words of such a name: two are mostly a kind ("Hợp tác xã"), or a movement that no unit runs ("Thơ mới")."""


class Unquoted(list[str]):
    """The names of a model without quotation marks: only rules say whose it is."""


def unquoted(row: Sequence[Mention], i: int, text: str) -> tuple[str, int] | None:
    """The name that begins with a capital letter right after the word for a model at `row[i]`, and the index after it.

    It ends where the sentence tells whose it is, where, or since when; one that ends otherwise may be no name.
    """
    first = row[i + 1] if i + 1 < len(row) else None
    if first is None or first.kind not in _INSIDE or not text[first.start].isupper():
        return None
    end = i + 1
    while end < len(row) and row[end].kind in _INSIDE and not _stops(row[end], text):
        end = end + 2 if _paired(row, end, text) else end + 1
    if end < len(row) and row[end].kind not in _ENDS and not _stops(row[end], text):
        return None
    name = " ".join(text[first.start : row[end - 1].end].split())
    return (name, end) if _is_name(name) else None


def _stops(mention: Mention, text: str) -> bool:
    """Whether a word goes on with the sentence: "mô hình Con đường hoa giúp bà con …"."""
    words = text[mention.start : mention.end]
    if mention.kind == "FILL":
        return words not in words_of("programmes", "inside_names")
    return mention.kind == "OTHER" and words in words_of("programmes", "after_names")


def _paired(row: Sequence[Mention], at: int, text: str) -> bool:
    """ "Tổ tự quản phòng, chống dịch": two verbs of one thing."""
    return text.startswith("phòng, chống ", row[at].start) and at + 2 < len(row)


def _is_name(name: str) -> bool:
    """Whether words can be the name of a model: not all of them capitals, and none of a kind of business or office."""
    words = name.split()
    plain = any(word[0].islower() for word in words)
    generic = name.casefold().startswith(words_of("programmes", "kinds_of_models"))
    return len(words) in _WORDS and plain and not generic
