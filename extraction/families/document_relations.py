"""What one document does to another: carries it out, makes it concrete, rests on it, amends or replaces it.

Both are named in one sentence, and words between them say it; that a body deals with both is no relation of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from extraction.context import Context
from extraction.facts import DocumentRelation, Relation
from extraction.families.document_namings import document_of, fullest
from extraction.families.document_words import Named
from extraction.families.documents import Reader
from extraction.families.evidence import evidence
from extraction.families.implementations import Dealings, issuers
from extraction.grammar import Found, Rule, possible, tape
from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import either

_JOIN = "( COMMA AND | COMMA | AND )"
_OWN = f"(?P<own> DOC ( {_JOIN} EACH? DOC ){{0,11}} )"
_ONE = "(?P<own> DOC ) THIS?"
_OTHERS = f"(?P<others> DOC ( {_JOIN} EACH? DOC ){{0,11}} )"
_OTHER = "(?P<others> DOC )"
_GROUNDS = f"(?P<others> DOC ( ( {_JOIN} | SEMI ) ( EACH | PER )? DOC ){{0,11}} )"
_GAP = "(?P<gap> [ABOUT FILL CUT LEAD EACH CONTENT DOCTYPE AND COMMA STUDY OTHER OF PASSIVE ISSUE AT]{0,8}? )"
_ACT = (
    "(?P<act> ( STUDY ( COMMA | AND )? )? ( IMPLEMENT | CONCRETISE )"
    " ( ( COMMA | AND )? ( STUDY | IMPLEMENT | CONCRETISE ) )* )"
)
_TO = "( FILL | EACH | CONTENT | OF | COMMA CONTENT | AND CONTENT ){0,6}"
_WHEN = "(?P<when> DATE | [OTHER FILL AT]{0,3} ( DOCNO | NUMBER ( SLASH NUMBER )? )? PERIOD? )"
_MADE = f"( ( WHICH | DO | PASSIVE ) ( ORG | AREA | AREAREF )? FILL? ISSUE {_WHEN} )?"
_ISSUE = "ISSUE ( FILL | EACH | NUMBER ){0,4}"
_BETWEEN = (
    "[OTHER ORG AREA AREAREF PLACE CENTRAL GENERIC HOLDER POSTS DATE PERIOD COMMA FILL EACH AND AT OF TERM THEM STUDY"
    " LEAD]{1,24}?"
)
"""Kinds between a clause that begins a sentence and the act of issuing."""
_ABOUT = "[OTHER CONTENT FILL AND EACH NOT NUMBER ABOUT DOCTYPE CHECK DATE PERIOD COMMA OF AT]{1,30}?"
"""Kinds of what a document is about and since when it holds."""
_PARTS = "(?P<parts> [OTHER NUMBER COMMA AND OF EACH AT CONTENT DOCTYPE]{0,16}? )"

RULES = (
    Rule("for", f"{_ISSUE} {_OWN} (?P<aim> CUT ) {_GAP} {_ACT} {_TO} {_OTHERS}"),  # "ban hành A, B để thực hiện C"
    Rule("carries-out", f"{_ONE} {_MADE} LPAR? {_GAP} {_ACT} {_TO} {_OTHERS}"),
    Rule("issued-to", f"(?P<clause> {_ACT} ) {_TO} {_OTHERS} COMMA {_BETWEEN} {_ISSUE} {_OWN}"),
    Rule(
        "put-into-too",  # "đã quán triệt Kết luận số 50-KL/TW, đồng thời cụ thể hóa bằng Kế hoạch số 97-KH/HU"
        f"(?P<deal> STUDY | IMPLEMENT ) {_TO} {_OTHERS} {_JOIN}? FILL{{0,3}} (?P<act> CONCRETISE ) FILL? BY"
        f" ( FILL | EACH | NUMBER ){{0,3}} {_OWN}",
    ),
    Rule("put-into", f"(?P<act> CONCRETISE ) {_TO} {_OTHERS} BY ( FILL | EACH | ISSUE | NUMBER ){{0,5}} {_OWN}"),
    Rule(
        "is-put-into",
        f"{_OTHER} FILL? ( PASSIVE | DO ) ( ORG | AREA | AREAREF )? FILL? (?P<act> CONCRETISE ) BY"
        f" ( FILL | EACH ){{0,3}} {_OWN}",
    ),
    Rule(
        "grounds-of",
        f"(?P<clause> (?P<ground> PER | FILL ) ) EACH? {_GROUNDS} COMMA {_BETWEEN} {_ISSUE} {_OWN}",
        tells="basedOn",
    ),
    Rule("rests-on", f"{_ONE} {_GAP} (?P<ground> PER | FILL ) EACH? {_OTHERS}", tells="basedOn"),
    Rule("amends", f"{_ONE} LPAR? {_GAP} (?P<act> AMEND ) {_PARTS} {_OTHERS}", tells="amends"),
    Rule(
        "amended-by",
        f"{_OTHER} LPAR? FILL? PASSIVE? FILL? (?P<act> AMEND ) ( BY | AT | PER ) (?P<own> DOC )",
        tells="amends",
    ),
    Rule("replaces", f"{_ONE} LPAR? COMMA? {_GAP} (?P<act> REPLACE ) EACH? {_OTHERS}", tells="repeals"),
    Rule("replaces-older", f"{_ONE} {_ABOUT} COMMA FILL? (?P<act> REPLACE ) EACH? {_OTHER}", tells="repeals"),
    Rule("replaced-by", f"{_OTHER} FILL? PASSIVE FILL? (?P<act> REPLACE ) ( BY | AT ) (?P<own> DOC )", tells="repeals"),
    Rule("replaced-with", f"(?P<act> REPLACE ) EACH? {_OTHER} BY (?P<own> DOC )", tells="repeals"),
)
_TIME = re.compile(
    r"(?:(?:vào|từ|hồi|ngay|trong)\s+)*(?:(?:đầu|giữa|cuối)\s+)?(?:ngày|tháng|năm|quý)"
    r"(?:\s+(?:tháng|năm|này|trước|ngoái|[IVX]+|[\d/.-]+))*|[\d/.-]+|",
    re.I,
)
"""When a document was issued, between that word and what it is for: "hồi tháng 3 năm 2019"."""
_QUOTE_LIMIT = 600
"""Letters from one document to the other: the longest sentence that tells of both by a clause in front stays below."""
_OPENING = frozenset("FILL CUT EACH DASH QUOTE DOT COMMA PERIOD".split())
"""Kinds that may stand before a clause which begins its sentence."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document does to another, as one stretch of the text has it."""

    own: Named
    relation: Relation
    other: Named
    start: int
    end: int
    rule: str


