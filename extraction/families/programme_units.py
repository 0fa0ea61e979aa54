"""Which units do something with a model or movement: those a rule names, who acts, whose list it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import LEVELS, Area, Organization
from extraction.families.figures import Rows
from extraction.families.leads import PARTY
from extraction.families.programme_results import ELSEWHERE, clause
from extraction.families.unions import MASS, UNIONS
from extraction.families.unit_rows import is_bare, several
from extraction.families.units import Unit, Units
from extraction.grammar import Found
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, owner_of, walk
from extraction.organizations import Hint
from extraction.text import tokens
from extraction.told import OWNERS

_SIZES = {"hamlet": 0, "commune": 1, "district": 2, "city": 2, "province": 3}
"""Kinds of places by what lies in what."""
_PLACED = ("unit-acts-model", "unit-puts-model")
"""Rules before whose units a place may stand: "Ở xã A, Đảng ủy xã …"."""
_COUNTED = 5
"""Words and signs of "ở 10/11 xã"."""
_ITEMS = 12
"""Items of a list that its heading may stand before."""
_UNITS = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "HAMLET", "SUBJECT"))
_BESIDE = frozenset(("OF", "AT", "WITH", "PAPER"))
"""Kinds before a body that does not act."""
_ACCORDING = re.compile(
    r"\btheo (?:(?:báo cáo|thống kê|số liệu|đánh giá|thông tin|tổng hợp)(?: của| từ)? )?$", re.IGNORECASE
)
"""Before who tells of what others do."""
_CUE = 32
"""Letters before a body within which that stands."""
_BODY_TOLD = re.compile(r"(?:đơn vị|nhà trường)\b", re.IGNORECASE)
"""What the body told before is called."""
_SEVERAL = ("các", "những", "nhiều", "tất cả các", "toàn bộ")
_HOI = re.compile(r"\s[Hh]ội\b(?!\s(?:đồng|nghị|trường|viên|quán|chợ))")
"""After the kind of a place whose union is meant: "Huyện hội"."""
_EVERY = re.compile(r"\snào\s(?:cũng|đều)\b", re.IGNORECASE)
"""After each of the places below: "xã nào cũng làm theo mô hình"."""


def union_of(units: Units, row: Sequence[Mention], i: int, n: int) -> Unit | None:
    """ "Ở xã A, Hội Phụ nữ chọn …": a union without a place is that of the place before it, else of the article's."""
    if row[i].kind != "ORG" or body_kind(row[i]) not in UNIONS or owner_of(row[i]) is not None:
        return None
    if units.of_mention(row, i, n) is not None:
        return None
    home = units.bodies.home()
    area = home.area if isinstance(home, Organization) and home.level in LEVELS else home
    for k in range(i - 1, -1, -1):
        if row[k].kind in ("AREA", "PLACE", "AREAREF"):
            place = units.of_mention(row, k, n)
            area = place.area if place is not None else area
        if row[k].kind in ("AREA", "PLACE", "AREAREF", "SEMI", "DOT"):
            break
    if not isinstance(area, Area):
        return None
    body = units.organizations.of_mention(row[i], n, Hint(area=area, level=area.level))
    return Unit(body, row[i].start) if body is not None else None


