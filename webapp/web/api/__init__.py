"""The JSON API."""

from __future__ import annotations

from flask import Flask

from webapp.web.api import assist, documents, samples, texts
from webapp.web.api.openapi import Description

PARTS = (texts.routes, assist.routes, documents.routes, samples.routes)


def register(app: Flask) -> None:
    """Put the API and its description on the application."""
    for part in PARTS:
        app.register_blueprint(part.bp)
    app.register_blueprint(description().bp)


def description() -> Description:
    """Return the description of all routes."""
    return Description([operation for part in PARTS for operation in part.operations])
