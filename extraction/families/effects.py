"""What an act means for a post: whether its days are those on which the post began or ended."""

from __future__ import annotations

import datetime as dt
import re

from extraction.context import Context
from extraction.dates import Period, periods
from extraction.datewords import A_YEAR
from extraction.facts import Effect
from extraction.families.tenures import Act, Claim
from extraction.families.told_days import Span

_WITHDRAWN = re.compile(r"\b(?:tư cách|cách (?:hết |tất cả )?(?:các )?chức(?: vụ)?)\b[^.;]{0,12}\bnguyên\b", re.I)
"""A title taken from somebody who had left the post: "xóa tư cách nguyên Chủ tịch"."""
_FROM = re.compile(
    r"\btừ (?:vị trí|cương vị|chức(?: vụ| danh)?)\b(?:(?!\b(?:giữ|làm|nhận|sang|về|vào|đến)\b).)*$", re.S
)
"""A post that somebody is moved away from: "điều động ông từ vị trí Giám đốc Sở …"."""
_UNDONE = re.compile(r"\bh(?:ủy|uỷ)(?: bỏ)? (?:các )?quyết định\s*$", re.I)
"""Before an act that is undone: "hủy quyết định bãi nhiệm"."""
_HANDED = re.compile(r"\b(?:trao|ký|công bố|ban hành)\b[^.;]{0,40}\bquyết định\b[^.;]*$", re.I)
"""Between a holder and an act that is somebody else's: "Chủ tịch tỉnh trao quyết định thôi việc cho bà …"."""
_IN_PASSING = re.compile(r"\bthay (?:cho |thế )?(?:ông|bà|đồng chí)\b[^.;,]{2,40}$", re.I)
"""Before an act that is told beside the one the days are of: "bầu bà B thay ông A được điều động làm …"."""
_BEFORE = 24
"""Characters before an act within which it may be told to be undone."""
_LONGEST = dt.timedelta(366)
"""Of a period that can be the time of an act."""


def effect(context: Context, claim: Claim, days: Span | None) -> Effect:
    """What the act of a claim, told to have been on these days, means for its post.

    The days count where the sentence of the act tells them, in an article without a date with their year; those of the
    sentences around it only where an article that has a date reports that somebody comes to the post.
    """
    if claim.act is None or claim.re_elected or _means_nothing(context.article.text, claim, claim.act):
        return "none"
    if days is None or _IN_PASSING.search(context.article.text[max(0, claim.act.start - 60) : claim.act.start]):
        return "undated"
    if told_with(context, claim.sentence, days):
        return "dated"
    news = context.article.published is not None and claim.status == "incoming"
    return "dated" if news and not _told(context, claim.sentence) else "undated"


def told_with(context: Context, n: int, days: Span) -> bool:
    """Whether sentence `n` itself tells these days, with their year where the article has no date."""
    own = [one for one in _told(context, n) if _is_of(one, days)]
    if context.article.published is None:
        own = [one for one in own if A_YEAR.search(context.article.text, one.start, one.end)]
    return bool(own)


def _told(context: Context, n: int) -> list[Period]:
    span = context.sentences[n].span
    told = periods(context.article.text, span.start, span.end, context.article.published)
    return [one for one in told if _is_short(one)]


def _is_short(period: Period) -> bool:
    """Whether it can be the time of an act; a term is longer."""
    return period.first is not None and (period.last or period.first) - period.first <= _LONGEST


def _is_of(period: Period, days: Span) -> bool:
    """Whether an act was on these days because of that period."""
    first, last = period.first, period.last or period.first
    if first is None or last is None:
        return False
    return (first <= days[0] and days[1] <= last) or (days[0] <= first and last <= days[1])


def _means_nothing(text: str, claim: Claim, act: Act) -> bool:
    return bool(
        _WITHDRAWN.search(text, act.start, max(act.end, claim.end) + _BEFORE)
        or _FROM.search(text[act.start : claim.end])
        or _UNDONE.search(text[max(0, act.start - _BEFORE) : act.start])
        or (claim.end <= act.start and _HANDED.search(text[claim.end : act.start]))
    )
