"""Tables of who leads which place: "Đơn vị | Bí thư Đảng ủy | Chủ tịch UBND", and below it a line for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Area, Status
from extraction.families.acts import decided_before
from extraction.families.post_claims import claim_of
from extraction.families.posts import Posts
from extraction.families.tenures import Act, Claim
from extraction.mentions import AreaRef, Mention
from extraction.organizations import Organizations
from extraction.phrases import HolderPhrase, PostPhrase

_BAR = "|"
_CELLS = 3
"""Cells of the narrowest table: place and two posts, or number, place and post."""


def leaders(context: Context, organizations: Organizations) -> list[Claim]:
    """The claims of all tables of an article."""
    return list(_Tables(context, organizations).read()) if _BAR in context.article.text else []


class _Tables:
    """Reads the tables of one article."""

    def __init__(self, context: Context, organizations: Organizations) -> None:
        self.context = context
        self.organizations = organizations

    def read(self) -> Iterator[Claim]:
        head: list[list[Mention]] = []
        at = 0
        for n, sentence in enumerate(self.context.sentences):
            cells = self._cells(sentence.row)
            if len(cells) < _CELLS:
                head = []
            elif not any(m.kind == "HOLDER" for cell in cells for m in cell):
                head, at = cells, n
            elif any(m.kind == "POSTS" for cell in head for m in cell):
                yield from self._line(head, at, cells, n)

    def _cells(self, row: Sequence[Mention]) -> list[list[Mention]]:
        """What stands between the bars of a line."""
        cells: list[list[Mention]] = [[]]
        for mention in row:
            if self.context.article.text[mention.start : mention.end] == _BAR:
                cells.append([])
            else:
                cells[-1].append(mention)
        return cells

    def _line(self, head: list[list[Mention]], at: int, cells: list[list[Mention]], n: int) -> Iterator[Claim]:
        """The posts of one line: those that the head tells, at the place that the line tells."""
        place = next((m for cell in cells for m in cell if m.kind == "AREA"), None)
        area = self._area(place) if place is not None else None
        if place is None or area is None:
            return
        posts = Posts(self.context, self.organizations, at)
        act = decided_before(self.context, at, self.context.sentences[at].span.start)
        for told, cell in zip(head, cells, strict=False):
            parts = [part for m in told if m.kind == "POSTS" for part in m.parts]
            for mention in (m for m in cell if m.kind == "HOLDER"):
                yield from self._holds(mention, parts, area, posts, act, place, n)

    def _holds(
        self,
        mention: Mention,
        parts: Sequence[Mention],
        area: Area,
        posts: Posts,
        act: Act | None,
        place: Mention,
        n: int,
    ) -> Iterator[Claim]:
        holder = mention.value
        assert isinstance(holder, HolderPhrase)
        person = self.context.holder(holder, n) if holder.rule != "pronoun" else None
        for part in parts if person is not None else ():
            phrase = part.value
            body = posts.under(area, phrase) if isinstance(phrase, PostPhrase) else None
            if body is None or person is None or not isinstance(phrase, PostPhrase):
                continue
            status: Status = "current" if act is None else "incoming"
            claim = claim_of(person, (part, phrase, body), status, holder.name, "table-of-leaders", n)
            start, end = min(place.start, holder.name.start), max(place.end, holder.name.end)
            yield replace(claim, start=start, end=end, act=act)

    def _area(self, mention: Mention) -> Area | None:
        return self.context.area(mention.value) if isinstance(mention.value, AreaRef) else None
