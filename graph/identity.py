"""What makes two things one: folded names, stable local names, and groups that grow by evidence.

>>> local_id("person", "Trần Đức Hòa", "tran duc hoa", "bai-1")
'person-tran-duc-hoa-bfc80236'
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

from extraction.facts import Evidence
from extraction.text import classic, fold, search_key

H = TypeVar("H", bound=Hashable)

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 48
"""Enough to recognise a name; the digest behind it tells apart."""
_DIGITS = 8
"""Hex digits of a digest behind a readable slug."""
_DIGITS_ALONE = 16
"""Hex digits where nothing readable stands before them (evidence, by the million)."""


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """The words of a name, folded: equal for all ways to write it."""
    return folded_quote(text)


def folded_quote(text: str) -> str:
    """As `folded`, of a longer text that does not come again: the result is not kept."""
    return " ".join(fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", text)))


@lru_cache(maxsize=1 << 16)
def tidy(text: str) -> str:
    """A name as it is shown: NFC, tones the classic way, single spaces."""
    return " ".join(classic(text).split())


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """ASCII letters, digits and hyphens, not longer than a readable name.

    >>> slug("Đảng ủy xã Tiên Thủy")
    'dang-uy-xa-tien-thuy'
    """
    plain = _NOT_SLUG.sub("-", search_key(text)).strip("-")
    return plain if len(plain) <= _SLUG_LENGTH else plain[:_SLUG_LENGTH].rsplit("-", 1)[0]


def digest(*key: str) -> str:
    """Hex SHA-256 of a key; its parts cannot run into each other."""
    return hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()


def local_id(kind: str, readable: str, *key: str) -> str:
    """A flat local name: kind, readable part, eight hex digits of the identity key.

    The readable part must not depend on how one article happens to write it: pass folded text.
    """
    return "-".join(part for part in (kind, slug(readable), digest(kind, *key)[:_DIGITS]) if part)


def article_id(identifier: str) -> str:
    """Local name of an article in the graph."""
    return local_id("article", identifier, identifier)


def evidence_key(evidence: Evidence) -> tuple[str, int, int, str, str]:
    """What makes a piece of evidence itself; also the order in which evidence is listed."""
    return (evidence.article, evidence.start, evidence.end, evidence.rule, evidence.status or "")


def evidence_id(evidence: Evidence) -> str:
    """Local name of a piece of evidence."""
    return "evidence-" + digest("evidence", *map(str, evidence_key(evidence)))[:_DIGITS_ALONE]


def merged_evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Every piece once, in order; of two that differ in confidence alone, the surer one."""
    best: dict[tuple[str, int, int, str, str], Evidence] = {}
    for piece in evidence:
        key = evidence_key(piece)
        known = best.get(key)
        if known is None or (piece.confidence, piece.quote) > (known.confidence, known.quote):
            best[key] = piece
    return tuple(best[key] for key in sorted(best))


def main_label(spellings: Mapping[str, int]) -> str:
    """The spelling to show: most frequent, then shortest, then first in the alphabet."""
    return min(spellings, key=lambda s: (-spellings[s], len(s), s))


def other_labels(spellings: Iterable[str], label: str) -> tuple[str, ...]:
    """The remaining spellings, sorted."""
    return tuple(sorted(set(spellings) - {label}))


class Groups(Generic[H]):
    """Union-find: which items belong together by the evidence seen so far."""

    def __init__(self) -> None:
        self._parent: dict[H, H] = {}

    def find(self, item: H) -> H:
        """The item that stands for the group of this one."""
        self._parent.setdefault(item, item)
        root = item
        while (up := self._parent[root]) != root:
            root = up
        while (up := self._parent[item]) != root:
            self._parent[item] = root
            item = up
        return root

    def join(self, one: H, other: H) -> None:
        """Put two items, and all that belongs to them, into one group."""
        self._parent[self.find(one)] = self.find(other)
