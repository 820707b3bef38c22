"""Security headers, and the check that a write does not come from a page of another website."""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from webapp.errors import NotAllowed
from webapp.web.hosts import is_own_origin

OWN_PAGES = "'self'"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def register(app: Flask) -> None:
    """Register the headers, the nonce and the origin check."""
    app.before_request(refuse_foreign_writes)
    app.after_request(add_headers)
    app.add_template_global(csp_nonce)


def csp_nonce() -> str:
    """Return the nonce of this answer; the browser accepts styles that have it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def add_headers(answer: Response) -> Response:
    """Add the security headers. Addresses contain keys, so no referrer is sent."""
    for name, value in security_headers().items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Cache-Control", "no-store" if answer.mimetype == "application/json" else "no-cache")
    return answer


def security_headers() -> dict[str, str]:
    """Return what guards a page, by the names of the headers."""
    return {
        "Content-Security-Policy": _policy(),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def refuse_foreign_writes() -> None:
    """Refuse a write that a page of another website sends through a visitor's browser.

    Raises:
        NotAllowed: the browser says that the request comes from elsewhere.
    """
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    foreign = site not in (None, "same-origin", "none") or (
        site is None and origin is not None and not is_own_origin(origin)
    )
    if foreign:
        raise NotAllowed("this request comes from another website: open Lanestep itself and try again")


def _policy() -> str:
    styles = f"'self' 'nonce-{g.csp_nonce}'" if "csp_nonce" in g else "'self'"
    return (
        f"default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self' data: blob:; connect-src 'self'; "
        "font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {g.get('frame_ancestors', OWN_PAGES)}"
    )
