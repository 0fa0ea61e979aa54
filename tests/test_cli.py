"""The command line, run as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dangbo import __version__, terminal
from tests.conftest import written
from tests.test_pipeline import CHAU_THANH, ROOT, TAM_NONG, TEXTS

ESCAPES = "\x1b]0;stolen\x07\x1b[31m"


def dangbo(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command; no raw control character may ever come back."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200", **environment}
    command = [sys.executable, "-m", "dangbo", *map(str, arguments)]
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, env=environment, cwd="/", check=False)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles/ and out/, built once."""
    folder = tmp_path_factory.mktemp("cli")
    (written(folder / "articles", TEXTS) / "bad.txt").write_bytes(b"t\xecnh")
    done = dangbo("build", folder / "articles", "-o", folder / "out")
    assert done.returncode == 0, done.stderr
    (folder / "summary").write_text(done.stdout, encoding="utf-8")
    (folder / "notices").write_text(done.stderr, encoding="utf-8")
    return folder


def test_the_summary(built: Path) -> None:
    summary = (built / "summary").read_text(encoding="utf-8")
    assert "3 articles, 1 refused, 1 without a fact in " in summary
    for word in ("Facts", "positions", "admissions", "organisations", "graph.ttl", "graph.html", "articles.jsonl"):
        assert word in summary
    assert (built / "notices").read_text(encoding="utf-8") == (
        f"refused {built}/articles/bad.txt:1: not UTF-8: byte 1 is 0xEC\n"
    )


def test_ask_for_a_table_csv_and_json(built: Path, tmp_path: Path) -> None:
    out = built / "out"
    query = 'SELECT ?name ?n { ?s a dang:Person ; rdfs:label ?name . BIND(1 AS ?n) FILTER(CONTAINS(?name, "Mẫu")) }'
    table = dangbo("ask", out, query)
    assert "Nguyễn Văn Mẫu" in table.stdout
    assert "1 row\n" in table.stdout
    assert dangbo("ask", out, query, "--format", "csv").stdout == "name,n\nNguyễn Văn Mẫu,1\n"  # text mode folds \r\n
    answer = json.loads(dangbo("ask", out, query, "--format", "json").stdout)
    assert answer["head"]["vars"] == ["name", "n"]
    assert answer["results"]["bindings"][0]["name"] == {"type": "literal", "value": "Nguyễn Văn Mẫu", "xml:lang": "vi"}
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    assert dangbo("ask", out, tmp_path / "q.rq").stdout == table.stdout
    assert "yes" in dangbo("ask", out, "ASK { ?s a dang:Person }").stdout
    assert "org:Membership" not in dangbo("ask", out, "CONSTRUCT { ?s a dang:X } { ?s a dang:Person }").stdout


def test_shipped_queries_are_listed_and_answer(built: Path) -> None:
    from ontology import queries

    listed = dangbo("queries", COLUMNS="300")
    assert listed.returncode == 0
    for name, query in queries().items():
        assert name in listed.stdout
        assert query.title_vi in listed.stdout
    for name in ("leaders", "admissions"):
        done = dangbo("ask", built / "out", name)
        assert done.returncode == 0, done.stderr
        assert "Châu Thành" in done.stdout


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("nonsense", "no shipped query (admission-rates, "),
        ("SELECT {", "not SPARQL"),
        ("gone.rq", "gone.rq: cannot be read: No such file"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "only queries on this graph"),
    ],
)
def test_questions_that_are_none(built: Path, query: str, said: str) -> None:
    done = dangbo("ask", built / "out", query)
    assert done.returncode == 2
    assert said in done.stderr
    assert [line[:8] for line in done.stderr.splitlines() if not line.startswith("  ")] == ["dangbo: "]


def test_a_mistake_is_shown_with_its_place(built: Path) -> None:
    done = dangbo("ask", built / "out", "SELECT ?a WHERE {\n  ?a dagn:name ?b }")
    assert done.stderr == (
        'dangbo: not SPARQL at 2:6: the prefix "dagn:" is not declared; did you mean "dang:"?\n'
        "  ?a dagn:name ?b }\n"
        "     ^\n"
    )
    done = dangbo("ask", built / "out", "SELECT ?a WHERE { ?a dang:nmae ?b }")
    assert done.returncode == 0
    assert "dang:nmae is not in the vocabulary; did you mean dang:name?" in done.stderr


