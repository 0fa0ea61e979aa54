"""Mentions grow into phrases: places in places, bodies of bodies, posts, and persons with the posts told beside them.

A cascade: each step replaces the mentions a rule covers by one mention of a new kind, so that the rules of the next
step read a shorter tape. Bodies nest to the right and are reduced from the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from extraction.facts import Role
from extraction.grammar import Found, Rule, possible, symbol, tape, tape_of
from extraction.lexicon import BodyEntry, RoleEntry
from extraction.mentions import FIRM, AreaRef, BodyPhrase, Mention


class PostPhrase(msgspec.Struct, gc=False):
    """A role with the body it is at, as far as the phrase itself tells."""

    entry: RoleEntry
    label: str
    org: Mention | None = None
    former: bool = False
    newly: bool = False
    acting: bool = False
    term: str = ""
    guessed: bool = False
    """Whether its body is the one of somebody else's post near by."""


class HolderPhrase(msgspec.Struct, gc=False):
    """A person and the posts that stand beside the name."""

    name: Mention
    posts: list[Mention] = msgspec.field(default_factory=list)
    rule: str = ""


CONTAINING = {
    "commune": ("district", "province", "city"),
    "district": ("province", "city"),
    "city": ("province", "city"),
    "hamlet": ("commune", "district", "province", "city"),
}
"""Levels of the places a place of each level can lie in."""

_PLACES = ("AREA", "PLACE", "HAMLET")

