"""Both ways of what clashes, between the markers that git writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher


def marked(ways: Iterable[tuple[str | None, str | None]], ending: str) -> Iterator[str]:
    """Yield lines; each comes as mine and theirs have it, None for a line that one of them does not have."""
    mine: list[str] = []
    theirs: list[str] = []

    def block() -> Iterator[str]:
        if mine or theirs:
            yield from (f"<<<<<<< mine{ending}", *mine, f"======={ending}", *theirs, f">>>>>>> theirs{ending}")
            mine.clear()
            theirs.clear()

    for first, second in ways:
        if first == second:
            yield from block()
            yield first or ""
            continue
        for lines, line in ((mine, first), (theirs, second)):
            if line is not None:
                lines.append(ended(line, ending))
    yield from block()


def lines_with_markers(mine: str, theirs: str) -> str:
    """Return two texts in one: equal lines once, others between markers."""
    first, second = mine.splitlines(keepends=True), theirs.splitlines(keepends=True)
    found: list[tuple[str | None, str | None]] = []
    for kind, start, end, other_start, other_end in SequenceMatcher(None, first, second, False).get_opcodes():
        if kind == "equal":
            found += [(line, line) for line in first[start:end]]
        else:
            found += [(line, None) for line in first[start:end]]
            found += [(None, line) for line in second[other_start:other_end]]
    return "".join(marked(found, "\n"))


def ended(line: str, ending: str) -> str:
    """Return a line with a line break."""
    return line if line.endswith(("\n", "\r")) else f"{line}{ending}"
