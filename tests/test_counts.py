"""Counts: sentences with their figures on Party work, and sentences without."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extraction import extract
from extraction import read as scan
from extraction.article import Article
from extraction.facts import Area, Count
from extraction.families.count_measures import MEASURES
from extraction.families.count_rows import CountRows
from extraction.families.count_rules import RULES
from extraction.families.count_tables import SIGN
from extraction.lexicon import read, word_kinds
from extraction.text import fold, tokens
from extraction.vocabulary import lexicon
from tests.test_sentences import cases, facts_of


def told(fact: Count) -> tuple[str, str, str, float, int, str, str, str]:
    """Unit, measure, population, figure, total, period and how exact."""
    unit = fact.unit
    name = f"{unit.type} {unit.name}" if isinstance(unit, Area) else unit.label
    start, end = str(fact.start or ""), str(fact.end or "")
    return fold(name), fact.measure, fact.population or "", fact.value, fact.total or 0, start, end, fact.approximate


@pytest.mark.parametrize("case", cases("counts"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the figures of the table."""
    found = sorted(told(fact) for fact in facts_of(case) if isinstance(fact, Count))
    wanted = sorted((fold(row[0]), *row[1:]) for row in ([] if case.get("none") else case["facts"]))
    assert found == wanted


def test_every_rule_is_hit() -> None:
    """No rule without a sentence that it reads."""
    fired = {
        evidence.rule
        for parameter in cases("counts")
        for fact in facts_of(parameter.values[0])  # type: ignore[arg-type]
        if isinstance(fact, Count)
        for evidence in fact.evidence
    }
    assert {rule.name for rule in RULES} - fired == set()


def test_every_table_is_hit() -> None:
    """No table of the lexicon without a sentence that has a word of it."""
    met = set()
    for parameter in cases("counts"):
        case: dict[str, Any] = parameter.values[0]
        context = scan(Article(id="case", text=case.get("context", "") + "\n\n" + case["text"]))
        rows = CountRows(context)
        met |= {m.kind for n in range(len(context.sentences)) for m in rows.row(n)}
    assert set(read("counts")) - met == set()


def counts(text: str, published: dt.date | None = None) -> list[Count]:
    """The counts of an article made of one text."""
    facts = extract(Article(id="case", text=text, published=published))
    return [fact for fact in facts if isinstance(fact, Count)]


def test_the_quote_runs_from_the_unit_to_the_figure() -> None:
    """The shortest stretch that supports the fact."""
    (fact,) = counts("Theo báo cáo, năm 2019, huyện Bắc Yên (Sơn La) xóa tên 7 đảng viên, tăng 2 so với 2018.")
    assert [e.quote for e in fact.evidence] == ["huyện Bắc Yên (Sơn La) xóa tên 7 đảng viên"]


def test_said_twice_is_one_fact() -> None:
    """Headline and text tell the same figure: one fact, two quotes."""
    headline = "Bá Thước: Năm 2022 kỷ luật 18 đảng viên\n\n"
    (fact,) = counts(headline + "Năm 2022, Đảng bộ huyện Bá Thước (Thanh Hóa) kỷ luật 18 đảng viên.")
    assert len(fact.evidence) == 2


def test_a_rounded_figure_is_the_exact_one() -> None:
    """The headline rounds what the text tells."""
    headline = "Hơn 500 đảng viên bị kỷ luật trong năm 2016 ở huyện Đông Anh\n\n"
    facts = counts(headline + "Năm 2016, huyện Đông Anh (Hà Nội) kỷ luật 512 đảng viên.")
    assert [fact.value for fact in facts] == [512]


def test_the_date_line_tells_the_day_of_what_there_is() -> None:
    """Without a known day of the article, a short line at its beginning does."""
    (fact,) = counts("Chi bộ Trường Mầm non Hoa Ban\n\nYên Bái, 05/9/2018\n\nHuyện ủy Văn Yên hiện có 61 chi bộ.")
    assert (fact.start, fact.end) == (None, dt.date(2018, 9, 5))


def test_every_word_of_the_lexicon_is_found() -> None:
    """Every entry scans as its own kind: no word stands in two tables; common words give way to the family's own."""
    own = {word for row in read("counts").values() for word in row["words"]}
    for file in ("counts", "figures"):
        for kind, row in read(file).items():
            for word in row["words"] if kind.isupper() else ():
                if kind not in ("NUMBERED", "CALLED") and (file == "counts" or word not in own):
                    keys = tokens(word)
                    assert lexicon("counts").longest(keys, 0) == (len(keys), kind), f"{kind}: {word}"


def test_measures_hang_on_kinds_that_exist() -> None:
    """A kind that tells a measure is a table of a lexicon, or a number."""
    assert set(MEASURES) <= {*word_kinds(), "NUMBER"}


def test_long_lists_take_no_time() -> None:
    """Ten thousand commas or five hundred figures are read in one go."""
    many = "Năm 2020, Đảng bộ huyện Ba Bể " + ", ".join(f"kiểm tra {n} tổ chức đảng" for n in range(2, 500)) + "."
    assert len(counts(many)) > 100
    assert counts("đảng viên 5" + "," * 10_000) == []
    assert counts(f"đảng viên {SIGN} 5" * 300) == []
