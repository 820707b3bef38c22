"""How a run interprets the diagram where that is not obvious; the first value of each option is the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal, Self, TypeAlias, get_args

from webapp.errors import InvalidRequest

OutgoingRule: TypeAlias = Literal["all", "one", "any"]
JoinRule: TypeAlias = Literal["wait", "each", "all"]
ReplyRule: TypeAlias = Literal["stop", "restart"]
EndRule: TypeAlias = Literal["token", "run"]
StartRule: TypeAlias = Literal["circles", "sources", "chosen"]
Choosing: TypeAlias = Literal["ask", "first", "weights"]
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "outgoing": get_args(OutgoingRule),
    "join": get_args(JoinRule),
    "reply": get_args(ReplyRule),
    "end": get_args(EndRule),
    "start": get_args(StartRule),
    "choices": get_args(Choosing),
}
OF_NODES = ("outgoing", "join")
OF_EDGES = ("reply",)

MOST_WEIGHT = 1_000_000

Exceptions = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """The options of a run.

    Attributes:
        outgoing: an activity with several edges sends a token along `all` of them, along `one`, or along `any`, where
            one or more are chosen.
        join: tokens `wait` for those that can still arrive, pass `each` by itself, or wait for `all` incoming edges.
        reply: a token that returns to a node that it has fired ends there (`stop`) or fires it again (`restart`).
        end: a circle without outgoing edges ends its `token` or the whole `run`.
        start: the run starts at the start `circles`, at all `sources`, or only where `also_start` says (`chosen`).
        choices: without a choice or a seed, a decision is left open (`ask`), takes its `first` branch, or is drawn by
            the `weights` of its branches.
        also_start: ids of further nodes at which the run starts.
        nodes: exceptions for nodes, as (id, ((option, value), ...)).
        edges: exceptions for edges.

    Raises:
        InvalidRequest: a value is not one of these.
    """

    outgoing: str = "all"
    join: str = "wait"
    reply: str = "stop"
    end: str = "token"
    start: str = "circles"
    choices: str = "ask"
    also_start: tuple[str, ...] = ()
    nodes: Exceptions = ()
    edges: Exceptions = ()

    def __post_init__(self) -> None:
        for name in ALLOWED:
            _check(name, getattr(self, name), "")
        if not all(isinstance(node, str) for node in self.also_start):
            raise InvalidRequest("the option also_start must be a list of node ids, such as ['n6']")
        for kind, names in (("nodes", OF_NODES), ("edges", OF_EDGES)):
            for part, values in getattr(self, kind):
                for name, value in values:
                    if name not in names:
                        raise InvalidRequest(
                            f"there is no option {name!r} for {kind}: use {' or '.join(names)} at {kind}.{part}"
                        )
                    _check(name, value, f"{kind}.{part}.")

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
        for kind, names in (("nodes", OF_NODES), ("edges", OF_EDGES)):
            values[kind] = _exceptions(kind, names, values.get(kind, {}))
        return cls(**{**values, "also_start": tuple(also)})

    def at_node(self, name: str) -> dict[str, str]:
        """Return the exceptions for one option of nodes, by node id."""
        return {node: value for node, values in self.nodes for option, value in values if option == name}

    def at_edge(self, name: str) -> dict[str, str]:
        """Return the exceptions for one option of edges, by edge id."""
        return {edge: value for edge, values in self.edges for option, value in values if option == name}


def merged(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return options as JSON where later parts take precedence, also for one node or edge.

    >>> merged({"nodes": {"n1": {"join": "all"}}}, {"nodes": {"n2": {"join": "each"}}})
    {'nodes': {'n1': {'join': 'all'}, 'n2': {'join': 'each'}}}
    """
    found: dict[str, Any] = {}
    for part in parts:
        for name, value in part.items():
            before = found.get(name)
            if name in ("nodes", "edges") and isinstance(before, Mapping) and isinstance(value, Mapping):
                found[name] = {**before, **value}
            else:
                found[name] = value
    return found


def weights_from_json(data: object) -> dict[str, float]:
    """Read the weights of branches from parsed JSON: a number of 0 or more for each edge id.

    Raises:
        InvalidRequest: it is something else.

    >>> weights_from_json({"n7-n8": 3})
    {'n7-n8': 3.0}
    """
    if not isinstance(data, Mapping):
        raise InvalidRequest('the weights must be a JSON object such as {"n7-n8": 3}')
    for edge, weight in data.items():
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 <= weight <= MOST_WEIGHT:
            raise InvalidRequest(f"the weight of {edge} must be a number from 0 to {MOST_WEIGHT:,}")
    return {str(edge): float(weight) for edge, weight in data.items()}


def _check(name: str, value: object, path: str) -> None:
    allowed = ALLOWED[name]
    if value not in allowed:
        listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}"
        raise InvalidRequest(f"the option {path}{name} must be {listed}, not {value!r}")


def _exceptions(kind: str, names: tuple[str, ...], data: object) -> Exceptions:
    wrong = f'the option {kind} must be an object such as {{"{kind[0]}7": {{"{names[-1]}": "..."}}}}'
    if not isinstance(data, Mapping):
        raise InvalidRequest(wrong)
    found = []
    for part, values in data.items():
        if not isinstance(part, str) or not isinstance(values, Mapping):
            raise InvalidRequest(wrong)
        found.append((part, tuple((str(name), value) for name, value in values.items())))
    return tuple(found)
