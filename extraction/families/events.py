"""Who chaired, spoke at, attended, hosted or organised which event, and when."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.context import Context
from extraction.facts import Event, Evidence, Participation
from extraction.families.event_rules import TYPES
from extraction.families.event_sentences import Claim, Story
from extraction.families.figures import speaks

_TELLING = (
    *TYPES,
    "HELD",
    "ORGANIZE",
    "REVIEW",
    "WORK",
    "WORK_AT",
    "RECEIVE",
    "GIVE",
    "GOT",
    "VISITS",
    "INSPECTS",
    "LEADS",
)
"""Kinds one of which an article must have that tells of an event at all."""
_ACTS = (
    *_TELLING,
    *("ATTEND", "PRESENCE", "SIDE", "CHAIR", "CHAIRED", "MANAGE", "SPEAK", "SAY", "TELL", "REPORT", "HAPPEN"),
    "PUBLISH",
)
"""Kinds one of which a sentence must have that tells who takes part."""


def extract(context: Context) -> list[Participation]:
    """The participations of one article, each agent, part and event once."""
    text = context.article.text
    if not speaks(text, "events", *_TELLING):
        return []
    story = Story(context)
    claims: list[Claim] = []
    for n, sentence in enumerate(context.sentences):
        words = text[sentence.span.start : sentence.span.end]
        if story.listing or speaks(words, "events", *_ACTS):
            claims.extend(story.claims(n))
    return _participations(context, claims)


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
