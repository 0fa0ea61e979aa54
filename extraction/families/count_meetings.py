"""Whether those who sat at a meeting did so where the Party met, talked or taught, or a council was in session."""

from __future__ import annotations

import re

from extraction.facts import Organization
from extraction.families.figures import number
from extraction.families.leads import HOSTS
from extraction.families.story import Story
from extraction.grammar import Found
from extraction.mentions import Mention, body_kind
from extraction.phrases import PostPhrase

_CONGRESS = re.compile(
    r"đại hội (?:điểm )?(?:đại biểu )?(?:lần thứ \w+ )?(?:toàn )?(?:đảng|chi) bộ|(?:đảng|chi) bộ [^.\n]{0,60}đại hội"
)
_SITTING = re.compile(r"hội nghị|đại hội|điểm cầu|hội trường|buổi lễ")
_CONVENES = re.compile(
    r"\s+(?:đã |vừa |long trọng )?(?:tổ chức|khai mạc|tiến hành|phối hợp)[^.;]{0,60}(?:hội nghị|đại hội)", re.I
)
"""What a body does that holds a meeting."""
_VOTES = re.compile(r"[^.;,]{0,40}(?:đồng ý|tán thành|biểu quyết|bỏ phiếu|tín nhiệm|thông qua|nhất trí)", re.IGNORECASE)
_AGREED = re.compile(r"(?:thống nhất|đồng ý|tán thành|nhất trí|tín nhiệm) của $", re.IGNORECASE)
"""Before those who voted."""
_SITS = ("tham dự", "dự", "về dự", "tới dự", "đến dự")
"""What those do who only sit there, not "tham gia thảo luận"."""
_FRACTION = 5
"""The largest whole of "2/3 đại biểu"."""
_SESSION = re.compile(r"kỳ họp|phiên họp", re.IGNORECASE)
_LEAD = 4
"""Sentences at the beginning that may tell of the meeting that an article reports on."""
_STUDY = re.compile(r"học tập|quán triệt|nghiên cứu|dự học|theo học", re.IGNORECASE)
_SCHOOLED = re.compile(r"[^,.;]{0,24}\b(?:lớp|trung cấp|cao cấp|đại học|trường|chuyên môn|nghiệp vụ)\b", re.IGNORECASE)
"""After those who are at school, not at a meeting."""
_WORD = 8
"""Letters of the word after the verb: "tham gia học tập"."""
_WHOM = 6
"""Words after delegates within which those they stand for are told."""


