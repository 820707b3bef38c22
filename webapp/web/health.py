"""Answers for those who watch the server."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.web.assets import missing_files
from webapp.web.context import services

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Tell that the process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Tell whether reading, drawing and pages work; 503 and the reasons if not. `writes` tells whether saving does."""
    readiness = services().readiness
    checks = readiness.words()
    missing = missing_files()
    checks["pages"] = f"not built: {', '.join(missing)}" if missing else "ok"
    ready = all(word == "ok" for word in checks.values())
    # Where the database cannot be read, nobody need wait a second time to hear that it cannot be written.
    writes = checks["database"] == "ok" and readiness.writes()
    return {"status": "ok" if ready else "not ready", "writes": writes, "checks": checks}, 200 if ready else 503
