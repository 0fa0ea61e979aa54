"""The rules for events: who does what at which event, as patterns over agents, verbs and events."""

from __future__ import annotations

from extraction.facts import EventType, Part
from extraction.grammar import Rule

TYPES: dict[str, EventType] = {
    "MEETING": "meeting",
    "CONFERENCE": "conference",
    "CONGRESS": "congress",
    "SESSION": "session",
    "CEREMONY": "ceremony",
    "CONTEST": "contest",
    "INSPECTION": "inspection",
    "DIALOGUE": "dialogue",
    "VISIT": "visit",
}
"""Kinds of nouns for events, and the type each tells."""
_NOUN = f"( {' | '.join(TYPES)} )"
_EVENT = f"(?P<event> {_NOUN} )"
_ANY_EVENT = f"( {' | '.join(TYPES)} | CITED )"
_TITLES = (
    "( COMMA | DASH | LPAR | RPAR | POSTS | ORG | AREA | AREAREF | PLACE | HAMLET | CAPS | NUMBER | OF | PERIOD | FILL"
    " | OTHER | ON_BEHALF | STAFF | CENTRAL | QUOTE | LED | CITED | AMID | OPENS"
    " | ( ALONG | AND STAFF ) ( ON_SIDE | STAFF | EACH | OTHER | ORG | OF | AREAREF | COMMA | POSTS ){1,6}"
    " | LPAR ( OTHER | CAPS | AND ){1,4} RPAR"
    " | DASH ( POSTS | ORG | AREA | AREAREF | PLACE | CAPS | NUMBER | OF | AT | COMMA | AND | OTHER | FILL | STAFF"
    " ){3,24}"
    " ( LPAR ( CAPS | OTHER ){1,4} RPAR )? DASH ){0,9}?"
)
"""What may stand between a person and the verb: posts the scanner did not join to the name, adverbs."""
_PAD = (
    "( COMMA | DASH | LPAR | RPAR | AREA | PLACE | CAPS | NUMBER | OF | PERIOD | FILL | OTHER | AT | TODAY | SAMEDAY"
    " | YESTERDAY | ( WITH | AND | WITH ALONG | OF ) ORG | BY HOLDER OTHER? POSTS?"
    " | ALONG ( ORG | CAPS | OTHER | DASH | AND | AREA | PLACE | LPAR | RPAR ){1,14}"
    " | LPAR ( OTHER | HAVE ){0,3} ORG RPAR"
    " | TELL (?= FILL | ORGANIZE ( HELD | HELD_SESSION ) ) ){0,12}?"
)
_QUOTED = "QUOTE .{2,40}? QUOTE"
"""A long name in quotation marks."""
_PLAIN = (
    "( OTHER | FILL | NUMBER | AREA | AREAREF | PLACE | ORG | PERIOD | TODAY | WITH | OF | CAPS | STAFF | CENTRAL"
    " | EACH | VOTERS | BY | ORGANIZE | REVIEW | COMMA? HAPPEN )"
)
"""What may follow an event up to the end of the sentence."""
_ASIDE = "( COMMA? LPAR ( OTHER | FILL | NUMBER | COMMA | CAPS ){1,8} RPAR | DASH POSTS DASH? )?"
"""Where in a picture somebody stands."""
_BETWEEN = "( FILL | OTHER | QUOTE | NUMBER | AND | COMMA | PUBLISH ){0,4}"
_WITHIN = (
    "( FILL | OTHER | AT | AND | COMMA | POSTS | ( WITH | OF ) HOLDER | GIVE | PRIZE ( CAPS | NUMBER ){0,2}"
    " | SPEAK | SAY | REPORT | CHAIR | MANAGE | TEAM | WITH | EACH"
    " | ORG | AREA | AREAREF | PLACE | CAPS | NUMBER | QUOTE | AGAIN | PERIOD | TODAY | OF AREAREF"
    " | LPAR ( ORG | AREA | PLACE ) RPAR"
    f" | {_NOUN} )"
)
"""What may stand between "dự" and "có": the event, and what else the same persons do there."""
_PERSON = "(?P<who> HOLDER | POSTS )"
_BEHALF = "( ON_BEHALF ( FILL | OTHER | ORG | AREA | AREAREF | CENTRAL | STAFF | ON_SIDE ){1,6} COMMA )? FILL?"
"""For whom somebody speaks: "thay mặt Ban Chấp hành, …"."""
_BODY = "(?P<who> ORG | AREA )"
_ALSO = (
    f"( ( ATTEND | GIVE | SPEAK | CHAIR | GOT | VISITS ) ( {_NOUN} | FILL | OTHER | PRIZE | AT | NUMBER ){{0,6}}"
    " ( AND | COMMA ) FILL{0,2} ){0,2}"
)
"""Other acts of the same person before: "dự và trao", "tới dự, trao Huân chương và phát biểu"."""
_BEGINS = "^ ( PERIOD | TODAY | YESTERDAY | SAMEDAY | COMMA | AT ( AREA | PLACE | ORG ) | FILL | OTHER ){0,4}"
_IN_DOING = r"\A(?!.{0,30}\b(?:qua|theo|để|nhằm|về|(?<!làm )việc|quá trình|kết quả|trước khi|muốn|từng|bị)\b)"
_CLAUSE = "( (?! SAY | SPEAK | ATTEND | CHAIR | QUOTE | COLON | SEMI | DOT ) . ){1,40}?"
"""A sentence that begins with what somebody does who is told only then, and the rest of that clause."""
_AT_MEETING = "( AT | OPENS | CHAIR | ATTEND | ORGANIZE | SPEAK ) (?P<act> MEETING )"
_GIVES = "( GIVE ( NUMBER | EACH ){0,2} ( OTHER | PRIZE | TELL ){1,3} ( COMMA | AND ) FILL{0,2} )"
"""What somebody hands over before speaking: "tặng hoa chúc mừng, đồng thời đề nghị"."""

