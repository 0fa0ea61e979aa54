"""Questions (SPARQL, a `.rq` file, the name of a shipped query), and their answers as rows of text and as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from dangbo.errors import UsageError

if TYPE_CHECKING:
    from graph.store import Answer, GraphStore


def ask(store: GraphStore, query: str | Path) -> Answer:
    """The answer of this store."""
    from graph.store import QueryError

    try:
        return store.query(text_of(query))
    except QueryError as error:
        raise UsageError(str(error)) from None


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
    if "{" in given:
        return given
    names = ", ".join(shipped)
    raise UsageError(f"{given!r} is no shipped query ({names}), no .rq file, and no SPARQL: that has braces")


def table(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Names of the columns, and the rows as text, whatever kind of question it was."""
    if answer.kind == "boolean":
        return ("answer",), [("yes" if answer.boolean else "no",)]
    if answer.kind == "triples":
        rows = [(str(t.subject), str(t.predicate), str(t.object)) for t in answer.triples]
        return ("subject", "predicate", "object"), sorted(rows)
    return answer.variables, answer.values()


def to_csv(answer: Answer) -> str:
    """As SPARQL 1.1 writes results in CSV."""
    columns, rows = table(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
