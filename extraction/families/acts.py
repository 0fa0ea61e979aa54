"""By which act somebody came to a post or left it, and what lies around the rule that found it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extraction.context import Context
from extraction.families.figures import speaks
from extraction.families.position_rules import (
    CURRENT_RULES,
    DISMISSED,
    FORMER_RULES,
    LEAVES,
    LEAVES_POST,
    LET_GO,
    RESIGNS,
)
from extraction.families.tenures import Act
from extraction.grammar import Found
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase

_DENIED = re.compile(r"\b(?:bác(?: bỏ)?|phủ nhận|đính chính) (?:tin|thông tin|việc|chuyện)\b[^.;\n]*$", re.I)
_ON_ITS_WAY = re.compile(
    r"\b(?:(?:xin ý kiến|tờ trình)(?P<then>[^;\n]*)"
    r"|(?:(?:đề nghị|kiến nghị|đề xuất|yêu cầu|giao|chỉ đạo)\b[^;,\n]{0,80}\b(?:xử lý|thi hành)"
    r"|đang (?:làm|hoàn tất|hoàn thiện|hoàn thành|tiến hành|chuẩn bị|thực hiện) (?:các |những )?"
    r"(?:bước |trình tự,? )?(?:thủ tục|quy trình|hồ sơ))(?P<at_once>[^;,\n]*))$",
    re.I,
)
LATER_ON = re.compile(r"\W*(?:[^\W\d]+|\d+) (?:năm|tháng) sau(?: đó)?\b|\W*(?:đầu|giữa|cuối) năm (?:đó|ấy)\b", re.I)
"""How a sentence begins that goes on with what came later: "Hai năm sau, …", "Cuối năm đó …"."""
_DECISIONS = 8
"""Sentences back to the decisions that a list of places, or a table, is of."""
PASSED = re.compile(r"\bthông qua (?:các |những |\d+ )?$", re.I)
"""Before a paper that asks for what is granted with it: "biểu quyết thông qua Tờ trình về miễn nhiệm …"."""
_ORDERED = re.compile(r"\b(?:đề nghị|kiến nghị|yêu cầu|giao|chỉ đạo)\b(?! của)(?P<then>[^;.\n]{0,200})$", re.I)
_TO_CARRY_OUT = ("thi hành", "xử lý")
_GRANTED = re.compile(r"\b(?:thông qua|đồng ý|chấp thuận|phê duyệt|quyết định|nhất trí|biểu quyết|đã|bị|vừa)\b", re.I)
_NOT_GRANTED = re.compile(
    r"\b(?:chưa|không) (?:được )?(?:[^\W\d]+ )?(?:chấp thuận|chấp nhận|đồng ý|giải quyết|cho phép)\b", re.I
)
AGAIN = re.compile(r"tái đắc cử|tái bầu|(?<!để )bầu lại|tái cử|tiếp tục|tái bổ nhiệm|bổ nhiệm lại", re.I)
MOVES = re.compile(r"điều động|luân chuyển|điều chuyển|chuyển công tác", re.I)
PROPOSED = re.compile(r"(?:được )?(?:giới thiệu|tiến cử|đề cử)", re.I)
CALLED_INTO = re.compile(r"(?:được )?(?:chỉ định|bầu|trúng cử)", re.I)
_ASKING = 12
"""Characters before an act within which it is asked for."""
_NEAR = 3
"""Words between two acts that are one."""
_OBJECTS = frozenset(("TOWARDS", "COP", "IS", "OF", "INSTEAD", "BECOME", "DO"))
"""Before whom something is told of, whatever the next clause tells of others."""


def act_of(found: Found, row: Sequence[Mention], *, named_too: bool = False) -> Act | None:
    """The act of a claim, with it or earlier in the sentence ("bầu A làm Bí thư, B làm …"), else a "giữ chức".

    A post that is only held has none, unless the act before is the person's as well (`named_too`).
    """
    if found.rule.name in ("takes-over", "steps-in"):  # "ông A thay ông B làm Giám đốc", "ông A về thay"
        return Act(found["act"][0].start, found["act"][0].end, "INSTEAD")
    leaving = found.rule in (*FORMER_RULES, LEAVES, LEAVES_POST, LET_GO, DISMISSED, RESIGNS)
    if found.rule in CURRENT_RULES:
        inside = [m for m in row[found.first : found.last] if m.kind == "APPOINT"][:1]
        told = inside or (goes_on(found, row) if named_too else [])
        return Act(told[0].start, told[0].end, "APPOINT") if told else None
    wanted = "DISMISS" if leaving else "APPOINT"
    said = found["act"]
    told = [m for m in said if m.kind == wanted]
    told = told or _earlier_act(row, found.last, wanted)
    told = told or ([] if leaving else [m for m in said if m.kind in ("JOIN", "BECOME")][:1])
    return Act(_confirmed(row, told[0]), told[-1].end, told[0].kind) if told else None


def _earlier_act(row: Sequence[Mention], end: int, kind: str) -> list[Mention]:
    """The last act of a kind before `row[end]`, unless what lies between is told of another time."""
    for i in range(end - 1, -1, -1):
        if row[i].kind == kind:
            if row[i - 1].kind == "CREDIT" and row[i + 1].kind == "SEMI":
                return []  # "… theo quyết định điều động; bà B …": of who stands before
            return [] if i and row[i - 1].kind == "BEFOREHAND" else [row[i]]
        if row[i].kind in ("BEFOREHAND", "DOT"):
            break
    return []


def _confirmed(row: Sequence[Mention], act: Mention) -> int:
    """Where an act begins: "phê chuẩn kết quả bầu", "điều động, chỉ định" are one."""
    start = next(i for i, m in enumerate(row) if m is act)
    while True:
        before = start - 1
        while before > 0 and start - before <= _NEAR and row[before].kind in ("OTHER", "COMMA", "AND"):
            before -= 1
        if before < 0 or row[before].kind != act.kind:
            return row[start].start
        start = before


def goes_on(found: Found, row: Sequence[Mention]) -> list[Mention]:
    """The act before "; hai đồng chí A và B làm Phó Bí thư" in a sentence that names others to posts."""
    first = found.first
    while first > 0 and row[first - 1].kind in ("HON", "FIRSTOF", "COUNT_OF", "NUMBER"):
        first -= 1
    listed = first > 1 and row[first - 1].kind in ("SEMI", "COMMA", "AND") and row[first - 2].kind == "POSTS"
    announced = first > 0 and row[first - 1].kind == "COLON"  # "quyết định luân chuyển cán bộ: A làm …"
    return _earlier_act(row, first, "APPOINT") if listed or announced else []


def only_asked(context: Context, sentence: int, act: Mention | Act, request: re.Pattern[str]) -> bool:
    """Whether a word for a request stands with an act, and the sentence does not tell that it was granted."""
    text, span = context.article.text, context.sentences[sentence].span
    asked = request.search(text, max(span.start, act.start - _ASKING), act.end)
    if asked is None:
        return False
    refused = _NOT_GRANTED.search(text, act.end, span.end) is not None
    return refused or not speaks(text[span.start : span.end], "changes", "GRANTED")


def on_its_way(before: str, act: str = "") -> bool:
    """Whether a sentence up to an act tells that nobody has decided on it: "ký tờ trình …", "đang làm thủ tục".

    So is a measure that somebody else is told to take: "yêu cầu Đảng ủy xã B kiểm điểm và thi hành kỷ luật".
    """
    ordered = _ORDERED.search(before) if act.casefold().startswith(_TO_CARRY_OUT) else None
    if ordered is not None and not _GRANTED.search(ordered["then"]):
        return True
    told = _ON_ITS_WAY.search(before)
    if told is None or PASSED.search(before, 0, told.start()):
        return False
    return not _GRANTED.search(told["then"] or told["at_once"] or "")


def denied(context: Context, sentence: int, act: Mention) -> bool:
    """ "UBND tỉnh bác thông tin cho rằng ông A đã bị cách chức"."""
    return _DENIED.search(context.article.text, context.sentences[sentence].span.start, act.start) is not None


def led_at(row: Sequence[Mention], target: Mention) -> Mention | None:
    """ "đến nhận công tác tại Ban Tuyên giáo Tỉnh ủy, giữ chức Phó Trưởng ban": the body right before the post."""
    at = next((i for i, m in enumerate(row) if m.start >= target.start), 0)
    while at > 0 and row[at - 1].kind in ("BECOME", "COMMA", "AND", "COP"):
        at -= 1
    return row[at - 1] if at > 0 and row[at - 1].kind == "ORG" else None


def without_brackets(row: Sequence[Mention]) -> list[Mention]:
    """The sentence without what it says in brackets."""
    out: list[Mention] = []
    depth = 0
    if "LPAR" not in [m.kind for m in row]:
        return list(row)
    for mention in row:
        depth += mention.kind == "LPAR"
        if depth == 0:
            out.append(mention)
        depth -= mention.kind == "RPAR" and depth > 0
    return out if depth == 0 else list(row)


_SIGNS = ("COMMA", "LPAR", "DASH")


def without_kin(row: Sequence[Mention]) -> list[Mention]:
    """The sentence without "…, con trai ông B, Chủ tịch UBND huyện, …": what follows is told of who stands before.

    Where nobody stands before ("con trai ông B được bổ nhiệm"), it is told of somebody without a name.
    """
    if "SPOUSE" not in [m.kind for m in row]:
        return list(row)
    out: list[Mention] = []
    i = 0
    while i < len(row):
        end = i + 1
        while row[i].kind == "SPOUSE" and end < len(row) and row[end].kind in ("SPOUSE", "HON", "OF"):
            end += 1
        bracket = end + 1 < len(row) and row[end + 1].kind == "LPAR"  # "vợ ông B (hiện là Bí thư Tỉnh ủy)"
        if row[i].kind != "SPOUSE" or end == len(row) or row[end].kind != "HOLDER" or bracket:
            out.append(row[i])
            i += 1
            continue
        i = end + 1
        if len(out) > 1 and out[-1].kind in _SIGNS and out[-2].kind == "HOLDER":
            out.pop()
            i += i < len(row) and row[i].kind in (*_SIGNS, "RPAR")
    return out


def clause_start(row: Sequence[Mention], at: int) -> int:
    """Index where the clause before a word begins: after the last sign or person."""
    start = at
    while start > 0 and row[start - 1].kind not in ("COMMA", "SEMI", "COLON", "DOT", "HOLDER", "QUOTE"):
        start -= 1
    return max(start, at - 8)


def decided_before(context: Context, n: int, at: int) -> Act | None:
    """The act by which those in a list come to their posts, as sentence `n` tells it before an offset, or one shortly
    before it; None where it is only asked for."""
    for k in range(n, max(-1, n - 1 - _DECISIONS), -1):
        row = context.sentences[k].row
        i = next((i for i in range(len(row) - 1, -1, -1) if row[i].kind == "APPOINT" and row[i].end <= at), None)
        if i is not None:
            asked = any(m.kind in ("NOT", "PLANNED") for m in row[clause_start(row, i) : i])
            return None if asked else Act(row[i].start, row[i].end, "APPOINT")
    return None


def of_clause(found: Found, row: Sequence[Mention], people: Sequence[Mention], target: Mention) -> Sequence[Mention]:
    """Those of the persons of a rule who stand in its clause: "miễn nhiệm … đối với ông A; bà B được bầu làm …"."""
    signs = [m.start for m in found["people"] if m.kind == "SEMI"]
    if not signs:
        return people
    if all(m.start > people[-1].start for m in (*found["act"][:1], target)):
        told_of = found.first > 0 and row[found.first - 1].kind in _OBJECTS
        last = [m for m in people if m.start > signs[-1]]
        titled = any(isinstance(m.value, HolderPhrase) and m.value.posts for m in people if m not in last)
        # "ông A - Giám đốc Sở B; ông C và D, cùng là Phó Giám đốc Sở E": A is none of these
        return last if told_of or (found.rule.name == "is" and titled) else people
    rest = [m.kind for m in takewhile(lambda m: m.kind not in ("SEMI", "DOT"), row[found.last :])]
    acts = [i for i, kind in enumerate(rest) if kind in ("BECOME", "APPOINT", "DISMISS", "COP", "IS")]
    goes_on = bool(acts) and "POSTS" in rest[acts[0] :]
    return [m for m in people if m.start < signs[-1]] if goes_on and target.end <= people[0].start else people


def own_act(text: str, found: Found, act: Act | None) -> Act | None:
    """ "điều động ông A, Giám đốc …, chỉ định tham gia Ban Thường vụ": called into it by words of its own."""
    said = found["act"][0]
    own = said.kind == "JOIN" and CALLED_INTO.match(text, said.start) is not None
    apart = act is not None and act.end < found["people"][-1].start
    return Act(said.start, said.end, said.kind) if own and apart else act


def whole_move(text: str, found: Found, row: Sequence[Mention], act: Act | None) -> Act | None:
    """ "điều động ông A, Giám đốc …, đến nhận công tác và bổ nhiệm giữ chức …": one act, begun before the name."""
    first = row[found.first - 1] if found.first else None
    if act is None or first is None or not first.kind == act.kind == "APPOINT" or first.start > act.start:
        return act
    if PROPOSED.match(text, act.start):
        return act
    return Act(first.start, act.end, act.kind) if MOVES.search(text, first.start, first.end) else act
