"""Who holds, held or is about to hold which post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.context import Context
from extraction.datewords import A_YEAR
from extraction.facts import Organization, Status, Tenure
from extraction.families.acts import (
    MOVES,
    PROPOSED,
    act_of,
    led_at,
    of_clause,
    own_act,
    whole_move,
    without_brackets,
    without_kin,
)
from extraction.families.careers import Careers
from extraction.families.committee_seats import Seats
from extraction.families.elided import elided
from extraction.families.former_heads import heads
from extraction.families.handovers import giver
from extraction.families.known_posts import KnownPosts
from extraction.families.leader_tables import leaders
from extraction.families.mandates import over, running
from extraction.families.name_posts import SEVERAL, NamePosts
from extraction.families.own_provinces import at_home
from extraction.families.party_posts import without_party_posts
from extraction.families.position_rules import (
    CURRENT_RULES,
    DISMISSED,
    FORMER_RULES,
    GONE,
    GONE_BOTH,
    GONE_FOR,
    INCOMING_RULES,
    INSTEAD,
    KEEPS,
    LEAVES,
    LEAVES_POST,
    LED,
    LET_GO,
    MOVED,
    NAMED_TO_THAT,
    REAPPOINTED,
    RESIGNS,
    RESULTS,
    SHARED,
    STEP,
    SUCCEEDS,
    TAKES_PLACE,
    TAKES_THAT,
)
from extraction.families.post_claims import claim_of
from extraction.families.post_groups import (
    deputies,
    former_from,
    of_departments,
    of_deputy,
    open_ended,
    sharable,
)
from extraction.families.post_lists import LISTED, PostLists
from extraction.families.post_modality import Modality
from extraction.families.posts import Posts
from extraction.families.sifting import sift
from extraction.families.standing import Standing
from extraction.families.tenures import SIDE, Act, Claim, Replaced, settle, tenures
from extraction.grammar import Found, find, tape
from extraction.mentions import Mention
from extraction.organizations import Organizations, organizations_of
from extraction.phrases import HolderPhrase, PostPhrase

_STEP = re.compile(r"(?:19|20)\d\d|\b(?:trước|sau) (?:đó|nữa)\b|trước đó nữa|\btiếp (?:đó|theo)\b|\bhiện\b", re.I)
_UP_TO_NOW = re.compile(r"đến nay|hiện|tới nay", re.I)
_READ = frozenset(("HOLDER", "POSTS"))
"""Kinds of what a sentence says of posts."""
_OF_LIVES = frozenset(("POSTS", "JOIN"))
_REPLACED = frozenset(("INSTEAD", "WHO"))
_OF_A_LIFE = ("before-being-named", "then-named")
"""Rules of what somebody came to before the day that the article reports of."""
_HEADED = ("list-of-post", "list-of-title", "in-turn")
"""Rules of a post told once before a list of names."""
_OF_HOLDERS = (
    KEEPS,
    REAPPOINTED,
    NAMED_TO_THAT,
    TAKES_THAT,
    TAKES_PLACE,
    *SUCCEEDS,
    GONE,
    GONE_BOTH,
    GONE_FOR,
    LEAVES,
    LEAVES_POST,
    DISMISSED,
    RESIGNS,
    LET_GO,
)
"""Rules for acts that tell of the post beside a name, or of one told before."""
_OF_NEIGHBOURS = (*LISTED, RESULTS, STEP, SHARED, LED, INSTEAD, *_OF_HOLDERS, MOVED)
"""Rules of posts that are told with another post or another name."""
_Used = set[tuple[int, int]]
"""Where the names and the posts begin that a sentence has been read with."""
_COMES = ("làm", "giữ chức", "về giữ chức", "về làm", "đảm nhiệm")
"""What somebody is told to do who comes to a post, in a list of decisions."""
_IN_TURN = re.compile(r"lần lượt|theo thứ tự", re.I)


def extract(context: Context, told: Sequence[Claim]) -> list[Tenure]:
    """The tenures of an article, of what `claims` found in it."""
    return tenures(context.article, told)


def claims(context: Context) -> list[Claim]:
    """Every stretch of an article that has a person at a post, settled among each other."""
    found: list[Claim] = []
    if context.abroad:
        return []
    replaced: list[Replaced] = []
    organizations = organizations_of(context)
    for n, sentence in enumerate(context.sentences):
        if sentence.kinds & _READ or ("JOIN" in sentence.kinds and context.lives.told):
            reader = _Reader(context, organizations, n, found)
            found.extend(reader.read(sentence.row))
            if "HOLDER" in sentence.kinds and sentence.kinds & _REPLACED:
                replaced.extend(reader.known.replaced(sentence.row))
    found.extend((*heads(context, organizations), *leaders(context, organizations)))
    return without_party_posts(context, settle(sift(context, at_home(context, found)), replaced))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a rule tells of its persons."""

    found: Found
    row: Sequence[Mention]
    target: Mention
    """The posts, or the body."""
    people: Sequence[Mention]
    status: Status
    act: Act | None
    words: str
    """Those of the act, in small letters."""
    re_elected: bool
    past: bool
    revoked: bool
    """Whether the decision is told to be taken back."""


