"""Words that run from right to left, and bold names in scripts whose fonts have no bold letters."""

from __future__ import annotations

import re

import pytest
from case_texts import case

from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.layout.measure.text_metrics import is_rtl
from webapp.render import Renderer
from webapp.render.pdf import lines_set_apart
from webapp.render.png_text import text_for_png

LINE = re.compile(r"<text ([^>]*)>([^<]*)</text>")


@pytest.fixture
def svg(renderer: Renderer) -> str:
    return renderer.svg(lay_out(parse(case("right-to-left")).diagram))


def lines(svg: str) -> dict[str, str]:
    return {text: attributes for attributes, text in LINE.findall(svg)}


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("12 (שלום) v2", True), ("v2 שלום", False), ("123 - ?", False), ("", False), ("٣ نعم", True)],
)
def test_the_first_letter_with_a_direction_gives_it_to_a_label(text: str, rtl: bool):
    assert is_rtl(text) is rtl


def test_each_line_of_a_label_has_the_direction_of_the_label(svg: str):
    found = lines(svg)

    assert 'direction="rtl"' in found["מה המצב? (v2.0)"]
    assert 'direction="rtl"' in found["ABC-42"]
    assert 'direction="rtl"' in found["(Review)"]
    assert all('direction="rtl"' in attributes for attributes in found.values())


def test_words_to_the_right_say_nothing_of_their_direction(renderer: Renderer):
    assert "direction=" not in renderer.svg(lay_out(parse(case("taskbox-words")).diagram))


def test_a_png_is_told_the_direction_by_characters(svg: str):
    shown = text_for_png(svg)

    assert "direction=" not in shown
    assert "\u202bסיום (END)\u202c" in shown
    assert "\u202b- 50%\u202c" in shown


def test_a_pdf_sets_such_lines_by_itself(svg: str):
    _, lines = lines_set_apart(svg)

    assert {line["text"] for line in lines} >= {"ABC-42", "(Review)", "מה המצב? (v2.0)"}
    assert all(line["rtl"] for line in lines)


def test_a_condition_from_right_to_left_begins_right_of_its_sign(renderer: Renderer):
    text = "S { # S\nn1: circle\nn2: circle\nn1.handle(right) -> n2.handle(left)\nloop [עד 3 (max)] n1 n2\n}\n"
    drawn = renderer.svg(lay_out(parse(text).diagram))

    assert 'text-anchor="end" direction="rtl"' in lines(drawn)["עד 3 (max)"]
    assert 'text-anchor="start"' in text_for_png(drawn)
    assert next(line["anchor"] for line in lines_set_apart(drawn)[1]) == "start"


def test_headers_in_other_fonts_are_bold_in_a_png(svg: str):
    shown = text_for_png(svg)

    assert re.search(r'<tspan stroke="#\w+" stroke-width="0\.52">لجنة', shown)
    assert ">(Review)" not in re.findall(r"<tspan[^>]*>[^<]*", shown)
    assert "<tspan" not in shown.split('id="edge-')[1]
