"""Nodes outside every lane on the canvas, and what the inspector counts."""

from __future__ import annotations

from pages import open_to_edit, part, put_caret_at_end, saved_text
from playwright.sync_api import Page, expect

BARE = 'n1: circle label:"Start"\nn2: rectangle label:"Go"\nn1.handle(right) -> n2.handle(left)\n'


def facts(page: Page) -> dict[str, str]:
    """What the inspector says of the diagram as a whole."""
    rows = page.locator(".inspector .facts")
    return dict(zip(rows.locator("dt").all_inner_texts(), rows.locator("dd").all_inner_texts(), strict=True))


def test_naming_their_band_puts_nodes_into_a_lane(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, BARE)
    expect(part(page, "node-n2")).to_be_visible()
    assert facts(page)["Lanes"] == "0"
    part(page, "header--unnamed").dblclick()
    page.locator(".rename").fill("Sales team")
    page.keyboard.press("Enter")
    expect(part(page, "lane-SalesTeam")).to_contain_text("Sales team")
    indented = "".join(f"  {line}\n" for line in BARE.splitlines())
    assert saved_text(page) == f"SalesTeam {{ # Sales team\n{indented}}}\n"


def test_the_inspector_counts_the_text_where_the_picture_stays_behind(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, "S { # S\n  n1: circle\n  n2: circle\n}\n")
    expect(part(page, "node-n2")).to_be_visible()
    put_caret_at_end(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.type("?! ")
    expect(page.locator(".stale-note")).to_be_visible()
    expect(part(page, "node-n2")).to_be_visible()
    page.locator(".stage").click(position={"x": 20, "y": 400})
    expect(page.locator(".inspector .facts")).to_be_visible()
    assert facts(page)["Events"] == "1"
