"""A new picture is put under no hand at work, and what moves in it is seen to move."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from pages import intercept, middle, open_to_edit, part, put_caret_at_end, store
from playwright.sync_api import Locator, Page, Route, expect

CODE = """Build { # Build
  n1: circle label:"Start"
  n2: rectangle label:"Compile"
  n3: rectangle label:"Test"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left)
  n3.handle(right) -> Ship.n4.handle(left)
}
Ship { # Ship
  n4: rectangle label:"Release"
}
Learn { # Learn
  n5: circle label:"End"
  Ship.n4.handle(right) -> n5.handle(left)
}
"""
# Too large to be refined while somebody waits.
LONG = (
    CODE.removesuffix("}\n")
    + "".join(f'  n{number}: rectangle label:"Lesson {number}"\n' for number in range(6, 90))
    + "".join(f"  n{number}.handle(right) -> n{number + 1}.handle(left)\n" for number in range(6, 89))
    + "}\n"
)
# As good as an endless movement: it is looked at in its first moments.
SLOW = """
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (...how) {
    const made = animate.apply(this, how);
    made.playbackRate = 0.001;
    return made;
  };
"""
DURATIONS = "group => group.getAnimations().map(one => one.effect.getTiming().duration)"


class BestPictures:
    """Lets every picture have a better one, which is quite another, and lets that come on demand."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: list[Route] = []
        intercept(page, "**/api/render", self._answer)

    def _answer(self, route: Route) -> None:
        if route.request.post_data_json["refine"]:
            self._asked.append(route)
            return
        drawn = route.fetch()
        route.fulfill(response=drawn, json={**drawn.json(), "refined": False})

    def asked(self) -> AbstractContextManager[object]:
        """Wait for the page to ask for a better picture because of what is done meanwhile."""
        return self._page.expect_request(
            lambda request: request.url.endswith("/api/render") and request.post_data_json["refine"]
        )

    def come(self) -> None:
        """Let the better picture arrive: lanes are columns in it, so that everything is elsewhere."""
        route = self._asked.pop()
        with self._page.expect_response("**/api/render"):
            route.continue_(post_data={**route.request.post_data_json, "direction": "down", "fold": 0})
        self._page.wait_for_timeout(200)


@pytest.fixture
def best(page: Page, base_url: str) -> BestPictures:
    """A document open in the editor that has asked for a better picture, which has not come yet."""
    open_wide(page, base_url)
    pictures = BestPictures(page)
    with pictures.asked():
        put_caret_at_end(page)
        page.keyboard.insert_text("# more")
    return pictures


def open_wide(page: Page, base_url: str) -> None:
    """Open the document with room for all of it."""
    page.set_viewport_size({"width": 1800, "height": 900})
    open_to_edit(page, base_url, CODE)


def node(page: Page, name: str) -> Locator:
    return page.locator(f".stage #node-{name} > :is(rect, ellipse, polygon)")


def last_lane(page: Page) -> Locator:
    """The ground of the last lane; it begins at the top in the better picture alone."""
    return part(page, "lane-Learn").locator("> rect").first


def camera(page: Page) -> str:
    """Where the view stands."""
    transform: str = page.locator(".camera").evaluate("camera => camera.style.transform")
    return transform


def on_a_node(page: Page) -> tuple[float, float]:
    return middle(node(page, "n2"))


def on_a_handle(page: Page) -> tuple[float, float]:
    page.mouse.click(*middle(node(page, "n2")))
    return middle(page.locator('.handles.selected .handle[data-side="bottom"]'))


def on_empty_ground(page: Page) -> tuple[float, float]:
    x, y = middle(last_lane(page))
    return x - 150, y


def with_the_hand(page: Page) -> tuple[float, float]:
    page.get_by_role("button", name="Move the view").click()
    return on_empty_ground(page)


