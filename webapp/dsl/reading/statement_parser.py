"""Read pieces of a line as one statement, and say what is wrong with those that are none."""

from __future__ import annotations

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.codes import finding
from webapp.dsl.reading.attribute_parser import parse_attributes
from webapp.dsl.reading.edge_parser import parse_edge
from webapp.dsl.reading.heads import HEAD
from webapp.dsl.reading.names import ATTRIBUTES, HANDLE, LOOP, SHAPE_SYNONYMS, SHAPES, is_node_id, shape_of
from webapp.dsl.reading.pieces import Context, Piece, surplus, unknown
from webapp.dsl.reading.syntax import (
    LaneClose,
    LaneOpen,
    LoopNode,
    LoopStatement,
    NodeStatement,
    Part,
    Statement,
)
from webapp.dsl.reading.tokens import ARROWS, is_blank, is_closed, is_word, split_line
from webapp.dsl.reading.values import unquoted

FORMS = (
    'write a node (n1: rectangle label:"Text"), an edge (n1.handle(right) -> n2.handle(left)), '
    "a loop (loop [condition] n1 n2) or a lane (Id { # Label)"
)


def parse_statement(
    pieces: list[Piece], number: int, content: str, start: int, comment: Part | None, findings: list[Finding]
) -> Statement:
    """Read pieces (no blanks, no comment, at least one) as one statement; `Unknown` when they are none."""
    line = Context(number, content, start, comment, findings)
    first = pieces[0].text
    second = pieces[1].text if len(pieces) > 1 else ""
    if first == "}":
        return LaneClose(pieces[0].start, pieces[0].end, number)
    if pieces[-1].text == "{" and _names_lane(pieces, line):
        return _lane(pieces, line)
    if second == ":" and is_word(first):
        return _node(pieces, line)
    if any(piece.text in ARROWS for piece in pieces):
        return parse_edge(pieces, line)
    if second == "." and len(pieces) > 3 and pieces[3].text == ":":
        return _node_with_prefix(pieces, line)
    if second.lower() in SHAPES or (second in SHAPE_SYNONYMS and is_node_id(first)):
        return _node_without_colon(pieces, line)
    return unknown(pieces, line, _why_unknown(pieces))


def _why_unknown(pieces: list[Piece]) -> str:
    """Say what the line might have become."""
    first = pieces[0].text
    if first == "{":
        return "the lane's id is missing before the brace: write Id { # Label"
    if first.lower() == LOOP:
        return "a loop has a condition in brackets, then its nodes: loop [retry up to 3 times] n1 n2"
    if is_node_id(first) and len(pieces) == 1:
        return f'{first} needs a shape or an edge: write {first}: rectangle label:"Text", or an edge from it'
    return f"this line cannot be read: {FORMS}"


def can_name_lane(text: str) -> bool:
    """Return whether a line can be the name of the lane whose brace is alone on the next line."""
    pieces: list[Piece] = []
    for piece_text in split_line(text):
        pieces.append(Piece(pieces[-1].end if pieces else 0, piece_text))
    if HEAD.match(text):
        return False
    named = [piece for piece in pieces if not is_blank(piece.text)]
    return not any(piece.text[0] == "#" for piece in named) and _names_lane(
        [*named, Piece(len(text), "{")], Context(0, text, 0, None, [])
    )


def _names_lane(pieces: list[Piece], line: Context) -> bool:
    """Return whether what stands before a brace at the end of a line is a lane's name, in whatever words.

    Without any words it takes a label; one may stand in quotes. What is meant as a node or an edge is no name.
    """
    texts = [piece.text for piece in pieces[:-1]]
    if not texts:
        return lane_label(line.comment) is not None
    if len(texts) == 1 and texts[0][0] == '"':
        return is_closed(texts[0]) and texts[0][1:-1].strip() != ""
    if any(word in ("{", "}") or word[0] == '"' for word in texts):
        return False
    if any(word in ARROWS for word in texts) and (HANDLE in map(str.lower, texts) or any(map(is_node_id, texts))):
        return False
    if len(texts) > 1 and texts[1] in (":", ".") and (is_node_id(texts[0]) or (len(texts) > 2 and shape_of(texts[2]))):
        return False
    return texts[0].lower() != LOOP or len(texts) == 1 or texts[1] != "["


