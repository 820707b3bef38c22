"""Line breaks typed with Shift and Enter, on the canvas and in the inspector."""

from __future__ import annotations

from pages import open_to_edit, part, saved_text
from playwright.sync_api import Page, expect

TEXT = 'S { # Sales\n  n1: rectangle label:"First<br>second" // kept\n  n2: circle label:"End"\n  n1 -> n2\n}\n'


def test_shift_and_enter_break_the_line_on_the_canvas_and_in_the_inspector(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, TEXT)
    part(page, "node-n1").dblclick()
    field = page.get_by_role("textbox", name="Name of node n1")
    expect(field).to_have_value("First\nsecond")
    field.press("End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("third")
    page.keyboard.press("Enter")
    expect(part(page, "node-n1").locator("text")).to_have_text(["First", "second", "third"])
    label = page.locator(".inspector").get_by_label("Label", exact=True)
    expect(label).to_have_value("First\nsecond\nthird")
    label.press("Control+End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("fourth")
    page.keyboard.press("Enter")
    expect(part(page, "node-n1").locator("text")).to_have_count(4)
    assert saved_text(page) == TEXT.replace("First<br>second", r"First\nsecond\nthird\nfourth")
