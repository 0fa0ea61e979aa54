"""Admissions: sentences with their figures, sentences without, and the periods they are told for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from extraction import dates, extract
from extraction.article import Article
from extraction.facts import Admission, Area, Organization
from extraction.families.figures import speaks, value
from extraction.lexicon import read
from extraction.text import fold, tokens
from extraction.vocabulary import lexicon
from tests.golden_score import province_of
from tests.test_sentences import cases, differences, facts_of


def told(fact: Admission) -> tuple[str, int, str, str, str, str]:
    """Unit, figure, period, province and how exact."""
    unit: Organization | Area = fact.unit
    name = f"{unit.type} {unit.name}" if isinstance(unit, Area) else unit.label
    start, end = str(fact.start or ""), str(fact.end or "")
    return fold(name), fact.value, start, end, province_of(unit) or "", fact.approximate


def agree(found: tuple[str, int, str, str, str, str], wanted: list[Any]) -> bool:
    """Whether a found figure is the wanted one, in the slots that the table gives."""
    names = [fold(name) for name in wanted[0].split(" | ")]
    return found[0] in names and all(a == b for a, b in zip(found[1:], wanted[1:], strict=False))


@pytest.mark.parametrize("case", cases("admissions"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the figures of the table."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, Admission)]
    assert differences(case, found, agree) == ([], []), "(missing, too many)"


def admissions(text: str, published: dt.date | None = None) -> list[Admission]:
    """The admissions of an article made of one text."""
    facts = extract(Article(id="case", text=text, published=published))
    return [fact for fact in facts if isinstance(fact, Admission)]


def test_the_quote_runs_from_the_unit_to_the_figure() -> None:
    """The shortest stretch that supports the fact."""
    (fact,) = admissions(
        "Theo báo cáo, năm 2019, huyện Bắc Yên (Sơn La) kết nạp được 214 đảng viên, tăng 12 so với 2018."
    )
    assert [e.quote for e in fact.evidence] == ["huyện Bắc Yên (Sơn La) kết nạp được 214 đảng viên"]


def test_said_twice_is_one_fact() -> None:
    """Headline and text tell the same figure: one fact, two quotes."""
    headline = "Bá Thước: Năm 2022 kết nạp 118 đảng viên\n\n"
    (fact,) = admissions(headline + "Năm 2022, Đảng bộ huyện Bá Thước (Thanh Hóa) kết nạp 118 đảng viên.")
    assert len(fact.evidence) == 2


def test_text_in_another_normal_form_is_read_alike() -> None:
    """Decomposed letters change offsets, not facts."""
    import unicodedata

    text = "Quý I năm 2013, huyện Thanh Sơn (Phú Thọ) kết nạp được 42 đảng viên."
    (composed,) = admissions(text)
    (decomposed,) = admissions(unicodedata.normalize("NFD", text))
    assert told(composed) == told(decomposed)


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("Trong năm 2022, toàn tỉnh", None, [("2022-01-01", "2022-12-31")]),
        ("cả năm kết nạp", "2023-12-20", [("2023-01-01", "2023-12-31")]),
        ("trong năm, huyện", "2024-01-20", [("2023-01-01", "2023-12-31")]),
        ("năm ngoái", "2023-04-10", [("2022-01-01", "2022-12-31")]),
        ("năm nay", "2023-04-10", [("2023-01-01", "2023-12-31")]),
        ("Quý I năm 2013", None, [("2013-01-01", "2013-03-31")]),
        ("quý IV/2021", None, [("2021-10-01", "2021-12-31")]),
        ("quý IV", "2022-01-15", [("2021-10-01", "2021-12-31")]),
        ("6 tháng đầu năm", "2022-07-15", [("2022-01-01", "2022-06-30")]),
        ("sáu tháng đầu năm 2019", None, [("2019-01-01", "2019-06-30")]),
        ("trong 9 tháng", "2023-10-12", [("2023-01-01", "2023-09-30")]),
        ("6 tháng cuối năm 2025", None, [("2025-07-01", "2025-12-31")]),
        ("tháng 2/2024", None, [("2024-02-01", "2024-02-29")]),
        ("tháng 6 vừa qua", "2023-07-11", [("2023-06-01", "2023-06-30")]),
        ("nhiệm kỳ 2015 - 2020", None, [("2015-01-01", "2020-12-31")]),
        ("Giai đoạn 2016-2020", None, [("2016-01-01", "2020-12-31")]),
        ("trong 3 năm 2020-2022", None, [("2020-01-01", "2022-12-31")]),
        ("từ năm 2018 đến nay", "2023-04-10", [("2018-01-01", "2023-04-10")]),
        ("từ năm 2018 đến nay", None, [("2018-01-01", "")]),
        ("từ đầu năm đến nay", "2023-08-31", [("2023-01-01", "2023-08-31")]),
        ("từ tháng 1 đến hết tháng 5-2023", None, [("2023-01-01", "2023-05-31")]),
        ("từ đầu nhiệm kỳ 2020 - 2025 đến tháng 10/2022", None, [("2020-01-01", "2022-10-31")]),
        ("tính đến hết tháng 9/2023", None, [("", "2023-09-30")]),
        ("đợt 2-9", "2023-08-31", [("2023-09-01", "2023-09-30")]),
        ("dịp 3-2 năm nay", "2023-08-31", [("2023-02-01", "2023-02-28")]),
        ("5 năm qua", "2021-05-18", [("2016-01-01", "2021-12-31")]),
        ("ngày 25-10-2021", None, [("2021-10-25", "2021-10-25")]),
        ("Sáng 14-7", "2022-07-15", [("2022-07-14", "2022-07-14")]),
        ("ngày 28/12", "2023-01-03", [("2022-12-28", "2022-12-28")]),
        ("(7 và 8/8)", "2020-08-10", [("2020-08-07", "2020-08-08")]),
        ("ngày 5 tháng 3 năm 2020", None, [("2020-03-05", "2020-03-05")]),
        ("Nghị định số 59/2023/NĐ-CP", None, []),
        ("46/85 đảng viên, Huy hiệu 30 năm tuổi Đảng", "2023-01-01", []),
        ("sáng 14-7", None, [("", "")]),
        ("3 tháng qua", "2025-09-30", [("2025-07-01", "2025-09-30")]),
        ("Qua 5 tháng, phường", "2025-12-11", [("2025-07-01", "2025-12-11")]),
        ("trong ba năm 2017, 2018, 2019", None, [("2017-01-01", "2019-12-31")]),
        ("sau 7 năm (2008 - 2014)", "2015-08-14", [("2008-01-01", "2014-12-31")]),
        ("từ khi thành lập (năm 2008) đến nay", "2014-06-26", [("2008-01-01", "2014-06-26")]),
        ("6 tháng cuối năm, huyện", "2025-09-15", [("2025-07-01", "2025-12-31")]),
        (
            "ra đời ngày 14/5/2013. Từ đó đến nay",
            "2016-10-10",
            [("2013-05-14", "2013-05-14"), ("2013-05-14", "2016-10-10")],
        ),
        (
            "thành lập năm 2011. Từ đó, chi bộ",
            "2016-10-10",
            [("2011-01-01", "2011-12-31"), ("2011-01-01", "2016-10-10")],
        ),
        ("Từ đó đến nay, chi bộ", "2016-10-10", [("", "2016-10-10")]),
        (
            "Năm 2012 khó khăn. Ba năm tiếp theo",
            "2016-10-10",
            [("2012-01-01", "2012-12-31"), ("2013-01-01", "2015-12-31")],
        ),
        ("Năm 2015 khó khăn. Ba năm tiếp theo", "2016-10-10", [("2015-01-01", "2015-12-31")]),
    ],
)
def test_periods(text: str, published: str | None, wanted: list[tuple[str, str]]) -> None:
    """What a date or period alone means in an article of that day."""
    day = dt.date.fromisoformat(published) if published else None
    found = dates.periods(text, 0, len(text), day)
    assert [(str(p.first or ""), str(p.last or "")) for p in found] == wanted


def test_a_year_told_before_is_the_year_meant() -> None:
    """A part of a year told in the paragraph; a year it is compared with does not count."""
    text = "Năm 2021 có nhiều khó khăn, tăng 3% so với năm 2019. Quý I, huyện kết nạp 9 đảng viên."
    start = text.index("Quý")
    (period,) = dates.periods(text, start, len(text), None)
    assert (period.first, period.last) == (dt.date(2021, 1, 1), dt.date(2021, 3, 31))


def test_comparisons_are_marked() -> None:
    """ "so với năm 2020" tells no time of what is told."""
    text = "tăng 22 đảng viên so với năm 2020"
    assert [p.compared for p in dates.periods(text, 0, len(text), None)] == [True]


def test_figures() -> None:
    """Dots part thousands; a comma with two digits makes a fraction, which counts nobody."""
    assert [value(word) for word in ("1.234", "08", "1386", "46,15", "12.5")] == [1234, 8, 1386, None, None]


def test_every_word_of_the_lexicon_is_found() -> None:
    """Every entry scans as its own kind: no word stands in two tables."""
    for kind, row in read("admissions").items():
        for word in row["words"]:
            if kind not in ("STOP", "NUMBERED", "CALLED"):
                keys = tokens(word)
                assert lexicon("admissions").longest(keys, 0) == (len(keys), kind), f"{kind}: {word}"


def test_most_texts_are_passed_over() -> None:
    """A text without the verbs costs a look at its letters."""
    assert not speaks("Huyện ủy tổng kết công tác năm", "admissions", "ADMIT", "ENTER")
    assert speaks("KẾT NẠP ĐẢNG VIÊN", "admissions", "ADMIT", "ENTER")
