"""What a gesture will add or move is shown where it will be."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest
from pages import box_of, middle, open_to_edit, part
from playwright.sync_api import Locator, Page, expect

CODE = """Shop { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Check"
  n3: diamond label:"In stock?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
}
Store { # Store
  n4: rectangle label:"Pack"
  n5: rectangle label:"Send"
  Shop.n3.handle(bottom) -> n4.handle(top) [label="Yes"]
  n4.handle(right) -> n5.handle(left)
}
"""
SHAPE = "> :is(rect, ellipse, polygon)"


@pytest.fixture
def shop(page: Page, base_url: str) -> Page:
    """The document open in the editor."""
    page.set_viewport_size({"width": 1800, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    open_to_edit(page, base_url, CODE)
    expect(part(page, "node-n5")).to_be_visible()
    return page


def node(page: Page, name: str) -> Locator:
    return part(page, f"node-{name}").locator(SHAPE).first


def free_in_store(page: Page) -> tuple[float, float]:
    """A place in the lower lane that is far from every node."""
    return middle(node(page, "n2"))[0] - 40, middle(node(page, "n5"))[1]


def confirmed(page: Page) -> AbstractContextManager[object]:
    """Wait for the answer that tells where something will be."""
    return page.expect_response(lambda response: response.url.endswith("/api/edit?preview"))


def beside(page: Page, shown: Locator, name: str) -> tuple[float, float, float, float]:
    """The place of something counted from a node, and its size, in px."""
    expect(shown).to_be_visible()
    box, origin = box_of(shown), box_of(node(page, name))
    return box["x"] - origin["x"], box["y"] - origin["y"], box["width"], box["height"]


def assert_same(shown: tuple[float, ...], made: tuple[float, ...], within: float) -> None:
    assert all(abs(one - other) <= within for one, other in zip(shown, made, strict=True)), (shown, made)


def drag_from(page: Page, name: str, side: str, to: tuple[float, float]) -> None:
    """Hold the end of a new edge over a place."""
    page.mouse.click(*middle(node(page, name)))
    page.mouse.move(*middle(page.locator(f'.handles.selected .handle[data-side="{side}"]')))
    page.mouse.down()
    with confirmed(page):
        page.mouse.move(*to, steps=5)


def test_an_edge_is_shown_on_the_way_it_will_take(shop: Page) -> None:
    drag_from(shop, "n2", "bottom", middle(node(shop, "n5")))
    line = shop.locator(".preview.confirmed .preview-line > path")
    shown = beside(shop, line, "n2")
    shop.mouse.up()
    expect(part(shop, "edge-n2-n5")).to_be_visible()
    assert_same(shown, beside(shop, part(shop, "edge-n2-n5").locator("> path:not(.hit)").first, "n2"), 14)


def test_a_node_dropped_in_a_lane_is_shown_where_it_will_stand(shop: Page) -> None:
    drag_from(shop, "n2", "bottom", free_in_store(shop))
    shown = beside(shop, shop.locator(".preview.confirmed .preview-node"), "n2")
    shop.mouse.up()
    expect(shop.locator(".rename")).to_be_focused()
    shop.keyboard.press("Escape")
    assert_same(shown, beside(shop, node(shop, "n6"), "n2"), 6)
    expect(part(shop, "node-n6")).to_have_attribute("data-lane", "Store")


def test_the_plus_shows_where_the_next_node_will_stand(shop: Page) -> None:
    shop.mouse.click(*middle(node(shop, "n5")))
    plus = shop.get_by_role("button", name="Add the next activity, right")
    with confirmed(shop):
        shop.mouse.move(*middle(plus), steps=3)
    shown = beside(shop, shop.locator(".preview.confirmed .preview-node"), "n5")
    plus.click()
    expect(shop.locator(".rename")).to_be_focused()
    shop.keyboard.press("Escape")
    assert_same(shown, beside(shop, node(shop, "n6"), "n5"), 6)


def test_a_shape_from_the_palette_is_shown_where_it_will_stand(shop: Page) -> None:
    shop.get_by_role("button", name="Task").click()
    free = free_in_store(shop)
    with confirmed(shop):
        shop.mouse.move(*free, steps=3)
    shown = beside(shop, shop.locator(".preview.confirmed .preview-node"), "n4")
    shop.mouse.click(*free)
    expect(shop.locator(".rename")).to_be_focused()
    shop.keyboard.press("Escape")
    assert_same(shown, beside(shop, node(shop, "n6"), "n4"), 6)


def test_an_edge_that_is_taken_elsewhere_is_shown_on_its_new_way(shop: Page) -> None:
    shop.mouse.click(*middle(part(shop, "edge-n2-n3").locator(".hit")))
    shop.mouse.move(*middle(shop.locator('.handle[data-end="target"]')))
    shop.mouse.down()
    x, y = middle(node(shop, "n5"))
    with confirmed(shop):
        shop.mouse.move(x, y - 20, steps=5)
    shown = beside(shop, shop.locator(".preview.confirmed .preview-line > path"), "n2")
    shop.mouse.up()
    way = part(shop, "edge-n2-n5").locator("> path:not(.hit)").first
    expect(way).to_be_visible()
    assert_same(shown, beside(shop, way, "n2"), 14)


def test_a_node_that_is_taken_to_another_lane_is_shown_where_it_will_stand(shop: Page) -> None:
    shop.mouse.move(*middle(node(shop, "n2")))
    shop.mouse.down()
    free = free_in_store(shop)
    with confirmed(shop):
        shop.mouse.move(*free, steps=5)
    shown = beside(shop, shop.locator(".preview.confirmed .preview-node"), "n4")
    shop.mouse.up()
    expect(part(shop, "node-n2")).to_have_attribute("data-lane", "Store")
    assert_same(shown, beside(shop, node(shop, "n2"), "n4"), 6)
