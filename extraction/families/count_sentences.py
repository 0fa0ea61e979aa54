"""One sentence and the figures on Party work it tells: each with its unit, its measure and its period."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extraction.facts import Approximate, Area, Measure, Organization, Population
from extraction.families.count_figure import Figure
from extraction.families.count_figures import Figures
from extraction.families.count_measures import RATES, SURE, population
from extraction.families.count_meetings import seats
from extraction.families.count_periods import STANDING, Prior, Times
from extraction.families.cues import clause_start
from extraction.families.figures import APPROXIMATE, number
from extraction.families.leads import OF_AREA
from extraction.families.owners import Chain
from extraction.families.second_opinion import RULE
from extraction.families.spells import Spell
from extraction.families.story import Story
from extraction.families.unions import MASS
from extraction.families.unit_rows import is_bare
from extraction.families.units import Unit
from extraction.mentions import body_kind, owner_of

_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the figure is quoted."""
_STATE = re.compile(r"về (?:mặt |phía )?chính quyền", re.IGNORECASE)
_ATTENDED = re.compile(r"dự (?:buổi )?lễ (?:trao|tặng|trao tặng) $")
"""Before the badges of a ceremony that somebody only attended."""
_DONE = re.compile(r"(?:[^.;(]|\.\d){0,60}\(đã (?:thi hành |xử lý )?k[ỷỉ] luật", re.IGNORECASE)
_MORE = re.compile(r"\s(?:đồng chí |đảng viên )?khác\b", re.IGNORECASE)
"""After how many there are besides one who is named."""
_OUTSIDE = frozenset(("RPAR", "ORG", "AREA", "AREAREF", "PLACE", "SUBJECT"))
"""What between a bracket and a figure says that it is not told of the unit before."""
_CHECKS = frozenset(("inspected", "supervised"))
_CHECKERS = frozenset(("inspection-committee", "standing-committee"))
"""Bodies that inspect for themselves."""
_OF_UNIT = 2
"""Words in "của Đảng bộ huyện …"."""
_BODIES = frozenset(("ORGS", "CELLS", "LOOSE"))
"""What a cell has none of."""
_LEVELS = ("central", "province", "district", "commune", "", "cell")
_FOREIGN = frozenset(
    (
        "people-committee",
        "people-council",
        "fatherland-front",
        "mass-organization",
        "court",
        "procuracy",
        "ministry",
        "press",
        "national-assembly",
        "government",
    )
)
"""Bodies whose own figures are none of the Party's."""
_MEETS = frozenset((("people-council", "attendees"), ("people-committee", "dialogues")))
"""But how many sat in a session, and talks of those who govern with the people, are told of councils and committees."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One unit and one figure, as one stretch of the text has it."""

    unit: Unit
    measure: Measure
    population: Population | None
    value: int | float
    total: int | None
    approximate: Approximate
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    rule: str
    at: int
    """Where the figure stands."""
    sure: bool
    """What is counted exists only in the Party."""
    actor: Unit | None = None
    """The commission or standing committee that inspects for the unit, where it is told by name."""


