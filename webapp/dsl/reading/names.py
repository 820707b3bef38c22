"""The words of the language: shapes, sides, attribute keys, ids, and the synonyms that people write for them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from webapp.domain import Shape, Side

LOOP, HANDLE = "loop", "handle"
ATTRIBUTES = ("label", "owner", "description", "system")
SHAPES = {shape.value: shape for shape in Shape}
SIDES = {side.value: side for side in Side}
SHAPE_SYNONYMS = {
    **dict.fromkeys(("rect", "box", "square", "step", "process", "activity", "action"), Shape.RECTANGLE),
    **dict.fromkeys(("oval", "ellipse", "round", "start", "end", "event", "terminal"), Shape.CIRCLE),
    **dict.fromkeys(("decision", "rhombus", "gateway", "condition", "choice"), Shape.DIAMOND),
    **dict.fromkeys(("task", "taskBox", "task-box", "task_box", "taskbar"), Shape.TASKBOX),
}
SIDE_SYNONYMS = {
    **dict.fromkeys(("up", "north", "upper", "above", "t", "n"), Side.TOP),
    **dict.fromkeys(("down", "south", "lower", "below", "b", "s"), Side.BOTTOM),
    **dict.fromkeys(("west", "l", "w"), Side.LEFT),
    **dict.fromkeys(("east", "r", "e"), Side.RIGHT),
}
_NODE_ID = re.compile(r"n[1-9][0-9]{0,8}")
_WORD_ID = re.compile(r"\w+")
_QUOTES = frozenset('"“”„‟«»')
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])")


def is_node_id(text: str) -> bool:
    """Return whether a text is `n` and 1 to 9 ASCII digits without a leading zero."""
    return _NODE_ID.fullmatch(text) is not None


def is_word_id(text: str) -> bool:
    """Return whether a text is an id in letters, digits and `_` that is no node id: read, but not written by others."""
    return _WORD_ID.fullmatch(text) is not None and not is_node_id(text)


def is_lane_id(text: str) -> bool:
    """Return whether a text begins with XID_Start or `_` and goes on with XID_Continue or `-`."""
    return text[:1] != "-" and text.replace("-", "_").isidentifier()


@lru_cache(maxsize=4096)
def lane_key(name: str) -> str:
    """Return what the names of lanes are compared by: their NFC form without quotes, with one blank for several."""
    if name.isascii() and name.isidentifier():
        return name
    text = " ".join(_CONTROLS.sub(" ", name).split())
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES and not _QUOTES & set(text[1:-1]):
        text = text[1:-1].strip() or text
    return unicodedata.normalize("NFC", text)


def shape_of(word: str) -> Shape | None:
    """Return the shape that a word means, in any case and with its synonyms; None when it means none."""
    lower = word.lower()
    return SHAPES.get(lower) or SHAPE_SYNONYMS.get(lower) or SHAPE_SYNONYMS.get(word)


def attribute_of(word: str) -> str:
    """Return the key that a word means, in any case; a word that means none is returned as it is."""
    lower = word.lower()
    return lower if lower in ATTRIBUTES else word


def side_of(word: str) -> Side | None:
    """Return the side that a word means, in any case and with its synonyms; None when it means none."""
    lower = word.lower()
    return SIDES.get(lower) or SIDE_SYNONYMS.get(lower)


def id_as_label(identifier: str) -> str:
    """Return an id in words, as a label shows it.

    >>> id_as_label("LoadBalancer"), id_as_label("order_service"), id_as_label("CI")
    ('Load Balancer', 'Order service', 'CI')
    """
    text = " ".join(_HUMP.sub(" ", identifier).replace("_", " ").replace("-", " ").split())
    return text[:1].upper() + text[1:] if text else identifier
