"""A built graph to ask: Oxigraph on disk or in memory, read-only, and never a word to the network."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox

from ontology import terms

if TYPE_CHECKING:
    import rdflib

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
_FORBIDDEN = {
    "SERVICE": "asks another server",
    "FROM": "names another data set",
    "LOAD": "fetches data",
    "INSERT": "changes the graph",
    "DELETE": "changes the graph",
    "CLEAR": "changes the graph",
    "DROP": "changes the graph",
    "CREATE": "changes the graph",
    "ADD": "changes the graph",
    "MOVE": "changes the graph",
    "COPY": "changes the graph",
}
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<space>\s+|\#[^\r\n]*)
    | (?P<string>\"{3}(?:[^\\"]|\\.|\"{1,2}(?!\"))*\"{3} | '{3}(?:[^\\']|\\.|'{1,2}(?!'))*'{3}
        | "(?:[^\\"\r\n]|\\.)*" | '(?:[^\\'\r\n]|\\.)*')
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:%]|\\.|[.\-](?=[\w:%.\-]))*|_:[\w.\-]+)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class QueryError(ValueError):
    """A query that cannot be asked: where it is wrong, or what it may not do."""


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
        return [tuple(_shown(term) for term in row) for row in self.rows]

    def json(self) -> str:
        """SPARQL 1.1 results in JSON; for triples, N-Triples."""
        if self.kind == "triples":
            return self.n_triples()
        if self.kind == "boolean":
            return json.dumps({"head": {}, "boolean": self.boolean})
        names = self.variables
        bindings = [{n: _as_json(t) for n, t in zip(names, row, strict=True) if t is not None} for row in self.rows]
        return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)

    def n_triples(self) -> str:
        """The triples, sorted, one a line."""
        return "".join(f"{line}\n" for line in sorted(f"{triple} ." for triple in self.triples))


class GraphStore:
    """One graph. Ask it with `query`, or hand it to rdflib with `to_rdflib`."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def create(cls, path: Path, source: Path) -> GraphStore:
        """Load a Turtle or N-Triples file into a store on disk; what was at `path` is replaced once all is loaded."""
        fresh = path.with_name(f"{path.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        store = ox.Store(str(fresh))
        store.bulk_load(path=str(source), format=_format(source))
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

    def query(self, sparql: str) -> Answer:
        """Ask in SPARQL 1.1; the usual prefixes are known already. A `QueryError` tells what is wrong and where."""
        refuse_outside(sparql)
        try:
            result = self._store.query(sparql, prefixes=terms.PREFIXES)
            if isinstance(result, ox.QueryBoolean):
                return Answer(kind="boolean", boolean=bool(result))
            if isinstance(result, ox.QueryTriples):
                return Answer(kind="triples", triples=tuple(result))
            names = tuple(variable.value for variable in result.variables)
            rows = tuple(tuple(solution[name] for name in names) for solution in result)
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {error.msg}") from None
        return Answer(kind="rows", variables=names, rows=rows)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as an rdflib graph, with the usual prefixes. About a minute and a half for a million triples."""
        import rdflib  # noqa: PLC0415  takes its time to import

        graph = rdflib.Graph(bind_namespaces="none")
        for prefix, namespace in sorted(terms.PREFIXES.items()):
            graph.bind(prefix, namespace)
        for quad in self._store:
            graph.add((_to_rdflib(quad.subject), _to_rdflib(quad.predicate), _to_rdflib(quad.object)))
        return graph


def refuse_outside(sparql: str) -> None:
    """Refuse what would change the graph or open a connection; the words are free in strings, comments and names.

    >>> refuse_outside('SELECT ?from { ?s dang:from ?from } # SERVICE <http://a.example/>')
    >>> refuse_outside("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    ...
    graph.store.QueryError: SERVICE at 1:12 asks another server: only queries on this graph are answered
    """
    for text in dict.fromkeys((sparql, _ESCAPE.sub(_unescaped, sparql))):
        for token in _TOKEN.finditer(text):
            if token.lastgroup != "word":
                continue
            said = token.group().upper()
            word = "SERVICE" if "SERVICE" in said else said  # engines read "1e5SERVICE" as a number and a keyword
            if word in _FORBIDDEN:
                line = text.count("\n", 0, token.start()) + 1
                column = token.start() - text.rfind("\n", 0, token.start())
                why = _FORBIDDEN[word]
                raise QueryError(f"{word} at {line}:{column} {why}: only queries on this graph are answered")


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1) or found.group(2), 16)
    return chr(code) if code < 0x110000 else found.group()


def _format(source: Path) -> ox.RdfFormat:
    try:
        return _FORMATS[source.suffix]
    except KeyError:
        raise ValueError(f"{source}: expected a file ending in .ttl or .nt") from None


def _shown(term: Term | None) -> str:
    return "" if term is None else str(term) if isinstance(term, ox.Triple) else term.value


def _as_json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    out = {"type": "literal", "value": term.value}
    if term.language is not None:
        out["xml:lang"] = term.language
    elif term.datatype.value != terms.XSD + "string":
        out["datatype"] = term.datatype.value
    return out


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
