"""Converts diagrams between formats: what was left out on the way in, and what was lost on the way out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from webapp.domain import Companion
from webapp.domain.encodings import UTF_8, encoded, encoding_of
from webapp.dsl import parse
from webapp.errors import ImportRefused, InvalidRequest
from webapp.interchange import FORMATS, OURS, Imported, Omission, format_of_file, format_of_text, readable, writable
from webapp.layout import LayoutOptions
from webapp.services.limits import check_text, read_companion
from webapp.services.parsed_text import ParsedText

if TYPE_CHECKING:
    from webapp.services.drawing import DrawingService

FOREIGN_LIMIT = 8
"""A foreign file may have as many times the bytes of a text, because others write the same in more words."""
MIMETYPE = "text/plain"


@dataclass(frozen=True)
class Converted:
    """A file in another format.

    `parsed` is the diagram in our language, with what was left out when it was read; `data` the file, with what the
    format lost of the diagram.
    """

    source: str
    target: str
    parsed: ParsedText
    left_out: tuple[Omission, ...]
    data: bytes
    mimetype: str
    ending: str
    lost: tuple[Omission, ...]

    @property
    def as_text(self) -> str:
        """The file as a text, whatever its encoding."""
        return self.data.decode(encoding_of(self.data))


def bring_in(
    text: str, limit: int, form: str = "", name: str = "", companion: Mapping[str, Any] | None = None
) -> tuple[str, Imported]:
    """Return the format of a text and the text in our language.

    Without a format, the content decides, and what its name promises otherwise is told. The companion is that of a text
    in our language.

    Raises:
        InvalidRequest: there is no such format.
        ImportRefused: it cannot be read.
        TextTooLarge: it, or what is made of it, is too large (`limit` are the bytes of a text).
    """
    if form and form not in readable():
        raise InvalidRequest(f"{form} cannot be read: use one of {', '.join(readable())}", field="from")
    check_text(text, FOREIGN_LIMIT * limit)
    found = form or format_of_text(text)
    if found == OURS:
        check_text(text, limit)
        imported = Imported(text, read_companion(companion, limit))
        if not form and text.strip() and not parse(text).diagram.nodes:
            raise ImportRefused(f"the format of this text is not known: it can be one of {', '.join(readable())}")
    else:
        imported = FORMATS[found].read(text)
        check_text(imported.text, limit)
        imported = _with_usable_companion(imported, limit)
    promised = format_of_file(name)
    if promised and {promised, found} not in ({found}, {"mermaid", "swimlane"}, {"mermaid", "sequence"}):
        title = FORMATS[found].title if found != OURS else "a text in our language"
        told = Omission("the ending of the file", name[:200], f"the content is {title}, and was read as such")
        imported = replace(imported, left_out=(told, *imported.left_out))
    return found, imported


def _with_usable_companion(imported: Imported, limit: int) -> Imported:
    try:
        read_companion(imported.companion.to_json(), limit)
    except InvalidRequest as error:
        kept = Companion(imported.companion.title, imported.companion.description)
        told = Omission("the settings of the companion", "companion", str(error))
        return replace(imported, companion=kept, left_out=(*imported.left_out, told))
    return imported


def convert(
    drawing: DrawingService,
    text: str,
    target: str,
    limit: int,
    form: str = "",
    name: str = "",
    companion: Mapping[str, Any] | None = None,
) -> Converted:
    """Convert a text to another format; the language itself is one.

    Raises:
        InvalidRequest, ImportRefused, TextTooLarge: as for `bring_in`; or there is no format `target`.
        RenderFailed, PictureTooLarge: the format has positions, and it cannot be laid out.
    """
    if target not in writable():
        raise InvalidRequest(f"{target} cannot be written: use one of {', '.join(writable())}", field="to")
    source, imported = bring_in(text, limit, form, name, companion)
    parsed = ParsedText(parse(imported.text), imported.companion)
    if target == OURS:
        data = encoded(imported.text, imported.companion.encoding or UTF_8)
        return Converted(source, target, parsed, imported.left_out, data, MIMETYPE, f".{OURS}", ())
    known = FORMATS[target]
    geometry = drawing.geometry(parsed, LayoutOptions(refine=True, fold=0.0)) if known.needs_geometry else None
    made = known.write(parsed.document.diagram, geometry, parsed.companion)
    return Converted(source, target, parsed, imported.left_out, made.data, known.mimetype, known.endings[0], made.lost)


@cache
def graph_schema() -> str:
    """Return the JSON Schema of JSON graphs."""
    import json

    from webapp.interchange.graph_schema import GRAPH_SCHEMA

    return json.dumps(GRAPH_SCHEMA, indent=1)
