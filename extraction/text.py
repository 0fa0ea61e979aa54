"""Text as it is: syllables with their places, a folding beside it, and sentences that tile it.

>>> fold("Huyện UỶ") == fold("huyện ủy")
True
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_MARKS = "\u0300-\u036f"
_VIETNAMESE = "".join(c for c in map(chr, range(0x1EFA)) if c.isalpha())
_CAPITAL = f"[{''.join(filter(str.isupper, _VIETNAMESE))}]"
_LITTLE = f"[{''.join(filter(str.islower, _VIETNAMESE))}]"
_TOKEN = re.compile(
    rf"[A-ZĐ](?<!\w.)\s?['’]\s?[^\W\d_]+(?:[{_MARKS}][^\W\d_]*)*"  # K’Brìu, its apostrophe loose or not: K ’ Rin
    r"|[ÔôBb](?<!\w.)(?:(?<=[Ôô])ng|(?<=[Bb])à)(?=[A-ZĐ][^\W\d_])"  # "ÔngTrần"
    rf"|{_LITTLE}{_LITTLE}++(?={_CAPITAL}{_LITTLE})"  # a blank left out: "xãNghĩa Trung"
    rf"|[^\W\d_]+(?:(?:[{_MARKS}]|['’ʼ`´](?=[^\W\d_]))[^\W\d_]*)*"  # a syllable
    r"|\d+(?:[.,]\d+)*"  # a number: 1.234 or 69,56
    r"|[^\w\s]|_"
)
"""Each way begins with a set of letters, so that most are ruled out by one look at the first."""
_DASHES = "–—"
_LETTER = re.compile(r"[^\W\d_]")
_LINE = re.compile(r"[^\r\n]+")
_UNFINISHED = re.compile(
    r"(?:\b(?:TP|Tp|tp|[Tt]\.[PpXx]|TX|Tx|tx|TT|T\.Ư|T\.U|Đ/c|đ/c|GS|PGS|Th\.S|ThS|TS|BS|CKI{1,2}|Ths|LS|KS|CN|SN|Q|P|H|h|St|Mr|Mrs)\.|\b\d{1,2}\.)\s*$"
)
"""A dot of an abbreviation or of a date does not end a sentence, whatever the tokenizer says."""
_JOINED = re.compile(r"\b(?:Đ|T\.T)\.$")
"""Short forms of places that go on without a space: "TP.Đ.Nẵng", "T.T.Huế"; after "ông Đ. " a sentence may begin."""
_FIGURE = re.compile(
    r"(?<![\d.,/-])(?!(?:[Đđ]iều|[Mm]ục|[Pp]hần|[Cc]hương|[Bb]ài) )[^\W\d_]+[ \xa0](?:\d{1,2}[-/])?\d{1,2}\.\s*$"
)
"""A dot after the figure or the day that a clause ends with does: "xã Tân Hội 6. Quý I …"; not so after "Điều 6."."""
_COMRADES = re.compile(rf"\d đ/c\.(?= {_CAPITAL})")
"""An abbreviation that ends a sentence all the same: "kết nạp 31 đ/c. Công nhận chính thức 20 đ/c"."""
_LIST_INTRO = re.compile(r":\s*$")
_LIFE_INTRO = re.compile(r"\b(?:quá trình|tiểu sử|chức vụ|công tác|hoạt động)\b[^.;:]{0,60}:\s*$", re.I)
_STEP = re.compile(
    r"\s*(?:[-–—+•*·]\s+)?(?:(?:từ|năm|tháng|giai đoạn|thời kỳ|đầu|cuối|giữa)\s+){0,3}"
    r"(?:\d[\d/.\-–— ]*)?(?:19|20)\d\d\b",
    re.I,
)
"""A line of a life begins with its years."""
_INNER_END = re.compile(r"[.?!].*\S")
"""Without one of these signs before the last letter of a line it is one sentence, which need not be looked for."""
_LONGEST = 2400
"""Characters of a sentence at most: what is longer is no sentence, and rules are tried on every stretch of one."""
_WIDTH = 40, 130
"""Characters of the longest line of a text broken at a width: shorter ones are verse, longer ones paragraphs."""
_SLACK = 2
"""Characters that a line may fall short of the width with the next line's first word."""
_FULL = 0.75
"""Share of full lines among those before another line of their paragraph, at least."""
_NEARLY, _STOPS = 0.85, ".!?:;…"
"""In such a text a line that is nearly full goes on unless it ends with one of these signs."""
_SMALL, _BY_EYE = 0.3, 0.75
"""Where lines are broken by eye: the share at least that goes on with a small letter, and how full is nearly full."""
_FEW = 4
"""Full lines, at least."""
_BULLET = re.compile(r"\s*(?:[-–—+•*·]|\d{1,2}[.)])\s+\S")


