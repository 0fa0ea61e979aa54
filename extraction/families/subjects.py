"""Where the subject of an act on a document stands in its row, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extraction.grammar import Found
from extraction.lexicon import words_of
from extraction.mentions import BodyPhrase, Mention, body_kind, owner_of
from extraction.text import either

BODIES = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "HAMLET", "GENERIC", "THEM"))
"""Kinds of mentions that can act."""
REACH = 14
"""Mentions after the documents within which the subject of a fronted clause comes: "Thực hiện …, Huyện ủy đã"."""
GOVERNING = frozenset(
    "OF AT PER ABOUT WITH BY LPAR SLASH DASH PASSIVE DO IMPLEMENT STUDY CONCRETISE REVIEW ISSUE".split()
)
"""Kinds after which a body is no subject."""
_HEADING = frozenset("OTHER PLACE AREA CAPS LPAR RPAR COMMA DASH".split())
"""What stands before the dash of a dateline: "* CHỢ GẠO - ", "Cao Bằng (TTXVN) - "."""
DATELINE = 6
"""Mentions of a dateline, at most."""
_PLACED = frozenset(("party-committee", "standing-committee", "people-committee", "people-council"))
_GOVERNED = frozenset(("AT", "OF", "BY", "WITH", "PER", "ABOUT", "LEAD"))
"""Kinds before a list of bodies that are no subject."""
_OPENS_CLAUSE = frozenset("COMMA SEMI AND COLON CUT QUOTE PERIOD".split())
"""Kinds after which a hamlet is who acts, not where somebody lives: "người dân thôn A"."""
_FOLK = 4
"""Words between "ngành" and its place, at most: "ngành Lao động - Thương binh"."""
_NAME = 32
"""Letters of a body they are of."""
_SPEAKER = 5
"""Mentions between a speaker and the verb."""


def inspected(row: Sequence[Mention], i: int, act: int) -> bool:
    """The act is what is inspected: "kiểm tra việc thực hiện", "kiểm tra … đối với Huyện ủy về việc thực hiện"."""
    if any(m.kind == "SEMI" for m in row[i:act]):
        return False
    if row[i].kind == "CHECK":
        return i + 1 < act and row[i + 1].kind not in ("COMMA", "AND", "SEMI")
    if row[i].kind not in BODIES or row[i + 1].kind != "ABOUT":
        return False
    cues = [m.kind for m in row[:i] if m.kind in ("CHECK", "WORKED")]  # a team that inspects may only talk with it
    return cues[-1:] == ["CHECK"]


def acts_itself(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "ngành … trong tỉnh Đồng Tháp đã thực hiện": the place stands right before its act."""
    return row[i].kind != "ORG" and act > i + 1 and all(m.kind in ("FILL", "EACH", "CONTENT") for m in row[i + 1 : act])


