"""Who is who: facts of all articles in, entities and facts about them out, whatever the order.

First every area and body gets its node, then persons and documents are settled with what those tell,
then facts that say the same become one with all their evidence.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from extraction import facts as said
from extraction.article import Article
from graph import entities as known
from graph.documents import Documents
from graph.documents import Mention as DocumentMention
from graph.identity import evidence_key, folded, local_id, main_label, merged_evidence, tidy
from graph.organizations import Organizations
from graph.persons import Mention as PersonMention
from graph.persons import Persons
from graph.places import Places
from graph.tenures import Holding, mandates
from ontology.places import Gazetteer


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """A graph before it is RDF: everything sorted by id."""

    articles: tuple[Article, ...]
    entities: tuple[known.Entity, ...]
    facts: tuple[known.ResolvedFact, ...]


class DuplicateArticleError(ValueError):
    """Two articles have one id and differ."""


def resolve(articles: Iterable[Article], facts: Iterable[said.Fact], gazetteer: Gazetteer | None = None) -> Resolved:
    """Decide who is who. The order of articles and facts does not matter, nor does saying one twice."""
    by_id: dict[str, Article] = {}
    for article in articles:
        if by_id.setdefault(article.id, article) != article:
            raise DuplicateArticleError(f"two articles have the id {article.id!r} and differ: give each its own")
    resolver = _Resolver({one: article.published for one, article in by_id.items()}, gazetteer)
    resolver.read(sorted(set(facts), key=repr))
    return Resolved(
        articles=tuple(by_id[one] for one in sorted(by_id)),
        entities=tuple(resolver.entities()),
        facts=tuple(resolver.facts()),
    )


class _HeldPost(NamedTuple):
    """A tenure of one article, with its body and role settled and its person not yet."""

    fact: said.Tenure
    article: str
    person: PersonMention
    role: str
    organization: str


class _Dealing(NamedTuple):
    """An implementation of one article, its document not yet settled."""

    fact: said.Implementation
    organization: str
    document: DocumentMention


class _Resolver:
    def __init__(self, dates: dict[str, dt.date | None], gazetteer: Gazetteer | None) -> None:
        self._dates = dates
        self._places = Places(gazetteer)
        self._organizations = Organizations(self._places)
        self._persons = Persons(self._places, self._organizations)
        self._documents = Documents(self._organizations, dates)
        self._roles: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._posts: set[tuple[str, str]] = set()
        self._held: list[_HeldPost] = []
        self._dealings: list[_Dealing] = []
        self._admissions: list[tuple[said.Admission, str]] = []

    def read(self, facts: list[said.Fact]) -> None:
        """Take in all facts; entities and facts can be asked for afterwards."""
        tenures: list[tuple[said.Tenure, str, str]] = []
        for fact in facts:
            if not fact.evidence:
                raise ValueError(f"a fact without evidence does not exist: {fact!r}")
            article = min(evidence_key(piece) for piece in fact.evidence)[0]
            if isinstance(fact, said.Tenure):
                tenures.append((fact, article, self._organizations.node(fact.organization, article)))
            elif isinstance(fact, said.Implementation):
                unit = self._unit(fact.organization, article)
                self._dealings.append(_Dealing(fact, unit, self._documents.add(fact.document, article)))
            else:
                self._admissions.append((fact, self._unit(fact.unit, article)))
        for tenure, article, organization in tenures:  # only now is known which bodies are central
            person = self._persons.add(tenure.person.name, organization, tenure.evidence, article)
            role = self._role(tenure.role)
            self._held.append(_HeldPost(tenure, article, person, role, organization))
            self._posts.add((role, organization))
        self._persons.settle()
        self._documents.settle()

    def entities(self) -> list[known.Entity]:
        """All entities, ordered by id."""
        out: list[known.Entity] = [
            *self._persons.entities(),
            *self._organizations.entities(),
            *self._documents.entities(),
            *self._places.entities(),
            *(self._role_entity(role) for role in self._roles),
            *(self._post(role, organization) for role, organization in self._posts),
        ]
        return sorted(out, key=lambda entity: entity.id)

    def facts(self) -> list[known.ResolvedFact]:
        """All facts, ordered by id."""
        out: list[known.ResolvedFact] = [*self._tenures(), *self._implementations(), *self._counted()]
        return sorted(out, key=lambda fact: fact.id)

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

    def _tenures(self) -> Iterable[known.Tenure]:
        groups: dict[tuple[str, str, str], list[Holding]] = {}
        for fact, article, mention, role, organization in self._held:
            key = (self._persons.node(mention), role, organization)
            groups.setdefault(key, []).append(Holding(fact, article, self._dates.get(article)))
        for (person, role, organization), holdings in groups.items():
            post = _post_id(role, organization)
            for mandate in mandates(holdings):
                yield known.Tenure(
                    id=local_id("tenure", _name_of(person), person, post, mandate.key),
                    person=person,
                    role=role,
                    organization=organization,
                    post=post,
                    term=mandate.term,
                    first_attested=mandate.first_attested(self._dates),
                    last_attested=mandate.last_attested(self._dates),
                    start=mandate.start,
                    end=mandate.end,
                    evidence=mandate.evidence,
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
                id=local_id("implementation", _name_of(organization), organization, document, action),
                organization=organization,
                document=document,
                action=action,
                start=start,
                end=end,
                evidence=merged_evidence(piece for fact in same for piece in fact.evidence),
            )

    def _counted(self) -> Iterable[known.Admission]:
        groups: dict[tuple[str, int, said.Approximate, dt.date | None, dt.date | None], list[said.Admission]] = {}
        for fact, unit in self._admissions:
            groups.setdefault((unit, fact.value, fact.approximate, fact.start, fact.end), []).append(fact)
        for (unit, value, approximate, start, end), same in groups.items():
            key = (unit, str(value), approximate, str(start), str(end))
            yield known.Admission(
                id=local_id("admission", _name_of(unit), *key),
                unit=unit,
                value=value,
                approximate=approximate,
                start=start,
                end=end,
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


def _post_id(role: str, organization: str) -> str:
    return local_id("post", f"{_name_of(role)} {_name_of(organization)}", role, organization)


def _name_of(node: str) -> str:
    """The readable part of a local name."""
    kind, _, rest = node.partition("-")
    return rest if kind == "place" else rest.rpartition("-")[0]
