"""Serves the front-end bundle under `/static/`; addresses contain a content hash, so that browsers cache for a year."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory, url_for

from webapp.config import shipped_folder

BUNDLE = ("boot.js", "home.js", "document.js", "help.js", "app.css")
YEAR = 365 * 24 * 3600

bp = Blueprint("assets", __name__)


def bundle_folder() -> Path:
    """Return the folder of the built bundle."""
    return shipped_folder("static") / "dist"


def missing_files() -> list[str]:
    """Return the files of the bundle that are not built."""
    return [name for name in BUNDLE if not (bundle_folder() / name).is_file()]


@bp.app_template_global("asset")
def asset(name: str) -> str:
    """Return the address of a file of the bundle, with a hash of its content."""
    path = bundle_folder() / name
    if not path.is_file():
        return url_for("assets.static", name=name)
    stat = path.stat()
    return url_for("assets.static", name=name, v=_fingerprint(path, stat.st_mtime_ns, stat.st_size))


@bp.app_template_global("bundle_missing")
def bundle_missing() -> bool:
    """Return whether a page must say that the bundle is not built."""
    return bool(missing_files())


@bp.get("/static/<path:name>")
def static(name: str) -> Response:
    """Serve one file of the bundle."""
    answer = send_from_directory(bundle_folder(), name, conditional=True, max_age=0)
    if "v" in request.args:
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


@lru_cache(maxsize=256)
def _fingerprint(path: Path, modified: int, size: int) -> str:
    # Time and size are only part of the cache key, so that a rebuilt file gets a new hash without a restart.
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
