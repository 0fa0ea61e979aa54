"""A plausible country to measure the page with: real provinces and districts, invented people, figures and articles.

The names are drawn at random and are nobody's; what is said of the places never happened.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

import networkx as nx

from extraction.text import search_key
from ontology.places import Place, gazetteer

FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Lương Mai Phan Vũ Hoàng".split()
MIDDLE = "Văn Thị Minh Hoàng Thanh Ngọc Đức Quốc Thu Xuân Hữu Công Bá Thúy Kim Anh Trọng Quang".split()
GIVEN = (
    "An Bình Cường Dũng Giang Hạnh Khoa Lan Mai Nam Oanh Phúc Quân Sơn Tâm Uyên Vinh Yến Hòa Lộc Nhàn Thảo Tú Việt"
).split()
LEVELS = {"province": ("Tỉnh", "tỉnh"), "district": ("Huyện", "huyện"), "commune": ("Đảng", "xã")}
ROLES = (
    ("Bí thư", "Secretary"),
    ("Phó Bí thư", "Deputy Secretary"),
    ("Ủy viên", "Member"),
    ("Chủ tịch", "Chair"),
    ("Phó Chủ tịch", "Deputy Chair"),
    ("Trưởng ban", "Head"),
)
STATUSES = ("current", "current", "current", "former", "incoming")
NATIONAL = ("Bộ Chính trị", "Ban Bí thư", "Ban Tổ chức Trung ương", "Ủy ban Kiểm tra Trung ương", "Quốc hội")
ACTIONS = (("thực hiện", "implement"), ("quán triệt, học tập", "study"), ("sơ kết, tổng kết", "review"))
MEASURES = (("kết nạp", "admit", "kết nạp đảng viên", "members admitted", "admission"),)
RATED = ("hoàn thành xuất sắc nhiệm vụ", "rated excellent", "hoàn thành xuất sắc nhiệm vụ", "rated excellent", "count")


def country(nodes: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A network of at least so many nodes, in the shape that `graph.network.view` gives; the same for the same seed."""
    return _Country(seed).grown(nodes)


