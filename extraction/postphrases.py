"""Posts out of roles and bodies ("nguyên Phó Chủ tịch UBND huyện"), and rows of them that are told of one person."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extraction.facts import Role
from extraction.grammar import Found, Rule, symbol
from extraction.lexicon import BodyEntry, RoleEntry
from extraction.mentions import FIRM, BodyPhrase, Mention
from extraction.phrases import PhraseRow, PostPhrase

_SHORT = "CAPS ( ( AND | DASH ) CAPS )? (?= RPAR ( HON | RANK )* NAME )"
"""A short name in brackets between a body and a person: "Giám đốc Sở Tài nguyên và Môi trường (TN-MT) Lê Văn A"."""
POST = Rule(
    "post",
    "(?P<marks> ( FORMER | NEWLY | ACTING | INCHARGE )* ) (?P<role> ROLE ) INCHARGE?"
    " ( OF? (?P<org> ORG | CENTRAL | AREA | PLACE | AREAREF | CAPS (?! OTHER ) ) )?"
    f" ( LPAR ( ORG | {_SHORT} ) RPAR )? (?P<term> ( COMMA? LPAR? COUNT_OF? TERM RPAR? )* )"
    " (?! FOREIGN | PARTY_ABROAD )",
)
MEMBER = Rule("standing-member", "(?<= NAME COMMA | NAME DASH ) (?P<org> ORG ) (?= COMMA POST )")
_ALSO = "( COMMA ALSO | COMMA AND | COMMA | AND ALSO | ALSO | AND | DASH )"
_HEADMAN = "( HEADMAN | ROLE HAMLET )"
"""Of a hamlet: no post of public office, but it stands among them."""
POSTS = Rule(
    "posts",
    f"( {_HEADMAN} {_ALSO} )? POST ( {_ALSO} POST )* ( {_ALSO} {_HEADMAN} (?= ( HON | RANK )* NAME ) )?",
)
_MEMBER = RoleEntry(role=Role(vi="Ủy viên", en="Member"))
_CHIEFS = ("Văn phòng", "Thanh tra")
"""What has a Chánh at its head."""
_DEPUTY_CHIEF = RoleEntry(role=Role(vi="Phó Chánh", en="Deputy Chief"), head=True, deputy=True)
_COMMITTEES = frozenset(
    "central-committee politburo secretariat party-committee executive-committee standing-committee people-committee"
    " inspection-committee fatherland-front council-committee national-assembly-committee".split()
)
"""Bodies whose members are "Ủy viên", even where the press calls them "thành viên"."""
_HEADED = ("vụ", "viện")
"""Heads of bodies that are called by the body before "trưởng"."""
_CHAIRED = ("people-committee",)
"""What "Chủ tịch" alone is of; before a firm's short name it is of its board."""


def join(row: PhraseRow) -> None:
    """Posts with the bodies they are at, and those side by side as one."""
    if symbol("ROLE") not in row.tape:
        return
    _join_roles(row)
    for found in row.each(MEMBER):
        body = found["org"][0]
        if isinstance(body.entry, BodyEntry) and body.entry.kind == "standing-committee":
            post = PostPhrase(entry=_MEMBER, label=_MEMBER.role.vi, org=body)
            row.put(found.first, found.last, Mention("POST", body.start, body.end, None, post, (body,)))
    for found in row.each(POSTS):
        last = _shared_out(row.mentions, found.first, found.last)
        covered = row.mentions[found.first : last]
        told = [m for m in covered if m.kind == "POST"]
        if covered[-1].kind == "HAMLET":
            told[-1] = replace(told[-1], parts=(*told[-1].parts, covered[-1]))
        row.put(found.first, last, Mention("POSTS", told[0].start, told[-1].end, None, None, tuple(told)))


def _join_roles(row: PhraseRow) -> None:
    at = 0
    while match := POST.regex.search(row.tape, at):
        found = Found(POST, row.mentions, match)
        phrase = _post(found)
        if phrase is None:
            at = match.start("role") + 1
            continue
        parts = tuple(row.mentions[found.first : found.last])
        row.put(found.first, found.last, Mention("POST", found.start, found.end, None, phrase, parts))
        at = match.start() + 1


def _post(found: Found) -> PostPhrase | None:
    role = found["role"][0].entry
    assert isinstance(role, RoleEntry)
    org = found["org"][0] if found.has("org") else None
    body = org.value if org is not None and isinstance(org.value, BodyPhrase) else None
    if role.role.vi == "Thành viên" and body is not None:
        if body.entry.kind == "mass-organization":
            return None  # whoever joins is one
        if body.entry.kind in _COMMITTEES:
            role = _MEMBER
    label = role.role.vi
    if role.head:
        if body is None or not body.entry.noun:
            return None
        if role.deputy and body.entry.noun in _CHIEFS:
            role = _DEPUTY_CHIEF  # "Phó Văn phòng UBND tỉnh", "Phó Thanh tra tỉnh"
        label = f"{role.role.vi} {body.entry.noun}"
        if body.entry.noun in _HEADED:
            label = f"{'Phó ' if role.deputy else ''}{body.entry.noun.capitalize()} trưởng"
    named = role.near and body is None and (found.after == "NAME" or _let_go(found))
    if role.only and not named and (body is None or body.entry.kind not in role.only):
        return None
    if org is not None and org.kind in ("AREA", "PLACE", "AREAREF") and not (role.body or role.alone):
        return None
    if org is not None and org.kind == "CAPS" and not (role.firm or (role.body in _CHAIRED and org.value == FIRM)):
        return None
    marks = [m.kind for m in found["marks"]]
    acting = "ACTING" in marks
    return PostPhrase(
        entry=role,
        label=f"Quyền {label}" if acting else label,
        org=org,
        former="FORMER" in marks,
        newly="NEWLY" in marks,
        acting=acting,
        term=" ".join(
            str(m.value) for m in (*(org.parts if org else ()), *found["term"]) if m.kind == "TERM" and m.value
        ),
    )


def _let_go(found: Found) -> bool:
    """ "HĐND xã cho thôi làm nhiệm vụ đại biểu đối với ông A", "… của ông A": of the body that lets him go."""
    before = next((m.kind for m in reversed(found.mentions[: found.first]) if m.kind != "BECOME"), "")
    return before == "DISMISS" and found.after in ("TOWARDS", "OF")


def _shared_out(row: Sequence[Mention], first: int, last: int) -> int:
    """Where the posts of the name before them end: "ông A, Bí thư Thành ủy và Giám đốc Sở Y tế B" has two holders."""
    posts = [i for i in range(first, last) if row[i].kind == "POST"]
    if len(posts) < 2:
        return last
    named = first >= 2 and row[first - 1].kind in ("COMMA", "DASH", "LPAR") and row[first - 2].kind == "NAME"
    before = next((m.kind for m in reversed(row[: max(0, first - 2)]) if m.kind not in ("HON", "RANK")), "")
    after = next((m.kind for m in row[last:] if m.kind not in ("HON", "RANK")), "")
    if named and after == "NAME" and row[first - 1].kind == "COMMA" and given(row[first - 2]):
        return last  # "Ngắt lời ông Nam, Bí thư Thành ủy, Chủ tịch HĐND TP Lê Văn A": all are of the one named whole
    return posts[-2] + 1 if named and before != "POSTS" and after == "NAME" else last


def given(name: Mention) -> bool:
    """ "ông Dũng": somebody named in full before, whose posts were told with that name."""
    return isinstance(name.value, str) and " " not in name.value
