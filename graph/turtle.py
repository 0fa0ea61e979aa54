"""Turtle that is the same bytes for the same triples: sorted, grouped by subject, with the usual prefixes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from ontology import terms

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_TYPE = f" <{terms.RDF}type> "


def write(triples: Iterable[str], to: IO[bytes], base: str = terms.ID) -> int:
    """Write lines of N-Triples as Turtle; returns how many different triples there were. `base` becomes `id:`."""
    lines = sorted(set(triples), key=_type_first)
    prefixes = {**terms.PREFIXES, "id": base}
    parsed = ox.parse(_Stream(lines), ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))
    to.write(f"{header}\n".encode())
    body = _WithoutPrefixes(to)
    ox.serialize((quad.triple for quad in parsed), body, ox.RdfFormat.TURTLE, prefixes=prefixes)  # type: ignore[arg-type]
    return len(lines)


def turtle(triples: Iterable[str], base: str = terms.ID) -> bytes:
    """Lines of N-Triples as one Turtle text."""
    out = io.BytesIO()
    write(triples, out, base)
    return out.getvalue()


def _type_first(line: str) -> str:
    """Sort key: subjects in order, and what a subject is before what is said of it."""
    return line.replace(_TYPE, " ! ", 1)


class _Stream(io.RawIOBase):
    """Lines as a binary stream, so that they need not be one string first."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._chunks: Iterator[bytes] = (f"{line}\n".encode() for line in lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        parts, length = [self._rest], len(self._rest)
        while size < 0 or length < size:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            parts.append(chunk)
            length += len(chunk)
        data = b"".join(parts)
        cut = len(data) if size < 0 else size
        self._rest = data[cut:]
        return data[:cut]


class _WithoutPrefixes(io.RawIOBase):
    """Passes on all but the prefixes at the beginning: their order is the serializer's own affair."""

    def __init__(self, to: IO[bytes]) -> None:
        self._to = to
        self._head = b""
        self._is_over = False

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        chunk = bytes(data)
        if self._is_over:
            self._to.write(chunk)
            return len(chunk)
        self._head += chunk
        while b"\n" in self._head and self._head.startswith(b"@prefix "):
            self._head = self._head.partition(b"\n")[2]
        if len(self._head) >= len(b"@prefix ") and not self._head.startswith(b"@prefix "):
            self._is_over = True
            self._to.write(self._head)
        return len(chunk)
