"""A run in the address: it survives a reload, and its link opens the same step elsewhere."""

from __future__ import annotations

import re

from pages import open_to_edit, part, put_caret_at_end, saved_text, store
from playwright.sync_api import Browser, Page, expect

QUESTION = """a { # A
n1: circle label:"Begin"
n2: diamond label:"Good?"
n3: rectangle label:"Ship"
n4: circle label:"Stop"
n5: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n4.handle(top) [label="No"]
n3.handle(right) -> n5.handle(left)
}
"""
AFTER_YES = re.compile(r"#run\?at=2&choices=n2\.1:n2-n3$")


def run_to_end(page: Page) -> None:
    """Open a run in the editor and go to where it ends or waits."""
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".player-place")).to_have_attribute("data-position", "0")
    page.keyboard.press("End")


def test_a_reload_keeps_the_run_at_its_step_until_it_is_ended(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, QUESTION)['view_key']}#run?at=2&choices=n2.1:n2-n3")
    player = page.locator(".viewer-player")
    expect(player).to_have_attribute("data-position", "2")
    player.get_by_role("button", name="Step back").click()
    expect(page).to_have_url(re.compile(r"#run\?at=1&choices=n2\.1:n2-n3$"))
    player.get_by_role("button", name="Step", exact=True).click()
    expect(page).to_have_url(AFTER_YES)

    page.reload()

    expect(player).to_have_attribute("data-position", "2")
    player.get_by_role("button", name="End run").click()
    expect(page).not_to_have_url(re.compile("#"))


