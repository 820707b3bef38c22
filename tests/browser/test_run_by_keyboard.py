"""A whole run by keyboard alone, wide and on a phone, and on a slow line."""

from __future__ import annotations

import re

import pytest
from pages import Held, open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """a { # A
n1: circle label:"Begin"
n2: rectangle label:"Work"
n3: diamond label:"Good?"
n4: rectangle label:"Ship"
n5: circle label:"Done"
n6: circle label:"Drop"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(right) -> n4.handle(left) [label="Yes"]
n3.handle(bottom) -> n6.handle(top) [label="No"]
n4.handle(right) -> n5.handle(left)
}
"""


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["wide", "phone"])
def test_everything_in_a_run_is_done_by_keyboard_alone(page: Page, base_url: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}#run")
    player, press = page.locator(".viewer-player"), page.keyboard.press
    at = lambda position: expect(player).to_have_attribute("data-position", str(position))  # noqa: E731
    at(0)

    # A breakpoint at an edge: the diagram has no way to it without a pointer, the list has.
    press("l")
    press("l")
    expect(page.get_by_role("tab", name="Breakpoints")).to_be_focused()
    press("Tab")
    for _ in range(8):
        press("ArrowDown")
    expect(page.get_by_label("Node or edge to pause at")).to_have_value("edge n2-n3")
    press("Tab")
    press("Enter")
    expect(page.locator(".breakpoint-name")).to_have_text("The edge from Work to Good?")
    press("End")
    expect(page.locator(".now-paused")).to_have_text("Paused after the edge from Work to Good?")
    at(2)

    press("1")
    at(3)
    press("Shift+ArrowRight")
    press("b")
    expect(page.locator(".breakpoint-name")).to_have_count(2)
    press("Escape")
    press("k")
    press("Home")
    press("Shift+Home")
    at(3)

    press(">")
    expect(page.get_by_label("Speed")).to_have_value("2")
    press("p")
    expect(page.locator(".present-title")).to_have_text("Ship")
    press("Escape")
    press("o")
    expect(page.get_by_role("dialog", name="Options of runs")).to_be_visible()
    press("Escape")
    press("+")
    press("Shift+1")
    press("Shift+0")
    expect(page.locator(".camera")).to_have_attribute("style", re.compile(r"scale\(1\)"))
    press("Escape")
    expect(page.locator(".stage")).to_be_focused()
    expect(player).not_to_have_attribute("data-position", "3")


def test_on_a_slow_line_keys_pressed_from_the_start_on_are_all_done_in_order(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    held = Held(page, "**/api/run")
    page.locator(".run-button").click()
    for key in ("End", "ArrowLeft", "End", "2", "End"):
        page.keyboard.press(key)
    held.wait()
    expect(page.locator(".player-now")).to_contain_text("Starting the run")
    held.come()

    expect(page.locator("[data-status=complete]")).to_have_attribute("data-position", "4")
    expect(part(page, "node-n6")).to_contain_class("run-visited")


def test_a_presentation_in_the_editor_shows_the_diagram_alone(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.locator(".run-button").click()
    page.keyboard.press("p")

    expect(page.locator(".present-title")).to_have_text("Begin")
    expect(page.locator(".pane-code")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".pane-code")).to_be_visible()
