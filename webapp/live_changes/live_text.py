"""The live text: a stored text with every line end as LF and without byte-order mark.

A new line takes the ending of the line before it, so that the stored text stays to the byte.
"""

from __future__ import annotations

import re

from webapp.live_changes.change_sets import Changes, sections

MARK = "\ufeff"
ENDING = re.compile("\r\n|\r|\n")


def live_text(stored: str) -> str:
    """Return the live text of a stored one."""
    return stored.removeprefix(MARK).replace("\r\n", "\n").replace("\r", "\n")


def changed_text(stored: str, changes: Changes) -> str:
    """Return the stored text after a change of its live text.

    Raises:
        ChangeError: the change does not fit.
    """
    old_endings = ENDING.findall(stored)
    pieces: list[str] = []
    endings: list[str] = []
    line = 0
    begins_line = True
    for section in sections(live_text(stored), changes):
        passed = section.old.count("\n")
        new = section.old
        if section.lines is None:
            endings += old_endings[line : line + passed]
        else:
            new = "\n".join(section.lines)
            endings += [_ending(endings, old_endings, line, begins_line)] * new.count("\n")
        line += passed
        if new:
            pieces.append(new)
            begins_line = new.endswith("\n")
    mark = MARK if stored.startswith(MARK) else ""
    return mark + _with_endings("".join(pieces), endings)


def _ending(endings: list[str], old_endings: list[str], line: int, begins_line: bool) -> str:
    """Return the ending of new lines: that of the line before them, else of the one below, else of one that is gone.

    Where the new text stands at the beginning of a line, the line before is the last one of `endings`; else it is the
    line in which it stands, the one of this number in `old_endings`.
    """
    above, here, gone = endings[-1:], old_endings[line : line + 1], old_endings[-1:]
    return [*(above + here if begins_line else here + above), *gone, "\n"][0]


def _with_endings(text: str, endings: list[str]) -> str:
    if endings.count("\n") == len(endings):
        return text
    lines = text.split("\n")
    return "".join(part for pair in zip(lines, [*endings, ""], strict=True) for part in pair)