ORGANIZERS = (
    Rule(
        "organizes",
        f"{_BODY} {_PAD} (?P<act> ORGANIZE ) ORGANIZE? {_BETWEEN} ( CONFERENCE (?= DIALOGUE ) )? {_EVENT}",
    ),
    Rule(
        "publishes",
        f"{_BODY} {_PAD} (?P<act> ORGANIZE ) FILL{{0,2}}"
        " (?P<event> PUBLISH | GIVE ( OTHER | NUMBER | EACH ){0,2} PRIZE"
        " | GIVE FOR ( NUMBER | OTHER ){1,4} COMMA? HAVE? NUMBER? PRIZE )",
    ),
    Rule("reviews", f"{_BODY} {_PAD} (?P<act> ORGANIZE FILL{{0,2}} REVIEW | REVIEW )", says=r"\A(?!.*\bđể\b)"),
    Rule("holds-session", f"{_BODY} {_PAD} ( ORGANIZE FILL? )? (?P<act> HELD_SESSION )"),
    Rule("holds-meeting", f"{_BODY} {_PAD} (?P<act> ( ORGANIZE FILL? )? HELD )"),
    Rule(
        "meets-the-press",  # "UBND tỉnh A họp báo về vụ việc"
        f"{_BODY} ( FILL | OTHER | TODAY | PERIOD ){{0,3}} (?P<act> MEETING )",
        says=r"(?<!buổi )(?<!cuộc )\b(?:họp báo|họp giao ban|họp trực tuyến|gặp mặt)\Z",
    ),
    Rule(
        "session-of",  # "kỳ họp thứ 8 HĐND tỉnh A khai mạc"
        "(?P<event> SESSION ) ( FILL | OTHER | NUMBER | COMMA ){0,5}? OF? (?P<who> ORG )"
        " ( FILL | OTHER | NUMBER | COMMA | PERIOD ){0,6}? (?P<act> ORGANIZE ) (?! SESSION )",
    ),
    Rule(
        "conference-of",  # "hội nghị Thành ủy A lần thứ 9 khai mạc", "hội nghị Huyện ủy B tổ chức ngày 2-3"
        f"(?P<event> CONFERENCE ) ( FILL | OTHER | NUMBER ){{0,3}}? OF? (?P<who> ORG ) ( FILL | OTHER | NUMBER"
        " | COMMA FILL OTHER ){0,6}? (?P<act> ORGANIZE )"
        f" (?! FILL{{0,2}} ( {_NOUN} | PUBLISH | REVIEW | GIVE | HELD ) )",
    ),
    Rule(
        "organized-by",
        f"{_EVENT} ( {_QUOTED} | OTHER | QUOTE | CAPS | COMMA | FILL | NUMBER | AREA | PERIOD | POSTS | DOCNO | OF"
        " | REVIEW | TELL | SINCE | EACH | CITED | INSPECTS | SKIP | AND | DASH | FOR | GREET | STAFF | PUBLISH | FAULT"
        f" | LPAR .{{1,12}}? RPAR ){{0,20}} BY {_BODY}"
        " ( FILL | OTHER | WITH | ORG | COMMA | AND | CAPS | AREA | AREAREF | PLACE ){0,12} (?P<act> ORGANIZE )",
    ),
    Rule(
        "which-it-organizes",  # "hội nghị sơ kết mà Ủy ban Kiểm tra Huyện ủy A tổ chức ngày 5-7"
        f"{_EVENT} ( OTHER | CAPS | COMMA | FILL | NUMBER | PERIOD | OF | REVIEW | CITED | INSPECTS ){{0,14}} OTHER"
        f" {_BODY} FILL{{0,2}} (?P<act> ORGANIZE )",
        says=r"\bmà [^,;]*\Z",
    ),
)
CHAIRS = (
    Rule("chairs", f"{_PERSON} {_TITLES} {_ALSO} (?P<act> CHAIR | MANAGE (?= {_NOUN} ) )"),
    Rule(
        "says-chairing",  # "ông A nhấn mạnh điều này khi chủ trì cuộc họp"
        f"{_PERSON} {_TITLES} ( SAY | SPEAK | TELL ) ( OTHER | FILL | AGAIN ){{1,5}} (?P<act> CHAIR ) (?= {_NOUN} )",
        says=r"\bkhi (?:\w+ )?chủ (?:trì|tọa)",
    ),
    Rule("managed-by", f"BY (?P<who> HOLDER ) {_TITLES} (?P<act> MANAGE )"),
    Rule(
        "chairing",
        f"(?<! BLOCK ) (?P<act> CHAIR | MANAGE ) AND? ( SPEAK | FILL ){{0,3}} {_NOUN}"
        " ( OTHER | FILL | TODAY | PERIOD ){0,4} COMMA (?P<who> HOLDER | POSTS )",
    ),
    Rule("chaired-by", "(?P<act> CHAIRED ) ( HON | OTHER | FILL | COLON ){0,3} (?P<who> HOLDER | POSTS )"),
)
LEADERS = (Rule("leads", f"{_PERSON} {_TITLES} (?P<act> LEADS | LED ( ORG | TEAM ) )"),)
LISTS = (
    Rule(
        "attend-list",
        f"(?P<act> ATTEND | PRESENCE | RECEIVE TEAM ) HELD? {_WITHIN}{{0,14}}?"
        " (?P<list> HAVE | COLON | ON_SIDE | SIDE )",
    ),
    Rule(
        "join-list",  # "Tham gia buổi đối thoại còn có …"
        f"(?P<act> ATTENDS ) FILL? ( {_NOUN} | TEAM ) ( OTHER | FILL | WITH | AT ){{0,4}} (?P<list> HAVE | COLON )",
    ),
    Rule("presence", "(?P<act> PRESENCE ) (?P<list> HON )?"),
    Rule(
        "side-list",
        "(?P<act> SIDE ) ( STAFF | ORG | AREA | AREAREF | PLACE | OTHER | CENTRAL | CAPS | FILL | EACH | TEAM"
        " | BY INSPECTS ){0,6} COMMA?"
        " (?P<list> HAVE | COLON )",
    ),
    Rule(
        "given-list",  # "các đảng viên nhận Huy hiệu đợt này còn có ông A; bà B"
        "(?P<act> GOT ) ( OTHER | FILL | NUMBER ){0,4} PRIZE ( OTHER | FILL | NUMBER | CAPS | AGAIN ){0,6}"
        " (?P<list> HAVE | COLON )",
        tells="recipient",
    ),
    Rule("welcomes", "(?P<act> WELCOME ) ( OTHER | FILL | HON | OF | NUMBER ){0,3}? (?P<list> (?= HOLDER ) | COLON )"),
    Rule(
        "at-hub",  # "Ở điểm cầu huyện A có Bí thư Huyện ủy B"
        "(?<! CHAIR AT ) (?P<act> HUB )"
        " ( OTHER | FILL | ORG | AREA | AREAREF | PLACE | CAPS | COMMA | OF | ATTEND ){0,8} (?P<list> HAVE | COLON )",
    ),
    Rule(
        "team-list",  # "Tổ đại biểu gồm các ông: A; B đã tiếp xúc với cử tri"
        "(?P<act> TEAM ) ( OTHER | FILL | ORG | AREA | AREAREF | CAPS | OF | ON_SIDE | NUMBER ){0,6} (?P<list> HAVE )",
    ),
    Rule("speak-list", f"(?P<act> SPEAK ) ( {_NOUN} | FILL | OTHER | AT ){{0,6}} (?P<list> HAVE )", tells="speaker"),
    Rule("beside-list", "(?P<act> BESIDE ) HON? HOLDER ( OTHER | POSTS | COMMA | ATTEND ){0,5} (?P<list> HAVE )"),
    Rule(
        "chair-list",
        f"(?P<act> CHAIR | MANAGE (?= ( FILL | OTHER )? {_NOUN} ) )"
        f" EACH? ( {_NOUN} | FILL | OTHER | AT ){{0,6}} ( AT HUB ( OTHER | AREA | AREAREF | PLACE | ORG ){{0,4}} )?"
        " (?P<list> HAVE | COLON )",
        tells="chair",
    ),
)
ATTENDERS = (
    Rule("attends", f"{_PERSON} {_TITLES} (?P<act> ATTEND ) ( {_WITHIN}{{0,4}}? {_EVENT} )?"),
    Rule(
        "attends-with-others",  # "ông A, bà B cùng lãnh đạo các sở, ngành đã tới dự"
        f"{_PERSON} {_TITLES} ( COMMA | AND | ALONG ) ( STAFF | ON_SIDE | EACH ) ( STAFF | ON_SIDE | EACH | OTHER | ORG"
        " | AREA | AREAREF | OF | COMMA | AND | CENTRAL | NUMBER | PRESS | HON | CAPS | PLACE | AGAIN ){0,24} FILL{0,2}"
        f" (?P<act> ATTEND ) ( {_WITHIN}{{0,4}}? {_EVENT} )?",
    ),
    Rule(
        "attending",  # "Đến dự và phát biểu tại hội nghị, ông A …"
        f"(?P<act> ATTEND ) ( {_NOUN} | FILL | OTHER ){{0,4}} ( AND | COMMA )? FILL? SPEAK"
        f" ( {_NOUN} | FILL | OTHER | AT ){{0,6}} COMMA (?P<who> HOLDER )",
    ),
    Rule(
        "attending-first",  # "Dự lễ, ông A trao", "Sáng 1-8, dự hội nghị do Thành ủy B tổ chức, ông C nhìn nhận"
        f"{_BEGINS} (?P<act> ATTEND ) {_EVENT} ( {_CLAUSE} )? COMMA (?P<who> HOLDER )",
        says=r"\A(?!.{0,20}\b(?:để|trước khi|được|ngoài|cùng)\b)",
    ),
    Rule(
        "talks",
        f"{_PERSON} {_TITLES} ( ( AND | ALONG ) TEAM )? HAVE? FILL{{0,2}} (?P<act> DIALOGUE )"
        " ( OTHER | FILL ){0,3} WITH",
    ),
    Rule("has-meeting", f"{_PERSON} {_TITLES} ( ( AND | ALONG ) TEAM )? HAVE FILL{{0,2}} (?P<act> MEETING | VISIT )"),
    Rule(
        "meeting-of",  # "tại cuộc làm việc của ông A với Huyện ủy B", "buổi gặp gỡ giữa ông A và …"
        "(?<! EACH ) (?P<act> MEETING ) ( OTHER | FILL | AREAREF ){0,3} ( OF | AMID ) (?P<who> HOLDER )",
    ),
    Rule(
        "worked-with",  # "Làm việc với ông A chiều 8-3, bà B nói"
        f"{_BEGINS} (?P<act> WORK ) (?P<who> HOLDER )",
    ),
    Rule(
        "meeting-with-them",  # "tại buổi làm việc với ông A, bà B nói"
        f"{_AT_MEETING} FILL? WITH (?P<who> HOLDER )",
    ),
    Rule(
        "meets-them",  # "ông A, Bí thư Huyện ủy, tiếp xúc cử tri xã B"
        f"{_PERSON} {_TITLES} ( ( AND | ALONG ) TEAM )? {_TITLES} (?P<act> MEETING )",
        says=r"\A(?!.*\b(?:khi|lần|nên|muốn)\b).*(?<!buổi )(?<!cuộc )\btiếp xúc cử tri",
    ),
    Rule(
        "seen-at",  # below a picture: "Ông A (bìa phải) và bà B tại hội nghị sáng 5-3 - Ảnh: C"
        f"^ HON? ( HOLDER {_ASIDE} ( COMMA | AND ) HON? ){{0,4}} (?P<who> HOLDER ) {_ASIDE} AT (?P<act> {_NOUN} )"
        f" (?= ( {_PLAIN} | PLANNED ){{0,20}} ( DOT | DASH | $ ) )",
    ),
    Rule("met", f"{_PERSON} {_TITLES} (?P<act> HELD )"),  # "ông A cùng ông B đã họp khẩn"
    Rule("joins", f"{_PERSON} {_TITLES} (?P<act> ATTENDS ) FILL? {_EVENT}"),
)
SPEAKERS = (
    Rule(
        "speech-of",
        f"(?P<act> SPEAK | REPORT | ANSWER ) ( {_ANY_EVENT} | TODAY"
        " | LPAR ( PERIOD | OTHER | AREA | PLACE | NUMBER | CAPS | ORG )"
        "{1,5} RPAR | FILL | OTHER | AT | AND | SAY | ORG | AREA | AREAREF | PLACE | NUMBER | PERIOD | QUOTE | CAPS"
        f" | OF | AGAIN | REPORT ){{0,14}} ( COMMA {_BEHALF} | (?<= {' | '.join(TYPES)} ) HON? )"
        " (?P<who> HOLDER | POSTS )",
    ),
    Rule(
        "said-at",
        f"(?P<act> AT AGAIN? | AGAIN | HAPPEN | OPENS ) ( OTHER | FILL ){{0,2}} {_EVENT}"
        " ( OTHER | FILL | AGAIN | NUMBER | AREA | ORG | PERIOD | BY | ORGANIZE | WITH | EACH ){0,12}"
        f" COMMA {_BEHALF} (?P<who> HOLDER | POSTS ) {_TITLES} ( SAY | SPEAK | REPORT | TELL )",
    ),
    Rule(
        "responds",  # "Tiếp thu các kiến nghị, ông A cho biết", "Ghi nhận kết quả của huyện, ông B đề nghị"
        "^ FILL? BY? (?P<act> SAY | TELL | ANSWER | GOT ) ( OTHER | FILL | OF | ON_SIDE | EACH | TELL | AT | AREA"
        " | AREAREF | ORG | STAFF"
        f" | AGAIN | NUMBER | VOTERS | AND | WITH | FOR ){{0,14}} COMMA {_BEHALF} (?P<who> HOLDER | POSTS ) {_TITLES}"
        " ( SAY | SPEAK | REPORT | TELL )",
    ),
    Rule(
        "for-others",  # "Thay mặt những người được nhận Huy hiệu, ông A bày tỏ"
        "^ FILL? (?P<act> ON_BEHALF ) ( OTHER | FILL | ORG | AREA | AREAREF | PLACE | CAPS | CENTRAL | STAFF | ON_SIDE"
        " | EACH | GOT | HON | PRIZE | BY | NUMBER ){1,10} COMMA (?P<who> HOLDER | POSTS )"
        f" {_TITLES} ( SAY | SPEAK | TELL | REPORT )",
    ),
    Rule(
        "said-there",  # "Đó là ý kiến của ông A với Công ty B trong buổi làm việc"
        f"(?P<act> SAID ) HON? (?P<who> HOLDER | POSTS ) {_TITLES} ( WITH {_TITLES} )? ( AT SPEAK )? AT {_EVENT}",
    ),
    Rule(
        "closes-with-speech",
        f"{_NOUN} ( {_PAD} ORG )? {_PAD} ( HAPPEN | ORGANIZE ) {_PAD} WITH OTHER{{0,2}} (?P<act> SPEAK ) OF HON?"
        " (?P<who> HOLDER )",
    ),
    Rule("speech-by", f"^ (?P<act> SPEAK ) ( AT {_NOUN} )? OF HON? (?P<who> HOLDER )"),
    Rule(
        "lecturer",
        "(?P<act> LECTURER ) ( CENTRAL | ORG | AREA | AREAREF | HAVE | OF | COLON | AT | OTHER ){0,4}"
        " (?P<who> HOLDER )",
    ),
    Rule("opens-with-speech", f"(?P<act> ORGANIZE ) {_EVENT} COMMA {_BEHALF} (?P<who> HOLDER | POSTS )"),
    Rule(
        "answered-by",
        f"BY HON? (?P<who> HOLDER ) {_TITLES} ( AND ( LED | EACH | STAFF | OTHER | FILL | ORG ){{1,8}} )?"
        " (?P<act> SPEAK | ANSWER )",
    ),
    Rule(
        "told-so-at",  # "ông A nhận định như vậy trong hội thảo sáng 14-5 về …"
        f"{_PERSON} {_TITLES} (?P<act> TELL | SAY ) ( OTHER | FILL | AGAIN | SPEAK ){{1,6}}"
        f" ( AT | ATTEND | OPENS | CHAIR ) ( {_EVENT} | WORK )",
        says=r"\b(?:như (?:vậy|thế|trên)|(?:này|trên|đó))\b",
    ),
    Rule(
        "told-by",  # "Thông tin trên được ông A chia sẻ tại cuộc họp sáng 12-3"
        f"BY (?P<who> HOLDER ) {_TITLES} (?P<act> TELL | SAY | OTHER ) ( OTHER | FILL | SPEAK ){{0,3}}"
        f" ( AT | ATTEND | OPENS | CHAIR ) {_EVENT}",
        says=r"\Ađược\b.*\b(?:đưa ra|nêu|nói|chia sẻ|khẳng định|nhấn mạnh|cho biết|tiết lộ|đề cập|phản ánh)\b",
    ),
    Rule(
        "tells-at",  # "ông A nói tại buổi làm việc chiều 12/5."
        f"{_PERSON} {_TITLES} (?P<act> TELL ) ( OTHER | FILL ){{0,2}} AT {_EVENT}"
        f" (?= {_PLAIN}{{0,14}} ( DOT | COLON | DASH | $ ) )",
    ),
    Rule(
        "speaks",
        f"{_PERSON} {_TITLES} {_ALSO} ( ON_BEHALF EACH? ( OTHER | STAFF | ON_SIDE | FILL ){{1,6}} )? (?P<act> SPEAK )"
        " (?! OF ORG )",
    ),
    Rule("says", f"{_PERSON} {_TITLES} {_GIVES}? (?P<act> SAY | REPORT ) (?! OF )"),
    Rule("tells", f"{_PERSON} {_TITLES} (?P<act> TELL | HOLDS )"),
)
HOSTS = (
    Rule(
        "works-with",
        "(?P<act> WORK | WORK_AT ) ( FILL | OTHER | AT | AND | COMMA ){0,3}? (?P<who> ORG | AREA | AREAREF )",
    ),
    Rule(
        "meeting-with",
        f"{_AT_MEETING} ( OTHER | FILL | PERIOD | TODAY | LPAR | RPAR | COMMA | ( OF | AMID ) HOLDER ){{0,5}}?"
        " ( WITH | AND ) ( STAFF | FILL ){0,2} (?P<who> ORG | AREA )",
    ),
    Rule("receives", f"(?P<who> HOLDER | ORG ) {_TITLES} (?P<act> RECEIVE ) FILL? ( TEAM | HOLDER | POSTS )"),
)
WORKERS = (
    Rule(
        "body-works",
        "^ ( OTHER | PERIOD | TODAY | YESTERDAY | COMMA | AT ( AREA | PLACE ) ){0,6} (?P<who> ORG )"
        " ( FILL | OTHER ){0,2} (?P<act> WORK ) ( STAFF | FILL | OTHER ){0,2} ( ORG | AREA | TEAM )",
    ),
    Rule(
        "working",  # "Làm việc với Sở A sáng 17-2, ông B đề nghị", "Tiếp xúc cử tri huyện A, ông B cho biết"
        f"{_BEGINS} (?P<act> WORK | WORK_AT | MEETS | GREET ( WITH | OTHER | NUMBER | FILL ){{0,4}} VOTERS )"
        f" {_CLAUSE} COMMA ( HOLDER AND HON? )? (?P<who> HOLDER | POSTS ) {_TITLES}"
        " ( SAY | SPEAK | TELL | REPORT )",
        says=_IN_DOING,
    ),
    Rule(
        "meeting-voters",  # "Tiếp xúc cử tri huyện A chiều 12-8, ông B cho rằng"
        f"{_BEGINS} (?P<act> MEETING ) {_CLAUSE} COMMA (?P<who> HOLDER | POSTS ) {_TITLES}"
        " ( SAY | SPEAK | TELL | REPORT )",
        says=r"\A(?:[^,]*, )?(?:khi |trong lúc )?tiếp xúc cử tri\b",
    ),
    Rule("works", f"(?P<who> HOLDER ) {_TITLES} ( AND TEAM | ALONG TEAM )? {_TITLES} (?P<act> WORK | WORK_AT )"),
    Rule(
        "meets-voters",
        f"(?P<who> HOLDER ) {_TITLES} ( AND TEAM | ALONG TEAM )? {_TITLES}"
        " (?P<act> MEETS | GREET ( WITH | OTHER | NUMBER | FILL ){0,4} VOTERS )",
    ),
)
TOURS = (
    Rule(
        "touring",  # "Đến thăm Công ty A sáng 6-3, ông B yêu cầu"
        f"{_BEGINS} (?P<act> VISITS | INSPECTS ) (?! {_NOUN} ) ( ( COMMA | AND )? SAY )? {_CLAUSE} COMMA"
        f" ( HOLDER AND HON? )? (?P<who> HOLDER | POSTS ) {_TITLES}"
        " ( SAY | SPEAK | TELL | REPORT | GIVE )",
        says=_IN_DOING,
    ),
    Rule(
        "tours",
        f"(?P<who> HOLDER ) {_TITLES} ( ( AND | ALONG ) TEAM )? {_TITLES} (?P<act> VISITS | INSPECTS ) (?! {_NOUN} )",
    ),
)
VISITED = (
    Rule("visited", "(?P<act> VISITS ) ( COMMA VISITS )? ( STAFF | FILL | OTHER ){0,2}? (?P<who> ORG )"),
    Rule(
        "visited-too",  # "thăm và tặng quà bà con xã A, cán bộ Đồn Biên phòng B"
        "(?P<act> VISITS ) ( ( COMMA | AND ) ( OTHER CAPS? | GIVE OTHER | VISITS ) ){1,2}"
        " ( ( OTHER | STAFF | FILL ){1,3} AREA COMMA )? ( STAFF | FILL | OTHER | COMMA ){0,5}? (?P<who> ORG )",
    ),
)
GIVERS = (
    Rule(
        "gives",
        f"(?P<who> HOLDER | ORG | POSTS ) {_TITLES} {_ALSO} ( FOR OTHER{{1,2}} )? (?P<act> GIVE )"
        " ( OTHER | FILL | NUMBER | AND | COMMA | EACH ){0,5} PRIZE",
    ),
    Rule(
        "having-given",  # "Sau khi trao quyết định và tặng hoa chúc mừng, Bí thư Tỉnh ủy A …"
        "^ OTHER OTHER FILL? (?P<act> GIVE ) ( OTHER | FILL | NUMBER | EACH ){0,3} PRIZE"
        " ( AND GIVE ( OTHER | TELL ){1,3} | FOR ( OTHER | FILL | EACH | ORG | STAFF | ON_SIDE | HON | HOLDER ){1,6} )?"
        " COMMA (?P<who> HOLDER )",
        says=r"\Asau khi",
    ),
    Rule(
        "gives-presents",
        f"{_PERSON} {_TITLES} {_ALSO} (?P<act> GIVE ) ( NUMBER | EACH ){{0,2}} OTHER{{1,2}}",
        says=r"\b(?:trao|tặng)\b[^,;]{0,16} (?:quà|học bổng)\Z",
    ),
)
RECIPIENTS = (
    Rule(
        "receives-prize",
        f"(?P<who> HOLDER ) {_TITLES} ( {_TITLES} | COMMA ( OTHER | NUMBER ){{1,5}} )? (?P<act> GOT )"
        " ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE",
    ),
    Rule(
        "says-receiving",  # "ông A, 86 tuổi, xúc động khi nhận Huy hiệu"
        f"(?P<who> HOLDER ) {_TITLES} TELL ( OTHER | FILL ){{0,2}} (?P<act> GOT )"
        " ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE",
        says=r"\b(?:khi|lúc) (?:\w+ ){0,2}(?:nhận|trao|gắn|tặng)",
    ),
    Rule(
        "given-to",
        "(?P<act> GIVE ) ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE"
        " ( OTHER | FILL | NUMBER | ORG | AREA | QUOTE | COMMA | AND | OF | PRIZE | CAPS ){0,10} FOR HON?"
        " (?P<who> HOLDER ) (?! FILL? ( SAY | TELL ) )",
    ),
    Rule(
        "handed-at",  # "tại lễ trao quyết định cho ông A"
        "(?P<act> CEREMONY ) ( OTHER | FILL | NUMBER | ORG | AREA | AREAREF | OF | PRIZE | CAPS | POSTS ){0,8} FOR HON?"
        " (?P<who> HOLDER ) (?! FILL? ( SAY | TELL ) )",
        says=r"\A(?:buổi |lễ )*(?:công bố|trao|gắn)\b",
    ),
    Rule(
        "given-to-one-of",  # "trao giải Nhất cho thí sinh A", not "… cho gia đình ông A"
        "(?P<act> GIVE ) ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE"
        " ( OTHER | FILL | NUMBER | CAPS | QUOTE | OF | ORG | AREA ){0,8} FOR OTHER{1,2} (?P<who> HOLDER )"
        " (?! FILL? ( SAY | TELL ) )",
        says=r"\bcho (?:em|(?:học|thí) sinh|sinh viên|tác giả|(?:đảng|hội|đoàn|vận động) viên) (?=[A-ZĐÀ-Ỹ])",
    ),
    Rule(
        "given-to-body",  # "trao bằng khen cho Ban Dân vận Huyện ủy A, Hội Nông dân B và ông C"
        "(?P<act> GIVE ) ( OTHER | FILL | NUMBER | EACH ){0,2} PRIZE ( OTHER | FILL ){0,2} FOR ( OTHER | FILL ){0,2}"
        " (?P<who> ORG )",
    ),
    Rule(
        "among-those-given",
        "(?P<act> GIVE ) ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE"
        " ( OTHER | FILL | NUMBER | HON | FOR | CAPS | COMMA | EACH | AREA | ORG ){0,24} AMONG HON? (?P<who> HOLDER )",
    ),
    Rule(
        "prize-bearer",
        "(?P<act> GOT ) ( OTHER | FILL | NUMBER | EACH ){0,4} PRIZE ( OTHER | NUMBER | CAPS ){0,6} COMMA"
        " (?P<who> HOLDER )",
    ),
)

PARTS: tuple[tuple[Part, tuple[Rule, ...]], ...] = (
    ("organizer", ORGANIZERS),
    ("leader", LEADERS),
    ("host", HOSTS),
    ("attendee", WORKERS),
    ("attendee", TOURS),
    ("host", VISITED),
    ("chair", CHAIRS),
    ("attendee", ATTENDERS),
    ("giver", GIVERS),
    ("recipient", RECIPIENTS),
    ("speaker", SPEAKERS),
)
"""Which part the agent of a rule plays; the rules of LISTS name their agents after the verb."""
