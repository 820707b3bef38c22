"""Options of runs, chosen by people: for one run on the view page, saved with the diagram in the editor."""

from __future__ import annotations

import json

import pytest
from pages import is_a_save, open_to_edit, part, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = """a { # Team
n1: circle label:"Begin"
n2: rectangle label:"Split"
n3: rectangle label:"Left"
n4: rectangle label:"Right"
n5: rectangle label:"Meet"
n6: rectangle label:"Phone call"
n7: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left)
n2.handle(bottom) -> n4.handle(left)
n3.handle(right) -> n5.handle(left)
n4.handle(right) -> n5.handle(bottom)
n5.handle(top) -> n2.handle(top)
n5.handle(right) -> n7.handle(left)
n6.handle(right) -> n5.handle(top)
}
"""


def test_options_on_the_view_page_hold_for_the_run_and_are_said(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, CODE)['view_key']}")
    player = page.locator(".viewer-player")
    player.get_by_role("button", name="To end").click()
    expect(player).to_have_attribute("data-status", "complete")
    steps = int(player.get_attribute("data-position") or 0)
    page.keyboard.press("o")
    panel = page.get_by_role("dialog", name="Options of runs")

    panel.get_by_role("checkbox", name="Also start at “Phone call” (Team)").check()
    panel.get_by_role("radio", name="None waits").check()
    panel.get_by_label("Node or edge with options of its own").select_option(label="“Meet”")
    own = panel.get_by_role("group", name="What is different at one node or edge?")
    own.get_by_role("radio", name="They wait for those that can still arrive").check()
    panel.get_by_role("checkbox", name="Show the back edges").check()

    expect(panel.get_by_text("Meet → Split.")).to_be_visible()
    expect(panel.get_by_role("status").first).to_have_text(
        "Not the usual options: a run also starts at Phone call; tokens that meet do not wait; "
        "at “Meet”: they wait for those that can still arrive, and become one."
    )
    page.keyboard.press("Escape")
    expect(player.locator(".player-note")).to_contain_text("a run also starts at Phone call")
    expect(player.locator(".log-row", has_text="Phone call")).to_be_visible()
    assert page.locator(".edge.run-back").count() == 1
    player.get_by_role("button", name="Restart", exact=True).click()
    player.get_by_role("button", name="To end").click()
    expect(player).to_have_attribute("data-position", str(steps + 1))
    stored = page.request.get(f"{page.url.split('#')[0]}.lanestep.json").json()
    assert "simulation" not in stored


ASKS = CODE.replace(
    "n5.handle(right) -> n7.handle(left)",
    """n8: diamond label:"Enough?"
n9: circle label:"Later"
n5.handle(right) -> n8.handle(left)
n8.handle(right) -> n7.handle(left) [label="Yes"]
n8.handle(bottom) -> n9.handle(top) [label="No"]""",
)
EACH_OPTION = {
    "At every node that no edge leads to": {"start": "sources"},
    "Only at the nodes that are ticked": {"start": "chosen", "also_start": ["n6"]},
    "Along one of them, which is chosen": {"outgoing": "one"},
    "Along one or more of them, which are chosen": {"outgoing": "any"},
    "None waits, and the node fires for each of them": {"join": "each"},
    "They wait for one over every edge that leads there, so that a run can get stuck": {"join": "all"},
    "The node fires again": {"reply": "restart"},
    "The whole run": {"end": "run"},
    "Nobody: the first branch is taken": {"choices": "first"},
    "Chance, by the weights of the branches": {"choices": "weights"},
}


def test_each_option_holds_for_the_run_as_its_sentence_says(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, ASKS)['view_key']}#run")
    player = page.locator(".viewer-player")
    expect(player).to_have_attribute("data-status", "waiting")
    panel = page.get_by_role("dialog", name="Options of runs")
    for words, options in EACH_OPTION.items():
        page.keyboard.press("o")
        if "also_start" in options:
            panel.get_by_role("checkbox", name="Also start at “Phone call” (Team)").check()
        panel.get_by_role("radio", name=words, exact=True).first.check()
        panel.get_by_role("button", name="Done").click()
        expected = page.request.post(f"{base_url}/api/run", data={"code": ASKS, "options": options}).json()
        player.get_by_role("button", name="Restart", exact=True).click()
        player.get_by_role("button", name="To end").click()
        expect(player).to_have_attribute("data-status", expected["status"])
        expect(player).to_have_attribute("data-position", str(expected["steps"]))
        expect(player.locator(".player-note").filter(has_text="Not the usual options")).to_be_visible()
        page.keyboard.press("o")
        panel.get_by_role("button", name="Back to the usual options").click()
        panel.get_by_role("button", name="Done").click()
        expect(player.locator(".player-note").filter(has_text="Not the usual options")).to_have_count(0)


def test_options_in_the_editor_are_saved_with_the_diagram_and_undone(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    part(page, "node-n5").click()
    page.get_by_role("button", name="Options of runs…").click()
    panel = page.get_by_role("dialog", name="Options of runs")
    own = panel.get_by_role("group", name="What is different at one node or edge?")
    expect(panel.get_by_label("Node or edge with options of its own")).to_be_focused()

    with page.expect_response(is_a_save) as saved:
        own.get_by_role("radio", name="They wait for one over every edge").check()
    assert json.loads(saved.value.request.post_data or "")["companion"]["simulation"] == {
        "options": {"nodes": {"n5": {"join": "all"}}}
    }
    panel.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator(".player-note")).to_contain_text("at “Meet”: they wait for one over every edge")
    # Keys do nothing before the run is there.
    page.locator("[data-position]").wait_for()
    page.keyboard.press("End")
    expect(page.locator(".player-now")).to_contain_text("This run is stuck")
    page.keyboard.press("Escape")
    with page.expect_response(is_a_save) as undone:
        page.keyboard.press("Control+z")
    assert not json.loads(undone.value.request.post_data or "")["companion"].get("simulation", {}).get("options")
