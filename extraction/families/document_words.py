"""The words of the family of documents: its own lexicon, the row of a sentence in it, and where a subject ends.

A word that means an act on a document may have another job in other families, so this one reads the sentence again.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extraction.context import Context
from extraction.datewords import YEAR
from extraction.facts import Organization
from extraction.lexicon import Trie, read, words_of
from extraction.mentions import PUNCTUATION, Mention, owner_of
from extraction.numerals import ORDINALS, ordinal
from extraction.text import Token, at_word, classic, either, fold, tokens


class Trigger(NamedTuple):
    """A word of this family: its kind, and for a type or a name of documents what lexicons/documents.toml says."""

    kind: str
    type: str = ""
    issuer: str = ""
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A document as one place of the text names it."""

    type: str
    title: str
    end: int
    """Text offset where its name ends; the mention may go on with what it is about."""
    number: str | None = None
    issuer: Organization | None = None
    issued: dt.date | None = None
    year: int | None = None
    subject: str | None = None
    party: bool = False
    """It is told as one of the Party's: by its number, its issuer or its congress."""
    single: bool = False
    """It decides a single case (an appointment, a fine): it directs nobody."""
    told: int | None = None
    """Text offset where it was named, for "nghị quyết này" after it."""


_HARD = frozenset("ORG CENTRAL AREA AREAREF PLACE HAMLET HOLDER POST POSTS TERM".split())
"""Kinds of the sentence's own row that stay what they are."""
_ROMAN = r"(?:[IVX]{1,5}|XL[IVX]{0,4})"
_DAY = r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_CLOSING = {"“": "”", '"': '"', "«": "»", "'": "'", "‘": "’"}
_QUOTE_LIMIT = 250
"""Letters within quotation marks: longer ones are speech."""
_SUBJECT_LIMIT = 45
"""Mentions of a document's subject: the longest titles of Party resolutions have about forty syllables."""
_STOPS = frozenset(
    "SAY SEMI DOT COLON LPAR RPAR WITH BY CUT WHICH HOLDER INTOLIFE DOC PASSIVE ASK QUOTE CONCRETISE REVIEW AMEND "
    "REPLACE".split()
)
_OUTSIDE = frozenset(
    "ORG AREA AREAREF PLACE HAMLET HOLDER POSTS GENERIC IMPLEMENT STUDY CONCRETISE REVIEW ISSUE DOCTYPE DOC ASK LEAD "
    "PASSIVE CUT WHICH PERIOD PER FILL".split()
)
"""Kinds that after a comma belong to the sentence again, not to a document's subject."""


_MAKERS = frozenset(("ORG", "AREA", "AREAREF", "THEM", "CENTRAL", "POSTS"))
"""Kinds after "do" that tell who has made a document."""
_OVER = frozenset(("GENERIC", "CONTENT", "TITLED"))
"""Kinds of words that may begin before a body and end within it."""
_NAMES = frozenset(("DOCTYPE", "OWNED", "TITLED"))
_ACTING = frozenset(("IMPLEMENT", "CONCRETISE", "STUDY"))
_CONCRETISED = re.compile("cụ thể h|thể chế h")
_HAS = re.compile(
    r"(?:có\s+(?:\w+\s+){1,3}\d{1,4}\s?[-/]|thông\s+qua\s+nghị\s+quyết|được\s.{3,80}?\sthông\s+qua"
    r"|học\s+(?:nghị|chỉ|kết|quy)\s)"
)
"""Before the number of a document that a body has issued: "chỉ hai tháng sau, huyện có Đề án số 02-ĐA/HU"."""
_PREDICATE = frozenset(("đã", "đang", "sẽ", "cũng"))


def surface(text: str) -> str:
    """Words as they are cited: spaces evened, tones placed the classic way."""
    return classic(" ".join(text.split()))


# ---- the lexicon -------------------------------------------------------------------------------------------


@cache
def triggers() -> Trie[Trigger]:
    """Types and names of documents, and the words for what is done with them."""
    data = read("documents")
    trie: Trie[Trigger] = Trie()
    for row in data["title"]:
        for name in row["names"]:
            trie.add(name, Trigger("TITLED", row["type"], row.get("issuer", ""), row.get("cased", False)))
    for row in data["document"]:
        for variant in row.get("owned", ()):
            trie.add(variant, Trigger("OWNED", row["label"]))
        for variant in row["variants"]:
            trie.add(variant, Trigger("DOCTYPE", row["label"], cased=variant in row.get("cased", ())))
    for kind, words in data["trigger"].items():
        for word in words:
            trie.add(word, Trigger(kind))
    return trie


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _types() -> re.Pattern[str]:
    rows = read("documents")["document"]
    words = {v for row in rows for v in row["variants"] if v not in row.get("cased", ())}
    return re.compile(either(words | {"nq", "ct"}))


