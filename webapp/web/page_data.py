"""The data in a page for its scripts: the parsed and drawn document, so that they need no second request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.domain import Companion
from webapp.errors import RenderFailed
from webapp.services.assisting import vocabulary
from webapp.services.diagram_outline import LaneOutline, outline
from webapp.services.documents import OpenDocument
from webapp.services.drawing import AT_ONCE
from webapp.services.samples import Sample
from webapp.web.context import services, settings
from webapp.web.schemas import diagram_json, findings_json


@dataclass(frozen=True)
class DocumentPage:
    """The data for the scripts, and the outline for readers without scripts."""

    data: dict[str, Any]
    outline: list[LaneOutline]


def sample_page(sample: Sample) -> DocumentPage:
    """Return the page of a sample; the first edit makes a private copy of it."""
    return _page(sample.code, sample.companion, sample.title, kind="sample", sample=sample.name)


def new_page(code: str = "") -> DocumentPage:
    """Return the page of a document that does not exist yet."""
    return _page(code, Companion(), "Untitled", kind="new")


def document_page(opened: OpenDocument, newest: int | None = None) -> DocumentPage:
    """Return the page of a stored document. It contains the view key and no other key.

    Args:
        opened: the version that is shown.
        newest: the number of the current version, if that is another one.
    """
    return _page(
        opened.code,
        opened.companion,
        opened.title,
        kind="document",
        view_key=opened.view_key,
        version=opened.version,
        newest=newest,
        live=opened.live,
        changed_at=opened.changed_at.isoformat(),
    )


def _page(code: str, companion: Companion, title: str, **facts: Any) -> DocumentPage:
    drawing = services().drawing
    parsed = drawing.read(code, companion.to_json())
    drawing_error = None
    svg, geometry, refined, plan = "", None, True, ""
    try:
        # A quick layout is enough here: the browser asks for the best one when the page is shown.
        picture = drawing.picture(parsed, options=AT_ONCE)
        svg, geometry, refined, plan = picture.svg, picture.geometry.to_json(), picture.refined, picture.plan
    except RenderFailed as error:
        # The text must open even if drawing fails.
        drawing_error = str(error)
    data = {
        "kind": "document",
        "view_key": None,
        "sample": None,
        "version": None,
        "newest": None,
        "live": None,
        "changed_at": None,
        **facts,
        "title": title,
        "code": code,
        "companion": companion.to_json(),
        "svg": svg,
        "geometry": geometry,
        "refined": refined,
        "plan": plan,
        "drawing_error": drawing_error,
        "diagram": diagram_json(parsed.document),
        **findings_json(parsed.document),
        "text_limit": settings().text_limit,
        "vocabulary": vocabulary(),
    }
    return DocumentPage(data, outline(parsed.document.diagram))
