"""Which person: the same name in two articles is one person only where something else joins them too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extraction.facts import Evidence
from graph.entities import Person
from graph.identity import Groups, evidence_key, folded, local_id, main_label, other_labels, tidy
from graph.organizations import Organizations
from graph.places import Places

Mention = tuple[str, str]
"""A person of one article: folded name, article."""

_CENTRAL = "central"
"""Stands for all bodies of the whole country together: who serves at one of them is known by name."""


@dataclass
class _Known:
    """What one article says of one person."""

    spellings: Counter[str] = field(default_factory=Counter)
    ties: set[str] = field(default_factory=set)
    """What can join this person to one of the same name: organisations, places small enough, the central level."""
    first: tuple[str, int, int, str, str] | None = None
    """The smallest evidence."""


class Persons:
    """Every person that facts speak of. First `add` all of them, then ask who is who."""

    def __init__(self, places: Places, organizations: Organizations) -> None:
        self._places = places
        self._organizations = organizations
        self._known: dict[Mention, _Known] = {}
        self._ids: dict[Mention, str] = {}
        self._members: dict[str, list[Mention]] = {}

    def add(self, name: str, organization: str | None, evidence: Iterable[Evidence], article: str) -> Mention:
        """Note a person of an article, with a body or without; returns what to ask `node` with."""
        mention = (folded(name), article)
        known = self._known.setdefault(mention, _Known())
        known.spellings[tidy(name)] += 1
        if organization is not None:
            known.ties.update(self._ties(organization))
        for piece in evidence:
            key = evidence_key(piece)
            known.first = key if known.first is None else min(known.first, key)
        return mention

    def _ties(self, organization: str) -> Iterator[str]:
        yield organization
        sphere = self._places.sphere(self._organizations.jurisdiction(organization))
        if sphere is not None and self._organizations.is_of_area(organization):
            yield sphere
        elif self._organizations.is_central(organization):
            yield _CENTRAL

    def settle(self) -> None:
        """Decide who is who, from all that was added."""
        groups: Groups[tuple[str, str]] = Groups()
        for (name, article), known in self._known.items():
            for tie in known.ties:
                groups.join((f"in {article}", name), (tie, name))
        members: dict[tuple[str, str], list[Mention]] = {}
        for name, article in self._known:
            members.setdefault(groups.find((f"in {article}", name)), []).append((name, article))
        for group in members.values():
            name = group[0][0]
            first = min(first for mention in group if (first := self._known[mention].first) is not None)
            person = local_id("person", name, name, *map(str, first))
            self._members[person] = sorted(group)
            self._ids.update(dict.fromkeys(group, person))

    def node(self, mention: Mention) -> str:
        """Id of the person of an article, once settled."""
        return self._ids[mention]

    def entities(self) -> list[Person]:
        """All persons, ordered by id."""
        return [self._person(person) for person in sorted(self._members)]

    def _person(self, person: str) -> Person:
        spellings: Counter[str] = Counter()
        for mention in self._members[person]:
            spellings.update(self._known[mention].spellings)
        label = _name(spellings)
        return Person(id=person, label=label, alt_labels=other_labels(spellings, label))


def _name(spellings: Counter[str]) -> str:
    """The spelling to show: with small letters wherever some article has them."""
    mixed = Counter({spelling: n for spelling, n in spellings.items() if not spelling.isupper()})
    if mixed:
        return main_label(mixed)
    return " ".join(word.capitalize() for word in main_label(spellings).split())
