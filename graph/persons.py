"""Which person: what articles say of some names goes to `graph.joining`, and the persons come of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec

from graph import circles, origins
from graph.blocks import Batch, Block, Decided, Known, Open, Settled, World
from graph.circles import Circle
from graph.entities import Person
from graph.identity import folded, local_id, main_label, other_labels
from graph.joining import CENTRE, Join, Mention, Trace, join
from graph.origins import Details
from graph.places import Places
from graph.reasons import birth

Said = tuple[str, str, str]
"""Whom a fact speaks of: folded name, article, id of the body ("" for none)."""


def settle(batch: bytes) -> bytes:
    """Decide who is who in some blocks (`graph.blocks.Batch`): encoded, what came of each of them, in their order."""
    given = _BATCH.decode(batch)
    places = Places(given.world.places)
    return msgspec.msgpack.encode([settled(block, given.world, places) for block in given.blocks])


def settled(block: Block, world: World, places: Places) -> Settled:
    """What comes of one block."""
    persons = Persons(block, world, places)
    persons.settle()
    return Settled(persons.decided(), persons.undecided())


_BATCH = msgspec.msgpack.Decoder(Batch)


class Persons:
    """The persons behind the names of a block."""

    def __init__(self, block: Block, world: World, places: Places) -> None:
        self._block = block
        self._known: dict[Said, Known] = {(name, article, body): known for name, article, body, known in block.said}
        self._world = world
        self._places = places
        self._mentions = self._told_apart()
        self._persons: dict[str, list[Said]] = {}
        self._of: dict[Mention, str] = {}
        self._links: dict[str, list[Join]] = {}
        self._doubts: dict[tuple[str, str], Join] = {}
        self._apart: dict[str, set[tuple[Mention, Mention]]] = {}
        """Of each person the mentions of it, and those of others, that only their years of birth keep apart."""

    def traces(self) -> dict[Mention, Trace]:
        """What tells who each mention is."""
        traces = {mention: self._trace(said) for mention, said in self._mentions.items()}
        self._put_around(traces)
        return traces

    def settle(self) -> None:
        """Decide who is who."""
        traces = self.traces()
        parts = (((name, article, 0), (name, article, part)) for name, article, part in sorted(traces) if part)
        apart = [*self._block.apart, *parts]
        joined = join(traces, self._block.same, apart)
        groups: dict[Mention, list[Mention]] = {}
        for mention in sorted(self._mentions):
            groups.setdefault(joined.groups.find(mention), []).append(mention)
        for group in groups.values():
            name, article, number = min(group, key=self._age)
            person = local_id("person", name, name, article, *([str(number)] if number else []))
            self._persons[person] = sorted(said for mention in group for said in self._mentions[mention])
            self._of.update(dict.fromkeys(group, person))
        for why in joined.joins:
            self._links.setdefault(self._of[why.one], []).append(why)
        for one, other in joined.aged_apart:
            for here, there in ((one, other), (other, one)):
                self._apart.setdefault(self._of[here], set()).add((here, there))
        self._doubt(joined.undecided, apart)

    def _doubt(self, undecided: Iterable[Join], apart: Iterable[tuple[Mention, Mention]]) -> None:
        """Keep of what is open the surest for every two persons whom nobody has set apart."""
        settled = {frozenset((self._of[one], self._of[other])) for one, other in apart}
        best: dict[frozenset[str], Join] = {}
        for why in sorted(undecided, key=lambda why: (why.expected, why.one, why.other)):
            pair = frozenset((self._of[why.one], self._of[why.other]))
            if len(pair) == 2 and pair not in settled:
                best.setdefault(pair, why)
        for pair, why in best.items():
            one, other = sorted(pair)
            self._doubts[one, other] = why

    def decided(self) -> list[Decided]:
        """All persons, ordered by id."""
        possibly: dict[str, list[str]] = {}
        for one, other in self._doubts:
            possibly.setdefault(one, []).append(other)
            possibly.setdefault(other, []).append(one)
        return [
            Decided(
                person=self._entity(person, possibly.get(person, ())),
                said=[self._known[said].number for said in self._persons[person]],
                mentions=sorted({(name, article, 0) for name, article, _ in self._persons[person]}),
                joins=self._links.get(person, []),
                apart=list(self._kept_apart(person)),
            )
            for person in sorted(self._persons)
        ]

    def undecided(self) -> list[Open]:
        """Persons who may be one."""
        return [Open(one, other, _name(self._spellings(one)), why) for (one, other), why in self._doubts.items()]

    def _entity(self, person: str, possibly: Iterable[str]) -> Person:
        spellings, details = self._spellings(person), self._details_of(self._persons[person])
        label = _name(spellings)
        return Person(
            id=person,
            label=label,
            alt_labels=other_labels(spellings, label),
            possibly=tuple(sorted(possibly)),
            born=origins.born(details) or (None, None),
            home=origins.home(details, self._places),
            people=origins.people(details),
        )

    def _kept_apart(self, person: str) -> Iterator[tuple[Mention, Mention, str]]:
        """One mention of each other person whom only the year of birth keeps from being this one."""
        met: set[str] = set()
        for here, there in sorted(self._apart.get(person, ())):
            other = self._of[there]
            if other != person and other not in met:
                met.add(other)
                births = [self._details_of(self._persons[one]).births for one in (person, other)]
                because = " and the other one ".join(f"born {birth(some)}" for some in births)
                yield here, there, f"the one {because}"

    def _details_of(self, all_said: Iterable[Said]) -> Details:
        return origins.gathered(told for said in all_said if (told := self._known[said].details) is not None)

    def _age(self, mention: Mention) -> tuple[dt.date, Mention]:
        """The order in which articles came out: later ones do not rename whom earlier ones have named."""
        return (self._world.settings[mention[1]].day or dt.date.max, mention)

    def _told_apart(self) -> dict[Mention, list[Said]]:
        """What each article says of each person in it: all of a name, unless it tells two of that name apart."""
        of_article: dict[tuple[str, str], list[Said]] = {}
        for said in sorted(self._known):
            of_article.setdefault(said[:2], []).append(said)
        return {
            (name, article, number): part
            for (name, article), all_said in of_article.items()
            for number, part in enumerate(self._parts(all_said))
        }

    def _parts(self, all_said: list[Said]) -> list[list[Said]]:
        """One part for each area of one level that somebody of this name, written out anew, leads at present."""
        by_area: dict[tuple[str, str], list[Said]] = {}
        for said in all_said:
            if self._known[said].leads and (place := self._world.bodies[said[2]].jurisdiction) is not None:
                level = self._world.bodies[said[2]].level
                by_area.setdefault((level, folded(self._places.names(place)[0][1])), []).append(said)
        if len(by_area) < 2 or {level for level, _ in by_area} not in ({"commune"}, {"district"}):
            return [all_said]
        ordered = sorted(by_area.values(), key=lambda part: min(self._known[said].first or () for said in part))
        placed = {said for part in ordered for said in part}
        return [ordered[0] + [said for said in all_said if said not in placed], *ordered[1:]]

    def _trace(self, all_said: Sequence[Said]) -> Trace:
        own: set[Circle] = set()
        around: set[Circle] = set()
        bodies: set[str] = set()
        worlds: set[str] = set()
        leads: set[tuple[str, str]] = set()
        for said in all_said:
            if not said[2]:
                continue
            body, roles = self._world.bodies[said[2]], self._known[said].roles
            place = body.jurisdiction
            province = self._places.province(place)
            if province is not None:
                worlds.add(province)
            elif body.central:
                worlds.add(CENTRE)
            if self._known[said].leads and place is not None:
                leads.add((body.level, place))
            if not body.open:
                for role in roles or {""}:
                    own.update(circles.of_post(role, body, self._places))
            elif place is not None:
                own.update(circles.of_area(place, self._places))
            around.update(like for role in roles if (like := circles.like_post(role, body)) is not None)
            if not body.of_area and not body.central:
                bodies.add(folded(body.label))
        details = self._details_of(all_said)
        around.update(origins.circles_of(details, worlds - {CENTRE}, self._places))
        years = origins.years(details.births)
        return Trace(
            frozenset(own),
            frozenset(around),
            frozenset(worlds),
            frozenset(bodies),
            frozenset(leads),
            self._world.settings[all_said[0][1]].day,
            years if origins.gap(years, years) < origins.APART else frozenset(),  # else the article speaks of two
        )

    def _put_around(self, traces: dict[Mention, Trace]) -> None:
        """Add what the articles put their persons in: the story, the provinces they are on, and who else is in them."""
        colleagues: dict[str, Circle] = {}
        for mention, trace in traces.items():
            name, article, _ = mention
            around, setting = set(trace.around), self._world.settings[article]
            if article in self._world.stories:
                around.add(circles.of_story(self._world.stories[article]))
            for one in setting.names - {name}:
                if one not in colleagues:
                    colleagues[one] = circles.around(one, self._world.articles[one])
                around.add(colleagues[one])
            if not trace.own:
                around.update(map(circles.of_setting, setting.provinces))
            traces[mention] = replace(trace, around=frozenset(around))

    def _spellings(self, person: str) -> Counter[str]:
        spellings: Counter[str] = Counter()
        for said in self._persons[person]:
            spellings.update(self._known[said].spellings)
        return spellings


def _name(spellings: Counter[str]) -> str:
    """The spelling to show: with small letters wherever some article has them."""
    mixed = Counter({spelling: n for spelling, n in spellings.items() if not spelling.isupper()})
    if mixed:
        return main_label(mixed)
    return " ".join(word.capitalize() for word in main_label(spellings).split())
