"""Operations read from JSON, with every mistake named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from webapp.domain import Shape, Side
from webapp.dsl.edits.operations import KINDS, Connect, Operation
from webapp.errors import InvalidRequest


def operation_from_json(data: object) -> Operation:
    """Read one operation from parsed JSON.

    Raises:
        InvalidRequest: no such operation, an unknown or missing field, a wrong type; `details["field"]` names it.

    >>> operation_from_json({"op": "remove_edge", "id": "n1-n2"})
    RemoveEdge(id='n1-n2')
    """
    if not isinstance(data, Mapping):
        raise InvalidRequest("an operation must be a JSON object", field="operations")
    kind = KINDS.get(data["op"]) if isinstance(data.get("op"), str) else None
    if kind is None:
        raise InvalidRequest(f"op must be one of {', '.join(KINDS)}", field="op")
    given = {key: value for key, value in data.items() if key != "op"}
    operation: Operation = _build(kind, given, kind.name)
    return operation


def _build(kind: type[Any], given: Mapping[str, Any], place: str) -> Any:
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}
    for key in given:
        if key not in known:
            its = f"its fields are {', '.join(known)}" if known else "it has none"
            raise InvalidRequest(f"{place} has no field {key!r}; {its}", field=str(key))
    values: dict[str, Any] = {}
    for key, item in known.items():
        required = item.default is MISSING
        if key not in given:
            if required:
                raise InvalidRequest(f"{place} needs the field {key!r}", field=key)
            continue
        value = given[key]
        if value is None and not required:
            continue
        values[key] = _read(value, hints[key], key, place)
    return kind(**values)


def _read(value: object, hint: Any, key: str, place: str) -> Any:
    options = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if value is None and type(None) in options:
        return None
    if Connect in options:
        if not isinstance(value, Mapping):
            raise InvalidRequest(f"{place}: {key!r} must be a JSON object", field=key)
        connect = _build(Connect, value, key)
        if connect.direction not in ("to", "from"):
            raise InvalidRequest("connect: 'direction' must be to or from", field="direction")
        return connect
    if any(get_origin(option) is tuple for option in options):
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise InvalidRequest(f"{place}: {key!r} must be a list of strings", field=key)
        return tuple(value)
    if bool in options:
        if not isinstance(value, bool):
            raise InvalidRequest(f"{place}: {key!r} must be true or false", field=key)
        return value
    if not isinstance(value, str):
        raise InvalidRequest(f"{place}: {key!r} must be a string", field=key)
    for option in options:
        if get_origin(option) is Literal and value not in get_args(option):
            raise InvalidRequest(f"{place}: {key!r} must be {' or '.join(get_args(option))}", field=key)
    for enumeration in (Shape, Side):
        if enumeration in options:
            try:
                return enumeration(value)
            except ValueError:
                names = ", ".join(item.value for item in enumeration)
                raise InvalidRequest(f"{place}: {key!r} must be one of {names}", field=key) from None
    return value
