"""The JSON API."""

from __future__ import annotations

from flask import Flask

from webapp.web.api import (
    analysis_routes,
    assist_routes,
    companion_routes,
    convert_routes,
    document_routes,
    history_routes,
    link_routes,
    presence_routes,
    sample_routes,
    scenario_routes,
    simulation_routes,
    step_routes,
    text_routes,
)
from webapp.web.api.openapi import Description

PARTS = (
    text_routes.routes,
    analysis_routes.routes,
    simulation_routes.routes,
    companion_routes.routes,
    convert_routes.routes,
    scenario_routes.routes,
    assist_routes.routes,
    document_routes.routes,
    history_routes.routes,
    link_routes.routes,
    step_routes.routes,
    presence_routes.routes,
    sample_routes.routes,
)


def register(app: Flask) -> None:
    """Register the API and its description."""
    for part in PARTS:
        app.register_blueprint(part.bp)
    app.register_blueprint(description().bp)


def description() -> Description:
    """Return the description of all routes."""
    return Description([operation for part in PARTS for operation in part.operations])
