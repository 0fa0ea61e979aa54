"""Every export, read back by a program that is not ours."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef

import dangbo
import ontology
from dangbo.errors import UsageError
from dangbo.workspace import Workspace
from exports import formats
from exports.csv_tables import PACKAGE
from exports.neo4j import LABELS
from exports.source import ExportError
from exports.tables import FAMILIES
from graph import results
from ontology import terms

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
rapper = pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper is not installed (Debian: raptor2-utils)")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo graph."""
    return dangbo.build([ROOT / "examples" / "articles"], tmp_path_factory.mktemp("exports") / "out")


@pytest.fixture(scope="module")
def exported(built: Workspace) -> dict[str, Path]:
    """The demo graph in every format of the whole graph."""
    folder = built.path.parent
    return {
        one.name: built.export(one.name, folder / f"graph{one.ending}" if one.ending else folder / one.name).path
        or folder
        for one in formats.FORMATS.values()
        if one.of == "graph"
    }


@pytest.fixture(scope="module")
def graph(built: Workspace) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(built.turtle), format=ox.RdfFormat.TURTLE)}


def count(built: Workspace, pattern: str) -> int:
    return int(built.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}").values()[0][0])


# ---- RDF


def test_turtle_is_the_graph_itself(built: Workspace, exported: dict[str, Path]) -> None:
    assert exported["turtle"].read_bytes() == built.turtle.read_bytes()


@rapper
@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig"])
def test_rapper_counts_the_same(name: str, exported: dict[str, Path], graph: set[ox.Triple]) -> None:
    command = ["rapper", "-q", "-i", name, str(exported[name]), "http://a.example/"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()) >= {f"{triple} ." for triple in graph if str(triple).isascii()}
    assert len(set(done.stdout.splitlines())) == len(graph)


