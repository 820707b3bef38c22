"""Ctrl+P prints the title and the whole drawing, and nothing of the page around it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pages import store
from playwright.sync_api import Page, expect

CODE = """a { # Sales
n1: circle label:"Begin"
n2: diamond label:"Ready?"
n3: taskbox label:"Ship" owner:"Ada"
n1.handle(right) -> n2.handle(left)
n2.handle(right) -> n3.handle(left) [label="Yes"]
loop [each order] n2 n3
}
"""


@pytest.fixture(params=["d", "e"], ids=["view page", "editor"])
def printed(request: pytest.FixtureRequest, page: Page, base_url: str) -> Page:
    """A page in the dark theme, open to print."""
    keys = store(page, base_url, CODE, title="Orders of the day")
    page.emulate_media(color_scheme="dark")
    page.goto(f"{base_url}/{request.param}/{keys['view_key' if request.param == 'd' else 'edit_key']}")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    return page


def test_paper_has_the_title_and_the_drawing_and_nothing_else(printed: Page) -> None:
    printed.emulate_media(media="print")

    expect(printed.locator(".print-sheet h1")).to_have_text("Orders of the day")
    expect(printed.locator(".print-sheet svg #node-n3")).to_be_visible()
    expect(printed.locator("#app")).to_be_hidden()
    assert printed.locator("body > *:visible").count() == 1


@pytest.mark.parametrize("printed", ["d"], indirect=True, ids=["view page"])
def test_members_of_a_loop_bear_its_mark_on_paper_and_not_on_the_page(printed: Page) -> None:
    expect(printed.locator(".stage .loop-mark")).to_be_hidden()

    printed.emulate_media(media="print")

    expect(printed.locator(".print-sheet .loop-mark")).to_be_visible()


def test_words_on_paper_are_black_on_white_whatever_the_theme(printed: Page) -> None:
    printed.emulate_media(media="print")
    expect(printed.locator(".print-sheet text").first).to_be_visible()

    inks = printed.evaluate(
        """() => [...document.querySelectorAll('.print-sheet text')].map((words) => getComputedStyle(words).fill)
          .concat(getComputedStyle(document.querySelector('.print-sheet h1')).color)"""
    )
    grounds = printed.evaluate(
        """() => [...document.querySelectorAll('.print-sheet :is(.lane > rect, .node > :is(ellipse, rect, polygon))')]
          .map((shape) => getComputedStyle(shape).fill)
          .concat(getComputedStyle(document.body).backgroundColor)"""
    )

    assert set(inks) == {"rgb(0, 0, 0)"}
    assert set(grounds) == {"rgb(255, 255, 255)"}


def test_the_page_is_there_again_after_printing(printed: Page) -> None:
    printed.emulate_media(media="print")
    expect(printed.locator(".print-sheet")).to_be_visible()
    printed.emulate_media(media="screen")

    expect(printed.locator(".print-sheet")).to_have_count(0)
    expect(printed.locator(".stage #node-n1")).to_be_visible()


def test_a_printed_file_is_one_page_wide_and_has_all_words(printed: Page, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    file = tmp_path / "page.pdf"

    printed.pdf(path=file, prefer_css_page_size=True)

    words = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True).stdout
    for expected in ("Orders of the day", "Sales", "Begin", "Ready?", "Ship", "Owner: Ada", "Yes"):
        assert expected in words
    for unwanted in ("Play", "Outline", "Code", "Share", "Zoom"):
        assert unwanted not in words
    assert words.count("\f") == 1
