"""Other formats in the browser: pasted and dropped, with what is left out; exported, with what is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import open_to_edit, part, saved_text
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CODE = 'Team { # Team\nn1: circle label:"Go"\n}\n'
FLOWCHART = "flowchart LR\n%% why\nsubgraph sales [Sales]\na((In)) --> b{OK?}\nend\n"
MADE = 'sales { # Sales\n  n1: circle label:"In"\n  n2: diamond label:"OK?"\n  n1.handle(right) -> n2.handle(left)\n}\n'


def test_a_pasted_flowchart_becomes_the_diagram_when_what_is_left_out_was_seen(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/new")
    page.locator(".cm-content").focus()
    page.keyboard.insert_text(FLOWCHART)
    page.get_by_role("button", name="Import this text…").click()
    dialog = page.get_by_role("dialog", name="Import from Mermaid")
    expect(dialog.get_by_role("listitem")).to_have_text(["a comment (line 2): comments of Mermaid are not kept"])
    dialog.get_by_role("button", name="Import the rest").click()

    expect(part(page, "node-n2")).to_contain_text("OK?")
    assert saved_text(page) == MADE


def test_a_chosen_file_of_another_format_becomes_a_diagram_and_one_that_is_refused_says_why(
    page: Page, base_url: str, tmp_path: Path
) -> None:
    page.goto(base_url)
    bad, good = tmp_path / "bad.mmd", tmp_path / "order.csv"
    bad.write_text("flowchart LR\n%% nothing\n")
    good.write_text("id,lane,label,next\n1,Sales,Order,2\n2,Sales,Sent,\n")
    for file in (bad, good):
        with page.expect_file_chooser() as chosen:
            page.get_by_role("button", name="Open a file").click()
        chosen.value.set_files(file)
        if file is bad:
            expect(page.get_by_text("this Mermaid has no node that can be read", exact=False)).to_be_visible()

    expect(part(page, "node-n2")).to_contain_text("Sent")
    expect(page).to_have_title("order - Lanestep")


def test_an_export_to_another_format_says_what_the_file_does_not_hold(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CODE.replace("}", "n1.handle(right) -> n1.handle(top)\n}"))
    page.get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name="Mermaid, CSV, JSON…").click()
    page.get_by_role("radio", name="CSV").check()
    with page.expect_download() as made:
        page.get_by_role("button", name="Download").click()

    assert Path(made.value.path()).read_text(encoding="utf-8-sig").startswith("id,lane,label")
    expect(page.get_by_role("dialog").get_by_role("listitem").first).to_contain_text("the sides of edges")
