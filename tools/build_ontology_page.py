"""Writes docs/ontology.html, the vocabulary as a page to browse, from ontology/dangbo.ttl.

`python tools/build_ontology_page.py [--check]`: with `--check` nothing is written; the exit code is 1 if the page is
not what the Turtle says.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
TURTLE = ROOT / "ontology" / "dangbo.ttl"
PAGE = ROOT / "docs" / "ontology.html"
TEMPLATE = "ontology_page.html"

DANG = Namespace("https://w3id.org/dangbo/ontology#")
SCHEMA = Namespace("https://schema.org/")
VOCABULARIES = {
    "org": ("W3C Organization Ontology", "https://www.w3.org/TR/vocab-org/"),
    "prov": ("PROV-O", "https://www.w3.org/TR/prov-o/"),
    "oa": ("Web Annotation", "https://www.w3.org/TR/annotation-vocab/"),
    "qb": ("RDF Data Cube", "https://www.w3.org/TR/vocab-data-cube/"),
    "eli": ("European Legislation Identifier", "https://op.europa.eu/en/web/eu-vocabularies/eli"),
    "sem": ("Simple Event Model", "https://semanticweb.cs.vu.nl/2009/11/sem/"),
    "foaf": ("FOAF", "http://xmlns.com/foaf/0.1/"),
    "schema": ("schema.org", "https://schema.org/"),
    "ftm": ("FollowTheMoney", "https://followthemoney.tech/"),
    "wikidata": ("Wikidata: position held (P39)", "https://www.wikidata.org/wiki/Property:P39"),
}
"""The vocabularies the ontology is aligned with: their names and where they are explained."""
WIKIDATA = frozenset({"pq", "pr", "ps", "wdt"})
LINKS = {RDFS.subClassOf: "⊑", RDFS.subPropertyOf: "⊑", SKOS.closeMatch: "≈"}
ROW, BOX, GAP = 30, 22, 300
"""Of a diagram, in SVG units: height of a row and of a box, and the width between the columns."""


class Term(NamedTuple):
    """A class, property or value with what the page tells of it."""

    short: str
    vi: str
    en: str
    about_vi: str
    about_en: str
    notation: str
    kinds: list[str]
    broader: list[str]
    domain: list[str]
    range: list[str]
    properties: list[str]
    disjoint: list[str]


class Scheme(NamedTuple):
    """Closed values that belong together."""

    short: str
    vi: str
    en: str
    values: list[Term]


class Alignment(NamedTuple):
    """The terms that lead to another vocabulary."""

    name: str
    address: str
    rows: list[tuple[str, str, str]]
    """Term, "⊑" where a reasoner infers and "≈" where it does not, and the term there."""


class Arrow(NamedTuple):
    """A line of a diagram: a property and where it leads."""

    name: str
    end: str
    y: float


class Diagram(NamedTuple):
    """A class in the middle of what it is joined to."""

    name: str
    height: int
    middle: float
    arrows: list[Arrow]


class Page:
    """The ontology, read once, as the template asks for it."""

    def __init__(self, path: Path) -> None:
        self.graph = Graph(bind_namespaces="none").parse(path, format="turtle")
        self.prefixes = {prefix: str(iri) for prefix, iri in self.graph.namespaces()}
        self.ontology = next(self.graph.subjects(RDF.type, OWL.Ontology))

    def header(self) -> dict[str, str]:
        """Title, description, version and licence."""
        one = self.ontology
        found = {
            "iri": str(one),
            "version_iri": str(self.graph.value(one, OWL.versionIRI)),
            "version": str(self.graph.value(one, OWL.versionInfo)),
            "licence": str(self.graph.value(one, DCTERMS.license)),
        }
        for language in ("vi", "en"):
            found[f"title_{language}"] = self._words(one, language, DCTERMS.title)
            found[f"about_{language}"] = self._words(one, language, DCTERMS.description)
        return found

    def classes(self) -> list[Term]:
        """Dangbo's own classes."""
        return self._own(OWL.Class)

    def properties(self) -> list[Term]:
        """Dangbo's own properties."""
        return sorted(self._own(OWL.ObjectProperty) + self._own(OWL.DatatypeProperty), key=lambda t: t.short.lower())

    def schemes(self) -> list[Scheme]:
        """The closed values."""
        found = []
        for scheme in sorted(self.graph.subjects(RDF.type, SKOS.ConceptScheme)):
            values = [self._term(value) for value in sorted(self.graph.subjects(SKOS.inScheme, scheme))]
            vi, en = self._words(scheme, "vi", RDFS.label), self._words(scheme, "en", RDFS.label)
            found.append(Scheme(self.short(scheme), vi, en, values))
        return found

    def alignments(self) -> list[Alignment]:
        """What leads out of the vocabulary, by the vocabulary it leads to."""
        rows: dict[str, list[tuple[str, str, str]]] = {}
        for link, sign in LINKS.items():
            for own, other in self.graph.subject_objects(link):
                prefix = self.short(other).partition(":")[0]
                if prefix not in ("dang", "rdfs"):
                    name = "wikidata" if prefix in WIKIDATA else prefix
                    rows.setdefault(name, []).append((self.short(own), sign, self.short(other)))
        return [Alignment(*VOCABULARIES[name], sorted(rows[name])) for name in VOCABULARIES if name in rows]

    def diagrams(self) -> list[Diagram]:
        """One for each kind of fact, and for evidence, with the nodes that it joins."""
        facts = sorted(set(self.graph.subjects(RDFS.subClassOf, DANG.Fact)) | {DANG.Evidence}, key=str)
        return [self._diagram(one) for one in facts if isinstance(one, URIRef)]

    def external(self, short: str) -> str:
        """The whole IRI of a term of another vocabulary."""
        prefix, _, local = short.partition(":")
        return self.prefixes[prefix] + local

    def short(self, node: Node) -> str:
        """Prefix and name."""
        iri = str(node)
        fitting = [(len(base), prefix) for prefix, base in self.prefixes.items() if iri.startswith(base)]
        length, prefix = max(fitting)
        return f"{prefix}:{iri[length:]}"

    def _own(self, kind: URIRef) -> list[Term]:
        nodes = [node for node in self.graph.subjects(RDF.type, kind) if str(node).startswith(str(DANG))]
        return [self._term(node) for node in sorted(nodes, key=lambda node: str(node).lower())]

    def _term(self, node: Node) -> Term:
        about = (RDFS.comment, SKOS.definition)
        kinds = {OWL.FunctionalProperty: "functional", OWL.ObjectProperty: "object", OWL.DatatypeProperty: "value"}
        types = set(self.graph.objects(node, RDF.type))
        return Term(
            short=self.short(node),
            vi=self._words(node, "vi", RDFS.label),
            en=self._words(node, "en", RDFS.label),
            about_vi=self._words(node, "vi", *about),
            about_en=self._words(node, "en", *about),
            notation=str(self.graph.value(node, SKOS.notation) or ""),
            kinds=sorted(word for type_, word in kinds.items() if type_ in types),
            broader=self._objects(node, RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader),
            domain=self._objects(node, RDFS.domain, SCHEMA.domainIncludes),
            range=self._objects(node, RDFS.range, SCHEMA.rangeIncludes),
            properties=sorted({self.short(p) for p in self._properties_of(node)}, key=str.lower),
            disjoint=self._objects(node, OWL.disjointWith),
        )

    def _properties_of(self, class_: Node) -> list[Node]:
        return [p for link in (RDFS.domain, SCHEMA.domainIncludes) for p in self.graph.subjects(link, class_)]

    def _diagram(self, class_: URIRef) -> Diagram:
        above = {class_, *(c for c in self.graph.transitive_objects(class_, RDFS.subClassOf) if c in DANG)}
        found = sorted({p for one in above for p in self._properties_of(one)}, key=lambda p: self.short(p).lower())
        ends = []
        for one in found:
            for end in self._objects(one, RDFS.range, SCHEMA.rangeIncludes):
                if not end.startswith(("xsd:", "rdf:")):
                    ends.append((self.short(one), end))
        arrows = [Arrow(name, end, ROW * (number + 0.5)) for number, (name, end) in enumerate(sorted(ends))]
        height = ROW * max(1, len(arrows))
        return Diagram(self.short(class_), height, height / 2, arrows)

    def _objects(self, node: Node, *predicates: URIRef) -> list[str]:
        return sorted(self.short(o) for p in predicates for o in self.graph.objects(node, p))

    def _words(self, node: Node, language: str, *predicates: URIRef) -> str:
        found = [o for p in predicates for o in self.graph.objects(node, p)]
        return str(next(o for o in found if isinstance(o, Literal) and o.language == language))


def rendered(path: Path = TURTLE) -> str:
    """The text of the page."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(TEMPLATE).render(page=Page(path), box=BOX, gap=GAP)


def main() -> int:
    """Write the page, or with `--check` say that it is stale."""
    text = rendered()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"stale: {PAGE.relative_to(ROOT)}; run python tools/build_ontology_page.py", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"written: {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
