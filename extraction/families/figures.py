"""A sentence as a row of units, periods and figures: what the counting families match their rules over."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import cast

from msgspec.structs import replace

from extraction.context import Context
from extraction.dates import Period, periods
from extraction.datewords import numbers
from extraction.facts import Approximate
from extraction.families import bare_hamlets
from extraction.families.news_day import last_day, news_day
from extraction.lexicon import read, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.phrases import HolderPhrase
from extraction.text import Span, Token, either, fold, tokens
from extraction.vocabulary import COMMON, NUMBER, Heard, files, lexicon, spellings
from extraction.words import FIGURE, Words
from ontology.places import gazetteer

APPROXIMATE: dict[str, Approximate] = {"ABOUT": "about", "OVER": "atLeast", "UPTO": "atMost"}
"""How exact a figure is, by the kind of word before it; exact without one."""
_HARD = frozenset("ORG CENTRAL AREA AREAREF PLACE HAMLET HOLDER POST POSTS NAME CAPS DOCNO".split())
_VALUE = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_RATIO = re.compile(r"\(\d{1,3}/\d{1,3}(?=\)| [^\W\d])")
"""A figure and its target after the name of a unit: "Cẩm Đàn (7/7 đảng viên), Tuấn Đạo (6/6)"."""
_ASIDE = re.compile(r" \((?:có|đạt|trong đó|nữ|vượt|tăng|giảm) ")
"""What tells more of a figure: "Trường THPT Hương Khê 6 (có 4 em nữ)"."""
_STOPS = (".", ":", ";", "-", "–", "“", '"')
_BLOCK = "party-block"
_SHORT = "đv"
_SHORT_MEMBERS = re.compile(r"(?i:đảng viên)(?: mới)? \((?:[^()]{1,24} )?ĐV\)")
_SOME_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{1,2})?")
_THOUSAND = frozenset((fold("ngàn"), fold("nghìn")))
_EACH = "mỗi "
"""Before a body that a figure follows: "mỗi chi bộ 3 người"."""
_LONGEST_OFFICE = 8
"""Words of the longest name of an office that is looked for before its place."""
_NO_COUNTS = frozenset(("i", "ii", "iii", "iv", "tư"))
"""Number words that never count people."""
_LONGEST_WORD = 3
"""Syllables of the longest number word told in letters: "hai mươi"."""


@cache
def _short_names(name: str) -> frozenset[str]:
    return frozenset(w for file in files(name) for w in read(file).get("CALLED", {"words": ()})["words"])


@cache
def _numbered(name: str) -> tuple[tuple[str, ...], ...]:
    words = [word for file in files(name) for word in read(file).get("NUMBERED", {"words": ()})["words"]]
    return tuple(tuple(fold(word).split()) for word in words)


@cache
def _triggers(name: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    told = (w for kind in kinds for w in read(name)[kind]["words"])
    words = sorted({spelling for w in told for spelling in spellings(w)}, key=lambda w: (len(w), w))
    return re.compile(either(w for n, w in enumerate(words) if not any(short in w for short in words[:n])))


def speaks(text: str, name: str, *kinds: str) -> bool:
    """Whether a text has a word of these kinds at all: a cheap look at its letters."""
    return bool(_triggers(name, kinds).search(_folded(text)))


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    """A text in small letters, kept while one family after the other looks at it."""
    return text.casefold()


@cache
def _first_words() -> frozenset[str]:
    """The syllables that numbers in letters begin with."""
    return frozenset(word.split()[0] for word in numbers())


@cache
def _schools() -> frozenset[str]:
    """Schools of the Party: what their pupils do is told of the place."""
    return frozenset(map(fold, read("counts")["CENTRE"]["words"]))


def value(word: str) -> int | None:
    """The whole number a figure means: "1.234" is 1234, "46,15" none."""
    return int(re.sub(r"[.,]", "", word)) if _VALUE.fullmatch(word) else None


class Rows:
    """Reads the sentences of one article with the words of one family."""

    counted: frozenset[str] = frozenset(("MEMBERS", "THEM"))
    """Kinds of words that are counted: a number told in letters stands before them."""
    hard: frozenset[str] = _HARD
    """Kinds of mentions that stay as they were scanned."""

    def __init__(self, context: Context, name: str) -> None:
        self.context = context
        self.name = name
        self.text = context.article.text
        self._trie = lexicon(name)
        self._rows: dict[int, list[Mention]] = {}
        self._shortens = "ĐV)" in self.text and _SHORT_MEMBERS.search(self.text) is not None

    @cached_property
    def today(self) -> dt.date | None:
        """The day on which the article tells its figures."""
        return news_day(self.context.article)

    def _ever(self, period: Period) -> bool:
        """ "nhiều nhất từ trước đến nay": no time that anything is told for."""
        return self.text.endswith("từ trước ", 0, period.start) and self.text.endswith(" nay", 0, period.end)

    def _is_ratio(self, period: Period, span: Span, hard: Sequence[Mention]) -> bool:
        """ "Cẩm Đàn (7/7 đảng viên), Tuấn Đạo (6/6)": no day, in a list of figures with their targets."""
        if self.text[period.start - 1] != "(" or not self.text.startswith(")", period.end):
            return False
        named = any(
            m.end < period.start and self.text[m.end : period.start - 1].strip(" 0123456789") == "" for m in hard
        )
        return named and len(_RATIO.findall(self.text, span.start, span.end)) > 1

    def _until_now(self, period: Period) -> Period:
        """ "từ đầu nhiệm kỳ đến nay", where nobody tells the day: up to the last one up to which is counted."""
        first, words = period.first, self.text[period.start : period.end]
        if period.last is not None or first is None or not words.endswith(" nay"):
            return period
        last = last_day(self.context.article)
        return replace(period, last=last) if last is not None and first <= last else period

    def row(self, n: int) -> list[Mention]:
        """Sentence `n`: bodies and places as scanned, PERIOD, NUMBER, and the rest by the family's words."""
        if n not in self._rows:
            self._rows[n] = self._read(n)
        return self._rows[n]

    def _read(self, n: int) -> list[Mention]:
        sentence = self.context.sentences[n]
        span = sentence.span
        words = self.context.words(n)
        stays = self.hard
        kept = [m for m in sentence.row if m.kind in stays and not self._counts(m)]
        hard = [part for m in kept for whole in self.split(m) for part in self._unnumbered(whole)]
        mine = self._heard(words)
        hard = [self._named(m, words, mine) for m in hard if m.kind != "CAPS" or self._proper(m, words, mine)]
        hard = [self._called(m) for m in hard]
        held = [m for m in hard if m.kind not in ("CAPS", "NUMBER")]
        told = [p for p in periods(self.text, span.start, span.end, self.today) if not self._ever(p)]
        told = [p for p in told if not (p.kind == "day" and self._is_ratio(p, span, hard))]
        dated = [Mention("PERIOD", p.start, p.end, value=self._until_now(p)) for p in told if not _meets(p, held)]
        guards = [m for m in sentence.row if m.kind == "GUARD"]
        names = [
            m for m in words.bare_places if not _meets(m, held) and not _meets(m, dated) and not _within(m, guards)
        ]
        first = [*dated, *names]
        fixed = {m.start: m for m in hard if not (first and _meets(Span(m.start, m.start + 1), first))}
        fixed.update((m.start, m) for m in first)
        row = self._offices(self._fill(words, fixed, mine))
        row = self._numbered_places(row)
        if _SHORT in words.keys and not self._shortens:
            row = [self._member(m) for m in row]
        row = _places(row, self.text) if "HOLDER" in sentence.kinds else row
        return bare_hamlets.named(self.context, row, words, n)

    def _numbered_places(self, row: list[Mention]) -> list[Mention]:
        """ "Sơn Kim 1 (15 đồng chí)": a number between a name and the bracket with its figure is the name's."""
        for i in range(len(row) - 3, 0, -1):
            if row[i].kind != "NUMBER" or row[i - 1].kind not in ("CAPS", "PLACE"):
                continue
            if [m.kind for m in row[i + 1 : i + 3]] != ["LPAR", "NUMBER"]:
                continue
            name = self.text[row[i - 1].start : row[i].end]
            if row[i].end - row[i].start == 1 and gazetteer().named(name):
                row[i - 1 : i + 1] = [Mention("CAPS", row[i - 1].start, row[i].end)]
        return row

    def _offices(self, row: list[Mention]) -> list[Mention]:
        """ "Sở Tài chính và Cục Thuế tỉnh": offices that count as bodies only where their place is told with them."""
        out: list[Mention] = []
        for mention in row:
            placed = mention.kind in ("AREA", "AREAREF") and out and out[-1].kind in ("CAPS", "OTHER")
            for k in range(len(out) - 1, max(len(out) - _LONGEST_OFFICE, 0) - 1, -1) if placed else ():
                name = self.text[out[k].start : out[-1].end]
                entry = self.context.lexicon.bodies.get(fold(name)) if out[k].kind == "CAPS" else None
                if entry is not None and entry.kind == _BLOCK and name != entry.label and name[0].isupper():
                    block = Mention("ORG", out[k].start, mention.end, entry, BodyPhrase(entry, "", mention))
                    party = self.context.lexicon.bodies[fold("Đảng bộ")]
                    mention = Mention("ORG", block.start, block.end, party, BodyPhrase(party, "", block))  # noqa: PLW2901
                    del out[k:]
                    break
                if entry is not None and entry.after_role and fold(name) not in _schools():
                    phrase = BodyPhrase(entry, "", mention)
                    mention = Mention("ORG", out[k].start, mention.end, entry, phrase)  # noqa: PLW2901
                    del out[k:]
                    break
            out.append(mention)
        return out

    @staticmethod
    def _member(mention: Mention) -> Mention:
        """ "kết nạp 57 ĐV": members only where the article says "đảng viên (ĐV)", "(gọi tắt là ĐV)"."""
        if not isinstance(mention.value, str) or _SHORT not in mention.value.split():
            return mention
        return Mention("CAPS", mention.start, mention.end)

    def _called(self, mention: Mention) -> Mention:
        """ "Khối có 61 tổ chức cơ sở đảng": the body that the article is about, by the name it goes by."""
        alone = mention.kind == "CAPS" and self.text[mention.start : mention.end].casefold() in _short_names(self.name)
        return Mention("SUBJECT", mention.start, mention.end) if alone else mention

    def split(self, mention: Mention) -> list[Mention]:
        """What of a body or place is left to be read as one: all of it, unless a family counts bodies."""
        return [mention]

    def _counts(self, mention: Mention) -> bool:
        """ "đồng chí" for someone named before: in a family that counts them by this word it may count people."""
        if mention.kind != "HOLDER" or not isinstance(mention.value, HolderPhrase) or mention.value.name.kind != "PRON":
            return False
        row = tokens(self.text, mention.start, mention.end)
        found = self._trie.longest(row, 0)
        return found is not None and found[0] == len(row)

    def _fill(self, words: Words, fixed: dict[int, Mention], mine: Mapping[int, Sequence[Heard]]) -> list[Mention]:
        """What is fixed stands where it begins; between, the words of the family, and plain mentions of the others."""
        plain, last = words.plain, len(words.tokens)
        begins = iter([*sorted(mine), last])
        begin = next(begins)
        out: list[Mention] = []
        i = 0
        for stop in [*[n for n, start in enumerate(words.starts) if start in fixed], last]:
            while begin < stop:
                mention = self._word(words, begin, stop, mine) if begin >= i else None
                if mention is not None:
                    out += plain[i:begin]
                    out.append(mention)
                    i = words.index(mention.end)
                begin = next(begins)
            if i < stop:
                out += plain[i:stop]
                i = stop
            if i == stop < last:
                out.append(fixed[words.starts[i]])
                i = words.index(out[-1].end)
        return out

    def _heard(self, words: Words) -> dict[int, list[Heard]]:
        """The family's words by where they begin, the shorter first; none where only a figure or a number begins."""
        name = self.name
        mine: dict[int, list[Heard]] = {i: [] for i in words.figures}
        for heard in words.heard:
            kinds = heard[2].kinds
            if name in kinds:
                mine.setdefault(heard[0], []).append(heard)
            elif NUMBER in kinds:
                mine.setdefault(heard[0], [])
        return mine

    def _longest(self, heard: Sequence[Heard], stop: int) -> Heard | None:
        """The longest of some words that begin at one token and end by another."""
        for word in reversed(heard):
            if word[1] <= stop:
                return word
        return None

    def _word(self, words: Words, i: int, stop: int, mine: Mapping[int, Sequence[Heard]]) -> Mention | None:
        """The figure or the family's word that begins at token `i`."""
        row = words.tokens
        if row[i].shape == FIGURE:
            return self._thousands(row, i, stop) or self.figure(row[i])
        if (spelled := self._spelled(row, i, stop, mine)) is not None:
            return spelled
        found = self._longest(mine[i], stop)
        if found is None:
            return None
        _, end, word = found
        return Mention(word.kinds[self.name], row[i].start, row[end - 1].end, value=word.key)

    @staticmethod
    def _thousands(row: Sequence[Token], i: int, stop: int) -> Mention | None:
        """ "6 ngàn", "6,2 nghìn": a figure in digits and the word for a thousand."""
        if i + 1 >= stop or row[i + 1].key not in _THOUSAND or _SOME_THOUSANDS.fullmatch(row[i].key) is None:
            return None
        amount = round(float(row[i].key.replace(",", ".")) * 1000)
        return Mention("NUMBER", row[i].start, row[i + 1].end, value=amount)

    def figure(self, token: Token) -> Mention:
        """The mention of a figure in digits: only whole numbers count."""
        whole = value(token.key)
        return Mention("OTHER" if whole is None else "NUMBER", token.start, token.end, value=whole)

    def _spelled(self, row: Sequence[Token], i: int, stop: int, mine: Mapping[int, Sequence[Heard]]) -> Mention | None:
        """A number in letters, where people are counted right after it: "hai đảng viên"."""
        if row[i].key not in _first_words():
            return None
        for j in range(min(i + _LONGEST_WORD, stop), i, -1):
            word = " ".join(t.key for t in row[i:j])
            if word in numbers() and word not in _NO_COUNTS and j < stop:
                thousands = row[j].key in _THOUSAND  # "hơn bảy nghìn lượt đảng viên"
                after = self._longest(mine.get(j + thousands, ()), stop)
                if after and after[2].kinds[self.name] in self.counted:
                    amount = numbers()[word] * (1000 if thousands else 1)
                    return Mention("NUMBER", row[i].start, row[j + thousands - 1].end, value=amount)
        return None

    def _proper(self, mention: Mention, words: Words, mine: Mapping[int, Sequence[Heard]]) -> bool:
        """Whether a capitalised word is a name, not a word of the family that begins a sentence."""
        first, end = words.index(mention.start), words.index(mention.end)
        if self._spelled(words.tokens, first, len(words.tokens), mine) is not None:
            return False  # "Hai đảng viên bị khai trừ"
        return not any(after >= end for _, after, _ in mine.get(first, ()))

    def _named(self, mention: Mention, words: Words, mine: Mapping[int, Sequence[Heard]]) -> Mention:
        """ "Riêng Tòng Sành 4": a name without the word that leads to it at the beginning of a sentence."""
        first = words.index(mention.start)
        if mention.kind != "CAPS" or (first and words.tokens[first - 1].key not in _STOPS):
            return mention
        led = (end for _, end, word in mine.get(first, ()) if word.kinds[self.name] == "LEAD")
        end = next((end for end in led if words.tokens[end].start < mention.end), None)
        return mention if end is None else replace(mention, start=words.tokens[end].start)

    # ---- figures taken for names -------------------------------------------------------------------------------

    def _without_people(self, mention: Mention, row: Sequence[Token]) -> list[Mention] | None:
        """ "Trường THPT Phan Đình Phùng 8 em": an open name without the figure and whom it counts."""
        at = next((i for i in range(len(row) - 2, 1, -1) if row[i].shape == "0"), None)
        after = self._trie.longest(row, at + 1) if at is not None else None
        if at is None or after is None or after[0] != len(row) or after[1] not in self.counted:
            return None
        bare = _without(mention, self.text[row[at].start : mention.end])
        if bare is None:
            return None
        return [
            replace(bare, end=row[at - 1].end),
            Mention("NUMBER", row[at].start, row[at].end, value=value(row[at].key)),
            Mention(after[1], row[at + 1].start, mention.end),
        ]

    def _unnumbered(self, mention: Mention) -> list[Mention]:
        """A body without the figure told after it: "Đảng bộ Quân sự huyện 7" are two mentions."""
        if not self.text[mention.end - 1].isdigit():
            if mention.kind != "ORG" or not any(c.isdigit() for c in self.text[mention.start : mention.end]):
                return [mention]
            return self._without_people(mention, tokens(self.text, mention.start, mention.end)) or [mention]
        row = tokens(self.text, mention.start, mention.end)
        if len(row) < 2 or row[-1].shape != "0" or mention.kind not in ("ORG", "AREA"):
            return [mention]
        head = tuple(t.key for t in row[:-1])
        number = row[-1]
        each = self.text[max(0, mention.start - len(_EACH)) : mention.start].casefold() == _EACH
        if not each and self._names(head, number):
            return [mention]
        bare = _without(mention, number.key)
        if bare is None:
            return [mention]
        return [replace(bare, end=row[-2].end), Mention("NUMBER", number.start, number.end, value=value(number.key))]

    def _members(self, at: int) -> bool:
        """ "nay đã có chi bộ 19 đảng viên": a cell of so many members, not one of that number."""
        row = tokens(self.text, at, min(len(self.text), at + 30))
        found = self._trie.longest(row, 0) if row else None
        return found is not None and found[1] == "MEMBERS"

    def _names(self, head: tuple[str, ...], number: Token) -> bool:
        """Whether the number belongs to the name: the word before it is one that has numbers."""
        named = any(head[-len(w) :] == w for w in _numbered(self.name))
        if named and (len(head) > 2 or not self._members(number.end)):
            return True
        after = self.text[number.end : number.end + 2].lstrip(" ")[:1]
        row = tokens(self.text, number.end, min(len(self.text), number.end + 30))
        people = self._trie.longest(row, 0) if row else None
        counted = people is not None and people[1] in self.counted
        aside = _ASIDE.match(self.text, number.end) is not None
        return not (counted or aside or after in ("", ",", ";", ".", "/", "\n") or (row and row[0].key == "và"))


