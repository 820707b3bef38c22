"""The help on the language: one entry a code, and the language by example."""

from webapp.dsl.help.edge_help import EDGES
from webapp.dsl.help.entry import Help
from webapp.dsl.help.flow_help import FLOW
from webapp.dsl.help.lane_help import LANES
from webapp.dsl.help.loop_help import LOOPS
from webapp.dsl.help.node_help import NODES
from webapp.dsl.help.spelling_help import SPELLING
from webapp.dsl.help.tour import TOUR, Example

GROUPS = (
    ("Text and lanes", LANES),
    ("Nodes and words", NODES),
    ("Edges and loops", EDGES),
    ("Other spellings", SPELLING),
    ("The flow as a whole", FLOW),
    ("Loops in runs", LOOPS),
)
HELP = {code: help_on_code for _, group in GROUPS for code, help_on_code in group.items()}

__all__ = ["GROUPS", "HELP", "TOUR", "Example", "Help"]