def _lane(pieces: list[Piece], line: Context) -> LaneOpen:
    brace = pieces[-1]
    name = Part(brace.start, brace.start, "")
    if len(pieces) > 1:
        start, end = pieces[0].start, pieces[-2].end
        name = Part(start, end, line.content[start - line.start : end - line.start])
    label = lane_label(line.comment)
    end = brace.end if label is None else label.end
    return LaneOpen(name.start, end, line.number, name, Part(brace.start, brace.end, "{"), label)


def lane_label(comment: Part | None) -> Part | None:
    """Return the label that the comment after a lane's brace is; None when it has no words or begins with `//`."""
    label = comment.text[1:].strip() if comment is not None and comment.text[0] == "#" else ""
    return Part(comment.end - len(label), comment.end, unquoted(label)) if comment is not None and label else None


def _node(pieces: list[Piece], line: Context, shape_at: int = 2) -> NodeStatement:
    name = pieces[0]
    index = shape_at
    shape = None
    if len(pieces) > index and is_word(pieces[index].text):
        following = pieces[index + 1].text if len(pieces) > index + 1 else ""
        text = pieces[index].text
        if following not in (":", "=") and not (text.lower() in ATTRIBUTES and following[:1] == '"'):
            shape = Part(pieces[index].start, pieces[index].end, text)
            index += 1
    attributes, index = parse_attributes(pieces, index, line.content, line.start)
    end = pieces[index - 1].end
    if attributes:
        end = max(end, attributes[-1].end)
    if index < len(pieces):
        text = pieces[index].text
        if text[0] == '"':
            message = f"the attribute is missing before this text: write label:{text}"
        elif text in (",", ";"):
            message = f"attributes are separated by spaces only: remove the {text}"
        else:
            message = 'only attributes such as label:"Text" can follow the shape: remove this, or put it in quotes'
        surplus(pieces[index:], line, message)
    return NodeStatement(name.start, end, line.number, Part(name.start, name.end, name.text), shape, tuple(attributes))


def _node_without_colon(pieces: list[Piece], line: Context) -> NodeStatement:
    name = pieces[0]
    fix = Fix("Add the colon", False, (TextEdit(name.end, name.end, ":"),))
    message = f"write a colon after the node's id: {name.text}: {pieces[1].text}"
    line.findings.append(finding("syntax", message, name.start, name.end, fix))
    return _node(pieces, line, 1)


def _node_with_prefix(pieces: list[Piece], line: Context) -> NodeStatement:
    lane, name = pieces[0], pieces[2]
    fix = Fix("Remove the lane", False, (TextEdit(lane.start, name.start, ""),))
    message = f"a node is declared inside its lane, without the lane before its id: write {name.text}:"
    line.findings.append(finding("syntax", message, lane.start, name.end, fix))
    return _node(pieces[2:], line)


def parse_loop(pieces: list[Piece], number: int, start: int, end: int, findings: list[Finding]) -> LoopStatement:
    """Read `loop [condition] n1 n2`; `start`..`end` is the range between the brackets."""
    inner = "".join(piece.text for piece in pieces if start <= piece.start < end)
    text = inner.strip()
    begin = start + len(inner) - len(inner.lstrip()) if text else start
    condition = Part(begin, begin + len(text), text)
    rest = [piece for piece in pieces if piece.start > end]
    nodes: list[LoopNode] = []
    index = 0
    commas: list[Piece] = []
    while index < len(rest):
        piece = rest[index]
        if piece.text in (",", ";"):
            commas.append(piece)
            index += 1
            continue
        if not is_word(piece.text):
            break
        node = Part(piece.start, piece.end, piece.text)
        if index + 2 < len(rest) and rest[index + 1].text == "." and is_word(rest[index + 2].text):
            named = rest[index + 2]
            nodes.append(LoopNode(node, Part(named.start, named.end, named.text)))
            index += 3
        else:
            nodes.append(LoopNode(None, node))
            index += 1
    if index < len(rest):
        message = "after its condition, a loop lists node ids separated by spaces: loop [condition] n1 n2"
        findings.append(finding("syntax", message, rest[index].start, rest[-1].end))
    elif commas:
        edits = tuple(TextEdit(comma.start, comma.end, " ") for comma in commas)
        fix = Fix("Separate with spaces", False, edits)
        message = "the nodes of a loop are separated by spaces: loop [condition] n1 n2"
        findings.append(finding("syntax", message, commas[0].start, commas[-1].end, fix))
    return LoopStatement(pieces[0].start, pieces[-1].end, number, condition, tuple(nodes))
