"""Who carries out, studies, concretises, reviews or issues which directing document.

The rules find the act and its documents; who acts is read from the words before the act, after it, or the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from extraction.area_bodies import committee, owned
from extraction.context import Context
from extraction.facts import Action, Area, Implementation, Organization
from extraction.families.acting import CENTRE, COMMITTEES, Actor, unit_of
from extraction.families.acting_bodies import Bodies
from extraction.families.actors import Actors
from extraction.families.document_namings import agree, document_of, fullest
from extraction.families.document_words import Named, Trigger, names, points_back, relates, speaks
from extraction.families.documents import PLANS, Reader, last_letters
from extraction.families.evidence import evidence
from extraction.families.implementation_rules import RULES
from extraction.families.subjects import presented
from extraction.grammar import Found, find
from extraction.lexicon import words_of
from extraction.mentions import Mention, body_kind
from extraction.organizations import organizations_of
from extraction.text import fold

_STRENGTH: tuple[tuple[str, Action], ...] = (
    ("REVIEW", "review"),
    ("CONCRETISE", "concretise"),
    ("IMPLEMENT", "implement"),
    ("BRING", "implement"),
    ("STUDY", "study"),
    ("TEACH", "study"),
    ("PRACTISE", "implement"),
    ("ISSUE", "issue"),
    ("APPROVE", "issue"),
)
"""Of several acts told in one breath the first of these counts: to study and carry out is to carry out."""
_TAUGHT = frozenset(("teaches", "teaches-contents", "taught-by"))
"""Rules for those who present documents at a conference of study: who has called it studies them."""
_ONLY_ASKS = re.compile(r"\s*,[^,.;]*?\b(?:đề nghị|kiến nghị|đề xuất|cho rằng|mong)\b", re.IGNORECASE)
_VOTING = frozenset(("people-council", "national-assembly"))
_CENTRAL = CENTRE | {"national-assembly", "government"}
_ISSUERS = _CENTRAL | frozenset(
    "party-committee party-organization standing-committee executive-committee party-department party-caucus "
    "party-block party-cell military-party-committee inspection-committee people-committee people-council "
    "mass-organization fatherland-front youth-union police military sector-department ministry office".split()
)
_STATE = frozenset(("Luật", "Pháp lệnh", "Nghị định"))
_NO_ISSUE = frozenset(("Luật", "Pháp lệnh", "Điều lệ"))
_KEPT = frozenset(("Quy chế", "Điều lệ", "Quy định"))
_BLOCKS = frozenset(("NOT", "AMEND", "CHECK", "PER"))
_LOOSE = frozenset("FILL OTHER EACH CONTENT ABOUT AND COMMA LEAD".split())
"""Kinds that may stand between a cue and the act it blocks."""
_TOLD_OF_PAPERS = frozenset("NUMBERED DOCNO NUMBER DATE COMMA OF CENTRAL ORG AREA TERM".split())
"""Kinds between a paper and what it is about."""
_UNMADE = 4
"""Mentions between "chưa" and the document that is not there, at most."""
_TO_COME = re.compile(r"\b(?:sẽ|dự kiến|chuẩn bị)\b[^.;:\n]*$", re.I)
"""Before a document that is not issued yet."""
_NEXT = re.compile(
    r"\b(?:dự kiến|(?<!một )(?<!hai )(?<!ba )(?<!\d )(?:năm|quý(?: [IV]+ năm)?|tháng|tuần) (?:tới|sau)|sang năm)\b"
    r"(?![^.;:,\n]*\bđã\b)[^.;:,\n]*$",
    re.I,
)
"""Before what is still to be done at a time told: not "một tháng sau", "năm sau huyện đã"."""
_APPEAL = "hãy"
_AHEAD = 60
"""Letters before the act within which that is told."""
_QUOTE_LIMIT = 300
"""Longest evidence in letters; where actor and document stand further apart only the act is quoted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One body and one document in one act, as one stretch of the text has it."""

    actor: Organization | Area
    unit: str
    document: Named
    action: Action
    start: int
    end: int
    rule: str
    supposed: bool
    """No word of its sentence says that this body does it."""


@dataclass(frozen=True, slots=True)
class Dealings:
    """What an article tells of documents: how it names them, and who does what with which."""

    reader: Reader
    claims: tuple[Claim, ...]
    relating: tuple[int, ...]
    """Sentences that can tell what one document does to another."""


def read(context: Context) -> Dealings | None:
    """Who does what with which document; None where no sentence speaks of that."""
    sentences = [context.article.text[s.span.start : s.span.end] for s in context.sentences]
    naming = [n for n, sentence in enumerate(sentences) if names(sentence)]
    told = {n for n in naming if speaks(sentences[n])}
    relating = tuple(n for n in naming if relates(sentences[n]))
    told |= {n + 1 for n in naming if n + 1 < len(context.sentences) and _goes_on(context, n + 1)}
    if not told and not relating:
        return None
    organizations = organizations_of(context)
    reader = Reader(context, organizations)
    bodies = Bodies(context, organizations, reader)
    actors = Actors(context, bodies)
    claims: list[Claim] = []
    for n in sorted(told):
        row = bodies.row(n)
        if any(m.kind == "DOC" for m in row):
            claims.extend(_claims(context, actors, row, n))
    return Dealings(reader, tuple(_headed(context, claims)), relating)


def extract(context: Context, dealings: Dealings | None) -> list[Implementation]:
    """The implementations of an article."""
    return _implementations(context, dealings.claims) if dealings is not None else []


def _headed(context: Context, claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims; a headline that names no body is of the one to which the text below gives its document, one that
    names a place alone ("Bảo Yên tổng kết …") of the place's body that does the same below."""
    headline = context.sentences[0].span.end
    text = [claim for claim in claims if claim.start >= headline]
    for told in claims:
        placed = told.start < headline and _is_place(told.actor, context.article.text[:headline])
        claim = _below(told, text) if placed else told
        below = claim.supposed and claim.start < headline
        if not below or not any(not other.supposed and agree(claim.document, other.document) for other in text):
            yield claim


