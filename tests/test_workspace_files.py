"""Facts and articles on disk, read by programs that are not ours, as docs/workspace.md has it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import dangbo
from dangbo.workspace import Workspace
from extraction.facts import Admission, Tenure
from tests.test_pipeline import ROOT

DOCUMENT = (ROOT / "docs" / "workspace.md").read_text(encoding="utf-8")
BLOCKS: list[str] = re.findall(r"<!-- runnable -->\n```python\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Articles with facts of every family."""
    folder = tmp_path_factory.mktemp("files")
    return dangbo.build(ROOT / "examples" / "articles", folder / "out")


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split(maxsplit=2)[1] for block in BLOCKS])
def test_what_the_document_shows_runs(built: Workspace, block: str) -> None:
    command = [sys.executable, "-c", block]
    done = subprocess.run(command, cwd=built.path.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) > 5


def test_duckdb_reads_what_is_there(built: Workspace) -> None:
    import duckdb

    facts = f"read_json('{built.path}/facts.jsonl', sample_size = -1)"
    types = {row[0]: str(row[1]) for row in duckdb.sql(f"DESCRIBE FROM {facts}").fetchall()}
    assert (types["start"], types["earliest"], types["evidence"][-2:]) == ("DATE", "DATE", "[]")
    assert set(types) == _documented_columns()
    told = Counter(type(fact).__struct_config__.tag for fact in built.facts())
    assert dict(duckdb.sql(f"SELECT type, count(*) FROM {facts} GROUP BY ALL").fetchall()) == told
    tenures = duckdb.sql(
        f"SELECT person.name, role.vi, organization.label FROM {facts} WHERE type = 'tenure'"
    ).fetchall()
    wanted = [(f.person.name, f.role.vi, f.organization.label) for f in built.facts() if isinstance(f, Tenure)]
    assert sorted(tenures) == sorted(wanted)
    articles = duckdb.sql(f"SELECT id, published, characters FROM '{built.path}/articles.jsonl'").fetchall()
    assert articles == [(row.id, row.published, row.characters) for row in built.articles()]


def test_polars_reads_what_is_there(built: Workspace) -> None:
    import polars as pl

    facts = pl.read_ndjson(built.path / "facts.jsonl", infer_schema_length=None)
    assert set(facts.columns) == _documented_columns()
    admissions = facts.filter(pl.col("type") == "admission")
    wanted = [fact.value for fact in built.facts() if isinstance(fact, Admission)]
    assert sorted(admissions["value"].to_list()) == sorted(wanted)
    evidence = facts.explode("evidence").select(pl.col("evidence").struct.unnest())
    assert evidence.height == sum(len(fact.evidence) for fact in built.facts())
    assert pl.read_ndjson(built.path / "articles.jsonl", infer_schema_length=None).height == built.report.articles


def test_pandas_reads_what_is_there(built: Workspace) -> None:
    import pandas as pd

    facts = pd.read_json(built.path / "facts.jsonl", lines=True)
    assert set(facts.columns) == _documented_columns()
    assert len(facts) == sum(1 for _ in built.facts())
    evidence = pd.json_normalize(facts.explode("evidence")["evidence"].tolist())
    assert set(evidence["status"].dropna()) <= {"current", "former", "incoming"}
    articles = pd.read_json(built.path / "articles.jsonl", lines=True)
    assert set(evidence["article"]) <= set(articles["id"])
    assert articles["id"].is_unique


def _documented_columns() -> set[str]:
    """The first table of the section on facts.jsonl: type by type, its columns."""
    section = DOCUMENT.split("### `facts.jsonl`")[1].split("###")[0]
    rows = re.findall(r"^\| `(\w+)` \| (`.*`) \|$", section, re.MULTILINE)
    assert len(rows) == 9
    return {"type", "evidence", *(name for _, names in rows for name in re.findall(r"`(\w+)`", names))}


def test_every_column_is_documented(built: Workspace) -> None:
    import msgspec

    from dangbo.report import ArticleReport

    of_type = dict(re.findall(r"^\| `(\w+)` \| (`.*`) \|$", DOCUMENT.split("### `facts.jsonl`")[1], re.MULTILINE))
    for fact in built.facts():
        row = msgspec.to_builtins(fact)
        assert row.keys() - {"type", "evidence"} == set(re.findall(r"`(\w+)`", of_type[row["type"]]))
    section = DOCUMENT.split("### `articles.jsonl`")[1].split("###")[0]
    assert set(ArticleReport.__struct_fields__) <= set(re.findall(r"`(\w+)`", section))


def test_the_files_say_nothing_of_the_machine(built: Workspace) -> None:
    for path in sorted(Path(built.path).iterdir()):
        if path.is_file() and path.name not in ("articles.jsonl", "report.json"):
            assert str(built.path.parent).encode() not in path.read_bytes()


def test_every_promise_is_kept(built: Workspace) -> None:
    found = dangbo.validate(built.path, ROOT / "examples" / "articles")
    assert [finding for finding in found.findings if finding.violations] == []
    assert found.not_checked == ()
    assert found.counts["articles"] == built.report.articles