def test_parameters_of_shipped_queries(built: Path) -> None:
    out = built / "out"
    rows = dangbo("ask", out, "holders", "--place", "Tam Nông", "--format", "csv").stdout
    everywhere = dangbo("ask", out, "holders", "-f", "csv").stdout
    assert 0 < len(rows.splitlines()) < len(everywhere.splitlines())
    for arguments, said in (
        (("holders", "--plaec", "x"), "holders has no parameter 'plaec'; it takes: place, person, body, role, on"),
        (("holders", "--place"), "--place has no value"),
        (("holders", "--place", "Đồng", "Tháp"), "'Tháp' is one word too many"),
        (("holders", "--on", "2020-01-01", "--on=2020-01-02"), "--on is given twice"),
        (("holders", "--place", "Sao Hỏa"), "the graph knows no such place"),
        (("ASK { ?s ?p ?o }", "--on", "2020-01-01"), "only shipped queries have parameters"),
    ):
        done = dangbo("ask", out, *arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr


def test_formats_fit_the_kind_of_answer(built: Path) -> None:
    out = built / "out"
    assert dangbo("ask", out, "ASK { ?s ?p ?o }", "-f", "tsv").stdout == "?answer\ntrue\n"
    turtle = dangbo("ask", out, "CONSTRUCT { ?s a dang:Person } WHERE { ?s a dang:Person }", "-f", "turtle").stdout
    assert " a dang:Person ." in turtle
    assert json.loads(dangbo("ask", out, "CONSTRUCT { ?s a dang:Person } { ?s a dang:Person }", "-f", "json").stdout)
    done = dangbo("ask", out, "SELECT * { ?s a dang:Person }", "-f", "turtle")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--format turtle is for the answer of a CONSTRUCT or DESCRIBE" in done.stderr


def test_an_endless_question_is_stopped(built: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    done = dangbo("ask", built / "out", endless, "--timeout", "0.5")
    assert done.returncode == 2
    assert done.stderr == "dangbo: stopped after 0.5 seconds: ask for less, or allow more time\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a limit on memory")
def test_a_question_that_wants_all_memory_is_stopped(built: Path) -> None:
    greedy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
    done = dangbo("ask", built / "out", greedy, "--memory", "300")
    assert done.returncode == 2
    assert done.stderr == "dangbo: stopped: it needs more memory than it may have\n"


def test_a_shipped_query_is_explained() -> None:
    done = dangbo("queries", "holders")
    assert done.returncode == 0
    for said in ("Ai giữ chức vụ gì ở đâu", "Who holds which post where", "--place", "SELECT ?person"):
        assert said in done.stdout
    assert dangbo("queries", "nothing").returncode == 2


def test_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.md").touch()
    (tmp_path / "a.txt").write_text(CHAU_THANH, encoding="utf-8")
    for arguments, said in (
        (("ask", tmp_path / "none", "leaders"), "no such folder"),
        (("show", tmp_path / "mine"), "not a folder that dangbo build wrote"),
        (("build", tmp_path / "a.txt", "-o", tmp_path / "mine"), "was not written by dangbo"),
        (("build", tmp_path / "a.txt"), "Missing option"),
        (("build", "-o", tmp_path / "out"), "no articles given"),
        (("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--max-chars", "0"), "max-chars"),
        (("fly",), "No such command"),
    ):
        done = dangbo(*arguments)
        assert done.returncode == 2, arguments
        assert said in done.stderr


def test_nothing_could_be_read(tmp_path: Path) -> None:
    done = dangbo("build", tmp_path / "none.txt", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert f"dangbo: refused {tmp_path / 'none.txt'}: no such file or folder\n" in done.stderr
    assert json.loads((tmp_path / "out" / "report.json").read_bytes())["refused"]
    assert dangbo("explain", tmp_path / "none.txt").returncode == 1


def test_standard_input(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": CHAU_THANH})
    assert dangbo("build", "-", "-o", tmp_path / "out", stdin=line).returncode == 0
    assert "Châu Thành" in dangbo("ask", tmp_path / "out", "leaders").stdout
    assert "tape" in dangbo("explain", "-", stdin=CHAU_THANH).stdout


def test_add_update_and_remove(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name, text in (("a", CHAU_THANH), ("b", TAM_NONG)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert dangbo("build", tmp_path / "a.txt", "-o", out).returncode == 0
    added = dangbo("build", tmp_path / "b.txt", "-o", out, "--add")
    assert "2 articles, 1 added, 1 as before in " in added.stdout
    (tmp_path / "a.txt").write_text(CHAU_THANH + "\n", encoding="utf-8")
    updated = dangbo("build", tmp_path / "a.txt", "-o", out, "--remove", "b", "--add")
    assert "1 article, 1 changed, 1 removed in " in updated.stdout
    wrong = dangbo("build", "-o", out, "--remove", "b")
    assert wrong.returncode == 2
    assert wrong.stderr == f"dangbo: no article 'b' to remove, neither in {out} nor in what is given\n"


def test_explain_shows_tape_rule_and_fact(built: Path) -> None:
    done = dangbo("explain", built / "articles" / "chau-thanh.txt")
    assert done.returncode == 0
    assert "chau-thanh: Huyện ủy Châu Thành sơ kết công tác xây dựng Đảng (2019-05-08)" in done.stdout
    for word in ("tape  ", "rule  ", "fact  tenure: person Nguyễn Văn Mẫu; role Bí thư", "admission: "):
        assert word in done.stdout


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    text = CHAU_THANH.replace("Nguyễn Văn Mẫu", f"Nguyễn Văn Mẫu[/bold][red]{ESCAPES}\u202e")
    (tmp_path / "a.txt").write_text(f"[link=file:///etc]{ESCAPES} Tiêu đề của bài\n\n{text}", encoding="utf-8")
    explained = dangbo("explain", tmp_path / "a.txt")
    assert explained.returncode == 0, explained.stderr
    assert "[/bold][red]" in explained.stdout
    assert "\u202e" not in explained.stdout
    done = dangbo("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert dangbo("ask", tmp_path / "out", "SELECT * { ?s ?p ?o }").returncode == 0
    assert terminal.clean("a\x1b[31m\u0085b\u202ec\td") == "a[31m bc d"


def test_show_prints_where_the_page_is(built: Path, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {seen}\n', encoding="utf-8")
    browser.chmod(0o755)
    done = dangbo("show", built / "out", BROWSER=str(browser))
    assert done.returncode == 0
    assert done.stdout == f"{built}/out/graph.html\n"
    deadline = time.monotonic() + 60
    while not (seen.exists() and seen.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert seen.read_text() == f"{(built / 'out' / 'graph.html').resolve().as_uri()}\n"


def test_show_opens_at_an_entity_and_makes_smaller_pages(built: Path, tmp_path: Path) -> None:
    out, page = built / "out", tmp_path / "part.html"
    whole = dangbo("show", out, "nguyen van mau", BROWSER="true").stdout.strip()
    assert whole.startswith(f"{out / 'graph.html'}#person-nguyen-van-mau-")
    province = dangbo("show", out, "--province", "ben tre", "--page", page, BROWSER="true")
    assert province.stdout.strip() == str(page)
    assert len(page.read_bytes()) < (out / "graph.html").stat().st_size
    around = dangbo("show", out, "nguyen van mau", "--subgraph", "--steps", "1", "--from", "2019", BROWSER="true")
    made = Path(around.stdout.split("#")[0])
    assert made.is_file() and out not in made.parents
    for arguments, complaint in (
        (("chau thanh",), "which one?"),
        (("zzz",), "no such entity"),
        (("--province", "zzz"), "no such province"),
        (("--subgraph",), "name one"),
        (("--from", "2020", "--to", "2019"), "is after"),
        (("--to", "1900"), "nothing in the graph"),
        (("nguyen van mau", "--province", "dong thap"), "not in the part"),
    ):
        done = dangbo("show", out, *arguments, BROWSER="true")
        assert done.returncode == 2 and complaint in done.stderr, done.stderr


def test_version_and_help() -> None:
    assert dangbo("--version").stdout == f"dangbo {__version__}\n"
    assert "build" in dangbo("--help").stdout
    assert dangbo().returncode == 2


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['dangbo', '--help']\n"
        "from dangbo.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'networkx', 'numpy', 'underthesea', 'pyshacl', 'pyvis', 'extraction'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == "loaded: []\n"


@pytest.mark.parametrize("name", ["graph", "extraction", "ontology", "exports"])
@pytest.mark.parametrize("kind", ["package", "module", "folder"])
def test_a_package_that_hides_ours_is_named(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "module":
        (tmp_path / f"{name}.py").write_text("raise SystemExit('never imported')", encoding="utf-8")
    else:
        (tmp_path / name).mkdir()
        (tmp_path / name / ("__init__.py" if kind == "package" else "data.csv")).touch()
    done = dangbo("--version", PYTHONPATH=f"{tmp_path}:{ROOT}")
    if kind == "folder":  # a folder without __init__ gives way to a package
        assert done.returncode == 0
        return
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"another package named {name!r}" in done.stderr
    assert str(tmp_path) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_bug_is_told_whole_and_harmless(built: Path, tmp_path: Path) -> None:
    code = (
        "import sys, dangbo.cli\nfrom dangbo import readings\n"
        "def stop(*_): raise RuntimeError('\\x1b[31mred')\n"
        "readings.extract = stop\n"
        f"sys.argv = ['dangbo', 'build', {str(built / 'articles')!r}, '-o', {str(tmp_path / 'out')!r}]\n"
        "dangbo.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 3
    assert "RuntimeError: [31mred" in done.stderr
    assert "while reading article 'chau-thanh' from " in done.stderr
    assert done.stderr.endswith("dangbo: this is a defect of dangbo, not of your input; nothing was written\n")


def test_an_interrupted_build_says_so(built: Path, tmp_path: Path) -> None:
    code = (
        "import sys, dangbo.cli\nfrom dangbo import readings\n"
        "def stop(*_): raise KeyboardInterrupt\n"
        "readings.extract = stop\n"
        f"sys.argv = ['dangbo', 'build', {str(built / 'articles')!r}, '-o', {str(tmp_path / 'out')!r}]\n"
        "dangbo.cli.main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 130
    assert done.stderr.startswith("dangbo: interrupted; ")
    assert not (tmp_path / "out").exists()
