"""Changes: sentences with who was elected, moved, dismissed, disciplined or retired, and sentences without."""

from __future__ import annotations

import datetime as dt
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from typing import Any

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Change
from extraction.families import measure_rules, measures
from extraction.families.changes import _acts
from extraction.families.figures import speaks
from extraction.grammar import needed
from extraction.lexicon import read
from extraction.text import fold, tokens
from extraction.vocabulary import lexicon
from tests.golden_score import folded, same_body
from tests.test_sentences import FOLDER, cases, differences, facts_of

Told = tuple[str, str, str, str, str, str]


def bounds(date: str) -> tuple[str, str]:
    """First and last day of a day, a month or a year; "" is a day nobody can know."""
    parts = [int(part) for part in date.split("-") if part]
    if not parts:
        return "", ""
    year, month, day = parts[0], parts[1:2], parts[2:]
    first = dt.date(year, *(month or [1]), *(day or [1]))
    last = dt.date(year, *(month or [12]), *(day or [monthrange(year, *(month or [12]))[1]]))
    return str(first), str(last)


def told(fact: Change) -> Told:
    """Who, what, role, body, first and last day."""
    role = fact.role.vi if fact.role else ""
    body = fact.organization.label if fact.organization else ""
    return fact.person.name, fact.change, role, body, str(fact.earliest or ""), str(fact.latest or "")


def agree(found: Told, wanted: list[str]) -> bool:
    """Whether a found change is the wanted one."""
    person, change, role, body, date = wanted
    return (
        (folded(found[0]), found[1], folded(found[2])) == (folded(person), change, folded(role))
        and (found[3] == body or bool(body and found[3] and same_body(found[3], body.split(" | "))))
        and found[4:] == bounds(date)
    )


@pytest.mark.parametrize("case", cases("changes"))
def test_sentence(case: dict[str, Any]) -> None:
    """Exactly the changes of the table: none missing, none besides."""
    found = [told(fact) for fact in facts_of(case) if isinstance(fact, Change)]
    assert differences(case, found, agree) == ([], []), "(missing, too many)"


def changes(text: str, published: dt.date | None = None) -> list[Change]:
    """The changes of an article made of one text."""
    return [f for f in extract(Article(id="case", text=text, published=published)) if isinstance(f, Change)]


def table() -> list[dict[str, Any]]:
    """The cases as they stand in the file."""
    rows: list[dict[str, Any]] = tomllib.loads((FOLDER / "changes.toml").read_text(encoding="utf-8"))["case"]
    return rows


def test_the_table_uses_every_rule_and_every_kind() -> None:
    """No rule for an act told of a person, and no kind of change, that no sentence of the table is read with."""
    met = [case for case in table() if "xfail" not in case]
    found = [fact for case in met for fact in facts_of(case) if isinstance(fact, Change)]
    rules = {e.rule for fact in found for e in fact.evidence}
    wanted = {rule.name for rule in RULES} | POSTS
    assert not wanted - rules
    kinds = {"elected", "appointed", "transferred", "dismissed", "resigned", "retired", "disciplined"}
    assert {fact.change for fact in found} == kinds


RULES = (
    *measure_rules.DISCIPLINED,
    *measure_rules.DECIDED,
    *measure_rules.RETIRED,
    *measure_rules.RESIGNED,
    *measure_rules.MOVED,
)
"""The rules of acts told of a person without a post."""
POSTS = {
    "appointed-to",
    "appointed-instead",
    "post-filled",
    "takes-place",
    "appointed-after-life",
    "appoints-as",
    "appoints-post-to",
    "moves-to",
    "takes-post",
    "elected-list",
    "joins-body",
    "puts-into-body",
    "elected-into-body",
    "elects-body",
    "leaves-body",
    "dismissed-from",
    "dismisses-from",
    "dismisses-from-both",
    "dismisses-as",
    "dismissed-holder",
    "leaves-post",
    "leaves",
    "lets-go",
    "keeps-post",
    "resigns",
}
"""The rules of positions that tell of an act."""


def test_said_twice_is_one_fact() -> None:
    """Headline and text tell the same appointment: one fact, two quotes, the day of the second."""
    headline = "Ông Vàng Seo Lử được bổ nhiệm Giám đốc Sở Văn hóa và Thể thao tỉnh Lào Cai\n\n"
    text = "Ngày 2/3/2021, ông Vàng Seo Lử được bổ nhiệm làm Giám đốc Sở Văn hóa và Thể thao tỉnh Lào Cai."
    (fact,) = changes(headline + text)
    assert len(fact.evidence) == 2
    assert fact.earliest == fact.latest == dt.date(2021, 3, 2)


def test_text_in_another_normal_form_is_read_alike() -> None:
    """Decomposed letters change offsets, not facts."""
    import unicodedata

    text = "Ngày 13/8/2020, ông Lâm Hoài Bảo bị Ban Thường vụ Huyện ủy Hồng Dân kỷ luật khiển trách."
    (composed,) = changes(text)
    (decomposed,) = changes(unicodedata.normalize("NFD", text))
    assert told(composed) == told(decomposed)


# ---- the lexicon -----------------------------------------------------------------------------------------------


def words() -> Iterator[tuple[str, str]]:
    """Every table of the lexicon and each of its words."""
    for kind, row in read("changes").items():
        for word in row["words"]:
            yield kind, word


def test_every_word_for_a_row_is_found() -> None:
    """Every word of a table in capitals scans as its own kind, alone and between others: none stands in two tables."""
    wrong = set()
    for kind, word in words():
        if kind.isupper():
            keys = tokens(word)
            row = tokens(f"cây {word} cây")
            alone, inside = lexicon("changes").longest(keys, 0), lexicon("changes").longest(row, 1)
            if alone != (len(keys), kind) or inside != (len(keys) + 1, kind):
                wrong.add((word, kind))
    assert not wrong


def test_every_word_that_sorts_acts_is_found() -> None:
    """Every word of a table in small letters sorts an act as its table says."""
    for kind, word in words():
        if not kind.isupper():
            row = tokens(f"cây {word} cây")
            assert _acts().longest(row, 1) == (len(tokens(word)) + 1, kind), f"{kind}: {word}"


def test_no_word_stands_twice_in_a_table() -> None:
    """However its tone is put."""
    for kind, row in read("changes").items():
        forms = [fold(word) for word in row["words"]]
        assert len(forms) == len(set(forms)), (kind, sorted({f for f in forms if forms.count(f) > 1}))


def test_every_rule_needs_a_word_that_is_looked_for() -> None:
    """A sentence without one of these words is passed over, and none of the rules matches in it."""
    for _, rules in measure_rules.KINDS:
        for rule in rules:
            assert any(kinds <= set(measures._SPOKEN) for kinds in needed(rule.pattern)), rule.name


def test_most_texts_are_passed_over() -> None:
    """A text without the words costs a look at its letters."""
    assert not speaks("Huyện ủy tổng kết công tác năm", "changes", "MEASURE", "RETIRE", "QUIT")
    assert speaks("KHAI TRỪ RA KHỎI ĐẢNG", "changes", "MEASURE", "RETIRE", "QUIT")
