"""What the rules for counts have in common: figures, what they count, and what may stand between."""

from __future__ import annotations

ABOUT = "( ABOUT | OVER | UPTO ){0,2}"
PEOPLE = "MEMBERS | THEM | CADRES | PEOPLE | LEARNER"
BODIES = "ORGS | CELLS | LOOSE"
PARTY_NOUNS = "MEMBERS | ORGS | CELLS"
AND = "( COMMA FILL? AND | COMMA | AND | SEMI | EACH )"
AUX = "( FILL | PASSIVE | HAVE | CONSIST )"
OF = "( OF | AT | AREA | AREAREF | ORG | PLACE | HAMLET | WHOLE )"
RATED = "( EXEMPLARY | STRONG | EXCELLENT | GOOD | COMPLETED | FAILED )"
_PARTS = (
    "( LPAR ( PUNISH | NUMBER | COMMA | AND | SEMI | FILL | MEMBERS | THEM | HAVE | CONSIST | LEAD | OTHER"
    " | COLON | ORGS | CELLS | LOOSE | OTHERWISE | IS | FRACTION | PERCENT | PER | PERIOD ){1,24} RPAR )"
)
"""How many of them were punished in which way, or how many more than before."""
FIGURE = (
    "(?P<about> ABOUT | OVER | UPTO )? ( ABOUT | OVER )? (?P<value> NUMBER ) (?! PERCENT | SLASH NUMBER SLASH )"
    " ( ( SLASH | OUT_OF ) (?P<total> NUMBER ) )?"
)
SHARE = "LPAR ( IS | OTHERWISE | FILL | PER ){0,2} ( NUMBER | FRACTION ) PERCENT"
"""How many of all they are, as brackets after a figure tell it: "cảnh cáo 27 (27,8%)"."""


def items(nouns: str, more: str) -> str:
    """Figures with what they count, one or several."""
    figure = f"{ABOUT} NUMBER (?! PERCENT ) ( SLASH NUMBER )?"
    further = (
        f"{AND} {AUX}{{0,2}} AT? {figure} ( {more} ) (?! {AUX}{{0,2}} ( IS | PASSIVE | LEAVE | RESIGN | DISCIPLINE ) )"
    )
    way = "( OTHER | FILL | PUNISH ){0,3}"
    return f"(?P<items> {figure} ( {nouns} ) ( {way} {_PARTS}? {further} ){{0,4}} )"
