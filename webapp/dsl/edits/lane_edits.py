"""Add, change, move and remove lanes."""

from __future__ import annotations

from typing import NamedTuple

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.edge_edits import forget_nodes
from webapp.dsl.edits.operations import AddLane, MoveLane, RemoveLane, UpdateLane
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.lane_ids import free_lane_id
from webapp.dsl.reading.names import is_lane_id, lane_key
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.outside_nodes import NEW_LANE, new_lane_around
from webapp.dsl.writing.placing import Place, after_statement, indent_of, label_edit, line_removed, newline
from webapp.dsl.writing.prefixes import lane_renamed
from webapp.dsl.writing.quoting import bare
from webapp.errors import EditRefused


def add_lane(session: Session, operation: AddLane) -> str:
    """Add an empty lane with a label; return its id."""
    document = session.document
    label = _label(operation.label)
    name = (
        _new_id(document, operation.id)
        if operation.id is not None
        else free_lane_id(label, lambda item: document.outline.lane_named(item) is not None)
    )
    ending = newline(document)
    words = f"{name} {{ # {bare(label)}{ending}}}"
    blocks = document.outline.blocks
    after = session.lane(operation.after) if operation.after is not None else None
    if after == OUTSIDE:
        after = _neighbour_of_band(document, -1)
    if after is not None:
        block = document.lanes.blocks_of(after)[-1]
    elif blocks:
        block = blocks[-1]
    else:
        session.change([_at_end(document, ending).insert(words)])
        session.created.append(("lane", name))
        return name
    indent = indent_of(document, block.open)
    gap = ending if _lanes_are_apart(document) else ""
    close = block.close
    if close is None:
        members = document.lanes.members(block)
        place = after_statement(document, members[-1] if members else block.open, indent)
        gap = f"}}{ending}{gap}"
    else:
        place = after_statement(document, close, indent)
    session.change([place._replace(before=place.before + gap).insert(words.replace(ending, ending + indent))])
    session.created.append(("lane", name))
    return name


def _neighbour_of_band(document: Document, distance: int) -> str | None:
    """Return the lane before or after the band of the nodes outside every lane, None without such a lane."""
    place = document.lane_order[OUTSIDE] + distance
    return document.diagram.lanes[place].id if 0 <= place < len(document.diagram.lanes) else None


def _at_end(document: Document, ending: str) -> Place:
    """Return the place of the first lane: after all that stands in the text."""
    last = document.lines[-1]
    size = len(document.text)
    return Place(size, "" if last.start >= last.end else ending, "", ending if last.start >= last.end else "")


def _lanes_are_apart(document: Document) -> bool:
    """Return whether lanes are separated by a blank line: as the last two are, else yes."""
    blocks = document.outline.blocks
    if len(blocks) < 2:
        return True
    before = document.statements[blocks[-1].open].line - 1
    line = document.lines[before]
    return not document.text[line.start : line.end].strip()


def _label(words: str) -> str:
    label = clean(words).strip()
    if not label:
        raise EditRefused("a lane needs a label")
    return label


def _new_id(document: Document, name: str) -> str:
    if not is_lane_id(name):
        raise EditRefused(
            f"{name} is not a valid lane id: use a word that begins with a letter and contains letters, digits, _ or -",
            lane=name,
        )
    if document.outline.lane_named(name) is not None:
        raise EditRefused(f"there is already a lane {name}", lane=name)
    return name


def update_lane(session: Session, operation: UpdateLane) -> None:
    """Change a lane's label, or its id in its header and in every prefix."""
    lane = session.lane(operation.id)
    document = session.document
    if lane == OUTSIDE:
        _name_band(session, operation)
        return
    edits: list[TextEdit] = []
    if operation.label is not None:
        label = _label(operation.label)
        blocks = document.lanes.blocks_of(lane)
        written = next((block.label for block in blocks if block.label is not None), None)
        if written is None:
            edits.append(label_edit(document, blocks[0], label))
        elif written.text != label:
            edits.append(TextEdit(written.start, written.end, bare(label)))
    wanted = operation.new_id
    if operation.id_from_label:
        if operation.label is None or wanted is not None:
            raise EditRefused("id_from_label needs a label and cannot be combined with new_id", lane=lane)
        wanted = free_lane_id(operation.label, lambda name: document.outline.lane_named(name) not in (None, lane))
    if wanted is not None and wanted != lane:
        if lane_key(wanted) != lane_key(lane):
            _new_id(document, wanted)
        edits.extend(lane_renamed(document, lane, wanted))
    session.change(edits)


