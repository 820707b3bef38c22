"""Number the nodes n1, n2, ... in document order, wherever they are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from webapp.domain import TextEdit
from webapp.dsl.document import Document
from webapp.dsl.reading.names import is_node_id
from webapp.dsl.reading.syntax import NodeStatement, Unknown


class Renumbering(NamedTuple):
    """The new ids by the old ones, and the edits that write them; both only of what changes."""

    names: Mapping[str, str]
    edits: tuple[TextEdit, ...]


def renumber(document: Document) -> Renumbering:
    """Return the edits that give the declared nodes the ids n1..nN in document order, with all their uses.

    A node that is named but not declared gets a number above N: it must not be taken for another one.
    """
    declared = sorted(document.outline.nodes, key=lambda name: document.outline.nodes[name].statement)
    named = [name for name in (*document.uses.by_node, *sorted(document.uses.half_declared)) if is_node_id(name)]
    order = dict.fromkeys([*declared, *named])
    names = {name: f"n{number}" for number, name in enumerate(order, start=1) if name != f"n{number}"}
    edits = [TextEdit(start, start + len(name), names[name]) for start, name in _places(document) if name in names]
    return Renumbering(names, tuple(sorted(edits, key=lambda edit: edit.start)))


def _places(document: Document) -> Iterator[tuple[int, str]]:
    """Yield every place where a node is declared or named."""
    for statement in document.statements:
        if isinstance(statement, NodeStatement):
            yield statement.id.start, statement.id.text
        elif isinstance(statement, Unknown) and document.uses.begins_with_node(statement):
            yield statement.start, statement.name
    for parts in document.uses.by_node.values():
        for part in parts:
            yield part.start, part.text
