"""A person who does not wait: seeded random gestures and keys in the editor, while answers are on their way.

What is done is written down (`trail`), since a seed gives the same wishes again, but not the same moments.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page
from restless_keys import Keys
from restless_pointers import Pointers

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


class Restless(Pointers, Keys):
    """Does one thing after the other to an open editor."""

    def __init__(self, page: Page, seed: int) -> None:
        super().__init__(page, seed)
        self.trail: list[str] = []
        self._deeds: list[Callable[[], str]] = [getattr(self, f"_{name}") for name in WEIGHTS]

    def act(self, times: int) -> None:
        """Do so many random things."""
        for number in range(1, times + 1):
            (deed,) = self._random.choices(self._deeds, list(WEIGHTS.values()))
            self.trail.append(f"{number:3} {deed()}")
