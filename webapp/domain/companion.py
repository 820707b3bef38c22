"""The companion: a JSON object that holds what the text cannot express (`name.lanestep.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from webapp.domain.encodings import UTF_16

TITLE_LIMIT = 200
DESCRIPTION_LIMIT = 4000
_JSON_NAMES = {"layout_hints": "layout"}


class CompanionError(ValueError):
    """The JSON is not a companion; the message names the field and what is allowed."""


@dataclass(frozen=True)
class Companion:
    """Title, description and settings of one document, which may have none.

    `layout_hints` (in JSON `layout`), `simulation`, `options` and `captions` are JSON objects, and `scenarios` is a
    JSON array. The rooms that read them define their content; all of them refer to nodes by id. `encoding` is the
    encoding of the file of the text; empty for UTF-8.
    """

    title: str = ""
    description: str = ""
    layout_hints: Mapping[str, Any] = field(default_factory=dict)
    simulation: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    scenarios: tuple[Any, ...] = ()
    captions: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = ""

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a companion from parsed JSON.

        Raises:
            CompanionError: not an object, an unknown field, a wrong type, or a text over its limit.

        >>> Companion.from_json({"title": "Release"}).title
        'Release'
        """
        if not isinstance(data, Mapping):
            raise CompanionError("the companion must be a JSON object")
        attributes = {_JSON_NAMES.get(item.name, item.name): item.name for item in fields(cls)}
        known = attributes.keys()
        for name in data:
            if name not in known:
                raise CompanionError(f"the companion has no field {name!r}; its fields are {', '.join(sorted(known))}")
        for name, limit in (("title", TITLE_LIMIT), ("description", DESCRIPTION_LIMIT)):
            value = data.get(name, "")
            if not isinstance(value, str):
                raise CompanionError(f"the companion's {name} must be a string")
            if len(value) > limit:
                raise CompanionError(f"the companion's {name} has {len(value)} characters; the limit is {limit}")
        if data.get("encoding", "") not in ("", *UTF_16):
            raise CompanionError(f"the companion's encoding must be one of {', '.join(UTF_16)}")
        for name in ("layout", "simulation", "options", "captions"):
            if not isinstance(data.get(name, {}), Mapping):
                raise CompanionError(f"the companion's {name} must be a JSON object")
        scenarios = data.get("scenarios", [])
        if not isinstance(scenarios, (list, tuple)):
            raise CompanionError("the companion's scenarios must be a JSON array")
        values = {attributes[name]: value for name, value in data.items()}
        return cls(**{**values, "scenarios": tuple(scenarios)})

    def to_json(self) -> dict[str, Any]:
        """Return the companion as JSON values, without empty ones."""
        values = {_JSON_NAMES.get(item.name, item.name): getattr(self, item.name) for item in fields(self)}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v}
