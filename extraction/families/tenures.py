"""One article, one story: what its stretches claim of a person at a post becomes one tenure with its status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from extraction.article import Article
from extraction.facts import Organization, Person, Role, Status, Tenure
from extraction.families.evidence import evidence


class Act(NamedTuple):
    """The words of an act: where they stand, and their kind in lexicons/words.toml: APPOINT, DISMISS or BECOME."""

    start: int
    end: int
    kind: str


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A person at a post, as one stretch of the text has it."""

    person: Person
    role: Role
    organization: Organization
    status: Status
    start: int
    end: int
    rule: str
    sentence: int
    term: str = ""
    acting: bool = False
    re_elected: bool = False
    guessed: bool = False
    """Whether the body is the one named last before, not one the words tell."""
    besides: bool = False
    """Whether other posts are kept: "kiêm nhiệm chức …"."""
    life: bool = False
    """Whether it is told in the person's life, not as news."""
    left: bool = False
    """Whether it is told outright that the post was left: "nguyên Bí thư …", or a dismissal."""
    moves: bool = False
    """Whether the act takes the person away from where he was: "được điều động làm …"."""
    undone: bool = False
    """Whether the decision that named the person was taken back."""
    act: Act | None = None
    """How the person came to the post or left it, where the article tells."""


SIDE = ("Ủy viên", "Đại biểu", "Thành viên", "Trưởng đoàn", "Phó Trưởng đoàn")
"""Posts that people have beside another."""
_PARTY_WITH_STATE = {
    "party-committee",
    "people-committee",
    "people-council",
    "council-committee",
    "central-committee",
    "state",
}
"""Who heads the Party somewhere may head the State there as well: a Tổng Bí thư elected Chủ tịch nước is both."""


_Key = tuple[str, str, str]
_Held = tuple[Person, Role, str]
_Named = tuple[str, str, Organization, bool]


def post_of(claim: Claim) -> _Key:
    """Who is claimed to be what, and where."""
    return claim.person.name, claim.role.vi, claim.organization.label


@dataclass(frozen=True, slots=True)
class Replaced:
    """Somebody took somebody else's place; which one, the article says elsewhere."""

    new: Person
    old: Person
    start: int
    end: int
    sentence: int


def settle(claims: Sequence[Claim], replaced: Sequence[Replaced] = ()) -> list[Claim]:
    """One status for a person at a post: just named beats current, and a post left for the new one is former."""
    claims = _fuller([*claims, *_left_by(claims, replaced)])
    told = {post_of(c) for c in claims if c.status in ("incoming", "current") and not c.life}
    claims = _of_old(claims)
    news = {post_of(c) for c in claims if c.status == "incoming" and not c.life}
    held = {post_of(c) for c in claims if c.status == "current" and not c.life}
    claims = [replace(c, status=_of_life(c, news, held, told)) if c.life else c for c in claims]
    incoming = {post_of(c) for c in claims if c.status == "incoming"}
    re_elected = {post_of(c) for c in claims if c.re_elected}
    former = {post_of(c) for c in claims if c.status == "former"}
    over = _over(claims)
    named: defaultdict[Person, dict[_Named, tuple[Claim, set[int]]]] = defaultdict(dict)
    for c in claims:
        if c.status == "incoming" and not c.besides:
            known = named[c.person].setdefault((*post_of(c)[1:], c.organization, c.acting), (c, set()))
            known[1].add(c.sentence)
    gone = {post_of(c) for c in claims if c.status == "current" and _gone(c, named.get(c.person, {}))}
    states = _States(incoming, news, re_elected, former, over | _moved_from(claims), gone)
    return [replace(c, status=_final(c, states)) for c in claims]


def _over(claims: Sequence[Claim]) -> set[_Key]:
    """The posts that are told to be left before anything tells how somebody came to them: that was before.

    A decision that is taken back was before as well.
    """
    first: dict[_Key, Claim] = {}
    for c in sorted(claims, key=lambda c: (not c.undone, c.start)):
        if c.left or (c.status == "incoming" and c.act is not None):
            first.setdefault(post_of(c), c)
    return {key for key, c in first.items() if c.left}


def _moved_from(claims: Sequence[Claim]) -> set[_Key]:
    """The posts beside the name of somebody whom the sentence tells to be moved to another."""
    moved = [c for c in claims if c.moves]
    beside = [c for c in claims if c.status == "current" and c.rule.startswith("title-")] if moved else []
    return {post_of(c) for c in beside for m in moved if c.sentence == m.sentence and _left(c, m, {m.sentence})}


def _of_old(claims: Sequence[Claim]) -> list[Claim]:
    """News comes first: where the first words on how somebody came to a post he holds are of a life, all are."""
    held = {post_of(c) for c in claims if c.status == "current" and not c.life}
    first: dict[_Key, Claim] = {}
    for c in sorted(claims, key=lambda c: c.start):
        if c.status == "incoming" and (c.act is not None or not c.life):
            first.setdefault(post_of(c), c)
    old = {key for key, c in first.items() if c.life} & held
    told = (c.status == "incoming" and c.act is not None and post_of(c) in old for c in claims)
    return [replace(c, life=True) if of_old else c for c, of_old in zip(claims, told, strict=True)]


