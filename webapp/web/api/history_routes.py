"""The history of a stored diagram: its versions, what changed in them, their names, and going back to one."""

from __future__ import annotations

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from webapp.errors import InvalidRequest
from webapp.services.documents import VersionInfo
from webapp.services.looking_back import NEWEST, HistoryLine, browsers_of
from webapp.web.api.document_routes import CLOSED, document_json
from webapp.web.api.routing import VERSION, Routes, read_body
from webapp.web.author import author
from webapp.web.context import services
from webapp.web.rate_limit import asking_client
from webapp.web.schemas import document_models, requests

routes = Routes("history")
NUMBERED = "/documents/<key>/versions/<int(max=2147483647):number>"


@routes.add("GET", "/documents/<key>/versions", reply=document_models.VersionsReply, errors=CLOSED)
def versions(key: str) -> ResponseReturnValue:
    """Return the versions, newest first."""
    lines = services().documents.versions(key)
    browsers = browsers_of(lines)
    return {"versions": [_version_json(line, browsers.get(line.client, 0)) for line in lines]}


@routes.add(
    "GET",
    "/documents/<key>/history",
    reply=document_models.HistoryReply,
    errors=(400, *CLOSED),
    options={"below": "the number of a version: only earlier ones are returned"},
)
def history(key: str) -> ResponseReturnValue:
    """Return up to 20 versions, newest first, each with what changed in it."""
    below = request.args.get("below", str(NEWEST))
    if not VERSION.fullmatch(below) and below != str(NEWEST):
        raise InvalidRequest("the parameter below must be the number of a version, such as 12")
    page = services().history.page(key, int(below))
    return {
        "versions": [_line_json(line) for line in page.lines],
        "current": page.current,
        "has_earlier": page.has_earlier,
    }


@routes.add("GET", NUMBERED, reply=document_models.DocumentReply, errors=CLOSED)
def version(key: str, number: int) -> ResponseReturnValue:
    """Return one version; a key to view shows the current one and those that are pinned."""
    return document_json(services().documents.version(key, number))


@routes.add(
    "PUT", f"{NUMBERED}/name", body=requests.VersionNameRequest, reply=document_models.NamedReply, errors=CLOSED
)
def name_version(key: str, number: int) -> ResponseReturnValue:
    """Give a version a name, or take it away with an empty one; a version that had one is never thinned."""
    named = services().history.rename(key, number, read_body(requests.VersionNameRequest).name)
    return {"version": named.number, "name": named.name}


@routes.add(
    "POST",
    "/documents/<key>/restore",
    body=requests.RestoreRequest,
    reply=document_models.DocumentReply,
    errors=(403, 404, 409, 503),
    signed=True,
)
def restore(key: str) -> ResponseReturnValue:
    """Restore an old version as a new version."""
    body = read_body(requests.RestoreRequest)
    return document_json(services().documents.restore(key, body.version, body.client, author()))


def _line_json(line: HistoryLine) -> dict[str, Any]:
    changes = None if line.changes is None else [*line.changes]
    return {**_version_json(line.version, line.browser), "changes": changes, "is_first": line.is_first}


def _version_json(version: VersionInfo, browser: int) -> dict[str, Any]:
    return {
        "version": version.number,
        "created": version.created.isoformat(),
        "changed_at": version.changed_at.isoformat(),
        "name": version.name,
        "autosave": version.is_autosave,
        "size": version.size,
        "kind": version.kind,
        "author": version.author,
        "browser": browser,
        "own": bool(version.client) and version.client == asking_client(),
        "pinned": version.pinned,
    }
