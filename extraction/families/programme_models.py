"""Named models, movements and campaigns in a sentence: mô hình “…”, “…” của xã A, and the one named last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from extraction.families.figures import Rows
from extraction.families.programme_capitals import Unquoted, unquoted
from extraction.families.programme_lists import OWNERS, capital, numbered, of_kind, owned
from extraction.families.programme_names import CONTESTS, OPENING, QUOTED, quotation
from extraction.lexicon import BodyEntry, lexicon, words_of
from extraction.mentions import BodyPhrase, Mention
from extraction.text import classic, tokens

_BETWEEN = 4
"""Words that may stand between "mô hình" and its quotation marks."""
_BEFORE_NAMES = frozenset("OTHER FILL COLON CAPS MODEL COMMA AND BY NUMBER".split())
"""What may stand between "mô hình" and its quotation marks, and between two names."""
_OPENS = 6
"""Words and signs of a time or link before "mô hình" that opens a sentence."""
_BEFORE_AGAIN = frozenset(("FILL", "CAPS", "PERIOD", "COMMA", "OTHER", "AT", "NUMBER"))
_GOES_ON = frozenset(("PASSIVE", "FILL", "REPLICATE", "PILOT", "RUN", "LAUNCH"))
"""What is told of the one named last, right after its noun."""
_DOES = frozenset(("REPLICATE", "RUN", "FOLLOW", "PILOT", "LAUNCH"))
_HELPERS = frozenset("ORG AREA AREAREF PLACE CAPS HAMLET MANY NUMBER SUBJECT OTHER FILL COMMA AND LPAR RPAR OF".split())
"""Kinds that may stand in a list of those who help."""
_OVER = frozenset(("AT", "BY", "DOT", "COMMA", "SEMI", "FILL", "PERIOD"))
"""What is done with the one named last: "duy trì mô hình đã bốn năm"."""
_CALLED = re.compile(
    r"\b(?:mô hình|cách làm|phong trào|cuộc vận động|chương trình) (?:này|ấy|đó|trên)\b"
    r"|\b(?:nó|đây|đó) là (?:mô hình|phong trào|cuộc vận động|cách làm|chương trình)\b"
    r"|(?<=[.;]\s)(?:(?:nay|đến nay|giờ|hiện nay|bây giờ),?\s)?"
    r"(?:mô hình|phong trào|cách làm) (?:được|đã|do|đang|vẫn|nay|hiện)\b",
    re.IGNORECASE,
)
_CALLS = ("mô hình", "cách làm", "phong trào", "cuộc vận động", "chương trình")
"""Nouns of which it needs one."""
_DEFINED = re.compile(
    r",\s(?:một\s)?(?:mô hình|phong trào|cách làm|chương trình)\s(?:do|của|được|mà)\b"
    r"|\s(?:là|chính là|là tên(?: của)?|không phải(?: là)?)\s(?:tên\s)?(?:một\s|các\s)?"
    r"(?:mô hình|phong trào|cuộc vận động|cách làm|chương trình)\b"
)
"""What is said of a name that then is one: "“…” là mô hình do xã A khởi xướng"."""
_NOUNS = ("MODEL", "SERIES", "THAT")
_SERIES = "chương trình"
SERIES = re.compile(r"(?:(?:các )?chương trình|sáng kiến)\s[“\"«]", re.IGNORECASE)
"""What is carried out as a model is, and has a name in quotation marks."""
_BARE = 9
"""Words of a name that no word calls one, at most."""
_STOPS = frozenset(".,;:!?…")
_REMARK = 24
"""Words and signs of a remark in brackets after a name."""
_CLUB = 24
"""Letters before a name within which a club is told to be set up."""
_CLUBS = ("ra mắt câu lạc bộ ", "ra mắt clb ", "duy trì câu lạc bộ ", "duy trì clb ", "ra mắt mới câu lạc bộ ")
"""How it is told."""
_BESIDE_CLUB = 8
"""Words and signs before a club within which what it belongs to may be named."""
_SOON = 600
"""Letters within which what was given a name is called a model."""
_COUNTED = re.compile(r"\bthứ (?:nhất|hai|ba|tư|năm) là\s“", re.IGNORECASE)
_POST = frozenset(("đồn", "đồn biên phòng"))
"""What a border post is called; "đồn" alone where the article speaks of them."""


def counts_off(text: str) -> bool:
    """Whether a sentence may tell of one model more: "Chuyện thứ hai là “…” của Chi bộ thôn A"."""
    return _COUNTED.search(text) is not None


def serial(text: str) -> bool:
    """Whether a text has a series or an initiative with a name in quotation marks."""
    return any(mark in text for mark in OPENING) and SERIES.search(text) is not None


def keeps(text: str) -> bool:
    """Whether a sentence may tell of a model that goes on without the word: "còn duy trì “Tổ tự quản”"."""
    plain = text.casefold()
    return any(verb in plain for verb in words_of("programmes", "kept"))


def posts_of_border(row: Sequence[Mention], text: str) -> Sequence[Mention]:
    """Border posts with the places they are called after: "Đồn Biên phòng Làng Mô", "các đồn Nhật Lệ, Ngư Thủy"."""
    nouns = {text[m.start : m.end].casefold() for m in row} & _POST
    if not nouns or (nouns == {"đồn"} and "biên phòng" not in text.casefold()):
        return row
    out: list[Mention] = []
    noun: Mention | None = None
    for mention in row:
        words = text[mention.start : mention.end]
        if words.casefold() in _POST and not text[: mention.start].casefold().endswith("tin "):
            noun = mention
            out.append(mention)
        elif noun is not None and mention.kind in ("CAPS", "PLACE"):
            entry = _border_post()
            start = noun.start if out[-1] is noun else mention.start
            if out[-1] is noun:
                out.pop()
                if out and text[out[-1].start : out[-1].end].casefold() == "các":
                    out.pop()
            out.append(Mention("ORG", start, mention.end, entry, BodyPhrase(entry, classic(" ".join(words.split())))))
        else:
            noun = noun if mention.kind in ("COMMA", "AND") and out[-1].kind == "ORG" else None
            out.append(mention)
    return out


def helped(row: Sequence[Mention]) -> Sequence[Mention]:
    """ "Hội A phối hợp với Đảng ủy B, UBND xã C ra mắt": those who help the one that acts are no subjects."""
    out: list[Mention] = []
    i = 0
    while i < len(row):
        before = next((m.kind for m in reversed(out) if m.kind not in ("FILL", "PASSIVE")), "")
        end = i + 1
        joins = row[i].kind == "AND" and out and out[-1].kind in ("FILL", "PASSIVE")  # "đang cùng Ban A nhân rộng"
        if (row[i].kind == "WITH" or joins) and before in ("ORG", "AREA", "AREAREF"):
            while end < len(row) and row[end].kind in _HELPERS and end - i < QUOTED:
                end += 1
        if end > i + 1 and end < len(row) and row[end].kind in _DOES:
            out.append(Mention("FILL", row[i].start, row[end - 1].end))
            i = end
        else:
            out.append(row[i])
            i += 1
    return out


@cache
def _border_post() -> BodyEntry:
    """The body that "đồn biên phòng" is in the lexicon."""
    found = lexicon().words.longest(tokens("đồn biên phòng"), 0)
    assert found is not None and isinstance(found[1], BodyEntry)
    return found[1]


class Models:
    """Puts the models of one article together, sentence after sentence."""

    def __init__(self, rows: Rows, text: str) -> None:
        self.rows = rows
        self.text = text
        self.last: Mention | None = None
        """The model named last."""
        self._here: Mention | None = None
        """The model named last in the sentence that is being read."""
        self._bare: Mention | None = None
        """The name in quotation marks that came last without a word for what it names."""
        self._told_at: int | None = None
        """Where models were told last, by a name or not."""

    def row(self, n: int) -> list[Mention]:
        """Sentence `n` with each model and its names as one MODEL; without them a word, or the one named last."""
        row = helped(posts_of_border(self.rows.row(n), self.text))
        named = next((i for i, m in enumerate(row) if m.kind == "MODEL"), len(row))
        near = self.near(row[0].start) if row else False
        soon = near or (bool(row) and self.soon(row[0].start))
        untold = near and named == len(row) and not any(m.kind == "THAT" for m in row)
        out: list[Mention] = []
        self._here = None
        i = 0
        while i < len(row):
            again = (untold and self._taken_up(row, i)) or (named < i and self._spread_by(row, i))
            if i and (again or ((soon or named < i) and self._followed(row, i))):
                out.append(Mention("THAT", row[i].start, row[i].start))
            if row[i].kind == "THAT" and not self._meant(row[i]):
                row = [*row[:i], replace(row[i], kind="OTHER"), *row[i + 1 :]]
            led = [m.kind for m in row[max(0, i - 2) : i]] in (["ORG", "BY"], ["AREA", "BY"]) and named < len(row)
            found, end = self._model(row, i, listed=near or named < i or led)  # "Hội A với “…”, Hội B có mô hình “…”"
            out.extend(found)
            end = self._aside(row, end, out)
            self._here = next((m for m in found if m.kind == "MODEL"), self._here)
            i = end
        self._told_at = max((m.end for m in (*row, *out) if m.kind in ("MODEL", "THAT")), default=self._told_at)
        return out

    def _aside(self, row: Sequence[Mention], at: int, out: list[Mention]) -> int:
        """ "mô hình “3 trong 1” (một bí thư kiêm trưởng thôn) được …": what brackets after a name tell is a remark.

        Not who or where: "mô hình “…” (xã A)". Returns the index after it.
        """
        if out[-1].kind != "MODEL" or not out[-1].value or [m.kind for m in row[at : at + 1]] != ["LPAR"]:
            return at
        close = next((k for k in range(at + 1, min(at + _REMARK, len(row))) if row[k].kind == "RPAR"), None)
        first = row[at + 1] if at + 1 < len(row) else row[at]
        short = first.kind == "CAPS" and self.text[first.start : first.end].isupper()  # "(OCOP)"
        if (
            close is None
            or first.kind in (*OWNERS, "PLACE", "HOLDER", "OF", "AT")
            or (first.kind == "CAPS" and not short)
        ):
            return at
        out.append(Mention("FILL", row[at].start, row[close].end))
        return close + 1

    def _meant(self, that: Mention) -> bool:
        """Whether "chương trình này" means a model; a name in quotation marks before it becomes the one named last."""
        self._take_bare(that.start)
        last = self._here or self.last
        if not self.text[that.start : that.end].casefold().startswith(_SERIES):
            return True
        called = (_SERIES, f"các {_SERIES}", *OPENING)
        return last is not None and self.text[last.start : last.end].casefold().startswith(called)

    def _take_bare(self, at: int) -> None:
        """The name in quotation marks told last before an offset is the model named last, if no other was since."""
        bare, last = self._bare, self.last
        if bare is None or self._here is not None or (last is not None and last.start > bare.start):
            return
        if at - bare.end <= _SOON and "\n" not in self.text[bare.end : at]:
            self.last = bare

    def near(self, at: int) -> bool:
        """Whether models were told right before in the paragraph: "Xã có 12 mô hình hay. Nổi bật là “…” của thôn A"."""
        return self._told_at is not None and "\n" not in self.text[self._told_at : at]

    def soon(self, at: int) -> bool:
        """Whether models were told right before or in the paragraph before: "Thấy được việc, xã B xin làm theo"."""
        return (
            self._told_at is not None and self.text.count("\n\n", self._told_at, at) <= 1 and at < self._told_at + _SOON
        )

    def _model(self, row: Sequence[Mention], i: int, *, listed: bool) -> tuple[list[Mention], int]:
        """What stands at `row[i]`, and the index after it."""
        if row[i].kind == "QUOTE":
            quoted = self._quoted(row, i, listed=listed)
            if quoted is not None:
                return quoted
        opened = i + 1 < len(row) and row[i + 1].kind == "QUOTE"
        shown = opened and self._shown(row, i)
        series = opened and row[i].kind == "SERIES" and capital(row, i + 1, self.text)
        that = row[i].kind == "THAT" and row[i].start < row[i].end
        names, end = self._names(row, i) if row[i].kind == "MODEL" or shown or series or that else ([], i)
        if names:  # the verb of "vừa ra mắt “Tổ tự quản”" stays
            start = row[i + 1].start if shown else row[i].start
            model = Mention("MODEL", start, names[-1][1], value=[name for name, _ in names])
            return [row[i], model] if shown else [model], end
        if row[i].kind == "MODEL" and i + 1 < len(row) and row[i + 1].kind == "KNOWN":
            name = " ".join(self.text[row[i + 1].start : row[i + 1].end].split())
            return [Mention("MODEL", row[i].start, row[i + 1].end, value=[name])], i + 2
        bare = unquoted(row, i, self.text) if row[i].kind == "MODEL" else None
        if bare is not None:
            return [Mention("MODEL", row[i].start, row[bare[1] - 1].end, value=Unquoted([bare[0]]))], bare[1]
        if opened and row[i].kind == "TITLED":
            name, end = quotation(self.text, row, i + 1)
            if name and self._goes_on(row[end - 1].end):
                return [row[i], Mention("MODEL", row[i + 1].start, row[end - 1].end, value=[name])], end
        noun = row[i].kind in ("MODEL", "SERIES")
        kind = "THAT" if noun and self._again(row, i) else row[i].kind
        return [replace(row[i], kind="OTHER" if kind in ("MODEL", "SERIES", "KNOWN") else kind)], i + 1

    def _quoted(self, row: Sequence[Mention], i: int, *, listed: bool) -> tuple[list[Mention], int] | None:
        """A name in quotation marks at `row[i]` that other words tell to be a model's, else kept in mind."""
        name, end = quotation(self.text, row, i)
        if not name:
            return None
        model = Mention("MODEL", row[i].start, row[end - 1].end, value=[name])
        if of_kind(row, i, self.text):
            names, end = self._names(row, i - 1)
            return [replace(model, end=names[-1][1], value=[name for name, _ in names])], end
        if self._club(row, i):
            return [model], end
        named = self._names_something(row, i, end)
        goes_on = named and row[end : end + 1] and row[end].kind == "OF" and self._goes_on(model.end)
        counted = self._told_at is not None and numbered(row, i, self.text)
        if goes_on or ((listed or counted) and self._owned(row, i, end)):
            return [model], end
        if self._defined(row, end):
            noun = next((k for k in range(end, min(end + _BETWEEN, len(row))) if row[k].kind in _NOUNS), end - 1)
            return [replace(model, end=row[noun].end)], noun + 1
        self._bare = model if named else self._bare
        if any(m.kind == "MODEL" for m in row[i:end]):
            return None
        return [Mention("OTHER", row[i].start, model.end)], end

    def _club(self, row: Sequence[Mention], i: int) -> bool:
        """ "ra mắt câu lạc bộ “…”", "duy trì CLB “…”": what is set up or kept so is one as a model is."""
        before = self.text[max(0, row[i].start - _CLUB) : row[i].start].casefold()
        kinds = {m.kind for m in row[max(0, i - _BESIDE_CLUB) : i]}
        return before.endswith(_CLUBS) and capital(row, i, self.text) and not {"MODEL", "QUOTE"} & kinds

    def _names_something(self, row: Sequence[Mention], i: int, end: int) -> bool:
        """Whether what stands in quotation marks can be a name, not what somebody says."""
        said = row[i - 1 : i] and row[i - 1].kind == "COLON"
        said = said or [m.kind for m in row[end : end + 2]] == ["COMMA", "HOLDER"]
        close = row[end - 1].start
        short = len(self.text[row[i].end : close].split()) <= _BARE
        return short and not said and capital(row, i, self.text) and self.text[close - 1] not in _STOPS

    def _defined(self, row: Sequence[Mention], end: int) -> bool:
        """ "“…” là mô hình do xã A khởi xướng": a name, and then what it is of."""
        return end < len(row) and _DEFINED.match(self.text, row[end - 1].end) is not None

    def introduces(self, text: str, end: int) -> bool:
        """Whether a sentence that ends there may name a model that is called one only after it."""
        return any(mark in text for mark in OPENING) and self._goes_on(end)

    def _goes_on(self, at: int) -> bool:
        """Whether what was just given a name is soon called a model: "Cách làm này …"."""
        plain = self.text[at : at + _SOON].casefold()
        return any(noun in plain for noun in _CALLS) and _CALLED.search(self.text, at, at + _SOON) is not None

    def _taken_up(self, row: Sequence[Mention], i: int) -> bool:
        """What was told of before, piloted or spread at `row[i]`: "Hội A thí điểm ở thôn B rồi nhân ra cả xã"."""
        if row[i - 1].kind == "REPLICATE":
            whole = row[i].kind == "WHOLE" and self.text[: row[i - 1].end].endswith((" ra", " sang"))
            return whole or self._spread(row, i)
        if self._tried(row, i):
            return True
        if row[i - 1].kind != "PILOT" or row[i].kind != "AT" or i + 2 >= len(row):
            return False
        after = i + 3 if row[i + 1].kind == "NUMBER" and row[i + 2].kind == "AREAREF" else i + 2
        at = row[i + 1].kind in ("HAMLET", "AREA", "PLACE") or after == i + 3
        end = row[after] if after < len(row) else row[-1]
        ended = end.kind in ("DOT", "COMMA", "PERIOD", "REPLICATE") or self.text[end.start : end.end] in (
            "rồi",
            "sau",
            "trước",
        )
        return at and ended

    def _tried(self, row: Sequence[Mention], i: int) -> bool:
        """ "Chi bộ A làm thử từ tháng 3": tried by whom the sentence begins with, without saying what."""
        if row[i - 1].kind not in ("PILOT", "RUN") or row[i].kind not in ("PERIOD", "DOT"):
            return False
        verb = self.text[row[i - 1].start : row[i - 1].end].casefold()
        before = [m.kind for m in row[: i - 1] if m.kind not in ("FILL", "PERIOD", "COMMA", "PASSIVE")]
        tries = row[i - 1].kind == "PILOT" or verb.endswith(words_of("programmes", "kept"))
        return tries and before in (["ORG"], ["AREA"], ["AREAREF"])

    @staticmethod
    def _followed(row: Sequence[Mention], i: int) -> bool:
        """ "xã A và xã B hưởng ứng trước": what was told of before, where nothing follows that it could be."""
        told = any(m.kind in ("MODEL", "QUOTE", "THAT", "OF") for m in row[i:])
        return row[i - 1].kind == "FOLLOW" and not told

    @staticmethod
    def _spread(row: Sequence[Mention], i: int) -> bool:
        """ "Huyện ủy A quyết định nhân rộng ra 15 xã": what was told of before."""
        return row[i].kind == "AT" and i + 1 < len(row) and row[i + 1].kind in ("NUMBER", "MANY", "WHOLE", "AREAREF")

    def _spread_by(self, row: Sequence[Mention], i: int) -> bool:
        """ "Mô hình của xã A được thí điểm từ 2021, đến nay Huyện ủy đã nhân rộng ra 11 xã": by another, who acts."""
        who = i - 2
        while who > 0 and row[who].kind == "FILL":
            who -= 1
        if row[i - 1].kind != "REPLICATE" or who < 1 or row[who].kind not in ("ORG", "AREA", "AREAREF"):
            return False
        return row[who - 1].kind not in ("PASSIVE", "OF", "AT", "WITH", "AND") and self._spread(row, i)

    def _owned(self, row: Sequence[Mention], i: int, end: int) -> bool:
        """Whether a name in a list is told with its owner."""
        return owned(row, i, end, self.text, begun=self._here is not None)

    def _shown(self, row: Sequence[Mention], i: int) -> bool:
        """ "vừa ra mắt “Tổ tự quản”": verbs after which a name in quotation marks is a model's by itself."""
        if row[i].kind == "LAUNCH":
            verb = self.text[row[i].start : row[i].end].casefold()
            name = self.text[row[i + 1].end : row[i + 1].end + 10].casefold() if i + 1 < len(row) else ""
            called = verb.endswith("phát động") and capital(row, i + 1, self.text) and not name.startswith(CONTESTS)
            return "ra mắt" in verb or verb in words_of("programmes", "called") or called
        if row[i].kind == "RUN":  # "còn duy trì “Tổ tự quản”", not "duy trì “kỷ luật thép”"
            kept = self.text[row[i].start : row[i].end].casefold().endswith(words_of("programmes", "kept"))
            return kept and capital(row, i + 1, self.text)
        return row[i].kind in ("PILOT", "REPLICATE")

    def _again(self, row: Sequence[Mention], i: int) -> bool:
        """ "Thí điểm tại làng Piơm, mô hình đã giúp", "Phong trào được khởi động", "nhân rộng mô hình ra 13 xã"."""
        after = row[i + 1].kind if i + 1 < len(row) else ""
        before = [m.kind for m in row[:i]]
        self._take_bare(row[i].start)
        last = self._here or self.last
        resumed = before[-1:] == ["COMMA"] and after == "FILL"
        if last is None or resumed:
            return resumed
        opens = after in _GOES_ON and len(before) <= _OPENS and set(before) <= _BEFORE_AGAIN
        does = before[-2:-1] if before[-1:] == ["OTHER"] else before[-1:]  # "thực hiện tốt nhất mô hình"
        done = bool(does) and does[0] in _DOES and after in _OVER
        own = after == "PASSIVE" and [m.kind for m in row[i + 2 : i + 3]] == ["SELF"]
        if not (opens or done or own):
            return False
        noun = self.text[row[i].start : row[i].end].casefold()
        called = self.text[last.start : last.end].casefold()
        bare = called.startswith(OPENING) and (not done or after in ("AT", "BY"))
        return noun in called or bare

    def _names(self, row: Sequence[Mention], i: int) -> tuple[list[tuple[str, int]], int]:
        """The names in quotation marks after `row[i]`, where each ends, and the index after the last."""
        names: list[tuple[str, int]] = []
        at = i + 1
        limit = at + _BETWEEN
        opening = next((k for k in range(limit, min(limit + _BETWEEN, len(row))) if row[k].kind == "QUOTE"), None)
        told = opening is not None and any(m.kind in OWNERS for m in row[at:opening])
        if opening is not None and not told and self.text[row[opening - 1].start : row[opening - 1].end] == "là":
            at = limit = opening  # "một trong những mô hình được đánh giá cao là “…”"
        end = i
        while at < len(row):
            while at < min(limit, len(row)) and row[at].kind in _BEFORE_NAMES:
                at += 1
            if at >= len(row) or row[at].kind != "QUOTE" or (names and self._contrasts(row[end:at])):
                break
            name, after = quotation(self.text, row, at)
            if not name or (names and self._owned(row, at, after)):
                break
            names.append((name, row[after - 1].end))
            at, limit, end = after, after + _BETWEEN - 1, after
        return names, end

    def _contrasts(self, between: Sequence[Mention]) -> bool:
        """ "xã A làm mô hình “…”, còn phong trào “…” do Hội B phát động": told of another."""
        return any(self.text[m.start : m.end].casefold() in words_of("programmes", "contrasts") for m in between)
