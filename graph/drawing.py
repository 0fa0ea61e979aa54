"""Facts as they are drawn: edges between entities, and nodes of their own for figures and for acts without a post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from graph.descriptions import Description, Descriptions, local_name
from ontology import terms

Kind = Literal["person", "organization", "place", "document", "figure", "event", "programme", "trait"]
Family = Literal[
    "position",
    "change",
    "implementation",
    "relation",
    "admission",
    "count",
    "participation",
    "adoption",
    "origin",
    "within",
]

_LABEL = terms.RDFS + "label"
_PLAIN: tuple[tuple[Family, str, str, str, str], ...] = (
    ("position", terms.Tenure, terms.org_member, terms.org_organization, terms.org_role),
    ("implementation", terms.Implementation, terms.organization, terms.document, terms.action),
    ("relation", terms.DocumentRelation, terms.document, terms.relatedDocument, terms.relation),
    ("participation", terms.Participation, terms.agent, terms.event, terms.part),
    ("adoption", terms.Adoption, terms.unit, terms.programme, terms.action),
)
"""Facts that join two entities: their class, the properties that lead to the ends, and the one with the edge's name."""

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


class Drawn(NamedTuple):
    """A fact with the edge that it is drawn as, and with its node where it has one."""

    fact: Description
    edge: Edge
    node: Node | None = None


class Drawing:
    """All facts of a graph as edges, and the nodes of those that are drawn as one. Memory does not grow with them."""

    def __init__(self, graph: Descriptions) -> None:
        self._graph = graph
        self._named = cache(self._names)
        self._noted = cache(lambda concept: graph[concept].one(terms.skos_notation))

    def __iter__(self) -> Iterator[Drawn]:
        for family, kind, start, end, name in _PLAIN:
            for fact in self._graph.of_class(kind):
                concept = fact.one(name)
                vi, en = self._named(concept)
                if vi and en and fact.one(start) and fact.one(end):
                    yield Drawn(fact, Edge(fact.one(start), fact.one(end), fact.iri, family, vi, en, concept))
        for fact in self._graph.of_class(terms.Change):
            yield from self._change(fact)
        for fact in self._graph.of_class(terms.Count):
            yield from self._figure(fact)
        for fact in self._graph.of_class(terms.Origin):
            yield from self._origin(fact)

    def _names(self, concept: str) -> tuple[str, str]:
        """What a concept is called in both languages."""
        known = self._graph[concept]
        return known.words(_LABEL), known.words(_LABEL, "en")

    def _change(self, fact: Description) -> Iterator[Drawn]:
        """Changes lead from the person to the body; a measure that names none is a node beside the person."""
        person, kind = fact.one(terms.person), fact.one(terms.kind)
        name, (vi, en) = self._graph[person].label, self._named(kind)
        if not (name and vi and en):
            return
        body, role = fact.one(terms.org_organization), fact.one(terms.org_role)
        role_vi, role_en = self._named(role)
        first, last = fact.one(terms.earliest), fact.one(terms.latest)
        when = period(first, last) if first and last else ""
        tail = f" ({when})" if when else ""
        if body and role_vi and role_en:
            said = f"{vi}: {role_vi}{tail}", f"{en}: {role_en}{tail}"
            yield Drawn(fact, Edge(person, body, fact.iri, "change", *said, kind, role))
        else:
            label = f"{vi[:1].upper()}{vi[1:]}{tail}"
            node = Node(fact.iri, "event", label, f"{label}, {name}", name)
            yield Drawn(fact, Edge(person, fact.iri, fact.iri, "change", vi, en, kind), node)

    def _figure(self, fact: Description) -> Iterator[Drawn]:
        unit, kind, value = fact.one(terms.unit), fact.one(terms.measure), fact.one(terms.value)
        name, (vi, en) = self._graph[unit].label, self._named(kind)
        if not (name and vi and en and value):
            return
        measure, approximate = map(self._noted, (kind, fact.one(terms.approximate)))
        peopled, total = fact.one(terms.population), fact.one(terms.total)
        population = self._named(peopled)[0]
        label = f"{_APPROXIMATE.get(approximate, '')}{_number(value)}"
        label += f"/{_number(total)}" if total else ""
        if measure == "admitted":
            label += " đảng viên kết nạp"
        elif measure == "target_rate":
            label += f"% · {vi}"
        elif "." in value:
            label += f"% {population} · {vi}"
        else:
            label += f" {population} · {vi}" if population and population not in vi else f" {vi}"
        when = period(fact.one(terms.from_), fact.one(terms.to))
        label += f" ({when})" if when else ""
        family: Family = "admission" if measure == "admitted" else "count"
        figure = {
            "value": value,
            "total": total,
            "approximate": approximate,
            "measure": vi,
            "measure_en": en,
            "population": local_name(peopled),
        }
        node = Node(fact.iri, "figure", label, f"{label}, {name}", name, {k: v for k, v in figure.items() if v})
        said = ("kết nạp", "admit") if measure == "admitted" else (vi, measure.replace("_", " "))
        yield Drawn(fact, Edge(unit, fact.iri, fact.iri, family, *said, kind), node)

    def _origin(self, fact: Description) -> Iterator[Drawn]:
        """A home town leads to the place; a birth and an ethnic group are nodes beside the person."""
        person, home, people = fact.one(terms.person), fact.one(terms.homePlace), fact.words(terms.ethnicGroup)
        first, last = fact.one(terms.bornEarliest), fact.one(terms.bornLatest)
        name = self._graph[person].label
        if not name:
            return
        if home:
            yield Drawn(fact, Edge(person, home, fact.iri, "origin", "quê", "home town"))
            return
        if first and last:
            label, vi, en = f"Sinh {period(first, last)}", "sinh", "born"
        elif people:
            label, vi, en = f"Dân tộc {people}", "dân tộc", "ethnic group"
        else:
            return
        node = Node(fact.iri, "trait", label, f"{label}, {name}", name)
        yield Drawn(fact, Edge(person, fact.iri, fact.iri, "origin", vi, en), node)


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
