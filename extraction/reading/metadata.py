"""Finds an article's headline and publication date in its text, where the record does not say them.

Only a line that is nothing but a date stamp or a dateline counts, near the top or at the very end, and an agency's mark
before the lead: a date in running text is about what the article tells, not about when it was printed.

>>> find_published("Tiêu đề\\n\\n14/02/2019 - 09:15\\n\\nNgày 1/1/2018, Huyện ủy …")
datetime.date(2019, 2, 14)
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources
from itertools import islice
from typing import Any, NamedTuple

import msgspec

from extraction.article import Article

PLAUSIBLE_YEARS = range(1945, 2050)
"""A stamp outside is a typing error: the press of the Republic began in 1945, and no page is from 2050 on."""
TOP_LINES = 10
TAIL_LINES = 4
LONGEST_HEADLINE = 200
"""Characters; the longest of 4,998 real headlines has 176."""
_LONGEST_STAMP = 120
_SECTION = re.compile(r"\|\s*[^\W\d]+(?:\s+[^\W\d]+){0,3}\s*\Z")
"""The section that a page names behind a date with its time: "12/10/2023 - 07:58 | Thời sự"."""
_DATELINE_WORDS = 6
"""Words of the longest "Báo Đắk Nông điện tử" before the date of a dateline."""


def complete(article: Article) -> Article:
    """The article with title and publication date from its text, where nobody said them."""
    if article.title is not None and article.published is not None:
        return article
    return msgspec.structs.replace(
        article,
        title=article.title if article.title is not None else find_title(article.text),
        published=article.published if article.published is not None else find_published(article.text),
    )


def find_published(text: str) -> dt.date | None:
    """The date of the first date stamp near the top, else of the last one at the very end."""
    body = False
    for line in _top(text):
        body = body or len(line) > LONGEST_HEADLINE
        if (stamp := read_stamp(line)) and (stamp.sure or not body):
            return stamp.date
        if (day := read_dateline(line)) is not None:
            return day
    for line in reversed(_tail(text)):
        if (stamp := read_stamp(line)) and (stamp.sure or line.startswith("(")):
            return stamp.date
        if (day := read_dateline(line)) is not None:
            return day
    return None


def find_title(text: str) -> str | None:
    """The headline: the first line near the top that belongs to the article and reads like one."""
    page = _page()
    repeated: str | None = None  # some portals print "null <headline>" above the breadcrumb
    for line in _top(text):
        plain = _plain(line)
        if plain.startswith("null "):
            repeated = repeated or line.split(None, 1)[1]
        elif page.is_furniture(plain) or read_stamp(line):
            continue
        elif len(line) > LONGEST_HEADLINE or (plain.endswith(".") and not plain.endswith("..")):
            return repeated
        else:
            return line
    return repeated


class Stamp(NamedTuple):
    """The date of a line that holds nothing else."""

    date: dt.date
    sure: bool
    """With a time of day, a weekday or a label beside it."""


def read_stamp(line: str) -> Stamp | None:
    """The stamp that this line is; None for any other line.

    >>> read_stamp("Cập nhật: 09:32 - 12/10/2023")
    Stamp(date=datetime.date(2023, 10, 12), sure=True)
    >>> read_stamp("12-10-2023 - 07:58 AM | Thời sự")
    Stamp(date=datetime.date(2023, 10, 12), sure=True)
    >>> read_stamp("Ngày 12/10/2023, Huyện ủy tổ chức hội nghị")
    """
    if len(line) > _LONGEST_STAMP or not any(c.isdigit() for c in line):
        return None
    page = _page()
    line = _spaced(line)
    matches = list(page.date.finditer(line))
    found = [_date_of(match, page.months) for match in matches]
    dates = [day for day in found if day is not None]
    if not dates or len(dates) != len(found):
        return None
    rest, _ = page.date.subn(" ", line)
    rest, labels = page.label.subn(" ", rest)
    rest, others = page.other.subn(" ", rest)
    if others:
        rest = _SECTION.sub(" ", rest)
    words: list[str] = re.findall(r"\w+", rest)
    sure = labels + others > 0
    byline = sure and len(dates) == 1 and len(words) <= 5 and all(word[0].isupper() for word in words)
    if words and not byline:
        return None
    if (len(set(dates)) > 1 and not labels) or (not sure and any(len(m["y"] or "long") == 2 for m in matches)):
        return None  # "10/8/2015 - 12/8/2015" is a period, "10/8/15" alone may be anything
    return Stamp(min(dates), sure)


def read_dateline(line: str) -> dt.date | None:
    """The date of a line that tells place or paper and day, or of an agency's mark that a lead begins with.

    >>> read_dateline("Báo Hà Giang, ngày 4/9/2018"), read_dateline("Pleiku (TTXVN 4/9/2018) - Sáng nay, Tỉnh ủy …")
    (datetime.date(2018, 9, 4), datetime.date(2018, 9, 4))
    >>> read_dateline("Đại hội Đảng bộ xã ngày 4/9/2018")
    """
    page = _page()
    line = _spaced(line[: 2 * _LONGEST_STAMP])
    whole = page.dateline.fullmatch(line)
    found = whole or page.mark.match(line)
    if found is None:
        return None
    words = found["who"].split()
    named = page.paper.match(found["who"]) or all(word[0].isupper() for word in words)
    return _date_of(found, page.months) if len(words) <= _DATELINE_WORDS and (named or not whole) else None


def parse_date(text: str) -> dt.date | None:
    """The day of a date as metadata writes it: ISO (with or without time), or day first."""
    page = _page()
    text = unicodedata.normalize("NFC", text.strip())
    match = page.date.match(text)
    if match is None:
        stamp = read_stamp(text)
        return stamp.date if stamp else None
    return _date_of(match, page.months)


class _Page(NamedTuple):
    """`page.toml`, compiled."""

    date: re.Pattern[str]
    label: re.Pattern[str]
    other: re.Pattern[str]
    dateline: re.Pattern[str]
    """A line of place or paper, sign and date."""
    mark: re.Pattern[str]
    """The agency and its date in brackets before a lead."""
    paper: re.Pattern[str]
    months: dict[str, int]
    furniture: frozenset[str]
    breadcrumbs: tuple[str, ...]
    related: frozenset[str]

    def is_furniture(self, plain: str) -> bool:
        """Whether this line, folded, is the page's and not the article's."""
        words = plain.split()
        if len(words) < 2 or plain in self.furniture or not any(c.isalpha() for c in plain):
            return True
        if plain.startswith(self.breadcrumbs) and len(words) <= 12:
            return True
        return bool(re.search(r"\w\s*[>»›]\s*\w", plain)) and len(words) <= 16


@cache
def _page() -> _Page:
    data: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("page.toml").read_text("utf-8"))
    stamp = data["stamp"]
    months = {name: number for number, name in enumerate(stamp["months"], start=1)}
    date = rf"""
        (?:\bngày\s+)?
        (?: (?<![\d/.-])(?P<d>\d{{1,2}})\s?(?P<s>[/.-])\s?(?P<m>\d{{1,2}})\s?(?P=s)\s?
              (?P<y>\d{{4}}|(?<=/)\d{{2}})(?![\d/])
          | (?<![\d/.-])(?P<Y>\d{{4}})(?P<S>[/.-])(?P<M>\d{{1,2}})(?P=S)(?P<D>\d{{1,2}})(?!\d)T?
          | (?<!\d)(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}}|{_any(months)})
            (?:\s*,)?(?:\s+năm)?\s+(?P<year>\d{{4}})(?!\d)
        )"""
    other = rf"""
        (?<!\d)(?:[01]?\d|2[0-3])(?:\s?[:h]\s?[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|\sgiờ(?:\s[0-5]?\d(?:\sphút)?)?)(?!\d)(?:\s?(?:am|pm|sa|ch)\b)?
        | [(\[]?\s*\b(?:gmt|utc)\s*(?:[+-]\s*\d{{1,2}}(?::?\d{{2}})?)?\s*[)\]]?
        | (?<=\d|\s)[+-]\d{{2}}:\d{{2}}(?!\d)
        | \b(?:{_any(stamp["weekdays"])})\b
        | \b(?:{_any(stamp["asides"])})\b\s*[:(]?\s*[\d.,]+
        | (?<!\d)[\d.,]+\s*(?:{_any(stamp["asides"])})\b
        | \b(?:{_any(stamp["sizes"])})\b[:a\s+–-]*$
        | \(\s*\w{{2,8}}\s*\)
        """
    flags = re.VERBOSE | re.IGNORECASE
    return _Page(
        date=re.compile(date, flags),
        label=re.compile(rf"\b(?:{_any(stamp['labels'])})\b|^đăng\b", flags),  # "Đăng ngày 7/11/2012"
        other=re.compile(other, flags),
        dateline=re.compile(
            rf"\(? (?P<who> [^\W\d_] [^\d,()|:–]{{1,48}}? ) \s? (?: , | \s[-–] ) \s? {date} \.? \)? (?:\s?[-–:])?",
            flags,
        ),
        mark=re.compile(
            rf"[^\d()|:]{{0,32}} \( (?P<who> TTXVN | (?: {_any(stamp['papers'])} ) [^\d()]{{1,30}}? ) [\s,:–-]*"
            rf" {date} \s? \) \s? [-–:.]",
            flags,
        ),
        paper=re.compile(rf"(?:theo\s|nguồn:?\s)?(?:{_any(stamp['papers'])})\b", flags),
        months=months,
        furniture=frozenset(data["title"]["furniture"]),
        breadcrumbs=tuple(data["title"]["breadcrumbs"]),
        related=frozenset(data["tail"]["related"]),
    )


def _any(words: Any) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


def _date_of(match: re.Match[str], months: dict[str, int]) -> dt.date | None:
    group = match.groupdict()
    day = group["d"] or group["D"] or group["day"]
    month = group["m"] or group["M"] or group["month"]
    told = group["y"] or group["Y"] or group["year"]
    year = int(told) + 2000 * (len(told) == 2)  # "10/11/21"
    try:
        number = int(month) if month.isdigit() else months[month.casefold()]
        date = dt.date(year, number, int(day))
    except ValueError:
        return None
    return date if year in PLAUSIBLE_YEARS else None


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := " ".join(raw.strip("\ufeff").split()))]


def _top(text: str) -> list[str]:
    """The first lines that hold something, to the second paragraph: a lead may stand above the date."""
    top: list[str] = []
    paragraphs = 0
    for line in islice(_lines(text[:20_000]), TOP_LINES):
        paragraphs += len(line) > LONGEST_HEADLINE
        if paragraphs > 1 or (paragraphs and _is_related(line)):
            break
        top.append(line)
    return top


def _tail(text: str) -> list[str]:
    """The last lines of the article, without what the page says of other articles after it."""
    lines = _lines(text[-20_000:])
    for at, line in enumerate(lines):
        if at >= len(lines) // 2 and _is_related(line):
            lines = lines[:at]
            break
    return lines[-TAIL_LINES:]


def _is_related(line: str) -> bool:
    return _plain(line).rstrip(": ") in _page().related


def _spaced(line: str) -> str:
    """The line composed, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", line).split())


def _plain(line: str) -> str:
    return unicodedata.normalize("NFC", line).casefold()
