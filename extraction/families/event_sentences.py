"""What one sentence says of who took part in which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extraction.context import Context
from extraction.facts import Area, EventType, Organization, Part
from extraction.families.event_agents import Agent, Agents
from extraction.families.event_matches import matches
from extraction.families.event_names import is_noun, rounds_off
from extraction.families.event_rows import EventRows
from extraction.families.event_rules import LISTS, TYPES
from extraction.families.event_speech import ALOUD, Speeches, quoted_up_to
from extraction.families.happenings import INTRODUCTION, LEAD, Happening, Happenings
from extraction.families.tenures import Claim as Held
from extraction.grammar import Found
from extraction.mentions import BodyPhrase, Mention, owner_of

_GOING_ON = frozenset(("side-list", "beside-list", "at-hub"))
"""Rules for those present that only hold where the event, or others present, are told just before."""
_COUNCILS = frozenset(("people-council", "inspection-committee", "national-assembly"))
"""Kinds of bodies whose meetings are sessions."""
_OCCASIONS = frozenset(("ceremony", "conference", "congress", "contest"))
"""Events at which things are handed over; elsewhere that is a ceremony of its own."""
_WORKED = frozenset(("works-with", "works", "working", "meets-voters", "meeting-voters", "body-works", "worked-with"))
"""Rules for meetings told by their verb."""
_TOURED = frozenset(("tours", "touring", "visited", "visited-too"))
"""Rules for visits and inspections told by their verb."""
_OWN_VERBS = _WORKED | _TOURED | {"reviews"}
"""Rules whose verb tells the event, whatever nouns stand around."""
_REMEMBERED = re.compile(
    r"\b(?:năm|nhớ|kỷ niệm) ngày (?:bác|người|chủ tịch|tổng bí thư|thủ tướng|đồng chí|ông|bà)\b[^.;,\d]{0,50}$",
    re.IGNORECASE,
)
"""Before what is remembered of somebody: "lễ kỷ niệm 60 năm ngày Bác Hồ về thăm"."""
_SETS_UP = re.compile(
    r"\bthành lập (?:\w+ ){0,3}?(?:đoàn|tổ|ban|hội đồng)\b|\b(?:bầu|cử|phân công|chỉ định|giới thiệu)\b[^,.;]*$", re.I
)
"""Before who heads a body that a decision sets up, "thành lập tổ công tác … do ông A làm tổ trưởng", or is elected."""
_JOB = re.compile(
    r"\b(?:sang|vào|được|xin|quay lại|trở lại|tiếp tục|tiếp nhận|tuyển dụng|chuyển|từng)\b[^,.;]{0,24}$", re.I
)
"""Before a place of work: "được tiếp nhận vào làm việc tại Phòng A"."""
PICTURE = re.compile(r"[-–]\s?Ảnh\b")
"""After what a picture shows."""
_CHARGED = re.compile(
    r"\b(?:giao|phân công|yêu cầu|đề nghị|kiến nghị|(?<!ban )chỉ đạo)\b(?! của)[^,;.]{0,60}(?<!buổi )(?<!cuộc )$", re.I
)
"""Before what somebody is charged to do: "giao Sở A làm việc với Sở B"."""
_MEETING_VERBS = frozenset(("HELD", "WORK", "WORK_AT"))
"""What somebody chairs without a noun: "chủ trì họp", "chủ trì buổi làm việc với"."""
_DELEGATION: dict[str, EventType] = {
    "WORK": "meeting",
    "WORK_AT": "meeting",
    "RECEIVE": "meeting",
    "INSPECTS": "inspection",
    "VISITS": "visit",
}
"""What a delegation does, and what that is; the first of these that the sentence tells counts."""
_ACTS = frozenset("SAY SPEAK CHAIR ORGANIZE GIVE ATTEND WORK REPORT TELL GOT".split())
_EARLIER = re.compile(
    r"\W*(?:\w+ ){0,3}(?:ngày|hôm|tuần|tháng) trước\b(?! đó)(?!,? (?:ngày|sáng|trưa|chiều|tối)(?: ngày)? \d)",
    re.IGNORECASE,
)
"""How a sentence begins that tells of another day: "Năm ngày trước, ông A …"."""
_LIST_REACH = 2
"""Sentences after a list of persons in which it may go on."""
_NOUN_BEFORE, _NOUN_AFTER = 25, 8
"""Mentions around an act within which the noun of its event stands."""
_QUOTE_LIMIT = 250
"""Letters of the longest quote."""


_COMES = re.compile(r"\b(?:đến|đi|tới|thị sát|thực tế)\b", re.I)
"""How somebody inspects by coming: others "kiểm tra" at their desks."""
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


def _tells_of(row: Sequence[Mention], who: int, act: int) -> bool:
    """ "Tại hội nghị sáng 17/11, ông A thông tin, Thường trực đã họp": somebody tells of it, and not on which day."""
    says = next((k for k in range(who - 1, 0, -1) if row[k].kind in ("SAY", "TELL")), 0)
    elsewhere = any(row[k].kind == "PAPER" or is_noun(row, k) for k in range(says))
    told = elsewhere and any(m.kind in ("HOLDER", "POSTS") for m in row[:says])
    return told and not any(m.kind in ("PERIOD", "TODAY", "YESTERDAY", "SAMEDAY") for m in row[says:act])


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
        self._kinds: dict[int, frozenset[str]] = {}
        self._list: tuple[int, Part, Happening, Found] | None = None
        self._with: dict[Agent, Happening] = {}
        """At which event each agent was told of last."""
        self._to_press: set[Agent] = set()
        """Those who spoke to reporters last."""
        self._given: set[Agent] = set()
        """Those honoured: what they say they say to anybody."""

    def kinds(self, n: int) -> frozenset[str]:
        """The kinds of mentions in sentence `n`."""
        if n not in self._kinds:
            self._kinds[n] = frozenset(m.kind for m in self.rows.row(n))
        return self._kinds[n]

    def claims(self, n: int) -> list[Claim]:
        """The claims of sentence `n`."""
        row = self.rows.row(n)
        self.happenings.introduce(n)
        out = list(self._continued(row, n))
        if _EARLIER.match(self.context.article.text, self.context.sentences[n].span.start):
            return out
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
        told = current is not None and n < LEAD and current.span is not None and n - current.told <= _LIST_REACH
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
        """The event a match tells of; None where it is one of many, one to come, or told only in passing."""
        name = found.rule.name
        if part == "speaker" and self._elsewhere(found, who, n):
            return None
        start = self.context.sentences[n].span.start
        if name in _OWN_VERBS and _REMEMBERED.search(self.context.article.text, start, found["act"][0].start):
            return None
        if part == "leader" and _SETS_UP.search(self.context.article.text, start, found["act"][0].start):
            return None
        if name == "holds-meeting" and _tells_of(found.mentions, found.match.start("who"), found.match.start("act")):
            return None
        verb = found.match.start("act") + 1
        if part == "chair" and verb < len(found.mentions) and found.mentions[verb].kind in _MEETING_VERBS:
            return self._verbal("meeting", found, n, verb)
        if name == "seen-at":
            return self._pictured(found, n)
        if name == "gives-presents":
            festive = self.happenings.current
            return festive if festive is not None and festive.type == "ceremony" and not festive.verb else None
        noun = self._noun(found) if name not in _OWN_VERBS else None
        if noun is not None:
            return self._named(found, part, noun, n)
        if part == "organizer" or name == "met":
            return self._held(found, n)
        if name in _WORKED:
            return self._worked(found, n)
        if name == "team-list":
            return self._met(found, n)
        if name in _TOURED:
            return self._toured(found, n)
        if part == "leader":
            return self._led(found, n)
        if part in ("giver", "recipient"):
            return self._handed(found, who, n)
        if name == "receives":
            return self.happenings.current or self._verbal("meeting", found, n)
        if name in ("says", "managed-by", "responds", "for-others"):
            return None if name == "managed-by" or not self.speeches.there(n) else self.happenings.current
        return self.happenings.current

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

    def _noun(self, found: Found) -> int | None:
        """The noun of the match, else the nearest of its sentence; of what is only said, one that tells where."""
        row, act = found.mentions, found.match.start("act")
        if found.has("event"):
            i = found.match.start("event")
            return i if row[i].kind in TYPES else None
        near = range(max(0, act - _NOUN_BEFORE), min(len(row), act + _NOUN_AFTER + 1))
        nouns = [i for i in near if is_noun(row, i)]
        if found.rule.name in ("says", "tells"):
            begin = quoted_up_to(row, found.match.start("who"))
            nouns = [i for i in nouns if begin <= i < act or (i > act and rounds_off(row, i))]
        return min(nouns, key=lambda i: (abs(i - act), i), default=None)

    def _named(self, found: Found, part: Part, noun: int, n: int) -> Happening | None:
        row, story = found.mentions, self.happenings
        span = story.day(row, noun)
        if not is_noun(row, noun) or story.days.ahead(span):
            return None
        if part == "organizer" and span is None and n >= INTRODUCTION:
            return None
        return story.named(row, noun, n, span, anew=part == "organizer")

    def _pictured(self, found: Found, n: int) -> Happening | None:
        """The event at which a picture was taken, where it is one on a day; not one remembered."""
        at, told = found.match.start("act"), self.happenings
        event = self._named(found, "attendee", at, n)
        kind = found.mentions[at].kind
        alike = event is not None and (event.type == TYPES[kind] or (event.type, kind) == ("session", "MEETING"))
        if event is None or event.span is None or not alike:
            return None
        return event if event is told.main or told.day(found.mentions, at) is not None else None

    def _held(self, found: Found, n: int) -> Happening | None:
        row, act, story = found.mentions, found.match.start("act"), self.happenings
        span = story.day(row, act)
        undated = found.rule.name in ("holds-meeting", "met")
        if (span is None and (n >= INTRODUCTION or undated)) or story.days.ahead(span):
            return None
        if found.rule.name == "reviews":
            named = any(m.kind in TYPES for m in row[max(0, act - _NOUN_BEFORE) : act])
            if span is None or n >= LEAD or named or span.first != span.last:
                return None
            return story.verbal("conference", row, act, n, weak=True)
        if found.rule.name == "publishes":
            return self._verbal("ceremony", found, n, found.match.start("event"))
        who = row[found.match.start("who")]
        council = getattr(who.entry, "kind", "") in _COUNCILS
        session = found.rule.name == "holds-session" or council
        return story.verbal("session" if session else "meeting", row, act, n, weak=not council)

    def _verbal(self, type_: EventType, found: Found, n: int, at: int | None = None) -> Happening:
        """The event that the verb of a match, or the one at an index, alone tells."""
        i = found.match.start("act") if at is None else at
        return self.happenings.verbal(type_, found.mentions, i, n)

    def _worked(self, found: Found, n: int) -> Happening | None:
        """A meeting told by "làm việc với"; not a job, and not what was told in passing."""
        row, act = found.mentions, found.match.start("act")
        told = self.happenings.day(row, act) is not None
        passing = n >= LEAD and not any(m.kind == "TEAM" for m in row[max(0, act - _NOUN_BEFORE) : act])
        if "PRESS" in self.kinds(n) or (not told and (row[act].kind == "WORK_AT" or passing)) or self._of_before(found):
            return None
        start = self.context.sentences[n].span.start
        if _CHARGED.search(self.context.article.text, start, row[act].start):
            return None
        if row[act].kind == "WORK_AT" and _JOB.search(self.context.article.text, start, row[act].start):
            return None
        if found.rule.name == "body-works" and not told:
            return None
        return self._verbal("meeting", found, n)

    def _of_before(self, found: Found) -> bool:
        """Whether a verb tells of a month, where the article is about a day: "khi làm việc với … vào tháng 6"."""
        main, span = self.happenings.main, self.happenings.day(found.mentions, found.match.start("act"))
        if main is None or main.span is None or span is None or span.first is None:
            return False
        return main.span.first == main.span.last and span.first != span.last

    def _met(self, found: Found, n: int) -> Happening | None:
        """Whom those of a delegation, told one by one, meet."""
        for i in range(found.last, len(found.mentions)):
            if found.mentions[i].kind in ("MEETS", "GREET", "WORK"):
                return self._verbal("meeting", found, n, i)
        return self.happenings.current

    def _toured(self, found: Found, n: int) -> Happening | None:
        """A visit or an inspection that the lead tells of, on a day, or that was on the same day."""
        row, act = found.mentions, found.match.start("act")
        day = self.happenings.day(row, act)
        text, span = self.context.article.text, self.context.sentences[n].span
        here = n < LEAD or self.rows.on_a_day(n) or PICTURE.search(text, row[act].end, span.end) is not None
        if not here or day is None or self.happenings.days.ahead(day):
            return None
        if found.rule.name == "tours" and row[act].kind == "INSPECTS":
            comes = _COMES.search(text, row[act].start, row[act].end) is not None
            if not comes or not day.single:
                return None
        return self._verbal("visit" if row[act].kind == "VISITS" else "inspection", found, n)

    def _led(self, found: Found, n: int) -> Happening | None:
        """What a delegation does: works with a body, inspects, visits; not one that is only set up."""
        who = found.match.start("who")
        if "TEAM" not in self.kinds(n) and not (who and found.mentions[who - 1].kind == "BY"):
            current = self.happenings.current  # "Đoàn kiểm tra … làm việc tại huyện A. Ông B làm Trưởng đoàn."
            told = n > 0 and current is not None and current.told == n - 1 and "TEAM" in self.kinds(n - 1)
            return current if told else None
        for kind, type_ in _DELEGATION.items():
            for i, mention in enumerate(found.mentions) if kind in self.kinds(n) else ():
                if mention.kind == kind and (type_ == "meeting" or i > found.first):
                    return self._verbal(type_, found, n, i)
        return self.happenings.current

    def _handed(self, found: Found, who: int, n: int) -> Happening | None:
        """The occasion on which something is handed over."""
        current = self.happenings.current
        told = self.happenings.day(found.mentions, found.match.start("act")) is not None
        earlier = any(m.kind == "PERIOD" for m in found.mentions[: found.match.start("act")])  # "Năm 2019, …"
        given = found.rule.name == "given-to-body" and not earlier
        if found.mentions[who].kind == "ORG" and not (told or (given and current is not None)):
            return None
        if current is not None and current.type in _OCCASIONS:
            day = self.happenings.day(found.mentions, found.match.start("act"))
            if "SAMEDAY" not in self.kinds(n) and day in (None, current.span):
                return current
            aside = self._verbal("ceremony", found, n)
            self.happenings.current = current  # "Cùng ngày, ông A trao …": told beside what the article is about
            return aside
        past = found.rule.name in ("receives-prize", "says-receiving") and not told and n >= LEAD
        if past:
            return None
        aside = self._verbal("ceremony", found, n)
        if current is not None and not told and current.type == "meeting" and not current.verb:
            self.happenings.current = current  # handed over in its course
        return aside

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
            noun = self._noun(found)
            if noun is not None and found.mentions[noun].end - start <= _QUOTE_LIMIT:
                end = max(end, found.mentions[noun].end)
        if end - start > _QUOTE_LIMIT or "\n" in self.context.article.text[start:end]:
            start, end = who.start, who.end
        return Claim(agent, part, event, start, end, found.rule.name)
