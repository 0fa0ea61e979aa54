"""Who chaired, spoke at, attended, hosted or organised which event, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from extraction.context import Context
from extraction.facts import Event, Part, Participation
from extraction.families.event_agents import Agent
from extraction.families.event_rules import TYPES
from extraction.families.event_sentences import Claim, Story
from extraction.families.evidence import evidence
from extraction.families.happenings import LEAD
from extraction.families.occasions import PICTURE
from extraction.families.tenures import Claim as Held
from extraction.vocabulary import asked

_EVENTS = (*TYPES, "GATHERING", "HELD", "HELD_SESSION", "WORK", "WORK_AT", "MEETS")
"""Kinds that tell of an event by themselves."""
_LEADING = ("REVIEW", "PUBLISH", "VISITS", "INSPECTS", "RECEIVE", "LEADS", "LED")
"""Kinds that do so where an article begins."""
_ACTS = (
    *("ATTEND", "ATTENDS", "PRESENCE", "SIDE", "CHAIR", "CHAIRED", "MANAGE", "SPEAK", "SAY", "TELL", "HOLDS", "REPORT"),
    *("ANSWER", "LECTURER", "ORGANIZE", "RECEIVE", "GIVE", "GOT", "LEADS"),
    *("HUB", "WELCOME", "BESIDE", "SAID", "ON_BEHALF"),
)
"""Kinds that tell who takes part in an event told before."""
_ACTS_OF_BODIES = ("ORGANIZE", "RECEIVE", "GIVE", "GOT")
"""Those of them that bodies can do, which have no speech."""
_DIGIT = re.compile(r"\d")
_PERSONS = frozenset(("HOLDER", "POSTS"))
_AGENTS = frozenset(("HOLDER", "POSTS", "ORG", "AREA"))


def extract(context: Context, told: Sequence[Held]) -> list[Participation]:
    """The participations of one article, each agent, part and event once; `told` is who holds which post."""
    story = Story(context, told)
    tells = _Telling(story)
    claims = [claim for n in range(len(context.sentences)) if tells.at(n) for claim in story.claims(n)]
    story.happenings.settle()
    return _participations(context, claims)


class _Telling:
    """Which sentences can tell of an event, or of those at one told before: a cheap look at their words."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._context = story.context
        self._events = asked("events", *_EVENTS)
        self._leading = asked("events", *_EVENTS, *_LEADING)
        self._days = asked("events", "TODAY", "YESTERDAY", "SAMEDAY")
        self._acts = asked("events", *_ACTS)
        self._acts_of_bodies = asked("events", *_ACTS_OF_BODIES)

    def at(self, n: int) -> bool:
        """Whether sentence `n` can."""
        if self._story.listing:
            return True
        sentence, told = self._context.sentences[n], self._context.words(n).told
        agents = sentence.kinds & _AGENTS or (_PERSONS if self._story.rows.titled(n) else frozenset())
        if not agents:  # an event can be introduced, on a day
            return told & self._events != 0 and (
                _DIGIT.search(self._context.article.text, *sentence.span) is not None or told & self._days != 0
            )
        if told & self._events or (told & self._leading and self._here(n)):
            return True
        if told & asked("events", "VOTERS") and told & asked("events", "GREET"):
            return True
        if told & asked("events", "SHOW") and told & asked("events", "ATTEND"):
            return True
        if told & asked("events", "GIVE", "GOT") and told & asked("events", "PRIZE"):
            return True
        if not self._story.happenings.all:
            return False
        return told & (self._acts if agents & _PERSONS else self._acts_of_bodies) != 0

    def _here(self, n: int) -> bool:
        """Whether what somebody does in sentence `n` may be an event: in the lead, on a day, or below a picture."""
        text, span = self._context.article.text, self._context.sentences[n].span
        return n < LEAD or self._story.rows.on_a_day(n) or PICTURE.search(text, *span) is not None


def _participations(context: Context, claims: Sequence[Claim]) -> list[Participation]:
    grouped: dict[tuple[Agent, Part, int], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.agent, claim.part, id(claim.event)), []).append(claim)
    chairs = {(agent, event) for agent, part, event in grouped if part == "chair"}
    return [_participation(context, group) for group in grouped.values() if not _only_talks(group, chairs)]


def _only_talks(group: Sequence[Claim], chairs: AbstractSet[tuple[object, int]]) -> bool:
    """ "Bí thư Huyện ủy A đối thoại với thanh niên": of whom the text tells that he chairs it."""
    told = group[0]
    return all(c.rule == "talks" for c in group) and (told.agent, id(told.event)) in chairs


def _participation(context: Context, group: Sequence[Claim]) -> Participation:
    told = group[0]
    event = told.event
    first, last = (event.span.first, event.span.last) if event.span is not None else (None, None)
    named = Event(type=event.type, name=event.name, earliest=first, latest=last, place=event.place)
    quotes = evidence(context.article, group, lambda _: 0.9 if event.span else 0.7)
    return Participation(agent=told.agent, part=told.part, event=named, evidence=quotes)