@cache
def _acts() -> re.Pattern[str]:
    table = read("documents")["trigger"]
    kinds = ("IMPLEMENT", "STUDY", "REVIEW", "ISSUE", "APPROVE", "BRING", "INTOLIFE")
    words = {word for kind in kinds for word in table[kind] if "," not in word}
    return re.compile(rf"{either(words)}(?!\w)")


def _acted_on(plain: str) -> bool:
    return at_word(_acts(), plain) or at_word(_CONCRETISED, plain)


_PLENUM = re.compile(
    r"(?:trung ương|lần thứ|(?<=hội nghị )thứ)\s+(?P<no>\d{1,2}|[ivx]+|"
    rf"{'|'.join(ORDINALS)})(?!\w)"
    r".{0,60}?\bkhóa\s+(?P<term>[ivx]+)(?!\w)"
)


def plenum_of(title: str) -> str:
    """Which plenum of the Central Committee adopted a resolution told without its number: "trung ương 4 xi", or ""."""
    plain = title.casefold()
    found = _PLENUM.search(plain) if "trung ương" in plain else None
    if found is None:
        return ""
    return f"trung ương {ordinal(found['no']) or found['no']} {found['term']}"


def names(text: str) -> bool:
    """Whether a sentence can name a document at all: a cheap look at its letters."""
    return bool(_types().search(text.casefold()))


def speaks(text: str) -> bool:
    """Whether a sentence that can name documents can tell of an act on one."""
    plain = text.casefold()
    return _acted_on(plain) or at_word(_HAS, plain)


@cache
def _between() -> re.Pattern[str]:
    table = read("documents")["trigger"]
    kinds = ("IMPLEMENT", "CONCRETISE", "AMEND", "REPLACE")
    return re.compile(either({word for kind in kinds for word in table[kind]} | set(words_of("documents", "grounds"))))


def relates(text: str) -> bool:
    """Whether a sentence that can name documents can tell what one does to another."""
    plain = text.casefold()
    return len(_types().findall(plain)) > 1 and bool(_between().search(plain))


def acts_on_another(about: str, *, named: bool) -> bool:
    """Whether what a document is about can be to act on another one, which may be `named` right behind it."""
    plain = about.casefold()
    return bool(_between().search(plain)) and (named or bool(_types().search(plain)))


@cache
def _back() -> re.Pattern[str]:
    table = read("documents")["trigger"]
    acts, papers = either({*table["IMPLEMENT"], *table["CONCRETISE"]}), either(words_of("documents", "papers"))
    by, this = either(table["BY"]), either(table["THIS"])
    return re.compile(rf"(?:{either(table['SOONEST'])}|(?:{papers})\s+(?:{this})|(?:{acts})\s+(?:{by}))(?!\w)")


def points_back(text: str) -> bool:
    """Whether a sentence can tell what is done with a document that it does not name: "văn bản ấy được triển khai"."""
    plain = text.casefold()
    return at_word(_back(), plain) and _acted_on(plain)


@cache
def _patterns() -> re.Pattern[str]:
    """Numbers of documents, days, years and ordinals: what is told by its letters, not by a list of words."""
    codes = {code for row in read("documents")["document"] for code in row.get("codes", ())} | {"QH"}
    tail = r"(?:\s?[-–/]\s?(?!\d)[A-ZĐ](?:\.?[A-ZĐƯa-zư]){0,9}\d{0,2}(?!\w))"
    number = rf"(?<![\w/])\d{{1,5}}[a-zđ]?(?:\s?/\s?\d{{4}})?\s?[-–/]\s?(?:{_any(codes)})\d{{0,2}}(?!\w){tail}{{0,3}}"
    letter = rf"(?<=số )\d{{1,5}}(?:\s?/\s?\d{{4}})?\s?[-–/]\s?[A-ZĐ]{{2}}[A-ZĐa-z]{{0,8}}(?!\w){tail}{{0,3}}"
    short = rf"(?<![\w/.,])\d{{1,4}}/{YEAR}(?![\d/])|(?:(?<=quyết )|(?<=thị )|(?<=luận )|(?<=số ))\d{{1,3}}[a-d](?!\w)"
    day = rf"[Nn]gày\s+(?:{_DAY})|(?<!\d)\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}(?!\d)"
    since = r"(?:[Gg]iai\s+đoạn|[Cc]ác\s+năm|[Ss]au\s+năm|[Đđ]ến\s+năm|[Nn]ăm)"
    period = rf"{since}\s+{YEAR}(?:\s?[-–]\s?(?:năm\s+)?{YEAR})?"
    small = "|".join(ORDINALS)
    ordinal = (
        rf"(?:[Ll]ần\s+)?[Tt]hứ\s+(?:{_ROMAN}|\d{{1,2}}|{small})(?!\w)|(?<!\w){_ROMAN}(?!\w)"
        rf"|(?<=[Tt]rung ương )(?:{small})(?=,?\s+\(?[Kk]h(?:óa|oá))"
    )
    return re.compile(
        rf"(?P<DOCNO>{number}|{letter}|{short})|(?P<DATE>{day})|(?P<PERIOD>{period})|(?P<ORDINAL>{ordinal})"
    )


