"""A run in the address: it survives a reload, and its link opens the same step elsewhere."""

from __future__ import annotations

import re

from pages import store
from playwright.sync_api import Page, expect

QUESTION = """a { # A
n1: circle label:"Begin"
n2: diamond label:"Good?"
n3: rectangle label:"Ship"
n4: circle label:"Stop"
n5: circle label:"Done"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
n2.handle(bottom) -> n4.handle(top) [label="No"]
n3.handle(right) -> n5.handle(left)
}
"""
AFTER_YES = re.compile(r"#run\?at=2&choices=n2\.1:n2-n3$")


def run_to_ship(page: Page) -> None:
    """Open a run and choose Yes."""
    page.locator("body").press("Space")
    page.get_by_role("list", name="Good?").get_by_role("button", name="Yes").click()
    page.get_by_role("button", name="Pause").click()


def test_a_reload_keeps_the_run_at_its_step_until_it_is_ended(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/d/{store(page, base_url, QUESTION)['view_key']}#run?at=2&choices=n2.1:n2-n3")
    player = page.locator(".viewer-player")
    expect(player).to_have_attribute("data-position", "2")
    player.get_by_role("button", name="Step back").click()
    expect(page).to_have_url(re.compile(r"#run\?at=1&choices=n2\.1:n2-n3$"))
    player.get_by_role("button", name="Step", exact=True).click()
    expect(page).to_have_url(AFTER_YES)

    page.reload()

    expect(player).to_have_attribute("data-position", "2")
    player.get_by_role("button", name="End run").click()
    expect(page).not_to_have_url(re.compile("#"))


def test_choices_that_a_diagram_does_not_have_stop_the_run_with_the_reason(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/samples/blue-green#run?at=9&choices=n7=Blue,n11=Perhaps")
    player = page.locator(".player-place")

    expect(player).to_have_attribute("data-status", "waiting")

    expect(player.get_by_role("status").filter(has_text="This run stops at step")).to_contain_text(
        'has no branch "Perhaps"; it has "Yes", "No"'
    )
