"""Expressions for dates as they are written, before anybody settles their year: found by lexicons/dates.toml."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

import msgspec

from extraction.grammar import needed
from extraction.lexicon import LexiconError, read
from extraction.text import either, fold, tokens
from extraction.words import FIGURE

YEAR = r"(?:19|20)\d\d"
A_YEAR = re.compile(YEAR)
_QUARTERS = ("iv", "iii", "ii", "i", "một", "hai", "ba", "bốn", "tư")
_WORD = re.compile(r"\{\w+\}|[^\W\d_]+")
_LONGEST = 12
"""Years of the longest span that two years with a dash between them are read as: plans run for ten."""


class Atom(msgspec.Struct, frozen=True, gc=False):
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

    @property
    def dated(self) -> bool:
        """Whether its own words settle the year."""
        return self.year is not None or self.shift is not None


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


TO_TEN = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
"""How years, months and days are counted in words, up to ten."""


@cache
def numbers() -> dict[str, int]:
    """Number words by their folded syllables: "mười hai" is 12."""
    return {fold(word): value for word, value in read("dates")["number"].items()}


@cache
def _relative() -> dict[str, int]:
    return {fold(word): value for word, value in read("dates")["relative"].items()}


def _either(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=lambda w: (-len(w), w)))


_PIECE = re.compile(
    r"(?P<open>\((?:\?(?:[:>=]|<=))?(?!\?))|(?P<never>\(\?<?!)|(?P<close>\))|(?P<either>\|)|(?P<repeat>[?*+])[?+]?"
    r"|(?P<kind>[^\W\d_]+|\{[YDMR]2?\})|(?P<none>\{\w+\}|\\.|\[[^\]]*\]|[^\\(){}|?*+])"
)
"""What a pattern of lexicons/dates.toml is written in, for `grammar.needed`."""


def _needs(pattern: str) -> tuple[frozenset[str], ...]:
    """Sets of folded words of each of which one must stand in a line for a pattern to match."""
    relative = frozenset(words.split()[0] for words in _relative())
    parts = {"{R}": relative, **dict.fromkeys(("{Y}", "{Y2}", "{D}", "{D2}", "{M}"), frozenset((FIGURE,)))}
    sets = needed(pattern, _PIECE)
    told = (frozenset().union(*(parts.get(word, {fold(word)}) for word in words)) for words in sets)
    return tuple(dict.fromkeys(told))


def begins(pattern: str) -> frozenset[str]:
    """The folded words that a match of a pattern of lexicons/dates.toml can begin with.

    >>> sorted(begins("((trong )?cả )?{Y} năm")) == sorted([FIGURE, fold("trong"), fold("cả")])
    True
    """
    parts = {
        "{R}": frozenset(words.split()[0] for words in _relative()),
        "{N}": frozenset((FIGURE, *(word.split()[0] for word in numbers()))),
        "{Q}": frozenset((FIGURE, *map(fold, _QUARTERS))),
        **dict.fromkeys(("{Y}", "{Y2}", "{D}", "{D2}", "{M}"), frozenset((FIGURE,))),
    }
    levels: list[tuple[set[str], list[bool]]] = [(set(), [True])]
    """Of each group around: what it can begin with, and of each of its ways whether nothing has to stand there yet."""
    looks: list[bool] = []
    pieces = list(_PIECE.finditer(pattern))
    for n, piece in enumerate(pieces):
        sort, words = piece.lastgroup, piece.group()
        if sort in ("open", "never"):
            levels.append((set(), [True]))
            looks.append(sort == "never" or words.startswith(("(?=", "(?<")))
            continue
        if sort == "either":
            levels[-1][1].append(True)
        if sort in ("either", "repeat"):
            continue
        if sort == "close":
            told, ways = levels.pop()
            first, empty = (set(), True) if looks.pop() else (told, any(ways))
        else:
            letter = words.lstrip("\\")
            first = {*parts.get(words, (FIGURE if letter.isdecimal() else fold(letter),))}
            empty = False
        after = pieces[n + 1] if n + 1 < len(pieces) else None
        empty = empty or (after is not None and after.lastgroup == "repeat" and after.group()[0] in "?*")
        found, open_ways = levels[-1]
        if open_ways[-1]:
            found |= first
            open_ways[-1] = empty
    return frozenset(levels[0][0])


@dataclass(frozen=True, slots=True)
class Expression:
    """One way to write a date; of each of `needs` one word stands in a line where it matches."""

    kind: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]
    begins: frozenset[str]
    """Words one of which a match begins with."""

    def may_stand(self, line: Line) -> bool:
        """Whether it can match at all: a cheap look at the words of a line."""
        return not any(map(line.told.isdisjoint, self.needs))


@cache
def _by_word() -> dict[str, frozenset[int]]:
    """Of each word the expressions, by number, that need it or one of a few others; of "" those that need none."""
    found: dict[str, set[int]] = {"": set()}
    for n, expression in enumerate(expressions()):
        for word in min(expression.needs, key=lambda words: (FIGURE in words, len(words)), default=("",)):
            found.setdefault(word, set()).add(n)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _may_stand(line: Line) -> list[tuple[int, Expression]]:
    """The expressions that can match in a line, with their numbers."""
    known, all_ = _by_word(), expressions()
    near = known[""].union(*[known[word] for word in line.told & known.keys()])
    return [(n, all_[n]) for n in near if all_[n].may_stand(line)]


@cache
def expressions() -> tuple[Expression, ...]:
    """Every way to write a date that lexicons/dates.toml knows."""
    parts = {
        "{Y}": rf"(?P<year>{YEAR})",
        "{Y2}": rf"(?P<year_to>{YEAR})",
        "{D}": r"(?P<day>0?[1-9]|[12]\d|3[01])",
        "{D2}": r"(?P<day_to>0?[1-9]|[12]\d|3[01])",
        "{M}": r"(?P<month>0?[1-9]|1[0-2])",
        "{S}": r"(?: [/\-–] |[.])",
        "{Q}": f"(?P<quarter>[1-4]|{'|'.join(fold(w) for w in _QUARTERS)})",
        "{N}": rf"(?P<count>\d{{1,2}}|{_either([w for w in numbers() if w not in ('i', 'ii', 'iii', 'iv')])})",
        "{R}": f"(?P<relative>{_either(list(_relative()))})",
    }
    out = []
    for kind, rows in read("dates")["pattern"].items():
        for row in rows:
            try:
                pattern = re.compile(rf"(?<!\S){_folded(row, parts)}(?!\S)")
            except re.error as error:
                raise LexiconError(f"dates.toml, {kind}, {row!r}: {error}") from error
            out.append(Expression(kind, pattern, _needs(row), begins(row)))
    return tuple(out)


@cache
def _beginnings() -> frozenset[str]:
    """What any expression begins with."""
    return frozenset().union(*(expression.begins for expression in expressions()))


@cache
def leads(name: str) -> tuple[str, ...]:
    return tuple(sorted((fold(w) for w in read("dates")["lead"][name]), key=lambda w: (-len(w), w)))


@cache
def _hot() -> re.Pattern[str]:
    words, parts = (either(map(fold, read("dates")["sign"][name])) for name in ("words", "parts"))
    return re.compile(rf"{YEAR}|(?<!\S){words}(?!\S)|\d [/\-–] \d|{parts} \d+[.]\d")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf" {either(map(fold, read('dates')['sign']['counted']))}(?!\S)")


@cache
def _hot_words() -> frozenset[str]:
    """What the words begin with, and the sign for figures."""
    return frozenset((FIGURE, *(fold(words).split()[0] for words in read("dates")["sign"]["words"])))


class Line:
    """Folded syllables of a stretch of text, one blank between, with the way back to the text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.row = tokens(text, start, end)
        self.words = [t.key for t in self.row]
        self.keys = " ".join(self.words)
        self.told = {*self.words, FIGURE} if FIGURE in [t.shape for t in self.row] else set(self.words)
        """The words, and a sign for figures where there are any."""

    @cached_property
    def starts(self) -> list[int]:
        """Where in `keys` each word begins."""
        return list(accumulate((len(word) + 1 for word in self.words[:-1]), initial=0))

    def hot(self) -> bool:
        """Whether there can be a date at all."""
        return not self.told.isdisjoint(_hot_words()) and bool(_hot().search(self.keys))

    @cached_property
    def _spots(self) -> dict[str, list[int]]:
        """Where in `keys` the words stand that any expression begins with."""
        found: dict[str, list[int]] = {}
        first = _beginnings()
        for token, at in zip(self.row, self.starts, strict=False):  # an empty row begins as well
            word = FIGURE if token.shape == FIGURE else token.key
            if word in first:
                found.setdefault(word, []).append(at)
        return found

    def matches(self, expression: Expression) -> Iterator[re.Match[str]]:
        """The matches of an expression, tried where a word stands that it begins with."""
        end = 0
        for at in sorted([at for word in self._spots.keys() & expression.begins for at in self._spots[word]]):
            match = expression.pattern.match(self.keys, at) if at >= end else None
            if match is not None:
                end = match.end()
                yield match

    def span(self, at: int, to: int) -> tuple[int, int]:
        """Text offsets of `keys[at:to]`."""
        first = bisect_right(self.starts, at) - 1
        last = bisect_right(self.starts, to - 1) - 1
        return self.row[first].start, self.row[last].end

    def lead(self, at: int, name: str) -> int | None:
        """Where a lead of that name that ends right before `keys[at]` begins; None if there is none."""
        end = at
        while end and self.keys[end - 1] == " ":
            end -= 1
        known = leads(name)
        for word in known if self.keys.endswith(known, 0, end) else ():
            first = end - len(word)
            if first >= 0 and self.keys.startswith(word, first) and (not first or self.keys[first - 1] == " "):
                return first
        return None