def extract(context: Context, dealings: Dealings | None) -> list[DocumentRelation]:
    """The relations of documents that an article tells."""
    if dealings is None:
        return []
    claims: list[Claim] = []
    for n in dealings.relating:
        row = dealings.reader.opened(n)
        if sum(m.kind == "DOC" for m in row) > 1:
            claims.extend(_claims(context.article.text, dealings.reader, row, n))
    return _relations(context, dealings, claims) if claims else []


def _claims(text: str, reader: Reader, row: Sequence[Mention], n: int) -> Iterator[Claim]:
    taken: set[tuple[int, int]] = set()
    matches = [found for found in _overlapping(row) if _is_told(found, text)]
    acting = {found["own"][0].start for found in matches if found.rule.name in ("for", "carries-out")}
    for found in matches:
        relation = _relation(found)
        for one in (m for m in found["own"] if m.kind == "DOC"):
            for other in _listed(found["others"], acting):
                pair = (min(one.start, other.start), max(one.start, other.start))
                assert isinstance(one.value, Named)
                assert isinstance(other.value, Named)
                told = [named.told for named in (one.value, other.value) if named.told is not None]
                start, end = min(one.start, other.start, _at(found), *told), max(one.value.end, other.value.end)
                if pair in taken or end - start > _QUOTE_LIMIT or not _can(one.value, relation, other.value):
                    continue
                if told and not _sure(reader, n, one.value, other.value):
                    continue
                taken.add(pair)
                yield Claim(one.value, relation, other.value, start, end, found.rule.name)


def _listed(others: Sequence[Mention], acting: set[int]) -> list[Mention]:
    """The documents of a list, up to one that is told to carry out another: "thực hiện A, Kế hoạch B thực hiện C"."""
    named = [m for m in others if m.kind == "DOC"]
    stop = next((i for i, m in enumerate(named) if i and m.start in acting), len(named))
    return named[:stop]


def _overlapping(row: Sequence[Mention]) -> Iterator[Found]:
    """Every match of every rule, from wherever it can begin: a plan for a plan for a resolution are two."""
    symbols = tape(row)
    for rule in possible(RULES, symbols):
        match = rule.regex.search(symbols)
        while match is not None:
            yield Found(rule, row, match)
            match = rule.regex.search(symbols, match.start() + 1)


def _at(found: Found) -> int:
    """Where the words that say it begin."""
    told = ("clause", "deal", "act", "ground")
    return min((found[group][0].start for group in told if found[group]), default=found.end)


