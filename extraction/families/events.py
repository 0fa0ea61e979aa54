"""Who chaired, spoke at, attended, hosted or organised which event, and when."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.context import Context
from extraction.facts import Event, Evidence, Participation
from extraction.families.event_rules import TYPES
from extraction.families.event_sentences import Claim, Story
from extraction.families.figures import speaks
from extraction.families.happenings import LEAD
from extraction.families.tenures import Claim as Held

_EVENTS = (*TYPES, "HELD", "HELD_SESSION", "WORK", "WORK_AT", "MEETS")
"""Kinds that tell of an event by themselves."""
_LEADING = ("REVIEW", "PUBLISH", "VISITS", "INSPECTS", "RECEIVE", "LEADS", "LED")
"""Kinds that do so where an article begins."""
_ACTS = (
    *("ATTEND", "ATTENDS", "PRESENCE", "SIDE", "CHAIR", "CHAIRED", "MANAGE", "SPEAK", "SAY", "TELL", "REPORT"),
    *("LECTURER", "ORGANIZE", "RECEIVE", "GIVE", "GOT", "LEADS"),
)
"""Kinds that tell who takes part in an event told before."""
_AGENTS = frozenset(("HOLDER", "POSTS", "ORG", "AREA"))


def extract(context: Context, told: Sequence[Held]) -> list[Participation]:
    """The participations of one article, each agent, part and event once; `told` is who holds which post."""
    if not speaks(context.article.text, "events", *_EVENTS, *_LEADING, "GIVE", "GOT"):
        return []
    story = Story(context, told)
    claims = [claim for n in range(len(context.sentences)) if _tells(story, n) for claim in story.claims(n)]
    return _participations(context, claims)


def _tells(story: Story, n: int) -> bool:
    """Whether a sentence can tell of an event, or of those at one told before: a cheap look at its letters."""
    sentence = story.context.sentences[n]
    words = story.context.article.text[sentence.span.start : sentence.span.end]
    if story.listing or speaks(words, "events", *_EVENTS):
        return True
    if not any(m.kind in _AGENTS for m in sentence.row):
        return False
    if n < LEAD and speaks(words, "events", *_LEADING):
        return True
    if speaks(words, "events", "GIVE", "GOT") and speaks(words, "events", "PRIZE"):
        return True
    return bool(story.happenings.all) and speaks(words, "events", *_ACTS)


def _participations(context: Context, claims: Sequence[Claim]) -> list[Participation]:
    grouped: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.agent, claim.part, id(claim.event)), []).append(claim)
    return [_participation(context, group) for group in grouped.values()]


def _participation(context: Context, group: Sequence[Claim]) -> Participation:
    text = context.article.text
    told = group[0]
    spans = {(c.start, c.end): c for c in group}
    evidence = tuple(
        Evidence(
            article=context.article.id,
            start=start,
            end=end,
            quote=text[start:end],
            rule=claim.rule,
            confidence=0.9 if told.event.span else 0.7,
        )
        for (start, end), claim in sorted(spans.items())
    )
    event = told.event
    first, last = (event.span.first, event.span.last) if event.span is not None else (None, None)
    named = Event(type=event.type, name=event.name, earliest=first, latest=last, place=event.place)
    return Participation(agent=told.agent, part=told.part, event=named, evidence=evidence)
