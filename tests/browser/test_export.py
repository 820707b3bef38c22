"""Taking a diagram away: the usual files with one click, every other wish in a dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import open_to_edit, part, store
from playwright.sync_api import Download, Locator, Page, expect

WIDE = "A { # A\n" + "".join(f'  n{i}: rectangle label:"Step {i}"\n' for i in range(1, 81))
WIDE += "".join(f"  n{i}.handle(right) -> n{i + 1}.handle(left)\n" for i in range(1, 80)) + "}\n"


def dialog(page: Page, button: str = "Export") -> Locator:
    """Open the dialog with every choice."""
    page.get_by_role("button", name=button).click()
    page.get_by_role("menuitem", name="More choices").click()
    return page.get_by_role("dialog", name="Export")


def pick(form: Locator, name: str) -> None:
    form.get_by_role("radio", name=name).check(force=True)


def downloaded(page: Page, form: Locator, name: str = "Download") -> Download:
    with page.expect_download() as waiting:
        form.get_by_role("button", name=name).click()
    return waiting.value


def contents(file: Download) -> bytes:
    return Path(file.path()).read_bytes()


@pytest.fixture
def editor(page: Page, base_url: str, blue_green: str) -> None:
    open_to_edit(page, base_url, blue_green, title="Release")
    expect(part(page, "node-n1")).to_be_visible()


def test_one_click_takes_a_picture_away(page: Page, editor: None) -> None:
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as waiting:
        page.get_by_role("menuitem", name="SVG picture").click()

    assert waiting.value.suggested_filename == "release.svg"
    assert b"<svg" in contents(waiting.value)


@pytest.mark.parametrize(
    ("words", "theme"), [("Light", "light"), ("Dark", "dark"), ("Print", "print"), ("High contrast", "contrast")]
)
def test_a_picture_comes_in_every_theme(
    page: Page, base_url: str, blue_green: str, editor: None, words: str, theme: str
) -> None:
    form = dialog(page)
    pick(form, words)
    body = {"code": blue_green, "companion": {"title": "Release"}, "theme": theme}

    file = downloaded(page, form)

    assert contents(file) == page.request.post(f"{base_url}/api/export/svg", data=body).body()
    assert file.suggested_filename == ("release.svg" if theme == "light" else f"release-{theme}.svg")
    expect(form).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("SVG downloaded")


def test_a_picture_can_play_a_run(page: Page, editor: None) -> None:
    form = dialog(page)
    form.get_by_role("checkbox", name="Play a run").check()
    form.get_by_role("spinbutton", name="Seed of the random choices").fill("7")

    file = downloaded(page, form)

    assert file.suggested_filename == "release-run.svg"
    assert b"<animate" in contents(file)


def test_pixels_are_chosen_for_a_png_alone(page: Page, editor: None) -> None:
    form = dialog(page)
    expect(form.get_by_role("radio", name="3×")).to_be_hidden()
    pick(form, "PNG")
    pick(form, "1×")

    file = downloaded(page, form)

    assert contents(file).startswith(b"\x89PNG")
    expect(page.get_by_role("button", name="Export")).to_be_focused()


def test_a_pdf_is_folded_to_pages_of_a4(page: Page, editor: None) -> None:
    form = dialog(page)
    pick(form, "PDF")
    pick(form, "A4 landscape, folded")

    file = downloaded(page, form)

    assert file.suggested_filename == "release-a4.pdf"
    assert b"/MediaBox[0 0 841.8898 595.2756]" in contents(file)


@pytest.mark.parametrize(
    ("form_name", "begins"), [("Text", b"CI {"), ("Geometry", b"{"), ("DOT", b"digraph"), ("Settings", b"{")]
)
def test_programs_get_their_formats(page: Page, editor: None, form_name: str, begins: bytes) -> None:
    form = dialog(page)
    pick(form, form_name)

    assert contents(downloaded(page, form)).startswith(begins)


def test_a_picture_too_large_for_its_format_is_offered_at_the_largest_scale_that_works(
    page: Page, base_url: str
) -> None:
    open_to_edit(page, base_url, WIDE, title="Wide")
    expect(part(page, "node-n1")).to_be_visible()
    form = dialog(page)
    pick(form, "PNG")
    pick(form, "3×")
    form.get_by_role("button", name="Download", exact=True).click()
    expect(form.get_by_role("alert")).to_contain_text("Use a scale of")

    file = downloaded(page, form, "Download at")

    assert contents(file).startswith(b"\x89PNG")


def test_the_view_page_has_the_same_dialog(page: Page, base_url: str, blue_green: str) -> None:
    keys = store(page, base_url, blue_green, title="Release")
    page.goto(f"{base_url}/d/{keys['view_key']}")
    expect(part(page, "node-n1")).to_be_visible()
    form = dialog(page, "Download")
    pick(form, "Geometry")

    assert downloaded(page, form).suggested_filename == "release.json"
