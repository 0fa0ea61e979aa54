"""The dossier of one entity: who or what it is, posts with their time line, facts by family with quotes, sources.

`exports.markdown` and `exports.html` write it, and escape all text: it is an article's word, not to be trusted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from exports.source import Counts, ExportError
from graph.descriptions import Description, Descriptions
from graph.drawing import period, window
from ontology import terms

QUOTES = 3
"""Quotes shown of one fact; the others are counted."""
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+")
"""Ends of line, and characters that steer a screen instead of standing on it."""

KINDS = {
    terms.Person: ("người", "person"),
    terms.Organization: ("tổ chức", "organisation"),
    terms.Place: ("địa phương", "place"),
    terms.Document: ("văn bản", "document"),
    terms.Event: ("sự kiện", "event"),
    terms.Programme: ("mô hình, phong trào", "programme"),
    terms.org_Post: ("chức vụ", "post"),
}
"""What a dossier can be of."""


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article that is quoted."""

    number: int
    title: str
    published: str
    publisher: str
    address: str
    """http or https; "" where none is known."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of an article, and its number among the sources."""

    words: str
    status: str
    source: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact as one line."""

    since: str
    """Its first day, for the order."""
    text: str
    when: str
    quotes: tuple[Quote, ...]
    quotes_left: int
    span: tuple[str, str, str, str]
    """Of a tenure: the earliest start, the first and last day it was surely held, the latest end; "" where unknown."""


@dataclass(frozen=True, slots=True)
class Section:
    """The facts of a family."""

    name: str
    vi: str
    en: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A post on the time line, from 0 at its beginning to 100 at its end."""

    text: str
    when: str
    possible: tuple[float, float]
    sure: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that a dossier says, in order."""

    iri: str
    name: str
    kind: tuple[str, str]
    particulars: tuple[tuple[str, str, str], ...]
    """Vietnamese heading, English heading, and what is so."""
    sections: tuple[Section, ...]
    sources: tuple[SourceArticle, ...]
    bars: tuple[Bar, ...]
    years: tuple[int, int] | None
    """The first and last year of the time line."""

    @property
    def counts(self) -> Counts:
        """Facts by family, and articles."""
        return {**{s.name: len(s.entries) for s in self.sections}, "articles": len(self.sources)}


_FAMILIES = (
    ("positions", terms.Tenure, "Chức vụ", "Positions", (terms.org_member, terms.org_role, terms.org_organization)),
    (
        "changes",
        terms.Change,
        "Thay đổi nhân sự",
        "Changes of post",
        (terms.person, terms.kind, terms.org_role, terms.org_organization),
    ),
    ("admissions", terms.Admission, "Kết nạp đảng viên", "Members admitted", (terms.unit,)),
    ("figures", terms.Count, "Số liệu khác", "Other figures", (terms.unit, terms.measure, terms.population)),
    (
        "documents",
        terms.Implementation,
        "Thực hiện văn bản",
        "Documents carried out",
        (terms.organization, terms.action, terms.document),
    ),
    (
        "relations",
        terms.DocumentRelation,
        "Quan hệ với văn bản khác",
        "Relations to other documents",
        (terms.document, terms.relation, terms.relatedDocument),
    ),
    ("events", terms.Participation, "Sự kiện", "Events", (terms.agent, terms.part, terms.event)),
    ("programmes", terms.Adoption, "Mô hình, phong trào", "Programmes", (terms.unit, terms.action, terms.programme)),
    ("origins", terms.Origin, "Nhân thân", "Origin", (terms.person,)),
)
"""The families in the order of a dossier: name, class, headings, and what a line tells, but for the entity itself."""


def dossier(descriptions: Descriptions, iri: str) -> Dossier:
    """The dossier of a node; an `ExportError` where the graph has no such entity."""
    one = descriptions.get(iri)
    kind = next((name for class_, name in KINDS.items() if one and one.is_a(class_)), None)
    if one is None or kind is None:
        raise ExportError(f"{iri}: the graph has no such person, body, place, document, event, programme or post")
    return _Writer(descriptions, one).dossier(kind)


class _Writer:
    def __init__(self, descriptions: Descriptions, one: Description) -> None:
        self._descriptions = descriptions
        self._one = one
        self._sources: dict[str, SourceArticle] = {}

    def dossier(self, kind: tuple[str, str]) -> Dossier:
        """Facts first: they tell which sources there are."""
        entries: dict[str, list[Entry]] = {}
        for fact in self._facts():
            name, *_, parts = next(family for family in _FAMILIES if fact.is_a(family[1]))
            entries.setdefault(name, []).append(self._entry(fact, parts))
        sections = tuple(
            Section(name, vi, en, tuple(sorted(entries[name], key=lambda e: (e.since, e.text))))
            for name, _, vi, en, _ in _FAMILIES
            if name in entries
        )
        bars, years = _time_line([entry for section in sections for entry in section.entries])
        return Dossier(
            iri=self._one.iri,
            name=_clean(self._one.full_label),
            kind=kind,
            particulars=tuple(self._particulars()),
            sections=sections,
            sources=tuple(self._sources.values()),
            bars=bars,
            years=years,
        )

    def _facts(self) -> list[Description]:
        """All facts that name the entity, the earliest told first."""
        found = []
        for fact in self._descriptions:
            if terms.evidence in fact.said and any((self._one.iri, "") in values for values in fact.said.values()):
                told = [article.one(terms.dcterms_issued) for _, article in self._descriptions.evidence(fact)]
                found.append((min(told), fact.iri, fact))
        return [fact for *_, fact in sorted(found, key=lambda item: item[:2])]

    def _entry(self, fact: Description, parts: tuple[str, ...]) -> Entry:
        said = [self._number(fact)] if terms.value in fact.said else []
        for predicate in parts:
            node = fact.one(predicate)
            if node and node != self._one.iri:
                said.append(self._descriptions[node].full_label)
        said += [f"{vi.lower()} {told}" for vi, _, told in _born_and_people(fact)]
        if terms.homePlace in fact.said:
            said.append(f"quê {self._descriptions[fact.one(terms.homePlace)].full_label}")
        evidence = self._descriptions.evidence(fact)
        quotes = tuple(
            Quote(
                _clean(piece.one(terms.quote)),
                self._descriptions[piece.one(terms.status)].label if terms.status in piece.said else "",
                self._source(article).number,
            )
            for piece, article in evidence[:QUOTES]
        )
        told = _told(evidence)
        span = _span(fact, told)
        since = span[0] or fact.one(terms.from_) or fact.one(terms.earliest) or evidence[0][1].one(terms.dcterms_issued)
        return Entry(since, _clean(" · ".join(said)), _when(fact, told), quotes, len(evidence) - len(quotes), span)

    def _number(self, fact: Description) -> str:
        total = f"/{fact.one(terms.total)}" if terms.total in fact.said else ""
        exactly = self._descriptions[fact.one(terms.approximate)]
        how = "" if exactly.one(terms.skos_notation) in ("exact", "") else f"{exactly.label} "
        return f"{how}{fact.one(terms.value)}{total}"

    def _source(self, article: Description) -> SourceArticle:
        known = self._sources.get(article.iri)
        if known is None:
            address, kind = article.said.get(terms.dcterms_source, [("", "")])[0]
            known = SourceArticle(
                len(self._sources) + 1,
                _clean(article.one(terms.dcterms_title) or article.one(terms.dcterms_identifier)),
                article.one(terms.dcterms_issued),
                _clean(article.one(terms.dcterms_publisher)),
                address if not kind and address.lower().startswith(("http://", "https://")) else "",
            )
            self._sources[article.iri] = known
        return known

    def _particulars(self) -> Iterator[tuple[str, str, str]]:
        yield from ((vi, en, _clean(told)) for vi, en, told in _born_and_people(self._one))
        for predicate, vi, en in _PARTICULARS:
            values = self._one.said.get(predicate, [])
            told = [text if kind else self._descriptions[text].full_label for text, kind in values]
            told = [one for one in dict.fromkeys(told) if one and one != self._one.full_label]
            if told:
                yield vi, en, _clean("; ".join(told))


_PARTICULARS = (
    (terms.skos_altLabel, "Tên khác", "Other names"),
    (terms.homePlace, "Quê quán", "Home town"),
    (terms.org_classification, "Loại tổ chức", "Kind of body"),
    (terms.org_subOrganizationOf, "Trực thuộc", "Part of"),
    (terms.jurisdiction, "Địa bàn", "Area"),
    (terms.possibleJurisdiction, "Địa bàn có thể", "Possible areas"),
    (terms.level, "Cấp", "Level"),
    (terms.within, "Thuộc", "Within"),
    (terms.gsoCode, "Mã đơn vị", "Official code"),
    (terms.isoCode, "Mã ISO 3166-2", "ISO 3166-2 code"),
    (terms.validFrom, "Từ ngày", "Valid from"),
    (terms.validTo, "Đến ngày", "Valid to"),
    (terms.dcterms_isReplacedBy, "Thay bằng", "Replaced by"),
    (terms.org_role, "Vai trò", "Role"),
    (terms.org_postIn, "Tổ chức", "Body"),
    (terms.documentType, "Loại văn bản", "Type"),
    (terms.number, "Số hiệu", "Number"),
    (terms.issuer, "Cơ quan ban hành", "Issued by"),
    (terms.dcterms_issued, "Ngày ban hành", "Issued on"),
    (terms.subject, "Nội dung", "Subject"),
    (terms.eventType, "Loại sự kiện", "Type"),
    (terms.place, "Nơi diễn ra", "Place"),
    (terms.earliest, "Sớm nhất", "Not before"),
    (terms.latest, "Muộn nhất", "Not after"),
)


def _born_and_people(one: Description) -> Iterator[tuple[str, str, str]]:
    """Birth and ethnic group, of a person or of what is told of one."""
    if terms.bornEarliest in one.said:
        yield "Sinh", "Born", period(one.one(terms.bornEarliest), one.one(terms.bornLatest))
    if terms.ethnicGroup in one.said:
        yield "Dân tộc", "Ethnic group", one.words(terms.ethnicGroup)


def _when(fact: Description, told: _Told) -> str:
    """The time of a fact as one says it; of a tenure without a beginning or an end, how articles have it, and when."""
    if not fact.is_a(terms.Tenure):
        first, last = fact.one(terms.from_) or fact.one(terms.earliest), fact.one(terms.to) or fact.one(terms.latest)
        return period(first, last)
    start = window(fact.one(terms.startEarliest), fact.one(terms.startLatest))
    end = window(fact.one(terms.endEarliest), fact.one(terms.endLatest))
    if start or end:
        return " – ".join((start or "…", end or "…"))
    for status, said in _STATUS_TOLD.items():
        if days := told.get(status):
            return f"{said} {period(days[0], days[0] if status == 'former' else days[-1])}"
    return ""


_Told = dict[str, list[str]]
"""The dates of the articles that have a person in office, as former holder or as the next one, each sorted."""
_STATUS_TOLD = {
    "current": "đương chức theo bài báo · in office as told",
    "incoming": "sắp nhận theo bài báo · incoming as told",
    "former": "đã thôi trước · former by",
}


def _told(evidence: list[tuple[Description, Description]]) -> _Told:
    found: _Told = {}
    words = {iri: status for status, iri in terms.STATUS.items()}
    for piece, article in evidence:
        if (status := words.get(piece.one(terms.status))) and (day := article.one(terms.dcterms_issued)):
            found.setdefault(status, []).append(day)
    return found


def _span(fact: Description, told: _Told) -> tuple[str, str, str, str]:
    """Only who is told of as in office counts: a former holder need not have held the post on that day."""
    if not fact.is_a(terms.Tenure):
        return "", "", "", ""
    in_office = told.get("current", [])
    sure = sorted(filter(None, (fact.one(terms.startLatest), fact.one(terms.endEarliest), *in_office)))
    sure_from, sure_to = (sure[0], sure[-1]) if sure else ("", "")
    return fact.one(terms.startEarliest) or sure_from, sure_from, sure_to, fact.one(terms.endLatest) or sure_to


def _time_line(entries: list[Entry]) -> tuple[tuple[Bar, ...], tuple[int, int] | None]:
    dated = [entry for entry in entries if entry.span[1]]
    if not dated:
        return (), None
    first = min(dt.date.fromisoformat(entry.span[0]) for entry in dated).year
    last = max(dt.date.fromisoformat(entry.span[3]) for entry in dated).year
    begin, days = dt.date(first, 1, 1), (dt.date(last, 12, 31) - dt.date(first, 1, 1)).days

    def at(day: str) -> float:
        return round((dt.date.fromisoformat(day) - begin).days / days * 100, 2)

    bars = []
    for entry in dated:
        earliest, sure_from, sure_to, latest = entry.span
        bars.append(Bar(entry.text, entry.when, (at(earliest), at(latest)), (at(sure_from), at(sure_to))))
    return tuple(bars), (first, last)


def _clean(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())
