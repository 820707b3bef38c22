"""Runs told beforehand: what can go wrong, and whether statements hold."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.services.analysing import analyse
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas.analyses import AnalyzeReply, analysis_json
from webapp.web.schemas.requests import AnalyzeRequest

routes = Routes("analyses")


@routes.add("POST", "/analyze", body=AnalyzeRequest, reply=AnalyzeReply, errors=(413, 422))
def analyze() -> ResponseReturnValue:
    """Say what can go wrong in the runs of a diagram, and whether the statements of its companion hold."""
    body = read_body(AnalyzeRequest)
    parsed = services().drawing.read(body.code, body.companion)
    return analysis_json(parsed, analyse(parsed, body.options))
