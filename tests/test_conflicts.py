"""Contradictions: found by what articles show, told with both sides, and never found where nothing contradicts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dangbo
from dangbo.cli import app
from dangbo.errors import UsageError
from dangbo.workspace import CONFLICTS, Workspace
from extraction.article import Article
from extraction.facts import Approximate, Count, Document, Fact, Implementation, Organization, Person, Status, Tenure
from graph.conflicts import KINDS, Conflict
from graph.resolve import resolve
from tests.small_graph import (
    BEN_TRE,
    CHAU_THANH_BEN_TRE,
    DEPUTY,
    DONG_THAP,
    POLITBURO,
    SECRETARY,
    article,
    evidence,
    provincial_committee,
)

WORDS = "Ông Lê Văn Hòa, Bí thư; bà Đỗ Thị Mến, Bí thư; có 120 đảng viên, thực hiện Chỉ thị 05."
COMMITTEE = provincial_committee(BEN_TRE)


def source(name: str, published: str | None = None, story: str = "") -> Article:
    """An article that says what all of them say, and tells a story of its own besides."""
    rest = " ".join(f"{story or name}{number}" for number in range(40))
    return article(name, f"{WORDS} {rest}", dt.date.fromisoformat(published) if published else None)


def held(
    at: Article,
    who: str,
    body: Organization = COMMITTEE,
    status: Status = "current",
    *,
    term: str = "",
    deputy: bool = False,
) -> Tenure:
    role = DEPUTY if deputy else SECRETARY
    words = (evidence(at, f"{who}, Bí thư", status),)
    return Tenure(person=Person(name=who), role=role, organization=body, term=term, evidence=words)


def counted(at: Article, value: int, approximate: Approximate = "exact", end: str = "2019-12-31") -> Count:
    return Count(
        unit=CHAU_THANH_BEN_TRE,
        measure="members",
        population="members",
        value=value,
        approximate=approximate,
        end=dt.date.fromisoformat(end),
        evidence=(evidence(at, "120 đảng viên"),),
    )


def document(at: Article, issued: str | None) -> Implementation:
    day = dt.date.fromisoformat(issued) if issued else None
    told = Document(type="Chỉ thị", number="05-CT/TW", title="Chỉ thị 05", issuer=POLITBURO, year=2016, issued=day)
    return Implementation(
        organization=COMMITTEE, document=told, action="implement", evidence=(evidence(at, "thực hiện Chỉ thị 05"),)
    )


def conflicts(articles: list[Article], facts: list[Fact]) -> tuple[Conflict, ...]:
    found = resolve(articles, facts).conflicts
    assert resolve(articles[::-1], facts[::-1]).conflicts == found
    return found


HOA, MEN = "Lê Văn Hòa", "Đỗ Thị Mến"


def test_two_heads_at_one_time() -> None:
    a, b, c, d = (source(name, f"201{year}-01-01") for year, name in enumerate("abcd", 6))
    (found,) = conflicts([a, b, c, d], [held(a, HOA), held(b, MEN), held(c, HOA), held(d, MEN)])
    assert (found.kind, found.label) == ("two-heads", "Bí thư Tỉnh ủy Bến Tre")
    sides = {told.says: [one.article for one in side] for side in (found.one, found.other) for told in side}
    assert sides == {HOA: ["a", "c"], MEN: ["b", "d"]}
    assert all(told.quote in WORDS for told in (*found.one, *found.other))


def test_one_article_alone_contradicts_nobody() -> None:
    a, b, c = source("a", "2017-01-01"), source("b", "2018-01-01"), source("c", "2019-01-01")
    assert not conflicts([a, b, c], [held(a, HOA), held(b, MEN), held(c, HOA)])


def test_one_after_the_other_is_no_contradiction() -> None:
    a, b, c = source("a", "2017-01-01"), source("b", "2018-01-01"), source("c", "2019-01-01")
    d = source("d", "2020-01-01")
    assert not conflicts([a, b, c, d], [held(a, HOA), held(b, HOA), held(c, MEN), held(d, MEN)])
    assert not conflicts([a, b, c], [held(a, HOA), held(b, HOA), held(b, MEN), held(c, MEN)])  # on the day of the turn


def test_what_says_nothing_of_the_time_is_no_contradiction() -> None:
    a, b, c = source("a", "2017-01-01"), source("b", None), source("c", "2019-01-01")
    assert not conflicts([a, b, c], [held(a, HOA), held(b, MEN), held(c, HOA)])
    late = source("d", "2023-01-01")  # long after the term that it tells of
    assert not conflicts(
        [a, c, late], [held(a, HOA, term="2010-2015"), held(late, HOA, term="2010-2015"), held(c, MEN)]
    )


def test_a_body_has_several_deputies() -> None:
    a, b, c = source("a", "2017-01-01"), source("b", "2018-01-01"), source("c", "2019-01-01")
    assert not conflicts([a, b, c], [held(a, HOA, deputy=True), held(b, MEN, deputy=True), held(c, HOA, deputy=True)])


def test_one_head_of_two_committees_of_different_places() -> None:
    a, b, c = source("a", "2017-01-01"), source("b", "2018-01-01"), source("c", "2019-01-01")
    elsewhere = provincial_committee(DONG_THAP)
    told = [held(a, HOA), held(b, HOA), held(b, HOA, elsewhere), held(c, HOA), held(c, HOA, elsewhere)]
    (found,) = conflicts([a, b, c], told)
    assert (found.kind, found.label) == ("two-posts", HOA)


def test_left_and_held_afterwards() -> None:
    a, b = source("a", "2017-01-01"), source("b", "2018-01-01")
    (found,) = conflicts([a, b], [held(a, HOA, status="former"), held(b, HOA)])
    assert found.kind == "order"
    assert {told.article for told in (*found.one, *found.other)} == {"a", "b"}
    soon = source("c", "2017-02-01")
    assert not conflicts([a, soon], [held(a, HOA, status="former"), held(soon, HOA)])  # the press keeps a title a while


def test_figures_of_different_articles() -> None:
    a, b = source("a"), source("b")
    (found,) = conflicts([a, b], [counted(a, 120), counted(b, 125)])
    assert found.kind == "figures"
    assert not conflicts([a, b], [counted(a, 120), counted(b, 120)])
    assert not conflicts([a, b], [counted(a, 120), counted(b, 125, "about")])
    assert not conflicts([a, b], [counted(a, 120), counted(b, 125, end="2020-12-31")])
    assert not conflicts([a], [counted(a, 120), counted(a, 125)])
    again = source("c", story="a")
    assert not conflicts([a, again], [counted(a, 120), counted(again, 125)])  # one story, printed twice


def test_two_dates_of_one_document() -> None:
    a, b = source("a"), source("b")
    (found,) = conflicts([a, b], [document(a, "2016-05-15"), document(b, "2016-05-16")])
    assert found.kind == "document-dates"
    assert not conflicts([a, b], [document(a, "2016-05-15"), document(b, None)])


# ---- from articles to the command line -----------------------------------------------------------------------------

ARTICLES = (
    ("mot", "2017-03-01", "Ông Lê Văn Hòa, Chủ tịch UBND tỉnh Bến Tre, dự lễ khánh thành."),
    ("hai", "2018-03-01", "Bà Đỗ Thị Mến, Chủ tịch UBND tỉnh Bến Tre, phát biểu tại hội nghị."),
    ("ba", "2019-03-01", "Ông Lê Văn Hòa, Chủ tịch UBND tỉnh Bến Tre, tiếp công dân."),
    ("bon", "2018-06-01", "Bà Đỗ Thị Mến, Chủ tịch UBND tỉnh Bến Tre, thăm trường học."),
    ("nam", "2017-03-01", "Ông Cao Văn Tới, Chủ tịch UBND tỉnh An Giang, dự hội nghị."),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("conflicts")
    lines = [json.dumps({"id": name, "published": day, "text": text}) for name, day, text in ARTICLES]
    (folder / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return dangbo.build([folder / "articles.jsonl"], folder / "out")


def said(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["conflicts", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_command_lists_both_sides(built: Workspace) -> None:
    told = said(built.path)
    assert "two-heads" in told
    assert "1 contradiction\n" in told
    assert all(words in told for words in ("Lê Văn Hòa", "Đỗ Thị Mến", "2018-03-01", "hai"))


def test_programs_read_them_as_answers(built: Workspace) -> None:
    header, row = said(built.path, "--format", "csv").splitlines()
    assert header.startswith("kind,about,id,says1,date1,article1,quote1,fact1,says2")
    assert row.startswith("two-heads,Chủ tịch Ủy ban nhân dân tỉnh Bến Tre,conflict-")
    (binding,) = json.loads(said(built.path, "-f", "json"))["results"]["bindings"]
    assert binding["kind"]["value"] == "two-heads"


def test_by_kind_and_place(built: Workspace) -> None:
    assert "1 contradiction\n" in said(built.path, "--kind", "two-heads", "--kind", "order", "--place", "ben tre")
    assert "0 contradictions\n" in said(built.path, "--kind", "order")
    assert "0 contradictions\n" in said(built.path, "--place", "An Giang")
    for arguments, told in ((["--kind", "three-heads"], "three-heads"), (["--place", "Atlantis"], "no such place")):
        with pytest.raises(UsageError, match=told):
            CliRunner().invoke(app, ["conflicts", str(built.path), *arguments], catch_exceptions=False)


def test_the_report_counts_and_lists_them(built: Workspace) -> None:
    (found,) = built.conflicts()
    assert built.report.conflicts == {"two-heads": 1}
    assert [(one.id, one.kind) for one in built.report.first_conflicts] == [(found.id, "two-heads")]


def test_a_folder_of_an_earlier_version_says_so(built: Workspace, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(built.path, tmp_path / "out")
    (tmp_path / "out" / CONFLICTS).unlink()
    with pytest.raises(UsageError, match="build it again"):
        list(Workspace(tmp_path / "out").conflicts())


def test_every_kind_is_documented() -> None:
    text = (Path(__file__).parent.parent / "docs" / "timeline.md").read_text(encoding="utf-8")
    assert all(f"`{kind}`" in text for kind in KINDS)
