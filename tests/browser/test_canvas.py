"""Changing the diagram by hand: each gesture is one edit of the text."""

from __future__ import annotations

import pytest
from pages import middle, open_to_edit
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def canvas(page: Page, base_url: str) -> Locator:
    """The canvas of the blue-green sample, open in the editor."""
    page.goto(f"{base_url}/samples/blue-green")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    return page.locator(".stage")


def code(page: Page) -> Locator:
    return page.locator(".cm-content")


def node(canvas: Locator, name: str) -> tuple[float, float]:
    return middle(canvas.locator(f"#node-{name} > rect, #node-{name} > polygon, #node-{name} > ellipse"))


def test_a_click_selects_a_node_in_the_inspector_too(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n2"))
    expect(canvas.locator("#node-n2")).to_contain_class("selected")
    expect(page.locator(".inspector .pane-head")).to_contain_text("n2")


def test_the_plus_beside_a_node_adds_a_connected_step_and_asks_its_name(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n2"))
    page.get_by_role("button", name="Add the next activity, bottom").click()
    page.locator(".rename").fill('Lint "all" <b>')
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text(r'n21: rectangle label:"Lint \"all\" <b>"')
    expect(code(page)).to_contain_text("n2.handle(bottom) -> n21.handle(top)")


def test_what_is_typed_before_a_new_step_has_come_is_its_name(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n2"))
    page.keyboard.press("3")
    page.keyboard.type("Clean cache 1?")
    page.keyboard.press("Enter")
    # The name is finished, and the new node is not there yet.
    page.keyboard.type("v")
    expect(code(page)).to_contain_text('n21: diamond label:"Clean cache 1?"')


def test_a_node_dragged_into_another_lane_takes_its_edges_along(page: Page, canvas: Locator) -> None:
    x, y = node(canvas, "n2")
    lane_y = middle(canvas.locator("#lane-LoadBalancer > rect"))[1]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 30, steps=3)
    page.mouse.move(x + 20, lane_y, steps=5)
    expect(page.locator(".preview-lane")).to_have_count(1)
    page.mouse.up()
    expect(canvas.locator("#node-n2")).to_have_attribute("data-lane", "LoadBalancer")
    expect(code(page)).to_contain_text("n1.handle(right) -> LoadBalancer.n2.handle(left)")


def test_escape_cancels_a_connection_that_is_being_dragged(page: Page, canvas: Locator) -> None:
    before = code(page).inner_text()
    page.mouse.click(*node(canvas, "n2"))
    page.mouse.move(*middle(page.locator('.handles.selected .handle[data-side="bottom"]')))
    page.mouse.down()
    page.mouse.move(*node(canvas, "n6"), steps=6)
    expect(page.locator(".preview-target")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".preview > *")).to_have_count(0)
    assert code(page).inner_text() == before


def test_arrow_keys_follow_the_flow_and_tell_where_one_is(page: Page, canvas: Locator) -> None:
    canvas.focus()
    for key in ["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"]:
        page.keyboard.press(key)
    expect(canvas.locator("#node-n9")).to_contain_class("selected")
    expect(page.get_by_role("status").filter(has_text="2 of 2 branches, on Green")).to_contain_text(
        "Deploy to Blue, activity"
    )


def test_a_connection_is_made_by_keys_alone(page: Page, canvas: Locator) -> None:
    canvas.focus()
    for key in ["Home", "c", "ArrowRight", "ArrowRight", "Enter"]:
        page.keyboard.press(key)
    expect(code(page)).to_contain_text("n1.handle(right) -> n3.handle(left)")


def test_a_node_moves_to_a_lane_by_keys_alone(page: Page, canvas: Locator) -> None:
    canvas.focus()
    for key in ["Home", "m", "ArrowDown", "Enter"]:
        page.keyboard.press(key)
    expect(canvas.locator("#node-n1")).to_have_attribute("data-lane", "BlueGreen")
    expect(canvas).to_be_focused()


def test_delete_removes_a_node_and_undo_brings_it_back(page: Page, canvas: Locator) -> None:
    # The editor draws the lines that are in sight when it knows its height.
    expect(code(page)).to_contain_text("Rolled back")
    before = code(page).inner_text()
    page.mouse.click(*node(canvas, "n3"))
    page.keyboard.press("Delete")
    expect(canvas.locator("#node-n3")).to_have_count(0)
    expect(page.locator(".inspector .pane-head")).to_contain_text("Diagram")
    page.keyboard.press("Control+z")
    expect(canvas.locator("#node-n3")).to_have_count(1)
    assert code(page).inner_text() == before


def test_the_inspector_changes_what_is_selected(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n2"))
    page.get_by_label("Label").fill("Compile")
    page.get_by_label("Label").press("Enter")
    expect(canvas.locator("#node-n2")).to_contain_text("Compile")
    page.get_by_role("radio", name="Task").check(force=True)
    expect(code(page)).to_contain_text('n2: taskbox label:"Compile"')


def test_pointing_at_a_link_lights_up_its_node(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n2"))
    page.locator(".link-row", has_text="Run automated tests").hover()
    expect(canvas.locator("#node-n3")).to_contain_class("echo")


def test_lane_headers_stay_in_sight_while_panning(page: Page, canvas: Locator) -> None:
    page.mouse.move(*middle(canvas))
    page.mouse.wheel(600, 0)
    expect(page.locator(".lane-header", has_text="Load Balancer")).to_be_in_viewport()


def choose(page: Page, canvas: Locator, *names: str) -> None:
    """Select nodes: click the first, Shift click the others."""
    page.mouse.click(*node(canvas, names[0]))
    page.keyboard.down("Shift")
    for name in names[1:]:
        page.mouse.click(*node(canvas, name))
    page.keyboard.up("Shift")


def test_the_plus_over_a_connection_puts_a_step_into_it(page: Page, canvas: Locator) -> None:
    canvas.locator("#edge-n2-n3").click(force=True)
    page.get_by_role("button", name="Insert an activity (I)").click()
    page.locator(".rename").fill("Scan")
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text('n21: rectangle label:"Scan"')
    expect(code(page)).to_contain_text("n2.handle(right) -> n21.handle(left)")
    expect(code(page)).to_contain_text("n21.handle(right) -> n3.handle(left)")


def test_a_shape_dropped_on_a_connection_goes_into_it(page: Page, canvas: Locator) -> None:
    end, start = node(canvas, "n3"), node(canvas, "n2")
    page.mouse.move(*middle(page.get_by_role("button", name="Decision")))
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, start[1], steps=6)
    expect(canvas.locator("#edge-n2-n3")).to_contain_class("echo")
    page.mouse.up()
    page.locator(".rename").fill("Ready?")
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text('n21: diamond label:"Ready?"')
    expect(code(page)).to_contain_text("n2.handle(right) -> n21.handle(left)")


def test_selected_steps_become_a_loop_whose_condition_is_asked_in_place(page: Page, canvas: Locator) -> None:
    choose(page, canvas, "n2", "n3")
    page.locator(".node-bar").get_by_role("button", name="Add a loop").click()
    page.get_by_role("textbox", name="Condition of the loop").fill("until it builds")
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text("loop [until it builds] n2 n3")
    expect(page.locator(".inspector .pane-head")).to_contain_text("Loop")
    page.locator(".inspector").get_by_role("button", name="Delete the loop").click()
    expect(code(page)).not_to_contain_text("until it builds")


def test_a_node_leads_to_its_loop_and_the_loop_to_its_nodes(page: Page, canvas: Locator) -> None:
    choose(page, canvas, "n2", "n3")
    page.locator(".inspector").get_by_role("button", name="Add a loop").click()
    page.get_by_role("textbox", name="Condition of the loop").press("Enter")
    page.locator(".inspector .link-row", has_text="Run automated tests").click()
    expect(canvas.locator("#node-n3")).to_contain_class("selected")
    page.locator(".inspector .link-row", has_text="Repeat").click()
    page.locator(".inspector").get_by_label("Condition").fill("twice")
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text("loop [twice] n2 n3")


def test_selected_steps_get_a_lane_of_their_own(page: Page, canvas: Locator) -> None:
    choose(page, canvas, "n2", "n3")
    page.locator(".node-bar").get_by_role("button", name="New lane from these").click()
    page.locator(".rename").fill("Build farm")
    page.keyboard.press("Enter")
    expect(code(page)).to_contain_text("# Build farm")


def test_copied_steps_are_pasted_into_another_document(page: Page, canvas: Locator, base_url: str) -> None:
    choose(page, canvas, "n2", "n3")
    page.keyboard.press("Control+c")
    open_to_edit(page, base_url, 'Other { # Other\n  n1: circle label:"Begin"\n}\n')
    page.mouse.click(*node(page.locator(".stage"), "n1"))
    page.keyboard.press("Control+v")
    expect(code(page)).to_contain_text("Run automated tests")
    expect(code(page)).to_contain_text("n2.handle(right) -> n3.handle(left)")
    expect(page.locator(".stage .node.selected")).to_have_count(2)


def test_cut_steps_come_back_by_paste(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n3"))
    page.keyboard.press("Control+x")
    expect(canvas.locator("#node-n3")).to_have_count(0)
    page.keyboard.press("Control+v")
    expect(canvas.locator(".node", has_text="Run automated tests")).to_have_count(1)


def test_shift_delete_closes_the_gap(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n3"))
    page.keyboard.press("Shift+Delete")
    expect(canvas.locator("#node-n3")).to_have_count(0)
    expect(code(page)).to_contain_text("n2.handle(right) -> BlueGreen.n6.handle(top)")


def test_a_gap_that_cannot_close_says_why(page: Page, canvas: Locator) -> None:
    page.mouse.click(*node(canvas, "n1"))
    page.keyboard.press("Shift+Delete")
    expect(page.locator(".toast")).to_contain_text("n1 has no incoming edge")
    expect(canvas.locator("#node-n1")).to_have_count(1)
