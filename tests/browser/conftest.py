"""A headless Chromium and pages that note every request, console message and dialog."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
MAC = ("Google Chrome", "Chromium", "Microsoft Edge")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Opened:
    """A page and what happened on it."""

    page: Any
    file: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Console errors and warnings, uncaught errors, dialogs."""

    def position(self, identifier: str) -> tuple[float, float]:
        """Where a node or the middle of an edge is on the screen."""
        at = self.page.evaluate("id => dangbo.position(id)", identifier)
        return at["x"], at["y"]

    def click(self, identifier: str) -> None:
        """Click on a node or an edge of the canvas."""
        self.page.mouse.click(*self.position(identifier))

    def select(self, identifier: str) -> None:
        """Choose a node, an edge or a path by its address, and wait for its panel."""
        assert self.page.evaluate("id => dangbo.select(id, {fly: true})", identifier)
        self.page.wait_for_selector("#panel[data-ready=yes]")

    def content(self) -> str:
        """Text of the side panel, once it is complete."""
        self.page.wait_for_selector("#panel[data-ready=yes]")
        return str(self.page.inner_text("#content"))

    def elsewhere(self) -> list[str]:
        """Requests that are for anything but the page itself and what it made."""
        own = ("data:", "blob:", self.file.as_uri())
        return [url for url in self.requests if not url.startswith(own)]


Opener = Callable[..., Opened]


def executable() -> str | None:
    """Path of a browser of the Chromium family, None where there is none."""
    found = os.environ.get("DANGBO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    apps = (Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in MAC)
    return next((str(app) for app in apps if app.exists()), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests."""
    playwright = pytest.importorskip("playwright.sync_api", reason="browser tests skipped: playwright is not installed")
    path = executable()
    if path is None:
        pytest.skip(f"browser tests skipped: none of {', '.join(NAMES)} found (set DANGBO_CHROMIUM to its path)")
    with playwright.sync_playwright() as run:
        browser = run.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Writes the page of a network and opens it from disk: `opened(network, hash="#…", **context)`."""
    from exports.explorer import write

    contexts: list[Any] = []

    def opener(
        network: nx.MultiDiGraph, fragment: str = "", title: str = "dangbo", limit: int = 50_000, **context: Any
    ) -> Opened:
        file = tmp_path / "graph.html"
        write(network, file, title=title, limit=limit)
        made = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | context
        )
        contexts.append(made)
        page = made.new_page()
        result = Opened(page, file)
        page.on("request", lambda request: result.requests.append(request.url))
        page.on("pageerror", lambda error: result.complaints.append(f"error: {error}"))

        def console(message: Any) -> None:
            if message.type in {"error", "warning"}:
                result.complaints.append(f"{message.type}: {message.text}")

        def dialog(box: Any) -> None:
            result.complaints.append(f"dialog: {box.message}")
            box.dismiss()

        page.on("console", console)
        page.on("dialog", dialog)
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector("html[data-ready]", timeout=60_000)
        return result

    yield opener
    for context in contexts:
        context.close()
