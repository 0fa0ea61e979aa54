"""How fast a page of a plausible graph opens, searches and moves, in a real browser: `python benchmarks/page.py`.

    python benchmarks/page.py 2000 50000

Every line is one page: how long it takes to make, how large it is, and, in headless Chromium without a GPU, when it
first answers after opening, how long a search and a panel take, how many frames a second panning and zooming give in
the overview and from near (and what processor time of the tab a frame takes, which says more on a busy machine), and
what memory the tab's scripts hold.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from exports import explorer  # noqa: E402
from tests.browser.conftest import ARGUMENTS, executable  # noqa: E402
from tests.browser.country import country  # noqa: E402 (so that it runs from anywhere)

FRAMES = """async ([zoom, scale]) => {
  const start = dangbo.camera();
  if (scale) dangbo.moveTo({ scale });
  const here = dangbo.camera();
  const turns = 60;
  let now = performance.now();
  const from = now;
  for (let k = 0; k < turns; k++) {
    if (zoom) dangbo.moveTo({ scale: here.scale * 1.06 ** (k < turns / 2 ? k : turns - k) });
    else dangbo.moveTo({ x: here.x + 12 * k / here.scale });
    await new Promise(requestAnimationFrame);
    now = performance.now();
  }
  dangbo.moveTo(start);
  return turns * 1000 / (now - from);
}"""


EMPTY = """async () => {
  const from = performance.now();
  for (let k = 0; k < 60; k++) await new Promise(requestAnimationFrame);
  return 60000 / (performance.now() - from);
}"""
TURNS = 60


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("nodes", nargs="*", type=int, default=[2_000, 50_000])
    path = executable()
    if path is None:
        print("no browser of the Chromium family found: set DANGBO_CHROMIUM to its path", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with sync_playwright() as run, tempfile.TemporaryDirectory() as folder:
        browser = run.chromium.launch(executable_path=path, args=[*ARGUMENTS, "--enable-precise-memory-info"])
        for nodes in parser.parse_args().nodes:
            _measure(browser, nodes, Path(folder) / f"{nodes}.html")
        browser.close()
    return 0


def _measure(browser: Any, nodes: int, file: Path) -> None:
    network = country(nodes)
    facts = sum(1 for *_, family in network.edges(data="family") if family != "within")
    started = time.perf_counter()
    report = explorer.write(network, file)
    made = time.perf_counter() - started
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    started = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    opened = time.perf_counter() - started
    page.fill("#query", "nguyen van")
    page.wait_for_selector("#hits li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel[data-ready=yes]")
    usable = time.perf_counter() - started
    search = page.evaluate(
        "() => { const t = performance.now(); for (let k = 0; k < 5; k++) dangbo.search('chau thanh'.slice(0, 6 + k));"
        " return (performance.now() - t) / 5 }"
    )
    page.keyboard.press("Escape")
    page.click("#whole")
    page.wait_for_timeout(800)
    inspector = page.context.new_cdp_session(page)
    inspector.send("Performance.enable")
    rates = [f"drawing nothing {page.evaluate(EMPTY):.0f}"]
    for scale in (0, 0.9):
        for zoom in (False, True):
            before = _processor_time(inspector)
            rate = page.evaluate(FRAMES, [zoom, scale])
            spent = (_processor_time(inspector) - before) / TURNS * 1000
            rates.append(f"{'zooming' if zoom else 'panning'} {'near' if scale else 'far'} {rate:.0f} ({spent:.0f} ms)")
    memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    tab = _resident()
    page.close()
    size = file.stat().st_size / 1e6
    print(f"{report.nodes:,} nodes, {facts:,} facts: made in {made:.1f} s, {size:.1f} MB", end="; ")
    print(f"opens in {opened:.1f} s, has searched and shown a panel after {usable:.1f} s", end="; ")
    print(f"a search {search:.0f} ms; frames a second", ", ".join(rates))
    print(f"    scripts hold {memory:.0f} MB" + (f", the whole tab {tab:.0f} MB" if tab else ""), flush=True)


def _resident() -> float:
    """Megabytes of memory that the largest renderer of Chromium takes, by Linux's own account; 0 elsewhere."""
    sizes = [0.0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                status = (folder / "status").read_text()
                sizes.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)
        except (OSError, IndexError):  # a process that has ended meanwhile
            continue
    return max(sizes)


def _processor_time(inspector: Any) -> float:
    """Seconds of processor time that the tab's process has taken."""
    metrics = inspector.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ProcessTime"))


if __name__ == "__main__":
    sys.exit(main())