@pytest.mark.parametrize(("name", "format"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_triples(
    name: str, format: str, exported: dict[str, Path], graph: set[ox.Triple]
) -> None:
    read = Graph().parse(exported[name], format=format)
    lines = read.serialize(format="nt", encoding="utf-8").decode()
    assert {quad.triple for quad in ox.parse(lines, ox.RdfFormat.N_TRIPLES)} == graph
    assert len(read) == len(graph)


def test_oxigraph_reads_the_same_json_ld(exported: dict[str, Path], graph: set[ox.Triple]) -> None:
    assert {quad.triple for quad in ox.parse(path=str(exported["jsonld"]), format=ox.RdfFormat.JSON_LD)} == graph


def test_json_ld_is_json_that_a_person_can_read(exported: dict[str, Path], graph: set[ox.Triple]) -> None:
    read = json.loads(exported["jsonld"].read_bytes())
    nodes = {node["@id"]: node for node in read["@graph"]}
    assert len(nodes) == len({triple.subject for triple in graph})
    admission = next(node for node in nodes.values() if "Admission" in node["@type"])
    assert isinstance(admission["value"], int)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", admission["from"])
    assert set(nodes[admission["evidence"]]["quote"]) == {"vi"}
    assert nodes[admission["unit"]]["rdfs:label"]["vi"]


@pytest.mark.parametrize("name", ["nquads", "trig"])
def test_each_article_has_a_graph_with_what_it_says(
    name: str, exported: dict[str, Path], built: Workspace, graph: set[ox.Triple]
) -> None:
    read = Dataset().parse(exported[name], format=name)
    quads = [(s, p, o, getattr(g, "identifier", g)) for s, p, o, g in read.quads()]
    assert len({quad[:3] for quad in quads}) == len(graph)
    evidence_of: dict[Any, set[Any]] = {}
    article_of = {s: o for s, p, o, _ in quads if p == URIRef(terms.article)}
    for s, p, o, g in quads:
        if p == URIRef(terms.evidence):
            evidence_of.setdefault((s, g), set()).add(o)
    assert len({g for _, _, _, g in quads if str(g).startswith(terms.ID)}) == count(built, "?a a dang:Article")
    for (_, named), pieces in evidence_of.items():
        assert {article_of[piece] for piece in pieces} == {named}
    outside = {p for _, p, _, g in quads if not str(g).startswith(terms.ID)}
    assert URIRef(terms.evidence) not in outside
    assert URIRef(terms.quote) not in outside


def test_the_two_kinds_of_quads_are_the_same(exported: dict[str, Path]) -> None:
    nquads = set(ox.parse(path=str(exported["nquads"]), format=ox.RdfFormat.N_QUADS))
    assert set(ox.parse(path=str(exported["trig"]), format=ox.RdfFormat.TRIG)) == nquads


@pytest.fixture(scope="module")
def server(exported: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server that has loaded the exported Turtle."""
    folder = tmp_path_factory.mktemp("server")
    program = str(BIN / "oxigraph")
    loaded = [program, "load", "--location", str(folder / "store"), "--file", str(exported["turtle"])]
    subprocess.run(loaded, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        where = f"127.0.0.1:{free.getsockname()[1]}"
    with subprocess.Popen(
        [program, "serve-read-only", "--location", str(folder / "store"), "--bind", where],
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    with urllib.request.urlopen(f"http://{where}/", timeout=10):
                        break
                except (urllib.error.URLError, ConnectionError):
                    assert process.poll() is None, "the server stopped"
                    assert time.monotonic() < deadline, "the server does not answer"
                    time.sleep(0.1)
            yield f"http://{where}/query"
        finally:
            process.kill()


@pytest.mark.parametrize("name", sorted(ontology.queries()))
def test_an_oxigraph_server_answers_as_ask_does(name: str, server: str, built: Workspace) -> None:
    body = urllib.parse.urlencode({"query": ontology.prologue() + ontology.query(name).text}).encode()
    headers = {"Accept": "application/sparql-results+json"}
    with urllib.request.urlopen(urllib.request.Request(server, body, headers), timeout=60) as response:
        told = json.load(response)
    own = json.loads(results.written(built.ask(name), results.JSON))
    assert told["head"]["vars"] == own["head"]["vars"]
    assert told["results"]["bindings"] == own["results"]["bindings"]


# ---- networks


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_same_network(name: str, exported: dict[str, Path], built: Workspace) -> None:
    drawn = built.network()
    read = nx.read_graphml(exported[name], force_multigraph=True) if name == "graphml" else nx.read_gexf(exported[name])
    assert set(read) == set(drawn)
    assert sorted((a, b) for a, b in read.edges()) == sorted((a, b) for a, b in drawn.edges())
    for node, data in drawn.nodes(data=True):
        assert read.nodes[node]["label"] == data["label"]
        assert read.nodes[node]["kind"] == data["kind"]
        assert read.nodes[node]["quotes"].split("\n") == ([piece["quote"] for piece in data["evidence"]] or [""])


def test_igraph_reads_the_same_network(exported: dict[str, Path], built: Workspace) -> None:
    import igraph

    read = igraph.Graph.Read_GraphML(str(exported["graphml"]))
    drawn = built.network()
    assert (read.vcount(), read.ecount()) == (drawn.number_of_nodes(), drawn.number_of_edges())
    assert sorted(read.vs["label"]) == sorted(data["label"] for _, data in drawn.nodes(data=True))
    assert sorted(read.es["family"]) == sorted(family for _, _, family in drawn.edges(data="family"))


def test_gexf_has_no_date_of_today(exported: dict[str, Path]) -> None:
    assert "lastmodified" not in exported["gexf"].read_text(encoding="utf-8")


# ---- tables


def test_duckdb_reads_every_row_of_the_tables(exported: dict[str, Path], built: Workspace) -> None:
    import duckdb

    for family in FAMILIES:
        not_class = f"FILTER NOT EXISTS {{ ?f a <{family.not_class}> }}" if family.not_class else ""
        wanted = count(built, f"?f a <{family.class_}> ; dang:evidence ?e {not_class}")
        for suffix, read in (
            ("csv", "read_csv('{}', header=true, all_varchar=true)"),
            ("parquet", "read_parquet('{}')"),
        ):
            path = exported[suffix] / f"{family.name}.{suffix}"
            table = duckdb.sql(f"SELECT * FROM {read.format(path)}")
            assert table.columns == [column.name for column in family.columns]
            assert len(table.fetchall()) == wanted > 0


def test_the_tables_say_what_the_graph_says(exported: dict[str, Path], built: Workspace) -> None:
    import duckdb

    admissions = exported["parquet"] / "admissions.parquet"
    total, first, kinds = duckdb.sql(
        f"SELECT sum(value) FILTER (evidence_number = 1), min(\"from\"), any_value(typeof(value)) FROM '{admissions}'"
    ).fetchall()[0]
    asked = built.ask("SELECT (SUM(?v) AS ?n) (MIN(?d) AS ?m) { ?f a dang:Admission ; dang:value ?v ; dang:from ?d }")
    everything = built.ask("SELECT (SUM(?v) AS ?n) { ?f a dang:Admission ; dang:value ?v }").values()[0][0]
    assert (total, str(first), kinds) == (float(everything), asked.values()[0][1], "DOUBLE")
    wanted = {(person, role, quote) for person, role, quote in built.ask("""
      SELECT ?person ?role ?quote { ?f a dang:Tenure ; org:member/rdfs:label ?person ; org:role/rdfs:label ?role ;
        dang:evidence/dang:quote ?quote FILTER(LANG(?role) = "vi") }""").values()}  # fmt: skip
    positions = exported["parquet"] / "positions.parquet"
    assert set(duckdb.sql(f"SELECT person, role, quote FROM '{positions}'").fetchall()) == wanted


def test_the_data_package_describes_the_csv_files(exported: dict[str, Path]) -> None:
    package = json.loads((exported["csv"] / PACKAGE).read_bytes())
    for resource in package["resources"]:
        with (exported["csv"] / resource["path"]).open(encoding="utf-8", newline="") as table:
            header = next(csv.reader(table))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_every_column_is_explained_in_the_docs() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for family in FAMILIES:
        for column in family.columns:
            assert f"`{column.name}`" in text, column.name
    for name in formats.FORMATS:
        assert f"`{name}`" in text, name


def test_neo4j_files_fit_together(exported: dict[str, Path], graph: set[ox.Triple]) -> None:
    import duckdb

    folder = exported["neo4j"]
    files = {label: f"read_csv('{folder / label}.csv', header=true, all_varchar=true, quote='\"')" for label in LABELS}
    nodes = duckdb.sql(
        " UNION ALL ".join(f'SELECT "iri:ID" AS id, ":LABEL" AS label FROM {file}' for file in files.values())
    )
    edges = duckdb.sql(f"SELECT * FROM read_csv('{folder}/relationships.csv', header=true, all_varchar=true)")
    ids = [row[0] for row in nodes.fetchall()]
    assert len(ids) == len(set(ids)) == len({triple.subject for triple in graph})
    found = edges.fetchall()
    assert {end for row in found for end in row[:2]} <= set(ids)
    links = {t for t in graph if isinstance(t.object, ox.NamedNode) and t.object.value in set(ids)}
    assert len(found) == len(set(found)) == len(links)
    labels = {iri: label.split("\x1f") for iri, label in nodes.fetchall()}
    admission = next(iri for iri in labels if "/admission-" in iri)
    assert labels[admission] == ["Admission", "Count"]
    arguments = (folder / "import.args").read_text(encoding="utf-8").splitlines()
    named = {line.partition("=")[2] for line in arguments if line.startswith(("--nodes", "--relationships"))}
    assert named == {path.name for path in folder.glob("*.csv")}
    header = (folder / "Tenure.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "firstAttested:date" in header
    for label in LABELS:
        assert f"(n:{label})" in (folder / "constraints.cypher").read_text(encoding="utf-8")


# ---- FollowTheMoney


def test_the_followthemoney_program_validates_the_entities(exported: dict[str, Path], tmp_path: Path) -> None:
    path, valid = exported["followthemoney"], tmp_path / "valid.json"
    done = subprocess.run(
        [str(BIN / "ftm"), "validate", "-i", str(path), "-o", str(valid)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    assert len(valid.read_bytes().splitlines()) == len(path.read_bytes().splitlines())


def test_followthemoney_says_who_held_which_post(exported: dict[str, Path], built: Workspace) -> None:
    from followthemoney import model

    entities = {}
    for line in exported["followthemoney"].read_bytes().splitlines():
        entity = model.get_proxy(json.loads(line))
        entities[entity.id] = entity
    by_schema = {
        "Person": "dang:Person",
        "Organization": "dang:Organization",
        "Position": "org:Post",
        "Occupancy": "dang:Tenure",
        "Article": "dang:Article",
    }
    for schema, class_ in by_schema.items():
        assert sum(e.schema.name == schema for e in entities.values()) == count(built, f"?x a {class_}")
    for one in entities.values():
        for prop, value in one.itervalues():
            assert prop.range is None or value in entities, (one, prop)
    started = [e for e in entities.values() if e.schema.name == "Occupancy" and e.get("startDate")]
    assert started
    former = count(built, "?t a dang:Tenure FILTER NOT EXISTS { ?t dang:evidence/dang:status dang:status-current }")
    dateless = [e for e in entities.values() if e.schema.name == "Occupancy" and not e.get("date")]
    assert len(dateless) >= former > 0  # who is only told of as a former holder did not hold it on that day


# ---- dossiers


def test_the_dossier_of_a_person(built: Workspace, tmp_path: Path) -> None:
    written = built.export("markdown", tmp_path / "a.md", entity="cao thi ngoc suong")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert written.counts["positions"] == count(built, '?t org:member/rdfs:label "Cao Thị Ngọc Sương"@vi')
    assert "**Bí thư · Huyện ủy Châu Thành, tỉnh Hậu Giang** (2/3/2023 – ≤ 31/12/2025)" in text
    assert "sắp nhận chức" in text
    built.export("html", tmp_path / "a.html", entity="Cao Thị Ngọc Sương")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert "<script" not in page


def test_a_former_post_is_no_post_held_on_the_day_of_the_article(built: Workspace, tmp_path: Path) -> None:
    built.export("markdown", tmp_path / "a.md", entity="Nguyễn Hữu Thuyên")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "**Bí thư · Huyện ủy Gio Linh, tỉnh Quảng Trị** (đã thôi trước · former by 5/11/2021)" in text
    assert "**sinh 1974**" in text and "**quê xã Hải Thượng, huyện Hải Lăng, tỉnh Quảng Trị**" in text


def test_two_of_a_name_are_told_apart(built: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"names 2 entities(?s:.)*tỉnh Hậu Giang(?s:.)*tỉnh Trà Vinh"):
        built.export("html", tmp_path / "a.html", entity="huyen uy chau thanh")
    built.export("html", tmp_path / "a.html", entity="Huyện ủy Châu Thành, tỉnh Trà Vinh")
    assert "tỉnh Trà Vinh" in (tmp_path / "a.html").read_text(encoding="utf-8")


# ---- the command


def test_the_same_bytes_whatever_the_seed(built: Workspace, exported: dict[str, Path], tmp_path: Path) -> None:
    code = """
import sys, dangbo
out = dangbo.open(sys.argv[1])
for name, where in zip(sys.argv[2::2], sys.argv[3::2]):
    out.export(name, where)
"""
    pairs = [(name, tmp_path / path.name) for name, path in exported.items()]
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(built.path), *(str(part) for pair in pairs for part in pair)]
    subprocess.run(command, check=True, env=environment)
    for name, again in pairs:
        first = exported[name]
        for path in sorted(first.iterdir()) if first.is_dir() else [first]:
            other = again / path.name if first.is_dir() else again
            assert path.read_bytes() == other.read_bytes(), path.name


def test_the_command_writes_and_counts(built: Workspace, tmp_path: Path) -> None:
    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "dangbo", "export", str(built.path), *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)

    assert (
        run("--to", "nquads").stdout
        == f"out.nq: {len((tmp_path / 'out.nq').read_bytes().splitlines()):,} quads, 12 named graphs\n"
    )
    assert run("--to", "turtle", "-o", "-").stdout == built.turtle.read_text(encoding="utf-8")
    help_text = run("--help").stdout
    for name in formats.FORMATS:
        assert name in help_text
    for arguments, said in (
        (("--to", "xls"), "no format 'xls'; there are turtle, "),
        (("--to", "csv", "-o", "-"), "csv is several files"),
        (("--to", "html"), "name it with --entity"),
        (("--to", "csv", "--entity", "a"), "--entity is for markdown and html"),
        (("--to", "html", "--entity", "Nguyễn Không Có"), "no entity of this name"),
        (("--to", "turtle", "-o", built.turtle), "lies in the folder of the build"),
        (("--to", "csv", "-o", tmp_path), "holds other files than an export to csv"),
        (("--to", "turtle", "-o", "none/graph.ttl"), "cannot be written: No such file"),
    ):
        done = run(*arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr


def test_a_missing_package_is_named(monkeypatch: Any) -> None:
    monkeypatch.setattr(formats.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(ExportError, match=r"needs the package pyarrow: pip install 'dangbo\[parquet\]'"):
        formats.format_named("parquet")
    assert formats.format_named("csv").name == "csv"
