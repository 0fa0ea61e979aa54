"""Who is who: facts of all articles in, entities and facts about them out, whatever the order.

Article by article every area and body gets its node, while facts and what they say of persons go to disk
(`graph.rows`). Then persons and documents are settled with what all articles tell, and the facts come back subject by
subject, where those that say the same become one with all their evidence. In memory are what there is no end of only in
theory (bodies, places, roles, documents), one article, and what is said of one subject or one name.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import msgspec

from extraction import facts as said
from graph import entities as known
from graph import hierarchy, timeline
from graph.conflicts import Articles, Conflict, Conflicts
from graph.decisions import NONE, Decisions
from graph.documents import Documents
from graph.events import Events, Programmes
from graph.grounding import GroundingError
from graph.identity import evidence_key, folded, local_id, main_label, tidy
from graph.merging import (
    Act,
    Adopted,
    CameFrom,
    Dealing,
    Figure,
    HeldPost,
    Merged,
    Part,
    Post,
    Related,
    Row,
    Subject,
    merge,
    post_id,
    post_label,
    tenure_id,
)
from graph.organizations import Organizations
from graph.people import People
from graph.places import Places
from graph.rows import grouped, opened
from graph.stories import Stories
from graph.tenures import REPLACED, Mandate
from graph.timeline import Held
from graph.work import Each, portions


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A graph before it is RDF: everything sorted by id."""

    articles: tuple[known.Source, ...]
    entities: tuple[known.Entity, ...]
    facts: tuple[known.ResolvedFact, ...]
    identities: tuple[known.Identity, ...] = ()
    """Why the mentions of each person are one."""
    doubts: tuple[known.Doubt, ...] = ()
    """Persons who may be one, and stay two."""
    reprints: dict[str, str] = {}
    """Articles that print a story again, and the one that did first: both by id."""
    unmatched: tuple[str, ...] = ()
    """Decisions about mentions that there are not, in words."""
    conflicts: tuple[Conflict, ...] = ()
    """Where articles contradict each other."""


class DuplicateArticleError(ValueError):
    """Two articles have one id and differ."""


def resolve(
    articles: Iterable[known.Source],
    facts: Iterable[said.Fact],
    decisions: Decisions = NONE,
) -> Resolved:
    """Decide who is who, of few articles and their facts. Their order does not matter, nor does saying one twice.

    What people have decided overrides what the articles tell. For many articles, use a `Resolution` as it is.
    """
    by_id: dict[str, known.Source] = {}
    for article in articles:
        if by_id.setdefault(article.id, article) != article:
            raise DuplicateArticleError(f"two articles have the id {article.id!r} and differ: give each its own")
    told: dict[str, list[said.Fact]] = {one: [] for one in sorted(by_id)}
    for fact in facts:
        told.setdefault(_article_of(fact), []).append(fact)
    if unknown := sorted(told.keys() - by_id.keys()):
        raise GroundingError(f"facts are told by {unknown[0]!r}: there is no such article")
    with Resolution() as resolution:
        for one, some in told.items():
            resolution.read(by_id[one], some)
        resolution.settle(decisions)
        return Resolved(
            articles=tuple(by_id[one] for one in told),
            entities=tuple(sorted(resolution.entities(), key=lambda entity: entity.id)),
            facts=tuple(sorted(resolution.facts(), key=lambda fact: fact.id)),
            identities=tuple(resolution.people.identities()),
            doubts=tuple(resolution.people.doubts()),
            reprints=resolution.reprints,
            unmatched=tuple(resolution.people.unmatched),
            conflicts=tuple(resolution.conflicts()),
        )


_SCHEMA = """
CREATE TABLE fact(said INTEGER, subject TEXT, post TEXT, waits INTEGER, fact BLOB);
CREATE TABLE turn(said INTEGER, post TEXT);
"""
"""Every fact with its subject (a body, place or document) or with whom it is said of (`graph.people`), and with its
post, and whether it waits for documents to be settled; and who is told to have come to a post in the place of whom."""
_AT_ONCE = 1 << 17
"""Bytes of facts that go together to be merged: some 120 facts."""


_ALL = """
SELECT coalesce(person, subject) AS who, fact FROM fact LEFT JOIN holder ON holder.said = fact.said ORDER BY who
"""
_TURNS = """
SELECT turned.person AS who, fact FROM (SELECT DISTINCT person, post FROM turn JOIN holder USING (said)) AS turned
JOIN holder ON holder.person = turned.person JOIN fact ON fact.said = holder.said AND fact.post = turned.post
ORDER BY who
"""


class _Waiting(NamedTuple):
    """A row of `fact`."""

    said: int | None
    subject: str | None
    post: str | None
    waits: bool
    fact: bytes


