"""The web door: pages, files and the JSON API. It contains no logic of its own."""

from __future__ import annotations

from flask import Flask

from webapp.config import Settings
from webapp.web import (
    api,
    assets,
    bell,
    clearing_up,
    compression,
    embedding,
    error_answers,
    files,
    health,
    help_pages,
    hosts,
    offline,
    pages,
    rate_limit,
    security,
)


def register(app: Flask, settings: Settings) -> None:
    """Register all blueprints, headers and error answers."""
    hosts.register(app, settings)
    compression.register(app)
    rate_limit.register(app, settings, unlimited=(assets.bp, health.bp))
    security.register(app)
    error_answers.register(app)
    clearing_up.register(app)
    app.register_blueprint(assets.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(files.bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(offline.bp)
    app.register_blueprint(embedding.bp)
    app.register_blueprint(bell.bp)
    app.register_blueprint(help_pages.bp)
    api.register(app)
