"""Which event a sentence tells of: the one it names, or the one the article is about; when and where it took place."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extraction.context import Context
from extraction.dates import Period, periods
from extraction.datewords import A_YEAR
from extraction.facts import Area, EventType
from extraction.families.anchor import anchor
from extraction.families.days import LASTS
from extraction.families.event_days import Span, in_year, whole_month
from extraction.families.event_rules import TYPES
from extraction.families.figures import Rows, period_of
from extraction.lexicon import read
from extraction.mentions import Mention
from extraction.text import classic

_DIGITS = re.compile(r"\d+")
LEAD = 8
"""Sentences at the beginning (title, dateline, caption, lead) that introduce what the article is about."""
_DAYS = frozenset(("day", "days", "range", "month"))
_TELLING = frozenset(("ORGANIZE", "HAPPEN", "HELD", "HELD_SESSION"))
_TAKING_PART = _TELLING | frozenset("ATTEND CHAIR CHAIRED SPEAK PRESENCE PUBLISH GIVE WORK LEADS MEETS".split())
"""Kinds one of which a sentence must have that introduces an event; the first ones wherever it stands."""
_ALIKE = {"WORK": ("WORK", "WORK_AT"), "WORK_AT": ("WORK", "WORK_AT")}
"""Verbs that tell the same event: "làm việc với", "làm việc tại"."""
_NAME_ENDS = frozenset(
    "COMMA DOT SEMI COLON LPAR RPAR BY HOLDER ATTEND CHAIR SPEAK HAPPEN PRESENCE CHAIRED WITH TODAY HAVE AGAIN"
    " TELL POSTS ORGANIZE SAMEDAY LASTING".split()
)
_NO_LAST_WORD = frozenset("OF AT DASH FILL AND FOR QUOTE ON_SIDE EACH HON ACCORDING".split())
_PURPOSE = ("để", "nhằm", "nhưng")
"""Words behind which it is told what an event is for, or what came of it; inside quotation marks they are its name."""
_DAY_AND_MONTH = 2
"""Numbers of a day without its year."""
_TRAILING = re.compile(
    r"\s+[-–]\s*(?:Ảnh|Video|Clip)\b.*$"
    r"|(?:\s+(?:vào|hôm|lúc|(?:rạng )?sáng|trưa|chiều|tối|đêm|bầu|giữa|sắp)(?: (?:nay|qua))?)+$"
)
"""What stands after the name of an event: the picture's author, the time of day, a verb of what was done."""
_NO_OPENING = ("MEETING", "CONFERENCE", "INSPECTION", "VISIT", "DIALOGUE", "PRESS")
"""Between a day and a congress: what the day is of instead."""
_TURNS = frozenset("HOLDER SPEAK SAY TELL REPORT QUOTE COLON".split())
"""Kinds after which days are told of something else."""
_BESIDE = 5
"""Mentions between the number of a document, or what is remembered, and its day."""
_BESIDE_TODAY = frozenset(("LPAR", "COMMA"))
"""Kinds between "sáng nay" and its date."""
_NEVER_WEAK = ("congress", "contest")
"""What no "họp" told before turns out to be."""
_NO_SESSION = ("ceremony", "visit", "contest")
"""What a session told by its noun alone is not: "lễ mặc niệm … Mở đầu phiên họp"."""
_LASTING = ("session", "congress", "conference")
"""What may take some days."""
_SOON = 8
"""Letters after "kỳ họp" within which "sẽ" says that it is not over."""
_CLOSES = re.compile(r"\bbế mạc\b")
_CLOSING = 40
"""Letters beside "bế mạc" within which its day may stand."""
_LONG = dt.timedelta(days=10)
"""What lasts longer is a period of work, no event."""
_DECEMBER = 12
_PLANNED_IN = (_DECEMBER, 1)
"""Months in which the work of a year is dealt out."""
_WORK_AHEAD = re.compile(
    r"(?<!việc )\b(?:triển khai|phương hướng,?|giao)\s(?:thực hiện )?(?:nhiệm vụ|kế hoạch|công tác|dự toán)\b"
    r"[^.;,]{0,90}?\bnăm ((?:19|20)\d\d)(?!\s?[-–]|\d)",
    re.I,
)
"""The work of a year as one that begins."""
_LOOKED_BACK_ON = re.compile(r"\b(?:tổng kết|sơ kết|kết quả|đánh giá|tình hình)\b[^,;.]*$", re.I)
"""Before the work of a year that is over: "tổng kết triển khai nhiệm vụ năm 2018"."""
_REVIEWED_BEFORE, _REVIEWED_AFTER = dt.timedelta(45), dt.timedelta(75)
"""How long before and after the end of a period it is reviewed."""
_MONTH_LONG, _YEAR_LONG = dt.timedelta(26), dt.timedelta(366)
"""How long a period is that is reviewed: between a month and a year."""
_RIGHT_BEFORE = 3
"""Sentences before an event that can tell its day."""
_FRESH = dt.timedelta(7)
"""How old the news of a day told somewhere in the lead may be."""
_OPENING = 5
"""Mentions within which the lead tells its day: "(LĐO) - Sáng 14-7, …"."""
_AFTER = 14
"""Mentions after an event's noun within which its date may stand."""
_BARE = 2
"""Words of a name that only tells what kind of event it is."""
_OTHERS = frozenset((*TYPES, "CITED"))
"""Kinds of nouns for other events, before whose month or year none is told for the first."""
_LONGEST_NAME = 140
"""Letters of an event's name; longer ones are cut at a space."""


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


