"""The rules by which a sentence tells how many members and bodies there are."""

from __future__ import annotations

from extraction.families.count_patterns import ABOUT, AND, AUX, BODIES, FIGURE, OF, PARTY_NOUNS, RATED
from extraction.grammar import Rule

_ENDS = (
    "(?= COMMA | SEMI | AND | DOT | DASH | LPAR | RPAR | QUOTE | PERIOD | AT | OF | LIVE | LEAD | WHOLE | BUT | THEN"
    " | FILL ( DOT | QUOTE | COMMA ) | $ )"
    f"(?! ( {AND} | AT | FILL | HAVE ){{1,3}} {ABOUT} NUMBER ( SLASH NUMBER )? ( {PARTY_NOUNS} | THEM (?! IS ) ) )"
    "(?! AT ( COUNT_OF | FILL ){0,2} ( OTHER | NUMBER ) )"
)
_LINK = "( OUT_OF | COMMA | SLASH | AND | AT | FILL | OF | HAVE | LIVE | COLON | ORG | IS | SEMI )"
_KIND = "NUMBER ( ORGS | CELLS ) ( AREAREF | OTHER | CAPS ){0,5}"
_BRACKET = (
    "( LPAR ( NUMBER | ORGS | CELLS | MEMBERS | COMMA | AND | HAVE | CONSIST | FILL | OTHER | LEAD | SEMI ){1,12} RPAR"
    f" | OF? ORG? COMMA? ( CONSIST | LEAD ) ( COLON | HAVE | FILL ){{0,2}} {_KIND} ( ( COMMA | AND ) {_KIND} ){{0,5}} )"
)
_STOP = "(?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )"
_STOCK = f"{ABOUT} NUMBER (?! PERCENT ) ( MEMBERS | ORGS | CELLS )"

_SO_MANY = r"^(?:tổng )?số\b"


def _in_all(noun: str) -> str:
    """How many there are by their number in all: "tổng số chi bộ hiện nay là 402"."""
    return (
        f"( FILL | OUT_OF | COUNT_OF ) (?P<act> {noun} ) {OF}{{0,4}} ( FILL | PERIOD ){{0,2}} ( IS | COLON )"
        f" {FIGURE} ( {BODIES} )? {_STOP}"
    )


