"""Sends exported files, with a name after the diagram, a content security policy and an ETag."""

from __future__ import annotations

from urllib.parse import quote

from flask import Request, Response

from webapp.domain.encodings import UTF_8, encoding_of
from webapp.services.export import Exported
from webapp.web.tags import known_tags

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
SHOWN = ("svg", "png", "pdf")


def known(tag: str, request: Request) -> Response | None:
    """Return a 304 answer if the browser has the file with this tag, else None; nothing is drawn."""
    sent = known_tags(request).get(tag)
    if sent is None or request.method != "GET":
        return None
    answer = Response(status=304)
    answer.set_etag(sent)
    return answer


def download(file: Exported, request: Request) -> Response:
    """Return an answer with a file, or a 304 answer if the browser has it already."""
    answer = Response(file.data, mimetype=file.mimetype)
    encoding = encoding_of(file.data)
    if file.form == "fz" and encoding != UTF_8:
        answer.mimetype_params["charset"] = encoding
    kind = "inline" if file.form in SHOWN and request.method == "GET" else "attachment"
    # Headers are Latin-1: `filename*` has the complete name, `filename` an ASCII one for old programs.
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    answer.headers.set("Content-Disposition", kind, **{"filename": plain, "filename*": f"UTF-8''{quote(file.name)}"})
    # A drawing that is opened alone is a document of its own; this policy prevents scripts and requests in it.
    answer.headers["Content-Security-Policy"] = ALONE
    answer.set_etag(file.tag)
    if request.method == "GET":
        answer.make_conditional(request)
    return answer
