"""Stored documents. The key in the address decides what is allowed; no answer contains a key with more rights."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.dsl.writing.text_changes import text_changes
from webapp.services.documents import OpenDocument
from webapp.services.kept_runs import choices_of
from webapp.services.merged_works import Work
from webapp.web.api.routing import Routes, based_on, read_body
from webapp.web.author import author
from webapp.web.context import services
from webapp.web.schemas import document_models, edits_json, requests
from webapp.web.tags import known_tags

routes = Routes("documents")
CLOSED = (403, 404, 503)


@routes.add(
    "POST",
    "/documents",
    body=requests.CreateRequest,
    reply=document_models.CreatedReply,
    status=201,
    errors=(404, 413, 503),
    signed=True,
)
def create() -> ResponseReturnValue:
    """Store a new diagram; with the creation key of an earlier request, answer the diagram that this one made."""
    body = read_body(requests.CreateRequest)
    made = services().documents.create(body.code, body.companion, body.client, body.creation_key, author=author())
    return {
        **{f"{right}_key": key for right, key in made.keys.items()},
        "version": made.opened.version,
        "changed_at": made.opened.changed_at.isoformat(),
        "known": made.known,
    }, 201


@routes.add("GET", "/documents/<key>", reply=document_models.DocumentReply, errors=(404, 503), conditional=True)
def read(key: str) -> ResponseReturnValue:
    """Return the current version; with If-None-Match, 304 if it has not changed."""
    known = known_tags(request)
    # Who asks whether something is new has opened the link already.
    opened = services().documents.open(key, counts=not known)
    if str(opened.version) in known:
        return "", 304, _version_tag(opened)
    return document_json(opened), 200, _version_tag(opened)


@routes.add(
    "PUT",
    "/documents/<key>",
    body=requests.SaveRequest,
    reply=document_models.SavedReply,
    errors=(403, 404, 409, 413, 428, 503),
    options={"merge": "1: what others saved since the version in If-Match is merged in, unless something clashes"},
    signed=True,
)
def save(key: str) -> ResponseReturnValue:
    """Store a new version, based on the version in the header If-Match; texts with errors are stored too."""
    version = based_on()
    body = read_body(requests.SaveRequest)
    if request.args.get("merge") == "1":
        return _merge(key, version, body)
    saved = services().documents.save(
        key,
        version,
        body.code,
        body.companion,
        client=body.client,
        author=author(),
        autosave=body.autosave,
        name=body.name,
    )
    return _saved_json(saved), 200, _version_tag(saved)


def _merge(key: str, version: int | None, body: requests.SaveRequest) -> ResponseReturnValue:
    saved = services().documents.merge(
        key,
        version,
        body.code,
        body.companion,
        decided={(it.kind, it.id, it.field): it.as_choice for it in body.decided},
        whole=None if body.whole is None else body.whole.as_whole,
        base=None if body.base is None else Work(body.base.code, body.base.companion),
        client=body.client,
        author=author(),
        autosave=body.autosave,
        name=body.name,
    )
    answer = _saved_json(saved.opened)
    if saved.came_in is not None:
        companion = saved.opened.companion.to_json()
        answer["merged"] = {
            "code": saved.opened.code,
            "companion": companion,
            "edits": edits_json(body.code, text_changes(body.code, saved.opened.code)),
            "came_in": [*saved.came_in],
            "kept": dict(saved.kept),
        }
    return answer, 200, _version_tag(saved.opened)


@routes.add("DELETE", "/documents/<key>", status=204, errors=CLOSED)
def delete(key: str) -> ResponseReturnValue:
    """Delete a diagram; it can be restored."""
    services().documents.delete(key)
    return "", 204


@routes.add(
    "POST", "/documents/<key>/undelete", body=requests.EmptyRequest, reply=document_models.SavedReply, errors=CLOSED
)
def undelete(key: str) -> ResponseReturnValue:
    """Restore a deleted diagram."""
    read_body(requests.EmptyRequest)
    return _saved_json(services().documents.undelete(key))


@routes.add(
    "POST",
    "/documents/<key>/pins",
    body=requests.PinRequest,
    reply=document_models.PinReply,
    status=201,
    errors=(403, 404, 409, 503),
)
def pin(key: str) -> ResponseReturnValue:
    """Keep a version for links to a run, so that a key to view shows it later; pinning it again changes nothing."""
    opened = services().pins.pin(key, read_body(requests.PinRequest).version)
    path = url_for("pages.document", key=opened.view_key, version=opened.version)
    return {"version": opened.version, "path": path}, 201


@routes.add("DELETE", "/documents/<key>/pins/<int(max=2147483647):number>", status=204, errors=CLOSED)
def unpin(key: str, number: int) -> ResponseReturnValue:
    """Keep a version for links to a run no longer; it stays in the history. It needs the right to edit."""
    services().pins.unpin(key, number)
    return "", 204


@routes.add(
    "POST",
    "/documents/<key>/runs",
    body=requests.KeptRunRequest,
    reply=document_models.KeptRunReply,
    status=201,
    errors=(403, 404, 409, 503),
)
def keep_run(key: str) -> ResponseReturnValue:
    """Keep a run that is too long for a link."""
    return {"id": services().kept_runs.keep(key, read_body(requests.KeptRunRequest).run)}, 201


@routes.add("GET", "/documents/<key>/runs", reply=document_models.KeptRunsReply, errors=CLOSED)
def kept_runs(key: str) -> ResponseReturnValue:
    """Return the runs that are kept. It needs the right to edit."""
    runs = services().kept_runs.runs(key)
    address = url_for("pages.document", key=services().documents.open(key, counts=False).view_key)
    return {
        "runs": [
            {
                "id": run.name,
                "created": run.created.isoformat(),
                "choices": choices_of(run),
                "path": f"{address}#run?id={run.name}",
            }
            for run in runs
        ]
    }


@routes.add("DELETE", "/documents/<key>/runs/<run>", status=204, errors=CLOSED)
def end_run(key: str, run: str) -> ResponseReturnValue:
    """Keep a run no longer. It needs the right to edit."""
    services().kept_runs.end(key, run)
    return "", 204


@routes.add("GET", "/documents/<key>/runs/<run>", reply=document_models.RunTextReply, errors=CLOSED)
def kept_run(key: str, run: str) -> ResponseReturnValue:
    """Return a run that is kept."""
    return {"run": services().kept_runs.find(key, run)}


def document_json(opened: OpenDocument) -> dict[str, Any]:
    """Return a document as the holder of its key sees it."""
    return {
        "right": opened.right,
        "view_key": opened.view_key,
        "title": opened.title,
        "code": opened.code,
        "companion": opened.companion.to_json(),
        "version": opened.version,
        "created": opened.created.isoformat(),
        "changed_at": opened.changed_at.isoformat(),
        "name": opened.name,
        **({} if opened.live is None else {"live": opened.live}),
    }


def _saved_json(opened: OpenDocument) -> dict[str, Any]:
    full = document_json(opened)
    return {name: full[name] for name in ("right", "view_key", "version", "changed_at")}


def _version_tag(opened: OpenDocument) -> dict[str, str]:
    return {"ETag": f'"{opened.version}"'}
