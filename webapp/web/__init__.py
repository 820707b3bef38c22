"""The web door: pages, files and the JSON API, all as thin as they can be."""

from __future__ import annotations

from flask import Flask

from webapp.config import Settings
from webapp.web import api, assets, errors, files, health, help, hosts, pages, security, traffic


def register(app: Flask, settings: Settings) -> None:
    """Put every blueprint, header and error answer on the application."""
    hosts.register(app, settings)
    traffic.register(app, settings, unlimited=(assets.bp, health.bp))
    security.register(app)
    errors.register(app)
    app.register_blueprint(assets.bp)
    app.register_blueprint(health.bp)
    app.register_blueprint(files.bp)
    app.register_blueprint(pages.bp)
    app.register_blueprint(help.bp)
    api.register(app)
