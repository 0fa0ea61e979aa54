"""Invented articles and the facts in them, to build small graphs for tests."""

from __future__ import annotations

import datetime as dt

from extraction.article import Article
from extraction.facts import (
    Admission,
    Area,
    Document,
    Evidence,
    Fact,
    Implementation,
    Organization,
    Person,
    Role,
    Status,
    Tenure,
)

BEN_TRE = Area(name="Bến Tre", type="tỉnh", level="province", place="p83-old")
DONG_THAP = Area(name="Đồng Tháp", type="tỉnh", level="province", place="p87-old")
CHAU_THANH_BEN_TRE = Area(name="Châu Thành", type="huyện", level="district", place="d831-old")
CHAU_THANH_DONG_THAP = Area(name="Châu Thành", type="huyện", level="district", place="d877-old")
CHAU_THANH_OPEN = Area(name="Châu Thành", type="huyện", level="district", candidates=("d831-old", "d877-old"))
DEPUTY = Role(vi="Phó Bí thư", en="Deputy Secretary")
SECRETARY = Role(vi="Bí thư", en="Secretary")
POLITBURO = Organization(label="Bộ Chính trị", kind="politburo", level="central")


def article(name: str, text: str, published: dt.date | None = None, **more: str) -> Article:
    """An article with that text."""
    return Article(id=name, text=text, published=published, **more)


def evidence(source: Article, quote: str, status: Status | None = None, rule: str = "title-name") -> Evidence:
    """Evidence for words that are in the article."""
    start = source.text.index(quote)
    return Evidence(article=source.id, start=start, end=start + len(quote), quote=quote, rule=rule, status=status)


def provincial_committee(area: Area) -> Organization:
    """Tỉnh ủy X."""
    return Organization(label=f"Tỉnh ủy {area.name}", kind="party-committee", level="province", area=area)


def district_committee(area: Area) -> Organization:
    """Huyện ủy X."""
    return Organization(label=f"Huyện ủy {area.name}", kind="party-committee", level="district", area=area)


def tenure(
    source: Article,
    quote: str,
    name: str,
    organization: Organization,
    role: Role = SECRETARY,
    *,
    status: Status = "current",
    term: str = "",
) -> Tenure:
    """A tenure the article states in these words."""
    found = (evidence(source, quote, status),)
    return Tenure(person=Person(name=name), role=role, organization=organization, term=term, evidence=found)


def small() -> tuple[list[Article], list[Fact]]:
    """Five articles on two districts of one name, with facts of every family."""
    a1 = article(
        "bai-1",
        "Phó bí thư Tỉnh ủy Trần Ngọc Tam làm việc với Huyện ủy Châu Thành về Nghị quyết số 02 của Tỉnh ủy.",
        dt.date(2017, 5, 8),
        title="Làm việc tại Châu Thành",
        source="https://bao.example/bai-1.html",
        publisher="Báo Bến Tre",
    )
    a2 = article("bai-2", "Năm 2019, Đảng bộ huyện Châu Thành kết nạp 118 đảng viên.", dt.date(2020, 6, 3))
    a3 = article(
        "bai-3", "Đồng chí TRẦN NGỌC TAM, Phó Bí thư Tỉnh ủy Bến Tre, quán triệt Chỉ thị 05.", dt.date(2018, 1, 2)
    )
    a4 = article("bai-4", "Ông Trần Ngọc Tam, Bí thư Huyện ủy Châu Thành, đã phát biểu.", None)
    a5 = article(
        "bai-5", "Tỉnh ủy triển khai Chỉ thị số 05-CT/TW của Bộ Chính trị. Không có gì khác.", dt.date(2019, 1, 1)
    )
    committee = provincial_committee(BEN_TRE)
    party = Organization(
        label="Đảng bộ huyện Châu Thành", kind="party-organization", level="district", area=CHAU_THANH_DONG_THAP
    )
    resolution = Document(type="Nghị quyết", number="02", title="Nghị quyết số 02 của Tỉnh ủy", issuer=committee)
    short = Document(type="Chỉ thị", number="05", title="Chỉ thị 05 của Bộ Chính trị", issuer=POLITBURO)
    full = Document(type="Chỉ thị", number="05-CT/TW", title="Chỉ thị số 05-CT/TW của Bộ Chính trị", issuer=POLITBURO)
    facts: list[Fact] = [
        tenure(a1, "Phó bí thư Tỉnh ủy Trần Ngọc Tam", "Trần Ngọc Tam", committee, DEPUTY),
        Implementation(
            organization=district_committee(CHAU_THANH_BEN_TRE),
            document=resolution,
            action="implement",
            evidence=(evidence(a1, "Huyện ủy Châu Thành về Nghị quyết số 02 của Tỉnh ủy"),),
        ),
        Admission(
            unit=party,
            value=118,
            start=dt.date(2019, 1, 1),
            end=dt.date(2019, 12, 31),
            evidence=(evidence(a2, "Năm 2019, Đảng bộ huyện Châu Thành kết nạp 118 đảng viên"),),
        ),
        tenure(a3, "TRẦN NGỌC TAM, Phó Bí thư Tỉnh ủy Bến Tre", "TRẦN NGỌC TAM", committee, DEPUTY),
        Implementation(
            organization=committee,
            document=short,
            action="study",
            evidence=(evidence(a3, "quán triệt Chỉ thị 05"),),
        ),
        tenure(a4, "Trần Ngọc Tam, Bí thư Huyện ủy Châu Thành", "Trần Ngọc Tam", district_committee(CHAU_THANH_OPEN)),
        Implementation(
            organization=committee,
            document=full,
            action="study",
            evidence=(evidence(a5, "Tỉnh ủy triển khai Chỉ thị số 05-CT/TW của Bộ Chính trị"),),
        ),
    ]
    return [a1, a2, a3, a4, a5], facts
