"""A presenter's run and place are followed by others, who may leave and return; who comes late sees the same step."""

from __future__ import annotations

import os

from pages import store
from playwright.sync_api import Page, expect
from test_live import live_url, people  # noqa: F401 (fixtures)

TEXT = """A { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Pack"
  n3: diamond label:"Paid?"
  n4: circle label:"Sent"
  n5: circle label:"Kept"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
  n3.handle(right) -> n4.handle(left) [label="Yes"]
  n3.handle(bottom) -> n5.handle(top) [label="No"]
}
"""


def begin_to_present(page: Page) -> None:
    page.locator("body").press("f")
    expect(page.get_by_role("button", name="0 follow")).to_be_visible()


def at(page: Page, position: int) -> None:
    expect(page.locator(f"[data-position='{position}']")).to_be_attached()


def bar(page: Page):
    return page.get_by_role("region", name="Follow")


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("LANESTEP_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png")
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=f"{folder}/{name}-dark.png")
        page.emulate_media(color_scheme="light")


def test_a_run_is_followed_left_returned_to_and_ended(people, page: Page, live_url: str):  # noqa: F811
    keys = store(page, live_url, TEXT)
    anna, ben = people(keys), people(keys, "view", 1280)
    anna.get_by_role("button", name="Run", exact=True).click()
    at(anna, 0)
    begin_to_present(anna)
    picture(ben, "offered")
    bar(ben).get_by_role("button", name="Follow").click()
    at(ben, 0)
    expect(anna.get_by_role("button", name="1 follows")).to_be_visible()
    picture(anna, "presenter")

    anna.locator("body").press("ArrowRight")
    anna.locator("body").press("ArrowRight")
    at(ben, 2)
    expect(bar(ben)).to_contain_text("step 3")
    picture(ben, "following")
    carla = people(keys, "view", 390)
    bar(carla).get_by_role("button", name="Follow").click()
    at(carla, 2)
    picture(carla, "late-390")
    expect(anna.get_by_role("button", name="2 follow")).to_be_visible()
    # Full screen and back is no way of leaving.
    ben.locator("body").press("p")
    anna.locator("body").press("1")
    for each in (ben, carla):
        at(each, 3)
    ben.locator("body").press("Escape")
    expect(ben.locator(".presenting")).to_have_count(0)
    expect(bar(ben)).to_contain_text("Following")

    ben.locator("body").press("ArrowLeft")
    expect(bar(ben).get_by_role("button", name="Return to")).to_be_visible()
    picture(ben, "left")
    expect(anna.get_by_role("button", name="1 follows")).to_be_visible()
    anna.locator("body").press("Home")
    at(carla, 0)
    at(ben, 2)
    bar(ben).get_by_role("button", name="Return to").click()
    at(ben, 0)

    carla.locator(".stage").first.focus()
    carla.mouse.move(200, 300)
    carla.mouse.wheel(40, 40)
    expect(bar(carla).get_by_role("button", name="Return to")).to_be_visible()
    anna.locator("body").press("f")
    expect(bar(ben)).to_contain_text("presents no longer")
    picture(ben, "ended")
    at(ben, 0)
