"""The pages: home, a new document, a sample, a stored document, and the page that an edit link opens."""

from __future__ import annotations

import base64
import re

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.errors import InvalidRequest
from webapp.services.documents import OpenDocument, Right
from webapp.services.limits import check_text
from webapp.services.samples import Sample
from webapp.web.context import services, settings
from webapp.web.embedding import Card, card_of, sample_card
from webapp.web.files import version_in_address
from webapp.web.page_data import DocumentPage, document_page, new_page, sample_page

DAY = 24 * 3600
CODE = re.compile(r"[A-Za-z0-9_-]*={0,2}")
NO_CODE = "the parameter code must be the text of a diagram as base64url: check that the link was copied completely"
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


@bp.get("/shared")
def shared() -> ResponseReturnValue:
    """Show all links of the diagrams whose keys the browser has."""
    return render_template("shared.html", page_data={"kind": "shared"})


@bp.get("/playground")
def playground() -> ResponseReturnValue:
    """Show the text in the address, which is stored nowhere until it is changed.

    It is in the parameter `code` as base64url of UTF-8, or compressed in the fragment, which only the browser reads.
    """
    return _document(new_page(_text_in_address()))


@bp.get("/samples/<name>")
def sample(name: str) -> ResponseReturnValue:
    """Show a sample."""
    found = services().samples.get(name)
    files = {form: url_for("files.sample_file", name=name, form=form) for form in FORMATS}
    return _document(sample_page(found), files, sample_card(name, found.title, found.companion.description))


@bp.get("/d/<key>")
def document(key: str) -> ResponseReturnValue:
    """Show a stored document to the holder of its view key."""
    number = version_in_address()
    opened = services().documents.open(key)
    if opened.right is not Right.VIEW:
        return _keep_key(key, opened, url_for("pages.document", key=opened.view_key, version=number))
    files = {form: url_for("files.document_file", key=key, form=form, version=number) for form in FORMATS}
    if number is None:
        return _document(document_page(opened), files, card_of(opened))
    newest = opened.version if opened.version != number else None
    shown = services().documents.version(key, number)
    return _document(document_page(shown, newest), files, card_of(shown))


@bp.get("/d/<key>/history")
def history(key: str) -> ResponseReturnValue:
    """Show the history to browsers that have a key to edit; its page holds the view key only."""
    opened = services().documents.open(key)
    address = url_for("pages.history", key=opened.view_key)
    if opened.right is not Right.VIEW:
        return _keep_key(key, opened, address)
    data = {"kind": "history", "view_key": opened.view_key, "title": opened.title}
    return render_template("history.html", page_data=data, title=opened.title)


@bp.get("/e/<key>")
def edit_link(key: str) -> ResponseReturnValue:
    """Let the browser store the key and go to the view address, which does not contain it."""
    opened = services().documents.open(key, Right.EDIT)
    return _keep_key(key, opened, url_for("pages.document", key=opened.view_key))


def _text_in_address() -> str:
    """Return the text in the parameter `code`, "" if there is none.

    Raises:
        InvalidRequest: it is not base64url of UTF-8.
        TextTooLarge: it is longer than a text may be.
    """
    sent = request.args.get("code", "")
    if not CODE.fullmatch(sent):
        raise InvalidRequest(NO_CODE)
    try:
        text = base64.urlsafe_b64decode(sent.rstrip("=") + "=" * (-len(sent.rstrip("=")) % 4)).decode()
    except ValueError:
        raise InvalidRequest(NO_CODE) from None
    check_text(text, settings().text_limit)
    return text


def _keep_key(key: str, opened: OpenDocument, address: str) -> ResponseReturnValue:
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


def _document(page: DocumentPage, files: dict[str, str] | None = None, card: Card | None = None) -> ResponseReturnValue:
    return render_template(
        "document.html",
        page_data=page.data,
        outline=page.outline,
        title=page.data["title"],
        description=page.data["companion"].get("description", ""),
        files=files or {},
        card=card,
    )


def _card(sample: Sample) -> dict[str, str]:
    return {"name": sample.name, "title": sample.title, "description": sample.companion.description}
