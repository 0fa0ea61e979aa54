"""The rules by which a sentence tells of a named model, movement or campaign and of the unit that runs it."""

from __future__ import annotations

from extraction.facts import AdoptionAction
from extraction.grammar import Rule

ACTIONS: dict[str, AdoptionAction] = {"PILOT": "pilot", "LAUNCH": "launch", "REPLICATE": "replicate"}
"""What is done with a model, by the kind of word that tells it; other words tell that it is run."""

_U = "( WHOLE? ( ORG | AREA | PLACE | CAPS | AREAREF | HAMLET ) )"
_OF_THESE = "( MANY | WHOLE | ORG MANY | NUMBER (?= AREA ( COMMA | AND ) ) )"
_UNITS = f"(?P<units> {_OF_THESE}? {_U} ( ( COMMA AND | COMMA | AND ) {_U} )* )"
_LIST = "( AREA | PLACE | ORG ) ( ( COMMA AND | COMMA | AND ) ( AREA | PLACE | ORG ) )*"
_MANY = "( MANY ( CAPS | AREA | PLACE | ORG ) ( ( COMMA AND | COMMA | AND ) ( CAPS | AREA | PLACE | ORG ) )* )"
"""As in "các xã A, B và thị trấn C"."""
_LIES = "( LPAR ( AREA | PLACE ) ( COMMA ( AREA | PLACE ) )? RPAR | OF ( AREA | PLACE ) )?"
"""Where the last of them lie."""
_ACT = "(?P<act> PILOT | LAUNCH | REPLICATE | RUN | FOLLOW | EMERGE | PRESUPPOSE )"
_DO = f"{_ACT} PASSIVE? ( (?<= PILOT ) RUN )?"
_WORD = "( FILL | OTHER | PERIOD | NUMBER | MANAGE )"
_NAMED = "(?P<named> MODEL | THAT )"
_NOUN = "( ORG | AREA | PLACE | CAPS )"
_ONE_OF = (
    "( OTHER ( FILL | OTHER | NUMBER ){0,3} SUBJECT ( FILL | OTHER ){0,3} ( ( AT | OF ) ( AREAREF | AREA | ORG ) )? )"
)
"""Said of those that act: "là ba đơn vị thực hiện tốt"."""
_HELPED = "( WITH ( ORG | AREA | AREAREF | HAMLET | CAPS | OTHER | AND | COMMA ){1,7} )"
"""Who helps the one that acts."""

_WORKS = (
    "(?<!khó )(?:phát huy|lan tỏa|mang lại|đem lại|thu hút|ủng hộ|đồng tình|hoạt động hiệu quả|nền nếp|giúp|góp phần"
    "|tạo được)"
)
"""What a model does where it is run, or what people think of it."""

_FRONTED = (  # "Hưởng ứng phong trào “…” do tỉnh phát động, những năm qua, …"
    f"( ^ | (?<= DASH | SEMI ) ) ( {_WORD} | AND ){{0,4}} {_ACT} {_WORD}{{0,5}} {_NAMED}"
    f" ( {_WORD} | PASSIVE ( AREA | AREAREF )? | LAUNCH | RUN | OF | ORG | CENTRAL | AT | AND ){{0,8}}? COMMA"
    " ( ( FILL | AT | OTHER )? PERIOD COMMA? | NUMBER OTHER{1,2} COMMA? )?"
)

