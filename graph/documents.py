"""Which document: type, number and issuer together tell; year or Party term where numbers begin again.

>>> number_parts("05-CT/TW"), number_parts("5")
(Number(head='5', suffix='ct tw', year=None), Number(head='5', suffix='', year=None))
>>> number_parts("59/2023/NĐ-CP")
Number(head='59', suffix='nđ cp', year=2023)
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from extraction.facts import Document as Named
from graph.entities import Document
from graph.identity import folded, local_id, main_label, tidy
from graph.organizations import Organizations, ends_open
from graph.tenures import Term

Mention = tuple[Named, str]
"""A document as one article names it, and that article."""

_SHORT = {"tư": "tw"}
_PART = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CENTRAL_SUFFIXES = ("tw", "cp", "ttg", "ttg cp")
"""How numbers end that only central bodies give: with such an ending the issuer need not be told."""
_CONGRESS_MONTH = 10
"""Provinces hold their Party congresses by October of years that end in 0 or 5; numbers begin again with each."""


_PLENUM = re.compile(
    r"(?:hội nghị )?(?:lần thứ (?P<first>\d{1,2}) )?(?:ban chấp hành )?trung ương(?: đảng)?(?: lần thứ)?"
    r"(?: (?P<number>\d{1,2}))?(?: khóa (?P<term>[ivx]+|\d+))?$"
)
"""How the resolutions of plenary sessions of the Central Committee are called: "Nghị quyết Trung ương 4 khóa XII"."""
_MANDATE = re.compile(r" (?:lần thứ|khóa|nhiệm kỳ) .*$")
"""What a title tells of a term behind the body's name."""
_CONGRESSES = {2006: 10, 2011: 11, 2016: 12, 2021: 13, 2026: 14, 2031: 15}
"""National Party congresses by their years; all since were held in January, and the first plenary session with them."""


class Number(NamedTuple):
    """A number taken apart; what is not in it is empty."""

    head: str
    suffix: str
    year: int | None


class Signature(NamedTuple):
    """What a mention adds to type and number; None where it does not say."""

    suffix: str | None
    year: int | None
    term: int | None
    issuer: str | None


def number_parts(number: str) -> Number:
    """Head without leading zeros, the letters behind it, and the year that State numbers carry."""
    marked = re.sub(r"t\.\s*[ưw]\.?", "tw", tidy(number).casefold())
    parts = [_SHORT.get(part, part) for part in _PART.findall(marked)]
    year = next((int(part) for part in parts[1:] if _YEAR.fullmatch(part)), None)
    head = parts[0].lstrip("0") if parts else ""
    return Number(head, " ".join(p for p in parts[1:] if not _YEAR.fullmatch(p)), year)


def party_term(day: dt.date) -> int:
    """First year of the term between provincial Party congresses in which a day lies.

    >>> party_term(dt.date(2017, 5, 8)), party_term(dt.date(2020, 3, 1)), party_term(dt.date(2020, 11, 1))
    (2015, 2015, 2020)
    """
    start = day.year - day.year % 5
    return start - 5 if day.year == start and day.month < _CONGRESS_MONTH else start


def central_term(day: dt.date) -> int | None:
    """The number of the national Party congress in whose term a day lies; None in the month of a congress.

    >>> central_term(dt.date(2016, 11, 1)), central_term(dt.date(2021, 1, 20)), central_term(dt.date(2021, 3, 1))
    (12, None, 13)
    """
    if day.year in _CONGRESSES and day.month == 1:
        return None
    return max((number for year, number in _CONGRESSES.items() if year <= day.year), default=None)


def plenum(title: str) -> tuple[str, int | None] | None:
    """Of which plenary session a resolution is: its number and that of the term, if told; None for other titles.

    >>> plenum("Nghị quyết Trung ương 4 (khóa XII)"), plenum("Nghị quyết Hội nghị Trung ương 7")
    (('4', 12), ('7', None))
    """
    found = _PLENUM.search(_words(title))
    number = (found["number"] or found["first"]) if found is not None else None
    if found is None or number is None:
        return None
    term = Term.of(f"khóa {found['term']}", "central-committee") if found["term"] else None
    return number, term.number if term is not None else None


def most_specific(signatures: Iterable[Signature]) -> dict[Signature, Signature | None]:
    """For each signature the fullest one that it can only mean; None where two or more remain.

    If none contradicts another, all mean the one that says everything any of them says.
    """
    known = sorted(set(signatures), key=repr)
    stated = [{value for value in column if value is not None} for column in zip(*known, strict=True)]
    if all(len(values) <= 1 for values in stated):
        joined = Signature(*(next(iter(values), None) for values in stated))
        return dict.fromkeys(known, joined)
    fullest = [one for one in known if not any(_covers(one, other) for other in known if other != one)]
    out: dict[Signature, Signature | None] = {}
    for one in known:
        above = [full for full in fullest if full == one or _covers(one, full)]
        out[one] = above[0] if len(above) == 1 else None
    return out


def _covers(vague: Signature, full: Signature) -> bool:
    """Whether everything the first says the second says too."""
    return all(mine is None or mine == other for mine, other in zip(vague, full, strict=True))


@dataclass(frozen=True)
class _Reading:
    """A mention made comparable."""

    number: Number | None
    issuer: str | None
    bucket: tuple[str, ...]
    """Mentions in different buckets are different documents for certain."""
    signature: Signature


