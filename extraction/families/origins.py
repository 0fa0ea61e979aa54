"""When a person was born, where the family comes from, and of which people it is: what tells namesakes apart.

Only of persons that other facts of the article speak of. A detail is somebody's where it stands beside the name, or
goes on with a line of details that does; "trú tại" is where somebody lives, "sinh tại" where somebody was born.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.context import Context
from extraction.dates import month_of
from extraction.facts import Area, Change, Fact, Origin, Participation, Person, Tenure
from extraction.families import origin_words as words
from extraction.families.evidence import evidence
from extraction.mentions import AreaRef, Mention, walk
from extraction.nesting import CONTAINING
from extraction.phrases import HolderPhrase
from extraction.text import fold

_LONGEST = 250
"""Characters of a quote; a detail that stands further from its name is quoted alone."""
_YOUNGEST, _OLDEST = 14, 120
"""Years that somebody can be old in the news."""
_FIRST_YEAR = 1850
_AFTER_HOME = 4
"""Characters between the word for the home town and its name."""
_LED_TO = re.compile(r"\s*[,;(]?\s*")
_NAME_GOES_ON = re.compile(r" [A-ZĐ]\w*")
_BULLET = re.compile(r"[\s*+•\-–—.\d)]*")
_LABELLED = re.compile(r"[\s*+•\-–—.\d)]*[^:.]{2,45}:")
"""A line that gives something a heading: "Trình độ lý luận chính trị: Cao cấp"."""

Born = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class _Detail:
    """What one stretch of a sentence says of somebody."""

    start: int
    end: int
    born: Born | None = None
    home: Area | None = None
    people: str = ""

    @property
    def kind(self) -> str:
        return "born" if self.born else "home" if self.home else "people"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A detail and whose it is."""

    person: Person
    detail: _Detail
    start: int
    end: int
    rule: str


def persons(facts: Iterable[Fact]) -> set[str]:
    """The names of the persons that facts of the other families speak of."""
    of_posts = {fact.person.name for fact in facts if isinstance(fact, (Tenure, Change))}
    agents = (fact.agent for fact in facts if isinstance(fact, Participation))
    return of_posts | {agent.name for agent in agents if isinstance(agent, Person)}


def extract(context: Context, known: Collection[str]) -> list[Origin]:
    """The details of those of the persons `known` (by name), each told thing once."""
    if not known or not words.speaks(context.article.text):
        return []
    wanted = {fold(name) for name in known}
    groups: dict[tuple[str, Born | None, Area | None, str], list[_Claim]] = {}
    for claim in _Reader(context).claims():
        if fold(claim.person.name) in wanted:
            detail = claim.detail
            groups.setdefault((claim.person.name, detail.born, detail.home, detail.people), []).append(claim)
    return [
        Origin(
            person=Person(name=name),
            born=born,
            home=home,
            people=people,
            evidence=evidence(context.article, claims, lambda claim: _SURE[claim.rule.rpartition("-")[2]]),
        )
        for (name, born, home, people), claims in groups.items()
    ]


_SURE = {"beside": 0.95, "before": 0.9, "pronoun": 0.85, "line": 0.9, "on": 0.85}
"""How sure a detail is somebody's, by where it stands."""


