"""A new name for a node or a lane, in every place that names it."""

from __future__ import annotations

from webapp.domain import TextEdit
from webapp.dsl.assist.symbols import Symbol, declaration, references, symbol_at
from webapp.dsl.document import Document
from webapp.dsl.edits import EditResult, UpdateLane, apply
from webapp.dsl.edits.new_statements import new_node_id
from webapp.dsl.edits.session import Session
from webapp.errors import EditRefused


def renameable(document: Document, offset: int) -> Symbol:
    """Return the name at an offset. Raises: EditRefused where no node or lane that is declared is named."""
    symbol = symbol_at(document, offset)
    if symbol is None:
        raise EditRefused("nothing can be renamed here: place the cursor on the id of a node or a lane")
    if declaration(document, symbol) is None:
        raise EditRefused(f"there is no {symbol.kind} {symbol.id}", **{symbol.kind: symbol.id})
    return symbol


def rename(document: Document, offset: int, name: str) -> EditResult:
    """Rename what is named at an offset, with all its uses.

    Raises:
        EditRefused: nothing is named here, or the new name is taken or cannot be one; the message says which.
    """
    symbol = renameable(document, offset)
    return rename_part(document, symbol.kind, symbol.id, name)


def rename_part(document: Document, kind: str, identifier: str, name: str) -> EditResult:
    """Rename the node or lane with an id, with all its uses.

    Raises:
        EditRefused: there is no such part, or the new name is taken or cannot be one; the message says which.
    """
    wanted = name.strip()
    if kind == "lane":
        return apply(document, [UpdateLane(identifier, new_id=wanted)])
    session = Session(document)
    known = session.node(identifier)[0].id
    if wanted != known:
        new_node_id(session.document, wanted)
        if wanted in session.document.uses.by_node:
            raise EditRefused(f"the text already uses the id {wanted}, although no node has it", node=wanted)
        if known in session.document.uses.ambiguous:
            raise EditRefused(f"there are two nodes {known}: change one of the ids in the text first", node=known)
        symbol = Symbol("node", known, 0, 0, False)
        places = references(session.document, symbol)
        session.change(TextEdit(place.start, place.end, wanted) for place in places)
    became = session.identities
    return EditResult(session.document, session.edited.edits(), (), became.renamed, became.removed)
