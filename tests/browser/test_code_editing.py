"""Writing code with help, by keyboard as people do it: every change is one undo step, to the byte."""

from __future__ import annotations

import re

import pytest
from pages import Held, open_to_edit, put_caret_at_end, saved_text
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TEXT = """// kept as it is
A { # Sales
   n1: circle   label:"Start"
  n2: diamond label:"Big?"
  n1.handle(right) -> n2.handle(left)
  n2.handle(bottom) -> B.n3.handle(top) [label="Big"]
  n2.handle(right) -> B.n4.handle(top) [label="Small"]
}
B { # Stock
  n3: taskbox label:"Pack" owner:"Bo"
  n4: circle label:"End"
  n3.handle(right) -> n4.handle(left)
}
"""
FAULTY = TEXT.replace('label:"Big?"', 'label="Big?"').replace("B.n3.handle(top)", "n3.handle(up)")


def undo(page: Page) -> None:
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+z")


def test_what_is_offered_is_accepted_with_enter_and_undone_in_one_step(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT.rstrip("\n").removesuffix("}"))
    put_caret_at_end(page)
    page.keyboard.type("n3.handle(bottom) -> ")

    offered = page.locator(".cm-tooltip-autocomplete li")
    expect(offered.first).to_contain_text("n3Pack")
    page.keyboard.type("Big")
    expect(offered).to_have_count(1)
    # A list that has just changed takes no Enter for a moment, so that nobody accepts what was not read.
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")

    expect(page.locator(".cm-line").last).to_have_text("n3.handle(bottom) -> A.n2.handle(bottom)")
    undo(page)
    expect(page.locator(".cm-line").last).not_to_contain_text("A.n2")


def test_the_pointer_over_an_id_shows_what_it_is(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT)
    page.locator(".cm-line", has_text="n2: diamond").locator(".tok-id").hover()

    words = page.locator(".cm-words")
    expect(words).to_contain_text("n2 Big?")
    expect(words).to_contain_text("Decision in Sales")
    expect(words).to_contain_text("to n3 Pack (Big)")


def test_f2_renames_a_node_everywhere_and_one_undo_takes_it_back(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT, captions={"n2": "How much?"})
    page.locator(".cm-line", has_text="n2: diamond").locator(".tok-id").click()
    page.keyboard.press("F2")
    field = page.get_by_role("textbox", name="New id of the node")
    expect(field).to_have_value("n2")

    page.keyboard.type("n1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("There is already a node n1.")
    field.fill("n20")
    page.keyboard.press("Enter")

    expect(field).to_have_count(0)
    expect(page.locator(".cm-line", has_text="n20")).to_have_count(4)
    assert saved_text(page) == TEXT.replace("n2", "n20")
    undo(page)
    expect(page.locator(".cm-line", has_text="n20")).to_have_count(0)
    assert saved_text(page) == TEXT


def test_f12_goes_to_the_declaration_and_shift_f12_to_the_next_use(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT)
    page.locator(".cm-line", has_text="n3.handle(right)").locator(".tok-id").last.click()

    page.keyboard.press("F12")
    expect(page.locator(".cm-activeLine")).to_contain_text("n4: circle")
    page.keyboard.press("Shift+F12")
    expect(page.locator(".cm-activeLine")).to_contain_text("n3.handle(right)")


def test_a_quick_fix_is_one_key_and_one_undo_away(page: Page, base_url: str):
    open_to_edit(page, base_url, FAULTY)
    page.locator(".cm-line", has_text="n2: diamond").click()

    page.keyboard.press("Control+.")
    page.get_by_role("menuitem").first.press("Enter")

    expect(page.locator(".cm-line", has_text="n2: diamond")).to_contain_text('label:"Big?"')
    undo(page)
    expect(page.locator(".cm-line", has_text="n2: diamond")).to_contain_text('label="Big?"')
    assert saved_text(page) == FAULTY


def test_of_two_quick_fixes_the_keyboard_chooses_one(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT.replace("-> n4.handle(left)", "-> n7.handle(left)"))
    edge, declared = page.locator(".cm-line", has_text="-> n7"), page.locator(".cm-line", has_text="n7: ")
    edge.click()

    page.keyboard.press("Control+.")
    expect(page.get_by_role("menuitem")).to_have_text(["Declare n7 in B", "Remove the edge"])
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(edge).to_have_count(0)
    expect(declared).to_have_count(0)

    # What is asked for before the server has answered waits for it.
    held = Held(page, "**/api/render")
    undo(page)
    edge.click()
    page.keyboard.press("Control+.")
    held.wait()
    held.come()
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(declared).to_have_count(1)
    expect(edge).to_have_count(1)


def test_all_safe_fixes_are_applied_in_one_step_and_touch_nothing_else(page: Page, base_url: str):
    open_to_edit(page, base_url, FAULTY)

    page.get_by_role("button", name=re.compile(r"Apply all safe fixes \(\d\)")).click()

    expect(page.get_by_role("button", name=re.compile("Apply all safe fixes"))).to_be_hidden()
    assert saved_text(page) == TEXT
    undo(page)
    expect(page.locator(".cm-line", has_text="n2: diamond")).to_contain_text('label="Big?"')
    assert saved_text(page) == FAULTY


def test_formatting_is_one_step(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT)
    page.locator(".cm-content").focus()

    page.keyboard.press("Shift+Alt+F")

    expect(page.locator(".cm-line", has_text="n1: circle")).to_have_text('  n1: circle label:"Start"')
    undo(page)
    expect(page.locator(".cm-line", has_text="n1: circle")).to_have_text('   n1: circle   label:"Start"')
    assert saved_text(page) == TEXT


def test_a_few_letters_go_to_a_node(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT)
    page.locator(".cm-content").focus()

    page.keyboard.press("Control+Shift+O")
    page.keyboard.type("pack")
    page.keyboard.press("Enter")

    expect(page.locator(".cm-activeLine")).to_contain_text("n3: taskbox")
    expect(page.locator(".cm-content")).to_be_focused()


def test_a_question_mark_lists_the_shortcuts_but_not_while_one_writes(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT)
    put_caret_at_end(page)
    page.keyboard.type("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_have_count(0)

    page.locator(".stage").first.focus()
    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keyboard")).to_contain_text("Format the code")


def test_of_two_equal_findings_the_one_is_fixed_whose_fix_was_pressed(page: Page, base_url: str):
    open_to_edit(page, base_url, TEXT.replace("circle", "circel"))

    page.locator(".problem-fix", has_text="Write circle").nth(1).click()

    expect(page.locator(".cm-line", has_text="n4:")).to_contain_text("n4: circle label")
    expect(page.locator(".cm-line", has_text="n1:")).to_contain_text("n1: circel label")
