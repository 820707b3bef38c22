"""The story: a limit of retries is lowered, a scenario breaks, many runs say what it means, a link tells others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pages import open_to_edit, saved_text
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "samples" / "authentication.fz"


def test_a_lower_limit_breaks_a_scenario_and_a_link_shows_what_many_runs_say(
    page: Page, context: BrowserContext, base_url: str, browser: Browser
) -> None:
    code = SAMPLE.read_text(encoding="utf-8")
    companion = json.loads(SAMPLE.with_suffix(".lanestep.json").read_bytes())
    keys = open_to_edit(page, base_url, code, **companion)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("tab", name="Scenarios").click()
    panel = page.get_by_role("tabpanel", name="Scenarios")
    expect(panel).to_contain_text("All 3 scenarios pass")

    # A limit is changed: one scenario breaks, and says where.
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    for _ in range(code[: code.index("loop [")].count("\n")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    for _ in range("loop [retry up to 4".count("") - 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Backspace")
    page.keyboard.type("2")
    expect(panel).to_contain_text("1 of 3 scenarios fails")
    row = page.locator(".scenario-row", has_text="Signed in at the fifth try")
    expect(row).to_contain_text('The run is expected to end at "Signed in", and ends at "Locked out".')
    row.get_by_role("button", name="Play the scenario").click()
    expect(page.locator(".log-row", has_text="Locked out")).to_be_visible()
    assert "up to 2 times" in saved_text(page)

    # What it means for many: a link has the runs and the profile.
    page.get_by_role("button", name="Many runs").first.click()
    dialog = page.get_by_role("dialog", name="Many runs")
    expect(dialog.get_by_role("status")).to_contain_text("10,000 runs are done")
    said = dialog.get_by_role("status").inner_text()
    locked = dialog.get_by_role("row", name="Locked out").first.inner_text()
    dialog.get_by_role("button", name="Copy link").click()
    link = page.wait_for_function("navigator.clipboard.readText()").json_value()
    assert f"/d/{keys['view_key']}" in link

    # Whoever gets it sees the same.
    other = browser.new_context().new_page()
    other.goto(link)
    shown = other.get_by_role("dialog", name="Many runs")
    expect(shown.get_by_role("status")).to_have_text(said)
    expect(shown.get_by_role("row", name="Locked out").first).to_have_text(locked.replace("\t", ""))
    other.context.close()
