"""Decisions of people through builds: followed, kept, told; and why mentions are one."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import dangbo
from dangbo import identities
from dangbo.cli import main
from dangbo.errors import UsageError
from tests.conftest import written
from tests.test_pipeline import contents

NAME = "Nguyễn Văn Hùng"
TEXTS = {
    "mot": f"Đồng chí {NAME}, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre chủ trì hội nghị.",
    "hai": f"Đồng chí {NAME}, Bí thư Huyện ủy Ba Tri, tỉnh Bến Tre phát biểu tại hội nghị.",
    "ba": f"Đồng chí {NAME}, Giám đốc Sở Nội vụ tỉnh Lào Cai phát biểu tại hội nghị.",
}
SAME = f'[[same]]\nmentions = [["mot", "{NAME}"], ["ba", "{NAME}"]]\nnote = "Chuyển công tác."\n'
APART = f'[[apart]]\nmentions = [["mot", "{NAME}"], ["hai", "{NAME}"]]\n'


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles", TEXTS)


def persons(out: Path) -> list[list[str]]:
    found = identities.about(dangbo.open(out), "nguyen van hung")
    return sorted([article for article, _ in person.mentions] for person, _ in found)


def test_decisions_are_followed_and_stay_through_later_builds(articles: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "mine.toml"
    dangbo.build(articles, out)
    assert persons(out) == [["ba"], ["hai", "mot"]]
    file.write_text(SAME + APART, encoding="utf-8")
    dangbo.build(articles, out, decisions=file)
    assert persons(out) == [["ba", "mot"], ["hai"]]
    assert (out / "decisions.toml").read_bytes() == file.read_bytes()
    whole = contents(out)
    dangbo.build([], out, remove=["hai"])
    assert dangbo.open(out).report.decisions_unmatched == (f"line 4: article 'hai' names no '{NAME}'",)
    dangbo.build(articles / "hai.txt", out, add=True)
    assert contents(out)["graph.ttl"] == whole["graph.ttl"]
    assert contents(out)["identity.jsonl"] == whole["identity.jsonl"]
    file.write_text(APART, encoding="utf-8")  # changed where it is kept: the copy follows
    dangbo.build([], out, decisions=file)
    assert persons(out) == [["ba"], ["hai"], ["mot"]]
    (out / "decisions.toml").unlink()
    dangbo.build([], out)
    assert persons(out) == [["ba"], ["hai", "mot"]]


def test_a_copy_changed_by_hand_is_followed_and_never_written_over(articles: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "mine.toml"
    file.write_text(SAME, encoding="utf-8")
    dangbo.build(articles, out, decisions=file)
    (out / "decisions.toml").write_text(APART, encoding="utf-8")
    with pytest.raises(UsageError, match="was changed by hand"):
        dangbo.build(articles, out, decisions=file)
    dangbo.build(articles, out)
    assert persons(out) == [["ba"], ["hai"], ["mot"]]
    assert (out / "decisions.toml").read_text(encoding="utf-8") == APART
    assert dangbo.validate(out).valid


@pytest.mark.parametrize(
    ("text", "told"), [(b"[[same]]\n", "mine.toml: line 1: two mentions"), (b"\xff", "mine.toml: not UTF-8")]
)
def test_decisions_that_cannot_be_followed_stop_the_build(
    articles: Path, tmp_path: Path, text: bytes, told: str
) -> None:
    (tmp_path / "mine.toml").write_bytes(text)
    with pytest.raises(UsageError, match=told):
        dangbo.build(articles, tmp_path / "out", decisions=tmp_path / "mine.toml")
    with pytest.raises(UsageError, match="cannot be read"):
        dangbo.build(articles, tmp_path / "out", decisions=tmp_path / "none.toml")


def test_open_pairs_can_be_pasted(tmp_path: Path) -> None:
    """Whatever the names and ids of articles: each pair is a decision as it stands, the rest are comments."""
    hostile = 'x"\\\n[[same]]\x7f'
    doubts = [
        identities.Doubt(one="person-a", other="person-b", label=hostile, mentions=pair, because=hostile)
        for pair in ((("a", hostile), (hostile, "Lê Văn An")), (("a", "Lê Văn An"), ("b", "Lê Văn An")))
    ]
    identities.write([], doubts, tmp_path)
    text = (tmp_path / "undecided.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {}
    wanted = ("# [[same]]", "# mentions")
    pasted = "".join(line[2:] + "\n" for line in text.splitlines() if line.startswith(wanted))
    assert [row["mentions"] for row in tomllib.loads(pasted)["same"]] == [
        [list(one) for one in doubt.mentions] for doubt in doubts
    ]


def test_why(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    dangbo.build(articles, out)
    monkeypatch.setattr("sys.argv", ["dangbo", "why", str(out), "nguyen van hung"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "both are Bí thư at Huyện ủy Ba Tri" in said
    with pytest.raises(UsageError, match="no person 'Lê Văn Không'"):
        identities.about(dangbo.open(out), "Lê Văn Không")
    rows = [json.loads(line) for line in (out / "identity.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["type"] for row in rows} <= {"person", "undecided"}


def test_same_and_apart_write_decisions(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    built = dangbo.build(articles, out)
    one, other = (person.id for person, _ in identities.about(built, NAME))
    identities.decide(built, "same", [one, other])
    identities.decide(built, "apart", ["mot:nguyen van hung", f"hai:{NAME}"])
    told = (out / "decisions.toml").read_bytes()
    assert [len(rows) for rows in tomllib.loads(told.decode()).values()] == [1, 1]
    with pytest.raises(UsageError, match="and the same by other decisions"):
        identities.decide(built, "apart", [one, other])
    with pytest.raises(UsageError, match="no person and no mention 'mot:Lê Văn Không'"):
        identities.decide(built, "same", [one, "mot:Lê Văn Không"])
    assert (out / "decisions.toml").read_bytes() == told
    dangbo.build([], out)
    assert sorted(map(len, persons(out))) == [1, 2]
