"""Edits move nobody who need not move, by hand and in the text."""

from __future__ import annotations

from pages import open_to_edit, part
from playwright.sync_api import Page, expect

CODE = """Build { # Build
  n1: circle label:"Start"
  n2: rectangle label:"Compile"
  n3: rectangle label:"Test"
  n1.handle(right) -> n2.handle(left)
  n2.handle(right) -> n3.handle(left) [label="Built"]
  n3.handle(bottom) -> Ship.n4.handle(top)
}
Ship { # Ship
  n4: rectangle label:"Release"
  n5: circle label:"End"
  n4.handle(right) -> n5.handle(left)
}
"""
PLACES = """() => [...document.querySelectorAll('.stage g.node')].map((group) => {
  const { x, y, width, height } = group.getBBox();
  return [group.id, x + width / 2, y + height / 2].join(' ');
}).sort()"""


def places(page: Page) -> list[str]:
    found: list[str] = page.evaluate(PLACES)
    return found


def test_a_connection_taken_out_of_the_text_moves_no_node_and_comes_back(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    before = places(page)

    page.locator(".cm-line", has_text="Built").click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.press("Delete")
    expect(part(page, "edge-n2-n3")).to_have_count(0)
    assert places(page) == before

    page.keyboard.press("Control+z")
    expect(part(page, "edge-n2-n3")).to_have_count(1)
    assert places(page) == before


def test_a_connection_removed_by_hand_moves_no_node_until_the_drawing_is_tidied_up(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE)
    before = places(page)

    part(page, "edge-n1-n2").click(force=True)
    page.keyboard.press("Delete")
    expect(part(page, "edge-n1-n2")).to_have_count(0)
    assert places(page) == before

    page.get_by_role("button", name="More").click()
    page.get_by_role("menuitem", name="Tidy up the layout").click()
    page.wait_for_function(f"before => ({PLACES})().join() !== before.join()", arg=before)
