"""The bell of a document: tells a page what happens to it while it is open, as server-sent events."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from webapp.web.context import services
from webapp.web.event_streams import EventStream

STREAM = "lanestep.stream"
"""Where the ASGI scope has the stream that goes on after the answer of a view."""
AGAIN_MILLISECONDS = 2000

bp = Blueprint("bell", __name__)


@bp.get("/live/<key>")
def listen(key: str) -> ResponseReturnValue:
    """Answer with the number of changes, and with every event from then on where the server can go on with it.

    Another server ends the answer, and browsers ask again after two seconds.
    """
    audience = services().audience
    stream = EventStream()
    follower = audience.follow(key, request.remote_addr or "", stream.deliver)
    stream.left = partial(audience.leave, follower)
    first = f"retry: {AGAIN_MILLISECONDS}\n\n"
    scope = None if request.method == "HEAD" else request.environ.get("asgi.scope")
    if scope is None:
        first += stream.take()[0]
        stream.close()
    else:
        scope[STREAM] = stream
    return Response(
        first, mimetype="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
