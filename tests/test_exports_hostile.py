"""Exports of a graph in which every text that an article can choose is hostile."""

from __future__ import annotations

import csv
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
from markdown_it import MarkdownIt
from rdflib import Graph

from exports import formats
from exports.csv_tables import guarded
from exports.source import ExportError, Source
from exports.tables import FAMILIES
from extraction.facts import Adoption, Fact
from graph import network
from graph.assemble import triples
from graph.descriptions import Descriptions
from graph.resolve import resolve
from graph.turtle import turtle
from ontology import terms
from tests.small_graph import CHAU_THANH_BEN_TRE, article, evidence, provincial_committee, small, tenure

BIN = Path(sys.executable).parent
EVIL = '=HYPERLINK("http://evil.example","x")\x0b\x1f<script>alert(1)</script> [a](javascript:alert(2)) *b* \u202e|\''


@pytest.fixture
def hostile(tmp_path: Path) -> Source:
    """A graph in which every text that an article can choose is hostile."""
    articles, facts = small()
    text = f"- Huyện Châu Thành nhân rộng mô hình “{EVIL}”\nvà +84 @ai"
    bad = article("=cmd", text, title=EVIL, publisher=EVIL, creator=EVIL, source="https://a.example//x?a=(b)&c='d'")
    told: list[Fact] = [
        *facts,
        Adoption(
            unit=CHAU_THANH_BEN_TRE, programme=EVIL, action="replicate", evidence=(evidence(bad, text, rule="named"),)
        ),
        tenure(bad, text, EVIL, provincial_committee(CHAU_THANH_BEN_TRE)),
    ]
    path = tmp_path / "graph.ttl"
    path.write_bytes(turtle(triples(resolve([*articles, bad], told))))
    return Source(path, lambda: network.view(Descriptions(path)))


def test_hostile_text_comes_back_to_the_letter(hostile: Source, tmp_path: Path) -> None:
    wanted = {quad.triple for quad in hostile.quads()}
    for name, format in (
        ("turtle", ox.RdfFormat.TURTLE),
        ("ntriples", ox.RdfFormat.N_TRIPLES),
        ("nquads", ox.RdfFormat.N_QUADS),
        ("trig", ox.RdfFormat.TRIG),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        formats.write_file(formats.FORMATS[name], hostile, tmp_path / name)
        assert {quad.triple for quad in ox.parse(path=str(tmp_path / name), format=format)} == wanted, name
    assert len(Graph().parse(tmp_path / "jsonld", format="json-ld")) == len(wanted)


def test_no_cell_is_a_formula_and_no_word_is_lost(hostile: Source, tmp_path: Path) -> None:
    import duckdb

    formats.write_folder(formats.FORMATS["csv"], hostile, tmp_path / "csv")
    formats.write_folder(formats.FORMATS["parquet"], hostile, tmp_path / "parquet")
    seen = 0
    for family in FAMILIES:
        with (tmp_path / "csv" / f"{family.name}.csv").open(encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        exact = duckdb.sql(f"SELECT * FROM '{tmp_path}/parquet/{family.name}.parquet'")
        for row, truth in zip(rows, exact.fetchall(), strict=True):
            for column, true in zip(family.columns, truth, strict=True):
                cell = row[column.name]
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                if column.kind == "text":
                    assert (cell.removeprefix("'") or None) == true
                    seen += cell.startswith("'")
    assert seen >= 4


@pytest.mark.parametrize("words", ["=1", "+1", "-1", "@a", "\ta", "'a", "''a", "＝1", "a=1", "", "a"])
def test_a_guarded_cell_can_be_undone(words: str) -> None:
    assert guarded(words)[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert guarded(words).removeprefix("'") == words


def test_xml_survives_control_characters(hostile: Source, tmp_path: Path) -> None:
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        formats.write_file(formats.FORMATS[name], hostile, tmp_path / name)
        labels = {label for _, label in read(tmp_path / name).nodes(data="label")}
        assert any("<script>alert(1)</script>" in str(label) for label in labels)


def test_neo4j_files_keep_lists_apart(hostile: Source, tmp_path: Path) -> None:
    formats.write_folder(formats.FORMATS["neo4j"], hostile, tmp_path / "neo4j")
    with (tmp_path / "neo4j" / "Programme.csv").open(encoding="utf-8", newline="") as table:
        (row,) = csv.DictReader(table)
    assert "\x1f" not in row["label:string"]
    assert row["label:string"].startswith("=HYPERLINK")


def test_followthemoney_takes_hostile_names(hostile: Source, tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    formats.write_file(formats.FORMATS["followthemoney"], hostile, path)
    done = subprocess.run([str(BIN / "ftm"), "validate", "-i", str(path), "-o", str(tmp_path / "v")], check=False)
    assert done.returncode == 0


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_a_dossier_shows_hostile_text_as_text(name: str, hostile: Source, tmp_path: Path) -> None:
    (programme,) = hostile.descriptions.of_class(terms.Programme)
    counts = formats.write_file(formats.FORMATS[name], hostile, tmp_path / "dossier", programme.iri)
    assert counts == {"programmes": 1, "articles": 1}
    written = (tmp_path / "dossier").read_text(encoding="utf-8")
    page = _Tags()
    shown = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(written) if name == "markdown" else written
    page.feed(shown)
    text = " ".join("".join(page.text).split())
    assert "<script>alert(1)</script> [a](javascript:alert(2)) *b*" in text
    assert "\u202e" not in text
    assert "script" not in page.tags
    assert {link for link in page.links if not link.startswith("#source-")} <= {
        programme.iri,
        "https://a.example//x?a=(b)&c='d'",
        "https://a.example//x?a=(b)&c='d'".replace("'", "%27"),
    }
    assert page.links


def test_an_export_is_replaced_whole_or_not_at_all(
    hostile: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> dict[str, int]:
        raise OSError("no space left")

    formats.write_file(formats.FORMATS["turtle"], hostile, tmp_path / "a.ttl")
    formats.write_folder(formats.FORMATS["csv"], hostile, tmp_path / "csv")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()}
    monkeypatch.setattr("exports.turtle.write", fail)
    monkeypatch.setattr("exports.csv_tables.write", fail)
    for _ in range(2):
        with pytest.raises(OSError, match="no space"):
            formats.write_file(formats.FORMATS["turtle"], hostile, tmp_path / "a.ttl")
        with pytest.raises(OSError, match="no space"):
            formats.write_folder(formats.FORMATS["csv"], hostile, tmp_path / "csv")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()} == before
    (tmp_path / "csv" / "mine.txt").touch()
    with pytest.raises(ExportError, match="holds other files"):
        formats.write_folder(formats.FORMATS["csv"], hostile, tmp_path / "csv")
