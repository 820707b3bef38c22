"""Read the pieces of one line as an edge."""

from __future__ import annotations

from webapp.dsl.reading.attribute_parser import parse_edge_label
from webapp.dsl.reading.names import HANDLE
from webapp.dsl.reading.pieces import Context, Piece, surplus, unknown
from webapp.dsl.reading.syntax import EdgeLabel, EdgeStatement, Endpoint, Part, Statement
from webapp.dsl.reading.tokens import ARROWS, is_word


def parse_edge(pieces: list[Piece], line: Context) -> Statement:
    """Read pieces with an arrow among them as an edge; `Unknown` where an end is missing."""
    count = len(line.findings)
    at = next(place for place, piece in enumerate(pieces) if piece.text in ARROWS)
    source, index = _endpoint(pieces, 0)
    if source is None or index != at:
        source, index = _named_endpoint(pieces, 0, at, line) or (None, index)
    if source is None or pieces[index].text not in ARROWS:
        found = pieces[index]
        message = f"{found.text} is not expected here: write an edge as n1.handle(right) -> n2.handle(left)"
        return unknown(pieces, line, message)
    begin = index + 1
    stop = _label_place(pieces, begin)
    target, index = _endpoint(pieces, begin)
    if target is None or index != stop:
        target, index = _named_endpoint(pieces, begin, stop, line) or (target, index)
    if target is None:
        return unknown(pieces, line, "the edge has no target: write a node after ->")
    label: EdgeLabel | None = None
    end = target.end
    if index < len(pieces) and pieces[index].text == "[":
        label, index, finding = parse_edge_label(pieces, index, line.content, line.start)
        if finding is not None:
            line.findings.append(finding)
        end = label.end if label else pieces[index - 1].end
    if index < len(pieces) and len(line.findings) == count:
        surplus(pieces[index:], line, 'only a label can follow the target: write [label="Text"], and remove the rest')
    return EdgeStatement(source.start, end, line.number, source, target, label)


def _endpoint(pieces: list[Piece], index: int) -> tuple[Endpoint | None, int]:
    """Read `[Lane.]n1[.handle(side)]` from `index` on; return it with the index of what follows."""
    count = len(pieces)
    if index >= count or not is_word(pieces[index].text):
        return None, min(index, count - 1)
    first = index
    names = [pieces[index]]
    index += 1
    while (
        index + 1 < count
        and len(names) < 2
        and pieces[index].text == "."
        and is_word(pieces[index + 1].text)
        and pieces[index + 1].text.lower() != HANDLE
    ):
        names.append(pieces[index + 1])
        index += 2
    side = None
    if index + 2 < count and pieces[index].text == "." and pieces[index + 1].text.lower() == HANDLE:
        close = index + 3
        if pieces[index + 2].text == "(":
            while close < count and is_word(pieces[close].text):
                close += 1
            if close < count and pieces[close].text == ")":
                begin, end = pieces[index + 2].end, pieces[close].start
                name = " ".join(piece.text for piece in pieces[index + 3 : close])
                if name:
                    begin, end = pieces[index + 3].start, pieces[close - 1].end
                side = Part(begin, end, name)
                index = close + 1
    lane = Part(names[0].start, names[0].end, names[0].text) if len(names) == 2 else None
    node = Part(names[-1].start, names[-1].end, names[-1].text)
    return Endpoint(pieces[first].start, pieces[index - 1].end, lane, node, side), index if index < count else count


def _named_endpoint(pieces: list[Piece], first: int, stop: int, line: Context) -> tuple[Endpoint, int] | None:
    """Read `Any words.n1[.handle(side)]` in `first`..`stop`: the words before the last dot are a lane's name."""
    node = next((place for place in range(first, stop) if _is_handle(pieces, place + 1)), stop - 1)
    if node - first < 2 or pieces[node - 1].text != "." or not is_word(pieces[node].text):
        return None
    end, index = _endpoint(pieces[:stop], node)
    if end is None or (end.side is None and index != stop):
        return None
    start, stop_name = pieces[first].start, pieces[node - 2].end
    name = Part(start, stop_name, line.content[start - line.start : stop_name - line.start])
    return end._replace(start=start, lane=name), index


def _label_place(pieces: list[Piece], begin: int) -> int:
    """Return the index of the bracket that begins the label; brackets before the dot of an endpoint name its lane."""
    last_dot = max((place for place in range(begin, len(pieces)) if pieces[place].text == "."), default=-1)
    place = begin
    while place < len(pieces):
        if pieces[place].text == "[":
            close = next((at for at in range(place, len(pieces)) if pieces[at].text == "]"), len(pieces))
            if close > last_dot or any(piece.text[0] == '"' for piece in pieces[place:close]):
                return place
            place = close
        place += 1
    return place


def _is_handle(pieces: list[Piece], index: int) -> bool:
    """Return whether `.handle(` begins at an index."""
    following = [piece.text for piece in pieces[index : index + 3]]
    return len(following) == 3 and following[0] == "." and following[1].lower() == HANDLE and following[2] == "("
