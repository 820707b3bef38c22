"""Merge three texts: the one that both began with, mine, and theirs, which arrived first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.domain import OUTSIDE, PartKey
from webapp.dsl.difference import Kind, compare
from webapp.dsl.document import Document
from webapp.dsl.merging.clashes import Clash, Picks
from webapp.dsl.merging.common_names import with_common_names
from webapp.dsl.merging.items import Item, items_of
from webapp.dsl.merging.markers import ended, marked
from webapp.dsl.merging.one_line import LaneNames, merged_line
from webapp.dsl.merging.removals import removed_items, removed_lanes
from webapp.dsl.merging.sequences import merge_order
from webapp.dsl.merging.text_rows import Row, flat_rows, is_regular, rows_of
from webapp.dsl.reading.collector import paused_collector
from webapp.dsl.reading.tokens import BOM
from webapp.dsl.writing.placing import newline

Became = Mapping[PartKey, PartKey | None]
Places = Mapping[tuple[str, str], tuple[PartKey | None, PartKey | None, PartKey | None]]


@dataclass(frozen=True)
class Merge:
    """The merged text, with `usual` values where something clashes that nobody decided.

    `became` says for each of the three texts which part of the merged text its parts are; None where they are gone.
    """

    document: Document
    clashes: tuple[Clash, ...]
    base: Became
    mine: Became
    theirs: Became
    places: Places = field(default_factory=dict)
    """For the kind and the id in a clash, what the part is called in the base, in mine and in theirs."""


def merge_texts(base: Document, mine: Document, theirs: Document, picks: Picks | None = None) -> Merge:
    """Return what both made of the base. Never raises; takes time in proportion to the texts, but for sorting."""
    if base.text in (mine.text, theirs.text) or mine.text == theirs.text:
        merged = mine if theirs.text in (base.text, mine.text) else theirs
        return Merge(merged, (), _became(base, merged), _became(mine, merged), _became(theirs, merged))
    with paused_collector():
        return ThreeTexts(base, mine, theirs).merge(picks or Picks())


def _became(document: Document, merged: Document) -> Became:
    """Return what the parts of a text are in one of the other two."""
    if document is merged or document.text == merged.text:
        return {key: key for key in document.declared_by}
    difference = compare(document.diagram, merged.diagram)
    gone = {(it.kind.value, it.item.id) for it in difference.removed}
    return {
        (kind, name): None if (kind, name) in gone else (kind, difference.renamed.get(Kind(kind), {}).get(name, name))
        for kind, name in document.declared_by
    }


class ThreeTexts:
    """The lines of three texts with which line is which; can be merged in different ways."""

    def __init__(self, base: Document, mine: Document, theirs: Document) -> None:
        """Read the three texts."""
        self._read = (base, mine, theirs)
        self._regular = all(is_regular(document) for document in self._read)
        documents = self._read
        if self._regular:
            documents = with_common_names(base, mine, theirs)
            # A new name could be read as something else where the text is far from the language.
            self._regular = all(
                is_regular(named) and len(named.statements) == len(read.statements)
                for named, read in zip(documents, self._read, strict=True)
            )
        rows = [rows_of(it) for it in documents] if self._regular else [flat_rows(it) for it in self._read]
        self._rows = rows
        self._item_of = items_of(*rows)
        self._items = [*dict.fromkeys(self._item_of.values())]
        self._lanes = [
            {name: it.lane for name, it in document.outline.nodes.items()} if self._regular else {}
            for document in documents
        ]

    def merge(self, picks: Picks) -> Merge:
        """Return the merged text."""
        lines = self.lines(picks)
        text = self._joined([*lines.values()])
        document = Document(text)
        numbers = {item: number for number, item in enumerate(lines)}
        parts: dict[int, PartKey] = {}
        for key, index in document.declared_by.items():
            parts[document.statements[index].line] = key
        became = []
        for read, rows in zip(self._read, self._rows, strict=True):
            by_statement = {row.statement: row for row in rows}
            became.append(
                {key: self._now(key, by_statement.get(at), numbers, parts) for key, at in read.declared_by.items()}
            )
        places = self._places() if picks.open else {}
        base, mine, theirs = became
        return Merge(document, picks.open, base, mine, theirs, places)

    def _places(self) -> Places:
        parts = [{at: key for key, at in read.declared_by.items()} for read in self._read]

        def part(row: Row | None, number: int) -> PartKey | None:
            return None if row is None or row.statement is None else parts[number].get(row.statement)

        return {
            (item.kind, item.id): (part(item.base, 0), part(item.mine, 1), part(item.theirs, 2)) for item in self._items
        }

    def _now(
        self, key: PartKey, row: Row | None, numbers: Mapping[Item, int], parts: Mapping[int, PartKey]
    ) -> PartKey | None:
        if not self._regular:
            return key
        if row is None:
            return None
        now = parts.get(numbers.get(self._item_of[row], -1))
        return now if now is not None and now[0] == key[0] else None

    def with_markers(self) -> str:
        """Return the merged text with both ways of each clash between git's markers."""
        mine, theirs = self.lines(Picks(usual="mine")), self.lines(Picks(usual="theirs"))
        order = merge_order([*theirs], [*mine], [*theirs])
        ways = ((mine.get(item), theirs.get(item)) for item in order)
        return self._joined([*marked(ways, newline(self._read[1]))])

    def lines(self, picks: Picks) -> dict[Item, str]:
        """Return the lines of the merged text in order."""
        gone = removed_items(self._items, picks)
        homes = {item: _home(item, picks) for item in self._items if item not in gone}
        lanes = {item.id: home for item, home in homes.items() if item.kind == "node" and _is_first(item)}
        for item, home in homes.items():
            if item.kind == "edge":
                homes[item] = self._edge_home(item, home, lanes)
        if self._regular:
            gone |= removed_lanes(self._items, homes, gone, picks)
        names = LaneNames(self._lanes, lanes)
        return {item: merged_line(item, names, picks) for item in self._ordered(homes) if item not in gone}

    def _edge_home(self, item: Item, home: str, lanes: Mapping[str, str]) -> str:
        """Return the lane of an edge: where its source went, if it stood with it and is still its source."""
        row = item.only
        if row.kind != "edge" or any(other.ends[:1] != row.ends[:1] for other in item.rows):
            return home
        before = self._lanes[2 if item.theirs is not None else 1].get(row.ends[0])
        now = lanes.get(row.ends[0])
        return now if now is not None and now != before and row.home == before else home

    def _ordered(self, homes: Mapping[Item, str]) -> list[Item]:
        inside: list[dict[str, list[Item]]] = []
        for rows in self._rows:
            found: dict[str, list[Item]] = defaultdict(list)
            for row in rows:
                if row.kind != "close":
                    found[row.home].append(self._item_of[row])
            inside.append(found)
        closes = {item.id: item for item in self._items if item.kind == "close"}
        away: dict[str, list[Item]] = defaultdict(list)
        for item, home in homes.items():
            if item.kind == "edge" and all(row is None or row.home != home for row in (item.mine, item.theirs)):
                away[home].append(item)

        def within(lane: str) -> list[Item]:
            order = merge_order(*(found.get(lane, []) for found in inside))
            order = [item for item in order if homes.get(item) == lane and item not in away[lane]]
            return [*_label_first(order, lane), *away[lane]]

        ordered: list[Item] = []
        for item in within(OUTSIDE):
            ordered.append(item)
            if item.kind == "lane":
                ordered += [*within(item.id), closes[item.id]]
        return ordered

    def _joined(self, lines: list[str]) -> str:
        """Join lines; one that ended a text gets a line break where others follow."""
        ending = newline(self._read[2])
        text = "".join([*(ended(line, ending) for line in lines[:-1]), *lines[-1:]])
        marks = [document.text.startswith(BOM) for document in self._read]
        has_mark = marks[1] if marks[1] != marks[0] else marks[2]
        return BOM + text if has_mark else text


def _home(item: Item, picks: Picks) -> str:
    """Return the lane in which an item stands."""
    base, mine, theirs = item.base, item.mine, item.theirs
    if base is None or mine is None or theirs is None or theirs.home in (mine.home,) or mine.home == base.home:
        return item.only.home
    if theirs.home == base.home:
        return mine.home
    if item.kind != "node":
        return theirs.home
    side = picks.side(Clash("node", item.id, "lane", base.home, mine.home, theirs.home))
    return mine.home if side == "mine" else theirs.home


def _label_first(items: list[Item], lane: str) -> list[Item]:
    """Put the label of a lane that has a line of its own before everything but blank lines."""
    first = next((place for place, item in enumerate(items) if item.kind != "blank"), 0)
    found = next((place for place, item in enumerate(items) if item.only.key == ("label", lane)), first)
    return [*items[:first], *items[found : found + 1], *items[first:found], *items[found + 1 :]]


def _is_first(item: Item) -> bool:
    """Return whether this is the first line that declares its node."""
    return isinstance(item.only.key, tuple) and item.only.key[-1] == 1
