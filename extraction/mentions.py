"""Mentions: typed stretches of a sentence, in order and never overlapping."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from extraction.eras import Told
from extraction.lexicon import BodyEntry, Entry
from extraction.text import Span
from ontology.places import Place


@dataclass(slots=True)
class AreaRef:
    """A place as named in the text: `level` is "city" where only the place itself tells province from district."""

    name: str
    type: str
    level: str
    candidates: tuple[Place, ...] = ()
    within: AreaRef | None = None
    told: Told = None
    """What the words beside it say of its time."""


@dataclass(slots=True)
class BodyPhrase:
    """A body's own name ("Sở Nội vụ", "Công ty …") and, once phrases are built, what it goes on with."""

    entry: BodyEntry
    name: str = ""
    of: Mention | None = None


class Mention(msgspec.Struct, eq=False, gc=False):
    """A typed stretch of the sentence. `text[start:end]` is its surface; mentions are shared, never changed."""

    kind: str
    start: int
    end: int
    entry: Entry | None = None
    value: object = None
    parts: tuple[Mention, ...] = ()


FIRM = "firm"
"""The value of a capitalised word after a role that no person and no place is called by."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the article with its mentions before and after phrases were built."""

    span: Span
    mentions: list[Mention]
    row: list[Mention]
    paragraph: int = 0


_SIGNS = {
    "COMMA": ",", "SEMI": ";", "COLON": ":", "LPAR": "([", "RPAR": ")]", "DASH": "-–—+", "DOT": ".…?!", "SLASH": "/",
    "AND": "&", "PERCENT": "%", "QUOTE": '"“”«»', "MARK": "'’‘",
}  # fmt: skip
PUNCTUATION = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
