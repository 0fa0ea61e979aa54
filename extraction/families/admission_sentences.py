"""One sentence and the admissions it tells: by its verb, in a list after it, or as an afterthought."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extraction.facts import Approximate, Area, Organization
from extraction.families.admission_rules import (
    ADMITTED,
    ALSO,
    APART,
    ASIDE,
    BY_YEAR,
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
    LINE,
    LISTS,
    NAMES,
    OF_TIMES,
    OF_WHICH,
    RULES,
    THEN,
    THEN_BY_YEAR,
    THOSE,
    WITH,
    YEARS,
)
from extraction.families.cues import blocked, clause_start
from extraction.families.figures import period_of
from extraction.families.leads import PARTY
from extraction.families.spells import Spell
from extraction.families.story import Story
from extraction.families.unit_rows import is_cell, several
from extraction.families.units import Unit
from extraction.grammar import Found, Rule, possible, tape
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind, owners
from extraction.text import either, tokens

_LONGER = re.compile(
    r"l[ũu][yỹ] kế|nhiệm kỳ|thành lập|ra đời|từ (?:khi|trước|năm|tháng|đó)|(?:sau|qua)(?: hơn| gần)? \w+ năm"
    r"|(?:trong|qua|hơn) (?:\d+|hai|ba|bốn|sáu|bảy|tám|chín|mười) năm",
    re.IGNORECASE,
)
"""Words by which a count up to a day may reach back before its year."""
_CELL = re.compile(r"chi bộ", re.IGNORECASE)
_IN_HAMLET = re.compile(r"(?:trong|của|ở|tại) (?:thôn|bản|ấp|buôn|làng|xóm|khóm)(?! (?:[A-ZĐÂÁ\d]|đã|trong))")
"""Those of a hamlet that the sentence does not name."""
_HAS = re.compile(r",\s*(?:(?:đã|hiện|đang) )*có \d")
"""As in "điển hình như xã A, có 145 đảng viên": members that it has, not new ones."""
_PART = re.compile(
    r"(?:các )?(?:khối|khu vực|doanh nghiệp|công ty|nhà máy|xí nghiệp|trường|ngành|lĩnh vực|lực lượng|vùng|nông thôn"
    r"|cơ quan|khu công nghiệp|bệnh viện|đồng bào|tôn giáo|nông nghiệp|hợp tác xã)(?!\w)",
    re.IGNORECASE,
)
"""What a part of a place is that has no name: "các chi bộ trong doanh nghiệp", "cả khối phổ thông"."""
_BESIDE = frozenset(("", "DASH", "COMMA", "SEMI", "AND", "COLON", "LEAD", "MANY", "DOT", "QUOTE", "BUT"))
"""What may stand before a unit of a list."""
_LISTING = frozenset(
    "MANY CAPS PLACE HOLDER COMMA AND LPAR RPAR NUMBER SLASH MEMBERS NEW THEM COLON FILL AT EACH AREAREF OTHER".split()
)
"""What a list of places is made of: "các xã Quý Sơn (19 đảng viên), Phượng Sơn (15)"."""
_NAMED = frozenset(("ORG", "AREA", "PLACE", "CAPS"))
"""Units that can share one figure: "xã A và xã B", "3 xã A, B, C"."""
_ITEMS = frozenset("ORG AREA AREAREF PLACE CAPS COMMA AND NUMBER SLASH MEMBERS THEM IS FILL AT".split())
"""What a list of units is made of before its first new members."""
_FIGURED = frozenset("NUMBER SLASH MEMBERS THEM NEW COMMA AND SEMI FILL COLON LEAD CAPS PLACE".split())
"""What stands between a unit of a list and the next one."""
_YEARS = frozenset("PERIOD COLON IS PASSIVE NUMBER MEMBERS NEW THEM COMMA SEMI AND LEAD".split())
"""What a list of years and figures is made of."""
_SEPARATE = frozenset(("LEAD", "SEMI", "COLON", "NUMBER", "MEMBERS", "THEM", "NEW"))
"""What stands before an item of a list."""
_LIST = 60
"""Words and signs of the longest list."""
_APPROXIMATE: dict[str, Approximate] = {"ABOUT": "about", "OVER": "atLeast", "UPTO": "atMost"}
_WHO_THEY_ARE = frozenset(("IS", "THEM", "MEMBERS", "CAPS", "OTHER", "AT", "FILL", "PERIOD", "OF", "AREAREF"))
"""What may stand between new members and the time at the end of their clause."""
_CLAUSE = 6
"""Words before a verb or a unit that belong to it."""
_NEXT = 4
"""Words between a body and its act."""
_THESE = 4
"""Letters of " này" after whom it points to."""
_BEGUN = 3
"""Months in which what is told for the whole year is a plan."""
_THIS_YEAR = 8
"""Letters of "năm nay", and one more."""
_THOSE = re.compile(r" (?:này|ấy|đó|trên|nói trên|kể trên|nêu trên)(?!\w)", re.IGNORECASE)
_NEAR = 4
"""Sentences back in which units may be told that "hai xã này" points to."""
_RAISED = re.compile(r"nâng|đưa", re.IGNORECASE)
_CALENDAR = range(1930, 2100)
"""Years in which the Party can have admitted somebody."""
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


@cache
def _peoples() -> re.Pattern[str]:
    """Words by which peoples are listed like places."""
    return re.compile(rf"{either(words_of('figures', 'peoples'))}|người(?= [A-ZĐ])")


class Sentence:
    """The admissions of one sentence."""

    def __init__(self, story: Story, n: int) -> None:
        self.story = story
        self.units = story.units
        self.text = story.text
        self.n = n
        self.row = story.rows.row(n)
        self.tape = tape(self.row)
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
            if self._ahead(claim) or self._hoped(claim):
                continue
            self.done.append((found.first, found.last))
            self.story.told = self.n
            yield claim

    def _ahead(self, claim: Claim) -> bool:
        """Whether it is told for a time after the article's year: "đến năm 2030 kết nạp 150 đảng viên" is a plan."""
        published = self.story.context.article.published
        if published is None or claim.last is None or claim.last.year <= published.year:
            return False
        return claim.first is None or claim.first.year >= published.year

    def _hoped(self, claim: Claim) -> bool:
        """Whether a whole year is told that has only begun: "Năm 2026, kết nạp ít nhất 100 đảng viên"."""
        published = self.story.context.article.published
        if published is None or published.month > _BEGUN or claim.first is None:
            return False
        year = claim.first, claim.last
        return year == (dt.date(published.year, 1, 1), dt.date(published.year, 12, 31))

    def _blocked(self, act: int, end: int) -> bool:
        inside = [m.kind for m in self.row[act:end]]
        if act and self.row[act - 1].kind == "TARGET" and "IS" in inside and "SLASH" in inside:
            return blocked(self.row[act:], 0, end - act, self.text)  # "chỉ tiêu kết nạp đảng viên mới đạt 9/12"
        return blocked(self.row, act, end, self.text)

    # ---- statements with a verb -------------------------------------------------------------------------------

    def _statements(self) -> Iterator[Found]:
        taken: set[int] = set()
        suffered = {m.start("act") for m in ADMITTED.regex.finditer(self.tape)}
        for rule in possible(RULES, self.tape):
            for m in rule.regex.finditer(self.tape):
                value = m.start("values" if "values" in m.re.groupindex else "value")
                if rule is not ADMITTED and m.start("act") in suffered:
                    continue  # "61 đảng viên mới kết nạp, có 34 đồng chí …"
                if rule in OF_TIMES and not self._even(Found(rule, self.row, m)):
                    continue
                if rule.name == "respectively-with" and not self.story.near(self.n):
                    continue
                if value in taken or self._blocked(m.start("act"), m.end()) or not self._of_party(rule, m):
                    continue
                taken.update(range(m.start(), m.end()) if rule.name in LISTS else (value,))
                yield Found(rule, self.row, m)

    def _of_party(self, rule: Rule, m: re.Match[str]) -> bool:
        """Whether it is the Party that admits: members of other organisations are admitted as well."""
        if rule.name == "admits-whoever":
            return self._cell(m.start("act"))
        told = "members" in m.re.groupindex and m.start("members") >= 0
        members = self.row[m.start("members")].kind if told else ""
        inside = self.row[m.start() : m.end() + 1]
        if self.row[m.start("act")].kind in ("GAIN", "FILL"):
            return self._got(m)
        if self.row[m.start("act")].kind in ("DONE", "NEW"):
            return True
        if members == "MEMBERS" or any(x.kind in ("ENTER", "MEMBERS", "NEW") or self._says(x, "đảng") for x in inside):
            return True
        if members == "GENERIC":
            return rule is ADMITTED and self.story.told is not None and self.story.near(self.n)
        return self.story.speaks_of_party(self.n) or self.story.near(self.n)

    def _cell(self, act: int) -> bool:
        """Whether a body of the Party stands right before its act: whoever a cell admits becomes its member."""
        before = self.row[max(0, act - _NEXT) : act]
        return any(m.kind == "ORG" and body_kind(m) in (*PARTY, "party-cell") for m in before)

    def _got(self, m: re.Match[str]) -> bool:
        """Whether "có thêm 9 đảng viên", "có 9 đảng viên mới" tells what a unit has got, not whom it schools."""
        act, members = self.row[m.start("act")], self.row[m.start("members")]
        words = self.text[members.start : members.end].casefold()
        if act.kind == "FILL" and not self.text[act.start : act.end].casefold().endswith("có"):
            return False
        before = [x.kind for x in self.row[max(0, m.start("act") - _CLAUSE) : m.start("act")]]
        stop = max((i for i, kind in enumerate(before) if kind in ("SEMI", "COLON")), default=-1)
        return words.startswith(("đảng viên", "tân đảng viên")) and not {"OTHERWISE", "LEAD"} & set(before[stop + 1 :])

    def _says(self, mention: Mention, word: str) -> bool:
        return mention.kind in ("ADMIT", "FILL") and word in self.text[mention.start : mention.end].casefold()

    def _claims(self, found: Found) -> Iterator[Claim]:
        if found.rule in OF_TIMES:
            yield from self._in_turn(found)
            return
        if found.rule.name in LISTS:
            yield from self._several(found)
            return
        act = found.match.start("act")
        unit = self._unit(found, min(act, found.first))
        if unit is not None and self._nameless(unit, min(act, found.first)):
            unit = self._block(min(act, found.first))
        if unit is None or self._unnamed(unit) or self._of_some(unit, min(act, found.first)) or self._together(unit):
            return
        part = self._part(found.first)
        if not part:
            self.story.main = unit
            goes_on = self.story.near(self.n, 0) and self.story.whole is not None
            self.story.whole = max(self._number(found), self.story.whole or 0) if goes_on else self._number(found)
        self.first_unit = self.first_unit or unit
        yield self._claim(found, unit, self._number(found), found["value"][0])

    @staticmethod
    def _unnamed(unit: Unit) -> bool:
        """ "Đảng bộ xã" in an article that names no commune."""
        body = unit.body
        return isinstance(body, Organization) and body.label.casefold() in words_of("figures", "unnamed")

    def _of_some(self, unit: Unit, at: int) -> bool:
        """ "riêng khối trường học kết nạp 22 giáo viên": a part that has no name, not the whole."""
        kinds = [m.kind for m in self.row[max(0, at - _CLAUSE) : at]]
        if any(a == "LEAD" and b == "COUNT_OF" for a, b in pairwise([k for k in kinds if k != "COMMA"])):
            return True  # "Trong đó, các đảng bộ xã kết nạp 22"
        counted = (i for i, pair in enumerate(pairwise(kinds)) if pair == ("NUMBER", "AREAREF"))
        if any(i == 0 or kinds[i - 1] != "SLASH" for i in counted):
            return True  # "6 huyện miền núi kết nạp 289"
        lead = max((i for i, kind in enumerate(kinds) if kind == "LEAD"), default=len(kinds))
        start = self.row[at - len(kinds) + lead].start if lead < len(kinds) else 0
        told = unit.start is not None and unit.start >= start
        return kinds[lead + 1 : lead + 3] == ["OTHER", "OTHER"] and not told

    def _nameless(self, unit: Unit, at: int) -> bool:
        """ "các chi bộ trong doanh nghiệp kết nạp 61", "cả khối phổ thông": a part; a cell of nowhere."""
        clause = self.row[clause_start(self.row, at) : at]
        kinds = [m.kind for m in clause]
        part = kinds.index("WHOLE") if "WHOLE" in kinds else len(kinds)
        if kinds[part + 1 : part + 2] == ["OTHER"] and _PART.match(self.text, clause[part + 1].start):
            return unit.start is None or unit.start < clause[part].start
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

    def _together(self, unit: Unit) -> bool:
        """ "xã A và xã B kết nạp 8 đảng viên": nobody knows how many each."""
        at = next((i for i, m in enumerate(self.row) if m.start == unit.start), 0)
        if self.row[at].kind == "ORG" and [m.kind for m in self.row[at + 1 : at + 3]] == ["MANY", "COMMA"]:
            return True  # "Chi bộ quân sự các xã, thị trấn kết nạp 19"
        head = at
        while head >= 2 and self.row[head - 1].kind in ("AND", "COMMA") and self.row[head - 2].kind in _NAMED:
            head -= 2
        counted = head > 0 and self.row[head - 1].kind in ("NUMBER", "MANY")
        after = [m.kind for m in self.row[at + 1 : at + 3]]
        goes_on = len(after) == 2 and after[0] in ("AND", "COMMA") and after[1] in ("CAPS", "PLACE")
        return (counted and (head < at or goes_on)) or (head < at and self.row[at - 1].kind == "AND")

    def _several(self, found: Found) -> Iterator[Claim]:
        units = self._pointed_to(found) if found.rule is THOSE else list(self._listed(found))
        if found.rule.name.split("-")[-1] in ("each", "after") or found.rule is EACH_ITEM:
            for unit in units:
                yield self._claim(found, unit, self._number(found), found["value"][0])
            return
        values = [m for m in found["values"] if m.kind == "NUMBER"]
        if len(values) == len(units):
            for unit, figure in zip(units, values, strict=True):
                yield self._claim(found, unit, int(str(figure.value)), figure)

    def _pointed_to(self, found: Found) -> list[Unit]:
        """ "hai xã này": the units of the list that the sentence, or one before it in its paragraph, has told last."""
        wanted = sum(m.kind == "NUMBER" for m in found["values"])
        if _THOSE.match(self.text, found["those"][0].end) is None:
            return []
        first = max(self.story.context.paragraph_start(self.n), self.n - _NEAR)
        for n in range(self.n, first - 1, -1):
            told = self if n == self.n else Sentence(self.story, n)
            end = found.first if n == self.n else len(told.tape)
            for m in reversed(list(NAMES.regex.finditer(told.tape, 0, end))):
                units = list(told._listed(Found(NAMES, told.row, m)))
                if len(units) == wanted:
                    return units
        return []

    def _in_turn(self, found: Found) -> Iterator[Claim]:
        """One figure for each of several times: "hai năm 2019 và 2020, huyện kết nạp lần lượt 98 và 104"."""
        unit = self._unit(found, found.match.start("act" if found.rule is IN_TURN else "values"))
        for spell, figure in self._even(found):
            if unit is not None:
                yield self._claim(found, unit, int(str(figure.value)), figure, spell)

    def _even(self, found: Found) -> list[tuple[Spell, Mention]]:
        """Each of several times with its figure; nothing where they are not as many."""
        values = [
            m
            for m in found["values"]
            if m.kind == "NUMBER" and not (found.rule in (BY_YEAR, THEN_BY_YEAR) and self._year(m))
        ]
        times = [spell for m in found["times"] if m.kind in ("PERIOD", "NUMBER") for spell in self._years(m)]
        return list(zip(times, values, strict=True)) if len(times) == len(values) else []

    def _year(self, mention: Mention) -> int:
        """The year that four digits are, 0 for any other figure: "1.946" counts people."""
        digits = self.text[mention.start : mention.end]
        return int(digits) if digits.isdigit() and int(digits) in _CALENDAR else 0

    def _years(self, mention: Mention) -> Iterator[Spell]:
        """The years of "hai năm 2019, 2020", each; any other time as it is."""
        if mention.kind == "NUMBER":
            year = self._year(mention)
            if year:
                yield Spell(dt.date(year, 1, 1), dt.date(year, 12, 31), mention.start)
            return
        first, last = period_of(mention).first, period_of(mention).last
        if first is None or last is None or (first.month, last.month) != (1, 12):
            yield Spell(first, last, mention.start)
            return
        for year in range(first.year, last.year + 1):
            yield Spell(dt.date(year, 1, 1), dt.date(year, 12, 31), mention.start)

    def _listed(self, found: Found) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes."""
        first = found.match.start("units")
        named = self._many(first) or self._of_each(found)
        inner = 0
        for i in range(first, found.match.end("units")):
            mention = self.row[i]
            inner += (mention.kind == "LPAR") - (mention.kind == "RPAR")
            if inner or mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF"):
                continue
            if isinstance(mention.entry, TypeEntry):
                named = mention.entry
            unit = self.units.of_mention(self.row, i, self.n, named if mention.kind in ("CAPS", "PLACE") else None)
            if unit is not None:
                yield unit

    def _many(self, first: int) -> TypeEntry | None:
        """The kind of place that "các xã" before a list of names tells."""
        for i in range(first - 1, max(0, first - _LIST) - 1, -1):
            mention = self.row[i]
            if mention.kind not in _LISTING:
                return None
            if mention.kind == "AREAREF" and i and self.row[i - 1].kind == "COUNT_OF":  # "Nhiều xã làm tốt: …"
                return mention.entry if isinstance(mention.entry, TypeEntry) else None
            if mention.kind == "MANY":
                row = tokens(self.text, mention.start, mention.end)
                told = (self.story.context.lexicon.words.longest(row, at) for at in range(1, len(row)))
                return next((found[1] for found in told if found and isinstance(found[1], TypeEntry)), None)
        return None

    def _of_each(self, found: Found) -> TypeEntry | None:
        """The kind of place that "mỗi xã" after a list of names tells."""
        row = self.row[found.first : found.last]
        entry = next((row[i + 1].entry for i, m in enumerate(row[:-1]) if m.kind == "EACH"), None)
        return entry if isinstance(entry, TypeEntry) else None

    def _like(self, first: int) -> TypeEntry | None:
        """The kind of place of the unit told before a bare name: "xã Cán Cấu kết nạp 9, Bản Mế 7"."""
        for mention in reversed(self.row[:first]):
            phrase = mention.value
            inner = phrase.of if mention.kind == "ORG" and isinstance(phrase, BodyPhrase) else mention
            if inner is not None and inner.kind in ("AREA", "AREAREF"):
                return inner.entry if isinstance(inner.entry, TypeEntry) else None
        return None

    # ---- lists and afterthoughts ---------------------------------------------------------------------------------

    def _items(self) -> Iterator[Found]:
        """Units with figures and no verb: after a statement in the sentence, or in the sentences that follow one."""
        intros = (m for m in INTRO.regex.finditer(self.tape) if not self._blocked(m.start("act"), m.end("act")))
        anchors = [m.end() for m in intros][:1] + [last for _, last in self.done]
        chained = False
        for rule, m in sorted(
            ((r, m) for r in (ITEM, APART, LED, IN_BRACKETS, WITH, EACH_ITEM) for m in r.regex.finditer(self.tape)),
            key=_where,
        ):
            found = Found(rule, self.row, m)
            if not self._free(found) or not (rule is LED or self._beside(m.start())):
                continue
            if rule is LED and _HAS.search(self.text, found.start, found.end):
                continue
            anchor = max((at for at in anchors if at <= m.start()), default=None)
            told = chained or (anchor is not None and not self._elsewise(anchor, m.start()))
            if told and not chained and rule is WITH and not self._new(found):
                told = any(x.kind == "LEAD" for x in self.row[anchor : m.end()])
            if (told or self._follows(found)) and self._fits(found) and not self._blocked(m.start(), m.end()):
                chained = True
                yield found

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
        if before[-1:] == ["AT"] or before[-2:] == ["COMMA", "OF"]:
            before.pop()  # "còn trên phạm vi toàn huyện là 109"
        return not before or before[-1] in _BESIDE or (before[-1] == "IS" and "LEAD" in before)

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
        return end < len(self.row) and self.row[end].kind == "NEW"

    def _item(self, found: Found) -> Iterator[Claim]:
        if found.rule is EACH_ITEM:
            yield from self._several(found)
            return
        first = found.match.start("unit")
        at = next(i for i in range(first, found.last) if self.row[i].kind != "WHOLE")
        bare = self.row[at].kind in ("CAPS", "PLACE")
        if bare and (self._of_peoples(at) or self._of_firms(first)):
            return
        named = self._many(first) if bare else None
        like = self._like(first) if bare and named is None else None
        if like is not None and (self.row[at].kind == "CAPS" or like.level == "commune" or self._inside(at, like)):
            named = like
        if (self.row[at].kind == "AREAREF" and several(self.row, at)) or self._of_kind(at):
            return  # "khối xã, thị trấn 74"
        unit = self.units.of_mention(self.row, at, self.n, named)
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _inside(self, at: int, like: TypeEntry) -> bool:
        """ "huyện Đông Hải 66, Hòa Bình 60" in Bạc Liêu: a district of the article's province, not a province."""
        ref = self.row[at].value
        around = self.story.context.home.get("province")
        if not isinstance(ref, AreaRef) or ref.level != "province" or around is None:
            return False
        return self.units.bodies.has_in(self.row[at], like, around)

    def _of_kind(self, at: int) -> bool:
        """ "khối huyện, thị, thành ủy 1.742": bodies of one kind, none by its name."""
        start = max((i for i, m in enumerate(self.row[:at]) if m.kind in _SEPARATE), default=-1)
        words = self.text[self.row[start + 1].start : self.row[at].end].casefold()
        return words.startswith("khối ") and self.row[start + 1].kind == "OTHER"

    def _of_firms(self, first: int) -> bool:
        """ "Công ty Cao su Chư Sê 31, Chư Păh 17": the rest of a firm's name, not the district."""
        before = next((m for m in reversed(self.row[:first]) if m.kind not in _FIGURED), None)
        return (
            before is not None
            and before.kind == "ORG"
            and not any(isinstance(m.value, AreaRef) for m in owners(before))
        )

    def _of_peoples(self, at: int) -> bool:
        """ "trong đó dân tộc Hà Nhì 31, La Hủ 9, Mông 12": peoples, not places."""
        start = max((i for i, m in enumerate(self.row[:at]) if m.kind in ("LEAD", "MANY", "SEMI", "COLON")), default=0)
        return _peoples().search(self.text, self.row[start].start, self.row[at].start) is not None

    def _afterthoughts(self, rule: Rule) -> Iterator[Found]:
        listed = bool(self.done) or bool(INTRO.regex.search(self.tape))
        goes_on = self.before is not None and self.before + 1 == self.n and self.story.near(self.n, 0)
        told = self._told_last() if rule is FIGURE else bool(self.done)
        told = (
            told or (rule in (COMPARED, YEARS, THEN_BY_YEAR) and goes_on) or (rule is OF_WHICH and (listed or goes_on))
        )
        for m in rule.regex.finditer(self.tape) if told else ():
            if rule is OF_WHICH and not listed and not self._yearly(m):
                continue
            found = Found(rule, self.row, m)
            if self._free(found) and self._alike(found) and not self._denied(found):
                yield found

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
        if found.rule is THEN_BY_YEAR:  # "từng năm: …" is no average
            return any(m.kind in ("AIM", "TARGET", "PLANNED", "NOT") for m in self.row[: found.first])
        if found.rule is IN_ALL:
            raised = self.row[found.first]
            new = any(m.kind in ("NEW", "ADMIT") for m in self.row[found.first : found.last])
            if _RAISED.match(self.text, raised.start) is None or not (new or found.has("when")):
                return True  # "nâng tổng số đảng viên lên 312"
        if found.rule is COMPARED:
            words = self.text[found["to"][0].start : found["value"][0].start].casefold()
            if not words.startswith(("so với", "nếu so", "bằng")) and "con số" not in words:
                return True  # "vượt 3 người của năm 2013"
        if found.rule is ASIDE and self._counted_since(found.first):
            return True
        first, last = found.match.span("why") if found.rule is OF_WHICH and found.has("why") else (0, 0)
        row = [*self.row[:first], *self.row[last:]]
        return blocked(row, found.first, found.last - (last - first), self.text)

    def _counted_since(self, first: int) -> bool:
        """Whether something else was counted after the last admission: "kết nạp 12, kỷ luật 3 (năm 2019: 5)"."""
        start = max((last for _, last in self.done if last <= first), default=0)
        since = range(start, first)
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
            unit = self.units.of_mention(self.row, inside[0], self.n) if inside else self.story.main
            self.first_unit = self.first_unit or (unit if inside else None)
        else:
            unit = self.first_unit or (self.story.main if self.done else None)
            unit = unit or self.story.unit(self.row, found.first, 0, self.n, None)
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _free(self, found: Found) -> bool:
        value = found.match.start("value")
        return not any(first <= value < last for first, last in self.done)

    # ---- who --------------------------------------------------------------------------------------------------------

    def _unit(self, found: Found, at: int) -> Unit | None:
        if found.has("unit"):
            unit = self.units.of_mention(self.row, found.match.start("unit"), self.n)
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
        floor = max((last for _, last in self.done if last <= at), default=0)
        unit = self.story.unit(self.row, at, floor, self.n, self.first_unit)
        if unit is not None and unit.start is None and self.first_unit is None and self._of_cell():
            return self.units.hamlet(self.n) or unit
        span = self.row[0].start, self.row[min(found.last, len(self.row) - 1)].end
        if unit is not None and unit.start is None and _IN_HAMLET.search(self.text, *span):
            return self.units.hamlet(self.n) if unit.body.level != "cell" else unit
        return unit

    def _of_house(self, unit: Unit | None) -> Unit | None:
        """ "4 học sinh của Trường THPT A được kết nạp": by the cell of the school, where the article names it."""
        if unit is None or not isinstance(unit.body, Organization):
            return unit
        party = self.units.organizations.told.party_of(unit.body)
        return Unit(party, unit.start) if party is not None else unit

    def _of_cell(self) -> bool:
        """Whether the paragraph is about the cell of a hamlet, and has told no figure: "Bà làm Bí thư Chi bộ …"."""
        first = self.story.context.paragraph_start(self.n)
        if self.story.told is not None and self.story.told >= first:
            return False
        start, end = self.story.context.sentences[first].span.start, self.row[0].start
        if _CELL.search(self.text, start, end) is None:
            return False
        return bool(self.units.organizations.told.hamlet_before(self.n))

    def _whose(self, i: int) -> bool:
        """ "một trong 5 người ở xã A được kết nạp": the members are told with their body or place."""
        before = self.row[i - 1].kind
        if self.row[i].kind == "HAMLET":
            return before in ("OF", "AT")
        if self.row[i].kind == "AREAREF":
            return before in ("OF", "AT") and not several(self.row, i)
        return (self.row[i].kind == "ORG" and before == "OF") or (self.row[i].kind == "AREA" and before in ("OF", "AT"))

    def _part(self, first: int) -> bool:
        """Whether a figure is part of one told before: after "trong đó", "riêng"."""
        return any(m.kind == "LEAD" for m in self.row[:first]) and self.story.told is not None

    # ---- claims ----------------------------------------------------------------------------------------------------

    def _number(self, found: Found) -> int:
        return int(str(found["value"][0].value))

    def _claim(self, found: Found, unit: Unit, value: int, figure: Mention, told: Spell | None = None) -> Claim:
        story = self.story
        spell = told or story.spells.of(self.n, found.first, found.last, story.told, near=story.near(self.n, 2))
        if spell.start is None:
            spell = self._after(found.last) or spell
        start, end = found.start, max(found.end, figure.end)
        if found.rule in (ALSO, ASIDE, OF_WHICH, THEN):
            start = found["when"][0].start
        lead = unit.start if unit.start is not None and unit.start >= self.row[0].start else spell.start
        if lead is not None and end - _QUOTE_LIMIT <= lead < start:
            start = lead
        about = found["about"][0].kind if "about" in found.match.re.groupindex and found.has("about") else ""
        approximate = "exact" if self._least(found) else _APPROXIMATE.get(about, "exact")
        first = spell.first or self._begun(spell.last) or self._that_year(found, spell.last)
        return Claim(unit, value, approximate, first, self._ended(spell), start, end, found.rule.name)

    def _least(self, found: Found) -> bool:
        """ "xã A kết nạp nhiều nhất 39, xã B ít nhất 8": the smallest figure, no floor."""
        about = found["about"] if "about" in found.match.re.groupindex else ()
        words = self.text[about[0].start : about[0].end].casefold() if about else ""
        return words == "ít nhất" and any(m.kind == "MOST" for m in self.row[: found.first])

    def _after(self, last: int) -> Spell | None:
        """ "xã A có thêm 9 đảng viên là người Hà Nhì trong năm 2009": the time at the end of its clause."""
        for i in range(last, len(self.row)):
            if self.row[i].kind not in _WHO_THEY_ARE:
                break
            if self.row[i].kind == "PERIOD":
                period = period_of(self.row[i])
                return Spell(period.first, period.last, period.start) if self._spans(i) else None
        return None

    def _spans(self, i: int) -> bool:
        """Whether `row[i]` tells a span that a figure can be told for."""
        period = period_of(self.row[i])
        return period.first is not None and period.last is not None and self.story.spells.usable(self.row, i)

    def _ended(self, spell: Spell) -> dt.date | None:
        """The last day; of a year that is not over, told as this one, the article's day."""
        published, last = self.story.context.article.published, spell.last
        if published is None or spell.start is None or last != dt.date(published.year, 12, 31) or published.month == 12:
            return last
        words = self.text[spell.start : spell.start + _THIS_YEAR].casefold()
        return published if words.startswith("năm nay") else last

    def _that_year(self, found: Found, last: dt.date | None) -> dt.date | None:
        """ "năm 2008 kết nạp 49, đến năm 2009 là 63": of that year, where one before it was told."""
        if found.rule is not OF_WHICH or last is None or (last.month, last.day) != (12, 31):
            return None
        year = last.replace(month=1, day=1)
        told = (period_of(m) for m in self.row[: found.first] if m.kind == "PERIOD")
        return year if any(p.kind == "year" and p.last == year - dt.timedelta(1) for p in told) else None

    def _begun(self, last: dt.date | None) -> dt.date | None:
        """What was counted up to a day of the article's year is counted from its beginning: plans are a year's."""
        published = self.story.context.article.published
        if last is None or published is None or last.year != published.year or (last.month, last.day) == (12, 31):
            return None
        sentence = self.story.context.sentences[self.n].span
        longer = _LONGER.search(self.story.text, sentence.start, sentence.end)
        return None if longer else last.replace(month=1, day=1)


def _where(match: tuple[Rule, re.Match[str]]) -> tuple[int, int]:
    return match[1].span()
