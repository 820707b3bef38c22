from __future__ import annotations

import math

import pytest

from webapp.domain import Node, Shape, Side
from webapp.layout.measure.sizes import (
    HEADER_WIDTH,
    LABEL_LINE_HEIGHT,
    NodeSize,
    line_height,
    measure_edge_label,
    measure_lane_header,
    measure_node,
    node_details,
)
from webapp.layout.measure.text_metrics import clean, clusters, text_width
from webapp.layout.measure.wrapping import wrap

LABELS = [
    "Start",
    "Current active?",
    "Verify deployment success",
    "Is the amount below the limit of the customer's credit line?",
    "Internationalisierungsbehörde prüft",
    "https://example.com/some/path/index.html?x=1",
    "部署新版本到绿色环境并验证结果",
    "a" * 10_000,
    "long words " * 1_000,
]


def node(shape: Shape, label: str, **attributes: str) -> Node:
    return Node("n1", "CI", shape, label, **attributes)


def corners(size: NodeSize) -> list[tuple[float, float]]:
    """The corners of every line's letters, relative to the centre of the node and to half of its size."""
    heights = [line_height(line.size) for line in size.lines]
    found = []
    for index, line in enumerate(size.lines):
        middle = sum(heights[:index]) + heights[index] / 2 - sum(heights) / 2
        found += [
            (text_width(line.text, line.size) / size.width, abs(middle + way * 0.3 * line.size) * 2 / size.height)
            for way in (-1, 1)
        ]
    return found


def test_words_are_as_wide_as_in_arial():
    assert text_width("Start", 12) == pytest.approx(25.34, abs=0.01)
    assert text_width("Load Balancer", 13, bold=True) == pytest.approx(89.58, abs=0.01)


def test_east_asian_characters_take_a_full_em_and_combining_marks_nothing():
    assert text_width("部署", 12) == 24
    assert text_width("e\u0301\u200d\u202e", 12) == text_width("e", 12)


def test_characters_that_no_format_can_hold_are_taken_out_visibly_or_not_at_all():
    assert clean("a\x00\x1b b\t\tc\ud800\ufffe") == "a b c\ufffd\ufffd"


@pytest.mark.parametrize("label", LABELS)
def test_words_lie_inside_a_rectangle(label: str):
    size = measure_node(node(Shape.RECTANGLE, label), {})

    assert all(x <= 1 and y <= 1 for x, y in corners(size))


@pytest.mark.parametrize("label", LABELS)
def test_words_lie_inside_a_circle(label: str):
    size = measure_node(node(Shape.CIRCLE, label), {})

    assert size.width == size.height
    assert all(math.hypot(x, y) <= 1 for x, y in corners(size))


@pytest.mark.parametrize("label", LABELS)
def test_words_lie_inside_a_diamond(label: str):
    size = measure_node(node(Shape.DIAMOND, label), {})

    assert all(x + y <= 1 for x, y in corners(size))


def test_short_words_give_boxes_of_equal_size():
    short = measure_node(node(Shape.RECTANGLE, "Go"), {})
    longer = measure_node(node(Shape.RECTANGLE, "Verify deployment"), {})

    assert short[:2] == longer[:2] == (112, 48)


def test_words_in_a_circle_are_stacked_where_that_makes_it_smaller():
    locked = measure_node(node(Shape.CIRCLE, "Locked out"), {})
    signed = measure_node(node(Shape.CIRCLE, "Sign in"), {})

    assert [line.text for line in locked.lines] == ["Locked", "out"]
    assert [line.text for line in signed.lines] == ["Sign in"]


def test_lines_are_filled_evenly():
    size = measure_node(node(Shape.RECTANGLE, "Revert to the old environment"), {})

    assert [line.text for line in size.lines] == ["Revert to the", "old environment"]


def test_a_word_without_spaces_breaks_after_punctuation():
    size = measure_node(node(Shape.RECTANGLE, "https://example.com/some/path/index.html?x=1"), {})

    assert [line.text for line in size.lines] == ["https://example.com/some/", "path/index.html?x=1"]


def test_a_very_long_label_ends_in_an_ellipsis():
    size = measure_node(node(Shape.RECTANGLE, "a" * 10_000), {})

    assert len(size.lines) == 6
    assert size.lines[-1].text.endswith("a…")


