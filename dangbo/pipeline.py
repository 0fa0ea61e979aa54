"""The run itself: read, extract, resolve, assemble, write, check, draw; and everything in place at the end, or nothing.

Nothing in here decides what a text says (`extraction`) or how a fact becomes RDF (`graph`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from dangbo import __version__, engines, identities, workspace, writing
from dangbo import report as reports
from dangbo.engines.memory import peak
from dangbo.engines.spool import Spool
from dangbo.errors import DefectError, NothingReadError, UsageError
from dangbo.readings import Earlier, Held, Journal, fingerprint, sha256
from exports import explorer
from extraction.reading import MAX_CHARS, Columns, Duplicate, Record, Refused, read
from graph import assemble, checking, resolve, turtle
from graph.conflicts import Conflict
from graph.decisions import Decisions
from graph.entities import Entity, ResolvedFact, Source, is_told
from graph.identity import evidence_key
from graph.store import GraphStore
from ontology import terms

_SPOOL = "articles.spool"
_ROWS = "resolution.sqlite"

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
    memory: dict[str, int]
    """Bytes in memory at most: "" is this process, the others are its workers. Printed, never written."""


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
    """What the paths hold, but for the articles that are still to be read: they are in the spool."""

    held: list[Held] = field(default_factory=list)
    """Those that have been read before."""
    refused: list[Refused] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Of all articles, those to be left out included."""


class _Told(NamedTuple):
    """What becomes the Turtle, as it comes from the disk."""

    articles: Iterable[Source]
    entities: Iterable[Entity]
    facts: Iterable[ResolvedFact]
    reprints: Mapping[str, str]


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
    decisions: str | Path | None = None,
    columns: Columns | None = None,
    workers: int | None = None,
    engine: engines.Engine | None = None,
    progress: Progress = quiet,
    stdin: BinaryIO | None = None,
) -> Built:
    """Build the articles of these paths into the folder `out`, which holds exactly them afterwards.

    With `add` (or without paths) it keeps the articles that it holds already, but those of the ids in `remove`.
    `base` is the namespace of the graph's nodes; None is dangbo's own, or that of the articles kept.
    `decisions` is a file of what people have decided about who is who; None is the one in `out`, if there is one.
    `columns` tells what lines of JSON and rows of Parquet call a field, where it is not its own name: {"text": "body"}.
    `workers` is the number of processes that read the articles, None as many as the machine has cores and the articles
    are worth; an `engine` reads them elsewhere. The files are the same.
    Raises `NothingReadError` where paths are given and no article could be read.
    """
    folder, run, removed = Path(out), _Run(progress), frozenset(remove)
    _check(base or terms.ID)
    with writing.into(folder) as site, Journal(site.journal) as journal:
        earlier = Earlier(folder)
        followed = identities.chosen(folder, Path(decisions) if decisions else None, earlier.manifest)
        keeps = earlier.is_there and (add or not paths)
        if keeps:
            earlier.kept(())  # told before any work where it cannot be used
        elif not paths:
            raise UsageError(f"no articles given, and {folder} holds none: dangbo build PATH... -o {folder}")
        with Spool(site.building / _SPOOL) as spool:
            found = read(paths, max_chars=max_chars or MAX_CHARS, skip=[folder], stdin=stdin, columns=columns)
            given = _sorted(found, (earlier.held, journal.held), removed, spool, run)
            if given.ids or not paths:
                _check_removed(removed, earlier.articles.keys() | given.ids, folder)
            engine = engine or engines.local(workers, spool)
            held = [*given.held, *_extract(engine, spool, journal, given, run)]
        if paths and not held and not given.ids & removed:
            raise _nothing_read(given, site)
        if keeps:
            held += earlier.kept(removed.union(one.id for one in held))
        if not held:
            raise UsageError(f"{folder}: no article would be left")
        held.sort(key=lambda one: one.id)
        namespace = base or (earlier.manifest.base if keeps and earlier.manifest else terms.ID)
        report, page = _write(held, given, site.building, namespace, followed, run)
        changes = _changes(earlier, held)
        site.commit()
        journal.forget()
    memory = {"": peak(), **engine.memory}
    return Built(workspace.Workspace(folder), report, page, changes, run.seconds, memory)


def _check(base: str) -> None:
    try:
        assemble.check_base(base)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _check_removed(removed: frozenset[str], known: Set[str], out: Path) -> None:
    if unknown := sorted(removed - known):
        raise UsageError(f"no article {', '.join(map(repr, unknown))} to remove, neither in {out} nor in what is given")


def _sorted(
    found: Iterable[Record | Refused | Duplicate],
    known: Sequence[dict[str, Held]],
    left_out: Collection[str],
    spool: Spool,
    run: _Run,
) -> _Input:
    """What the paths hold; the articles that have to be read anew are in the spool afterwards."""
    given = _Input()
    with run.step("reading") as done:
        for item in found:
            if isinstance(item, Refused):
                given.refused.append(item)
            elif isinstance(item, Duplicate):
                given.duplicates.append(item)
            else:
                article = item.article
                given.ids.add(article.id)
                done(len(given.ids))
                if article.id in left_out:
                    continue
                before = (held[article.id].found(item) for held in known if article.id in held)
                same = next((one for one in before if one is not None), None)
                if same is None:
                    spool.add(item)
                else:
                    given.held.append(same)
        spool.close()
    return given


