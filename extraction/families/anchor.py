"""The day of the news in an article without a date: the year of its days, by a full date close to one, by what is
told as this year's (the work ahead, the months so far), or by terms that take turns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, cached_property, lru_cache

from extraction.article import Article
from extraction.dates import month_of
from extraction.lexicon import read
from extraction.numerals import ORDINALS, ordinal
from extraction.text import either

_FULL = re.compile(
    r"(\d(?<![\d/.-].)\d?)(?:\s?[-/.]\s?|\s+tháng\s+)(\d{1,2})(?:\s?[-/.]\s?|\s+năm\s+)((?:19|20)\d\d)(?!\d|[-/.]\d)"
)
_JUBILEE = re.compile(r"\b(\d{1,2})([-/.])(\d{1,2})\2(?:19|20)\d\d\s?[-–]\s?\1\2\3\2((?:19|20)\d\d)(?!\d)")
"""The day on which what was long ago is remembered: "(18/11/1930 - 18/11/2018)"."""
_AGED = re.compile(r"((?:\w+ ){1,5})\((\d\d) tuổi\b")
_OF_AGE = re.compile(
    r"\b(?:ông|bà|anh|chị) ((?:\w+ ){1,5})sinh (?:năm |(?:ngày )?\d{1,2}[-/.]\d{1,2}[-/.])(19\d\d)\b", re.I
)
"""Somebody's age and year of birth: "Lê Văn An (53 tuổi)" and "ông An sinh năm 1964"."""
_OPENING_YEAR = re.compile(r"[.\n]\s?(?:Trong )?[Nn]ăm (20\d\d),[^.;\n]{1,60}?\bsẽ\b")
"""What is to come in the year that has just begun."""
_BORN = re.compile(r"\b(?:sinh|SN)\s*(?:ngày\s*)?[(:]?\s*$", re.I)
_HONOURED = re.compile(r"\bkỷ niệm\s(?:lần thứ\s)?(\d{1,3})(?:\s?năm)?\b[^.;\n]{0,80}$", re.I)
"""Before the day of what is remembered: "kỷ niệm 30 năm trận … (14-3-1988)" is of 2018."""
_BEFORE_DAY = 110
"""Characters before a day that can tell what is remembered on it."""
_TERM_YEARS = 5
_LOOKS_BACK = re.compile(
    r"[.\n]\s*(?:(?:Vào |Đến )?(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối)|(?:Trong|Tại) [^.;,\n]{0,40} ngày)\s*$"
)
"""Before the day that a sentence of its own looks back on: "Tối 20/9/2016, …"."""
_STILL_AHEAD = re.compile(r"\b(?:sẽ|dự kiến|hiệu lực|trước|chậm nhất|hạn)\b", re.I)
_ANY_DAY = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|qua,?|nay,?) \(?(\d{1,2})\s?[-/]\s?(\d{1,2})(?!\d|\s?[-/.]\s?\d)", re.I
)
_NUMBERED_TERM = re.compile(
    r"\b(?P<assembly>Quốc hội|ĐBQH)?(?P<party>(?:TW|Trung ương)(?: Đảng)?)? kh[oó][aá] (?:thứ )?(\d{1,2}|[IVX]+)\b"
)
"""Mandates of national bodies: nothing that speaks of one was written before the one before it ended."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ALONE = re.compile(r"(?!\d|\s?[-–]\s?\d|/\d)")
"""After a year told for itself."""
_LATER = re.compile(r"(?:(?<![\d/.,-])(?<![-–] )|\btháng \d{1,2}\s?[-/.]\s?)(?:năm )?\Z", re.I)
"""Before one, where it begins."""
_LONGEST = 16
"""Characters that the month and the words before a year take, at most."""
_AHEAD = r"{ahead}\s*$"
"""What makes a year one that is aimed at."""
_RANGE = r"\btừ (?:đầu |giữa |cuối )?tháng \d{1,2}[^.;,\n]{0,8} đến (?:đầu |giữa |cuối )?$"
"""Before the month that a time known to the month ended with."""
_BEFORE, _AFTER = dt.timedelta(30), dt.timedelta(15)
"""How far before and after the latest full date of the text a day without its year falls in the same months."""
_LONG_AFTER = dt.timedelta(30)
"""How far after it where it is told of the news, and is no document's or career's."""
_AHEAD_OF = dt.timedelta(62)
"""How far ahead of the news a day is told without its year."""
_TERMS = re.compile(r"\b((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)\b")
_ELECTS = "{elects}"
_CONGRESS = re.compile(r"đại hội", re.I)
"""A congress begins the term it is told with."""
_FIRST_SESSION = re.compile(r"kỳ họp (?:thứ nhất|lần thứ nhất|thứ I\b|thứ 1\b|đầu tiên)", re.I)
"""A council begins the term that its first session is told with."""
_SESSION = re.compile(
    rf"\bkỳ họp (?:lần )?thứ (\d{{1,2}}|{'|'.join(ORDINALS)}|[IVX]{{1,4}})\b,?\s*(?:của\s+)?"
    r"Quốc hội\s+kh[oó][aá]\s+(X[IVX]{1,3})\b",
    re.I,
)
_SESSIONS = 10
"""The last session of a term comes when the Assembly pleases."""
_SPRING, _AUTUMN = range(4, 9), range(9, 13)
"""Months around its two sessions of a year: the odd ones, from the third on, and the even ones."""
_BEGINNING = 700
"""Characters at the beginning of an article that tell what it reports."""
_NEWS_DAY = re.compile(
    r"\b(?:ngày|sáng|trưa|chiều|tối|nay,?|qua,?) \(?(?:\d{1,2}\s?(?:và|đến|,|-|–)\s?)?"
    r"(\d{1,2})\s?[-/]\s?(\d{1,2})(?!\d|\s?[-/.]\s?\d)",
    re.I,
)
"""A day of the news, told without its year; the last one of two."""
_ITS_NAME = r"[^.;\n]{0,80}?\b{yearly}\b(?:(?!\b{of_other_years}\b)[^\d.;\n]){0,180}\bnăm (20\d\d)(?!\d|\s?[-–/]\s?\d)"
"""After the day of the news, an event that has its year for a name."""
_REST = r"(?:(?!\b(?:đến|tới|giai đoạn|từ|so|trước|tháng)\b)[^\d.;:\n]){0,60}"
"""Words between a piece of work and its year."""
_ITS = r"\b(?:năm )?(20\d\d)(?!\d|\s?[-–/]\s?\d)"
_REVIEWED = re.compile(rf"\btổng kết\b{_REST}{_ITS}", re.I)
_COMING = rf"\b{{coming}}\b{_REST}{_ITS}"
_WORK = re.compile(
    r"\b(?:nhiệm vụ|kế hoạch(?! sử dụng)|phương hướng|phong trào thi đua"
    rf"|chương trình (?:công tác|kiểm tra|giám sát|hành động|làm việc))\b{_REST}{_ITS}",
    re.I,
)
_DONE = r"\b{done}\b[^.;\n]*$"
"""Before work that is looked back on, or only drawn up."""
_COUNTED = re.compile(
    r"\btính(?: từ [^.;\n]{1,30}?)? đến(?: nay,?)?(?: hết| cuối)?(?: ngày \d{1,2}[-/.]| tháng )"
    r"(1[0-2]|0?[1-9])[-/.](20\d\d)(?!\d)",
    re.I,
)
_SO_FAR = re.compile(rf"\b(\d{{1,2}}) tháng đầu {_ITS}|\btừ đầu năm (20\d\d) (?:đến|tới) nay\b", re.I)
_COMPARED = r"{compared}[^.;\n]{0,14}$"
_JUST_OVER = re.compile(r"\bnăm (20\d\d)\s+vừa (?:qua|rồi)\b", re.I)
_NEW_YEAR = re.compile(
    r"\b(?:Tết(?: [Nn]guyên đán| cổ truyền)?|[Xx]uân)(?: (?:[A-ZĐ][^\W\d]{1,4} ){2})?,?(?: ?-| năm)? ?(20\d\d)"
    r"(?!\d|\s?[-–]\s?\d)"
)
"""The lunar new year, of which the press speaks in the weeks before and after it."""
_PAST_FEAST = r"{past_feast}\s*$"
_WINTER = 12
_HELD_CONGRESS = re.compile(r"đại hội\b[^.\n;]{0,90}?nhiệm kỳ[^\d.\n]{0,3}(20\d\d)\s?[-–]\s?(20\d\d)", re.I)
_HELD = "{held}"
_NOT_YET = r"{not_yet}[^.;\n]{0,24}$"
_MONTH = re.compile(r"(?:\btháng\s(1[0-2]|0?[1-9])(?:\s?[-/.]\s?|\snăm\s)|(?<![\d/.-])(1[0-2]|0?[1-9])[-/])\Z", re.I)
"""A month before its year, of no day."""
_OF_MONTH = re.compile(r"(?![\d/-])")
"""After that year."""
NUMBERED = re.compile(
    r"(?:(?<!thứ )(?<!khóa )\b(?![\dhg:]*\s*(?:h|g|giờ|:)|(?:19|20)\d\d\b)[^\s;]*\d[^\s;]*|[-/]\s?[A-ZĐƯÔ]{2,6})"
    r"\s*,?\s*\(?$"
)
"""What stands before the date of a document ("102 ngày 15-11-2017"), not a time of day ("14h30"), "kỳ họp thứ 26" or
the last year of a term ("nhiệm kỳ 2011 - 2016, tháng 4/2018 được bầu …")."""
_OF_OTHERS = re.compile(
    r"\b(?:(?:thông tư|nghị đ[iị]nh|nghị quyết|chỉ thị|quyết định|luật)\b[^.;,\n]{0,40}|số\s"
    r"|từ [^.;\n]{1,40} (?:đến|tới) (?:hết )?(?:đầu |giữa |cuối )?|trước (?:ngày )?)$",
    re.I,
)
"""Before the time of a document, the end of a spell or a day by which something must be done."""
_APART = r"\b{apart}\b"
_MONTHS_AGO = dt.timedelta(245)
"""How long before the news the latest time of last year that it tells may be."""
_AROUND = 300
"""Characters before and after a time within which its sentence tells of what it is."""
_OF_HISTORY = re.compile(r"\bkỷ niệm\b|\bcách đây\b|\btròn \d+ năm\b|\b\d{2} năm (?:trước|qua)\b", re.I)
"""What an article tells that remembers history."""
_OFFLINE = 1997
"""Up to this year no newspaper was on the net: a lone time is one of history."""
_EARLY, _LATE = 4, 11
"""Months up to which last year is reviewed, and from which this one is."""
_PLANNED = 9
"""The month up to which the year whose work is spoken of is this one."""
_STALE = 8
"""Months for which "tính đến tháng 3/2018" is the last count."""


@cache
def _words(pattern: str) -> re.Pattern[str]:
    """The expression that a pattern is with the lists of lexicons/dates.toml, [anchor], which it names in braces."""
    lists = read("dates")["anchor"]
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda name: f"(?:{either(lists[name[1]])})", pattern), re.I)


@cache
def _begun(of: str = "assembly") -> dict[str, int]:
    """The years in which the terms of the National Assembly, or of the Party's centre, began: those in which the ones
    before them ended."""
    ends: dict[str, int] = read("mandates")[of]["ends"]
    return dict(zip([*ends][1:], ends.values(), strict=False))


class Anchor:
    """What the text of one article that tells no day of its own fixes the years of its days by."""

    def __init__(self, text: str) -> None:
        self.text = text

    def fixes(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The days with the year that the latest full date close to them gives them, or the day of the news."""
        return self._by_date(first, last) or self._by_news(first, last)

    def _by_news(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        """The last such days up to the news, or soon after it."""
        if self.day is None:
            return None
        for year in (self.day.year + 1, self.day.year, self.day.year - 1):
            try:
                begun = first.replace(year=year)
                if begun <= self.day + _AHEAD_OF:
                    return begun, last.replace(year=year + last.year - first.year)
            except ValueError:
                continue  # 29 February
        return None

    def _by_date(self, first: dt.date, last: dt.date) -> tuple[dt.date, dt.date] | None:
        if self._latest_told is None or self._astray:
            return None
        latest, at = self._latest_told
        if latest.year <= _OFFLINE and _OF_HISTORY.search(self.text):
            return None
        for year in (latest.year, latest.year + 1, latest.year - 1):
            try:
                begun = first.replace(year=year)
                over = last.replace(year=year + last.year - first.year)
            except ValueError:
                continue  # 29 February
            next_told = begun == latest and begun.month >= _LATE  # the work of the next year is spoken of
            if not latest - _BEFORE <= begun <= latest + _LONG_AFTER or self._later_than(begun.year + next_told):
                continue
            if begun <= latest + _AFTER or not self._set_apart(at):
                return begun, over
        return None

    @cached_property
    def day(self) -> dt.date | None:
        """The day of the news: the first one told without its year, where the text fixes the year."""
        told = _NEWS_DAY.search(self.text, 0, _BEGINNING)
        if told is None:
            return None
        try:
            leap = dt.date(2000, int(told[2]), int(told[1]))
            fixed = self._by_date(leap, leap)
            if fixed is not None:
                return fixed[0]
            next_told = leap.month >= _LATE  # the work of the next year is spoken of
            years = {year for year in self._this_year(leap.month) if not self._later_than(year + next_told)}
            if not years:
                return self._after_last_told(leap)
            return leap.replace(year=years.pop()) if len(years) == 1 else None
        except ValueError:
            return None

    def _after_last_told(self, leap: dt.date) -> dt.date | None:
        """The first such day after the latest time that is told with its year, where that was months ago and last year.

        Of last year's times the press tells the year; one of the same year may as well be of years ago.
        """
        told = [*self._times_told()]
        latest = max((time for time, _ in told), default=None)
        if latest is None or any(self._set_apart(at) for time, at in told if time == latest):
            return None
        day = leap.replace(year=latest.year + 1)
        return day if day - latest <= _MONTHS_AGO and day.year > _OFFLINE and not self._later_than(day.year) else None

    def _times_told(self) -> Iterator[tuple[dt.date, int]]:
        """The days told with their years and the last days of the months told so, each with where it stands."""
        for match in _FULL.finditer(self.text):
            with suppress(ValueError):
                yield dt.date(int(match[3]), int(match[2]), int(match[1])), match.start()
        for year, month in self._years(_MONTH, _OF_MONTH):
            yield month_of(dt.date(year, int(month[1] or month[2]), 1))[1], month.start()

    def _years(self, before: re.Pattern[str], after: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """The years between two expressions, each with what stands before it."""
        for year in _YEAR.finditer(self.text):
            at = year.start()
            told = before.search(self.text, max(0, at - _LONGEST), at) if after.match(self.text, year.end()) else None
            if told is not None:
                yield int(year[0]), told

    def _found(self, words: re.Pattern[str], *needed: str) -> Iterator[re.Match[str]]:
        """Where an expression matches, looked for only where the text has one of the words that it needs."""
        return words.finditer(self.text) if any(word in self._plain for word in needed) else iter(())

    @cached_property
    def _plain(self) -> str:
        """The text in small letters; its offsets may be others."""
        return self.text.casefold()

    def _set_apart(self, at: int) -> bool:
        """Whether a time may be one of long ago, a document's, of a career, a spell's end, a birth; or still ahead."""
        before = self.text[max(0, at - 60) : at].rpartition("\n")[2]
        first, last = max(0, at - _AROUND), min(len(self.text), at + _AROUND)
        start = max(first, *(self.text.rfind(sign, first, at) + 1 for sign in (". ", "\n")))
        end = min((e for e in (self.text.find(sign, at, last) for sign in (". ", "\n")) if e > 0), default=last)
        own = (NUMBERED.search(before.removesuffix("ngày ")), *(words.search(before) for words in (_OF_OTHERS, _BORN)))
        return any(own) or _words(_APART).search(self.text, start, end) is not None

    def _this_year(self, month: int) -> Iterator[int]:
        """The years that the text tells as the one in which that month's news is."""
        reviewed = max((int(m[1]) for m in self._found(_REVIEWED, "tổng kết")), default=None)
        work = {int(m[1]) for m in _WORK.finditer(self.text) if not self._before(m.start(), _DONE)}
        if reviewed is not None and month <= _EARLY:
            yield reviewed + 1
        elif reviewed is not None and month >= _LATE:
            if reviewed + 1 in {int(m[1]) for m in _words(_COMING).finditer(self.text)}:
                yield reviewed
        elif reviewed is None and month <= _PLANNED and len(work) == 1:
            yield from work
        yield from self._named(month)
        counted = max(((int(m[2]), int(m[1])) for m in self._found(_COUNTED, "tính đến", "tính từ")), default=None)
        if counted is not None and (month - counted[1]) % 12 <= _STALE:
            yield counted[0] + (month < counted[1])
        for match in self._found(_SO_FAR, "tháng đầu", "từ đầu năm"):
            if int(match[1] or 1) <= month and not self._before(match.start(), _COMPARED):
                yield int(match[2] or match[3])
        yield from (int(m[1]) + (month <= _EARLY) for m in self._found(_JUST_OVER, "vừa qua", "vừa rồi"))
        if month in (1, 2, _WINTER):
            feasts = {int(m[1]) for m in _NEW_YEAR.finditer(self.text) if not self._before(m.start(), _PAST_FEAST)}
            yield from (year - (month == _WINTER) for year in feasts)
            yield from (int(m[1]) for m in _OPENING_YEAR.finditer(self.text) if month < _WINTER)
        yield from self._ages()
        yield from self._congress()
        yield from self._assembly(month)

    def _named(self, month: int) -> Iterator[int]:
        """The year in the name of the event that the day of the news is of ("Chiều 14/12, … hội nghị đối thoại … năm
        2022"), and that of the same month told at the beginning: "Tháng 5 năm 2014, huyện có 120 đồng chí …"."""
        told = _NEWS_DAY.search(self.text, 0, _BEGINNING)
        event = _words(_ITS_NAME).match(self.text, told.end()) if told is not None else None
        if event is not None:
            yield int(event[1])
        for year, at in self._years(_MONTH, _OF_MONTH):
            if at.start() < _BEGINNING and int(at[1] or at[2]) == month and not self._set_apart(at.start()):
                yield year

    def _assembly(self, month: int) -> Iterator[int]:
        """The year of the session of the National Assembly that the beginning tells of, where its season is that of
        the news: "tiếp xúc cử tri trước kỳ họp thứ 4 Quốc hội khóa XIV" in October is of 2017."""
        for match in _SESSION.finditer(self.text, 0, _BEGINNING):
            number, begun = ordinal(match[1]), _begun().get(match[2].upper())
            season = _SPRING if number is not None and number % 2 else _AUTUMN
            if begun is not None and number is not None and number <= _SESSIONS and month in season:
                yield begun + (number - 1) // 2

    def _ages(self) -> Iterator[int]:
        """The years in which those are as old as the text tells whose year of birth it tells as well."""
        aged = [(m[1], int(m[2])) for m in self._found(_AGED, " tuổi)", " tuổi,")]
        born = [(m[1], int(m[2])) for m in _OF_AGE.finditer(self.text)] if aged else []
        yield from (year + age for named, year in born for name, age in aged if f" {name}".endswith(f" {named}"))

    def _congress(self) -> Iterator[int]:
        """The first year of the term that a congress reported at the beginning opens."""
        for match in _HELD_CONGRESS.finditer(self.text, 0, _BEGINNING):
            line = self.text.rfind("\n", 0, match.start()) + 1
            held = _words(_HELD).search(self.text, max(line, match.start() - 60), match.end() + 60)
            if held and 3 <= int(match[2]) - int(match[1]) <= 6 and not self._before(match.start(), _NOT_YET):
                yield int(match[1])

    def _before(self, at: int, pattern: str) -> bool:
        """Whether such words stand shortly before an offset."""
        return _words(pattern).search(self.text[max(0, at - 40) : at]) is not None

    def _later_than(self, year: int) -> bool:
        """Whether the text tells a year after this one, as one that has come."""
        return self._last_year > year

    @cached_property
    def _last_year(self) -> int:
        """The last year that the text tells as one that has come; 0 where it tells none."""
        told = ((year, m.start()) for year, m in self._years(_LATER, _ALONE))
        years = (y for y, at in told if not self._before(at, _AHEAD) or self._before(at, _RANGE))
        return max((*years, *self._of_mandates()), default=0)

    def _of_mandates(self) -> Iterator[int]:
        """When the mandates began that the text numbers: "Quốc hội khóa XIV", "Ủy viên Trung ương Đảng khóa 12"."""
        for match in _NUMBERED_TERM.finditer(self.text):
            of = "assembly" if match["assembly"] else "party" if match["party"] else None
            number = ordinal(match[3])
            begun = [*_begun(of).values()] if of is not None else []  # from the second one on
            if number is not None and 0 <= number - 2 < len(begun):
                yield begun[number - 2]

    @cached_property
    def _latest_told(self) -> tuple[dt.date, int] | None:
        """The latest full date of the text, births left out, and where it stands; of what is remembered, the day on
        which it is."""
        found = []
        for match in _FULL.finditer(self.text):
            if not _BORN.search(self.text[max(0, match.start() - 16) : match.start()]):
                try:
                    year = int(match[3]) + self._remembered(match)
                    found.append((dt.date(year, int(match[2]), int(match[1])), -match.start()))
                except ValueError:
                    continue
        for match in _JUBILEE.finditer(self.text):
            with suppress(ValueError):
                found.append((dt.date(int(match[4]), int(match[3]), int(match[1])), -match.start(4)))
        latest = max(found, default=None)
        return (latest[0], -latest[1]) if latest is not None else None

    def _remembered(self, day: re.Match[str]) -> int:
        """How many years ago what is remembered was, up to now; 0 for the other days, and the end of "1975 - 2015"."""
        before = self.text[max(0, day.start() - _BEFORE_DAY) : day.start()]
        honoured = _HONOURED.search(before)
        if honoured is None or _FULL.search(before, honoured.end(1)) or before.rstrip().endswith(("-", "–")):
            return 0
        ago = int(honoured[1])
        return ago if int(day[3]) + ago <= max(_begun().values()) + _TERM_YEARS else 0

    @cached_property
    def _astray(self) -> bool:
        """Whether the latest full date is looked back on, from a day of the news that would be before it."""
        if self._latest_told is None:
            return False
        latest, at = self._latest_told
        over = self.text.find("\n", at)
        sentence = self.text[self.text.rfind(".", 0, at) + 1 : over if over > 0 else len(self.text)]
        if not _LOOKS_BACK.search(self.text[max(0, at - 64) : at]) or _STILL_AHEAD.search(sentence):
            return False
        day = _ANY_DAY.search(self.text, 0, at)
        try:
            return day is not None and dt.date(latest.year, int(day[2]), int(day[1])) < latest
        except ValueError:
            return False

    @cached_property
    def turn(self) -> int | None:
        """The year in which the terms that the text tells of took turns, where it begins with an election."""
        beginning = self.text[:_BEGINNING]
        if not _words(_ELECTS).search(beginning):
            return None
        terms = {(int(a), int(b)) for a, b in _TERMS.findall(self.text) if 3 <= int(b) - int(a) <= 6}
        turns = [first for first, _ in terms for _, last in terms if first == last]
        opens = _CONGRESS.search(beginning) is not None or any(
            not self._before(m.start(), _NOT_YET) for m in _FIRST_SESSION.finditer(beginning)
        )
        if not turns and len(terms) == 1 and opens:
            turns = [first for first, _ in terms]
        turn = max(turns, default=None)
        past = turn is not None and (
            (self._latest_told is not None and self._latest_told[0].year > turn) or self._later_than(turn)
        )
        return None if past else turn


@lru_cache(maxsize=4)
def anchor(text: str) -> Anchor:
    """The anchor of an article's text, kept while one family after the other asks it."""
    return Anchor(text)


def day_of(article: Article) -> dt.date | None:
    """The article's day, as known or as its text fixes it."""
    return article.published or anchor(article.text).day
