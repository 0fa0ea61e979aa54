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
from functools import cache, cached_property, lru_cache, reduce
from operator import or_

import msgspec

from extraction.facts import Action, Measure, Part, Relation
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


@cache
def _bits() -> dict[str, int]:
    """The bit of each character."""
    return {symbol: 1 << n for n, symbol in enumerate(_symbols().values())}


@cache
def symbol(kind: str) -> str:
    """The character of one kind."""
    return _symbols()[kind]


def tape_of(kinds: Iterable[str]) -> str:
    """The tape of a row of kinds."""
    symbols = _symbols()
    return "".join([symbols[kind] for kind in kinds])


def tape(mentions: Iterable[Mention]) -> str:
    """The tape of a sentence."""
    symbols = _symbols()
    return "".join([symbols[mention.kind] for mention in mentions])


_PIECE = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|[:>=]|<=))?(?!\?))|(?P<never>\(\?<?!)|(?P<close>\))|(?P<either>\|)"
    r"|(?P<repeat>[?*]|\+|\{\d*,?\d*\})[?+]?|(?P<set>\[[A-Z_\s]+\])|(?P<kind>[A-Z][A-Z_]+)|(?P<none>[.^$]|\s+)"
)
"""What the pattern of a rule is written in."""
Needs = list[frozenset[str]]


def needed(pattern: str, pieces: re.Pattern[str] = _PIECE) -> Needs:
    """Sets of kinds of each of which one must stand in a row for a pattern to match; none where it cannot be told.

    What the pattern is written in can be told as well, by an expression with the groups of this one.

    >>> [sorted(kinds) for kinds in needed("HON? (?P<name> NAME ) ( COMMA | DASH )+ ( POST{1,2} | POSTS OF )")]
    [['NAME'], ['COMMA', 'DASH'], ['POST', 'POSTS']]
    """
    levels: list[list[list[Needs]]] = [[[]]]  # groups around, their alternatives, the needs of each piece of one
    never: list[bool] = []
    at = 0
    while at < len(pattern):
        piece = pieces.match(pattern, at)
        if piece is None:
            return []
        at = piece.end()
        sort, words = piece.lastgroup, piece.group()
        if sort in ("open", "never"):
            levels.append([[]])
            never.append(sort == "never")
        elif sort == "close":
            if not never:
                return []
            group = _either(levels.pop())
            levels[-1][-1].append([] if never.pop() else group)
        elif sort == "either":
            levels[-1].append([])
        elif sort == "repeat":
            if words[0] in "?*" or words.startswith(("{0", "{,")):
                levels[-1][-1][-1:] = [[]]
        elif sort in ("set", "kind"):
            levels[-1][-1].append([frozenset(words.strip("[]").split())])
        elif words == ".":
            levels[-1][-1].append([])
    return _either(levels[0])


def _either(ways: list[list[Needs]]) -> Needs:
    """What one of several ways needs: all that the only way does, else one of the rarest sets of each way."""
    told = [[kinds for piece in way for kinds in piece] for way in ways]
    if len(told) == 1:
        return told[0]
    return [frozenset().union(*(min(way, key=len) for way in told))] if all(told) else []


class GrammarError(ValueError):
    """A rule names a kind that does not exist, or is no regular expression; the message names the rule."""


@dataclass(frozen=True, eq=False)
class Rule:
    """A named pattern over kinds."""

    name: str
    pattern: str
    says: str = ""
    """What its words must hold where the kinds alone would tell too little, as a regular expression for any case."""
    tells: Action | Measure | Part | Relation | None = None
    """What it tells where its words alone do not say it."""
    group: str = ""
    """Of the rules of one group that match at one place the first is enough."""

    @cached_property
    def _says(self) -> re.Pattern[str]:
        return re.compile(self.says, re.IGNORECASE)

    def said(self, words: str) -> bool:
        """Whether the words of a match say what they must."""
        return not self.says or self._says.search(words) is not None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""

        symbols = _symbols()

        def written(match: re.Match[str]) -> str:
            if match.group() not in symbols:
                raise GrammarError(
                    f"rule {self.name}: there is no kind {match.group()}; there are {', '.join(symbols)}"
                )
            return symbols[match.group()]

        body = re.sub(r"\s+", "", _WORD.sub(written, self.pattern)).replace("$", r"\Z")  # a tape has no lines
        try:
            return re.compile(body)
        except re.error as error:
            raise GrammarError(f"rule {self.name}: {error}") from error

    @cached_property
    def groups(self) -> frozenset[str]:
        """The names of its groups."""
        return frozenset(self.regex.groupindex)

    @cached_property
    def needs(self) -> tuple[int, tuple[int, ...]]:
        """What must stand on a tape for a match, in the bits of `kinds_on`: all of the first, one of each other."""
        symbols = _symbols()
        sets = [kinds_on("".join(symbols[kind] for kind in kinds)) for kinds in needed(self.pattern)]
        whole = 0
        for bits in sets:
            whole |= bits if bits.bit_count() == 1 else 0
        return whole, tuple(sorted({bits for bits in sets if not bits & whole}))


