"""The JSON Schema of JSON graphs as this program writes them; reading is more lenient."""

from __future__ import annotations

from typing import Any

from webapp.domain import Shape, Side
from webapp.interchange.json_graph import FORMAT, VERSION


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


_TEXT = {"type": "string"}
_SIDE = {"enum": [side.value for side in Side]}

GRAPH_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Lanestep graph",
    "description": "A swimlane diagram: lanes, nodes, edges and loops in the order of its text. All refer to each "
    "other by id; the lane with the empty id holds the nodes outside every lane.",
    **_object(
        ["format", "version", "lanes", "nodes", "edges"],
        format={"const": FORMAT},
        version={"const": VERSION},
        lanes={"type": "array", "items": _object(["id", "label"], id=_TEXT, label=_TEXT)},
        nodes={
            "type": "array",
            "items": _object(
                ["id", "lane", "shape"],
                id=_TEXT,
                lane=_TEXT,
                shape={"enum": [shape.value for shape in Shape]},
                label=_TEXT,
                owner=_TEXT,
                description=_TEXT,
                system=_TEXT,
            ),
        },
        edges={
            "type": "array",
            "items": _object(
                ["source", "target"],
                id=_TEXT,
                source=_TEXT,
                target=_TEXT,
                source_side=_SIDE,
                target_side=_SIDE,
                label=_TEXT,
            ),
        },
        loops={
            "type": "array",
            "items": _object(
                ["condition", "nodes"], id=_TEXT, condition=_TEXT, nodes={"type": "array", "items": _TEXT}
            ),
        },
        companion={
            "type": "object",
            "description": "title, description and settings, as in /api/schema/companion.json",
        },
    ),
}