def _name_band(session: Session, operation: UpdateLane) -> None:
    """Put the nodes outside every lane into a lane of this name."""
    document = session.document
    name = _new_id(document, operation.new_id) if operation.new_id is not None else None
    edits = new_lane_around(document, _label(operation.label or NEW_LANE), name)
    if not edits:
        raise EditRefused("a line contains several statements: put each on its own line first")
    session.change(edits)
    lane = session.document.diagram.node[document.diagram.nodes_of[OUTSIDE][0].id].lane
    session.created.append(("lane", lane))


class _Extent(NamedTuple):
    """The lines of one lane, without the last line break."""

    lane: str
    start: int
    end: int


def _extents(document: Document) -> list[_Extent]:
    """Return the range of every block from the begin of its first line to its closing brace's line end.

    Comment lines right above a header belong to it.
    """
    found: list[_Extent] = []
    for block in document.outline.blocks:
        members = document.lanes.members(block)
        last = block.close if block.close is not None else members[-1] if members else block.open
        line = document.statements[block.open].line
        floor = document.statements[block.open - 1].line if block.open else -1
        index = block.open
        while index > 0 and document.outline.home[index - 1] is None:
            above = document.statements[index - 1]
            if (
                above.line != line - 1
                or document.lines[above.line].comment is None
                or above.start != _comment(document, above.line)
            ):
                break
            index, line = index - 1, above.line
            floor = document.statements[index - 1].line if index else -1
        header = document.statements[index]
        start = min(document.lines[line].start, header.start) if floor != line else header.start
        close = document.statements[last]
        following = document.statements[last + 1] if last + 1 < len(document.statements) else None
        shared = following is not None and following.line == close.line
        found.append(_Extent(block.lane, start, close.end if shared else document.lines[close.line].end))
    return found


def _comment(document: Document, line: int) -> int:
    comment = document.lines[line].comment
    return comment.start if comment is not None else -1


def move_lane(session: Session, operation: MoveLane) -> None:
    """Move a lane's lines before another lane's, or behind all others; what separates lanes moves with it."""
    lane = session.lane(operation.id)
    document = session.document
    before = session.lane(operation.before) if operation.before is not None else None
    if lane == OUTSIDE:
        raise EditRefused("these nodes are outside every lane: put them into a lane first")
    if before == OUTSIDE:
        before = _neighbour_of_band(document, 1)
    for block in document.outline.blocks:
        if block.close is None:
            raise EditRefused(f"the lane {block.lane} is not closed: add the missing }} first", lane=block.lane)
    for name in (lane, before):
        if name is not None and len(document.lanes.blocks_of(name)) > 1:
            raise EditRefused(f"there are two lanes {name}: change one of the ids first", lane=name)
    extents = _extents(document)
    source = next(place for place, item in enumerate(extents) if item.lane == lane)
    target = next((place for place, item in enumerate(extents) if item.lane == before), len(extents))
    if target in (source, source + 1):
        return
    start, end = extents[source].start, extents[source].end
    words = document.text[start:end]
    if target < source:
        gap = document.text[extents[source - 1].end : start]
        at = extents[target].start
        session.change([TextEdit(at, at, words + gap), TextEdit(start - len(gap), end, "")])
    else:
        gap = document.text[end : extents[source + 1].start]
        at = extents[target - 1].end
        session.change([TextEdit(start, end + len(gap), ""), TextEdit(at, at, gap + words)])


def remove_lane(session: Session, operation: RemoveLane) -> None:
    """Remove a lane with its nodes and all their edges; loops elsewhere forget these nodes."""
    lane = session.lane(operation.id)
    document = session.document
    if lane == OUTSIDE:
        outside = {node.id for node in document.diagram.nodes_of[OUTSIDE]}
        lines = {document.outline.nodes[name].statement for name in outside}
        session.change([*(line_removed(document, index) for index in lines), *forget_nodes(document, outside, lines)])
        return
    gone: set[int] = set()
    for block in document.lanes.blocks_of(lane):
        gone.update(document.lanes.members(block))
    names = {name for name, item in document.outline.nodes.items() if item.statement in gone}
    extents = _extents(document)
    edits = [_removal(document, extents, place) for place, item in enumerate(extents) if item.lane == lane]
    session.change([*edits, *forget_nodes(document, names, gone)])


def _removal(document: Document, extents: list[_Extent], place: int) -> TextEdit:
    """Return the edit that removes a lane and the blank lines on one side of it."""
    text = document.text
    extent = extents[place]
    if place and not text[extents[place - 1].end : extent.start].strip():
        return TextEdit(extents[place - 1].end, extent.end, "")
    if place + 1 < len(extents) and not text[extent.end : extents[place + 1].start].strip():
        return TextEdit(extent.start, extents[place + 1].start, "")
    after = text[extent.end : extent.end + 2]
    ending = "\r\n" if after == "\r\n" else after[:1] if after[:1] in ("\r", "\n") else ""
    return TextEdit(extent.start, extent.end + len(ending), "")
