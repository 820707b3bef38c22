"""The canvas by fingers: real touches, as the browser gets them from a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pages import box_of, middle, part, store
from playwright.sync_api import Browser, Locator, Page, expect

CODE = """Shop { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Check"
  n1.handle(right) -> n2.handle(left)
}
Store { # Store
  n3: rectangle label:"Pack"
  n4: rectangle label:"Send"
  n3.handle(right) -> n4.handle(left)
}
"""


class Finger:
    """One finger on the screen of a phone."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._touch = page.context.new_cdp_session(page)

    def _send(self, kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def down(self, at: tuple[float, float]) -> None:
        self._at = at
        self._send("touchStart", at)

    def move(self, to: tuple[float, float]) -> None:
        for step in range(1, 7):
            share = step / 6
            x = self._at[0] + (to[0] - self._at[0]) * share
            y = self._at[1] + (to[1] - self._at[1]) * share
            self._send("touchMove", (x, y))
        self._at = to

    def up(self) -> None:
        self._send("touchEnd")

    def rest(self) -> None:
        """Stay until a press is a long one."""
        self._page.wait_for_timeout(600)


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    """The document on a phone, open in the editor."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_to_edit_on_phone(page, base_url)
    yield page
    context.close()


def open_to_edit_on_phone(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/e/{store(page, base_url, CODE)['edit_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    # The picture comes to rest where the view opens.
    page.wait_for_timeout(300)


def node(page: Page, name: str) -> Locator:
    return part(page, f"node-{name}").locator("> :is(rect, ellipse, polygon)").first


def tap(page: Page, name: str) -> None:
    page.touchscreen.tap(*middle(node(page, name)))
    expect(part(page, f"node-{name}")).to_contain_class("selected")


def text(page: Page) -> str:
    words: str = page.locator(".cm-content").evaluate("content => content.innerText")
    return words


@pytest.mark.parametrize("away", [-12, 1, 18], ids=["inside", "just outside", "at the rim"])
def test_a_drag_from_anywhere_on_a_handle_connects(phone: Page, away: float) -> None:
    tap(phone, "n1")
    box = box_of(node(phone, "n1"))
    finger = Finger(phone)
    finger.down((box["x"] + box["width"] / 2, box["bottom"] + away))
    finger.move(middle(node(phone, "n3")))
    expect(phone.locator(".preview-target")).to_have_count(1)
    finger.up()
    expect(part(phone, "edge-n1-n3")).to_have_count(1)


def test_a_drag_beyond_the_handle_moves_the_view(phone: Page) -> None:
    tap(phone, "n1")
    box = box_of(node(phone, "n1"))
    finger = Finger(phone)
    finger.down((box["right"] + 20, box["bottom"] + 20))
    finger.move((box["right"] + 20, box["bottom"] + 90))
    finger.up()
    expect(part(phone, "node-n1")).to_be_visible()
    assert abs(box_of(node(phone, "n1"))["y"] - box["y"] - 70) < 12


@pytest.mark.parametrize("name", ["n1", "n2", "n3"])
def test_the_bar_is_wholly_on_the_screen(phone: Page, name: str) -> None:
    tap(phone, name)
    expect(phone.locator(".node-bar")).to_be_visible()
    bar, stage = box_of(phone.locator(".node-bar")), box_of(phone.locator(".stage"))
    assert bar["left"] >= 0
    assert bar["right"] <= stage["right"]
    assert bar["top"] >= box_of(phone.locator(".palette"))["bottom"]
    assert bar["bottom"] <= box_of(phone.locator(".zoom-controls"))["top"]


def test_long_presses_select_several_nodes(phone: Page) -> None:
    tap(phone, "n1")
    finger = Finger(phone)
    finger.down(middle(node(phone, "n3")))
    finger.rest()
    finger.up()
    expect(phone.locator(".stage .node.selected")).to_have_count(2)
    expect(phone.locator(".node-bar").get_by_role("button", name="Add a loop")).to_be_visible()


def test_a_long_press_on_the_ground_draws_a_marquee(phone: Page) -> None:
    box = box_of(node(phone, "n1"))
    finger = Finger(phone)
    finger.down((box["x"] - 8, box["y"] - 8))
    finger.rest()
    finger.move((box["right"] + 150, box["bottom"] + 8))
    finger.up()
    expect(part(phone, "node-n1")).to_contain_class("selected")
    expect(part(phone, "node-n2")).to_contain_class("selected")
    expect(part(phone, "node-n3")).not_to_contain_class("selected")


def test_a_lane_is_picked_up_by_a_long_press_and_put_elsewhere(phone: Page) -> None:
    header = part(phone, "header-Shop").locator("rect").first
    below = box_of(part(phone, "lane-Store").locator("> rect").first)
    x, y = middle(header)
    finger = Finger(phone)
    finger.down((x, y))
    finger.rest()
    finger.move((x, below["bottom"] - 10))
    expect(phone.locator(".preview-border")).to_have_count(1)
    finger.up()
    expect(part(phone, "lane-Shop").locator("> rect").first).not_to_have_attribute("y", "0")
    assert text(phone).index("Store {") < text(phone).index("Shop {")


def test_undo_and_redo_are_in_reach_on_a_phone(phone: Page) -> None:
    before = text(phone)
    tap(phone, "n2")
    phone.locator(".node-bar").get_by_role("button", name="Delete (Del)").tap()
    expect(part(phone, "node-n2")).to_have_count(0)
    phone.get_by_role("button", name="Undo", exact=True).tap()
    expect(part(phone, "node-n2")).to_be_visible()
    assert text(phone) == before
    phone.get_by_role("button", name="Redo", exact=True).tap()
    expect(part(phone, "node-n2")).to_have_count(0)


def test_the_inspector_opens_beside_the_selected_node_not_over_it(phone: Page) -> None:
    tap(phone, "n3")
    phone.get_by_role("button", name="Inspector").tap()
    pane = phone.locator(".pane-inspector")
    expect(pane).to_be_visible()
    phone.wait_for_function(
        """() => document.querySelector('#node-n3').getBoundingClientRect().bottom
          <= document.querySelector('.pane-inspector').getBoundingClientRect().top"""
    )


def test_where_fingers_point_the_words_say_tap_and_name_no_keys(phone: Page) -> None:
    phone.locator(".tool", has_text="Task").tap()
    expect(phone.get_by_text("Tap in a lane or on an edge to add a task")).to_be_visible()
    phone.locator(".tool", has_text="Select").tap()
    phone.get_by_role("button", name="Inspector").tap()
    expect(phone.locator(".pane-inspector")).to_contain_text("Double-tap a node to rename it.")
