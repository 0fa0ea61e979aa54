"""Dates and periods as the article means them: "quý I", "6 tháng đầu năm", "từ năm 2018 đến nay", "nhiệm kỳ 2015 - 2020".

>>> [(p.kind, str(p.first), str(p.last)) for p in periods("Quý I năm 2013, huyện kết nạp 42 đảng viên.", 0, 40, None)]
[('quarter', '2013-01-01', '2013-03-31')]
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extraction.lexicon import LexiconError, read
from extraction.text import fold, tokens

_ROMAN_OR_DIGIT = "iv|iii|ii|i|[1-4]|một|hai|ba|bốn|tư"
_YEAR = r"(?:19|20)\d\d"
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+")
_RANGE_GAP = 12
"""Years of the longest span that two years with a dash between them are read as: plans run for ten."""
_YEARLESS = re.compile(
    rf"(?:(?<![\d/.,-])|(?<=th\S\S\S\S\s\d[/-])|(?<=th\S\S\S\S\s\d\d[/-]))({_YEAR})(?![\d/.]*\d|\s*[-–/]\s*\d|\s*[-–/]\s*[A-ZĐ])"
)
_TERMS = re.compile(rf"({_YEAR})\s*[-–]\s*({_YEAR})")
_DAYS = re.compile(rf"\d{{1,2}}\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?({_YEAR})(?!\d)|\d\s+n\S{{1,3}}m\s+({_YEAR})")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as `text[start:end]` tells it; `first` or `last` is None where nobody can know it."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    kind: str
    """Name of its pattern in lexicons/dates.toml, or "range" (from … to), "since", "until"."""
    compared: bool = False
    """It stands only for comparison: "so với năm 2020"."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """One expression before its year is settled: `low` and `high` are month and day."""

    kind: str
    at: int
    to: int
    start: int
    end: int
    year: int | None = None
    year_to: int | None = None
    low: tuple[int, int] = (1, 1)
    high: tuple[int, int] = (12, 31)
    shift: int | None = None
    count: int = 0


def periods(text: str, start: int, end: int, published: dt.date | None) -> list[Period]:
    """All dates and periods of `text[start:end]`, in order; a missing year is the one the article means there."""
    line = _Line(text, start, end)
    if not line.hot():
        return []
    atoms = list(_atoms(line))
    years = _Years(text, published)
    return list(_joined(line, atoms, years))


# ---- the patterns ----------------------------------------------------------------------------------------


def _folded(pattern: str, parts: dict[str, str]) -> str:
    def word(match: re.Match[str]) -> str:
        found = match.group()
        if not found.startswith("{"):
            return fold(found)
        if found not in parts:
            raise LexiconError(
                f"dates.toml, pattern {pattern!r}: there is no part {found}; there are {', '.join(parts)}"
            )
        return parts[found]

    return _WORD.sub(word, pattern)


@cache
def numbers() -> dict[str, int]:
    """Number words by their folded syllables: "mười hai" is 12."""
    return {fold(word): value for word, value in read("dates")["number"].items()}


@cache
def _relative() -> dict[str, int]:
    return {fold(word): value for word, value in read("dates")["relative"].items()}


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    parts = {
        "{Y}": rf"(?P<year>{_YEAR})",
        "{Y2}": rf"(?P<year_to>{_YEAR})",
        "{D}": r"(?P<day>0?[1-9]|[12]\d|3[01])",
        "{D2}": r"(?P<day_to>0?[1-9]|[12]\d|3[01])",
        "{M}": r"(?P<month>0?[1-9]|1[0-2])",
        "{S}": r"(?: [/\-–] |[.])",
        "{Q}": f"(?P<quarter>{'|'.join(fold(w) if w.isalpha() else w for w in _ROMAN_OR_DIGIT.split('|'))})",
        "{N}": rf"(?P<count>\d{{1,2}}|{_either([w for w in numbers() if w not in ('i', 'ii', 'iii', 'iv')])})",
        "{R}": f"(?P<relative>{_either(list(_relative()))})",
    }
    out = []
    for kind, rows in read("dates")["pattern"].items():
        for row in rows:
            try:
                out.append((kind, re.compile(rf"(?<!\S){_folded(row, parts)}(?!\S)")))
            except re.error as error:
                raise LexiconError(f"dates.toml, {kind}, {row!r}: {error}") from error
    return out


@cache
def _leads(name: str) -> tuple[str, ...]:
    return tuple(sorted((fold(w) for w in read("dates")["lead"][name]), key=lambda w: (-len(w), w)))


@cache
def _hot() -> re.Pattern[str]:
    words = ("năm", "quý", "tháng", "nhiệm kỳ", "ngày", "nay", "cùng kỳ", "cùng thời điểm", "đợt", "dịp")
    return re.compile(rf"{_YEAR}|(?<!\S)(?:{'|'.join(fold(w) for w in words)})(?!\S)|\d [/\-–] \d")


class _Line:
    """Folded syllables of a stretch of text, one blank between, with the way back to the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.row = tokens(text, start, end)
        self.starts: list[int] = []
        at = 0
        for token in self.row:
            self.starts.append(at)
            at += len(token.key) + 1
        self.keys = " ".join(t.key for t in self.row)

    def hot(self) -> bool:
        """Whether there can be a date at all."""
        return bool(_hot().search(self.keys))

    def span(self, at: int, to: int) -> tuple[int, int]:
        """Text offsets of `keys[at:to]`."""
        first = bisect_right(self.starts, at) - 1
        last = bisect_right(self.starts, to - 1) - 1
        return self.row[first].start, self.row[last].end

    def lead(self, at: int, name: str) -> int | None:
        """Where a lead of that name that ends right before `keys[at]` begins; None if there is none."""
        before = self.keys[:at].rstrip(" ")
        for word in _leads(name):
            if before.endswith(word) and (len(before) == len(word) or before[-len(word) - 1] == " "):
                return len(before) - len(word)
        return None


