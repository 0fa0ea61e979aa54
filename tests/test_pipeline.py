"""The run: the same articles give the same bytes, and a build appears whole or not at all."""

from __future__ import annotations

import errno
import itertools
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

import dangbo
from dangbo import readings
from dangbo.errors import DefectError, NothingReadError, UsageError
from tests.conftest import written

ROOT = Path(__file__).resolve().parent.parent
NAMES = (
    *("graph.ttl", "graph.html", "facts.jsonl", "articles.jsonl", "conflicts.jsonl"),
    *("identity.jsonl", "undecided.toml", "report.json", "dangbo.json"),
)

CHAU_THANH = """Huyện ủy Châu Thành sơ kết công tác xây dựng Đảng

08/05/2019 - 07:49

Sáng 8-5, Huyện ủy Châu Thành, tỉnh Bến Tre tổ chức hội nghị.
Đồng chí Nguyễn Văn Mẫu, Bí thư Huyện ủy Châu Thành, chủ trì hội nghị.

Năm 2018, Đảng bộ huyện kết nạp 120 đảng viên.
Huyện ủy tiếp tục triển khai thực hiện Chỉ thị số 05-CT/TW của Bộ Chính trị.
"""
TAM_NONG = """Tam Nông tập trung phát triển đảng viên

Thứ Hai, 10/06/2019, 08:10 [GMT+7]

Ông Trần Thị Thử, Chủ tịch UBND huyện Tam Nông, tỉnh Đồng Tháp, phát biểu tại buổi làm việc.
Năm 2018, Đảng bộ huyện Tam Nông kết nạp 98 đảng viên.
"""
FOOTBALL = "Đội chủ nhà thắng trận\n\nTrời mưa từ sáng, và trận đấu kết thúc muộn.\n"
TEXTS = {"chau-thanh": CHAU_THANH, "tam-nong": TAM_NONG, "football": FOOTBALL}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles", TEXTS)


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in NAMES if (out / name).exists()}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def rows(out: Path) -> dict[str, dict[str, object]]:
    lines = (out / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def report(out: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((out / "report.json").read_bytes())
    return loaded


def test_a_build_is_whole_and_opens(articles: Path, tmp_path: Path) -> None:
    built = dangbo.build(articles, tmp_path / "out")
    assert names(tmp_path / "out") == {*NAMES, "store", ".dangbo"}
    again = dangbo.open(tmp_path / "out")
    facts = list(again.facts())
    assert facts
    texts = {path.stem: path.read_bytes().decode() for path in articles.iterdir()}
    for evidence in itertools.chain.from_iterable(fact.evidence for fact in facts):
        assert texts[evidence.article][evidence.start : evidence.end] == evidence.quote
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert again.ask(count).values() == built.ask(count).values() == [(str(len(again.graph)),)]
    assert again.network().number_of_nodes() > 0


def test_every_kind_of_fact_fits_the_shapes(tmp_path: Path) -> None:
    """The golden articles hold every family and every kind of agent, actor and unit: all of them can be modelled."""
    built = dangbo.build(ROOT / "tests" / "golden" / "articles", tmp_path / "out")
    asked = "SELECT DISTINCT ?kind { ?fact dang:evidence ?e . ?fact a ?kind }"
    told = " ".join(row[0] for row in built.ask(asked).values())
    for kind in ("Tenure", "Change", "Implementation", "Admission", "Count", "Participation", "Adoption"):
        assert kind in told, kind


def test_the_report_tells_of_every_article(articles: Path, tmp_path: Path) -> None:
    (articles / "empty.txt").touch()
    dangbo.build([articles, articles / "chau-thanh.txt", tmp_path / "missing.txt"], tmp_path / "out")
    told = report(tmp_path / "out")
    articles_told = rows(tmp_path / "out")
    assert list(articles_told) == ["chau-thanh", "football", "tam-nong"]
    assert articles_told["chau-thanh"]["title"] == "Huyện ủy Châu Thành sơ kết công tác xây dựng Đảng"
    assert articles_told["chau-thanh"]["published"] == "2019-05-08"
    assert articles_told["chau-thanh"]["facts"]
    assert articles_told["chau-thanh"]["why_none"] is None
    assert articles_told["football"]["facts"] == {}
    assert articles_told["football"]["why_none"]
    assert (told["articles"], told["without_facts"]) == (3, 1)
    assert [row["reason"] for row in told["refused"]] == ["empty file", "no such file or folder"]
    assert [row["id"] for row in told["duplicates"]] == ["chau-thanh"]


def test_any_order_gives_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    files = sorted(articles.iterdir())
    orders = list(itertools.permutations(files))
    results = []
    for number in (0, 3, 5):
        dangbo.build(orders[number], tmp_path / f"out-{number}")
        results.append(contents(tmp_path / f"out-{number}"))
    assert results[0] == results[1] == results[2]
    lines = tmp_path / "all.jsonl"
    records = [{"id": path.stem, "text": path.read_bytes().decode()} for path in reversed(files)]
    lines.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    dangbo.build(lines, tmp_path / "out-lines")
    assert contents(tmp_path / "out-lines")["graph.ttl"] == results[0]["graph.ttl"]


def test_a_build_replaces_the_one_before(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dangbo.build(articles, out)
    first = contents(out)
    (articles / "tam-nong.txt").unlink()
    dangbo.build(articles, out)
    assert contents(out)["graph.ttl"] != first["graph.ttl"]
    dangbo.build(articles / "chau-thanh.txt", out)
    dangbo.build(articles, tmp_path / "fresh")
    dangbo.build(articles, out)
    assert contents(out) == contents(tmp_path / "fresh")


def test_articles_without_a_fact_make_a_graph_all_the_same(articles: Path, tmp_path: Path) -> None:
    built = dangbo.build(articles / "football.txt", tmp_path / "out")
    assert list(built.facts()) == []
    assert built.report.facts == {}
    assert built.page.exists()


def test_nothing_read(tmp_path: Path, articles: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(NothingReadError, match="no such file or folder"):
        dangbo.build(tmp_path / "missing.txt", out)
    assert [row["where"] for row in report(out)["refused"]] == [str(tmp_path / "missing.txt")]
    with pytest.raises(UsageError, match="holds no graph"):
        dangbo.open(out)
    dangbo.build(articles, out)
    before = contents(out)
    with pytest.raises(NothingReadError, match="earlier build stays"):
        dangbo.build(tmp_path / "missing.txt", out)
    assert contents(out) == before


def test_the_folder_written_to_is_not_read(articles: Path) -> None:
    out = articles / "out"
    dangbo.build(articles, out)
    first = contents(out)
    dangbo.build(articles, out)
    assert contents(out) == first
    assert report(out)["refused"] == []


def test_a_foreign_folder_is_left_alone(articles: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter-1.txt").write_text("Chương một", encoding="utf-8")
    with pytest.raises(UsageError, match="was not written by dangbo"):
        dangbo.build(articles, foreign)
    assert names(foreign) == {"chapter-1.txt"}
    with pytest.raises(UsageError, match="a file, not a folder"):
        dangbo.build(articles, foreign / "chapter-1.txt")
    (tmp_path / "empty").mkdir()
    dangbo.build(articles, tmp_path / "empty")


def _full_database() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return error


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("graph.turtle.write", OSError(errno.ENOSPC, "No space left on device")),
        ("graph.people.People.settle", _full_database()),
        ("graph.store.GraphStore.create", OSError("IO error: No space left on device: While appending to file: x.sst")),
    ],
)
def test_a_full_disk_is_told(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, error: Exception
) -> None:
    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(where, full)
    with pytest.raises(UsageError, match="cannot be written to: No space left on device"):
        dangbo.build(articles, tmp_path / "out")
    assert names(tmp_path / "out") == {".dangbo", ".journal"}


def test_a_graph_that_breaks_a_promise_is_not_written(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told what is wrong and which article tells it, and the others can be built."""
    import msgspec

    from extraction import extract
    from extraction.article import Article
    from extraction.facts import Admission, Fact

    def backwards(article: Article) -> list[Fact]:
        return [
            msgspec.structs.replace(fact, start=fact.end, end=fact.start)
            if isinstance(fact, Admission) and article.id == "tam-nong"
            else fact
            for fact in extract(article)
        ]

    monkeypatch.setattr(readings, "extract", backwards)
    out = tmp_path / "out"
    with pytest.raises(DefectError, match=r"(?s)id:admission-[\w-]+: .*\ntold by these .* with\n  --remove tam-nong$"):
        dangbo.build(articles, out)
    assert names(out) == {".dangbo", ".journal"}
    assert dangbo.build(articles, out, remove=["tam-nong"]).report.articles == len(TEXTS) - 1


def test_a_quote_that_is_not_there_is_not_written(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    from extraction import extract
    from extraction.article import Article
    from extraction.facts import Fact

    def shifted(article: Article) -> list[Fact]:
        replace = msgspec.structs.replace
        return [
            replace(fact, evidence=tuple(replace(e, start=e.start + 1, end=e.end + 1) for e in fact.evidence))
            for fact in extract(article)
        ]

    monkeypatch.setattr(readings, "extract", shifted)
    with pytest.raises(DefectError):
        dangbo.build(articles, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_error_of_extraction_names_the_article(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(article: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(readings, "extract", fail)
    with pytest.raises(RuntimeError) as caught:
        dangbo.build(articles, tmp_path / "out")
    assert caught.value.__notes__ == [
        f"while reading article 'chau-thanh' from {articles / 'chau-thanh.txt'}",
        "the next build leaves it out with --remove chau-thanh",
    ]


def test_another_namespace(articles: Path, tmp_path: Path) -> None:
    built = dangbo.build(articles, tmp_path / "out", base="https://example.org/kg/")
    assert b"https://example.org/kg/" in built.turtle.read_bytes()
    assert b"https://w3id.org/dangbo/id/" not in built.turtle.read_bytes()
    with pytest.raises(UsageError, match="not a namespace"):
        dangbo.build(articles, tmp_path / "out", base="kg")
