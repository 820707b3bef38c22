"""The focus is the person's: no late answer takes it away, and what goes away with it hands it on."""

from __future__ import annotations

import pytest
from pages import TEAM, Held, middle, open_to_edit, part, saved_text, select_on_canvas
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def still(page: Page) -> None:
    """Have nothing glide: what is pressed stands where it was measured."""
    page.emulate_media(reduced_motion="reduce")


# Two findings that have a fix each.
FLAWED = """A { # Team
n1: circle label:"Begin"
n2: rect label:"Check"
n3: rect label:"Mend"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
}
"""


def focused(page: Page) -> str:
    """What has the focus, by its class or tag."""
    words: str = page.evaluate("document.activeElement.className || document.activeElement.tagName")
    return words


def test_a_picture_that_comes_late_leaves_the_caret_where_somebody_put_it(page: Page, base_url: str) -> None:
    """With /api/render delayed: open a file, click in the code, press Home and Backspace; no node goes."""
    page.goto(f"{base_url}/new")
    held = Held(page, "**/api/render")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.fz", "mimeType": "text/plain", "buffer": TEAM.encode()}
    )
    page.locator(".cm-line", has_text="n2: rectangle").click()
    held.wait()
    held.come()
    expect(part(page, "node-n2")).to_be_visible()

    page.keyboard.press("Home")
    page.keyboard.press("Backspace")

    expect(page.locator(".cm-content")).to_be_focused()
    expect(page.locator(".cm-content")).to_contain_text('label:"Begin"n2: rectangle')


def test_the_canvas_has_the_keyboard_as_soon_as_a_file_is_open(page: Page, base_url: str) -> None:
    """Before any picture is there, and so that nothing is on nothing."""
    page.goto(f"{base_url}/new")
    held = Held(page, "**/api/render")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.fz", "mimeType": "text/plain", "buffer": TEAM.encode()}
    )
    expect(page.locator(".stage")).to_be_focused()
    held.wait()
    held.come()
    expect(part(page, "node-n2")).to_be_visible()
    expect(page.locator(".stage")).to_be_focused()


def test_a_node_that_comes_late_is_not_named_by_who_went_on_in_the_code(page: Page, base_url: str) -> None:
    """The name that was typed until then is given all the same, and the caret stays."""
    open_to_edit(page, base_url, TEAM)
    select_on_canvas(page, "n3")
    held = Held(page, "**/api/edit")
    page.keyboard.press("2")
    page.keyboard.type("Pack")
    held.wait()
    page.locator(".cm-line", has_text="n2: rectangle").click()
    held.come()

    expect(part(page, "node-n4")).to_contain_text("Pack")
    expect(page.locator(".rename")).to_have_count(0)
    expect(page.locator(".cm-content")).to_be_focused()


def test_a_copy_that_comes_late_does_not_take_the_selection_from_what_was_chosen_since(
    page: Page, base_url: str
) -> None:
    """Delete would remove the copy instead."""
    open_to_edit(page, base_url, TEAM)
    select_on_canvas(page, "n3")
    held = Held(page, "**/api/edit")
    page.keyboard.press("Control+d")
    held.wait()
    page.mouse.click(*middle(part(page, "node-n1")))
    held.come()

    expect(part(page, "node-n4")).to_be_attached()
    expect(part(page, "node-n1")).to_contain_class("selected")
    expect(part(page, "node-n4")).not_to_contain_class("selected")


def test_an_id_that_was_renamed_late_leaves_the_focus_on_the_canvas(page: Page, base_url: str) -> None:
    """The box closes without calling the caret back."""
    open_to_edit(page, base_url, TEAM)
    page.locator(".cm-line", has_text="n2: rectangle").click()
    page.keyboard.press("Home")
    held = Held(page, "**/api/rename")
    page.keyboard.press("F2")
    page.keyboard.type("n9")
    page.keyboard.press("Enter")
    held.wait()
    page.mouse.click(*middle(part(page, "node-n1")))
    held.come()

    expect(part(page, "node-n9")).to_be_attached()
    expect(page.locator(".rename-box")).to_have_count(0)
    expect(page.locator(".stage")).to_be_focused()


def test_the_share_dialog_does_not_open_over_who_types_meanwhile(page: Page, base_url: str) -> None:
    """Saving takes a while; the links are offered instead."""
    open_to_edit(page, base_url, TEAM)
    held = Held(page, "**/api/documents/*")
    select_on_canvas(page, "n3")
    page.keyboard.press("Delete")
    expect(part(page, "node-n3")).to_have_count(0)
    page.get_by_role("button", name="Share").click()
    held.wait()
    page.locator(".cm-line", has_text="n2: rectangle").click()
    held.come()

    offer = page.locator(".toast").get_by_role("button", name="Share")
    expect(offer).to_be_visible()
    expect(page.locator(".cm-content")).to_be_focused()
    offer.click()
    expect(page.get_by_role("dialog")).to_contain_text("Share")


def test_after_a_quick_fix_by_key_the_focus_is_on_the_next_problem(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, FLAWED)
    fixes = page.locator(".problem-fix")
    expect(fixes).to_have_count(2)
    fixes.first.focus()
    page.keyboard.press("Enter")
    expect(fixes).to_have_count(1)
    expect(fixes.first).to_be_focused()

    page.keyboard.press("Enter")

    expect(fixes).to_have_count(0)
    expect(page.locator(".cm-content, .problem-jump").locator("visible=true").first).to_be_visible()
    assert focused(page) != "BODY"


def test_after_delete_in_the_inspector_the_focus_is_on_the_canvas(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, TEAM)
    select_on_canvas(page, "n3")
    page.locator("#pane-inspector").get_by_role("button", name="Delete", exact=True).focus()
    page.keyboard.press("Enter")

    expect(part(page, "node-n3")).to_have_count(0)
    expect(page.locator(".stage")).to_be_focused()


@pytest.mark.parametrize("place", ["#pane-inspector input >> nth=0", ".cm-content", ".stage"])
def test_after_a_run_the_focus_is_where_it_came_from(page: Page, base_url: str, place: str) -> None:
    open_to_edit(page, base_url, TEAM)
    select_on_canvas(page, "n2")
    page.locator(place).focus()
    page.evaluate("document.querySelector('.run-button').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
    expect(part(page, "node-n1")).to_contain_class("run-active")
    expect(page.locator(".player-play")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.locator(place)).to_be_focused()


def test_a_message_that_goes_with_its_button_gives_the_focus_back(page: Page, base_url: str) -> None:
    two_lanes = TEAM + 'B { # Others\nn4: circle label:"End"\n}\n'
    open_to_edit(page, base_url, two_lanes)
    part(page, "header-B").click()
    page.keyboard.press("Delete")
    page.locator(".toast").get_by_role("button", name="Undo").focus()

    page.keyboard.press("Enter")

    expect(part(page, "node-n4")).to_be_visible()
    expect(page.locator(".stage")).to_be_focused()
    assert saved_text(page) == two_lanes
