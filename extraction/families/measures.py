"""Who was disciplined, retired or left the service: acts that are told of a person without a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extraction.context import Context
from extraction.facts import ChangeKind, Person
from extraction.families.acts import without_brackets
from extraction.families.figures import Rows, speaks
from extraction.grammar import Found, Rule, find
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_PEOPLE = "(?P<people> HOLDER ( ( COMMA AND | COMMA | AND | SEMI ) FILL{0,3} HOLDER )* )"
_BY = (
    "( FILL | OTHER | PERIOD | ORG | CENTRAL | COMMA | AREA | AREAREF | PLACE | DASH | AND | OF | NUMBER | CAPS | POSTS"
    " | DOCNO | TOWARDS )"
)
_MEASURE = "(?P<act> MEASURE ( ( AND | COMMA ) MEASURE )* )"
_HOW = "( PUNISH | DECIDE | FORM | FILL | OUT )"

DISCIPLINED = (
    Rule("is-punished", f"{_PEOPLE} {_BY}{{0,18}} GET {_BY}{{0,10}} {_HOW}{{0,4}} {_MEASURE}"),
    Rule("punished-with", f"{_PEOPLE} COMMA? FILL{{0,3}} ( PUNISH | DECIDE ) {_HOW}{{0,4}} {_MEASURE}"),
    Rule("punishes", f"{_MEASURE} OUT? TOWARDS? ( FILL | NUMBER ){{0,5}} COLON? FILL{{0,3}} {_PEOPLE}"),
    Rule(
        "punishes-how",
        f"( PUNISH | DECIDE ) TOWARDS? FILL{{0,4}} {_PEOPLE} ( COMMA | FILL | NUMBER | DASH | OTHER ){{0,8}}"
        f" FORM {_HOW}{{0,3}} {_MEASURE}",
    ),
    Rule(
        "punishes-list",
        f"{_MEASURE} OUT? TOWARDS ( FILL | NUMBER | OTHER | ORG | AREA | AREAREF | COMMA ){{1,24}} ( LIST | COLON )+"
        f" FILL{{0,3}} {_PEOPLE}",
    ),
    Rule(
        "found-guilty",
        f"( TOWARDS | OF ) ( OF | OTHER ){{0,4}} (?P<people> HOLDER ) COMMA {_BY}{{1,16}} ( PUNISH | DECIDE )"
        f" {_HOW}{{0,4}} {_MEASURE} (?! OUT? ( TOWARDS | FILL | NUMBER | HOLDER ) )",
    ),
)
DECIDED = (
    Rule("is-disciplined", f"(?P<act> DECIDE ) TOWARDS? FILL{{0,4}} {_PEOPLE} (?! {_BY}{{0,10}} ( FORM | MEASURE ) )"),
)
RETIRED = (
    Rule(
        "retires",
        f"{_PEOPLE} COMMA? ( FILL | OTHER | PERIOD | COMMA | AND ){{0,6}} (?P<act> RETIRE )"
        " (?! ( OTHER | FILL ){0,3} TOWARDS ( FILL | NUMBER | HOLDER ) )",
    ),
    Rule("leaves-to-retire", f"(?P<people> HOLDER ) {_BY}{{0,26}} (?P<act> TO_RETIRE )"),
    Rule("retires-for", "(?P<act> RETIRE ) ( TOWARDS | FILL ){1,4} (?P<people> HOLDER )"),
)
RESIGNED = (
    Rule(
        "quits",
        "(?P<people> HOLDER ) COMMA? ( FILL | OTHER | PERIOD | COMMA ){0,6} (?P<act> QUIT )"
        " ( FILL | OTHER | COMMA | AND | ORG | CENTRAL | AREA | AREAREF | PERIOD ){0,12} GRANTED",
    ),
    Rule(
        "quits-granted",
        "GRANTED ( FILL | OTHER | TOWARDS | COMMA ){0,4} (?P<act> QUIT ) ( OTHER | FILL | OF | TOWARDS ){1,4}"
        " (?P<people> HOLDER )",
    ),
    Rule("may-quit", "GRANTED ( FILL | TOWARDS ){0,3} (?P<people> HOLDER ) FILL{0,2} (?P<act> QUIT )"),
)
_KINDS: tuple[tuple[ChangeKind, tuple[Rule, ...]], ...] = (
    ("disciplined", (*DISCIPLINED, *DECIDED)),
    ("retired", RETIRED),
    ("resigned", RESIGNED),
)
_DISCIPLINE = re.compile(r"(?:thi hành|xử lý|quyết định) k[ỷỉ] luật", re.I)
_REACH = 6
"""Mentions before an act within which what is only asked for or feared is told."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An act told of a person, as one stretch of the text has it."""

    person: Person
    holder: HolderPhrase
    kind: ChangeKind
    start: int
    end: int
    rule: str
    sentence: int


