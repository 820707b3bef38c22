"""A text that cannot be drawn opens all the same, and everything but its picture works."""

from __future__ import annotations

import pytest
from pages import open_to_edit, put_caret_at_end
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

MORE_LANES_THAN_ARE_DRAWN = "".join(f"L{number} {{\n}}\n" for number in range(1000))


def test_what_is_selected_in_a_text_without_a_picture_is_shown_in_the_inspector(page: Page, base_url: str) -> None:
    """Nothing stands on the canvas, so that nothing there may rely on a place."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_to_edit(page, base_url, f'{MORE_LANES_THAN_ARE_DRAWN}Last {{\nn1: circle label:"Begin"\n}}')
    expect(page.locator(".stale-note")).to_be_visible()

    page.locator(".stage").click()
    page.keyboard.press("Control+a")
    put_caret_at_end(page)
    page.keyboard.press("ArrowUp")

    expect(page.locator(".inspector")).to_contain_text("n1")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".inspector")).to_contain_text("1001 of 1001 lanes")
    assert errors == []
