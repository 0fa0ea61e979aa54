"""Scores extraction on the golden articles; a score below tests/golden/floors.toml fails."""

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

GOLDEN = Path(__file__).parent / "golden"
FLOORS = tomllib.loads((GOLDEN / "floors.toml").read_text(encoding="utf-8"))


@cache
def found() -> dict[str, tuple[Article, list[Fact]]]:
    """Every golden article with what extraction says about it."""
    out = {}
    for path in sorted((GOLDEN / "articles").glob("*.txt")):
        article = metadata.complete(Article(id=path.stem, text=path.read_bytes().decode("utf-8")))
        out[path.stem] = (article, extract(article))
    return out


@cache
def scores() -> dict[str, Score]:
    """The score of every family over all golden articles."""
    out = {family: Score() for family in KEYS}
    for path in sorted((GOLDEN / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        told = rows(found()[gold["id"]][1])
        for family, score in out.items():
            add(score, family, told[family], gold.get(family, []), gold["id"])
    return out


@pytest.mark.parametrize("family", sorted(KEYS))
def test_score_is_not_below_its_floor(family: str) -> None:
    """Precision, recall, F1 and the accuracies of the details of a family reach the floor."""
    score = scores()[family]
    precision, recall = score.precision, score.recall
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    reached = {"precision": precision, "recall": recall, "f1": f1}
    reached |= {name: sum(judged) / len(judged) for name, judged in score.details.items()}
    below = {name: (round(reached.get(name, 0.0), 3), floor) for name, floor in FLOORS[family].items()}
    below = {name: pair for name, pair in below.items() if pair[0] < pair[1]}
    assert not below, "\n".join([str(below), "missed:", *score.missed, "false:", *score.false])


def test_every_family_has_its_floors() -> None:
    """No family and no detail of one without a floor, no floor that nothing reaches."""
    assert sorted(FLOORS) == sorted(KEYS)
    for family, score in scores().items():
        assert sorted(FLOORS[family]) == sorted({"precision", "recall", "f1"} | set(score.details)), family


def test_every_article_has_gold() -> None:
    """No golden article without a gold file, no gold file without an article, and nothing in it twice."""
    assert sorted(found()) == sorted(p.stem for p in (GOLDEN / "gold").glob("*.json"))


def test_every_quote_is_in_its_article() -> None:
    """All evidence is supported: text[start:end] is the quote, and the article's id is right."""
    for article, facts in found().values():
        for fact in facts:
            assert fact.evidence
            for evidence in fact.evidence:
                assert evidence.article == article.id
                assert article.text[evidence.start : evidence.end] == evidence.quote


def test_gold_quotes_are_in_their_articles() -> None:
    """The gold itself quotes its articles exactly."""
    for path in sorted((GOLDEN / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = found()[gold["id"]][0].text
        for family in KEYS:
            for want in gold.get(family, []):
                assert want["quote"] in text, (gold["id"], want["quote"])
