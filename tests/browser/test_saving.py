"""What Ctrl+S does beyond the saves that the page makes by itself."""

from __future__ import annotations

import pytest
from pages import is_a_save, open_to_edit, put_caret_at_end, saved_text
from playwright.sync_api import Page, Request, expect

pytestmark = pytest.mark.browser


def test_a_save_asked_for_right_after_an_autosave_is_sent_once(page: Page, base_url: str, blue_green: str) -> None:
    """The history keeps what somebody asked to keep, although the server has the text already."""
    open_to_edit(page, base_url, blue_green)
    sent: list[bool] = []

    def note(asked: Request) -> None:
        if asked.method == "PUT":
            sent.append(asked.post_data_json["autosave"])

    page.on("request", note)
    put_caret_at_end(page)
    with page.expect_response(is_a_save):
        page.keyboard.insert_text("// done")
    expect(page.locator(".save-status")).to_contain_text("Saved")

    with page.expect_response(is_a_save):
        page.keyboard.press("Control+s")
    expect(page.locator(".save-status")).to_contain_text("Saved")
    page.keyboard.press("Control+s")
    page.keyboard.insert_text("!")
    assert saved_text(page).endswith("// done!")

    assert sent[:2] == [True, False]
    assert len(sent) == 3


def test_a_save_asked_for_while_the_server_is_down_is_made_up_for(page: Page, base_url: str, blue_green: str) -> None:
    open_to_edit(page, base_url, blue_green)
    put_caret_at_end(page)
    with page.expect_response(is_a_save):
        page.keyboard.insert_text("// done")
    expect(page.locator(".save-status")).to_contain_text("Saved")
    page.context.set_offline(True)
    page.keyboard.press("Control+s")
    expect(page.locator(".save-status")).to_contain_text("Offline")

    with page.expect_response(is_a_save) as late:
        page.context.set_offline(False)

    assert late.value.request.post_data_json["autosave"] is False
    assert saved_text(page).endswith("// done")
