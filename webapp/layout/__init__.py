"""The swimlane layout: a diagram becomes a geometry. Pure Python, deterministic, in document order.

Read the stages in the order of `pipeline`:

* `columns` (with `cycles`) and `rows` (with `chains`) place the nodes on a `grid` of levels;
* `router` gives each edge a path on it: `candidates` first, `astar` for what still crosses, priced by `traffic`,
  which counts crossings exactly with `crossings`; `placement` calls all of these;
* `refinement` moves nodes on a `board` with more room, tries its `moves`, and comes back through `compaction`;
* `ports` (with `outlines`) and `tracks` order what lies side by side;
* `coordinates`, `labels` and `room` turn all of it into pixels, `loops` adds their badges;
* `direction` turns lanes upright, by mirroring what goes in and what comes out at the diagonal;
* `folding` (with `fold_cuts`, `fold_lines`, `fold_lanes`, `fold_marks`, `fold_ways`) cuts a finished drawing into rows.

What a companion says about the layout are its `hints`: `memory` is what edits leave there (removed edges go on as
`ghosts`), `offsets` what hands gave. `plans` carry what a layout decided over to that of the text after an edit.

Nothing here reads a clock, a file or chance, and nothing iterates over a set.
"""

from webapp.layout.hints import BY_HAND, MEMORY, HintError, Hints, tidied
from webapp.layout.memory import remembered
from webapp.layout.options import LayoutOptions
from webapp.layout.pipeline import is_planned, layout
from webapp.layout.plans import Plan
from webapp.layout.refinement import is_quick

__all__ = [
    "BY_HAND",
    "MEMORY",
    "HintError",
    "Hints",
    "LayoutOptions",
    "Plan",
    "is_planned",
    "is_quick",
    "layout",
    "remembered",
    "tidied",
]
