#!/usr/bin/env python3
"""Measures how a large picture moves on the page, in real Chromium, and prints a table.

    python3 tests/benchmarks/bench_moving.py                    20, 100 and 1,000 nodes
    python3 tests/benchmarks/bench_moving.py --sizes 1000 --fold 1650
    python3 tests/benchmarks/bench_moving.py --mermaid FOLDER/node_modules/mermaid/dist/mermaid.min.js

With `--mermaid`, the same documents as Mermaid's `swimlane-beta` are typed into beside them, in the same browser: each
key draws the picture anew, as Mermaid's own editor does (npm `mermaid@12.3.0`, which is not installed with Lanestep).
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
from playwright.sync_api import TimeoutError as Timeout
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from installed_chromium import installed_chromium  # noqa: E402

from webapp.config import Settings  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.factory import create_app  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
STEPS = 24
MERMAID_KEYS = 12
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


# A page with a text and its picture; a key draws anew and notes the first frame after that.
MERMAID_PAGE = """<!doctype html><textarea id=text rows=20 cols=80></textarea><div id=picture></div>"""
MERMAID_DRAWS = """(code) => {
  mermaid.initialize({ startOnLoad: false, maxTextSize: 1e7, maxEdges: 1e5 });
  const [text, picture] = [document.getElementById('text'), document.getElementById('picture')];
  text.value = code;
  let number = 0;
  const draw = async () => {
    picture.innerHTML = (await mermaid.render(`drawn${(number += 1)}`, text.value)).svg;
    requestAnimationFrame(() => setTimeout(() => { window.shownAt = performance.now(); }));
  };
  text.addEventListener('keydown', () => { window.pressedAt = performance.now(); window.shownAt = null; }, true);
  text.addEventListener('input', draw);
  return draw();
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20, 100, 1000])
    parser.add_argument("--keys", type=int, default=30)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--mermaid", type=Path, help="the bundle of mermaid@12.3.0")
    parser.add_argument("--chromium", default=installed_chromium(), help="path of the browser")
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
                if chosen.mermaid:
                    print(mermaid_row(browser.new_page(), code, size, chosen.mermaid), flush=True)
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


def mermaid_row(page: Page, code: str, size: int, bundle: Path) -> str:
    """Type into the same document as a swimlane diagram of Mermaid; return the time from a key to its picture."""
    page.set_default_timeout(120_000)
    page.set_content(MERMAID_PAGE)
    page.add_script_tag(path=bundle)
    text = swimlanes_of(code)
    try:
        page.evaluate(MERMAID_DRAWS, text)
        field = page.locator("#text")
        field.focus()
        place = text.index('["') + 3
        field.evaluate("(field, place) => field.setSelectionRange(place, place)", place)
        waited = []
        for number in range(MERMAID_KEYS):
            page.evaluate("() => { window.shownAt = null; }")
            page.keyboard.press("abcdefgh"[number % 8] if number % 2 == 0 else "Backspace")
            page.wait_for_function("() => window.shownAt !== null")
            waited.append(page.evaluate("() => window.shownAt - window.pressedAt"))
        told = f"{quantiles(waited, n=20)[-1]:.0f}"
    except Timeout:
        told = "more than 120,000"
    page.close()
    return f"| {size:,} in Mermaid | | | | | | {told} |"


def swimlanes_of(code: str) -> str:
    """Return a document as Mermaid's swimlane diagram."""
    diagram = parse(code).diagram
    shapes = {"circle": ("((", "))"), "diamond": ("{", "}")}
    lines = ["swimlane-beta LR"]
    for lane in diagram.lanes:
        lines.append(f'subgraph {lane.id}["{lane.label or lane.id}"]')
        for node in diagram.nodes:
            if node.lane == lane.id:
                left, right = shapes.get(node.shape.value, ("[", "]"))
                lines.append(f'{node.id}{left}"{node.text}"{right}')
        lines.append("end")
    for edge in diagram.edges:
        label = f'|"{edge.label}"|' if edge.label else ""
        lines.append(f"{edge.source} -->{label} {edge.target}")
    return "\n".join(lines)


def metric(session: CDPSession, name: str) -> float:
    """Return a counter of the page."""
    found = {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}
    return float(found[name])


if __name__ == "__main__":
    main()
