"""Answers for errors: JSON of one form under `/api/`, and a helpful page elsewhere."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from webapp.errors import (
    ChangeRefused,
    ChangesGone,
    ChangesMissing,
    DatabaseUnfit,
    EditRefused,
    ExportTooLarge,
    ExportUnavailable,
    ImportRefused,
    InvalidRequest,
    LanestepError,
    LinksFull,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    PictureTooLarge,
    RenderFailed,
    RunRefused,
    SimulationFailed,
    SomebodyPresents,
    StaleVersion,
    StorageFailed,
    TextTooLarge,
    TooManyStreams,
    UnknownHost,
    VersionMissing,
)

STATUS: dict[type[LanestepError], int] = {
    InvalidRequest: 400,
    UnknownHost: 400,
    NotAllowed: 403,
    NotFound: 404,
    StaleVersion: 409,
    LinksFull: 409,
    SomebodyPresents: 409,
    ChangesMissing: 409,
    ChangesGone: 410,
    TextTooLarge: 413,
    ChangeRefused: 422,
    EditRefused: 422,
    ExportTooLarge: 422,
    ImportRefused: 422,
    PictureTooLarge: 422,
    RunRefused: 422,
    VersionMissing: 428,
    TooManyStreams: 429,
    ExportUnavailable: 501,
    RenderFailed: 503,
    SimulationFailed: 503,
    StorageFailed: 503,
    DatabaseUnfit: 503,
    OutcomeUnknown: 503,
}
HTTP_CODES = {
    400: ("invalid-request", "the request is not valid"),
    404: ("not-found", "there is no page at this address"),
    405: ("method-not-allowed", "this address does not support this method"),
    408: ("request-timeout", "the request took too long to arrive: try again"),
    413: ("request-too-large", "the request is too large"),
    415: ("unsupported-media-type", "send JSON with the header Content-Type: application/json"),
    429: ("too-many-requests", "too many requests: wait a moment and try again"),
}
TITLES = {
    403: "Not allowed",
    404: "Nothing here",
    429: "Too many requests",
    501: "Not available here",
    503: "Temporarily unavailable",
}

log = logging.getLogger("lanestep")


def register(app: Flask) -> None:
    """Register the error handlers."""
    app.register_error_handler(LanestepError, answer_known)
    app.register_error_handler(HTTPException, answer_http)
    app.register_error_handler(Exception, answer_unknown)


def answer_known(error: LanestepError) -> ResponseReturnValue:
    """Answer an error whose message is for people."""
    return _answer(STATUS.get(type(error), 500), error.code, str(error), error.details, error.beside)


def answer_http(error: HTTPException) -> ResponseReturnValue:
    """Answer an error that Flask or Werkzeug raises."""
    status = error.code or 500
    if error.response is not None or 300 <= status < 400:
        return error
    code, message = HTTP_CODES.get(status, (f"http-{status}", (error.description or error.name).rstrip(".")))
    details = {"limit": current_app.config["MAX_CONTENT_LENGTH"]} if status == 413 else {}
    body, status, headers = _answer(status, code, message, details)
    kept = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    return body, status, {**headers, **kept}


def answer_unknown(error: Exception) -> ResponseReturnValue:
    """Answer an internal error: the details are in the log, and the answer only has a reference to them."""
    reference = secrets.token_hex(4)
    log.error("unexpected fault %s at %s %s", reference, request.method, request.url_rule, exc_info=error)
    message = f"an internal error occurred (reference {reference}). Your text is not lost: try again"
    return _answer(500, "internal-error", message, {"reference": reference})


def _answer(
    status: int, code: str, message: str, details: Any, beside: Mapping[str, Any] | None = None
) -> tuple[Any, int, dict[str, str]]:
    if request.path.startswith("/api/"):
        return {"error": {"code": code, "message": message, **details}, **(beside or {})}, status, {}
    title = TITLES.get(status, "Something went wrong")
    sentence = f"{message[:1].upper()}{message[1:].rstrip('.')}."
    # The browser of an owner offers to restore it; the page itself knows no key.
    framed = request.path.startswith("/embed/")
    more = {"page_data": {"kind": "deleted"}} if details.get("reason") == "deleted" and not framed else {}
    ended = details.get("reason") in ("revoked", "expired")
    page = render_template(
        "error.html", status=status, title=title, message=sentence, framed=framed, ended=ended, **more
    )
    return page, status, {"Content-Type": "text/html; charset=utf-8"}
