"""The rules by which a sentence tells what is done with directing documents: the act and its documents."""

from __future__ import annotations

from extraction.grammar import Rule

_ACT = "( IMPLEMENT | STUDY | CONCRETISE | REVIEW )"
_FILL = "( FILL | EACH ){0,8}"
_JOIN = "( COMMA AND | COMMA | AND )"
_ACTS = f"(?P<acts> {_ACT} ( {_JOIN}? ( FILL | EACH | NUMBER | PERIOD | ABOUT | AT? TERM ){{0,8}} {_ACT} ){{0,6}} )"
_THEME = f"( CONTENT ( {_JOIN}? ( CONTENT | FILL ) ){{0,8}} ( OTHER | FILL | ABOUT ){{0,4}} ( OF | ABOUT )? )"
_BODY = "( ORG | AREA | AREAREF | PLACE | GENERIC | THEM )"
_SUCH = (  # "các nghị quyết, chỉ thị của Trung ương, nhất là Nghị quyết số 21-NQ/TW"
    "( QUOTE? ( DOCTYPE | OWNED | PAPER | CONTENT ) ( ( COMMA | AND ) ( DOCTYPE | OWNED | PAPER ) ){0,6} QUOTE?"
    " ( OTHER | FILL ){0,3} ( OF FILL? ( ORG | CENTRAL NUMBER? | PARTY | AREA | AREAREF )"
    " ( ( COMMA | AND ) OF? ( ORG | AREAREF | CENTRAL | THEM ) ){0,4} )?"
    " ( TERM | OTHER | FILL | ABOUT | LEVELS ){0,6} ( ( COMMA | LPAR )? FIRSTOF COLON? | COLON ) )"
)
_SOME = (  # "các nghị quyết, chỉ thị của Trung ương và Nghị quyết số 05-NQ/TU"
    "( ( DOCTYPE | OWNED | PAPER ) CONGRESS? ( ( COMMA | AND ) ( DOCTYPE | OWNED | PAPER ) ){0,4}"
    " ( OF ( ORG | CENTRAL | PARTY | AREA | AREAREF | POSTS ) ( ( COMMA | AND ) ( ORG | CENTRAL | POSTS ) ){0,3} )?"
    " ( OTHER | FILL | LEVELS ){0,3} ( COMMA AND | COMMA | AND | WITH ) ( EACH | FILL ){0,2} )"
)
_BIDDING = (  # "thực hiện ý kiến chỉ đạo của Huyện ủy tại Công văn số 118-CV/HU"
    "( OTHER{0,2} ( LEAD | DOCTYPE | PAPER | CONTENT | OTHER ) OF FILL?"
    " ( ORG | CENTRAL | AREAREF | POSTS | HOLDER ) AT )"
)
_TO = (
    f"( ( AND | COMMA )? ( FILL | EACH ) ){{0,8}} {_THEME}? COLON? {_FILL}"
    f" ( NUMBER? ( {_SUCH} | {_SOME} | {_BIDDING} ) )? {_FILL}"
)
_ASIDE = "( LPAR ( OTHER | CONTENT | STUDY | FILL | ABOUT | NUMBER | TERM | PERIOD | AND | COMMA ){1,10} RPAR )?"
_LIST = "(?P<docs> DOC ( ( COMMA AND | COMMA | AND )? EACH? DOC ){0,7} )"
_MORE = (  # "và 2 nghị quyết mới là Nghị quyết số 70-NQ/TW"
    f"{_JOIN} ( EACH | FILL | NUMBER ){{0,2}} ( DOCTYPE | OWNED | PAPER ) ( OTHER | FILL ){{0,4}}"
    " ( OF ( ORG | CENTRAL ) )? COMMA? ( AT | COLON | FIRSTOF COLON? )"
)
_PAST = (  # "và các văn bản của Tỉnh ủy, Kế hoạch số 124-KH/HU"
    f"{_JOIN} ( EACH | FILL ){{0,2}} ( DOCTYPE | OWNED | PAPER ){{1,3}}"
    f" ( OF ( ORG | CENTRAL | AREAREF | LEVELS ) )? {_JOIN}"
)
_NEXT = f"( {_JOIN} | SEMI | WITH | COMMA WITH | {_MORE} | {_PAST} )"
_DOCS = f"(?P<docs> DOC {_ASIDE} ( {_NEXT}? {_FILL} CONTENT? DOC {_ASIDE} )* )"
_ALONG = (  # "Kế hoạch số 5 …, Kế hoạch số 7 … gắn với thực hiện Quyết định số 290"
    f"(?P<docs> DOC {_ASIDE} ( {_JOIN}? {_FILL} DOC {_ASIDE} )* {_JOIN}? WITH {_FILL} ( IMPLEMENT | STUDY )"
    f" {_FILL} DOC {_ASIDE} ( {_JOIN}? {_FILL} DOC {_ASIDE} )* )"
)
_OWN = f"(?P<own> ( DOC | DOCTYPE | OWNED | PAPER ) ( {_JOIN} ( DOC | DOCTYPE | OWNED | PAPER ) ){{0,6}} )"

