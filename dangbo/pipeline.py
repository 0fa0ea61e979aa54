"""The run itself: read, extract, resolve, assemble, write, check, draw; and everything in place at the end, or nothing.

Nothing in here decides what a text says (`extraction`) or how a fact becomes RDF (`graph`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from dangbo import report as reports
from dangbo import workspace
from dangbo.errors import DefectError, NothingReadError, UsageError
from exports import explorer
from extraction import extract
from extraction.article import Article
from extraction.facts import Fact
from extraction.reading import MAX_CHARS, Duplicate, Record, Refused, read
from graph import assemble, network, resolve, turtle, validate
from graph.identity import evidence_key
from graph.store import GraphStore
from ontology import terms

Progress = Callable[[str, int, int | None], None]
"""Told the name of a step, how much of it is done, and how much there is (None while unknown)."""


@dataclass(frozen=True)
class Built:
    """What a build made: the open workspace, and how long each step took (printed, never written)."""

    workspace: workspace.Workspace
    report: reports.Report
    page: explorer.PageReport
    """What the page shows, and what it leaves out where there is too much."""
    seconds: dict[str, float]


@dataclass
class _Run:
    """Tells the progress and keeps the time of each step."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        started = time.perf_counter()
        self.progress(name, 0, total)
        yield lambda done: self.progress(name, done, total)
        self.seconds[name] = time.perf_counter() - started


@dataclass
class _Input:
    records: list[Record] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)


def quiet(step: str, done: int, total: int | None) -> None:
    """Progress for those who do not watch."""


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    max_chars: int | None = None,
    base: str | None = None,
    progress: Progress = quiet,
    stdin: BinaryIO | None = None,
) -> Built:
    """Build from these paths into the folder `out`; raises `NothingReadError` where no article could be read.

    `base` is the namespace of the graph's nodes, where it is to be another than dangbo's.
    """
    folder, namespace = Path(out), base or terms.ID
    try:
        assemble.check_base(namespace)
    except ValueError as error:
        raise UsageError(str(error)) from None
    workspace.refuse_foreign(folder)
    run = _Run(progress)
    given = _read(paths, folder, max_chars or MAX_CHARS, stdin, run)
    if not given.records:
        raise _nothing_read(given, folder)
    facts, rows = _extract(given.records, run)
    articles = [record.article for record in given.records]
    with workspace.writing(folder) as building:
        resolved, page = _write_graph(articles, facts, building, namespace, run)
        entities = Counter(type(entity).__name__ for entity in resolved.entities)
        report = reports.made(rows, given.refused, given.duplicates, dict(sorted(entities.items())))
        _write_facts(facts, building / workspace.FACTS)
        (building / workspace.REPORT).write_bytes(report.to_json())
    return Built(workspace.Workspace(folder), report, page, run.seconds)


def _read(paths: Sequence[str | Path], out: Path, max_chars: int, stdin: BinaryIO | None, run: _Run) -> _Input:
    given = _Input()
    with run.step("reading") as done:
        for item in read(paths, max_chars=max_chars, skip=[out], stdin=stdin):
            if isinstance(item, Refused):
                given.refused.append(item)
            elif isinstance(item, Duplicate):
                given.duplicates.append(item)
            else:
                given.records.append(item)
                done(len(given.records))
    given.records.sort(key=lambda record: record.article.id)
    return given


def _nothing_read(given: _Input, out: Path) -> NothingReadError:
    """The error to raise; a folder without an earlier build gets the report of what was refused."""
    kept = (out / workspace.GRAPH).exists()
    if not kept:
        with workspace.writing(out) as building:
            report = reports.made([], given.refused, given.duplicates, {})
            (building / workspace.REPORT).write_bytes(report.to_json())
    told = "the earlier build stays as it was" if kept else f"the reasons are in {out / workspace.REPORT}"
    refusals = "".join(f"refused {row.where}: {row.reason}\n" for row in given.refused)
    return NothingReadError(f"{refusals}no article could be read; {told}")


def _extract(records: Sequence[Record], run: _Run) -> tuple[list[Fact], list[reports.ArticleReport]]:
    facts: list[Fact] = []
    rows: list[reports.ArticleReport] = []
    with run.step("extracting", len(records)) as done:
        for number, record in enumerate(records, start=1):
            try:
                found = extract(record.article)
                rows.append(reports.report_on(record, found))
            except Exception as error:
                error.add_note(f"while reading article {record.article.id!r} from {record.where}")
                raise
            facts.extend(found)
            done(number)
    return facts, rows


def _write_graph(
    articles: Sequence[Article], facts: Sequence[Fact], building: Path, base: str, run: _Run
) -> tuple[resolve.Resolved, explorer.PageReport]:
    """Turtle, store and page, the graph checked in between."""
    with run.step("resolving"):
        resolved = resolve.resolve(articles, facts)
    with run.step("writing the graph"), (building / workspace.GRAPH).open("wb") as to:
        try:
            turtle.write(assemble.triples(resolved, base), to, base)
        except assemble.GroundingError as error:
            raise DefectError(str(error)) from error
    with run.step("storing"):
        store = GraphStore.create(building / workspace.STORE, building / workspace.GRAPH)
    with run.step("checking the shapes"):
        violations = validate.validate(building / workspace.GRAPH)
        if violations:
            raise DefectError("the graph breaks the ontology's shapes:\n" + "\n".join(str(v) for v in violations[:20]))
    with run.step("drawing the page"):
        page = explorer.write(network.view(store), building / workspace.PAGE)
    return resolved, page


def _write_facts(facts: Sequence[Fact], path: Path) -> None:
    encoder = msgspec.json.Encoder()
    ordered = sorted(facts, key=lambda fact: (evidence_key(fact.evidence[0]), encoder.encode(fact)))
    with path.open("wb") as lines:
        for fact in ordered:
            lines.write(encoder.encode(fact) + b"\n")
