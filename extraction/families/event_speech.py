"""Whether what somebody says in an article was said at the event that it tells of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from extraction.context import Context
from extraction.families.event_names import BARE
from extraction.families.event_rules import TYPES
from extraction.families.figures import Rows, period_of
from extraction.families.happenings import INTRODUCTION, REPORTED, Happening, Happenings
from extraction.grammar import Found
from extraction.mentions import Mention, body_kind
from extraction.vocabulary import asked

_SAID_THERE = frozenset(("speech-of", "opens-with-speech"))
"""Rules whose own words say that somebody speaks at an event, whoever else is told of."""
_NAMES_EVENT = frozenset(("said-at", "tells-at", "told-so-at"))
"""Rules that name the event somebody speaks at: a case may be what is spoken of."""
ALOUD = frozenset(("says", "tells", "responds"))
"""Rules that only tell that somebody says something."""
_ELSEWHERE = frozenset(("PRESS", "PAPER", "NET", "COURT"))
"""Kinds of words for what is said elsewhere."""
_PAPERS = frozenset(("PAPER", "NET"))
"""Those of them that mean no event for the press."""
_FOR_PRESS = re.compile(r"\bhọp báo\b|\bbáo chí\b|\bbáo giới\b", re.I)
"""In the name of an event at which reporters ask."""
_PAPER_SAYS = re.compile(
    r"(?:kết luận|báo cáo|thông báo|văn bản|công văn)\b[^,;.]{0,20}?\b(?:nêu|chỉ) rõ\b"
    r"|(?:kết luận|báo cáo) (?:nêu|cho)\b",
    re.I,
)
"""What stands in a paper: "Kết luận nêu rõ, ông A …"."""
_QUOTED = re.compile(
    r"\b(?:mà|như)\s+(?:lời )?$"
    r"|\b(?:con gái|con trai|con dâu|con rể|vợ|chồng|cháu nội|cháu ngoại)(?: của)?(?: nhà \w+ \w+)? $",
    re.I,
)
"""Before whom somebody else cites, or whose kin speaks: "như ông A đã nói", "cụ B, con gái nhà văn C, kể"."""
_TALKS = frozenset(("meeting", "conference", "session", "dialogue", "congress"))
"""Events at which people say what they think."""
_DONE_THERE = frozenset(
    "HELD HELD_SESSION WORK WORK_AT RECEIVE VISITS INSPECTS MEETS GREET CHAIR SPEAK ATTEND ORGANIZE HAPPEN".split()
)
"""Kinds of verbs that tell an event, or what is done at one."""
_WHEN = re.compile(r"khi\b", re.I)
_WHO = frozenset(("HOLDER", "POSTS"))
_SAYS = frozenset(("SAY", "TELL", "HOLDS"))
"""Kinds behind which events are only spoken of: "ông A cho biết kỳ họp …"."""
_INSPECTS = "inspection-committee"
"""Whose sessions on misdeeds are told by their results."""
_OPENING = 4
"""Mentions a sentence may begin with before it says that something is said at an event."""
_DATED = 5
"""Mentions within which a sentence tells the day it begins with."""
_BESIDE = 4
"""Mentions after a verb of speech within which it is told to whom somebody speaks."""
_CITING = 32
"""Letters before a person in which it is told that it is somebody else who speaks."""
_JUST = 4
"""Sentences after an event is named in which somebody answers at it."""
_PARAGRAPH = 12
"""Sentences of a paragraph; the longest speeches told at a meeting have some ten."""
_CASE, _WRONGS = 2, 4
"""Sentences with words of the courts, or of misdeeds, that make an article one about a case."""


def _undated(row: Sequence[Mention]) -> Sequence[Mention]:
    """A sentence without the day that it begins with: "Chiều 8/12, tại kỳ họp …"."""
    for i in range(min(_DATED, len(row))):
        if row[i].kind in ("PERIOD", "TODAY", "YESTERDAY") and i + 1 < len(row) and row[i + 1].kind == "COMMA":
            return row[i + 2 :]
        if row[i].kind in ("HOLDER", "POSTS", "TELL", "SAY", "SPEAK"):
            return row
    return row


def _on_its_own_day(row: Sequence[Mention], who: int) -> bool:
    """ "Ngày 27/12, ông A cho biết": a sentence that tells when something was said, and of no event."""
    for i in range(min(_DATED, who)):
        day = row[i].kind == "PERIOD" and period_of(row[i]).kind in ("day", "days", "month")
        if day or row[i].kind in ("TODAY", "YESTERDAY", "SAMEDAY"):
            return not any(m.kind in TYPES or m.kind in _DONE_THERE for m in row[:who])
    return False


def _around(found: Found, who: int) -> frozenset[str]:
    """The kinds of words that tell where somebody speaks, and to whom: not of those that are said."""
    row, end = found.mentions, found.match.end("act")
    begin = quoted_up_to(row, who)
    quotes = [i for i in range(begin, who) if row[i].kind == "QUOTE"] if not begin else []
    inside = {i for a, b in pairwise(quotes) for i in range(a, b)}
    near = [row[i].kind for i in range(begin, end) if i not in inside]
    return frozenset((*near, *(m.kind for m in row[end : end + _BESIDE] if m.kind != "COURT")))


def _cited(row: Sequence[Mention], who: int) -> bool:
    """Whether it is somebody else who tells what a person said: "… ông A đã nói nhiều lần", ông B cho biết"."""
    for k in range(who + 1, len(row)):
        if row[k].kind != "QUOTE":
            continue
        after = [m.kind for m in row[k + 1 : k + _BESIDE] if m.kind not in ("COMMA", "DASH", "FILL")]
        if after[:1] == ["HOLDER"] and after[1:] and after[1] in _SAYS:
            return True
    return False