@pytest.mark.parametrize("blank", [" ", "\t", "\x01"])
def test_a_label_may_begin_with_more_blanks_than_are_ever_read(blank: str):
    size = measure_node(node(Shape.RECTANGLE, blank * 5_000 + "Ship"), {})

    assert [line.text for line in size.lines] in (["Ship"], ["…"])


def test_a_taskbox_shows_owner_and_system_smaller_beneath_its_label():
    size = measure_node(node(Shape.TASKBOX, "Approve", owner="Finance", system="ERP"), {})

    assert [(line.text, line.size) for line in size.lines] == [
        ("Approve", 12.0),
        ("Owner: Finance", 10.5),
        ("System: ERP", 10.5),
    ]
    assert size.height > 48


def test_a_taskbox_without_label_shows_its_description():
    size = measure_node(node(Shape.TASKBOX, "", description="Approve it"), {})

    assert [line.text for line in size.lines] == ["Approve it"]


@pytest.mark.parametrize(
    ("shape", "ports", "expected"),
    [
        (Shape.RECTANGLE, {Side.RIGHT: 12}, (112, 142)),
        (Shape.RECTANGLE, {Side.BOTTOM: 12}, (192, 48)),
        (Shape.RECTANGLE, {Side.LEFT: 3, Side.RIGHT: 2.7}, (112, 48)),
        (Shape.CIRCLE, {Side.TOP: 6}, (80, 80)),
        (Shape.DIAMOND, {Side.LEFT: 5}, (110, 120)),
    ],
)
def test_a_node_grows_with_the_edges_at_its_sides(shape: Shape, ports: dict[Side, float], expected: tuple[int, int]):
    assert measure_node(node(shape, "Hub"), ports)[:2] == expected


def test_an_edge_label_is_as_large_as_its_lines():
    size = measure_edge_label("The customer did not answer in time")

    assert size.lines == ("The customer", "did not", "answer in time")
    assert size.height == 3 * LABEL_LINE_HEIGHT
    assert size.width >= text_width("answer in time", 11)


def test_an_edge_without_label_needs_no_room():
    assert measure_edge_label("") == (0, 0, ())


def test_the_name_of_a_lane_fits_its_header():
    size = measure_lane_header("Blue-Green Controller")

    assert size.lines == ("Blue-Green", "Controller")
    assert all(text_width(line, 13, bold=True) < HEADER_WIDTH for line in size.lines)
    assert size.height == 2 * 17 + 24


def test_the_details_of_a_node_are_at_full_length():
    task = node(Shape.TASKBOX, "Approve", owner="O" * 500, description="Check the limit first")

    assert node_details(task) == (f"Owner: {'O' * 500}", "Check the limit first")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩\u200d💻!", ["👩\u200d💻", "!"]),
        ("ش\u200dب", ["ش\u200d", "ب"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"]),
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f!",
            ["🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "!"],
        ),
        ("की", ["की"]),
        ("क्षिप्र", ["क्षि", "प्र"]),
        ("ക്ഷ്മ", ["ക്ഷ്മ"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", ["\u1112\u1161\u11ab", "\u1100\u1173\u11af"]),
        ("\u0e01\u0e33\u0e25\u0e31\u0e07", ["\u0e01\u0e33", "\u0e25\u0e31", "\u0e07"]),
        ("\u1019\u102c\u1014", ["\u1019\u102c", "\u1014"]),
        ("a\u200fb\u2060c\u200bd", ["a\u200f", "b\u2060", "c\u200b", "d"]),
        ("", []),
    ],
)
def test_what_a_reader_takes_for_one_character_is_one(text: str, parts: list[str]):
    assert clusters(text) == parts


def test_no_line_break_and_no_ellipsis_divides_such_a_character():
    family = "👩\u200d👩\u200d👧"
    wrapped = wrap(family * 40, 12.0, 60.0, 3)

    assert wrapped.lines[-1].endswith("…")
    assert {part for line in wrapped.lines for part in clusters(line)} == {family, "…"}


def test_letters_of_wide_scripts_get_more_room_than_others():
    assert text_width("மமம", 12) > 1.5 * text_width("ללל", 12)