@pytest.mark.parametrize("place", [on_a_node, on_a_handle, on_empty_ground, with_the_hand])
def test_a_better_picture_waits_for_the_end_of_a_drag(
    page: Page, best: BestPictures, place: Callable[[Page], tuple[float, float]]
) -> None:
    x, y = place(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y, steps=4)
    best.come()
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    page.mouse.up()
    expect(last_lane(page)).to_have_attribute("y", "0")


def test_a_drop_lands_where_it_was_let_go_though_a_better_picture_came_meanwhile(
    page: Page, best: BestPictures
) -> None:
    page.mouse.move(*middle(node(page, "n2")))
    page.mouse.down()
    page.mouse.move(*middle(last_lane(page)), steps=6)
    best.come()
    page.mouse.up()
    expect(part(page, "node-n2")).to_have_attribute("data-lane", "Learn")


def test_the_picture_of_what_was_typed_waits_for_the_end_of_a_drag_too(page: Page, base_url: str) -> None:
    open_wide(page, base_url)
    awaited: list[Route] = []
    intercept(page, "**/api/render", lambda route: awaited.append(route))
    with page.expect_request("**/api/render"):
        page.locator(".cm-line", has_text="Compile").click()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        page.keyboard.insert_text(" it")
    page.mouse.move(*on_empty_ground(page))
    page.mouse.down()
    with page.expect_response("**/api/render"):
        awaited.pop().continue_()
    page.wait_for_timeout(200)
    expect(part(page, "node-n2")).not_to_contain_text("it")
    page.mouse.up()
    expect(part(page, "node-n2")).to_contain_text("Compile it")


def test_a_better_picture_waits_while_a_name_is_being_written(page: Page, best: BestPictures) -> None:
    part(page, "node-n2").dblclick()
    expect(page.locator(".rename")).to_be_focused()
    best.come()
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    page.keyboard.press("Escape")
    expect(last_lane(page)).to_have_attribute("y", "0")


def test_a_better_picture_waits_for_the_end_of_a_pinch(page: Page, best: BestPictures) -> None:
    touch = page.context.new_cdp_session(page)
    x, y = on_empty_ground(page)
    fingers = [{"x": x - 20, "y": y, "id": 0}, {"x": x + 20, "y": y, "id": 1}]
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": fingers})
    best.come()
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(last_lane(page)).to_have_attribute("y", "0")


def test_a_better_picture_waits_for_the_end_of_a_run(page: Page, best: BestPictures) -> None:
    page.get_by_role("button", name="Run").click()
    expect(part(page, "node-n1")).to_contain_class("run-active")
    page.keyboard.press("ArrowRight")
    best.come()
    expect(part(page, "node-n2")).to_contain_class("run-active")
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    page.keyboard.press("Escape")
    expect(last_lane(page)).to_have_attribute("y", "0")


@pytest.mark.usefixtures("context")  # which keeps the clock
def test_a_press_stops_a_view_on_its_way_where_it_stands(page: Page, base_url: str) -> None:
    open_wide(page, base_url)
    page.mouse.move(*on_empty_ground(page))
    page.locator(".stage").focus()
    page.keyboard.press("+")
    page.wait_for_timeout(400)
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    before = camera(page)
    page.keyboard.press("Shift+Digit1")
    page.clock.run_for(60)
    page.mouse.down()
    page.clock.run_for(20)
    stopped = camera(page)
    page.clock.run_for(400)
    assert camera(page) == stopped != before
    page.mouse.up()
    page.keyboard.press("Shift+Digit1")
    page.clock.run_for(400)
    assert camera(page) not in {before, stopped}


def test_the_editor_shows_a_large_document_before_its_better_picture_is_there(page: Page, base_url: str) -> None:
    best = BestPictures(page)
    with best.asked():
        open_to_edit(page, base_url, LONG)
    expect(part(page, "node-n1")).to_be_visible()
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    best.come()
    expect(last_lane(page)).to_have_attribute("y", "0")


