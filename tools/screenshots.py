"""Makes the pictures of docs/page.md: `python tools/screenshots.py [FOLDER]` (default docs/images).

They show the page of examples/articles, and one of 50,000 invented nodes, in headless Chromium. Needs Pillow.
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402 (so that it runs from anywhere)
from playwright.sync_api import sync_playwright  # noqa: E402

import dangbo  # noqa: E402
from exports import explorer  # noqa: E402
from tests.browser.conftest import ARGUMENTS, executable  # noqa: E402
from tests.browser.country import country  # noqa: E402

WIDTH, HEIGHT = 1280, 800


def main() -> int:
    """Build, draw, photograph."""
    path = executable()
    if path is None:
        print("no browser of the Chromium family found: set DANGBO_CHROMIUM to its path", file=sys.stderr)
        return 1
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as run:
        demo = Path(folder) / "demo.html"
        built = dangbo.build([ROOT / "examples" / "articles"], Path(folder) / "out")
        explorer.write(built.network(), demo)
        large = Path(folder) / "large.html"
        explorer.write(country(50_000), large, title="50.000 thực thể (người và số liệu bịa)", limit=60_000)
        browser = run.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, page in _pictures(browser, demo, large):
            page.wait_for_timeout(400)
            _small(page.screenshot()).save(target / f"{name}.png", optimize=True)
            page.close()
            print(f"{name}.png", f"{(target / f'{name}.png').stat().st_size / 1000:.0f} kB", flush=True)
        browser.close()
    return 0


def _small(png: bytes) -> Any:
    """The picture in 256 colours, half of them kept for what is colourful: a third of the bytes, and a true legend."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    channels = []
    for is_vivid in (False, True):
        pixels = [c for c in picture.get_flattened_data() if (max(c) - min(c) > 40) == is_vivid] or [(0, 0, 0)]
        strip = Image.new("RGB", (len(pixels), 1))
        strip.putdata(pixels)
        channels += (strip.quantize(128, Image.Quantize.MEDIANCUT).getpalette() or [])[: 3 * 128]
    palette = Image.new("P", (1, 1))
    palette.putpalette(channels)
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def _pictures(browser: Any, demo: Path, large: Path) -> Any:
    """Every picture: its name, and the page as it is to be seen."""

    def page(file: Path, **more: Any) -> Any:
        size = {"width": WIDTH, "height": HEIGHT}
        opened = browser.new_page(**{"viewport": size, "reduced_motion": "reduce"} | more)
        opened.goto(file.as_uri())
        opened.wait_for_selector("html[data-ready]")
        return opened

    def chosen(file: Path, query: str, **more: Any) -> Any:
        opened = page(file, **more)
        opened.fill("#query", query)
        opened.keyboard.press("Enter")
        opened.wait_for_selector("#panel[data-ready=yes]")
        return opened

    yield "overview", page(demo)
    yield "person", chosen(demo, "nguyen huu thuyen")
    yield "district", chosen(demo, "huyen tuan giao")
    yield "document", chosen(demo, "chi thi 05-ct/tw bo chinh tri", color_scheme="dark")
    charts = page(demo)
    charts.click("#charts")
    charts.wait_for_selector("#charts-body[data-ready=yes]")
    yield "organisation-chart", charts
    yield "large", page(large)
    yield "large-person", chosen(large, "dang uy binh tho")
    yield "phone", chosen(demo, "tuan giao", viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)


if __name__ == "__main__":
    sys.exit(main())
