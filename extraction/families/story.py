"""What an article has told by now: the unit and the period of one figure hold for the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extraction.context import Context
from extraction.families.figures import Rows
from extraction.families.leads import PARTY
from extraction.families.spells import Spell, Spells
from extraction.families.unit_rows import here, is_bare, strangers_act, this_body, unions_act
from extraction.families.units import Fits, Unit, Units, anyone
from extraction.mentions import Mention, body_kind

_PARTY = re.compile(r"đảng|chi bộ|cấp ủy|cấp uỷ", re.IGNORECASE)
_ACTS = (["AREA", "FILL"], ["PLACE", "FILL"])
"""How a sentence begins that tells what a place has done."""
_OPENS = 2
"""Words of "Sang Duyên Hải", "Tại huyện Cầu Ngang"."""
_DOES = tuple(["PERIOD", "COMMA", kind, "FILL"] for kind in ("AREA", "PLACE", "ORG"))
"""How a paragraph begins that tells what one unit has done."""
_SHOWN = 4
"""Words between "điển hình như" and the unit that it shows."""
_NOWHERE = 1 << 60
_LISTED = frozenset(("ORG", "AREA", "AREAREF", "PLACE", "CAPS", "HOLDER", "HAMLET", "SUBJECT"))
"""Units, and names that may be one's: "trong đó có 48 nữ" lists none."""
_ITEMS = re.compile(
    r"(?<!\S)(?:AREA|PLACE|ORG|CAPS) NUMBER(?: THEM| MEMBERS)? (?:COMMA|SEMI|AND) (?:AREA|PLACE|ORG|CAPS) NUMBER(?!\S)"
)
"""Units listed with their figures: "xã A 12 đồng chí, xã B 10. Công nhận chính thức 103" tells nothing more of xã B."""


