"""Whoever draws on the canvas is not told in the code, before a minute has passed, what is still missing."""

from __future__ import annotations

import re

import pytest
from pages import open_to_edit, part
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Sales
  n1: circle label:"Start"
  n2: diamond label:"Big?"
  n1.handle(right) -> n2.handle(left)
}
"""


def marked(page: Page) -> list[str]:
    """The texts that are underlined."""
    found: list[str] = page.locator(".cm-lintRange").evaluate_all(
        """all => all.filter(one => getComputedStyle(one).textDecorationLine.includes('underline'))
          .map(one => one.textContent)"""
    )
    return found


def add_decision(page: Page) -> None:
    """Add a decision without a way on, as somebody does who goes on drawing."""
    part(page, "node-n1").click()
    page.keyboard.press("3")
    page.get_by_role("textbox", name="Name of node n3").fill("Paid?")
    page.keyboard.press("Enter")
    expect(part(page, "node-n3")).to_contain_text("Paid?")
    expect(page.locator(".problem", has_text=re.compile("n3|Paid"))).not_to_have_count(0)


@pytest.fixture
def drawn(context: BrowserContext, page: Page, base_url: str) -> Page:
    page.clock.install()
    open_to_edit(page, base_url, CODE)
    add_decision(page)
    return page


def added(page: Page) -> list[str]:
    return [text for text in marked(page) if re.search("n3|Paid", text)]


def test_a_statement_from_the_canvas_is_underlined_after_a_minute(drawn: Page) -> None:
    assert added(drawn) == []
    drawn.clock.fast_forward(61_000)
    expect(drawn.locator(".cm-just-added")).to_have_count(0)
    assert added(drawn) != []


@pytest.mark.parametrize("deed", ["F8", "Run", "Share"])
def test_who_asks_for_problems_runs_or_shares_sees_them_at_once(drawn: Page, deed: str) -> None:
    assert added(drawn) == []
    if deed == "F8":
        drawn.locator(".cm-line").last.click()
        drawn.keyboard.press("F8")
    else:
        drawn.get_by_role("button", name=deed, exact=True).click()
    if deed == "Run":
        expect(drawn.locator(".now-problem")).to_be_visible()
    if deed == "Share":
        expect(drawn.get_by_role("dialog")).to_contain_text("problem")
    expect(drawn.locator(".cm-just-added")).to_have_count(0)


def test_what_is_typed_is_underlined_at_once(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.locator(".cm-line").nth(3).click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type('n3: diamond label:"Paid?"')
    expect(page.locator(".cm-lintRange", has_text="n3")).not_to_have_count(0)
    assert added(page) != []