class Measures:
    """Finds the measures of one article."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = Rows(context, "changes")

    def read(self) -> Iterator[Measure]:
        """All of them, sentence by sentence."""
        if not speaks(self.text, "changes", "MEASURE", "RETIRE", "QUIT"):
            return
        for n, sentence in enumerate(self.context.sentences):
            span = sentence.span
            if speaks(self.text[span.start : span.end], "changes", "MEASURE", "RETIRE", "QUIT"):
                yield from self._sentence(n)

    def _sentence(self, n: int) -> Iterator[Measure]:
        row = self.rows.row(n)
        flat = without_brackets(row)
        done: set[tuple[int, str]] = set()
        for kind, rules in _KINDS:
            for found in (f for r in (row, flat) for f in find(rules, r)):
                if self._blocked(found) or (kind == "disciplined" and not self._of_party(found, n)):
                    continue
                for mention in found["people"]:
                    if mention.kind == "HOLDER" and (mention.start, kind) not in done:
                        done.add((mention.start, kind))
                        yield from self._measure(found, mention, kind, n)

    def _measure(self, found: Found, mention: Mention, kind: ChangeKind, n: int) -> Iterator[Measure]:
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, n)
        if person is not None:
            act = found["act"]
            start, end = min(mention.start, act[0].start), max(mention.end, act[-1].end)
            yield Measure(person, holder, kind, start, end, found.rule.name, n)

    @staticmethod
    def _blocked(found: Found) -> bool:
        """Asked for, feared, denied: the cue stands between, or shortly before in the same clause."""
        inside = found.mentions[found.first : found.last]
        if any(m.kind == "BLOCK" for m in inside):
            return True
        before = found.mentions[max(0, found.first - _REACH) : found.first]
        for i in range(len(before) - 1, -1, -1):
            listed = before[i].kind == "COMMA" and i > 0 and before[i - 1].kind == "BLOCK"  # "xem xét, cách chức"
            if before[i].kind in ("COMMA", "SEMI", "DOT", "COLON", "HOLDER") and not listed:
                return False
            if before[i].kind == "BLOCK":
                return True
        return False

    def _of_party(self, found: Found, n: int) -> bool:
        """Whether the sentence speaks of discipline, not of a fine or a warning: by a word for it or the Party."""
        kinds = {m.kind for m in self.rows.row(n)}
        act = self.text[found["act"][0].start : found["act"][0].end].casefold()
        told = bool(kinds & {"PUNISH", "DECIDE", "OUT"}) or not act.startswith("cảnh")
        return told or self._inspectors(n) or (n == 0 and _DISCIPLINE.search(self.text) is not None)

    def _inspectors(self, n: int) -> bool:
        """A body that disciplines is named in the sentence or the one before."""
        for k in (n, n - 1):
            if k >= 0 and any(getattr(m.entry, "kind", "") in _BODIES for m in self.rows.row(k)):
                return True
        return False


_BODIES = frozenset(
    ("inspection-committee", "standing-committee", "party-committee", "party-organization", "secretariat", "politburo")
)
