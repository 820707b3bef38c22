"""Where the browser blocks the data of sites, every page works for as long as it is open."""

from __future__ import annotations

import re

import pytest
from pages import is_a_save, part, put_caret_at_end, rename_on_canvas, saved_text, store
from playwright.sync_api import Page, Response, expect

pytestmark = pytest.mark.browser


def forbid_storage(page: Page) -> None:
    """Let the page meet what a browser does that blocks the data of sites."""
    page.add_init_script(
        """for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
          const get = () => { throw new DOMException('Access is denied', 'SecurityError'); };
          Object.defineProperty(window, name, { get });
        }"""
    )


def is_a_creation(response: Response) -> bool:
    """Whether a document was stored for the first time."""
    return response.request.method == "POST" and response.status == 201


def test_a_diagram_is_made_edited_and_saved_where_storage_is_forbidden(
    page: Page, base_url: str, blue_green: str
) -> None:
    """The page looks as ever, and works with the key it holds."""
    forbid_storage(page)
    page.goto(f"{base_url}/new")
    expect(page.locator("html")).to_have_attribute("data-mode", "editor")
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("light|dark"))
    put_caret_at_end(page)
    with page.expect_response(is_a_creation):
        page.keyboard.insert_text(blue_green)
    assert saved_text(page) == blue_green

    with page.expect_response(is_a_save):
        rename_on_canvas(page, "n3", "Run my tests")
    assert "Run my tests" in saved_text(page)


def test_a_document_can_be_read_where_storage_is_forbidden(page: Page, base_url: str, blue_green: str) -> None:
    keys = store(page, base_url, blue_green)
    forbid_storage(page)
    page.goto(f"{base_url}/d/{keys['view_key']}")

    expect(part(page, "node-n3")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-mode", "viewer")
