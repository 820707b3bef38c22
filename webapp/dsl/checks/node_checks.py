"""Declarations of nodes: ids, shapes, attributes."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.message_parts import nearest, shown
from webapp.dsl.checks.value_checks import check_attribute
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.names import ATTRIBUTES, SHAPES, is_node_id, is_word_id, shape_of
from webapp.dsl.reading.syntax import Attribute, NodeStatement, Part
from webapp.dsl.writing.renumbering import renumber

ONE_OF_SHAPES = "circle, rectangle, diamond or taskbox"


def check(document: Document) -> Iterator[Finding]:
    """Yield node-id, duplicate-node, missing-shape, unknown-shape, id-gap and what concerns attributes."""
    declared = document.outline.nodes
    for index, statement in document.of_kind(NodeStatement):
        name = statement.id
        if declared[name.text].statement != index:
            free = document.uses.meant_ids.get(index, document.uses.next_node_id)
            which = "the id that edges use" if index in document.uses.meant_ids else "the next free id"
            message = f"the id {shown(name.text)} is used twice: give this node {which}, {free}"
            fix = Fix(f"Change the id to {free}", False, (TextEdit(name.start, name.end, free),))
            yield finding("duplicate-node", message, name.start, name.end, fix)
        elif not is_node_id(name.text) and not is_word_id(name.text):
            yield _node_id(document, name)
        if statement.shape is None:
            yield _missing_shape(statement)
        elif statement.shape.text.lower() not in SHAPES:
            yield _unknown_shape(statement.shape)
        if statement.attributes:
            yield from _attributes(document, statement)
    yield from _word_ids(document) if document.uses.word_ids else _gap(document)


def _word_ids(document: Document) -> Iterator[Finding]:
    """Yield word-id, once for the document."""
    name = document.uses.word_ids[0]
    start = document.statements[document.outline.nodes[name].statement].start
    message = f"{shown(name)} is not a valid node id for other tools: renumber the nodes to get n1, n2 and so on"
    fix = Fix("Renumber all nodes", False, renumber(document).edits)
    yield finding("word-id", message, start, start + len(name), fix)


def _gap(document: Document) -> Iterator[Finding]:
    """Yield id-gap, once; ids that are wrong or doubled are reported already and leave gaps of their own."""
    declared = document.outline.nodes
    if document.uses.ambiguous or document.uses.half_declared or not all(map(is_node_id, declared)):
        return
    for number, name in enumerate(sorted(declared, key=lambda item: int(item[1:])), 1):
        if name != f"n{number}":
            part = document.statements[declared[name].statement]
            message = f"the numbering has a gap before {name}: n{number} is missing"
            fix = Fix("Renumber all nodes", False, renumber(document).edits)
            yield finding("id-gap", message, part.start, part.start + len(name), fix)
            return


def _node_id(document: Document, name: Part) -> Finding:
    free = document.uses.next_node_id
    uses = (name, *document.uses.by_node.get(name.text, ()))
    edits = tuple(TextEdit(part.start, part.end, free) for part in sorted(uses))
    message = f"{shown(name.text)} is not a valid node id: use n followed by a number, for example {free}"
    return finding("node-id", message, name.start, name.end, Fix(f"Change the id to {free} everywhere", False, edits))


def _missing_shape(statement: NodeStatement) -> Finding:
    name = statement.id
    at = statement.attributes[0].start if statement.attributes else statement.end
    text = "rectangle " if statement.attributes else " rectangle"
    message = f"{shown(name.text)} has no shape: write {ONE_OF_SHAPES} after the colon"
    fix = Fix("Make it a rectangle", False, (TextEdit(at, at, text),))
    return finding("missing-shape", message, name.start, name.end, fix)


def _unknown_shape(shape: Part) -> Finding:
    meant = shape_of(shape.text)
    word = meant.value if meant else nearest(shape.text, SHAPES)
    message = f"{shown(shape.text)} is not a shape: write {word or ONE_OF_SHAPES}"
    fix = Fix(f"Write {word}", meant is not None, (TextEdit(shape.start, shape.end, word),)) if word else None
    return finding("unknown-shape", message, shape.start, shape.end, fix)


def _attributes(document: Document, statement: NodeStatement) -> Iterator[Finding]:
    seen: set[str] = set()
    for attribute in statement.attributes:
        key = attribute.key
        if key.text not in ATTRIBUTES:
            yield _unknown_attribute(document, attribute)
        elif key.text in seen:
            message = f"{shown(statement.id.text)} has two {key.text} attributes: remove this one"
            fix = Fix(f"Remove the second {key.text}", False, (_removal(document, attribute),))
            yield finding("duplicate-attribute", message, attribute.start, attribute.end, fix)
        seen.add(key.text)
        yield from check_attribute(document.text, attribute, ":", "attribute-separator")


def _unknown_attribute(document: Document, attribute: Attribute) -> Finding:
    key = attribute.key
    word = nearest(key.text, ATTRIBUTES)
    message = f"{shown(key.text)} is not an attribute: use label, owner, description or system"
    if word is not None:
        fix = Fix(f"Write {word}", False, (TextEdit(key.start, key.end, word),))
    else:
        fix = Fix("Remove it", False, (_removal(document, attribute),))
    return finding("unknown-attribute", message, key.start, key.end, fix)


def _removal(document: Document, attribute: Attribute) -> TextEdit:
    """Return the edit that removes an attribute with the blanks before it."""
    start = attribute.start
    while document.text[start - 1].isspace():
        start -= 1
    return TextEdit(start, attribute.end, "")
