"""Programmes: sentences with who pilots, launches, runs or replicates what, and sentences without."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Adoption, Area
from extraction.families import programmes
from extraction.families.figures import speaks
from extraction.families.second_opinion import RULE
from extraction.lexicon import read
from extraction.text import fold, tokens
from extraction.vocabulary import lexicon
from tests.golden_score import folded, province_of, same_body
from tests.test_sentences import FOLDER, cases, differences, facts_of

Told = tuple[str, str, str, str]


def told(fact: Adoption) -> Told:
    """Unit, action, name and province."""
    unit = fact.unit
    name = f"{unit.type} {unit.name}" if isinstance(unit, Area) else unit.label
    return name, fact.action, fact.programme, province_of(unit) or ""


def agree(found: Told, wanted: list[str]) -> bool:
    """Whether a found adoption is the wanted one, in the slots that the table gives."""
    unit, action, name, *province = wanted
    units = unit.split(" | ")
    return (
        (folded(found[0]) in [folded(u) for u in units] or same_body(found[0], units))
        and (found[1], folded(found[2])) == (action, folded(name))
        and (not province or folded(found[3]) == folded(province[0]))
    )


@pytest.mark.parametrize("case", cases("programmes"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the adoptions of the table: none missing, none besides."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, Adoption)]
    assert differences(case, found, agree) == ([], []), "(missing, too many)"


def adoptions(text: str) -> list[Adoption]:
    """The adoptions of an article made of one text."""
    return [fact for fact in extract(Article(id="case", text=text)) if isinstance(fact, Adoption)]


def test_the_table_uses_every_rule_and_every_action() -> None:
    """No rule and no action that no sentence of the table is read with."""
    rows = tomllib.loads((FOLDER / "programmes.toml").read_text(encoding="utf-8"))["case"]
    found = [fact for case in rows for fact in facts_of(case) if isinstance(fact, Adoption)]
    assert {*(rule.name for rule in programmes.RULES), RULE} == {e.rule for fact in found for e in fact.evidence}
    assert {fact.action for fact in found} == {"pilot", "launch", "run", "replicate"}


def test_said_twice_is_one_fact() -> None:
    """Told of the Đảng bộ and of its committee it is one adoption with two quotes."""
    first = "Đảng bộ huyện Phú Hòa (Phú Yên) thực hiện mô hình “Dân vận khéo ở chợ”."
    (fact,) = adoptions(f"{first}\n\nHuyện ủy Phú Hòa duy trì mô hình “Dân vận khéo ở chợ” từ năm 2018.")
    assert len(fact.evidence) == 2


def test_the_name_has_no_quotation_marks_and_no_line_breaks() -> None:
    """Whatever the marks are, and wherever the line ends."""
    for text in (
        'Huyện Phú Hòa (Phú Yên) thí điểm mô hình "Chi bộ gần dân".',
        "Huyện Phú Hòa (Phú Yên) thí điểm mô hình «Chi bộ gần dân».",
        "Huyện Phú Hòa (Phú Yên) thí điểm mô hình “Chi bộ  gần dân.”",
    ):
        assert [fact.programme for fact in adoptions(text)] == ["Chi bộ gần dân"], text


# ---- the lexicon -----------------------------------------------------------------------------------------------


def words() -> Iterator[tuple[str, str]]:
    """Every table of the lexicon and each of its words; those whose number is a name are read with the row."""
    for kind, row in read("programmes").items():
        for word in row["words"] if kind.isupper() and kind != "NUMBERED" else ():
            yield kind, word


def test_every_word_of_the_lexicon_is_found() -> None:
    """Every word scans as its own kind, alone and between other words: no word stands in two tables."""
    wrong = set()
    for kind, word in words():
        keys = tokens(word)
        row = tokens(f"cây {word} cây")
        alone, inside = lexicon("programmes").longest(keys, 0), lexicon("programmes").longest(row, 1)
        if alone != (len(keys), kind) or inside != (len(keys) + 1, kind):
            wrong.add((word, kind))
    assert not wrong


def test_no_word_stands_twice_in_a_table() -> None:
    """However its tone is put."""
    for kind, row in read("programmes").items():
        forms = [fold(word) for word in (row["words"] if kind.isupper() else row)]
        assert len(forms) == len(set(forms)), (kind, sorted({f for f in forms if forms.count(f) > 1}))


def test_most_texts_are_passed_over() -> None:
    """A text without the words costs a look at its letters."""
    assert not speaks("Huyện ủy tổng kết công tác năm", "programmes", "MODEL")
    assert speaks("Nhân rộng MÔ HÌNH “Chi bộ bốn tốt”", "programmes", "MODEL")
