"""A run pauses at breakpoints and goes where people send it."""

from __future__ import annotations

import pytest
from pages import open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CHAIN = """a { # A
n1: circle label:"Begin"
n2: rectangle label:"Work"
n3: rectangle label:"Check"
n4: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(right) -> n4.handle(left)
}
"""


def test_a_breakpoint_set_before_the_run_stops_it_and_survives_a_reload(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, CHAIN)['view_key']}")
    part(page, "node-n3").click()
    page.keyboard.press("b")
    expect(page.locator(".pause-sign")).to_have_count(1)
    page.reload()
    expect(page.locator(".pause-sign")).to_have_count(1)

    player = page.locator(".viewer-player")
    player.get_by_role("button", name="To end").click()

    expect(player.locator(".player-where")).to_contain_text("Paused before Check")
    expect(player).to_have_attribute("data-position", "2")
    player.get_by_role("button", name="To end").click()
    expect(player).to_have_attribute("data-status", "complete")
    expect(player).to_have_attribute("data-position", "4")


def test_a_breakpoint_is_set_on_the_diagram_of_a_run_and_changed_and_removed_in_the_list(
    page: Page, base_url: str
) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, CHAIN)['view_key']}")
    page.get_by_role("button", name="Step", exact=True).click()
    part(page, "node-n3").click()
    page.get_by_role("button", name="Pause here").click()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Breakpoints").click()
    when = page.get_by_label("When to pause: Check")
    when.focus()
    when.select_option("After visits")
    expect(when).to_be_focused()
    page.get_by_label("Number of visits: Check").fill("1")
    page.get_by_label("Number of visits: Check").press("Enter")
    page.get_by_role("button", name="To start").click()
    page.get_by_role("button", name="To end").click()
    expect(page.locator(".player-where")).to_contain_text("Paused after 1 visit of Check")

    page.get_by_role("button", name="Remove the breakpoint: Check").press("Enter")

    expect(page.locator(".pause-sign")).to_have_count(0)
    expect(page.locator(".player-where")).not_to_contain_text("Paused")
    expect(page.get_by_role("tab", name="Breakpoints")).to_be_focused()


GATE = """a { # A
n1: circle label:"Begin"
n2: diamond label:"Good?"
n3: rectangle label:"Ship"
n4: circle label:"Done"
n5: circle label:"Drop"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n5.handle(top) [label="No"]
n3.handle(right) -> n4.handle(left)
}
"""


def test_run_to_here_from_the_bar_of_a_node_goes_on_after_the_choice(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, GATE)
    part(page, "node-n4").click()
    page.get_by_role("button", name="Run to here, breakpoint").click()
    page.get_by_role("menuitem", name="Run to here").click()
    expect(page.locator(".toast")).to_contain_text("Choose a branch. The run then goes on to Done.")
    page.keyboard.press("1")

    expect(part(page, "node-n4")).to_contain_class("run-active")


def test_how_do_i_get_there_on_the_view_page_says_why_not_or_shows_the_run(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, GATE)['view_key']}")
    answer = {"found": False, "choices": [], "at": 0, "message": "No edge leads to Done.", "explored": True}
    page.route("**/api/reach", lambda route: route.fulfill(json=answer))
    part(page, "node-n4").click()
    page.get_by_role("button", name="How do I get there?").click()
    expect(page.locator(".toast")).to_contain_text("No edge leads to Done.")
    expect(page.locator(".viewer-player")).not_to_have_attribute("data-position", "0")

    choice = {"node": "n2", "visit": 1, "edges": ["n2-n3"], "label": "Yes"}
    answer |= {"found": True, "choices": [choice], "at": 4, "message": "One choice leads there."}
    page.keyboard.press("g")

    expect(part(page, "node-n4")).to_contain_class("run-active")
    expect(page.locator(".viewer-player")).to_have_attribute("data-status", "complete")


def test_a_caption_typed_in_the_inspector_is_shown_in_a_run_and_undone(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, GATE)
    part(page, "node-n1").click()
    field = page.get_by_role("textbox", name="Caption")
    field.fill("The order comes in.")
    field.press("Enter")
    expect(page.locator(".voice")).to_contain_text("Changed the caption")
    page.locator(".run-button").click()
    expect(page.locator(".now-caption")).to_have_text("The order comes in.")
    page.locator(".run-button").click()
    page.get_by_role("button", name="Undo").first.click()

    expect(field).to_have_value("")


def test_a_presentation_follows_the_run_on_a_phone_and_escape_leaves_it(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    keys = store(page, base_url, CHAIN, captions={"n3": "Now it is sent."})
    page.goto(f"{base_url}/d/{keys['view_key']}")
    player = page.locator(".viewer-player")
    player.get_by_role("button", name="Step", exact=True).click()
    player.get_by_role("button", name="Present").click()
    expect(page.locator(".present-title")).to_have_text("Work")
    page.keyboard.press("ArrowRight")

    expect(page.locator(".present-words")).to_have_text("Now it is sent.")
    expect(page.locator(".viewer-bar")).to_be_hidden()
    expect(part(page, "node-n3")).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Escape")
    expect(page.locator(".viewer-bar")).to_be_visible()
    expect(player).to_have_attribute("data-position", "2")
