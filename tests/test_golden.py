"""Scores extraction on two collections of invented articles; a score below the floors.toml of one fails.

`golden` was at hand when the rules were made. `writers` are 72 articles by six writers who did not know the rules: some
were mended on those of the writers 1 to 5 later, none on those of the sixth.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Fact
from extraction.reading import metadata
from tests.golden_score import KEYS, Score, add, rows

COLLECTIONS = [Path(__file__).parent / "golden", Path(__file__).parent / "writers"]
FLOORS = {folder: tomllib.loads((folder / "floors.toml").read_text(encoding="utf-8")) for folder in COLLECTIONS}
each_collection = pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda folder: folder.name)


@cache
def found(folder: Path) -> dict[str, tuple[Article, list[Fact]]]:
    """Every article of a collection with what extraction says about it."""
    out = {}
    for path in sorted((folder / "articles").glob("*.txt")):
        article = metadata.complete(Article(id=path.stem, text=path.read_bytes().decode("utf-8")))
        out[path.stem] = (article, extract(article))
    return out


@cache
def scores(folder: Path) -> dict[str, Score]:
    """The score of every family over all articles of a collection."""
    out = {family: Score() for family in KEYS}
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        told = rows(found(folder)[gold["id"]][1])
        for family, score in out.items():
            add(score, family, told[family], gold.get(family, []), gold["id"])
    return out


@each_collection
@pytest.mark.parametrize("family", sorted(KEYS))
def test_score_is_not_below_its_floor(folder: Path, family: str) -> None:
    """Precision, recall, F1 and the accuracies of the details of a family reach the floor."""
    score = scores(folder)[family]
    precision, recall = score.precision, score.recall
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    reached = {"precision": precision, "recall": recall, "f1": f1}
    reached |= {name: sum(judged) / len(judged) for name, judged in score.details.items()}
    below = {name: (round(reached.get(name, 0.0), 3), floor) for name, floor in FLOORS[folder][family].items()}
    below = {name: pair for name, pair in below.items() if pair[0] < pair[1]}
    assert not below, "\n".join([str(below), "missed:", *score.missed, "false:", *score.false])


@each_collection
def test_every_family_has_its_floors(folder: Path) -> None:
    """No family and no detail of one without a floor, no floor that nothing reaches."""
    assert sorted(FLOORS[folder]) == sorted(KEYS)
    for family, score in scores(folder).items():
        assert sorted(FLOORS[folder][family]) == sorted({"precision", "recall", "f1"} | set(score.details)), family


@each_collection
def test_every_article_has_gold(folder: Path) -> None:
    """No article without a gold file, no gold file without an article, and nothing in it twice."""
    assert sorted(found(folder)) == sorted(p.stem for p in (folder / "gold").glob("*.json"))


@each_collection
def test_every_quote_is_in_its_article(folder: Path) -> None:
    """All evidence is supported: text[start:end] is the quote, and the article's id is right."""
    for article, facts in found(folder).values():
        for fact in facts:
            assert fact.evidence
            for evidence in fact.evidence:
                assert evidence.article == article.id
                assert article.text[evidence.start : evidence.end] == evidence.quote


@each_collection
def test_gold_quotes_are_in_their_articles(folder: Path) -> None:
    """The gold itself quotes its articles exactly."""
    for path in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = found(folder)[gold["id"]][0].text
        for family in KEYS:
            for want in gold.get(family, []):
                assert want["quote"] in text, (gold["id"], want["quote"])
