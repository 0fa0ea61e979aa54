"""Lists of units with the members each of them admitted, and no verb of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.families.admission_course import COMPARISON, confirmed, ranks, spoken
from extraction.families.admission_leads import counts_else, reached, reaches, shows
from extraction.families.admission_progress import Progress, Telling
from extraction.families.admission_rules import (
    EACH_ITEM,
    GIVEN_ITEM,
    HEADING,
    IN_BRACKETS,
    INTRO,
    ITEM,
    LED,
    LED_INTRO,
    LINE,
    OF_LISTS,
    RANKED,
    WITH,
)
from extraction.families.admission_units import CLAUSE, Whose
from extraction.families.cues import blocked, clause_start, part_start
from extraction.families.figures import number
from extraction.grammar import Found, Rule
from extraction.mentions import BodyPhrase, Mention

_HAS = re.compile(r",\s*(?:(?:đã|hiện|đang) )*có \d")
"""As in "điển hình như xã A, có 145 đảng viên": members that it has, not new ones."""
_ARE_THOSE = re.compile(r"là (?:những|các|hai|ba|bốn|năm|\d+) (?:đơn vị|địa phương|nơi|xã|phường|huyện|đảng bộ)")
"""As in "xã A 12 đồng chí, xã B 9 đồng chí là những nơi có nhiều đảng viên mới"."""
_STOCK = re.compile(r"\bcó (?:gần |hơn |trên |khoảng |xấp xỉ |chừng |ngót )?[\d.]+ đảng viên$")
"""As in "tính đến ngày 31/12, toàn xã có 812 đảng viên, sinh hoạt tại 37 chi bộ": members that a unit has."""
_LIVING = re.compile(r",? (?:(?:đang|hiện) )*(?:sinh hoạt|(?:ở|tại|trong) \d+ chi)")
_BY_NOW = re.compile(r"(?:tính đến|hiện(?: nay)?|đến nay)[^.;]{0,40}$", re.IGNORECASE)
_BESIDE = frozenset(("", "DASH", "COMMA", "SEMI", "AND", "COLON", "LEAD", "MANY", "DOT", "QUOTE", "BUT"))
"""What may stand before a unit of a list."""
_ITEMS = frozenset("ORG AREA AREAREF PLACE CAPS COMMA AND NUMBER SLASH MEMBERS THEM IS FILL AT".split())
"""What a list of units is made of before its first new members."""
_FURTHER = frozenset("ORG AREA PLACE CAPS COMMA AND NUMBER SLASH LPAR RPAR FILL AREAREF PERIOD".split())
"""What the further items of a list are made of that names nothing."""
_ENDS = frozenset(("DOT", "SEMI", "QUOTE", "OTHERWISE", "LEAD", "BUT", "DASH"))


class Lists(Telling):
    """The items of lists in one sentence."""

    def __init__(self, progress: Progress, whose: Whose) -> None:
        super().__init__(progress)
        self.whose = whose

    def items(self) -> Iterator[Found]:
        """Units with figures and no verb: after a statement in the sentence, or in the sentences that follow one."""
        led = (m for rule in (INTRO, LED_INTRO) for m in rule.regex.finditer(self.tape))
        intros = sorted((m for m in led if self._leads_on(m)), key=re.Match.start)
        lead = min((m.end() for m in intros if self._to_target(m.start("act"))), default=0)
        anchors = [m.end() for m in intros][:1] + [last for _, last in self.progress.done]
        if self.progress.nobodys is not None:
            anchors.append(self.progress.nobodys.last)
        chained = False
        for rule, m in sorted(
            ((r, m) for r in OF_LISTS for m in r.regex.finditer(self.tape)),
            key=lambda told: told[1].span(),
        ):
            found = Found(rule, self.row, m)
            if not self.progress.free(found) or not (rule is LED or self._beside(rule, m.start())):
                continue
            after = self.row[found.last].start if found.last < len(self.row) else 0
            if after and self.text.startswith("tiêu chí", after):
                continue  # "Tiêu biểu là xã A: 19 tiêu chí"
            if rule is LED and _HAS.search(self.text, found.start, found.end):
                continue
            if rule is ITEM and self._stands(found):
                continue
            if rule is RANKED and not ranks(self.text, found["ranks"]):
                continue
            if shows(self.text, *self._led_by(m.start())):
                lead = m.start()
            anchor = max((at for at in anchors if at <= m.start()), default=None)
            told = chained or (anchor is not None and not self._elsewise(anchor, m.start()))
            if told and not chained and rule is WITH and not self._new(found):
                told = any(x.kind == "LEAD" for x in self.row[anchor : m.end()])
                told = told or "nhất với" in self.text[found.start : found.end]  # "xã A ít nhất với 31 đảng viên"
            if (
                (
                    told
                    or (
                        not (self._of_hamlet(found) or confirmed(self.story, self.n))
                        and (self._follows(found) or self._counts_on(found))
                    )
                )
                and self._fits(found)
                and not self._planned(found, lead)
            ):
                chained = True
                yield found

    def _of_hamlet(self, found: Found) -> bool:
        """ "Thôn A 31 đảng viên, thôn B 28": hamlets in a sentence of their own are told with the members they have."""
        return self.row[found.match.start("unit" if found.has("unit") else "units")].kind == "HAMLET"

    def _leads_on(self, intro: re.Match[str]) -> bool:
        """Whether a list of admissions is led on by words that plan nothing: that a target is reached plans none."""
        at = intro.start("act")
        if not self._to_target(at):
            return not self.progress.blocked(at, intro.end("act"))
        return not blocked([*self.row[: at - 1], *self.row[at:]], at - 1, intro.end("act") - 1, self.text)

    def to_targets(self) -> bool:
        """Whether the sentence tells of nothing but targets of admission that are reached."""
        acts = [i for i, m in enumerate(self.row) if m.kind in ("ADMIT", "DEVELOP") and self._to_target(i)]
        if not acts or any(m.kind == "OTHERWISE" for m in self.row[acts[0] + 1 :]):
            return False
        return not self._counted_before(len(self.row)) and not self.progress.blocked(acts[0], acts[0] + 1)

    def _to_target(self, act: int) -> bool:
        """ "hoàn thành chỉ tiêu kết nạp đảng viên như: …": whether a target right before an act is one reached."""
        if not act or self.row[act - 1].kind != "TARGET":
            return False
        return reached(self.text, self.row[part_start(self.row, act)].start, self.row[act - 1].start)

    def _planned(self, found: Found, lead: int) -> bool:
        """Whether an item tells no result; the target told in it, or reached before `lead`, does not make it one."""
        if found.rule is not GIVEN_ITEM:
            return blocked(self.row[lead:], found.first - lead, found.last - lead, self.text)
        own, value = found.match.end("unit"), found.match.start("value")
        return blocked([*self.row[:own], *self.row[value:]], own, found.last - (value - own), self.text)

    def _stands(self, found: Found) -> bool:
        """ "tính đến ngày 31/12, toàn xã có 812 đảng viên, sinh hoạt tại 37 chi bộ": members that it has."""
        words = self.text[found.start : found.end]
        if _STOCK.search(words) is None:
            return False
        before = self.text[self.row[part_start(self.row, found.first)].start : found.start]
        if _LIVING.match(self.text, found.end) is not None or _BY_NOW.search(before) is not None:
            return True
        unit = self.whose.of_item(found)
        if unit is not None and unit.body.level == "cell":
            return True  # "Chi bộ bản A có 41 đảng viên"
        if self.progress.first_unit is None:
            return False
        # "xã A kết nạp 7 đảng viên; đảng bộ có 310 đảng viên"
        again = unit is not None and unit.key == self.progress.first_unit.key
        return again or self.row[found.first].kind == "WHOLE"

    def lines(self) -> Iterator[Found]:
        """A line of a list under its heading: "- Huyện Lạc Sơn: 182 đảng viên"."""
        if self.progress.done or self.story.listed is None:
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
        return m is not None and not numbers and not self.progress.blocked(m.start("act"), m.end("act"))

    def _beside(self, rule: Rule, first: int) -> bool:
        """Whether a unit stands where a list has one: "nhiều nhất là xã A 12, xã B 9"."""
        before = [m.kind for m in self.row[max(0, first - CLAUSE) : first]]
        if before[-2:] == ["LEAD", "COUNT_OF"] or (before[-1:] == ["IS"] and self._of_new(first)):
            return True  # "tiếp theo là các huyện A 27", "Các xã có nhiều đảng viên mới là A 9"
        if before[-2:] == ["IS", "COUNT_OF"] and any(
            m.kind == "LEAD" for m in self.row[part_start(self.row, first) : first]
        ):
            return True  # "Dẫn đầu về kết nạp đảng viên là các xã A (9)"
        if before[-2:] == ["MOST", "FILL"]:
            return True  # "nhiều nhất có xã A 12"
        if before[-1:] == ["AT"] or before[-2:] == ["COMMA", "OF"]:
            before.pop()  # "còn trên phạm vi toàn huyện là 109"
        lead = self.row[part_start(self.row, first) : first]
        led = any(m.kind == "LEAD" for m in self.row[clause_start(self.row, first) : first])
        if not before or before[-1] in _BESIDE or (before[-1] == "IS" and (led or "LEAD" in before)):
            return True
        if before[-2:] == ["COMMA", "OVER"] or before[-3:] == ["COMMA", "OVER", "OTHER"]:
            return rule is IN_BRACKETS  # "…, hơn hẳn xã A (14)", but "…, hơn xã A 14 đảng viên" is by how many
        led = self.progress.goes_on and ranks(self.text, lead)  # "Cuối bảng có xã A 4", "Tốp đầu thuộc về xã A 9"
        return led or shows(self.text, *self._led_by(first))

    def _led_by(self, first: int) -> tuple[int, int]:
        """From where to where the words stand that lead to a unit: its clause before it, a colon included."""
        return self.row[part_start(self.row, first)].start, self.row[first].start

    def _of_new(self, first: int) -> bool:
        """ "Các xã có nhiều đảng viên mới trong năm là" before a list of their names."""
        kinds = [m.kind for m in self.row[clause_start(self.row, first) : first]]
        several = "MANY" in kinds or any(a == "COUNT_OF" and b in ("AREAREF", "ORG") for a, b in pairwise(kinds))
        return several and kinds[-1:] == ["IS"] and not {"NEW", "ADMIT"}.isdisjoint(kinds) and "NUMBER" not in kinds

    @staticmethod
    def _new(found: Found) -> bool:
        return found.has("members") and found["members"][0].kind == "NEW"

    def _fits(self, found: Found) -> bool:
        """Whether a part is no more than the whole; members that a unit has are often more."""
        whole = self.progress.nobodys
        after = whole is not None and whole.last <= found.first
        if whole is not None and after and whole.has("value") and number(found["value"][0]) > number(whole["value"][0]):
            return False
        return self._fits_in(found, self.story.whole)

    def _fits_in(self, found: Found, whole: int | None) -> bool:
        leads = any(m.kind in ("LEAD", "MOST", "TARGET") for m in self.row[found.first : found.last])
        return whole is None or found.rule not in (WITH, RANKED) or leads or number(found["value"][0]) <= whole

    def _elsewise(self, anchor: int, first: int) -> bool:
        """Whether something else is counted since then, and nothing leads back: "… đạt 90%; trong đó, xã A 11"."""
        since = self.row[anchor:first]
        back = max((n for n, m in enumerate(since) if m.kind == "LEAD"), default=-1)
        after = (*since[back + 1 :], self.row[first])
        return any(
            m.kind == "OTHERWISE" and x.kind != "TARGET" and not self._share(m, after[i + 2 : i + 3])
            for i, (m, x) in enumerate(pairwise(after))
        )  # but "vượt chỉ tiêu; xã A 9"

    def _share(self, mention: Mention, after: Sequence[Mention]) -> bool:
        """ "bằng 18,9%": how much of something the figure before it is."""
        return [m.kind for m in after] == ["PERCENT"] and COMPARISON.match(self.text, mention.start) is not None

    def _follows(self, found: Found) -> bool:
        """A sentence after an admission that goes on with its parts: "Trong đó, xã A 11, xã B 9"."""
        if self.progress.before is None or not self.story.near(self.n):
            return False
        before = self.row[: found.first]
        led_by = self._led_by(found.first)
        if reaches(self.text, *led_by):
            return self.progress.goes_on and not self._counted_before(found.first)
        if any(m.kind in ("PERCENT", "NUMBER") for m in before):
            return False
        if counts_else(self.text, *led_by):
            return False
        if self._of_new(found.first) or shows(self.text, *led_by):
            said = any(m.kind in ("ADMIT", "NEW", "DEVELOP") for m in before)
            return said or not self.progress.turned
        headed = bool(before) and before[-1].kind == "COLON" and not any(m.kind == "LEAD" for m in before)
        if headed:  # "Nhiều nơi vượt chỉ tiêu: huyện Phước Long 212, …"
            several = ("COUNT_OF", "AREAREF") in pairwise(m.kind for m in before)
            return several or any(m.kind in ("TARGET", "MEMBERS", "NEW", "ADMIT", "SUBJECT", "MANY") for m in before)
        if any(m.kind == "OTHERWISE" and x.kind not in ("TARGET", "LEAD", "MOST") for m, x in pairwise(before)):
            return False  # but "vượt chỉ tiêu như xã A 17/12", "vượt cao nhất là xã A"
        inside = [m.kind for m in self.row[found.first : found.last]]
        lead = any(m.kind == "LEAD" for m in before) or "LEAD" in inside or "MOST" in inside
        lead = lead and not self.progress.turned
        return lead or self._new_ones(found) or ("SLASH" in inside and len(before) <= 2)

    def _counts_on(self, found: Found) -> bool:
        """A list after admissions that names nothing it counts: "Cuối bảng là xã A 6, xã B 4"."""
        if not self.progress.goes_on:
            return False
        before = self.row[: found.first]
        start = part_start(self.row, found.first)
        if any(m.kind in ("PERCENT", "NUMBER") for m in self.row[:start]) or counts_else(
            self.text, *self._led_by(found.first)
        ):
            return False
        start = max(start, spoken(self.row))
        lead = before[start:]
        if not ranks(self.text, lead) or (self.story.whole or 0) < number(found["value"][0]):
            return False
        inside = self.row[found.first : found.last]
        if found.rule is EACH_ITEM:
            return not lead  # "Xã A với xã B, mỗi xã chỉ 5"
        ranked = found.rule is RANKED or any(m.kind in ("LEAD", "MOST") for m in inside)
        if ranked or any(m.kind in ("LEAD", "MOST", "OTHER", "CAPS") for m in lead):
            return True
        if found.has("members"):
            return not lead and self._parts(found)
        end = next((i for i in range(found.last, len(self.row)) if self.row[i].kind not in _FURTHER), len(self.row))
        if end < len(self.row) and self.row[end].kind in ("THEM", "MEMBERS", "NEW"):
            return not lead and self._parts(found)  # "Xã A 35, B 33 và C 21 đồng chí"
        return end == len(self.row) or self.row[end].kind in _ENDS

    def _counted_before(self, first: int) -> bool:
        """Whether anything but shares and units is counted in the sentence before: "thu ngân sách 95 tỷ đồng, …"."""
        beside = ("PERCENT", "ORG", "AREAREF", "SUBJECT")
        return any(self.row[i].kind == "NUMBER" and self.row[i + 1].kind not in beside for i in range(first - 1))

    def _parts(self, found: Found) -> bool:
        """ "Xã A 9 đảng viên, xã B 8, C 6": units with nothing but their figures, together no more than the whole.

        Cells are told with the members they have.
        """
        further = _FURTHER | {"MEMBERS", "NEW", "THEM", "SEMI"}
        end = next((i for i in range(found.first, len(self.row)) if self.row[i].kind not in further), len(self.row))
        if end < len(self.row) and self.row[end].kind != "DOT":
            return False
        listed = self.row[found.first : end]
        figures = [number(m) for i, m in enumerate(listed) if m.kind == "NUMBER" and listed[i - 1].kind != "SLASH"]
        bare = all(m.kind not in ("FILL", "AREAREF") and not _of_cell(m) for m in listed)
        return bare and len(figures) > 1 and sum(figures) <= (self.story.whole or 0)

    def _new_ones(self, found: Found) -> bool:
        """ "Xã A đạt 118 đảng viên, xã B 92 đảng viên mới": a list that ends in new members is of those."""
        end = next((i for i in range(found.first, len(self.row)) if self.row[i].kind not in _ITEMS), len(self.row))
        if end < len(self.row) and self.row[end].kind == "NEW":
            return True
        said = _ARE_THOSE.match(self.text, self.row[end - 1].start)
        return said is not None and any(m.kind == "NEW" for m in self.row[end:])


def _of_cell(mention: Mention) -> bool:
    return isinstance(mention.value, BodyPhrase) and mention.value.entry.level == "cell"
