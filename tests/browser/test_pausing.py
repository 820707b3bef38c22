"""A run pauses at breakpoints, which people set with keys, mouse and fingers."""

from __future__ import annotations

import pytest
from pages import part, store
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
