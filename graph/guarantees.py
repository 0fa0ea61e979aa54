"""What a graph promises beyond its SHACL shapes: said in a sentence each, and checked.

These are what SHACL would say slowly or not at all: days of the calendar, offsets as far apart as their quote is long,
unique names, one province all the way up, posts that fit their tenure, and no plain edge without its fact.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import RDF, SKOS, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from ontology import path_ontology, terms


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong with a graph."""

    focus: str
    """IRI of the node that is wrong."""
    path: str
    """IRI of the property that is wrong, "" where it is the node itself."""
    message: str
    value: str = ""
    """The value at fault, "" where it is the number of values."""

    def __str__(self) -> str:
        found = f" (found: {short(self.value)})" if self.value else ""
        return f"{short(self.focus)}: {self.message}{found}"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A promise: its name for programs, its sentence for people, and what finds the places where it is broken."""

    name: str
    says: str
    check: Callable[[Graph], Iterator[Violation]]
    paths: frozenset[str] = frozenset()
    """IRIs of the properties on which the shapes say a part of it."""


FACTS = (
    terms.Tenure,
    terms.Change,
    terms.Implementation,
    terms.Count,
    terms.Admission,
    terms.Participation,
    terms.Adoption,
)
_ALSO = {
    terms.Article: (terms.schema_NewsArticle, terms.prov_Entity),
    terms.Evidence: (terms.oa_SpecificResource,),
    terms.Person: (terms.foaf_Person,),
    terms.Organization: (terms.org_Organization,),
    terms.Place: (terms.schema_AdministrativeArea,),
    terms.Document: (terms.eli_LegalResource, terms.schema_Legislation),
    terms.Event: (terms.sem_Event,),
    terms.Tenure: (terms.org_Membership,),
    terms.Change: (terms.sem_Event,),
    terms.Implementation: (terms.sem_Event,),
    terms.Count: (terms.qb_Observation,),
    terms.Admission: (terms.Count, terms.qb_Observation),
    terms.Participation: (terms.sem_Role,),
    terms.Adoption: (terms.sem_Event,),
}
"""The classes of other vocabularies that a node has beside its own."""
_SPANS = (
    (terms.from_, terms.to),
    (terms.earliest, terms.latest),
    (terms.firstAttested, terms.lastAttested),
    (terms.startEarliest, terms.startLatest),
    (terms.endEarliest, terms.endLatest),
    (terms.startEarliest, terms.endLatest),
    (terms.validFrom, terms.validTo),
)
_LEVELS = (terms.LEVEL["province"], terms.LEVEL["district"], terms.LEVEL["commune"])
"""From the widest to the narrowest."""


def short(iri: str) -> str:
    """`dang:quote` for an IRI with a known prefix; anything else as it is, cut where it is long."""
    prefix, base = max(
        ((p, b) for p, b in terms.PREFIXES.items() if iri.startswith(b)),
        key=lambda pair: len(pair[1]),
        default=("", ""),
    )
    text = f"{prefix}:{iri[len(base) :]}" if base else iri
    return text if len(text) <= 120 else f"{text[:117]}…"


def _grounded(graph: Graph) -> Iterator[Violation]:
    """All evidence has its fact, and a quote is as long as its offsets say."""
    told = set(graph.objects(None, URIRef(terms.evidence)))
    for evidence in graph.subjects(RDF.type, URIRef(terms.Evidence)):
        if evidence not in told:
            yield Violation(str(evidence), terms.evidence, "evidence that no fact has as its dang:evidence")
    start, end = URIRef(terms.start), URIRef(terms.end)
    for evidence, quote in graph.subject_objects(URIRef(terms.quote)):
        first, last = graph.value(evidence, start), graph.value(evidence, end)
        if isinstance(first, Literal) and isinstance(last, Literal):
            length = len(str(quote))
            if str(first).isdecimal() and str(last).isdecimal() and int(last) - int(first) != length:
                message = f"dang:end is not dang:start and the {length} characters of the quote"
                yield Violation(str(evidence), terms.end, message, str(last))


def _names(graph: Graph) -> Iterator[Violation]:
    """No two of one identifying name."""
    identifying = {terms.Organization: SKOS.prefLabel, terms.Article: URIRef(terms.dcterms_identifier)}
    for kind, name in identifying.items():
        holders: defaultdict[Node, list[str]] = defaultdict(list)
        for node in graph.subjects(RDF.type, URIRef(kind)):
            for label in graph.objects(node, name):
                holders[label].append(str(node))
        for label, nodes in holders.items():
            for subject in sorted(nodes)[1:]:
                message = f"{short(str(name))} is not unique: {short(min(nodes))} has it too"
                yield Violation(subject, str(name), message, str(label))


def _dates(graph: Graph) -> Iterator[Violation]:
    """Days are of the calendar (rdflib lets 2021-13-01 pass as an xsd:date), and nothing ends before it begins."""
    for s, p, o in graph:
        if isinstance(o, Literal) and o.datatype == XSD.date and not _is_date(str(o)):
            yield Violation(str(s), str(p), "is not a day of the calendar (YYYY-MM-DD)", str(o))
    for first, last in _SPANS:
        for node, begin in graph.subject_objects(URIRef(first)):
            end = graph.value(node, URIRef(last))
            if end is not None and _is_date(str(begin)) and _is_date(str(end)) and str(begin) > str(end):
                yield Violation(str(node), first, f"{short(first)} is after {short(last)} {end}", str(begin))


@cache
def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _places(graph: Graph) -> Iterator[Violation]:
    """Each place lies in one province, and so does all that it lies within."""
    province, within, level = URIRef(terms.province), URIRef(terms.within), URIRef(terms.level)
    for place in graph.subjects(RDF.type, URIRef(terms.Place)):
        own = sorted(map(str, graph.objects(place, province)))
        if len(own) > 1:
            yield Violation(str(place), terms.province, f"lies in {len(own)} provinces, not one", own[1])
        rank = _rank(graph.value(place, level))
        if rank == 0 and own and own != [str(place)]:
            yield Violation(str(place), terms.province, "a province is its own dang:province", own[0])
        for one in own:
            if _rank(graph.value(URIRef(one), level)) not in (0, None):
                yield Violation(str(place), terms.province, "dang:province is no province", one)
        for around in graph.objects(place, within):
            outer = graph.value(around, province)
            if own and outer is not None and str(outer) not in own:
                yield Violation(str(place), terms.within, "lies within a place of another province", str(around))
            wider = _rank(graph.value(around, level))
            if rank is not None and wider is not None and wider >= rank:
                yield Violation(
                    str(place), terms.within, "lies within a place that is not of a wider level", str(around)
                )


def _rank(level: Node | None) -> int | None:
    return _LEVELS.index(str(level)) if str(level) in _LEVELS else None


def _classes(graph: Graph) -> Iterator[Violation]:
    for kind, others in _ALSO.items():
        for node in graph.subjects(RDF.type, URIRef(kind)):
            for other in others:
                if (node, RDF.type, URIRef(other)) not in graph:
                    yield Violation(str(node), terms.RDF + "type", f"a {short(kind)} is also a {short(other)}")


def _known(graph: Graph) -> Iterator[Violation]:
    """A term that is spelled otherwise than the vocabulary has it says nothing to anybody."""
    known = _vocabulary()
    for s, p, o in graph:
        for term in (p, o):
            if isinstance(term, URIRef) and term.startswith(terms.DANG) and term not in known:
                yield Violation(str(s), str(p), "is no term of the vocabulary", str(term))


@cache
def _vocabulary() -> frozenset[URIRef]:
    return frozenset(
        URIRef(quad.subject.value)
        for quad in ox.parse(path=str(path_ontology()), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    )


def _blank_nodes(graph: Graph) -> Iterator[Violation]:
    for s, p, o in graph:
        if isinstance(s, BNode) or isinstance(o, BNode):
            yield Violation(str(s), str(p), "a graph has no blank nodes", str(o))


def _posts(graph: Graph) -> Iterator[Violation]:
    """The post of a tenure is its role at its organisation."""
    parts = ((terms.org_role, terms.org_role), (terms.org_organization, terms.org_postIn))
    for tenure, post in graph.subject_objects(URIRef(terms.post)):
        for of_tenure, of_post in parts:
            if graph.value(tenure, URIRef(of_tenure)) != graph.value(post, URIRef(of_post)):
                message = f"the dang:post of a tenure has its {short(of_tenure)} as {short(of_post)}"
                yield Violation(str(tenure), terms.post, message, str(post))


def _shortcuts(graph: Graph) -> Iterator[Violation]:
    """A plain edge has at least one fact it is derived from."""
    sources = (
        (terms.holdsPosition, terms.Tenure, terms.org_member, terms.post),
        (terms.implements, terms.Implementation, terms.organization, terms.document),
    )
    for edge, fact, tail, head in sources:
        known = {
            (s, o)
            for node in graph.subjects(RDF.type, URIRef(fact))
            for s in graph.objects(node, URIRef(tail))
            for o in graph.objects(node, URIRef(head))
        }
        yield from _underived(graph, edge, fact, known)
    admissions = ((graph.value(a, URIRef(terms.unit)), a) for a in graph.subjects(RDF.type, URIRef(terms.Admission)))
    yield from _underived(graph, terms.admitted, terms.Admission, {(u, a) for u, a in admissions if u is not None})


def _underived(graph: Graph, edge: str, fact: str, known: set[tuple[Node, Node]]) -> Iterator[Violation]:
    for s, o in graph.subject_objects(URIRef(edge)):
        if (s, o) not in known:
            yield Violation(str(s), edge, f"{short(edge)} without a {short(fact)} that says so", str(o))


GUARANTEES = (
    Guarantee(
        "grounded",
        "every fact has evidence, and every quote fits its offsets",
        _grounded,
        frozenset((terms.evidence, terms.article, terms.quote, terms.start, terms.end)),
    ),
    Guarantee(
        "names",
        "each thing has one label, and identifying names are unique",
        _names,
        frozenset((terms.RDFS + "label", terms.skos_prefLabel, terms.dcterms_identifier)),
    ),
    Guarantee(
        "dates",
        "every date is a day of the calendar, and nothing ends before it begins",
        _dates,
        frozenset(path for span in _SPANS for path in span) | {terms.dcterms_issued},
    ),
    Guarantee(
        "places",
        "each place lies in one province, the same one all the way up",
        _places,
        frozenset((terms.province, terms.within)),
    ),
    Guarantee("posts", "the post of a tenure is its role at its organisation", _posts, frozenset((terms.post,))),
    Guarantee("shortcuts", "every plain edge has the fact it is derived from", _shortcuts),
    Guarantee("classes", "every node has the classes of the standards beside its own", _classes),
    Guarantee("terms", "every term of the namespace is one of the vocabulary", _known),
    Guarantee("nodes", "there are no blank nodes", _blank_nodes),
)
