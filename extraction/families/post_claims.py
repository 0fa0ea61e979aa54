"""What a stretch of a sentence tells of a person and a post."""

from __future__ import annotations

from extraction.facts import Person, Role, Status
from extraction.families.posts import Post
from extraction.families.tenures import Claim
from extraction.mentions import Mention

_GUESSED = (("bộ", "ministry"), ("", "people-council"))
"""Posts without a body, and the kinds of the one named before that they are put to."""


def claim_of(person: Person, told: Post, status: Status, name: Mention, rule: str, n: int) -> Claim:
    """What sentence `n` tells of a person by a rule: the post, from the name to the words for it."""
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
        n,
        phrase.term,
        phrase.acting,
        guessed=phrase.guessed or (phrase.org is None and (phrase.entry.unit, organization.kind) in _GUESSED),
    )
