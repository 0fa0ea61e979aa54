"""Which event a match of a rule tells of: the one its noun or its verb means, the one told before, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.context import Context
from extraction.facts import EventType, Part
from extraction.families.event_names import is_noun, rounds_off
from extraction.families.event_rows import EventRows
from extraction.families.event_rules import TYPES
from extraction.families.event_speech import Speeches, quoted_up_to
from extraction.families.happenings import INTRODUCTION, LEAD, Happening, Happenings
from extraction.grammar import Found
from extraction.mentions import Mention

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
_NOUN_BEFORE, _NOUN_AFTER = 25, 8
"""Mentions around an act within which the noun of its event stands."""
_COMES = re.compile(r"\b(?:đến|đi|tới|thị sát|thực tế)\b", re.I)
"""How somebody inspects by coming: others "kiểm tra" at their desks."""


def _tells_of(row: Sequence[Mention], who: int, act: int) -> bool:
    """ "Tại hội nghị sáng 17/11, ông A thông tin, Thường trực đã họp": somebody tells of it, and not on which day."""
    says = next((k for k in range(who - 1, 0, -1) if row[k].kind in ("SAY", "TELL")), 0)
    elsewhere = any(row[k].kind == "PAPER" or is_noun(row, k) for k in range(says))
    told = elsewhere and any(m.kind in ("HOLDER", "POSTS") for m in row[:says])
    return told and not any(m.kind in ("PERIOD", "TODAY", "YESTERDAY", "SAMEDAY") for m in row[says:act])


class Occasions:
    """Settles the events of one article's matches."""

    def __init__(self, context: Context, rows: EventRows, happenings: Happenings, speeches: Speeches) -> None:
        self.context = context
        self.rows = rows
        self.happenings = happenings
        self.speeches = speeches
        self._kinds: dict[int, frozenset[str]] = {}

    def kinds(self, n: int) -> frozenset[str]:
        """The kinds of mentions in sentence `n`."""
        if n not in self._kinds:
            self._kinds[n] = frozenset(m.kind for m in self.rows.row(n))
        return self._kinds[n]

    def of(self, found: Found, part: Part, who: int, n: int) -> Happening | None:
        """The event a match tells of; None where it is one of many, one to come, or told only in passing."""
        name = found.rule.name
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
        noun = self.noun(found) if name not in _OWN_VERBS else None
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
        if name == "attend-list" and found["act"][0].kind == "RECEIVE" and self._says(found["act"][0], "làm việc"):
            return self._received(found, n)
        if name == "receives":
            return self.happenings.current or self._verbal("meeting", found, n)
        if name in ("says", "managed-by", "responds", "for-others"):
            return None if name == "managed-by" or not self.speeches.there(n) else self.happenings.current
        return self.happenings.current

    def noun(self, found: Found) -> int | None:
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
        current = self.happenings.current
        if not told and current is not None and current.type == "visit" and current.verb in _MEETING_VERBS:
            return current  # "Buổi chiều, đoàn làm việc với Ban Thường vụ Huyện ủy": on the same visit
        return self._verbal("visit" if self._visits(row, act) else "meeting", found, n)

    def _received(self, found: Found, n: int) -> Happening:
        """ "Tiếp và làm việc với đoàn, phía tỉnh có": the meeting with those who have come, on that day."""
        current = self.happenings.current
        if current is not None and current.type == "meeting":
            return current
        met = self._verbal("meeting", found, n)
        if current is not None and current.type == "visit":
            self.happenings.dated(met, current.span)
            self.happenings.current = current  # in its course; what is told later is of the visit
        return met

    def _says(self, mention: Mention, words: str) -> bool:
        return words in self.context.article.text[mention.start : mention.end].casefold()

    def _visits(self, row: Sequence[Mention], act: int) -> bool:
        """ "có chuyến thăm và làm việc tại", "đến thăm, làm việc với": a visit, in whose course they work."""
        main = self.happenings.main
        if main is not None and main.type == "meeting" and not main.sentence:
            return False  # the headline calls it a meeting
        before = [m.kind for m in row[max(0, act - 2) : act]]
        return self._says(row[act], "thăm") or before in (["VISITS", "COMMA"], ["VISITS", "AND"])

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
                    visit = type_ == "meeting" and self._visits(found.mentions, i)
                    return self._verbal("visit" if visit else type_, found, n, i)
        return self.happenings.current

    def _handed(self, found: Found, who: int, n: int) -> Happening | None:
        """The occasion on which something is handed over."""
        current, act = self.happenings.current, found.match.start("act")
        day = self.happenings.day(found.mentions, act)
        earlier = any(m.kind == "PERIOD" for m in found.mentions[:act])  # "Năm 2019, …"
        given = found.rule.name == "given-to-body" and not earlier
        if found.mentions[who].kind == "ORG" and day is None and not (given and current is not None):
            return None
        if current is not None and current.type in _OCCASIONS:
            if "SAMEDAY" not in self.kinds(n) and day in (None, current.span):
                return current
            aside = self._verbal("ceremony", found, n)
            self.happenings.current = current  # "Cùng ngày, ông A trao …": told beside what the article is about
            return aside
        if found.rule.name in ("receives-prize", "says-receiving") and day is None and n >= LEAD:
            return None
        aside = self._verbal("ceremony", found, n)
        if current is not None and day is None and current.type == "meeting" and not current.verb:
            self.happenings.current = current  # handed over in its course
        return aside
