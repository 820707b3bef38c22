"""Sending a made file: named after the diagram, closed in by a policy of its own, asked for again by its content."""

from __future__ import annotations

from urllib.parse import quote

from flask import Request, Response

from webapp.domain.encodings import UTF_8, encoding_of
from webapp.services.export import Exported
from webapp.web.tags import known_tags

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
SHOWN = ("svg", "png", "pdf")


def known(tag: str, request: Request) -> Response | None:
    """Answer 304 before anything is drawn, when the browser has the file of this tag; else None."""
    sent = known_tags(request).get(tag)
    if sent is None or request.method != "GET":
        return None
    answer = Response(status=304)
    answer.set_etag(sent)
    return answer


def download(file: Exported, request: Request) -> Response:
    """Answer with a file; 304 when the browser has it already."""
    answer = Response(file.data, mimetype=file.mimetype)
    encoding = encoding_of(file.data)
    if file.form == "fz" and encoding != UTF_8:
        answer.mimetype_params["charset"] = encoding
    kind = "inline" if file.form in SHOWN and request.method == "GET" else "attachment"
    # Headers are Latin-1: the whole name goes in the form for all letters, a plain one for old programs.
    plain = file.name.encode("ascii", "replace").decode().replace("?", "_")
    answer.headers.set("Content-Disposition", kind, **{"filename": plain, "filename*": f"UTF-8''{quote(file.name)}"})
    # A drawing opened by itself is a document of its own: no script or address in it could do anything.
    answer.headers["Content-Security-Policy"] = ALONE
    answer.set_etag(file.tag)
    if request.method == "GET":
        answer.make_conditional(request)
    return answer
