"""Whose lives an article tells, and where: by births, ages and the words that head a career."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from extraction.facts import Person
from extraction.mentions import Mention, Sentence
from extraction.text import Span

_BIRTH = re.compile(
    r"\bsinh\s+(?:ngày|tháng|năm|tại)\b|\b(?:ngày|năm)(?:,? tháng)?(?:,? năm)?\s+sinh\s*:|\bSN\s+\d", re.IGNORECASE
)
_BORN = re.compile(r"(?<!\()\bsinh\s+(?:ngày|tháng|năm|tại)\b", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:\d\d|(?:ba|bốn|năm|sáu|bảy|tám|chín) mươi(?: \w+)?) tuổi\b(?! (?:đảng|nghề|quân|đoàn))", re.IGNORECASE
)
_ALIAS = re.compile(r"\b(?:tên thật|tên khai sinh|bí danh|tức|thường gọi|còn gọi)(?: là)?[\s:]*$", re.IGNORECASE)
_CAREER = re.compile(
    r"\b(?:quá trình (?:công tác|hoạt động)|tiểu sử|lý lịch|có \d{1,2} năm (?:công tác|cống hiến))\b", re.IGNORECASE
)
"""What heads a life."""
_HEAD = re.compile(
    r"\W*(?:[IVX]{1,4}[.)/-]\s*)?(?:tóm tắt |sơ lược |đôi nét (?:về )?|vài nét (?:về )?)?"
    r"(?:tiểu sử|lý lịch|quá trình (?:công tác|hoạt động)(?: cách mạng)?)"
    r"(?: (?:tóm tắt|của đồng chí|đồng chí|bản thân|công tác|hoạt động(?: cách mạng)?|và quá trình công tác)){0,2}\W*",
    re.IGNORECASE,
)
"""A line that is a life's head, and does not say whose it is."""
_BESIDE = 24
"""Letters between a name and the birth it is told with, or the words for a life and the name of whose it is."""
_SOON = 3
"""Sentences between a name and the birth told under it."""
_OPENING = 8
"""Sentences of the head of a life, from the birth on: home, people, schooling, office."""
_NAMED_ALONE = frozenset(("HOLDER", "NUMBER", "DOT", "COLON", "DASH", "HON"))
"""What a line is made of that names somebody and says no more."""
_LINE = 60
"""Letters of a line that is a head."""
_LIFE = 12
"""Sentences before one in which a life that it goes on with is told of."""


class LivesTold:
    """The lives of one article."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        occasional: Sequence[Span],
        spoken_of: Callable[[int], Person | None],
        people_of: Callable[[int], frozenset[str]],
    ) -> None:
        self.text, self.sentences = text, sentences
        self._occasional = occasional
        self._spoken_of, self._people_of = spoken_of, people_of
        self._births: dict[int, bool] = {}

    def born(self, n: int) -> Mention | None:
        """Whose birth, or life, sentence `n` tells: "Điếu văn do bà A đọc nêu rõ: Đồng chí B sinh năm 1938"."""
        if not self.told:
            return None
        span, mentions = self.sentences[n].span, self.sentences[n].mentions
        names = [m for m in mentions if m.kind == "NAME"]
        head = _CAREER.search(self.text, *span) if names else None
        after = next((m for m in names if head is not None and head.end() <= m.start < head.end() + _BESIDE), None)
        if after is not None:
            return after  # "… nêu rõ quá trình hoạt động của đồng chí B"
        birth = _BORN.search(self.text, *span) if names else None
        own = (m for m in reversed(names) if not _ALIAS.search(self.text, max(span.start, m.start - 24), m.start))
        before = next((m for m in own if birth is not None and m.end <= birth.start()), None)
        return before if before is not None and birth is not None and birth.start() - before.end < _BESIDE else None

    def goes_on(self, n: int, person: Person) -> bool:
        """Whether sentence `n` goes on with somebody's life: one before it tells the birth, and nobody else came up
        since."""
        topic = self._spoken_of(n) if self.told else None
        if topic is not None and topic.name != person.name:
            return False
        for k in range(n - 1, max(-1, n - 1 - _LIFE), -1):
            other = self._spoken_of(k)
            if topic is None or (other is not None and other.name != topic.name):
                return False
            if self._birth(k):
                return True
        return False

    @cached_property
    def told(self) -> bool:
        """Whether the article tells somebody's birth, or has a life of somebody's under its head."""
        return any(words.search(self.text) for words in (_BIRTH, _AGE, _CAREER))

    def _birth(self, n: int) -> bool:
        """Whether sentence `n` tells a birth."""
        if n not in self._births:
            self._births[n] = _BIRTH.search(self.text, *self.sentences[n].span) is not None
        return self._births[n]

    def whose(self, n: int) -> Person | None:
        """Whose life sentence `n` goes on with: whom it and those before speak of last, where one of them tells the
        birth or heads a life."""
        topic: Person | None = None
        until: int | None = None  # how far back it is told whose life it is
        for k in range(n, max(-1, n - 1 - 2 * _LIFE), -1):
            told = self._topic(k)
            if told is not None and topic is not None and told.name != topic.name:
                return None
            topic = topic or told
            if topic is None and self._heads(k):
                return self._born_before(k)
            if self._birth(k):
                until = k - _SOON  # "Sinh năm 1974, quê …": of the one before
            elif until is None and any(words.search(self.text, *self.sentences[k].span) for words in (_AGE, _CAREER)):
                until = k - _LIFE
            if until is not None and (topic is not None or k <= until):
                return topic
        return topic if until is not None else None

    def _topic(self, n: int) -> Person | None:
        """Whom sentence `n` is about, where it does not tell who is who in the committee of a funeral."""
        span = self.sentences[n].span
        aside = any(s.start < span.end and span.start < s.end for s in self._occasional)
        return self._spoken_of(n) if not aside else None

    def _heads(self, n: int) -> bool:
        """Whether sentence `n` is the head of a life: "TÓM TẮT TIỂU SỬ"."""
        span = self.sentences[n].span
        return span.end - span.start < _LINE and _HEAD.fullmatch(self.text, *span) is not None

    def _born_before(self, n: int) -> Person | None:
        """Whose birth was told last before sentence `n`, in it or right before it."""
        for k in range(n - 1, -1, -1):
            if self._birth(k):
                people = (self._topic(at) for at in range(k, max(-1, k - 1 - _SOON), -1))
                return next((person for person in people if person is not None), None)
        return None

    def headed_by(self, n: int) -> Person | None:
        """Whose life the lines after sentence `n` tell, where it stands right under the name alone."""
        if n == 0 or self._people_of(n) or any(m.kind not in _NAMED_ALONE for m in self.sentences[n - 1].row):
            return None
        after = range(n + 1, min(n + 1 + _SOON, len(self.sentences)))
        born = any(map(self._birth, after))
        return self._spoken_of(n - 1) if born else None

    def born_of_late(self, n: int) -> bool:
        """Whether sentence `n`, or one soon before it in the head of a life, tells a birth."""
        for k in range(n, max(-1, n - 1 - _OPENING), -1):
            if self._birth(k):
                return True
            if _CAREER.search(self.text, *self.sentences[k].span):
                return False
        return False
