"""The rules by which a sentence tells of members admitted: by a verb, in a list, or as an afterthought."""

from __future__ import annotations

from extraction.grammar import Rule

_F = "( FILL | PASSIVE | IS | GAIN )"
_NAME = "( QUOTE ( OTHER | CAPS | COMMA | FILL | PERIOD | NUMBER ){1,9} QUOTE )"
"""What a class of new members is called: "kết nạp lớp đảng viên “Mừng Xuân” với 12 đồng chí"."""
_END = (
    "(?= COMMA (?! NUMBER ( COMMA | AND ) NUMBER ) | SEMI | AND (?! NUMBER ) | DOT | DASH | LPAR | RPAR | QUOTE"
    " | TARGET | LEAD | AT? PERIOD | $ )"
)
_NUM = "(?P<about> ABOUT | OVER | UPTO )? FILL? (?P<value> NUMBER ) (?! PERCENT | DASH NUMBER ) ( SLASH NUMBER )?"
_M = "( MEMBERS | NEW )"
_WHO = "( (?P<members> MEMBERS | NEW | THEM ) ( THEM (?! ENTER ) )? )"
_GOT = (
    "FILL? (?= COMMA | SEMI | AND | FILL NUMBER | DOT | DASH | LPAR | RPAR | QUOTE | PERIOD | LEAD | IS | OF"
    " | THEM ( CAPS | HOLDER | OTHER ) | OTHER PERIOD | $ )"
)
_FIGURE = f"{_NUM} ( {_WHO} | {_END} )"
_FIGURE_ALONE = f"{_NUM} ( ( THEM | NEW ) | {_END} )"
_WHO_ELSE = "( MEMBERS | NEW | THEM )"
_PEOPLE = "(?P<members> MEMBERS | NEW | THEM | GENERIC )"
_WHOM = "( OTHER (?= WHOLE? ( ORG | AREA | AREAREF ) ) )"
"""As in "9 đảng viên mới mà Đảng bộ xã kết nạp"."""
_U = (
    "( WHOLE? ( ORG | AREA | PLACE | CAPS | AREAREF | HAMLET )"
    " ( LPAR ( AREA | AREAREF | PLACE | COMMA | OTHER ){1,3} RPAR )? )"
)
_AND = "( COMMA AND | COMMA | AND )"
_EACH = "( EACH ( AREAREF | ORG )? )"
_INTO = "( ENTER | OTHER ORG )"  # "vào Đảng Cộng sản Việt Nam"
_UNITS = f"(?P<units> {_U} ( {_AND} {_U} )+ ) ( OF ( AREA | PLACE ) )?"

_ARE = "( AT? PERIOD )? IS ( THEM | OTHER | GENERIC | MEMBERS )"
_PART_OF_THEM = f"( ( OF | AT ) WHOLE? ( ORG | AREA | AREAREF ) )? {_ARE}"
"""As in "41/58 đảng viên mới của huyện là người dân tộc thiểu số": those of the first figure are a part."""
_WITH_UNITS = f"(?P<units> {_U} ( ( {_AND} | AT ) {_U} )+ ) ( OF ( AREA | PLACE ) )?"
"""As in "xã A với xã B, mỗi xã chỉ 5"."""
_OWNERS = "AREA | AREAREF | ORG | CAPS | HAMLET"
_WHOSE = f"( ( OF | AT ) ( NUMBER ORG | OTHER | COUNT_OF | MANY | COMMA | AND | WHOLE | AT | OF | {_OWNERS} ){{1,10}} )"
"""Whose people they are: "của các thôn, bản trên địa bàn huyện"."""

