"""Models of our operations for the API's description; `dsl.edits` parses the operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, fields
from functools import cached_property, reduce
from operator import or_
from typing import Annotated, Any, Literal, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from webapp.dsl import Document, parse
from webapp.dsl.edits.operations import KINDS, Connect
from webapp.web.schemas.described import Described
from webapp.web.schemas.foreign import ForeignOperation, as_our_operation


def _described(hint: Any) -> Any:
    return _model(Connect) if Connect in (hint, *get_args(hint)) else hint


def _model(kind: type[Any]) -> type[BaseModel]:
    hints = get_type_hints(kind)
    given: dict[str, Any] = {"op": (Literal[kind.name], ...)} if hasattr(kind, "name") else {}
    for item in fields(kind):
        # A field that can be omitted can also be null.
        required = item.default is MISSING
        hint = _described(hints[item.name])
        given[item.name] = (hint if required else hint | None, ... if required else item.default)
    return create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), __doc__=kind.__doc__, **given)


class Tidy(BaseModel):
    """Remove from the companion what edits and drags have recorded about the layout; the text stays the same."""

    model_config = ConfigDict(extra="forbid")
    op: Literal["tidy"]


OUR_OPERATION: Any = Annotated[reduce(or_, (_model(kind) for kind in KINDS.values()), Tidy), Field(discriminator="op")]


OperationJson = Annotated[dict[str, Any], Described(OUR_OPERATION | ForeignOperation)]


def translated(operations: Sequence[dict[str, Any]], code: str) -> list[dict[str, Any]]:
    """Return operations as ours; edge ids of other programs refer to the text before the first operation.

    Raises:
        InvalidRequest: an operation of another program is not valid.
    """
    edges = _Edges(code)
    return [as_our_operation(operation, edges.ours) for operation in operations]


class _Edges:
    """Finds edges by the ids that other programs use."""

    def __init__(self, code: str) -> None:
        self._code = code

    @cached_property
    def _document(self) -> Document:
        return parse(self._code)

    def ours(self, name: str) -> str:
        """Return our id for `e3` (the third edge of the text); any other id is returned unchanged."""
        number = name.removeprefix("e")
        if number == name or not number.isascii() or not number.isdigit() or len(number) > 9:
            return name
        edges = self._document.diagram.edges
        return edges[int(number) - 1].id if 0 < int(number) <= len(edges) else name