def opens(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "Với Thành ủy A, việc học tập …", "Ở Đảng bộ huyện B, chỉ thị được": the body at `i` has its sentence for it."""
    start = i - 1
    while start > 0 and row[start - 1].kind in ("FILL", "CUT", "OTHER", "QUOTE", "DASH"):
        start -= 1
    apart = row[i + 1].kind in ("COMMA", "DASH")
    return start == 0 and apart and not any(m.kind in ("HOLDER", "POSTS", "ASK", "SEMI", "SAY") for m in row[i:act])


def set_apart(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "Thành ủy A – nơi có 31 chi bộ – học tập": the body at `i` stands between dashes, after another one."""
    before = next((k for k in range(i - 1, 0, -1) if row[k].kind == "DASH"), None)
    after = next((k for k in range(i + 1, act) if row[k].kind == "DASH"), None)
    return before is not None and after is not None and row[before - 1].kind in BODIES


def in_brackets(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "Huyện ủy A (hiện có 36 tổ chức cơ sở đảng) đã thực hiện": the body at `i` is in brackets."""
    opened = next((m.kind for m in reversed(row[:i]) if m.kind in ("LPAR", "RPAR")), "")
    return opened == "LPAR" and any(m.kind == "RPAR" for m in row[i:act])


def in_quotation(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "phát động xây dựng “chi bộ 4 tốt” và triển khai": the body at `i` is a word of a quotation that ends before."""
    before = [m.kind for m in row[:i]].count("QUOTE")
    after = next((m.kind for m in row[i + 1 : act] if m.kind in ("QUOTE", "COMMA", "SEMI")), "")
    return before % 2 == 1 and after == "QUOTE"


def of_first(row: Sequence[Mention], i: int) -> bool:
    """ "Huyện ủy A là đơn vị đầu tiên của tỉnh tổng kết": the place at `i` only tells among whom it is the first."""
    return i > 1 and row[i - 1].kind in ("OF", "AT", "FILL") and row[i - 2].kind == "SOONEST"


def of_many(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "chọn 6 chi bộ làm điểm thực hiện", "4 đảng ủy xã": some bodies, none by its name."""
    counted = i > 0 and row[i - 1].kind == "NUMBER" and row[i].kind == "ORG" and text[row[i].start].islower()
    return counted and is_nowhere(row[i])


def chain(row: Sequence[Mention], i: int) -> list[int]:
    """Indexes of a body and of those joined to it before it, from the last to the first."""
    out = [i]
    k = i
    while k >= 2:
        step = k - 1
        if row[step].kind in ("FILL", "EACH"):
            step -= 1
        if row[step].kind not in ("AND", "COMMA") or step < 1:
            break
        if row[step - 1].kind not in BODIES:
            break
        k = step - 1
        out.append(k)
    asked = (
        out[1:] and out[-1] > 0 and row[out[-1] - 1].kind in ("ASK", "LEAD") and all(row[k].kind == "ORG" for k in out)
    )
    joined = asked or any(row[k].kind == "AND" for k in range(out[-1], i)) or _shares(row, out)
    return out if joined else [i]  # "tại …, Huyện ủy đã": a comma alone joins no subjects


def _shares(row: Sequence[Mention], joined: Sequence[int]) -> bool:
    """ "HĐND, UBND huyện A": bare bodies before one whose place is told are of that place."""
    prior = row[joined[-1] - 1].kind if joined[-1] > 0 else ""
    if joined[1:] and all(row[k].kind in ("AREA", "PLACE") for k in joined):
        each = row[joined[-1] - 2].kind if prior == "OTHER" and joined[-1] > 1 else prior  # "các huyện A, B"
        return each == "EACH"
    return (
        prior not in (*_GOVERNED, "OTHER", "THEM")
        and owner_of(row[joined[0]]) is not None
        and all(is_bare(row[k]) for k in joined[1:])
    )


def is_bare(mention: Mention) -> bool:
    """Whether it is a body whose words tell neither place nor owner, and that is not one of the whole country."""
    phrase = mention.value
    return isinstance(phrase, BodyPhrase) and phrase.of is None and phrase.entry.follow in ("area", "body")


def is_nowhere(mention: Mention) -> bool:
    """Whether it is a body of which neither name nor owner is told, or no more than what sort of place: "chi bộ"."""
    phrase, of = mention.value, owner_of(mention)
    return isinstance(phrase, BodyPhrase) and (not phrase.name if of is None else of.kind == "AREAREF")


def nameless(mention: Mention) -> bool:
    """ "huyện ủy", "đảng ủy xã", "thị trấn": of whichever place, as the words stand."""
    return mention.kind == "AREAREF" or is_bare(mention) or (mention.kind == "ORG" and is_nowhere(mention))


def unplaced(mention: Mention) -> bool:
    """ "UBND xã", "Huyện ủy": a body that nobody can tell from others without its place."""
    return is_nowhere(mention) and body_kind(mention) in _PLACED


def is_plural(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "các quận, huyện ủy", "các huyện ủy", "xã, thị trấn": none of them by its name."""
    first = i
    while first > 0 and (
        row[first - 1].kind in ("AREAREF", "COMMA", "AND")
        or text[row[first - 1].start : row[first - 1].end].casefold() in words_of("documents", "ranks")
    ):
        first -= 1
    if first > 1 and row[first].kind in ("COMMA", "AND") and row[first - 1].kind == "ORG" and nameless(row[first - 1]):
        return row[first - 2].kind == "EACH"  # "các đảng ủy xã, phường"
    listed = row[i].kind == "AREAREF" and first < i and row[first].kind not in ("COMMA", "AND")
    return listed or (first > 0 and row[first - 1].kind == "EACH")


def lived_in(row: Sequence[Mention], i: int) -> bool:
    """ "bà con bản A", "ở thôn B": the hamlet at `i` tells where, not who acts."""
    return row[i].kind == "HAMLET" and i > 0 and row[i - 1].kind not in _OPENS_CLAUSE


def of_several(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "Ban Tổ chức các huyện, thị, thành ủy", "9/9 huyện, thị, thành ủy", "các phòng nghiệp vụ": the body at `i` is
    one of each of several, none by its name."""
    if _lower_rank(row, i, text) or _uncalled(row, i, text):
        return True
    if not is_bare(owner_of(row[i]) or row[i]) or i + 2 >= len(row) or row[i + 1].kind != "EACH":
        return False
    return row[i + 2].kind == "AREAREF" or text[row[i + 2].start : row[i + 2].end].casefold() in words_of(
        "documents", "ranks"
    )


def _lower_rank(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "9/9 huyện, thị, thành ủy": the committees of so many places."""
    first = i
    while first > 0 and (
        row[first - 1].kind in ("AREAREF", "COMMA", "AND")
        or text[row[first - 1].start : row[first - 1].end].casefold() in words_of("documents", "ranks")
    ):
        first -= 1
    ranked = row[i].kind == "ORG" and is_bare(row[i]) and i - first > 1 and row[first].kind not in ("COMMA", "AND")
    return ranked and first > 0 and row[first - 1].kind in ("NUMBER", "PERCENT")


def _uncalled(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "các phòng nghiệp vụ", "các đơn vị trực thuộc": offices by what they do, none by its name and of nobody told."""
    several = i > 0 and row[i].kind == "ORG" and row[i - 1].kind == "EACH"
    return several and owner_of(row[i]) is None and text[row[i].start : row[i].end].islower()


def of_all_levels(row: Sequence[Mention], i: int) -> bool:
    """ "Hội Cựu chiến binh các cấp trong huyện A": the place only tells where they all are."""
    start = i - 1
    while start > 0 and row[start].kind in ("FILL", "OTHER", "AT", "OF"):
        start -= 1
    inner = row[i].kind in BODIES and i - start <= _FOLK
    if inner and start > 0 and row[start].kind == "LEVELS" and row[start - 1].kind == "ORG":
        return True
    placed = row[i].kind in ("AREA", "AREAREF", "PLACE")
    return placed and (levels_of(row, i) is not None or _unread_levels(row, i))


def _unread_levels(row: Sequence[Mention], i: int) -> bool:
    """ "các cấp công đoàn trong tỉnh A", "các cấp bộ Đoàn": of something that is not read as a body."""
    start = i - 1
    while start > 0 and i - start <= _FOLK and row[start].kind in ("FILL", "OTHER", "CAPS", "AT", "OF", "THEM"):
        start -= 1
    return row[start].kind == "LEVELS" and row[start + 1].kind in ("OTHER", "CAPS", "THEM")


def levels_of(row: Sequence[Mention], i: int) -> int | None:
    """ "các cấp Hội Phụ nữ trong huyện A": where the union stands whose levels in the place at `i` are told of."""
    start = i - 1
    while start > 0 and i - start <= _FOLK and row[start].kind in ("FILL", "OTHER", "AT", "OF", "DOCTYPE"):
        start -= 1
    told = start > 0 and row[start].kind in ("ORG", "THEM") and row[start - 1].kind == "LEVELS"
    return start if told else None


def is_folk(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "ngành Giáo dục Nam Định", "BHXH tỉnh Long An", "bà con thôn A": a place only tells whose they are."""
    if row[i].kind not in ("PLACE", "AREA", "HAMLET"):
        return False
    start = i
    while start > 0 and i - start < _FOLK and row[start - 1].kind in ("OTHER", "AND", "THEM"):
        start -= 1
    if start == i:
        return False
    words, last = text[row[start].start : row[i].start].casefold(), text[row[i - 1].start : row[i - 1].end]
    if last.casefold() in words_of("documents", "inside"):
        return False
    return (last.isupper() and len(last) > 1) or any(f" {one} " in f" {words}" for one in words_of("documents", "folk"))


def dateline(row: Sequence[Mention], dash: int) -> bool:
    """Whether a dash ends what the sentence is headed with, the mark of an item or a place."""
    return dash <= DATELINE and all(m.kind in _HEADING for m in row[:dash])


def resumed(row: Sequence[Mention], comma: int) -> Mention | None:
    """The subject after all that the document is about: "…, vi phạm quy định của Đảng, thành phố đã xử lý"."""
    for i in range(comma + REACH, len(row) - 1):
        if row[i].kind in ("SEMI", "DOT", "HOLDER", "QUOTE"):
            return None
        if row[i].kind in BODIES and row[i - 1].kind == "COMMA" and row[i + 1].kind == "FILL":
            return row[i]
    return None


def _audience(row: Sequence[Mention], i: int) -> bool:
    """ "mở lớp cho 60 tuyên truyền viên và bí thư chi bộ học tập": they are taught."""
    start = i
    while start > 0 and row[start - 1].kind in ("OTHER", "NUMBER", "AND", "COMMA", "EACH", "ORG", "PARTY"):
        start -= 1
    return row[i].kind == "POSTS" and start > 0 and row[start - 1].kind == "AT"


@cache
def _lecturer() -> re.Pattern[str]:
    """Before what those do who lecture at a conference."""
    who = either(words_of("documents", "lecturers"))
    return re.compile(
        rf"(?<!tập huấn )(?<!đội ngũ )(?<!cho )(?<!\d )\b(?:{who})\b(?:(?!\bvà\b)[^,.;:])*$", re.IGNORECASE
    )


def presented(row: Sequence[Mention], found: Found, text: str) -> bool:
    """Whether a speaker does it: "đồng chí A truyền đạt", "báo cáo viên", not "Huyện ủy truyền đạt"."""
    act = found.match.start("acts")
    if _lecturer().search(text, max(row[0].start, row[act].start - 2 * _NAME), row[act].start):
        return True
    for i in range(act - 1, max(-1, act - _SPEAKER), -1):
        if row[i].kind in ("HOLDER", "POSTS"):  # but "các tổ chức thành viên" are none
            if _audience(row, i):
                return False
            return row[i].kind == "HOLDER" or i == 0 or row[i - 1].kind not in ("FILL", "EACH")
        if row[i].kind not in ("FILL", "EACH", "COMMA", "OTHER", "CAPS"):
            return False
    return False
