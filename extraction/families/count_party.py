"""Whether a statement with a figure is one of the Party's work."""

from __future__ import annotations

import re
from itertools import pairwise

from extraction.families.count_measures import SURE
from extraction.families.count_meetings import Meetings
from extraction.families.figures import number
from extraction.families.leads import HOSTS
from extraction.families.story import Story
from extraction.families.target_rules import TARGET_RULES
from extraction.grammar import Found
from extraction.mentions import Mention, body_kind
from extraction.text import fold

_PARTY = re.compile(r"đảng|cấp [uủ]|chi bộ|dân vận|(?:tỉnh|huyện|thành|quận|thị) [uủ]", re.IGNORECASE)
_SCHOOL = re.compile(r"(?:trường|trung tâm) (?:bồi dưỡng )?chính trị", re.IGNORECASE)
_ASKED = re.compile(r"\bxin\b|tự nguyện", re.IGNORECASE)
_FEW = 5
"""Cadres punished in one case are fewer, as a rule."""
_OPENS = 4
"""Words before a rate that begins a sentence: it is told of the sentence before."""
_NEW = fold("đảng viên mới")
_NEEDS_PARTY_ARTICLE = frozenset(
    ("classes", "further-classes", "trained", "resigned", "documents", "documents-made", "dialogues", "dialogues-times")
)
_TARGETS = frozenset(rule.name for rule in TARGET_RULES if rule.name != "rate-of-resolution")
_OF_CLASSES = frozenset(
    ("classes", "classes-held", "further-classes", "trained", "trained-in-brackets", "sent-to-classes")
)
_ATTENDANCE = frozenset(
    (
        "attended",
        "attended-classes",
        "given-to-study",
        "number-attended",
        "attended-from",
        "attended-by",
        "attended-by-guests-and",
        "delegates",
        "delegates-with",
        "sitting",
    )
)
_BACK = 4
"""Sentences of a paragraph before that may tell of those admitted."""


