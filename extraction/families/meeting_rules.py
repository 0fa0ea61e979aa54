"""The rules by which a sentence tells of classes, talks, who attended them, and documents issued."""

from __future__ import annotations

from extraction.families.count_patterns import AND, AUX, FIGURE, OF, PEOPLE, items
from extraction.grammar import Rule

MEETING_RULES = (
    Rule(
        "trained",
        f"(?P<act> CLASS ) ( TIMES (?= THIS ) | THIS | {AUX} | AT | OTHER | MANNER | ATTEND | OPEN | AREAREF | COMMA"
        " | PERIOD | GATHERING | PAPER ( CENTRAL NUMBER? | DOCNO )? | SUBJECT | LOOSE | POSTS | OUT_OF"
        f" | LEARNER (?! {AUX} ) ){{0,8}}"
        f" {FIGURE} ( OTHER (?= POSTS ) )?"
        " (?P<noun> LEARNER | PEOPLE | MEMBERS | THEM | POSTS | CADRES )"
        # not those admitted then
        f" (?! ( {AUX} | OF | AT | WHOLE | AREA | AREAREF | ORG | PLACE | OTHER ){{0,5}} ADMIT )",
        tells="trained",
    ),
    Rule(
        "trained-in-brackets",  # "mở 4 lớp cảm tình Đảng (256 học viên)"
        f"(?P<act> CLASS ) OTHER{{0,4}} LPAR {AUX}{{0,2}} {FIGURE}"
        " (?P<noun> LEARNER | PEOPLE | MEMBERS | THEM | CADRES ) FILL? ATTEND? RPAR",
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
        "attended-classes",  # "trên 2.050 đảng viên theo học", "1.187 đảng viên học tập, quán triệt Nghị quyết …"
        f"{FIGURE} (?P<noun> MEMBERS | CADRES ) FILL{{0,2}} (?P<act> TRAIN | GATHERING )",
        says=r"\b(?:theo học|học tập(?:, quán triệt)?(?:, triển khai)?(?: nghị quyết)?|quán triệt, học tập)$",
        tells="attendees",
    ),
    Rule(
        "given-to-study",  # "4.102/4.350 đảng viên được học tập"
        f"{FIGURE} (?P<noun> MEMBERS | CADRES ) FILL{{0,2}} (?P<act> PASSIVE ) ( OTHER OTHER | GATHERING )",
        says=r"\bđược (?:học tập|quán triệt|nghiên cứu)",
        tells="attendees",
    ),
    Rule(
        "number-attended",  # "số đảng viên tham gia học tập là 1.187/1.304"
        "(?P<noun> TOTAL | MEMBERS ) FILL{0,2} (?P<act> ATTEND ) ( OTHER | FILL | GATHERING | PAPER | AT | COMMA ){0,7}"
        f" ( IS | HAVE | COLON ) {FIGURE}",
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
        f" | CONGRESS | ORG | TERM ){{0,14}} FILL {FIGURE} (?P<noun> CADRES | MEMBERS | PEOPLE | THEM )",
        tells="attendees",
    ),
    Rule(
        "talks-by-level",  # "việc đối thoại được duy trì: cấp huyện 12 cuộc, cấp xã 218 cuộc"
        f"( COLON | COMMA | SEMI | AND ) OTHER AREAREF HAVE? {FIGURE} (?P<act> TIMES | TALK )",
        says=r"^\W*(?:và )?(?:ở )?cấp ",
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
        f"(?P<act> ATTEND ) ( {AUX} | OF | OTHER | CAPS | CONGRESS | GATHERING ){{0,3}} ( COMMA HAVE )? {FIGURE}"
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
    Rule(
        "classes-held",  # "tổ chức học tập, quán triệt Nghị quyết … được tổng số 31 lớp"
        "GATHERING ( PAPER | OTHER | CENTRAL | COUNT_OF | NUMBER | DOCNO | OF | COMMA | AND | FILL | CONGRESS | TERM"
        f" | TIMES | CAPS | ORG | TARGET | PERIOD ){{0,20}} ( PASSIVE | HAVE | AT ) OUT_OF? {FIGURE} (?P<act> CLASS )",
        tells="trained",
    ),
    Rule("further-classes", f"( COMMA | AND | SEMI | LEAD ) {AUX}{{0,2}} {FIGURE} (?P<act> CLASS )", tells="trained"),
    Rule("classes-opened", f"{FIGURE} (?P<act> CLASS ) {AUX}{{1,3}} OPEN", tells="trained"),
    Rule(
        "confirms",
        f"RECOGNISE {AUX}{{0,2}} OTHER{{0,2}} {FIGURE} (?P<act> OFFICIAL )",
    ),
    Rule(
        "documents-out",  # "Huyện ủy đã ra 19 văn bản chỉ đạo", not "đề ra 4 nghị quyết"
        f"(?<= FILL | ORG | AREA | AREAREF | SUBJECT ) (?P<act> FILL ) {items('PAPER', 'PAPER | LETTER')}",
        says=r"^ra\s",
        tells="documents",
    ),
    Rule("documents", f"(?P<act> ISSUE ) {AUX}{{0,2}} {items('PAPER', 'PAPER | LETTER')}"),
    Rule(
        "documents-made",
        "SPECIFY ( OTHER | TARGET | PAPER | DOCNO | OF | ORG | FILL | COMMA | AND | CAPS | CENTRAL"
        f" ){{0,12}} (?P<act> BY ) {items('PAPER', 'PAPER | LETTER')}",
    ),
)
