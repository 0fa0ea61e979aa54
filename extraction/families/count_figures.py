"""Which figures a sentence tells, and what each of them measures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import cast

from extraction.facts import Measure
from extraction.families import count_tables
from extraction.families.admission_units import Whose
from extraction.families.count_figure import Figure
from extraction.families.count_lists import PART, RATE, WITHOUT, Lists, Whole
from extraction.families.count_measures import MEASURES, STOCKS, SURE
from extraction.families.count_opinions import further
from extraction.families.count_results import Results
from extraction.families.count_rules import (
    COMPARED,
    IN_PASSING,
    ITEM,
    ITS_OWN_TIME,
    OF_THEM,
    OTHER_TIME,
    RULES,
    THAT,
)
from extraction.families.figures import number
from extraction.families.story import Story
from extraction.grammar import Found, possible
from extraction.lexicon import words_of

_COUNTED = frozenset(("MEMBERS", "ORGS", "CELLS", "LOOSE"))
"""What a part of a list counts by its own word."""
_ABOUT = frozenset(("STRONG", "EXCELLENT", "GOOD", "WEAK", "FAILED", "DISCIPLINE", "LEAVE"))
"""Words before a bracket that say what the figure in it measures."""
_MET = frozenset(("attendees", "trained"))
"""Measures of meetings and classes: of those there some are members."""
_JOINS = frozenset(("AND", "COMMA", "SEMI"))
"""What stands before another unit of a list."""
_CLASSES = frozenset(("classes", "further-classes", "classes-opened", "classes-held"))
"""Rules that count classes."""
_NO_PARTS = WITHOUT | {"target_rate"}


_OF_UNITS = frozenset((PART.name, RATE.name))
_end, _last = attrgetter("end"), attrgetter("last")


class Figures:
    """The figures of one sentence."""

    def __init__(self, story: Story, n: int, *, political: bool, told: Figure | None = None) -> None:
        self.told = told
        """The last figure of the sentence before in the paragraph."""
        self.story = story
        self.n = n
        self.text = story.text
        self.results = Results(story, n, political=political)
        self.meetings = self.results.party.meetings
        self.row = self.results.row
        self.tape = self.results.tape

    def of_table(self, columns: dict[int, str]) -> Iterator[Figure]:
        """The figures of a row of a table under those columns."""
        for cell in count_tables.figures(self.row, self.text, columns):
            measure = MEASURES[self.row[cell.act].kind]
            yield Figure("table", cell.act, cell.at + 1, cell.act, cell.at, cell.at + 1, measure, cell.noun)

    def of_rules(self) -> Iterator[Figure]:
        """The figures that rules find, each number once: by the first rule that reads it."""
        taken: set[int] = set()
        for rule in possible(RULES, self.tape):
            for m in rule.regex.finditer(self.tape):
                found = Found(rule, self.row, m)
                act = next((m.start(g) for g in ("act", "have", "stock") if found.has(g)), m.start())
                if self.results.idle(found, act):
                    continue
                for figure in self._listed(found, act):
                    if figure.at not in taken and not self.results.counts_nothing(figure.at):
                        taken.add(figure.at)
                        yield figure

    def of_lists(self, told: Sequence[Figure], before: Figure | None) -> Iterator[Figure]:
        """Parts of a figure, here or `before`, unit by unit: "…; xã An Phú 21 người, nhiều nhất là Phú Hội 30"."""
        taken, lists = {figure.at for figure in told}, Lists(self.story, self.n)
        for last in (before, *sorted(told, key=_last)):
            if last is None or last.measure in WITHOUT:
                continue
            here = last is not before
            rows = (*(() if here else self.story.previous(self.n)), *self.row)
            admitted = last.measure != "target_rate" and any(m.kind == "ADMIT" for m in rows)
            whole = Whole(
                measure=last.measure,
                end=last.last if here else 0,
                named=here and (last.unit >= 0 or self._of_one(last)),
                near=here or (before is self.told and not (admitted and last.measure == "confirmed")),
                admitted=admitted,
            )
            noun = last.noun
            for part in lists.parts(self.tape, whole, taken):
                m = part.found.match
                taken.add(part.at)
                noun = part.counted if part.counted in _COUNTED else noun
                figure = self._further(last, m, part.found.rule.name, m.start("unit"))
                yield replace(figure, noun=noun, act=part.at, at=part.at, end=part.end, whose=part.unit)

    def of_opinions(self, told: Sequence[Figure]) -> Iterator[Figure]:
        """The figures left that a tagger says measure something."""
        return further(self.results, {figure.at for figure in told})

    def of_members(self, told: Sequence[Figure]) -> Iterator[Figure]:
        """The members among those who attended, or were taught: "2.466 lượt người; đảng viên là 1.187/1.304"."""
        known = {figure.at for figure in told}
        for m in OF_THEM.regex.finditer(self.tape):
            before = [figure for figure in told if figure.last <= m.start() + 1]
            if not before or before[-1].measure not in _MET or m.start("value") in known:
                continue
            part = self._figure(Found(OF_THEM, self.row, m), m.start("noun"), m, "MEMBERS", m.end())
            measure = before[-1].measure if part.total is None else "attendees"
            yield replace(part, measure=measure)

    def _of_one(self, told: Figure) -> bool:
        """ "Huyện A kỷ luật 11 đảng viên, huyện B 14": whether a unit stands right before what it did."""
        return 0 < told.act < told.at and self.row[told.act - 1].kind in ("ORG", "AREA", "PLACE")

    def of_other_times(self, told: Sequence[Figure]) -> Iterator[Figure]:
        """What was told before, of another time or unit: "năm 2021, con số này là 27"."""
        known = list(told)
        rules = (THAT, OTHER_TIME, COMPARED, IN_PASSING, ITS_OWN_TIME)
        for rule, m in ((r, m) for r in rules for m in r.regex.finditer(self.tape)):
            noun = self.row[m.start("noun")].kind if m.start("noun") >= 0 else ""
            done = _end if rule is IN_PASSING else _last  # beside one figure of several
            before = [f for f in known if done(f) <= m.start() + 1 and (noun not in SURE or f.noun == noun)]
            last = max(before, key=done, default=self.told if rule is THAT else None)
            if last is not None and noun == "TIMES" and last.measure == "attendees":
                last = replace(last, measure="dialogues")  # those who came were told of the talks
            about = self.row[m.start() - 1].kind if m.start() else ""
            if last is not None and rule is IN_PASSING and about in _ABOUT:
                last = replace(last, measure=MEASURES[about])  # "không còn chi bộ yếu kém (năm 2005 có 2)"
            between = (*self.story.previous(self.n), *self.row) if last is self.told else self.row
            if last is None or any(m.kind == "ADMIT" for m in between):
                continue
            if last.measure in _NO_PARTS and not (rule is THAT and noun in STOCKS and STOCKS[noun] == last.measure):
                continue
            if rule is ITS_OWN_TIME:
                if any(x.kind not in ("AT", "PERIOD") for x in self.row[last.last : m.start()]):
                    continue  # of another thing
            elif [x.kind for x in self.row[m.end() : m.end() + 2]] == ["AND", "NUMBER"]:
                continue  # "các con số tương ứng là 59 và 41": of several figures
            if not any(f.at == m.start("value") for f in known):
                named = (i for i in range(m.start(), m.start("value")) if self.row[i].kind in ("ORG", "AREA"))
                known.append(self._further(last, m, rule.name, next(named, -1)))
                yield known[-1]

    def _further(self, told: Figure, m: re.Match[str], rule: str, unit: int) -> Figure:
        about = self.row[m.start("about")].kind if m.start("about") >= 0 else ""
        return replace(
            told,
            rule=rule,
            first=unit if rule in _OF_UNITS else m.start("act"),
            last=m.end(),
            act=m.start("value"),
            at=m.start("value"),
            end=m.end(),
            total=None,
            about=about,
            unit=unit,
        )

    # ---- one statement, several figures ------------------------------------------------------------------------------

    def _listed(self, found: Found, act: int) -> Iterator[Figure]:
        for group in ("items", "stock"):
            if found.has(group):
                for item in ITEM.regex.finditer(self.tape, *found.match.span(group)):
                    at = item.start("noun")
                    kind = self.row[at].kind if at >= 0 else ""
                    inside = self._part(found.match.start(group), item.start())
                    theirs = self.row[item.start() - 1].kind == "HAVE"  # "…, trong đó 14 chi bộ có dưới 5 đảng viên"
                    if inside and (group == "items" or kind != "MEMBERS" or theirs):
                        continue
                    figure = self._figure(found, act, item, kind, item.end())
                    other = self._another(found.match.start(group), item.start()) if group == "stock" else -1
                    yield figure if other < 0 else replace(figure, unit=other)
                return
        noun = found["noun"][0].kind if found.has("noun") else ""
        noun = "CLASS" if found.rule.name in _CLASSES else noun
        figure = self._figure(found, act, found.match, noun, found.last)
        bare = figure.unit >= 0 and self.row[figure.unit].kind in ("PLACE", "CAPS")  # "Các xã có nhiều nhất là: A 9"
        yield replace(figure, whose=Whose(self.story, self.n).of_item(found)) if bare else figure

    def _part(self, first: int, at: int) -> bool:
        """ "34 tổ chức cơ sở đảng (14 đảng bộ, 20 chi bộ cơ sở)", "…, gồm 14 đảng bộ": kinds of what was counted."""
        marks = [m.kind for m in self.row[first:at] if m.kind in ("LPAR", "RPAR", "CONSIST", "LEAD", "SEMI")]
        return bool(marks) and marks[-1] in ("LPAR", "CONSIST", "LEAD")

    def _another(self, first: int, at: int) -> int:
        """ "Đảng bộ xã A có 264 đảng viên, và Đảng bộ xã B, 311": where a unit of its own stands before a figure."""
        inside = range(first + 1, at)
        return next((i for i in reversed(inside) if self.row[i].kind == "ORG" and self.row[i - 1].kind in _JOINS), -1)

    def _figure(self, found: Found, act: int, m: re.Match[str], noun: str, end: int) -> Figure:
        total = m.start("total") if "total" in m.re.groupindex else -1
        about = m.start("about")
        return Figure(
            rule=found.rule.name,
            first=found.first,
            last=found.last,
            act=act,
            at=m.start("value"),
            end=end,
            measure=self._measure(found, act, noun),
            noun=noun,
            total=number(self.row[total]) if total >= 0 else None,
            about=self.row[about].kind if about >= 0 else "",
            unit=found.match.start("unit") if found.has("unit") else -1,
        )

    def _measure(self, found: Found, act: int, noun: str) -> Measure:
        if found.rule.name == "trained" and self._came(found, noun):
            return "attendees"
        if found.rule.tells is not None:
            return cast(Measure, found.rule.tells)
        if found.has("stock"):
            return STOCKS[noun]
        return MEASURES[self.row[act].kind]

    def _came(self, found: Found, noun: str) -> bool:
        """ "mở 612 lớp, với 30.150/31.980 đảng viên", "… cho 3.980 người tham gia": who came to study, not schooled."""
        word = self.text[found["act"][0].start : found["act"][0].end].casefold()
        if word not in words_of("figures", "study_classes") or noun == "LEARNER":
            return False
        attend = [m.kind for m in self.row[found.last : found.last + 1]] == ["ATTEND"]
        return attend or (noun == "MEMBERS" and found.match.start("total") >= 0)
