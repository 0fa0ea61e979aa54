"""The congress that an article is about: what "Nghị quyết Đại hội" means where its beginning tells of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extraction.context import Context
from extraction.families.document_words import surface
from extraction.mentions import BodyPhrase, Mention
from extraction.organizations import Organizations

_LEAD = 4
"""Sentences that can tell which congress an article is about."""
_AHEAD = re.compile(r"\b(?:sẽ|(?:ngay )?sau (?:khi )?đại hội|thời gian tới|nhiệm kỳ tới|trước mắt|sớm đưa)\b", re.I)
"""What is done with a resolution that the congress itself has just adopted."""
_MORE = frozenset("ORG AREA AREAREF PLACE PARTY CENTRAL OF ORDINAL NUMBER TERM LPAR PERIOD LEVELS EACH OTHER".split())
"""Kinds that after "Nghị quyết Đại hội" go on to tell which one."""


def congress(context: Context, organizations: Organizations, row: Callable[[int], Sequence[Mention]]) -> str:
    """The one local congress that the beginning names, as it is cited; "" where there is none or more than one."""
    found: dict[str, str] = {}
    text = context.article.text
    for n in range(min(_LEAD, len(context.sentences))):
        mentions = row(n)
        for i, mention in enumerate(mentions[:-1]):
            of = mentions[i + 1]
            party = isinstance(of.value, BodyPhrase) and of.value.entry.kind == "party-organization"
            body = organizations.of_mention(of, n) if mention.kind == "CONGRESS" and party else None
            if body is None or body.area is None:
                continue
            number = mentions[i + 2] if i + 2 < len(mentions) and mentions[i + 2].kind == "ORDINAL" else None
            words = [text[mention.start : mention.end].capitalize(), body.label]
            words += [text[number.start : number.end].replace("LẦN THỨ", "lần thứ")] if number is not None else []
            found[body.label] = max(found.get(body.label, ""), surface(" ".join(words)), key=len)
    return next(iter(found.values())) if len(found) == 1 else ""


def means_it(text: str, row: Sequence[Mention], i: int) -> bool:
    """Whether "Nghị quyết Đại hội" at `i` is what the congress told of has adopted: acted on from now on."""
    if i + 1 >= len(row) or row[i + 1].kind != "CONGRESS" or not text[row[i].start].isupper():
        return False
    return (i + 2 == len(row) or row[i + 2].kind not in _MORE) and _AHEAD.search(
        text, row[0].start, row[i].start
    ) is not None
