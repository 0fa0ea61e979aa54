"""Turtle that is the same bytes for the same triples: sorted, grouped by subject, with the usual prefixes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from graph.sorting import in_order
from ontology import terms

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

_TYPE = f"<{terms.RDF}type>"
_CHUNK = 256
"""Lines handed to the parser at once."""


def write(triples: Iterable[str], to: IO[bytes], base: str = terms.ID) -> int:
    """Write lines of N-Triples as Turtle; returns how many different triples there were. `base` becomes `id:`.

    However many they are, memory holds only a part of them (`graph.sorting`).
    """
    lines = _Stream(_restored(line) for line in in_order(map(_type_first, triples)))
    write_with_prefixes(ox.parse(lines, ox.RdfFormat.N_TRIPLES), to, ox.RdfFormat.TURTLE, base)  # type: ignore[arg-type]
    return lines.count


def turtle(triples: Iterable[str], base: str = terms.ID) -> bytes:
    """Lines of N-Triples as one Turtle text."""
    out = io.BytesIO()
    write(triples, out, base)
    return out.getvalue()


def write_with_prefixes(quads: Iterable[ox.Quad], to: IO[bytes], format: ox.RdfFormat, base: str = terms.ID) -> None:
    """Write quads as Turtle or TriG as they come, behind all prefixes in sorted order."""
    prefixes = {**terms.PREFIXES, "id": base}
    header = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))
    to.write(f"{header}\n".encode())
    statements = (quad.triple for quad in quads) if format == ox.RdfFormat.TURTLE else quads
    ox.serialize(statements, _WithoutPrefixes(to), format, prefixes=prefixes)  # type: ignore[arg-type]


def _type_first(line: str) -> str:
    """What to sort by: subjects in order, and what a subject is before what is said of it."""
    if _TYPE not in line:
        return line
    subject, predicate, rest = line.split(" ", 2)
    return f"{subject} ! {rest}" if predicate == _TYPE else line


def _restored(line: str) -> str:
    if " ! " not in line:
        return line
    subject, predicate, rest = line.split(" ", 2)
    return f"{subject} {_TYPE} {rest}" if predicate == "!" else line


class _Stream(io.RawIOBase):
    """Lines as a binary stream, so that they need not be one string first; counts them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.count = 0
        self._chunks = self._chunked(iter(lines))
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

    def _chunked(self, lines: Iterator[str]) -> Iterator[bytes]:
        while some := list(islice(lines, _CHUNK)):
            self.count += len(some)
            yield "".join(f"{line}\n" for line in some).encode()


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
