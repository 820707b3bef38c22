"""The swimlane layout: a diagram becomes a geometry. Pure Python, deterministic, in document order.

`pipeline` runs the stages in order, each in a room of its own that imports only earlier ones:

* `measure`: how large text, nodes, labels and headers are;
* `place`: the column and the row of every node, and the `grid` of levels that they stand on;
* `route`: a path on the grid for every edge, `candidates` first, `astar` for what still crosses;
* `refine`: a search that moves nodes and edges while the drawing gets cheaper;
* `placement` calls these three; `direction` turns lanes upright by mirroring at the diagonal;
* `calm`: what a companion says about the layout (`hints`), what edits leave there (`memory`, `ghosts`), and `plans`,
  which carry what a layout decided over to that of the text after an edit;
* `draw`: from levels to pixels: `ports`, `tracks`, `coordinates`, `labels`, `badges`, `widening` where labels need it;
* `fold`: cuts a finished drawing into rows;
* `relabelled` gives a finished drawing other words, where these take the same room.

Nothing here reads a clock, a file or chance, and nothing iterates over a set.
"""

from webapp.layout.calm.hints import BY_HAND, HintError, Hints, tidied, without_memory
from webapp.layout.calm.memory import remembered
from webapp.layout.calm.plans import Plan
from webapp.layout.fold.folding import fold
from webapp.layout.layout_options import LayoutOptions
from webapp.layout.pipeline import LaidOut, is_planned, lay_out, lay_out_with_plan
from webapp.layout.refine.refinement import is_quick
from webapp.layout.relabelled import relabelled

__all__ = [
    "BY_HAND",
    "HintError",
    "Hints",
    "LaidOut",
    "LayoutOptions",
    "Plan",
    "fold",
    "is_planned",
    "is_quick",
    "lay_out",
    "lay_out_with_plan",
    "relabelled",
    "remembered",
    "tidied",
    "without_memory",
]
