"""Quotes and separators, on nodes and edges alike; the labels of edges."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.attribute_parser import TYPOGRAPHIC
from webapp.dsl.reading.syntax import Attribute, Value
from webapp.dsl.writing.quoting import escape, line_ends_escaped


def check(document: Document) -> Iterator[Finding]:
    """Yield what concerns the labels of edges."""
    for _, statement in document.edges:
        label = statement.label
        if label is not None:
            key = label.attribute.key
            if key.start == key.end:  # reported as syntax, with the quotes in the same fix
                continue
            if key.text != "label":
                message = f'{shown(key.text)} is not an attribute of an edge: write [label="Text"]'
                fix = Fix("Write label", False, (TextEdit(key.start, key.end, "label"),))
                yield finding("unknown-attribute", message, key.start, key.end, fix)
            closing = "" if label.closed else "]"
            yield from check_attribute(document.text, label.attribute, "=", "edge-label-separator", closing)


def check_attribute(text: str, attribute: Attribute, separator: str, code: str, closing: str = "") -> Iterator[Finding]:
    """Yield what is wrong with an attribute's separator and quotes; `closing` is what must follow its last quote."""
    written = attribute.separator
    if written.text != separator:
        start, end = written.start, written.end
        fix = Fix(f"Write {separator}", True, (TextEdit(start, end, separator),))
        message = f"write {separator} instead of {written.text} between {shown(attribute.key.text)} and its value"
        if not written.text:
            start, end = attribute.key.start, attribute.key.end
            message = f"{separator} is missing between {shown(attribute.key.text)} and its value"
        yield finding(code, message, start, end, fix)
    value = attribute.value
    if not value.opened:
        yield _unquoted(text, attribute, value, closing)
    elif not value.closed:
        raw = text[value.inner.start : value.inner.end]
        slash = "\\" * ((len(raw) - len(raw.rstrip("\\"))) % 2)
        fix = Fix("Close the quotes", True, (TextEdit(value.end, value.end, f'{slash}"{closing}'),))
        message = f'the value of {shown(attribute.key.text)} is not closed: add " at its end'
        yield finding("unclosed-string", message, value.start, value.end, fix)
    elif "\n" in value.inner.text and (edits := tuple(line_ends_escaped(text, value.inner.start, value.inner.end))):
        yield _over_lines(attribute, edits)


def _over_lines(attribute: Attribute, edits: tuple[TextEdit, ...]) -> Finding:
    """Report a value that goes over several lines of the text; the fix writes the line breaks as they are read."""
    message = (
        f"the text of {shown(attribute.key.text)} goes over {len(edits) + 1} lines: "
        "write it on one line, with \\n for each line break"
    )
    fix = Fix("Write the line breaks as \\n", True, edits)
    return finding("unclosed-string", message, attribute.value.start, attribute.value.end, fix)


def _unquoted(text: str, attribute: Attribute, value: Value, closing: str) -> Finding:
    value_text = value.inner.text
    key = attribute.key
    start, end = (value.start, value.end) if value_text else (key.start, attribute.separator.end)
    if value.start == value.inner.start and escape(value_text) == text[value.start : value.end] and value_text:
        edits: tuple[TextEdit, ...] = (
            TextEdit(value.start, value.start, '"'),
            TextEdit(value.end, value.end, f'"{closing}'),
        )
    else:
        edits = (TextEdit(value.start, value.end, f'"{escape(value_text)}"{closing}'),)
    if TYPOGRAPHIC & {text[value.start : value.start + 1], text[value.end - 1 : value.end]} and value_text:
        message = f"the value of {shown(key.text)} needs straight quotes, not typographic ones"
        return finding("quotes", message, start, end, Fix('Write straight quotes: "', '"' not in value_text, edits))
    message = (
        f'the value of {shown(key.text)} needs quotes: {shown(key.text)}{attribute.separator.text}"{shown(value_text)}"'
    )
    # A quote inside may have swallowed what follows it; with quotes of its own the value gives that back.
    fix = Fix("Add the quotes", '"' not in value_text, edits)
    return finding("unquoted-value", message, start, end, fix)
