"""The rules by which a sentence tells to how many the Party's badges were given."""

from __future__ import annotations

from extraction.families.count_patterns import ABOUT, AND, AUX, FIGURE, OF
from extraction.grammar import Rule

_DAY = "( PERIOD | NUMBER ( DASH | SLASH ) ( NUMBER | PERIOD ) )"
_GIVER = "( ( ORG | CENTRAL ) ( AREA | AREAREF )? FILL? )"

BADGE_RULES = (
    Rule("badge-of-years-for", f"(?P<act> NUMBER YEARS ) {AUX}{{0,2}} {FIGURE} (?P<noun> MEMBERS | THEM )"),
    Rule(
        "badge-of-years-is",
        f"(?P<act> BADGE? NUMBER YEARS ) ( COLON | HAVE | CONSIST | IS ){{1,2}} {FIGURE} (?P<noun> MEMBERS | THEM )?",
    ),
    Rule(
        "badge-of-years",
        f"{FIGURE} (?P<noun> MEMBERS | THEM | BADGE ) ( {AUX} | AWARD | BADGE | OTHER | {_GIVER} ){{0,5}}"
        " (?P<act> NUMBER YEARS )",
    ),
    Rule(
        "badges-received",
        f"{FIGURE} (?P<noun> MEMBERS | THEM ) ( {OF} | OTHER ){{0,3}} {AUX}{{0,3}} {_GIVER}? AWARD"
        f" {AUX}{{0,2}} (?P<act> BADGE ) (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-given-and-left",  # "70 đảng viên được tặng và 2 đảng viên được truy tặng Huy hiệu Đảng"
        f"(?P<items> {ABOUT} NUMBER ( MEMBERS | THEM ) {AUX}{{0,2}} AWARD {AND} {ABOUT} NUMBER ( MEMBERS | THEM ) )"
        f" {AUX}{{0,2}} POSTHUMOUS {AUX}{{0,2}} (?P<act> BADGE ) (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-left",
        f"{FIGURE} (?P<noun> MEMBERS | THEM ) {AUX}{{0,2}} POSTHUMOUS {AUX}{{0,2}} (?P<act> BADGE ) (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-of-several",  # "Nhiều đảng viên được tặng Huy hiệu nhất là: Đảng bộ xã A (12 đảng viên), …"
        f"AWARD {AUX}{{0,2}} (?P<act> BADGE ) ( OTHER | PERIOD | THIS ){{0,3}} ( IS | COLON | LEAD | CONSIST ){{1,2}}"
        f" (?P<unit> ORG | AREA | PLACE ) ( LPAR | AT | COLON )? {FIGURE} (?P<noun> MEMBERS | THEM )",
    ),
    Rule(
        "badges-of-one",
        "(?P<unit> ORG | AREA | PLACE ) ( IS LOOSE )? ( HAVE | COUNT_OF | MEMBERS | TOTAL | OTHER | LEAD | FILL ){0,5}"
        " (?P<act> AWARD )"
        f" ( OTHER | FILL | COUNT_OF | BADGE ){{0,4}} COMMA? ( AT | LPAR ) {FIGURE} (?P<noun> MEMBERS | THEM )",
    ),
    Rule(
        "badges-told-first",  # "số Huy hiệu đã trao là 164"
        f"(?P<act> BADGE ) {AUX}{{0,2}} AWARD ( {OF} | PERIOD ){{0,3}} ( IS | COLON ) {FIGURE} (?! YEARS )",
    ),
    Rule(
        "badges-by-parts",  # "trao cho 29 đảng viên, gồm 2 huy hiệu 60 năm, 8 huy hiệu 50 năm"
        f"(?P<act> AWARD ) {AUX}{{0,2}} {FIGURE} (?P<noun> MEMBERS | THEM ) ( COMMA | COLON | LPAR )"
        " ( CONSIST | LEAD | HAVE | COLON ){1,3} NUMBER BADGE",
        tells="badges",
    ),
    Rule("badges-awarded", f"{AUX}{{0,2}} AWARD {AUX}{{0,2}} {FIGURE} (?P<act> BADGE )"),
    Rule(
        "badges-for",
        f"(?P<act> BADGE ) ( AT ( ORG | OTHER{{1,2}} ) | {AUX} | PERIOD ( ( COMMA | AND ) {_DAY} )* | OTHER"
        f" | AWARD | COLON ){{0,4}} {FIGURE}"
        " (?P<noun> MEMBERS | THEM ) ( OTHER NUMBER YEARS ONLY )?",  # "… từ 30 năm tuổi Đảng trở lên"
        says=r"^(?!(?s:.)*\b(?:mời|trước|gồm|thăm)\b)",  # members who only see a badge given
    ),
)
