"""One line of a list of those who have held a post: who, in which years, and what else it notes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extraction.context import Context
from extraction.facts import Person, Status
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_DAY = r"(?:tháng |năm )?(?:\d{1,2}\s?[/-]\s?){0,2}(?:19|20)\d\d"
_YEARS = rf"(?P<open>từ\s+)?{_DAY}(?P<to>\s*(?:[-–—]|đến|tới)\s*(?:(?:{_DAY})(?<=(?P<last>\d{{4}}))|(?P<now>nay)))?"
_SPELL = re.compile(
    rf"\s*(?:\([^()\n]{{1,40}}\)\s*)?(?:,?\s*(?:các )?kh[oó][aá] [^:;.\n]{{1,30}})?[\s:,(|–-]*{_YEARS}", re.I
)
"""The years that a line tells after a name."""
_AHEAD = re.compile(rf"\W*(?:\d{{1,2}}[.)]\s*)?{_YEARS}\s*\)?\s*[:|–-]\s*", re.I)
"""Those it tells before the names."""
_LEAD = frozenset("NUMBER DOT DASH HON RANK RPAR COLON OTHER".split())
"""What stands before the name in a line."""
_WORDS = 5
"""Mentions before the name, at most."""
_BETWEEN = frozenset("COMMA SEMI AND LPAR RPAR STOP NUMBER SLASH DASH ALSO FROM OTHER".split())
"""What stands between the names of a line."""
_APART = re.compile(r"\s*(?:[,;.|(–-]|\Z)")
"""After the last of them."""
_BESIDE = re.compile(r"[\s|,:–-]*")
"""Between a name and the post in the place of the list's."""
_NOTE = re.compile(r"[^;|.,()\n]*\Z")
"""The words right before a post that a line notes."""
_NOW = re.compile(r"\b(?:nay|hiện|hiện nay|hiện tại)(?: đang)?(?: là| làm| giữ chức)?\s*\Z", re.I)
_THEN = re.compile(
    r"\b(?:sau(?: này| đó)?|về sau|chuyển(?: về| sang| lên)?|được (?:điều động|bầu|bổ nhiệm)|lên|trước(?: đó| đây)?"
    r"|từng)\b"
    r"[^;|.,()\n]{0,24}\b(?:là|làm|giữ|giữ chức|giữ chức vụ)\s*\Z",
    re.I,
)
_BESIDES = re.compile(r"\s*(?:kiêm|kiêm nhiệm|đồng thời(?: là)?|nguyên|nữ)?\s*\Z", re.I)
_REMOVED = re.compile(r"\bbị\b[^;|.()\n]{0,60}\Z", re.I)
"""Before an act by which the post was lost."""


class Line(NamedTuple):
    """Whom a line names, whether the years still run, the post told in the place of the list's, and where it stands."""

    names: list[tuple[Mention, Person]]
    status: Status
    begun_only: bool
    """Whether it tells no end: "từ tháng 9/2013"."""
    own: Mention | None
    start: int
    end: int


class Note(NamedTuple):
    """Posts that a line notes beside those of the list, or the act by which the list's was lost."""

    posts: list[Mention]
    status: Status


class Lines:
    """Reads the lines of such lists in one article."""

    def __init__(self, context: Context) -> None:
        self.context, self.text = context, context.article.text

    def read(self, n: int) -> Line | None:
        """What sentence `n` tells, if it is such a line."""
        return self._named_first(n) or self._years_first(n)

    def _named_first(self, n: int) -> Line | None:
        """ "3. Ông Lê A: 1951 - 1955", "3 | Lê A | Quyền Bí thư 1986 - 3/1987 |"."""
        row = self.context.sentences[n].mentions[: _WORDS + 1]
        at = next((i for i, m in enumerate(row) if m.kind == "NAME"), None)
        if at is None or self.context.paragraph_start(n) != n or any(m.kind not in _LEAD for m in row[:at]):
            return None
        name, end = row[at], self.context.sentences[n].span.end
        own = self._own(n, name)
        spell = _SPELL.match(self.text, own.end if own is not None else name.end, end)
        person = self.context.person(str(name.value), name.start)
        if spell is None or person is None:
            return None
        return Line([(name, person)], self._status(spell), self._begun(spell), own, name.start, spell.end())

    def _own(self, n: int, name: Mention) -> Mention | None:
        """The post that stands between a name and its years."""
        for mention in self.context.sentences[n].row:
            if mention.kind == "POSTS" and mention.start > name.end:
                beside = _BESIDE.fullmatch(self.text, name.end, mention.start) is not None
                return mention if beside and len(mention.parts) == 1 else None
        return None

    def _years_first(self, n: int) -> Line | None:
        """ "1989 - 1994: ông Lê A, Phó Bí thư Huyện ủy, kiêm nhiệm", "1994 - 1999: ông A (đến 1996), ông B"."""
        span, row = self.context.sentences[n].span, self.context.sentences[n].row
        spell = _AHEAD.match(self.text, *span) if self.context.paragraph_start(n) == n else None
        if spell is None:
            return None
        told = [m for m in row if m.start >= spell.end()]
        told = told[: next((i for i, m in enumerate(told) if m.kind not in _BETWEEN and m.kind != "HOLDER"), len(told))]
        last = max((i for i, m in enumerate(told) if m.kind == "HOLDER"), default=-1)
        if last < 0 or told[0].kind != "HOLDER" or _APART.match(self.text, told[last].end, span.end) is None:
            return None
        holders = [m.value for m in told if isinstance(m.value, HolderPhrase) and m.value.name.kind == "NAME"]
        people = [(h.name, self.context.person(str(h.name.value), h.name.start)) for h in holders]
        known = [(name, person) for name, person in people if person is not None]
        if not known:
            return None
        return Line(known, self._status(spell), self._begun(spell), None, span.start, told[last].end)

    def _status(self, spell: re.Match[str]) -> Status:
        """Whether the years of a line are over."""
        last, year = spell["last"], self.context.year
        runs = spell["now"] is not None or (last is not None and year is not None and int(last) > year)
        return "current" if runs else "former"

    @staticmethod
    def _begun(spell: re.Match[str]) -> bool:
        return spell["open"] is not None and spell["to"] is None

    def notes(self, n: int, line: Line) -> Iterator[Note]:
        """The posts that the line notes after the years of the one whom it names."""
        for mention in self.context.sentences[n].row if len(line.names) == 1 else ():
            if mention.kind != "POSTS" or mention.start < line.end:
                continue
            words = _NOTE.search(self.text, line.end, mention.start)
            before = words.group() if words is not None else ""
            if _NOW.search(before):
                yield Note(list(mention.parts), "current")
            elif _THEN.search(before):
                yield Note(list(mention.parts), "former")
            elif _BESIDES.fullmatch(before):
                yield Note(list(mention.parts), line.status)

    def removed(self, n: int, line: Line) -> Mention | None:
        """The act by which the one whom the line names lost the post: "bị Ban Thường vụ Tỉnh ủy cách chức"."""
        for mention in self.context.sentences[n].row if len(line.names) == 1 else ():
            if mention.kind == "DISMISS" and _REMOVED.search(self.text, line.end, mention.start):
                return mention
        return None
