"""The rules by which a sentence tells what is done with directing documents: the act and its documents."""

from __future__ import annotations

from extraction.grammar import Rule

_ACT = "( IMPLEMENT | STUDY | CONCRETISE | REVIEW )"
_FILL = "( FILL | EACH ){0,8}"
_JOIN = "( COMMA AND | COMMA | AND )"
_ACTS = f"(?P<acts> {_ACT} ( {_JOIN}? ( FILL | EACH | NUMBER | PERIOD | ABOUT | AT? TERM ){{0,8}} {_ACT} ){{0,6}} )"
_THEME = f"( CONTENT ( {_JOIN}? ( CONTENT | FILL ) ){{0,8}} ( OTHER | FILL | ABOUT ){{0,4}} ( OF | ABOUT )? )"
_BODY = "( ORG | AREA | AREAREF | PLACE | GENERIC )"
_SUCH = (  # "các nghị quyết, chỉ thị của Trung ương, nhất là Nghị quyết số 21-NQ/TW"
    "( QUOTE? ( DOCTYPE | OWNED | PAPER | CONTENT ) ( ( COMMA | AND ) ( DOCTYPE | OWNED | PAPER ) ){0,6} QUOTE?"
    " ( OF ( ORG | CENTRAL | PARTY | AREA | AREAREF ) ( ( COMMA | AND ) ( ORG | AREAREF | CENTRAL ) ){0,4} )?"
    " ( OTHER | FILL | ABOUT | LEVELS ){0,6} ( COMMA | LPAR )? FIRSTOF COLON? )"
)
_SOME = (  # "các nghị quyết, chỉ thị của Trung ương và Nghị quyết số 05-NQ/TU"
    "( ( DOCTYPE | OWNED | PAPER ) ( ( COMMA | AND ) ( DOCTYPE | OWNED | PAPER ) ){0,4}"
    " ( OF ( ORG | CENTRAL | PARTY | AREA | AREAREF | POSTS ) ( ( COMMA | AND ) ( ORG | CENTRAL | POSTS ) ){0,3} )?"
    " ( OTHER | FILL | LEVELS ){0,3} ( COMMA AND | COMMA | AND | WITH ) ( EACH | FILL ){0,2} )"
)
_TO = f"( ( AND | COMMA )? ( FILL | EACH ) ){{0,8}} {_THEME}? COLON? {_FILL} ( NUMBER? ( {_SUCH} | {_SOME} ) )? {_FILL}"
_ASIDE = "( LPAR ( OTHER | CONTENT | STUDY | FILL | ABOUT | NUMBER | TERM | PERIOD | AND | COMMA ){1,10} RPAR )?"
_DOCS = f"(?P<docs> DOC {_ASIDE} ( ( {_JOIN} | SEMI | WITH | COMMA WITH )? {_FILL} DOC {_ASIDE} )* )"
_OWN = f"(?P<own> ( DOC | DOCTYPE | OWNED | PAPER ) ( {_JOIN} ( DOC | DOCTYPE | OWNED | PAPER ) ){{0,6}} )"

_SINCE = (  # "Sau khi Nghị quyết số 22-NQ/TW được ban hành, Huyện ủy A đã"
    f"( CUT | PER | FILL | STUDY ) (?P<docs> DOC ) ( PASSIVE | ISSUE | CUT | OTHER | FILL ){{0,4}} COMMA"
    f" (?P<actor> {_BODY} ) FILL{{0,4}}"
)

