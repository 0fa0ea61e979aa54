"""What one sentence says of who took part in which event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extraction.context import Context
from extraction.facts import Area, Organization, Part
from extraction.families.event_agents import Agent, Agents
from extraction.families.event_rules import LISTS, PARTS, TYPES
from extraction.families.figures import Rows
from extraction.families.happenings import LEAD, Happening, Happenings
from extraction.grammar import Found, find
from extraction.mentions import Mention

_BLOCKS = frozenset(("PLANNED", "NOT"))
_OBJECT_OF = frozenset(("SAY", "FOR", "WITH", "GIVE", "NOT", "BLOCK", "ACCORDING"))
"""Kinds right before a person who is asked, given or accompanied, and does not act."""
_NOT_ACTING = frozenset("OF EACH AT SAY STAFF WITH FOR ACCORDING BLOCK".split())
_VAST = frozenset(("province", "city"))
"""Levels of places that never stand for the body that acts."""
_PUBLIC = frozenset(("speaker", "chair"))
"""Parts that nobody plays by meeting reporters."""
_JOINED = frozenset(("chair", "attendee", "giver", "leader"))
_AND_AFTER = frozenset(("works-with", "given-to", "chaired-by", "among-those-given"))
_COUNCILS = frozenset(("people-council", "inspection-committee", "national-assembly"))
_QUOTE_LIMIT = 250
_OPENING = 4
"""Mentions a sentence may begin with before it says that something is said at an event."""
_ACTS = frozenset("SAY SPEAK CHAIR ORGANIZE GIVE ATTEND WORK REPORT TELL GOT".split())
_LIST_REACH = 2
"""Sentences after a list of persons in which it may go on."""
_PART_ENDS = frozenset("COMMA SEMI DOT DASH AND PERIOD TODAY YESTERDAY FILL HOLDER ORG".split())
_NO_OPENING = frozenset("ORG ACCORDING OF LPAR HOLDER".split())
_CASE = 2
_WRONGS = 4
"""Sentences with words of the courts, or of misdeeds, that make an article one about a case."""
_BACK = 5
"""Mentions before an act within which a plan or a negation stands."""


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

    def __init__(self, context: Context) -> None:
        self.context = context
        self.rows = Rows(context, "events")
        self.happenings = Happenings(context, self.rows)
        self.agents = Agents(context, self.rows)
        self._list: tuple[int, Part, Happening, Found] | None = None

    @cached_property
    def _of_wrongs(self) -> bool:
        """Whether the article tells of a case or of misdeeds: what somebody ordered there was ordered long before."""
        rows = [{m.kind for m in self.rows.row(n)} for n in range(len(self.context.sentences))]
        return sum("COURT" in kinds for kinds in rows) >= _CASE or sum("FAULT" in kinds for kinds in rows) >= _WRONGS

    def claims(self, n: int) -> list[Claim]:
        """The claims of sentence `n`."""
        row = self.rows.row(n)
        self.happenings.introduce(n)
        out = list(self._continued(row, n))
        taken: set[tuple[int, Part]] = set()
        for found, part, people in self._matches(row):
            if found.rule.name == "side-list" and not self._goes_on(n):
                continue
            event = self._event(found, part, people[0], n)
            if event is None:
                continue
            if found.rule in LISTS:
                self._list = (n, part, event, found)
            for i in people:
                agent = self.agents.of(row[i], n)
                if agent is None or (row[i].start, part) in taken or not self._fits(agent, part, event):
                    continue
                taken.add((row[i].start, part))
                self._placed(event, agent, part)
                out.append(self._claim(agent, part, event, found, row[i]))
        return out

    @property
    def listing(self) -> bool:
        """Whether a list of persons may go on in the sentence to come."""
        return self._list is not None

    def _goes_on(self, n: int) -> bool:
        """Whether a list of those present was told just before."""
        return self._list is not None and n - self._list[0] <= _LIST_REACH

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

    # ---- matches ------------------------------------------------------------------------------------------------

    def _matches(self, row: Sequence[Mention]) -> Iterator[tuple[Found, Part, list[int]]]:
        """Every match of a rule that is not blocked, with the part it tells and the indexes of those who play it."""
        listed: list[tuple[Found, Part, list[int]]] = [m for f in find(LISTS, row) for m in self._listed(f)]
        heads = {i for _, part, people in listed if part == "attendee" for i in people}
        for part, rules in PARTS:
            for found in find(rules, row):
                who = found.match.start("who")
                if self._blocked(found, who) or (part == "attendee" and who in heads):
                    continue
                people = [who]
                if part in _JOINED and row[who].kind == "HOLDER":
                    people = self.agents.joined_before(row, who)
                elif found.rule.name in _AND_AFTER:
                    people = self.agents.joined_after(row, who, frozenset((row[who].kind,)))
                yield found, part, people
            if part == "leader":
                yield from listed

    def _listed(self, found: Found) -> Iterator[tuple[Found, Part, list[int]]]:
        """Those named after "dự hội nghị có", and what else they are said to do there."""
        row, act = found.mentions, found.first
        if self._has_subject(row, act) or self._blocked(found, act):
            return
        people = list(self.agents.listed(row, found.last))
        if not people:
            return
        if found.rule.name == "chair-list":
            yield found, "chair", people
            return
        yield found, "attendee", people
        inside = [m.kind for m in row[act : found.last]]
        if "GIVE" in inside and "PRIZE" in inside:
            yield found, "giver", people
        if "CHAIR" in inside:
            yield found, "chair", people
        if "SPEAK" in inside:
            yield found, "speaker", people

    @staticmethod
    def _has_subject(row: Sequence[Mention], act: int) -> bool:
        """Whether a person stands right before the verb: "đồng chí A dự", but not "đồng chí A chủ trì; cùng dự có"."""
        for k in range(act - 1, max(-1, act - 4), -1):
            if row[k].kind == "HOLDER":
                return True
            if row[k].kind in ("SEMI", "COMMA", "CHAIR"):
                return False
        return False

    def _blocked(self, found: Found, who: int) -> bool:
        row, act = found.mentions, found.match.start("act")
        if found.rule.name == "speech-of" and not self._begins(row, act):
            return True
        first, last = min(who, act), max(who, act)
        if any(m.kind in _BLOCKS for m in row[max(0, first - _BACK) : last + 1]):
            return True
        before = row[who - 1].kind if who else ""
        if before == "HON" and who > 1:
            before = row[who - 2].kind
        if row[who].kind in ("ORG", "AREA"):
            return self._no_subject(found, who, before)
        if row[who].kind == "POSTS" and any(m.kind in ("OTHER", "ORG") for m in row[max(0, who - 1) : act]):
            return True
        if row[act].kind == "CHAIR" and act + 1 < len(row) and row[act + 1].kind == "OTHER":
            led = who > 0 and row[who - 1].kind in ("BY", "HON", "COLON")  # "kỳ họp do ông A chủ trì đã …"
            if not led and not any(m.kind in TYPES for m in row[act + 1 : act + 5]):
                return True  # "chủ trì việc chỉnh lý"
        return who < act and (before in _OBJECT_OF or self._other_subject(row, who, act))

    @staticmethod
    def _begins(row: Sequence[Mention], act: int) -> bool:
        """Whether the words for a speech begin the sentence or a part of it: no noun ("theo kết luận, ông A …")."""
        if act == 0 or (row[act].kind == "SPEAK" and row[act - 1].kind in _PART_ENDS):
            return True
        return all(m.kind not in _NO_OPENING for m in row[:act]) and act <= _OPENING

    @staticmethod
    def _no_subject(found: Found, who: int, before: str) -> bool:
        """A body or place that only tells whose, where or with whom; of a body only the part that is told."""
        act = found.match.start("act")
        if act < who:
            return any(m.kind in ("EACH", "TEAM") for m in found.mentions[max(0, act - 1) : who])
        if found.mentions[who].kind == "AREA" and getattr(found.mentions[who].value, "level", "") in _VAST:
            return True
        if before == "STAFF" and who > 1 and found.mentions[who - 2].kind == "ORG":
            return False  # "Ban Thường vụ lãnh đạo Ban Tuyên giáo tổ chức": a verb there
        return before in _NOT_ACTING

    @staticmethod
    def _other_subject(row: Sequence[Mention], who: int, act: int) -> bool:
        """ "Cũng theo ông A, Thành ủy đã chỉ đạo": a body stands between, and acts."""
        for k in range(act - 1, who + 1, -1):
            if row[k].kind == "ORG":
                return row[k - 1].kind == "COMMA"
            if row[k].kind != "FILL":
                return False
        return False

    # ---- events --------------------------------------------------------------------------------------------------

    def _event(self, found: Found, part: Part, who: int, n: int) -> Happening | None:
        """The event a match tells of; None where it is one of many, one to come, or told only in passing."""
        row, act, story = found.mentions, found.match.start("act"), self.happenings
        if any(m.kind == "PRESS" or (m.kind == "COURT" and part == "speaker") for m in row) and part in _PUBLIC:
            return None
        if found.rule.name == "tells" and not self._at_event(n):
            return None
        noun = self._noun(found) if found.rule.name != "reviews" else None
        if noun is not None and row[noun].kind in TYPES:
            return self._named(found, part, noun, n)
        if part == "organizer":
            return self._held(found, n)
        if found.rule.name in ("works-with", "works"):
            if any(m.kind == "PRESS" for m in row):
                return None
            team = any(m.kind == "TEAM" for m in row[:act])
            if story.day(row, act) is None and (row[act].kind == "WORK_AT" or (n >= LEAD and not team)):
                return None
            return self._of_work(row, act, n)
        if part == "leader":
            return self._led(row, act, n)
        if found.rule.name == "receives":
            return story.current or story.verbal("meeting", row, act, n, weak=False)
        if part in ("giver", "recipient"):
            if row[who].kind == "ORG" and story.day(row, act) is None:
                return None
            return self._handed(row, act, n)
        if found.rule.name == "managed-by":
            return None
        if part == "speaker" and found.rule.name in ("says", "tells"):
            aside = story.main is None or (self._of_wrongs and not self._at_event(n))
            return None if aside else story.current
        return story.current

    def _at_event(self, n: int) -> bool:
        """Whether sentence `n`, or the first one of its paragraph, begins with words at an event."""
        sentences = self.context.sentences
        first = n
        while first > 0 and sentences[first - 1].paragraph == sentences[n].paragraph:
            first -= 1
        return any(
            any(m.kind == "SPEAK" or m.kind in TYPES for m in self.rows.row(k)[:_OPENING])
            and not any(m.kind in ("PRESS", "COURT") for m in self.rows.row(k))
            for k in {first, n}
        )

    def _noun(self, found: Found) -> int | None:
        """The noun of the match, else the nearest of its sentence."""
        row = found.mentions
        if "(?P<event>" in found.rule.pattern and found.has("event"):
            return found.match.start("event")
        act = found.match.start("act")
        near = [i for i in self.happenings.nouns(row) if -25 <= i - act <= 8]
        return min(near, key=lambda i: (abs(i - act), i), default=None)

    def _named(self, found: Found, part: Part, noun: int, n: int) -> Happening | None:
        row, story = found.mentions, self.happenings
        if noun and row[noun - 1].kind in ("EACH", "NUMBER"):
            return None
        span = story.day(row, noun)
        if span is not None and story._ahead(span):
            return None
        if part == "organizer" and span is None and n >= LEAD:
            return None
        return story.named(row, noun, n, span)

    def _held(self, found: Found, n: int) -> Happening | None:
        row, act, story = found.mentions, found.match.start("act"), self.happenings
        span = story.day(row, act)
        if (span is None and n >= LEAD) or (span is not None and story._ahead(span)):
            return None
        if found.rule.name == "reviews":
            noun = any(m.kind in TYPES for m in row[:act])
            if span is None or n >= LEAD or noun or span.first != span.last:
                return None
            return story.verbal("conference", row, act, n)
        if found.rule.name == "publishes":
            return story.verbal("ceremony", row, found.match.start("event"), n, weak=False)
        who = row[found.match.start("who")]
        council = getattr(who.entry, "kind", "") in _COUNCILS
        session = found.rule.name == "holds-session" or council
        return story.verbal("session" if session else "meeting", row, act, n, weak=not council)

    def _of_work(self, row: Sequence[Mention], act: int, n: int) -> Happening:
        return self.happenings.verbal("meeting", row, act, n, weak=False)

    def _led(self, row: Sequence[Mention], act: int, n: int) -> Happening | None:
        """What a delegation does: works with a body, inspects, visits."""
        if not any(m.kind == "TEAM" for m in row):
            return None
        for i, mention in enumerate(row):
            if mention.kind in ("WORK", "WORK_AT", "RECEIVE"):
                return self._of_work(row, i, n)
        for i, mention in enumerate(row):
            if mention.kind in ("INSPECTS", "VISITS") and i > act:
                return self.happenings.verbal(
                    "inspection" if mention.kind == "INSPECTS" else "visit", row, i, n, weak=False
                )
        return self.happenings.current

    def _handed(self, row: Sequence[Mention], act: int, n: int) -> Happening | None:
        story = self.happenings
        if story.current is not None and story.current.type in ("ceremony", "conference", "congress"):
            return story.current
        return story.verbal("ceremony", row, act, n, weak=False)

    # ---- claims --------------------------------------------------------------------------------------------------

    @staticmethod
    def _fits(agent: Agent, part: Part, event: Happening) -> bool:
        person = not isinstance(agent, (Organization, Area))
        if part in ("organizer", "host"):
            return part == "host" or not person
        return person or part == "giver"

    @staticmethod
    def _placed(event: Happening, agent: Agent, part: Part) -> None:
        """An event takes place where its organizer or host is."""
        if event.place is None and part in ("organizer", "host"):
            event.place = agent.area if isinstance(agent, Organization) else agent if isinstance(agent, Area) else None

    def _claim(self, agent: Agent, part: Part, event: Happening, found: Found, who: Mention) -> Claim:
        act = found["act"][0] if found.has("act") else who
        start, end = min(act.start, who.start), max(act.end, who.end)
        if part in ("organizer", "host") or found.rule.name in ("attends", "chairs"):
            noun = self._noun(found)
            if noun is not None and found.mentions[noun].end - start <= _QUOTE_LIMIT:
                end = max(end, found.mentions[noun].end)
        if end - start > _QUOTE_LIMIT or "\n" in self.context.article.text[start:end]:
            start, end = who.start, who.end
        return Claim(agent, part, event, start, end, found.rule.name)
