"""Which unit pilots, launches, runs or replicates a named model, movement or campaign: mô hình “Chi bộ bốn tốt”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.area_bodies import WHOLE_PARTY
from extraction.context import Context
from extraction.facts import Adoption, AdoptionAction, Organization
from extraction.families.evidence import evidence
from extraction.families.figures import Rows
from extraction.families.leads import PARTY, PARTY_BODIES
from extraction.families.programme_models import Models, counts_off, keeps
from extraction.families.programme_rules import RULES, WITH_SUBJECT
from extraction.families.unions import MASS, UNIONS
from extraction.families.unit_rows import several
from extraction.families.units import Unit, Units
from extraction.grammar import Found, find
from extraction.lexicon import TypeEntry, words_of
from extraction.mentions import AreaRef, BodyPhrase, Mention, body_kind
from extraction.text import tokens
from extraction.vocabulary import asked
from extraction.where import walk

_ACTIONS: dict[str, AdoptionAction] = {"PILOT": "pilot", "LAUNCH": "launch", "REPLICATE": "replicate"}
_DONE = {**_ACTIONS, "BRING": _ACTIONS["REPLICATE"]}
_APART = frozenset(("party-department", "inspection-committee", "office"))
"""Bodies that start a movement for themselves, not for their place."""
_HEADED = frozenset((*PARTY, *UNIONS))
"""Bodies whose head tells what they run."""
_BY_THEMSELVES = frozenset((*UNIONS, "military", "police", "school"))
"""Bodies that run models of their own in other places."""
_PERSON = 5
"""Words between a person and the model known by."""
_SIZES = {"hamlet": 0, "commune": 1, "district": 2, "city": 2, "province": 3}
"""Kinds of places by what lies in what."""
_BESIDE_ONE = 60
"""Claims of one unit that a claim is compared with, at most."""
_OF_HAMLETS = ("model-by-unit", "model-managed-by")
"""Rules by which a hamlet itself acts, and so its cell."""
_ITEMS = 12
"""Items of a list that its heading may stand before."""
_SHORT = 4
"""Words of a name that may be another cut short."""
_STILL = ("model-still-run",)
"""Rules by which what was launched is run today."""
_BESIDE = frozenset(("OF", "AT", "WITH", "PAPER"))
"""Kinds before a body that does not act."""
_CONTRAST = re.compile(r"nếu như\s[^,.;]* là (?:nơi|đơn vị|địa phương|xã|huyện|tỉnh)\s(?!sẽ\b)", re.IGNORECASE)
_SERIES = re.compile(r"(?:(?:các )?chương trình|sáng kiến)\s[“\"«]", re.IGNORECASE)
_ACCORDING = re.compile(
    r"\btheo (?:(?:báo cáo|thống kê|số liệu|đánh giá|thông tin|tổng hợp)(?: của| từ)? )?$", re.IGNORECASE
)
"""Before who tells of what others do."""
_CUE = 32
"""Letters before a body within which that stands."""
_ELSEWHERE = re.compile(r"\s(?:bạn|khác|kia|lân cận)\b", re.IGNORECASE)
"""After a place that is none of those told of: "mô hình của huyện bạn"."""
_WIDELY = re.compile(
    r"(?:\srộng (?:rãi|khắp))?\s(?:ở|tại|trên|trong|khắp) (?:(?:nhiều|khắp|hầu hết|các) (?:các )?(?:địa phương|nơi|tỉnh"
    r"|vùng)\b(?! trong)|(?:khắp |phạm vi )?(?:cả nước|toàn quốc))",
    re.IGNORECASE,
)
"""After what is done all over the country."""
_BODY_TOLD = re.compile(r"(?:đơn vị|nhà trường)\b", re.IGNORECASE)
"""What the body told before is called."""
_SEVERAL = ("các", "những", "nhiều", "tất cả các", "toàn bộ")
_EVERY = re.compile(r"\snào\s(?:cũng|đều)\b", re.IGNORECASE)
"""After each of the places below: "xã nào cũng làm theo mô hình"."""
_REPORTS_ITS_OWN = frozenset((*PARTY_BODIES, *MASS, "school"))
"""Bodies whose reports on a movement are on their own."""
_QUOTE_LIMIT = 250
"""Longest evidence in letters."""


def _speaking() -> int:
    """The tables of words for a model and for what is done with one."""
    return asked("programmes", "MODEL", "THAT", *_ACTIONS)


def extract(context: Context) -> list[Adoption]:
    """The adoptions of one article, each unit, programme and action once."""
    text = context.article.text
    if not (context.told & _speaking() or keeps(text) or _SERIES.search(text)):
        return []
    reader = _Reader(context)
    return _adoptions(context, [claim for n in range(len(context.sentences)) for claim in reader.read(n)])


@dataclass(frozen=True, slots=True)
class _Claim:
    """A unit and what it does with a programme, as one stretch of the text has it."""

    unit: Unit
    name: str
    action: AdoptionAction
    start: int
    end: int
    rule: str


class _Reader:
    """Reads the sentences of one article in order: "mô hình này" is the one named last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = Rows(context, "programmes")
        self.units = Units(context, self.rows, _APART)
        self.models = Models(self.rows, self.text)
        self.runs: dict[str, Unit] = {}
        """The first unit that each name was told of."""

    def read(self, n: int) -> Iterator[_Claim]:
        """The claims of one sentence."""
        span = self.context.sentences[n].span
        text = self.text[span.start : span.end]
        near = self.models.near(span.start)
        quoted = ("“" in text and (near or counts_off(text))) or (keeps(text) and (near or "“" in text))
        followed = self.models.soon(span.start) and self.context.tells(n, asked("programmes", "FOLLOW", "SERIES"))
        titled = "“" in text and self.context.tells(n, asked("programmes", "TITLED"))
        titled = titled or _SERIES.search(text) is not None or self.models.introduces(text, span.end)
        if not (quoted or followed or titled or self.context.tells(n, _speaking())):
            return  # but "Toàn xã có 12 mô hình. Nổi bật là “…” của thôn A"
        row = self.models.row(n)
        done: set[tuple[int, str]] = set()
        for found in find(RULES, row):
            named = found.match.start("named")
            if self._by_person(found, row):
                continue
            told = (named, found.rule.group or found.rule.name.split("-")[0])
            if told in done or (told[1] == "by" and any(at == named for at, _ in done)) or self._asked(found, row):
                continue
            if not found.rule.said(self.text[found.start : found.end]) or self._undone(found, row):
                continue
            model = row[named] if row[named].kind == "MODEL" else self._before(row, named)
            if model is None or self._anothers(found, row) or self._unsaid(found, row[named]):
                continue
            if self._show(found, model, span.start, span.end) or self._overseen(found) or self._of_union(found, row):
                continue
            claims = list(self._claims(found, row, n, model))
            if claims:
                done.add(told)
            for claim in claims:
                self.runs.setdefault(claim.name, claim.unit)
            yield from claims
        self.models.last = next((m for m in reversed(row) if m.kind == "MODEL"), self.models.last)

    # ---- who -----------------------------------------------------------------------------------------------------

    def _asked(self, found: Found, row: Sequence[Mention]) -> bool:
        """Only asked for, studied or denied: the cue stands in its clause before it."""
        if _learnt(row, found.first):
            return False
        if any(m.kind == "PRESUPPOSE" for m in found.mentions[found.first : found.last]):
            return False
        inside = row[found.first : found.last]
        if not found.rule.name.startswith("model-"):
            inside = [*self._clause(row[: found.first]), *inside]
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

    def _show(self, found: Found, model: Mention, start: int, end: int) -> bool:
        """Whether a "chương trình" is an evening or is broadcast, not something carried out."""
        if _SERIES.match(self.text, model.start) is None:
            return False
        told = self.text[start:end].casefold()
        if any(words in told for words in words_of("programmes", "shown")):
            return True
        if not found.has("act"):
            return True
        act = found["act"][0]
        verb = self.text[act.start : act.end].casefold()
        return act.kind not in _ACTIONS and not any(words in verb for words in words_of("programmes", "carried"))

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
        return _CONTRAST.match(self.text, mention.start, mention.end + _QUOTE_LIMIT) is not None

    @staticmethod
    def _clause(row: Sequence[Mention]) -> Sequence[Mention]:
        """What stands before in the same clause."""
        start = next((i + 1 for i in range(len(row) - 1, -1, -1) if row[i].kind in ("SEMI", "DOT", "MODEL")), 0)
        return row[start:]

    def _before(self, row: Sequence[Mention], at: int) -> Mention | None:
        """The model named last before `row[at]`."""
        return next((m for m in reversed(row[:at]) if m.kind == "MODEL"), self.models.last)

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

    @staticmethod
    def _followed_by_others(found: Found, row: Sequence[Mention]) -> bool:
        """ "Nhân dân tích cực hưởng ứng", "Hưởng ứng phong trào này, nhiều bạn trẻ …": not told of a unit."""
        named = row[found.match.start("named")]
        return named.kind == "THAT" and (named.start == named.end or not found.first)

    def _unsaid(self, found: Found, named: Mention) -> bool:
        """ "Nhân dân tích cực hưởng ứng", "thực hiện phong trào": what was told of before, and nobody that runs it."""
        if named.kind != "THAT" or found.rule.name != "act-model" or found["act"][0].kind not in ("RUN", "FOLLOW"):
            return False
        return not self.text[named.start : named.end].casefold().endswith(("này", "trên", "ấy", "đó"))

    def _claims(self, found: Found, row: Sequence[Mention], n: int, model: Mention) -> Iterator[_Claim]:
        act = found["act"][0] if found.has("act") else None
        action = _DONE.get(act.kind, "run") if act is not None else "run"
        listed = list(self._listed(found, n)) if found.has("units") else []
        unknown = (
            found.has("units")
            and not listed
            and any(m.kind in ("HAMLET", "ORG") or self._points(m) for m in found["units"])
        )
        owners: set[str] = set()
        if found.rule.name == "act-model-of":
            begun = act is not None and "lễ" in self.text[act.start : act.end].casefold().split()
            begun = begun or [m.kind for m in row[found.last : found.last + 1]] == ["LAUNCH"]  # "của B phát động"
            yield from self._told(found, listed, model, "launch" if begun else "run")
            if act is not None and act.kind == "FOLLOW":
                yield from self._told(found, self._subject(row, 0, found.first, n), model, "run")
            if action in ("run", "launch"):
                return
            owners = {unit.key for unit in listed}
            listed = []
        units = listed
        if found.rule.name == "shared":
            holder = self.units.holder(n, found.start + 1, _HEADED)
            units = [holder] if holder is not None else []
        if found.rule.name in WITH_SUBJECT:
            part = max((i + 1 for i in range(found.first) if row[i].kind == "SEMI"), default=0)
            units = self._subject(row, part, found.first, n) or listed or self._subject(row, 0, found.first, n)
            units = units or self._heading(row, found.first, n)
        widely = found.rule.name == "model-acted" and _WIDELY.match(self.text, found.end) is not None
        acted = found.rule.name == "model-acted" and row[found.match.start("named")].kind == "THAT"
        if (acted and not units and not widely) or (found.rule.name == "act-then-model" and not listed):
            units = [unit for name in _names_of(model) if (unit := self.runs.get(name)) is not None]
        if (
            not units
            and found.rule.name != "by-model"
            and _SERIES.match(self.text, model.start) is None
            and not unknown  # a hamlet of a commune that nobody tells
            and not (act is not None and act.kind == "FOLLOW" and self._followed_by_others(found, row))
            and not self._unknown(found, row)
            and not widely
            and not self._of_person(found, row)
        ):
            home = self.units.bodies.home()
            whole = Unit(home) if home is not None and Unit(home).key not in owners else None
            union = self._union_of_cells(found, row, n)
            units = [unit for unit in (union or whole,) if unit is not None]
        yield from self._told(found, units, model, action)

    def _unknown(self, found: Found, row: Sequence[Mention]) -> bool:
        """Whether a body is told that nobody knows: "mô hình “…” của Chi đoàn ấp 3 được nhân rộng"."""
        after = found.match.start("named") + 1
        kinds = [m.kind for m in row[after : after + 2]]
        if kinds in (["OF", "CAPS"], ["PASSIVE", "CAPS"]):
            return True
        if kinds[:1] == ["OF"] and _ELSEWHERE.match(self.text, row[after + 1].end):
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
        return acts is not None and acts.kind == "CAPS" and " " in self.text[acts.start : acts.end]

    def _of_person(self, found: Found, row: Sequence[Mention]) -> bool:
        """Whether somebody acts who is no unit: "Thủ tướng phát động …"."""
        inside = [*self._clause(row[: found.first]), *row[found.first : found.last]]
        return any(
            m.kind in ("HOLDER", "POSTS", "POST", "CENTRAL") and (i == 0 or inside[i - 1].kind != "OF")
            for i, m in enumerate(inside)
        )

    def _subject(self, row: Sequence[Mention], floor: int, at: int, n: int) -> list[Unit]:
        """Who acts, told in `row[floor:at]`; before a second verb the subject of the first."""
        if at and row[at - 1].kind == "AND":
            for i in range(floor, at):
                bodies = row[i].kind in ("ORG", "AREA") and row[i + 1].kind == "FILL"
                unit = (
                    self.units.of_mention(row, i, n) if bodies and (not i or row[i - 1].kind not in _BESIDE) else None
                )
                if unit is not None:
                    return [unit]
        told = at - 1
        while told > floor and row[told].kind == "FILL":
            told -= 1
        before = [m.kind for m in row[max(floor, told - 2) : told + 1]]
        if before[-2:] == ["NUMBER", "AREAREF"] or before == ["OTHER", "WHOLE", "AREAREF"]:
            at = told - 1  # "Huyện A đã có 9 xã áp dụng …", "Hội B vận động hội viên toàn tỉnh thực hiện …"
        unit = self.units.before(row, at, floor, n)
        if unit is not None and unit.start is not None and _BODY_TOLD.match(self.text, unit.start):
            unit = self._body_before(unit.start, n) or unit
        return [unit] if unit is not None else []

    def _heading(self, row: Sequence[Mention], at: int, n: int) -> list[Unit]:
        """ "Kết quả của Hội A:" and then what it did, each after a dash: told in this sentence or before the first."""
        if row[at - 1 : at] and row[at - 1].kind != "DASH":
            return []
        colon = next((i for i in range(at - 1, 0, -1) if row[i].kind == "COLON"), None)
        k = n
        while colon is None and k and n - k < _ITEMS and row[:1] and row[0].kind == "DASH":
            k -= 1
            row = self.rows.row(k)
            colon = len(row) - 1 if row and row[-1].kind == "COLON" else None
        for i in range((colon or 0) - 1, -1, -1):
            if row[i].kind in ("ORG", "AREA"):
                unit = self.units.of_mention(row, i, k)
                return [Unit(unit.body)] if unit is not None else []
        return []

    def _told(self, found: Found, units: Sequence[Unit], model: Mention, action: AdoptionAction) -> Iterator[_Claim]:
        for unit in units:
            if unit.body == WHOLE_PARTY:
                continue
            start, end = found.start, found.end
            if unit.start is not None and end - _QUOTE_LIMIT < unit.start < start:
                start = unit.start
            for name in _names_of(model):
                yield _Claim(unit, name, action, start, min(end, start + _QUOTE_LIMIT), found.rule.name)

    def _commune(self, mention: Mention, n: int) -> Unit | None:
        """ "Đảng ủy" alone in a paragraph on a commune, where the article is about more than one."""
        phrase, home = mention.value, self.units.bodies.home()
        if not isinstance(phrase, BodyPhrase) or phrase.entry.kind != "party-committee" or phrase.of or phrase.name:
            return None
        if phrase.entry.follow == "area" or home is None or home.level not in ("district", "province"):
            return None
        sentences = self.context.sentences
        for k in range(n, -1, -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                return None
            for other in reversed(walk(sentences[k].row)):
                if other.kind == "AREA" and other.start < mention.start and isinstance(other.value, AreaRef):
                    area = self.context.area(other.value) if other.value.level == "commune" else None
                    return Unit(area, mention.start) if area is not None else None
        return None

    def _several(self, row: Sequence[Mention], i: int) -> Sequence[Mention]:
        """ "100% chi bộ thuộc Đảng bộ huyện A", "các chi bộ trực thuộc": cells that stand for the Party above them."""
        before = row[i - 1] if i else row[i]
        many = before.kind in ("NUMBER", "PERCENT") or self.text[before.start : before.end].casefold() in _SEVERAL
        if row[i].kind != "ORG" or not many:
            return row
        return [*row[: i - 1], replace(before, kind="COUNT_OF"), *row[i:]]

    def _around_all(self, row: Sequence[Mention], at: int, n: int) -> Unit | None:
        """ "Huyện A có 16 xã, xã nào cũng …": the place that all of them lie in."""
        kind = row[at].entry
        for i in range(at - 1, -1, -1):
            entry = row[i].entry
            if row[i].kind == "AREA" and isinstance(kind, TypeEntry) and isinstance(entry, TypeEntry):
                return self.units.of_mention(row, i, n) if _around(entry, kind) else None
        home = self.units.bodies.home()
        return Unit(home) if home is not None else None

    def _union_of_cells(self, found: Found, row: Sequence[Mention], n: int) -> Unit | None:
        """ "Hội LHPN phường A có 12 chi hội. Trong đó, 3 chi hội thực hiện": the union whose cells act."""
        clause = self._clause(row[: found.first])
        words = self.text[clause[0].start : found.start].casefold() if clause else ""
        if not any(cells in words for cells in words_of("programmes", "cells")):
            return None
        unit = self._body_before(found.start, n)
        body = unit.body if unit is not None else None
        return unit if isinstance(body, Organization) and body.kind in MASS else None

    def _body_before(self, at: int, n: int) -> Unit | None:
        """The body named last before an offset in sentence `n` or the two before it."""
        for k in range(n, max(-1, n - 3), -1):
            row = self.rows.row(k)
            for i in range(len(row) - 1, -1, -1):
                if row[i].start < at and row[i].kind == "ORG":
                    return self.units.of_mention(row, i, k)
        return None

    @staticmethod
    def _acting(found: Found) -> tuple[int, int]:
        """Where units stand: the last of "Ở xã A, Hội Nông dân xã còn …", the first of "tại xã A, huyện B"."""
        first, last = found.match.span("units")
        kinds = [m.kind for m in found.mentions[first:last]]
        if "COMMA" not in kinds or "AND" in kinds or "MANY" in kinds:
            return first, last
        if found.rule.name == "by-model-at":
            return first, first + kinds.index("COMMA")
        placed = first > 0 and found.mentions[first - 1].kind == "AT" and found.rule.name == "unit-acts-model"
        return (last - kinds[::-1].index("COMMA"), last) if placed else (first, last)

    def _is_source(self, row: Sequence[Mention], i: int) -> bool:
        """ "Theo Ban Dân vận Huyện ủy A, toàn huyện có …": who tells it, where those who do it come next."""
        named = row[i].kind == "ORG" and [m.kind for m in row[i + 1 : i + 2]] == ["COMMA"]
        return named and _ACCORDING.search(self.text, max(0, row[i].start - _CUE), row[i].start) is not None

    def _points(self, mention: Mention) -> bool:
        """ "Đây là nơi được chọn làm điểm …": the body told of before."""
        return mention.kind == "CAPS" and self.text[mention.start : mention.end] == "Đây"

    def _listed(self, found: Found, n: int) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes, those after "huyện A" districts as well."""
        kind: TypeEntry | None = None
        last: Unit | None = None
        for i in range(*self._acting(found)):
            mention = found.mentions[i]
            if found.rule.name != "reported-by" and self._is_source(found.mentions, i):
                continue
            if self._points(mention):
                unit = self._body_before(found.start, n)
                if unit is not None:
                    yield unit
                continue
            if mention.kind == "MANY":
                row = tokens(self.text, mention.start, mention.end)
                known = self.context.lexicon.words.longest(row, 1)
                kind = known[1] if known and isinstance(known[1], TypeEntry) else None
            if mention.kind == "HAMLET" and isinstance(mention.value, AreaRef) and mention.value.within is not None:
                commune = self.context.area(mention.value.within)
                if commune is not None:
                    yield Unit(commune, mention.start)
                continue
            if mention.kind == "HAMLET" and found.rule.name in _OF_HAMLETS:
                yield Unit(self.units.organizations.cell_of(mention, n), mention.start)
                continue
            if mention.kind == "AREAREF" and _ELSEWHERE.match(self.text, mention.end):
                continue
            if mention.kind == "AREAREF" and i and several(found.mentions, i):
                continue  # "UBND các xã, phường"
            if mention.kind == "AREAREF" and _EVERY.match(self.text, mention.end):
                around = self._around_all(found.mentions, i, n)
                if around is not None:
                    yield around
                continue
            if found.rule.name == "model-by-that":
                unit = self._body_before(found.start, n)  # whom "đơn vị này" and "mình" mean
                if unit is not None:
                    yield unit
                continue
            if mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF", "SUBJECT"):
                continue
            if mention.kind == "ORG" and [m.kind for m in found.mentions[i + 1 : i + 2]] == ["MANY"]:
                if body_kind(mention) in self.units.bodies.of_area | set(PARTY):
                    continue  # "Đảng ủy các xã A, B": of each of them
                return
            if isinstance(mention.entry, TypeEntry):
                if kind is not None and found.mentions[i - 1].kind == "COMMA" and _around(mention.entry, kind):
                    continue
                kind = mention.entry
            unit = self._commune(mention, n) or self.units.of_mention(
                self._several(found.mentions, i), i, n, kind if mention.kind in ("CAPS", "PLACE") else None
            )
            joined = last is not None and found.mentions[i - 1].kind == "COMMA"
            if unit is None or (joined and last is not None and (last.lies_in(unit) or _above(unit, last))):
                continue  # "Đảng ủy xã Bản Hon, huyện Tam Đường, Lai Châu": where the one told before lies
            last = unit
            yield unit


def _above(unit: Unit, last: Unit) -> bool:
    """ "Đồn Biên phòng A, Bộ đội Biên phòng tỉnh B", "Chi bộ Trường A, Đảng bộ xã B": what the first is of."""
    one, other = last.body, unit.body
    if not isinstance(one, Organization) or not isinstance(other, Organization) or one == other:
        return False
    forces = one.kind == other.kind == "military" and other.area is not None and other.level != one.level
    return forces or (one.kind == "party-cell" and other.kind == "party-organization")


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


def _around(outer: TypeEntry, inner: TypeEntry) -> bool:
    """ "các xã An Quảng Hữu, Lưu Nghiệp Anh, huyện Trà Cú": where they lie, not one more of them."""
    return _SIZES[outer.level] > _SIZES[inner.level]


def _names_of(model: Mention) -> list[str]:
    """The names of a MODEL mention."""
    return model.value if isinstance(model.value, list) else []


def _once(context: Context, claims: Sequence[_Claim]) -> list[_Claim]:
    """Without what a sentence says again: a movement launched and at once taken up; a name that is cut short."""
    told: defaultdict[tuple[str, int], list[_Claim]] = defaultdict(list)
    names: defaultdict[str, set[str]] = defaultdict(set)
    places = [(claim.unit.key, context.sentence_start(claim.end - 1)) for claim in claims]
    for place, claim in zip(places, claims, strict=True):
        told[place].append(claim)
        names[place[0]].add(f" {claim.name.casefold()} ")
    out = []
    for place, claim in zip(places, claims, strict=True):
        beside = [c for c in told[place][:_BESIDE_ONE] if c.name.casefold() == claim.name.casefold()]
        taken_up = claim.action == "run" and claim.rule not in _STILL and any(c.action != "run" for c in beside)
        still = claim.action == "launch" and any(c.rule in _STILL for c in beside)
        if not taken_up and not still and not _cut(claim, names[place[0]]):
            out.append(claim)
    return out


def _cut(claim: _Claim, names: set[str]) -> bool:
    """Whether the name is a part of another that the unit is told to run, as headlines have it."""
    name = f" {claim.name.casefold()} "
    short = len(names) <= _BESIDE_ONE and len(claim.name.split()) <= _SHORT
    return short and any(name in other and len(name) < len(other) for other in names)


def _adoptions(context: Context, claims: Sequence[_Claim]) -> list[Adoption]:
    grouped: dict[tuple[str, str, AdoptionAction], list[_Claim]] = {}
    for claim in _once(context, claims):
        grouped.setdefault((claim.unit.key, claim.name.casefold(), claim.action), []).append(claim)
    out = []
    for group in grouped.values():
        best = group[0]
        out.append(
            Adoption(
                unit=best.unit.body,
                programme=best.name,
                action=best.action,
                evidence=evidence(context.article, group, lambda c: 0.8 if c.unit.start is None else 0.9),
            )
        )
    return out
