"""Scenarios while a run is open: saved, played, proven after a change, proposed, and what they come to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import is_a_save, open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SAMPLES = Path(__file__).parents[2] / "samples"
CODE = """a { # Shop
n1: circle label:"Order"
n2: diamond label:"Paid?"
n3: rectangle label:"Ship"
n4: circle label:"Done"
n5: circle label:"Closed"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n5.handle(left) [label="No"]
n3.handle(right) -> n4.handle(left)
}
"""


def open_run(page: Page) -> None:
    page.get_by_role("button", name="Run", exact=True).click()
    page.locator("[data-position]").wait_for()
    page.get_by_role("tab", name="Scenarios").wait_for()


def scenarios(page: Page) -> None:
    page.get_by_role("tab", name="Scenarios").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_run_is_saved_as_a_scenario_that_is_proven_after_a_change(page: Page, base_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_to_edit(page, base_url, CODE, visible=".stage")
    open_run(page)
    page.keyboard.press("End")
    page.keyboard.press("1")
    page.keyboard.press("End")
    expect(page.locator("[data-status]")).to_have_attribute("data-status", "complete")
    scenarios(page)
    panel = page.get_by_role("tabpanel", name="Scenarios")
    expect(panel).to_contain_text("No scenarios yet")
    panel.get_by_role("button", name="Save this run").click()
    expect(panel.get_by_label("Name", exact=True)).to_be_focused()
    expect(panel.get_by_label("What is expected, in words")).to_have_value('"Ship"; ends at "Done"')
    panel.get_by_label("Name", exact=True).fill("Paid at once")
    with page.expect_response(is_a_save) as saved:
        page.keyboard.press("Enter")
    assert json.loads(saved.value.request.post_data or "")["companion"]["scenarios"] == [
        {
            "name": "Paid at once",
            "choices": [{"node": "n2", "label": "Yes", "edges": ["n2-n3"]}],
            "expect": {"visited": ["n3"], "ends_at": ["n4"]},
        }
    ]
    expect(panel).to_contain_text("The scenario passes; covered: 4 of 5 nodes, 3 of 4 edges, 1 of 2 branches")
    expect(panel.get_by_role("listitem").filter(has_text="Paid at once")).to_contain_text("passes")


def test_a_scenario_that_fails_after_a_change_says_where_and_is_played_to_there(page: Page, base_url: str) -> None:
    kept = {
        "name": "Paid",
        "choices": [{"node": "n2", "label": "Yes", "edges": ["n2-n3"]}],
        "expect": {"visited": ["n3"], "ends_at": ["n4"]},
    }
    open_to_edit(page, base_url, CODE, scenarios=[kept])
    open_run(page)
    scenarios(page)
    row = page.locator(".scenario-row")
    expect(row).to_contain_text("passes")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+Home")
    for _ in range(9):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type("n3.handle(right) -> n5.handle(right)")
    expect(row).to_contain_text("fails")
    expect(row).to_contain_text('Step 4: The run is expected to end at "Done", and ends at "Closed".')
    row.get_by_role("button", name="Play the scenario: Paid").click()
    expect(page.get_by_role("tab", name="One run")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[data-status]")).to_have_attribute("data-position", "4")


def test_missing_scenarios_are_proposed_and_shown_on_the_drawing(page: Page, base_url: str) -> None:
    paid = {"name": "Paid", "choices": [{"node": "n2", "label": "Yes"}], "expect": {"ends_at": ["n4"]}}
    open_to_edit(page, base_url, CODE, scenarios=[paid])
    open_run(page)
    scenarios(page)
    expect(part(page, "node-n5")).to_have_class("node circle uncovered")
    expect(part(page, "node-n3")).to_have_class("node rectangle covered")
    panel = page.get_by_role("tabpanel", name="Scenarios")
    panel.get_by_role("button", name='Show me a run to "Closed"', exact=True).click()
    expect(page.locator("[data-status]")).to_have_attribute("data-position", "3")
    expect(page.locator(".node.uncovered")).to_have_count(0)
    scenarios(page)
    panel.get_by_role("button", name="Propose missing ones").click()
    expect(panel).to_contain_text("1 scenario would come to what is missing.")
    with page.expect_response(is_a_save):
        page.keyboard.press("Enter")
    expect(panel).to_contain_text("All 2 scenarios pass; covered: 5 of 5 nodes, 4 of 4 edges, 2 of 2 branches")
    with page.expect_response(is_a_save):
        page.get_by_role("button", name="Undo").first.click()
    expect(panel).to_contain_text("The scenario passes")


def test_scenarios_are_worked_with_by_keyboard_alone(page: Page, base_url: str) -> None:
    paid = {"name": "Paid", "choices": [{"node": "n2", "label": "Yes"}], "expect": {"ends_at": ["n4"]}}
    open_to_edit(page, base_url, CODE, scenarios=[paid])
    open_run(page)
    page.get_by_role("tab", name="One run").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Scenarios")).to_be_focused()
    panel = page.get_by_role("tabpanel", name="Scenarios")
    expect(panel).to_contain_text("The scenario passes")
    panel.get_by_role("button", name="Edit the scenario: Paid").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(panel.get_by_label("What is expected, in words")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Nowhere")
    page.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_contain_text("Nowhere")
    page.keyboard.press("Control+a")
    page.keyboard.type("Ship; ends at Closed")
    page.keyboard.press("Escape")
    with page.expect_response(is_a_save):
        page.keyboard.press("Enter")
    expect(panel).to_contain_text("1 of 1 scenario fails")
    expect(page.get_by_role("tab", name="Scenarios")).to_have_attribute("aria-selected", "true")
    panel.get_by_role("button", name="Remove the scenario: Paid").focus()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("No scenarios yet")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_is_accessible_and_readers_may_look(page: Page, base_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    companion = json.loads((SAMPLES / "saga.lanestep.json").read_bytes())
    companion["scenarios"] = companion["scenarios"][1:]
    keys = store(page, base_url, (SAMPLES / "saga.fz").read_text(encoding="utf-8"), **companion)
    page.goto(f"{base_url}/d/{keys['view_key']}#run")
    page.get_by_role("tab", name="Scenarios").click()
    panel = page.get_by_role("tabpanel", name="Scenarios")
    expect(panel).to_contain_text("All 4 scenarios pass")
    expect(panel.get_by_role("button", name="Edit")).to_have_count(0)
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], [node["html"] for node in found["nodes"]]) for found in violations] == []
