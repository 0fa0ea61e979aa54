"""Which person: what articles say of some names goes to `graph.joining`, and the persons come of it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from graph import circles, origins
from graph.circles import Circle
from graph.entities import Doubt, Identity, Link, Person
from graph.identity import folded, local_id, main_label, other_labels
from graph.joining import CENTRE, Join, Mention, Trace, join
from graph.organizations import Organizations
from graph.origins import Details
from graph.places import Places
from graph.reasons import birth, reason

Said = tuple[str, str, str]
"""Whom a fact speaks of: folded name, article, id of the body ("" for none)."""

_MANY = 40
"""From so many names on, an article is a list, and being on it does not tell who is with whom."""
_PROVINCES = 3
"""An article on more provinces than these is on none of them."""


class Known(msgspec.Struct, kw_only=True):
    """What one article says of one name at one body."""

    number: int
    """Which it is, over all articles."""
    spellings: dict[str, int] = {}
    roles: set[str] = set()
    leads: bool = False
    """Whether the person, by the full name, leads the body's area at present."""
    first: tuple[str, int, int, str, str] | None = None
    """The smallest evidence."""
    details: Details | None = None
    """Of birth, home town and people, where they are told."""


class Setting(msgspec.Struct, frozen=True, array_like=True):
    """What an article puts its persons in."""

    names: frozenset[str]
    """All that it names, folded."""
    provinces: frozenset[str]
    """Ids of those that it speaks of."""


@dataclass(frozen=True)
class World:
    """What is known of everything else when it is decided who is who."""

    places: Places
    organizations: Organizations
    dates: Mapping[str, dt.date | None]
    """When articles came out."""
    articles: Mapping[str, int]
    """How many articles name each folded name."""
    stories: Mapping[str, str]
    """Of the articles that print a story that others print too, the one that did first."""
    spelt: Callable[[str], str]
    """The usual way to write folded words."""


