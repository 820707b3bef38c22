"""Where the view is small, words are larger than the drawing has them, and still touch nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages import open_to_edit, zoom_to
from playwright.sync_api import Page, expect

SAMPLES = Path(__file__).parents[2] / "samples"
LONG = "This is a very long label. " * 7
CROWDED = f"""a {{ # Sales and everything that belongs to it
n1: circle label:"Order placed"
n2: taskbox label:"Check the order by hand" owner:"Order desk, second floor" system:"Order book"
n3: diamond label:"Is this a very long question? Is this a very long question? Is this a very long question?"
n4: rectangle label:"{LONG}"
n5: circle label:"Done"
n1.handle(right) -> n2.handle(left) [label="as it is"]
n2.handle(right) -> n3.handle(left) [label="with all its papers, in two lines"]
n3.handle(top) -> n3.handle(right) [label="again"]
n3.handle(bottom) -> b.n6.handle(top) [label="Yes, and this label has two lines"]
n3.handle(right) -> n4.handle(left) [label="No"]
n4.handle(right) -> n5.handle(left)
loop [until all of it is right] n2 n3
}}
b {{ # Accounts
n6: diamond label:"Paid?"
n7: taskbox label:"Remind" owner:"Ada"
n6.handle(right) -> a.n5.handle(bottom) [label="Yes, all of it, and in time"]
n6.handle(bottom) -> n7.handle(top) [label="No"]
n7.handle(left) -> n6.handle(left) [label="after a week or two"]
loop [three times] n6 n7
}}
"""

# Words by their ink (a box of text is as high as its font, whose line is mostly empty); outlines and lines as points.
MEASURE = """() => {
  const drawing = document.querySelector('.stage .drawing');
  const unit = (element) => drawing.querySelector('.graph').getCTM().inverse().multiply(element.getCTM());
  const place = (matrix, x, y) => new DOMPoint(x, y).matrixTransform(matrix);
  // `checkVisibility` finds parts of a hidden SVG group visible.
  const seen = (element) => !element || (getComputedStyle(element).display !== 'none' && seen(element.parentElement));
  const name = (element) => element.closest('g[id]').id;
  const pen = document.createElement('canvas').getContext('2d');
  const words = [...drawing.querySelectorAll('text')].filter((text) => getComputedStyle(text).display !== 'none')
    .map((text) => {
      const box = text.getBBox(), base = Number(text.getAttribute('y')), style = getComputedStyle(text);
      pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText(text.textContent);
      const [from, to] = [place(unit(text), box.x, base - up), place(unit(text), box.x + box.width, base + down)];
      const grows = to.y - from.y > (up + down) * 1.01;
      return { name: name(text), text: text.textContent, left: from.x, top: from.y, right: to.x, bottom: to.y, grows };
    });
  const lines = [...drawing.querySelectorAll(':is(path:not(.way, .hit, .outline), rect, ellipse, polygon, circle)')]
    .filter((line) => seen(line) && getComputedStyle(line).stroke !== 'none' && !line.closest('.sign')
      && !(line.localName === 'path' && line.closest('.loop, .continuation')))
    .map((line) => {
      const style = getComputedStyle(line), matrix = unit(line), length = line.getTotalLength();
      const count = Math.ceil(length) + 1, width = style.vectorEffect === 'none' ? parseFloat(style.strokeWidth) : 1;
      const points = Array.from({ length: count }, (_, at) => line.getPointAtLength(length * at / (count - 1)))
        .map(({ x, y }) => place(matrix, x, y));
      return { name: name(line), half: width / 2, points };
    });
  const found = [];
  for (const word of words) {
    for (const { name, half, points } of lines) {
      const near = Math.min(...points.map(({ x, y }) => Math.hypot(
        Math.max(word.left - x, 0, x - word.right), Math.max(word.top - y, 0, y - word.bottom)))) - half;
      if (near < 0.5) found.push(`${word.name} "${word.text}" is ${near.toFixed(1)} from ${name}`);
    }
    for (const other of words) {
      if (other === word || word.right < other.left || other.right < word.left) continue;
      if (word.bottom <= other.top || word.top >= other.top) continue;
      found.push(`"${word.text}" (${word.name}) touches "${other.text}"`);
    }
  }
  return { found, words: words.length, grown: words.filter(({ grows }) => grows).map(({ name }) => name) };
}"""


def measured(page: Page, scale: float) -> dict[str, Any]:
    zoom_to(page, scale)
    found: dict[str, Any] = page.evaluate(MEASURE)
    return found


@pytest.mark.parametrize("sample", ["blue-green", "permission-check", "saga", "crowded"])
def test_no_word_touches_a_line_a_border_or_other_words(page: Page, base_url: str, sample: str) -> None:
    text = CROWDED if sample == "crowded" else (SAMPLES / f"{sample}.fz").read_text()
    open_to_edit(page, base_url, text)

    results = {scale: measured(page, scale) for scale in (0.65, 0.5, 0.36, 0.3)}

    assert {scale: result["found"] for scale, result in results.items() if result["found"]} == {}
    assert all(result["words"] > 0 for result in results.values())


@pytest.mark.parametrize("shape", [{"fold": 900}, {"direction": "down"}], ids=["folded", "upright"])
def test_no_word_touches_anything_in_other_shapes_of_the_page(page: Page, base_url: str, shape: dict[str, Any]) -> None:
    open_to_edit(page, base_url, (SAMPLES / "authentication.fz").read_text(), layout=shape)

    assert [measured(page, scale)["found"] for scale in (0.65, 0.3)] == [[], []]


def test_words_in_steps_on_lines_and_badges_are_larger_in_a_small_view(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, (SAMPLES / "permission-check.fz").read_text())

    grown = measured(page, 0.5)["grown"]

    assert {"node-n2", "node-n15", "edge-n13-n14", "loop-1"} <= set(grown)


def test_words_are_as_they_are_drawn_from_70_percent_on(page: Page, base_url: str) -> None:
    open_to_edit(page, base_url, CROWDED)
    assert measured(page, 0.5)["grown"] != []

    assert measured(page, 0.75)["grown"] == []
    expect(page.locator(".stage")).to_have_attribute("data-size", "full")
