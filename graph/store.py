"""A built graph to ask: Oxigraph on disk or in memory, read-only, and never a word to the network."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import pyoxigraph as ox

from graph.results import shown
from graph.sparql import QueryError, mistake, refuse_outside
from ontology import terms

if TYPE_CHECKING:
    import rdflib

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
T = TypeVar("T")

_TYPE = terms.RDF + "type"
_SHARE = 10
"""Of this many parts of a file one is stored at once. Parts are sorted into what has been stored before, which takes
longer the more of them there are."""
_LEAST, _MOST = 2_000_000, 16_000_000
"""Bytes stored at once: Oxigraph sorts them in memory, of which a million take some 25 million beside the first 40."""
_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}


class TooManyRowsError(QueryError):
    """An answer longer than was allowed; a part of it would be taken for the whole."""


@dataclass(frozen=True)
class Answer:
    """What a query gave. `kind` says which of the fields speaks."""

    kind: Literal["rows", "boolean", "triples"]
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool = False
    triples: tuple[ox.Triple, ...] = field(default=())

    def values(self) -> list[tuple[str, ...]]:
        """The rows as text, as a table shows them: literals by their words, nodes by their IRI, "" where unbound."""
        return [tuple(shown(term) for term in row) for row in self.rows]


class GraphStore:
    """One graph. Ask it with `query`, or hand it to rdflib with `to_rdflib`."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def create(cls, path: Path, source: Path) -> GraphStore:
        """Load N-Triples, or Turtle as `graph.turtle` writes it, into a store on disk.

        What was at `path` is replaced once all is loaded.
        """
        fresh = path.with_name(f"{path.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        store = ox.Store(str(fresh))
        for some in _parts(source, min(max(source.stat().st_size // _SHARE, _LEAST), _MOST)):
            store.bulk_load(some, _format(source))
        store.flush()
        del store  # gives the lock back
        shutil.rmtree(path, ignore_errors=True)
        fresh.rename(path)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> GraphStore:
        """A store on disk, for reading; several may read at once."""
        if not path.is_dir():
            raise FileNotFoundError(f"no graph store at {path}: build one first")
        return cls(ox.Store.read_only(str(path)))

    @classmethod
    def load(cls, source: Path) -> GraphStore:
        """A Turtle or N-Triples file, in memory."""
        store = ox.Store()
        store.bulk_load(path=str(source), format=_format(source))
        return cls(store)

    @classmethod
    def of_triples(cls, triples: Iterable[str]) -> GraphStore:
        """Lines of N-Triples, in memory."""
        store = ox.Store()
        store.bulk_load("".join(f"{line}\n" for line in triples).encode(), ox.RdfFormat.N_TRIPLES)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def holds(self, quad: ox.Quad) -> bool:
        """Whether this triple, as Oxigraph parses it, is in the graph."""
        return quad in self._store

    @cached_property
    def base(self) -> str:
        """The namespace of the graph's nodes; that of the vocabulary where the graph is empty."""
        articles = self._store.quads_for_pattern(None, ox.NamedNode(_TYPE), ox.NamedNode(terms.Article))
        for quad in articles:
            iri = str(quad.subject)[1:-1]
            return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        return terms.ID

    def knows(self, node: ox.NamedNode) -> bool:
        """Whether the graph says anything of a node."""
        return next(self._store.quads_for_pattern(node, None, None), None) is not None

    def query(self, sparql: str, max_rows: int | None = None) -> Answer:
        """Ask in SPARQL 1.1; the usual prefixes are known already. A `QueryError` tells what is wrong and where.

        More rows or triples than `max_rows` are a `TooManyRowsError`.
        """
        refuse_outside(sparql)
        try:
            result = self._store.query(sparql, prefixes=terms.PREFIXES)
            if isinstance(result, ox.QueryBoolean):
                return Answer(kind="boolean", boolean=bool(result))
            if isinstance(result, ox.QueryTriples):
                return Answer(kind="triples", triples=tuple(_at_most(max_rows, result)))
            names = tuple(variable.value for variable in result.variables)
            rows = (tuple(solution) for solution in result)
            return Answer(kind="rows", variables=names, rows=tuple(_at_most(max_rows, rows)))
        except SyntaxError as error:
            raise mistake(sparql, error.msg) from None

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as an rdflib graph, with the usual prefixes. About a minute and a half for a million triples."""
        import rdflib  # noqa: PLC0415  takes its time to import

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in sorted(terms.PREFIXES.items()):
            graph.bind(prefix, namespace)
        for quad in self._store:
            graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
        return graph


def _at_most(limit: int | None, items: Iterable[T]) -> Iterator[T]:
    for count, item in enumerate(items, start=1):
        if limit is not None and count > limit:
            raise TooManyRowsError(f"more than {limit:,} rows: add a LIMIT, or ask for less")
        yield item


def _parts(source: Path, size: int) -> Iterator[bytes]:
    """The file in parts of about so many bytes, each with the prefixes; a full stop ends what is said of a node."""
    with source.open("rb") as lines:
        head, part, length = b"", [], 0
        for line in lines:
            if line.startswith(b"@prefix "):
                head += line
                continue
            part.append(line)
            length += len(line)
            if length >= size and line.endswith(b" .\n"):
                yield head + b"".join(part)
                part, length = [], 0
        yield head + b"".join(part)


def _format(source: Path) -> ox.RdfFormat:
    try:
        return _FORMATS[source.suffix]
    except KeyError:
        raise ValueError(f"{source}: expected a file ending in .ttl or .nt") from None


def _to_rdflib(term: Term) -> rdflib.term.IdentifiedNode | rdflib.Literal:
    import rdflib  # noqa: PLC0415

    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, ox.Literal):
        raise TypeError(f"RDF 1.1 has no term like {term}")
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    return rdflib.Literal(term.value, datatype=None if datatype == terms.XSD + "string" else rdflib.URIRef(datatype))
