"""The rules for positions: who comes into, leaves or holds a post, as patterns over persons, posts and acts."""

from __future__ import annotations

from extraction.grammar import Rule
from extraction.lexicon import words_of
from extraction.text import either

_FILLERS = (
    "OTHER | STOP | FROM (?! BECOME? POSTS ) | DO | COMMA | ORG | DATE | PERIOD | NUMBER | AREA | PLACE | AREAREF"
    " | TERM | AND | TOWARDS | CAPS | HAMLET"
    " | SLASH | DASH | PERCENT | OF | WHO | INCHARGE | GUARD | COUNT_OF | AGAIN | FIRSTOF | BEFOREHAND | CREDIT"
)


def _gap(most: int, also: str = "") -> str:
    """Up to so many mentions that are no person and no post."""
    return f"( {also + ' | ' if also else ''}{_FILLERS} ){{0,{most}}}"


_PEOPLE = "(?P<people> HOLDER ( ( COMMA | SEMI ) HOLDER )* ( ( COMMA | SEMI | DASH )? AND HOLDER ( SEMI HOLDER )* )* )"
"""After "và A, " it is the next clause that begins: "miễn nhiệm ông A và ông B, Chủ tịch huyện C cho biết"."""
_OF_ONE_KIND = (
    "(?P<people> HOLDER ( COMMA HOLDER )+ ( COMMA? AND HOLDER )?"
    " | HOLDER ( SEMI HOLDER )* ( ( COMMA | SEMI )? AND HOLDER ( SEMI HOLDER )* )* )"
)
"""Names parted by commas alone, or by semicolons: "các nguyên Bí thư: A, B, C; ông D, Chủ tịch …" are three."""
_PERSON = "(?P<people> HOLDER )"
_POSTS = "(?P<posts> POSTS )"
_TIME = "( FROM | STOP | OTHER | NUMBER | DASH | SLASH | DATE | PERIOD | TERM | CAPS )"
_SERIES = (
    f"(?P<posts> POSTS ( ( ( COMMA | AND ) NUMBER )* ( COMMA ORG (?= SEMI ) )? ( LPAR {_TIME}{{1,12}} RPAR )?"
    " ( SEMI | COMMA AND | COMMA ) POSTS )* )"
)
_MORE = f"( TERM? ( LPAR {_TIME}{{1,12}} RPAR )? SEMI POSTS )"
_NEXT_ONE = "( COMMA AND | COMMA | AND | SEMI ) ( BECOME | COP )?"
_NUMEROUS = "( ( OTHER | STOP | FROM | OF | ORG | AREA | AREAREF | PLACE | BECOME | COUNT_OF ){1,9} COLON )?"
_SUCH = "( ( OTHER | STOP | OF | ORG | AREA | AREAREF | PLACE | BECOME | COUNT_OF ){0,9} FIRSTOF )?"
"""What is told of the posts before the first: "nhiều chức vụ quan trọng của tỉnh như"."""
_JOB = "( COLON OTHER{1,2} ( ORG | CAPS | OTHER | AREA | PLACE | CENTRAL | COMMA ORG ){0,6} ( COMMA | SEMI ) )?"
"""Work that is no post, before the first one: "từng kinh qua các vị trí: Cán bộ Ngân hàng A, Cục trưởng …"."""
_SERVED = "( ( OTHER | STOP | ORG | AREA | PLACE | AREAREF ){1,6} COMMA (?= COP | BECOME ) )?"
"""Where it was, before what: "từng công tác trong ngành công an, làm Trưởng …"."""
_AT_WORK = "OTHER ( ORG | CAPS | OTHER | AREA | AREAREF | PLACE | CENTRAL | OF | NUMBER ){0,9}"
"""Work that is no post, told where a first post might be: "từng là giáo viên Trường A"."""
_WAS_ONCE = f"{_PERSON} {_gap(36, 'LPAR | RPAR | SEMI | COP | AGE | HON | DOT')} (?P<act> ONCE )"
_BODIES = "(?P<orgs> ORG ( ( COMMA | AND ) ORG )* )"
_ACTS = "APPOINT ( ( COMMA | AND | OTHER{1,2} )? APPOINT )*"
_APPOINT = f"(?P<act> {_ACTS} )"
_ITEM = "( NUMBER ( DOT | RPAR | SLASH | DASH ) | DASH )"
"""What an item of a list begins with."""
_SAY = "( BECOME | COP | IS | JOIN )"
_FROM = "( FROM BECOME? POSTS COMMA? ( OTHER | STOP | JOIN ){0,3} )"
"""The old post, told before the new one: "được điều chuyển từ Giám đốc Sở … sang làm …"."""
_SEATS = "( JOIN ORG ( ( COMMA | AND )? ORG ){0,3} ( COMMA AND | COMMA | AND )? )?"
"""The committees that somebody joins with the post: "chỉ định tham gia Ban Chấp hành, Ban Thường vụ và giữ chức"."""
_SOME = "( NUMBER ( HON | WHO | OTHER ){1,3} COMMA? ( OTHER | FIRSTOF | COLON | STOP ){1,4} )"
"""Some of those moved: "luân chuyển 7 cán bộ, chẳng hạn"."""
_TO_ELECT = "( ( STOP | OTHER ){1,2} ORG? APPOINT )"
"""Put forward for an election: "được giới thiệu để HĐND huyện bầu", "… để bầu"."""
_VOTES = (
    "( ( APPOINT AND )? STOP? ( NUMBER ( SLASH NUMBER | PERCENT )? | COUNT_OF ) ( POSTS | ROLE )"
    " ( FIRSTOF | OTHER | STOP | PERCENT | NUMBER | LPAR | RPAR | COMMA ){0,10} TOWARDS? )"
)
"""Who voted for it: "được 46/50 đại biểu HĐND có mặt tán thành"."""
_NOT_OF_ANOTHER = "(?! TERM? ( TOWARDS | OF ) HOLDER )"
_NOT_ACTING = "(?! (?<= STOP POSTS ) APPOINT )"
"""Not who acts next: "được HĐND huyện bầu và được Chủ tịch UBND tỉnh phê chuẩn"."""
_AGED = f"( OTHER{{0,2}} AGE COMMA? {_gap(9, 'HON')} )?"
_LEAD_IN = (
    "( STOP | FROM | BEFOREHAND | DO | OTHER | ROLE | ORG | CENTRAL | COMMA | AND | ALSO | ONCE | DATE | PERIOD"
    " | PLANNED | WHO | AGE | CAPS | AREA | AREAREF | PLACE | TERM | NUMBER | DASH | SLASH ){0,16}"
)
_AT_CONGRESS = "( OTHER | STOP | CAPS ){2,6} ROLE ORG ( OTHER | STOP | CAPS | TERM ){0,4}"
"""Where somebody was elected: "trực tiếp tại Đại hội đại biểu Đảng bộ huyện lần thứ XX"."""
_UNLIKE = "( NOT ( JOIN | APPOINT | OTHER | STOP | TERM | AGAIN | ORG ){1,6} (?= DO ) )"
"""What did not happen because of the act: "không tham gia khóa này do đã được điều động giữ chức"."""
_ENDS = "( BECOME | COP | IS | JOIN | ORG | COMMA | AND | DISMISS | POSTS | TERM ){0,12}"
_LIFE = (
    "( OTHER | STOP | FROM | COMMA | SEMI | LPAR | RPAR | AREA | AREAREF | PLACE | HON | CAPS | NUMBER | DASH |"
    " AND | ORG | DO | FIRSTOF | WHO | BECOME"
    " | COP | IS | OF | COLON | DATE | PERIOD ){0,24}?"
)
"""What a portrait tells between age and posts: home, schooling."""
_HOLDING = "( IS | OTHER? COP | ONCE COP? ) POSTS ( COMMA | DASH )? (?= STOP? ( ORG | CENTRAL | POSTS )? APPOINT )"
"""The post of the day: "ông A - đang là Bí thư Huyện ủy B - được điều động …", "ông A nguyên là …, được …"."""
_LIST = "( FIRSTOF | HON | COLON | COMMA )*"
_REASON = (
    "( COMMA? DO ( OTHER | STOP | GONE | ORG | AREA | AREAREF | PLACE | AND | APPOINT | CAPS ){1,10}"
    " | COMMA ( GONE | OTHER{2} ) ( OTHER | STOP | FROM | TOWARDS | ORG | NUMBER | SLASH | DASH ){0,8} )"
)
"""Why one of several is dismissed."""
_MANY = "( ( COUNT_OF | NUMBER | HON ){1,3} COLON? )"
"""Before several names: "các ông:", "2 đồng chí"."""
_SINCE = f"TERM? {_TIME}{{0,10}} ( COMMA AND | COMMA | AND ) STOP? ALSO?"
"""From when on the new post is held, before what is left for it."""

