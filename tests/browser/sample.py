"""Invented networks in the shape `graph.network.view` gives them."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import networkx as nx

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLE = ("Văn", "Thị", "Minh", "Hoàng", "Thanh", "Ngọc", "Đức", "Quốc", "Thu", "Xuân")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dũng",
    "Giang",
    "Hạnh",
    "Khoa",
    "Lan",
    "Mai",
    "Nam",
    "Oanh",
    "Phúc",
    "Quân",
    "Sơn",
    "Tâm",
)
ROLES = (("Bí thư", "Secretary"), ("Phó Bí thư", "Deputy Secretary"), ("Chủ tịch", "Chair"), ("Ủy viên", "Member"))
AREAS = {
    "Bến Tre": ("Châu Thành", "Ba Tri", "Mỏ Cày Nam", "Thạnh Phú"),
    "Đồng Tháp": ("Châu Thành", "Tam Nông", "Lấp Vò", "Tháp Mười"),
    "Phú Thọ": ("Thanh Sơn", "Hạ Hòa", "Lâm Thao"),
}
WITHIN = ("within", "thuộc", "within")
IMPLEMENTS = ("implementation", "thực hiện", "implement")
ADMITTED = ("admission", "kết nạp", "admitted")
BODIES = ("Huyện ủy", "UBND huyện", "Ban Tổ chức Huyện ủy", "Ban Thường vụ Huyện ủy", "Đảng ủy Quân sự huyện")


def fold(text: str) -> str:
    """Lower case without diacritics."""
    marks = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in marks if not unicodedata.combining(c)).replace("đ", "d")


def node(
    network: nx.MultiDiGraph, key: str, kind: str, label: str, *, pref: str = "", detail: str = "", **more: Any
) -> str:
    """Add one entity and return its key."""
    about: dict[str, Any] = {
        "label": label,
        "pref_label": pref or label,
        "kind": kind,
        "detail": detail,
        "evidence": [],
    }
    about |= {"search_key": fold(f"{label} {pref}"), "iri": f"https://w3id.org/dangbo/id/{key}", **more}
    network.add_node(key, **about)
    return key


def says(quote: str, article: int = 1, status: str = "", **more: Any) -> dict[str, Any]:
    """One piece of evidence."""
    about: dict[str, Any] = {"quote": quote, "article": f"bai-{article:03}", "title": f"Tin xây dựng Đảng số {article}"}
    about |= {"date": f"20{10 + article % 15:02}-0{1 + article % 9}-1{article % 10}", "publisher": "Báo Mẫu"}
    about |= {
        "source": f"https://bao.example/tin/{article}",
        "status": status,
        "start": 10,
        "end": 10 + len(quote),
        "rule": "title-name",
    }
    return about | more


def link(network: nx.MultiDiGraph, u: str, v: str, relation: tuple[str, str, str], *evidence: dict[str, Any]) -> None:
    """Add one relation: its family, its name and its English name."""
    family, label, label_en = relation
    network.add_edge(
        u, v, key=f"{family}-{label}", family=family, label=label, label_en=label_en, evidence=list(evidence)
    )


def district(network: nx.MultiDiGraph, province: str, name: str, chance: random.Random, people: int) -> None:
    """A district with its bodies, their people, what they carry out and whom they admitted."""
    key = fold(f"{name} {province}").replace(" ", "-")
    place = node(
        network,
        f"place-{key}",
        "place",
        f"huyện {name}",
        pref=f"huyện {name}, tỉnh {province}",
        detail=f"tỉnh {province}",
    )
    link(network, place, f"place-{fold(province).replace(' ', '-')}", WITHIN)
    bodies = []
    for body in BODIES[: chance.randint(3, len(BODIES))]:
        label = f"{body} {name}"
        organization = f"organization-{fold(body).replace(' ', '-')}-{key}"
        bodies.append(
            node(
                network,
                organization,
                "organization",
                label,
                pref=f"{label}, tỉnh {province}",
                detail=f"tỉnh {province}",
            )
        )
        link(network, organization, bodies[0] if len(bodies) > 2 else place, WITHIN)
    for _ in range(people):
        name_ = " ".join((chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN)))
        person = f"person-{fold(name_).replace(' ', '-')}-{chance.randint(100, 99999)}"
        node(network, person, "person", name_)
        for body in chance.sample(bodies, 1 if chance.random() < 0.8 else 2):
            role, role_en = chance.choice(ROLES)
            article = chance.randint(1, 60)
            status = chance.choice(("current", "current", "former", "incoming"))
            quote = f"đồng chí {name_}, {role} {network.nodes[body]['label']}, dự và phát biểu"
            link(network, person, body, ("position", role, role_en), says(quote, article, status))
    documents = sorted(n for n, data in network.nodes(data=True) if data["kind"] == "document")
    for body in bodies[:2]:
        for document in chance.sample(documents, min(2, len(documents))):
            quote = f"{network.nodes[body]['label']} triển khai {network.nodes[document]['label']}"
            link(network, body, document, IMPLEMENTS, says(quote, chance.randint(1, 60)))
    year = chance.randint(2015, 2023)
    figure = node(network, f"figure-{key}", "figure", f"{chance.randint(20, 300)} đảng viên kết nạp ({year})")
    link(
        network,
        bodies[0],
        figure,
        ADMITTED,
        says(f"năm {year}, toàn huyện kết nạp đảng viên mới", 7),
    )


def sample(people: int = 9) -> nx.MultiDiGraph:
    """About 150 entities: three provinces, eleven districts, two of them called Châu Thành."""
    chance = random.Random(5)
    network = nx.MultiDiGraph()
    for number, about in (
        ("05-CT/TW", "Chỉ thị"),
        ("18-NQ/TW", "Nghị quyết"),
        ("21-KL/TW", "Kết luận"),
        ("35-CT/TW", "Chỉ thị"),
    ):
        node(network, f"document-{number[:2]}", "document", f"{about} số {number} của Bộ Chính trị", detail=about)
    for province in AREAS:
        node(network, f"place-{fold(province).replace(' ', '-')}", "place", f"tỉnh {province}")
    for province, names in AREAS.items():
        for name in names:
            district(network, province, name, chance, people)
    node(network, "organization-chi-bo-le", "organization", "Chi bộ Trường THPT Mẫu")
    return network


def large(nodes: int) -> nx.MultiDiGraph:
    """Many entities: provinces, districts, bodies, and people of uneven fame."""
    chance = random.Random(7)
    network = nx.MultiDiGraph()
    for k in range(40):
        node(network, f"document-{k:03}", "document", f"Nghị quyết số {k}-NQ/TW")
    for k in range(20):
        node(network, f"place-{k:02}", "place", f"tỉnh Mẫu {k}")
    bodies = [node(network, f"organization-{k:04}", "organization", f"Huyện ủy Mẫu {k}") for k in range(nodes // 5)]
    for k, body in enumerate(bodies):
        link(network, body, f"place-{k % 20:02}", WITHIN)
        if k % 3 == 0:
            link(
                network,
                body,
                f"document-{chance.randrange(40):03}",
                IMPLEMENTS,
                says("q", k % 90),
            )
    k = 0
    while network.number_of_nodes() < nodes:
        person = node(
            network,
            f"person-{k:05}",
            "person",
            f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}",
        )
        body = bodies[int(len(bodies) * chance.random() ** 2)]
        link(network, person, body, ("position", "Bí thư", "Secretary"), says(f"đồng chí {k}", k % 90, "current"))
        if chance.random() < 0.15:
            link(
                network,
                person,
                chance.choice(bodies),
                ("position", "Ủy viên", "Member"),
                says(f"đồng chí {k}, Ủy viên", k % 90),
            )
        k += 1
    return network