class _Reader:
    """Reads the sentences in order: a line of details goes on with the person of the one before."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._text = context.article.text
        self._going: Person | None = None
        """Whom the line before was about."""

    def claims(self) -> Iterator[_Claim]:
        for n in range(len(self._context.sentences)):
            holders = self._holders(n)
            found = list(self._read(n, holders))
            yield from found
            self._going = self._goes_on(n, found, holders)

    def _read(self, n: int, holders: Sequence[Mention]) -> Iterator[_Claim]:
        details = self._details(n)
        if not details:
            return
        taken: dict[int, tuple[Person, Mention | None, str]] = {}
        """Of each detail the person, the name it stands beside, and how."""
        for i, detail in enumerate(details):
            owner = self._beside(n, detail, holders) or self._after(details, i, taken, holders)
            if owner is not None:
                taken[i] = owner
        if 0 not in taken and _BULLET.fullmatch(self._text, self._context.sentences[n].span.start, details[0].start):
            self._head(n, details, holders, taken)
        for i, (person, name, manner) in sorted(taken.items()):
            detail = details[i]
            start = name.start if name is not None else detail.start
            near = 0 <= detail.end - start <= _LONGEST
            start, end = (start, detail.end) if near else (detail.start, detail.end)
            if name is not None and name.start > detail.start:
                start, end = detail.start, name.end if name.end - detail.start <= _LONGEST else detail.end
            yield _Claim(person, detail, start, end, f"{detail.kind}-{manner}")

    # ---- whose -----------------------------------------------------------------------------------------------------

    def _beside(self, n: int, detail: _Detail, holders: Sequence[Mention]) -> tuple[Person, Mention, str] | None:
        """The person whose name stands before the detail with nothing but posts and signs between."""
        before = [m for m in holders if _name(m).end <= detail.start]
        if not before:
            return None
        holder = max(before, key=lambda m: _name(m).end)
        name = _name(holder)
        gap = self._without_posts(n, holders, name.end, detail.start)
        if not words.between().fullmatch(gap) or self._of_kin(holder):
            return None
        return self._owner(holder, n, "beside")

    def _owner(self, holder: Mention, n: int, manner: str) -> tuple[Person, Mention, str] | None:
        pronoun = _name(holder).kind == "PRON"
        if pronoun and not _BULLET.fullmatch(self._text, self._context.sentences[n].span.start, holder.start):
            return None
        assert isinstance(holder.value, HolderPhrase)
        person = self._context.holder(holder.value, n)
        return (person, _name(holder), "pronoun" if pronoun else manner) if person is not None else None

    def _after(
        self,
        details: Sequence[_Detail],
        i: int,
        taken: dict[int, tuple[Person, Mention | None, str]],
        holders: Sequence[Mention],
    ) -> tuple[Person, Mention | None, str] | None:
        """The person of the detail before it: "sinh năm 1963, trình độ …, quê quán …", with nobody named between."""
        if i - 1 not in taken:
            return None
        before, detail = details[i - 1], details[i]
        gap = self._text[before.end : detail.start]
        if not words.between().fullmatch(gap):
            named = any(before.end <= _name(m).start < detail.start for m in holders)
            done = {details[k].kind for k in taken if taken[k][0] == taken[i - 1][0]}
            if named or detail.kind in done or words.kin().search(gap) or not re.search(r"[,;(.]\s*\S*\s*$", gap):
                return None
        person, name, manner = taken[i - 1]
        return person, name, manner

    def _head(
        self,
        n: int,
        details: Sequence[_Detail],
        holders: Sequence[Mention],
        taken: dict[int, tuple[Person, Mention | None, str]],
    ) -> None:
        """Details that begin a sentence: of whom it names behind them, else of whom the lines before are about."""
        first = [0]
        while first[-1] + 1 < len(details) and words.between().fullmatch(
            self._text[details[first[-1]].end : details[first[-1] + 1].start]
        ):
            first.append(first[-1] + 1)
        end = details[first[-1]].end
        behind = next((m for m in holders if m.start >= end), None)
        owner: tuple[Person, Mention | None, str] | None = None
        if behind is not None and re.fullmatch(r"\)?\s*,\s*", self._text[end : behind.start]):
            owner = self._owner(behind, n, "before")
        elif behind is None and self._going is not None:
            owner = self._going, None, "line"
            first = list(range(len(details)))
        if owner is not None:
            for i in first:
                taken.setdefault(i, owner)

    def _goes_on(self, n: int, found: Sequence[_Claim], holders: Sequence[Mention]) -> Person | None:
        """Whom the next line may go on about: of this one's details, of its name alone, or of the line before it."""
        people = {claim.person.name for claim in found}
        if len(people) == 1:
            return found[0].person
        if people:
            return None
        if len(holders) == 1 and _name(holders[0]).kind != "PRON" and self._is_heading(n, holders[0]):
            assert isinstance(holders[0].value, HolderPhrase)
            return self._context.holder(holders[0].value, n)
        labelled = _LABELLED.match(self._text, *self._context.sentences[n].span)
        return self._going if labelled and not holders else None

    def _is_heading(self, n: int, holder: Mention) -> bool:
        """Whether a sentence only names somebody: "Họ và tên: …", "Tóm tắt tiểu sử đồng chí …"."""
        span = self._context.sentences[n].span
        rest = self._text[span.start : holder.start] + " " + self._text[max(holder.end, _name(holder).end) : span.end]
        return words.heading().fullmatch(rest) is not None

    def _of_kin(self, holder: Mention) -> bool:
        """ "con trai ông A (SN 1985)": it may be of either."""
        return words.kin_before().search(self._text, max(0, holder.start - 40), holder.start) is not None

    def _holders(self, n: int) -> list[Mention]:
        row = self._context.sentences[n].row
        return [m for m in row if m.kind == "HOLDER" and isinstance(m.value, HolderPhrase)]

    def _without_posts(self, n: int, holders: Sequence[Mention], start: int, end: int) -> str:
        """The text between, but for the posts in it."""
        posts = [m for m in walk(self._context.sentences[n].row) if m.kind in ("POST", "POSTS")]
        for holder in holders:
            assert isinstance(holder.value, HolderPhrase)
            posts += holder.value.posts
        out, at = "", start
        for post in sorted(posts, key=lambda m: m.start):
            if at <= post.start and post.end <= end:
                out += self._text[at : post.start]
                at = post.end
        return out + self._text[at:end]

    # ---- what ------------------------------------------------------------------------------------------------------

    def _details(self, n: int) -> list[_Detail]:
        """The details in a sentence, in order."""
        start, end = self._context.sentences[n].span
        if not words.speaks(self._text, start, end):
            return []
        found = [*self._births(start, end), *self._ages(start, end), *self._homes(n), *self._peoples(start, end)]
        out: list[_Detail] = []
        for detail in sorted(found, key=lambda d: (d.start, -d.end)):
            if not out or detail.start >= out[-1].end:
                out.append(detail)
        return out

    def _births(self, start: int, end: int) -> Iterator[_Detail]:
        for match in words.birth().finditer(self._text, start, end):
            born = _days(match)
            if born is not None and self._may_be_old(born):
                yield _Detail(match.start(), match.end(), born=born)

    def _may_be_old(self, born: Born) -> bool:
        day = self._context.article.published
        return born[0].year >= _FIRST_YEAR and (day is None or _YOUNGEST <= day.year - born[0].year <= _OLDEST)

    def _ages(self, start: int, end: int) -> Iterator[_Detail]:
        """An age is one of the article's day: the year of birth is one of two."""
        day = self._context.article.published
        if day is None:
            return
        for match in words.age().finditer(self._text, start, end):
            age = int(match["age"])
            if _YOUNGEST <= age <= _OLDEST:
                year = day.year - age
                yield _Detail(match.start(), match.end(), born=(dt.date(year - 1, 1, 1), dt.date(year, 12, 31)))

    def _homes(self, n: int) -> Iterator[_Detail]:
        span = self._context.sentences[n].span
        row = self._context.sentences[n].row
        flat = sorted((m for m in walk(row) if isinstance(m.value, AreaRef)), key=lambda m: (m.start, -m.end))
        for match in words.home().finditer(self._text, *span):
            first = next((m for m in flat if 0 <= m.start - match.end() <= _AFTER_HOME), None)
            if first is None or not _LED_TO.fullmatch(self._text[match.end() : first.start]):
                continue
            if _NAME_GOES_ON.match(self._text, first.end):
                continue  # "xã Lộc Tân", of which only a "Lộc" is known
            ref, end = self._widened(first, flat)
            area = self._context.where.told_by_itself(ref)
            if area is not None:
                yield _Detail(match.start(), end, home=area)

    def _widened(self, first: Mention, flat: Sequence[Mention]) -> tuple[AreaRef, int]:
        """The place with what is told around it: "Tháp Mười, tỉnh Đồng Tháp"."""
        assert isinstance(first.value, AreaRef)
        ref, end = first.value, first.end
        while ref.level == "hamlet" and ref.within is not None:
            ref = ref.within
        following = next((m for m in flat if m.start >= end), None)
        if ref.within is None and following is not None and isinstance(following.value, AreaRef):
            joined = re.fullmatch(r"\s*(?:,|-|–|\()\s*", self._text[end : following.start]) is not None
            if joined and ref.level == "hamlet":
                return self._widened(following, flat)
            if joined and following.value.level in CONTAINING.get(ref.level, ()):
                return replace(ref, within=following.value), following.end
        return ref, end

    def _peoples(self, start: int, end: int) -> Iterator[_Detail]:
        for match in words.people().finditer(self._text, start, end):
            yield _Detail(match.start(), match.end(), people=words.groups()[fold(match["group"])])


def _name(holder: Mention) -> Mention:
    assert isinstance(holder.value, HolderPhrase)
    return holder.value.name


def _days(match: re.Match[str]) -> Born | None:
    """First and last day that a told birth can be on; None where there is no such day."""
    if match["alone"]:
        return dt.date(int(match["alone"]), 1, 1), dt.date(int(match["alone"]), 12, 31)
    year, month, day = (int(match[part] or match[f"{part}2"] or 0) for part in ("year", "month", "day"))
    try:
        first = dt.date(year, month, day or 1)
    except ValueError:
        return None
    return (first, first) if day else month_of(first)
