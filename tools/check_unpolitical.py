"""Counts what is found in articles that speak of no Party or government work; samples positions to be judged.

`python tools/check_unpolitical.py CORPUS [--sample 100] [--seed 1] [--all FAMILY …]`

CORPUS is JSON Lines, gzipped or plain: `id`, `text` and `politics`; articles with `politics: false` are read. The
sample is drawn by a digest of seed, article, person, role and organisation: where one fact changes, one line does.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction import extract  # noqa: E402
from extraction.article import Article  # noqa: E402
from extraction.facts import Area, Fact, Organization, Tenure  # noqa: E402
from ontology.places import gazetteer  # noqa: E402


class Position(NamedTuple):
    """One sampled position, as it is printed."""

    article: str
    rule: str
    person: str
    role: str
    organization: str
    status: str
    province: str
    quote: str

    def order(self, seed: int) -> str:
        """Where it stands in the draw of a seed."""
        told = "\t".join((str(seed), self.article, self.person, self.role, self.organization))
        return hashlib.sha256(told.encode()).hexdigest()


def unpolitical(path: Path) -> Iterator[Article]:
    """The articles of a corpus that are marked as not political."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["politics"] is False:
                yield Article(id=str(record["id"]), text=record["text"])


def province(area: Area | None) -> str:
    """Name of the province an area lies in, "" where it is not known."""
    while area is not None:
        if area.place:
            return gazetteer().province_of(area.place).name
        area = area.within
    return ""


def family(fact: Fact) -> str:
    """What the counts call it."""
    return type(fact).__name__


def position(fact: Tenure, article: str) -> Position:
    """A tenure as one line, by its first piece of evidence."""
    first = fact.evidence[0]
    body: Organization = fact.organization
    return Position(
        article,
        first.rule,
        fact.person.name,
        fact.role.vi,
        body.label,
        first.status or "",
        province(body.area),
        " ".join(first.quote.split()),
    )


def read(article: Article) -> tuple[str, list[Fact]]:
    """An article's id and its facts."""
    return article.id, extract(article)


def main() -> None:
    """Reads the corpus, prints the counts and the sample."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=100, help="how many positions to print")
    parser.add_argument("--seed", type=int, default=1, help="which draw")
    parser.add_argument("--all", nargs="*", default=[], metavar="FAMILY", help="print every fact of these families")
    wanted = parser.parse_args()
    articles = list(unpolitical(wanted.corpus))
    counts: Counter[str] = Counter()
    holding: set[str] = set()
    positions: list[Position] = []
    with ProcessPoolExecutor() as pool:
        for article, facts in pool.map(read, articles, chunksize=20):
            counts.update(map(family, facts))
            holding.update([article] * bool(facts))
            positions.extend(position(fact, article) for fact in facts if isinstance(fact, Tenure))
            for fact in facts:
                if family(fact) in wanted.all:
                    print(article, fact)
    print(f"{len(articles)} articles, {len(holding)} with facts")
    for name in sorted(kind.__name__ for kind in Fact.__args__):
        print(f"{name:16}{counts[name]:6}")
    for drawn in sorted(positions, key=lambda one: one.order(wanted.seed))[: wanted.sample]:
        print("\t".join(drawn))


if __name__ == "__main__":
    main()
