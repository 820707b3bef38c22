"""Diagrams as files: always current, addressed by the view key or the sample's name."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webapp.errors import InvalidRequest
from webapp.services.drawing import THEMES
from webapp.web.context import services
from webapp.web.downloads import download

bp = Blueprint("files", __name__)

FORM = "<any('svg', 'png', 'pdf', 'fz', 'lanestep.json'):form>"


@bp.get(f"/d/<key>.{FORM}")
def document_file(key: str, form: str) -> ResponseReturnValue:
    """Send the current version of a document as a file."""
    opened = services().documents.open(key)
    return _file(opened.code, opened.companion.to_json(), form)


@bp.get(f"/samples/<name>.{FORM}")
def sample_file(name: str, form: str) -> ResponseReturnValue:
    """Send a sample as a file."""
    sample = services().samples.get(name)
    return _file(sample.code, sample.companion.to_json(), form)


def _file(code: str, companion: dict[str, object], form: str) -> ResponseReturnValue:
    theme = request.args.get("theme", THEMES[0])
    if theme not in THEMES:
        raise InvalidRequest(f"there is no theme {theme}; there are {', '.join(THEMES)}")
    reading = services().drawing.read(code, companion)
    return download(services().export.make(reading, form, theme=theme), request)
