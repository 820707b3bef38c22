"""What a user typed is never lost: not by a crash, not by another's save, not by a server that is down."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pages import is_a_save, open_to_edit, part, put_caret_at_end, rename_on_canvas, saved_text, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# A page's locks are released when its document is gone, which tells another page of the same origin so.
HOLD_A_LOCK_WHILE_THE_PAGE_LIVES = """() => new Promise((held) => {
  navigator.locks.request('alive', () => { held(); return new Promise(() => {}); });
})"""
NEVER_REACH_THE_SERVER = "() => { window.fetch = () => new Promise(() => undefined); }"
WAIT_FOR_THE_LOCK = "() => navigator.locks.request('alive', () => true)"


def leave_no_room(page: Page) -> None:
    """Fill this browser's storage to the last character; the large piece is called `filler 0`."""
    page.evaluate(
        """() => {
          for (let size = 2 ** 22, number = 0; size >= 1; number += 1) {
            try { localStorage.setItem(`filler ${number}`, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
          }
        }"""
    )


def test_text_typed_while_the_server_is_down_is_kept_and_saved_when_it_is_back(
    page: Page, base_url: str, blue_green: str
) -> None:
    """Typing goes on, the state says so in words, and nobody has to press anything."""
    open_to_edit(page, base_url, blue_green)
    page.context.set_offline(True)
    put_caret_at_end(page)
    page.keyboard.type("// written offline")
    expect(page.locator(".save-status")).to_contain_text("Offline")

    page.context.set_offline(False)

    expect(page.locator(".save-status")).to_contain_text("Saved", timeout=20000)
    assert saved_text(page).endswith("// written offline")


def test_unsaved_text_survives_a_closed_tab(page: Page, base_url: str, blue_green: str) -> None:
    """The server never saw it; the next tab of this browser brings it back, and one undo takes it away again."""
    keys = open_to_edit(page, base_url, blue_green)
    again = page.context.new_page()
    again.goto(f"{base_url}/healthz")
    page.evaluate(HOLD_A_LOCK_WHILE_THE_PAGE_LIVES)
    page.context.set_offline(True)
    put_caret_at_end(page)
    page.keyboard.type("// not saved yet")
    expect(page.locator(".save-status")).to_contain_text("Offline")
    # A page that is being closed is on line again for a moment, as the driver has left it, and would save.
    page.evaluate(NEVER_REACH_THE_SERVER)
    page.close()
    again.evaluate(WAIT_FOR_THE_LOCK)
    page.context.set_offline(False)

    again.goto(f"{base_url}/d/{keys['view_key']}")

    expect(again.locator(".toast")).to_contain_text("are back. You can undo this.")
    assert saved_text(again).endswith("// not saved yet")
    expect(again.locator(".draft-bar")).to_have_count(0)
    again.locator(".cm-content").click()
    again.keyboard.press("Control+z")
    assert saved_text(again) == blue_green


def test_a_save_by_somebody_else_is_shown_and_never_overwritten(page: Page, base_url: str, blue_green: str) -> None:
    """Where both changed the same words, both texts are there to compare; keeping both makes two diagrams."""
    keys = open_to_edit(page, base_url, blue_green, title="Release")
    theirs = blue_green.replace("Run automated tests", "Run their tests")
    answer = page.request.put(
        f"{base_url}/api/documents/{keys['edit_key']}",
        data={"code": theirs, "client": "somebody-else"},
        headers={"If-Match": '"1"'},
    )
    assert answer.ok

    rename_on_canvas(page, "n3", "Run my tests")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Nothing is lost")
    expect(dialog).to_contain_text("Run their tests")
    expect(dialog).to_contain_text("Run my tests")
    dialog.get_by_role("button", name="Keep both as two diagrams").click()

    expect(page).not_to_have_url(re.compile(keys["view_key"]))
    assert "Run my tests" in saved_text(page)
    kept = page.request.get(f"{base_url}/d/{keys['view_key']}.fz").body().decode("utf-8")
    assert kept == theirs


def test_a_canvas_edit_keeps_every_other_byte_of_a_mixed_text(page: Page, base_url: str) -> None:
    """Line endings of three kinds, a byte-order mark and odd blanks survive an edit, its undo and its redo."""
    code = '\ufeffA {  # Team\r\n\tn1:  circle label:"Go"\r   n2: rectangle label:"Work" // why\nn1 -> n2\r\n\r}\r'
    open_to_edit(page, base_url, code)

    rename_on_canvas(page, "n2", "Rest")
    assert saved_text(page) == code.replace('"Work"', '"Rest"')

    page.keyboard.press("Control+z")
    expect(part(page, "node-n2")).to_contain_text("Work")
    assert saved_text(page) == code


