"""Enter and Escape that belong to a composition (IME) say nothing to the page."""

from __future__ import annotations

import pytest
from pages import open_to_edit, part
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Team
n1: circle label:"Begin"
n2: rectangle label:"Check"
n1.handle(right) -> n2.handle(left)
}
"""
# What a browser sends while an input method is at work: `isComposing`, or 229 where the composition has just ended.
SENT = [{"isComposing": True}, {"keyCode": 229}]


def compose(field: Locator, key: str) -> None:
    """Press a key as it comes while a word is under composition."""
    for how in SENT:
        field.evaluate(
            """(field, [key, how]) => {
              field.dispatchEvent(new KeyboardEvent('keydown', { key, ...how, bubbles: true, cancelable: true }));
            }""",
            [key, how],
        )


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_fields_of_the_editor_stay_open(page: Page, base_url: str, key: str) -> None:
    """The title, the new id (F2), the name on the canvas and "go to"."""
    open_to_edit(page, base_url, CODE)
    page.get_by_role("button", name="Untitled diagram: rename").click()
    title = page.get_by_role("textbox", name="Title").first
    compose(title, key)
    expect(title).to_be_focused()
    page.keyboard.press("Escape")

    page.locator(".cm-line", has_text="n2: rectangle").click()
    page.keyboard.press("Home")
    page.keyboard.press("F2")
    box = page.get_by_role("textbox", name="New id of the node")
    compose(box, key)
    expect(box).to_be_focused()
    page.keyboard.press("Escape")

    part(page, "node-n2").dblclick()
    name = page.get_by_role("textbox", name="Name of node n2")
    compose(name, key)
    expect(name).to_be_focused()
    page.keyboard.press("Escape")

    page.keyboard.press("Escape")
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+Shift+o")
    go_to = page.get_by_role("combobox", name="Lane or node")
    compose(go_to, key)
    expect(go_to).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_a_title_on_the_first_page_stays_open(page: Page, base_url: str, key: str) -> None:
    open_to_edit(page, base_url, CODE, title="A long title")
    page.goto(base_url)
    page.get_by_role("button", name="Rename A long title").click()
    field = page.get_by_role("textbox", name="Title")
    compose(field, key)
    expect(field).to_be_focused()


def test_escape_drops_a_word_under_composition_and_not_the_dialog(page: Page, base_url: str) -> None:
    """The real input method of the browser."""
    page.goto(base_url)
    page.get_by_role("button", name="Paste text").click()
    field = page.get_by_role("textbox", name="Text of the diagram")
    expect(field).to_be_focused()
    page.context.new_cdp_session(page).send(
        "Input.imeSetComposition", {"text": "さ", "selectionStart": 1, "selectionEnd": 1}
    )
    expect(field).to_have_value("さ")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
