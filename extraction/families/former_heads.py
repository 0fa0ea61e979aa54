"""Those who have held one post, in a list headed by it: "Các đồng chí Bí thư Huyện ủy … qua các thời kỳ"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Status
from extraction.families.post_claims import claim_of
from extraction.families.posts import Post, Posts
from extraction.families.tenures import Claim
from extraction.mentions import Mention
from extraction.organizations import Organizations

_THROUGH = re.compile(r"[^.;:\n]{0,40}?\bqua các (?:thời kỳ|nhiệm kỳ|giai đoạn|kh[oó][aá])\b", re.I)
"""After the post that heads a list."""
_HEAD = re.compile(r"\W*(?:(?:danh sách|chân dung|các|những|thế hệ)\s+){0,2}(?:đồng chí|đ/c)?\s*", re.I)
"""Before it."""
_DAY = r"(?:tháng |năm )?(?:\d{1,2}\s?[/-]\s?){0,2}(?:19|20)\d\d"
_SPELL = re.compile(
    r"\s*(?:\([^()\n]{1,40}\)\s*)?(?:,?\s*(?:các )?kh[oó][aá] [^:;.\n]{1,30})?[\s:,(–-]*(?:từ\s+)?"
    rf"{_DAY}(?:\s*(?:[-–—]|đến|tới)\s*(?:{_DAY}|(?P<now>nay)))?",
    re.I,
)
"""The years that a line tells after a name."""
_LEAD = frozenset("NUMBER DOT DASH HON RANK RPAR COLON OTHER".split())
"""What stands before the name in a line."""
_WORDS = 5
"""Mentions before the name, at most."""
_GAP = 3
"""Sentences in a row that tell nobody, at the end of the list."""


def heads(context: Context, organizations: Organizations) -> Iterator[Claim]:
    """Everybody in such lists, at the post that heads them."""
    if "qua các" not in context.folded:
        return
    text = context.article.text
    for n, sentence in enumerate(context.sentences):
        for mention in sentence.row if "POSTS" in sentence.kinds else ():
            if mention.kind != "POSTS" or len(mention.parts) > 1 or not _THROUGH.match(text, mention.end):
                continue
            if _HEAD.fullmatch(text, sentence.span.start, mention.start):
                for post in Posts(context, organizations, n).read(mention.parts):
                    yield from _listed(context, n, post)


def _listed(context: Context, n: int, post: Post) -> Iterator[Claim]:
    missed = 0
    for k in range(n + 1, len(context.sentences)):
        told = _item(context, k)
        missed = 0 if told is not None else missed + 1
        if missed > _GAP:
            return
        name, status, end = told or (None, "former", 0)
        person = context.person(str(name.value), name.start) if name is not None else None
        if name is not None and person is not None:
            claim = claim_of(person, post, status, name, "heads-through-the-years", k)
            yield replace(claim, start=name.start, end=end)


def _item(context: Context, n: int) -> tuple[Mention, Status, int] | None:
    """The name that a line begins with, whether its years go on, and where they end."""
    mentions = context.sentences[n].mentions[: _WORDS + 1]
    at = next((i for i, m in enumerate(mentions) if m.kind == "NAME"), None)
    if at is None or context.paragraph_start(n) != n or any(m.kind not in _LEAD for m in mentions[:at]):
        return None
    end = context.sentences[n].span.end
    spell = _SPELL.match(context.article.text, mentions[at].end, end)
    return (mentions[at], "current" if spell["now"] else "former", spell.end()) if spell is not None else None
