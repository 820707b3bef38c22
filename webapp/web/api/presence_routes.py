"""Who has a diagram open, and what a presenter lets others follow: told to all pages of the diagram, and not stored."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas import presence_models

HOW = {"secret", "turn", "number", "takes_over", "gone"}

routes = Routes("presence")


@routes.add("POST", "/documents/<key>/presence", body=presence_models.PresenceRequest, status=204, errors=(404, 503))
def tell_presence(key: str) -> ResponseReturnValue:
    """Tell all who have the diagram open where a person is; nothing of it is stored."""
    body = read_body(presence_models.PresenceRequest)
    services().audience.tell_presence(key, body.person, body.model_dump(exclude={"person"}))
    return "", 204


@routes.add(
    "POST",
    "/documents/<key>/presenter",
    body=presence_models.PresenterRequest,
    reply=presence_models.PresenterReply,
    errors=(403, 404, 409, 503),
)
def present(key: str) -> ResponseReturnValue:
    """Let all who have the diagram open follow a run and a place; nothing of it is stored."""
    body = read_body(presence_models.PresenterRequest)
    presenter, turn, followers = services().audience.present(
        key,
        body.secret,
        body.turn,
        body.number,
        body.model_dump(exclude=HOW),
        takes_over=body.takes_over,
        gone=body.gone,
    )
    return {"presenter": presenter, "turn": turn, "followers": followers}