RULES = (
    Rule(
        "plan-after",  # "Sau khi Nghị quyết số 22 ra đời, Huyện ủy đã xây dựng Chương trình số 18 để cụ thể hóa"
        f"{_SINCE} (?P<acts> ISSUE ) FILL{{0,3}} (?P<own> DOC )"
        " CUT? FILL{0,2} ( CONCRETISE | IMPLEMENT ) (?= COMMA | DOT | SEMI | AND )",
        tells="concretise",
    ),
    Rule("act-after", f"{_SINCE} (?P<acts> CONCRETISE | IMPLEMENT ) BY FILL{{0,3}} (?P<own> DOC )", tells="concretise"),
    Rule(
        "has-plan",  # "UBND phường có Kế hoạch số 7/KH-UBND triển khai Chỉ thị này"
        f"(?P<actor> {_BODY} ) (?P<acts> FILL ) (?P<own> DOC ) CUT? FILL{{0,2}}"
        f" ( IMPLEMENT | CONCRETISE | STUDY ) ( COMMA | AND | IMPLEMENT | STUDY | FILL ){{0,6}} {_TO} {_DOCS}",
        tells="concretise",
    ),
    Rule(
        "plans",  # "ban hành kế hoạch thực hiện nghị quyết": the resolution is put in concrete form
        f"(?P<acts> ISSUE ) ( FILL | EACH | NUMBER ){{0,8}} {_OWN}"
        " ( OTHER | FILL | ABOUT | PERIOD | COMMA? CUT ){0,5}"
        f" ( IMPLEMENT | CONCRETISE | STUDY ) ( COMMA | AND | IMPLEMENT | STUDY | FILL ){{0,6}} {_TO} {_DOCS}",
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
    Rule("taught-by", f"{_DOCS} ( OTHER | CONTENT | FILL | EACH ){{0,6}} DO HOLDER {_FILL} (?P<acts> TEACH | STUDY )"),
    Rule(
        "practises",
        "(?P<acts> PRACTISE ) ( OTHER | FILL | CONTENT | QUOTE | STUDY | AND | PER | COMMA | PLACE ){0,16}?"
        f" PER {_FILL} {_DOCS}",
    ),
    Rule("practises-it", f"(?P<acts> PRACTISE ) {_DOCS}"),  # "học tập và làm theo Chỉ thị 05"
    Rule("acts-by", f"{_ACTS} {_TO} {_DOCS} BY {_FILL} (?P<own> DOC ( {_JOIN} DOC )* )"),
    Rule(
        "acts-by-too",  # "đã quán triệt Kết luận số 50-KL/TW, đồng thời cụ thể hóa bằng Kế hoạch số 97-KH/HU"
        f"{_ACTS} {_TO} {_DOCS} {_JOIN}? FILL{{0,3}} CONCRETISE FILL? BY {_FILL} (?P<own> DOC ( {_JOIN} DOC )* )",
    ),
    Rule(
        "acts-under",  # "thực hiện đề án …, theo Quyết định số 1665 của Thủ tướng": the decision is carried out
        f"{_ACTS} {_FILL} ( DOCTYPE | OWNED ) ( OTHER | FILL | CONTENT | THEM | STUDY | DOCTYPE | ABOUT ){{1,14}}"
        " COMMA? PER (?P<docs> DOC )",
    ),
    Rule("acts", f"{_ACTS} {_TO} {_DOCS}"),
    Rule(
        "years-of",  # "tổng kết 10 năm Chỉ thị"
        f"(?P<acts> REVIEW ) ( FILL | NUMBER | PERIOD | EACH ){{1,5}} {_DOCS}",
    ),
    Rule(
        "passive", f"(?P<docs> DOC ) ( FILL | EACH ){{0,3}} PASSIVE {_FILL} (?P<acts> IMPLEMENT | STUDY | CONCRETISE )"
    ),
    Rule("undergone", f"(?P<docs> DOC ) {_FILL} (?P<acts> STUDY ) (?= AT )"),  # "đã được quán triệt đến các chi bộ"
    Rule(
        "has",  # "chỉ hai tháng sau, huyện có Đề án số 02"
        f"(?P<actor> {_BODY} ) (?P<acts> FILL ) (?P<docs> DOC )",
        tells="issue",
    ),
    Rule("issues", f"(?P<acts> ISSUE ) {_FILL} NUMBER? {_SUCH}? {_FILL} {_DOCS}"),
    Rule(
        "done-by",
        f"(?P<docs> DOC ) ( ( COMMA | LPAR )? {_FILL} ( PASSIVE | DO )"
        " | ( QUOTE | OTHER | CONTENT | CAPS | FILL ){0,20} WHICH )"
        f" (?P<actor> EACH? {_BODY} ( AT? ( AREA | AREAREF | PLACE ) )? ) {_FILL}"
        f" (?P<acts> {_ACT} ( {_JOIN} {_ACT} )* | ISSUE ) ( BY {_FILL} (?P<own> DOC ( {_JOIN} DOC )* ) )?",
    ),
)
