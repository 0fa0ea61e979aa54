"""The rules by which a sentence tells how bodies and members were rated."""

from __future__ import annotations

from extraction.families.count_patterns import ABOUT, AUX, BODIES, FIGURE, OF, PARTY_NOUNS, RATED
from extraction.grammar import Rule

_RATE = f"(?P<act> {RATED} ) (?! ONLY )"
_ASIDE = (
    "( LPAR ( IS | OTHERWISE | FILL | OTHER | NUMBER | FRACTION | PERCENT | SLASH ){1,6} RPAR"
    " | COMMA? OTHERWISE OTHER{0,2} ( NUMBER | FRACTION ) PERCENT COMMA? )"
)
_SHARED = "(?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION ) PERCENT"

RATING_RULES = (
    Rule(
        "both-rated",  # "2 tổ chức cơ sở đảng và 45 đảng viên không hoàn thành nhiệm vụ"
        f"(?P<items> {ABOUT} NUMBER ( ORGS | CELLS ) AND {AUX}? {ABOUT} NUMBER ( MEMBERS | CELLS ) ) ( {AUX} |"
        f" IS | EVALUATE ){{0,5}} {_RATE}",
    ),
    Rule(
        "rated",
        f"{FIGURE} ( {_ASIDE} | RPAR )? (?P<noun> MEMBERS | THEM | {BODIES} )? ( {OF} | OTHER ){{0,3}} {_ASIDE}?"
        f" ( {AUX} | IS | EVALUATE | OTHER | CONFIRM | RECOGNISE | QUOTE ORG? ){{0,6}}"
        f" (?P<act> {RATED} | WEAK ) (?! ONLY )",
    ),
    Rule(
        "rated-at-least",
        f"(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER ) (?P<noun> MEMBERS | {BODIES} )"
        f" ( {OF} | {AUX} | IS | EVALUATE | OTHER ){{0,5}} (?P<act> GOOD | COMPLETED ) ONLY",
    ),
    Rule(
        "number-evaluated",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) ( {AUX} | {OF} ){{0,3}} (?P<act> EVALUATE )"
        f" ( {OF} | PERIOD ){{0,3}} ( IS | HAVE | COLON )? {FIGURE} ( THEM | LOOSE | MEMBERS | ORGS | CELLS )?"
        " (?= COMMA | SEMI | DOT | LPAR | $ )",
    ),
    Rule(
        "evaluated-of-these",
        f"(?P<noun> MEMBERS ) ( COMMA | COLON ) ( OUT_OF | AT )? {AUX}{{0,2}} {FIGURE} THEM"
        f" ( {AUX} | IS | ATTEND ){{0,4}} (?P<act> EVALUATE ) (?! ( {AUX} | IS | OTHER ){{0,4}} {RATED} )",
    ),
    Rule(
        "evaluated-out-of-these",  # "hoàn thành xuất sắc nhiệm vụ 158/1.041 đồng chí được đánh giá"
        f"{RATED} NUMBER SLASH (?P<about> ABOUT )? (?P<value> NUMBER ) (?P<noun> THEM | MEMBERS | {BODIES} )"
        f" ( {AUX} | ATTEND ){{0,3}} (?P<act> EVALUATE ) (?= COMMA | SEMI | DOT | LPAR | $ )",
    ),
    Rule(
        "among-those-evaluated",  # "Trong 2.140 đảng viên tham gia đánh giá, số hoàn thành xuất sắc nhiệm vụ …"
        f"( AT | OUT_OF ) {AUX}{{0,2}} {FIGURE} (?P<noun> MEMBERS | ORGS | CELLS ) {OF}{{0,3}} ( {AUX} | IS ){{0,4}}"
        " (?P<act> EVALUATE ) (?= COMMA | HAVE )",
        says=r"^trong\b",
    ),
    Rule(
        "number-of-rated",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) ( {AUX} | IS | EVALUATE | QUOTE ){{0,5}} {_RATE} QUOTE?"
        f" PERIOD? ( IS | HAVE | COLON ){{1,2}} {FIGURE}",
    ),
    Rule(
        "so-many-rated",  # "chi bộ hoàn thành xuất sắc nhiệm vụ 12/63; đảng viên hoàn thành xuất sắc nhiệm vụ 268"
        f"(?<! NUMBER | SLASH | PERCENT ) (?P<noun> MEMBERS | ORGS | CELLS | LOOSE ) ( {AUX} | IS ){{0,2}} {_RATE}"
        f" {FIGURE} (?= COMMA | SEMI | AND | DOT | LPAR | $ )",
    ),
    Rule(
        "rating-told-first",
        f"{_RATE} ( PERIOD (?= IS ) | COMMA (?= HAVE ) )? ( COLON | IS | HAVE | FILL | DASH | AT | QUOTE ){{1,3}}"
        f" {FIGURE} (?P<noun> MEMBERS | THEM | {BODIES} )?",
    ),
    Rule(
        "rating-alone",
        f"(?<= COMMA | SEMI | AND | COLON | LEAD | HAVE ) (?P<act> {RATED} | WEAK ) (?! ONLY ) {FIGURE}"
        " (?= COMMA | SEMI | AND | DOT | LPAR | RPAR | $ )",
    ),
    Rule(
        "exemplary-of-these",  # "41 chi bộ trong sạch, vững mạnh, trong số đó có 6 chi bộ tiêu biểu"
        f"STRONG ( COMMA | SEMI | LPAR | OUT_OF | LEAD | THIS | {AUX} ){{0,6}} {FIGURE}"
        f" (?P<noun> MEMBERS | {BODIES} )? {AUX}{{0,2}} (?P<act> LEAD ) (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
        says=r"\stiêu biểu$",
        tells="rated_exemplary",
    ),
    Rule(
        "exemplary-in-brackets",  # "27 tổ chức đạt trong sạch, vững mạnh (tiêu biểu 5)"
        f"STRONG LPAR (?P<act> LEAD ) ( IS | COLON | HAVE )? {FIGURE} (?P<noun> {BODIES} )? RPAR",
        says=r"\(tiêu biểu\s",
        tells="rated_exemplary",
    ),
    Rule(
        "rated-in-short",  # "12 hoàn thành xuất sắc, 40 hoàn thành tốt, 6 hoàn thành"
        f"( EXCELLENT | GOOD ) ( COMMA | SEMI | AND ){{1,2}} {FIGURE} (?P<noun> MEMBERS | THEM | {BODIES} )?"
        f" {AUX}{{0,2}} (?P<act> DONE ) (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
    ),
    Rule("rating-of", f"{_RATE} {FIGURE} (?P<noun> MEMBERS | THEM | {BODIES} )"),
    Rule(
        "evaluated",
        f"{FIGURE} ( {_ASIDE} | RPAR )? (?P<noun> MEMBERS | ORGS | CELLS ) {OF}{{0,3}} ( {AUX} | IS | EACH ){{0,4}}"
        " (?P<act> EVALUATE )"
        f" (?! ( {AUX} | IS | OTHER | EVALUATE | COMMA ){{0,5}} {RATED} )",
    ),
    Rule(
        "considered",  # "trong 74/74 tổ chức được xem xét có 51 …"
        "(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER )"
        f" (?P<noun> {BODIES} ) PASSIVE (?P<act> FILL )"
        " (?= HAVE | COMMA | COLON | SEMI | LEAD )",
        says=r"xem xét$",
        tells="evaluated",
    ),
    Rule(
        "evaluates-and-lists",
        f"(?P<act> EVALUATE ) ( {AUX} | OTHER | AT ){{0,4}} (?P<items> {ABOUT} NUMBER ( SLASH NUMBER )?"
        f" (?! PERCENT ) ( {BODIES} | MEMBERS ) ) ( COLON | COMMA CONSIST ) (?= {ABOUT} NUMBER"
        f" ( {BODIES} | MEMBERS | THEM )? ( {AUX} | IS ){{0,3}} {RATED} )",
    ),
    Rule(
        "evaluates-of-these",  # "Về đảng viên, năm 2019 Đảng bộ huyện đánh giá 2.140 đồng chí"
        "FILL (?P<noun> MEMBERS ) ( COMMA | COLON ) ( PERIOD | COMMA | ORG | AREA | AREAREF | SUBJECT | WHOLE | FILL"
        f" | PASSIVE ){{1,6}} (?P<act> EVALUATE ) {AUX}{{0,2}} {FIGURE} THEM",
    ),
    Rule(
        "evaluated-under-a-heading",
        f"( ORGS | CELLS ) ( COLON | COMMA PERIOD? ) {AUX}{{0,2}} {FIGURE} (?P<noun> LOOSE )"
        f" ( {AUX} | IS ){{0,4}} (?P<act> EVALUATE )",
    ),
    Rule(
        "evaluates",
        f"(?P<act> EVALUATE ) ( {AUX} | OTHER | AT ){{0,4}} (?P<items> {ABOUT} NUMBER ( SLASH NUMBER )?"
        f" (?! PERCENT ) ( {PARTY_NOUNS} ) ) (?! ( {OF} | {AUX} | IS | OTHER ){{0,4}} {RATED} )",
    ),
    Rule(
        "share-rated",  # "16,9% đảng viên hoàn thành xuất sắc nhiệm vụ", "trong đó 18,7% xếp loại xuất sắc"
        f"{_SHARED} ( FILL | COUNT_OF | OUT_OF )? (?P<noun> MEMBERS | TOTAL | {BODIES} )?"
        f" ( {AUX} | IS | EVALUATE | QUOTE ){{0,5}} (?P<act> {RATED} | WEAK ) (?! ONLY | AND {RATED} )",
    ),
    Rule(
        "rated-share",  # "tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ chiếm 13,27%", "hoàn thành nhiệm vụ: 2,19%"
        f"(?P<act> {RATED} | WEAK ) (?! ONLY ) ( PERIOD | OF ( ORG | AREA | AREAREF ) ){{0,2}}"
        f" ( COMMA (?= OTHERWISE ) )? ( IS | COLON | OTHERWISE | HAVE | FILL | PER | AT ){{0,4}} {_SHARED}"
        " (?! ( AT | FILL | OTHER | OTHERWISE ){0,2} ( TARGET | PAPER ) )",
        says=r"^(?!.*\b(?:tăng|giảm|vượt|so với|nhiều hơn|ít hơn)\b)",
    ),
)
