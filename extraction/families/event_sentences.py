"""What one sentence says of who took part in which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.context import Context
from extraction.facts import Area, Organization, Part
from extraction.families.event_agents import Agent, Agents
from extraction.families.event_matches import matches
from extraction.families.event_rows import EventRows
from extraction.families.event_rules import LISTS
from extraction.families.event_speech import ALOUD, Speeches
from extraction.families.happenings import LEAD, Happening, Happenings
from extraction.families.occasions import Occasions
from extraction.families.tenures import Claim as Held
from extraction.grammar import Found
from extraction.mentions import BodyPhrase, Mention, owner_of

_GOING_ON = frozenset(("side-list", "beside-list", "at-hub"))
"""Rules for those present that only hold where the event, or others present, are told just before."""
_ACTS = frozenset("SAY SPEAK CHAIR ORGANIZE GIVE ATTEND WORK REPORT TELL GOT".split())
_EARLIER = re.compile(
    r"\W*(?:\w+ ){0,3}(?:ngày|hôm|tuần|tháng) trước\b(?! đó)(?!,? (?:ngày|sáng|trưa|chiều|tối)(?: ngày)? \d)",
    re.IGNORECASE,
)
"""How a sentence begins that tells of another day: "Năm ngày trước, ông A …"."""
_BEFORE = re.compile(r"\W*trước đó\b", re.IGNORECASE)
_LIST_REACH = 2
"""Sentences after a list of persons in which it may go on."""
_QUOTE_LIMIT = 250
"""Letters of the longest quote."""
_PRESENTS = re.compile(
    r"(?:đã |vừa )?(?:đến |tới )?thăm(?: hỏi)?(?:,? (?:và )?(?:chúc (?:tết|mừng)|động viên|chúc))*,? (?:và )?"
    r"(?:tặng|trao)(?: tặng)?\b[^.;,]{0,20}\bquà\b(?! của)",
    re.I,
)
"""A visit with presents."""


def _of_contest(body: Mention) -> bool:
    """ "Kết thúc Hội thi, Ban Tổ chức đã trao 1 giải Nhất": who runs the contest, not a committee's Ban Tổ chức."""
    phrase = body.value
    bare = body.kind == "ORG" and isinstance(phrase, BodyPhrase) and phrase.of is None and not phrase.name
    return bare and isinstance(phrase, BodyPhrase) and phrase.entry.label == "Ban Tổ chức"


def _nowhere(agent: Agent, mention: Mention) -> bool:
    """ "phối hợp với Ngân hàng Chính sách xã hội huyện": a branch that its name does not tell."""
    if not isinstance(agent, Organization) or agent.level == "central":
        return False
    owner = owner_of(mention)
    branch = agent.kind == "enterprise" and owner is not None and owner.kind == "AREAREF"
    return branch or (agent.area is None and agent.parent is None)


@dataclass(frozen=True, slots=True)
class Claim:
    """One agent in one part of one event, as one stretch of the text has it."""

    agent: Agent
    part: Part
    event: Happening
    start: int
    end: int
    rule: str


