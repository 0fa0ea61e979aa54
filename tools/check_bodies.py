"""Lists organisations that articles of several provinces speak of, to see whether two of one name have become one.

`python tools/check_bodies.py PATH … [--limit 500]`

PATH is what `dangbo build` reads. An article's province is the one it is decided to be about. That a province's body
is told in another's paper is right, and so is a body whose place the article names; the list is for reading: for each
organisation its articles by province, with the words of one fact of each.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction import extract, read  # noqa: E402
from extraction import reading as readers  # noqa: E402
from extraction.article import Article  # noqa: E402
from extraction.reading import Record  # noqa: E402
from graph.entities import Organization, ResolvedFact  # noqa: E402
from graph.resolve import Resolved, resolve  # noqa: E402
from ontology.places import gazetteer  # noqa: E402

_BODIES = ("organization", "unit", "agent")
"""Where a fact speaks of an organisation."""
_QUOTE = 110
"""Letters shown of a quote."""


def home(article: Article) -> str:
    """Name of the province that an article is about, "" where that is not decided."""
    place = read(article).home.get("province")
    return gazetteer().get(place).name if place is not None else ""


def told(resolved: Resolved) -> dict[str, list[ResolvedFact]]:
    """The facts on each organisation, by its id."""
    bodies = {entity.id for entity in resolved.entities if isinstance(entity, Organization)}
    found: defaultdict[str, list[ResolvedFact]] = defaultdict(list)
    for fact in resolved.facts:
        for slot in _BODIES:
            if (body := getattr(fact, slot, None)) in bodies:
                found[body].append(fact)
    return found


def spread(resolved: Resolved, homes: dict[str, str]) -> Iterator[str]:
    """A few lines for each organisation below the country that articles of several provinces speak of."""
    facts = told(resolved)
    for body in resolved.entities:
        if not isinstance(body, Organization) or body.level == "central":
            continue
        words = {p.article: p.quote for fact in facts.get(body.id, ()) for p in fact.evidence}
        by_home: defaultdict[str, list[str]] = defaultdict(list)
        for article in sorted(words):
            by_home[homes[article]].append(article)
        if len(by_home.keys() - {""}) > 1:
            yield f"{body.pref_label}  [{body.kind}]"
            for name, articles in sorted(by_home.items()):
                quote = " ".join(words[articles[0]].split())[:_QUOTE]
                yield f"    {name or '?'}: {len(articles)}, {articles[0]}: {quote}"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Lists organisations that articles of several provinces speak of.")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--limit", type=int, help="read this many articles")
    given = parser.parse_args()
    records = (record for record in readers.read(given.paths) if isinstance(record, Record))
    articles = [record.article for record in islice(records, given.limit)]
    resolved = resolve(articles, (fact for article in articles for fact in extract(article)))
    for line in spread(resolved, {article.id: home(article) for article in articles}):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