INCOMING_RULES = (
    Rule(
        "appointed-to",
        f"{_PEOPLE} ( OF CAPS )? ( COMMA | DASH )? {_UNLIKE}? ( WHEN_ONCE POSTS COMMA? | {_HOLDING} )?"
        f" {_FROM}? {_LEAD_IN} {_VOTES}?"
        f" ( POSTS (?= APPOINT ) )? (?P<act> {_ACTS} | JOIN (?= BECOME | POSTS ) ) {_TO_ELECT}?"
        f" ( {_gap(8, 'JOIN')} | {_AT_CONGRESS} ) {_FROM}?"
        f" ( AND ( STOP POSTS )? APPOINT )? {_SEATS} {_SAY}? COLON? {_POSTS} {_NOT_OF_ANOTHER} {_NOT_ACTING}",
    ),
    Rule(
        "appointed-after-life",
        f"(?P<people> HOLDER ) LPAR? COMMA? OTHER{{0,2}} AGE {_LIFE} ( COMMA | SEMI ) ( STOP | FROM | OTHER ){{0,2}}"
        f" {_APPOINT} {_SAY}?"
        f" {_POSTS}",
    ),
    Rule(
        "appoints-as",
        f"{_APPOINT} {_SOME}? {_PEOPLE} ( COMMA? ALSO ( CAPS | STOP | FROM | OTHER ){{0,3}} POSTS )? ( COMMA | DASH )?"
        f" {_gap(10, 'JOIN | ALSO')} {_FROM}? APPOINT? {_SEATS} {_SAY}+ {_POSTS}",
    ),
    Rule(
        "appoints-post-to",
        f"{_APPOINT} ( OTHER | COUNT_OF | NUMBER ){{0,3}} {_SAY}? {_POSTS} TERM? TOWARDS {_MANY}? {_PEOPLE}",
    ),
    Rule(
        "moves-to",
        f"{_PERSON} COLON? {_gap(4)} APPOINT? DISMISS {_ENDS} {_gap(16, 'APPOINT | SEMI | JOIN')}"
        " (?P<act> APPOINT | (?<! DISMISS ) ( BECOME | COP ) )"
        f" ( ( COMMA | AND )? APPOINT )* {_SAY}? COLON? {_POSTS}"
        " (?! TERM? ( TOWARDS | OF | COLON | COP | COMMA )? HOLDER )",
    ),
    Rule(
        "is-who-was-named",
        f"WHO ( STOP ( ORG | CENTRAL | POSTS ) )? {_APPOINT} {_SAY}? {_POSTS}"
        f" ( FROM | STOP | OTHER | NUMBER | DASH | SLASH | DATE | PERIOD ){{0,8}} ( INSTEAD HON? HOLDER )?"
        f" ( COP | IS ) {_PERSON}",
    ),
    Rule(
        "post-taken-over",  # "Giữ chức Trưởng Công an xã thay Thiếu tá A là Đại úy B"
        f"( ^ | DOT | SEMI ) (?P<act> BECOME ) {_POSTS} TERM? INSTEAD HON? HOLDER ( COP | IS ) {_PERSON}",
    ),
    Rule(
        "post-taken-over",  # "Thay thế vị trí Bí thư Huyện ủy là ông A", "Thay ông B làm Giám đốc Sở C là ông A"
        f"( ^ | DOT | SEMI ) WHO? (?P<act> INSTEAD ) ( HON? HOLDER | PRON )? {_SAY}? {_POSTS} TERM?"
        f" ( COP | IS ) {_PERSON}",
    ),
    Rule(
        "post-filled",  # "Được bổ nhiệm làm Phó Giám đốc Sở B là ông A và bà C"
        f"(?P<act> APPOINT ) {_SAY}? {_POSTS} ( AGAIN | TERM )? COP {_PEOPLE}",
        says=r"\A(?:được|trúng|đắc)\b",
    ),
    Rule("post-filled", f"{_POSTS} TERM? STOP? {_APPOINT} ( COP | IS ) {_PERSON}"),  # "Chủ nhiệm … được bầu là ông A"
    Rule(
        "steps-over",
        f"{_PERSON} COMMA? ( OTHER | STOP ){{0,3}} {_FROM} ( OTHER | STOP | AREA | AREAREF | PLACE | ORG ){{0,4}}"
        " (?P<act> BECOME | COP ) (?P<posts> POSTS )",
    ),
    Rule(
        "before-being-named",
        f"BEFOREHAND {_APPOINT} BECOME {_POSTS}"
        f" ( OTHER | STOP | FROM | NUMBER | SLASH | DATE | PERIOD | TERM ){{0,6}} COMMA {_PERSON}",
    ),
    Rule("post-goes-to", f"{_POSTS} TERM? (?P<act> APPOINT ) TOWARDS {_PERSON}"),
    Rule("takes-over", f"{_PERSON} STOP? (?P<act> INSTEAD ) HON? HOLDER ( COP | BECOME ) {_POSTS}"),
    Rule(
        "appointed-instead",  # "ông A được bổ nhiệm thay ông B làm Giám đốc Sở …"
        f"{_PERSON} COMMA? {_gap(4)} {_APPOINT} STOP? INSTEAD HON? HOLDER {_SAY} {_POSTS}",
    ),
    Rule(
        "appointed-speaks",
        f"( ^ | DOT | COLON | QUOTE ) ( FROM STOP )? (?P<act> APPOINT+ ) {_SAY}? {_POSTS} COMMA {_PERSON}",
    ),
    Rule(
        "takes-posts",
        f"{_PERSON} COMMA? {_AGED} {_gap(6)} (?P<act> BECOME ) (?P<posts> COLON POSTS {_MORE}{{0,60}}"
        f" | FIRSTOF? COLON? POSTS {_MORE}{{1,60}} ) (?! COP )",
    ),
    Rule(
        "goes-over",  # "ông A đang là Chánh Văn phòng Huyện ủy … sang giữ chức Phó Chánh Văn phòng Tỉnh ủy"
        f"{_PERSON} ( IS | COP ) POSTS COMMA? ( STOP | OTHER ){{0,2}} (?P<act> BECOME ) {_POSTS} {_NOT_OF_ANOTHER}",
        says=r"\b(?:sang|về|đến|lên) (?:làm|giữ)\b",
    ),
    Rule("takes-post", f"{_PEOPLE} COMMA? {_AGED} {_gap(6)} (?P<act> BECOME{{1,2}} ) {_POSTS} {_NOT_OF_ANOTHER}"),
    Rule(
        "takes-also",
        f"{_PERSON} {_gap(8, 'APPOINT | BECOME | COP')} ( POSTS | (?<! APPOINT ) JOIN ORG ( ( COMMA | AND ) ORG )* )"
        f" TERM? ( ( COMMA? AND | COMMA ) STOP? )? (?P<act> BECOME ) {_POSTS}",
    ),
    Rule(
        "named-next",  # "trúng cử Ủy viên Ban Chấp hành và được bầu giữ chức Bí thư"
        f"{_PERSON} COMMA? {_gap(6)} ( APPOINT | {_SAY} ){{1,3}} POSTS TERM? ( COMMA AND | COMMA | AND ) STOP?"
        f" {_APPOINT} {_SAY} {_POSTS} {_NOT_OF_ANOTHER}",
    ),
    Rule(
        "then-named",  # "từng là Bí thư Huyện ủy …, trước khi được HĐND tỉnh bầu giữ chức …"
        f"{_PERSON} {_gap(16, 'AGE | ONCE | BECOME | COP | IS')} POSTS TERM? {_gap(4, 'POSTS')} BEFOREHAND"
        f" ( STOP | ORG | CENTRAL | POSTS ){{0,4}} {_APPOINT} {_SAY} {_POSTS}",
        says=r"\btrước khi\b",
    ),
    Rule(
        "put-forward-too",
        f"{_PERSON} {_gap(8, 'APPOINT | BECOME | COP')} POSTS TERM? ( COMMA? AND | COMMA ) ( STOP | OTHER ){{1,3}}"
        f" ( ORG | POSTS ) ( STOP | OTHER )? {_APPOINT} BECOME {_POSTS}",
        says=r"\bđược\b",
    ),
    Rule(
        "elected-list",
        f"(?P<act> APPOINT ) ( NUMBER | COUNT_OF ){{0,2}} {_POSTS} NUMBER? COMMA? ( COP | FIRSTOF | COLON | LPAR )"
        f" {_LIST} {_PEOPLE}",
    ),
    Rule(
        "members-among",
        f"{_POSTS} TERM? FIRSTOF NUMBER ( HON | WHO | OTHER ) COMMA? FIRSTOF {_LIST} {_PEOPLE}",
    ),
    Rule(
        "joins-body",
        f"{_PERSON} {_gap(8, 'DISMISS | POSTS | BECOME | APPOINT')} (?P<act> JOIN | APPOINT JOIN ) {_BODIES}",
    ),
    Rule(
        "several-join-body",  # "các đồng chí A, B và C được bầu vào …", "chỉ định các đồng chí: A, B tham gia"
        f"( HON COLON? )? {_PEOPLE} ( COMMA | STOP | OTHER ){{0,2}} (?P<act> JOIN | APPOINT JOIN ) {_BODIES}",
        says=r"\A(?:các|cả|hai|ba|bốn|năm|\d+) (?:đồng chí|đ/c|ông|bà|người)\b",
    ),
    Rule(
        "elected-deputy",  # "trúng cử HĐND tỉnh"
        f"{_PERSON} COMMA? {_gap(4)} (?P<act> APPOINT ) (?P<orgs> ORG ) (?! ( BECOME | COP ) POSTS )",
        says=r"(?:trúng|đắc|tái) cử",
    ),
    Rule(
        "wins-seat",  # "tại kỳ bầu cử đại biểu HĐND tỉnh vừa qua, bà A đã trúng cử"
        f"( OTHER | APPOINT ) {_POSTS} {_gap(8)} COMMA {_PERSON} STOP? (?P<act> APPOINT )"
        f" (?! {_SAY}? ( POSTS | ORG ) )",
        says=r"\Abầu\b.*\b(?:trúng|đắc|tái) cử\Z",
    ),
    Rule("puts-into-body", f"{_APPOINT} OTHER{{0,2}} {_PEOPLE} {_gap(4)} JOIN {_BODIES}"),
    Rule(
        "elected-into-body",  # "bầu 9 đồng chí vào Ban Thường vụ, trong số này có …"
        "NUMBER ( HON | WHO | OTHER ) (?P<act> JOIN ) (?P<orgs> ORG ) TERM? COMMA? ( STOP | OTHER | AGAIN ){0,3}"
        f" FIRSTOF ( HON | COLON | COMMA | COUNT_OF )* {_PEOPLE}",
    ),
    Rule(
        "elected-items-into-body",  # "bầu 11 đồng chí vào Ban Thường vụ, gồm: 1. Ông A 2. Bà B, Chủ tịch HĐND xã"
        "(?P<act> APPOINT ( NUMBER ( HON | WHO | OTHER ){1,2} JOIN )? ) (?P<orgs> ORG )"
        " ( TERM | COMMA | FIRSTOF | HON | OTHER | STOP | NUMBER ){0,10}"
        f" COLON {_ITEM} (?P<people> HOLDER ( ( SEMI | COMMA | DOT )? {_ITEM} HOLDER )* )",
    ),
    Rule(
        "elected-among",
        "(?P<act> APPOINT ) ( ORG | TERM | OTHER | STOP ){0,6} COMMA NUMBER ( HON | WHO | OTHER ) STOP? (?P<orgs> ORG )"
        f" TERM? FIRSTOF ( HON | COLON | COMMA )* {_PEOPLE}",
    ),
    Rule(
        "elects-body",
        "(?P<act> APPOINT ) (?P<orgs> ORG ) TERM? FIRSTOF? ( NUMBER ( HON | WHO | OTHER ) )? COMMA? FIRSTOF"
        f" ( HON | COLON | COMMA )* {_PEOPLE}",
    ),
)
FORMER_RULES = (
    Rule("leaves-body", f"{_PERSON} COMMA? {_gap(3)} (?P<act> DISMISS ) {_SAY}? {_BODIES}"),
    Rule(
        "dismissed-from",
        f"{_PERSON} COMMA? ( OTHER | STOP | FROM | COMMA | ORG | DISMISS | AND | JOIN | DASH | WHO | COLON | APPOINT"
        f" | AREA | PLACE | TERM ){{0,12}} {_VOTES}? (?P<act> DISMISS ) {_SAY}? {_POSTS} {_NOT_OF_ANOTHER}",
    ),
    Rule(
        "dismissed-from-next",  # "thôi giữ chức Phó Bí thư …, thôi giữ chức Chủ tịch UBND …"
        f"{_PERSON} COMMA? {_gap(8, 'JOIN | APPOINT | DISMISS')} DISMISS {_SAY}? POSTS TERM?"
        f" ( COMMA AND | COMMA | AND ) (?P<act> DISMISS ) {_SAY}? {_POSTS} {_NOT_OF_ANOTHER}",
    ),
    Rule(
        "steps-from",
        f"{_PERSON} COMMA? ( OTHER | STOP ){{0,3}} (?P<act> FROM ) BECOME? {_POSTS} COMMA?"
        " ( OTHER | STOP | JOIN | AREA | AREAREF | PLACE | ORG ){0,4} ( BECOME | COP ) POSTS",
    ),
    Rule(
        "from-post-named",
        f"(?P<act> FROM ) BECOME? {_POSTS} COMMA {_PERSON} COMMA? ( STOP | OTHER | DATE | PERIOD ){{0,3}}"
        " ( ORG | CENTRAL )? APPOINT",
    ),
    Rule(
        "comes-from",
        f"{_PERSON} ( COMMA | STOP | OTHER | ORG ){{0,4}} (?P<act> {_ACTS} ) FROM BECOME? {_POSTS} COMMA? OTHER?"
        " ( STOP | JOIN | BECOME | COP )",
    ),
    Rule(
        "dismisses-from",
        f"(?P<act> DISMISS ) COUNT_OF? {_SAY}? NUMBER? {_POSTS} AGAIN? ( ( AND | COMMA )? TERM STOP? | OF ){{0,4}}"
        f" ( COMMA? TOWARDS {_MANY}? | OF | ( COP | FIRSTOF ) COLON? HON? )? {_PEOPLE}",
    ),
    Rule(
        "dismisses-from-all",  # "cách chức Ủy viên …, bao gồm cả các chức vụ Bí thư …, Phó Bí thư … của ông A"
        f"(?P<act> DISMISS ) {_SAY}? (?P<posts> POSTS ( TERM | AND | COMMA ){{0,5}} ( OTHER | LPAR | FIRSTOF ){{1,3}}"
        f" DISMISS? ( OTHER | COUNT_OF | BECOME | COLON ){{1,4}} POSTS ( COMMA POSTS ){{0,4}} )"
        f" ( OF | TOWARDS ) {_PERSON}",
        says=r"\bbao gồm\b",
    ),
    Rule(
        "dismisses-from-each",  # "… đối với các ông: A, nguyên Trưởng phòng …, do nghỉ hưu; B, nguyên …"
        f"(?P<act> DISMISS ) COUNT_OF? {_SAY}? NUMBER? {_POSTS} TERM? COMMA? TOWARDS {_MANY}?"
        f" (?P<people> HOLDER ( ( {_REASON}? SEMI | COMMA | AND ) HOLDER )* {_REASON} SEMI HOLDER"
        f" ( ( {_REASON}? SEMI | COMMA | AND ) HOLDER )* ) (?! {_gap(4)} ( APPOINT | JOIN | DISMISS ) )",
        says=r"\bđối với (?:các|cả|hai|ba|bốn|năm|\d)",
    ),
    Rule(
        "leaves-seats-too",  # "điều động ông A … giữ chức Giám đốc Sở …, thôi tham gia Ban Chấp hành"
        f"{_PERSON} COMMA? {_gap(6, 'APPOINT')} ( BECOME | COP ) POSTS {_SINCE} (?P<act> DISMISS ) {_BODIES}",
        says=r"\bthôi tham gia\b",
    ),
    Rule(
        "leaves-post-too",  # "… giữ chức Giám đốc Sở …, thôi giữ chức Bí thư Huyện ủy …"
        f"{_PERSON} COMMA? ( {_gap(6, 'APPOINT')} ( BECOME | COP ) POSTS | {_gap(10)} GONE ) {_SINCE}"
        f" ( DISMISS ORG ( ( COMMA | AND ) ORG )* ( COMMA AND | COMMA | AND ) )?"
        f" (?P<act> DISMISS ) {_SAY}? {_POSTS} {_NOT_OF_ANOTHER}",
        says=r"\bthôi (?:giữ|chức|làm|đảm|kiêm)",
    ),
    Rule(
        "holding-then",  # "được bầu làm Phó Chủ tịch …, khi đang giữ chức Giám đốc Sở …"
        f"{_PERSON} {_gap(8, 'APPOINT | BECOME | COP')} POSTS {_gap(12, 'APPOINT')} (?P<act> WHEN_ONCE ) {_SAY}?"
        f" {_POSTS}",
    ),
    Rule(
        "dismisses-from-both",
        f"(?P<act> DISMISS ) {_SAY}? {_POSTS} (?= ( ( AND | COMMA ) DISMISS {_SAY}? POSTS )+ TERM? TOWARDS {_PEOPLE} )",
    ),
    Rule(
        "stripped-of",
        f"{_PERSON} {_gap(8, 'COLON')} (?P<act> DISMISS ) ( OTHER | STOP | CAPS | BECOME | COUNT_OF ){{0,8}} LPAR"
        f" FIRSTOF? COLON? (?P<posts> ( DISMISS {_SAY}? )? POSTS ( ( SEMI | COMMA ) ( DISMISS {_SAY}? )? POSTS )* )",
    ),
    Rule(
        "dismisses-more",
        f"(?P<act> DISMISS ) {_SAY}? POSTS TERM? ( TOWARDS | OF ) HOLDER {_NEXT_ONE}"
        f" ( POSTS TERM? ( TOWARDS | OF ) HOLDER {_NEXT_ONE} ){{0,3}} {_POSTS} TERM? ( TOWARDS | OF ) {_PERSON}",
    ),
    Rule("dismisses-as", f"(?P<act> DISMISS ) TOWARDS? {_PERSON} {_gap(3)} {_SAY} {_POSTS}"),
    Rule(
        "once-was",
        f"{_WAS_ONCE} {_SERVED} {_SAY}? {_NUMEROUS} {_SUCH} {_JOB} COLON? {_SERIES}",
    ),
    Rule(
        "once-was",  # "ông A từng là cán bộ Ban Tổ chức Tỉnh ủy, Bí thư Huyện đoàn B, …"
        f"{_WAS_ONCE} {_SAY}?"
        f" {_AT_WORK} ( COMMA {_AT_WORK} ){{0,2}} ( COMMA | SEMI ) {_SAY}? {_SERIES} (?! STOP | OTHER )",
        says=rf"\btừng (?:là|làm) (?:một )?(?:{either(words_of('names', 'jobs'))})\b",
    ),
    Rule(
        "was-for-years",  # "ông A từng có 6 năm là Chủ tịch UBND huyện"
        f"{_PERSON} ( STOP | COMMA | OTHER ){{1,4}} FIRSTOF? NUMBER OTHER{{1,2}} (?P<act> COP | BECOME ) {_SERIES}",
        says=r"\btừng (?:có |trải qua )?\d+ năm (?:là|làm|giữ)",
    ),
    Rule("when-once", f"{_PERSON} {_gap(14, 'LPAR | JOIN')} (?P<act> WHEN_ONCE ) {_SAY}? {_POSTS}"),
    Rule("no-longer", f"{_PERSON} {_gap(8)} (?P<act> NO_LONGER ) {_SAY}? {_POSTS}"),
    Rule("not-kept", f"{_PERSON} NOT (?P<act> APPOINT ) {_SAY}? {_POSTS}"),
    Rule(
        "having-left",  # "Thôi chức Chủ tịch Hội … đã bốn năm, ông A vẫn …"
        f"( ^ | DOT | QUOTE ) STOP{{0,2}} (?P<act> DISMISS ) {_SAY}? {_POSTS} ( {_TIME} | COUNT_OF ){{0,8}}"
        f" COMMA {_PERSON} (?! OTHER? PLANNED )",
    ),
    Rule("was-and-is", f"{_POSTS} COMMA (?P<act> IS ) {_PERSON}"),  # "nguyên Bí thư Đoàn xã, nay là Chủ tịch xã A"
    Rule("once-being", f"(?P<act> ONCE | WHEN_ONCE ) {_SAY}? {_POSTS} {_gap(10)} COMMA {_PERSON}"),
)
CURRENT_RULES = (
    Rule(
        "as-since",  # "với cương vị là Phó Giám đốc từ năm 2010, Giám đốc Sở … từ năm 2013, ông A"
        f"(?P<act> CAPACITY ) (?P<posts> POSTS ( {_TIME}{{1,10}} COMMA POSTS )+ ) {_TIME}{{0,10}} COMMA {_PERSON}",
        says=r"\A(?!.*\b(?:đến|tới) (?!nay))",  # not one held "từ năm 2010 đến năm 2013"
    ),
    Rule("as", f"(?P<act> IS | COP | CAPACITY ) {_POSTS} {_gap(10)} COMMA {_PERSON}"),
    Rule(
        "is",
        f"{_PEOPLE} ( COMMA OTHER{{1,4}} ORG (?= COMMA ) )? ( COMMA | LPAR | DASH (?= IS ) )? AND?"
        f" ( STOP | FROM | OTHER | WHO | NUMBER | SLASH | DATE | BEFOREHAND | CREDIT | COUNT_OF ){{0,7}}"
        f" ( JOIN? ( CAPS | AREA | PLACE ) (?= COP ) )? (?P<act> IS | COP ) {_SERIES}",
    ),
    Rule(
        "life",
        f"(?P<people> HOLDER ) LPAR? COMMA? OTHER{{0,2}} AGE {_LIFE} (?P<act> SEMI | COMMA | IS | COP ) {_SERIES}",
    ),
    Rule(
        "in-turn", f"{_PEOPLE} ( COMMA AGE )? COMMA? {_TIME}{{0,12}} COMMA? {_TIME}{{0,10}} (?P<act> FIRSTOF ) {_POSTS}"
    ),
    Rule("in-capacity", f"{_PERSON} {_gap(10)} (?P<act> CAPACITY ) {_POSTS}"),
    Rule("suspended-from", f"{_PEOPLE} {_gap(8)} (?P<act> SUSPENDED ) {_SAY}? {_POSTS} {_NOT_OF_ANOTHER}"),
    Rule("suspends-from", f"(?P<act> SUSPENDED ) {_SAY}? {_POSTS} TERM? ( TOWARDS | OF ) {_PEOPLE}"),
    Rule(
        "serves-and-holds",  # "ông A, cán bộ của Đồn Biên phòng B, Phó Bí thư Đảng ủy xã C"
        f"{_PERSON} COMMA OTHER{{1,4}} OF? ORG (?P<act> COMMA ) {_POSTS} (?= COMMA | SEMI | LPAR | DOT | $ )"
        " (?! COMMA HOLDER )",
    ),
    Rule("post-is", f"{_POSTS} BEFOREHAND? (?P<act> COP | WHEN_ONCE ) {_PEOPLE}"),
    Rule(
        "list-of-post",
        "( COUNT_OF | NUMBER ) (?P<posts> POSTS ) COMMA? ( COLON | FIRSTOF | COP FIRSTOF? ) ( HON | COLON )*"
        f" {_PEOPLE}",
    ),
    Rule(
        "list-in-brackets",
        f"NUMBER {_POSTS} ( STOP | FROM | OTHER | APPOINT | NUMBER | SLASH | DATE | PERIOD | TERM ){{0,8}} LPAR"
        f" {_PEOPLE}",
    ),
    Rule(
        "list-of-title",
        f"( ^ | COUNT_OF | HON | NUMBER | FIRSTOF ) HON? COP? COUNT_OF? {_POSTS} COMMA? FIRSTOF?"
        f" ( HON | COLON | COMMA )* COLON HON* {_OF_ONE_KIND}",
    ),
)
SHARED = Rule(
    "shared-title",
    "( (?P<lead> SEMI | COLON ) HON* )? (?P<people> HOLDER ( ( COMMA AND | COMMA | AND ) HOLDER )+ )",
)
LED = Rule("led-title", "( COUNT_OF | NUMBER ) (?P<people> HOLDER ( ( COMMA AND | COMMA | AND ) HOLDER )+ )")
STEP = Rule(
    "career-step",
    f"(?P<before> POSTS ) (?= ( LPAR {_TIME}{{1,12}} RPAR )? ( SEMI | COMMA | AND ) COMMA?"
    f" ( ( {_TIME} | BEFOREHAND | ALSO ){{1,12}} COMMA?"
    " ( COP | IS | BECOME | (?P<act> APPOINT ) ( COP | BECOME )? ) | IS | ONCE | ALSO )"
    " (?P<posts> POSTS ) )",
)
"""The next post of a life: "… là Phó Chủ tịch; từ năm 2010 đến 2015 là Chủ tịch UBND huyện"."""
KEEPS = Rule("keeps-post", f"{_PERSON} {_gap(4)} (?P<act> APPOINT | IS ) {_SAY}? AGAIN")
TAKES_THAT = Rule(
    "takes-that-post",  # "… miễn nhiệm Chủ tịch UBND huyện … Ông A được bầu giữ chức vụ này"
    f"{_PERSON} COMMA? {_gap(4)} (?P<act> APPOINT{{1,2}} ) ( BECOME | COP | JOIN )? AGAIN",
)
NAMED_TO_THAT = Rule(
    "takes-that-post",  # "… miễn nhiệm Phó Chủ tịch …; bầu bổ sung ông A giữ chức danh này"
    f"(?P<act> APPOINT ) {_PERSON} ( COMMA | DASH )? BECOME AGAIN",
)
TAKES_PLACE = Rule(
    "takes-place",  # "… miễn nhiệm Chủ tịch UBND huyện đối với ông B. Ông A được bầu thay ông B"
    f"{_PERSON} COMMA? {_gap(4)} (?P<act> APPOINT ) STOP? INSTEAD ( HON? (?P<old> HOLDER ) )?"
    f" (?! {_SAY} | POSTS | ORG | OTHER | HOLDER )",
)
SUCCEEDS = (
    Rule(
        "succeeds",  # "Người kế nhiệm ông B là ông A", "Người thay thế là ông A", "Thay ông là bà A"
        f"WHO? (?P<act> INSTEAD ) ( HON? (?P<old> HOLDER ) | (?P<he> PRON ) )? ( COP | IS ) HON? {_PERSON}",
        says=r"\Angười\b|\A(?:thay|kế nhiệm)(?: thế| cho)? (?:ông|bà|đồng chí|anh|chị)\b",
    ),
    Rule(
        "steps-in",  # "… thôi giữ chức Chỉ huy trưởng. Trung tá A - Phó Chỉ huy trưởng - lên thay"
        f"{_PERSON} ( COMMA | DASH )? ( STOP | OTHER ){{0,2}} (?P<act> INSTEAD ) ( HON? (?P<old> HOLDER ) )?"
        " (?= DOT | COMMA | SEMI | $ )",
        says=r"\b(?:lên|về|sang|vào|đến) thay|\bkế nhiệm\b",
    ),
)
"""Rules for who comes to what somebody was told to leave right before."""
REAPPOINTED = Rule(
    "reappointed",
    f"(?P<act> APPOINT ) TOWARDS? ( COUNT_OF | HON | NUMBER | FIRSTOF ){{0,3}} COLON? {_PEOPLE}"
    f" (?! COMMA? {_gap(6)} ( APPOINT | {_SAY} )+ POSTS )",
)
LEAVES_POST = Rule("leaves-post", f"{_PERSON} COMMA? {_gap(4)} (?P<act> DISMISS ) {_SAY}? AGAIN")
LEAVES = Rule(
    "leaves",
    f"{_PERSON} ( COMMA | COLON )? {_gap(10)} (?P<act> DISMISS )"
    f" (?! ( OTHER | TERM | OF )? {_SAY}? ( POSTS | AGAIN | ORG | ROLE | BODY | TOWARDS | HOLDER | OF | NUMBER"
    " | COUNT_OF ) )",
)
DISMISSED = Rule(
    "dismissed-holder",
    f"(?P<act> DISMISS ) AGAIN? TOWARDS? {_PEOPLE}"
    f" (?! COMMA? {_gap(6)} {_SAY}{{0,2}} POSTS | OTHER{{0,2}} TOWARDS HOLDER )",
)
RESIGNS = Rule("resigns", f"(?P<act> DISMISS ) OF {_PERSON}")
LET_GO = Rule("lets-go", f"TOWARDS {_PERSON} COMMA? (?P<act> DISMISS ) (?! {_SAY}? ( POSTS | AGAIN | ORG ) )")
MOVED = Rule(
    "moves-away",
    "(?P<act> APPOINT ) (?P<people> HOLDER ) COMMA? ( STOP | OTHER ){1,6} (?P<to> ORG )"
    " (?! ( COMMA | AND | STOP | OTHER ){0,4} ( BECOME | COP | IS ) POSTS )",
)
_WHEN_GONE = "( FROM ( STOP | NUMBER | SLASH | DASH | DATE | PERIOD | OTHER ){1,8} )?"
GONE = Rule("gone", f"{_PERSON} {_gap(6)} APPOINT? (?P<act> GONE ) (?! {_WHEN_GONE} TOWARDS )")
GONE_BOTH = Rule("gone-both", "(?P<people> HOLDER ( COMMA HOLDER )* COMMA? AND HOLDER ) COMMA? STOP (?P<act> GONE )")
GONE_FOR = Rule("let-go-for-good", f"(?P<act> GONE ) {_WHEN_GONE} TOWARDS {_PEOPLE}")
REPLACES = Rule(
    "replaces",
    "(?P<people> HOLDER ) ( STOP? | INCHARGE ( OTHER | COMMA | STOP | AREA | AREAREF | PLACE ){1,14} ) INSTEAD HON?"
    " (?P<old> HOLDER )",
)
PREDECESSOR = Rule(
    "replaces",  # "Người tiền nhiệm của ông, đồng chí B", "người tiền nhiệm của ông A là ông B"
    "WHO OTHER{2} OF ( (?P<he> HON ) COMMA | (?P<people> HOLDER ) ( COMMA | COP | IS ) ) HON? (?P<old> HOLDER )",
    says=r"\Angười tiền nhiệm",
)
RESULTS = Rule(
    "results-go-on",  # "… bầu các chức danh: ông A giữ chức Chủ tịch. Trưởng Ban Pháp chế là ông B, Trưởng Ban … bà C."
    "^ (?P<posts> POSTS ) ( COP | IS ) (?P<people> HOLDER )"
    " (?P<more> ( ( ( LPAR ( POSTS | OTHER | ALSO | STOP | APPOINT | NUMBER | SLASH | COMMA ){1,8} | ALSO ) RPAR )?"
    " ( COMMA | SEMI | AND ){1,2} HOLDER )* ) (?= LPAR | DOT | SEMI | $ )",
)
INSTEAD = Rule("instead-of", f"{_POSTS} ( TOWARDS HOLDER )? {_gap(12)} INSTEAD HON? {_PERSON}")
