"""What the answer about a run says; what its parts mean is in `webapp/simulation/README.md`."""

from __future__ import annotations

from typing import Literal

from pydantic import RootModel

from webapp.web.schemas.reply_base import LEFT_OUT, Reply

Event = Literal["start", "join", "fire", "choose", "fork", "move", "reply", "wait", "end", "complete", "limit"]


class TraceEntry(Reply):
    """One thing that happened; `by` tells who chose."""

    step: int
    event: Event
    node: str | None
    edge: str | None
    edges: list[str]
    nodes: list[str]
    text: str
    by: Literal["asked", "script", "weight", "limit"] | None


class BranchOption(Reply):
    """A branch that can be chosen; `greyed`: a loop's count speaks against it."""

    edges: list[str]
    label: str
    targets: list[str]
    greyed: bool


class TakenChoice(Reply):
    """A choice that was taken; it can be sent again as it is."""

    node: str
    visit: int | None
    edges: list[str]
    label: str


class WaitingDecision(Reply):
    """The decision at which a run waits."""

    node: str
    visit: int
    question: str
    options: list[BranchOption]


class RunChange(Reply):
    """What a step changed in the state: of its maps only the keys that differ; 0 or an empty list removes a key."""

    active: str | None
    fired: str | None
    moved: list[str]
    tokens: dict[str, int] = LEFT_OUT
    visits: dict[str, int] = LEFT_OUT
    crossings: dict[str, int] = LEFT_OUT
    replies: dict[str, int] = LEFT_OUT
    waiting: dict[str, list[str]] = LEFT_OUT
    loops: dict[str, int] = LEFT_OUT


class RunState(Reply):
    """The state after a step; maps hold only what is not zero or empty."""

    active: str | None
    fired: str | None
    moved: list[str]
    tokens: dict[str, int]
    visits: dict[str, int]
    crossings: dict[str, int]
    replies: dict[str, int]
    waiting: dict[str, list[str]]
    loops: dict[str, int]


class TraceReply(Reply):
    """A run: its events, and the state after every step as changes and snapshots."""

    status: Literal["waiting", "complete", "limit"]
    steps: int
    reason: str
    entries: list[TraceEntry]
    changes: list[RunChange]
    snapshots: dict[str, RunState]
    choices: list[TakenChoice]
    decisions: dict[str, list[BranchOption]]
    waiting: WaitingDecision | None
    seed: int | None


class LoopTable(Reply):
    """A loop that turns: what its condition means, its first node, and its group at each node where it turns."""

    id: str
    kind: Literal["upto", "range", "times", "until", "each", "free"]
    least: int
    count: int
    first: int
    groups: dict[str, int]


class ProgramTables(Reply):
    """The tables by which a compact trace is told in full; numbers of nodes are places in `nodes`."""

    digest: str
    nodes: list[str]
    edges: list[int]
    drawn: int
    ids: dict[str, str]
    starts: list[int]
    branches: dict[str, list[list[int]]]
    labels: dict[str, list[str]]
    steps: list[int]
    several: list[int]
    turns: dict[str, list[list[int | list[int]]]]
    loops: list[LoopTable]
    frames: list[tuple[str, int]]
    entering: dict[str, list[int]]
    restarts: list[int]
    ending: list[int]
    joins: dict[str, Literal["each", "all"]]
    back: list[int]
    joining: list[int]
    inner: list[int]
    groups: list[list[int]]


class StoppedRun(Reply):
    """Where a run was stopped: the node, the cycle or the nodes from which nothing comes, the edges over which."""

    node: str | None
    nodes: list[str]
    edges: list[str]


class CompactTraceReply(Reply):
    """A run as two lists: the nodes that fired, and the branch that was taken at each.

    `program` has the tables, or their digest where the request had it. `answers` are those to "How many?", as pairs of
    a loop's place in `program.loops` and a number. `asked` names the questions that the choices answered, as pairs of a
    step and the place of the question in it; the other questions were answered as `otherwise` says. `turn` is the place
    of the loop that is asked about, where several turn at the node at which the run waits.
    """

    status: Literal["waiting", "complete", "limit"]
    reason: str
    firings: list[int]
    branches: list[int]
    answers: list[list[int]]
    asked: list[list[int]]
    otherwise: Literal["weight", "script"]
    waiting: WaitingDecision | None
    turn: int
    stopped: StoppedRun | None
    seed: int | None
    unused: list[TakenChoice]
    program: ProgramTables | str


class RunReply(RootModel[TraceReply | CompactTraceReply]):
    """A run told in full, or compact where the request asks for it."""


class ReachReply(Reply):
    """The shortest run to a node: fewest choices, then fewest firings.

    `choices` are all its choices, and after `at` firings it is there: the node has just fired, or the run waits at it.
    It has the first `kept` of the given choices: not all where none goes on from them, as `message` says then. Without
    one, `message` says why; `explored` is false if there are too many runs to look at all.
    """

    found: bool
    choices: list[TakenChoice]
    at: int
    message: str
    explored: bool
    kept: int
