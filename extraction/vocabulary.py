"""The words of all families in one trie: what each of them looks for in a sentence is found in one walk along it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import or_

import msgspec

from extraction.lexicon import LexiconError, Trie, read
from extraction.text import tokens

FAMILIES = ("admissions", "changes", "counts", "events", "programmes")
"""The lexicons of the families that read sentences word by word."""
NUMBER = "number"
"""The name under which the syllables that numbers in letters begin with are known."""
_WITH_I = {"kỷ": "kỉ", "lý": "lí", "tỷ": "tỉ"}
COMMON = "figures"
"""The lexicon of the words around a figure; it names the families that read it."""
_NO_WORDS = ("STOP", "NUMBERED", "CALLED")
"""Tables that a family looks into in its own way."""


class Word(msgspec.Struct, frozen=True, eq=False, gc=False):
    """What a sequence of syllables is to each family that knows it."""

    key: str
    """Its folded syllables."""
    kinds: dict[str, str]
    """Its kind, by family."""
    tables: int
    """The tables that it stands in, in the bits of `asked`."""


Heard = tuple[int, int, Word]
"""Indexes of the first token of a word and of the one after it, and the word."""


def spellings(word: str) -> tuple[str, ...]:
    """A word as it stands, and with the i that some write for y: "xử lý kỷ luật" is "xử lí kỉ luật"."""
    words = word.split()
    other = [_WITH_I.get(w, w) for w in words]
    mixed = [_WITH_I.get(w, w) if w.startswith("k") else w for w in words]
    return tuple(dict.fromkeys(" ".join(w) for w in (words, other, mixed)))


@cache
def files(name: str) -> tuple[str, ...]:
    """The lexicon of a family, and the one it shares with others that count people and bodies."""
    return (name, COMMON) if name in read(COMMON)["families"] else (name,)


def _listed(name: str) -> Iterator[tuple[str, str, str]]:
    """The words of a family, then those it shares with others: file, kind and spelling of each."""
    for file in files(name):
        for kind, row in read(file).items():
            if not isinstance(row, dict):
                continue  # the names of the families
            if "words" not in row:
                raise LexiconError(f"{file}.toml, {kind}: words missing")
            if kind.isupper() and kind not in _NO_WORDS:
                yield from ((file, kind, spelling) for word in row["words"] for spelling in spellings(word))


@cache
def lexicon(name: str) -> Trie[str]:
    """The words of a family, then those it shares with others: each with its kind."""
    trie: Trie[str] = Trie()
    for _, kind, spelling in _listed(name):
        trie.add(spelling, kind)
    return trie


@cache
def _bits() -> dict[tuple[str, str], int]:
    """The bit of each table, by file and kind."""
    tables = dict.fromkeys((file, kind) for name in FAMILIES for file, kind, _ in _listed(name))
    return {table: 1 << n for n, table in enumerate(tables)}


@cache
def asked(name: str, *kinds: str) -> int:
    """The bits of some tables of one lexicon."""
    return reduce(or_, (_bits()[name, kind] for kind in kinds), 0)


class Node:
    """What some syllables lead to: the word that they are, if they are one, and what goes on with one more."""

    __slots__ = ("below", "word")

    def __init__(self) -> None:
        self.word: Word | None = None
        self.below: dict[str, Node] = {}


@cache
def _trie() -> dict[str, Node]:
    """All words, syllable by syllable."""
    words: dict[tuple[str, ...], tuple[dict[str, str], int]] = {}
    for name in FAMILIES:
        for file, kind, spelling in _listed(name):
            keys = tuple(t.key for t in tokens(spelling))
            kinds, tables = words.get(keys, ({}, 0))
            kinds.setdefault(name, kind)
            words[keys] = kinds, tables | _bits()[file, kind]
    for number in read("dates")["number"]:
        words.setdefault((tokens(number)[0].key,), ({}, 0))[0].setdefault(NUMBER, NUMBER)
    root = Node()
    for keys, (kinds, tables) in words.items():
        node = root
        for key in keys:
            node = node.below.setdefault(key, Node())
        node.word = Word(" ".join(keys), kinds, tables)
    return root.below


def heard(keys: Sequence[str]) -> tuple[list[Heard], int]:
    """Every word of any family in a row of folded syllables, in order, and the tables they stand in."""
    begins = _trie()
    found: list[Heard] = []
    told = 0
    ended = (*keys, "")  # no word goes on with it
    for first, key in enumerate(keys):
        node = begins.get(key)
        after = first
        while node is not None:
            after += 1
            if node.word is not None:
                found.append((first, after, node.word))
                told |= node.word.tables
            node = node.below.get(ended[after])
    return found, told