class Whose:
    """The units of the statements of one article."""

    def __init__(self, context: Context, rows: Rows, units: Units) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = rows
        self.units = units

    def subject(self, row: Sequence[Mention], floor: int, at: int, n: int) -> list[Unit]:
        """Who acts, told in `row[floor:at]`; before a second verb the subject of the first."""
        if at and row[at - 1].kind == "AND":
            for i in range(floor, at):
                bodies = row[i].kind in ("ORG", "AREA") and row[i + 1].kind == "FILL"
                unit = (
                    self.units.of_mention(row, i, n) if bodies and (not i or row[i - 1].kind not in _BESIDE) else None
                )
                if unit is not None:
                    return [unit]
        behalf = next((m for m in reversed(row[floor:at]) if m.kind == "ORG"), None)
        if behalf is not None and self._on_behalf(behalf):
            headed = self._headed(behalf, n)
            return [headed] if headed is not None else []
        told = at - 1
        while told > floor and row[told].kind == "FILL":
            told -= 1
        before = [m.kind for m in row[max(floor, told - 2) : told + 1]]
        if before[-2:] == ["NUMBER", "AREAREF"] or before == ["OTHER", "WHOLE", "AREAREF"]:
            at = told - 1  # "Huyện A đã có 9 xã áp dụng …", "Hội B vận động hội viên toàn tỉnh thực hiện …"
        unit = self._bare_union(row, floor, at, n) or self.units.before(row, at, floor, n)
        acts = next((m for m in row[floor:at] if unit is not None and m.start == unit.start), None)
        unit = (self._union_of_level(acts) if acts is not None else None) or unit
        if unit is not None and unit.start is not None and _BODY_TOLD.match(self.text, unit.start):
            unit = self._body_before(unit.start, n) or unit
        return [unit] if unit is not None else []

    def _bare_union(self, row: Sequence[Mention], floor: int, at: int, n: int) -> Unit | None:
        """ "Đoàn Thanh niên với phong trào “…”": the union that acts, told without its place."""
        i = next((i for i in range(at - 1, floor - 1, -1) if row[i].kind in _UNITS), None)
        return None if i is None or (i and row[i - 1].kind in _BESIDE) else union_of(self.units, row, i, n)

    def heading(self, row: Sequence[Mention], at: int, n: int) -> list[Unit]:
        """ "Kết quả của Hội A:" and then what it did, each after a dash: told in this sentence or before the first."""
        if row[at - 1 : at] and row[at - 1].kind != "DASH":
            return []
        colon = next((i for i in range(at - 1, 0, -1) if row[i].kind == "COLON"), None)
        k = n
        while colon is None and k and n - k < _ITEMS and row[:1] and row[0].kind == "DASH":
            k -= 1
            row = self.rows.row(k)
            colon = len(row) - 1 if row and row[-1].kind == "COLON" else None
        for i in range((colon or 0) - 1, -1, -1):
            if row[i].kind in ("ORG", "AREA"):
                unit = self.units.of_mention(row, i, k)
                return [Unit(unit.body)] if unit is not None else []
        return []

    def listed(self, found: Found, n: int) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes, those after "huyện A" districts as well."""
        kind: TypeEntry | None = None
        last: Unit | None = None
        for i in range(*self._acting(found)):
            mention = found.mentions[i]
            if found.rule.name != "reported-by" and self._is_source(found.mentions, i):
                continue
            pointed = self._pointed(found, i, n)
            if pointed is not None:
                yield from pointed
                continue
            if mention.kind == "MANY":
                row = tokens(self.text, mention.start, mention.end)
                known = self.context.lexicon.words.longest(row, 1)
                kind = known[1] if known and isinstance(known[1], TypeEntry) else None
            if mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF", "SUBJECT"):
                continue
            if mention.kind == "ORG" and [m.kind for m in found.mentions[i + 1 : i + 2]] == ["MANY"]:
                if body_kind(mention) in self.units.bodies.of_area | set(PARTY):
                    continue  # "Đảng ủy các xã A, B": of each of them
                return
            if isinstance(mention.entry, TypeEntry):
                if kind is not None and found.mentions[i - 1].kind == "COMMA" and _around(mention.entry, kind):
                    continue
                kind = mention.entry
            of_kind = kind if mention.kind in ("CAPS", "PLACE") else None
            told = self._commune(mention, n) or union_of(self.units, found.mentions, i, n)
            unit = told or self.units.of_mention(self._several(found.mentions, i), i, n, of_kind)
            joined = last is not None and found.mentions[i - 1].kind == "COMMA"
            if unit is None or (joined and last is not None and (last.lies_in(unit) or _above(unit, last))):
                continue  # "Đảng ủy xã Bản Hon, huyện Tam Đường, Lai Châu": where the one told before lies
            last = unit
            yield unit

    def _pointed(self, found: Found, i: int, n: int) -> Sequence[Unit] | None:
        """Whom a mention means that names no unit: "Đây", a hamlet, "xã nào cũng"; None where it may name one."""
        mention = found.mentions[i]
        unit: Unit | None = None
        if self.points(mention):
            unit = self._body_before(found.start, n)
        elif self._on_behalf(mention):
            unit = self._headed(mention, n)
        elif (union := self._union_of_level(mention)) is not None:
            unit = union
        elif mention.kind == "CAPS" and self.text[mention.start : mention.end] == "Hội":
            unit = self._union_told(mention)
        elif mention.kind == "HAMLET" and i and found.mentions[i - 1].kind == "AT":
            within = mention.value.within if isinstance(mention.value, AreaRef) else None
            commune = self.context.area(within) if within is not None else None
            unit = Unit(commune, mention.start) if commune is not None else None
        elif mention.kind == "HAMLET":
            unit = Unit(self.units.organizations.cell_of(mention, n), mention.start)
        elif mention.kind == "AREAREF" and (
            ELSEWHERE.match(self.text, mention.end) or (i and several(found.mentions, i))
        ):
            return ()  # "mô hình của huyện bạn", "UBND các xã, phường"
        elif mention.kind == "AREAREF" and _EVERY.match(self.text, mention.end):
            unit = self._around_all(found.mentions, i, n)
        elif found.rule.name == "model-by-that":
            unit = self._body_before(found.start, n)  # whom "đơn vị này" and "mình" mean
        else:
            return None
        return (unit,) if unit is not None else ()

    def _headed(self, mention: Mention, n: int) -> Unit | None:
        """The Party body or union that the person heads who is named before."""
        return self.units.holder(n, mention.start, (*PARTY, *UNIONS))

    def _on_behalf(self, mention: Mention) -> bool:
        """ "Ông A, Chủ tịch Hội Nông dân xã, thay mặt Ban Chấp hành phát động": of what he heads."""
        before = self.text[max(0, mention.start - _CUE) : mention.start].casefold()
        seats = mention.kind == "ORG" and body_kind(mention) in ("executive-committee", "standing-committee")
        return seats and owner_of(mention) is None and before.endswith("thay mặt ")

    def _union_of_level(self, mention: Mention) -> Unit | None:
        """ "Huyện hội", "Tỉnh hội": the union of that place, whichever the article has named last."""
        ref = mention.value
        if mention.kind != "AREAREF" or not isinstance(ref, AreaRef) or not _HOI.match(self.text, mention.end):
            return None
        union = self._union_told(mention)
        return union if union is not None and union.body.level == ref.level else None

    def _union_told(self, mention: Mention) -> Unit | None:
        """The union that the article has named last before it."""
        union = self.units.organizations.told.last_named("Hội ", mention.start)
        return Unit(union, mention.start) if union is not None and union.kind in MASS else None

    def _commune(self, mention: Mention, n: int) -> Unit | None:
        """ "Đảng ủy" alone in a paragraph on a commune, where the article is about more than one."""
        phrase, home = mention.value, self.units.bodies.home()
        if not isinstance(phrase, BodyPhrase) or phrase.entry.kind != "party-committee" or phrase.of or phrase.name:
            return None
        if phrase.entry.follow == "area" or home is None or home.level not in ("district", "province"):
            return None
        sentences = self.context.sentences
        for k in range(n, -1, -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                return None
            for other in reversed(walk(sentences[k].row)):
                if other.kind == "AREA" and other.start < mention.start and isinstance(other.value, AreaRef):
                    area = self.context.area(other.value) if other.value.level == "commune" else None
                    return Unit(area, mention.start) if area is not None else None
        return None

    def _several(self, row: Sequence[Mention], i: int) -> Sequence[Mention]:
        """ "100% chi bộ thuộc Đảng bộ huyện A", "các chi bộ trực thuộc": cells that stand for the Party above them."""
        before = row[i - 1] if i else row[i]
        many = before.kind in ("NUMBER", "PERCENT") or self.text[before.start : before.end].casefold() in _SEVERAL
        if row[i].kind != "ORG" or not many:
            return row
        return [*row[: i - 1], replace(before, kind="COUNT_OF"), *row[i:]]

    def _around_all(self, row: Sequence[Mention], at: int, n: int) -> Unit | None:
        """ "Huyện A có 16 xã, xã nào cũng …": the place that all of them lie in."""
        kind = row[at].entry
        for i in range(at - 1, -1, -1):
            entry = row[i].entry
            if row[i].kind == "AREA" and isinstance(kind, TypeEntry) and isinstance(entry, TypeEntry):
                return self.units.of_mention(row, i, n) if _around(entry, kind) else None
        home = self.units.bodies.home()
        return Unit(home) if home is not None else None

    def reaches_beyond(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "được triển khai ở 20 tỉnh": more than the place the article is about."""
        home = self.units.bodies.home()
        level = home.level if home is not None else ""
        act = found.match.start("act") if found.has("act") else found.last
        after = row[act : found.last + _COUNTED]
        many = any(m.kind == "NUMBER" for m in after)
        kinds = [m.entry for m in after if many and m.kind == "AREAREF" and isinstance(m.entry, TypeEntry)]
        before = (row[i].entry for i in range(max(0, act - _COUNTED), act) if counted(row, i))
        kinds += [entry for entry in before if isinstance(entry, TypeEntry)]  # "4 huyện đã thí điểm"
        return level in _SIZES and any(_SIZES[kind.level] >= _SIZES[level] for kind in kinds)

    def union_of_cells(self, found: Found, row: Sequence[Mention], n: int) -> Unit | None:
        """ "Hội LHPN phường A có 12 chi hội. Trong đó, 3 chi hội thực hiện": the union whose cells act."""
        before = clause(row[: found.first])
        words = self.text[before[0].start : found.start].casefold() if before else ""
        if not any(cells in words for cells in words_of("programmes", "cells")):
            return None
        unit = self._body_before(found.start, n)
        body = unit.body if unit is not None else None
        return unit if isinstance(body, Organization) and body.kind in MASS else None

    def _body_before(self, at: int, n: int) -> Unit | None:
        """The body named last before an offset in sentence `n` or the two before it."""
        for k in range(n, max(-1, n - 3), -1):
            row = self.rows.row(k)
            for i in range(len(row) - 1, -1, -1):
                if row[i].start < at and row[i].kind == "ORG" and not is_bare(row[i]):
                    return self.units.of_mention(row, i, k)
        return None

    @staticmethod
    def _acting(found: Found) -> tuple[int, int]:
        """Where units stand: the last of "Ở xã A, Hội Nông dân xã còn …", the first of "tại xã A, huyện B"."""
        first, last = found.match.span("units")
        kinds = [m.kind for m in found.mentions[first:last]]
        if "COMMA" not in kinds or "AND" in kinds or "MANY" in kinds:
            return first, last
        if found.rule.name == "by-model-at":
            return first, first + kinds.index("COMMA")
        placed = first > 0 and found.mentions[first - 1].kind == "AT" and found.rule.name in _PLACED
        return (last - kinds[::-1].index("COMMA"), last) if placed else (first, last)

    def _is_source(self, row: Sequence[Mention], i: int) -> bool:
        """ "Theo Ban Dân vận Huyện ủy A, toàn huyện có …": who tells it, where those who do it come next."""
        named = row[i].kind == "ORG" and [m.kind for m in row[i + 1 : i + 2]] == ["COMMA"]
        return named and _ACCORDING.search(self.text, max(0, row[i].start - _CUE), row[i].start) is not None

    def points(self, mention: Mention) -> bool:
        """ "Đây là nơi được chọn làm điểm …": the body told of before."""
        return mention.kind == "CAPS" and self.text[mention.start : mention.end] == "Đây"


