"""Read the attributes of a node and the label of an edge, however their quotes and separators are."""

from __future__ import annotations

import re

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.reading.names import attribute_of
from webapp.dsl.reading.pieces import Piece
from webapp.dsl.reading.syntax import Attribute, EdgeLabel, Part, Value
from webapp.dsl.reading.tokens import is_closed, is_word
from webapp.dsl.reading.values import unescape, unquoted

_NEXT_ATTRIBUTE = re.compile(r'(?<!\s)\s++(?:label|owner|description|system)\s*[:=]\s*["“”„‟«»‘]', re.IGNORECASE)
_DOUBLE_QUOTES = frozenset("“”„‟«»″")
_SINGLE_QUOTES = frozenset("‘’‚‹›")
TYPOGRAPHIC = _DOUBLE_QUOTES | _SINGLE_QUOTES


def parse_attributes(pieces: list[Piece], index: int, content: str, start: int) -> tuple[list[Attribute], int]:
    """Read attributes from `index` on; stop at the first piece that begins none and return its index."""
    attributes: list[Attribute] = []
    while index + 1 < len(pieces) and is_word(pieces[index].text):
        key = pieces[index]
        following = pieces[index + 1]
        if following.text in (":", "="):
            separator = Part(following.start, following.end, following.text)
            index += 2
        elif following.text[0] == '"':
            separator = Part(key.end, key.end, "")
            index += 1
        else:
            break
        limit = pieces[-1].end
        value, index = _value(pieces, index, separator.end, limit, content, start)
        word = Part(key.start, key.end, attribute_of(key.text))
        attributes.append(Attribute(key.start, value.end, word, separator, value))
    return attributes, index


def _value(pieces: list[Piece], index: int, after: int, limit: int, content: str, start: int) -> tuple[Value, int]:
    """Read the value at `index`; without an opening quote it runs to the next attribute or to `limit`."""
    if index < len(pieces) and pieces[index].text[0] == '"':
        return _quoted(pieces[index], limit), index + 1
    if index >= len(pieces):
        return Value(after, after, Part(after, after, ""), False, False), index
    begin = pieces[index].start
    following = _NEXT_ATTRIBUTE.search(content, begin - start, limit - start)
    end = start + following.start() if following else limit
    raw = content[begin - start : end - start]
    while index < len(pieces) and pieces[index].start < end:
        index += 1
    inner = Part(begin, end, unquoted(raw))
    if len(raw) > 1 and _are_quotes(raw[0], raw[-1]):
        inner = Part(begin + 1, end - 1, unquoted(raw[1:-1]))
    return Value(begin, end, inner, False, False), index


def _are_quotes(first: str, last: str) -> bool:
    """Return whether two signs stand around a value: typographic quotes of any language, or two apostrophes."""
    if first in _DOUBLE_QUOTES:
        return last in _DOUBLE_QUOTES or last == '"'
    return last in _SINGLE_QUOTES if first in _SINGLE_QUOTES else first == last == "'"


def _quoted(piece: Piece, limit: int) -> Value:
    if is_closed(piece.text):
        return Value(
            piece.start, piece.end, Part(piece.start + 1, piece.end - 1, unescape(piece.text[1:-1])), True, True
        )
    content = piece.text[1:].rstrip()
    if len(content) > 1 and content[-1] in _DOUBLE_QUOTES:
        end = piece.start + 1 + len(content)
        return Value(piece.start, end, Part(piece.start + 1, end - 1, content[:-1]), False, False)
    end = min(piece.start + 1 + len(content), limit)
    return Value(piece.start, end, Part(piece.start + 1, end, unescape(content)), True, False)


def parse_edge_label(
    pieces: list[Piece], index: int, content: str, start: int
) -> tuple[EdgeLabel | None, int, Finding | None]:
    """Read `[label="x"]` from its bracket on; return it, the index of what follows, and what is wrong with its form."""
    opening = pieces[index]
    close = next((at for at in range(len(pieces) - 1, index, -1) if pieces[at].text == "]"), None)
    stop = len(pieces) if close is None else close
    inner = pieces[index + 1 : stop]
    after = stop if close is None else stop + 1
    if not inner:
        end = opening.end if close is None else pieces[close].end
        fix = Fix("Remove the brackets", False, (TextEdit(opening.start, end, ""),))
        return (
            None,
            after,
            finding("syntax", 'the brackets are empty: write [label="Text"] or remove them', opening.start, end, fix),
        )
    found = None
    has_key = len(inner) > 1 and is_word(inner[0].text) and (inner[1].text in (":", "=") or inner[1].text[0] == '"')
    if has_key:
        attributes, used = parse_attributes(inner, 0, content, start)
        attribute = attributes[0]
        if len(attributes) > 1 or used < len(inner):
            begin = attributes[1].start if len(attributes) > 1 else inner[used].start
            found = finding(
                "syntax", "an edge can have only a label in its brackets: remove the rest", begin, inner[-1].end
            )
    else:
        empty = Part(inner[0].start, inner[0].start, "")
        value, _ = _value(inner, 0, inner[0].start, inner[-1].end, content, start)
        if value.opened:
            fix = Fix("Write label=", False, (TextEdit(value.start, value.start, "label="),))
        else:
            fix = Fix(
                'Write label="..."',
                False,
                (TextEdit(value.start, value.inner.start, 'label="'), TextEdit(value.inner.end, value.end, '"')),
            )
        attribute = Attribute(value.start, value.end, empty._replace(text="label"), empty._replace(text="="), value)
        found = finding(
            "syntax", 'label= is missing in the brackets: write [label="Text"]', value.start, value.end, fix
        )
    attribute, missing = _before_bracket(attribute, close is None)
    closed = close is not None
    end = pieces[close].end if close is not None else attribute.end
    if missing:
        closed, end = True, attribute.value.end + missing
    elif not closed and found is None and attribute.value.closed:
        fix = Fix("Add the bracket", False, (TextEdit(end, end, "]"),))
        found = finding("syntax", "the bracket is not closed: add ] at the end", opening.start, end, fix)
    return EdgeLabel(opening.start, end, attribute, closed), after, found


def _before_bracket(attribute: Attribute, unclosed: bool) -> tuple[Attribute, int]:
    """Give back the bracket that a string without closing quote swallowed.

    Returns the attribute and the distance from the value's end to the end of that bracket, 0 without one.
    """
    value = attribute.value
    if not unclosed or not value.opened or value.closed or not value.inner.text.endswith("]"):
        return attribute, 0
    shorter_text = value.inner.text[:-1].rstrip()
    end = value.end - (len(value.inner.text) - len(shorter_text))
    shorter = value._replace(end=end, inner=Part(value.inner.start, end, shorter_text))
    return attribute._replace(end=end, value=shorter), value.end - end
