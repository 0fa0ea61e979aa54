"""By what words a list of admissions is led on, and by what words nobody is admitted yet."""

from __future__ import annotations

import re

_PLACES = r"(?:nơi|đơn vị|địa phương|cơ sở|đảng bộ|đảng ủy|huyện|xã|phường|thị trấn|chi bộ)"
_SHOWS = re.compile(
    rf"(?:(?:trong đó|riêng|còn|một số|nhiều|những|các|vài),? )*{_PLACES}"
    r"(?:,? (?:chi bộ|đảng bộ|cơ sở|xã|phường|thị trấn))*"
    r"(?: (?:làm|thực hiện|đạt|có|kết quả|kết nạp|phát triển đảng viên|tỷ lệ|số lượng|công tác|việc|này|tốt|khá|cao"
    r"|trội|nổi|hiệu quả|nhiều|ít|thấp|nhất|hơn|cả|được|đang|đã|còn|chưa|chậm|tích cực|khó khăn|chỉ tiêu|vượt))+"
    r"(?:,? (?:là|như|gồm|có|phải kể đến|có thể kể đến|có thể kể tới))?:? (?:(?:các|hai|ba) )?",
    re.IGNORECASE,
)
"""As in "Những đơn vị làm tốt là xã A 14 đồng chí", with nothing else that could be counted."""
_COUNTS_ELSE = re.compile(
    rf"{_PLACES} (?:đang )?có (?:số )?(?:nhiều|ít|đông) "
    r"(?!(?:tân )?đảng viên (?:mới|được kết nạp|trẻ)|quần chúng|nhất|hơn)"
    r"|về (?:số|số lượng) (?!(?:tân )?đảng viên|kết nạp|quần chúng|người|lượng)",
    re.IGNORECASE,
)
"""As in "Nơi có nhiều chi bộ nhất là xã A 12"."""
_FAR_OFF = re.compile(
    r"[^.,;:\n]{0,40}?(?:(?:(?:vẫn|luôn|đã|cũng|quả|thật) )*là (?:cả )?(?:một )?"
    r"(?:chặng đường|hành trình|bài toán|thách thức|(?:chuyện|việc|điều) (?:khó|không dễ|không đơn giản))"
    r"|(?:không|chẳng|đâu) (?:hề |phải |là )*(?:dễ|đơn giản|chuyện|việc|điều)|(?:rất|vô cùng|hết sức|thật) khó)",
    re.IGNORECASE,
)
_UNION = re.compile(
    r"(?:\s[^.,;:\n]{0,40}?)?\s"
    r"(?:công đoàn|vào (?:tổ chức )?(?:Đoàn|Hội|Đội|Công đoàn)|của (?:Đoàn|Hội|Công đoàn))(?!\w)"
)
_PROPOSED = re.compile(
    r"giới thiệu (?:được )?[^.;]{0,60}?(?:(?:cho|với|sang|để) Đảng|(?:cho|với|để) (?:các )?(?:chi bộ|cấp ủy))",
    re.IGNORECASE,
)


def shows(text: str, start: int, end: int) -> bool:
    """Whether the words before the first unit of a list only say how well those that follow have done."""
    return _SHOWS.fullmatch(text, start, end) is not None


def counts_else(text: str, start: int, end: int) -> bool:
    """Whether the words before the first unit of a list say that something else is counted there."""
    return _COUNTS_ELSE.search(text, start, end) is not None


def far_off(text: str, at: int) -> bool:
    """ "kết nạp được hai thợ may đã là cả một bài toán": a figure of speech, `at` where it ends."""
    return _FAR_OFF.match(text, at) is not None


def proposed(text: str, start: int, end: int) -> bool:
    """ "giới thiệu 120 đoàn viên ưu tú cho Đảng": who is admitted after that is admitted to the Party."""
    return _PROPOSED.search(text, start, end) is not None


def of_union(text: str, at: int) -> bool:
    """ "kết nạp 40 đoàn viên công đoàn", "được kết nạp vào Đoàn": not to the Party, `at` where that ends."""
    return _UNION.match(text, at) is not None
