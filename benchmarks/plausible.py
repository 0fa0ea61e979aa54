"""Graphs of any size that could have come from articles: invented people, real places, dangbo's own triples.

    python benchmarks/plausible.py --triples 1000000 --out graph.nt

The same size and seed give the same bytes. Articles are written sentence by sentence with the fact each one tells, and
`graph.assemble` makes the triples, checking every quote: what is measured on such a graph is the vocabulary, the
shape and the text that a build leaves.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import msgspec  # noqa: E402 (so that it runs from anywhere)

from extraction.article import Article  # noqa: E402
from extraction.facts import Evidence, Status  # noqa: E402
from graph import entities as known  # noqa: E402
from graph.assemble import triples  # noqa: E402
from graph.identity import local_id  # noqa: E402
from graph.resolve import Resolved  # noqa: E402
from ontology.places import Gazetteer, Place, gazetteer  # noqa: E402

PER_ARTICLE = 290
"""Triples that an article brings, about."""
_FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lương Trịnh Mai Tô".split()
_MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Quang Thanh Xuân Công Đình Bá Thế Hồng Kim Tấn Mạnh Duy".split()
_GIVEN = (
    "An Bình Chính Dũng Hà Hải Hạnh Hiền Hòa Hùng Hương Khoa Lan Lâm Long Mai Nam Nga Phúc Quân Sơn Thảo Vinh".split()
)
_ROLES = {
    "Bí thư": "Secretary",
    "Phó Bí thư": "Deputy Secretary",
    "Chủ tịch": "Chair",
    "Phó Chủ tịch": "Deputy Chair",
}
_PROGRAMMES = (
    "Dân vận khéo,Chi bộ bốn tốt,Ngày thứ bảy vì dân,Chính quyền thân thiện,Tổ dân vận xóm,Bữa sáng nghĩa tình"
)
_EVENTS: tuple[tuple[str, Literal["conference", "ceremony", "meeting", "congress"]], ...] = (
    ("Hội nghị sơ kết công tác xây dựng Đảng", "conference"),
    ("Lễ trao Huy hiệu Đảng", "ceremony"),
    ("Buổi làm việc với cấp ủy cơ sở", "meeting"),
    ("Đại hội Đảng bộ", "congress"),
)
_FIRST, _LAST = dt.date(2015, 1, 1), dt.date(2024, 12, 31)
_TERM = 1200
"""Days that one person holds a post, about."""


class _World:
    """Who and what there is to write articles about."""

    def __init__(self, random: Random, places: Gazetteer, provinces: int, districts: int) -> None:
        self._random, self._places = random, places
        self.entities: dict[str, known.Entity] = {}
        self.areas: list[str] = []
        self.bodies: dict[str, list[known.Organization]] = {}
        self.holders: dict[str, list[tuple[known.Person, known.Role, known.Organization, dt.date, dt.date]]] = {}
        self.roles = {vi: self._add(known.Role(id=local_id("role", vi, vi), vi=vi, en=en)) for vi, en in _ROLES.items()}
        self.politburo = self._add(
            known.Organization(
                id=local_id("organization", "bo chinh tri", "bo chinh tri"),
                label="Bộ Chính trị",
                pref_label="Bộ Chính trị",
                kind="politburo",
                level="central",
            )
        )
        self.documents = [self._document(number) for number in range(1, 41)]
        self.programmes = [
            self._add(known.Programme(id=local_id("programme", name, name), label=name))
            for name in _PROGRAMMES.split(",")
        ]
        every = [place for place in places if place.id.endswith("-old")]
        for province in [place for place in every if place.level == "province"][:provinces]:
            inner = [place for place in every if place.level == "district" and place.within == province.id]
            for place in (province, *inner[:districts]):
                self._area(place.id)

    def _add(self, entity: Any) -> Any:
        self.entities[entity.id] = entity
        return entity

    def person(self) -> known.Person:
        """A new person; now and then one of a name that another has."""
        name = " ".join(self._random.choice(part) for part in (_FAMILY, _MIDDLE, _GIVEN))
        person: known.Person = self._add(
            known.Person(id=local_id("person", name, name, str(len(self.entities))), label=name)
        )
        return person

    def _document(self, number: int) -> known.Document:
        kind, short = ("Chỉ thị", "CT") if number % 2 else ("Nghị quyết", "NQ")
        label = f"{kind} {number:02}-{short}/TW của Bộ Chính trị"
        document: known.Document = self._add(
            known.Document(
                id=local_id("document", label, label),
                label=label,
                type=kind,
                number=f"{number:02}-{short}/TW",
                year=2015 + number % 10,
                issuer=self.politburo.id,
            )
        )
        return document

    def _area(self, gazetteer_id: str) -> None:
        at: str | None = gazetteer_id
        while at is not None:
            place = self._places.get(at)
            self._add(
                known.Place(
                    id=f"place-{at}",
                    name=place.name,
                    label=place.label,
                    pref_label=self._places.pref_label(at),
                    level=place.level,
                    province=f"place-{place.province}",
                    within=f"place-{place.within}" if place.within else None,
                    valid_to=place.valid_to,
                )
            )
            at = place.within
        place = self._places.get(gazetteer_id)
        self.areas.append(f"place-{gazetteer_id}")
        level: Any = place.level
        committee = "Tỉnh ủy" if level == "province" else "Huyện ủy"
        bodies = (
            (f"{committee} {place.name}", "party-committee", ("Bí thư", "Phó Bí thư")),
            (f"Ủy ban nhân dân {place.label}", "people-committee", ("Chủ tịch", "Phó Chủ tịch")),
            (f"Hội đồng nhân dân {place.label}", "people-council", ("Chủ tịch", "Phó Chủ tịch")),
            (f"Đảng bộ {place.label}", "party-organization", ()),
        )
        for label, kind, roles in bodies:
            name = f"{label} [{gazetteer_id}]"
            body = known.Organization(
                id=local_id("organization", label, name),
                label=label,
                pref_label=f"{label}, {self._places.pref_label(place.province)} [{gazetteer_id}]",
                kind=kind,
                level=level,
                jurisdiction=f"place-{gazetteer_id}",
            )
            self._add(body)
            self.bodies.setdefault(f"place-{gazetteer_id}", []).append(body)
            for role in roles:
                self._posts(body, self.roles[role])
        if self._random.random() < 0.05:
            self._open_body(place)

    def _open_body(self, place: Place) -> None:
        """A body that articles name without saying which of several places of that name it is of."""
        label = f"Hội Nông dân {place.label}"
        body = known.Organization(
            id=local_id("organization", label, label, place.id),
            label=label,
            pref_label=f"{label} ({place.id})",
            kind="mass-organization",
            level="district" if place.level == "district" else "province",
            candidates=(f"place-{place.id}", f"place-{place.province}"),
        )
        self._add(body)
        days = (_FIRST, _LAST)
        self.holders.setdefault(f"place-{place.id}", []).append((self.person(), self.roles["Chủ tịch"], body, *days))

    def _posts(self, body: known.Organization, role: known.Role) -> None:
        """The persons who hold a post one after the other; some come from a post elsewhere."""
        assert body.jurisdiction is not None
        start = _FIRST - dt.timedelta(days=self._random.randrange(_TERM))
        while start <= _LAST:
            end = start + dt.timedelta(days=_TERM // 2 + self._random.randrange(_TERM))
            person = self._holder(body.jurisdiction)
            self.holders.setdefault(body.jurisdiction, []).append((person, role, body, start, end))
            start = end + dt.timedelta(days=1)
            if self._random.random() < 0.1:
                return  # nobody is known to follow

    def _holder(self, area: str) -> known.Person:
        """Most come from nowhere; some hold another post there already, some come from another area."""
        chance = self._random.random()
        if chance < 0.15 and area in self.holders:
            return self._random.choice(self.holders[area])[0]
        if chance < 0.25 and self.holders:
            return self._random.choice(self.holders[self._random.choice(sorted(self.holders))])[0]
        return self.person()


class _Press:
    """Articles, and the facts that they tell."""

    def __init__(self, random: Random, world: _World) -> None:
        self._random, self._world = random, world
        self.articles: list[Article] = []
        self._facts: dict[str, tuple[Any, list[Evidence]]] = {}
        self._name, self._text = "", ""

    def facts(self) -> Iterator[Any]:
        """Every fact with all its evidence, and a tenure with the days it is attested on; ordered by id."""
        dates = {article.id: article.published for article in self.articles}
        for fact, pieces in (self._facts[one] for one in sorted(self._facts)):
            evidence = tuple(sorted(set(pieces), key=lambda piece: (piece.article, piece.start, piece.rule)))
            if isinstance(fact, known.Tenure):
                days = sorted(day for piece in evidence if (day := dates[piece.article]) is not None)
                yield msgspec.structs.replace(fact, evidence=evidence, first_attested=days[0], last_attested=days[-1])
            else:
                yield msgspec.structs.replace(fact, evidence=evidence)

    def write(self, number: int) -> None:
        """One article on one area and day."""
        world, random = self._world, self._random
        day = _FIRST + dt.timedelta(days=random.randrange((_LAST - _FIRST).days))
        area = random.choice(world.areas)
        place, year = world.entities[area], day.year
        assert isinstance(place, known.Place)
        self._name, self._text = f"bai-{number:06}", f"Tin từ {place.pref_label}\n\n"
        for person, role, body, start, end in world.holders[area]:
            if start <= day <= end:
                self._holds(person, role, body, "current", (start, end))
            elif 0 < (day - end).days < 500:
                self._holds(person, role, body, "former", (start, end))
            elif 0 < (start - day).days < 30:
                self._holds(person, role, body, "incoming", (start, end))
        self._figures(place, year)
        self._doings(place, day)
        text = self._text
        self.articles.append(
            Article(id=self._name, text=text, title=text.split("\n")[0], published=day, publisher="Báo Mẫu")
        )

    def _say(self, sentence: str, fact: Any, rule: str, status: Status | None = None) -> None:
        start = len(self._text)
        self._text += sentence + ". "
        confidence = self._random.choice((0.6, 0.7, 0.8, 0.9, 0.95))
        piece = Evidence(
            article=self._name,
            start=start,
            end=start + len(sentence),
            quote=sentence,
            rule=rule,
            confidence=confidence,
            status=status,
        )
        self._facts.setdefault(fact.id, (fact, []))[1].append(piece)

    def _holds(
        self,
        person: known.Person,
        role: known.Role,
        body: known.Organization,
        status: Status,
        days: tuple[dt.date, dt.date],
    ) -> None:
        label = f"{role.vi} {body.label}"
        post = known.Post(id=local_id("post", label, role.id, body.id), label=label, role=role.id, organization=body.id)
        self._world.entities[post.id] = post
        start, end = days
        told = start.day <= 10
        tenure = known.Tenure(
            id=local_id("tenure", person.label, person.id, post.id, str(start)),
            person=person.id,
            role=role.id,
            organization=body.id,
            post=post.id,
            start=(start, start) if told else (None, None),
            end=(end, end) if end.day <= 10 else (None, None),
            evidence=(),
        )
        former = {"former": "nguyên ", "incoming": "người được giới thiệu giữ chức "}.get(status, "")
        self._say(f"Đồng chí {person.label}, {former}{label}, dự buổi làm việc", tenure, "title-name", status)
        if told and self._random.random() < 0.3:
            kind: Literal["elected", "appointed"] = "elected" if start.day % 2 else "appointed"
            change = known.Change(
                id=local_id("change", person.label, kind, tenure.id),
                person=person.id,
                kind=kind,
                role=role.id,
                organization=body.id,
                earliest=start,
                latest=start,
                tenure=tenure.id,
                evidence=(),
            )
            self._say(
                f"Ngày {start.day}/{start.month}/{start.year}, {person.label} được giao giữ chức {label}",
                change,
                "told",
            )

    def _figures(self, place: known.Place, year: int) -> None:
        random = self._random
        unit = self._world.bodies[place.id][3].id
        first, last = dt.date(year - 1, 1, 1), dt.date(year - 1, 12, 31)
        rough = random.random() < 0.2
        admitted = random.randrange(20, 400)
        admission = known.Admission(
            id=local_id("admission", place.name, unit, str(year), str(admitted), str(rough)),
            unit=unit,
            value=admitted,
            approximate="about" if rough else "exact",
            start=first,
            end=last,
            evidence=(),
        )
        self._say(
            f"Năm {year - 1}, toàn {place.label} kết nạp {'khoảng ' if rough else ''}{admitted} đảng viên",
            admission,
            "admitted",
        )
        counts: tuple[tuple[Any, Any, int | float], ...] = (
            ("members", "members", random.randrange(3000, 9000)),
            ("target_rate", None, random.randrange(600, 1300) / 10),
            ("disciplined", random.choice(("members", "organizations")), random.randrange(1, 40)),
            ("rated_excellent", "organizations", random.randrange(5, 60)),
            ("inspected", "organizations", random.randrange(5, 90)),
        )
        for measure, population, value in random.sample(counts, 3):
            count = known.Count(
                id=local_id("count", place.name, measure, unit, str(year), str(value), str(population)),
                unit=unit,
                measure=measure,
                population=population,
                value=value,
                total=None,
                approximate="exact",
                start=first,
                end=last,
                evidence=(),
            )
            self._say(f"Chỉ số {measure} của {place.label} năm {year - 1} là {value}", count, "figure")

    def _doings(self, place: known.Place, day: dt.date) -> None:
        world, random = self._world, self._random
        committee = world.bodies[place.id][0]
        document = random.choice(world.documents)
        action: Literal["implement", "study", "review"] = random.choice(("implement", "study", "review"))
        dealing = known.Implementation(
            id=local_id("implementation", place.name, committee.id, document.id, action),
            organization=committee.id,
            document=document.id,
            action=action,
            evidence=(),
        )
        self._say(f"{committee.label} triển khai {document.label}", dealing, "implements")
        carried_out = world.documents[world.documents.index(document) - 1]
        relation = known.DocumentRelation(
            id=local_id("relation", document.label, document.id, carried_out.id),
            document=document.id,
            relation="implements",
            related=carried_out.id,
            evidence=(),
        )
        self._say(f"{document.label} thực hiện {carried_out.label}", relation, "carries-out")
        name, kind = random.choice(_EVENTS)
        event = known.Event(
            id=local_id("event", name, place.id, str(day)),
            label=f"{name} {place.label}",
            type=kind,
            earliest=day,
            latest=day,
            place=place.id,
        )
        world.entities[event.id] = event
        present = [person for person, _, _, start, end in world.holders[place.id] if start <= day <= end]
        for person in random.sample(present, min(3, len(present))):
            part: Literal["chair", "attendee"] = "chair" if person == present[0] else "attendee"
            taking = known.Participation(
                id=local_id("participation", person.label, person.id, part, event.id),
                agent=person.id,
                part=part,
                event=event.id,
                evidence=(),
            )
            self._say(f"{person.label} {'chủ trì' if part == 'chair' else 'dự'} {name}", taking, "takes-part")
        if random.random() < 0.4:
            programme = random.choice(world.programmes)
            adoption = known.Adoption(
                id=local_id("adoption", place.name, place.id, programme.id),
                unit=place.id,
                programme=programme.id,
                action="run",
                evidence=(),
            )
            self._say(f"{place.label} thực hiện mô hình “{programme.label}”", adoption, "runs")


def plausible(articles: int, seed: int = 1) -> Resolved:
    """Entities and facts of as many invented articles, ready for `graph.assemble.triples`."""
    random = Random(seed)
    provinces = min(63, max(2, articles // 20))
    world = _World(random, gazetteer(), provinces, min(14, max(2, articles // 100)))
    press = _Press(random, world)
    for number in range(articles):
        press.write(number)
    facts = tuple(press.facts())
    used = _used(world.entities, facts)
    return Resolved(articles=tuple(press.articles), entities=used, facts=facts)


def _used(entities: dict[str, known.Entity], facts: tuple[Any, ...]) -> tuple[known.Entity, ...]:
    """The entities that facts speak of, and what those belong to; ordered by id."""
    wanted: set[str] = set()
    ahead: list[Any] = list(facts)
    while ahead:
        thing = ahead.pop()
        for field in thing.__struct_fields__:
            value = getattr(thing, field)
            if isinstance(value, str) and value in entities and value not in wanted:
                wanted.add(value)
                ahead.append(entities[value])
    return tuple(entities[one] for one in sorted(wanted))


def lines(size: int, seed: int = 1) -> list[str]:
    """About `size` triples as sorted lines of N-Triples."""
    articles = max(20, size // PER_ARTICLE)
    found = list(triples(plausible(articles, seed)))
    if abs(len(found) - size) > size // 20:  # small graphs hold more of places and bodies
        found = list(triples(plausible(max(20, articles * size // len(found)), seed)))
    return sorted(f"{line}\n" for line in found)


def main() -> int:
    """Write a graph as N-Triples."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--triples", type=int, default=1_000_000, help="about how many (1,000,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True, help="the file to write, N-Triples")
    arguments = parser.parse_args()
    written = lines(arguments.triples, arguments.seed)
    arguments.out.write_text("".join(written), encoding="utf-8")
    print(f"{len(written):,} triples in {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
