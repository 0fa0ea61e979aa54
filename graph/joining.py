"""Which mentions of names are one person: joined by the circles they share, the smallest first, as far as nothing
speaks against it.

A circle of `n` people is expected to hold `n * share` others of a name. Where that is less than `LIKELY`, two mentions
of the name in it are one person; where it is less than `POSSIBLE`, they stay two and the pair is told as undecided.
Everything is taken in an order that the mentions themselves give, so that the order of articles means nothing.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise, permutations, product
from typing import NamedTuple

from rapidfuzz import fuzz

from graph import names, origins
from graph.circles import COUNTRY, LIKE_BODY, MOVED, Circle
from graph.identity import Groups
from graph.origins import Years

LIKELY = 0.1
"""Namesakes expected in a circle up to which two mentions in it are one person (chosen in docs/identity.md)."""
POSSIBLE = 1.0
"""Namesakes expected up to which it is worth telling."""
_CLEARLY = 10
"""Where two can be meant, the evidence for one must be so many times better to decide."""
_NEARLY = 90
"""Of 100, `rapidfuzz.fuzz.token_set_ratio`: from here on, two bodies have nearly the same name."""
_MISWRITTEN = {
    "one letter apart": 1 / 500,
    "without its diacritics": 1 / 100,
    "without a middle name": 1 / 100,
    "without its last part": 1 / 100,
}
"""How often a name is written in this other way (one letter: in that very way)."""
_AT_ONE_TIME = dt.timedelta(days=31)
"""Between two articles: whom they have at the head of two areas of one level are two people."""
_TRIED = 8
"""Groups of a circle that a mention is tried with, the largest first: where so many are apart, it says little."""
_IN_ONE_ARTICLE = 10
"""An article that has both ways to write a name rather means two people."""

_OTHER_YEAR = 10
"""Who was born a year apart is so many times less likely to be one person: one of the two must be a slip."""
_EVERYWHERE = frozenset({"country-leaders", "colleague", "country", "origin"})
"""Circles that are of no place, or of one that people leave."""
CENTRE = "central"
"""Stands among provinces for the bodies of the whole country."""

Mention = tuple[str, str, int]
"""A person of one article: folded name, article, and which of several of that name (0, mostly)."""


@dataclass
class Trace:
    """What tells who a mention is."""

    own: frozenset[Circle] = frozenset()
    """Circles that the posts put the mention in."""
    around: frozenset[Circle] = frozenset()
    """Circles that the article puts it in: colleagues named there, the province it is about, posts that stay open."""
    worlds: frozenset[str] = frozenset()
    """The provinces of its posts, and `CENTRE`."""
    bodies: frozenset[str] = frozenset()
    """Folded names of its bodies that are none of an area."""
    leads: frozenset[tuple[str, str]] = frozenset()
    """Level and place of the areas that it leads at present."""
    day: dt.date | None = None
    """When the article came out."""
    born: frozenset[Years] = frozenset()
    """First and last year that the birth can have been in, as told."""


class Leads(NamedTuple):
    """Which areas somebody leads, and when articles say so."""

    days: dict[tuple[str, str], list[dt.date]]
    """By level and place, in order."""
    together: frozenset[tuple[tuple[str, str], tuple[str, str]]]
    """Areas that one article has them lead both."""

    @classmethod
    def of(cls, trace: Trace) -> Leads:
        """What one mention tells."""
        if trace.day is None or not trace.leads:
            return _NO_LEADS
        return cls({area: [trace.day] for area in trace.leads}, frozenset(permutations(trace.leads, 2)))

    def joined(self, other: Leads) -> Leads:
        """What both tell; neither is of use afterwards."""
        if not self.days or not other.days:
            return self if self.days else other
        for area, more in other.days.items():
            days = self.days.setdefault(area, [])
            for day in more:
                at = bisect_left(days, day)
                if days[at : at + 1] != [day]:
                    days.insert(at, day)
        return Leads(self.days, self.together | other.together)

    def excludes(self, other: Leads) -> bool:
        """Whether both lead areas of one level at one time that no article has one person lead."""
        here = [area for area in self.days if area not in other.days]
        there = [area for area in other.days if area not in self.days]
        for area, another in product(here, there):
            known = (area, another) in self.together or (area, another) in other.together
            if area[0] == another[0] and not known and _near(self.days[area], other.days[another]):
                return True
        return False


_NO_LEADS = Leads({}, frozenset())


def _near(days: list[dt.date], others: list[dt.date]) -> bool:
    """Whether some day of the one is near some day of the other."""
    for day in days:
        at = bisect_left(others, day)
        if any(abs(near - day) <= _AT_ONE_TIME for near in others[max(0, at - 1) : at + 1]):
            return True
    return False


class Join(NamedTuple):
    """Why two mentions are one person, or may be."""

    one: Mention
    other: Mention
    circle: Circle | None
    """What both are in; None where a decision says so."""
    expected: float
    """How many others of the name are expected in it."""
    likeness: str = ""
    """How the two names are alike, "" where they are the same."""


@dataclass
class Joined:
    """What came of it."""

    groups: Groups[Mention]
    joins: list[Join] = field(default_factory=list)
    undecided: list[Join] = field(default_factory=list)
    aged_apart: list[tuple[Mention, Mention]] = field(default_factory=list)
    """What would be one person, were it not for the years of birth."""


def join(
    traces: Mapping[Mention, Trace],
    same: Iterable[tuple[Mention, Mention]] = (),
    apart: Iterable[tuple[Mention, Mention]] = (),
) -> Joined:
    """Decide which mentions are one person. Those of `same` are, those of `apart` are not, whatever else is told."""
    work = _Joining(traces, apart)
    for one, other in sorted(same):
        work.unite(Join(one, other, None, 0.0))
    blocks: dict[str, list[Mention]] = {}
    for mention in sorted(traces):
        blocks.setdefault(mention[0], []).append(mention)
    for name, mentions in blocks.items():
        if len(mentions) > 1:
            work.same_name(name, mentions)
    work.other_spellings(blocks)
    for name, mentions in blocks.items():
        if len(mentions) > 1:
            work.leave_open(name, mentions)
    work.drop_settled()
    return work.joined


class _Joining:
    def __init__(self, traces: Mapping[Mention, Trace], apart: Iterable[tuple[Mention, Mention]]) -> None:
        self._traces = traces
        self._groups: Groups[Mention] = Groups()
        self._members: dict[Mention, list[Mention]] = {}
        self._apart: dict[Mention, set[Mention]] = {}
        self._leads: dict[Mention, Leads] = {}
        self._born: dict[Mention, frozenset[Years]] = {}
        self._later: set[Mention] = set()
        """Those that a decision puts apart from another one: what is left stays with the other one."""
        self.joined = Joined(self._groups)
        for one, other in apart:
            self._keep_apart(one, other)
            self._later.add(other)

    def _keep_apart(self, one: Mention, other: Mention) -> None:
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)

    # ---- groups

    def _of(self, mention: Mention) -> list[Mention]:
        return self._members.get(self._groups.find(mention), [mention])

    def _set_apart(self, one: Mention, other: Mention) -> bool:
        """Whether a decision keeps two groups apart, each told by the mention that stands for it."""
        if not self._apart:
            return False
        others = set(self._of(other))
        return any(others & self._apart.get(mention, set()) for mention in self._of(one))

    def _excluded(self, one: Mention, other: Mention) -> bool:
        """Whether the articles tell of two people."""
        if self._two_people(one, other):
            self.joined.aged_apart.append((one, other))
            return True
        return self._leads_of(one).excludes(self._leads_of(other))

    def _born_of(self, root: Mention) -> frozenset[Years]:
        return self._born.get(root, self._traces[root].born)

    def _leads_of(self, root: Mention) -> Leads:
        return self._leads.get(root) or Leads.of(self._traces[root])

    def unite(self, why: Join) -> bool:
        """Join the groups of two mentions, unless they are one already or must not be."""
        root, other = self._groups.find(why.one), self._groups.find(why.other)
        if root == other:
            return False
        if self._set_apart(root, other) or (why.circle is not None and self._excluded(root, other)):
            return False
        members, fewer = sorted((self._of(root), self._of(other)), key=len, reverse=True)
        members.extend(fewer)
        leads = self._leads_of(root).joined(self._leads_of(other))
        born = self._born_of(root) | self._born_of(other)
        self._groups.join(root, other)
        if born:
            self._born[self._groups.find(root)] = born
        self._leads[self._groups.find(root)] = leads
        self._members.pop(root, None)
        self._members.pop(other, None)
        self._members[self._groups.find(root)] = members
        self.joined.joins.append(why)
        return True

    def _roots(self, mentions: Iterable[Mention]) -> list[Mention]:
        """One mention of each group, those first that what is left stays with."""
        first: dict[Mention, Mention] = {}
        for mention in sorted(mentions, key=lambda one: (one in self._later, one)):
            first.setdefault(self._groups.find(mention), mention)
        return sorted(first.values(), key=lambda one: (one in self._later, -len(self._of(one)), one))

    # ---- one name

    def same_name(self, name: str, mentions: list[Mention]) -> None:
        """Join the mentions of one name, the surest evidence first."""
        share = names.share(name)
        settled = [one for one in mentions if self._traces[one].own]
        shared = _shared(settled, _circles, self._traces)
        for circle in sorted(circle for circle in shared if circle.kind != "like-post"):
            if circle.size * share > LIKELY:
                break
            self._unite_all(shared[circle], circle, share)
        self._like_bodies(settled, share)
        if COUNTRY * share <= LIKELY:
            self._unite_all(settled, Circle(COUNTRY, "country", ""), share)
        self._attach([one for one in mentions if not self._traces[one].own], settled, shared, share)

    def _unite_all(self, mentions: Iterable[Mention], circle: Circle, share: float) -> None:
        heads: list[Mention] = []
        """One of each group that is not joined to another one of the circle."""
        for root in self._oldest_first(self._roots(mentions)):
            doubt: Join | None = None
            for head in heads[:_TRIED]:
                expected = circle.size * share * self._farness(head, root, circle)
                why = Join(head, root, circle, expected)
                if self._has_rival(head, root, heads[:_TRIED]):
                    self.joined.undecided += [why] if expected <= POSSIBLE else []
                elif expected <= LIKELY and self.unite(why):
                    break
                doubt = doubt or (why if expected <= POSSIBLE else None)
            else:
                heads.append(root)
                if doubt is not None:
                    self.joined.undecided.append(doubt)

    def _oldest_first(self, roots: list[Mention]) -> list[Mention]:
        """Those groups first whose birth is told, where the births are of two people: the rest may be of either."""
        births = frozenset().union(*map(self._born_of, roots))
        if origins.gap(births, births) < origins.APART:
            return roots
        return sorted(roots, key=lambda root: not self._born_of(root))

    def _has_rival(self, head: Mention, root: Mention, heads: list[Mention]) -> bool:
        """Whether a group without a birth may be of another one of the circle just as well."""
        if self._born_of(self._groups.find(root)):
            return False
        return any(self._two_people(*map(self._groups.find, (other, head))) for other in heads)

    def _two_people(self, root: Mention, other: Mention) -> bool:
        """Whether the births told of two groups are too far apart for one person."""
        return origins.gap(self._born_of(root), self._born_of(other)) >= origins.APART

    def _farness(self, one: Mention, other: Mention, circle: Circle) -> float:
        """How much rarer it is to be in a circle at two places without a word of the move, or with two births."""
        roots = (self._groups.find(one), self._groups.find(other))
        times = _OTHER_YEAR if 0 < origins.gap(*map(self._born_of, roots)) < origins.APART else 1.0
        if circle.kind not in _EVERYWHERE:
            return times
        here, there = (
            {world for mention in self._of(at) for world in self._traces[mention].worlds} for at in (one, other)
        )
        if circle.kind == "country-leaders":  # from a province to the centre is the usual way
            here, there = here - {CENTRE}, there - {CENTRE}
        return times * MOVED if here and there and not here & there else times

    def _like_bodies(self, settled: list[Mention], share: float) -> None:
        """Bodies of no area whose names are nearly the same: firms, schools, hospitals as articles vary them."""
        if LIKE_BODY * share > LIKELY:
            return
        by_body: dict[str, list[Mention]] = {}
        for root in self._roots(settled):
            for body in sorted({body for one in self._of(root) for body in self._traces[one].bodies}):
                by_body.setdefault(body, []).append(root)
        for one, other in combinations(sorted(by_body), 2):
            if fuzz.token_set_ratio(one, other) >= _NEARLY:
                circle = Circle(LIKE_BODY, "like-body", f"{one} | {other}")
                self._unite_all([by_body[one][0], *by_body[other]], circle, share)

    def _attach(
        self, floating: list[Mention], settled: list[Mention], index: Mapping[Circle, list[Mention]], share: float
    ) -> None:
        """Mentions without a post that is known: each to the one person that can be meant, or to one another.

        `index` has the settled ones of each circle.
        """
        roots = self._roots(settled)
        country = Circle(COUNTRY, "country", "")
        left = []
        for mention in floating:
            best: dict[Mention, tuple[Circle, Mention]] = {}
            for circle, others in [
                *((circle, index.get(circle, [])) for circle in sorted(self._traces[mention].around)),
                (country, roots),
            ]:
                if circle.size * share > LIKELY:
                    break
                for other in others:
                    best.setdefault(self._groups.find(other), (circle, other))
            if not best:
                left.append(mention)
                continue
            ranked = sorted(best.values())
            if len(ranked) > 1 and ranked[1][0].size < _CLEARLY * ranked[0][0].size:
                for circle, other in ranked[:2]:
                    self.joined.undecided.append(Join(mention, other, circle, circle.size * share))
            else:
                circle, other = ranked[0]
                self.unite(Join(other, mention, circle, circle.size * share))
        among = _shared(left, lambda trace: trace.around, self._traces)
        for circle in sorted(among):
            if circle.size * share <= LIKELY:
                self._unite_all(among[circle], circle, share)
        if COUNTRY * share <= LIKELY:
            self._unite_all(left, Circle(COUNTRY, "country", ""), share)

    # ---- names that are alike

    def other_spellings(self, blocks: Mapping[str, list[Mention]]) -> None:
        """Join what is one name written in two ways, where a circle is small enough for the rarer way."""
        found: list[tuple[float, Join]] = []
        for one, other in names.alike(blocks):
            found += self._spelt(blocks, one, other, names.likeness(one, other))
        for expected, why in sorted(found):
            if expected <= LIKELY:
                self.unite(why)
            elif self._groups.find(why.one) != self._groups.find(why.other):
                self.joined.undecided.append(why)

    def _spelt(
        self, blocks: Mapping[str, list[Mention]], one: str, other: str, likeness: str
    ) -> Iterator[tuple[float, Join]]:
        """For every two groups of the two names that share a circle small enough, the smallest."""
        rarer, usual = _by_rarity(blocks, one, other, likeness)
        share = names.share(rarer) / _MISWRITTEN[likeness]
        best: dict[tuple[Mention, Mention], tuple[float, Join]] = {}
        index = _shared(blocks[usual], _circles, self._traces)
        articles = {mention[1] for mention in blocks[usual]}
        for mention in blocks[rarer]:
            times = _IN_ONE_ARTICLE if mention[1] in articles else 1
            for circle in sorted(_circles(self._traces[mention])):
                if circle.size * share * times > POSSIBLE:
                    break
                for another in index.get(circle, ())[:1]:
                    expected = circle.size * share * times * self._farness(another, mention, circle)
                    if expected > POSSIBLE:
                        continue
                    pair = (self._groups.find(another), self._groups.find(mention))
                    why = Join(another, mention, circle, expected, likeness)
                    best[pair] = min(best.get(pair, (expected, why)), (expected, why))
        yield from best.values()

    # ---- what stays open

    def leave_open(self, name: str, mentions: list[Mention]) -> None:
        """Tell of groups of one name that stay two although a circle may well hold but one of them."""
        share = names.share(name)
        told: set[tuple[Mention, Mention]] = set()
        shared = _shared(mentions, lambda trace: trace.own, self._traces)
        for circle in sorted(shared):
            if circle.size * share > POSSIBLE:
                break
            roots = self._roots(shared[circle])
            for one, other in pairwise(roots):
                pair = (self._groups.find(one), self._groups.find(other))
                if pair not in told:
                    told.add(pair)
                    self.joined.undecided.append(Join(one, other, circle, circle.size * share))

    def drop_settled(self) -> None:
        """Keep of what is open what no births have settled."""
        pairs = ((why, self._groups.find(why.one), self._groups.find(why.other)) for why in self.joined.undecided)
        self.joined.undecided = [why for why, one, other in pairs if not self._two_people(one, other)]


def may_be_one(traces: Mapping[Mention, Trace], one: str, other: str) -> bool:
    """Whether some mentions of two names that are alike share a circle that can make them one, or leaves it open."""
    blocks: dict[str, list[Mention]] = {one: [], other: []}
    for mention in traces:
        if mention[0] in blocks:
            blocks[mention[0]].append(mention)
    likeness = names.likeness(one, other)
    rarer, usual = _by_rarity(blocks, one, other, likeness)
    share = names.share(rarer) / _MISWRITTEN[likeness]
    of_rarer, of_usual = ({c for m in blocks[name] for c in _circles(traces[m])} for name in (rarer, usual))
    return any(circle.size * share <= POSSIBLE for circle in of_rarer & of_usual)


def _by_rarity(blocks: Mapping[str, list[Mention]], one: str, other: str, likeness: str) -> tuple[str, str]:
    """Of two ways to write a name the one that is a slip of the other, and the other."""
    if likeness.startswith("without"):
        rarer, usual = sorted((one, other), key=lambda name: (len(name.split()), name.isascii() is False, name))
    else:
        rarer, usual = sorted((one, other), key=lambda name: (len(blocks[name]), names.share(name), name))
    return rarer, usual


def _circles(trace: Trace) -> frozenset[Circle]:
    return trace.own | trace.around


def _shared(
    mentions: Iterable[Mention], circles: Callable[[Trace], Iterable[Circle]], traces: Mapping[Mention, Trace]
) -> dict[Circle, list[Mention]]:
    """The mentions in each circle."""
    found: dict[Circle, list[Mention]] = {}
    for mention in mentions:
        for circle in circles(traces[mention]):
            found.setdefault(circle, []).append(mention)
    return found
