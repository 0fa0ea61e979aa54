"""The page as a file: self-contained, the same bytes every time, quick to make, and plain about what it leaves out."""

from __future__ import annotations

import math
import random
import re
import time
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from exports.explorer import PageReport, frame, html, pyvis_network, write
from exports.explorer.homes import homes
from exports.explorer.layout import Disc, drawing
from exports.explorer.packing import unblock
from exports.explorer.payload import QUOTES
from exports.explorer.selection import select
from tests.browser.country import country
from tests.browser.sample import WITHIN, large, link, node, sample, says


class Elements(HTMLParser):
    """Start tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def blocks(page: str) -> tuple[dict[str, Any], list[Any], list[Any]]:
    """What a page knows: its core, the facts behind its edges, and the articles."""

    def held(pattern: str) -> list[Any]:
        return [
            unblock(found) for found in re.findall(rf'<script type="application/octet-stream" {pattern}>(.*?)<', page)
        ]

    (core,), (articles,), shards = held('id="core"'), held('id="articles"'), held('class="shard"')
    return core, [fact for shard in shards for fact in shard], articles


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
    core, facts, articles = blocks(html(network))
    assert core["nodes"]["id"] == sorted(network.nodes)
    assert len(core["edges"]["key"]) == len(facts) == network.number_of_edges()
    wanted = {item["quote"] for *_, about in network.edges(data=True) for item in about["evidence"]}
    assert {piece[0] for _, evidence in facts for piece in evidence} == wanted
    assert {about[0] for about in articles} == {
        item["article"] for *_, about in network.edges(data=True) for item in about["evidence"]
    }


def test_hostile_text_cannot_leave_its_block() -> None:
    network = nx.MultiDiGraph()
    text = "</script><script>alert(1)</script><!--"
    node(network, "person-a", "person", text)
    node(network, "organization-x", "organization", text)
    evil = says(text, title=text, source="https://bao.example/</script>")
    link(network, "person-a", "organization-x", ("position", text, text), evil)
    page = html(network, title=text)
    assert text not in page
    core, _, articles = blocks(page)
    assert core["nodes"]["label"] == [text, text]
    assert articles[0][1] == text and articles[0][4] == ""


def test_lone_surrogates_do_not_stop_the_page(tmp_path: Path) -> None:
    network = nx.MultiDiGraph()
    node(network, "person-a", "person", "An \ud800")
    node(network, "person-b", "person", "B")
    link(network, "person-a", "person-b", ("position", "\udfff", "x"), says("\udfff", title="\ud800"))
    write(network, tmp_path / "page.html", title="\ud800")
    assert blocks((tmp_path / "page.html").read_text(encoding="utf-8"))[0]["nodes"]["label"][0] == "An ?"


def test_the_most_supported_are_kept_with_what_they_lie_in(tmp_path: Path) -> None:
    network = large(400)
    report = write(network, tmp_path / "page.html", limit=100)
    assert report == PageReport(100, report.edges, 300, network.number_of_edges() - report.edges, 0)
    assert "left out: 300 nodes" in str(report)
    kept = set(select(network, 100).nodes)
    for body in [one for one in kept if one.startswith("organization")]:
        above = [v for _, v, about in network.out_edges(body, data=True) if about["family"] == "within"]
        assert set(above) <= kept
    counts = blocks((tmp_path / "page.html").read_text(encoding="utf-8"))[0]["counts"]
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
        *(says(f"trích {k}", k) for k in range(QUOTES + 30)),
    )
    core, facts, articles = blocks(html(network))
    assert core["counts"]["quotes_left_out"] == 30
    dates = [articles[piece[1]][2] for piece in facts[0][1]]
    assert len(dates) == QUOTES and dates == sorted(dates, reverse=True)


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


def overlapping(discs: Iterable[Disc]) -> int:
    """Pairs of circles that cut each other."""
    placed = sorted(discs, key=lambda disc: disc.middle)
    return sum(
        math.dist(a.middle, b.middle) < a.radius + b.radius - 1e-3 for k, a in enumerate(placed) for b in placed[:k]
    )


def test_the_map_has_no_overlaps() -> None:
    network = sample()
    selection = select(network)
    home = homes(selection, dict.fromkeys(network, 1))
    sizes = {node: 6.0 + len(node) % 12 for node in network}
    nodes, islands = drawing(sizes, home.parent, home.island)
    spots = [Disc(disc.x, disc.y, sizes[node], (disc.x, disc.y)) for node, disc in nodes.items()]
    assert overlapping(spots) == 0
    assert overlapping(islands.values()) == 0
    for one, disc in nodes.items():
        shore = islands[home.island[one]]
        assert math.dist((disc.x, disc.y), shore.middle) + sizes[one] < shore.radius
        above = home.parent.get(one)
        if above is not None:
            assert math.dist(disc.middle, nodes[above].middle) + disc.radius < nodes[above].radius + 1e-3


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 40, 700])
def test_circles_of_any_number_fit(count: int) -> None:
    chance = random.Random(count)
    sizes = {f"n{k}": chance.choice((6.0, 9.0, 30.0)) for k in range(count)}
    nodes, islands = drawing(sizes, {}, dict.fromkeys(sizes, "x"))
    assert overlapping(nodes.values()) == 0
    area = sum(disc.radius**2 for disc in nodes.values())
    assert area / islands["x"].radius ** 2 > (0.12 if count < 40 else 0.6)


def test_everything_is_at_home_in_its_province() -> None:
    network = sample()
    home = homes(select(network), dict.fromkeys(network, 1))
    for one, about in network.nodes(data=True):
        if about["detail"].startswith("tỉnh"):
            assert network.nodes[home.island[one]]["label"] == about["detail"]
    people = [one for one, kind in network.nodes(data="kind") if kind == "person"]
    assert all(network.nodes[home.parent[person]]["kind"] == "organization" for person in people)
    assert home.island["organization-chi-bo-le"] == "elsewhere"


def test_homes_form_no_circle() -> None:
    network = nx.MultiDiGraph()
    for key in "abc":
        node(network, key, "organization", key)
    for start, end in ("ab", "bc", "ca", "aa"):
        link(network, start, end, WITHIN)
    home = homes(select(network), {"a": 1, "b": 1, "c": 1})
    assert len(home.parent) == 2
    assert set(home.island) == set("abc")
    assert html(network)


def test_pyvis_holds_the_page() -> None:
    net = pyvis_network(sample())
    core, _, _ = blocks(net.generate_html())
    assert core["nodes"]["id"] == [one["id"] for one in net.nodes]
    net.nodes[0]["label"] = "Tên khác"
    net.edges = [edge for edge in net.edges if edge["family"] != "participation"]
    changed, facts, _ = blocks(net.generate_html())
    assert changed["nodes"]["label"][0] == "Tên khác"
    assert len(facts) == len(net.edges)


def test_a_frame_holds_the_page_as_text() -> None:
    network = sample()
    framed = frame(network, title='"><script>')
    elements = Elements()
    elements.feed(framed)
    assert [tag for tag, _ in elements.found] == ["iframe"]
    assert elements.found[0][1]["srcdoc"] == html(network, title='"><script>')
    assert "allow-same-origin" not in str(elements.found[0][1]["sandbox"])


def test_ten_thousand_nodes_take_seconds_and_few_bytes() -> None:
    network = country(10_000)
    facts = sum(1 for *_, family in network.edges(data="family") if family != "within")
    started = time.process_time()
    page = html(network)
    assert time.process_time() - started < 40  # 5 s on two quiet cores
    assert len(blocks(page)[0]["nodes"]["id"]) == len(network)
    assert len(page.encode()) < 3_000_000 + 1000 * facts
