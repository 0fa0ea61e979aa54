"""Figures that no rule has read and that a learned tagger says count new members."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from extraction.families.admission_leads import counts_else
from extraction.families.admission_progress import Progress, Telling
from extraction.families.admission_rules import NAMES, OPINIONS
from extraction.families.admission_units import Whose
from extraction.families.cues import clause_start
from extraction.families.figures import number
from extraction.families.second_opinion import ADMITTED, opinions_of
from extraction.families.unit_rows import strangers_act
from extraction.families.units import Unit
from extraction.grammar import Found

_SHARING = 4
"""Words between "mỗi" and its figure."""
_SHARED = frozenset(("AREAREF", "ORG", "FILL", "PASSIVE", "IS", "ADMIT", "ABOUT", "OVER", "THEM"))
"""What stands between them."""
_LIGHT = 3
"""Words between the names of a list and "mỗi"."""
_BEFORE_EACH = frozenset(("COMMA", "LPAR", "COLON", "DASH", "FILL", "PASSIVE", "IS", "AT", "ADMIT"))
_FAR = 16
"""Words between the names of a list and "mỗi xã"."""
_REACH = 8
"""Words between the names of a list and "lần lượt"."""
_IN_TURN = frozenset(("NUMBER", "SLASH", "COMMA", "AND", "MEMBERS", "NEW", "THEM", "FILL", "PASSIVE", "IS", "ADMIT"))
"""What stands between "lần lượt" and the last of its figures."""
_ONE_MORE = (["COMMA", "NUMBER"], ["AND", "NUMBER"])
"""A sign and another figure."""
_PLAN = 4
"""Words between a plan and its figure in brackets."""
_ENDS = frozenset(("COMMA", "SEMI", "DOT"))
_PROPOSED = re.compile(r"(?:(?!kết nạp)[^,;.\n])*\bgiới thiệu\b(?![^,;.\n]*\bkết nạp)", re.IGNORECASE)
"""After those who are only proposed."""
_DIFFERENCE = re.compile(
    r"(?:hơn|kém|tăng|giảm)(?: so)?(?: với)?(?: cùng kỳ| năm)[^,;.()]{0,30}(?: là)? ?$", re.IGNORECASE
)
"""Before by how many more or fewer: "nhiều hơn cùng kỳ năm 2018 là 6 đảng viên"."""
_ACTS = frozenset(("ADMIT", "ENTER", "NEW", "DEVELOP", "GAIN"))


class Learned(Telling):
    """What the tagger tells of one sentence."""

    def __init__(self, progress: Progress, whose: Whose) -> None:
        super().__init__(progress)
        self.whose = whose
        self._read: set[int] = set()
        """The figures that rules have read, be they nobody's."""

    def pass_over(self, found: Found) -> None:
        """Notes that a rule has read the figures of a match."""
        self._read.update(range(*found.match.span("values" if found.has("values") else "value")))

    def found(self) -> Iterator[Found]:
        """The figures left, from left to right; the unit beside one is told with it."""
        left = {i for i, m in enumerate(self.row) if m.kind == "NUMBER" and not self._done(i)}
        if not left:
            return
        opinions = opinions_of(self.story.context).of(self.n)
        asked = ((i, opinions.get(self.row[i].start)) for i in left)
        told = {i: opinion for i, opinion in asked if opinion is not None and opinion.label == ADMITTED}
        left = set(told)
        for rule in OPINIONS:
            for m in rule.regex.finditer(self.tape):
                at = m.start("value")
                if at in left and (told[at].firm or not self._planned(at, m.end())) and not self._elsewise(at, told):
                    left.discard(at)
                    yield Found(rule, self.row, m)

    def shared(self, at: int, end: int) -> list[Unit] | None:
        """Whose `row[at:end]` is that several share, or the one that it is of in turn; None where none are listed.

        "xã A, xã B mỗi nơi 4", "A và B cùng 7", "A, B mới có 1 người/xã"; "A, B lần lượt 31/45 và 22/30".
        """
        kinds = [m.kind for m in self.row]
        begin = max((i for i in range(at) if kinds[i] in ("SEMI", "DOT")), default=-1) + 1
        near = range(at - 1, max(begin, at - _SHARING) - 1, -1)
        word = next((i for i in near if kinds[i] not in _SHARED), None)
        if word is not None and kinds[word] == "EACH":
            far = self.text.startswith("mỗi", self.row[word].start)  # "xã A, xã B cũng vậy, 10 tháng mỗi xã chỉ 3"
            return self._listed_before(word, _FAR if far else 0)
        if kinds[end : end + 2] in (["SLASH", "AREAREF"], ["EACH", "AREAREF"]):
            return self._listed_before(at, 0)
        turn = next((i for i in range(at - 1, begin - 1, -1) if kinds[i] == "RESPECTIVELY"), None)
        if turn is None or not _IN_TURN.issuperset(kinds[turn + 1 : at]):
            return None
        units = self._listed_before(turn, _REACH)
        place = sum(kinds[i] == "NUMBER" and kinds[i - 1] != "SLASH" for i in range(turn + 1, at))
        return units[place : place + 1] if units is not None else None

    def beside_a_name(self, found: Found) -> bool:
        """ "đảng bộ xã A 58, Cẩm Giang 39": whether a name that means no unit we know stands right before a figure."""
        at = found.match.start("value")
        beside = (
            self.row[at - 2 : at - 1]
            if at > 1 and self.row[at - 1].kind in ("LPAR", "COLON")
            else self.row[at - 1 : at]
        )
        return [m.kind for m in beside] == ["CAPS"]

    def of_a_stranger(self, found: Found) -> bool:
        """ "Đảng bộ Viễn thông Bình Thuận 9": whether the body before a figure is one that nobody reads."""
        at = found.match.start("value")
        return strangers_act(self.row, at, self.progress.floor(at), self.text)

    def _listed_before(self, end: int, reach: int) -> list[Unit] | None:
        """The units of the list that ends at `row[end]`, or at most so many words before it."""
        lists = [m for m in NAMES.regex.finditer(self.tape, 0, end) if end - m.end() <= max(reach, _LIGHT)]
        if not lists:
            return None
        between = [m.kind for m in self.row[lists[-1].end() : end]]
        if "NUMBER" in between:
            return None
        units = list(self.whose.listed(Found(NAMES, self.row, lists[-1])))
        return units if len(units) > 1 and (reach or _BEFORE_EACH.issuperset(between)) else None

    def _done(self, at: int) -> bool:
        """Whether a rule has read a figure, or it is the whole of which another is a part."""
        if at in self._read or (at and self.row[at - 1].kind == "SLASH"):
            return True
        return self._claimed(at)

    def _claimed(self, at: int) -> bool:
        return any(first <= at < last for first, last in self.progress.done)

    def _elsewise(self, at: int, told: Container[int]) -> bool:
        """Whether a figure tells by how many more, is one of several in turn or of a list of something else."""
        if _DIFFERENCE.search(self.text, self.row[0].start, self.row[at].start):
            return True
        end = next((i for i in range(at, len(self.row)) if self.row[i].kind in _ENDS), len(self.row))
        if any(m.kind == "OTHERS" for m in self.row[clause_start(self.row, at) : end]):
            return True  # "540 đoàn viên được kết nạp vào Đoàn"
        if _PROPOSED.match(self.text, self.row[at].end) is not None:
            return True  # "64 đoàn viên ưu tú được giới thiệu cho Đảng, 21 đồng chí được kết nạp"
        if self.row[at - 1].kind == "LPAR" and any(m.kind == "TARGET" for m in self.row[max(0, at - _PLAN) : at]):
            return "SLASH" not in [m.kind for m in self.row[at + 1 : at + 2]]  # "bằng 80% kế hoạch năm (140 đồng chí)"
        after = [m.kind for m in self.row[at + 1 : at + 3]]
        before = [m.kind for m in self.row[max(0, at - 2) : at]]
        if after in _ONE_MORE or before[::-1] in _ONE_MORE:
            return self.shared(at, at + 1) is None  # "xã A kết nạp 5, 6 và 8"
        if any(m.kind in _ACTS for m in self.row[:at]):
            return False
        if self.progress.turned or self._answers() or counts_else(self.text, self.row[0].start, self.row[at].start):
            return True
        listed = [i for i, m in enumerate(self.row) if m.kind == "NUMBER" and self._beside_a_unit(i)]
        if self.story.whole is not None and sum(number(self.row[i]) for i in listed) > self.story.whole:
            return True  # "xã A kết nạp 187. Đảng bộ thôn B 112, C 98": those are members that they have
        return any(i < at and i not in told and not self._claimed(i) for i in listed)

    def _answers(self) -> bool:
        """ "Xã nào có nhiều hộ nghèo? - Xã A 9, B 8": whether the sentence before asks for something else."""
        if not self.n:
            return False
        asked = self.story.rows.row(self.n - 1)
        question = self.text[asked[-1].start : self.row[0].start].rstrip(' \n–-"”').endswith("?") if asked else False
        return question and all(m.kind not in _ACTS and m.kind != "MEMBERS" for m in asked)

    def _beside_a_unit(self, at: int) -> bool:
        return at > 0 and self.row[at - 1].kind in ("ORG", "AREA", "PLACE", "CAPS", "HAMLET", "LPAR", "COLON")

    def _planned(self, at: int, end: int) -> bool:
        """Whether the act before a figure, or the figure alone, is told as no result."""
        act = next((i for i in range(at - 1, -1, -1) if self.row[i].kind in _ACTS), at)
        return self.progress.blocked(act, end) or self.progress.blocked(at, end)
