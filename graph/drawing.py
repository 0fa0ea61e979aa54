"""Facts as they are drawn: edges between entities, and nodes of their own for figures and for acts without a post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from graph.store import GraphStore

Kind = Literal["person", "organization", "place", "document", "figure", "event", "programme"]
Family = Literal["position", "change", "implementation", "admission", "count", "participation", "adoption", "within"]

_LABELS = '?kind rdfs:label ?vi, ?en FILTER(LANGMATCHES(LANG(?vi), "vi") && LANGMATCHES(LANG(?en), "en"))'
_PLAIN: tuple[tuple[Family, str], ...] = (
    ("position", "?fact a dang:Tenure ; org:member ?from ; org:organization ?to ; org:role ?kind ."),
    (
        "implementation",
        "?fact a dang:Implementation ; dang:organization ?from ; dang:document ?to ; dang:action ?kind .",
    ),
    ("participation", "?fact a dang:Participation ; dang:agent ?from ; dang:event ?to ; dang:part ?kind ."),
    ("adoption", "?fact a dang:Adoption ; dang:unit ?from ; dang:programme ?to ; dang:action ?kind ."),
)
"""Facts that join two entities: which ones, and what the edge is called."""
_CHANGES = f"""SELECT ?person ?name ?body ?fact ?kind ?vi ?en ?role ?rolevi ?roleen ?earliest ?latest WHERE {{
  ?fact a dang:Change ; dang:person ?person ; dang:kind ?kind . ?person rdfs:label ?name . {_LABELS}
  OPTIONAL {{ ?fact org:organization ?body ; org:role ?role . ?role rdfs:label ?rolevi, ?roleen
    FILTER(LANGMATCHES(LANG(?rolevi), "vi") && LANGMATCHES(LANG(?roleen), "en")) }}
  OPTIONAL {{ ?fact dang:earliest ?earliest ; dang:latest ?latest }} }}"""
_FIGURES = """SELECT ?unit ?name ?fact ?kind ?measure ?vi ?en ?peopled ?population ?value ?total ?approximate ?from ?to
WHERE {
  ?fact a dang:Count ; dang:unit ?unit ; dang:value ?value ; dang:measure ?kind ;
    dang:approximate/skos:notation ?approximate .
  ?unit rdfs:label ?name . ?kind skos:notation ?measure ; rdfs:label ?vi, ?en
  FILTER(LANGMATCHES(LANG(?vi), "vi") && LANGMATCHES(LANG(?en), "en"))
  OPTIONAL { ?fact dang:population ?peopled . ?peopled rdfs:label ?population
    FILTER(LANGMATCHES(LANG(?population), "vi")) }
  OPTIONAL { ?fact dang:total ?total }
  OPTIONAL { ?fact dang:from ?from } OPTIONAL { ?fact dang:to ?to } }"""

_APPROXIMATE = {"exact": "", "about": "khoảng ", "atLeast": "ít nhất ", "atMost": "nhiều nhất "}


class Edge(NamedTuple):
    """A fact, or the structure around it, between two nodes."""

    start: str
    end: str
    key: str
    family: Family
    vi: str
    en: str
    concept: str = ""
    """The role, action, part, kind of change or measure: the IRI behind the two labels; "" for structure."""
    role: str = ""
    """The role a change leads to or from."""


class Node(NamedTuple):
    """A node that a fact is drawn as."""

    iri: str
    kind: Kind
    label: str
    pref_label: str
    detail: str
    figure: Mapping[str, str] = MappingProxyType({})
    """What a figure counts: `value`, `total`, `approximate`, `measure`, `measure_en`, `population`."""


def drawn(store: GraphStore) -> tuple[list[Edge], list[Node]]:
    """All facts of a store as edges, and the nodes of those that are drawn as one."""
    edges: list[Edge] = []
    nodes: list[Node] = []
    for family, pattern in _PLAIN:
        for start, end, fact, kind, vi, en in store.query(
            f"SELECT ?from ?to ?fact ?kind ?vi ?en WHERE {{ {pattern} {_LABELS} }}"
        ).values():
            edges.append(Edge(start, end, fact, family, vi, en, kind))
    for edge, node in (*_changes(store), *_figures(store)):
        edges.append(edge)
        nodes += [node] if node is not None else []
    return edges, nodes


def _changes(store: GraphStore) -> Iterator[tuple[Edge, Node | None]]:
    """Changes lead from the person to the body; a measure that names none is a node beside the person."""
    for row in store.query(_CHANGES).values():
        person, name, body, fact, kind, vi, en, role, role_vi, role_en, earliest, latest = row
        when = period(earliest, latest)
        tail = f" ({when})" if when else ""
        if body:
            said = f"{vi}: {role_vi}{tail}", f"{en}: {role_en}{tail}"
            yield Edge(person, body, fact, "change", *said, kind, role), None
        else:
            label = f"{vi[:1].upper()}{vi[1:]}{tail}"
            yield Edge(person, fact, fact, "change", vi, en, kind), Node(fact, "event", label, f"{label}, {name}", name)


def _figures(store: GraphStore) -> Iterator[tuple[Edge, Node]]:
    for row in store.query(_FIGURES).values():
        unit, name, fact, kind, measure, vi, en, peopled, population, value, total, approximate, first, last = row
        label = f"{_APPROXIMATE.get(approximate, '')}{_number(value)}"
        label += f"/{_number(total)}" if total else ""
        if measure == "admitted":
            label += " đảng viên kết nạp"
        elif measure == "target_rate":
            label += f"% · {vi}"
        else:
            label += f" {population} · {vi}" if population and population not in vi else f" {vi}"
        when = period(first, last)
        label += f" ({when})" if when else ""
        family: Family = "admission" if measure == "admitted" else "count"
        figure = {
            "value": value,
            "total": total,
            "approximate": approximate,
            "measure": vi,
            "measure_en": en,
            "population": peopled[peopled.rfind("#") + 1 :],
        }
        node = Node(fact, "figure", label, f"{label}, {name}", name, {k: v for k, v in figure.items() if v})
        said = ("kết nạp", "admit") if measure == "admitted" else (vi, measure.replace("_", " "))
        yield Edge(unit, fact, fact, family, *said, kind), node


def _number(value: str) -> str:
    """A number as Vietnamese write it: 1.234 and 69,56."""
    whole, _, rest = value.partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def period(first: str, last: str) -> str:
    """A span as one says it: "2021", "5/2021", "1–6/2021", "3/2/2021–19/5/2021", "đến 30/6/2021"; "" for none."""
    if not first and not last:
        return ""
    start = dt.date.fromisoformat(first) if first else None
    end = dt.date.fromisoformat(last) if last else None
    if start is None or end is None:
        return f"từ {_day(start)}" if start else f"đến {_day(end)}" if end else ""
    is_months = start.day == 1 and (end + dt.timedelta(days=1)).day == 1
    if is_months and start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if is_months and start.year == end.year:
        months = str(start.month) if start.month == end.month else f"{start.month}–{end.month}"
        return f"{months}/{start.year}"
    return _day(start) if start == end else f"{_day(start)}–{_day(end)}"


def window(first: str, last: str) -> str:
    """When something can have happened, as one says it: as a span, or with the one side that is known.

    >>> window("2016-01-01", ""), window("", "2021-12-31"), window("2016-06-01", "2016-06-30")
    ('≥ 1/1/2016', '≤ 31/12/2021', '6/2016')
    """
    if first and last:
        return period(first, last)
    known = first or last
    return f"{'≥' if first else '≤'} {_day(dt.date.fromisoformat(known))}" if known else ""


def _day(day: dt.date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
