"""The rules for measures: who was disciplined, retired, left or was moved, as patterns over persons and words."""

from __future__ import annotations

from extraction.facts import ChangeKind
from extraction.grammar import Rule

_MORE = "FILL{0,3} HOLDER"
_PEOPLE = f"(?P<people> HOLDER ( ( COMMA | SEMI ) {_MORE} )* ( COMMA? AND {_MORE} ( SEMI {_MORE} )* )* )"
_LISTED = "(?P<people> HOLDER ( ( COMMA AND | AND ) FILL{0,3} HOLDER )* )"
_PUNISHER = "( FILL | ORG | CENTRAL | POSTS | COMMA | AREA | AREAREF | PLACE | AND | OF )"
_BY = (
    "( FILL | OTHER | ARRIVE | MOVE | APPLIED | PERIOD | ORG | CENTRAL | COMMA | AREA | AREAREF | PLACE | DASH | AND"
    " | OF | NUMBER | CAPS | POSTS | DOCNO | TOWARDS | WHY | RPAR )"
)
_OF_TERMS = "( ( PERIOD | COMMA | AND ){0,5} PERIOD )?"
_AND_BODY = "( TOWARDS? ORG ( FILL | OTHER | PERIOD | COMMA ){0,5} AND )"
_ITEM = (
    "( FILL | OTHER | ORG | CENTRAL | POSTS | COMMA | AREA | AREAREF | PLACE | AND | OF | DASH | LPAR | RPAR | NUMBER"
    " | CAPS | PERIOD | ARRIVE | MOVE | DOCNO | FORM | LIST | TERM )"
)
"""What is told of one of those punished, up to the next."""
_REST = "( COMMA ( OTHER | ORG | CAPS | AND | FILL | AREA | AREAREF | NUMBER | COMMA ){1,12} RPAR )?"
"""What a bracket holds after the post that it begins with: "(Phó phòng Tổ chức, Sở Y tế)"."""
_MEASURE = "COLON? QUOTE? (?P<act> MEASURE ( ( AND | COMMA ) MEASURE )* ) ( OUT (?= QUOTE ) )? QUOTE?"
_BESIDES = "( COMMA | FILL | NUMBER | DASH | OTHER | ARRIVE | ORG | CAPS | AREA | AREAREF | PLACE | POSTS | AND | OF )"
_HOW = "( PUNISH | DECIDE | FORM | FILL | OUT )"

