"""Units that a list names, each with a figure: places by their bare names, hamlets, those pointed back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.families.admission_rules import NAMES
from extraction.families.cues import part_start
from extraction.families.origin_words import groups
from extraction.families.story import Story
from extraction.families.unit_rows import is_bare, kind_of_many, several
from extraction.families.units import Unit
from extraction.grammar import Found, tape
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, owners
from extraction.text import either, fold, tokens

_HAMLETS = re.compile(
    r"\b(?:các|những|nhiều|một số|\d+|hai|ba) (?:chi bộ )?(thôn|bản|ấp|buôn|làng|xóm|khóm)"
    r"(?:,? (?:thôn|bản|ấp|tổ dân phố))? [^.;\d]{0,80}(?:\d[^.;]{0,80})?\Z",
    re.IGNORECASE,
)
"""Before the names of hamlets that a list tells without their kind."""
_LISTING = frozenset(
    (
        "MANY CAPS PLACE HOLDER COMMA AND LPAR RPAR NUMBER SLASH MEMBERS NEW THEM COLON FILL AT EACH AREAREF IS OTHER"
    ).split()
)
"""What a list of places is made of: "các xã Quý Sơn (19 đảng viên), Phượng Sơn (15)"."""
_FIGURED = frozenset("NUMBER SLASH MEMBERS THEM NEW COMMA AND SEMI FILL COLON LEAD CAPS PLACE".split())
"""What stands between a unit of a list and the next one."""
SEPARATE = frozenset(("LEAD", "SEMI", "COLON", "NUMBER", "MEMBERS", "THEM", "NEW"))
"""What stands before an item of a list."""
_LIST = 60
"""Words and signs of the longest list."""
_THOSE = re.compile(r" (?:này|ấy|đó|trên|nói trên|kể trên|nêu trên)(?!\w)", re.IGNORECASE)
_NEAR = 4
"""Sentences back in which units may be told that "hai xã này" points to."""


@cache
def _peoples() -> re.Pattern[str]:
    """Words by which peoples are listed like places."""
    return re.compile(rf"{either(words_of('figures', 'peoples'))}|người(?= [A-ZĐ])")


class Listed:
    """The units that the lists of sentence `n` name."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.units = story.units
        self.n = n
        self.row = story.rows.row(n)
        self.text = story.text

    def listed(self, found: Found) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes."""
        first = found.match.start("units")
        named = self._many(first) or self._of_each(found)
        inner = 0
        for i in range(first, found.match.end("units")):
            mention = self.row[i]
            inner += (mention.kind == "LPAR") - (mention.kind == "RPAR")
            if mention.kind == "HAMLET" and not inner:
                yield self._cell_of(mention)
            if inner or mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF"):
                continue
            named = _kind_of(mention) or named
            unit = self.units.of_mention(self.row, i, self.n, named if mention.kind in ("CAPS", "PLACE") else None)
            if unit is not None:
                yield unit

    def pointed_to(self, found: Found) -> list[Unit]:
        """ "hai xã này": the units of the list that the sentence, or one before it in its paragraph, has told last."""
        wanted = sum(m.kind == "NUMBER" for m in found["values"])
        first = max(self.story.context.paragraph_start(self.n), self.n - _NEAR)
        named = {unit.key: unit for n, unit in self.story.named if n >= first}
        if len(named) == wanted:  # "xã A kết nạp 6, xã B 5; năm sau, hai xã kết nạp lần lượt 7 và 3"
            return list(named.values())
        if _THOSE.match(self.text, found["those"][0].end) is None:
            return []
        for n in range(self.n, first - 1, -1):
            told = self if n == self.n else Listed(self.story, n)
            end = found.first if n == self.n else len(told.row)
            for m in reversed(list(NAMES.regex.finditer(tape(told.row), 0, end))):
                units = list(told.listed(Found(NAMES, told.row, m)))
                if len(units) == wanted:
                    return units
        return []

    def of_item(self, found: Found) -> Unit | None:
        """The unit of an item of a list; None where it names none."""
        first = found.match.start("unit")
        at = next(i for i in range(first, found.last) if self.row[i].kind != "WHOLE")
        bare = self.row[at].kind in ("CAPS", "PLACE")
        if self.row[at].kind == "HAMLET":
            return self._cell_of(self.row[at])
        hamlets = self._of_hamlets(first) if bare else None
        if hamlets is not None:
            name = AreaRef(self.text[self.row[at].start : self.row[at].end], hamlets, "hamlet")
            return self._cell_of(Mention("HAMLET", self.row[at].start, self.row[at].end, value=name))
        if bare and (self._of_peoples(at) or self._of_firms(first)):
            return None
        named = self.kind_of_name(at) if bare else None
        if (self.row[at].kind == "AREAREF" and several(self.row, at)) or self._of_kind(at):
            return None  # "khối xã, thị trấn 74"
        return self.units.of_mention(self.row, at, self.n, named)

    def _cell_of(self, hamlet: Mention) -> Unit:
        return Unit(self.units.organizations.cell_of(hamlet, self.n), hamlet.start)

    def _of_hamlets(self, first: int) -> str | None:
        """ "các chi bộ ấp có nhiều đảng viên mới như Chủ Mía (11)": the kind of hamlets that a list is of."""
        told = _HAMLETS.search(self.text, self.row[part_start(self.row, first)].start, self.row[first].start)
        return told[1].lower() if told is not None else None

    def kind_of_name(self, at: int) -> TypeEntry | None:
        """The kind of place that a bare name in a list is."""
        named = self._many(at) or self._said_after(at)
        like = (self._below(at, self._like(at)) or self._like(at)) if named is None else None
        if like is not None and (self.row[at].kind == "CAPS" or like.level == "commune" or self._inside(at, like)):
            return like
        return named

    def _many(self, first: int) -> TypeEntry | None:
        """The kind of place that "các xã" before a list of names tells."""
        for i in range(first - 1, max(0, first - _LIST) - 1, -1):
            mention = self.row[i]
            if mention.kind not in _LISTING:
                return None
            if mention.kind == "AREAREF" and i and self.row[i - 1].kind == "COUNT_OF":  # "Nhiều xã làm tốt: …"
                return mention.entry if isinstance(mention.entry, TypeEntry) else None
            if mention.kind == "MANY":
                return kind_of_many(self.story.context, mention)
        return None

    def _said_after(self, at: int) -> TypeEntry | None:
        """The kind of place told in brackets after its name: "Kỳ Anh (huyện) 12"."""
        after = self.row[at + 1 : at + 4]
        said = [m.kind for m in after] == ["LPAR", "AREAREF", "RPAR"]
        return after[1].entry if said and isinstance(after[1].entry, TypeEntry) else None

    def _apposed(self, at: int) -> TypeEntry | None:
        """The kind of place told after its bare name: "Thanh Long, xã dẫn đầu huyện"."""
        after = self.row[at + 1 : at + 3]
        said = self.row[at].kind in ("PLACE", "CAPS") and [m.kind for m in after] == ["COMMA", "AREAREF"]
        return after[1].entry if said and isinstance(after[1].entry, TypeEntry) else None

    def _of_each(self, found: Found) -> TypeEntry | None:
        """The kind of place that "mỗi xã" after a list of names tells."""
        row = self.row[found.first : found.last]
        entry = next((row[i + 1].entry for i, m in enumerate(row[:-1]) if m.kind == "EACH"), None)
        return entry if isinstance(entry, TypeEntry) else None

    def _like(self, first: int) -> TypeEntry | None:
        """The kind of place of the unit told before a bare name: "xã Cán Cấu kết nạp 9, Bản Mế 7"."""
        told = (m for i, m in enumerate(self.row[:first]) if m.kind != "AREAREF" or not self._around(i))
        near = next((kind for mention in reversed(list(told)) if (kind := _kind_of(mention)) is not None), None)
        around = self.story.context.home.get("district") or self.story.context.home.get("province")
        if near is not None or around is None:
            return near
        for n in range(self.n - 1, self.story.context.paragraph_start(self.n) - 1, -1):
            for mention in reversed(self.story.rows.row(n)):
                kind = _kind_of(mention)
                if kind is not None and self.units.bodies.has_in(self.row[first], kind, around):
                    return kind
        return None

    def _around(self, at: int) -> bool:
        """ "nhiều nhất huyện", "dẫn đầu toàn tỉnh": the whole of those that are told."""
        return at > 0 and self.row[at - 1].kind in ("MOST", "LEAD", "WHOLE")

    def _below(self, at: int, like: TypeEntry | None) -> TypeEntry | None:
        """The kind of place of a bare name in a list without one: the level below the unit whose parts are told.

        Where a unit of another kind is told before it, the province has none of that kind by this name.
        """
        around = self.story.context.home.get("province")
        if like is not None and (around is None or self.units.bodies.has_in(self.row[at], like, around)):
            return None
        whole = self.story.main.area if self.story.main is not None else None
        if whole is None or whole.level not in ("province", "district"):
            whole = self.story.context.home_area("district")
        if whole is None or not whole.place:
            return None
        for word in words_of("figures", "districts" if whole.level == "province" else "communes"):
            found = self.story.context.lexicon.words.longest(tokens(word), 0)
            if (
                found
                and isinstance(found[1], TypeEntry)
                and self.units.bodies.has_in(self.row[at], found[1], whole.place)
            ):
                return found[1]
        return None

    def _inside(self, at: int, like: TypeEntry) -> bool:
        """ "huyện Đông Hải 66, Hòa Bình 60" in Bạc Liêu: a district of the article's province, not a province."""
        ref = self.row[at].value
        around = self.story.context.home.get("province")
        if not isinstance(ref, AreaRef) or ref.level != "province" or around is None:
            return False
        return self.units.bodies.has_in(self.row[at], like, around)

    def _of_kind(self, at: int) -> bool:
        """ "khối huyện, thị, thành ủy 1.742": bodies of one kind, none by its name."""
        start = max((i for i, m in enumerate(self.row[:at]) if m.kind in SEPARATE), default=-1)
        words = self.text[self.row[start + 1].start : self.row[at].end].casefold()
        return words.startswith("khối ") and self.row[start + 1].kind == "OTHER"

    def _of_firms(self, first: int) -> bool:
        """ "Công ty Cao su Chư Sê 31, Chư Păh 17": the rest of a firm's name, not the district."""
        before = next((m for m in reversed(self.row[:first]) if m.kind not in _FIGURED), None)
        return (
            before is not None
            and before.kind == "ORG"
            and not is_bare(before)
            and not any(isinstance(m.value, AreaRef) for m in owners(before))
        )

    def _of_peoples(self, at: int) -> bool:
        """ "trong đó dân tộc Hà Nhì 31, La Hủ 9, Mông 12", "(nữ 29, Khmer 24)": peoples, not places."""
        if fold(self.text[self.row[at].start : self.row[at].end]) in groups() and self._many(at) is None:
            return True
        start = max((i for i, m in enumerate(self.row[:at]) if m.kind in ("LEAD", "MANY", "SEMI", "COLON")), default=0)
        return _peoples().search(self.text, self.row[start].start, self.row[at].start) is not None


def _kind_of(mention: Mention) -> TypeEntry | None:
    """The kind of place that a unit is, or is of: "xã Cán Cấu", "Đảng bộ xã Cán Cấu"."""
    phrase = mention.value
    inner = phrase.of if mention.kind == "ORG" and isinstance(phrase, BodyPhrase) else mention
    told = inner is not None and inner.kind in ("AREA", "AREAREF")
    return inner.entry if told and inner is not None and isinstance(inner.entry, TypeEntry) else None
