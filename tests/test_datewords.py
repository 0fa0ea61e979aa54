"""Expressions for dates: looked for only where their words stand, and then found all the same."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from extraction.datewords import Line, _hot, _may_stand, expressions
from extraction.lexicon import read
from extraction.text import either

SENTENCES = sorted((Path(__file__).parent / "sentences").glob("*.toml"))


@cache
def wordings() -> tuple[str, ...]:
    """The sentences of all families."""
    cases = [case for path in SENTENCES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    return tuple(case["text"] for case in cases)


def sound(text: str) -> None:
    """Every expression that matches is one that is looked for."""
    line = Line(text, 0, len(text))
    tried = {expression.pattern for _, expression in _may_stand(line)}
    for expression in expressions():
        if expression.pattern.search(line.keys):
            assert expression.pattern in tried, f"{expression.kind} {expression.pattern.pattern} in {text!r}"
        found = [match.span() for match in line.matches(expression)]
        assert found == [match.span() for match in expression.pattern.finditer(line.keys)], text
    assert line.hot() or not _hot().search(line.keys), text


def test_no_expression_is_skipped_where_it_stands() -> None:
    """In the sentences of all families."""
    for text in wordings():
        sound(text)


WORDS = sorted(
    set(re.findall(r"[^\W\d_]+", " ".join(row for rows in read("dates")["pattern"].values() for row in rows)))
)
SIGNS = ["2019", "2020", "2021", "15", "6", "1", "iv", "-", "/", ",", "(", ")", "20.11", "đảng viên"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*(w for w in WORDS if len(w) > 1), *SIGNS]), max_size=12).map(" ".join))
def test_no_expression_is_skipped_in_any_row_of_its_words(text: str) -> None:
    """Words of dates in any order."""
    sound(text)


@given(st.lists(st.text("xãóa vê.+", min_size=1, max_size=4).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_either_is_any_of_the_words(words: list[str]) -> None:
    """The expression for several words finds each, the longest that fits, and nothing else."""
    pattern = re.compile(either(words))
    for word in words:
        assert pattern.fullmatch(word)
        assert pattern.fullmatch(word.replace(" ", " \n"))
    assert not pattern.fullmatch("".join(words) + "q")
    longest = max((w for w in words if words[0].startswith(w)), key=len)
    assert len(pattern.match(words[0]).group()) >= len(longest)  # type: ignore[union-attr]
