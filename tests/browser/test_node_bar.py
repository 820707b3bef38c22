"""The bar of buttons beside what is selected stays out of the way."""

from __future__ import annotations

import pytest
from pages import box_of, part
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def bar(page: Page, base_url: str) -> Locator:
    """The bar of the saga sample, open in the editor; nothing glides, so that places hold while they are compared."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/samples/saga")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    return page.locator(".node-bar")


@pytest.mark.parametrize("fit", [False, True], ids=["as opened", "all in sight"])
def test_the_bar_covers_no_node_beside_its_own(page: Page, bar: Locator, fit: bool) -> None:
    stage = page.locator(".stage")
    stage.focus()
    if fit:
        page.keyboard.press("Shift+1")
    page.keyboard.press("Home")
    for _ in range(7):
        page.keyboard.press("ArrowRight")
        expect(bar).to_be_visible()
        expect(stage.locator(".node.selected")).to_have_count(1)
        covered = page.evaluate(
            """() => {
              const bar = document.querySelector('.node-bar').getBoundingClientRect();
              const shapes = [...document.querySelectorAll('.stage .drawing .node > :is(rect, ellipse, polygon)')];
              return shapes.filter((shape) => {
                const node = shape.getBoundingClientRect();
                const across = Math.min(bar.right, node.right) - Math.max(bar.left, node.left);
                return across > 1 && Math.min(bar.bottom, node.bottom) - Math.max(bar.top, node.top) > 1;
              }).map((shape) => shape.parentNode.id);
            }"""
        )
        assert covered == []


def test_the_bar_gives_way_while_keys_move_a_node_and_comes_back_with_the_pointer(page: Page, bar: Locator) -> None:
    page.locator(".stage").focus()
    page.keyboard.press("Home")
    expect(bar).to_be_visible()
    page.keyboard.press("Alt+ArrowRight")
    expect(bar).to_be_hidden()
    stage = box_of(page.locator(".stage"))
    page.mouse.move(stage["left"] + 100, stage["bottom"] - 100, steps=2)
    expect(bar).to_be_visible()


def test_the_bar_comes_back_with_another_selection(page: Page, bar: Locator) -> None:
    page.locator(".stage").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Alt+ArrowRight")
    expect(bar).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(part(page, "node-n1")).not_to_contain_class("selected")
    expect(bar).to_be_visible()
