"""Diagrams in pages of other websites: the embedded page, oEmbed, and what programs show beside a link."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotImplemented as FormatUnknown

from webapp.errors import InvalidRequest, NotAllowed, NotFound
from webapp.services.documents import OpenDocument, Right
from webapp.services.sharing import Frames, Sharing
from webapp.web.context import services
from webapp.web.files import version_in_address
from webapp.web.hosts import own_address
from webapp.web.page_data import document_page, sample_page

bp = Blueprint("embedding", __name__)

WIDTH, HEIGHT = 800, 600
"""Pixels of an embedded diagram, where the page does not say how much room it has."""
LEAST = 200
NUMBER = re.compile(r"[1-9][0-9]{0,4}")
PREVIEW = (1200, 630)
EMBEDDED = ("run", "theme", "version")
"""Parameters of the address of a diagram that its embedded page takes too."""


@dataclass(frozen=True)
class Card:
    """What programs show beside a link: whole addresses, and the title and description of the diagram."""

    title: str
    description: str
    address: str
    image: str
    oembed: str


@bp.get("/embed/<key>")
def document(key: str) -> ResponseReturnValue:
    """Show the picture and the player of a document, without all else, to the holder of its view key."""
    # Why there is no diagram is for every website: these words show nothing of it.
    g.frame_ancestors = "*"
    number = version_in_address()
    opened = services().documents.open(key)
    if opened.right is not Right.VIEW:
        raise NotAllowed(
            "a diagram is embedded by a link to view: this link allows more, and whoever sees the page could use it"
        )
    g.frame_ancestors = frame_ancestors(services().links.sharing_of(key))
    page = document_page(opened if number is None else services().documents.version(key, number))
    address = url_for("pages.document", key=key, **_kept())
    return render_template("embed.html", page_data=page.data, outline=page.outline, address=address)


@bp.get("/embed/samples/<name>")
def sample(name: str) -> ResponseReturnValue:
    """Show the picture and the player of a sample, without all else."""
    page = sample_page(services().samples.get(name))
    g.frame_ancestors = "*"
    address = url_for("pages.sample", name=name, **_kept())
    return render_template("embed.html", page_data=page.data, outline=page.outline, address=address)


@bp.get("/oembed")
def oembed() -> ResponseReturnValue:
    """Answer how a page embeds a diagram, by the rules of oEmbed 1.0 (https://oembed.com)."""
    if request.args.get("format", "json") != "json":
        raise FormatUnknown("the only format of these answers is JSON: leave out format")
    embedded, title, image = _embedded(request.args.get("url", ""))
    width, height = _room("maxwidth", WIDTH), _room("maxheight", HEIGHT)
    frame = (
        f'<iframe src="{escape(embedded)}" title="{escape(title)}" width="{width}" height="{height}" '
        'style="border:0" loading="lazy" allowfullscreen></iframe>'
    )
    answer = {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Lanestep",
        "provider_url": own_address() + url_for("pages.home"),
        "title": title,
        "html": frame,
        "width": width,
        "height": height,
        "cache_age": 3600,
    }
    picture = {"thumbnail_url": image, "thumbnail_width": PREVIEW[0], "thumbnail_height": PREVIEW[1]}
    return {**answer, **picture} if image else answer


def card_of(opened: OpenDocument) -> Card | None:
    """Return what programs show beside a link to this document; None if its owner does not want that."""
    key = opened.view_key
    if not services().links.sharing_of(key).preview:
        return None
    asked: dict[str, Any] = {name: value for name, value in _kept().items() if name in ("run", "version")}
    return _card(
        opened.title,
        opened.companion.description,
        url_for("pages.document", key=key, **asked),
        url_for("files.document_preview", key=key, **asked),
    )


def sample_card(name: str, title: str, description: str) -> Card:
    """Return what programs show beside a link to a sample."""
    return _card(title, description, url_for("pages.sample", name=name), url_for("files.sample_preview", name=name))


def frame_ancestors(sharing: Sharing) -> str:
    """Return which websites may show a document, as the content security policy has it. Our own pages always may."""
    return {Frames.ANYONE: "*", Frames.NOBODY: "'self'"}.get(sharing.frames, " ".join(("'self'", *sharing.origins)))


def _card(title: str, description: str, address: str, image: str) -> Card:
    whole = own_address() + address
    query = urlencode({"url": whole})
    return Card(
        title, description, whole, own_address() + image, f"{own_address()}{url_for('embedding.oembed')}?{query}"
    )


def _embedded(address: str) -> tuple[str, str, str]:
    """Return the address of the embedded page, the title and the picture ("" for none) of a diagram of this server.

    Raises:
        NotFound: it is not the address of a diagram of this server.
        NotAllowed: its owner does not want it embedded.
        InvalidRequest: it cannot be read.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        raise InvalidRequest("the parameter url must be the address of a diagram of this server") from None
    root = urlsplit(own_address())
    path = parts.path.removeprefix(request.script_root)
    found = re.fullmatch(r"/(?:d|embed)/([A-Za-z0-9_-]{16,64})|/(?:embed/)?samples/([a-z0-9-]{1,80})", path)
    if (parts.scheme, parts.netloc.lower()) != (root.scheme, root.netloc.lower()) or not found:
        raise NotFound("this server has no diagram at the address in url: use the address of its view link")
    asked: dict[str, Any] = {name: values[0] for name, values in parse_qs(parts.query).items() if name in EMBEDDED}
    if found[2]:
        chosen = services().samples.get(found[2])
        embedded = url_for(".sample", name=found[2], **asked)
        return own_address() + embedded, chosen.title, own_address() + url_for("files.sample_preview", name=found[2])
    opened = services().documents.open(found[1], counts=False)
    if opened.right is not Right.VIEW:
        raise NotAllowed("a diagram is embedded by a link to view, and this link allows more")
    sharing = services().links.sharing_of(found[1])
    if sharing.frames is Frames.NOBODY:
        raise NotAllowed("the owner of this diagram does not want it embedded")
    embedded = own_address() + url_for(".document", key=found[1], **asked)
    image = own_address() + url_for("files.document_preview", key=found[1]) if sharing.preview else ""
    return embedded, opened.title, image


def _room(name: str, usual: int) -> int:
    value = request.args.get(name)
    if value is None:
        return usual
    if not NUMBER.fullmatch(value):
        raise InvalidRequest(f"the parameter {name} must be a number of pixels, such as {usual}")
    return max(LEAST, min(usual, int(value)))


def _kept() -> dict[str, Any]:
    return {name: request.args[name] for name in EMBEDDED if name in request.args}
