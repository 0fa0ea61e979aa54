"""The vocabulary of a graph: its terms, its shapes and the queries that are shipped with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ontology import terms
from ontology.cookbook import Parameter, Query, queries, query

__all__ = [
    "Concept",
    "Parameter",
    "Query",
    "concepts",
    "path_ontology",
    "path_shapes",
    "prologue",
    "queries",
    "query",
]


@dataclass(frozen=True, slots=True)
class Concept:
    """A closed value as the ontology describes it: enough to describe it in a graph that uses it."""

    iri: str
    scheme: str
    """IRI of the scheme it belongs to."""
    notation: str
    vi: str
    en: str


def path_ontology() -> Path:
    """Where the ontology is, in Turtle."""
    return _here() / "dangbo.ttl"


def path_shapes() -> Path:
    """Where the SHACL shapes are, in Turtle."""
    return _here() / "shapes.ttl"


@cache
def prologue() -> str:
    """The `PREFIX` lines of every namespace in use, to put before a query."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in terms.PREFIXES.items())


@cache
def concepts() -> dict[str, Concept]:
    """Every closed value of the ontology by its IRI, read from the Turtle on first use."""
    import pyoxigraph as ox  # noqa: PLC0415 - not needed to know the names

    wanted = {
        f"{terms.SKOS}inScheme": "scheme",
        f"{terms.SKOS}notation": "notation",
        f"{terms.RDFS}label": "",
    }
    found: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=str(path_ontology()), format=ox.RdfFormat.TURTLE):
        slot = wanted.get(quad.predicate.value)
        if slot is not None and isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
            key = slot or (quad.object.language or "" if isinstance(quad.object, ox.Literal) else "")
            found.setdefault(quad.subject.value, {})[key] = quad.object.value
    return {iri: Concept(iri=iri, **slots) for iri, slots in sorted(found.items()) if "scheme" in slots}


def _here() -> Path:
    return Path(str(files(__name__)))
