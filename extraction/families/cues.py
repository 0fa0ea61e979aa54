"""What is no fact: a figure that is negated, planned, asked for or an average."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extraction.lexicon import words_of
from extraction.mentions import Mention
from extraction.text import fold

_SUM = re.compile(r"\b(?:cả|toàn) (?:giai đoạn|nhiệm kỳ|khóa)\b|\btính chung\b", re.IGNORECASE)
"""After an average, what all of it comes to: "bình quân mỗi năm kết nạp 30 đảng viên, cả nhiệm kỳ kết nạp 152"."""
_REASON = re.compile(
    r"(?:xác định|nhận thức|thấy(?: rõ| được)?|quán triệt quan điểm"
    r"|với (?:quan điểm|phương châm|tinh thần|suy nghĩ|nhận thức))\b",
    re.IGNORECASE,
)
"""What a sentence begins with that first tells why something was done."""
_HIGH = re.compile(
    r"(?:tỷ|tỉ) lệ(?: kết nạp| phát triển)?(?: đảng viên| đv| đảng)?(?: mới)?(?: đạt| hoàn thành)?"
    r"(?: kế hoạch| chỉ tiêu)?(?: kết quả)? (?:(?:rất |khá |còn |chưa )?(?:cao|thấp|khá|tốt|chênh lệch)(?!\w)"
    r"|[^,;.]{0,40}\bđạt [^,;.\d]{0,6}\d+(?:[.,]\d+)? ?%)",
    re.IGNORECASE,
)
"""A share by which units are ranked: "một số đảng bộ có tỷ lệ cao như: Đảng bộ A kết nạp 22"."""
_ACTS = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "WHOLE"))
_TURNS = frozenset(("SEMI", "DOT", "BUT"))
_ENDS = frozenset(("COMMA", "SEMI", "DOT", "LPAR"))
_SIGNS = frozenset(("COMMA", "SEMI", "COLON", "DOT"))
_INSIDE = frozenset(("PLANNED", "AIM", "GIVEN", "PER", "NOT"))
SHARES = ("tỷ lệ", "tỉ lệ")
_NAMES = frozenset(("AREA", "ORG", "CAPS", "PLACE", "RPAR"))
_AUXILIARY = frozenset(("FILL", "PASSIVE"))
_NEAR, _OWN, _LISTED = 3, 5, 8
"""How many mentions before its verb a negation, a target or the heading of a list of targets may stand."""


@cache
def _done() -> frozenset[str]:
    """Words by which what follows them is no plan any more."""
    return frozenset(map(fold, words_of("figures", "done")))


def blocked(row: Sequence[Mention], act: int, end: int, text: str) -> bool:
    """Whether the verb `row[act]`, with its figure before `row[end]`, tells no result.

    The cue stands in its part of the sentence before it, between verb and figure, or right after the figure.
    """
    after = ["" if _rate(row, i) else row[i].kind for i in range(end, min(end + 4, len(row)))]
    stop = next((i for i, kind in enumerate(after) if kind in _ENDS), len(after))
    after = after[:stop]
    if "ONLY" in after or "PER" in after or any(row[i].kind in _INSIDE and not _rate(row, i) for i in range(act, end)):
        return True
    return _before(row, act, text)


def _before(row: Sequence[Mention], act: int, text: str) -> bool:
    done = colon = dated = False
    clause = True
    inner = 0
    headed = len(row) > 1 and row[0].kind in ("TARGET", "AIM") and row[1].kind in ("PERIOD", "COMMA")
    for i in range(act - 1, -1, -1):
        mention = row[i]
        distance = act - i
        inner += (mention.kind == "RPAR") - (mention.kind == "LPAR")
        if inner > 0:
            continue  # "(tỷ lệ 20%)"
        if mention.kind in _TURNS or (mention.kind == "COMMA" and done):
            return False
        clause = clause and mention.kind != "COMMA"
        colon = colon or mention.kind == "COLON"
        dated = dated or mention.kind == "PERIOD"
        done = done or _is_done(mention, text)
        if (mention.kind == "AIM" and not (_told_with_result(row, i, act) or _handed_out(row, i, act))) or (
            mention.kind == "TARGET" and colon and distance <= _LISTED and not _past(row, i, act)
        ):
            return True
        ahead = (mention.kind == "PLANNED" and not _reason(row, i, act, text)) or _asks(row, i, text)
        if (ahead and not (colon or _compares(row, i, text) or _achieved(row, i, act))) or (
            mention.kind == "NOT" and distance <= _NEAR and not _shown(row, i, act)
        ):
            return True
        if mention.kind == "PER" and _HIGH.match(text, mention.start) is not None:
            continue
        summed = mention.kind == "PER" and _SUM.search(text, mention.end, row[act].start) is not None
        listed = colon and text[mention.start : mention.end].casefold() in SHARES  # "có tỷ lệ kết nạp cao như: xã A …"
        if mention.kind == "PER" and not dated and (clause or not done) and not (_rate(row, i) or summed or listed):
            return True
        if clause and not done and mention.kind in ("TARGET", "GIVEN") and distance <= _OWN and not _past(row, i, act):
            return True
        if clause and mention.kind == "EACH" and distance <= _NEAR and _distributes(row, i):
            return True
    reached = any(m.kind == "DONE" and "IS" in (x.kind for x in row[i:act]) for i, m in enumerate(row[:act]))
    return headed and not done and not reached  # "Kế hoạch năm 2019, huyện A kết nạp 150 đảng viên"


def _reason(row: Sequence[Mention], i: int, act: int, text: str) -> bool:
    """ "Xác định phải làm cho dân hiểu trước, Huyện ủy mở 3 lớp": why it was done."""
    told = _REASON.match(text, row[0].start) is not None
    ends = (k for k in range(i, act) if row[k].kind == "COMMA")
    return told and any(m.kind in _ACTS for k in ends for m in row[k + 1 : min(k + _NEAR, act)])


def _asks(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "Đồng chí A cũng đề nghị Huyện ủy B lập thêm 2 chi bộ, mở 3 lớp": what somebody asks for is yet to be done."""
    if row[i].kind != "GIVEN" or text[row[i].start : row[i].end].casefold() not in ("đề nghị", "kiến nghị"):
        return False
    before = next((m.kind for m in reversed(row[:i]) if m.kind not in ("FILL", "COMMA")), "")
    return before == "HOLDER"


