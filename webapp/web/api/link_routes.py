"""Links to stored documents, and where a document may be shown. All of it is the owner's."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from webapp.services.documents import Right
from webapp.services.sharing import Link, Sharing
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas import link_models, requests

routes = Routes("links")
CLOSED = (403, 404, 503)
ONE_LINK = "/documents/<key>/links/<int(max=2147483647):link>"


@routes.add("GET", "/documents/<key>/links", reply=link_models.LinksReply, errors=CLOSED)
def links(key: str) -> ResponseReturnValue:
    """Return all links to a diagram."""
    return {"links": [_link_json(link) for link in services().links.links(key)]}


@routes.add(
    "POST",
    "/documents/<key>/links",
    body=requests.LinkRequest,
    reply=link_models.LinkReply,
    status=201,
    errors=(403, 404, 409, 503),
)
def add_link(key: str) -> ResponseReturnValue:
    """Create another link."""
    body = read_body(requests.LinkRequest)
    return _link_json(services().links.add(key, Right(body.right), body.label, body.expires_at)), 201


@routes.add("PUT", ONE_LINK, body=requests.LinkChange, reply=link_models.LinkReply, errors=CLOSED)
def change_link(key: str, link: int) -> ResponseReturnValue:
    """Rename a link, and set when it expires; without `expires_at`, it never does."""
    body = read_body(requests.LinkChange)
    return _link_json(services().links.change(key, link, body.label, body.expires_at))


@routes.add("DELETE", ONE_LINK, status=204, errors=(400, 403, 404, 503))
def revoke_link(key: str, link: int) -> ResponseReturnValue:
    """End a link permanently."""
    services().links.end(key, link)
    return "", 204


@routes.add(
    "POST",
    f"{ONE_LINK}/replace",
    body=requests.EmptyRequest,
    reply=link_models.LinkReply,
    status=201,
    errors=CLOSED,
)
def replace_link(key: str, link: int) -> ResponseReturnValue:
    """End a link and create one with the same right, name and end in its place."""
    read_body(requests.EmptyRequest)
    return _link_json(services().links.replace(key, link)), 201


@routes.add("GET", "/documents/<key>/sharing", reply=link_models.SharingReply, errors=CLOSED)
def sharing(key: str) -> ResponseReturnValue:
    """Return where a diagram may be shown."""
    return _sharing_json(services().links.sharing(key))


@routes.add(
    "PUT", "/documents/<key>/sharing", body=requests.SharingRequest, reply=link_models.SharingReply, errors=CLOSED
)
def set_sharing(key: str) -> ResponseReturnValue:
    """Set which websites may embed a diagram, and whether previews of its links show its picture."""
    return _sharing_json(services().links.set_sharing(key, read_body(requests.SharingRequest).as_sharing))


def _link_json(link: Link) -> dict[str, Any]:
    view = "pages.document" if link.right is Right.VIEW else "pages.edit_link"
    return {
        "id": link.id,
        "right": link.right,
        "key": link.key,
        "path": url_for(view, key=link.key),
        "label": link.label,
        "created": link.created.isoformat(),
        "expires_at": link.expires_at and link.expires_at.isoformat(),
        "last_opened": link.last_opened and link.last_opened.isoformat(),
        "uses": link.uses,
        "revoked_at": link.revoked_at and link.revoked_at.isoformat(),
    }


def _sharing_json(sharing: Sharing) -> dict[str, Any]:
    return {"frames": sharing.frames, "origins": [*sharing.origins], "preview": sharing.preview}