class Documents:
    """Every document that facts speak of. First `add` all of them, then `settle`, then ask who is who."""

    def __init__(self, organizations: Organizations, dates: dict[str, dt.date | None]) -> None:
        self._organizations = organizations
        self._dates = dates
        self._mentions: Counter[Mention] = Counter()
        self._issuers: dict[Mention, str | None] = {}
        self._ids: dict[Mention, str] = {}
        self._members: dict[str, list[tuple[Mention, _Reading]]] = {}
        self._meant: dict[str, Signature] = {}

    def add(self, named: Named, article: str) -> Mention:
        """Note a document of an article; returns what to ask `node` with."""
        mention = (named, article)
        self._mentions[mention] += 1
        issuer = named.issuer
        self._issuers[mention] = self._organizations.node(issuer, article) if issuer is not None else None
        return mention

    def settle(self) -> None:
        """Decide which mentions are one document, from all that was added."""
        buckets: dict[tuple[str, ...], list[tuple[Mention, _Reading]]] = {}
        for mention in self._mentions:
            reading = self._read(mention)
            buckets.setdefault(reading.bucket, []).append((mention, reading))
        for bucket, readings in buckets.items():
            meant = most_specific(reading.signature for _, reading in readings)
            for mention, reading in readings:
                fullest = meant[reading.signature]
                if fullest is not None and self._is_before(mention, reading, fullest):
                    fullest = None
                says = fullest or reading.signature
                key = (*bucket, repr(tuple(says)), "" if fullest else mention[1])
                document = local_id("document", _readable(bucket, says), *key)
                self._ids[mention] = document
                self._members.setdefault(document, []).append((mention, reading))
                self._meant[document] = says

    def _is_before(self, mention: Mention, reading: _Reading, says: Signature) -> bool:
        """Whether a number without a year stands in an article that came out before that of what it would mean."""
        day = self._dates.get(mention[1])
        if day is None or says.year is None or reading.number is None or reading.signature.year is not None:
            return False
        return day.year < says.year

    def node(self, mention: Mention) -> str:
        """Id of the document of an article, once settled."""
        return self._ids[mention]

    def entities(self) -> list[Document]:
        """All documents, ordered by id."""
        return [self._document(document) for document in sorted(self._members)]

    def _read(self, mention: Mention) -> _Reading:
        named, article = mention
        number = number_parts(named.number) if named.number else None
        issuer = self._issuers[mention]
        session = plenum(named.title) if number is None else None
        if session is not None:
            return self._of_session(named, article, *session)
        is_central = issuer is not None and self._organizations.is_central(issuer)
        if issuer is None and number is not None and number.suffix.endswith(_CENTRAL_SUFFIXES):
            is_central = True
        year = named.year or (number.year if number else None) or (named.issued.year if named.issued else None)
        term = self._term(named, article, year) if issuer is not None and not is_central else None
        scope = "central" if is_central and number is not None else issuer
        if scope is None and (number is not None or _is_vague(named)):
            scope = f"in {article}"
        what = ("number", number.head) if number is not None else ("title", folded(named.title))
        return _Reading(
            number=number,
            issuer=issuer,
            bucket=(folded(named.type), *what, scope or ""),
            signature=Signature(number.suffix or None if number else None, year, term, issuer),
        )

    def _of_session(self, named: Named, article: str, number: str, term: int | None) -> _Reading:
        """A resolution of a plenary session: that of the term it tells, or else of the article's day."""
        day = self._dates.get(article)
        term = term or (central_term(day) if day is not None else None)
        bucket = (folded(named.type), "session", number, "central")
        return _Reading(number=None, issuer=None, bucket=bucket, signature=Signature(None, None, term, None))

    def _term(self, named: Named, article: str, year: int | None) -> int | None:
        if named.issued is not None:
            return party_term(named.issued)
        if year is not None:
            return party_term(dt.date(year, 1, 1)) if year % 5 else None
        day = self._dates.get(article)
        return party_term(day) if day is not None else None

    def _document(self, document: str) -> Document:
        meant = self._meant[document]
        members = self._members[document]
        fullest = [mention for mention, r in members if r.number is None or (r.number.suffix or None) == meant.suffix]
        with_issuer = [mention for mention in fullest if self._issuers[mention] is not None] or fullest
        everyone = [mention for mention, _ in members]
        number = self._most_used((m[0].number, m) for m in fullest)
        issued = self._most_used((m[0].issued.isoformat() if m[0].issued else None, m) for m in everyone)
        return Document(
            id=document,
            label=self._most_used((m[0].title, m) for m in with_issuer) or "",
            type=self._most_used((m[0].type, m) for m in everyone) or "",
            number=number,
            year=meant.year,
            issuer=meant.issuer,
            subject=self._most_used((m[0].subject, m) for m in everyone),
            issued=dt.date.fromisoformat(issued) if issued else None,
        )

    def _most_used(self, values: Iterable[tuple[str | None, Mention]]) -> str | None:
        counted: Counter[str] = Counter()
        for value, mention in values:
            if value:
                counted[tidy(value)] += self._mentions[mention]
        return main_label(counted) if counted else None


def _is_vague(named: Named) -> bool:
    """Whether a title without number and issuer could be that of many: "Nghị quyết Đại hội Đảng bộ huyện lần thứ X"."""
    title = _MANDATE.sub("", _words(named.title))
    return named.issuer is None and (folded(title) == folded(named.type) or ends_open(title))


def _words(title: str) -> str:
    """A title in small letters, its tones the classic way, without signs."""
    return " ".join(_PART.findall(tidy(title).casefold()))


def _readable(bucket: tuple[str, ...], says: Signature) -> str:
    kind, how, what, _ = bucket
    if how == "title":
        return what
    return f"{kind} trung ương {what}" if how == "session" else f"{kind} {what} {says.suffix or ''}"
