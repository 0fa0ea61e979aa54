"""Counts how often facts of each confidence are right: `python tools/calibrate.py [--articles DIR --gold DIR] …`

An article is `DIR/ID.txt`, its gold `DIR/NAME.json` with that `id`, as in tests/golden, which is what is read where no
folder is named. A fact has the confidence of its surest evidence. It is right if a gold fact says the same: names,
figures and kinds as tests/golden_score.py compares them. Periods, days and provinces are not asked, and two facts may
be right by the same gold. A fact that only matches gold marked as optional is left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction import extract  # noqa: E402
from extraction.article import Article  # noqa: E402
from extraction.reading import metadata  # noqa: E402
from tests.golden_score import KEYS, rows  # noqa: E402

GOLDEN = ROOT / "tests" / "golden"
ALL = "all"


class Judged(NamedTuple):
    """One fact that was found."""

    family: str
    confidence: float
    right: bool


def judged(articles: Path, gold: Path) -> Iterator[Judged]:
    """Every fact found in the articles that have gold for its family, and whether the gold has it."""
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        text = (articles / f"{wanted['id']}.txt").read_bytes().decode("utf-8")
        for fact in extract(metadata.complete(Article(id=wanted["id"], text=text))):
            confidence = max(piece.confidence for piece in fact.evidence)
            for family, told in rows([fact]).items():
                if told and family in wanted and (right := _right(family, told, wanted[family])) is not None:
                    yield Judged(family, round(confidence, 2), right)


def _right(family: str, told: Sequence[dict[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> bool | None:
    """Whether one of a fact's rows is gold; None if it is only optional gold."""
    matched = [bool(want["optional"]) for want in wanted for row in told if KEYS[family](row, want)]
    return None if matched and all(matched) else bool(matched)


def table(found: Sequence[Judged]) -> Iterator[str]:
    """The lines of a Markdown table: all families together, then each of them."""
    facts: Counter[tuple[str, float]] = Counter()
    right: Counter[tuple[str, float]] = Counter()
    for one in found:
        for family in (ALL, one.family):
            facts[family, one.confidence] += 1
            right[family, one.confidence] += one.right
    yield "| family | confidence | facts | right | share |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for family in (ALL, *KEYS):
        for confidence in sorted((value for name, value in facts if name == family), reverse=True):
            count, good = facts[family, confidence], right[family, confidence]
            yield f"| {family} | {confidence:.2f} | {count:,} | {good:,} | {good / count:.3f} |"


def main() -> int:
    """Reads articles and gold, prints the table."""
    parser = argparse.ArgumentParser(description="How often facts of each confidence are right, as a Markdown table.")
    parser.add_argument("--articles", type=Path, action="append", metavar="DIR", help="a folder of articles")
    parser.add_argument("--gold", type=Path, action="append", metavar="DIR", help="its gold; as often as --articles")
    wanted = parser.parse_args()
    articles, gold = wanted.articles or [GOLDEN / "articles"], wanted.gold or [GOLDEN / "gold"]
    if len(articles) != len(gold) or bool(wanted.articles) != bool(wanted.gold):
        parser.error("each --articles needs its --gold")
    print(*table([one for pair in zip(articles, gold, strict=True) for one in judged(*pair)]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
