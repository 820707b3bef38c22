"""Messages for people about invalid JSON in a request."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from webapp.errors import InvalidRequest

SHOWN = 5
_ESCAPED = re.compile(
    rb"\\(?:u(?:(d[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})|(d[89a-f][0-9a-f]{2}))|.)", re.IGNORECASE | re.DOTALL
)


def explain(error: ValidationError) -> InvalidRequest:
    """Return an error whose message says what is wrong with each field."""
    fields = [
        {"field": ".".join(str(part) for part in item["loc"]), "message": _message(item)} for item in error.errors()
    ]
    shown = "; ".join(
        f"{item['field']}: {item['message']}" if item["field"] else item["message"] for item in fields[:SHOWN]
    )
    return InvalidRequest(shown, fields=fields[:SHOWN])


def _message(item: Any) -> str:
    if item["type"] == "extra_forbidden":
        return "there is no such field"
    if item["type"] == "missing":
        return "this field is required"
    if item["type"] == "json_invalid":
        return _broken_json(item["input"], item["ctx"]["error"])
    if item["type"] == "model_type":
        return "the body must be a JSON object"
    return str(item["msg"])


def _broken_json(body: str | bytes, reason: str) -> str:
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    for escape in _ESCAPED.finditer(data):
        if escape[2] is not None:
            written = escape[0].decode("ascii")
            where = f"{written} at offset {escape.start()} of the body"
            return f"the body contains half of a surrogate pair ({where}): remove it"
    return f"the body is not valid JSON ({reason})"