class Found(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A rule that matched: which mentions its groups cover."""

    rule: Rule
    mentions: Sequence[Mention]
    match: re.Match[str]

    def __getitem__(self, group: str) -> Sequence[Mention]:
        """Mentions of a named group, none if the rule does not have it or it took no part."""
        start, end = self.match.span(group) if group in self.rule.groups else (-1, -1)
        return self.mentions[start:end] if start >= 0 else ()

    def has(self, group: str) -> bool:
        """Whether the rule has the group and it took part."""
        return group in self.rule.groups and self.match.start(group) >= 0

    @property
    def first(self) -> int:
        """Index of the first mention covered."""
        return self.match.start()

    @property
    def last(self) -> int:
        """Index after the last mention covered."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The kind of the mention before it; "" at the beginning."""
        return self.mentions[self.first - 1].kind if self.first else ""

    @property
    def after(self) -> str:
        """The kind of the mention after it; "" at the end."""
        return self.mentions[self.last].kind if self.last < len(self.mentions) else ""

    @property
    def start(self) -> int:
        """Text offset where the match begins."""
        return self.mentions[self.match.start()].start

    @property
    def end(self) -> int:
        """Text offset where the match ends."""
        return self.mentions[self.match.end() - 1].end


@lru_cache(maxsize=1 << 8)
def kinds_on(tape: str) -> int:
    """The kinds that stand on a tape, one bit each; kept while a sentence is read."""
    return reduce(or_, map(_bits().__getitem__, set(tape)), 0)


class _Sieve(dict[int, tuple[Rule, ...]]):
    """Which of some rules can match, by those kinds on a tape that any of them asks for: few combinations of them
    are ever met, and are kept, up to a limit."""

    LIMIT = 1 << 12

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        super().__init__()
        self.rules = rules
        self.asked = reduce(or_, (bits for rule in rules for bits in (rule.needs[0], *rule.needs[1])), 0)
        """The kinds that any of the rules asks for."""

    def __missing__(self, told: int) -> tuple[Rule, ...]:
        if len(self) >= self.LIMIT:
            self.clear()
        self[told] = read = tuple(rule for rule in self.rules if _can_match(rule, told))
        return read


def _can_match(rule: Rule, told: int) -> bool:
    whole, others = rule.needs
    return told & whole == whole and all(told & bits for bits in others)


_sieve = cache(_Sieve)
_SIEVES: dict[int, _Sieve] = {}
"""The sieves of some rules by where these are kept: a row of rules is not compared with others at every look."""


def possible(rules: tuple[Rule, ...], tape: str) -> tuple[Rule, ...]:
    """The rules that can match at all on a tape, by the kinds that stand on it: a cheap look before the search."""
    sieve = _SIEVES.get(id(rules))
    if sieve is None or sieve.rules is not rules:
        sieve = _sieve(rules)
        if sieve.rules is rules:
            _SIEVES[id(rules)] = sieve
    return sieve[kinds_on(tape) & sieve.asked]


def find(rules: tuple[Rule, ...], mentions: Sequence[Mention], symbols: str = "") -> Iterator[Found]:
    """Every match of every rule, rule by rule, left to right; `symbols` is the mentions' tape where it is known."""
    symbols = symbols or tape(mentions)
    for rule in possible(rules, symbols):
        for match in rule.regex.finditer(symbols):
            if match.end() > match.start():
                yield Found(rule, mentions, match)


def spell(mentions: Sequence[Mention], text: str) -> str:
    """The tape for people: kinds with their surfaces, OTHER as plain text."""
    plain = {"OTHER", "COMMA", "DOT", "SEMI", "COLON", "STOP"}
    return " ".join(
        text[m.start : m.end] if m.kind in plain else f"{m.kind}[{' '.join(text[m.start : m.end].split())}]"
        for m in mentions
    )