RULES = (
    Rule(
        "example-at-unit",  # "Huyện A có nhiều cách làm hay, điển hình là mô hình “…” ở xã B"
        f"BY? (?P<named> MODEL ) ( AT | LPAR ) {_UNITS} (?= SEMI | COMMA | AND | DOT | RPAR )",
        says=r"^[^“\"«]*(?:\b(?:điển hình|tiêu biểu|nổi bật|phải kể|như|trong (?:số )?đó|nhất là)\b[^“\"«]*"
        r"|\bcó (?:nhiều|một số|các|những|\d+) [^“\"«:]*:\s?)[“\"«]",
        group="act",
    ),
    Rule(
        "event-by",  # "Hội nghị nhân rộng mô hình “…” do Đảng ủy Khối A tổ chức"
        f"( OTHER OTHER? ) {_ACT} {_WORD}{{0,2}} {_NAMED} PASSIVE {_UNITS} FILL? RUN",
        says=r"(?is:^(?:hội nghị|buổi|lễ|hội thảo)\b.*\s(?:tổ chức|chủ trì)$)",
        group="act",
    ),
    Rule("act-model-by", f"(?P<act> LAUNCH ) {_WORD}{{0,3}} {_NAMED} FILL? PASSIVE {_UNITS}", group="act"),
    Rule("emerges-at", f"(?P<act> EMERGE ) {_WORD}{{0,4}} {_NAMED} {_WORD}{{0,2}} ( AT | OF ) {_UNITS}", group="act"),
    Rule(
        "unit-chosen-by",  # "Huyện đoàn A được Tỉnh đoàn giao làm điểm mô hình “…”"
        f"(?P<units> ORG | AREA | AREAREF ) FILL{{0,2}} PASSIVE {_U} ( OTHER | FILL ){{0,3}} (?P<act> PILOT )"
        f" {_WORD}{{0,4}} {_NAMED}",
        group="act",
    ),
    Rule(
        "act-model-within",  # "khối đoàn thể có mô hình “…” (Huyện đoàn)"
        f"{_ACT} {_WORD}{{0,3}} (?P<named> MODEL ) LPAR (?P<units> ORG ) RPAR",
        group="act",
    ),
    Rule(
        "unit-acts-model",
        f"(?<! OF | WITH | NUMBER | BY ) (?<! PAPER ) (?<! THAT AT ) {_UNITS} {_LIES}"
        f" ( ( FILL | PASSIVE | OTHER ){{0,5}} | {_ONE_OF} ) {_DO}"
        f" ( {_WORD} | AND | AT ){{0,5}} {_NAMED} (?! OF )",
        group="act",
    ),
    Rule(
        "unit-manages-model",  # "Chi hội Phụ nữ thôn A đảm nhận mô hình “…”"
        f"(?<! OF | WITH | NUMBER | BY | AT ) (?<! PAPER ) {_UNITS} {_LIES} ( FILL | PASSIVE ){{0,3}} MANAGE"
        f" {_WORD}{{0,3}} {_NAMED} (?! OF )",
        group="act",
    ),
    Rule(
        "unit-sets-up-and-model",  # "Hội A thành lập câu lạc bộ “…”, mô hình “…”"
        f"(?<! OF | WITH | NUMBER | BY | AT ) (?<! PAPER ) {_UNITS} {_LIES} ( FILL | OTHER | RUN | LAUNCH ){{3,9}}"
        f" COMMA (?P<named> MODEL ) (?! OF | PASSIVE | AT )",
        says=r"\b(?:thành lập|duy trì|xây dựng|ra mắt|lập) (?:được )?(?:\d+ )?(?:câu lạc bộ|clb|tổ|đội|nhóm|quỹ)"
        r"(?: \w+){0,3} [“\"«][^”\"»]+[”\"»], \w",
        group="act",
    ),
    Rule(
        "unit-awarded",  # "Hội A tặng Bằng khen cho Hội B vì thành tích 3 năm hưởng ứng phong trào “…”"
        f"(?<= AT ) (?P<units> ORG | AREA ) MERIT ( {_WORD} | AT ){{0,6}}"
        f" (?P<act> RUN | FOLLOW ) {_WORD}{{0,3}} {_NAMED} (?! OF )",
        group="act",
    ),
    Rule(
        "unit-learns-model",  # "xã A và xã B đến tìm hiểu, rồi làm theo mô hình “…”"
        f"(?<! OF | WITH | NUMBER | AT ) (?<! PAPER ) {_UNITS} {_LIES} ( FILL | OTHER | AT | LEARN | PERIOD ){{1,7}}"
        f" ( COMMA | AND ) ( FILL | OTHER ){{0,3}} (?P<act> FOLLOW | RUN ) {_WORD}{{0,2}} {_NAMED}",
        says=r"(?:,|\svà)\s(?:(?:rồi|sau đó|tiếp đó|và|nay|đã|cũng|liền|quyết định|về|bắt tay) )*"
        r"(?:(?:làm|học|noi|áp dụng) theo|hưởng ứng|áp dụng|triển khai)\b",
        group="act",
    ),
    Rule(
        "unit-by-model",  # "Đồn Biên phòng A nhận giúp 5 bản theo mô hình “…”"
        f"(?<! OF | WITH | NUMBER | AT ) (?<! PAPER ) {_UNITS}"
        f" ( {_WORD} | RUN | LAUNCH | AREAREF | HAMLET | AT ){{1,12}} OTHER (?P<named> MODEL )",
        # but "Công an huyện A triệt phá một đường dây theo mô hình “…”", "họp bàn việc làm đường theo mô hình “…”"
        says=r"^(?!.*\b(?:phạt|bắt|bắt giữ|khởi tố|triệt phá|triệt xóa|lừa đảo|trá hình|phê bình|phát hiện|thu giữ|cấm"
        r"|họp bàn|bàn việc|bàn về)\b).*\btheo (?:mô hình|cách làm)\b",
        group="act",
    ),
    Rule(
        "unit-apposed",  # "Bộ đội Biên phòng tỉnh A, đơn vị thực hiện chương trình này, …"
        f"(?P<units> ORG | AREA ) COMMA SUBJECT ( FILL | PASSIVE | OTHER ){{0,4}} {_DO} {_WORD}{{0,3}} {_NAMED}",
        says=r",\s(?:là )?(?:một (?:trong )?)?(?:những |các )?(?:đơn vị|địa phương|nhà trường)\b",
        group="act",
    ),
    Rule(
        "unit-brings-model",  # "Đảng ủy xã A đưa mô hình này ra cả 9 thôn"
        f"(?<! OF | WITH | NUMBER | AT ) (?<! PAPER ) {_UNITS} {_LIES} ( FILL | PASSIVE | PERIOD | OTHER ){{0,4}}"
        f" (?P<act> BRING ) {_NAMED} AT ( WHOLE | MANY | AREAREF | AREA | NUMBER ( AREAREF | HAMLET | SUBJECT ) )",
        group="brings",
    ),
    Rule(
        "unit-puts-model",  # "Đảng ủy xã A đưa mô hình “…” vào sinh hoạt", "ra cho dân chấm điểm"
        f"(?<! OF | WITH | NUMBER ) (?<! PAPER ) {_UNITS} {_LIES} ( FILL | PASSIVE | PERIOD ){{0,4}}"
        f" BRING {_NAMED} ( AT | OTHER ){{1,4}} ( FILL | OTHER | RUN | AREAREF | HAMLET | ORG )",
        says=r"[”\"»] (?:vào (?:hoạt động|thực hiện|thực tế|cuộc sống|đời sống|nền nếp|nề nếp|sinh hoạt|sử dụng"
        r"|vận hành|trường học|trường|nhà trường|khu dân cư|từng)|đi vào|đến (?:với|từng|tận)|về (?:với|từng|tận)"
        r"|tới (?:từng|tận)|ra (?:cho |để )?(?:dân|nhân dân|bà con|người dân))\b",
        group="brings",
    ),
    Rule(
        "unit-picks-model",  # "Huyện ủy A chọn mô hình này để nhân rộng ra 14 xã"
        f"(?<! OF | WITH | NUMBER ) (?<! PAPER ) {_UNITS} ( FILL | PASSIVE ){{0,3}} OTHER{{1,2}} {_NAMED}"
        " ( FILL | OTHER ){0,2} (?P<act> PILOT | REPLICATE )",
        says=r"\b(?:chọn|lấy)\b",
        group="act",
    ),
    Rule(
        "fronted",  # "Hưởng ứng phong trào “…”, Đảng ủy xã A đã …", "…, các chi bộ thuộc Đảng ủy xã B …"
        f"{_FRONTED} FILL? {_UNITS} {_LIES} (?= FILL | OTHER | RUN | ASK | PASSIVE )",
        group="act",
    ),
    Rule(
        "fronted-by-all",  # "Hưởng ứng phong trào “…”, những năm qua, Đảng bộ, chính quyền xã A đã …"
        f"{_FRONTED} ( ORG | SUBJECT | OTHER | COMMA | AND ){{2,9}} (?P<units> AREA | AREAREF )"
        " (?= FILL | RUN | PASSIVE )",
        says=r"(?i:\b(?:cấp ủy|đảng bộ|đảng ủy|chính quyền|cán bộ)\b[^.;]{1,60}\b(?:chính quyền|nhân dân) "
        r"(?:các dân tộc )?(?:toàn )?(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp|tỉnh)\b)",
        group="act",
    ),
    Rule(
        "shared",  # "Bí thư Đảng ủy xã A chia sẻ kinh nghiệm xây dựng mô hình “…”"
        f"(?P<who> HOLDER | POSTS ) ( {_WORD} | COMMA ){{0,3}} (?P<act> SHARE ) ( {_WORD} | RUN | BY ){{0,6}} {_NAMED}"
        " (?! OF | AT | PASSIVE ( ORG | AREA ) )",
    ),
    Rule(
        "unit-titles-model",  # "Chi bộ thôn A họp, giao mỗi đảng viên kèm một hộ, đặt tên là “…”"
        f"( ^ | (?<= DOT ) ) ( ( {_WORD} | AT ){{0,8}} COMMA )? ( {_WORD} | AT ){{0,3}} (?P<units> ORG | AREA )"
        f" ( {_WORD} | COMMA | AND | RUN | AT"
        " | AREAREF | PAPER | ORG | HAMLET ){1,25} (?P<act> TITLED ) (?P<named> MODEL )",
        group="act",
    ),
    Rule(
        "unit-lets-pilot",  # "Đảng ủy xã A cho hai thôn B, C làm thử trước mô hình này"
        "(?P<units> ORG | AREA | SUBJECT ) FILL{0,2} AT ( OTHER | NUMBER | MANY | FILL ){0,2}"
        " ( HAMLET | CAPS | AREA | AREAREF | PLACE )"
        " ( ( COMMA AND | COMMA | AND ) ( HAMLET | CAPS | AREA | PLACE ) ){0,4}"
        f" FILL? (?P<act> PILOT ) ( FILL | OTHER ){{0,2}} {_NAMED}",
        says=r"\bcho (?!rằng\b)",
        group="act",
    ),
    Rule(
        "model-kind-of-unit",  # "nhiều mô hình hay từ tỉnh A như “…”, “…”"
        "( OF | AT | BY ) (?P<units> AREA | AREAREF | PLACE | ORG | SUBJECT )"
        " ( COMMA ( FILL | OTHER | PASSIVE ){0,4} )? ( BY | COLON | OTHER ) (?P<named> MODEL )",
        says=r"(?:như|gồm|là|kể đến|có|:)\s?[“\"«]",
        group="act",
    ),
    Rule("act-model-of", f"{_DO} {_WORD}{{0,5}} (?P<named> MODEL ) OF {_UNITS}"),
    Rule("act-model-at", f"{_DO} {_WORD}{{0,5}} {_NAMED} {_WORD}{{0,2}} AT {_UNITS}"),
    Rule("act-model", f"{_DO} {_WORD}{{0,5}} {_NAMED}"),
    Rule("model-of-unit-piloted", f"(?P<named> MODEL ) OF {_UNITS} {_LIES} PASSIVE FILL{{0,2}} (?P<act> PILOT )"),
    Rule("model-of-unit", f"(?P<named> MODEL ) OF {_UNITS}"),
    Rule(
        "model-at-unit",
        f"(?<= SEMI | COMMA | AND | COLON ) (?P<named> MODEL ) ( AT | LPAR ) {_UNITS}"
        " (?= SEMI | COMMA | AND | DOT | RPAR )",
    ),
    Rule(
        "unit-and-model",  # "…; xã A “…”; Hội Nông dân huyện B: mô hình “…”"
        f"(?<= SEMI | COMMA | COLON | DASH | BY ) {_UNITS} {_LIES} COLON? (?P<named> MODEL )"
        " (?= SEMI | COMMA | DOT | AND | LPAR | OTHER | $ )",
        group="act",
    ),
    Rule(
        "model-at-acted",  # "mô hình “…” ở xã A được triển khai từ năm 2013"
        f"{_NAMED} {_WORD}{{0,3}} AT (?P<units> AREA | AREAREF | PLACE | ORG )"
        f" ( {_WORD}{{0,3}} PASSIVE{{1,2}} FILL{{0,2}} | FILL{{0,3}} ) {_ACT}",
    ),
    Rule(
        "model-by-unit",
        f"{_NAMED} ( ( AT | BY ) ( HAMLET | AREA | PLACE ) )?"
        f" ( COMMA ( {_WORD} | PILOT ){{1,5}} | COMMA {_WORD}{{1,3}} ( HOLDER | ORG | AREA ) )? COMMA? {_WORD}{{0,3}}"
        f" PASSIVE{{0,2}} OTHER{{0,2}} {_UNITS} {_LIES}"
        f" ( {_WORD} | AND | LEARN ( COMMA | AND ) ){{0,5}} {_HELPED}? PASSIVE? FILL{{0,2}} {_ACT} (?! MODEL )",
        says=r"^(?!.*[”\"»][^“\"«]*,\s(?:còn|riêng)\s)",  # "mô hình “…” tại xã A, còn Đảng ủy xã B thí điểm …"
    ),
    Rule(
        "model-by-several",  # "mô hình “…” đã được 18 chi bộ thuộc Đảng bộ xã A áp dụng"
        f"{_NAMED} FILL{{0,2}} PASSIVE{{1,2}} NUMBER (?P<units> ORG ) FILL{{0,2}} {_ACT}",
        group="too",
    ),
    Rule(
        "model-thrives",  # "Phong trào “…” phát triển sâu rộng"
        "(?P<named> MODEL ) ( FILL | PASSIVE | PERIOD | OTHER ){0,4} (?P<act> RUN )",
        says=r"(?:phát triển|lan tỏa) (?:sâu rộng|rộng khắp|mạnh mẽ)$",
    ),
    Rule(
        "model-by-that",  # "chương trình “…” mà đơn vị này đang thực hiện", "do mình thực hiện"
        f"{_NAMED} COMMA? PASSIVE (?P<units> SUBJECT | SELF | OTHER | CAPS ) ( FILL | PASSIVE | OTHER ){{0,3}} {_ACT}",
        says=r"\b(?:mình|(?:đơn vị|địa phương|nhà trường) (?:này|ấy|đó)|(?:do|mà|được) (?i:hội|đoàn|trường|viện))\b",
        group="by",
    ),
    Rule(
        "model-then-by-unit",  # "mô hình “…” ra đời ở huyện A năm 2016 đã được các huyện B, C nhân rộng"
        f"{_NAMED} ( {_WORD}{{0,3}} PASSIVE? ( LAUNCH | PILOT | RUN | EMERGE | BY ) {_WORD}{{0,2}} AT? | OF )"
        f" {_U} ( COMMA {_U} )?"
        f" ( {_WORD} | COMMA | AND ){{0,5}} PASSIVE {_UNITS} ( {_WORD} | LEARN ( COMMA | AND ) ){{0,4}} {_ACT}",
        group="too",
    ),
    Rule(
        "passive-then-model",  # "Được Hội Nông dân huyện A phát động từ năm 2015, phong trào “…” …"
        f"( ^ | (?<= DOT | DASH | SEMI ) ) PASSIVE {_UNITS} {_LIES} ( {_WORD} | PASSIVE ){{0,4}} {_ACT}"
        f" ( {_WORD} | AT | AREAREF | AREA | HAMLET ){{0,8}} COMMA {_NAMED}",
        says=r"^(?!.*\b(?:vì|nhờ|bởi)\s)",  # "Được Tỉnh ủy A khen vì …"
        group="act",
    ),
    Rule(
        "by-then-model",  # "Được khởi xướng bởi Công an huyện A, mô hình “…” …"
        f"( ^ | (?<= DOT | DASH | SEMI ) ) PASSIVE {_ACT} {_WORD}{{0,3}} OTHER {_UNITS} {_LIES} COMMA {_NAMED}",
        says=r"\sbởi\s",
        group="act",
    ),
    Rule(
        "model-acted-through",  # "mô hình “…” được khởi xướng bởi Công an huyện A"
        f"{_NAMED} {_WORD}{{0,3}} PASSIVE {_ACT} {_WORD}{{0,3}} OTHER {_UNITS}",
        says=r"\sbởi\s",
        group="model",
    ),
    Rule(
        "unit-has-its-way",  # "Chi bộ thôn A có cách làm riêng, đó là mô hình “…”"
        f"(?<! OF | WITH | AT ) {_UNITS} {_LIES} FILL{{0,2}} RUN ( OTHER | FILL ){{1,5}} ( COMMA | COLON )"
        f" {_WORD}{{0,3}} (?P<named> MODEL ) (?! OF | PASSIVE )",
        says=r"\bcó (?:\w+ ){0,3}(?:riêng|hay|mới|sáng tạo|cách làm|sáng kiến)\b",
        group="act",
    ),
    Rule(
        "way-is-at",  # "Một cách làm khác là “…” ở Đảng bộ xã A: …"
        f"(?P<named> MODEL ) AT {_UNITS} {_LIES} (?= COLON | COMMA | SEMI | DOT )",
        says=r"\slà\s[“\"«]",
        group="act",
    ),
    Rule(
        "headline-at",  # "Hiệu quả mô hình “…” ở xã A"
        f"^ ( FILL | OTHER | CAPS | BRING | BY | PRESUPPOSE ){{1,5}} (?P<named> MODEL ) AT {_UNITS} {_LIES} DOT? $",
        # not what is still to come, or over
        says=r"^(?i:(?![^“\"«]*\b(?:sắp|sẽ|cần|nên|đề xuất|kiến nghị|bỏ|hết|thất bại)\b))",
        group="act",
    ),
    Rule(
        "at-unit-model",  # "Tại xã A, mô hình này đã phát huy hiệu quả"
        f"( ^ | (?<= SEMI | DOT ) ) ( FILL | OTHER | PERIOD | COMMA ){{0,3}} AT {_UNITS} {_LIES}"
        f" ( COMMA | DASH {_WORD}{{1,4}} ( {_WORD} | RUN | COMMA | AND ){{0,12}} DASH ) {_NAMED}"
        " ( FILL | PASSIVE | PRESUPPOSE | BRING | OTHER | RUN | FOLLOW | ORG ){1,6}",
        says=rf"\b(?:{_WORKS}|được (?:các chi bộ|chi bộ|bà con|người dân|nhân dân) \w+)\b[^“”\"«»]*$",
        group="act",
    ),
    Rule(
        "at-unit-launched",  # "Tại Công ty A, mô hình “…” ra mắt từ quý I"
        f"( ^ | (?<= SEMI | DOT ) ) ( FILL | OTHER | PERIOD | COMMA ){{0,3}} AT {_UNITS} {_LIES} COMMA {_NAMED}"
        " FILL{0,2} (?P<act> LAUNCH ) ( AT | PERIOD | FILL | OTHER | BY )",
        group="act",
    ),
    Rule(
        "model-is-of",  # "Mô hình “…” là một sáng kiến của Hội A"
        f"{_NAMED} OTHER{{2,5}} OF {_UNITS}",
        says=r"\slà\s(?:một\s)?(?:sáng kiến|cách làm|việc làm|ý tưởng)(?:\s\w+){0,2}\scủa\s",
        group="act",
    ),
    Rule(
        "model-lives-at",  # "Phong trào “…” ở tỉnh A đi vào từng xóm"
        f"(?<! {_WORD} | RUN | BY | ASK | LEARN | BRING ) (?P<named> MODEL ) AT {_UNITS} {_LIES}"
        " FILL{0,2} OTHER{2}",
        says=r"\s(?:đi vào|đi sâu|lan đến|lan tới|bén rễ|ăn sâu|khởi sắc|trở thành|trở nên|thành nếp|thấm sâu"
        r"|đi đầu|dẫn đầu)(?:\s\w+)?$",
        group="act",
    ),
    Rule(
        "model-at-helps",  # "Mô hình “…” ở xã A giúp bà con nắm tin mỗi sáng"
        f"(?P<named> MODEL ) AT {_UNITS} {_LIES} FILL{{0,2}} ( OTHER{{1,2}} | PRESUPPOSE | BRING FILL )",
        says=rf"\b{_WORKS}(?:\s\w+){{0,2}}$",
        group="act",
    ),
    Rule(
        "reported-by",  # "Theo báo cáo của Tỉnh đoàn A, phong trào “…” sau 3 năm đã giúp …"
        "^ FILL OF (?P<units> ORG | AREA ) COMMA (?P<named> MODEL ) (?! OF | PASSIVE | AT )",
        group="act",
    ),
    Rule(
        "model-lasts-at",  # "Phong trào “…” đã tròn năm tuổi ở huyện A"
        f"{_NAMED} ( {_WORD} | PASSIVE ){{1,8}} AT {_UNITS}",
        says=r"\b(?:tròn|bước sang|bước qua|qua|đi qua|được) (?:\w+ ){0,3}(?:năm|tuổi|mùa|tháng)\b",
        group="lasts",
    ),
    Rule(
        "movement-has",  # "Phong trào “…” hiện có 4.750 mô hình"
        f"(?P<named> MODEL ) ( {_WORD} | PASSIVE ){{0,3}} (?P<act> RUN ) ( FILL | OTHER ){{0,2}} NUMBER OTHER",
        says=r"\b(?:có|được) (?:\w+ ){0,2}[\d.,]+ (?:mô hình|công trình|điển hình|phần việc|hộ|thôn|tổ|câu lạc bộ)\b",
        group="act",
    ),
    Rule(
        "model-managed-by",  # "mô hình “…” do Hội Chữ thập đỏ huyện quản lý"
        f"{_NAMED} ( COMMA {_WORD}{{1,3}} )? PASSIVE {_UNITS} {_LIES} ( FILL | OTHER ){{0,2}} MANAGE",
        says=r"\bdo\b",
    ),
    Rule(
        "model-by-people",  # "phong trào “…” được cán bộ và nhân dân trong huyện hưởng ứng"
        f"{_NAMED} FILL{{0,2}} PASSIVE ( OTHER | COMMA | AND | ORG | SUBJECT | AT ){{2,8}} (?P<units> AREA | AREAREF )"
        f" {_WORD}{{0,3}} {_ACT} (?! MODEL )",
    ),
    Rule(
        "model-spread-over",  # "mô hình “…” được huyện thí điểm ở 2 xã, sau đó nhân rộng ra toàn huyện"
        f"{_NAMED} ( {_WORD} | PASSIVE | AT | AREA | AREAREF | PLACE | CAPS | ORG | COMMA | PILOT | RUN | LAUNCH"
        f" | AND ){{0,18}} ( COMMA | AND ) ( {_WORD} | PASSIVE | AT | SUBJECT ){{0,5}} (?P<act> REPLICATE ) AT?"
        " (?P<units> WHOLE ( AREAREF | AREA ) )",
        group="spread",
    ),
    Rule(
        "model-spread-to",  # "mô hình “…” do A thí điểm ở B năm 2016, nay đã nhân rộng sang huyện C và thị xã D"
        f"{_NAMED} ( {_WORD} | PASSIVE | AT | AREA | AREAREF | PLACE | HAMLET | CAPS | ORG | COMMA | PILOT | RUN"
        f" | LAUNCH | EMERGE | BY | LPAR | RPAR ){{1,18}}? COMMA {_WORD}{{0,4}} PASSIVE? (?P<act> REPLICATE ) AT?"
        f" (?P<units> {_MANY} | {_LIST} )",
        group="spread",
    ),
    Rule(
        "model-spread-among",  # "mô hình “…” do xã A thí điểm đã được nhân rộng ra 20/31 xã trong huyện B"
        f"{_NAMED} PASSIVE {_U} ( {_WORD} | AND | COMMA | PASSIVE | PILOT | RUN | LAUNCH | AT ){{1,9}}"
        " (?P<act> REPLICATE ) AT? NUMBER ( SLASH NUMBER )? ( AREAREF | HAMLET ) ( ( COMMA | AND ) AREAREF ){0,2}"
        " ( AT | OF ) (?P<units> WHOLE? ( AREAREF | AREA ) )",
        group="spread",
    ),
    Rule(
        "model-spread-wider",  # "phong trào “…” do Hội A khởi xướng, đến nay đã lan ra 8 xã"
        f"{_NAMED} PASSIVE {_U} ( {_WORD} | AND | PASSIVE | AT ){{0,4}} ( PILOT | RUN | LAUNCH )"
        f" ( {_WORD} | COMMA | PASSIVE ){{0,6}} ( COMMA | FILL | PERIOD | PASSIVE ) (?P<act> REPLICATE ) AT? NUMBER"
        " ( SLASH NUMBER )? AREAREF ( ( COMMA | AND ) AREAREF ){0,2} (?! AT | OF )",
        group="spread",
    ),
    Rule(
        "model-runs-among",  # "xã A cần nâng cao chất lượng mô hình “…” đã triển khai tại 9 thôn"
        "(?P<named> MODEL ) FILL{0,2} PASSIVE? (?P<act> RUN | PILOT ) AT NUMBER ( SLASH NUMBER )?"
        " ( AREAREF | HAMLET | OTHER )",
        says=r"\b(?:đã|đang)\b",
    ),
    Rule(
        "model-then-acted-at",  # "mô hình “…” do A khởi xướng đang chạy ở xã B và xã C"
        f"{_NAMED} PASSIVE {_U} {_WORD}{{0,3}} ( PILOT | LAUNCH | RUN ) ( {_WORD} | COMMA | PASSIVE ){{0,6}}"
        f" (?P<act> RUN | REPLICATE ) {_WORD}{{0,2}} AT (?P<units> {_LIST} )",
        group="still",
    ),
    Rule(
        "model-too-by-unit",
        f"{_NAMED} COMMA? PASSIVE {_U} {_WORD}{{0,3}} ( PILOT | LAUNCH | RUN ) ( {_WORD} | COMMA | AND ){{0,5}}"
        f" PASSIVE {_UNITS}"
        f" {_WORD}{{0,3}} {_ACT}",
        group="too",
    ),
    Rule(
        "model-still-run",
        f"{_NAMED} PASSIVE {_UNITS} {_WORD}{{0,3}} LAUNCH {_WORD}{{0,4}} PASSIVE FILL{{0,2}} (?P<act> RUN )",
        group="still",
    ),
    Rule(
        "model-spread",  # "mô hình “…” do A khởi xướng nay được nhân rộng": by the whole the article is about
        f"{_NAMED} PASSIVE {_U} {_WORD}{{0,3}} LAUNCH {_WORD}{{0,4}} PASSIVE FILL{{0,2}} (?P<act> REPLICATE )",
        group="still",
    ),
    Rule("model-and-act", f"{_NAMED} COMMA? AND? FILL{{0,2}} (?P<act> REPLICATE ) (?= AT | DOT | COMMA )"),
    Rule(
        "model-later-spread",  # "Hội A phát động phong trào “…”, đến nay được nhân rộng ra 112 chi hội"
        f"{_NAMED} ( COMMA | AND ) ( FILL | PERIOD | PASSIVE | COMMA ){{0,5}} (?P<act> REPLICATE )"
        " (?= AT? NUMBER | DOT | COMMA | SEMI )",
        group="spread",
    ),
    Rule(
        "model-acted-at",
        f"{_NAMED} {_WORD}{{0,4}} PASSIVE{{0,2}} {_WORD}{{0,3}} {_ACT} {_WORD}{{0,4}} AT"
        f" ( NUMBER ( SLASH NUMBER )? ( AREAREF | OTHER ) ( AT | OF ) | OTHER )? {_UNITS}",
    ),
    Rule(
        "model-spread-straight",  # "mô hình đã lan sang các xã A, B và C"
        f"{_NAMED} {_WORD}{{0,4}} ( BY {_NOUN} )? (?P<act> REPLICATE ) AT? OTHER? (?P<units> ( MANY | WHOLE )? {_NOUN}"
        f" ( ( COMMA AND | COMMA | AND ) {_NOUN} )* )",
    ),
    Rule(
        "spread-beyond",  # "mô hình “…” của Đoàn xã A được nhân rộng ra 8 xã trong huyện B"
        f"{_NAMED} OF {_U} {_WORD}{{0,2}} PASSIVE FILL{{0,2}} (?P<act> REPLICATE ) AT"
        f" ( NUMBER ( SLASH NUMBER )? AREAREF AT | WHOLE )? {_UNITS}",
    ),
    Rule(
        "model-acted-by",  # "cuộc vận động “…” theo Chỉ thị 06 của Bộ Chính trị được các cấp ủy triển khai"
        f"{_NAMED} ( {_WORD} | OF | CENTRAL | ORG | DASH | SLASH | PAPER | DOCNO ){{1,14}}? PASSIVE SUBJECT"
        f" FILL{{0,2}} {_ACT}",
    ),
    Rule(
        "model-acted-below",  # "cuộc vận động “…” được các chi, đảng bộ trực thuộc triển khai"
        f"{_NAMED} PASSIVE SUBJECT FILL{{0,2}} {_ACT}",
        says=r"\sđược các (?:chi|đảng bộ|cấp ủy|tổ chức)\b",
    ),
    Rule("model-acted", f"{_NAMED} {_WORD}{{0,4}} PASSIVE ( {_WORD} | SLASH ){{0,6}} {_ACT}"),
    Rule(
        "followed-then",  # "xã A và xã B hưởng ứng, sau đó đến phường C"
        "(?P<act> FOLLOW ) (?P<named> THAT ) ( FILL | OTHER ){0,3} COMMA ( FILL | OTHER ){1,3} AT?"
        f" (?P<units> {_LIST} ) (?= COMMA | SEMI | DOT | $ )",
        says=r",\s(?:rồi|sau đó|tiếp đó)(?: là| mới)? (?:đến|tới|lượt)\b",
        group="then",
    ),
    Rule(
        "act-then-model",
        f"(?P<act> PILOT | LAUNCH ) {_WORD}{{0,4}} AT ( {_UNITS} | HAMLET ) COMMA {_NAMED}",
        group="act",
    ),
    Rule(
        "by-model-unit",
        f"^ (?P<act> BY ) {_WORD}{{0,3}} (?P<named> MODEL )"
        f" ( AT ( HAMLET | AREA | PLACE ) | ( {_WORD} | AT | OF ){{1,8}} )? ( COMMA PERIOD )? COMMA {_UNITS}",
        # but "Từ hiệu quả của mô hình “…” tại xã A, huyện B đã vận động …": the commune's
        says=r"(?i:^(?!từ (?:hiệu quả|thành công|kết quả) của\b.*[”\"»] (?:tại|ở) (?:xã|phường|thị trấn|huyện)\b))",
    ),
    Rule("by-model-at", f"(?P<act> BY ) OTHER{{0,2}} (?P<named> MODEL ) AT {_UNITS}"),
    Rule("by-model", "(?P<act> BY ) OTHER{0,2} (?P<named> MODEL )"),
)
WITH_SUBJECT = (
    "act-model-of",
    "act-model-at",
    "act-model",
    "act-then-model",
    "by-model",
    "model-acted",
    "model-and-act",
    "model-later-spread",
    "model-runs-among",
    "model-thrives",
    "movement-has",
)
"""Rules whose unit is the subject before them, where there is one."""
