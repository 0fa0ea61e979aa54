"""Posts that nobody holds at once: told side by side before a name, only the last of them is that person's."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.families.posts import Post

_STATE_OFFICES = (
    "ministry",
    "ministry-department",
    "central-department",
    "general-department",
    "sector-department",
    "sub-department",
    "district-office",
)
_GOVERNS = ("ministry", "sector-department", "district-office", "people-committee")


def never_both(one: Post, other: Post) -> bool:
    """ "ông A - Vụ trưởng Vụ B của Bộ C, Chủ tịch UBND tỉnh D cảm ơn": whoever has a post at an office of the State
    does not chair a People's Committee as well."""
    at_office = one[2].kind in _STATE_OFFICES and not one[1].former
    chairs = other[2].kind == "people-committee" and other[1].label == "Chủ tịch" and not other[1].former
    return at_office and chairs


def of_one(posts: Sequence[Post], text: str) -> list[Post]:
    """ "Giám đốc Sở Y tế và Phó Chủ tịch UBND tỉnh Lê Văn A": what stands before a name without its rivals."""
    *before, last = posts
    return [*(p for p in before if not _rival(p, last, text[p[0].end : last[0].start])), last]


def _rival(one: Post, last: Post, between: str) -> bool:
    if one[1].former or last[1].former or one[2].label == last[2].label or "kiêm" in between:
        return False
    if last[1].label == "Thủ tướng":
        return one[2].kind in _GOVERNS or one[1].entry.unit == "bộ" or one[2].kind == "office"
    if one[2].kind == last[2].kind == "party-committee":  # "… cho tân Bí thư Huyện ủy, Bí thư Tỉnh ủy A nói"
        return one[1].newly and not last[1].newly and one[2].area != last[2].area
    return " và " in between and one[2].kind in _GOVERNS and last[2].kind in _GOVERNS