AREA_IN_AREA = (
    Rule(
        "area-in-brackets",
        "(?P<area> AREA | PLACE | HAMLET ) LPAR (?P<within> AREA | PLACE ) OTHER?"
        " ( COMMA (?P<far> AREA | PLACE ) OTHER? )? RPAR",  # "(huyện Châu Thành cũ, tỉnh Bến Tre)"
    ),
    Rule("area-of-area", "(?P<area> AREA | HAMLET ) ( COMMA | DASH | OF )? (?P<within> AREA | PLACE )"),
    Rule("place-of-body-in-area", "(?<= BODY ) (?P<area> PLACE ) ( COMMA | DASH )? (?P<within> AREA | PLACE )"),
)
BODY = (
    Rule("body-of-body", "(?P<body> BODY ) OF? (?P<of> ORG )"),
    Rule("body-of-area", "(?P<body> BODY ) ( OF | TERM )? (?P<of> AREA | PLACE | AREAREF | CENTRAL | HAMLET )"),
    Rule("body-in-brackets", "(?P<body> BODY ) LPAR (?P<of> ORG | AREA | PLACE ) RPAR"),
    Rule("body-comma-body", "(?P<body> BODY ) COMMA (?P<of> ORG )"),
    Rule("office-comma-body", "(?<= ROLE ) (?P<body> BODY ) COMMA (?P<of> ORG ) (?= COMMA | RPAR | DOT | $ )"),
    Rule("body-of-name", "(?P<body> BODY ) OF? (?P<of> CAPS ) NUMBER?"),
    Rule("body-alone", "(?P<body> BODY )"),
)
ALIAS = Rule("body-said-twice", "(?P<body> BODY ) LPAR (?P<again> BODY ) RPAR")
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
_MEMBER = RoleEntry(role=Role(vi="Ủy viên", en="Member"))
_CHIEFS = ("Văn phòng", "Thanh tra")
"""What has a Chánh at its head."""
_DEPUTY_CHIEF = RoleEntry(role=Role(vi="Phó Chánh", en="Deputy Chief"), head=True, deputy=True)
_COMMITTEES = frozenset(
    "central-committee politburo secretariat party-committee executive-committee standing-committee people-committee"
    " inspection-committee fatherland-front council-committee national-assembly-committee".split()
)
"""Bodies whose members are "Ủy viên", even where the press calls them "thành viên"."""
_ALSO = "( COMMA ALSO | COMMA AND | COMMA | AND ALSO | ALSO | AND | DASH )"
_HEADMAN = "( HEADMAN | ROLE HAMLET )"
"""Of a hamlet: no post of public office, but it stands among them."""
POSTS = Rule(
    "posts",
    f"( {_HEADMAN} {_ALSO} )? POST ( {_ALSO} POST )* ( {_ALSO} {_HEADMAN} (?= ( HON | RANK )* NAME ) )?",
)
_ASIDE = (
    "( LPAR ( OTHER | CAPS | WHO | NUMBER | STOP | AGE | PLACE | AREA | ORG | COMMA | FROM | COUNT_OF ){1,8} RPAR )?"
)
_PARTY_AGE = "NUMBER OTHER{2} CAPS (?= COMMA )"
"""Between a name and its posts: "ông A, 70 năm tuổi Đảng, nguyên …"."""
_NO_POST_NEXT = "(?! ( COMMA | DASH | LPAR ) POSTS )"
_NO_NAME_NEXT = "(?! ( HON | RANK )* NAME )"
HOLDERS = (
    Rule(
        "title-around",
        "(?> (?P<posts> POSTS ) ( HON | RANK )* (?P<name> NAME ) COMMA (?P<after> POSTS ) )"
        f" (?= STOP | DASH | RPAR | COMMA STOP ) {_NO_NAME_NEXT}",
    ),
    Rule(
        "title-around",
        f"(?> (?P<posts> POSTS ) ( HON | RANK )* (?P<name> NAME ) {_ASIDE} ( LPAR (?P<after> POSTS ) RPAR"
        f" | DASH (?P<more> POSTS ) ( DASH | (?= STOP | OTHER | COMMA | DOT | SEMI | COLON | RPAR | $ ) ) ) )",
    ),
    Rule("title-before", "(?P<posts> POSTS ) ( HON | RANK )* (?P<name> NAME ) (?! DASH NAME )"),
    Rule(  # "một phó chủ tịch huyện - ông A, chánh thanh tra - ông B"
        "title-before-dash",
        "(?P<posts> POSTS ) DASH ( HON | RANK )+ (?P<name> NAME ) (?= COMMA POSTS DASH ( HON | RANK )+ NAME )",
    ),
    Rule(
        "title-after",
        f"(?> ( HON | RANK )* (?P<name> NAME ) {_ASIDE}"
        f" ( COMMA ( AGE | {_PARTY_AGE} ) )? COMMA? ( COMMA | DASH | LPAR )"
        " ( ( AGE | RANK ) COMMA )?"
        f" (?P<posts> POSTS ) ) {_NO_NAME_NEXT} ( LPAR (?P<after> POSTS ) RPAR | RPAR )?",
    ),
    Rule(
        "title-after-trade",
        "(?> ( HON | RANK )* (?P<name> NAME ) ( COMMA | DASH ) ( STOP (?= ORG ) )?"
        " ( OTHER | CAPS | ORG | AREA | PLACE | OF | NUMBER ){1,10}"
        f" ( COMMA | SEMI ) (?P<posts> POSTS ) ) {_NO_NAME_NEXT} (?= COMMA | DASH | STOP | DOT | SEMI | $ )",
    ),
    Rule(
        "title-in-brackets",
        "( HON | RANK )* (?P<name> NAME ) LPAR ( OTHER | PLACE | AREA | AGE | STOP | CAPS | RANK ){1,8} COMMA"
        " (?P<posts> POSTS ) RPAR",
    ),
    Rule(
        "title-after-list",
        "(?<= [SEMI COLON HON AND] ) (?> (?P<name> CAPS ) ( COMMA | DASH | LPAR ) (?P<posts> POSTS ) )"
        f" {_NO_NAME_NEXT} RPAR?",
    ),
    Rule("title-before-dash", f"(?P<posts> POSTS ) DASH ( HON | RANK )+ (?P<name> NAME ) {_NO_POST_NEXT}"),
    Rule("title-before-dash", f"(?<= [CREDIT] ) (?P<posts> POSTS ) DASH (?P<name> NAME ) {_NO_POST_NEXT}"),
    Rule("title-before-dash", "(?<! . ) (?P<posts> POSTS ) DASH (?P<name> NAME ) (?= STOP )"),
    Rule(
        "title-before-comma",
        f"(?<= [CREDIT] ) (?P<posts> POSTS ) COMMA ( HON | RANK )+ (?P<name> NAME ) {_NO_POST_NEXT}",
    ),
    Rule(
        "title-before-comma",
        "( (?<= COMMA | SEMI | AND ) | (?<! . ) ) (?P<posts> POSTS ) COMMA ( HON | RANK )+ (?P<name> NAME )"
        " (?= STOP | PLANNED | GONE | LPAR | DASH | DOT | COMMA STOP | $ )",
    ),
    Rule(
        "title-before-comma",  # "đối với nguyên Bí thư Huyện ủy, ông A, vì …"
        "(?<= TOWARDS ) (?P<posts> POSTS ) COMMA HON (?P<name> NAME ) (?= COMMA ( STOP | OTHER ) )",
    ),
    Rule(
        "title-before-comma",
        "(?<= COLON | QUOTE ) (?P<posts> POSTS ) COMMA HON (?P<name> NAME ) (?= STOP | PLANNED )",
    ),
    Rule(
        "title-before-comma",
        "(?<! . ) (?P<posts> POSTS ) COMMA ( HON | RANK )+ (?P<name> NAME )"
        " (?= OTHER | PLANNED | COMMA ( STOP | OTHER | PLANNED ) )",
    ),
    Rule(
        "title-before-comma",
        "( (?<= COMMA ) | (?<! . ) ) (?P<posts> POSTS ) COMMA (?P<name> NAME ) (?= STOP | TOWARDS | COMMA STOP )",
    ),
    Rule(
        "title-before-comma",
        "(?<= [FIRSTOF COLON SEMI STOP] ) (?P<posts> POSTS ) COMMA ( HON | RANK )+ (?P<name> NAME )"
        " (?= SEMI | DOT | AND | COMMA ( HON | NAME | STOP ) | $ )",
    ),
    Rule("title-before-rank", "(?P<posts> POSTS ) COMMA RANK (?P<name> NAME ) (?! ( COMMA | DASH ) POSTS )"),
    Rule("person", "( HON | RANK )* (?P<name> NAME )"),
    Rule("pronoun", "(?P<name> PRON )"),
)


