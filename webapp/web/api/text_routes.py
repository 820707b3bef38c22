"""Texts that need not be stored: check, draw, edit, run, export."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.dsl import is_valid
from webapp.dsl.reading.positions import LineIndex
from webapp.errors import InvalidRequest, RenderFailed
from webapp.services.assisting import rename_in
from webapp.services.documents import Right
from webapp.services.drawing import Earlier, Picture, layout_options
from webapp.services.editing import Edited
from webapp.services.export import ExportOptions
from webapp.services.naming import title_after_lanes
from webapp.services.parsed_text import ParsedText
from webapp.services.rewriting import fix_in, fix_one_in, format_in
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.downloads import download
from webapp.web.hosts import own_address
from webapp.web.schemas import diagram_json, edits_json, findings_json, replies, requests, strict_findings_json
from webapp.web.schemas.assist_models import RenameRequest
from webapp.web.schemas.changed_models import RenderAnswer
from webapp.web.schemas.differences import DiffReply
from webapp.web.schemas.picture_changes import picture_changes
from webapp.web.schemas.runs import ReachReply, RunReply

routes = Routes("texts")


@routes.add("POST", "/validate", body=requests.ValidateRequest, reply=replies.ValidateReply, errors=(413,))
def validate() -> ResponseReturnValue:
    """Check a text in strict mode, as other tools for this language do."""
    body = read_body(requests.ValidateRequest)
    document = services().drawing.read(body.code).document
    diagram = document.diagram
    return {
        "valid": is_valid(document, strict=True),
        **strict_findings_json(document),
        "stats": {"lanes": len(diagram.lanes), "nodes": len(diagram.nodes), "edges": len(diagram.edges)},
    }


@routes.add(
    "POST", "/playground/create", body=requests.PlaygroundRequest, reply=replies.PlaygroundReply, errors=(413, 503)
)
def create_playground() -> ResponseReturnValue:
    """Store a diagram and return the address at which anyone who has it can view it."""
    body = read_body(requests.PlaygroundRequest)
    title = title_after_lanes(services().drawing.read(body.code).document.diagram)
    made = services().documents.create(body.code, {"title": title})
    return {"url": own_address() + url_for("pages.document", key=made.keys[Right.VIEW])}


@routes.add("POST", "/render", body=requests.RenderRequest, reply=RenderAnswer, errors=(413, 422, 503))
def render() -> ResponseReturnValue:
    """Draw a diagram; if the text has errors, everything that can be read is drawn.

    The companion in the answer contains what keeps the picture near the one with the `plan` of the request. Where the
    request names the picture that the browser has (`known`), the answer has only what differs from it.
    """
    body = read_body(requests.RenderRequest)
    parsed = services().editing.typed(services().drawing.read(body.code, body.companion), body.plan)
    options = layout_options(body.direction, body.fold, body.width, refine=body.refine)
    known = services().drawing.earlier(body.known, body.theme) if body.known else None
    picture = services().drawing.picture(parsed, body.theme, options, body.plan)
    drawn = {**_drawn(picture), **_understood(parsed), "companion": parsed.companion.to_json()}
    return _with_changes_only(drawn, known) if known else drawn


def _with_changes_only(drawn: dict[str, Any], known: Earlier) -> dict[str, Any]:
    before = {"svg": known.svg, "geometry": known.geometry.to_json(), "diagram": diagram_json(known.shown)}
    changes = picture_changes(before, drawn)
    if changes is None:
        return drawn
    return {**{name: value for name, value in drawn.items() if name not in before}, "changes": changes}


@routes.add("POST", "/edit", body=requests.EditRequest, reply=replies.EditReply, errors=(413, 422))
def edit() -> ResponseReturnValue:
    """Apply operations to a text; return the smallest text edits that lead to the result."""
    body = read_body(requests.EditRequest)
    return _edited(body, services().editing.edit(body.code, body.companion, body.operations))


@routes.add("POST", "/rename", body=RenameRequest, reply=replies.EditReply, errors=(413, 422))
def rename() -> ResponseReturnValue:
    """Change the id of a node or a lane, wherever the text uses it."""
    body = read_body(RenameRequest)
    parsed = services().drawing.read(body.code, body.companion)
    return _edited(body, rename_in(parsed, body.kind, body.id, body.new_id))


@routes.add("POST", "/format", body=requests.FormatRequest, reply=replies.EditReply, errors=(413,))
def format_text() -> ResponseReturnValue:
    """Format a text; lines that cannot be read stay as they are."""
    body = read_body(requests.FormatRequest)
    parsed = services().drawing.read(body.code, body.companion)
    return _edited(body, format_in(parsed, renumber=body.renumber))


@routes.add("POST", "/fix", body=requests.FixRequest, reply=replies.FixReply, errors=(413, 422))
def fix() -> ResponseReturnValue:
    """Apply every safe fix to a text until none is left, or the fix of one problem."""
    body = read_body(requests.FixRequest)
    parsed = services().drawing.read(body.code, body.companion)
    if body.finding is None:
        mended = fix_in(parsed)
    else:
        offset = LineIndex(body.code).offset(body.finding.line, body.finding.column)
        mended = fix_one_in(parsed, body.finding.code, offset, body.finding.fix)
    return {
        **_edited(body, mended),
        "applied": [item._asdict() for item in mended.applied],
        "complete": mended.complete,
    }


@routes.add("POST", "/diff", body=requests.DiffRequest, reply=DiffReply, errors=(413,))
def diff() -> ResponseReturnValue:
    """Compare two diagrams by meaning, so that renumbering is one change."""
    body = read_body(requests.DiffRequest)
    sides: tuple[str, ...] = ()
    try:
        compared = services().comparing.compare(body.before, body.after, theme=body.theme, sides=body.sides)
        found, svg, sides, reason = compared.difference, compared.svg, compared.sides, None
    except RenderFailed as error:
        found, svg, reason = services().comparing.difference(body.before, body.after), None, str(error)
    drawn = {"svg": svg, "drawing_error": reason, **dict(zip(("svg_before", "svg_after"), sides, strict=False))}
    return {**found.to_json(), "words": list(found.to_sentences()), **drawn}


@routes.add("POST", "/run", body=requests.RunRequest, reply=RunReply, errors=(413, 422))
def run() -> ResponseReturnValue:
    """Run a diagram; the trace ends at the first decision without a choice, or with the run."""
    body = read_body(requests.RunRequest)
    parsed = services().drawing.read(body.code, body.companion)
    trace = services().running.run(parsed, body.choices, body.seed, body.options)
    return services().running.compact(trace, body.program) if body.compact else trace.to_json()


@routes.add("POST", "/reach", body=requests.ReachRequest, reply=ReachReply, errors=(413, 422))
def reach() -> ResponseReturnValue:
    """Find the shortest run to a node that goes on from the given choices, or say why there is none."""
    body = read_body(requests.ReachRequest)
    parsed = services().drawing.read(body.code, body.companion)
    return services().running.reach(parsed, body.node, body.choices, body.options, body.at).to_json()


@routes.add("POST", "/export/<form>", body=requests.ExportRequest, errors=(404, 413, 422, 501, 503))
def export(form: str) -> ResponseReturnValue:
    """Export a diagram as a file: svg, png, pdf, fz, json (geometry) or dot."""
    body = read_body(requests.ExportRequest)
    parsed = services().drawing.read(body.code, body.companion)
    options = layout_options(body.direction, body.fold, body.width)
    if isinstance(body.run, requests.PlayedRun):
        if form != "svg":
            raise InvalidRequest(f"only SVG can show a run, not {form}: leave out run", field="run")
        trace = services().running.run(parsed, body.run.choices, body.run.seed)
        file = services().export.animation(parsed, trace, body.theme, options)
        return download(file, request, trace.unused_sentences())
    state = None if body.run is None else services().running.state(parsed, body.run)
    wanted = ExportOptions(body.theme, body.scale, layout=options, run=state)
    return download(services().export.make(parsed, form, wanted), request, state.unused if state else ())


def _edited(body: requests.DrawnRequest, edited: Edited) -> dict[str, Any]:
    return {
        "code": edited.parsed.document.text,
        "companion": edited.parsed.companion.to_json(),
        "edits": edits_json(body.code, edited.edits),
        "created": [{"kind": made.kind, "id": made.id} for made in edited.created],
        **_drawn_if_possible(edited.parsed, body),
        **_understood(edited.parsed),
    }


def _understood(parsed: ParsedText) -> dict[str, Any]:
    return {"diagram": diagram_json(parsed.document), **findings_json(parsed.document)}


def _drawn(picture: Picture) -> dict[str, Any]:
    geometry = picture.geometry.to_json()
    return {"svg": picture.svg, "geometry": geometry, "refined": picture.refined, "plan": picture.plan}


def _drawn_if_possible(parsed: ParsedText, body: requests.DrawnRequest) -> dict[str, Any]:
    options = layout_options(None, body.fold, refine=False)
    try:
        return {**_drawn(services().drawing.picture(parsed, options=options, plan=body.plan)), "drawing_error": None}
    except RenderFailed as error:
        # The edit is done, so it is answered even if drawing fails.
        return {"svg": None, "geometry": None, "refined": True, "plan": "", "drawing_error": str(error)}