def _number(word: str | None) -> int:
    return 0 if not word else int(word) if word.isdigit() else numbers()[word]


def atoms(line: Line) -> Iterator[Atom]:
    found = [
        (m.start(), -m.end(), n, expression.kind, m)
        for n, expression in _may_stand(line)
        for m in line.matches(expression)
    ]
    taken = 0
    for start, _, _, kind, match in sorted(found, key=lambda f: f[:3]):
        if start < taken:
            continue
        atom = _atom(line, kind, match)
        if atom is not None:
            taken = match.end()
            yield atom


def _atom(line: Line, kind: str, match: re.Match[str]) -> Atom | None:
    part = {k: v for k, v in match.groupdict().items() if v}
    if not _stands(line, kind, match):
        return None
    year = int(part["year"]) if "year" in part else None
    year_to = int(part["year_to"]) if "year_to" in part else None
    if year and year_to and not year <= year_to <= year + _LONGEST:
        return None
    name = kind if kind == "years_alone" else kind.removesuffix("_alone")
    count = _number(part.get("count"))
    if name in ("months", "last_months") and not 1 <= count <= 12:
        return None
    if name == "days" and int(part["day"]) >= int(part["day_to"]):
        return None  # "2-9 và 7-11"
    low, high = _days(name, part, count)
    start, end = line.span(match.start(), match.end())
    shift = _relative().get(part.get("relative", ""))
    return Atom(name, match.start(), match.end(), start, end, year, year_to, low, high, shift, count)


