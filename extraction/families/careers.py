"""Posts of a life that goes on without saying of whom it tells, as claims about the one whose life it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Person, Status
from extraction.families import lives
from extraction.families.committee_seats import Seats
from extraction.families.post_claims import claim_of
from extraction.families.posts import Posts
from extraction.families.tenures import Act, Claim
from extraction.grammar import find
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase


class Careers:
    """Reads the steps of lives in one sentence."""

    def __init__(self, context: Context, posts: Posts, seats: Seats, sentence: int) -> None:
        self.context, self.posts, self.seats, self.n = context, posts, seats, sentence

    def read(self, row: Sequence[Mention], told: Sequence[Claim]) -> Iterator[Claim]:
        """The steps of the life that the sentences before tell, but for the posts that are told already."""
        headed = self.context.lives.headed_by(self.n)
        person = headed or self.context.lives.whose(self.n)
        if person is None:
            return
        other = next((i for i, m in enumerate(row) if m.kind == "HOLDER" and self._another(m, person)), None)
        if other is not None and not (other > 1 and row[other - 1].kind in ("INSTEAD", "LPAR", "TOWARDS")):
            return
        known = {at for c in told for at in (c.start, -c.end)}
        born = headed is not None or self.context.lives.born_of_late(self.n)
        for posts, status, act in lives.steps(self.context.article.text, row[:other], born=born):
            new = [m for m in posts if m.start not in known and -m.end not in known]
            for post in self.posts.read(posts):
                if post[0] not in new:
                    continue
                held: Status = "former" if post[1].former else status
                rule = "career-act" if act else "career-line"
                yield replace(
                    claim_of(person, post, held, act or post[0], rule, self.n),
                    life=act is not None or status == "incoming",
                    act=Act(act.start, act.end, act.kind) if act else None,
                    left=act is not None and act.kind == "DISMISS",
                )
        for found in find((lives.SEAT,), row[:other]):
            act = found["act"][0]
            if lives.chosen(self.context.article.text, row, found) and not any(
                c.start <= act.start < c.end for c in told
            ):
                for claim in self.seats.members(found, person, act, "incoming"):
                    yield replace(claim, life=True, act=Act(act.start, act.end, act.kind))

    def _another(self, mention: Mention, person: Person) -> bool:
        """Whether a holder is somebody else than a person, or nobody knows who."""
        of = self.context.holder(mention.value, self.n) if isinstance(mention.value, HolderPhrase) else None
        return of is None or of.name != person.name
