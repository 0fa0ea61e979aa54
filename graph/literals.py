"""How values are written in N-Triples: everything escaped, nothing trusted."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

from ontology import terms

_UNSAFE = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_WEB = re.compile(r"https?://[^\s/?#]+[^\s]*", re.IGNORECASE)


def iri(address: str) -> str:
    """An address that is known to be an IRI: a term of the vocabulary, or a node."""
    return f"<{address}>"


def text(value: str) -> str:
    """Words in Vietnamese."""
    return f'"{_escaped(value)}"@vi'


def english(value: str) -> str:
    """Words in English."""
    return f'"{_escaped(value)}"@en'


def plain(value: str) -> str:
    """A string that is in no language."""
    return f'"{_escaped(value)}"'


@lru_cache(maxsize=1 << 14)
def date(value: dt.date) -> str:
    """A day, always in full."""
    return f'"{value.year:04}-{value.month:02}-{value.day:02}"^^<{terms.XSD}date>'


def integer(value: int) -> str:
    """A whole number."""
    return f'"{value}"^^<{terms.XSD}integer>'


@cache
def decimal(value: float) -> str:
    """A decimal number of at most four places."""
    places = f"{value:.4f}".rstrip("0")
    return f'"{places}0"^^<{terms.XSD}decimal>' if places.endswith(".") else f'"{places}"^^<{terms.XSD}decimal>'


def boolean(*, value: bool) -> str:
    """`"true"^^xsd:boolean`."""
    return f'"{str(value).lower()}"^^<{terms.XSD}boolean>'


def web_address(value: str) -> str | None:
    """The address as an IRI where it is a valid one of the web, else None.

    >>> web_address("https://bao.example/bai-1.html"), web_address("javascript:alert(1)")
    ('<https://bao.example/bai-1.html>', None)
    """
    if not _WEB.fullmatch(value):
        return None
    from pyoxigraph import NamedNode  # noqa: PLC0415  takes its time to import

    try:
        NamedNode(value)
    except ValueError:
        return None
    return iri(value)


def _escaped(value: str) -> str:
    return _UNSAFE.sub(_escape, value)


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if "\ud800" <= char <= "\udfff":  # half a character cannot be written in RDF at all
        return "\ufffd"
    return _NAMED.get(char) or f"\\u{ord(char):04X}"
