"""How a claim to a post stands: held, come to or left."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.context import Context
from extraction.datewords import TO_TEN
from extraction.facts import Status
from extraction.families.acts import AGAIN, LATER_ON, goes_on
from extraction.families.post_modality import BEFORE_IT, OFFICE, only_asked_to_leave
from extraction.grammar import Found
from extraction.mentions import Mention
from extraction.phrases import PostPhrase

_NOW = re.compile(r"hiện|đang|\bvẫn\b", re.I)
_IS_NOW = re.compile(r"(?:nay|hiện nay|hiện) (?:đang )?(?:là|giữ)\b", re.I)
_NOW_FIRST = re.compile(r"\W*hiện(?: nay| tại)?,? ", re.I)
_NOW_HE = re.compile(r"\b(?:hiện(?: nay| tại)?|đến nay|tới nay|bây giờ),? $", re.I)
_AGO = re.compile(
    r"\b(?:cách (?:đây|nay) [^,;.]{0,8}(?:năm|tháng)"
    rf"|(?:\d+|{TO_TEN}) năm trước(?! đó))\b",
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
_CHOOSES = re.compile(r"bầu|bổ nhiệm|chỉ định|phê chuẩn", re.I)
"""Acts told of who does them: "được bầu" is told of who is elected."""
_BEFORE = re.compile(r"[\s(,]*trước (?:ngày|tháng|năm|\d)", re.I)
_BEFORE_THAT = re.compile(r"\W*trước (?:ngày |tháng |năm )?\d[\d/.-]*(?: năm \d{4})?, ", re.I)
_MOVED_ON = re.compile(r"(?:\b(?:hiện|nay)|\bchuyển\b[^,;.]*|\b(?:về|sang|lên)) (?:đang |được )?(?:là|làm|giữ)\b", re.I)
"""What whoever is replaced does since: "thay ông A chuyển công tác về làm …", "thay ông A, hiện là …"."""
_INSTEAD_OF = re.compile(
    r"\b(?:thay|kế nhiệm)(?: thế)?(?: cho)?(?: (?:vị trí|chức vụ|chức danh|cương vị|ghế))?(?: của)?"
    r"(?: (?:ông|bà|đồng chí|đ/c))?\s*\Z",
    re.I,
)
"""Before the name of whoever is replaced."""
_LASTING = ("takes-post", "takes-posts", "is", "as", "life", "in-capacity", "in-turn")
_ASIDE = 60
"""Characters before and after a claim within which stands how long it was true."""
_AT_ONCE = 24
"""Characters after a claim within which its year stands."""
_THEN = re.compile(r"[^;.,(]{0,44}\bhồi (?:(?:đầu|giữa|cuối) )?(?:tháng|năm|ngày)\b[^;.,a-zà-ỹđ]{0,12}")
"""What tells it farther away: "… trong kỳ họp bất thường hồi tháng 5/2015"."""
_NEXT_CLAUSE = re.compile(r"[;,.]|\bvà\b|\brồi\b", re.I)
_TO_NOW = re.compile(r"\btừ\b[^.;,]{1,24}(?:đến|tới) nay", re.I)
_STILL_HELD = re.compile(r"\s*(?:kể )?từ\b[^.;,]{1,24}(?:đến|tới) nay\b", re.I)
_UNTIL_NAMED = re.compile(r"Từ (?:ngày|tháng|năm|đầu|cuối)?\s?[^.;,]{1,24}\s(?:cho )?đến (?:khi|trước khi)\b")
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
_GOES_ON = re.compile(r"[^.;]{0,20}\btiếp tục\s*(?:được )?", re.I)
_CHOSEN = re.compile(r"bầu|tín nhiệm", re.I)
_WHILE = re.compile(r"(?<!\btrong )\b(?:khi|lúc|hồi)\s+$", re.I)
_AGAIN_TOO = re.compile(r"\btrong đó[^.;\n]{0,90}?\b(?:tái (?:đắc )?cử|được bầu lại)\b", re.I)
_YEAR = re.compile(
    r"(?:[Nn]ăm\s+|\d[-/.]\s?)((?:19|20)\d\d)\b|(?:19|20)\d\d\s*(?:[-–]|đến(?:\s+năm)?)\s*((?:19|20)\d\d)"
)
_MANDATE = re.compile(
    r"(?:nhiệm k[ỳì]|khóa|khoá|NK)\s+(?:[IVXL]+\s*\(?)?[^,;.]{0,12}?(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d", re.I
)
_BORN = re.compile(r"(?:sinh(?:\s+(?:năm|ngày))?|SN)\s+[\d/.-]+", re.I)
_NEXT = re.compile(r"\brồi (?:được|lên|về|làm)", re.I)


class Standing:
    """Judges the claims of one sentence by the words around them."""

    def __init__(self, context: Context, sentence: int) -> None:
        self.context = context
        self.n = sentence

    def again(self, found: Found, row: Sequence[Mention], words: str) -> bool:
        """Whether somebody is elected or named to what he held before, in the `words` of the act or beside them."""
        return AGAIN.search(words) is not None or self._again_before(found) or self._again_after(found, row)

    def _again_before(self, found: Found) -> bool:
        """ "ông A tiếp tục được bầu …": he held it before."""
        end = found["people"][-1].end if found.has("act") else 0
        act = found["act"][0].start if found.has("act") else 0
        text = self.context.article.text
        goes_on = _GOES_ON.match(text, end, act) if 0 < end < act else None
        chosen = _CHOSEN.search(text, act, found["act"][-1].end) if goes_on is not None else None
        told = chosen is not None and goes_on is not None and ("được" in goes_on[0] or text.startswith("được", act))
        return told and not self.told_past(found)

    def _again_after(self, found: Found, row: Sequence[Mention]) -> bool:
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

    def status(self, found: Found, row: Sequence[Mention], status: Status, *, re_elected: bool) -> Status:
        """As the words around the claim have it: kept, told of an earlier time, or handed to somebody else."""
        if found.first and row[found.first - 1].kind == "INSTEAD" and found.rule.name != "appointed-to":
            moved = _MOVED_ON.search(self.context.article.text, found.start, found.end)
            return "current" if moved is not None else "former"
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
        if status == "former" and only_asked_to_leave(self.context, self.n, found):
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
        if found.rule.name == "appointed-to" and self._moved_on(found):
            return "current"
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
        return bool(_NOW.search(text, found["people"][-1].end, act.start) or OFFICE.match(text, act.start))

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
        if found.rule.name != "is":
            return False
        acts, text = goes_on(found, row), self.context.article.text
        if _AS.match(text, found["act"][0].start) is not None:
            return bool(acts)
        # "Bầu ông A giữ chức Phó Chủ tịch, ông B là Ủy viên": who elects the one elects the other
        if not acts or not text.startswith("là ", found["act"][0].start):
            return False
        at = next(i for i, m in enumerate(row) if m is acts[0])
        return row[at + 1].kind == "HOLDER" and _CHOOSES.match(text, acts[0].start) is not None

    def _moved_on(self, found: Found) -> bool:
        """ "… thay ông A, người trước đó đã được bổ nhiệm làm Thứ trưởng": it is what A left for."""
        text, begun = self.context.article.text, self.context.sentences[self.n].span.start
        return _INSTEAD_OF.search(text, begun, found["people"][0].start) is not None and self._earlier(found)

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
        if _SINCE.fullmatch(after) and not self._earlier(found) and not BEFORE_IT.match(text, span.start):
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

    def told_past(self, found: Found) -> bool:
        """Whether a year is told with it in an article whose own days are told without: news needs no year."""
        clause = self._clause(found)
        if _AGO.search(clause) or LATER_ON.match(clause) or self._since_then(found):
            return True
        return self._past(found, clause) or (_YEAR.search(clause) is not None and self.context.daily)

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
        """ "… là Phó Giám đốc năm 2016; hiện ông đang là Giám đốc"."""
        text, act = self.context.article.text, found["act"][0]
        now_he = _NOW_HE.search(text, max(0, found.start - _AT_ONCE), found.start) if found.has("people") else None
        return now_he is not None or _NOW.search(text, act.start, act.end) is not None

    def _past(self, found: Found, clause: str = "") -> bool:
        """Whether the sentence up to the claim, or what follows it at once, dates it to a year before the article's."""
        now = self.context.year
        clause = clause or self._clause(found)
        years = [int(a or b) for a, b in _YEAR.findall(clause)]
        told_of_life = found.rule.name == "appointed-after-life" or _NEXT.search(clause) is not None
        return bool(years) and (max(years) < now if now is not None else told_of_life)


def _ends_in_old(found: Found) -> bool:
    """ "… hiện là Phó Giám đốc, nguyên Kế toán trưởng (2015 - 2018)": the years are of the last post."""
    last = found["posts"][-1].parts[-1].value if found.has("posts") and found["posts"][-1].parts else None
    return isinstance(last, PostPhrase) and last.former