_ALL = "( PAPER ( OTHER | FILL | CONCRETISE | LEAD ){0,6} COMMA? FIRSTOF COLON? )"
"""All that is issued, of which one is told: "46 văn bản cụ thể hóa, trong đó có"."""
_FRONTED = (  # "Sau khi Nghị quyết số 22-NQ/TW được ban hành, Huyện ủy A đã", "Để đưa Nghị quyết vào cuộc sống, …"
    f"{_DOCS} ( PASSIVE | ISSUE | CUT | OTHER | FILL | INTOLIFE ){{0,4}} COMMA (?P<actor> {_BODY} ) FILL{{0,4}}"
)
_AUDIENCE = "( AT{1,2} (?P<audience> [PARTY OTHER EACH FILL COMMA AND NUMBER PERCENT LEVELS]{1,14}? ) FILL{0,3} )"
_ENDED = "(?= COMMA | DOT | SEMI | AND | AT | FILL AT | $ )"

RULES = (
    Rule(
        "plan-after",  # "Sau khi Nghị quyết số 22 ra đời, Huyện ủy đã xây dựng Chương trình số 18 để cụ thể hóa"
        f"( CUT | PER | FILL | STUDY | AT | BRING | IMPLEMENT ) {_FRONTED} (?P<acts> ISSUE ) ( FILL | EACH ){{0,3}}"
        f" {_OWN} ( CUT | OTHER ){{0,3}} FILL{{0,2}} ( CONCRETISE | IMPLEMENT ) {_ENDED}",
        tells="concretise",
    ),
    Rule(
        "review-after",  # "Sau 5 năm đưa Nghị quyết số 26 vào cuộc sống, Huyện ủy vừa có hội nghị sơ kết"
        f"( AT | BRING | IMPLEMENT | STUDY | CONCRETISE | REVIEW | PERIOD ) {_FRONTED} ISSUE? FILL{{0,3}}"
        f" (?P<acts> REVIEW ) {_ENDED}",
    ),
    Rule(
        "topic",  # "Nghị quyết 04 của Tỉnh ủy, Huyện ủy A triển khai từ đầu năm"
        f"^ FILL{{0,2}} (?P<docs> DOC ) ( PASSIVE? FILL? ISSUE )? COMMA (?P<actor> {_BODY} ) FILL{{0,4}}"
        f" (?P<acts> {_ACT} )"
        " (?= FILL{0,2} ( COMMA | DOT | SEMI | AT | BY | SOONEST | $ ) )",
    ),
    Rule(
        "has-plan",  # "UBND phường có Kế hoạch số 7/KH-UBND triển khai Chỉ thị này"
        f"(?P<actor> {_BODY} ) (?P<acts> FILL ) (?P<own> DOC ) CUT? FILL{{0,2}}"
        f" ( IMPLEMENT | CONCRETISE | STUDY ) ( COMMA | AND | IMPLEMENT | STUDY | FILL ){{0,6}} {_TO} {_DOCS}",
        tells="concretise",
    ),
    Rule(
        "plans",  # "ban hành kế hoạch thực hiện nghị quyết": the resolution is put in concrete form
        f"(?P<acts> ISSUE ) ( FILL | EACH | NUMBER ){{0,8}} {_ALL}? {_OWN}"
        " ( OTHER | FILL | ABOUT | PERIOD | COMMA? CUT ){0,5}"
        f" ( IMPLEMENT | CONCRETISE | STUDY ) ( COMMA | AND | IMPLEMENT | STUDY | FILL ){{0,6}} {_TO} {_DOCS}",
        tells="concretise",
    ),
    Rule(
        "plan-made",  # "Kế hoạch số 8 mà Đảng ủy xã A ban hành tháng 8/2025 nhằm cụ thể hóa Nghị quyết số 57"
        f"(?P<own> DOC ) ( WHICH | DO | PASSIVE ) (?P<actor> {_BODY} ) FILL{{0,3}} (?P<acts> ISSUE )"
        " [OTHER NUMBER SLASH DOCNO PERIOD DATE FILL AT]{0,5} CUT FILL{0,3} ( IMPLEMENT | CONCRETISE )"
        f" {_TO} {_DOCS}",
        tells="concretise",
    ),
    Rule(
        "plan-of",  # "Kế hoạch số 88-KH/TU của Tỉnh ủy về thực hiện Nghị quyết số 57": its issuer concretises
        f"(?P<plan> DOC ) ABOUT? ( FILL | EACH ){{0,3}} (?P<acts> IMPLEMENT | CONCRETISE ) {_TO} {_DOCS}",
        tells="concretise",
    ),
    Rule("into-life", f"(?P<acts> BRING ) {_TO} {_DOCS} {_FILL} INTOLIFE"),
    Rule(
        "for-life",  # "để nghị quyết đi vào cuộc sống, Huyện ủy …"
        f"(?P<acts> CUT ) {_FILL} {_DOCS} {_FILL} INTOLIFE",
        tells="implement",
    ),
    Rule("teaches", f"(?P<acts> TEACH | STUDY ) {_TO} {_DOCS}"),
    Rule(
        "teaches-contents",  # "đồng chí A triển khai các nội dung: Nghị quyết số 26-NQ/TW về …"
        f"(?P<acts> IMPLEMENT ) ( EACH | NUMBER )? CONTENT ( FILL | AND | CONTENT ){{0,4}} ( OF | COLON ) {_DOCS}",
        tells="study",
    ),
    Rule("taught-by", f"{_DOCS} ( OTHER | CONTENT | FILL | EACH ){{0,6}} DO HOLDER {_FILL} (?P<acts> TEACH | STUDY )"),
    Rule(
        "practises",
        "(?P<acts> PRACTISE ) ( OTHER | FILL | CONTENT | QUOTE | STUDY | AND | PER | COMMA | PLACE ){0,16}?"
        f" PER {_FILL} {_DOCS}",
    ),
    Rule("practises-it", f"(?P<acts> PRACTISE ) {_DOCS}"),  # "học tập và làm theo Chỉ thị 05"
    Rule(
        "acts-by",  # "cụ thể hóa nghị quyết bằng 5 đề án, trong đó có Đề án số 1"
        f"{_ACTS} {_TO} {_DOCS} BY {_FILL} ( NUMBER ( DOCTYPE | OWNED | PAPER ) ( COMMA | CUT )* FIRSTOF )?"
        f" (?P<own> DOC ( {_JOIN} DOC )* )",
    ),
    Rule(
        "acts-by-too",  # "đã quán triệt Kết luận số 50-KL/TW, đồng thời cụ thể hóa bằng Kế hoạch số 97-KH/HU"
        f"{_ACTS} {_TO} {_DOCS} {_JOIN}? FILL{{0,3}} CONCRETISE FILL? BY {_FILL} (?P<own> DOC ( {_JOIN} DOC )* )",
    ),
    Rule(
        "acts-under",  # "thực hiện đề án …, theo Quyết định số 1665 của Thủ tướng": the decision is carried out
        f"{_ACTS} {_FILL} ( DOCTYPE | OWNED ) ( OTHER | FILL | CONTENT | THEM | STUDY | DOCTYPE | ABOUT ){{1,14}}"
        " COMMA? PER (?P<docs> DOC )",
    ),
    # "thực hiện Đề án … theo Quyết định số 1665": both
    Rule("acts-under-too", f"{_ACTS} {_TO} (?P<docs> DOC COMMA? PER DOC )"),
    Rule("acts-along", f"^ ( FILL | EACH ){{0,2}} (?P<acts> IMPLEMENT ) {_FILL} {_ALONG} (?= COMMA )"),
    Rule("acts", f"{_ACTS} {_TO} {_DOCS}"),
    Rule("acts-per", f"(?P<acts> IMPLEMENT ) FILL{{0,2}} PER EACH? {_DOCS}"),  # "thực hiện theo Kết luận 331, UBND …"
    Rule("acts-for", f"{_ACTS} {_AUDIENCE} {_TO} {_DOCS}"),  # "quán triệt tới cán bộ, đảng viên Kết luận số 21"
    Rule(
        "years-of",  # "tổng kết 10 năm Chỉ thị"
        f"(?P<acts> REVIEW ) ( FILL | NUMBER | PERIOD | EACH ){{1,5}} {_DOCS}",
    ),
    Rule("passive", f"{_LIST} ( FILL | EACH ){{0,3}} PASSIVE {_FILL} (?P<acts> IMPLEMENT | STUDY | CONCRETISE )"),
    Rule(
        "undergone", f"(?P<docs> DOC ) {_FILL} (?P<acts> STUDY ) (?= FILL{{0,3}} ( AT | OTHER | COMMA | DOT | SEMI ) )"
    ),  # "đã được quán triệt đến các chi bộ"
    Rule(
        "adopts",  # "HĐND tỉnh thông qua Nghị quyết số 8": others work "through" one
        "(?P<actor> ORG ) FILL{0,4} (?P<acts> BY ) (?P<docs> DOC )",
        tells="issue",
    ),
    Rule(
        "voted",  # "Nghị quyết số 8 được HĐND tỉnh khóa IX thông qua"
        f"{_LIST} ( COMMA? FILL{{0,3}} PASSIVE ) (?P<actor> ORG ) ( COMMA? TERM )? FILL{{0,4}} (?P<acts> BY )",
        tells="issue",
    ),
    Rule(
        "approves",  # "UBND tỉnh phê duyệt Đề án số 22"; not "Quyết định số 5 phê duyệt Đề án"
        f"(?<! DOC | DATE | DOCTYPE | OWNED ) {_FILL} (?P<acts> APPROVE ) {_FILL} NUMBER? {_DOCS}",
    ),
    Rule(
        "has",  # "chỉ hai tháng sau, huyện có Đề án số 02"
        f"(?P<actor> {_BODY} ) (?P<acts> FILL ) (?P<docs> DOC )",
        tells="issue",
    ),
    Rule(
        "issued",  # "Đến tháng 7, Nghị quyết số 12-NQ/TXU được ban hành": by the one the paragraph is about
        f"(?P<docs> DOC ) {_FILL} PASSIVE {_FILL} (?P<acts> ISSUE ) {_ENDED}",
    ),
    Rule(
        "issues-in-brackets",  # "ban hành Kế hoạch phòng, chống thiên tai trên địa bàn tỉnh (Kế hoạch số 7/KH-UBND)"
        "(?P<acts> ISSUE ) ( FILL | EACH | NUMBER ){0,3} (?P<kind> DOCTYPE | OWNED ) [OTHER CONTENT FILL EACH AND COMMA"
        " AT OF AREA AREAREF PLACE ORG GENERIC LEVELS PARTY PERIOD NUMBER ABOUT LEAD CHECK STUDY IMPLEMENT PER"
        " CONCRETISE ISSUE CUT WITH THEM TERM DATE DASH CENTRAL CONGRESS QUOTE]{2,40}? LPAR (?P<docs> DOC ) RPAR",
    ),
    Rule("issues", f"(?P<acts> ISSUE ) {_FILL} NUMBER? {_SUCH}? {_FILL} {_DOCS}"),
    Rule(
        "done-by",
        f"{_LIST} ( ( COMMA | LPAR )? {_FILL} ( PASSIVE | DO )"
        " | ( QUOTE | OTHER | CONTENT | CAPS | FILL ){0,20} WHICH )"
        f" (?P<actor> EACH? {_BODY} ( AT? ( AREA | AREAREF | PLACE ) )? ) {_FILL}"
        f" (?P<acts> {_ACT} ( {_JOIN} {_ACT} )* | ISSUE ) ( BY {_FILL} (?P<own> DOC ( {_JOIN} DOC )* ) )?",
    ),
)
