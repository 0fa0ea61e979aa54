"""Whose new members a figure counts: the unit that acts, those of a list, or nobody by name."""

from __future__ import annotations

import re
from itertools import pairwise

from extraction.facts import Area, Organization
from extraction.families.admission_listed import SEPARATE, Listed
from extraction.families.admission_rules import ADMITTED
from extraction.families.cues import clause_start, part_start
from extraction.families.leads import PARTY_BODIES
from extraction.families.unit_rows import is_cell, several
from extraction.families.units import Unit
from extraction.grammar import Found
from extraction.lexicon import words_of
from extraction.mentions import body_kind

_CELL = re.compile(r"(?<!các )chi bộ", re.IGNORECASE)
_IN_HAMLET = re.compile(
    r"(?:trong|của|ở|tại) (?:thôn|bản|ấp|buôn|làng|xóm|khóm)(?! (?:[A-ZĐÂÁ\d]|đã|trong))"
    r"|[,:“\"] ?(?:thôn|bản|ấp|buôn|làng|xóm|khóm)(?: (?:mình|ta))?(?: (?:đã|cũng|mới|chỉ))* kết nạp"
)
"""Those of a hamlet that the sentence does not name."""
_MODEL = re.compile(
    r"(?:mô hình|phong trào|cách làm|chương trình)(?: này| ấy| đó| trên)?(?: đã)? (?:giúp|góp|đưa|tạo)", re.IGNORECASE
)
"""By which members were won: whose it is stands elsewhere."""
_PART = re.compile(
    r"(?:các )?(?:khối|khu vực|doanh nghiệp|công ty|nhà máy|xí nghiệp|trường|ngành|lĩnh vực|lực lượng|vùng|nông thôn"
    r"|cơ quan|khu công nghiệp|bệnh viện|đồng bào|tôn giáo|nông nghiệp|hợp tác xã)(?!\w)",
    re.IGNORECASE,
)
"""What a part of a place is that has no name: "các chi bộ trong doanh nghiệp", "cả khối phổ thông"."""
_NAMED = frozenset(("ORG", "AREA", "PLACE", "CAPS"))
"""Units that can share one figure: "xã A và xã B", "3 xã A, B, C"."""
CLAUSE = 6
"""Words before a verb or a unit that belong to it."""
_THESE = 4
"""Letters of " này" after whom it points to."""
_HELPS = re.compile(r"\b(tham mưu|phối hợp|giúp|hỗ trợ|cùng với)\b[^,;:]*$", re.IGNORECASE)
_FOR = re.compile(r"\b(?:tham mưu|giúp|hỗ trợ)(?: cho| với)?(?: các)? \Z", re.IGNORECASE)
"""Right before who acts with the help of another."""
_OTHERS = frozenset(("ORG", "AREA", "AREAREF", "MANY", "SUBJECT"))
"""Those whom a body may help to admit members."""
_WITH = re.compile(r"(?:với|nhờ|sau|qua|bằng)(?: khi)?(?: việc)?(?: đã)? kết nạp|kết nạp", re.IGNORECASE)
"""What a sentence begins with that tells of its subject only after the figure."""
_RAISED = 6
"""Words and signs of ", nâng tổng số đảng viên của Đảng bộ xã A"."""
_THE_REST = re.compile(r"\b(?:các|những|số) [^,;:]{0,30}còn lại\b[^,;:]{0,30}$", re.IGNORECASE)
"""Before the act of those that are not named: "các xã còn lại kết nạp 1"."""