def _number(word: str | None) -> int:
    return 0 if not word else int(word) if word.isdigit() else numbers()[word]


def _atoms(line: _Line) -> Iterator[_Atom]:
    found = [
        (m.start(), -m.end(), n, kind, m) for n, (kind, p) in enumerate(_patterns()) for m in p.finditer(line.keys)
    ]
    taken = 0
    for start, _, _, kind, match in sorted(found, key=lambda f: f[:3]):
        if start < taken:
            continue
        atom = _atom(line, kind, match)
        if atom is not None:
            taken = match.end()
            yield atom


def _atom(line: _Line, kind: str, match: re.Match[str]) -> _Atom | None:
    part = {k: v for k, v in match.groupdict().items() if v}
    name = kind.removesuffix("_alone")
    if kind in ("day_alone", "month_alone", "year_alone") and line.lead(match.start(), "alone") is None:
        return None
    if (
        kind == "day_alone"
        and line.keys[: match.start()].endswith("( ")
        and line.keys[match.end() : match.end() + 2] not in (" )", " ,")
    ):
        return None  # "(9/12 đảng viên)" is no day
    if kind == "month_alone" and line.keys[match.end() : match.end() + 2] in (" /", " -"):
        return None
    if kind == "now" and line.lead(match.start(), "to") is None:
        return None
    start, end = line.span(match.start(), match.end())
    year = int(part["year"]) if "year" in part else None
    year_to = int(part["year_to"]) if "year_to" in part else None
    if year and year_to and not year <= year_to <= year + _RANGE_GAP:
        return None
    low, high = (1, 1), (12, 31)
    count = _number(part.get("count"))
    if "month" in part:
        month = int(part["month"])
        low, high = (month, 1), (month, 31)
        if "day" in part and name != "occasion":
            low = (month, int(part["day"]))
            high = (month, int(part.get("day_to", part["day"])))
    elif name == "quarter":
        quarter = _number(part["quarter"])
        low, high = (3 * quarter - 2, 1), (3 * quarter, 31)
    elif name in ("months", "last_months"):
        if not 1 <= count <= 12:
            return None
        low, high = ((1, 1), (count, 31)) if name == "months" else ((13 - count, 1), (12, 31))
    elif name in ("half", "last_half"):
        low, high = ((1, 1), (6, 31)) if name == "half" else ((7, 1), (12, 31))
    elif name == "school":
        low, high = (9, 1), (8, 31)
    shift = _relative().get(part.get("relative", ""))
    return _Atom(
        kind if kind == "years_alone" else name,
        match.start(),
        match.end(),
        start,
        end,
        year,
        year_to,
        low,
        high,
        shift,
        count,
    )