ADMITTED = Rule(
    "admitted",
    f"{_NUM} ( NEW {_WHOM}? | {_PEOPLE} LEAD? ( OTHER | FILL | CAPS | AND | AT | AREA | THEM | GENERIC | OF ORG"
    f" | OF AREA | OF AREAREF ){{0,5}} ( COMMA ( THEM | OTHER | POST ){{1,6}} ){{0,2}} {_WHOSE}?"
    " ( PASSIVE FILL{0,2} OTHER{0,2} AT? PERIOD COMMA? )? FILL?"
    " ( PASSIVE | OTHER (?= WHOLE? ( ORG | AREA | AREAREF ) ) ) )"
    " ( WHOLE? (?P<unit> ORG | AREA | AREAREF | SUBJECT OF? | SUBJECT AT WHOLE? ( AREA | AREAREF | PLACE ) )"
    " ( COMMA AREA ){0,2} )? FILL{0,2}"
    " (?P<act> ADMIT ENTER? | ENTER ) ( OF WHOLE? (?P<of> ORG | AREA | AREAREF ) )?",
)
_TIME = "( PERIOD | NUMBER (?! ( MEMBERS | NEW | THEM | GENERIC | PERCENT ) ) )"
_TIMES = f"(?P<times> PERIOD ( {_AND} ( AT OTHER | OTHER )? {_TIME} )* ) COMMA?"
_VALUES = f"{_F}* (?P<values> (?P<value> NUMBER ) ( {_AND} NUMBER )+ ) {_WHO}? ENTER? {_END}"
IN_TURN = Rule(
    "years-in-turn",  # "hai năm 2019 và 2020, huyện kết nạp lần lượt 98 và 104 đảng viên"
    f"{_TIMES} ( WHOLE? ( ORG | AREA | AREAREF | SUBJECT | PLACE | CAPS ) )? {_F}*"
    f" (?P<act> ADMIT ( {_F}* RESPECTIVELY )? | RESPECTIVELY {_F}* ADMIT ) {_VALUES}",
)
_AT_A_TIME = f"NUMBER {_WHO_ELSE}? ENTER? LPAR? ( AT | OF )? PERIOD RPAR?"
FROM_TO = Rule(
    "from-to",  # "số đảng viên kết nạp ở xã tăng từ 4 người năm 2016 lên 15 người năm 2019"
    f"(?P<act> ADMIT | ENTER | NEW ) ( {_F} | {_M} | ENTER | AT | OF | WHOLE | ORG | AREA | AREAREF | PLACE | COMMA"
    " ){0,8} OTHERWISE ( OTHER | MOST ){0,3} (?P<times> (?P<values> (?= (?P<value> NUMBER ) )"
    f" {_AT_A_TIME} COMMA? ( IS | LEAD | OTHER ){{1,2}} {_AT_A_TIME} ) )",
)
_YEAR = f"NUMBER ( COLON | DASH ) NUMBER ( {_WHO_ELSE} )?"
_YEARS = (
    "(?P<times> (?P<values> (?= NUMBER ( COLON | DASH ) (?P<value> NUMBER ) )"
    f" {_YEAR} ( ( COMMA | SEMI | AND ) {_YEAR} )+ ) )"
)
BY_YEAR = Rule(
    "by-year",  # "Số đảng viên mới của huyện: 2013: 61 người, 2014: 74"
    "(?P<act> ADMIT | NEW ) ( OTHER | FILL | PASSIVE | MEMBERS | NEW | IS | OTHERWISE | EACH | OF | AT | WHOLE | AREA"
    f" | AREAREF | ORG | PLACE | LPAR | RPAR | COMMA ){{0,14}} COLON? {_YEARS}",
)
_ITS_FIGURE = f"( AT | OTHER )? PERIOD ( COLON | COMMA | LEAD | {_F} ){{0,3}} NUMBER ( {_WHO_ELSE} )?"
BY_PERIOD = Rule(
    "by-period",  # "kết nạp được nhiều đảng viên trẻ (năm 2016: 9 đảng viên; năm 2017: 11)"
    "(?P<act> ADMIT | NEW ) ( OTHER | FILL | PASSIVE | MEMBERS | NEW | IS | OTHERWISE | COUNT_OF | OF | AT | WHOLE"
    f" | AREA | AREAREF | ORG | PLACE | ENTER | THEM ){{0,12}} ( COLON | LEAD | LPAR ){{1,2}} (?P<times> (?P<values>"
    f" (?= AT? PERIOD ( COLON | COMMA | {_F} ){{0,3}} (?P<value> NUMBER ) )"
    f" {_ITS_FIGURE} ( ( COMMA | SEMI | AND ){{1,2}} {_ITS_FIGURE} )+ ) ) {_END}",
)
THEN_BY_YEAR = Rule("then-by-year", f"( ^ | COLON | LEAD ) {_YEARS}")
"""The same in a sentence after the sum: "Cụ thể từng năm: 2013: 61 người, 2014: 74"."""
YEARS = Rule("years-again", f"(?P<unit> {_U} ) {_F}* {_TIMES} {_F}* ( IS | RESPECTIVELY | COLON ) {_VALUES}")
"""What a unit did in the same years: "xã B cũng hai năm ấy là 4 và 9"."""
YEARS_AFTER = Rule(
    "years-after",  # after an admission: "các năm 2018, 2019 là 7 và 9 đảng viên"
    f"( ^ | SEMI | COMMA ) AT? COUNT_OF? {_TIMES} {_F}* ( IS | RESPECTIVELY | COLON ) {_VALUES}",
)
_ITS_TIME = f"NUMBER ( {_WHO_ELSE} )? LPAR AT? PERIOD RPAR"
DATED = Rule(
    "those-years",  # "hai năm liền trước, con số này lần lượt là 365 (năm 2012) và 328 (năm 2013)"
    f"THAT ( {_F} | OF | AT | WHOLE | AREAREF | AREA | ORG | RESPECTIVELY ){{0,5}} (?P<times> (?P<values>"
    f" (?= (?P<value> NUMBER ) ) {_ITS_TIME} ( {_AND} {_ITS_TIME} )+ ) )",
)
ALSO = Rule(
    "and-then",  # "kết nạp 7 đảng viên trong năm 2012 và 11 đảng viên trong năm 2013"
    f"PERIOD ( COMMA | AND | COMMA AND ) {_F}{{0,2}} {_NUM} {_WHO} AT? (?P<when> PERIOD ) {_END}",
)

