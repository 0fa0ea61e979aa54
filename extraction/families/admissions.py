"""How many members a unit admitted, and when: "quý I năm 2013, huyện kết nạp được 42 đảng viên"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extraction.context import Context
from extraction.dates import Period
from extraction.facts import Admission, Approximate, Area, Evidence, Organization
from extraction.families.figures import Rows, period_of, speaks
from extraction.families.units import Unit, Units
from extraction.grammar import Found, Mention, Rule, tape
from extraction.lexicon import TypeEntry
from extraction.text import tokens

_F = "( FILL | PASSIVE | IS )"
_END = "( COMMA | SEMI | AND | DOT | LPAR | RPAR | QUOTE | TARGET | LEAD | $ )"
_NUM = "(?P<about> ABOUT | OVER | UPTO )? FILL? (?P<value> NUMBER ) (?! PERCENT ) ( SLASH NUMBER )?"
_WHO = "(?P<members> MEMBERS | THEM )"
_PEOPLE = "(?P<members> MEMBERS | THEM | GENERIC )"
_U = "( WHOLE? ( ORG | AREA | PLACE | CAPS | AREAREF ) ( LPAR ( AREA | AREAREF | PLACE ) RPAR )? )"
_AND = "( COMMA AND | COMMA | AND )"

RULES = (
    Rule(
        "respectively",
        f"(?P<units> {_U} ( {_AND} {_U} )+ ) {_F}* (?P<act> ADMIT RESPECTIVELY | ADMIT {_F}+ RESPECTIVELY | RESPECTIVELY {_F}* ADMIT )"
        f" {_F}* (?P<values> NUMBER ( {_AND} NUMBER )+ ) (?P<members> MEMBERS | THEM )?",
    ),
    Rule(
        "each",
        f"(?P<units> {_U} ( {_AND} {_U} )+ ) COMMA? {_F}* EACH AREAREF? {_F}* (?P<act> ADMIT ) {_F}* {_NUM} {_WHO}?",
    ),
    Rule(
        "admits",
        f"(?P<act> ADMIT ) ( {_F} | ENTER | MEMBERS | THEM | COLON | PERIOD ){{0,6}} {_NUM} ( {_WHO} | (?= {_END} ) )",
    ),
    Rule(
        "admits-in",
        f"(?P<act> ADMIT ) ( {_F} | MEMBERS | PERIOD )* ( OF | AT ) WHOLE? (?P<unit> ORG | AREA | AREAREF | PLACE ) ( {_F} | PERIOD )* IS {_NUM} ( {_WHO} | (?= {_END} ) )",
    ),
    Rule("develops", f"(?P<act> DEVELOP ) {_F}{{0,5}} {_NUM} (?P<members> MEMBERS )"),
    Rule(
        "develops-members",
        f"(?P<act> DEVELOP {_F}{{0,2}} MEMBERS ) ( {_F} | PERIOD ){{1,5}} {_NUM} ( {_WHO} | (?= {_END} ) )",
    ),
    Rule(
        "admitted",
        f"{_NUM} {_PEOPLE} ( OTHER | CAPS | AND | AT | AREA | THEM | GENERIC ){{0,5}} PASSIVE ( WHOLE? (?P<unit> ORG | AREA | AREAREF | SUBJECT ) )? FILL{{0,2}}"
        " (?P<act> ADMIT ENTER? | ENTER )",
    ),
)
ITEM = Rule(
    "item",
    f"(?P<unit> {_U} ) {_F}{{0,3}} {_NUM} ( MEMBERS | THEM )? (?= {_END} )",
)
OF_WHICH = Rule("of-which", f"( COMMA | SEMI | LEAD ) (?P<when> PERIOD ) COMMA? {_F}* {_NUM} {_WHO}? (?= {_END} )")
FIGURE = Rule(
    "this-figure", f"THAT ( OF | AT | WHOLE | PERIOD | FILL | ORG | AREA | AREAREF | PLACE ){{0,5}} IS {_NUM} {_WHO}?"
)
INTRO = Rule(
    "list-intro", "(?P<act> ADMIT | DEVELOP ) ( OTHER | FILL | PASSIVE | MEMBERS | THEM | IS | COUNT_OF ){0,6} ( COLON | LEAD )"
)
_TRIGGERS = ("ADMIT", "ENTER", "DEVELOP")
_BREAKS = frozenset(("SEMI", "DOT", "OTHERWISE"))
_APPROXIMATE: dict[str, Approximate] = {"ABOUT": "about", "OVER": "atLeast", "UPTO": "atMost"}
_POINTS = frozenset(("day", "days", "occasion", "until", "same"))
"""Kinds of period that a later sentence does not take over."""
_PARTY = re.compile(r"đảng", re.IGNORECASE)
_QUOTE_LIMIT = 250
"""Longest evidence in letters; where the unit stands further away only the figure is quoted."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One unit and one figure, as one stretch of the text has it."""

    unit: Unit
    value: int
    approximate: Approximate
    first: dt.date | None
    last: dt.date | None
    start: int
    end: int
    rule: str


