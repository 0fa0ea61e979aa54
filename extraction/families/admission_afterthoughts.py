"""Figures told after an admission: of other times, of parts, in all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.families.admission_course import COMPARISON
from extraction.families.admission_progress import Telling
from extraction.families.admission_rules import (
    ASIDE,
    COMPARED,
    DATED,
    FIGURE,
    IN_ALL,
    INTRO,
    OF_WHICH,
    THEN,
    THEN_BY_YEAR,
    YEARS,
    YEARS_AFTER,
)
from extraction.families.cues import blocked, part_start
from extraction.grammar import Found, Rule
from extraction.mentions import Mention

_NOW_HAS = re.compile(r"(?:đến nay|hiện(?: nay)?|bây giờ|giờ)(?: thì)?(?: đã)? có [\d.]+ đảng viên\Z", re.IGNORECASE)
"""As in "đến nay đã có 16 đảng viên": how many there are now, not how many were new."""
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = frozenset("PERIOD COLON IS PASSIVE NUMBER MEMBERS NEW THEM COMMA SEMI AND LEAD".split())
"""What a list of years and figures is made of."""
_LISTED = 6
"""Words after an act within which its figure stands."""
_NEGATED = 4
"""Words before an act within which it is negated."""
_EACH_YEAR = re.compile(
    r"(?:\W|\b(?:cụ thể|chi tiết|riêng|trong đó|tính|qua|theo|từng năm|hằng năm|hàng năm|các năm|mỗi năm|như sau"
    r"|lần lượt|là|kết quả|số lượng|con số|(?:số )?(?:đảng viên )?(?:được |đã )?(?:kết nạp|mới))\b)*",
    re.IGNORECASE,
)
"""What stands between a sum and its figures by years where nothing else is counted: "Cụ thể từng năm: 2013: 61"."""


class Afterthoughts(Telling):
    """The afterthoughts of one sentence."""

    def of(self, rule: Rule) -> Iterator[Found]:
        """Those that one rule finds and that were not told before."""
        listed = bool(self.progress.done) or bool(INTRO.regex.search(self.tape))
        goes_on = self.progress.before is not None and self.progress.before + 1 == self.n and self.story.near(self.n, 0)
        told = bool(self.progress.done)
        if rule in (FIGURE, DATED):
            told = self._told_last() or (told and rule is DATED)
        if rule is THEN:
            told = told or self._compares()
        told = (
            told
            or (rule in (COMPARED, YEARS, YEARS_AFTER, THEN_BY_YEAR) and goes_on)
            or (rule is OF_WHICH and (listed or goes_on))
        ) or (rule is OF_WHICH and self._averaged(len(self.row)))
        for m in rule.regex.finditer(self.tape) if told else ():
            if rule is OF_WHICH and not listed and not self._yearly(m) and not self._averaged(m.start()):
                continue
            found = Found(rule, self.row, m)
            if self.progress.free(found) and self._alike(found) and not self._denied(found):
                yield found

    def _averaged(self, first: int) -> bool:
        """Whether something like it is told of other years before: "mỗi năm kết nạp 1 - 2 người; năm 2018 được 4"."""
        for i in range(first):
            if self.row[i].kind == "ADMIT":
                kinds = [m.kind for m in self.row[part_start(self.row, i) : i]]
                figure = [m.kind for m in self.row[i + 1 : i + _LISTED]]
                ranges = ("NUMBER", "DASH") in pairwise(figure)
                of_years = ranges or "PER" in kinds or "PER" in figure or "NOT" in kinds[-_NEGATED:]
                if of_years and {"AIM", "PLANNED", "TARGET"}.isdisjoint(kinds) and "GENERIC" not in figure:
                    return True
        return False

    def _alike(self, found: Found) -> bool:
        """Whether members of other organisations are counted only after a figure that was told of such."""
        generic = found.has("members") and found["members"][0].kind == "GENERIC"
        return not generic or any(m.kind == "GENERIC" for m in self.row[: found.first])

    def _denied(self, found: Found) -> bool:
        """Whether words around an afterthought say that it is no result; those of an aside in it do not."""
        if found.rule is THEN and any(
            m.kind in ("TARGET", "AIM") for m in self.row[max(0, found.first - 2) : found.first]
        ):
            return True  # "bằng 46% chỉ tiêu cả năm (130 đảng viên)"
        if found.rule is OF_WHICH and _A_YEAR.fullmatch(self.text, found["value"][0].start, found["value"][0].end):
            return True  # "từ năm 2010 – 2015"
        if found.rule is OF_WHICH and _NOW_HAS.search(self.text, found["when"][0].start, found.end):
            return True
        if found.rule is THEN_BY_YEAR:
            return _EACH_YEAR.fullmatch(self.text, self._since(found), found["values"][0].start) is None
        if found.rule is IN_ALL:
            new = any(m.kind in ("NEW", "ADMIT") for m in self.row[found.first : found.last])
            if not (new or found.has("when")):
                return True  # "nâng tổng số đảng viên lên 312"
        if not found.rule.said(self.text[found.start : found.end]):
            return True
        if found.rule is FIGURE and found.has("parts") and not self._whole_and_part(found.first):
            return True
        if found.rule in (THEN, ASIDE, COMPARED, IN_ALL, OF_WHICH) and self._other_act(found.first):
            return True
        if found.rule is ASIDE and self._counted_since(found.first):
            return True
        first, last = found.match.span("why") if found.rule is OF_WHICH and found.has("why") else (0, 0)
        own = found.first if found.rule is OF_WHICH and self._averaged(found.first) else 0
        row = [*self.row[own:first], *self.row[max(own, last) :]]
        return blocked(row, found.first - own, found.last - own - (last - first), self.text)

    def _whole_and_part(self, first: int) -> bool:
        """ "kết nạp 96, trong đó nữ 41; quý I con số tương ứng là 23 và 9": whether a whole and its part were told."""
        told = [i for i in range(first) if self.row[i].kind == "NUMBER" and self.row[i + 1].kind != "PERCENT"]
        return len(told) == 2 and any(start <= told[0] < end <= told[1] for start, end in self.progress.done)

    def _since(self, found: Found) -> int:
        """Where in the text the last figure before an afterthought ends, or else its clause begins."""
        at = max(self.progress.floor(found.first), part_start(self.row, found.first))
        return self.row[at - 1].end if at else self.row[0].start

    def _other_act(self, first: int) -> bool:
        """Whether something else was done after the last admission: "kết nạp 12, xóa tên nhiều hơn năm 2019 (5)"."""
        since = self.row[self.progress.floor(first) : first]
        return any(m.kind == "OTHERWISE" and not COMPARISON.match(self.text, m.start) for m in since)

    def _counted_since(self, first: int) -> bool:
        """Whether something else was counted after the last admission: "kết nạp 12, kỷ luật 3 (năm 2019: 5)"."""
        since = range(self.progress.floor(first), first)
        return any(
            self.row[i].kind == "NUMBER" and self.row[i - 1].kind != "SLASH" and not self._difference(self.row[i - 1])
            for i in since
        )

    def _difference(self, mention: Mention) -> bool:
        """ "tăng 13 đảng viên": by how many, not how many."""
        words = self.text[mention.start : mention.end].casefold()
        return mention.kind == "OTHERWISE" and words.startswith(("tăng", "giảm", "vượt"))

    def _told_last(self) -> bool:
        """Whether the last figure told was an admission: "con số này" is that one."""
        told = self.story.told
        between = range(told + 1 if told is not None else self.n, self.n)
        return told is not None and not any(m.kind == "NUMBER" for k in between for m in self.story.rows.row(k))

    def _compares(self) -> bool:
        """ "So với cùng kỳ năm ngoái (71 đảng viên), kết quả này tăng 9": the figure told last beside another.

        "số kết nạp mới tăng 9" says itself of what.
        """
        kinds = [m.kind for m in self.row]
        end = kinds.index("RPAR") if "RPAR" in kinds else len(kinds)
        if kinds[:1] not in (["OTHERWISE"], ["AS_FOR"]) or kinds[1:3] != ["PERIOD", "LPAR"]:
            return False
        after = kinds[end + 1 : end + 4]
        if after in (["COMMA", "COUNT_OF", "ADMIT"], ["COMMA", "COUNT_OF", "NEW"]):
            return self.story.near(self.n)
        refers = after[:2] in (["COMMA", "THAT"], ["COMMA", "OTHERWISE"], ["FILL", "OTHERWISE"])
        return refers and self._told_last()

    def _yearly(self, match: re.Match[str]) -> bool:
        """ "Năm 2011: 38 đảng viên; năm 2012: 45": a sentence that begins with a year, its colon and its figure."""
        kinds = [m.kind for m in self.row[:3]]
        if kinds[:1] == ["LEAD"]:
            kinds = [m.kind for m in self.row[1:4]]  # "Riêng năm 2018 là 62"
        listed = kinds in (["PERIOD", kind, "NUMBER"] for kind in ("COLON", "IS", "PASSIVE"))
        figure = [m.kind for m in self.row[:5]]  # "Cùng kỳ năm ngoái, con số là 19"
        alone = ["PERIOD", *(m.kind for m in self.row[1:] if m.kind not in ("FILL", "IS", "PASSIVE"))]
        alone = [kind for kind in alone if kind not in ("MEMBERS", "THEM", "NEW")]
        said = figure in (["PERIOD", "COMMA", "FILL", "IS", "NUMBER"], ["PERIOD", "FILL", "IS", "NUMBER", "DOT"])
        if said or alone == ["PERIOD", "NUMBER", "DOT"]:
            return self.text[self.row[-1].start :][:1] == "." and not any(m.kind == "OTHER" for m in self.row)
        return listed and all(m.kind in _YEARS for m in self.row[self.row[0].kind == "LEAD" : match.end()])
