"""More articles than there are: a corpus again and again, each time about other people.

    python benchmarks/many.py --corpus articles.jsonl.gz --articles 20000 --out many.jsonl

Bodies and places stay, so posts get more holders, as in more years of news; the syllables of a personal name behind its
family name become others of the same length out of the corpus itself, so that homonyms are as frequent as they are and
no offset moves. The same corpus gives the same articles.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402 (so that it runs from anywhere)

from extraction.article import Article  # noqa: E402
from extraction.reading import Record, read  # noqa: E402

_FAMILIES = (
    "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lương Trịnh Mai Tô Lưu Đào Đoàn Cao "
    "Trương Hà Tạ Thái Lâm Châu Quách Kiều La Nông Hứa Triệu Vi Bế Lò Cầm Giàng Vàng Sùng Thào Rơ Siu Ksor Danh Thạch"
).split()
_NAME = re.compile(rf"\b((?:{'|'.join(_FAMILIES)}) )([^\W\d_]+(?: [^\W\d_]+){{0,3}})")


class Renamer:
    """Gives people other names, once it has seen those of a corpus."""

    def __init__(self, texts: Iterable[str]) -> None:
        found: defaultdict[int, set[str]] = defaultdict(set)
        for text in texts:
            for _, rest in _NAME.findall(text):
                for syllable in itertools.takewhile(str.istitle, rest.split(" ")):
                    found[len(syllable)].add(syllable)
        self._by_length = {length: sorted(syllables) for length, syllables in found.items()}

    def renamed(self, text: str, copy: int) -> str:
        """The text with all names changed, the same one to the same throughout a copy; copy 0 is the text itself."""
        if not copy:
            return text
        return _NAME.sub(lambda match: match[1] + self._other(match[0], match[2], copy), text)

    def _other(self, name: str, rest: str, copy: int) -> str:
        syllables = rest.split(" ")
        own = list(itertools.takewhile(str.istitle, syllables))
        chance = int.from_bytes(hashlib.blake2b(f"{copy} {name[: -len(rest)]}{own}".encode(), digest_size=16).digest())
        out = []
        for syllable in own:
            choices = self._by_length[len(syllable)]
            chance, at = divmod(chance, len(choices))
            out.append(choices[at])
        return " ".join([*out, *syllables[len(own) :]])

    def articles(self, corpus: Iterable[Article], number: int) -> Iterator[Article]:
        """So many articles: the corpus as it is, then its copies."""
        whole = list(corpus)
        for n in range(number):
            copy, article = n // len(whole), whole[n % len(whole)]
            told = {
                name: self.renamed(value, copy) if (value := getattr(article, name)) else value
                for name in ("text", "title", "creator")
            }
            yield msgspec.structs.replace(article, id=_id(article.id, copy), **told)

    def readings(self, corpus: Iterable[bytes], number: int) -> Iterator[bytes]:
        """So many encoded readings, as of articles that were renamed before they were read."""
        whole = list(corpus)
        for n in range(number):
            copy, reading = n // len(whole), whole[n % len(whole)]
            yield reading if not copy else msgspec.json.encode(self._said_of(msgspec.json.decode(reading), copy, ""))

    def _said_of(self, value: Any, copy: int, key: str) -> Any:
        if isinstance(value, dict):
            return {one: self._said_of(other, copy, one) for one, other in value.items()}
        if isinstance(value, list):
            return [self._said_of(one, copy, key) for one in value]
        if not isinstance(value, str):
            return value
        if key in ("id", "article"):
            return _id(value, copy)
        return self.renamed(value, copy)


def _id(identifier: str, copy: int) -> str:
    return f"{identifier}~{copy}" if copy else identifier


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="More articles than there are, about other people.")
    parser.add_argument("--corpus", required=True, help="what dangbo build reads")
    parser.add_argument("--articles", type=int, required=True, help="how many")
    parser.add_argument("--out", type=Path, required=True, help="a .jsonl file to write")
    wanted = parser.parse_args()
    corpus = [item.article for item in read([wanted.corpus]) if isinstance(item, Record)]
    renamer = Renamer(article.text for article in corpus)
    with wanted.out.open("wb") as lines:
        for article in renamer.articles(corpus, wanted.articles):
            lines.write(msgspec.json.encode(article) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
