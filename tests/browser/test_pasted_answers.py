"""An answer of a chatbot, pasted with the sentences and the fence around the diagram."""

from __future__ import annotations

import pytest
from case_texts import case
from pages import part, saved_text
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_pasted_answer_is_read_on_the_home_page_and_in_the_code(page: Page, base_url: str) -> None:
    """Both ways draw it, and one fix turns what stands around it into comments."""
    answer = case("pasted-answer")
    page.goto(base_url)
    page.get_by_role("button", name="Paste text").click()
    page.get_by_role("textbox", name="Text of the diagram").fill(answer)
    page.get_by_role("button", name="Create the diagram").click()
    expect(part(page, "node-n2")).to_contain_text("Answer it")
    assert saved_text(page) == answer

    code = page.locator(".cm-content")
    code.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(part(page, "node-n2")).to_have_count(0)
    page.evaluate("answer => navigator.clipboard.writeText(answer)", answer)
    page.keyboard.press("Control+v")
    expect(part(page, "node-n2")).to_contain_text("Answer it")
    page.get_by_role("button", name="Apply all safe fixes (1)").click()
    expect(code).to_contain_text("// Sure! Here is the workflow as you asked:")
    expect(part(page, "node-n2")).to_contain_text("Answer it")
    text = saved_text(page)
    assert [line for line in answer.splitlines() if line not in text.splitlines()] == [
        "Sure! Here is the workflow as you asked:",
        "```flowzap",
        "```",
        "Let me know if I should change anything.",
    ]


@pytest.fixture(autouse=True)
def _clipboard(page: Page) -> None:
    """The page may write to the clipboard, and the keyboard reads it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
