"""The run itself: read, extract, resolve, assemble, write, check, draw; and everything in place at the end, or nothing.

Nothing in here decides what a text says (`extraction`) or how a fact becomes RDF (`graph`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from dangbo import __version__, apart, engines, identities, making, workspace, writing
from dangbo import report as reports
from dangbo.engines.memory import peak
from dangbo.engines.spool import Spool
from dangbo.errors import DangboError, NothingReadError, UsageError
from dangbo.progress import Progress, Run, quiet
from dangbo.readings import Earlier, Held, Journal, fingerprint, sha256
from exports import explorer
from extraction.reading import MAX_CHARS, Columns, Duplicate, Record, Refused, read
from graph import assemble
from ontology import terms

T = TypeVar("T")
Task = TypeVar("Task")
Result = TypeVar("Result")

_SPOOL = "articles.spool"
_APART = 20_000
"""Articles from which on the graph is made in one process, and the store in another, so that what each took of memory
is given back before the next begins: of so many they take a minute, and the start of a process half a second."""
_AT_ONCE = 5_000
"""Articles that such a process is told of at a time."""


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
class _Input:
    """What the paths hold, but for the articles that are still to be read: they are in the spool."""

    held: list[Held] = field(default_factory=list)
    """Those that have been read."""
    refused: list[Refused] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    """Of all articles, those to be left out included."""


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
    are worth; an `engine` reads and resolves them elsewhere. The files are the same.
    Raises `NothingReadError` where paths are given and no article could be read.
    """
    folder, run, removed = Path(out), Run(progress), frozenset(remove)
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
            _extract(engine, spool, journal, given, run)
        held = given.held
        if paths and not held and not given.ids & removed:
            raise _nothing_read(given, site)
        if keeps:
            held += earlier.kept(removed.union(one.id for one in held))
        if not held:
            raise UsageError(f"{folder}: no article would be left")
        held.sort(key=lambda one: one.id)
        changes = _changes(earlier, held)
        namespace = base or (earlier.manifest.base if keeps and earlier.manifest else terms.ID)
        for known in (earlier.articles, earlier.held, journal.held):
            known.clear()  # what they know is in `held`, if anywhere
        task = making.Task(site.building, namespace, followed.decisions, given.refused, given.duplicates, engine)
        report, page, memory = _make(held, task, site, run)
        _sign(site.building, namespace, followed)
        site.commit()
        journal.forget()
    return Built(workspace.Workspace(folder), report, page, changes, run.seconds, {"": peak(), **memory})


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
    run: Run,
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


def _extract(engine: engines.Engine, spool: Spool, journal: Journal, given: _Input, run: Run) -> None:
    """Have each article read, and write down what was found; one that cannot be read joins the refused."""
    with run.step("extracting", len(spool)) as done, closing(engine.read(spool)) as found:
        for number, reading in enumerate(found, start=1):
            if isinstance(reading, Refused):
                given.refused.append(reading)
            else:
                given.held.append(journal.add(reading))
            done(number)


def _changes(earlier: Earlier, held: Sequence[Held]) -> Changes | None:
    if not earlier.is_there:
        return None
    before = earlier.articles
    known = [one for one in held if one.id in before]
    same = sum(one.article.is_of(before[one.id].article) for one in known)
    removed = len(before) - len(known)
    return Changes(len(held) - len(known), len(known) - same, removed, same, earlier.why_not)


def _make(
    held: list[Held], task: making.Task, site: writing.Site, run: Run
) -> tuple[reports.Report, explorer.PageReport, dict[str, int]]:
    """Write the graph, the store and the page; and what each process took of memory at most."""
    elsewhere, turtle = _Elsewhere(len(held), site, run), site.building / workspace.GRAPH
    if engines.can_move(task.engine):
        report, most = elsewhere.do("graph", making.make, held, task)
    else:
        report, most = making.make(held, task, run)
    elsewhere.do("store", making.store, [turtle], site.building / workspace.STORE)
    with run.step("drawing the page"):
        page = explorer.write(explorer.view(turtle), site.building / workspace.PAGE)
    return report, page, {**task.engine.memory, **most, **elsewhere.memory}


class _Elsewhere:
    """Does one work after the other, each in a process of its own where there are many articles."""

    def __init__(self, articles: int, site: writing.Site, run: Run) -> None:
        self.memory: dict[str, int] = {}
        """Bytes that such a process had at most, by what it made."""
        self._is_worth_it, self._site, self._run = articles >= _APART, site, run

    def do(self, what: str, work: Callable[[list[T], Task, Run], Result], items: list[T], task: Task) -> Result:
        """What it gives; `items` may be empty afterwards."""
        if not self._is_worth_it:
            return work(items, task, self._run)
        try:
            result, self.memory[what] = apart.call(work, _handed_over(items), task, self._run, self._site.handles)
        except apart.EndedError as how:
            told = "the next build need not read again what this one has read; a smaller one takes less memory"
            raise DangboError(f"the process that makes the {what} was ended ({how}): {told}") from None
        return result


def _handed_over(items: list[T]) -> Iterator[list[T]]:
    """All of them, some at a time, none of which stays here."""
    while items:
        yield items[:_AT_ONCE]
        del items[:_AT_ONCE]


def _sign(building: Path, base: str, followed: identities.Chosen) -> None:
    """All is written but the manifest, which says so."""
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
