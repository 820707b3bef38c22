"""The web door: pages, files and the JSON API, all as thin as they can be."""

from __future__ import annotations

from flask import Flask

from webapp.web import api, assets, errors, files, health, pages, security


def register(app: Flask) -> None:
    """Put every blueprint, header and error answer on the application."""
    security.register(app)
    errors.register(app)
    app.register_blueprint(assets.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(files.bp)
    app.register_blueprint(pages.bp)
    api.register(app)
