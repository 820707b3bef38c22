"""How a run interprets the diagram where that is not obvious; the first value of each option is the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self

from webapp.errors import InvalidRequest

ALLOWED = {
    "outgoing": ("all", "one"),
    "reply": ("stop", "restart"),
    "end": ("token", "run"),
    "start": ("circles", "sources"),
    "choices": ("ask", "first"),
}


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run.

    Attributes:
        outgoing: an activity with several edges sends a token along `all` of them, or along `one` that is chosen.
        reply: a token that returns to a node that it has fired ends there (`stop`) or fires it again (`restart`).
        end: a circle without outgoing edges ends its `token` or the whole `run`.
        start: the run starts at the start `circles` or at all `sources`.
        choices: without a choice or a seed, a decision is left open (`ask`) or takes its `first` branch.
        also_start: ids of further nodes at which the run starts.

    Raises:
        InvalidRequest: a value is not one of these.
    """

    outgoing: str = "all"
    reply: str = "stop"
    end: str = "token"
    start: str = "circles"
    choices: str = "ask"
    also_start: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, allowed in ALLOWED.items():
            value = getattr(self, name)
            if value not in allowed:
                raise InvalidRequest(f"the option {name} must be {' or '.join(allowed)}, not {value!r}")
        if not all(isinstance(node, str) for node in self.also_start):
            raise InvalidRequest("the option also_start must be a list of node ids, such as ['n6']")

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read options from parsed JSON; an omitted option has its default.

        Raises:
            InvalidRequest: not an object, an unknown option, or an invalid value.

        >>> RunOptions.from_json({"reply": "restart"}).reply
        'restart'
        """
        if not isinstance(data, Mapping):
            raise InvalidRequest("the options must be a JSON object")
        known = [item.name for item in fields(cls)]
        for name in data:
            if name not in known:
                raise InvalidRequest(f"there is no option {name!r}: use one of {', '.join(known)}")
        values = dict(data)
        also = values.get("also_start", ())
        if not isinstance(also, (list, tuple)):
            raise InvalidRequest("the option also_start must be a list of node ids, such as ['n6']")
        return cls(**{**values, "also_start": tuple(also)})
