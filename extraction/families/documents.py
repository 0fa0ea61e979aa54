"""Directing documents as a sentence names them: type and number, congress, plenum, issuer and subject, or a name of their own.

The family reads the sentence with a lexicon of its own: the words that mean an act on a document have other jobs elsewhere.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from extraction.context import Context
from extraction.facts import Organization
from extraction.grammar import Rule, tape
from extraction.lexicon import Trie, read
from extraction.mentions import PUNCTUATION, AreaRef, BodyPhrase, Mention
from extraction.organizations import Organizations
from extraction.phrases import PostPhrase
from extraction.text import Token, classic, tokens


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
_ROMAN = r"(?:[IVX]{1,5}|XL[IVX]{0,4})"
_DAY = r"\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}"
_NUMBERS = re.compile(r"\d+")
_CLOSING = {"“": "”", '"': '"', "«": "»", "'": "'", "‘": "’"}
_QUOTE_LIMIT = 250
_SUBJECT_LIMIT = 45
"""Syllables of a document's subject: the longest titles of Party resolutions have about forty."""
_BARE_NUMBER = frozenset(("Nghị quyết", "Chỉ thị", "Nghị định", "Kết luận", "Thông tư"))
"""Types whose number may stand without "số" or letters: "Chỉ thị 05"."""
_OWNERS = frozenset(
    "party-committee party-organization standing-committee executive-committee people-committee people-council "
    "party-department party-caucus party-block party-cell military-party-committee central-committee".split()
)
_PARTY_KINDS = _OWNERS - {"people-committee", "people-council"} | {"politburo", "secretariat", "inspection-committee", "party"}
_PARTY_NUMBER = re.compile(r"[-–/](?:[A-Z]*TW|TƯ|T\.Ư|TU|ThU|HU|QU|TXU|ĐUK?|ĐU[A-Z]*|CB)$")
_OUTSIDE = frozenset("ORG AREA AREAREF PLACE HOLDER POSTS GENERIC IMPLEMENT STUDY CONCRETISE REVIEW ISSUE DOCTYPE DOC ASK LEAD PASSIVE CUT PERIOD PER FILL".split())
_STOPS = frozenset("SAY SEMI DOT COLON LPAR RPAR WITH BY CUT HOLDER GENERIC INTOLIFE DOC PASSIVE ASK QUOTE CONCRETISE REVIEW".split())

_NO = "(?P<no> DOCNO | NUMBER )"
_WHEN = "( COMMA? (?P<when> DATE ) )?"
_TERM = "( LPAR TERM RPAR | TERM )?"
_ISSUER = "( OF (?P<issuer> ORG | CENTRAL | POSTS | POST | PARTY | AREA | AREAREF | PLACE ) | (?P<direct> ORG | CENTRAL ) )?"
NUMBERED = (
    Rule("numbered", f"(?P<type> DOCTYPE | OWNED ) ( ( OTHER | FILL ){{0,3}} (?P<said> NUMBERED ) )? {_NO} {_TERM} {_WHEN} {_TERM} {_ISSUER} {_TERM} ( COMMA? (?P<later> DATE ) )?"),
)
MORE = Rule("numbered-too", f"( COMMA AND | COMMA | AND ) (?P<said> NUMBERED )? {_NO} (?! OTHER | PERCENT ) {_TERM} {_WHEN} {_TERM} {_ISSUER} {_TERM}")
TITLES = (
    Rule("congress", "(?P<type> DOCTYPE ) OF? CONGRESS (?P<tail> ( OF? ( ORG | PARTY | AREA | PLACE | AREAREF | CENTRAL ) | COMMA? ORDINAL | NUMBER | COMMA? TERM | LPAR TERM RPAR | PERIOD )* )"),
    Rule("plenum", "(?P<type> DOCTYPE ) FILL? ORDINAL? ( CENTRAL | ORG ) (?P<tail> ORDINAL | NUMBER )? (?P<term> COMMA? TERM | LPAR TERM RPAR )? ( OF PARTY )?"),
    Rule("name-of-its-own", "(?P<type> TITLED ) ( PERIOD | NUMBER )?"),
    Rule("of-its-body", "(?P<type> OWNED ) (?P<tail> PERIOD )? OF (?P<issuer> ORG ) ( PERIOD | TERM | LPAR TERM RPAR )?"),
    Rule("in-quotation-marks", "(?P<type> DOCTYPE ) ABOUT? (?P<tail> QUOTE )"),
    Rule("by-subject", "(?P<type> DOCTYPE ) OF (?P<issuer> ORG | CENTRAL ) (?P<tail> ABOUT )"),
    Rule("by-year", "(?P<type> DOCTYPE | OWNED ) ( OTHER | COMMA | AND | AT | CONTENT | CHECK | FILL | PARTY | STUDY | ABOUT | CONCRETISE ){1,30}? (?P<tail> PERIOD ) ( OF (?P<issuer> ORG | CENTRAL ) )?"),
)  # fmt: skip


