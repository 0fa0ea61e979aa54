"""What posts told together are: deputies, seats, offices that several people can hold at once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PostPhrase

_STATUS = re.compile(r"\btư cách\s+$", re.I)
"""Before a post of old that is taken from somebody, in name."""
_PLURAL_ROLES = ("Phó ", "Ủy viên", "Đại biểu", "Thành viên")


def open_ended(posts: Mention) -> bool:
    """Whether the words do not tell of which body the posts are."""
    return all(isinstance(part.value, PostPhrase) and part.value.org is None for part in posts.parts)


def of_departments(posts: Mention) -> bool:
    """ "Các phó phòng gồm: ông A (Phó phòng Tổ chức)": heads of whichever department, their own posts tell which."""
    labels = [part.value.label for part in posts.parts if isinstance(part.value, PostPhrase)]
    return open_ended(posts) and all(label.endswith(" phòng") for label in labels)


def deputies(posts: Mention) -> bool:
    """Whether they are posts of deputies to a head: "các Phó Chủ tịch"."""
    return all(isinstance(p.value, PostPhrase) and p.value.label.startswith("Phó ") for p in posts.parts)


def of_deputy(posts: Mention) -> bool:
    """Whether it is a seat in an assembly, of whichever one: "đại biểu"."""
    phrases = [part.value for part in posts.parts if posts.kind == "POSTS"]
    return bool(phrases) and all(isinstance(p, PostPhrase) and p.org is None and p.entry.only for p in phrases)


def in_charge(posts: Mention) -> bool:
    """ "Phó Giám đốc phụ trách Sở": who is replaced held another post."""
    return any(part.kind == "INCHARGE" for post in posts.parts for part in post.parts)


def sharable(posts: Mention) -> bool:
    """Whether several people can hold the posts at once: there is one Bí thư, but there are several Phó Bí thư."""
    return all(isinstance(p.value, PostPhrase) and p.value.label.startswith(_PLURAL_ROLES) for p in posts.parts)


def former_from(posts: Sequence[Mention]) -> set[int]:
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


def lost(text: str, holder: HolderPhrase) -> bool:
    """ "Ông này bị xóa tư cách nguyên Bộ trưởng, Phó Vụ trưởng A cho biết": the first post is of whoever lost it."""
    if holder.rule != "title-before" or len(holder.posts) < 2:
        return False
    start = holder.posts[0].start
    return _STATUS.search(text, max(0, start - 16), start) is not None