# ---- which year ----------------------------------------------------------------------------------------------


class _Years:
    """Settles the years that an article leaves out."""

    def __init__(self, text: str, published: dt.date | None) -> None:
        self.text = text
        self.published = published

    def told(self, at: int) -> int | None:
        """The last year the paragraph has told before an offset."""
        first = self.text.rfind("\n", 0, at) + 1
        for match in reversed(list(_YEARLESS.finditer(self.text, first, at))):
            before = self.text[max(first, match.start() - 24) : match.start()]
            if not re.search(r"so\s+v\S{1,3}i[\w\s\u0300-\u036f]*$|[-–]\s*$", before):
                return int(match.group(1))
        return None

    def now(self) -> int | None:
        """The article's own year: of its day, else the one of the first full date or the last year it tells."""
        if self.published is not None:
            return self.published.year
        day = _DAYS.search(self.text)
        if day:
            return int(day.group(1) or day.group(2))
        years = [int(y) for y in _YEARLESS.findall(self.text)]
        return max(years, default=None)

    def of(self, atom: _Atom) -> int | None:
        """The year of an expression that does not tell it."""
        if atom.year is not None:
            return atom.year
        now = self.now()
        if atom.shift is not None:
            late = atom.shift < 0 and self.published is not None and self.published.month >= 11
            recent = late and self.text[atom.start : atom.end].casefold().rstrip().endswith(("qua", "rồi"))
            return None if now is None else now if recent else now + atom.shift
        told = self.told(atom.start)
        if self.published is None:
            return told or now
        if atom.kind == "whole":
            return told or (self.published.year - 1 if self.published.month <= 2 else self.published.year)
        return self._past(atom, told)

    def _past(self, atom: _Atom, told: int | None) -> int:
        """The last such stretch that was over, or nearly so, when the article came out; one long over is that of the year told."""
        assert self.published is not None
        year = self.published.year
        end = _date(year, *atom.high)
        early = {
            "day": 0,
            "days": 0,
            "month": 31,
            "start": 400,
            "finish": 400,
            "last_months": 400,
            "last_half": 400,
        }.get(atom.kind, 25)
        if atom.kind in ("day", "days", "month", "occasion", "start", "finish", "last_months", "last_half"):
            return year if end <= self.published + dt.timedelta(days=max(early, 62)) else year - 1
        over = (self.published - end).days
        if over < -early:
            return told if told is not None and told < year else year - 1
        return told if told is not None and over > 150 else year

    def term(self, at: int, *, over: bool) -> tuple[int, int] | None:
        """The term told nearest before an offset (else anywhere) that is over, or not over, by the article's year."""
        now = self.now()
        pairs = [(m.start(), int(m.group(1)), int(m.group(2))) for m in _TERMS.finditer(self.text)]
        pairs = [p for p in pairs if 3 <= p[2] - p[1] <= 6]
        if now is not None and over:  # the term before the one that runs is over as well
            pairs += [(start, 2 * low - high, low) for start, low, high in pairs if low <= now < high]
            pairs = [p for p in pairs if p[2] <= now]
        elif now is not None:
            pairs = [p for p in pairs if p[1] <= now <= p[2]]
        best = min(pairs, key=lambda p: (p[0] > at, abs(p[0] - at)), default=None)
        return best[1:] if best else None

    def stretch(self, at: int, years: int) -> tuple[int, int] | None:
        """The span of so many years that the text tells nearest before an offset."""
        pairs = [(int(a), int(b)) for a, b in _TERMS.findall(self.text[:at])]
        fit = [p for p in pairs if years in (p[1] - p[0], p[1] - p[0] + 1)]
        return fit[-1] if fit else None


