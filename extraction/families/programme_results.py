"""Whether a statement on a model or movement tells that a unit does something with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from extraction.families.leads import PARTY_BODIES
from extraction.families.programme_models import SERIES
from extraction.families.programme_names import OPENING
from extraction.families.programme_rules import ACTIONS
from extraction.families.unions import MASS, UNIONS
from extraction.families.unit_rows import strangers_act
from extraction.grammar import Found
from extraction.lexicon import words_of
from extraction.mentions import Mention, body_kind
from extraction.text import Span

_BY_THEMSELVES = frozenset((*UNIONS, "military", "police", "school"))
"""Bodies that run models of their own in other places."""
_SAID = re.compile(
    r"\b(?:cho biết|cho hay|thông tin|báo cáo|khẳng định|chia sẻ|phấn khởi nói)(?: thêm)?$", re.IGNORECASE
)
"""What somebody does who tells what follows."""
_OPENING = '“«"'
_CUE = 24
"""Letters before an act within which it is said to be only planned."""
_AFTER_SAYING = frozenset(("COMMA", "COLON"))
_SAYING = 20
"""Letters before a sign within which that is said."""
_TITLE = 2
"""Words between the mark before a title and what it is about."""
_PERSON = 5
"""Words between a person and the model known by."""
_CONTRAST = re.compile(r"nếu như\s[^,.;]* là (?:nơi|đơn vị|địa phương|xã|huyện|tỉnh)\s(?!sẽ\b)", re.IGNORECASE)
ELSEWHERE = re.compile(r"\s(?:bạn|khác|kia|lân cận)\b", re.IGNORECASE)
"""After a place that is none of those told of: "mô hình của huyện bạn"."""
_REPORTS_ITS_OWN = frozenset((*PARTY_BODIES, *MASS, "school"))
"""Bodies whose reports on a movement are on their own."""
_CONTRASTED = 250
"""Letters within which both sides of a contrast stand."""


class Results:
    """Judges the statements of one article."""

    def __init__(self, text: str) -> None:
        self.text = text

    def idle(self, found: Found, row: Sequence[Mention]) -> bool:
        """Whether a statement that is not denied tells of nobody who does anything, or of no unit's doing."""
        act = found.match.start("act") if found.has("act") else found.first
        if strangers_act(row, act, 0, self.text) or self._of_another_name(found, row):
            return True
        if not found.rule.said(self.text[found.start : found.end]) or self._anothers(found, row):
            return True
        return (
            _does_else(found, row, self.text)
            or self._unsaid(found)
            or self._titles(found, row)
            or self._overseen(found)
            or self._of_union(found, row)
        )

    def denied(self, found: Found, row: Sequence[Mention], model: Mention, sentence: Span) -> bool:
        """Whether a statement says that it is only asked for, was not begun, is a person's doing or a show."""
        if self._by_person(found, row) or self._asked(found, row) or self._undone(found, row) or self._planned(found):
            return True
        return self._show(found, model, sentence)

    def _planned(self, found: Found) -> bool:
        """ "xã A dự kiến ra mắt mô hình", "sẽ được phát động": what is only to be begun; what is to spread is run."""
        act = found["act"][0] if found.has("act") else None
        if act is None or act.kind not in ("LAUNCH", "PILOT"):
            return False
        before = self.text[max(found.mentions[0].start, act.start - _CUE) : act.start].casefold().split()
        return any(word in words_of("programmes", "planned") for word in (" ".join(before[-2:]), *before[-2:]))

    def _of_another_name(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "mô hình “A”, còn “B” do Hội C đảm nhận", "“B” được nhân rộng": of a name that no word calls a model's."""
        named = found.match.start("named")
        first = 0 if row[named].start == row[named].end else named + 1
        last = named if row[named].start == row[named].end else found.last
        between = (m for m in row[first:last] if m.kind in ("OTHER", "QUOTE"))
        return any(
            self.text.startswith(OPENING, m.start) and self.text[m.start + 1 : m.start + 2].isupper() for m in between
        )

    def ends(self, row: Sequence[Mention], end: int) -> bool:
        """Whether the clause after what is named before `row[end]` says that it is over or has not begun."""
        clause = list(takewhile(lambda m: m.kind not in ("SEMI", "DOT", "MODEL"), row[end:]))
        words = self.text[clause[0].start : clause[-1].end].casefold() if clause else ""
        return any(m.kind == "ENDED" for m in clause) or any(w in words for w in words_of("programmes", "undone"))

    def _titles(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "Kế hoạch số 5 “Về đẩy mạnh phong trào “…””": the title of a paper, and nobody acts."""
        before = row[max(0, found.first - _TITLE) : found.first]
        return found.has("act") and any(m.kind == "QUOTE" and self.text[m.start] in '“"' for m in before)

    def _asked(self, found: Found, row: Sequence[Mention]) -> bool:
        """Only asked for, studied or denied: the cue stands in its clause before it."""
        if _learnt(row, found.first):
            return False
        if any(m.kind == "PRESUPPOSE" for m in found.mentions[found.first : found.last]):
            return False
        inside = row[found.first : found.last]
        if not found.rule.name.startswith("model-"):
            inside = [*clause(row[: found.first]), *inside]
        inside = [m for m in inside if m.kind != "ASK" or not self._contrasts(m)]
        ended = found.rule.name.startswith("model-") and [m.kind for m in row[found.last : found.last + 1]] == ["ENDED"]
        return ended or any(
            m.kind in ("ASK", "ENDED") or (m.kind == "LEARN" and not self._then_acts(row, m)) for m in inside
        )

    @staticmethod
    def _then_acts(row: Sequence[Mention], looks: Mention) -> bool:
        """ "được Huyện đoàn A học tập, triển khai", "sang tham quan, rồi làm theo": looked at, and then done."""
        after = iter(row[next(i for i, m in enumerate(row) if m is looks) + 1 :])
        nxt = next(after, None)
        if nxt is None or nxt.kind not in ("COMMA", "AND"):
            return False
        act = next((m for m in after if m.kind not in ("OTHER", "FILL")), None)
        return act is not None and act.kind in ("RUN", "FOLLOW", "PILOT", "REPLICATE", "LAUNCH")

    def _undone(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "Lễ ra mắt … không diễn ra": told after all that it was not begun."""
        end = next((m.start for m in row[found.last :] if m.kind == "SEMI"), row[-1].end)
        after = self.text[found.end : end].casefold()
        return any(words in after for words in words_of("programmes", "undone"))

    def _show(self, found: Found, model: Mention, sentence: Span) -> bool:
        """Whether a "chương trình" is an evening or is broadcast, not something carried out."""
        if SERIES.match(self.text, model.start) is None:
            return False
        told = self.text[sentence.start : sentence.end].casefold()
        if any(words in told for words in words_of("programmes", "shown")):
            return True
        if not found.has("act"):
            return True
        act = found["act"][0]
        verb = self.text[act.start : act.end].casefold()
        return act.kind not in ACTIONS and not any(words in verb for words in words_of("programmes", "carried"))

    @staticmethod
    def _overseen(found: Found) -> bool:
        """ "Theo báo cáo của Thanh tra tỉnh A, mô hình “…” …": who only looks on reports on what others run."""
        body = found["units"][0] if found.rule.name == "reported-by" else None
        return body is not None and body.kind == "ORG" and body_kind(body) not in _REPORTS_ITS_OWN

    @staticmethod
    def _of_union(found: Found, row: Sequence[Mention]) -> bool:
        """ "Hội Nông dân huyện A có nhiều mô hình, điển hình là “…” ở xã B": the union's, not the commune's."""
        example = found.rule.name == "example-at-unit"
        return example and any(m.kind == "ORG" and body_kind(m) in _BY_THEMSELVES for m in row[: found.first])

    def _contrasts(self, mention: Mention) -> bool:
        """ "Nếu như Tỉnh đoàn là nơi khởi xướng …, thì …": what is so, and something beside it."""
        return _CONTRAST.match(self.text, mention.start, mention.end + _CONTRASTED) is not None

    def _by_person(self, found: Found, row: Sequence[Mention]) -> bool:
        """ "Ông là người đầu tiên trong xã hưởng ứng", "ở thôn 5, ông A được nhớ đến với mô hình": a person's doing."""
        act = found.match.start("act") if found.has("act") else 0
        if act and row[act].kind == "LAUNCH" and self.text[: row[act - 1].end].casefold().endswith("người"):
            return True  # "Người khởi xướng phong trào “…” ở xã A là ông B"
        if found.rule.name == "unit-acts-model":
            first = found.match.start("units")
            if row[first].kind == "WHOLE" and first and row[first - 1].kind == "OTHER":
                return True  # "vận động hội viên toàn tỉnh thực hiện phong trào": people of the place
        if found.rule.name == "by-model":
            return any(m.kind == "HOLDER" for m in row[max(0, found.first - _PERSON) : found.first])
        if not found.rule.name.startswith(("act-", "unit-")) or not found.has("act"):
            return False
        before = [m.kind for m in row[: found.match.start("act")]]
        place = max((i for i, kind in enumerate(before) if kind in ("AREA", "AREAREF", "PLACE")), default=0)
        return before[place - 1 : place] == ["AT"] and "HOLDER" in before[:place] and "COMMA" not in before

    @staticmethod
    def _anothers(found: Found, row: Sequence[Mention]) -> bool:
        """ "trưởng thành từ phong trào “…” do Đoàn xã phát động": whoever profits from it does not run it."""
        after = [m.kind for m in row[found.match.start("named") + 1 :][:5]]
        launched = after[:1] == ["PASSIVE"] and "LAUNCH" in after
        return launched and found.rule.name.startswith("by-")

    def _unsaid(self, found: Found) -> bool:
        """ "Nhân dân tích cực hưởng ứng", "thực hiện phong trào": what was told of before, and nobody that runs it."""
        named = found.mentions[found.match.start("named")]
        if named.kind != "THAT" or found.rule.name != "act-model" or found["act"][0].kind not in ("RUN", "FOLLOW"):
            return False
        return not self.text[named.start : named.end].casefold().endswith(("này", "trên", "ấy", "đó"))

    def unknown(self, found: Found, row: Sequence[Mention]) -> bool:
        """Whether a body is told that nobody knows: "mô hình “…” của Chi đoàn ấp 3 được nhân rộng"."""
        after = found.match.start("named") + 1
        kinds = [m.kind for m in row[after : after + 2]]
        if kinds in (["OF", "CAPS"], ["PASSIVE", "CAPS"]):
            return True
        told_on = found.rule.name == "act-model" and kinds in (["PASSIVE", "ORG"], ["PASSIVE", "AREA"])
        if told_on and "được" in self.text[row[after].start : row[after].end].casefold().split():
            return True  # "gắn với cuộc vận động “…” được Hội A đẩy mạnh"
        if kinds[:1] == ["OF"] and ELSEWHERE.match(self.text, row[after + 1].end):
            return True  # "mô hình “…” của huyện bạn"
        if found.rule.name == "by-model" and [m.kind for m in row[found.last : found.last + 2]] == ["COMMA", "HAMLET"]:
            return True  # "Nhờ mô hình “…”, bản A đã …": a hamlet of which commune?
        if [m.kind for m in row[:2]] == ["AT", "CAPS"] and found.rule.name != "model-by-unit":
            return True  # "Tại Trung tâm Phục vụ hành chính công, mô hình “…” được duy trì"
        if found.rule.name.startswith("model-"):
            return False
        if kinds[:1] == ["PASSIVE"] and any(m.kind in ("LAUNCH", "MANAGE") for m in row[after : after + 5]):
            return True
        acts = _subject_of(row, found.first)
        if acts is not None and acts.kind == "ORG" and body_kind(acts) in _BY_THEMSELVES:
            return True  # "Nghiệp đoàn còn duy trì mô hình": of which place or trade?
        return acts is not None and acts.kind == "CAPS" and " " in self.text[acts.start : acts.end]

    def of_person(self, found: Found, row: Sequence[Mention]) -> bool:
        """Whether somebody acts who is no unit: "Thủ tướng phát động …"."""
        before = clause(row[: found.first])
        told = next((i for i, m in enumerate(before) if m.kind in _AFTER_SAYING and self._says_before(m)), None)
        inside = [*(before if told is None else before[told:]), *row[found.first : found.last]]
        return any(
            m.kind in ("HOLDER", "POSTS", "POST", "CENTRAL") and (i == 0 or inside[i - 1].kind != "OF")
            for i, m in enumerate(inside)
        )

    def _says_before(self, sign: Mention) -> bool:
        """ "ông A cho biết, mô hình …": what comes after the sign is what he tells."""
        return _SAID.search(self.text, max(0, sign.start - _SAYING), sign.start) is not None

    @staticmethod
    def followed_by_others(found: Found, row: Sequence[Mention]) -> bool:
        """ "Nhân dân tích cực hưởng ứng", "Hưởng ứng phong trào này, nhiều bạn trẻ …": not told of a unit."""
        named = row[found.match.start("named")]
        return named.kind == "THAT" and (named.start == named.end or not found.first)


def clause(row: Sequence[Mention]) -> Sequence[Mention]:
    """The end of a row that belongs to one clause, the last model named left out."""
    start = next((i + 1 for i in range(len(row) - 1, -1, -1) if row[i].kind in ("SEMI", "DOT", "MODEL")), 0)
    return row[start:]


def _learnt(row: Sequence[Mention], act: int) -> bool:
    """ "Học tập cách làm của A, huyện B áp dụng mô hình": told at the beginning, over at the comma."""
    if not any(m.kind == "LEARN" for m in row[:2]):
        return False
    comma = next((i for i in range(act) if row[i].kind == "COMMA"), None)
    return comma is not None and any(m.kind in ("ORG", "AREA", "PLACE") for m in row[comma : act + 1])


def _subject_of(row: Sequence[Mention], act: int) -> Mention | None:
    """What stands right before an act, brackets and "đã" left out."""
    inner = 0
    for mention in reversed(row[:act]):
        inner += (mention.kind == "RPAR") - (mention.kind == "LPAR")
        if not inner and mention.kind not in ("LPAR", "FILL"):
            return mention
    return None


def _does_else(found: Found, row: Sequence[Mention], text: str) -> bool:
    """ "mô hình “…”, Hội A duy trì câu lạc bộ B": who comes after a comma without "được" does what is told then."""
    named, act = found.match.start("named"), found.match.start("act") if found.has("act") else -1
    if found.rule.name != "model-by-unit" or act < 0 or found.last >= len(row):
        return False
    between = [m.kind for m in row[named + 1 : act]]
    object_ = row[found.last].kind == "OTHER" or text[row[found.last].start : row[found.last].end] == "việc"
    return "COMMA" in between and "PASSIVE" not in between and object_