class Persons:
    """The persons behind some names: all names that one person can have are to be settled together."""

    def __init__(self, known: Mapping[Said, Known], settings: Mapping[str, Setting], world: World) -> None:
        self._known = known
        self._settings = settings
        self._world = world
        self._places = world.places
        self._organizations = world.organizations
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

    def settle(
        self, same: Iterable[tuple[Mention, Mention]] = (), apart: Iterable[tuple[Mention, Mention]] = ()
    ) -> None:
        """Decide who is who; of these pairs, people have decided."""
        traces = self.traces()
        parts = (((name, article, 0), (name, article, part)) for name, article, part in sorted(traces) if part)
        apart = [*apart, *parts]
        joined = join(traces, same, apart)
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

    def numbers(self) -> Iterator[tuple[int, str]]:
        """Which person each of what articles say is of."""
        return ((self._known[said].number, person) for person, some in self._persons.items() for said in some)

    def entities(self) -> list[Person]:
        """All persons, ordered by id."""
        possibly: dict[str, list[str]] = {}
        for one, other in self._doubts:
            possibly.setdefault(one, []).append(other)
            possibly.setdefault(other, []).append(one)
        return [
            Person(
                id=person,
                label=label,
                alt_labels=other_labels(spellings, label),
                possibly=tuple(sorted(possibly.get(person, ()))),
                born=origins.born(details) or (None, None),
                home=origins.home(details, self._places),
                people=origins.people(details),
            )
            for person in sorted(self._persons)
            for spellings in [self._spellings(person)]
            for label in [_name(spellings)]
            for details in [self._details_of(self._persons[person])]
        ]

    def identities(self) -> list[Identity]:
        """Why the mentions of each person are one, ordered by id."""
        out = []
        for person in sorted(self._persons):
            named = sorted({self._named(mention) for mention in self._mentions_of(person)})
            links = [
                Link(one=self._named(why.one), other=self._named(why.other), because=self._reason(why))
                for why in self._links.get(person, ())
            ]
            label = _name(self._spellings(person))
            apart = tuple(sorted(self._kept_apart(person)))
            out.append(Identity(id=person, label=label, mentions=tuple(named), links=tuple(sorted(links)), apart=apart))
        return out

    def _kept_apart(self, person: str) -> Iterator[Link]:
        """One mention of each other person whom only the year of birth keeps from being this one."""
        met: set[str] = set()
        for here, there in sorted(self._apart.get(person, ())):
            other = self._of[there]
            if other != person and other not in met:
                met.add(other)
                births = [self._details_of(self._persons[one]).births for one in (person, other)]
                because = " and the other one ".join(f"born {birth(some)}" for some in births)
                yield Link(one=self._named(here), other=self._named(there), because=f"the one {because}")

    def _details_of(self, all_said: Iterable[Said]) -> Details:
        return origins.gathered(told for said in all_said if (told := self._known[said].details) is not None)

    def doubts(self) -> list[Doubt]:
        """Persons who may be one, in order."""
        return sorted(
            Doubt(
                one=one,
                other=other,
                label=_name(self._spellings(one)),
                mentions=(self._named(why.one), self._named(why.other)),
                because=self._reason(why),
            )
            for (one, other), why in self._doubts.items()
        )

    def _reason(self, why: Join) -> str:
        return reason(why, self._world.spelt, self._organizations, self._places)

    def _mentions_of(self, person: str) -> list[Mention]:
        return [(name, article, 0) for name, article, _ in self._persons[person]]

    def _named(self, mention: Mention) -> tuple[str, str]:
        """Article and name, as the article writes it most."""
        return (mention[1], self._world.spelt(mention[0]))

    def _age(self, mention: Mention) -> tuple[dt.date, Mention]:
        """The order in which articles came out: later ones do not rename whom earlier ones have named."""
        return (self._world.dates.get(mention[1]) or dt.date.max, mention)

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
            if self._known[said].leads and (place := self._organizations.jurisdiction(said[2])) is not None:
                level = self._organizations.level(said[2])
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
            organization, roles = said[2], self._known[said].roles
            if not organization:
                continue
            place = self._organizations.jurisdiction(organization)
            province = self._places.province(place)
            if province is not None:
                worlds.add(province)
            elif self._organizations.is_central(organization):
                worlds.add(CENTRE)
            if self._known[said].leads and place is not None:
                leads.add((self._organizations.level(organization), place))
            if not self._organizations.is_open(organization):
                for role in roles or {""}:
                    own.update(circles.of_post(role, organization, self._organizations, self._places))
            elif place is not None:
                own.update(circles.of_area(place, self._places))
            likes = (circles.like_post(role, organization, self._organizations) for role in roles)
            around.update(like for like in likes if like is not None)
            if not self._organizations.is_of_area(organization) and not self._organizations.is_central(organization):
                bodies.add(folded(self._organizations.label(organization)))
        details = self._details_of(all_said)
        around.update(origins.circles_of(details, worlds - {CENTRE}, self._places))
        years = origins.years(details.births)
        return Trace(
            frozenset(own),
            frozenset(around),
            frozenset(worlds),
            frozenset(bodies),
            frozenset(leads),
            self._world.dates.get(all_said[0][1]),
            years if origins.gap(years, years) < origins.APART else frozenset(),  # else the article speaks of two
        )

    def _put_around(self, traces: dict[Mention, Trace]) -> None:
        """Add what the articles put their persons in: the story, the provinces they are on, and who else is in them."""
        colleagues: dict[str, Circle] = {}
        for mention, trace in traces.items():
            name, article, _ = mention
            around, setting = set(trace.around), self._settings[article]
            if article in self._world.stories:
                around.add(circles.of_story(self._world.stories[article]))
            if len(setting.names) < _MANY:
                for one in setting.names - {name}:
                    if one not in colleagues:
                        colleagues[one] = circles.around(one, self._world.articles[one])
                    around.add(colleagues[one])
            if not trace.own and len(setting.provinces) <= _PROVINCES:
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
