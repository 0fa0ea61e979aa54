"""`dangbo validate`: what a person and a program are told of a folder, and of anybody's Turtle."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import dangbo
from dangbo import validation
from dangbo.errors import UsageError
from tests.conftest import written
from tests.test_cli import dangbo as command
from tests.test_pipeline import CHAU_THANH, TEXTS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles/ and out/, built once."""
    made = tmp_path_factory.mktemp("validate")
    dangbo.build(written(made / "articles", TEXTS), made / "out")
    return made


@pytest.fixture
def out(folder: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    shutil.copytree(folder / "out", tmp_path / "out")
    return tmp_path / "out"


def broken(found: validation.Validation) -> set[str]:
    return {finding.name for finding in found.findings if finding.violations}


def test_a_built_folder_is_valid(folder: Path) -> None:
    found = dangbo.validate(folder / "out", folder / "articles")
    assert found.valid
    assert found.not_checked == ()
    assert found.counts["articles"] == 3
    assert found.counts["evidence"] >= found.counts["facts"] > 0
    assert [finding.name for finding in found.findings][-4:] == ["files", "store", "facts", "texts"]


def test_a_person_reads(folder: Path) -> None:
    done = command("validate", folder / "out")
    assert done.returncode == 0
    assert "  kept    each place lies in one province, the same one all the way up\n" in done.stdout
    assert "  not checked  whether the quotes stand in the articles" in done.stdout
    assert done.stdout.endswith("\nvalid\n")


def test_a_program_reads(out: Path) -> None:
    graph = out / "graph.ttl"
    graph.write_text(graph.read_text("utf-8").replace("dang:confidence 0", "dang:confidence 7"), encoding="utf-8")
    done = command("validate", out, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["valid"] is False
    assert told["counts"]["articles"] == 3
    wrong = {one["name"]: one["violations"] for one in told["findings"] if one["violations"]}
    assert set(wrong) == {"shapes", "files", "store"}
    assert wrong["shapes"][0]["path"] == "https://w3id.org/dangbo/ontology#confidence"
    assert wrong["files"] == [{"focus": "graph.ttl", "path": "", "message": "has been changed since", "value": ""}]


def test_quotes_that_stand_elsewhere_are_found_in_the_text(folder: Path, out: Path) -> None:
    """Offsets moved together fit their quote: only the text, or the facts on disk, can tell."""
    graph = (out / "graph.ttl").read_text("utf-8")
    moved = re.sub(r"(dang:(?:start|end)) (\d+)", lambda m: f"{m[1]} {int(m[2]) + 1}", graph)
    (out / "graph.ttl").write_text(moved, encoding="utf-8")
    found = dangbo.validate(out, folder / "articles")
    assert broken(found) == {"files", "store", "facts", "texts"}
    told = [violation.message for one in found.findings if one.name == "texts" for violation in one.violations]
    assert len(told) == found.counts["evidence"]
    assert all(said.startswith("the quote is '") and "the article has '" in said for said in told)
    alone = out.parent / "alone.ttl"
    alone.write_text(moved, encoding="utf-8")
    assert dangbo.validate(alone).valid
    assert broken(dangbo.validate(alone, folder / "articles")) == {"texts"}


def test_another_text_and_no_text(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "articles" / "tam-nong.txt", tmp_path)
    (tmp_path / "chau-thanh.txt").write_text(CHAU_THANH.replace("120", "121"), encoding="utf-8")
    found = dangbo.validate(folder / "out", tmp_path)
    assert broken(found) == {"texts"}
    assert [v.message for f in found.findings for v in f.violations] == [
        f"the text in {tmp_path / 'chau-thanh.txt'} is not the one that was read"
    ]
    assert found.not_checked == ("the quotes of 1 of 3 articles, whose texts are not given: football",)
    assert "no such file" in dangbo.validate(folder / "out", tmp_path / "none").not_checked[0]


def test_a_store_of_another_graph(out: Path) -> None:
    store = ox.Store(str(out / "store"))
    quad = next(store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label"), None))
    store.remove(quad)
    store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal("Một tên khác", language="vi")))
    store.flush()
    del store
    found = dangbo.validate(out)
    assert broken(found) == {"store"}
    (out / "store" / "CURRENT").unlink()
    assert broken(dangbo.validate(out)) == {"store"}


def test_files_that_are_gone_or_broken(out: Path) -> None:
    (out / "graph.html").unlink()
    (out / "facts.jsonl").write_text("{}\n", encoding="utf-8")
    found = {f.name: [str(v) for v in f.violations] for f in dangbo.validate(out).findings if f.violations}
    assert found["files"] == ["facts.jsonl: has been changed since", "graph.html: is missing"]
    assert "facts.jsonl: cannot be read: " in found["facts"][0]


def test_turtle_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_text(
        "@prefix dang: <https://w3id.org/dangbo/ontology#> .\n"
        '<#p> a dang:Person ; <http://www.w3.org/2000/01/rdf-schema#label> "\x1b[31mAn\\u0007"@vi, "Ân"@vi .\n'
        '<#t> a dang:Tenure ; dang:holds <#p> ; dang:firstAttested "2020-02-30" .\n',
        encoding="utf-8",
    )
    done = command("validate", path)
    assert done.returncode == 1
    for said in (
        "broken  every fact has evidence, and every quote fits its offsets: 1 times",
        "a fact has at least one dang:evidence",
        "a person has exactly one rdfs:label, tagged @vi",
        "a tenure has at most one dang:firstAttested, an xsd:date",
        "is no term of the vocabulary (found: dang:holds)",
        "not valid: ",
    ):
        assert said in done.stdout
    (tmp_path / "else.ttl").write_text("<a> a <http://xmlns.com/foaf/0.1/Person> .", encoding="utf-8")
    assert "there is nothing to validate" in command("validate", tmp_path / "else.ttl").stdout


def test_what_cannot_be_validated(tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<a> <b>\n<c> ", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for name, said in (("bad.ttl", "not Turtle"), ("none.ttl", "no such file"), ("folder", "not a folder that dangbo")):
        with pytest.raises(UsageError, match=said):
            dangbo.validate(tmp_path / name)
    assert command("validate", tmp_path / "bad.ttl").returncode == 2
