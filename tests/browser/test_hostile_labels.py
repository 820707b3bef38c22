"""Every label is hostile: it is shown as text, wherever it is shown."""

from __future__ import annotations

import pytest
from pages import box_of, open_to_edit, part
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LABELS = {
    "a script": "<script>window.hacked=1</script>",
    "an image with a handler": "<img src=x onerror='window.hacked=1'>",
    "the end of a character data section": "]]><svg onload='window.hacked=1'>",
    "a template": "{{ 7 * 7 }}",
    "a right-to-left override": "\u202eabc",
    "backslashes": "\\N \\E \\n \\\\",
    "an address": "javascript:alert(1)",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS.keys())
def test_a_hostile_label_is_only_text_in_code_canvas_inspector_and_run(page: Page, base_url: str, label: str) -> None:
    """Nothing in it is executed, and nothing of it is lost in the picture's own words."""
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    quoted = label.replace("\\", "\\\\").replace('"', '\\"')
    code = f'A {{ # {label}\nn1: circle label:"{quoted}"\nn2: diamond label:"{quoted}"\nn3: circle label:"End"\n'
    code += f'n1.handle(right) -> n2.handle(left) [label="{quoted}"]\n'
    code += f'n2.handle(right) -> n3.handle(left) [label="{quoted}"]\n'
    code += f'n2.handle(bottom) -> n3.handle(bottom) [label="{quoted} 2"]\n}}\n'
    open_to_edit(page, base_url, code, title=label, description=label)

    expect(part(page, "node-n1").locator("title").first).to_have_text(label)
    part(page, "node-n1").click()
    expect(page.get_by_role("textbox", name="Label")).to_have_value(label)
    page.get_by_role("button", name="Run", exact=True).click()
    expect(page.locator('[data-position="0"]')).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".choice-float").first).to_contain_text(label[:8])

    assert page.evaluate("window.hacked") is None
    assert problems == []


def test_a_label_of_ten_thousand_characters_does_not_break_the_drawing(page: Page, base_url: str) -> None:
    """It is cut where it is drawn, and whole in its title."""
    long = "word " * 2000
    open_to_edit(page, base_url, f'A {{ # Team\nn1: rectangle label:"{long.strip()}"\n}}\n')

    assert box_of(part(page, "node-n1"))["width"] < 600
    expect(part(page, "node-n1").locator("title").first).to_have_text(long.strip())
