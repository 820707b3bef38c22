"""A hand is not quite still: presses that slip a little are clicks, and what comes up then is in no one's way."""

from __future__ import annotations

import pytest
from pages import middle, open_to_edit, part, zoom_to
from playwright.sync_api import Locator, Page, expect

SHAPE = ":is(rect, ellipse, polygon)"
NODES = "() => [...document.querySelectorAll('.stage .drawing .node')].map((group) => group.id)"
UNDER_POINTER = "([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest('.node-bar'))"
IN_SIGHT = """() => {
  const canvas = document.querySelector('.stage').getBoundingClientRect();
  const [x, y] = [canvas.x + canvas.width / 2, canvas.y + canvas.height / 2];
  const middles = [...document.querySelectorAll('.stage .drawing .node > :is(rect, ellipse, polygon)')].map((shape) => {
    const box = shape.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  const away = ([left, top]) => Math.hypot(left - x, top - y);
  return middles.reduce((best, one) => (away(one) < away(best) ? one : best));
}"""
COVERS_SELECTED = """() => {
  const bar = document.querySelector('.node-bar').getBoundingClientRect();
  return [...document.querySelectorAll('.stage .node.selected > :is(rect, ellipse, polygon)')].some((shape) => {
    const node = shape.getBoundingClientRect();
    const across = Math.min(bar.right, node.right) - Math.max(bar.left, node.left);
    return across > 1 && Math.min(bar.bottom, node.bottom) - Math.max(bar.top, node.top) > 1;
  });
}"""


@pytest.fixture
def saga(page: Page, base_url: str) -> Locator:
    """The stage of the saga sample, open in the editor; its view goes at once where it goes, so that places hold."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/samples/saga")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    return page.locator(".stage")


def shape_of(page: Page, node: str) -> tuple[float, float]:
    return middle(part(page, f"node-{node}").locator(f"> {SHAPE}").first)


def press_and_slip(page: Page, x: float, y: float, by: tuple[float, float], count: int = 1) -> None:
    page.mouse.move(x, y)
    page.mouse.down(click_count=count)
    page.mouse.move(x + by[0], y + by[1])
    page.mouse.up(click_count=count)


def test_after_a_click_that_slips_nothing_of_the_bar_is_under_the_pointer(page: Page, saga: Locator) -> None:
    saga.focus()
    page.keyboard.press("Shift+1")
    expect(page.locator(".zoom-scale")).to_contain_text("Fit")
    nodes = [group.removeprefix("node-") for group in page.evaluate(NODES)]
    for by in [(5, 0), (0, 5), (-3, -4)]:
        for node in nodes:
            x, y = shape_of(page, node)
            press_and_slip(page, x, y, by)
            expect(part(page, f"node-{node}")).to_contain_class("selected")
            expect(page.locator(".node-bar")).to_be_visible()
            assert not page.evaluate(UNDER_POINTER, [x + by[0], y + by[1]])


@pytest.mark.parametrize("scale", [0.4, 1.0, 2.5])
def test_the_bar_never_stands_on_the_node_after_a_drag(page: Page, saga: Locator, scale: float) -> None:
    zoom_to(page, scale)
    x, y = page.evaluate(IN_SIGHT)
    press_and_slip(page, x, y, (20, 2))
    expect(saga.locator(".node.selected")).to_have_count(1)
    expect(page.locator(".node-bar")).to_be_visible()
    assert not page.evaluate(COVERS_SELECTED)


def test_the_bar_never_stands_on_the_nodes_after_a_marquee(page: Page, base_url: str) -> None:
    open_to_edit(
        page,
        base_url,
        'A { # A\n  n1: rectangle label:"One"\n  n2: rectangle label:"Two"\n  n1.handle(right) -> n2.handle(left)\n}\n',
    )
    first, second = shape_of(page, "n1"), shape_of(page, "n2")
    page.mouse.move(first[0] - 68, first[1] - 35)
    page.mouse.down()
    page.mouse.move(second[0] + 20, second[1] + 10, steps=6)
    page.mouse.up()
    expect(part(page, "node-n2")).to_contain_class("selected")
    expect(page.locator(".node-bar")).to_be_visible()
    assert not page.evaluate(COVERS_SELECTED)


@pytest.mark.parametrize("fit", [False, True], ids=["as opened", "all in sight"])
def test_a_double_click_that_slips_renames(page: Page, saga: Locator, fit: bool) -> None:
    saga.focus()
    if fit:
        page.keyboard.press("Shift+1")
        expect(page.locator(".zoom-scale")).to_contain_text("Fit")
    x, y = shape_of(page, "n7")
    press_and_slip(page, x, y, (5, 2))
    press_and_slip(page, x + 3, y + 5, (-3, 4), count=2)
    expect(page.get_by_role("textbox", name="Name of node n7")).to_be_focused()


def test_a_double_click_over_the_side_of_a_node_renames_it(page: Page, saga: Locator) -> None:
    box = part(page, "node-n7").locator(f"> {SHAPE}").first.bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] / 2, box["y"] + box["height"] - 2)
    expect(page.get_by_role("textbox", name="Name of node n7")).to_be_focused()


def test_clicks_on_two_nodes_are_no_double_click(page: Page, saga: Locator) -> None:
    page.mouse.click(*shape_of(page, "n6"))
    page.mouse.click(*shape_of(page, "n7"))
    expect(part(page, "node-n7")).to_contain_class("selected")
    expect(page.locator(".rename")).to_have_count(0)