def quoted_up_to(row: Sequence[Mention], who: int) -> int:
    """Where the words end that are told before who says them: "… đã kỷ luật", ông A nói"; 0 where none are."""
    quotes = [i for i in range(who) if row[i].kind == "QUOTE"]
    return quotes[-1] if len(quotes) % 2 or (quotes and who - quotes[-1] <= _BESIDE and quotes[0] == 0) else 0


class Speeches:
    """What is said at the events of one article."""

    def __init__(self, context: Context, rows: Rows, happenings: Happenings) -> None:
        self.context = context
        self.rows = rows
        self.happenings = happenings

    def elsewhere(self, found: Found, who: int, n: int, *, present: bool) -> bool:
        """Whether what a match tells as said was not said at an event, as far as one can know."""
        name, act, row = found.rule.name, found["act"][0], found.mentions
        if name in ALOUD and _cited(row, who):
            return True
        where, outside = _around(found, who), self._outside(n)
        if name not in _SAID_THERE and where & outside - ({"COURT"} if name in _NAMES_EVENT else frozenset()):
            return True
        if name in _SAID_THERE and any(m.kind in outside for m in row[found.first : found.last]):
            return True  # "Trả lời câu hỏi của phóng viên, ông A …"
        if name == "speech-of" and _PAPER_SAYS.match(self.context.article.text, act.start):
            return True
        if act.kind == "ANSWER" and not self._on_a_day:
            return True
        if name in ALOUD and _on_its_own_day(row, who):
            return True
        if name == "tells":
            spoken = self._talked(n) or (present and self._beheld(n))
            return not (self.at_event(n) or (spoken and self._speaks_up(found, who)))
        if name == "responds" and act.kind == "TELL":
            return not (self.at_event(n) or self._just_told(n) or self._at_dialogue)
        return False

    def to_press(self, found: Found, who: int, n: int) -> bool:
        """Whether somebody speaks to reporters, or in a paper."""
        return bool(_around(found, who) & (self._outside(n) - {"COURT", "NET"}))

    def _outside(self, n: int) -> frozenset[str]:
        """The kinds of words for what is said elsewhere than at the event told last, or in sentence `n`."""
        current = self.happenings.current
        row = self.rows.row(n)
        told = current is not None and _FOR_PRESS.search(current.name) is not None
        for_press = told or any(
            m.kind in TYPES and _FOR_PRESS.search(self.context.article.text, m.start, row[min(i + 2, len(row) - 1)].end)
            for i, m in enumerate(row)
        )
        return _PAPERS if for_press else _ELSEWHERE

    @cached_property
    def _of_wrongs(self) -> bool:
        """Whether the article tells of a case or of misdeeds: what somebody ordered there was ordered long before."""
        told = [self.context.words(n).told for n in range(len(self.context.sentences))]
        least = (("COURT", _CASE), ("FAULT", _WRONGS))
        return any(sum(words & asked("events", kind) != 0 for words in told) >= count for kind, count in least)

    @property
    def _on_a_day(self) -> bool:
        """Whether the article is about an event on a day, and not about misdeeds."""
        main = self.happenings.main
        return main is not None and main.span is not None and not self._of_wrongs

    @property
    def _at_dialogue(self) -> bool:
        """Whether the article is about a dialogue on a day: who answers there answers those who came to it."""
        main = self.happenings.main
        return main is not None and main.type == "dialogue" and self._on_a_day

    def there(self, n: int) -> bool:
        """Whether what somebody demands in sentence `n` is demanded at the event the article is about."""
        main, current = self.happenings.main, self.happenings.current
        if current is not None and current.span is not None and self.first(n) <= current.sentence <= n:
            return not self._of_wrongs  # told in this paragraph
        if main is None:
            return False
        return self.at_event(n) or (_known(main) and not self._of_wrongs)

    def _talked(self, n: int) -> bool:
        """Whether the article begins with a talk that it dates or names, and goes on with it."""
        current = self.happenings.current
        if current is None or current.type not in _TALKS or current.verb in REPORTED:
            return False
        inspected = self._of_wrongs and any(body_kind(m) == _INSPECTS for m in self.rows.row(current.sentence))
        return not (current.type == "session" and inspected) and self._goes_on(n)

    def _beheld(self, n: int) -> bool:
        """Whether it begins with an event of another kind, and goes on with it: those who were there may speak."""
        current = self.happenings.current
        return current is not None and current.type not in _TALKS and self._goes_on(n)

    def _goes_on(self, n: int) -> bool:
        """Whether sentence `n` goes on with the event the article begins with."""
        main, current = self.happenings.main, self.happenings.current
        if main is None or current is None or main.sentence >= INTRODUCTION or current.span != main.span:
            return False
        return _known(main) and not self._asked(n)

    def _speaks_up(self, found: Found, who: int) -> bool:
        """Whether only a title stands between a person and the verb: not "… của ông A thu hút nhiều người, nêu …"."""
        before = found.mentions[who - 1] if who else None
        text = self.context.article.text
        start = found.mentions[who].start
        cited = _QUOTED.search(text[max(0, start - _CITING) : start])
        if before is not None and (before.kind == "OF" or cited):
            return False
        after = next((m.kind for m in found.mentions[who + 1 :] if m.kind != "FILL"), "")
        return after not in ("OTHER", "RPAR")

    def _asked(self, n: int) -> bool:
        """Whether somebody speaks to reporters since the talk was named last."""
        current = self.happenings.current
        since = range(current.told if current is not None else 0, n)
        kinds = asked("events", *(self._outside(n) - {"COURT"}))
        return any(self.context.words(k).told & kinds for k in since)

    def _just_told(self, n: int) -> bool:
        """Whether the event was named a few sentences before."""
        current = self.happenings.current
        return current is not None and n - current.told <= _JUST

    def at_event(self, n: int) -> bool:
        """Whether sentence `n`, or the first one of its paragraph, begins with words at an event."""
        return any(self._opens(_undated(self.rows.row(k))[:_OPENING]) for k in (self.first(n), n))

    def first(self, n: int) -> int:
        """The first sentence of the paragraph of sentence `n`."""
        sentences = self.context.sentences
        first = n
        while first > max(0, n - _PARAGRAPH) and sentences[first - 1].paragraph == sentences[n].paragraph:
            first -= 1
        return first

    def _where(self, row: Sequence[Mention], i: int) -> bool:
        """Whether the noun at `i` tells where it goes on: "Tại hội nghị, …", but not "Về việc tổ chức hội nghị, …"."""
        kinds, before = {m.kind for m in row[:i]}, row[i - 1]
        if "QUOTE" in kinds or before.kind in ("COMMA", "SEMI"):
            return False
        when = _WHEN.match(self.context.article.text, before.start) is not None
        return before.kind not in ("OTHER", "EACH", "NUMBER") or when or bool(kinds & {"AT", "OPENS"})

    def _opens(self, row: Sequence[Mention]) -> bool:
        """ "Phát biểu …", "Tại hội nghị …", "Chủ trì buổi lễ …", "Mở đầu, …": not "Đại hội dự kiến bầu …"."""
        if [m.kind for m in row[:2]] in (["OPENS", "COMMA"], ["TELL", "COMMA"]):
            return self._on_a_day if row[0].kind == "OPENS" else self._at_dialogue
        told = [m.kind in _WHO for m in row]
        says = next((i for i, m in enumerate(row) if m.kind in _SAYS and any(told[:i])), len(row))
        return any(
            m.kind == "SPEAK"
            or (m.kind == "ANSWER" and self._on_a_day)
            or (m.kind in TYPES and 0 < i < says and self._where(row, i))
            for i, m in enumerate(row)
        )


def _known(event: Happening) -> bool:
    """Whether an event is dated or named: of others one cannot know what belongs to them."""
    return event.span is not None or (not event.verb and len(event.name.split()) > BARE)
