"""Those who have held one post, in a list headed by it: "Các đồng chí Bí thư Huyện ủy … qua các thời kỳ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import structs
from msgspec.structs import replace

from extraction.context import Context
from extraction.families.head_lines import Line, Lines
from extraction.families.post_claims import claim_of
from extraction.families.posts import Posts
from extraction.families.tenures import Act, Claim
from extraction.mentions import BodyPhrase, Mention
from extraction.organizations import Organizations
from extraction.phrases import HolderPhrase, PostPhrase

_THROUGH = re.compile(r"[^.;:\n]{0,40}?\bqua các (?:thời kỳ|nhiệm kỳ|giai đoạn|kh[oó][aá])\b", re.I)
"""After the post that heads a list."""
_HEAD = re.compile(r"\W*(?:(?:danh sách|chân dung|các|những|thế hệ)\s+){0,2}(?:đồng chí|đ/c)?\s*", re.I)
"""Before it."""
_NUMBERED = re.compile(r"\W*(?:(?:[IVX]{1,5}|\d{1,2}|[a-hđ])\s?[.)/-]+\s*)?(?:(?:các|những)\s)?(?:đồng chí\s)?", re.I)
"""Before a post, or a body, that is all that the head of a section says."""
_ASIDE = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?[:.]?\s*\Z")
"""After it."""
_GAP = 3
"""Sentences in a row that tell nobody, at the end of the list."""
_LINES = 2
"""Lines that must follow the head of a section."""


class _Section(NamedTuple):
    """The post that the lines after a head tell of, if it is of one body, and what the head says."""

    post: Mention | None
    heads: Mention
    """The post of the head with its first body."""
    bodies: Sequence[Mention]


def heads(context: Context, organizations: Organizations) -> Iterator[Claim]:
    """Everybody in such lists, at the post that heads them."""
    lines = Lines(context)
    for n, sentence in enumerate(context.sentences):
        for mention in sentence.row if "POSTS" in sentence.kinds else ():
            if mention.kind == "POSTS" and len(mention.parts) == 1:
                section = _through(context, n, mention) or _section(context, lines, n, mention)
                if section is not None:
                    yield from _listed(context, organizations, lines, n, section)


def _through(context: Context, n: int, mention: Mention) -> _Section | None:
    """ "Các đồng chí Bí thư Huyện ủy A qua các thời kỳ"."""
    text = context.article.text
    if not _THROUGH.match(text, mention.end) or not _HEAD.fullmatch(
        text, context.sentences[n].span.start, mention.start
    ):
        return None
    return _Section(mention.parts[0], mention.parts[0], ())


def _section(context: Context, lines: Lines, n: int, mention: Mention) -> _Section | None:
    """ "I. BÍ THƯ HUYỆN ỦY", "II. CHỦ TỊCH ỦY BAN HÀNH CHÍNH, UBND HUYỆN": a post alone in its paragraph, of one body
    or several, that lines of names and years follow."""
    text, row = context.article.text, context.sentences[n].row
    paragraph = context.paragraph(n)
    if not _NUMBERED.fullmatch(text, paragraph.start, mention.start):
        return None
    after = row[row.index(mention) + 1 :]
    more = [m for m in after if m.kind == "ORG" and "(" not in text[mention.end : m.start]]
    end = more[-1].end if more else mention.end
    if any(m.kind not in ("ORG", "COMMA", "AND") for m in after if m.start < end):
        return None
    if not _ASIDE.match(text[end : paragraph.end]) or not _followed(context, lines, n):
        return None
    post = mention.parts[0]
    bodies = [m for m in (post.value.org if isinstance(post.value, PostPhrase) else None, *more) if m is not None]
    return _Section(post if len(bodies) == 1 else None, post, bodies)


def _followed(context: Context, lines: Lines, n: int) -> bool:
    """Whether lines of names and years stand under sentence `n`."""
    told = missed = 0
    for k in range(n + 1, len(context.sentences)):
        here = lines.read(k) is not None
        told, missed = told + here, 0 if here else missed + 1
        if told >= _LINES or missed >= _GAP:
            return told >= _LINES
    return False


def _listed(context: Context, organizations: Organizations, lines: Lines, n: int, section: _Section) -> Iterator[Claim]:
    """What the lines after sentence `n` tell, up to the head of the next section."""
    missed, post = 0, section.post
    told: list[tuple[int, Line, Mention]] = []
    for k in range(n + 1, len(context.sentences)):
        line = lines.read(k)
        missed = 0 if line is not None else missed + 1
        under = _subhead(context, k, section) if line is None and section.bodies else None
        post = under if under is not None else post
        if missed > _GAP or (line is None and under is None and _another(context, k)):
            break
        if line is not None and post is not None:
            told.append((k, line, post))
    if told and told[-1][1].begun_only:
        told[-1] = (told[-1][0], told[-1][1]._replace(status="current"), told[-1][2])
    now = {person.name for _, line, _ in told if line.status == "current" for _, person in line.names}
    for k, line, post in told:
        again = line.status == "former" and now.intersection(person.name for _, person in line.names)
        if not again:
            yield from _claims(context, organizations, lines, k, line, post)


def _another(context: Context, n: int) -> bool:
    """Whether sentence `n` is a post alone in its paragraph: the head of another section."""
    row, text = context.sentences[n].row, context.article.text
    first = next((m for m in row if m.kind == "POSTS"), None)
    return first is not None and _NUMBERED.fullmatch(text, context.paragraph(n).start, first.start) is not None


def _subhead(context: Context, n: int, section: _Section) -> Mention | None:
    """ "b) Ủy ban hành chính (1955 - 1976)": the post of the section at the body that a line names alone."""
    text, row = context.article.text, context.sentences[n].row
    body = next((m for m in row if m.kind == "ORG"), None)
    phrase = section.heads.value
    if body is None or not isinstance(body.value, BodyPhrase) or not isinstance(phrase, PostPhrase):
        return None
    span = context.paragraph(n)
    alone = _NUMBERED.fullmatch(text, span.start, body.start) and _ASIDE.match(text[body.end : span.end])
    kinds = {m.value.entry.kind for m in section.bodies if isinstance(m.value, BodyPhrase)}
    if not alone or body.value.entry.kind not in kinds:
        return None
    place = next((m.value.of for m in reversed(section.bodies) if isinstance(m.value, BodyPhrase)), None)
    if body.value.of is None and place is not None:
        body = structs.replace(body, value=structs.replace(body.value, of=place))
    return structs.replace(section.heads, value=structs.replace(phrase, org=body))


def _claims(
    context: Context, organizations: Organizations, lines: Lines, n: int, line: Line, head: Mention
) -> Iterator[Claim]:
    """What one line tells of those whom it names."""
    posts, act = Posts(context, organizations, n), lines.removed(n, line)
    end = act.end if act is not None else line.end
    lost = Act(act.start, act.end, "DISMISS") if act is not None else None
    for post in posts.read([_in_its_place(line, head)]):
        for name, person in line.names:
            claim = claim_of(person, post, line.status, name, "heads-through-the-years", n)
            yield replace(claim, start=min(name.start, line.start), end=end, act=lost, left=lost is not None)
    for mention in context.sentences[n].row if line.status == "former" else ():
        holder = mention.value  # "1989 - 1994: ông A, Phó Bí thư Huyện ủy": in those years
        who = context.holder(holder, n) if isinstance(holder, HolderPhrase) and mention.end <= line.end else None
        if who is None or not isinstance(holder, HolderPhrase):
            continue
        for post in posts.read(holder.posts):
            yield claim_of(who, post, "former", holder.name, "head-noted", n)
    for note in lines.notes(n, line):
        name, person = line.names[0]
        for post in posts.read(note.posts):
            if post[1].org is None and not post[1].entry.alone and not post[1].entry.national:
                continue  # "nữ Bí thư đầu tiên": of the list's
            former = post[1].former or note.status == "former"
            yield claim_of(person, post, "former" if former else note.status, name, "head-noted", n)


def _in_its_place(line: Line, head: Mention) -> Mention:
    """The post of the list, or that which a line tells in its place: "Quyền Bí thư 1986 - 3/1987"."""
    own, told = line.own, head.value
    phrase = own.parts[0].value if own is not None else None
    if own is None or not isinstance(phrase, PostPhrase) or not isinstance(told, PostPhrase):
        return head
    same = phrase.entry is told.entry and phrase.org is None
    return structs.replace(own.parts[0], value=structs.replace(phrase, org=told.org)) if same else own.parts[0]
