"""Nodes, edges and loops written as the language wants them, and the ids and conditions that they may have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count

from webapp.domain import OUTSIDE, Side
from webapp.dsl.document import Document
from webapp.dsl.reading.names import ATTRIBUTES, is_node_id, is_word_id
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.quoting import quote
from webapp.errors import EditRefused

HIGHEST = 999_999_999


def node_text(name: str, shape: str, values: Iterable[str]) -> str:
    """Write a node; the values are in the order of `ATTRIBUTES`, empty ones are left out."""
    given = ((key, clean(value)) for key, value in zip(ATTRIBUTES, values, strict=True))
    return f"{name}: {shape}" + "".join(f" {key}:{quote(value)}" for key, value in given if value)


def edge_text(ends: tuple[str, str], lanes: tuple[str, str], sides: tuple[Side, Side], label: str) -> str:
    """Write an edge between two nodes of these lanes, as it stands in the lane of its source."""
    text = clean(label)
    prefix = f"{lanes[1]}." if lanes[1] not in (OUTSIDE, lanes[0]) else ""
    tail = f" [label={quote(text)}]" if text else ""
    return f"{ends[0]}.handle({sides[0].value}) -> {prefix}{ends[1]}.handle({sides[1].value}){tail}"


def loop_text(condition: str, nodes: Iterable[str]) -> str:
    """Write a loop over nodes."""
    return f"loop [{condition}] {' '.join(nodes)}"


def new_node_id(document: Document, wanted: str | None) -> str:
    """Return the id of a new node: the wanted one, else the next free one. Raises: EditRefused where it cannot be."""
    if wanted is None:
        return document.uses.next_node_id
    if not is_node_id(wanted) and not (is_word_id(wanted) and document.uses.word_ids):
        raise EditRefused(
            f"{wanted} is not a valid node id: use n followed by a number, without leading zeros", node=wanted
        )
    if wanted in document.outline.nodes:
        raise EditRefused(f"there is already a node {wanted}", node=wanted)
    return wanted


def free_node_ids(document: Document, reserved: Collection[str] = ()) -> Iterator[str]:
    """Yield ids that nothing is called by, neither here nor among the reserved ones: above the highest, if possible."""
    taken = {*document.outline.nodes, *document.uses.by_node, *reserved}
    highest = max((int(name[1:]) for name in taken if is_node_id(name)), default=0)
    for number in chain(range(highest + 1, HIGHEST + 1), count(1)):
        if f"n{number}" not in taken:
            yield f"n{number}"
