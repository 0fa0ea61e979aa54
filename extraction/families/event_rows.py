"""Sentences as rows of this family's words, those read by what stands beside them settled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from extraction.context import Context
from extraction.families.event_rules import TYPES
from extraction.families.figures import Rows, period_of
from extraction.families.tenures import Claim
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase
from extraction.text import fold

_TAKING_PART = frozenset(("ORGANIZE", "ATTEND", "ATTENDS", "HELD"))
"""Kinds after which a gathering is one event: "tổ chức sinh hoạt chi bộ", not "chất lượng sinh hoạt chi bộ"."""
_BY_WHOM = re.compile(r"\s*(?:Ảnh|Video|Clip)\b")
"""After the dash behind what a picture shows: whose it is."""
_WITH_HIM = re.compile(r"cùng\b", re.I)
_COMPANY = ("POSTS", "STAFF", "ON_SIDE", "ORG", "EACH")
"""Who comes with somebody, told by what they are."""
_SAYS_WHAT_FOR = frozenset(("SAY", "TELL", "REPORT"))
"""Verbs that right behind an event tell what it is for."""
_OPENING = 4
"""Mentions within which a sentence tells the day it begins with."""
_PICTURED = 5
"""Mentions within brackets before "phải"."""
_TITLES = frozenset(("ROLE", "RANK"))


class EventRows(Rows):
    """The rows of one article in the words for events; `told` is who holds which post."""

    def __init__(self, context: Context, told: Sequence[Claim]) -> None:
        super().__init__(context, "events")
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for claim in told:
            self._roles[claim.person.name].add(fold(claim.role.vi))
        self._titled: dict[int, list[Mention]] = {}

    def titled(self, n: int) -> list[Mention]:
        """Persons of sentence `n` told by their title and given name alone: "Bí thư Nhân", "đại tá Phong"."""
        if n not in self._titled:
            kinds, row = self.context.sentences[n].kinds, self.context.sentences[n].row
            pairs = pairwise(row) if "CAPS" in kinds and kinds & _TITLES else ()
            self._titled[n] = [
                Mention("HOLDER", title.start, name.end, value=HolderPhrase(replace(name, kind="NAME", value=told)))
                for title, name in pairs
                if title.kind in _TITLES and name.kind == "CAPS" and (told := self._bearer(title, name))
            ]
        return self._titled[n]

    def on_a_day(self, n: int) -> bool:
        """Whether sentence `n` begins with a day, or with "cùng ngày"."""
        return any(
            m.kind in ("SAMEDAY", "TODAY", "YESTERDAY") or (m.kind == "PERIOD" and period_of(m).kind == "day")
            for m in self.row(n)[:_OPENING]
        )

    @staticmethod
    def _in_picture(row: Sequence[Mention], i: int) -> bool:
        """ "ông A (phải)", "(thứ hai từ phải)": where somebody stands, and nothing that must be."""
        closes = i + 1 < len(row) and row[i + 1].kind in ("RPAR", "COMMA")
        return closes and any(m.kind == "LPAR" for m in row[max(0, i - _PICTURED) : i])

    def _along(self, row: Sequence[Mention], i: int) -> bool:
        """ "ông A cùng các đại biểu HĐND tỉnh đến thăm": who came with him, and no list of names."""
        after = row[i + 1].kind if i + 1 < len(row) else "DOT"
        return _WITH_HIM.match(self.text, row[i].start) is not None and after in _COMPANY

    def _bearer(self, title: Mention, name: Mention) -> str:
        """Who of those told before bears a given name and, if it is a post, the title before it; "" for nobody."""
        person = self.context.person(self.text[name.start : name.end], name.start)
        if person is None or person.name not in self._roles:
            return ""
        held = fold(self.text[title.start : title.end])
        known = title.kind == "RANK" or any(role.startswith(held) for role in self._roles[person.name])
        return person.name if known else ""

    def _read(self, n: int) -> list[Mention]:
        row = super()._read(n)
        for i, mention in enumerate(row):
            if mention.kind == "GATHERING":
                held = i > 0 and row[i - 1].kind in _TAKING_PART
                row[i] = replace(mention, kind="MEETING" if held else "OTHER")
            elif mention.kind == "SHOW":
                shown = i > 0 and row[i - 1].kind in ("ATTEND", "ATTENDS")
                row[i] = replace(mention, kind="CEREMONY" if shown else "OTHER")
            elif mention.kind == "DASH" and _BY_WHOM.match(self.text, mention.end):
                row[i] = replace(mention, kind="DOT")
            elif mention.kind == "HAVE" and self._along(row, i):
                row[i] = replace(mention, kind="ALONG")
            elif mention.kind == "PLANNED" and self._in_picture(row, i):
                row[i] = replace(mention, kind="FILL")
            elif mention.kind in _SAYS_WHAT_FOR and i and row[i - 1].kind in TYPES:
                row[i] = replace(mention, kind="OTHER")  # "hội nghị kêu gọi đầu tư", "hội nghị đánh giá kết quả"
        for holder in self.titled(n):
            within = [i for i, m in enumerate(row) if holder.start <= m.start and m.end <= holder.end]
            if within:
                row[within[0] : within[-1] + 1] = [holder]
        return row
