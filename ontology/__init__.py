"""The vocabulary of a graph: its terms, its shapes and the queries that are shipped with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from ontology import terms

__all__ = ["Concept", "Query", "concepts", "path_ontology", "path_shapes", "prologue", "queries", "query"]

_TITLE = re.compile(r"^# title-(vi|en): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Query:
    """A shipped SPARQL query; `text` has no prefixes (`prologue` has them all)."""

    name: str
    title_vi: str
    title_en: str
    text: str


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
def queries() -> dict[str, Query]:
    """The shipped queries by name, in the order of their names."""
    return {path.stem: _read_query(path) for path in sorted((_here() / "queries").glob("*.rq"))}


def query(name: str) -> Query:
    """One shipped query; `KeyError` says which names there are."""
    try:
        return queries()[name]
    except KeyError:
        raise KeyError(f"no query is called {name!r}; there are: {', '.join(queries())}") from None


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


def _read_query(path: Path) -> Query:
    text = path.read_text(encoding="utf-8")
    titles = dict(_TITLE.findall(text))
    if titles.keys() != {"vi", "en"}:
        raise ValueError(f"{path.name}: needs one line '# title-vi: …' and one '# title-en: …'")
    return Query(path.stem, titles["vi"], titles["en"], text)
