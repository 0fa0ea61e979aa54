"""The rules by which a sentence tells figures on Party work, in the order in which they are tried."""

from __future__ import annotations

from extraction.families.badge_rules import BADGE_RULES
from extraction.families.count_patterns import BODIES, FIGURE, PEOPLE
from extraction.families.discipline_rules import DISCIPLINE_RULES
from extraction.families.meeting_rules import MEETING_RULES
from extraction.families.rating_rules import RATING_RULES
from extraction.families.stock_rules import STOCK_RULES
from extraction.families.target_rules import TARGET_RULES
from extraction.grammar import Rule

RULES = (*RATING_RULES, *DISCIPLINE_RULES, *BADGE_RULES, *MEETING_RULES, *STOCK_RULES, *TARGET_RULES)

ITEM = Rule("item", f"{FIGURE} (?P<noun> {PEOPLE} | {BODIES} | PAPER | LETTER )?")
"""One figure of a list, with what it counts."""
ACTED = Rule(
    "acted",
    "( ORG | AREA | AREAREF ) ( FILL | PASSIVE | RPAR )* ADMIT ( FILL | PASSIVE )* NUMBER ( MEMBERS | LEARNER )"
    " ( LPAR ( TARGET | PAPER | NUMBER | IS | COLON | PERCENT | FRACTION ){1,5} RPAR )? COMMA $",
)
"""A unit with what it has done, before what it has now."""
OF_THEM = Rule(
    "members-of-them",
    f"( SEMI | COMMA | LPAR | LEAD ) LEAD? FILL? (?P<noun> MEMBERS ) ( IS | HAVE | COLON ) {FIGURE}"
    " (?= COMMA | SEMI | DOT | LPAR | RPAR | $ )",
)
"""The members among those who attended: "5.027 người tham gia, trong đó đảng viên là 4.386/4.705"."""
THAT = Rule(
    "that-figure",
    f"(?P<act> THAT ) ( OF | AT | WHOLE | PERIOD | FILL | ORG | AREA | AREAREF ){{0,5}} ( IS | HAVE ) FILL? {FIGURE}"
    " (?P<noun> MEMBERS | THEM | ORGS | CELLS | TIMES )? (?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )",
)
"""The same as was told before, of another time or unit: "năm 2021, con số này là 27"."""
OTHER_TIME = Rule(
    "other-time",
    f"( COMMA | SEMI | AND | BUT ) ( LEAD | AT OTHER )? (?P<act> PERIOD ) COMMA? FILL{{0,2}} ( IS | HAVE )"
    f" FILL? {FIGURE} (?P<noun> MEMBERS | THEM )?"
    " (?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )",
)
"""The same in short: "năm 2012 là 847 đảng viên, năm 2013 là 1.000 trường hợp"."""

COMPARED = Rule(
    "compared",
    f"( OTHERWISE | OVER ) ( AT | FILL )? (?P<act> PERIOD ) LPAR ( IS | HAVE | FILL )? {FIGURE}"
    " (?P<noun> MEMBERS | THEM | ORGS | CELLS | LEARNER | CLASS )? RPAR",
)
"""The same of an earlier time, in brackets: "nhiều hơn năm 2018 (8 tổ chức đảng)"."""

IN_PASSING = Rule(
    "in-passing",
    "(?<= MEMBERS | THEM | ORGS | CELLS | STRONG | EXCELLENT | GOOD | WEAK | FAILED | DISCIPLINE | LEAVE )"
    " LPAR (?P<act> PERIOD ) ( COMMA | COLON | IS | HAVE | FILL ){1,3}"
    f" {FIGURE} (?P<noun> MEMBERS | THEM | ORGS | CELLS | LOOSE )? RPAR",
)
"""The same of another time, in brackets: "kỷ luật 19 đảng viên (cùng kỳ năm 2017 là 24 đảng viên)"."""

ITS_OWN_TIME = Rule(
    "its-own-time",
    f"(?<= PERIOD ) ( COMMA | AND | SEMI | BUT ){{1,2}} {FIGURE} (?P<noun> MEMBERS | THEM | ORGS | CELLS | LOOSE )?"
    " AT? (?P<act> PERIOD ) (?= COMMA | SEMI | AND | DOT | RPAR | QUOTE | $ )",
)
"""The same, each with its time after it: "kỷ luật 9 đảng viên năm 2016 và 12 đảng viên năm 2017"."""
