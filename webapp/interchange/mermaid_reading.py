"""Mermaid flowcharts and swimlanes into our language; what is read and what is left out stands in the README."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field

from webapp.domain import Direction, Shape
from webapp.errors import ImportRefused
from webapp.interchange.exchange_values import Imported, Omissions
from webapp.interchange.foreign_parts import ForeignParts
from webapp.interchange.lane_names import NO_LANE
from webapp.interchange.mermaid_scanning import (
    DETAIL,
    DETAILS,
    SHAPE_NAMES,
    LinkFound,
    link_at,
    node_id,
    shape_at,
    words,
)

DEPTH = 200
"""Subgraphs inside subgraphs; nobody draws more than a few, and each costs a look at all others."""
FENCE = re.compile(r"^[ \t]*```[ \t]*mermaid[ \t]*$(.*?)(?:^[ \t]*```[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
FRONT = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
TITLE = re.compile(r"^title:[ \t]*(.*)$", re.MULTILINE)
COMMENT = re.compile(r"[ \t]*%%(?!\{)[^\n]*")
DIRECTIVE = re.compile(r"[ \t]*%%\{.*?\}%%", re.DOTALL)
HEAD = re.compile(r"(flowchart-elk|flowchart|graph|swimlane-beta)\b[ \t]*(TB|TD|BT|RL|LR|[<>^v](?=\s|;|\Z))?")
OTHER_HEAD = re.compile(r"[\w-]+")
GAP = re.compile(r"[\s;]+")
BLANKS = re.compile(r"[^\S\n]*")
SUBGRAPH = re.compile(r"subgraph\b[ \t]*([^\n]*)")
END = re.compile(r"end(?=\s|;|\Z)")
DIRECTION = re.compile(r"direction[ \t]+(?:TB|TD|BT|RL|LR)\b[^\n;]*")
TOLD = re.compile(r"acc(Title|Descr)[ \t]*(?::[ \t]*([^\n]*)|\{([^}]*)\})")
STYLED = re.compile(r"(style|linkStyle|classDef|class|click|phase)[ \t]+[^\n]*")
CLASS = re.compile(r"[^\S\n]*:::[\w,-]+")
WHY_STYLED = {
    "click": "links and scripts of nodes have no place in the text",
    "phase": "phases have no place in the text",
}
COLOURS = "colours and styles have no place in the text"
LINES = {"=": "a thick line", ".": "a dotted line", "~": "a line that is not seen"}


@dataclass
class _Subgraph:
    """A subgraph: its words, the one around it, and the nodes that it claims when it ends."""

    key: str
    label: str
    outer: _Subgraph | None
    inner: list[_Subgraph] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)


@dataclass
class _Node:
    """A node as far as it is known: statements may add its shape and words later."""

    shape: Shape = Shape.RECTANGLE
    label: str | None = None
    lane: _Subgraph | None = None


def read_mermaid(text: str) -> Imported:
    """Read a Mermaid flowchart or `swimlane-beta`, also in a Markdown fence.

    Raises:
        ImportRefused: it is another kind of Mermaid, has nothing that can be read, or is nested too deeply.
    """
    return _Reader(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")).imported()


class _Reader:
    """Reads one text from the begin to the end; what cannot be read is told with its line."""

    def __init__(self, text: str) -> None:
        self._left_out = Omissions()
        self._nodes: dict[str, _Node] = {}
        self._edges: list[tuple[str, str, str, int]] = []
        self._subgraphs: dict[str, _Subgraph] = {}
        self._roots: list[_Subgraph] = []
        self._open: list[_Subgraph] = []
        self._title = self._description = ""
        self._direction: Direction = "right"
        fence = FENCE.search(text)
        # Everything before the fence becomes blank, so that lines keep their numbers.
        self._text = text[: fence.end(1)] if fence else text
        self._begins = [0, *(found.end() for found in re.finditer("\n", self._text))]
        self._at = fence.start(1) if fence else 0
        if fence and text[: fence.start()].strip() + text[fence.end() :].strip():
            self._left_out.add("the text around the diagram", "", "only the first code fence is read")

    def imported(self) -> Imported:
        self._head()
        while self._skipped():
            self._statement()
        while self._open:
            self._left_out.add("a subgraph without end", self._open[-1].label, "it ends with the text")
            self._close()
        if not self._nodes:
            raise ImportRefused("this Mermaid has no node that can be read")
        return self._written()

    def _where(self, at: int) -> str:
        return f"line {bisect_right(self._begins, at)}"

    def _skipped(self) -> bool:
        """Go to the next statement, and return whether there is one."""
        while self._at < len(self._text):
            for pattern, what in ((GAP, ""), (COMMENT, "a comment"), (DIRECTIVE, "a directive")):
                found = pattern.match(self._text, self._at)
                if found and found.end() > self._at:
                    if what:
                        self._left_out.add(what, self._where(found.end()), _why(what))
                    self._at = found.end()
                    break
            else:
                return True
        return False

    def _head(self) -> None:
        front = FRONT.match(self._text, self._at)
        if front:
            title = TITLE.search(front[1])
            self._title = _unquoted(title[1].strip()) if title else ""
            if TITLE.sub("", front[1]).strip():
                self._left_out.add("the settings before the diagram", self._where(self._at), COLOURS)
            self._at = front.end()
        self._skipped()
        head = HEAD.match(self._text, self._at)
        if head is None:
            found = OTHER_HEAD.match(self._text, self._at)
            named = f", not {found[0][:40]}" if found else ""
            raise ImportRefused(f"of Mermaid, flowchart and swimlane-beta can be read here{named}")
        way = head[2] or "TB"
        self._direction = "right" if way in ("LR", "RL", ">", "<") else "down"
        if way in ("BT", "RL", "<", "^"):
            self._left_out.add(f"the direction {way}", self._where(self._at), "time runs to the right or down")
        self._at = head.end()

    def _statement(self) -> None:
        text, at = self._text, self._at
        if found := END.match(text, at):
            if self._open:
                self._close()
            else:
                self._left_out.add("an end", self._where(at), "no subgraph is open")
        elif found := SUBGRAPH.match(text, at):
            self._subgraph(found[1].strip("; \t"), at)
        elif found := DIRECTION.match(text, at):
            self._left_out.add("the direction of a subgraph", self._where(at), "a diagram has one direction")
        elif found := TOLD.match(text, at):
            words_said = " ".join((found[2] or found[3] or "").split())
            if found[1] == "Title":
                self._title = words_said or self._title
            else:
                self._description = words_said
        elif found := STYLED.match(text, at):
            self._left_out.add(f"a line {found[1]}", self._where(at), WHY_STYLED.get(found[1], COLOURS))
        if found:
            self._at = found.end()
        elif not self._chain():
            line = text.find("\n", self._at)
            end = len(text) if line < 0 else line
            self._left_out.add("what cannot be read", self._where(self._at), "it is no node, link or subgraph")
            self._at = max(end, at + 1)

    def _subgraph(self, said: str, at: int) -> None:
        if len(self._open) >= DEPTH:
            raise ImportRefused(f"subgraphs are nested deeper than {DEPTH} levels: no diagram needs that")
        key = node_id(said, 0)
        rest = said[len(key) :].strip()
        shape = shape_at(rest, 0) if key and rest else None
        if shape is not None:
            label = words(shape.label).text
        else:
            label = words(said).text
            key = key if key and not rest else f" {label}"
        key = key or f" {len(self._subgraphs) + 1}"
        known = self._subgraphs.get(key)
        if known is not None:
            self._left_out.add("a second subgraph of one name", self._where(at), "both are one lane")
        outer = self._open[-1] if self._open else None
        opened = known or _Subgraph(key, label or key.strip(), outer)
        if known is None:
            self._subgraphs[key] = opened
            (outer.inner if outer else self._roots).append(opened)
        self._open.append(opened)

    def _close(self) -> None:
        closed = self._open.pop()
        for key in closed.named:
            node = self._nodes[key]
            if node.lane is None:
                node.lane = closed
        if self._open:
            self._open[-1].named.update(closed.named)

    def _chain(self) -> bool:
        """Read nodes that links join, and return whether all of the statement could be read."""
        sources = self._group()
        if not sources:
            return False
        while True:
            self._blanks()
            at = self._at
            link = link_at(self._text, at)
            if link is None:
                return self._at >= len(self._text) or self._text[self._at] in "\n;" or self._comment_follows()
            self._at = link.end
            self._blanks()
            targets = self._group()
            if not targets:
                return False
            self._link(sources, targets, link, at)
            sources = targets

    def _comment_follows(self) -> bool:
        return self._text.startswith("%%", self._at)

    def _blanks(self) -> None:
        found = BLANKS.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _group(self) -> list[str]:
        """Read nodes with `&` between them; an empty list where none begins here."""
        found: list[str] = []
        while True:
            key = self._node()
            if not key:
                return [] if found else found
            found.append(key)
            at = self._at
            self._blanks()
            if not self._text.startswith("&", self._at):
                self._at = at
                return found
            self._at += 1
            self._blanks()

    def _node(self) -> str:
        text, at = self._text, self._at
        key = node_id(text, at)
        if not key:
            return ""
        self._at += len(key)
        details = DETAILS.match(text, self._at)
        shape = None if details else shape_at(text, self._at)
        node = self._nodes.setdefault(key, _Node())
        for opened in self._open[-1:]:
            opened.named[key] = None
        if shape is not None:
            self._at = shape.end
            node.shape, node.label = shape.shape, self._words(shape.label, at)
            if shape.given_up:
                self._left_out.add(f"the shape {shape.given_up}", self._where(at), f"it is drawn as a {shape.shape}")
            details = DETAILS.match(text, self._at)
        if details is not None:
            self._at = details.end()
            self._details(node, details[1], at)
        styled = CLASS.match(text, self._at)
        if styled is not None:
            self._at = styled.end()
            self._left_out.add("a class of a node", self._where(at), COLOURS)
        return key

    def _details(self, node: _Node, said: str, at: int) -> None:
        for found in DETAIL.finditer(said):
            name, value = found[1], found[2] if found[2] is not None else found[3].strip()
            if name == "label":
                node.label = self._words(f'"{value}"', at)
            elif name == "shape" and value in SHAPE_NAMES:
                node.shape = SHAPE_NAMES[value]
            elif name == "shape":
                self._left_out.add(f"the shape {value[:40]}", self._where(at), f"it is drawn as a {node.shape}")
            else:
                self._left_out.add(f"the {name[:40]} of a node or link", self._where(at), COLOURS)

    def _words(self, said: str, at: int) -> str:
        found = words(said)
        if found.marked:
            self._left_out.add("bold, italic or coloured words", self._where(at), COLOURS)
        return found.text

    def _link(self, sources: list[str], targets: list[str], link: LinkFound, at: int) -> None:
        where = self._where(at)
        if link.line in LINES:
            why = "it is no edge" if link.line == "~" else "all edges are drawn alike"
            self._left_out.add(LINES[link.line], where, why)
        if link.line == "~":
            return
        if not link.tail and not link.head:
            self._left_out.add("a line without a head", where, "it is an edge from its first node to its second")
        elif (link.head or ">") not in "<>" or (link.tail or ">") != ">":
            self._left_out.add("the end of a line", where, "all edges have a head at their end")
        elif link.head:
            self._left_out.add("a line with two heads", where, "it is two edges")
        label = self._words(link.label, at) if link.label else ""
        for source in sources:
            for target in targets:
                self._edges.append((source, target, label, at))
                if link.head == "<" and link.tail == ">":
                    self._edges.append((target, source, label, at))

    def _written(self) -> Imported:
        parts = ForeignParts(self._left_out)
        lanes = self._lanes(parts)
        for key, node in self._nodes.items():
            if key in self._subgraphs:
                continue
            lane = lanes[node.lane.key] if node.lane else NO_LANE
            if node.lane is None and self._subgraphs:
                self._left_out.add("no lane", key, f"nodes in no subgraph are put into the lane {NO_LANE}")
            parts.add_lane(lane, NO_LANE)
            label = node.label if node.label is not None else key
            parts.add_node(key, lane, node.shape, "" if label == key and _keeps_id(key) else label)
        for source, target, label, at in self._edges:
            if parts.has_node(source) and parts.has_node(target):
                parts.add_edge(source, target, label)
            else:
                self._left_out.add("a link of a subgraph", self._where(at), "edges join nodes")
        return parts.imported(self._title, self._description, self._direction)

    def _lanes(self, parts: ForeignParts) -> dict[str, str]:
        """Add the lanes in their order, and return the lane of each subgraph.

        The outermost subgraphs are the lanes; where one only holds others, these are.
        """
        holders = {node.lane.key for key, node in self._nodes.items() if node.lane and key not in self._subgraphs}
        lanes: dict[str, str] = {}
        waiting = [(subgraph, "") for subgraph in reversed(self._roots)]
        while waiting:
            subgraph, lane = waiting.pop()
            if lane:
                self._left_out.add("a subgraph inside a lane", subgraph.label, "its nodes are in the lane")
            elif subgraph.key not in holders and subgraph.inner:
                self._left_out.add("a subgraph around others", subgraph.label, "those in it are the lanes")
            else:
                lane = subgraph.key
                parts.add_lane(lane, subgraph.label)
            lanes[subgraph.key] = lane
            waiting += [(inner, lane) for inner in reversed(subgraph.inner)]
        return lanes


def _keeps_id(key: str) -> bool:
    return re.fullmatch(r"n[1-9][0-9]{0,8}", key) is not None


def _unquoted(title: str) -> str:
    try:
        return str(json.loads(title)) if title[:1] == '"' else title.strip("'")
    except ValueError:
        return title.strip('"')


def _why(what: str) -> str:
    return "comments of Mermaid are not kept" if what == "a comment" else COLOURS
