"""The folder of a build: increments end in the same bytes, nothing unchanged is read twice, no kill loses anything."""

from __future__ import annotations

import json
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dangbo
from dangbo import pipeline, readings, workspace
from dangbo.errors import NothingReadError, UsageError
from dangbo.readings import Journal
from extraction import extract
from extraction.article import Article
from extraction.facts import Fact
from extraction.reading import Record
from tests.conftest import written
from tests.test_pipeline import CHAU_THANH, FOOTBALL, NAMES, ROOT, TAM_NONG, contents, names, rows

MO_CAY = """Mỏ Cày có chủ tịch mới

Thứ Sáu, 05/07/2019, 10:00

Bà Lê Thị Mới được bầu giữ chức Chủ tịch UBND huyện Mỏ Cày Nam, tỉnh Bến Tre.
Ông Nguyễn Văn Mẫu, Bí thư Huyện ủy Châu Thành, tỉnh Bến Tre, dự hội nghị.
"""
TEXTS = {"chau-thanh": CHAU_THANH, "tam-nong": TAM_NONG, "mo-cay": MO_CAY, "football": FOOTBALL}


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Path]:
    """Each article in two versions, each in a file of its own, named by the article's id."""
    folder = tmp_path_factory.mktemp("pool")
    found = {}
    for version in (1, 2):
        (folder / str(version)).mkdir()
        for name, text in TEXTS.items():
            path = folder / str(version) / f"{name}.txt"
            told = text if version == 1 else text.replace("Nguyễn Văn Mẫu", "Nguyễn Văn Mẫu Hai").replace("98", "108")
            path.write_text(told + "\n" * (version - 1), encoding="utf-8")
            found[name, version] = path
    return found


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "articles", TEXTS)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of the articles that are read from now on."""
    seen: list[str] = []

    def noting(article: Article) -> list[Fact]:
        seen.append(article.id)
        return extract(article)

    monkeypatch.setattr(readings, "extract", noting)
    return iter([seen])


# ---- increments


Steps = list[tuple[str, list[tuple[str, int]]]]
_given = st.lists(
    st.tuples(st.sampled_from(sorted(TEXTS)), st.sampled_from([1, 2])), min_size=1, unique_by=lambda one: one[0]
)
_steps = st.lists(st.tuples(st.sampled_from(["exactly", "add", "add", "remove"]), _given), min_size=2, max_size=4)


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=_steps)
def test_any_way_to_the_same_articles_ends_in_the_same_bytes(
    steps: Steps, pool: dict[tuple[str, int], Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    held: dict[str, Path] = {}
    for verb, chosen in steps:
        paths = {one: pool[one, version] for one, version in chosen}
        if verb == "remove":
            gone = held.keys() & paths.keys()
            if not gone or gone == held.keys():
                continue
            held = {one: path for one, path in held.items() if one not in gone}
            dangbo.build([], folder / "out", remove=gone)
        else:
            held = paths if verb == "exactly" else held | paths
            dangbo.build(list(paths.values()), folder / "out", add=verb == "add")
    if held:
        dangbo.build(sorted(held.values()), folder / "fresh")
        assert contents(folder / "out") == contents(folder / "fresh")
        assert list(rows(folder / "out")) == sorted(held)


def test_what_has_not_changed_is_not_read_again(articles: Path, tmp_path: Path, read: Iterator[list[str]]) -> None:
    out, seen = tmp_path / "out", next(read)
    assert pipeline.build([articles], out).changes is None
    assert sorted(seen) == sorted(TEXTS)
    seen.clear()
    (articles / "tam-nong.txt").write_text(TAM_NONG.replace("98", "99"), encoding="utf-8")
    (articles / "football.txt").unlink()
    (articles / "new.txt").write_text(MO_CAY, encoding="utf-8")
    assert pipeline.build([articles], out).changes == pipeline.Changes(1, 1, 1, 2, "")
    assert sorted(seen) == ["new", "tam-nong"]
    assert list(rows(out)) == ["chau-thanh", "mo-cay", "new", "tam-nong"]
    dangbo.build(articles, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def test_other_metadata_is_another_article(tmp_path: Path, read: Iterator[list[str]]) -> None:
    seen, lines = next(read), tmp_path / "a.jsonl"
    lines.write_text(json.dumps({"id": "a", "text": TAM_NONG, "published": "2019-06-10"}), encoding="utf-8")
    dangbo.build(lines, tmp_path / "out")
    lines.write_text(json.dumps({"id": "a", "text": TAM_NONG, "published": "2019-06-11"}), encoding="utf-8")
    dangbo.build(lines, tmp_path / "out")
    assert seen == ["a", "a"]
    assert rows(tmp_path / "out")["a"]["published"] == "2019-06-11"


def test_articles_are_moved_without_being_read_again(articles: Path, tmp_path: Path, read: Iterator[list[str]]) -> None:
    seen = next(read)
    dangbo.build(articles, tmp_path / "out")
    articles.rename(tmp_path / "elsewhere")
    seen.clear()
    dangbo.build(tmp_path / "elsewhere", tmp_path / "out")
    assert seen == []
    assert rows(tmp_path / "out")["mo-cay"]["where"] == str(tmp_path / "elsewhere" / "mo-cay.txt")


def test_built_again_from_what_it_holds(articles: Path, tmp_path: Path, read: Iterator[list[str]]) -> None:
    seen, out = next(read), tmp_path / "out"
    dangbo.build(articles, out, base="https://example.org/kg/")
    before = contents(out)
    shutil.rmtree(articles)
    seen.clear()
    dangbo.build([], out)
    assert (seen, contents(out)) == ([], before)
    dangbo.build([], out, base="https://example.org/other/")
    assert b"https://example.org/other/" in dangbo.open(out).turtle.read_bytes()
    for gone in ("chau-thanh", "football", "mo-cay"):
        dangbo.build([], out, remove=[gone])
    with pytest.raises(UsageError, match="no article would be left"):
        dangbo.build([], out, remove=["tam-nong"])
    with pytest.raises(UsageError, match="no article 'football' to remove"):
        dangbo.build([], out, remove=["football"])
    assert list(rows(out)) == ["tam-nong"]


def test_what_cannot_be_added(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="no articles given"):
        dangbo.build([], out)
    assert not out.exists()
    dangbo.build(articles, out)
    before = contents(out)
    with pytest.raises(NothingReadError, match="earlier build stays"):
        dangbo.build(tmp_path / "none.txt", out, add=True)
    assert contents(out) == before


# ---- other rules, other versions, other hands


def test_other_rules_read_everything_again(
    articles: Path, tmp_path: Path, read: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, out = next(read), tmp_path / "out"
    dangbo.build(articles, out)
    (out / ".journal").write_bytes(readings._head() + b"{}\n")
    seen.clear()
    for module in (readings, pipeline):
        monkeypatch.setattr(module, "fingerprint", lambda: "other")
    with pytest.raises(UsageError, match=r"built with other rules.*from all of their paths"):
        dangbo.build(articles / "mo-cay.txt", out, add=True)
    changes = pipeline.build([articles], out).changes
    assert changes is not None
    assert (changes.unchanged, sorted(seen)) == (4, sorted(TEXTS))
    assert "other rules" in changes.read_again


def test_the_fingerprint_is_of_all_that_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from importlib import resources

    before = readings.fingerprint()
    for package, name in (("extraction", "lexicons/roles.toml"), ("ontology.places", "places.tsv")):
        copy = tmp_path / package
        shutil.copytree(ROOT / package.replace(".", "/"), copy)
        with monkeypatch.context() as patched:
            real = resources.files
            patched.setattr(resources, "files", lambda one, p=package, c=copy, r=real: c if one == p else r(one))
            assert readings.fingerprint.__wrapped__() == before
            with (copy / name).open("a", encoding="utf-8") as file:
                file.write("\n# another remark\n")
            assert readings.fingerprint.__wrapped__() != before


def test_a_newer_one_is_left_alone(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dangbo.build(articles, out)
    told = json.loads((out / "dangbo.json").read_bytes())
    newer = {"dangbo": "9.0.0", "workspace": workspace.FORMAT + 1, "else": told["files"]}
    (out / "dangbo.json").write_text(json.dumps(newer), encoding="utf-8")
    before = contents(out)
    for act in (lambda: dangbo.open(out), lambda: dangbo.build(articles, out)):
        with pytest.raises(UsageError, match=r"written by dangbo 9\.0\.0 in format 2; this version reads format 1"):
            act()
    assert contents(out) == before


def test_foreign_and_damaged_ones_are_told_apart(articles: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "dangbo.json").write_text('{"workspace": "mine"}', encoding="utf-8")
    with pytest.raises(UsageError, match="not a folder that dangbo build wrote"):
        dangbo.open(foreign)
    with pytest.raises(UsageError, match="was not written by dangbo"):
        dangbo.build(articles, foreign)
    out = tmp_path / "out"
    dangbo.build(articles, out)
    before = contents(out)
    for damage in (b"{", b"\xff", b"[]", b'{"dangbo": "0.1.0", "workspace": 1}'):
        (out / "dangbo.json").write_bytes(damage)
        for act in (lambda: dangbo.open(out), lambda: dangbo.build([], out), lambda: dangbo.build("x", out, add=True)):
            with pytest.raises(UsageError, match=r"dangbo\.json: not as dangbo build wrote it"):
                act()
    dangbo.build(articles, out)
    assert contents(out) == before
    (out / "dangbo.json").unlink()
    with pytest.raises(UsageError, match="as an earlier dangbo wrote it"):
        dangbo.open(out)
    with pytest.raises(UsageError, match="was written by an earlier dangbo, and the texts"):
        dangbo.build(articles / "mo-cay.txt", out, add=True)
    dangbo.build(articles, out)
    assert contents(out) == before


def test_records_of_another_shape_are_read_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dangbo.build(articles, out)
    before = contents(out)
    other = before["articles.jsonl"].replace(b'"characters"', b'"letters"')
    (out / "articles.jsonl").write_bytes(other)
    known = json.loads(before["dangbo.json"])
    known["files"]["articles.jsonl"] = readings.sha256(out / "articles.jsonl")
    (out / "dangbo.json").write_text(json.dumps(known), encoding="utf-8")
    with pytest.raises(UsageError, match="with other records, and the texts"):
        dangbo.build([], out)
    dangbo.build(articles, out)
    assert contents(out) == before


def test_a_copy_without_hidden_files_is_one(articles: Path, tmp_path: Path) -> None:
    dangbo.build(articles, tmp_path / "out")
    shutil.copytree(tmp_path / "out", tmp_path / "copy", ignore=shutil.ignore_patterns(".*"))
    assert dangbo.open(tmp_path / "copy").ask("leaders").values()
    dangbo.build([], tmp_path / "copy", remove=["football"])
    assert len(rows(tmp_path / "copy")) == 3


@pytest.mark.parametrize("name", ["facts.jsonl", "articles.jsonl"])
def test_what_was_changed_by_hand_is_not_built_on(articles: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    dangbo.build(articles, out)
    before = contents(out)
    (out / name).write_bytes(before[name].replace("Nguyễn Văn Mẫu".encode(), "Nguyễn Văn Tư".encode()) + b"\n")
    with pytest.raises(UsageError, match=f"{name} is not as dangbo build wrote it"):
        dangbo.build(articles / "mo-cay.txt", out, add=True)
    built = pipeline.build([articles], out)
    assert built.changes is not None
    assert name in built.changes.read_again
    assert contents(out) == before


# ---- interrupted, killed, at once


def test_an_interrupted_build_is_gone_on_with(
    articles: Path, tmp_path: Path, read: Iterator[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, seen = tmp_path / "out", next(read)
    noting = readings.extract

    def stopping(article: Article) -> list[Fact]:
        if len(seen) == 2:
            raise KeyboardInterrupt
        return noting(article)

    monkeypatch.setattr(readings, "extract", stopping)
    with pytest.raises(KeyboardInterrupt):
        dangbo.build(articles, out)
    assert names(out) == {".dangbo", ".journal"}
    with pytest.raises(UsageError, match="no build into it has come to its end"):
        dangbo.open(out)
    with pytest.raises(NothingReadError):  # a slip of the keyboard in between takes nothing away
        dangbo.build(tmp_path / "artcles", out)
    first = list(seen)
    seen.clear()
    monkeypatch.setattr(readings, "extract", noting)
    dangbo.build(articles, out)
    assert sorted(first + seen) == sorted(TEXTS)
    dangbo.build(articles, tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")
    assert names(out) == {*NAMES, "store", ".dangbo"}


def test_what_a_killed_build_had_read_is_not_yet_held(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal is a store of readings, not of articles: adding another article later does not bring them in."""
    out = tmp_path / "out"
    dangbo.build(articles / "chau-thanh.txt", out)
    (articles / "chau-thanh.txt").write_text(CHAU_THANH.replace("120", "121"), encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(pipeline.explorer, "write", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            dangbo.build(articles, out, add=True)
    assert len((out / ".journal").read_bytes().splitlines()) == 1 + len(TEXTS)
    dangbo.build(articles / "mo-cay.txt", out, add=True)
    assert list(rows(out)) == ["chau-thanh", "mo-cay"]
    (articles / "chau-thanh.txt").write_text(CHAU_THANH, encoding="utf-8")
    dangbo.build([articles / "chau-thanh.txt", articles / "mo-cay.txt"], tmp_path / "fresh")
    assert contents(out) == contents(tmp_path / "fresh")


def _interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_a_journal_cut_anywhere_gives_what_is_whole(articles: Path, tmp_path: Path) -> None:
    path = tmp_path / "journal"
    with Journal(path) as journal:
        for name, text in TEXTS.items():
            journal.add(_reading(Article(id=name, text=text)))
    whole = path.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == ord("\n")]
    for cut in (*range(0, len(whole), 97), *ends, *(end - 1 for end in ends), *(end + 1 for end in ends[:-1])):
        for tail in (b"", b"\0\0\0"):
            path.write_bytes(whole[:cut] + tail)
            with Journal(path) as journal:
                assert len(journal.held) == max(sum(end <= cut for end in ends) - 1, 0)
                journal.add(_reading(Article(id="last", text=TAM_NONG)))
            with Journal(path) as journal:
                assert list(journal.held)[-1] == "last"


def _reading(article: Article) -> bytes:
    return readings.read_record(Record(article, "here"))


def test_stopped_between_any_two_files_it_is_one_build_whole(
    articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine names go in place; wherever that stops, a reader sees the new build, and the next one finishes it."""
    first, second = tmp_path / "first", tmp_path / "second"
    dangbo.build(articles / "chau-thanh.txt", first)
    dangbo.build(articles, second)
    asked = "SELECT ?id { ?a a dang:Article ; dcterms:identifier ?id } ORDER BY ?id"
    real, stops = Path.replace, 0
    for stop in range(20):
        out = tmp_path / f"out-{stop}"
        shutil.copytree(first, out)
        done = 0

        def replace(self: Path, target: Path, last: int = stop) -> Path:
            nonlocal done
            if workspace.FINISHED in (*self.parts, *target.parts):
                if done == last:
                    raise KeyboardInterrupt
                done += 1
            return real(self, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", replace)
            try:
                dangbo.build(articles, out)
                break
            except KeyboardInterrupt:
                stops += 1
        opened = dangbo.open(out)
        assert [row.id for row in opened.articles()] == sorted(TEXTS)
        assert opened.ask(asked).values() == [(one,) for one in sorted(TEXTS)]
        assert opened.turtle.read_bytes() == contents(second)["graph.ttl"]
        assert opened.page.read_bytes() == contents(second)["graph.html"]
        assert opened.report.articles == len(TEXTS)
        dangbo.build([], out)
        assert contents(out) == contents(second)
        assert names(out) == {*NAMES, "store", ".dangbo"}
    assert stops == len(NAMES) + 2  # the store takes two


def test_two_builds_at_once_and_a_kill(articles: Path, tmp_path: Path, read: Iterator[list[str]]) -> None:
    out, seen = tmp_path / "out", next(read)
    dangbo.build(articles / "football.txt", out)
    before = contents(out)
    script = (
        "import sys, time, dangbo; from dangbo import pipeline\n"
        "pipeline.explorer.write = lambda *_, **__: time.sleep(600)\n"
        "dangbo.build(sys.argv[1], sys.argv[2])\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(articles), str(out)], cwd=ROOT) as process:
        try:
            while not (out / ".building" / "store").is_dir():
                assert process.poll() is None
                time.sleep(0.05)
            with pytest.raises(UsageError, match="another build is writing here"):
                dangbo.build(articles, out)
        finally:
            process.send_signal(signal.SIGKILL)
    assert contents(out) == before
    assert dangbo.open(out).ask("SELECT * { ?s ?p ?o }").rows
    seen.clear()
    dangbo.build(articles, out)
    assert seen == []  # all that the killed build had read was kept
    assert names(out) == {*NAMES, "store", ".dangbo"}


def test_killed_at_random_moments(tmp_path: Path) -> None:
    """Ten of the 200 that `python benchmarks/kills.py` has by default."""
    command = [sys.executable, "benchmarks/kills.py", "--kills", "10", "--articles", "3", "--folder", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 kills, 0 wrong" in done.stdout


def test_a_reader_is_not_disturbed(articles: Path, tmp_path: Path) -> None:
    out, asked = tmp_path / "out", "SELECT ?id { ?a a dang:Article ; dcterms:identifier ?id } ORDER BY ?id"
    dangbo.build(articles / "football.txt", out)
    early = dangbo.open(out)
    assert early.ask(asked).values() == [("football",)]
    dangbo.build(articles, out)
    assert early.ask(asked).values() == [("football",)]
    assert len(dangbo.open(out).ask(asked).values()) == len(TEXTS)


def test_a_disk_that_is_full_halfway(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    dangbo.build(articles / "football.txt", out)
    before = contents(out)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = 2 * max(len(data) for data in before.values()) // 3
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        with pytest.raises(UsageError, match="cannot be written to: File too large"):
            dangbo.build(articles, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(out) == before
    dangbo.build(articles, out)
    assert names(out) == {*NAMES, "store", ".dangbo"}


def test_a_fact_decodes_as_it_was(articles: Path, tmp_path: Path) -> None:
    built = dangbo.build(articles, tmp_path / "out")
    read_now = {fact for name, text in TEXTS.items() for fact in extract(_completed(name, text))}
    assert set(built.facts()) == read_now
    assert [msgspec.to_builtins(row)["id"] for row in built.articles()] == sorted(TEXTS)


def _completed(name: str, text: str) -> Article:
    from extraction.reading.metadata import complete

    return complete(Article(id=name, text=text))
