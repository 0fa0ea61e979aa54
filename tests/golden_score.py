"""Compares what extraction found with gold facts: names folded, words for places loose, optional facts ignored."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extraction.facts import (
    Admission,
    Adoption,
    Area,
    Change,
    Count,
    Fact,
    Implementation,
    Organization,
    Participation,
    Person,
    Tenure,
)
from extraction.text import classic
from ontology.places import gazetteer

Row = dict[str, Any]
ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "mttq": "mặt trận tổ quốc",
    "bch": "ban chấp hành",
    "btv": "ban thường vụ",
    "ubkt": "ủy ban kiểm tra",
    "tw": "trung ương",
    "tư": "trung ương",
    "đbqh": "đại biểu quốc hội",
    "tp": "thành phố",
    "tx": "thị xã",
    "hcm": "hồ chí minh",
}
PLACE_WORDS = frozenset("tỉnh thành phố thị xã huyện quận phường trấn của thuộc việt nam".split())


def folded(text: str) -> str:
    """Lower case, classic tone placement, no punctuation, common abbreviations written out."""
    plain = re.sub(r"\bt\.\s*ư\b", "trung ương", classic(text or "").casefold())
    return " ".join(ABBREVIATIONS.get(w, w) for w in re.findall(r"\w+", unicodedata.normalize("NFC", plain)))


def loose(text: str) -> frozenset[str]:
    """The words of a name without words for kinds of place."""
    words = folded(text).split()
    return frozenset(w for w in words if w not in PLACE_WORDS) or frozenset(words)


def same(value: str | None, accepted: Sequence[str] | None) -> bool:
    """Equal to one of the accepted forms; None accepts anything."""
    return accepted is None or any(folded(value or "") == folded(a) for a in accepted)


def same_body(value: str | None, accepted: Sequence[str] | None) -> bool:
    """Equal, or equal but for words for kinds of place where the first word agrees."""
    if value is None or accepted is None:
        return value is accepted is None or accepted is None
    return any(
        folded(value) == folded(a) or (loose(value) == loose(a) and folded(value).split()[:1] == folded(a).split()[:1])
        for a in accepted
    )


def _same_number(found: str, gold: str) -> bool:
    a, b = (re.findall(r"\w+", folded(n)) for n in (found, gold))
    if not a or not b or a[0].lstrip("0") != b[0].lstrip("0"):
        return False
    return len(a) == 1 or len(b) == 1 or a == b


def title_overlap(a: str, b: str) -> float:
    x, y = set(folded(a).split()), set(folded(b).split())
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0


def _same_document(row: Row, doc: Mapping[str, Any]) -> bool:
    if folded(row["type"]) != folded(doc["type"]) or bool(row["number"]) != (doc["number"] is not None):
        return False
    if doc["number"] is not None:
        told = doc["issuer"] and row["issuer"]
        return _same_number(row["number"], doc["number"]) and bool(not told or same_body(row["issuer"], doc["issuer"]))
    if doc["year"] and row["year"] and int(row["year"]) != int(doc["year"]):
        return False
    return any(title_overlap(row["title"], title) >= 0.6 for title in doc["title"] or [])


def _bounds(date: str | None) -> tuple[str | None, str | None]:
    if date is None or len(date) == 10:
        return date, date
    if len(date) == 4:
        return f"{date}-01-01", f"{date}-12-31"
    return f"{date}-01", f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]:02}"


def _province(row: Row, gold: Mapping[str, Any]) -> bool:
    if gold["province"] is None or gold.get("org", True) is None:
        return True
    return loose(row["province"] or "") == loose(gold["province"])


def _time(row: Row, gold: Mapping[str, Any]) -> bool:
    return (row["earliest"], row["latest"]) == _bounds(gold["date"])


def _period(row: Row, gold: Mapping[str, Any]) -> bool:
    return (row["from"], row["to"]) == (_bounds(gold["start"])[0], _bounds(gold["end"])[1])


Judge = Callable[[Row, Mapping[str, Any]], bool]
KEYS: dict[str, Judge] = {
    "positions": lambda r, g: (
        same(r["person"], g["person"]) and same(r["role"], g["role"]) and same_body(r["org"], g["org"])
    ),
    "implements": lambda r, g: same_body(r["org"], g["org"]) and _same_document(r, g["doc"]),
    "admissions": lambda r, g: same_body(r["unit"], g["unit"]) and float(r["value"]) == float(g["value"]),
    "changes": lambda r, g: (
        same(r["person"], g["person"])
        and r["change"] == g["change"]
        and (g["role"] is None or same(r["role"], g["role"]))
        and (g["org"] is None or same_body(r["org"], g["org"]))
    ),
    "counts": lambda r, g: (
        same_body(r["unit"], g["unit"]) and r["measure"] == g["measure"] and float(r["value"]) == float(g["value"])
    ),
    "participations": lambda r, g: (
        same_body(r["agent"], g["agent"]) and r["role"] == g["role"] and r["event"] == g["event"]
    ),
    "programmes": lambda r, g: (
        same_body(r["unit"], g["unit"]) and any(title_overlap(r["name"], name) >= 0.8 for name in g["name"])
    ),
}
DETAILS: dict[str, dict[str, Judge]] = {
    "positions": {"status": lambda r, g: bool(r["status"] == g["status"]), "province": _province},
    "implements": {"action": lambda r, g: bool(r["action"] == g["action"]), "province": _province},
    "admissions": {"period": _period, "province": _province},
    "changes": {"date": _time, "province": _province},
    "counts": {
        "period": _period,
        "province": _province,
        "total": lambda r, g: bool(r["total"] == g["total"]),
        "population": lambda r, g: g["population"] is None or bool(r["population"] == g["population"]),
    },
    "participations": {"date": _time},
    "programmes": {"action": lambda r, g: bool(r["action"] == g["action"]), "province": _province},
}


def province_of(thing: Organization | Area | None) -> str | None:
    """Name of the province a body or area lies in, where extraction could tell."""
    if thing is None or isinstance(thing, Organization):
        return province_of(thing.area) if thing is not None else None
    return gazetteer().province_of(thing.place).name if thing.place else province_of(thing.within)


def _label(unit: Organization | Area | Person) -> str:
    if isinstance(unit, Area):
        return f"{unit.type} {unit.name}".strip()
    return unit.name if isinstance(unit, Person) else unit.label


def _day(day: object) -> str | None:
    return str(day) if day is not None else None


def _unit(unit: Organization | Area) -> Row:
    return {"unit": _label(unit), "province": province_of(unit)}


def _rows_of(fact: Fact) -> Iterator[tuple[str, Row]]:
    """Family and row of a fact; a tenure has one for each status."""
    if isinstance(fact, Tenure):
        body = fact.organization
        row = {"person": fact.person.name, "role": fact.role.vi, "org": body.label, "province": province_of(body)}
        yield from (("positions", row | {"status": evidence.status}) for evidence in fact.evidence)
    elif isinstance(fact, Implementation):
        doc, actor = fact.document, fact.organization
        told = {"type": doc.type, "number": doc.number, "year": doc.year, "title": doc.title}
        issuer = {"issuer": doc.issuer.label if doc.issuer else None}
        yield (
            "implements",
            told | issuer | {"org": _label(actor), "province": province_of(actor), "action": fact.action},
        )
    elif isinstance(fact, Change):
        body_or_none = fact.organization
        post = {"role": fact.role.vi if fact.role else "", "org": body_or_none.label if body_or_none else None}
        days = {"earliest": _day(fact.earliest), "latest": _day(fact.latest)}
        row = {"person": fact.person.name, "change": fact.change, "province": province_of(body_or_none)}
        yield "changes", row | post | days
    elif isinstance(fact, Participation):
        days = {"earliest": _day(fact.event.earliest), "latest": _day(fact.event.latest)}
        yield "participations", {"agent": _label(fact.agent), "role": fact.part, "event": fact.event.type} | days
    elif isinstance(fact, Adoption):
        yield "programmes", _unit(fact.unit) | {"name": fact.programme, "action": fact.action}
    elif isinstance(fact, Admission | Count):
        times = {"from": _day(fact.start), "to": _day(fact.end)}
        if isinstance(fact, Admission):
            yield "admissions", _unit(fact.unit) | {"value": fact.value} | times
        else:
            told = {"measure": fact.measure, "population": fact.population, "value": fact.value, "total": fact.total}
            yield "counts", _unit(fact.unit) | told | times


def rows(facts: Sequence[Fact]) -> dict[str, list[Row]]:
    """Facts as flat rows by family, written once however many quotes support them."""
    out: dict[str, dict[str, Row]] = {family: {} for family in KEYS}
    for fact in facts:
        for family, row in _rows_of(fact):
            out[family].setdefault(repr([folded(str(v)) for v in row.values()]), row)
    return {family: list(found.values()) for family, found in out.items()}


@dataclass
class Score:
    """Hits, misses and false finds of one family."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    details: dict[str, list[bool]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of the found facts that are gold."""
        return self.hits / max(1, self.hits + len(self.false))

    @property
    def recall(self) -> float:
        """Share of the gold facts that were found."""
        return self.hits / max(1, self.hits + len(self.missed))


def add(score: Score, family: str, found: Sequence[Row], gold: Sequence[Mapping[str, Any]], where: str) -> None:
    """Match one article's rows with its gold facts: each gold fact takes one row, optional ones count neither way."""
    used: set[int] = set()
    for want in sorted(gold, key=lambda g: bool(g["optional"])):
        hits = [i for i, row in enumerate(found) if i not in used and KEYS[family](row, want)]
        if want["optional"] or not hits:
            used.update(hits)
            if not want["optional"]:
                score.missed.append(f"{where}: {want}")
            continue
        score.hits += 1
        judges = DETAILS[family]
        best = max(hits, key=lambda i: sum(judge(found[i], want) for judge in judges.values()))
        for name, judge in judges.items():
            score.details.setdefault(name, []).append(judge(found[best], want))
        used.update(hits if family == "implements" else [best])  # one document may be both studied and implemented
    score.false.extend(f"{where}: {row}" for i, row in enumerate(found) if i not in used)