def _meets(stretch: Mention | Period | Span, mentions: Sequence[Mention]) -> bool:
    """Whether a stretch of text shares a letter with one of these mentions."""
    return any(m.start < stretch.end and stretch.start < m.end for m in mentions)


def _within(mention: Mention, others: Sequence[Mention]) -> bool:
    """ "đạo đức Hồ Chí Minh": whether one of these mentions holds it whole."""
    return any(m.start <= mention.start and mention.end <= m.end for m in others)


_LISTS_PLACES = frozenset(
    "OTHER COMMA AND HOLDER CAPS PLACE AREA ORG FILL COLON NUMBER LPAR RPAR MEMBERS NEW THEM IS LEAD MOST".split()
)
"""What a list of places and their figures is made of: "các xã Thanh Sơn: 19, Lê Hồ: 16"."""


def _places(row: list[Mention], text: str) -> list[Mention]:
    """Names after "các xã" are places, though they look like persons: "các xã Trần Phán, Tạ An Khương Nam"."""
    after = False
    for i, mention in enumerate(row):
        if mention.kind in ("AREA", "ORG") and i:  # "ba xã Hồng Giang, Giáp Sơn và Phượng Sơn", "các đảng bộ xã …"
            after = after or text[row[i - 1].start : row[i - 1].end].casefold() in words_of(COMMON, "several")
        after = after or (i + 1 < len(row) and row[i + 1].kind in ("EACH", "NUMBER", "ADMIT"))
        if mention.kind == "HOLDER" and after and isinstance(mention.value, HolderPhrase) and not mention.value.posts:
            row[i] = Mention("CAPS", mention.start, mention.end)
        after = mention.kind == "MANY" or (after and mention.kind in _LISTS_PLACES)
    return row


