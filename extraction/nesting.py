"""Places in places ("huyện A, tỉnh B"), and bodies of bodies and of places ("Ban Tổ chức Tỉnh ủy B").

Bodies nest to the right and are reduced from the right, so that each finds the whole of what it is of.
"""

from __future__ import annotations

from extraction.grammar import Found, Rule, symbol
from extraction.lexicon import BodyEntry
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.phrases import PhraseRow

# ---- places ------------------------------------------------------------------------------------------

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


def join_places(row: PhraseRow) -> None:
    """Each place with the one told around it."""
    if sum(map(row.tape.count, map(symbol, _PLACES))) < 2:  # a place in a place takes two
        return
    for rule in AREA_IN_AREA:
        at = 0
        while match := rule.regex.search(row.tape, at):
            at = match.start()
            found = Found(rule, row.mentions, match)
            area, within = found["area"][0], found["within"][0]
            inner, outer = area.value, within.value
            if not (isinstance(inner, AreaRef) and isinstance(outer, AreaRef) and _lies(found, inner, outer)):
                at += 1
                continue
            parts: tuple[Mention, ...] = (area, within)
            far = found["far"][0] if found.has("far") else None
            if far is not None and isinstance(far.value, AreaRef):
                outer.within = far.value
                parts = (*parts, far)
            _outermost(inner).within = outer
            row.put(found.first, found.last, Mention(area.kind, area.start, found.end, area.entry, inner, parts))


def _outermost(ref: AreaRef) -> AreaRef:
    """The last place told around a place."""
    while ref.within is not None:
        ref = ref.within
    return ref


def _lies(found: Found, inner: AreaRef, outer: AreaRef) -> bool:
    """Whether the one place is told to lie in the other: by words that say so, or by the gazetteer."""
    area, within = found["area"][0].kind, found["within"][0].kind
    told = found.rule.name == "area-in-brackets" or (found.rule.name == "area-of-area" and within == "AREA")
    contained = (within == "PLACE" or not told) and _contains(outer, inner)
    if not (told or contained):
        return False
    if inner.within is not None:
        return within == "AREA" and outer.level in CONTAINING.get(_outermost(inner).level, ())
    if within == "PLACE" and contained:
        return True
    return outer.level in CONTAINING.get(inner.level, ()) and not (area == "PLACE" and within == "PLACE")


def _contains(outer: AreaRef, inner: AreaRef) -> bool:
    """Whether some unit of the outer name contains some unit of the inner one (by the gazetteer)."""
    outside = {p.id for p in outer.candidates}
    return any(place.within in outside or place.province in outside for place in inner.candidates)


# ---- bodies ------------------------------------------------------------------------------------------

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
_PARTY_COMMITTEES = ("standing-committee", "inspection-committee", "executive-committee")
_FORCES = ("police", "military")
_FORMATIONS = ("Sư đoàn", "Lữ đoàn", "Trung đoàn")
_NAMED_BODY = ("corporate-board", "party-committee", "party-organization", "youth-union", "embassy")


def join_bodies(row: PhraseRow) -> None:
    """Each body with the place or body that it is of."""
    body_symbol = symbol("BODY")
    if body_symbol not in row.tape:
        return
    for found in row.each(ALIAS):  # "hội đồng quản trị (HĐQT)": one body, said twice
        body, again = found["body"][0], found["again"][0]
        if _same_body(body.value, again.value):
            row.put(found.first, found.last, Mention("BODY", body.start, found.end, body.entry, body.value))
    i = len(row.tape)
    while (i := row.tape.rfind(body_symbol, 0, i)) >= 0:
        for rule in BODY:
            match = rule.regex.match(row.tape, i)
            if match and _joined(row, Found(rule, row.mentions, match)):
                break


def _joined(row: PhraseRow, found: Found) -> bool:
    """Whether a rule holds; the body is then put together."""
    body = found["body"][0]
    phrase = body.value
    assert isinstance(phrase, BodyPhrase)
    of = found["of"][0] if found.has("of") else None
    if of is not None and not _accepts(found.rule, phrase.entry, of):
        return False
    if found.after == "PARTY_ABROAD":
        row.put(found.first, found.last, Mention("OTHER", body.start, found.end))
        return True
    beside = found.rule.name == "body-in-brackets" and _numbered_alone(phrase)
    parts = tuple(row.mentions[found.first : found.first + 1 if beside else found.last])
    whole = BodyPhrase(phrase.entry, phrase.name, None if beside else of)
    row.put(found.first, found.last, Mention("ORG", body.start, found.end, body.entry, whole, parts))
    return True


def _accepts(rule: Rule, entry: BodyEntry, of: Mention) -> bool:
    if entry.kind == "mass-organization" and of.kind == "ORG" and entry.follow == "area":
        return getattr(of.entry, "kind", "") in _FORCES  # "Hội Phụ nữ Công an tỉnh"
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
        return not (entry.kind in _PARTY_COMMITTEES and inner.kind == "people-committee")
    return True


def _numbered_alone(phrase: BodyPhrase) -> bool:
    """ "Sư đoàn 19 (Quân khu 8)": a formation that its number tells from all others, wherever it belongs."""
    return phrase.entry.label in _FORMATIONS and phrase.name.isdigit()


def _same_body(one: object, other: object) -> bool:
    """Whether two bodies are the same: by their entries, or by all of their names."""
    assert isinstance(one, BodyPhrase)
    assert isinstance(other, BodyPhrase)
    if one.entry.label == other.entry.label:
        return True
    return f"{one.entry.label} {one.name}".strip() == f"{other.entry.label} {other.name}".strip()
