"""The statements of a text, one a line, with the exact range of every part. Values only; `parser` makes them."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Part(NamedTuple):
    """A part of a statement: its half-open range in code points, and its meaning.

    `text` is what the range says; for a quoted value it is the unescaped value while the range lies inside the quotes.
    """

    start: int
    end: int
    text: str


class Line(NamedTuple):
    """One line: content is `start`..`end`, the next line begins at `stop`; `comment` begins with `//` or `#`.

    A string that is closed on a later line makes one line of all that it spans.
    """

    start: int
    end: int
    stop: int
    comment: Part | None


class Value(NamedTuple):
    """An attribute's or label's value. `start`..`end` includes the quotes that are there.

    `opened` and `closed` tell whether the quotes are there; `inner` is the value itself.
    """

    start: int
    end: int
    inner: Part
    opened: bool
    closed: bool


class Attribute(NamedTuple):
    """`key:"value"` on a node, or `label="value"` inside an edge's brackets. An absent separator is empty."""

    start: int
    end: int
    key: Part
    separator: Part
    value: Value


class Endpoint(NamedTuple):
    """One end of an edge. `side` is the word in the parentheses; None without `.handle(...)`."""

    start: int
    end: int
    lane: Part | None
    node: Part
    side: Part | None


class EdgeLabel(NamedTuple):
    """The bracketed label of an edge; `start`..`end` includes the brackets that are there."""

    start: int
    end: int
    attribute: Attribute
    closed: bool


class LoopNode(NamedTuple):
    """One name in a loop's list, with the lane prefix that some writers add."""

    lane: Part | None
    node: Part


class LaneOpen(NamedTuple):
    """`Id { # Label`. `label` is the label's own text; None when the header has none."""

    start: int
    end: int
    line: int
    id: Part
    brace: Part
    label: Part | None


class LaneClose(NamedTuple):
    """`}`."""

    start: int
    end: int
    line: int


class NodeStatement(NamedTuple):
    """`n1: shape key:"value" ...`."""

    start: int
    end: int
    line: int
    id: Part
    shape: Part | None
    attributes: tuple[Attribute, ...]

    def attribute(self, key: str) -> Attribute | None:
        """Return the first attribute with this key."""
        return next((item for item in self.attributes if item.key.text == key), None)


class EdgeStatement(NamedTuple):
    """`n1.handle(right) -> Lane.n2.handle(left) [label="x"]`."""

    start: int
    end: int
    line: int
    source: Endpoint
    target: Endpoint
    label: EdgeLabel | None


class LoopStatement(NamedTuple):
    """`loop [condition] n1 n2`."""

    start: int
    end: int
    line: int
    condition: Part
    nodes: tuple[LoopNode, ...]


class Remark(NamedTuple):
    """A line that holds only a comment, with `//` or `#`."""

    start: int
    end: int
    line: int


class Unknown(NamedTuple):
    """A line that is no statement; `name` is the word it begins with, or its one sign, if any."""

    start: int
    end: int
    line: int
    name: str


Statement: TypeAlias = LaneOpen | LaneClose | NodeStatement | EdgeStatement | LoopStatement | Remark | Unknown