def test_choices_that_a_diagram_does_not_have_stop_the_run_with_the_reason(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/samples/blue-green#run?at=9&choices=n7=Blue,n11=Perhaps")
    player = page.locator(".player-place")

    expect(player).to_have_attribute("data-status", "waiting")

    expect(player.get_by_role("status").filter(has_text="This run stops at step")).to_contain_text(
        "“Perhaps” cannot be chosen at “"
    )


def test_a_copied_link_opens_its_step_elsewhere_also_after_later_edits(
    page: Page, browser: Browser, base_url: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keys = open_to_edit(page, base_url, QUESTION)
    run_to_end(page)
    page.keyboard.press("1")
    expect(page.locator(".player-place")).to_have_attribute("data-position", "2")
    page.get_by_role("button", name="Copy link to this step").click()
    expect(page.get_by_text("The link to this step is copied.")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{base_url}/d/{keys['view_key']}?version=1#run?at=2&choices=")
    page.get_by_role("button", name="End run").first.click()
    put_caret_at_end(page)
    page.keyboard.type("// later")
    assert "later" in saved_text(page)

    with browser.new_context(viewport={"width": 390, "height": 800}) as elsewhere:
        fresh = elsewhere.new_page()
        fresh.goto(link)
        expect(fresh.locator(".viewer-player")).to_have_attribute("data-position", "2")
        expect(fresh.get_by_role("status").filter(has_text="The diagram has changed since")).to_be_visible()
        fresh.get_by_role("button", name="See the run on the newest version").click()
        expect(fresh).to_have_url(re.compile(rf"/d/{keys['view_key']}#run\?at=2&choices="))
        expect(fresh.locator(".viewer-player")).to_have_attribute("data-position", "2")


def leave_and_come_back(page: Page, base_url: str, position: str) -> None:
    """Go one step back, leave for the first page at once, and come back; then go there and back by Forward too."""
    player = page.locator(".player-place")
    expect(player).to_have_attribute("data-position", position)
    page.keyboard.press("ArrowLeft")
    before = str(int(position) - 1)
    expect(player).to_have_attribute("data-position", before)
    page.goto(base_url)
    page.go_back()
    expect(player).to_have_attribute("data-position", before)
    page.go_back()
    page.go_forward()
    expect(player).to_have_attribute("data-position", before)


def test_back_and_forward_keep_the_run_of_a_sample_and_of_a_stored_diagram(page: Page, base_url: str) -> None:
    page.goto(base_url)
    page.goto(f"{base_url}/samples/blue-green")
    run_to_end(page)
    leave_and_come_back(page, base_url, "4")

    open_to_edit(page, base_url, QUESTION)
    run_to_end(page)
    page.keyboard.press("1")
    leave_and_come_back(page, base_url, "2")


def test_a_run_of_a_diagram_that_was_never_stored_comes_back_with_its_text(page: Page, base_url: str) -> None:
    page.route("**/api/documents", lambda route: route.abort())
    page.goto(base_url)
    page.goto(f"{base_url}/new")
    put_caret_at_end(page)
    page.keyboard.insert_text(QUESTION)
    expect(part(page, "node-n5")).to_be_visible()
    run_to_end(page)
    page.keyboard.press("1")
    player = page.locator(".player-place")
    expect(player).to_have_attribute("data-position", "2")

    page.reload()

    expect(player).to_have_attribute("data-position", "2")
    expect(part(page, "node-n3")).to_contain_class("run-active")
    leave_and_come_back(page, base_url, "2")


def test_the_run_on_the_newest_version_says_from_which_step_on_it_goes_another_way(page: Page, base_url: str) -> None:
    keys = store(page, base_url, QUESTION)
    assert page.request.post(f"{base_url}/api/documents/{keys['view_key']}/pins", data={"version": 1}).ok
    later = QUESTION.replace('[label="Yes"]', "").replace('[label="No"]', '[label="Yes"]')
    stored = page.request.put(
        f"{base_url}/api/documents/{keys['edit_key']}",
        data={"code": later, "companion": {}, "client": "t"},
        headers={"If-Match": '"1"'},
    )
    assert stored.ok, stored.text()
    page.goto(f"{base_url}/d/{keys['view_key']}?version=1#run?at=1&choices=n2.1:n2-n3")
    player = page.locator(".viewer-player")
    player.get_by_role("button", name="Step", exact=True).click()
    expect(player).to_have_attribute("data-position", "2")

    page.get_by_role("button", name="See the run on the newest version").click()

    expect(player.get_by_role("status").filter(has_text="goes another way from step 2")).to_contain_text(
        "“Ship” is chosen at “Good?” instead of “Yes”"
    )
    page.reload()
    expect(player).to_have_attribute("data-position", "2")


def test_the_code_can_be_changed_while_a_run_is_open(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, QUESTION)
    run_to_end(page)
    page.keyboard.press("1")
    player = page.locator(".player-place")
    expect(player).to_have_attribute("data-position", "2")
    page.locator(".cm-line", has_text="Yes").click()
    for key in ("Home", "Shift+End", "Delete"):
        page.keyboard.press(key)
    note = player.get_by_role("status").filter(has_text="This run stops at step")
    expect(note).to_contain_text("“Yes” cannot be chosen at “Good?”")
    expect(page.locator(".cm-content")).to_be_focused()

    page.keyboard.press("Control+Z")

    expect(note).to_have_count(0)
    expect(player).to_have_attribute("data-position", "2")


def test_undo_and_redo_by_button_and_by_key_go_on_while_a_run_is_open(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, QUESTION)
    put_caret_at_end(page)
    page.locator(".cm-line", has_text="Yes").click()
    for key in ("Home", "Shift+End", "Delete"):
        page.keyboard.press(key)
    expect(part(page, "edge-n2-n3")).to_have_count(0)
    player = page.locator(".player-place")
    run_to_end(page)
    expect(player).to_have_attribute("data-status", "complete")

    page.get_by_role("button", name="Undo").click()

    expect(player).to_have_attribute("data-status", "waiting")
    page.keyboard.press("Control+Shift+Z")
    expect(player).to_have_attribute("data-status", "complete")
    page.keyboard.press("Control+Z")
    expect(player).to_have_attribute("data-status", "waiting")
    page.get_by_role("button", name="Redo").click()
    expect(player).to_have_attribute("data-status", "complete")
    expect(player.get_by_role("button", name="Play")).to_be_visible()
