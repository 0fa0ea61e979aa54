"""From kinds to phrases and facts: named rules, written in kind names, compiled to regular expressions over the tape.

The tape of a sentence is the row of its mentions' kinds, one character each. A rule is a regular expression whose
words in capitals are kinds; its named groups are the slots of what it finds.

>>> rule = Rule("title-before", "(?P<role> ROLE ) BODY? (?P<name> NAME )")
>>> [m.group("name") for m in rule.regex.finditer(tape_of(["ROLE", "BODY", "NAME"]))] == [tape_of(["NAME"])]
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from extraction.lexicon import word_kinds
from extraction.mentions import Mention

_WORD = re.compile(r"(?<!\?P<)\b[A-Z][A-Z_]+\b")
_FIRST = 0xE000
"""First code point of the private use area: one per kind, so that no kind can be taken for syntax."""

MADE = (
    "OTHER COMMA SEMI COLON LPAR RPAR DASH DOT SLASH AND PERCENT QUOTE MARK NUMBER FRACTION DOCNO TERM AGE DATE PERIOD"
    " ROLE HEADMAN BODY CENTRAL AREA AREAREF PLACE HAMLET NAME CAPS PRON DOCTYPE ORG POST POSTS HOLDER DOC TITLED OWNED"
    " ORDINAL"
).split()
"""Kinds that code makes; the others are the tables in capitals of the lexicons."""


@cache
def _symbols() -> dict[str, str]:
    """One character of the private use area for each kind."""
    kinds = dict.fromkeys([*MADE, *word_kinds()])
    return {kind: chr(_FIRST + n) for n, kind in enumerate(kinds)}


def tape_of(kinds: Iterable[str]) -> str:
    """The tape of a row of kinds."""
    symbols = _symbols()
    return "".join([symbols[kind] for kind in kinds])


def tape(mentions: Sequence[Mention]) -> str:
    """The tape of a sentence."""
    symbols = _symbols()
    return "".join([symbols[m.kind] for m in mentions])


_ACT = re.compile(r"\(\?P<act> ([^()]*) \)(?![?*{])")
"""The act of a rule, as kinds and their sequels with "|" between."""
_LEADING = re.compile(r"\s*([A-Z_]+)(?: [^?*{\s].*)?\s*")
"""One way to tell an act, which begins with a kind that cannot be left out."""


class GrammarError(ValueError):
    """A rule names a kind that does not exist, or is no regular expression; the message names the rule."""


@dataclass(frozen=True)
class Rule:
    """A named pattern over kinds."""

    name: str
    pattern: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""

        symbols = _symbols()

        def symbol(match: re.Match[str]) -> str:
            if match.group() not in symbols:
                raise GrammarError(
                    f"rule {self.name}: there is no kind {match.group()}; there are {', '.join(symbols)}"
                )
            return symbols[match.group()]

        body = re.sub(r"\s+", "", _WORD.sub(symbol, self.pattern))
        try:
            return re.compile(body)
        except re.error as error:
            raise GrammarError(f"rule {self.name}: {error}") from error

    @cached_property
    def acts(self) -> str:
        """The symbols one of which its act begins with; none where that cannot be told from the pattern."""
        found = _ACT.search(self.pattern)
        if found is None:
            return ""
        firsts = [_LEADING.fullmatch(way) for way in found.group(1).split("|")]
        symbols = _symbols()
        return "".join(symbols[first.group(1)] for first in firsts if first) if all(firsts) else ""


@dataclass(frozen=True, slots=True)
class Found:
    """A rule that matched: which mentions its groups cover."""

    rule: Rule
    mentions: Sequence[Mention]
    match: re.Match[str]

    def __getitem__(self, group: str) -> Sequence[Mention]:
        """Mentions of a named group, none if the rule does not have it or it took no part."""
        if not self.has(group):
            return ()
        start, end = self.match.span(group)
        return self.mentions[start:end]

    def has(self, group: str) -> bool:
        """Whether the rule has the group and it took part."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    @property
    def first(self) -> int:
        """Index of the first mention covered."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Index after the last mention covered."""
        return self.match.end()

    @property
    def start(self) -> int:
        """Text offset where the match begins."""
        return self.mentions[self.match.start()].start

    @property
    def end(self) -> int:
        """Text offset where the match ends."""
        return self.mentions[self.match.end() - 1].end


def find(rules: Iterable[Rule], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Every match of every rule, rule by rule, left to right."""
    row = tape(mentions)
    told = set(row)
    for rule in rules:
        if rule.acts and told.isdisjoint(rule.acts):
            continue
        for match in rule.regex.finditer(row):
            if match.end() > match.start():
                yield Found(rule, mentions, match)


def spell(mentions: Sequence[Mention], text: str) -> str:
    """The tape for people: kinds with their surfaces, OTHER as plain text."""
    plain = {"OTHER", "COMMA", "DOT", "SEMI", "COLON", "STOP"}
    return " ".join(
        text[m.start : m.end] if m.kind in plain else f"{m.kind}[{' '.join(text[m.start : m.end].split())}]"
        for m in mentions
    )
