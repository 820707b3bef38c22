"""The help: the language by example, the shortcuts, and one page for each code and each format."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.services import help_texts
from webapp.services.drawing import THEMES
from webapp.web.context import services
from webapp.web.downloads import ALONE

DAY = 24 * 3600

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
def index() -> ResponseReturnValue:
    """Show the language by example, the shortcuts and all codes."""
    listed = {"examples": help_texts.examples(), "groups": help_texts.groups(), "formats": help_texts.formats()}
    return render_template("help.html", **listed)


@bp.get("/formats/<name>")
def format_page(name: str) -> ResponseReturnValue:
    """Explain one format."""
    return render_template("help_format.html", page=help_texts.help_on_format(name))


@bp.get("/<code>")
def code(code: str) -> ResponseReturnValue:
    """Explain one code."""
    return render_template("help_code.html", page=help_texts.help_on(code))


@bp.get("/<code>.svg")
def code_picture(code: str) -> Response:
    """Draw the right example of a code."""
    return _picture(help_texts.right_text(code))


@bp.get("/examples/<int:number>.svg")
def example_picture(number: int) -> Response:
    """Draw an example."""
    return _picture(help_texts.example_text(number))


def _picture(text: str) -> Response:
    theme = request.args.get("theme", THEMES[0])
    drawing = services().drawing
    picture = drawing.picture(drawing.read(text), theme)
    headers = {"Cache-Control": f"max-age={DAY}", "Content-Security-Policy": ALONE}
    return Response(picture.svg, mimetype="image/svg+xml", headers=headers)
