"""Statements with a verb that tell of an admission: whether anybody is admitted, and to the Party."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.families.admission_leads import far_off, of_union, proposed
from extraction.families.admission_periods import Periods
from extraction.families.admission_progress import Progress, Telling
from extraction.families.admission_rules import ADMITTED, LISTS, OF_TIMES, RULES
from extraction.families.admission_units import CLAUSE
from extraction.families.cues import blocked, clause_start
from extraction.families.figures import number
from extraction.families.leads import PARTY_BODIES
from extraction.grammar import Found, possible
from extraction.mentions import Mention, body_kind

_AIMED_WITHIN = 2
"""Sentences after a plan within which its result may be told without a word for what was counted."""
_SHARE = re.compile(r"\s?(?:đảng viên|đồng chí)?(?: mới)?,? \(?(?:đạt|bằng|tương đương) (\d+(?:[.,]\d+)?) ?%")
_SHARE_WITHIN = 40
"""Letters after a result within which its share of the plan is told."""
_NEXT = 4
"""Words between a body and its act."""
_LEADS_TO = re.compile(
    r"\b(?:nhờ|do|bởi|vì|cùng với|song song|cùng lúc|sau khi|từ khi|kể từ|bên cạnh|ngoài|để)\b", re.IGNORECASE
)
"""Words by which what was admitted is only why or when something else was reached."""
_OWNERS = frozenset(("AREA", "AREAREF", "ORG", "PLACE", "SUBJECT", "WHOLE", "HAMLET", "CAPS"))
_GROWS = re.compile(r"(?:tăng|nâng)?\s?lên", re.IGNORECASE)
_OF_EACH = re.compile(
    r"\bmỗi (?!(?:năm|tháng|quý|tuần|kỳ|khóa|đợt|dịp|lần|nhiệm kỳ)\b)[^\W\d]+(?: [^\W\d]+){0,2}\s*$", re.IGNORECASE
)
"""Before what each of several has admitted."""
_OUT_OF_THEM = re.compile(
    r"\b(?:trong|trên)(?: tổng)? số(?: các| những)?(?: tân)? (?:đảng viên|quần chúng|người|đồng chí|học sinh|sinh viên)"
    r"(?: mới| ưu tú)?(?: được| vừa| đã)*\s*$",
    re.IGNORECASE,
)
"""Before the verb that only tells out of whom some are."""
_UNIONS = re.compile(r"(?:Đoàn|Hội|Công đoàn|đoàn viên|hội viên|đội viên|thanh niên)(?!\w)|công đoàn")
"""Others who admit members of their own."""
_FLAG = re.compile(r"(?:đứng|tuyên thệ) dưới", re.IGNORECASE)


class Statements(Telling):
    """The statements with a verb in one sentence."""

    def __init__(self, progress: Progress, periods: Periods) -> None:
        super().__init__(progress)
        self.periods = periods

    def found(self) -> Iterator[Found]:
        """Those that tell of members of the Party, rule by rule."""
        taken: set[int] = set()
        suffered = {m.start("act") for m in ADMITTED.regex.finditer(self.tape)}
        for rule in possible(RULES, self.tape):
            for m in rule.regex.finditer(self.tape):
                value = m.start("values" if "values" in rule.groups else "value")
                found = Found(rule, self.row, m)
                if rule is not ADMITTED and rule.name != "admitted-each" and m.start("act") in suffered:
                    continue  # "61 đảng viên mới kết nạp, có 34 đồng chí …"
                if rule in OF_TIMES and not self.periods.in_turn(found):
                    continue
                if rule.name in ("respectively-with", "develops-most") and not self.story.near(self.n):
                    continue
                if not rule.said(self.text[found.start : found.end]) or self._some_of_them(found):
                    continue
                if far_off(self.text, found.end) or (rule.name == "done-later" and not self._aimed_before(found)):
                    continue
                if value in taken:
                    continue
                if self._blocked(found):
                    self._aims(found)
                    continue
                if not self._of_party(found):
                    continue
                taken.update(range(m.start(), m.end()) if rule.name in LISTS else (value,))
                yield found

    def _blocked(self, found: Found) -> bool:
        """Whether it tells no result; that it is told of each of those named makes it none."""
        act, end = found.match.start("act"), found.match.end()
        if found.rule.name not in ("each", "admitted-each"):
            return self.progress.blocked(act, end)
        kept = [i for i in range(end) if not (found.match.start("units") < i < act and self.row[i].kind == "EACH")]
        row = [*(self.row[i] for i in kept), *self.row[end:]]
        return blocked(row, act - end + len(kept), len(kept), self.text)

    def _aims(self, found: Found) -> None:
        """Notes how many are to be admitted by a plan, for what is told of it afterwards."""
        act = found.match.start("act")
        planned = any(m.kind in ("TARGET", "AIM", "PLANNED") for m in self.row[max(0, act - CLAUSE) : act])
        if planned and found.has("value"):
            self.story.aimed = self.n, number(found["value"][0])

    def _aimed_before(self, found: Found) -> bool:
        """ "… được giao kết nạp 200 đảng viên. Đến nay đã thực hiện được 214, đạt 107%": of that plan, by its share."""
        n, aim = self.story.aimed or (self.n, 0)
        share = _SHARE.match(self.text[found.end : found.end + _SHARE_WITHIN])
        if not 0 < self.n - n <= _AIMED_WITHIN or not aim or share is None:
            return False
        return abs(100 * number(found["value"][0]) / aim - float(share[1].replace(",", "."))) < 1

    def _some_of_them(self, found: Found) -> bool:
        """ "Trong số đảng viên mới kết nạp có 27 nữ", "mỗi đảng bộ kết nạp 4" of units that nobody names."""
        at = found.match.start("act")
        start = self.row[max(0, at - CLAUSE)].start
        each = _OF_EACH.search(self.text, start, self.row[at].start)
        if each is not None and found.rule.name not in LISTS:
            return True
        return _OUT_OF_THEM.search(self.text, start, self.row[at].start) is not None

    def _of_party(self, found: Found) -> bool:
        """Whether it is the Party that admits: members of other organisations are admitted as well."""
        act = found["act"][0]
        if found.rule.name == "admits-whoever":
            return self._cell(found.match.start("act"))
        members = found["members"][0].kind if found.has("members") else ""
        inside = self.row[found.first : found.last + 1]
        if act.kind in ("GAIN", "FILL"):
            return self._got(found)
        if act.kind == "BUT":  # what was planned before it, and not admitted
            return self.progress.blocked(found.first, found.match.start("act"))
        if act.kind in ("DONE", "NEW"):
            return found.rule.name != "number-of-new" or not self._of_nobody(found)
        if self._old(found) or self._led_to(found):
            return False
        if members == "MEMBERS" or any(x.kind in ("ENTER", "MEMBERS", "NEW") or self._says(x, "đảng") for x in inside):
            return True
        if members == "GENERIC" and of_union(self.text, found.end):
            return False
        if members == "GENERIC":
            return self._of_youth(found) if found.rule is ADMITTED else self._itself(found.match.start("act"))
        at = found.match.start("act")
        if self.story.speaks_of_party(self.n) or self._itself(at):
            return True
        if self.story.near(self.n):
            clause = self.row[clause_start(self.row, at)].start
            return _UNIONS.search(self.text, clause, self.row[at].start) is None
        start, _ = self.story.context.paragraph(self.n)  # the article has told of admissions, and of no union since
        return self.story.told is not None and _UNIONS.search(self.text, start, found.end) is None

    def _of_nobody(self, found: Found) -> bool:
        """ "số đảng viên mới của khối vận là 12": of a part that is no unit."""
        kinds = {m.kind for m in self.row[found.match.end("act") : found.match.start("value")]}
        return bool(kinds & {"OF", "AT"}) and "OTHER" in kinds and not kinds & (_OWNERS | {"PERIOD"})

    def _of_youth(self, found: Found) -> bool:
        """ "84 đoàn viên được kết nạp": to the Party, where it is what was told before, or proposed to it."""
        told = self.story.told is not None and self.story.near(self.n)
        return told or proposed(self.text, self.row[0].start, found.start)

    def _cell(self, act: int) -> bool:
        """Whether a body of the Party stands right before its act: whoever a cell admits becomes its member."""
        before = self.row[max(0, act - _NEXT) : act]
        return any(m.kind == "ORG" and body_kind(m) in PARTY_BODIES for m in before)

    def _itself(self, act: int) -> bool:
        """ "Huyện ủy A kết nạp được 34 thợ mỏ": whether a body of the Party is the subject, with nothing between."""
        inner = 0
        for mention in reversed(self.row[:act]):
            inner += (mention.kind == "RPAR") - (mention.kind == "LPAR")
            if inner == 0 and mention.kind not in ("FILL", "PASSIVE", "PERIOD", "LPAR"):
                return mention.kind == "ORG" and body_kind(mention) in PARTY_BODIES
        return False

    def _got(self, found: Found) -> bool:
        """Whether "có thêm 9 đảng viên", "có 9 đảng viên mới" tells what a unit has got, not whom it schools."""
        act, members = found["act"][0], found["members"][0]
        words = self.text[members.start : members.end].casefold()
        if act.kind == "FILL" and not self.text[act.start : act.end].casefold().endswith("có"):
            return False
        at = found.match.start("act")
        before = [x.kind for x in self.row[max(0, at - CLAUSE) : at]]
        stop = max((i for i, kind in enumerate(before) if kind in ("SEMI", "COLON")), default=-1)
        return words.startswith(("đảng viên", "tân đảng viên")) and not {"OTHERWISE", "LEAD"} & set(before[stop + 1 :])

    def _old(self, found: Found) -> bool:
        """ "40 đảng viên đứng dưới cờ Đảng nhận Huy hiệu": members as they are, who stand before the flag."""
        members = found["members"][0] if found.has("members") else None
        if members is None or members.kind != "MEMBERS" or _FLAG.match(self.text, found["act"][0].start) is None:
            return False
        return self.text[members.start : members.end].casefold() == "đảng viên"

    def _led_to(self, found: Found) -> bool:
        """ "Nhờ kết nạp đảng viên mới, Đảng bộ xã A tăng lên 212 đảng viên": what it came to have by it."""
        if found.rule.name != "admits-in":
            return False
        act, unit, value = (found.match.start(group) for group in ("act", "unit", "value"))
        if all(m.kind != "COMMA" for m in self.row[act:unit]):
            return False
        if _LEADS_TO.search(self.text, self.row[clause_start(self.row, act)].start, self.row[act].start):
            return True
        grows = any(_GROWS.match(self.text, m.start) for m in self.row[unit:value])
        return grows and found.has("members") and found["members"][0].kind == "MEMBERS"

    def _says(self, mention: Mention, word: str) -> bool:
        return mention.kind in ("ADMIT", "FILL") and word in self.text[mention.start : mention.end].casefold()
