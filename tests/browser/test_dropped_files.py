"""A file that is dropped on the page, by the browser's own drag: without us the browser would go to it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from pages import is_a_save, middle, open_to_edit, part, put_caret_at_end, saved_text
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

CODE = 'Team { # Team\nn1: circle label:"Go"\n}\n'
DROPPED = 'Other { # Other\nn1: circle label:"Dropped"\n}\n'


def drop(page: Page, place: Locator, *files: Path) -> None:
    """Drop files in the middle of a place."""
    x, y = middle(place)
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(file) for file in files], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})
    session.detach()


@pytest.mark.parametrize("place", [".top-bar", ".cm-content", ".stage", ".pane-inspector input", ".dialog h2"])
def test_a_file_dropped_anywhere_in_the_editor_opens_as_a_diagram_of_its_own(
    page: Page, base_url: str, tmp_path: Path, place: str
) -> None:
    open_to_edit(page, base_url, CODE)
    address = page.url
    file = tmp_path / "dropped.fz"
    file.write_text(DROPPED, encoding="utf-8")
    if "dialog" in place:
        page.keyboard.press("?")

    with page.context.expect_page() as opened:
        drop(page, page.locator(place).first, file)

    expect(opened.value.locator(".cm-content")).to_contain_text("Dropped")
    expect(opened.value).to_have_title("dropped - Lanestep")
    assert page.url == address
    assert saved_text(page) == CODE


def test_a_chosen_file_in_utf_16_stays_so_when_it_is_saved(page: Page, base_url: str, tmp_path: Path) -> None:
    file = tmp_path / "sixteen.fz"
    file.write_bytes(codecs.BOM_UTF16_BE + DROPPED.replace("Dropped", "Größe €").encode("utf-16-be"))
    page.goto(base_url)
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Open a file").click()
    chosen.value.set_files(file)

    expect(part(page, "node-n1")).to_contain_text("Größe €")
    put_caret_at_end(page)
    with page.expect_response(is_a_save):
        page.keyboard.insert_text("// more")
    stored = page.request.get(f"{page.url}.fz").body()
    assert stored == file.read_bytes() + "// more".encode("utf-16-be")


def test_a_companion_is_opened_with_its_text_or_neither_is(page: Page, base_url: str, tmp_path: Path) -> None:
    text, beside = tmp_path / "a.fz", tmp_path / "a.lanestep.json"
    text.write_text(DROPPED, encoding="utf-8")
    beside.write_text('{"title": "Together", "captions": {"n7": "Gone"}}', encoding="utf-8")
    page.goto(base_url)
    field = page.get_by_label("A .fz file, alone or with its companion")

    field.set_input_files([text, beside])
    said = "“a.lanestep.json” does not fit “a.fz”: captions.n7 names a node, edge or loop"
    expect(page.locator(".toast")).to_contain_text(said)
    beside.write_text('{"title": "Together", "captions": {"n1": "Here"}}', encoding="utf-8")
    field.set_input_files([beside, text])

    expect(part(page, "node-n1")).to_contain_text("Dropped")
    expect(page).to_have_title("Together - Lanestep")
    assert page.request.get(f"{page.url}.lanestep.json").json()["captions"] == {"n1": "Here"}


def test_what_cannot_be_read_is_refused_in_words(page: Page, base_url: str, tmp_path: Path) -> None:
    open_to_edit(page, base_url, CODE)
    address = page.url
    picture, second = tmp_path / "photo.png", tmp_path / "second.fz"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    second.write_text(DROPPED, encoding="utf-8")

    drop(page, page.locator(".top-bar"), picture)
    expect(page.locator(".toast")).to_contain_text("“photo.png” is not a text file")
    drop(page, page.locator(".cm-content"), picture, second)
    expect(page.locator(".toast")).to_contain_text("Open one text file, alone or with its companion")
    page.keyboard.press("?")
    drop(page, page.locator(".dialog h2").first, tmp_path)
    expect(page.get_by_role("dialog").locator(".toast")).to_contain_text("A folder cannot be opened")
    page.keyboard.press("Escape")
    expect(page.locator(".toast")).to_contain_text("A folder cannot be opened")

    assert page.url == address
    assert saved_text(page) == CODE
    assert len(page.context.pages) == 1
