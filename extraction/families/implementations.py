"""Who carries out, studies, concretises, reviews or issues which directing document.

The rules find the act and its documents; who acts is read from the words before the act, after it, or the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.context import Context
from extraction.facts import Action, Area, Document, Evidence, Implementation, Organization
from extraction.families.actors import Actor, Actors, unit_of
from extraction.families.documents import Named, Reader, speaks
from extraction.grammar import Found, Rule, find
from extraction.mentions import Mention
from extraction.organizations import Organizations
from extraction.text import fold

_ACT = "( IMPLEMENT | STUDY | CONCRETISE | REVIEW )"
_FILL = "( FILL | EACH )"
_ACTS = f"(?P<acts> {_ACT} ( ( COMMA AND | COMMA | AND )? ( {_FILL} | NUMBER | PERIOD | ABOUT )* {_ACT} )* )"
_THEME = f"( {_FILL}* CONTENT ( ( COMMA | AND )? ( CONTENT | FILL ) )* ( OTHER | FILL | ABOUT ){{0,4}} ( OF | ABOUT )? )"
_TO = f"( AND? {_FILL} )* {_THEME}? {_FILL}*"
_DOCS = f"(?P<docs> DOC ( ( COMMA AND | COMMA | AND | SEMI | WITH | COMMA WITH ) {_FILL}* DOC )* )"
_OWN = "(?P<own> ( DOC | DOCTYPE | OWNED ) ( ( COMMA AND | COMMA | AND ) ( DOC | DOCTYPE | OWNED ) )* )"

RULES = (
    Rule("plans", f"(?P<acts> ISSUE ) ( {_FILL} | NUMBER )* {_OWN} ( OTHER | FILL | ABOUT | COMMA | STUDY | PERIOD ){{0,5}} (?P<to> IMPLEMENT | CONCRETISE | STUDY ) ( COMMA | AND | IMPLEMENT | STUDY )* {_TO} {_DOCS}"),
    Rule("into-life", f"(?P<acts> BRING ) {_TO} {_DOCS} {_FILL}* INTOLIFE"),
    Rule("acts-by", f"{_ACTS} {_TO} {_DOCS} BY {_FILL}* (?P<own> DOC ( ( COMMA AND | COMMA | AND ) DOC )* )"),
    Rule("acts", f"{_ACTS} {_TO} {_DOCS}"),
    Rule("issues", f"(?P<acts> ISSUE ) {_FILL}* {_DOCS}"),
    Rule("done-by", f"(?P<docs> DOC ) COMMA? {_FILL}* ( PASSIVE | DO ) (?P<actor> EACH? ( ORG | AREA | AREAREF | PLACE | GENERIC ) ) {_FILL}* (?P<acts> {_ACT} | ISSUE )"),
)  # fmt: skip
_STRENGTH: tuple[tuple[str, Action], ...] = (
    ("REVIEW", "review"),
    ("CONCRETISE", "concretise"),
    ("IMPLEMENT", "implement"),
    ("BRING", "implement"),
    ("STUDY", "study"),
    ("ISSUE", "issue"),
)
_CENTRAL = frozenset(("politburo", "secretariat", "central-committee", "national-assembly", "government"))
_ISSUERS = frozenset(
    "party-committee party-organization standing-committee executive-committee party-department party-caucus party-block party-cell "
    "politburo secretariat central-committee military-party-committee inspection-committee people-committee people-council "
    "mass-organization fatherland-front youth-union police military sector-department ministry government".split()
)
_STATE = frozenset(("Luật", "Pháp lệnh", "Nghị định"))
_NO_ISSUE = frozenset(("Luật", "Pháp lệnh", "Điều lệ"))
_BLOCKS = frozenset(("NOT", "CHECK", "PER"))
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


def extract(context: Context) -> list[Implementation]:
    """The implementations of an article."""
    text = context.article.text
    told = {n for n, s in enumerate(context.sentences) if speaks(text[s.span.start : s.span.end])}
    if not told:
        return []
    organizations = Organizations(context)
    reader = Reader(context, organizations)
    actors = Actors(context, organizations, reader)
    claims: list[Claim] = []
    for n in sorted(told):
        row = actors.row(n)
        if any(m.kind == "DOC" for m in row):
            claims.extend(_claims(context, actors, row, n))
    return _implementations(context, claims)


def _claims(context: Context, actors: Actors, row: Sequence[Mention], n: int) -> Iterator[Claim]:
    used: set[int] = set()
    for found in find(RULES, row):
        docs = [m for m in found["docs"] if m.kind == "DOC" and m.start not in used]
        own = [m for m in found["own"] if m.kind == "DOC"] if "(?P<own>" in found.rule.pattern else []
        if not docs:
            continue
        used.update(m.start for m in (*docs, *own))
        if _blocked(found, row) or _cited(found, row, context.article.text):
            continue
        at = row.index(found["acts"][0])
        action = _action(found, row)
        for mention, doing in [*((m, action) for m in docs), *((m, "issue") for m in own)]:
            named = mention.value
            assert isinstance(named, Named)
            if found.rule.name == "done-by":
                who = actors.stated(found["actor"], n)
            else:
                who = actors.of(row, at, found.last, n, named)
            who = [a for a in (_fitting(actor, named, doing) for actor in who) if a is not None]
            for actor in who:
                yield _claim(actor, found, mention, named, doing, context)  # type: ignore[arg-type]


def _fitting(actor: Actor, named: Named, action: str) -> Actor | None:
    """The actor as far as it can do this: the issuer issues, only bodies that direct do, and the centre does not carry out."""
    kind = actor.body.kind if isinstance(actor.body, Organization) else ""
    if action != "issue":
        return None if kind in _CENTRAL and action != "review" else actor
    if named.type in _NO_ISSUE or named.told is not None or named.single:
        return None
    if named.issuer is not None and unit_of(named.issuer) != actor.unit:
        actor = Actor(named.issuer, unit_of(named.issuer), actor.start, actor.end)
        kind = named.issuer.kind
    return actor if kind in _ISSUERS else None


def _blocked(found: Found, row: Sequence[Mention]) -> bool:
    """Not done, only checked, or only cited: the cue stands before the act, with nothing but adverbs between."""
    act = row.index(found["acts"][0])
    if any(m.kind == "BREACH" for m in row[:act]):
        return True
    for i in range(act - 1, max(-1, act - 7), -1):
        kind = row[i].kind
        if kind in _BLOCKS:
            return kind != "PER" or i == act - 1
        if kind == "PASSIVE" and found.rule.name != "done-by" and i == act - 1:
            return True
        if kind not in ("FILL", "OTHER", "EACH", "CONTENT", "ABOUT", "AND", "COMMA", "LEAD") or (kind == "OTHER" and act - i > 3):
            return False
        if kind in ("COMMA", "AND") and i > 0 and row[i - 1].kind not in ("CHECK", "FILL"):
            return False
    return False


def _cited(found: Found, row: Sequence[Mention], text: str) -> bool:
    """Rules kept or broken by persons and bodies under inspection, laws obeyed by anyone: no act on a document."""
    named = found["docs"][0].value
    assert isinstance(named, Named)
    act = row.index(found["acts"][0])
    if named.number is None and named.type in ("Quy chế", "Điều lệ", "Quy định"):
        return any(m.kind == "BREACH" for m in row) or text[: row[act].start].rstrip().casefold().endswith(("trong việc", "của việc"))
    return named.type in _STATE and fold(text[row[act].start : row[act].end]) == fold("chấp hành")


def _action(found: Found, row: Sequence[Mention]) -> Action:
    if found.rule.name == "plans":
        return "concretise"
    kinds = {m.kind for m in found["acts"]}
    return next(action for kind, action in _STRENGTH if kind in kinds)


def _claim(actor: Actor, found: Found, mention: Mention, named: Named, action: Action, context: Context) -> Claim:
    first, last = found["acts"][0].start, named.end
    start, end = min(first, mention.start), max(last, found["acts"][-1].end if found.rule.name == "done-by" else last)
    if named.told is not None and named.told < start and end - named.told <= _QUOTE_LIMIT:
        start = named.told
    if actor.start is not None and actor.end is not None:
        whole = min(start, actor.start), max(end, actor.end)
        if whole[1] - whole[0] <= _QUOTE_LIMIT and "\n" not in context.article.text[whole[0] : whole[1]]:
            start, end = whole
    return Claim(actor.body, actor.unit, named, action, start, end, found.rule.name)


# ---- claims become facts ---------------------------------------------------------------------------------


def _head(named: Named) -> str:
    if named.number is None:
        return " ".join(named.title.casefold().split())
    return named.number.split("-")[0].split("/")[0].split("–")[0].strip().lstrip("0")


def _agree(a: Named, b: Named) -> bool:
    """Whether two namings of one article can be the same document."""
    if a.type != b.type or (a.number is None) != (b.number is None) or _head(a) != _head(b):
        return False
    if a.issuer is not None and b.issuer is not None and a.issuer != b.issuer:
        return False
    if a.number and b.number and a.number != b.number:
        return a.number.isdigit() or b.number.isdigit()
    return True


def _fullest(claims: Sequence[Claim]) -> list[Claim]:
    """Every naming replaced by the fullest one of the article, its gaps filled by the others."""
    groups: list[list[Named]] = []
    for claim in claims:
        group = next((g for g in groups if all(_agree(claim.document, other) for other in g)), None)
        if group is None:
            groups.append([claim.document])
        else:
            group.append(claim.document)
    meant: dict[int, Named] = {}
    for group in groups:
        best = max(group, key=lambda d: (len(d.number or ""), d.issuer is not None, len(d.title)))
        for field in ("issuer", "issued", "year", "subject"):
            if getattr(best, field) is None:
                best = replace(best, **{field: next((getattr(d, field) for d in group if getattr(d, field) is not None), None)})
        meant.update((id(d), best) for d in group)
    return [replace(c, document=meant[id(c.document)]) for c in claims]


def _implementations(context: Context, claims: Sequence[Claim]) -> list[Implementation]:
    text = context.article.text
    grouped: dict[tuple[str, int, str], list[Claim]] = {}
    full = _fullest(claims)
    documents: list[Named] = []
    for claim in full:
        if claim.document not in documents:
            documents.append(claim.document)
        grouped.setdefault((claim.unit, documents.index(claim.document), claim.action), []).append(claim)
    bodies: dict[str, Organization | Area] = {}
    for claim in full:
        bodies.setdefault(claim.unit, claim.actor)
    out = []
    for (unit, _, action), group in grouped.items():
        named = group[0].document
        issuer = named.issuer
        body = bodies[unit]
        if issuer is None and action == "issue" and isinstance(body, Organization):
            issuer = body
        spans = {(c.start, c.end): c.rule for c in group}
        evidence = tuple(
            Evidence(article=context.article.id, start=s, end=e, quote=text[s:e], rule=rule, confidence=0.9)
            for (s, e), rule in sorted(spans.items())
        )
        document = Document(
            type=named.type, title=named.title, number=named.number, year=named.year, issuer=issuer, subject=named.subject, issued=named.issued
        )
        out.append(Implementation(organization=body, document=document, action=action, evidence=evidence))  # type: ignore[arg-type]
    return out
