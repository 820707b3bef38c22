"""Which statement stands in which lane, and which braces do not pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from webapp.domain import OUTSIDE
from webapp.dsl.reading.lane_ids import lane_id_from
from webapp.dsl.reading.names import id_as_label, is_lane_id, lane_key
from webapp.dsl.reading.statement_parser import lane_label
from webapp.dsl.reading.syntax import LaneClose, LaneOpen, Line, NodeStatement, Part, Remark, Statement

_LABEL = "# "


class Block(NamedTuple):
    """One pair of braces: `lane` is the lane's id, `open` and `close` are places among the statements.

    `label` is the display label, from the header or from a `#` comment alone on the body's first line.
    """

    lane: str
    open: int
    close: int | None
    label: Part | None


class Nested(NamedTuple):
    """A header inside an open lane, and the brace too many that belongs to it."""

    header: int
    surplus: int | None


class Declaration(NamedTuple):
    """The first declaration of a node: its place among the statements, its block, and its lane.

    Outside every lane `block` is None and `lane` is `OUTSIDE`.
    """

    statement: int
    block: int | None
    lane: str


@dataclass(frozen=True)
class Outline:
    """The blocks of a text, the block of every statement (None outside), and what declares what.

    `lanes` has the ids of lanes by all that names them, `misnamed` the names that are no ids by the ids they stand for.
    """

    blocks: tuple[Block, ...]
    home: tuple[int | None, ...]
    lanes: Mapping[str, str]
    misnamed: Mapping[str, str]
    nodes: Mapping[str, Declaration]
    nested: tuple[Nested, ...]
    stray: tuple[int, ...]
    label_lines: frozenset[int]

    def lane_of(self, statement: int) -> str | None:
        """Return the id of the lane in whose braces a statement stands."""
        block = self.home[statement]
        return None if block is None else self.blocks[block].lane

    def lane_named(self, name: str) -> str | None:
        """Return the id of the lane that a prefix names; None when there is none."""
        return self.lanes.get(lane_key(name))

    def default_label(self, lane: str) -> str:
        """Return what a lane without label is called: the name before its brace, or its id with spaces."""
        return self.misnamed.get(lane) or id_as_label(lane)


def outline(statements: Sequence[Statement], lines: Sequence[Line], unread: frozenset[int] = frozenset()) -> Outline:
    """Pair the braces and collect the lanes and the nodes that are declared.

    `unread` has the lines that open a brace which could not be read; the brace that closes it is no mistake of its own.
    """
    blocks: list[Block] = []
    home: list[int | None] = []
    lanes, misnamed = _lane_ids(statements)
    nested: list[Nested] = []
    unpaired: list[int] = []
    stray: list[int] = []
    label_lines: set[int] = set()
    current: int | None = None
    nameless = 0
    for index, statement in enumerate(statements):
        if isinstance(statement, LaneOpen):
            if current is not None:
                unpaired.append(len(nested))
                nested.append(Nested(index, None))
            current = len(blocks)
            home.append(current)
            label = statement.label or _label_below(statements, lines, index)
            if label is not None and label is not statement.label:
                label_lines.add(statements[index + 1].line)
            blocks.append(Block(lanes[name_of(statement)], index, None, label))
            continue
        home.append(current)
        if statement.line in unread and (index == 0 or statements[index - 1].line != statement.line):
            nameless += 1
        if isinstance(statement, LaneClose):
            if current is not None:
                blocks[current] = blocks[current]._replace(close=index)
                current = None
            elif unpaired:
                which = unpaired.pop()
                nested[which] = nested[which]._replace(surplus=index)
            elif nameless:
                nameless -= 1
            else:
                stray.append(index)
    nodes = _declarations(statements, home, blocks)
    return Outline(
        tuple(blocks), tuple(home), lanes, misnamed, nodes, tuple(nested), tuple(stray), frozenset(label_lines)
    )


def name_of(header: LaneOpen) -> str:
    """Return what names a lane, as names are compared: the words before its brace, else its label behind a `#`."""
    return lane_key(header.id.text) or _LABEL + lane_key(header.label.text if header.label else "")


def _lane_ids(statements: Sequence[Statement]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the ids of all lanes by their names, and the names that are no ids by the ids that they get.

    Ids that are written go first: a name that is none gets one that no lane has.
    """
    written: dict[str, str] = {}
    for item in statements:
        if isinstance(item, LaneOpen):
            written.setdefault(name_of(item), item.id.text)
    lanes = {name: text for name, text in written.items() if is_lane_id(name) and is_lane_id(text)}
    given: dict[str, str] = {}
    misnamed: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for name in written:
        if name not in lanes:
            wanted = identifier = lane_id_from(name)
            while identifier in lanes:
                # Thousands of names may want the same id: each goes on where the last one ended.
                numbers[wanted] = numbers.get(wanted, 1) + 1
                identifier = f"{wanted}{numbers[wanted]}"
            misnamed[identifier] = name.removeprefix(_LABEL)
            lanes[identifier] = given[name] = identifier
    return {name: identifier for identifier, name in misnamed.items()} | lanes | given, misnamed


def _label_below(statements: Sequence[Statement], lines: Sequence[Line], header: int) -> Part | None:
    """Return the label that stands as a `#` comment on the line under a header without label."""
    if header + 1 >= len(statements):
        return None
    below = statements[header + 1]
    if not isinstance(below, Remark):
        return None
    return lane_label(lines[below.line].comment)


def _declarations(
    statements: Sequence[Statement], home: Sequence[int | None], blocks: Sequence[Block]
) -> dict[str, Declaration]:
    nodes: dict[str, Declaration] = {}
    for index, statement in enumerate(statements):
        if isinstance(statement, NodeStatement) and statement.id.text not in nodes:
            block = home[index]
            nodes[statement.id.text] = Declaration(index, block, OUTSIDE if block is None else blocks[block].lane)
    return nodes
