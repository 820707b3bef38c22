"""Declares the routes of the API. Their models check the bodies and give the API's description."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from webapp.errors import InvalidRequest
from webapp.web.schemas.validation_errors import explain
from webapp.web.tags import expected_tag

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
BodyType = TypeVar("BodyType", bound=BaseModel)
VERSION = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Operation:
    """One route as described; a `conditional` one answers 304 if the client has the answer already."""

    method: str
    path: str
    name: str
    summary: str
    body: type[BaseModel] | None
    reply: type[BaseModel] | None
    status: int
    errors: tuple[int, ...]
    conditional: bool
    options: Mapping[str, str] = field(default_factory=dict)
    """What can be asked for behind the `?` of the address, each with what it means."""
    signed: bool = False
    """Whether the version that it stores has the name of who asks, which a header gives."""


class Routes:
    """The routes of one part of the API."""

    def __init__(self, name: str) -> None:
        self.bp = Blueprint(name, __name__, url_prefix="/api")
        self.operations: list[Operation] = []

    def add(
        self,
        method: str,
        path: str,
        *,
        body: type[BaseModel] | None = None,
        reply: type[BaseModel] | None = None,
        status: int = 200,
        errors: tuple[int, ...] = (),
        conditional: bool = False,
        options: Mapping[str, str] | None = None,
        signed: bool = False,
    ) -> Callable[[View], View]:
        """Declare the decorated view; the first line of its docstring becomes the summary."""

        def declare(view: View) -> View:
            summary = (view.__doc__ or "").strip().splitlines()[0].rstrip(".")
            known = (
                method,
                f"/api{path}",
                view.__name__,
                summary,
                body,
                reply,
                status,
                errors,
                conditional,
                options or {},
                signed,
            )
            self.operations.append(Operation(*known))
            self.bp.add_url_rule(path, view.__name__, view, methods=[method])
            return view

        return declare


def read_body(model: type[BodyType]) -> BodyType:
    """Return the checked body of the request.

    Raises:
        UnsupportedMediaType: the request does not say that it is JSON.
        InvalidRequest: it is not JSON, or does not fit the model.
    """
    if not request.is_json:
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as error:
        raise explain(error) from None


def based_on() -> int | None:
    """Return the version in the header If-Match, or None where there is none.

    Raises:
        InvalidRequest: the header is not a version number.
    """
    if "If-Match" not in request.headers:
        return None
    tag = expected_tag(request)
    if tag is None or not VERSION.fullmatch(tag):
        raise InvalidRequest('the header If-Match must hold a version number, such as If-Match: "7"')
    return int(tag)
