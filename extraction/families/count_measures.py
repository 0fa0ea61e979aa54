"""What each kind of word makes of a figure: what it measures, and of whom."""

from __future__ import annotations

from extraction.facts import Measure, Population

MEASURES: dict[str, Measure] = {
    "EXEMPLARY": "rated_exemplary",
    "STRONG": "rated_strong",
    "EXCELLENT": "rated_excellent",
    "GOOD": "rated_good",
    "COMPLETED": "rated_completed",
    "DONE": "rated_completed",
    "FAILED": "rated_failed",
    "EVALUATE": "evaluated",
    "INSPECT": "inspected",
    "SUPERVISE": "supervised",
    "DISCIPLINE": "disciplined",
    "PUNISH": "disciplined",
    "HANDLE": "disciplined",
    "LEAVE": "left_party",
    "CONFIRM": "confirmed",
    "OFFICIAL": "confirmed",
    "STRENGTHEN": "weak",
    "WEAK": "weak",
    "RESIGN": "resigned",
    "TRAIN": "trained",
    "SEND": "trained",
    "BADGE": "badges",
    "AWARD": "badges",
    "NUMBER": "badges",
    "TALK": "dialogues",
    "TIMES": "dialogues",
    "ATTEND": "attendees",
    "REPRESENT": "attendees",
    "DIALOGUE": "attendees",
    "ISSUE": "documents",
    "BY": "documents",
    "TOTAL": "members",
    "OUT_OF": "members",
    "MEMBERS": "members",
}
"""What a figure measures, by the word that tells it."""
RATES: frozenset[Measure] = frozenset(
    ("evaluated", "rated_exemplary", "rated_strong", "rated_excellent", "rated_good", "rated_completed", "rated_failed")
)
"""Measures that are told of organisations and of members alike."""
STOCKS: dict[str, Measure] = {"MEMBERS": "members", "ORGS": "organizations", "CELLS": "cells"}
"""What there is, by the word for what is counted."""
SURE = frozenset(("MEMBERS", "ORGS", "CELLS"))
"""What is counted only in the Party."""
_FIXED: dict[Measure, Population] = {
    "documents": "documents",
    "dialogues": "events",
    "badges": "members",
    "confirmed": "members",
    "left_party": "members",
    "resigned": "cadres",
    "members": "members",
    "organizations": "organizations",
    "cells": "organizations",
    "target_rate": "members",
}
_NOUNS: dict[str, Population] = {
    "MEMBERS": "members",
    "TOTAL": "members",
    "THEM": "members",
    "ORGS": "organizations",
    "CELLS": "organizations",
    "LOOSE": "organizations",
    "CADRES": "cadres",
    "TIMES": "events",
}


def population(measure: Measure, noun: str) -> Population | None:
    """Of whom a figure is told; None where only the sentence before can tell."""
    if measure in _FIXED:
        return _FIXED[measure]
    if measure == "disciplined" and not noun:
        return "members"
    if measure == "trained":
        if noun == "CLASS":
            return "events"
        return "members" if noun == "MEMBERS" else "cadres" if noun == "CADRES" else "people"
    if measure == "attendees":
        return "members" if noun in ("MEMBERS", "TOTAL") else "cadres" if noun == "CADRES" else "people"
    return _NOUNS.get(noun)