STOCK_RULES = (
    Rule(
        "total-of-members",
        f"(?P<act> TOTAL ) ( {OF} | FILL | HAVE | PERIOD | COMMA ){{0,4}} ( IS | HAVE | COLON ){{1,2}} {FIGURE} ("
        " MEMBERS | THEM )?",
    ),
    Rule(
        "total-grown",  # "số đảng viên của xã tăng từ 201 đồng chí năm 2006 lên 214 đồng chí năm 2007"
        f"(?P<act> TOTAL ) ( {OF} | PERIOD ){{0,4}} ( OTHERWISE OTHER? | OTHER ) NUMBER ( MEMBERS | THEM )? AT?"
        f" PERIOD? IS {FIGURE} ( MEMBERS | THEM )?",
        says=r"từ\s+\d|tăng|giảm",
    ),
    Rule("cells-in-all", _in_all("CELLS"), says=_SO_MANY, tells="cells"),  # "nâng tổng số chi bộ lên 402"
    Rule("organizations-in-all", _in_all("ORGS"), says=_SO_MANY, tells="organizations"),
    Rule(
        "members-besides",  # "số chi bộ trực thuộc là 724, đảng viên 16.318 đồng chí"
        f"( ORGS | CELLS ) ( IS | COLON ) NUMBER ( {BODIES} )? ( COMMA | SEMI | AND ){{1,2}} FILL?"
        f" (?P<act> MEMBERS ) ( IS | COLON )? {FIGURE} THEM {_STOP}",
    ),
    Rule(
        "stock-of-the-total",  # "nâng tổng số đảng viên lên 2.216 đồng chí (21 đảng bộ cơ sở, 150 chi bộ trực thuộc)"
        f"TOTAL ( {OF} | FILL | PERIOD ){{0,4}} IS {ABOUT} NUMBER ( MEMBERS | THEM )? LPAR"
        f" ( LEAD | CONSIST | HAVE | COLON | AT | LIVE ){{0,3}} (?P<stock> {_STOCK} ( {_LINK}{{1,3}} {_STOCK}"
        " ){0,3} ) RPAR",
    ),
    Rule(
        "out-of-members",  # "nâng số đảng viên gốc giáo lên 218 đồng chí trong tổng số 11.640 đảng viên"
        f"NUMBER ( THEM | MEMBERS ) (?P<act> OUT_OF ) {FIGURE} MEMBERS ( ( OF | AT | WHOLE ){{1,2}} (?P<unit> ORG"
        f" | AREA | AREAREF ) )? {_STOP}",
        says=r"(?:trong|trên) tổng số",
        tells="members",
    ),
    Rule("total-raised", f"(?P<act> OUT_OF ) FILL{{0,2}} IS {FIGURE} MEMBERS"),
    Rule(
        "total-raised-alone",  # "kết nạp 3 đảng viên, nâng tổng số lên 27"
        "ADMIT ( FILL | PASSIVE | COLON ){0,3} NUMBER ( MEMBERS | LEARNER | THEM )? ( PERIOD | FILL | NUMBER | COMMA"
        f" | HAVE ){{0,6}} COMMA OTHER (?P<act> OUT_OF ) FILL? IS {FIGURE} THEM? (?= COMMA | SEMI | DOT | $ )",
        says=r",\s+(?:nâng|đưa) tổng số\b",
    ),
    Rule(
        "total-raised-of",  # "đưa tổng số của huyện lên 6.120 đảng viên"
        f"( OTHER | SEND | CAPS ) (?P<act> OUT_OF ) ( {OF} | PERIOD | FILL ){{1,4}} IS {FIGURE} MEMBERS",
        says=r"^(?:nâng|đưa)",
    ),
    Rule(
        "live-in",
        f"(?P<stock> {ABOUT} NUMBER MEMBERS ( OF ( ORG | AREA | AREAREF | PLACE ) )? {AUX}{{0,2}} LIVE"
        f" ( AT | FILL | OF | IS ){{0,3}} ( {ABOUT} NUMBER ( ORGS | CELLS ) )? )",
    ),
    Rule("total-and-figure", f"(?P<act> TOTAL ) {OF}{{0,3}} {FIGURE} ( MEMBERS | THEM )"),
    Rule("cells-lived-in", "LIVE ( AT | FILL | OF ){0,3} (?P<stock> NUMBER ( ORGS | CELLS ) )"),
    Rule(
        "cells-of-those",  # "41 tổ chức cơ sở đảng (gồm 12 đảng bộ cơ sở với 98 chi bộ trực thuộc và 29 chi bộ cơ sở)"
        "ORGS ( HAVE NUMBER MEMBERS )? LPAR ( LEAD | CONSIST | COLON | HAVE ){1,3} NUMBER ORGS COMMA? (?P<act> AT )"
        f" {FIGURE} CELLS",
        tells="cells",
    ),
    Rule(
        "represented",
        f"REPRESENT ( {AUX}{{0,2}} | ( FILL | OTHER | COMMA | AND ){{1,8}} OF FILL? ) (?P<stock> {ABOUT} NUMBER MEMBERS"
        f" ( ( OF | AT | AND | COMMA | LIVE ){{1,2}} {_STOCK} )? )",
    ),
    Rule(
        "among-all",  # "Trong 1.894 đảng viên của Đảng bộ huyện có 702 đảng viên người Khmer"
        f"( ^ | (?<= COMMA ) ) ( AT | OUT_OF ) {AUX}{{0,2}} (?P<stock> {ABOUT} NUMBER MEMBERS )"
        " ( OF | AT | WHOLE ){1,2}"
        " (?P<unit> ORG | AREA | AREAREF | PLACE )",
        says=r"^(?:trong|với)",
    ),
    Rule("of-the-whole", f"(?P<stock> {ABOUT} NUMBER MEMBERS ) ( OF | AT )? WHOLE ( ORG | AREA | AREAREF | PLACE )"),
    Rule(
        "with-so-many",
        f"( AT | HAVE ) {AUX}{{0,2}} (?P<stock> {_STOCK} {_BRACKET}? ( {_LINK}{{1,4}} {_STOCK} {_BRACKET}? ){{0,3}} )"
        " COMMA ( PERIOD COMMA? )? (?P<unit> ORG | AREA ) (?! ( FILL | PERIOD | COMMA ){0,3} ( HAVE | CONSIST ) )",
    ),
    Rule(
        "cell-of-so-many",
        f"HAVE FILL? (?P<unit> ORG ) ( AT | HAVE | CONSIST )? (?P<stock> {ABOUT} NUMBER MEMBERS ) {_ENDS}",
    ),
    Rule(
        "out-of-all",
        f"(?P<act> OUT_OF ) (?P<stock> NUMBER ( ORGS | CELLS ) ) COMMA? HAVE {FIGURE} ( {BODIES} )?"
        f" ( {AUX} | IS ){{0,4}} {RATED}",
    ),
    Rule(
        "has",
        f"(?P<have> HAVE | CONSIST | AT ) {AUX}{{0,2}} (?P<stock> {_STOCK} {_BRACKET}? ( {_LINK}{{1,4}} {_STOCK}"
        f" {_BRACKET}? ){{0,4}} ) {_ENDS}",
    ),
    Rule(
        "hamlet-has",  # "Năm 1998, cả buôn chỉ có 3 đảng viên": as many as its cell
        "( ^ | COLON | QUOTE | WHOLE | NOW | PERIOD COMMA? ) ( OTHER | HAMLET ) FILL{0,2} HAVE FILL{0,2}"
        f" {FIGURE} (?P<act> MEMBERS ) {_STOP}",
        says=r"(?:^|\s)(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố) (?:\w+ )*có (?!dưới|ít nhất|không quá|từ)",
    ),
    Rule(
        "members-in-all",  # "…, trong đó có 17 đảng bộ, 24 chi bộ cơ sở, với tổng số 4.236 đảng viên"
        f"COMMA (?P<act> HAVE ) {FIGURE} MEMBERS {_STOP}",
        says=r"^,\s*với tổng số",
        tells="members",
    ),
    Rule(
        "has-after-colon",
        f"^ (?P<unit> ORG ) COLON FILL? (?P<stock> {ABOUT} NUMBER ( ORGS | CELLS )"
        f" ( {_LINK}{{1,3}} {_STOCK} ){{1,2}} ) {_ENDS}",
    ),
    Rule(
        "now",
        f"(?P<act> MEMBERS ) ( COMMA | THEN | BUT ){{1,2}} FILL{{0,2}} NOW ( IS | HAVE | FILL | PASSIVE | OTHERWISE"
        f" ){{1,3}} {FIGURE} ( MEMBERS | THEM )? (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
    Rule(
        "has-now",
        f"NUMBER (?P<act> MEMBERS ) ( COMMA | SEMI | BUT ){{1,2}} (?P<now> PERIOD? HAVE ) {AUX}{{0,2}} {FIGURE}"
        " ( THEM | MEMBERS )?"
        " (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
    Rule(
        "has-comrades",
        f"( ^ | COMMA | SEMI | QUOTE ) ( NOW | PERIOD ) COMMA? (?P<unit> ORG ) HAVE {AUX}{{0,2}} {FIGURE}"
        " (?P<act> THEM ) (?= COMMA | SEMI | DOT | QUOTE | LPAR | $ )",
        tells="members",
    ),
    Rule(
        "grown-to",
        f"(?P<act> MEMBERS ) COMMA PERIOD COMMA? {AUX}{{1,3}} {FIGURE} (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
)
