"""Diagrams in other formats: conversion, and the JSON Schema of JSON graphs."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from webapp.services.converting import convert as converted
from webapp.services.converting import graph_schema
from webapp.services.export import file_name
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas.convert_models import ConvertReply, ConvertRequest, GraphSchemaReply

routes = Routes("formats")


@routes.add("POST", "/convert", body=ConvertRequest, reply=ConvertReply, errors=(413, 422, 503))
def convert() -> ResponseReturnValue:
    """Convert a diagram to another format, and list what was left out and lost.

    Without `from`, the content of the text decides which format it is read as; `name` is the name of its file, if it
    has one. `text` in the answer is the whole file.
    """
    body = read_body(ConvertRequest)
    made = converted(
        services().drawing,
        body.text,
        body.to,
        services().settings.text_limit,
        body.source or "",
        body.name,
        body.companion,
    )
    return {
        "from": made.source,
        "to": made.target,
        "text": made.as_text,
        "companion": made.parsed.companion.to_json(),
        "file_name": f"{file_name(made.parsed.companion.title)}{made.ending}",
        "mimetype": made.mimetype,
        "left_out": [item._asdict() for item in made.left_out],
        "lost": [item._asdict() for item in made.lost],
    }


@routes.add("GET", "/schema", reply=GraphSchemaReply)
def graph_json_schema() -> ResponseReturnValue:
    """Return the JSON Schema of a diagram as a JSON graph."""
    return Response(graph_schema(), mimetype="application/json")