def test_the_view_page_shows_a_large_document_before_its_better_picture_is_there(page: Page, base_url: str) -> None:
    best = BestPictures(page)
    with best.asked():
        page.goto(f"{base_url}/d/{store(page, base_url, LONG)['view_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    expect(last_lane(page)).not_to_have_attribute("y", "0")
    best.come()
    expect(last_lane(page)).to_have_attribute("y", "0")


@pytest.fixture
def slow(page: Page, base_url: str) -> Page:
    """A document in the editor, with movements that stand in their first moment."""
    page.add_init_script(SLOW)
    open_wide(page, base_url)
    page.wait_for_timeout(300)
    return page


def add_before_the_last(page: Page) -> None:
    """Put a step into the connection from n1 to n2: all but the start move on."""
    part(page, "edge-n1-n2").click(force=True)
    page.keyboard.press("i")
    expect(page.locator(".rename")).to_be_visible()
    page.keyboard.press("Escape")


def test_a_node_that_an_edit_moves_glides_from_its_old_place(slow: Page) -> None:
    before, _ = middle(node(slow, "n3"))
    add_before_the_last(slow)
    started, _ = middle(node(slow, "n3"))
    assert started == pytest.approx(before, abs=2)
    assert part(slow, "node-n3").evaluate(DURATIONS) == [200]
    slow.evaluate("document.getAnimations().forEach(one => one.finish())")
    arrived, _ = middle(node(slow, "n3"))
    assert arrived > before + 50


def test_an_edge_that_runs_elsewhere_gives_way_to_the_new_one(slow: Page) -> None:
    slow.mouse.move(*middle(node(slow, "n3")))
    slow.mouse.down()
    slow.mouse.move(*middle(last_lane(slow)), steps=6)
    slow.mouse.up()
    expect(part(slow, "node-n3")).to_have_attribute("data-lane", "Learn")
    expect(slow.locator(".leaving .edge")).not_to_have_count(0)
    slow.evaluate("document.getAnimations().forEach(one => one.finish())")
    expect(slow.locator(".leaving .edge")).to_have_count(0)


def test_a_press_ends_what_glides(slow: Page) -> None:
    before, _ = middle(node(slow, "n3"))
    add_before_the_last(slow)
    slow.mouse.move(*on_empty_ground(slow))
    slow.mouse.down()
    arrived, _ = middle(node(slow, "n3"))
    slow.mouse.up()
    assert arrived > before + 50


def test_nothing_glides_for_who_asked_for_less_motion(slow: Page) -> None:
    slow.emulate_media(reduced_motion="reduce")
    before, _ = middle(node(slow, "n3"))
    add_before_the_last(slow)
    arrived, _ = middle(node(slow, "n3"))
    assert arrived > before + 50
    assert slow.locator(".leaving").count() == 0


def test_a_view_is_at_once_where_it_goes_for_who_asked_for_less_motion(page: Page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_to_edit(page, base_url, CODE)
    node(page, "n2").click()
    scales = "of => [of.style.transform, getComputedStyle(of).transform].map(words => new DOMMatrix(words).a)"

    page.keyboard.press("Shift+Digit1")
    page.keyboard.press("Shift+Digit2")
    meant, seen = page.locator(".camera").evaluate(scales)

    assert seen == pytest.approx(meant)
    assert page.evaluate("document.getAnimations().filter(item => item instanceof CSSTransition).length") == 0


def test_a_run_that_began_before_the_folded_drawing_came_goes_on_in_one_line(page: Page, base_url: str) -> None:
    awaited: list[Route] = []
    intercept(page, "**/api/render", lambda route: awaited.append(route))
    with page.expect_request("**/api/render"):
        page.goto(f"{base_url}/d/{store(page, base_url, LONG)['view_key']}")
    page.get_by_role("button", name="Play").click()
    expect(part(page, "node-n1")).to_contain_class("run-active")
    page.keyboard.press("ArrowRight")
    with page.expect_response("**/api/render"):
        awaited.pop().continue_()
    page.wait_for_timeout(200)
    expect(part(page, "node-n2")).to_contain_class("run-active")
