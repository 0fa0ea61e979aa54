"""What an article calls a body in full: "Bệnh viện" is the "Bệnh viện Đa khoa Bãi Cháy" that it names elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from extraction.context import Context
from extraction.mentions import Mention, walk
from extraction.text import classic


class BodyNames:
    """The names that one article gives bodies."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._named: dict[str, list[tuple[int, str]]] = {}
        self._ranked: dict[tuple[str, frozenset[int]], str] = {}
        """What the article calls a body most often, by its noun and the mentions that do not count."""

    def fullest(self, noun: str, mention: Mention) -> str:
        """What the article calls "Bệnh viện", "Công ty", "Trường" most often where it says more."""
        if noun not in self._named:
            self._named[noun] = list(self._longer(noun)) if noun else []
        own = frozenset(k for k, (start, _) in enumerate(self._named[noun]) if mention.start <= start <= mention.end)
        if (noun, own) not in self._ranked:
            told = [told for k, told in enumerate(self._named[noun]) if k not in own]
            sure = [name for start, name in told if start not in self._held]
            names = Counter(sure or [name for _, name in told])
            ranked = sorted(names.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))
            self._ranked[noun, own] = ranked[0][0] if ranked else ""
        return self._ranked[noun, own]

    def _longer(self, noun: str) -> Iterator[tuple[int, str]]:
        """Where the article names bodies by a noun and more, and what it calls them."""
        for start, text in self._bodies:
            at = text.find(f"{noun} ")
            if at >= 0 and not text[at:].isupper() and sum(w.isupper() for w in text[at:].split()) <= 3:
                yield start, text[at:]

    @cached_property
    def _held(self) -> frozenset[int]:
        """Where posts without a holder tell bodies: "Bí thư Đảng ủy Khối Lê Văn Tám" ends in a person's name."""
        posts = (m for sentence in self.context.sentences for m in sentence.row if m.kind in ("POST", "POSTS"))
        return frozenset(m.start for m in walk(posts) if m.kind == "ORG")

    @cached_property
    def _bodies(self) -> list[tuple[int, str]]:
        """Where the article names bodies, and their words."""
        text = self.context.article.text
        bodies = (m for sentence in self.context.sentences for m in walk(sentence.row) if m.kind == "ORG")
        return [(m.start, classic(" ".join(text[m.start : m.end].split()))) for m in bodies]
