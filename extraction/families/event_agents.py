"""Who takes part: persons by name or by the post the article has given them, bodies, and those joined to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from extraction.area_bodies import area_label
from extraction.context import Context
from extraction.facts import Area, Organization, Person
from extraction.families.posts import Posts
from extraction.families.tenures import Claim
from extraction.mentions import AreaRef, Mention
from extraction.organizations import Hint, Organizations
from extraction.phrases import HolderPhrase
from extraction.text import fold

Agent = Person | Organization | Area
_BESIDE = frozenset(
    "POSTS ORG AREA AREAREF PLACE HAMLET CAPS OF LPAR RPAR DASH NUMBER FILL OTHER CENTRAL PERIOD HON LED LEADS"
    " TEAM AT".split()
)
_BEGINS = frozenset("PERIOD TODAY YESTERDAY SAMEDAY COMMA HON".split())
"""Kinds that a sentence may begin with before those who act."""
_JOINS = frozenset(("COMMA", "SEMI", "AND", "ALONG"))
_ASIDE = 8
"""Mentions between two persons joined by "và": the longest posts the scanner leaves apart."""
_SEVERAL = re.compile(r"(?:các|những|hai|ba) ", re.I)
"""How a person is told who is the first of several: "các đồng chí A, B"."""
_LONGEST_LIST = 60
"""Persons of one list; the longest in the corpus has some forty."""


class Agents:
    """Finds the agents of one article."""

    def __init__(self, context: Context, told: Sequence[Claim]) -> None:
        self.context = context
        self._told = told
        self.organizations = Organizations(context)

    def of(self, mention: Mention, n: int) -> Agent | None:
        """Whom a mention of sentence `n` means; None where nobody can know."""
        if mention.kind == "HOLDER" and isinstance(mention.value, HolderPhrase):
            return self.context.holder(mention.value, n)
        if mention.kind == "POSTS":
            return self._of_post(mention, n)
        if mention.kind == "ORG":
            return self.organizations.of_mention(mention, n)
        ref = mention.value
        if mention.kind in ("AREA", "AREAREF") and isinstance(ref, AreaRef):
            return self.context.area(ref) if ref.name else self.context.bare(ref.type, ref.level, mention.start, n)
        return None

    def at(self, row: Sequence[Mention], i: int, n: int) -> Agent | None:
        """Whom `row[i]` means, with the place told after its short name: "Hội Luật gia (HLG) tỉnh Cao Bằng"."""
        agent = self.of(row[i], n) or self._beside(row, i, n)
        if not isinstance(agent, Organization) or agent.area is not None or agent.parent is not None:
            return agent
        after = row[i + 1 : i + 5]
        if [m.kind for m in after] not in (["LPAR", "CAPS", "RPAR", "AREA"], ["LPAR", "OTHER", "RPAR", "AREA"]):
            return agent
        area = self.of(after[-1], n)
        if not isinstance(area, Area):
            return agent
        return msgspec.structs.replace(agent, label=f"{agent.label} {area_label(area)}", level=area.level, area=area)

    def _beside(self, row: Sequence[Mention], i: int, n: int) -> Agent | None:
        """ "Đảng ủy - HĐND - UBND xã A": a bare body joined by a dash to the next is of its place."""
        if [m.kind for m in row[i : i + 3]] != ["ORG", "DASH", "ORG"]:
            return None
        other = self.at(row, i + 2, n)
        if not isinstance(other, Organization) or other.area is None:
            return None
        return self.organizations.of_mention(row[i], n, Hint(area=other.area, level=other.level))

    def _of_post(self, mention: Mention, n: int) -> Person | None:
        """ "Bí thư Huyện ủy", "Bí thư, Chủ tịch UBND xã" alone: the one person of the article who holds them."""
        if not mention.parts:
            return None
        found = Posts(self.context, self.organizations, n).read(list(mention.parts))
        held = [h for _, p, o in found if (h := self._holders.get((fold(p.label), fold(o.label))))]
        people = set.intersection(*held) if len(held) >= len(mention.parts) else set()
        return people.pop() if len(people) == 1 else None

    @cached_property
    def _holders(self) -> dict[tuple[str, str], set[Person]]:
        """Who holds a role at a body, as the article has it."""
        held: defaultdict[tuple[str, str], set[Person]] = defaultdict(set)
        for claim in self._told:
            if claim.status != "former":
                held[fold(claim.role.vi), fold(claim.organization.label)].add(claim.person)
        return held

    # ---- lists -----------------------------------------------------------------------------------------------

    @staticmethod
    def joined_before(row: Sequence[Mention], i: int, text: str, *, listed: bool) -> list[int]:
        """Indexes of a person and of those joined to it before it by "và", after "các đồng chí", in a list."""
        chain, k, joined = [i], i, listed
        together = i + 1 < len(row) and text.startswith("đồng ch", row[i + 1].start)  # "A, B đồng chủ trì"
        while len(chain) < _LONGEST_LIST:
            step = k - 1
            while step >= 0 and row[step].kind in ("HON", "FILL", "POSTS"):
                step -= 1
            if step < 0 or row[step].kind not in _JOINS:
                break
            joined = joined or together or row[step].kind in ("AND", "ALONG", "SEMI")
            floor = max(-1, step - _ASIDE)
            step -= 1
            while step > floor and row[step].kind in (*_BESIDE, "COMMA"):
                step -= 1
            if step <= floor or row[step].kind != "HOLDER":
                break
            k = step
            chain.append(k)
        near = [m.kind for m in row[max(0, k - 4) : k]]
        if "ATTEND" in near or "PRESENCE" in near or ("HAVE" in near and not {"ORG", "TEAM", "POSTS"} & set(near)):
            return [i]  # "dự có ông A; ông B chủ trì"
        first = all(m.kind in _BEGINS for m in row[:k])  # "Thủ tướng A, Bí thư Thành ủy B trao", below a picture
        begins = first or row[k - 1].kind in ("HON", "COLON", "HAVE")
        plural = begins or _SEVERAL.match(text, row[k].start) is not None
        return chain if joined or (plural and len(chain) > 1) else [i]

    @staticmethod
    def joined_after(row: Sequence[Mention], i: int, kinds: frozenset[str]) -> list[int]:
        """Indexes of a mention and of those of these kinds joined to it after it."""
        chain, k = [i], i
        while len(chain) < _LONGEST_LIST:
            step = k + 1
            while step < len(row) and row[step].kind in (*_JOINS, "HON") and step <= k + 3:
                step += 1
            if step == k + 1 or step >= len(row) or row[step].kind not in kinds:
                break
            k = step
            chain.append(k)
        return chain

    @staticmethod
    def acts(row: Sequence[Mention], i: int) -> bool:
        """Whether a verb follows the mention: "…; Tỉnh ủy trao"."""
        after = next((m.kind for m in row[i + 1 : i + 3] if m.kind != "FILL"), "DOT")
        return after != "DOT" and after in _LIST_ENDS

    @staticmethod
    def listed(row: Sequence[Mention], at: int) -> Iterator[int]:
        """Indexes of the persons of a list that begins after `at`, up to the next verb or full stop."""
        count = 0
        for i in range(at, len(row)):
            kind = row[i].kind
            if kind in _LIST_ENDS or count >= _LONGEST_LIST:
                return
            if kind == "HOLDER" and row[i - 1].kind not in ("OF", "ON_BEHALF"):
                count += 1
                yield i


_LIST_ENDS = frozenset(
    "DOT SAY SPEAK CHAIR ORGANIZE GIVE ATTEND WORK REPORT TELL GOT HAPPEN PLANNED TOWARDS RECEIVE".split()
)
