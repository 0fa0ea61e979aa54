"""Where in a row a unit stands: who acts for another, what lies in a place, what a name is said to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extraction.context import Context
from extraction.facts import Organization
from extraction.families.leads import PARTY
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.text import classic, either, tokens

HERE = re.compile(
    r"(?:(?:ở|tại|nơi)\s)?(?:đây(?<!\btrước đây)(?<!\bgần đây)(?<!\bmới đây)(?<!\bsau đây)(?<!\bdưới đây)"
    r"|(?:địa phương|nơi|vùng đất) (?:này|ấy|đó))(?!\w)",
    re.IGNORECASE,
)
"""The place told last: "các chi bộ bản ở đây", "địa phương này"."""
_THIS = re.compile(r"(?:cơ quan|tổ chức|đơn vị|ban|ủy ban) (?:này|ấy)(?!\w)", re.IGNORECASE)
"""The body told last, where a sentence begins with it."""
_UNITS = frozenset(("ORG", "AREA", "AREAREF", "PLACE"))
_NAMES = _UNITS | {"CAPS", "SUBJECT"}
_BARE = frozenset(("party-organization", "party-cell", "party-committee"))
_OPENS = frozenset(("AT", "LEAD", "PERIOD", "COMMA", "WHOLE"))
"""Kinds before the first unit of a sentence."""
_DESCRIPTION = 14
"""Words of a description between a unit and what it did."""
_NO_DESCRIPTION = frozenset(("SEMI", "COLON", "DOT", "NUMBER", "ADMIT", "QUOTE", "SUBJECT"))


def of_kind(context: Context, mention: Mention, kind: TypeEntry) -> AreaRef:
    """A place of a kind by its bare name: the kind is told before the list that it stands in."""
    name = classic(" ".join(context.article.text[mention.start : mention.end].split()))
    known = mention.value if isinstance(mention.value, AreaRef) else None
    name = known.name if known is not None else name
    found = context.lexicon.places.longest(tokens(name), 0)
    places = tuple(p for p in found[1] if p.level == kind.level) if found else ()
    return AreaRef(name, kind.label, kind.level, places, known.within if known is not None else None)


def kind_of_many(context: Context, many: Mention) -> TypeEntry | None:
    """The kind of place that a word for several tells: "các xã"."""
    row = tokens(context.article.text, many.start, many.end)
    told = (context.lexicon.words.longest(row, at) for at in range(1, len(row)))
    return next((found[1] for found in told if found and isinstance(found[1], TypeEntry)), None)


_ORIGIN = re.compile(
    r"(?<!\w)(?:trên (?:cơ sở|nền(?: tảng)?)"
    r"|(?:(?:thành )?lập(?: nên| ra)?|hình thành|(?:chia )?tách(?: ra)?|sáp nhập|hợp nhất|sắp xếp) (?:lại )?"
    r"(?:từ|gồm|bởi)"
    r"|(?:sáp nhập|hợp nhất|gồm)"
    r"(?= (?:nguyên trạng|toàn bộ|các|hai|ba|bốn|\d+|xã|phường|thị trấn|huyện|đảng bộ)\b))",
    re.IGNORECASE,
)
"""What tells of whom a unit was made: "được thành lập trên cơ sở xã A và xã B"."""
_MADE_OF = _NAMES | frozenset(
    "HAMLET HOLDER COMMA AND MANY OF NUMBER OTHER FILL COUNT_OF COLON ORGS CELLS LOOSE".split()
)
"""What such a list is made of, brackets left out."""
_INTO = re.compile(r"\b(?:thành|vào|để)\b", re.IGNORECASE)


@cache
def _unions() -> re.Pattern[str]:
    """ "công đoàn các cấp"."""
    return re.compile(rf"(?<!\w)(?:{either(words_of('figures', 'unions'))}) (?:các cấp|cơ sở)", re.IGNORECASE)


@cache
def _describes() -> tuple[str, ...]:
    """What a description begins with."""
    return tuple(f"{words} " for words in words_of("figures", "describes"))


def here(row: Sequence[Mention], at: int, floor: int, text: str) -> int | None:
    """Where the act `row[at]` is told of the place named last, "ở đây", "địa phương này", and of nobody after that."""
    if not floor < at <= len(row):
        return None
    end = row[at].start if at < len(row) else row[-1].end
    last = max(HERE.finditer(text, row[floor].start, end), key=re.Match.start, default=None)
    since = [i for i in range(floor, at) if last is not None and row[i].start > last.start() and row[i].kind in _UNITS]
    if last is None or any(row[i - 1].kind not in ("NUMBER", "COUNT_OF") for i in since):
        return None  # "… đã thành lập 9 chi bộ": what it did
    return last.start()


def made_of(row: Sequence[Mention], floor: int, at: int, text: str) -> range:
    """The mentions that tell only of whom the one that did `row[at]` was made.

    "Đảng bộ xã A được thành lập trên cơ sở xã B và xã C, hiện có 46 chi bộ" is told of xã A; but "sáp nhập xã B, xã C
    có 46" of xã C.
    """
    if not floor < at < len(row):
        return range(0)
    told = max(_ORIGIN.finditer(text, row[floor].start, row[at].start), key=re.Match.start, default=None)
    if told is None:
        return range(0)
    first = next(i for i in range(floor, at + 1) if row[i].start >= told.end())
    asides = _asides(row, first, at)
    end = next((i for i in range(first, at) if i not in asides and row[i].kind not in _MADE_OF), at)
    last = next((i for i in range(end - 1, first - 1, -1) if row[i].kind in _NAMES), None)
    if last is None:
        return range(0)
    ends = any(m.kind == "COMMA" for m in row[last + 1 : at])
    now = row[last - 1].kind != "COMMA" and these_days(row[last + 1], text)
    if not (ends or now) or _INTO.search(text, told.end(), row[last].start):
        return range(0)
    return range(first, last + 1)


def these_days(mention: Mention, text: str) -> bool:
    """ "hiện có", "nay còn": whether words begin by saying that it is so now."""
    return text[mention.start : mention.end].casefold().startswith(words_of("figures", "these_days"))


def _asides(row: Sequence[Mention], first: int, at: int) -> frozenset[int]:
    """The mentions in brackets, and these."""
    out, depth = [], 0
    for i in range(first, at):
        depth += row[i].kind == "LPAR"
        if depth:
            out.append(i)
        depth -= row[i].kind == "RPAR"
    return frozenset(out) if depth == 0 else frozenset()


def this_body(row: Sequence[Mention], at: int, text: str) -> bool:
    """Whether the act `row[at]` is told of the body named last: "Cơ quan này kỷ luật 14 đảng viên"."""
    begins = _THIS.match(text, row[0].start) is not None
    return begins and not any(m.kind in _UNITS and not is_bare(m) for m in row[:at])


def kind_after(row: Sequence[Mention], i: int) -> TypeEntry | None:
    """The kind of place that a name is told to be after its comma: "Mồ Sì San, xã khó khăn nhất, kết nạp 5"."""
    if i < 0 or row[i].kind not in ("CAPS", "PLACE") or [m.kind for m in row[i + 1 : i + 3]] != ["COMMA", "AREAREF"]:
        return None
    entry = row[i + 2].entry
    return entry if isinstance(entry, TypeEntry) and row[i + 3 : i + 4] and row[i + 3].kind != "COMMA" else None


def apposed_to(row: Sequence[Mention], i: int, text: str) -> int | None:
    """Where the unit stands that `row[i]` only describes: "Huyện A, địa bàn ít dân nhất tỉnh, kết nạp 47"."""
    if [m.kind for m in row[i + 1 : i + 2]] != ["COMMA"]:
        return None
    for k in range(i, max(0, i - _DESCRIPTION), -1):
        if row[k].kind in _NO_DESCRIPTION and not (row[k].kind == "SUBJECT" and row[k - 1].kind == "COMMA"):
            return None
        if row[k - 1].kind == "COMMA" and k > 1:
            named = row[k - 2].kind in ("AREA", "PLACE", "ORG")
            told = row[k].kind == "AREAREF" or text[row[k].start : row[i].end].casefold().startswith(_describes())
            return k - 2 if named and told and k < i else None
    return None


def acts_for_another(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "huyện được Tỉnh ủy giao chỉ tiêu, đã kết nạp 121": who does something else to the unit."""
    return row[i - 1].kind == "PASSIVE" and any(m.kind not in ("FILL", "PASSIVE") for m in row[i + 1 : act])


