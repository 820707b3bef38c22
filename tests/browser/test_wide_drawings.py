"""Drawings much wider than the page: names of lanes that stay readable, and a view on all of it."""

from __future__ import annotations

import re

import pytest
from pages import box_of, open_to_edit, store
from playwright.sync_api import Page, expect


def chain(count: int, *names: str) -> str:
    """Lanes of which the first has a chain of steps and every other one a step."""
    steps = [f'n{n}: rectangle label:"Step {n}"' for n in range(1, count + 1)]
    edges = [f"n{n}.handle(right) -> n{n + 1}.handle(left)" for n in range(1, count)]
    others = [f'l{n} {{ # {name}\nm{n}: rectangle label:"Wait"\n}}' for n, name in enumerate(names[1:], 1)]
    return "\n".join([f"l0 {{ # {names[0]}", *steps, *edges, "}", *others, ""])


NAMES = ("Lane 1", "Application", "Permission service", "Unterabteilungsleitungen")


@pytest.mark.parametrize(("width", "long_name"), [(390, "Permission\nservice"), (1280, "Permission service")])
def test_names_of_lanes_break_between_words_only(page: Page, base_url: str, width: int, long_name: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_wide(page, base_url)

    for name, lines in zip(NAMES[:3], ["Lane 1", "Application", long_name], strict=True):
        words = page.locator(f'.lane-header[data-lane="l{NAMES.index(name)}"] > span')
        assert words.evaluate("element => element.textContent") == lines
        header = box_of(words.locator(".."))
        assert header["left"] <= box_of(words)["left"]
        assert box_of(words)["right"] <= header["right"]


def test_a_name_that_is_cut_is_told_by_a_tooltip(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_wide(page, base_url)

    cut = page.locator('.lane-header[data-lane="l3"]')
    expect(cut).to_have_text(re.compile("^Unter.*…$"))
    expect(cut).to_have_attribute("title", "Unterabteilungsleitungen")
    expect(page.locator('.lane-header[data-lane="l0"]')).not_to_have_attribute("title", re.compile(".*"))


def test_show_all_shows_all_of_a_very_wide_drawing(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, chain(60, *NAMES), layout={"fold": 0})
    page.locator(".stage").focus()
    page.keyboard.press("Shift+1")

    expect(page.locator(".zoom-scale")).to_have_text(re.compile("^Fit [2-9] %$"))
    # The view travels there.
    page.wait_for_function(
        """() => {
          const [stage, drawing] = ['.stage', '.stage .drawing'].map((part) =>
            document.querySelector(part).getBoundingClientRect());
          return stage.left <= drawing.left && drawing.right <= stage.right;
        }"""
    )


def test_show_all_does_not_claim_to_fit_what_is_too_wide_and_shows_its_beginning(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, chain(320, *NAMES), layout={"fold": 0})
    page.locator(".stage").focus()
    page.keyboard.press("Shift+1")

    expect(page.locator(".zoom-scale")).to_have_text("2 %")
    assert box_of(page.locator(".stage .drawing"))["left"] >= box_of(page.locator(".stage"))["left"]


def open_wide(page: Page, base_url: str) -> None:
    """Open a wide drawing and pan it, so that the headers stick."""
    keys = store(page, base_url, chain(12, *NAMES))
    page.goto(f"{base_url}/e/{keys['edit_key']}")
    expect(page.locator(".stage #node-n1")).to_be_visible()
    page.locator(".stage").hover()
    page.mouse.wheel(400, 0)
    expect(page.locator('.lane-header[data-lane="l0"]')).to_be_visible()