# ---- the words of this family --------------------------------------------------------------------------


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


@cache
def _refused() -> tuple[str, ...]:
    return tuple(read("documents")["refused"])


@cache
def _single() -> tuple[str, ...]:
    return tuple(read("documents")["single"])


@cache
def _types() -> re.Pattern[str]:
    words = {v for row in read("documents")["document"] for v in row["variants"] if v not in row.get("cased", ())}
    words |= {"nq", "ct", "điều lệ"}
    return re.compile("|".join(sorted(words, key=lambda w: (-len(w), w))))


@cache
def _acts() -> re.Pattern[str]:
    table = read("documents")["trigger"]
    words = {w for kind in ("IMPLEMENT", "STUDY", "REVIEW", "ISSUE", "BRING") for w in table[kind] if "," not in w}
    return re.compile("|".join(sorted(words | {"cụ thể h", "thể chế h"}, key=lambda w: (-len(w), w))))


@cache
def _overlay() -> re.Pattern[str]:
    codes = sorted({c for row in read("documents")["document"] for c in row.get("codes", ())} | {"QH"}, key=lambda c: (-len(c), c))
    tail = r"(?:\s?[-–/]\s?(?!\d)[A-ZĐ](?:\.?[A-ZĐƯa-zư]){0,9}\d{0,2}(?!\w))"
    return re.compile(
        rf"(?P<DOCNO>(?<![\w/])\d{{1,5}}[a-zđ]?(?:\s?/\s?\d{{4}})?\s?[-–/]\s?(?:{'|'.join(codes)})\d{{0,2}}(?!\w){tail}{{0,3}}"
        r"|(?<![\w/.,])\d{1,4}/(?:19|20)\d\d(?![\d/]))"
        rf"|(?P<DATE>[Nn]gày\s+(?:{_DAY})|(?<!\d)\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}(?!\d))"
        r"|(?P<PERIOD>(?:[Gg]iai\s+đoạn|[Cc]ác\s+năm|[Ss]au\s+năm|[Đđ]ến\s+năm|[Nn]ăm)\s+(?:19|20)\d\d(?:\s?[-–]\s?(?:năm\s+)?(?:19|20)\d\d)?)"
        rf"|(?P<ORDINAL>(?:[Ll]ần\s+)?[Tt]hứ\s+(?:{_ROMAN}|\d{{1,2}}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)(?!\w)|(?<!\w){_ROMAN}(?!\w))"
    )


def speaks(text: str) -> bool:
    """Whether a sentence can tell of an act on a document at all: a cheap look at its letters."""
    plain = text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    plain = plain.casefold()
    return bool(_types().search(plain)) and bool(_acts().search(plain))


# ---- the sentence with this family's words ------------------------------------------------------------------