_BEGIN = frozenset(map(fold, ("ngày", "giai", "các", "sau", "đến", "năm", "lần", "thứ", *ORDINALS)))
"""The words that these begin with, but for figures and Roman letters."""


# ---- the row of a sentence -----------------------------------------------------------------------------------


def row_of(context: Context, n: int) -> list[Mention]:
    """Sentence `n` in this family's words; bodies, places and persons stay as they are."""
    sentence, text = context.sentences[n], context.article.text
    span = sentence.span
    hard = [m for m in sentence.row if m.kind in _HARD]
    row = tokens(text, span.start, span.end)
    special = {m.start(): m for m in _specials(text, row, span.end) if not _within(m.start(), hard)}
    starts = {m.start: m for m in (*_owners(hard), *hard)}
    fixed = [i for i, token in enumerate(row) if token.start in starts or token.start in special]
    out: list[Mention] = []
    i = 0
    while i < len(row):
        at = row[i].start
        if at in special:
            match = special[at]
            mention = Mention(str(match.lastgroup), match.start(), match.end(), value=match.group())
        elif at in starts:
            mention = starts[at]
        else:
            following = bisect_left(fixed, i)
            stop = fixed[following] if following < len(fixed) else len(row)
            mention = _word(row, i, stop, starts.get(row[stop].start) if stop < len(row) else None)
        out.append(mention)
        while i < len(row) and row[i].start < mention.end:
            i += 1
    return out


def _specials(text: str, row: Sequence[Token], end: int) -> Iterator[re.Match[str]]:
    """What is told by its letters, tried where it can begin."""
    over = 0
    for token in row:
        if token.start < over or not (token.shape == "0" or token.key in _BEGIN or not token.key.strip("ivxl")):
            continue
        found = _patterns().match(text, token.start, end)
        if found is not None:
            over = found.end()
            yield found


def _owners(hard: Sequence[Mention]) -> Iterator[Mention]:
    """Bodies within others: "các chi bộ" is a word of ours, the rest of "chi bộ thuộc Đảng bộ xã A" is its owner."""
    for mention in hard:
        of = owner_of(mention)
        if of is not None and of.kind == "ORG":
            yield of


def _word(row: Sequence[Token], i: int, stop: int, hard: Mention | None) -> Mention:
    """The word of ours that begins at token `i`; at `stop` begins what the sentence's own row has as `hard`."""
    token = row[i]
    found = triggers().longest(row, i, stop)
    past = triggers().longest(row, i) if stop < len(row) else None
    if past and past[0] > stop and (past[1].kind in _OVER or _covers(row[past[0] - 1], past[1], hard)):
        found = past  # "các chi bộ", "nhiệm vụ": what was taken for a body is part of a word of ours
    if found and not (found[1].cased and token.shape not in "aA"):
        return Mention(found[1].kind, token.start, row[found[0] - 1].end, value=found[1])
    if token.shape == "0":
        return Mention("NUMBER", token.start, token.end, value=token.key)
    kind = PUNCTUATION.get(token.key, "OTHER") if token.shape == "." else "OTHER"
    return Mention(kind, token.start, token.end)


def _covers(last: Token, trigger: Trigger, hard: Mention | None) -> bool:
    """ "đại hội phụ nữ", "kiểm điểm giữa nhiệm kỳ": all of a body or term is part of a word of ours."""
    return trigger.kind in ("CONGRESS", "REVIEW") and hard is not None and last.end >= hard.end


def _within(at: int, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= at < m.end and m.kind != "TERM" for m in mentions)


# ---- what a document is about ----------------------------------------------------------------------------------


