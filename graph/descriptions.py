"""What a graph says of each thing, in order or looked up, however large the graph is.

An embedded store is made for questions: its caches grow with the graph, and to read all of it in order costs more than
to parse it. Exports read the Turtle once into a temporary SQLite file instead, whose cache stays at a few megabytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Self

import msgspec
import pyoxigraph as ox

from ontology import terms

Value = tuple[str, str]
"""An object: an IRI and ""; words and their language as "@vi"; or any other literal and its datatype's IRI."""

_TYPE = terms.RDF + "type"
_LABEL = terms.RDFS + "label"
_STRING = terms.XSD + "string"
_Said = dict[str, list[Value]]
_SCHEMA = """
  CREATE TABLE description (iri TEXT PRIMARY KEY, said BLOB NOT NULL) WITHOUT ROWID;
  CREATE TABLE instance (class TEXT, iri TEXT, PRIMARY KEY (class, iri)) WITHOUT ROWID;
"""


class Description(msgspec.Struct, frozen=True):
    """A subject with all that is said of it, predicates and objects sorted."""

    iri: str
    said: _Said

    @property
    def id(self) -> str:
        """The local name."""
        return local_name(self.iri)

    @property
    def label(self) -> str:
        """The name, in Vietnamese."""
        return self.words(_LABEL)

    @property
    def full_label(self) -> str:
        """The name that no other thing of its kind has (with the province), where there is one; else the name."""
        return self.words(terms.skos_prefLabel) or self.label

    def is_a(self, class_: str) -> bool:
        """Whether the class is stated."""
        return any(iri == class_ for iri, _ in self.said.get(_TYPE, ()))

    def all(self, predicate: str) -> list[str]:
        """Every object, as an IRI or a lexical form."""
        return [text for text, _ in self.said.get(predicate, ())]

    def one(self, predicate: str) -> str:
        """The object, the first in order where there are several; "" where there is none."""
        found = self.said.get(predicate)
        return found[0][0] if found else ""

    def words(self, predicate: str, language: str = "vi") -> str:
        """The text in a language, else in none; "" where there is neither."""
        for tag in (f"@{language}", _STRING):
            for text, kind in self.said.get(predicate, ()):
                if kind == tag:
                    return text
        return ""

    def quads(self, graph: ox.NamedNode | ox.DefaultGraph | None = None) -> Iterator[ox.Quad]:
        """The triples, what the thing is before what is said of it."""
        subject, where = ox.NamedNode(self.iri), graph or ox.DefaultGraph()
        for predicate in sorted(self.said, key=lambda p: (p != _TYPE, p)):
            node = ox.NamedNode(predicate)
            for value in self.said[predicate]:
                yield ox.Quad(subject, node, term(value), where)


class Descriptions:
    """All subjects of a Turtle file or text. Close it, or use it as a context, to give the temporary file back."""

    def __init__(self, turtle: Path | bytes) -> None:
        self._db = sqlite3.connect("")  # a file of SQLite's own in the temporary folder, gone when closed
        self._db.executescript(_SCHEMA)
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(_Said).decode
        for subject, quads in groupby(_parsed(turtle), lambda quad: quad.subject):
            self._add(subject, quads)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the temporary file back."""
        self._db.close()

    def __iter__(self) -> Iterator[Description]:
        """Every description, in the order of its IRIs."""
        for iri, said in self._db.execute("SELECT iri, said FROM description ORDER BY iri"):
            yield Description(iri, self._decode(said))

    def get(self, iri: str) -> Description | None:
        """One description."""
        found = self._db.execute("SELECT said FROM description WHERE iri = ?", (iri,)).fetchone()
        return Description(iri, self._decode(found[0])) if found else None

    def __getitem__(self, iri: str) -> Description:
        """One description; an empty one for what the graph only names."""
        return self.get(iri) or Description(iri, {})

    def __contains__(self, iri: str) -> bool:
        """Whether anything is said of it."""
        return self._db.execute("SELECT 1 FROM description WHERE iri = ?", (iri,)).fetchone() is not None

    def of_class(self, class_: str) -> Iterator[Description]:
        """What is stated to be of a class, in the order of IRIs."""
        rows = self._db.execute(
            "SELECT iri, said FROM instance JOIN description USING (iri) WHERE class = ? ORDER BY iri", (class_,)
        )
        for iri, said in rows:
            yield Description(iri, self._decode(said))

    def evidence(self, fact: Description) -> list[tuple[Description, Description]]:
        """The evidence of a fact with its articles: by date of the article, article and place in it."""
        pieces = [self[iri] for iri in fact.all(terms.evidence)]
        found = [(piece, self[piece.one(terms.article)]) for piece in pieces]
        return sorted(found, key=_by_time_and_place)

    def _add(self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, quads: Iterator[ox.Quad]) -> None:
        if not isinstance(subject, ox.NamedNode):
            raise ValueError(f"a graph of dangbo has no subject like {subject}")
        known = self.get(subject.value)
        said: _Said = known.said if known else {}
        for quad in quads:
            values = said.setdefault(quad.predicate.value, [])
            value = _value(quad.object)
            if value not in values:
                values.append(value)
        ordered = {predicate: sorted(said[predicate]) for predicate in sorted(said)}
        row = (subject.value, self._encode(ordered))
        self._db.execute("INSERT OR REPLACE INTO description VALUES (?, ?)", row)
        instances = [(class_, subject.value) for class_, _ in ordered.get(_TYPE, ())]
        self._db.executemany("INSERT OR IGNORE INTO instance VALUES (?, ?)", instances)


def local_name(iri: str) -> str:
    """What stands behind the last slash or hash."""
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def term(value: Value) -> ox.NamedNode | ox.Literal:
    """A value as RDF has it."""
    text, kind = value
    if not kind:
        return ox.NamedNode(text)
    if kind.startswith("@"):
        return ox.Literal(text, language=kind[1:])
    return ox.Literal(text, datatype=ox.NamedNode(kind))


def _parsed(turtle: Path | bytes) -> ox.QuadParser:
    if isinstance(turtle, bytes):
        return ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    return ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)


def _value(object_: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    if isinstance(object_, ox.NamedNode):
        return object_.value, ""
    if isinstance(object_, ox.Literal):
        return object_.value, f"@{object_.language}" if object_.language else object_.datatype.value
    raise ValueError(f"a graph of dangbo has no object like {object_}")


def _by_time_and_place(pair: tuple[Description, Description]) -> tuple[str, str, int, str]:
    piece, article = pair
    return article.one(terms.dcterms_issued), article.iri, int(piece.one(terms.start) or 0), piece.iri
