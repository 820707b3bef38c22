"""The shape of the page belongs to the diagram: a menu sets it, undo takes it back, view page and files follow it."""

from __future__ import annotations

import re

import pytest
from pages import intercept, middle, open_to_edit, part, saved_text, store
from playwright.sync_api import Locator, Page, Route, expect


@pytest.fixture
def keys(page: Page, base_url: str, blue_green: str) -> dict[str, str]:
    """The keys of the blue-green sample, open in the editor."""
    keys = open_to_edit(page, base_url, blue_green, title="Release")
    expect(part(page, "node-n1")).to_be_visible()
    return keys


def choose(page: Page, name: str) -> None:
    """Choose from the menu "Layout"."""
    page.get_by_role("button", name="Layout").click()
    page.get_by_role("menuitemradio", name=name).click()


def expect_stored(page: Page, layout: dict[str, object]) -> None:
    """Wait until the server holds these hints about the layout."""
    found = None
    for _ in range(50):
        answer = page.request.get(f"{page.url}.lanestep.json").json()
        if (found := answer.get("layout", {})) == layout:
            return
        page.wait_for_timeout(100)
    assert found == layout


def node(page: Page, name: str) -> Locator:
    return page.locator(f"#app svg #node-{name} > :is(rect, polygon, ellipse)").first


def drag(page: Page, name: str, right: float, down: float) -> None:
    x, y = middle(node(page, name))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2, steps=4)
    page.mouse.move(x + right, y + down, steps=4)


def test_a_folded_drawing_is_shared_and_one_undo_unfolds_it(page: Page, base_url: str, keys: dict[str, str]) -> None:
    choose(page, "To A4 landscape")
    expect(page.locator("#lane-CI\\.2")).to_be_visible()
    expect_stored(page, {"fold": 1200})
    assert b'id="lane-CI.2"' in page.request.get(f"{base_url}/d/{keys['view_key']}.svg").body()

    page.locator(".stage").focus()
    page.keyboard.press("Control+z")

    expect(page.locator("#lane-CI\\.2")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_lanes_stand_upright_where_time_runs_down(page: Page, base_url: str, keys: dict[str, str]) -> None:
    choose(page, "Down")
    expect_stored(page, {"direction": "down"})

    left, right = (middle(page.locator(f"#lane-{name} > :is(rect, polygon)").first) for name in ("CI", "BlueGreen"))
    assert (left[0] < right[0], left[1] == pytest.approx(right[1], abs=1)) == (True, True)

    page.get_by_role("button", name="Layout").click()

    expect(page.get_by_role("menuitemradio", name="Down")).to_be_checked()
    expect(page.get_by_role("menuitemradio", name="To A4 landscape")).to_have_count(0)


def test_the_flow_turns_along_with_the_direction_of_time_and_one_undo_takes_both_back(
    page: Page, base_url: str, keys: dict[str, str], blue_green: str
) -> None:
    choose(page, "Down")
    expect_stored(page, {"direction": "down"})
    expect(page.locator(".toast")).to_contain_text("turned as well")

    assert "n2.handle(bottom) -> n3.handle(top)" in saved_text(page)
    above, below = middle(node(page, "n1")), middle(node(page, "n3"))
    assert (above[1] < below[1], above[0] == pytest.approx(below[0], abs=1)) == (True, True)

    page.locator(".stage").focus()
    page.keyboard.press("Control+z")
    expect_stored(page, {})
    assert saved_text(page) == blue_green


def test_density_and_thickness_are_wishes_about_the_page(page: Page, base_url: str, keys: dict[str, str]) -> None:
    choose(page, "Compact")
    choose(page, "All equally thick")

    expect_stored(page, {"density": "compact", "thickness": "equal"})


def test_what_is_chosen_already_changes_nothing(page: Page, keys: dict[str, str]) -> None:
    choose(page, "Comfortable")

    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_the_menu_is_walked_by_keys_and_gives_the_focus_back(page: Page, keys: dict[str, str]) -> None:
    page.get_by_role("button", name="Layout").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitemradio", name="To the right")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Down")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Layout")).to_be_focused()


def test_a_node_dragged_along_its_lane_stays_where_it_was_put(page: Page, base_url: str, keys: dict[str, str]) -> None:
    drag(page, "n2", 0, 36)
    expect(page.locator(".preview-node")).to_have_count(1)
    page.mouse.up()
    expect(page.locator(".inspector")).to_contain_text("1 row down")
    expect_stored(page, {"nodes": {"n2": {"row": 1}}})
    assert middle(node(page, "n2"))[1] > middle(node(page, "n1"))[1] + 40

    page.locator(".inspector").get_by_role("button", name="Reset the position").click()

    expect(page.locator(".inspector")).not_to_contain_text("Moved by hand")
    expect_stored(page, {})


