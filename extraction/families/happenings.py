"""Which event a sentence tells of: the one it names, or the one the article is about; when and where it took place."""

from __future__ import annotations

import datetime as dt
import re
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.context import Context
from extraction.dates import periods
from extraction.facts import Area, EventType
from extraction.families.days import LASTS
from extraction.families.event_days import LONG, Days, Span, whole_month
from extraction.families.event_names import BARE, called, is_bare, is_noun, rounds_off, unbracketed
from extraction.families.event_rules import TYPES
from extraction.families.figures import Rows
from extraction.lexicon import read
from extraction.mentions import Mention, body_kind

INTRODUCTION = 5
"""Sentences in which an event may be told without its day; later it is one in passing."""
LEAD = 8
"""Sentences at the beginning (title, dateline, caption, lead) that introduce what the article is about."""
_TELLING = frozenset(("ORGANIZE", "HAPPEN", "HELD", "HELD_SESSION"))
_TAKING_PART = _TELLING | frozenset("ATTEND CHAIR CHAIRED SPEAK PRESENCE PUBLISH GIVE WORK LEADS MEETS".split())
"""Kinds one of which a sentence must have that introduces an event; the first ones wherever it stands."""
_BEFORE_NOUN = frozenset("AT HAVE POSTS ORG HOLDER TEAM".split())
"""Kinds right before a noun that does as one of them: "tại buổi lễ", "có cuộc họp", "tổ đại biểu … tiếp xúc cử tri"."""
_ALIKE = {"WORK": ("WORK", "WORK_AT"), "WORK_AT": ("WORK", "WORK_AT")}
"""Verbs that tell the same event: "làm việc với", "làm việc tại"."""
REPORTED = ("HELD", "HELD_SESSION")
"""Verbs of meetings that those tell of afterwards who were there: "ông A cho biết Thường trực đã họp"."""
_NEVER_WEAK = ("congress", "contest")
"""What no "họp" told before turns out to be."""
_NO_SESSION = ("ceremony", "visit", "contest")
"""What a session told by its noun alone is not: "lễ mặc niệm … Mở đầu phiên họp"."""
_IN_ITS_COURSE = ("VISITS", "INSPECTS", "WORK", "WORK_AT")
"""Verbs of what a conference may be held in the course of."""
_TALKED_AT = ("conference", "meeting", "session", "congress")
"""What the handing over of something was only a part of, told by its noun."""
_LASTING = ("session", "congress", "conference")
"""What may take some days."""
_SOON = 8
"""Letters after "kỳ họp" within which "sẽ" says that it is not over."""
_CLOSES = re.compile(r"\bbế mạc\b")
_CLOSING = 40
"""Letters beside "bế mạc" within which its day may stand."""
_SPEAKS = frozenset(("HOLDER", "POSTS", "SAY", "TELL", "HOLDS"))
"""Kinds at which it ends what is told of an event itself."""
_TO_COME = re.compile(r"(?:sẽ|sắp|tới đây|thời gian tới|dự kiến|dự định)\b", re.I)
"""Words for what is still to come."""
_RIGHT_BEFORE = 3
"""Sentences before an event that can tell its day."""


@dataclass(slots=True, eq=False)
class Happening:
    """An event of the article, as far as it has told of it."""

    type: EventType
    name: str
    span: Span | None
    sentence: int
    told: int = 0
    """Number of the last sentence that named it."""
    weak: bool = False
    """Told by a verb alone ("họp"): a noun told later says what it was."""
    verb: str = ""
    """Kind of the verb that alone told it."""
    place: Area | None = None
    hosted: int | None = None
    """Number of the sentence that told its host."""
    number: int = 0
    """How many the article told before."""


