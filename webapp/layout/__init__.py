"""The swimlane layout: a diagram becomes a geometry. Pure Python, deterministic, in document order.

Read the stages in the order of `pipeline`: columns, rows, grid, router (candidates, astar over traffic and crossings),
ports, tracks, coordinates, labels.
"""

from webapp.layout.pipeline import LayoutOptions, layout

__all__ = ["LayoutOptions", "layout"]