class Reader:
    """Reads the sentences of one article with this family's words."""

    def __init__(self, context: Context, organizations: Organizations) -> None:
        self.context = context
        self.organizations = organizations
        self.text = context.article.text

    def row(self, n: int) -> list[Mention]:
        """The mentions of sentence `n`, documents put together as DOC."""
        row = self._named(n)
        return [self._again(row, i, n) for i in range(len(row))]

    def _named(self, n: int) -> list[Mention]:
        return _Namer(self, n).read(self._retaped(n))

    def _again(self, row: list[Mention], i: int, n: int) -> Mention:
        """ "nghị quyết này": the document of that type named last, in this sentence or the two before."""
        mention = row[i]
        trigger = mention.value
        if mention.kind != "DOCTYPE" or i + 1 == len(row) or row[i + 1].kind != "THIS" or not isinstance(trigger, Trigger):
            return mention
        for before in (row[:i], *(self._named(k) for k in range(n - 1, max(-1, n - 3), -1))):
            for other in reversed(before):
                named = other.value
                if other.kind == "DOC" and isinstance(named, Named) and named.type == trigger.type:
                    end = row[i + 1].end
                    return Mention("DOC", mention.start, end, value=replace(named, end=end, told=other.start))
        return mention

    def _retaped(self, n: int) -> list[Mention]:
        sentence = self.context.sentences[n]
        span, text = sentence.span, self.text
        hard = [m for m in sentence.row if m.kind in _HARD]
        special = {m.start(): m for m in _overlay().finditer(text, span.start, span.end) if not _inside(m.start(), hard)}
        row = tokens(text, span.start, span.end)
        starts = {m.start: m for m in hard}
        fixed = [i for i, t in enumerate(row) if t.start in starts or t.start in special]
        out: list[Mention] = []
        i = 0
        while i < len(row):
            token = row[i]
            if token.start in special:
                match = special[token.start]
                mention = Mention(str(match.lastgroup), match.start(), match.end(), value=match.group())
            elif token.start in starts:
                mention = starts[token.start]
            else:
                at = bisect_left(fixed, i)
                mention = self._word(row, i, fixed[at] if at < len(fixed) else len(row))
            out.append(mention)
            i += 1
            while i < len(row) and row[i].start < mention.end:
                i += 1
        return out

    @staticmethod
    def _word(row: Sequence[Token], i: int, stop: int) -> Mention:
        token = row[i]
        found = triggers().longest(row, i, stop)
        past = triggers().longest(row, i) if stop < len(row) else None
        if past and past[1].kind in ("GENERIC", "CONTENT") and past[0] > stop:
            found = past  # "các chi bộ", "nhiệm vụ": what was taken for a body is part of a word of ours
        if found and not (found[1].cased and token.shape not in "aA"):
            return Mention(found[1].kind, token.start, row[found[0] - 1].end, value=found[1])
        if token.shape == "0":
            return Mention("NUMBER", token.start, token.end, value=token.key)
        return Mention(PUNCTUATION.get(token.key, "OTHER") if token.shape == "." else "OTHER", token.start, token.end)


def _inside(at: int, mentions: Sequence[Mention]) -> bool:
    return any(m.start <= at < m.end and m.kind != "TERM" for m in mentions)


# ---- naming ----------------------------------------------------------------------------------------------


