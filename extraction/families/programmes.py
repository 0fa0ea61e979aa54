"""Which unit pilots, launches, runs or replicates a named model, movement or campaign: mô hình “Chi bộ bốn tốt”."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from extraction.area_bodies import WHOLE_PARTY
from extraction.context import Context
from extraction.facts import Adoption, AdoptionAction
from extraction.families.adopters import QUOTE_LIMIT, Adopters, Opinion, Ran, adopted, likelier
from extraction.families.evidence import evidence
from extraction.families.figures import Rows
from extraction.families.leads import PARTY
from extraction.families.programme_models import SERIES, Models, counts_off, keeps, serial
from extraction.families.programme_names import Named
from extraction.families.programme_results import Results
from extraction.families.programme_rules import ACTIONS, RULES, WITH_SUBJECT
from extraction.families.programme_units import Whose, abbreviates
from extraction.families.second_opinion import RULE
from extraction.families.unions import UNIONS
from extraction.families.units import Unit, Units
from extraction.grammar import Found, find
from extraction.mentions import Mention
from extraction.vocabulary import asked

_DONE = {**ACTIONS, "BRING": ACTIONS["REPLICATE"]}
_APART = frozenset(("party-department", "inspection-committee", "office"))
"""Bodies that start a movement for themselves, not for their place."""
_HEADED = frozenset((*PARTY, *UNIONS))
"""Bodies whose head tells what they run."""
_BESIDE_ONE = 60
"""Claims of one unit that a claim is compared with, at most."""
_IN_TURN = "lần lượt"
"""Said where each of several units has one of as many models."""
_BEHALF = " thay mặt "
"""Between who launches something and for whom."""
_NAMES = 30
"""Names of one sentence that a tagger is asked about, at most."""
_SHORT = 4
"""Words of a name that may be another cut short."""
_STILL = ("model-still-run",)
"""Rules by which what was launched is run today."""
_WIDELY = re.compile(
    r"(?:\srộng (?:rãi|khắp))?\s(?:ở|tại|trên|trong|khắp) (?:(?:nhiều|khắp|hầu hết|các) (?:các )?(?:địa phương|nơi|tỉnh"
    r"|vùng)\b(?! trong)|(?:khắp |phạm vi )?(?:cả nước|toàn quốc))",
    re.IGNORECASE,
)
"""After what is done all over the country."""


def _speaking() -> int:
    """The tables of words for a model and for what is done with one."""
    return asked("programmes", "MODEL", "THAT", *ACTIONS)


def extract(context: Context) -> list[Adoption]:
    """The adoptions of one article, each unit, programme and action once."""
    text = context.article.text
    if not (context.told & _speaking() or keeps(text) or serial(text)):
        return []
    reader = Reader(context)
    for n in range(len(context.sentences)):
        reader.read(n)
    return _adoptions(context, [*reader.revised(), *reader.opinions()])


@dataclass(frozen=True, slots=True)
class _Claim:
    """A unit and what it does with a programme, as one stretch of the text has it."""

    unit: Unit
    name: str
    action: AdoptionAction
    start: int
    end: int
    rule: str


class Reader:
    """Reads the sentences of one article in order: "mô hình này" is the one named last."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.article.text
        self.rows = Rows(context, "programmes")
        self.units = Units(context, self.rows, _APART)
        self.whose = Whose(context, self.rows, self.units)
        self.models = Models(self.rows, self.text)
        self.results = Results(self.text)
        self.runs: dict[str, Unit] = {}
        """The first unit that each name was told of."""
        self.adopters = Adopters(context, self.rows, self.units)
        self.claims: list[_Claim] = []
        """What rules have read."""
        self.ran = Ran()
        self.named: list[tuple[Named, list[_Claim]]] = []
        """All names that sentences have told, each with what rules have read of it there."""

    def read(self, n: int) -> None:
        """Reads one sentence by rules, and notes the names that it tells."""
        row, claims, denied = self._by_rules(n)
        told: defaultdict[str, list[_Claim]] = defaultdict(list)
        for claim in claims:
            self.ran.add(claim.name, claim.unit.key)
            told[claim.name].append(claim)
        self.claims += claims
        for named in islice(self.adopters.names(n, row), _NAMES):
            here = [claim for name in named.names for claim in told[name]]
            named.told.update(claim.unit.key for claim in here)
            named.denied = named.start in denied or self.results.ends(named.row, named.end)
            self.named.append((named, here))

    def revised(self) -> list[_Claim]:
        """What rules have read, of another unit where a tagger says that it is by far likelier."""
        others: dict[int, Opinion] = {}
        for named, told in self.named:
            sure = not told or any(_BEHALF in self.text[claim.start : claim.end] for claim in told)
            opinion = None if sure else likelier(self.adopters, named, self.ran)
            others |= {id(claim): opinion for claim in told if opinion is not None}
        return [_of_another(claim, others[id(claim)]) if id(claim) in others else claim for claim in self.claims]

    def opinions(self) -> Iterator[_Claim]:
        """What a tagger tells of the names that no rule has read.

        Names that no word calls a model's are asked about last, and only where others are adopted.
        """
        found = bool(self.claims)
        for named in sorted((named for named, _ in self.named if not named.read), key=lambda named: not named.called):
            for opinion in adopted(self.adopters, named, self.ran) if named.called or found else ():
                found = True
                for name in named.names:
                    yield _Claim(opinion.unit, name, opinion.action, opinion.start, opinion.end, RULE)

    def _by_rules(self, n: int) -> tuple[Sequence[Mention], list[_Claim], set[int]]:
        """The row of one sentence, what rules read in it, and where names stand of which it says that nobody acts."""
        span = self.context.sentences[n].span
        text = self.text[span.start : span.end]
        near = self.models.near(span.start)
        quoted = ("“" in text and (near or counts_off(text))) or (keeps(text) and (near or "“" in text))
        followed = self.models.soon(span.start) and self.context.tells(n, asked("programmes", "FOLLOW", "SERIES"))
        titled = "“" in text and self.context.tells(n, asked("programmes", "TITLED"))
        titled = titled or serial(text) or self.models.introduces(text, span.end)
        if not (quoted or followed or titled or self.context.tells(n, _speaking())):
            # but "Toàn xã có 12 mô hình. Nổi bật là “…” của thôn A"
            return self.rows.row(n) if "“" in text else (), [], set()
        row = self.models.row(n)
        read: list[_Claim] = []
        denied: set[int] = set()
        done: set[tuple[int, str]] = set()
        for found in find(RULES, row):
            named = found.match.start("named")
            told = (named, found.rule.group or found.rule.name.split("-")[0])
            if told in done or (told[1] == "by" and any(at == named for at, _ in done)):
                continue
            model = row[named] if row[named].kind == "MODEL" else self._before(row, named)
            if model is None:
                continue
            if self.results.denied(found, row, model, span):
                denied.add(model.start)
                continue
            if self.results.idle(found, row):
                continue
            if found.has("units") and any(
                abbreviates(row, i, self.text) for i in range(*found.match.span("units"))
            ):  # "CCB xã A lập mô hình “…”": some whom the article does not call by their name
                denied.add(model.start)
                done.add(told)
                continue
            claims = list(self._claims(found, row, n, model))
            if claims:
                done.add(told)
                done |= {(named, "model")} if found.rule.name == "at-unit-model" else set()
            for claim in claims:
                self.runs.setdefault(claim.name, claim.unit)
            read += claims
        self.models.last = next((m for m in reversed(row) if m.kind == "MODEL"), self.models.last)
        return row, read, denied

    def _before(self, row: Sequence[Mention], at: int) -> Mention | None:
        """The model named last before `row[at]`."""
        return next((m for m in reversed(row[:at]) if m.kind == "MODEL"), self.models.last)

    def _claims(self, found: Found, row: Sequence[Mention], n: int, model: Mention) -> Iterator[_Claim]:
        act = found["act"][0] if found.has("act") else None
        action = _DONE.get(act.kind, "run") if act is not None else "run"
        listed = list(self.whose.listed(found, n)) if found.has("units") else []
        unknown = (
            found.has("units")
            and not listed
            and any(m.kind in ("HAMLET", "ORG") or self.whose.points(m) for m in found["units"])
        )
        owners: set[str] = set()
        if found.rule.name == "act-model-of":
            begun = act is not None and "lễ" in self.text[act.start : act.end].casefold().split()
            begun = begun or [m.kind for m in row[found.last : found.last + 1]] == ["LAUNCH"]  # "của B phát động"
            yield from self._told(found, listed, model, "launch" if begun else "run")
            if act is not None and act.kind == "FOLLOW":
                yield from self._told(found, self.whose.subject(row, 0, found.first, n), model, "run")
            if action in ("run", "launch"):
                return
            owners = {unit.key for unit in listed}
            listed = []
        units = listed
        if found.rule.name == "shared":
            holder = self.units.holder(n, found.start + 1, _HEADED)
            units = [holder] if holder is not None else []
        if found.rule.name in WITH_SUBJECT:
            at = found.first
            part = max((i + 1 for i in range(at) if row[i].kind == "SEMI"), default=0)
            units = self.whose.subject(row, part, at, n) or listed
            if not any(m.kind == "ORG" for m in row[part:at]):  # else "…; Hội A với mô hình “…”", whosever that is
                units = units or [unit for unit in self.whose.subject(row, 0, at, n) if unit.body.level != "central"]
            units = units or self.whose.heading(row, at, n)
        widely = found.rule.name in ("model-acted", "model-thrives") and _WIDELY.match(self.text, found.end) is not None
        acted = found.rule.name == "model-acted" and row[found.match.start("named")].kind == "THAT"
        if (acted and not units and not widely) or (found.rule.name == "act-then-model" and not listed):
            units = [unit for name in _names_of(model) if (unit := self.runs.get(name)) is not None]
        if (
            not units
            and found.rule.name != "by-model"
            and SERIES.match(self.text, model.start) is None
            and not unknown  # a hamlet of a commune that nobody tells
            and not (act is not None and act.kind == "FOLLOW" and self.results.followed_by_others(found, row))
            and not self.results.unknown(found, row)
            and not widely
            and not self.results.of_person(found, row)
            and not self.whose.reaches_beyond(found, row)
        ):
            home = self.units.bodies.home()
            whole = Unit(home) if home is not None and Unit(home).key not in owners else None
            union = self.whose.union_of_cells(found, row, n)
            units = [unit for unit in (union or whole,) if unit is not None]
        yield from self._told(found, units, model, action)

    def _told(self, found: Found, units: Sequence[Unit], model: Mention, action: AdoptionAction) -> Iterator[_Claim]:
        names = _names_of(model)
        in_turn = len(units) == len(names) > 1 and _IN_TURN in self.text[found.start : found.end]
        for n, unit in enumerate(units):
            if unit.body == WHOLE_PARTY:
                continue
            start, end = found.start, found.end
            if unit.start is not None and end - QUOTE_LIMIT < unit.start < start:
                start = unit.start
            for name in names[n : n + 1] if in_turn else names:
                yield _Claim(unit, name, action, start, min(end, start + QUOTE_LIMIT), found.rule.name)


def _of_another(claim: _Claim, opinion: Opinion) -> _Claim:
    return replace(claim, unit=opinion.unit, start=opinion.start, end=opinion.end, rule=RULE)


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
                evidence=evidence(context.article, group, _confidence),
            )
        )
    return out


def _confidence(claim: _Claim) -> float:
    return 0.8 if claim.rule == RULE or claim.unit.start is None else 0.9