DISCIPLINED = (
    Rule(
        "is-punished",
        f"{_PEOPLE} ( COMMA OTHER? LIST? POSTS RPAR )? {_BY}{{0,18}} GET{{1,2}} {_BY}{{0,10}} {_HOW}{{0,4}} {_MEASURE}",
    ),
    Rule(
        "punished-with",
        f"{_PEOPLE} COMMA? FILL{{0,3}} ( PUNISH | DECIDE ) {_HOW}{{0,4}} {_MEASURE}"
        " (?! OUT? ( FILL | NUMBER ){0,3} ( TOWARDS | HOLDER ) )",  # "ông A cho biết vừa cảnh cáo đối với ông B"
    ),
    Rule(
        "punishes",
        f"{_MEASURE} OUT? ( POSTS (?= TOWARDS ) )? ( FILL | APPLIED ){{0,4}} {_OF_TERMS} {_AND_BODY}?"
        f" ( TOWARDS | OF )? ( FILL | NUMBER ){{0,5}} COLON?"
        f" FILL{{0,3}} {_PEOPLE}",
    ),
    Rule("after-punished", f"GET {_HOW}{{0,3}} {_MEASURE} OUT? COMMA {_PEOPLE}"),
    Rule("punished-are", f"GET {_HOW}{{0,4}} {_MEASURE} OUT? ( COMMA? LIST | COLON ){{1,2}} FILL{{0,3}} {_PEOPLE}"),
    Rule("punished-likewise", f"ALIKE {_HOW}{{0,3}} {_MEASURE} OUT? ( LIST | FILL ){{1,3}} {_PEOPLE}"),
    Rule(
        "punishes-how",
        f"( PUNISH | DECIDE ) OUT? TOWARDS? FILL{{0,4}} {_PEOPLE} {_BESIDES}{{0,24}}? FORM {_HOW}{{0,3}} {_MEASURE}",
    ),
    Rule(
        "punishes-next",  # "… ông A bằng hình thức cảnh cáo; bà B bằng hình thức khiển trách"
        f"(?<= MEASURE ) ( SEMI | COMMA | AND ){{1,2}} FILL{{0,3}} {_PEOPLE} {_BESIDES}{{0,24}}? FORM {_HOW}{{0,3}}"
        f" {_MEASURE}",
    ),
    Rule(
        "punishes-list",
        f"{_MEASURE} OUT? TOWARDS"
        " ( FILL | NUMBER | OTHER | ARRIVE | ORG | POSTS | OF | AREA | AREAREF | COMMA ){1,24}"
        f" ( LIST | COLON )+ ( FILL | DASH ){{0,3}} {_PEOPLE}",
    ),
    Rule(
        "punishes-heads",  # "khai trừ khỏi Đảng 3 nguyên Bí thư Huyện ủy là các ông: A, B"
        f"{_MEASURE} OUT? ( TOWARDS | FILL | NUMBER ){{0,4}} POSTS LIST ( FILL | COLON ){{0,3}} {_PEOPLE}",
    ),
    Rule(
        "punishes-items",
        f"{_MEASURE} OUT? TOWARDS? ( {_ITEM} | GET OTHER ){{0,30}}? ( LIST | COLON )+ ( FILL | DASH ){{0,3}}"
        " (?P<people> HOLDER ( COMMA HOLDER )*"
        f" ( {_ITEM}{{0,40}} SEMI ( AND | FILL | DASH ){{0,3}} HOLDER ( COMMA HOLDER )* ){{1,12}} )",
    ),
    Rule(
        "punishes-so-many",  # "khai trừ 3 bị can trong vụ án, gồm: A (chuyên viên), B và C"
        f"{_MEASURE} OUT? TOWARDS? FILL? NUMBER ( {_ITEM} | GET OTHER ){{0,20}}?"
        f" ( LIST | COLON )+ ( FILL | DASH ){{0,3}} {_PEOPLE}",
    ),
    Rule(
        "punishes-and-asks",  # "khiển trách và đề nghị thôi giữ chức Trưởng phòng đối với ông A"
        f"{_MEASURE} OUT? AND BLOCK ( OTHER | FILL | POSTS | ORG | COMMA | DASH | AND | OF ){{1,16}} TOWARDS"
        f" FILL{{0,3}} {_PEOPLE}",
    ),
    Rule(
        "found-guilty",
        f"( TOWARDS | OF ) ( OF | OTHER ){{0,4}} (?P<people> HOLDER ) COMMA {_BY}{{0,16}} ( PUNISH | DECIDE )"
        f" {_HOW}{{0,4}} {_MEASURE} (?! OUT? ( TOWARDS | FILL | NUMBER | HOLDER ) )",
    ),
)
LIKEWISE = (
    Rule(
        "likewise-are",
        f"( GET | GET? (?= ALIKE ) ) (?P<act> ALIKE | SAME ) {_HOW}{{0,3}} ( LIST | FILL | COLON ){{1,4}} {_PEOPLE}",
    ),
    Rule(
        "gets-likewise",  # "ông B cũng nhận mức kỷ luật này", "bà C bị kỷ luật với cùng hình thức"
        f"{_PEOPLE} {_BY}{{0,18}} GET{{1,2}} {_HOW}{{0,4}} (?P<act> ALIKE | SAME )",
    ),
)
"""The measure told in the sentences before, taken against others as well."""
LISTED_TOO = Rule(
    "listed-too",  # "Các phó phòng gồm: ông B (…); bà C (…)", "Ngoài ra, còn có ông D (…)"
    "^ ( FILL | OTHER | POSTS | ROLE | ORG | NUMBER | COMMA | AREA | AREAREF | PLACE | CAPS ){0,12} (?P<act> LIST )"
    f" ( COLON | FILL ){{0,4}} (?P<people> HOLDER {_REST}"
    f" ( ( COMMA | SEMI | AND ){{1,2}} FILL{{0,3}} HOLDER {_REST} )* ) DOT? $",
)
"""More of those whom the sentence before lists with a measure."""
DECIDED = (
    Rule(
        "gets-disciplined",
        f"{_LISTED} {_BY}{{0,12}} GET {_PUNISHER}{{0,8}} (?P<act> PUNISH ) (?! {_HOW}{{0,3}} MEASURE )",
    ),
    Rule("shares-discipline", f"GET (?P<act> PUNISH | SAME ) OTHER{{0,2}} LIST FILL{{0,3}} {_PEOPLE}"),
    Rule("discipline-applied", f"(?P<act> PUNISH | SAME ) OTHER{{0,3}} APPLIED TOWARDS FILL{{0,3}} {_PEOPLE}"),
    Rule(
        "is-disciplined",
        f"(?P<act> DECIDE ) OUT? TOWARDS? FILL{{0,4}} {_PEOPLE} (?! {_BY}{{0,10}} ( FORM | MEASURE ) )",
    ),
)
RETIRES_ALONE = (
    Rule(
        "retires-in-a-life",  # "… Phó Bí thư Huyện ủy; tháng 7/2003 được nghỉ hưu"
        "( ^ | SEMI | COMMA | DOT | DASH | COLON ) FILL{0,2} (?P<day> PERIOD{1,2} ) ( COMMA | COLON | GET | FILL ){0,4}"
        " (?P<act> RETIRE )",
    ),
    Rule(
        "retires-in-a-life",
        "( ^ | SEMI | COMMA ) ( GET | FILL ){0,2} (?P<act> RETIRE ) ( FILL | OTHER ){0,2} (?P<day> PERIOD )",
    ),
)
"""Retirements told without saying of whom."""
RETIRED = (
    Rule(
        "retires",
        f"{_PEOPLE} ( COMMA | LPAR | DASH )? ( GET | FILL | OTHER | ARRIVE | PERIOD | COMMA | AND ){{0,6}}"
        " ( ( ORG | CENTRAL )? GRANTED ( FILL | OTHER | TOWARDS ){0,2} | OUT AND CAPS OTHER TOWARDS )?"
        " (?P<act> RETIRE )"
        " (?! ( OTHER | FILL | PERIOD | COMMA ){0,4} TOWARDS ( FILL | NUMBER | HOLDER ) )",
    ),
    Rule(
        "retires-on-a-day",  # "ông A, Phó Bí thư khóa V, không tái cử và sẽ nghỉ hưu từ ngày 1/10/2020"
        f"{_PEOPLE} COMMA? ( BLOCK ( OTHER | FILL | BLOCK ){{2,12}} ( COMMA | AND ) )? ( GET | FILL | BLOCK )"
        " (?P<act> RETIRE ) FILL{0,2} PERIOD",
        says=r"\A(?!.*\b(?:chưa|không được|đề nghị|dự kiến|xin|nếu)\b).*\b(?:được|sẽ) nghỉ\b[^,;]*\btừ (?:\w+ )?\d",
    ),
    Rule("leaves-to-retire", f"(?P<people> HOLDER ) LPAR? {_BY}{{0,26}} (?P<act> TO_RETIRE )"),
    Rule(
        "leaves-and-retires",  # "ông A thôi giữ chức Chánh Thanh tra từ ngày 1/6, nghỉ hưu theo chế độ"
        f"(?P<people> HOLDER ) {_BY}{{1,20}} (?P<act> RETIRE )",
        says=r"\A(?!.*\b(?:nguyện vọng|xin|đơn|muốn|ý định|mong|sẽ)\b)"
        r".*\bthôi (?:giữ|làm|chức)\b[^;]*,\s*(?:và )?(?:được )?nghỉ",
    ),
    Rule("retires-for", f"(?P<act> RETIRE ) ( PERIOD{{1,2}} (?= TOWARDS ) )? ( TOWARDS | FILL ){{1,4}} {_PEOPLE}"),
)
RESIGNED = (
    Rule(
        "quits",
        "(?P<people> HOLDER ) COMMA? ( FILL | OTHER | PERIOD | COMMA ){0,6} (?P<act> QUIT )"
        " ( FILL | OTHER | ARRIVE | COMMA | AND | ORG | CENTRAL | AREA | AREAREF | PERIOD ){0,12} GRANTED",
    ),
    Rule(
        "quits-granted",
        "GRANTED ( FILL | OTHER | TOWARDS | COMMA ){0,4} (?P<act> QUIT ) ( OTHER | FILL | OF | TOWARDS ){1,4}"
        " (?P<people> HOLDER )",
    ),
    Rule(
        "quits-as-granted",  # "bà A, Phó Trưởng phòng, được giải quyết thôi việc theo nguyện vọng"
        "(?P<people> HOLDER ) ( COMMA | FILL | GET | ORG | CENTRAL | ARRIVE ){0,6} GRANTED"
        " ( FILL | TOWARDS | OTHER ){0,3} (?P<act> QUIT )",
        says=r"\A(?!.*\b(?:trao|ký|công bố|cho biết|cho hay)\b).*\bđược\b",
    ),
    Rule("may-quit", "GRANTED ( FILL | TOWARDS ){0,3} (?P<people> HOLDER ) FILL{0,2} (?P<act> QUIT )"),
)
_GOES = "( FILL | OTHER | COMMA | LPAR | RPAR | ORG | AREA | DASH ){0,8}? ARRIVE (?P<orgs> ORG )"
MOVED = (
    Rule("moves-over", f"{_PEOPLE} ( FILL | GET | ORG | CENTRAL | COMMA | DASH ){{1,6}} (?P<act> MOVE ) {_GOES}"),
    Rule("moves-somebody", f"(?P<act> MOVE ) {_PEOPLE} {_GOES}"),
)
KINDS: tuple[tuple[ChangeKind, tuple[Rule, ...]], ...] = (
    ("disciplined", (*DISCIPLINED, *DECIDED)),
    ("retired", RETIRED),
    ("resigned", RESIGNED),
    ("transferred", MOVED),
)
IN_THE_SAME_WAY: tuple[tuple[ChangeKind, tuple[Rule, ...]], ...] = (("disciplined", LIKEWISE),)
