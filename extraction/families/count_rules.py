"""The rules by which a sentence tells figures on Party work, and what each kind of word makes of a figure."""

from __future__ import annotations

from extraction.facts import Measure, Population
from extraction.grammar import Rule

_ABOUT = "( ABOUT | OVER | UPTO ){0,2}"
_PEOPLE = "MEMBERS | THEM | CADRES | PEOPLE | LEARNER"
_BODIES = "ORGS | CELLS | LOOSE"
_AND = "( COMMA FILL? AND | COMMA | AND | SEMI | EACH )"
_F = "( FILL | PASSIVE | HAVE | CONSIST )"
_OF = "( OF | AT | AREA | AREAREF | ORG | PLACE | HAMLET | WHOLE )"
_RATED = "( EXEMPLARY | STRONG | EXCELLENT | GOOD | COMPLETED | FAILED )"
_RATE = f"(?P<act> {_RATED} ) (?! ONLY )"
_ASIDE = (
    "( LPAR ( IS | OTHERWISE | FILL | OTHER | NUMBER | FRACTION | PERCENT | SLASH ){1,6} RPAR"
    " | COMMA? OTHERWISE OTHER{0,2} ( NUMBER | FRACTION ) PERCENT COMMA? )"
)

_PARTS = (
    "( LPAR ( PUNISH | NUMBER | COMMA | AND | SEMI | FILL | MEMBERS | THEM | HAVE | CONSIST | LEAD | OTHER"
    " | COLON | ORGS | CELLS | LOOSE | OTHERWISE | IS | FRACTION | PERCENT | PER | PERIOD ){1,24} RPAR )"
)
"""How many of them were punished in which way, or how many more than before."""


def _figure() -> str:
    about = "(?P<about> ABOUT | OVER | UPTO )? ( ABOUT | OVER )?"
    return f"{about} (?P<value> NUMBER ) (?! PERCENT | SLASH NUMBER SLASH ) ( ( SLASH | OUT_OF ) (?P<total> NUMBER ) )?"


def _items(nouns: str, more: str) -> str:
    """Figures with what they count, one or several."""
    figure = f"{_ABOUT} NUMBER (?! PERCENT ) ( SLASH NUMBER )?"
    further = f"{_AND} {_F}{{0,2}} AT? {figure} ( {more} ) (?! {_F}{{0,2}} ( PASSIVE | LEAVE | RESIGN | DISCIPLINE ) )"
    way = "( OTHER | FILL | PUNISH ){0,3}"
    return f"(?P<items> {figure} ( {nouns} ) ( {way} {_PARTS}? {further} ){{0,4}} )"


ITEM = Rule("item", f"{_figure()} (?P<noun> {_PEOPLE} | {_BODIES} | PAPER | LETTER )?")
"""One figure of a list, with what it counts."""

_WAY = "( FILL | PASSIVE | MANNER | PUNISH | AT | COLON | IS | OTHER | HAVE | MEMBERS )"
_TO = "( FILL | PASSIVE | MANNER | PUNISH | AT | COLON | IS | MEMBERS )"
_PARTY_NOUNS = "MEMBERS | ORGS | CELLS"
_ENDS = (
    "(?= COMMA | SEMI | AND | DOT | DASH | LPAR | RPAR | QUOTE | PERIOD | AT | OF | LIVE | LEAD | WHOLE | BUT | THEN"
    " | FILL ( DOT | QUOTE | COMMA ) | $ )"
    f"(?! ( {_AND} | AT | FILL | HAVE ){{1,3}} {_ABOUT} NUMBER ( SLASH NUMBER )? ( {_PARTY_NOUNS} | THEM (?! IS ) ) )"
    "(?! AT ( COUNT_OF | FILL ){0,2} ( OTHER | NUMBER ) )"
)
_LINK = "( OUT_OF | COMMA | SLASH | AND | AT | FILL | OF | HAVE | LIVE | COLON | ORG | IS | SEMI )"
_BRACKET = (
    "( LPAR ( NUMBER | ORGS | CELLS | MEMBERS | COMMA | AND | HAVE | CONSIST | FILL | OTHER | LEAD | SEMI ){1,12} RPAR"
    " | OF? COMMA? ( CONSIST | LEAD ) ( COLON | HAVE | FILL ){0,2} NUMBER ( ORGS | CELLS )"
    " ( ( COMMA | AND ) NUMBER ( ORGS | CELLS ) ){0,2} )"
)
_STOP = "(?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )"
_DAY = "( PERIOD | NUMBER DASH ( NUMBER | PERIOD ) )"
_GIVER = "( ( ORG | CENTRAL ) ( AREA | AREAREF )? FILL? )"
_STOCK = f"{_ABOUT} NUMBER (?! PERCENT ) ( MEMBERS | ORGS | CELLS )"