def closing(text: str, mark: Mention) -> int | None:
    """Offset of the mark that closes a quotation, if it comes soon; one within it closes first: “Về phong trào “…””."""
    opens, closes = text[mark.start], _CLOSING.get(text[mark.start], '"')
    first = found = text.find(closes, mark.end, mark.end + _QUOTE_LIMIT)
    inner = 0
    while opens != closes and found >= 0:
        inner = text.count(opens, mark.end, found) - text.count(closes, mark.end, found)
        if inner <= 0 or "\n" in text[mark.end : found]:
            return found if inner <= 0 else first
        found = text.find(closes, found + 1, mark.end + _QUOTE_LIMIT)
    return found if found >= 0 else first if first >= 0 else None


def subject(text: str, row: Sequence[Mention], at: int, *, plan: bool = False) -> tuple[int, str | None]:
    """Index after the words that tell what a document is about (from "về" at `at`), and those words.

    A plan that is about carrying out another document has no subject of its own: the other document is acted on.
    """
    first = at + 1 if at < len(row) and row[at].kind == "ABOUT" else at
    if first < len(row) and row[first].kind == "QUOTE" and _opens(text, row[first]):
        close = closing(text, row[first])
        if close is not None:
            end = next((k for k in range(first + 1, len(row)) if row[k].start > close), len(row))
            return end, surface(text[row[first].end : close])
        first += first > at
    if first == at:
        return at, None
    end = first
    while end < len(row) and end - first < _SUBJECT_LIMIT and not (_ends(row, end, first) or _dated(text, row[end])):
        end += 1
    verb = next((k for k in range(first, end) if row[k].kind in _ACTING), end)
    if plan and any(m.kind in _NAMES for m in row[verb : end + 1]):
        return at, None
    end = _before_predicate(text, row, first, end)
    while end - 1 > first and row[end - 1].kind in ("COMMA", "AND", "FILL", "EACH", "OF", "AT", "DO"):
        end -= 1
    words = surface(text[row[first].start : row[end - 1].end]) if end > first else None
    return (end, words.removesuffix(" ra đời")) if words else (at, None)


def _opens(text: str, mark: Mention) -> bool:
    """Whether a mark opens a quotation: a straight one does where words follow it at once."""
    return text[mark.start] in "“«‘" or (text[mark.end : mark.end + 1].strip() != "" and text[mark.start - 1].isspace())


def _before_predicate(text: str, row: Sequence[Mention], first: int, end: int) -> int:
    """Where the sentence goes on within the words read: "…, đời sống người dân đã khởi sắc" is none of the subject."""
    verb = next((k for k in range(first, end) if text[row[k].start : row[k].end].casefold() in _PREDICATE), None)
    if verb is None:
        return end
    comma = next((k for k in range(verb, first, -1) if row[k].kind == "COMMA"), verb)
    return max(comma, first)


def _builds(row: Sequence[Mention], i: int) -> bool:
    """ "củng cố, xây dựng tổ chức cơ sở đảng": what is built or brought forth is no document."""
    after = next((m.kind for m in row[i + 1 :] if m.kind not in ("FILL", "EACH", "NUMBER", "QUOTE")), "")
    return row[i].kind == "ISSUE" and after not in (*_NAMES, "DOC", "PAPER", "")


def _dated(text: str, mark: Mention) -> bool:
    """ "…, từ đầu nhiệm kỳ đến nay", "…, những năm qua": when something is done is told after a comma."""
    return mark.kind == "COMMA" and _when().match(text, mark.end) is not None


@cache
def _when() -> re.Pattern[str]:
    counted = r"(?:(?:hơn|gần)\s+)?(?:\d+|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:năm|tháng)\s+(?:qua|nay|gần đây)"
    return re.compile(rf"\s*(?:{counted}|{either(words_of('documents', 'times'))})(?!\w)", re.IGNORECASE)


def _ends(row: Sequence[Mention], i: int, first: int) -> bool:
    kind, following = row[i].kind, row[i + 1].kind if i + 1 < len(row) else ""
    if kind in _STOPS:
        return i > first or kind not in ("REVIEW", "CONCRETISE", "LPAR", "AMEND")
    if kind == "DO" or (kind == "COMMA" and following == "DO"):
        by = i + 1 + (kind == "COMMA")
        return by < len(row) and row[by].kind in _MAKERS  # not "do thiên tai"
    if kind in ("COMMA", "AND") and following:
        return following in _OUTSIDE and not (kind == "COMMA" and _builds(row, i + 1))
    if kind == "DOCTYPE":
        return i > first and not any(m.kind in _ACTING for m in row[first:i])
    return kind == "DATE"
