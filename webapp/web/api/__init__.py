"""The JSON API."""

from __future__ import annotations

from flask import Flask

from webapp.web.api import assist, documents, samples, texts
from webapp.web.api.openapi import Description


def register(app: Flask) -> None:
    """Put the API and its description on the application."""
    parts = (texts.routes, assist.routes, documents.routes, samples.routes)
    for part in parts:
        app.register_blueprint(part.bp)
    app.register_blueprint(Description([operation for part in parts for operation in part.operations]).bp)
