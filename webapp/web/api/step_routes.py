"""The steps of live texts: reading those that a page missed, and storing those that it made."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.errors import InvalidRequest
from webapp.services.live_editing import Step, Stepped, step_json
from webapp.web.api.routing import Routes, read_body
from webapp.web.author import author
from webapp.web.context import services
from webapp.web.rate_limit import asking_client
from webapp.web.schemas import live_models

NUMBER = re.compile("[0-9]{1,9}")

routes = Routes("steps")


@routes.add(
    "GET",
    "/documents/<key>/steps",
    reply=live_models.StepsReply,
    errors=(400, 404, 410, 503),
    options={"since": "the number of steps that the client has"},
)
def read_steps(key: str) -> ResponseReturnValue:
    """Return the steps of the live text after a number of them."""
    since = request.args.get("since", "")
    if not NUMBER.fullmatch(since):
        raise InvalidRequest("say how many changes you have: ?since= and a whole number, 0 for none")
    found = services().live_editing.steps(key, int(since))
    return {**_stored_json(found), "steps": [step_json(step) for step in found.steps or ()]}


@routes.add(
    "POST",
    "/documents/<key>/steps",
    body=live_models.StepsRequest,
    reply=live_models.StepsStored,
    errors=(403, 404, 409, 410, 413, 422, 503),
    signed=True,
)
def add_steps(key: str) -> ResponseReturnValue:
    """Store steps of the live text; where others stored some in between, 409 with the missing ones."""
    body = read_body(live_models.StepsRequest)
    steps = [Step(step.client, step.changes, step.companion) for step in body.steps]
    return _stored_json(services().live_editing.add(key, body.version, steps, client=asking_client(), author=author()))


def _stored_json(found: Stepped) -> dict[str, Any]:
    current = found.current
    return {
        "version": found.version,
        "stored": current.number,
        "changed_at": current.changed_at.isoformat(),
    }
