"""After a write, old versions are removed where it is time for that."""

from __future__ import annotations

from flask import Flask, Response, request

from webapp.web.context import services

STORED = "/api/documents"


def register(app: Flask) -> None:
    """Let the housekeeping follow the writes of stored diagrams."""

    @app.after_request
    def clear(response: Response) -> Response:
        if request.method not in ("GET", "HEAD") and request.path.startswith(STORED) and response.status_code < 300:
            services().housekeeping.after_write()
        return response
