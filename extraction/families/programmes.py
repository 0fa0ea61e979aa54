"""Which unit pilots, launches, runs or replicates a named model, movement or campaign: mô hình “Chi bộ bốn tốt”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from extraction.context import Context
from extraction.facts import Adoption, AdoptionAction
from extraction.families.evidence import evidence
from extraction.families.figures import Rows, speaks
from extraction.families.units import Unit, Units
from extraction.grammar import Found, Rule, find
from extraction.lexicon import TypeEntry
from extraction.mentions import AreaRef, BodyPhrase, Mention
from extraction.text import tokens

_U = "( WHOLE? ( ORG | AREA | PLACE | CAPS | AREAREF | HAMLET ) )"
_UNITS = f"(?P<units> ( MANY | WHOLE )? {_U} ( ( COMMA AND | COMMA | AND ) {_U} )* )"
_ACT = "(?P<act> PILOT | LAUNCH | REPLICATE | RUN | PRESUPPOSE )"
_DO = f"{_ACT} PASSIVE?"
_WORD = "( FILL | OTHER | PERIOD | NUMBER )"
_NAMED = "(?P<named> MODEL | THAT )"

RULES = (
    Rule("act-model-by", f"(?P<act> LAUNCH ) {_WORD}{{0,3}} {_NAMED} FILL? PASSIVE {_UNITS}"),
    Rule(
        "unit-acts-model",
        f"(?<! OF | WITH ) (?<! PAPER ) {_UNITS} ( FILL | PASSIVE | OTHER ){{0,3}} {_DO} {_WORD}{{0,5}}"
        f" {_NAMED} (?! OF )",
    ),
    Rule(
        "fronted",  # "Hưởng ứng phong trào “…”, Đảng ủy xã A đã …"
        f"^ ( FILL | PERIOD | AND ){{0,2}} {_ACT} {_WORD}{{0,5}} {_NAMED}"
        f" ( {_WORD} | PASSIVE | LAUNCH | OF | ORG | CENTRAL | AT ){{0,8}}? COMMA {_UNITS} (?= FILL | OTHER | RUN )",
    ),
    Rule("act-model-of", f"{_DO} {_WORD}{{0,5}} (?P<named> MODEL ) OF {_UNITS}"),
    Rule("act-model-at", f"{_DO} {_WORD}{{0,5}} {_NAMED} {_WORD}{{0,2}} AT {_UNITS}"),
    Rule("act-model", f"{_DO} {_WORD}{{0,5}} {_NAMED}"),
    Rule("model-of-unit", f"(?P<named> MODEL ) OF {_UNITS}"),
    Rule(
        "model-by-unit",
        f"{_NAMED} ( AT ( HAMLET | AREA | PLACE ) )?"
        f" ( COMMA ( {_WORD} | PILOT ){{1,5}} )? COMMA? PASSIVE{{0,2}} {_UNITS}"
        f" {_WORD}{{0,3}} PASSIVE? FILL{{0,2}} {_ACT} (?! MODEL )",
    ),
    Rule(
        "model-too-by-unit",
        f"{_NAMED} PASSIVE {_U} FILL{{0,2}} ( PILOT | LAUNCH | RUN ) FILL{{0,2}} PASSIVE {_UNITS} {_WORD}{{0,3}}"
        f" {_ACT}",
    ),
    Rule(
        "model-still-run",
        f"{_NAMED} PASSIVE {_UNITS} {_WORD}{{0,3}} LAUNCH {_WORD}{{0,4}} PASSIVE FILL{{0,2}} (?P<act> RUN )",
    ),
    Rule(
        "model-spread",  # "mô hình “…” do A khởi xướng nay được nhân rộng": by the whole the article is about
        f"{_NAMED} PASSIVE {_U} {_WORD}{{0,3}} LAUNCH {_WORD}{{0,4}} PASSIVE FILL{{0,2}} (?P<act> REPLICATE )",
    ),
    Rule("model-and-act", f"{_NAMED} COMMA? AND? FILL{{0,2}} (?P<act> REPLICATE ) (?= AT | DOT | COMMA )"),
    Rule("model-acted-at", f"{_NAMED} {_WORD}{{0,4}} PASSIVE{{0,2}} {_WORD}{{0,3}} {_ACT} {_WORD}{{0,4}} AT {_UNITS}"),
    Rule(
        "model-acted-by",  # "cuộc vận động “…” theo Chỉ thị 06 của Bộ Chính trị được các cấp ủy triển khai"
        f"{_NAMED} ( {_WORD} | OF | CENTRAL | ORG | DASH | SLASH | PAPER | DOCNO ){{1,14}}? PASSIVE SUBJECT"
        f" FILL{{0,2}} {_ACT}",
    ),
    Rule("model-acted", f"{_NAMED} {_WORD}{{0,4}} PASSIVE ( {_WORD} | SLASH ){{0,6}} {_ACT}"),
    Rule("act-then-model", f"(?P<act> PILOT | LAUNCH ) {_WORD}{{0,4}} AT ( {_UNITS} | HAMLET ) COMMA {_NAMED}"),
    Rule(
        "by-model-unit",
        f"^ (?P<act> BY ) {_WORD}{{0,3}} (?P<named> MODEL ) ( AT ( HAMLET | AREA | PLACE ) )? COMMA {_UNITS}",
    ),
    Rule("by-model-at", f"(?P<act> BY ) OTHER{{0,2}} (?P<named> MODEL ) AT {_UNITS}"),
    Rule("by-model", "(?P<act> BY ) OTHER{0,2} (?P<named> MODEL )"),
)
_GROUPS = {
    "unit-acts-model": "act",
    "act-model-by": "act",
    "fronted": "act",
    "act-then-model": "act",
    "model-too-by-unit": "too",
    "model-still-run": "still",
    "model-spread": "still",
}
"""Rules that tell of one model in the same way: the first of them that matches is enough."""
_ACTIONS: dict[str, AdoptionAction] = {"PILOT": "pilot", "LAUNCH": "launch", "REPLICATE": "replicate"}
_APART = frozenset(("party-department",))
"""Bodies that start a movement for themselves, not for their place."""
_NAME = range(2, 26)
"""Words that a name may have: one alone is mostly no name, and beyond that it is a quotation."""
_BETWEEN = 4
"""Words that may stand between "mô hình" and its quotation marks."""
_SIZES = {"hamlet": 0, "commune": 1, "district": 2, "city": 2, "province": 3}
"""Kinds of places by what lies in what."""
_CLOSING = frozenset('”"»')
_BESIDE = frozenset(("OF", "AT", "WITH", "PAPER"))
"""Kinds before a body that does not act."""
_QUOTE_LIMIT = 250
"""Longest evidence in letters."""


def extract(context: Context) -> list[Adoption]:
    """The adoptions of one article, each unit, programme and action once."""
    if not speaks(context.article.text, "programmes", "MODEL", *_ACTIONS):
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
        self.last: Mention | None = None
        """The model named last."""
        self.runs: dict[str, Unit] = {}
        """The first unit that each name was told of."""

    def read(self, n: int) -> Iterator[_Claim]:
        """The claims of one sentence."""
        span = self.context.sentences[n].span
        if not speaks(self.text[span.start : span.end], "programmes", "MODEL", *_ACTIONS):
            return
        row = self._collapsed(self.rows.row(n))
        done: set[tuple[int, str]] = set()
        for found in find(RULES, row):
            named = found.match.start("named")
            told = (named, _GROUPS.get(found.rule.name, found.rule.name.split("-")[0]))
            if told in done or (told[1] == "by" and any(at == named for at, _ in done)) or self._asked(found, row):
                continue
            model = row[named] if row[named].kind == "MODEL" else self._before(row, named)
            if model is None:
                continue
            claims = list(self._claims(found, row, n, model))
            if claims:
                done.add(told)
            for claim in claims:
                self.runs.setdefault(claim.name, claim.unit)
            yield from claims
        self.last = next((m for m in reversed(row) if m.kind == "MODEL"), self.last)

    # ---- names ---------------------------------------------------------------------------------------------------

    def _collapsed(self, row: Sequence[Mention]) -> list[Mention]:
        """The row with each model and its names in quotation marks as one mention; without a name it is a word."""
        out: list[Mention] = []
        i = 0
        while i < len(row):
            quoted = self._shown(row, i) and i + 1 < len(row) and row[i + 1].kind == "QUOTE"
            names, end = self._names(row, i) if row[i].kind == "MODEL" or quoted else ([], i)
            if names and quoted:  # "vừa ra mắt “Tổ tự quản”"
                out.append(row[i])
                out.append(Mention("MODEL", row[i + 1].start, names[-1][1], value=[name for name, _ in names]))
                i = end
                continue
            if names:
                out.append(Mention("MODEL", row[i].start, names[-1][1], value=[name for name, _ in names]))
                i = end
                continue
            kind = "THAT" if row[i].kind == "MODEL" and self._again(row, i) else row[i].kind
            out.append(replace(row[i], kind="OTHER" if kind == "MODEL" else kind))
            i += 1
        return out

    def _shown(self, row: Sequence[Mention], i: int) -> bool:
        """ "vừa ra mắt “Tổ tự quản”": verbs after which a name in quotation marks is a model's by itself."""
        if row[i].kind == "LAUNCH":
            return "ra mắt" in self.text[row[i].start : row[i].end].casefold()
        return row[i].kind in ("PILOT", "REPLICATE")

    def _again(self, row: Sequence[Mention], i: int) -> bool:
        """ "Thí điểm tại làng Piơm, mô hình đã giúp": the bare word after a comma means the one named last."""
        return i > 0 and row[i - 1].kind == "COMMA" and i + 1 < len(row) and row[i + 1].kind == "FILL"

    def _names(self, row: Sequence[Mention], i: int) -> tuple[list[tuple[str, int]], int]:
        """The names in quotation marks after `row[i]`, where each ends, and the index after the last."""
        names: list[tuple[str, int]] = []
        at = i + 1
        limit = i + 1 + _BETWEEN
        while at < len(row):
            while at < min(limit, len(row)) and row[at].kind in (
                "OTHER",
                "FILL",
                "COLON",
                "CAPS",
                "MODEL",
                "COMMA",
                "AND",
                "BY",
            ):
                at += 1
            if at >= len(row) or row[at].kind != "QUOTE":
                break
            close = next((k for k in range(at + 1, min(at + 40, len(row))) if row[k].kind == "QUOTE"), None)
            if close is None and row[-1].kind == "DOT" and self.text[row[-1].end : row[-1].end + 1] in _CLOSING:
                close = len(row) - 1  # the sentence ends within the quotation marks
            if close is None:
                break
            name = " ".join(self.text[row[at].end : row[close].start].split()).strip(" .,;…")
            if len(name.split()) not in _NAME:
                break
            names.append((name, row[close].end))
            at, limit = close + 1, close + 3
            end = at
        return names, end if names else i

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
        return any(m.kind in ("ASK", "LEARN") for m in inside)

    @staticmethod
    def _clause(row: Sequence[Mention]) -> Sequence[Mention]:
        """What stands before in the same clause."""
        start = next((i + 1 for i in range(len(row) - 1, -1, -1) if row[i].kind in ("SEMI", "DOT", "MODEL")), 0)
        return row[start:]

    def _before(self, row: Sequence[Mention], at: int) -> Mention | None:
        """The model named last before `row[at]`."""
        return next((m for m in reversed(row[:at]) if m.kind == "MODEL"), self.last)

    def _claims(self, found: Found, row: Sequence[Mention], n: int, model: Mention) -> Iterator[_Claim]:
        act = found["act"][0] if found.has("act") else None
        action = _ACTIONS.get(act.kind, "run") if act is not None else "run"
        listed = list(self._listed(found, n)) if found.has("units") else []
        owners: set[str] = set()
        if found.rule.name == "act-model-of":
            yield from self._told(found, listed, model, "run")
            if action == "run":
                return
            owners = {unit.key for unit in listed}
            listed = []
        units = listed
        if found.rule.name in _WITH_SUBJECT:
            part = max((i + 1 for i in range(found.first) if row[i].kind == "SEMI"), default=0)
            units = self._subject(row, part, found.first, n) or listed or self._subject(row, 0, found.first, n)
        if found.rule.name == "act-then-model" and not listed:
            units = [unit for name in _names_of(model) if (unit := self.runs.get(name)) is not None]
        if (
            not units
            and found.rule.name != "by-model"
            and not self._unknown(found, row)
            and not self._of_person(found, row)
        ):
            home = self.units.home()
            units = [Unit(home)] if home is not None and Unit(home).key not in owners else []
        yield from self._told(found, units, model, action)

    @staticmethod
    def _unknown(found: Found, row: Sequence[Mention]) -> bool:
        """Whether a body is told that nobody knows: "mô hình “…” của Chi đoàn ấp 3 được nhân rộng"."""
        after = found.match.start("named") + 1
        kinds = [m.kind for m in row[after : after + 2]]
        return kinds in (["OF", "CAPS"], ["PASSIVE", "CAPS"])

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
        unit = self.units.before(row, at, floor, n)
        return [unit] if unit is not None else []

    def _told(self, found: Found, units: Sequence[Unit], model: Mention, action: AdoptionAction) -> Iterator[_Claim]:
        for unit in units:
            start, end = found.start, found.end
            if unit.start is not None and end - _QUOTE_LIMIT < unit.start < start:
                start = unit.start
            for name in _names_of(model):
                yield _Claim(unit, name, action, start, min(end, start + _QUOTE_LIMIT), found.rule.name)

    def _commune(self, mention: Mention, n: int) -> Unit | None:
        """ "Đảng ủy" alone in a paragraph on a commune, where the article is about more than one."""
        phrase, home = mention.value, self.units.home()
        if not isinstance(phrase, BodyPhrase) or phrase.entry.kind != "party-committee" or phrase.of or phrase.name:
            return None
        if phrase.entry.follow == "area" or home is None or home.level not in ("district", "province"):
            return None
        sentences = self.context.sentences
        for k in range(n, -1, -1):
            if sentences[k].paragraph != sentences[n].paragraph:
                return None
            for other in reversed(sentences[k].row):
                if other.kind == "AREA" and other.start < mention.start and isinstance(other.value, AreaRef):
                    area = self.context.area(other.value) if other.value.level == "commune" else None
                    return Unit(area, mention.start) if area is not None else None
        return None

    def _listed(self, found: Found, n: int) -> Iterator[Unit]:
        """The units of a list; names after "các xã" are communes, those after "huyện A" districts as well."""
        kind: TypeEntry | None = None
        for i in range(found.match.start("units"), found.match.end("units")):
            mention = found.mentions[i]
            if mention.kind == "MANY":
                row = tokens(self.text, mention.start, mention.end)
                known = self.context.lexicon.words.longest(row, 1)
                kind = known[1] if known and isinstance(known[1], TypeEntry) else None
            if mention.kind == "HAMLET" and isinstance(mention.value, AreaRef) and mention.value.within is not None:
                commune = self.context.area(mention.value.within)
                if commune is not None:
                    yield Unit(commune, mention.start)
                continue
            if mention.kind not in ("ORG", "AREA", "PLACE", "CAPS", "AREAREF"):
                continue
            if isinstance(mention.entry, TypeEntry):
                if kind is not None and found.mentions[i - 1].kind == "COMMA" and _around(mention.entry, kind):
                    continue
                kind = mention.entry
            unit = self._commune(mention, n) or self.units.of_mention(
                found.mentions, i, n, kind if mention.kind in ("CAPS", "PLACE") else None
            )
            if unit is not None:
                yield unit