class PartyWork:
    """Judges the statements of one sentence."""

    def __init__(self, story: Story, n: int, *, political: bool) -> None:
        self.story = story
        self.text = story.text
        self.n = n
        self.political = political
        """Whether the article is about Party work at all."""
        self.row = story.rows.row(n)
        self.meetings = Meetings(story, n, political=political)
        self.follows = story.told is not None and story.near(n, 0)
        """Whether a figure was told in this paragraph before."""

    def tells(self, found: Found, first: int, act: int) -> bool:
        """Whether a statement is of the Party's work, where its words themselves do not say so."""
        name = found.rule.name
        if name.startswith("badge"):
            return any(m.kind == "BADGE" for m in (*self.row, *self.story.previous(self.n)))
        if name in _TARGETS:
            return self._of_target(found, first)
        if name in _ATTENDANCE:
            return self.meetings.of_party(found, act)
        if name in ("acts-on-bodies", "both-acted-on"):
            said = "đảng" in self.text[found.start : found.end].casefold()
            return said or any(m.kind in SURE for m in self.row)
        if name in ("acts-on-them", "measure-and-figure") or (name == "acted-on" and found["noun"][0].kind == "THEM"):
            return self._acts_on_members(found, act)
        if name in ("talked-with", "talked-with-all", "talk-attended"):
            return self.political or self._acts(first)
        if name == "talks-by-level":
            return self.political and self._talks_told(first)
        if name in ("further-talks", "further-talk-attended"):
            told = (*self.row[:first], *self.story.previous(self.n))
            return self.political and any(m.kind == "TALK" for m in told)
        if name == "checks":
            return self._acts(first)
        if name == "cadres-acted-on":
            return self.political and number(found["value"][0]) >= _FEW
        if name == "is-trained" and number(found["value"][0]) == 1:
            return False  # "là một cán bộ được đào tạo bài bản"
        if name in ("trains", "is-trained", "sent-to-learn"):
            return self.political and self._speaks_of_party()
        if name == "acts-on-cadres":
            numbers = [m.value for m in found["items"] if m.kind == "NUMBER"]
            return self.political and all(isinstance(n, int) and n >= _FEW for n in numbers[:1])
        if name == "further-classes" and not self._opened(first):
            return False
        if name in _OF_CLASSES:
            return self._teaches_party(first, act)
        if name == "resigned" and not self.political:
            return number(found["value"][0]) >= _FEW and self._asked_for(act)
        if name in ("documents", "documents-out"):
            return self.political and self._says_party() and not self._single(found)
        return self.political or name not in _NEEDS_PARTY_ARTICLE or (name == "dialogues" and self._acts(first))

    def _of_target(self, found: Found, first: int) -> bool:
        """Whether a target is one for new members."""
        if found.rule.name == "target-told-first":
            inside = self.row[found.first : found.last]
            so_many = ("NUMBER", "MEMBERS") in pairwise(m.kind for m in inside)  # "chỉ tiêu là 50 đảng viên, …"
            return so_many or any(m.kind == "ADMIT" or self._new(m) for m in inside)
        if found.rule.name == "target-rate":
            if any(m.kind == "CLASS" for m in self.row[:first]) and self._taught_so_many(first):
                return True
            before = (*self.row[:first], *(self.story.previous(self.n) if first < _OPENS else ()))
            return any(m.kind == "ADMIT" or self._new(m) for m in before) or self._of_those_told(first)
        return True

    def _taught_so_many(self, first: int) -> bool:
        """ "Trung tâm Chính trị huyện đã mở 7 lớp cho 512 học viên, đạt 45% kế hoạch năm": a target for classes."""
        school = any(m.kind == "CENTRE" for m in self.row[:first])
        return school and [m.kind for m in self.row[max(0, first - 3) : first]] == ["NUMBER", "LEARNER", "COMMA"]

    def _of_those_told(self, first: int) -> bool:
        """ "Kết quả này đạt 54% chỉ tiêu", "huyện A với 22 đảng viên, bằng 36% kế hoạch": of those admitted before."""
        kinds = [m.kind for m in self.row[:first]]
        while kinds and kinds[-1] in ("PASSIVE", "FILL"):
            kinds.pop()
        here = kinds[-3:] == ["NUMBER", "MEMBERS", "COMMA"]
        if not here and "THAT" not in kinds:
            return False
        begin = self.story.context.paragraph_start(self.n) if here else 0
        back = range(max(begin, self.n - _BACK), self.n)
        return any(m.kind == "ADMIT" or self._new(m) for k in back for m in self.story.rows.row(k))

    def _talks_told(self, first: int) -> bool:
        """ "Việc đối thoại được duy trì: cấp huyện 12 cuộc": talks, of which no number of all was told."""
        start = max((i for i in range(first + 1) if self.row[i].kind == "COLON"), default=first)
        kinds = [m.kind for m in self.row[:start]]
        of_all = any(pair in (("NUMBER", "TALK"), ("NUMBER", "TIMES")) for pair in pairwise(kinds))
        return not of_all and any(kind in ("TALK", "DIALOGUE") for kind in kinds)

    def _acts_on_members(self, found: Found, act: int) -> bool:
        """Whether those acted on, whom a bare noun tells, are the Party's."""
        punished = self.row[act].kind == "PUNISH"
        if self.follows or (punished and self.story.near(self.n)) or any(m.kind in SURE for m in self.row):
            return True
        if any(m.kind == "LEAVE" for m in self.row) and self._says_party():
            return True
        if self.political and punished and self._comrades(found):
            return True
        return "đảng" in self.text[found.start : found.end].casefold()

    def _teaches_party(self, first: int, act: int) -> bool:
        """Whether classes are the Party's: by what they are on, by who holds them, by the article."""
        if self._names_party(act) or any(m.kind == "CENTRE" or self._teaches(m) for m in self.row[:first]):
            return True
        plain = len(self.text[self.row[act].start : self.row[act].end].split()) == 1
        plain = plain and not any(m.kind == "THIS" for m in self.row[act : act + 3])  # but "lớp này", "lớp lần này"
        more = self.follows and any(m.kind == "CLASS" for m in self.story.previous(self.n))  # "mở thêm 2 lớp"
        if not plain and self._opens_with_class():
            return True
        return self.political and (more or (self._says_party() if plain else self._speaks_of_party()))

    def _opens_with_class(self) -> bool:
        """Whether the article begins with a class that the Party holds: "Lớp học có 96 học viên" is told of it."""
        lead = (m for k in range(min(_OPENS, self.n)) for m in self.story.rows.row(k) if m.kind == "CLASS")
        return any("đảng" in self.text[m.start : m.end].casefold() for m in lead)

    def _acts(self, first: int) -> bool:
        """Whether a Party body or its head is told before: what they do is the Party's work in any article."""
        told = any(m.kind == "ORG" and body_kind(m) in HOSTS for m in self.row[:first])
        return told or self.story.units.holder(self.n, self.row[first].start) is not None

    def _names_party(self, act: int) -> bool:
        """ "lớp bồi dưỡng nhận thức về Đảng": the Party's in any article; "lý luận chính trị" in one about it."""
        words = self.text[self.row[act].start : self.row[act].end].casefold()
        return "đảng" in words or (self.political and "chính trị" in words)

    def _teaches(self, mention: Mention) -> bool:
        """ "Trường Chính trị tỉnh Quảng Bình"."""
        return mention.kind == "ORG" and _SCHOOL.match(self.text, mention.start) is not None

    def _asked_for(self, act: int) -> bool:
        """ "xin nghỉ việc", "tự nguyện thôi việc": nobody has dismissed them."""
        return bool(_ASKED.search(self.text, self.row[act].start, self.row[act].end))

    def _comrades(self, found: Found) -> bool:
        """ "khiển trách 12 đồng chí": members, in an article about the Party."""
        return self.text[found.start : found.end].casefold().endswith(("đồng chí", "đ/c"))

    def _new(self, mention: Mention) -> bool:
        return mention.kind == "LEARNER" and mention.value == _NEW

    def _opened(self, first: int) -> bool:
        """Whether classes were opened before in the sentence: "mở 4 lớp cho đảng viên mới, 6 lớp cho cấp ủy viên"."""
        kinds = {m.kind for m in self.row[:first]}
        return "CLASS" in kinds and bool(kinds & {"OPEN", "HOLD", "CENTRE", "LOOSE"})

    def _speaks_of_party(self) -> bool:
        return self.follows or self._says_party()

    def _says_party(self) -> bool:
        span = self.story.context.sentences[self.n].span
        return bool(_PARTY.search(self.text, span.start, span.end))

    @staticmethod
    def _single(found: Found) -> bool:
        """ "ban hành một nghị quyết": a document, no figure."""
        numbers = [m.value for m in found["items"] if m.kind == "NUMBER"]
        return numbers == [1]
