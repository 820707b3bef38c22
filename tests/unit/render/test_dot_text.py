from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from webapp.layout.geometry import Geometry
from webapp.render.dot import dot_text, outline_text, quoted
from webapp.render.themes import DARK, LIGHT

ALLOWED = {
    *{"notranslate", "pad", "margin", "outputorder", "splines", "comment", "fontname", "fontsize", "fontcolor"},
    *{"fixedsize", "style", "penwidth", "color", "fillcolor", "pencolor", "arrowsize"},
    *{"bb", "id", "class", "label", "lp", "pos", "shape", "width", "height"},
}


def attribute_names(dot: str) -> set[str]:
    """The names of all attributes, found where quoted strings and HTML-like labels are taken out."""
    bare = re.sub(r'"(?:[^"\\]|\\.)*"|<(?:[^<>]|<[^<>]*>)*>', '""', dot)
    return set(re.findall(r"(\w+)=", bare))


def test_a_drawing_as_dot_text(drawing: Geometry, golden: Callable[[str, Any], None]):
    golden("render/small.dot", dot_text(drawing, LIGHT, "Release", "How a version goes live"))


def test_a_drawing_in_dark_colours(drawing: Geometry, golden: Callable[[str, Any], None]):
    golden("render/small-dark.dot", dot_text(drawing, DARK))


def test_the_text_that_graphviz_draws_for_the_svg(drawing: Geometry, golden: Callable[[str, Any], None]):
    golden("render/small-outline.dot", outline_text(drawing))


def test_no_word_of_a_document_is_in_what_graphviz_draws_for_the_svg(labelled: Callable[[str], Geometry]):
    assert "rocket" not in outline_text(labelled("Launch the rocket"))


@pytest.mark.parametrize(
    "label",
    ['", image="/etc/passwd', "<<b>x</b>>", '\\", href="javascript:alert(1)', "\n}\ndigraph evil {", "</font>"],
)
def test_only_known_attributes_are_written_whatever_the_label(labelled: Callable[[str], Geometry], label: str):
    assert attribute_names(dot_text(labelled(label), LIGHT, label, label)) <= ALLOWED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", '"plain"'),
        ('say "hi"', '"say \\"hi\\""'),
        ("C:\\N", '"C:\\\\N"'),
        ("a\nb", '"a\\nb"'),
        ("R&amp;D", '"R&amp;amp;D"'),
        ("<b>", '"<b>"'),
    ],
)
def test_quoted_text_shows_exactly_its_characters(text: str, expected: str):
    assert quoted(text) == expected