def build(mentions: Sequence[Mention]) -> list[Mention]:
    """The sentence's mentions with places, bodies, posts and holders put together."""
    row = _Row(mentions)
    _areas(row)
    _bodies(row)
    _posts(row)
    _holders(row)
    return row.mentions


class _Row:
    """The mentions of a sentence as they grow together, and their tape, kept in step."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.mentions = list(mentions)
        self.tape = tape(mentions)

    def found(self, rule: Rule, match: re.Match[str]) -> Found:
        """What a rule matched here."""
        return Found(rule, self.mentions, match)

    def put(self, first: int, last: int, mention: Mention) -> None:
        """One mention in the place of several."""
        self.mentions[first:last] = [mention]
        self.tape = self.tape[:first] + symbol(mention.kind) + self.tape[last:]


# ---- places ------------------------------------------------------------------------------------------


def _level(mention: Mention) -> str:
    value = mention.value
    return value.level if isinstance(value, AreaRef) else ""


def contains(outer: AreaRef, inner: AreaRef) -> bool:
    """Whether some unit of the outer name contains some unit of the inner one (by the gazetteer)."""
    outside = {p.id for p in outer.candidates}
    return any(place.within in outside or place.province in outside for place in inner.candidates)


def _areas(row: _Row) -> None:
    if sum(map(row.tape.count, map(symbol, _PLACES))) < 2:  # a place in a place takes two
        return
    for rule in AREA_IN_AREA:
        at = 0
        while match := rule.regex.search(row.tape, at):
            found = row.found(rule, match)
            area, within = found["area"][0], found["within"][0]
            inner, outer = area.value, within.value
            fits = isinstance(inner, AreaRef) and isinstance(outer, AreaRef) and _fits(area, inner, within, outer)
            told = rule.name == "area-in-brackets" or (rule.name == "area-of-area" and within.kind == "AREA")
            if not fits or not (told or contains(outer, inner)):  # type: ignore[arg-type]
                at = match.start() + 1
                continue
            assert isinstance(inner, AreaRef)
            assert isinstance(outer, AreaRef)
            far = found["far"][0] if found.has("far") else None
            parts: tuple[Mention, ...] = (area, within)
            if far is not None and isinstance(far.value, AreaRef):
                outer.within = far.value
                parts = (*parts, far)
            _outermost(inner).within = outer
            whole = Mention(area.kind, area.start, found.end, area.entry, inner, parts)
            row.put(*match.span(), whole)
            at = match.start()


def _outermost(ref: AreaRef) -> AreaRef:
    """The last place told around a place."""
    while ref.within is not None:
        ref = ref.within
    return ref


def _fits(area: Mention, inner: AreaRef, within: Mention, outer: AreaRef) -> bool:
    if inner.within is not None:
        around = _outermost(inner)
        return within.kind == "AREA" and outer.level in CONTAINING.get(around.level, ())
    if within.kind == "PLACE" and contains(outer, inner):
        return True
    return _level(within) in CONTAINING.get(inner.level, ()) and not (area.kind == "PLACE" and within.kind == "PLACE")


# ---- bodies ------------------------------------------------------------------------------------------

_ACCEPTS = {
    "none": (),
    "area": ("AREA", "PLACE", "AREAREF"),
    "body": ("ORG", "AREA", "PLACE", "AREAREF", "CENTRAL", "CAPS"),
    "domain": ("ORG", "AREA", "PLACE", "AREAREF", "CENTRAL"),
    "open": ("ORG", "AREA", "PLACE", "AREAREF", "HAMLET"),
}
_COMMA_PARENT = ("ministry-department", "central-department", "general-department", "party-cell", "division")
_PARENTS = ("school", "hospital", "centre", "enterprise", "party-department", "office", "institute")
"""Bodies whose Phòng are told before them: "Trưởng phòng Quản lý đào tạo, Trường Chính trị tỉnh"."""
_FRONT_UNIONS_ASSEMBLY = ("fatherland-front", "mass-organization", "national-assembly")
"""Central bodies told after their Ban: "Ban Phong trào, Ủy ban Trung ương MTTQ Việt Nam"."""
_OFFICES_OF = ("police", "sector-department", "military")
_FORMATIONS = ("Sư đoàn", "Lữ đoàn", "Trung đoàn")
_NAMED_BODY = ("corporate-board", "party-committee", "party-organization", "youth-union", "embassy")


def _accepts(rule: Rule, entry: BodyEntry, of: Mention) -> bool:
    if of.kind not in _ACCEPTS[entry.follow]:
        return False
    if rule.name == "body-comma-body":
        whole = of.entry
        office = entry.kind == "district-office" and getattr(whole, "kind", "") in _OFFICES_OF
        central = isinstance(whole, BodyEntry) and whole.kind in _FRONT_UNIONS_ASSEMBLY and whole.follow == "none"
        of_central = (entry.kind == "board" and central) or entry.label.startswith("Thanh tra ")
        return office or of_central or (entry.kind in _COMMA_PARENT and entry.level != "cell")
    if rule.name == "office-comma-body":
        return entry.kind == "district-office" and getattr(of.entry, "kind", "") in _PARENTS
    if rule.name == "body-of-name":
        return entry.kind in _NAMED_BODY and entry.level == "" and len(of.parts) == 0
    if rule.name == "body-in-brackets" and of.kind == "ORG":
        return entry.follow in ("domain", "open")
    if of.kind == "ORG" and isinstance(of.value, BodyPhrase):
        inner = of.value.entry
        if entry.follow == "area" or inner.label == entry.label:
            return False
        if entry.kind in ("standing-committee", "inspection-committee", "executive-committee") and inner.kind in (
            "people-committee",
        ):
            return False
    return True


def _numbered_alone(phrase: BodyPhrase) -> bool:
    """ "Sư đoàn 19 (Quân khu 8)": a formation that its number tells from all others, wherever it belongs."""
    return phrase.entry.label in _FORMATIONS and phrase.name.isdigit()


def _same_body(left: Mention, right: Mention) -> bool:
    values = (left.value, right.value)
    names = {f"{v.entry.label} {v.name}".strip() for v in values if isinstance(v, BodyPhrase)}
    same = (
        isinstance(left.entry, BodyEntry)
        and isinstance(right.entry, BodyEntry)
        and left.entry.label == right.entry.label
    )
    return same or (len(names) == 1 and all(isinstance(v, BodyPhrase) for v in values))


def _bodies(row: _Row) -> None:
    body_symbol = symbol("BODY")
    if body_symbol not in row.tape:
        return
    at = 0
    while match := ALIAS.regex.search(row.tape, at):  # "hội đồng quản trị (HĐQT)": one body, said twice
        found = row.found(ALIAS, match)
        body, again = found["body"][0], found["again"][0]
        if _same_body(body, again):
            row.put(*match.span(), Mention("BODY", body.start, found.end, body.entry, body.value))
        at = match.start() + 1
    i = len(row.tape)
    while (i := row.tape.rfind(body_symbol, 0, i)) >= 0:
        for rule in BODY:
            match = rule.regex.match(row.tape, i)
            if not match:
                continue
            found = row.found(rule, match)
            body = found["body"][0]
            phrase = body.value
            assert isinstance(phrase, BodyPhrase)
            of = found["of"][0] if rule.name != "body-alone" else None
            if of is not None and not _accepts(rule, phrase.entry, of):
                continue
            within = rule.name == "body-in-brackets" and _numbered_alone(phrase)
            whole = BodyPhrase(phrase.entry, phrase.name, None if within else of)
            parts = tuple(row.mentions[found.first : found.first + 1 if within else found.last])
            ours = [m.kind for m in row.mentions[found.last : found.last + 1]] != ["PARTY_ABROAD"]
            org = Mention("ORG", body.start, found.end, body.entry, whole, parts)
            row.put(*match.span(), org if ours else Mention("OTHER", body.start, found.end))
            break


# ---- posts -------------------------------------------------------------------------------------------


def _let_go(found: Found) -> bool:
    """ "HĐND xã cho thôi làm nhiệm vụ đại biểu đối với ông A", "… của ông A": of the body that lets him go."""
    before, after = found.mentions[: found.first], found.mentions[found.last : found.last + 1]
    while before and before[-1].kind == "BECOME":
        before = before[:-1]
    return bool(before) and before[-1].kind == "DISMISS" and [m.kind for m in after] in (["TOWARDS"], ["OF"])


def _post(found: Found) -> PostPhrase | None:
    role = found["role"][0].entry
    assert isinstance(role, RoleEntry)
    org = found["org"][0] if found.has("org") else None
    body = org.value if org is not None and isinstance(org.value, BodyPhrase) else None
    if role.role.vi == "Thành viên" and body is not None and body.entry.kind in _COMMITTEES:
        role = _MEMBER
    if role.role.vi == "Thành viên" and body is not None and body.entry.kind == "mass-organization":
        return None  # whoever joins is one
    label = role.role.vi
    if role.head:
        if body is None or not body.entry.noun:
            return None
        if role.deputy and body.entry.noun in _CHIEFS:
            role = _DEPUTY_CHIEF  # "Phó Văn phòng UBND tỉnh", "Phó Thanh tra tỉnh"
        label = f"{role.role.vi} {body.entry.noun}"
        if body.entry.noun in _HEADED:  # "Vụ trưởng", "Phó Vụ trưởng"
            label = f"{'Phó ' if role.deputy else ''}{body.entry.noun.capitalize()} trưởng"
    named = (
        role.near and body is None and found.last < len(found.mentions) and found.mentions[found.last].kind == "NAME"
    ) or (role.near and body is None and _let_go(found))
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


def _posts(row: _Row) -> None:
    if symbol("ROLE") not in row.tape:
        return
    at = 0
    while match := POST.regex.search(row.tape, at):
        found = row.found(POST, match)
        phrase = _post(found)
        if phrase is None:
            at = match.start("role") + 1
            continue
        parts = tuple(row.mentions[found.first : found.last])
        row.put(*match.span(), Mention("POST", found.start, found.end, None, phrase, parts))
        at = match.start() + 1
    at = 0
    while match := MEMBER.regex.search(row.tape, at):
        found = row.found(MEMBER, match)
        body = found["org"][0]
        if isinstance(body.entry, BodyEntry) and body.entry.kind == "standing-committee":
            post = PostPhrase(entry=_MEMBER, label=_MEMBER.role.vi, org=body)
            row.put(*match.span(), Mention("POST", body.start, body.end, None, post, (body,)))
        at = match.start() + 1
    at = 0
    while match := POSTS.regex.search(row.tape, at):
        last = _shared_out(row.mentions, *match.span())
        covered = row.mentions[match.start() : last]
        told = [m for m in covered if m.kind == "POST"]
        if covered[-1].kind == "HAMLET":
            told[-1] = replace(told[-1], parts=(*told[-1].parts, covered[-1]))
        row.put(match.start(), last, Mention("POSTS", told[0].start, told[-1].end, None, None, tuple(told)))
        at = match.start() + 1


def _shared_out(row: Sequence[Mention], first: int, last: int) -> int:
    """Where the posts of the name before them end: "ông A, Bí thư Thành ủy và Giám đốc Sở Y tế B" has two holders."""
    posts = [i for i in range(first, last) if row[i].kind == "POST"]
    if len(posts) < 2:
        return last
    named = first >= 2 and row[first - 1].kind in ("COMMA", "DASH", "LPAR") and row[first - 2].kind == "NAME"
    before = next((m.kind for m in reversed(row[: max(0, first - 2)]) if m.kind not in ("HON", "RANK")), "")
    after = next((m.kind for m in row[last:] if m.kind not in ("HON", "RANK")), "")
    if named and after == "NAME" and row[first - 1].kind == "COMMA" and _given(row[first - 2]):
        return last  # "Ngắt lời ông Nam, Bí thư Thành ủy, Chủ tịch HĐND TP Lê Văn A": all are of the one named whole
    return posts[-2] + 1 if named and before != "POSTS" and after == "NAME" else last


# ---- persons with their posts ----------------------------------------------------------------------------


_HEADED = ("vụ", "viện")
"""Heads of bodies that are called by the body before "trưởng"."""
_CHAIRED = ("people-committee",)
"""What "Chủ tịch" alone is of; before a firm's short name it is of its board."""
_BESIDES = ("Đại biểu", "Ủy viên", "Thành viên")
"""Posts that people have beside another."""
_OBLIQUE = ("CREDIT", "TOWARDS", "OF")
"""Before a name that its sentence is not about."""
_ASIDE_ENDS = ("COMMA", "DASH", "LPAR", "RPAR", "DOT", "SEMI", "COLON", "AND", "QUOTE")
"""What may stand after the posts told beside such a name."""
_BEGINS_HOLDER = ("POSTS", "NAME", "HON", "RANK", "CAPS", "PRON")
_BY_NAME = frozenset(("title-after", "title-after-trade", "title-in-brackets", "person"))
"""Rules that begin with a name, or what addresses it; all others but two begin with posts."""
_ALONE = {"title-after-list": "CAPS", "pronoun": "PRON"}