RULES = (
    # ---- classes -------------------------------------------------------------------------------------------------
    Rule(
        "both-rated",  # "2 tổ chức cơ sở đảng và 45 đảng viên không hoàn thành nhiệm vụ"
        f"(?P<items> {_ABOUT} NUMBER ( ORGS | CELLS ) AND {_F}? {_ABOUT} NUMBER MEMBERS ) ( {_F} | IS | EVALUATE"
        f" ){{0,5}} {_RATE}",
    ),
    Rule(
        "rated",
        f"{_figure()} ( {_ASIDE} | RPAR )? (?P<noun> MEMBERS | THEM | {_BODIES} )? ( {_OF} | OTHER ){{0,3}} {_ASIDE}?"
        f" ( {_F} | IS | EVALUATE | OTHER | CONFIRM | RECOGNISE | QUOTE ORG? ){{0,6}}"
        f" (?P<act> {_RATED} | WEAK ) (?! ONLY )",
    ),
    Rule(
        "rated-at-least",
        f"(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER ) (?P<noun> MEMBERS | {_BODIES} )"
        f" ( {_OF} | {_F} | IS | EVALUATE | OTHER ){{0,5}} (?P<act> GOOD | COMPLETED ) ONLY",
    ),
    Rule(
        "number-evaluated",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) ( {_F} | {_OF} ){{0,3}} (?P<act> EVALUATE ) {_OF}{{0,3}}"
        f" ( IS | HAVE | COLON )? {_figure()} ( THEM | LOOSE | MEMBERS | ORGS | CELLS )?"
        " (?= COMMA | SEMI | DOT | LPAR | $ )",
    ),
    Rule(
        "evaluated-of-these",
        f"(?P<noun> MEMBERS ) ( COMMA | COLON ) OUT_OF? {_F}{{0,2}} {_figure()} THEM ( {_F} | IS ){{0,4}}"
        f" (?P<act> EVALUATE ) (?! ( {_F} | IS | OTHER ){{0,4}} {_RATED} )",
    ),
    Rule(
        "number-of-rated",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) ( {_F} | IS | EVALUATE | QUOTE ){{0,5}} {_RATE} QUOTE?"
        f" PERIOD? ( IS | HAVE | COLON ){{1,2}} {_figure()}",
    ),
    Rule(
        "rating-told-first",
        f"{_RATE} ( PERIOD (?= IS ) | COMMA (?= HAVE ) )? ( COLON | IS | HAVE | FILL | DASH | AT | QUOTE ){{1,3}}"
        f" {_figure()} (?P<noun> MEMBERS | THEM | {_BODIES} )?",
    ),
    Rule(
        "rating-alone",
        f"(?<= COMMA | SEMI | AND | COLON | LEAD | HAVE ) {_RATE} {_figure()}"
        " (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
    ),
    Rule(
        "exemplary-of-these",  # "41 chi bộ trong sạch, vững mạnh, trong số đó có 6 chi bộ tiêu biểu"
        f"STRONG ( COMMA | SEMI | LPAR | OUT_OF | LEAD | THIS | {_F} ){{0,6}} {_figure()}"
        f" (?P<noun> MEMBERS | {_BODIES} )? {_F}{{0,2}} (?P<act> LEAD ) (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
        says=r"\stiêu biểu$",
        tells="rated_exemplary",
    ),
    Rule(
        "rated-in-short",  # "12 hoàn thành xuất sắc, 40 hoàn thành tốt, 6 hoàn thành"
        f"( EXCELLENT | GOOD ) ( COMMA | SEMI | AND ){{1,2}} {_figure()} (?P<noun> MEMBERS | THEM | {_BODIES} )?"
        f" {_F}{{0,2}} (?P<act> DONE ) (?= COMMA | SEMI | AND | DOT | RPAR | $ )",
    ),
    Rule("rating-of", f"{_RATE} {_figure()} (?P<noun> MEMBERS | THEM | {_BODIES} )"),
    Rule(
        "evaluated",
        f"{_figure()} ( {_ASIDE} | RPAR )? (?P<noun> MEMBERS | ORGS | CELLS ) {_OF}{{0,3}} ( {_F} | IS | EACH ){{0,4}}"
        " (?P<act> EVALUATE )"
        f" (?! ( {_F} | IS | OTHER | EVALUATE | COMMA ){{0,5}} {_RATED} )",
    ),
    Rule(
        "considered",  # "trong 74/74 tổ chức được xem xét có 51 …"
        "(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER )"
        f" (?P<noun> {_BODIES} ) PASSIVE (?P<act> FILL )"
        " (?= HAVE | COMMA | COLON | SEMI | LEAD )",
        says=r"xem xét$",
        tells="evaluated",
    ),
    Rule(
        "evaluates-and-lists",
        f"(?P<act> EVALUATE ) ( {_F} | OTHER | AT ){{0,4}} (?P<items> {_ABOUT} NUMBER ( SLASH NUMBER )?"
        f" (?! PERCENT ) ( {_BODIES} | MEMBERS ) ) ( COLON | COMMA CONSIST ) (?= {_ABOUT} NUMBER"
        f" ( {_BODIES} | MEMBERS | THEM )? ( {_F} | IS ){{0,3}} {_RATED} )",
    ),
    Rule(
        "evaluates-of-these",  # "Về đảng viên, năm 2019 Đảng bộ huyện đánh giá 2.140 đồng chí"
        "FILL (?P<noun> MEMBERS ) ( COMMA | COLON ) ( PERIOD | COMMA | ORG | AREA | AREAREF | SUBJECT | WHOLE | FILL"
        f" | PASSIVE ){{1,6}} (?P<act> EVALUATE ) {_F}{{0,2}} {_figure()} THEM",
    ),
    Rule(
        "evaluated-under-a-heading",
        f"( ORGS | CELLS ) COLON {_F}{{0,2}} {_figure()} (?P<noun> LOOSE ) ( {_F} | IS ){{0,4}} (?P<act> EVALUATE )",
    ),
    Rule(
        "evaluates",
        f"(?P<act> EVALUATE ) ( {_F} | OTHER | AT ){{0,4}} (?P<items> {_ABOUT} NUMBER ( SLASH NUMBER )?"
        f" (?! PERCENT ) ( {_PARTY_NOUNS} ) ) (?! ( {_OF} | {_F} | IS | OTHER ){{0,4}} {_RATED} )",
    ),
    # ---- inspection, discipline, leaving ----------------------------------------------------------------------------
    Rule(
        "acts-on",
        f"(?P<act> INSPECT | SUPERVISE | DISCIPLINE | PUNISH | LEAVE | CONFIRM | STRENGTHEN ) {_WAY}{{0,6}}"
        f" {_items(_PARTY_NOUNS, f'{_PARTY_NOUNS} | THEM | LOOSE')}",
    ),
    Rule(
        "acts-on-after-its-matter",
        "(?P<act> INSPECT | SUPERVISE ) ( OTHER | ( PAPER | TARGET ) OTHER{0,2} CENTRAL? NUMBER? | DOCNO | FILL | OF"
        f" | ORG | CAPS | COMMA | AND | MANNER | CENTRAL | PERIOD | LPAR | RPAR ){{1,14}} ( FILL | AT )"
        f" {_items(_PARTY_NOUNS, f'{_PARTY_NOUNS} | THEM | LOOSE')}",
    ),
    Rule(
        "acts-on-bodies",
        f"(?P<act> INSPECT | SUPERVISE | DISCIPLINE ) {_WAY}{{0,6}}"
        f" {_items('LOOSE', f'LOOSE | {_PARTY_NOUNS} | THEM')}",
    ),
    Rule(
        "acts-on-them",
        f"(?P<act> DISCIPLINE | PUNISH | LEAVE | CONFIRM ) {_TO}{{0,5}}"
        f" {_items('THEM | LOOSE', f'THEM | LOOSE | {_PARTY_NOUNS}')}",
    ),
    Rule(
        "measure-and-figure",
        f"(?P<act> PUNISH | CONFIRM | LEAVE ) ( COLON | FILL | IS | PASSIVE ){{0,2}} {_figure()} (?= COMMA | SEMI"
        " | AND | DOT | RPAR | $ )",
    ),
    Rule(
        "both-acted-on",
        f"(?P<items> {_ABOUT} NUMBER ( {_BODIES} ) ( AND | COMMA ) {_F}? {_ABOUT} NUMBER ( MEMBERS |"
        " THEM ) ) (?! THIS )"
        f" ( {_OF} | OTHER ){{0,4}} {_F}{{0,3}} (?P<act> DISCIPLINE | PUNISH )",
    ),
    Rule(
        "acted-on",
        f"{_figure()} (?P<noun> MEMBERS | THEM | {_BODIES} ) (?! THIS )"
        f" ( LIVE {_OF} ( {_OF} | SUBJECT | THIS ){{0,4}} )? ( {_OF} | OTHER | THIS | FILL ){{0,5}} {_F}{{0,3}}"
        " (?P<act> LEAVE ( AND LEAVE )? | DISCIPLINE | PUNISH | CONFIRM | WEAK )",
    ),
    Rule(
        "number-acted-on",
        f"(?P<noun> MEMBERS | ORGS | CELLS | TOTAL ) {_OF}{{0,3}} {_F}{{0,3}} (?P<act> LEAVE | DISCIPLINE | PUNISH"
        f" | CONFIRM ) ( {_OF} | PERIOD | FILL ){{0,4}} ( IS | HAVE | COLON ){{1,2}} {_figure()} (?! PUNISH )",
    ),
    Rule(
        "acts-on-whom-how-many",
        "(?P<act> INSPECT | SUPERVISE | DISCIPLINE | CONFIRM ) (?P<noun> MEMBERS | ORGS | CELLS )"
        f" ( MANNER | FILL | PASSIVE | AT | IS | COLON ){{1,4}} {_figure()} ( THEM | LOOSE | MEMBERS | ORGS )",
    ),
    Rule(
        "most-acted-on",  # "Huyện A có số đảng viên bị kỷ luật ít nhất, với 2 đảng viên"
        "(?P<unit> ORG | AREA | PLACE ) ( IS LOOSE )? HAVE ( COUNT_OF | OTHER ){0,2} ( TOTAL | MEMBERS )"
        " ( FILL | PASSIVE )? (?P<act> DISCIPLINE | PUNISH | LEAVE ) ( COUNT_OF | OTHER | OVER ){1,3}"
        f" ( COMMA | AT | LPAR | IS ){{1,2}} {_figure()} ( MEMBERS | THEM )",
        says=r" nhất[ ,(]",
    ),
    Rule("handles", f"(?P<act> HANDLE ) {_TO}{{0,3}} {_items('MEMBERS', f'{_PARTY_NOUNS} | THEM')}"),
    Rule(
        "cadres-acted-on",
        f"{_figure()} (?P<noun> CADRES ) ( {_OF} | OTHER ){{0,3}} FILL{{0,2}} PASSIVE{{0,2}}"
        " (?P<act> DISCIPLINE | PUNISH )",
    ),
    Rule(
        "acts-on-cadres",
        f"(?P<act> DISCIPLINE | PUNISH ) {_TO}{{0,5}} {_items('CADRES', f'CADRES | THEM | {_PARTY_NOUNS}')}",
    ),
    Rule(
        "both-inspected",  # "21 tổ chức đảng và 44 đảng viên được kiểm tra"
        f"(?P<items> {_ABOUT} NUMBER ( ORGS | CELLS ) ( AND | COMMA ) {_ABOUT} NUMBER MEMBERS ) {_OF}{{0,3}}"
        " FILL{0,2} PASSIVE (?P<act> SUPERVISE | INSPECT )",
    ),
    Rule(
        "checks",  # "Ban Thường vụ Huyện ủy tổ chức 12 cuộc kiểm tra, 9 cuộc giám sát"
        f"( LOOSE | HOLD | FILL | COMMA | AND | SEMI ) {_F}{{0,2}} {_figure()} (?P<noun> TIMES ) MANNER?"
        " (?P<act> INSPECT | SUPERVISE )",
    ),
    Rule(
        "inspected",
        f"{_figure()} (?P<noun> {_PARTY_NOUNS} ) {_OF}{{0,3}} FILL{{0,2}} PASSIVE (?P<act> SUPERVISE | INSPECT )",
    ),
    Rule(
        "recognised",
        f"{_figure()} (?P<noun> MEMBERS | THEM ) {_F}{{0,3}} RECOGNISE {_F}{{0,2}} ( OTHER | BY | IS"
        f" ){{0,2}} (?P<act> OFFICIAL )",
    ),
    Rule(
        "recognises",
        f"RECOGNISE {_F}{{0,2}} OTHER{{0,2}} {_figure()} (?P<noun> MEMBERS | THEM ) ( {_F} | OTHER | IS"
        f" | BY ){{0,4}} (?P<act> OFFICIAL | CONFIRM )",
    ),
    Rule("resigned", f"{_figure()} (?P<noun> CADRES ) ( {_OF} | OTHER ){{0,3}} {_F}{{0,3}} (?P<act> RESIGN )"),
    Rule(
        "resigned-how-many",  # "Cán bộ, công chức xin nghỉ việc: 4 trường hợp"
        f"CADRES {_OF}{{0,3}} {_F}{{0,2}} (?P<act> RESIGN ) ( {_OF} | PERIOD ){{0,3}} ( IS | HAVE | COLON ){{1,2}}"
        f" {_figure()} ( THEM | CADRES )?",
    ),
    # ---- badges ------------------------------------------------------------------------------------------------
    Rule("badge-of-years-for", f"(?P<act> NUMBER YEARS ) {_F}{{0,2}} {_figure()} (?P<noun> MEMBERS | THEM )"),
    Rule(
        "badge-of-years-is",
        f"(?P<act> BADGE? NUMBER YEARS ) ( COLON | HAVE | CONSIST | IS ){{1,2}} {_figure()}"
        " (?P<noun> MEMBERS | THEM )?",
    ),
    Rule(
        "badge-of-years",
        f"{_figure()} (?P<noun> MEMBERS | THEM | BADGE ) ( {_F} | AWARD | BADGE | OTHER | {_GIVER} ){{0,5}}"
        " (?P<act> NUMBER YEARS )",
    ),
    Rule(
        "badges-received",
        f"{_figure()} (?P<noun> MEMBERS | THEM ) ( {_OF} | OTHER ){{0,3}} {_F}{{0,3}} {_GIVER}? AWARD"
        f" {_F}{{0,2}} (?P<act> BADGE ) (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-given-and-left",  # "70 đảng viên được tặng và 2 đảng viên được truy tặng Huy hiệu Đảng"
        f"(?P<items> {_ABOUT} NUMBER ( MEMBERS | THEM ) {_F}{{0,2}} AWARD {_AND} {_ABOUT} NUMBER ( MEMBERS | THEM ) )"
        f" {_F}{{0,2}} POSTHUMOUS {_F}{{0,2}} (?P<act> BADGE ) (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-left",
        f"{_figure()} (?P<noun> MEMBERS | THEM ) {_F}{{0,2}} POSTHUMOUS {_F}{{0,2}} (?P<act> BADGE )"
        " (?! NUMBER YEARS )",
    ),
    Rule(
        "badges-of-several",  # "Nhiều đảng viên được tặng Huy hiệu nhất là: Đảng bộ xã A (12 đảng viên), …"
        f"AWARD {_F}{{0,2}} (?P<act> BADGE ) ( OTHER | PERIOD | THIS ){{0,3}} ( IS | COLON | LEAD ){{1,2}}"
        f" (?P<unit> ORG | AREA | PLACE ) ( LPAR | AT )? {_figure()} (?P<noun> MEMBERS | THEM )",
    ),
    Rule(
        "badges-of-one",
        "(?P<unit> ORG | AREA | PLACE ) ( IS LOOSE )? ( HAVE | COUNT_OF | MEMBERS | TOTAL | OTHER | LEAD | FILL ){0,5}"
        " (?P<act> AWARD )"
        f" ( OTHER | FILL | COUNT_OF | BADGE ){{0,4}} COMMA? ( AT | LPAR ) {_figure()} (?P<noun> MEMBERS | THEM )",
    ),
    Rule(
        "badges-told-first",  # "số Huy hiệu đã trao là 164"
        f"(?P<act> BADGE ) {_F}{{0,2}} AWARD ( {_OF} | PERIOD ){{0,3}} ( IS | COLON ) {_figure()} (?! YEARS )",
    ),
    Rule("badges-awarded", f"{_F}{{0,2}} AWARD {_F}{{0,2}} {_figure()} (?P<act> BADGE )"),
    Rule(
        "badges-for",
        f"(?P<act> BADGE ) ( AT ( ORG | OTHER{{1,2}} ) | {_F} | PERIOD ( ( COMMA | AND ) {_DAY} )* | OTHER"
        f" | AWARD | COLON ){{0,4}} {_figure()}"
        " (?P<noun> MEMBERS | THEM ) ( OTHER NUMBER YEARS ONLY )?",  # "… từ 30 năm tuổi Đảng trở lên"
        says=r"^(?!(?s:.)*\b(?:mời|trước|gồm|thăm)\b)",  # members who only see a badge given
    ),
    # ---- meetings, classes, documents --------------------------------------------------------------------------------
    Rule(
        "trained",
        f"(?P<act> CLASS ) ( {_F} | AT | OTHER | MANNER | ATTEND | OPEN | AREAREF | COMMA | PERIOD"
        f" | SUBJECT | LOOSE | POSTS | LEARNER (?! {_F} ) ){{0,8}} {_figure()} ( OTHER (?= POSTS ) )?"
        " (?P<noun> LEARNER | PEOPLE | MEMBERS | THEM | POSTS | CADRES )"
        f" (?! ( {_F} | OF | AT | WHOLE | AREA | AREAREF | ORG | PLACE | OTHER ){{0,5}} ADMIT )",  # those admitted then
        tells="trained",
    ),
    Rule(
        "sent-to-classes",
        f"{_figure()} (?P<noun> LEARNER | MEMBERS | CADRES ) ( {_F} | ATTEND | TRAIN | SEND | OTHER ){{1,4}}"
        " (?P<act> CLASS )",
        tells="trained",
    ),
    Rule(
        "trains",
        f"(?P<act> TRAIN ) ( {_F} | AT | OTHER | MANNER ){{0,6}} {_figure()} ( OTHER (?= POSTS ) )?"
        " (?P<noun> LEARNER | CADRES | MEMBERS | PEOPLE | POSTS )",
    ),
    Rule(
        "is-trained",
        f"{_figure()} ( OTHER (?= POSTS ) )? (?P<noun> LEARNER | CADRES | MEMBERS | POSTS )"
        f" ( {_OF} | OTHER AREAREF ){{0,3}}"
        f" FILL{{0,2}} ( PASSIVE | ATTEND ) {_F}? (?P<act> TRAIN )",
    ),
    Rule(
        "sent-to-learn",
        f"(?P<act> SEND ) {_F}{{0,2}} {_figure()} (?P<noun> LEARNER | CADRES | MEMBERS | THEM ) {_F}{{0,2}} TRAIN",
    ),
    Rule("dialogues", f"{_figure()} (?P<act> TALK )"),
    Rule(
        "dialogues-times",
        f"DIALOGUE ( {_F} | AT | OTHER | PEOPLE | COMMA | AND | THEM | OUT_OF | MANNER | SUBJECT |"
        f" CADRES | AREAREF ){{0,8}} {_figure()} (?P<act> TIMES )",
    ),
    Rule(
        "attended",
        f"{_figure()} (?P<noun> MEMBERS | PEOPLE | THEM | LEARNER | CADRES ) ( {_AND}? PEOPLE | OTHER |"
        f" FILL | PASSIVE ){{0,3}} (?P<act> ATTEND )",
    ),
    Rule(
        "attended-from",
        f"{_figure()} (?P<noun> MEMBERS | PEOPLE | LEARNER | CADRES ) ( OF | AT ) ( AREA | AREAREF | ORG | ORGS | MANY"
        " | COMMA | AND | WHOLE ){1,7} FILL{0,2} (?P<act> ATTEND )",
    ),
    Rule(
        "talked-with-all",
        f"(?P<act> DIALOGUE ) ( {_F} | AT | OTHER ){{0,3}} {_figure()} ( MEMBERS | CADRES | LEARNER )"
        " ( COMMA | AND | OTHER | COUNT_OF ){1,10} (?P<noun> PEOPLE )",
    ),
    Rule(
        "talk-attended",
        f"(?P<act> TALK ) ( {_F} | AT | COMMA ){{1,3}} {_figure()} (?P<noun> PEOPLE | MEMBERS | CADRES )",
        tells="attendees",
    ),
    Rule(
        "gathered-for",  # "tổ chức hội nghị học tập nghị quyết cho 280 cán bộ chủ chốt"
        "(?P<act> GATHERING ) ( PAPER | OTHER | CENTRAL | COUNT_OF | NUMBER | DOCNO | OF | COMMA | AND | FILL | CADRES"
        f" | CONGRESS | ORG | TERM ){{0,14}} FILL {_figure()} (?P<noun> CADRES | MEMBERS | PEOPLE )",
        tells="attendees",
    ),
    Rule("further-talks", f"( HOLD | LOOSE | PERIOD IS ) {_F}{{0,2}} {_figure()} (?P<act> TIMES )"),
    Rule(
        "further-talk-attended",
        f"(?P<act> TIMES ) ( AT | COMMA ){{1,2}} {_figure()} (?P<noun> PEOPLE | MEMBERS | CADRES )",
        tells="attendees",
    ),
    Rule("talked-with", f"(?P<act> DIALOGUE ) ( {_F} | AT | OTHER ){{0,3}} {_figure()} (?P<noun> {_PEOPLE} )"),
    Rule(
        "delegates",
        f"{_figure()} (?P<noun> PEOPLE ) ( {_AND} | OTHER | FILL | PEOPLE ){{0,3}} (?P<act> REPRESENT )"
        f" (?= ( FILL | OTHER | COMMA | AND | OF ){{0,8}} ( NUMBER | ABOUT | OVER | MEMBERS | WHOLE | COUNT_OF ) )",
    ),
    Rule(
        "attended-by",
        f"(?P<act> ATTEND ) ( {_F} | OF | OTHER | CONGRESS | GATHERING ){{0,3}} ( COMMA HAVE )? {_figure()}"
        " (?P<noun> MEMBERS | PEOPLE | THEM | LEARNER )",
    ),
    Rule(
        "attended-by-guests-and",
        "(?P<act> ATTEND ) ( FILL | OF | OTHER | CONGRESS | GATHERING | HAVE | HOLDER | COMMA | SEMI | AND | DASH"
        " | THEM | POST | POSTS | ORG | COUNT_OF ){1,24} ( AT | AND | EACH )"
        f" {_F}{{0,2}} {_figure()} (?P<noun> PEOPLE )",
    ),
    Rule(
        "sitting",
        "(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER ) (?P<noun> POST | POSTS )",
        tells="attendees",
    ),
    Rule(
        "delegates-with",
        f"( AT | AND | EACH ) {_F}{{0,2}} {_figure()} (?P<noun> PEOPLE ) (?= DOT | COMMA | SEMI | $ )",
        tells="attendees",
    ),
    Rule("classes", f"( OPEN | HOLD | LOOSE ) {_F}{{0,2}} {_figure()} (?P<act> CLASS )", tells="trained"),
    Rule("further-classes", f"( COMMA | AND | SEMI | LEAD ) {_F}{{0,2}} {_figure()} (?P<act> CLASS )", tells="trained"),
    Rule("classes-opened", f"{_figure()} (?P<act> CLASS ) {_F}{{1,3}} OPEN", tells="trained"),
    Rule(
        "confirms",
        f"RECOGNISE {_F}{{0,2}} OTHER{{0,2}} {_figure()} (?P<act> OFFICIAL )",
    ),
    Rule("documents", f"(?P<act> ISSUE ) {_F}{{0,2}} {_items('PAPER', 'PAPER | LETTER')}"),
    Rule(
        "documents-made",
        "SPECIFY ( OTHER | TARGET | PAPER | DOCNO | OF | ORG | FILL | COMMA | AND | CAPS | CENTRAL"
        f" ){{0,12}} (?P<act> BY ) {_items('PAPER', 'PAPER | LETTER')}",
    ),
    # ---- how many there are ------------------------------------------------------------------------------------
    Rule(
        "total-of-members",
        f"(?P<act> TOTAL ) ( {_OF} | FILL | HAVE | PERIOD | COMMA ){{0,4}} ( IS | HAVE | COLON ){{1,2}} {_figure()} ("
        " MEMBERS | THEM )?",
    ),
    Rule(
        "total-grown",  # "số đảng viên của xã tăng từ 201 đồng chí năm 2006 lên 214 đồng chí năm 2007"
        f"(?P<act> TOTAL ) ( {_OF} | PERIOD ){{0,4}} OTHERWISE OTHER? NUMBER ( MEMBERS | THEM )? AT? PERIOD? IS"
        f" {_figure()} ( MEMBERS | THEM )?",
    ),
    Rule(
        "cells-raised",  # "nâng tổng số chi bộ lên 402"
        f"( SEND | OTHER | CAPS ) ( FILL | OUT_OF | COUNT_OF ) (?P<act> CELLS ) {_OF}{{0,4}} IS {_figure()} {_STOP}",
        says=r"^(?:nâng|đưa)",
        tells="cells",
    ),
    Rule(
        "organizations-raised",
        f"( SEND | OTHER | CAPS ) ( FILL | OUT_OF | COUNT_OF ) (?P<act> ORGS ) {_OF}{{0,4}} IS {_figure()} {_STOP}",
        says=r"^(?:nâng|đưa)",
        tells="organizations",
    ),
    Rule("total-raised", f"(?P<act> OUT_OF ) FILL{{0,2}} IS {_figure()} MEMBERS"),
    Rule(
        "total-raised-of",  # "đưa tổng số của huyện lên 6.120 đảng viên"
        f"( OTHER | SEND | CAPS ) (?P<act> OUT_OF ) ( {_OF} | PERIOD | FILL ){{1,4}} IS {_figure()} MEMBERS",
        says=r"^(?:nâng|đưa)",
    ),
    Rule(
        "live-in",
        f"(?P<stock> {_ABOUT} NUMBER MEMBERS ( OF ( ORG | AREA | AREAREF | PLACE ) )? {_F}{{0,2}} LIVE"
        f" ( AT | FILL | OF | IS ){{0,3}} ( {_ABOUT} NUMBER ( ORGS | CELLS ) )? )",
    ),
    Rule("total-and-figure", f"(?P<act> TOTAL ) {_OF}{{0,3}} {_figure()} ( MEMBERS | THEM )"),
    Rule("cells-lived-in", "LIVE ( AT | FILL | OF ){0,3} (?P<stock> NUMBER ( ORGS | CELLS ) )"),
    Rule(
        "represented",
        f"REPRESENT ( {_F}{{0,2}} | ( FILL | OTHER | COMMA | AND ){{1,8}} OF FILL? ) (?P<stock> {_ABOUT} NUMBER MEMBERS"
        f" ( ( OF | AT | AND | COMMA | LIVE ){{1,2}} {_STOCK} )? )",
    ),
    Rule(
        "among-all",  # "Trong 1.894 đảng viên của Đảng bộ huyện có 702 đảng viên người Khmer"
        f"^ ( AT | OUT_OF ) {_F}{{0,2}} (?P<stock> {_ABOUT} NUMBER MEMBERS ) ( OF | AT | WHOLE ){{1,2}}"
        " (?P<unit> ORG | AREA | AREAREF | PLACE )",
        says=r"^(?:trong|với)",
    ),
    Rule("of-the-whole", f"(?P<stock> {_ABOUT} NUMBER MEMBERS ) ( OF | AT )? WHOLE ( ORG | AREA | AREAREF | PLACE )"),
    Rule(
        "with-so-many",
        f"( AT | HAVE ) {_F}{{0,2}} (?P<stock> {_STOCK} {_BRACKET}? ( {_LINK}{{1,4}} {_STOCK} {_BRACKET}? ){{0,3}} )"
        " COMMA ( PERIOD COMMA? )? (?P<unit> ORG | AREA ) (?! ( FILL | PERIOD | COMMA ){0,3} ( HAVE | CONSIST ) )",
    ),
    Rule(
        "cell-of-so-many",
        f"HAVE FILL? (?P<unit> ORG ) ( AT | HAVE | CONSIST )? (?P<stock> {_ABOUT} NUMBER MEMBERS ) {_ENDS}",
    ),
    Rule(
        "out-of-all",
        f"(?P<act> OUT_OF ) (?P<stock> NUMBER ( ORGS | CELLS ) ) COMMA? HAVE {_figure()} ( {_BODIES} )?"
        f" ( {_F} | IS ){{0,4}} {_RATED}",
    ),
    Rule(
        "has",
        f"(?P<have> HAVE | CONSIST | AT ) {_F}{{0,2}} (?P<stock> {_STOCK} {_BRACKET}? ( {_LINK}{{1,4}} {_STOCK}"
        f" {_BRACKET}? ){{0,4}} ) {_ENDS}",
    ),
    Rule(
        "hamlet-has",  # "Năm 1998, cả buôn chỉ có 3 đảng viên": as many as its cell
        "( ^ | COLON | QUOTE | WHOLE | NOW | PERIOD COMMA? ) OTHER FILL{0,2} HAVE FILL{0,2}"
        f" {_figure()} (?P<act> MEMBERS ) {_STOP}",
        says=r"(?:^|\s)(?:thôn|bản|ấp|xóm|buôn|làng|khóm|khu phố) (?:\w+ )*có (?!dưới|ít nhất|không quá|từ)",
    ),
    Rule(
        "has-after-colon",
        f"^ (?P<unit> ORG ) COLON FILL? (?P<stock> {_ABOUT} NUMBER ( ORGS | CELLS )"
        f" ( {_LINK}{{1,3}} {_STOCK} ){{1,2}} ) {_ENDS}",
    ),
    Rule(
        "now",
        f"(?P<act> MEMBERS ) COMMA FILL{{0,2}} NOW ( IS | HAVE | FILL | PASSIVE | OTHERWISE ){{1,3}} {_figure()}"
        " ( MEMBERS | THEM )? (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
    Rule(
        "has-now",
        f"NUMBER (?P<act> MEMBERS ) ( COMMA | SEMI | BUT ){{1,2}} (?P<now> PERIOD? HAVE ) {_F}{{0,2}} {_figure()}"
        " ( THEM | MEMBERS )?"
        " (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
    Rule(
        "has-comrades",
        f"( ^ | COMMA | SEMI | QUOTE ) ( NOW | PERIOD ) COMMA? (?P<unit> ORG ) HAVE {_F}{{0,2}} {_figure()}"
        " (?P<act> THEM ) (?= COMMA | SEMI | DOT | QUOTE | LPAR | $ )",
        tells="members",
    ),
    Rule(
        "grown-to",
        f"(?P<act> MEMBERS ) COMMA PERIOD COMMA? {_F}{{1,3}} {_figure()} (?= COMMA | SEMI | DOT | QUOTE | $ )",
    ),
    # ---- targets reached ----------------------------------------------------------------------------------------
    Rule(
        "target-told-first",  # "chỉ tiêu phát triển đảng viên đạt 71,5%", "giao kết nạp 50 đảng viên, đến nay được 76%"
        f"(?P<target> TARGET ) ( ADMIT | MEMBERS | LEARNER | {_F} | OTHER | NUMBER MEMBERS | OF | AT | PERIOD | AREA"
        f" | AREAREF | ORG | COLON (?! ORG | AREA ) | IS ){{0,12}} ( ( COMMA | SEMI )"
        f" ( {_F} | OF | AT | PERIOD | AREA | AREAREF | ORG ){{0,5}} ){{0,2}} (?P<act> IS | FILL | PASSIVE ) FILL?"
        " (?P<about> ABOUT | OVER | UPTO )? (?P<value> NUMBER | FRACTION ) PERCENT (?= COMMA | SEMI | DOT | LPAR | $ )",
        # a target that is so much is not yet reached
        says=r"^(?!.*\blà (?:trên |hơn |gần |khoảng |ít nhất )?[\d.,]+ ?(?:%|phần trăm)$)",
        tells="target_rate",
    ),
    Rule(
        "rate-of-admitted",  # "kết nạp 88 đảng viên, đạt 58,67%"
        "ADMIT ( FILL | PASSIVE | COLON ){0,4} NUMBER ( MEMBERS | LEARNER | THEM )"
        " ( LPAR ( TARGET | PAPER | PERIOD | IS | OF | AT | FILL | ORG | AREAREF | NUMBER | MEMBERS | COLON ){2,8} RPAR"
        " )? COMMA FILL? (?P<act> IS PER? | PER ) FILL? (?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION )"
        " PERCENT (?= COMMA | SEMI | DOT | $ )",
        tells="target_rate",
    ),
    Rule(
        "rate-of-resolution",  # "kết nạp 143 đảng viên, bằng 110% nghị quyết"
        "ADMIT ( FILL | PASSIVE | COLON ){0,4} NUMBER ( MEMBERS | LEARNER | THEM ) COMMA (?P<act> IS | BY ) FILL?"
        " (?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION ) PERCENT ( OTHER{1,2} )? PAPER"
        " (?= COMMA | SEMI | DOT | LPAR | PERIOD | OF | $ )",
        says=r"nghị quyết$",
        tells="target_rate",
    ),
    Rule(
        "rate-of-target",  # "kết nạp được 96/120 chỉ tiêu (đạt 80%)"
        "ADMIT ( FILL | PASSIVE | COLON ){0,4} NUMBER SLASH NUMBER ( MEMBERS | LEARNER | THEM )? TARGET"
        " ( COMMA | LPAR ) (?P<act> IS ) FILL? (?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION ) PERCENT"
        " (?= COMMA | SEMI | DOT | RPAR | $ )",
        tells="target_rate",
    ),
    Rule(
        "target-rate",
        "(?P<act> IS | FILL | BY | PASSIVE | OTHERWISE )? FILL? (?P<about> ABOUT | OVER | UPTO )?"
        " (?P<value> NUMBER | FRACTION ) PERCENT ( AT | FILL | OTHER | OTHERWISE ){0,2} ( TARGET |"
        " PAPER ) ( ( OF | AT )? ORG TARGET? )?",
        tells="target_rate",
    ),
)

ACTED = Rule(
    "acted", "( ORG | AREA | AREAREF ) ( FILL | PASSIVE | RPAR )* ADMIT ( FILL | PASSIVE )* NUMBER MEMBERS COMMA $"
)
"""A unit with what it has done, before what it has now."""
FURTHER = Rule(
    "further-unit",
    "( SEMI | COMMA | AND | LEAD ) FILL? (?P<unit> ORG | AREA | PLACE )"
    f" ( FILL | HAVE | AT | COLON | LPAR | AWARD ){{0,2}} {_figure()} (?P<noun> MEMBERS | THEM | CELLS | ORGS )?"
    " (?= COMMA | SEMI | AND | DOT | RPAR | QUOTE | $ )",
)
"""Another unit with its part of what was told before: "trong đó xã Ea Tu 5 đồng chí"."""
THAT = Rule(
    "that-figure",
    f"(?P<act> THAT ) ( OF | AT | WHOLE | PERIOD | FILL | ORG | AREA | AREAREF ){{0,5}} ( IS | HAVE ) FILL? {_figure()}"
    " (?P<noun> MEMBERS | THEM | ORGS | CELLS )? (?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )",
)
"""The same as was told before, of another time or unit: "năm 2021, con số này là 27"."""
OTHER_TIME = Rule(
    "other-time",
    f"( COMMA | SEMI | AND | BUT ) ( AT OTHER )? (?P<act> PERIOD ) COMMA? FILL{{0,2}} ( IS | HAVE ) FILL? {_figure()}"
    " (?P<noun> MEMBERS | THEM )? (?= COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | $ )",
)
"""The same in short: "năm 2012 là 847 đảng viên, năm 2013 là 1.000 trường hợp"."""

COMPARED = Rule(
    "compared",
    f"OTHERWISE ( AT | FILL )? (?P<act> PERIOD ) LPAR ( IS | HAVE | FILL )? {_figure()}"
    " (?P<noun> MEMBERS | THEM | ORGS | CELLS )? RPAR",
)
"""The same of an earlier time, in brackets: "nhiều hơn năm 2018 (8 tổ chức đảng)"."""

IN_PASSING = Rule(
    "in-passing",
    f"(?<= MEMBERS | THEM | ORGS | CELLS ) LPAR (?P<act> PERIOD ) ( COMMA | COLON | IS | HAVE | FILL ){{1,3}}"
    f" {_figure()} (?P<noun> MEMBERS | THEM | ORGS | CELLS | LOOSE )? RPAR",
)
"""The same of another time, in brackets: "kỷ luật 19 đảng viên (cùng kỳ năm 2017 là 24 đảng viên)"."""

ITS_OWN_TIME = Rule(
    "its-own-time",
    f"(?<= PERIOD ) ( COMMA | AND | SEMI | BUT ){{1,2}} {_figure()} (?P<noun> MEMBERS | THEM | ORGS | CELLS | LOOSE )?"
    " AT? (?P<act> PERIOD ) (?= COMMA | SEMI | AND | DOT | RPAR | QUOTE | $ )",
)
"""The same, each with its time after it: "kỷ luật 9 đảng viên năm 2016 và 12 đảng viên năm 2017"."""

MEASURES: dict[str, Measure] = {
    "EXEMPLARY": "rated_exemplary",
    "STRONG": "rated_strong",
    "EXCELLENT": "rated_excellent",
    "GOOD": "rated_good",
    "COMPLETED": "rated_completed",
    "DONE": "rated_completed",
    "FAILED": "rated_failed",
    "EVALUATE": "evaluated",
    "INSPECT": "inspected",
    "SUPERVISE": "supervised",
    "DISCIPLINE": "disciplined",
    "PUNISH": "disciplined",
    "HANDLE": "disciplined",
    "LEAVE": "left_party",
    "CONFIRM": "confirmed",
    "OFFICIAL": "confirmed",
    "STRENGTHEN": "weak",
    "WEAK": "weak",
    "RESIGN": "resigned",
    "TRAIN": "trained",
    "SEND": "trained",
    "BADGE": "badges",
    "AWARD": "badges",
    "NUMBER": "badges",
    "TALK": "dialogues",
    "TIMES": "dialogues",
    "ATTEND": "attendees",
    "REPRESENT": "attendees",
    "DIALOGUE": "attendees",
    "ISSUE": "documents",
    "BY": "documents",
    "TOTAL": "members",
    "OUT_OF": "members",
    "MEMBERS": "members",
}
"""What a figure measures, by the word that tells it."""
RATES: frozenset[Measure] = frozenset(
    ("evaluated", "rated_exemplary", "rated_strong", "rated_excellent", "rated_good", "rated_completed", "rated_failed")
)
"""Measures that are told of organisations and of members alike."""
STOCKS: dict[str, Measure] = {"MEMBERS": "members", "ORGS": "organizations", "CELLS": "cells"}
"""What there is, by the word for what is counted."""
_FIXED: dict[Measure, Population] = {
    "documents": "documents",
    "dialogues": "events",
    "badges": "members",
    "confirmed": "members",
    "left_party": "members",
    "resigned": "cadres",
    "members": "members",
    "organizations": "organizations",
    "cells": "organizations",
    "target_rate": "members",
}
_NOUNS: dict[str, Population] = {
    "MEMBERS": "members",
    "TOTAL": "members",
    "THEM": "members",
    "ORGS": "organizations",
    "CELLS": "organizations",
    "LOOSE": "organizations",
    "CADRES": "cadres",
    "TIMES": "events",
}


def population(measure: Measure, noun: str) -> Population | None:
    """Of whom a figure is told; None where only the sentence before can tell."""
    if measure in _FIXED:
        return _FIXED[measure]
    if measure == "disciplined" and not noun:
        return "members"
    if measure == "trained":
        if noun == "CLASS":
            return "events"
        return "members" if noun == "MEMBERS" else "cadres" if noun == "CADRES" else "people"
    if measure == "attendees":
        return "members" if noun == "MEMBERS" else "cadres" if noun == "CADRES" else "people"
    return _NOUNS.get(noun)
