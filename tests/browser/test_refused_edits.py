"""An edit that the server refuses changes nothing, neither now nor with the next one."""

from __future__ import annotations

import pytest
from pages import middle, open_to_edit, part, rename_on_canvas
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

CODE = """A { # Team
n1: circle label:"Begin"
n2: rectangle label:"Check"
n3: rectangle label:"Mend"
n1.handle(right) -> n2.handle(left)
n1.handle(bottom) -> n3.handle(left)
}
"""


def refuse(route: Route) -> None:
    route.fulfill(status=422, json={"error": {"code": "edit-refused", "message": "not today"}})


def test_a_reconnection_that_is_refused_selects_nothing_after_the_next_edit(page: Page, base_url: str) -> None:
    """The connection that it would have become is there already, so that it could be selected by mistake."""
    open_to_edit(page, base_url, CODE)
    page.route("**/api/edit", refuse)
    page.mouse.click(*middle(part(page, "edge-n1-n2").locator(".hit")))
    page.mouse.move(*middle(page.locator('.handle[data-end="target"]')))
    page.mouse.down()
    page.mouse.move(*middle(part(page, "node-n3")), steps=6)
    page.mouse.up()
    expect(page.locator(".toast")).to_contain_text("not today")
    page.unroute("**/api/edit")

    rename_on_canvas(page, "n2", "Look")

    expect(part(page, "node-n2")).to_contain_class("selected")
    expect(part(page, "edge-n1-n3")).not_to_contain_class("selected")