class _Namer:
    """Puts the documents of one sentence together."""

    def __init__(self, reader: Reader, n: int) -> None:
        self.text = reader.text
        self.organizations = reader.organizations
        self.context = reader.context
        self.n = n

    def read(self, row: list[Mention]) -> list[Mention]:
        """The row with documents as DOC mentions whose value is `Named`."""
        symbols = tape(row)
        out: list[Mention] = []
        i = 0
        while i < len(row):
            if row[i].kind in ("DOCTYPE", "OWNED", "TITLED"):
                found = list(self._at(row, symbols, i, out))
                if found:
                    out.extend(doc for doc, _ in found)
                    i = found[-1][1]
                    continue
            out.append(row[i])
            i += 1
        return _shared(out)

    def _at(self, row: list[Mention], symbols: str, i: int, before: Sequence[Mention]) -> Iterator[tuple[Mention, int]]:
        """The documents whose naming starts at mention `i`, each with the index after it."""
        match = NUMBERED[0].regex.match(symbols, i)
        named = self._numbered(row, match, row[i]) if match else None
        if match and named:
            yield self._mention(row, row[i].start, named, match.end())
            at = match.end()
            while more := MORE.regex.match(symbols, at):
                again = self._numbered(row, more, row[i])
                first = more.start("said") if more.start("said") >= 0 else more.start("no")
                if again is None or (row[more.start("no")].kind == "NUMBER") != (_kind(row, match, "no") == "NUMBER"):
                    break
                yield self._mention(row, row[first].start, again, more.end())
                at = more.end()
            return
        if before and before[-1].kind == "EACH":
            return
        for rule in TITLES:
            match = rule.regex.match(symbols, i)
            named, end = self._titled(rule.name, row, match) if match else (None, 0)
            if named:
                yield self._mention(row, row[i].start, named, end)
                return

    def _mention(self, row: list[Mention], start: int, named: Named, end: int) -> tuple[Mention, int]:
        after, subject = self._subject(row, end)
        if subject and not named.subject:
            named = replace(named, subject=subject)
        return Mention("DOC", start, row[after - 1].end, value=named), after

    def _numbered(self, row: list[Mention], match: re.Match[str], kind: Mention) -> Named | None:
        number = row[match.start("no")]
        said = match.start("said") >= 0
        label = self._type(kind)
        after = match.end("no")
        surface = self.text[kind.start]
        if number.kind == "NUMBER" or ("/" in str(number.value) and number.value[-4:].isdigit()):  # type: ignore[index]
            digits = str(number.value)
            if not said and (label not in _BARE_NUMBER or not self._stands(row, after) or (len(digits) > 3 and number.kind == "NUMBER")):
                return None
            if number.kind == "NUMBER" and (not digits.isdigit() or int(digits) == 0 or (after < len(row) and row[after].kind == "PERCENT")):
                return None
            if not said and not surface.isupper() and match.start("issuer") < 0:
                return None
        issuer = self._issuer(row, match)
        if str(number.value).replace(" ", "").endswith(_refused()):
            return None
        no = re.sub(r"\s+", "", self.text[number.start : number.end]).replace("–", "-")
        when = next((row[match.start(g)] for g in ("when", "later") if g in match.re.groupindex and match.start(g) >= 0), None)
        issued = _day(self.text[when.start : when.end]) if when else None
        type_words = _words(self.text[kind.start : kind.end])
        title = f"{type_words[0].upper()}{type_words[1:]} {'số ' if said else ''}{no}"
        if issuer is None:
            issuer = self._by_suffix(no)
        else:
            title = f"{title} của {self._issuer_words(row, match)}"
        inside = re.search(r"/((?:19|20)\d\d)(?!\d)", no)
        party = bool(_PARTY_NUMBER.search(no)) or (issuer is not None and issuer.kind in _PARTY_KINDS)
        end = row[match.end() - 1].end
        year = int(inside.group(1)) if inside else issued.year if issued else None
        single = label == "Quyết định" and not self._directs(row, match.end())
        return Named(label, title, end, no, issuer, issued, year, party=party, single=single)

    @staticmethod
    def _type(kind: Mention) -> str:
        assert isinstance(kind.value, Trigger)
        return kind.value.type

    def _directs(self, row: list[Mention], at: int) -> bool:
        """A numbered decision directs if it is told to be about something that is no single case."""
        words = _words(self.text[row[at].start :][:80]).casefold() if at < len(row) else ""
        about = words.removeprefix("về việc ").removeprefix("về ").strip()
        return words.startswith(("về ", "phê duyệt", "ban hành", "quy định")) and not about.startswith(_single())

    @staticmethod
    def _stands(row: list[Mention], i: int) -> bool:
        """What comes after a bare number does not count things: "Chỉ thị 05 của", not "chỉ thị 5 huyện"."""
        return i >= len(row) or row[i].kind not in ("OTHER", "AREAREF", "PERCENT", "SLASH", "DASH", "GENERIC", "CONTENT", "DOCTYPE")

    def _issuer(self, row: list[Mention], match: re.Match[str]) -> Organization | None:
        at = max(match.start(g) for g in ("issuer", "direct") if g in match.re.groupindex)
        return self._body(row[at]) if at >= 0 else None

    def _issuer_words(self, row: list[Mention], match: re.Match[str]) -> str:
        at = max(match.start(g) for g in ("issuer", "direct") if g in match.re.groupindex)
        return _words(self.text[row[at].start : row[at].end])

    def _body(self, mention: Mention) -> Organization | None:
        """The body that an issuer's words mean."""
        if mention.kind in ("ORG", "CENTRAL"):
            return self.organizations.of_mention(mention, self.n)
        if mention.kind in ("POSTS", "POST"):
            post = mention.parts[0] if mention.kind == "POSTS" else mention
            phrase = post.value
            if not isinstance(phrase, PostPhrase):
                return None
            if phrase.entry.national:
                words = classic(" ".join(self.text[post.start : post.end].split()))
                return Organization(label=f"{words[0].upper()}{words[1:]}", kind="government", level="central") if phrase.entry.body == "government" else None
            return self.organizations.of_mention(phrase.org, self.n) if phrase.org is not None and phrase.org.kind == "ORG" else None
        return None

    def _by_suffix(self, number: str) -> Organization | None:
        """The issuer a number's last letters tell for certain."""
        ending = re.split(r"[-–/]", number)[-1]
        told = self.context.lexicon.suffixes.get(ending) or self.context.lexicon.suffixes.get(ending.rstrip("0123456789"))
        if not told or (" " not in told and told != "Chính phủ"):
            return None
        kind = "government" if "Chính phủ" in told else "national-assembly" if told.endswith("Quốc hội") else "party-department"
        return Organization(label=told, kind=kind, level="central")

    # ---- by name -----------------------------------------------------------------------------------------

    def _titled(self, rule: str, row: list[Mention], match: re.Match[str]) -> tuple[Named | None, int]:
        kind = row[match.start("type")]
        trigger = kind.value
        assert isinstance(trigger, Trigger)
        end = match.end()
        last = row[end - 1].end
        issuer: Organization | None = None
        capital = self.text[kind.start].isupper()
        if rule == "congress":
            tail = row[match.start("tail") : match.end("tail")]
            open_body = any(m.kind == "ORG" and isinstance(m.value, BodyPhrase) and m.value.of is None for m in tail)
            numbered = any(m.kind in ("ORDINAL", "NUMBER", "TERM") for m in tail)
            placed = any(m.kind in ("ORG", "AREA", "AREAREF") for m in tail) and not open_body
            levels = end < len(row) and row[end].kind == "LEVELS"
            if trigger.type != "Nghị quyết" or levels or not (numbered or placed):
                return None, 0
        elif rule == "plenum":
            body = next(m for m in row[match.start() + 1 : end] if m.kind in ("CENTRAL", "ORG"))
            ordinal = any(m.kind in ("ORDINAL", "NUMBER") for m in row[match.start() : end])
            central = body.kind == "CENTRAL" or (isinstance(body.value, BodyPhrase) and body.value.entry.kind == "central-committee")
            if not (ordinal and central):
                return None, 0
        elif rule == "name-of-its-own":
            if trigger.issuer:
                issuer = Organization(label=trigger.issuer, kind="national-assembly", level="central")
        elif rule in ("of-its-body", "by-subject"):
            issuer = self._body(row[match.start("issuer")])
            if issuer is None or (rule == "of-its-body" and issuer.kind not in _OWNERS):
                return None, 0
            if rule == "by-subject":
                after, subject = self._subject(row, match.start("tail"))
                if not capital or trigger.type == "Quyết định" or not subject:
                    return None, 0
                end, last = after, row[after - 1].end
        elif rule == "in-quotation-marks":
            mark = row[match.start("tail")]
            close = self.text.find(_CLOSING.get(self.text[mark.start], '"'), mark.end, mark.end + _QUOTE_LIMIT)
            if close < 0 or trigger.type in ("Chương trình", "Quyết định") or not capital:
                return None, 0
            last = close + 1
            end = next((k for k in range(end, len(row)) if row[k].start >= last), len(row))
        elif rule == "by-year":
            if not capital or trigger.type not in ("Kế hoạch", "Đề án", "Chương trình") or match.end("tail") - match.start() < 4:
                return None, 0
            issuer = self._body(row[match.start("issuer")]) if match.start("issuer") >= 0 else None
        title = _words(self.text[kind.start : last])
        years = [int(y) for y in re.findall(r"năm\s+((?:19|20)\d\d)(?!\d)", title)]
        other = rule == "congress" and any(m.kind == "ORG" and getattr(m.entry, "kind", "") not in _PARTY_KINDS for m in tail)
        party = (rule in ("congress", "plenum") and not other) or (trigger.kind == "TITLED" and not issuer) or (issuer is not None and issuer.kind in _PARTY_KINDS)
        return Named(trigger.type, title[0].upper() + title[1:], last, issuer=issuer, year=years[0] if len(years) == 1 else None, party=party), end

    # ---- what it is about ------------------------------------------------------------------------------------

    def _subject(self, row: list[Mention], at: int) -> tuple[int, str | None]:
        """Index after the words that tell what a document is about, and those words."""
        if at >= len(row) or row[at].kind != "ABOUT":
            return at, None
        first = at + 1
        if first < len(row) and row[first].kind == "QUOTE":
            mark = row[first]
            close = self.text.find(_CLOSING.get(self.text[mark.start], '"'), mark.end, mark.end + _QUOTE_LIMIT)
            if close >= 0:
                end = next((k for k in range(first + 1, len(row)) if row[k].start > close), len(row))
                return end, _words(self.text[mark.end : close])
            first += 1
        end = first
        while end < len(row) and end - first < _SUBJECT_LIMIT and not self._ends(row, end, first):
            end += 1
        while end > first and row[end - 1].kind in ("COMMA", "AND", "FILL", "EACH", "OF", "AT"):
            end -= 1
        return (end, _words(self.text[row[first].start : row[end - 1].end])) if end > first else (at, None)

    @staticmethod
    def _ends(row: list[Mention], i: int, first: int) -> bool:
        kind = row[i].kind
        if kind in _STOPS:
            return i > first or kind not in ("REVIEW", "CONCRETISE", "LPAR")
        if kind in ("COMMA", "AND") and i + 1 < len(row):
            return row[i + 1].kind in _OUTSIDE
        if kind == "DOCTYPE":
            return i > first
        return kind == "DATE"


