#!/usr/bin/env python3
"""Measures how a large picture moves on the page, in real Chromium, and prints a table.

    python3 tests/benchmarks/bench_moving.py                    20, 100 and 1,000 nodes
    python3 tests/benchmarks/bench_moving.py --sizes 1000 --fold 1650

Documents are the generator's (see bench.py). A row has the number of nodes of the page's DOM, the time of the main
thread for a frame of a zoom and of a pan (median and worst, scripts, styles, layout and painting, as Chromium's
Performance.getMetrics counts them), and of letters typed into a label: the bytes that came for a picture, the time of
the main thread for all that a letter leads to, and the time from the key to the first frame after its picture was shown
(95th percentile).
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from playwright.sync_api import CDPSession, Page, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from webapp.config import Settings  # noqa: E402
from webapp.factory import create_app  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
STEPS = 24
# Notes the time of the first frame after a picture was shown; the page's own events are not reachable from here.
SHOWN = """() => {
  const world = document.querySelector('.world');
  window.shownAt = null;
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now(); }));
  });
  seen.observe(world, { childList: true, subtree: true, characterData: true });
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 100, 1000])
    parser.add_argument("--keys", type=int, default=30)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    heads = ("nodes", "DOM nodes", "zoom ms a frame (worst)", "pan ms a frame (worst)")
    heads += ("kB a letter", "ms a letter", "key to picture, p95 ms")
    print(f"| {' | '.join(heads)} |")
    print("|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings(
            data_folder=Path(folder),
            database_url=f"sqlite:///{folder}/bench.db",
            rate_limit="100000 per minute",
            render_timeout=120,
        )
        app = create_app(settings)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            for size in chosen.sizes:
                command = [sys.executable, str(chosen.generator), str(size), "1"]
                code = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                opened(page, f"http://127.0.0.1:{server.server_port}", code, chosen.fold)
                print(row(page, size, chosen.keys), flush=True)
                page.close()
        finally:
            browser.close()
            server.shutdown()
            app.extensions["lanestep.close"]()


def opened(page: Page, address: str, code: str, fold: int) -> None:
    """Store the document and open it with the right to edit, until its better layout is shown."""
    companion = {"layout": {"fold": fold}} if fold else {}
    body = {"code": code, "companion": companion}
    keys = page.request.post(f"{address}/api/documents", data=body, timeout=120_000).json()
    page.goto(f"{address}/e/{keys['edit_key']}", timeout=120_000)
    page.wait_for_selector(".cm-content", timeout=120_000)
    page.wait_for_load_state("networkidle", timeout=120_000)
    page.wait_for_timeout(5000)


def row(page: Page, size: int, keys: int) -> str:
    """Measure one page."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("HeapProfiler.collectGarbage")
    nodes = page.evaluate(
        "() => { let count = 0; const walk = document.createTreeWalker(document, NodeFilter.SHOW_ALL);"
        " while (walk.nextNode()) count += 1; return count; }"
    )
    held = int(metric(session, "Nodes"))
    page.mouse.move(800, 450)
    zooms = [*turned(page, session, 24, control=True), *turned(page, session, -24, control=True)]
    page.keyboard.press("Shift+Digit0")
    page.wait_for_timeout(500)
    pans = turned(page, session, 40, control=False)
    weight, spent, waited = typed(page, session, keys)
    cells = [
        f"{size:,}",
        f"{nodes:,} ({held:,} in memory)",
        *(f"{median(figures):.1f} ({max(figures):.0f})" for figures in (zooms, pans)),
        f"{median(weight) / 1000:.1f}",
        f"{median(spent):.0f}",
        f"{quantiles(waited, n=20)[-1]:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def turned(page: Page, session: CDPSession, delta: int, *, control: bool) -> list[float]:
    """Turn the wheel step by step, and return the time of the main thread for each frame, in ms."""
    if control:
        page.keyboard.down("Control")
    figures = []
    for _ in range(STEPS):
        before = metric(session, "TaskDuration")
        page.mouse.wheel(0 if control else delta, delta)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
        figures.append(1000 * (metric(session, "TaskDuration") - before))
    if control:
        page.keyboard.up("Control")
    page.wait_for_timeout(600)
    return figures


def typed(page: Page, session: CDPSession, keys: int) -> tuple[list[float], list[float], list[float]]:
    """Type into a label; return for each letter bytes, time of the main thread, and time until its picture (ms)."""
    line = page.locator(".cm-line", has_text="label:").nth(2)
    line.click()
    page.keyboard.press("End")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    weight, spent, waited = [], [], []
    for number in range(keys):
        received.clear()
        page.evaluate(SHOWN)
        before = metric(session, "TaskDuration")
        page.evaluate("() => { addEventListener('keydown', () => { window.pressedAt = performance.now(); }, true); }")
        with page.expect_response("**/api/render", timeout=60_000):
            page.keyboard.press("abcdefgh"[number % 8] if number % 2 == 0 else "Backspace")
        page.wait_for_function("() => window.shownAt !== null", timeout=60_000)
        waited.append(page.evaluate("() => window.shownAt - window.pressedAt"))
        page.wait_for_timeout(300)
        spent.append(1000 * (metric(session, "TaskDuration") - before))
        weight.append(max(received, default=0))
    return weight, spent, waited


def metric(session: CDPSession, name: str) -> float:
    """Return a counter of the page."""
    found = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    return float(found[name])


if __name__ == "__main__":
    main()
