"""Mentions grow into phrases: places in places, bodies of bodies, posts, and persons with the posts told beside them.

A cascade: each step replaces the mentions a rule covers by one mention of a new kind, so that the rules of the next
step read a shorter tape.
"""

from __future__ import annotations

from collections.abc import Sequence

from extraction import holders, nesting, postphrases
from extraction.mentions import Mention
from extraction.phrases import PhraseRow


def build(mentions: Sequence[Mention]) -> list[Mention]:
    """The sentence's mentions with places, bodies, posts and holders put together."""
    row = PhraseRow(mentions)
    nesting.join_places(row)
    nesting.join_bodies(row)
    postphrases.join(row)
    holders.join(row)
    return row.mentions
