"""Companions: their JSON Schema, and what is wrong in one."""

from __future__ import annotations

from functools import cache

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.services.companion_checks import companion_problems
from webapp.services.companion_models import companion_schema
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas.replies import CompanionReply, CompanionSchemaReply
from webapp.web.schemas.requests import CompanionRequest

MOST_PROBLEMS = 20

routes = Routes("companions")


@routes.add("GET", "/schema/companion.json", reply=CompanionSchemaReply)
def companion_json_schema() -> ResponseReturnValue:
    """Return the JSON Schema of the file of a companion."""
    return Response(_schema(), mimetype="application/json")


@cache
def _schema() -> str:
    import json

    return json.dumps(companion_schema(), indent=1)


@routes.add("POST", "/companion", body=CompanionRequest, reply=CompanionReply, errors=(413,))
def check_companion() -> ResponseReturnValue:
    """Check a companion against its text: the problems, each with its path in the JSON, at most 20.

    Saving and drawing take a companion with such problems, so that no text is lost; running it and opening its file do
    not.
    """
    body = read_body(CompanionRequest)
    document = services().drawing.read(body.code).document
    problems = companion_problems(body.companion, document.diagram)[:MOST_PROBLEMS]
    return {"problems": [{"path": path, "message": message} for path, message in problems]}