def _former(posts: Mention) -> bool:
    """ "ông A, chuyên gia kinh tế, nguyên Viện trưởng …": posts of old are told of who stands before."""
    first = posts.parts[0].value
    return isinstance(first, PostPhrase) and first.former


def _one_holder(found: Found) -> bool:
    """Whether posts on both sides of a name, with commas, are of one person.

    "đại biểu Quốc hội A, Bí thư Tỉnh ủy cho rằng", "Bí thư Chi bộ A, Phó Giám đốc Công ty, cho biết", not "Bí thư
    Tỉnh ủy A, Chủ tịch UBND tỉnh đã đến thăm".
    """
    if not found.has("after") or found.mentions[found.last - 1].kind == "RPAR":
        return True
    before, after = (
        [p.value for p in found[side][0].parts if isinstance(p.value, PostPhrase)] for side in ("posts", "after")
    )
    side_posts = all(p.label in _BESIDES for p in before) or after[0].label in _BESIDES
    aside = [m.kind for m in found.mentions[found.last : found.last + 2]] == ["COMMA", "STOP"]
    return len(after) > 1 or aside or (side_posts and not (after[0].entry.national and after[0].label not in _BESIDES))


def _given(name: Mention) -> bool:
    """ "ông Dũng": somebody named in full before, whose posts were told with that name."""
    return isinstance(name.value, str) and " " not in name.value


