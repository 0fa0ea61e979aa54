"""The page in a real browser: it asks for nothing, finds, shows quotes, and runs nothing that an article says."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.browser.conftest import Opener
from tests.browser.sample import IMPLEMENTS, link, node, sample, says

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "' onmouseover='alert(4)",
    "{{7*7}} {% raw %} ${7*7}",
    "<!--<script>",
    "&lt;b&gt; \u2028 \u202e \x00 href",
]


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph:
    return sample()


def small() -> nx.MultiDiGraph:
    """Two persons, one body, one document; one person holds two posts there."""
    network = nx.MultiDiGraph()
    body = node(
        network,
        "organization-x",
        "organization",
        "Huyện ủy Châu Thành",
        pref="Huyện ủy Châu Thành, tỉnh Bến Tre",
        detail="tỉnh Bến Tre",
    )
    first = node(network, "person-a", "person", "Nguyễn Văn An")
    second = node(network, "person-b", "person", "Đỗ Thị Bình")
    document = node(network, "document-5", "document", "Chỉ thị số 05-CT/TW", detail="Chỉ thị")
    quote = "ông Nguyễn Văn An, Bí thư Huyện ủy"
    link(
        network,
        first,
        body,
        ("position", "Bí thư", "Secretary"),
        says(quote, 9, "current"),
        says("nguyên Bí thư", 3, "former"),
    )
    link(network, first, body, ("position", "Ủy viên", "Member"), says("Ủy viên Ban Chấp hành", 4, "current"))
    link(network, second, body, ("position", "Chủ tịch", "Chair"), says("bà Đỗ Thị Bình, Chủ tịch", 4, "former"))
    link(network, body, document, IMPLEMENTS, says("Huyện ủy thực hiện Chỉ thị 05", 5))
    return network


def test_nothing_is_requested_and_nothing_is_wrong(opened: Opener, network: nx.MultiDiGraph) -> None:
    there = opened(network)
    organization = there.page.evaluate("dangbo.search('huyen uy')[0]")
    there.click(organization)
    there.page.fill("#query", "chau thanh")
    there.page.click("#language")
    there.page.click("#theme")
    there.page.wait_for_timeout(200)
    assert [url for url in there.requests if not url.startswith(("data:", there.file.as_uri()))] == []
    assert there.complaints == []


def test_search_tells_the_two_chau_thanh_apart(opened: Opener, network: nx.MultiDiGraph) -> None:
    page = opened(network).page
    page.keyboard.press("/")
    page.keyboard.type("chau thanh", delay=5)
    hits = page.locator("#hits li").all_inner_texts()
    bodies = [hit for hit in hits if hit.startswith("Huyện ủy Châu Thành")]
    assert len(bodies) == 2
    assert {province for province in ("Bến Tre", "Đồng Tháp") for hit in bodies if province in hit} == {
        "Bến Tre",
        "Đồng Tháp",
    }
    assert all("Tổ chức" in hit for hit in bodies)


@pytest.mark.parametrize(
    "query", ["CHÂU thành", "chau  thanh", "Cha\u0302u Tha\u0300nh", "huyen uy chau thanh ben tre"]
)
def test_search_ignores_case_and_diacritics(opened: Opener, query: str) -> None:
    page = opened(small()).page
    assert page.evaluate("query => dangbo.search(query)", query)[0] == "organization-x"
    assert page.evaluate("dangbo.search('do thi binh')") == ["person-b"]
    assert page.evaluate("dangbo.search('05-ct/tw')") == ["document-5"]
    assert page.evaluate("dangbo.search('zzz')") == []


def test_search_by_keyboard(opened: Opener) -> None:
    page = opened(small()).page
    page.keyboard.press("/")
    page.keyboard.type("n")
    page.keyboard.press("ArrowDown")
    wanted = page.get_attribute("#hits li[aria-selected=true]", "data-node")
    assert page.get_attribute("#query", "aria-activedescendant") == page.get_attribute(
        f"#hits li[data-node='{wanted}']", "id"
    )
    page.keyboard.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#{wanted}"
    assert page.is_visible("#panel")
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")
    assert page.evaluate("location.hash") == ""


def test_click_on_a_node_shows_its_quotes(opened: Opener) -> None:
    there = opened(small())
    there.click("person-a")
    shown = there.content()
    assert "Nguyễn Văn An" in shown and "Bí thư" in shown and "đương nhiệm" in shown
    assert "ông Nguyễn Văn An, Bí thư Huyện ủy" in shown
    assert "Tin xây dựng Đảng số 9" in shown and "Báo Mẫu" in shown
    address = there.page.locator("#content a").first
    assert address.get_attribute("href").startswith("https://bao.example/tin/")
    assert address.get_attribute("rel") == "noopener noreferrer"


def test_click_on_an_edge_shows_its_quotes(opened: Opener) -> None:
    there = opened(small())
    there.click("organization-x/document-5/implementation-thực hiện")
    assert "Huyện ủy thực hiện Chỉ thị 05" in there.content()
    there.page.keyboard.press("Escape")
    there.click("person-a/organization-x/position-Ủy viên")
    assert "Ủy viên Ban Chấp hành" in there.content()
    assert "ông Nguyễn Văn An" not in there.content()


def test_panel_leads_on(opened: Opener) -> None:
    there = opened(small())
    there.page.evaluate("dangbo.select('person-a')")
    there.page.click("#content button.entity >> nth=0")
    assert there.page.inner_text("#content h2") == "Huyện ủy Châu Thành"
    there.page.go_back()
    there.page.wait_for_timeout(100)
    assert there.page.inner_text("#content h2") == "Nguyễn Văn An"


def test_legend_hides_and_shows(opened: Opener) -> None:
    page = opened(small()).page
    shown = "dangbo.network.body.nodeIndices.length"
    assert page.evaluate(shown) == 4
    page.click("#legend button[data-kind=person]")
    assert page.evaluate(shown) == 2
    assert page.get_attribute("#legend button[data-kind=person]", "aria-pressed") == "false"
    page.click("#legend button[data-kind=person]")
    assert page.evaluate(shown) == 4
    page.click("#legend button[data-family=position]")
    assert page.evaluate("dangbo.network.body.edgeIndices.length") == 1


def test_search_reaches_what_the_legend_hides(opened: Opener) -> None:
    page = opened(small()).page
    page.click("#legend button[data-kind=person]")
    page.fill("#query", "nguyen van an")
    page.keyboard.press("Enter")
    assert page.get_attribute("#legend button[data-kind=person]", "aria-pressed") == "true"
    assert page.inner_text("#content h2") == "Nguyễn Văn An"


def test_address_opens_the_entity(opened: Opener) -> None:
    there = opened(small(), "#person-b")
    assert "bà Đỗ Thị Bình, Chủ tịch" in there.content()
    there.page.evaluate("location.hash = '#document-5'")
    there.page.wait_for_function("document.querySelector('#content h2')?.textContent.startsWith('Chỉ thị')")
    assert opened(small(), "#nobody").page.is_hidden("#panel")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(opened: Opener, text: str) -> None:
    network = nx.MultiDiGraph()
    for key in ("person-a", "person-b"):
        node(network, key, "person", text, pref=f"{text}, {text}", detail=text)
    evil = says(text, title=text, source="javascript:alert(5)", publisher=text, date=text, article=1, status="toString")
    link(network, "person-a", "person-b", ("position", text, text), evil, says("khác", 2))
    there = opened(network, title=text)
    expected = text.replace("\x00", "\ufffd")
    assert there.page.title().split() == expected.split()
    there.page.fill("#query", "a")
    there.page.fill("#query", text)
    there.page.keyboard.press("Escape")
    for chosen in ("person-a", next(iter(there.page.evaluate("dangbo.network.body.edgeIndices")))):
        there.page.evaluate("id => dangbo.select(id, {fly: true})", chosen)
        there.page.wait_for_timeout(50)
        for more in there.page.locator("#content .more").all():
            more.click()
        quotes = there.page.locator("#content blockquote").all_text_contents()
        assert text in quotes
        assert there.page.locator("#content img, #content script, #content b i").count() == 0
    links = there.page.evaluate("[...document.querySelectorAll('a')].map((a) => a.protocol)")
    assert set(links) <= {"https:"}
    assert there.complaints == []
    assert [url for url in there.requests if not url.startswith(("data:", there.file.as_uri()))] == []


def test_only_web_addresses_become_links(opened: Opener) -> None:
    network = nx.MultiDiGraph()
    node(network, "person-a", "person", "An")
    node(network, "organization-x", "organization", "Huyện ủy")
    sources = [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//bao.example/1",
        "https://bao.example/2",
        "",
    ]
    evidence = [says(f"trích {k}", k, source=source, start=k) for k, source in enumerate(sources)]
    link(network, "person-a", "organization-x", ("position", "Bí thư", "Secretary"), *evidence)
    page = opened(network, "#person-a").page
    page.click("#content .more")
    assert page.locator("#content blockquote").count() == len(sources)
    assert page.evaluate("[...document.querySelectorAll('a')].map((a) => a.href)") == ["https://bao.example/2"]


def test_inline_script_is_refused_by_the_policy(opened: Opener) -> None:
    page = opened(small()).page
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    failed = "fetch('https://bao.example/').then(() => 'sent', () => 'refused')"
    assert page.evaluate(failed) == "refused"


def test_light_and_dark(opened: Opener) -> None:
    background = "getComputedStyle(document.body).backgroundColor"
    theme = "document.documentElement.dataset.theme"
    dark = opened(small(), color_scheme="dark").page
    assert dark.evaluate(theme) == "dark"
    light = opened(small(), color_scheme="light").page
    assert light.evaluate(theme) == "light"
    before = light.evaluate(background)
    assert before != dark.evaluate(background)
    light.click("#theme")
    assert light.evaluate(background) == dark.evaluate(background)


def test_english(opened: Opener) -> None:
    there = opened(small(), "#person-a")
    there.page.click("#language")
    assert "Secretary" in there.content() and "in office" in there.content()
    assert there.page.evaluate("document.documentElement.lang") == "en"


def test_labels_never_overlap(opened: Opener, network: nx.MultiDiGraph) -> None:
    page = opened(network, viewport={"width": 1440, "height": 900}).page
    for scale in (None, 0.3, 0.8, 1.5):
        if scale:
            page.evaluate("scale => dangbo.network.moveTo({scale})", scale)
        page.wait_for_timeout(150)
        boxes = page.evaluate("dangbo.labels()")
        assert len([box for box in boxes if not box["edge"]]) >= (75 if scale is None else 20)
        crossing = [
            (a["id"], b["id"])
            for i, a in enumerate(boxes)
            for b in boxes[:i]
            if a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]
        ]
        assert crossing == []


def test_says_what_is_left_out(opened: Opener, network: nx.MultiDiGraph) -> None:
    page = opened(network, limit=50).page
    assert f"50 trong {len(network)}" in page.inner_text("#notice")
    assert opened(network).page.is_hidden("#notice")


def test_empty_network(opened: Opener) -> None:
    there = opened(nx.MultiDiGraph())
    assert there.page.is_visible("#empty")
    assert there.complaints == []


def test_phone(opened: Opener, network: nx.MultiDiGraph) -> None:
    there = opened(network, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    there.page.evaluate("dangbo.select(dangbo.search('huyen uy')[0], {fly: true})")
    assert there.page.evaluate("document.documentElement.scrollWidth") <= 390
    panel = there.page.locator("#panel").bounding_box()
    assert panel["width"] == 390 and panel["y"] > 300
