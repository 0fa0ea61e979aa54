"""The facts of each family as a table: one row for each piece of evidence, so that no figure is without its source.

A fact that two articles state has two rows, alike but for their evidence; `evidence_number = 1` takes every fact once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from graph.descriptions import Description, Descriptions
from ontology import terms

Kind = Literal["text", "iri", "date", "integer", "decimal"]
"""What a column holds; only `text` can hold the words of an article."""
Take = Literal["value", "iri", "name", "word", "province"]
"""Of an object: itself, its IRI, its full name, the notation of a closed value, the province it lies in."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, with the path that its values are found on."""

    name: str
    kind: Kind
    predicate: str
    take: Take
    about: str


@dataclass(frozen=True, slots=True)
class Family:
    """A table."""

    name: str
    class_: str
    not_class: str
    own: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those of the family, then those that tell the source, then the nodes."""
        things = [c for c in self.own if c.kind != "iri"], [c for c in self.own if c.kind == "iri"]
        return (*things[0], *EVIDENCE, *things[1], *NODES)


def _text(name: str, predicate: str, take: Take, about: str) -> Column:
    return Column(name, "text", predicate, take, about)


def _iri(name: str, predicate: str) -> Column:
    return Column(name, "iri", predicate, "iri", "its node in the graph")


def _day(name: str, predicate: str, about: str) -> Column:
    return Column(name, "date", predicate, "value", about)


_UNIT = (
    _text("unit", terms.unit, "name", "the body or place, with its province"),
    _text("province", terms.unit, "province", "the province it lies in"),
    _iri("unit_iri", terms.unit),
)
_SPAN = (
    _day("from", terms.from_, "first day of the period"),
    _day("to", terms.to, "last day of the period"),
)
_POINT = (
    _day("earliest", terms.earliest, "the earliest day on which it can have happened"),
    _day("latest", terms.latest, "the latest such day"),
)
_ROLE = (
    _text("role", terms.org_role, "name", "the role without the body"),
    _text("organization", terms.org_organization, "name", "the body, with its province"),
    _text("province", terms.org_organization, "province", "the province it lies in"),
    _iri("role_iri", terms.org_role),
    _iri("organization_iri", terms.org_organization),
)
_FIGURE = (
    _text("measure", terms.measure, "word", "what is counted"),
    _text("population", terms.population, "word", "among whom or what"),
    Column("value", "decimal", terms.value, "value", "the figure"),
    Column("total", "decimal", terms.total, "value", "out of how many"),
    _text("approximate", terms.approximate, "word", "exact, about, atLeast or atMost"),
)
FAMILIES = (
    Family(
        "positions",
        terms.Tenure,
        "",
        (
            _text("person", terms.org_member, "name", "who holds the post"),
            *_ROLE,
            _text("term", terms.term, "value", "the mandate as the article writes it"),
            _day("first_attested", terms.firstAttested, "date of the first article that tells of it"),
            _day("last_attested", terms.lastAttested, "date of the last such article"),
            _day("start_earliest", terms.startEarliest, "the earliest day on which it can have begun"),
            _day("start_latest", terms.startLatest, "the latest such day"),
            _day("end_earliest", terms.endEarliest, "the earliest day on which it can have ended"),
            _day("end_latest", terms.endLatest, "the latest such day"),
            _text("end_cause", terms.endCause, "word", "why it ended"),
            _iri("person_iri", terms.org_member),
            _iri("post_iri", terms.post),
        ),
    ),
    Family(
        "changes",
        terms.Change,
        "",
        (
            _text("person", terms.person, "name", "whom it concerns"),
            _text("change", terms.kind, "word", "elected, appointed, transferred, dismissed …"),
            *_ROLE,
            *_POINT,
            _iri("person_iri", terms.person),
            _iri("tenure_iri", terms.tenure),
        ),
    ),
    Family(
        "documents",
        terms.Implementation,
        "",
        (
            _text("organization", terms.organization, "name", "the body or place that deals with it"),
            _text("province", terms.organization, "province", "the province it lies in"),
            _text("action", terms.action, "word", "implement, study, concretise, review or issue"),
            _text("document", terms.document, "name", "the document"),
            *_SPAN,
            _iri("organization_iri", terms.organization),
            _iri("document_iri", terms.document),
        ),
    ),
    Family(
        "relations",
        terms.DocumentRelation,
        "",
        (
            _text("document", terms.document, "name", "the document that acts on another"),
            _text("relation", terms.relation, "word", "implements, concretises, basedOn, amends or repeals"),
            _text("related_document", terms.relatedDocument, "name", "the document that it acts on"),
            _iri("document_iri", terms.document),
            _iri("related_document_iri", terms.relatedDocument),
        ),
    ),
    Family("admissions", terms.Admission, "", (*_UNIT, *_FIGURE, *_SPAN)),
    Family("figures", terms.Count, terms.Admission, (*_UNIT, *_FIGURE, *_SPAN)),
    Family(
        "events",
        terms.Participation,
        "",
        (
            _text("agent", terms.agent, "name", "the person, body or place that takes part"),
            _text("part", terms.part, "word", "chair, speaker, attendee …"),
            _text("event", terms.event, "name", "the event"),
            _iri("agent_iri", terms.agent),
            _iri("event_iri", terms.event),
        ),
    ),
    Family(
        "programmes",
        terms.Adoption,
        "",
        (
            *_UNIT,
            _text("action", terms.action, "word", "pilot, launch, run or replicate"),
            _text("programme", terms.programme, "name", "its name"),
            _iri("programme_iri", terms.programme),
        ),
    ),
    Family(
        "origins",
        terms.Origin,
        "",
        (
            _text("person", terms.person, "name", "whom it is told of"),
            _day("born_earliest", terms.bornEarliest, "the earliest day on which the birth can have been"),
            _day("born_latest", terms.bornLatest, "the latest such day"),
            _text("home", terms.homePlace, "name", "where the family comes from, with its province"),
            _text("ethnic_group", terms.ethnicGroup, "value", "one of the 54 peoples of Việt Nam"),
            _iri("person_iri", terms.person),
            _iri("home_iri", terms.homePlace),
        ),
    ),
)
EVIDENCE = (
    _text("status", terms.status, "word", "of a position, as this article has it: current, former or incoming"),
    _text("quote", terms.quote, "value", "the words of the article that say so"),
    _text("article", terms.dcterms_identifier, "value", "the article's id"),
    _text("title", terms.dcterms_title, "value", "its headline"),
    _day("date", terms.dcterms_issued, "the day on which it appeared"),
    _text("source", terms.dcterms_source, "value", "its address"),
    _text("publisher", terms.dcterms_publisher, "value", "who published it"),
    Column("start", "integer", terms.start, "value", "where the quote begins, in code points of the article's text"),
    Column("end", "integer", terms.end, "value", "where it ends"),
    _text("rule", terms.rule, "value", "the rule that read it"),
    Column("confidence", "decimal", terms.confidence, "value", "the rule's own confidence, 0 to 1"),
)
NODES = (
    Column("evidence_number", "integer", "", "value", "which of the fact's pieces of evidence this is, from 1"),
    Column("evidence_count", "integer", "", "value", "how many there are"),
    Column("fact_iri", "iri", "", "iri", "the fact's node in the graph"),
    Column("evidence_iri", "iri", "", "iri", "the node of this piece of evidence"),
    Column("article_iri", "iri", "", "iri", "the article's node"),
)
_OF_ARTICLE = {"article", "title", "date", "source", "publisher"}


def rows(family: Family, descriptions: Descriptions) -> Iterator[list[str]]:
    """The rows of a table, in the order of its facts' IRIs; "" where nothing is known."""
    things = [c for c in family.own if c.kind != "iri"]
    nodes = [c for c in family.own if c.kind == "iri"]
    for fact in descriptions.of_class(family.class_):
        if family.not_class and fact.is_a(family.not_class):
            continue
        said = [_found(fact, column, descriptions) for column in things]
        ends = [_found(fact, column, descriptions) for column in nodes]
        pieces = descriptions.evidence(fact)
        for number, (piece, article) in enumerate(pieces, start=1):
            told = [_found(article if c.name in _OF_ARTICLE else piece, c, descriptions) for c in EVIDENCE]
            yield [*said, *told, *ends, str(number), str(len(pieces)), fact.iri, piece.iri, article.iri]


def _found(one: Description, column: Column, descriptions: Descriptions) -> str:
    if column.take in ("value", "iri"):
        return one.one(column.predicate)
    end = one.one(column.predicate)
    return _TAKE[column.take](descriptions[end], descriptions) if end else ""


def _province(one: Description, descriptions: Descriptions) -> str:
    place = descriptions[one.one(terms.jurisdiction)] if terms.jurisdiction in one.said else one
    return descriptions[place.one(terms.province)].one(terms.name) if terms.province in place.said else ""


_TAKE: dict[str, Callable[[Description, Descriptions], str]] = {
    "name": lambda one, _: one.full_label,
    "word": lambda one, _: one.one(terms.skos_notation),
    "province": _province,
}
