"""Minimap, zoom and palette never stand over the selection, its handles or the active node of a run."""

from __future__ import annotations

import pytest
from pages import box_of, open_to_edit, part, zoom_to
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = (
    "Team { # Team\n"
    + "".join(f'n{number}: rectangle label:"Step {number}"\n' for number in range(1, 19))
    + "".join(f"n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(1, 18))
    + "}\n"
)


def pan_to(page: Page, node: Locator, target: Locator) -> None:
    """Turn the wheel until the middle of a node is where the middle of something else is."""
    node.evaluate(
        """async (node, target) => {
          const middle = (element) => {
            const box = element.getBoundingClientRect();
            return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
          };
          const to = middle(target);
          const from = middle(node);
          document.querySelector('.stage').dispatchEvent(
            new WheelEvent('wheel', { deltaX: from.x - to.x, deltaY: from.y - to.y, bubbles: true, cancelable: true }));
          const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          await frame();
          await frame();
        }""",
        target.element_handle(),
    )


def covers(over: Locator, node: Locator, room: float) -> bool:
    """Whether something visible stands over a node or what is around it."""
    if not over.is_visible():
        return False
    a, b = box_of(over), box_of(node)
    return (
        a["left"] < b["right"] + room
        and b["left"] - room < a["right"]
        and a["top"] < b["bottom"] + room
        and b["top"] - room < a["bottom"]
    )


@pytest.mark.parametrize("float_", [".minimap", ".zoom-controls", ".palette"])
def test_what_floats_over_the_canvas_goes_out_of_the_way_of_the_selection(
    page: Page, base_url: str, float_: str
) -> None:
    open_to_edit(page, base_url, CODE)
    zoom_to(page, 1.0)
    over, node = page.locator(float_), part(page, "node-n3")
    node.click()
    usual = box_of(over)
    pan_to(page, node, over)

    assert not covers(over, node, 20)
    # It comes back when there is nothing to be seen there any more.
    page.keyboard.press("Escape")
    page.wait_for_function(
        """([name, x, y]) => {
          const box = document.querySelector(name).getBoundingClientRect();
          return box.x === x && box.y === y;
        }""",
        arg=[float_, usual["x"], usual["y"]],
    )


def test_the_minimap_leaves_the_active_node_of_a_run_in_sight(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    zoom_to(page, 1.0)
    page.get_by_role("button", name="Run", exact=True).click()
    active = page.locator(".drawing .run-active")
    expect(active).to_have_count(1)
    minimap = page.locator(".minimap")
    expect(minimap).to_be_visible()
    pan_to(page, active, minimap)

    assert not covers(minimap, active, 10)
