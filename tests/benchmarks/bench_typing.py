#!/usr/bin/env python3
"""Measures what the page does for one key typed into the code, in real Chromium, and prints a table.

    python3 tests/benchmarks/bench_typing.py                     1,000 nodes, 120 keys of each kind
    python3 tests/benchmarks/bench_typing.py --size 300 --keys 60
    python3 tests/benchmarks/bench_typing.py --profile           and where the time goes, by function

The document is the generator's (see bench.py). Before and after each key Chromium is asked for the time that its main
thread has spent on scripts, styles and layout (Performance.getMetrics of the DevTools protocol); the differences are
the figures. It is processor time, so that what else the machine does stays out; script holds what a script makes the
browser lay out at once. The picture, which is drawn again when typing rests, is not among the figures: its requests
are left without an answer. Keeping the draft and saving are.
"""

from __future__ import annotations

import argparse
import logging
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from installed_chromium import installed_chromium  # noqa: E402

from webapp.config import Settings  # noqa: E402
from webapp.factory import create_app  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
APART = 60
PARTS = {"script": "ScriptDuration", "style": "RecalcStyleDuration", "layout": "LayoutDuration", "all": "TaskDuration"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--keys", type=int, default=120)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--chromium", default=installed_chromium(), help="path of the browser")
    parser.add_argument("--profile", action="store_true")
    chosen = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    command = [sys.executable, str(chosen.generator), str(chosen.size), "1"]
    code = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings(
            data_folder=Path(folder), database_url=f"sqlite:///{folder}/bench.db", rate_limit="100000 per minute"
        )
        app = create_app(settings)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            opened(page, f"http://127.0.0.1:{server.server_port}", code)
            measure(page, code, chosen.keys, profile=chosen.profile)
        finally:
            browser.close()
            server.shutdown()
            app.extensions["lanestep.close"]()


def opened(page: Page, address: str, code: str) -> None:
    """Store the document and open it with the right to edit."""
    keys = page.request.post(f"{address}/api/documents", data={"code": code, "companion": {}}, timeout=120_000).json()
    page.goto(f"{address}/e/{keys['edit_key']}", timeout=120_000)
    page.wait_for_selector(".cm-content", timeout=120_000)
    page.wait_for_timeout(2000)


def measure(page: Page, code: str, keys: int, *, profile: bool) -> None:
    """Type in three ways and print a row for each."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    print(f"{len(code.splitlines())} lines, {len(code)} characters; milliseconds a key, median (95th percentile)\n")
    print("| key | script | of it style | of it layout | all of the main thread, painting and measuring too |")
    print("|---|---|---|---|---|")
    # The first redraw tells the page how slow the server is, so that the next ones wait for a rest of 150 ms.
    place(page, "label:", 4)
    page.keyboard.type("warm up")
    page.wait_for_timeout(8000)
    page.route("**/api/render", lambda route: None)
    if profile:
        session.send("Profiler.enable")
        session.send("Profiler.start")
    row("a letter of a label", [typed(page, session, "abcdefgh"[number % 8]) for number in range(keys)])
    row("a letter taken back", [typed(page, session, "Backspace") for _ in range(keys)])
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("n1.handle(right) -> ")
    figures = [typed(page, session, "1" if number % 2 == 0 else "Backspace") for number in range(keys)]
    row("an id with its completion open", figures)
    if profile:
        print_profile(session.send("Profiler.stop")["profile"], 3 * keys)


def place(page: Page, text: str, line: int) -> None:
    """Put the caret behind some words of a line in the middle of what is seen."""
    target = page.locator(".cm-line", has_text=text).nth(line)
    target.click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")


def typed(page: Page, session: CDPSession, key: str) -> dict[str, float]:
    """Press a key and return what the main thread spent on it, in milliseconds."""
    before = metrics(session)
    page.keyboard.press(key)
    page.wait_for_timeout(APART)
    after = metrics(session)
    return {name: 1000 * (after[metric] - before[metric]) for name, metric in PARTS.items()}


def metrics(session: CDPSession) -> dict[str, float]:
    """Return the counters of the page."""
    return {item["name"]: item["value"] for item in session.send("Performance.getMetrics")["metrics"]}


def row(name: str, figures: list[dict[str, float]]) -> None:
    """Print the row of one kind of key."""
    cells = [cell([item[part] for item in figures]) for part in PARTS]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def cell(values: list[float]) -> str:
    """Return median and 95th percentile."""
    return f"{median(values):.1f} ({quantiles(values, n=20)[-1]:.1f})"


def print_profile(profile: dict[str, Any], keys: int) -> None:
    """Print the functions that took most time themselves, in milliseconds a key."""
    frames = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    spent: Counter[str] = Counter()
    for number, delta in zip(profile["samples"], profile["timeDeltas"], strict=True):
        frame = frames[number]
        spent[f"{frame['functionName'] or '(no name)'} {frame['url'].rsplit('/', 1)[-1]}:{frame['lineNumber']}"] += (
            delta
        )
    print()
    for name, micros in spent.most_common(25):
        print(f"{micros / 1000 / keys:8.3f}  {name}")


if __name__ == "__main__":
    main()
