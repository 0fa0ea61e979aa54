"""The dossier of one entity as one HTML file with a time line, to read and print; no script, no request."""

from __future__ import annotations

from functools import cache
from typing import IO, TYPE_CHECKING

from exports.dossier import dossier
from exports.source import Counts, Source

if TYPE_CHECKING:
    from jinja2 import Template


def write(source: Source, to: IO[bytes], entity: str) -> Counts:
    """`entity` is the IRI of a node."""
    found = dossier(source.descriptions, entity)
    to.write(_template().render(dossier=found).encode())
    return found.counts


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415  takes its time to import

    environment = Environment(
        loader=PackageLoader("exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("dossier.html")