_IN_THAT_ORDER = (
    f" COMMA? ( AT? PERIOD COMMA? )? {_F}* (?P<act> ADMIT {_F}* RESPECTIVELY | RESPECTIVELY {_F}* ADMIT ) {_VALUES}"
)
THOSE = Rule(
    "respectively-those",  # "Hai xã A và B … . Năm 2022, hai xã này kết nạp lần lượt 13 và 8 đảng viên"
    f"(?P<those> ORG | AREAREF | SUBJECT ) ( OTHER | OVER ){{1,2}} {_IN_THAT_ORDER}",
)
SO_MANY = Rule(
    "respectively-so-many",  # "xã A kết nạp 6, xã B 5; năm sau, hai xã kết nạp lần lượt 7 và 3"
    f"( ^ | COMMA | SEMI | PERIOD ) ( OTHER | NUMBER | MANY ) (?P<those> ORG | AREAREF | SUBJECT ) {_IN_THAT_ORDER}",
)
NAMES = Rule("names", _UNITS)
"""The units of a list, for whatever points back to it."""

RULES = (
    IN_TURN,
    FROM_TO,
    BY_YEAR,
    BY_PERIOD,
    THOSE,
    SO_MANY,
    Rule(
        "respectively",
        f"{_UNITS} ( {_F} | AT | COMMA | PERIOD | OTHER | DONE | MOST | LEAD | COUNT_OF ){{0,8}}"
        f" (?P<act> ADMIT {_F}* RESPECTIVELY | RESPECTIVELY {_F}* ADMIT ) {_F}*"
        f" (?P<values> NUMBER ( {_AND} NUMBER )+ ) {_WHO}?",
    ),
    Rule(
        "respectively-developed",
        f"{_UNITS} ( {_F} | AT | COMMA | PERIOD ){{0,4}}"
        f" (?P<act> DEVELOP {_F}* RESPECTIVELY | RESPECTIVELY {_F}* DEVELOP ) {_F}*"
        f" (?P<values> NUMBER ( {_AND} NUMBER )+ ) {_M}",
    ),
    Rule(
        "respectively-in-order",  # "Xã A, xã B từ chỗ mỗi năm kết nạp 3 - 4 đảng viên thì nay kết nạp 9 và 11"
        f"{_UNITS} ( OTHER{{1,3}} PER {_F}* ADMIT {_F}* NUMBER ( DASH NUMBER )? {_WHO_ELSE}? COMMA? )?"
        f" ( {_F} | AT | COMMA | PERIOD ){{0,5}} (?P<act> ADMIT ) {_F}*"
        f" (?P<values> NUMBER ( {_AND} NUMBER )+ ) {_WHO}? {_END}",
    ),
    Rule(
        "respectively-with",
        f"{_UNITS} ( LEAD | OTHER | DONE | COMMA | IS | MOST ){{0,6}} AT? (?P<act> RESPECTIVELY ) {_F}*"
        f" (?P<values> NUMBER ( {_AND} NUMBER )+ ) {_WHO}?",
    ),
    Rule(
        "each",  # "xã A và xã B cùng đứng cuối bảng khi mỗi xã chỉ kết nạp được 2"
        f"{_UNITS} COMMA? ( AT? PERIOD COMMA? )? ( EACH? ( OTHER | MOST | LEAD | COUNT_OF | AT ){{1,6}} )? {_F}*"
        f" {_EACH} {_F}* (?P<act> ADMIT ) {_F}* {_NUM} {_WHO}?",
    ),
    Rule(
        "admitted-each",  # "xã A và xã B mỗi xã mới có 4 đảng viên được kết nạp"
        f"{_UNITS} COMMA? ( AT? PERIOD COMMA? )? {_F}* {_EACH} {_F}* {_NUM} {_PEOPLE} {_F}{{0,2}} PASSIVE"
        " (?P<act> ADMIT )",
    ),
    Rule("each-after", f"{_UNITS} {_F}* (?P<act> ADMIT ) {_F}* {_NUM} {_WHO}? ( {_EACH} | SLASH ( AREAREF | ORG ) )"),
    Rule(
        "planned-and-done",
        f"TARGET PERIOD? ( OF WHOLE? (?P<unit> ORG | AREA | AREAREF ) )? {_F}* ADMIT {_F}* NUMBER {_WHO_ELSE}?"
        f" ( COMMA | SEMI | LPAR ) ( BUT | AT | PERIOD | COMMA | {_F} ){{0,6}} (?P<act> DONE ) {_FIGURE}",
    ),
    Rule(
        "target-reached",  # "đạt 41,2% chỉ tiêu kết nạp đảng viên (70/170)"
        f"(?<= TARGET ) (?P<act> ADMIT ) ( {_F} | {_M} | ENTER | AT? PERIOD | TARGET ){{0,4}} LPAR {_F}* {_NUM} {_WHO}?"
        " RPAR",
    ),
    Rule("admits", f"(?P<act> ADMIT ) ( {_F} | {_INTO} | {_M} | THEM | COLON | QUOTE | AT? PERIOD ){{0,6}} {_FIGURE}"),
    Rule(
        "admits-with",
        f"(?P<act> ADMIT ) ( {_F} | {_INTO} | {_M} | PERIOD | PLACE ){{0,5}} ( {_NAME} LEAD | {_NAME}? AT ) {_NUM}"
        f" {_WHO}",
    ),
    Rule(
        "admits-class",  # "tổ chức kết nạp lớp đảng viên trẻ gồm 26 đoàn viên ưu tú"
        f"(?P<act> ADMIT ) ( {_F} | {_M} | OTHERWISE ){{0,4}} LEAD {_NUM} {_WHO}",
        says=r"\b(?:lớp|đợt)\b.*\bgồm\b",
    ),
    Rule(
        "share-reached",  # "tỷ lệ kết nạp đảng viên mới của huyện đạt 92,3% kế hoạch (60/65 đảng viên)"
        f"(?P<act> ADMIT ) ( {_F} | {_M} | AT? PERIOD ){{0,3}} ( ( OF | AT ) WHOLE? (?P<unit> ORG | AREA | AREAREF ) )?"
        f" {_F}{{0,2}} IS ( NUMBER | OTHER ) PERCENT TARGET{{0,2}} LPAR {_F}* {_NUM} {_WHO}? ( TARGET | RPAR )",
    ),
    Rule(
        "reaches-with-new",  # "vượt chỉ tiêu phát triển đảng với 142 đảng viên mới"
        f"(?<= TARGET ) {_F}* (?P<act> ADMIT | DEVELOP ) ( {_F} | {_M} | ENTER | OF | AREAREF | TARGET | PERIOD"
        f" ){{0,5}} COMMA? AT {_F}{{0,2}} {_NUM} (?P<members> NEW | MEMBERS ) {_GOT}",
    ),
    Rule(
        "planned-but-reached",  # "theo kế hoạch, huyện kết nạp 100 đảng viên, song đến giữa tháng 8 mới đạt 46"
        f"ADMIT {_F}* NUMBER {_WHO_ELSE}? COMMA? (?P<act> BUT ) ( AT | PERIOD | COMMA | OTHER | {_F} ){{0,5}}"
        f" {_FIGURE}",
    ),
    Rule(
        "done-later",  # "Năm 2024, huyện được giao kết nạp 200 đảng viên. Đến ngày 30/9, huyện đã thực hiện được 214"
        f"( ^ | COMMA ) ( {_F} | WHOLE | AREAREF | ORG | AREA | AT | PERIOD | COMMA | SUBJECT ){{0,7}} (?P<act> DONE )"
        f" {_FIGURE}",
    ),
    Rule(
        "decisions",  # "ban hành 71 quyết định kết nạp đảng viên"
        f"{_NUM} FILL (?P<act> ADMIT ) FILL{{0,2}} (?P<members> {_M} )? {_END}",
        says=r"quyết định kết nạp",
    ),
    Rule(
        "admits-by",  # "Lễ kết nạp đảng viên do Đảng ủy xã A tổ chức cho 12 đoàn viên ưu tú"
        f"(?P<act> ADMIT ) ( {_F} | {_M} ){{0,3}} AT (?P<unit> ORG | AREA ) FILL{{1,3}} {_NUM} {_WHO}",
        says=r"\bdo\b.*\bcho\b",
    ),
    Rule(
        "admits-in",
        f"(?P<act> ADMIT ) ( {_F} | {_M} | ENTER | PERIOD | AT PERIOD )* ( OF | AT | COMMA | (?= WHOLE ) ) WHOLE?"
        f" (?P<unit> ORG | AREA | AREAREF | PLACE ) ( {_F} | COMMA | PERIOD )* ( IS | COLON )"
        f" ( ( OTHER | DONE ){{1,5}} AT )? {_FIGURE}",
    ),
    Rule(
        "admits-most",
        f"(?P<act> ADMIT ) ( {_F} | {_M} | THEM | COUNT_OF ){{0,4}} MOST"
        f" ( {_F} | OTHER | WHOLE | AREAREF | AREA | AT? PERIOD | COMMA PERIOD ){{0,5}}"
        " ( COMMA | LPAR | COLON | DASH )? AT?"
        f" {_F}{{0,2}} {_FIGURE}",
    ),
    Rule(
        "has-most-new",  # "Xã Vĩnh Sơn có nhiều đảng viên mới nhất với 14 đồng chí"
        "(?P<unit> ORG | AREA | PLACE ) ( IS ( ORG | SUBJECT | AREAREF | OTHER ) )? FILL{1,2} COUNT_OF (?P<act> NEW )"
        " ( AT? PERIOD )? MOST ( OF | AT | WHOLE | AREAREF | AREA | PERIOD ){0,5}"
        " ( COMMA | AT | COLON | LPAR | IS ){1,2}"
        f" {_F}{{0,2}} {_NUM} {_WHO}",
    ),
    Rule(
        "leads-with-new",  # "Phường A là đơn vị dẫn đầu quận về phát triển đảng với 12 đảng viên mới"
        f"(?P<unit> ORG | AREA | PLACE | CAPS (?= COMMA AREAREF ) ) ( COMMA AREAREF )?"
        f" ( {_F} | AT | PERIOD | SUBJECT | COUNT_OF | OTHER ){{0,4}} LEAD"
        f" ( {_F} | WHOLE | AREA | AREAREF | ORG | OTHER | DEVELOP | ADMIT | MEMBERS | PERIOD ){{0,6}} COMMA? AT"
        f" {_F}{{0,2}} {_NUM} (?P<act> (?P<members> NEW ) )",
    ),
    Rule(
        "admits-out-of",  # "số đảng viên Khmer được kết nạp là 41 trong tổng số 118 đảng viên mới toàn huyện"
        f"(?P<act> ADMIT ) ( {_F} | NUMBER PERCENT? | {_WHO_ELSE} | COMMA | LPAR | RPAR | OTHER ){{0,8}} AT FILL{{0,2}}"
        f" {_NUM} (?P<members> NEW ) (?! TARGET ) ( ( OF | AT | WHOLE ){{1,2}} (?P<unit> ORG | AREA | AREAREF ) )?",
    ),
    Rule(
        "admits-more",  # "số đảng viên kết nạp 6 tháng của thị xã tăng 12 người so với cùng kỳ, đạt 53 đảng viên"
        f"(?P<act> ADMIT ) ( {_F} | {_M} | ENTER | AT | PERIOD ){{0,6}} ( OF WHOLE? (?P<unit> ORG | AREA | AREAREF ) )?"
        f" {_F}{{0,2}} OTHERWISE NUMBER ( PERCENT | {_WHO_ELSE} )? ( OTHERWISE PERIOD? )? COMMA IS {_FIGURE}",
    ),
    Rule("gains", f"(?P<act> GAIN ) {_F}{{0,2}} {_NUM} (?P<members> {_M} ) {_GOT}"),
    Rule(
        "out-of-new",  # "có 41/58 đảng viên mới của huyện là người dân tộc thiểu số"
        f"FILL {_F}{{0,2}} NUMBER SLASH (?P<value> NUMBER ) (?P<act> (?P<members> NEW ) )"
        f" ( ( OF | AT ) WHOLE? (?P<unit> ORG | AREA | AREAREF ) )? {_ARE}",
    ),
    Rule(
        "has-new",
        f"(?P<act> FILL ) {_F}{{0,2}} (?! NUMBER SLASH NUMBER NEW {_PART_OF_THEM} ) {_NUM} (?P<members> NEW ) {_GOT}",
    ),
    Rule(
        "develops",
        f"(?P<act> DEVELOP ) {_F}{{0,5}} ( NUMBER ( OTHER | FILL | ORG ){{1,4}} AND )? {_NUM}"
        " (?P<members> MEMBERS | NEW )",
    ),
    Rule(
        "develops-most",  # after admissions: "xã A phát triển nhiều nhất 41 đ/c"
        f"(?P<act> DEVELOP ) ( {_F} | {_M} ){{0,3}} MOST ( {_F} | AT | COMMA ){{0,2}} {_NUM}"
        f" (?P<members> {_WHO_ELSE} )",
    ),
    Rule("develops-members", f"(?P<act> DEVELOP {_F}{{0,2}} {_M} ) ( {_F} | PERIOD | COLON ){{1,5}} {_FIGURE}"),
    Rule("enter", f"{_NUM} (?P<members> MEMBERS | THEM | GENERIC ) {_WHOSE}? FILL{{0,2}} (?P<act> ENTER )"),
    Rule(
        "number-of-new",  # "số đảng viên mới trong năm chỉ là 198"
        f"COUNT_OF (?P<act> (?P<members> NEW ) ) ( AT? PERIOD )? {_WHOSE}? ( AT? PERIOD )? {_F}{{0,2}} IS"
        f" {_FIGURE_ALONE}",
    ),
    Rule(
        "with-those",  # "Với 19 đảng viên kết nạp trong năm 2014, Đảng bộ Bệnh viện A là đơn vị dẫn đầu"
        f"^ AT {_NUM} (?P<members> MEMBERS | NEW ) PASSIVE? (?P<act> ADMIT ) ( AT? PERIOD )? COMMA WHOLE?"
        " (?P<unit> ORG | AREA )",
    ),
    Rule(
        "of-the-new",  # "Trong 96 đảng viên mới của huyện năm 2021, khối trường học có 31"
        f"( ^ | (?<= PERIOD ) COMMA ) ( AT | FILL | LEAD ){{1,3}} {_NUM} (?P<act> (?P<members> NEW ) )"
        " ( OF | AT | WHOLE ){1,2} (?P<unit> ORG | AREA | AREAREF )",
        says=r"^(?:, )?(?:trong|với|trên)",
    ),
    Rule(
        "of-those",  # "trong tổng số 214 đảng viên kết nạp từ đầu năm, có 131 …"
        f"AT FILL? {_NUM} (?P<members> MEMBERS ) PASSIVE? (?P<act> ADMIT ) ( AT? PERIOD )?"
        " ( OF WHOLE? (?P<unit> ORG | AREA | AREAREF ) )?",
        says=r"^trong",
    ),
    Rule(
        "admits-whom",
        f"(?P<act> ADMIT ) ( {_F} | ENTER ){{0,6}} {_NUM} (?P<members> GENERIC | THEM )?"
        " ( OTHER | COMMA | CAPS ){0,4} ENTER",
    ),
    Rule(
        "admits-whoever",
        f"(?P<act> ADMIT ) ( {_F} | ENTER ){{0,5}} {_NUM} ( OTHER | FILL | POST | POSTS | CAPS | AREAREF ){{1,6}}"
        f" {_END}",
        says=r"^(?!.*\d (?:hộ|nhà|doanh nghiệp|công ty|cơ sở|đơn vị|tổ chức|hợp tác xã|tổ|thành viên|lớp|đợt|lần)\b)",
    ),
    Rule("admits-to-party", f"(?P<act> ADMIT ) ( {_F} | ENTER ){{0,5}} {_NUM} (?P<members> GENERIC )"),
    ADMITTED,
)
_WHY = (
    "( LPAR ( AT | WHY ) ( OTHER | CAPS | NOT | FILL | PASSIVE | DASH | NUMBER | AREAREF | WHOLE | COUNT_OF ){1,8} RPAR"
    " | COMMA? ( AT | WHY ) ( OTHER | NOT | FILL | IS | PASSIVE | TARGET | AIM | NUMBER | DASH | CAPS | SUBJECT"
    " | AREAREF | WHOLE | COUNT_OF | MANY | AT ){1,8} COMMA? )"
)
"""An aside between a time and its figure: "quý III, vì bão lũ, chỉ được 22"."""
THEN = Rule(
    "then",  # "nhiều hơn năm 2017 (12 người)", "bằng 63% cùng kỳ (30 đồng chí)"
    f"(?P<when> PERIOD ) LPAR {_F}* {_NUM} {_WHO}? RPAR",
)
ASIDE = Rule("aside", f"LPAR AT? (?P<when> PERIOD ) ( COLON | COMMA )? {_F}* {_NUM} {_WHO}? RPAR")
"""Another time in brackets: "kết nạp 64 đảng viên (năm 2005: 58 đồng chí)"."""
COMPARED = Rule(
    "compared",  # "kết nạp 38 đảng viên, so với 21 của quý I năm 2013", "vượt xa con số 21 của năm 2013"
    f"( OTHERWISE | AS_FOR ) ( OTHER | FILL ){{0,2}} (?P<value> NUMBER ) {_WHO}? ( OF | AT ) (?P<when> PERIOD ) {_END}",
    # "vượt 3 người của năm 2013" is by how many, "so với hạng 5 của năm 2013" counts nobody
    says=r"^(?:so với|nếu so|bằng)(?! (?:hạng|thứ|vị trí|điểm|tuổi|bậc)\b)|con số",
)
IN_ALL = Rule(
    "in-all",  # "thêm 67 đảng viên mới, nâng tổng số cả năm lên 106"
    f"OTHERWISE COUNT_OF? ( NEW | MEMBERS? PASSIVE? ADMIT | MEMBERS? ADMIT NEW )? AT? (?P<when> PERIOD )?"
    f" {_F}{{0,2}} IS {_NUM} {_WHO}? {_END}",
    says=r"^(?:nâng|đưa)",
)
ITEM = Rule(
    "item",
    f"(?P<unit> {_U} ) ( LEAD? COLON | ( MOST | OVER ){{1,2}} COMMA )? {_F}{{0,3}} {_NUM} {_WHO}?"
    # "…, xã A 9 đồng chí là những đơn vị có nhiều đảng viên mới", "xã A 5 chưa đạt chỉ tiêu", "xã A: 5/8 2. xã B"
    f" ( {_END} | (?= IS COUNT_OF | NOT? IS TARGET | IS COLON | NUMBER DOT ) )",
)
APART = Rule("item-apart", f"(?<= SEMI ) LEAD? (?P<unit> {_U} ) COMMA {_F}{{0,2}} {_NUM} {_WHO}? (?= SEMI | DOT | $ )")
LED = Rule("item-led", f"LEAD (?P<unit> {_U} ) COMMA ( AT? PERIOD COMMA? )? {_F}{{0,3}} {_NUM} {_WHO} FILL? {_END}")
_RATE = "( ( IS | COLON )? ( NUMBER | OTHER ) PERCENT )"
"""The share of its target, before its figure: "huyện A 6,06% (4 đảng viên)"."""
IN_BRACKETS = Rule(
    "item-in-brackets",
    f"(?P<unit> {_U} ) {_RATE}? LPAR {_F}* {_NUM} {_WHO}? ( ( COMMA | SEMI ) {_F}* {_RATE} TARGET{{0,2}} )? RPAR",
)
WITH = Rule(
    "item-with",
    f"(?P<unit> {_U} ) ( FILL | LEAD | MOST | OVER | OTHER AREAREF? | WHOLE AREAREF ){{0,3}} COMMA? AT {_F}{{0,2}}"
    f" {_NUM} {_WHO}? PASSIVE? {_END}",
)
RANKED = Rule(
    "item-ranked",  # "Xã A giữ ngôi đầu toàn huyện (36 đảng viên)"
    f"(?P<unit> {_U} ) (?P<ranks> ( LEAD | MOST | OVER | FILL | IS | PASSIVE | WHOLE | AREAREF | AT | OF | OTHER"
    f" | COUNT_OF | SUBJECT | OTHERWISE TARGET ){{1,8}} ) COMMA? ( AT | LPAR | COLON | DASH ) {_F}{{0,2}} {_NUM}"
    f" {_WHO}? RPAR? PASSIVE? {_END}",
)
GIVEN_ITEM = Rule(
    "item-given",  # "xã A giao 5 mới được 1", "xã B chỉ tiêu 4 đảng viên, đến nay được 1"
    f"(?P<unit> {_U} ) ( PASSIVE | FILL )? ( TARGET | AIM ){{1,2}} ( IS | FILL | ADMIT ){{0,2}} NUMBER {_WHO_ELSE}?"
    f" ( COMMA | BUT | DONE | PERIOD | AT | {_F} ){{1,5}} {_NUM} {_WHO}? {_END}",
)
EACH_ITEM = Rule("item-each", f"{_WITH_UNITS} ( COMMA | COLON | LPAR )? {_F}* {_EACH} {_F}* {_NUM} {_WHO}? {_END}")
_FIRST_OF_SEVERAL = (
    f"LPAR (?= AT? PERIOD ( COLON | COMMA | {_F} ){{0,3}} NUMBER {_WHO_ELSE}? ( SEMI | COMMA ) AT? PERIOD )"
)
"""As in "kết nạp 611 đảng viên (năm 2020: 214; năm 2021: 205)"."""
OF_WHICH = Rule(
    "of-which",
    f"( ^ | COMMA | SEMI | AND | LEAD | COLON | FILL | {_FIRST_OF_SEVERAL} ) ( AT | OTHER | BUT | WHOLE | DONE ){{0,3}}"
    " (?P<when> PERIOD )"
    f" (?P<why> {_WHY} )? ( COMMA | COLON | DASH | LEAD )? {_F}* {_NUM} {_PEOPLE}? FILL? {_END}",
)
HEADING = Rule(
    "heading",  # "Kết quả kết nạp đảng viên năm 2019 của Đảng bộ tỉnh", before the lines of a list
    "(?P<act> ADMIT | DEVELOP ) ( FILL | MEMBERS | NEW | PERIOD | OF | AT | WHOLE | AREA | AREAREF | ORG | PLACE | LPAR"
    " | RPAR | SUBJECT | COUNT_OF | OTHER | COLON ){1,12} $",
)
LINE = Rule(
    "line",
    f"^ ( DASH | NUMBER ( DOT | RPAR ) | OTHER )? (?P<unit> {_U} ) ( COLON | DASH ) {_F}{{0,2}} {_NUM} {_WHO}? FILL?"
    f" {_END}",
)
SHARED = Rule(
    "shared",  # after "xã A kết nạp 8 đảng viên": ", xã B kết nạp 7 trong 7 tháng", ", xã B 7, xã C 6 trong 7 tháng"
    f"( ( COMMA | AND | COMMA AND ) {_U} {_F}{{0,3}} ADMIT? {_F}{{0,3}} {_NUM} {_WHO}? ){{1,6}} AT? (?P<when> PERIOD )"
    " (?= DOT | SEMI | $ )",
)
FIGURE = Rule(
    "this-figure",
    "( (?P<unit> ORG | AREA ) ( COMMA | COLON )? AT? )?"
    f" THAT ( OF | AT | WHOLE | PERIOD | FILL | ORG | AREA | AREAREF | PLACE ){{0,5}} IS {_NUM} {_WHO}?"
    f" ( {_END} | (?P<parts> AND NUMBER {_WHO_ELSE}? ) {_END} )",
)
INTRO = Rule(
    "list-intro",
    "(?P<act> ADMIT | DEVELOP ) ( OTHER | FILL | PASSIVE | MEMBERS | NEW | THEM | IS | COUNT_OF | MOST | PERIOD | OF"
    " | AT | WHOLE | AREA | AREAREF | ORG | PLACE | LPAR | RPAR | COMMA AREAREF ){0,11} ( COLON | COMMA? LEAD )",
)
LED_INTRO = Rule(
    "list-led",  # "Dẫn đầu về kết nạp đảng viên là các xã A (9 đảng viên), B (8)"
    "LEAD ( OTHER | AT | OF | WHOLE | AREA | AREAREF | ORG | PLACE ){0,6} (?P<act> ADMIT | DEVELOP )"
    " ( OTHER | FILL | MEMBERS | NEW | PERIOD | OF | AT | WHOLE"
    " | AREA | AREAREF | ORG | PLACE | COUNT_OF ){0,9} IS",
)
OPINION_BESIDE = Rule(
    "second-opinion-beside",
    f"(?P<unit> {_U} ) ( {_F} | LPAR | COLON | DASH | COMMA | AT | PERIOD | OTHERWISE | OTHER | ADMIT ){{0,3}} {_NUM}"
    f" {_WHO}?",
)
"""A figure that a tagger says counts new members, after whose they are."""
OPINION = Rule("second-opinion", f"{_NUM} {_WHO}? ( ( OF | AT ) WHOLE? (?P<unit> ORG | AREA | AREAREF ) )?")
"""The same, with nobody beside it but after it."""
OPINIONS = (OPINION_BESIDE, OPINION)
OF_TIMES = (IN_TURN, FROM_TO, BY_YEAR, BY_PERIOD, THEN_BY_YEAR)
"""Rules that tell one unit's figures of several times."""
LISTS = (
    *(rule.name for rule in (*OF_TIMES, THOSE, SO_MANY)),
    *("respectively", "respectively-with", "respectively-developed", "respectively-in-order"),
    *("each", "admitted-each", "each-after"),
)
"""Rules that tell of several units or times at once."""
OF_ONE_AMONG = frozenset(("admits-most", "has-most-new", "leads-with-new"))
"""Rules that tell of one unit among others: what follows is not told of it."""
OF_LISTS = (ITEM, APART, LED, IN_BRACKETS, WITH, RANKED, GIVEN_ITEM, EACH_ITEM)
"""Rules by which a list tells of its units, in words that tell no act."""
