"""Serves the front-end bundle under `/static/`; addresses contain a content hash, so that browsers cache for a year."""

from __future__ import annotations

import hashlib
import json
import mimetypes
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory, url_for

from webapp.config import shipped_folder

FETCHED_BY_SCRIPTS = ("editing.css", "history.css", "analysis.css", "many-runs.css", "people.css")
"""Styles that scripts fetch: pages tell them the hashes, see `fetched_styles`."""
BUNDLE = (
    *("boot.js", "home.js", "document.js", "embed.js", "shared.js", "help.js", "history.js"),
    *("app.css", "pages.css", *FETCHED_BY_SCRIPTS),
)
WORKER = "service-worker.js"
FOR_OTHER_PAGES = {"embed.js", "shared.js", "help.js", "history.js"}
YEAR = 365 * 24 * 3600
# The build names the files that others import by their content.
NAMED_BY_CONTENT = re.compile(r"-[A-Z0-9]{8}\.js$")

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


@bp.app_template_global("fetched_styles")
def fetched_styles() -> str:
    """Return `name?v=hash` for each style that scripts fetch, separated by spaces."""
    return " ".join(asset(name).rpartition("/")[2] for name in FETCHED_BY_SCRIPTS)


def worker_script() -> str | None:
    """Return the text of the service worker, None where the bundle is not built."""
    path = bundle_folder() / WORKER
    return path.read_text(encoding="utf-8") if path.is_file() and not missing_files() else None


def offline_files() -> list[str]:
    """Return the addresses of all files that the editor and the home page may ask for."""
    listed = json.loads((bundle_folder() / "manifest.json").read_text(encoding="utf-8"))
    parts = [name for name in listed if NAMED_BY_CONTENT.search(name)]
    entries = [asset(name) for name in BUNDLE if name not in FOR_OTHER_PAGES]
    return [*entries, *(url_for("assets.static", name=name) for name in parts)]


@bp.app_template_global("bundle_missing")
def bundle_missing() -> bool:
    """Return whether a page must say that the bundle is not built."""
    return bool(missing_files())


@bp.get("/static/<path:name>")
def static(name: str) -> Response:
    """Serve one file of the bundle."""
    packed = _packed(name)
    answer = send_from_directory(
        bundle_folder(), packed or name, mimetype=mimetypes.guess_type(name)[0], conditional=True, max_age=0
    )
    if packed:
        answer.headers["Content-Encoding"] = "br"
    if "v" in request.args or NAMED_BY_CONTENT.search(name):
        answer.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return answer


def _packed(name: str) -> str | None:
    """Return the name of the file that the build compressed, if the browser takes it and it is not older."""
    path, packed = bundle_folder() / name, bundle_folder() / f"{name}.br"
    fits = "/" not in name and request.accept_encodings["br"] > 0 and packed.is_file() and path.is_file()
    return packed.name if fits and packed.stat().st_mtime_ns >= path.stat().st_mtime_ns else None


@lru_cache(maxsize=256)
def _fingerprint(path: Path, modified: int, size: int) -> str:
    # Time and size are only part of the cache key, so that a rebuilt file gets a new hash without a restart.
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
