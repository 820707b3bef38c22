"""Any earlier state is two clicks away: compare, restore, name, and bring back from the bin."""

from __future__ import annotations

import pytest
from pages import TEAM, open_to_edit, save_second_version, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SHORTER = TEAM.replace("n2.handle(right) -> n3.handle(left)\n", "")


def wait_until_stored(page: Page, text: str) -> None:
    """Wait until the server has a text."""
    while page.request.get(f"{page.url}.fz").text() != text:
        page.wait_for_timeout(50)


def test_the_history_compares_two_versions_and_restores_one_which_one_undo_takes_back(
    page: Page, base_url: str
) -> None:
    open_to_edit(page, base_url, TEAM, title="Release")
    page.locator(".cm-line", has_text="n2.handle(right)").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(SHORTER)
    wait_until_stored(page, SHORTER)
    page.keyboard.press("Control+Shift+h")
    history = page.get_by_role("dialog", name="History")

    expect(history.get_by_role("img", name="1 removed")).to_be_visible()
    expect(history.locator("td.removed", has_text="n2.handle(right) -> n3.handle(left)")).to_be_visible()
    expect(history.get_by_role("listitem").first).to_contain_text("Removed edge")
    expect(history.get_by_role("listitem").first).to_contain_text("· you")
    history.get_by_role("button", name="Next change").click()
    expect(history.locator(".history-changes")).to_contain_text("1 of 1")
    expect(history.locator('rect[stroke="currentColor"]')).to_be_in_viewport()

    history.get_by_role("button", name="Side by side").click()
    expect(history.get_by_role("img", name="1 removed")).to_have_count(2)
    expect(history.get_by_role("region", name="A: ").locator("g.removed")).to_be_attached()
    expect(history.get_by_role("button", name="Side by side", pressed=True)).to_be_focused()
    expect(history.get_by_role("button", name="Restore B")).to_have_count(0)

    history.get_by_role("button", name="Restore A").click()
    expect(history).to_have_count(0)
    wait_until_stored(page, TEAM)

    page.locator(".toast").get_by_role("button", name="Undo").click()
    wait_until_stored(page, SHORTER)


def test_the_page_of_the_history_restores_names_and_undoes(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, TEAM, title="Release")
    save_second_version(page, base_url, keys, TEAM)
    page.goto(f"{base_url}/d/{keys['view_key']}/history")
    rows = page.get_by_role("list", name="Versions").get_by_role("listitem")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Removed edge · Priya")

    rows.last.hover()
    rows.last.get_by_role("button", name="give it a name").click()
    page.keyboard.type("Agreed")
    page.keyboard.press("Enter")
    expect(rows.last).to_contain_text("Agreed")
    rows.last.get_by_role("button", name="restore").click()
    expect(rows).to_have_count(3)
    assert page.request.get(f"{base_url}/d/{keys['view_key']}.fz").text() == TEAM

    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(4)
    assert "n2.handle(right)" not in page.request.get(f"{base_url}/d/{keys['view_key']}.fz").text()


def test_the_history_says_what_runs_do_differently_and_plays_them(page: Page, base_url: str) -> None:
    keys = open_to_edit(page, base_url, TEAM, title="Release")
    save_second_version(page, base_url, keys, TEAM)
    page.goto(f"{base_url}/d/{keys['view_key']}/history")
    page.get_by_text("What runs do differently").click()
    row = page.locator(".history-differences > li").first
    expect(row).to_contain_text("ends at")
    with page.expect_popup() as opened:
        row.get_by_role("button", name="Play in A").click()
    expect(opened.value.locator("[data-status]")).to_have_attribute("data-status", "complete")


def test_whoever_may_only_view_is_told_who_sees_the_history(page: Page, base_url: str) -> None:
    keys = store(page, base_url, TEAM)

    page.goto(f"{base_url}/d/{keys['view_key']}/history")

    expect(page.get_by_role("heading", name="The history is for those who may edit")).to_be_visible()
    expect(page.get_by_role("listitem")).to_have_count(0)


def test_a_deleted_diagram_is_brought_back_from_the_bin_and_where_its_link_leads(page: Page, base_url: str) -> None:
    keys = store(page, base_url, TEAM, title="Short-lived")
    page.goto(f"{base_url}/e/{keys['own_key']}")
    expect(page.locator(".cm-editor")).to_be_visible()
    page.goto(base_url)
    page.get_by_role("button", name="Delete Short-lived").click()
    page.get_by_text("Bin: 1 diagram").click()
    page.get_by_role("button", name="Restore Short-lived").click()
    expect(page.get_by_role("link", name="Short-lived")).to_be_visible()
    expect(page.get_by_text("Bin:")).to_be_hidden()

    page.get_by_role("button", name="Delete Short-lived").click()
    expect(page.get_by_text("Bin: 1 diagram")).to_be_visible()
    page.goto(f"{base_url}/d/{keys['view_key']}")
    page.get_by_role("button", name="Restore the diagram").click()

    expect(page.locator(".cm-editor")).to_be_visible()