def _nothing_read(given: _Input, site: writing.Site) -> NothingReadError:
    """The error to raise; a folder without an earlier build gets the report of what was refused."""
    kept = (site.out / workspace.MANIFEST).exists()
    if not kept:
        report = reports.made([], given.refused, given.duplicates, {}, reports.WhoIsWho(), ())
        (site.building / workspace.REPORT).write_bytes(report.to_json())
        site.commit()
    told = "the earlier build stays as it was" if kept else f"the reasons are in {site.out / workspace.REPORT}"
    refusals = "".join(f"refused {row.where}: {row.reason}\n" for row in given.refused)
    return NothingReadError(f"{refusals}no article could be read; {told}")


def _extract(engine: engines.Engine, spool: Spool, journal: Journal, given: _Input, run: _Run) -> Iterator[Held]:
    """Have each article read, and write down what was found; one that cannot be read joins the refused."""
    with run.step("extracting", len(spool)) as done, closing(engine.read(spool)) as found:
        for number, reading in enumerate(found, start=1):
            if isinstance(reading, Refused):
                given.refused.append(reading)
            else:
                yield journal.add(reading)
            done(number)


def _changes(earlier: Earlier, held: Sequence[Held]) -> Changes | None:
    if not earlier.is_there:
        return None
    before = earlier.articles
    known = [one for one in held if one.id in before]
    same = sum(one.article.is_of(before[one.id].article) for one in known)
    removed = len(before) - len(known)
    return Changes(len(held) - len(known), len(known) - same, removed, same, earlier.why_not)


def _write(
    held: Sequence[Held], given: _Input, building: Path, base: str, followed: identities.Chosen, run: _Run
) -> tuple[reports.Report, explorer.PageReport]:
    """Everything that the folder is to hold."""
    entities, who = _write_graph(held, building, base, followed.decisions, run)
    page = _write_views(building, run)
    contradictions = workspace.rows(building, workspace.CONFLICTS, Conflict)
    rows = _written((one.article for one in held), building / workspace.ARTICLES)
    report = reports.made(rows, given.refused, given.duplicates, entities, who, contradictions)
    (building / workspace.REPORT).write_bytes(report.to_json())
    _write_facts(held, building / workspace.FACTS)
    files = {path.name: sha256(path) for path in sorted(building.iterdir()) if path.is_file()}
    if followed.comes_in:
        (building / workspace.DECISIONS).write_bytes(followed.text)
    made = workspace.Manifest(
        dangbo=__version__,
        workspace=workspace.FORMAT,
        base=base,
        reader=fingerprint(),
        files=files,
        decisions=followed.sha256,
    )
    (building / workspace.MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    return report, page


def _write_graph(
    held: Sequence[Held], building: Path, base: str, decisions: Decisions, run: _Run
) -> tuple[dict[str, int], reports.WhoIsWho]:
    """The Turtle, why it has whom it has, and where articles contradict each other.

    Returns how many entities of each kind there are, and what is open.
    """
    rows = building / _ROWS
    with resolve.Resolution(rows) as resolution:
        with run.step("resolving", len(held)) as done:
            for number, one in enumerate(held, start=1):
                resolution.read(one.article, one.facts())
                done(number)
            resolution.settle(decisions)
            people = resolution.people
            undecided = identities.write(people.identities(), people.doubts(), building)
        with run.step("writing the graph"), (building / workspace.GRAPH).open("wb") as to:
            articles, entities = (one.article for one in held), Counter[str]()
            counted = _counted(resolution.entities(), entities)
            told = _Told(articles, counted, resolution.facts(), resolution.reprints)
            turtle.write(assemble.triples(told, base), to, base)
        with (building / workspace.CONFLICTS).open("wb") as lines:
            lines.writelines(msgspec.json.encode(one) + b"\n" for one in resolution.conflicts())
        first = tuple(islice(people.doubts(), reports.LISTED))
        who = reports.WhoIsWho(undecided, first, len(decisions.all), tuple(people.unmatched))
    rows.unlink()
    return dict(sorted(entities.items())), who


def _counted(entities: Iterable[Entity], kinds: Counter[str]) -> Iterator[Entity]:
    """All of them; how many of each kind articles tell of is counted as they pass."""
    for entity in entities:
        if is_told(entity):
            kinds[type(entity).__name__] += 1
        yield entity


def _write_views(building: Path, run: _Run) -> explorer.PageReport:
    """Store and page of the Turtle, which is checked in between."""
    with run.step("storing"):
        GraphStore.create(building / workspace.STORE, building / workspace.GRAPH)
    with run.step("checking the graph"):
        violations = checking.check(building / workspace.GRAPH)
        if violations:
            raise DefectError("the graph breaks what it promises:\n" + "\n".join(str(v) for v in violations[:20]))
    with run.step("drawing the page"):
        return explorer.write(explorer.view(building / workspace.GRAPH), building / workspace.PAGE)


def _written(rows: Iterable[reports.ArticleReport], path: Path) -> Iterator[reports.ArticleReport]:
    """The rows, each of which is in the file once the next one is taken."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as lines:
        for row in rows:
            lines.write(encoder.encode(row) + b"\n")
            yield row


def _write_facts(held: Sequence[Held], path: Path) -> None:
    """All facts, article by article."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as lines:
        for one in held:
            of_article = sorted((evidence_key(fact.evidence[0]), encoder.encode(fact)) for fact in one.facts())
            lines.writelines(line + b"\n" for _, line in of_article)
