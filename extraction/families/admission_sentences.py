"""One sentence and the admissions it tells: by its verb, in a list after it, or as an afterthought."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extraction.facts import Approximate
from extraction.families.admission_leads import counts_else, far_off, of_union, proposed, shows
from extraction.families.admission_periods import Periods
from extraction.families.admission_rules import (
    ADMITTED,
    ALSO,
    APART,
    ASIDE,
    COMPARED,
    EACH_ITEM,
    FIGURE,
    HEADING,
    IN_ALL,
    IN_BRACKETS,
    IN_TURN,
    INTRO,
    ITEM,
    LED,
    LED_INTRO,
    LINE,
    LISTS,
    OF_ONE_AMONG,
    OF_TIMES,
    OF_WHICH,
    RULES,
    THEN,
    THEN_BY_YEAR,
    THOSE,
    WITH,
    YEARS,
)
from extraction.families.admission_units import Whose
from extraction.families.cues import blocked, clause_start
from extraction.families.leads import PARTY_BODIES
from extraction.families.spells import Spell
from extraction.families.story import Story
from extraction.families.units import Unit
from extraction.grammar import Found, Rule, possible, tape
from extraction.mentions import Mention, body_kind

_HAS = re.compile(r",\s*(?:(?:đã|hiện|đang) )*có \d")
"""As in "điển hình như xã A, có 145 đảng viên": members that it has, not new ones."""
_ARE_THOSE = re.compile(r"là (?:những|các|hai|ba|bốn|năm|\d+) (?:đơn vị|địa phương|nơi|xã|phường|huyện|đảng bộ)")
"""As in "xã A 12 đồng chí, xã B 9 đồng chí là những nơi có nhiều đảng viên mới"."""
_STOCK = re.compile(r"\bcó (?:gần |hơn |trên |khoảng |xấp xỉ |chừng |ngót )?[\d.]+ đảng viên$")
"""As in "tính đến ngày 31/12, toàn xã có 812 đảng viên, sinh hoạt tại 37 chi bộ": members that a unit has."""
_LIVING = re.compile(r",? (?:(?:đang|hiện) )*(?:sinh hoạt|(?:ở|tại|trong) \d+ chi)")
_BY_NOW = re.compile(r"(?:tính đến|hiện(?: nay)?|đến nay)[^.;]{0,40}$", re.IGNORECASE)
_NOW_HAS = re.compile(r"(?:đến nay|hiện(?: nay)?|bây giờ|giờ)(?: thì)?(?: đã)? có [\d.]+ đảng viên\Z", re.IGNORECASE)
"""As in "đến nay đã có 16 đảng viên": how many there are now, not how many were new."""
_BESIDE = frozenset(("", "DASH", "COMMA", "SEMI", "AND", "COLON", "LEAD", "MANY", "DOT", "QUOTE", "BUT"))
"""What may stand before a unit of a list."""
_ITEMS = frozenset("ORG AREA AREAREF PLACE CAPS COMMA AND NUMBER SLASH MEMBERS THEM IS FILL AT".split())
"""What a list of units is made of before its first new members."""
_YEARS = frozenset("PERIOD COLON IS PASSIVE NUMBER MEMBERS NEW THEM COMMA SEMI AND LEAD".split())
"""What a list of years and figures is made of."""
_APPROXIMATE: dict[str, Approximate] = {"ABOUT": "about", "OVER": "atLeast", "UPTO": "atMost"}
_CLAUSE = 6
"""Words before a verb or a unit that belong to it."""
_LISTED = 6
"""Words after an act within which its figure stands."""
_NEXT = 4
"""Words between a body and its act."""
_COMPARES = re.compile(r"tăng|giảm|vượt|so với|bằng|kém|hụt|chiếm|nâng", re.IGNORECASE)
"""Words that set a figure beside another one of its kind."""
_EACH_YEAR = re.compile(
    r"(?:\W|\b(?:cụ thể|chi tiết|riêng|trong đó|tính|qua|theo|từng năm|hằng năm|hàng năm|các năm|mỗi năm|như sau"
    r"|lần lượt|là|kết quả|số lượng|con số|(?:số )?(?:đảng viên )?(?:được |đã )?(?:kết nạp|mới))\b)*",
    re.IGNORECASE,
)
"""What stands between a sum and its figures by years where nothing else is counted: "Cụ thể từng năm: 2013: 61"."""
_LEADS_TO = re.compile(
    r"\b(?:nhờ|do|bởi|vì|cùng với|song song|cùng lúc|sau khi|từ khi|kể từ|bên cạnh|ngoài|để)\b", re.IGNORECASE
)
"""Words by which what was admitted is only why or when something else was reached."""
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
_FLAG = re.compile(r"(?:đứng|tuyên thệ) dưới", re.IGNORECASE)
_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the figure is quoted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One unit and one figure, as one stretch of the text has it."""

    unit: Unit
    value: int
    approximate: Approximate
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    rule: str


