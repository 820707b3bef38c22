"""The companion: what the language has no words for, as a JSON document beside the text (`name.lanestep.json`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from webapp.domain.encodings import UTF_16

TITLE_LIMIT = 200
DESCRIPTION_LIMIT = 4000


class CompanionError(ValueError):
    """The JSON is not a companion; the message names the field and what would be right."""


@dataclass(frozen=True)
class Companion:
    """Title, description and settings of one document; a document works without one.

    `layout`, `simulation`, `options` and `captions` are JSON objects and `scenarios` a JSON array whose inner shape
    belongs to the rooms that read them. All of them refer to nodes by id. `encoding` is that of the file which the text
    came from and goes back to; empty for UTF-8.
    """

    title: str = ""
    description: str = ""
    layout: Mapping[str, Any] = field(default_factory=dict)
    simulation: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    scenarios: tuple[Any, ...] = ()
    captions: Mapping[str, Any] = field(default_factory=dict)
    encoding: str = ""

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read a companion from parsed JSON.

        Raises:
            CompanionError: not an object, an unknown field, a wrong type, or words over their limit.

        >>> Companion.from_json({"title": "Release"}).title
        'Release'
        """
        if not isinstance(data, Mapping):
            raise CompanionError("the companion must be a JSON object")
        known = {item.name for item in fields(cls)}
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
        return cls(**{**data, "scenarios": tuple(scenarios)})

    def to_json(self) -> dict[str, Any]:
        """Return the companion as JSON values, without what is empty."""
        values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in values.items() if v}