def _of_life(claim: Claim, news: set[_Key], held: set[_Key], told: set[_Key]) -> Status:
    """A post that a life tells somebody came to is the one of the news or the one held, else an earlier one.

    Earlier than another that the article has `told` of him as held or new.
    """
    left = claim.act is not None and claim.act.kind == "DISMISS"
    key = post_of(claim)
    if claim.status == "current" or left:
        return claim.status
    if key in held or (key in news and claim.act is not None):
        return "incoming" if key in news else "current"
    others = any(other[0] == claim.person.name and other != key for other in told)
    return "former" if others or claim.status == "former" else "current"


class _States(NamedTuple):
    """The posts that an article tells somebody came to, now or ever, was chosen for again, held before, was taken from,
    and left for another."""

    incoming: set[_Key]
    news: set[_Key]
    re_elected: set[_Key]
    former: set[_Key]
    over: set[_Key]
    gone: set[_Key]


def _gone(claim: Claim, named: Mapping[_Named, tuple[Claim, set[int]]]) -> bool:
    """Whether one of the posts that somebody comes to means that this one is left."""
    return any(_left(claim, *new) for new in named.values())


def _final(claim: Claim, told: _States) -> Status:
    key = post_of(claim)
    again = key in told.re_elected
    if claim.status in ("incoming", "current") and key in told.over and not again:
        return "former"  # how somebody came to what he has left
    named = claim.act is not None and claim.act.kind == "APPOINT"
    if claim.status == "former" and named and key in told.news and not again:
        return "incoming"  # "người trước đó được bổ nhiệm làm …": of the news as well
    if claim.status == "current" and key in told.incoming and not again:
        return "incoming"
    if again and (claim.status == "incoming" or (claim.status == "former" and claim.term)):
        return "current"  # the mandate before is told of the same post
    if claim.status == "current" and (key in told.gone or (key in told.former and not again)):
        return "former"
    return claim.status


def _left_by(claims: Sequence[Claim], replaced: Sequence[Replaced]) -> list[Claim]:
    """Whoever is replaced held the post the new one was named to."""
    named: dict[Person, Claim] = {}
    for c in claims if replaced else ():
        if c.status == "incoming" and not c.role.vi.startswith(SIDE):
            named.setdefault(c.person, c)
    return [
        replace(
            named[r.new],
            person=r.old,
            status="former",
            start=r.start,
            end=r.end,
            rule="replaces",
            sentence=r.sentence,
            act=None,
        )
        for r in replaced
        if r.new in named
    ][:1]


def _fuller(claims: Sequence[Claim]) -> list[Claim]:
    """A post whose body stayed open is the one the person holds, in that role, at a body of the kind told whole."""
    bodies: defaultdict[_Held, dict[str, Organization]] = defaultdict(dict)
    for c in claims:
        bodies[c.person, c.role, c.organization.kind].setdefault(c.organization.label, c.organization)
    return [replace(c, organization=_whole(c, bodies)) for c in claims]


def _whole(claim: Claim, bodies: Mapping[_Held, Mapping[str, Organization]]) -> Organization:
    open_body = claim.organization
    if open_body.area is not None or open_body.parent is not None:
        return open_body
    told = bodies[claim.person, claim.role, open_body.kind]
    return next((body for label, body in told.items() if label.startswith(open_body.label + " ")), open_body)


def _left(old: Claim, new: Claim, sentences: set[int]) -> bool:
    """Whether taking the new post, told in those sentences, means leaving the old one."""
    if old.person != new.person or new.acting or post_of(old) == post_of(new):
        return False
    if old.role.vi.startswith(SIDE) and _elsewhere(old.organization, new):
        return True
    if old.role.vi.startswith(SIDE) or new.role.vi.startswith(SIDE) or "không chuyên trách" in new.role.vi:
        return False
    a, b = old.organization, new.organization
    if a.label == b.label:
        told = old.sentence in sentences or old.rule.startswith("title-")
        return not (told and old.role.vi.startswith(f"{new.role.vi} "))  # "Phó Bí thư Thường trực", Phó Bí thư again
    if {a.kind, b.kind} <= _PARTY_WITH_STATE and a.kind != b.kind and a.area == b.area:
        return False
    if "fatherland-front" in (a.kind, b.kind) and "party-department" in (a.kind, b.kind):
        return False
    beside = (old.sentence - 1, old.sentence, old.sentence + 1)
    return not sentences.isdisjoint(beside) or old.rule in ("title-after", "title-before")


def _elsewhere(side: Organization, new: Claim) -> bool:
    """ "Trưởng đoàn đại biểu Quốc hội tỉnh A": left by who comes to head another, or to a body of the centre."""
    a, b = side.area, new.organization.area
    if new.role.vi.startswith(SIDE) or a is None or a.level != "province":
        return False
    if b is None:
        return new.organization.level == "central" and new.act is not None
    return new.organization.kind == "party-committee" and b.level == "province" and a != b


def tenures(article: Article, claims: Sequence[Claim]) -> list[Tenure]:
    """One fact for each person, role, body and status, with all its evidence."""
    grouped: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((*post_of(claim), claim.status), []).append(claim)
    out = []
    for group in grouped.values():
        best = group[0]
        out.append(
            Tenure(
                person=best.person,
                role=best.role,
                organization=best.organization,
                term=next((c.term for c in (*(c for c in group if c.re_elected), *group) if c.term), ""),
                evidence=evidence(article, group, status=best.status),
            )
        )
    return out
