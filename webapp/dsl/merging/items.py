"""Every line of three texts once, with what each of the texts has of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.dsl.merging.clashes import Clash, Side
from webapp.dsl.merging.pairing import common_additions, pair_rows
from webapp.dsl.merging.text_rows import Row

Rows = Sequence[Row]


@dataclass(eq=False, slots=True)
class Item:
    """One line in up to three texts. `id` tells it from others of its kind."""

    kind: str
    id: str
    base: Row | None = None
    mine: Row | None = None
    theirs: Row | None = None

    @property
    def only(self) -> Row:
        """The line, as the last text that has it writes it."""
        found = self.theirs or self.mine or self.base
        assert found is not None
        return found

    @property
    def removed_by(self) -> Side | None:
        """Who removed it, where only one of both did."""
        if self.base is None or (self.mine is None) == (self.theirs is None):
            return None
        return "mine" if self.mine is None else "theirs"

    @property
    def added_by(self) -> Side | None:
        """Who added it, where only one of both did."""
        if self.base is not None or (self.mine is None) == (self.theirs is None):
            return None
        return "mine" if self.mine is not None else "theirs"

    @property
    def ends(self) -> frozenset[str]:
        """All nodes that this line names in one of the texts."""
        return frozenset(name for row in self.rows for name in row.ends)

    @property
    def rows(self) -> list[Row]:
        """The line in each of the texts that has it."""
        return [row for row in (self.base, self.mine, self.theirs) if row is not None]

    def clash(self, by: Side, other: str) -> Clash:
        """Return the clash of a removal by one side with what the other made of this line."""
        was = self.base.text if self.base is not None else None
        mine, theirs = (None, other) if by == "mine" else (other, None)
        return Clash(self.kind, self.id, "", was, mine, theirs)


def items_of(base: Rows, mine: Rows, theirs: Rows) -> dict[Row, Item]:
    """Return the item of each line of the three texts."""
    found: dict[Row, Item] = {}
    counts: Counter[tuple[str, str]] = Counter()

    def item(row: Row, number: int) -> Item:
        name = _name(row, number)
        counts[row.kind, name] += 1
        times = counts[row.kind, name]
        return Item(row.kind, name if times == 1 else f"{name}-{times}")

    for number, row in enumerate(base, 1):
        found[row] = made = item(row, number)
        made.base = row
    for place, there in pair_rows(base, mine).items():
        found[mine[there]] = made = found[base[place]]
        made.mine = mine[there]
    for place, there in pair_rows(base, theirs).items():
        found[theirs[there]] = made = found[base[place]]
        made.theirs = theirs[there]
    for number, row in enumerate(theirs, 1):
        if row not in found:
            found[row] = made = item(row, number)
            made.theirs = row
    new_mine = [row for row in mine if row not in found]
    for row, other in common_additions(new_mine, [row for row in theirs if found[row].base is None]):
        found[row] = made = found[other]
        made.mine = row
    for number, row in enumerate(mine, 1):
        if row not in found:
            found[row] = made = item(row, number)
            made.mine = row
    return found


def _name(row: Row, number: int) -> str:
    if row.kind == "edge":
        return "-".join(row.ends)
    if row.kind == "loop":
        return row.piece("condition")
    return row.name if row.kind in ("node", "lane", "close") else f"line {number}"
