"""Lists that tell who holds what with a colon between: "1. Đ/c A: Bí thư Đảng ủy", "- Chủ tịch HĐND huyện: ông B"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Organization, Status
from extraction.families.acts import clause_start, decided_before
from extraction.families.elected import ELECTS, congress_before
from extraction.families.post_bodies import head_of
from extraction.families.post_claims import claim_of
from extraction.families.post_groups import former_from, sharable
from extraction.families.posts import Post, Posts
from extraction.families.tenures import Act, Claim
from extraction.grammar import Found, Rule
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PostPhrase

_MORE = "( ( COMMA | SEMI | AND | ALSO ) POSTS )*"
OF_NAME = Rule("listed-name", f"(?P<people> HOLDER ) COLON (?P<posts> POSTS {_MORE} )")
OF_POST = Rule("listed-post", "(?P<posts> POSTS ) COLON HON? (?P<people> HOLDER ( ( COMMA | AND ) HOLDER )* )")
LISTED = (OF_NAME, OF_POST)
_BEGINS = re.compile(r"(?:\A|[\n;:])\s*(?:[-–+*•·]|\d{1,2}\s?[.)/-]|[a-zđ]\))?\s*\Z", re.I)
"""What an item of a list begins with."""
_ENDS = re.compile(
    r"\s*(?:\([^()\n]{1,80}\)\s*)?(?:,\s*(?:tái (?:đắc )?cử|sinh năm \d{4})[^;\n]{0,80})?"
    r"(?:[.,;/]*\s*(?:\n|\Z)|;|\s\d{1,2}[.)]\s)"
)
"""What it ends with."""
_BEGINS_TOO, _ENDS_TOO = re.compile(r"\.\s*\Z"), re.compile(r"\s*\)?\s*(?:\([^()\n]{1,80}\)\s*)?\.(?:\s|\Z)")
"""And what parts it from the next one, on the line of a place: "1. Xã A: Bí thư: ông B. Chủ tịch UBND xã: ông C."."""
_BACK = 40
"""Characters before an item in which its line begins."""
_ITEMS = 30
"""Sentences back to what a list is headed by."""
_DECIDED = re.compile(
    r"\bkết quả (?P<act>bầu)\b|\b(?P<decision>quyết định)\b(?=[^:]*\b(?:cán bộ|nhân sự|chức danh|chức vụ)\b)", re.I
)
_AS_FOLLOWS = re.compile(r"\W*(?:cụ thể|theo đó|như sau|gồm|danh sách|trong đó|các quyết định)\b", re.I)
"""How the head of a list begins that goes on with what was told before."""
_OFFICES = re.compile(r"chức danh|chức vụ|vị trí|nhân sự", re.I)


class PostLists:
    """Reads the items of such lists in one sentence."""

    def __init__(self, context: Context, posts: Posts, sentence: int) -> None:
        self.context = context
        self.posts = posts
        self.n = sentence

    def item(self, found: Found) -> Iterator[Claim]:
        """The posts that one item tells, come to by the act that the list is headed by, else held."""
        people = [m for m in found["people"] if m.kind == "HOLDER"]
        parts = [part for m in found["posts"] if m.kind == "POSTS" for part in m.parts]
        if not self._is_item(found):
            return
        act, asked = self._headed(found)
        under = self._of_place(people)
        if act is None and not asked and people:
            act = self.decided_over(people[0].start)
        if found.rule is OF_POST and not (under or self._of_one(parts, people, act)):
            return
        for mention in people if not asked else ():
            holder = mention.value
            assert isinstance(holder, HolderPhrase)
            person = self.context.holder(holder, self.n) if holder.rule != "pronoun" else None
            if person is None:
                continue
            left = former_from(parts)
            for post, phrase, organization in self._read(parts, holder, act):
                named = act is not None and (under or phrase.org is None or self._of_offices(act, found))
                former = post.start in left
                status: Status = "former" if former else "incoming" if named else "current"
                claim = claim_of(person, (post, phrase, organization), status, holder.name, found.rule.name, self.n)
                yield replace(claim, act=act if named and not former else None)

    def chosen_there(self, found: Found) -> Act | None:
        """The election that the list is headed by in which several of one post are named: "- Các Phó Chủ tịch: …"."""
        text = self.context.article.text
        if _BEGINS.search(text[max(0, found.start - _BACK) : found.start]) is None:
            return None
        act, asked = self._headed(found)
        act = act or self.decided_over(found.start)
        return act if act is not None and not asked and ELECTS.search(text, act.start, act.end) else None

    def _is_item(self, found: Found) -> bool:
        """Whether it stands alone on its line, or between the signs of a list."""
        text = self.context.article.text
        before = text[max(0, found.start - _BACK) : found.start]
        begun, ended = _BEGINS.search(before) is not None, _ENDS.match(text, found.end) is not None
        if (begun and ended) or self.context.headings.over(found.start) is None:
            return begun and ended
        return (begun or _BEGINS_TOO.search(before) is not None) and (
            ended or _ENDS_TOO.match(text, found.end) is not None
        )

    def _headed(self, found: Found) -> tuple[Act | None, bool]:
        """The act that the list is headed by, and whether it is only asked for."""
        row = self._heading(found)
        at = next((i for i in range(len(row) - 1, -1, -1) if row[i].kind == "APPOINT"), None)
        if at is None:
            return self._decision(row), False
        asked = any(m.kind in ("NOT", "PLANNED") for m in row[clause_start(row, at) :])
        return Act(row[at].start, row[at].end, "APPOINT"), asked

    def _decision(self, row: Sequence[Mention]) -> Act | None:
        """ "công bố các quyết định về công tác cán bộ, gồm:"."""
        if not row:
            return None
        told = _DECIDED.search(self.context.article.text, row[0].start, row[-1].end)
        return Act(*told.span(told.lastgroup or 0), "APPOINT") if told is not None else None

    def _heading(self, found: Found) -> Sequence[Mention]:
        """The words before the colon that the list stands behind, in its sentence or before it."""
        row = found.mentions[: found.first]
        colon = next((i for i, m in enumerate(row) if m.kind == "COLON" and i and row[i - 1].kind != "HOLDER"), None)
        if colon is not None:
            first = max((i + 1 for i in range(colon) if row[i].kind == "DOT"), default=0)
            return row[first:colon]
        text = self.context.article.text
        for n in range(self.n - 1, max(-1, self.n - 1 - _ITEMS), -1):
            sentence = self.context.sentences[n]
            if text[sentence.span.start : sentence.span.end].rstrip().endswith(":"):
                return self._decided(n) if _AS_FOLLOWS.match(text, sentence.span.start) else sentence.row
            heads = self.context.headings.heads(sentence.span.start)
            if not any(m.kind == "COLON" for m in sentence.row) and not heads:
                break
        return ()

    def _decided(self, n: int) -> Sequence[Mention]:
        """ "Tỉnh ủy ban hành các quyết định chỉ định … Cụ thể như sau:": what the paragraph has told before, if here
        no act is told."""
        for k in range(n, self.context.paragraph_start(n) - 1, -1):
            row = self.context.sentences[k].row
            if any(m.kind == "APPOINT" for m in row):
                return row
        return self.context.sentences[n].row

    def _of_offices(self, act: Act, found: Found) -> bool:
        """ "Các chức danh được chỉ định:", not "bầu Ban Chấp hành gồm:", whose members have posts of their own."""
        row = self._heading(found)
        if any(m.kind == "ORG" and m.start > act.start for m in row):
            return _OFFICES.search(self.context.article.text, row[0].start, row[-1].end) is not None
        return True

    def _read(self, parts: Sequence[Mention], holder: HolderPhrase, act: Act | None) -> list[Post]:
        """The posts of an item with their bodies; of a bare one that is elected that of whose congress is told."""
        chosen = self._chosen(parts, act)
        if chosen is None:
            return self.posts.read(parts, holder)
        assert isinstance(parts[0].value, PostPhrase)
        return [(parts[0], parts[0].value, chosen)]

    def _chosen(self, parts: Sequence[Mention], act: Act | None) -> Organization | None:
        """ "Ban Chấp hành khóa mới bầu các chức danh: - Chủ tịch: bà A": at the union, or of the committee."""
        post, text = parts[0].value, self.context.article.text
        if act is None or len(parts) != 1 or not isinstance(post, PostPhrase) or post.org is not None:
            return None
        if ELECTS.search(text, act.start, act.end) is None:
            return None
        return congress_before(self.posts.organizations, self.context.sentences, head_of(post), self.n, text)

    def _of_one(self, parts: Sequence[Mention], people: Sequence[Mention], act: Act | None) -> bool:
        """Whether it is one post, told with its body, of those named without posts of their own."""
        post = parts[0].value
        placed = isinstance(post, PostPhrase) and (post.org is not None or post.entry.alone)
        headed = isinstance(post, PostPhrase) and self.posts.of_heading(post, parts[0]) is not None
        placed = placed or headed or self._chosen(parts, act) is not None
        bare = headed or all(isinstance(m.value, HolderPhrase) and not m.value.posts for m in people)
        several = len(people) == 1 or sharable(Mention("POSTS", parts[0].start, parts[-1].end, parts=tuple(parts)))
        return len(parts) == 1 and placed and bare and several

    def _of_place(self, people: Sequence[Mention]) -> bool:
        """Whether it stands under the name of a place, of one named with posts of old at most."""
        if len(people) != 1 or self.context.headings.over(people[0].start) is None:
            return False
        own = people[0].value.posts if isinstance(people[0].value, HolderPhrase) else []
        return all(isinstance(m.value, PostPhrase) and (m.value.former or m.value.entry.alone) for m in own[:1])

    def decided_over(self, at: int) -> Act | None:
        """The act by which those named under a place come to their posts, as shortly before the list is told."""
        if self.context.headings.over(at) is None and self.context.headings.body(at) is None:
            return None
        return decided_before(self.context, self.n, at)