class Sentence:
    """The counts of one sentence."""

    def __init__(
        self,
        story: Story,
        times: Times,
        n: int,
        chain: Chain,
        *,
        political: bool,
        columns: dict[int, str],
        told: Prior | None,
        parted: Prior | None,
    ) -> None:
        self.story = story
        self.times = times
        self.n = n
        self.chain = chain
        self.figures = Figures(story, n, political=political, told=told.figure if told is not None else None)
        self.parted = parted
        """The figure whose parts a list may tell, and its period."""
        self.columns = columns
        self.row = self.figures.row
        self.done: list[int] = []
        """Where in the row statements ended."""
        self.first_unit: Unit | None = None
        self.before = story.told
        self.checker: tuple[str, Unit] | None = None
        """The commission that inspects, and whose it is."""
        self.prior: Prior | None = None
        """The figure before in this sentence, and its period."""

    def claims(self) -> Iterator[Claim]:
        """All claims, from left to right."""
        found = self.figures.of_table(self.columns) if self.columns else self.figures.of_rules()
        figures = sorted(found, key=lambda f: f.at)
        figures += self.figures.of_members(figures)
        figures += self.figures.of_lists(figures, self.parted.figure if self.parted is not None else None)
        figures += self.figures.of_other_times(figures)
        if not self.columns:
            figures += self.figures.of_opinions(figures)
        last: Claim | None = None
        for figure in sorted(figures, key=lambda f: f.at):
            claim = self._claim(figure, last)
            if claim is not None:
                last = claim
                self.story.told = self.n
                self.done.append(figure.last)
                yield claim

    def _claim(self, figure: Figure, last: Claim | None) -> Claim | None:
        value = self.row[figure.at].value
        noun = figure.noun or self._carried(last) or self._headed(figure) or self._rated_before(figure)
        unit = self._told_beside(figure, last) or self._unit(figure, noun)
        if not self.columns and (unit is not None or figure.rule == RULE):
            unit = self._owner(figure, noun, unit)
        if unit is None or not isinstance(value, int | float) or not value or not self._tells(figure, unit):
            return None
        if (figure.measure in RATES or figure.measure == "weak") and not noun:
            return None
        if figure.measure == "badges" and self._besides(figure):
            return None
        share = figure.measure != "target_rate" and [m.kind for m in self.row[figure.at + 1 :][:1]] == ["PERCENT"]
        whom = population(figure.measure, noun)
        if figure.measure == "disciplined" and noun in ("", "THEM") and self._of_state(figure):
            whom = "cadres"
        if figure.measure == "disciplined" and noun == "THEM" and self._of_cadres(figure):
            whom = "cadres"
        beside = last is not None and last.measure == "trained" and figure.first <= self.done[-1] + 1
        if figure.measure == "target_rate" and last is not None and beside:
            whom = last.population  # "mở 7 lớp cho 512 học viên, đạt 45% kế hoạch năm"
        self.story.whom = whom or ""
        self.first_unit = self.first_unit or unit
        if self.story.main is None or not (figure.whose is not None or self._below(figure, unit)):
            self.story.tell(unit, self.row, min(figure.act, figure.first), self.n)
        spell = self._of_list(figure) or self.times.of(figure, self.n, self.before, self.prior)
        if self.times.ahead(spell):
            return None
        self.prior = Prior(figure, spell)
        self.chain.tell(self.row[figure.at].start, unit, self.n)
        start, end = self._quoted(figure, unit, spell.start)
        return Claim(
            unit=unit,
            measure=figure.measure,
            population=whom,
            value=float(value) if share else value,
            total=figure.total if figure.total is not None or share else self._total(figure, whom),
            approximate=APPROXIMATE.get(figure.about, "exact"),
            first=spell.first,
            last=spell.last,
            start=start,
            end=end,
            rule=figure.rule,
            at=self.row[figure.at].start,
            sure=figure.noun in SURE,
            actor=self._acting(figure, unit),
        )

    def _besides(self, figure: Figure) -> bool:
        """ "trao Huy hiệu Đảng cho cụ A và hai đồng chí khác": how many more there are, not how many."""
        start, end = self.row[figure.at].start, self.row[figure.last - 1].end
        return self.story.text[:start].endswith((" và ", " cùng ")) and _MORE.match(self.story.text, end) is not None

    def _owner(self, figure: Figure, noun: str, unit: Unit | None) -> Unit | None:
        """The unit of a figure, unless a tagger says that another that can have it is far more probable."""

        def fits(other: Unit) -> bool:
            union = isinstance(other.body, Organization) and other.body.kind in MASS
            return not union and _holds(other, noun) and self._tells(figure, other)

        return self.chain.better(self.n, self.row[figure.at].start, figure.measure, unit, fits)

    def _of_list(self, figure: Figure) -> Spell | None:
        """The period of the figure that a list parts, where the list tells none."""
        whole = self.prior or self.parted
        if figure.whose is None or whole is None or any(m.kind == "PERIOD" for m in self.row[: figure.last]):
            return None
        return whole.spell if self.prior is not None else whole.spell._replace(start=None)

    def _of_state(self, figure: Figure) -> bool:
        """ "Về mặt chính quyền, cách chức 10, cảnh cáo 20": those are officials."""
        return bool(_STATE.search(self.story.text, self.row[0].start, self.row[figure.first].start + 1))

    def _owed(self, figure: Figure) -> bool:
        """ "phải thi hành kỷ luật 315 tổ chức (đã thi hành kỷ luật 204)": what was done is told with it."""
        act = self.row[figure.act]
        due = self.story.text[act.start : act.end].casefold().startswith("phải")
        return due and _DONE.match(self.story.text, self.row[figure.end - 1].end) is not None

    def _of_cadres(self, figure: Figure) -> bool:
        """Whether those punished are the cadres of the figure before."""
        members = any(m.kind in SURE for m in self.row[: figure.last])
        return self.story.whom == "cadres" and self.story.near(self.n) and not members

    def _tells(self, figure: Figure, unit: Unit) -> bool:
        """Whether the unit can have such a figure."""
        kind = unit.body.kind if isinstance(unit.body, Organization) else ""
        if (kind in _FOREIGN and (kind, figure.measure) not in _MEETS) or self._owed(figure):
            return False
        if figure.rule != "has":
            return True
        return unit.start is not None and unit.start >= self.row[0].start and not self._of_unknown(figure, unit)

    def _of_unknown(self, figure: Figure, unit: Unit) -> bool:
        """ "Chi bộ Trường A có 18 đảng viên; Chi bộ Trạm Y tế xã có 7": not of the one told before."""
        at = figure.unit if figure.unit >= 0 else figure.act - 1
        if at < 0 or self.row[at].kind != "ORG" or self.row[at].start == unit.start or is_bare(self.row[at]):
            return False
        return self.story.units.of_mention(self.row, at, self.n) is None

    def _below(self, figure: Figure, unit: Unit) -> bool:
        """Whether a figure is told of one unit among others: what follows is not told of it."""
        main = self.story.main
        return figure.measure in STANDING and main is not None and _rank(unit.body) > _rank(main.body)

    def _told_beside(self, figure: Figure, last: Claim | None) -> Unit | None:
        """ "phường A có 27 đồng chí (1 đồng chí 65 năm tuổi đảng)": in brackets, of the unit told last."""
        since = self.row[self.done[-1] : figure.at] if self.done and figure.whose is None else ()
        inside = [m.kind for m in since]
        if last is None or inside[:1] != ["LPAR"] or not _OUTSIDE.isdisjoint(inside):
            return None
        return Unit(last.unit.body)

    def _unit(self, figure: Figure, noun: str) -> Unit | None:
        """Whose a figure is, as rules tell."""

        def fits(unit: Unit) -> bool:
            return _holds(unit, noun)

        if figure.whose is not None:
            return figure.whose
        if figure.unit >= 0:
            unit = self.story.units.of_mention(self.row, figure.unit, self.n)
            if figure.rule == "cell-of-so-many" and unit is not None:
                before = pairwise(m.kind for m in self.row[clause_start(self.row, figure.first) : figure.first])
                if self._numbered(figure, unit) or ("NUMBER", "AREAREF") in before:
                    return None  # "13/13 xã có chi bộ quân sự với 96 đảng viên"
            if unit is not None and fits(unit):
                return unit
        if figure.rule == "hamlet-has":
            return self.story.units.hamlet(self.n)
        if figure.rule == "sitting":
            named = seats(self.row[figure.last - 1])
            body = self.story.units.organizations.of_mention(named, self.n) if named is not None else None
            return Unit(body, self.row[figure.at].start) if body is not None else None
        sat = figure.rule == "attended" and figure.total is not None
        council = self.figures.meetings.council if sat else None
        if council is not None:
            return Unit(council)
        after = self._told_of(figure)
        if after is None and figure.rule.startswith("talked-with"):
            after = self.story.units.holder(self.n, self.row[figure.act].start)
        if after is not None and fits(after):
            return after
        at = min(figure.act, figure.first)
        floor = max((last for last in self.done if last <= at), default=0)
        talks = figure.rule in ("dialogues", "dialogues-times")
        if talks and self.story.units.before(self.row, at, floor, self.n, fits) is None:
            held = self.story.units.holder(self.n, self.row[at].start)
            if held is not None:
                return held
        given = self._giver(figure, at, floor)
        if given is not None:
            return given
        unit = self.story.unit(self.row, at, floor, self.n, self.first_unit, fits)
        return None if unit is not None and self.story.units.one_of_two(self.row, unit, self.n) else self._whole(unit)

    def _giver(self, figure: Figure, at: int, floor: int) -> Unit | None:
        """ "Đảng bộ phường A tổ chức lễ trao Huy hiệu Đảng. Đồng chí B trao cho 11 đảng viên": the phường's."""
        first = self.story.context.paragraph_start(self.n)
        if figure.measure != "badges" or self.first_unit is not None or first == self.n:
            return None
        if self.story.told_since(first):
            return None
        if self.story.units.before(self.row, at, floor, self.n) is not None:
            return None
        held = self.story.previous(self.n)
        if not any(m.kind == "BADGE" for m in held) or any(m.kind == "NUMBER" for m in held):
            return None
        body = next((i for i, m in enumerate(held) if m.kind in ("ORG", "AREA")), None)
        unit = self.story.units.of_mention(held, body, self.n - 1) if body is not None else None
        return Unit(unit.body) if unit is not None else None

    def _acting(self, figure: Figure, unit: Unit) -> Unit | None:
        """ "UBKT Huyện ủy A kiểm tra 5 tổ chức đảng, giám sát 3": who inspects for the unit, in this sentence."""
        if figure.measure not in _CHECKS:
            return None
        named = next((m for m in self.row if m.start == unit.start and m.kind == "ORG"), None)
        if named is not None and body_kind(named) in _CHECKERS and owner_of(named) is not None:
            body = self.story.units.organizations.of_mention(named, self.n)
            self.checker = (unit.key, Unit(body, unit.start)) if body is not None and body.area is not None else None
        elif named is not None and unit.start is not None:
            self.checker = None
        return self.checker[1] if self.checker is not None and self.checker[0] == unit.key else None

    def _numbered(self, figure: Figure, unit: Unit) -> bool:
        """ "chi bộ 41 đảng viên" in a commune: its members are no number of the cell's."""
        label = unit.body.label if isinstance(unit.body, Organization) else ""
        return label.split()[-1:] == [str(self.row[figure.at].value)]

    def _whole(self, unit: Unit | None) -> Unit | None:
        """What a committee's inspectors count is the committee's: the article's own, where they have no area."""
        body = unit.body if unit is not None else None
        if unit is None or not isinstance(body, Organization) or body.kind not in OF_AREA or body.area is not None:
            return unit
        home = self.story.units.bodies.home()
        own = isinstance(home, Organization) and body.level != "central"
        return Unit(home, unit.start) if own and home is not None else unit

    def _told_of(self, figure: Figure) -> Unit | None:
        """ "52 đảng viên của Đảng bộ huyện Giồng Riềng bị kỷ luật"."""
        ends = [figure.at + 2 + 2 * (figure.total is not None)] if figure.noun else []
        ends += [i + 3 for i in range(figure.first) if self.row[i].kind == "OUT_OF"]
        if figure.rule.startswith(("number-", "total-")):  # "số đảng viên bị kỷ luật của huyện là 10"
            ends += range(figure.first + 1, figure.at)
        for i in ends:
            told = [m.kind for m in self.row[i : min(i + 2, figure.last)]]
            if len(told) == _OF_UNIT and told[0] in ("OF", "AT") and told[1] in ("ORG", "AREA", "AREAREF", "PLACE"):
                return self.story.units.of_mention(self.row, i + 1, self.n)
        return self._whose(figure) if figure.measure == "badges" else None

    def _whose(self, figure: Figure) -> Unit | None:
        """ "Thành ủy A tặng (dự lễ trao) Huy hiệu Đảng cho 31 đảng viên thuộc Đảng bộ quận B (tại quận B)": of B."""
        at = figure.end + (figure.end < len(self.row) and self.row[figure.end].kind == "OF")
        if _ATTENDED.search(self.story.text, self.row[0].start, self.row[figure.act].start):
            held = next((i for i in range(at, len(self.row)) if self.row[i].kind != "OTHER"), at)
            at = held + 1 if [m.kind for m in self.row[held : held + 2]] == ["AT", "AREA"] else at
        after = [m.kind for m in self.row[at : at + 3]]
        several = after[1:] in (["AND", "ORG"], ["COMMA", "ORG"], ["AND", "CAPS"], ["COMMA", "CAPS"])
        if after[:1] not in (["ORG"], ["AREA"]) or several:
            return None
        return self.story.units.of_mention(self.row, at, self.n)

    @staticmethod
    def _carried(last: Claim | None) -> str:
        """What a figure without a noun counts: what the figure before it did."""
        if last is None:
            return ""
        return "MEMBERS" if last.population == "members" else "ORGS" if last.population == "organizations" else ""

    def _headed(self, figure: Figure) -> str:
        """What a class counts that a heading before it tells: "Về xếp loại tổ chức đảng: hoàn thành tốt 29"."""
        heads = (m.kind for m in reversed(self.row[: figure.first]) if m.kind in SURE or m.kind == "TOTAL")
        return next(heads, "") if figure.measure in RATES or figure.measure == "weak" else ""

    def _rated_before(self, figure: Figure) -> str:
        """What a class counts that the sentence before was about: "Có 11 đạt hoàn thành tốt nhiệm vụ"."""
        told = self.figures.told
        return told.noun if told is not None and told.measure in RATES and figure.measure in RATES else ""

    def _total(self, figure: Figure, whom: Population | None) -> int | None:
        """ "trong (số) 62 đơn vị có 47 …": out of how many."""
        if figure.measure not in RATES:
            return None
        for i in range(figure.at - 3, -1, -1):
            kind = self.row[i].kind
            if kind not in ("OUT_OF", "AT") or self.row[i + 1].kind != "NUMBER":
                continue
            if any(m.kind == "EVALUATE" for m in self.row[i + 3 : i + 6]):
                return None  # a figure of its own: "trong 40 tổ chức cơ sở đảng được đánh giá có 9 …"
            word = self.story.text[self.row[i].start : self.row[i].end].casefold()
            counted = population(figure.measure, self.row[i + 2].kind) == whom
            if counted and (kind == "OUT_OF" or word == "trong"):
                return number(self.row[i + 1])
        return None

    def _quoted(self, figure: Figure, unit: Unit, told: int | None) -> tuple[int, int]:
        start = self.row[min(figure.first, figure.at)].start
        end = self.row[max(figure.end - 1, figure.act)].end
        lead = unit.start if unit.start is not None and unit.start >= self.row[0].start else told
        if lead is not None and end - _QUOTE_LIMIT <= lead < start:
            start = lead
        return (
            (start, end) if end - start <= _QUOTE_LIMIT else (self.row[figure.at].start, self.row[figure.end - 1].end)
        )


def _rank(body: Organization | Area) -> int:
    """How far below the centre a unit stands."""
    if isinstance(body, Organization) and not body.level and (body.kind == "party-cell" or body.parent is not None):
        return _LEVELS.index("cell")  # of a firm or a school, wherever that lies
    level = body.level or (body.area.level if isinstance(body, Organization) and body.area is not None else "")
    return _LEVELS.index(level)


def _holds(unit: Unit, noun: str) -> bool:
    """Whether a unit can have what is counted: bodies are none of a cell's."""
    body = unit.body
    cell = body.level == "cell" or (isinstance(body, Organization) and body.kind == "party-cell")
    return noun not in _BODIES or not cell
