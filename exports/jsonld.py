"""JSON-LD 1.1: one node a line, under the context of `ontology/context.jsonld`, so that the file stands alone."""

from __future__ import annotations

from importlib import resources
from typing import IO, Any

import msgspec

from exports.source import Counts, Source
from graph.descriptions import Description, Value
from ontology import terms

_encode = msgspec.json.Encoder().encode
_TYPE = terms.RDF + "type"
_STRING, _INTEGER = terms.XSD + "string", terms.XSD + "integer"


def write(source: Source, to: IO[bytes]) -> Counts:
    """Nodes in the order of their IRIs."""
    context = _context(source.base)
    writer = _Writer(context)
    to.write(b'{"@context": ' + _encode(context) + b',\n"@graph": [')
    nodes = 0
    for one in source.descriptions:
        to.write((b",\n" if nodes else b"\n") + _encode(writer.node(one)))
        nodes += 1
    to.write(b"\n]}\n")
    return {"nodes": nodes}


def _context(base: str) -> dict[str, Any]:
    text = resources.files("ontology").joinpath("context.jsonld").read_bytes()
    context: dict[str, Any] = msgspec.json.decode(text)["@context"]
    return {**context, "id": base}


class _Writer:
    def __init__(self, context: dict[str, Any]) -> None:
        self._context = context
        self._prefixes = sorted(
            ((p, n) for p, n in context.items() if isinstance(n, str) and p[0] != "@"), key=lambda pair: -len(pair[1])
        )

    def node(self, one: Description) -> dict[str, Any]:
        """A subject as JSON: a single object stands alone, several make a list."""
        found: dict[str, Any] = {"@id": self._short(one.iri)}
        for predicate, values in one.said.items():
            if predicate == _TYPE:
                found["@type"] = _alone([self._name(iri) for iri, _ in values])
                continue
            name = self._name(predicate)
            rule = self._context.get(name, {})
            if rule.get("@container") == "@language" and all(kind.startswith("@") for _, kind in values):
                words: dict[str, list[str]] = {}
                for text, kind in values:
                    words.setdefault(kind[1:], []).append(text)
                found[name] = {language: _alone(texts) for language, texts in words.items()}
            elif "@container" in rule:  # words in no language: past the rule, by the whole IRI
                found[predicate] = _alone([self._object(value, "") for value in values])
            else:
                found[name] = _alone([self._object(value, rule.get("@type", "")) for value in values])
        return found

    def _object(self, value: Value, expected: str) -> Any:
        text, kind = value
        if not kind:
            return self._short(text) if expected == "@id" else {"@id": self._short(text)}
        if kind.startswith("@"):
            return {"@value": text, "@language": kind[1:]}
        if kind == _STRING and not expected:
            return text
        if kind == _INTEGER and not expected and str(int(text)) == text:
            return int(text)
        short = self._short(kind)
        return text if short == expected else {"@value": text, "@type": short}

    def _name(self, iri: str) -> str:
        """A term: bare where it is dangbo's own."""
        return iri[len(terms.DANG) :] if iri.startswith(terms.DANG) else self._short(iri)

    def _short(self, iri: str) -> str:
        for prefix, namespace in self._prefixes:
            if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):  # id://… would be an address
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


def _alone(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
