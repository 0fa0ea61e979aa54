"""The only place where a fact becomes triples: RDF 1.1, no blank node, no fact without evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Protocol

from extraction.facts import Evidence, Relation
from extraction.text import search_key
from graph import entities as known
from graph.grounding import GroundingError
from graph.identity import article_id, evidence_id, folded, local_id, slug
from graph.literals import boolean, date, decimal, english, integer, iri, plain, text, web_address
from graph.places import is_place
from ontology import terms

TYPE = terms.RDF + "type"
LABEL = terms.RDFS + "label"

_BOUNDS = (terms.startEarliest, terms.startLatest, terms.endEarliest, terms.endLatest)

RELATED: dict[Relation, str] = {
    "implements": terms.eli_ensures_implementation_of,
    "concretises": terms.eli_ensures_implementation_of,
    "basedOn": terms.eli_based_on,
    "amends": terms.eli_amends,
    "repeals": terms.eli_repeals,
}
"""The plain edge of each relation of two documents."""

Said = tuple[str, str]
"""Predicate, and object as N-Triples writes it."""


class Told(Protocol):
    """What becomes a graph: each of these is gone through once, in this order."""

    @property
    def articles(self) -> Iterable[known.Source]: ...
    @property
    def entities(self) -> Iterable[known.Entity]: ...
    @property
    def facts(self) -> Iterable[known.ResolvedFact]: ...
    @property
    def reprints(self) -> Mapping[str, str]: ...


def triples(told: Told, base: str = terms.ID) -> Iterator[str]:
    """Every triple as a line of N-Triples without its end of line; the order means nothing, nor does one said twice.

    That a quote is in its article is checked before, by `graph.grounding`. `base` is the namespace of the nodes.
    """
    check_base(base)
    return _Assembler(base).lines(told)


def check_base(base: str) -> None:
    """Refuse a namespace that local names cannot simply be put behind."""
    others = [one for one in terms.PREFIXES.values() if one != terms.ID]
    if web_address(base) is None or not base.endswith(("/", "#")):
        raise ValueError(f'not a namespace for nodes: {base!r}; expected one like "{terms.ID}", ending in / or #')
    if any(one.startswith(base) or base.startswith(one) for one in others):
        raise ValueError(f"{base!r} is, holds or lies in the namespace of a vocabulary; nodes need one of their own")


@cache
def _concepts() -> dict[str, tuple[Said, ...]]:
    """What a graph repeats of the closed values of the vocabulary, so that it answers without it."""
    import pyoxigraph as ox  # noqa: PLC0415  takes its time to import

    kept = {TYPE, terms.skos_notation, LABEL, terms.skos_prefLabel}
    found: dict[str, list[Said]] = {}
    source = resources.files("ontology").joinpath("dangbo.ttl").read_bytes()
    for quad in ox.parse(source, ox.RdfFormat.TURTLE):
        if quad.predicate.value in kept:
            found.setdefault(str(quad.subject)[1:-1], []).append((quad.predicate.value, str(quad.object)))
    return {one: tuple(said) for one, said in found.items() if (TYPE, iri(terms.skos_Concept)) in said}


class _Assembler:
    def __init__(self, base: str) -> None:
        self._base = base
        self._values: set[str] = set()
        """Closed values used so far."""
        self._types: dict[str, str] = {}
        """Document types used that the vocabulary does not know: folded, and how to write them."""
        self._say: dict[type, Callable[[Any], Iterable[Said]]] = {
            known.Person: self._person,
            known.Place: self._place,
            known.Organization: self._organization,
            known.Role: self._role,
            known.Post: self._post,
            known.Document: self._document,
            known.Event: self._event,
            known.Programme: self._programme,
            known.Tenure: self._tenure,
            known.Change: self._change,
            known.Implementation: self._implementation,
            known.DocumentRelation: self._relation,
            known.Admission: self._admission,
            known.Count: self._count,
            known.Participation: self._participation,
            known.Adoption: self._adoption,
            known.Origin: self._origin,
        }

    def lines(self, told: Told) -> Iterator[str]:
        for article in told.articles:
            said = list(self._article(article))
            if article.id in told.reprints:
                said.append((terms.sameStory, self._node(article_id(told.reprints[article.id]))))
            yield from self._about(self._node(article_id(article.id)), said)
        for entity in told.entities:
            yield from self._about(self._node(entity.id), self._say[type(entity)](entity))
        for fact in told.facts:
            yield from self._fact(fact)
        for value in sorted(self._values):
            yield from self._about(iri(value), _concepts()[value])
        for folded_type, label in sorted(self._types.items()):
            yield from self._about(self._type_node(folded_type), self._type(label))

    def _fact(self, fact: known.ResolvedFact) -> Iterator[str]:
        """A fact with its evidence, which other facts may share."""
        if not fact.evidence:
            raise GroundingError(f"{fact.id} has no evidence")
        said = list(self._say[type(fact)](fact))
        for piece in fact.evidence:
            node = self._node(evidence_id(piece))
            said.append((terms.evidence, node))
            yield from self._about(node, self._evidence(piece))
        yield from self._about(self._node(fact.id), said)
        if shortcut := self._shortcut(fact):
            yield shortcut
        if isinstance(fact, known.Implementation) and is_place(fact.organization):
            place = self._node(fact.organization)
            yield f"{place} <{terms.jurisdiction}> {place} ."

    @staticmethod
    def _about(subject: str, said: Iterable[Said]) -> Iterator[str]:
        for predicate, object_ in dict.fromkeys(said):
            yield f"{subject} <{predicate}> {object_} ."

    def _node(self, local: str) -> str:
        return f"<{self._base}{local}>"

    def _value(self, value: str) -> str:
        self._values.add(value)
        return iri(value)

    # ---- articles and evidence

    def _article(self, article: known.Source) -> Iterator[Said]:
        yield from _a(terms.Article, terms.schema_NewsArticle, terms.prov_Entity)
        yield terms.dcterms_identifier, plain(article.id)
        yield terms.sha256, plain(article.sha256)
        if article.title:
            yield terms.dcterms_title, text(article.title)
        if article.published:
            yield terms.dcterms_issued, date(article.published)
        if article.source:
            yield terms.dcterms_source, web_address(article.source) or plain(article.source)
        if article.publisher:
            yield terms.dcterms_publisher, plain(article.publisher)
        if article.creator:
            yield terms.dcterms_creator, plain(article.creator)

    def _evidence(self, piece: Evidence) -> Iterator[Said]:
        yield from _a(terms.Evidence, terms.oa_SpecificResource)
        yield terms.article, self._node(article_id(piece.article))
        yield terms.quote, text(piece.quote)
        yield terms.start, integer(piece.start)
        yield terms.end, integer(piece.end)
        yield terms.rule, plain(piece.rule)
        yield terms.confidence, decimal(piece.confidence)
        if piece.status is not None:
            yield terms.status, self._value(terms.STATUS[piece.status])

    # ---- entities

    def _person(self, person: known.Person) -> Iterator[Said]:
        yield from _a(terms.Person, terms.foaf_Person)
        yield from _named(person.label, person.alt_labels)
        for other in person.possibly:
            yield terms.possiblySame, self._node(other)
        yield from self._came_from(person)

    def _came_from(self, told: known.Person | known.Origin) -> Iterator[Said]:
        bounds = zip((terms.bornEarliest, terms.bornLatest), told.born, strict=True)
        yield from ((bound, date(day)) for bound, day in bounds if day is not None)
        if told.home:
            yield terms.homePlace, self._node(told.home)
        if told.people:
            yield terms.ethnicGroup, text(told.people)

    def _place(self, place: known.Place) -> Iterator[Said]:
        yield from _a(terms.Place, terms.schema_AdministrativeArea)
        yield from _named(place.label, place.alt_labels, place.pref_label)
        yield terms.name, text(place.name)
        yield terms.level, self._value(terms.LEVEL[place.level])
        if place.within:
            yield terms.within, self._node(place.within)
        if place.province:
            yield terms.province, self._node(place.province)
        if place.gso_code:
            yield terms.gsoCode, plain(place.gso_code)
        if place.iso_code:
            yield terms.isoCode, plain(place.iso_code)
        if place.valid_from:
            yield terms.validFrom, date(place.valid_from)
        if place.valid_to:
            yield terms.validTo, date(place.valid_to)
        for successor in place.replaced_by:
            yield terms.dcterms_isReplacedBy, self._node(successor)

    def _organization(self, body: known.Organization) -> Iterator[Said]:
        yield from _a(terms.Organization, terms.org_Organization)
        yield from _named(body.label, body.alt_labels, body.pref_label)
        yield terms.org_classification, self._value(terms.CLASSIFICATION.get(body.kind, terms.CLASSIFICATION["other"]))
        if body.level:
            yield terms.level, self._value(terms.LEVEL[body.level])
        if body.parent:
            yield terms.org_subOrganizationOf, self._node(body.parent)
        if body.jurisdiction:
            yield terms.jurisdiction, self._node(body.jurisdiction)
        for candidate in body.candidates:
            yield terms.possibleJurisdiction, self._node(candidate)
        if body.valid_from:
            yield terms.validFrom, date(body.valid_from)
        if body.valid_to:
            yield terms.validTo, date(body.valid_to)
        for successor in body.replaced_by:
            yield terms.dcterms_isReplacedBy, self._node(successor)
        if body.completed:
            yield terms.completed, boolean(value=True)

    def _role(self, role: known.Role) -> Iterator[Said]:
        yield from _a(terms.skos_Concept)
        for label in (LABEL, terms.skos_prefLabel):
            yield label, text(role.vi)
            yield label, english(role.en)

    def _post(self, post: known.Post) -> Iterator[Said]:
        yield from _a(terms.org_Post)
        yield LABEL, text(post.label)
        yield terms.org_role, self._node(post.role)
        yield terms.org_postIn, self._node(post.organization)

    def _document(self, document: known.Document) -> Iterator[Said]:
        yield from _a(terms.Document, terms.eli_LegalResource, terms.schema_Legislation)
        yield from _named(document.label, ())
        yield terms.documentType, self._document_type(document.type)
        if document.number:
            yield terms.number, plain(document.number)
        if document.year:
            yield terms.year, integer(document.year)
        if document.issuer:
            yield terms.issuer, self._node(document.issuer)
        if document.subject:
            yield terms.subject, text(document.subject)
        if document.issued:
            yield terms.dcterms_issued, date(document.issued)

    def _document_type(self, label: str) -> str:
        known_type = terms.DOCUMENT_TYPE.get(label)
        if known_type is not None:
            return self._value(known_type)
        kind = folded(label)
        self._types[kind] = min(label, self._types.get(kind, label))
        return self._type_node(kind)

    def _type_node(self, folded_type: str) -> str:
        return self._node(local_id("document-type", folded_type, folded_type))

    @staticmethod
    def _type(label: str) -> Iterator[Said]:
        yield from _a(terms.skos_Concept)
        yield terms.skos_notation, plain(slug(label))
        yield LABEL, text(label)
        yield LABEL, english(label)  # there is no honest translation of a type nobody described

    def _event(self, event: known.Event) -> Iterator[Said]:
        yield from _a(terms.Event, terms.sem_Event)
        yield from _named(event.label, ())
        yield terms.eventType, self._value(terms.EVENT_TYPE[event.type])
        yield from _point(event)
        if event.place:
            yield terms.place, self._node(event.place)

    @staticmethod
    def _programme(programme: known.Programme) -> Iterator[Said]:
        yield from _a(terms.Programme)
        yield from _named(programme.label, programme.alt_labels)

    # ---- facts

    def _tenure(self, tenure: known.Tenure) -> Iterator[Said]:
        yield from _a(terms.Tenure, terms.org_Membership)
        yield terms.org_member, self._node(tenure.person)
        yield terms.org_role, self._node(tenure.role)
        yield terms.org_organization, self._node(tenure.organization)
        yield terms.post, self._node(tenure.post)
        if tenure.term:
            yield terms.term, plain(tenure.term)
        if tenure.first_attested:
            yield terms.firstAttested, date(tenure.first_attested)
        if tenure.last_attested:
            yield terms.lastAttested, date(tenure.last_attested)
        bounds = zip(_BOUNDS, (*tenure.start, *tenure.end), strict=True)
        yield from ((bound, date(day)) for bound, day in bounds if day is not None)
        if tenure.end_cause:
            yield terms.endCause, self._value(terms.END_CAUSE[tenure.end_cause])
        if tenure.predecessor:
            yield terms.predecessor, self._node(tenure.predecessor)

    def _change(self, change: known.Change) -> Iterator[Said]:
        yield from _a(terms.Change, terms.sem_Event)
        yield terms.person, self._node(change.person)
        yield terms.kind, self._value(terms.CHANGE[change.kind])
        if change.role:
            yield terms.org_role, self._node(change.role)
        if change.organization:
            yield terms.org_organization, self._node(change.organization)
        if change.tenure:
            yield terms.tenure, self._node(change.tenure)
        yield from _point(change)

    def _implementation(self, fact: known.Implementation) -> Iterator[Said]:
        yield from _a(terms.Implementation, terms.sem_Event)
        yield terms.organization, self._node(fact.organization)
        yield terms.document, self._node(fact.document)
        yield terms.action, self._value(terms.ACTION[fact.action])
        yield from _span(fact)

    def _relation(self, fact: known.DocumentRelation) -> Iterator[Said]:
        yield from _a(terms.DocumentRelation)
        yield terms.document, self._node(fact.document)
        yield terms.relation, self._value(terms.RELATION[fact.relation])
        yield terms.relatedDocument, self._node(fact.related)

    def _admission(self, fact: known.Admission) -> Iterator[Said]:
        yield from _a(terms.Admission, terms.Count, terms.qb_Observation)
        yield terms.unit, self._node(fact.unit)
        yield terms.measure, self._value(terms.MEASURE["admitted"])
        yield terms.population, self._value(terms.POPULATION["members"])
        yield terms.value, integer(fact.value)
        yield terms.approximate, self._value(terms.APPROXIMATE[fact.approximate])
        yield from _span(fact)

    def _count(self, fact: known.Count) -> Iterator[Said]:
        yield from _a(terms.Count, terms.qb_Observation)
        yield terms.unit, self._node(fact.unit)
        yield terms.measure, self._value(terms.MEASURE[fact.measure])
        if fact.population:
            yield terms.population, self._value(terms.POPULATION[fact.population])
        yield terms.value, integer(fact.value) if isinstance(fact.value, int) else decimal(fact.value)
        if fact.total is not None:
            yield terms.total, integer(fact.total)
        yield terms.approximate, self._value(terms.APPROXIMATE[fact.approximate])
        yield from _span(fact)

    def _participation(self, fact: known.Participation) -> Iterator[Said]:
        yield from _a(terms.Participation, terms.sem_Role)
        yield terms.agent, self._node(fact.agent)
        yield terms.part, self._value(terms.PART[fact.part])
        yield terms.event, self._node(fact.event)

    def _adoption(self, fact: known.Adoption) -> Iterator[Said]:
        yield from _a(terms.Adoption, terms.sem_Event)
        yield terms.unit, self._node(fact.unit)
        yield terms.programme, self._node(fact.programme)
        yield terms.action, self._value(terms.ACTION[fact.action])

    def _origin(self, fact: known.Origin) -> Iterator[Said]:
        yield from _a(terms.Origin)
        yield terms.person, self._node(fact.person)
        yield from self._came_from(fact)

    def _shortcut(self, fact: known.ResolvedFact) -> str:
        """The plain edge of a fact, without time; "" for a document issued: that is not to carry it out, and others."""
        if isinstance(fact, known.Tenure):
            return f"{self._node(fact.person)} <{terms.holdsPosition}> {self._node(fact.post)} ."
        if isinstance(fact, known.Admission):
            return f"{self._node(fact.unit)} <{terms.admitted}> {self._node(fact.id)} ."
        if isinstance(fact, known.DocumentRelation):
            return f"{self._node(fact.document)} <{RELATED[fact.relation]}> {self._node(fact.related)} ."
        if not isinstance(fact, known.Implementation) or fact.action == "issue":
            return ""
        return f"{self._node(fact.organization)} <{terms.implements}> {self._node(fact.document)} ."


def _a(*classes: str) -> Iterator[Said]:
    return ((TYPE, iri(one)) for one in classes)


def _named(label: str, others: Iterable[str], preferred: str = "") -> Iterator[Said]:
    """All names of a thing, and what to find each of them by."""
    yield LABEL, text(label)
    if preferred:
        yield terms.skos_prefLabel, text(preferred)
    for other in others:
        yield terms.skos_altLabel, text(other)
    for name in (label, preferred, *others):
        if name:
            yield terms.searchKey, plain(search_key(name))


def _point(thing: known.Event | known.Change) -> Iterator[Said]:
    if thing.earliest:
        yield terms.earliest, date(thing.earliest)
    if thing.latest:
        yield terms.latest, date(thing.latest)


def _span(fact: known.Implementation | known.Admission | known.Count) -> Iterator[Said]:
    if fact.start:
        yield terms.from_, date(fact.start)
    if fact.end:
        yield terms.to, date(fact.end)
