"""On the view page a part of the drawing tells all its words in a small card."""

from __future__ import annotations

import pytest
from pages import box_of, part, store
from playwright.sync_api import Locator, Page, expect

LONG = (
    "Check by hand that everything on the order is right, that the customer is known, and that stock is there in time"
)
CODE = f"""sales {{ # Sales and service
n1: circle label:"Begin"
n2: taskbox label:"{LONG}" owner:"Ada Lovelace" description:"Takes an hour" system:"Order book"
n3: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="when everything is right and the customer has been told so by letter"]
}}
"""


@pytest.fixture
def card(page: Page, base_url: str) -> Locator:
    """The card of a view page that is open; nothing is chosen yet."""
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    return page.get_by_role("region", name="Details")


def middle_of_line(page: Page, edge: str) -> tuple[float, float]:
    x, y = part(page, edge).evaluate(
        """edge => {
          const line = edge.querySelector('path');
          const { x, y } = line.getPointAtLength(line.getTotalLength() / 2).matrixTransform(line.getScreenCTM());
          return [x, y];
        }"""
    )
    return x, y


def test_a_click_on_a_node_tells_its_full_words(page: Page, card: Locator) -> None:
    part(page, "node-n2").click()

    for words in (LONG, "Sales and service", "Ada Lovelace", "Takes an hour", "Order book"):
        expect(card).to_contain_text(words)
    expect(page.get_by_role("status").filter(has_text="Owner: Ada Lovelace")).to_have_count(1)


def test_a_click_on_an_edge_tells_its_whole_label_and_its_ends(page: Page, card: Locator) -> None:
    page.mouse.click(*middle_of_line(page, "edge-n2-n3"))

    expect(card).to_contain_text("when everything is right and the customer has been told so by letter")
    expect(card).to_contain_text("Done")


def test_escape_closes_the_card(page: Page, card: Locator) -> None:
    part(page, "node-n2").click()
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_second_click_closes_the_card(page: Page, card: Locator) -> None:
    part(page, "node-n1").click()
    expect(card).to_be_visible()
    part(page, "node-n1").click()
    expect(card).to_be_hidden()


def test_a_click_elsewhere_closes_the_card(page: Page, card: Locator) -> None:
    part(page, "node-n1").click()
    expect(card).to_be_visible()
    page.get_by_role("heading", name="Outline").click()
    expect(card).to_be_hidden()


def test_the_card_covers_not_its_own_node(page: Page, card: Locator) -> None:
    part(page, "node-n1").click()
    node, there = box_of(part(page, "node-n1").locator("ellipse")), box_of(card)
    assert there["left"] >= node["right"] or there["right"] <= node["left"] or there["top"] >= node["bottom"]


def test_enter_and_arrows_go_from_card_to_card(page: Page, card: Locator) -> None:
    page.locator(".stage").focus()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Begin")
    page.keyboard.press("ArrowRight")
    expect(card).to_contain_text("Ada Lovelace")
    expect(part(page, "node-n2")).to_contain_class("selected")


def test_the_outline_opens_the_card_by_keyboard(page: Page, card: Locator) -> None:
    page.locator(".viewer-row[data-node=n2]").focus()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Order book")


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    beside = one["right"] <= other["left"] or other["right"] <= one["left"]
    return not beside and one["top"] < other["bottom"] and other["top"] < one["bottom"]


CHOICE = """a { # Sales
n1: circle label:"Begin"
n2: taskbox label:"Check" owner:"Ada Lovelace"
n3: diamond label:"Good?"
n4: circle label:"Sent"
n5: circle label:"Kept"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n3.handle(right) -> n4.handle(left) [label="Yes"]
n3.handle(bottom) -> n5.handle(top) [label="No"]
}
"""


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=["wide", "phone"])
def test_in_a_run_the_bar_of_a_part_tells_its_words_and_covers_no_choice(
    page: Page, base_url: str, size: dict[str, int]
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{base_url}/d/{store(page, base_url, CHOICE)['view_key']}#run?at=2")
    expect(page.locator(".choice-float")).to_have_count(2)
    bar = page.get_by_role("group", name="Chosen part")

    for node, words in (("n2", "Ada Lovelace"), ("n3", "Yes: Sent"), ("n4", "Sent")):
        part(page, f"node-{node}").click()
        expect(bar).to_contain_text(words)
        expect(page.get_by_role("region", name="Details")).to_have_count(0)
        there = box_of(bar)
        assert [box for choice in page.locator(".choice-float").all() if overlap(box := box_of(choice), there)] == []
        page.keyboard.press("Escape")
        expect(bar).to_be_hidden()
    expect(page.locator(".viewer-player")).to_have_attribute("data-position", "2")


def test_on_a_phone_no_button_at_the_foot_of_a_run_covers_another(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{base_url}/d/{store(page, base_url, CHOICE)['view_key']}#run?at=2")
    player = page.get_by_role("region", name="Run")
    names = ("Restart", "Let others follow", "Surprise me", "Many runs", "Log")
    buttons = [player.get_by_role("button", name=name, exact=name != "Surprise me").last for name in names]
    for button in buttons:
        expect(button).to_be_visible()

    boxes = [box_of(button) for button in buttons]
    assert [(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :] if overlap(one, other)] == []


def test_on_a_phone_the_card_lies_at_the_foot_of_the_picture(page: Page, card: Locator) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    part(page, "node-n1").click()
    expect(card).to_contain_text("Begin")
    there, stage = box_of(card), box_of(page.locator(".stage"))
    assert there["top"] > stage["top"] + stage["height"] / 2
    assert there["bottom"] <= stage["bottom"]