class _Country:
    def __init__(self, seed: int) -> None:
        self.network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self.chance = random.Random(seed)
        self.people: list[str] = []
        self.documents: list[str] = []
        self.articles = 0
        self.links = 0

    def grown(self, nodes: int) -> nx.MultiDiGraph[str]:
        national = [
            self.node("organization", name, level="central", classification="party-central") for name in NATIONAL
        ]
        for k in range(60):
            kind = self.chance.choice(("Chỉ thị", "Nghị quyết", "Kết luận"))
            label = f"{kind} số {k + 3}-{kind[0]}T/TW của Bộ Chính trị"
            self.documents.append(self.node("document", label, detail=f"{kind} · Bộ Chính trị", issuer=national[0]))
        for body in national:
            self.staff(body, 12)
        for place in self._places():
            if len(self.network) >= nodes:
                break
            self.district(place)
        bodies = [node for node, kind in self.network.nodes(data="kind") if kind == "organization"]
        while len(self.network) < nodes:
            self.staff(self.chance.choice(bodies), 40)
        return self.network

    def _places(self) -> Iterator[Place]:
        """Districts, those of all provinces in turn, then communes."""
        known = sorted(gazetteer(), key=lambda place: place.id)
        for level in ("district", "commune"):
            by_province: dict[str, list[Place]] = {}
            for place in known:
                if place.level == level and place.id.endswith("-old"):
                    by_province.setdefault(gazetteer().province_of(place.id).id, []).append(place)
            for k in range(max(map(len, by_province.values()))):
                for province_id in sorted(by_province):
                    if k < len(by_province[province_id]):
                        yield by_province[province_id][k]

    def place(self, place: Place) -> str:
        key = f"place-{place.id}"
        if key not in self.network:
            province = gazetteer().province_of(place.id)
            pref = gazetteer().pref_label(place.id)
            home, detail = f"place-{province.id}", "" if province is place else province.label
            about = {"province": home, "level": place.level, "detail": detail}
            self.node("place", place.label, key=key, pref_label=pref, **about)
            if place.level == "province":
                self.leaders(key, place)
            if place.within:
                self.link(key, self.place(gazetteer().get(place.within)), "within", "thuộc", "within")
        return key

    def leaders(self, area: str, place: Place) -> None:
        """The bodies of a province, of which the press tells most."""
        tail = f" {place.name}"
        for name, classification, count in (
            (f"{'Thành' if place.type == 'thành phố' else 'Tỉnh'} ủy{tail}", "party-committee", 24),
            (f"Ủy ban nhân dân {place.label}", "people-committee", 14),
            (f"Hội đồng nhân dân {place.label}", "people-council", 8),
        ):
            self.staff(self.body(name, "", area, classification), count, articles=6)

    def district(self, place: Place) -> None:
        area = self.place(place)
        about = self.network.nodes[area]
        tail = about["pref_label"].removeprefix(about["label"])
        committee = self.body(f"{LEVELS[place.level][0]} ủy {place.name}", tail, area, "party-committee")
        government = self.body(f"Ủy ban nhân dân {about['label']}", tail, area, "people-committee")
        self.staff(committee, 7)
        self.staff(government, 4)
        if place.level == "district":
            for name in ("Ban Tổ chức", "Ban Tuyên giáo"):
                department = self.body(f"{name} Huyện ủy {place.name}", tail, area, "party-department", committee)
                self.staff(department, 2)
        party = self.body(f"Đảng bộ {about['label']}", tail, area, "party-organization")
        for year in self.chance.sample(range(2012, 2025), 3 if place.level == "district" else 1):
            self.figure(party, year, MEASURES[0], self.chance.randint(8, 240))
        if self.chance.random() < 0.4:
            self.figure(party, self.chance.randint(2016, 2024), RATED, self.chance.randint(2, 40))
        for document in self.chance.sample(self.documents, 2):
            action, action_en = self.chance.choice(ACTIONS)
            said = f"{self.name(committee)} {action} {self.name(document)}"
            self.link(committee, document, "implementation", action, action_en, [said])
        self.event(committee, about["label"])

    def body(self, label: str, tail: str, area: str, classification: str, parent: str = "") -> str:
        about = self.network.nodes[area]
        node = self.node(
            "organization",
            label,
            pref_label=f"{label}{tail}",
            detail=tail.removeprefix(", "),
            province=about["province"],
            level=about["level"],
            classification=classification,
        )
        how = ("trực thuộc", "part of") if parent else ("địa bàn", "area")
        self.link(node, parent or area, "within", *how)
        return node

    def staff(self, body: str, count: int, articles: int = 1) -> None:
        """Some of them are known from elsewhere: that is how a career looks."""
        for _ in range(count):
            if self.people and self.chance.random() < 0.22:
                person = self.chance.choice(self.people[-400:])
            else:
                name = " ".join(self.chance.choice(part) for part in (FAMILY, MIDDLE, GIVEN))
                person = self.node("person", name)
                self.people.append(person)
            role, role_en = self.chance.choice(ROLES)
            year = self.chance.randint(2010, 2024)
            said = f"đồng chí {self.name(person)}, {role} {self.name(body)}, dự và phát biểu chỉ đạo"
            told = self.chance.choice((1, 1, 1, 2, 3)) * self.chance.randint(1, articles)
            days = [f"{year + k % 4}-{self.chance.randint(1, 12):02}-11" for k in range(told)]
            times: dict[str, str] = {"first_attested": min(days), "last_attested": max(days)}
            if self.chance.random() < 0.2:
                times |= {"start_earliest": f"{year}-01-01", "start_latest": f"{year}-01-31"}
            self.link(person, body, "position", role, role_en, [said] * len(days), days, times)
            self.network.nodes[person]["detail"] = f"{role} {self.name(body)}"

    def event(self, body: str, area: str) -> None:
        year = self.chance.randint(2012, 2024)
        detail = f"hội nghị, 5/{year}"
        event = self.node("event", f"Hội nghị tổng kết năm {year} của {area}", detail=detail, earliest=f"{year}-05-01")
        self.link(body, event, "participation", "đơn vị tổ chức", "organiser", [f"{self.name(body)} tổ chức hội nghị"])

    def figure(self, unit: str, year: int, measure: tuple[str, str, str, str, str], value: int) -> None:
        said, said_en, name, name_en, family = measure
        span = {"earliest": f"{year}-01-01", "latest": f"{year}-12-31"}
        figure = self.node(
            "figure",
            f"{value} đảng viên {said} ({year})",
            detail=self.name(unit),
            value=str(value),
            approximate="exact",
            measure=name,
            measure_en=name_en,
            population="population-members",
            **span,
        )
        quote = f"năm {year}, {self.name(unit)} {said} {value} đảng viên"
        self.link(unit, figure, family, said, said_en, [quote], [f"{year + 1}-01-10"], span, key=figure)

    def name(self, node: str) -> str:
        return str(self.network.nodes[node]["label"])

    def node(self, kind: str, label: str, *, key: str = "", pref_label: str = "", **about: Any) -> str:
        node = key or f"{kind}-{search_key(label).replace(' ', '-').replace('/', '-')[:40]}-{len(self.network):08x}"
        common = {"label": label, "pref_label": pref_label or label, "names": [], "kind": kind, "detail": ""}
        common |= {"province": "", "search_key": search_key(f"{label} {pref_label}"), "evidence": []}
        self.network.add_node(node, **{**common, "iri": f"https://w3id.org/dangbo/id/{node}", **about})
        return node

    def link(
        self,
        start: str,
        end: str,
        family: str,
        label: str,
        label_en: str,
        quotes: Sequence[str] = (),
        days: Sequence[str] = (),
        times: dict[str, str] | None = None,
        key: str = "",
    ) -> None:
        status = self.chance.choice(STATUSES) if family == "position" else ""
        evidence = []
        for k, quote in enumerate(quotes):
            self.articles += 1
            article = f"bai-{self.articles // 4:06}"
            day = days[k] if days else f"{self.chance.randint(2012, 2024)}-06-15"
            evidence.append(
                {
                    "quote": quote,
                    "article": article,
                    "title": f"Tin xây dựng Đảng số {self.articles // 4}",
                    "date": day,
                    "source": f"https://bao.example/{article}.html",
                    "publisher": "Báo Mẫu",
                    "status": status,
                    "start": 40,
                    "end": 40 + len(quote),
                    "rule": "title-name",
                    "confidence": self.chance.choice((0.9, 0.9, 0.9, 0.8, 0.75)),
                    "id": f"evidence-{self.chance.getrandbits(64):016x}",
                    "article_id": f"article-{article}",
                }
            )
        about: dict[str, Any] = {"family": family, "label": label, "label_en": label_en, **(times or {})}
        self.links += 1
        name = key or f"{family}-{self.links:08x}"
        self.network.add_edge(start, end, name, **about, evidence=evidence)