def abbreviates(row: Sequence[Mention], i: int, text: str) -> bool:
    """Whether letters stand right before a place that are short for those of a union there: "CCB xã A"."""
    if not i or row[i].kind != "AREA" or row[i - 1].kind not in ("CAPS", "OTHER"):
        return False
    words = text[row[i - 1].start : row[i - 1].end]
    return len(words) > 1 and words.isupper() and words.isalpha()


def counted(row: Sequence[Mention], i: int) -> bool:
    """ "5 huyện đã thí điểm": places by their number, none by its name."""
    return i > 0 and row[i].kind == "AREAREF" and row[i - 1].kind == "NUMBER"


def _above(unit: Unit, last: Unit) -> bool:
    """ "Trường A, huyện B", "Đồn Biên phòng A, Bộ đội Biên phòng tỉnh B": what the first is of, or where."""
    one, other = last.body, unit.body
    if isinstance(one, Organization) and isinstance(other, Area):
        return one.area is None or one.kind in OWNERS or (one.area.place == other.place and one.level != other.level)
    if not isinstance(one, Organization) or not isinstance(other, Organization) or one == other:
        return False
    forces = one.kind == other.kind == "military" and other.area is not None and other.level != one.level
    return forces or (one.kind == "party-cell" and other.kind == "party-organization")


def _around(outer: TypeEntry, inner: TypeEntry) -> bool:
    """ "các xã An Quảng Hữu, Lưu Nghiệp Anh, huyện Trà Cú": where they lie, not one more of them."""
    return _SIZES[outer.level] > _SIZES[inner.level]
