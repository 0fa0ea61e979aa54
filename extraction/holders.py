"""Persons with the posts told beside their names: "Bí thư Huyện ủy A", "ông A, Bí thư Huyện ủy"."""

from __future__ import annotations

import re
from functools import cache

from extraction.grammar import Found, Rule, possible, tape_of
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PhraseRow, PostPhrase
from extraction.postphrases import given

_ASIDE = (
    "( LPAR ( OTHER | CAPS | WHO | NUMBER | STOP | AGE | PLACE | AREA | ORG | COMMA | FROM | COUNT_OF ){1,8} RPAR )?"
)
_PARTY_AGE = "NUMBER OTHER{2} CAPS (?= COMMA )"
"""Between a name and its posts: "ông A, 70 năm tuổi Đảng, nguyên …"."""
_NO_POST_NEXT = "(?! ( COMMA | DASH | LPAR ) POSTS )"
_NO_NAME_NEXT = "(?! ( COP | COLON )? ( HON | RANK )* NAME )"
"""After posts that are not the next one's: "ông A, Phó Bí thư là chị B"."""
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
    Rule(  # "dự có Phó Bí thư Tỉnh ủy - Lê Thị A; Chủ tịch UBND huyện - Trần Văn B"
        "title-before-dash",
        "(?<= [FIRSTOF COLON SEMI STOP] ) (?P<posts> POSTS ) DASH (?P<name> NAME ) (?= SEMI | DOT | STOP | $ )",
    ),
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
_BESIDES = ("Đại biểu", "Ủy viên", "Thành viên")
"""Posts that people have beside another."""
_OBLIQUE = ("CREDIT", "TOWARDS", "OF")
"""Before a name that its sentence is not about."""
_ASIDE_ENDS = ("", "COMMA", "DASH", "LPAR", "RPAR", "DOT", "SEMI", "COLON", "AND", "QUOTE")
"""What may stand after the posts told beside such a name."""
_BEGINS_HOLDER = ("POSTS", "NAME", "HON", "RANK", "CAPS", "PRON")
_BY_NAME = frozenset(("title-after", "title-after-trade", "title-in-brackets", "person"))
"""Rules that begin with a name, or what addresses it; all others but two begin with posts."""
_ALONE = {"title-after-list": "CAPS", "pronoun": "PRON"}


def join(row: PhraseRow) -> None:
    """Each name with the posts beside it; a name without any is a holder as well."""
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
            if match and _holds(found := Found(rule, row.mentions, match)):
                posts = [p for group in ("posts", "after", "more") for m in found[group] for p in m.parts]
                holder = HolderPhrase(found["name"][0], posts, rule.name)
                parts = tuple(row.mentions[found.first : found.last])
                row.put(found.first, found.last, Mention("HOLDER", found.start, found.end, None, holder, parts))
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


def _holds(found: Found) -> bool:
    """Whether the posts beside a name are that person's, where kinds alone do not tell."""
    if found.rule.name == "title-around":
        return _one_holder(found)
    if found.rule.name == "title-after-trade":
        return _former(found["posts"][0])
    return found.rule.name != "title-after" or not _acts_next(found)


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


def _acts_next(found: Found) -> bool:
    """ "Theo ông Dũng, Thủ tướng đã giao …", "với ông Hà, Chủ tịch xã nói": the posts are who the clause is about."""
    if found.before not in _OBLIQUE or found.after in _ASIDE_ENDS or found.mentions[found.last - 2].kind != "COMMA":
        return False
    posts = [p.value for p in found["posts"][0].parts if isinstance(p.value, PostPhrase)]
    return given(found["name"][0]) or (len(posts) == 1 and posts[0].entry.national and posts[0].label not in _BESIDES)
