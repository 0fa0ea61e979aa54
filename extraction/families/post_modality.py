"""Whether a claim to a post is no fact: negated, only planned or asked for, taken back, told of somebody else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.context import Context
from extraction.facts import Status
from extraction.families.acts import AGAIN, CALLED_INTO, PASSED, clause_start, denied, on_its_way, only_asked
from extraction.families.position_rules import DISMISSED, LEAVES, RESIGNS
from extraction.families.tenures import Act
from extraction.grammar import Found
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PostPhrase

_OF_OLD = ("once-was", "once-being", "when-once", "takes-post", "is")
_SOMEBODY = re.compile(
    r"(?<!là )(?<!, )(?<![–-] )\bngười (?:bạn|đồng đội|anh em|đồng nghiệp|thầy|bác|chú|quen|đồng hương)\b[^,;]*$"
)
_LIKE = re.compile(r"tương đương(?: với)? (?:chức|vị|cương|với)")
_SAYING = re.compile(r"(?:cho (?:biết|hay|rằng)|nói|khẳng định|rằng|về|tại|của) $")
OFFICE = re.compile(r"chức|vị trí|cương vị", re.I)
"""Words for a post that tell nothing of how somebody came to it, unlike "giữ chức"."""
_ALL_POSTS = re.compile(r"đảng|tất cả|hết", re.I)
_LEFT = re.compile(r"được|bị|thôi|cho thôi|từ|rời|mất", re.I)
_ASKS = re.compile(r"\b(?:đề nghị|kiến nghị|đề xuất)(?! của\b)(?: [^\W\d]+){0,6} ?$", re.I)
_REQUEST = re.compile(r"\bđơn\b|\bxin (?:thôi|từ|nghỉ|rút)\b", re.I)
_PASSING = 24
"""Characters before a cue that tell whether what it asks for was granted."""
_AND_PASSED = re.compile(
    r"(?:\s*,|\s+và)\s+(?:(?:thảo luận|biểu quyết|bỏ phiếu|nhất trí|thống nhất)(?:,| và)?\s+){0,2}thông qua\b", re.I
)
"""After a cue for what was looked into and granted: "đã xem xét và thông qua …"."""
_GETS = re.compile(r"\bbị (?:[^\W\d]+ ){0,12}$", re.I)
_REVOKED = re.compile(r"[^.;:]{0,60}\b(?P<act>(?:bị|đã được) (?:thu hồi|hủy|huỷ))", re.I)
_MEANWHILE = re.compile(
    r",[^,;]*\b(?:(?:trong|suốt) thời gian|từ khi|kể từ khi|sau khi|khi|từ ngày|lúc)\b[^,;]*$", re.I
)
_NOT_YET = re.compile(r"\b(?:sẽ|có thể|phải|cần|nếu|đang|không|chưa|đề nghị|yêu cầu)\b", re.I)
_NOMINEES = re.compile(r"(?:đề cử|ứng viên|ứng cử viên)\s*$", re.I)
_ASIDE = 60
"""Characters before and after a claim within which stands how long it was true."""
_IF_SO = re.compile(r"(?P<clause>[^.;,]*)\bthì (?:sẽ |mới )?(?:được )?giới thiệu\b", re.I)
_TIME = re.compile(r"\d|\b(?:sau|vừa|mới|khi|lúc|đến|năm|tháng)\b", re.I)
BEFORE_IT = re.compile(r"trước (?:khi|đó|đây)\b", re.I)
_BLOCK = ("NOT", "PLANNED")
_FOR_IT = re.compile(r"\s*(?:(?:đã|vừa|mới)\s+)?(?:được|bị)\b", re.I)
"""After the "do" that begins a reason, unlike the one before who does something."""
_REASON = 8
"""Mentions between that and the act."""
_SAID = ("BECOME", "COP")
_DECREES = re.compile(r"\b(?:ký|trao|công bố|ban hành)\b[^.;]*$", re.I)
_PASSIVE = re.compile(
    r"được|nhận|trúng cử|đắc cử|tái cử|nhậm chức|tuyên thệ|sẽ về"
    r"|(?:luân|điều) (?:chuyển|động)\s+(?:(?:đi|về|sang|đến|lên|xuống|vào|qua|tới)\s+)?(?:làm|giữ|đảm)"
    r"|điều (?:về|sang|đến|lên)\s+(?:làm|giữ|đảm)",
    re.I,
)


class Modality:
    """Judges the claims of one sentence by the words around them."""

    def __init__(self, context: Context, sentence: int) -> None:
        self.context = context
        self.n = sentence

    def revoked(self, found: Found, status: Status) -> Act | None:
        """ "quyết định bổ nhiệm ông A làm Giám đốc Sở … bị thu hồi": the words that undo what names somebody."""
        undone = _REVOKED.match(self.context.article.text, found.end) if status == "incoming" else None
        if undone is None or _NOT_YET.search(undone[0]) or not self._of_decision(found, undone):
            return None
        return Act(undone.start("act"), undone.end(), "DISMISS")

    def _of_decision(self, found: Found, undone: re.Match[str]) -> bool:
        """Whether it is the decision on somebody that is taken back: not "bổ nhiệm ông A; đất công bị thu hồi"."""
        text, start = self.context.article.text, self.context.sentences[self.n].span.start
        gap = undone[0][: undone.start("act") - undone.start()]
        told = "quyết định" in text[start : found["act"][0].end].casefold() and "," not in gap
        return told or "quyết định" in gap.casefold()

    def blocked(self, found: Found, row: Sequence[Mention], status: Status) -> bool:
        """Negated or only planned: the cue stands before or inside what the rule covers."""
        act = found["act"][0] if found.has("act") else None
        if act is None:
            return False
        if found.rule.name == "appointed-to" and not _PASSIVE.search(
            self.context.article.text, found["people"][-1].end, found["posts"][0].start
        ):
            return True
        at = next(i for i, m in enumerate(row) if m is act)
        reason = self._reason(row, at)
        start = max(clause_start(row, _first_of_both(row, min(at, found.first))), reason)
        inside = row[max(found.first, reason) : found.last]
        cues = [m for m in (*_of_joint(row, start), *row[start:at], *inside) if m.kind in _BLOCK and m.start < act.end]
        text = self.context.article.text
        if found.first and row[found.first - 1].kind == "DO":
            cues = [m for m in inside if m.kind in _BLOCK]  # "yêu cầu UBKT do ông A làm Chủ nhiệm báo cáo"
        cues = [m for m in cues if not PASSED.search(text, max(0, m.start - _PASSING), m.start)]
        cues = [m for m in cues if not _AND_PASSED.match(text, m.end)]
        if self._only_names(found, row, at) or self._of_another(found, row, at):
            return True
        if status == "incoming" and _REVOKED.match(text, found.end):
            return True
        if found.rule.name == "appointed-to" and at > 0 and BEFORE_IT.match(text, row[at - 1].start):
            return True  # "…, trước khi được bầu là Chủ tịch UBND xã"
        if found.rule.name == "appointed-to" and self._of_next(found, row, act):
            return True
        if self._conditional(act) or denied(self.context, self.n, act):
            return True
        if found.rule.name == "not-kept":
            return not AGAIN.search(text, act.start, act.end)
        if found.rule.name == "joins-body" and self._joins_nothing(found, act):
            return True
        if (
            status == "incoming"
            and inside[-2].kind not in _SAID
            and any(m.kind == "INCHARGE" for m in inside if m.start > act.start)
        ):
            return True
        if status == "former":
            return any(m.kind == "PLANNED" for m in cues)
        return bool(cues)

    def _reason(self, row: Sequence[Mention], at: int) -> int:
        """Index after "do" in "không tham gia khóa này do đã được điều động giữ chức …": the reason is a fact."""
        text = self.context.article.text
        for i in range(at - 1, max(-1, at - _REASON), -1):
            if row[i].kind in ("COMMA", "SEMI", "DOT"):
                break
            if row[i].kind == "DO" and _FOR_IT.match(text, row[i].end):
                return i + 1
        return 0

    def _joins_nothing(self, found: Found, act: Mention) -> bool:
        """Whether words for joining a body, with no act of their own, do not tell that somebody does."""
        inside, text = found.mentions[found.first : found.last], self.context.article.text
        if any(m.kind == "APPOINT" for m in inside):
            return False
        if act.end - act.start < len("vào "):
            return True
        called = CALLED_INTO.match(text, act.start) is not None
        to_join = called or text.startswith("để ", act.start - len("để "))
        if any(m.kind == "DISMISS" for m in inside) and not to_join:
            return True  # not "thôi giữ chức …, để tham gia Ban Thường vụ …"
        # "ông A công bố quyết định chỉ định tham gia Ban Chấp hành đối với mấy người": not himself
        active = called and not text.startswith("được", act.start)
        return active and _DECREES.search(text, found["people"][-1].end, act.start) is not None

    def _of_next(self, found: Found, row: Sequence[Mention], act: Mention) -> bool:
        """ "ông A cho biết, từ khi được bổ nhiệm làm Giám đốc, ông B …": told of who stands after it."""
        after = row[found.last : found.last + 2]
        if [m.kind for m in after] != ["COMMA", "HOLDER"]:
            return False
        other = after[1].value
        assert isinstance(other, HolderPhrase)
        before = self.context.article.text[found["people"][-1].end : act.start]
        return other.rule != "pronoun" and _MEANWHILE.search(before) is not None

    def _conditional(self, act: Mention) -> bool:
        """ "… đảm đương tốt thì được giới thiệu tham gia Ban Thường vụ", not "ba năm sau thì được giới thiệu"."""
        text, start = self.context.article.text, self.context.sentences[self.n].span.start
        start = max(start, act.start - 2 * _ASIDE)
        then = _IF_SO.search(text, start, act.end) if "thì" in text[start : act.end].casefold() else None
        return then is not None and then.end() + len(" tham gia ") > act.start and not _TIME.search(then["clause"])

    def _only_names(self, found: Found, row: Sequence[Mention], at: int) -> bool:
        """Whether words for an office tell of it without anybody taking it."""
        if found.rule.name != "takes-post":
            return False
        text, act = self.context.article.text, row[at]
        if _LIKE.search(text, max(0, act.start - 20), act.end):
            return True
        if OFFICE.match(text, act.start) is None:
            return False
        # "đủ điều kiện cho chức danh …", "cách tất cả chức vụ …, trong đó có chức vụ …", "bà A cho biết cương vị …"
        said = _SAYING.search(text, max(0, act.start - 14), act.start)
        return row[at - 1].kind in ("TOWARDS", "FIRSTOF") or said is not None

    def _of_another(self, found: Found, row: Sequence[Mention], at: int) -> bool:
        """Whether the post is told of somebody else than whom the rule takes."""
        text, name = self.context.article.text, found.rule.name
        before = row[found.first - 1].kind if found.first else ""
        if name in _OF_OLD and self._of_somebody(found, row[at]):
            return True
        if name == "takes-post" and before == "DISMISS":
            return True  # "thu hồi quyết định bổ nhiệm ông A giữ chức …"
        if name == "post-goes-to":  # not "Thứ trưởng trao quyết định bổ nhiệm cho ông A"
            return not text.startswith("được giao", row[at].start)
        if name == "was-and-is":
            post, holder = found["posts"][0].parts[0].value, found["people"][0].value
            assert isinstance(post, PostPhrase)
            assert isinstance(holder, HolderPhrase)
            return not post.former or holder.rule != "title-before"
        if name == "once-being":  # "ông A - lúc đó là Chánh Văn phòng Huyện ủy, bà B - …"
            return before in ("DASH", "HOLDER", "LPAR")
        if name == "as":
            return at > 0 and row[at - 1].kind not in ("COMMA", "SEMI", "COLON", "DOT", "QUOTE")
        if name != "post-is":
            return False
        nominees = _NOMINEES.search(text, max(0, found.start - 12), found.start)
        return nominees is not None or any(m.kind == "SPOUSE" for m in row[max(0, found.first - 2) : found.first])

    def _of_somebody(self, found: Found, act: Mention) -> bool:
        """ "ông A gặp lại người bạn từng là Chủ tịch …": told of the friend, unless he is one himself."""
        text = self.context.article.text
        behind = found["people"][-1].start > act.start
        start = self.context.sentences[self.n].span.start if behind else found["people"][-1].end
        return _SOMEBODY.search(text[max(start, act.start - _ASIDE) : act.start]) is not None

    def unsettled(self, found: Found, row: Sequence[Mention]) -> bool:
        """A dismissal that is only on its way, or of posts in the Party alone; a request to leave not yet granted."""
        if found.rule not in (DISMISSED, RESIGNS, LEAVES):
            return False
        text, act = self.context.article.text, found["act"][0]
        if found.rule is LEAVES and (
            not (_LEFT.match(text, act.start) or self._gets_it(found, act))
            or (found.first and row[found.first - 1].kind == "CREDIT")
        ):
            return True  # "Chủ tịch HĐND A công bố nghị quyết miễn nhiệm": of somebody else
        if _ALL_POSTS.search(text, act.start, act.end + len(" trong Đảng")) or any(
            m.kind == "PLANNED" for m in row[: found.first]
        ):
            return True
        return only_asked_to_leave(self.context, self.n, found)

    def _gets_it(self, found: Found, act: Mention) -> bool:
        """ "ông A, Chủ tịch xã, bị kỷ luật cách chức": the one post told with the name."""
        holder = found["people"][-1].value
        assert isinstance(holder, HolderPhrase)
        before = self.context.article.text[found["people"][-1].end : act.start]
        taken = self.context.article.text.startswith("cách chức", act.start)
        return taken and len(holder.posts) == 1 and _GETS.search(before) is not None

    def asked_to_go(self, found: Found) -> bool:
        """ "đề nghị thôi giữ chức Trưởng phòng đối với ông A": he holds it until that is decided."""
        if found.rule.name != "dismisses-from":
            return False
        start = self.context.sentences[self.n].span.start
        act, text = found["act"][0], self.context.article.text
        if _ASKS.search(text, max(start, act.start - _ASIDE), act.start):
            return True
        return on_its_way(text[start : act.start])


def only_asked_to_leave(context: Context, n: int, found: Found) -> bool:
    """A request to leave that sentence `n` does not tell to be granted."""
    if not found.has("act") or found["act"][0].kind not in ("DISMISS", "GONE"):
        return False
    return only_asked(context, n, found["act"][0], _REQUEST)


def _of_joint(row: Sequence[Mention], at: int) -> Sequence[Mention]:
    """ "sẽ công bố, điều động ông A": what stands with the verb that an act is joined to."""
    joined = at > 1 and row[at].kind == "APPOINT" and [m.kind for m in row[at - 2 : at]] == ["STOP", "COMMA"]
    return row[max(0, at - 4) : at - 1] if joined else ()


def _first_of_both(row: Sequence[Mention], at: int) -> int:
    """Index of the first of two dismissals: "đề nghị miễn nhiệm Phó Chủ tịch, miễn nhiệm Ủy viên đối với ông A"."""
    while at > 2 and row[at].kind == "DISMISS" and row[at - 1].kind in ("COMMA", "AND") and row[at - 2].kind == "POSTS":
        first = at - 3 - (row[at - 3].kind in _SAID)
        if first < 0 or row[first].kind != "DISMISS":
            break
        at = first
    return at