class Happenings:
    """The events of one article, read sentence after sentence."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context = context
        self.rows = rows
        self.all: list[Happening] = []
        self.main: Happening | None = None
        self.current: Happening | None = None
        self._opening: Span | None = None
        self._of_span: defaultdict[Span | None, list[Happening]] = defaultdict(list)
        """The events by their days, in order."""
        self.days = Days(context)

    @property
    def _same_day(self) -> Span | None:
        return self.current.span if self.current is not None else None

    def day(self, row: Sequence[Mention], i: int) -> Span | None:
        """The day or days told for `row[i]`; None where none is told."""
        return self.days.of(row, i, self._same_day)

    # ---- telling of an event ---------------------------------------------------------------------------------

    def introduce(self, n: int) -> None:
        """Take in the event that sentence `n` says took place on a day."""
        row = self.rows.row(n)
        if self._opening is None and n < LEAD:
            self._opening = self.days.opening(row, self._same_day)
        told = any(m.kind in (_TAKING_PART if n < LEAD else _TELLING) for m in row)
        for i in range(len(row)):
            if not is_noun(row, i):
                continue
            talks = row[i].kind == "DIALOGUE" and i + 1 < len(row) and row[i + 1].kind == "WITH"
            if not (told or talks or (n < LEAD and i and row[i - 1].kind in _BEFORE_NOUN)):
                continue
            if self._only_spoken_of(row, i):
                continue
            span = self.day(row, i)
            if span is not None and not self.days.ahead(span):
                self.named(row, i, n, span)
                return

    def _only_spoken_of(self, row: Sequence[Mention], i: int) -> bool:
        """Whether an event is still to come, "kỳ họp … sẽ diễn ra", or one of which somebody says something.

        So is one that a body is called by: "Tiểu ban Văn kiện Đại hội XIII đã tổ chức hội nghị".
        """
        text = self.context.article.text
        organizes = next((k for k in range(i + 1, len(row)) if row[k].kind in ("ORGANIZE", "COMMA")), 0)
        after = next((m.kind for m in row[organizes + 1 :] if m.kind != "FILL"), "")
        if organizes and row[organizes].kind == "ORGANIZE" and after in TYPES and not (i and row[i - 1].kind == "AT"):
            return True
        end = next((k for k in range(i + 1, len(row)) if row[k].kind in _SPEAKS or row[k].kind in TYPES), len(row))
        begin = next((k for k in range(i - 1, -1, -1) if row[k].kind in _SPEAKS or row[k].kind == "COMMA"), 0)
        clause = [*row[begin:i], *unbracketed(row[i:end])]
        if any(m.kind == "PLANNED" and _TO_COME.match(text, m.start) for m in clause):
            return True
        if end + 1 < len(row) and row[end - 1].kind == "COMMA" and row[end].kind == "HOLDER":
            return False  # "ông A cho biết, trả lời cử tri tại buổi tiếp xúc …, ông B nói"
        says = next((k for k in range(i - 1, 0, -1) if row[k].kind in _SPEAKS), 0)
        said = any(m.kind in ("COMMA", "COLON", "QUOTE") for m in row[says:i])
        return said and any(m.kind in ("HOLDER", "POSTS") for m in row[:says]) and not rounds_off(row, i)

    def named(self, row: Sequence[Mention], i: int, n: int, span: Span | None, *, anew: bool = False) -> Happening:
        """The event that the noun `row[i]` means: one told before, or a new one."""
        type_ = TYPES[row[i].kind]
        if type_ == "meeting" and i + 1 < len(row) and body_kind(row[i + 1]) == "people-council":
            type_ = "session"  # "cuộc họp HĐND tỉnh"
        if type_ == "meeting" and i + 1 < len(row) and row[i + 1].kind == "GIVE":
            type_ = "ceremony"  # "họp mặt trao tặng Huy hiệu Đảng"
        text = self.context.article.text
        if type_ == "session" and self._in_congress and text[row[i].start : row[i].end].casefold().startswith("phiên"):
            type_ = "congress"
        known = self._known(type_, span, bare=not anew and is_bare(row, i))
        touring = known is not None and known.verb in _IN_ITS_COURSE and type_ == "conference"
        given = known is not None and known.verb == "GIVE" and type_ in _TALKED_AT
        if known is not None and (touring or given or (known.type in ("visit", "inspection") and type_ == "meeting")):
            known = self._new(type_, called(text, row, i), span or known.span, n)  # held in the course of it
        if known is None:
            known = self._new(type_, called(text, row, i), span, n)
        self.dated(known, span)
        if known.weak:
            known.type, known.weak = type_, False
        if known.verb in REPORTED and is_bare(row, i):
            known.verb = ""  # "đã họp … Tại cuộc họp, …": told by those who were there, no longer of it
        if known.type == type_ and (n == known.sentence or len(known.name.split()) <= BARE):
            known.name = max(known.name, called(text, row, i), key=len)
        self.current = known
        known.told = n
        return known

    @property
    def _in_congress(self) -> bool:
        """Whether what was told last, or the article is about, is a congress: "phiên khai mạc" is one of its."""
        return any(told is not None and told.type == "congress" for told in (self.current, self.main))

    def _known(self, type_: EventType, span: Span | None, *, bare: bool) -> Happening | None:
        alike = self._last(span, lambda h: h.type == type_ or (h.weak and type_ not in _NEVER_WEAK))
        if alike is not None:
            return alike
        if span is not None:
            return next(iter(self._of_span.get(span, ())), None) if bare else None
        known = (self.current or self.main) if bare else None
        apart = known is not None and type_ == "session" and known.type in _NO_SESSION
        return None if apart else known

    def _last(self, span: Span | None, fits: Callable[[Happening], bool]) -> Happening | None:
        """The last event of that day, or of any where none is told, that fits."""
        if span is None:
            return next((h for h in reversed(self.all) if fits(h)), None)
        told = self._of_span.get(span, [])
        alike = [happening for happening in (*told, *self._of_span.get(None, ())) if fits(happening)]
        return max(alike, key=lambda h: h.number) if alike else None

    def dated(self, happening: Happening, span: Span | None) -> None:
        """Settle the day of an event that had none."""
        if happening.span is None and span is not None:
            self._of_span[None].remove(happening)
            happening.span = span
            insort(self._of_span[span], happening, key=lambda h: h.number)

    def verbal(self, type_: EventType, row: Sequence[Mention], i: int, n: int, *, weak: bool = False) -> Happening:
        """The event that a verb alone tells: "họp", "làm việc với"."""
        span = self.day(row, i)
        verbs = ("", *_ALIKE.get(row[i].kind, (row[i].kind,)))
        known = self._last(span, lambda h: (h.type == type_ or (h.weak and weak)) and h.verb in verbs)
        if known is not None:
            self.dated(known, span)
            self.current = known
            known.told = n
            return known
        words = read("events")
        label = words[row[i].kind].get("label") or words["HAPPEN"]["label"]
        self.current = self._new(type_, str(label), span, n, weak=weak, verb=row[i].kind)
        return self.current

    def _new(
        self, type_: EventType, name: str, span: Span | None, n: int, *, weak: bool = False, verb: str = ""
    ) -> Happening:
        if span is None and n < LEAD:
            span = (self._opening or self._told_before(n)) if self.main is None else self._beside(n, verb)
        elif span is None and verb == "GIVE":
            span = self._told_before(n)
        happening = Happening(type_, name, span, n, n, weak, verb, number=len(self.all))
        self.all.append(happening)
        self._of_span[span].append(happening)
        if self.main is None and n < LEAD:
            self.main = happening
        return happening

    def _told_before(self, n: int) -> Span | None:
        """The day that a sentence right before in the paragraph tells: "… sáng 31/1 kín chỗ. Huyện ủy tổ chức …"."""
        sentences = self.context.sentences
        for k in range(n - 1, max(-1, n - _RIGHT_BEFORE), -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                return None
            span = self.days.opening(self.rows.row(k), self._same_day)
            if span is not None:
                return span
        return None

    def _beside(self, n: int, verb: str) -> Span | None:
        """The day of what the article is about, for another event told in the same paragraph, or below a picture."""
        sentences = self.context.sentences
        main = self.main
        if main is None:
            return None
        if sentences[main.sentence].paragraph != sentences[n].paragraph and verb not in ("GIVE", "GOT"):
            return None
        return main.span if main.span is not None and main.span.first == main.span.last else None

    def settle(self) -> None:
        """Date what the article is about to its month where it opened on one day and closed on a later one."""
        main = self.main
        if main is None or main.type not in _LASTING or main.span is None or main.span.first is None:
            return
        text, first, published = self.context.article.text, main.span.first, self.context.article.published
        if first != main.span.last or published == first:
            return  # only opened when the article appeared
        lasted = (text[found.start() : found.end() + _SOON] for found in LASTS.finditer(text))
        if any(" sẽ " not in words for words in lasted) or self._closed_later(text, first):
            main.span = whole_month(main.span)

    def _closed_later(self, text: str, first: dt.date) -> bool:
        """ "Phiên bế mạc ngày 20/7": whether it closed on a day soon after the one it opened on."""
        for found in _CLOSES.finditer(text):
            stretch = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
            begin = max(stretch[0], found.start() - _CLOSING)
            end = min(found.end() + _CLOSING, stretch[1] if stretch[1] >= 0 else len(text))
            for told in periods(text, begin, end, self.context.article.published):
                later = told.kind == "day" and told.first is not None and dt.timedelta(0) < told.first - first <= LONG
                if later and not self.days.ahead(Span(told.first, told.last)):
                    return True
        return False