class Sentence:
    """The admissions of one sentence."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.text = story.text
        self.n = n
        self.row = story.rows.row(n)
        self.tape = tape(self.row)
        self.whose = Whose(story, n)
        self.periods = Periods(story, n)
        self.done: list[tuple[int, int]] = []
        """Where in the row figures were found: first index, index after the last."""
        self.first_unit: Unit | None = None
        self.before = story.told
        """The last sentence before this one that told of an admission."""

    def claims(self) -> Iterator[Claim]:
        """All claims: those with a verb from left to right, then lists and afterthoughts."""
        for found in sorted(self._statements(), key=lambda f: f.first):
            yield from self._note(found, self._claims(found))
        for found in self._afterthoughts(FIGURE):
            yield from self._note(found, self._further(found))
        for found in self._items():
            yield from self._note(found, self._item(found))
        for found in self._lines():
            yield from self._note(found, self._item(found))
        for found in self._afterthoughts(OF_WHICH):
            yield from self._note(found, self._further(found))
        for rule in (ALSO, THEN, ASIDE, COMPARED, IN_ALL, YEARS, THEN_BY_YEAR):
            for found in self._afterthoughts(rule):
                yield from self._note(
                    found, self._in_turn(found) if rule in (YEARS, THEN_BY_YEAR) else self._further(found)
                )

    def _note(self, found: Found, claims: Iterable[Claim]) -> Iterator[Claim]:
        for claim in claims:
            if self.periods.is_plan(claim.first, claim.last):
                continue
            self.done.append((found.first, found.last))
            self.story.told = self.n
            yield claim

    def _blocked(self, act: int, end: int) -> bool:
        inside = [m.kind for m in self.row[act:end]]
        if act and self.row[act - 1].kind == "TARGET" and "IS" in inside and "SLASH" in inside:
            return blocked(self.row[act:], 0, end - act, self.text)  # "chỉ tiêu kết nạp đảng viên mới đạt 9/12"
        return blocked(self.row, act, end, self.text)

    # ---- statements with a verb -------------------------------------------------------------------------------------

    def _statements(self) -> Iterator[Found]:
        taken: set[int] = set()
        suffered = {m.start("act") for m in ADMITTED.regex.finditer(self.tape)}
        for rule in possible(RULES, self.tape):
            for m in rule.regex.finditer(self.tape):
                value = m.start("values" if "values" in rule.groups else "value")
                found = Found(rule, self.row, m)
                if rule is not ADMITTED and m.start("act") in suffered:
                    continue  # "61 đảng viên mới kết nạp, có 34 đồng chí …"
                if rule in OF_TIMES and not self.periods.in_turn(found):
                    continue
                if rule.name == "respectively-with" and not self.story.near(self.n):
                    continue
                if not rule.said(self.text[found.start : found.end]) or self._some_of_them(found):
                    continue
                if far_off(self.text, found.end):
                    continue
                if value in taken or self._blocked(m.start("act"), m.end()) or not self._of_party(found):
                    continue
                taken.update(range(m.start(), m.end()) if rule.name in LISTS else (value,))
                yield found

    def _some_of_them(self, found: Found) -> bool:
        """ "Trong số đảng viên mới kết nạp có 27 nữ", "mỗi đảng bộ kết nạp 4" of units that nobody names."""
        at = found.match.start("act")
        start = self.row[max(0, at - _CLAUSE)].start
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
        if act.kind in ("DONE", "NEW"):
            return True
        if self._old(found) or self._led_to(found):
            return False
        if members == "MEMBERS" or any(x.kind in ("ENTER", "MEMBERS", "NEW") or self._says(x, "đảng") for x in inside):
            return True
        if members == "GENERIC" and of_union(self.text, found.end):
            return False
        if members == "GENERIC":
            return self._of_youth(found) if found.rule is ADMITTED else self._itself(found.match.start("act"))
        return self.story.speaks_of_party(self.n) or self.story.near(self.n) or self._itself(found.match.start("act"))

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
        before = [x.kind for x in self.row[max(0, at - _CLAUSE) : at]]
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

    def _claims(self, found: Found) -> Iterator[Claim]:
        if found.rule in OF_TIMES:
            yield from self._in_turn(found)
            return
        if found.rule.name in LISTS:
            yield from self._several(found)
            return
        at = min(found.match.start("act"), found.first)
        unit = self.whose.acting(found, at, self._floor(at), self.first_unit)
        if unit is None:
            return
        part = self._part(found.first) or (found.rule.name in OF_ONE_AMONG and self.story.main is not None)
        part = part or (self.first_unit is not None and unit.lies_in(self.first_unit))
        if not part:
            self.story.main = unit
            goes_on = self.story.near(self.n, 0) and self.story.whole is not None
            self.story.whole = max(self._number(found), self.story.whole or 0) if goes_on else self._number(found)
        self.first_unit = self.first_unit or unit
        yield self._claim(found, unit, self._number(found), found["value"][0])

    def _several(self, found: Found) -> Iterator[Claim]:
        units = self.whose.pointed_to(found) if found.rule is THOSE else list(self.whose.listed(found))
        if found.rule.name.split("-")[-1] in ("each", "after") or found.rule is EACH_ITEM:
            for unit in units:
                yield self._claim(found, unit, self._number(found), found["value"][0])
            return
        values = [m for m in found["values"] if m.kind == "NUMBER"]
        if len(values) == len(units):
            for unit, figure in zip(units, values, strict=True):
                yield self._claim(found, unit, int(str(figure.value)), figure)

    def _in_turn(self, found: Found) -> Iterator[Claim]:
        """One figure for each of several times: "hai năm 2019 và 2020, huyện kết nạp lần lượt 98 và 104"."""
        at = found.match.start("act" if found.rule is IN_TURN else "values")
        unit = self.whose.acting(found, at, self._floor(at), self.first_unit)
        for spell, figure in self.periods.in_turn(found):
            if unit is not None:
                yield self._claim(found, unit, int(str(figure.value)), figure, spell)

    # ---- lists and afterthoughts ------------------------------------------------------------------------------------

    def _items(self) -> Iterator[Found]:
        """Units with figures and no verb: after a statement in the sentence, or in the sentences that follow one."""
        led = (m for rule in (INTRO, LED_INTRO) for m in rule.regex.finditer(self.tape))
        intros = sorted((m for m in led if not self._blocked(m.start("act"), m.end("act"))), key=re.Match.start)
        anchors = [m.end() for m in intros][:1] + [last for _, last in self.done]
        chained = False
        for rule, m in sorted(
            ((r, m) for r in (ITEM, APART, LED, IN_BRACKETS, WITH, EACH_ITEM) for m in r.regex.finditer(self.tape)),
            key=_where,
        ):
            found = Found(rule, self.row, m)
            if not self._free(found) or not (rule is LED or self._beside(m.start())):
                continue
            after = self.row[found.last].start if found.last < len(self.row) else 0
            if after and self.text.startswith("tiêu chí", after):
                continue  # "Tiêu biểu là xã A: 19 tiêu chí"
            if rule is LED and _HAS.search(self.text, found.start, found.end):
                continue
            if rule is ITEM and self._stands(found):
                continue
            anchor = max((at for at in anchors if at <= m.start()), default=None)
            told = chained or (anchor is not None and not self._elsewise(anchor, m.start()))
            if told and not chained and rule is WITH and not self._new(found):
                told = any(x.kind == "LEAD" for x in self.row[anchor : m.end()])
                told = told or "nhất với" in self.text[found.start : found.end]  # "xã A ít nhất với 31 đảng viên"
            if (told or self._follows(found)) and self._fits(found) and not self._blocked(m.start(), m.end()):
                chained = True
                yield found

    def _stands(self, found: Found) -> bool:
        """ "tính đến ngày 31/12, toàn xã có 812 đảng viên, sinh hoạt tại 37 chi bộ": members that it has."""
        words = self.text[found.start : found.end]
        if _STOCK.search(words) is None:
            return False
        before = self.text[self.row[self._clause(found.first)].start : found.start]
        if _LIVING.match(self.text, found.end) is not None or _BY_NOW.search(before) is not None:
            return True
        if self.first_unit is None:
            return False
        unit = self.whose.of_item(found)  # "xã A kết nạp 7 đảng viên; đảng bộ có 310 đảng viên"
        again = unit is not None and unit.key == self.first_unit.key
        return again or self.row[found.first].kind == "WHOLE"

    def _lines(self) -> Iterator[Found]:
        """A line of a list under its heading: "- Huyện Lạc Sơn: 182 đảng viên"."""
        if self.done or self.story.listed is None:
            if self._heading():
                self.story.listed = self.n
            return
        m = LINE.regex.match(self.tape) if self.story.listed == self.n - 1 else None
        if m is not None:
            self.story.listed = self.n
            yield Found(LINE, self.row, m)
        else:
            self.story.listed = self.n if self._heading() else None

    def _heading(self) -> bool:
        """Whether the sentence only tells that a list of admissions follows."""
        m = HEADING.regex.search(self.tape)
        numbers = any(x.kind in ("NUMBER", "DOT") for x in self.row)
        return m is not None and not numbers and not self._blocked(m.start("act"), m.end("act"))

    def _beside(self, first: int) -> bool:
        """Whether a unit stands where a list has one: "nhiều nhất là xã A 12, xã B 9"."""
        before = [m.kind for m in self.row[max(0, first - _CLAUSE) : first]]
        if before[-2:] == ["LEAD", "COUNT_OF"] or (before[-1:] == ["IS"] and self._of_new(first)):
            return True  # "tiếp theo là các huyện A 27", "Các xã có nhiều đảng viên mới là A 9"
        if before[-2:] == ["IS", "COUNT_OF"] and any(m.kind == "LEAD" for m in self.row[self._clause(first) : first]):
            return True  # "Dẫn đầu về kết nạp đảng viên là các xã A (9)"
        if before[-1:] == ["AT"] or before[-2:] == ["COMMA", "OF"]:
            before.pop()  # "còn trên phạm vi toàn huyện là 109"
        if not before or before[-1] in _BESIDE or (before[-1] == "IS" and "LEAD" in before):
            return True
        return shows(self.text, *self._led_by(first))

    def _led_by(self, first: int) -> tuple[int, int]:
        """From where to where the words stand that lead to a unit: its clause before it, a colon included."""
        begin = next((i for i in range(first, 0, -1) if self.row[i - 1].kind in ("SEMI", "DOT")), 0)
        return self.row[begin].start, self.row[first].start

    def _of_new(self, first: int) -> bool:
        """ "Các xã có nhiều đảng viên mới trong năm là" before a list of their names."""
        kinds = [m.kind for m in self.row[clause_start(self.row, first) : first]]
        several = "MANY" in kinds or ("COUNT_OF", "AREAREF") in pairwise(kinds)
        return several and kinds[-1:] == ["IS"] and not {"NEW", "ADMIT"}.isdisjoint(kinds) and "NUMBER" not in kinds

    @staticmethod
    def _new(found: Found) -> bool:
        return found.has("members") and found["members"][0].kind == "NEW"

    def _fits(self, found: Found) -> bool:
        """Whether a part is no more than the whole; members that a unit has are often more."""
        whole = self.story.whole
        leads = any(m.kind in ("LEAD", "MOST") for m in self.row[found.first : found.last])
        return whole is None or found.rule is not WITH or leads or self._number(found) <= whole

    def _elsewise(self, anchor: int, first: int) -> bool:
        """Whether something else is counted since then, and nothing leads back: "… đạt 90%; trong đó, xã A 11"."""
        kinds = [m.kind for m in self.row[anchor:first]]
        back = max((n for n, kind in enumerate(kinds) if kind == "LEAD"), default=-1)
        return "OTHERWISE" in kinds[back + 1 :]

    def _follows(self, found: Found) -> bool:
        """A sentence after an admission that goes on with its parts: "Trong đó, xã A 11, xã B 9"."""
        if self.before is None or not self.story.near(self.n):
            return False
        before = self.row[: found.first]
        if any(m.kind in ("PERCENT", "NUMBER") for m in before):
            return False
        led_by = self._led_by(found.first)
        if counts_else(self.text, *led_by):
            return False
        if self._of_new(found.first) or shows(self.text, *led_by):
            return True
        headed = bool(before) and before[-1].kind == "COLON" and not any(m.kind == "LEAD" for m in before)
        if headed:  # "Nhiều nơi vượt chỉ tiêu: huyện Phước Long 212, …"
            several = ("COUNT_OF", "AREAREF") in pairwise(m.kind for m in before)
            return several or any(m.kind in ("TARGET", "MEMBERS", "NEW", "ADMIT", "SUBJECT", "MANY") for m in before)
        if any(m.kind == "OTHERWISE" and x.kind != "TARGET" for m, x in pairwise(before)):
            return False  # but "vượt chỉ tiêu như xã A 17/12"
        inside = [m.kind for m in self.row[found.first : found.last]]
        lead = any(m.kind == "LEAD" for m in before) or "LEAD" in inside or "MOST" in inside
        return lead or self._new_ones(found) or ("SLASH" in inside and len(before) <= 2)

    def _new_ones(self, found: Found) -> bool:
        """ "Xã A đạt 118 đảng viên, xã B 92 đảng viên mới": a list that ends in new members is of those."""
        end = next((i for i in range(found.first, len(self.row)) if self.row[i].kind not in _ITEMS), len(self.row))
        if end < len(self.row) and self.row[end].kind == "NEW":
            return True
        said = _ARE_THOSE.match(self.text, self.row[end - 1].start)
        return said is not None and any(m.kind == "NEW" for m in self.row[end:])

    def _item(self, found: Found) -> Iterator[Claim]:
        if found.rule is EACH_ITEM:
            yield from self._several(found)
            return
        unit = self.whose.of_item(found)
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _afterthoughts(self, rule: Rule) -> Iterator[Found]:
        listed = bool(self.done) or bool(INTRO.regex.search(self.tape))
        goes_on = self.before is not None and self.before + 1 == self.n and self.story.near(self.n, 0)
        told = self._told_last() if rule is FIGURE else bool(self.done)
        if rule is THEN:
            told = told or (self._told_last() and self._compares())
        told = (
            told or (rule in (COMPARED, YEARS, THEN_BY_YEAR) and goes_on) or (rule is OF_WHICH and (listed or goes_on))
        ) or (rule is OF_WHICH and self._averaged(len(self.row)))
        for m in rule.regex.finditer(self.tape) if told else ():
            if rule is OF_WHICH and not listed and not self._yearly(m) and not self._averaged(m.start()):
                continue
            found = Found(rule, self.row, m)
            if self._free(found) and self._alike(found) and not self._denied(found):
                yield found

    def _averaged(self, first: int) -> bool:
        """Whether something like it is told of other years before: "mỗi năm kết nạp 1 - 2 người; năm 2018 được 4"."""
        for i in range(first):
            if self.row[i].kind == "ADMIT":
                kinds = [m.kind for m in self.row[self._clause(i) : i]]
                figure = [m.kind for m in self.row[i + 1 : i + _LISTED]]
                ranges = ("NUMBER", "DASH") in pairwise(figure)
                of_years = ranges or "PER" in kinds or "NOT" in kinds[-_NEXT:]
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
        if found.rule in (THEN, ASIDE, COMPARED, IN_ALL) and self._other_act(found.first):
            return True
        if found.rule is ASIDE and self._counted_since(found.first):
            return True
        first, last = found.match.span("why") if found.rule is OF_WHICH and found.has("why") else (0, 0)
        own = found.first if found.rule is OF_WHICH and self._averaged(found.first) else 0
        row = [*self.row[own:first], *self.row[max(own, last) :]]
        return blocked(row, found.first - own, found.last - own - (last - first), self.text)

    def _since(self, found: Found) -> int:
        """Where in the text the last figure before an afterthought ends, or else its clause begins."""
        at = max(self._floor(found.first), self._clause(found.first))
        return self.row[at - 1].end if at else self.row[0].start

    def _clause(self, first: int) -> int:
        """Index after the last semicolon or stop before `row[first]`."""
        return next((i for i in range(first, 0, -1) if self.row[i - 1].kind in ("SEMI", "DOT")), 0)

    def _other_act(self, first: int) -> bool:
        """Whether something else was done after the last admission: "kết nạp 12, xóa tên nhiều hơn năm 2019 (5)"."""
        since = self.row[self._floor(first) : first]
        return any(m.kind == "OTHERWISE" and not _COMPARES.match(self.text, m.start) for m in since)

    def _counted_since(self, first: int) -> bool:
        """Whether something else was counted after the last admission: "kết nạp 12, kỷ luật 3 (năm 2019: 5)"."""
        since = range(self._floor(first), first)
        return any(self.row[i].kind == "NUMBER" and not self._difference(self.row[i - 1]) for i in since)

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
        """ "So với cùng kỳ năm ngoái (71 đảng viên), kết quả này tăng 9": the figure told last beside another."""
        kinds = [m.kind for m in self.row]
        end = kinds.index("RPAR") if "RPAR" in kinds else len(kinds)
        if kinds[:3] != ["OTHERWISE", "PERIOD", "LPAR"]:
            return False
        after = kinds[end + 1 : end + 4]
        of_new = after in (["COMMA", "COUNT_OF", "ADMIT"], ["COMMA", "COUNT_OF", "NEW"])  # "số kết nạp tăng 12"
        return of_new or after[:2] in (["COMMA", "THAT"], ["COMMA", "OTHERWISE"])

    def _yearly(self, match: re.Match[str]) -> bool:
        """ "Năm 2011: 38 đảng viên; năm 2012: 45": a sentence that begins with a year, its colon and its figure."""
        kinds = [m.kind for m in self.row[:3]]
        if kinds[:1] == ["LEAD"]:
            kinds = [m.kind for m in self.row[1:4]]  # "Riêng năm 2018 là 62"
        listed = kinds in (["PERIOD", kind, "NUMBER"] for kind in ("COLON", "IS", "PASSIVE"))
        figure = [m.kind for m in self.row[:5]]  # "Cùng kỳ năm ngoái, con số là 19"
        if figure in (["PERIOD", "COMMA", "FILL", "IS", "NUMBER"], ["PERIOD", "FILL", "IS", "NUMBER", "DOT"]):
            return self.text[self.row[-1].start :][:1] == "." and not any(m.kind == "OTHER" for m in self.row)
        return listed and all(m.kind in _YEARS for m in self.row[self.row[0].kind == "LEAD" : match.end()])

    def _further(self, found: Found) -> Iterator[Claim]:
        """ "riêng năm ngoái có 2 người", "con số này của toàn huyện là 158"."""
        if found.rule is FIGURE:
            inside = [
                i
                for i in range(found.first, found.match.start("value"))
                if self.row[i].kind in ("ORG", "AREA", "AREAREF", "PLACE")
            ]
            unit = self.story.units.of_mention(self.row, inside[0], self.n) if inside else self.story.main
            self.first_unit = self.first_unit or (unit if inside else None)
        else:
            unit = self.first_unit or (self.story.main if self.done else None)
            unit = unit or self.story.unit(self.row, found.first, 0, self.n, None)
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _free(self, found: Found) -> bool:
        value = found.match.start("value")
        return not any(first <= value < last for first, last in self.done)

    # ---- claims -----------------------------------------------------------------------------------------------------

    def _floor(self, at: int) -> int:
        """Where in the row the last figure before `row[at]` ends."""
        return max((last for _, last in self.done if last <= at), default=0)

    def _part(self, first: int) -> bool:
        """Whether a figure is part of one told before: after "trong đó", "riêng"."""
        return any(m.kind == "LEAD" for m in self.row[:first]) and self.story.told is not None

    def _number(self, found: Found) -> int:
        return int(str(found["value"][0].value))

    def _claim(self, found: Found, unit: Unit, value: int, figure: Mention, told: Spell | None = None) -> Claim:
        spell = told or self.periods.told(found)
        start, end = found.start, max(found.end, figure.end)
        if found.rule in (ALSO, ASIDE, OF_WHICH, THEN):
            start = found["when"][0].start
        lead = unit.start if unit.start is not None and unit.start >= self.row[0].start else spell.start
        if lead is not None and end - _QUOTE_LIMIT <= lead < start:
            start = lead
        about = found["about"][0].kind if found.has("about") else ""
        approximate = "exact" if self._least(found) else _APPROXIMATE.get(about, "exact")
        first, last = self.periods.days(found, spell)
        return Claim(unit, value, approximate, first, last, start, end, found.rule.name)

    def _least(self, found: Found) -> bool:
        """ "xã A kết nạp nhiều nhất 39, xã B ít nhất 8": the smallest figure, no floor."""
        about = found["about"]
        words = self.text[about[0].start : about[0].end].casefold() if about else ""
        return words == "ít nhất" and any(m.kind == "MOST" for m in self.row[: found.first])


def _where(match: tuple[Rule, re.Match[str]]) -> tuple[int, int]:
    return match[1].span()
