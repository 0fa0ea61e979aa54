"""What follows a bare post: the rest of a body that the lexicons do not know, which is not the one named before."""

from __future__ import annotations

import re

_BODY_NOUNS = tuple(
    (
        "công ty,cty,tổng công ty,tập đoàn,doanh nghiệp,xí nghiệp,ngân hàng,chi nhánh,trung tâm,hội,ban ,tổ ,"
        "ủy ban,uỷ ban,đoàn,câu lạc bộ,chi ,hiệp hội,bến xe,bến tàu,nhà ga,nhà máy,cảng ,khu ,bộ phận,hãng ,khách sạn,"
        "quỹ ,một ,các "
    ).split(",")
)
_OF_OTHER = re.compile(
    r" của (?!(?:ông|bà|anh|chị|mình|họ|này|đó|đơn vị|công ty|tổng công ty|doanh nghiệp|ngân hàng|tập đoàn|trường"
    r"|nhà trường|đồn|trạm|đội|viện|cơ quan|tòa soạn|báo|sở|bộ|ban|hội|tỉnh|huyện|quận|xã|phường|thành phố|tp"
    r"|đồng chí|các)\b)\w",
    re.I,
)
""" "Tổng giám đốc của Vườn ươm tạo": of what is told there."""
_MORE_OF_HEAD = re.compile(
    r" (?!(?:này|đó|ấy|cũng|là|gồm|được|bị|đã|đang|sẽ|vừa|và|rồi|từ|đến|đối với|với|cho|về|khi|nhưng|không|chưa|còn|có"
    r"|kiêm|mới|nói|khẳng định|xin|hoặc|do|vì|để|theo|trong|năm|tháng|ngày|nhiệm kỳ|khóa|khoá|phát biểu|trình bày"
    r"|thông tin|ký|thường trực|chuyên trách|trả lời|chia sẻ|thừa nhận|xác nhận|yêu cầu|đề nghị|nhấn mạnh|nhận|chủ trì"
    r"|tiến hành|báo cáo|tại|thay|nghỉ|giữ|thôi|đảm nhiệm|tiếp tục|ông|bà|anh|chị|đồng chí|thời kỳ|đọc|trao|dự"
    r"|phụ trách (?:và|điều hành))\b)[a-zà-ỹđ]"
)
""" "Trưởng phòng kế toán", "Trưởng ban khánh tiết": the lower-case rest of a name."""


_CALLED = re.compile(r" (?:[^\W\d]+ ){0,2}[^\W\d]+(?=\s*(?:[.,;:)–-]|$)| (?:này|đó|trên)\b)")
""" "Phó Chủ nhiệm Ủy ban.", "Giám đốc công ty này": the body's head alone."""


def body_follows(text: str, at: int) -> bool:
    """Whether the post that ends at an offset goes on with a body nobody knows: "Chủ tịch Hội đồng thi"."""
    return text[at : at + 12].lstrip().casefold().startswith(_BODY_NOUNS) or _OF_OTHER.match(text, at) is not None


def another_body(text: str, at: int) -> bool:
    """Whether the body that follows is told by a name, not only called "Ủy ban", "công ty": the one named before."""
    return body_follows(text, at) and _CALLED.match(text, at) is None


def head_goes_on(text: str, at: int) -> bool:
    """Whether the Trưởng ban or Trưởng phòng whose post ends at an offset is one of something: "… chấm thi"."""
    return _MORE_OF_HEAD.match(text, at) is not None or _OF_OTHER.match(text, at) is not None
