"""Directing documents as a sentence names them: by number, by congress or plenum, or by a name of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.context import Context
from extraction.facts import Organization
from extraction.families.document_references import References
from extraction.families.document_rules import MORE, NUMBERED, PLENUMS, SERIES, TITLES
from extraction.families.document_words import (
    Named,
    Trigger,
    acts_on_another,
    closing,
    row_of,
    subject,
    surface,
)
from extraction.grammar import Found, tape
from extraction.lexicon import words_of
from extraction.mentions import BodyPhrase, Mention
from extraction.organizations import Organizations
from extraction.phrases import PostPhrase
from extraction.unowned import unowned

_BARE_NUMBER = frozenset(
    "Nghị quyết/Chỉ thị/Nghị định/Kết luận/Thông tư/Quy định/Quyết định/Quy chế/Đề án/Hướng dẫn/Kế hoạch".split("/")
)
"""Types whose number may stand without "số" or letters: "Chỉ thị 05"."""
_LONG_NUMBERS = frozenset(("Quy định", "Quyết định", "Quy chế"))
"""Types whose bare numbers may have four digits that are no year: "Quy định 1374"."""
_NO_FIGURE_BEFORE = frozenset(("", "ABOUT", "OF", "LPAR", "DOT", "COMMA", "SEMI", "BY"))
"""What a number of at least two digits is followed by that counts nothing."""
_NEW = frozenset(("Nghị quyết", "Chỉ thị", "Kết luận"))
"""Types of documents that are told to be issued without their number."""
_LOWERED = 6
"""Words of what a scheme is for without which "đề án" in small letters may mean any."""
PLANS = frozenset(("Kế hoạch", "Chương trình", "Đề án", "Hướng dẫn", "Công văn"))
_COUNTED = frozenset("OTHER AREAREF PERCENT SLASH DASH GENERIC CONTENT DOCTYPE".split())
"""Kinds that after a bare number are what it counts: "chỉ thị 5 huyện"."""
_OWNERS = frozenset(
    "party-committee party-organization standing-committee executive-committee people-committee people-council "
    "party-department party-caucus party-block party-cell military-party-committee central-committee".split()
)
_PARTY_KINDS = (_OWNERS - {"people-committee", "people-council"}) | frozenset(
    ("politburo", "secretariat", "inspection-committee", "party")
)
_PARTY_NUMBER = re.compile(r"[-–/](?:[A-Z]*TW|TƯ|T\.Ư|TU|ThU|HU|QU|TXU|ĐUK?|ĐU[A-Z]*|CB)$")
_YEAR_INSIDE = re.compile(r"/((?:19|20)\d\d)(?!\d)")
_YEAR_TOLD = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d)")


class Reader:
    """Reads the sentences of one article with this family's words, documents put together."""

    def __init__(self, context: Context, organizations: Organizations) -> None:
        self.context = context
        self.organizations = organizations
        self.text = context.article.text
        self._rows: dict[int, list[Mention]] = {}
        self._references = References(context, organizations, unowned(self._named))

    def row(self, n: int) -> list[Mention]:
        """The mentions of sentence `n`, documents as DOC with a `Named` as value."""
        return self._references.read(n)

    def opened(self, n: int) -> list[Mention]:
        """The mentions of sentence `n`, what a document is about read too where it is to act on another one."""
        out: list[Mention] = []
        row = self.row(n)
        for i, mention in enumerate(row):
            named = mention.value
            following = row[i + 1].kind if i + 1 < len(row) else ""
            about = self.text[named.end : mention.end] if isinstance(named, Named) else ""
            if isinstance(named, Named) and acts_on_another(about, named=following == "DOC"):
                inside = [m for m in row_of(self.context, n) if named.end <= m.start < mention.end]
                out.append(Mention("DOC", mention.start, named.end, value=named))
                out.extend(_Namer(self.context, self.organizations, n).read(inside))
            else:
                out.append(mention)
        return out

    def _named(self, n: int) -> list[Mention]:
        if n not in self._rows:
            self._rows[n] = _Namer(self.context, self.organizations, n).read(row_of(self.context, n))
        return self._rows[n]