def gave(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "đạt 104% chỉ tiêu tỉnh giao", "135 đảng viên mà Tỉnh ủy giao": a target of those above."""
    before, after = row[max(0, i - 1) : i], row[i + 1 : i + 2]
    that = any(text[m.start : m.end].casefold() in ("mà", "do") for m in before)
    return any(m.kind in ("TARGET", "GIVEN") for m in after) and (that or any(m.kind == "TARGET" for m in before))


def alone(mention: Mention) -> Mention:
    """ "Đảng bộ Công ty trực thuộc Huyện ủy Cẩm Mỹ": the body without the committee above it."""
    phrase = mention.value
    of = phrase.of if isinstance(phrase, BodyPhrase) else None
    inner = of.value if of is not None else None
    above = inner.of.value if isinstance(inner, BodyPhrase) and inner.of is not None else None
    if not isinstance(phrase, BodyPhrase) or of is None:
        return mention
    if not isinstance(inner, BodyPhrase) or not isinstance(above, BodyPhrase):
        return mention
    if above.entry.kind not in PARTY:
        return mention
    short = Mention(of.kind, of.start, of.end, of.entry, BodyPhrase(inner.entry, inner.name))
    return Mention(
        mention.kind, mention.start, mention.end, mention.entry, BodyPhrase(phrase.entry, phrase.name, short)
    )


def of_employees(body: Organization) -> bool:
    """Whether a Party body is that of a firm, school or office, not of a place."""
    return body.kind in PARTY and body.parent is not None and body.parent.kind not in PARTY - {"party-block"}


def unions_act(row: Sequence[Mention], at: int, floor: int, text: str) -> bool:
    """Whether the act `row[at]` is told of unions: "công đoàn các cấp trong tỉnh A có 130 đoàn viên được kết nạp"."""
    if not floor < at <= len(row):
        return False
    told = _unions().search(text, row[floor].start, row[at - 1].end)
    if told is None:
        return False
    return not any(m.kind == "ORG" and (m.end <= told.start() or m.start >= told.end()) for m in row[floor:at])


_READ = frozenset(("ORG", "SUBJECT", "CENTRE", "GENERIC", "THEM"))
"""Kinds of words for who acts that are read."""
_PARTY_SCHOOL = r"\s(?i:bồi dưỡng|chính trị|bdct)"
"""After the beginning of a school of the Party, which does what it does for its place."""


@cache
def _strangers() -> re.Pattern[str]:
    """ "Bưu điện tỉnh", where a clause begins with it."""
    heads = "|".join(rf"{word[0].upper()}(?i:{word[1:]})" for word in words_of("figures", "strangers"))
    return re.compile(
        rf"(?:^|[,;:.–-]\s|\b(?:[Rr]iêng|[Cc]òn|[Nn]hư|là|có|do|được|bởi)\s)(?P<head>{heads})(?!\w|{_PARTY_SCHOOL})"
    )


def strangers_act(row: Sequence[Mention], at: int, floor: int, text: str) -> bool:
    """Whether the act `row[at]` is told of a body that nobody reads: "Điện lực Con Cuông kết nạp 7"."""
    if not floor < at <= len(row):
        return False
    start = row[floor].start
    told = list(_strangers().finditer(text[start : row[at - 1].end]))
    if not told:
        return False
    since = [i for i in range(floor, at) if row[i].start >= start + told[-1].start("head")]
    if any(row[i].kind in _READ for i in since):
        return False
    return not any(row[i].kind in ("AREA", "AREAREF") and row[i - 1].kind == "COMMA" for i in since)


def is_where(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "cách làm của huyện A, nơi đã kết nạp 16 học sinh": a place of which the rest of the sentence tells."""
    return [m.kind for m in row[i + 1 : i + 2]] == ["COMMA"] and text.startswith("nơi ", row[i + 1].end + 1)


def names_where(row: Sequence[Mention], i: int) -> bool:
    """ "dâng hương tại Đền thờ các Anh hùng liệt sĩ thị xã A": the place only belongs to the name of where it was."""
    at = i - 1
    while at > 0 and row[at].kind in ("CAPS", "OTHER", "COUNT_OF", "HOLDER"):
        at -= 1
    return row[i].kind in ("AREA", "AREAREF") and at < i - 1 and row[at].kind == "AT"


def inside_force(text: str, inner: Mention, outer: Mention) -> bool:
    """ "Trung đoàn 1, Sư đoàn 330 kết nạp 42": the first is a part of the second."""
    words = text[inner.start : inner.end].casefold(), text[outer.start : outer.end].casefold()
    forces = words_of("figures", "forces")
    low, high = (next((n for n, name in enumerate(forces) if name in told), -1) for told in words)
    return 0 <= low < high


def several(row: Sequence[Mention], i: int) -> bool:
    """ "các xã, thị trấn", "quận và huyện": all those of the place above."""
    kinds = [m.kind for m in row[max(0, i - 2) : i]]
    return (
        kinds[-1:] == ["COUNT_OF"]
        or [m.kind for m in row[max(0, i - 3) : i]] == ["COUNT_OF", "ORG", "COMMA"]  # "các đảng ủy xã, thị trấn"
        or kinds in (["NUMBER", "ORGS"], ["NUMBER", "CELLS"])  # "19 đảng ủy xã, thị trấn"
        or (len(kinds) == 2 and kinds[0] in ("MANY", "AREAREF") and kinds[1] in ("COMMA", "AND", "DASH"))
        or _enumerated(row, i)
    )


def _enumerated(row: Sequence[Mention], i: int) -> bool:
    """ "14 điểm cầu xã, phường": two kinds of places of one level."""
    here, after = row[i].entry, [m.kind for m in row[i + 1 : i + 3]]
    if after not in (["COMMA", "AREAREF"], ["AND", "AREAREF"], ["DASH", "AREAREF"]):
        return False
    there = row[i + 2].entry
    return isinstance(here, TypeEntry) and isinstance(there, TypeEntry) and here.level == there.level


def is_predicate(row: Sequence[Mention], i: int) -> bool:
    """ "Đảng bộ A là đơn vị dẫn đầu", "Huyện ủy A - đơn vị đã …": said of the body before it."""
    prior = row[i - 1].kind if i else ""
    return prior == "IS" or (prior in ("DASH", "COMMA") and i > 1 and row[i - 2].kind in ("ORG", "AREA", "PLACE"))


def leads(row: Sequence[Mention], i: int, at: int) -> bool:
    """ "Chỉ có Ba Tầng là đi lùi: năm 2012 có 8": a name that begins a sentence is told of in it."""
    opens = all(m.kind in ("FILL", "HAVE", "LEAD", "BUT") for m in row[:i])
    told = [m.kind for m in row[i + 1 : i + 2]] == ["IS"]
    return opens and told and not any(m.kind in _NAMES for m in row[i + 1 : at])


def opens_with(row: Sequence[Mention], i: int, at: int) -> bool:
    """ "Bản Ta Bán, nơi …, có 2 đảng viên mới": a hamlet that begins the sentence, nothing named since, or acts."""
    begins = i == 0 or row[i - 1].kind in ("SEMI", "DOT", "LEAD") or all(m.kind in _OPENS for m in row[:i])
    next_to = all(m.kind in ("FILL", "PERIOD") for m in row[i + 1 : at]) and row[i - 1].kind not in ("OF", "AT")
    return next_to or (begins and not any(m.kind in ("ORG", "SUBJECT", "AREAREF", "LEAD") for m in row[i + 1 : at]))


def is_cell(mention: Mention) -> bool:
    """Whether a mention is "chi bộ" and nothing says of what."""
    phrase = mention.value
    return is_bare(mention) and isinstance(phrase, BodyPhrase) and phrase.entry.level == "cell"


def is_bare(mention: Mention) -> bool:
    """Whether a mention is "Đảng bộ", "chi bộ" or "Đảng ủy", and nothing says of what."""
    phrase = mention.value
    return isinstance(phrase, BodyPhrase) and phrase.of is None and not phrase.name and phrase.entry.kind in _BARE
