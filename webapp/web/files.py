"""Diagrams as files, by view key or name of a sample: the current version, or one that links keep."""

from __future__ import annotations

import re

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webapp.config import PNG_SCALES
from webapp.errors import InvalidRequest, NotFound
from webapp.services.drawing import THEMES, layout_options
from webapp.services.export import ExportOptions
from webapp.services.parsed_text import ParsedText
from webapp.web.context import services
from webapp.web.downloads import download, known

bp = Blueprint("files", __name__)

WIDTH = re.compile(r"\d{1,5}")
VERSION = re.compile(r"[1-9][0-9]{0,8}")
SCALE = re.compile(r"\d(\.\d{1,2})?")
FORM = "<any('svg', 'png', 'pdf', 'fz', 'lanestep.json'):form>"


@bp.get(f"/d/<key>.{FORM}")
def document_file(key: str, form: str) -> ResponseReturnValue:
    """Send a document as a file: its current version, or the one that the address names."""
    number = version_in_address()
    documents = services().documents
    opened = documents.open(key) if number is None else documents.version(key, number)
    return _file(opened.code, opened.companion.to_json(), form)


@bp.get(f"/samples/<name>.{FORM}")
def sample_file(name: str, form: str) -> ResponseReturnValue:
    """Send a sample as a file."""
    sample = services().samples.get(name)
    return _file(sample.code, sample.companion.to_json(), form)


@bp.get("/d/<key>/preview.png")
def document_preview(key: str) -> ResponseReturnValue:
    """Send the picture that programs show beside a link to a document, unless its owner does not want that."""
    number = version_in_address()
    documents = services().documents
    # A program that shows a link does not open it.
    opened = documents.open(key, counts=False) if number is None else documents.version(key, number)
    if not services().links.sharing_of(key).preview:
        raise NotFound("the owner of this diagram does not want previews of it: open the link itself")
    return _file(opened.code, opened.companion.to_json(), "png", preview=True)


@bp.get("/samples/<name>/preview.png")
def sample_preview(name: str) -> ResponseReturnValue:
    """Send the picture that programs show beside a link to a sample."""
    sample = services().samples.get(name)
    return _file(sample.code, sample.companion.to_json(), "png", preview=True)


def version_in_address() -> int | None:
    """Return the version that the address asks for, None for the current one.

    Raises:
        InvalidRequest: the parameter is no number of a version.
    """
    value = request.args.get("version")
    if value is not None and not VERSION.fullmatch(value):
        raise InvalidRequest("the parameter version must be the number of a version, such as 12")
    return None if value is None else int(value)


def _file(code: str, companion: dict[str, object], form: str, *, preview: bool = False) -> ResponseReturnValue:
    parsed = services().drawing.read(code, companion)
    options = _preview_options(parsed) if preview else _export_options(parsed)
    return known(services().export.tag(parsed, form, options), request) or download(
        services().export.make(parsed, form, options), request, options.run.unused if options.run else ()
    )


def _preview_options(parsed: ParsedText) -> ExportOptions:
    replay = request.args.get("run")
    run = None if replay is None else services().running.state(parsed, replay)
    return ExportOptions(preview=True, run=run)


def _export_options(parsed: ParsedText) -> ExportOptions:
    """Return the options in the address: `theme scale thumbnail direction fold width id-prefix run`."""
    theme = request.args.get("theme", THEMES[0])
    scale = request.args.get("scale")
    least, most = PNG_SCALES
    if scale is not None and not (SCALE.fullmatch(scale) and least <= float(scale) <= most):
        raise InvalidRequest(f"the parameter scale must be a number from {least} to {most}, not {scale}")
    thumbnail = request.args.get("thumbnail", "0")
    if thumbnail not in ("0", "1"):
        raise InvalidRequest(f"the parameter thumbnail must be 0 or 1, not {thumbnail}")
    direction = request.args.get("direction")
    fold, width = _width_of("fold", "0 for no folding"), _width_of("width", "0 for any width")
    layout = layout_options(direction, fold, width)
    replay = request.args.get("run")
    run = None if replay is None else services().running.state(parsed, replay)
    ids = request.args.get("id-prefix", "")
    return ExportOptions(theme, float(scale) if scale else None, thumbnail == "1", layout, run, id_prefix=ids)


def _width_of(name: str, none: str) -> float | None:
    """Return a width that the address asks for."""
    value = request.args.get(name)
    if value and not WIDTH.fullmatch(value):
        raise InvalidRequest(f"the parameter {name} must be a width in pixels, such as 1200, or {none}, not {value}")
    return float(value) if value else None