def _learnt(row: Sequence[Mention], act: int) -> bool:
    """ "Học tập cách làm của A, huyện B áp dụng mô hình": told at the beginning, over at the comma."""
    if not any(m.kind == "LEARN" for m in row[:2]):
        return False
    comma = next((i for i in range(act) if row[i].kind == "COMMA"), None)
    return comma is not None and any(m.kind in ("ORG", "AREA", "PLACE") for m in row[comma : act + 1])


def _around(outer: TypeEntry, inner: TypeEntry) -> bool:
    """ "các xã An Quảng Hữu, Lưu Nghiệp Anh, huyện Trà Cú": where they lie, not one more of them."""
    return _SIZES[outer.level] > _SIZES[inner.level]


def _names_of(model: Mention) -> list[str]:
    """The names of a MODEL mention."""
    return model.value if isinstance(model.value, list) else []


_WITH_SUBJECT = (
    "act-model-of",
    "act-model-at",
    "act-model",
    "act-then-model",
    "by-model",
    "model-acted",
    "model-and-act",
)
"""Rules whose unit is the subject before them, where there is one."""


def _adoptions(context: Context, claims: Sequence[_Claim]) -> list[Adoption]:
    grouped: dict[tuple[str, str, AdoptionAction], list[_Claim]] = {}
    for claim in claims:
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
