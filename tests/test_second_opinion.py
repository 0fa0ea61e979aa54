"""What taggers learned: what they are asked about, what they may say, and how a fact shows that one said it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from extraction import extract, read
from extraction.article import Article
from extraction.facts import Admission, Adoption, AdoptionAction, Measure
from extraction.families import adopters, owners, programmes, second_opinion
from extraction.families.figure_signs import FIGURES
from extraction.families.second_opinion import ADMITTED, NOTHING, RULE, marginals, opinions_of, tagger

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
    assert set(tagger(adopters.MODEL)[1]) == {adopters.NOTHING, *get_args(AdoptionAction)}


def test_the_training_files_hold_articles_and_their_facts() -> None:
    """Every figure told there stands in its text, counts something known and is of somebody; so does every model."""
    files = sorted((ROOT / "training").glob("*.jsonl"))
    assert files
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            assert told.keys() & {"figures", "programmes"}, told["id"]
            for start, end, action, names, units in told.get("programmes", ()):
                assert action in {"?", *get_args(AdoptionAction)}, told["id"]
                assert names, told["id"]
                assert units, told["id"]
                assert 0 <= start < end <= len(told["text"]), told["id"]
            for start, label, names in told.get("figures", ()):
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


NAMES = (
    "Huyện Phú Thiện (Gia Lai) thi đua.\n\nXã Ia Peng duy trì mô hình “Làng không tảo hôn”. Xã Chrôh Pơnan: “Mỗi tuần"
    " một giờ dọn làng”, được 14 làng làm đều."
)


def adoptions(text: str) -> dict[str, tuple[str, float]]:
    """The rule and confidence of each programme of a text."""
    facts = [fact for fact in extract(Article(id="x", text=text)) if isinstance(fact, Adoption)]
    return {fact.programme: (piece.rule, piece.confidence) for fact in facts for piece in fact.evidence}


def test_evidence_of_a_programme_names_the_tagger() -> None:
    """Here, too, rules come first and are surer."""
    told = adoptions(NAMES)
    assert told["Làng không tảo hôn"] == ("unit-acts-model", 0.9)
    assert told["Mỗi tuần một giờ dọn làng"] == (RULE, 0.8)


def test_names_are_asked_about_where_rules_have_read_others() -> None:
    """A name in quotation marks alone may be anything's."""
    assert not adoptions(NAMES.replace("duy trì mô hình “Làng không tảo hôn”", "duy trì nếp cũ"))


def test_a_name_that_a_rule_has_read_is_not_asked_about() -> None:
    """Neither is one of which the sentence says that it is no more."""
    context = read(Article(id="x", text=NAMES + " Mô hình “Tổ góp vốn” ở xã Ia Sol đã giải thể."))
    reader = programmes.Reader(context)
    for n in range(len(context.sentences)):
        reader.read(n)
    assert [(named.names[0], named.read) for named, _ in reader.named] == [
        ("Làng không tảo hôn", True),
        ("Mỗi tuần một giờ dọn làng", False),
        ("Tổ góp vốn", True),
    ]


def test_a_body_and_the_party_in_it_adopt_a_name_once() -> None:
    """Whichever is likelier, not both."""
    text = NAMES.replace(
        "Xã Chrôh Pơnan: “Mỗi tuần một giờ dọn làng”, được 14 làng làm đều.",
        "Đảng bộ Công an huyện Phú Thiện và Công an huyện Phú Thiện bền bỉ cùng “Đêm yên vui”.",
    )
    units = [
        fact.unit
        for fact in extract(Article(id="x", text=text))
        if isinstance(fact, Adoption) and fact.programme == "Đêm yên vui"
    ]
    assert len(units) == 1


def test_figures_have_signs() -> None:
    """Each figure of a sentence, by its offset."""
    context = read(Article(id="x", text=LIST))
    rows = opinions_of(context).rows
    figures = [m.start for m in rows.row(0) if m.kind in FIGURES]
    told = opinions_of(context).told(0)
    assert [start for start, _ in told] == figures
    assert all(signs for _, signs in told)


def test_half_characters_have_signs_as_well() -> None:
    """A lone surrogate, as a broken file may hold it, stops no tagger."""
    for name in ("figures", "adopters", "owners"):
        model, labels = tagger(name)
        assert len(marginals(model, [["word=a\ud800b"]])[0]) == len(labels)