def extract(context: Context) -> list[Admission]:
    """The admissions of one article, the same unit, figure and period once."""
    if not speaks(context.article.text, "admissions", *_TRIGGERS):
        return []
    reader = _Reader(context)
    claims = [claim for n in range(len(context.sentences)) for claim in reader.read(n)]
    return _admissions(context, _settled(claims))


class _Reader:
    """Reads an article's sentences in order; what one tells of unit and period holds for the next."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = Rows(context, "admissions")
        self.units = Units(context, self.rows)
        self.told: int | None = None
        """The last sentence that told of an admission."""
        self.main: Unit | None = None
        """The unit of the last figure that is no part of another."""
        self.period: tuple[dt.date | None, dt.date | None] | None = None

    def read(self, n: int) -> list[Claim]:
        """The claims of sentence `n`."""
        span = self.context.sentences[n].span
        text = self.text[span.start : span.end]
        tells = speaks(text, "admissions", "ADMIT", "ENTER") or (
            speaks(text, "admissions", "DEVELOP") and speaks(text, "admissions", "MEMBERS")
        )
        goes_on = self.told is not None and n - self.told <= 2 and self._paragraph(n) == self._paragraph(self.told)
        if not tells and not goes_on:
            return []
        return list(_Sentence(self, n, self.rows.row(n)).claims())

    def _paragraph(self, n: int) -> int:
        return self.context.sentences[n].paragraph

    def near(self, n: int) -> bool:
        """Whether the last admission was told in the paragraph before this sentence or its own."""
        return self.told is not None and self._paragraph(n) - self._paragraph(self.told) <= 1

    def speaks_of_party(self, n: int) -> bool:
        """Whether the paragraph has named the Party by now."""
        first = n
        while first > 0 and self._paragraph(first - 1) == self._paragraph(n):
            first -= 1
        start, end = self.context.sentences[first].span.start, self.context.sentences[n].span.end
        return bool(_PARTY.search(self.text, start, end))


class _Sentence:
    """The admissions of one sentence."""

    def __init__(self, reader: _Reader, n: int, row: list[Mention]) -> None:
        self.reader = reader
        self.units = reader.units
        self.text = reader.text
        self.n = n
        self.row = row
        self.tape = tape(row)
        self.done: list[tuple[int, int]] = []
        """Where in the row figures were found: first index, index after the last."""
        self.first_unit: Unit | None = None

    def claims(self) -> Iterator[Claim]:
        """All claims, from left to right."""
        found = sorted(
            self._statements(), key=lambda f: f.match.start("act") if f.first == f.match.start("act") else f.first
        )
        for match in found:
            yield from self._note(match, self._claims(match))
        intro = next(
            (m for m in INTRO.regex.finditer(self.tape) if not self._blocked(m.start("act"), m.end("act"))), None
        )
        items = list(self._items(intro.end() if intro else None))
        for match in items:
            yield from self._note(match, self._item(match))
        for rule in (OF_WHICH, FIGURE):
            for m in rule.regex.finditer(self.tape):
                match = Found(rule, self.row, m)
                if self._free(match) and (self.done if rule is OF_WHICH else self.reader.told is not None):
                    if not self._blocked(m.start(), m.end()):
                        yield from self._note(match, self._further(match))

    def _note(self, match: Found, claims: Iterable[Claim]) -> Iterator[Claim]:
        for claim in claims:
            self.done.append((match.first, match.last))
            self.reader.told = self.n
            yield claim

    # ---- statements with a verb -------------------------------------------------------------------------------

    def _statements(self) -> Iterator[Found]:
        taken: set[int] = set()
        for rule in RULES:
            for m in rule.regex.finditer(self.tape):
                value = m.start("values") if rule.name == "respectively" else m.start("value")
                if value in taken or self._blocked(m.start("act"), m.end()) or not self._of_party(rule, m):
                    continue
                taken.update(range(m.start(), m.end()) if rule.name in ("respectively", "each") else (value,))
                yield Found(rule, self.row, m)

    def _of_party(self, rule: Rule, m: re.Match[str]) -> bool:
        """Whether it is the Party that admits: members of other organisations are admitted as well."""
        members = self.row[m.start("members")].kind if m.start("members") >= 0 else ""
        inside = self.row[m.start() : m.end()]
        if members == "MEMBERS" or any(x.kind in ("ENTER", "MEMBERS") or self._says(x, "đảng") for x in inside):
            return True
        if members == "GENERIC":
            return self.reader.told is not None and self.reader.near(self.n)
        return self.reader.speaks_of_party(self.n)

    def _says(self, mention: Mention, word: str) -> bool:
        return mention.kind in ("ADMIT", "FILL") and word in self.text[mention.start : mention.end].casefold()

    def _blocked(self, act: int, end: int) -> bool:
        """Negated, only planned or an average: the cue stands in its clause, before the verb or right after the figure."""
        done = colon = False
        clause = True
        for i in range(act - 1, -1, -1):
            mention = self.row[i]
            distance = act - i
            if mention.kind in ("SEMI", "DOT") or (mention.kind == "COMMA" and done):
                break
            clause = clause and mention.kind != "COMMA"
            colon = colon or mention.kind == "COLON"
            done = done or (mention.kind == "FILL" and self.text[mention.start : mention.end].casefold() == "đã")
            if mention.kind == "AIM" or (mention.kind == "TARGET" and colon and distance <= 8):
                return True
            if mention.kind == "PLANNED" and not colon or mention.kind == "NOT" and distance <= 3:
                return True
            if clause and (mention.kind == "PER" or not done and mention.kind in ("TARGET", "GIVEN") and distance <= 5):
                return True
            if clause and mention.kind == "EACH" and distance <= 3 and self._distributes(i):
                return True
        inside = self.row[act:end]
        after = [m.kind for m in self.row[end : end + 4]]
        after = after[: after.index("COMMA")] if "COMMA" in after else after
        return (
            any(m.kind in ("PLANNED", "AIM", "GIVEN", "PER", "NOT") for m in inside)
            or "ONLY" in after
            or "PER" in after
        )

    def _distributes(self, i: int) -> bool:
        """ "mỗi xã" without the names of those it means."""
        after = self.row[i + 1].kind
        before = self.row[max(0, i - 3) : i]
        return after in ("ORG", "AREAREF") and not any(
            m.kind in ("AREA", "ORG", "CAPS", "PLACE", "RPAR") for m in before
        )

    def _claims(self, found: Found) -> Iterator[Claim]:
        if found.rule.name in ("respectively", "each"):
            yield from self._several(found)
            return
        act = found.match.start("act")
        unit = self._unit(found, min(act, found.first))
        if unit is None:
            return
        part = self._part(found.first)
        if not part:
            self.reader.main = unit
        self.first_unit = self.first_unit or unit
        yield self._claim(found, unit, self._number(found), found["value"][0])

    def _several(self, found: Found) -> Iterator[Claim]:
        units = list(self._listed(found))
        if found.rule.name == "each":
            for unit in units:
                yield self._claim(found, unit, self._number(found), found["value"][0])
            return
        values = [m for m in found["values"] if m.kind == "NUMBER"]
        if len(values) == len(units):
            for unit, figure in zip(units, values, strict=True):
                yield self._claim(found, unit, int(str(figure.value)), figure)

    def _listed(self, found: Found) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes."""
        first = found.match.start("units")
        named = self._many(first)
        inner = 0
        for i in range(first, found.match.end("units")):
            mention = self.row[i]
            inner += (mention.kind == "LPAR") - (mention.kind == "RPAR")
            if inner or mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF"):
                continue
            unit = self.units.of_mention(self.row, i, self.n, named if mention.kind in ("CAPS", "PLACE") else None)
            if unit is not None:
                yield unit

    def _many(self, first: int) -> TypeEntry | None:
        """The kind of place that "các xã" before a list of names tells."""
        for mention in reversed(self.row[max(0, first - 4) : first]):
            if mention.kind == "MANY":
                row = tokens(self.text, mention.start, mention.end)
                found = self.reader.context.lexicon.words.longest(row, 1)
                return found[1] if found and isinstance(found[1], TypeEntry) else None
        return None

    # ---- lists and afterthoughts ---------------------------------------------------------------------------------

    def _items(self, after: int | None) -> Iterator[Found]:
        """Units with figures and no verb: after a statement in the sentence, or in the sentences that follow one."""
        chained = -1
        for m in ITEM.regex.finditer(self.tape):
            found = Found(ITEM, self.row, m)
            first = m.start()
            prior = self.row[first - 1].kind if first else ""
            if not self._free(found) or prior not in (
                "",
                "COMMA",
                "SEMI",
                "AND",
                "COLON",
                "LEAD",
                "MANY",
                "DOT",
                "QUOTE",
            ):
                continue
            anchor = max(
                [last for _, last in self.done if last <= first]
                + ([after] if after is not None and after <= first else []),
                default=-1,
            )
            told = anchor >= 0 and not self._elsewise(anchor, first) or chained >= 0
            if not told and not self._follows(found):
                continue
            if self._blocked(first, m.end()):
                continue
            chained = m.end()
            yield found

    def _elsewise(self, anchor: int, first: int) -> bool:
        """Whether something else is counted since then, and nothing leads back: "đạt 90% chỉ tiêu; trong đó, xã A 11"."""
        kinds = [m.kind for m in self.row[anchor:first]]
        back = max((n for n, kind in enumerate(kinds) if kind == "LEAD"), default=-1)
        return "OTHERWISE" in kinds[back + 1 :]

    def _follows(self, found: Found) -> bool:
        """A sentence after an admission that goes on with its parts: "Trong đó, xã A 11, xã B 9"."""
        told = self.reader.told
        if told is None or told == self.n or not self.reader.near(self.n):
            return False
        before = self.row[: found.first]
        if any(m.kind in ("OTHERWISE", "PERCENT", "NUMBER") for m in before):
            return False
        lead = any(m.kind == "LEAD" for m in before)
        share = any(m.kind == "SLASH" for m in self.row[found.first : found.last])
        return lead or (share and len(before) <= 2)

    def _item(self, found: Found) -> Iterator[Claim]:
        first = found.match.start("unit")
        at = next(i for i in range(first, found.last) if self.row[i].kind not in ("WHOLE",))
        named = self._many(first) if self.row[at].kind in ("CAPS", "PLACE") else None
        unit = self.units.of_mention(self.row, at, self.n, named)
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _further(self, found: Found) -> Iterator[Claim]:
        """ "riêng năm ngoái có 2 người", "con số này của toàn huyện là 158"."""
        if found.rule is FIGURE:
            inside = [
                i for i in range(found.first, found.last) if self.row[i].kind in ("ORG", "AREA", "AREAREF", "PLACE")
            ]
            unit = self.units.of_mention(self.row, inside[0], self.n) if inside else self.reader.main
        else:
            unit = self.first_unit or self.reader.main
        if unit is not None:
            yield self._claim(found, unit, self._number(found), found["value"][0])

    def _free(self, found: Found) -> bool:
        value = found.match.start("value")
        return not any(first <= value < last for first, last in self.done)

    # ---- who --------------------------------------------------------------------------------------------------------

    def _unit(self, found: Found, at: int) -> Unit | None:
        if "(?P<unit>" in found.rule.pattern and found.has("unit"):
            unit = self.units.of_mention(self.row, found.match.start("unit"), self.n)
            if unit is not None:
                return unit
        floor = max((last for _, last in self.done if last <= at), default=0)
        near = self.units.before(self.row, at, floor, self.n)
        if near is not None:
            return near
        if self.first_unit is not None:
            return Unit(self.first_unit.body)
        if self.reader.main is not None and self.reader.near(self.n):
            return Unit(self.reader.main.body)
        home = self.units.home()
        return Unit(home) if home is not None else None

    def _part(self, first: int) -> bool:
        """Whether a figure is part of one told before: after "trong đó", "riêng"."""
        return any(m.kind == "LEAD" for m in self.row[:first]) and self.reader.told is not None

    # ---- when --------------------------------------------------------------------------------------------------------

    def _when(self, found: Found) -> tuple[dt.date | None, dt.date | None]:
        period = self._period(found)
        if period is None:
            return self.reader.period or (None, None)
        bounds = (period.first, period.last)
        if period.kind == "same":
            return _shifted(self.reader.period, period)
        if period.kind not in _POINTS:
            self.reader.period = bounds
        return bounds

    def _period(self, found: Found) -> Period | None:
        """The period of a figure: told in its own words, right after it, before it, or by the paragraph."""
        inside = [m for m in self.row[found.first : found.last] if m.kind == "PERIOD"]
        if inside:
            return period_of(inside[-1])
        for i in range(found.last, min(found.last + 5, len(self.row))):
            kind = self.row[i].kind
            if kind == "PERIOD" and self._usable(i):
                return period_of(self.row[i])
            if kind not in ("OTHER", "PASSIVE", "AT", "FILL", "CAPS", "THEM"):
                break
        for i in range(found.first - 1, -1, -1):
            if self.row[i].kind == "PERIOD" and self._usable(i):
                return period_of(self.row[i])
        return self._inherited()

    def _usable(self, i: int) -> bool:
        """Not a comparison, not the date of a document, not a time to come."""
        period = period_of(self.row[i])
        published = self.reader.context.article.published
        if period.compared or (published is not None and period.first is not None and period.first > published):
            return False
        if i and self.row[i - 1].kind in ("TARGET", "AIM", "PERCENT"):
            return False  # "chỉ tiêu cả năm"
        if period.kind in ("day", "days", "occasion", "month"):
            dated = any(m.kind == "DOCNO" for m in self.row[max(0, i - 3) : i])
            after = self.row[i + 1].kind if i + 1 < len(self.row) else ""
            return not dated and after != "OF"
        return True

    def _inherited(self) -> Period | None:
        """The period that an earlier sentence of the paragraph begins with, if no admission was told since."""
        sentences = self.reader.context.sentences
        floor = self.reader.told if self.reader.told is not None else -1
        for k in range(self.n - 1, max(-1, self.n - 6), -1):
            if k <= floor or sentences[k].paragraph != sentences[self.n].paragraph:
                return None
            row = self.reader.rows.row(k)
            for mention in row[:6]:
                if mention.kind == "PERIOD":
                    period = period_of(mention)
                    if period.kind not in _POINTS and not period.compared:
                        return period
        return None

    # ---- claims ----------------------------------------------------------------------------------------------------

    def _number(self, found: Found) -> int:
        return int(str(found["value"][0].value))

    def _claim(self, found: Found, unit: Unit, value: int, figure: Mention) -> Claim:
        first, last = self._when(found)
        start, end = found.start, found.end
        if found.rule is OF_WHICH:
            start = found["when"][0].start
        if unit.start is not None and self.row[0].start <= unit.start < start and end - unit.start <= _QUOTE_LIMIT:
            start = unit.start
        about = found["about"][0].kind if "about" in found.match.re.groupindex and found.has("about") else ""
        return Claim(
            unit, value, _APPROXIMATE.get(about, "exact"), first, last, start, max(end, figure.end), found.rule.name
        )


