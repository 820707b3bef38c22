"""The whole job as a stranger does it: open a sample, change it, share it, and step through it in another browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pages import box_of, middle, part, rename_on_canvas, saved_text
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "samples" / "blue-green.fz"
TO_FIRST_CHOICE = ["n1", "n2", "n3", "n6", "n7"]
GREEN = ["n9", "n10", "n11"]
NO = ["n13", "n4", "n5"]
YES_YES = ["n12", "n14", "n15", "n16", "n17", "n18", "n19", "n4", "n5"]


def highlighted(page: Page, name: str) -> set[str]:
    found: list[str] = page.eval_on_selector_all(
        f"#app svg g.node.{name}, #app svg g.edge.{name}", "groups => groups.map(group => group.id)"
    )
    return set(found)


def assert_highlights(page: Page, visited: list[str], active: list[str]) -> None:
    """The active node, and every visited node and the edges between them, are what is lit up."""
    edges = {f"edge-{a}-{b}" for a, b in zip([*visited, *active], [*visited, *active][1:], strict=False)}
    expected_trail = {f"node-{node}" for node in visited} | edges
    for node in active:
        expect(part(page, f"node-{node}")).to_have_class(re.compile(r"\brun-active\b"))
    assert highlighted(page, "run-active") == {f"node-{node}" for node in active}
    assert highlighted(page, "run-visited") - {f"node-{node}" for node in active} == expected_trail


def step_along(page: Page, visited: list[str], nodes: list[str]) -> list[str]:
    """Press the arrow key once a node; at each the highlights are checked. Return what is visited before the last."""
    for node in nodes:
        assert_highlights(page, visited, [node])
        if node != nodes[-1]:
            page.keyboard.press("ArrowRight")
            visited = [*visited, node]
    return visited


def test_a_stranger_draws_shares_and_steps_through_a_workflow(page: Page, base_url: str, browser: Browser) -> None:
    """Home, sample, rename, undo, add and connect, reload, share, view, run, step back, choose otherwise."""
    original = SAMPLE.read_text(encoding="utf-8")
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto(base_url)
    page.get_by_role("link", name=re.compile("Blue-green deployment")).first.click()
    expect(part(page, "node-n2")).to_be_visible()

    rename_on_canvas(page, "n2", "Build the release")
    expect(page).to_have_url(re.compile(r"/d/[\w-]{16,}$"))
    assert saved_text(page) == original.replace('"Build new version"', '"Build the release"')

    page.keyboard.press("Control+z")
    expect(part(page, "node-n2")).to_contain_text("version")
    expect(page.locator(".save-status")).to_contain_text("Saved")
    assert saved_text(page) == original

    page.keyboard.press("Shift+Digit1")
    part(page, "node-n20").click()
    page.keyboard.press("Shift+Digit2")
    handle = page.locator('.handles.selected .handle[data-node="n20"][data-side="right"]')
    expect(page.locator(".zoom-scale")).to_have_text("100 %")
    lane = box_of(part(page, "lane-BlueGreen"))
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 60, steps=4)
    page.mouse.move(x + 60, lane["y"] + lane["height"] - 30, steps=4)
    page.mouse.up()
    new = page.get_by_role("textbox", name="Name of node n21")
    new.fill("Tell the team")
    new.press("Enter")
    expect(part(page, "node-n21")).to_contain_text("Tell the team")
    text = saved_text(page)
    assert 'n21: rectangle label:"Tell the team"' in text[text.index("BlueGreen {") : text.index("LoadBalancer {")]
    assert re.search(r"^n20\.handle\(right\) -> BlueGreen\.n21\.handle\(\w+\)$", text, re.MULTILINE)

    page.reload()
    expect(part(page, "node-n21")).to_contain_text("Tell the team")

    page.get_by_role("button", name="Share").click()
    link = page.get_by_role("textbox", name="the view link").input_value()
    page.get_by_role("button", name="Done").click()

    other = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    guest = other.new_page()
    guest.goto(link)
    expect(part(guest, "node-n21")).to_be_visible()
    expect(guest.locator(".cm-editor")).to_have_count(0)
    expect(
        guest.get_by_role("link", name="Open a copy").or_(guest.get_by_role("button", name="Open a copy"))
    ).to_be_visible()

    guest.get_by_role("button", name="Play").click()
    visited = step_along(guest, [], TO_FIRST_CHOICE)
    guest.locator(".choice-float", has_text="Green").click()
    visited = step_along(guest, [*visited, "n7"], GREEN)
    guest.locator(".choice-float", has_text="No").click()
    step_along(guest, [*visited, "n11"], NO)
    guest.keyboard.press("ArrowRight")
    assert_highlights(guest, [*TO_FIRST_CHOICE, *GREEN, *NO], [])
    expect(guest.locator("[data-status]")).to_have_attribute("data-status", "complete")

    for node in ["n5", "n4", "n13", "n11"]:
        guest.keyboard.press("ArrowLeft")
        expect(part(guest, f"node-{node}")).to_have_class(re.compile(r"\brun-active\b"))
    assert_highlights(guest, [*TO_FIRST_CHOICE, "n9", "n10"], ["n11"])
    guest.locator(".choice-float", has_text="Yes").click()
    visited = step_along(guest, [*TO_FIRST_CHOICE, *GREEN], YES_YES[:6])
    guest.locator(".choice-float", has_text="Yes").click()
    step_along(guest, [*visited, "n18"], YES_YES[6:])
    guest.keyboard.press("ArrowRight")
    assert_highlights(guest, [*TO_FIRST_CHOICE, *GREEN, *YES_YES], [])
    expect(guest.locator("[data-status]")).to_have_attribute("data-status", "complete")
    other.close()
