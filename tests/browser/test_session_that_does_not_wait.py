"""Two hundred random gestures and keys that wait for no answer: all agree afterwards, and all can be undone.

A session can be done again by its seed: LANESTEP_SEEDS=7,8 pytest tests/browser/test_session_that_does_not_wait.py
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from pages import open_to_edit, saved_text
from playwright.sync_api import Page, expect
from restless import LATE, Restless

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE = """Sales { # Sales
  n1: circle label:"Order comes"
  n2: rectangle label:"Check the order"
  n3: diamond label:"Complete?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
  n3.handle(right) -> Store.n5.handle(left) [label="Yes"]
  n3.handle(bottom) -> Store.n4.handle(top) [label="No"]
}
Store { # Store
  n4: rectangle label:"Ask the customer"
  n5: rectangle label:"Pack"
  n6: taskbox owner:"Ann" description:"Load the van" system:"Dock"
  n4.handle(top) -> Sales.n2.handle(bottom)
  n5.handle(right) -> n6.handle(left)
  n6.handle(right) -> Road.n7.handle(left)
}
Road { # Road
  n7: rectangle label:"Drive"
  n8: circle label:"Delivered"
  n7.handle(right) -> n8.handle(left)
}
loop [ask until complete] n2 n3 n4
"""
SHAPES: list[dict[str, Any]] = [{"fold": 700}, {"direction": "down"}]
SEEDS = [int(seed) for seed in os.environ.get("LANESTEP_SEEDS", "1,2").split(",")]
GESTURES = 200
QUIET = """() => {
  const now = performance.now();
  const rests = window.underWay === 0 && !document.querySelector('.rename, .menu, dialog[open]');
  if (!rests) window.restsSince = undefined;
  else window.restsSince ??= now;
  return rests && now - window.restsSince > 1700;
}"""
DRAWN = """() => {
  const part = (one) => one.id.slice(one.id.indexOf('-') + 1);
  const all = (kind) => [...document.querySelectorAll(`.stage .world .${kind}[id^="${kind}-"]`)];
  return {
    nodes: all('node').map((one) => `${part(one)} in ${one.dataset.lane}`).sort(), edges: all('edge').map(part).sort(),
    outline: [...document.querySelectorAll('.outline-node .outline-name')].map((one) => one.textContent).sort(),
  };
}"""


def come_to_rest(page: Page) -> None:
    """End the run, close what is open, and wait for all answers."""
    for _ in range(3):
        page.keyboard.press("Escape")
    if page.locator(".run-button").inner_text() != "Run":
        page.locator(".run-button").click()
    page.evaluate("window.restsSince = undefined")
    page.wait_for_function(QUIET, timeout=60_000)


def undo_until(page: Page, done: str) -> None:
    """Press the button of undo until the expression says so."""
    page.evaluate(
        f"""async () => {{
          const undo = document.querySelector('[aria-label="Undo"]');
          for (let left = 1000; left > 0 && !undo.disabled && !({done}); left -= 1) {{
            undo.click();
            await new Promise((go) => setTimeout(go));
          }}
        }}"""
    )


# On a busy machine each of the gestures takes a second.
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_after_a_session_that_does_not_wait_all_agree_and_undo_goes_back_to_the_start(
    page: Page, base_url: str, seed: int
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(LATE.replace("SEED", str(seed)))
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    open_to_edit(page, base_url, CODE, layout=SHAPES[seed % len(SHAPES)])
    person = Restless(page, seed)
    try:
        person.act(GESTURES)
        come_to_rest(page)
        undo_until(page, "document.querySelector('.stale-note:not([hidden])') === null")
        come_to_rest(page)
        text = saved_text(page)
        diagram = page.request.post(f"{base_url}/api/render", data={"code": text}).json()["diagram"]
        page.get_by_role("tab", name="Outline").click()
        drawn = page.evaluate(DRAWN)
        assert drawn["nodes"] == sorted(f"{node['id']} in {node['lane']}" for node in diagram["nodes"])
        assert drawn["edges"] == sorted(edge["id"] for edge in diagram["edges"])
        names = sorted(node["text"] or node["label"] or node["id"] for node in diagram["nodes"])
        assert drawn["outline"] == names

        undo_until(page, "false")
        come_to_rest(page)
        expect(page.locator(".save-status")).to_contain_text("Saved")
        assert saved_text(page) == CODE
        assert failures == []
    except BaseException:
        print(f"seed {seed}, {failures}:", *person.trail, sep="\n")
        raise
