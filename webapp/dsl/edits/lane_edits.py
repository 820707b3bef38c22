"""Adds lanes, and changes their labels and ids."""

from __future__ import annotations

from webapp.domain import OUTSIDE, TextEdit
from webapp.dsl.document import Document
from webapp.dsl.edits.operations import AddLane, UpdateLane
from webapp.dsl.edits.session import Session
from webapp.dsl.reading.lane_ids import free_lane_id
from webapp.dsl.reading.names import is_lane_id, lane_key
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.outside_nodes import NEW_LANE, new_lane_around
from webapp.dsl.writing.placing import Place, after_statement, indent_of, label_edit, newline
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
    lines = f"{name} {{ # {bare(label)}{ending}}}"
    blocks = document.outline.blocks
    after = session.lane(operation.after) if operation.after is not None else None
    if after == OUTSIDE:
        after = neighbour_of_band(document, -1)
    if after is not None:
        block = document.lanes.blocks_of(after)[-1]
    elif blocks:
        block = blocks[-1]
    else:
        session.change([_at_end(document, ending).insert(lines)])
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
    session.change([place._replace(before=place.before + gap).insert(lines.replace(ending, ending + indent))])
    session.created.append(("lane", name))
    return name


def neighbour_of_band(document: Document, distance: int) -> str | None:
    """Return the lane before or after the band of the nodes outside every lane, None without such a lane."""
    index = document.lane_order[OUTSIDE] + distance
    return document.diagram.lanes[index].id if 0 <= index < len(document.diagram.lanes) else None


def _at_end(document: Document, ending: str) -> Place:
    """Return the place of the first lane, after everything else in the text."""
    last = document.lines[-1]
    size = len(document.text)
    return Place(size, "" if last.start >= last.end else ending, "", ending if last.start >= last.end else "")


def _lanes_are_apart(document: Document) -> bool:
    """Return whether a blank line separates lanes: as it does the last two; True with fewer lanes."""
    blocks = document.outline.blocks
    if len(blocks) < 2:
        return True
    before = document.statements[blocks[-1].open].line - 1
    line = document.lines[before]
    return not document.text[line.start : line.end].strip()


def _label(text: str) -> str:
    label = clean(text).strip()
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
    """Change the label of a lane, or its id in its header and in every prefix."""
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
