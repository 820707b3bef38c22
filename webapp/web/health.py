"""Answers for programs that monitor the server."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webapp.web.assets import missing_files
from webapp.web.context import services

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Say whether reading, drawing and pages work, else 503 with the reasons. `writes` says whether saving works."""
    readiness = services().readiness
    checks = readiness.results()
    missing = missing_files()
    checks["pages"] = f"not built: {', '.join(missing)}" if missing else "ok"
    ready = all(result == "ok" for result in checks.values())
    # If the database cannot be read, it cannot be written either, and another check would only wait again.
    writes = checks["database"] == "ok" and readiness.writes()
    return {"status": "ok" if ready else "not ready", "writes": writes, "checks": checks}, 200 if ready else 503