class _Namer:
    """Puts the documents of one sentence together."""

    def __init__(self, context: Context, organizations: Organizations, n: int) -> None:
        self.context = context
        self.organizations = organizations
        self.text = context.article.text
        self.n = n

    def read(self, row: list[Mention]) -> list[Mention]:
        """The row with documents as DOC mentions."""
        symbols = tape(row)
        out: list[Mention] = []
        i = 0
        while i < len(row):
            found = []
            if row[i].kind in ("DOCTYPE", "OWNED", "TITLED"):
                found = list(self._at(row, symbols, i, out))
            out.extend(mention for mention, _ in found or [(row[i], i)])
            i = found[-1][1] if found else i + 1
        return _shared(_numbered_after(out))

    def _at(self, row: list[Mention], symbols: str, i: int, read: list[Mention]) -> Iterator[tuple[Mention, int]]:
        """The documents whose naming starts at mention `i`, each with the index after it; `read` comes before."""
        match = NUMBERED.regex.match(symbols, i)
        named = self._numbered(Found(NUMBERED, row, match), row[i]) if match else None
        if match and named:
            yield self._mention(row, row[i].start, named, match.end())
            yield from self._more(row, symbols, row[i], match, named)
        elif series := SERIES.regex.match(symbols, i):
            yield from self._series(Found(SERIES, row, series))
        elif plenums := PLENUMS.regex.match(symbols, i):
            yield from self._plenums(Found(PLENUMS, row, plenums))
        elif not read or read[-1].kind != "EACH":
            for rule in TITLES:
                if rule.name == "new" and not self._new(read):
                    continue
                if rule.name == "approved" and (not read or read[-1].kind != "APPROVE"):
                    continue
                if rule.name == "by-its-aim" and not self._acted_on(read):
                    continue
                match = rule.regex.match(symbols, i)
                titled = self._titled(Found(rule, row, match)) if match else None
                if titled:
                    yield self._mention(row, row[i].start, *titled)
                    return

    def _series(self, found: Found) -> Iterator[tuple[Mention, int]]:
        """The resolutions of several plenary sessions of one term, each by its own number."""
        kind, first = found["type"][0], found["no"][0]
        trigger = kind.value
        assert isinstance(trigger, Trigger)
        head = surface(self.text[kind.start : first.start])
        term = surface(self.text[found["term"][0].start : found.end]).removeprefix(", ")
        numbers = [first, *(m for m in found["more"] if m.kind == "NUMBER")]
        for mention in numbers:
            last = mention is numbers[-1]
            end = found.end if last else mention.end
            start = kind.start if mention is first else mention.start
            title = f"{head[0].upper()}{head[1:]} {mention.value} {term}"
            index = found.last if last else found.mentions.index(mention) + 1
            yield Mention("DOC", start, end, value=Named(type=trigger.type, title=title, end=end, party=True)), index

    def _plenums(self, found: Found) -> Iterator[tuple[Mention, int]]:
        """The resolutions of plenary sessions that are each told by their own words; a term may be told once after
        several of them."""
        row, kind = found.mentions, found["type"][0]
        trigger = kind.value
        assert isinstance(trigger, Trigger)
        starts = [i for i in range(found.first, found.last) if row[i].kind == "CENTRAL"]
        ends = [next(k for k in range(i, 0, -1) if row[k - 1].kind not in ("COMMA", "AND")) for i in starts[1:]]
        head = surface(self.text[kind.start : row[starts[0]].start])
        term, out = "", []
        for first, end in reversed([*zip(starts, [*ends, found.last], strict=True)]):
            plenum = surface(self.text[row[first].start : row[first + 1].end])
            told = surface(self.text[row[first + 1].end : row[end - 1].end]).removeprefix(", ")
            term = told or term
            title = f"{head[0].upper()}{head[1:]} {plenum} {term}".strip()
            start = kind.start if first == starts[0] else row[first].start
            named = Named(type=trigger.type, title=title, end=row[end - 1].end, party=True)
            out.append((Mention("DOC", start, row[end - 1].end, value=named), end))
        yield from reversed(out)

    @staticmethod
    def _new(read: list[Mention]) -> bool:
        """ "đã thông qua Nghị quyết về …", "trong đó có Nghị quyết quy định …": it may have no number yet."""
        kinds = [m.kind for m in read[-2:]]
        listed = kinds in (["DOC", "AND"], ["DOC", "COMMA"], ["DOC", "SEMI"])
        return kinds[-1:] in (["ISSUE"], ["FIRSTOF"]) or (listed and isinstance(read[-2].value, Named))

    @staticmethod
    def _acted_on(read: list[Mention]) -> bool:
        """ "triển khai thực hiện tốt các nhiệm vụ của Đề án …": an act, and nothing between but how or what of it."""
        before = next((m.kind for m in reversed(read) if m.kind not in ("FILL", "EACH", "CONTENT", "OF")), "")
        return before in ("IMPLEMENT", "CONCRETISE", "REVIEW")

    def _more(
        self, row: list[Mention], symbols: str, kind: Mention, first: re.Match[str], named: Named
    ) -> Iterator[tuple[Mention, int]]:
        """ "Nghị quyết số 18 và 19": the numbers after the first share its type."""
        at = first.end()
        bare = row[first.start("no")].kind
        while match := MORE.regex.match(symbols, at):
            found = Found(MORE, row, match)
            again = self._numbered(found, kind, said=" số " in named.title)
            if again is None or found["no"][0].kind != bare:
                return
            start = (found["said"] or found["no"])[0].start
            yield self._mention(row, start, again, match.end())
            at = match.end()

    def _mention(self, row: list[Mention], start: int, named: Named, end: int) -> tuple[Mention, int]:
        after, words = subject(self.text, row, end, plan=named.type in PLANS)
        if words and not named.subject:
            named = replace(named, subject=words)
        return Mention("DOC", start, row[after - 1].end, value=named), after

    # ---- by number ------------------------------------------------------------------------------------------

    def _numbered(self, found: Found, kind: Mention, *, said: bool = False) -> Named | None:
        trigger, number = kind.value, found["no"][0]
        assert isinstance(trigger, Trigger)
        said = said or found.has("said")
        no = re.sub(r"\s+", "", self.text[number.start : number.end]).replace("–", "-")
        if no.endswith(words_of("documents", "refused")) or not self._is_number(found, kind, no, said):
            return None
        told = next((m for group in ("issuer", "direct", "whole", "short") for m in found[group]), None)
        when = next(iter((*found["when"], *found["later"])), None)
        issued = _day(self.text[when.start : when.end]) if when else None
        words = surface(self.text[kind.start : kind.end])
        title = f"{words[0].upper()}{words[1:]} {'số ' if said else ''}{no}"
        issuer = self._body(told) if told is not None else None
        if told is not None and issuer is not None:
            title = f"{title} của {surface(self.text[told.start : told.end])}"
        issuer = issuer or self._by_letters(no)
        inside = _YEAR_INSIDE.search(no)
        return Named(
            type=trigger.type,
            title=title,
            end=found.end,
            number=no,
            issuer=issuer,
            issued=issued,
            year=int(inside.group(1)) if inside else issued.year if issued else None,
            party=bool(_PARTY_NUMBER.search(no)) or (issuer is not None and issuer.kind in _PARTY_KINDS),
            single=trigger.type == "Quyết định" and not self._directs(found),
        )

    def _is_number(self, found: Found, kind: Mention, no: str, said: bool) -> bool:
        """Whether a number without letters is that of a document: "Chỉ thị 05 của", not "chỉ thị 5 huyện"."""
        number = found["no"][0]
        if number.kind != "NUMBER" and not re.fullmatch(r"\d+/\d{4}", no):
            return True
        after = found.match.end("no")
        following = found.mentions[after].kind if after < len(found.mentions) else ""
        if number.kind == "NUMBER" and (not no.isdecimal() or int(no) == 0 or following == "PERCENT"):
            return False
        if said:
            return True
        trigger = kind.value
        assert isinstance(trigger, Trigger)
        long = number.kind == "NUMBER" and len(no) > 3
        if trigger.type not in _BARE_NUMBER or following in _COUNTED:
            return False
        if long and (trigger.type not in _LONG_NUMBERS or len(no) > 4 or no.startswith(("19", "20"))):
            return False
        told = following in _NO_FIGURE_BEFORE and len(no) > 1 and trigger.type not in PLANS
        return self.text[kind.start].isupper() or found.has("issuer") or told

    def _directs(self, found: Found) -> bool:
        """A numbered decision directs if it is told to be about something that is no single case."""
        if found.last >= len(found.mentions):
            return False
        start = found.mentions[found.last].start
        words = surface(self.text[start : start + 80]).casefold()
        return words.startswith(("về ", "phê duyệt", "ban hành", "quy định")) and not _is_single(words)

    def _body(self, mention: Mention) -> Organization | None:
        """The body that an issuer's words mean."""
        if mention.kind in ("ORG", "CENTRAL"):
            return self.organizations.of_mention(mention, self.n)
        post = mention.parts[0] if mention.kind == "POSTS" else mention
        phrase = post.value
        if not isinstance(phrase, PostPhrase):
            return None
        if phrase.entry.national:
            words = surface(self.text[post.start : post.end])
            if phrase.entry.body != "government":
                return None
            return Organization(label=f"{words[0].upper()}{words[1:]}", kind="government", level="central")
        if phrase.org is None or phrase.org.kind != "ORG":
            return None
        return self.organizations.of_mention(phrase.org, self.n)

    def _by_letters(self, number: str) -> Organization | None:
        """The issuer that a number's last letters tell for certain."""
        ending = re.split(r"[-–/]", number)[-1]
        suffixes = self.context.lexicon.suffixes
        told = suffixes.get(ending) or suffixes.get(ending.rstrip("0123456789")) or ""
        if " " not in told:
            return None
        kind = "party-department"
        if told.endswith(("Chính phủ", "Quốc hội")):
            kind = "government" if told.endswith("Chính phủ") else "national-assembly"
        return Organization(label=told, kind=kind, level="central")

    def _plain(self, mention: Mention, first: bool) -> Mention:
        """A mention within what a document is about: a type in small letters is a word, what comes first is "về"."""
        small = mention.kind == "DOCTYPE" and self.text[mention.start].islower()
        return Mention("ABOUT" if first else "OTHER", mention.start, mention.end) if first or small else mention

    # ---- by name --------------------------------------------------------------------------------------------

    def _titled(self, found: Found) -> tuple[Named, int] | None:
        """A document told without a number, and the index after it."""
        kind = found["type"][0]
        trigger = kind.value
        assert isinstance(trigger, Trigger)
        reach = self._reach(found, kind, trigger)
        if reach is None:
            return None
        end, last = reach
        issuer = self._body(found["issuer"][0]) if found.has("issuer") else None
        party = issuer is not None and issuer.kind in _PARTY_KINDS
        match found.rule.name:
            case "congress":
                said = self.text[found.start : found.end].casefold()
                union = any(one in said for one in words_of("documents", "unions"))
                party = not union and all(_kind(m) in _PARTY_KINDS for m in found["tail"] if m.kind == "ORG")
            case "plenum":
                party = True
            case "name-of-its-own":
                party = not trigger.issuer
                if trigger.issuer:
                    issuer = Organization(label=trigger.issuer, kind="national-assembly", level="central")
            case "of-its-body" if issuer is None or issuer.kind not in _OWNERS:
                return None
            case "by-subject" if issuer is None:
                return None
        title = surface(self.text[kind.start : last])
        years = {int(year) for year in _YEAR_TOLD.findall(title)}
        named = Named(
            type=trigger.type,
            title=title[0].upper() + title[1:],
            end=last,
            issuer=issuer,
            year=years.pop() if len(years) == 1 else None,
            party=party,
        )
        return named, end

    def _reach(self, found: Found, kind: Mention, trigger: Trigger) -> tuple[int, int] | None:
        """The index after a document told without a number and the offset where its title ends, if it is one."""
        capital = self.text[kind.start].isupper()
        match found.rule.name:
            case "congress":
                fits = trigger.type == "Nghị quyết" and _one_congress(found)
            case "plenum":
                counted = any(m.kind in ("ORDINAL", "NUMBER") for m in found.mentions[found.first : found.last])
                fits = counted and (found["tail"][0].kind != "ORG" or _kind(found["tail"][0]) == "central-committee")
            case "name-of-its-own" | "of-its-body":
                fits = True
            case "by-subject":
                end, words = subject(self.text, found.mentions, found.match.start("tail"))
                fits = capital and trigger.type != "Quyết định" and bool(words)
                return (end, found.mentions[end - 1].end) if fits else None
            case "new" | "by-its-aim":
                tail = found.match.start("tail")
                row = [m if k < tail else self._plain(m, k == tail) for k, m in enumerate(found.mentions)]
                if found.rule.name == "by-its-aim":
                    row = row[: next((k for k in range(tail, len(row)) if row[k].kind == "PER"), len(row))]
                end, words = subject(self.text, row, tail)
                new = trigger.type in _NEW if found.rule.name == "new" else trigger.type == "Đề án"
                told = words if words is not None and new else ""
                least = 4 if capital or found.rule.name == "new" else _LOWERED
                fits = len(told.split()) >= least and not _is_single(told) and not told.endswith((" đó", " này", " ấy"))
                return (end, found.mentions[end - 1].end) if fits else None
            case "approved":
                fits = trigger.type == "Đề án"
            case "in-quotation-marks":
                close = closing(self.text, found["tail"][0])
                if close is None or not capital or trigger.type in ("Chương trình", "Quyết định"):
                    return None
                rest = range(found.last, len(found.mentions))
                return next((k for k in rest if found.mentions[k].start > close), len(found.mentions)), close + 1
            case _:
                long = found.match.end("tail") - found.first >= 4
                fits = capital and long and trigger.type in ("Kế hoạch", "Đề án", "Chương trình")
        return (found.last, found.end) if fits else None


