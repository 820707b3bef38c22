"""A run on the view page: every button of the player opens it and does at once what it says."""

from __future__ import annotations

import pytest
from pages import store
from playwright.sync_api import Browser, Locator, Page, expect

CHAIN = """a { # A
n1: circle label:"Begin"
n2: rectangle label:"Work"
n3: rectangle label:"Check"
n4: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(right) -> n4.handle(left)
}
"""


@pytest.fixture
def player(page: Page, base_url: str) -> Locator:
    """The player of a view page on which nothing runs yet."""
    page.goto(f"{base_url}/d/{store(page, base_url, CHAIN)['view_key']}")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    return page.locator(".viewer-player")


def test_play_plays_with_the_first_press(player: Locator) -> None:
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    expect(player).to_have_attribute("data-position", "1")


def test_space_plays_with_the_first_press(page: Page, player: Locator) -> None:
    page.keyboard.press("Space")
    expect(player).to_have_attribute("data-position", "1")


def test_step_opens_the_run_and_goes_one_step(player: Locator) -> None:
    player.get_by_role("button", name="Step", exact=True).click()
    expect(player).to_have_attribute("data-position", "1")
    expect(player.get_by_role("button", name="Play")).to_be_visible()


def test_to_end_opens_the_run_at_its_end(player: Locator) -> None:
    player.get_by_role("button", name="To end").click()
    expect(player.get_by_role("heading", name="Complete")).to_be_visible()


def test_restart_opens_the_run_at_its_start(player: Locator) -> None:
    player.get_by_role("button", name="Restart", exact=True).click()
    expect(player).to_have_attribute("data-position", "0")


def test_an_empty_number_of_rounds_is_asked_for_and_not_sent(page: Page, base_url: str) -> None:
    keys = store(page, base_url, f"{CHAIN}loop [for each order] n2 n3\n")
    page.goto(f"{base_url}/d/{keys['view_key']}")
    player = page.locator(".viewer-player")
    player.get_by_role("button", name="To end").click()
    number = player.get_by_role("spinbutton", name="Another number")
    number.fill("")
    player.get_by_role("button", name="Use this number").click()
    expect(number).to_be_focused()
    expect(player.get_by_role("heading", name="This run is not possible")).to_have_count(0)

    number.fill("12")
    player.get_by_role("button", name="Use this number").click()

    expect(player.get_by_role("button", name="Use this number")).to_have_count(0)


def test_on_a_phone_notes_have_the_full_width_and_the_run_restarts_by_touch(browser: Browser, base_url: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True) as context:
        page = context.new_page()
        keys = store(page, base_url, CHAIN)
        page.goto(f"{base_url}/d/{keys['view_key']}#run?at=2&options=%7B%22join%22%3A%22each%22%7D")
        player = page.locator(".viewer-player")
        expect(player).to_have_attribute("data-position", "2")
        words = player.locator(".player-note > span")
        assert words.evaluate("words => words.getBoundingClientRect().width") > 270

        player.get_by_role("button", name="Restart goes here").tap()
        player.get_by_role("button", name="To end").tap()
        expect(player).to_have_attribute("data-position", "4")
        player.get_by_role("button", name="Restart at step 3").tap()

        expect(player).to_have_attribute("data-position", "2")
        player.locator(".player-note").get_by_role("button", name="Options").tap()
        expect(page.get_by_role("dialog")).to_be_visible()
