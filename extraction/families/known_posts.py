"""Acts on a post told beside the name or before: kept, left, taken up, handed to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Person
from extraction.families.acts import AGAIN, MOVES, act_of
from extraction.families.gone import of_another, of_both
from extraction.families.position_rules import (
    DISMISSED,
    GONE,
    GONE_BOTH,
    GONE_FOR,
    INSTEAD,
    KEEPS,
    LEAVES_POST,
    MOVED,
    NAMED_TO_THAT,
    PREDECESSOR,
    REAPPOINTED,
    REPLACES,
    SUCCEEDS,
    TAKES_PLACE,
    TAKES_THAT,
)
from extraction.families.post_claims import claim_of
from extraction.families.post_groups import in_charge, lost
from extraction.families.post_modality import Modality, only_asked_to_leave
from extraction.families.posts import Post, Posts
from extraction.families.tenures import Act, Claim, Replaced, post_of
from extraction.grammar import Found, find
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_ARRIVES = re.compile(r"\b(?:về|đến|sang|tới|qua|nhận công tác|nhận nhiệm vụ)\b", re.I)
_OF_SESSIONS = ("people-council", "people-committee", "council-committee")
"""Bodies whose heads a council elects at one session."""
_AGAIN_REACH = 2
"""Sentences back to the post that "chức vụ này" means."""


class KnownPosts:
    """The acts of one sentence on posts that stand elsewhere."""

    def __init__(
        self, context: Context, posts: Posts, modality: Modality, sentence: int, before: Sequence[Claim]
    ) -> None:
        self.context = context
        self.posts = posts
        self.modality = modality
        self.n = sentence
        self.before = before
        """The claims of the sentences before."""

    def kept_or_gone(self, found: Found, row: Sequence[Mention]) -> Iterator[Claim]:
        """The post told beside the name is kept ("… tái đắc cử chức vụ này") or left ("miễn nhiệm Chủ tịch …")."""
        text = self.context.article.text
        for mention in found["people"] if found.rule.said(text[found.start : found.end]) else ():
            holder = mention.value
            if not isinstance(holder, HolderPhrase):
                continue
            person = self.context.holder(holder, self.n)
            if person is None or self.modality.blocked(found, row, "current") or self.modality.unsettled(found, row):
                continue
            if found.rule is DISMISSED and lost(text, holder):
                continue
            gone = found.rule in (GONE, GONE_BOTH, GONE_FOR)
            if gone and of_another(self.context.article.text, row, mention, found["act"][0]):
                continue
            if gone and only_asked_to_leave(self.context, self.n, found):
                continue
            if found.rule is GONE_BOTH and not of_both(self.context.article.text, found["act"][0]):
                continue
            if found.rule in (TAKES_THAT, NAMED_TO_THAT, TAKES_PLACE, *SUCCEEDS):
                yield from self._taken_up(person, holder, found)
                continue
            kept = found.rule in (KEEPS, REAPPOINTED)
            if kept and not AGAIN.search(text, found.start, found.end):
                continue
            act = None if gone else act_of(found, row)
            if found.rule is LEAVES_POST and not holder.posts:
                yield from self._left_again(person, holder, found["act"][0], act)
            posts = self.posts.read(holder.posts)
            for told in posts if gone else _main(posts):
                claim = claim_of(person, told, "current" if kept else "former", holder.name, found.rule.name, self.n)
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
        elif found.has("he"):
            told = [c for c in told if c.person == self.context.pronoun(found["he"][0].start, self.n)]
        if AGAIN.search(self.context.article.text, found.start, found.end) or not told or told[-1].person == person:
            return
        if any(post_of(c)[1:] != post_of(told[-1])[1:] for c in told):
            return
        start, end = min(holder.name.start, found.start), max(holder.name.end, found.end)
        act = act_of(found, found.mentions)
        new = replace(told[-1], person=person, start=start, end=end, rule=found.rule.name, sentence=self.n, act=act)
        yield replace(new, status="incoming", left=False, undone=False)

    def moved_away(self, found: Found, row: Sequence[Mention]) -> Iterator[Claim]:
        """ "điều động bà A, Phó Giám đốc Sở B, về nhận công tác tại UBND huyện C": the post told with her is left."""
        text = self.context.article.text
        act, mention, to = found["act"][0], found["people"][0], found["to"][0]
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, self.n) if holder.posts else None
        moved = MOVES.search(text, act.start, act.end) and _ARRIVES.search(text, mention.end, to.start)
        if person is None or not moved or self.modality.blocked(found, row, "former"):
            return
        at = self.posts.organizations.of_mention(to, self.n)
        for told in self.posts.read(holder.posts):
            if not told[1].entry.alone and (at is None or told[2].label != at.label):
                yield claim_of(person, told, "former", holder.name, MOVED.name, self.n)

    def results(self, found: Found) -> Iterator[Claim]:
        """ "… được bầu giữ chức Chủ tịch. Trưởng Ban Pháp chế là ông B": chosen at the same place, by the same act."""
        here, before = self.context.sentences[self.n], self.context.sentences[self.n - 1]
        told = [c for c in self.before if c.sentence == self.n - 1 and c.act is not None and c.act.kind == "APPOINT"]
        told = [c for c in told if c.organization.kind in _OF_SESSIONS and not c.life]
        told = [c for c in told if c.status == "incoming" or c.re_elected]
        if not told or here.paragraph != before.paragraph:
            return
        last = told[-1]
        first = (found["people"][0], list(found["posts"][0].parts))
        more = [
            (m, m.value.posts)
            for m in found["more"]
            if isinstance(m.value, HolderPhrase) and m.value.rule == "title-before"
        ]
        for mention, posts in (first, *more):
            holder = mention.value
            assert isinstance(holder, HolderPhrase)
            person = self.context.holder(holder, self.n)
            for post in self.posts.read(posts) if person is not None else ():
                area = post[2].area or (post[2].parent.area if post[2].parent is not None else None)
                same = area == last.organization.area and post[2].kind in _OF_SESSIONS
                if person is not None and not post[1].former and same:
                    claim = claim_of(person, post, "incoming", holder.name, found.rule.name, self.n)
                    yield replace(claim, act=last.act)

    def replaced(self, row: Sequence[Mention]) -> Iterator[Replaced]:
        """ "Ông A thay ông B": B held what the article says A was named to."""
        for found in find((REPLACES,), row):
            new, old = found["people"][0], found["old"][0]
            assert isinstance(new.value, HolderPhrase)
            assert isinstance(old.value, HolderPhrase)
            who, whom = self.context.holder(new.value, self.n), self.context.holder(old.value, self.n)
            if who is not None and whom is not None and not self.modality.blocked(found, row, "former"):
                yield Replaced(who, whom, new.value.name.start, old.value.name.end, self.n)
        for found in find((PREDECESSOR,), row):
            old, he = found["old"][0], (found["he"] or found["people"])[0]
            assert isinstance(old.value, HolderPhrase)
            if not found.rule.said(self.context.article.text[found.start : found.end]):
                continue
            if isinstance(he.value, HolderPhrase):
                who = self.context.holder(he.value, self.n)
            else:
                who = self.context.pronoun(he.start, self.n)
            whom = self.context.holder(old.value, self.n)
            if who is not None and whom is not None and who != whom:
                yield Replaced(who, whom, he.start, old.value.name.end, self.n)

    def instead(self, found: Found) -> Iterator[Claim]:
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
        yield claim_of(person, (post, plain, organization), "former", holder.name, INSTEAD.name, self.n)


def _main(posts: Sequence[Post]) -> Sequence[Post]:
    """ "ông A, Huyện ủy viên, Trưởng phòng B, thôi giữ chức vụ hiện tại": the first that is no seat on a committee."""
    offices = [told for told in posts if told[2].kind not in ("executive-committee", "standing-committee")]
    return (offices or posts)[:1]
