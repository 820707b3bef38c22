"""A new lane is named at once, and its id comes from its first name."""

from __future__ import annotations

import pytest
from pages import box_of, intercept, middle, open_to_edit, part, saved_text
from playwright.sync_api import Page, Route, expect

CODE = """Shop { # Shop
  n1: circle label:"Order"
  n2: rectangle label:"Check"
  n1.handle(right) -> n2.handle(left)
}
"""
DELAY = 700


def answer_late(page: Page) -> None:
    """Delay every answer to an edit."""

    def later(route: Route) -> None:
        page.wait_for_timeout(DELAY)
        route.continue_()

    intercept(page, "**/api/edit", later)


def text(page: Page) -> str:
    words: str = page.locator(".cm-content").evaluate("content => content.innerText")
    return words


@pytest.fixture
def shop(page: Page, base_url: str) -> Page:
    """The document open in the editor, whose answers to edits come late."""
    open_to_edit(page, base_url, CODE)
    expect(part(page, "node-n1")).to_be_visible()
    answer_late(page)
    return page


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_what_is_typed_right_after_adding_a_lane_is_its_name(shop: Page, by: str) -> None:
    before = text(shop)
    button = shop.get_by_role("button", name="Add a lane")
    if by == "mouse":
        shop.mouse.click(*middle(button))
    else:
        button.press("Enter")
    shop.keyboard.type("Sales team")
    shop.keyboard.press("Enter")
    expect(part(shop, "lane-SalesTeam")).to_be_visible()
    assert saved_text(shop) == CODE + "\nSalesTeam { # Sales team\n}\n"
    expect(shop.locator(".stage")).to_be_focused()
    shop.keyboard.press("Control+z")
    expect(part(shop, "lane-SalesTeam")).to_have_count(0)
    assert text(shop) == before


def test_a_new_lane_shows_where_it_will_be_and_escape_leaves_none(shop: Page) -> None:
    before = text(shop)
    shop.get_by_role("button", name="Add a lane").click()
    band, last = box_of(shop.locator(".preview-lane")), box_of(part(shop, "lane-Shop").locator("> rect").first)
    assert abs(band["top"] - last["bottom"]) < 3
    assert abs(band["width"] - last["width"]) < 3
    shop.keyboard.type("Nobody")
    shop.keyboard.press("Escape")
    expect(shop.locator(".preview-lane")).to_have_count(0)
    assert text(shop) == before


def test_a_lane_from_nodes_is_named_at_once_too(shop: Page) -> None:
    shop.mouse.click(*middle(part(shop, "node-n1")))
    shop.keyboard.press("Shift+ArrowRight")
    shop.locator(".node-bar").get_by_role("button", name="New lane from these").click()
    shop.keyboard.type("2nd level")
    shop.keyboard.press("Enter")
    expect(part(shop, "node-n2")).to_have_attribute("data-lane", "Lane2ndLevel")
    expect(shop.locator(".cm-content")).to_contain_text("Lane2ndLevel { # 2nd level")


def rename_lane(page: Page, lane: str, words: str) -> None:
    page.mouse.dblclick(*middle(part(page, f"header-{lane}").locator("rect").first))
    field = page.get_by_role("textbox", name=f"Name of lane {lane}")
    field.fill(words)
    field.press("Enter")


@pytest.mark.parametrize("named", [True, False], ids=["named there", "named later"])
def test_the_lane_of_the_empty_page_gets_its_id_from_its_first_name(page: Page, base_url: str, named: bool) -> None:
    page.goto(f"{base_url}/new")
    answer_late(page)
    if named:
        page.get_by_role("textbox", name="Who does it?").fill("Front desk")
    page.get_by_role("textbox", name="First activity").fill('Ask "who"')
    page.keyboard.press("Enter")
    expect(part(page, "node-n2")).to_contain_class("selected")
    expect(page.locator(".stage")).to_be_focused()
    if not named:
        rename_lane(page, "NewLane", "Front desk")
    expect(page.locator(".cm-content")).to_contain_text("FrontDesk { # Front desk")
    expect(page.locator(".cm-content")).to_contain_text(r'n2: rectangle label:"Ask \"who\""')
    expect(page.locator(".cm-content")).to_contain_text("n1.handle(right) -> n2.handle(left)")
    if not named:
        page.keyboard.press("Control+z")
        expect(page.locator(".cm-content")).to_contain_text("NewLane { # New lane")


def test_later_names_leave_the_id_alone(shop: Page) -> None:
    rename_lane(shop, "Shop", "Web shop")
    expect(shop.locator(".cm-content")).to_contain_text("Shop { # Web shop")


def test_what_is_typed_after_a_button_of_the_inspector_is_the_name_of_what_it_adds(shop: Page) -> None:
    shop.mouse.click(*middle(part(shop, "node-n1")))
    shop.keyboard.press("Shift+ArrowRight")
    shop.locator(".inspector").get_by_role("button", name="Add a loop").click()
    shop.keyboard.type("until it fits")
    shop.keyboard.press("Enter")
    expect(shop.locator(".cm-content")).to_contain_text("loop [until it fits] n1 n2")
