"""Posts told beside names: with one of them, or once for several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Status
from extraction.families.elided import elided
from extraction.families.mandates import over
from extraction.families.position_rules import LED, SHARED
from extraction.families.post_claims import claim_of
from extraction.families.post_groups import former_from, lost, sharable
from extraction.families.post_neighbours import placed_by
from extraction.families.posts import Posts
from extraction.families.rivals import never_both, of_one
from extraction.families.tenures import Claim
from extraction.grammar import Found
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_THEN = re.compile(
    r" (?:thời đó|thời ấy|thời bấy giờ|hồi đó|hồi ấy|lúc bấy giờ|lúc đó|khi đó|khi ấy|thời điểm (?:đó|ấy))[ ]?[-–,).]",
    re.I,
)
_YEARS = re.compile(
    r"(?:,?\s*(?:trong )?(?:giai đoạn|thời kỳ|thời gian|các năm))?\s*\(?\s*(?:từ )?(?:năm )?(?:19|20)\d\d"
    r"\s*(?:[-–]|đến)\s*(?:năm )?((?:19|20)\d\d)\b",
    re.I,
)
"""After a post, the years of it: "(2010-2016)", " giai đoạn 2011 - 2015"."""
_NOW_IN_BRACKETS = re.compile(r"\s*\(\s*(?:nay|hiện|hiện nay|hiện tại|bây giờ)\b", re.I)
_ADDRESSED = re.compile(r"\b(?:báo cáo(?: với)?|thưa|trả lời|kiến nghị với|tương tự|cũng như)\s+$", re.I)
_STANDS = re.compile(r"\b(?:ứng cử viên|ứng viên)\s+$", re.I)
"""Before a post that somebody only stands for."""
_HEADS = ("Thủ tướng,", "Thủ tướng Chính phủ,", "Chủ tịch nước,", "Tổng Bí thư,")
SEVERAL = re.compile(r"(?:các|hai|ba|bốn|hai đồng chí|các đồng chí)\s", re.I)
_NOT_AGAIN = re.compile(r"\bkhó[aá] (?:[IVXL]+|\d+)\s*,?\s+không (?:tham gia )?(?:tái cử|khó[aá] (?:này|mới))\b")
_ASIDE = 60
"""Characters after a name within which stands that somebody is not elected again."""


class NamePosts:
    """The posts beside the names of one sentence."""

    def __init__(self, context: Context, posts: Posts, sentence: int) -> None:
        self.context = context
        self.posts = posts
        self.n = sentence

    def of(self, mention: Mention, holder: HolderPhrase, row: Sequence[Mention]) -> Iterator[Claim]:
        """The posts that stand with one name."""
        person = self.context.holder(holder, self.n)
        if person is None or self._credited(mention, row) or self._historic(mention, row):
            return
        left = former_from(holder.posts)
        posts = self.posts.read(holder.posts, placed_by(mention, row), governed=_item_of(mention, row))
        after = holder.rule.startswith("title-after")
        act = elided(self.context.article.text, mention, row) if after else None
        if (
            holder.rule == "title-before"
            and len(posts) > 1
            and (self._of_office(mention, row) or lost(self.context.article.text, holder))
        ):
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
                or self._not_again(mention)
                or over(phrase.term, organization, self.context.year)
            )
            newly = phrase.newly or act is not None or self._instead(mention, row)
            status: Status = "former" if former else "incoming" if newly else "current"
            claim = claim_of(person, (post, phrase, organization), status, holder.name, holder.rule, self.n)
            yield replace(claim, left=phrase.former, act=None if former else act)

    def _instead(self, mention: Mention, row: Sequence[Mention]) -> bool:
        """ "Bí thư Chi bộ: đ/c A (thay đ/c B nghỉ hưu)"."""
        at = next(i for i, m in enumerate(row) if m is mention)
        return [m.kind for m in row[at + 1 : at + 3]] == ["LPAR", "INSTEAD"]

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
        """ "ông A (Tổng biên tập báo B thời đó)", "ông A, Giám đốc Sở B (2010-2016)" in 2019."""
        text, year = self.context.article.text, self.context.year
        years = _YEARS.match(text, post.end) if year is not None else None
        ended = years is not None and year is not None and int(years[1]) < year
        return ended or _THEN.match(text, post.end) is not None

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

    def led(self, found: Found) -> Iterator[Claim]:
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

    def shared(self, found: Found) -> Iterator[Claim]:
        """ "các đồng chí: A, B, Phó Bí thư Tỉnh ủy": a title that several can hold, told once after the last name."""
        *others, last = (m for m in found["people"] if m.kind == "HOLDER")
        holder = last.value
        assert isinstance(holder, HolderPhrase)
        plural = SEVERAL.match(self.context.article.text, found["people"][0].start) or found.has("lead")
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
            yield claim_of(person, told, "former" if told[1].former else "current", other.name, rule, self.n)

    def _not_again(self, mention: Mention) -> bool:
        """ "ông A, Bí thư Huyện ủy khóa XI không tái cử": of the term that is over."""
        return _NOT_AGAIN.search(self.context.article.text, mention.start, mention.end + _ASIDE) is not None


def _item_of(mention: Mention, row: Sequence[Mention]) -> Mention | None:
    """ "- Chi bộ Trạm Y tế: Bí thư đ/c A": the body that the item begins with."""
    at = next(i for i, m in enumerate(row) if m is mention)
    heads = at > 1 and row[at - 1].kind == "COLON" and row[at - 2].kind == "ORG"
    return row[at - 2] if heads and (at == 2 or row[at - 3].kind in ("DASH", "SEMI", "DOT", "OTHER")) else None
