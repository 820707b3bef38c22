"""Diagrams as files: always current, addressed by the view key or the sample's name."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

bp = Blueprint("files", __name__)


@bp.get("/d/<key>.<any(svg, png, pdf, fz):form>")
def document_file(key: str, form: str) -> ResponseReturnValue:
    return ""


@bp.get("/samples/<name>.<any(svg, png, pdf, fz):form>")
def sample_file(name: str, form: str) -> ResponseReturnValue:
    return ""