class Story:
    """The figures of one family in one article, sentence after sentence."""

    def __init__(self, context: Context, rows: Rows) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = rows
        self.units = Units(context, rows)
        self.told: int | None = None
        """The last sentence that told a figure."""
        self.counted: tuple[int, int] | None = None
        """The last sentence that tells a figure, be it nobody's, and where in its row it ends."""
        self.main: Unit | None = None
        """The unit of the last figure that is no part of another, and no example."""
        self.whole: int | None = None
        """The largest such figure of its paragraph."""
        self._shown: tuple[Unit, int] | None = None
        """The example told last, and its paragraph."""
        self.listed: int | None = None
        """The last sentence that is a heading of a list, or one of the lines under it."""
        self.stated: tuple[int, Spell] | None = None
        """The last sentence that states an admission, and its time."""
        self.aimed: tuple[int, int] | None = None
        """The last sentence that tells a plan, and its figure."""
        self.whom = ""
        """Of whom the last figure was told, where a family says so."""
        self.named: list[tuple[int, Unit]] = []
        """The units of the figures told, by sentence."""
        self.spells = Spells(context, rows)

    def _paragraph(self, n: int) -> int:
        return self.context.sentences[n].paragraph

    def near(self, n: int, paragraphs: int = 1) -> bool:
        """Whether the last figure was told in this sentence's paragraph or at most so many before it."""
        return self.told is not None and self._paragraph(n) - self._paragraph(self.told) <= paragraphs

    def told_since(self, first: int) -> bool:
        """Whether a figure was told in sentence `first` or after it."""
        return self.told is not None and self.told >= first

    def previous(self, n: int) -> Sequence[Mention]:
        """The row of the sentence before in the paragraph."""
        return self.rows.row(n - 1) if n and self._paragraph(n - 1) == self._paragraph(n) else ()

    def speaks_of_party(self, n: int) -> bool:
        """Whether the paragraph has named the Party by now."""
        return self._parties.get(self._paragraph(n), _NOWHERE) <= self.context.sentences[n].span.end

    @cached_property
    def _parties(self) -> dict[int, int]:
        """Where each paragraph has named the Party for the first time."""
        out: dict[int, int] = {}
        for n, sentence in enumerate(self.context.sentences):
            if not n or self.context.sentences[n - 1].paragraph != sentence.paragraph:
                found = _PARTY.search(self.text, *self.context.paragraph(n))
                if found is not None:
                    out[sentence.paragraph] = found.end()
        return out

    def _opening(self, n: int) -> Unit | None:
        """The place that the paragraph begins with, where no figure was told since: "Sang Duyên Hải, …"."""
        first = self.context.paragraph_start(n)
        if first == n or self.told_since(first):
            return None
        row = self.rows.row(first)
        at = next((i for i, m in enumerate(row[:_OPENS]) if m.kind in ("AREA", "PLACE")), None)
        if at is None or [m.kind for m in row[at + 1 : at + 2]] != ["COMMA"]:
            at = 2 if [m.kind for m in row[:4]] in _DOES else None  # "Trong năm, Mộ Đức đã quán triệt …"
        if at is None:
            return None
        unit = self.units.of_mention(row, at, first)
        return Unit(unit.body) if unit is not None else None

    def _subject(self, n: int) -> Unit | None:
        """Who acts in its paragraph, where no figure was told: "Năm 2019, huyện A đã mở 3 lớp. Kết nạp 61"."""
        first = self.context.paragraph_start(n)
        if first == n or self.told_since(first):
            return None
        row = self.rows.row(first)
        at = 2 if [m.kind for m in row[:2]] == ["PERIOD", "COMMA"] else 0
        acts = [m.kind for m in row[at : at + 2]]
        party = acts[:1] == ["ORG"] and body_kind(row[at]) == "party-organization" and not is_bare(row[at])
        return self.units.of_mention(row, at, first) if party or acts in _ACTS else None

    def _answers(self, n: int) -> bool:
        """Whether a sentence stands in an answer ("Đồng chí Lê Văn A: …") that has told no figure yet."""
        first = self.context.paragraph_start(n)
        opens = [m.kind for m in self.rows.row(first)[:2]] == ["HOLDER", "COLON"]
        return opens and not self.told_since(first)

    def unit(
        self, row: Sequence[Mention], at: int, floor: int, n: int, first: Unit | None, fits: Fits = anyone
    ) -> Unit | None:
        """The unit of a figure at `row[at]`: told in `row[floor:at]`, else `first` of its sentence, else by now."""
        lead, listed = _listed(row, at)
        begin = max(floor, listed)
        if unions_act(row, at, begin, self.text) or strangers_act(row, at, begin, self.text):
            return None
        anaphor = here(row, at, begin, self.text)
        if anaphor is not None:
            place = self.units.place_before(anaphor, n)
            if place is None and self.main is not None and self.near(n, 0):
                place = Unit(self.main.body)
            return place if place is not None and fits(place) else None
        if this_body(row, at, self.text):
            return self.units.body_before(n, fits)
        near = self.units.before(row, at, begin, n, fits)
        if near is None and begin > floor:
            near = self.units.before(row, lead, floor, n, fits)  # "huyện A kết nạp 93, trong đó xã B 9; mở 4 lớp"
        if near is not None:
            return near
        if _acts_unknown(row, at, begin):
            return None
        if first is not None and fits(first):
            return Unit(first.body)
        opens = all(m.kind in ("PERIOD", "COMMA") for m in row[:at])
        opening = self._opening(n) or (self._subject(n) if opens else None)
        if opening is not None and fits(opening):
            return opening
        home = None if self.units.bodies.national else self.units.bodies.home()
        main = self._topic(n)
        holds = self.near(n) or not self.units.bodies.headed
        if main is not None and holds and fits(main) and not (home and self._answers(n)):
            return Unit(main.body)
        unit = Unit(home) if home is not None else None
        return unit if unit is not None and fits(unit) else None

    def tell(self, unit: Unit, row: Sequence[Mention], at: int, n: int) -> None:
        """Notes whom a figure at `row[at]` was told of: an example holds to the end of its paragraph."""
        here = self._paragraph(n)
        if self._shown is not None and (self._shown[0].key, self._shown[1]) == (unit.key, here):
            return
        named = next((i for i, m in enumerate(row[:at]) if m.start == unit.start), 0)
        if any(m.kind == "LEAD" for m in row[max(0, named - _SHOWN) : named]) or self._speaks(unit, row[named]):
            self._shown = unit, here
        else:
            self.main, self._shown = unit, None

    def _speaks(self, unit: Unit, named: Mention) -> bool:
        """Whether a unit below the one that the article is about tells of itself: "Chúng tôi mới có 14 đảng viên"."""
        home = self.units.bodies.home()
        if named.start != unit.start or named.kind != "SUBJECT" or home is None:
            return False
        return self.text.casefold().startswith("chúng", named.start) and unit.lies_in(Unit(home))

    def _topic(self, n: int) -> Unit | None:
        """Whom the next figure is told of, where nothing else says so."""
        shown = self._shown
        return shown[0] if shown is not None and shown[1] == self._paragraph(n) else self.main


def _acts_unknown(row: Sequence[Mention], at: int, floor: int) -> bool:
    """ "Trường Quân sự tỉnh kết nạp 7": a body that is no unit stands right before the act."""
    before = next((m for m in reversed(row[floor:at]) if m.kind not in ("FILL", "PERIOD", "PASSIVE")), None)
    return before is not None and before.kind == "ORG" and not is_bare(before) and body_kind(before) not in PARTY


def _listed(row: Sequence[Mention], at: int) -> tuple[int, int]:
    """Where units were listed before `row[at]`, and where its clause begins: "trong đó xã A …; công nhận …"."""
    kinds = [m.kind for m in row[:at]]
    start = max((i for i, kind in enumerate(kinds) if kind == "SEMI"), default=0)
    begun = max((i for i, kind in enumerate(kinds) if kind == "DOT"), default=0)  # "… hôm 8-3. Năm 2022, …"
    items = _ITEMS.search(" ".join(kinds[:begun]))
    if items is not None:
        return items.string.count(" ", 0, items.start()), begun
    lead = next((i for i in range(begun, start) if kinds[i] == "LEAD"), None)
    if lead is None or _LISTED.isdisjoint(kinds[lead:start]):
        return 0, 0
    return lead, start
