"""Two people change one diagram, and one of them is away meanwhile: what fits is united, what clashes is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pages import open_to_edit, part, put_caret_at_end, rename_on_canvas, saved_text, select_on_canvas
from playwright.sync_api import Browser, Locator, Page, expect
from test_accessibility import RULES, RULES_OF_COLORS, found_by_axe

pytestmark = pytest.mark.browser

CODE = """Team { # Team
  n1: circle label:"Go"
  n2: rectangle label:"Build"
  n3: rectangle label:"Test"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
}
"""


@pytest.fixture
def away(browser: Browser) -> Iterator[Page]:
    """A page of somebody else, on a small screen that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 780}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def open_both(page: Page, away: Page, base_url: str) -> dict[str, str]:
    """Open a diagram on both pages; the line of the second one is down then."""
    keys = open_to_edit(page, base_url, CODE)
    away.goto(f"{base_url}/e/{keys['edit_key']}")
    away.locator(".editor-tabs").get_by_text("Code").click()
    expect(away.locator(".cm-line", has_text="Build")).to_be_visible()
    away.context.set_offline(True)
    return keys


def change_line(page: Page, words: str, now: str) -> None:
    """Write another line in the place of the one with these words."""
    page.locator(".cm-line", has_text=words).first.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.insert_text(now)


def come_back(away: Page) -> None:
    """Let the page reach the server again, once it knows that it could not."""
    expect(away.locator(".save-state")).to_have_attribute("data-state", "offline")
    away.context.set_offline(False)


def clash_dialog(page: Page, who: str = "Somebody") -> Locator:
    """The dialog about clashes, and who saved."""
    return page.get_by_role("dialog", name=f"{who} saved this diagram while you were editing")


def test_text_and_canvas_are_united_and_two_new_nodes_with_one_id_are_two(
    page: Page, away: Page, base_url: str
) -> None:
    open_both(page, away, base_url)
    change_line(away, 'label:"Test"', 'n3: rectangle label:"Try"\n  n4: circle label:"Theirs"\n  n3 -> n4')
    rename_on_canvas(page, "n2", "Make")
    put_caret_at_end(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.insert_text('  n4: circle label:"Ours"\n')
    first = saved_text(page)
    come_back(away)

    expect(away.locator(".toast")).to_contain_text("Merged: renamed “Make”, added node “Ours”")
    united = first.replace('"Test"', '"Try"')
    text = saved_text(away)
    assert 'n4: circle label:"Ours"' in text
    assert 'n5: circle label:"Theirs"' in text
    assert "n3 -> n5" in text
    assert [line for line in united.split("\n") if line not in text.split("\n")] == []
    expect(clash_dialog(away)).to_have_count(0)


def test_one_word_that_both_changed_is_asked_and_the_keyboard_decides(page: Page, away: Page, base_url: str) -> None:
    keys = open_both(page, away, base_url)
    page.evaluate("localStorage.setItem('lanestep.name', 'Priya')")
    change_line(away, 'label:"Build"', 'n2: rectangle label:"Assemble"')
    rename_on_canvas(page, "n2", "Make")
    saved_text(page)
    come_back(away)

    dialog = clash_dialog(away, "Priya")
    expect(dialog).to_contain_text("Both of you renamed “Build” (n2).")
    expect(dialog.get_by_role("radio", name="Assemble Yours · suggested")).to_be_focused()
    expect(dialog.locator(".clash-picture .clash-part")).to_have_count(2)
    assert found_by_axe(away, RULES) == []
    away.emulate_media(color_scheme="dark")
    assert found_by_axe(away, RULES_OF_COLORS) == []
    away.set_viewport_size({"width": 1280, "height": 800})
    assert found_by_axe(away, RULES) == []
    away.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("radio", name="Make Priya")).to_be_checked()
    away.keyboard.press("Enter")

    expect(away.locator(".toast")).to_contain_text("The history keeps what you did not choose: your text as version")
    assert 'label:"Make"' in saved_text(away)
    history = page.request.get(f"{base_url}/api/documents/{keys['edit_key']}/versions").json()["versions"]
    (aside,) = (version["version"] for version in history if version["kind"] == "set-aside")
    kept = page.request.get(f"{base_url}/api/documents/{keys['edit_key']}/versions/{aside}").json()
    assert 'label:"Assemble"' in kept["code"]


def test_a_node_that_one_removed_and_the_other_renamed_is_asked_and_a_finger_decides(
    page: Page, away: Page, base_url: str
) -> None:
    open_both(page, away, base_url)
    change_line(away, 'label:"Test"', 'n3: rectangle label:"Try"')
    select_on_canvas(page, "n3")
    page.keyboard.press("Delete")
    expect(part(page, "node-n3")).to_have_count(0)
    saved_text(page)
    come_back(away)

    dialog = clash_dialog(away)
    expect(dialog).to_contain_text("They removed “Test” (n3), and you changed it.")
    expect(dialog.get_by_role("radio", name="Keep it Yours · suggested")).to_be_checked()
    dialog.get_by_text("Remove it").tap()
    dialog.get_by_role("button", name="Save merged").tap()

    assert "n3" not in saved_text(away)
    expect(dialog).to_have_count(0)
