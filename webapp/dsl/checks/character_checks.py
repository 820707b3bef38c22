"""Characters in labels that show otherwise than they are written: emoji, and text that changes direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from webapp.domain import Finding, Fix, TextEdit
from webapp.dsl.checks.label_checks import shown_texts
from webapp.dsl.checks.message_parts import shown
from webapp.dsl.codes import finding
from webapp.dsl.document import Document
from webapp.dsl.reading.syntax import Part

if TYPE_CHECKING:
    import regex

# A character that is shown as an emoji by itself or because a mark says so, with what tints it or names its flag.
_ONE = r'(?:[^\s\x1c-\x1f"\\]\ufe0f\u20e3?|\p{Emoji_Presentation})[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*+'
_JOINED = rf'{_ONE}(?:\u200d(?:{_ONE}|[^\s\x1c-\x1f"\\]))*'
FIRST_EMOJI = "\u231a"
"""Every emoji has this character of Unicode or a later one."""
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def check(document: Document) -> Iterator[Finding]:
    """Yield emoji and bidi-control, each once a label or other value that is shown."""
    if document.text.isascii():
        return
    for part in shown_texts(document):
        if not part.text.isascii():
            yield from _emoji(document, part)
            yield from _bidi(document, part)


def _emoji(document: Document, part: Part) -> Iterator[Finding]:
    if max(document.text[part.start : part.end]) < FIRST_EMOJI:
        return
    runs = list(_emoji_pattern().finditer(document.text, part.start, part.end))
    if runs:
        edits = tuple(_removal(document.text, run.start(), run.end(), part) for run in runs)
        message = f"{shown(runs[0].group())} is an emoji, which other tools reject: use words instead"
        yield finding("emoji", message, runs[0].start(), runs[-1].end(), Fix("Remove it", False, edits))


@cache
def _emoji_pattern() -> regex.Pattern[str]:
    # Loaded when it is needed: few texts have an emoji.
    import regex

    return regex.compile(f"{_JOINED}(?: *+{_JOINED})*")


def _removal(text: str, start: int, end: int, part: Part) -> TextEdit:
    """Return the edit that removes an emoji with the blank that only parts it from its neighbours."""
    if end < part.end and text[end] == " " and (start == part.start or text[start - 1] == " "):
        return TextEdit(start, end + 1, "")
    if end == part.end and start > part.start and text[start - 1] == " ":
        return TextEdit(start - 1, end, "")
    return TextEdit(start, end, "")


def _bidi(document: Document, part: Part) -> Iterator[Finding]:
    """Yield bidi-control for what is opened and not closed by the label's end (UAX 9, rules BD9 and BD11)."""
    open_ones: list[re.Match[str]] = []
    for control in _BIDI.finditer(document.text, part.start, part.end):
        if control.group() in _OPENING:
            open_ones.append(control)
            continue
        while open_ones:
            last = open_ones[-1]
            if _OPENING[last.group()] == control.group():
                open_ones.pop()
                break
            if control.group() == "\u202c":
                break
            open_ones.pop()
    if open_ones:
        edits = tuple(TextEdit(item.start(), item.end(), "") for item in open_ones)
        name = f"U+{ord(open_ones[0].group()):04X}"
        message = f"the direction mark {name} is not closed and can reverse the text that follows: remove it"
        fix = Fix("Remove it" if len(edits) == 1 else "Remove them", False, edits)
        yield finding("bidi-control", message, open_ones[0].start(), open_ones[-1].end(), fix)
