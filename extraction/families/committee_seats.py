"""Who comes into a committee or an assembly, or leaves it: "được bầu vào Ban Chấp hành", "trúng cử HĐND tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.area_bodies import owned, within
from extraction.context import Context
from extraction.facts import Organization, Person, Role, Status
from extraction.families.post_hints import OF_COMMITTEE
from extraction.families.posts import Posts
from extraction.families.tenures import Claim
from extraction.families.unions import MASS
from extraction.grammar import Found
from extraction.mentions import BodyPhrase, Mention
from extraction.organizations import NO_HINT, Hint, Organizations
from extraction.phrases import HolderPhrase, PostPhrase

_COMMITTEES = ("executive-committee", "standing-committee", "inspection-committee", "central-committee", "politburo")
_ASSEMBLIES = ("people-council", "national-assembly")
_ELECTED = re.compile(r"bầu|trúng cử|đắc cử|tái cử", re.I)


class Seats:
    """Reads the seats that rules tell of in one sentence."""

    def __init__(self, context: Context, organizations: Organizations, posts: Posts, sentence: int) -> None:
        self.context = context
        self.organizations = organizations
        self.posts = posts
        self.n = sentence

    def members(self, found: Found, person: Person, name: Mention, status: Status) -> Iterator[Claim]:
        """Elected or called into a committee: a member of it."""
        hint, of = NO_HINT, None
        for mention in found["orgs"]:
            whole = isinstance(mention.value, BodyPhrase) and mention.value.of is not None
            told = self.organizations.of_mention(mention, self.n) if whole else None
            of = of or (_union_or_committee(told.parent) if told is not None else None)
            if told is not None and told.area is not None and (hint is NO_HINT or _placed(mention)):
                hint = Hint(area=told.area, level=told.area.level)
        after = [m for m in found.mentions[found.last : found.last + 4] if m.kind == "POSTS"]
        if after and any(_placed(m) for m in found["orgs"]) and _bare(after[0]):
            after = []  # "tham gia …, Ban Thường vụ Đảng ủy phường A, giữ chức Phó Bí thư"
        if after and not (status == "former" and (of or hint is not NO_HINT)):  # what is left is not where the new is
            known = self.posts.read(list(after[0].parts), next(iter(_holders(found)), None))
            of = _union_or_committee(known[-1][2]) if known else None
            if known and known[-1][2].area is not None:
                hint = Hint(area=known[-1][2].area, level=known[-1][2].area.level)
            elif known and of is None:  # a body of no place: not the committee of one
                return
        if hint is NO_HINT and of is None:
            hint = self._own_committee(found)
        for mention in found["orgs"]:
            if of is not None and isinstance(mention.value, BodyPhrase) and mention.value.of is None:
                organization = _committee_in(mention.value, of)
            else:
                organization = self.organizations.of_mention(mention, self.n, hint) if mention.kind == "ORG" else None
            role = self._seat(found, organization) if organization is not None else None
            if organization is None or role is None:
                continue
            start, end = min(name.start, mention.start), max(name.end, mention.end)
            yield Claim(person, role, organization, status, start, end, found.rule.name, self.n)

    def _own_committee(self, found: Found) -> Hint:
        """ "bà A, Trưởng Ban Dân vận Tỉnh ủy, được bầu vào Ban Thường vụ": that of the office she heads."""
        text = self.context.article.text
        if not _ELECTED.search(text, found["act"][0].start, found["act"][-1].end):
            return NO_HINT
        for _, post, body in (told for holder in _holders(found) for told in self.posts.read(holder.posts)):
            above = self.posts.deciding(post, body)
            if above is not None:
                return Hint(area=above.area, level=above.level)
            party = body.parent is not None and body.parent.kind == "party-committee"
            if body.kind in OF_COMMITTEE and party and body.area is not None:
                return Hint(area=body.area, level=body.area.level)
        return NO_HINT

    def _seat(self, found: Found, body: Organization) -> Role | None:
        """What somebody is who comes into a body or leaves it: a member of a committee, a deputy where elected."""
        if body.kind in _COMMITTEES:
            return Role(vi="Ủy viên", en="Member")
        elected = _ELECTED.search(self.context.article.text, found["act"][0].start, found["act"][-1].end)
        return Role(vi="Đại biểu", en="Deputy") if body.kind in _ASSEMBLIES and elected else None


def _holders(found: Found) -> list[HolderPhrase]:
    """Those whom a rule tells of, with their posts."""
    return [m.value for m in found["people"] if isinstance(m.value, HolderPhrase)] if found.has("people") else []


def _bare(posts: Mention) -> bool:
    """Whether a post is told without its body."""
    first = posts.parts[0].value
    return isinstance(first, PostPhrase) and first.org is None


def _placed(mention: Mention) -> bool:
    """Whether the words for a body name its place: "Ban Thường vụ Đảng ủy phường A", not "Ban Chấp hành Đảng bộ"."""
    value = mention.value
    while isinstance(value, BodyPhrase) and value.of is not None:
        mention, value = value.of, value.of.value
    return not isinstance(value, BodyPhrase)


def _union_or_committee(body: Organization | None) -> Organization | None:
    """A union, or a Party committee that is of no place: "Đảng ủy Khối Doanh nghiệp tỉnh", "Đảng ủy Quốc hội"."""
    if body is None or body.kind in MASS:
        return body
    return body if body.kind == "party-committee" and body.parent is not None else None


def _committee_in(phrase: BodyPhrase, of: Organization) -> Organization | None:
    """The Ban Chấp hành or Ban Thường vụ of a union or a Party committee."""
    entry = phrase.entry
    return owned(entry.label, entry.kind, of) if of.kind in MASS else within(entry.kind, of)
