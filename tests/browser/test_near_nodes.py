"""Edges that are short or begin at a node are reached, and a node whose name is open is not stuck."""

from __future__ import annotations

import pytest
from pages import box_of, middle, open_to_edit, part, zoom_to
from playwright.sync_api import Page, Route, expect

CODE = """Shop { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Check"
  n1.handle(right) -> n2.handle(left)
}
Store { # Store
  n3: rectangle label:"Pack"
}
"""
SHAPE = "> :is(rect, ellipse, polygon)"


@pytest.fixture
def shop(page: Page, base_url: str) -> Page:
    """The document open in the editor."""
    open_to_edit(page, base_url, CODE)
    expect(part(page, "node-n3")).to_be_visible()
    return page


def ends(page: Page) -> tuple[float, float, float]:
    """Where the edge begins and ends, and its height."""
    first, second = (box_of(part(page, f"node-{name}").locator(SHAPE).first) for name in ("n1", "n2"))
    return first["right"], second["left"], first["y"] + first["height"] / 2


@pytest.mark.parametrize("away", [3, 9, 15])
@pytest.mark.parametrize("end", ["source", "target"])
def test_a_click_on_an_edge_near_a_node_selects_the_edge(shop: Page, end: str, away: int) -> None:
    left, right, y = ends(shop)
    x = left + away if end == "source" else right - away
    shop.mouse.move(x, y - 60)
    shop.mouse.move(x, y, steps=8)
    shop.mouse.click(x, y)
    expect(part(shop, "edge-n1-n2")).to_contain_class("selected")
    expect(part(shop, "node-n1")).not_to_contain_class("selected")
    expect(part(shop, "node-n2")).not_to_contain_class("selected")


def test_an_edge_of_20_px_is_renamed_by_a_double_click(shop: Page) -> None:
    left, right, _ = ends(shop)
    zoom_to(shop, 20 / (right - left))
    left, right, y = ends(shop)
    assert right - left < 21
    shop.mouse.move((left + right) / 2, y - 60)
    shop.mouse.move((left + right) / 2, y, steps=8)
    shop.mouse.dblclick((left + right) / 2, y)
    field = shop.get_by_role("textbox", name="Name of edge n1-n2")
    field.fill("at once")
    field.press("Enter")
    expect(shop.locator(".cm-content")).to_contain_text('[label="at once"]')


@pytest.mark.parametrize(("scale", "down"), [(1.0, 24), (2.0, 5)], ids=["by the field", "beside the field"])
def test_a_node_is_dragged_while_its_name_is_open_and_the_name_is_kept_first(
    shop: Page, scale: float, down: float
) -> None:
    if scale != 1:
        zoom_to(shop, scale)
    edits: list[Route] = []
    shop.route("**/api/edit", lambda route: edits.append(route) if not edits else route.continue_())
    shop.mouse.dblclick(*middle(part(shop, "node-n2").locator(SHAPE).first))
    expect(shop.locator(".rename")).to_be_focused()
    shop.keyboard.type("Check twice")
    box = box_of(part(shop, "node-n2").locator(SHAPE).first)
    x = box["x"] + box["width"] / 2
    shop.mouse.move(x - 10, box["y"] + down)
    shop.mouse.down()
    store = box_of(part(shop, "lane-Store").locator("> rect").first)
    shop.mouse.move(x, store["y"] + 20, steps=8)
    expect(shop.locator(".preview-lane")).to_have_count(1)
    shop.mouse.up()
    shop.wait_for_timeout(700)
    edits[0].continue_()
    expect(part(shop, "node-n2")).to_have_attribute("data-lane", "Store")
    expect(shop.locator(".cm-content")).to_contain_text('n2: rectangle label:"Check twice"')


def test_words_of_an_open_name_are_chosen_with_the_mouse(shop: Page) -> None:
    x, y = middle(part(shop, "node-n2").locator(SHAPE).first)
    shop.mouse.dblclick(x, y)
    shop.keyboard.type("Check")
    field = box_of(shop.locator(".rename"))
    shop.mouse.move(x, y)
    shop.mouse.down()
    shop.mouse.move(field["right"] + 30, y + 3, steps=6)
    shop.mouse.up()
    shop.keyboard.type("ked")
    shop.keyboard.press("Enter")
    expect(part(shop, "node-n2")).to_contain_text("Ch")
    expect(part(shop, "node-n2")).to_contain_text("ked")
    expect(part(shop, "node-n2")).not_to_contain_text("Checkked")
