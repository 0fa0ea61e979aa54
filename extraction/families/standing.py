"""How a claim to a post stands: denied or only planned, held, come to or left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.context import Context
from extraction.facts import Status
from extraction.families.acts import LATER_ON, clause_start, denied, goes_on, on_its_way, only_asked
from extraction.families.position_rules import DISMISSED, LEAVES, RESIGNS
from extraction.families.tenures import Act
from extraction.grammar import Found
from extraction.mentions import Mention
from extraction.phrases import HolderPhrase, PostPhrase

_NOW = re.compile(r"hiện|đang|\bvẫn\b", re.I)
_IS_NOW = re.compile(r"(?:nay|hiện nay|hiện) (?:đang )?(?:là|giữ)\b", re.I)
_NOW_FIRST = re.compile(r"\W*hiện(?: nay| tại)?,? ", re.I)
_AGO = re.compile(
    r"\b(?:cách (?:đây|nay) [^,;.]{0,8}(?:năm|tháng)"
    r"|(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) năm trước(?! đó))\b",
    re.I,
)
_AGO_AFTER = re.compile(rf"\s*(?:vào |từ )?{_AGO.pattern}", re.I)
_BACK_THEN = re.compile(
    r"\W*(?:trong thời gian (?:đó|ấy)|(?:vào )?thời điểm (?:đó|ấy)|(?:khi|lúc|hồi|thời) (?:đó|ấy)|lúc bấy giờ),? ", re.I
)
_SINCE_THEN = re.compile(r"\b(?:sau|từ|kể từ) (?:khi|ngày)(?: lên| mới)?\s*$", re.I)
_WHEN_IT_WAS = re.compile(r"\bhồi(?: còn)?\s*$", re.I)
_THEN_NAMED = re.compile(
    r"\s*,?\s*(?:và )?(?:sau đó|sau này|rồi)\b(?: đã)?(?: được)? (?:bổ nhiệm|bầu|lên|làm|giữ|điều)", re.I
)
_ENDED = re.compile(r"\s*cho (?:đến|tới) (?:khi|lúc|(?:(?:đầu|giữa|cuối) )?(?:ngày|tháng|năm) \d)", re.I)
_BECAME = ("trở thành", "chính thức trở thành")
_AS = re.compile(r"(?:làm|tiếp tục (?:giữ|làm|đảm nhiệm))\b", re.I)
_OF_OLD = ("once-was", "once-being", "when-once", "takes-post", "is")
_SOMEBODY = re.compile(
    r"(?<!là )(?<!, )(?<![–-] )\bngười (?:bạn|đồng đội|anh em|đồng nghiệp|thầy|bác|chú|quen|đồng hương)\b[^,;]*$"
)
_LIKE = re.compile(r"tương đương(?: với)? (?:chức|vị|cương|với)")
_SAYING = re.compile(r"(?:cho (?:biết|hay|rằng)|nói|khẳng định|rằng|về|tại|của) $")
_OFFICE = re.compile(r"chức|vị trí|cương vị", re.I)
"""Words for a post that tell nothing of how somebody came to it, unlike "giữ chức"."""
_BEFORE = re.compile(r"[\s(,]*trước (?:ngày|tháng|năm|\d)", re.I)
_BEFORE_THAT = re.compile(r"\W*trước (?:ngày |tháng |năm )?\d[\d/.-]*(?: năm \d{4})?, ", re.I)
_ALL_POSTS = re.compile(r"đảng|tất cả|hết", re.I)
_LEFT = re.compile(r"được|bị|thôi|cho thôi|từ|rời|mất", re.I)
_ASKS = re.compile(r"\b(?:đề nghị|kiến nghị|đề xuất)(?! của\b)(?: [^\W\d]+){0,6} ?$", re.I)
_REQUEST = re.compile(r"\bđơn\b|\bxin (?:thôi|từ|nghỉ|rút)\b", re.I)
_GETS = re.compile(r"\bbị (?:[^\W\d]+ ){0,12}$", re.I)
_REVOKED = re.compile(r"[^.;:]{0,60}\b(?P<act>(?:bị|đã được) (?:thu hồi|hủy|huỷ))", re.I)
_MEANWHILE = re.compile(
    r",[^,;]*\b(?:(?:trong|suốt) thời gian|từ khi|kể từ khi|sau khi|khi|từ ngày|lúc)\b[^,;]*$", re.I
)
_NOT_YET = re.compile(r"\b(?:sẽ|có thể|phải|cần|nếu|đang|không|chưa|đề nghị|yêu cầu)\b", re.I)
_NOMINEES = re.compile(r"(?:đề cử|ứng viên|ứng cử viên)\s*$", re.I)
_LASTING = ("takes-post", "takes-posts", "is", "as", "life", "in-capacity", "in-turn")
_ASIDE = 60
"""Characters before and after a claim within which stands how long it was true."""
_AT_ONCE = 24
"""Characters after a claim within which its year stands."""
_THEN = re.compile(r"[^;.,(]{0,44}\bhồi (?:(?:đầu|giữa|cuối) )?(?:tháng|năm|ngày)\b[^;.,a-zà-ỹđ]{0,12}")
"""What tells it farther away: "… trong kỳ họp bất thường hồi tháng 5/2015"."""
_CALLED_INTO = re.compile(r"(?:được )?(?:chỉ định|bầu|trúng cử)", re.I)
_IF_SO = re.compile(r"(?P<clause>[^.;,]*)\bthì (?:sẽ |mới )?(?:được )?giới thiệu\b", re.I)
_TIME = re.compile(r"\d|\b(?:sau|vừa|mới|khi|lúc|đến|năm|tháng)\b", re.I)
_NEXT_CLAUSE = re.compile(r"[;,.]|\bvà\b|\brồi\b", re.I)
_TO_NOW = re.compile(r"\btừ\b[^.;,]{1,24}(?:đến|tới) nay", re.I)
_STILL_HELD = re.compile(r"\s*(?:kể )?từ\b[^.;,]{1,24}(?:đến|tới) nay\b", re.I)
_UNTIL_NAMED = re.compile(r"Từ (?:ngày|tháng|năm|đầu|cuối)?\s?[^.;,]{1,24}\s(?:cho )?đến (?:khi|trước khi)\b")
_BEFORE_IT = re.compile(r"trước (?:khi|đó|đây)\b", re.I)
_SINCE = re.compile(
    r"\s*(?:kể )?từ (?:(?:đầu|giữa|cuối) )?(?:ngày|tháng|năm)\s[^.;,a-zđ]{0,12}(?:(?:tháng|năm) [\d/-]{1,7}){0,2}"
    r"(?=[.;,\s]*(?:$|[A-ZĐ]))"
)
"""What follows a post held since then, where the clause ends."""
_CLOSED = re.compile(
    r"\btừ\s[^.;,]{1,24}\s(?:đến|tới)\s[^.;,]{0,12}(?:19|20)\d\d"
    r"|\b(?:thời gian|giai đoạn|thời kỳ) (?:từ )?(?:năm )?(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d",
    re.I,
)
_BLOCK = ("NOT", "PLANNED")
_SAID = ("BECOME", "COP")
AGAIN = re.compile(r"tái đắc cử|tái bầu|(?<!để )bầu lại|tái cử|tiếp tục|tái bổ nhiệm|bổ nhiệm lại", re.I)
_GOES_ON = re.compile(r"[^.;]{0,20}\btiếp tục\s*(?:được )?", re.I)
_CHOSEN = re.compile(r"bầu|tín nhiệm", re.I)
_WHILE = re.compile(r"(?<!\btrong )\b(?:khi|lúc|hồi)\s+$", re.I)
_DECREES = re.compile(r"\b(?:ký|trao|công bố|ban hành)\b[^.;]*$", re.I)
PROPOSED = re.compile(r"(?:được )?(?:giới thiệu|tiến cử|đề cử)", re.I)
MOVES = re.compile(r"điều động|luân chuyển|điều chuyển|chuyển công tác", re.I)
_AGAIN_TOO = re.compile(r"\btrong đó[^.;\n]{0,90}?\b(?:tái (?:đắc )?cử|được bầu lại)\b", re.I)
_NOT_AGAIN = re.compile(r"\bkhó[aá] (?:[IVXL]+|\d+)\s*,?\s+không (?:tham gia )?tái cử\b")
_YEAR = re.compile(
    r"(?:[Nn]ăm\s+|\d[-/.]\s?)((?:19|20)\d\d)\b|(?:19|20)\d\d\s*(?:[-–]|đến(?:\s+năm)?)\s*((?:19|20)\d\d)"
)
_MANDATE = re.compile(
    r"(?:nhiệm k[ỳì]|khóa|khoá|NK)\s+(?:[IVXL]+\s*\(?)?[^,;.]{0,12}?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", re.I
)
_BORN = re.compile(r"(?:sinh(?:\s+(?:năm|ngày))?|SN)\s+[\d/.-]+", re.I)
_NEXT = re.compile(r"\brồi (?:được|lên|về|làm)", re.I)
_PASSIVE = re.compile(
    r"được|nhận|trúng cử|đắc cử|tái cử|nhậm chức|tuyên thệ|sẽ về"
    r"|(?:luân|điều) (?:chuyển|động)\s+(?:(?:đi|về|sang|đến|lên|xuống|vào|qua|tới)\s+)?(?:làm|giữ|đảm)",
    re.I,
)


class Standing:
    """Judges the claims of one sentence by the words around them."""

    def __init__(self, context: Context, sentence: int) -> None:
        self.context = context
        self.n = sentence

    def again_before(self, found: Found) -> bool:
        """ "ông A tiếp tục được bầu …": he held it before."""
        end = found["people"][-1].end if found.has("act") else 0
        act = found["act"][0].start if found.has("act") else 0
        text = self.context.article.text
        goes_on = _GOES_ON.match(text, end, act) if 0 < end < act else None
        chosen = _CHOSEN.search(text, act, found["act"][-1].end) if goes_on is not None else None
        told = chosen is not None and goes_on is not None and ("được" in goes_on[0] or text.startswith("được", act))
        return told and not self.told_past(found)

    def again_after(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "… gồm các ông A, B và C tái cử"."""
        after = row[found.last] if found.last < len(row) else None
        return (
            after is not None
            and after.kind == "APPOINT"
            and bool(AGAIN.search(self.context.article.text, after.start, after.end))
        )

    def again_said(self, found: Found, name: Mention) -> bool:
        """ "… A và B được bầu làm Phó Bí thư, trong đó đồng chí B tái cử"."""
        text, end = self.context.article.text, self.context.sentences[self.n].span.end
        return any(text[name.start : name.end] in said[0] for said in _AGAIN_TOO.finditer(text, found.end, end))

    def not_again(self, mention: Mention) -> bool:
        """ "ông A, Bí thư Huyện ủy khóa XI không tái cử": of the term that is over."""
        return _NOT_AGAIN.search(self.context.article.text, mention.start, mention.end + _ASIDE) is not None

    def status(self, found: Found, row: Sequence[Mention], status: Status, *, re_elected: bool) -> Status:
        """As the words around the claim have it: kept, told of an earlier time, or handed to somebody else."""
        if found.first and row[found.first - 1].kind == "INSTEAD" and found.rule.name != "appointed-to":
            return "former"
        if status == "incoming" and re_elected:
            return "current"
        if found.rule.name == "takes-post" and status == "incoming" and self._holds(found):
            status = "current"
        if self.named_too(found, row):
            return "incoming"
        if found.rule.name == "before-being-named":
            return "incoming"
        if found.rule.name == "is" and _IS_NOW.match(self.context.article.text, found["act"][0].start):
            return "current"
        spell = self.spell(found)
        if spell is not None:
            return spell
        if status == "incoming" and _STILL_HELD.match(self.context.article.text, found.end):
            return "current"
        if status == "former" and self.only_asked(found):
            return "current"
        if found.rule.name == "appointed-to" and self._until(found):
            return "former"
        if status == "incoming" and self._once(found):
            return "former"
        beforehand = any(m.kind == "BEFOREHAND" for m in row[: found.first]) or self._earlier(found)
        beforehand = beforehand or (
            found.rule.name == "post-is"
            and any(m.kind in ("BEFOREHAND", "WHEN_ONCE") for m in row[found.first : found.last])
        )
        told_before = beforehand if found.rule.name == "takes-post" else self._earlier(found)
        if status == "incoming" and (self._past(found) or told_before or found.rule.name == "takes-posts"):
            return "former"
        if found.rule.name == "takes-post" and status == "incoming" and self._came_to_be(found):
            return "current"
        if (
            status == "current"
            and found.rule.name in ("is", "as", "post-is")
            and (beforehand or self._while(found) or (self._past(found) and not self._now(found)))
        ):
            return "former"
        return status

    def _while(self, found: Found) -> bool:
        """ "khi ông A đang là Phó Chủ tịch": of that time."""
        return _WHILE.search(self.context.article.text, max(0, found.start - _ASIDE), found.start) is not None

    @staticmethod
    def _once(found: Found) -> bool:
        """ "từng được luân chuyển làm …": named to a post of old."""
        if not found.has("act"):
            return False
        at = next(i for i, m in enumerate(found.mentions) if m is found["act"][0])
        return at > 0 and found.mentions[at - 1].kind == "ONCE"

    def _holds(self, found: Found) -> bool:
        """ "hiện đang giữ chức", "lợi dụng chức vụ": the post was held before."""
        text, act = self.context.article.text, found["act"][0]
        if _NOW_FIRST.fullmatch(text, self.context.sentences[self.n].span.start, found.start):
            return True
        return bool(_NOW.search(text, found["people"][-1].end, act.start) or _OFFICE.match(text, act.start))

    def _came_to_be(self, found: Found) -> bool:
        """ "trở thành": told of a life, unless the article tells of the act as well."""
        return self.context.article.text.startswith(_BECAME, found["act"][0].start)

    def named_too(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "A được chỉ định làm Bí thư; B và C làm Phó Bí thư": named by the same act.

        So are the heads of a list: "A đắc cử Chủ tịch; hai Phó Chủ tịch là B và C".
        """
        if found.rule.name in ("post-is", "list-of-post"):
            at = next(i for i in range(found.first, -1, -1) if not i or row[i - 1].kind not in ("COUNT_OF", "NUMBER"))
            return at > 0 and row[at - 1].kind in ("SEMI", "AND") and bool(goes_on(found, row))
        if found.rule.name != "is" or _AS.match(self.context.article.text, found["act"][0].start) is None:
            return False
        return bool(goes_on(found, row))

    def _earlier(self, found: Found) -> bool:
        """ "ông A, người trước đó giữ chức …"."""
        text = self.context.article.text
        inside = [
            text[m.start : m.end].casefold() for m in found.mentions[found.first : found.last] if m.kind == "BEFOREHAND"
        ]
        if found.rule.name != "then-named" and any(
            words.startswith(("trước đó", "trước đây", "trước khi")) for words in inside
        ):
            return True
        begun = self.context.sentences[self.n].span.start
        if found.rule.name in ("is", "takes-post") and self._was_then(found, begun):
            return True
        if found.rule.name == "is" and _BEFORE_THAT.fullmatch(text, begun, found.start):
            return True
        return bool(_BEFORE.match(text, found["people"][-1].end))

    def _was_then(self, found: Found, begun: int) -> bool:
        """ "Khi đó, ông A là …", "ông A hồi còn làm …", "ông A đã là …, sau đó được bổ nhiệm làm …"."""
        text, people, act = self.context.article.text, found["people"][-1], found["act"][0]
        if found.rule.name == "is" and (_AGO.search(text, begun, found.start) or _AGO_AFTER.match(text, found.end)):
            return True
        told = _BACK_THEN.fullmatch(text, begun, found.start) or _WHEN_IT_WAS.search(text[people.end : act.start])
        return bool(told or _THEN_NAMED.match(text, found.end) or _ENDED.match(text, found.end))

    def spell(self, found: Found) -> Status | None:
        """ "từ tháng 10/2012 đến tháng 6/2014, ông A giữ chức …", "… từ năm 2016 đến nay": as long as the text says."""
        if found.rule.name not in _LASTING or _ends_in_old(found):
            return None
        text, span = self.context.article.text, self.context.sentences[self.n].span
        before = text[max(span.start, found.start - _ASIDE) : found.start]
        after = _NEXT_CLAUSE.split(text[found.end : min(span.end, found.end + _ASIDE)], maxsplit=1)[0]
        if _SINCE.fullmatch(after) and not self._earlier(found) and not _BEFORE_IT.match(text, span.start):
            return "current"
        if _UNTIL_NAMED.match(text, span.start, found.start):
            return "former"
        inside = text[found["people"][-1].end : found["act"][0].start] if found.rule.name == "in-turn" else ""
        for words in (inside, after, before):
            told = _MANDATE.sub(" ", words)
            if _TO_NOW.search(told):
                return "current"
            if _CLOSED.search(told):
                return "former"
        return None

    def _until(self, found: Found) -> bool:
        """ "Từ 1/6/2011 đến 30/4/2012, ông A được bổ nhiệm …": told with the end of it."""
        text, span = self.context.article.text, self.context.sentences[self.n].span
        return _CLOSED.search(_MANDATE.sub(" ", text[max(span.start, found.start - _ASIDE) : found.start])) is not None

    def _of_somebody(self, found: Found, act: Mention) -> bool:
        """ "ông A gặp lại người bạn từng là Chủ tịch …": told of the friend, unless he is one himself."""
        text = self.context.article.text
        behind = found["people"][-1].start > act.start
        start = self.context.sentences[self.n].span.start if behind else found["people"][-1].end
        return _SOMEBODY.search(text[max(start, act.start - _ASIDE) : act.start]) is not None

    def told_past(self, found: Found) -> bool:
        """Whether a year is told with it in an article whose own days are told without: news needs no year."""
        clause = self._clause(found)
        if _AGO.search(clause) or LATER_ON.match(clause) or self._since_then(found):
            return True
        return self._past(found) or (_YEAR.search(clause) is not None and self.context.daily)

    def _since_then(self, found: Found) -> bool:
        """ "… trong lần thị sát sau khi nhậm chức Bí thư": told of long ago."""
        text, act = self.context.article.text, found["act"][0] if found.has("act") else None
        if act is None or not text.startswith("nhậm chức", act.start):
            return False
        return _SINCE_THEN.search(text, found["people"][-1].end, act.start) is not None

    def _clause(self, found: Found) -> str:
        """The sentence up to a claim and its date, without mandates and days of birth."""
        text, span = self.context.article.text, self.context.sentences[self.n].span
        dated = _THEN.match(text, found.end, span.end)
        end = dated.end() if dated is not None else found.end + _AT_ONCE
        return _BORN.sub(" ", _MANDATE.sub(" ", text[span.start : min(span.end, end)]))

    def _now(self, found: Found) -> bool:
        act = found["act"][0]
        return bool(_NOW.search(self.context.article.text, act.start, act.end))

    def _past(self, found: Found) -> bool:
        """Whether the sentence up to the claim, or what follows it at once, dates it to a year before the article's."""
        now = self.context.year
        clause = self._clause(found)
        years = [int(a or b) for a, b in _YEAR.findall(clause)]
        told_of_life = found.rule.name == "appointed-after-life" or _NEXT.search(clause) is not None
        return bool(years) and (max(years) < now if now is not None else told_of_life)

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
        start = clause_start(row, _first_of_both(row, min(at, found.first)))
        inside = row[found.first : found.last]
        cues = [m for m in (*_of_joint(row, start), *row[start:at], *inside) if m.kind in _BLOCK and m.start < act.end]
        text = self.context.article.text
        if found.first and row[found.first - 1].kind == "DO":
            cues = [m for m in inside if m.kind in _BLOCK]  # "yêu cầu UBKT do ông A làm Chủ nhiệm báo cáo"
        if self._only_names(found, row, at) or self._of_another(found, row, at):
            return True
        if status == "incoming" and _REVOKED.match(text, found.end):
            return True
        if found.rule.name == "appointed-to" and at > 0 and _BEFORE_IT.match(text, row[at - 1].start):
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

    def _joins_nothing(self, found: Found, act: Mention) -> bool:
        """Whether words for joining a body, with no act of their own, do not tell that somebody does."""
        inside, text = found.mentions[found.first : found.last], self.context.article.text
        if any(m.kind == "APPOINT" for m in inside):
            return False
        if act.end - act.start < len("vào "):
            return True
        called = _CALLED_INTO.match(text, act.start) is not None
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
        then = _IF_SO.search(text, max(start, act.start - 2 * _ASIDE), act.end)
        return then is not None and then.end() + len(" tham gia ") > act.start and not _TIME.search(then["clause"])

    def own_act(self, found: Found, act: Act | None) -> Act | None:
        """ "điều động ông A, Giám đốc …, chỉ định tham gia Ban Thường vụ": called into it by words of its own."""
        said = found["act"][0]
        own = said.kind == "JOIN" and _CALLED_INTO.match(self.context.article.text, said.start) is not None
        apart = act is not None and act.end < found["people"][-1].start
        return Act(said.start, said.end, said.kind) if own and apart else act

    def moved(self, found: Found, row: Sequence[Mention], act: Act | None) -> Act | None:
        """ "điều động ông A, Giám đốc …, đến nhận công tác và bổ nhiệm giữ chức …": one act, begun before the name."""
        first = row[found.first - 1] if found.first else None
        if act is None or first is None or not first.kind == act.kind == "APPOINT" or first.start > act.start:
            return act
        if PROPOSED.match(self.context.article.text, act.start):
            return act
        return (
            Act(first.start, act.end, act.kind)
            if MOVES.search(self.context.article.text, first.start, first.end)
            else act
        )

    def _only_names(self, found: Found, row: Sequence[Mention], at: int) -> bool:
        """Whether words for an office tell of it without anybody taking it."""
        if found.rule.name != "takes-post":
            return False
        text, act = self.context.article.text, row[at]
        if _LIKE.search(text, max(0, act.start - 20), act.end):
            return True
        if _OFFICE.match(text, act.start) is None:
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
        return self.only_asked(found)

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

    def only_asked(self, found: Found) -> bool:
        """A request to leave that the sentence does not tell to be granted."""
        if not found.has("act") or found["act"][0].kind not in ("DISMISS", "GONE"):
            return False
        return only_asked(self.context, self.n, found["act"][0], _REQUEST)


def _ends_in_old(found: Found) -> bool:
    """ "… hiện là Phó Giám đốc, nguyên Kế toán trưởng (2015 - 2018)": the years are of the last post."""
    last = found["posts"][-1].parts[-1].value if found.has("posts") and found["posts"][-1].parts else None
    return isinstance(last, PostPhrase) and last.former


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
