"""Messages, lists and fields that show all they have, and cover nothing."""

from __future__ import annotations

import pytest
from pages import box_of, intercept, open_to_edit, part, rename_on_canvas, saved_text, store
from playwright.sync_api import Page, expect

CODE = """a { # A
n1: circle label:"Begin"
n2: rectangle label:"Check everything that somebody has to check before the goods leave the house"
n1.handle(right) -> n2.handle(left)
}
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("right", ["view", "edit"])
def test_a_message_does_not_cover_the_zoom_control(page: Page, base_url: str, right: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    keys = store(page, base_url, CODE)
    page.goto(f"{base_url}/{'d' if right == 'view' else 'e'}/{keys[f'{right}_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    intercept(page, "**/api/export/**", lambda route: route.abort())

    opener = page.get_by_role("button", name="Download" if right == "view" else "Export")
    if opener.is_visible():
        opener.click()
        page.get_by_role("menuitem", name="SVG picture").click()
    else:
        page.get_by_role("button", name="More").click()
        page.get_by_role("menuitem", name="Export").click()
        page.get_by_role("menuitem", name="SVG picture").click()
    expect(page.locator(".toast")).to_be_visible()

    assert box_of(page.locator(".toasts"))["bottom"] <= box_of(page.locator(".zoom-controls"))["top"]


def test_what_a_shortcut_does_is_not_squeezed_to_a_word_a_line(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.locator(".stage").focus()
    page.keyboard.press("?")

    words = page.locator(".keyboard-row dt", has_text="Extend the selection to that node")
    expect(words).to_be_visible()
    assert box_of(words)["height"] <= 2 * 16
    assert box_of(page.locator(".keyboard-groups"))["right"] >= box_of(words.locator("xpath=.."))["right"]


def test_a_field_that_cuts_its_words_tells_them_as_a_tooltip(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    part(page, "edge-n1-n2").locator("path").first.click(force=True)

    expect(page.get_by_role("combobox", name="To")).to_have_attribute(
        "title", "Check everything that somebody has to check before the goods leave the house (n2)"
    )


@pytest.mark.parametrize("label", ["Two  blanks", " an edge", "no\u00a0break"])
def test_a_field_that_nobody_touched_changes_nothing(page: Page, base_url: str, label: str) -> None:
    code = CODE.replace("Begin", label)
    open_to_edit(page, base_url, code)
    part(page, "node-n1").click()
    field = page.locator("#pane-inspector").get_by_label("Label", exact=True)
    expect(field).to_have_value(label)

    field.focus()
    field.press("Enter")
    field.blur()
    rename_on_canvas(page, "n2", "Pack")

    assert f'label:"{label}"' in saved_text(page)
