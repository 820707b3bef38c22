"""JSON as people read it and as differences of versions show it well: what is short stands on one line."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any

LONGEST_LINE = 110
"""Characters; a shorter line makes more lines, a longer one hides what changed in it."""
INDENT = "  "


def tidy_json(value: Any) -> str:
    r"""Return a value as JSON text with a line break at its end.

    The fields of the whole stand one to a line. Within them, an array or object stands on one line where it fits, such
    as each choice of a scenario.

    >>> tidy_json({"title": "Sale", "simulation": {"weights": {"n1-n2": 3}}})
    '{\n  "title": "Sale",\n  "simulation": {\n    "weights": {"n1-n2": 3}\n  }\n}\n'
    """
    return f"{_text(value, 0)}\n"


def _text(value: Any, depth: int, before: int = 0) -> str:
    if not isinstance(value, Mapping | list | tuple) or not value:
        return json.dumps(value, ensure_ascii=False)
    if depth > 1:
        line = json.dumps(value, ensure_ascii=False)
        if len(INDENT) * depth + before + len(line) <= LONGEST_LINE and _is_flat(value):
            return line
    inner = INDENT * (depth + 1)
    if isinstance(value, Mapping):
        names = [f"{json.dumps(name, ensure_ascii=False)}: " for name in value]
        items = [name + _text(item, depth + 1, len(name)) for name, item in zip(names, value.values(), strict=True)]
        opening, closing = "{", "}"
    else:
        items = [_text(item, depth + 1) for item in value]
        opening, closing = "[", "]"
    joined = f",\n{inner}".join(items)
    return f"{opening}\n{inner}{joined}\n{INDENT * depth}{closing}"


def _is_flat(value: Any) -> bool:
    """Return whether no part of a part of it has parts."""
    return all(not _parts(each) for item in _parts(value) for each in _parts(item))


def _parts(value: Any) -> Collection[Any]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
