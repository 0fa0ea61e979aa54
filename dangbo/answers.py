"""Questions: SPARQL, a `.rq` file, or the name of a shipped query with its parameters; and how answers are printed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo.errors import UsageError

if TYPE_CHECKING:
    from graph.store import Answer, GraphStore


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    turtle = "turtle"


def ask(store: GraphStore, query: str | Path, parameters: Mapping[str, str]) -> Answer:
    """The answer of this store; what is wrong with the question is a `UsageError`."""
    from graph.lookup import ParameterError
    from graph.sparql import QueryError

    try:
        return answer(store, _question(query, parameters), parameters)
    except (QueryError, ParameterError) as error:
        raise UsageError(str(error)) from None


def ask_within(source: Path, query: str, parameters: Mapping[str, str], seconds: float, memory: int) -> Answer:
    """The answer of the store at `source`, within `seconds` and `memory` bytes (0: no limit)."""
    from graph.lookup import ParameterError
    from graph.sparql import QueryError
    from graph.workers import LimitError, Limits, Workers

    question = _question(query, parameters)
    with Workers(source, Limits(seconds, memory)) as workers:
        try:
            return workers.call(answer, question, dict(parameters))
        except (QueryError, ParameterError, LimitError) as error:
            raise UsageError(str(error)) from None


def answer(store: GraphStore, query: str, parameters: Mapping[str, str]) -> Answer:
    """The answer of this store to SPARQL, or to the name of a shipped query."""
    from graph.lookup import narrowed
    from ontology import queries

    shipped = queries().get(query)
    return store.query(query if shipped is None else narrowed(store, shipped, parameters))


def _question(query: str | Path, parameters: Mapping[str, str]) -> str:
    """The name of a shipped query, or SPARQL."""
    from ontology import queries

    given = str(query).strip()
    if given in queries():
        return given
    if parameters:
        raise UsageError(f"--{min(parameters)}: only shipped queries have parameters (see: dangbo queries)")
    return text_of(query)


def text_of(query: str | Path) -> str:
    """The SPARQL behind what the user gave."""
    from ontology import queries

    given, shipped = str(query).strip(), queries()
    if given in shipped:
        return shipped[given].text
    if given.endswith(".rq") and "\n" not in given:
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
            raise UsageError(f"{given}: cannot be read: {reason}") from None
    if "{" in given or given[:9].upper() == "DESCRIBE ":
        return given
    names = ", ".join(shipped)
    raise UsageError(f"{given!r} is no shipped query ({names}), no .rq file, and no SPARQL: that has braces")


def notices(query: str) -> list[str]:
    """What a person should know of a question that was answered: names in it that no graph has."""
    from graph.sparql import unknown_names
    from ontology import queries

    return [] if query.strip() in queries() else unknown_names(text_of(query))


def printed(answer: Answer, format: Format) -> str:
    """An answer in a format for files."""
    from graph import results

    triples = answer.kind == "triples"
    media = {
        Format.csv: results.CSV,
        Format.tsv: results.TSV,
        Format.json: results.JSON_LD if triples else results.JSON,
        Format.turtle: results.TURTLE,
    }[format]
    try:
        return results.written(answer, media).rstrip("\n") + "\n"
    except results.NotAcceptableError:
        needs = "a CONSTRUCT or DESCRIBE" if format is Format.turtle else "a SELECT or ASK"
        raise UsageError(f"--format {format} is for the answer of {needs}") from None


def options(arguments: list[str]) -> dict[str, str]:
    """Parameters of a shipped query from a command line: `--place X` or `--place=X`, each once.

    >>> options(["--place", "Châu Thành, Hậu Giang", "--on=2023-01-01"])
    {'place': 'Châu Thành, Hậu Giang', 'on': '2023-01-01'}
    """
    found: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.removeprefix("--").partition("=")
        if not argument.startswith("--") or not name:
            raise UsageError(f"{argument!r} is one word too many: put the value of a parameter in quotation marks")
        if not equals:
            value = next(rest, "")
            if not value or value.startswith("--"):
                raise UsageError(f"--{name} has no value")
        if name in found:
            raise UsageError(f"--{name} is given twice")
        found[name] = value
    return found
