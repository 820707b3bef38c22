"""Set, add and remove the quoted values of a statement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from webapp.domain import TextEdit
from webapp.dsl.reading.names import ATTRIBUTES
from webapp.dsl.reading.syntax import Attribute, NodeStatement, Value
from webapp.dsl.reading.values import clean
from webapp.dsl.writing.quoting import escape, quote


def set_value(value: Value, text: str) -> TextEdit | None:
    """Return the edit that changes the text between the quotes of a value; None if it is the same already."""
    text = clean(text)
    if value.opened and value.closed:
        if value.inner.text == text:
            return None
        return TextEdit(value.inner.start, value.inner.end, escape(text))
    return TextEdit(value.start, value.end, quote(text))


def set_attributes(text: str, statement: NodeStatement, wanted: Mapping[str, str]) -> Iterator[TextEdit]:
    """Yield the edits that set these attributes; an empty value removes one, a new one goes to its usual place."""
    added: dict[int, str] = {}
    for key in ATTRIBUTES:
        if key not in wanted:
            continue
        value = clean(wanted[key])
        present = statement.attribute(key)
        if present is not None and value:
            edit = set_value(present.value, value)
            if edit is not None:
                yield edit
        elif present is not None:
            yield from _removal(text, present)
        elif value:
            before = _before(statement, key)
            added[before] = added.get(before, "") + f" {key}:{quote(value)}"
    if added:
        yield from _close_all(statement, wanted)
    for at, written in added.items():
        yield TextEdit(at, at, written)


def _removal(text: str, attribute: Attribute) -> Iterator[TextEdit]:
    """Yield the removal of an attribute with the blanks before it; one that is empty already may stay."""
    if not attribute.value.inner.text and attribute.value.closed:
        return
    start = attribute.start
    while text[start - 1].isspace():
        start -= 1
    yield TextEdit(start, attribute.end, "")


def _before(statement: NodeStatement, key: str) -> int:
    """Return the place of a new attribute: after those that usually stand before it."""
    earlier = ATTRIBUTES[: ATTRIBUTES.index(key)]
    ends = [item.end for item in statement.attributes if item.key.text in earlier]
    if ends:
        return max(ends)
    if statement.shape is not None:
        return statement.shape.end
    return statement.attributes[0].start if statement.attributes else statement.end


def _close_all(statement: NodeStatement, wanted: Mapping[str, str]) -> Iterator[TextEdit]:
    """Yield the quotes that are missing elsewhere on the line: an open string would swallow what is added."""
    for attribute in statement.attributes:
        value = attribute.value
        if not (value.opened and value.closed) and attribute.key.text not in wanted:
            yield TextEdit(value.start, value.end, quote(value.inner.text))
