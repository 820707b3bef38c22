"""An edit that the server refuses changes nothing, neither now nor with the next one."""

from __future__ import annotations

import pytest
from pages import intercept, middle, open_to_edit, part, remove_slowly, rename_on_canvas
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
    intercept(page, "**/api/edit", refuse)
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


def test_a_new_name_for_what_was_removed_meanwhile_is_given_back(page: Page, base_url: str) -> None:
    """The field was open while the removal was on its way: what was typed in it is shown and can be copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_to_edit(page, base_url, CODE)
    held = remove_slowly(page, "n3")
    part(page, "node-n3").dblclick()
    held.come()
    expect(page.locator(".cm-content")).not_to_contain_text("n3:")

    field = page.get_by_role("textbox", name="Name of node n3")
    field.fill("Words that took a while")
    field.press("Enter")

    toast = page.locator(".toast")
    expect(toast).to_contain_text("“Words that took a while” is not in the diagram: there is no node n3")
    toast.get_by_role("button", name="Copy the text").click()
    assert page.evaluate("navigator.clipboard.readText()") == "Words that took a while"


def test_a_name_typed_ahead_of_a_step_that_is_refused_is_given_back(page: Page, base_url: str) -> None:
    """The step never came, but its name was typed."""
    open_to_edit(page, base_url, CODE)
    held: list[Route] = []
    intercept(page, "**/api/edit", lambda route: held.append(route))
    page.mouse.click(*middle(part(page, "node-n3")))
    with page.expect_request("**/api/edit"):
        page.keyboard.press("2")
    page.keyboard.type("Send invoice")

    refuse(held[0])

    expect(page.locator(".toast")).to_contain_text("“Send invoice” is not in the diagram: not today")


def test_a_name_that_is_being_typed_when_a_run_is_opened_is_in_the_diagram(page: Page, base_url: str) -> None:
    """A run locks the canvas; the open field is committed before."""
    open_to_edit(page, base_url, CODE)
    part(page, "node-n3").dblclick()
    page.get_by_role("textbox", name="Name of node n3").fill("Mend it well")

    page.get_by_role("button", name="Run", exact=True).click()

    expect(part(page, "node-n3")).to_contain_text("Mend it well")
