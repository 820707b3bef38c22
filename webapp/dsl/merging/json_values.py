"""JSON values from three: objects field by field, lists item by item."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.companion import DESCRIPTION_LIMIT
from webapp.dsl.merging.clashes import Clash, Picks
from webapp.dsl.merging.sequences import merge_order

MISSING = object()
LATER = frozenset(("layout",))
"""Fields of the companion about which nobody is asked: what both changed there is as mine has it, the later one."""


def merge_values(base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], picks: Picks) -> Any:
    """Return one companion from three. A clash has the kind `companion` and the path of the value as id."""
    return _merged(base, mine, theirs, (), picks)


def _merged(base: Any, mine: Any, theirs: Any, path: tuple[str, ...], picks: Picks) -> Any:
    if _same(mine, base) or _same(mine, theirs):
        return theirs
    if _same(theirs, base):
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        was = base if isinstance(base, Mapping) else {}
        return _object(was, mine, theirs, path, picks)
    if isinstance(mine, list) and isinstance(theirs, list):
        known, first, second = (_named(value) for value in (base if isinstance(base, list) else [], mine, theirs))
        if known is not None and first is not None and second is not None:
            return [*_object(known, first, second, path, picks).values()]
    if path and path[0] in LATER:
        return theirs if mine is MISSING else mine
    old, first, second = (None if value is MISSING else value for value in (base, mine, theirs))
    name = "/".join(part.replace("~", "~0").replace("/", "~1") for part in path)
    both = _both(first, second) if path == ("description",) else None
    taken = picks.take(Clash("companion", name, "", old, first, second, both))
    return both if taken == "both" else mine if taken == "mine" else theirs


def _both(mine: Any, theirs: Any) -> str | None:
    """Return a description with what both say, where there is room for it."""
    if not (isinstance(mine, str) and isinstance(theirs, str) and mine and theirs):
        return None
    both = f"{theirs}\n{mine}"
    return both if len(both) <= DESCRIPTION_LIMIT else None


def _object(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], path: tuple[str, ...], picks: Picks
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in merge_order([*base], [*mine], [*theirs]):
        was, first, second = (it.get(name, MISSING) for it in (base, mine, theirs))
        value = _merged(was, first, second, (*path, name), picks)
        if value is not MISSING:
            found[name] = value
    return found


def _named(items: Sequence[Any]) -> dict[str, Any] | None:
    """Return the items of a list by name, or by what they are; None where two have the same."""
    found = {_name(item): item for item in items}
    return found if len(found) == len(items) else None


def _name(item: Any) -> str:
    name = item.get("name") if isinstance(item, Mapping) else None
    return name if isinstance(name, str) else json.dumps(item, sort_keys=True, default=str)


def _same(one: Any, other: Any) -> bool:
    return one is other or (one is not MISSING and other is not MISSING and type(one) is type(other) and one == other)
