"""The run itself: read, extract, resolve, assemble, write, check, draw; and everything in place at the end, or nothing.

Nothing in here decides what a text says (`extraction`) or how a fact becomes RDF (`graph`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec

from dangbo import __version__, workspace, writing
from dangbo import report as reports
from dangbo.errors import DefectError, NothingReadError, UsageError
from dangbo.readings import Earlier, Journal, Reading, fingerprint, sha256
from exports import explorer
from extraction import extract
from extraction.facts import Fact
from extraction.reading import MAX_CHARS, Duplicate, Record, Refused, read
from graph import assemble, grounding, network, resolve, turtle, validate
from graph.identity import evidence_key
from graph.store import GraphStore
from ontology import terms

Progress = Callable[[str, int, int | None], None]
"""Told the name of a step, how much of it is done, and how much there is (None while unknown)."""


@dataclass(frozen=True, slots=True)
class Changes:
    """How the articles differ from those of the build before, by number."""

    added: int
    updated: int
    removed: int
    unchanged: int
    read_again: str
    """Why the unchanged ones were read again all the same, "" where they were not."""


@dataclass(frozen=True)
class Built:
    """What a build made: the open workspace, and how long each step took (printed, never written)."""

    workspace: workspace.Workspace
    report: reports.Report
    page: explorer.PageReport
    """What the page shows, and what it leaves out where there is too much."""
    changes: Changes | None
    """None for the first build into a folder."""
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
    """What the paths hold, those articles apart that have been read before."""

    records: list[Record] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.records) + len(self.readings)

    def ids(self) -> set[str]:
        """Of all articles."""
        return {one.article.id for one in self.records} | {one.article.id for one in self.readings}

    def drop(self, ids: Collection[str]) -> None:
        """Leave these articles out."""
        self.records = [record for record in self.records if record.article.id not in ids]
        self.readings = [reading for reading in self.readings if reading.article.id not in ids]


def quiet(step: str, done: int, total: int | None) -> None:
    """Progress for those who do not watch."""


def build(
    paths: Sequence[str | Path],
    out: str | Path,
    *,
    add: bool = False,
    remove: Collection[str] = (),
    max_chars: int | None = None,
    base: str | None = None,
    progress: Progress = quiet,
    stdin: BinaryIO | None = None,
) -> Built:
    """Build the articles of these paths into the folder `out`, which holds exactly them afterwards.

    With `add` (or without paths) it keeps the articles that it holds already, but those of the ids in `remove`.
    `base` is the namespace of the graph's nodes; None is dangbo's own, or that of the articles kept.
    Raises `NothingReadError` where paths are given and no article could be read.
    """
    folder, run, removed = Path(out), _Run(progress), frozenset(remove)
    _check(base or terms.ID)
    with writing.into(folder) as site, Journal(site.journal) as journal:
        earlier = Earlier(folder)
        keeps = earlier.is_there and (add or not paths)
        if keeps:
            earlier.kept(())  # told before any work where it cannot be used
        elif not paths:
            raise UsageError(f"no articles given, and {folder} holds none: dangbo build PATH... -o {folder}")
        given = _read(paths, folder, max_chars or MAX_CHARS, stdin, (earlier.readings, journal.readings), run)
        if paths and not given:
            raise _nothing_read(given, site)
        _check_removed(removed, earlier.articles.keys() | given.ids(), folder)
        kept = earlier.kept(removed | given.ids()) if keeps else []
        given.drop(removed)
        if not given and not kept:
            raise UsageError(f"{folder}: no article would be left")
        readings = [*given.readings, *kept, *_extract(given.records, journal, run)]
        readings.sort(key=lambda reading: reading.article.id)
        namespace = base or (earlier.manifest.base if keeps and earlier.manifest else terms.ID)
        report, page = _write(readings, given, site.building, namespace, run)
        site.commit()
        journal.forget()
    return Built(workspace.Workspace(folder), report, page, _changes(earlier, readings), run.seconds)


def _check(base: str) -> None:
    try:
        assemble.check_base(base)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _check_removed(removed: frozenset[str], known: Set[str], out: Path) -> None:
    if unknown := sorted(removed - known):
        raise UsageError(f"no article {', '.join(map(repr, unknown))} to remove, neither in {out} nor in what is given")


def _read(
    paths: Sequence[str | Path],
    out: Path,
    max_chars: int,
    stdin: BinaryIO | None,
    known: Sequence[dict[str, Reading]],
    run: _Run,
) -> _Input:
    given = _Input()
    with run.step("reading") as done:
        for item in read(paths, max_chars=max_chars, skip=[out], stdin=stdin):
            if isinstance(item, Refused):
                given.refused.append(item)
            elif isinstance(item, Duplicate):
                given.duplicates.append(item)
            else:
                article = item.article
                before = (readings[article.id] for readings in known if article.id in readings)
                reading = next((one for one in before if one.holds(article)), None)
                if reading is None:
                    given.records.append(item)
                else:
                    row = msgspec.structs.replace(reading.article, where=item.where, notes=item.notes)
                    given.readings.append(Reading(row, reading.facts))
                done(len(given))
    given.records.sort(key=lambda record: record.article.id)
    return given


def _nothing_read(given: _Input, site: writing.Site) -> NothingReadError:
    """The error to raise; a folder without an earlier build gets the report of what was refused."""
    kept = (site.out / workspace.MANIFEST).exists()
    if not kept:
        report = reports.made([], given.refused, given.duplicates, {})
        (site.building / workspace.REPORT).write_bytes(report.to_json())
        site.commit()
    told = "the earlier build stays as it was" if kept else f"the reasons are in {site.out / workspace.REPORT}"
    refusals = "".join(f"refused {row.where}: {row.reason}\n" for row in given.refused)
    return NothingReadError(f"{refusals}no article could be read; {told}")


def _extract(records: list[Record], journal: Journal, run: _Run) -> Iterator[Reading]:
    """Read each article, write down what was found, and let go of its text."""
    total = len(records)
    records.reverse()
    with run.step("extracting", total) as done:
        while records:
            record = records.pop()
            try:
                found = extract(record.article)
                grounding.check(record.article, found)
                reading = Reading(reports.report_on(record, found), tuple(found))
            except grounding.GroundingError as error:
                raise DefectError(str(error)) from error
            except Exception as error:
                error.add_note(f"while reading article {record.article.id!r} from {record.where}")
                raise
            journal.add(reading)
            yield reading
            done(total - len(records))


def _changes(earlier: Earlier, readings: Sequence[Reading]) -> Changes | None:
    if not earlier.is_there:
        return None
    before = earlier.articles
    rows = [reading.article for reading in readings]
    same = sum(row.id in before and row.is_of(before[row.id]) for row in rows)
    added = sum(row.id not in before for row in rows)
    removed = len(before.keys() - {row.id for row in rows})
    return Changes(added, len(rows) - added - same, removed, same, earlier.why_not)


def _write(
    readings: Sequence[Reading], given: _Input, building: Path, base: str, run: _Run
) -> tuple[reports.Report, explorer.PageReport]:
    """Everything that the folder is to hold."""
    rows = [reading.article for reading in readings]
    facts = [fact for reading in readings for fact in reading.facts]
    resolved, page = _write_graph(rows, facts, building, base, run)
    entities = Counter(type(entity).__name__ for entity in resolved.entities)
    report = reports.made(rows, given.refused, given.duplicates, dict(sorted(entities.items())))
    (building / workspace.REPORT).write_bytes(report.to_json())
    _write_facts(facts, building / workspace.FACTS)
    with (building / workspace.ARTICLES).open("wb") as lines:
        for row in rows:
            lines.write(msgspec.json.encode(row) + b"\n")
    files = {path.name: sha256(path) for path in sorted(building.iterdir()) if path.is_file()}
    made = workspace.Manifest(
        dangbo=__version__, workspace=workspace.FORMAT, base=base, reader=fingerprint(), files=files
    )
    (building / workspace.MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    return report, page


def _write_graph(
    articles: Sequence[reports.ArticleReport], facts: Sequence[Fact], building: Path, base: str, run: _Run
) -> tuple[resolve.Resolved, explorer.PageReport]:
    """Turtle, store and page, the graph checked in between."""
    with run.step("resolving"):
        resolved = resolve.resolve(articles, facts)
    with run.step("writing the graph"), (building / workspace.GRAPH).open("wb") as to:
        turtle.write(assemble.triples(resolved, base), to, base)
    with run.step("storing"):
        store = GraphStore.create(building / workspace.STORE, building / workspace.GRAPH)
    with run.step("checking the graph"):
        violations = validate.validate(building / workspace.GRAPH)
        if violations:
            raise DefectError("the graph breaks what it promises:\n" + "\n".join(str(v) for v in violations[:20]))
    with run.step("drawing the page"):
        page = explorer.write(network.view(store), building / workspace.PAGE)
    return resolved, page


def _write_facts(facts: Sequence[Fact], path: Path) -> None:
    encoder = msgspec.json.Encoder()
    ordered = sorted(facts, key=lambda fact: (evidence_key(fact.evidence[0]), encoder.encode(fact)))
    with path.open("wb") as lines:
        for fact in ordered:
            lines.write(encoder.encode(fact) + b"\n")