def test_a_broken_text_keeps_the_last_good_picture_and_names_the_problem(
    page: Page, base_url: str, blue_green: str
) -> None:
    """The picture does not vanish while a line is being typed, and the line is named and underlined."""
    open_to_edit(page, base_url, blue_green)
    page.locator(".cm-line", has_text="n5: circle").click()
    page.keyboard.press("Home")
    page.keyboard.insert_text("zz ")

    expect(page.locator(".stale-note")).to_contain_text(re.compile(r"Line \d"))
    expect(part(page, "node-n5")).to_be_attached()
    expect(page.locator(".cm-lintRange-error").first).to_be_visible()

    page.keyboard.press("Control+z")
    expect(page.locator(".stale-note")).to_be_hidden()


def test_the_keys_of_my_diagrams_go_to_a_file_and_come_back_in_another_browser(
    page: Page, base_url: str, blue_green: str, tmp_path: Path
) -> None:
    """Without accounts the keys are all there is; a file carries them."""
    keys = open_to_edit(page, base_url, blue_green, title="Carried along")
    page.goto(base_url)
    page.get_by_role("button", name="Keys of my diagrams").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Export the keys").click()
    file = tmp_path / "keys.json"
    download.value.save_as(file)
    assert json.loads(file.read_text(encoding="utf-8"))["diagrams"][0]["edit_key"] == keys["edit_key"]

    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.get_by_role("link", name="Carried along")).to_have_count(0)
    page.get_by_label("A file of keys").set_input_files(file)

    expect(page.get_by_role("link", name="Carried along")).to_be_visible()


def test_a_deleted_diagram_comes_back_by_undo(page: Page, base_url: str, blue_green: str) -> None:
    """Deleting asks nothing and can be taken back."""
    keys = store(page, base_url, blue_green, title="Short-lived")
    page.goto(f"{base_url}/e/{keys['own_key']}")
    expect(page.locator(".cm-editor")).to_be_visible()
    page.goto(base_url)
    page.get_by_role("button", name="Delete Short-lived").click()
    expect(page.get_by_role("link", name="Short-lived")).to_have_count(0)
    assert page.request.get(f"{base_url}/d/{keys['view_key']}").status == 404

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_role("link", name="Short-lived")).to_be_visible()
    assert page.request.get(f"{base_url}/d/{keys['view_key']}").ok


def test_leaving_right_after_the_last_key_loses_nothing(page: Page, base_url: str, blue_green: str) -> None:
    """The save on leaving, or else the draft, has the last character."""
    keys = open_to_edit(page, base_url, blue_green)
    put_caret_at_end(page)
    page.keyboard.type("// last word")
    page.goto(base_url)
    page.goto(f"{base_url}/d/{keys['view_key']}")
    put_caret_at_end(page)
    restore = page.get_by_role("button", name="Restore")
    expect(page.locator(".cm-line", has_text="// last word").or_(restore).first).to_be_visible()

    if restore.is_visible():
        restore.click()

    assert saved_text(page).endswith("// last word")


def test_a_diagram_made_in_a_browser_without_room_for_its_key_goes_on_and_shows_its_link(
    page: Page, base_url: str, blue_green: str
) -> None:
    """The page saves and shares with the key it holds, and nobody leaves it unwarned."""
    page.goto(f"{base_url}/new")
    leave_no_room(page)
    put_caret_at_end(page)
    page.keyboard.insert_text(blue_green)

    page.get_by_role("button", name="Show the link").click()
    link = page.get_by_role("textbox", name="the edit link").input_value()
    page.keyboard.press("Escape")
    put_caret_at_end(page)
    with page.expect_response(is_a_save):
        page.keyboard.insert_text("// saved with a key that is nowhere else")
    text = saved_text(page)
    assert text.endswith("nowhere else")
    assert page.request.get(f"{base_url}/api/documents/{link.rsplit('/', 1)[1]}").json()["code"] == text

    with page.expect_event("dialog") as warning:
        page.close(run_before_unload=True)
    assert warning.value.type == "beforeunload"
    warning.value.dismiss()
    page.evaluate("localStorage.removeItem('filler 0')")
    put_caret_at_end(page)
    with page.expect_response(is_a_save):
        page.keyboard.insert_text("!")
    saved_text(page)
    page.reload()
    expect(page.locator(".cm-editor")).to_be_visible()


def test_a_text_brought_in_without_room_for_its_key_shows_the_link_instead_of_going_on(
    page: Page, base_url: str, blue_green: str
) -> None:
    """The page of the diagram could not be edited; the link can be copied and opened elsewhere."""
    page.goto(base_url)
    leave_no_room(page)
    page.get_by_role("button", name="Paste text").click()
    page.get_by_role("textbox", name="Text of the diagram").fill(blue_green)
    page.get_by_role("button", name="Create the diagram").click()

    link = page.get_by_role("textbox", name="the edit link").input_value()
    page.goto(link)
    expect(page.locator("#main")).to_contain_text("is full")
    page.evaluate("localStorage.removeItem('filler 0')")
    page.goto(link)
    expect(page.locator(".cm-editor")).to_be_visible()
