"""What became of every article that was given: the rows of `articles.jsonl`, and `report.json` over all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from dangbo import __version__
from extraction import explain
from extraction.article import Article
from extraction.facts import (
    Admission,
    Adoption,
    Change,
    Count,
    DocumentRelation,
    Fact,
    Implementation,
    Origin,
    Participation,
    Tenure,
)
from extraction.reading import Duplicate, Record, Refused
from graph.conflicts import Conflict
from graph.entities import Doubt, Source

FAMILIES: dict[type, str] = {
    Tenure: "positions",
    Change: "changes",
    Implementation: "documents",
    DocumentRelation: "relations",
    Admission: "admissions",
    Count: "figures",
    Participation: "events",
    Adoption: "programmes",
    Origin: "origins",
}
"""What a person calls the facts of each kind."""


LISTED = 100
"""As many open pairs and contradictions are in the report itself; all are in files of their own."""
_KIND = re.compile(r"\b([A-Z_]{2,})\[")
_SPOKEN_OF = {
    ("role", "roles"): ("ROLE", "POST", "POSTS", "HOLDER", "HOLDERS"),
    ("body", "bodies"): ("BODY", "CENTRAL", "ORG"),
    ("document", "documents"): ("DOCTYPE", "DOCNO", "DOC", "DOCS"),
}
"""What is worth telling of an article without a fact, by the kinds on its tape."""


class ArticleReport(msgspec.Struct, frozen=True, kw_only=True):
    """One article that was read: all that is kept of it beside its facts. Its text is not."""

    id: str
    where: str
    sha256: str
    """Of the text in UTF-8."""
    signature: str = ""
    """What the text is like, by which reprints are found (`extraction.signature`)."""
    characters: int
    title: str | None = None
    published: dt.date | None = None
    source: str | None = None
    publisher: str | None = None
    creator: str | None = None
    facts: dict[str, int] = {}
    """How many of each family."""
    why_none: str | None = None
    """Where it gave no fact."""
    notes: tuple[str, ...] = ()
    """What was passed over in its metadata."""

    def is_of(self, article: Source) -> bool:
        """Whether it tells of this very article: same id, same text, same metadata."""
        return _told(self) == _told(article)


class WhoIsWho(msgspec.Struct, frozen=True):
    """What came of telling persons apart."""

    undecided: int = 0
    """Pairs of persons who may be one."""
    first: tuple[Doubt, ...] = ()
    """`LISTED` of them."""
    decisions: int = 0
    unmatched: tuple[str, ...] = ()


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction by its id, as `conflicts.jsonl` has it whole."""

    id: str
    kind: str
    label: str
    """What it is about."""
    facts: tuple[str, ...]
    """Ids of the facts of both sides."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole run, without a clock: the same input gives the same bytes."""

    dangbo: str
    """The version that built it."""
    articles: int
    """How many the graph was built from."""
    without_facts: int
    refused: tuple[Refused, ...]
    """Of the paths that this build was given, as are the duplicates."""
    duplicates: tuple[Duplicate, ...]
    facts: dict[str, int] = {}
    entities: dict[str, int] = {}
    undecided: int = 0
    """Pairs of persons who may be one."""
    undecided_first: tuple[Doubt, ...] = ()
    """So many of them; all are in `undecided.toml`."""
    decisions: int = 0
    """How many were followed."""
    decisions_unmatched: tuple[str, ...] = ()
    """What they name that is not there."""
    conflicts: dict[str, int] = {}
    """How many contradictions of each kind."""
    first_conflicts: tuple[Listed, ...] = ()
    """As many of them as a person will look through."""

    def to_json(self) -> bytes:
        """For `report.json`."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1) + b"\n"


def count_families(facts: Iterable[Fact]) -> dict[str, int]:
    """How many facts of each family, in the families' order."""
    counts = Counter(type(fact) for fact in facts)
    return {name: counts[kind] for kind, name in FAMILIES.items() if counts[kind]}


def report_on(record: Record, facts: Iterable[Fact]) -> ArticleReport:
    """What one article gave; where it gave nothing, why."""
    article = record.article
    counts = count_families(facts)
    return ArticleReport(
        id=article.id,
        where=record.where,
        sha256=article.sha256,
        signature=article.signature,
        characters=len(article.text),
        title=article.title,
        published=article.published,
        source=article.source,
        publisher=article.publisher,
        creator=article.creator,
        facts=counts,
        why_none=None if counts else _why_none(article),
        notes=record.notes,
    )


def _told(article: Source) -> tuple[object, ...]:
    known = (article.title, article.published, article.source, article.publisher, article.creator)
    return (article.id, article.sha256, *known)


def _why_none(article: Article) -> str:
    """What the tapes of its sentences hold, where no rule made a fact of it."""
    kinds = Counter(kind for sentence in explain(article) for kind in _KIND.findall(sentence.tape))
    named = []
    for (one, many), among in _SPOKEN_OF.items():
        if number := sum(kinds[kind] for kind in among):
            named.append(f"{number:,} {one if number == 1 else many}")
    if not named:
        return "names no role, body or document that the lexicons know"
    return f"names {' and '.join(named)}, but says nothing of them that a rule reads as a fact"


def made(
    articles: Iterable[ArticleReport],
    refused: Iterable[Refused],
    duplicates: Iterable[Duplicate],
    entities: dict[str, int],
    who: WhoIsWho,
    conflicts: Iterable[Conflict],
) -> Report:
    """The report of a run, in an order that does not depend on the input's."""
    facts: Counter[str] = Counter()
    number = silent = 0
    for row in articles:
        number += 1
        silent += not row.facts
        facts.update(row.facts)
    contradictions: Counter[str] = Counter()
    first_conflicts: list[Listed] = []
    for conflict in conflicts:
        contradictions[conflict.kind] += 1
        if len(first_conflicts) < LISTED:
            first_conflicts.append(_listed(conflict))
    return Report(
        dangbo=__version__,
        articles=number,
        without_facts=silent,
        refused=tuple(sorted(refused, key=lambda row: (row.where, row.reason))),
        duplicates=tuple(sorted(duplicates, key=lambda row: (row.where, row.id))),
        facts={name: facts[name] for name in FAMILIES.values() if facts[name]},
        entities=entities,
        undecided=who.undecided,
        undecided_first=who.first,
        decisions=who.decisions,
        decisions_unmatched=who.unmatched,
        conflicts=dict(contradictions),
        first_conflicts=tuple(first_conflicts),
    )


def _listed(conflict: Conflict) -> Listed:
    facts = tuple(dict.fromkeys(told.fact for told in (*conflict.one, *conflict.other)))
    return Listed(id=conflict.id, kind=conflict.kind, label=conflict.label, facts=facts)