def _is_place(actor: Organization | Area, headline: str) -> bool:
    """Whether a headline tells no more of who acts than the place."""
    return isinstance(actor, Area) or (actor.area is not None and fold(actor.label) not in fold(headline))


def _below(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A headline's claim with the body that its place has in the text below, where that tells of the same act."""
    place = claim.actor if isinstance(claim.actor, Area) else claim.actor.area
    for other in others:
        if isinstance(other.actor, Organization) and other.actor.kind in COMMITTEES:
            area = other.actor.area
            alike = area is not None and place is not None and area.name == place.name
            if alike and other.action == claim.action and agree(claim.document, other.document):
                return replace(claim, actor=other.actor, unit=other.unit)
    return claim


def _goes_on(context: Context, n: int) -> bool:
    """ "Huyện ủy A triển khai sớm nhất", "văn bản ấy được triển khai": what the sentence before tells of."""
    span = context.sentences[n].span
    return points_back(context.article.text[span.start : span.end])


def _claims(context: Context, actors: Actors, row: Sequence[Mention], n: int) -> Iterator[Claim]:
    used: set[int] = set()
    for found in find(RULES, row):
        if found.rule.name in _TAUGHT and not presented(row, found, context.article.text):
            continue
        again = found.rule.name == "done-by"  # told to do one thing with what somebody else has done another with
        docs = [m for m in found["docs"] if m.kind == "DOC" and (again or m.start not in used)]
        own = [m for m in found["own"] if m.kind == "DOC"]
        if not docs or (found.rule.name == "plan-of" and _planner(found) is None):
            continue
        check = _CHECKS.get(found.rule.name)
        if check is not None and not check(found, context.article.text):
            continue
        used.update(m.start for m in (*docs, *own))
        if _blocked(found) or _cited(found, context.article.text):
            continue
        if found.rule.name == "for-life" and not _aims(found, context.article.text):
            continue
        action = _action(found)
        act = found.match.start("acts") if found.has("acts") else found.first
        at = row[act].start
        ahead = _TO_COME if action == "issue" else _NEXT
        if ahead.search(context.article.text, max(0, at - _AHEAD), at) or _urged(context, n, at):
            continue
        too = _issued_too(docs, own) if found.rule.name == "plans" else []
        own, docs = [*own, *too], [m for m in docs if m not in too]
        told: list[tuple[Mention, Action]] = [*((m, action) for m in docs), *((m, "issue") for m in own)]
        for mention, doing in told:
            named = mention.value
            assert isinstance(named, Named)
            uncertain = named.number is None or found.rule.name == "approves"
            if doing == "issue" and uncertain and any(m.kind == "ASK" for m in row[: found.first]):
                continue  # "đề nghị Quốc hội ban hành nghị quyết": it is only asked for
            signed = actors.signed(row, act, n, named) if doing == "issue" and found.has("acts") else []
            for actor in signed or _who(actors, found, n, named):
                fitting = _fitting(actor, named, doing)
                kept = found.rule.name != "acts-per" or (
                    actor.start is not None and isinstance(actor.body, Organization)
                )
                if fitting is not None and kept:  # "giá đất ở huyện A thực hiện theo …": no act of the place
                    yield _claim(fitting, found, mention, named, doing, context.article.text)


def _issued_too(docs: Sequence[Mention], own: Sequence[Mention]) -> list[Mention]:
    """ "ban hành Chương trình số 5-CTr/ĐU thực hiện Nghị quyết … và Kế hoạch số 31-KH/ĐU": a second one of its own.

    Not where it carries out papers of its own: "… thực hiện Nghị quyết số 5-NQ/HU và Chương trình số 7-CTr/HU".
    """
    letters = {last_letters(m.value.number) for m in own if isinstance(m.value, Named) and m.value.number} - {""}
    named = [(m, m.value) for m in docs if isinstance(m.value, Named)]
    alike = [(m, one) for m, one in named if one.number and last_letters(one.number) in letters]
    if not alike or alike[0][0] is docs[0]:
        return []
    return [m for m, one in alike if one.type in PLANS and one.issuer is None]


def _who(actors: Actors, found: Found, n: int, named: Named) -> list[Actor]:
    if found.has("actor"):
        return actors.stated(found["actor"], n)
    if found.rule.name == "plan-of":
        body = _planner(found)
        return [Actor(body, unit_of(body), found["plan"][0].start, found["plan"][0].end)] if body is not None else []
    if found.rule.name in _TAUGHT:
        return actors.conveners(n)
    if found.rule.name == "issued":
        return actors.issuer(n, named)
    if found.rule.name == "passive":
        at = actors.at(found.mentions, found.match.start("acts"), found.last, n, named)
        return at or actors.below(found, n, named) or actors.before(found, n, named)
    return actors.of(found.mentions, found.match.start("acts"), found.last, n, named)


def _planner(found: Found) -> Organization | None:
    """Who has issued the plan that a match begins with, where it is one of another body than the centre."""
    plan = found["plan"][0].value
    assert isinstance(plan, Named)
    issuer = plan.issuer if plan.type in PLANS else None
    return issuer if issuer is not None and issuer.kind not in _CENTRAL and issuer.level != "central" else None


def _fitting(actor: Actor, named: Named, action: Action) -> Actor | None:
    """The actor as far as it can do this: issuers issue, bodies that direct do, the centre does not carry out."""
    kind = actor.body.kind if isinstance(actor.body, Organization) else ""
    if action != "issue":
        return None if kind in _CENTRAL and action != "review" else actor
    if named.type in _NO_ISSUE or named.told is not None or named.single:
        return None
    if named.issuer is None and kind not in _CENTRAL and _of_centre(named):
        return None
    if kind in COMMITTEES and isinstance(actor.body, Organization) and "/VP" in (named.number or ""):
        office = owned("Văn phòng", "office", actor.body)  # "văn phòng Tỉnh ủy": no name in small letters
        return Actor(office, unit_of(office), actor.start, actor.end)
    if named.issuer is not None and unit_of(named.issuer) != actor.unit:
        actor = Actor(named.issuer, unit_of(named.issuer), actor.start, actor.end)
        kind = named.issuer.kind
    return actor if kind in _ISSUERS else None


def _of_centre(named: Named) -> bool:
    """ "Huyện ủy đã nghe phổ biến về việc ban hành Nghị quyết số 28-NQ/TW": its letters are the centre's."""
    return named.number is not None and named.number.endswith(("/TW", "-TW"))


def _blocked(found: Found) -> bool:
    """Not done, only checked, or only cited: the cue stands before the act with nothing but adverbs between."""
    row, act = found.mentions, found.match.start("acts")
    if any(m.kind == "BREACH" for m in row[:act]):
        return True
    if found.rule.name == "plan-of":
        return False
    if _of_another(row, act):
        return True
    if _unmade(row, act):
        return True
    for i in range(act - 1, max(-1, act - 7), -1):
        kind = row[i].kind
        if kind in _BLOCKS:
            return kind != "PER" or i == act - 1
        if kind == "PASSIVE" and i == act - 1 and found.rule.name not in ("done-by", "voted", "passive", "issued"):
            return not _taught(row, act)
        if kind not in _LOOSE or (kind == "OTHER" and act - i > 3):
            return False
        if kind in ("COMMA", "AND") and i > 0 and row[i - 1].kind not in ("CHECK", "FILL"):
            return False
    return False


def _urged(context: Context, n: int, at: int) -> bool:
    """ "Đảng bộ và nhân dân hãy chung sức, đồng lòng, thực hiện …": an appeal, nothing done yet."""
    clause = context.article.text[context.sentences[n].span.start : at].rpartition(";")[2]
    return _APPEAL in clause.split()


def _of_another(row: Sequence[Mention], act: int) -> bool:
    """ "Hướng dẫn số 01-HD/TW về thi hành Điều lệ Đảng", "thông báo số 8 của Ban Bí thư về tổng kết": what another
    paper is about."""
    i = act - 2
    while i > 0 and row[i].kind in _TOLD_OF_PAPERS:
        i -= 1
    return i >= 0 and row[act - 1].kind == "ABOUT" and row[i].kind in ("DOC", "PAPER")


def _taught(row: Sequence[Mention], act: int) -> bool:
    """ "đảng viên đã được học tập Kết luận số 7": people are, not a document."""
    return row[act].kind == "STUDY" and not any(m.kind in ("DOC", "DOCTYPE", "OWNED", "PAPER") for m in row[:act])


def _unmade(row: Sequence[Mention], act: int) -> bool:
    """ "chưa có kế hoạch thực hiện", "kế hoạch mà Huyện ủy chưa ban hành để thực hiện": nothing to do it by."""
    i = act - 1
    while i > 0 and row[i].kind in ("CUT", "FILL"):
        i -= 1
    made = i
    while i > 0 and made - i < _UNMADE and row[i - 1].kind in ("FILL", "EACH", "NUMBER", "OTHER"):
        i -= 1
    return i > 0 and row[made].kind in ("DOC", "DOCTYPE", "OWNED", "ISSUE") and row[i - 1].kind == "NOT"


def _cited(found: Found, text: str) -> bool:
    """Rules kept or broken by those under inspection, laws obeyed by anyone: no act on a document."""
    row, act = found.mentions, found.match.start("acts")
    named = found["docs"][0].value
    assert isinstance(named, Named)
    if named.number is None and named.type in _KEPT:
        before = text[: row[act].start].rstrip()[-12:].casefold()
        return any(m.kind == "BREACH" for m in row) or before.endswith(("trong việc", "của việc"))
    return named.type in _STATE and fold(text[row[act].start : row[act].end]) == fold("chấp hành")


def _has(found: Found, text: str) -> bool:
    """ "Thị xã có Đề án số 02-ĐA/TU": its own; not "huyện có Nghị quyết 30a của Chính phủ hỗ trợ"."""
    named = (found["own"] or found["docs"])[0].value
    assert isinstance(named, Named)
    act = found["acts"][0]
    own = (
        named.issuer is None
        and named.number is not None
        and re.search(r"[-/](?:TU|HU|QU|TXU|ThU|ĐUK?|UB|UBND(?:[-–][A-ZĐ]+)?|HĐND)$", named.number)
    )
    return bool(own) and text[act.start : act.end] == "có"


def _plans(found: Found, text: str) -> bool:
    """Not "UBND xã đã có Kế hoạch số 4/KH-UBND của UBND huyện": what it only has, somebody else has issued."""
    act = found["acts"][0]
    own = found["own"][0].value if found.has("own") else None
    return not (isinstance(own, Named) and own.issuer is not None and text[act.start : act.end].endswith("có"))


def _adopts(found: Found, text: str) -> bool:
    """ "HĐND tỉnh thông qua nghị quyết": a council votes for it; others work "through" it."""
    act = found["acts"][0]
    return text[act.start : act.end].casefold() == "thông qua" and body_kind(found["actor"][0]) in _VOTING


def _told_to_people(found: Found, text: str) -> bool:
    """ "quán triệt tới cán bộ, đảng viên": who is told of the documents stands before them."""
    told = found["audience"]
    words = f" {text[told[0].start : told[-1].end].casefold()}"
    return any(f" {one}" in words for one in words_of("documents", "audience"))


def _same_type(found: Found, _text: str) -> bool:
    """ "ban hành Kế hoạch … (Kế hoạch số 7)": the number that is told of it after all."""
    kind, named = found["kind"][0].value, found["docs"][0].value
    return isinstance(kind, Trigger) and isinstance(named, Named) and kind.type == named.type and bool(named.number)


def _scheme(found: Found, _text: str) -> bool:
    """ "thực hiện Đề án … theo Quyết định số 1665": approved by it; not "Quy chế dân chủ theo Pháp lệnh số 34"."""
    named = found["docs"][0].value
    return isinstance(named, Named) and named.type == "Đề án" and named.number is None


def _undergone(found: Found, text: str) -> bool:
    """ "được quán triệt": what is done to the document stands in one word of ours with "được"."""
    act = found["acts"][0]
    return text[act.start : act.end].casefold().startswith("được")


_CHECKS: dict[str, Callable[[Found, str], bool]] = {
    "issues-in-brackets": _same_type,
    "undergone": _undergone,
    "acts-under-too": _scheme,
    "has": _has,
    "has-plan": _has,
    "adopts": _adopts,
    "voted": _adopts,
    "acts-for": _told_to_people,
    "plans": _plans,
}
"""What must hold besides where a rule of that name has matched a text."""


def _aims(found: Found, text: str) -> bool:
    """ "để nghị quyết đi vào cuộc sống, Huyện ủy mở lớp": not who only asks somebody else for something."""
    act = found["acts"][0]
    return (
        text[act.start : act.end].casefold() in words_of("documents", "aims")
        and _ONLY_ASKS.match(text, found.end) is None
    )


def _action(found: Found) -> Action:
    if found.rule.tells is not None:
        return cast(Action, found.rule.tells)
    kinds = {m.kind for m in found["acts"]}
    return next(action for kind, action in _STRENGTH if kind in kinds)


def _claim(actor: Actor, found: Found, mention: Mention, named: Named, action: Action, text: str) -> Claim:
    start, end = min(found["acts"][0].start, mention.start), named.end
    supposed = actor.start is None
    if found.rule.name == "done-by":
        end = max(end, found["acts"][-1].end)
    if named.told is not None and named.told < start and end - named.told <= _QUOTE_LIMIT:
        start = named.told
    if actor.start is not None and actor.end is not None:
        first, last = min(start, actor.start), max(end, actor.end)
        if last - first <= _QUOTE_LIMIT and "\n" not in text[first:last]:
            start, end = first, last
    return Claim(actor.body, actor.unit, named, action, start, end, found.rule.name, supposed)


# ---- claims become facts ---------------------------------------------------------------------------------


def _implementations(context: Context, claims: Sequence[Claim]) -> list[Implementation]:
    """One fact for each unit, document and act; the body is the one the article names first for its unit."""
    documents: dict[Named, int] = {}
    grouped: dict[tuple[str, int, Action], list[Claim]] = {}
    bodies = _bodies(claims)
    meant = fullest([claim.document for claim in claims])
    issued_by = issuers(claims, meant)
    for claim in (replace(claim, document=meant[id(claim.document)]) for claim in claims):
        known = documents.setdefault(claim.document, len(documents))
        grouped.setdefault((claim.unit, known, claim.action), []).append(claim)
    out = []
    for (unit, _, action), group in grouped.items():
        body = bodies[unit]
        document = document_of(group[0].document, issued_by.get(group[0].document))
        quotes = evidence(context.article, group)
        out.append(Implementation(organization=body, document=document, action=action, evidence=quotes))
    return out


def _bodies(claims: Sequence[Claim]) -> dict[str, Organization | Area]:
    """What the article calls each unit where it first acts."""
    bodies: dict[str, Organization | Area] = {}
    for claim in claims:
        bodies.setdefault(claim.unit, claim.actor)
    return bodies


def issuers(claims: Sequence[Claim], meant: Mapping[int, Named]) -> dict[Named, Organization]:
    """Who has issued what, as the article tells it; documents as `fullest` gives them."""
    bodies = _bodies(claims)
    found: dict[Named, Organization] = {}
    for claim in claims:
        body = bodies[claim.unit]
        if claim.action == "issue" and isinstance(body, Organization):
            found.setdefault(meant[id(claim.document)], _issuing(body))
    return found


def _issuing(body: Organization) -> Organization:
    """A Party organisation's documents are its committee's; only its congress adopts any of its own."""
    place = body.kind == "party-organization" and body.parent is None and body.area is not None
    return committee(body.area) if place and body.area is not None else body
