from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from webapp.dsl import parse
from webapp.layout import lay_out
from webapp.layout.geometry import Geometry
from webapp.render.dot import dot_text, outline_text, quoted
from webapp.render.themes import DARK, LIGHT
from webapp.render.workers import complaints

SAMPLES = Path(__file__).parents[3] / "samples"
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


@pytest.mark.dot
@pytest.mark.skipif(not shutil.which("dot"), reason="needs native Graphviz")
@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.fz")), ids=lambda path: path.stem)
def test_the_text_opens_in_plain_graphviz_with_everything_in_its_place(sample: Path):
    geometry = lay_out(parse(sample.read_text("utf-8")).diagram)

    drawn = subprocess.run(
        ["dot", "-Kneato", "-n2", "-Tsvg"], input=dot_text(geometry, LIGHT), capture_output=True, text=True
    )

    assert complaints(drawn.stderr.encode()) == ""
    assert drawn.stdout.count('class="edge"') == len(geometry.edges)
    first = geometry.edges[0].points[0]
    assert f'd="M{first.x:.8g},{first.y:.8g}C' in drawn.stdout
