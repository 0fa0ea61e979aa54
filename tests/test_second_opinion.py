"""What taggers learned: what they are asked about, what they may say, and how a fact shows that one said it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from extraction import extract, read
from extraction.article import Article
from extraction.facts import Admission, Measure
from extraction.families import owners, second_opinion
from extraction.families.figure_signs import FIGURES
from extraction.families.second_opinion import ADMITTED, NOTHING, RULE, opinions_of, tagger

ROOT = Path(__file__).parents[1]
LABELS = {ADMITTED, NOTHING, *get_args(Measure)}
LIST = (
    "Chín tháng đầu năm 2022, tỉnh Bến Tre kết nạp 1.120 đảng viên, trong đó huyện Ba Tri 140; riêng huyện Thạnh Phú"
    " con số đạt được là 118 đảng viên."
)


def test_the_models_say_what_facts_can_tell() -> None:
    """A measure that the vocabulary does not have would be a fact without a name."""
    assert set(tagger(second_opinion.MODEL)[1]) <= LABELS
    assert set(tagger(owners.MODEL)[1]) == {owners.OWNER, owners.STRANGER}


def test_the_training_files_hold_articles_and_their_figures() -> None:
    """Every figure told there stands in its text, counts something known and is of somebody."""
    files = sorted((ROOT / "training").glob("*.jsonl"))
    assert files
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            for start, label, names in told["figures"]:
                assert label in LABELS | {"?"}, told["id"]
                assert label == "?" or names, told["id"]
                assert 0 <= start < len(told["text"]), told["id"]


def test_evidence_names_the_tagger_and_is_less_sure() -> None:
    """Who wants only what rules have read can tell it by the rule."""
    facts = [fact for fact in extract(Article(id="x", text=LIST)) if isinstance(fact, Admission)]
    told = {fact.value: (piece.rule, piece.confidence) for fact in facts for piece in fact.evidence}
    assert told[1120] == ("admits", 0.9)
    assert told[118] == (RULE, 0.8)


@pytest.mark.parametrize(
    "text",
    [
        "Huyện A kết nạp 5 đảng viên trong dịch Covid-19.",
        "Kế hoạch kết nạp đảng viên theo Quyết định số 19 của huyện A, tháng 19.",
        "Huyện A kết nạp đảng viên từ khóa 19, lớp 19.",
    ],
)
def test_what_is_no_figure_is_not_asked_about(text: str) -> None:
    """A part of a name, a document's number, a place in a row."""
    context = read(Article(id="x", text=text))
    asked = [start for n in range(len(context.sentences)) for start, _ in opinions_of(context).told(n)]
    assert not any(text.startswith("19", start) for start in asked)


def test_broken_letters_are_read() -> None:
    """Half a pair of code units, as a badly cut file has them."""
    text = LIST.replace("số đạt", "số \ud800 đạt").replace("118 đảng", "118 \udcff đảng")
    assert any(fact.evidence for fact in extract(Article(id="x", text=text)))


def test_a_unit_told_with_its_figure_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules decide where the unit stands right before its figure."""

    def never(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(owners, "_judged", never)
    facts = extract(Article(id="x", text="Năm 2019, huyện Hòa Vang (Đà Nẵng) kết nạp 140 đảng viên, xã Hòa Bắc 6."))
    assert [fact.value for fact in facts if isinstance(fact, Admission)] == [140, 6]


def test_figures_have_signs() -> None:
    """Each figure of a sentence, by its offset."""
    context = read(Article(id="x", text=LIST))
    rows = opinions_of(context).rows
    figures = [m.start for m in rows.row(0) if m.kind in FIGURES]
    told = opinions_of(context).told(0)
    assert [start for start, _ in told] == figures
    assert all(signs for _, signs in told)
