"""All persons that articles name: what is said of them waits on disk, and name by name it is decided who is who.

Names are settled together where some mention of one may be somebody of the other, or a decision speaks of both; most
stand alone. Some such blocks at a time go to wherever they are settled, with what is needed of everything else. What is
in memory at a time is one article, or these.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

import msgspec

from extraction.facts import Evidence
from graph import circles, names
from graph.blocks import Batch, Block, Decided, Known, Open, Setting, Settled, World
from graph.decisions import NONE, Decisions, Verdict
from graph.entities import Doubt, Identity, Link, Person
from graph.identity import Groups, evidence_key, folded, folded_quote, main_label, tidy
from graph.joining import Join, Mention, Trace, may_be_one
from graph.organizations import Organizations
from graph.origins import Born, Details
from graph.persons import Persons, settle
from graph.places import Places
from graph.reasons import reason
from graph.rows import Rows
from graph.work import Each, portions

_SCHEMA = """
CREATE TABLE article(number INTEGER PRIMARY KEY, id TEXT, setting BLOB);
CREATE TABLE said(number INTEGER PRIMARY KEY, name TEXT, article INTEGER, body TEXT, known BLOB);
CREATE TABLE holder(said INTEGER PRIMARY KEY, person TEXT);
CREATE TABLE person(id TEXT, entity BLOB, identity BLOB);
CREATE TABLE doubt(one TEXT, other TEXT, doubt BLOB);
"""
"""What one article says of one name at one body is a row of `said`; `holder` has the person whom that is said of."""
_TRACED = 64
"""Names whose mentions are kept while names that are alike are compared, one after the other in their order."""
_SPELT = 1 << 14
"""Words whose usual spelling is kept."""
_AT_ONCE = 100
"""Mentions of names that go together to be settled: some 30 names."""
_MANY = 40
"""From so many names on, an article is a list, and being on it does not tell who is with whom."""
_PROVINCES = 3
"""An article on more provinces than these is on none of them."""

Pairs = Sequence[tuple[Mention, Mention]]


class People:
    """Every person that facts speak of. `add` all, article by article, and `settle`; then ask who there is."""

    def __init__(self, rows: Rows, places: Places, organizations: Organizations) -> None:
        rows.executescript(_SCHEMA)
        self._rows = rows
        self._places = places
        self._organizations = organizations
        self._count = 0
        """Rows of `said`."""
        self._known: dict[tuple[str, str], Known] = {}
        """Of the article that is being read, by folded name and body."""
        self._provinces: set[str] = set()
        self._articles: Counter[str] = Counter()
        """How many articles name each folded name."""
        self._words: dict[str, Counter[str]] = {}
        """Folded roles and bodies, and how they are written."""
        self._stories: dict[str, str] = {}
        """Of the articles that print a story that others print too, the one that did first."""
        self._spelt = lru_cache(_SPELT)(self._spell)
        self._encoder = msgspec.msgpack.Encoder()
        self.unmatched: list[str] = []
        """Decisions about mentions that there are not, in words."""

    # ---- gathered article by article

    def add(self, name: str, evidence: Iterable[Evidence], organization: str | None = None, role: str = "") -> int:
        """Note a person of the article, with a body and a role or without; returns by what `holder` knows it."""
        said = (folded(name), organization or "")
        known = self._known.get(said)
        if known is None:
            self._count += 1
            known = self._known[said] = Known(number=self._count)
        spelling = tidy(name)
        known.spellings[spelling] = known.spellings.get(spelling, 0) + 1
        if role:
            known.roles.add(role)
            self._words.setdefault(folded(role), Counter())[tidy(role)] += 1
        for piece in evidence:
            key = evidence_key(piece)
            known.first = key if known.first is None else min(known.first, key)
            if role and organization is not None and piece.status == "current" and said[0] in folded_quote(piece.quote):
                known.leads |= circles.leads_area(role, self._organizations.kind(organization))
        return known.number

    def came_from(self, name: str, born: Born | None, home: str | None, people: str) -> None:
        """Note what the article tells of the birth, the home town (id of a place) and the people of somebody added."""
        known = self._known[folded(name), ""]
        known.details = known.details or Details()
        known.details.add(Details({born} if born else set(), {home} if home else set(), {people} if people else set()))

    def set_in(self, place: str | None) -> None:
        """Note a place that the article speaks of."""
        province = self._places.province(place)
        if province is not None:
            self._provinces.add(province)

    def end(self, article: str, published: dt.date | None) -> None:
        """All has been added that this article says."""
        if self._known:
            named = {name for name, _ in self._known}
            told = frozenset(named if len(named) < _MANY else ())
            provinces = frozenset(self._provinces if len(self._provinces) <= _PROVINCES else ())
            setting = self._encoder.encode(Setting(published, told, provinces))
            number = self._rows.execute("INSERT INTO article(id, setting) VALUES (?, ?)", (article, setting)).lastrowid
            self._rows.executemany(
                "INSERT INTO said VALUES (?, ?, ?, ?, ?)",
                (
                    (known.number, name, number, body, self._encoder.encode(known))
                    for (name, body), known in self._known.items()
                ),
            )
            self._articles.update(named)
            self._known.clear()
        self._provinces.clear()

    # ---- settled name by name

    def settle(self, reprints: Mapping[str, str], decisions: Decisions = NONE, each: Each = map) -> None:
        """Decide who is who, from all that was added, and as people have decided; `each` has blocks of names settled.

        `reprints` are articles that print a story again, and the one that did first.
        """
        self._rows.execute("CREATE INDEX said_name ON said(name)")
        self._count_bodies()
        self._stories = {**{first: first for first in reprints.values()}, **reprints}
        same, apart = self._decided(decisions, "same"), self._decided(decisions, "apart")
        blocks = portions(self._together([*same, *apart]), self._size, _AT_ONCE)
        batches = (self._encoder.encode(self._batch(some, same, apart)) for some in blocks)
        for answer in each(settle, batches):
            for settled in _SETTLED.decode(answer):
                self._write(settled)
        self._rows.execute("CREATE INDEX holder_person ON holder(person)")
        self._rows.execute("CREATE UNIQUE INDEX person_id ON person(id)")

    def _count_bodies(self) -> None:
        """How the bodies that are none of an area are written where persons are told to be at them."""
        for body, times in self._rows.execute("SELECT body, count(*) FROM said WHERE body <> '' GROUP BY body"):
            if not self._organizations.is_of_area(body) and not self._organizations.is_central(body):
                label = self._organizations.label(body)
                self._words.setdefault(folded(label), Counter())[label] += times

    def _spell(self, words: str) -> str:
        """The usual way to write folded words: a name, a role or a body."""
        spellings = Counter(self._words.get(words, {}))
        for (row,) in self._rows.execute("SELECT known FROM said WHERE name = ?", (words,)):
            spellings.update(_KNOWN.decode(row).spellings)
        return main_label(spellings) if spellings else words

    def _decided(self, decisions: Decisions, verdict: Verdict) -> Pairs:
        """The pairs of mentions that decisions of one kind speak of; those not met are noted as `unmatched`."""
        pairs: list[tuple[Mention, Mention]] = []
        query = "SELECT 1 FROM said JOIN article ON article.number = said.article WHERE name = ? AND article.id = ?"
        for decision in decisions.of(verdict):
            met: list[Mention] = []
            for article, name in decision.mentions:
                if self._rows.execute(query, (folded(name), article)).fetchone():
                    met.append((folded(name), article, 0))
                else:
                    self.unmatched.append(f"line {decision.line}: article {article!r} names no {name!r}")
            pairs += combinations(met, 2)
        return pairs

    def _together(self, decided: Pairs) -> Iterator[list[str]]:
        """All names, those together that one person can have; sorted."""
        groups: Groups[str] = Groups()
        for one, other in decided:
            groups.join(one[0], other[0])
        traced: OrderedDict[str, dict[Mention, Trace]] = OrderedDict()
        for pair in names.alike(self._articles):
            for name in pair:
                if name not in traced:
                    traced[name] = self._traces(name)
                traced.move_to_end(name)
            if may_be_one({**traced[pair[0]], **traced[pair[1]]}, *pair):
                groups.join(*pair)
            while len(traced) > _TRACED:
                traced.popitem(last=False)
        members: dict[str, list[str]] = {}
        for name in sorted(self._articles):
            members.setdefault(groups.find(name), []).append(name)
        yield from members.values()

    def _traces(self, name: str) -> dict[Mention, Trace]:
        """What tells who each mention of a name is."""
        batch = self._batch([[name]])
        return Persons(batch.blocks[0], batch.world, self._places).traces()

    def _size(self, together: Iterable[str]) -> int:
        """How many articles say something of these names."""
        return sum(self._articles[name] for name in together)

    def _batch(self, blocks: Iterable[Sequence[str]], same: Pairs = (), apart: Pairs = ()) -> Batch:
        """Some blocks of names, and what is needed to settle them."""
        settings: dict[str, Setting] = {}
        found = [
            Block(self._said(together, settings), _among(together, same), _among(together, apart))
            for together in blocks
        ]
        said = [row for block in found for row in block.said]
        bodies = {body: self._organizations.body(body) for body in {body for _, _, body, _ in said if body}}
        homes = (home for *_, known in said if known.details is not None for home in known.details.homes)
        areas = (body.jurisdiction for body in bodies.values() if body.jurisdiction is not None)
        world = World(
            bodies=bodies,
            places=self._places.own([*homes, *areas]),
            settings=settings,
            stories={article: self._stories[article] for article in settings if article in self._stories},
            articles={name: self._articles[name] for setting in settings.values() for name in setting.names},
        )
        return Batch(world, found)

    def _said(self, together: Iterable[str], settings: dict[str, Setting]) -> list[tuple[str, str, str, Known]]:
        """What articles say of some names; the settings of these articles are put to those known."""
        query = (
            "SELECT article.id, body, known, setting FROM said JOIN article ON article.number = said.article "
            "WHERE name = ?"
        )
        found = []
        for name in together:
            for article, body, known, setting in self._rows.execute(query, (name,)):
                found.append((name, article, body, _KNOWN.decode(known)))
                if article not in settings:
                    settings[article] = _SETTING.decode(setting)
        return found

    def _write(self, settled: Settled) -> None:
        encode = self._encoder.encode
        self._rows.executemany(
            "INSERT INTO person VALUES (?, ?, ?)",
            ((one.person.id, encode(one.person), encode(self._identity(one))) for one in settled.persons),
        )
        self._rows.executemany(
            "INSERT INTO holder VALUES (?, ?)", ((said, one.person.id) for one in settled.persons for said in one.said)
        )
        self._rows.executemany(
            "INSERT INTO doubt VALUES (?, ?, ?)",
            ((one.one, one.other, encode(self._doubt(one))) for one in settled.open),
        )

    # ---- in words

    def _identity(self, decided: Decided) -> Identity:
        named = self._named
        links = (Link(one=named(why.one), other=named(why.other), because=self._reason(why)) for why in decided.joins)
        apart = (Link(one=named(one), other=named(other), because=because) for one, other, because in decided.apart)
        return Identity(
            id=decided.person.id,
            label=decided.person.label,
            mentions=tuple(sorted({named(mention) for mention in decided.mentions})),
            links=tuple(sorted(links)),
            apart=tuple(sorted(apart)),
        )

    def _doubt(self, undecided: Open) -> Doubt:
        why = undecided.why
        return Doubt(
            one=undecided.one,
            other=undecided.other,
            label=undecided.label,
            mentions=(self._named(why.one), self._named(why.other)),
            because=self._reason(why),
        )

    def _reason(self, why: Join) -> str:
        return reason(why, self._spelt, self._organizations, self._places)

    def _named(self, mention: Mention) -> tuple[str, str]:
        """Article and name, as the article writes it most."""
        return (mention[1], self._spelt(mention[0]))

    # ---- asked for when all is settled

    def person(self, person: str) -> Person:
        """One of them, by id."""
        (row,) = self._rows.execute("SELECT entity FROM person WHERE id = ?", (person,)).fetchone()
        return _PERSON.decode(row)

    def entities(self) -> Iterator[Person]:
        """All persons, ordered by id."""
        return (_PERSON.decode(row) for (row,) in self._rows.execute("SELECT entity FROM person ORDER BY id"))

    def identities(self) -> Iterator[Identity]:
        """Why the mentions of each person are one, ordered by id."""
        return (_IDENTITY.decode(row) for (row,) in self._rows.execute("SELECT identity FROM person ORDER BY id"))

    def doubts(self) -> Iterator[Doubt]:
        """Persons who may be one, in order."""
        return (_DOUBT.decode(row) for (row,) in self._rows.execute("SELECT doubt FROM doubt ORDER BY one, other"))


_KNOWN, _SETTING = msgspec.msgpack.Decoder(Known), msgspec.msgpack.Decoder(Setting)
_SETTLED = msgspec.msgpack.Decoder(list[Settled])
_PERSON, _IDENTITY = msgspec.msgpack.Decoder(Person), msgspec.msgpack.Decoder(Identity)
_DOUBT = msgspec.msgpack.Decoder(Doubt)


def _among(together: Iterable[str], pairs: Pairs) -> list[tuple[Mention, Mention]]:
    """Those that speak of these names."""
    return [pair for pair in pairs if pair[0][0] in together] if pairs else []
