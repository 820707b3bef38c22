"""Two fingers, and Ctrl with the wheel, zoom the drawing anywhere over the canvas; a drag ends with the press."""

from __future__ import annotations

import pytest
from pages import box_of, middle, open_to_edit, part
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = """A { # Team
n1: circle label:"Begin"
n2: rectangle label:"Check"
n1.handle(right) -> n2.handle(left)
}
B { # Others
n3: circle label:"End"
A.n2.handle(bottom) -> n3.handle(top)
}
"""
PLACES = [".palette", ".zoom-controls", ".node-bar", ".open-code", ".toast", ".rename"]


def scale(page: Page) -> float:
    found: float = page.locator(".camera").evaluate("camera => new DOMMatrix(camera.style.transform).a")
    return found


def page_scale(page: Page) -> float:
    found: float = page.evaluate("visualViewport.scale * devicePixelRatio")
    return found


@pytest.fixture
def covered(page: Page, base_url: str) -> Page:
    """An editor with all that can float over its canvas."""
    open_to_edit(page, base_url, CODE)
    page.get_by_role("button", name="Close the code").click()
    part(page, "header-B").click()
    page.keyboard.press("Delete")
    expect(part(page, "node-n3")).to_have_count(0)
    page.mouse.click(*middle(part(page, "node-n2")))
    expect(page.locator(".node-bar")).to_be_visible()
    return page


def show(page: Page, place: str) -> Locator:
    if place == ".rename":
        page.keyboard.press("Enter")
    found = page.locator(place)
    expect(found).to_be_visible()
    return found


@pytest.mark.parametrize("place", PLACES)
def test_ctrl_and_the_wheel_zoom_the_drawing_over_everything_that_floats(covered: Page, place: str) -> None:
    page = covered
    before, page_before = scale(page), page_scale(page)
    page.mouse.move(*middle(show(page, place)))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -60)
    page.keyboard.up("Control")
    page.wait_for_function(
        "before => new DOMMatrix(document.querySelector('.camera').style.transform).a > before", arg=before
    )
    assert page_scale(page) == page_before


@pytest.mark.parametrize("place", [".palette", ".zoom-controls", ".node-bar"])
def test_a_pinch_that_begins_on_what_floats_zooms_the_drawing(covered: Page, place: str) -> None:
    page = covered
    before, page_before = scale(page), page_scale(page)
    x, y = middle(show(page, place))
    touch = page.context.new_cdp_session(page)

    def fingers(away: int) -> list[dict[str, float]]:
        return [{"x": x - 20, "y": y, "id": 0}, {"x": x + 20 + away, "y": y + away, "id": 1}]

    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers(0)[:1]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers(0)})
    for away in range(10, 90, 10):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": fingers(away)})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function(
        "before => new DOMMatrix(document.querySelector('.camera').style.transform).a > before", arg=before
    )
    assert page_scale(page) == page_before


def test_a_drag_whose_release_nobody_heard_is_cancelled_by_the_next_move(page: Page, base_url: str) -> None:
    """The button was let go outside of the window: the pointer comes back with nothing pressed."""
    open_to_edit(page, base_url, CODE)
    x, y = middle(part(page, "node-n2"))
    page.mouse.move(x, y)
    page.mouse.down()
    goal = middle(part(page, "node-n3"))
    page.mouse.move(goal[0] + 80, goal[1], steps=4)
    expect(page.locator(".ghosts")).to_have_count(1)
    hand = page.context.new_cdp_session(page)
    hand.send(
        "Input.dispatchMouseEvent",
        {"type": "mouseMoved", "x": goal[0] + 90, "y": goal[1], "button": "none", "buttons": 0},
    )
    expect(page.locator(".ghosts")).to_have_count(0)
    page.mouse.up()
    expect(part(page, "node-n2")).to_have_attribute("data-lane", "A")


def test_a_view_that_is_dragged_stays_when_nothing_is_pressed(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    page.get_by_role("button", name="Move the view").click()
    box = box_of(page.locator(".stage"))
    x, y = box["x"] + box["width"] - 60, box["y"] + 200
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y, steps=3)
    hand = page.context.new_cdp_session(page)
    for at in (x - 60, x - 90):
        hand.send("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": at, "y": y, "button": "none", "buttons": 0})
    expect(page.locator(".stage")).not_to_contain_class("panning")
    page.mouse.up()


@pytest.mark.parametrize(("width", "zooms"), [(1280, True), (1700, False)])
def test_ctrl_and_the_wheel_over_the_inspector_zoom_the_drawing_beneath_it_and_never_the_page(
    page: Page, base_url: str, width: int, zooms: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_to_edit(page, base_url, CODE)
    page.mouse.click(*middle(part(page, "node-n2")))
    inspector = page.locator(".pane-inspector")
    expect(inspector.get_by_label("Label", exact=True)).to_be_visible()
    page.wait_for_function("() => document.getAnimations().every((item) => item.playState !== 'running')")
    before = scale(page)
    page.evaluate("() => addEventListener('wheel', (event) => { window.kept = event.defaultPrevented; })")
    page.mouse.move(*middle(inspector))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function("() => window.kept === true")
    camera = "document.querySelector('.camera').style.transform"
    if zooms:
        page.wait_for_function(f"before => new DOMMatrix({camera}).a > before", arg=before)
    else:
        assert scale(page) == before
