"""The NetworkX view: what exports draw, read from the RDF alone."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import networkx as nx
import pytest

from exports import explorer
from exports.explorer.selection import select
from extraction.article import Article
from extraction.facts import Admission, Area, Fact, Implementation, Organization, Status
from graph.assemble import triples
from graph.descriptions import Descriptions
from graph.network import repetitions, support, view
from graph.parts import years
from graph.resolve import resolve
from graph.turtle import turtle
from tests.small_graph import (
    BEN_TRE,
    CHAU_THANH_BEN_TRE,
    DEPUTY,
    article,
    district_committee,
    evidence,
    provincial_committee,
    small,
    tenure,
)


def drawn(
    articles: list[Article], facts: list[Fact], base: str = "https://w3id.org/dangbo/id/"
) -> nx.MultiDiGraph[str]:
    return view(Descriptions(turtle(triples(resolve(articles, facts), base), base)))


def by_label(network: nx.MultiDiGraph[str], label: str) -> str:
    (found,) = [node for node, data in network.nodes(data=True) if data["pref_label"] == label]
    return str(found)


def edges(network: nx.MultiDiGraph[str], family: str) -> set[tuple[str, str, str]]:
    name = dict(network.nodes(data="label"))
    return {(name[u], d["label"], name[v]) for u, v, d in network.edges(data=True) if d["family"] == family}


def test_every_family_of_the_small_graph() -> None:
    network = drawn(*small())
    assert edges(network, "position") == {
        ("Trần Ngọc Tam", "Phó Bí thư", "Tỉnh ủy Bến Tre"),
        ("Trần Ngọc Tam", "Bí thư", "Huyện ủy Châu Thành"),
    }
    assert edges(network, "implementation") == {
        ("Huyện ủy Châu Thành", "thực hiện", "Nghị quyết số 02 của Tỉnh ủy"),
        ("Tỉnh ủy Bến Tre", "quán triệt, học tập", "Chỉ thị số 05-CT/TW của Bộ Chính trị"),
    }
    assert edges(network, "admission") == {("Đảng bộ huyện Châu Thành", "kết nạp", "118 đảng viên kết nạp (2019)")}
    assert edges(network, "within") == {
        ("Tỉnh ủy Bến Tre", "địa bàn", "tỉnh Bến Tre"),
        ("Huyện ủy Châu Thành", "địa bàn", "huyện Châu Thành"),
        ("Đảng bộ huyện Châu Thành", "địa bàn", "huyện Châu Thành"),
        ("huyện Châu Thành", "thuộc", "tỉnh Bến Tre"),
        ("huyện Châu Thành", "thuộc", "tỉnh Đồng Tháp"),
    }
    assert all(isinstance(node, str) and "/" not in node for node in network)


def test_nodes_say_what_exports_show() -> None:
    network = drawn(*small())
    body = network.nodes[by_label(network, "Huyện ủy Châu Thành, tỉnh Bến Tre")]
    assert body["label"] == "Huyện ủy Châu Thành"
    assert body["kind"] == "organization"
    assert body["detail"] == "tỉnh Bến Tre"
    assert body["search_key"] == "huyen uy chau thanh huyen uy chau thanh, tinh ben tre"
    assert body["iri"].endswith(by_label(network, "Huyện ủy Châu Thành, tỉnh Bến Tre"))
    assert (body["province"], body["level"]) == ("place-p83-old", "district")
    undecided = network.nodes[by_label(network, "Huyện ủy Châu Thành")]
    assert undecided["detail"] == "chưa rõ địa bàn"
    assert undecided["possible"] == ["huyện Châu Thành, tỉnh Bến Tre", "huyện Châu Thành, tỉnh Đồng Tháp"]
    details = {data["detail"] for _, data in network.nodes(data=True) if data["kind"] == "person"}
    assert details == {"Phó Bí thư Tỉnh ủy Bến Tre", "Bí thư Huyện ủy Châu Thành"}
    document = network.nodes[by_label(network, "Chỉ thị số 05-CT/TW của Bộ Chính trị")]
    assert (document["kind"], document["detail"]) == ("document", "Chỉ thị · Bộ Chính trị")


@pytest.mark.parametrize(
    ("status", "shown"), [("former", "Bí thư Huyện ủy Châu Thành"), ("current", "Phó Bí thư Tỉnh ủy Bến Tre")]
)
def test_a_post_that_was_left_stands_beside_no_name_that_has_another(status: Status, shown: str) -> None:
    source = article("a", "Trần Ngọc Tam", dt.date(2017, 5, 8))
    held = tenure(source, source.text, source.text, district_committee(CHAU_THANH_BEN_TRE))
    other = tenure(source, source.text, source.text, provincial_committee(BEN_TRE), DEPUTY, status=status)
    network = drawn([source], [held, other])
    assert [data["detail"] for _, data in network.nodes(data=True) if data["kind"] == "person"] == [shown]


def test_edges_carry_their_quotes() -> None:
    articles, facts = small()
    network = drawn(articles, facts)
    (edge,) = [d for *_, d in network.edges(data=True) if d["label_en"] == "Deputy Secretary"]
    first, second = edge["evidence"]
    assert first == {
        "quote": "Phó bí thư Tỉnh ủy Trần Ngọc Tam",
        "article": "bai-1",
        "title": "Làm việc tại Châu Thành",
        "date": "2017-05-08",
        "source": "https://bao.example/bai-1.html",
        "publisher": "Báo Bến Tre",
        "status": "current",
        "start": 0,
        "end": 32,
        "rule": "title-name",
        "confidence": 1.0,
        "id": "evidence-120fc91f672a723b",
        "article_id": "article-bai-1-7a943e86",
        "story": "article-bai-1-7a943e86",
    }
    assert (edge["first_attested"], edge["last_attested"]) == ("2017-05-08", "2018-01-02")
    assert edge["concept"].startswith("role-pho-bi-thu-")
    assert (second["article"], second["source"]) == ("bai-3", "")
    (figure,) = [data for _, data in network.nodes(data=True) if data["kind"] == "figure"]
    assert [piece["article"] for piece in figure["evidence"]] == ["bai-2"]
    assert (figure["value"], figure["earliest"], figure["population"]) == ("118", "2019-01-01", "population-members")


def test_only_places_that_something_needs() -> None:
    articles, facts = small()
    network = drawn(articles, facts)
    places = {data["pref_label"] for _, data in network.nodes(data=True) if data["kind"] == "place"}
    assert "tỉnh Vĩnh Long" not in places  # followed Bến Tre, and nothing here is of that time
    assert all(network.degree(node) for node in network)


def test_a_department_hangs_on_its_committee() -> None:
    source = article("bai-1", "Ông Nguyễn Văn An, Trưởng ban.")
    parent = provincial_committee(BEN_TRE)
    body = Organization(label="Ban Tổ chức Tỉnh ủy Bến Tre", kind="party-department", parent=parent)
    network = drawn([source], [tenure(source, "Nguyễn Văn An", "Nguyễn Văn An", body)])
    assert edges(network, "within") == {
        ("Ban Tổ chức Tỉnh ủy Bến Tre", "trực thuộc", "Tỉnh ủy Bến Tre"),
        ("Tỉnh ủy Bến Tre", "địa bàn", "tỉnh Bến Tre"),
    }


def test_a_place_may_stand_for_its_party_organisation() -> None:
    articles, facts = small()
    known = next(fact for fact in facts if isinstance(fact, Implementation))
    fact = Implementation(
        organization=CHAU_THANH_BEN_TRE, document=known.document, action="study", evidence=known.evidence
    )
    assert ("huyện Châu Thành", "quán triệt, học tập", known.document.title) in edges(
        drawn(articles, [fact]), "implementation"
    )


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (None, None, "ít nhất 1.234 đảng viên kết nạp"),
        ((2015, 1, 1), (2020, 12, 31), "ít nhất 1.234 đảng viên kết nạp (2015–2020)"),
        ((2021, 2, 1), (2021, 2, 28), "ít nhất 1.234 đảng viên kết nạp (2/2021)"),
        ((2021, 1, 1), (2021, 6, 30), "ít nhất 1.234 đảng viên kết nạp (1–6/2021)"),
        ((2021, 2, 3), (2021, 2, 3), "ít nhất 1.234 đảng viên kết nạp (3/2/2021)"),
        (None, (2021, 6, 30), "ít nhất 1.234 đảng viên kết nạp (đến 30/6/2021)"),
        ((2021, 6, 30), None, "ít nhất 1.234 đảng viên kết nạp (từ 30/6/2021)"),
    ],
)
def test_figures(start: tuple[int, int, int] | None, end: tuple[int, int, int] | None, label: str) -> None:
    source = article("bai-1", "kết nạp hơn 1.234 đảng viên")
    fact = Admission(
        unit=Area(name="Bến Tre", type="tỉnh", level="province", place="p83-old"),
        value=1234,
        approximate="atLeast",
        start=dt.date(*start) if start else None,
        end=dt.date(*end) if end else None,
        evidence=(evidence(source, "kết nạp hơn 1.234 đảng viên"),),
    )
    network = drawn([source], [fact])
    assert [data["label"] for _, data in network.nodes(data=True) if data["kind"] == "figure"] == [label]


def test_an_address_that_is_none_of_the_web_is_no_source() -> None:
    source = article("bai-1", "Ông Nguyễn Văn An", source="javascript:alert(1)")
    network = drawn([source], [tenure(source, "Nguyễn Văn An", "Nguyễn Văn An", provincial_committee(BEN_TRE))])
    assert {piece["source"] for *_, data in network.edges(data=True) for piece in data["evidence"]} == {""}


@pytest.mark.parametrize("limit", [1, 3, 5, 8, 13, 1000])
def test_a_part_is_drawn_as_it_would_be_cut_from_the_whole(examples_built: Path, limit: int) -> None:
    with Descriptions(examples_built / "graph.ttl") as graph:
        whole, part = view(graph), view(graph, nodes=limit)
    assert explorer.html(part, limit=limit) == explorer.html(whole, limit=limit)
    assert all(part.nodes[node] == whole.nodes[node] for node in part)


@pytest.mark.parametrize("limit", [1, 10, 40])
def test_no_more_edges_than_asked_for(examples_built: Path, limit: int) -> None:
    with Descriptions(examples_built / "graph.ttl") as graph:
        whole, part = view(graph), view(graph, edges=limit)
    assert 0 < len(part) < len(whole) and part.number_of_edges() <= limit
    assert part.graph["nodes_left_out"] + len(part) == len(whole)
    assert part.graph["edges_left_out"] + part.number_of_edges() == whole.number_of_edges()
    kept = select(whole, len(part))  # the best supported ones, as a limit of nodes has them
    assert set(kept.nodes) == set(part) and len(kept.edges) == part.number_of_edges()


def test_of_too_many_quotes_the_latest_are_kept_and_all_are_counted() -> None:
    sources = [article(f"bai-{n}", f"Ông Nguyễn Văn An {'x' * n}", dt.date(2019 + n, 1, 1)) for n in range(4)]
    facts = [tenure(one, "Nguyễn Văn An", "Nguyễn Văn An", provincial_committee(BEN_TRE)) for one in sources]
    graph = Descriptions(turtle(triples(resolve(sources, facts))))
    (whole,), (part,) = (
        [
            data
            for *_, data in view(graph, quotes=n).edges(data=True)
            if "role" not in data and data["family"] == "position"
        ]
        for n in (4, 2)
    )
    assert [piece["article"] for piece in part["evidence"]] == ["bai-3", "bai-2"]
    assert (support(part), repetitions(part)) == (support(whole), repetitions(whole)) == (4, 4)
    assert years(part, {}) == years(whole, {}) == (2019, 2022)


def test_the_same_in_any_order_and_under_any_base() -> None:
    articles, facts = small()
    expected = drawn(articles, facts)
    random.Random(2).shuffle(facts)
    again = drawn(articles[::-1], facts, "https://example.org/x#")
    assert list(again) == list(expected)
    assert list(again.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))
    assert list(expected) == sorted(expected)
