"""By what words a list of admissions is led on, and by what words nobody is admitted yet."""

from __future__ import annotations

import re

_PLACES = (
    r"(?:nơi|đơn vị|địa phương|cơ sở|đảng bộ|đảng ủy|huyện|xã|phường|thị trấn"
    r"|chi bộ(?: (?:thôn|bản|ấp|buôn|làng|xóm|khóm|khu phố))?)"
)
_SHARE = r"(?:\d+(?:[.,]\d+)? ?%)"
_REACHED = r"(?:hoàn thành|đạt|vượt|thực hiện|bảo đảm|đảm bảo)"
_HOW = r"được|và|hoặc|vượt|xa|mức|cao|thấp|trên|dưới|hơn|gần|từ|các|toàn bộ|trở lên|so với"
_AIM = r"(?:chỉ tiêu|kế hoạch|nghị quyết|mục tiêu)"
_TO_THEM = r"(?:,? (?:là|như|gồm|có|thuộc về|phải kể đến|có thể kể đến|có thể kể tới))?:? (?:(?:các|hai|ba|một số) )?"
_NEW_ONES = r"(?:kết nạp (?:được )?(?:nhiều|ít)|(?:có )?nhiều) đảng viên mới|kết nạp (?:được )?(?:nhiều|ít) đảng viên"
_SHOWS = re.compile(
    rf"(?:(?:trong đó|riêng|còn|một số|nhiều|những|các|vài),? )*{_PLACES}"
    r"(?:,? (?:chi bộ|đảng bộ|cơ sở|xã|phường|thị trấn))*"
    r"(?: (?:làm|thực hiện|đạt|có|kết quả|kết nạp|phát triển đảng viên|tỷ lệ|số lượng|công tác|việc|này|tốt|khá|cao"
    r"|trội|nổi|hiệu quả|nhiều|ít|thấp|nhất|hơn|cả|được|đang|đã|còn|chưa|chậm|tích cực|khó khăn|chỉ tiêu|vượt"
    rf"|{_NEW_ONES}))+{_TO_THEM}"
    rf"|(?:trong đó,? )?(?:kết nạp(?: được)? (?:nhiều|cao|khá|tốt|ít)(?: nhất)?|{_NEW_ONES})"
    r"(?: là| có| gồm| như):? (?:các )?"
    r"|(?:(?:góp phần|đóng góp|góp công)(?: lớn| đáng kể| không nhỏ)?(?: vào| cho| nên)? )?"
    r"(?:kết quả|thành tích|con số|thành công)(?: chung)? (?:này|đó|ấy|trên|nói trên),? (?:có|là|phải kể đến)(?: sự)?"
    r"(?: đóng góp| góp sức| nỗ lực)?(?: lớn| đáng kể| không nhỏ| quan trọng| tích cực)?(?: của)?(?: các)? ",
    re.IGNORECASE,
)
"""As in "Những đơn vị làm tốt là xã A 14 đồng chí", with nothing else that could be counted."""
_TO_TARGET = rf"\b{_REACHED}(?: (?:{_HOW}|{_SHARE}))* ?"
_REACHES = re.compile(
    rf"{_TO_TARGET}(?:{_AIM}|được giao|đề ra)(?: (?:{_AIM}|(?:được )?giao|đề ra|năm|cả năm|{_SHARE}))*"
    r"(?:,? (?:là|như|gồm|có|phải kể đến))?:? (?:(?:các|hai|ba) )?\Z"
    rf"|(?:\A|[:;.,] )(?:chưa |không |đã )?{_REACHED} (?:là|gồm|có|như):? (?:các )?\Z",
    re.IGNORECASE,
)
"""As in "vẫn chỉ có hai huyện đạt trên 95% kế hoạch là A (142/145)": those who have reached their target or not."""
_TARGET = re.compile(rf"{_TO_TARGET}\Z", re.IGNORECASE)
"""Before a target that was reached or not: "hoàn thành chỉ tiêu kết nạp đảng viên như: xã A (7/6)"."""
_NEAR = 80
"""Letters that such words have at most."""
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
    return _SHOWS.fullmatch(text, start, end) is not None or reaches(text, start, end)


def reaches(text: str, start: int, end: int) -> bool:
    """Whether they say that those that follow have reached a target, or not."""
    return _REACHES.search(text[max(start, end - _NEAR) : end]) is not None


def reached(text: str, start: int, at: int) -> bool:
    """Whether the target named at `at` is told as reached or not, in words after `start`."""
    return _TARGET.search(text[max(start, at - _NEAR) : at]) is not None


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
