"""Who holds, held or is about to hold which post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.context import Context
from extraction.datewords import A_YEAR
from extraction.facts import Person, Role, Status, Tenure
from extraction.families import careers
from extraction.families.acts import (
    AGAIN,
    MOVES,
    PROPOSED,
    act_of,
    led_at,
    own_act,
    whole_move,
    without_brackets,
    without_kin,
)
from extraction.families.committee_seats import Seats
from extraction.families.gone import of_another, of_both
from extraction.families.handovers import giver
from extraction.families.mandates import over
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
    REAPPOINTED,
    REPLACES,
    RESIGNS,
    SHARED,
    STEP,
    SUCCEEDS,
    TAKES_PLACE,
    TAKES_THAT,
)
from extraction.families.post_groups import deputies, in_charge, of_departments, of_deputy, open_ended, sharable
from extraction.families.post_modality import Modality, only_asked_to_leave
from extraction.families.post_neighbours import placed_by
from extraction.families.posts import Post, Posts
from extraction.families.rivals import never_both, of_one
from extraction.families.sifting import sift
from extraction.families.standing import Standing
from extraction.families.tenures import Act, Claim, Replaced, post_of, settle, tenures
from extraction.grammar import Found, find, tape
from extraction.mentions import Mention
from extraction.organizations import Organizations, organizations_of
from extraction.phrases import HolderPhrase, PostPhrase

_THEN = re.compile(
    r" (?:thời đó|thời ấy|thời bấy giờ|hồi đó|hồi ấy|lúc bấy giờ|lúc đó|khi đó|khi ấy|thời điểm (?:đó|ấy))[ ]?[-–,).]",
    re.I,
)
_NOW_IN_BRACKETS = re.compile(r"\s*\(\s*(?:nay|hiện|hiện nay|hiện tại|bây giờ)\b", re.I)
_ADDRESSED = re.compile(r"\b(?:báo cáo(?: với)?|thưa|trả lời|kiến nghị với|tương tự|cũng như)\s+$", re.I)
_STANDS = re.compile(r"\b(?:ứng cử viên|ứng viên)\s+$", re.I)
"""Before a post that somebody only stands for."""
_STEP = re.compile(r"(?:19|20)\d\d|\b(?:trước|sau) (?:đó|nữa)\b|trước đó nữa|\btiếp (?:đó|theo)\b|\bhiện\b", re.I)
_UP_TO_NOW = re.compile(r"đến nay|hiện|tới nay", re.I)
_HEADS = ("Thủ tướng,", "Thủ tướng Chính phủ,", "Chủ tịch nước,", "Tổng Bí thư,")
_GUESSED = (("bộ", "ministry"), ("", "people-council"))
"""Posts without a body, and the kinds of the one named before that they are put to."""
_SEVERAL = re.compile(r"(?:các|hai|ba|bốn|hai đồng chí|các đồng chí)\s", re.I)
_READ = frozenset(("HOLDER", "POSTS"))
"""Kinds of what a sentence says of posts."""
_REPLACED = frozenset(("HOLDER", "INSTEAD"))
_ARRIVES = re.compile(r"\b(?:về|đến|sang|tới|qua|nhận công tác|nhận nhiệm vụ)\b", re.I)
_OF_A_LIFE = ("before-being-named", "then-named")
"""Rules of what somebody came to before the day that the article reports of."""
_HEADED = ("list-of-post", "list-of-title", "in-turn")
"""Rules of a post told once before a list of names."""
_AGAIN_REACH = 2
"""Sentences back to the post that "chức vụ này" means."""
_OF_HOLDERS = (
    KEEPS,
    REAPPOINTED,
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
_OF_NEIGHBOURS = (STEP, SHARED, LED, INSTEAD, *_OF_HOLDERS, MOVED)
"""Rules of posts that are told with another post or another name."""
_Used = set[tuple[int, int]]
"""Where the names and the posts begin that a sentence has been read with."""
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
        if sentence.kinds & _READ:
            reader = _Reader(context, organizations, n, found)
            found.extend(reader.read(sentence.row))
            if sentence.kinds >= _REPLACED:
                replaced.extend(reader.replaced(sentence.row))
    return without_party_posts(context, settle(sift(context, found), replaced))


def _left(posts: Sequence[Mention]) -> set[int]:
    """Where the posts begin that somebody has left: "nguyên" is said of those after it as well, up to a mandate."""
    left: set[int] = set()
    former = False
    for mention in posts:
        phrase = mention.value
        if isinstance(phrase, PostPhrase):
            former = phrase.former or (former and not phrase.newly)
            left.update([mention.start] * former)
            former = former and not phrase.term
    return left


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
        self.before = before
        """The claims of the sentences before."""
        self.organizations = organizations
        self.posts = Posts(context, organizations, sentence)
        self.seats = Seats(context, organizations, self.posts, sentence)

    def read(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """All claims of the sentence: beside names first, then by what happened."""
        for mention in row:
            if mention.kind == "HOLDER" and isinstance(mention.value, HolderPhrase) and mention.value.posts:
                yield from self._beside(mention, mention.value, row)
        for mention in row:
            if mention.kind == "POSTS":
                self.posts.read(mention.parts)  # what a bare "Phó Bí thư" of the sentence is Phó of
        if "HOLDER" not in self.context.sentences[self.n].kinds:
            yield from self._career_line(row)
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
            if found.rule is STEP:
                yield from self._step(found, row, used)
            elif found.rule is SHARED:
                yield from self._shared_title(found)
            elif found.rule is LED:
                yield from self._led_title(found)
            elif found.rule is INSTEAD:
                yield from self._instead(found)
            elif found.rule is MOVED:
                yield from self._moved_away(found, row)
            else:
                yield from self._kept_or_gone(found, row)

    def _career_line(self, row: Sequence[Mention]) -> Iterator[Claim]:
        """ "Từ tháng 8/2005 đến tháng 5/2010: Phó Trưởng phòng …", in a life that the lines before tell."""
        told = careers.line(self.context.article.text, self.context.sentences[self.n].span.start, row)
        person = self.context.whose_life(self.n) if told is not None else None
        if told is None or person is None:
            return
        for post, phrase, organization in self.posts.read(told[0]):
            claim = self._claim(person, (post, phrase, organization), told[1], post, "career-line")
            yield replace(claim, life=True)

    def _beside(self, mention: Mention, holder: HolderPhrase, row: Sequence[Mention]) -> Iterator[Claim]:
        person = self.context.holder(holder, self.n)
        if person is None or self._credited(mention, row) or self._historic(mention, row):
            return
        left = _left(holder.posts)
        posts = self.posts.read(holder.posts, placed_by(mention, row))
        if holder.rule == "title-before" and len(posts) > 1 and self._of_office(mention, row):
            posts = posts[1:]
        if holder.rule.startswith("title-before") and len(posts) > 1:
            posts = of_one(posts, self.context.article.text)
        if len(posts) > 1 and self._acted_by_another(mention, row) and never_both(posts[-2], posts[-1]):
            posts = posts[:-1]
        for post, phrase, organization in posts:
            if _STANDS.search(self.context.article.text, max(0, post.start - 16), post.start):
                continue
            former = (
                post.start in left
                or self._of_then(post)
                or self._then_another(mention, row)
                or self.standing.not_again(mention)
                or over(phrase.term, organization, self.context.year)
            )
            status: Status = "former" if former else "incoming" if phrase.newly else "current"
            claim = self._claim(person, (post, phrase, organization), status, holder.name, holder.rule)
            yield replace(claim, left=phrase.former)

    @staticmethod
    def _acted_by_another(mention: Mention, row: Sequence[Mention]) -> bool:
        """ "… báo cáo của ông A - Vụ trưởng Vụ B, Chủ tịch UBND tỉnh cảm ơn": no sign ends the posts told of A."""
        at = next(i for i, m in enumerate(row) if m is mention)
        after = row[at + 1].kind if at + 1 < len(row) else "DOT"
        return (
            at > 0
            and row[at - 1].kind in ("OF", "FROM", "TOWARDS", "CREDIT")
            and after in ("STOP", "OTHER", "PLANNED", "DO")
        )

    def _of_then(self, post: Mention) -> bool:
        """ "ông A (Tổng biên tập báo B thời đó)"."""
        return bool(_THEN.match(self.context.article.text, post.end))

    def _then_another(self, mention: Mention, row: Sequence[Mention]) -> bool:
        """ "ông A - Chủ tịch UBND huyện (nay là Bí thư Huyện ủy)": left for what the brackets tell."""
        if _NOW_IN_BRACKETS.match(self.context.article.text, mention.end) is None:
            return False
        at = row.index(mention)
        return any(m.kind == "POSTS" for m in row[at + 2 : at + 5])

    def _historic(self, mention: Mention, row: Sequence[Mention]) -> bool:
        """ "Khu lưu niệm Tổng Bí thư …", "… - Tổng Bí thư đầu tiên": told of history."""
        at = row.index(mention)
        return any(m.kind == "MEMORIAL" for m in row[max(0, at - 3) : at])

    def _of_office(self, mention: Mention, row: Sequence[Mention]) -> bool:
        """ "Chứng kiến lễ bàn giao nhiệm vụ Tư lệnh …, Bí thư Thành ủy A": the first post goes with the noun."""
        at = row.index(mention)
        before = self.context.article.text[max(0, mention.start - 9) : mention.start].casefold().strip()
        addressed = _ADDRESSED.search(self.context.article.text, max(0, mention.start - 20), mention.start)
        if addressed is not None:
            return True  # "Báo cáo với Bí thư Thành ủy, Chủ tịch UBND quận Lê Văn A cho biết"
        if before.endswith(" của") and self.context.article.text.startswith(_HEADS, mention.start):
            return True  # "theo chỉ đạo của Thủ tướng, Bộ trưởng … Lê Văn A"
        if at > 1 and row[at - 1].kind == "COP" and row[at - 2].kind == "APPOINT":
            return True  # "sau khi được điều động làm Phó Giám đốc Công ty B, nguyên Chủ tịch HĐND Lê Văn A nói"
        return at > 0 and (row[at - 1].kind == "BECOME" or before.endswith("nhiệm vụ"))

    @staticmethod
    def _credited(mention: Mention, row: Sequence[Mention]) -> bool:
        at = row.index(mention)
        honoured = any(part.kind == "HON" for part in mention.parts)  # of whom the picture shows: "Ảnh: Đồng chí A, …"
        return at >= 2 and row[at - 1].kind == "COLON" and row[at - 2].kind == "CREDIT" and not honoured

    def _claim(self, person: Person, told: Post, status: Status, name: Mention, rule: str) -> Claim:
        post, phrase, organization = told
        role = Role(vi=phrase.label, en=f"Acting {phrase.entry.role.en}" if phrase.acting else phrase.entry.role.en)
        return Claim(
            person,
            role,
            organization,
            status,
            min(name.start, post.start),
            max(name.end, post.end),
            rule,
            self.n,
            phrase.term,
            phrase.acting,
            guessed=phrase.org is None and (phrase.entry.unit, organization.kind) in _GUESSED,
        )

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
        past = held.told_past(found) or held.spell(found) is not None or found.rule.name in _OF_A_LIFE
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
            for claim in self.seats.members(found, person, holder, told.status):
                yield replace(claim, act=own_act(text, found, act))
            return
        life = told.past or self.context.in_a_life(self.n, person)
        moves = act is not None and MOVES.search(text, act.start, act.end) is not None
        proposed = act is not None and PROPOSED.match(text, act.start) is not None
        again = told.re_elected or (act is not None and self.standing.again_said(found, holder.name))
        own = self._dealt(told.people, mention, target)
        around, governed = _bodies_near(found, told.row, target, told.status)
        left = _left(target.parts)
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
            gone = act is not None and act.kind == "DISMISS" and status == "former"
            yield replace(
                self._claim(person, (post, phrase, organization), status, holder.name, found.rule.name),
                re_elected=again,
                act=act,
                besides=proposed or "kiêm" in text[mention.end : post.start].casefold(),
                life=life,
                moves=moves,
                left=gone,
                undone=gone and (told.revoked or "quyết định" in told.words),
            )

    def _fresh(
        self, found: Found, row: Sequence[Mention], people: Sequence[Mention], target: Mention, used: _Used
    ) -> list[Mention]:
        """Those of the persons of a rule whom it tells of, and no rule before it has told of the posts."""
        fresh = [m for m in people if (m.start, target.start) not in used]
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
        return _SEVERAL.match(self.context.article.text, first.start) is not None

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
            claim = self._claim(person, told, status, holder.value.name, STEP.name)
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

    def _led_title(self, found: Found) -> Iterator[Claim]:
        """ "hai Phó Chủ tịch A và B": a title told once before the first name."""
        first, *others = (m for m in found["people"] if m.kind == "HOLDER")
        holder = first.value
        assert isinstance(holder, HolderPhrase)
        posts = Mention("POSTS", first.start, first.end, parts=tuple(holder.posts))
        if holder.rule != "title-before" or not sharable(posts):
            return
        for mention in others:
            claims = list(self._same_posts(mention, holder, LED.name))
            if not claims:
                break
            yield from claims

    def _shared_title(self, found: Found) -> Iterator[Claim]:
        """ "các đồng chí: A, B, Phó Bí thư Tỉnh ủy": a title that several can hold, told once after the last name."""
        *others, last = (m for m in found["people"] if m.kind == "HOLDER")
        holder = last.value
        assert isinstance(holder, HolderPhrase)
        plural = _SEVERAL.match(self.context.article.text, found["people"][0].start) or found.has("lead")
        posts = Mention("POSTS", last.start, last.end, parts=tuple(holder.posts))
        if not plural or not holder.rule.startswith("title-after") or not holder.posts or not sharable(posts):
            return
        if any(isinstance(m.value, HolderPhrase) and m.value.posts for m in others):
            return
        for mention in others:
            yield from self._same_posts(mention, holder, SHARED.name)

    def _same_posts(self, mention: Mention, holder: HolderPhrase, rule: str) -> Iterator[Claim]:
        """The posts told with one name, claimed for another that stands without any."""
        other = mention.value
        assert isinstance(other, HolderPhrase)
        person = self.context.holder(other, self.n) if not other.posts else None
        if person is None:
            return
        for told in self.posts.read(holder.posts):
            yield self._claim(person, told, "former" if told[1].former else "current", other.name, rule)

    def _kept_or_gone(self, found: Found, row: Sequence[Mention]) -> Iterator[Claim]:
        """The post told beside the name is kept ("… tái đắc cử chức vụ này") or left ("miễn nhiệm Chủ tịch …")."""
        text = self.context.article.text
        for mention in found["people"] if found.rule.said(text[found.start : found.end]) else ():
            holder = mention.value
            if not isinstance(holder, HolderPhrase):
                continue
            person = self.context.holder(holder, self.n)
            if person is None or self.modality.blocked(found, row, "current") or self.modality.unsettled(found, row):
                continue
            gone = found.rule in (GONE, GONE_BOTH, GONE_FOR)
            if gone and of_another(self.context.article.text, row, mention, found["act"][0]):
                continue
            if gone and only_asked_to_leave(self.context, self.n, found):
                continue
            if found.rule is GONE_BOTH and not of_both(self.context.article.text, found["act"][0]):
                continue
            if found.rule in (TAKES_THAT, TAKES_PLACE, *SUCCEEDS):
                yield from self._taken_up(person, holder, found)
                continue
            kept = found.rule in (KEEPS, REAPPOINTED)
            if kept and not AGAIN.search(text, found.start, found.end):
                continue
            act = None if gone else act_of(found, row)
            if found.rule is LEAVES_POST and not holder.posts:
                yield from self._left_again(person, holder, found["act"][0], act)
            for told in self.posts.read(holder.posts)[: None if gone else 1]:
                claim = self._claim(person, told, "current" if kept else "former", holder.name, found.rule.name)
                if kept or found.rule is DISMISSED or not told[1].former:
                    yield replace(claim, re_elected=kept, act=act, left=not kept)

    def _left_again(self, person: Person, holder: HolderPhrase, said: Mention, act: Act | None) -> Iterator[Claim]:
        """ "Ông A được thôi giữ chức vụ này": the post that the sentences right before told of him."""
        told = [c for c in self.before if c.person == person and c.sentence >= self.n - _AGAIN_REACH]
        if not told or any(post_of(c) != post_of(told[-1]) for c in told if c.sentence == told[-1].sentence):
            return
        start, end = min(holder.name.start, said.start), max(holder.name.end, said.end)
        again = replace(told[-1], start=start, end=end, rule=LEAVES_POST.name, sentence=self.n, act=act)
        yield replace(again, status="former", left=True, undone=True)

    def _taken_up(self, person: Person, holder: HolderPhrase, found: Found) -> Iterator[Claim]:
        """ "Ông A trúng cử chức danh này", "… được bầu thay ông B": the post that B was told to leave right before."""
        told = [c for c in self.before if c.left and c.act is not None and c.sentence >= self.n - _AGAIN_REACH]
        old = found["old"][0].value if found.has("old") else None
        if isinstance(old, HolderPhrase):
            told = [c for c in told if c.person == self.context.holder(old, self.n)]
        if AGAIN.search(self.context.article.text, found.start, found.end) or not told or told[-1].person == person:
            return
        if any(post_of(c)[1:] != post_of(told[-1])[1:] for c in told):
            return
        start, end = min(holder.name.start, found.start), max(holder.name.end, found.end)
        act = act_of(found, found.mentions)
        new = replace(told[-1], person=person, start=start, end=end, rule=found.rule.name, sentence=self.n, act=act)
        yield replace(new, status="incoming", left=False, undone=False)

    def _moved_away(self, found: Found, row: Sequence[Mention]) -> Iterator[Claim]:
        """ "điều động bà A, Phó Giám đốc Sở B, về nhận công tác tại UBND huyện C": the post told with her is left."""
        text = self.context.article.text
        act, mention, to = found["act"][0], found["people"][0], found["to"][0]
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, self.n) if holder.posts else None
        moved = MOVES.search(text, act.start, act.end) and _ARRIVES.search(text, mention.end, to.start)
        if person is None or not moved or self.modality.blocked(found, row, "former"):
            return
        at = self.organizations.of_mention(to, self.n)
        for told in self.posts.read(holder.posts):
            if not told[1].entry.alone and (at is None or told[2].label != at.label):
                yield self._claim(person, told, "former", holder.name, MOVED.name)

    def replaced(self, row: Sequence[Mention]) -> Iterator[Replaced]:
        """ "Ông A thay ông B": B held what the article says A was named to."""
        for found in find((REPLACES,), row):
            new, old = found["people"][0], found["old"][0]
            assert isinstance(new.value, HolderPhrase)
            assert isinstance(old.value, HolderPhrase)
            who, whom = self.context.holder(new.value, self.n), self.context.holder(old.value, self.n)
            if who is not None and whom is not None and not self.modality.blocked(found, row, "former"):
                yield Replaced(who, whom, new.value.name.start, old.value.name.end, self.n)

    def _instead(self, found: Found) -> Iterator[Claim]:
        """Whoever is replaced held the post before."""
        posts = found["posts"][0]
        holder = found["people"][0].value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, self.n)
        told = self.posts.read(list(posts.parts))
        if person is None or not told or in_charge(posts):
            return
        post, phrase, organization = told[0]
        plain = replace(phrase, label=phrase.label.removeprefix("Quyền "), acting=False, former=False)
        yield self._claim(person, (post, plain, organization), "former", holder.name, INSTEAD.name)


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
