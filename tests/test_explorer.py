"""The page as a file: self-contained, the same bytes every time, quick to make, and plain about what it leaves out."""

from __future__ import annotations

import json
import random
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from exports.explorer import PageReport, html, write
from exports.explorer.layout import positions
from exports.explorer.payload import lines
from exports.explorer.selection import select
from tests.browser.sample import large, link, node, sample, says


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def data(page: str) -> dict[str, Any]:
    """The embedded data."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found[1])
    return loaded


def shuffled(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same network, put together in another order."""
    chance = random.Random(3)
    other = nx.MultiDiGraph()
    nodes, edges = list(network.nodes(data=True)), list(network.edges(keys=True, data=True))
    chance.shuffle(nodes)
    chance.shuffle(edges)
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    return other


def test_nothing_is_fetched() -> None:
    elements = Elements()
    page = html(sample())
    elements.feed(page)
    addresses = [
        value for _, attributes in elements.found for name in ("src", "href") if (value := attributes.get(name))
    ]
    assert addresses == ["data:,"]
    style = page[page.index("<style>") : page.index("</style>")]
    assert "url(" not in style and "@import" not in style
    policy = next(
        a["content"] for tag, a in elements.found if tag == "meta" and "Security" in (a.get("http-equiv") or "")
    )
    assert (
        policy and policy.startswith("default-src 'none'") and "connect-src 'none'" in policy and "unsafe" not in policy
    )
    assert page.startswith("<!doctype html>")


def test_same_bytes_whatever_the_order() -> None:
    network = sample()
    assert html(network) == html(network) == html(shuffled(network))


def test_every_entity_and_quote_is_there() -> None:
    network = sample()
    content = data(html(network))
    assert [one["id"] for one in content["nodes"]] == sorted(network.nodes)
    assert len(content["edges"]) == network.number_of_edges()
    wanted = {item["quote"] for *_, about in network.edges(data=True) for item in about["evidence"]}
    assert {item["quote"] for item in content["evidence"]} == wanted


def test_hostile_text_cannot_leave_the_data_block() -> None:
    network = nx.MultiDiGraph()
    text = "</script><script>alert(1)</script><!--"
    node(network, "person-a", "person", text, evidence=[says(text, title=text, source="https://bao.example/</script>")])
    page = html(network, title=text)
    assert text not in page
    assert data(page)["nodes"][0]["label"] == text
    assert data(page)["articles"][0]["source"] == ""


def test_lone_surrogates_do_not_stop_the_page(tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    node(network, "person-a", "person", "An \ud800", evidence=[says("\udfff")])
    write(network, tmp_path / "page.html", title="\ud800")
    assert "An ?" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_most_supported_are_kept_with_what_they_lie_in(tmp_path: Path) -> None:
    network = large(400)
    report = write(network, tmp_path / "page.html", limit=100)
    assert report == PageReport(100, report.edges, 300, network.number_of_edges() - report.edges, 0)
    assert "left out: 300 nodes" in str(report)
    kept = set(select(network, 100).nodes)
    for body in [one for one in kept if one.startswith("organization")]:
        above = [v for _, v, about in network.out_edges(body, data=True) if about["family"] == "within"]
        assert set(above) <= kept
    counts = data((tmp_path / "page.html").read_text(encoding="utf-8"))["counts"]
    assert counts["nodes_left_out"] == 300


def test_repetitions_are_counted() -> None:
    network = nx.MultiDiGraph()
    node(network, "person-a", "person", "An")
    node(network, "organization-x", "organization", "Huyện ủy")
    link(
        network,
        "person-a",
        "organization-x",
        ("position", "Bí thư", "Secretary"),
        *(says(f"trích {k}", k) for k in range(50)),
    )
    content = data(html(network))
    assert content["counts"]["quotes_left_out"] == 30
    dates = [
        content["articles"][content["evidence"][number]["article"]]["date"]
        for number, _ in content["edges"][0]["evidence"]
    ]
    assert dates == sorted(dates, reverse=True)


def test_writing_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_text("before", encoding="utf-8")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(f"{self} cannot become {target}")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="cannot become"):
        write(sample(), target)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_text(encoding="utf-8") == "before"


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        select(sample(), 0)


@pytest.mark.parametrize(
    "label", ["Ban Thường vụ Huyện ủy Châu Thành", "An", "x" * 200, "", "đảng viên kết nạp mới trong toàn tỉnh"]
)
def test_label_lines(label: str) -> None:
    found = lines(label)
    assert 1 <= len(found) <= 3
    assert max(map(len, found)) <= 19
    assert label.startswith(found[0])


def test_drawing_has_no_overlaps() -> None:
    network = sample()
    boxes = dict.fromkeys(network.nodes, (120.0, 45.0))
    edges = [(u, v, 1.0) for u, v in network.edges()]
    drawn = positions(boxes, edges)
    assert drawn == positions(dict(reversed(boxes.items())), edges[::-1])
    spots = list(drawn.values())
    crossing = sum(abs(a[0] - b[0]) < 116 and abs(a[1] - b[1]) < 41 for i, a in enumerate(spots) for b in spots[:i])
    assert crossing == 0


@pytest.mark.parametrize(
    "edges", [[], [("a", "b")], [("a", "a")], [("a", "b"), ("b", "a")], [("a", "b"), ("b", "c"), ("c", "a")]]
)
def test_small_drawings(edges: list[tuple[str, str]]) -> None:
    drawn = positions(dict.fromkeys("abcd", (80.0, 40.0)), [(u, v, 1.0) for u, v in edges])
    assert len(set(drawn.values())) == 4


def test_two_thousand_nodes_take_seconds() -> None:
    network = large(2600)
    started = time.process_time()
    page = html(network)
    assert time.process_time() - started < 15  # 3 s on two quiet cores
    assert len(data(page)["nodes"]) == 2000