def _acts_next(row: _Row, found: Found) -> bool:
    """ "Theo ông Dũng, Thủ tướng đã giao …", "với ông Hà, Chủ tịch xã nói": the posts are who the clause is about."""
    before = row.mentions[found.first - 1].kind if found.first else ""
    after = row.mentions[found.last].kind if found.last < len(row.mentions) else "DOT"
    if (
        before not in _OBLIQUE
        or after in _ASIDE_ENDS
        or "COMMA" not in [m.kind for m in found.mentions[: found.last][-2:-1]]
    ):
        return False
    posts = [p.value for p in found["posts"][0].parts if isinstance(p.value, PostPhrase)]
    return _given(found["name"][0]) or (len(posts) == 1 and posts[0].entry.national and posts[0].label not in _BESIDES)


def _holders(row: _Row) -> None:
    begins = _holder_begins()
    rules: dict[str, tuple[Rule, ...]] = {}
    told, i = row.tape, 0  # what holders are made of only grows less as they are put together
    while start := begins.search(row.tape, i):
        i = start.start()
        kind = row.mentions[i].kind
        if kind not in rules:
            rules[kind] = possible(begun_by(kind), told)
        for rule in rules[kind]:
            match = rule.regex.match(row.tape, i)
            if not match:
                continue
            found = row.found(rule, match)
            if rule.name == "title-around" and not _one_holder(found):
                continue
            if rule.name == "title-after-trade" and not _former(found["posts"][0]):
                continue
            if rule.name == "title-after" and _acts_next(row, found):
                continue
            name = found["name"][0]
            posts = [p for group in ("posts", "after", "more") for m in found[group] for p in m.parts]
            holder = HolderPhrase(name, posts, rule.name)
            parts = tuple(row.mentions[found.first : found.last])
            row.put(*match.span(), Mention("HOLDER", found.start, found.end, None, holder, parts))
            break
        i += 1


@cache
def begun_by(kind: str) -> tuple[Rule, ...]:
    """The rules for holders that begin with a kind of mention."""
    if kind in ("NAME", "HON", "RANK"):
        return tuple(rule for rule in HOLDERS if rule.name in _BY_NAME)
    return tuple(r for r in HOLDERS if r.name not in _BY_NAME and _ALONE.get(r.name, "POSTS") == kind)


@cache
def _holder_begins() -> re.Pattern[str]:
    return re.compile(f"[{tape_of(_BEGINS_HOLDER)}]")
