"""A run is one of the newest text: it waits for the edits under way and for their picture."""

from __future__ import annotations

import pytest
from pages import Held, open_to_edit, part, remove_slowly, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Team
n1: circle label:"Begin"
n2: diamond label:"Good?"
n3: circle label:"Ship"
n4: rectangle label:"Mend"
n5: circle label:"Drop"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n4.handle(top) [label="No"]
n4.handle(right) -> n5.handle(left)
}
"""


def test_a_run_waits_for_the_edit_under_way_and_its_picture(page: Page, base_url: str) -> None:
    """Delete and Run before the answer: nothing of the old text is run."""
    open_to_edit(page, base_url, CODE)
    held = remove_slowly(page, "n3")
    run = page.locator(".run-button")
    run.click()
    expect(run).to_contain_text("Starting")
    expect(page.locator(".player-place")).to_be_hidden()
    with page.expect_request("**/api/run") as asked:
        held.come()

    assert "Ship" not in asked.value.post_data_json["code"]
    expect(part(page, "node-n1")).to_contain_class("run-active")
    expect(part(page, "node-n3")).to_have_count(0)


def test_a_run_waits_for_the_picture_of_what_was_typed(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    held = Held(page, "**/api/render")
    page.locator(".cm-line", has_text="n1: circle").click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" now")
    held.wait()
    page.locator(".run-button").click()
    held.come()

    expect(part(page, "node-n1")).to_contain_class("run-active")
    expect(part(page, "node-n1")).to_contain_text("Begin now")


def test_a_run_that_waits_is_called_off_by_the_same_button(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    held = remove_slowly(page, "n3")
    run = page.locator(".run-button")
    run.click()
    run.click()
    held.come()

    expect(part(page, "node-n3")).to_have_count(0)
    expect(run).to_have_text("Run")
    expect(page.locator(".player-place")).to_be_hidden()


def test_a_run_that_was_called_off_and_asked_for_again_opens_once_the_picture_is_there(
    page: Page, base_url: str
) -> None:
    """Two that waited for the picture cancelled each other's request without end."""
    open_to_edit(page, base_url, CODE)
    held = Held(page, "**/api/render")
    page.locator(".cm-line", has_text="n1: circle").click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" now")
    held.wait()
    run = page.locator(".run-button")
    for _ in range(3):
        run.click()
    held.come()

    expect(part(page, "node-n1")).to_contain_class("run-active")
    expect(part(page, "node-n1")).to_contain_text("Begin now")


def test_a_run_of_a_text_that_cannot_be_drawn_says_why_it_does_not_open(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.locator(".cm-line", has_text="n5: circle").click()
    page.keyboard.press("Home")
    page.keyboard.insert_text("zz ")
    page.locator(".run-button").press("Enter")

    expect(page.locator(".toast")).to_contain_text("Line 6")
    expect(page.locator(".player-place")).to_be_hidden()


def test_what_takes_long_in_a_run_is_said_until_it_is_there_and_moves_nothing(page: Page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}#run?at=1")
    player, awaited = page.locator(".viewer-player"), page.locator(".player-awaited")
    expect(player).to_have_attribute("data-status", "waiting")
    height = player.evaluate("element => element.offsetHeight")
    run = Held(page, "**/api/run")
    page.keyboard.press("2")
    expect(awaited).to_have_text("The run is on its way…")
    assert player.evaluate("element => element.offsetHeight") == height
    run.come()
    expect(part(page, "node-n4")).to_contain_class("run-active")
    expect(awaited).to_have_text("")

    looking = Held(page, "**/api/reach")
    part(page, "node-n3").click()
    page.keyboard.press("g")
    expect(awaited).to_have_text("Looking for a run to Ship…")
    looking.come()
    expect(part(page, "node-n3")).to_contain_class("run-active")
    expect(awaited).to_have_text("")
