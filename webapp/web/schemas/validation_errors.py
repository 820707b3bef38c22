"""Messages for people about invalid JSON in a request."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from webapp.errors import InvalidRequest

SHOWN = 5


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
        return f"the body is not valid JSON ({item['ctx']['error']})"
    if item["type"] == "model_type":
        return "the body must be a JSON object"
    return str(item["msg"])
