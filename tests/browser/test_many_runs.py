"""Many runs in a browser: by keyboard, on both sizes and themes, with a link, cancelled."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PROFILE = {
    "durations": {"n2": 4, "n17": {"kind": "exponential", "mean": 18}},
    "lanes": {"LoadBalancer": {"capacity": 1}},
    "arrivals": {"n1": {"kind": "exponential", "mean": 30}},
}


def address(server: str, **query: object) -> str:
    return f"{server}/samples/blue-green#many-runs?{urlencode(query)}"


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_a_link_opens_many_runs_with_their_profile_and_axe_finds_nothing(
    page: Page, base_url: str, width: int, theme: str
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    page.goto(address(base_url, runs=300, seed=3, profile=json.dumps(PROFILE)))

    dialog = page.get_by_role("dialog", name="Many runs")
    expect(dialog.get_by_role("status")).to_contain_text("300 runs are done")
    expect(dialog.get_by_role("heading", name="Lanes in use")).to_be_visible()
    expect(dialog.get_by_role("spinbutton", name="mean")).to_have_value("30")
    assert page.evaluate("document.querySelector('.many-runs-dialog .dialog-body').scrollWidth") <= width
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    assert axe.run(page, options={"resultTypes": ["violations"]}).response["violations"] == []


def test_a_weight_is_changed_by_keyboard_and_the_runs_follow(page: Page, base_url: str) -> None:
    page.goto(address(base_url, runs=200))
    dialog = page.get_by_role("dialog", name="Many runs")
    expect(dialog.get_by_role("status")).to_contain_text("200 runs are done")

    dialog.get_by_label("Share of Yes").first.focus()
    page.keyboard.press("Home")
    expect(dialog.get_by_role("status")).to_contain_text("run again")
    dialog.get_by_role("button", name="Run again").press("Enter")

    expect(dialog.get_by_role("row", name="Failed 100 %")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_what_cannot_be_computed_is_said_in_words(page: Page, base_url: str) -> None:
    page.goto(address(base_url, runs=200, profile=json.dumps({"durations": {"n99": 1}})))

    expect(page.get_by_role("alert").filter(has_text="profile.durations.n99")).to_contain_text("does not have")
