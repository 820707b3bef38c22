"""Whoever does not see the drawing hears what every change made of it: in one sentence, once."""

from __future__ import annotations

import pytest
from pages import is_a_save, middle, open_to_edit, part, put_caret_at_end, rename_on_canvas
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Sales
  n1: circle label:"Order"
  n2: rectangle label:"Check"
  n1.handle(right) -> n2.handle(left)
}
B { # Stock
  n3: rectangle label:"Pack"
}
"""
# Every text that a live region came to hold, as a screen reader is told of it.
LISTEN = """() => {
  window.heard = [];
  new MutationObserver((changes) => {
    const regions = new Set(changes.map(({ target }) => (target.nodeType === 1 ? target : target.parentElement)
      ?.closest('[role="status"], [role="alert"], [aria-live]')));
    for (const region of regions) {
      if (region && region.getAttribute('aria-live') !== 'off' && region.textContent.trim()) {
        window.heard.push(region.textContent.trim());
      }
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.fixture
def listening(page: Page, base_url: str) -> Page:
    open_to_edit(page, base_url, CODE)
    expect(part(page, "node-n3")).to_be_visible()
    page.evaluate(LISTEN)
    return page


def hear(page: Page, sentence: str) -> None:
    """Wait for a sentence, and find it said once and nothing but it."""
    expect(page.locator(".voice")).to_have_text(sentence)
    expect(page.locator('.save-state[data-state="saved"]')).to_be_visible()
    assert page.evaluate("window.heard.splice(0)") == [sentence]


def test_what_a_hand_does_on_the_canvas_is_told_once_and_undone_and_redone(listening: Page) -> None:
    rename_on_canvas(listening, "n2", "Check stock")
    hear(listening, "Renamed activity “Check” to “Check stock”.")

    listening.mouse.move(*middle(part(listening, "node-n2")))
    listening.mouse.down()
    listening.mouse.move(*middle(part(listening, "node-n3")), steps=6)
    listening.mouse.up()
    hear(listening, "Moved activity “Check stock” to lane “Stock”.")

    listening.get_by_role("button", name="Undo").click()
    hear(listening, "Undone: moved activity “Check stock” to lane “Sales”.")
    listening.get_by_role("button", name="Redo").click()
    hear(listening, "Redone: moved activity “Check stock” to lane “Stock”.")


def test_a_lane_that_goes_with_its_nodes_is_told_once_beside_the_message_that_is_seen(listening: Page) -> None:
    part(listening, "header-B").click()
    listening.keyboard.press("Delete")

    expect(listening.locator(".toast")).to_contain_text("Removed with 1 node")
    hear(listening, "Removed lane “Stock” with activity “Pack”.")


def test_nothing_is_told_of_what_is_typed_in_the_code(listening: Page) -> None:
    put_caret_at_end(listening)
    with listening.expect_response(is_a_save):
        listening.keyboard.type('C { # Third\n  n4: circle label:"End"\n')
    expect(part(listening, "node-n4")).to_be_visible()

    assert listening.evaluate("window.heard.filter(words => /n4|End|Third|Added/.test(words))") == []
