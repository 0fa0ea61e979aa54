"""Parts of a network: by name, by what is around, by province and by years."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.assemble import triples
from graph.descriptions import Descriptions
from graph.network import view
from graph.parts import around, between, find, in_province
from graph.resolve import resolve
from graph.turtle import turtle
from tests.small_graph import small


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph[str]:
    return view(Descriptions(turtle(triples(resolve(*small())))))


def labels(network: nx.MultiDiGraph[str]) -> set[str]:
    return {data["pref_label"] for _, data in network.nodes(data=True)}


def test_found_by_id_iri_and_name(network: nx.MultiDiGraph[str]) -> None:
    (committee,) = find(network, "tinh uy ben tre")
    assert network.nodes[committee]["label"] == "Tỉnh ủy Bến Tre"
    assert find(network, committee) == find(network, network.nodes[committee]["iri"]) == [committee]
    assert find(network, "TRẦN ngọc tam") == find(network, "tran  ngoc tam")
    assert len(find(network, "chau thanh")) > 2
    assert all(network.nodes[node]["kind"] != "figure" for node in find(network, "chau thanh"))
    assert find(network, "zzz") == find(network, "  ") == []


def test_what_is_around(network: nx.MultiDiGraph[str]) -> None:
    (document,) = find(network, "chi thi so 05-ct/tw cua bo chinh tri")
    near = around(network, document, 1)
    assert labels(near) == {"Chỉ thị số 05-CT/TW của Bộ Chính trị", "Tỉnh ủy Bến Tre", "tỉnh Bến Tre"}
    assert labels(near) < labels(around(network, document, 2))
    assert all(near.edges[edge] == network.edges[edge] for edge in near.edges)


def test_what_belongs_to_a_province(network: nx.MultiDiGraph[str]) -> None:
    part = labels(in_province(network, "place-p87-old"))
    assert {"tỉnh Đồng Tháp (trước 1/7/2025)", "118 đảng viên kết nạp (2019), Đảng bộ huyện Châu Thành"} <= part
    assert "Tỉnh ủy Bến Tre" not in part


def test_what_held_in_some_years(network: nx.MultiDiGraph[str]) -> None:
    def facts(first: int | None, last: int | None) -> set[str]:
        edges = between(network, first, last).edges(data="family")
        return {family for *_, family in edges if family != "within"}

    assert facts(2019, 2019) == {"admission", "implementation"}
    assert facts(2017, 2017) == {"position", "implementation"}
    assert facts(None, 2016) == facts(2021, None) == set()
    assert labels(between(network, 2019, 2019)) >= {
        "tỉnh Đồng Tháp (trước 1/7/2025)",
        "huyện Châu Thành, tỉnh Đồng Tháp",
    }
