"""What a picture differs in from one that the browser has, part by part: one letter brings down no thousand nodes.

`static/src/api/whole-picture.js` puts the two together; `tests/golden/both-languages` holds both to each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from webapp.services.drawing import parts_of

Json = Mapping[str, Any]

_STAYS = (0,) * 6
_RANGE = ("start", "end", "line", "column", "end_line", "end_column")


def picture_changes(before: Json, after: Json) -> dict[str, Any] | None:
    """Return what is new in a picture (`svg`, `geometry`, `diagram`), or None where its parts cannot be told apart."""
    svg = _svg_changes(before["svg"], after["svg"])
    geometry = _list_changes(before["geometry"], after["geometry"])
    facts = _list_changes(before["diagram"], after["diagram"])
    if svg is None or geometry is None or facts is None:
        return None
    fields = {name: value for name, value in after["geometry"].items() if not isinstance(value, list)}
    return {
        "svg": svg,
        "geometry": {"fields": fields, "lists": geometry},
        "diagram": {"lists": facts, "shifts": _shifts(before["diagram"], after["diagram"])},
    }


def _svg_changes(before: str, after: str) -> dict[str, Any] | None:
    was, now = parts_of(before), parts_of(after)
    if was is None or now is None:
        return None
    order = list(now)
    return {
        "parts": {name: part for name, part in now.items() if name and was.get(name) != part},
        "length": len(after.encode("utf-16-le")) // 2,
        **({} if was[""] == now[""] else {"head": now[""]}),
        **({} if list(was) == order else {"order": order[1:]}),
    }


def _list_changes(before: Json, after: Json) -> dict[str, Any] | None:
    """Return the parts that differ in each list of an object, by more than their ranges, and the order of its parts."""
    changed: dict[str, Any] = {}
    for name, value in after.items():
        if not isinstance(value, list):
            continue
        was, now = ({part["id"]: part for part in found.get(name, ())} for found in (before, after))
        if len(now) != len(value) or len(was) != len(before.get(name, ())):
            return None
        changed[name] = {
            "parts": [part for key, part in now.items() if not _alike(was.get(key), part)],
            **({} if list(was) == list(now) else {"order": list(now)}),
        }
    return changed


def _alike(was: Json | None, now: Json) -> bool:
    return was is not None and (was == now or {**was, "range": now.get("range")} == now)


def _shifts(before: Json, after: Json) -> list[list[int]]:
    """Return how far the ranges of all parts have moved, in order: how many alike, and what to add to each number."""
    return [[len(list(alike)), *by] for by, alike in groupby(_moves(before, after))]


def _moves(before: Json, after: Json) -> Iterator[tuple[int, ...]]:
    for kind, parts in after.items():
        known = {part["id"]: part["range"] for part in before[kind]}
        for part in parts:
            was = known.get(part["id"])
            if was == part["range"]:
                yield _STAYS
                continue
            yield tuple(part["range"][name] - was[name] for name in _RANGE) if was else _STAYS