class Resolution:
    """`read` all articles, `settle`, then ask for entities and facts, one after the other: as a context.

    `path` is a file to be made for what is too much for memory; without it, that is a temporary one. `each` has the
    work done that is to be done for some names or some subjects, and can be given to others: without it, all is done
    in this process.
    """

    def __init__(self, path: Path | None = None, each: Each = map) -> None:
        self._path = path
        self._each = each
        self._open = ExitStack()
        self._dates: dict[str, dt.date | None] = {}
        self._places = Places()
        self._organizations = Organizations(self._places)
        self._documents = Documents(self._organizations, self._dates)
        self._programmes = Programmes()
        self._stories = Stories()
        self._roles: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._posts: set[Post] = set()
        self._few: dict[str, known.Entity] = {}
        """Bodies, documents, places and roles, once settled."""
        self._waiting: list[_Waiting] = []
        """The facts of the article that is being read."""
        self._encoder = msgspec.msgpack.Encoder()
        self._decoder: msgspec.msgpack.Decoder[Row] = msgspec.msgpack.Decoder(Row)
        self.reprints: dict[str, str] = {}
        """Once settled, articles that print a story again, and the one that did first: both by id."""

    def __enter__(self) -> Resolution:
        with ExitStack() as opening:
            self._rows = opening.enter_context(opened(self._path))
            self._rows.executescript(_SCHEMA)
            self._events = Events(self._rows, self._places)
            self.people = People(self._rows, self._places, self._organizations)
            self._open = opening.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.__exit__(kind, error, at)

    # ---- article by article

    def read(self, article: known.Source, facts: Iterable[said.Fact]) -> None:
        """Take in an article, and all facts that it tells."""
        self._dates[article.id] = article.published
        self._stories.add(article)
        turns = set()
        for fact in _surest(sorted(set(facts), key=repr)):
            if any(piece.article != article.id for piece in fact.evidence):
                raise GroundingError(f"a fact of {article.id!r} is told by another article: {fact!r}")
            self._read(fact, article.id)
            if isinstance(fact, said.Tenure) and any(piece.rule in REPLACED for piece in fact.evidence):
                turns.add(self._waiting[-1].post)
        self.people.end(article.id, article.published)
        told = ((row.said, row.post) for row in self._waiting if row.post in turns)
        self._rows.executemany("INSERT INTO turn VALUES (?, ?)", told)
        self._rows.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()

    def _read(self, fact: said.Fact, article: str) -> None:
        """Settle all but which person or document is meant."""
        if isinstance(fact, said.Tenure | said.Change):
            self._read_of_person(fact, article)
            return
        if isinstance(fact, said.Participation):
            row = Part(fact, self._events.node(fact.event, article))
            if isinstance(fact.agent, said.Person):
                self._keep(row, said=self.people.add(fact.agent.name, fact.evidence))
            else:
                self._keep(row, subject=self._unit(fact.agent, article))
            return
        if isinstance(fact, said.DocumentRelation):
            for one in (fact.document, fact.related):
                self._documents.add(one, article)
            self._keep(Related(fact))
            return
        if isinstance(fact, said.Origin):
            home = self._places.node(fact.home, article) if fact.home is not None else None
            self._keep(CameFrom(fact, home), said=self.people.add(fact.person.name, fact.evidence))
            self.people.came_from(fact.person.name, fact.born, home, fact.people)
            return
        named = fact.organization if isinstance(fact, said.Implementation) else fact.unit
        unit = self._unit(named, article)
        self.people.set_in(unit if isinstance(named, said.Area) else self._organizations.jurisdiction(unit))
        if isinstance(fact, said.Implementation):
            self._documents.add(fact.document, article)
            self._keep(Dealing(fact), subject=unit)
        elif isinstance(fact, said.Adoption):
            self._keep(Adopted(fact, self._programmes.node(fact.programme)), subject=unit)
        else:
            self._keep(Figure(fact), subject=unit)

    def _read_of_person(self, fact: said.Tenure | said.Change, article: str) -> None:
        body = self._organizations.node(fact.organization, article) if fact.organization is not None else None
        if body is not None:
            self.people.set_in(self._organizations.jurisdiction(body))
        role = self._role(fact.role) if fact.role is not None else None
        who = self.people.add(fact.person.name, fact.evidence, body, fact.role.vi if fact.role is not None else "")
        post = (role, body) if role is not None and body is not None else None
        if isinstance(fact, said.Change):
            self._keep(Act(fact, role, body), said=who, post=post)
        elif post is not None:
            self._keep(HeldPost(fact, self._dates[article], *post), said=who, post=post)
            self._posts.add(post)

    def _keep(self, row: Row, *, said: int | None = None, subject: str | None = None, post: Post | None = None) -> None:
        waits = isinstance(row, Dealing | Related)
        told = self._encoder.encode(row)
        self._waiting.append(_Waiting(said, subject, " ".join(post) if post else None, waits, told))

    def _unit(self, unit: said.Organization | said.Area, article: str) -> str:
        if isinstance(unit, said.Area):
            return self._places.node(unit, article)
        return self._organizations.node(unit, article)

    def _role(self, role: said.Role) -> str:
        words = folded(role.vi)
        found = local_id("role", words, words)
        vietnamese, english = self._roles.setdefault(found, (Counter(), Counter()))
        vietnamese[tidy(role.vi)] += 1
        english[tidy(role.en)] += 1
        return found

    # ---- settled

    def settle(self, decisions: Decisions = NONE) -> None:
        """All articles are in: decide who is who. What people have decided overrides what the articles tell."""
        self.reprints = self._stories.found()
        self.people.settle(self.reprints, decisions, self._each)
        self._documents.settle()
        self._rows.create_function("acting", 1, self._acting)
        self._rows.create_function("complete", 1, self._complete)
        self._rows.execute(
            "UPDATE fact SET subject = coalesce(subject, acting(fact)), fact = complete(fact) WHERE waits"
        )
        hierarchy.complete(self._organizations, self._places)
        few = (
            self._organizations.entities(),
            self._documents.entities(),
            self._places.entities(),
            (self._role_entity(role) for role in self._roles),
        )
        self._few = {entity.id: entity for some in few for entity in some}

    def _acting(self, row: bytes) -> str:
        """The document that acts on another."""
        related = self._decoder.decode(row)
        assert isinstance(related, Related)
        return self._document(related.fact.document, related.fact)

    def _complete(self, row: bytes) -> bytes:
        """A row with the id of its document."""
        told = self._decoder.decode(row)
        assert isinstance(told, Dealing | Related)
        if isinstance(told, Dealing):
            told = Dealing(told.fact, self._document(told.fact.document, told.fact))
        else:
            told = Related(told.fact, self._document(told.fact.related, told.fact))
        return self._encoder.encode(told)

    def _role_entity(self, role: str) -> known.Role:
        vietnamese, english = self._roles[role]
        return known.Role(id=role, vi=main_label(vietnamese), en=main_label(english))

    def _entity(self, entity: str) -> known.Entity:
        return self._few[entity] if entity in self._few else self.people.person(entity)

    def _called(self, role: str, organization: str) -> str:
        """How a post is called."""
        return post_label(main_label(self._roles[role][0]), self._organizations.label(organization))

    def entities(self) -> Iterator[known.Entity]:
        """All entities, once each."""
        yield from self.people.entities()
        yield from self._few.values()
        yield from self._events.entities()
        yield from self._programmes.entities()
        for role, body in self._posts:
            yield known.Post(id=post_id(role, body), label=self._called(role, body), role=role, organization=body)

    def facts(self) -> Iterator[known.ResolvedFact]:
        """All facts, once each, those of one subject together."""
        before = timeline.predecessors(self._turns(), lambda held, mandate: tenure_id(held[0], held[1:], mandate))
        articles = Articles(self._dates, self.reprints)
        self._conflicts = Conflicts(self._rows, self._entity, self._called, articles)
        for answer in self._each(merge, self._batches()):
            for merged in _MERGED.decode(answer):
                found = [_after(fact, before) for fact in merged.facts]
                self._conflicts.see(found, merged.disputes)
                for dated in merged.dated:
                    self._conflicts.see_date(dated)
                yield from found
        self._conflicts.end()

    def conflicts(self) -> Iterator[Conflict]:
        """Where articles contradict each other, by kind and id; to be asked for when all facts have been taken."""
        return iter(self._conflicts)

    def _batches(self) -> Iterator[bytes]:
        """All rows, those of some subjects at a time, to be merged."""
        subjects = grouped(self._rows.execute(_ALL))
        for some in portions(subjects, lambda subject: sum(len(row) for (row,) in subject[1]), _AT_ONCE):
            yield self._encoder.encode([(one, [msgspec.Raw(row) for (row,) in rows]) for one, rows in some])

    def _turns(self) -> Iterator[tuple[Held, list[Mandate]]]:
        """The tenures of those who came to a post in somebody's place, and of those in whose place."""
        self._rows.execute("CREATE INDEX IF NOT EXISTS fact_said ON fact(said)")
        for one, rows in grouped(self._rows.execute(_TURNS)):
            subject = Subject(one, [self._decoder.decode(row) for (row,) in rows])
            for post, found in subject.mandates.items():
                yield (subject.id, *post), found

    def _document(self, named: said.Document, fact: said.Fact) -> str:
        """The one that the article of a fact means."""
        return self._documents.node((named, _article_of(fact)))


_MERGED = msgspec.msgpack.Decoder(list[Merged])


def _after(fact: known.ResolvedFact, before: Mapping[str, str]) -> known.ResolvedFact:
    """A tenure with the one before it, if there is one."""
    if isinstance(fact, known.Tenure) and fact.id in before:
        return msgspec.structs.replace(fact, predecessor=before[fact.id])
    return fact


def _article_of(fact: said.Fact) -> str:
    if not fact.evidence:
        raise GroundingError(f"a fact without evidence does not exist: {fact!r}")
    return fact.evidence[0].article


def _surest(facts: list[said.Fact]) -> list[said.Fact]:
    """The facts of an article, each of their quotes as sure as the surest of those that have it by one rule."""
    sure: dict[tuple[str, int, int, str, str], set[float]] = {}
    for fact in facts:
        for piece in fact.evidence:
            sure.setdefault(evidence_key(piece), set()).add(piece.confidence)
    if all(len(some) == 1 for some in sure.values()):
        return facts
    replace = msgspec.structs.replace
    return [
        replace(fact, evidence=tuple(replace(p, confidence=max(sure[evidence_key(p)])) for p in fact.evidence))
        for fact in facts
    ]
