"""What the beginning of an article tells of whom its figures are: who is asked, whether it is about the whole Party."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction.context import Context
from extraction.mentions import BodyPhrase, Mention, walk
from extraction.phrases import HolderPhrase, PostPhrase

PARTY = frozenset(("party-organization", "party-committee", "party-block", "military-party-committee"))
PARTY_BODIES = PARTY | {"party-cell"}
OF_AREA = frozenset(
    (
        "party-department",
        "standing-committee",
        "executive-committee",
        "inspection-committee",
        "office",
    )
)
"""Bodies that report for their place: what they count is the place's."""
HOSTS = PARTY | OF_AREA
"""Bodies by which the Party acts: what they hold is the Party's."""
_LEAD = 5
"""Sentences that may present who is asked."""
_ASKS = re.compile(r"(?:trao đổi|phỏng vấn|trò chuyện|cuộc trao đổi|đối thoại|gặp gỡ)(?: nhanh| ngắn)? (?:với )?", re.I)
_COMES = re.compile(
    r"\b(?:làm việc|chuyến thăm|về thăm|đến thăm|tới thăm|khảo sát|kiểm tra|giám sát)(?: và làm việc|, làm việc)?"
    r" (?:tại|với|ở)?(?: các| một số)?(?: tỉnh| thành phố)? ?$",
    re.I,
)
"""Before the place that a delegation of the centre has come to."""
_NOWHERE = ("central", "cell", "")
"""Levels of bodies that are of no place by their own word."""


def presented(context: Context) -> Iterator[tuple[int, Mention]]:
    """The Party bodies whose leaders the beginning presents: "trao đổi với ông A, Phó Bí thư Đảng ủy Khối …"."""
    for n in range(min(_LEAD, len(context.sentences))):
        for mention in context.sentences[n].row:
            for post in mention.value.posts if isinstance(mention.value, HolderPhrase) else ():
                org = post.value.org if isinstance(post.value, PostPhrase) else None
                body = org.value if org is not None and org.kind == "ORG" else None
                if org is not None and isinstance(body, BodyPhrase) and body.entry.kind in PARTY:
                    yield n, org


def asked(context: Context) -> Iterator[tuple[int, Mention]]:
    """The bodies that stand for a place whose heads an interview asks: "trao đổi với ông A, Trưởng Ban Tổ chức …"."""
    for n in range(min(_LEAD, len(context.sentences))):
        span = context.sentences[n].span
        asks = _ASKS.search(context.article.text, span.start, span.end)
        for mention in context.sentences[n].row if asks is not None else ():
            told = mention.start > asks.start() if asks is not None else False
            for post in mention.value.posts if told and isinstance(mention.value, HolderPhrase) else ():
                org = post.value.org if isinstance(post.value, PostPhrase) else None
                body = org.value if org is not None and org.kind == "ORG" else None
                if (
                    org is not None
                    and isinstance(body, BodyPhrase)
                    and body.entry.kind in OF_AREA
                    and body.of is not None
                ):
                    yield n, org


def is_national(context: Context) -> bool:
    """Whether an article is about the Party as a whole: its beginning names central bodies and no local one."""
    lead = range(min(_LEAD, len(context.sentences)))
    told = [m for n in lead for m in walk(context.sentences[n].row) if m.kind in ("ORG", "CENTRAL")]
    bodies = [m.value for m in told if isinstance(m.value, BodyPhrase)]
    if any(body.entry.kind in HOSTS and _local(body) for body in bodies) or _visits(context):
        return False
    return any(m.kind == "CENTRAL" for m in told) or any(body.entry.level == "central" for body in bodies)


def _visits(context: Context) -> bool:
    """ "Đoàn công tác của Ban Tổ chức Trung ương làm việc tại tỉnh A": about the place that it has come to."""
    for n in range(min(_LEAD, len(context.sentences))):
        span = context.sentences[n].span
        for mention in context.sentences[n].row:
            if mention.kind in ("AREA", "PLACE") and _COMES.search(context.article.text, span.start, mention.start):
                return True
    return False


def _local(body: BodyPhrase) -> bool:
    """Whether a body is told of a province, district or commune."""
    above = body.of.kind if body.of is not None else ""
    return above in ("AREA", "AREAREF", "PLACE") or (body.entry.level not in _NOWHERE and above != "CENTRAL")