class Token(msgspec.Struct, frozen=True, gc=False):
    """One syllable, number or sign: where it is, its folded key and its shape."""

    start: int
    end: int
    key: str
    shape: str
    """"A" all capitals (two letters or more), "a" capitalised, "x" lower case, "0" number, "." anything else."""


class Span(NamedTuple):
    """A stretch of text by code points."""

    start: int
    end: int


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Lower case with the tone moved to the end: equal for uỷ and ủy, hoà and hòa, NFC and NFD. Words stay apart."""
    if " " in word:
        return " ".join(fold(w) for w in word.split())
    marked = unicodedata.normalize("NFD", word.casefold())
    letters = "".join(c for c in marked if c not in TONES)
    tone = "".join(c for c in marked if c in TONES)
    return unicodedata.normalize("NFC", letters.replace("’", "'").replace("ʼ", "'").replace("`", "'")) + tone


def either(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first: they share their first letters, so that one look
    at a letter rules out all that begin otherwise. A blank stands for any white space.

    >>> either(["xã", "xã viên", "xóm"])
    'x(?:ã(?:\\\\s+viên)?|óm)'
    """
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    ways = [
        (r"\s+" if letter == " " else re.escape(letter)) + _branches(below)
        for letter, below in sorted(node.items())
        if letter
    ]
    if "" in node:
        return f"(?:{'|'.join(ways)})?" if ways else ""
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def at_word(pattern: re.Pattern[str], text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether an expression matches where a word begins: one that looks behind for that itself is tried everywhere.

    >>> [at_word(re.compile("nh"), text) for text in ("xã nhà", "xanh")]
    [True, False]
    """
    for match in pattern.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() and before != "_":
            return True
    return False


def search_key(text: str) -> str:
    """Lower case without any diacritics, for people who type without them: "Châu Thành" is "chau thanh"."""
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in marked if not unicodedata.combining(c))


def _shape(word: str) -> str:
    if word[0].isdecimal():
        return "0"
    if not _LETTER.match(word):
        return "."
    if not word[0].isupper():
        return "x"
    letters = [c for c in word if c.isalpha()]
    return "A" if len(letters) > 1 and all(c.isupper() for c in letters) else "a"


class _Readings(dict[str, tuple[str, str]]):
    """Key and shape of every word met, up to a limit: a look into a dictionary is all that most tokens take."""

    LIMIT = 1 << 16

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= self.LIMIT:
            self.clear()
        key = "-" if word in _DASHES else fold(word.replace(" ", ""))
        self[word] = read = key, _shape(word)
        return read


_READ = _Readings()


Piece = tuple[int, str, str, tuple[Token, ...]]
"""Length of what stands between two blanks; key and shape where it is one token, which most are, else its tokens."""


_AFTER_WORDS = frozenset(",.;:")
"""Signs that no token goes on with: the piece before one is read as it is without it."""


class _Pieces(dict[str, Piece]):
    """Every piece between two blanks met, up to a limit: most of a text is made of the same ones, which need no
    expression any more."""

    LIMIT = 1 << 15

    def __missing__(self, piece: str) -> Piece:
        if len(self) >= self.LIMIT:
            self.clear()
        length, sign = len(piece), piece[-1:]
        before = self.get(piece[:-1]) if sign in _AFTER_WORDS else None
        told: tuple[Token, ...]
        if before is not None and before[1]:
            told = (Token(0, length - 1, before[1], before[2]), Token(length - 1, length, *_READ[sign]))
        else:
            told = tuple(_found(piece, 0, length))
        alone = len(told) == 1 and (told[0].start, told[0].end) == (0, length)
        self[piece] = read = (length, told[0].key, told[0].shape, ()) if alone else (length, "", "", told)
        return read


_PIECES = _Pieces()


def _found(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch, one after the other."""
    for match in _TOKEN.finditer(text, start, end):
        yield Token(*match.span(), *_READ[match[0]])


@lru_cache(maxsize=64)
def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Every family reads a sentence anew: its tokens are kept while an article of usual length is read."""
    stretch = text[start:end]
    inside = start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")
    if inside or "'" in stretch or "’" in stretch:  # a name's apostrophe may have blanks around it: "K ’ Rin"
        return tuple(_found(text, start, end))
    out: list[Token] = []
    add, pieces = out.append, _PIECES
    for piece in stretch.split(" "):
        length, key, shape, told = pieces[piece]
        if key:
            add(Token(start, start + length, key, shape))
        else:
            for token in told:
                add(Token(start + token.start, start + token.end, token.key, token.shape))
        start += length + 1
    return tuple(out)


def tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    return _tokens(text, start, len(text) if end is None else end)


def _sentences_of_line(text: str, line: Span) -> Iterator[Span]:
    """Sentence boundaries by underthesea, mended where it cuts an abbreviation or a date."""
    from underthesea import sent_tokenize  # takes half a second to import

    if not _INNER_END.search(text, line.start, line.end):
        yield line
        return
    start = at = line.start
    for sentence in sent_tokenize(text[line.start : line.end]):
        found = text.find(sentence, at, line.end)
        if found < 0:  # the tokenizer changed the text: keep the rest of the line whole
            break
        at = found + len(sentence)
        if at < line.end and not text[at].islower() and not _goes_on(text, start, at):
            yield Span(start, at)
            start = at
    if start < line.end:
        yield Span(start, line.end)


def _goes_on(text: str, start: int, at: int) -> bool:
    """Whether what a dot ends at an offset is an abbreviation, a part of a date or the number of a paragraph."""
    if not text[at].isspace() and _JOINED.search(text, max(start, at - 6), at):
        return True
    if not _UNFINISHED.search(text, max(start, at - 12), at):
        return False
    after = text[at : at + 2].strip()[:1]
    return not (after.isalpha() and _FIGURE.search(text, max(start, at - 24), at))


def _parted(text: str, span: Span) -> Iterator[Span]:
    """The sentences that the tokenizer takes for one for the sake of an abbreviation."""
    start = span.start
    for end in _COMRADES.finditer(text, *span):
        yield Span(start, end.end())
        start = end.end()
    yield Span(start, span.end)


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A sentence beyond all measure in pieces, cut at a sign or a space."""
    start = span.start
    while span.end - start > _LONGEST:
        stop = start + _LONGEST
        cut = max(text.rfind(sign, start + _LONGEST // 2, stop) for sign in (";", ",", " "))
        stop = cut + 1 if cut > start else stop
        yield Span(start, stop)
        start = stop
    yield Span(start, span.end)


def sentences(text: str) -> list[Span]:
    """Sentences in order. A list introduced by a colon keeps its lines together; blank stretches belong to none."""
    out: list[Span] = []
    in_list = False
    mark = ""  # of the list's first item
    for match in _LINE.finditer(text):
        line = Span(match.start(), match.start() + len(match.group().rstrip()))
        if line.start == line.end:
            continue
        bullet = bool(_BULLET.match(text, line.start, line.end))
        gap = text.count("\n", out[-1].end, line.start) if out else 0
        first = text[line.start : line.end].lstrip()[:1]
        outer = gap > 1 and mark not in ("", first) and not first.isdecimal()  # an item of the list around it
        if in_list and bullet and gap <= 2 and not outer and line.end - out[-1].start < _LONGEST:
            mark = mark or first
            out[-1] = Span(out[-1].start, line.end)
            continue
        for span in _sentences_of_line(text, line):
            for part in _parted(text, span):
                out.extend(_bounded(text, part))
        in_list = bool(_LIST_INTRO.search(text, out[-1].start, out[-1].end))
        if in_list and _LIFE_INTRO.search(text, out[-1].start, out[-1].end):
            in_list = _STEP.match(text, line.end) is None
        mark = ""
    return out


def unwrapped(text: str) -> str:
    """A text whose paragraphs are broken at a width ("2.930 / chi bộ") with spaces for those breaks; else as it is.

    A line is full if the first word of the next one would not have fit; a headline on a line of its own may be longer.
    Where somebody broke the lines by eye, none is quite full, but many go on with a small letter. Lines of a list
    begin alike.
    """
    lines = list(_LINE.finditer(text))
    longest = max((len(line.group().rstrip()) for line in lines), default=0)
    if not _WIDTH[0] <= longest <= _WIDTH[1]:
        return text
    pairs = [(a, b) for a, b in pairwise(lines) if text.count("\n", a.end(), b.start()) <= 1 and b.group().strip()]
    width = max((len(a.group().rstrip()) for a, _ in pairs), default=0)
    full = {a.end() for a, b in pairs if len(a.group().rstrip()) + 1 + len(b.group().split()[0]) > width - _SLACK}
    nearly = _NEARLY * width
    if len(full) < max(_FEW, _FULL * len(pairs)):
        full = {a.end() for a, b in pairs if _goes_on_small(a.group().rstrip(), b.group().lstrip())}
        nearly = _BY_EYE * width
        if len(full) < max(_FEW, _SMALL * len(pairs)):
            return text
    if 2 * len({b.group().split()[0] for a, b in pairs if a.end() in full}) <= len(full):  # a list: they begin alike
        return text
    near = (len(a.group().rstrip()) > nearly and a.group().rstrip()[-1:] not in _STOPS for a, _ in pairs)
    out: list[str] = []
    end = 0
    for (a, b), goes_on in zip(pairs, near, strict=True):
        if (a.end() in full or goes_on) and not _BULLET.match(b.group()):
            out += (text[end : a.end()], " " * (b.start() - a.end()))
            end = b.start()
    return "".join((*out, text[end:]))


def _goes_on_small(line: str, following: str) -> bool:
    return len(line) >= _WIDTH[0] and line[-1] not in _STOPS and following[0].islower()


_CARRIERS = {
    unicodedata.normalize("NFC", vowel + after + tone): unicodedata.normalize("NFC", vowel + tone + after)
    for vowel in "oOuU"
    for after in "aAeEyY"
    for tone in sorted(TONES)
}
"""Two vowels with the tone on the second one, and on the first: "uỷ" is "ủy" where nothing follows in its syllable."""
_NEW_STYLE = re.compile(rf"[oOuU](?<![qQ].)[{''.join(sorted({two[1] for two in _CARRIERS}))}](?![^\W\d_])")


@lru_cache(maxsize=1 << 12)
def classic(text: str) -> str:
    """NFC with the tone on the vowel that carries it in the classic way: "Huyện uỷ" becomes "Huyện ủy"."""
    return _NEW_STYLE.sub(lambda m: _CARRIERS[m[0]], unicodedata.normalize("NFC", text))
