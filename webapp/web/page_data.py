"""What a page's scripts find in the page: the document, read and drawn, so that nothing needs a second request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webapp.domain import Companion
from webapp.errors import RenderFailed
from webapp.services.assisting import vocabulary
from webapp.services.documents import OpenDocument
from webapp.services.drawing import AT_ONCE
from webapp.services.outline import LaneOutline, outline
from webapp.services.samples import Sample
from webapp.web.context import services, settings
from webapp.web.schemas import diagram_json, findings_json


@dataclass(frozen=True)
class DocumentPage:
    """The data for the scripts and the outline for readers without them."""

    data: dict[str, Any]
    outline: list[LaneOutline]


def sample_page(sample: Sample) -> DocumentPage:
    """Return the page of a sample; it is a private copy from the first edit on."""
    return _page(sample.code, sample.companion, sample.title, kind="sample", sample=sample.name)


def new_page() -> DocumentPage:
    """Return the page of a document that does not exist yet."""
    return _page("", Companion(), "Untitled", kind="new")


def document_page(opened: OpenDocument) -> DocumentPage:
    """Return the page of a stored document. It holds the view key and no other."""
    return _page(
        opened.code,
        opened.companion,
        opened.title,
        kind="document",
        view_key=opened.view_key,
        version=opened.version,
        changed_at=opened.changed_at.isoformat(),
    )


def _page(code: str, companion: Companion, title: str, **facts: Any) -> DocumentPage:
    drawing = services().drawing
    reading = drawing.read(code, companion.to_json())
    drawing_error = None
    svg, geometry, refined, plan = "", None, True, ""
    try:
        # Nobody waits for the best layout with an empty page: the browser asks for it when this one is shown.
        picture = drawing.picture(reading, shape=AT_ONCE)
        svg, geometry, refined, plan = picture.svg, picture.geometry.to_json(), picture.refined, picture.plan
    except RenderFailed as error:
        # The text must open even when Graphviz does not work.
        drawing_error = str(error)
    data = {
        "kind": "document",
        "view_key": None,
        "sample": None,
        "version": None,
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
        "diagram": diagram_json(reading.document),
        **findings_json(reading.document),
        "text_limit": settings().text_limit,
        "vocabulary": vocabulary(),
    }
    return DocumentPage(data, outline(reading.document.diagram))