class _Told:
    """A row, where it tells days, and what each of them is."""

    def __init__(self, row: Sequence[Mention]) -> None:
        self.row = row
        self.contest = next((i for i, m in enumerate(row) if m.kind == "CONTEST"), len(row))
        self.lasting = any(m.kind == "LASTING" for m in row)
        self.days: list[int] = []
        self.spans: dict[int, Span | None] = {}


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
        self._read = _Told(())
        self._anchor = anchor(context.article.text)

    # ---- telling of an event ---------------------------------------------------------------------------------

    def introduce(self, n: int) -> None:
        """Take in the event that sentence `n` says took place on a day."""
        row = self.rows.row(n)
        if self._opening is None and n < LEAD:
            self._opening = self._opening_day(row)
        told = any(m.kind in (_TAKING_PART if n < LEAD else _TELLING) for m in row)
        for i in range(len(row)):
            if not self.is_noun(row, i):
                continue
            talks = row[i].kind == "DIALOGUE" and i + 1 < len(row) and row[i + 1].kind == "WITH"
            if not (told or talks or (n < LEAD and i and row[i - 1].kind == "AT")):
                continue
            span = self.day(row, i)
            if span is not None and not self.ahead(span):
                self.named(row, i, n, span)
                return

    def _opening_day(self, row: Sequence[Mention]) -> Span | None:
        """The day that the lead begins with, or the only one it tells, shortly before the article appears."""
        day = next((k for k in range(min(_OPENING, len(row))) if self._is_day(row, k)), None)
        if day is not None:
            return self._span(row, day)
        days = [k for k in range(len(row)) if self._is_day(row, k)]
        span = self._span(row, days[0]) if len(days) == 1 else None
        published = self.context.article.published
        if span is None or span.first is None or published is None:
            return None
        return span if dt.timedelta() <= published - span.first <= _FRESH else None

    def named(self, row: Sequence[Mention], i: int, n: int, span: Span | None, *, anew: bool = False) -> Happening:
        """The event that the noun `row[i]` means: one told before, or a new one."""
        type_ = TYPES[row[i].kind]
        text = self.context.article.text
        if type_ == "session" and self._in_congress and text[row[i].start : row[i].end].casefold().startswith("phiên"):
            type_ = "congress"
        known = self._known(type_, span, bare=not anew and self._bare(row, i))
        touring = known is not None and known.verb in ("VISITS", "INSPECTS") and type_ == "conference"
        if known is not None and (touring or (known.type in ("visit", "inspection") and type_ == "meeting")):
            known = self._new(type_, self._name(row, i), span or known.span, n)  # held in the course of it
        if known is None:
            known = self._new(type_, self._name(row, i), span, n)
        self._date(known, span)
        if known.weak:
            known.type, known.weak = type_, False
        if known.type == type_ and (n == known.sentence or len(known.name.split()) <= _BARE):
            known.name = max(known.name, self._name(row, i), key=len)
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

    def _date(self, happening: Happening, span: Span | None) -> None:
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
            self._date(known, span)
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
            span = self._opening_day(self.rows.row(k))
            if span is not None:
                return span
        return None

    def _beside(self, n: int, verb: str) -> Span | None:
        """The day of what the article is about, for another event told in the same paragraph, or below a picture."""
        sentences = self.context.sentences
        main = self.main
        if main is None or (sentences[main.sentence].paragraph != sentences[n].paragraph and verb != "GIVE"):
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
                later = told.kind == "day" and told.first is not None and dt.timedelta(0) < told.first - first <= _LONG
                if later and not self.ahead(Span(told.first, told.last)):
                    return True
        return False

    # ---- words -----------------------------------------------------------------------------------------------

    @staticmethod
    def is_noun(row: Sequence[Mention], i: int) -> bool:
        """Whether a noun that means one event stands at `i`."""
        if row[i].kind == "CONFERENCE" and i + 1 < len(row) and row[i + 1].kind == "DIALOGUE":
            return False  # "hội nghị trực tuyến đối thoại với thanh niên"
        return row[i].kind in TYPES and not (i and row[i - 1].kind in ("EACH", "NUMBER"))

    @staticmethod
    def _bare(row: Sequence[Mention], i: int) -> bool:
        """The noun alone, for an event told before: "tại hội nghị", "buổi lễ"."""
        after = row[i + 1].kind if i + 1 < len(row) else "DOT"
        return after in _NAME_ENDS or after in ("HAVE", "AGAIN", "AND", "HON", "FILL", "POSTS", "ORG")

    def _name(self, row: Sequence[Mention], i: int) -> str:
        """How the article calls it, up to a date, a person, what it is for or the end of the phrase."""
        text, last, closed = self.context.article.text, i, i
        for k in range(i + 1, len(row)):
            if k <= closed:
                continue
            mention = row[k]
            if mention.kind == "QUOTE":
                closed = max(closed, self._closing(row, i, k))
            day = mention.kind == "PERIOD" and period_of(mention).kind in ("day", "days", "range")
            purpose = mention.kind == "OTHER" and text[mention.start : mention.end] in _PURPOSE
            where = mention.kind == "AT" and row[k - 1].kind == "QUOTE"
            if mention.kind in _NAME_ENDS or day or purpose or where or mention.end - row[i].start > _LONGEST_NAME:
                break
            last = max(k, closed)
        if row[last].kind == "STAFF" and last + 1 < len(row) and row[last + 1].kind == "HOLDER":
            last -= 1  # "… cán bộ Nguyễn Văn An"
        while last > closed and row[last].kind in _NO_LAST_WORD:
            last -= 1
        name = _TRAILING.sub("", classic(" ".join(text[row[i].start : row[last].end].split())))
        return name[:1].upper() + name[1:]

    @staticmethod
    def _closing(row: Sequence[Mention], i: int, k: int) -> int:
        """Where the quotation marks opened at `k` close within a name of the event at `i`, 0 where they do not."""
        for j in range(k + 1, len(row)):
            if row[j].end - row[i].start > _LONGEST_NAME:
                break
            if row[j].kind == "QUOTE":
                return j
        return 0

    # ---- days ------------------------------------------------------------------------------------------------

    def day(self, row: Sequence[Mention], i: int) -> Span | None:
        """The day or days told for `row[i]`: the nearest before it, else one shortly after; None where none is told."""
        end = min(i + _AFTER, len(row))
        end = next((k for k in range(i + 1, end) if row[k].kind in _TURNS), end)
        told = self._told(row)
        at = bisect_left(told.days, i)
        after = at + (at < len(told.days) and told.days[at] == i)
        near = (*reversed(told.days[:at]), *told.days[after : bisect_left(told.days, end)])
        for vague in (False, True):
            for k in near:
                if self._vague(row[k]) != vague or (vague and any(m.kind in _OTHERS for m in row[i + 1 : k])):
                    continue  # "hội nghị bầu đoàn dự Đại hội … vào tháng 9/2019"
                span = self._span_of(told, k)
                if span is not None:
                    return whole_month(span) if told.lasting else span
        return None

    def _told(self, row: Sequence[Mention]) -> _Told:
        """The days of a row, read once."""
        if self._read.row is not row:
            self._read = _Told(row)
            self._read.days = [k for k in range(len(row)) if self._is_day(row, k)]
        return self._read

    def _span_of(self, told: _Told, k: int) -> Span | None:
        if told.row[k].kind == "SAMEDAY":
            return self._span(told.row, k)
        if k not in told.spans:
            told.spans[k] = self._span(told.row, k)
        return told.spans[k]

    @staticmethod
    def _vague(mention: Mention) -> bool:
        """Whether only the month or the year is told."""
        return mention.kind == "PERIOD" and period_of(mention).kind in ("month", "year")

    def _is_day(self, row: Sequence[Mention], k: int) -> bool:
        """Whether a day is told that is neither a document's nor one remembered."""
        if row[k].kind in ("TODAY", "YESTERDAY", "SAMEDAY"):
            return True
        if row[k].kind != "PERIOD" or self._of_another(row, k):
            return False
        period = period_of(row[k])
        if period.compared or (period.kind == "year" and self._contest(row) >= k):
            return False
        if period.kind == "range" and (
            period.first is None or period.last is None or period.last - period.first > _LONG
        ):
            return False
        return period.kind in _DAYS or period.kind == "year"

    def _contest(self, row: Sequence[Mention]) -> int:
        """Where a row names its first contest."""
        return self._told(row).contest

    @staticmethod
    def _of_another(row: Sequence[Mention], k: int) -> bool:
        """ "Kế hoạch số 15-KH/TU ngày 3/2", "Ngày thành lập Đảng (3/2)": no comma parts it from what it dates."""
        for mention in reversed(row[max(0, k - _BESIDE) : k]):
            if mention.kind in ("DOCNO", "SINCE"):
                return True
            if mention.kind in ("COMMA", "SEMI"):
                return False
        return False

    def _span(self, row: Sequence[Mention], k: int) -> Span | None:
        mention = row[k]
        published = self.context.article.published
        text = self.context.article.text
        if mention.kind == "SAMEDAY":
            return self.current.span if self.current is not None else None
        if mention.kind in ("TODAY", "YESTERDAY"):
            beside = next((j for j in range(k + 1, min(k + _BESIDE, len(row))) if row[j].kind not in _BESIDE_TODAY), k)
            if row[beside].kind == "PERIOD" and period_of(row[beside]).kind == "day":
                return self._span(row, beside)  # "sáng nay (2/12)"
            day = published - dt.timedelta(days=mention.kind == "YESTERDAY") if published is not None else None
            return Span(day, day, mention.kind if day is None else "")
        period = period_of(mention)
        yearless = published is None and not A_YEAR.search(text, mention.start, mention.end)
        if yearless or period.first is None or period.last is None:
            known = period.kind in ("day", "days", "month", "range")
            numbers = _DIGITS.findall(text[mention.start : mention.end])
            if not known:
                return None
            return self._of_term(row, k, numbers) or self._fixed(row, period) or Span(None, None, "-".join(numbers))
        span = Span(period.first, period.last)
        return whole_month(span) if period.kind in ("days", "range") and span.first != span.last else span

    def _of_term(self, row: Sequence[Mention], k: int, numbers: Sequence[str]) -> Span | None:
        """The day of a congress, or of a first session, that tells its term: "Sáng 28-6, … nhiệm kỳ 2019 - 2024"."""
        opens = [i for i, m in enumerate(row) if m.kind in ("CONGRESS", "FIRST")]
        if len(numbers) != _DAY_AND_MONTH or not opens:
            return None
        if any(row[i].kind in _NO_OPENING and i + 1 not in opens for i in range(k, opens[-1])):
            return None  # "Ngày 15/2, tại cuộc họp …, ông A nói, năm đầu tiên thực hiện nghị quyết đại hội …"
        terms = [period_of(m).first for m in row if m.kind == "PERIOD" and period_of(m).kind in ("term", "span")]
        year = terms[0].year if terms and terms[0] is not None else self._anchor.turn
        if year is None:
            return None
        try:
            day = dt.date(year, int(numbers[1]), int(numbers[0]))
        except ValueError:
            return None
        return Span(day, day)

    def _fixed(self, row: Sequence[Mention], period: Period) -> Span | None:
        """The days with the year that another date of the text gives them, or the period reviewed on them."""
        if period.kind not in ("day", "days", "range") or period.first is None or period.last is None:
            return None
        days = period.first, period.last
        fixed = self._planning(row, *days) or self._anchor.fixes(*days) or self._reviewing(row, *days)
        if fixed is None:
            return None
        return whole_month(Span(*fixed)) if period.kind != "day" and fixed[0] != fixed[1] else Span(*fixed)

    def _planning(self, row: Sequence[Mention], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """ "Sáng 2-1, … hội nghị triển khai kế hoạch năm 2018": dealt out around the beginning of the year."""
        text = self.context.article.text
        if first.month not in _PLANNED_IN or not any(m.kind == "CONFERENCE" for m in row):
            return None
        begin, end = row[0].start, row[-1].end
        told = _WORK_AHEAD.finditer(text, begin, end)
        years = {int(t[1]) for t in told if not _LOOKED_BACK_ON.search(text, begin, t.start())}
        if len(years) != 1:
            return None
        begun = in_year(first, years.pop() - (first.month == _DECEMBER))
        return (begun, begun + (last - first)) if begun is not None else None

    def _reviewing(self, row: Sequence[Mention], first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """ "Sáng 16-1, … tổng kết công tác năm 2018": a year, half or quarter is reviewed around its end."""
        if not any(m.kind in ("REVIEW", "CONFERENCE") for m in row):
            return None
        for mention in row:
            told = period_of(mention) if mention.kind == "PERIOD" else None
            over = told.last if told is not None else None
            if told is None or told.first is None or over is None or not _MONTH_LONG < over - told.first < _YEAR_LONG:
                continue
            if not A_YEAR.search(self.context.article.text, mention.start, mention.end):
                continue
            for year in (over.year, over.year + 1):
                begun = in_year(first, year)
                if begun is not None and over - _REVIEWED_BEFORE <= begun <= over + _REVIEWED_AFTER:
                    return begun, begun + (last - first)
        return None

    def ahead(self, span: Span | None) -> bool:
        """Whether a day is still to come when the article appears."""
        published = self.context.article.published
        first = span.first if span is not None else None
        return published is not None and first is not None and first > published
