"""Undo belongs to what was done last, also while the server has not answered yet."""

from __future__ import annotations

import pytest
from pages import TEAM, Held, middle, open_to_edit, part, remove_slowly, rename_on_canvas, saved_text
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture
def renamed(page: Page, base_url: str) -> str:
    """A document with one edit in its history; its text."""
    open_to_edit(page, base_url, TEAM)
    rename_on_canvas(page, "n2", "Look")
    return saved_text(page)


def test_undo_before_the_answer_takes_back_the_edit_under_way_and_redo_does_it_again(page: Page, renamed: str) -> None:
    """Delete, then Ctrl+Z before the answer: the edit before stays."""
    held = remove_slowly(page, "n3")
    page.keyboard.press("Control+z")
    held.come()
    expect(part(page, "node-n3")).to_be_visible()
    assert saved_text(page) == renamed

    page.keyboard.press("Control+Shift+z")
    expect(part(page, "node-n3")).to_have_count(0)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(part(page, "node-n2")).to_contain_text("Check")
    assert saved_text(page) == TEAM


def test_undo_and_redo_before_the_answer_leave_the_edit_done(page: Page, renamed: str) -> None:
    held = remove_slowly(page, "n3")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+Shift+z")
    held.come()

    expect(part(page, "node-n3")).to_have_count(0)
    assert saved_text(page) == renamed.replace('n3: rectangle label:"Mend"\n', "").replace(
        "n2.handle(right) -> n3.handle(left)\n", ""
    )


def test_undo_in_the_code_takes_back_what_was_typed_before_the_edit_under_way(page: Page, renamed: str) -> None:
    """What was typed after the edit was asked for is newer; the next undo is the edit's."""
    held = remove_slowly(page, "n3")
    page.locator(".cm-line", has_text="n1: circle").click()
    page.keyboard.press("End")
    page.keyboard.type(" # more")
    page.keyboard.press("Control+z")
    expect(page.locator(".cm-content")).not_to_contain_text("# more")
    page.keyboard.press("Control+z")
    held.come()

    expect(part(page, "node-n3")).to_be_visible()
    assert saved_text(page) == renamed


def test_the_undo_button_is_for_the_first_edit_too_while_it_is_under_way(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, TEAM)
    held = remove_slowly(page, "n3")
    page.get_by_role("button", name="Undo").click()
    held.come()

    expect(page.get_by_role("button", name="Redo")).to_be_enabled()
    expect(part(page, "node-n3")).to_be_visible()
    assert saved_text(page) == TEAM


def test_undo_in_a_field_that_shows_what_the_diagram_has_is_that_of_the_diagram(page: Page, renamed: str) -> None:
    page.mouse.click(*middle(part(page, "node-n2")))
    field = page.locator("#pane-inspector").get_by_label("Label", exact=True)
    field.focus()
    page.keyboard.press("Control+z")
    expect(part(page, "node-n2")).to_contain_text("Check")
    expect(field).to_have_value("Check")
    page.keyboard.press("Control+y")
    expect(field).to_have_value("Look")
    assert saved_text(page) == renamed


def test_undo_in_a_field_that_was_typed_in_is_that_of_the_field(page: Page, renamed: str) -> None:
    page.mouse.click(*middle(part(page, "node-n2")))
    field = page.locator("#pane-inspector").get_by_label("Label", exact=True)
    field.press("End")
    page.keyboard.type("!")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Look")
    expect(part(page, "node-n2")).to_contain_text("Look")
    assert saved_text(page) == renamed


def test_redo_from_the_empty_page_draws_again_what_was_undone(page: Page, base_url: str) -> None:
    """The field that undo leads back to is empty, and its keys are the diagram's until something is typed."""
    page.goto(f"{base_url}/new")
    field = page.get_by_role("textbox", name="First activity")
    field.fill("Take the order")
    field.press("Enter")
    expect(part(page, "node-n2")).to_contain_text("Take the order")
    page.keyboard.press("Control+z")
    expect(field).to_be_visible()
    expect(field).to_have_value("")

    field.focus()
    page.keyboard.press("Control+Shift+z")
    expect(part(page, "node-n2")).to_contain_text("Take the order")


def test_nothing_on_the_empty_page_moves_when_its_samples_come(page: Page, base_url: str) -> None:
    held = Held(page, "**/api/samples")
    page.goto(f"{base_url}/new")
    held.wait()
    before = middle(page.get_by_role("button", name="Paste text"))
    held.come()
    expect(page.locator(".empty-card img").first).to_be_attached()
    assert middle(page.get_by_role("button", name="Paste text")) == before
