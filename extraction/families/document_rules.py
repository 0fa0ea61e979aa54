"""The rules by which a sentence names directing documents."""

from __future__ import annotations

from extraction.grammar import Rule

_ISSUERS = "ORG | CENTRAL | POSTS | POST | PARTY | AREA | AREAREF | PLACE"
_TERM = "( LPAR TERM RPAR | COMMA? TERM )?"
_PLENUM = "COMMA? OF? FILL ( ORDINAL (?P<whole> ORG | CENTRAL ) | (?P<short> CENTRAL ) NUMBER )"
_NUMBER = (
    f"(?P<no> DOCNO | NUMBER ) %s {_TERM} ( COMMA? (?P<when> DATE ) )? {_TERM}"
    f" ( OF (?P<issuer> {_ISSUERS} ) | (?P<direct> ORG | CENTRAL ) | {_PLENUM} )? {_TERM} ( COMMA? (?P<later> DATE ) )?"
)
NUMBERED = Rule(
    "numbered",
    f"(?P<type> DOCTYPE | OWNED ) ( ( OTHER | FILL ){{0,3}} (?P<said> NUMBERED ) )? {_NUMBER % ''}",
)
MORE = Rule(
    "numbered-too",
    f"( COMMA AND | COMMA | AND ) (?P<said> NUMBERED )? {_NUMBER % '(?! OTHER | PERCENT )'}",
)
SERIES = Rule(
    "plenums",  # "các nghị quyết Trung ương 4, 6, 7 khóa XII"
    "(?P<type> DOCTYPE ) FILL? CENTRAL (?P<no> NUMBER ) (?P<more> ( ( COMMA AND | COMMA | AND ) NUMBER ){1,6} )"
    " (?P<term> COMMA? TERM | LPAR TERM RPAR )",
)
_PLENUM = "( CENTRAL NUMBER ( COMMA? TERM | LPAR TERM RPAR )? )"
PLENUMS = Rule(
    "plenums-each",  # "Nghị quyết Trung ương 4 (khóa XI), Trung ương 4 (khóa XII)"
    f"(?P<type> DOCTYPE ) FILL? {_PLENUM} ( ( COMMA AND | COMMA | AND ) {_PLENUM} ){{1,6}}",
)
TITLES = (
    Rule(
        "congress",
        "(?P<type> DOCTYPE ) OF? CONGRESS (?P<tail> ( OF? ( ORG | PARTY | AREA | PLACE | AREAREF | CENTRAL )"
        " | COMMA? ORDINAL | NUMBER | COMMA? TERM | LPAR TERM RPAR | PERIOD )* )",
    ),
    Rule(
        "plenum",
        "(?P<type> DOCTYPE ) FILL? ORDINAL? (?P<tail> CENTRAL | ORG ) ( ORDINAL | NUMBER )?"
        " ( COMMA? TERM | LPAR TERM RPAR )? ( ( COMMA | AND ) ORDINAL )* ( OF PARTY )?",
    ),
    Rule("name-of-its-own", "(?P<type> TITLED ) ( PERIOD | NUMBER )?"),
    Rule(
        "of-its-body",
        "(?P<type> OWNED ) PERIOD? OF (?P<issuer> ORG ) ( PERIOD | TERM | LPAR TERM RPAR )?",
    ),
    Rule("in-quotation-marks", "(?P<type> DOCTYPE ) ABOUT? (?P<tail> QUOTE )"),
    Rule("by-subject", "(?P<type> DOCTYPE ) OF (?P<issuer> ORG | CENTRAL ) (?P<tail> ABOUT )"),
    Rule("new", "(?P<type> DOCTYPE ) (?P<tail> ABOUT | DOCTYPE (?= OTHER | CONTENT | EACH ) )"),
    Rule(
        "approved",  # "đã phê duyệt đề án thi tuyển cán bộ cấp phòng"
        "(?P<type> DOCTYPE ) OTHER (?P<tail> ( OTHER | FILL | CONTENT | AND | POSTS | AREA | AREAREF | PLACE | STUDY"
        " | IMPLEMENT | EACH | NUMBER | CHECK | ISSUE | [AT ABOUT] [OTHER AREA AREAREF PLACE] ){3,25} ) PERIOD?"
        " (?= COMMA | DOT | SEMI | AT | CUT | WITH | LPAR | $ )",
    ),
    Rule(
        "by-year",
        "(?P<type> DOCTYPE | OWNED ) ( OTHER | COMMA | AND | AT | CONTENT | CHECK | FILL | PARTY | STUDY | ABOUT"
        " | CONCRETISE ){1,30}? (?P<tail> PERIOD ) ( OF (?P<issuer> ORG | CENTRAL ) )?",
    ),
    Rule(
        "by-its-aim",  # "triển khai Đề án xã hội hóa công tác phổ biến, giáo dục pháp luật"
        "(?P<type> DOCTYPE ) (?P<tail> OTHER | CONTENT | STUDY | IMPLEMENT | CHECK )",
    ),
)
