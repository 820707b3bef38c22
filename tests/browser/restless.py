"""A person who does not wait: seeded random gestures and keys in the editor, while answers are on their way.

What is done is written down (`trail`), since a seed gives the same wishes again, but not the same moments.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import CDPSession, Page

# Answers come 0 to 800 ms late, by a generator of their own.
LATE = """
(() => {
  let seed = SEED >>> 0;
  const random = () => { // mulberry32
    seed = (seed + 0x6d2b79f5) >>> 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const { fetch } = window;
  window.underWay = 0;
  window.fetch = async (path, options = {}) => {
    window.underWay += 1;
    try {
      const answer = await fetch(path, options);
      await new Promise((go) => setTimeout(go, random() * 800));
      options.signal?.throwIfAborted();
      return answer;
    } finally {
      window.underWay -= 1;
    }
  };
})();
"""
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
# How often each thing is done.
WEIGHTS = {
    "click_node": 8,
    "click_edge": 4,
    "click_ground": 2,
    "shift_click": 2,
    "drag_node": 8,
    "connect": 5,
    "plus": 3,
    "marquee": 2,
    "rename": 5,
    "canvas_key": 12,
    "add": 6,
    "walk": 4,
    "nudge": 3,
    "connect_by_keys": 3,
    "insert": 3,
    "undo": 8,
    "redo": 4,
    "type_line": 4,
    "type_comment": 3,
    "code_key": 2,
    "inspector_field": 4,
    "inspector_button": 3,
    "palette": 3,
    "add_lane": 2,
    "title": 2,
    "run": 3,
    "wheel": 3,
    "pinch": 2,
    "tap": 3,
    "touch_drag": 3,
    "layout": 1,
    "lane": 2,
    "paste": 2,
    "fix_all": 1,
}
ARROWS = ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"]
Point = dict[str, float]


class Restless:
    """Does one thing after the other to an open editor."""

    def __init__(self, page: Page, seed: int) -> None:
        self.page = page
        self.trail: list[str] = []
        self._random = random.Random(seed)
        self._touch: CDPSession = page.context.new_cdp_session(page)
        self._deeds: list[Callable[[], str]] = [getattr(self, f"_{name}") for name in WEIGHTS]

    def act(self, times: int) -> None:
        """Do so many random things."""
        for number in range(1, times + 1):
            (deed,) = self._random.choices(self._deeds, list(WEIGHTS.values()))
            self.trail.append(f"{number:3} {deed()}")

    # What is there, and how to reach it.

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

    # With the mouse on the canvas.

    def _click(self, at: Point | None, what: str) -> str:
        if at is None:
            return f"no {what} in sight"
        self.page.mouse.click(at["x"], at["y"])
        return f"click {what} {at.get('id', '')} at {at['x']:.0f}, {at['y']:.0f}"

    def _click_node(self) -> str:
        return self._click(self._one("nodes"), "node")

    def _click_edge(self) -> str:
        return self._click(self._one("edges"), "edge")

    def _click_ground(self) -> str:
        return self._click(self._spot(), "ground")

    def _shift_click(self) -> str:
        self.page.keyboard.down("Shift")
        done = self._click(self._one("nodes"), "node")
        self.page.keyboard.up("Shift")
        return f"Shift {done}"

    def _drag_node(self) -> str:
        start, end = self._one("nodes"), self._spot()
        if start is None:
            return "no node in sight"
        self._drag(start, end)
        return f"drag {start['id']} to {end['x']:.0f}, {end['y']:.0f}"

    def _connect(self) -> str:
        self._click_node()
        scene = self._scene()
        if not scene["handles"] or not scene["nodes"]:
            return "no handle in sight"
        start, end = self._random.choice(scene["handles"]), self._random.choice([*scene["nodes"], self._spot()])
        self._drag(start, end)
        return f"drag a handle to {end.get('id', 'ground')}" + self._maybe_words()

    def _plus(self) -> str:
        return self._click(self._one("pluses"), "plus") + self._maybe_words()

    def _maybe_words(self) -> str:
        """Type at once, as if the field were there."""
        if self._random.random() < 0.5:
            return ""
        words = self._words().replace('"', "")
        self.page.keyboard.type(words)
        return f", type {words!r}, " + self._press(self._random.choice(["Enter", "Enter", "Escape"]))

    def _marquee(self) -> str:
        start, end = self._spot(), self._spot()
        self._drag(start, end)
        return "marquee"

    def _rename(self) -> str:
        at = self._one("nodes")
        if at is None:
            return "no node in sight"
        self.page.mouse.dblclick(at["x"], at["y"])
        words = self._words()
        self.page.keyboard.insert_text(words)
        return f"rename {at['id']} to {words!r}, " + self._press(
            self._random.choice(["Enter", "Enter", "Escape", "Tab"])
        )

    def _lane(self) -> str:
        start, end = self._one("headers"), self._spot()
        if start is None:
            return "no lane's header in sight"
        self._drag(start, end)
        return "drag a lane"

    def _palette(self) -> str:
        key = self._random.randint(1, 4)
        found = self.page.evaluate(
            """(key) => {
              const tool = document.querySelector(`.palette:not([hidden]) [aria-keyshortcuts="${key}"]`);
              tool?.click();
              return tool !== null;
            }""",
            key,
        )
        if not found:
            return "no palette"
        return f"tool {key}, {self._click(self._spot(), 'ground')}" + self._maybe_words()

    def _add_lane(self) -> str:
        button = self.page.locator(".palette button").last
        if not button.is_visible():
            return "no palette"
        at = button.bounding_box() or {"x": 0, "y": 0, "width": 0, "height": 0}
        self.page.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
        return "add a lane" + self._maybe_words()

    # With keys on the canvas.

    def _canvas_key(self) -> str:
        self._on_canvas()
        keys = [
            "Delete",
            "Backspace",
            "Shift+Delete",
            "Control+d",
            "Enter",
            "Escape",
            "Home",
            "End",
            "Control+a",
            "Shift+1",
            "m",
        ]
        return self._press(self._random.choice(keys))

    def _add(self) -> str:
        self._on_canvas()
        return self._press(self._random.choice("1234")) + self._maybe_words()

    def _walk(self) -> str:
        self._on_canvas()
        return self._press(
            *self._random.choices(["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Shift+ArrowRight"], k=2)
        )

    def _nudge(self) -> str:
        self._on_canvas()
        return self._press(
            *self._random.choices(["Alt+ArrowRight", "Alt+ArrowLeft", "Alt+ArrowDown", "Alt+ArrowUp"], k=2)
        )

    def _connect_by_keys(self) -> str:
        self._on_canvas()
        return self._press("c", *self._random.choices(["ArrowRight", "ArrowDown", "ArrowLeft"], k=2), "Enter")

    def _insert(self) -> str:
        done = self._click_edge()
        return f"{done}, {self._press('i')}" + self._maybe_words()

    def _paste(self) -> str:
        self._on_canvas()
        return self._press("Control+c", "Control+v")

    def _undo(self) -> str:
        if self._random.random() < 0.5:
            self._on_canvas()
        return self._press(*["Control+z"] * self._random.randint(1, 3))

    def _redo(self) -> str:
        if self._random.random() < 0.5:
            self._on_canvas()
        return self._press(*[self._random.choice(["Control+Shift+z", "Control+y"])] * self._random.randint(1, 2))

    # In the code.

    def _type_line(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        self._press("Escape", "End")
        words = f'\nx{self._random.randint(1, 40)}: rectangle label:"{self._random.choice(["Hold", "Wait"])}"'
        self.page.keyboard.insert_text(words)
        return f"write {words!r} after a line"

    def _type_comment(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        self._press("Escape", "Control+End")
        self.page.keyboard.type("// so")
        return "write a comment at the end"

    def _code_key(self) -> str:
        at = self._one("lines")
        if at is None:
            return "no code in sight"
        self.page.mouse.click(at["x"], at["y"])
        return "in the code: " + self._press(
            self._random.choice(["Alt+ArrowUp", "Alt+ArrowDown", "Control+/", "Shift+Alt+f", "End", "F8"])
        )

    # Beside.

    def _inspector_field(self) -> str:
        field = self.page.locator("#pane-inspector input[type=text]").first
        if not field.is_visible():
            return "no inspector"
        self.page.evaluate("document.querySelector('#pane-inspector input[type=text]')?.focus()")
        words = self._words()
        self._press("Control+a")
        self.page.keyboard.insert_text(words)
        return f"in the inspector's first field: {words!r}, " + self._press(
            self._random.choice(["Enter", "Tab", "Escape", "Control+z"])
        )

    def _inspector_button(self) -> str:
        done = self.page.evaluate(
            """(share) => {
              const buttons = document.querySelectorAll('#pane-inspector :is(.action, [type=radio], .small)');
              const all = [...buttons].filter((each) => each.checkVisibility());
              const one = all[Math.floor(share * all.length)];
              one?.focus();
              one?.click();
              return one?.dataset.key ?? 'nothing';
            }""",
            self._random.random(),
        )
        return f"in the inspector: {done}"

    def _title(self) -> str:
        words = self._words()
        self.page.evaluate("document.querySelector('.title-button')?.click()")
        self.page.keyboard.insert_text(words)
        return f"title {words!r}, " + self._press(self._random.choice(["Enter", "Escape"]))

    def _run(self) -> str:
        self.page.evaluate("document.querySelector('.run-button')?.click()")
        done = self._press(*self._random.choices(["ArrowRight", "1", "2", "Space", "End", "ArrowLeft"], k=3))
        if self._random.random() < 0.8:
            self.page.evaluate("document.querySelector('.run-button')?.click()")
            return f"run, {done}, end or call off"
        return f"run, {done}, and leave it open"

    def _fix_all(self) -> str:
        self.page.evaluate("document.querySelector('.fix-all')?.click()")
        return "fix all"

    def _layout(self) -> str:
        self.page.evaluate("document.querySelector('[aria-label=Layout]')?.click()")
        return "layout menu, " + self._press(*["ArrowDown"] * self._random.randint(0, 4), "Enter")

    # With fingers and the wheel.

    def _wheel(self) -> str:
        at = self._spot()
        self.page.mouse.move(at["x"], at["y"])
        zooms = self._random.random() < 0.5
        if zooms:
            self.page.keyboard.down("Control")
        self.page.mouse.wheel(0, self._random.choice([-60, -20, 20, 60]))
        if zooms:
            self.page.keyboard.up("Control")
        return "zoom by the wheel" if zooms else "turn the wheel"

    def _fingers(self, kind: str, *points: Point) -> None:
        spots = [{"x": point["x"], "y": point["y"], "id": number} for number, point in enumerate(points)]
        self._touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    def _pinch(self) -> str:
        at = self._spot()
        away = self._random.choice([-15, 25])
        for step in range(4):
            reach = 30 + step * away / 2
            kind = "touchStart" if step == 0 else "touchMove"
            self._fingers(kind, {"x": at["x"] - reach, "y": at["y"]}, {"x": at["x"] + reach, "y": at["y"]})
        self._fingers("touchEnd")
        return "pinch"

    def _tap(self) -> str:
        at = self._one("nodes")
        if at is None:
            return "no node in sight"
        self._fingers("touchStart", at)
        self._fingers("touchEnd")
        return f"tap {at['id']}"

    def _touch_drag(self) -> str:
        start, end = self._random.choice([self._one("nodes"), self._spot()]), self._spot()
        if start is None:
            return "no node in sight"
        self._fingers("touchStart", start)
        for step in range(1, 4):
            share = step / 3
            between = {name: start[name] + (end[name] - start[name]) * share for name in ("x", "y")}
            self._fingers("touchMove", between)
        self._fingers("touchEnd")
        return f"drag {start.get('id', 'ground')} by finger"
