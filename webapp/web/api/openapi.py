"""The API's description (OpenAPI 3.1), made from the routes and their models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from pydantic.json_schema import models_json_schema

from webapp import __version__
from webapp.web.api.routing import Operation
from webapp.web.author import AUTHOR_HEADER, MOST_LETTERS
from webapp.web.schemas.failures import ErrorReply

ERRORS = {
    400: "The request is not valid",
    403: "The key does not include this right, or the request comes from another website",
    404: "There is nothing at this address",
    409: "The diagram was changed elsewhere in the meantime; the error contains both texts or the missing changes",
    410: "The changes that are asked for are not kept any more; the answer has the whole text",
    413: "The text is larger than the limit; nothing was saved",
    415: "The request body is not JSON",
    422: "This is not possible with this text; the message says why",
    428: "The header If-Match is missing",
    429: "Too many requests",
    500: "Internal error; the message contains a reference for the log",
    501: "A package that this format needs is not installed",
    503: "The picture could not be drawn, or the database does not answer; `outcome-unknown`: it may have been stored",
}
ALWAYS = (429, 500)
REFERENCE = "#/components/schemas/{model}"
PARAMETER = re.compile(r"<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>")


class Description:
    """Serves the description of these operations."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self._operations = operations
        self._made: dict[str, Any] = {}
        self.bp = Blueprint("openapi", __name__, url_prefix="/api")
        self.bp.add_url_rule("/openapi.json", "description", self.answer)

    def answer(self) -> ResponseReturnValue:
        """Return the description, which is made when it is first asked for."""
        self._made = self._made or self.document()
        return jsonify(self._made)

    def document(self) -> dict[str, Any]:
        """Return the description as JSON values."""
        models = {model for item in self._operations for model in (item.body, item.reply) if model} | {ErrorReply}
        _, schema = models_json_schema(
            [(model, "validation") for model in sorted(models, key=lambda model: model.__name__)],
            ref_template=REFERENCE,
        )
        paths: dict[str, dict[str, Any]] = {}
        for item in self._operations:
            paths.setdefault(PARAMETER.sub(r"{\2}", item.path), {})[item.method.lower()] = _operation(item)
        return {
            "openapi": "3.1.0",
            "info": {"title": "Lanestep", "version": __version__},
            "paths": paths,
            "components": {"schemas": schema["$defs"]},
        }


def _operation(item: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {"operationId": item.name, "summary": item.summary, "responses": _responses(item)}
    parameters = [_parameter(kind, name) for kind, name in PARAMETER.findall(item.path)]
    if 428 in item.errors:
        parameters.append(
            {**_header("If-Match", "the version on which the change is based, in quotes"), "required": True}
        )
    if item.conditional:
        parameters.append(_header("If-None-Match", "the ETag of the last answer"))
    if item.signed:
        about = f"the name of who asks, percent-encoded UTF-8; the first {MOST_LETTERS} characters are kept"
        parameters.append(_header(AUTHOR_HEADER, about))
    parameters += [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string"}}
        for name, text in item.options.items()
    ]
    if parameters:
        described["parameters"] = parameters
    if item.body:
        described["requestBody"] = {"required": True, "content": _json(item.body.__name__)}
    return described


def _responses(item: Operation) -> dict[str, Any]:
    good: dict[str, Any] = {"description": "Done"}
    if item.reply:
        good["content"] = _json(item.reply.__name__)
    elif item.status == 200:
        good["content"] = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    of_bodies = (400, 413, 415) if item.body else ()
    of_writes = (403,) if item.method != "GET" else ()
    failures = sorted({*item.errors, *of_bodies, *of_writes, *ALWAYS})
    unchanged = {"304": {"description": "Not changed"}} if item.conditional else {}
    return {
        str(item.status): good,
        **unchanged,
        **{str(status): {"description": ERRORS[status], "content": _json(ErrorReply.__name__)} for status in failures},
    }


def _parameter(kind: str, name: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "integer", "minimum": 0} if kind == "int" else {"type": "string"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _header(name: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "description": description, "schema": {"type": "string"}}


def _json(model: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": REFERENCE.format(model=model)}}}
