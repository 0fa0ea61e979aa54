"""Answers as others read them: rows in the four SPARQL 1.1 formats, triples in Turtle, N-Triples and JSON-LD."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

import pyoxigraph as ox

from graph.turtle import turtle
from ontology import terms

if TYPE_CHECKING:
    from graph.store import Answer, GraphStore, Term

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"

_ALIASES = {"application/json": JSON, "application/xml": XML, "text/xml": XML, "application/x-turtle": TURTLE}
_RESULTS = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class NotAcceptableError(ValueError):
    """None of the ways that were asked for can say an answer of this kind."""


def media_types(answer: Answer) -> tuple[str, ...]:
    """The ways to say an answer of this kind, the usual one first."""
    return tuple(_TRIPLES if answer.kind == "triples" else _ROWS)


def written(answer: Answer, media: str) -> str:
    """An answer in one of its media types; a `NotAcceptableError` names them."""
    writers = _TRIPLES if answer.kind == "triples" else _ROWS
    if media not in writers:
        what = "triples" if answer.kind == "triples" else "rows"
        raise NotAcceptableError(f"{what} cannot be written as {media}, but as {', '.join(writers)}")
    return writers[media](answer)


def answered(store: GraphStore, sparql: str, accepted: Sequence[str], max_rows: int) -> tuple[str, bytes]:
    """Ask, and say the answer in the first of the accepted media types that can: the type, and the bytes."""
    answer = store.query(sparql, max_rows)
    media = chosen(accepted, media_types(answer))
    return media, written(answer, media).encode("utf-8", "replace")


def chosen(accepted: Sequence[str], offered: Sequence[str]) -> str:
    """The first of the accepted media types (`text/*` and `*/*` among them) that is offered.

    >>> chosen(["text/html", "application/json", "*/*"], [XML, JSON])
    'application/sparql-results+json'
    """
    for wanted in accepted:
        alias = _ALIASES.get(wanted, wanted)
        for one in offered:
            if one in (wanted, alias) or wanted in ("*/*", one.partition("/")[0] + "/*"):
                return one
    raise NotAcceptableError(f"this can be had as {', '.join(offered)}")


def table(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Names of the columns, and the rows as text, whatever kind of question it was."""
    if answer.kind == "boolean":
        return ("answer",), [("yes" if answer.boolean else "no",)]
    if answer.kind == "triples":
        lines: list[tuple[str, ...]] = sorted(
            (shown(t.subject), shown(t.predicate), shown(t.object)) for t in answer.triples
        )
        return ("subject", "predicate", "object"), lines
    return answer.variables, answer.values()


def shown(term: Term | None) -> str:
    """A term as a table shows it: a literal by its words, a node by its IRI, "" where unbound."""
    return "" if term is None else str(term) if isinstance(term, ox.Triple) else term.value


def _csv(answer: Answer) -> str:
    columns, rows = table(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _tsv(answer: Answer) -> str:
    if answer.kind == "boolean":
        return "?answer\n" + ("true\n" if answer.boolean else "false\n")
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in answer.rows]
    return "".join(f"{line}\n" for line in lines)


def _json(answer: Answer) -> str:
    if answer.kind == "boolean":
        return json.dumps({"head": {}, "boolean": answer.boolean})
    names = answer.variables
    bindings = [{n: _as_json(t) for n, t in zip(names, row, strict=True) if t is not None} for row in answer.rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": bindings}}, ensure_ascii=False)


def _as_json(term: Term) -> dict[str, str]:
    kind, value, attributes = _described(term)
    return {"type": kind, "value": value, **attributes}


def _described(term: Term) -> tuple[str, str, dict[str, str]]:
    """Kind, value, and language or datatype, by the words that JSON and XML share."""
    if isinstance(term, ox.NamedNode):
        return "uri", term.value, {}
    if isinstance(term, ox.BlankNode):
        return "bnode", term.value, {}
    if not isinstance(term, ox.Literal):
        return "literal", str(term), {}
    if term.language is not None:
        return "literal", term.value, {"xml:lang": term.language}
    datatype = term.datatype.value
    return "literal", term.value, {} if datatype == terms.XSD + "string" else {"datatype": datatype}


def _xml(answer: Answer) -> str:
    out = io.StringIO()
    writer = XMLGenerator(out, "utf-8", short_empty_elements=True)

    def element(name: str, attributes: dict[str, str], text: str | None = None) -> None:
        writer.startElement(name, AttributesImpl(attributes))
        if text is not None:
            writer.characters(_NOT_XML.sub("\ufffd", text))
            writer.endElement(name)

    writer.startDocument()
    element("sparql", {"xmlns": _RESULTS})
    element("head", {})
    for name in answer.variables:
        element("variable", {"name": name}, "")
    writer.endElement("head")
    if answer.kind == "boolean":
        element("boolean", {}, "true" if answer.boolean else "false")
    else:
        element("results", {})
        for row in answer.rows:
            element("result", {})
            for name, term in zip(answer.variables, row, strict=True):
                if term is not None:
                    element("binding", {"name": name})
                    kind, value, attributes = _described(term)
                    element(kind, attributes, value)
                    writer.endElement("binding")
            writer.endElement("result")
        writer.endElement("results")
    writer.endElement("sparql")
    return out.getvalue() + "\n"


def _lines(answer: Answer) -> Iterator[str]:
    return iter(sorted(f"{triple} ." for triple in answer.triples))


def _n_triples(answer: Answer) -> str:
    return "".join(f"{line}\n" for line in _lines(answer))


def _turtle(answer: Answer) -> str:
    return turtle(_lines(answer)).decode()


def _json_ld(answer: Answer) -> str:
    return _serialized(answer, ox.RdfFormat.JSON_LD)


def _rdf_xml(answer: Answer) -> str:
    return _serialized(answer, ox.RdfFormat.RDF_XML)


def _serialized(answer: Answer, format: ox.RdfFormat) -> str:
    return (ox.serialize(sorted(answer.triples, key=str), format=format) or b"").decode()


_ROWS: dict[str, Callable[[Answer], str]] = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}
_TRIPLES: dict[str, Callable[[Answer], str]] = {
    TURTLE: _turtle,
    N_TRIPLES: _n_triples,
    JSON_LD: _json_ld,
    RDF_XML: _rdf_xml,
    CSV: _csv,
}