def _is_single(about: str) -> bool:
    """Whether what a document is about is a single case: an appointment, somebody's offence."""
    words = about.casefold().removeprefix("về ").removeprefix("việc ")
    return words.startswith(words_of("documents", "single"))


def _kind(mention: Mention) -> str:
    return mention.value.entry.kind if isinstance(mention.value, BodyPhrase) else ""


def _one_congress(found: Found) -> bool:
    """Whether the words tell one congress: by its number or term, or by the place whose Party organisation held it."""
    tail = found["tail"]
    if found.last < len(found.mentions) and found.mentions[found.last].kind == "LEVELS":
        return False
    if any(m.kind in ("ORDINAL", "NUMBER", "TERM") for m in tail):
        return True
    bodies = [m.value for m in tail if isinstance(m.value, BodyPhrase)]
    return any(m.kind in ("ORG", "AREA", "AREAREF") for m in tail) and all(b.of is not None for b in bodies)


def _numbered_after(row: list[Mention]) -> list[Mention]:
    """ "Nghị quyết quy định mức hỗ trợ hộ nghèo (Nghị quyết số 13/2019/NQ-HĐND)": one document, its number last."""
    out: list[Mention] = []
    for mention in row:
        whole = _with_number(out, mention.end) if mention.kind == "RPAR" else None
        if whole is None:
            out.append(mention)
        else:
            out[-3:] = [Mention("DOC", out[-3].start, mention.end, value=whole)]
    return out