def test_escape_cancels_a_move_along_the_lane(page: Page, base_url: str, keys: dict[str, str]) -> None:
    drag(page, "n2", 0, 36)
    page.keyboard.press("Escape")
    page.mouse.up()

    expect(page.locator(".ghosts")).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_node_moves_by_column_and_row_with_alt_and_arrows(page: Page, base_url: str, keys: dict[str, str]) -> None:
    node(page, "n2").click()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".inspector")).to_contain_text("1 row down")
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator(".inspector")).to_contain_text("1 column right, 1 row down")
    page.keyboard.press("Control+z")
    expect(page.locator(".inspector")).not_to_contain_text("column right")

    expect_stored(page, {"nodes": {"n2": {"row": 1}}})


def test_tidy_up_forgets_what_was_moved_by_hand_and_undo_brings_it_back(
    page: Page, base_url: str, keys: dict[str, str]
) -> None:
    node(page, "n2").click()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".inspector")).to_contain_text("1 row down")
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Tidy up the layout").click()
    expect(page.locator(".inspector")).not_to_contain_text("Moved by hand")
    expect(page.locator(".toast")).to_contain_text("You can undo this")

    page.locator(".stage").focus()
    page.keyboard.press("Control+z")

    expect(page.locator(".inspector")).to_contain_text("1 row down")


def test_nodes_are_numbered_anew_from_the_menu(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, 'A { # A\n  n7: circle label:"Begin"\n}\n')
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Renumber the nodes").click()

    expect(page.locator(".cm-content")).to_contain_text("n1: circle")
    expect(page.locator(".toast")).to_contain_text("renumbered from n1")


def test_the_view_page_opens_in_the_shape_of_the_diagram(page: Page, base_url: str, blue_green: str) -> None:
    keys = store(page, base_url, blue_green, layout={"fold": 900})
    page.goto(f"{base_url}/d/{keys['view_key']}")
    shape = page.get_by_role("group", name="Layout of the diagram")
    expect(shape.get_by_role("button", name="Folded")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#lane-CI\\.2")).to_be_visible()

    shape.get_by_role("button", name="One line").click()

    expect(page.locator("#lane-CI\\.2")).to_have_count(0)


@pytest.mark.parametrize("meanwhile", ["Folded", "Play"])
def test_a_shape_that_comes_late_leaves_what_was_pressed_since(
    page: Page, base_url: str, blue_green: str, meanwhile: str
) -> None:
    keys = store(page, base_url, blue_green, layout={"fold": 900})
    page.goto(f"{base_url}/d/{keys['view_key']}")
    shape = page.get_by_role("group", name="Layout of the diagram")
    expect(page.locator("#lane-CI\\.2")).to_be_visible()
    page.wait_for_load_state("networkidle")
    held: list[Route] = []
    intercept(page, "**/api/render", lambda route: held.append(route))
    with page.expect_request("**/api/render"):
        shape.get_by_role("button", name="One line").click()
    page.get_by_role("button", name=meanwhile, exact=True).click()
    if meanwhile == "Play":
        expect(page.locator(".viewer-player")).to_have_attribute("data-position", "1")

    with page.expect_response("**/api/render") as late:
        held[0].continue_()
    late.value.finished()
    page.evaluate("() => new Promise((done) => setTimeout(done, 300))")

    # A run hides it.
    expect(page.locator(".viewer-fold button", has_text="Folded")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#lane-CI\\.2")).to_be_visible()


def test_the_view_page_offers_no_fold_where_lanes_stand_upright(page: Page, base_url: str, blue_green: str) -> None:
    keys = store(page, base_url, blue_green, layout={"direction": "down"})
    page.goto(f"{base_url}/d/{keys['view_key']}")
    expect(part(page, "node-n1")).to_be_visible()

    expect(page.get_by_role("group", name="Layout of the diagram")).to_have_count(0)


def test_on_a_phone_the_shape_is_set_from_the_menu_of_everything(
    page: Page, base_url: str, keys: dict[str, str]
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Layout…").click()
    page.get_by_role("menuitemradio", name="Compact").click()

    expect_stored(page, {"density": "compact"})


def test_a_lane_of_a_folded_drawing_takes_a_node_from_another(page: Page, base_url: str, blue_green: str) -> None:
    open_to_edit(page, base_url, blue_green, layout={"fold": 900})
    expect(page.locator("#lane-CI\\.2")).to_be_visible()
    x, y = middle(node(page, "n2"))
    below = middle(page.locator("#lane-BlueGreen > :is(rect, polygon)").first)[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, below, steps=8)
    page.mouse.up()

    expect(page.locator(".cm-content")).to_contain_text(re.compile(r"n1\.handle\(right\) -> BlueGreen\.n2"))
