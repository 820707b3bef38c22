#!/usr/bin/env python3
"""Measures a run on the page, in real Chromium, and what the server sends for it, and prints a table.

    python3 dev.py bench run                     1,000 nodes
    python3 dev.py bench run --nodes 300 --steps 60

The document is the generator's (see bench.py). A step is a key; of each is told what the main thread did for scripts,
styles and layout, as Chromium's Performance.getMetrics counts them, and the time from the key until the frame with the
step was painted, in idle frames: the time between two frames of the same page on which nothing happens. How busy the
machine was is told as the time of a fixed sum in the page against its quickest, and as the machine's load.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import CDPSession, Page, sync_playwright
from werkzeug.serving import make_server

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from installed_chromium import installed_chromium  # noqa: E402

from webapp.config import Settings  # noqa: E402
from webapp.dsl import parse  # noqa: E402
from webapp.factory import create_app  # noqa: E402
from webapp.simulation import run  # noqa: E402

GENERATOR = ROOT.parent / "shared" / "tools" / "generate_document.py"
STEPS_OF_ANSWER = 1000
# Notes, for each key or press, when the frame that came after it was painted.
WATCH = """() => {
  const note = (event) => {
    const since = event.timeStamp;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.tell(performance.now() - since);
      port2.postMessage(0);
    });
  };
  for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, note, true);
}"""
AWAIT = "() => { window.painted = new Promise((tell) => { window.tell = tell; }); }"
IDLE = """(count) => new Promise((done) => {
  const times = [];
  const next = (now) => {
    times.push(now);
    if (times.length <= count) requestAnimationFrame(next);
    else done(times.slice(1).map((time, index) => time - times[index]));
  };
  requestAnimationFrame(next);
})"""
SUM = """() => {
  const since = performance.now();
  let sum = 0;
  for (let number = 0; number < 3e6; number += 1) sum = (sum + number * 7) % 1000003;
  return [performance.now() - since, sum][0];
}"""
WORK = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=40)
    parser.add_argument("--generator", type=Path, default=GENERATOR)
    parser.add_argument("--chromium", default=installed_chromium(), help="path of the browser")
    parser.add_argument("--profile", type=Path, help="write what scripts took, for the profiler of Chromium")
    chosen = parser.parse_args(arguments)
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    command = [sys.executable, str(chosen.generator), str(chosen.nodes), "1"]
    code = subprocess.run(command, capture_output=True, text=True, check=True).stdout
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
        address = f"http://127.0.0.1:{server.server_port}"
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        try:
            tell_answers(address, code)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            opened(page, address, code)
            tell_steps(page, chosen.steps, chosen.profile)
        finally:
            browser.close()
            server.shutdown()
            app.extensions["lanestep.close"]()


def tell_answers(address: str, code: str) -> None:
    """Print the size of the answers about a run, as the server sends them to browsers."""
    diagram = parse(code).diagram
    choices = [choice.to_json() for choice in run(diagram, seed=1).choices]
    count = next(
        (
            count
            for count in range(len(choices))
            if run(diagram, run(diagram, seed=1).choices[:count]).steps >= STEPS_OF_ANSWER
        ),
        len(choices) - 1,
    )
    first, size = asked(address, code=code, choices=choices[:count])
    _, more = asked(address, code=code, choices=choices[: count + 1], program=first["program"]["digest"])
    steps = len(first["firings"])
    print(f"answer of a run of {steps:,} steps: {size / 1000:.1f} kB; one more choice {more / 1000:.1f} kB (br)")


def asked(address: str, **body: Any) -> tuple[dict[str, Any], int]:
    """Return the answer about a run, and how many bytes of it were sent, compressed."""
    told, sizes = {}, []
    for encoding in ("identity", "br"):
        headers = {"Content-Type": "application/json", "Accept-Encoding": encoding}
        data = json.dumps({**body, "compact": True}).encode()
        with urlopen(Request(f"{address}/api/run", data, headers)) as answer:
            content = answer.read()
        sizes.append(len(content))
        told = told or json.loads(content)
    return told, sizes[-1]


def opened(page: Page, address: str, code: str) -> None:
    """Store the document and open it with the right to edit and with a run, until its better layout is shown."""
    keys = page.request.post(f"{address}/api/documents", data={"code": code}, timeout=120_000).json()
    page.goto(f"{address}/e/{keys['edit_key']}#run?seed=1", timeout=120_000)
    page.wait_for_selector("[data-position]", timeout=120_000)
    page.wait_for_load_state("networkidle", timeout=120_000)
    page.wait_for_timeout(6000)


def tell_steps(page: Page, steps: int, profile: Path | None) -> None:
    """Print a row for each kind of move."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(WATCH)
    idle = median(page.evaluate(IDLE, 60))
    sums = [page.evaluate(SUM) for _ in range(15)]
    load = os.getloadavg()[0]
    print(
        f"idle frame {idle:.1f} ms; a fixed sum takes {median(sums) / min(sums):.2f} of its quickest; load {load:.1f}"
    )
    print("| move | script + style + layout, ms (p95) | main thread, ms | painted after idle frames (p95) |")
    print("|---|---|---|---|")
    if profile:
        session.send("Profiler.enable")
        session.send("Profiler.start")

    def press(key: str) -> Callable[[int], None]:
        return lambda _: page.keyboard.press(key)

    slider = page.get_by_role("slider", name="Step of the run").bounding_box()
    assert slider

    def scrub(number: int) -> None:
        share = 0.1 + 0.8 * ((number * 37) % 100) / 100
        page.mouse.move(slider["x"] + slider["width"] * share, slider["y"] + slider["height"] / 2)
        page.mouse.down()
        page.mouse.up()

    forth_and_back = ("End", "Home")
    rows: list[tuple[str, int, Callable[[int], None]]] = [
        ("a step forward", steps, press("ArrowRight")),
        ("a step back", steps, press("ArrowLeft")),
        ("to the end or home", 12, lambda number: page.keyboard.press(forth_and_back[number % 2])),
        ("scrub anywhere", 20, scrub),
        ("a step forward, in the middle", steps, press("ArrowRight")),
        ("a step back, in the middle", steps, press("ArrowLeft")),
    ]
    for name, count, act in rows:
        figures = [measured(page, session, act, number) for number in range(count)]
        work, whole, painted = ([figure[index] for figure in figures] for index in range(3))
        cells = [name, f"{median(work):.1f} ({high(work):.1f})", f"{median(whole):.1f}"]
        print(f"| {' | '.join(cells)} | {median(painted) / idle:.2f} ({high(painted) / idle:.2f}) |", flush=True)
    if profile:
        profile.write_text(json.dumps(session.send("Profiler.stop")["profile"]), encoding="utf-8")


def high(figures: list[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(figures, n=20)[-1]


def measured(page: Page, session: CDPSession, act: Callable[[int], None], number: int) -> tuple[float, float, float]:
    """Make a move; return the time of scripts, styles and layout, of the main thread, and until it was painted."""
    page.evaluate(AWAIT)
    before = metrics(session)
    act(number)
    # Looking again and again would be work of the page, and ask for frames.
    painted = page.evaluate("() => window.painted")
    after = metrics(session)
    page.wait_for_timeout(150)
    work = sum(after[name] - before[name] for name in WORK)
    return 1000 * work, 1000 * (after["TaskDuration"] - before["TaskDuration"]), painted


def metrics(session: CDPSession) -> dict[str, float]:
    """Return the counters of the page."""
    return {item["name"]: float(item["value"]) for item in session.send("Performance.getMetrics")["metrics"]}


if __name__ == "__main__":
    main()
