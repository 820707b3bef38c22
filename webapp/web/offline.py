"""The service worker, by which editor and home page open without the server."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Blueprint, Response, g, render_template, request
from flask.typing import ResponseReturnValue

from webapp.web.assets import offline_files, worker_script
from webapp.web.context import settings
from webapp.web.page_data import new_page
from webapp.web.security import security_headers

NONCE = "OFFLINE-NONCE"
"""What the worker replaces, as the names in the template: in each answer, by another nonce."""

STOP = """self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('lanestep.')) await caches.delete(name);
  await self.registration.unregister();
})()));
"""
"""Browsers ask for the worker again by themselves: where it is turned off, one that removes itself takes its place."""

bp = Blueprint("offline", __name__)


@bp.app_template_global("works_offline")
def works_offline() -> bool:
    """Return whether pages start the worker."""
    return settings().offline and worker_script() is not None


@bp.get("/service-worker.js")
def service_worker() -> ResponseReturnValue:
    """Return the worker together with all that it keeps: the addresses of the files, and the pages without content.

    It is another text with every other version of any of it, and the same text otherwise: so browsers know that there
    is a new one.
    """
    script = worker_script()
    text = STOP if script is None or not settings().offline else f"self.build = {_build(script)};\n{script}"
    headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": f"{request.script_root}/"}
    return Response(text, mimetype="text/javascript", headers=headers)


def _build(script: str) -> str:
    # The pages are written now and shown later, each time with a nonce of its own.
    g.csp_nonce = NONCE
    pages = {kind: render_template("offline.html", kind=kind, page_data=_data(kind)) for kind in ("document", "home")}
    parts: dict[str, Any] = {
        "prefix": request.script_root,
        "files": offline_files(),
        "fresh": new_page().data,
        "headers": {**security_headers(), "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"},
        "pages": {**pages, "words": render_template("offline.html", kind="words")},
    }
    version = hashlib.sha256(f"{script}{json.dumps(parts)}".encode()).hexdigest()[:12]
    return json.dumps({"version": version, **parts})


def _data(kind: str) -> Any:
    return "OFFLINE-DATA" if kind == "document" else {"kind": "home", "offline": True}
