"""JSON Merge Patch (RFC 7396): the fields that change; null removes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def patched(value: Any, patch: Any) -> Any:
    """Return a JSON value with a patch applied.

    >>> patched({"a": {"b": 1, "c": 2}}, {"a": {"b": None}, "d": 3})
    {'a': {'c': 2}, 'd': 3}
    """
    if not isinstance(patch, Mapping):
        return patch
    result = dict(value) if isinstance(value, Mapping) else {}
    for name, change in patch.items():
        if change is None:
            result.pop(name, None)
        else:
            result[name] = patched(result.get(name), change)
    return result


def patch_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the patch that leads from one JSON object to another, or None where no patch does.

    >>> patch_between({"a": {"b": 1, "c": 2}}, {"a": {"c": 2}, "d": 3})
    {'a': {'b': None}, 'd': 3}
    """
    patch = _difference(before, after)
    return patch if patched(before, patch) == after else None


def _difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    patch: dict[str, Any] = {name: None for name in before if name not in after}
    for name, value in after.items():
        if name not in before:
            patch[name] = value
        elif before[name] != value or type(before[name]) is not type(value):
            both = isinstance(before[name], Mapping) and isinstance(value, Mapping)
            patch[name] = _difference(before[name], value) if both else value
    return patch
