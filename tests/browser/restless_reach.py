"""What a restless person can reach in the editor, and how: places on the screen, keys, drags."""

from __future__ import annotations

import random
from typing import Any

from playwright.sync_api import CDPSession, Page

# What a hand could reach now, in px of the page.
SCENE = """() => {
  const canvas = document.querySelector('.stage')?.getBoundingClientRect();
  const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
  const within = (at, low, high) => at > low + 4 && at < high - 4;
  const seen = ({ x, y }) => canvas && within(x, canvas.left, canvas.right) && within(y, canvas.top, canvas.bottom);
  const all = (selector) => [...document.querySelectorAll(selector)]
    .map((one) => ({ id: one.id, ...middle(one.getBoundingClientRect()) })).filter(seen);
  const lines = [...document.querySelectorAll('.cm-line')].map((one) => one.getBoundingClientRect())
    .filter(({ height, y }) => height > 0 && y > 100 && y < innerHeight - 20);
  const { x, y, width, height } = canvas ?? { width: 0 };
  return {
    canvas: width > 1 ? { x, y, width, height } : null,
    nodes: all('.stage .drawing .node'), edges: all('.stage .drawing .edge > .hit'),
    headers: all('.stage .lane-header, .stage .header'), handles: all('.stage .handle'), pluses: all('.stage .plus'),
    lines: lines.map((box) => ({ x: box.x + 40, y: box.y + box.height / 2 })),
  };
}"""
WORDS = ["Pack", "Send it", "Why?", "Übergabe", 'a "quoted" word', "Prüfen & ablegen"]
Point = dict[str, float]


class Reach:
    """A hand and a keyboard, and the luck that says what they do."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self._random = random.Random(seed)
        self._touch: CDPSession = page.context.new_cdp_session(page)

    def _scene(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate(SCENE)
        return found

    def _one(self, what: str) -> Point | None:
        found = self._scene()[what]
        return self._random.choice(found) if found else None

    def _spot(self) -> Point:
        """Any place on the canvas."""
        canvas = self._scene()["canvas"] or {"x": 400, "y": 100, "width": 300, "height": 300}
        return {
            "x": canvas["x"] + canvas["width"] * (0.15 + 0.8 * self._random.random()),
            "y": canvas["y"] + canvas["height"] * (0.15 + 0.7 * self._random.random()),
        }

    def _press(self, *keys: str) -> str:
        for key in keys:
            self.page.keyboard.press(key)
        return " ".join(keys)

    def _drag(self, start: Point, end: Point) -> None:
        mouse = self.page.mouse
        mouse.move(start["x"], start["y"])
        mouse.down()
        mouse.move((start["x"] + end["x"]) / 2, (start["y"] + end["y"]) / 2, steps=2)
        mouse.move(end["x"], end["y"], steps=2)
        mouse.up()

    def _on_canvas(self) -> None:
        self.page.evaluate("document.querySelector('.stage')?.focus({ preventScroll: true })")

    def _words(self) -> str:
        return self._random.choice(WORDS)

    def _click(self, at: Point | None, what: str) -> str:
        if at is None:
            return f"no {what} in sight"
        self.page.mouse.click(at["x"], at["y"])
        return f"click {what} {at.get('id', '')} at {at['x']:.0f}, {at['y']:.0f}"

    def _click_node(self) -> str:
        return self._click(self._one("nodes"), "node")

    def _click_edge(self) -> str:
        return self._click(self._one("edges"), "edge")

    def _maybe_words(self) -> str:
        """Type at once, as if the field were there."""
        if self._random.random() < 0.5:
            return ""
        words = self._words().replace('"', "")
        self.page.keyboard.type(words)
        return f", type {words!r}, " + self._press(self._random.choice(["Enter", "Enter", "Escape"]))
