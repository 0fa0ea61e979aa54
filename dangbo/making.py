"""What a build writes of the articles that it has read: all but the page, which is drawn of it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec

from dangbo import identities, workspace
from dangbo import report as reports
from dangbo.engines import Engine
from dangbo.errors import DefectError
from dangbo.progress import Run
from dangbo.readings import Held
from extraction.reading import Duplicate, Refused
from graph import assemble, checking, resolve, turtle
from graph.conflicts import Conflict
from graph.decisions import Decisions
from graph.entities import Entity, ResolvedFact, Source, is_told
from graph.identity import evidence_key
from graph.promises import Violation
from graph.store import GraphStore

_ROWS = "resolution.sqlite"
_SHOWN = 20
"""Lines that tell what is wrong, and as many articles."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to make, beside the articles."""

    folder: Path
    base: str
    """Namespace of the graph's nodes."""
    decisions: Decisions
    refused: Sequence[Refused]
    duplicates: Sequence[Duplicate]
    engine: Engine
    """Where it is decided who is who."""


class _Told(NamedTuple):
    """What becomes the Turtle, as it comes from the disk."""

    articles: Iterable[Source]
    entities: Iterable[Entity]
    facts: Iterable[ResolvedFact]
    reprints: Mapping[str, str]


def make(held: Sequence[Held], task: Task, run: Run) -> tuple[reports.Report, dict[str, int]]:
    """The graph of these articles, which are sorted by id, and what is told of them and of who is who.

    Returns the memory of the engine's workers, too.
    """
    folder = task.folder
    entities, who = _write_graph(held, task, run)
    contradictions = workspace.rows(folder, workspace.CONFLICTS, Conflict)
    rows = _written((one.article for one in held), folder / workspace.ARTICLES)
    report = reports.made(rows, task.refused, task.duplicates, entities, who, contradictions)
    (folder / workspace.REPORT).write_bytes(report.to_json())
    _write_facts(held, folder / workspace.FACTS)
    return report, task.engine.memory


def store(turtles: Sequence[Path], path: Path, run: Run) -> None:
    """The store at this path of a Turtle file, which is checked."""
    (turtle,) = turtles
    with run.step("storing"):
        graph = GraphStore.create(path, turtle)
    with run.step("checking the graph"):
        if violations := checking.check(turtle):
            raise DefectError(_broken(violations[:_SHOWN], graph))


def _broken(violations: Sequence[Violation], graph: GraphStore) -> str:
    """What is wrong, and how to build what is not."""
    told = "the graph breaks what it promises:\n" + "\n".join(map(str, violations))
    articles = checking.told_by(graph, violations)
    if not articles:
        return told
    listed = "".join(f"\n  --remove {shlex.quote(one)}" for one in articles[:_SHOWN])
    return f"{told}\ntold by these articles; the next build leaves them out, and reads no other again, with{listed}"


def _write_graph(held: Sequence[Held], task: Task, run: Run) -> tuple[dict[str, int], reports.WhoIsWho]:
    """The Turtle, why it has whom it has, and where articles contradict each other.

    Returns how many entities of each kind there are, and what is open.
    """
    rows, folder = task.folder / _ROWS, task.folder
    with resolve.Resolution(rows, task.engine.map) as resolution:
        with run.step("resolving", len(held)) as done:
            for number, one in enumerate(held, start=1):
                resolution.read(one.article, one.facts())
                done(number)
            resolution.settle(task.decisions)
            people = resolution.people
            undecided = identities.write(people.identities(), people.doubts(), folder)
        with run.step("writing the graph"), (folder / workspace.GRAPH).open("wb") as to:
            articles, entities = (one.article for one in held), Counter[str]()
            counted = _counted(resolution.entities(), entities)
            told = _Told(articles, counted, resolution.facts(), resolution.reprints)
            turtle.write(assemble.triples(told, task.base), to, task.base)
        with (folder / workspace.CONFLICTS).open("wb") as lines:
            lines.writelines(msgspec.json.encode(one) + b"\n" for one in resolution.conflicts())
        first = tuple(islice(people.doubts(), reports.LISTED))
        who = reports.WhoIsWho(undecided, first, len(task.decisions.all), tuple(people.unmatched))
    rows.unlink()
    return dict(sorted(entities.items())), who


def _counted(entities: Iterable[Entity], kinds: Counter[str]) -> Iterator[Entity]:
    """All of them; how many of each kind articles tell of is counted as they pass."""
    for entity in entities:
        if is_told(entity):
            kinds[type(entity).__name__] += 1
        yield entity


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
