"""What is told before a run, above its controls: findings with their runs and cures, statements in plain words."""

from __future__ import annotations

import json
import re

import pytest
from pages import is_a_save, open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """a { # Team
n1: circle label:"Begin"
n2: diamond label:"Ready?"
n3: rectangle label:"Ship order"
n4: rectangle label:"Wait"
n5: circle label:"End"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n4.handle(left) [label="No"]
n3.handle(right) -> n5.handle(left)
}
"""
STATEMENTS = [{"kind": "never", "before": ["n5", "n3"]}, {"kind": "never", "visited": ["n4"]}]
NOTHING = "Nothing found that can go wrong in a run"


def test_a_finding_is_marked_played_and_cured_with_one_click(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.get_by_role("button", name="Run", exact=True).click()
    told = page.get_by_role("region", name="Before the run")
    told.get_by_role("button", name="1 thing can go wrong in a run").click()
    finding = told.get_by_role("listitem").filter(has_text='A run ends at "Wait", which is no end.')
    expect(part(page, "node-n4")).to_have_class(re.compile(r"\brun-told\b"))

    finding.get_by_role("button", name="Play the run").click()
    expect(page.locator(".player-place")).to_have_attribute("data-position", "3")
    expect(part(page, "node-n4")).to_have_class(re.compile(r"\brun-visited\b"))
    finding.get_by_role("button", name='Make "Wait" an end').click()

    expect(told).to_contain_text(NOTHING)
    expect(part(page, "node-n4")).not_to_have_class(re.compile(r"\brun-told\b"))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(told).to_contain_text("1 thing can go wrong in a run")


def test_a_statement_is_written_by_keyboard_in_plain_words_and_shows_what_breaks_it(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.get_by_role("button", name="Run", exact=True).click()
    told = page.get_by_role("region", name="Before the run")
    toggle = told.get_by_role("button", name="1 thing can go wrong in a run")
    toggle.focus()
    page.keyboard.press("Enter")
    told.get_by_role("button", name="Add a statement").focus()
    page.keyboard.press("Enter")
    words = told.get_by_role("combobox", name="In words")
    expect(words).to_be_focused()

    page.keyboard.type("wai")
    expect(told.get_by_role("option", name='"Wait"', exact=True)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(words).to_have_value('"Wait"')
    page.keyboard.type(" before nothing")
    page.keyboard.press("Enter")
    expect(told.get_by_role("alert")).to_have_text("There is no node “nothing”.")
    for _ in "nothing":
        page.keyboard.press("Backspace")
    page.keyboard.type("Ship order")
    page.keyboard.press("Escape")
    with page.expect_response(is_a_save) as saved:
        page.keyboard.press("Enter")

    assert json.loads(saved.value.request.post_data or "")["companion"]["simulation"]["statements"] == [
        {"kind": "never", "before": ["n4", "n3"]}
    ]
    expect(told).to_contain_text("1 of 1 statement broken")
    row = told.get_by_role("listitem").filter(has_text='must never happen: "Wait" before "Ship order" – broken')
    row.get_by_role("button", name="Play the run").click()
    expect(page.locator(".player-place")).to_have_attribute("data-position", "3")
    row.get_by_role("button", name="Edit the statement").click()
    expect(words).to_have_value('"Wait" before "Ship order"')
    words.fill("ends at End")
    told.get_by_label("What is said of runs").select_option("must be possible")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(told).to_contain_text("the statement holds")
    told.get_by_role("button", name="Remove the statement").click()
    expect(told.get_by_role("list", name="Statements about runs")).to_be_hidden()
    expect(told.get_by_role("button", name="Add a statement")).to_be_focused()


@pytest.mark.parametrize("width", [1280, 390])
def test_readers_see_and_play_what_is_told_and_change_nothing(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    keys = store(page, base_url, CODE, simulation={"statements": STATEMENTS})
    page.goto(f"{base_url}/d/{keys['view_key']}")
    page.get_by_role("button", name="Play", exact=True).first.click()
    told = page.get_by_role("region", name="Before the run")
    told.get_by_role("button", name="1 thing can go wrong in a run; 1 of 2 statements broken").click()
    expect(told.get_by_role("listitem")).to_have_count(3)
    assert told.get_by_role("button", name=re.compile("^(Add|Edit|Remove|Make)")).count() == 0
    page.screenshot(path=f"/tmp/h13a-view-{width}.png")
    told.get_by_role("listitem").last.get_by_role("button", name="Play the run").click()
    expect(page.locator(".viewer-player")).to_have_attribute("data-position", "3")
