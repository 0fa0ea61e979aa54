"""Mentions: typed stretches of a sentence, in order and never overlapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from extraction.eras import Told
from extraction.lexicon import BodyEntry, Entry
from extraction.text import Span
from ontology.places import Place

if TYPE_CHECKING:
    from extraction.words import Words


class AreaRef(msgspec.Struct, gc=False):
    """A place as named in the text: `level` is "city" where only the place itself tells province from district."""

    name: str
    type: str
    level: str
    candidates: tuple[Place, ...] = ()
    within: AreaRef | None = None
    told: Told = None
    """What the words beside it say of its time."""


class BodyPhrase(msgspec.Struct, gc=False):
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


def body_kind(mention: Mention) -> str:
    """The kind of body that the words of a mention name; "" where they name none."""
    return mention.entry.kind if isinstance(mention.entry, BodyEntry) else ""


def owner_of(mention: Mention) -> Mention | None:
    """The place or body that a body's words tell it is of."""
    return mention.value.of if isinstance(mention.value, BodyPhrase) else None


def owners(mention: Mention) -> Iterator[Mention]:
    """A mention, what its words tell it is of, and so on: "Ban Thường vụ Huyện ủy A", "Huyện ủy A", "A"."""
    inner: Mention | None = mention
    while inner is not None:
        yield inner
        inner = owner_of(inner)


def walk(mentions: Iterable[Mention]) -> list[Mention]:
    """All mentions and what they are made of."""
    out: list[Mention] = []
    for mention in mentions:
        out.append(mention)
        if mention.parts:
            out += walk(mention.parts)
        of = owner_of(mention) if mention.value is not None else None
        if of is not None and of not in mention.parts:
            out += walk((of,))
    return out


FIRM = "firm"
"""The value of a capitalised word after a role that no person and no place is called by."""


@dataclass(slots=True)
class Sentence:
    """One sentence of the article with its mentions before and after phrases were built."""

    words: Words
    mentions: list[Mention]
    row: list[Mention]
    paragraph: int = 0
    kinds: frozenset[str] = field(init=False)
    """The kinds of the mentions in its row."""
    span: Span = field(init=False)

    def __post_init__(self) -> None:
        self.span = self.words.span
        self.kinds = frozenset([m.kind for m in self.row])


_SIGNS = {
    "COMMA": ",", "SEMI": ";", "COLON": ":", "LPAR": "([", "RPAR": ")]", "DASH": "-–—+", "DOT": ".…?!", "SLASH": "/",
    "AND": "&", "PERCENT": "%", "QUOTE": '"“”«»', "MARK": "'’‘",
}  # fmt: skip
PUNCTUATION = {sign: kind for kind, signs in _SIGNS.items() for sign in signs}
