"""Who is who: facts of all articles in, entities and facts about them out, whatever the order.

First every area and body gets its node, then persons and documents are settled with what those tell,
then facts that say the same become one with all their evidence.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from extraction import facts as said
from graph import conflicts, hierarchy, timeline
from graph import entities as known
from graph.decisions import NONE, Decisions
from graph.documents import Documents
from graph.documents import Mention as DocumentMention
from graph.events import Events, Programmes
from graph.identity import evidence_key, folded, local_id, main_label, merged_evidence, tidy
from graph.organizations import Organizations
from graph.persons import Persons
from graph.persons import Said as PersonMention
from graph.places import Places
from graph.stories import stories
from graph.tenures import Holding, Mandate, Told, mandates
from ontology.places import Gazetteer


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
    conflicts: tuple[conflicts.Conflict, ...] = ()
    """Where articles contradict each other."""

    def found(self) -> Iterator[known.Entity]:
        """The entities that articles tell: without the bodies that only stand above those named."""
        return (e for e in self.entities if not (isinstance(e, known.Organization) and e.completed))


class DuplicateArticleError(ValueError):
    """Two articles have one id and differ."""


def resolve(
    articles: Iterable[known.Source],
    facts: Iterable[said.Fact],
    gazetteer: Gazetteer | None = None,
    decisions: Decisions = NONE,
) -> Resolved:
    """Decide who is who. The order of articles and facts does not matter, nor does saying one twice.

    What people have decided overrides what the articles tell.
    """
    by_id: dict[str, known.Source] = {}
    for article in articles:
        if by_id.setdefault(article.id, article) != article:
            raise DuplicateArticleError(f"two articles have the id {article.id!r} and differ: give each its own")
    resolver = _Resolver({one: article.published for one, article in by_id.items()}, gazetteer)
    reprints = stories(by_id.values())
    resolver.read(sorted(set(facts), key=repr), reprints, decisions)
    entities, found = resolver.entities(), resolver.facts()
    return Resolved(
        articles=tuple(by_id[one] for one in sorted(by_id)),
        entities=tuple(entities),
        facts=tuple(found),
        identities=tuple(resolver.persons.identities()),
        doubts=tuple(resolver.persons.doubts()),
        reprints=reprints,
        unmatched=tuple(resolver.persons.unmatched),
        conflicts=resolver.conflicts(entities, found, reprints),
    )


class _HeldPost(NamedTuple):
    """A tenure of one article, with its body and role settled and its person not yet."""

    fact: said.Tenure
    article: str
    person: PersonMention
    role: str
    organization: str


class _Act(NamedTuple):
    """A change of one article, its person not yet settled."""

    fact: said.Change
    person: PersonMention
    role: str | None
    organization: str | None


class _Dealing(NamedTuple):
    """An implementation of one article, its document not yet settled."""

    fact: said.Implementation
    organization: str
    document: DocumentMention


class _Part(NamedTuple):
    """A participation of one article; the agent is an id, or a person not yet settled."""

    fact: said.Participation
    agent: str | PersonMention
    event: str


_Post = timeline.Held


class _Resolver:
    def __init__(self, dates: dict[str, dt.date | None], gazetteer: Gazetteer | None) -> None:
        self._dates = dates
        self._places = Places(gazetteer)
        self._organizations = Organizations(self._places)
        self.persons = Persons(self._places, self._organizations, dates)
        self._documents = Documents(self._organizations, dates)
        self._events = Events(self._places)
        self._programmes = Programmes()
        self._roles: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._posts: set[tuple[str, str]] = set()
        self._held: list[_HeldPost] = []
        self._acts: list[_Act] = []
        self._dealings: list[_Dealing] = []
        self._figures: list[tuple[said.Admission | said.Count, str]] = []
        self._parts: list[_Part] = []
        self._adoptions: list[tuple[said.Adoption, str, str]] = []
        self._disputes: dict[str, timeline.Dispute] = {}

    def read(self, facts: list[said.Fact], reprints: Mapping[str, str], decisions: Decisions) -> None:
        """Take in all facts; entities and facts can be asked for afterwards."""
        of_persons: list[tuple[said.Tenure | said.Change | said.Participation, str, str | None]] = []
        for fact in facts:
            if not fact.evidence:
                raise ValueError(f"a fact without evidence does not exist: {fact!r}")
            article = min(evidence_key(piece) for piece in fact.evidence)[0]
            if isinstance(fact, said.Tenure | said.Change):
                body = fact.organization
                organization = self._organizations.node(body, article) if body else None
                of_persons.append((fact, article, organization))
                if organization is not None:
                    self.persons.set_in(article, self._organizations.jurisdiction(organization))
            elif isinstance(fact, said.Participation):
                of_persons.append((fact, article, None))
            else:
                self.persons.set_in(article, self._read_of_unit(fact, article))
        for fact, article, organization in of_persons:  # only now is known which bodies are central
            self._read_of_person(fact, article, organization)
        self.persons.settle(reprints, decisions)
        self._documents.settle()
        hierarchy.complete(self._organizations, self._places)

    def _read_of_unit(
        self, fact: said.Implementation | said.Admission | said.Count | said.Adoption, article: str
    ) -> str | None:
        """Take it in; returns the place that it speaks of."""
        named = fact.organization if isinstance(fact, said.Implementation) else fact.unit
        unit = self._unit(named, article)
        if isinstance(fact, said.Implementation):
            self._dealings.append(_Dealing(fact, unit, self._documents.add(fact.document, article)))
        elif isinstance(fact, said.Adoption):
            self._adoptions.append((fact, unit, self._programmes.node(fact.programme)))
        else:
            self._figures.append((fact, unit))
        return unit if isinstance(named, said.Area) else self._organizations.jurisdiction(unit)

    def _read_of_person(
        self, fact: said.Tenure | said.Change | said.Participation, article: str, organization: str | None
    ) -> None:
        if isinstance(fact, said.Participation):
            agent = fact.agent
            who: str | PersonMention
            if isinstance(agent, said.Person):
                who = self.persons.add(agent.name, article, fact.evidence)
            else:
                who = self._unit(agent, article)
            self._parts.append(_Part(fact, who, self._events.node(fact.event, article)))
            return
        words = fact.role.vi if fact.role is not None else ""
        person = self.persons.add(fact.person.name, article, fact.evidence, organization, words)
        role = self._role(fact.role) if fact.role is not None else None
        if isinstance(fact, said.Change):
            self._acts.append(_Act(fact, person, role, organization))
        elif role is not None and organization is not None:
            self._held.append(_HeldPost(fact, article, person, role, organization))
            self._posts.add((role, organization))

    def entities(self) -> list[known.Entity]:
        """All entities, ordered by id."""
        out: list[known.Entity] = [
            *self.persons.entities(),
            *self._organizations.entities(),
            *self._documents.entities(),
            *self._events.entities(),
            *self._programmes.entities(),
            *self._places.entities(),
            *(self._role_entity(role) for role in self._roles),
            *(self._post(role, organization) for role, organization in self._posts),
        ]
        return sorted(out, key=lambda entity: entity.id)

    def facts(self) -> list[known.ResolvedFact]:
        """All facts, ordered by id."""
        told = self._told_of()
        held = self._mandates(told)
        out: list[known.ResolvedFact] = [
            *self._tenures(held, told),
            *self._changes(held),
            *self._implementations(),
            *self._counted(),
            *self._participations(),
            *self._adopted(),
        ]
        return sorted(out, key=lambda fact: fact.id)

    def conflicts(
        self, entities: list[known.Entity], facts: list[known.ResolvedFact], reprints: Mapping[str, str]
    ) -> tuple[conflicts.Conflict, ...]:
        """Where articles contradict each other; to be asked for with all entities and facts."""
        dated = (
            conflicts.Dated(document, _implementation_id(unit, document, fact.action), fact.document, fact.evidence)
            for fact, unit, mention in self._dealings
            for document in (self._documents.node(mention),)
        )
        return conflicts.find(entities, facts, conflicts.Articles(self._dates, reprints), self._disputes, dated)

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

    def _role_entity(self, role: str) -> known.Role:
        vietnamese, english = self._roles[role]
        return known.Role(id=role, vi=main_label(vietnamese), en=main_label(english))

    def _post(self, role: str, organization: str) -> known.Post:
        label = post_label(main_label(self._roles[role][0]), self._organizations.label(organization))
        return known.Post(id=_post_id(role, organization), label=label, role=role, organization=organization)

    def _told_of(self) -> dict[_Post, list[Told]]:
        """The changes of each person and post."""
        out: dict[_Post, list[Told]] = {}
        for fact, mention, role, organization in self._acts:
            if role is not None and organization is not None:
                told = Told.by(fact)
                out.setdefault((self.persons.node(mention), role, organization), []).append(told)
        return out

    def _mandates(self, told: Mapping[_Post, list[Told]]) -> dict[_Post, list[Mandate]]:
        """The tenures of each person and post."""
        groups: dict[_Post, list[Holding]] = {}
        for fact, article, mention, role, organization in self._held:
            key = (self.persons.node(mention), role, organization)
            own = tuple(one for one in told.get(key, ()) if article in one.articles)
            groups.setdefault(key, []).append(Holding(fact, article, self._dates.get(article), own))
        return {key: mandates(holdings) for key, holdings in groups.items()}

    def _moves(self) -> dict[str, set[str]]:
        """Of each person the articles that tell of a change of post."""
        out: dict[str, set[str]] = {}
        for act in self._acts:
            moved = out.setdefault(self.persons.node(act.person), set())
            moved.update(piece.article for piece in act.fact.evidence)
        for held in self._held:
            if any(piece.status == "incoming" for piece in held.fact.evidence):
                out.setdefault(self.persons.node(held.person), set()).add(held.article)
        return out

    def _tenures(self, held: Mapping[_Post, list[Mandate]], told: Mapping[_Post, list[Told]]) -> Iterable[known.Tenure]:
        moves = self._moves()
        before = timeline.predecessors(held, _tenure_id)
        for key, found in held.items():
            person, role, organization = key
            own: dict[str, list[Told]] = {mandate.key: [] for mandate in found}
            for one in told.get(key, ()):
                if (meant := timeline.mandate_of(one, found)) is not None:
                    own[meant.key].append(one)
            for mandate in found:
                bounds = timeline.bounds(mandate, own[mandate.key], moves.get(person, frozenset()))
                first, last = mandate.attested()
                tenure = _tenure_id(key, mandate)
                if bounds.dispute is not None:
                    self._disputes[tenure] = bounds.dispute
                yield known.Tenure(
                    id=tenure,
                    person=person,
                    role=role,
                    organization=organization,
                    post=_post_id(role, organization),
                    term=mandate.term,
                    first_attested=first,
                    last_attested=last,
                    start=bounds.start,
                    end=bounds.end,
                    end_cause=bounds.cause,
                    predecessor=before.get(tenure),
                    evidence=mandate.evidence,
                )

    def _changes(self, held: Mapping[_Post, list[Mandate]]) -> Iterable[known.Change]:
        groups: dict[tuple[str, str, str, str, str, str], list[_Act]] = {}
        for act in self._acts:
            fact = act.fact
            key = (act.role or "", act.organization or "", fact.change, str(fact.earliest), str(fact.latest))
            groups.setdefault((self.persons.node(act.person), *key), []).append(act)
        for (person, *rest), same in groups.items():
            first = same[0]
            post = (person, first.role or "", first.organization or "")
            evidence = merged_evidence(piece for act in same for piece in act.fact.evidence)
            told = Told.by(msgspec.structs.replace(first.fact, evidence=evidence))
            mandate = timeline.mandate_of(told, held.get(post, ()))
            yield known.Change(
                id=local_id("change", _name_of(person), person, *rest),
                person=person,
                kind=first.fact.change,
                role=first.role,
                organization=first.organization,
                earliest=first.fact.earliest,
                latest=first.fact.latest,
                tenure=_tenure_id(post, mandate) if mandate is not None else None,
                evidence=evidence,
            )

    def _implementations(self) -> Iterable[known.Implementation]:
        groups: dict[tuple[str, str, said.Action], list[said.Implementation]] = {}
        for fact, organization, mention in self._dealings:
            document = self._documents.node(mention)
            groups.setdefault((organization, document, fact.action), []).append(fact)
        for (organization, document, action), same in groups.items():
            start = min((fact.start for fact in same if fact.start), default=None)
            end = max((fact.end for fact in same if fact.end), default=None)
            if start and end and start > end:  # of different articles, and no span together
                start = end = None
            yield known.Implementation(
                id=_implementation_id(organization, document, action),
                organization=organization,
                document=document,
                action=action,
                start=start,
                end=end,
                evidence=merged_evidence(piece for fact in same for piece in fact.evidence),
            )

    def _counted(self) -> Iterable[known.Admission | known.Count]:
        groups: dict[tuple[str, ...], list[tuple[said.Admission | said.Count, str]]] = {}
        for fact, unit in self._figures:
            kind = (fact.measure, str(fact.population), str(fact.total)) if isinstance(fact, said.Count) else ()
            key = (unit, str(fact.value), fact.approximate, str(fact.start), str(fact.end), *kind)
            groups.setdefault(key, []).append((fact, unit))
        for key, same in groups.items():
            fact, unit = same[0]
            evidence = merged_evidence(piece for one, _ in same for piece in one.evidence)
            if isinstance(fact, said.Admission):
                yield known.Admission(
                    id=local_id("admission", _name_of(unit), *key),
                    unit=unit,
                    value=fact.value,
                    approximate=fact.approximate,
                    start=fact.start,
                    end=fact.end,
                    evidence=evidence,
                )
            else:
                yield known.Count(
                    id=local_id("count", f"{fact.measure} {_name_of(unit)}", *key),
                    unit=unit,
                    measure=fact.measure,
                    population=fact.population,
                    value=fact.value,
                    total=fact.total,
                    approximate=fact.approximate,
                    start=fact.start,
                    end=fact.end,
                    evidence=evidence,
                )

    def _participations(self) -> Iterable[known.Participation]:
        groups: dict[tuple[str, said.Part, str], list[said.Participation]] = {}
        for fact, who, event in self._parts:
            agent = who if isinstance(who, str) else self.persons.node(who)
            groups.setdefault((agent, fact.part, event), []).append(fact)
        for (agent, part, event), same in groups.items():
            yield known.Participation(
                id=local_id("participation", _name_of(agent), agent, part, event),
                agent=agent,
                part=part,
                event=event,
                evidence=merged_evidence(piece for fact in same for piece in fact.evidence),
            )

    def _adopted(self) -> Iterable[known.Adoption]:
        groups: dict[tuple[str, str, said.AdoptionAction], list[said.Adoption]] = {}
        for fact, unit, programme in self._adoptions:
            groups.setdefault((unit, programme, fact.action), []).append(fact)
        for (unit, programme, action), same in groups.items():
            yield known.Adoption(
                id=local_id("adoption", _name_of(unit), unit, programme, action),
                unit=unit,
                programme=programme,
                action=action,
                evidence=merged_evidence(piece for fact in same for piece in fact.evidence),
            )


def post_label(role: str, organization: str) -> str:
    """Role and organisation in one, words that meet in the middle said once.

    >>> post_label("Trưởng ban", "Ban Tổ chức Tỉnh ủy Bến Tre"), post_label("Phó Bí thư", "Tỉnh ủy Bến Tre")
    ('Trưởng Ban Tổ chức Tỉnh ủy Bến Tre', 'Phó Bí thư Tỉnh ủy Bến Tre')
    """
    left, right = role.split(), organization.split()
    for size in range(min(len(left) - 1, len(right)), 0, -1):
        if [folded(word) for word in left[-size:]] == [folded(word) for word in right[:size]]:
            return " ".join(left[:-size] + right)
    return f"{role} {organization}"


def _tenure_id(post: _Post, mandate: Mandate) -> str:
    person, role, organization = post
    return local_id("tenure", _name_of(person), person, _post_id(role, organization), mandate.key)


def _implementation_id(organization: str, document: str, action: said.Action) -> str:
    return local_id("implementation", _name_of(organization), organization, document, action)


def _post_id(role: str, organization: str) -> str:
    return local_id("post", f"{_name_of(role)} {_name_of(organization)}", role, organization)


def _name_of(node: str) -> str:
    """The readable part of a local name."""
    kind, _, rest = node.partition("-")
    return rest if kind == "place" else rest.rpartition("-")[0]
