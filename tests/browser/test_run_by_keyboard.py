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


WIDE_AND_PHONE = pytest.mark.parametrize(
    "size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["wide", "phone"]
)


@WIDE_AND_PHONE
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


# The work is split, meets again, may be done once more, and what is shipped comes back with a reply.
SHOP = """a { # Shop
n1: circle label:"Order"
n2: rectangle label:"Split"
n3: rectangle label:"Pack"
n4: rectangle label:"Charge"
n5: rectangle label:"Meet"
n6: diamond label:"Good?"
n7: rectangle label:"Ship"
n8: rectangle label:"Answer"
n9: rectangle label:"Phone call"
n10: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n2.handle(bottom) -> n4.handle(left)
n3.handle(right) -> n5.handle(left)
n4.handle(right) -> n5.handle(bottom)
n5.handle(right) -> n6.handle(left)
n6.handle(right) -> n7.handle(left) [label="Yes"]
n6.handle(bottom) -> n2.handle(bottom) [label="No"]
n7.handle(right) -> n10.handle(left)
n7.handle(bottom) -> n8.handle(top)
n8.handle(left) -> n7.handle(left)
n9.handle(right) -> n7.handle(top)
}
"""


def go_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until what has this name has the focus."""
    for _ in range(20):
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"the keyboard does not come to {name}")


def pause(page: Page, node: str, when: str, *keys: str) -> None:
    """Set a breakpoint at a node in the list, choose by first letters when the run pauses there, and press keys."""
    page.keyboard.press("l")
    page.keyboard.press("l")
    expect(page.get_by_label("Node or edge to pause at")).to_be_visible()
    go_to(page, "Node or edge to pause at")
    page.keyboard.type(node)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label(f"When to pause: {node}")).to_be_visible()
    go_to(page, f"When to pause: {node}", "Shift+Tab")
    page.keyboard.type(when)
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.press("Escape")
    expect(page.locator(".stage")).to_be_focused()


@WIDE_AND_PHONE
def test_a_run_pauses_at_a_join_a_reply_and_after_visits_that_were_set_by_keyboard(
    page: Page, base_url: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/d/{store(page, base_url, SHOP)['view_key']}#run")
    press, paused = page.keyboard.press, page.locator(".now-paused")
    expect(page.locator(".viewer-player")).to_have_attribute("data-position", "0")

    pause(page, "Meet", "When it")
    pause(page, "Ship", "At")
    pause(page, "Split", "After", "Tab", "ArrowDown")
    press("End")
    expect(paused).to_have_text("Paused after 1 visit of Split")
    press("End")
    expect(paused).to_have_text("Paused where Meet waits")
    press("End")
    press("1")
    expect(page.locator("h2", has_text="Ship")).to_be_visible()
    press("End")

    expect(paused).to_have_text("Paused at a reply to Ship")


@WIDE_AND_PHONE
def test_run_to_here_another_source_a_caption_and_the_presentation_need_no_pointer(
    page: Page, base_url: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    keys = store(page, base_url, SHOP, captions={"n7": "The parcel leaves."})
    page.goto(f"{base_url}/d/{keys['view_key']}#run")
    press, player = page.keyboard.press, page.locator(".viewer-player")
    expect(player).to_have_attribute("data-position", "0")

    for _ in range(3):
        press("Shift+ArrowRight")
    expect(page.get_by_role("group", name="Chosen part")).to_contain_text("Meet")
    press("r")
    expect(part(page, "node-n5")).to_contain_class("run-active")

    press("o")
    panel = page.get_by_role("dialog", name="Options of runs")
    expect(panel).to_be_visible()
    other = panel.get_by_role("checkbox", name="Also start at “Phone call” (Shop)")
    for _ in range(10):
        if other.evaluate("box => box === document.activeElement"):
            break
        press("Tab")
    expect(other).to_be_focused()
    press("Space")
    expect(panel.get_by_role("status").first).to_contain_text("a run also starts at Phone call")
    press("Escape")
    expect(page.locator(".player-note")).to_contain_text("a run also starts at Phone call")

    press("End")
    press("1")
    expect(page.locator("h2", has_text="Phone call")).to_be_visible()
    press("ArrowRight")
    press("p")
    expect(page.locator(".present-words")).to_have_text("The parcel leaves.")
    expect(page.locator(".present-title")).to_have_text("Ship")
    press("Escape")
    expect(page.locator(".viewer-bar")).to_be_visible()


def test_the_view_page_shows_its_shortcuts_before_a_run_and_in_it(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    shortcuts = page.get_by_role("dialog", name="Keyboard")
    page.keyboard.press("?")
    expect(shortcuts).to_contain_text("On the view page")
    expect(shortcuts).not_to_contain_text("In the code")
    page.keyboard.press("Escape")
    expect(shortcuts).to_have_count(0)

    page.keyboard.press("Space")
    expect(page.locator(".viewer-player")).to_have_attribute("data-position", re.compile(r"\d"))
    page.keyboard.press("?")
    expect(shortcuts).to_contain_text("In a run")
    page.keyboard.press("Escape")
    expect(shortcuts).to_have_count(0)
    expect(page.get_by_role("button", name="End run")).to_be_visible()


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


@pytest.mark.parametrize("width", [1440, 1280])
def test_at_900_px_of_height_the_log_shows_ten_lines(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}#run")
    expect(page.locator(".log-row").first).to_be_visible()

    line = page.locator(".log-rows > li").first
    assert line.evaluate("li => li.closest('.player-log').clientHeight / li.offsetHeight") >= 10
