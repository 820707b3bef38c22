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
    """Tell whether database, drawing and pages work; 503 and the reasons if not."""
    checks = services().readiness.words()
    missing = missing_files()
    checks["pages"] = f"not built: {', '.join(missing)}" if missing else "ok"
    ready = all(word == "ok" for word in checks.values())
    return {"status": "ok" if ready else "not ready", "checks": checks}, 200 if ready else 503
