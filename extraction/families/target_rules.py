"""The rules by which a sentence tells how much of a target for new members was reached."""

from __future__ import annotations

from extraction.families.count_patterns import AUX
from extraction.grammar import Rule

TARGET_RULES = (
    Rule(
        "target-told-first",  # "chỉ tiêu phát triển đảng viên đạt 71,5%", "giao kết nạp 50 đảng viên, đến nay được 76%"
        f"(?P<target> TARGET ) ( ADMIT | MEMBERS | LEARNER | {AUX} | OTHER | NUMBER MEMBERS | OF | AT | PERIOD | AREA"
        f" | AREAREF | ORG | COLON (?! ORG | AREA ) | IS ){{0,12}} ( ( COMMA | SEMI )"
        f" ( {AUX} | OF | AT | PERIOD | AREA | AREAREF | ORG ){{0,5}} ){{0,2}} (?P<act> IS | FILL | PASSIVE ) FILL?"
        " (?P<about> ABOUT | OVER | UPTO )? (?P<value> NUMBER | FRACTION ) PERCENT (?= COMMA | SEMI | DOT | LPAR | $ )",
        # a target that is so much is not yet reached
        says=r"^(?!.*\blà (?:trên |hơn |gần |khoảng |ít nhất )?[\d.,]+ ?(?:%|phần trăm)$)",
        tells="target_rate",
    ),
    Rule(
        "rate-of-admitted",  # "kết nạp 88 đảng viên, đạt 58,67%"
        "ADMIT ( FILL | PASSIVE | COLON ){0,4} NUMBER ( SLASH NUMBER )? ( MEMBERS | LEARNER | THEM )"
        " ( LPAR ( TARGET | PAPER | PERIOD | IS | OF | AT | FILL | ORG | AREAREF | NUMBER | MEMBERS | COLON | OTHER"
        " | WHOLE | NOT ){2,10} RPAR )? ( COMMA | LPAR )? FILL? (?P<act> IS PER? | PER ) FILL?"
        " (?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION ) PERCENT (?= COMMA | SEMI | DOT | RPAR | $ )",
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
        "ADMIT ( FILL | PASSIVE | COLON ){0,4} NUMBER ( MEMBERS | LEARNER | THEM )? SLASH NUMBER"
        " ( MEMBERS | LEARNER | THEM )? TARGET ( COMMA (?P<act> IS ) | LPAR IS? )"
        " FILL? (?P<about> ABOUT | OVER )? (?P<value> NUMBER | FRACTION ) PERCENT"
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
