"""Which day something happened: the day its sentence tells, the paragraph's, or the one the article begins with."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

from extraction.context import Context
from extraction.dates import Period, month_of
from extraction.datewords import A_YEAR
from extraction.families.acts import LATER_ON
from extraction.families.in_force import InForce, in_force
from extraction.families.since_days import AFTER, CAUSE, RETIRES, SinceDays
from extraction.families.told_days import DAYS, FRESH, STAMP, Span
from extraction.mentions import AreaRef, walk
from ontology.places import gazetteer

_LEAD = 5
"""Sentences at the beginning that may tell the day of what an article reports."""
_LIFE = 2
"""Sentences before one that may tell the days of a life."""
_NEAR = 4
"""Sentences before one that may tell the day of what happened in its province."""
_STAMPED = re.compile(
    r"\bGMT\b|\b(?:cập nhật|đăng|xuất bản)\b[\s,:-]*(?:lúc\s*)?\d|thứ \w+,[^.;]{0,24}\d{1,2}[:h]\d\d"
    r"|\b(?:cỡ chữ|lượt xem|lượt đọc|in trang|bản in)\b",
    re.I,
)
"""Words of a line that says when the article appeared, however long it is."""
_RETIRED = re.compile(r"\bđã (?:được )?nghỉ\b", re.I)
"""Words whose own day was before the dismissal that is made good: "… đối với ông A, đã nghỉ hưu từ ngày 1/1"."""
_ITS_OWN = re.compile(r"\s*(?:vào\s+)?(?:hồi|hôm)\s+(?:(?:đầu|giữa|cuối|ngày)\s+)*", re.I)
"""Between what is told and its own day, whatever other day its sentence begins with: "bị khiển trách hồi tháng 5"."""
_LEAVES = re.compile(
    r"(?:[^\W\d]+ ){0,4}[\d/.-]*\d(?: năm \d{4})? (?:mới |thì |thì mới )?(?:được )?(?:thôi|nghỉ|về)\b",
    re.I,
)
"""The day on which a post was left that is told with it: "bầu ông làm Chủ tịch …, đến năm 2006 mới thôi"."""
_HANDED = re.compile(
    r"\b(?:trao|công bố)\b[^.;]{0,40}\bquyết định\b"
    r"|^\W*(?:các )?quyết định\b[^.;\d]{0,40}\b(?:ký|ban hành|công bố)\b"
    r"(?= (?:vào )?(?:sáng |chiều |hôm )?(?:ngày )?\d)",
    re.I,
)
_SIGNS = re.compile(
    r"\b(?:ban hành|ký|có|ra)\b(?: [^\W\d]+){0,3} (?:quyết định|nghị quyết)\b"
    r"|\btại quyết định số\b|\bquyết định số \S*-TTg\b",
    re.I,
)
_SIGNED_TOO = re.compile(r"\bquyết định số \S+,? (?:ký |ban hành )?cùng ngày\b", re.I)
"""A decision of the same day as the one told before."""
_BY_DECISION = re.compile(r"\W*theo (?:các )?quyết định\b", re.I)
_A_DECISION = re.compile(r"\bquyết định số\b[^.;,]*$", re.I)
_EARLIER = re.compile(r"\W*(?:trước đó|trước đây)\b", re.I)
"""How a sentence begins that tells of what came before the day reported."""
_SAME_DAY_TOO = re.compile(r"\b(?:cùng ngày|kỳ họp|phiên họp|phiên làm việc|đại hội|hội nghị)\b", re.I)
_BESIDES = re.compile(r"\W*(?:đồng thời|cùng với đó|ngoài ra|bên cạnh đó)\b", re.I)
_AT_IT = re.compile(r"\W*(?:cũng |ngay )?tại (?:đây|(?:hội nghị|kỳ họp|đại hội|buổi|lễ|phiên họp)\b)", re.I)
"""How a paragraph goes on with the event that it begins with, however long ago that was."""
_AT_THIS = re.compile(r"\btại (?:cuộc họp|buổi họp|kỳ họp|phiên họp|hội nghị|đại hội) (?:này|đó|nói trên)\b", re.I)
_SAME_DAY = re.compile(r"\W*(?:cũng )?(?:(?:sáng |chiều |tối |trong )?cùng ngày|cùng buổi (?:sáng|chiều|tối))\b", re.I)
_SAME_EVENT = re.compile(
    r"\W*(?:(?:cũng|ngay) )?(?:tại|trong|sau|kết thúc) (?:hội nghị|kỳ họp|đại hội|buổi|lễ|phiên|cuộc họp)\b"
    r"|\W*(?:cũng )?(?:nhân )?dịp này\b|\W*theo đó\b"
    r"|[^,;.:\n]{3,40} cũng (?:đã )?(?:ký|phê chuẩn|quyết định|ban hành|bổ nhiệm|điều động|bầu|miễn nhiệm|chỉ định)\b",
    re.I,
)
"""How a paragraph goes on with the day, or the event, told before."""
_BEFORE = 12
"""Sentences before one that may tell the day of the event it goes on with."""
_SOME_DAYS = r"(?:gần |hơn )?(?:hai|ba|bốn|0?[2-5](?:,5)?) ngày(?: rưỡi)?"
LASTS = re.compile(
    rf"\b(?:sau|qua) {_SOME_DAYS} (?:làm việc|diễn ra|họp)[^.;\n]{{0,60}}\b(?:kỳ họp|đại hội)\b"
    rf"|\b(?:kỳ họp|đại hội)\b[^.;\n]{{0,80}}\bdiễn ra trong {_SOME_DAYS}\b",
    re.I,
)
_LAST_SESSION = re.compile(r"\btại phiên bế mạc (?:của )?đại hội\b", re.I)
"""The day of a congress on which it was not over before: what it had decided may be of the days before."""
_ITEM = re.compile(r"\n\s*(?:\d{1,2}[.)]\s|[-•*+–]\s)")
"""Where an item of a list begins."""
_AFTERWARDS = re.compile(
    r"\b(?:sau đó|tiếp đó|ít lâu sau|về sau)(?:,? (?:ông|bà|đồng chí))?,? (?:lại |tiếp tục )?(?:được|bị|về|làm|giữ)\b",
    re.I,
)
"""Between a day and an act that came some day after it."""
_STAR = re.compile(r"\s*[*•]")
_ROUND_UP = re.compile(r"^\s*[*•]", re.M)
"""What the items of a round-up begin with."""


class Days(SinceDays):
    """Settles the days of one article."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._before: dict[int, Span | None] = {}
        self._places: dict[int, frozenset[str]] = {}

    def of(self, n: int, start: int, end: int, *, past: bool, province: str = "") -> Span | None:
        """When what `text[start:end]` of sentence `n` says came true; `past` where that is not what is reported.

        `province` is where it came true, as a gazetteer id: what begins the article may be told of another.
        """
        told = self._told.of(n)
        since = self.since(n, start, end)
        if since is not None:
            return since
        past = past or self._beforehand(n)
        force = self._in_force if not past and self._announced(n, end) else None
        if force is not None and (days := force.of(self.context.article.text[start:end])) is not None:
            return days
        points = [(period, span) for period, span in told if period.kind != "since"]
        inside = [span for period, span in points if start <= period.start < end]
        earlier = [(p, s) for p, s in points if p.end <= start and not self._of_item(n, p.start, start)]
        before = [span for _, span in sorted(earlier, key=lambda told: told[0].start)]
        text = self.context.article.text
        if past and before and _AFTERWARDS.search(text, points[0][0].end, end):
            before = []  # "Tháng 5-2010, ông được luân chuyển …, sau đó được bầu làm …"
        told_after = [(p, s) for p, s in points if 0 <= p.start - end < AFTER and not self._apart(n, end, p.start)]
        told_after = [
            (p, s) for p, s in told_after if not (_LEAVES.match(text, p.start) or CAUSE.search(text, end, p.start))
        ]
        after = [s for p, s in told_after if not RETIRES.search(text, end, p.start)]
        own = [s for p, s in told_after if _ITS_OWN.fullmatch(text, end, p.start)]
        for spans in (inside, own, before[::-1], after):
            if spans:
                return spans[0]
        at_this = self._at_this(n, start, end)
        if at_this is not None:
            return at_this
        held = None if past else self._held(n)
        if held is not None or past or self._in_a_life(n):
            return held
        day = self._paragraph(n) or self._handed(n) or self._signed(n, start) or self._goes_on(n, _SAME_DAY)
        if day is not None:
            return day
        day = self._of_place(n, province) or self._lead_of(n, province) or self._goes_on(n, _SAME_EVENT)
        if day is not None:
            return month_of(day[0]) if self._lasts and day[0] == day[1] else day
        holds = [(p, s) for p, s in self._since_after(n, end) if not _RETIRED.search(text, end, p.start)]
        return next((s for p, s in holds if not self._names(n, end, p.start)), None) or self._by_decision(n)

    def _beforehand(self, n: int) -> bool:
        """Whether sentence `n` tells of another day than what is reported: "Trước đó, …", or goes on with that."""
        text, sentences = self.context.article.text, self.context.sentences
        for k in range(n, max(-1, n - 1 - _LIFE), -1):
            span = sentences[k].span
            if _EARLIER.match(text, *span) or LATER_ON.match(text, *span):
                return _SAME_DAY_TOO.search(text, *span) is None
            if not (_BESIDES.match(text, *span) if k == n else not self._told.news(k)):
                return False
        return False

    def _handed(self, n: int) -> Span | None:
        """The day on which the next sentence says that the decision was handed over or announced."""
        sentences = self.context.sentences
        if n + 1 == len(sentences) or sentences[n + 1].paragraph != sentences[n].paragraph:
            return None
        span = sentences[n + 1].span
        if not _HANDED.search(self.context.article.text[span.start : span.end]):
            return None
        return next(iter(self._told.news(n + 1)), None)

    def _signed(self, n: int, start: int) -> Span | None:
        """The day of the decision that does it: "Thủ tướng ban hành Quyết định số … ngày 12/3/2024 phê chuẩn …"."""
        text, first = self.context.article.text, self.context.sentences[n].span.start
        for period, days in self._told.documents(n):
            near = 0 <= start - period.end < AFTER and not self._apart(n, period.end, start)
            if near and _SIGNS.search(text, max(first, period.start - 2 * AFTER), period.start):
                return days
        same = _SIGNED_TOO.search(text, first, start)
        before = range(n - 1, max(-1, n - 1 - _NEAR), -1) if same is not None else ()
        return next((days for k in before for _, days in self._told.documents(k)[-1:]), None)

    def _by_decision(self, n: int) -> Span | None:
        """ "… Quyết định số 1 ngày 3/2 cho ông A. Theo quyết định, …": the day of the one that was told before."""
        text, sentences = self.context.article.text, self.context.sentences
        if n == 0 or sentences[n - 1].paragraph != sentences[n].paragraph:
            return None
        if _BY_DECISION.match(text, sentences[n].span.start) is None:
            return None
        start = sentences[n - 1].span.start
        told = [days for p, days in self._told.documents(n - 1) if _A_DECISION.search(text, start, p.start)]
        return told[0] if len(told) == 1 else None

    def _goes_on(self, n: int, words: re.Pattern[str]) -> Span | None:
        """The last day told before, where the paragraph up to sentence `n` goes on with it: "Cũng tại hội nghị, …"."""
        text, sentences = self.context.article.text, self.context.sentences
        k = n
        while not words.match(text, sentences[k].span.start, sentences[k].span.end):
            k -= 1
            if k < max(0, n - _NEAR) or sentences[k].paragraph != sentences[n].paragraph:
                return None
        for i in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            days = [span for period, span in self._told.of(i) if self._told.fresh(period) and self._told.over(period)]
            if days:
                return days[-1]
        return None

    def _at_this(self, n: int, start: int, end: int) -> Span | None:
        """ "… cũng bị khiển trách tại cuộc họp này": the last day that its paragraph has told, however long ago."""
        text, sentences = self.context.article.text, self.context.sentences
        if _AT_THIS.search(text, start, min(sentences[n].span.end, end + AFTER)) is None:
            return None
        for k in range(n - 1, self.context.paragraph_start(n) - 1, -1):
            days = [span for period, span in self._told.of(k) if period.kind in DAYS and self._told.over(period)]
            if days:
                return days[-1]
        return None

    def _held(self, n: int) -> Span | None:
        """The day that the paragraph begins with, where sentence `n` goes on with what was held then."""
        text, sentences = self.context.article.text, self.context.sentences
        first = self.context.paragraph_start(n)
        if first == n or not _AT_IT.match(text, sentences[n].span.start, sentences[n].span.end):
            return None
        days = [(k, p, s) for k in range(first, n) for p, s in self._told.of(k) if p.kind in DAYS]
        opens = len(days) == 1 and days[0][0] == first and self._told.opens(first, days[0][1].start)
        return days[0][2] if opens and self._told.over(days[0][1]) else None

    @cached_property
    def _lasts(self) -> bool:
        """Whether what the article reports took more than one day: "Sau hai ngày làm việc, … kỳ họp …"."""
        text = self.context.article.text
        return LASTS.search(text) is not None or _LAST_SESSION.search(text) is not None

    def _paragraph(self, n: int) -> Span | None:
        """The last day told in the paragraph before sentence `n`."""
        sentences = self.context.sentences
        found = None
        for k in range(n - 1, -1, -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                break
            days = self._told.news(k)
            found = days[-1] if days else self._before.get(k)
            if days or k in self._before:
                break
        self._before[n] = found
        return found

    def _of_item(self, n: int, at: int, start: int) -> bool:
        """Whether what stands at an offset of sentence `n` belongs to another item of a list than a later offset."""
        text, first = self.context.article.text, self.context.sentences[n].span.start
        return _ITEM.search(text, at, start) is not None and _ITEM.search(text, first, at) is not None

    @cached_property
    def _lead(self) -> tuple[int, Span] | None:
        """The day that the beginning of the article tells of what it reports, and the sentence it stands in."""
        told = [(n, *pair) for n in range(min(_LEAD, len(self.context.sentences))) for pair in self._told.of(n)]
        days = ((n, span) for n, period, span in told if self._reports(n, period, span))
        months = ((n, span) for n, period, span in told if self._month(period))
        return next(days, None) or next(months, None)

    def _month(self, period: Period) -> bool:
        """The month of what is reported: told with its year, and the article's own or the one before."""
        published = self.context.article.published
        if published is None or period.kind != "month" or period.first is None:
            return False
        with_year = A_YEAR.search(self.context.article.text, period.start, period.end) is not None
        return with_year and dt.timedelta(0) <= published - period.first <= FRESH + dt.timedelta(15)

    def _reports(self, n: int, period: Period, span: Span) -> bool:
        """Whether a day of sentence `n` is one of what the article reports, not when it appeared or one of old."""
        rest = self._told.beside(n, period)
        stamped = rest < 3 * STAMP and _STAMPED.search(self.context.article.text, *self.context.sentences[n].span)
        if rest < STAMP or stamped:
            return False
        undated = self.context.article.published is None and period.kind in DAYS
        old = A_YEAR.search(self.context.article.text, period.start, period.end) is not None
        return self._told.fresh(period) or (undated and not (old and span[1].year < (self.context.year or 0) - 1))

    def _lead_of(self, n: int, province: str) -> Span | None:
        """The day the article begins with, unless a part about another place has begun, or it is told of one."""
        if self._lead is None or self.context.where.parts.number(n) > 1:
            return None
        k, span = self._lead
        if self._of_another(k, n):
            return None
        return None if province and self._provinces(k) and province not in self._provinces(k) else span

    def _of_place(self, n: int, province: str) -> Span | None:
        """The last day told shortly before of a place in that province, where no other province was named since."""
        for k in range(n - 1, max(-1, n - 1 - _NEAR), -1) if province else ():
            if self._of_another(k, n):
                return None
            named = self._provinces(k)
            days = self._told.news(k)
            if province in named and days:
                return days[-1]
            if named - {province}:
                return None
        return None

    def _of_another(self, k: int, n: int) -> bool:
        """Whether sentence `k` stands in an item of a round-up before the one of sentence `n`: "* Cùng ngày, …"."""
        first = self._first_item
        return first is not None and first <= k < self.context.paragraph_start(n) and self._item(n)

    @cached_property
    def _first_item(self) -> int | None:
        """The sentence with which the items of a round-up begin."""
        if not _ROUND_UP.search(self.context.article.text):
            return None
        return next((n for n in range(len(self.context.sentences)) if self._item(n)), None)

    def _item(self, n: int) -> bool:
        """Whether the paragraph of sentence `n` is an item of a round-up."""
        start = self.context.sentences[self.context.paragraph_start(n)].span.start
        return _STAR.match(self.context.article.text, start) is not None

    def _provinces(self, n: int) -> frozenset[str]:
        """The provinces of the places that sentence `n` names."""
        if n not in self._places:
            refs = (m.value for m in walk(self.context.sentences[n].row))
            areas = (self.context.area(ref) for ref in refs if isinstance(ref, AreaRef) and ref.name)
            units = (gazetteer().get(area.place) for area in areas if area is not None and area.place)
            self._places[n] = frozenset(unit.province for unit in units)
        return self._places[n]

    def _in_a_life(self, n: int) -> bool:
        """Whether the sentences right before tell a day of a year before the article's: a life goes on with it."""
        now = self.context.year or 0
        for k in range(n - 1, max(-1, n - 1 - _LIFE), -1):
            points = [(p, span) for p, span in self._told.of(k) if p.kind != "since"]
            if points:
                return all(span[1].year < now for _, span in points) and any(p.kind in DAYS for p, _ in points)
        return False

    @cached_property
    def _in_force(self) -> InForce | None:
        return in_force(self.context, self._told)

    def _announced(self, n: int, end: int) -> bool:
        """Whether sentence `n` stands before the one that tells since when decisions hold, in its paragraph or in a
        list of what they are, place by place."""
        if self._in_force is None:
            return False
        told = self._in_force.announced(self.context, n)
        return self.context.headings.over(end - 1) is not None or self._in_table(n) if told is None else told

    def _in_table(self, n: int) -> bool:
        span = self.context.sentences[n].span
        return self.context.article.text.find("|", *span) >= 0