class Story:
    """Reads one article's sentences in order."""

    def __init__(self, context: Context, told: Sequence[Held]) -> None:
        self.context = context
        self.rows = EventRows(context, told)
        self.happenings = Happenings(context, self.rows)
        self.agents = Agents(context, told)
        self.speeches = Speeches(context, self.rows, self.happenings)
        self.occasions = Occasions(context, self.rows, self.happenings, self.speeches)
        self._list: tuple[int, Part, Happening, Found] | None = None
        self._with: dict[Agent, Happening] = {}
        """At which event each agent was told of last."""
        self._to_press: set[Agent] = set()
        """Those who spoke to reporters last."""
        self._given: set[Agent] = set()
        """Those honoured: what they say they say to anybody."""

    def claims(self, n: int) -> list[Claim]:
        """The claims of sentence `n`."""
        row = self.rows.row(n)
        self.happenings.introduce(n)
        out = list(self._continued(row, n))
        if _EARLIER.match(self.context.article.text, self.context.sentences[n].span.start):
            return out
        self._went_before(n)
        taken: set[tuple[int, Part]] = set()
        for found, part, people in matches(row, self.context.article.text):
            if not found.rule.said(self.context.article.text[found.start : found.end]):
                continue
            if found.rule.name in _GOING_ON and not self._goes_on(n):
                continue
            event = self._event(found, part, people[0], n)
            if event is None:
                continue
            if found.rule in LISTS:
                self._list = (n, part, event, found)
            for i in people:
                agent = self.agents.at(row, i, n)
                bodily = found.rule.name == "body-works"
                if agent is None or (row[i].start, part) in taken or not (bodily or self._fits(agent, part)):
                    continue
                if event.type == "contest" and _of_contest(row[i]):
                    continue
                if part == "organizer" and i and row[i - 1].kind == "WITH" and _nowhere(agent, row[i]):
                    continue
                taken.add((row[i].start, part))
                if part == "speaker":
                    event = self._back(event, agent, n)
                self._with[agent] = event
                if part == "recipient" and not self._of_decision(found):
                    self._given.add(agent)
                if part == "host" and self._hosted(event, agent, n):
                    continue
                self._placed(event, agent, part)
                out.append(self._claim(agent, part, event, found, row[i]))
                if found.rule.name == "tours" and self._gives(found):
                    out.append(self._claim(agent, "giver", event, found, row[i]))
        return out

    def _went_before(self, n: int) -> None:
        """A paragraph that begins with "Trước đó, đoàn đã đến thăm …": of the visit again, not of a meeting in it."""
        main, first = self.happenings.main, self.context.sentences[self.context.paragraph_start(n)]
        again = main is not None and main.type == "visit" and main is not self.happenings.current
        if again and _BEFORE.match(self.context.article.text, first.span.start):
            self.happenings.current = main
            self._with.clear()

    def _gives(self, found: Found) -> bool:
        """ "ông A đến thăm, tặng quà …", "… đến thăm và trao 20 suất quà": who comes gives."""
        act = found["act"][0]
        return _PRESENTS.match(self.context.article.text, act.start) is not None

    def _back(self, event: Happening, agent: Agent, n: int) -> Happening:
        """Where somebody speaks after a paragraph on another event: the one at which he was told of before."""
        there = self._with.get(agent, event)
        if there is event or event is not self.happenings.current or event.told >= self.speeches.first(n):
            return event
        self.happenings.current = there
        return there

    @property
    def listing(self) -> bool:
        """Whether a list of persons may go on in the sentence to come."""
        return self._list is not None

    def _goes_on(self, n: int) -> bool:
        """Whether those present are told here: a list of them, or the event itself, was told just before."""
        current = self.happenings.current
        reach = _LIST_REACH if n < LEAD else 1
        told = current is not None and current.span is not None and n - current.told <= reach
        return told or (self._list is not None and n - self._list[0] <= _LIST_REACH)

    def _continued(self, row: Sequence[Mention], n: int) -> Iterator[Claim]:
        """Persons on lines of their own after "Dự hội nghị có các đồng chí:"."""
        if self._list is None:
            return
        last, part, event, found = self._list
        if n - last > _LIST_REACH:
            self._list = None
            return
        end = self.context.sentences[n - 1].span.end
        if n - last != 1 or self.context.article.text[:end].rstrip()[-1:] not in (";", ":", ","):
            return
        first = next((i for i, m in enumerate(row) if m.kind not in ("DASH", "HON", "NUMBER", "AND")), 0)
        if not row or row[first].kind != "HOLDER" or any(m.kind in _ACTS for m in row):
            return
        self._list = (n, part, event, found)
        for i in self.agents.listed(row, first):
            agent = self.agents.of(row[i], n)
            if agent is not None:
                yield Claim(agent, part, event, row[i].start, row[i].end, found.rule.name)

    # ---- events --------------------------------------------------------------------------------------------------

    def _event(self, found: Found, part: Part, who: int, n: int) -> Happening | None:
        """The event a match tells of; None where it is none of the article's, or was said elsewhere."""
        if part == "speaker" and self._elsewhere(found, who, n):
            return None
        return self.occasions.of(found, part, who, n)

    def _elsewhere(self, found: Found, who: int, n: int) -> bool:
        """Whether somebody speaks elsewhere than at the event told last."""
        agent = self.agents.at(found.mentions, who, n)
        if agent is not None and self.speeches.to_press(found, who, n):
            self._to_press.add(agent)
        elif agent is not None and (found.rule.name not in ALOUD or self.speeches.at_event(n)):
            self._to_press.discard(agent)
        elif agent in self._to_press:
            return True
        there = agent is not None and agent not in self._given and self._with.get(agent) is self.happenings.current
        return self.speeches.elsewhere(found, who, n, present=there)

    # ---- claims --------------------------------------------------------------------------------------------------

    @staticmethod
    def _fits(agent: Agent, part: Part) -> bool:
        """Bodies organise, persons do the rest; both are hosts, give and are given."""
        person = not isinstance(agent, (Organization, Area))
        if part in ("organizer", "host"):
            return part == "host" or not person
        return person or part in ("giver", "recipient")

    def _of_decision(self, found: Found) -> bool:
        """Whether it is a decision that somebody is given: who comes to a post says something to that."""
        text, row = self.context.article.text, found.mentions[found.first : found.last]
        return any(m.kind == "PRIZE" and "quyết định" in text[m.start : m.end].casefold() for m in row)

    @staticmethod
    def _hosted(event: Happening, agent: Agent, n: int) -> bool:
        """Whether an earlier sentence has told the host, and this one only which body of it: "huyện Đồng Văn"."""
        area = agent.area if isinstance(agent, Organization) else agent if isinstance(agent, Area) else None
        told, event.hosted = event.hosted, n if event.hosted is None else event.hosted
        return told is not None and told != n and area is not None and event.place == area

    @staticmethod
    def _placed(event: Happening, agent: Agent, part: Part) -> None:
        """An event takes place where its organizer or host is."""
        if event.place is None and part in ("organizer", "host"):
            event.place = agent.area if isinstance(agent, Organization) else agent if isinstance(agent, Area) else None

    def _claim(self, agent: Agent, part: Part, event: Happening, found: Found, who: Mention) -> Claim:
        act = found["act"][0] if found.has("act") else who
        start, end = min(act.start, who.start), max(act.end, who.end)
        if part in ("organizer", "host") or found.rule.name in ("attends", "chairs"):
            noun = self.occasions.noun(found)
            if noun is not None and found.mentions[noun].end - start <= _QUOTE_LIMIT:
                end = max(end, found.mentions[noun].end)
        if end - start > _QUOTE_LIMIT or "\n" in self.context.article.text[start:end]:
            start, end = who.start, who.end
        return Claim(agent, part, event, start, end, found.rule.name)
