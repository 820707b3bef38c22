#!/usr/bin/env python3
"""Measures how soon a step of a run that one presents is on the screens of those who follow.

    python3 tests/benchmarks/bench_followers.py                30 followers, 6 of them pages in Chromium
    python3 tests/benchmarks/bench_followers.py --pages 10

The time is from the key press in the presenter's page until the frame in which a follower's page shows the step. The
other followers are streams of `/live/<key>`, as open pages keep them: one machine cannot draw 30 pages as 30 do.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench_viewers import CODE, PAUSE, _ask, _follow
from installed_chromium import installed_chromium
from live_server import serving
from playwright.sync_api import Page, sync_playwright

STEPS = 3
"""Steps before the first decision of the diagram, back and forth."""
ROUNDS = 12
NOTE = """(position) => {
  window.seen = [];
  const shown = () => document.querySelector('[data-position]')?.dataset.position;
  let last = shown();
  new MutationObserver(() => {
    const now = shown();
    if (now === last) return;
    last = now;
    requestAnimationFrame(() => setTimeout(() => window.seen.push([now, performance.timeOrigin + performance.now()])));
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-position'] });
}"""
PRESS = "addEventListener('keydown', () => { window.pressed = performance.timeOrigin + performance.now(); }, true)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--followers", type=int, default=30)
    parser.add_argument("--pages", type=int, default=6)
    chosen = parser.parse_args()
    with serving() as server:
        made = _ask(server.port, "POST", "/api/documents", {"code": CODE})
        streams = [{} for _ in range(chosen.followers - chosen.pages)]
        threading.Thread(
            target=asyncio.run, args=(_watch(server.port, made["view_key"], streams),), daemon=True
        ).start()
        waits = _on_screens(f"http://127.0.0.1:{server.port}", made, chosen.pages)
    print(
        f"1 presenter, {chosen.pages} pages and {len(streams)} streams follow: {len(waits):,} of "
        f"{STEPS * ROUNDS * chosen.pages:,} steps on the screens, after {median(waits):.0f} ms "
        f"(95th percentile {quantiles(waits, n=20)[-1]:.0f} ms)"
    )


async def _watch(port: int, key: Any, streams: list[dict[int, float]]) -> None:
    await asyncio.gather(*(_follow(port, key, seen) for seen in streams))


def _on_screens(address: str, made: dict[str, Any], count: int) -> list[float]:
    """Return how many milliseconds each step took until it was on each page."""
    waits: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        presenter = browser.new_page()
        presenter.goto(f"{address}/e/{made['edit_key']}")
        presenter.wait_for_selector("html[data-live='yes']", state="attached")
        presenter.get_by_role("button", name="Run", exact=True).click()
        presenter.locator("[data-position='0']").wait_for(state="attached")
        presenter.evaluate(PRESS)
        presenter.get_by_role("button", name="Let others follow").wait_for()
        presenter.locator("body").press("f")
        presenter.get_by_role("button", name="0 follow").wait_for()
        pages = [browser.new_context().new_page() for _ in range(count)]
        for page in pages:
            page.goto(f"{address}/d/{made['view_key']}")
            page.get_by_role("region", name="Follow").get_by_role("button", name="Follow").click()
            page.locator("[data-position='0']").wait_for(state="attached")
            page.evaluate(NOTE)
        for turn in range(STEPS * ROUNDS):
            presenter.locator("body").press("ArrowRight" if turn // STEPS % 2 == 0 else "ArrowLeft")
            time.sleep(PAUSE * 2)
            pressed = presenter.evaluate("window.pressed")
            waits += [seen - pressed for page in pages if (seen := _newest(page, turn)) is not None]
        browser.close()
    return waits


def _newest(page: Page, turn: int) -> float | None:
    """Return when a page showed the step of a turn, None where it did not."""
    page.wait_for_function("(count) => window.seen.length > count", arg=turn, timeout=10_000)
    found: list[list[Any]] = page.evaluate("window.seen")
    return float(found[turn][1]) if len(found) > turn else None


if __name__ == "__main__":
    main()
