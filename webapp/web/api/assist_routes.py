"""What an editor asks about a position in a text: completions, help, the declaration and uses of a name."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from webapp.dsl.reading.positions import LineIndex
from webapp.services import assisting
from webapp.web.api.routing import Routes, read_body
from webapp.web.context import services
from webapp.web.schemas.assist_models import AssistReply, AssistRequest, completion_json, hover_json, uses_json

routes = Routes("assist")


@routes.add("POST", "/assist", body=AssistRequest, reply=AssistReply, errors=(413,))
def assist() -> ResponseReturnValue:
    """Return completions, help, or the declaration and uses at a position in a text."""
    body = read_body(AssistRequest)
    document = services().drawing.read(body.code).document
    offset = LineIndex(document.text).offset(body.line, body.column)
    if body.what == "completion":
        return {"completion": completion_json(document, assisting.complete(document, offset))}
    if body.what == "hover":
        return {"hover": hover_json(document, assisting.hover(document, offset))}
    symbol = assisting.symbol_at(document, offset)
    if body.what == "declaration":
        declared = symbol and assisting.declaration(document, symbol)
        return {"declaration": uses_json(document, (declared,))[0] if declared else None}
    return {"references": uses_json(document, assisting.references(document, symbol) if symbol else ())}