_ITEM = re.compile(r"(?:\A[^\w;]*|; )\Z")
_STEP = re.compile(rf" (?::|{'|'.join(map(fold, ('được', 'đắc', 'trúng', 'tái', 'bầu', 'bổ', 'giữ', 'luân')))}) ")
"""What stands before and after the month with which a step of a career begins."""


def _stands(line: Line, kind: str, match: re.Match[str]) -> bool:
    """Whether an expression that may be something else stands where a date does: "đến 9/2023", not "9/12 đảng viên"."""
    after = line.keys[match.end() : match.end() + 2]
    if kind in ("now", "that_day"):
        return line.lead(match.start(), "to") is not None
    if kind not in ("day_alone", "month_alone", "year_alone"):
        return True
    if kind == "month_alone" and _STEP.match(line.keys, match.end()) and _ITEM.search(line.keys, 0, match.start()):
        return True  # "- 10/2020: được bầu …; 8/2022 được điều động"
    if line.lead(match.start(), "alone") is None or (kind == "month_alone" and after in (" /", " -")):
        return False
    if line.lead(match.start(), "from") is not None and _counted().match(line.keys, match.end()):
        return False  # "mỗi năm kết nạp từ 5-7 đảng viên"
    return kind != "day_alone" or not line.keys[: match.start()].endswith("( ") or after in (" )", " ,")


def _days(name: str, part: dict[str, str], count: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last month and day within the year."""
    if "month" in part:
        month = int(part["month"])
        if "day" not in part or name == "occasion":
            return (month, 1), (month, 31)
        return (month, int(part["day"])), (month, int(part.get("day_to", part["day"])))
    if name == "quarter":
        quarter = _number(part["quarter"])
        return (3 * quarter - 2, 1), (3 * quarter, 31)
    return {
        "months": ((1, 1), (count, 31)),
        "last_months": ((13 - count, 1), (12, 31)),
        "half": ((1, 1), (6, 31)),
        "middle": ((6, 1), (6, 31)),
        "first_quarter": ((1, 1), (3, 31)),
        "last_half": ((7, 1), (12, 31)),
    }.get(name, ((1, 1), (12, 31)))
