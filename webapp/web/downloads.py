"""Sends exported files, with a name after the diagram, a content security policy and an ETag."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from flask import Request, Response

from webapp.domain.encodings import UTF_8, encoding_of
from webapp.services.export import Exported
from webapp.web.tags import known_tags

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
SHOWN = ("svg", "png", "pdf")
UNUSED_NAMED = 5
"""Choices that the header names; more would make it too long for some proxies (sentences)."""
READABLE = " \"'=,.:?!()"
"""What the header has as it is; everything else is percent-encoded, the semicolon between two sentences too."""


def known(tag: str, request: Request) -> Response | None:
    """Return a 304 answer if the browser has the file with this tag, else None; nothing is drawn."""
    sent = known_tags(request).get(tag)
    if sent is None or request.method != "GET":
        return None
    answer = Response(status=304)
    answer.set_etag(sent)
    return answer


def download(file: Exported, request: Request, unused: Sequence[str] = ()) -> Response:
    """Return an answer with a file, or a 304 answer if the browser has it already.

    Of a picture of a run, the header `Lanestep-Unused-Choices` has `unused`, percent-encoded, a semicolon between two.
    """
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
    if unused:
        more = [f"and {len(unused) - UNUSED_NAMED} more"] if len(unused) > UNUSED_NAMED else []
        told = [quote(sentence, safe=READABLE) for sentence in (*unused[:UNUSED_NAMED], *more)]
        answer.headers["Lanestep-Unused-Choices"] = "; ".join(told)
    answer.set_etag(file.tag)
    if request.method == "GET":
        answer.make_conditional(request)
    return answer
