"""What an article as a whole makes of the claims in it: bodies only guessed at, lives told, obituaries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Organization, Person
from extraction.families.mandates import before
from extraction.families.tenures import SIDE, Act, Claim, post_of
from extraction.grammar import Rule, find
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase
from extraction.text import either

_GOES_ON = re.compile(r"\W*(?:sau đó|tiếp đó|về sau|sau này),? (?:ông|bà|anh|chị|đồng chí)\b", re.I)
"""How a life goes on: "Sau đó, ông về làm …"."""
_STRANGE = re.compile("[fjwz]")
_SYLLABLE = re.compile(r"(?:ngh|[nkpt]h|ng|tr|gh|gi|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:n[gh]|ch|[cmnpt])?")
_OPEN_TO_ALL = frozenset("enterprise corporate-board school hospital institute centre mass-organization".split())
"""Kinds of bodies that people from abroad have posts at."""
_UNPLACED = re.compile(
    r"(?:^|\s)(?:Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Quận ủy)$"
    r"|(?:nhân dân|bộ|phòng|vụ|an|quốc|niên|nữ) (?:tỉnh|huyện|quận|thị xã|thành phố|xã|phường|thị trấn)$"
)
_DEAD = Rule("died", "(?<! SPOUSE | OF ) (?P<people> HOLDER ) COMMA? STOP{0,3} (?P<act> GONE )")
_AROUND = 2
"""Sentences around one that tell of the same life."""
_ROW = 3
"""Posts that nobody is named to at once."""
_DIED = ("từ trần", "qua đời")
_BESIDE = 40
"""Letters before somebody mourned within which that is told."""
_LATE = "cố "
_CENTRE = " Trung ương"
_COMMITTEE = re.compile(r"\b(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)", re.I)


@cache
def _mourned() -> tuple[str, ...]:
    """Words for what is done for somebody who has died."""
    return words_of("names", "mourned")


@cache
def _mourning() -> re.Pattern[str]:
    """Before somebody who has died: "lễ tang đồng chí …", "mặc niệm ông …", "cố Bí thư Tỉnh ủy …"."""
    return re.compile(
        rf"(?:(?<!trưởng ban )(?<!ban tổ chức )\b(?:{either(_mourned())})"
        r"(?: (?:cấp (?:nhà nước|cao)|(?<!viếng )của|cố|nguyên))*"
        rf"|(?<!sự )(?<!củng )(?<!gia )(?<!thủ )(?<!biến )\b{_LATE.strip()}) $",
        re.I,
    )


def sift(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """The claims that hold, those told of a life marked as such."""
    found = [c for c in found if not _nowhere(c.organization)]
    return _succeeded(_of_the_dead(context, _of_lives(context, _of_centre(context, _sure(context, found)))))


def _nowhere(body: Organization) -> bool:
    """ "Ủy ban nhân dân huyện", "Thị ủy" without a name: of a place that nobody knows."""
    return body.area is None and _UNPLACED.search(body.label) is not None


def _from_abroad(name: str, *, surely: bool) -> bool:
    """ "Michelle Bachelet": letters and syllables that no name of ours has, and no mark of a vowel or a tone.

    One such syllable will do where the article names other countries: "Men Pholly" is a Khmer of An Giang.
    """
    words = name.casefold().split()
    strange = [bool(_STRANGE.search(w)) or (len(w) > 5 and not _SYLLABLE.fullmatch(w)) for w in words]
    return name.isascii() and len(words) > 1 and (any(strange) if surely else all(strange))


def _sure(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """ "Bộ trưởng Lê Văn A" alone, after another ministry was named: he is of the one the article says he is of."""
    surely = context.countries > 0
    found = [c for c in found if c.organization.kind in _OPEN_TO_ALL or not _from_abroad(c.person.name, surely=surely)]
    posts = {post_of(c) for c in found if not c.guessed}
    told = {(name, role) for name, role, _ in posts}
    ranked = {
        c.person.name for c in found if c.organization.label == "Văn phòng Chính phủ" and c.role.vi == "Chủ nhiệm"
    }
    return [
        c
        for c in found
        if not c.guessed or post_of(c) in posts or not ((c.person.name, c.role.vi) in told or c.person.name in ranked)
    ]


def _of_centre(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """ "Trưởng Ban Tổ chức Lê Văn A" at a meeting in a province: of the centre, where he is told to head that one."""
    central = {
        (c.person.name, c.role.vi, c.organization.label): c.organization
        for c in found
        if c.organization.level == "central" and c.organization.label.endswith(_CENTRE)
    }
    if not central:
        return list(found)
    return [replace(c, organization=central.get(_at_centre(context, c), c.organization)) for c in found]


def _at_centre(context: Context, c: Claim) -> tuple[str, str, str]:
    """A post whose words tell no committee, as one at the centre."""
    of = c.organization.parent
    bare = (
        of is not None and of.kind == "party-committee" and not _COMMITTEE.search(context.article.text, c.start, c.end)
    )
    label = c.organization.label.removesuffix(of.label).rstrip() + _CENTRE if of is not None and bare else ""
    return c.person.name, c.role.vi, label


def _succeeded(found: Sequence[Claim]) -> list[Claim]:
    """ "ông A, Bí thư Tỉnh ủy nhiệm kỳ 2010-2015", where B is the one of 2015-2020: A was."""
    terms: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for c in found:
        if c.term and c.status != "former":
            terms[post_of(c)[1:]].add((c.person.name, c.term))
    out = []
    for c in found:
        later = (name != c.person.name and before(c.term, term) for name, term in terms.get(post_of(c)[1:], ()))
        over = c.status == "current" and c.term != "" and any(later)
        out.append(replace(c, status="former") if over else c)
    return out


def _of_lives(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """ "Sau đó, ông về làm …": of a life, where the sentences around tell of what the person was or became of old.

    So is a row of posts that somebody was named to, one of which is held: "bổ nhiệm ông A giữ các chức vụ …".
    """
    held = {post_of(c) for c in found if c.status == "current"}
    rows: defaultdict[tuple[str, int, Act | None], set[tuple[str, str, str]]] = defaultdict(set)
    for c in found:
        if c.status == "incoming" and c.act is not None:
            rows[c.person.name, c.sentence, c.act].add(post_of(c))
    of_old = {key for key, posts in rows.items() if len(posts) >= _ROW and posts & held}
    steps = _last_steps(context, found)
    held_now = (c for c in found if c.status == "current" and c.rule.startswith(("career-line", "title-")))
    office = {post_of(c) for c in held_now}
    out = []
    for c in found:
        if c.rule == "career-line" and c.status == "former" and post_of(c) in office:
            c = replace(c, status="current")  # noqa: PLW2901  # a spell of what is held again, or still
        if c.life and c.status == "incoming" and c.start < steps.get(c.person.name, 0):
            c = replace(c, status="former")  # noqa: PLW2901
        start = context.sentences[c.sentence].span.start
        goes_on = c.status == "incoming" and _GOES_ON.match(context.article.text, start)
        around = (d for d in found if d.person == c.person and 0 < abs(d.sentence - c.sentence) <= _AROUND)
        later = goes_on and any(d.life or d.rule == "once-was" for d in around)
        out.append(replace(c, life=True) if later or (c.person.name, c.sentence, c.act) in of_old else c)
    return out


def _last_steps(context: Context, found: Sequence[Claim]) -> dict[str, int]:
    """Where the last step of each life told step by step begins, or the retirement: what came before is over."""
    last: dict[str, int] = {}
    lives = {c.person.name for c in found if c.rule.startswith("career-")}
    for c in found if lives else ():
        if c.person.name not in lives or c.role.vi.startswith(SIDE) or c.rule.startswith("title-"):
            continue
        of_life = c.life if c.rule.startswith("career-") else context.lives.whose(c.sentence) == c.person
        if of_life and c.status != "former":
            last[c.person.name] = max(last.get(c.person.name, 0), c.start)
    for n, sentence in enumerate(context.sentences if last else ()):
        gone = next((m for m in sentence.row if m.kind == "GONE"), None) if "GONE" in sentence.kinds else None
        person = context.lives.whose(n) if gone is not None else None
        if gone is not None and person is not None and person.name in last:
            last[person.name] = max(last[person.name], gone.start)
    return last


def _of_the_dead(context: Context, found: Sequence[Claim]) -> list[Claim]:
    """An obituary: all that somebody who has died held is told of old, whatever it says of how he came to it."""
    if not any(word in context.folded for word in (*_DIED, *_mourned(), _LATE)):
        return list(found)
    dead = {person.name for n in range(len(context.sentences)) for person in _dead(context, n)}
    return [replace(c, status="former", life=False) if c.person.name in dead else c for c in found]


def _dead(context: Context, n: int) -> Iterator[Person]:
    """Those whom sentence `n` tells to have died, or to be mourned."""
    sentence, text = context.sentences[n], context.article.text
    for gone in find((_DEAD,), sentence.row) if "GONE" in sentence.kinds else ():
        words = text[gone["act"][0].start : gone["act"][0].end].casefold()
        if any(word in words for word in _DIED):
            yield from _person(context, gone["people"][0], n)
    gone_alone = next((m for m in sentence.row if m.kind == "GONE"), None) if "HOLDER" not in sentence.kinds else None
    if gone_alone is not None and context.lives.told and not sentence.kinds & {"POSTS", "ROLE", "SPOUSE"}:
        late = context.lives.whose(n)  # "Do tuổi cao, bệnh nặng đã từ trần hồi …"
        if late is not None and text[gone_alone.start : gone_alone.end].casefold().endswith(_DIED):
            yield late
    for holder in sentence.row if "HOLDER" in sentence.kinds else ():
        start = max(sentence.span.start, holder.start - _BESIDE)
        if holder.kind == "HOLDER" and _mourning().search(text, start, holder.start):
            yield from _person(context, holder, n)


def _person(context: Context, holder: Mention, n: int) -> Iterator[Person]:
    person = context.holder(holder.value, n) if isinstance(holder.value, HolderPhrase) else None
    if person is not None:
        yield person