class _Reader:
    """Reads the claims of one sentence."""

    def __init__(self, context: Context, organizations: Organizations, sentence: int, before: Sequence[Claim]) -> None:
        self.context = context
        self.n = sentence
        self.standing = Standing(context, sentence)
        self.modality = Modality(context, sentence)
        self.posts = Posts(context, organizations, sentence)
        self.names = NamePosts(context, self.posts, sentence)
        self.known = KnownPosts(context, self.posts, self.modality, sentence, before)
        self.lists = PostLists(context, self.posts, sentence)
        self.seats = Seats(context, organizations, self.posts, sentence)

    def read(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """All claims of the sentence: beside names, by what happened, and in a life that leaves out of whom it is."""
        told: list[Claim] = []
        for claim in self._named(row):  # one by one: what comes next looks at what has been told
            told.append(claim)
            yield claim
        if not self.context.sentences[self.n].kinds.isdisjoint(_OF_LIVES) and self.context.lives.told:
            yield from Careers(self.context, self.posts, self.seats, self.n).read(row, told)

    def _named(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """The claims about those whom the sentence names, beside their names first."""
        for mention in row:
            if mention.kind == "HOLDER" and isinstance(mention.value, HolderPhrase) and mention.value.posts:
                yield from self.names.of(mention, mention.value, row)
            elif mention.kind == "POSTS":
                self.posts.read(mention.parts)  # what a bare "Phó Bí thư" of the sentence is Phó of
        if "HOLDER" not in self.context.sentences[self.n].kinds:
            return
        used: set[tuple[int, int]] = set()
        row = without_kin(row)
        plain = without_brackets(row)
        rows = (row, plain) if len(plain) < len(row) else (row,)
        tapes = [tape(flat) for flat in rows]
        for rules, status in ((INCOMING_RULES, "incoming"), (FORMER_RULES, "former"), (CURRENT_RULES, "current")):
            for flat, symbols in zip(rows, tapes, strict=True):
                for found in find(rules, flat, symbols):
                    yield from self._event(found, flat, status, used)  # type: ignore[arg-type]
        for found in find(_OF_NEIGHBOURS, row, tapes[0]):
            if found.rule in LISTED:
                yield from self.lists.item(found)
            elif found.rule is RESULTS:
                yield from self.known.results(found)
            elif found.rule is STEP:
                yield from self._step(found, row, used)
            elif found.rule is SHARED:
                yield from self.names.shared(found)
            elif found.rule is LED:
                yield from self.names.led(found)
            elif found.rule is INSTEAD:
                yield from self.known.instead(found)
            elif found.rule is MOVED:
                yield from self.known.moved_away(found, row)
            else:
                yield from self.known.kept_or_gone(found, row)

    def _event(self, found: Found, row: Sequence[Mention], status: Status, used: _Used) -> Iterator[Claim]:
        text = self.context.article.text
        if not found.rule.said(text[found.start : found.end]):
            return
        target = _target(found)
        people = [m for m in found["people"] if m.kind == "HOLDER"]
        if found.rule.name in ("takes-post", "takes-posts") and (by := giver(text, row, found)):
            people = [by]
        if found.rule.name == "in-turn":
            act_words = text[found["act"][0].start : target.start]
            people = people[-len(target.parts) :] if _IN_TURN.match(act_words) and len(target.parts) > 1 else []
        replaced = found.first > 0 and row[found.first - 1].kind == "INSTEAD"
        if found.rule.name == "is" and not replaced and any(start == target.start for _, start in used):
            return  # "với cương vị Tổng Giám đốc, ông B": told of B already
        fresh = self._fresh(found, row, people, target, used)
        asked = status == "former" and self.modality.asked_to_go(found)
        revoked = self.modality.revoked(found, status)
        if not fresh or (not asked and revoked is None and self.modality.blocked(found, row, status)):
            return
        words = " ".join(text[m.start : m.end].casefold() for m in found["act"])
        held = self.standing
        re_elected = held.again(found, row, words)
        act = revoked
        if revoked is not None:
            status = "former"
        elif asked:
            status = "current"
        else:
            status = held.status(found, row, status, re_elected=re_elected)
            act = whole_move(text, found, row, act_of(found, row, named_too=held.named_too(found, row)))
            if found.rule.name in ("takes-post", "is") and replaced:
                act = None  # "bổ nhiệm người thay ông A giữ chức Giám đốc": he had it
        chosen = self.lists.chosen_there(found) if found.rule.name == "list-of-post" else None
        comes = words.startswith(_COMES) or (found.rule.name == "post-is" and words == "là")
        if found.rule.name in ("is", "takes-post", "post-is") and status == "current" and comes:
            chosen = self.lists.decided_over(target.start)
        if chosen is not None:
            status, act = "incoming", chosen
        past = held.told_past(found) or held.spell(found) is not None or found.rule.name in _OF_A_LIFE
        if found.rule.name == "serves-and-holds" and (verb := elided(text, people[0], row)):
            status, act = "incoming", verb
        told = _Told(found, row, target, people, status, act, words, re_elected, past, revoked is not None)
        for mention in fresh:
            for claim in self._claimed(told, mention):
                used.add((mention.start, target.start))
                yield claim

    def _claimed(self, told: _Told, mention: Mention) -> Iterator[Claim]:
        """What a rule tells of one of its persons."""
        holder, found, target, act = mention.value, told.found, told.target, told.act
        text = self.context.article.text
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, self.n)
        if person is None:
            return
        if found.has("orgs"):
            for claim in self.seats.members(found, person, holder.name, told.status):
                yield replace(claim, act=own_act(text, found, act))
            return
        life = told.past or self.context.lives.goes_on(self.n, person)
        moves = found.rule.name == "goes-over" or (
            act is not None and MOVES.search(text, act.start, act.end) is not None
        )
        proposed = act is not None and PROPOSED.match(text, act.start) is not None
        again = told.re_elected or (act is not None and self.standing.again_said(found, holder.name))
        own = self._dealt(told.people, mention, target)
        around, governed = _bodies_near(found, told.row, target, told.status)
        left = former_from(target.parts)
        for post, phrase, organization in self.posts.read(list(target.parts), holder, around, governed):
            if post not in own:
                continue
            status = told.status
            if post.start in left or _of_old(holder, phrase):
                status = "former"
            elif phrase.newly or (found.rule.name == "appoints-post-to" and "giao" in told.words and phrase.acting):
                status = "incoming"
            if status == "current" and not told.re_elected and over(phrase.term, organization, self.context.year):
                status = "former"
            if status == "former" and self._sits(act, phrase, organization):
                status = "current"
            gone = act is not None and act.kind == "DISMISS" and status == "former"
            plain = replace(phrase, guessed=False)  # it goes on with the body that the act was told of
            yield replace(
                claim_of(person, (post, plain, organization), status, holder.name, found.rule.name, self.n),
                re_elected=again,
                act=act,
                besides=proposed or "kiêm" in text[mention.end : post.start].casefold(),
                life=life,
                moves=moves,
                left=gone,
                undone=gone and (told.revoked or "quyết định" in told.words),
            )

    def _sits(self, act: Act | None, phrase: PostPhrase, organization: Organization) -> bool:
        """ "Năm 2016, ông trúng cử đại biểu Quốc hội khóa XIV", told in 2018: a mandate that still runs."""
        named = act is not None and act.kind != "DISMISS"
        return named and phrase.label.startswith(SIDE) and running(phrase.term, organization, self.context.year)

    def _fresh(
        self, found: Found, row: Sequence[Mention], people: Sequence[Mention], target: Mention, used: _Used
    ) -> list[Mention]:
        """Those of the persons of a rule whom it tells of, and no rule before it has told of the posts."""
        fresh = [m for m in of_clause(found, row, people, target) if (m.start, target.start) not in used]
        if found.rule.name == "then-named" and open_ended(target):
            return []
        if found.rule.name in _HEADED and of_departments(target):
            fresh = [m for m in fresh if not (isinstance(m.value, HolderPhrase) and m.value.posts)]
        if len(people) > 1 and found.rule.name in ("is", "post-is", "dismisses-from") and not sharable(target):
            fresh = fresh[-1:] if found.rule.name == "is" else fresh[:1]
        if found.rule.name == "appointed-to" and found.first and row[found.first - 1].kind == "TOWARDS":
            apart = any(m.kind == "SEMI" for m in found["people"])
            fresh = fresh[-1:] if apart else fresh  # "… được giao cho ông A; ông B trúng cử Phó Bí thư"
        if found.rule.name == "dismisses-from" and of_deputy(target) and not self._several(people[0]):
            fresh = [m for m in fresh if m is people[0]]  # "… tư cách đại biểu của bà A, đại biểu B nói"
        return fresh

    def _several(self, first: Mention) -> bool:
        """Whether names follow that belong together: "các ông A, B"."""
        return SEVERAL.match(self.context.article.text, first.start) is not None

    def _step(self, found: Found, row: Sequence[Mention], used: _Used) -> Iterator[Claim]:
        """The posts that a life goes on with, told with their years: left, but for the one held "đến nay"."""
        text = self.context.article.text
        holder = next((m for m in reversed(row[: found.first]) if m.kind == "HOLDER"), None)
        before, target = found["before"][0], found["posts"][0]
        if holder is None or not any(at == holder.start and post <= before.start for at, post in used):
            return
        between = text[before.end : target.start]
        assert isinstance(holder.value, HolderPhrase)
        person = self.context.holder(holder.value, self.n)
        if person is None or _STEP.search(between) is None:
            return
        status: Status = "current" if _UP_TO_NOW.search(between) else "former"
        named = found.has("act")
        years = [int(year) for year in A_YEAR.findall(between)]
        if named and (not years or self.context.year is None or max(years) >= self.context.year):
            return  # "…; sau đó được bầu làm …": of today
        used.add((holder.start, target.start))
        for told in self.posts.read(list(target.parts)):
            claim = claim_of(person, told, status, holder.value.name, STEP.name, self.n)
            act = act_of(found, row) if named else None
            yield replace(claim, status="incoming", life=True, act=act) if named else claim

    def _dealt(self, people: Sequence[Mention], mention: Mention, target: Mention) -> list[Mention]:
        """The posts of one of several people: all of them, or the one in turn where the text says "lần lượt"."""
        posts = list(target.parts)
        if len(posts) == len(people) > 1:
            start, end = sorted((people[-1].end, target.start))
            in_turn = _IN_TURN.search(self.context.article.text, start, max(end, start))
            if in_turn or not any(sharable(replace(target, parts=(post,))) for post in posts):
                return [posts[list(people).index(mention)]]
        return posts


def _target(found: Found) -> Mention:
    """The posts, put together where several lists of them follow each other, or the body that a rule is about."""
    if not found.has("posts"):
        return found["orgs"][0]
    posts = [m for m in found["posts"] if m.kind == "POSTS"]
    return Mention("POSTS", posts[0].start, posts[-1].end, parts=tuple(p for m in posts for p in m.parts))


def _of_old(holder: HolderPhrase, phrase: PostPhrase) -> bool:
    """ "các Phó Chủ tịch, gồm: A và nguyên Phó Chủ tịch B": B's own words tell that he was one."""
    own = (m.value for m in holder.posts)
    return any(isinstance(p, PostPhrase) and p.former and p.label == phrase.label and p.org is None for p in own)


def _bodies_near(
    found: Found, row: Sequence[Mention], target: Mention, status: Status
) -> tuple[list[Mention], Mention | None]:
    """The bodies told on the way to the posts, and the one that they are said to lead."""
    # "UBKT Huyện ủy do ông A làm Chủ nhiệm", "Thành ủy có 3 Phó Bí thư, gồm: A, B và C"
    by = found.first >= 2 and row[found.first - 1].kind in ("DO", "FIRSTOF")
    # "UBND tỉnh hiện có các Phó Chủ tịch là các ông A, B"
    heads = found.rule.name in ("list-of-post", "list-of-title") and deputies(target)
    by = by or (heads and found.first >= 2 and row[found.first - 2].kind == "ORG")
    first = max(0, found.first - 3) if by else found.first
    if status == "former" and of_deputy(target):
        first = max(0, first - 2)  # "HĐND tỉnh đã bãi nhiệm tư cách đại biểu của ông A"
    around = [m for m in row[first : found.last] if m.kind == "ORG" and m.start < target.start]
    return around, next((m for m in around if by and m.end < found.start), None) or led_at(row, target)
