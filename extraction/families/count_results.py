"""Whether a statement with a figure tells a result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extraction.families.count_measures import MEASURES
from extraction.families.count_party import PartyWork
from extraction.families.count_rules import ACTED
from extraction.families.cues import SHARES, blocked, clause_start
from extraction.families.figures import APPROXIMATE, period_of
from extraction.families.story import Story
from extraction.families.unit_rows import these_days
from extraction.grammar import Found, tape
from extraction.mentions import Mention, body_kind

_ELECTED = re.compile(r"(?<!\w)(?:bầu(?! cử)|(?<!bầu )(?<!ứng )cử(?! tri))[^,.;:]{0,40}$", re.IGNORECASE)
"""Before those who are sent: "bầu đoàn 12 đại biểu dự Đại hội cấp trên", "cử 62 đồng chí dự các lớp do tỉnh mở"."""
_PRAISED = re.compile(
    r"(?<!\w)(?:khen thưởng|biểu dương|tuyên dương|tôn vinh|giấy khen|bằng khen)(?!\w)[^,.;:]{0,60}$", re.IGNORECASE
)
"""Before those who are praised for a rating: some of those so rated."""
_SHARE = re.compile(r"\s?\(chiếm [\d.,]+ ?%(?! (?:tổng số )?dân)")
"""After members who are only some: "xã A có 210 đảng viên người Dao; xã B có 96 đảng viên (chiếm 80%)"."""
_ONE_OF = re.compile(
    r"(?<!\w)(?:(?:một|0?1) trong (?:số |những )?|(?:nằm|thuộc) trong (?:số |tốp |nhóm ))$", re.IGNORECASE
)
"""Before a figure of which the unit is one: "là một trong 4 đơn vị hoàn thành xuất sắc nhiệm vụ"."""
_VISITED = re.compile(r"(?<!\w)(?:thăm|gặp|động viên|chúc mừng|tặng|trao|gắn)(?!\w)", re.IGNORECASE)
_CAME = re.compile(r"(?<!\w)dự\s*$", re.IGNORECASE)
"""Before cells whose meetings somebody attends: "dự sinh hoạt tại 46 chi bộ"."""
_YEARS_RUNNING = re.compile(r"\w+ năm (?:liền|liên tục|liên tiếp)")
_CASE = 6
"""Words and signs between a figure and the first of the names it stands for."""
_OPENS = 4
"""Words before a rate that begins a sentence: it is told of the sentence before."""
_TAUGHT = 5
"""Words between a school and its classes."""
_STOCK = frozenset(("NUMBER", "ORGS", "CELLS", "AND", "COMMA", "ABOUT", "OVER"))
"""What a body has besides its members."""
_OF_ALL = frozenset(("has", "with-so-many", "live-in", "represented", "delegates", "delegates-with", "badges-left"))
"""Rules whose figures are never parts of others."""
_PARTS_END = frozenset(("COMMA", "SEMI", "COLON", "LPAR", "DOT", "LEAD", "PERIOD"))
_REACH = 8
"""Words before "có" within which its body stands."""
_BEFORE_HAVE = frozenset(("FILL", "PERIOD", "COMMA", "LPAR", "RPAR", "HAVE", "WHOLE", "AT", "LIVE", "PASSIVE"))
"""What may stand between a body and "có"."""


class Results:
    """Judges the statements of one sentence."""

    def __init__(self, story: Story, n: int, *, political: bool) -> None:
        self.story = story
        self.text = story.text
        self.n = n
        self.row = story.rows.row(n)
        self.tape = tape(self.row)
        self.party = PartyWork(story, n, political=political)

    def idle(self, found: Found, act: int) -> bool:
        """Whether a statement tells no result, or none of the Party's."""
        first, name, kind = min(act, found.first), found.rule.name, self.row[act].kind
        taught = self._taught(first)  # "giao Trung tâm Chính trị mở"
        floor = act if name == "rated-at-least" else first  # "trở lên" after its rating is no floor of a plan
        if name == "target-told-first":
            said = found.rule.said(self.text[found.start : found.end])
            return not said or self._ahead(found) or not self.party.tells(found, first, act)
        done = found.first if name == "rate-of-target" else act
        row = self._without_targets(done) if name == "target-rate" else self.row
        row = self._without_rates() if name == "rated-share" else row
        last = self._of_target(found.last) if name == "target-rate" else found.last
        if MEASURES.get(kind) == "badges" and [m.kind for m in self.row[last : last + 1]] == ["ONLY"]:
            last += 1  # "Huy hiệu 30 năm tuổi Đảng trở lên"
        row = row[: found.last] + row[last:]
        if kind not in ("STRENGTHEN", "WEAK") and not taught and self._blocked(row, floor, done, found.last):
            return True
        if not found.rule.said(self.text[found.start : found.end]):
            return True
        if name == "rated-share" and self._counted_before(act):
            return True
        if name in ("rated-share", "share-rated") and any(m.kind in ("TARGET", "AIM") for m in self.row[:first]):
            return True  # "chỉ tiêu kết nạp là 160 đảng viên, giữ vững trên 70% tổ chức cơ sở đảng …"
        if name in _OF_ALL and self._parted(first):
            return True
        if name in ("both-rated", "rated") and (self._described(first) or self._in_a_row(found)):
            return True
        if name in ("both-rated", "rated") and _PRAISED.search(self.text, self.row[0].start, self.row[first].start):
            return True
        if name == "live-in" and self._visited(first):
            return True
        if name == "cells-lived-in" and _CAME.search(self.text, self.row[0].start, self.row[first].start):
            return True
        if name == "grown-to" and self._admitted(act):
            return True
        if name == "attended" and any(m.kind == "REPRESENT" for m in self.row[max(0, first - 2) : first]):
            return True  # "120 đại biểu thay mặt gần 300 đảng viên về dự"
        if name == "attended" and _ELECTED.search(self.text, self.row[0].start, self.row[first].start):
            return True
        if name == "has" and (not self._subject(found, act) or _SHARE.match(self.text, found.end)):
            return True
        if name == "has-now" and not these_days(found["now"][0], self.text):
            return True
        if name == "has-comrades" and not self._of_members(found["unit"][0]):
            return True
        if kind == "FAILED" and first and self.row[first - 1].kind in ("LEAVE", "PUNISH", "DISCIPLINE"):
            return True  # "xóa tên 3 đảng viên vi phạm quy định"
        if name == "further-acted-on" and self._inside(first):
            return True
        if name == "rate-of-target" and self._of_a_part(first):
            return True
        if name == "with-so-many" and not self._opens(first):
            return True
        if kind in ("DISCIPLINE", "PUNISH", "INSPECT") and self._case(found.last):
            return True
        if found.last < len(self.row) and self.row[found.last].kind == "THIS":
            return True
        return not self.party.tells(found, first, act)

    def _taught(self, first: int) -> bool:
        """Whether a school of the Party stands right before, and nothing that says it is only to teach."""
        for mention in reversed(self.row[max(0, first - _TAUGHT) : first]):
            if mention.kind in ("PLANNED", "AIM", "NOT"):
                return False
            if mention.kind == "CENTRE":
                return True
        return False

    def _blocked(self, row: Sequence[Mention], first: int, act: int, last: int) -> bool:
        """Negated, planned, asked for: by words before the statement or before its verb."""
        if blocked(row, act, last, self.text) or self._aimed(first):
            return True
        return first < act and blocked(row, first, act, self.text)

    def _of_target(self, last: int) -> int:
        """ "bằng 76% chỉ tiêu 2.500 đảng viên mỗi năm": where the target itself ends."""
        after = [m.kind for m in self.row[last : last + 3]]
        return last + 3 if after in (["NUMBER", "MEMBERS", "PER"], ["NUMBER", "THEM", "PER"]) else last

    def _without_targets(self, act: int) -> list[Mention]:
        """ "vượt chỉ tiêu Tỉnh ủy giao và bằng 105% kế hoạch": a target told before a rate is what was reached."""
        row = list(self.row)
        for i in range(act - 1):
            if row[i].kind == "TARGET" and row[i + 1].kind != "COLON":
                row[i] = Mention("OTHER", row[i].start, row[i].end)
        return row

    def _without_rates(self) -> list[Mention]:
        """ "Tỷ lệ tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ đạt 85%": a share told by its name is no average."""
        plain = (m.kind == "PER" and self.text[m.start : m.end].casefold() in SHARES for m in self.row)
        return [Mention("OTHER", m.start, m.end) if rate else m for m, rate in zip(self.row, plain, strict=True)]

    def _says(self, i: int, words: str) -> bool:
        return self.text[self.row[i].start : self.row[i].end].casefold() == words

    def _ahead(self, found: Found) -> bool:
        """Whether a target is only set, or missed: "phấn đấu chỉ tiêu … đạt 80%"."""
        near = self.row[max(0, found.first - _CASE) : found.last]
        return any(m.kind in ("PLANNED", "AIM", "NOT", "PER") for m in near)

    def _admitted(self, members: int) -> bool:
        """ "kết nạp 6 đảng viên, năm 2013 được 8": members let in, not those there are."""
        return any(m.kind == "ADMIT" for m in self.row[clause_start(self.row, members) : members])

    def _aimed(self, first: int) -> bool:
        """ "phấn đấu kết nạp 130 đảng viên; kiểm tra 50 tổ chức đảng": one aim after the other."""
        apart = [m.kind for m in self.row[max(0, first - 2) : first]] == ["SEMI", "HAVE"]
        for i in range(first - 1, -1, -1):
            if self.row[i].kind == "FILL" and self._says(i, "đã"):
                return False
            if self.row[i].kind == "AIM":  # not "được giao 185 biên chế; có 11 công chức xin nghỉ việc"
                return not (apart and self._says(i, "được giao"))
        return self._targets(first)

    def _targets(self, first: int) -> bool:
        """ "đề ra các chỉ tiêu: …; kiểm tra 20 tổ chức đảng": a list of what is to be reached."""
        kinds = [m.kind for m in self.row[:first]]
        if kinds[:2] in (["PAPER", "PERIOD"], ["TARGET", "PERIOD"]) and self._says(0, "kế hoạch"):
            return True  # "Kế hoạch năm 2016, Đảng ủy xã kiểm tra 4 chi bộ"
        at = next((i for i, pair in enumerate(pairwise(kinds)) if pair == ("TARGET", "COLON")), 0)
        return any(kind in ("TARGET", "PLANNED", "GIVEN") for kind in kinds[max(0, at - _OPENS) : at])

    def _case(self, last: int) -> bool:
        """ "kỷ luật 3 đảng viên gồm: ông A, bà B": a case, told person by person."""
        after = [m.kind for m in self.row[last : last + _CASE]]
        return "HOLDER" in after and any(
            kind in ("COLON", "HAVE", "CONSIST", "IS") for kind in after[: after.index("HOLDER")]
        )

    def _inside(self, at: int) -> bool:
        """ "kỷ luật 5 người (3 cảnh cáo, 2 khiển trách)": in brackets, of a figure before them."""
        return sum((m.kind == "LPAR") - (m.kind == "RPAR") for m in self.row[:at]) > 0

    def _of_a_part(self, first: int) -> bool:
        """ "trong đó, doanh nghiệp kết nạp được 50/50 chỉ tiêu": of a part of what was told before."""
        kinds = [m.kind for m in self.row[:first]]
        start = max((i for i, kind in enumerate(kinds) if kind in ("SEMI", "DOT")), default=0)
        return "LEAD" in kinds[start:]

    def _parted(self, first: int) -> bool:
        """ "trong đó có 12 đảng viên": a part of what was told before."""
        kinds = [m.kind for m in self.row[max(0, first - 3) : first]]
        if kinds in (["NUMBER", "ORGS", "AREAREF"], ["NUMBER", "CELLS", "AREAREF"]):
            return True  # "17 đảng bộ phường có 12.980 đảng viên"
        parts = ("LEAD", "OUT_OF", "GIVEN", "ADMIT", "OTHERWISE", "SEND")
        if any(m.kind in parts for m in self.row[max(0, first - 2) : first]):
            return True
        if [m.kind for m in self.row[max(0, first - 2) : first]] in (["IS", "AREA"], ["IS", "ORG"]):
            before = [m.kind for m in self.row[clause_start(self.row, first) : first]]
            if "LEAD" in before and "MEMBERS" not in before:
                return True  # "Dẫn đầu về số lượng là huyện A với 231 đảng viên", of those admitted
        lead = max((i for i in range(max(0, first - 4), first) if self.row[i].kind == "LEAD"), default=0)
        return any(m.kind in MEASURES and m.kind not in ("NUMBER", "MEMBERS", "TOTAL") for m in self.row[:lead])

    def _visited(self, first: int) -> bool:
        """ "đến thăm 15 đảng viên sinh hoạt tại Đảng bộ xã A": some of those who are there."""
        start = self.row[clause_start(self.row, first)].start
        return _VISITED.search(self.text, start, self.row[first].start) is not None

    def _in_a_row(self, found: Found) -> bool:
        """ "20 đảng viên hoàn thành xuất sắc nhiệm vụ 3 năm liền": those praised, not those so rated in a year."""
        return _YEARS_RUNNING.search(self.text[found.start : found.end + _REACH * 3]) is not None

    def _described(self, first: int) -> bool:
        """ "Đảng bộ xã, với 20 chi bộ và 402 đảng viên, hoàn thành tốt nhiệm vụ": the body is rated."""
        at = first - 1
        while at > 0 and self.row[at].kind in _STOCK:
            at -= 1
        has = at > 0 and self.row[at].kind in ("AT", "CONSIST") and self.row[at - 1].kind in ("ORG", "RPAR")
        word = self.text[self.row[at].start : self.row[at].end].casefold()
        return has and (at < first - 1 or self.row[first + 2].kind == "AND") and word.startswith(("với", "gồm", "bao"))

    def _subject(self, found: Found, act: int) -> bool:
        """Whether a body or place that has members stands right before "có" or "với"."""
        have = found["have"][0]
        with_ = have.kind == "AT"
        if with_ and self.text[have.start : have.end].casefold() != "với":
            return False
        if self._goes_on(act) or self._of_first(act):
            return True
        for mention in reversed(self.row[max(0, act - _REACH) : act]):
            if mention.kind in ("ORG", "AREA", "AREAREF", "PLACE", "HAMLET"):
                return True
            if mention.kind == "SUBJECT":
                return self._lately(act)
            if mention.kind not in _BEFORE_HAVE or (with_ and mention.kind == "FILL"):
                return False
        return False

    @staticmethod
    def _of_members(body: Mention) -> bool:
        """Whether a body has members, not seats: "chi bộ có 26 đồng chí", not "ban thường vụ có 9 đồng chí"."""
        return body_kind(body) in ("party-cell", "party-organization")

    def _goes_on(self, act: int) -> bool:
        """ "Đảng bộ xã kết nạp 9 đảng viên, hiện có 12 chi bộ": of whoever acted right before."""
        have = self.row[act]
        if have.kind != "HAVE" or not these_days(have, self.text):
            return False
        return ACTED.regex.search(self.tape, max(0, act - 2 * _REACH), act) is not None

    def _of_first(self, act: int) -> bool:
        """ "Đảng bộ phường được thành lập ngày 1/7/2025, hiện có 47 chi bộ": of whom the sentence begins with."""
        until = act > 0 and self.row[act - 1].kind == "PERIOD" and period_of(self.row[act - 1]).kind == "until"
        now = until or these_days(self.row[act], self.text)
        before = [m.kind for m in self.row[: act - until]]
        before = before[3:] if before[:3] == ["AT", "OTHER", "COMMA"] else before  # "Theo đó, "
        begins = before[:1] in (["ORG"], ["AREA"]) and before[-1:] == ["COMMA"]
        return now and begins and not {"LEAD", "SEMI", "COLON", "HOLDER", "QUOTE"} & set(before)

    def _lately(self, act: int) -> bool:
        """Whether what speakers tell of themselves is told of these days: "năm 1948, chúng tôi chỉ có 5 đảng viên"."""
        now = self.story.context.year
        told = [period_of(m).last for m in self.row[:act] if m.kind == "PERIOD"]
        return now is None or all(day is None or now - day.year <= 1 for day in told)

    def _opens(self, first: int) -> bool:
        """Whether "với 48 chi bộ" begins its clause, a time at most before it."""
        before = [m.kind for m in self.row[max(0, first - 2) : first]]
        return not before or before[-1] in ("SEMI", "QUOTE", "COLON", "PERIOD", "DASH") or before == ["PERIOD", "COMMA"]

    def counts_nothing(self, at: int) -> bool:
        """Whether a figure is a part of an hour, of several in turn or tells how much more: "8h45", "tăng 12"."""
        if _ONE_OF.search(self.text, self.row[0].start, self.row[at].start):
            return True
        running = _YEARS_RUNNING.match(self.text, self.row[at].start) is not None
        return running or self._clock(at) or self._difference(at) or self._in_turn(at)

    def _counted_before(self, act: int) -> bool:
        """ "699 tổ chức hoàn thành tốt nhiệm vụ, đạt 93,95%": a share beside the figure, told by it already."""
        for i in range(act - 1, -1, -1):
            if self.row[i].kind == "NUMBER":
                return self.row[i + 1].kind != "PERCENT"
            if self.row[i].kind in _PARTS_END:
                return False
        return False

    def _in_turn(self, at: int) -> bool:
        """ "ba năm 2014, 2015, 2016 lần lượt có 7, 9 và 4 chi bộ yếu kém": the last of several is not of them all."""
        before = [m.kind for m in self.row[max(0, at - _REACH) : at]]
        return before[-1:] in (["AND"], ["COMMA"]) and before[-2:-1] == ["NUMBER"] and "RESPECTIVELY" in before

    def _difference(self, at: int) -> bool:
        """ "tăng 12 đảng viên", "so với 40 trường hợp", "truy tặng 2"."""
        before = [m.kind for m in self.row[max(0, at - 3) : at]]
        while before and before[-1] in (*APPROXIMATE, "PASSIVE", "FILL"):
            before.pop()
        share = self.row[at + 1 : at + 2] and self.row[at + 1].kind == "PERCENT"
        if share and self._says(at - 1, "chiếm"):
            return False
        return bool(before) and before[-1] in ("OTHERWISE", "POSTHUMOUS")

    def _clock(self, at: int) -> bool:
        """ "8h45 buổi đối thoại bắt đầu"."""
        start = self.row[at].start
        return start > 0 and self.text[start - 1].isalpha()