def _with_number(row: Sequence[Mention], end: int) -> Named | None:
    """The document that a row ends with, told by its subject and in brackets by its number."""
    if [m.kind for m in row[-3:]] != ["DOC", "LPAR", "DOC"]:
        return None
    told, named = row[-3].value, row[-1].value
    assert isinstance(told, Named)
    assert isinstance(named, Named)
    if told.number is not None or named.number is None or told.type != named.type:
        return None
    about = told.title.removeprefix(f"{told.type} ").removeprefix("về ")
    return replace(named, subject=named.subject or about, end=end)


def _shared(row: list[Mention]) -> list[Mention]:
    """A list shares the issuer told after its last document: "Kết luận số 21-KL/TW, Quy định số 37-QĐ/TW của …"."""
    last: Named | None = None
    for i in range(len(row) - 1, -1, -1):
        named = row[i].value
        if isinstance(named, Named):
            if last is not None and last.issuer is not None and named.issuer is None and _same_series(named, last):
                title = named.title + _issuer_words(last.title)
                named = replace(named, issuer=last.issuer, party=last.party, title=title)
                row[i] = Mention("DOC", row[i].start, row[i].end, value=named)
            last = named
        elif row[i].kind not in ("COMMA", "AND", "EACH", "SEMI"):
            last = None
    return row


def _same_series(one: Named, other: Named) -> bool:
    if one.subject is not None or not one.number or not other.number:
        return False
    return last_letters(one.number) == last_letters(other.number)


def _issuer_words(title: str) -> str:
    before, of, issuer = title.partition(" của ")
    return of + issuer if before else ""


def last_letters(number: str) -> str:
    """The letters that a number ends with, which tell who issued it: "ĐU" of "05-CTr/ĐU"; "" where it has none."""
    return re.split(r"[-–/]", number)[-1] if re.search(r"[-–/]\D", number) else ""


def _day(text: str) -> dt.date | None:
    parts = [int(part) for part in re.findall(r"\d+", text)]
    try:
        return dt.date(parts[2], parts[1], parts[0])
    except (ValueError, IndexError):
        return None