class Whose(Listed):
    """The units of the admissions of sentence `n`."""

    def acting(self, found: Found, at: int, floor: int, first: Unit | None) -> Unit | None:
        """The unit of a figure at `row[at]`; None where that is no one unit with a name."""
        unit = self._of_act(found, at, floor, first)
        if unit is not None and self._nameless(unit, at):
            unit = self._block(at)
        if unit is None or self._unnamed(unit) or self._of_some(unit, at) or self._together(unit):
            return None
        if self.units.one_of_two(self.row, unit, self.n):
            return None
        if self._unread(at, unit) or self._by_model(unit, found):
            return None
        return self._helped(unit, at) if self._helps(unit, at) else unit

    def _helped(self, unit: Unit, at: int) -> Unit | None:
        """ "Đồn A tham mưu cho Đảng ủy xã B kết nạp 5": the one who is helped, where that is one body of the Party."""
        told = next((i for i, m in enumerate(self.row[:at]) if m.start == unit.start), at)
        after = [i for i in range(told + 1, at) if self.row[i].kind in _OTHERS]
        if len(after) != 1 or body_kind(self.row[after[0]]) not in PARTY_BODIES:
            return None
        start = self.row[after[0]].start
        by = _FOR.search(self.text, self.row[told].end, start) is not None
        return self.units.of_mention(self.row, after[0], self.n) if by else None

    def _of_act(self, found: Found, at: int, floor: int, first: Unit | None) -> Unit | None:
        """The unit of a figure at `row[at]`: told with it, in `row[floor:at]`, by `first`, else by now."""
        if found.has("unit"):
            told = found.match.start("unit")
            unit = self.units.of_mention(self.row, told, self.n, self._apposed(told))
            if unit is not None:
                return unit
        if found.has("of"):
            return self._of_house(self.units.of_mention(self.row, found.match.start("of"), self.n))
        if found.rule is ADMITTED:
            inside = range(found.first + 1, found.match.start("act"))
            whose = next((i for i in inside if self._whose(i)), None)
            if whose is not None and self.row[whose].kind == "HAMLET":
                return Unit(self.units.organizations.cell_of(self.row[whose], self.n), self.row[whose].start)
            if whose is not None:
                return self._of_house(self.units.of_mention(self.row, whose, self.n))
        unit = self._bare(at) or self.story.unit(self.row, at, floor, self.n, first)
        if (unit is None or unit.start is None) and first is None:
            unit = self._joined(found.last) or unit
        if unit is not None and unit.start is None and first is None and self._of_cell():
            return self.units.hamlet(self.n) or unit
        span = self.row[0].start, self.row[min(found.last, len(self.row) - 1)].end
        if unit is not None and unit.start is None and _IN_HAMLET.search(self.text, *span):
            return self.units.hamlet(self.n) if unit.body.level != "cell" else unit
        return unit

    def _bare(self, at: int) -> Unit | None:
        """ "5 đảng bộ xã có đảng viên mới: Bum Nưa kết nạp 3, Ka Lăng kết nạp 2": by its name alone, in a list."""
        i = next((i for i in range(at - 1, -1, -1) if not self._for_how_long(i)), 0)
        around = self.story.context.home.get("district") or self.story.context.home.get("province")
        beside = i > 0 and self.row[i - 1].kind in SEPARATE | {"COMMA", "AND"}
        if self.row[i].kind not in ("CAPS", "PLACE") or not beside or around is None:
            return None
        kind = self.kind_of_name(i)
        named = kind is not None and self.units.bodies.has_in(self.row[i], kind, around)
        return self.units.of_mention(self.row, i, self.n, kind) if named else None

    def _for_how_long(self, i: int) -> bool:
        """ "Ân Thi 5 năm chỉ kết nạp 6": what may stand between a name and its act."""
        if self.row[i].kind == "OTHER":
            return self.text[self.row[i].start : self.row[i].end].casefold() in ("năm", "tháng")
        return self.row[i].kind in ("FILL", "PASSIVE", "PERIOD", "NUMBER")

    def _joined(self, last: int) -> Unit | None:
        """ "được kết nạp, nâng tổng số đảng viên của Đảng bộ xã A lên 231": the unit whose members they are now.

        "Với việc kết nạp 2 đảng viên, Chi bộ A …": the one that the sentence goes on with.
        """
        after = self.row[last : last + _RAISED]
        kinds = [m.kind for m in after]
        if _WITH.match(self.text, self.row[0].start) is not None:
            subject = next((i for i, kind in enumerate(kinds) if kind not in ("AT", "PERIOD", "COMMA", "WHOLE")), 0)
            if "COMMA" in kinds[:subject] and kinds[subject] in ("ORG", "AREA"):
                return self.units.of_mention(self.row, last + subject, self.n)
        if kinds[:1] != ["COMMA"] or kinds[1:2] != ["OTHERWISE"] or "OF" not in kinds:
            return None
        if not self.text[after[1].start : after[1].end].casefold().startswith(("nâng", "đưa")):
            return None
        of = kinds.index("OF")
        told = all(kind in ("MEMBERS", "COUNT_OF", "FILL") for kind in kinds[2:of]) and kinds[of + 1 : of + 2]
        return self.units.of_mention(self.row, last + of + 1, self.n) if told in (["ORG"], ["AREA"]) else None

    def _whose(self, i: int) -> bool:
        """ "một trong 5 người ở xã A được kết nạp": the members are told with their body or place."""
        before = self.row[i - 1].kind
        if self.row[i].kind == "HAMLET":
            return before in ("OF", "AT")
        if self.row[i].kind == "AREAREF":
            return before in ("OF", "AT") and not several(self.row, i)
        return (self.row[i].kind == "ORG" and before == "OF") or (self.row[i].kind == "AREA" and before in ("OF", "AT"))

    def _of_house(self, unit: Unit | None) -> Unit | None:
        """ "4 học sinh của Trường THPT A được kết nạp": by the cell of the school, where the article names it."""
        if unit is None or not isinstance(unit.body, Organization):
            return unit
        party = self.units.organizations.told.party_of(unit.body)
        return Unit(party, unit.start) if party is not None else unit

    def _of_cell(self) -> bool:
        """Whether the paragraph is about the cell of a hamlet, and has told no figure: "Bà làm Bí thư Chi bộ …"."""
        first = self.story.context.paragraph_start(self.n)
        if self.story.told_since(first):
            return False
        start, end = self.story.context.sentences[first].span.start, self.row[0].start
        if _CELL.search(self.text, start, end) is None:
            return False
        return bool(self.units.organizations.told.hamlet_before(self.n))

    @staticmethod
    def _unnamed(unit: Unit) -> bool:
        """ "Đảng bộ xã" in an article that names no commune."""
        body = unit.body
        return isinstance(body, Organization) and body.label.casefold() in words_of("figures", "unnamed")

    def _of_some(self, unit: Unit, at: int) -> bool:
        """ "riêng khối trường học kết nạp 22 giáo viên": a part that has no name, not the whole."""
        clause = self.row[clause_start(self.row, at)].start
        if _THE_REST.search(self.text, clause, self.row[at].start):
            return True
        kinds = [m.kind for m in self.row[max(0, at - CLAUSE) : at]]
        if any(a == "LEAD" and b == "COUNT_OF" for a, b in pairwise([k for k in kinds if k != "COMMA"])):
            return True  # "Trong đó, các đảng bộ xã kết nạp 22"
        counted = (i for i, pair in enumerate(pairwise(kinds)) if pair == ("NUMBER", "AREAREF"))
        if any(i == 0 or kinds[i - 1] != "SLASH" for i in counted):
            return True  # "6 huyện miền núi kết nạp 289"
        lead = max((i for i, kind in enumerate(kinds) if kind == "LEAD"), default=len(kinds))
        start = self.row[at - len(kinds) + lead].start if lead < len(kinds) else 0
        told = unit.start is not None and unit.start >= start
        after = lead + 1 + (kinds[lead + 1 : lead + 2] == ["COMMA"])
        return kinds[after : after + 2] == ["OTHER", "OTHER"] and not told  # "trong đó, khối cơ quan kết nạp 12"

    def _nameless(self, unit: Unit, at: int) -> bool:
        """ "các chi bộ trong doanh nghiệp kết nạp 61", "cả khối phổ thông": a part; a cell of nowhere."""
        clause = self.row[clause_start(self.row, at) : at]
        kinds = [m.kind for m in clause]
        part = kinds.index("WHOLE") if "WHOLE" in kinds else len(kinds)
        if kinds[part + 1 : part + 2] == ["OTHER"] and _PART.match(self.text, clause[part + 1].start):
            return unit.start is None or unit.start < clause[part].start
        begin = next((m for m in clause if m.kind not in ("LEAD", "FILL")), None)
        opens = begin is not None and begin.kind == "OTHER" and _PART.match(self.text, begin.start) is not None
        block = begin is not None and self.text.startswith(("khối", "Khối"), begin.start)
        before = begin is not None and (block if unit.start is None else unit.start < begin.start)
        if opens and before and (_NAMED | {"RPAR"}).isdisjoint(kinds):
            return True  # "…; khối các trường chuyên nghiệp kết nạp 17 sinh viên", "trong đó khối phường kết nạp 40"
        told = next((i for i, m in enumerate(clause) if m.start == unit.start), 0)
        if opens and told and clause[told].kind == "AREAREF" and clause[told - 1].kind == "OTHER":
            return True  # "lực lượng biên phòng tỉnh kết nạp 12"
        whose = (i for i, m in enumerate(clause) if m.kind == "SUBJECT" or (m.kind == "ORG" and is_cell(m)))
        cell = next(whose, None)
        if cell is None or not isinstance(unit.body, Area):
            return False
        if clause[cell].kind == "ORG" and "COUNT_OF" not in kinds[:cell]:
            return unit.start is None and kinds[cell - 1 : cell] != ["NUMBER"]
        after = self.text[clause[cell].end : clause[cell].end + _THESE].casefold()
        if clause[cell].kind == "ORG" and after.startswith((" này", " ấy", " đó")):
            return True  # "Các chi bộ này đã kết nạp 77"
        after_it = kinds[cell + 1 :]
        block = self.text[clause[cell].start : clause[cell].end].casefold() == "khối"
        if block and after_it[:1] == ["COUNT_OF"]:
            return True  # "Khối các cơ quan huyện A kết nạp 12"
        if after_it[:1] == ["OTHER"] and "AT" not in after_it:  # but "các chi bộ trường học trong tỉnh"
            return _PART.match(self.text, clause[cell + 1].start) is not None
        return after_it[:2] == ["AT", "OTHER"] and _PART.match(self.text, clause[cell + 2].start) is not None

    def _block(self, at: int) -> Unit | None:
        """ "Theo Đảng ủy Khối doanh nghiệp tỉnh, các chi bộ trong doanh nghiệp kết nạp 87": the block told before."""
        for i in range(at - 1, -1, -1):
            unit = self.units.of_mention(self.row, i, self.n) if self.row[i].kind == "ORG" else None
            parent = unit.body.parent if unit is not None and isinstance(unit.body, Organization) else None
            if parent is not None and parent.kind == "party-block":
                return unit
        return None

    def _unread(self, at: int, unit: Unit) -> bool:
        """ "Chi bộ Đội 2 kết nạp 3 đảng viên": cells of their own, though their name is not read or told."""
        if self._unknown(at, unit):
            return True
        start = clause_start(self.row, at)
        if start and self.row[start].kind == "AREAREF" and self.row[start - 1].kind == "COMMA":
            start = clause_start(self.row, start - 1)  # "các chi bộ quân sự xã, phường kết nạp 41"
        for i in range(start, at):
            mention, after = self.row[i], self.row[i + 1]
            if mention.kind != "ORG" or body_kind(mention) != "party-cell":
                continue
            if is_cell(mention):
                named = after.kind == "CAPS" or (
                    i + 2 < at and after.kind == "OTHER" and self.row[i + 2].kind == "NUMBER"
                )
                if named and after.start == mention.end + 1:
                    return True  # "Chi bộ tổ 7 công bố quyết định kết nạp 2"
            elif unit.start is not None and unit.start >= mention.start:
                continue  # "các chi bộ quân sự của huyện A kết nạp 14"
            elif not self._among(i) and self.units.of_mention(self.row, i, self.n) is None:
                return True  # "các chi bộ quân sự kết nạp 47"
        return False

    def _unknown(self, at: int, unit: Unit) -> bool:
        """ "trong đó Phân xưởng Đào lò 1 kết nạp 4": a name that is no unit known acts, and a part of another."""
        i = next((i for i in range(at - 1, -1, -1) if not self._for_how_long(i)), 0)
        first = next((k for k in range(i, -1, -1) if self.row[k].kind not in ("CAPS", "OTHER", "NUMBER")), -1)
        if first < 0 or self.row[first].kind not in ("LEAD", "NUMBER", "MEMBERS", "THEM", "COMMA"):
            return False
        told = unit.start is not None and unit.start > self.row[first].start
        capital = first + 1 <= i and self.row[first + 1].kind == "CAPS"
        return capital and not told and self._follows_lead(first)

    def _follows_lead(self, first: int) -> bool:
        """Whether parts are told in its part of the sentence up to there."""
        return any(m.kind == "LEAD" for m in self.row[part_start(self.row, first) : first + 1])

    def _among(self, i: int) -> bool:
        """Whether a body is told with a preposition: it need not be the one that acts."""
        return i > 0 and self.row[i - 1].kind in ("AT", "OF")

    def _helps(self, unit: Unit, at: int) -> bool:
        """ "Đồn A tham mưu cho Đảng ủy xã kết nạp 5", "phối hợp với các xã kết nạp 46": who admits is somebody else."""
        told = next((i for i, m in enumerate(self.row[:at]) if m.start == unit.start), part_start(self.row, at) - 1)
        start = self.row[told].end if told >= 0 else self.row[0].start
        helps = _HELPS.search(self.text, start, self.row[at].start)
        after = [m for m in self.row[told + 1 : at] if helps is not None and m.start > helps.start()]
        if (
            helps is not None
            and helps[1].casefold() in ("phối hợp", "cùng với")
            and body_kind(self.row[told]) in PARTY_BODIES
        ):
            after = [m for m in after if body_kind(m) in PARTY_BODIES]  # "Đảng bộ xã phối hợp với Trường A kết nạp 6"
        return not _OTHERS.isdisjoint(m.kind for m in after)

    def _by_model(self, unit: Unit, found: Found) -> bool:
        """ "Đến nay, mô hình giúp 4 công nhân được kết nạp": of whoever runs it."""
        return unit.start is None and _MODEL.search(self.text, self.row[0].start, found.end) is not None

    def _together(self, unit: Unit) -> bool:
        """ "xã A và xã B kết nạp 8 đảng viên": nobody knows how many each."""
        at = next((i for i, m in enumerate(self.row) if m.start == unit.start), 0)
        if self.row[at].kind == "ORG" and [m.kind for m in self.row[at + 1 : at + 3]] == ["MANY", "COMMA"]:
            return True  # "Chi bộ quân sự các xã, thị trấn kết nạp 19"
        if self.row[at].kind == "ORG" and [m.kind for m in self.row[at + 1 : at + 3]] == ["COMMA", "AREAREF"]:
            return True  # "chi bộ quân sự xã, phường kết nạp 41"
        head = at
        while head >= 2 and self.row[head - 1].kind in ("AND", "COMMA") and self.row[head - 2].kind in _NAMED:
            head -= 2
        counted = head > 0 and self.row[head - 1].kind in ("NUMBER", "MANY")
        after = [m.kind for m in self.row[at + 1 : at + 3]]
        goes_on = len(after) == 2 and after[0] in ("AND", "COMMA") and after[1] in ("CAPS", "PLACE")
        return (counted and (head < at or goes_on)) or (head < at and self.row[at - 1].kind == "AND")