def _relation(found: Found) -> Relation:
    """What its rule tells, else by its act whether one document carries the other out or makes it concrete."""
    if found.rule.tells is not None:
        return cast(Relation, found.rule.tells)
    return "concretises" if any(m.kind == "CONCRETISE" for m in found["act"]) else "implements"


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,(]*(?<!\w)(?:{either(words_of('documents', table))})(?!\w))*[\s,(]*", re.I)


@cache
def _part_words() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\s,;(]*(?<!\w)(?:{either(words_of('documents', 'parts'))}|\d+[a-zđ]?|[IVX]+|[a-zđ])(?!\w))*[\s,(]*", re.I
    )


def _between(found: Found, group: str, text: str) -> str:
    """The words of a group; "" where it is empty."""
    told = found[group]
    return text[told[0].start : told[-1].end] if told else ""


def _is_told(found: Found, text: str) -> bool:
    """Whether the words between are those that join two documents, and nothing denies it."""
    row = found.mentions
    gap = _between(found, "gap", text)
    if not _TIME.fullmatch(_between(found, "when", text)):
        return False
    if not _words("bridges").fullmatch(gap) or not _goes_on(found, gap):
        return False
    if not _part_words().fullmatch(_between(found, "parts", text)):
        return False
    if found.has("ground") and _between(found, "ground", text).casefold() not in words_of("documents", "grounds"):
        return False
    if found.has("aim") and not _words("bridges").fullmatch(_between(found, "aim", text)):
        return False
    if found.has("clause") and not _opens(row, found.first):
        return False
    if found.has("act") and _is_ahead(row, found.match.start("act"), text):
        return False
    start = found.first
    while start > 0 and row[start - 1].kind in ("FILL", "EACH", "ISSUE", "NUMBER"):
        start -= 1
    return start == 0 or row[start - 1].kind not in ("NOT", "BREACH")


def _is_ahead(row: Sequence[Mention], at: int, text: str) -> bool:
    """Whether the words right before the act, which is the mention of that number, leave it for later."""
    while at > 0 and row[at - 1].kind in ("FILL", "PASSIVE"):
        at -= 1
        if text[row[at].start : row[at].end].casefold() in words_of("documents", "ahead"):
            return True
    return False


def _goes_on(found: Found, gap: str) -> bool:
    """Whether words after a document are told of it: after a sign or "và" its body may be doing something else."""
    first = found["gap"][0].kind if found["gap"] else ""
    if first == "COMMA":
        return gap[1:].lstrip().casefold().startswith(tuple(f"{word} " for word in words_of("documents", "resumes")))
    return first != "AND"


def _opens(row: Sequence[Mention], at: int) -> bool:
    """Whether a clause begins its sentence, or a part of it."""
    while at > 0 and row[at - 1].kind in _OPENING:
        at -= 1
    return at == 0 or row[at - 1].kind in ("SEMI", "COLON")


def _can(one: Named, relation: Relation, other: Named) -> bool:
    """Whether both are told apart from all others, and from each other, and one is such that does this."""
    if one.number is None or (one.single and relation not in ("amends", "repeals")):
        return False
    if other.number is None and not other.party and other.type not in ("Luật", "Pháp lệnh", "Điều lệ", "Quy chế"):
        return False
    return (one.type, one.number, one.title) != (other.type, other.number, other.title)


def _sure(reader: Reader, n: int, one: Named, other: Named) -> bool:
    """Whether "nghị quyết này" can mean only one: this sentence and the two before name no third of the type."""
    near = (m.value for k in range(max(0, n - 2), n + 1) for m in reader.row(k))
    again = one if one.told is not None else other
    numbers = {named.number for named in near if isinstance(named, Named) and named.type == again.type}
    return numbers <= {one.number, other.number}


def _relations(context: Context, dealings: Dealings, claims: Sequence[Claim]) -> list[DocumentRelation]:
    """One fact for each pair and relation; both documents as the article names them most fully."""
    ends = [named for claim in claims for named in (claim.own, claim.other)]
    meant = fullest([*(claim.document for claim in dealings.claims), *ends])
    issued_by = issuers(dealings.claims, meant)
    grouped: dict[tuple[Named, Relation, Named], list[Claim]] = {}
    for claim in claims:
        key = (meant[id(claim.own)], claim.relation, meant[id(claim.other)])
        if key[0] != key[2]:
            grouped.setdefault(key, []).append(claim)
    return [
        DocumentRelation(
            document=document_of(one, issued_by.get(one)),
            relation=relation,
            related=document_of(other, issued_by.get(other)),
            evidence=evidence(context.article, group),
        )
        for (one, relation, other), group in grouped.items()
    ]