def _shifted(
    base: tuple[dt.date | None, dt.date | None] | None, period: Period
) -> tuple[dt.date | None, dt.date | None]:
    """The same months as the period told before, in another year: "cùng kỳ năm trước"."""
    if base is None or base[0] is None or base[1] is None or period.first is None:
        return None, None
    years = base[0].year - period.first.year
    first, last = (
        date.replace(year=date.year - years, day=min(date.day, 28))
        if date.month == 2
        else date.replace(year=date.year - years)
        for date in base
        if date
    )
    return first, last


# ---- one article, one story ------------------------------------------------------------------------------------


def _settled(claims: Sequence[Claim]) -> list[Claim]:
    """A figure told again without its period, or rounded, is the one told whole."""
    out = []
    for claim in claims:
        twins = [c for c in claims if c is not claim and c.unit.key == claim.unit.key]
        whole = next((c for c in twins if c.value == claim.value and (c.first or c.last)), None)
        if claim.first is None and claim.last is None and whole is not None:
            out.append(replace(claim, first=whole.first, last=whole.last))
            continue
        rounded = claim.approximate != "exact" and any(
            c.approximate == "exact"
            and (c.first, c.last) == (claim.first, claim.last)
            and 0.9 < claim.value / max(c.value, 1) < 1.1
            for c in twins
        )
        if not rounded:
            out.append(claim)
    return out


def _admissions(context: Context, claims: Sequence[Claim]) -> list[Admission]:
    grouped: dict[tuple[str, int, dt.date | None, dt.date | None], list[Claim]] = {}
    for claim in claims:
        grouped.setdefault((claim.unit.key, claim.value, claim.first, claim.last), []).append(claim)
    return [_admission(context, group) for group in grouped.values()]


def _admission(context: Context, group: Sequence[Claim]) -> Admission:
    best = next((c for c in group if c.unit.start is not None), group[0])
    text = context.article.text
    evidence = {
        (c.start, c.end): Evidence(
            article=context.article.id,
            start=c.start,
            end=c.end,
            quote=text[c.start : c.end],
            rule=c.rule,
            confidence=0.9 if c.first or c.last else 0.7,
        )
        for c in group
    }
    body: Organization | Area = best.unit.body
    return Admission(
        unit=body,
        value=best.value,
        approximate=best.approximate,
        start=best.first,
        end=best.last,
        evidence=tuple(evidence[k] for k in sorted(evidence)),
    )
