"""What a graph promises of its words: the classes of the standards, terms of the vocabulary alone, no blank nodes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import ClassVar

import pyoxigraph as ox

from graph.promises import Guarantee, Said, Term, Violation, short
from ontology import path_ontology, terms

_TYPE = terms.RDF + "type"
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


class Classes(Guarantee):
    """A node has the classes of the standards beside its own."""

    name: ClassVar = "classes"
    says: ClassVar = "every node has the classes of the standards beside its own"
    paths: ClassVar[frozenset[str]] = frozenset()

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for kind in classes:
            for other in _ALSO.get(kind, ()):
                if other not in classes:
                    yield Violation(node.value, _TYPE, f"a {short(kind)} is also a {short(other)}")


class Terms(Guarantee):
    """A term that is spelled otherwise than the vocabulary has it says nothing to anybody."""

    name: ClassVar = "terms"
    says: ClassVar = "every term of the namespace is one of the vocabulary"
    paths: ClassVar[frozenset[str]] = frozenset()

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for path, values in said.items():
            if _is_unknown(path):
                yield Violation(node.value, path, "is no term of the vocabulary", path)
            for value in values:
                if isinstance(value, ox.NamedNode) and _is_unknown(value.value):
                    yield Violation(node.value, path, "is no term of the vocabulary", value.value)


def _is_unknown(iri: str) -> bool:
    return iri.startswith(terms.DANG) and iri not in _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(
        quad.subject.value
        for quad in ox.parse(path=str(path_ontology()), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode)
    )


class Nodes(Guarantee):
    """A blank node cannot be asked for."""

    name: ClassVar = "nodes"
    says: ClassVar = "there are no blank nodes"
    paths: ClassVar[frozenset[str]] = frozenset()

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for path, values in said.items():
            for value in values:
                if isinstance(node, ox.BlankNode) or isinstance(value, ox.BlankNode):
                    yield Violation(node.value, path, "a graph has no blank nodes", value.value)
