"""What the words of a title are put together to: a post, the holder of posts, and the row in which they grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from extraction.grammar import Found, Rule, symbol, tape
from extraction.lexicon import RoleEntry
from extraction.mentions import Mention


class PostPhrase(msgspec.Struct, gc=False):
    """A role with the body it is at, as far as the phrase itself tells."""

    entry: RoleEntry
    label: str
    org: Mention | None = None
    former: bool = False
    newly: bool = False
    acting: bool = False
    term: str = ""
    guessed: bool = False
    """Whether its body is the one of somebody else's post near by."""


class HolderPhrase(msgspec.Struct, gc=False):
    """A person and the posts that stand beside the name."""

    name: Mention
    posts: list[Mention] = msgspec.field(default_factory=list)
    rule: str = ""


class PhraseRow:
    """The mentions of a sentence as they grow together, and their tape, kept in step."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = list(mentions)
        self.tape = tape(mentions)

    def each(self, rule: Rule) -> Iterator[Found]:
        """What a rule matches, from left to right, while the row is put together."""
        at = 0
        while match := rule.regex.search(self.tape, at):
            yield Found(rule, self.mentions, match)
            at = match.start() + 1

    def put(self, first: int, last: int, mention: Mention) -> None:
        """One mention in the place of several."""
        self.mentions[first:last] = [mention]
        self.tape = self.tape[:first] + symbol(mention.kind) + self.tape[last:]
