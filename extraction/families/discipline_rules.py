"""The rules by which a sentence tells who was inspected, disciplined or confirmed, and who left."""

from __future__ import annotations

from extraction.families.count_patterns import ABOUT, AUX, BODIES, FIGURE, OF, PARTY_NOUNS, SHARE, items
from extraction.grammar import Rule

_WAY = "( FILL | PASSIVE | MANNER | PUNISH | AT | COLON | IS | OTHER | HAVE | MEMBERS | PERIOD (?! IS | COLON ) )"
_TO = "( FILL | PASSIVE | MANNER | PUNISH | AT | COLON | IS | MEMBERS )"
_GROWN = "( OTHERWISE OTHER? NUMBER ( MEMBERS | THEM )? OTHER? ( IS | LEAD ) )"
"""What there was before: "giảm từ 21 xuống còn"."""
_NOT_FOUND = r"^(?!\D{0,60}\bphát hiện\b)"
"""Those found guilty are some of those inspected: "qua kiểm tra phát hiện 4 đảng viên vi phạm"."""

DISCIPLINE_RULES = (
    Rule(
        "acts-on",
        f"(?P<act> INSPECT | SUPERVISE | DISCIPLINE | PUNISH | LEAVE | CONFIRM | STRENGTHEN ) {_WAY}{{0,6}}"
        f" {items(PARTY_NOUNS, f'{PARTY_NOUNS} | THEM | LOOSE')}",
        says=_NOT_FOUND,
    ),
    Rule(
        "acts-on-after-its-matter",
        "(?P<act> INSPECT | SUPERVISE ) ( OTHER | ( PAPER | TARGET ) OTHER{0,2} CENTRAL? NUMBER? | DOCNO | FILL | OF"
        f" | ORG | CAPS | COMMA | AND | MANNER | CENTRAL | PERIOD | LPAR | RPAR ){{1,14}} ( FILL | AT )"
        f" {items(PARTY_NOUNS, f'{PARTY_NOUNS} | THEM | LOOSE')}",
        says=_NOT_FOUND,
    ),
    Rule(
        "acts-on-bodies",
        f"(?P<act> INSPECT | SUPERVISE | DISCIPLINE ) {_WAY}{{0,6}} {items('LOOSE', f'LOOSE | {PARTY_NOUNS} | THEM')}",
        says=_NOT_FOUND,
    ),
    Rule(
        "acts-on-them",
        f"(?P<act> DISCIPLINE | PUNISH | LEAVE | CONFIRM ) {_TO}{{0,5}}"
        f" {items('THEM | LOOSE', f'THEM | LOOSE | {PARTY_NOUNS}')}",
    ),
    Rule(
        "confirms-whoever",  # "công nhận đảng viên chính thức cho 3 giáo viên"
        f"(?P<act> CONFIRM ) ( FILL | PASSIVE ){{0,2}} {FIGURE} ( OTHER | CADRES | PEOPLE ){{1,3}}"
        " (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
        says=r"chính thức(?!.*\d (?:đợt|lần|kỳ|ngày|buổi|hồ sơ|trường hợp chưa)\b)",
    ),
    Rule(
        "measure-and-figure",
        f"(?P<act> DISCIPLINE | PUNISH | CONFIRM | LEAVE ) ( COLON | FILL | IS | PASSIVE ){{0,2}} {FIGURE}"
        f" (?= COMMA | SEMI | AND | DOT | RPAR | {SHARE} | $ )",
    ),
    Rule(
        "checked-as-many",  # "kiểm tra 6 tổ chức đảng, giám sát 4"
        f"( INSPECT | SUPERVISE ) {_WAY}{{0,4}} NUMBER ( {BODIES} | MEMBERS ) ( COMMA | AND | SEMI ){{1,2}} FILL?"
        f" (?P<act> INSPECT | SUPERVISE ) MANNER? {FIGURE} (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
    ),
    Rule(
        "further-acted-on",  # "2 đảng viên bị kỷ luật, 1 xin ra khỏi Đảng"
        f"(?<= DISCIPLINE | PUNISH | LEAVE ) ( COMMA | AND | SEMI ){{1,2}} {FIGURE} {AUX}{{0,2}}"
        " (?P<act> DISCIPLINE | PUNISH | LEAVE ) (?= COMMA | SEMI | AND | DOT | RPAR | LPAR | $ )",
    ),
    Rule(
        "both-acted-on",
        f"(?P<items> {ABOUT} NUMBER ( {BODIES} ) ( AND | COMMA ) {AUX}? {ABOUT} NUMBER ( MEMBERS |"
        " THEM ) ) (?! THIS )"
        f" ( {OF} | OTHER ){{0,4}} {AUX}{{0,3}} (?P<act> DISCIPLINE | PUNISH )",
    ),
    Rule(
        "acted-on",
        f"{FIGURE} (?P<noun> MEMBERS | THEM | {BODIES} ) (?! THIS )"
        f" ( LIVE {OF} ( {OF} | SUBJECT | THIS ){{0,4}} )? ( {OF} | OTHER | THIS | FILL | HAVE (?= FILL ) ){{0,5}}"
        f" {AUX}{{0,3}} (?P<act> LEAVE ( AND LEAVE )? | DISCIPLINE | PUNISH | CONFIRM | WEAK )",
    ),
    Rule(
        "number-acted-on",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) {OF}{{0,3}} {AUX}{{0,3}} (?P<act> LEAVE | DISCIPLINE | PUNISH"
        f" | CONFIRM ) ( {OF} | PERIOD | FILL ){{0,4}} ( ( IS | HAVE | COLON ){{1,2}} | {_GROWN} )"
        f" {FIGURE} (?! PUNISH )",
    ),
    Rule(
        "number-of-those-acted-on",  # "Số bị kỷ luật trong năm là 27 đảng viên"
        f"( FILL | OUT_OF ) PASSIVE? (?P<act> LEAVE | DISCIPLINE | PUNISH | CONFIRM ) ( {OF} | PERIOD | FILL ){{0,4}}"
        f" ( IS | COLON ) {FIGURE} (?P<noun> MEMBERS | THEM | ORGS | CELLS )",
        says=r"^(?:tổng )?số\b",
    ),
    Rule(
        "acts-on-whom-how-many",
        "(?P<act> INSPECT | SUPERVISE | DISCIPLINE | CONFIRM ) (?P<noun> MEMBERS | ORGS | CELLS )"
        f" ( MANNER | FILL | PASSIVE | AT | IS | COLON ){{1,4}} {FIGURE} ( THEM | LOOSE | MEMBERS | ORGS )",
    ),
    Rule(
        "most-acted-on",  # "Huyện A có số đảng viên bị kỷ luật ít nhất, với 2 đảng viên"
        "(?P<unit> ORG | AREA | PLACE ) ( IS LOOSE )? HAVE ( COUNT_OF | OTHER ){0,2} ( TOTAL | MEMBERS )"
        " ( FILL | PASSIVE )? (?P<act> DISCIPLINE | PUNISH | LEAVE ) ( COUNT_OF | OTHER | OVER ){1,3}"
        f" ( COMMA | AT | LPAR | IS ){{1,2}} {FIGURE} ( MEMBERS | THEM )",
        says=r" nhất[ ,(]",
    ),
    Rule(
        "acted-on-in-many",  # "Các xã có nhiều đảng viên bị kỷ luật là: Tân Hòa 9, Bình Lộc 7"
        "MANY ( HAVE | COUNT_OF | MEMBERS | FILL | OTHER | PASSIVE | AWARD ){0,6}"
        " (?P<act> DISCIPLINE | PUNISH | LEAVE | BADGE ) ( OTHER | PERIOD | THIS ){0,3}"
        " ( IS | COLON | LEAD | CONSIST ){1,2} (?P<unit> AREA | PLACE | CAPS ) ( LPAR | AT | COLON )?"
        f" {FIGURE} (?P<noun> MEMBERS | THEM )?",
    ),
    Rule("handles", f"(?P<act> HANDLE ) {_TO}{{0,3}} {items('MEMBERS', f'{PARTY_NOUNS} | THEM')}"),
    Rule(
        "cadres-acted-on",
        f"{FIGURE} (?P<noun> CADRES ) ( {OF} | OTHER ){{0,3}} FILL{{0,2}} PASSIVE{{0,2}}"
        " (?P<act> DISCIPLINE | PUNISH )",
    ),
    Rule(
        "acts-on-cadres",
        f"(?P<act> DISCIPLINE | PUNISH ) {_TO}{{0,5}} {items('CADRES', f'CADRES | THEM | {PARTY_NOUNS}')}",
    ),
    Rule(
        "both-inspected",  # "21 tổ chức đảng và 44 đảng viên được kiểm tra"
        f"(?P<items> {ABOUT} NUMBER ( ORGS | CELLS ) ( AND | COMMA ) {ABOUT} NUMBER MEMBERS ) {OF}{{0,3}}"
        " FILL{0,2} PASSIVE (?P<act> SUPERVISE | INSPECT )",
    ),
    Rule(
        "checks",  # "Ban Thường vụ Huyện ủy tổ chức 12 cuộc kiểm tra, 9 cuộc giám sát"
        f"( LOOSE | HOLD | FILL | COMMA | AND | SEMI ) {AUX}{{0,2}} {FIGURE} (?P<noun> TIMES ) MANNER?"
        " (?P<act> INSPECT | SUPERVISE )",
    ),
    Rule(
        "inspected",
        f"{FIGURE} (?P<noun> {PARTY_NOUNS} ) {OF}{{0,3}} FILL{{0,2}} PASSIVE (?P<act> SUPERVISE | INSPECT )",
    ),
    Rule(
        "recognised",
        f"{FIGURE} (?P<noun> MEMBERS | THEM ) {AUX}{{0,3}} RECOGNISE {AUX}{{0,2}} ( OTHER | BY | IS"
        f" ){{0,2}} (?P<act> OFFICIAL )",
    ),
    Rule(
        "recognises",
        f"RECOGNISE {AUX}{{0,2}} OTHER{{0,2}} {FIGURE} (?P<noun> MEMBERS | THEM ) ( {AUX} | OTHER | IS"
        f" | BY ){{0,4}} (?P<act> OFFICIAL | CONFIRM )",
    ),
    Rule("resigned", f"{FIGURE} (?P<noun> CADRES ) ( {OF} | OTHER ){{0,3}} {AUX}{{0,3}} (?P<act> RESIGN )"),
    Rule(
        "resigned-how-many",  # "Cán bộ, công chức xin nghỉ việc: 4 trường hợp"
        f"CADRES {OF}{{0,3}} {AUX}{{0,2}} (?P<act> RESIGN ) ( {OF} | PERIOD ){{0,3}} ( IS | HAVE | COLON ){{1,2}}"
        f" {FIGURE} ( THEM | CADRES )?",
    ),
)