def _date(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _bounds(atom: _Atom, years: _Years) -> tuple[dt.date | None, dt.date | None] | None:
    """First and last day of an expression; None where it tells no time after all."""
    if atom.kind == "now":
        return years.published, years.published
    if atom.kind == "same":
        year = years.of(atom) if atom.year is not None or atom.shift is not None else None
        return (_date(year, 1, 1), _date(year, 12, 31)) if year is not None else (None, None)
    if atom.kind in ("term_past", "term_now"):
        term = years.term(atom.start, over=atom.kind == "term_past")
        return (_date(term[0], 1, 1), _date(term[1], 12, 31)) if term and atom.kind == "term_past" else (None, None)
    if atom.kind == "term_start":
        term = (atom.year, atom.year) if atom.year is not None else years.term(atom.start, over=False)
        return (_date(term[0], 1, 1), None) if term else (None, None)
    if atom.kind in ("years", "years_alone"):
        return _years_back(atom, years)
    year = years.of(atom)
    if year is None:
        return None, None
    if atom.kind == "months" and atom.shift is None and atom.year is None and (rolling := _rolling(atom, years, year)):
        return rolling
    if atom.kind == "start":
        return _date(year, 1, 1), None
    if atom.kind == "finish":
        return None, _date(year, 12, 31)
    return _date(year, *atom.low), _date(atom.year_to or year, *atom.high)


def _rolling(atom: _Atom, years: _Years, year: int) -> tuple[dt.date, dt.date] | None:
    """ "6 tháng qua" counts back from the article's day, except where that means the months of its year."""
    if years.published is None or not years.text[atom.start : atom.end].casefold().endswith("qua"):
        return None
    if abs((years.published - _date(year, *atom.high)).days) <= 45:
        return None
    month = years.published.month - atom.count
    first = dt.date(years.published.year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return first, years.published


def _years_back(atom: _Atom, years: _Years) -> tuple[dt.date | None, dt.date | None] | None:
    span = years.stretch(atom.start, atom.count)
    if atom.kind == "years_alone":
        return (_date(span[0], 1, 1), _date(span[1], 12, 31)) if span and atom.count > 1 else None
    now = years.now()
    return (_date(now - atom.count, 1, 1), _date(now, 12, 31)) if now is not None else (None, None)


# ---- from … to … --------------------------------------------------------------------------------------------


def _joined(line: _Line, atoms: Sequence[_Atom], years: _Years) -> Iterator[Period]:
    """Periods out of expressions: "từ A đến B" is one, "đến B" ends with B."""
    i = 0
    while i < len(atoms):
        first = atoms[i]
        opened = line.lead(first.at, "from")
        second = atoms[i + 1] if i + 1 < len(atoms) and _leads_on(line, first, atoms[i + 1]) else None
        i += 1 if second is None else 2
        at = first.at if opened is None else opened
        if second is not None:
            if (
                first.year is None
                and first.shift is None
                and second.year is not None
                and first.kind not in ("term_start",)
            ):
                first = replace(first, year=second.year if first.low <= second.high else second.year - 1)
            elif (
                second.year is None
                and second.shift is None
                and first.year is not None
                and second.kind in ("month", "day", "quarter")
            ):
                second = replace(second, year=first.year)
            low, high = _bounds(first, years), _bounds(second, years)
            if low is not None and high is not None:
                yield _period(line, at, second.to, low[0], high[1], "range")
            continue
        bounds = _bounds(first, years)
        if bounds is None:
            continue
        until = line.lead(first.at, "to") if opened is None else None
        if opened is not None and first.kind not in ("span", "term"):
            yield _period(line, at, first.to, bounds[0], years.published, "since")
        elif until is not None:
            yield _period(line, until, first.to, None, bounds[1], "until")
        elif first.kind not in ("start", "finish", "term_start", "now"):
            yield _period(line, at, first.to, bounds[0], bounds[1], first.kind)


def _leads_on(line: _Line, first: _Atom, second: _Atom) -> bool:
    """Whether nothing but "đến", "đến hết" … stands between two expressions."""
    between = line.keys[first.to : second.at].strip()
    return between in _leads("to") or (between in ("-", "–") and line.lead(first.at, "from") is not None)


def _period(line: _Line, at: int, to: int, first: dt.date | None, last: dt.date | None, kind: str) -> Period:
    start, end = line.span(at, to)
    return Period(start, end, first, last, kind, line.lead(at, "comparison") is not None)