def _is_done(mention: Mention, text: str) -> bool:
    """ "được giao kết nạp 12, đến nay mới kết nạp 9": what is told after a comma has been done."""
    return mention.kind in ("FILL", "PASSIVE", "PERIOD") and fold(text[mention.start : mention.end]) in _done()


def _rate(row: Sequence[Mention], i: int) -> bool:
    """ "30 đảng viên chiếm tỷ lệ 75%": a share told beside a figure, no average."""
    if row[i].kind != "PER":
        return False
    after = [m.kind for m in row[i + 1 : i + 5] if m.kind not in ("IS", "FILL", "ABOUT", "OVER")]
    return after[:2] in (["NUMBER", "PERCENT"], ["FRACTION", "PERCENT"])


def _past(row: Sequence[Mention], i: int, act: int) -> bool:
    """Whether a target is reached, or a proposal followed.

    "vượt kế hoạch", "42/30 chỉ tiêu", "giao 12, nhận 9", "giới thiệu và kết nạp", "giới thiệu cho địa phương kết nạp".
    """
    if row[i].kind == "TARGET":
        if _told_with_result(row, i, act):
            return True
        return [m.kind for m in row[max(0, i - 2) : i]] == ["SLASH", "NUMBER"] or (
            i > 0 and row[i - 1].kind in ("OTHERWISE", "PERCENT")
        )
    after = [m.kind for m in row[i + 1 : act]]
    return after in (["AND"], ["COMMA"]) or (after[:1] == ["FILL"] and after[1:] in (["SUBJECT"], ["ORG"], ["AREA"]))


def _told_with_result(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "được giao 8 đảng viên, kết nạp được 9": nothing but the figure aimed at stands before what was reached."""
    kinds = [m.kind for m in row[i + 1 : act] if m.kind not in _AUXILIARY]
    return kinds[:1] == ["NUMBER"] and kinds[1:] in ([], ["COMMA"], ["MEMBERS", "COMMA"], ["THEM", "COMMA"])


def _handed_out(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "giao chỉ tiêu cho từng đảng viên, năm 2021 kết nạp 3": without its figure, and a clause of its own."""
    after = [m.kind for m in row[i + 1 : act]]
    own = after[: after.index("COMMA")] if "COMMA" in after else after
    return after[:1] == ["FILL"] and "NUMBER" not in own and ("COMMA", "PERIOD") in pairwise(after)


def _achieved(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "các lớp phải hoãn, huyện chỉ kết nạp được 141": what somebody has reached after a clause of its own."""
    reached = [m.kind for m in row[act + 1 : act + 3]] == ["PASSIVE", "NUMBER"] and row[act - 1].kind == "FILL"
    return reached and any(a == "COMMA" and b in _ACTS for a, b in pairwise(m.kind for m in row[i + 1 : act]))


def _compares(row: Sequence[Mention], i: int, text: str) -> bool:
    """ "nếu năm 2019 chỉ kết nạp 30 đảng viên thì năm 2020 …": two times are compared, nothing is supposed."""
    told = fold(text[row[i].start : row[i].end]) in (fold("nếu"), fold("nếu như"))
    after = [m.kind for m in row[i + 1 : i + 3]]
    return told and (after[:1] == ["PERIOD"] or after == ["FILL", "PERIOD"])


def _shown(row: Sequence[Mention], i: int, act: int) -> bool:
    """ "có nơi chưa đạt, như xã A, cả năm có 2 người": what is not reached is reached by none of those shown."""
    return ("COMMA", "LEAD") in pairwise(m.kind for m in row[i + 1 : act + 1])


def _distributes(row: Sequence[Mention], i: int) -> bool:
    """ "mỗi xã" without the names of those it means."""
    before = [m.kind for m in row[max(0, i - 2) : i]]
    named = bool(before) and (before[-1] in _NAMES or (before[-1] == "COMMA" and before[0] in _NAMES))
    return row[i + 1].kind in ("ORG", "AREAREF") and not named


def clause_start(row: Sequence[Mention], at: int) -> int:
    """Index after the last sign before `row[at]`, 0 where there is none."""
    return next((i for i in range(at, 0, -1) if row[i - 1].kind in _SIGNS), 0)


def part_start(row: Sequence[Mention], at: int) -> int:
    """Index after the last semicolon or stop before `row[at]`, 0 where there is none."""
    return next((i for i in range(at, 0, -1) if row[i - 1].kind in ("SEMI", "DOT")), 0)
