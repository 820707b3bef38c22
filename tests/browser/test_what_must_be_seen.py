"""Minimap, tools, buttons and messages never stand over the selection, its handles or the active node of a run."""

from __future__ import annotations

import pytest
from pages import box_of, middle, open_to_edit, part, zoom_to
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = (
    "Team { # Team\n"
    + "".join(f'n{number}: rectangle label:"Step {number}"\n' for number in range(1, 19))
    + "".join(f"n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(1, 18))
    + "}\n"
)


def pan_by(page: Page, dx: float, dy: float) -> None:
    """Turn the wheel over the canvas, and wait until what floats there has looked where it may stand."""
    page.locator(".stage").evaluate(
        """async (stage, [deltaX, deltaY]) => {
          stage.dispatchEvent(new WheelEvent('wheel', { deltaX, deltaY, bubbles: true, cancelable: true }));
          const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          await frame();
          await frame();
        }""",
        [dx, dy],
    )


def pan_to(page: Page, node: Locator, target: Locator) -> None:
    """Pan until the middle of a node is where the middle of something else is."""
    (x, y), (to_x, to_y) = middle(node), middle(target)
    pan_by(page, x - to_x, y - to_y)


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


def with_closed_panes(page: Page) -> None:
    """The canvas has the page to itself, with buttons that open the panes."""
    page.add_init_script("localStorage.setItem('lanestep.panes', JSON.stringify({ code: false, inspector: false }))")


def test_what_floats_over_the_canvas_goes_out_of_the_way_of_the_selection(page: Page, base_url: str) -> None:
    with_closed_panes(page)
    open_to_edit(page, base_url, CODE, visible=".stage")
    zoom_to(page, 1.0)
    node = part(page, "node-n3")
    floats = (".minimap", ".zoom-controls", ".palette", ".open-code", ".open-inspector")
    for turn, name in enumerate(floats):
        pan_to(page, node, page.locator(".stage"))
        # Away from the last one, else the two could be a double click.
        node.click(position={"x": 20 + 20 * turn, "y": 24})
        expect(node).to_contain_class("selected")
        over = page.locator(name)
        usual = box_of(over)
        pan_to(page, node, over)

        assert not covers(over, node, 20), name
        # It comes back when there is nothing to be seen there any more.
        page.keyboard.press("Escape")
        page.wait_for_function(
            """([name, x, y]) => {
              const box = document.querySelector(name).getBoundingClientRect();
              return box.x === x && box.y === y;
            }""",
            arg=[name, usual["x"], usual["y"]],
        )


def test_a_message_and_a_palette_without_a_free_place_leave_the_selection_in_sight(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 900, "height": 400})
    with_closed_panes(page)
    open_to_edit(page, base_url, CODE, visible=".stage")
    zoom_to(page, 1.0)
    node = part(page, "node-n3")
    pan_to(page, node, page.locator(".stage"))
    node.click()
    pan_by(page, 0, -110)
    page.keyboard.press("i")
    # The message goes by itself after a while, so the page looks.
    page.wait_for_function(
        """() => {
          const box = (name) => document.querySelector(name)?.getBoundingClientRect();
          const [toast, node] = [box('.toast'), box('.drawing #node-n3')];
          return toast && (toast.bottom < node.top - 20 || toast.top > node.bottom + 20);
        }"""
    )

    zoom_to(page, 4.0)
    pan_to(page, node, page.locator(".stage"))
    expect(page.locator(".palette")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".palette")).to_be_visible()


def test_the_bar_of_a_node_leaves_the_palette_its_place_under_the_names_of_upright_lanes(
    page: Page, base_url: str
) -> None:
    upright = CODE.replace("handle(right)", "handle(bottom)").replace("handle(left)", "handle(top)")
    alone = 'Store {\nn19: rectangle label:"Pack"\nTeam.n6.handle(right) -> n19.handle(left)\n}\n'
    open_to_edit(page, base_url, upright + alone, layout={"direction": "down"})
    zoom_to(page, 1.0)
    node, palette = part(page, "node-n19"), page.locator(".palette")
    pan_to(page, node, page.locator(".stage"))
    node.click()
    # Nearer to the top there would be room for the bar only where the palette is.
    pan_by(page, 0, box_of(node)["top"] - box_of(page.locator(".stage"))["top"] - 146)
    expect(page.locator(".lane-headers.upright .lane-header").first).to_be_visible()
    assert box_of(page.locator(".node-bar"))["top"] >= box_of(palette)["bottom"]
    expect(palette).to_have_attribute("data-place", "top")


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
