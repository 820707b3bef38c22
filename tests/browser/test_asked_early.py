"""What is asked for before the code editor is there is done as soon as it is."""

from __future__ import annotations

import pytest
from pages import Held, part, store
from playwright.sync_api import Page, expect

CODE = """a { # A
n1: circle label:"Begin"
n2: rectangle label:"Check"
n1.handle(right) -> n2.handle(left)
}
"""


@pytest.fixture
def code_editor(page: Page, base_url: str) -> Held:
    """The code editor's file, which comes when it is let come, on a page that shows the picture already."""
    keys = store(page, base_url, CODE)
    held = Held(page, "**/editor-work-*.js")
    page.goto(f"{base_url}/e/{keys['edit_key']}", wait_until="commit")
    expect(part(page, "node-n1")).to_be_visible()
    return held


@pytest.mark.parametrize(("button", "item"), [("Export", "SVG picture"), ("More", "Format the code")])
def test_a_menu_that_was_asked_for_early_opens(page: Page, code_editor: Held, button: str, item: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()

    code_editor.come()

    expect(page.get_by_role("menuitem", name=item)).to_be_visible()


def test_the_keys_of_a_dialog_and_of_saving_are_the_pages_own_from_the_beginning(page: Page, code_editor: Held) -> None:
    page.evaluate("addEventListener('keydown', (event) => (window.prevented = event.defaultPrevented))")
    page.locator(".stage").focus()
    page.keyboard.press("Control+s")
    assert page.evaluate("window.prevented")
    page.keyboard.press("?")

    code_editor.come()

    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
