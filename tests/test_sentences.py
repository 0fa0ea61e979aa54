"""Sentences and the facts they give, and sentences that must give none: a table per family in tests/sentences."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from extraction import extract
from extraction.article import Article
from extraction.facts import Fact, Tenure
from extraction.families import position_rules
from extraction.grammar import Rule
from tests.golden_score import folded, province_of, same_body

T = TypeVar("T")
FOLDER = Path(__file__).parent / "sentences"


def cases(family: str) -> list[Any]:
    """The cases of a family as parameters; `xfail` says why one is not met yet."""
    path = FOLDER / f"{family}.toml"
    if not path.exists():
        return []
    out = []
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"]):
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=False)] if "xfail" in case else []
        out.append(pytest.param(case, id=case.get("name", f"{family}-{number}"), marks=marks))
    return out


def facts_of(case: dict[str, Any]) -> list[Fact]:
    """Facts whose evidence lies in the case's text, not in the context put before it."""
    before = case["context"].rstrip() + "\n\n" if "context" in case else ""
    published = dt.date.fromisoformat(str(case["published"])) if "published" in case else None
    article = Article(id="case", text=before + case["text"].strip("\n") + "\n", published=published)
    found = extract(article)
    for fact in found:
        assert all(article.text[e.start : e.end] == e.quote for e in fact.evidence)
    return [fact for fact in found if any(e.start >= len(before) for e in fact.evidence)]


def differences(
    case: dict[str, Any], found: Iterable[T], agree: Callable[[T, list[Any]], bool]
) -> tuple[list[Any], list[T]]:
    """The wanted facts of a case that were not found, and the found ones that are not wanted."""
    left, missing = list(found), []
    for wanted in [] if case.get("none") else case["facts"]:
        hit = next((fact for fact in left if agree(fact, wanted)), None)
        if hit is None:
            missing.append(wanted)
        else:
            left.remove(hit)
    return missing, left


def tenures(found: list[Fact]) -> list[tuple[str, str, str, str, str]]:
    """Who, role, body, status and province of each tenure."""
    return sorted(
        {
            (f.person.name, f.role.vi, f.organization.label, e.status or "", province_of(f.organization) or "")
            for f in found
            if isinstance(f, Tenure)
            for e in f.evidence
        }
    )


def agree(found: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether a found tenure is the wanted one; a fifth word is the province it must lie in."""
    person, role, body, status, *province = wanted
    return (
        (folded(found[0]), folded(found[1]), found[3]) == (folded(person), folded(role), status)
        and same_body(found[2], body.split(" | "))
        and (not province or folded(found[4]) == folded(province[0]))
    )


@pytest.mark.parametrize("case", cases("positions"))
def test_positions(case: dict[str, Any]) -> None:
    """Exactly the tenures of the table: none missing, none besides."""
    assert differences(case, tenures(facts_of(case)), agree) == ([], []), "(missing, too many)"


def test_the_tables_use_every_rule() -> None:
    """No rule for positions that no sentence of the tables of positions and changes is read with."""
    listed = (getattr(position_rules, name) for name in dir(position_rules) if name.isupper())
    several = (rules if isinstance(rules, tuple) else (rules,) for rules in listed)
    wanted = {rule.name for rules in several for rule in rules if isinstance(rule, Rule)}
    found: set[str] = set()
    for family in ("positions", "changes"):
        rows = tomllib.loads((FOLDER / f"{family}.toml").read_text(encoding="utf-8"))["case"]
        facts = [fact for case in rows if "xfail" not in case for fact in facts_of(case)]
        found |= {e.rule for fact in facts if isinstance(fact, Tenure) for e in fact.evidence}
    assert len(wanted) > 40
    assert not wanted - found