def _kind(row: list[Mention], match: re.Match[str], group: str) -> str:
    return row[match.start(group)].kind


def _shared(row: list[Mention]) -> list[Mention]:
    """A list of documents shares the issuer told after its last: "Kết luận số 21-KL/TW, Quy định số 37-QĐ/TW của …"."""
    last: Named | None = None
    for i in range(len(row) - 1, -1, -1):
        mention = row[i]
        named = mention.value
        if mention.kind == "DOC" and isinstance(named, Named):
            alike = last is not None and last.number and named.number and _suffix(last.number) == _suffix(named.number)
            if named.issuer is None and named.subject is None and alike and last is not None and last.issuer is not None:
                named = replace(named, issuer=last.issuer, party=last.party, title=named.title + _of(last.title))
                row[i] = Mention("DOC", mention.start, mention.end, value=named)
            last = named
        elif mention.kind not in ("COMMA", "AND", "EACH", "SEMI"):
            last = None
    return row


def _of(title: str) -> str:
    before, of, issuer = title.partition(" của ")
    return of + issuer if before else ""


def _suffix(number: str) -> str:
    return re.split(r"[-–/]", number)[-1] if re.search(r"[-–/]\D", number) else ""


def _words(text: str) -> str:
    return classic(" ".join(text.split()))


def _day(text: str) -> dt.date | None:
    parts = [int(n) for n in _NUMBERS.findall(text)]
    try:
        return dt.date(parts[2], parts[1], parts[0])
    except (ValueError, IndexError):
        return None


def area_of(mention: Mention) -> AreaRef | None:
    """The place a mention names, if it does."""
    return mention.value if isinstance(mention.value, AreaRef) else None
