"""`dangbo conflicts`: where articles contradict each other, for a person to read or for a program."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from dangbo.errors import UsageError

if TYPE_CHECKING:
    from dangbo.workspace import Workspace
    from graph.conflicts import Conflict, Statement
    from graph.store import Answer

_COLUMNS = ("kind", "about", "id")
_SIDE = ("says", "date", "article", "quote", "fact")
_OF_PLACE = """SELECT DISTINCT ?fact WHERE {
  { ?place dang:within* PLACE . ?unit dang:jurisdiction ?place } UNION { ?unit dang:within* PLACE }
  ?fact org:organization|dang:unit|dang:organization ?unit .
}"""


def found(workspace: Workspace, kinds: Collection[str] = (), place: str | None = None) -> list[Conflict]:
    """The contradictions of these kinds (of all where none is named), of a place and all that lies in it."""
    from graph.conflicts import KINDS

    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"--kind {kind!r}: expected one of {', '.join(KINDS)}")
    wanted = [one for one in workspace.conflicts() if not kinds or one.kind in kinds]
    if place is None:
        return wanted
    of_place = _facts_of(workspace, place)
    return [one for one in wanted if any(told.fact in of_place for told in (*one.one, *one.other))]


def _facts_of(workspace: Workspace, place: str) -> set[str]:
    """Local names of the facts about bodies of a place, and of all places in it."""
    from graph.lookup import ParameterError, entity
    from ontology.cookbook import PARAMETERS

    store = workspace.store
    try:
        nodes = entity(store, PARAMETERS["place"], place)
    except ParameterError as error:
        raise UsageError(str(error)) from None
    rows = (row for node in nodes for row in store.query(_OF_PLACE.replace("PLACE", str(node))).values())
    return {fact.removeprefix(store.base) for (fact,) in rows}


def answer(conflicts: Sequence[Conflict]) -> Answer:
    """A table of contradictions, a row each; of a side with two quotes the first one."""
    import pyoxigraph as ox

    from graph.store import Answer

    columns = (*_COLUMNS, *(f"{name}{side}" for side in (1, 2) for name in _SIDE))
    rows = []
    for one in conflicts:
        cells = (one.kind, one.label, one.id, *_cells(one.one[0]), *_cells(one.other[0]))
        rows.append(tuple(ox.Literal(cell) if cell else None for cell in cells))
    return Answer("rows", columns, tuple(rows))


def _cells(told: Statement) -> tuple[str, ...]:
    return told.says, str(told.published or ""), told.article, told.quote, told.fact
