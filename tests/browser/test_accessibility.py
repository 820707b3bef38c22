"""axe finds nothing, on any page, in either theme, wide or narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pages import open_to_edit, part, save_second_version, store
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# Who speaks to the page says the words that are seen; axe holds this rule back as experimental.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
# The other theme has the same page in other colors.
RULES_OF_COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
SETTLED = """Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getTiming().iterations !== Infinity).map(one => one.finished))"""
SIZES = {"wide": {"width": 1280, "height": 800}, "phone": {"width": 390, "height": 844}}


def home(page: Page, base_url: str, code: str) -> None:
    page.goto(base_url)
    expect(page.get_by_role("heading", name="My diagrams")).to_be_visible()


def editor(page: Page, base_url: str, code: str) -> None:
    open_to_edit(page, base_url, code, title="Release")
    part(page, "node-n2").click()


def empty_editor(page: Page, base_url: str, code: str) -> None:
    page.goto(f"{base_url}/new")
    expect(page.get_by_role("textbox", name="First activity")).to_be_visible()


def share_dialog(page: Page, base_url: str, code: str) -> None:
    open_to_edit(page, base_url, code, title="Release")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def layout_menu(page: Page, base_url: str, code: str) -> None:
    open_to_edit(page, base_url, code, title="Release")
    page.get_by_role("button", name="Layout").click()
    expect(page.get_by_role("menu")).to_be_visible()


def export_dialog(page: Page, base_url: str, code: str) -> None:
    open_to_edit(page, base_url, code, title="Release")
    page.get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name="More choices").click()
    page.get_by_role("checkbox", name="Play a run").check()


def moved_by_hand(page: Page, base_url: str, code: str) -> None:
    open_to_edit(page, base_url, code, title="Release", layout={"direction": "down", "nodes": {"n2": {"row": 1}}})
    part(page, "node-n2").click()
    expect(page.get_by_role("button", name="Reset the position")).to_be_visible()


def viewer(page: Page, base_url: str, code: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, code, title='Release')['view_key']}")
    expect(part(page, "node-n2")).to_be_visible()


def run_at_a_decision(page: Page, base_url: str, code: str) -> None:
    viewer(page, base_url, code)
    page.get_by_role("button", name="Play").click()
    expect(page.locator('[data-position="0"]')).to_be_visible()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".choice-float").first).to_be_visible()


def told_before_a_run(page: Page, base_url: str, code: str) -> None:
    """Findings and statements above the controls, with the form of one open and what may come next in it."""
    options = {"nodes": {"n4": {"join": "all"}}}
    statements = [{"kind": "never", "visited": ["n13"]}, {"kind": "possible", "visited": ["n5"]}]
    open_to_edit(page, base_url, code, title="Release", simulation={"options": options, "statements": statements})
    page.get_by_role("button", name="Run", exact=True).click()
    told = page.get_by_role("region", name="Before the run")
    told.get_by_role("button", name="can go wrong in a run").click()
    told.get_by_role("button", name="Add a statement").click()
    told.get_by_role("combobox", name="In words").fill("Dep")
    page.keyboard.press("ArrowDown")
    first = told.get_by_role("listbox").get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")


def breakpoints(page: Page, base_url: str, code: str) -> None:
    """The list of breakpoints with one of every kind of field, and the bar of a chosen part."""
    viewer(page, base_url, code)
    part(page, "node-n2").click()
    page.keyboard.press("b")
    page.get_by_role("button", name="Play").click()
    expect(page.locator('[data-position="0"]')).to_be_visible()
    page.keyboard.press("l")
    page.keyboard.press("l")
    page.locator(".breakpoint-rows select").select_option("After visits")
    part(page, "node-n1").click()
    expect(page.get_by_role("group", name="Chosen part")).to_be_visible()


def presentation(page: Page, base_url: str, code: str) -> None:
    keys = store(page, base_url, code, title="Release", captions={"n1": "It begins here."})
    page.goto(f"{base_url}/d/{keys['view_key']}#run")
    expect(page.locator(".now-caption")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator(".present-words")).to_be_visible()


def run_options(page: Page, base_url: str, code: str) -> None:
    viewer(page, base_url, code)
    page.get_by_role("button", name="Options", exact=True).click()
    panel = page.get_by_role("dialog", name="Options of runs")
    panel.get_by_role("radio", name="None waits").check()
    panel.get_by_label("Node or edge with options of its own").select_option(index=1)
    panel.get_by_role("checkbox", name="Show the back edges").check()


def history_page(page: Page, base_url: str, code: str) -> None:
    keys = open_to_edit(page, base_url, code, title="Release")
    save_second_version(page, base_url, keys, code)
    page.goto(f"{base_url}/d/{keys['view_key']}/history")
    expect(page.get_by_role("img", name="compared with Now")).to_be_visible()


def history_dialog(page: Page, base_url: str, code: str) -> None:
    keys = open_to_edit(page, base_url, code, title="Release")
    save_second_version(page, base_url, keys, code)
    page.keyboard.press("Control+Shift+H")
    expect(page.get_by_role("img", name="compared with Now")).to_be_visible()


def shared(page: Page, base_url: str, code: str) -> None:
    """The links of a diagram, with the form of one open, a version and a run that links keep."""
    keys = store(page, base_url, code, title="Release")
    address = f"{base_url}/api/documents/{keys['view_key']}"
    assert page.request.post(f"{address}/pins", data={"version": 1}).ok
    assert page.request.post(f"{address}/runs", data={"run": "at=1"}).ok
    page.goto(f"{base_url}/e/{keys['own_key']}")
    expect(part(page, "node-n2")).to_be_visible()
    page.goto(f"{base_url}/shared")
    page.get_by_role("button", name="Name and end").first.click()
    expect(page.get_by_role("heading", name="Long runs")).to_be_visible()


def embedded(page: Page, base_url: str, code: str) -> None:
    page.goto(f"{base_url}/embed/{store(page, base_url, code, title='Release')['view_key']}?run=at%3D2")
    expect(page.locator('[data-position="2"]')).to_be_visible()


def not_found(page: Page, base_url: str, code: str) -> None:
    page.goto(f"{base_url}/d/{'x' * 24}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


PLACES = [
    home,
    editor,
    empty_editor,
    share_dialog,
    layout_menu,
    export_dialog,
    moved_by_hand,
    viewer,
    run_at_a_decision,
    told_before_a_run,
    run_options,
    history_page,
    history_dialog,
    shared,
    embedded,
    not_found,
]


@pytest.mark.parametrize("go_there", PLACES, ids=lambda place: place.__name__)
def test_axe_finds_nothing_in_either_theme_wide_or_narrow(
    page: Page, base_url: str, blue_green: str, go_there: Callable[[Page, str, str], None]
) -> None:
    """Names, contrast, order and roles are right wherever a user can be."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(SIZES["wide"])
    go_there(page, base_url, blue_green)
    found = {}

    for size in SIZES:
        page.set_viewport_size(SIZES[size])
        page.emulate_media(color_scheme="light")
        found[size, "light"] = found_by_axe(page, RULES)
        page.emulate_media(color_scheme="dark")
        found[size, "dark"] = found_by_axe(page, RULES_OF_COLORS)

    assert {place: problems for place, problems in found.items() if problems} == {}


def found_by_axe(page: Page, rules: dict[str, Any]) -> list[Any]:
    """Return what axe finds once nothing moves any more: rules, with the elements that break them."""
    page.evaluate(SETTLED)
    # It is half a megabyte, and stays on the page.
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    found: dict[str, Any] = axe.run(page, options={**rules, "resultTypes": ["violations"]}).response
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found["violations"]]
