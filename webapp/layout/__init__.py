"""The swimlane layout: a diagram becomes a geometry. Pure Python, deterministic, in document order.

Read the stages in the order of `pipeline`:

* `columns` (with `cycles`) and `rows` (with `chains`) place the nodes on a `grid` of levels;
* `router` gives each edge a path on it: `candidates` first, `astar` for what still crosses, priced by `traffic`,
  which counts crossings exactly with `crossings`;
* `ports` (with `outlines`) and `tracks` order what lies side by side;
* `coordinates`, `labels` and `room` turn all of it into pixels.

Nothing here reads a clock, a file or chance, and nothing iterates over a set.
"""

from webapp.layout.pipeline import LayoutOptions, layout

__all__ = ["LayoutOptions", "layout"]
