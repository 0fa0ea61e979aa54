"""What a graph promises beyond its SHACL shapes: said in a sentence each, and checked node by node.

These are what SHACL would say slowly or not at all: days of the calendar, offsets as far apart as their quote is long,
unique names, one province all the way up, posts that fit their tenure, and no plain edge without its fact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import ClassVar

import pyoxigraph as ox

from graph.promises import Guarantee, Said, Term, Violation, key, short
from graph.rows import Pile, Rows
from graph.wording import Classes, Nodes, Terms
from ontology import terms

FACTS = (
    terms.Tenure,
    terms.Change,
    terms.Implementation,
    terms.DocumentRelation,
    terms.Count,
    terms.Admission,
    terms.Participation,
    terms.Adoption,
    terms.Origin,
)
_SPANS = (
    (terms.from_, terms.to),
    (terms.earliest, terms.latest),
    (terms.firstAttested, terms.lastAttested),
    (terms.startEarliest, terms.startLatest),
    (terms.endEarliest, terms.endLatest),
    (terms.startEarliest, terms.endLatest),
    (terms.validFrom, terms.validTo),
    (terms.bornEarliest, terms.bornLatest),
)
_LEVELS = (terms.LEVEL["province"], terms.LEVEL["district"], terms.LEVEL["commune"])
"""From the widest to the narrowest."""
_TYPE = terms.RDF + "type"
_DATE = terms.XSD + "date"
_PLAIN_EDGES = (
    (terms.holdsPosition, terms.Tenure, terms.org_member, terms.post, ()),
    (terms.implements, terms.Implementation, terms.organization, terms.document, ()),
    (terms.admitted, terms.Admission, terms.unit, "", ()),
    *(
        (
            edge,
            terms.DocumentRelation,
            terms.document,
            terms.relatedDocument,
            tuple(terms.RELATION[one] for one in told),
        )
        for edge, told in (
            (terms.eli_ensures_implementation_of, ("implements", "concretises")),
            (terms.eli_based_on, ("basedOn",)),
            (terms.eli_amends, ("amends",)),
            (terms.eli_repeals, ("repeals",)),
        )
    ),
)
"""Plain edge, class of the fact behind it, the properties of that which lead to its ends ("": the fact itself), and the
relations of two documents that it is of."""


def _written(term: Term | None) -> str | None:
    return None if term is None else str(term)


def _one(said: Said, path: str) -> Term | None:
    values = said.get(path)
    return min(values, key=str) if values else None


class _Claims:
    """What nodes claim that facts have to tell: rows `made`, and rows `told`."""

    def __init__(self, rows: Rows, table: str, *columns: str) -> None:
        self._rows, self._tables = rows, (f"{table}_made", f"{table}_told")
        self.made, self.told = (Pile(rows, one, *columns) for one in self._tables)

    def untold(self) -> Iterator[tuple[str, ...]]:
        """The claims that no fact tells; all are in."""
        self.made.close()
        self.told.close()
        made, told = self._tables
        return self._rows.execute(f"SELECT * FROM {made} EXCEPT SELECT * FROM {told}")


class Content(Guarantee):
    """Something to validate."""

    name: ClassVar = "content"
    says: ClassVar = "there is a fact or an article"
    paths: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._is_there = False

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        self._is_there = self._is_there or any(kind in FACTS or kind == terms.Article for kind in classes)
        return ()

    def broken(self) -> Iterator[Violation]:
        if not self._is_there:
            message = f"holds no fact and no article of {terms.DANG}: there is nothing to validate"
            yield Violation("the graph", "", message)


class Grounded(Guarantee):
    """All evidence has its fact, and a quote is as long as its offsets say."""

    name: ClassVar = "grounded"
    says: ClassVar = "every fact has evidence, and every quote fits its offsets"
    paths: ClassVar = frozenset((terms.evidence, terms.article, terms.quote, terms.start, terms.end))

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._evidence = _Claims(rows, "evidence", "piece")

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for piece in map(key, said.get(terms.evidence, ())):
            self._evidence.told.add(piece)
        if terms.Evidence in classes:
            self._evidence.made.add(key(node))
        start, end = _one(said, terms.start), _one(said, terms.end)
        if isinstance(start, ox.Literal) and isinstance(end, ox.Literal):
            for quote in said.get(terms.quote, ()):
                length = len(quote.value)
                numbers = start.value.isdecimal() and end.value.isdecimal()
                if numbers and int(end.value) - int(start.value) != length:
                    message = f"dang:end is not dang:start and the {length} characters of the quote"
                    yield Violation(node.value, terms.end, message, end.value)

    def broken(self) -> Iterator[Violation]:
        for (evidence,) in self._evidence.untold():
            yield Violation(evidence, terms.evidence, "evidence that no fact has as its dang:evidence")


class Names(Guarantee):
    """No two of one identifying name."""

    name: ClassVar = "names"
    says: ClassVar = "each thing has one label, and identifying names are unique"
    paths: ClassVar = frozenset((terms.RDFS + "label", terms.skos_prefLabel, terms.dcterms_identifier))
    _identifying: ClassVar = {
        terms.Organization: terms.skos_prefLabel,
        terms.Article: terms.dcterms_identifier,
    }

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._named = Pile(rows, "named", "kind", "term", "name", "node")

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        for kind, path in self._identifying.items():
            for label in said.get(path, ()) if kind in classes else ():
                self._named.add(kind, str(label), label.value, node.value)
        return ()

    def broken(self) -> Iterator[Violation]:
        self._named.close()
        shared = self._rows.execute("""
            SELECT DISTINCT kind, first, name, node FROM named JOIN
                (SELECT kind, term, MIN(node) AS first FROM named GROUP BY kind, term HAVING first != MAX(node))
                USING (kind, term) WHERE node != first
            """)
        for kind, first, name, other in shared:
            path = self._identifying[kind]
            yield Violation(other, path, f"{short(path)} is not unique: {short(first)} has it too", name)


class Dates(Guarantee):
    """Days are of the calendar (rdflib lets 2021-13-01 pass as an xsd:date), and nothing ends before it begins."""

    name: ClassVar = "dates"
    says: ClassVar = "every date is a day of the calendar, and nothing ends before it begins"
    paths: ClassVar = frozenset(path for span in _SPANS for path in span) | {terms.dcterms_issued}

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for path, values in said.items():
            for value in values:
                if isinstance(value, ox.Literal) and value.datatype.value == _DATE and not _is_date(value.value):
                    yield Violation(node.value, path, "is not a day of the calendar (YYYY-MM-DD)", value.value)
        for first, last in _SPANS:
            end = _one(said, last)
            for begin in said.get(first, ()) if end is not None and _is_date(end.value) else ():
                if end is not None and _is_date(begin.value) and begin.value > end.value:
                    message = f"{short(first)} is after {short(last)} {end.value}"
                    yield Violation(node.value, first, message, begin.value)


@cache
def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class Places(Guarantee):
    """Each place lies in one province, and so does all that it lies within."""

    name: ClassVar = "places"
    says: ClassVar = "each place lies in one province, the same one all the way up"
    paths: ClassVar = frozenset((terms.province, terms.within))

    def __init__(self, rows: Rows) -> None:
        self._places: dict[str, Said] = {}
        self._kept = (_TYPE, terms.level, terms.province, terms.within)

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        if terms.Place in classes or terms.level in said or terms.province in said:
            self._places[key(node)] = {path: said[path] for path in self._kept if path in said}
        return ()

    def broken(self) -> Iterator[Violation]:
        for place, said in self._places.items():
            if terms.Place in (kind.value for kind in said.get(_TYPE, ())):
                yield from self._broken(place, said)

    def _broken(self, place: str, said: Said) -> Iterator[Violation]:
        own = sorted(map(key, said.get(terms.province, ())))
        if len(own) > 1:
            yield Violation(place, terms.province, f"lies in {len(own)} provinces, not one", own[1])
        rank = self._rank(place)
        if rank == 0 and own and own != [place]:
            yield Violation(place, terms.province, "a province is its own dang:province", own[0])
        for one in own:
            if self._rank(one) not in (0, None):
                yield Violation(place, terms.province, "dang:province is no province", one)
        for around in map(key, said.get(terms.within, ())):
            outer = _one(self._places.get(around, {}), terms.province)
            if own and outer is not None and key(outer) not in own:
                yield Violation(place, terms.within, "lies within a place of another province", around)
            wider = self._rank(around)
            if rank is not None and wider is not None and wider >= rank:
                yield Violation(place, terms.within, "lies within a place that is not of a wider level", around)

    def _rank(self, place: str) -> int | None:
        level = _one(self._places.get(place, {}), terms.level)
        return _LEVELS.index(level.value) if level is not None and level.value in _LEVELS else None


class Posts(Guarantee):
    """The post of a tenure is its role at its organisation."""

    name: ClassVar = "posts"
    says: ClassVar = "the post of a tenure is its role at its organisation"
    paths: ClassVar = frozenset((terms.post,))
    _parts: ClassVar = ((terms.org_role, terms.org_role), (terms.org_organization, terms.org_postIn))

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._posts = Pile(rows, "post", "post", "role", "body")
        self._held = Pile(rows, "held_post", "tenure", "post", "role", "body")

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        if terms.org_Post in classes or not any(kind in FACTS for kind in classes):
            of_post = [_one(said, path) for _, path in self._parts]
            if any(of_post):
                self._posts.add(key(node), *map(_written, of_post))
        for post in map(key, said.get(terms.post, ())):
            self._held.add(node.value, post, *(_written(_one(said, path)) for path, _ in self._parts))
        return ()

    def broken(self) -> Iterator[Violation]:
        self._posts.close()
        self._held.close()
        self._rows.execute("CREATE INDEX of_post ON post(post)")
        held = self._rows.execute("""
            SELECT tenure, post, held_post.role IS NOT post.role, held_post.body IS NOT post.body
            FROM held_post LEFT JOIN post USING (post)
            WHERE held_post.role IS NOT post.role OR held_post.body IS NOT post.body
            """)
        for tenure, post, *differ in held:
            for is_other, paths in zip(differ, self._parts, strict=True):
                if is_other:
                    message = f"the dang:post of a tenure has its {short(paths[0])} as {short(paths[1])}"
                    yield Violation(tenure, terms.post, message, post)


class Shortcuts(Guarantee):
    """A plain edge has at least one fact it is derived from."""

    name: ClassVar = "shortcuts"
    says: ClassVar = "every plain edge has the fact it is derived from"
    paths: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._edges = _Claims(rows, "plain_edge", "edge", "tail", "head")

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterable[Violation]:
        for edge, kind, tail, head, relations in _PLAIN_EDGES:
            for value in said.get(edge, ()):
                self._edges.made.add(edge, key(node), key(value))
            told = any(key(one) in relations for one in said.get(terms.relation, ()))
            if kind in classes and (told or not relations):
                heads = said.get(head, ()) if head else (node,)
                for one, other in product(said.get(tail, ()), heads):
                    self._edges.told.add(edge, key(one), key(other))
        return ()

    def broken(self) -> Iterator[Violation]:
        kinds = {edge: kind for edge, kind, *_ in _PLAIN_EDGES}
        for edge, tail, head in self._edges.untold():
            yield Violation(tail, edge, f"{short(edge)} without a {short(kinds[edge])} that says so", head)


class Relations(Guarantee):
    """A document that replaced itself would be none."""

    name: ClassVar = "relations"
    says: ClassVar = "no document acts on itself"
    paths: ClassVar = frozenset((terms.relatedDocument,))

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        for one in said.get(terms.relatedDocument, ()):
            if one in said.get(terms.document, ()):
                yield Violation(node.value, terms.relatedDocument, "is its own dang:relatedDocument", key(one))


class Origins(Guarantee):
    """An origin tells something, and what is said of a person's has one that says so."""

    name: ClassVar = "origins"
    says: ClassVar = "every birth, home place and ethnic group of a person has the fact that tells it"
    paths: ClassVar = frozenset((terms.bornEarliest, terms.bornLatest, terms.homePlace, terms.ethnicGroup))

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows)
        self._details = _Claims(rows, "origin", "path", "person")

    def see(self, node: Term, said: Said, classes: list[str]) -> Iterator[Violation]:
        found = [path for path in sorted(self.paths) if path in said]
        for path in found:
            if terms.Person in classes:
                self._details.made.add(path, key(node))
            if terms.Origin in classes:
                for person in said.get(terms.person, ()):
                    self._details.told.add(path, key(person))
        if terms.Origin in classes and not found:
            yield Violation(key(node), "", "an origin tells a birth, a home place or an ethnic group")

    def broken(self) -> Iterator[Violation]:
        for path, person in self._details.untold():
            yield Violation(person, path, f"{short(path)} without a dang:Origin that says so")


GUARANTEES: tuple[type[Guarantee], ...] = (
    Content,
    Grounded,
    Names,
    Dates,
    Places,
    Posts,
    Shortcuts,
    Relations,
    Origins,
    Classes,
    Terms,
    Nodes,
)
