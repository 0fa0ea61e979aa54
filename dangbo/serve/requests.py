"""What a request asks for: its parameters, its body, the media types it accepts; anything odd is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

_FIELDS = 50
"""Parameters of a request; more are an attack."""
_LARGEST = 1_000_000
"""Largest number that a parameter may be."""


def parameters(request: Request, allowed: Sequence[str]) -> dict[str, str]:
    """The parameters in the address, each known and given once."""
    return single(pairs(request.url.query), allowed)


def single(pairs: Sequence[tuple[str, str]], allowed: Sequence[str]) -> dict[str, str]:
    """Parameters, each known and given once."""
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in allowed:
            raise HTTPException(400, f"no parameter is called {name[:50]!r}; there are: {', '.join(allowed) or 'none'}")
        if name in found:
            raise HTTPException(400, f"the parameter {name!r} is given twice")
        if "\x00" in value:
            raise HTTPException(400, f"the parameter {name!r} holds a NUL character")
        found[name] = value
    return found


def number(given: Mapping[str, str], name: str, default: int, least: int, most: int = _LARGEST) -> int:
    """A parameter that is a whole number."""
    if name not in given:
        return default
    text = given[name]
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise HTTPException(400, f"{name}: expected a number from {least:,} to {most:,}")
    return int(text)


def choice(given: Mapping[str, str], name: str, choices: Sequence[str]) -> str:
    """A parameter that is one of some words; "" where it is not given."""
    text = given.get(name, "")
    if name in given and text not in choices:
        raise HTTPException(400, f"{name}: expected one of {', '.join(choices)}")
    return text


def fields(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form."""
    try:
        return pairs(body.decode("ascii"))
    except UnicodeDecodeError:
        raise HTTPException(400, "a form is percent-encoded: it holds no byte above 127") from None


def pairs(text: str) -> list[tuple[str, str]]:
    """Names and values of a query string or a form."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise HTTPException(400, "a parameter is not UTF-8") from None
    except ValueError:
        raise HTTPException(400, f"more than {_FIELDS} parameters") from None


async def body(request: Request, most: int) -> bytes:
    """The body, as long as it is not longer than it may be."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            raise HTTPException(413, f"more than {most:,} bytes")
        parts.append(part)
    return b"".join(parts)


def accepted(request: Request) -> list[str]:
    """Media types that the client takes, the dearest first; everything where it does not say.

    Types of one weight keep their order; a type of weight 0 is one that it does not take.
    """
    said = ",".join(request.headers.getlist("accept"))
    weighed: list[tuple[float, int, str]] = []
    for position, one in enumerate(said.split(",")[:_FIELDS]):
        media, *rest = (part.strip().lower() for part in one.split(";"))
        weight = next((_weight(part[2:]) for part in rest if part.startswith("q=")), 1.0)
        if media and weight > 0:
            weighed.append((-weight, position, media))
    return [media for _, _, media in sorted(weighed)] or ["*/*"]


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0.0 <= weight <= 1.0 else 0.0