class Meetings:
    """Judges the statements of one sentence that tell how many sat somewhere."""

    def __init__(self, story: Story, n: int, *, political: bool) -> None:
        self.story = story
        self.text = story.text
        self.n = n
        self.political = political
        """Whether the article is about Party work at all."""
        self.row = story.rows.row(n)

    def of_party(self, found: Found, act: int) -> bool:
        """Whether the meeting is the Party's, or a session of a council."""
        name = found.rule.name
        if name == "delegates-with":
            start, end = found["noun"][0].start, found.end
            sat = any(m.kind in ("ATTEND", "HOLD") for m in self.row[: found.first])
            delegates = self.text[start:end].casefold().startswith("đại biểu")
            convened = self.political and self._convened()
            return sat and delegates and (convened or self._meeting(*self._congress()))
        if name == "attended" and found.match.start("total") >= 0 and self.council is not None:
            return not self._voted(found)
        if name == "delegates":
            whom = self.row[found.last : found.last + _WHOM]
            of_all = bool(self._congress()) and any(m.kind == "MEMBERS" for m in whom)
            return self._meeting("GATHERING", *self._congress()) or (self.political and of_all)
        if name == "sitting":
            body = seats(found["noun"][0])
            if number(found["total"][0]) <= _FRACTION or self._voted(found):
                return False
            return body is not None and body_kind(body) == "people-council"
        return self._attended(found, act)

    def _attended(self, found: Found, act: int) -> bool:
        """Whether those who attended did so where the Party met, talked or taught."""
        people = any(m.kind in ("PEOPLE", "MEMBERS", "LEARNER", "CADRES") for m in found["noun"])
        people = people or (found.rule.name == "attended" and self._sits(act))
        if self._gathered() or (people and self.political and self._convened()):
            return True
        if self.political and self._studied(found):
            return True
        meetings = ("GATHERING", *self._congress()) if people else ()
        return self._beside(found, "TALK", "DIALOGUE", "CLASS", *meetings)

    def _studied(self, found: Found) -> bool:
        """ "3.874/4.310 đảng viên dự", "số đảng viên tham gia học tập là 2.104": how many of all came to study."""
        if not any(m.kind in ("MEMBERS", "TOTAL") for m in found["noun"]):
            return False
        end = self.row[found.last].end if found.last < len(self.row) else found.end
        if _STUDY.search(self.text, found.start, end + _WORD) and not _SCHOOLED.match(self.text, found.end):
            return True
        leads = (m.kind for n in range(min(_LEAD, self.n)) for m in self.story.rows.row(n))
        return found.match.start("total") >= 0 and (self._sitting() or "GATHERING" in leads)

    def _sits(self, act: int) -> bool:
        """ "1.200 người tham dự", not "5 người tham gia thảo luận"."""
        return self.text[self.row[act].start : self.row[act].end].casefold() in _SITS

    def _meeting(self, *kinds: str) -> bool:
        """Whether this sentence or the one before in its paragraph tells of such a meeting."""
        return self.political and any(m.kind in kinds for m in (*self.row, *self.story.previous(self.n)))

    def _beside(self, found: Found, *kinds: str) -> bool:
        """Whether the part of the sentence with a figure, or what precedes its first part, tells of such a meeting."""
        starts = [i + 1 for i in range(found.first) if self.row[i].kind == "SEMI"]
        opens = starts and all(m.kind in ("DASH", "FILL", "HAVE") for m in self.row[starts[-1] : found.first])
        if opens and self.text.startswith("lượt", found["noun"][0].start):
            starts.pop()  # "tổ chức 3 cuộc đối thoại; có 415 lượt người tham gia"
        start = starts[-1] if starts else 0
        return self.political and any(
            m.kind in kinds for m in (*self.row[start:], *(() if start else self.story.previous(self.n)))
        )

    @property
    def council(self) -> Organization | None:
        """The council whose session the sentence tells of: "dự kỳ họp có 33/35 đại biểu"."""
        span = self.story.context.sentences[self.n].span
        if not _SESSION.search(self.text, span.start, span.end):
            return None
        return self.story.units.organizations.told.last_of(("people-council",), span.end)

    def _voted(self, found: Found) -> bool:
        """ "được 44/48 đại biểu có mặt tán thành": votes, not seats taken."""
        by = found.first > 0 and self.row[found.first - 1].kind == "PASSIVE"
        agreed = _AGREED.search(self.text, self.row[0].start, self.row[found.first].start)
        return by or agreed is not None or _VOTES.match(self.text, found.end) is not None

    def _gathered(self) -> bool:
        """Whether a sentence on a meeting goes on about the one that the article begins with."""
        if not self.political or not self._sitting():
            return False
        kinds = ("GATHERING", "TALK", *(self._congress() if self._opens_with_guests() else ()))
        return any(m.kind in kinds for n in range(min(_LEAD, self.n)) for m in self.story.rows.row(n))

    def _sitting(self) -> bool:
        """Whether the sentence tells of a meeting, or begins with who sat there."""
        span = self.story.context.sentences[self.n].span
        return bool(_SITTING.search(self.text[span.start : span.end].casefold())) or self._opens_with_guests()

    def _opens_with_guests(self) -> bool:
        """ "Tham dự có ông A, Bí thư Huyện ủy và 120 đại biểu"."""
        return [m.kind for m in self.row[:2]] == ["ATTEND", "HAVE"]

    def _convened(self) -> bool:
        """Whether a Party body has convened the meeting that the sentence goes on about, earlier in its paragraph."""
        context = self.story.context
        if not self._sitting():
            return False
        before = (m for k in range(context.paragraph_start(self.n), self.n) for m in self.story.rows.row(k))
        hosts = [m for m in before if m.kind == "ORG" and body_kind(m) in HOSTS]
        return any(_CONVENES.match(self.text, m.end) for m in hosts[-_LEAD:])

    def _congress(self) -> tuple[str, ...]:
        """The kind of a congress, where it is the Party's that the article tells of."""
        return ("CONGRESS",) if _CONGRESS.search(self.text.casefold()) else ()


def seats(deputies: Mention) -> Mention | None:
    """The body that "đại biểu HĐND huyện" sit in."""
    post = deputies.parts[0].value if deputies.parts else deputies.value
    return post.org if isinstance(post, PostPhrase) else None
