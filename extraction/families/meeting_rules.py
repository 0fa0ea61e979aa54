"""The rules by which a sentence tells of classes, talks, who attended them, and documents issued."""

from __future__ import annotations

from extraction.families.count_patterns import AND, AUX, FIGURE, OF, PEOPLE, items
from extraction.grammar import Rule

MEETING_RULES = (
    Rule(
        "trained",
        f"(?P<act> CLASS ) ( {AUX} | AT | OTHER | MANNER | ATTEND | OPEN | AREAREF | COMMA | PERIOD | GATHERING"
        f" | PAPER ( CENTRAL NUMBER? | DOCNO )? | SUBJECT | LOOSE | POSTS | LEARNER (?! {AUX} ) ){{0,8}}"
        f" {FIGURE} ( OTHER (?= POSTS ) )?"
        " (?P<noun> LEARNER | PEOPLE | MEMBERS | THEM | POSTS | CADRES )"
        # not those admitted then
        f" (?! ( {AUX} | OF | AT | WHOLE | AREA | AREAREF | ORG | PLACE | OTHER ){{0,5}} ADMIT )",
        tells="trained",
    ),
    Rule(
        "sent-to-classes",
        f"{FIGURE} (?P<noun> LEARNER | MEMBERS | CADRES ) ( {AUX} | ATTEND | TRAIN | SEND | OTHER ){{1,4}}"
        " (?P<act> CLASS )",
        tells="trained",
    ),
    Rule(
        "trains",
        f"(?P<act> TRAIN ) ( {AUX} | AT | OTHER | MANNER ){{0,6}} {FIGURE} ( OTHER (?= POSTS ) )?"
        " (?P<noun> LEARNER | CADRES | MEMBERS | PEOPLE | POSTS )",
    ),
    Rule(
        "is-trained",
        f"{FIGURE} ( OTHER (?= POSTS ) )? (?P<noun> LEARNER | CADRES | MEMBERS | POSTS )"
        f" ( {OF} | OTHER AREAREF ){{0,3}}"
        f" FILL{{0,2}} ( PASSIVE | ATTEND ) {AUX}? (?P<act> TRAIN )",
    ),
    Rule(
        "sent-to-learn",
        f"(?P<act> SEND ) {AUX}{{0,2}} {FIGURE} (?P<noun> LEARNER | CADRES | MEMBERS | THEM ) {AUX}{{0,2}} TRAIN",
    ),
    Rule("dialogues", f"{FIGURE} (?P<act> TALK )"),
    Rule(
        "dialogues-times",
        f"DIALOGUE ( {AUX} | AT | OTHER | PEOPLE | COMMA | AND | THEM | OUT_OF | MANNER | SUBJECT |"
        f" CADRES | AREAREF ){{0,8}} {FIGURE} (?P<act> TIMES )",
    ),
    Rule(
        "attended",
        f"{FIGURE} (?P<noun> MEMBERS | PEOPLE | THEM | LEARNER | CADRES ) ( {AND}? PEOPLE | OTHER |"
        f" FILL | PASSIVE ){{0,3}} (?P<act> ATTEND )",
    ),
    Rule(
        "attended-from",
        f"{FIGURE} (?P<noun> MEMBERS | PEOPLE | LEARNER | CADRES ) ( OF | AT ) ( AREA | AREAREF | ORG | ORGS | MANY"
        " | COMMA | AND | WHOLE ){1,7} FILL{0,2} (?P<act> ATTEND )",
    ),
    Rule(
        "members-and-people-attended",  # "Hơn 130 cán bộ, đảng viên và người dân ở 7 thôn đã đến dự"
        f"{FIGURE} ( MEMBERS | CADRES ) {AND} (?P<noun> PEOPLE ) ( ( OF | AT ) ( AREA | AREAREF | ORG | ORGS | CELLS"
        " | MANY | COMMA | AND | WHOLE | NUMBER OTHER? | OTHER ){1,7} )? FILL{0,2} (?P<act> ATTEND )",
    ),
    Rule(
        "talked-with-all",
        f"(?P<act> DIALOGUE ) ( {AUX} | AT | OTHER ){{0,3}} {FIGURE} ( MEMBERS | CADRES | LEARNER )"
        " ( COMMA | AND | OTHER | COUNT_OF ){1,10} (?P<noun> PEOPLE )",
    ),
    Rule(
        "talk-attended",
        f"(?P<act> TALK ) ( {AUX} | AT | COMMA ){{1,3}} {FIGURE} (?P<noun> PEOPLE | MEMBERS | CADRES )",
        tells="attendees",
    ),
    Rule(
        "gathered-for",  # "tổ chức hội nghị học tập nghị quyết cho 280 cán bộ chủ chốt"
        "(?P<act> GATHERING ) ( PAPER | OTHER | CENTRAL | COUNT_OF | NUMBER | DOCNO | OF | COMMA | AND | FILL | CADRES"
        f" | CONGRESS | ORG | TERM ){{0,14}} FILL {FIGURE} (?P<noun> CADRES | MEMBERS | PEOPLE )",
        tells="attendees",
    ),
    Rule("further-talks", f"( HOLD | LOOSE | PERIOD IS ) {AUX}{{0,2}} {FIGURE} (?P<act> TIMES )"),
    Rule(
        "further-talk-attended",
        f"(?P<act> TIMES ) ( AT | COMMA ){{1,2}} {FIGURE} (?P<noun> PEOPLE | MEMBERS | CADRES )",
        tells="attendees",
    ),
    Rule("talked-with", f"(?P<act> DIALOGUE ) ( {AUX} | AT | OTHER ){{0,3}} {FIGURE} (?P<noun> {PEOPLE} )"),
    Rule(
        "delegates",
        f"{FIGURE} (?P<noun> PEOPLE ) ( {AND} | OTHER | FILL | PEOPLE ){{0,3}} (?P<act> REPRESENT )"
        f" (?= ( FILL | OTHER | COMMA | AND | OF ){{0,8}} ( NUMBER | ABOUT | OVER | MEMBERS | WHOLE | COUNT_OF ) )",
    ),
    Rule(
        "attended-by",
        f"(?P<act> ATTEND ) ( {AUX} | OF | OTHER | CONGRESS | GATHERING ){{0,3}} ( COMMA HAVE )? {FIGURE}"
        " (?P<noun> MEMBERS | PEOPLE | THEM | LEARNER )",
    ),
    Rule(
        "attended-by-guests-and",
        "(?P<act> ATTEND ) ( FILL | OF | OTHER | CONGRESS | GATHERING | HAVE | HOLDER | COMMA | SEMI | AND | DASH"
        " | THEM | POST | POSTS | ORG | COUNT_OF ){1,24} ( AT | AND | EACH )"
        f" {AUX}{{0,2}} {FIGURE} (?P<noun> PEOPLE )",
    ),
    Rule(
        "sitting",
        "(?P<about> ABOUT | OVER )? (?P<value> NUMBER ) SLASH (?P<total> NUMBER ) (?P<noun> POST | POSTS )",
        tells="attendees",
    ),
    Rule(
        "delegates-with",
        f"( AT | AND | EACH ) {AUX}{{0,2}} {FIGURE} (?P<noun> PEOPLE ) (?= DOT | COMMA | SEMI | $ )",
        tells="attendees",
    ),
    Rule("classes", f"( OPEN | HOLD | LOOSE ) {AUX}{{0,2}} {FIGURE} (?P<act> CLASS )", tells="trained"),
    Rule("further-classes", f"( COMMA | AND | SEMI | LEAD ) {AUX}{{0,2}} {FIGURE} (?P<act> CLASS )", tells="trained"),
    Rule("classes-opened", f"{FIGURE} (?P<act> CLASS ) {AUX}{{1,3}} OPEN", tells="trained"),
    Rule(
        "confirms",
        f"RECOGNISE {AUX}{{0,2}} OTHER{{0,2}} {FIGURE} (?P<act> OFFICIAL )",
    ),
    Rule("documents", f"(?P<act> ISSUE ) {AUX}{{0,2}} {items('PAPER', 'PAPER | LETTER')}"),
    Rule(
        "documents-made",
        "SPECIFY ( OTHER | TARGET | PAPER | DOCNO | OF | ORG | FILL | COMMA | AND | CAPS | CENTRAL"
        f" ){{0,12}} (?P<act> BY ) {items('PAPER', 'PAPER | LETTER')}",
    ),
)
