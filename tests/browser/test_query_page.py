"""The query page of a server, in a real browser: the editor works and asks nobody but the server."""

from __future__ import annotations

from typing import Any

from tests.conftest import Served

WAIT = 60_000
"""Milliseconds that a browser on a busy machine may take."""


def test_a_shipped_query_is_narrowed_and_answered(chromium: Any, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT)
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(served.address)
    page.locator(".CodeMirror").first.wait_for()
    page.select_option("#shipped", "holders")
    page.locator(".yasr table tbody tr").first.wait_for()
    page.locator("#parameters [name=place]").fill("Châu Thành")
    page.locator("#parameters button").click()
    page.locator("#about", has_text="huyện Châu Thành, tỉnh Hậu Giang").wait_for()
    page.locator("#parameters [name=place]").fill("Châu Thành, Trà Vinh")
    page.locator("#parameters button").click()
    page.locator(".yasr table tbody tr", has_text="Kim Ngọc Hương").first.wait_for()
    page.locator("#about", has_text="certain").wait_for()
    context.close()
    assert complaints == []
    assert requests
    assert [url for url in requests if not url.startswith((served.address, "data:", "blob:"))] == []


def test_the_page_of_a_node_leads_on(chromium: Any, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(f"{served.address}/id/place-d933-old")
    assert page.inner_text("h2") == "huyện Châu Thành, tỉnh Hậu Giang"
    page.locator("article a", has_text="admission-").first.click()
    page.locator("blockquote").first.wait_for()
    assert "/id/admission-" in page.url
    context.close()
