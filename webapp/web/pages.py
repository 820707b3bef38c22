"""The pages: home, a new document, a sample, a stored document, and the page that an edit link opens."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp.services.documents import OpenDocument, Right
from webapp.services.samples import Sample
from webapp.web.context import services, settings
from webapp.web.files import version_in_address
from webapp.web.page_data import DocumentPage, document_page, new_page, sample_page

DAY = 24 * 3600
FORMATS = ("svg", "png", "pdf", "fz", "lanestep.json")

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> ResponseReturnValue:
    """Show the samples; the browser adds the diagrams whose keys it has."""
    samples = [_card(sample) for sample in services().samples.all()]
    data = {"kind": "home", "samples": samples, "text_limit": settings().text_limit}
    return render_template("home.html", samples=samples, page_data=data)


@bp.get("/icon.svg")
def icon() -> ResponseReturnValue:
    """Return the icon for the tab of the browser."""
    return Response(render_template("logo.svg"), mimetype="image/svg+xml", headers={"Cache-Control": f"max-age={DAY}"})


@bp.get("/new")
def new() -> ResponseReturnValue:
    """Show an empty document that is stored with its first change."""
    return _document(new_page())


@bp.get("/samples/<name>")
def sample(name: str) -> ResponseReturnValue:
    """Show a sample."""
    found = services().samples.get(name)
    files = {form: url_for("files.sample_file", name=name, form=form) for form in FORMATS}
    return _document(sample_page(found), files)


@bp.get("/d/<key>")
def document(key: str) -> ResponseReturnValue:
    """Show a stored document to the holder of its view key."""
    number = version_in_address()
    opened = services().documents.open(key)
    if opened.right is not Right.VIEW:
        return _keep_key(key, opened, number)
    files = {form: url_for("files.document_file", key=key, form=form, version=number) for form in FORMATS}
    if number is None:
        return _document(document_page(opened), files)
    newest = opened.version if opened.version != number else None
    return _document(document_page(services().documents.version(key, number), newest), files)


@bp.get("/e/<key>")
def edit_link(key: str) -> ResponseReturnValue:
    """Let the browser store the key and go to the view address, which does not contain it."""
    return _keep_key(key, services().documents.open(key, Right.EDIT))


def _keep_key(key: str, opened: OpenDocument, version: int | None = None) -> ResponseReturnValue:
    address = url_for("pages.document", key=opened.view_key, version=version)
    data = {
        "kind": "key",
        "right": opened.right,
        "key": key,
        "view_key": opened.view_key,
        "title": opened.title,
        "changed_at": opened.changed_at.isoformat(),
        "address": address,
    }
    page = render_template("key.html", page_data=data, title=opened.title, address=address)
    return page, {"Cache-Control": "no-store"}


def _document(page: DocumentPage, files: dict[str, str] | None = None) -> ResponseReturnValue:
    return render_template(
        "document.html",
        page_data=page.data,
        outline=page.outline,
        title=page.data["title"],
        description=page.data["companion"].get("description", ""),
        files=files or {},
    )


def _card(sample: Sample) -> dict[str, str]:
    return {"name": sample.name, "title": sample.title, "description": sample.companion.description}
