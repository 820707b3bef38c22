"""The outline tells the diagram in words, and leads to its parts."""

from __future__ import annotations

import pytest
from pages import open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Sales
  n1: circle label:"Order"
  n2: diamond label:"In stock?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> B.n3.handle(top) [label="Yes"]
  n2.handle(right) -> B.n4.handle(top) [label="No"]
}
B { # Stock
  n3: taskbox label:"Pack"
  n4: circle label:"Sold out"
}
"""


def test_the_outline_is_a_tab_beside_the_code_that_keys_reach_and_use(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.get_by_role("tab", name="Code").focus()
    page.keyboard.press("ArrowRight")
    panel = page.get_by_role("tabpanel", name="Outline")
    expect(page.get_by_role("tab", name="Outline")).to_have_attribute("aria-selected", "true")
    expect(panel).to_contain_text("Decision · Yes: Pack · No: Sold out")
    expect(page.locator(".cm-editor")).to_be_hidden()

    page.get_by_role("tab", name="Outline").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close the code")).to_be_focused()
    page.keyboard.press("Tab")
    expect(panel.get_by_role("button", name="Sales")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(part(page, "node-n2")).to_contain_class("selected")
    item = panel.get_by_role("button", name="In stock? Decision")
    expect(item).to_be_focused()
    expect(item).to_have_attribute("aria-current", "true")
    part(page, "node-n3").click()
    expect(panel.get_by_role("button", name="Pack Task")).to_have_attribute("aria-current", "true")


def test_the_outline_follows_edits_and_stays_open(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.get_by_role("tab", name="Outline").click()
    part(page, "node-n3").click()
    page.keyboard.press("Delete")
    expect(page.get_by_role("tabpanel", name="Outline").get_by_role("button", name="Pack")).to_have_count(0)

    page.reload()
    expect(page.get_by_role("tabpanel", name="Outline")).to_contain_text("Sold out")


def test_the_outline_of_the_view_page_tells_shape_and_ways(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}")
    row = page.get_by_role("button", name="In stock? Decision · Yes: Pack · No: Sold out")
    row.click()
    expect(page.get_by_role("region", name="Details")).to_contain_text("In stock?")