def _without(mention: Mention, figure: str) -> Mention | None:
    """The mention without the figure at its end; None where that is part of a name after all."""
    ref, end = mention.value, mention.end - len(figure)
    if isinstance(ref, AreaRef):
        if figure.startswith("0") and ref.name.endswith(f" {figure}"):  # "thôn Phú Hải 03"
            name = ref.name.removesuffix(figure).rstrip()
            known = gazetteer().named(name) if mention.kind == "AREA" else ()
            within = tuple(place for place in known if place.level == ref.level)
            return Mention(mention.kind, mention.start, end, mention.entry, AreaRef(name, ref.type, ref.level, within))
        if ref.type in words_of(COMMON, "numbered") or ref.name != figure:
            return None
        return Mention("AREAREF", mention.start, end, mention.entry, AreaRef("", ref.type, ref.level))
    if not isinstance(ref, BodyPhrase):
        return None
    if ref.of is not None:
        inner = _without(ref.of, figure) if ref.of.end == mention.end else None
        if inner is None:
            return None
        return Mention("ORG", mention.start, end, mention.entry, BodyPhrase(ref.entry, ref.name, inner))
    name = ref.name.removesuffix(figure).rstrip()
    if name == ref.name:
        return None
    return Mention("ORG", mention.start, end, mention.entry, BodyPhrase(ref.entry, name))


def number(mention: Mention) -> int:
    """The number that a mention reads as."""
    return int(str(mention.value))


def period_of(mention: Mention) -> Period:
    """The period of a PERIOD mention."""
    return cast(Period, mention.value)
